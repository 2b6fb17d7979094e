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

    def sid(self, text):
        authority, *numbers = (int(part) for part in text.split("-")[2:])
        self.u32(len(numbers))
        self.data += bytes((1, len(numbers))) + authority.to_bytes(6, "big")
        self.u32(*numbers)

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
            stub.put("Q", value & 0xFFFFFFFFFFFFFFFF)
        elif kind == "boolean":
            stub.align(4)
            stub.put("B", int(value))
        elif kind in ("enum16", "u16"):
            stub.align(2)
            stub.put("H", value)
        elif kind == "u8":
            stub.put("B", value)
        elif kind == "old_u64":  # the low half first, whatever the byte order
            stub.u32(value, value >> 32)
        elif kind in ("inline", "raw"):
            stub.data += value
        elif kind == "octets":
            stub.pointer(True)
        elif kind == "struct":
            put_fixed(stub, [value])
        elif kind in ("ustr", "blob", "roomy"):
            stub.align(4)
            n = 2 * text_units(value or "")
            stub.put("H", n, n + 2 * (kind == "roomy" and value is not None))
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
        elif self.kind == "sid":
            stub.sid(self.value)
        elif self.kind == "hours":
            stub.u32(HOURS_ROOM, 0, len(self.value))
            stub.data += self.value
        elif self.kind == "numbers":
            stub.u32(len(self.value), *self.value)
        elif self.kind == "structs":
            stub.u32(len(self.value))
            put_structs(stub, self.value)
        elif self.kind == "octets":
            stub.u32(len(self.value))
            stub.data += self.value
        elif self.kind == "struct":
            put_referents(stub, [self.value])
        elif self.kind in ("ustr", "blob", "roomy"):
            n = text_units(self.value)
            stub.u32(n + (self.kind == "roomy"), 0, n)
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
        if kind in ("wstr", "ustr", "roomy", "wchars"):
            return json.dumps(value, ensure_ascii=False)
        if kind in ("bytes", "sd", "hours", "raw"):
            return value.hex() or "null"
        if kind == "structs":
            each = (", ".join(f"{m.name} = {m.text()}" for m in record) for record in value)
            return "[" + ", ".join(f"{{ {one} }}" for one in each) + "]"
        if kind in ("numbers", "octets"):
            return "[" + ", ".join(f"{{ value = {number} }}" for number in value) + "]"
        return {"secret": '"***"', "blob": '"***"', "inline": "***"}.get(kind, str(value))


ALIGNED = {"u64": 8, "enum16": 2, "u16": 2, "u8": 1, "inline": 1, "raw": 1}  # others to 4
HOURS_ROOM = 1260  # [MS-SAMR] 2.2.6.5


def alignment(record):
    return max(alignment(m.value) if m.kind == "struct" else ALIGNED.get(m.kind, 4) for m in record)


def put_fixed(stub, records):
    for record in records:
        stub.align(alignment(record))
        for member in record:
            member.fixed(stub)


def put_referents(stub, records):
    for record in records:
        for member in record:
            member.referent(stub)


def put_structs(stub, records):
    """Fixed parts first, then what they point to, in the order of the members."""
    put_fixed(stub, records)
    put_referents(stub, records)


def flat(record):
    """The members, and in place of a structure those of it."""
    for member in record:
        yield from flat(member.value) if member.kind == "struct" else (member,)


def text_of(type_name, record):
    return type_name + "\n" + "".join(f"  {m.name} = {m.text()}\n" for m in flat(record))


def listing(name, type_name, records):
    head = f"{name} = {type_name}[{len(records)}]\n"
    return head + "".join(f"{name}[{i}]\n" + text_of("", r)[1:] for i, r in enumerate(records))


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
        self.stub, self.lines, self.tail, self.values_only = Stub(big), [], "", big

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

    def handle(self, name, value):
        self.stub.align(4)
        self.stub.data += value
        return self.line(name, value.hex())

    def ustr(self, name, value):
        member = Member("ustr", name, value)
        put_structs(self.stub, [[member]])
        return self.line(name, member.text())

    def sid(self, name, value):
        self.stub.pointer(value is not None)
        return self.ref_sid(name, value) if value else self.line(name, "null")

    def ref_sid(self, name, value):
        self.stub.sid(value)
        return self.line(name, value)

    def pointed_name(self, name, record):
        """A pointer to a string with its lengths."""
        self.stub.pointer(True)
        put_structs(self.stub, [record])
        return self.answer(f"{name} = " + text_of("struct samr_name", record))

    def class_arm(self, number, type_name, record):
        """A union of structures with a discriminant of 16 bits."""
        self.stub.align(2)
        self.stub.put("H", number)
        return self.by_value(type_name, record)

    def class_pointed(self, number, type_name, record):
        self.stub.pointer(record is not None)
        return self.class_arm(number, type_name, record) if record else self.answer("info = null\n")

    def class_list(self, number, type_name, records):
        """The same union, of containers."""
        self.stub.align(2)
        self.stub.put("H", number)
        return self.entries("list", type_name, records)

    def list_pointed(self, type_name, records):
        """A pointer to a container; None: there is none. Ours is always there."""
        self.stub.pointer(records is not None)
        if records is not None:
            return self.entries("list", type_name, records)
        self.values_only = True
        return self.answer(f"list = {type_name}[0]\n")

    def counted(self, type_name, records):
        """An array that is a parameter, behind another with its count."""
        self.stub.u32(len(records), len(records))
        put_structs(self.stub, records)
        return self.answer(listing("list", type_name, records))

    def items(self, type_name, records, room):
        """An array that is a parameter."""
        self.stub.u32(room, 0, len(records))
        put_structs(self.stub, records)
        return self.answer(listing("list", type_name, records))

    def info(self, level, type_name, record):
        """A union of pointers."""
        self.stub.u32(level)
        return self.pointed(type_name, record)

    def pointed(self, type_name, record):
        self.stub.pointer(record is not None)
        return self.by_value(type_name, record) if record else self.answer("info = null\n")

    def secret_pointed(self, name, type_name, member, blob):
        """A structure of bytes that are never printed; None: there is none."""
        self.stub.pointer(blob is not None)
        if blob is None:
            return self.answer(f"{name} = null\n")
        record = [Member("inline", member, blob)]
        put_structs(self.stub, [record])
        return self.answer(f"{name} = " + text_of(type_name, record))

    def u8(self, name, value):
        self.stub.put("B", value)
        return self.line(name, value)

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
        return self.answer(listing(name, type_name, records))

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
        if self.values_only:
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
    from impacket.dcerpc.v5 import lsad, lsat, samr, srvs, wkst

    module = {"srvsvc": srvs, "wkssvc": wkst, "samr": samr, "lsarpc": lsad}[recording.interface]
    if recording.op.startswith("LsarLookup"):
        module = lsat
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
    "LsarClose": "Close", "LsarOpenPolicy2": "OpenPolicy2", "LsarLookupSids2": "LookupSids2",
    "LsarLookupNames3": "LookupNames3", "LsarQueryInformationPolicy": "QueryInfoPolicy",
    "SamrConnect2": "Connect2", "SamrConnect5": "Connect5", "SamrCloseHandle": "Close",
    "SamrLookupDomainInSamServer": "LookupDomain", "SamrEnumerateDomainsInSamServer": "EnumDomains",
    "SamrOpenDomain": "OpenDomain", "SamrOpenUser": "OpenUser", "SamrOpenGroup": "OpenGroup",
    "SamrOpenAlias": "OpenAlias", "SamrEnumerateUsersInDomain": "EnumDomainUsers",
    "SamrEnumerateGroupsInDomain": "EnumDomainGroups",
    "SamrEnumerateAliasesInDomain": "EnumDomainAliases",
    "SamrQueryDisplayInformation3": "QueryDisplayInfo3",
    "SamrGetDisplayEnumerationIndex2": "GetDisplayEnumerationIndex2",
    "SamrLookupNamesInDomain": "LookupNames", "SamrLookupIdsInDomain": "LookupRids",
    "SamrRidToSid": "RidToSid", "SamrQueryInformationDomain": "QueryDomainInfo",
    "SamrSetInformationDomain": "SetDomainInfo", "SamrQueryInformationUser": "QueryUserInfo",
    "SamrSetInformationUser2": "SetUserInfo2", "SamrQueryInformationGroup": "QueryGroupInfo",
    "SamrSetInformationGroup": "SetGroupInfo", "SamrQueryInformationAlias": "QueryAliasInfo",
    "SamrSetInformationAlias": "SetAliasInfo", "SamrCreateUser2InDomain": "CreateUser2",
    "SamrCreateGroupInDomain": "CreateDomainGroup", "SamrCreateAliasInDomain": "CreateDomAlias",
    "SamrDeleteUser": "DeleteUser", "SamrDeleteGroup": "DeleteDomainGroup",
    "SamrDeleteAlias": "DeleteDomAlias", "SamrGetGroupsForUser": "GetGroupsForUser",
    "SamrGetAliasMembership": "GetAliasMembership", "SamrAddMemberToGroup": "AddGroupMember",
    "SamrRemoveMemberFromGroup": "DeleteGroupMember", "SamrGetMembersInGroup": "QueryGroupMember",
    "SamrAddMemberToAlias": "AddAliasMember", "SamrRemoveMemberFromAlias": "DeleteAliasMember",
    "SamrGetMembersInAlias": "GetMembersInAlias",
    "SamrUnicodeChangePasswordUser2": "ChangePasswordUser2",
    "SamrUnicodeChangePasswordUser4": "ChangePasswordUser4",
    "SamrRemoveMemberFromForeignDomain": "RemoveMemberFromForeignDomain",
}


def by_samba(recording):
    from samba import ndr
    from samba.dcerpc import lsa, samr, srvsvc, wkssvc

    module = {"srvsvc": srvsvc, "wkssvc": wkssvc, "samr": samr, "lsarpc": lsa}[recording.interface]
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


# --- [MS-SAMR] 3.1.5 -----------------------------------------------------------------------------

HANDLE = bytes(range(0x10, 0x24))
OPENED = bytes(range(0xE0, 0xF4))
CLOSED = bytes(20)
ACCESS = 0x02000000  # MAXIMUM_ALLOWED
ALL = 0xFFFFFFFF
DOMAIN = "S-1-5-21-1004336348-1177238915-682003330"
SIDS = ("S-1-1-0", "S-1-5-32-544", DOMAIN + "-1000",
        "S-1-5-" + "-".join(str(4000000000 + n) for n in range(15)))
NAMES = ("jörg", "名前 𝄞", "", "alice")
# NTSTATUS, and what the published functions make of it
DENIED = (0xC0000022, 5)
MORE = (0x105, 234)
SOME = (0x107, 0)
NONE_MAPPED = (0xC0000073, 1332)


def samr(op, direction, level="none", words="", result=0):
    return Recording("samr", op, direction, level, words, words == "big", result)


def numbers(*values):
    return [[Member("u32", "value", value)] for value in values]


def names(*values):
    return [[Member("ustr", "name", value)] for value in values]


def samr_replies(op, good, bad):
    """A success, in both byte orders, and a refusal."""
    for words in ("", "big"):
        yield good(samr(op, "out", words=words)).status()
    yield bad(samr(op, "out", words="denied", result=DENIED[1])).status(DENIED[0])


def samr_opens():
    for op, server in (("SamrConnect2", SERVER), ("SamrConnect5", SERVER), ("SamrConnect2", None)):
        words = "" if server else "nameless"
        r = samr(op, "in", words=words).wstr("server", server).u32("access", ACCESS)
        yield samr_revision(r) if op == "SamrConnect5" else r
    yield from samr_replies("SamrConnect2", lambda r: r.handle("opened", OPENED),
                            lambda r: r.handle("opened", CLOSED))
    yield from samr_replies("SamrConnect5", lambda r: samr_revision(r).handle("opened", OPENED),
                            lambda r: samr_revision(r).handle("opened", CLOSED))
    for n, sid in enumerate(SIDS):
        r = samr("SamrOpenDomain", "in", words=("", "builtin", "account", "longest")[n])
        yield r.handle("handle", HANDLE).u32("access", ACCESS).ref_sid("sid", sid)
    r = samr("SamrOpenDomain", "in", words="big").handle("handle", HANDLE)
    yield r.u32("access", ACCESS).ref_sid("sid", SIDS[3])
    for op in ("SamrOpenUser", "SamrOpenGroup", "SamrOpenAlias"):
        yield samr(op, "in").handle("handle", HANDLE).u32("access", ACCESS).u32("rid", 1000)
    for op in ("SamrOpenDomain", "SamrOpenUser", "SamrOpenGroup", "SamrOpenAlias"):
        yield from samr_replies(op, lambda r: r.handle("opened", OPENED),
                                lambda r: r.handle("opened", CLOSED))


def samr_revision(r):
    return r.u32("version", 1).u32("tag", 1).u32("revision", 3).u32("features", 0)


def samr_ends():
    for op in ("SamrCloseHandle", "SamrDeleteUser", "SamrDeleteGroup", "SamrDeleteAlias"):
        yield samr(op, "in").handle("handle", HANDLE)
        yield from samr_replies(op, lambda r: r.handle("handle", CLOSED),
                                lambda r: r.handle("handle", HANDLE))


def samr_enumerations():
    kind = "struct samr_entry"
    some = [[Member("u32", "rid", 1000 + n), Member("ustr", "name", name)]
            for n, name in enumerate((*NAMES, None))]
    for op in ("SamrEnumerateDomainsInSamServer", "SamrEnumerateUsersInDomain",
               "SamrEnumerateGroupsInDomain", "SamrEnumerateAliasesInDomain"):
        r = samr(op, "in").handle("handle", HANDLE).u32("context", 7)
        if op == "SamrEnumerateUsersInDomain":
            r.u32("type", 0x10)
        yield r.u32("prefmaxlen", ALL)
        for words, entries, (status, result) in (
            ("", some, (0, 0)), ("big", some, (0, 0)), ("more", some[:1], MORE), ("empty", [], (0, 0)),
            ("end", None, (0x8000001A, 0)), ("denied", None, DENIED),
        ):
            r = samr(op, "out", words=words, result=result).u32("context", 5)
            r.list_pointed(kind, entries).u32("count", len(entries or ()))
            yield r.status(status)


def samr_displays():
    def entry(n, full):
        ends = [Member("ustr", "full_name", "Jörg 𝄞" if n else None)] if full else []
        return [Member("u32", "index", n + 1), Member("u32", "rid", 1000 + n),
                Member("u32", "control", 0x210), Member("ustr", "name", NAMES[n]),
                Member("ustr", "comment", TEXTS[n])] + ends

    op = "SamrQueryDisplayInformation3"
    for number, kind in ((1, "user"), (2, "other"), (3, "other")):
        r = samr(op, "in", number).handle("handle", HANDLE).enum16("class", number)
        yield r.u32("index", 0).u32("entries", 100).u32("prefmaxlen", ALL)
        some = [entry(n, kind == "user") for n in range(3)]
        for words, entries, (status, result) in (
            ("", some, (0, 0)), ("big", some, (0, 0)), ("more", some[:1], MORE),
            ("empty", [], (0, 0)), ("denied", [], DENIED),
        ):
            r = samr(op, "out", number, words, result).u32("total", 4321)
            r.u32("returned", 100 * len(entries))
            yield r.class_list(number, f"struct samr_display_{kind}", entries).status(status)
    r = samr("SamrGetDisplayEnumerationIndex2", "in").handle("handle", HANDLE).enum16("class", 3)
    yield r.ustr("name", "Ä𝄞")
    yield from samr_replies("SamrGetDisplayEnumerationIndex2", lambda r: r.u32("index", 12),
                            lambda r: r.u32("index", 0))


def samr_lookups():
    yield samr("SamrLookupDomainInSamServer", "in").handle("handle", HANDLE).ustr("name", "LABSRV")
    yield samr("SamrRidToSid", "in").handle("handle", HANDLE).u32("rid", 1000)
    for op, sid in (("SamrLookupDomainInSamServer", DOMAIN), ("SamrRidToSid", SIDS[2])):
        yield from samr_replies(op, lambda r, sid=sid: r.sid("sid", sid), lambda r: r.sid("sid", None))
    for op, kind, asked in (("SamrLookupNamesInDomain", "name", names(*NAMES)),
                            ("SamrLookupIdsInDomain", "number", numbers(500, 1000, 4000000000))):
        for words, some in (("", asked), ("empty", []), ("big", asked)):
            r = samr(op, "in", words=words).handle("handle", HANDLE).u32("count", len(some))
            yield r.items(f"struct samr_{kind}", some, 1000)
    some, types = numbers(1000, 1001, 0, 1003), numbers(1, 2, 8, 4)
    for op, kind, found in (("SamrLookupNamesInDomain", "number", some),
                            ("SamrLookupIdsInDomain", "name", names("jörg", "𝄞", None, "alice"))):
        for words, first, second, (status, result) in (
            ("", found[:2], types[:2], (0, 0)), ("some", found, types, SOME),
            ("big", found, types, (0, 0)), ("none", [], [], NONE_MAPPED),
        ):
            r = samr(op, "out", words=words, result=result)
            r.entries("list", f"struct samr_{kind}", first)
            yield r.entries("second", "struct samr_number", second).status(status)


def samr_user(full):
    """SAMPR_USER_ALL_INFORMATION, with something or nothing in each member."""
    times = ("last_logon", "last_logoff", "password_last_set", "account_expires",
             "password_can_change", "password_must_change")
    texts = ("name", "full_name", "home_dir", "home_dir_drive", "script_path", "profile", "comment",
             "workstations", "usr_comment", "parms")
    blobs = ("lm_hash", "nt_hash", "private_data")
    record = [Member("old_u64", name, 0x7FFFFFFF12345678 + n if full else 0)
              for n, name in enumerate(times)]
    record += [Member("ustr", name, TEXTS[n % 6] if full else None) for n, name in enumerate(texts)]
    record += [Member("blob", name, "geheim" if full else None) for name in blobs]
    descriptor = DESCRIPTOR if full else None
    record += [Member("u32", "sd_len", len(descriptor or b"")), Member("sd", "sd", descriptor)]
    record += [Member("u32", name, 1000 * n + 513 if full else 0)
               for n, name in enumerate(("user_id", "primary_group_id", "control", "which"))]
    record += [Member("u16", "units_per_week", 168 if full else 0),
               Member("hours", "logon_hours", bytes(range(1, 22)) if full else None)]
    record += [Member("u16", name, 40000 + n if full else 0)
               for n, name in enumerate(("bad_pw_count", "num_logons", "country_code", "code_page"))]
    return record + [Member("u8", name, n + 1 if full else 0) for n, name in enumerate(
        ("lm_present", "nt_present", "password_expired", "private_sensitive"))]


def samr_classes(full):
    """(object, class, whether it is read and set, C structure, members)"""
    name = names("Größe 𝄞" if full else None)[0]
    comment = [Member("ustr", "comment", "Größe 𝄞" if full else None)]
    entry = names("jörg" if full else None)[0]
    age = -36288000000000 if full else 0
    attributes = [Member("u32", "attributes", 7)]
    count = [Member("u32", "members", 3)]
    return (
        ("Domain", 1, "gs", "domain_password", [
            Member("u16", "min_passwd_len", 7), Member("u16", "password_hist_len", 24),
            Member("u32", "properties", 1), Member("old_u64", "max_passwd_age", age),
            Member("old_u64", "min_passwd_age", 2 * age)]),
        ("Domain", 3, "gs", "domain_logoff", [Member("old_u64", "force_logoff", age)]),
        ("Domain", 5, "g", "name", name),
        ("Domain", 6, "gs", "name", name),
        ("Domain", 7, "gs", "domain_role", [Member("u32", "role", 3)]),
        ("Domain", 12, "gs", "domain_lockout", [
            Member("u64", "duration", age), Member("u64", "window", 2 * age),
            Member("u16", "threshold", 50000)]),
        ("User", 21, "gs", "user", samr_user(full)),
        ("Group", 1, "g", "group", entry + attributes + count + comment),
        ("Group", 2, "s", "name", name),
        ("Group", 3, "s", "number", numbers(7)[0]),
        ("Group", 4, "s", "name", name),
        ("Alias", 1, "g", "alias", entry + count + comment),
        ("Alias", 2, "s", "name", name),
        ("Alias", 3, "s", "name", name),
    )


def samr_informations():
    for words in ("", "empty", "big"):
        for what, number, uses, kind, record in samr_classes(words != "empty"):
            query, change = f"SamrQueryInformation{what}", f"SamrSetInformation{what}"
            change += "2" if what == "User" else ""
            if "g" in uses:
                r = samr(query, "out", number, words)
                yield r.class_pointed(number, f"struct samr_{kind}", record).status()
            if "s" in uses:
                r = samr(change, "in", number, words).handle("handle", HANDLE)
                yield r.enum16("class", number).class_arm(number, f"struct samr_{kind}", record)
    for what, got, put in (("Domain", 1, 1), ("User", 21, 21), ("Group", 1, 2), ("Alias", 1, 2)):
        query, change = f"SamrQueryInformation{what}", f"SamrSetInformation{what}"
        change += "2" if what == "User" else ""
        yield samr(query, "in", got).handle("handle", HANDLE).enum16("class", got)
        r = samr(query, "out", got, "bad_class", 124).class_pointed(got, "", None)
        yield r.status(0xC0000003)
        yield samr(change, "out", put).status()
        yield samr(change, "out", put, "denied", DENIED[1]).status(DENIED[0])


def samr_creations():
    for op in ("SamrCreateGroupInDomain", "SamrCreateAliasInDomain"):
        r = samr(op, "in").handle("handle", HANDLE).ustr("name", "名前 𝄞")
        yield r.u32("access", ACCESS)
        yield from samr_replies(op, lambda r: r.handle("opened", OPENED).u32("rid", 1005),
                                lambda r: r.handle("opened", CLOSED).u32("rid", 0))
    op = "SamrCreateUser2InDomain"
    r = samr(op, "in").handle("handle", HANDLE).ustr("name", "jörg").u32("type", 0x10)
    yield r.u32("access", ACCESS)
    yield from samr_replies(
        op, lambda r: r.handle("opened", OPENED).u32("granted", 0xF07FF).u32("rid", 1005),
        lambda r: r.handle("opened", CLOSED).u32("granted", 0).u32("rid", 0))
    r = samr(op, "out", words="exists", result=2224).handle("opened", CLOSED)
    yield r.u32("granted", 0).u32("rid", 0).status(0xC0000063)


SOME_BYTES = bytes(range(256)) * 3


def samr_aes():
    """A password by AES; 40 bytes of it, that the cipher may have any length is tested elsewhere."""
    return [Member("raw", "auth_data", SOME_BYTES[:64]), Member("raw", "salt", SOME_BYTES[64:80]),
            Member("u32", "len", 40), Member("octets", "cipher", SOME_BYTES[80:120]),
            Member("u64", "iterations", 0x123456789A)]


def samr_passwords():
    change, salted, aes = "SamrSetInformationUser2", 26, 31
    for words in ("", "big"):
        r = samr(change, "in", salted, words).handle("handle", HANDLE).enum16("class", salted)
        yield r.class_arm(salted, "struct samr_password_salted", [
            Member("inline", "password", SOME_BYTES[:532]), Member("u8", "expired", 1)])
        r = samr(change, "in", aes, words).handle("handle", HANDLE).enum16("class", aes)
        yield r.class_arm(aes, "struct samr_password_aes", [
            Member("struct", "aes", samr_aes()), Member("u8", "expired", 1)])
    host, user = names("\\\\srv", "jörg")
    for words in ("", "big"):
        r = samr("SamrUnicodeChangePasswordUser2", "in", words=words)
        r.pointed_name("host", host).ustr("name", user[0].value)
        r.secret_pointed("password", "struct samr_password", "password", SOME_BYTES[:516])
        r.secret_pointed("hash", "struct samr_hash", "hash", SOME_BYTES[:16])
        r.u8("lm_present", 0).secret_pointed("lm_password", "", "", None)
        yield r.secret_pointed("lm_hash", "", "", None)
        r = samr("SamrUnicodeChangePasswordUser4", "in", words=words)
        r.pointed_name("host", host).ustr("name", user[0].value)
        yield r.by_value("struct samr_aes", samr_aes())
    for op in ("SamrUnicodeChangePasswordUser2", "SamrUnicodeChangePasswordUser4"):
        yield from samr_replies(op, lambda r: r, lambda r: r)


def samr_memberships():
    sids = [[Member("sid", "sid", sid)] for sid in SIDS]
    yield samr("SamrGetGroupsForUser", "in").handle("handle", HANDLE)
    some = [[Member("u32", "rid", rid), Member("u32", "attributes", 7)] for rid in (513, 1001)]
    for words, groups, (status, result) in (("", some, (0, 0)), ("big", some, (0, 0)),
                                            ("empty", [], (0, 0)), ("denied", None, DENIED)):
        r = samr("SamrGetGroupsForUser", "out", words=words, result=result)
        yield r.list_pointed("struct samr_membership", groups).status(status)
    for words, asked, found in (("", sids, numbers(544, 545)), ("big", sids, numbers(544)),
                                ("empty", [], [])):
        r = samr("SamrGetAliasMembership", "in", words=words).handle("handle", HANDLE)
        yield r.entries("list", "struct samr_sid", asked)
        r = samr("SamrGetAliasMembership", "out", words=words)
        yield r.entries("list", "struct samr_number", found).status()


def samr_members():
    yield samr("SamrAddMemberToGroup", "in").handle("handle", HANDLE).u32("rid", 1000).u32("type", 7)
    yield samr("SamrRemoveMemberFromGroup", "in").handle("handle", HANDLE).u32("rid", 1000)
    yield samr("SamrGetMembersInGroup", "in").handle("handle", HANDLE)
    yield samr("SamrGetMembersInAlias", "in").handle("handle", HANDLE)
    changes = ("SamrAddMemberToAlias", "SamrRemoveMemberFromAlias", "SamrRemoveMemberFromForeignDomain")
    for op in changes:
        yield samr(op, "in").handle("handle", HANDLE).ref_sid("sid", SIDS[2])
    for op in ("SamrAddMemberToGroup", "SamrRemoveMemberFromGroup") + changes:
        yield from samr_replies(op, lambda r: r, lambda r: r)
    for words, rids in (("", (1000, 1001, 1002)), ("big", (1000,)), ("empty", None)):
        some = [Member("u32", "count", len(rids or ())), Member("numbers", "rids", rids),
                Member("numbers", "attributes", rids and tuple(7 for _ in rids))]
        r = samr("SamrGetMembersInGroup", "out", words=words)
        yield r.pointed("struct samr_members", some).status()
    r = samr("SamrGetMembersInGroup", "out", words="denied", result=DENIED[1])
    yield r.pointed("struct samr_members", None).status(DENIED[0])
    sids = [[Member("sid", "sid", sid)] for sid in SIDS]
    for words, some in (("", sids), ("big", sids), ("empty", [])):
        r = samr("SamrGetMembersInAlias", "out", words=words)
        yield r.entries("list", "struct samr_sid", some).status()


# --- [MS-LSAT] and [MS-LSAD] 3.1.4 ---------------------------------------------------------------


def lsa(op, direction, level="none", words="", result=0):
    return Recording("lsarpc", op, direction, level, words, words == "big", result)


def lsa_policy():
    for words, server in (("", SERVER), ("nameless", None), ("big", SERVER)):
        r = lsa("LsarOpenPolicy2", "in", words=words).wstr("server", server)
        for name in ("length", "root", "name", "attributes", "descriptor", "quality"):
            r.u32(name, 0)
        yield r.u32("access", ACCESS)
    yield lsa("LsarClose", "in").handle("handle", HANDLE)
    for op, name, good, bad in (("LsarOpenPolicy2", "opened", OPENED, CLOSED),
                                ("LsarClose", "handle", CLOSED, HANDLE)):
        for words in ("", "big"):
            yield lsa(op, "out", words=words).handle(name, good).status()
        yield lsa(op, "out", words="denied", result=DENIED[1]).handle(name, bad).status(DENIED[0])
    op = "LsarQueryInformationPolicy"
    for number, name, sid in ((3, "LABWG", None), (5, "Größe 𝄞", DOMAIN)):
        yield lsa(op, "in", number).handle("handle", HANDLE).enum16("class", number)
        for words in ("", "big"):
            r = lsa(op, "out", number, words)
            r.class_pointed(number, "struct lsa_domain", lsa_domain(name, sid))
            r.values_only = True
            yield r.status()
        yield lsa(op, "out", number, "denied", DENIED[1]).class_pointed(number, "", None).status(
            DENIED[0])


def lsa_domain(name, sid):
    """With room for a NUL behind the name, as servers send it; ours sends none."""
    return [Member("roomy", "name", name), Member("sid", "sid", sid)]


def lsa_domains(r, domains):
    if domains is None:
        return r.pointed("", None)
    r.values_only |= bool(domains)
    return r.pointed("struct lsa_domain_list", [
        Member("u32", "count", len(domains)), Member("structs", "domains", domains or None),
        Member("u32", "max", 32)])


def lsa_found(kind, name, *found):
    """Of each its use, name or SID, and the index of its domain."""
    return [[Member("enum16", "use", use), Member(kind, name, what), Member("i32", "domain", domain),
             Member("u32", "flags", n)] for n, (use, what, domain) in enumerate(found)]


def lsa_lookups():
    domains = [lsa_domain("BUILTIN", "S-1-5-32"), lsa_domain("名前 𝄞", DOMAIN), lsa_domain("", None)]
    sids = [[Member("sid", "sid", sid)] for sid in SIDS]
    by_sid = lsa_found("ustr", "name", (5, "Everyone", 2), (4, "Administratoren", 0),
                       (1, "jörg 𝄞", 1), (8, None, -1))
    by_name = lsa_found("sid", "sid", (1, DOMAIN + "-1000", 1), (4, "S-1-5-32-544", 0),
                        (5, SIDS[0], 2), (8, None, -1))
    for op, kind, asked, found in (("LsarLookupSids2", "name", sids, by_sid),
                                   ("LsarLookupNames3", "sid", names(*NAMES), by_name)):
        kind = f"struct lsa_found_{kind}"
        for words, some in (("", asked), ("one", asked[:1]), ("empty", []), ("big", asked)):
            r = lsa(op, "in", words=words).handle("handle", HANDLE)
            if op == "LsarLookupSids2":
                r.entries("list", "struct lsa_sid", some)
            else:
                r.counted("struct lsa_name", some)
            r.entries("found", kind, []).enum16("level", 1).u32("mapped", 0)
            yield r.u32("options", 0).u32("revision", 2)
        for words, there, answers, (status, result) in (
            ("", domains, found[:3], (0, 0)), ("some", domains, found, SOME),
            ("big", domains, found, SOME), ("none", [], found[3:], (NONE_MAPPED[0], 0)),
            ("nothing", None, [], (NONE_MAPPED[0], 0)), ("denied", None, [], DENIED),
        ):
            r = lsa_domains(lsa(op, "out", words=words, result=result), there)
            yield r.entries("found", kind, answers).u32("mapped", min(3, len(answers))).status(status)
    # what Samba sends for a name it does not know: a SID of zeros
    r = lsa_domains(lsa("LsarLookupNames3", "out", words="zeros"), [])
    r.stub.u32(1)
    r.stub.pointer(True)
    r.stub.u32(1, 8)
    r.stub.pointer(True)
    r.stub.u32(-1, 0, 0, 0, 0)
    r.values_only = True
    r.answer(listing("found", kind, lsa_found("sid", "sid", (8, None, -1))))
    yield r.u32("mapped", 0).status(NONE_MAPPED[0])


def main():
    wanted = tuple(sys.argv[1:]) or ("",)
    for group in (set_requests(), set_requests(big=True), lab_requests(), set_replies(), write_requests(),
                  plain_requests(), get_replies(), enumerations(), disks(), statistics(),
                  computer_names(), name_changes(), samr_opens(), samr_ends(), samr_enumerations(),
                  samr_displays(), samr_lookups(), samr_informations(), samr_creations(), samr_passwords(),
                  samr_memberships(), samr_members(), lsa_policy(), lsa_lookups()):
        for recording in group:
            if recording.name().startswith(wanted):
                recording.write()


if __name__ == "__main__":
    main()
