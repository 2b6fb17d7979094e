#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Uses: one process logs on to private Samba servers by NetUseAdd and by nothing else, and lmctl
keeps uses for a log-in session.

usage: use_test.py BUILD_FOLDER

Prints `ok NAME`, `FAIL NAME` or `skip NAME`, details indented, and a count at the end. Exit status:
0 all good, 1 something failed, 77 no server could be started (with CI=true that is a failure).
"""
import contextlib
import json
import os
import pty
import re
import secrets
import select
import signal
import subprocess
import sys
import time

from livelib import (
    CALL_TIMEOUT_S,
    ERROR_ACCESS_DENIED,
    ERROR_BAD_NETPATH,
    ERROR_LOGON_FAILURE,
    ERROR_MORE_DATA,
    HERE,
    NERR_SUCCESS,
    Library,
    expect,
    expect_equal,
    lab,
    run_script,
)

ERROR_BAD_DEV_TYPE = 66
ERROR_BAD_NET_NAME = 67
ERROR_BAD_DEVICE = 1200
ERROR_SESSION_CREDENTIAL_CONFLICT = 1219
ERROR_NO_SUCH_LOGON_SESSION = 1312
NERR_USE_NOT_FOUND = 2250
NERR_BAD_ASG_TYPE = 2251

USE_OK, USE_DISCONN, USE_NETERR = 0, 2, 3
WILDCARD, DISKDEV, SPOOLDEV, IPC = -1, 0, 1, 3
NO_FORCE, LOTS_OF_FORCE = 0, 2
PARM_NONE, PARM_LOCAL, PARM_ASGTYPE = 0, 1, 4
IDLE_S = 10  # POOL_IDLE_MS


def password(server, who):
    text = (server.folder / f"{who}.cred").read_text()
    return re.search(r"^password=(.*)$", text, re.M).group(1)


def change_password(server, who):
    """Gives the user another password, which is in the credentials file afterwards."""
    new = secrets.token_hex(12)
    command = ["smbpasswd", "-c", server.folder / "smb.conf", "-s", "-a", who]
    subprocess.run(
        [HERE / "samba.sh", "exec", server.folder, *command],
        input=f"{new}\n{new}\n",
        stdout=subprocess.DEVNULL,
        text=True,
        timeout=60,
        check=True,
    )
    (server.folder / f"{who}.cred").write_text(f"username={who}\npassword={new}\n")
    return new


def environment(server, **more):
    """Two names of the server, and nobody's credentials."""
    conf = server.folder / "use.conf"
    names = ("LABSRV", "OTHER")
    conf.write_text(
        "".join(f"[server {n}]\naddress = 127.0.0.1\nport = {server.port}\n" for n in names)
    )
    env = server.environment("admin", str(conf))
    return env | {"KRB5CCNAME": "FILE:/nonexistent/ccache"} | more


class Process:
    """A running `use`: told words, it answers with a line."""

    def __init__(self, program, env):
        self.child = subprocess.Popen(
            [program], env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def tell(self, *words):
        self.child.stdin.write(" ".join(map(str, words)) + "\n")
        self.child.stdin.flush()
        return self.child.stdout.readline().rstrip("\n")

    def add(self, remote, user="-", secret="-", level=2, kind=WILDCARD, local="-", flags=0):
        """The result, and the member that it is about."""
        line = self.tell("add", level, remote, user, "-", secret, kind, local, flags)
        return tuple(map(int, line.split()))

    def expect_add(self, *args, result=(NERR_SUCCESS, PARM_NONE), **more):
        expect_equal(f"NetUseAdd {args[:2]}", self.add(*args, **more), result)

    def expect(self, word, *args, result=NERR_SUCCESS):
        expect_equal(f"{word} {args[:1]}", int(self.tell(word, *args)), result)

    def info(self, remote, level=3):
        status, _, members = self.tell("info", remote, level).partition(" ")
        return int(status), dict(pair.split("=", 1) for pair in members.split())

    def expect_info(self, remote, /, **wanted):
        status, members = self.info(remote)
        expect_equal(f"NetUseGetInfo {remote}", status, NERR_SUCCESS)
        got = {name: members[name] for name in wanted}
        expect_equal(remote, got, {name: str(value) for name, value in wanted.items()})

    def end(self):
        self.child.stdin.close()
        expect_equal("exit status", self.child.wait(timeout=60), 0)


@contextlib.contextmanager
def process(library, server, **more):
    running = Process(library.program("use"), environment(server, **more))
    try:
        yield running
        running.end()
    finally:
        running.child.kill()


SHARE = r"\\LABSRV\IPC$"
DATA = r"\\LABSRV\data"


# --- a process's own -----------------------------------------------------------------------------


def case_comes_and_goes(library, server):
    """Calls work after NetUseAdd, and because of it."""
    with process(library, server) as p:
        p.expect("server", "LABSRV", result=ERROR_NO_SUCH_LOGON_SESSION)
        p.expect_add(SHARE, "labadmin", password(server, "admin"))
        p.expect("server", "LABSRV")
        p.expect("admin", "LABSRV")
        p.expect("sockets", result=1)  # calls go on with the session of NetUseAdd
        p.expect("server", "OTHER", result=ERROR_NO_SUCH_LOGON_SESSION)
        p.expect("del", SHARE, NO_FORCE)
        p.expect("sockets", result=0)
        p.expect("server", "LABSRV", result=ERROR_NO_SUCH_LOGON_SESSION)
        p.expect("del", SHARE, NO_FORCE, result=NERR_USE_NOT_FOUND)


def case_refusals(library, server):
    """What the server does not take is not recorded."""
    admin = password(server, "admin")
    with process(library, server) as p:
        for name, args, more, result in (
            ("wrong password", (SHARE, "labadmin", "wrong"), {}, (ERROR_LOGON_FAILURE, 0)),
            ("empty password", (SHARE, "labadmin", '""'), {}, (ERROR_LOGON_FAILURE, 0)),
            ("unknown user", (SHARE, "carol", "x"), {}, (ERROR_LOGON_FAILURE, 0)),
            ("no credentials", (SHARE,), {}, (ERROR_NO_SUCH_LOGON_SESSION, 0)),
            ("missing share", (r"\\LABSRV\none", "labadmin", admin), {}, (ERROR_BAD_NET_NAME, 0)),
            ("missing host", (r"\\none.invalid\IPC$", "u", "p"), {}, (ERROR_BAD_NETPATH, 0)),
            ("letter", (DATA, "labadmin", admin), {"local": "X:"}, (ERROR_BAD_DEVICE, PARM_LOCAL)),
            ("type", (DATA, "labadmin", admin), {"kind": 7}, (NERR_BAD_ASG_TYPE, PARM_ASGTYPE)),
            (
                "another type",
                (DATA, "labadmin", admin),
                {"kind": SPOOLDEV},
                (ERROR_BAD_DEV_TYPE, PARM_ASGTYPE),
            ),
        ):
            expect_equal(name, p.add(*args, **more), result)
        expect_equal("uses", p.tell("enum", 0, -1), "[0 of 0: 0]")
        p.expect("sockets", result=0)
        p.expect("server", "LABSRV", result=ERROR_NO_SUCH_LOGON_SESSION)


def case_types(library, server):
    """The type of a share is its server's."""
    admin = password(server, "admin")
    with process(library, server) as p:
        p.expect_add(SHARE, "labadmin", admin)
        p.expect_add(DATA, "labadmin", admin, kind=DISKDEV)
        p.expect_info(SHARE, type=IPC, flags=0, user="labadmin", domain='""', password="-")
        p.expect_info(DATA, type=DISKDEV, remote=DATA, local="-")


def case_conflict(library, server):
    """One user a server; the same one is counted."""
    admin, alice = password(server, "admin"), password(server, "alice")
    with process(library, server) as p:
        p.expect_add(SHARE, "labadmin", admin)
        conflict = (ERROR_SESSION_CREDENTIAL_CONFLICT, PARM_NONE)
        p.expect_add(SHARE, "alice", alice, result=conflict)
        p.expect_add(r"\\labsrv\data", "alice", alice, result=conflict)
        p.expect_add(SHARE, '""', '""', result=conflict)
        p.expect_add(SHARE, "LabAdmin", admin)
        p.expect_add(r"\\labsrv\ipc$")  # by nobody in particular
        p.expect_info(SHARE, usecount=3)
        p.expect("del", SHARE, NO_FORCE)
        p.expect_info(SHARE, usecount=2)
        p.expect("del", SHARE, LOTS_OF_FORCE)
        expect_equal("after LOTS_OF_FORCE", p.info(SHARE)[0], NERR_USE_NOT_FOUND)
        p.expect_add(SHARE, "alice", alice)
        p.expect("admin", "LABSRV", result=ERROR_ACCESS_DENIED)


def case_two_servers(library, server):
    """Each has its own user."""
    with process(library, server) as p:
        p.expect_add(SHARE, "labadmin", password(server, "admin"))
        p.expect_add(r"\\OTHER\IPC$", "alice", password(server, "alice"))
        for _ in range(2):
            p.expect("admin", "LABSRV")
            p.expect("admin", "OTHER", result=ERROR_ACCESS_DENIED)
        p.expect("del", SHARE, NO_FORCE)
        p.expect("server", "LABSRV", result=ERROR_NO_SUCH_LOGON_SESSION)
        p.expect("server", "OTHER")


def case_users(library, server):
    """The ways to name a user, the anonymous one, and level 1, whose user is configured."""
    admin = password(server, "admin")
    credentials = {"NETAPI32_CREDENTIALS": str(server.folder / "admin.cred")}
    with process(library, server) as p:
        p.expect_add(SHARE, r"LABSRV\labadmin", admin)
        p.expect_info(SHARE, user="labadmin", domain="LABSRV")
        p.expect("del", SHARE, NO_FORCE)
        p.expect_add(SHARE, '""', '""')
        p.expect_info(SHARE, user='""')
        p.expect("server", "LABSRV")
        p.expect("admin", "LABSRV", result=ERROR_ACCESS_DENIED)
    with process(library, server, **credentials) as p:
        for level in (1, 2, 3):
            p.expect_add(SHARE, level=level)
            p.expect_info(SHARE, user="-", domain="-", flags=0)
            p.expect("admin", "LABSRV")
            p.expect("del", SHARE, NO_FORCE)
            p.expect("admin", "LABSRV")  # by the configuration again
        p.expect_add(SHARE, "alice", password(server, "alice"))  # goes before the configuration
        p.expect("admin", "LABSRV", result=ERROR_ACCESS_DENIED)


def case_not_connected(library, server):
    """CREATE_NO_CONNECT believes everything; the first call notices."""
    with process(library, server) as p:
        p.expect_add(SHARE, "labadmin", "wrong", level=3, flags=1)
        p.expect_info(SHARE, status=USE_DISCONN, type=WILDCARD, flags=1)
        p.expect("sockets", result=0)
        p.expect("server", "LABSRV", result=ERROR_LOGON_FAILURE)
        p.expect_add(SHARE, "labadmin", password(server, "admin"), level=3)
        p.expect("server", "LABSRV")
        p.expect_info(SHARE, status=USE_OK, type=IPC, usecount=2)


def case_status(library, server):
    """OK with a session, disconnected without, and what the last try to connect came to."""
    with lab() as second:
        with process(library, server) as p:
            p.expect_add(SHARE, "labadmin", password(server, "admin"))
            p.expect_info(SHARE, status=USE_OK, refcount=0)
            time.sleep(IDLE_S + 1)
            p.expect("server", "OTHER", result=ERROR_NO_SUCH_LOGON_SESSION)  # tidies up
            p.expect_info(SHARE, status=USE_DISCONN)
            p.expect("server", "LABSRV")
            p.expect_info(SHARE, status=USE_OK)
        with process(library, second) as p:
            p.expect_add(SHARE, "labadmin", password(second, "admin"))
            second.stop()
            p.expect_info(SHARE, status=USE_DISCONN)
            p.expect("server", "LABSRV", result=ERROR_BAD_NETPATH)
            p.expect_info(SHARE, status=USE_NETERR)


def case_password_changes(library, server):
    """The new one takes the place of the old one, sessions included."""
    old = password(server, "alice")
    with process(library, server) as p:
        p.expect_add(SHARE, "alice", old)
        p.expect_add(DATA, "alice", old)
        new = change_password(server, "alice")
        p.expect("server", "LABSRV")  # the session goes on
        p.expect_add(SHARE, "alice", new)
        p.expect("sockets", result=1)  # that of the old password is gone
        p.expect("server", "LABSRV")
        p.expect_add(SHARE, "alice", old, result=(ERROR_LOGON_FAILURE, PARM_NONE))
        p.expect("server", "LABSRV")
        p.expect_info(SHARE, usecount=2)
        p.expect("del", SHARE, LOTS_OF_FORCE)
        p.expect("server", "LABSRV")  # the new password is that of the other share too


def case_fork(library, server):
    """A child has its parent's uses and connects by itself."""
    with process(library, server) as p:
        p.expect_add(SHARE, "labadmin", password(server, "admin"))
        p.expect("fork", "LABSRV")
        p.expect("server", "LABSRV")
        p.expect("sockets", result=1)
        p.expect("del", SHARE, NO_FORCE)
        p.expect("fork", "LABSRV", result=ERROR_NO_SUCH_LOGON_SESSION)


def case_threads(library, server):
    """Eight threads add, call, list and end the same use."""
    with process(library, server) as p:
        p.expect("threads", "LABSRV", "labadmin", password(server, "admin"), result=0)
        expect_equal("uses", p.tell("enum", 0, -1), "[0 of 0: 0]")
        p.expect("server", "LABSRV", result=ERROR_NO_SUCH_LOGON_SESSION)


def case_list(library, server):
    """All at once and one by one are the same."""
    with process(library, server) as p:
        admin = password(server, "admin")
        for remote in (SHARE, DATA, r"\\OTHER\public"):
            p.expect_add(remote, "labadmin", admin)
        for level, size in ((0, 100), (1, 150), (2, 150)):
            whole = p.tell("enum", level, -1)
            parts = p.tell("enum", level, size)
            expect(parts.count(f": {ERROR_MORE_DATA}]") > 0, f"in one part: {parts}")
            strip = re.compile(r"\[[^]]*\]")
            expect_equal(f"level {level}", strip.sub("", parts), strip.sub("", whole))
            expect_equal("entries", whole.count("remote="), 3)


# --- the log-in session's ------------------------------------------------------------------------


class Session:
    """lmctl in a log-in session: a runtime folder of its own."""

    def __init__(self, library, server):
        self.library = library
        self.server = server
        self.folder = server.folder / "runtime"
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self.file = self.folder / "netapi32" / "uses"
        self.env = environment(server, XDG_RUNTIME_DIR=str(self.folder))

    def lmctl(self, *args, secret="", env=None):
        return subprocess.run(
            [self.library.lmctl, *args],
            env=env or self.env,
            input=secret,
            capture_output=True,
            text=True,
            timeout=CALL_TIMEOUT_S,
            check=False,
        )

    def expect(self, *args, status=0, says="", **more):
        done = self.lmctl(*args, **more)
        expect_equal(f"lmctl {args}: exit status", done.returncode, status)
        expect(says in done.stderr, f"lmctl {args} says {done.stderr!r}, not {says!r}")
        return done.stdout

    def add(self, remote, user, secret, **more):
        args = ("use", "add", remote, "--user", user, "--password-fd", "0")
        return self.expect(*args, secret=secret + "\n", **more)

    def uses(self, level=2):
        text = self.expect("use", "list", "--json", "--level", str(level))
        return json.loads(text)["uses"] if text else []

    def end(self):
        for name in ("uses", "uses.lock"):
            with contextlib.suppress(FileNotFoundError):
                (self.file.parent / name).unlink()


@contextlib.contextmanager
def session(library, server):
    running = Session(library, server)
    try:
        yield running
    finally:
        running.end()


def case_lmctl(library, server):
    """use add, list, show, remove: for all commands and programs of the session."""
    admin = password(server, "admin")
    with session(library, server) as s:
        s.expect("time", "LABSRV", status=1, says="ERROR_NO_SUCH_LOGON_SESSION")
        dry = ("use", "add", SHARE, "--user", "labadmin", "--dry-run")
        told = s.expect(*dry)
        expect_equal("a dry run", told, f"use of {SHARE} as labadmin would be added\n")
        expect_equal("uses after a dry run", s.uses(), [])
        s.expect("use", "remove", SHARE, "--dry-run", status=1, says="NERR_UseNotFound")
        told = s.add(SHARE, "labadmin", admin)
        expect_equal("use add", told, f"use of {SHARE} as labadmin added\n")
        told = s.expect("use", "remove", SHARE, "--dry-run")
        expect_equal("a dry run", told, f"use of {SHARE} would be removed\n")
        s.add(r"\\OTHER\data", "alice", password(server, "alice"))
        s.expect("time", "LABSRV")
        s.expect("wksta", "show", "LABSRV", "--level", "102")
        s.expect("wksta", "show", "OTHER", "--level", "102", status=1, says="ERROR_ACCESS_DENIED")
        expect_equal(
            "uses",
            [(use["remote"], use["username"], use["asg_type"]) for use in s.uses()],
            [(SHARE, "labadmin", "ipc"), (r"\\OTHER\data", "alice", "diskdev")],
        )
        expect("labadmin" in s.expect("use", "show", SHARE), "use show names the user")
        # what the command line says goes first
        other = ("--credentials", str(server.folder / "admin.cred"))
        s.expect("wksta", "show", "OTHER", "--level", "102", *other)
        with process(library, server, XDG_RUNTIME_DIR=str(s.folder)) as p:
            p.expect("admin", "LABSRV")
            p.expect_info(SHARE, user="labadmin", status=USE_OK, usecount=1)
            p.expect_add(SHARE, "alice", password(server, "alice"))  # its own goes first
            p.expect("admin", "LABSRV", result=ERROR_ACCESS_DENIED)
            p.expect("del", SHARE, NO_FORCE)
            p.expect("admin", "LABSRV")
            s.expect("use", "remove", SHARE)  # counts for a process that runs
            p.expect("admin", "LABSRV", result=ERROR_NO_SUCH_LOGON_SESSION)
        s.expect("time", "LABSRV", status=1, says="ERROR_NO_SUCH_LOGON_SESSION")
        s.expect("use", "remove", SHARE, status=1, says="NERR_UseNotFound")
        told = s.expect("use", "remove", r"\\OTHER\data")
        expect_equal("use remove", told, "use of \\\\OTHER\\data removed\n")
        expect(not s.file.exists(), "a file without uses is there")
        expect_equal("uses", s.uses(), [])


def case_lmctl_refusals(library, server):
    """What is refused leaves the file as it was."""
    admin, alice = password(server, "admin"), password(server, "alice")
    with session(library, server) as s:
        s.add(SHARE, "labadmin", admin)
        before = s.file.read_bytes()
        s.add(SHARE, "labadmin", "wrong", status=1, says="ERROR_LOGON_FAILURE")
        s.add(DATA, "alice", alice, status=1, says="ERROR_SESSION_CREDENTIAL_CONFLICT")
        s.add(r"\\LABSRV\none", "labadmin", admin, status=1, says="ERROR_BAD_NET_NAME")
        s.add(r"\\none.invalid\x", "u", "p", status=1, says="ERROR_BAD_NETPATH")
        s.add("LABSRV", "labadmin", admin, status=2, says=r"needs \\SERVER\SHARE")
        s.add("data", "labadmin", admin, status=2, says=r"needs \\SERVER\SHARE")
        s.expect("use", "add", SHARE, "--password-fd", "77", status=2, says="descriptor")
        s.expect("use", "add", SHARE, "-c", "x", status=2, says="--credentials")
        no_line = ("use", "add", SHARE, "--user", "labadmin", "--password-fd", "0")
        s.expect(*no_line, secret="", status=2, says="no password given")
        s.expect("use", "list", "-c", "x", status=2, says="--credentials")
        s.expect("share", "list", "LABSRV", "--user", "u", status=2, says="--user")
        without = {name: value for name, value in s.env.items() if name != "XDG_RUNTIME_DIR"}
        s.add(SHARE, "labadmin", admin, status=1, says="XDG_RUNTIME_DIR", env=without)
        expect_equal("the file", s.file.read_bytes(), before)


def case_file_safety(library, server):
    """Nobody else can read it, and one that others could have changed is not believed."""
    with session(library, server) as s:
        old = os.umask(0)
        try:
            s.add(SHARE, "labadmin", password(server, "admin"))
        finally:
            os.umask(old)
        expect_equal("mode of the file", oct(s.file.stat().st_mode & 0o7777), oct(0o600))
        expect_equal("of its folder", oct(s.file.parent.stat().st_mode & 0o7777), oct(0o700))
        expect(
            all(path.stat().st_mode & 0o077 == 0 for path in s.file.parent.iterdir()),
            "others have access to a file",
        )
        s.file.chmod(0o640)
        s.expect("time", "LABSRV", status=1, says="ERROR_ACCESS_DENIED")
        s.file.chmod(0o600)
        s.expect("time", "LABSRV")


def case_at_the_same_time(library, server):
    """Many lmctl change the file at once, and nothing is lost."""
    admin = password(server, "admin")
    shares = ("IPC$", "data", "public", "limited", "secret$")
    with session(library, server) as s:
        args = ("--user", "labadmin", "--password-fd", "0")
        running = [
            subprocess.Popen(
                [library.lmctl, "use", "add", rf"\\{host}\{share}", *args],
                env=s.env,
                stdin=subprocess.PIPE,
                text=True,
            )
            for share in shares
            for host in ("LABSRV", "OTHER")
        ]
        for child in running:
            child.stdin.write(admin + "\n")
            child.stdin.close()
        for child in running:
            expect_equal("exit status", child.wait(timeout=CALL_TIMEOUT_S), 0)
        kept = sorted(use["remote"] for use in s.uses())
        wanted = sorted(rf"\\{host}\{share}" for share in shares for host in ("LABSRV", "OTHER"))
        expect_equal("uses", kept, wanted)


def on_terminal(command, env, typed):
    """Runs the command on a terminal of its own, types when it is asked. What the terminal shows, and
    the exit status."""
    child, terminal = pty.fork()
    if child == 0:
        os.execvpe(command[0], command, env)
    shown = b""
    end = time.monotonic() + CALL_TIMEOUT_S
    while time.monotonic() < end:
        readable, _, _ = select.select([terminal], [], [], 0.1)
        if readable:
            try:
                shown += os.read(terminal, 4096)
            except OSError:  # the other end is closed
                break
        if typed and b"Password" in shown:
            time.sleep(0.1)  # the terminal stops echoing
            os.write(terminal, typed)
            typed = b""
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    return shown.decode(), status


def case_prompt(library, server):
    """The password is asked for, and not shown."""
    admin = password(server, "admin")
    with session(library, server) as s:
        command = [str(library.lmctl), "use", "add", SHARE, "--user", "labadmin"]
        shown, status = on_terminal(command, s.env, admin.encode() + b"\n")
        expect_equal("exit status", os.waitstatus_to_exitcode(status), 0)
        expect("Password of labadmin: " in shown, f"no question: {shown!r}")
        expect(admin not in shown, "the terminal shows the password")
        s.expect("time", "LABSRV")
        shown, status = on_terminal(command, s.env, b"half\x03")
        expect_equal("after ^C", os.waitstatus_to_exitcode(status), -signal.SIGINT)
        shown, status = on_terminal(command, s.env, b"\x04")
        expect_equal("after ^D", os.waitstatus_to_exitcode(status), 2)
        expect("no password given" in shown, f"^D is a password: {shown!r}")


def run_all(results, library):
    with lab() as server:
        for name, case in (
            ("a use comes and goes", case_comes_and_goes),
            ("what is refused is not recorded", case_refusals),
            ("types of shares", case_types),
            ("one user a server", case_conflict),
            ("two servers, two users", case_two_servers),
            ("ways to name a user", case_users),
            ("recorded without connecting", case_not_connected),
            ("status", case_status),
            ("a changed password", case_password_changes),
            ("fork", case_fork),
            ("eight threads", case_threads),
            ("lists", case_list),
            ("lmctl use", case_lmctl),
            ("lmctl use, refused", case_lmctl_refusals),
            ("the file of a log-in session", case_file_safety),
            ("ten lmctl at the same time", case_at_the_same_time),
            ("a password on the terminal", case_prompt),
        ):
            results.run(name, case, library, server)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    run_script(lambda results: run_all(results, Library(sys.argv[1])))
