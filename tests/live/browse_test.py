#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Lists of servers from networks of several computers, by this library and by other clients.

usage: browse_test.py BUILD_FOLDER...

The computers are network namespaces (netlab.sh), so this needs root. In one network servers have
lists that were written by hand; in the other a master browser is elected and makes its list
itself. What NetServerEnum returns is compared with the answers of impacket and smbclient to the
same question. Prints `ok NAME`, `FAIL NAME` or `skip NAME`, details indented, and a count at the
end. Exit status: 0 all good, 1 something failed, 77 no network could be made (with CI=true that is
a failure).
"""
import contextlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

from livelib import (
    ERROR_BAD_NETPATH,
    ERROR_MORE_DATA,
    NERR_SUCCESS,
    Library,
    NoServer,
    expect,
    expect_equal,
    run_script,
)

HERE = pathlib.Path(__file__).resolve().parent
ELECTION_S = 150  # a minute, on a machine with nothing else to do
ELECTORATE = ("alpha", "beta", "gamma")

ERROR_NOT_SUPPORTED = 50
ERROR_INVALID_PARAMETER = 87
ERROR_NO_BROWSER_SERVERS_FOUND = 6118

SV_TYPE_SERVER = 0x00000002
SV_TYPE_PRINTQ_SERVER = 0x00000200
SV_TYPE_NT = 0x00001000
SV_TYPE_MASTER_BROWSER = 0x00040000
SV_TYPE_LOCAL_LIST_ONLY = 0x40000000
SV_TYPE_DOMAIN_ENUM = 0x80000000
SV_TYPE_ALL = 0xFFFFFFFF
EVERYTHING = 0xFFFFFFFF  # prefmaxlen

# name, type, comment, workgroup; first the workgroups
SHORT_LIST = [
    ("LABWG", 0xC0001000, "SRV1", "LABWG"),
    ("OTHERWG", 0xC0001000, "SRV9", "OTHERWG"),
    ("SRV1", 0x40849A03, "the first", "LABWG"),
    ("SRV2", 0x40809A03, "", "LABWG"),
    ("EXACTLY15CHARSX", 0x40001003, "fifteen characters", "LABWG"),
    ("A", 0x40001003, "one character", "LABWG"),
    ("BÜRO", 0x40809A03, "Größe, é ½", "LABWG"),
    ("PRINTER", 0x40000200, "no server, but prints", "LABWG"),
    ("LONG", 0x40001003, "c" * 48, "LABWG"),  # Samba sends no more
    ("SRV9", 0x40849A03, "of the other workgroup", "OTHERWG"),
]


def numbered_list(count, comment):
    head = [("LABWG", 0xC0001000, "SRV2", "LABWG")]
    return head + [
        (f"HOST{i:05d}" if i % 3 else f"HOST{i:011d}", 0x40001003, comment % i, "LABWG")
        for i in range(1, count + 1)
    ]


# --- networks ------------------------------------------------------------------------------------


class Network:
    """The computers of one netlab.sh. Stands where the library wants a server."""

    def __init__(self, *arguments):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="netapi32-browse-"))
        self.folder.chmod(0o755)  # servers read their lists as the guest they answer to
        self.arguments = arguments
        self.conf = self.folder / "netapi32.conf"
        self.configure("")
        credentials = self.folder / "nobody.cred"
        credentials.write_text("username=\n")
        credentials.chmod(0o600)

    def up(self):
        command = [HERE / "netlab.sh", "up", self.folder / "lab", *self.arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        if done.returncode:
            raise NoServer(done.stdout + done.stderr)
        lines = (self.folder / "lab/hosts").read_text().splitlines()
        self.address = dict(line.split() for line in lines)

    def down(self):
        command = [HERE / "netlab.sh", "down", self.folder / "lab"]
        subprocess.run(command, timeout=60, check=False)
        subprocess.run(["rm", "-rf", self.folder], check=False)

    def configure(self, text):
        self.conf.write_text(f"[global]\nworkgroup = LABWG\n{text}\n")

    def environment(self, _who, conf=None):
        env = dict(os.environ, LC_ALL="C.UTF-8", NETAPI32_CONF=str(conf or self.conf))
        env["NETAPI32_CREDENTIALS"] = str(self.folder / "nobody.cred")
        return env

    def command(self, *command):
        """COMMAND, run on the computer that has no server."""
        return [HERE / "netlab.sh", "run", self.folder / "lab", "cli", *map(str, command)]

    def output(self, *command):
        done = subprocess.run(
            self.command(*command), capture_output=True, text=True, timeout=60, check=False
        )
        expect(done.returncode == 0, f"{command[0]} ended with {done.returncode}\n{done.stderr}")
        return done.stdout

    def write_list(self, host, entries):
        text = "".join('"%s" %08x "%s" "%s"\n' % entry for entry in entries)
        (self.folder / "lab" / host / "cache/browse.dat").write_text(text)


@contextlib.contextmanager
def network(*arguments):
    made = Network(*arguments)
    try:
        made.up()
        yield made
    finally:
        made.down()


class NetworkLibrary(Library):
    """The library on the computer `cli` of a network."""

    def program(self, name):
        return super().program(name) if name != "starve" else None  # not used here

    @staticmethod
    def run(server, who, command, conf=None):
        return subprocess.run(
            server.command(*command),
            env=server.environment(who, conf),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )


# --- clients -------------------------------------------------------------------------------------


def ours(library, net, host="-", level=101, servertype=SV_TYPE_ALL, domain="-", more=()):
    return library.ask(net, "NetServerEnum", level, servertype, domain, *more, host=host)


def our_list(library, net, host="-", **question):
    answer = ours(library, net, host, **question)
    expect_equal("status", answer.status, NERR_SUCCESS)
    expect(answer.entries, "an empty list")
    expect_equal("entriesread", int(answer.head["entriesread"]), len(answer.entries))
    expect_equal("totalentries", int(answer.head["totalentries"]), len(answer.entries))
    return answer.entries


def their_list(net, host, servertype=SV_TYPE_ALL, domain="LABWG"):
    """What impacket is told, in our words and order."""
    text = net.output("/usr/bin/python3", HERE / "rap_list.py", host, servertype, domain)
    entries = [
        {f"sv101_{name}": value for name, value in ({"platform_id": 500} | entry).items()}
        for entry in json.loads(text)
    ]
    return sorted(entries, key=lambda entry: entry["sv101_name"])


def names(entries, level=101):
    return [entry[f"sv{level}_name"] for entry in entries]


def smbclient_list(net, host, kind):
    """Names and comments of what smbclient -L lists as Server or Workgroup."""
    conf = net.folder / "smbclient.conf"
    folder = net.folder / "smbclient"
    folder.mkdir(exist_ok=True)
    lines = ["[global]", "workgroup = LABWG", "unix charset = UTF-8"]
    lines += [f"client {which} protocol = NT1" for which in ("min", "ipc min", "max", "ipc max")]
    lines += [f"{which} = {folder}" for which in ("state directory", "cache directory")]
    lines += [f"{which} = {folder}" for which in ("lock directory", "private dir")]
    conf.write_text("\n    ".join(lines) + "\n")
    text = net.output("smbclient", "-s", conf, "-g", "-N", "-L", host)
    fields = [line.split("|", 2) for line in text.splitlines()]
    return sorted(tuple(f[1:]) for f in fields if f[0] == kind and len(f) == 3)


def expect_same_list(got, wanted):
    expect_equal("names", names(got), names(wanted))
    differences = [
        f"{mine['sv101_name']}: got {mine}, the second client {theirs}"
        for mine, theirs in zip(got, wanted)
        if mine != theirs
    ]
    expect(not differences, "\n".join(differences[:20]))


# --- lists written by hand -----------------------------------------------------------------------


def case_whole_list(library, net, srv1, _srv2):
    got = our_list(library, net, srv1)
    expect_same_list(got, their_list(net, srv1))
    written = sorted(entry[:3] for entry in SHORT_LIST[2:] if entry[3] == "LABWG")
    written = [(name, kind & ~SV_TYPE_LOCAL_LIST_ONLY, text) for name, kind, text in written]
    mine = [(e["sv101_name"], e["sv101_type"], e["sv101_comment"]) for e in got]
    expect_equal("list", mine, written)


def case_level_100(library, net, srv1, _srv2):
    got = our_list(library, net, srv1, level=100)
    expect_equal("names", names(got, 100), names(their_list(net, srv1)))
    expect_equal("platform", {e["sv100_platform_id"] for e in got}, {500})


def case_filter(library, net, srv1, servertype):
    got = our_list(library, net, srv1, servertype=servertype)
    expect_same_list(got, their_list(net, srv1, servertype))
    everything = our_list(library, net, srv1)
    wanted = [name for name in names(everything) if name in names(got)]
    expect_equal("names", names(got), wanted)
    matching = [e["sv101_name"] for e in everything if e["sv101_type"] & servertype]
    expect_equal("filtered", names(got), matching)


def case_nothing_matches(library, net, srv1, servertype, domain):
    got = ours(library, net, srv1, servertype=servertype, domain=domain)
    expect_equal("status", got.status, NERR_SUCCESS)
    expect_equal("buffer", got.head["buffer"], "null")
    expect_equal("counts", (got.head["entriesread"], got.head["totalentries"]), ("0", "0"))


def case_domains(library, net, srv1, servertype):
    got = our_list(library, net, srv1, servertype=servertype)
    mine = [(e["sv101_name"], e["sv101_comment"]) for e in got]
    expect_equal("domains", mine, [("LABWG", "SRV1"), ("OTHERWG", "SRV9")])
    expect_equal("smbclient's domains", smbclient_list(net, srv1, "Workgroup"), mine)


def case_other_domain(library, net, srv1, _srv2):
    got = our_list(library, net, srv1, domain="otherwg")
    expect_same_list(got, their_list(net, srv1, domain="OTHERWG"))
    expect_equal("names", names(got), ["SRV9"])


def case_many(library, net, srv2, count, comment):
    net.write_list("srv2", numbered_list(count, comment))
    got = our_list(library, net, srv2)
    expect_equal("entries", len(got), count)
    expect_same_list(got, their_list(net, srv2))


def case_continued(library, net, srv2, _):
    """A list in pieces of 20,000 bytes, each from the last name of the one before."""
    whole = names(our_list(library, net, srv2))
    collected, first = [], "-"
    for _ in range(1000):
        question = (SV_TYPE_ALL, "-", first, 20000, 0)
        got = library.ask(net, "NetServerEnumEx", 101, *question, host=srv2)
        expect(got.status in (NERR_SUCCESS, ERROR_MORE_DATA), f"status {got.status}")
        piece = names(got.entries)
        expect_equal("first name", [first] if collected else [], piece[:1] if collected else [])
        collected += piece[1 if collected else 0 :]
        first = piece[-1]
        if got.status == NERR_SUCCESS:
            break
    expect_equal("names", collected, whole)


def case_session_port(library, net, srv1, _srv2):
    net.configure("port = 139")
    expect_same_list(our_list(library, net, srv1), their_list(net, srv1))


def case_configured_browser(library, net, srv1, _srv2):
    net.configure(f"browser = {srv1}")
    expect_same_list(our_list(library, net), their_list(net, srv1))


def case_smb1_forbidden(library, net, srv1, _srv2):
    net.configure("smb1 = no")
    for host in (srv1, "-"):
        expect_equal("status", ours(library, net, host).status, ERROR_NO_BROWSER_SERVERS_FOUND)


def case_status(library, net, host, wanted, **question):
    expect_equal("status", ours(library, net, host, **question).status, wanted)


def case_no_master(library, net, _srv1, _srv2):
    started = time.monotonic()
    expect_equal("status", ours(library, net).status, ERROR_NO_BROWSER_SERVERS_FOUND)
    took = time.monotonic() - started
    expect(took < 3, f"it took {took:.1f} s to find nobody")


def case_silent_host(library, net, _srv1, _srv2):
    net.configure("connect_timeout_ms = 500")
    expect_equal("status", ours(library, net, "10.83.0.99").status, ERROR_BAD_NETPATH)


def case_netbios_name(library, net, _srv1, _srv2):
    """SRV4 is in no DNS: only its nmbd knows the name, some seconds after it was started."""
    end = time.monotonic() + 20
    lookup = ("nmblookup", "-s", "/dev/null", "-B", "10.83.0.255", "SRV4")
    while subprocess.run(net.command(*lookup), capture_output=True, check=False).returncode:
        expect(time.monotonic() < end, "nmblookup does not find it either")
        time.sleep(0.2)
    got = library.ask(net, "NetShareEnum", 1, host="\\\\SRV4")
    expect_equal("status", got.status, NERR_SUCCESS)
    expect("IPC$" in [e["shi1_netname"] for e in got.entries], "no IPC$ among the shares")
    net.configure("netbios = no")
    got = library.ask(net, "NetShareEnum", 1, host="\\\\SRV4")
    expect_equal("status with netbios = no", got.status, ERROR_BAD_NETPATH)


def case_lmctl(library, net, srv1, _srv2):
    done = library.lmctl_run(net, "server", "list", srv1, "--json")
    expect(done.returncode == 0, f"exit status {done.returncode}\n{done.stderr}")
    servers = json.loads(done.stdout)["servers"]
    listed = [(server["name"], server["comment"] or "") for server in servers]
    mine = [(e["sv101_name"], e["sv101_comment"]) for e in our_list(library, net, srv1)]
    expect_equal("names and comments", listed, mine)
    done = library.lmctl_run(
        net, "server", "list", srv1, "--type", "printq_server", "--domain", "LABWG", "--raw",
        "--noheadings", "--level", "100",
    )
    wanted = names(their_list(net, srv1, SV_TYPE_PRINTQ_SERVER))
    got = [line.split("\t")[1] for line in done.stdout.splitlines()]
    expect_equal("names", got, [name.replace("Ü", "\\xc3\\x9c") for name in wanted])
    done = library.lmctl_run(net, "server", "list", "--domain", "NOSUCHWG")
    expect_equal("exit status", done.returncode, 1)
    expect("6118" in done.stderr, f"stderr: {done.stderr}")
    for wrong, said in (
        (["--type", "nosuchtype"], "printq_server"),
        (["--type", "domain_enum,server_nt"], "domain_enum"),
        (["--credentials", "/dev/null"], "--credentials"),
        (["--domain"], "domain"),
    ):
        done = library.lmctl_run(net, "server", "list", *wrong)
        expect_equal("exit status", done.returncode, 2)
        expect(said in done.stderr, f"stderr: {done.stderr}")


def run_written(results, libraries, net):
    srv1, srv2, srv3 = (net.address[host] for host in ("srv1", "srv2", "srv3"))
    filters = (SV_TYPE_SERVER, SV_TYPE_PRINTQ_SERVER, SV_TYPE_MASTER_BROWSER, SV_TYPE_NT)
    domains = (SV_TYPE_DOMAIN_ENUM, SV_TYPE_DOMAIN_ENUM | SV_TYPE_LOCAL_LIST_ONLY)
    none = ERROR_NO_BROWSER_SERVERS_FOUND
    net.write_list("srv1", SHORT_LIST)
    cases = [
        ("whole list", case_whole_list, srv1, srv2),
        ("level 100", case_level_100, srv1, srv2),
        *((f"filter 0x{f:08x}", case_filter, srv1, f) for f in filters),
        ("nothing matches", case_nothing_matches, srv1, 0x4, "-"),
        ("unknown domain at a server", case_nothing_matches, srv1, SV_TYPE_ALL, "NOSUCHWG"),
        *((f"domains 0x{f:08x}", case_domains, srv1, f) for f in domains),
        ("another domain", case_other_domain, srv1, srv2),
        ("500 servers", case_many, srv2, 500, "host number %d"),
        ("3000 servers, several pages", case_many, srv2, 3000, "host number %d " + "c" * 100),
        ("a list in pieces", case_continued, srv2, None),
        ("port 139", case_session_port, srv1, srv2),
        ("browser = ADDRESS", case_configured_browser, srv1, srv2),
        ("smb1 = no", case_smb1_forbidden, srv1, srv2),
        ("a server without SMB 1", case_status, srv3, ERROR_NOT_SUPPORTED),
        ("nobody keeps a list", case_no_master, srv1, srv2),
        ("a host that is not there", case_silent_host, srv1, srv2),
        ("a NetBIOS name that DNS does not know", case_netbios_name, srv1, srv2),
        ("lmctl server list", case_lmctl, srv1, srv2),
    ]
    for library in libraries:
        for name, case, *arguments in cases:
            net.configure("")
            results.run(f"{library.build.name}: {name}", case, library, net, *arguments)
        net.configure("")
        results.run(
            f"{library.build.name}: a domain that is none",
            lambda: case_status(library, net, srv1, ERROR_INVALID_PARAMETER, domain="dns.example"),
        )
        results.run(
            f"{library.build.name}: unknown domain",
            lambda: case_status(library, net, "-", none, domain="NOSUCHWG"),
        )


# --- an elected master ---------------------------------------------------------------------------


def wait_for_election(net):
    wanted = [host.upper() for host in ELECTORATE]
    master = net.folder / "lab" / ELECTORATE[0] / "cache/browse.dat"
    end = time.monotonic() + ELECTION_S
    while time.monotonic() < end:
        text = master.read_text() if master.exists() else ""
        if all(f'"{name}" ' in text for name in wanted):
            return
        time.sleep(0.5)
    raise NoServer(f"no master browser had the whole list within {ELECTION_S} s")


def case_elected(library, net):
    """The list of a master that nobody named, entire."""
    master = net.address[ELECTORATE[0]]
    looked_up = net.output("nmblookup", "-s", "/dev/null", "-B", "10.83.0.255", "-M", "LABWG")
    expect(master in looked_up, f"nmblookup -M says: {looked_up}")
    got = our_list(library, net)
    expect_equal("names", names(got), sorted(host.upper() for host in ELECTORATE))
    expect_same_list(got, their_list(net, master))
    listed = smbclient_list(net, master, "Server")
    mine = [(e["sv101_name"], e["sv101_comment"]) for e in got]
    expect(not listed or listed == mine, f"smbclient lists {listed}")


def case_elected_master_type(library, net):
    got = our_list(library, net, servertype=SV_TYPE_MASTER_BROWSER, domain="labwg")
    expect_equal("names", names(got), [ELECTORATE[0].upper()])
    expect_equal("comment", got[0]["sv101_comment"], f"{ELECTORATE[0]} of the lab")


def case_elected_domains(library, net):
    got = our_list(library, net, servertype=SV_TYPE_DOMAIN_ENUM)
    mine = [(e["sv101_name"], e["sv101_comment"]) for e in got]
    expect_equal("domains", mine, [("LABWG", ELECTORATE[0].upper())])
    master = net.address[ELECTORATE[0]]
    expect_equal("smbclient's domains", smbclient_list(net, master, "Workgroup"), mine)


def case_elected_names(library, net):
    """Each name that the list tells is one that can be asked."""
    for entry in our_list(library, net, level=100):
        got = library.ask(net, "NetServerGetInfo", 101, host=entry["sv100_name"])
        expect_equal("status", got.status, NERR_SUCCESS)
        expect_equal("name", got.entries[0]["sv101_name"], entry["sv100_name"])


def case_elected_lmctl(library, net):
    done = library.lmctl_run(net, "server", "list", "--json")
    expect(done.returncode == 0, f"exit status {done.returncode}\n{done.stderr}")
    listed = [server["name"] for server in json.loads(done.stdout)["servers"]]
    expect_equal("names", listed, names(our_list(library, net)))


def case_elected_without_netbios(library, net):
    net.configure("netbios = no")
    expect_equal("status", ours(library, net).status, ERROR_NO_BROWSER_SERVERS_FOUND)


def run_elected(results, libraries, net):
    wait_for_election(net)
    for library in libraries:
        for name, case in (
            ("list of an elected master", case_elected),
            ("its entry", case_elected_master_type),
            ("its domains", case_elected_domains),
            ("its names lead to servers", case_elected_names),
            ("lmctl server list without a server", case_elected_lmctl),
            ("netbios = no", case_elected_without_netbios),
        ):
            net.configure("")
            results.run(f"{library.build.name}: {name}", case, library, net)


def run_all(results, libraries):
    if os.getuid() != 0:
        raise NoServer("only root can make network namespaces")
    # the election goes on while the other network is asked
    with network("--master", ELECTORATE[0], *(f"{h}+" for h in ELECTORATE), "cli") as elected:
        with network("srv1-", "srv2-", "srv3=", "srv4+", "cli") as written:
            run_written(results, libraries, written)
        run_elected(results, libraries, elected)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    run_script(
        lambda results: run_all(results, [NetworkLibrary(folder) for folder in sys.argv[1:]]),
        "network of several computers",
    )
