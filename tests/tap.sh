# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# tap.sh - what the shell tests begin with, to be sourced: where things are, a folder of its own
# that is gone at the end, and how a test says what came out.
#
# FUNNELSIM names the program; ./funnelsim where it does not.
#
# What is set here is for the script that sources it.
# shellcheck disable=SC2034
set -u
export LC_ALL=C

top=$(realpath "$(dirname "${BASH_SOURCE[0]}")/..")
program=$(realpath -e "${FUNNELSIM:-$top/funnelsim}") || exit
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What the script is to end with: 1 once anything was bad.
failed=0

# tap STATUS SENTENCE FILE...: one line of TAP, and the files, as far as they are there, when it was
# bad.
tap()
{
    if [ "$1" = 0 ]; then
        echo "ok $2"
    else
        echo "not ok $2"
        failed=1
        sed 's/^/#   /' "${@:3}" </dev/null 2>/dev/null | head -n 40
    fi
}

# until_saved FILE: waits until a checkpoint has grown, so that whoever writes it is at work.
until_saved()
{
    for _ in {1..300}; do
        [ "$(stat -c %s "$1" 2>/dev/null || echo 0)" -gt 100000 ] && return
        sleep 0.1
    done
}

# children PID: of that process.
children() { tr ' ' '\n' <"/proc/$1/task/$1/children"; }

# stuff FILE: makes a pipe that is full, and stays so as long as 3 is open.
stuff()
{
    mkfifo "$1"
    exec 3<>"$1"
    dd if=/dev/zero of="$1" oflag=nonblock bs=4096 count=1024 2>/dev/null
}

# ask SIGNAL PID: sends it again and again until that process is gone; its exit code.
ask()
{
    for _ in {1..100}; do
        sleep 0.4
        kill "-$1" "$2" 2>/dev/null || break
    done
    kill -KILL "$2" 2>/dev/null
    wait "$2" 2>/dev/null
}
