#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Users, groups, local groups and rules of a real Samba domain controller, compared with what Samba's
own client says of them, and changed.

usage: account_test.py BUILD_FOLDER

Only root can make the network namespaces of the controller. Output and exit status are those of
live_test.py.
"""
import pathlib
import re
import subprocess
import sys

from livelib import (HERE, ERROR_INVALID_LEVEL, Library, domain_controller, expect, expect_equal,
                     run_script, wait_until)

DC_RID = 1000  # the first that a domain gives
USERS_RID = 0x201
ERROR_INVALID_PASSWORD = 86
NERR_GROUP_NOT_FOUND = 2220
NERR_USER_NOT_FOUND = 2221
NERR_USER_EXISTS = 2224
NERR_PASSWORD_TOO_SHORT = 2245
NEW = "carol"


class Asker:
    """The library and Samba's own client, near the controller."""

    def __init__(self, library, folder):
        self.folder = folder
        near = (HERE / "dc.sh", "exec", folder)
        credentials = pathlib.Path(folder, "admin.cred")
        self.command = [*near, "env", f"NETAPI32_CONF={pathlib.Path(folder, 'netapi32.conf')}",
                        f"NETAPI32_CREDENTIALS={credentials}", library.program("account"), "dc1"]
        self.rpcclient = [*near, "rpcclient", "-A", credentials, "dc1.lab.test"]

    def run(self, *words):
        return subprocess.run([*self.command, *map(str, words)], text=True, capture_output=True,
                              timeout=60, check=False)

    def status(self, *words):
        """The result code."""
        run = self.run(*words)
        expect(run.returncode in (0, 1) and (run.returncode == 0) == (run.stderr == ""),
               f"{words}: exit {run.returncode}: {run.stderr}")
        return int(run.stderr or "0")

    def records(self, *words):
        """The structures of an answer, members by name."""
        run = self.run(*words)
        expect_equal(f"{words}", (run.returncode, run.stderr), (0, ""))
        return [dict(line.split(" = ", 1) for line in record.splitlines())
                for record in run.stdout.split("\n\n") if record]

    def theirs(self, question):
        run = subprocess.run([*self.rpcclient, "-c", question], text=True, capture_output=True,
                             timeout=60, check=False)
        return run.stdout

    def listed(self, question, kind):
        """{name: RID} of rpcclient's list."""
        return {name: int(rid, 16) for name, rid in
                re.findall(kind + r":\[(.*?)\] rid:\[(0x[0-9a-f]+)\]", self.theirs(question))}


def member(record, name):
    """A member's value, whatever the prefix of the structure."""
    (value,) = [value for key, value in record.items() if key.split("_", 1)[1] == name]
    return value


def text(record, name):
    return member(record, name).strip('"')


def the_names(records):
    return sorted(text(record, "name") for record in records)


def case_users(asker):
    theirs = asker.listed("enumdomusers", "user")
    expect(len(theirs) >= 3, f"rpcclient found {theirs}")
    theirs["DC1$"] = DC_RID  # no filter is every account; rpcclient asks for people only
    for level in (0, 1, 2, 3, 10, 11, 20):
        expect_equal(f"level {level}", the_names(asker.records("users", level)), sorted(theirs))
    for record in asker.records("users", 3):
        expect_equal("RID", int(member(record, "user_id")), theirs[text(record, "name")])


def case_a_user(asker):
    for level in (0, 1, 2, 3, 4, 10, 11, 20, 23):
        (record,) = asker.records("user", level, "alice")
        expect_equal(f"level {level}", text(record, "name"), "alice")
    expect_equal("nobody", asker.status("user", 1, "nobody-here"), NERR_USER_NOT_FOUND)
    expect_equal("level", asker.status("user", 77, "alice"), ERROR_INVALID_LEVEL)


def case_groups(asker):
    theirs = asker.listed("enumdomgroups", "group")
    expect(len(theirs) >= 3, f"rpcclient found {theirs}")
    for level in (0, 1, 2, 3):
        expect_equal(f"level {level}", the_names(asker.records("groups", level)), sorted(theirs))
    for record in asker.records("groups", 2):
        expect_equal("RID", int(member(record, "group_id")), theirs[text(record, "name")])
        expect_equal("the same alone", asker.records("group", 2, text(record, "name")), [record])
    expect_equal("nobody", asker.status("group", 1, "nobody-here"), NERR_GROUP_NOT_FOUND)


def case_members(asker):
    expect("Domain Users" in the_names(asker.records("groups-of", "alice")), "alice's groups")
    expect_equal("not direct", the_names(asker.records("aliases-of", "Administrator")),
                 ["Administrators", "Denied RODC Password Replication Group", "Users"])
    theirs = re.findall(r"rid:\[(0x[0-9a-f]+)\]", asker.theirs(f"querygroupmem {USERS_RID:#x}"))
    users = {rid: name for name, rid in asker.listed("enumdomusers", "user").items()}
    ours = the_names(asker.records("members-of", "Domain Users"))
    expect_equal("members", ours, sorted(users[int(rid, 16)] for rid in theirs))


def case_local_groups(asker):
    theirs = {**asker.listed("enumalsgroups builtin", "group"),
              **asker.listed("enumalsgroups domain", "group")}
    for level in (0, 1):
        expect_equal(f"level {level}", the_names(asker.records("aliases", level)), sorted(theirs))
    (record,) = asker.records("alias", 1, "Administrators")
    expect(text(record, "comment"), "a comment")


def case_displays(asker):
    """Pages of three, each begun where the one before ended."""
    for level, everyone in ((1, asker.listed("enumdomusers", "user")),
                            (3, asker.listed("enumdomgroups", "group"))):
        names = the_names(asker.records("display", level))
        expect(len(names) > 3, "more than one page")
        expect_equal(f"each once, level {level}", len(set(names)), len(names))
        expect(set(names) <= set(everyone), f"{set(names) - set(everyone)}")
    machines = the_names(asker.records("display", 2))
    expect("DC1$" in machines, f"{machines}")


def case_rules(asker):
    theirs = asker.theirs("getdompwinfo")
    (record,) = asker.records("rules", 0)
    expect_equal("length", member(record, "min_passwd_len"),
                 re.search(r"min_password_length: (\d+)", theirs)[1])
    (role,) = asker.records("rules", 1)
    expect_equal("role", member(role, "role"), "3")  # UAS_ROLE_PRIMARY
    (domain,) = asker.records("rules", 2)
    expect_equal("domain", text(domain, "domain_name"), "LABAD")
    (lockout,) = asker.records("rules", 3)
    expect(int(member(lockout, "lockout_threshold")) >= 0, "a threshold")


def case_changes(asker):
    """One account from its birth to its end; each password is shown by a change that needs it."""
    passwords = ("First.Pass.1", "Second.Pass.2", "Third.Pass.3")
    expect_equal("add", asker.status("add", NEW, passwords[0]), 0)
    try:
        expect_equal("again", asker.status("add", NEW, passwords[0]), NERR_USER_EXISTS)
        expect(NEW in asker.listed("enumdomusers", "user"), "rpcclient sees it")
        expect_equal("comment", asker.status("comment", NEW, "neu ä 𝄞"), 0)
        expect_equal("read", text(asker.records("user", 1, NEW)[0], "comment"), "neu ä 𝄞")
        expect_equal("set", asker.status("password", NEW, passwords[1]), 0)
        expect_equal("wrong", asker.status("change", NEW, passwords[0], passwords[2]),
                     ERROR_INVALID_PASSWORD)
        # the old password is right, but the domain allows one change a day
        expect_equal("change", asker.status("change", NEW, passwords[1], passwords[2]),
                     NERR_PASSWORD_TOO_SHORT)
    finally:
        deleted = asker.status("delete", NEW)
    expect_equal("delete", deleted, 0)
    expect_equal("gone", asker.status("delete", NEW), NERR_USER_NOT_FOUND)
    expect(NEW not in asker.listed("enumdomusers", "user"), "rpcclient does not see it")


CASES = (case_users, case_a_user, case_groups, case_members, case_local_groups, case_displays,
         case_rules, case_changes)


def run_all(results, library):
    with domain_controller() as folder:
        asker = Asker(library, folder)
        wait_until(lambda: asker.run("rules", 0).returncode == 0,
                   "the domain controller takes a log-on")
        for case in CASES:
            results.run(case.__name__.removeprefix("case_").replace("_", " "), case, asker)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    run_script(lambda results: run_all(results, Library(sys.argv[1])))
