#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compare our public headers with mingw-w64's, as a compiler for each target sees them.

Names (structs, members, typedefs, functions, constants) are read out of the preprocessed headers
of both sides. One C file of constant expressions is then compiled for the host with ours and for
x86-64 Windows with theirs, and the two arrays of numbers are compared: sizes, offsets, types of
members and parameters, values. A name that only one side has needs a reason in the tables below.

    abi_test.py --ours include --theirs /usr/x86_64-w64-mingw32/include
    abi_test.py --self-test ...       damaged copies of our headers must each be noticed

Exit status: 0 equal, 1 failures, 77 skipped (no clang, or no mingw-w64 headers).
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile

# The headers that must agree in both directions.
FAMILY = ['lmcons.h', 'lmerr.h', 'lmaccess.h', 'lmapibuf.h', 'lmremutl.h', 'lmserver.h',
          'lmshare.h', 'lmuse.h', 'lmuseflg.h', 'lmwksta.h']
# Ours must agree with theirs, but we carry only a part.
PART = ['lmjoin.h']
BASE = ['windef.h', 'winerror.h']
VARIANTS = [[], ['-fshort-wchar']]

# ---- Names that only they have, and why --------------------------------------------------------

THEIRS_ONLY = {
    'SetServiceBits': 'exported by advapi32, not by netapi32',
    'NetServerSetInfoCommandLine': 'exported by no library',
    'RxRemoteApi': 'LAN Manager calls by descriptor: no published contract, nothing answers it',
    'RxNetAccessAdd': 'NetAccessAdd, by a macro that ours does without; so the next five',
    'RxNetAccessDel': 'NetAccessDel',
    'RxNetAccessEnum': 'NetAccessEnum',
    'RxNetAccessGetInfo': 'NetAccessGetInfo',
    'RxNetAccessGetUserPerms': 'NetAccessGetUserPerms',
    'RxNetAccessSetInfo': 'NetAccessSetInfo',
    'USER_POSIX_ID_INFOLEVEL': 'of a number that they define nowhere',
    'GROUP_POSIX_ID_INFOLEVEL': 'of a number that they define nowhere',
    'NetEnumerateTrustedDomains': 'not declared yet: answers an NTSTATUS',
    'NetAddServiceAccount': 'not declared yet: answers an NTSTATUS, no published protocol',
    'NetRemoveServiceAccount': 'as NetAddServiceAccount',
    'NetIsServiceAccount': 'as NetAddServiceAccount',
    'NetEnumerateServiceAccounts': 'as NetAddServiceAccount',
    'SERVICE_ACCOUNT_FLAG_LINK_TO_HOST_ONLY': 'of NetAddServiceAccount',
    'MSA_INFO_0': 'of NetQueryServiceAccount, which is not declared yet',
    'PMSA_INFO_0': 'of NetQueryServiceAccount',
    'MSA_INFO_STATE': 'of NetQueryServiceAccount',
    'MsaInfoNotExist': 'of NetQueryServiceAccount',
    'MsaInfoNotService': 'of NetQueryServiceAccount',
    'MsaInfoCannotInstall': 'of NetQueryServiceAccount',
    'MsaInfoCanInstall': 'of NetQueryServiceAccount',
    'MsaInfoInstalled': 'of NetQueryServiceAccount',
}
GUARDS = {'NETCONS_INCLUDED', 'NETERR_INCLUDED', '_LMAPIBUF_', '_LMREMUTL_', '_LMSERVER_',
          '_LMSHARE_', '_LMSESSION_', '_LMCONNECTION_', '_LMFILE_', '_LMUSE_', '_LMUSEFLG_', '_LMWKSTA_',
          '_LMUSER_', '_LMGROUP_', '_LMLOCALGROUP_', '_LMACCESS_', '_LMDOMAIN_', '_NTSTATUS_PSDK'}

# ---- Names that only we have: what they must be, and where that is written ---------------------

SDK = 'Windows SDK 10.0.22621 and later, as published in the Windows metadata'
SRVS = '[MS-SRVS] 2.2.4'
ERREF = '[MS-ERREF] 2.2'

OURS_ONLY_VALUES = {
    SDK + ' (lmshare.h)': {
        'STYPE_MASK': 0xFF, 'STYPE_RESERVED1': 0x01000000, 'STYPE_RESERVED2': 0x02000000,
        'STYPE_RESERVED3': 0x04000000, 'STYPE_RESERVED4': 0x08000000,
        'STYPE_RESERVED5': 0x00100000, 'STYPE_RESERVED_ALL': 0x3FFFFF00, 'CSC_MASK_EXT': 8240,
        'SHI1005_FLAGS_FORCE_LEVELII_OPLOCK': 4096, 'SHI1005_FLAGS_ENABLE_HASH': 8192,
        'SHI1005_FLAGS_ENABLE_CA': 16384, 'SHI1005_FLAGS_ENCRYPT_DATA': 32768,
        'SHI1005_FLAGS_RESERVED': 65536, 'SHI1005_FLAGS_DISABLE_CLIENT_BUFFERING': 131072,
        'SHI1005_FLAGS_IDENTITY_REMOTING': 262144, 'SHI1005_FLAGS_CLUSTER_MANAGED': 524288,
        'SHI1005_FLAGS_COMPRESS_DATA': 1048576, 'SHI1005_FLAGS_ISOLATED_TRANSPORT': 2097152,
        'SHI1005_FLAGS_DISABLE_DIRECTORY_HANDLE_LEASING': 4194304,
        'SHI1005_FLAGS_DISABLE_CLIENT_METADATA_CACHING': 8388608,
        'SHARE_SERVER_PARMNUM': 503, 'SHARE_QOS_POLICY_PARMNUM': 504,
    },
    ERREF + ' (winerror.h)': {'ERROR_NTLM_BLOCKED': 1937},
    SDK + ' (lmaccess.h)': {
        'UF_PARTIAL_SECRETS_ACCOUNT': 0x4000000, 'UF_USE_AES_KEYS': 0x8000000,
        'NETLOGON_CONTROL_QUERY_ENC_TYPES': 13,
    },
    SDK + ' (lmserver.h)': {
        'SRV_SUPPORT_HASH_GENERATION': 1, 'SRV_HASH_GENERATION_ACTIVE': 2,
        'SV_ENABLEAUTHENTICATEUSERSHARING_PARMNUM': 603,
        'SV_ENABLEAUTHENTICATEUSERSHARING_INFOLEVEL': 1603,
        'SVTI2_SCOPED_NAME': 4, 'SVTI2_CLUSTER_NAME': 8, 'SVTI2_CLUSTER_DNN_NAME': 16,
        'SVTI2_UNICODE_TRANSPORT_ADDRESS': 32, 'SVTI2_RESERVED1': 4096, 'SVTI2_RESERVED2': 8192,
        'SVTI2_RESERVED3': 16384,
    },
    SDK + ' (lmerr.h)': {
        'NERR_SetupCheckDNSConfig': 2699, 'NERR_AlreadyCloudDomainJoined': 2700,
        'NERR_NoOfflineJoinInfo': 2709, 'NERR_BadOfflineJoinInfo': 2710,
        'NERR_CantCreateJoinInfo': 2711, 'NERR_BadDomainJoinInfo': 2712,
        'NERR_JoinPerformedMustRestart': 2713, 'NERR_NoJoinPending': 2714,
        'NERR_ValuesNotSet': 2715, 'NERR_CantVerifyHostname': 2716,
        'NERR_CantLoadOfflineHive': 2717, 'NERR_ConnectionInsecure': 2718,
        'NERR_ProvisioningBlobUnsupported': 2719, 'NERR_DS8DCRequired': 2720,
        'NERR_LDAPCapableDCRequired': 2721, 'NERR_DS8DCNotFound': 2722,
        'NERR_TargetVersionUnsupported': 2723, 'NERR_InvalidMachineNameForJoin': 2724,
        'NERR_DS9DCNotFound': 2725, 'NERR_PlainTextSecretsRequired': 2726,
        'NERR_CannotUnjoinAadDomain': 2727, 'NERR_CannotUpdateAadHostName': 2728,
        'NERR_DuplicateHostName': 2729, 'NERR_HostNameTooLong': 2730,
        'NERR_TooManyHostNames': 2731, 'NERR_AccountReuseBlockedByPolicy': 2732,
    },
}
# struct: (source, size, {member: offset}); x64 layouts.
OURS_ONLY_STRUCTS = {
    'SERVER_INFO_103': (SRVS + '.43', 80, dict(
        sv103_platform_id=0, sv103_name=8, sv103_version_major=16, sv103_version_minor=20,
        sv103_type=24, sv103_comment=32, sv103_users=40, sv103_disc=44, sv103_hidden=48,
        sv103_announce=52, sv103_anndelta=56, sv103_licenses=60, sv103_userpath=64,
        sv103_capabilities=72)),
    'SHARE_INFO_503': (SRVS + '.27', 80, dict(
        shi503_netname=0, shi503_type=8, shi503_remark=16, shi503_permissions=24,
        shi503_max_uses=28, shi503_current_uses=32, shi503_path=40, shi503_passwd=48,
        shi503_servername=56, shi503_reserved=64, shi503_security_descriptor=72)),
    'SHARE_INFO_1503': (SDK, 16, dict(shi1503_sharefilter=0)),
    'SERVER_ALIAS_INFO_0': (SRVS + '.102', 24, dict(
        srvai0_alias=0, srvai0_target=8, srvai0_default=16, srvai0_reserved=20)),
}
OURS_ONLY_MEMBERS = {'SERVER_INFO_598.sv598_enableauthenticateusersharing': (SDK, 180)}
OURS_ONLY_FUNCTIONS = {
    'NetShareDelEx': '[MS-SRVS] 3.1.4.47, and ' + SDK,
    'NetServerAliasAdd': '[MS-SRVS] 3.1.4.44, and ' + SDK,
    'NetServerAliasDel': '[MS-SRVS] 3.1.4.46, and ' + SDK,
    'NetServerAliasEnum': '[MS-SRVS] 3.1.4.45, and ' + SDK,
}
# Facts that newer headers changed: what ours must be instead of theirs.
CHANGED = {
    'value UF_SETTABLE_BITS': (0xFFF3BFB, SDK),
    'value SHI1005_VALID_FLAGS_SET': (0xFFFF30, SDK),
    'sizeof SERVER_INFO_598': (184, SDK + ': one member more'),
}

# ---- Reading a header set ----------------------------------------------------------------------


class Side:
    """One set of headers: how to compile with it, and the names it declares.

    Names are taken from the files in `headers`; macros of all files are known, unexpanded.
    """

    def __init__(self, name, clang, flags, includes, headers):
        self.name, self.command = name, [clang, '-std=c11', '-w'] + flags
        self.prologue = ''.join('#include <%s>\n' % i for i in includes)
        self.headers = headers
        self.structs, self.functions, self.typedefs, self.macros = {}, {}, {}, {}
        self.enumerators = {}
        self.where, self.errors = {}, []
        self.read()

    def run(self, source, *args):
        done = subprocess.run(self.command + list(args) + ['-x', 'c', '-', '-o', '-'],
                              input=source, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              universal_newlines=True, check=False)
        if done.returncode:
            first = [l for l in done.stderr.splitlines() if 'error:' in l][:1]
            raise SyntaxError('%s: does not compile: %s' % (self.name, ''.join(first)))
        return done.stdout

    def read(self):
        text, current = {}, None
        for line in self.run(self.prologue, '-E', '-dD').splitlines():
            marker = re.match(r'# \d+ "(.*?)"', line)
            if marker:
                current = os.path.basename(marker.group(1))
            elif line.startswith('#define '):
                self.macro(current, line)
            elif line.startswith('#undef '):
                self.macros.pop(line.split()[1], None)
            elif not line.startswith('#'):
                text.setdefault(current, []).append(line)
        self.everything = '\n'.join('\n'.join(lines) for lines in text.values())
        for header in self.headers:
            for statement in statements('\n'.join(text.get(header, []))):
                self.declaration(header, statement)
        self.expand()

    def macro(self, header, line):
        m = re.match(r'#define (\w+)(\(?)\s*(.*)', line)
        if not m.group(2):
            self.macros[m.group(1)] = m.group(3)
            self.where[m.group(1)] = header

    def expand(self):
        """Replace macro bodies by what the preprocessor makes of the names."""
        names = [n for n in self.macros if self.where[n] in self.headers]
        source = self.prologue + ''.join('@%d@ %s\n' % (i, n) for i, n in enumerate(names))
        out = re.split(r'@(\d+)@', self.run(source, '-E', '-P'))
        for number, body in zip(out[1::2], out[2::2]):
            self.macros[names[int(number)]] = ' '.join(body.split())

    def declaration(self, header, text):
        struct = re.match(r'typedef struct (\w+) \{(.*)\} ?(.*)$', text)
        if struct:
            names = [n.strip() for n in struct.group(3).split(',')]
            members = []
            for member in struct.group(2).split(';'):
                m = re.match(r'(.+?[ *])(\w+) ?(\[.*\])?$', member.strip())
                if m:
                    members.append((m.group(2), bool(m.group(3))))
                elif member.strip():
                    self.errors.append('%s: %s: cannot read: %s' % (self.name, header, member))
            self.structs[names[0]] = members
            self.where[names[0]] = header
            for alias in names[1:]:
                self.add_typedef(header, alias.lstrip('* '))
            return
        enum = re.match(r'typedef enum (\w+) \{(.*)\} (.*)$', text)
        if enum:
            for constant in enum.group(2).split(','):
                self.add(self.enumerators, header, re.match(r'\w+', constant.strip()).group())
            for alias in enum.group(3).split(','):
                self.add_typedef(header, alias.strip(' *'))
            return
        function = re.match(r'(?!typedef)(.+?[ *])(\w+) ?\((.*)\)$', text)
        if function:
            parameters = [parameter_type(p) for p in function.group(3).split(',')]
            self.functions[function.group(2)] = [function.group(1).strip()] + parameters
            self.where[function.group(2)] = header
        elif text.startswith('typedef '):
            for part in text[8:].split(','):
                self.add_typedef(header, re.search(r'(\w+)$', part.strip()).group(1))
        else:
            self.errors.append('%s: %s: cannot read: %s' % (self.name, header, text[:80]))

    def add(self, names, header, name):
        names[name] = True
        self.where[name] = header

    def add_typedef(self, header, name):
        self.add(self.typedefs, header, name)

    def has(self, name):
        return (name in self.macros or name in self.structs or name in self.typedefs
                or name in self.functions or name in self.enumerators)

    def numbers(self, expressions):
        """The values of constant expressions, by way of the assembly that clang writes."""
        source = (self.prologue + HELPERS + 'const unsigned long long abi_facts[] = {\n'
                  + ''.join('(unsigned long long)(%s),\n' % e for e in expressions) + '42};\n')
        values, inside = [], False
        for line in self.run(source, '-S').splitlines():
            word = line.split()
            if line.startswith('abi_facts:'):
                inside = True
            elif inside and word and word[0] == '.quad':
                values.append(int(word[1], 0) & (1 << 64) - 1)
            elif inside and word and word[0] == '.zero':
                values += [0] * (int(word[1]) // 8)
            elif inside and word:
                break
        assert len(values) == len(expressions) + 1 and values[-1] == 42
        return values[:-1]


def statements(text):
    """Split preprocessed C at the semicolons outside braces, spaces made single."""
    text = re.sub(r'__attribute__ ?\(\(.*?\)\)\)?|__declspec ?\(.*?\)|__stdcall|__cdecl', ' ', text)
    text = re.sub(r'\s+', ' ', text)
    depth, start = 0, 0
    for i, c in enumerate(text):
        depth += (c in '{(') - (c in '})')
        if c == ';' and depth == 0:
            if text[start:i].strip():
                yield text[start:i].strip().replace('extern ', '')
            start = i + 1


def parameter_type(text):
    text = text.strip()
    if text in ('...', 'void'):
        return text
    m = re.match(r'(.+[ *])(\w+) ?(\[\])?$', text)
    return m.group(1).strip() + (' *' if m.group(3) else '')


# ---- Facts: a name for people, and a C expression ----------------------------------------------

# Descriptions of a type and of what it points to, three levels deep. A type that is no pointer
# "points" to int here, on both sides alike.
HELPERS = '''
#include <stddef.h>
#define IS(T, U) __builtin_types_compatible_p(T, U)
#define PTR(T) (__builtin_classify_type(*(T *)0) == 5)
#define TO(T) __typeof__(*__builtin_choose_expr(PTR(T), *(T *)0, (int *)0))
#define UNSIGNED(T) (IS(T, unsigned char) || IS(T, unsigned short) || IS(T, unsigned int) || \\
    IS(T, unsigned long) || IS(T, unsigned long long))
#define KIND(T) (PTR(T) ? 1 : IS(T, void) ? 2 : UNSIGNED(T) ? 3 : IS(T, char) ? 4 : 5)
#define READONLY(T) (PTR(T) && IS(T, const TO(T) *))
#define DESCRIBE1(T) ((unsigned long long)sizeof(T) << 8 | KIND(T) << 4 | READONLY(T))
#define DESCRIBE(T) (DESCRIBE1(T) << 40 | (PTR(T) ? DESCRIBE1(TO(T)) << 20 | \\
    (PTR(TO(T)) ? DESCRIBE1(TO(TO(T))) : 0) : 0))
'''


def struct_facts(name, members):
    yield 'sizeof ' + name, 'sizeof(%s)' % name
    yield 'alignof ' + name, '_Alignof(%s)' % name
    for member, is_array in members:
        where = '((%s *)0)->%s' % (name, member)
        yield 'offsetof %s.%s' % (name, member), 'offsetof(%s, %s)' % (name, member)
        yield 'sizeof %s.%s' % (name, member), 'sizeof(%s)' % where
        element = where + '[0]' if is_array else where
        yield 'type %s.%s' % (name, member), 'DESCRIBE(__typeof__(%s))' % element


def function_facts(name, types):
    for number, ctype in enumerate(types):
        what = 'parameter %d of ' % number if number else 'result of '
        if ctype != '...':
            yield what + name, 'DESCRIBE(%s)' % ctype


def value_facts(name):
    yield 'value ' + name, name
    yield 'sizeof ' + name, 'sizeof(%s)' % name
    yield 'signed ' + name, '(__typeof__(%s))-1 < 0' % name


def wide_prefix(body):
    """A literal of 16-bit characters is u"..." here where it is L"..." there."""
    return re.sub(r'\b[uL](?=")', 'u', body)


def macro_kind(body):
    if not body:
        return 'empty'
    if '"' in body:
        return 'string'
    return 'value' if re.search(r'\d', body) else 'word'


# ---- Comparison --------------------------------------------------------------------------------


class Comparison:
    def __init__(self, ours, theirs):
        self.ours, self.theirs = ours, theirs
        self.failures = list(ours.errors + theirs.errors)
        self.compared, self.used = 0, set()
        self.mine, self.other, self.expected = {}, {}, {}

    def fail(self, text):
        self.failures.append(text)

    def both(self, facts_of_ours, facts_of_theirs):
        mine, other = dict(facts_of_ours), dict(facts_of_theirs)
        for key in mine:
            if key in other:
                self.mine[key], self.other[key] = mine[key], other[key]

    def expect(self, key, expression, value):
        self.mine[key], self.expected[key] = expression, value

    def run(self):
        self.structs()
        self.functions()
        self.typedefs()
        self.enumerators()
        self.macros()
        self.missing()
        mine = dict(zip(self.mine, self.ours.numbers(self.mine.values())))
        other = dict(zip(self.other, self.theirs.numbers(self.other.values())))
        for key, value in mine.items():
            wanted = self.expected.get(key, other.get(key))
            if key in CHANGED:
                self.used.add(key)
                if wanted == CHANGED[key][0]:
                    self.fail('%s: listed as changed, but theirs is the same' % key)
                wanted = CHANGED[key][0]
            self.compared += 1
            if value != wanted:
                self.fail('%s: ours %#x, expected %#x' % (key, value, wanted))
        for key in CHANGED:
            if key not in self.used:
                self.fail('%s: listed as changed, but not compared' % key)

    def structs(self):
        for name, members in self.ours.structs.items():
            if name in self.theirs.structs:
                theirs = self.theirs.structs[name]
                self.both(struct_facts(name, members), struct_facts(name, theirs))
                self.same_members(name, [m for m, _ in members], [m for m, _ in theirs])
            elif name in OURS_ONLY_STRUCTS:
                source, size, offsets = OURS_ONLY_STRUCTS[name]
                self.expect('sizeof ' + name, 'sizeof(%s)' % name, size)
                self.same_members(name, [m for m, _ in members], list(offsets))
                for member, offset in offsets.items():
                    if member in dict(members):
                        self.expect('offsetof %s.%s' % (name, member),
                                    'offsetof(%s, %s)' % (name, member), offset)
            elif self.in_their_text(name):
                self.both(struct_facts(name, members), struct_facts(name, members))
            else:
                self.fail('struct %s: only ours has it, and no source is given' % name)

    def same_members(self, name, mine, other):
        for member in mine:
            key = name + '.' + member
            if key in OURS_ONLY_MEMBERS:
                self.expect('offsetof ' + key, 'offsetof(%s, %s)' % (name, member),
                            OURS_ONLY_MEMBERS[key][1])
                if member in other:
                    self.fail('%s: theirs has it too' % key)
            elif member not in other:
                self.fail('%s: only ours has it' % key)
        for member in other:
            if member not in mine:
                self.fail('%s.%s: missing' % (name, member))
        self.compared += 1

    def functions(self):
        for name, types in self.ours.functions.items():
            # Their macro may give a function another name: NetAccessAdd, RxNetAccessAdd.
            theirs = self.theirs.functions.get(self.theirs.macros.get(name, name))
            if theirs is None:
                if name not in OURS_ONLY_FUNCTIONS:
                    self.fail('function %s: only ours has it, and no source is given' % name)
                continue
            self.compared += 1
            if len(types) != len(theirs):
                self.fail('function %s: %d parameters, theirs has %d'
                          % (name, len(types) - 1, len(theirs) - 1))
            self.both(function_facts(name, types), function_facts(name, theirs))

    def typedefs(self):
        for name in self.ours.typedefs:
            pointed = re.sub(r'^L?P', '', name)
            if pointed in self.ours.structs:
                self.expect('pointer ' + name, 'IS(%s, %s *)' % (name, pointed), 1)
            elif self.theirs.has(name) or self.in_their_text(name):
                fact = [('type ' + name, 'DESCRIBE(%s)' % name)]
                self.both(fact, fact)
            else:
                self.fail('type %s: only ours has it' % name)

    def enumerators(self):
        for name in self.ours.enumerators:
            if re.search(r'\b%s\b' % name, self.theirs.everything):
                self.both(value_facts(name), value_facts(name))
            else:
                self.fail('enumerator %s: only ours has it' % name)

    def in_their_text(self, name):
        return re.search(r'[\s*,]%s\s*[;,]' % name, self.theirs.everything) is not None

    def macros(self):
        listed = {n: v for names in OURS_ONLY_VALUES.values() for n, v in names.items()}
        for name, body in self.ours.macros.items():
            if self.ours.where[name] not in self.ours.headers:
                continue
            kind = macro_kind(body)
            if kind in ('empty', 'word'):
                continue  # guards, and words of declarations such as WINAPI
            if name in listed:
                self.expect('value ' + name, name, listed[name])
                if name in self.theirs.macros:
                    self.fail('%s: listed as only ours, but theirs has it' % name)
            elif name not in self.theirs.macros:
                self.fail('%s: only ours has it, and no source is given' % name)
            elif kind == 'string':
                self.compared += 1
                if wide_prefix(body) != wide_prefix(self.theirs.macros[name]):
                    self.fail('%s: %s, theirs %s' % (name, body, self.theirs.macros[name]))
            else:
                self.both(value_facts(name), value_facts(name))
        for name in listed:
            if name not in self.ours.macros:
                self.fail('%s: listed as only ours, but missing' % name)

    def missing(self):
        """What their family headers have must be in ours."""
        names = [n for group in (self.theirs.macros, self.theirs.structs, self.theirs.typedefs,
                                 self.theirs.functions, self.theirs.enumerators) for n in group]
        for name in names:
            if self.theirs.where[name] not in FAMILY:
                continue
            self.compared += 1
            if name in THEIRS_ONLY or name in GUARDS:
                if self.ours.has(name):
                    self.fail('%s: listed as left out, but ours has it' % name)
            elif not self.ours.has(name):
                self.fail('%s (%s): missing' % (name, self.theirs.where[name]))
        for name in list(THEIRS_ONLY) + sorted(GUARDS):
            if name not in names:
                self.fail('%s: listed as left out, but theirs lacks it' % name)
        for name in list(OURS_ONLY_STRUCTS) + list(OURS_ONLY_FUNCTIONS):
            if not self.ours.has(name):
                self.fail('%s: listed as only ours, but missing' % name)


def read_theirs(clang, directory):
    flags = ['--target=x86_64-w64-windows-gnu', '-nostdinc', '-isystem', resources(clang),
             '-isystem', directory]
    return Side('theirs', clang, flags, ['windows.h'] + FAMILY + PART,
                FAMILY + PART)


def compare(clang, ours, other, variants):
    """Return (facts compared, failures)."""
    compared, failures = 0, []
    try:
        for variant in variants:
            mine = Side(' '.join(['ours'] + variant), clang, variant + ['-I', ours],
                        FAMILY + PART + BASE, FAMILY + PART + BASE)
            comparison = Comparison(mine, other)
            comparison.run()
            compared += comparison.compared
            failures += ['%s%s' % (''.join(v + ': ' for v in variant), f)
                         for f in comparison.failures]
    except SyntaxError as error:
        failures.append(str(error))
    return compared, failures


def resources(clang):
    out = subprocess.run([clang, '-print-resource-dir'], stdout=subprocess.PIPE,
                         universal_newlines=True, check=True)
    return os.path.join(out.stdout.strip(), 'include')


# ---- Self-test: each damage must be noticed, under the name it was done to ---------------------

DAMAGES = [
    ('a wrong error code', 'lmerr.h', r'(NERR_UserNotFound +\(NERR_BASE \+ 12)1', r'\g<1>2',
     'NERR_UserNotFound'),
    ('a wrong system code', 'winerror.h', r'(ERROR_BAD_NETPATH +)53', r'\g<1>54',
     'ERROR_BAD_NETPATH'),
    ('a wrong flag', 'lmserver.h', r'(SV_TYPE_DFS +)0x00800000', r'\g<1>0x00080000', 'SV_TYPE_DFS'),
    ('a constant of the wrong width', 'lmcons.h', r'(MAX_PREFERRED_LENGTH) .*', r'\1 (-1LL)',
     'MAX_PREFERRED_LENGTH'),
    ('a wrong value that only ours has', 'lmshare.h', r'(STYPE_MASK +)0x000000FF', r'\g<1>0xFF00',
     'STYPE_MASK'),
    ('two members swapped', 'lmshare.h', r'(DWORD sesi1_time;)(.*\n)( +DWORD sesi1_idle_time;)',
     r'DWORD sesi1_idle_time;\2 DWORD sesi1_time;', 'SESSION_INFO_1.sesi1_time'),
    ('a member lost', 'lmwksta.h', r' +DWORD wki101_ver_minor;.*\n', '', 'wki101_ver_minor'),
    ('a member of the wrong size', 'lmserver.h', r'BOOL (sv1016_hidden)', r'BOOLEAN \1',
     'sv1016_hidden'),
    ('a string turned into bytes', 'lmserver.h', r'LMSTR (sv101_comment)', r'LPBYTE \1',
     'sv101_comment'),
    ('a member lost that only ours has', 'lmserver.h', r' +DWORD sv103_capabilities;.*\n', '',
     'sv103_capabilities'),
    ('a struct lost', 'lmshare.h', r'typedef struct _SHARE_INFO_1006.*\n.*;\n', '',
     'SHARE_INFO_1006'),
    ('a pointer name for the wrong struct', 'lmremutl.h', r'\*LPTIME_OF_DAY_INFO',
     '**LPTIME_OF_DAY_INFO', 'LPTIME_OF_DAY_INFO'),
    ('a constant lost', 'lmshare.h', r'#define PERM_FILE_CREATE.*\n', '', 'PERM_FILE_CREATE'),
    ('a constant invented', 'lmshare.h', r'(#define PERM_FILE_READ)', r'#define PERM_FILE_X 8\n\1',
     'PERM_FILE_X'),
    ('two enumerators swapped', 'lmjoin.h',
     r'(NetPrimaryComputerName),(.*\n +)(NetAlternateComputerNames),', r'\3,\2\1,',
     'NetPrimaryComputerName'),
    ('another text', 'lmaccess.h', r'"ADMINS"', '"ADMIN"', 'GROUP_SPECIALGRP_ADMINS'),
    ('a parameter lost of a function they rename', 'lmaccess.h',
     r'(NetAccessDel\(LPCWSTR servername), LPCWSTR resource', r'\1', 'NetAccessDel'),
    ('a function lost', 'lmshare.h', r'NET_API_STATUS NetFileClose\(.*?\);', '', 'NetFileClose'),
    ('a parameter lost', 'lmremutl.h', r'LPCWSTR UncServerName, (LPBYTE)', r'\1', 'NetRemoteTOD'),
    ('a narrow resume handle', 'lmshare.h', r'PDWORD_PTR resume_handle', 'LPDWORD resume_handle',
     'parameter 9 of NetFileEnum'),
    ('a parameter made const', 'lmserver.h', r'(NetServerGetInfo\()LMSTR', r'\1LMCSTR',
     'parameter 1 of NetServerGetInfo'),
    ('DWORD as long, wrong on LP64', 'windef.h', r'unsigned int DWORD;', 'unsigned long DWORD;',
     'type DWORD'),
    ('32-bit characters', 'windef.h', r'typedef char16_t WCHAR;', 'typedef char32_t WCHAR;',
     'type WCHAR'),
    ('text that is no C', 'lmcons.h', r'typedef DWORD NET_API_STATUS;', 'typedef DWORD;',
     'does not compile'),
]


def self_test(clang, ours, theirs):
    failed = 0
    other = read_theirs(clang, theirs)
    _, failures = compare(clang, ours, other, VARIANTS)
    if failures:
        print('self-test: the headers themselves differ: %s' % failures[0])
        return 1
    for what, header, pattern, replacement, expected in DAMAGES:
        with tempfile.TemporaryDirectory() as directory:
            copy = os.path.join(directory, 'include')
            shutil.copytree(ours, copy)
            path = os.path.join(copy, header)
            with open(path, encoding='utf-8') as f:
                before = f.read()
            after = re.sub(pattern, replacement, before, count=1, flags=re.DOTALL
                           if 'NetFileClose' in pattern else 0)
            with open(path, 'w', encoding='utf-8') as f:
                f.write(after)
            _, failures = compare(clang, copy, other, VARIANTS[:1])
        if after == before:
            print('self-test: %s: nothing to damage in %s' % (what, header))
        elif not any(expected in f for f in failures):
            print('self-test: %s: not noticed (%d other failures)' % (what, len(failures)))
        else:
            continue
        failed += 1
    print('abi self-test: %d damages, %d not noticed' % (len(DAMAGES), failed))
    return 1 if failed else 0


def main():
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--ours', default=os.path.join(root, 'include'))
    parser.add_argument('--theirs', default='/usr/x86_64-w64-mingw32/include')
    parser.add_argument('--clang', default='clang')
    parser.add_argument('--self-test', action='store_true')
    args = parser.parse_args()
    if not shutil.which(args.clang):
        print('abi: skipped, no %s' % args.clang)
        return 77
    if not os.path.exists(os.path.join(args.theirs, 'lmshare.h')):
        print('abi: skipped, no mingw-w64 headers in %s' % args.theirs)
        return 77
    if args.self_test:
        return self_test(args.clang, args.ours, args.theirs)
    other = read_theirs(args.clang, args.theirs)
    compared, failures = compare(args.clang, args.ours, other, VARIANTS)
    for failure in failures:
        print(failure)
    print('abi: %d compared, %d failed' % (compared, len(failures)))
    return 1 if failures else 0


if __name__ == '__main__':
    sys.exit(main())
