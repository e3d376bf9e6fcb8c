#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# readme.test.sh - what README.md tells to write is understood: every line of its table of what can
# be simulated is a strategy for the baseline firm, and changes something in it.
#
# FUNNELSIM names the program; ./funnelsim where it does not.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/tap.sh" || exit
cd "$top" || exit

count=0
# shellcheck disable=SC2016
while IFS= read -r line; do
    count=$((count + 1))
    printf 'name = "Line %d";\n%s\n' "$count" "$line" >"$work/line.cfg"
    "$program" check --base scenarios/baseline.cfg "$work/line.cfg" >"$work/said" 2>&1 &&
        ! grep -q 'changes nothing' "$work/said"
    tap $? "$line" "$work/said"
done < <(sed -n 's/^|[^`|]*| `\([^`]* = [^`]*;\)`.*|$/\1/p' README.md)

[ "$count" -ge 30 ]
tap $? "README.md has $count of them"
exit $failed
