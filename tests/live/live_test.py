#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Asks one private Samba server twice, by this library and by Samba's own client, and compares.

usage: live_test.py BUILD_FOLDER

The library answers through live_dump, a program that knows its public headers only; the second
client is Samba's Python bindings. Prints `ok NAME`, `FAIL NAME` or `skip NAME`, details indented,
and a count at the end. Exit status: 0 all good, 1 something failed, 77 no server could be started
(with CI=true that is a failure).
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
import traceback

HERE = pathlib.Path(__file__).resolve().parent
SERVER = "\\\\LABSRV"
SHARES = ("data", "public", "Übung", "secret$", "limited", "IPC$")  # as samba.sh makes them
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
def renumbered(members, old, new):
    """The members of a level under the prefix of another that has them too."""
    return {ours.replace(old, new, 1): theirs for ours, theirs in members.items()}


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
SERVER_MEMBERS[102] = renumbered(SERVER_MEMBERS[101], "sv101", "sv102") | {
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
WKSTA_MEMBERS[101] = renumbered(WKSTA_MEMBERS[100], "wki100", "wki101") | {
    "wki101_lanroot": "lan_root"
}
WKSTA_MEMBERS[102] = renumbered(WKSTA_MEMBERS[101], "wki101", "wki102") | {
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
SHARE_MEMBERS[502] = renumbered(SHARE_MEMBERS[2], "shi2", "shi502") | {
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


# --- results -------------------------------------------------------------------------------------


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


# --- the server ----------------------------------------------------------------------------------


class NoServer(Exception):
    """The private server did not start."""


class Lab:
    """A private server in a folder of its own."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.port = None

    def start(self, shares):
        command = [HERE / "samba.sh", "start", self.folder, "auto", "--shares", str(shares)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        if done.returncode:
            raise NoServer(done.stdout + done.stderr)
        self.port = (self.folder / "port").read_text().strip()

    def stop(self):
        subprocess.run([HERE / "samba.sh", "stop", self.folder], timeout=60, check=False)

    def environment(self, who, conf=None):
        env = dict(os.environ, LC_ALL="C.UTF-8")
        env["NETAPI32_CONF"] = conf or str(self.folder / "netapi32.conf")
        env.pop("NETAPI32_CREDENTIALS", None)
        if who != "admin":  # the one that the configuration names
            env["NETAPI32_CREDENTIALS"] = str(self.folder / f"{who}.cred")
        return env


@contextlib.contextmanager
def lab(shares=0):
    server = Lab(tempfile.mkdtemp())
    try:
        server.start(shares)
        yield server
    finally:
        server.stop()
        shutil.rmtree(server.folder, ignore_errors=True)


# --- the library ---------------------------------------------------------------------------------


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
        self.starve = self.program("starve")
        self.lmctl = self.program("lmctl")

    def program(self, name):
        for folder in ("tests", "tests/live", name, "."):
            path = self.build / folder / name
            if path.is_file():
                return path
        sys.exit(f"live_test.py: {self.build} has no program {name}")

    def ask(self, server, function, level, *rest, who="admin", host=SERVER, conf=None):
        """Calls FUNCTION by live_dump; also checks what holds for every answer."""
        command = [self.live_dump, function, host, str(level), *map(str, rest)]
        done = self.run(server, who, command, conf)
        broken = [line for line in done.stdout.splitlines() if line.startswith("BROKEN")]
        text = "\n".join([f"live_dump ended with {done.returncode}", *broken, done.stderr])
        expect(done.returncode == 0 and not broken, text)
        expect_equal("stderr", done.stderr, "")
        answer = Answer(done.stdout)
        expect_equal("NetApiBufferFree", answer.head.get("freed"), 0)
        if answer.status != NERR_SUCCESS:
            expect_equal("buffer after an error", answer.head["buffer"], "null")
        return answer

    def lmctl_run(self, server, *args, who="admin"):
        return self.run(server, who, [self.lmctl, *args])

    @staticmethod
    def run(server, who, command, conf=None):
        return subprocess.run(
            command,
            env=server.environment(who, conf),
            capture_output=True,
            text=True,
            timeout=CALL_TIMEOUT_S,
            check=False,
        )


# --- the second client ---------------------------------------------------------------------------


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
            self.connections[interface] = connect(
                "ncacn_np:127.0.0.1", self.loadparm, self.credentials
            )
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
        answer, total, _ = self.connection("srvsvc").NetShareEnumAll(
            SERVER, ctr, 0xFFFFFFFF, resume
        )
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
    pairs = list(zip(got, wanted))
    extra = sorted({name for entry, other in pairs for name in entry.keys() - other.keys()})
    expect(not extra, f"members that were not compared: {extra}")
    expect(not differences, "\n".join(differences[:20]))


# --- cases ---------------------------------------------------------------------------------------


class Both:
    """The two clients and the server that they ask, as an administrator."""

    def __init__(self, library, server):
        self.library = library
        self.server = server
        self.client = SecondClient(server)

    def ask(self, function, level, *args, **more):
        return self.library.ask(self.server, function, level, *args, **more)

    def ask_well(self, function, level, *args, **more):
        answer = self.ask(function, level, *args, **more)
        expect_equal("status", answer.status, NERR_SUCCESS)
        return answer

    def lmctl(self, *args, **more):
        return self.library.lmctl_run(self.server, *args, **more)


def case_server_info(both, level):
    theirs = flattened(both.client.server_info(level), SERVER_MEMBERS[level])
    expect_same(both.ask_well("NetServerGetInfo", level).entries, [theirs])


def case_wksta_info(both, level):
    theirs = flattened(both.client.wksta_info(level), WKSTA_MEMBERS[level])
    expect_same(both.ask_well("NetWkstaGetInfo", level).entries, [theirs])


def case_share_info(both, level, name):
    theirs = flattened(both.client.share_info(name, level), SHARE_MEMBERS[level])
    expect_same(both.ask_well("NetShareGetInfo", level, name).entries, [theirs])


def case_share_enum(both, level):
    got = both.ask_well("NetShareEnum", level)
    theirs, total = both.client.shares(level)
    expect_equal("entriesread", int(got.head["entriesread"]), len(theirs))
    expect_equal("totalentries", int(got.head["totalentries"]), total)
    expect_same(got.entries, [flattened(entry, SHARE_MEMBERS[level]) for entry in theirs])
    return got.entries


def case_many_shares(both, level):
    names = [next(iter(entry.values())) for entry in case_share_enum(both, level)]
    numbered = [name for name in names if re.fullmatch(r"s\d{5}", name)]
    expect_equal("shares", numbered, [f"s{i:05d}" for i in range(1, MANY + 1)])


def case_resume(both, level):
    everything = both.ask_well("NetShareEnum", level).entries
    rest = both.ask_well("NetShareEnum", level, 0xFFFFFFFF, 1)
    expect_same(rest.entries, everything[1:])
    theirs, total = both.client.shares(level, resume=1)
    expect_equal("totalentries from 1", int(rest.head["totalentries"]), total)
    expect_same(rest.entries, [flattened(entry, SHARE_MEMBERS[level]) for entry in theirs])

    past = both.ask_well("NetShareEnum", level, 0xFFFFFFFF, len(everything) + 10)
    expect_equal("entriesread past the end", past.head["entriesread"], "0")


def case_tod(both):
    """The clock may move between the two questions."""
    (ours,) = both.ask_well("NetRemoteTOD", 0).entries
    theirs = flattened(both.client.tod(), TOD_MEMBERS[0])
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


def case_error(both, wanted, theirs, *question, **more):
    """Both clients fail with the same code. theirs is None where the second has no such case."""
    expect_equal("status", both.ask(*question, **more).status, wanted)
    if theirs:
        expect_equal("the second client's status", win32_code(theirs), wanted)


def case_missing_share(both):
    got = both.ask("NetShareGetInfo", 1, "nosuchshare")
    expect_equal("status", got.status, NERR_NET_NAME_NOT_FOUND)
    theirs = win32_code(lambda: both.client.share_info("nosuchshare", 1))
    known = (SAMBA_INVALID_NAME, NERR_NET_NAME_NOT_FOUND)
    expect(theirs in known, f"the second client's status: {theirs}")


def case_closed_port(both):
    """The same configuration, with a port where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as conf:
        text = (both.server.folder / "netapi32.conf").read_text()
        conf.write(re.sub(r"(?m)^port = .*$", f"port = {port}", text))
        conf.flush()
        got = both.ask("NetServerGetInfo", 101, conf=conf.name)
    expect_equal("status", got.status, ERROR_BAD_NETPATH)


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


def case_lmctl_table(both):
    done = both.lmctl("share", "list", SERVER)
    expect(done.returncode == 0, f"exit status {done.returncode}\n{done.stderr}")
    for entry in both.client.shares(0)[0]:
        expect(entry.name in done.stdout, f"{entry.name} is not in the table:\n{done.stdout}")


def case_lmctl_json(both):
    done = both.lmctl("share", "list", SERVER, "--json")
    expect(done.returncode == 0, f"exit status {done.returncode}\n{done.stderr}")
    names = list(json_values(json.loads(done.stdout), "netname"))
    expect_equal("names", names, [entry.name for entry in both.client.shares(1)[0]])


def case_lmctl_failure(both):
    done = both.lmctl("share", "list", SERVER, who="wrong")
    expect_equal("exit status", done.returncode, 1)
    expect_equal("stdout", done.stdout, "")
    wanted = r"lmctl: NetShareEnum: 1326 ERROR_LOGON_FAILURE: \S"
    expect(re.match(wanted, done.stderr), f"stderr: {done.stderr}")


def case_lmctl_usage(both, *args):
    done = both.lmctl(*args)
    expect_equal("exit status", done.returncode, 2)
    expect(done.stderr.strip(), "nothing on stderr")


def run_starved(results, library, server):
    """Every call with each of its allocations failing; the program counts by itself."""
    done = library.run(server, "admin", [library.starve, SERVER, SHARES[0]])
    for line in done.stdout.splitlines():
        verdict, _, name = line.partition(" ")
        if verdict in ("ok", "FAIL"):
            results.add(verdict, name)
    if done.returncode or not done.stdout:
        results.add("FAIL", "starve ends well", f"{done.returncode}\n{done.stdout}{done.stderr}")


# --- all of them ---------------------------------------------------------------------------------


def run_levels(run, both):
    for level in SERVER_MEMBERS:
        run(f"NetServerGetInfo {level}", case_server_info, both, level)
    for level in WKSTA_MEMBERS:
        run(f"NetWkstaGetInfo {level}", case_wksta_info, both, level)
    run("NetRemoteTOD", case_tod, both)
    for level in SHARE_MEMBERS:
        run(f"NetShareEnum {level}", case_share_enum, both, level)
        for name in SHARES:
            run(f"NetShareGetInfo {level} {name}", case_share_info, both, level, name)
        run(f"NetShareEnum {level}, resume handle", case_resume, both, level)


def run_errors(run, both):
    def error(title, wanted, theirs, *question, **more):
        run(title, lambda: case_error(both, wanted, theirs, *question, **more))

    def second(who, method, level):
        return lambda: getattr(SecondClient(both.server, who), method)(level)

    # The second client has no container for an enumeration of level 503.
    admin = both.client
    for function, level, theirs, *name in (
        ("NetServerGetInfo", 99, lambda: admin.server_info(99)),
        ("NetWkstaGetInfo", 99, lambda: admin.wksta_info(99)),
        ("NetShareGetInfo", 99, lambda: admin.share_info("data", 99), "data"),
        ("NetShareGetInfo", 503, lambda: admin.share_info("data", 503), "data"),
        ("NetShareEnum", 99, None),
        ("NetShareEnum", 503, None),
    ):
        error(
            f"{function} {level} is invalid", ERROR_INVALID_LEVEL, theirs, function, level, *name
        )
    run("missing share", case_missing_share, both)

    server_101 = ("NetServerGetInfo", 101)
    for name, wanted, who in (
        ("wrong password", ERROR_LOGON_FAILURE, "wrong"),
        ("disabled account", ERROR_ACCOUNT_DISABLED, "bob"),
    ):
        error(name, wanted, second(who, "server_info", 101), *server_101, who=who)
    error(
        "NetWkstaGetInfo 102 needs an administrator",
        ERROR_ACCESS_DENIED,
        second("alice", "wksta_info", 102),
        *("NetWkstaGetInfo", 102),
        who="alice",
    )
    run("a plain user lists shares", lambda: both.ask_well("NetShareEnum", 1, who="alice"))
    run("closed port", case_closed_port, both)
    # a label of 64 characters: the resolver itself knows that there is no such name, and asks nobody
    unknown = "\\\\" + 64 * "x" + ".invalid"
    error("unknown host name", ERROR_BAD_NETPATH, None, *server_101, host=unknown)


def run_lmctl(run, both):
    run("lmctl share list", case_lmctl_table, both)
    run("lmctl share list --json", case_lmctl_json, both)
    run("lmctl, wrong password", case_lmctl_failure, both)
    run(
        "lmctl, unknown option",
        case_lmctl_usage,
        both,
        "share",
        "list",
        SERVER,
        "--no-such-option",
    )
    run("lmctl, unknown noun", case_lmctl_usage, both, "nosuchnoun", "list")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    # an exception, so that servers are stopped
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    library = Library(sys.argv[1])
    results = Results()
    try:
        with lab() as server:
            both = Both(library, server)
            run_levels(results.run, both)
            run_errors(results.run, both)
            run_lmctl(results.run, both)
            run_starved(results, library, server)
        with lab(MANY) as server:
            both = Both(library, server)
            for level in SHARE_MEMBERS:
                name = f"NetShareEnum {level}, {MANY} shares"
                results.run(name, case_many_shares, both, level)
    except NoServer as error:
        verdict = "FAIL" if os.environ.get("CI") == "true" else "skip"
        results.add(verdict, "server starts", str(error))
        if verdict == "skip" and not any(results.counts[other] for other in ("ok", "FAIL")):
            sys.exit(77)
    except Exception:  # a mistake in this file must not look like a short, good run
        results.add("FAIL", "all cases run", traceback.format_exc())
    counts = results.counts
    print(f"# {counts['ok']} passed, {counts['FAIL']} failed, {counts['skip']} skipped")
    sys.exit(1 if counts["FAIL"] else 0)


if __name__ == "__main__":
    main()
