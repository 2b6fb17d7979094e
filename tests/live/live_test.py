#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Asks one private Samba server twice, by this library and by Samba's own client, and compares.

usage: live_test.py BUILD_FOLDER

The library answers through live_dump, a program that knows its public headers only; the second client
is Samba's Python bindings. Prints `ok NAME`, `FAIL NAME` or `skip NAME`, details indented, and a count
at the end. Exit status: 0 all good, 1 something failed, 77 no server could be started (with CI=true
that is a failure).
"""
import contextlib
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
SERVER = "\\\\LABSRV"
MANY = 10000
CALL_TIMEOUT_S = 60

# Win32 codes that the cases below expect, as the headers name them.
NERR_SUCCESS = 0
ERROR_ACCESS_DENIED = 5
ERROR_BAD_NETPATH = 53
ERROR_INVALID_LEVEL = 124
ERROR_LOGON_FAILURE = 1326
ERROR_ACCOUNT_DISABLED = 1331
NERR_NET_NAME_NOT_FOUND = 2310

# What Samba's client says in its own words. A missing share is ERROR_INVALID_NAME from Samba where
# Windows says NERR_NetNameNotFound; the library gives callers the latter.
NTSTATUS_TO_WIN32 = {0xC000006D: ERROR_LOGON_FAILURE, 0xC0000072: ERROR_ACCOUNT_DISABLED}
SAMBA_INVALID_NAME = 123

# Members of each level: ours, and the second client's name of the same.
SERVER_MEMBERS = {
    100: {"sv100_platform_id": "platform_id", "sv100_name": "server_name"},
}
SERVER_MEMBERS[101] = {
    "sv101_platform_id": "platform_id",
    "sv101_name": "server_name",
    "sv101_version_major": "version_major",
    "sv101_version_minor": "version_minor",
    "sv101_type": "server_type",
    "sv101_comment": "comment",
}
SERVER_MEMBERS[102] = {ours.replace("101", "102"): theirs for ours, theirs in SERVER_MEMBERS[101].items()} | {
    f"sv102_{name}": name
    for name in ("users", "disc", "hidden", "announce", "anndelta", "licenses", "userpath")
}
WKSTA_MEMBERS = {
    100: {
        "wki100_platform_id": "platform_id",
        "wki100_computername": "server_name",
        "wki100_langroup": "domain_name",
        "wki100_ver_major": "version_major",
        "wki100_ver_minor": "version_minor",
    }
}
WKSTA_MEMBERS[101] = {ours.replace("100", "101"): theirs for ours, theirs in WKSTA_MEMBERS[100].items()} | {
    "wki101_lanroot": "lan_root"
}
WKSTA_MEMBERS[102] = {ours.replace("101", "102"): theirs for ours, theirs in WKSTA_MEMBERS[101].items()} | {
    "wki102_logged_on_users": "logged_on_users"
}
SHARE_MEMBERS = {
    0: {"shi0_netname": "name"},
    1: {"shi1_netname": "name", "shi1_type": "type", "shi1_remark": "comment"},
    2: {
        "shi2_netname": "name",
        "shi2_type": "type",
        "shi2_remark": "comment",
        "shi2_permissions": "permissions",
        "shi2_max_uses": "max_users",
        "shi2_current_uses": "current_users",
        "shi2_path": "path",
        "shi2_passwd": "password",
    },
    501: {
        "shi501_netname": "name",
        "shi501_type": "type",
        "shi501_remark": "comment",
        "shi501_flags": "csc_policy",
    },
}
SHARE_MEMBERS[502] = {ours.replace("shi2", "shi502"): theirs for ours, theirs in SHARE_MEMBERS[2].items()} | {
    "shi502_reserved": "sd_size",
    "shi502_security_descriptor": "sd",
}
TOD_MEMBERS = {
    0: {
        "tod_elapsedt": "elapsed",
        "tod_msecs": "msecs",
        "tod_hours": "hours",
        "tod_mins": "mins",
        "tod_secs": "secs",
        "tod_hunds": "hunds",
        "tod_timezone": "timezone",
        "tod_tinterval": "tinterval",
        "tod_day": "day",
        "tod_month": "month",
        "tod_year": "year",
        "tod_weekday": "weekday",
    }
}


# --- results ---------------------------------------------------------------------------------------


class Failed(Exception):
    """A test case did not hold; the text says how."""


def expect(condition, text):
    if not condition:
        raise Failed(text)


def expect_equal(what, got, wanted):
    expect(got == wanted, f"{what}: got {shorten(got)}, expected {shorten(wanted)}")


def shorten(value, limit=300):
    text = repr(value)
    return text if len(text) <= limit else text[:limit] + "..."


class Results:
    def __init__(self):
        self.counts = {"ok": 0, "FAIL": 0, "skip": 0}

    def add(self, verdict, name, details=""):
        self.counts[verdict] += 1
        print(verdict, name)
        for line in details.splitlines()[-40:]:
            print("    " + line)
        sys.stdout.flush()

    def run(self, name, case, *args):
        try:
            case(*args)
        except Failed as failure:
            self.add("FAIL", name, str(failure))
        except Exception as error:  # whatever it is, the other cases still count
            self.add("FAIL", name, f"{type(error).__name__}: {error}")
        else:
            self.add("ok", name)


# --- the server ------------------------------------------------------------------------------------


class Lab:
    """A private server in a folder of its own."""

    def __init__(self, folder, shares=0):
        self.folder = pathlib.Path(folder)
        command = [HERE / "samba.sh", "start", folder, "auto", "--shares", str(shares)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        if done.returncode:
            self.stop()
            raise RuntimeError(done.stdout + done.stderr)
        self.port = (self.folder / "port").read_text().strip()

    def stop(self):
        subprocess.run([HERE / "samba.sh", "stop", self.folder], timeout=60, check=False)

    def environment(self, who="admin"):
        env = dict(os.environ, NETAPI32_CONF=str(self.folder / "netapi32.conf"), LC_ALL="C.UTF-8")
        env.pop("NETAPI32_CREDENTIALS", None)
        if who != "admin":  # the one that the configuration names
            env["NETAPI32_CREDENTIALS"] = str(self.folder / f"{who}.cred")
        return env


@contextlib.contextmanager
def lab(shares=0):
    folder = tempfile.mkdtemp()
    server = None
    try:
        server = Lab(folder, shares)
        yield server
    finally:
        if server:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


# --- the library -----------------------------------------------------------------------------------


class Answer:
    """What live_dump printed."""

    def __init__(self, text):
        self.entries = []
        self.head = {}
        for line in text.splitlines():
            if line.startswith("ENTRY "):
                self.entries.append({})
            elif line.startswith("freed="):
                self.head["freed"] = int(line.removeprefix("freed="))
            elif self.entries:
                name, value = line.split("=", 1)
                self.entries[-1][name] = self.value(name, value)
            else:
                self.head.update(pair.split("=", 1) for pair in line.split(" "))
        self.status = int(self.head["status"])

    @staticmethod
    def value(name, text):
        if name.endswith("security_descriptor"):
            return None if text == "null" else bytes.fromhex(text)
        return json.loads(text)


class Library:
    def __init__(self, build):
        self.build = pathlib.Path(build)
        self.live_dump = self.program("live_dump")
        self.lmctl = self.program("lmctl")

    def program(self, name):
        for folder in ("tests", "tests/live", name, "."):
            path = self.build / folder / name
            if path.is_file():
                return path
        sys.exit(f"live_test.py: {self.build} has no program {name}")

    def ask(self, server, function, level, *rest, who="admin", name=SERVER):
        """Calls FUNCTION by live_dump; also checks what holds for every answer."""
        command = [self.live_dump, function, name, str(level), *map(str, rest)]
        done = subprocess.run(command, env=server.environment(who), capture_output=True, text=True,
                              timeout=CALL_TIMEOUT_S, check=False)
        broken = [line for line in done.stdout.splitlines() if line.startswith("BROKEN")]
        expect(done.returncode == 0 and not broken,
               f"live_dump ended with {done.returncode}\n" + "\n".join(broken) + done.stderr)
        expect_equal("stderr", done.stderr, "")
        answer = Answer(done.stdout)
        expect_equal("NetApiBufferFree", answer.head.get("freed"), 0)
        if answer.status != NERR_SUCCESS:
            expect_equal("buffer after an error", answer.head["buffer"], "null")
        return answer

    def lmctl_run(self, server, *args, who="admin"):
        return subprocess.run([self.lmctl, *args], env=server.environment(who), capture_output=True,
                              text=True, timeout=CALL_TIMEOUT_S, check=False)


# --- the second client -----------------------------------------------------------------------------


class SecondClient:
    """Samba's Python bindings, connected as one user."""

    def __init__(self, server, who="admin"):
        from samba import credentials, param
        from samba.dcerpc import srvsvc, wkssvc

        self.loadparm = param.LoadParm()
        self.loadparm.load(str(server.folder / "smb.conf"))
        self.loadparm.set("smb ports", server.port)
        self.credentials = credentials.Credentials()
        self.credentials.guess(self.loadparm)
        self.credentials.parse_file(str(server.folder / f"{who}.cred"))
        self.modules = {"srvsvc": srvsvc, "wkssvc": wkssvc}
        self.connections = {}

    def connection(self, interface):
        if interface not in self.connections:
            connect = getattr(self.modules[interface], interface)
            self.connections[interface] = connect("ncacn_np:127.0.0.1", self.loadparm, self.credentials)
        return self.connections[interface]

    def server_info(self, level):
        return self.connection("srvsvc").NetSrvGetInfo(SERVER, level)

    def wksta_info(self, level):
        return self.connection("wkssvc").NetWkstaGetInfo(SERVER, level)

    def share_info(self, name, level):
        return self.connection("srvsvc").NetShareGetInfo(SERVER, name, level)

    def tod(self):
        return self.connection("srvsvc").NetRemoteTOD(SERVER)

    def shares(self, level, resume=0):
        """The entries, and the total count."""
        srvsvc = self.modules["srvsvc"]
        ctr = srvsvc.NetShareInfoCtr()
        ctr.level = level
        ctr.ctr = getattr(srvsvc, f"NetShareCtr{level}")()
        answer, total, _ = self.connection("srvsvc").NetShareEnumAll(SERVER, ctr, 0xFFFFFFFF, resume)
        return answer.ctr.array or [], total


def win32_code(call):
    """The code that the second client fails with, as a Win32 code; 0 when it does not fail."""
    from samba import NTSTATUSError, WERRORError

    try:
        call()
    except WERRORError as error:
        return error.args[0]
    except NTSTATUSError as error:
        return NTSTATUS_TO_WIN32.get(error.args[0] & 0xFFFFFFFF, error.args[0] & 0xFFFFFFFF)
    return NERR_SUCCESS


def flattened(entry, members):
    """An entry of the second client under our names."""
    from samba.ndr import ndr_pack

    values = {}
    for ours, theirs in members.items():
        if theirs == "sd":
            sd = entry.sd_buf.sd
            values[ours] = None if sd is None else ndr_pack(sd)
        elif theirs == "sd_size":
            values[ours] = entry.sd_buf.sd_size
        else:
            values[ours] = getattr(entry, theirs)
    return values


def expect_same(got, wanted):
    """Two lists of entries, member by member."""
    for entry in [*got, *wanted]:
        # how many are connected to IPC$ differs from one question to the next: each is a connection
        if entry.get("shi2_netname") == "IPC$":
            expect(entry["shi2_current_uses"] >= 1, "nobody is connected to IPC$")
            entry["shi2_current_uses"] = 1
    expect_equal("entries", len(got), len(wanted))
    differences = [
        f"entry {i}, {name}: got {shorten(entry.get(name))}, the second client {shorten(value)}"
        for i, (entry, other) in enumerate(zip(got, wanted))
        for name, value in other.items()
        if entry.get(name) != value
    ]
    extra = sorted({name for entry, other in zip(got, wanted) for name in entry.keys() - other.keys()})
    expect(not extra, f"members that were not compared: {extra}")
    expect(not differences, "\n".join(differences[:20]))


# --- cases -----------------------------------------------------------------------------------------


def case_info(library, server, function, members, level, theirs, *args):
    """One struct, from a Get function."""
    got = library.ask(server, function, level, *args)
    expect_equal("status", got.status, NERR_SUCCESS)
    expect_same(got.entries, [flattened(theirs(), members[level])])


def case_share_enum(library, server, client, level):
    got = library.ask(server, "NetShareEnum", level)
    theirs, total = client.shares(level)
    expect_equal("status", got.status, NERR_SUCCESS)
    expect_equal("entriesread", int(got.head["entriesread"]), len(theirs))
    expect_equal("totalentries", int(got.head["totalentries"]), total)
    expect_same(got.entries, [flattened(entry, SHARE_MEMBERS[level]) for entry in theirs])


def case_many(library, server, client, level):
    case_share_enum(library, server, client, level)
    got = library.ask(server, "NetShareEnum", level)
    names = [next(iter(entry.values())) for entry in got.entries]
    numbered = [name for name in names if re.fullmatch(r"s\d{5}", name)]
    expect_equal("shares", numbered, [f"s{i:05d}" for i in range(1, MANY + 1)])


def case_tod(library, server, client):
    """The clock may move between the two questions."""
    got = library.ask(server, "NetRemoteTOD", 0)
    expect_equal("status", got.status, NERR_SUCCESS)
    (ours,) = got.entries
    theirs = flattened(client.tod(), TOD_MEMBERS[0])
    expect_equal("members", sorted(ours), sorted(theirs))
    for clock, text in ((theirs["tod_elapsedt"], "second client"), (time.time(), "this computer")):
        apart = abs(clock - ours["tod_elapsedt"])
        expect(apart <= 2, f"tod_elapsedt is {apart} s away from that of the {text}")
    utc = time.gmtime(ours["tod_elapsedt"])
    calendar = {
        "tod_year": utc.tm_year,
        "tod_month": utc.tm_mon,
        "tod_day": utc.tm_mday,
        "tod_hours": utc.tm_hour,
        "tod_mins": utc.tm_min,
        "tod_secs": utc.tm_sec,
        "tod_weekday": (utc.tm_wday + 1) % 7,  # Sunday is 0
        "tod_timezone": theirs["tod_timezone"],
        "tod_tinterval": theirs["tod_tinterval"],
    }
    expect_same([{name: ours[name] for name in calendar}], [calendar])


def case_error(library, server, wanted, theirs, function, level, *args, who="admin"):
    """Both clients fail with the same code; theirs may be None where the second has no such case."""
    got = library.ask(server, function, level, *args, who=who)
    expect_equal("status", got.status, wanted)
    if theirs:
        expect_equal("the second client's status", win32_code(theirs), wanted)


def case_missing_share(library, server, client):
    got = library.ask(server, "NetShareGetInfo", 1, "nosuchshare")
    expect_equal("status", got.status, NERR_NET_NAME_NOT_FOUND)
    code = win32_code(lambda: client.share_info("nosuchshare", 1))
    expect(code in (SAMBA_INVALID_NAME, NERR_NET_NAME_NOT_FOUND), f"the second client's status: {code}")


def case_unreachable(library, server, name):
    got = library.ask(server, "NetServerGetInfo", 101, name=name)
    expect_equal("status", got.status, ERROR_BAD_NETPATH)


def case_closed_port(library, server):
    """The same configuration, with a port where nobody listens."""
    port = closed_port()
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as conf:
        text = (server.folder / "netapi32.conf").read_text()
        conf.write(re.sub(r"(?m)^port = .*$", f"port = {port}", text))
        conf.flush()
        env = dict(server.environment(), NETAPI32_CONF=conf.name)
        done = subprocess.run([library.live_dump, "NetServerGetInfo", SERVER, "101"], env=env,
                              capture_output=True, text=True, timeout=CALL_TIMEOUT_S, check=False)
    expect_equal("status", Answer(done.stdout).status, ERROR_BAD_NETPATH)


def closed_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def case_resume(library, server, client, level):
    everything = library.ask(server, "NetShareEnum", level).entries
    rest = library.ask(server, "NetShareEnum", level, 0xFFFFFFFF, 1)
    expect_equal("status", rest.status, NERR_SUCCESS)
    expect_same(rest.entries, everything[1:])
    theirs, total = client.shares(level, resume=1)
    expect_equal("totalentries from 1", int(rest.head["totalentries"]), total)
    expect_same(rest.entries, [flattened(entry, SHARE_MEMBERS[level]) for entry in theirs])

    past = library.ask(server, "NetShareEnum", level, 0xFFFFFFFF, len(everything) + 10)
    expect_equal("status past the end", past.status, NERR_SUCCESS)
    expect_equal("entriesread past the end", past.head["entriesread"], "0")


def json_values(tree, key):
    """Values of a key anywhere in a tree, in order."""
    if isinstance(tree, dict):
        for name, value in tree.items():
            if name == key:
                yield value
            else:
                yield from json_values(value, key)
    elif isinstance(tree, list):
        for value in tree:
            yield from json_values(value, key)


def case_lmctl_json(library, server, client):
    done = library.lmctl_run(server, "share", "list", SERVER, "--json")
    expect(done.returncode == 0, f"exit status {done.returncode}\n{done.stderr}")
    names = list(json_values(json.loads(done.stdout), "netname"))
    expect_equal("names", names, [entry.name for entry in client.shares(1)[0]])


def case_lmctl_failure(library, server):
    done = library.lmctl_run(server, "share", "list", SERVER, who="wrong")
    expect_equal("exit status", done.returncode, 1)
    expect_equal("stdout", done.stdout, "")
    expect(re.match(r"lmctl: NetShareEnum: 1326 ERROR_LOGON_FAILURE: \S", done.stderr),
           f"stderr: {done.stderr}")


def case_lmctl_usage(library, server, *args):
    done = library.lmctl_run(server, *args)
    expect_equal("exit status", done.returncode, 2)
    expect(done.stderr.strip(), "nothing on stderr")


def case_lmctl_table(library, server, client):
    done = library.lmctl_run(server, "share", "list", SERVER)
    expect(done.returncode == 0, f"exit status {done.returncode}\n{done.stderr}")
    for entry in client.shares(0)[0]:
        expect(entry.name in done.stdout, f"{entry.name} is not in the table:\n{done.stdout}")


# --- all of them -----------------------------------------------------------------------------------


def run_standard(results, library, server):
    client = SecondClient(server)
    run = results.run
    for level in SERVER_MEMBERS:
        run(f"NetServerGetInfo {level}", case_info, library, server, "NetServerGetInfo", SERVER_MEMBERS,
            level, lambda level=level: client.server_info(level))
    for level in WKSTA_MEMBERS:
        run(f"NetWkstaGetInfo {level}", case_info, library, server, "NetWkstaGetInfo", WKSTA_MEMBERS,
            level, lambda level=level: client.wksta_info(level))
    run("NetRemoteTOD", case_tod, library, server, client)
    for level in SHARE_MEMBERS:
        run(f"NetShareEnum {level}", case_share_enum, library, server, client, level)
        for name in ("data", "public", "Übung", "secret$", "limited", "IPC$"):
            run(f"NetShareGetInfo {level} {name}", case_info, library, server, "NetShareGetInfo",
                SHARE_MEMBERS, level,
                lambda name=name, level=level: client.share_info(name, level), name)
        run(f"NetShareEnum {level}, resume handle", case_resume, library, server, client, level)

    run("level 503 of a share is invalid", case_error, library, server, ERROR_INVALID_LEVEL,
        lambda: client.share_info("data", 503), "NetShareGetInfo", 503, "data")
    run("level 503 of an enumeration is invalid", case_error, library, server, ERROR_INVALID_LEVEL,
        None, "NetShareEnum", 503)  # the second client has no such container
    for function, level, args in (("NetServerGetInfo", 99, ()), ("NetWkstaGetInfo", 99, ()),
                                  ("NetShareEnum", 99, ()), ("NetShareGetInfo", 99, ("data",))):
        run(f"{function} {level} is invalid", case_error, library, server, ERROR_INVALID_LEVEL, None,
            function, level, *args)
    run("missing share", case_missing_share, library, server, client)


def run_errors(results, library, server):
    def server_info_as(who):
        return lambda: SecondClient(server, who).server_info(101)

    run = results.run
    run("wrong password", lambda: case_error(
        library, server, ERROR_LOGON_FAILURE, server_info_as("wrong"), "NetServerGetInfo", 101,
        who="wrong"))
    run("disabled account", lambda: case_error(
        library, server, ERROR_ACCOUNT_DISABLED, server_info_as("bob"), "NetServerGetInfo", 101,
        who="bob"))
    run("NetWkstaGetInfo 102 needs an administrator", lambda: case_error(
        library, server, ERROR_ACCESS_DENIED,
        lambda: SecondClient(server, "alice").wksta_info(102), "NetWkstaGetInfo", 102, who="alice"))
    run("a plain user lists shares", lambda: expect_equal(
        "status", library.ask(server, "NetShareEnum", 1, who="alice").status, NERR_SUCCESS))
    run("closed port", case_closed_port, library, server)
    run("unknown host name", case_unreachable, library, server, "\\\\no-such-host.invalid")


def run_lmctl(results, library, server):
    client = SecondClient(server)
    run = results.run
    run("lmctl share list", case_lmctl_table, library, server, client)
    run("lmctl share list --json", case_lmctl_json, library, server, client)
    run("lmctl with a wrong password", case_lmctl_failure, library, server)
    run("lmctl with an unknown option", case_lmctl_usage, library, server, "share", "list", SERVER,
        "--no-such-option")
    run("lmctl with an unknown noun", case_lmctl_usage, library, server, "nosuchnoun", "list")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # an exception, so that servers are stopped
    library = Library(sys.argv[1])
    results = Results()
    try:
        with lab() as server:
            run_standard(results, library, server)
            run_errors(results, library, server)
            run_lmctl(results, library, server)
        with lab(MANY) as server:
            client = SecondClient(server)
            for level in SHARE_MEMBERS:
                results.run(f"NetShareEnum {level}, {MANY} shares", case_many, library, server, client,
                            level)
    except RuntimeError as error:
        results.add("FAIL" if os.environ.get("CI") == "true" else "skip", "server starts", str(error))
        if not results.counts["FAIL"] and not results.counts["ok"]:
            sys.exit(77)
    counts = results.counts
    print(f"# {counts['ok']} passed, {counts['FAIL']} failed, {counts['skip']} skipped")
    sys.exit(1 if counts["FAIL"] else 0)


if __name__ == "__main__":
    main()
