#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Logs on to a private Samba AD domain controller in every way there is, and is refused in every way.

usage: dc_test.py BUILD_FOLDER

dc.sh starts the domain controller in a network namespace, which only root can do; this program runs
itself again in the namespace of its clients. Each log-on that succeeds asks two questions and
compares the answers with those of Samba's Python bindings. Output and exit status are those of
live_test.py: without a domain controller 77, or with CI=true a failure.
"""
import contextlib
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
from typing import NamedTuple

from livelib import (
    ERROR_ACCESS_DENIED,
    ERROR_ACCOUNT_DISABLED,
    ERROR_ACCOUNT_EXPIRED,
    ERROR_ACCOUNT_LOCKED_OUT,
    ERROR_LOGON_FAILURE,
    ERROR_PASSWORD_EXPIRED,
    ERROR_PASSWORD_MUST_CHANGE,
    HERE,
    NERR_SUCCESS,
    SERVER_MEMBERS,
    SHARE_MEMBERS,
    Library,
    SecondClient,
    domain_controller,
    expect,
    expect_equal,
    expect_same,
    flattened,
    process,
    run_script,
    win32_code,
)
from use_test import Process

REALM = "LAB.TEST"
NAMES = ("\\\\dc1", "\\\\DC1", "\\\\dc1.lab.test")
ADDRESS = "10.88.0.1"
CLIENT_ADDRESS = "10.88.0.2"  # where no KDC listens
SKEW_S = 3600  # a KDC bears 300
LIFETIME_S = 40 * 3600  # longer than any ticket
BAD_LOGONS = 2  # then an account is locked

ERROR_NO_LOGON_SERVERS = 1311
ERROR_NO_SUCH_LOGON_SESSION = 1312
ERROR_ACCOUNT_RESTRICTION = 1327
ERROR_WRONG_TARGET_NAME = 1396
ERROR_TIME_SKEW = 1398
ERROR_NTLM_BLOCKED = 1937


# --- the domain controller -----------------------------------------------------------------------


class Domain:
    """The folder of a domain controller, from its client's side. Who asks is a set of variables."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def path(self, name):
        return str(self.folder / name)

    def ccache(self, name):
        return "FILE:" + self.path(name)

    def environment(self, who, conf=None):
        env = dict(os.environ, LC_ALL="C.UTF-8")
        env.pop("NETAPI32_CREDENTIALS", None)
        env.pop("XDG_RUNTIME_DIR", None)
        env["NETAPI32_CONF"] = conf or self.path("netapi32.conf")
        # nothing of the user's who runs this
        env["KRB5CCNAME"] = self.ccache("no-ccache")
        env["KRB5_CLIENT_KTNAME"] = self.path("no-keytab")
        return env | who

    @contextlib.contextmanager
    def conf(self, *settings, more=""):
        """A configuration with global settings, and further sections."""
        with tempfile.NamedTemporaryFile("w", suffix=".conf", dir=self.folder) as file:
            servers = pathlib.Path(self.path("netapi32.conf")).read_text()
            file.write("\n".join(["[global]", *settings, servers, more, ""]))
            file.flush()
            yield file.name

    def options(self, *lines):
        """Sets further global lines in the server's configuration: from inside its network."""
        self.run(HERE / "dc.sh", "set", self.folder, *lines)

    @staticmethod
    def run(*command, text=None, env=None):
        done = subprocess.run(
            command, input=text, env=env, capture_output=True, text=True, timeout=60, check=False
        )
        expect(done.returncode == 0, f"{command[0]}: {done.stdout}{done.stderr}")
        return done.stdout

    def samba_tool(self, *args):
        """On the server's own databases."""
        return self.run("samba-tool", *args, "-s", self.path("etc/smb.conf"))

    def kinit(self, name, ccache):
        """Fills the ccache anew, as this user."""
        values = self.credentials(name)
        self.run(
            *("kinit", f"{values['username']}@{REALM}"),
            text=values["password"],
            env=os.environ | {"KRB5CCNAME": self.ccache(ccache)},
        )

    def credentials(self, name):
        lines = pathlib.Path(self.path(f"{name}.cred")).read_text().splitlines()
        return dict(line.split("=", 1) for line in lines)

    def write_credentials(self, name, **values):
        path = self.folder / f"{name}.cred"
        path.touch(mode=0o600)
        path.write_text("".join(f"{key}={value}\n" for key, value in values.items()))

    def prepare(self):
        """Tickets, old tickets, and credentials files whose domain is the realm."""
        for name in ("alice", "wrong"):
            values = self.credentials(name)
            realm = {"username": f"{values['username']}@{REALM}"}
            self.write_credentials(f"{name}-realm", password=values["password"], **realm)
        self.write_credentials("nobody", username="")
        self.kinit("alice", "tgt")
        tgt = pathlib.Path(self.path("tgt")).read_bytes()
        for name, seconds in (("skewed", SKEW_S), ("expired", LIFETIME_S)):
            pathlib.Path(self.path(name)).write_bytes(shifted(tgt, seconds))
        self.fresh_ccache()

    def fresh_ccache(self, name="alice"):
        """A ccache with nothing but the first ticket."""
        shutil.copyfile(self.path("tgt"), self.path(name))
        return {"KRB5CCNAME": self.ccache(name)}


def shifted(ccache, seconds):
    """The ccache of a computer whose clock is so many seconds behind the KDC's, as the library noted
    when it got the ticket: it will add them to whatever its clock says (file format 4, DeltaTime).
    """
    header = struct.pack(">BBHHHi", 5, 4, 12, 1, 8, seconds)
    expect(ccache[:8] == header[:8], f"a ccache begins with {ccache[:8].hex()}")
    return header + ccache[len(header) :]


class DomainClient(SecondClient):
    """Samba's Python bindings in the domain, by Kerberos or by NTLM."""

    def __init__(self, server, name=None):
        from samba import credentials, param
        from samba.dcerpc import srvsvc

        self.loadparm = param.LoadParm()
        self.loadparm.load(server.path("etc/smb.conf"))
        self.credentials = credentials.Credentials()
        self.credentials.guess(self.loadparm)
        if name:
            self.credentials.parse_file(server.path(f"{name}.cred"))
            self.credentials.set_kerberos_state(credentials.DONT_USE_KERBEROS)
        else:
            self.credentials.set_named_ccache(server.ccache("tgt"), credentials.SPECIFIED)
            self.credentials.set_kerberos_state(credentials.MUST_USE_KERBEROS)
        self.modules = {"srvsvc": srvsvc}
        self.connections = {}

    def connection(self, interface):
        if interface not in self.connections:
            connect = getattr(self.modules[interface], interface)
            binding = f"ncacn_np:{ADDRESS}[target_hostname=dc1.lab.test]"
            self.connections[interface] = connect(binding, self.loadparm, self.credentials)
        return self.connections[interface]


# --- cases ---------------------------------------------------------------------------------------


class Asker:
    """The library, the domain, and what the second client was told."""

    def __init__(self, library, server):
        self.library = library
        self.server = server
        client = DomainClient(server)
        self.info = flattened(client.server_info(101), SERVER_MEMBERS[101])
        entries, self.total = client.shares(1)
        self.shares = [flattened(entry, SHARE_MEMBERS[1]) for entry in entries]

    def ask(self, function, level, who, settings=(), host=NAMES[0], more=""):
        with self.server.conf(*settings, more=more) as conf:
            return self.library.ask(self.server, function, level, host=host, who=who, conf=conf)


def case_logs_on(asker, who, settings=(), host=NAMES[0]):
    """Both questions, answered as the second client was."""
    info = asker.ask("NetServerGetInfo", 101, who, settings, host)
    expect_equal("status", info.status, NERR_SUCCESS)
    expect_same(info.entries, [asker.info])
    shares = asker.ask("NetShareEnum", 1, who, settings, host)
    expect_equal("status", shares.status, NERR_SUCCESS)
    expect_equal("totalentries", int(shares.head["totalentries"]), asker.total)
    expect_same(shares.entries, asker.shares)


def case_refused(asker, wanted, who, settings=(), host=NAMES[0], more="", log=None):
    """A code; and, where one is asked for, a piece of what is logged."""
    got = asker.ask("NetServerGetInfo", 101, who, settings, host, more)
    expect_equal("status", got.status, wanted)
    if log:
        with asker.server.conf(*settings, more=more) as conf:
            command = [asker.library.live_dump, "NetServerGetInfo", host, "101"]
            env = who | {"NETAPI32_DEBUG": "errors"}
            done = asker.library.run(asker.server, env, command, conf)
        expect(log in done.stderr, f"{log!r} is not in the log:\n{done.stderr}")


def case_second_client(server, wanted, name):
    expect_equal("status", win32_code(lambda: DomainClient(server, name).server_info(101)), wanted)


def case_ccache_is_kept(asker):
    """With a keytab and a ccache the tickets stay there, and do for a log-on without the keytab."""
    kept = asker.server.ccache("kept")
    settings = [f"ccache = {kept}", "principal = alice"]
    case_logs_on(asker, {}, [f"keytab = {asker.server.path('alice.keytab')}", *settings])
    listing = asker.server.run("klist", kept)
    expect("cifs/dc1" in listing, f"no ticket for the server:\n{listing}")
    case_logs_on(asker, {}, settings)


def case_no_kdc(asker):
    """A ticket-granting ticket, but nobody to grant one for the server."""
    who = asker.server.fresh_ccache("lonely")
    conf = pathlib.Path(asker.server.path("krb5.conf")).read_text()
    other = pathlib.Path(asker.server.path("lonely.conf"))
    other.write_text(conf.replace(f"kdc = {ADDRESS}", f"kdc = {CLIENT_ADDRESS}"))
    case_refused(
        asker,
        ERROR_NO_LOGON_SERVERS,
        who | {"KRB5_CONFIG": str(other)},
        log="Cannot contact any KDC",
    )


def case_server_of_another_realm(asker):
    """As krb5.conf says; the KDC has no way there."""
    conf = pathlib.Path(asker.server.path("krb5.conf")).read_text()
    other = pathlib.Path(asker.server.path("other.conf"))
    other.write_text(conf.replace(f"lab.test = {REALM}", "lab.test = OTHER.TEST"))
    case_refused(
        asker,
        ERROR_WRONG_TARGET_NAME,
        {"KRB5CCNAME": asker.server.ccache("alice"), "KRB5_CONFIG": str(other)},
        host=NAMES[2],  # the others are no part of a domain
        log="not found in Kerberos database",
    )


# --- what changes while a process runs ---


@contextlib.contextmanager
def asking(asker, who, settings=()):
    """A process that asks whenever it is told to, and keeps its sessions."""
    with asker.server.conf(*settings) as conf:
        command = [asker.library.program("reuse"), NAMES[0]]
        with process(command, asker.server.environment(who, conf)) as p:
            yield p


def case_kinit(asker):
    """Whose ticket is in the ccache is who asks next."""
    server = asker.server
    with asking(asker, {"KRB5CCNAME": server.ccache("changing")}) as p:
        p.expect(sessions=ERROR_NO_SUCH_LOGON_SESSION)
        for name, code in (
            ("alice", ERROR_ACCESS_DENIED),
            ("admin", NERR_SUCCESS),
            ("alice", ERROR_ACCESS_DENIED),
        ):
            server.kinit(name, "changing")
            expect_equal(f"as {name}", p.tell("sessions"), code)
            expect_equal(f"as {name} again", p.tell("sessions"), code)
        server.run("kdestroy", "-c", server.ccache("changing"))
        p.expect(sessions=ERROR_NO_SUCH_LOGON_SESSION)


def case_keytab_is_replaced(asker):
    server = asker.server
    keytab, admin = (server.folder / f"{name}.keytab" for name in ("changing", "admin"))
    server.samba_tool("domain", "exportkeytab", admin, f"--principal=Administrator@{REALM}")
    shutil.copyfile(server.path("alice.keytab"), keytab)
    with asking(asker, {}, [f"keytab = {keytab}"]) as p:
        p.expect(sessions=ERROR_ACCESS_DENIED)
        os.replace(admin, keytab)
        p.expect(sessions=NERR_SUCCESS)


class Refusal(NamedTuple):
    """A state in which carol may not log on. A KDC knows fewer words than NTLM: one for accounts
    that are locked, disabled or expired, and one for passwords."""

    name: str
    ntlm: int
    kerberos: int
    refuse: tuple  # arguments of samba-tool
    allow: tuple
    wrong_passwords: int = 0  # tried in between


def lockout(bad_logons):
    return ("domain", "passwordsettings", "set", f"--account-lockout-threshold={bad_logons}")


def new_password(*options):
    return ("user", "setpassword", "carol", f"--newpassword={CAROLS}", *options)


CAROLS = "Aa1-" + os.urandom(12).hex()
REFUSALS = (
    Refusal(
        "an account that has expired",
        ERROR_ACCOUNT_EXPIRED,
        ERROR_ACCOUNT_RESTRICTION,
        (("user", "setexpiry", "carol", "--days=-1"),),
        (("user", "setexpiry", "carol", "--days=3650"),),
    ),
    Refusal(
        "a disabled account",
        ERROR_ACCOUNT_DISABLED,
        ERROR_ACCOUNT_RESTRICTION,
        (("user", "disable", "carol"),),
        (("user", "enable", "carol"),),
    ),
    Refusal(
        "a password that must be changed",
        ERROR_PASSWORD_MUST_CHANGE,
        ERROR_PASSWORD_EXPIRED,
        (new_password("--must-change-at-next-login"),),
        (new_password(),),
    ),
    Refusal(
        "an account locked after wrong passwords",
        ERROR_ACCOUNT_LOCKED_OUT,
        ERROR_ACCOUNT_RESTRICTION,
        (lockout(BAD_LOGONS),),
        (lockout(0), ("user", "unlock", "carol")),
        BAD_LOGONS,
    ),
)


def case_account(asker, refusal):
    """By NTLM and by Kerberos: refused, and after that allowed with the next call."""
    server = asker.server

    def credentials(name):
        return {"NETAPI32_CREDENTIALS": server.path(f"{name}.cred")}

    with asking(asker, credentials("carol")) as ntlm, asking(
        asker, credentials("carol-realm"), ["auth = kerberos"]
    ) as kerberos:
        try:
            for args in refusal.refuse:
                server.samba_tool(*args)
            for _ in range(refusal.wrong_passwords):
                case_second_client(server, ERROR_LOGON_FAILURE, "carol-wrong")
            ntlm.expect(server=refusal.ntlm)
            kerberos.expect(server=refusal.kerberos)
            case_second_client(server, refusal.ntlm, "carol")
        finally:
            for args in refusal.allow:
                server.samba_tool(*args)
        ntlm.expect(server=NERR_SUCCESS)
        kerberos.expect(server=NERR_SUCCESS)


def run_accounts(run, asker):
    server = asker.server
    server.samba_tool("user", "create", "carol", CAROLS)
    server.write_credentials("carol", username="carol", password=CAROLS, domain="LABAD")
    server.write_credentials("carol-wrong", username="carol", password="wrong", domain="LABAD")
    server.write_credentials("carol-realm", username=f"carol@{REALM}", password=CAROLS)
    for refusal in REFUSALS:
        run(refusal.name, case_account, asker, refusal)


# --- by Kerberos, by NTLM, not at all ---


def run_kerberos(run, asker):
    """While the server refuses NTLM: what succeeds is Kerberos."""
    server = asker.server
    ticket = {"KRB5CCNAME": server.ccache("alice")}
    keytab = f"keytab = {server.path('alice.keytab')}"
    for host in NAMES:
        run(f"default ccache, {host}", case_logs_on, asker, ticket, [], host)
    for name, who, settings in (
        ("default ccache, auth = kerberos", ticket, ["auth = kerberos"]),
        ("ccache of the configuration", {}, [f"ccache = {server.ccache('alice')}"]),
        ("keytab and principal", {}, [keytab, f"principal = alice@{REALM}"]),
        ("keytab and principal without realm", {}, [keytab, "principal = alice"]),
        ("keytab, its first principal", {}, [keytab]),
        (
            "password for a ticket",
            {"NETAPI32_CREDENTIALS": server.path("alice-realm.cred")},
            ["auth = kerberos"],
        ),
    ):
        run(f"Kerberos, {name}", case_logs_on, asker, who, settings)
    run("Kerberos, keytab with a ccache", case_ccache_is_kept, asker)
    run("Kerberos, kinit and kdestroy count for the next call", case_kinit, asker)
    run("Kerberos, another keytab counts for the next call", case_keytab_is_replaced, asker)


def run_refused_kerberos(run, asker):
    server = asker.server
    ticket = {"KRB5CCNAME": server.ccache("alice")}
    keytab = f"keytab = {server.path('alice.keytab')}"
    no_session = ERROR_NO_SUCH_LOGON_SESSION

    def refused(name, wanted, who, *settings, **more):
        run(name, lambda: case_refused(asker, wanted, who, settings, **more))

    refused("no ticket", no_session, {}, log="No Kerberos credentials available")
    refused("no ticket, auth = kerberos", no_session, {}, "auth = kerberos")
    refused("ticket of another principal", no_session, ticket, "principal = bob")
    refused(
        "ticket of another realm",
        no_session,
        ticket,
        "principal = alice@OTHER.TEST",
        log="Can't find client principal alice@OTHER.TEST",
    )
    refused("keytab of another realm", no_session, {}, keytab, "principal = alice@OTHER.TEST")
    refused("keytab without the principal", no_session, {}, keytab, "principal = bob")
    refused("missing keytab", no_session, {}, "keytab = /nonexistent/keytab")
    refused("auth = ntlm does not take a ticket", no_session, ticket, "auth = ntlm")
    refused(
        "auth = kerberos does not take an anonymous file",
        no_session,
        ticket | {"NETAPI32_CREDENTIALS": server.path("nobody.cred")},
        "auth = kerberos",
    )
    expired = {"KRB5CCNAME": server.ccache("expired")}
    refused("expired ticket", no_session, expired, log="expired")
    skewed = {"KRB5CCNAME": server.ccache("skewed")}
    refused("clock skew", ERROR_TIME_SKEW, skewed, log="Clock skew too great")
    refused(
        "wrong password for a ticket",
        ERROR_LOGON_FAILURE,
        {"NETAPI32_CREDENTIALS": server.path("wrong-realm.cred")},
        "auth = kerberos",
        log="Preauthentication failed",
    )
    refused(
        "password for a ticket of an unknown realm",
        ERROR_NO_LOGON_SERVERS,
        {"NETAPI32_CREDENTIALS": server.path("alice.cred")},  # its domain is not the realm
        "auth = kerberos",
        log="Cannot find KDC",
    )
    refused(
        "Kerberos to an address",
        ERROR_WRONG_TARGET_NAME,
        ticket,
        host="\\\\" + ADDRESS,
        log=f"{ADDRESS} is an address",
    )
    refused(
        "name that no service has",
        ERROR_WRONG_TARGET_NAME,
        ticket,
        host="\\\\nosuch",
        more=f"[server nosuch]\naddress = {ADDRESS}",
        log="not found in Kerberos database",
    )
    run("no KDC", case_no_kdc, asker)
    run("a server of another realm", case_server_of_another_realm, asker)


def run_ntlm(run, asker):
    server = asker.server
    ticket = {"KRB5CCNAME": server.ccache("alice")}
    alice = {"NETAPI32_CREDENTIALS": server.path("alice.cred")}
    for name, who, settings, host in (
        ("credentials file", alice, [], NAMES[0]),
        ("credentials file goes before a ticket", alice | ticket, [], NAMES[0]),
        ("auth = ntlm", alice, ["auth = ntlm"], NAMES[0]),
        ("to an address", alice, [], "\\\\" + ADDRESS),
        (
            "anonymous by a file",
            {"NETAPI32_CREDENTIALS": server.path("nobody.cred")},
            [],
            NAMES[0],
        ),
        ("anonymous by the configuration", ticket, ["auth = anonymous"], NAMES[0]),
    ):
        run(f"NTLM, {name}", case_logs_on, asker, who, settings, host)
    wrong = {"NETAPI32_CREDENTIALS": server.path("wrong.cred")}
    run("NTLM, wrong password", case_refused, asker, ERROR_LOGON_FAILURE, wrong)
    run(
        "wrong password, second client",
        *(case_second_client, server, ERROR_LOGON_FAILURE, "wrong"),
    )


def run_without_ntlm(run, asker):
    alice = {"NETAPI32_CREDENTIALS": asker.server.path("alice.cred")}
    ticket = {"KRB5CCNAME": asker.server.ccache("alice")}
    run("NTLM refused", case_refused, asker, ERROR_NTLM_BLOCKED, alice)
    run(
        "NTLM refused, a ticket is no fall-back",
        *(case_refused, asker, ERROR_NTLM_BLOCKED, alice | ticket),
    )


def case_use(asker, user, secret, wanted, settings=()):
    """NetUseAdd with nothing configured, and a call by it; the server refuses NTLM."""
    with asker.server.conf(*settings) as conf:
        process = Process(asker.library.program("use"), asker.server.environment({}, conf))
        try:
            process.expect_add(r"\\dc1\sysvol", user, secret, result=(wanted, 0))
            refused = ERROR_NO_SUCH_LOGON_SESSION
            process.expect("server", "dc1", result=NERR_SUCCESS if wanted == NERR_SUCCESS else refused)
            process.end()
        finally:
            process.child.kill()


def run_uses(run, asker):
    secret = asker.server.credentials("alice")["password"]
    for name, user, password, wanted, settings in (
        ("a user of a realm", f"alice@{REALM}", secret, NERR_SUCCESS, []),
        ("auth = kerberos", f"{REALM}\\alice", secret, NERR_SUCCESS, ["auth = kerberos"]),
        ("wrong password", f"alice@{REALM}", "wrong", ERROR_LOGON_FAILURE, []),
        ("a user without a realm is NTLM's", "alice", secret, ERROR_NTLM_BLOCKED, []),
        ("auth = ntlm", f"alice@{REALM}", secret, ERROR_NTLM_BLOCKED, ["auth = ntlm"]),
    ):
        run(f"NetUseAdd, {name}", case_use, asker, user, password, wanted, settings)


def run_starved(results, asker):
    """Every call with each of its allocations failing, by Kerberos; the program counts by itself."""
    who = {"KRB5CCNAME": asker.server.ccache("alice")}
    done = asker.library.run(asker.server, who, [asker.library.starve, NAMES[0], "sysvol"])
    for line in done.stdout.splitlines():
        verdict, _, name = line.partition(" ")
        if verdict in ("ok", "FAIL"):
            results.add(verdict, f"Kerberos, {name}")
    if done.returncode or not done.stdout:
        results.add("FAIL", "starve ends well", f"{done.returncode}\n{done.stdout}{done.stderr}")


# --- all of them ---------------------------------------------------------------------------------


def run_inside(results, library, server):
    server.prepare()
    asker = Asker(library, server)
    run_ntlm(results.run, asker)
    run_accounts(results.run, asker)
    server.options("ntlm auth = disabled")
    run_without_ntlm(results.run, asker)
    run_kerberos(results.run, asker)
    run_refused_kerberos(results.run, asker)
    run_uses(results.run, asker)
    run_starved(results, asker)


def run_outside(_results, build):
    """Starts the domain controller and has this script run again among its clients."""
    with domain_controller() as folder:
        me = pathlib.Path(__file__).resolve()
        inside = [sys.executable, me, "--inside", folder, pathlib.Path(build).resolve()]
        status = subprocess.run([HERE / "dc.sh", "exec", folder, *inside], check=False).returncode
    sys.exit(status)  # it has counted


if __name__ == "__main__":
    if len(sys.argv) == 4 and sys.argv[1] == "--inside":
        run_script(lambda results: run_inside(results, Library(sys.argv[3]), Domain(sys.argv[2])))
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    run_script(lambda results: run_outside(results, sys.argv[1]), "domain controller starts")
