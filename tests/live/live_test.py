#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Asks one private Samba server twice, by this library and by Samba's own client, and compares.

usage: live_test.py BUILD_FOLDER

The library answers through live_dump, a program that knows its public headers only; the second
client is Samba's Python bindings. Prints `ok NAME`, `FAIL NAME` or `skip NAME`, details indented,
and a count at the end. Exit status: 0 all good, 1 something failed, 77 no server could be started
(with CI=true that is a failure).
"""
import json
import os
import re
import socket
import sys
import tempfile
import time

from livelib import (
    ERROR_ACCESS_DENIED,
    ERROR_ACCOUNT_DISABLED,
    ERROR_BAD_NETPATH,
    ERROR_INVALID_LEVEL,
    ERROR_LOGON_FAILURE,
    NERR_NET_NAME_NOT_FOUND,
    NERR_SUCCESS,
    SAMBA_INVALID_NAME,
    SERVER,
    SERVER_MEMBERS,
    SHARE_MEMBERS,
    TOD_MEMBERS,
    WKSTA_MEMBERS,
    Both,
    Library,
    SecondClient,
    expect,
    expect_equal,
    expect_same,
    flattened,
    lab,
    run_script,
    win32_code,
)

SHARES = ("data", "public", "Übung", "secret$", "limited", "IPC$")  # as samba.sh makes them
MANY = 10000


# --- cases ---------------------------------------------------------------------------------------


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


def case_guest(both, allowed):
    """A user the server does not know becomes its guest; Samba's own client does not allow it."""
    folder = both.server.folder
    nosuch = folder / "nosuch.cred"
    nosuch.touch(mode=0o600)
    nosuch.write_text("username=nosuch\npassword=x\n")
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as conf:
        conf.write((folder / "netapi32.conf").read_text() + f"guest = {allowed}\n")
        conf.flush()
        got = both.ask("NetShareEnum", 1, who="nosuch", conf=conf.name)
    if allowed == "no":
        expect_equal("status", got.status, ERROR_LOGON_FAILURE)
        return
    expect_equal("status", got.status, NERR_SUCCESS)
    theirs, _ = both.client.shares(1)
    expect_same(got.entries, [flattened(entry, SHARE_MEMBERS[1]) for entry in theirs])


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
    wanted = (
        "lmctl: NetShareEnum: 1326 ERROR_LOGON_FAILURE: wrong user name or password\n"
        "NETAPI32_DEBUG=errors says more.\n"
    )
    expect_equal("stderr", done.stderr, wanted)


LMCTL_COMMANDS = (
    # what is asked, the name in JSON, and a member with its value
    (("server", "show", SERVER), "server", "name", "LABSRV"),
    (("server", "show", "LABSRV", "--level", "102"), "server", "hidden", False),
    (("share", "list", SERVER, "-l", "502"), "shares", "netname", "data"),
    (("share", "show", SERVER, "limited"), "share", "max_uses", 7),
    (("share", "show", SERVER + "\\data", "--level=1"), "share", "type", ["disktree"]),
    (("wksta", "show", SERVER), "wksta", "langroup", "LABWG"),
    (("time", SERVER), "time", "tinterval", 10000),
)


def case_lmctl_formats(both, command, name, member, value):
    """A command as a table, as JSON, and raw with and without headings: all say the same."""
    table, as_json, raw, bare = (
        both.lmctl(*command, *options) for options in ((), ("--json",), ("-r",), ("-r", "-n"))
    )
    for done in (table, as_json, raw, bare):
        expect_equal("exit status", done.returncode, 0)
        expect_equal("stderr", done.stderr, "")
    records = json.loads(as_json.stdout)[name]
    expect_equal(member, records[0][member], value)
    expect_equal("headings", raw.stdout.splitlines()[0].lower().split("\t"), list(records[0]))
    if name != "time":  # the clock goes on
        expect_equal("lines without headings", bare.stdout, raw.stdout.split("\n", 1)[1])
    expect_equal("records", len(bare.stdout.splitlines()), len(records))
    shown = table.stdout.lower()
    expect(all(key in shown for key in records[0]), f"not every member is shown:\n{shown}")


def case_lmctl_help(both, *words):
    done = both.lmctl(*words, "--help")
    expect_equal("exit status", done.returncode, 0)
    expect_equal("stderr", done.stderr, "")
    expect(done.stdout.startswith("Usage: lmctl " + " ".join(words or ("NOUN",))), done.stdout)
    expect("--credentials=FILE" in done.stdout, done.stdout)


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
    run("guest, not allowed", case_guest, both, "no")
    run("guest, allowed", case_guest, both, "yes")
    run("closed port", case_closed_port, both)
    # a label of 64 characters: the resolver itself knows that there is no such name, and asks nobody
    unknown = "\\\\" + 64 * "x" + ".invalid"
    error("unknown host name", ERROR_BAD_NETPATH, None, *server_101, host=unknown)


def run_lmctl(run, both):
    run("lmctl share list", case_lmctl_table, both)
    run("lmctl share list --json", case_lmctl_json, both)
    for command, *wanted in LMCTL_COMMANDS:
        run("lmctl " + " ".join(command), case_lmctl_formats, both, command, *wanted)
    for words in ((), ("share",), ("share", "list"), ("time",)):
        run("lmctl " + " ".join((*words, "--help")), case_lmctl_help, both, *words)
    run("lmctl, wrong password", case_lmctl_failure, both)
    for words in (
        ("share",),
        ("share", "show", SERVER),
        ("share", "list", SERVER, "--level", "7"),
        ("time", SERVER, "--level", "1"),
        ("server", "show", SERVER, "too", "many"),
    ):
        run("lmctl, wrong use: " + " ".join(words), case_lmctl_usage, both, *words)
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


def run_all(results, library):
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


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    run_script(lambda results: run_all(results, Library(sys.argv[1])))
