#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# broken.test.sh - what the program says to somebody whose scenario is wrong.
#
#   tests/broken.test.sh             compares with the words that are written down
#   tests/broken.test.sh --renew     writes down what is said now, for git diff to show
#
# FUNNELSIM names the program; ./funnelsim where it does not.
#
# tests/broken/NAME.cfg holds a mistake, or several that are all to be said in
# one go; NAME.expected is every word that `funnelsim check NAME.cfg` has for it.
# Comments of the scenario that begin with #set and #base stand for --set and
# --base. What cannot be kept in a repository is made here.
#
# tests/broken/accepted/ holds files that look wrong and are understood: each
# means the same as accepted/plain.cfg.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/tap.sh" || exit

words=$top/tests/broken
cp -r "$words/." "$work"
cd "$work" || exit

# --- what is made here ----------------------------------------------------------------------------

mkdir directory.cfg
mkfifo pipe.cfg
ln -s /dev/null device.cfg
ln -s nowhere.cfg missing.cfg
printf '# A zero byte, which ends a text for many programs.\nname = "Ac\0me";\n' >zero-byte.cfg
printf '# Saved in the character set of an old computer.\nname = "M\374ller";\n' >latin-1.cfg
printf '\377\376n\0a\0m\0e\0' >utf-16.cfg
head -c 1100000 /dev/zero | tr '\0' '#' >too-large.cfg
{ printf 'name = ' && head -c 100 /dev/zero | tr '\0' '('; } >too-deep.cfg
seq -f 'key%.0f = 1;' 300 >too-many-keys.cfg
{ echo 'name = (' && yes 1, | head -n 30000; } >too-many-values.cfg
{ printf 'name = "' && head -c 20000 /dev/zero | tr '\0' x && echo '";'; } >too-long.cfg
{ cat accepted/plain.cfg && echo 'changes = (' && yes '{ from = "2026-02"; },' | head -n 300 &&
    echo ');'; } >too-many-changes.cfg

# --- every mistake --------------------------------------------------------------------------------

# check FILE: leaves what was said in `said`, and the exit code in `code`.
check()
{
    local arguments=() line
    if [ -f "$1" ]; then
        while IFS= read -r line; do
            case $line in
            '#set '*) arguments+=(--set "${line#\#set }") ;;
            '#base '*) arguments+=(--base "${line#\#base }") ;;
            esac
        done < <(head -c 20000 "$1" | grep -a '^#[bs]')
    fi
    timeout 20 "$program" check "$1" "${arguments[@]}" >shown 2>said </dev/null
    code=$?
}

for file in *.cfg; do
    name=${file%.cfg}
    check "$file"
    if [ "${1-}" = --renew ]; then
        cp said "$words/$name.expected"
    fi
    diff "$words/$name.expected" said >difference 2>&1 && [ $code = 2 ] && [ ! -s shown ]
    tap $? "$name is refused in the words that are written down (ends with $code)" difference shown
done

for expected in "$words"/*.expected; do
    name=$(basename "$expected" .expected)
    [ -e "$name.cfg" ] || [ -L "$name.cfg" ]
    tap $? "$name.expected has its scenario"
done

# --- and how it is said ---------------------------------------------------------------------------

grep -hvE '^(([a-z0-9-]+/)*[a-z0-9-]+\.(cfg|csv)(:[0-9]+)?|funnelsim|--set): ' "$words"/*.expected >said
[ ! -s said ]
tap $? 'every line begins with the file, and the line where there is one' said
grep -hniE '\b(nodes?|tokens?|pars(e|er|ing)|schema|null|strings?|int(eger)?|float|boolean|syntax|invalid|illegal|struct)\b' \
    "$words"/*.expected >said
[ ! -s said ]
tap $? 'no line has words that only a programmer uses' said
awk 'length > 330' "$words"/*.expected >said
[ ! -s said ]
tap $? 'no line is longer than three on a screen' said

# --- what looks wrong and is understood -----------------------------------------------------------

"$program" check accepted/plain.cfg >plain 2>&1
for file in accepted/*.cfg; do
    "$program" check "$file" >shown 2>said </dev/null
    code=$?
    diff plain shown >difference && [ $code = 0 ] && [ ! -s said ]
    tap $? "$file is understood" difference said
done

exit $failed
