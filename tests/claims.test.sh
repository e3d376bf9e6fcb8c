#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# claims.test.sh - the shipped claims: each subject of the list is answered by one, each is carried
# by what it says, those that are asked of every firm fit every pack, and what they expect is not
# contradicted. (`make claims` settles them all, which takes minutes.)
#
# FUNNELSIM names the program; ./funnelsim where it does not.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/tap.sh" || exit

# Subjects that no claim answers yet. Whoever answers one takes it out here.
waiting='
'

cd "$top" || exit
subjects=scenarios/claims/subjects.csv

# --- subjects -------------------------------------------------------------------------------------

# 101 statements, 20 headlines and 10 quarrels, of which very few are excused.
{
    grep -cE '^00[0-4]-[0-9][0-9],' $subjects
    grep -cE '^H[0-9]+,' $subjects
    grep -cE '^D[0-9]+,' $subjects
} | paste -sd ' ' >"$work/counts"
[ "$(cat "$work/counts")" = '101 20 10' ]
tap $? 'there are 101 statements, 20 headlines and 10 quarrels' "$work/counts"

# --- coverage -------------------------------------------------------------------------------------

also=()
for pack in scenarios/packs/*.cfg; do
    also+=(--also "$pack")
done
"$program" claims scenarios/claims/*.cfg "${also[@]}" --coverage $subjects --seed 42 -q \
    >"$work/coverage" 2>"$work/errors"
code=$?
[ $code -le 1 ] && [ ! -s "$work/errors" ]
tap $? 'every claim can be read, in every firm that it is asked of' "$work/errors"

grep '^not ok' "$work/coverage" | grep -v 'no claim covers it$' >"$work/lacking"
[ ! -s "$work/lacking" ]
tap $? 'every claim is carried by what it says carries it' "$work/lacking"

sed -n 's/^not ok [0-9]* - \(.*\): no claim covers it$/\1/p' "$work/coverage" | sort >"$work/missing"
tr -s ' \n' '\n' <<<"$waiting" | sed '/^$/d' | sort | diff - "$work/missing" >"$work/difference"
tap $? 'every subject is answered, but for those that wait' "$work/difference"

excused=$(grep -c '# SKIP' "$work/coverage")
[ "$excused" -le 5 ]
tap $? 'very few subjects are excused' "$work/coverage"

# --- verdicts -------------------------------------------------------------------------------------

# What came out once is guarded. A claim that takes more futures than these is left undecided here,
# which is no contradiction.
expected=$(awk -F '"' '
    $1 ~ /^ *id *= *$/ { id = $2 }
    $1 ~ /^ *expect *= *$/ && $2 != "open" { ids = ids (ids ? "," : "") id }
    END { print ids }' scenarios/claims/*.cfg)
"$program" claims scenarios/claims/*.cfg --only "$expected" --most 50 --seed 42 -q \
    >"$work/verdicts" 2>&1
code=$?
[ $code = 0 ] || [ $code = 4 ]
tap $? 'no claim comes out against what it expects' "$work/verdicts"

exit $failed
