#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# packs.test.sh - every firm in scenarios/packs is one that one could start from: it is accepted,
# lives, is neither idle nor drowned, and takes every stock strategy. And of the baseline firm holds
# what a standard value says of it.
#
# FUNNELSIM names the program; ./funnelsim where it does not.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/tap.sh" || exit
cd "$top" || exit

# holds SENTENCE COMMAND...: says whether it succeeds, and what it said where it does not.
holds()
{
    "${@:2}" >"$work/said" 2>&1
    tap $? "$1" <(tail -n 12 "$work/said")
}

# mean INDICATOR: of the last run.
# shellcheck disable=SC2317
mean()
{
    awk -F, -v id="$1" '$2 == id { print $(NF - 8) }' "$work/run/summary.csv"
}

# between INDICATOR LOW HIGH: of the last run. Called by `holds`.
# shellcheck disable=SC2317
between()
{
    local value
    value=$(mean "$1")
    echo "$1 is $value"
    awk -v value="$value" -v low="$2" -v high="$3" \
        'BEGIN { exit !(value != "" && value >= low && value <= high) }'
}

strategies=(more-leads referrals walk-away twenty-meetings)
for pack in scenarios/packs/*.cfg; do
    name=$(basename "$pack" .cfg)
    holds "$name is accepted" "$program" check "$pack"
    holds "$name lives" "$program" run "$pack" --seed 7 --replications 24 --figures none \
        --out "$work/run" -q
    holds "$name: reps have enough to do, and not too much" between utilisation 0.6 0.95
    holds "$name does not go broke by itself" between goes_broke 0 0.1
    holds "$name earns something" between contribution 1 1e9
    holds "$name keeps most of its clients" between clients_lost_year 1 200
    # Who has such a list already needs no strategy for it.
    lists=(target-accounts)
    ! grep -q '"target"' "$pack" || lists=()
    holds "$name takes the stock strategies" "$program" compare --base "$pack" "${strategies[@]}" \
        "${lists[@]}" --seed 7 --replications 2 --samples 0 --figures none --out - -q
done

# Of a hundred futures the standard error is 0.4 in 100, and the bounds are more than three of them
# away from what many more show, 46.5: one seed in a thousand would be wrong.
holds "the baseline firm forecasts" "$program" run scenarios/baseline.cfg --set forecast.handed_in=1 \
    --seed 7 --replications 100 --figures none --out "$work/run" -q
holds "of the deals that it commits 45 to 48 in 100 are won, as published" \
    between committed_win_rate 0.45 0.48

exit $failed
