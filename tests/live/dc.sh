#!/bin/bash
# SPDX-License-Identifier: MIT
#
# Starts and stops a private Samba AD domain controller for tests. It runs in a network namespace of
# its own, its clients in a second one, and a pair of interfaces between the two is all the network
# there is. Everything it writes lies in one folder; no user, service or setting of this computer is
# read or changed. Only root can make namespaces.
set -euo pipefail

readonly READY_S=60 # provisioning takes 5 s on an idle machine
readonly STOP_S=20
readonly REALM=LAB.TEST DOMAIN=LABAD HOST=dc1
readonly DC_IP=10.88.0.1 CLIENT_IP=10.88.0.2

usage() {
    cat <<'END'
usage: dc.sh start DIR
       dc.sh exec DIR COMMAND [ARG]...
       dc.sh set DIR ['NAME = VALUE']...
       dc.sh stop DIR

start   makes the folder DIR and starts the domain controller DC1 of the domain LABAD, LAB.TEST
exec    runs a command as a client: where dc1.lab.test is 10.88.0.1 and a KDC
set     replaces the further lines in [global] of the server's configuration; holds for connections
        that are made afterwards
stop    stops the server that was started in DIR. The folder stays.

In DIR afterwards:
  admin.cred alice.cred wrong.cred   credentials files: the administrator, a plain user, a wrong
                                     password
  alice.keytab                       the plain user's keys
  netapi32.conf                      configuration for the library (NETAPI32_CONF), which leads
                                     \\dc1 and \\dc1.lab.test there and names no credentials
  krb5.conf                          configuration for Kerberos (KRB5_CONFIG)
  etc/smb.conf log/                  of the server
END
}

die() {
    echo "dc.sh: $*" >&2
    exit 1
}

# One step of preparing: a command whose output matters only when it fails.
prepare() {
    if ! "$@" >>"$DIR/log/setup" 2>&1; then
        tail -n 15 "$DIR/log/setup" >&2
        die "$1 failed"
    fi
}

need() {
    local program
    [ "$(id -u)" = 0 ] || die "only root can make network namespaces"
    for program in ip samba samba-tool smbcontrol kinit; do
        command -v "$program" >/dev/null ||
            die "$program is missing: install iproute2, samba-ad-dc, samba-ad-provision, krb5-user"
    done
}

# --- the network ---------------------------------------------------------------------------------

net_up() {
    local dc=$PREFIX-dc client=$PREFIX-cl
    ip netns add "$dc"
    ip netns add "$client"
    ip -n "$dc" link add eth0 type veth peer name eth0 netns "$client"
    ip -n "$dc" addr add "$DC_IP/24" dev eth0
    ip -n "$client" addr add "$CLIENT_IP/24" dev eth0
    for ns in "$dc" "$client"; do
        ip -n "$ns" link set lo up
        ip -n "$ns" link set eth0 up
    done
}

net_down() {
    local ns
    for ns in "$PREFIX-dc" "$PREFIX-cl"; do
        ip netns del "$ns" 2>/dev/null || true
    done
}

# Processes in both namespaces: all of them are ours.
net_pids() {
    ip netns pids "$PREFIX-dc" 2>/dev/null || true
    ip netns pids "$PREFIX-cl" 2>/dev/null || true
}

# `ip netns exec` gives a private view of the files, so mounts are seen by the command alone.
as_server() {
    # smbd looks for winbindd below /run/samba: not for this computer's own
    # shellcheck disable=SC2016 # the inner shell expands
    ip netns exec "$PREFIX-dc" unshare --uts bash -c \
        'hostname "$1" && mkdir -p /run/samba && mount -t tmpfs tmpfs /run/samba && shift && exec "$@"' \
        - "$HOST" "$@"
}

as_client() {
    # shellcheck disable=SC2016
    KRB5_CONFIG="$DIR/krb5.conf" ip netns exec "$PREFIX-cl" bash -c \
        'mount --bind "$1/hosts" /etc/hosts && shift && exec "$@"' - "$DIR" "$@"
}

# --- files ---------------------------------------------------------------------------------------

new_password() {
    # three kinds of characters: the domain's rules want them
    echo "Aa1-$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')"
}

write_credentials() {
    printf 'username=%s\npassword=%s\ndomain=%s\n' "$2" "$3" "$4" >"$DIR/$1.cred"
    chmod 600 "$DIR/$1.cred"
}

write_configuration() {
    cat >"$DIR/krb5.conf" <<END
[libdefaults]
    default_realm = $REALM
    dns_lookup_kdc = false
    dns_lookup_realm = false
    dns_canonicalize_hostname = false
    rdns = false
[realms]
    $REALM = {
        kdc = $DC_IP
    }
[domain_realm]
    ${REALM,,} = $REALM
    .${REALM,,} = $REALM
END
    cat >"$DIR/hosts" <<END
127.0.0.1 localhost
$DC_IP $HOST.${REALM,,} $HOST
END
    cat >"$DIR/netapi32.conf" <<END
[server $HOST]
address = $DC_IP

[server $HOST.${REALM,,}]
address = $DC_IP
END
}

provision() {
    local alice admin
    alice=$(new_password) admin=$(new_password)
    printf '[global]\n' >"$DIR/empty.conf" # else this computer's own smb.conf is merged in
    prepare as_server samba-tool domain provision -s "$DIR/empty.conf" --realm="$REALM" \
        --domain="$DOMAIN" --host-name="$HOST" --host-ip="$DC_IP" --adminpass="$admin" \
        --server-role=dc --dns-backend=SAMBA_INTERNAL --targetdir="$DIR" \
        --option='interfaces=lo eth0' --option='bind interfaces only=yes'
    sed -i -e '/dns forwarder/d' -e "/^\[global\]/r $DIR/global.conf" "$DIR/etc/smb.conf"
    prepare as_server samba-tool user create -s "$DIR/etc/smb.conf" alice "$alice"
    prepare as_server samba-tool domain exportkeytab -s "$DIR/etc/smb.conf" "$DIR/alice.keytab" \
        --principal="alice@$REALM"
    write_credentials admin Administrator "$admin" "$DOMAIN"
    write_credentials alice alice "$alice" "$DOMAIN"
    write_credentials wrong alice "not-$alice" "$DOMAIN"
}

write_global() {
    cat >"$DIR/global.conf" <<END
	pid directory = $DIR/run
	ncalrpc dir = $DIR/ncalrpc
	ntp signd socket directory = $DIR/ntp
	log file = $DIR/log/log.%m
	log level = 1
	template shell = /bin/false
	dns update command = /bin/true
	spn update command = /bin/true
	samba kcc command = /bin/true
	nsupdate command = /bin/true
	rpc server dynamic port range = 50000-50100
	include = $DIR/options.conf
END
    : >"$DIR/options.conf"
}

# --- commands ------------------------------------------------------------------------------------

answers() {
    as_client bash -c "exec 3<>/dev/tcp/$DC_IP/$1" 2>/dev/null
}

cmd_start() {
    local end=$((SECONDS + READY_S)) port
    need
    mkdir -p "$1"
    DIR=$(cd "$1" && pwd)
    # the path of a unix socket has at most 107 bytes; the server's are up to 30 below DIR
    [ ${#DIR} -le 75 ] || die "the name of $DIR is too long for the server's sockets"
    [ ! -e "$DIR/prefix" ] || die "something was started in $DIR before"
    PREFIX=n32dc-$$
    echo "$PREFIX" >"$DIR/prefix"
    trap 'stop_dc' EXIT
    mkdir -p "$DIR"/{log,run,ncalrpc,ntp}
    chmod 755 "$DIR"
    chmod 750 "$DIR/ntp"
    net_up
    write_configuration
    write_global
    provision
    prepare as_server samba -D -s "$DIR/etc/smb.conf"
    for port in 88 445; do
        until answers "$port"; do
            [ $SECONDS -lt $end ] || die "no answer on port $port within $READY_S s; see $DIR/log"
            sleep 0.1
        done
    done
    trap - EXIT
}

cmd_set() {
    local line message
    : >"$DIR/options.conf"
    for line in "$@"; do
        printf '\t%s\n' "$line" >>"$DIR/options.conf"
    done
    # a connection is a child of smbd and has what smbd has read; it answers in order
    for message in reload-config ping; do
        prepare smbcontrol -s "$DIR/etc/smb.conf" "$(cat "$DIR/run/smbd.pid")" "$message"
    done
}

stop_dc() {
    local pid end=$((SECONDS + STOP_S))
    if [ -s "$DIR/run/samba.pid" ]; then
        pid=$(cat "$DIR/run/samba.pid")
        # the number may be another process's by now
        net_pids | grep -qxF "$pid" && kill "$pid"
    fi
    while [ -n "$(net_pids)" ]; do
        if [ $SECONDS -ge $end ]; then
            for pid in $(net_pids); do
                kill -KILL "$pid" 2>/dev/null || true
            done
            break
        fi
        sleep 0.1
    done
    net_down
    rm -f "$DIR/prefix"
}

# The folder of a server that was started.
started() {
    [ -s "${1:-}/prefix" ] || die "nothing was started in ${1:-no folder}"
    DIR=$(cd "$1" && pwd)
    PREFIX=$(cat "$DIR/prefix")
}

case ${1:-} in
    start) [ $# = 2 ] || { usage >&2; exit 2; }; cmd_start "$2" ;;
    exec) [ $# -ge 3 ] || { usage >&2; exit 2; }; started "$2"; shift 2; as_client "$@" ;;
    set) [ $# -ge 2 ] || { usage >&2; exit 2; }; started "$2"; shift 2; cmd_set "$@" ;;
    stop) [ $# = 2 ] || { usage >&2; exit 2; }; started "$2"; stop_dc ;;
    --help | -h) usage ;;
    *) usage >&2; exit 2 ;;
esac
