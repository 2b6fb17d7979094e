#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Names of SIDs and SIDs of names, compared with what Samba's own client gets from the same server.

usage: names_test.py BUILD_FOLDER

One private Samba is a standalone server; where network namespaces can be made, that is as root, a
domain controller is asked too. Output and exit status are those of live_test.py.
"""
import pathlib
import re
import subprocess
import sys

from livelib import (HERE, SERVER, Library, domain_controller, expect, expect_equal, lab, run_script,
                     wait_until)

UNKNOWN = 8
WELL_KNOWN = ("S-1-1-0", "S-1-5-18", "S-1-5-32-544", "S-1-5-32-545", "S-1-3-0", "S-1-5-11")
NOBODY = ("S-1-5-21-1-2-3-4", "S-1-5-32-9999")
ODD = "S-1-9-9"  # an authority that Samba's domain controller refuses, and all that is asked with it


class Asker:
    """Both clients of one server; `where` is the command that runs one near it."""

    def __init__(self, library, host, environment, rpcclient, where=()):
        self.command = [*where, "env", *(f"{k}={v}" for k, v in environment.items()),
                        library.program("names"), host]
        self.rpcclient = [*where, *rpcclient]

    def run(self, *questions):
        return subprocess.run(self.command, input="".join(q + "\n" for q in questions), text=True,
                              capture_output=True, timeout=60, check=False)

    def ours(self, *questions):
        """(use, domain, name, SID) of each, asked in one call; and one connection did it."""
        run = self.run(*questions)
        expect_equal("exit status", (run.returncode, run.stderr), (0, ""))
        *answers, sockets = run.stdout.splitlines()
        expect_equal("sockets", sockets, "sockets 1")
        expect_equal("answers", len(answers), len(questions))
        return [(int(use), domain, name, sid)
                for use, domain, name, sid in (line.split("|") for line in answers)]

    def theirs(self, question):
        run = subprocess.run([*self.rpcclient, "-c", question], text=True, capture_output=True,
                             timeout=60, check=False)
        return run.stdout.splitlines()

    def their_names(self, sids):
        """rpcclient's lines: SID DOMAIN\\name (use), without a name for a domain."""
        found = []
        for line in self.theirs("lookupsids " + " ".join(sids)):
            match = re.fullmatch(r"(S-[0-9-]+) ([^\\]*)(?:\\(.*))? \((\d+)\)", line)
            expect(match, f"rpcclient says {line!r}")
            sid, domain, name, use = match.groups(default="")
            if int(use) == UNKNOWN:
                domain, name = "", sid
            found.append((int(use), domain, name, sid))
        return found

    def their_sids(self, names):
        """rpcclient's lines: name SID (Kind: use); it asks for all together, and says none when
        there is none."""
        found = {}
        for line in self.theirs("lookupnames " + " ".join(names)):
            match = re.fullmatch(r"(\S+) (S-[0-9-]+) \(.*: (\d+)\)", line)
            if match and int(match[3]) != UNKNOWN:
                found[match[1]] = (int(match[3]), match[2])
        return found

    def their_domains(self):
        lines = dict(line.split(": ", 1) for line in self.theirs("lsaquery") if ": " in line)
        return lines["Domain Name"], lines["Domain Sid"]


def compare_sids(asker, sids):
    expect_equal("names", asker.ours(*sids), asker.their_names(sids))


def compare_names(asker, names):
    theirs = asker.their_sids(names)
    expect(len(theirs) >= 2, f"rpcclient found {theirs}")
    for name, (use, _, text, sid) in zip(names, asker.ours(*("=" + name for name in names))):
        expect_equal(name, (use, sid), theirs.get(name, (UNKNOWN, "")))
        expect_equal("text", text, name)


def own_domain(asker):
    """The SID of the server's accounts."""
    ((use, domain, name, sid),) = asker.ours("account")
    expect_equal("a domain", (use, name), (3, ""))
    expect(domain and sid.startswith("S-1-5-21-"), f"{domain} {sid}")
    return domain, sid


def case_sids(asker, _accounts):
    """Accounts, well-known ones, domains, and those that are nobody; all in one question."""
    domain, sid = own_domain(asker)
    sids = [*WELL_KNOWN, sid, sid + "-501", sid + "-500", sid + "-4000000", *NOBODY]
    compare_sids(asker, sids)
    found = {answer[3]: answer for answer in asker.ours(*sids)}
    expect_equal("the domain itself", found[sid], (3, domain, "", sid))
    for nobody in NOBODY:
        expect_equal("nobody", found[nobody], (UNKNOWN, "", nobody, nobody))


def case_nobody(asker, _accounts):
    """When nothing at all is found, each is unknown, and it is no error."""
    expect_equal("SIDs", asker.ours(*NOBODY), [(UNKNOWN, "", sid, sid) for sid in NOBODY])
    expect_equal("names", asker.ours("=nix", "=NIX\\nix"),
                 [(UNKNOWN, "", "nix", "")] * 2)


def case_odd(asker, accounts):
    """A SID that the server may refuse makes nobody else unknown."""
    sids = [*WELL_KNOWN, *NOBODY]
    plain = asker.ours(*sids, "=" + accounts[0])
    for at in (0, 3, len(sids)):
        odd = asker.ours(*sids[:at], ODD, *sids[at:], "=" + accounts[0])
        expect_equal("the odd one", odd.pop(at), (UNKNOWN, "", ODD, ODD))
        expect_equal("the others", odd, plain)


def case_names(asker, accounts):
    compare_names(asker, [*accounts, "Everyone", "Administrators", "nobody-here"])


def case_back_again(asker, accounts):
    """A name's SID has that name, with or without the domain before it."""
    answers = asker.ours(*("=" + name for name in accounts))
    again = asker.ours(*(sid for *_, sid in answers))
    whole = asker.ours(*(f"={domain}\\{name}" for _, domain, name, _ in answers))
    expect_equal("again", [(a[0], a[1], a[2].lower(), a[3]) for a in again],
                 [(a[0], a[1], a[2].lower(), a[3]) for a in answers])
    expect_equal("with the domain", whole, answers)


def case_same_twice(asker, accounts):
    """A question that is there twice has two answers."""
    one, two, other = asker.ours("=" + accounts[0], "=" + accounts[0], "=" + accounts[1])
    expect_equal("both", one, two)
    expect(other != one, "another account is another one")


def case_many(asker, accounts):
    """More than fit in one request, of both kinds."""
    _, sid = own_domain(asker)
    sids = [f"{sid}-{rid}" for rid in range(5_000_000, 5_021_000)]
    names = [f"=nobody-{n}" for n in range(2100)]
    *most, known = asker.ours(*sids, *names, "=" + accounts[0])
    expect_equal("uses", {answer[0] for answer in most}, {UNKNOWN})
    expect_equal("each in its place", [a[2] for a in most], sids + [n[1:] for n in names])
    expect_equal("the last", known, asker.ours("=" + accounts[0])[0])


def case_domains(asker, _accounts):
    """rpcclient says what the server is a member of."""
    name, sid = asker.their_domains()
    ((_, domain, _, ours),) = asker.ours("primary")
    expect_equal("primary domain", (domain, ours), (name, "" if "NULL" in sid else sid))


CASES = (case_sids, case_nobody, case_odd, case_names, case_back_again, case_same_twice, case_many,
         case_domains)


def run_cases(results, kind, asker, accounts):
    for case in CASES:
        name = case.__name__.removeprefix("case_").replace("_", " ")
        results.run(f"{kind}: {name}", case, asker, accounts)


def standalone(results, library):
    with lab() as server:
        credentials = server.folder / "admin.cred"
        rpcclient = ["rpcclient", "-p", server.port, "-A", credentials, "127.0.0.1"]
        environment = {"NETAPI32_CONF": server.folder / "netapi32.conf"}
        run_cases(results, "standalone", Asker(library, SERVER, environment, rpcclient),
                  ("alice", "bob"))


def in_a_domain(results, library):
    with domain_controller() as folder:
        credentials = pathlib.Path(folder, "admin.cred")
        environment = {"NETAPI32_CONF": pathlib.Path(folder, "netapi32.conf"),
                       "NETAPI32_CREDENTIALS": credentials}
        asker = Asker(library, "dc1", environment,
                      ["rpcclient", "-A", credentials, "dc1.lab.test"],
                      where=(HERE / "dc.sh", "exec", folder))
        # for a moment after it started, log-ons end with STATUS_INTERNAL_ERROR
        wait_until(lambda: asker.run().returncode == 0, "the domain controller takes a log-on")
        run_cases(results, "domain controller", asker, ("alice", "Administrator", "krbtgt"))


def run_all(results, library):
    standalone(results, library)
    in_a_domain(results, library)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    run_script(lambda results: run_all(results, Library(sys.argv[1])))
