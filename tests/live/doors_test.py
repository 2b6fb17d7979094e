#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Asks private Samba servers that are set up in many ways: each dialect, signing algorithm and
cipher, log-ons as guest and as nobody, servers that are killed or stop answering.

usage: doors_test.py BUILD_FOLDER

Answers are compared with those of a second client. What was negotiated, signed and encrypted is
read from the messages themselves: the library's connections go through a relay that looks at them.
Prints `ok NAME`, `FAIL NAME` or `skip NAME`, details indented, and a count at the end. Exit status:
0 all good, 1 something failed, 77 no server could be started (with CI=true that is a failure).
"""
import contextlib
import re
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from typing import NamedTuple, Optional

from livelib import (
    ERROR_ACCESS_DENIED,
    ERROR_LOGON_FAILURE,
    HERE,
    NERR_SUCCESS,
    SERVER,
    SERVER_MEMBERS,
    SHARE_MEMBERS,
    Answer,
    Lab,
    Library,
    NoServer,
    SecondClient,
    expect,
    expect_equal,
    expect_same,
    flattened,
    run_script,
    win32_code,
)

ERROR_NETNAME_DELETED = 64
ERROR_SEM_TIMEOUT = 121

MANY = 3000  # shares: some fifty fragments, and as many chances to stop in the middle
TIMEOUT_MS = 1500
GRACE_S = 2  # for the start of a process and what a busy machine adds

# --- what the doors are --------------------------------------------------------------------------

GMAC, CMAC, HMAC = "AES-GMAC", "AES-CMAC", "HMAC-SHA256"  # as the library's log calls them
CIPHERS = ("AES-128-CCM", "AES-128-GCM", "AES-256-CCM", "AES-256-GCM")  # ids 1 to 4
SIGNINGS = (HMAC, CMAC, GMAC)  # ids 0 to 2


class Door(NamedTuple):
    """A way to set a server up, and what a connection must come to."""

    name: str
    options: tuple  # lines of smb.conf
    settings: tuple  # lines of netapi32.conf
    dialect: str
    signing: str
    cipher: Optional[str]  # None: signed, and not encrypted


def max_protocol(name):
    return f"server max protocol = {name}"


PLAIN = [
    Door("SMB 2.0.2", (max_protocol("SMB2_02"),), (), "2.0.2", HMAC, None),
    Door("SMB 2.1", (max_protocol("SMB2_10"),), (), "2.1", HMAC, None),
    Door("SMB 3.0", (max_protocol("SMB3_00"),), (), "3.0", CMAC, None),
    Door("SMB 3.0.2", (max_protocol("SMB3_02"),), (), "3.0.2", CMAC, None),
    Door("SMB 3.1.1", (max_protocol("SMB3_11"),), (), "3.1.1", GMAC, None),
    Door("signing mandatory", ("server signing = mandatory",), (), "3.1.1", GMAC, None),
    Door(
        "signing mandatory, SMB 2.1",
        ("server signing = mandatory", max_protocol("SMB2_10")),
        (),
        *("2.1", HMAC, None),
    ),
    *(
        Door(
            f"signing by {algorithm}",
            (f"server smb3 signing algorithms = {algorithm}",),
            (),
            *("3.1.1", ours, None),
        )
        for algorithm, ours in (("AES-128-GMAC", GMAC), ("AES-128-CMAC", CMAC), (HMAC, HMAC))
    ),
    Door("min_protocol = 3.1.1", (), ("min_protocol = 3.1.1",), "3.1.1", GMAC, None),
    Door(
        "min_protocol = 3.0, SMB 3.0.2",
        (max_protocol("SMB3_02"),),
        ("min_protocol = 3.0",),
        *("3.0.2", CMAC, None),
    ),
    Door("encrypt = no", (), ("encrypt = no",), "3.1.1", GMAC, None),
    Door("encryption offered, not asked for", (), ("encrypt = allowed",), "3.1.1", GMAC, None),
]


def encrypted(name, demanded, settings, cipher, protocol="SMB3_11", dialect="3.1.1", signing=GMAC):
    options = [f"server smb encrypt = {demanded}", max_protocol(protocol)]
    if dialect == "3.1.1":
        options.append(f"server smb3 encryption algorithms = {cipher}")
    return Door(name, tuple(options), settings, dialect, signing, cipher)


# Every case in which messages are encrypted.
OLD = (("SMB3_00", "3.0"), ("SMB3_02", "3.0.2"))
REQUIRE = ("encrypt = required",)
ENCRYPTED = [
    *(encrypted(f"server demands {cipher}", "required", (), cipher) for cipher in CIPHERS),
    *(encrypted(f"we demand {cipher}", "if_required", REQUIRE, cipher) for cipher in CIPHERS),
    *(
        encrypted(
            f"server demands encryption, SMB {name}", "required", (), CIPHERS[0], key, name, CMAC
        )
        for key, name in OLD
    ),
    *(
        encrypted(
            f"we demand encryption, SMB {name}", "if_required", REQUIRE, CIPHERS[0], key, name, CMAC
        )
        for key, name in OLD
    ),
    encrypted("server wishes for encryption", "desired", (), "AES-128-GCM"),
    encrypted("server and we demand encryption", "required", REQUIRE, "AES-256-GCM"),
]


class Shut(NamedTuple):
    """A door that must not open: our settings ask for more than the server gives."""

    name: str
    options: tuple
    settings: tuple
    before: int  # SMB2 command that must never be sent


SESSION_SETUP, TREE_CONNECT, CREATE = 1, 3, 5
SHUT = [
    Shut(
        "min_protocol = 3.1.1, SMB 3.0.2",
        (max_protocol("SMB3_02"),),
        ("min_protocol = 3.1.1",),
        SESSION_SETUP,
    ),
    Shut(
        "min_protocol = 2.1, SMB 2.0.2",
        (max_protocol("SMB2_02"),),
        ("min_protocol = 2.1",),
        SESSION_SETUP,
    ),
    Shut(
        "we demand encryption, server has none",
        ("server smb encrypt = off",),
        REQUIRE,
        TREE_CONNECT,
    ),
    Shut("we demand encryption, SMB 2.1", (max_protocol("SMB2_10"),), REQUIRE, TREE_CONNECT),
    Shut(
        "encrypt = no, server demands it",
        ("server smb encrypt = required",),
        ("encrypt = no",),
        CREATE,
    ),
]


# --- the server ----------------------------------------------------------------------------------


class Doors(Lab):
    """A private server that is started again and again, with other options, in one folder: its
    accounts stay."""

    def open(self, options=(), shares=0):
        self.stop()
        command = [HERE / "samba.sh", "start", self.folder, "auto", "--shares", str(shares)]
        for option in options:
            command += ["--option", option]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        if done.returncode:
            raise NoServer(done.stdout + done.stderr)
        self.port = (self.folder / "port").read_text().strip()

    def stop(self):
        if (self.folder / "smb.conf").exists():
            super().stop()

    def write_credentials(self, who, text):
        path = self.folder / f"{who}.cred"
        path.write_text(text)
        path.chmod(0o600)

    def configuration(self, settings=(), port=None):
        """Path of a configuration with more settings, or leading to another port."""
        text = (self.folder / "netapi32.conf").read_text()  # ends in [server LABSRV]
        if port:
            text = re.sub(r"(?m)^port = .*$", f"port = {port}", text)
        path = self.folder / "doors.conf"
        path.write_text(text + "".join(line + "\n" for line in settings))
        return str(path)

    @contextlib.contextmanager
    def stopped(self, name=""):
        """The server's processes stand still, and go on afterwards."""
        try:
            self.send(signal.SIGSTOP, name)
            yield
        finally:
            self.send(signal.SIGCONT)


# --- the relay -----------------------------------------------------------------------------------

SIGNED = 8  # SMB2_FLAGS_SIGNED
PENDING = 0x103
DIALECTS = {0x0202: "2.0.2", 0x0210: "2.1", 0x0300: "3.0", 0x0302: "3.0.2", 0x0311: "3.1.1"}
CONTEXT_CIPHERS, CONTEXT_SIGNING = 2, 8


class Message(NamedTuple):
    from_server: bool
    encrypted: bool
    command: Optional[int]
    status: int
    signed: bool

    def __str__(self):
        who = "server" if self.from_server else "client"
        how = "encrypted" if self.encrypted else "signed" if self.signed else "unsigned"
        return f"{who}, command {self.command}, status 0x{self.status:08x}, {how}"


class Connection:
    """What went by on one connection."""

    def __init__(self):
        self.messages = []
        self.dialect = self.signing = self.cipher = None

    def see(self, from_server, data):
        if data[:4] == b"\xfdSMB":
            self.messages.append(Message(from_server, True, None, 0, False))
            return
        expect(data[:4] == b"\xfeSMB", f"neither plain nor encrypted: {data[:4]!r}")
        status, command = struct.unpack_from("<IH", data, 8)
        (flags,) = struct.unpack_from("<I", data, 16)
        signed = bool(flags & SIGNED) and any(data[48:64])
        self.messages.append(Message(from_server, False, command, status, signed))
        if from_server and command == 0 and status == 0:
            self.see_negotiated(data)

    def see_negotiated(self, data):
        """[MS-SMB2] 2.2.4"""
        dialect, count = struct.unpack_from("<HH", data, 68)
        (at,) = struct.unpack_from("<I", data, 124)
        self.dialect = DIALECTS[dialect]
        if dialect < 0x0311:
            self.signing = CMAC if dialect >= 0x0300 else HMAC
            self.cipher = CIPHERS[0] if dialect >= 0x0300 else None
            return
        self.signing = CMAC  # unless a context says otherwise
        for _ in range(count):
            kind, size = struct.unpack_from("<HH", data, at)
            if kind == CONTEXT_SIGNING:
                self.signing = SIGNINGS[struct.unpack_from("<HH", data, at + 8)[1]]
            elif kind == CONTEXT_CIPHERS:
                chosen = struct.unpack_from("<HH", data, at + 8)[1]
                self.cipher = CIPHERS[chosen - 1] if chosen else None
            at += (8 + size + 7) & ~7

    def after_log_on(self):
        """The messages from the last answer to SESSION_SETUP on."""
        for i, message in enumerate(self.messages):
            if message.from_server and message.command == SESSION_SETUP and not message.status:
                return self.messages[i:]
        return []


class Relay:
    """A port that leads to the server, and remembers what went by."""

    def __init__(self, server):
        self.target = ("127.0.0.1", int(server.port))
        self.connections = []
        self.error = None
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.wake, self.woken = socket.socketpair()
        self.thread = threading.Thread(target=self.serve, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.wake.close()
        self.thread.join()
        self.listener.close()
        self.woken.close()
        if self.error:
            raise self.error

    def serve(self):
        try:
            with contextlib.ExitStack() as stack:
                self.loop(stack)
        except Exception as error:  # of the thread; the test shall see it
            self.error = error

    def loop(self, stack):
        """Moves bytes from any socket to its other end, until the relay is left."""
        ends = {}  # a socket: (its other end, the connection, from_server, bytes not yet looked at)
        while True:
            ready, _, _ = select.select([self.listener, self.woken, *ends], [], [])
            if self.woken in ready:
                return
            for sock in ready:
                if sock is self.listener:
                    client = stack.enter_context(self.listener.accept()[0])
                    server = stack.enter_context(socket.create_connection(self.target))
                    connection = Connection()
                    self.connections.append(connection)
                    ends[client] = (server, connection, False, bytearray())
                    ends[server] = (client, connection, True, bytearray())
                elif sock in ends:
                    other, connection, from_server, data = ends[sock]
                    try:
                        received = sock.recv(1 << 16)
                    except ConnectionError:
                        received = b""
                    if not received:
                        del ends[sock], ends[other]
                        sock.close()
                        other.close()
                        continue
                    data += received
                    self.look(connection, from_server, data)
                    with contextlib.suppress(ConnectionError):
                        other.sendall(received)

    @staticmethod
    def look(connection, from_server, data):
        while len(data) >= 4:
            size = int.from_bytes(data[1:4], "big")
            if len(data) < 4 + size:
                return
            connection.see(from_server, bytes(data[4 : 4 + size]))
            del data[: 4 + size]


# --- cases ---------------------------------------------------------------------------------------


class Tester:
    def __init__(self, library, server, results):
        self.library = library
        self.server = server
        self.run = results.run

    def second(self, who="admin"):
        client = SecondClient(self.server, who)
        client.loadparm.set("client ipc min protocol", "SMB2_02")
        if who == "nobody":
            client.credentials.set_anonymous()
        return client

    def ask(self, function, level, *rest, **more):
        return self.library.ask(self.server, function, level, *rest, **more)

    def expect_answers(self, client, **more):
        """Both clients say the same."""
        info = self.ask("NetServerGetInfo", 101, **more)
        expect_equal("NetServerGetInfo 101: status", info.status, NERR_SUCCESS)
        expect_same(info.entries, [flattened(client.server_info(101), SERVER_MEMBERS[101])])
        shares = self.ask("NetShareEnum", 1, **more)
        expect_equal("NetShareEnum 1: status", shares.status, NERR_SUCCESS)
        theirs, total = client.shares(1)
        expect_equal("totalentries", int(shares.head["totalentries"]), total)
        expect_same(shares.entries, [flattened(entry, SHARE_MEMBERS[1]) for entry in theirs])

    # --- open doors ---

    def door(self, door):
        self.server.open(door.options)
        relay = Relay(self.server)

        def answers():
            with relay:
                conf = self.server.configuration(door.settings, relay.port)
                self.expect_answers(self.second(), conf=conf)

        self.run(f"{door.name}: answers", answers)
        self.run(f"{door.name}: on the wire", self.expect_wire, door, relay)
        if door.cipher is None:
            self.run(f"{door.name}: in the log", self.expect_log, door)

    @staticmethod
    def expect_wire(door, relay):
        expect(relay.connections, "no connection was made")
        for connection in relay.connections:
            expect_equal("dialect", connection.dialect, door.dialect)
            expect_equal("signing algorithm", connection.signing, door.signing)
            logged_on, *after = connection.after_log_on() or [None]
            expect(after, "nothing was sent after the log-on")
            expect(logged_on.signed, f"not signed: {logged_on}")
            if door.cipher:
                expect_equal("cipher", connection.cipher, door.cipher)
            for message in after:
                if door.cipher:
                    expect(message.encrypted, f"not encrypted: {message}")
                elif not (message.from_server and message.status == PENDING):
                    expect(message.signed and not message.encrypted, f"not signed: {message}")

    def expect_log(self, door):
        env = self.server.environment("admin", self.server.configuration(door.settings))
        env["NETAPI32_DEBUG"] = "smb2"
        said = subprocess.run(
            [self.library.live_dump, "NetServerGetInfo", SERVER, "101"],
            env=env,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        ).stderr
        wanted = f"dialect {door.dialect}, signing algorithm {door.signing}"
        expect(re.search(rf"{re.escape(wanted)}\b", said), f"no `{wanted}` in\n{said}")

    # --- doors that stay shut ---

    def shut(self, door):
        self.server.open(door.options)

        def refused():
            with Relay(self.server) as relay:
                conf = self.server.configuration(door.settings, relay.port)
                answer = self.ask("NetServerGetInfo", 101, conf=conf)
            expect(answer.status != NERR_SUCCESS, "the call succeeded")
            sent = [m.command for c in relay.connections for m in c.messages if not m.from_server]
            expect(sent, "nothing was sent")
            expect(door.before not in sent, f"commands that were sent: {sent}")

        self.run(f"{door.name}: refused", refused)

    # --- guests and nobody ---

    def guests(self):
        """An unknown user, whom samba.sh's servers take for a guest."""
        self.server.write_credentials("unknown", "username=nosuchuser\npassword=nosuchpassword\n")

        def refused():
            answer = self.ask("NetServerGetInfo", 101, who="unknown")
            expect_equal("status", answer.status, ERROR_LOGON_FAILURE)

        def allowed():
            # the second client refuses to be a guest; what it says as somebody is the same
            conf = self.server.configuration(("guest = yes",))
            self.expect_answers(self.second(), conf=conf, who="unknown")

        def not_for_the_known():
            conf = self.server.configuration(("guest = yes",))
            answer = self.ask("NetServerGetInfo", 101, conf=conf, who="wrong")
            expect_equal("status", answer.status, ERROR_LOGON_FAILURE)

        self.server.open()
        self.run("an unknown user is no guest", refused)
        self.run("guest = yes: an unknown user is a guest", allowed)
        self.run("guest = yes: a wrong password is refused", not_for_the_known)
        self.server.open(("map to guest = Never",))
        self.run("no guests there: an unknown user is refused", refused)

    def nobody(self):
        """Log-ons without a name, asked for in so many words."""
        self.server.write_credentials("nobody", "username=\n")

        def allowed():
            self.expect_answers(self.second("nobody"), who="nobody")

        def refused():
            answer = self.ask("NetServerGetInfo", 101, who="nobody")
            theirs = win32_code(lambda: self.second("nobody").server_info(101))
            known = {0xC0000022: ERROR_ACCESS_DENIED}
            expect_equal("status", answer.status, ERROR_ACCESS_DENIED)
            expect_equal("the second client's", known.get(theirs, theirs), ERROR_ACCESS_DENIED)

        for option in ("restrict anonymous = 0", max_protocol("SMB2_02")):
            self.server.open((option,))
            self.run(f"nobody, {option}", allowed)
        for option in (
            "restrict anonymous = 1",
            "restrict anonymous = 2",
            "server smb encrypt = required",
        ):
            self.server.open((option,))
            self.run(f"nobody, {option}: refused", refused)

    # --- servers that fail ---

    def interrupted(self, action, settings=()):
        """An enumeration during which action is called; the answer, and how long it took to come
        after that."""
        env = self.server.environment("admin", self.server.configuration(settings))
        env["NETAPI32_DEBUG"] = "smb2"
        with subprocess.Popen(
            [self.library.live_dump, "NetShareEnum", SERVER, "2"],
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            for line in process.stderr:
                if "smb2 READ" in line:
                    break
            else:
                raise AssertionError("the answer came in one piece")
            action()
            start = time.monotonic()
            out, said = process.communicate(timeout=60)
            took = time.monotonic() - start
        answer = Answer(out)
        expect_equal("buffer", answer.head["buffer"], "null" if answer.status else "set")
        expect_equal("exit status", process.returncode, 0)
        expect(not re.search(r"Sanitizer|runtime error", said), said)
        return answer, took

    def killed(self):
        answer, took = self.interrupted(lambda: self.server.send(signal.SIGKILL, "smbd"))
        expect_equal("status", answer.status, ERROR_NETNAME_DELETED)
        expect(took < GRACE_S, f"it took {took:.1f} s to notice")

    def expect_timeout(self, answer, took):
        expect_equal("status", answer.status, ERROR_SEM_TIMEOUT)
        limit = TIMEOUT_MS / 1000 + GRACE_S
        expect(took < limit, f"it took {took:.1f} s, timeout_ms is {TIMEOUT_MS}")

    def silent(self, name):
        """Processes of that name stand still from the start."""
        conf = self.server.configuration((f"timeout_ms = {TIMEOUT_MS}",))
        start = time.monotonic()
        with self.server.stopped(name):
            answer = self.ask("NetServerGetInfo", 101, conf=conf)
            took = time.monotonic() - start
        self.expect_timeout(answer, took)
        expect(took * 1000 >= TIMEOUT_MS - 100, f"it gave up after {took:.1f} s")

    def silent_in_the_middle(self):
        with contextlib.ExitStack() as stack:
            self.expect_timeout(
                *self.interrupted(
                    lambda: stack.enter_context(self.server.stopped()),
                    (f"timeout_ms = {TIMEOUT_MS}",),
                )
            )

    def answers_again(self):
        expect_equal("status", self.ask("NetServerGetInfo", 101).status, NERR_SUCCESS)

    def failing_servers(self):
        self.server.open(shares=MANY)
        self.run("server answers", self.answers_again)  # its helpers run from now on
        self.run("stopped server", self.silent, "")
        self.run("it answers again", self.answers_again)
        self.run("stopped RPC helper", self.silent, "rpcd_classic")
        self.run("the helper answers again", self.answers_again)
        self.run("server stopped in the middle of an enumeration", self.silent_in_the_middle)
        self.run("it answers after that", self.answers_again)
        self.run("server killed in the middle of an enumeration", self.killed)


def run_all(results, library):
    server = Doors(tempfile.mkdtemp())
    tester = Tester(library, server, results)
    try:
        for door in PLAIN:
            tester.door(door)
        for door in ENCRYPTED:
            tester.door(door)
        for door in SHUT:
            tester.shut(door)
        tester.guests()
        tester.nobody()
        tester.failing_servers()
    finally:
        server.stop()
        shutil.rmtree(server.folder, ignore_errors=True)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    run_script(lambda results: run_all(results, Library(sys.argv[1])))
