#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# readme.test.sh - what README.md tells to write is understood: every line of its table of what can
# be simulated is a strategy for the baseline firm, and changes something in it. And what it shows of
# commands is what they print.
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

[ "$count" -ge 32 ]
tap $? "README.md has $count of them"

# shows COMMAND: what is set in below it, up to the next heading, stands in what it prints.
shows()
{
    "$program" "$@" >"$work/printed" 2>"$work/said" </dev/null
    sed 's/^ *//' "$work/printed" >"$work/lines"
    awk -v command="    funnelsim $*" '
        index($0, command) == 1 { shown = 1; next }
        /^#/ { shown = 0 }
        shown && /^    / && !/^    funnelsim / { sub(/^ */, ""); print }' README.md >"$work/shown"
    [ -s "$work/shown" ] && ! grep -vxFf "$work/lines" "$work/shown" >"$work/differs"
    tap $? "README.md shows what funnelsim $* prints" "$work/differs" "$work/said"
}
shows twins --base baseline referrals --seed 42
shows pains baseline --seed 42
shows blame baseline --seed 42 --target 4000000
exit $failed
