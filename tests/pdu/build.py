#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Builds the recordings of this folder that no server at hand can be made to send.

usage: build.py [NAME...]    all of them, or those whose name begins so

It is an encoder of its own, by C706 chapter 14 and the structures of the specifications, and knows
nothing of the library but the order of members in its public headers. Each stub is read and written
again by impacket and by Samba's Python bindings, as far as they have the call; the comment in the
file says which of them agreed.
"""
import json
import pathlib
import re
import struct
import sys

HERE = pathlib.Path(__file__).resolve().parent
INCLUDE = HERE.parent.parent / "include"
SERVER = "\\\\LABSRV"
REFERENT_FIRST = 0x20000


# --- Encoding: C706 chapter 14 -------------------------------------------------------------------


class Stub:
    """Bytes of one byte order that grow; pointers get ascending ids."""

    def __init__(self, big=False):
        self.data = bytearray()
        self.order = ">" if big else "<"
        self.next_id = REFERENT_FIRST

    def align(self, n):
        self.data += bytes(-len(self.data) % n)

    def put(self, letter, *values):
        self.data += struct.pack(self.order + letter * len(values), *values)

    def u32(self, *values):
        self.align(4)
        self.put("I", *(value & 0xFFFFFFFF for value in values))

    def pointer(self, there):
        self.u32(self.next_id if there else 0)
        self.next_id += 4 if there else 0

    def units(self, text):
        raw = text.encode("utf-16-le", "surrogatepass")
        self.put("H", *struct.unpack(f"<{len(raw) // 2}H", raw))

    def string(self, text):
        n = len((text + "\0").encode("utf-16-le")) // 2
        self.u32(n, 0, n)
        self.units(text + "\0")


def text_units(text):
    return len(text.encode("utf-16-le")) // 2


class Member:
    """One member of a structure: kind, name and value."""

    def __init__(self, kind, name, value):
        self.kind, self.name, self.value = kind, name, value

    def fixed(self, stub):
        kind, value = self.kind, self.value
        if kind in ("u32", "i32", "bool"):
            stub.u32(int(value))
        elif kind == "u64":
            stub.align(8)
            stub.put("Q", value)
        elif kind == "boolean":
            stub.align(4)
            stub.put("B", int(value))
        elif kind == "enum16":
            stub.align(2)
            stub.put("H", value)
        elif kind == "inline":
            stub.data += value
        elif kind == "ustr":
            stub.align(4)
            n = 2 * text_units(value or "")
            stub.put("H", n, n)
            stub.pointer(value is not None)
        elif kind == "wchars":
            n = text_units(value) + 1
            stub.u32(0, n)
            stub.units(value + "\0")
        else:  # wstr, secret, bytes, sd
            stub.pointer(value is not None)

    def referent(self, stub):
        if self.value is None:
            return
        if self.kind in ("wstr", "secret"):
            stub.string(self.value)
        elif self.kind == "ustr":
            n = text_units(self.value)
            stub.u32(n, 0, n)
            stub.units(self.value)
        elif self.kind in ("bytes", "sd"):
            stub.u32(len(self.value))
            stub.data += self.value

    def text(self):
        kind, value = self.kind, self.value
        if value is None:
            return "null"
        if kind in ("bool", "boolean"):
            return "true" if value else "false"
        if kind in ("wstr", "ustr", "wchars"):
            return json.dumps(value, ensure_ascii=False)
        if kind in ("bytes", "sd"):
            return value.hex() or "null"
        return {"secret": '"***"', "inline": "***"}.get(kind, str(value))


def put_structs(stub, records):
    """Fixed parts first, then what they point to, in the order of the members."""
    for record in records:
        stub.align(8 if any(m.kind == "u64" for m in record) else 4)
        for member in record:
            member.fixed(stub)
    for record in records:
        for member in record:
            member.referent(stub)


def text_of(type_name, record):
    return type_name + "\n" + "".join(f"  {m.name} = {m.text()}\n" for m in record)


# --- Structures: members by the public headers, values by rule -----------------------------------

HEADERS = "".join((INCLUDE / f).read_text() for f in ("lmserver.h", "lmshare.h", "lmwksta.h", "lmstats.h"))
# Everyone: full, by S-1-1-0 (one ACE), owner and group S-1-5-32-544
DESCRIPTOR = bytes.fromhex(
    "01000480" "14000000" "24000000" "00000000" "34000000"
    "0102000000000005" "20000000" "20020000"
    "0102000000000005" "20000000" "20020000"
    "02001c0001000000" "00001400ff011f00" "010100000000000100000000"
)
TEXTS = ("Größe", "日本 𝄞", "D:\\Daten\\x", "", "a", "αβγ")


def members(name, **values):
    """The members of a structure: named values, else numbers and texts that differ from each other."""
    body = re.search(r"typedef struct _%s \{(.*?)\}" % name, HEADERS, re.S).group(1)
    body = re.sub(r"/\*.*?\*/", "", body, flags=re.S)
    kinds = {"DWORD": "u32", "ULONG": "u32", "LONG": "i32", "BOOL": "bool", "LMSTR": "wstr",
             "BOOLEAN": "boolean", "LARGE_INTEGER": "u64", "LPBYTE": "bytes", "BYTE": "inline",
             "PSECURITY_DESCRIPTOR": "sd"}
    record = []
    for n, (ctype, member) in enumerate(re.findall(r"(\w+) (\w+)(?:\[\d+\])?;", body)):
        kind, short = kinds[ctype], member.split("_", 1)[1] if "_" in member else member
        kind = "secret" if short == "passwd" else kind
        value = values.get(short, {
            "u32": 1000 * n + 17, "i32": -n - 2, "bool": n % 2, "boolean": 1, "wstr": TEXTS[n % 6],
            "u64": (n << 33) + 5, "bytes": b"\x02\0\x01\xbd", "secret": "geheim", "sd": DESCRIPTOR,
            "inline": bytes(range(256)),
        }[kind])
        record.append(Member(kind, member, value))
    lengths = {"reserved": "security_descriptor", "transportaddresslength": "transportaddress"}
    for member in record:
        if member.name.endswith("_passwordlength"):  # of the 256 bytes behind it
            member.value %= 257
        of = lengths.get(member.name.split("_", 1)[-1])
        for other in record if of else ():
            if other.name.split("_", 1)[1] == of and other.kind in ("sd", "bytes"):
                member.value = len(other.value) if other.value is not None else 0
    return record


# --- Recordings ----------------------------------------------------------------------------------


class Recording:
    def __init__(self, interface, op, direction, level="none", words="", big=False, result=0):
        self.interface, self.op, self.direction = interface, op, direction
        self.level, self.words, self.big, self.result = level, words, big, result
        self.stub, self.lines, self.tail, self.zeroed = Stub(big), [], "", False

    # parameters, in their order
    def wstr(self, name, value):
        self.stub.pointer(value is not None)
        if value is not None:
            self.stub.string(value)
        return self.line(name, Member("wstr", name, value).text())

    def ref_wstr(self, name, value):
        self.stub.string(value)
        return self.line(name, Member("wstr", name, value).text())

    def u32(self, name, value):
        self.stub.u32(value)
        return self.line(name, value)

    def enum16(self, name, value):
        self.stub.align(2)
        self.stub.put("H", value)
        return self.line(name, value)

    def opt_u32(self, name, value):
        self.stub.pointer(value is not None)
        if value is not None:
            self.stub.u32(value)
        return self.line(name, "null" if value is None else value)

    def info(self, level, type_name, record):
        """A union of pointers."""
        self.stub.u32(level)
        return self.pointed(type_name, record)

    def pointed(self, type_name, record):
        self.stub.pointer(record is not None)
        return self.by_value(type_name, record) if record else self.answer("info = null\n")

    def join_password(self, blob):
        """524 bytes that look like any others."""
        self.stub.pointer(blob is not None)
        if blob is None:
            return self.answer("password = null\n")
        record = [Member("inline", "Buffer", blob)]
        put_structs(self.stub, [record])
        return self.answer("password = " + text_of("struct join_password", record))

    def by_value(self, type_name, record):
        put_structs(self.stub, [record])
        return self.answer("info = " + text_of(type_name, record))

    def arm(self, level, type_name, record):
        """A union of structures."""
        self.stub.u32(level)
        return self.by_value(type_name, record)

    def entries(self, name, type_name, records, varying=False):
        """A container."""
        self.stub.u32(len(records))
        self.stub.pointer(bool(records))
        if records:
            self.stub.u32(len(records))
            if varying:
                self.stub.u32(0, len(records))
            put_structs(self.stub, records)
        head = f"{name} = {type_name}[{len(records)}]\n"
        each = "".join(f"{name}[{i}]\n" + text_of("", r)[1:] for i, r in enumerate(records))
        return self.answer(head + each)

    def level_list(self, level, type_name, records):
        """The structure of an enumeration: level, union, container."""
        self.stub.u32(level, level)
        self.stub.pointer(True)
        self.line("level", level)
        return self.entries("list", type_name, records)

    def line(self, name, value):
        self.lines.append(f"{name} = {value}\n")
        return self

    def answer(self, text):
        self.tail += text
        return self

    def status(self, value=0):
        return self.u32("status", value)

    # the file
    def name(self):
        level = "" if self.level == "none" else f"_{self.level}"
        words = f"_{self.words}" if self.words else ""
        return f"{self.interface}_{self.op}{level}{words}_{self.direction}.txt"

    def write(self):
        agreed = [check for check in (by_impacket(self), by_samba(self)) if check]
        stub = self.stub.data.hex()
        text = "# Built by tests/pdu/build.py, from the specification and values chosen by rule.\n"
        text += "# Read and written again to the same bytes by "
        text += " and ".join(agreed) + ".\n" if agreed else "nobody else: no other client has it.\n"
        text += f"op: {self.op}\ndirection: {self.direction}\nlevel: {self.level}\n"
        text += f"byte-order: {'big' if self.big else 'little'}\n"
        if self.direction == "out":
            text += f"result: {self.result}\n"
        if self.big:
            text += "re-encodes: values\n"
        text += "stub:\n" + "".join(stub[i : i + 64] + "\n" for i in range(0, len(stub), 64))
        text += "expected:\n" + "".join(self.lines) + self.tail
        (HERE / self.name()).write_text(text)


# --- Second opinions -----------------------------------------------------------------------------


def same_but_ids(ours, theirs):
    """Words that differ must both be ids of pointers; padding at the end does not count."""
    if not -4 < len(ours) - len(theirs) < 4:
        return False
    size = min(len(ours), len(theirs))
    for at in range(0, size, 4):
        a, b = ours[at : min(at + 4, size)], theirs[at : min(at + 4, size)]
        if a != b and not (
            len(a) == 4 and REFERENT_FIRST <= int.from_bytes(a, "little") < REFERENT_FIRST + 4096
            and int.from_bytes(b, "little")
        ):
            return False
    return True


def by_impacket(recording):
    from impacket.dcerpc.v5 import srvs, wkst

    module = {"srvsvc": srvs, "wkssvc": wkst}[recording.interface]
    name = recording.op + ("Response" if recording.direction == "out" else "")
    call = getattr(module, name, None)
    if recording.big or not call:
        return None
    try:
        read = call()
        read.fromString(bytes(recording.stub.data))
        again = read.getData()
    except Exception:  # it does not know the whole call
        return None
    return "impacket 0.10.0" if same_but_ids(recording.stub.data, again) else None


SAMBA_CALLS = {
    "NetrServerSetInfo": "NetSrvSetInfo", "NetrServerGetInfo": "NetSrvGetInfo",
    "NetrShareAdd": "NetShareAdd", "NetrShareSetInfo": "NetShareSetInfo",
    "NetrShareGetInfo": "NetShareGetInfo",
    "NetrServerTransportAdd": "NetTransportAdd", "NetrServerTransportEnum": "NetTransportEnum",
    "NetrServerTransportDel": "NetTransportDel", "NetrServerTransportAddEx": "NetServerTransportAddEx",
    "NetrServerDiskEnum": "NetDiskEnum", "NetrServerStatisticsGet": "NetServerStatisticsGet",
    "NetrWkstaSetInfo": "NetWkstaSetInfo", "NetrWkstaGetInfo": "NetWkstaGetInfo",
    "NetrWkstaTransportAdd": "NetrWkstaTransportAdd", "NetrWkstaTransportDel": "NetrWkstaTransportDel",
    "NetrWorkstationStatisticsGet": "NetrWorkstationStatisticsGet",
    "NetrEnumerateComputerNames": "NetrEnumerateComputerNames",
    "NetrAddAlternateComputerName": "NetrAddAlternateComputerName",
    "NetrRemoveAlternateComputerName": "NetrRemoveAlternateComputerName",
    "NetrSetPrimaryComputerName": "NetrSetPrimaryComputername",
}


def by_samba(recording):
    from samba import ndr
    from samba.dcerpc import srvsvc, wkssvc

    module = {"srvsvc": srvsvc, "wkssvc": wkssvc}[recording.interface]
    call = getattr(module, SAMBA_CALLS.get(recording.op, ""), None)
    if not call:
        return None
    kind = recording.direction
    try:
        read = call()
        if kind == "out" and recording.level != "none" and hasattr(read, "in_level"):
            read.in_level = recording.level  # its union is switched by the request
        getattr(ndr, f"ndr_unpack_{kind}")(read, bytes(recording.stub.data), recording.big)
        again = getattr(ndr, f"ndr_pack_{kind}")(read, recording.big)
    except Exception:  # it describes the call otherwise
        return None
    if recording.big:
        same = len(again) == len(recording.stub.data)
    else:
        same = same_but_ids(recording.stub.data, again)
    return "Samba 4.17.12" if same else None


# --- What there is -------------------------------------------------------------------------------

SET_LEVELS = {
    "NetrServerSetInfo": ("srvsvc", "SERVER_INFO", (
        101, 102, 502, 503, 599, 1005, 1010, 1016, 1017, 1018, 1107, 1501, 1502, 1503, 1506, 1510,
        1511, 1512, 1513, 1514, 1515, 1516, 1518, 1523, 1528, 1529, 1530, 1533, 1534, 1535, 1536,
        1538, 1539, 1540, 1541, 1542, 1543, 1544, 1545, 1546, 1547, 1548, 1549, 1550, 1552, 1553,
        1554, 1555, 1556,
    )),
    "NetrShareAdd": ("srvsvc", "SHARE_INFO", (2, 502, 503)),
    "NetrShareSetInfo": ("srvsvc", "SHARE_INFO", (1, 2, 502, 503, 1004, 1005, 1006, 1501)),
    "NetrWkstaSetInfo": ("wkssvc", "WKSTA_INFO", (100, 101, 102, 502, 1013, 1018, 1046)),
}


def set_requests(big=False):
    for op, (interface, struct_name, levels) in SET_LEVELS.items():
        for level in levels if not big else levels[1:2]:
            name = f"{struct_name}_{level}"
            r = Recording(interface, op, "in", level, "big" if big else "", big)
            r.wstr("server", SERVER)
            if op == "NetrShareSetInfo":
                r.ref_wstr("name", "Übung")
            yield r.u32("level", level).info(level, name, members(name)).opt_u32("parm_err", 0)


def lab_requests():
    """A share that Samba takes when tests/live/samba.sh runs in /tmp/netapi32-lab,
    to record its answers."""
    values = {"netname": "neu", "type": 0, "remark": "Größe 𝄞", "permissions": 0, "max_uses": 5,
              "current_uses": 0, "path": "C:\\tmp\\netapi32-lab\\share", "passwd": None}
    for op, levels in (("NetrShareAdd", (2, 502)), ("NetrShareSetInfo", (1, 2, 502))):
        for level in levels:
            name = f"SHARE_INFO_{level}"
            r = Recording("srvsvc", op, "in", level, "lab").wstr("server", SERVER)
            if op == "NetrShareSetInfo":
                r.ref_wstr("name", "neu")
            r.u32("level", level).info(level, name, members(name, **values))
            yield r.opt_u32("parm_err", 0)


def set_replies():
    for op, (interface, _, levels) in SET_LEVELS.items():
        for words, parm, status in (("", 0, 0), ("wrong_member", 5, 87), ("no_parm_err", None, 5)):
            r = Recording(interface, op, "out", levels[0], words, False, status)
            yield r.opt_u32("parm_err", parm).status(status)


def write_requests():
    """Calls that write without a place for a wrong member."""
    for op, use in (("NetrServerTransportAddEx", "arm"), ("NetrServerTransportDelEx", "arm"),
                    ("NetrShareDelEx", "info"), ("NetrServerAliasAdd", "info"),
                    ("NetrServerAliasDel", "info")):
        struct_name, levels = {
            "NetrShareDelEx": ("SHARE_INFO", (0, 503)),
            "NetrServerAliasAdd": ("SERVER_ALIAS_INFO", (0,)),
            "NetrServerAliasDel": ("SERVER_ALIAS_INFO", (0,)),
        }.get(op, ("SERVER_TRANSPORT_INFO", (0, 1, 2, 3)))
        for level in levels:
            name = f"{struct_name}_{level}"
            r = Recording("srvsvc", op, "in", level).wstr("server", SERVER).u32("level", level)
            yield getattr(r, use)(level, name, members(name))
        for words, status in (("", 0), ("denied", 5)):
            yield Recording("srvsvc", op, "out", levels[0], words, False, status).status(status)


def plain_requests():
    """One structure, without levels on the wire."""
    transport = members("SERVER_TRANSPORT_INFO_0")
    for op in ("NetrServerTransportAdd", "NetrServerTransportDel"):
        r = Recording("srvsvc", op, "in").wstr("server", SERVER).u32("level", 0)
        yield r.by_value("SERVER_TRANSPORT_INFO_0", transport)
        yield Recording("srvsvc", op, "out").status()
    r = Recording("wkssvc", "NetrWkstaTransportAdd", "in").wstr("server", SERVER).u32("level", 0)
    r.by_value("WKSTA_TRANSPORT_INFO_0", members("WKSTA_TRANSPORT_INFO_0"))
    yield r.opt_u32("parm_err", 0)
    yield Recording("wkssvc", "NetrWkstaTransportAdd", "out").opt_u32("parm_err", 0).status()
    r = Recording("wkssvc", "NetrWkstaTransportDel", "in").wstr("server", SERVER)
    yield r.wstr("name", "\\Device\\NetBT_Tcpip").u32("number", 2)
    yield Recording("wkssvc", "NetrWkstaTransportDel", "out").status()


def get_replies():
    for interface, op, struct_name, levels in (
        ("srvsvc", "NetrServerGetInfo", "SERVER_INFO", (103, 502, 503, 599)),
        ("wkssvc", "NetrWkstaGetInfo", "WKSTA_INFO", (502,)),
    ):
        for level in levels:
            name = f"{struct_name}_{level}"
            yield Recording(interface, op, "out", level).info(level, name, members(name)).status()
    yield Recording("srvsvc", "NetrServerGetInfo", "out", 503, "big", True).info(
        503, "SERVER_INFO_503", members("SERVER_INFO_503")).status()


def enumerations():
    for op, struct_name, levels in (
        ("NetrServerTransportEnum", "SERVER_TRANSPORT_INFO", (0, 1, 2, 3)),
        ("NetrServerAliasEnum", "SERVER_ALIAS_INFO", (0,)),
    ):
        for level in levels:
            name = f"{struct_name}_{level}"
            absent = {"transportaddress": None, "networkaddress": None, "alias": None}
            for words, records in (("", [members(name), members(name, **absent)]), ("empty", [])):
                if words and level:
                    continue
                r = Recording("srvsvc", op, "out", level, words)
                r.level_list(level, name, records).u32("total", len(records))
                yield r.opt_u32("resume", 7).status()
            r = Recording("srvsvc", op, "in", level).wstr("server", SERVER)
            r.level_list(level, name, []).u32("prefmaxlen", 0xFFFFFFFF)
            yield r.opt_u32("resume", 0)
    yield Recording("srvsvc", "NetrServerTransportEnum", "out", 2, "big", True).level_list(
        2, "SERVER_TRANSPORT_INFO_2", [members("SERVER_TRANSPORT_INFO_2")]).u32(
        "total", 1).opt_u32("resume", None).status()


def disks():
    for words, names, big in (("several", ("A:", "C:", ""), False), ("big", ("C:", "D:"), True)):
        records = [[Member("wchars", "disk_name", name)] for name in names]
        r = Recording("srvsvc", "NetrServerDiskEnum", "out", words=words, big=big)
        r.entries("list", "struct disk_info", records, varying=True)
        yield r.u32("total", len(names)).opt_u32("resume", 0).status()


def statistics():
    for interface, op, name, service in (
        ("srvsvc", "NetrServerStatisticsGet", "STAT_SERVER_0", "LanmanServer"),
        ("wkssvc", "NetrWorkstationStatisticsGet", "STAT_WORKSTATION_0", "LanmanWorkstation"),
    ):
        r = Recording(interface, op, "in").wstr("server", SERVER).wstr("name", service)
        yield r.u32("level", 0).u32("options", 0)
        for big in (False, True):
            r = Recording(interface, op, "out", words="big" if big else "", big=big)
            yield r.pointed(name, members(name)).status()
        yield Recording(interface, op, "out", words="denied", result=5).pointed(name, None).status(5)


def computer_names():
    r = Recording("wkssvc", "NetrEnumerateComputerNames", "in").wstr("server", SERVER)
    yield r.enum16("type", 2).u32("reserved", 0)
    for words, names, big in (("", ("LABSRV", "Größe 𝄞", "", None), False), ("big", ("A", "BC"), True),
                              ("empty", (), False)):
        r = Recording("wkssvc", "NetrEnumerateComputerNames", "out", words=words, big=big)
        r.stub.pointer(True)
        records = [[Member("ustr", "name", name)] for name in names]
        yield r.entries("names", "struct computer_name", records).status()


def name_changes():
    blob = bytes(7 * i % 251 for i in range(524))
    for op in ("NetrAddAlternateComputerName", "NetrRemoveAlternateComputerName",
               "NetrSetPrimaryComputerName"):
        for words, account, password, big in (
            ("", "LABDOM\\Jörg", blob, False), ("by_caller", None, None, False),
            ("no_password", "jörg@lab.example", None, False), ("big", "LABDOM\\a", blob, True),
        ):
            r = Recording("wkssvc", op, "in", words=words, big=big).wstr("server", SERVER)
            r.wstr("name", "labsrv2.lab.example").wstr("account", account)
            yield r.join_password(password).u32("reserved", 0)
        yield Recording("wkssvc", op, "out").status()
        yield Recording("wkssvc", op, "out", words="refused", result=1004).status(1004)


def main():
    wanted = tuple(sys.argv[1:]) or ("",)
    for group in (set_requests(), set_requests(big=True), lab_requests(), set_replies(), write_requests(),
                  plain_requests(), get_replies(), enumerations(), disks(), statistics(),
                  computer_names(), name_changes()):
        for recording in group:
            if recording.name().startswith(wanted):
                recording.write()


if __name__ == "__main__":
    main()
