#!/bin/bash
# SPDX-License-Identifier: MIT
#
# Several computers on one layer-2 switch: network namespaces joined by a bridge that stands in a
# namespace of its own, so that nothing of this computer's network is touched and broadcasts reach
# them all. Some of them run Samba with its NetBIOS services. Needs root.
set -euo pipefail

readonly READY_S=20
readonly STOP_S=20

usage() {
    cat <<'END_OF_USAGE'
usage: netlab.sh up DIR [--workgroup NAME] [--master HOST] [--browse-list FILE] HOST...
       netlab.sh run DIR HOST COMMAND...
       netlab.sh down DIR

up    makes the folder DIR and the computers HOST..., with the addresses 10.83.0.11, .12 and so on.
      A HOST written with a + runs smbd and nmbd, one with a - runs smbd alone, one with a = runs
      smbd without SMB 1; names of servers are the hosts' in upper case, and the workgroup is LABWG.
      --master HOST       stands for election as master browser; the others do not. An election
                          takes half a minute, the list is whole another half later.
      --browse-list FILE  what servers without nmbd have as their list (browse.dat of Samba)
run   runs COMMAND on HOST
down  ends what runs there, and removes the namespaces. The folder stays.

Names of the namespaces begin with the text in DIR/prefix, which no others have.
END_OF_USAGE
}

die() {
    echo "netlab.sh: $*" >&2
    exit 1
}

need() {
    local program
    [ "$(id -u)" = 0 ] || die "network namespaces are made by root only"
    for program in ip smbd nmbd; do
        PATH="$PATH:/usr/sbin:/sbin" command -v "$program" >/dev/null ||
            die "$program is missing: install the packages iproute2 and samba"
    done
    export PATH="$PATH:/usr/sbin:/sbin"
}

# --- namespaces ----------------------------------------------------------------------------------

make_switch() {
    local name="${PREFIX}switch"
    ip netns add "$name" || die "no network namespaces can be made here"
    ip -n "$name" link set lo up
    ip -n "$name" link add bridge type bridge
    ip -n "$name" link set bridge up
}

# make_host NAME NUMBER
make_host() {
    local name=$PREFIX$1 address=10.83.0.$((10 + $2))
    ip netns add "$name"
    ip -n "$name" link set lo up
    ip -n "${PREFIX}switch" link add "port$2" type veth peer name eth0 netns "$name"
    ip -n "${PREFIX}switch" link set "port$2" master bridge up
    ip -n "$name" addr add "$address/24" broadcast 10.83.0.255 dev eth0
    ip -n "$name" link set eth0 up
    echo "$1 $address" >>"$DIR/hosts"
}

namespaces() {
    ip netns list | awk -v prefix="$PREFIX" 'index($1, prefix) == 1 { print $1 }'
}

# --- servers -------------------------------------------------------------------------------------

# write_configuration HOST KIND
write_configuration() {
    local home=$DIR/$1 master=no level=0 protocol=NT1
    mkdir -p "$home"/{lock,state,cache,private,run,ncalrpc,log}
    if [ "$1" = "$MASTER" ]; then
        master=yes
        level=65
    fi
    [ "$2" != = ] || protocol=SMB2
    cat >"$home/smb.conf" <<END_OF_FILE
[global]
    netbios name = ${1^^}
    workgroup = $WORKGROUP
    server string = $1 of the lab
    server role = standalone server
    # NT1, SMB 1, is what browsers are asked by
    server min protocol = $protocol
    interfaces = eth0
    bind interfaces only = yes
    name resolve order = bcast host
    local master = $master
    preferred master = $master
    domain master = $master
    os level = $level

    lock directory = $home/lock
    state directory = $home/state
    cache directory = $home/cache
    private dir = $home/private
    pid directory = $home/run
    ncalrpc dir = $home/ncalrpc
    usershare path =
    log file = $home/log/log.%m
    load printers = no
    printcap name = /dev/null
    disable spoolss = yes
    map to guest = Bad User
    guest account = nobody
END_OF_FILE
    if [ "$2" = - ] && [ -n "$LIST" ]; then
        cp "$LIST" "$home/cache/browse.dat"
    fi
}

in_host() {
    local host=$1
    shift
    ip netns exec "$PREFIX$host" "$@"
}

# start_server HOST KIND
start_server() {
    local home=$DIR/$1 end=$((SECONDS + READY_S)) address
    address=$(awk -v host="$1" '$1 == host { print $2 }' "$DIR/hosts")
    in_host "$1" smbd -D -s "$home/smb.conf" -l "$home/log"
    if [ "$2" = + ]; then
        in_host "$1" nmbd -D -s "$home/smb.conf" -l "$home/log"
    fi
    # shellcheck disable=SC2016 # expanded by that shell
    until [ -s "$home/run/smbd.pid" ] &&
        in_host "$1" bash -c '(exec 3<>"/dev/tcp/$0/445")' "$address" 2>/dev/null; do
        [ $SECONDS -lt $end ] || die "smbd on $1 did not answer within $READY_S s"
        sleep 0.05
    done
}

# --- commands ------------------------------------------------------------------------------------

cmd_up() {
    local host number=0 kind
    local -a hosts=()
    [ $# -ge 2 ] || { usage >&2; exit 2; }
    DIR=$1 WORKGROUP=LABWG MASTER='' LIST=''
    shift
    while [ $# -gt 0 ]; do
        case $1 in
            --workgroup) WORKGROUP=${2:?--workgroup needs a name}; shift 2 ;;
            --master) MASTER=${2:?--master needs a host}; shift 2 ;;
            --browse-list) LIST=${2:?--browse-list needs a file}; shift 2 ;;
            -*) usage >&2; exit 2 ;;
            *) hosts+=("$1"); shift ;;
        esac
    done
    need
    mkdir -p "$DIR"
    DIR=$(cd "$DIR" && pwd)
    chmod 755 "$DIR" # the guest's processes have to reach their folders
    [ ! -e "$DIR/prefix" ] || die "$DIR has a lab already"
    PREFIX=netapi32-$$-
    echo "$PREFIX" >"$DIR/prefix"
    trap 'cmd_down "$DIR"' EXIT
    make_switch
    for host in "${hosts[@]}"; do
        number=$((number + 1))
        kind=${host//[^-+=]/}
        make_host "${host%[-+=]}" $number
        if [ -n "$kind" ]; then
            write_configuration "${host%[-+=]}" "$kind"
            start_server "${host%[-+=]}" "$kind"
        fi
    done
    trap - EXIT
}

cmd_run() {
    [ $# -ge 3 ] || { usage >&2; exit 2; }
    local host=$2
    PREFIX=$(cat "$1/prefix")
    shift 2
    exec ip netns exec "$PREFIX$host" "$@"
}

# By process ids: nobody else has processes in these namespaces.
cmd_down() {
    local name end=$((SECONDS + STOP_S))
    local -a pids
    [ $# = 1 ] || { usage >&2; exit 2; }
    [ -e "$1/prefix" ] || return 0
    PREFIX=$(cat "$1/prefix")
    [[ $PREFIX =~ ^netapi32-[0-9]+-$ ]] || die "$1/prefix is not of this script"
    for name in $(namespaces); do
        while mapfile -t pids < <(ip netns pids "$name") && [ ${#pids[@]} -gt 0 ]; do
            if [ $SECONDS -ge $end ]; then
                kill -KILL "${pids[@]}" 2>/dev/null || true
            else
                kill "${pids[@]}" 2>/dev/null || true
            fi
            sleep 0.05
        done
        ip netns del "$name"
    done
    rm -f "$1/prefix" "$1/hosts"
}

case ${1:-} in
    up) shift; cmd_up "$@" ;;
    run) shift; cmd_run "$@" ;;
    down) shift; cmd_down "$@" ;;
    --help | -h) usage ;;
    *) usage >&2; exit 2 ;;
esac
