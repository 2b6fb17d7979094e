#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""A second client for lists of servers: NetServerEnum2 and 3 of RAP by impacket's SMB 1.

usage: rap_list.py HOST TYPE DOMAIN

Asks as nobody, at level 1, page by page, and prints the list as JSON.
"""
import json
import struct
import sys

from impacket import smb

MORE_DATA = 234
BUFFER = 0x8000  # another size than that of the library under test


def transact(connection, tree, params):
    name = b"\\PIPE\\LANMAN\0"
    packet = smb.NewSMBPacket()
    packet["Tid"] = tree
    command = smb.SMBCommand(smb.SMB.SMB_COM_TRANSACTION)
    command["Parameters"] = fields = smb.SMBTransaction_Parameters()
    command["Data"] = data = smb.SMBTransaction_Data()
    start = 32 + 1 + 2 * 14 + 2 + len(name)
    pad = -start % 4
    fields["Setup"] = b""
    fields["TotalParameterCount"] = fields["ParameterCount"] = len(params)
    fields["ParameterOffset"] = start + pad
    fields["MaxParameterCount"] = 8
    fields["MaxDataCount"] = BUFFER
    fields["TotalDataCount"] = fields["DataCount"] = fields["DataOffset"] = 0
    data["Name"] = name
    data["Pad1"] = b"\0" * pad
    data["Trans_Parameters"] = params
    data["Trans_Data"] = b""
    packet.addCommand(command)
    connection.sendSMB(packet)
    reply = connection.recvSMB()
    reply.isValidAnswer(smb.SMB.SMB_COM_TRANSACTION)
    where = smb.SMBTransactionResponse_Parameters(smb.SMBCommand(reply["Data"][0])["Parameters"])
    if where["DataCount"] != where["TotalDataCount"]:
        sys.exit("rap_list.py: a reply in several parts")
    raw = reply.getData()
    at, data_at = where["ParameterOffset"], where["DataOffset"]
    return raw[at : at + 8], raw[data_at : data_at + where["DataCount"]]


def text(raw):
    return raw.split(b"\0")[0].decode("cp850")


def page(connection, tree, servertype, domain, first):
    params = struct.pack("<H", 0xD7 if first else 0x68)
    params += b"WrLehDzz\0" if first else b"WrLehDz\0"
    params += b"B16BBDz\0" + struct.pack("<HHI", 1, BUFFER, servertype) + domain + b"\0"
    if first:
        params += first + b"\0"
    head, data = transact(connection, tree, params)
    status, converter, count, _ = struct.unpack("<4H", head)
    if status not in (0, MORE_DATA):
        sys.exit(f"rap_list.py: status {status}")
    entries, name = [], first
    for i in range(count):
        name, major, minor, kind, comment = struct.unpack("<16sBBIHxx", data[26 * i : 26 * i + 26])
        entries.append(
            {
                "name": text(name),
                "version_major": major,
                "version_minor": minor,
                "type": kind,
                "comment": text(data[(comment - converter) & 0xFFFF :]),
            }
        )
    return entries, name.split(b"\0")[0] if name and status == MORE_DATA else None


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    host, servertype, domain = sys.argv[1], int(sys.argv[2], 0), sys.argv[3].encode("cp850")
    connection = smb.SMB("*SMBSERVER", host, sess_port=445)
    connection.login("", "")
    tree = connection.tree_connect_andx(f"\\\\{host}\\IPC$")
    entries, last = page(connection, tree, servertype, domain, None)
    while last:
        more, last = page(connection, tree, servertype, domain, last)
        entries += more[1:]  # it begins with the last of the page before
    json.dump(entries, sys.stdout)


if __name__ == "__main__":
    main()
