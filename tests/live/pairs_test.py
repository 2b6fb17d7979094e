#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Two processes with 16 threads each ask four private Samba servers as three users: an
administrator, a plain user, and one whose password is wrong. Each answer must be the one of this
server for this user. Meanwhile children are forked, a server is killed and comes back, and sessions
grow old.

usage: pairs_test.py BUILD_FOLDER [BUILD_FOLDER]

The processes are of the one build, or of two; each sanitizer sees one. Output and exit status are
those of live_test.py.
"""
import contextlib
import signal
import sys
import tempfile
import time

from livelib import (
    POOL_IDLE_S,
    Library,
    expect,
    expect_equal,
    lab,
    process,
    run_script,
    wait_until,
)

THREADS = 16
SERVERS = range(1, 5)
USERS = ("admin", "alice", "wrong")
KILLED = 2  # one of SERVERS


def options(number):
    """How a server is told from the others."""
    return [f"server string = server {number}", f"workgroup = GROUP{number}"]


def write_configuration(file, labs):
    for number, server in zip(SERVERS, labs):
        for who in USERS:
            file.write(f"[server srv{number}-{who}]\naddress = 127.0.0.1\nport = {server.port}\n")
            file.write(f"credentials = {server.folder}/{who}.cred\n")
    file.flush()


def both(processes, word):
    """Told at the same moment; both numbers."""
    for p in processes:
        p.say(word)
    return [p.hear() for p in processes]


def expect_right(processes, word):
    expect_equal("wrong answers", both(processes, word), [0] * len(processes))


def wake(processes):
    """Samba starts its RPC helpers when somebody asks, and forgets some of those who ask meanwhile:
    they wait for ever. (Seen with 4.17: samba-dcerpcd logs `No worker with PID`.)"""
    expect_equal("wrong answers", processes[0].tell("each"), 0)


def case_killed(processes, labs):
    """Its sessions are in the pools of both processes when it goes."""
    server = labs[KILLED - 1]
    expect_right(processes, "all")
    server.send(signal.SIGKILL)
    wait_until(lambda: not server.processes(), "the server is gone")
    server.start(0, options(KILLED), server.port)
    wake(processes)
    expect_right(processes, "all")


def case_idle(processes):
    """The next call drops all sessions that are too old, and makes its own."""
    expect_right(processes, "all")
    before = both(processes, "sockets")
    expect(min(before) >= len(SERVERS), f"open sockets: {before}")
    time.sleep(POOL_IDLE_S + 1)
    expect_right(processes, "first")
    expect_equal("open sockets", both(processes, "sockets"), [1] * len(processes))


def run_all(results, libraries):
    with contextlib.ExitStack() as stack:
        labs = [stack.enter_context(lab(0, options(number))) for number in SERVERS]
        conf = stack.enter_context(tempfile.NamedTemporaryFile("w", suffix=".conf"))
        write_configuration(conf, labs)
        environment = labs[0].environment("admin", conf.name)
        # to a child, the threads of its parent are some that nobody has joined
        tsan_options = environment.get("TSAN_OPTIONS", "")
        environment["TSAN_OPTIONS"] = f"{tsan_options}:report_thread_leaks=0"
        processes = [
            stack.enter_context(
                process([library.program("pairs"), str(THREADS), str(len(SERVERS))], environment)
            )
            for library in libraries
        ]
        run = results.run
        run("every server answers every user", wake, processes)
        run("and every thread", expect_right, processes, "all")
        run("and again, by sessions that were used", expect_right, processes, "all")
        run("while children are forked", expect_right, processes, "forks")
        run("a server that was killed and came back", case_killed, processes, labs)
        run("sessions that grow old", case_idle, processes)
        for p, library in zip(processes, libraries):
            run(f"a process of {library.build.name} ends well", p.end)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    run_script(lambda results: run_all(results, [Library(sys.argv[1]), Library(sys.argv[-1])]))
