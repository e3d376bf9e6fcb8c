#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# resume.test.sh - whatever ends long work, and however often, it is taken up again
# and comes to the same bytes as without a break.
#
# FUNNELSIM names the program; ./funnelsim where it does not.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/tap.sh" || exit
cd "$work" || exit
minimal=$top/scenarios/minimal.cfg
baseline=$top/scenarios/baseline.cfg
small=(run "$minimal" --seed 3 -n 40 --figures none --out out)

# verdict STATUS SENTENCE: one line of TAP, with what the last call said when it was bad.
verdict()
{
    tap "$1" "$2" said complaint difference
}

call()
{
    "$program" "$@" >said 2>complaint </dev/null
    code=$?
}

# in_folder FOLDER SECONDS ARGUMENT...: calls the program in a folder of its own and kills it after so long
# without a warning; 137 where that was needed. What it says is kept outside of the folder.
in_folder()
{
    mkdir -p "$1"
    { (cd "$1" && timeout -s KILL "$2" "$program" "${@:3}" >../"$1.said" 2>../"$1.complaint"); } \
        2>/dev/null </dev/null
}

# How long it is left alone, as shares of the time that the command takes without a break: a fast machine
# and a slow one both kill it on its way.
shares=(0.6 0.35 0.8 0.45 0.7 0.25 0.55 0.75 0.4 0.9)

# found: how many results the last call of the torn command found; nothing where it was killed before it
# said so.
found()
{
    sed -n -e 's/.*nothing is in .* yet: beginning$/0/p' \
        -e 's/.*going on from .*: \([0-9]*\) results\{0,1\} .*/\1/p' torn.complaint
}

# kill_and_resume MICROSECONDS ARGUMENT...: kills the command, which takes about so long, until it has come
# to an end; sets code, kills, saved, the results that the last call found, and lost, whether a call found
# fewer than one before it. A round that achieves nothing is followed by a longer one.
kill_and_resume()
{
    local whole=$1 round delay now
    shift
    rm -rf torn out.save
    kills=0 saved=0 lost=
    for round in {0..59}; do
        delay=$(awk -v whole="$whole" -v share="${shares[round % 10]}" -v round="$round" \
            'BEGIN { print whole / 1e6 * share * 1.1 ^ round }')
        in_folder torn "$delay" "$@" --checkpoint ../out.save --resume --threads $((round % 3 + 1))
        code=$?
        now=$(found)
        [ "${now:-$saved}" -ge "$saved" ] || lost=yes
        saved=${now:-$saved}
        [ $code = 137 ] || break
        kills=$((kills + 1))
    done
}

went_on()
{
    [ "$kills" -ge 1 ] && [ "$saved" -gt 0 ]
}

# came_out_the_same CODE: as the whole run ended, so did the torn one; it said and wrote the same, and
# nothing was lost on the way. A report that was killed leaves the file that it was at, which has another
# name.
came_out_the_same()
{
    [ "$code" = "$1" ] && [ -z "$lost" ] &&
        diff -r -x '.funnelsim-*' whole torn >difference 2>&1 && diff whole.said torn.said >>difference
}

# survives SENTENCE ARGUMENT...: is killed until it has come to an end. Where it came there before it was
# killed, or had saved nothing until then, that says nothing, and it is tried again, more impatiently.
survives()
{
    local sentence=$1 expected began whole
    shift
    rm -rf whole
    began=${EPOCHREALTIME/./}
    in_folder whole 100 "$@"
    expected=$?
    whole=$((${EPOCHREALTIME/./} - began))
    for _ in {0..9}; do
        kill_and_resume "$whole" "$@"
        if went_on || ! came_out_the_same $expected; then
            break
        fi
        whole=$((whole * 3 / 5))
    done
    cp torn.complaint complaint
    went_on && came_out_the_same $expected
    verdict $? "$sentence: killed $kills times, $saved results in the end, the same bytes${lost:+, but fewer than before}"
}

sed 's/leads_per_month = 20/leads_per_month = { value = 20; range = (15, 25); }/' "$minimal" >uncertain.cfg
cat >claims.cfg <<END
extends = "$minimal";
claims = (
    { id = "reps"; says = "More reps bring more."; set = "reps.count=9"; metric = "new_business";
      boundary = "sources[Website].leads_per_month"; between = (5, 40); },
    { id = "name"; says = "A name brings money."; set = "name=Other"; }
);
END
usual=(--seed 3 --figures none --out out)

survives 'run' run "$baseline" -n 40 --months 12 "${usual[@]}"
survives 'compare' compare --base "$baseline" more-leads referrals -n 6 --samples 4 --months 10 \
    "${usual[@]}"
survives 'map' map --base "$baseline" referrals --x reps.count=6,8 --y months=6,8 -n 6 "${usual[@]}"
survives 'claims' claims "$work/claims.cfg" --seed 3 --most 100 --boundaries --format json
survives 'check --run' check --run "$minimal" "$baseline" --seed 3 -n 20 --months 12
survives 'pains' pains "$baseline" -n 10 --months 12 "${usual[@]}"
survives 'blame' blame "$baseline" --seed 3 -n 4
survives 'twins' twins --base "$baseline" referrals --seed 3 -n 8 --months 12
survives 'clients' clients "$baseline" -n 20 --months 12 "${usual[@]}"

# --- what else may come between -------------------------------------------------------------------

# ends_with CODE WORDS ARGUMENT...: and says WORDS on standard error.
ends_with()
{
    local expected=$1 words=$2
    shift 2
    call "$@"
    [ "$code" = "$expected" ] && grep -qF -- "$words" complaint
    verdict $? "ends with $expected and says: $words"
}

call "${small[@]}"
mv out whole-run
ends_with 0 'nothing is in a.save yet: beginning' "${small[@]}" --checkpoint a.save --resume
ends_with 2 'a.save holds the futures of an earlier run: add --resume' "${small[@]}" --checkpoint a.save
ends_with 0 'going on from a.save: 40 results are there' "${small[@]}" --checkpoint a.save --resume
diff -r whole-run out >difference
verdict $? 'work that was complete is shown again'
before=$(stat -c %s a.save)
call "${small[@]}" -q --checkpoint a.save --resume
[ "$code" = 0 ] && [ ! -s complaint ] && [ "$(stat -c %s a.save)" = "$before" ]
verdict $? '-q says nothing of it'

call run "$minimal" --seed 3 -n 60 --figures none --out out
mv out more
ends_with 0 '40 results' run "$minimal" --seed 3 -n 60 --figures none --out out --checkpoint a.save --resume
diff -r more out >difference
verdict $? 'who asks for more futures than before keeps those that there are'
ends_with 0 '60 results' "${small[@]}" --checkpoint a.save --resume
diff -r whole-run out >difference
verdict $? 'and so does who asks for fewer'

sed 's/leads_per_month = 20/leads_per_month = 21/' "$minimal" >other.cfg
call compare "$minimal" other.cfg --seed 3 -n 3 --figures none --out - --checkpoint two.save
ends_with 0 "going on from two.save: 6 results are there" \
    compare "$minimal" other.cfg --seed 3 -n 4 --figures none --out - --checkpoint two.save --resume

# Damage: a bit in the last third of the file, and its end.
cp a.save damaged.save
size=$(stat -c %s a.save)
printf 'X' | dd of=damaged.save bs=1 seek=$((size * 2 / 3)) conv=notrunc 2>/dev/null
ends_with 0 'what stood behind was damaged, and is lived through again' \
    "${small[@]}" --checkpoint damaged.save --resume
diff -r whole-run out >difference && ! grep -q ' 60 results' complaint
verdict $? 'damage makes no difference to what comes out'
ends_with 0 'results are there' "${small[@]}" --checkpoint damaged.save --resume
! grep -q damaged, complaint
verdict $? 'and is gone the next time'

ends_with 2 'a.save holds the futures of seed 3, and this is seed 4: name another file' \
    run "$minimal" --seed 4 -n 40 --figures none --out out --checkpoint a.save --resume
ends_with 2 'a.save holds the futures of another command, or of a scenario that has been changed since' \
    "${small[@]}" --set reps.count=9 --checkpoint a.save --resume
cp "$minimal" firm.cfg
call run firm.cfg --seed 3 -n 4 --out - --checkpoint b.save
sed -i 's/leads_per_month = 20/leads_per_month = 21/' firm.cfg
ends_with 2 'b.save holds the futures of a scenario that has been changed since' \
    run firm.cfg --seed 3 -n 4 --out - --checkpoint b.save --resume
ends_with 2 'or of a scenario that has been changed since: name another file. It was: funnelsim run' \
    run firm.cfg --seed 3 -n 5 --out - --checkpoint b.save --resume
ends_with 2 '--resume: from which file? --checkpoint FILE says so' "${small[@]}" --resume
ends_with 2 'holds something else' "${small[@]}" --checkpoint firm.cfg
ends_with 2 'holds something else' "${small[@]}" --checkpoint firm.cfg --resume
grep -q 'leads_per_month = 21' firm.cfg
verdict $? 'what is no checkpoint is left alone'
ends_with 3 'no/where.save: No such file or directory' "${small[@]}" --checkpoint no/where.save
call "${small[@]}"
cp out/futures.csv futures.csv
ends_with 2 '--checkpoint out/futures.csv: what is written to out may replace it' \
    "${small[@]}" --checkpoint out/futures.csv
ends_with 2 '--checkpoint ./out/new.save: what is written to out may replace it' \
    "${small[@]}" --checkpoint ./out/new.save
(
    mkdir -p usual/out/run && cd usual || exit
    ends_with 2 '--checkpoint out/run/a.save: what is written to out/run may replace it' \
        run "$minimal" --checkpoint out/run/a.save
    exit $failed
) || failed=1
mkdir scripts
ends_with 2 '--checkpoint scripts/run.gp: what is written to ./scripts/ may replace it' \
    "${small[@]}" --plot-script ./scripts/ --checkpoint scripts/run.gp
cmp -s futures.csv out/futures.csv && [ ! -e out/new.save ]
verdict $? 'and what is there is left alone'
for file in found.json ./found.json "$PWD/found.json"; do
    ends_with 2 "--checkpoint $file: what --out writes would replace it: name another file" \
        claims claims.cfg --seed 3 --out found.json --checkpoint "$file"
done
ln -s found.json nothing.yet
ends_with 2 '--checkpoint nothing.yet: this is a link that leads to no file' \
    claims claims.cfg --seed 3 --out found.json --checkpoint nothing.yet
rm nothing.yet
call claims claims.cfg --seed 3 --most 50 --out found.json --checkpoint found.save
cp found.json found
ln found.save same.save
ends_with 2 '--checkpoint found.save: what --out writes would replace it: name another file' \
    claims claims.cfg --seed 3 --most 50 --out same.save --checkpoint found.save --resume
ends_with 0 'going on from found.save' \
    claims claims.cfg --seed 3 --most 50 --out found.json --checkpoint found.save --resume
cmp -s found found.json
verdict $? 'findings and what they were made of stand in two files'
ends_with 2 'has nothing to save without --run' \
    check "$minimal" --checkpoint check.save --resume
[ ! -e check.save ]
verdict $? 'and leaves no file'
ends_with 2 '/dev/full is no regular file' "${small[@]}" --checkpoint /dev/full
call run nowhere.cfg --checkpoint c.save
[ "$code" = 2 ] && [ ! -e c.save ]
verdict $? 'a command that comes to nothing leaves no file'

# Whoever chose no seed goes on with the one that was drawn.
call run "$minimal" -n 40 --out - --checkpoint d.save
cp said first
call run "$minimal" -n 40 --out - --checkpoint d.save --resume
diff first said >difference && grep -q 'going on from d.save: 40 results' complaint
verdict $? 'the seed that was drawn is in the file'

rm -rf out
call "${small[@]}" --checkpoint a.save --resume
[ -s out/run.json ] && ! grep -q 'checkpoint\|resume\|a\.save' out/run.json
verdict $? 'the record of a run says nothing of it'

# --- signals --------------------------------------------------------------------------------------

long=(run "$baseline" --seed 3 -n 30000 --figures none --out long)
timeout --foreground --preserve-status -s TERM 2 "$program" "${long[@]}" --checkpoint e.save \
    >said 2>complaint </dev/null
[ $? = 130 ] && grep -q 'stopped early: [0-9]* of 30000 futures' complaint &&
    grep -q 'results are in e.save: the same command with --resume goes on' complaint &&
    grep -q '"partial": *true' long/run.json
verdict $? 'a batch system that asks for the end is given what is complete, and told how to go on'
timeout --foreground --preserve-status -s INT 1 "$program" "${long[@]}" --checkpoint e.save --resume \
    >said 2>complaint </dev/null
[ $? = 130 ] && grep -q 'going on from e.save: [0-9]* results' complaint
verdict $? 'and goes on from there until Ctrl-C'
complete=$(sed -n 's/.*stopped early: \([0-9]*\) of.*/\1/p' complaint)
call run "$baseline" --seed 3 -n "${complete:-2}" --figures none --out short
cmp -s short/futures.csv long/futures.csv
verdict $? 'what is there then are the futures that would have been there without a break'

# Its output is stuck in a full pipe, so that it is still there when the second one comes.
stuff stuck
"$program" "${long[@]}" --checkpoint e.save --resume >stuck 2>complaint </dev/null 3>&- &
ask TERM $!
[ $? = 143 ] && grep -q 'nothing more is reported; the same command with --resume goes on from what is in e.save$' \
    complaint
verdict $? 'who asks a second time is told how to go on, too'
exec 3>&-

: >complaint
"$program" "${long[@]}" --checkpoint e.save --resume >said 2>complaint </dev/null &
first=$!
for _ in {1..100}; do
    grep -q 'going on' complaint && break
    sleep 0.1
done
ends_with 2 'e.save is in use: another run is saving its futures there' \
    "${long[@]}" --checkpoint e.save --resume
kill -KILL $first
wait $first 2>/dev/null

# A disk that is full, as far as a process can have one.
(
    ulimit -f 300
    "$program" "${long[@]}" --checkpoint f.save >said 2>complaint </dev/null
)
[ $? = 3 ] && grep -q 'f.save: a future could not be saved: File too large; those before it' complaint &&
    grep -q 'results are in f.save: the same command with --resume' complaint
verdict $? 'a full disk ends the work at once'
timeout --foreground --preserve-status -s TERM 1 "$program" "${long[@]}" --checkpoint f.save --resume \
    >said 2>complaint </dev/null
[ $? = 130 ] && grep -q 'going on from f.save: [0-9]* results are there$' complaint
verdict $? 'with all that had found room'

# --- several ranks --------------------------------------------------------------------------------

if ! command -v mpirun >/dev/null || [ ! -x "$program-mpi" ]; then
    echo "ok several ranks # SKIP there is no mpirun, or no $program-mpi"
    exit $failed
fi
# In a container everybody is root. The leaks that a sanitizer would find at the end are MPI's own.
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
export OMPI_MCA_rmaps_base_oversubscribe=1 OMPI_MCA_hwloc_base_binding_policy=none
export ASAN_OPTIONS=detect_leaks=0
yearly=(run "$baseline" --seed 3 --months 12 --figures none --out out)

call "${yearly[@]}" -n 60
mv out sixty
call "${yearly[@]}" -n 70
mv out seventy
timeout 100 mpirun -n 3 "$program-mpi" "${yearly[@]}" -n 30000 --checkpoint g.save >said 2>complaint \
    </dev/null &
ranks=$!
until_saved g.save
# The program's processes are children of mpirun, which is one of timeout's.
kill -KILL "$(children "$(children $ranks)" | tail -n 1)"
! wait $ranks && grep -q 'rank [12] on .* was lost' complaint &&
    grep -q 'results are in g.save: the same command with --resume' complaint
verdict $? 'where a rank is lost, what was received is not'
ends_with 0 'going on from g.save' "${yearly[@]}" -n 60 --checkpoint g.save --resume
diff -r sixty out >difference
verdict $? 'one process goes on where three were'
timeout 100 mpirun -n 2 "$program-mpi" "${yearly[@]}" -n 70 --checkpoint g.save --resume >said \
    2>complaint </dev/null && grep -q 'going on from g.save' complaint && diff -r seventy out >difference
verdict $? 'and two where one was'
timeout 100 mpirun -n 2 "$program-mpi" run "$baseline" --months 12 -n 70 --figures none --out out \
    --checkpoint g.save --resume >said 2>complaint </dev/null && diff -r seventy out >difference
verdict $? 'with the seed that the file knows'
timeout 100 mpirun -n 2 "$program-mpi" "${yearly[@]}" -n 70 --checkpoint g.save >said 2>complaint \
    </dev/null
[ $? = 2 ] && [ "$(grep -c 'g.save holds the futures of an earlier run' complaint)" = 1 ]
verdict $? 'a file that is refused is refused once, and all end'

exit $failed
