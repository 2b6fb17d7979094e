#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Makes the vectors of sampass_test.c from [MS-SAMR], with PyCryptodome and hashlib.

usage: sampass_vectors.py

Random bytes are 7 * i + i // 256 + 3, i counting from 0 anew for each blob, in the order they are drawn: salt,
then buffer. The session key is 10 to 1F, the old password of a change OLDPASSWORD.
"""
import hashlib
import hmac

from Cryptodome.Cipher import AES, ARC4, DES
from Cryptodome.Hash import MD4

KEY = bytes(range(0x10, 0x20))
OLD = "OLDPASSWORD"
PASSWORDS = ("NEWPASSWORD", "", "x", "Größe \U0001D11E", "y" * 256)
ENC = b"Microsoft SAM encryption key AEAD-AES-256-CBC-HMAC-SHA512 16\0"
MAC = b"Microsoft SAM MAC key AEAD-AES-256-CBC-HMAC-SHA512 16\0"


def random(start, size):
    return bytes((7 * i + i // 256 + 3) % 256 for i in range(start, start + size))


def text(password):
    return password.encode("utf-16-le")


def nt_hash(password):
    return MD4.new(text(password)).digest()


def rc4(key, password, filler):
    raw = text(password)
    plain = filler[: 512 - len(raw)] + raw + len(raw).to_bytes(4, "little")
    return ARC4.new(key).encrypt(plain)


def salted(key, password):
    salt = random(0, 16)
    return rc4(hashlib.md5(salt + key).digest(), password, random(16, 512)) + salt


def aes(cek, password):
    salt, filler, raw = random(0, 16), random(16, 512), text(password)
    plain = len(raw).to_bytes(2, "little") + raw + filler[len(raw) :]
    plain += bytes([14]) * 14
    enc_key = hmac.digest(cek, ENC, "sha512")[:32]
    cipher = AES.new(enc_key, AES.MODE_CBC, iv=salt).encrypt(plain)
    data = hmac.digest(hmac.digest(cek, MAC, "sha512"), b"\1" + salt + cipher + b"\1", "sha512")
    assert (len(ENC), len(MAC), len(cipher), len(data)) == (61, 54, 528, 64)
    return cipher, data


def des(block, half):
    bits = f"{int.from_bytes(half, 'big'):056b}"
    key = bytes(int(bits[i : i + 7] + "0", 2) for i in range(0, 56, 7))
    return DES.new(key, DES.MODE_ECB).encrypt(block)


def sealed_hash(value, key):
    return des(value[:8], key[:7]) + des(value[8:], key[7:14])


def sha256(data):
    return hashlib.sha256(data).hexdigest()


for password in PASSWORDS:
    print(f"{password[:12]!r}, {len(text(password)) // 2} units")
    print("  hash       ", nt_hash(password).hex())
    print("  rc4        ", sha256(rc4(KEY, password, random(0, 512))))
    print("  salted     ", sha256(salted(KEY, password)))
    print("  aes        ", sha256(b"".join(aes(KEY, password))))
    print("  new by old ", sha256(rc4(nt_hash(OLD), password, random(0, 512))))
    print("  old by new ", sealed_hash(nt_hash(OLD), nt_hash(password)).hex())
    for iterations in (5000, 5001):
        cek = hashlib.pbkdf2_hmac("sha512", nt_hash(OLD), random(0, 16), iterations, 16)
        print(f"  change {iterations}", sha256(b"".join(aes(cek, password))))
