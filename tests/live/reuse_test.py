#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Sessions that are used again: one process asks a private Samba server several times while the
world changes between its calls.

usage: reuse_test.py BUILD_FOLDER

Prints `ok NAME`, `FAIL NAME` or `skip NAME`, details indented, and a count at the end. Exit status:
0 all good, 1 something failed, 77 no server could be started (with CI=true that is a failure).
"""
import shutil
import sys
import tempfile
import time

from livelib import (
    ERROR_BAD_NETPATH,
    ERROR_LOGON_FAILURE,
    NERR_SUCCESS,
    POOL_IDLE_S,
    Lab,
    Library,
    expect_equal,
    lab,
    reuse,
    rewrite,
    run_script,
)


def case_one_connection(library, server):
    """Three functions on two interfaces, many times: one connection."""
    with reuse(library, server) as p:
        p.expect(sockets=0)
        for _ in range(20):
            p.expect(server=NERR_SUCCESS, wksta=NERR_SUCCESS, shares=NERR_SUCCESS)
        p.expect(sockets=1)


def case_fork(library, server):
    """The child connects by itself, and the parent's connection stays good."""
    with reuse(library, server) as p:
        p.expect(server=NERR_SUCCESS, fork=NERR_SUCCESS, shares=NERR_SUCCESS, sockets=1)


def case_fork_among_threads(library, server):
    """Children of a process whose other threads hold whatever locks there are."""
    with reuse(library, server) as p:
        p.expect(forks=0)


def case_idle(library, server):
    """An idle session is dropped by the next call, which makes its own."""
    with reuse(library, server) as p:
        p.expect(server=NERR_SUCCESS)
        time.sleep(POOL_IDLE_S + 1)
        p.expect(server=NERR_SUCCESS, sockets=1)


def case_restart(library, folder):
    """The server ends and comes back between two calls."""
    server = Lab(folder)
    server.start(0)
    try:
        with reuse(library, server) as p:
            p.expect(server=NERR_SUCCESS, wksta=NERR_SUCCESS)
            server.stop()
            p.expect(server=ERROR_BAD_NETPATH, sockets=0)
            port = server.port
            server.start(0)  # at another port, so the configuration has changed too
            expect_equal("another port", server.port != port, True)
            p.expect(server=NERR_SUCCESS, shares=NERR_SUCCESS, sockets=1)
    finally:
        server.stop()


def case_password_changes(library, server):
    """What the credentials file says counts for the next call, though the old session is there."""
    path = server.folder / "mine.cred"
    good = (server.folder / "admin.cred").read_text()
    rewrite(path, good)
    with reuse(library, server, NETAPI32_CREDENTIALS=str(path)) as p:
        p.expect(server=NERR_SUCCESS)
        rewrite(path, good.replace("password=", "password=not"))
        p.expect(server=ERROR_LOGON_FAILURE)
        rewrite(path, good)
        p.expect(server=NERR_SUCCESS)


def case_configuration_changes(library, server):
    """A changed configuration counts for the next call."""
    path = server.folder / "mine.conf"
    good = (server.folder / "netapi32.conf").read_text()
    rewrite(path, good)
    with reuse(library, server, NETAPI32_CONF=str(path)) as p:
        p.expect(server=NERR_SUCCESS)
        rewrite(path, good.replace("127.0.0.1", "127.0.0.2"))
        p.expect(server=ERROR_BAD_NETPATH)
        rewrite(path, good)
        p.expect(server=NERR_SUCCESS)


def run_all(results, library):
    with lab() as server:
        for name, case in (
            ("one connection for many calls", case_one_connection),
            ("fork", case_fork),
            ("fork while threads call", case_fork_among_threads),
            ("idle sessions end", case_idle),
            ("a changed password counts at once", case_password_changes),
            ("a changed configuration counts at once", case_configuration_changes),
        ):
            results.run(name, case, library, server)
    folder = tempfile.mkdtemp()
    try:
        results.run("a server that was restarted", case_restart, library, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    run_script(lambda results: run_all(results, Library(sys.argv[1])))
