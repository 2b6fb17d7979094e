# SPDX-License-Identifier: MIT
# shellcheck shell=bash
#
# What ./run and ./test share: installing packages, building, a private server. To be sourced, with
# $root set to the root of the repository.
#
# shellcheck disable=SC2034,SC2154 # set here and used there, or the reverse

# What compiling needs, test programs included, and what a private server (tests/live/samba.sh)
# needs.
readonly BUILD_PACKAGES=(gcc libc6-dev meson ninja-build pkgconf
    nettle-dev libunistring-dev libkrb5-dev libsmartcols-dev libcmocka-dev)
readonly SERVER_PACKAGES=(samba samba-common-bin libnss-wrapper libuid-wrapper)
# What a private domain controller (tests/live/dc.sh) and its clients need besides.
readonly DC_PACKAGES=(samba-ad-dc samba-ad-provision samba-dsdb-modules winbind krb5-user iproute2)
# And several computers on a network (tests/live/netlab.sh).
readonly NETWORK_PACKAGES=(iproute2)

die() {
    echo "${0##*/}: $*" >&2
    exit 1
}

# as_root COMMAND...: at once when we are root, else by sudo
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

# Debian packages among the arguments that are not installed, one a line.
missing_packages() {
    local have
    have=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null || true)
    printf '%s\n' "$@" | grep -vxFf <(sed -n 's/^installed //p' <<<"$have") || true
}

# Installs those of the packages that are missing. Asks nothing and prints nothing when there is
# nothing to do.
install_packages() {
    local -a missing
    local log
    command -v dpkg-query >/dev/null ||
        die "this is not a Debian system; install what these packages hold, then use meson: $*"
    mapfile -t missing < <(missing_packages "$@")
    [ ${#missing[@]} -gt 0 ] || return 0
    if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
        die "neither root nor sudo; as root, run:" \
            "apt-get install --no-install-recommends ${missing[*]}"
    fi
    echo "installing: ${missing[*]}" >&2
    log=$(mktemp)
    if ! apt_install "${missing[@]}" >"$log" 2>&1; then
        tail -n 30 "$log" >&2
        rm -f "$log"
        die "apt-get could not install: ${missing[*]}"
    fi
    rm -f "$log"
}

# In a subshell, so that the trap is ours alone.
apt_install() (
    policy=/usr/sbin/policy-rc.d
    # Debian starts a service as soon as its package is there. Nobody asked for a file server on
    # this computer: its services stay off now (policy-rc.d) and at the next boot (disable).
    if [ ! -e $policy ]; then
        printf '#!/bin/sh\nexit 101\n' | as_root tee $policy >/dev/null
        as_root chmod 755 $policy
        trap 'as_root rm -f $policy' EXIT
    fi
    # a fresh machine has no lists; without a network the lists at hand may do
    as_root apt-get update -q || true
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -q --no-install-recommends "$@" || exit 1
    if [ -d /run/systemd/system ] && [[ " $* " == *' samba'* ]]; then
        as_root systemctl disable --quiet smbd nmbd winbind samba-ad-dc || true
    fi
)

# build_tree FOLDER [OPTION...] [-- TARGET...]: configures FOLDER with these options of `meson setup`
# and compiles everything, or the targets. Silent, but for the log's end when it fails. The whole log
# is FOLDER/build.log.
build_tree() {
    local folder=$1 log=$1/build.log
    local -a setup=(meson setup) options=()
    shift
    while [ $# -gt 0 ] && [ "$1" != -- ]; do
        options+=("$1")
        shift
    done
    [ $# = 0 ] || shift
    mkdir -p "$folder"
    if [ -e "$folder/build.ninja" ]; then
        setup+=(--reconfigure)
    fi
    setup+=("$folder" "$root" -Db_colorout=never "${options[@]}")
    if ! { "${setup[@]}" && ninja --quiet -C "$folder" "$@"; } >"$log" 2>&1; then
        tail -n 40 "$log" >&2
        return 1
    fi
}

# built FOLDER NAME: the program NAME of a build, which lies in a folder of its own or at the top
built() {
    local file
    for file in "$1/$2/$2" "$1/$2"; do
        if [ -f "$file" ] && [ -x "$file" ]; then
            echo "$file"
            return
        fi
    done
    die "$1 has no program $2"
}

# The folder of the private server of this process; $lab/netapi32.conf leads to it. Empty: none.
lab=

# start_lab [OPTION...]: starts it, with options of samba.sh. It is stopped and its folder removed
# when this process ends, in whatever way.
start_lab() {
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    trap stop_lab EXIT
    lab=$(mktemp -d)
    "$root/tests/live/samba.sh" start "$lab" auto "$@"
}

stop_lab() {
    [ -n "$lab" ] || return 0
    trap '' INT TERM HUP # a second Ctrl-C would leave it half done
    "$root/tests/live/samba.sh" stop "$lab" || true
    "$root/tests/live/netlab.sh" down "$lab/net" || true # where one was made
    rm -rf "$lab"
    lab=
    trap - INT TERM HUP
}
