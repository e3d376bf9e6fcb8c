#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# readme.test.sh - what README.md tells to write is understood: every line of its table of what can
# be simulated is a strategy for the baseline firm, and changes something in it.
#
# FUNNELSIM names the program; ./funnelsim where it does not.
set -u
export LC_ALL=C

top=$(realpath "$(dirname "$0")/..")
program=$(realpath -e "${FUNNELSIM:-$top/funnelsim}") || exit
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$top" || exit

failed=0
count=0
# shellcheck disable=SC2016
while IFS= read -r line; do
    count=$((count + 1))
    printf 'name = "Line %d";\n%s\n' "$count" "$line" >"$work/line.cfg"
    if "$program" check --base scenarios/baseline.cfg "$work/line.cfg" >"$work/said" 2>&1 &&
        ! grep 'changes nothing' "$work/said" >"$work/idle"; then
        echo "ok $line"
    else
        echo "not ok $line"
        failed=1
        sed 's/^/#   /' "$work/said" | head -n 12
    fi
done < <(sed -n 's/^|[^`|]*| `\([^`]* = [^`]*;\)`.*|$/\1/p' README.md)

if [ "$count" -ge 30 ]; then
    echo "ok README.md has $count of them"
else
    echo "not ok README.md has $count of them"
    failed=1
fi
exit $failed
