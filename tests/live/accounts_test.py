#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Accounts that may not log on, and credentials files that may not be read, at a private Samba
server. One process of the library asks before, while and after; each change counts for its next
call. The codes are those that Samba's own client gets.

usage: accounts_test.py BUILD_FOLDER

Output and exit status are those of live_test.py.
"""
import sys
from typing import NamedTuple

from livelib import (
    ERROR_ACCESS_DENIED,
    ERROR_ACCOUNT_DISABLED,
    ERROR_ACCOUNT_EXPIRED,
    ERROR_ACCOUNT_LOCKED_OUT,
    ERROR_LOGON_FAILURE,
    ERROR_PASSWORD_EXPIRED,
    ERROR_PASSWORD_MUST_CHANGE,
    NERR_SUCCESS,
    SERVER,
    Library,
    SecondClient,
    expect,
    expect_equal,
    lab,
    reuse,
    rewrite,
    run_script,
    wait_until,
    win32_code,
)

BAD_LOGONS = 2  # then the account is locked
FOREVER = "4294967295"  # seconds


def pdbedit(*args):
    return ("pdbedit", *args)


def account(*args):
    return pdbedit("-r", "-u", "alice", *args)


def policy(name, value):
    return pdbedit("-P", name, "-C", value)


def must_change(yes_no):
    return ("net", "sam", "set", "pwdmustchangenow", "alice", yes_no)


class Refusal(NamedTuple):
    """A state in which alice may not log on."""

    name: str
    code: int
    text: str  # as lmctl says it
    refuse: tuple  # commands that bring it about
    allow: tuple  # and those that end it
    wrong_passwords: int = 0  # tried in between


REFUSALS = (
    Refusal(
        "an account locked after wrong passwords",
        ERROR_ACCOUNT_LOCKED_OUT,
        "1909 ERROR_ACCOUNT_LOCKED_OUT",
        (policy("bad lockout attempt", str(BAD_LOGONS)),),
        (account("-c", "[]"), policy("bad lockout attempt", "0")),
        BAD_LOGONS,
    ),
    Refusal(
        "an account that has expired",
        ERROR_ACCOUNT_EXPIRED,
        "1793 ERROR_ACCOUNT_EXPIRED",
        (account("-K", "1"),),
        (account("-K", "never"),),
    ),
    Refusal(
        "a disabled account",
        ERROR_ACCOUNT_DISABLED,
        "1331 ERROR_ACCOUNT_DISABLED",
        (account("-c", "[D]"),),
        (account("-c", "[]"),),
    ),
    Refusal(
        "a password that must be changed",
        ERROR_PASSWORD_MUST_CHANGE,
        "1907 ERROR_PASSWORD_MUST_CHANGE",
        (must_change("yes"),),
        (must_change("no"),),
    ),
    Refusal(
        "a password that has expired",
        ERROR_PASSWORD_EXPIRED,
        "1330 ERROR_PASSWORD_EXPIRED",
        (policy("maximum password age", "1"),),  # it is older
        (policy("maximum password age", FOREVER),),
    ),
)


def change(server, commands):
    for program, *args in commands:
        server.run(program, *args, "-s", server.folder / "smb.conf")


def alice(library, server):
    return reuse(library, server, NETAPI32_CREDENTIALS=str(server.folder / "alice.cred"))


def second_client(server, who):
    return win32_code(lambda: SecondClient(server, who).server_info(101))


def case_refusal(library, server, refusal):
    """A session that is open stays so; a process without one is told, until it is allowed again."""
    with alice(library, server) as old, alice(library, server) as new:
        old.expect(server=NERR_SUCCESS)
        try:
            change(server, refusal.refuse)
            for _ in range(refusal.wrong_passwords):
                wrong = second_client(server, "alice-wrong")
                expect_equal("wrong password", wrong, ERROR_LOGON_FAILURE)
            wait_until(  # a password is only old after a second
                lambda: second_client(server, "alice") == refusal.code,
                "the second client is refused too",
            )
            new.expect(server=refusal.code, shares=refusal.code, sockets=0)
            shown = library.lmctl_run(server, "server", "show", SERVER, who="alice")
            expect_equal("exit status of lmctl", shown.returncode, 1)
            expect(refusal.text in shown.stderr, shown.stderr)
            old.expect(server=NERR_SUCCESS)
        finally:
            change(server, refusal.allow)
        new.expect(server=NERR_SUCCESS, sockets=1)


def case_password_is_changed(library, server):
    """At the server first: the open session stays, and a new one needs the new password."""
    path = server.folder / "alice.cred"
    was = path.read_text()
    now = was.replace("password=", "password=new-")
    password = dict(line.split("=", 1) for line in now.splitlines())["password"]
    with alice(library, server) as old, alice(library, server) as new:
        old.expect(server=NERR_SUCCESS)
        set_password(server, password)
        new.expect(server=ERROR_LOGON_FAILURE)
        rewrite(path, now)
        new.expect(server=NERR_SUCCESS)
        old.expect(server=NERR_SUCCESS)  # by a session of the new password
        rewrite(path, was)
        old.expect(server=ERROR_LOGON_FAILURE)
        new.expect(server=ERROR_LOGON_FAILURE)
    rewrite(path, now)


def set_password(server, password):
    command = ("smbpasswd", "-c", server.folder / "smb.conf", "-s", "alice")
    server.run(*command, text=f"{password}\n{password}\n")


def case_file_that_others_may_read(library, server):
    """Refused at once, though a session is open; and good again as soon as it is private."""
    path = server.folder / "alice.cred"
    with alice(library, server) as p:
        p.expect(server=NERR_SUCCESS)
        for mode in (0o640, 0o620, 0o610, 0o604, 0o602, 0o601, 0o666):
            path.chmod(mode)
            expect_equal(f"mode {mode:o}", p.tell("server"), ERROR_ACCESS_DENIED)
        for mode in (0o600, 0o400):
            path.chmod(mode)
            expect_equal(f"mode {mode:o}", p.tell("server"), NERR_SUCCESS)
    path.chmod(0o600)


def case_user_is_replaced(library, server):
    """Another user in the same file is who asks next."""
    path = server.folder / "somebody.cred"
    cred = {who: (server.folder / f"{who}.cred").read_text() for who in ("admin", "alice", "bob")}
    rewrite(path, cred["alice"])
    with reuse(library, server, NETAPI32_CREDENTIALS=str(path)) as p:
        for who, code in (
            ("alice", ERROR_ACCESS_DENIED),
            ("admin", NERR_SUCCESS),
            ("alice", ERROR_ACCESS_DENIED),
            ("bob", ERROR_ACCOUNT_DISABLED),
            ("admin", NERR_SUCCESS),
        ):
            rewrite(path, cred[who])
            expect_equal(who, p.tell("sessions"), code)


def run_all(results, library):
    with lab() as server:
        wrong = server.folder / "alice-wrong.cred"
        rewrite(wrong, "username=alice\npassword=not this one\n")
        for refusal in REFUSALS:
            results.run(refusal.name, case_refusal, library, server, refusal)
        for name, case in (
            ("a credentials file that others may read", case_file_that_others_may_read),
            ("another user in the credentials file", case_user_is_replaced),
            ("a password that is changed at the server", case_password_is_changed),
        ):
            results.run(name, case, library, server)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    run_script(lambda results: run_all(results, Library(sys.argv[1])))
