#!/bin/bash
# SPDX-License-Identifier: MIT
#
# Records tests/smb2 anew: one private Samba server a row, configured as the row says, and one
# session with it.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)

usage() {
    cat <<'END'
usage: record_sessions.sh BUILD OUT [NAME]...

Writes OUT/NAME.txt for each session of the list in this script, or for those named.
BUILD is a build folder; its tests/record_session does the recording.
END
}

# name | lines of [global], separated by ; (or --shares N) | arguments of record_session, USER: as
# alice
sessions() {
    cat <<'END'
2.0.2_signed                     | server max protocol = SMB2_02 | USER
2.1_signed                       | server max protocol = SMB2_10 | USER
3.0_signed                       | server max protocol = SMB3_00 | USER
3.0.2_signed                     | server max protocol = SMB3_02 | USER
3.1.1_signed_gmac                | server smb3 signing algorithms = AES-128-GMAC | USER
3.1.1_signed_cmac                | server smb3 signing algorithms = AES-128-CMAC | USER
3.1.1_signed_hmac                | server smb3 signing algorithms = HMAC-SHA256 | USER
3.1.1_signed_without_ciphers     | server min protocol = SMB3_11 | USER --encrypt no
3.1.1_signed_fragments           | --shares 60 | USER
3.0_encrypted                    | server max protocol = SMB3_00;server smb encrypt = required | USER
3.0.2_encrypted                  | server max protocol = SMB3_02 | USER --encrypt required --min-dialect 3.0
3.1.1_encrypted_aes_128_gcm      | server smb3 encryption algorithms = AES-128-GCM;server smb encrypt = required | USER
3.1.1_encrypted_aes_256_gcm      | server smb3 encryption algorithms = AES-256-GCM | USER --encrypt required --min-dialect 3.1.1
3.1.1_encrypted_aes_128_ccm      | server smb3 encryption algorithms = AES-128-CCM;server smb encrypt = required | USER
3.1.1_encrypted_aes_256_ccm      | server smb3 encryption algorithms = AES-256-CCM | USER --encrypt required --min-dialect 3.1.1
3.1.1_encrypted_by_share         | [IPC$];server smb encrypt = required | USER
2.1_anonymous                    | server max protocol = SMB2_10 |
3.1.1_anonymous                  | server max protocol = SMB3_11 |
3.0_guest                        | server max protocol = SMB3_00 | --user stranger --guest
3.1.1_guest                      | server max protocol = SMB3_11 | --user stranger --guest
END
}

# A server of its own for each, because servers remember clients by a number that is random to them.
record() {
    local name=$1 options=$2 arguments=$3 option
    local -a server=() words
    while IFS= read -r -d ';' option; do
        case $option in
            --shares\ *) server+=(--shares "${option#--shares }") ;;
            *) server+=(--option "$option") ;;
        esac
    done <<<"$options;"
    read -r -a words <<<"${arguments/USER/--credentials $lab/alice.cred}"
    "$here/samba.sh" start "$lab" auto "${server[@]}"
    "$build/tests/record_session" --by "Samba $version (tests/live/samba.sh)" \
        --note "\`${options//;/\`, \`}\`" "${words[@]}" "$out/$name.txt" LABSRV "$(<"$lab/port")"
    "$here/samba.sh" stop "$lab"
}

cleanup() {
    "$here/samba.sh" stop "$lab" || true
    rm -rf "$lab"
}

trim() {
    local text=$1
    text=${text#"${text%%[! ]*}"}
    printf '%s' "${text%"${text##*[! ]}"}"
}

[ $# -ge 2 ] || { usage >&2; exit 2; }
build=$1 out=$2
shift 2
version=$(PATH="$PATH:/usr/sbin" smbd --version | sed 's/^Version //')
lab=$(mktemp -d /tmp/lab-rec.XXXXXX)
trap cleanup EXIT
while IFS='|' read -r name options arguments; do
    name=$(trim "$name")
    if [ $# = 0 ] || [[ " $* " == *" $name "* ]]; then
        record "$name" "$(trim "$options")" "$(trim "$arguments")"
    fi
done < <(sessions)
