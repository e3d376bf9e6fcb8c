#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# ranks.test.sh - several processes that do one thing together: every command
# that lives through futures prints and writes the same bytes as by itself, for
# any number of ranks; and what becomes of the others when one of them fails.
#
# FUNNELSIM names the program; ./funnelsim where it does not. The one for ranks is
# called that and -mpi.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/tap.sh" || exit

if ! command -v mpirun >/dev/null; then
    echo "ok ranks # SKIP mpirun is not installed"
    exit
fi
# In a container everybody is root. The leaks that a sanitizer would find at the end are MPI's own.
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
export OMPI_MCA_rmaps_base_oversubscribe=1 OMPI_MCA_hwloc_base_binding_policy=none
export ASAN_OPTIONS=detect_leaks=0
baseline=$top/scenarios/baseline.cfg
minimal=$top/scenarios/minimal.cfg
cd "$work" || exit

# Somebody's own words, without those of mpirun.
theirs() { grep '^funnelsim: ' "$1"; }

# ranked N ARGUMENT...: the program with N ranks.
ranked()
{
    timeout 120 mpirun -n "$1" "$program-mpi" "${@:2}" </dev/null
}

# same N SENTENCE ARGUMENT...: N ranks print, write and end as one does. Files go to a folder that is
# called the same each time.
same()
{
    local count=$1 sentence=$2 expected code
    shift 2
    rm -rf made expected-made
    "$program" "$@" >expected 2>expected-said </dev/null
    expected=$?
    [ -e made ] && mv made expected-made
    ranked "$count" "$@" >printed 2>said
    code=$?
    {
        [ "$code" = "$expected" ] || echo "ended with $code instead of $expected"
        diff expected printed
        if [ -e expected-made ]; then diff -r expected-made made; fi
        theirs said | diff <(theirs expected-said) -
    } >difference 2>&1
    [ ! -s difference ]
    tap $? "$sentence, $count ranks" difference said
}

# --- the same bytes -------------------------------------------------------------------------------

short=(--seed 42 --months 6)
for count in 1 2 3 5; do
    same "$count" 'a run' run "$baseline" "${short[@]}" -n 13 -j 2 --figures none --out made
done
same 2 'a run on all cores, with figures' run "$minimal" --seed 7 -n 30 --figures funnel --out made
same 3 'fewer futures than threads' run "$minimal" --seed 7 -n 2 -j 3 --figures none --out made
for count in 2 5; do
    same "$count" 'a comparison with samples' compare --base "$baseline" referrals "${short[@]}" -n 7 \
        --samples 9 -j 1 --figures none --out made
done

cat >claims.cfg <<END
extends = "$minimal";
months  = 9;
clients = { contract_value = 20000; };
claims  = (
  { id = "cheap"; says = "A lower price brings more revenue."; set = "clients.contract_value=15000";
    metric = "revenue"; expect = "supported"; carried_by = "clients.contract_value"; },
  { id = "middle"; says = "Two reps are less full than one."; metric = "utilisation";
    contrasts = ( { cells = ( { weight = 1; }, { set = "reps.count=2"; weight = -1; } ); greater_than = 0.02; } );
    boundary = "sources[Website].leads_per_month"; between = (2, 66); expect = "supported"; carried_by = "reps"; }
);
END
printf 'id,says\ncheap,Does a lower price pay?\n' >subjects.csv
for count in 2 3; do
    same "$count" 'claims with boundaries' claims claims.cfg --seed 7 --most 100 --boundaries -j 1 --out made
done
same 3 'coverage of claims' claims claims.cfg --seed 7 --coverage subjects.csv
same 3 'a map' map --base "$minimal" "$baseline" --x reps.count=1,2 --y months=2,3,4 --seed 3 -n 5 \
    --figures none --out made
same 3 'a check against last year' check --run "$baseline" --seed 42 -n 6 -j 1
same 2 'several checks' check --run "$minimal" "$minimal" --seed 42 -n 3
same 3 'twins in one future' twins --base "$baseline" referrals "${short[@]}"
same 3 'twins in many' twins --base "$baseline" referrals "${short[@]}" -n 7 -j 2
same 2 'clients' clients "$baseline" "${short[@]}" -n 7 --figures none --out made
same 5 'pains' pains "$baseline" "${short[@]}" -n 5 -j 1 --figures none --out made
same 3 'whose the miss is' blame "$baseline" --seed 42 -n 4
same 3 'a story' trace "$minimal" --seed 42 --months 2

# --- said once ------------------------------------------------------------------------------------

same 3 'help' help compare
same 3 'a misspelt option' run "$minimal" --sed 3
same 3 'a scenario that does not exist' run none.cfg
same 3 'a scenario that is wrong' run "$minimal" --set reps.count=-3
same 3 'a folder that cannot be written' run "$minimal" -n 2 --out "$minimal/there"
ranked 3 init firm.cfg >printed 2>said && [ "$(grep -c '^Wrote' printed)" = 1 ] &&
    "$program" check firm.cfg >/dev/null
tap $? 'a scenario to begin with is written once' printed said

ranked 3 run "$minimal" -n 4 --out - >printed 2>said
seed=$(sed -n 's/.*the seed is \([0-9]*\);.*/\1/p' said)
"$program" run "$minimal" -n 4 --out - --seed "${seed:-none}" >expected 2>&1
[ "$(grep -c 'the seed is' said)" = 1 ] && diff expected printed >difference
tap $? 'a seed that nobody chose is drawn once, for all' difference said

# --- one of them ----------------------------------------------------------------------------------

# each FILE0 FILE1: two ranks that were given different files, as on two machines.
each()
{
    timeout 120 mpirun -n 1 "$program-mpi" "${@:3}" "$1" : -n 1 "$program-mpi" "${@:3}" "$2" \
        >printed 2>said </dev/null
}

each "$minimal" none.cfg run --seed 3 -n 4 --out -
code=$?
[ $code = 3 ] && [ ! -s printed ] && theirs said | grep -q "rank 1 on $(uname -n) has given up: .*none.cfg"
tap $? 'a file that one machine lacks is said with its rank and host' said

each none.cfg "$minimal" run --seed 3 -n 4 --out -
code=$?
[ $code = 2 ] && [ "$(theirs said | wc -l)" = 1 ] && theirs said | grep -q "none.cfg"
tap $? 'what rank 0 lacks ends all' said

sed 's/leads_per_month = 20/leads_per_month = 21/' "$minimal" >other.cfg
each "$minimal" "$PWD/other.cfg" run --seed 3 -n 4 --out -
code=$?
[ $code = 3 ] && [ ! -s printed ] && theirs said | grep -q "rank 1 on $(uname -n) is at other work"
tap $? 'ranks with different scenarios are told apart' said

mpirun -n 2 "$program" run "$minimal" --seed 3 -n 4 --out - >printed 2>said </dev/null &&
    [ "$(theirs said | grep -c '^funnelsim: 2 processes were started, and each does all')" = 2 ]
tap $? 'who takes the wrong program is told which one shares the work' said

# --- ended early ----------------------------------------------------------------------------------

long=(run "$baseline" --seed 3 --months 3 -n 30000 --figures none --out stopped --checkpoint saved)

# begin ARGUMENT...: three ranks in the background, once they are at work; $! is mpirun.
begin()
{
    rm -rf stopped saved
    mpirun "$@" -n 3 "$program-mpi" "${long[@]}" -j 1 >printed 2>said </dev/null &
    until_saved saved
}

# mpirun lets so many seconds pass before it passes on that we are to end, and again before it kills.
begin --mca odls_base_sigkill_timeout 3
kill -TERM $!
wait $!
theirs said | grep -q 'stopped early: [0-9]* of 30000 futures' && grep -q '"partial": *true' stopped/run.json
tap $? 'who asks for the end gets what is complete' said
complete=$(sed -n 's/.*stopped early: \([0-9]*\) of.*/\1/p' said)
rm saved
"$program" "${long[@]/stopped/whole}" -n "${complete:-2}" >/dev/null 2>&1
cmp stopped/futures.csv whole/futures.csv >difference 2>&1
tap $? 'and that is the same as a run of so many futures' difference said

begin
kill -KILL "$(children $! | tail -n 1)"
wait $!
code=$?
[ $code != 0 ] && [ ! -e stopped ] && theirs said | grep -q "rank [12] on $(uname -n) was lost"
tap $? 'a rank that is killed ends the others, and is named' said

exit $failed
