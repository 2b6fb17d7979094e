#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Users, groups and local groups of a private Samba server, by this library and by Samba's own
client, who must agree on every member.

usage: users_test.py BUILD_FOLDER

Reads go through live_dump, writes through live_set; the second client is Samba's Python bindings
of SAMR. Output and exit status are those of write_test.py.
"""
import secrets
import sys
import time

from livelib import (
    ERROR_ACCESS_DENIED,
    ERROR_INVALID_LEVEL,
    ERROR_INVALID_PARAMETER,
    ERROR_INVALID_PASSWORD,
    ERROR_LOGON_FAILURE,
    ERROR_MORE_DATA,
    NERR_BAD_USERNAME,
    NERR_GROUP_NOT_FOUND,
    NERR_PASSWORD_TOO_SHORT,
    NERR_SUCCESS,
    NERR_USER_EXISTS,
    NERR_USER_NOT_FOUND,
    SERVER,
    Both,
    Library,
    SecondClient,
    expect,
    expect_equal,
    expect_same,
    lab,
    rewrite,
    run_script,
    win32_code,
)

ALL = 0xFFFFFFFF
FOREVER = 0xFFFFFFFF
SECONDS_TO_1970 = 11644473600
UF_SCRIPT, UF_ACCOUNTDISABLE, UF_NORMAL_ACCOUNT, UF_DONT_EXPIRE_PASSWD = 1, 2, 0x200, 0x10000
# bits of SAMR and of the API, [MS-SAMR] 2.2.1.12
FLAGS = {
    0x1: UF_ACCOUNTDISABLE,
    0x2: 0x8,
    0x4: 0x20,
    0x8: 0x100,
    0x10: UF_NORMAL_ACCOUNT,
    0x20: 0x20000,
    0x40: 0x800,
    0x80: 0x1000,
    0x100: 0x2000,
    0x200: UF_DONT_EXPIRE_PASSWD,
    0x400: 0x10,
    0x20000: 0x800000,
}
MANY = 1200  # Samba lists 1024 names at once, whatever is preferred
PAIRS = "Größe αβγ 日本語 𝄞 🗂"
DOMAIN_USERS = 513


def sid_bytes(sid):
    from samba.ndr import ndr_pack

    return ndr_pack(sid)


def uf(control):
    flags = UF_SCRIPT
    for bit, flag in FLAGS.items():
        flags |= flag if control & bit else 0
    return flags


def seconds(nttime, never):
    """Seconds since 1970, as the API counts."""
    if nttime <= 0 or nttime == 0x7FFFFFFFFFFFFFFF:
        return never
    return max(nttime // 10**7 - SECONDS_TO_1970, 0)


def span(value):
    """A span of time, which is negative, in seconds."""
    value -= 1 << 64 if value >= 1 << 63 else 0
    return FOREVER if value in (-(1 << 63), 0x7FFFFFFFFFFFFFFF) else -value // 10**7


class Sam:
    """The account database as Samba's bindings read it."""

    def __init__(self, client):
        from samba.dcerpc import lsa, samr, security

        self.lsa, self.samr, self.security = lsa, samr, security
        self.pipe = client.connection("samr")
        self.server = self.pipe.Connect2(None, security.SEC_FLAG_MAXIMUM_ALLOWED)
        self.sids, self.domains = {}, {}
        for entry in self.pipe.EnumDomains(self.server, 0, ALL)[1].entries:
            kind = "builtin" if entry.name.string == "Builtin" else "accounts"
            sid = self.pipe.LookupDomain(self.server, entry.name)
            self.sids[kind] = sid
            self.domains[kind] = self.pipe.OpenDomain(self.server, 0x02000000, sid)
            if kind == "accounts":
                self.name = entry.name.string

    def sid(self, rid):
        return self.security.dom_sid(f"{self.sids['accounts']}-{rid}")

    def rid(self, name, domain="accounts"):
        text = self.lsa.String()
        text.string = name
        return self.pipe.LookupNames(self.domains[domain], [text])[0].ids[0]

    def names(self, rids, domain="accounts"):
        names = []
        for at in range(0, len(rids), 1000):  # that many at once
            found = self.pipe.LookupRids(self.domains[domain], rids[at : at + 1000])[0]
            names += [name.string for name in found.names]
        return names

    def open_user(self, rid):
        return self.pipe.OpenUser(self.domains["accounts"], 0x02000000, rid)

    def groups_of(self, rid):
        return [(g.rid, g.attributes) for g in self.pipe.GetGroupsForUser(self.open_user(rid)).rids]

    def aliases_of(self, sids, domain):
        array = self.lsa.SidArray()
        pointers = []
        for sid in sids:
            pointer = self.lsa.SidPtr()
            pointer.sid = sid
            pointers.append(pointer)
        array.sids, array.num_sids = pointers, len(pointers)
        return list(self.pipe.GetAliasMembership(self.domains[domain], array).ids)

    def rights(self, rid):
        """priv and auth_flags, by the aliases of the builtin domain."""
        sids = [self.sid(rid)] + [self.sid(group) for group, _ in self.groups_of(rid)]
        aliases = self.aliases_of(sids, "builtin")
        priv = 2 if 544 in aliases else 0 if 546 in aliases else 1
        operators = {548: 8, 549: 4, 550: 1}
        return priv, sum(operators.get(alias, 0) for alias in aliases)

    def user(self, rid):
        """What all levels show of a user, by the names of the API without their prefix."""
        info = self.pipe.QueryUserInfo(self.open_user(rid), 21)
        texts = {
            "name": "account_name",
            "full_name": "full_name",
            "comment": "description",
            "usr_comment": "comment",
            "home_dir": "home_directory",
            "home_dir_drive": "home_drive",
            "script_path": "logon_script",
            "profile": "profile_path",
            "workstations": "workstations",
        }
        user = {ours: getattr(info, theirs).string or "" for ours, theirs in texts.items()}
        units = info.parameters.array or []
        user["parms"] = b"".join(u.to_bytes(2, "little") for u in units).decode("utf-16-le")
        hours = info.logon_hours
        bits = bytes(hours.bits[:21]) if hours.units_per_week == 168 else b"\xff" * 21
        priv, operators = self.rights(rid)
        set_at = seconds(info.last_password_change, 0)
        return user | {
            "password": None,
            "password_age": int(time.time()) - set_at if set_at else 0,
            "priv": priv,
            "auth_flags": operators,
            "flags": uf(info.acct_flags),
            "last_logon": seconds(info.last_logon, 0),
            "last_logoff": seconds(info.last_logoff, 0),
            "acct_expires": seconds(info.acct_expiry, FOREVER),
            "max_storage": ALL,
            "units_per_week": 168,
            "logon_hours": bits,
            "bad_pw_count": info.bad_password_count,
            "num_logons": info.logon_count,
            "logon_server": "\\\\*",
            "country_code": info.country_code,
            "code_page": info.code_page,
            "user_id": info.rid,
            "user_sid": sid_bytes(self.sid(info.rid)),
            "primary_group_id": info.primary_gid,
            "password_expired": info.password_expired,
        }

    def pages(self, call, *args):
        """All entries of an enumeration with a resume handle."""
        entries, resume = [], 0
        while True:
            resume, page, _ = call(*args[:1], resume, *args[1:])
            entries += page.entries or []
            if not resume or not page.entries:
                return entries

    def users(self, control=0):
        call = self.pipe.EnumDomainUsers
        return [e.idx for e in self.pages(call, self.domains["accounts"], control, ALL)]

    def aliases(self, domain):
        return self.pages(self.pipe.EnumDomainAliases, self.domains[domain], ALL)

    def display(self, level):
        return self.pipe.QueryDisplayInfo(self.domains["accounts"], level, 0, 1000, 1 << 16)[2]

    def group(self, rid):
        info = self.pipe.QueryGroupInfo(
            self.pipe.OpenGroup(self.domains["accounts"], 0x02000000, rid), 1
        )
        return {
            "name": info.name.string,
            "comment": info.description.string or "",
            "group_id": rid,
            "group_sid": sid_bytes(self.sid(rid)),
            "attributes": info.attributes,
        }

    def members(self, rid):
        handle = self.pipe.OpenGroup(self.domains["accounts"], 0x02000000, rid)
        found = self.pipe.QueryGroupMember(handle)
        return list(zip(self.names(found.rids or []), found.attributes or []))

    def alias(self, rid, domain):
        info = self.pipe.QueryAliasInfo(
            self.pipe.OpenAlias(self.domains[domain], 0x02000000, rid), 1
        )
        return {"name": info.name.string, "comment": info.description.string or ""}

    def add_group(self, name, members):
        text = self.lsa.String()
        text.string = name
        handle, rid = self.pipe.CreateDomainGroup(self.domains["accounts"], text, 0x02000000)
        for member in members:
            self.pipe.AddGroupMember(handle, self.rid(member), 7)
        return rid


def bare(entry):
    """The members without their prefix, which ends at the first underscore."""
    return {name.split("_", 1)[1]: value for name, value in entry.items()}


def expect_member_by_member(ours, theirs):
    """Ours have some of the members of theirs. A second may pass between two questions."""
    wanted = []
    for mine, other in zip(ours, theirs):
        same = {name: other[name] for name in mine}
        if abs(mine.get("password_age", 0) - same.get("password_age", 0)) <= 2:
            same = same | {n: mine[n] for n in ("password_age",) if n in mine}
        wanted.append(same)
    expect_equal("entries", len(ours), len(theirs))
    expect_same(ours, wanted)


class Accounts:
    """The two clients, and what the cases below do."""

    def __init__(self, both):
        self.both = both
        self.sam = Sam(both.client)
        self.passwords = {}

    def get(self, level, name):
        (entry,) = self.both.ask_well("NetUserGetInfo", level, name).entries
        return bare(entry)

    def read(self, name):
        """At every level, compared; all members together."""
        theirs, together = self.sam.user(self.sam.rid(name)), {}
        for level in (0, 1, 2, 3, 4, 10, 11, 20, 23):
            entry = self.get(level, name)
            expect_member_by_member([entry], [theirs])
            together |= entry
        return together

    def add(self, level, name, /, wanted=NERR_SUCCESS, who="admin", **values):
        values = {"name": name, "password": f"Aa1-{secrets.token_hex(8)}", "priv": 1} | values
        values = {"flags": UF_SCRIPT | UF_NORMAL_ACCOUNT} | values
        if level > 1:
            values = {"acct_expires": FOREVER, "max_storage": ALL} | values
        if level > 2:
            values = {"primary_group_id": DOMAIN_USERS} | values
        self.passwords[name] = values["password"]
        members = {f"usri{level}_{member}": value for member, value in values.items()}
        status, _ = self.both.write("NetUserAdd", level, "-", members, who=who)
        expect_equal("NetUserAdd", status, wanted)

    def set(self, level, name, /, wanted=NERR_SUCCESS, who="admin", **values):
        members = {f"usri{level}_{member}": value for member, value in values.items()}
        status, _ = self.both.write("NetUserSetInfo", level, name, members, who=who)
        expect_equal(f"NetUserSetInfo {level}", status, wanted)

    def delete(self, name, wanted=NERR_SUCCESS, who="admin"):
        done = self.both.ask("NetUserDel", 0, name, who=who)
        expect_equal("NetUserDel", done.status, wanted)

    def change(self, name, old, new, wanted, who="admin"):
        values = {"old_password": old, "new_password": new}
        status, _ = self.both.write("NetUserChangePassword", 0, name, values, who=who)
        expect_equal("NetUserChangePassword", status, wanted)

    def logs_on(self, name, password, wanted=NERR_SUCCESS):
        path = self.both.server.folder / "tried.cred"
        rewrite(path, f"username={name}\npassword={password}\n")
        theirs = win32_code(lambda: SecondClient(self.both.server, "tried").server_info(101))
        expect_equal("the second client logs on", theirs, wanted)
        ours = self.both.ask("NetServerGetInfo", 101, who="tried").status
        expect_equal("the library logs on", ours, wanted)


# --- Users ---------------------------------------------------------------------------------------


def case_levels(accounts, name):
    accounts.read(name)


def case_list(accounts, level):
    """Every user that the second client lists, in any order, once."""
    theirs = [accounts.sam.user(rid) for rid in accounts.sam.users()]
    answer = accounts.both.ask_well("NetUserEnum", level, 0)
    ours = [bare(entry) for entry in answer.entries]
    expect_equal("totalentries", int(answer.head["totalentries"]), len(ours))
    ours.sort(key=lambda entry: entry["name"])
    expect_member_by_member(ours, sorted(theirs, key=lambda entry: entry["name"]))


def case_add(accounts, level):
    name = f"added{level}"
    values = {"comment": PAIRS, "home_dir": r"\\labsrv\home", "script_path": "logon.cmd"}
    if level > 1:
        values |= {"full_name": "Ännchen 𝄞", "usr_comment": "mine", "workstations": "PC1,PC2"}
        values |= {"acct_expires": 2000000000, "country_code": 49, "code_page": 1252}
        values |= {"logon_hours": bytes(range(1, 22))}
    if level > 2:
        values |= {"profile": r"\\labsrv\profile", "home_dir_drive": "H:"}
    accounts.add(level, name, **values)
    got = accounts.read(name)
    # Samba's passdb keeps no country and no code page
    kept = {m: v for m, v in values.items() if m not in ("country_code", "code_page")}
    expect_same([{member: got[member] for member in kept}], [kept])
    expect_equal("flags", got["flags"], UF_SCRIPT | UF_NORMAL_ACCOUNT)
    if level == 1:
        accounts.logs_on(name, accounts.passwords[name])
    accounts.add(level, name, NERR_USER_EXISTS)
    accounts.delete(name)
    accounts.delete(name, NERR_USER_NOT_FOUND)
    answer = accounts.both.ask("NetUserGetInfo", 1, name)
    expect_equal("deleted", answer.status, NERR_USER_NOT_FOUND)


NOT_KEPT = (  # by the protocol, or by Samba: the server says yes, and nothing changes
    (1005, "priv", 1),
    (1010, "auth_flags", 8),
    (1018, "max_storage", 5),
    (1023, "logon_server", "\\\\*"),
    (1024, "country_code", 49),
    (1025, "code_page", 1252),
)


def case_not_kept(accounts, level, member, value):
    before = accounts.read("subject")
    accounts.set(level, "subject", **{member: value})
    after = accounts.read("subject")
    before["password_age"] = after["password_age"]
    expect_same([after], [before])


def case_wrong_names(accounts):
    """What the library itself sees to be wrong: the server is not asked."""
    before = accounts.sam.users()
    for name, wanted in (
        (None, (ERROR_INVALID_PARAMETER, 1)),
        ("", (ERROR_INVALID_PARAMETER, 1)),
        ("a/b", (NERR_BAD_USERNAME, 0)),
        ("a\tb", (NERR_BAD_USERNAME, 0)),
        ("dot.", (NERR_BAD_USERNAME, 0)),
        ("x" * 257, (NERR_BAD_USERNAME, 0)),
    ):
        got = accounts.both.write("NetUserAdd", 1, "-", {"usri1_name": name, "usri1_priv": 1})
        expect_equal(f"add {name!r}", got, wanted)
        got = accounts.both.write("NetUserSetInfo", 0, "subject", {"usri0_name": name})
        expect_equal(f"rename to {name!r}", got, wanted)
    expect_equal("users", accounts.sam.users(), before)


def case_computer(accounts):
    """A computer's account is in the lists of its kind only."""
    accounts.add(1, "pc1$", flags=UF_SCRIPT | 0x1000)
    for level, member in ((0, "usri0_name"), (20, "usri20_name")):
        for kind, there in ((0, True), (2, False), (0x10, True), (8, False)):
            entries = accounts.both.ask_well("NetUserEnum", level, kind).entries
            names = [entry[member] for entry in entries]
            expect_equal(f"level {level}, filter {kind}", "pc1$" in names, there)
    case_display(accounts, 2)


ONE_MEMBER = (
    (1006, "home_dir", r"\\labsrv\new"),
    (1007, "comment", PAIRS),
    (1007, "comment", ""),
    (1008, "flags", UF_SCRIPT | UF_NORMAL_ACCOUNT | UF_DONT_EXPIRE_PASSWD),
    (1008, "flags", UF_SCRIPT | UF_NORMAL_ACCOUNT | UF_ACCOUNTDISABLE),
    (1009, "script_path", "new.cmd"),
    (1011, "full_name", "New Name 𝄞"),
    (1012, "usr_comment", "by the user"),
    (1013, "parms", "parameters"),
    (1014, "workstations", "PC7"),
    (1017, "acct_expires", 1900000000),
    (1017, "acct_expires", FOREVER),
    (1020, "logon_hours", bytes(range(21, 0, -1))),
    (1051, "primary_group_id", "staff"),
    (1052, "profile", r"\\labsrv\newprofile"),
    (1053, "home_dir_drive", "Z:"),
)


def case_one_member(accounts, level, member, value):
    """The member changes and nothing else does."""
    before = accounts.read("subject")
    value = accounts.sam.rid(value) if member == "primary_group_id" else value
    more = {"units_per_week": 168} if level == 1020 else {}
    accounts.set(level, "subject", **{member: value}, **more)
    after = accounts.read("subject")
    before["password_age"] = after["password_age"]
    expect_same([after], [before | {member: value}])


def case_same_again(accounts, level):
    """What was read is written, with another comment: only that changes."""
    before = accounts.read("subject")
    values = accounts.get(level, "subject")
    for ignored in ("user_sid", "auth_flags"):
        values.pop(ignored, None)
    accounts.set(level, "subject", **values | {"comment": f"level {level}", "name": "ignored"})
    after = accounts.read("subject")
    before["password_age"] = after["password_age"]
    expect_same([after], [before | {"comment": f"level {level}"}])


def case_password(accounts):
    new = f"Bb2-{secrets.token_hex(8)}"
    accounts.add(1, "passworded")
    accounts.logs_on("passworded", accounts.passwords["passworded"])
    accounts.set(1003, "passworded", password=new)
    accounts.logs_on("passworded", new)
    accounts.logs_on("passworded", accounts.passwords["passworded"], ERROR_LOGON_FAILURE)
    accounts.set(1003, "passworded", NERR_PASSWORD_TOO_SHORT, password="x" * 257)
    accounts.logs_on("passworded", new)
    accounts.add(1, "toolong", NERR_PASSWORD_TOO_SHORT, password="x" * 257)
    answer = accounts.both.ask("NetUserGetInfo", 0, "toolong")
    expect_equal("nothing is left", answer.status, NERR_USER_NOT_FOUND)


def case_change_password(accounts):
    new = f"Cc3-{secrets.token_hex(8)}"
    accounts.add(1, "changer")
    old = accounts.passwords["changer"]
    for who in ("admin", "alice"):
        accounts.change("changer", "wrong-" + old, new, ERROR_INVALID_PASSWORD, who)
    accounts.change("changer", old, "x" * 257, NERR_PASSWORD_TOO_SHORT)
    accounts.change("changer", old, "x", NERR_PASSWORD_TOO_SHORT)  # Samba wants 5 characters
    accounts.logs_on("changer", old)
    accounts.change("changer", old, new, NERR_SUCCESS)
    accounts.logs_on("changer", new)
    accounts.change("changer", old, old + "x", ERROR_INVALID_PASSWORD)
    accounts.change("changer", new, old + PAIRS, NERR_SUCCESS, "alice")
    accounts.logs_on("changer", old + PAIRS)


def case_rename(accounts):
    accounts.add(1, "before", comment="stays")
    rid = accounts.sam.rid("before")
    accounts.set(0, "before", name="after")
    got = accounts.read("after")
    expect_equal("rid and comment", (got["user_id"], got["comment"]), (rid, "stays"))
    answer = accounts.both.ask("NetUserGetInfo", 0, "before")
    expect_equal("the old name", answer.status, NERR_USER_NOT_FOUND)
    accounts.logs_on("after", accounts.passwords["before"])


def case_missing(accounts):
    for function, args, wanted in (
        ("NetUserGetInfo", ("nosuch",), NERR_USER_NOT_FOUND),
        ("NetUserGetInfo", ("staff",), NERR_USER_NOT_FOUND),  # a group
        ("NetUserGetGroups", ("nosuch",), NERR_USER_NOT_FOUND),
        ("NetGroupGetInfo", ("nosuch",), NERR_GROUP_NOT_FOUND),
        ("NetGroupGetInfo", ("alice",), NERR_GROUP_NOT_FOUND),  # a user
        ("NetGroupGetUsers", ("nosuch",), NERR_GROUP_NOT_FOUND),
    ):
        answer = accounts.both.ask(function, 0, *args)
        expect_equal(f"{function} of {args[0]}", answer.status, wanted)
    answer = accounts.both.ask("NetUserGetLocalGroups", 0, "nosuch", 0)
    expect_equal("NetUserGetLocalGroups", answer.status, NERR_USER_NOT_FOUND)
    answer = accounts.both.ask("NetLocalGroupGetInfo", 1, "nosuch")
    expect_equal("NetLocalGroupGetInfo", answer.status, NERR_GROUP_NOT_FOUND)
    accounts.set(1007, "nosuch", NERR_USER_NOT_FOUND, comment="x")
    accounts.delete("nosuch", NERR_USER_NOT_FOUND)


def case_plain_user(accounts):
    """alice may read, and changes nothing. (A comment she may: Samba lets any client do that.)"""
    accounts.add(1, "hers", ERROR_ACCESS_DENIED, "alice")
    answer = accounts.both.ask("NetUserGetInfo", 0, "hers")
    expect_equal("added", answer.status, NERR_USER_NOT_FOUND)
    before = accounts.read("subject")
    accounts.set(1008, "subject", ERROR_ACCESS_DENIED, "alice", flags=UF_SCRIPT | UF_ACCOUNTDISABLE)
    accounts.set(1011, "subject", ERROR_ACCESS_DENIED, "alice", full_name="hers")
    accounts.set(1003, "subject", ERROR_ACCESS_DENIED, "alice", password="Dd4-password")
    accounts.set(0, "subject", ERROR_ACCESS_DENIED, "alice", name="hers")
    accounts.delete("subject", ERROR_ACCESS_DENIED, "alice")
    after = accounts.read("subject")
    before["password_age"] = after["password_age"]
    expect_same([after], [before])


def case_many(accounts, level, prefmaxlen):
    """Page by page, each name once."""
    names, resume, pages = [], 0, 0
    while True:
        answer = accounts.both.ask("NetUserEnum", level, 0, prefmaxlen, resume)
        expect(answer.status in (NERR_SUCCESS, ERROR_MORE_DATA), f"status {answer.status}")
        names += [bare(entry)["name"] for entry in answer.entries]
        resume, pages = int(answer.head["resume"]), pages + 1
        if answer.status == NERR_SUCCESS:
            break
        expect(answer.entries and resume and pages < 2 * MANY, "it goes on without an entry")
    expect(pages > 1, "all came at once")
    theirs = accounts.sam.names(accounts.sam.users())
    expect(len(theirs) > MANY, f"the second client lists {len(theirs)}")
    expect_equal("names", sorted(names), sorted(theirs))


# --- Groups --------------------------------------------------------------------------------------


def case_groups(accounts, level):
    rids = [entry.rid for entry in accounts.sam.display(3).entries]
    theirs = [accounts.sam.group(rid) for rid in rids]
    shown = {entry.rid: entry.acct_flags for entry in accounts.sam.display(3).entries}
    ours = [bare(entry) for entry in accounts.both.ask_well("NetGroupEnum", level).entries]
    expect("staff" in [entry["name"] for entry in ours], "the group is not listed")
    ours.sort(key=lambda entry: entry["name"])
    theirs.sort(key=lambda entry: entry["name"])
    # Samba tells a list other attributes than those of the group itself
    listed = [group | {"attributes": shown[group["group_id"]]} for group in theirs]
    expect_member_by_member(ours, listed)
    for group in theirs:
        (one,) = accounts.both.ask_well("NetGroupGetInfo", level, group["name"]).entries
        expect_member_by_member([bare(one)], [group])


def case_members(accounts, level):
    theirs = accounts.sam.members(accounts.sam.rid("staff"))
    theirs = [{"name": name, "attributes": attributes} for name, attributes in theirs]
    expect_equal("members", sorted(m["name"] for m in theirs), ["alice", "subject"])
    answer = accounts.both.ask_well("NetGroupGetUsers", level, "staff")
    expect_member_by_member([bare(entry) for entry in answer.entries], theirs)


def case_groups_of(accounts, level, user):
    groups = accounts.sam.groups_of(accounts.sam.rid(user))
    names = accounts.sam.names([rid for rid, _ in groups])
    theirs = [{"name": n, "attributes": attributes} for n, (_, attributes) in zip(names, groups)]
    answer = accounts.both.ask_well("NetUserGetGroups", level, user)
    theirs = [entry for entry in theirs if entry["name"]]
    expect_member_by_member([bare(entry) for entry in answer.entries], theirs)


def case_local_groups(accounts, level):
    sam, theirs = accounts.sam, []
    for domain in ("accounts", "builtin"):
        theirs += [sam.alias(entry.idx, domain) for entry in sam.aliases(domain)]
    ours = [bare(entry) for entry in accounts.both.ask_well("NetLocalGroupEnum", level).entries]
    expect("Locals" in [entry["name"] for entry in ours], "the local group is not listed")
    expect_member_by_member(ours, theirs)
    for alias in theirs if level == 1 else ():
        (one,) = accounts.both.ask_well("NetLocalGroupGetInfo", 1, alias["name"]).entries
        expect_member_by_member([bare(one)], [alias])


def case_local_groups_of(accounts, user, flags):
    sam, rid = accounts.sam, accounts.sam.rid(user)
    sids = [sam.sid(rid)]
    if flags:
        sids += [sam.sid(group) for group, _ in sam.groups_of(rid)]
    theirs = []
    for domain in ("accounts", "builtin"):
        theirs += [{"name": n} for n in sam.names(sam.aliases_of(sids, domain), domain)]
    if user == "alice" or flags:
        expect({"name": "Locals"} in theirs, "the user is not in the local group")
    answer = accounts.both.ask_well("NetUserGetLocalGroups", 0, user, flags)
    expect_member_by_member([bare(entry) for entry in answer.entries], theirs)


# --- The rest ------------------------------------------------------------------------------------


def case_display(accounts, level):
    theirs = []
    for entry in accounts.sam.display(level).entries or []:
        one = {"name": entry.account_name.string, "comment": entry.description.string or ""}
        one |= {"next_index": entry.idx}
        if level == 3:
            one |= {"group_id": entry.rid, "attributes": entry.acct_flags}
        else:
            one |= {"user_id": entry.rid, "flags": uf(entry.acct_flags)}
        if level == 1:
            one["full_name"] = entry.full_name.string or ""
        theirs.append(one)
    ours = accounts.both.ask_well("NetQueryDisplayInformation", level, 100).entries
    expect_member_by_member([bare(entry) for entry in ours], theirs)


def case_display_pages(accounts):
    """At most 100 at a time, from an index on, until all were there."""
    names, index = [], 0
    for _ in range(MANY):
        arguments = (1, 1000, ALL, index)
        answer = accounts.both.ask("NetQueryDisplayInformation", *arguments)
        expect(len(answer.entries) <= 100, "more than 100")
        names += [entry["usri1_name"] for entry in answer.entries]
        if answer.status == NERR_SUCCESS:
            break
        expect_equal("status", answer.status, ERROR_MORE_DATA)
        index = answer.entries[-1]["usri1_next_index"]
    expect_equal("names", sorted(names), sorted(accounts.sam.names(accounts.sam.users(0x10))))


def case_modals(accounts):
    pipe, handle = accounts.sam.pipe, accounts.sam.domains["accounts"]
    info = {n: pipe.QueryDomainInfo(handle, n) for n in (1, 3, 4, 7, 12)}
    theirs = {
        0: {
            "min_passwd_len": info[1].min_password_length,
            "max_passwd_age": span(info[1].max_password_age),
            "min_passwd_age": span(info[1].min_password_age),
            "force_logoff": span(info[3].force_logoff_time),
            "password_hist_len": info[1].password_history_length,
        },
        2: {"domain_name": accounts.sam.name, "domain_id": sid_bytes(accounts.sam.sids["accounts"])},
        3: {
            "lockout_duration": span(info[12].lockout_duration),
            "lockout_observation_window": span(info[12].lockout_window),
            "lockout_threshold": info[12].lockout_threshold,
        },
    }
    for level, wanted in theirs.items():
        (entry,) = accounts.both.ask_well("NetUserModalsGet", level).entries
        expect_member_by_member([bare(entry)], [wanted])
    (entry,) = accounts.both.ask_well("NetUserModalsGet", 1).entries
    expect_equal("role", entry["usrmod1_role"], info[7].role)
    expect_equal("invalid", accounts.both.ask("NetUserModalsGet", 4).status, ERROR_INVALID_LEVEL)


def add_many(server):
    """By the server's own means: the second client takes minutes."""
    hashed = "X" * 32 + ":" + "0" * 31 + "1"
    lines, users = [], []
    for i in range(MANY):
        lines.append(f"many{i:04}:{40000 + i}:{hashed}:[U          ]:LCT-00000001:\n")
        users.append(f"many{i:04}:x:{40000 + i}:20000::/:/bin/false\n")
    with open(server.folder / "passwd", "a", encoding="utf-8") as passwd:
        passwd.writelines(users)
    (server.folder / "many").write_text("".join(lines), encoding="utf-8")
    conf = server.folder / "smb.conf"
    passdb = f"tdbsam:{server.folder}/private/passdb.tdb"
    imported = ("pdbedit", "-s", conf, "-i", f"smbpasswd:{server.folder}/many", "-e", passdb)
    server.run("env", "TDB_NO_FSYNC=1", *imported)


def run_all(results, library):
    run = results.run
    with lab(edit_accounts=True) as server:
        mapped = ("unixgroup=labusers", "type=local", "ntgroup=Locals", "comment=of all users")
        server.run("net", "-s", server.folder / "smb.conf", "groupmap", "add", *mapped)
        accounts = Accounts(Both(library, server))
        for level in (1, 2, 3, 4):
            run(f"NetUserAdd {level}, twice, NetUserDel twice", case_add, accounts, level)
        accounts.add(3, "subject", full_name="A Subject", comment="subject of these tests")
        accounts.sam.add_group("staff", ["alice", "subject"])
        for name in ("labadmin", "alice", "bob", "root", "subject"):
            run(f"NetUserGetInfo of {name}, all levels", case_levels, accounts, name)
        for level in (0, 1, 2, 3, 10, 11, 20):
            run(f"NetUserEnum {level}", case_list, accounts, level)
        for level, member, value in ONE_MEMBER:
            title = f"NetUserSetInfo {level}, {member} {value!r}"
            run(title, case_one_member, accounts, level, member, value)
        for level, member, value in NOT_KEPT:
            run(f"NetUserSetInfo {level}, {member}", case_not_kept, accounts, level, member, value)
        run("names that are none", case_wrong_names, accounts)
        run("a computer's account", case_computer, accounts)
        for level in (1, 2, 3, 4):
            run(f"NetUserSetInfo {level} of what was read", case_same_again, accounts, level)
        run("a password is set", case_password, accounts)
        run("a password is changed", case_change_password, accounts)
        run("an account is renamed", case_rename, accounts)
        run("no such account", case_missing, accounts)
        run("a plain user changes nothing", case_plain_user, accounts)
        for level in (0, 1, 2, 3):
            run(f"NetGroupEnum, NetGroupGetInfo {level}", case_groups, accounts, level)
        for level in (0, 1):
            run(f"NetGroupGetUsers {level}", case_members, accounts, level)
            for user in ("alice", "labadmin"):
                run(f"NetUserGetGroups {level} of {user}", case_groups_of, accounts, level, user)
            run(f"NetLocalGroupEnum {level}", case_local_groups, accounts, level)
        # one member itself, one by its group
        for member in ("alice", "staff"):
            sids = [str(accounts.sam.sid(accounts.sam.rid(name))) for name in ("Locals", member)]
            server.run("net", "-s", server.folder / "smb.conf", "groupmap", "addmem", *sids)
        for user in ("alice", "subject"):
            for flags in (0, 1):
                title = f"NetUserGetLocalGroups of {user}, flags {flags}"
                run(title, case_local_groups_of, accounts, user, flags)
        for level in (1, 2, 3):
            run(f"NetQueryDisplayInformation {level}", case_display, accounts, level)
        run("NetUserModalsGet", case_modals, accounts)
        add_many(server)
        accounts.add(1, "last")  # for the server to forget the list that it keeps
        for level, prefmaxlen in ((0, 4000), (20, 4000), (0, 100), (20, 1000)):
            title = f"{MANY} users at level {level} by {prefmaxlen} bytes"
            run(title, case_many, accounts, level, prefmaxlen)
        run(f"NetQueryDisplayInformation of {MANY} users", case_display_pages, accounts)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    run_script(lambda results: run_all(results, Library(sys.argv[1])))
