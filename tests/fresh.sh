#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# fresh.sh - runs a command in a new Debian 12 that has git and make and nothing else.
#
#   tests/fresh.sh [COMMAND...]      make demo, unless another is given
#
# What a machine of somebody else's says about the packages that we forgot to
# name. Needs root, debootstrap and the network, and takes a few minutes, so
# nothing runs it by itself.
set -eu
cd "$(dirname "$0")/.."

if [ "$(id -u)" != 0 ] || ! command -v debootstrap >/dev/null; then
    echo 'fresh.sh needs root and debootstrap.' >&2
    exit 1
fi

machine=$(mktemp -d)
chmod 755 "$machine"
cleanup()
{
    umount "$machine/dev/pts" "$machine/sys" "$machine/proc" 2>/dev/null || true
    rm -rf --one-file-system "$machine"
}
trap cleanup EXIT

debootstrap --variant=minbase --include=git,make,ca-certificates bookworm "$machine" >"$machine.log" ||
    { tail "$machine.log" >&2; exit 1; }
rm "$machine.log"
mount -t proc proc "$machine/proc"
mount -t sysfs -o ro sysfs "$machine/sys"
mount -t devpts devpts "$machine/dev/pts"
mkdir "$machine/funnelsim"
tar -c --exclude=./build --exclude=./out --exclude=./funnelsim . | tar -x -C "$machine/funnelsim"

[ $# != 0 ] || set -- make demo
chroot "$machine" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb \
    sh -c 'cd /funnelsim && "$@"' sh "$@" </dev/null
