#!/bin/bash
# SPDX-License-Identifier: MIT
#
# Starts and stops a private Samba server for demonstrations and tests. Everything it makes lies in
# one folder: configuration, databases, accounts, logs. It listens on loopback only, at a port of
# its own, and no user, share or service of this computer is read or changed.
set -euo pipefail

readonly READY_S=20 # a busy machine with 10,000 shares needs a few seconds
readonly STOP_S=20

usage() {
    cat <<'END'
usage: samba.sh start DIR PORT [--shares N] [--edit-shares] [--edit-accounts]
                    [--option 'NAME = VALUE']...
       samba.sh exec DIR COMMAND [ARG]...
       samba.sh stop DIR

start   makes the folder DIR and starts a standalone server LABSRV (workgroup LABWG) on 127.0.0.1.
        PORT is a number above 1024, or `auto`: a free one, which is written to DIR/port.
        --shares N     N more shares, s00001 and so on
        --edit-shares  administrators can add, change and delete shares; those added are in a
                       registry of the server's own
        --edit-accounts  administrators can add, change and delete users and groups
        --option       one more line of [global] in the server's configuration
exec    runs a command, such as pdbedit, with the server's view of users and groups
stop    stops the server that was started in DIR. The folder stays.

In DIR afterwards:
  admin.cred alice.cred bob.cred wrong.cred root.cred
                  credentials files: an administrator, a plain user, a disabled account, a wrong
                  password, and the superuser, whom Samba wants for NetSessionDel
  netapi32.conf   configuration for the library (NETAPI32_CONF) that leads \\LABSRV to this server
  smb.conf log/   of the server
END
}

die() {
    echo "samba.sh: $*" >&2
    exit 1
}

# Accounts come from nss_wrapper's files. A user who is not root also needs uid_wrapper, so that the
# server can play changing to them.
wrap() {
    local preload=libnss_wrapper.so
    local -a vars=(
        NSS_WRAPPER_PASSWD="$DIR/passwd" NSS_WRAPPER_GROUP="$DIR/group"
        # each process of the server looks its host's name up: never by DNS
        NSS_WRAPPER_HOSTNAME=labsrv NSS_WRAPPER_HOSTS="$DIR/hosts"
        # where clients inside the server look for winbindd: not at this computer's own
        SELFTEST_WINBINDD_SOCKET_DIR="$DIR/wbsock"
    )
    if [ "$(id -u)" != 0 ]; then
        preload+=:libuid_wrapper.so
        vars+=(UID_WRAPPER=1 UID_WRAPPER_ROOT=1)
    fi
    env "${vars[@]}" LD_PRELOAD="$preload" PATH="$PATH:/usr/sbin:/sbin" "$@"
}

# One step of preparing the server: a command whose output matters only when it fails.
prepare() {
    if ! wrap "$@" >>"$DIR/log/setup" 2>&1; then
        tail -n 15 "$DIR/log/setup" >&2
        die "$1 failed"
    fi
}

need() {
    local program
    for program in smbd smbpasswd net sharesec; do
        PATH="$PATH:/usr/sbin:/sbin" command -v "$program" >/dev/null ||
            die "$program is missing: install the package samba"
    done
    # ld.so only warns about a missing preload, and the accounts would be this computer's
    if LD_PRELOAD=libnss_wrapper.so /bin/true 2>&1 | grep -q .; then
        die "libnss_wrapper.so is missing: install the package libnss-wrapper"
    fi
    if [ "$(id -u)" != 0 ] && LD_PRELOAD=libuid_wrapper.so /bin/true 2>&1 | grep -q .; then
        die "libuid_wrapper.so is missing: install the package libuid-wrapper, or run as root"
    fi
}

# --- files ---------------------------------------------------------------------------------------

write_accounts() {
    local user
    # uids nobody has; with nss_wrapper they need not exist
    cat >"$DIR/passwd" <<'END'
root:x:0:0:root:/:/bin/false
nobody:x:65534:65534:nobody:/:/bin/false
labadmin:x:20000:20000:Lab Administrator:/:/bin/false
alice:x:20001:20000:Alice:/:/bin/false
bob:x:20002:20000:Bob:/:/bin/false
END
    cat >"$DIR/group" <<'END'
root:x:0:
nogroup:x:65534:
labusers:x:20000:
labadmins:x:20010:labadmin
END
    for user in root labadmin alice bob; do
        set_password "$user"
    done
    prepare smbpasswd -c "$DIR/smb.conf" -d bob
    # Being root, or in `admin users`, is not being an administrator for RPC: membership in
    # BUILTIN\Administrators is.
    prepare net -s "$DIR/smb.conf" groupmap add sid=S-1-5-32-544 unixgroup=labadmins type=builtin \
        ntgroup=Administrators
}

# One password a user and lab, known to the credentials files only.
set_password() {
    local user=$1 password file
    password=$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')
    prepare smbpasswd -c "$DIR/smb.conf" -s -a "$user" <<<"$password"$'\n'"$password"
    case $user in
        labadmin) file='admin' ;;
        *) file=$user ;;
    esac
    write_credentials "$file" "$user" "$password"
    [ "$file" != admin ] || write_credentials wrong "$user" "not-$password"
}

write_credentials() {
    printf 'username=%s\npassword=%s\n' "$2" "$3" >"$DIR/$1.cred"
    chmod 600 "$DIR/$1.cred"
}

write_configuration() {
    local line
    {
        cat <<END
[global]
    netbios name = LABSRV
    workgroup = LABWG
    server string = lab server
    server role = standalone server
    unix charset = UTF-8

    interfaces = lo
    bind interfaces only = yes
    smb ports = $PORT
    disable netbios = yes

    lock directory = $DIR/lock
    state directory = $DIR/state
    cache directory = $DIR/cache
    private dir = $DIR/private
    pid directory = $DIR/run
    ncalrpc dir = $DIR/ncalrpc
    winbindd socket directory = $DIR/wbsock
    usershare path =
    log file = $DIR/log/log.%m
    log level = 1
    max log size = 10000

    passdb backend = tdbsam
    map to guest = Bad User
    guest account = nobody
    load printers = no
    printcap name = /dev/null
    disable spoolss = yes
END
        if [ "$EDIT_SHARES" = yes ]; then
            # one process for all clients: another one that has a share would not learn of its change
            cat <<END
    rpcd_classic:num_workers = 1
    registry shares = yes
    add share command = $DIR/edit-share add
    change share command = $DIR/edit-share change
    delete share command = $DIR/edit-share delete
END
        fi
        if [ "$EDIT_ACCOUNTS" = yes ]; then
            # one process for all clients: each keeps lists that it forgets at changes of its own
            cat <<END
    rpcd_lsad:num_workers = 1
    add user script = $DIR/edit-account adduser "%u"
    add machine script = $DIR/edit-account adduser "%u"
    delete user script = $DIR/edit-account deluser "%u"
    rename user script = $DIR/edit-account rename "%uold" "%unew"
    add group script = $DIR/edit-account addgroup "%g"
    delete group script = $DIR/edit-account delgroup "%g"
    add user to group script = $DIR/edit-account join "%u" "%g"
    delete user from group script = $DIR/edit-account leave "%u" "%g"
    set primary group script = $DIR/edit-account primary "%u" "%g"
END
        fi
        for line in "${OPTIONS[@]}"; do
            printf '    %s\n' "$line"
        done
        cat <<END

# plain; not cached by clients, which level 501 tells
[data]
    path = $DIR/share
    comment = lab data share
    read only = no
    csc policy = disable

# no comment
[public]
    path = $DIR/share
    guest ok = yes

# Latin, Greek, Japanese, and two characters outside the basic plane (surrogate pairs in UTF-16)
[Übung]
    path = $DIR/share/übung
    comment = Größe αβγ 日本語 𝄞 🗂

[secret\$]
    path = $DIR/share
    comment = hidden from browsing

[limited]
    path = $DIR/share
    comment = at most seven at once
    max connections = 7

include = $DIR/shares.conf
END
    } >"$DIR/smb.conf"

    awk -v n="$SHARES" -v dir="$DIR" 'BEGIN {
        for (i = 1; i <= n; i++) {
            printf "[s%05d]\n    path = %s/share/s%05d\n", i, dir, i
            printf "    comment = share number %d\n", i
        }
    }' >"$DIR/shares.conf"

    cat >"$DIR/netapi32.conf" <<END
[global]
credentials = $DIR/admin.cred

[server LABSRV]
address = 127.0.0.1
port = $PORT
END
    echo "$PORT" >"$DIR/port"
    echo '127.0.0.1 labsrv' >"$DIR/hosts"
}

# The program that the server runs as root, with its own environment, to write its shares.
write_edit_share() {
    cat >"$DIR/edit-share" <<'END'
#!/bin/sh
# edit-share add|change|delete CONFIGURATION SHARE [PATH COMMENT CONNECTIONS [CACHING]]
set -eu
what=$1 conf=$2 share=$3
setparm() {
    net -s "$conf" conf setparm "$share" "$1" "$2"
}
exec >>"${0%/*}/log/edit-share" 2>&1
echo "$@"
if [ "$what" = delete ]; then
    exec net -s "$conf" conf delshare "$share"
fi
[ "$what" != add ] || net -s "$conf" conf addshare "$share" "$4" writeable=y guest_ok=n
setparm path "$4"
setparm comment "$5"
setparm 'max connections' "$6"
[ $# -lt 7 ] || setparm 'csc policy' "$7"
END
    chmod 755 "$DIR/edit-share"
}

# The program that the server runs as root to edit its users and groups. nss_wrapper sees a file that
# is written in place.
write_edit_account() {
    cat >"$DIR/edit-account" <<'END'
#!/bin/bash
# edit-account adduser|deluser USER, rename USER NEW, addgroup|delgroup GROUP,
#              join|leave|primary USER GROUP
set -eu
unset LD_PRELOAD
dir=${0%/*} what=$1 a=$2 b=${3:-}
exec 9>"$dir/edit-account.lock" 2>>"$dir/log/edit-account"
flock 9
echo "$@" >&2

free_id() {
    awk -F: '$3 >= 30000 && $3 < 60000 && $3 > last { last = $3 } END { print (last ? last : 29999) + 1 }' "$1"
}
edit() { # FILE PROGRAM: with the names a and b, and n, an id
    local text time
    time=$(stat -c %Y "$1")
    text=$(awk -F: -v OFS=: -v a="$a" -v b="$b" -v n="${n:-}" "$2" "$1")
    echo "$text" >"$1"
    touch -d "@$((time + 1))" "$1" # nss_wrapper looks at whole seconds
}
group_id() {
    awk -F: -v name="$1" '$1 == name { print $3 }' "$dir/group"
}

case $what in
    adduser) n=$(free_id "$dir/passwd") edit "$dir/passwd" \
        '{ print } $1 == a { had = 1 } END { if (!had) print a, "x", n, 20000, "", "/", "/bin/false" }' ;;
    deluser) edit "$dir/passwd" '$1 != a' ;;
    rename) edit "$dir/passwd" '$1 == a { $1 = b } 1' ;;
    addgroup)
        n=$(free_id "$dir/group") edit "$dir/group" \
            '{ print } $1 == a { had = 1 } END { if (!had) print a, "x", n, "" }'
        group_id "$a"
        ;;
    delgroup) edit "$dir/group" '$1 != a' ;;
    join) edit "$dir/group" '$1 == b { $4 = $4 == "" ? a : $4 "," a } 1' ;;
    leave) edit "$dir/group" '$1 == b {
        n = split($4, all, ","); $4 = ""
        for (i = 1; i <= n; i++) if (all[i] != a) $4 = $4 == "" ? all[i] : $4 "," all[i]
    } 1' ;;
    primary) n=$(group_id "$b") edit "$dir/passwd" '$1 == a { $4 = n } 1' ;;
esac
END
    chmod 755 "$DIR/edit-account"
}

# --- ports and processes -------------------------------------------------------------------------

answers() {
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# Listening sockets of 127.0.0.1:PORT. smbd sets SO_REUSEPORT, so a second server would bind the
# same port without an error, and each would get a part of the clients.
listeners() {
    local hex
    printf -v hex '%04X' "$1"
    awk -v want="0100007F:$hex" '$2 == want && $4 == "0A" { n++ } END { print n + 0 }' /proc/net/tcp
}

# Below the ports that outgoing connections take.
free_port() {
    local port
    for _ in {1..100}; do
        port=$((20000 + RANDOM % 12000))
        if ! answers "$port"; then
            echo "$port"
            return
        fi
    done
    die "no free port found"
}

# Processes of the lab, by what wrap() put into their environment. Connections and RPC helpers have
# no pid file; they end by themselves after their parents.
lab_processes() {
    local -a files
    mapfile -t files < <(grep -lszxF "NSS_WRAPPER_PASSWD=$DIR/passwd" /proc/[0-9]*/environ)
    files=("${files[@]#/proc/}")
    printf '%s\n' "${files[@]%/environ}"
}

lab_runs() {
    [ -n "$(lab_processes)" ]
}

# Those with a pid file. The file may be older than the process that has the number now.
lab_pids() {
    cat "$DIR"/run/*.pid 2>/dev/null | grep -o '[0-9]\+' | grep -xFf <(lab_processes) || true
}

# Also stops what writes its pid file only now: a start may have been interrupted.
stop_lab() {
    local pid told=' ' end=$((SECONDS + STOP_S))
    while lab_runs; do
        for pid in $(lab_pids); do
            if [[ $told != *" $pid "* ]]; then
                kill "$pid" 2>/dev/null || true # it may have ended
                told+="$pid "
            fi
        done
        if [ $SECONDS -ge $end ]; then
            for pid in $(lab_pids); do
                kill -KILL "$pid" 2>/dev/null || true
            done
            die "processes of $DIR did not end within $STOP_S s"
        fi
        sleep 0.05
    done
}

# --- commands ------------------------------------------------------------------------------------

# 0: answers; 1: does not; 2: somebody else took the port at the same moment
start_server() {
    local end=$((SECONDS + READY_S))
    wrap smbd -D -s "$DIR/smb.conf" -l "$DIR/log" >>"$DIR/log/setup" 2>&1 || return 1
    until [ -s "$DIR/run/smbd.pid" ] && answers "$PORT"; do
        [ $SECONDS -lt $end ] || return 1
        sleep 0.05
    done
    [ "$(listeners "$PORT")" = 1 ] || return 2
}

cmd_start() {
    local auto=no status=0
    [ $# -ge 2 ] || { usage >&2; exit 2; }
    DIR=$1 PORT=$2 SHARES=0 EDIT_SHARES=no EDIT_ACCOUNTS=no OPTIONS=()
    shift 2
    while [ $# -gt 0 ]; do
        case $1 in
            --shares) SHARES=${2:?--shares needs a number}; shift ;;
            --option) OPTIONS+=("${2:?--option needs a line}"); shift ;;
            --edit-shares) EDIT_SHARES=yes ;;
            --edit-accounts) EDIT_ACCOUNTS=yes ;;
            *) usage >&2; exit 2 ;;
        esac
        shift
    done
    [[ $SHARES =~ ^[0-9]{1,5}$ ]] || die "--shares takes a number up to 99999"
    need

    mkdir -p "$DIR"
    DIR=$(cd "$DIR" && pwd)
    # the path of a unix socket has at most 107 bytes; smbd's are up to 30 below DIR
    [ ${#DIR} -le 75 ] || die "the name of $DIR is too long for the server's sockets"
    ! lab_runs || die "a server already runs in $DIR"
    case $PORT in
        auto) auto=yes PORT=$(free_port) ;;
        *)
            if ! [[ $PORT =~ ^[0-9]{1,5}$ ]] || [ "$PORT" -le 1024 ] || [ "$PORT" -gt 65535 ]; then
                die "PORT is a number above 1024, or auto"
            fi
            ! answers "$PORT" || die "port $PORT is in use"
            ;;
    esac

    mkdir -p "$DIR"/{lock,state,cache,private,run,ncalrpc,wbsock,log,share}
    chmod 755 "$DIR"
    write_configuration
    [ "$EDIT_SHARES" = no ] || write_edit_share
    [ "$EDIT_ACCOUNTS" = no ] || write_edit_account
    [ -e "$DIR/bob.cred" ] || write_accounts
    prepare sharesec -s "$DIR/smb.conf" limited \
        --replace "S-1-5-32-544:ALLOWED/0x0/FULL,S-1-1-0:ALLOWED/0x0/READ"
    # The RPC helper opens this as the user who asks first; it is not there at all otherwise, and
    # level 502 comes without descriptors.
    if [ "$(id -u)" = 0 ]; then
        chgrp 20000 "$DIR/state/share_info.tdb"
        chmod 660 "$DIR/state/share_info.tdb"
    fi

    for _ in 1 2 3; do
        status=0
        start_server || status=$?
        if [ "$status" != 2 ] || [ "$auto" = no ]; then
            break
        fi
        stop_lab
        PORT=$(free_port)
        write_configuration
    done
    if [ "$status" != 0 ]; then
        tail -n 15 "$DIR/log/setup" "$DIR"/log/log.smbd >&2 || true
        stop_lab
        [ "$status" != 2 ] || die "port $PORT is in use"
        die "the server did not answer on port $PORT within $READY_S s"
    fi
}

# The folder of a server that was started.
started() {
    [ -d "${1:-}" ] || die "no folder ${1:-named}"
    DIR=$(cd "$1" && pwd)
}

cmd_stop() {
    [ $# = 1 ] || { usage >&2; exit 2; }
    started "$1"
    stop_lab
}

cmd_exec() {
    [ $# -ge 2 ] || { usage >&2; exit 2; }
    started "$1"
    shift
    wrap "$@"
}

case ${1:-} in
    start) shift; cmd_start "$@" ;;
    exec) shift; cmd_exec "$@" ;;
    stop) shift; cmd_stop "$@" ;;
    --help | -h) usage ;;
    *) usage >&2; exit 2 ;;
esac
