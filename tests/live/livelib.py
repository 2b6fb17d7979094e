# SPDX-License-Identifier: MIT
"""What the live tests share: counting results, a private server, the library as one client and
Samba's Python bindings as a second one."""
import contextlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback

HERE = pathlib.Path(__file__).resolve().parent
SERVER = "\\\\LABSRV"
CALL_TIMEOUT_S = 60
DC_START_TIMEOUT_S = 120
WAIT_S = 10
POOL_IDLE_S = 10  # POOL_IDLE_MS of base/limits.h

# Win32 codes that the cases below expect, as the headers name them.
NERR_SUCCESS = 0
ERROR_ACCESS_DENIED = 5
ERROR_NOT_ENOUGH_MEMORY = 8
ERROR_NOT_SUPPORTED = 50
ERROR_BAD_NETPATH = 53
ERROR_INVALID_PASSWORD = 86
ERROR_INVALID_PARAMETER = 87
ERROR_INVALID_NAME = 123
ERROR_INVALID_LEVEL = 124
ERROR_BAD_PATHNAME = 161
ERROR_MORE_DATA = 234
ERROR_LOGON_FAILURE = 1326
ERROR_PASSWORD_EXPIRED = 1330
ERROR_ACCOUNT_DISABLED = 1331
ERROR_INVALID_SECURITY_DESCR = 1338
ERROR_NO_USER_SESSION_KEY = 1394
ERROR_ACCOUNT_EXPIRED = 1793
ERROR_PASSWORD_MUST_CHANGE = 1907
ERROR_ACCOUNT_LOCKED_OUT = 1909
RPC_S_PROCNUM_OUT_OF_RANGE = 1745
RPC_X_BAD_STUB_DATA = 1783
NERR_UNKNOWN_DEV_DIR = 2116
NERR_DUPLICATE_SHARE = 2118
NERR_BAD_USERNAME = 2202
NERR_GROUP_NOT_FOUND = 2220
NERR_USER_NOT_FOUND = 2221
NERR_USER_EXISTS = 2224
NERR_PASSWORD_TOO_SHORT = 2245
NERR_NET_NAME_NOT_FOUND = 2310
NERR_CLIENT_NAME_NOT_FOUND = 2312
NERR_FILE_ID_NOT_FOUND = 2314

# What Samba's client says in its own words. A missing share is ERROR_INVALID_NAME from Samba, or
# ERROR_BAD_NET_NAME, where Windows says NERR_NetNameNotFound, and a file that is not open
# ERROR_FILE_NOT_FOUND, as is a directory to share; a share that is there already is
# ERROR_FILE_EXISTS. The library gives callers what Windows says.
NTSTATUS_TO_WIN32 = {
    0xC000006D: ERROR_LOGON_FAILURE,
    0xC0000071: ERROR_PASSWORD_EXPIRED,
    0xC0000072: ERROR_ACCOUNT_DISABLED,
    0xC0000193: ERROR_ACCOUNT_EXPIRED,
    0xC0000224: ERROR_PASSWORD_MUST_CHANGE,
    0xC0000234: ERROR_ACCOUNT_LOCKED_OUT,
    0xC002002E: RPC_S_PROCNUM_OUT_OF_RANGE,
}
SAMBA_FILE_NOT_FOUND = 2
SAMBA_BAD_NET_NAME = 67
SAMBA_FILE_EXISTS = 80
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
# levels of one member, which no enumeration has
SHARE_PART_MEMBERS = {
    1004: {"shi1004_remark": "comment"},
    1005: {"shi1005_flags": "dfs_flags"},
    1006: {"shi1006_max_uses": "max_users"},
    1501: {"shi1501_reserved": "sd_size", "shi1501_security_descriptor": "sd"},
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

SESSION_MEMBERS = {
    0: {"sesi0_cname": "client"},
    1: {
        "sesi1_cname": "client",
        "sesi1_username": "user",
        "sesi1_num_opens": "num_open",
        "sesi1_time": "time",
        "sesi1_idle_time": "idle_time",
        "sesi1_user_flags": "user_flags",
    },
}
FILE_MEMBERS = {
    3: {
        "fi3_id": "fid",
        "fi3_permissions": "permissions",
        "fi3_num_locks": "num_locks",
        "fi3_pathname": "path",
        "fi3_username": "user",
    },
}
CONNECTION_MEMBERS = {
    0: {"coni0_id": "conn_id"},
    1: {
        "coni1_id": "conn_id",
        "coni1_type": "conn_type",
        "coni1_num_opens": "num_open",
        "coni1_num_users": "num_users",
        "coni1_time": "conn_time",
        "coni1_username": "user",
        "coni1_netname": "share",
    },
}
WKSTA_USER_MEMBERS = {
    0: {"wkui0_username": "user_name"},
    1: {
        "wkui1_username": "user_name",
        "wkui1_logon_domain": "logon_domain",
        "wkui1_oth_domains": "other_domains",
        "wkui1_logon_server": "logon_server",
    },
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


class NoServer(Exception):
    """What a script needs could not be started."""


def run_script(body, what="server starts"):
    """Runs body(results) and ends the process with the exit status of a script of tests/live. `what`
    names the case that fails, or is skipped, when there is no server."""
    # an exception, so that what was started is stopped
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    results = Results()
    counts = results.counts
    try:
        body(results)
    except NoServer as error:
        verdict = "FAIL" if os.environ.get("CI") == "true" else "skip"
        results.add(verdict, what, str(error))
        if verdict == "skip" and not counts["ok"] and not counts["FAIL"]:
            sys.exit(77)
    except Exception:  # a mistake in a script must not look like a short, good run
        results.add("FAIL", "all cases run", traceback.format_exc())
    print(f"# {counts['ok']} passed, {counts['FAIL']} failed, {counts['skip']} skipped")
    sys.exit(1 if counts["FAIL"] else 0)


# --- the server ----------------------------------------------------------------------------------


class Lab:
    """A private server in a folder of its own."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.port = None

    def start(self, shares, options=(), port="auto", edit_shares=False, edit_accounts=False):
        command = [HERE / "samba.sh", "start", self.folder, port, "--shares", str(shares)]
        command += ["--edit-shares"] if edit_shares else []
        command += ["--edit-accounts"] if edit_accounts else []
        for line in options:
            command += ["--option", line]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        if done.returncode:
            raise NoServer(done.stdout + done.stderr)
        self.port = (self.folder / "port").read_text().strip()

    def stop(self):
        subprocess.run([HERE / "samba.sh", "stop", self.folder], timeout=60, check=False)

    def run(self, *command, text=None):
        """What a program of the server's own says, such as pdbedit."""
        done = subprocess.run(
            [HERE / "samba.sh", "exec", self.folder, *command],
            input=text,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        expect(done.returncode == 0, f"{command}: {done.stdout}{done.stderr}")
        return done.stdout

    def processes(self, name=""):
        """Those of this server whose name begins so, by what samba.sh put in their environment."""
        mark = f"NSS_WRAPPER_PASSWD={self.folder}/passwd".encode()
        found = []
        for folder in pathlib.Path("/proc").iterdir():
            # a process may end while we look
            with contextlib.suppress(OSError, ValueError):
                pid = int(folder.name)
                if mark in (folder / "environ").read_bytes().split(b"\0"):
                    # smbd and its helpers go by their own words in cmdline and comm
                    if (folder / "comm").read_text().startswith(name):
                        found.append(pid)
        return found

    def send(self, number, name=""):
        for pid in self.processes(name):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)

    def environment(self, who, conf=None):
        env = dict(os.environ, LC_ALL="C.UTF-8")
        env["NETAPI32_CONF"] = conf or str(self.folder / "netapi32.conf")
        env.pop("NETAPI32_CREDENTIALS", None)
        env.pop("XDG_RUNTIME_DIR", None)  # what whoever runs the tests uses
        if who != "admin":  # the one that the configuration names
            env["NETAPI32_CREDENTIALS"] = str(self.folder / f"{who}.cred")
        return env


@contextlib.contextmanager
def lab(shares=0, options=(), more="", **edit):
    """An option may name the lab's folder as FOLDER, and so may further sections."""
    server = Lab(tempfile.mkdtemp())

    def here(text):
        return text.replace("FOLDER", str(server.folder))

    try:
        if more:
            (server.folder / "more.conf").write_text(here(more), encoding="utf-8")
            options = [*options, "include = FOLDER/more.conf"]
        server.start(shares, [here(line) for line in options], **edit)
        yield server
    finally:
        server.stop()
        shutil.rmtree(server.folder, ignore_errors=True)


@contextlib.contextmanager
def domain_controller():
    """Its folder. Only root can make the network namespaces it is in."""
    if os.geteuid():
        raise NoServer("only root can make the network namespaces of the domain controller")
    folder = tempfile.mkdtemp()
    try:
        command = [HERE / "dc.sh", "start", folder]
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=DC_START_TIMEOUT_S, check=False
        )
        if done.returncode:
            raise NoServer(done.stdout + done.stderr)
        yield folder
    finally:
        if os.path.exists(os.path.join(folder, "prefix")):
            subprocess.run([HERE / "dc.sh", "stop", folder], timeout=60, check=False)
        shutil.rmtree(folder, ignore_errors=True)


class Holder:
    """Samba's smbclient with a file of the share `data` open, as long as the block lasts."""

    def __init__(self, server, who, file):
        if not shutil.which("smbclient"):
            raise NoServer("smbclient is missing: install the package smbclient")
        path = server.folder / "share" / file
        path.touch()
        path.chmod(0o666)  # whoever the user is to the server's file system
        command = ["smbclient", "-s", server.folder / "smb.conf", "-p", server.port]
        command += ["-A", server.folder / f"{who}.cred", "//127.0.0.1/data"]
        # it reads its commands in blocks and works them off when more comes: one is enough
        self.process = subprocess.Popen(
            command,
            env=server.environment(who),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.process.stdin.write(f'open "{file}"\n')
        self.process.stdin.flush()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()


def wait_until(condition, text):
    """What other processes do takes a moment."""
    end = time.monotonic() + WAIT_S
    while not condition():
        expect(time.monotonic() < end, f"{text}: not within {WAIT_S} s")
        time.sleep(0.05)


# --- the library ---------------------------------------------------------------------------------


BYTES = ("security_descriptor", "logon_hours", "_sid", "domain_id")  # members of bytes


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
        if name.endswith(BYTES):
            return None if text == "null" else bytes.fromhex(text)
        return json.loads(text)


class Library:
    def __init__(self, build):
        self.build = pathlib.Path(build)

    # looked for when they are used: not every build has all programs
    live_dump = property(lambda self: self.program("live_dump"))
    live_set = property(lambda self: self.program("live_set"))
    starve = property(lambda self: self.program("starve"))
    lmctl = property(lambda self: self.program("lmctl"))

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
        if answer.status not in (NERR_SUCCESS, ERROR_MORE_DATA):
            expect_equal("buffer after an error", answer.head["buffer"], "null")
        return answer

    def write(self, server, function, level, name, values, who="admin"):
        """Calls FUNCTION by live_set with these members: its status, and parm_err if it has one."""
        command = [self.live_set, function, SERVER, str(level), name]
        secrets = []
        for member, value in values.items():
            if value and member.endswith("password"):  # not on a command line
                secrets.append(value + "\n")
                value = "<"
            text = "-" if value is None else value.hex() if isinstance(value, bytes) else value
            command.append(f"{member}={text}")
        done = self.run(server, who, command, text="".join(secrets))
        text = f"live_set ended with {done.returncode}\n{done.stdout}{done.stderr}"
        expect(done.returncode == 0 and not done.stderr, text)
        answer = dict(line.split("=") for line in done.stdout.splitlines())
        return int(answer["status"]), int(answer["parm_err"]) if "parm_err" in answer else None

    def lmctl_run(self, server, *args, who="admin"):
        return self.run(server, who, [self.lmctl, *args])

    @staticmethod
    def run(server, who, command, conf=None, text=None):
        return subprocess.run(
            command,
            input=text,
            env=server.environment(who, conf),
            capture_output=True,
            text=True,
            timeout=CALL_TIMEOUT_S,
            check=False,
        )


class Process:
    """A running program that answers each word it is told with a number: `reuse`, `pairs`."""

    def __init__(self, command, environment):
        self.child = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def say(self, word):
        self.child.stdin.write(word + "\n")
        self.child.stdin.flush()

    def hear(self):
        return int(self.child.stdout.readline())

    def tell(self, word):
        self.say(word)
        return self.hear()

    def expect(self, **answers):
        for word, wanted in answers.items():
            expect_equal(word, self.tell(word), wanted)

    def end(self):
        self.child.stdin.close()
        expect_equal("exit status", self.child.wait(timeout=60), 0)


@contextlib.contextmanager
def process(command, environment):
    running = Process(command, environment)
    try:
        yield running
        running.end()
    finally:
        running.child.kill()


def reuse(library, server, host=SERVER, **environment):
    """A process that asks the server whenever it is told to, and keeps its sessions."""
    return process([library.program("reuse"), host], server.environment("admin") | environment)


def rewrite(path, text):
    """As an editor does: a new file in the place of the old one."""
    new = path.with_suffix(".new")
    new.touch(mode=0o600)
    new.write_text(text)
    os.replace(new, path)


# --- the second client ---------------------------------------------------------------------------


class SecondClient:
    """Samba's Python bindings, connected as one user."""

    def __init__(self, server, who="admin"):
        from samba import credentials, param
        from samba.dcerpc import samr, srvsvc, wkssvc

        self.loadparm = param.LoadParm()
        self.loadparm.load(str(server.folder / "smb.conf"))
        self.loadparm.set("smb ports", server.port)
        self.credentials = credentials.Credentials()
        self.credentials.guess(self.loadparm)
        self.credentials.parse_file(str(server.folder / f"{who}.cred"))
        self.modules = {"srvsvc": srvsvc, "wkssvc": wkssvc, "samr": samr}
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

    def disks(self):
        srvsvc = self.modules["srvsvc"]
        info, total, _ = self.connection("srvsvc").NetDiskEnum(
            SERVER, 0, srvsvc.NetDiskInfo(), 0xFFFFFFFF, 0
        )
        return info.disks, total

    def filled(self, interface, name, values):
        """A structure with these members. That of level 1501 is the descriptor itself."""
        from samba.dcerpc import security

        values = dict(values)
        sd = values.pop("sd", None)
        box = security.sec_desc_buf()
        if sd is not None:
            from samba.ndr import ndr_unpack

            box.sd, box.sd_size = ndr_unpack(security.descriptor, sd), len(sd)
        if name == "NetShareInfo1501":
            return box
        info = getattr(self.modules[interface], name)()
        for member, value in values.items():
            setattr(info, member, value)
        if sd is not None:
            info.sd_buf = box
        return info

    def share_add(self, level, values):
        info = self.filled("srvsvc", f"NetShareInfo{level}", values)
        return self.connection("srvsvc").NetShareAdd(SERVER, level, info, 0)

    def share_set(self, level, name, values):
        info = self.filled("srvsvc", f"NetShareInfo{level}", values)
        return self.connection("srvsvc").NetShareSetInfo(SERVER, name, level, info, 0)

    def server_set(self, level, values):
        info = self.filled("srvsvc", f"NetSrvInfo{level}", values)
        return self.connection("srvsvc").NetSrvSetInfo(SERVER, level, info, 0)

    def wksta_set(self, level, values):
        info = self.filled("wkssvc", f"NetWkstaInfo{level}", values)
        return self.connection("wkssvc").NetWkstaSetInfo(SERVER, level, info, 0)

    def server_transports(self, level):
        srvsvc = self.modules["srvsvc"]
        ctr = srvsvc.NetTransportInfoCtr()
        ctr.level = level
        ctr.ctr = getattr(srvsvc, f"NetTransportCtr{level}")()
        return self.connection("srvsvc").NetTransportEnum(SERVER, ctr, 0xFFFFFFFF, 0)

    def server_transport(self, method, level):
        """NetTransportAdd, NetTransportDel or NetServerTransportAddEx with an empty structure."""
        info = self.filled("srvsvc", f"NetTransportInfo{level}", {"name": "x"})
        return getattr(self.connection("srvsvc"), method)(SERVER, level, info)

    def wksta_transport_add(self):
        info = self.filled("wkssvc", "NetWkstaTransportInfo0", {})
        return self.connection("wkssvc").NetrWkstaTransportAdd(SERVER, 0, info, 0)

    def wksta_transport_del(self):
        return self.connection("wkssvc").NetrWkstaTransportDel(SERVER, "x", 0)

    def server_statistics(self):
        return self.connection("srvsvc").NetServerStatisticsGet(SERVER, "LanmanServer", 0, 0)

    def wksta_statistics(self):
        return self.connection("wkssvc").NetrWorkstationStatisticsGet(
            SERVER, "LanmanWorkstation", 0, 0
        )

    def enumerate(self, function, kind, level, *filters, resume=0, prefmaxlen=0xFFFFFFFF):
        """The entries of an enumeration, and the total count; self.resume is the handle it gives."""
        srvsvc = self.modules["srvsvc"]
        ctr = getattr(srvsvc, f"Net{kind}InfoCtr")()
        ctr.level = level
        ctr.ctr = getattr(srvsvc, f"Net{kind}Ctr{level}")()
        call = getattr(self.connection("srvsvc"), function)
        answer, total, self.resume = call(SERVER, *filters, ctr, prefmaxlen, resume)
        return answer.ctr.array or [], total

    def shares(self, level, **more):
        return self.enumerate("NetShareEnumAll", "Share", level, **more)

    def stored_shares(self, level, resume=0):
        return self.enumerate("NetShareEnum", "Share", level, resume=resume)

    def sessions(self, level):
        return self.enumerate("NetSessEnum", "Sess", level, None, None)

    def files(self, level, user=None):
        return self.enumerate("NetFileEnum", "File", level, None, user)

    def share_connections(self, level, qualifier):
        return self.enumerate("NetConnEnum", "Conn", level, qualifier)

    def users(self, level):
        """The users that are logged on, and the total count."""
        wkssvc = self.modules["wkssvc"]
        info = wkssvc.NetWkstaEnumUsersInfo()
        info.level = level
        info.ctr = getattr(wkssvc, f"NetWkstaEnumUsersCtr{level}")()
        connection = self.connection("wkssvc")
        answer, total, _ = connection.NetWkstaEnumUsers(SERVER, info, 0xFFFFFFFF, 0)
        return getattr(answer.ctr, f"user{level}") or [], total

    def transports(self, level):
        wkssvc = self.modules["wkssvc"]
        info = wkssvc.NetWkstaTransportInfo()
        info.level = level
        info.ctr = wkssvc.NetWkstaTransportCtr0()
        return self.connection("wkssvc").NetWkstaTransportEnum(SERVER, info, 0xFFFFFFFF, 0)

    def computer_names(self, kind):
        return self.connection("wkssvc").NetrEnumerateComputerNames(SERVER, kind, 0)

    def change_names(self, call):
        return getattr(self.connection("wkssvc"), call)(SERVER, "b.lab", "LAB\\x", None, 0)

    def file_info(self, number, level):
        return self.connection("srvsvc").NetFileGetInfo(SERVER, number, level)

    def file_close(self, number):
        return self.connection("srvsvc").NetFileClose(SERVER, number)

    def session_del(self, client, user):
        return self.connection("srvsvc").NetSessDel(SERVER, client, user)

    def share_del(self, name):
        return self.connection("srvsvc").NetShareDel(SERVER, name, 0)

    def share_del_sticky(self, name):
        return self.connection("srvsvc").NetShareDelSticky(SERVER, name, 0)

    def share_check(self, device):
        return self.connection("srvsvc").NetShareCheck(SERVER, device)


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
    box = getattr(entry, "sd_buf", entry)  # level 1501 is nothing but that
    for ours, theirs in members.items():
        if theirs == "sd":
            values[ours] = None if box.sd is None else ndr_pack(box.sd)
        elif theirs == "sd_size":
            values[ours] = box.sd_size
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

    def write(self, function, level, name, values, **more):
        return self.library.write(self.server, function, level, name, values, **more)

    def lmctl(self, *args, **more):
        return self.library.lmctl_run(self.server, *args, **more)
