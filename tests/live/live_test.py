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
    CONNECTION_MEMBERS,
    ERROR_ACCESS_DENIED,
    ERROR_ACCOUNT_DISABLED,
    ERROR_BAD_NETPATH,
    ERROR_INVALID_LEVEL,
    ERROR_LOGON_FAILURE,
    ERROR_NOT_SUPPORTED,
    ERROR_NO_USER_SESSION_KEY,
    FILE_MEMBERS,
    NERR_CLIENT_NAME_NOT_FOUND,
    NERR_FILE_ID_NOT_FOUND,
    NERR_NET_NAME_NOT_FOUND,
    NERR_SUCCESS,
    RPC_S_PROCNUM_OUT_OF_RANGE,
    SAMBA_BAD_NET_NAME,
    SAMBA_FILE_NOT_FOUND,
    SAMBA_INVALID_NAME,
    SERVER,
    SERVER_MEMBERS,
    SESSION_MEMBERS,
    SHARE_MEMBERS,
    SHARE_PART_MEMBERS,
    TOD_MEMBERS,
    WKSTA_MEMBERS,
    WKSTA_USER_MEMBERS,
    Both,
    Holder,
    Library,
    SecondClient,
    expect,
    expect_equal,
    expect_same,
    flattened,
    lab,
    run_script,
    wait_until,
    win32_code,
)

SHARES = ("data", "public", "Übung", "secret$", "limited", "IPC$")  # as samba.sh makes them
MANY = 10000
ADD_NAME, NAME = "NetAddAlternateComputerName", ("b.lab", "LAB\\x")
SUPPORTS_RPC, SUPPORTS_SAM, SUPPORTS_UNICODE, SUPPORTS_ANY = 4, 8, 16, 0xFFFFFFFF
RPC_SAM_UNICODE = SUPPORTS_RPC | SUPPORTS_SAM | SUPPORTS_UNICODE
CLIENT = "\\\\127.0.0.1"  # as the server sees all of ours
PAIRS = "Noten 𝄞 🗂 𐐷"  # each of these has two units of UTF-16
HELD = "Bericht größer.txt"  # what alice has open


# --- cases ---------------------------------------------------------------------------------------


def case_server_info(both, level):
    theirs = flattened(both.client.server_info(level), SERVER_MEMBERS[level])
    expect_same(both.ask_well("NetServerGetInfo", level).entries, [theirs])


def case_wksta_info(both, level):
    theirs = flattened(both.client.wksta_info(level), WKSTA_MEMBERS[level])
    expect_same(both.ask_well("NetWkstaGetInfo", level).entries, [theirs])


def case_share_info(both, level, name):
    members = SHARE_MEMBERS | SHARE_PART_MEMBERS
    theirs = flattened(both.client.share_info(name, level), members[level])
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


def case_disks(both):
    """Samba's client is given the end of the list as a disk without a name, or not at all."""
    got = both.ask_well("NetServerDiskEnum", 0)
    disks, total = both.client.disks()
    names = [entry.disk for entry in disks if entry.disk]
    expect_equal("disks", [entry["disk_name"] for entry in got.entries], names)
    expect_equal("totalentries", int(got.head["totalentries"]), total)
    expect(names, "the server has no disk")


def case_resume(both, level):
    everything = both.ask_well("NetShareEnum", level).entries
    rest = both.ask_well("NetShareEnum", level, 0xFFFFFFFF, 1)
    expect_same(rest.entries, everything[1:])
    theirs, total = both.client.shares(level, resume=1)
    expect_equal("totalentries from 1", int(rest.head["totalentries"]), total)
    expect_equal("the handle given back", int(rest.head["resume"]), both.client.resume)
    expect_same(rest.entries, [flattened(entry, SHARE_MEMBERS[level]) for entry in theirs])

    past = both.ask_well("NetShareEnum", level, 0xFFFFFFFF, len(everything) + 10)
    expect_equal("entriesread past the end", past.head["entriesread"], "0")


def case_prefmaxlen(both, level):
    """However little is preferred, both clients get what the server gives (Samba: everything)."""
    for prefmaxlen in (1, 200):
        got = both.ask_well("NetShareEnum", level, prefmaxlen, 0)
        theirs, total = both.client.shares(level, prefmaxlen=prefmaxlen)
        expect_same(got.entries, [flattened(entry, SHARE_MEMBERS[level]) for entry in theirs])
        expect_equal("totalentries", int(got.head["totalentries"]), total)


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


def case_pairs_in_a_name(both, name):
    """Characters outside the basic plane, in both directions: the name of a share that is asked
    about, and that of a user whose files are."""
    case_share_info(both, 502, name)
    (entry,) = both.ask_well("NetShareGetInfo", 1, name).entries
    expect_equal("name", entry["shi1_netname"], name)
    case_share_enum(both, 2)
    got = both.ask_well("NetFileEnum", 3, "-", name)
    expect_equal("files of a user of that name", got.entries, [])
    done = both.lmctl("share", "show", SERVER, name, "--json")
    expect_equal("exit status of lmctl", done.returncode, 0)
    expect_equal("lmctl", list(json_values(json.loads(done.stdout), "netname")), [name])


def ask_as_guest(both, allowed, *question):
    """Asks as a user the server does not know, who becomes its guest."""
    folder = both.server.folder
    nosuch = folder / "nosuch.cred"
    nosuch.touch(mode=0o600)
    nosuch.write_text("username=nosuch\npassword=x\n")
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as conf:
        conf.write((folder / "netapi32.conf").read_text() + f"guest = {allowed}\n")
        conf.flush()
        return both.ask(*question, who="nosuch", conf=conf.name)


def case_guest(both, allowed):
    """Samba's own client does not become a guest."""
    got = ask_as_guest(both, allowed, "NetShareEnum", 1)
    if allowed == "no":
        expect_equal("status", got.status, ERROR_LOGON_FAILURE)
        return
    expect_equal("status", got.status, NERR_SUCCESS)
    theirs, _ = both.client.shares(1)
    expect_same(got.entries, [flattened(entry, SHARE_MEMBERS[1]) for entry in theirs])


def case_guest_password(both):
    """There is no key to encrypt it with; without a password the server is asked."""
    got = ask_as_guest(both, "yes", ADD_NAME, 0, *NAME)
    expect_equal("status", got.status, ERROR_NO_USER_SESSION_KEY)
    got = ask_as_guest(both, "yes", ADD_NAME, 0, NAME[0], "-")
    expect_equal("status without", got.status, RPC_S_PROCNUM_OUT_OF_RANGE)


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


def case_supports(both, wanted, supported, **more):
    """The options that are wanted and proved."""
    got = both.ask("NetRemoteComputerSupports", 0, wanted, **more)
    expect_equal("status", got.status, NERR_SUCCESS)
    expect_equal("options", int(got.head["number"]), supported)


def case_list(both, members, function, theirs, level, *filters):
    """Any list, member by member."""
    got = both.ask_well(function, level, *filters)
    entries, total = theirs()
    expect_equal("entriesread", int(got.head["entriesread"]), len(entries))
    expect_equal("totalentries", int(got.head["totalentries"]), total)
    expect_same(got.entries, [flattened(entry, members[level]) for entry in entries])
    return got.entries


def case_files(both, level, user="-"):
    entries = case_list(
        both,
        FILE_MEMBERS,
        "NetFileEnum",
        lambda: both.client.files(level, None if user == "-" else user),
        level,
        "-",
        user,
    )
    expect_equal("files", len(entries), 0 if user == "nosuch" else 1)


def case_connections(both, level):
    entries = case_list(
        both,
        CONNECTION_MEMBERS,
        "NetConnectionEnum",
        lambda: both.client.share_connections(level, "data"),
        level,
        "data",
    )
    expect_equal("connections", len(entries), 1)


def case_sessions(both, level):
    """Each of the two clients sees its own sessions, and both that of alice. The clock goes on."""
    ours = both.ask_well("NetSessionEnum", level, "-", "-").entries
    theirs = [flattened(entry, SESSION_MEMBERS[level]) for entry in both.client.sessions(level)[0]]
    if level == 0:
        expect(len(ours) > 1 and len(theirs) > 1, f"got {ours}, the second client {theirs}")
        expect_same([entry for entry in ours if entry not in theirs], [])
        return
    (ours,), (theirs,) = (
        [entry for entry in entries if entry["sesi1_username"] == "alice"]
        for entries in (ours, theirs)
    )
    for member in ("sesi1_time", "sesi1_idle_time"):
        apart = (theirs[member] - ours[member]) % 2**32
        expect(apart <= 2, f"{member}: got {ours[member]}, the second client {theirs[member]}")
        theirs[member] = ours[member]
    expect_same([ours], [theirs])
    expect_equal("open files", ours["sesi1_num_opens"], 1)


def case_session_filters(both):
    """Samba lists all sessions whoever is asked for."""
    for client, user, wanted in (
        ("-", "ALICE", True),
        (CLIENT, "-", True),
        ("127.0.0.1", "alice", True),
        ("-", "nosuch", False),
        ("\\\\nosuch", "-", False),
        ("\\\\nosuch", "alice", False),
    ):
        got = both.ask_well("NetSessionEnum", 1, client, user)
        users = [entry["sesi1_username"] for entry in got.entries]
        expect_equal(f"alice of {client} {user}", "alice" in users, wanted)
        if user != "-":
            expect_equal(f"others of {client} {user}", set(users) - {"alice"}, set())
        expect_equal("totalentries", int(got.head["totalentries"]), len(users))


def case_file_filter(both):
    """Samba lists the files of every folder."""
    (file,) = both.ask_well("NetFileEnum", 3, "-", "-").entries
    folder = file["fi3_pathname"].rsplit("\\", 1)[0]
    for path, count in ((folder.upper(), 1), (file["fi3_pathname"], 1), ("C:\\nosuch", 0)):
        got = both.ask_well("NetFileEnum", 3, path, "-")
        expect_equal(path, len(got.entries), count)
        expect_equal("totalentries", int(got.head["totalentries"]), count)


def case_one_session(both):
    """Samba lists all sessions whoever is asked for; here it must be that of alice."""
    for client, user in ((CLIENT, "alice"), ("127.0.0.1", "ALICE")):
        (entry,) = both.ask_well("NetSessionGetInfo", 1, client, user).entries
        expect_equal("user", entry["sesi1_username"], "alice")
        expect_equal("client", entry["sesi1_cname"], "127.0.0.1")
    (entry,) = both.ask_well("NetSessionGetInfo", 0, CLIENT, "alice").entries
    expect_equal("client", entry["sesi0_cname"], "127.0.0.1")
    for client, user in ((CLIENT, "nosuch"), ("\\\\nosuch", "alice")):
        got = both.ask("NetSessionGetInfo", 1, client, user)
        expect_equal("status", got.status, NERR_CLIENT_NAME_NOT_FOUND)


def case_file_close(both):
    """The file is gone from the list. Of two closes, the second has nothing to close."""
    (file,) = both.client.files(3)[0]
    both.ask_well("NetFileClose", 0, file.fid)
    wait_until(lambda: not both.client.files(3)[0], "the file is closed")
    expect_equal("entries", both.ask_well("NetFileEnum", 3, "-", "-").entries, [])
    got = both.ask("NetFileClose", 0, file.fid)
    expect_equal("status", got.status, NERR_FILE_ID_NOT_FOUND)
    theirs = win32_code(lambda: both.client.file_close(file.fid))
    expect_equal("the second client's status", theirs, SAMBA_FILE_NOT_FOUND)


def alice_is_there(both):
    return any(entry.user == "alice" for entry in both.client.sessions(1)[0])


def count_of_alice(both):
    return sum(entry.user == "alice" for entry in both.client.sessions(1)[0])


def case_session_del(both):
    expect(alice_is_there(both), "alice has no session")
    both.ask_well("NetSessionDel", 0, CLIENT, "alice", who="root")
    wait_until(lambda: not alice_is_there(both), "the session ends")


def case_share_del(both, function, name):
    """A share that there is, and one that there is not."""
    both.ask_well(function, 0, name)

    def names():
        return [entry["shi0_netname"] for entry in both.ask_well("NetShareEnum", 0).entries]

    wait_until(lambda: name not in names(), "the share is gone")
    expect("data" in names(), f"data is gone too: {names()}")
    expect_equal("status", both.ask(function, 0, "nosuch").status, NERR_NET_NAME_NOT_FOUND)
    method = {"NetShareDel": "share_del", "NetShareDelSticky": "share_del_sticky"}[function]
    theirs = win32_code(lambda: getattr(both.client, method)("nosuch"))
    expect_equal("the second client's status", theirs, SAMBA_BAD_NET_NAME)


def case_missing_qualifier(both):
    got = both.ask("NetConnectionEnum", 1, "nosuch")
    expect_equal("status", got.status, NERR_NET_NAME_NOT_FOUND)
    theirs = win32_code(lambda: both.client.share_connections(1, "nosuch"))
    expect_equal("the second client's status", theirs, SAMBA_INVALID_NAME)


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
    (("disk", "list", SERVER), "disks", "name", "C:"),
    (("share", "show", SERVER, "data", "-l", "1005"), "share", "flags", ["csc_none"]),
)

LMCTL_HELD_COMMANDS = (
    (
        ("session", "show", SERVER, "--client", "127.0.0.1", "--user", "alice"),
        "session",
        "username",
        "alice",
    ),
    (("file", "list", SERVER), "files", "username", "alice"),
    (("connection", "list", SERVER, "data"), "connections", "type", ["ipc"]),
    (("connection", "list", SERVER, "data", "-l", "0"), "connections", "id", 1),
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


def case_lmctl_closes(both):
    """A dry run changes nothing; of several files it asks, and nobody answers."""
    (file,) = both.client.files(3)[0]
    number = str(file.fid)
    for words, status, text in (
        (
            ("file", "close", SERVER, number, "--dry-run"),
            0,
            f"file {number} would be closed on {SERVER}\n",
        ),
        (
            ("session", "close", SERVER, "--user", "alice", "--dry-run"),
            0,
            "1 session of alice from 127.0.0.1 would be closed on",
        ),
        (("file", "close", SERVER, "4294967295", "--dry-run"), 1, ""),
        (("session", "close", SERVER, "--user", "nosuch", "--dry-run"), 1, ""),
        (("session", "close", SERVER, "--user", "nosuch", "--yes"), 1, ""),
        (("session", "close", SERVER, "--client", "192.0.2.1", "--yes"), 1, ""),
        (("file", "close", SERVER, number, "1"), 2, ""),
        (("file", "close", SERVER, number, "x"), 2, ""),
        (("session", "close", SERVER, "--user", "alice"), 2, ""),
        (("session", "close", SERVER), 2, ""),
    ):
        done = both.lmctl(*words)
        expect_equal(" ".join(words), done.returncode, status)
        expect(done.stdout.startswith(text) if text else not done.stdout, done.stdout)
        expect_equal("open files", len(both.client.files(3)[0]), 1)
    for words, text in (
        (
            ("session", "close", SERVER, "--user", "alice"),
            "this would close 1 session of alice from 127.0.0.1;",
        ),
        (
            ("session", "close", SERVER, "--user", "nosuch", "--yes"),
            "NetSessionEnum: 2312 NERR_ClientNameNotFound",
        ),
        (
            ("file", "close", SERVER, "4294967295", "--dry-run"),
            "NetFileEnum: 2314 NERR_FileIdNotFound",
        ),
    ):
        done = both.lmctl(*words)
        expect(text in done.stderr, f"{words}: {done.stderr!r}")
    done = both.lmctl("file", "close", SERVER, number, "4294967295", "--yes")
    expect_equal("exit status", done.returncode, 1)  # there is no file of the second number
    expect_equal("stdout", done.stdout, f"file {number} closed on {SERVER}\n")
    expect("2314 NERR_FileIdNotFound" in done.stderr, done.stderr)
    wait_until(lambda: not both.client.files(3)[0], "the file is closed")


def case_lmctl_session_close(both):
    """Those that can be listed are counted. Samba's superuser ends sessions, and may not list them."""
    close = ("session", "close", SERVER, "--user", "alice")
    both_names = (*close, "--client", "127.0.0.1")
    with Holder(both.server, "alice", HELD):
        wait_until(lambda: count_of_alice(both) == 2, "there are two sessions")
        for words, who, status, text in (
            (both_names, "admin", 2, "this would close 2 sessions of alice from 127.0.0.1;"),
            (close, "root", 2, "this would close sessions of alice;"),
            ((*close, "--dry-run"), "root", 1, "NetSessionEnum: 5 ERROR_ACCESS_DENIED"),
            ((*close, "--yes"), "admin", 1, "NetSessionDel: 5 ERROR_ACCESS_DENIED"),
        ):
            done = both.lmctl(*words, who=who)
            expect_equal("exit status", done.returncode, status)
            expect_equal("stdout", done.stdout, "")
            expect(text in done.stderr, f"{words}: {done.stderr!r}")
        done = both.lmctl(*close, "--dry-run")
        expect_equal(
            "stdout",
            done.stdout,
            f"2 sessions of alice from 127.0.0.1 would be closed on {SERVER}\n",
        )
        expect_equal("sessions", count_of_alice(both), 2)
        done = both.lmctl(*both_names, who="root")
        expect_equal("stderr", done.stderr, "")
        wanted = f"sessions of alice from {CLIENT} closed on {SERVER}\n"
        expect_equal("stdout", done.stdout, wanted)
        wait_until(lambda: not alice_is_there(both), "the sessions end")
    done = both.lmctl(*close, "--yes")
    expect("2312 NERR_ClientNameNotFound" in done.stderr, done.stderr)
    expect_equal("exit status", done.returncode, 1)


def case_lmctl_sessions(both):
    done = both.lmctl("session", "list", SERVER, "--json")
    expect_equal("exit status", done.returncode, 0)
    names = [record["username"] for record in json.loads(done.stdout)["sessions"]]
    expect("alice" in names, f"alice has no session: {names}")


def case_lmctl_users(both):
    done = both.lmctl("wksta", "users", SERVER, "--json")
    expect_equal("exit status", done.returncode, 0)
    names = [record["username"] for record in json.loads(done.stdout)["users"]]
    expect_equal("users", names, [user.user_name for user in both.client.users(1)[0]])


def case_lmctl_refused(both):
    done = both.lmctl("wksta", "transports", SERVER)
    expect_equal("exit status", done.returncode, 1)
    expect_equal("stdout", done.stdout, "")
    wanted = "lmctl: NetWkstaTransportEnum: 1745 RPC_S_PROCNUM_OUT_OF_RANGE"
    expect(done.stderr.startswith(wanted), done.stderr)


# Whether the help of a command tells of --credentials and --dry-run.
HELP_OPTIONS = {
    ("share", "list"): (True, False),
    ("time",): (True, False),
    ("use", "add"): (False, True),
    ("server", "list"): (False, False),
}


def case_lmctl_help(both, *words):
    done = both.lmctl(*words, "--help")
    expect_equal("exit status", done.returncode, 0)
    expect_equal("stderr", done.stderr, "")
    expect(done.stdout.startswith("Usage: lmctl " + " ".join(words or ("NOUN",))), done.stdout)
    shown = "--credentials=FILE" in done.stdout, "--dry-run" in done.stdout
    expect_equal("options", shown, HELP_OPTIONS.get(words, (True, True)))
    expect_equal("long lines", [n for n in done.stdout.splitlines() if len(n) > 80], [])


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


def write_drop_share(path):
    """What the server runs to delete a share: CONFIGURATION SHARE."""
    path.write_text('#!/bin/sh\nexec sed -i "/^\\[$2\\]/,+2d" "${1%/*}/shares.conf"\n')
    path.chmod(0o755)


# --- all of them ---------------------------------------------------------------------------------


def run_levels(run, both):
    for level in SERVER_MEMBERS:
        run(f"NetServerGetInfo {level}", case_server_info, both, level)
    for level in WKSTA_MEMBERS:
        run(f"NetWkstaGetInfo {level}", case_wksta_info, both, level)
    run("NetServerDiskEnum", case_disks, both)
    run("NetRemoteTOD", case_tod, both)
    for level in SHARE_PART_MEMBERS:
        for name in SHARES:
            run(f"NetShareGetInfo {level} {name}", case_share_info, both, level, name)
    for level in SHARE_MEMBERS:
        run(f"NetShareEnum {level}", case_share_enum, both, level)
        for name in SHARES:
            run(f"NetShareGetInfo {level} {name}", case_share_info, both, level, name)
        run(f"NetShareEnum {level}, resume handle", case_resume, both, level)
        run(f"NetShareEnum {level}, prefmaxlen", case_prefmaxlen, both, level)
        run(
            f"NetShareEnumSticky {level}",
            lambda: case_list(
                both,
                SHARE_MEMBERS,
                "NetShareEnumSticky",
                lambda: both.client.stored_shares(level),
                level,
            ),
        )
    for level in WKSTA_USER_MEMBERS:
        run(
            f"NetWkstaUserEnum {level}",
            lambda: case_list(
                both,
                WKSTA_USER_MEMBERS,
                "NetWkstaUserEnum",
                lambda: both.client.users(level),
                level,
            ),
        )


def run_held(run, both):
    """While alice has a file open."""
    with Holder(both.server, "alice", HELD):
        run(
            "a second client has a file open",
            lambda: wait_until(lambda: both.client.files(3)[0], "the file is open"),
        )
        for level in SESSION_MEMBERS:
            run(f"NetSessionEnum {level}", case_sessions, both, level)
        run("NetSessionGetInfo", case_one_session, both)
        run("NetSessionEnum, of one client or user", case_session_filters, both)
        run("NetFileEnum, below a folder", case_file_filter, both)
        for user in ("-", "alice", "nosuch"):
            run(f"NetFileEnum 3, user {user}", case_files, both, 3, user)
        for level in CONNECTION_MEMBERS:
            run(f"NetConnectionEnum {level}", case_connections, both, level)
        for command, *wanted in LMCTL_HELD_COMMANDS:
            run("lmctl " + " ".join(command), case_lmctl_formats, both, command, *wanted)
        run("lmctl session list", case_lmctl_sessions, both)
        run("lmctl wksta users", case_lmctl_users, both)
        run("lmctl wksta transports", case_lmctl_refused, both)
        run_refused(run, both)
        run("NetFileClose", case_file_close, both)
        run("NetSessionDel", case_session_del, both)
    with Holder(both.server, "alice", HELD):
        run(
            "a second client has a file open again",
            lambda: wait_until(lambda: both.client.files(3)[0], "the file is open"),
        )
        run("lmctl file close", case_lmctl_closes, both)
        run("lmctl session close", case_lmctl_session_close, both)
    for function, name in (("NetShareDel", "s00001"), ("NetShareDelSticky", "s00002")):
        run(function, case_share_del, both, function, name)
    run("NetConnectionEnum, missing share", case_missing_qualifier, both)


def run_refused(run, both):
    """What Samba has not, and what alice may not; the second client gets the same codes."""
    alice = SecondClient(both.server, "alice")
    admin = both.client
    for wanted, who, client, rows in (
        (
            ERROR_INVALID_LEVEL,
            "admin",
            admin,
            (
                ("NetSessionEnum", 2, lambda c: c.sessions(2), "-", "-"),
                ("NetSessionEnum", 10, lambda c: c.sessions(10), "-", "-"),
                ("NetSessionEnum", 502, lambda c: c.sessions(502), "-", "-"),
                ("NetSessionGetInfo", 2, None, CLIENT, "alice"),
                ("NetSessionGetInfo", 10, None, CLIENT, "alice"),
                ("NetSessionGetInfo", 502, None, CLIENT, "alice"),
                ("NetFileEnum", 2, lambda c: c.files(2), "-", "-"),
                # the second client has no container for it
                ("NetShareEnumSticky", 503, None),
                ("NetServerGetInfo", 103, None),
                ("NetServerGetInfo", 502, lambda c: c.server_info(502)),
                ("NetServerGetInfo", 503, lambda c: c.server_info(503)),
                ("NetServerGetInfo", 599, lambda c: c.server_info(599)),
                ("NetWkstaGetInfo", 502, lambda c: c.wksta_info(502)),
                ("NetStatisticsGet", 1, None, "LanmanServer", 0),
            ),
        ),
        (
            RPC_S_PROCNUM_OUT_OF_RANGE,
            "admin",
            admin,
            (
                ("NetFileGetInfo", 2, lambda c: c.file_info(1, 2), 1),
                ("NetFileGetInfo", 3, lambda c: c.file_info(1, 3), 1),
                ("NetShareCheck", 0, lambda c: c.share_check("C:"), "C:"),
                ("NetWkstaTransportEnum", 0, lambda c: c.transports(0)),
                ("NetWkstaTransportDel", 0, lambda c: c.wksta_transport_del(), "x", 0),
                ("NetServerTransportEnum", 0, lambda c: c.server_transports(0)),
                ("NetServerTransportEnum", 1, lambda c: c.server_transports(1)),
                ("NetServerTransportEnum", 2, lambda c: c.server_transports(2)),
                ("NetServerTransportEnum", 3, lambda c: c.server_transports(3)),
                ("NetServerAliasEnum", 0, None),  # not in the second client
                ("NetStatisticsGet", 0, lambda c: c.server_statistics(), "LanmanServer", 0),
                ("NetStatisticsGet", 0, lambda c: c.server_statistics(), "server", 0),
                ("NetStatisticsGet", 0, lambda c: c.wksta_statistics(), "LanmanWorkstation", 0),
                ("NetStatisticsGet", 0, lambda c: c.wksta_statistics(), "WORKSTATION", 0),
                ("NetEnumerateComputerNames", 0, lambda c: c.computer_names(2), 2),
                (ADD_NAME, 0, lambda c: c.change_names("NetrAddAlternateComputerName"), *NAME),
                (ADD_NAME, 0, None, "b.lab", "-"),
                (
                    "NetRemoveAlternateComputerName",
                    0,
                    lambda c: c.change_names("NetrRemoveAlternateComputerName"),
                    *NAME,
                ),
                (
                    "NetSetPrimaryComputerName",
                    0,
                    lambda c: c.change_names("NetrSetPrimaryComputername"),
                    *NAME,
                ),
                ("NetServerComputerNameAdd", 0, lambda c: c.server_transports(0), "LABSRV2", "-"),
                ("NetServerComputerNameDel", 0, lambda c: c.server_transports(0), "LABSRV2"),
            ),
        ),
        (
            ERROR_NOT_SUPPORTED,
            "admin",
            admin,
            (("NetStatisticsGet", 0, None, "Messenger", 0),),
        ),
        (
            ERROR_ACCESS_DENIED,
            "alice",
            alice,
            (
                ("NetSessionEnum", 0, lambda c: c.sessions(0), "-", "-"),
                ("NetSessionEnum", 1, lambda c: c.sessions(1), "-", "-"),
                ("NetSessionGetInfo", 1, None, CLIENT, "alice"),
                ("NetSessionDel", 0, lambda c: c.session_del(CLIENT, "alice"), CLIENT, "alice"),
                ("NetFileEnum", 3, lambda c: c.files(3), "-", "-"),
                ("NetFileClose", 0, lambda c: c.file_close(1), 1),
                ("NetConnectionEnum", 1, lambda c: c.share_connections(1, "data"), "data"),
                ("NetWkstaUserEnum", 0, lambda c: c.users(0)),
                ("NetWkstaUserEnum", 1, lambda c: c.users(1)),
                ("NetShareDel", 0, lambda c: c.share_del("data"), "data"),
                ("NetShareDelSticky", 0, lambda c: c.share_del_sticky("data"), "data"),
            ),
        ),
    ):
        for function, level, theirs, *arguments in rows:
            run(
                " ".join([f"{function} {level} as {who} is {wanted}", *map(str, arguments)]),
                lambda: case_error(
                    both,
                    wanted,
                    theirs and (lambda: theirs(client)),
                    *(function, level, *arguments),
                    who=who,
                ),
            )


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
        error(f"{function} {level} is invalid", ERROR_INVALID_LEVEL, theirs, function, level, *name)
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
    run("a guest's password", case_guest_password, both)
    run("closed port", case_closed_port, both)
    run("all options of a server", case_supports, both, SUPPORTS_ANY, RPC_SAM_UNICODE)
    for option in (SUPPORTS_RPC, SUPPORTS_SAM, SUPPORTS_UNICODE):
        run(f"option {option:#x} of a server", case_supports, both, option, option)
    run(
        "options as a plain user",
        lambda: case_supports(both, SUPPORTS_ANY, RPC_SAM_UNICODE, who="alice"),
    )
    supports = ("NetRemoteComputerSupports", 0)
    error(
        "options, wrong password", ERROR_LOGON_FAILURE, None, *supports, SUPPORTS_RPC, who="wrong"
    )
    unknown = "\\\\" + 64 * "x" + ".invalid"
    error("options of nobody", ERROR_BAD_NETPATH, None, *supports, SUPPORTS_SAM, host=unknown)
    # a label of 64 characters: the resolver itself knows that there is no such name, and asks nobody
    unknown = "\\\\" + 64 * "x" + ".invalid"
    error("unknown host name", ERROR_BAD_NETPATH, None, *server_101, host=unknown)


def run_lmctl(run, both):
    run("lmctl share list", case_lmctl_table, both)
    run("lmctl share list --json", case_lmctl_json, both)
    for command, *wanted in LMCTL_COMMANDS:
        run("lmctl " + " ".join(command), case_lmctl_formats, both, command, *wanted)
    for words in ((), ("share",), ("share", "set"), *HELP_OPTIONS):
        run("lmctl " + " ".join((*words, "--help")), case_lmctl_help, both, *words)
    run("lmctl, wrong password", case_lmctl_failure, both)
    for words in (
        ("share",),
        ("share", "show", SERVER),
        ("share", "list", SERVER, "--level", "7"),
        ("time", SERVER, "--level", "1"),
        ("server", "show", SERVER, "too", "many"),
        ("server", "show", SERVER, "--yes"),
        ("server", "set", SERVER),
        ("server", "set", SERVER, "nosuch=1"),
        ("server", "set", SERVER, "users=many"),
        ("server", "set", SERVER, "hidden=perhaps"),
        ("server", "set", SERVER, "comment=a", "Comment=b"),
        ("share", "set", SERVER, "data", "max_uses=1", "max_uses=2"),
        ("share", "add", SERVER, "data", "path=/", "netname=other"),
        ("server", "list", "--type", "server_nt,nosuch"),
        ("server", "list", "--type", ","),
        ("server", "set", SERVER, "users=3", "sessopens=2"),  # no level has both
        ("share", "list", SERVER, "--user", "alice"),
        ("share", "remove", SERVER),
        ("share", "remove", SERVER, "a", "b"),
        ("share", "remove", "LABSRV", "a", "b", "--yes"),
        ("share", "set", SERVER, "data", "passwd=x"),
        ("share", "set", SERVER, "data", "max_uses=-1"),
        ("share", "add", SERVER, "path=/"),
        ("session", "show", SERVER, "--user", "alice"),
        ("stats", "show", SERVER, "clock"),
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
    named = f"[{PAIRS}]\npath = FOLDER/share\ncomment = {PAIRS}\n"
    with lab(2, ["delete share command = FOLDER/drop-share"], named) as server:
        write_drop_share(server.folder / "drop-share")
        results.run("a name of surrogate pairs", case_pairs_in_a_name, Both(library, server), PAIRS)
        run_held(results.run, Both(library, server))
    with lab(0, ["rpc start on demand helpers = no"]) as server:
        both = Both(library, server)
        results.run("a server without RPC", case_supports, both, SUPPORTS_ANY, 0)
    with lab(MANY) as server:
        both = Both(library, server)
        for level in SHARE_MEMBERS:
            name = f"NetShareEnum {level}, {MANY} shares"
            results.run(name, case_many_shares, both, level)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    run_script(lambda results: run_all(results, Library(sys.argv[1])))
