#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# golden.test.sh - what the program prints and writes for fixed seeds, byte for
# byte, so that nobody changes a number or a word without seeing it.
#
#   tests/golden.test.sh             compares with what is kept in tests/golden
#   tests/golden.test.sh --renew     keeps what is printed now; git diff shows what has changed
#
# FUNNELSIM names the program; ./funnelsim where it does not.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/tap.sh" || exit

kept=$top/tests/golden
cd "$work" || exit
# Files name themselves in the results, so all paths begin here.
ln -s "$top/scenarios" scenarios
mkdir made

renew=
if [ "${1-}" = --renew ]; then
    renew=yes
    find "$kept" -maxdepth 1 -type f -delete
fi

# compare FILE SENTENCE: the file in `made` against the one that is kept, or into its place.
compare()
{
    if [ "$renew" ]; then
        cp "made/$1" "$kept/$1"
    fi
    diff "$kept/$1" "made/$1" >difference 2>&1
    tap $? "$2" difference
}

# prints FILE ARGUMENT...: what a command that succeeds says on both streams.
prints()
{
    "$program" "${@:2}" >"made/$1" 2>&1 </dev/null || echo "(ended with $?)" >>"made/$1"
    compare "$1" "funnelsim ${*:2} prints $1"
}

# writes PREFIX FOLDER FILE...: files of the last run or comparison.
writes()
{
    local file
    for file in "${@:3}"; do
        cp "$2/$file" "made/$1-$file"
        compare "$1-$file" "$1 writes $file"
    done
}

# --- what is known without simulating -------------------------------------------------------------

prints params.txt params --all
prints params-reps.txt params reps
prints laws.txt laws
prints policies.txt policies
prints indicators.txt indicators
prints init.cfg init -
prints check-baseline.txt check scenarios/baseline.cfg
prints check-referrals.txt check --base scenarios/baseline.cfg referrals

# --- one scenario ---------------------------------------------------------------------------------

short=(--seed 7 --replications 12 --months 12 --figures none)
prints run.txt run scenarios/minimal.cfg "${short[@]}" --out run
writes run run summary.csv series.csv futures.csv sources.csv losses.csv losses-by-month.csv \
    hours.csv money.csv run.json
prints run.csv run scenarios/minimal.cfg "${short[@]}" --out - --format csv --csv-sep ';'
prints run.json run scenarios/minimal.cfg "${short[@]}" --out - --format json
prints run.md run scenarios/minimal.cfg "${short[@]}" --out - --format md
cp made/init.cfg init.cfg
prints check-run.txt check --run init.cfg --seed 7 --replications 12

# --- strategies -----------------------------------------------------------------------------------

strategies=(more-leads referrals walk-away twenty-meetings)
fast=(--seed 42 --replications 12 --samples 6 --months 18 --figures none)
prints compare.txt compare --base scenarios/baseline.cfg "${strategies[@]}" "${fast[@]}" --out compare
writes compare compare summary.csv differences.csv sources.csv losses.csv hours.csv money.csv \
    verdict.txt run.json
prints compare.json compare --base scenarios/baseline.cfg referrals "${fast[@]}" --out - --format json
prints compare.md compare --base scenarios/baseline.cfg referrals "${fast[@]}" --out - --format md

# --- a map ---------------------------------------------------------------------------------------

prints map.txt map --base scenarios/baseline.cfg referrals --x reps.count=6,8 \
    --y 'sources[Website].leads_per_month=20,40,80' --seed 42 -n 12 --months 12 --figures none --out map
writes map map map.csv map.json

# --- claims ---------------------------------------------------------------------------------------

cat >claims.cfg <<'END'
extends = "scenarios/minimal.cfg";
months  = 9;
clients = { contract_value = 20000; };
claims  = (
  { id = "price"; says = "A price of 22,000 brings more revenue than one of 15,000."; set = "clients.contract_value=22000";
    against = "cheap.cfg"; metric = "revenue"; expect = "supported"; covers = "prices"; },
  { id = "cheap"; says = "A lower price brings more revenue."; strategy = "cheap.cfg"; metric = "revenue";
    expect = "supported"; evidence = "None: this is a test."; carried_by = "clients.contract_value"; },
  { id = "twin"; says = "Another name brings more people."; set = "sources[Website].name=Twin";
    metric = "people"; expect = "refuted"; },
  { id = "middle"; says = "Two reps are less full than one, who is fuller later on."; metric = "utilisation";
    contrasts = ( { say = "less full with 2"; cells = ( { weight = 1; }, { set = "reps.count=2"; weight = -1; } );
                    greater_than = 0.02; },
                  { say = "fuller later"; cells = ( { at = 6; }, { at = 2; weight = -1; } ); } );
    boundary = "sources[Website].leads_per_month"; between = (2, 66); }
);
END
echo 'clients = { contract_value = 15000; };' >cheap.cfg
settled=(claims claims.cfg --seed 7 --most 100)
prints claims.tap "${settled[@]}"
prints claims.txt "${settled[@]}" --boundaries --format table
prints claims.md "${settled[@]}" --only middle,twin --boundaries --format md
prints claims.json "${settled[@]}" --only price,middle --boundaries --format json
prints check-claims.txt check claims.cfg

# --- one future -----------------------------------------------------------------------------------

prints trace.txt trace scenarios/baseline.cfg --seed 42 --months 6
prints trace-rep.txt trace scenarios/baseline.cfg --seed 42 --months 2 --follow rep-3 --to 2026-01-09
prints trace-client.txt trace scenarios/referrals.cfg --seed 42 --months 12 --follow opening/3 --family

# --- the people behind the sums -------------------------------------------------------------------

one=(--base scenarios/baseline.cfg --seed 42 --months 18)
prints twins.txt twins "${one[@]}" referrals --top 4
prints twins-many.txt twins "${one[@]}" more-leads walk-away --replications 12
prints twins.csv twins "${one[@]}" --months 6 referrals --format csv --csv-sep ';'
prints clients.txt clients "${one[@]}" referrals --replications 12 --figures none --out clients
writes clients clients whale.csv referrals.csv cohorts.csv
head -n 30 clients/clients.csv >made/clients-clients.csv
compare clients-clients.csv 'clients writes clients.csv'

# --- what settles quarrels ------------------------------------------------------------------------

prints pains.txt pains scenarios/baseline.cfg --seed 42 --replications 12 --months 24 --figures none \
    --out pains
writes pains pains pains.csv months.csv
prints pains.md pains scenarios/baseline.cfg --seed 42 --replications 4 --months 12 --out - --format md
prints pains.json pains scenarios/baseline.cfg --seed 42 --replications 4 --months 2 --out - \
    --format json
prints blame.txt blame scenarios/baseline.cfg --seed 42 --replications 12 --target 4000000
prints blame-gap.txt blame "${one[@]}" referrals --set quota.per_year=0 --replications 12
prints blame.md blame scenarios/baseline.cfg --seed 42 --replications 12 --format md
prints blame.csv blame scenarios/baseline.cfg --seed 42 --replications 4 --format csv --csv-sep ';'
prints blame.json blame scenarios/minimal.cfg --seed 42 --replications 4 --format json

# --- nothing else is kept -------------------------------------------------------------------------

diff <(cd "$kept" && find . -maxdepth 1 -type f | sort) <(cd made && find . -type f | sort) >difference
tap $? 'every file that is kept is compared' difference

if [ $failed != 0 ]; then
    echo '# If all of this is meant: tests/golden.test.sh --renew, and read the difference.'
fi
exit $failed
