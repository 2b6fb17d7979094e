#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Writes to a private Samba server by this library, and reads what became of it by this library and
by Samba's own client. Where both can write, both must be told the same.

usage: write_test.py BUILD_FOLDER

The library writes through live_set, a program that knows its public headers only; the second client
is Samba's Python bindings. Prints `ok NAME`, `FAIL NAME` or `skip NAME`, details indented, and a
count at the end. Exit status: 0 all good, 1 something failed, 77 no server could be started (with
CI=true that is a failure).
"""
import sys

from livelib import (
    ERROR_ACCESS_DENIED,
    ERROR_BAD_PATHNAME,
    ERROR_INVALID_LEVEL,
    ERROR_INVALID_NAME,
    ERROR_INVALID_PARAMETER,
    ERROR_INVALID_SECURITY_DESCR,
    ERROR_NOT_ENOUGH_MEMORY,
    NERR_DUPLICATE_SHARE,
    NERR_NET_NAME_NOT_FOUND,
    NERR_SUCCESS,
    NERR_UNKNOWN_DEV_DIR,
    RPC_S_PROCNUM_OUT_OF_RANGE,
    RPC_X_BAD_STUB_DATA,
    SAMBA_FILE_EXISTS,
    SAMBA_FILE_NOT_FOUND,
    SERVER,
    SERVER_MEMBERS,
    SHARE_MEMBERS,
    SHARE_PART_MEMBERS,
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

UNLIMITED = 0xFFFFFFFF
NAME_MAX = 80  # NNLEN, in UTF-16 units
TEXT_MAX = 32767  # of any string, without its NUL
SHARE_NETNAME_PARMNUM = 1
SHARE_REMARK_PARMNUM = 4

MEMBERS = SHARE_MEMBERS | SHARE_PART_MEMBERS
PAIRS = "Größe αβγ 日本語 𝄞 🗂"  # the last two are surrogate pairs in UTF-16


def descriptor(*aces):
    """A security descriptor of administrators, self-relative, as Samba writes one."""
    from samba.dcerpc import security
    from samba.ndr import ndr_pack

    text = "O:BAG:BAD:" + "".join(f"(A;;0x{mask:x};;;{who})" for mask, who in aces)
    return ndr_pack(security.descriptor.from_sddl(text, security.dom_sid("S-1-5-21-1-2-3")))


def share(level, name, path, **values):
    """The members of a new share of level 2 or 502, under our names."""
    new = {"netname": name, "type": 0, "remark": "", "max_uses": UNLIMITED, "path": path}
    return {f"shi{level}_{member}": value for member, value in (new | values).items()}


def as_theirs(level, values):
    """The same members under the second client's names. A password it cannot do without."""
    theirs = {MEMBERS[level][member]: value for member, value in values.items()}
    if level in (2, 502):
        theirs = {"permissions": 0, "current_users": 0, "password": None} | theirs
    return theirs


def windows_path(folder):
    return "C:" + str(folder).replace("/", "\\")


class Shares:
    """What the cases below do with shares, and the directory that all of them share."""

    def __init__(self, both):
        self.both = both
        self.folder = both.server.folder / "share"
        self.path = windows_path(self.folder)

    def new(self, level, name, **values):
        return share(level, name, values.pop("path", self.path), **values)

    def add(self, level, values, wanted=(NERR_SUCCESS, 0), **more):
        expect_equal("result", self.both.write("NetShareAdd", level, "-", values, **more), wanted)

    def set(self, level, name, values, wanted=(NERR_SUCCESS, 0), **more):
        got = self.both.write("NetShareSetInfo", level, name, values, **more)
        expect_equal(f"result of level {level}", got, wanted)

    def read(self, level, name):
        """By both clients, who agree."""
        theirs = flattened(self.both.client.share_info(name, level), MEMBERS[level])
        (ours,) = self.both.ask_well("NetShareGetInfo", level, name).entries
        expect_same([ours], [theirs])
        return ours

    def expect(self, level, name, **values):
        """The share has these values for both clients. Gives all its members."""
        values = {f"shi{level}_{member}": value for member, value in values.items()}
        entry = self.read(level, name)
        expect_same([{member: entry[member] for member in values}], [values])
        return entry

    def names(self):
        """Of all shares, as both clients list them."""
        ours = [entry["shi0_netname"] for entry in self.both.ask_well("NetShareEnum", 0).entries]
        theirs, _ = self.both.client.shares(0)
        expect_equal("names", ours, [entry.name for entry in theirs])
        return ours


# --- NetShareAdd ---------------------------------------------------------------------------------


def case_add(shares, level):
    """A share is there for both clients, and like one that the second client adds."""
    name = f"ours{level}"
    values = shares.new(level, name, remark=PAIRS, max_uses=5)
    shares.add(level, values)
    listed = shares.both.ask_well("NetShareEnum", level).entries
    theirs, _ = shares.both.client.shares(level)
    expect_same(listed, [flattened(entry, MEMBERS[level]) for entry in theirs])
    expect(name in shares.names(), "the share is not listed")
    shares.expect(2, name, remark=PAIRS, max_uses=5, type=0, path=shares.path)

    theirs = values | {f"shi{level}_netname": f"theirs{level}"}
    shares.both.client.share_add(level, as_theirs(level, theirs))
    shares.expect(2, f"theirs{level}", remark=PAIRS, max_uses=5)
    for read in (2, 502, 1005):
        ours, theirs = shares.read(read, name), shares.read(read, f"theirs{level}")
        if read != 1005:
            ours[f"shi{read}_netname"] = theirs[f"shi{read}_netname"]
        expect_same([ours], [theirs])


def case_add_twice(shares):
    shares.add(2, shares.new(2, "twice", remark="first"))
    again = shares.new(2, "twice", remark="second")
    shares.add(2, again, (NERR_DUPLICATE_SHARE, 0))
    theirs = win32_code(lambda: shares.both.client.share_add(2, as_theirs(2, again)))
    expect_equal("the second client's status", theirs, SAMBA_FILE_EXISTS)
    shares.expect(1, "twice", remark="first")


def case_add_refused(shares, wanted, theirs, values):
    """What the server refuses, by its word."""
    shares.add(2, values, (wanted, 0))
    got = win32_code(lambda: shares.both.client.share_add(2, as_theirs(2, values)))
    expect_equal("the second client's status", got, theirs)
    expect(values["shi2_netname"] not in shares.names(), "the share is there")


def case_add_texts(shares):
    """Characters outside the basic plane, and texts as long as they may be."""
    for name, remark in (
        ("日本 𝄞", PAIRS),
        ("n" * NAME_MAX, "𝄞" * 128),
        ("𝄞" * (NAME_MAX // 2), "x" * 256),
        ("long", "x" * TEXT_MAX),
        ("quoted", "it's $HOME `id` \\ ;&|<>"),
    ):
        shares.add(2, shares.new(2, name, remark=remark))
        shares.expect(2, name, netname=name, remark=remark, path=shares.path)


def case_add_wrong_members(shares):
    """What the library itself sees to be wrong: the server is not asked."""
    before = shares.names()
    for wanted, values in (
        ((ERROR_INVALID_PARAMETER, SHARE_NETNAME_PARMNUM), shares.new(2, None)),
        ((ERROR_INVALID_PARAMETER, SHARE_NETNAME_PARMNUM), shares.new(2, "")),
        ((ERROR_INVALID_NAME, 0), shares.new(2, "n" * (NAME_MAX + 1))),
        (
            (ERROR_INVALID_PARAMETER, SHARE_REMARK_PARMNUM),
            shares.new(2, "wrong", remark="x" * (TEXT_MAX + 1)),
        ),
    ):
        shares.add(2, values, wanted)
    damaged = descriptor((0x1F01FF, "BA"))[:-1] + b"\x00\xff"
    damaged = damaged[:2] + b"\x00\x00" + damaged[4:]  # no longer self-relative
    values = shares.new(502, "wrong", security_descriptor=damaged)
    shares.add(502, values, (ERROR_INVALID_SECURITY_DESCR, 0))
    expect_equal("names", shares.names(), before)


# --- NetShareSetInfo -----------------------------------------------------------------------------


def case_remark(shares, level):
    """Changed by us, emptied by the second client, changed and emptied by us. The rest stays."""
    name, new = f"remark{level}", f"{PAIRS} {level}"
    shares.add(2, shares.new(2, name, remark="old", max_uses=4))
    before = shares.expect(2, name, remark="old")

    def values(remark):
        if level in (2, 502):
            return shares.new(level, name, remark=remark, max_uses=4)
        return {f"shi{level}_remark": remark}

    def stands(remark):
        got = shares.expect(2, name, remark=remark)
        expect_same([got], [before | {"shi2_remark": remark}])

    shares.set(level, name, values(new))
    stands(new)
    theirs = as_theirs(level, values("")) | ({"name": name, "type": 0} if level == 1 else {})
    shares.both.client.share_set(level, name, theirs)
    stands("")
    shares.set(level, name, values(new))
    stands(new)
    shares.set(level, name, values(""))
    stands("")


def case_null_remark(shares):
    """Samba wants a remark, even if it is empty."""
    shares.add(2, shares.new(2, "noremark", remark="stays"))
    for level, more in ((1, {"name": "noremark", "type": 0}), (1004, {})):
        values, theirs = {f"shi{level}_remark": None}, {"comment": None} | more
        shares.set(level, "noremark", values, (ERROR_NOT_ENOUGH_MEMORY, 0))
        got = win32_code(lambda: shares.both.client.share_set(level, "noremark", theirs))
        expect_equal("the second client's status", got, ERROR_NOT_ENOUGH_MEMORY)
    shares.expect(1004, "noremark", remark="stays")


def case_max_uses(shares):
    """Samba takes and tells the limit at level 2 only."""
    shares.add(2, shares.new(2, "uses"))
    for max_uses in (UNLIMITED, 1, 7):
        shares.set(2, "uses", shares.new(2, "uses", max_uses=max_uses))
        shares.expect(2, "uses", max_uses=max_uses)
    shares.set(502, "uses", shares.new(502, "uses", max_uses=9))
    shares.expect(2, "uses", max_uses=7)
    shares.expect(502, "uses", max_uses=UNLIMITED)
    shares.expect(1006, "uses", max_uses=UNLIMITED)


def case_max_uses_alone(shares):
    """Samba has level 1006 for nobody."""
    shares.add(2, shares.new(2, "uses6", max_uses=3))
    shares.set(1006, "uses6", {"shi1006_max_uses": 9}, (ERROR_ACCESS_DENIED, 0))
    theirs = win32_code(lambda: shares.both.client.share_set(1006, "uses6", {"max_users": 9}))
    expect_equal("the second client's status", theirs, ERROR_ACCESS_DENIED)
    shares.expect(2, "uses6", max_uses=3)


def case_flags(shares):
    """The way of caching; Samba has no other flag."""
    shares.add(2, shares.new(2, "flags"))
    for flags in (0x10, 0x20, 0x30, 0):
        shares.set(1005, "flags", {"shi1005_flags": flags})
        shares.expect(1005, "flags", flags=flags)
        shares.expect(501, "flags", flags=flags)
    shares.both.client.share_set(1005, "flags", {"dfs_flags": 0x10})
    shares.expect(1005, "flags", flags=0x10)


def case_path(shares):
    """Samba takes a new path also, which the published call does not; and asks for one."""
    shares.add(2, shares.new(2, "moved"))
    path = windows_path(shares.folder / "übung")
    shares.set(2, "moved", shares.new(2, "moved", path=path))
    shares.expect(2, "moved", path=path)
    values = shares.new(2, "moved", path=None)
    shares.set(2, "moved", values, (ERROR_BAD_PATHNAME, 0))
    theirs = win32_code(lambda: shares.both.client.share_set(2, "moved", as_theirs(2, values)))
    expect_equal("the second client's status", theirs, ERROR_BAD_PATHNAME)


def alice_may_list(shares, name):
    server = shares.both.server
    command = ["smbclient", "-s", server.folder / "smb.conf", "-p", server.port]
    command += ["-A", server.folder / "alice.cred", f"//127.0.0.1/{name}", "-c", "ls"]
    done = shares.both.library.run(server, "alice", command)
    denied = "NT_STATUS_ACCESS_DENIED" in done.stdout + done.stderr
    expect(denied or done.returncode == 0, f"smbclient: {done.stdout}{done.stderr}")
    return not denied


def case_security(shares):
    """Descriptors come back byte for byte, and the server goes by them."""
    everyone = descriptor((0x1F01FF, "BA"), (0x1200A9, "WD"))
    administrators = descriptor((0x1F01FF, "BA"))

    def stands(sd, allowed):
        for level in (502, 1501):
            shares.expect(level, "guarded", security_descriptor=sd)
        expect_equal("alice is let in", alice_may_list(shares, "guarded"), allowed)

    shares.add(502, shares.new(502, "guarded", security_descriptor=administrators))
    stands(administrators, False)
    shares.set(1501, "guarded", {"shi1501_security_descriptor": everyone})
    stands(everyone, True)
    values = shares.new(502, "guarded", security_descriptor=administrators)
    shares.set(502, "guarded", values)
    stands(administrators, False)
    shares.set(502, "guarded", values | {"shi502_security_descriptor": None})
    stands(administrators, False)  # no descriptor: the old one stays
    shares.set(1501, "guarded", {"shi1501_security_descriptor": None})
    stands(administrators, False)
    shares.both.client.share_set(1501, "guarded", {"sd": everyone})
    stands(everyone, True)


def case_missing_share(shares):
    for level, values in (
        (1, {"shi1_remark": "x"}),
        (2, shares.new(2, "nosuch")),
        (502, shares.new(502, "nosuch")),
        (1004, {"shi1004_remark": "x"}),
        (1005, {"shi1005_flags": 0x10}),
        (1006, {"shi1006_max_uses": 3}),
        (1501, {"shi1501_security_descriptor": descriptor((0x1F01FF, "BA"))}),
    ):
        shares.set(level, "nosuch", values, (NERR_NET_NAME_NOT_FOUND, 0))
        theirs = as_theirs(level, values)
        if level == 1:
            theirs |= {"name": "nosuch", "type": 0}
        got = win32_code(lambda: shares.both.client.share_set(level, "nosuch", theirs))
        expect_equal(f"the second client's status of {level}", got, NERR_NET_NAME_NOT_FOUND)


def case_plain_user(shares):
    """alice may not write, and nothing changes."""
    alice = SecondClient(shares.both.server, "alice")
    denied = (ERROR_ACCESS_DENIED, 0)
    for level in (2, 502):
        values = shares.new(level, "hers")
        shares.add(level, values, denied, who="alice")
        theirs = win32_code(lambda: alice.share_add(level, as_theirs(level, values)))
        expect_equal("the second client's status", theirs, ERROR_ACCESS_DENIED)
    expect("hers" not in shares.names(), "the share is there")
    before = shares.read(502, "data"), shares.read(1005, "data")
    for level, values in (
        (2, shares.new(2, "data", remark="x")),
        (1004, {"shi1004_remark": "x"}),
        (1005, {"shi1005_flags": 0x10}),
        (1501, {"shi1501_security_descriptor": descriptor((0x1F01FF, "WD"))}),
    ):
        shares.set(level, "data", values, denied, who="alice")
        theirs = win32_code(lambda: alice.share_set(level, "data", as_theirs(level, values)))
        expect_equal("the second client's status", theirs, ERROR_ACCESS_DENIED)
    expect_same([shares.read(502, "data"), shares.read(1005, "data")], list(before))


def case_special_share(shares):
    """Samba changes no share of its own."""
    shares.set(1004, "IPC$", {"shi1004_remark": "x"}, (ERROR_ACCESS_DENIED, 0))
    theirs = win32_code(lambda: shares.both.client.share_set(1004, "IPC$", {"comment": "x"}))
    expect_equal("the second client's status", theirs, ERROR_ACCESS_DENIED)


def case_no_commands(shares):
    """Where Samba has no command for it, not even an administrator writes shares."""
    denied = (ERROR_ACCESS_DENIED, 0)
    values = shares.new(2, "new")
    shares.add(2, values, denied)
    theirs = win32_code(lambda: shares.both.client.share_add(2, as_theirs(2, values)))
    expect_equal("the second client's status", theirs, ERROR_ACCESS_DENIED)
    shares.set(1004, "data", {"shi1004_remark": "x"}, denied)
    theirs = win32_code(lambda: shares.both.client.share_set(1004, "data", {"comment": "x"}))
    expect_equal("the second client's status", theirs, ERROR_ACCESS_DENIED)


def case_delete(shares):
    """What was added goes again; its descriptor does too."""
    sd = descriptor((0x1F01FF, "BA"))
    shares.add(502, shares.new(502, "short", security_descriptor=sd))
    shares.both.ask_well("NetShareDel", 0, "short")
    expect("short" not in shares.names(), "the share is still there")
    shares.add(2, shares.new(2, "short"))
    shares.expect(2, "short", netname="short")
    got = shares.read(1501, "short")["shi1501_security_descriptor"]
    expect(got != sd, "the new share has the old descriptor")


def case_lmctl(shares):
    """A dry run says what the change would come to, and changes nothing."""
    path = f"path={shares.path}"
    unknown = "\\\\" + 64 * "x" + ".invalid"

    def run(*words, status=0, out="", err=""):
        done = shares.both.lmctl("share", *words)
        expect_equal(f"{words}: exit status", done.returncode, status)
        expect_equal(f"{words}: stdout", done.stdout, out)
        expect(err in done.stderr, f"{words}: {done.stderr!r}")

    add = ("add", SERVER, "dry", path, "remark=old", "max_uses=5")
    run(*add, "--dry-run", out=f"share dry would be added on {SERVER}\n")
    expect("dry" not in shares.names(), "a dry run adds a share")
    run("set", SERVER, "dry", "remark=x", "--dry-run", status=1, err="NERR_NetNameNotFound")
    run("remove", SERVER, "dry", "--dry-run", status=1, err="NERR_NetNameNotFound")
    run(*add, out=f"share dry added on {SERVER}\n")
    run(*add, "--dry-run", status=1, err="NetShareAdd: 2118 NERR_DuplicateShare")
    run(
        "set",
        SERVER,
        "dry",
        "remark=new",
        "--dry-run",
        out=f"share dry would be changed on {SERVER}\n",
    )
    run("remove", SERVER, "dry", "--dry-run", out=f"share dry would be removed on {SERVER}\n")
    for words in (
        ("add", unknown, "dry", path),
        ("set", unknown, "dry", "remark=x"),
        ("remove", unknown, "dry"),
    ):
        run(*words, "--dry-run", status=1, err="ERROR_BAD_NETPATH")
    run("set", SERVER, "dry", "max_uses=6", "max_uses=7", "-l", "2", status=2, err="given twice")
    shares.expect(2, "dry", netname="dry", remark="old", max_uses=5)
    run("set", SERVER, "dry", "max_uses=6", "-l", "2", out=f"share dry changed on {SERVER}\n")
    shares.expect(2, "dry", netname="dry", remark="old", max_uses=6)
    run("remove", SERVER, "dry", out=f"share dry removed on {SERVER}\n")
    expect("dry" not in shares.names(), "the share is still there")


# --- The rest of what writes ---------------------------------------------------------------------

SERVER_LEVELS = {  # a member of each, to be written, and a value
    101: ("comment", "new"),
    102: ("comment", "new"),
    502: ("timesource", 1),
    503: ("timesource", 1),
    599: ("timesource", 1),
    1005: ("comment", "new"),
    1010: ("disc", 5),
    1016: ("hidden", 1),
    1017: ("announce", 5),
    1018: ("anndelta", 5),
    1107: ("users", 5),
    1501: ("sessopens", 5),
    1510: ("sessusers", 5),
    1556: ("maxworkitemidletime", 5),
}


def case_server_set(both, level, who):
    """Samba says yes to everybody, and changes nothing."""

    def settings():
        return [flattened(both.client.server_info(102), SERVER_MEMBERS[102])]

    member, value = SERVER_LEVELS[level]
    before = settings()
    got = both.write("NetServerSetInfo", level, "-", {f"sv{level}_{member}": value}, who=who)
    expect_equal("result", got, (NERR_SUCCESS, 0))
    expect_same(settings(), before)
    client = SecondClient(both.server, who)
    theirs = win32_code(lambda: client.server_set(level, {member: value}))
    expect_equal("the second client's status", theirs, NERR_SUCCESS)


# function, level, members, the same by the second client where it has the call.
REFUSED = (
    (
        "NetWkstaSetInfo",
        502,
        {"wki502_keep_conn": 5},
        lambda c: c.wksta_set(502, {"keep_connection": 5}),
    ),
    (
        "NetWkstaSetInfo",
        1013,
        {"wki1013_keep_conn": 5},
        lambda c: c.wksta_set(1013, {"keep_connection": 5}),
    ),
    ("NetWkstaSetInfo", 1018, {"wki1018_sess_timeout": 5}, None),
    ("NetWkstaSetInfo", 1046, {"wki1046_dormant_file_limit": 5}, None),
    ("NetWkstaTransportAdd", 0, {"wkti0_transport_name": "x"}, lambda c: c.wksta_transport_add()),
    (
        "NetServerTransportDel",
        0,
        {"svti0_transportname": "x"},
        lambda c: c.server_transport("NetTransportDel", 0),
    ),
    *(
        (
            "NetServerTransportAddEx",
            level,
            {f"svti{level}_transportname": "x"},
            lambda c, level=level: c.server_transport("NetServerTransportAddEx", level),
        )
        for level in range(4)
    ),
    *(
        ("NetServerTransportDel", level, {f"svti{level}_transportname": "x"}, None)
        for level in (1, 2, 3)
    ),
    ("NetServerAliasAdd", 0, {"srvai0_alias": "a", "srvai0_target": "b"}, None),
    ("NetServerAliasDel", 0, {"srvai0_alias": "a", "srvai0_target": "b"}, None),
    ("NetShareDelEx", 0, {"shi0_netname": "data"}, None),
    ("NetShareDelEx", 503, {"shi503_netname": "data", "shi503_servername": "*"}, None),
)
HAS_PARM_ERR = ("NetWkstaSetInfo", "NetWkstaTransportAdd")


def case_refused(both, function, level, values, theirs):
    got = both.write(function, level, "-", values)
    parm_err = 0 if function in HAS_PARM_ERR else None
    expect_equal("result", got, (RPC_S_PROCNUM_OUT_OF_RANGE, parm_err))
    if theirs:
        status = win32_code(lambda: theirs(both.client))
        expect_equal("the second client's status", status, RPC_S_PROCNUM_OUT_OF_RANGE)


def case_misread(both):
    """Samba describes a call that it does not have otherwise than [MS-SRVS] 3.1.4.22, with a union,
    and reads all of a request before it refuses it."""
    got = both.write("NetServerTransportAdd", 0, "-", {"svti0_transportname": "x"})
    expect_equal("result", got, (RPC_X_BAD_STUB_DATA, None))
    theirs = win32_code(lambda: both.client.server_transport("NetTransportAdd", 0))
    expect_equal("the second client's status", theirs, RPC_S_PROCNUM_OUT_OF_RANGE)


def case_invalid_level(both, function, level, values):
    got = both.write(function, level, "data" if function == "NetShareSetInfo" else "-", values)
    expect_equal("result", got, (ERROR_INVALID_LEVEL, 0))


# --- all of them ---------------------------------------------------------------------------------


def run_shares(run, shares):
    for level in (2, 502):
        run(f"NetShareAdd {level}", case_add, shares, level)
    run("NetShareAdd, twice", case_add_twice, shares)
    for title, wanted, theirs, name, path in (
        ("no such directory", NERR_UNKNOWN_DEV_DIR, SAMBA_FILE_NOT_FOUND, "no", "C:\\nosuch"),
        ("no absolute path", ERROR_BAD_PATHNAME, ERROR_BAD_PATHNAME, "no", "nosuch"),
        ("no path", ERROR_BAD_PATHNAME, ERROR_BAD_PATHNAME, "no", None),
        ("no name for a share", ERROR_INVALID_NAME, ERROR_INVALID_NAME, "a/b", shares.path),
    ):
        values = shares.new(2, name, path=path)
        run(f"NetShareAdd, {title}", case_add_refused, shares, wanted, theirs, values)
    run("NetShareAdd, long texts and other characters", case_add_texts, shares)
    run("NetShareAdd, wrong members", case_add_wrong_members, shares)
    for level in (1, 2, 502, 1004):
        run(f"NetShareSetInfo {level}, remark", case_remark, shares, level)
    run("NetShareSetInfo, no remark", case_null_remark, shares)
    run("NetShareSetInfo 2, max_uses", case_max_uses, shares)
    run("NetShareSetInfo 1006", case_max_uses_alone, shares)
    run("NetShareSetInfo 1005", case_flags, shares)
    run("NetShareSetInfo 2, path", case_path, shares)
    run("NetShareSetInfo 1004, IPC$", case_special_share, shares)
    run("security descriptors at 502 and 1501", case_security, shares)
    run("NetShareSetInfo, missing share", case_missing_share, shares)
    run("a plain user writes no shares", case_plain_user, shares)
    run("NetShareDel of what was added", case_delete, shares)
    run("lmctl share add, set, remove", case_lmctl, shares)


def run_all(results, library):
    run = results.run
    with lab(edit_shares=True) as server:
        both = Both(library, server)
        run_shares(run, Shares(both))
        for level in SERVER_LEVELS:
            for who in ("admin", "alice"):
                run(f"NetServerSetInfo {level} as {who}", case_server_set, both, level, who)
        for row in REFUSED:
            run(f"{row[0]} {row[1]} is refused", case_refused, both, *row)
        run("NetServerTransportAdd 0 is not read as it is written", case_misread, both)
        for function, level, values in (
            ("NetShareAdd", 503, {"shi503_netname": "new"}),
            ("NetShareSetInfo", 503, {"shi503_remark": "new"}),
            ("NetShareAdd", 1, {}),
            ("NetServerSetInfo", 103, {}),
            ("NetWkstaSetInfo", 99, {}),
        ):
            title = f"{function} {level} is invalid"
            run(title, case_invalid_level, both, function, level, values)
    with lab() as server:
        run("no commands of the server", case_no_commands, Shares(Both(library, server)))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    run_script(lambda results: run_all(results, Library(sys.argv[1])))
