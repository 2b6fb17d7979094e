#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Makes the vectors of join_password_test.c from [MS-WKST] 2.2.5.17 and 2.2.5.18 alone.

usage: join_password_vectors.py

Each blob is encoded by 2.2.5.18.1 and opened again by 2.2.5.18.4, whose index is read as one into
the text, seed and length as its sum (characters + 1) * 2 has it. The random bytes are those the
test uses: 7 * i + first.
"""
import hashlib

OBFUSCATOR, LENGTH_AT, SIZE = 8, 520, 524
KEY = bytes(range(0x10, 0x20))
PASSWORDS = (
    (0xAB, "PASSWORD"),
    (0x00, ""),
    (0x7E, "Größe \U0001D11E"),
    (0xFF, "x" * 255),
)


def rc4(key, data):
    s = list(range(256))
    j = 0
    for i in range(256):
        j = (j + s[i] + key[i % len(key)]) % 256
        s[i], s[j] = s[j], s[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + s[i]) % 256
        s[i], s[j] = s[j], s[i]
        out.append(byte ^ s[(s[i] + s[j]) % 256])
    return bytes(out)


def crypt(blob):
    key = hashlib.md5(KEY + blob[:OBFUSCATOR]).digest()
    return blob[:OBFUSCATOR] + rc4(key, blob[OBFUSCATOR:])


def encode(password, seed):
    raw = password.encode("utf-16-le")
    encoded = bytearray(len(raw) + 4)
    encoded[2 : 2 + len(raw)] = raw
    if raw:
        encoded[2] ^= seed | 0x43
    for i in range(3, len(encoded) - 2):
        encoded[i] ^= encoded[i - 1] ^ seed
    encoded[0] = seed
    return bytes(encoded[:-2])  # the NUL is not part of the length


def seal(password, random):
    encoded = encode(password, random[LENGTH_AT] & ~0x43 or 0xBC)
    plain = bytearray(random)
    plain[LENGTH_AT - len(encoded) : LENGTH_AT] = encoded
    plain[LENGTH_AT:] = len(encoded).to_bytes(4, "little")
    return crypt(bytes(plain))


def unseal(blob):
    plain = crypt(blob)
    length = int.from_bytes(plain[LENGTH_AT:], "little")
    encoded = plain[LENGTH_AT - length : LENGTH_AT]
    seed, text = encoded[0], bytearray(encoded[2:])
    assert seed and not encoded[1] and len(text) == 2 * (length // 2 - 1)
    for i in range(len(text), 1, -1):
        text[i - 1] ^= text[i - 2] ^ seed
    if text:
        text[0] ^= 0x43 ^ seed
    return text.decode("utf-16-le")


for first, password in PASSWORDS:
    blob = seal(password, bytes((7 * i + first) % 256 for i in range(SIZE)))
    assert unseal(blob) == password
    print(f"{password[:12]!r}, {len(password)} characters, first {first:#04x}")
    print("  end   ", blob[-28:].hex())
    print("  sha256", hashlib.sha256(blob).hexdigest())
