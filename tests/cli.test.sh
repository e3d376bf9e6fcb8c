#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# cli.test.sh - the program as somebody meets it who types at a shell: what it
# refuses and in what words, what it ends with, and what stays the same.
#
#   FUNNELSIM=build/funnelsim tests/cli.test.sh
# Backquotes are what the program says, and no commands.
# shellcheck disable=SC2016
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/tap.sh" || exit
cd "$work" || exit
minimal=$top/scenarios/minimal.cfg
baseline=$top/scenarios/baseline.cfg
# Enough to see that it works, in a fraction of a second.
short=(--seed 7 --replications 4 --figures none --months 6)

# verdict STATUS SENTENCE: one line of TAP, with what the last call said when it was bad.
verdict()
{
    [ "$1" = 0 ] || {
        sed 's/^/out: /' stdout | head -n 20
        sed 's/^/err: /' stderr | head -n 20
    } >last-call
    tap "$1" "$2" last-call
}

call()
{
    "$program" "$@" >stdout 2>stderr </dev/null
    code=$?
}

# gives CODE WORDS ARGUMENT...: the command ends with CODE, says WORDS on standard error, and
# nothing on standard output where it ends badly.
gives()
{
    local expected=$1 words=$2
    shift 2
    call "$@"
    [ "$code" = "$expected" ] && grep -qF -- "$words" stderr && { [ "$code" = 0 ] || [ ! -s stdout ]; }
    verdict $? "funnelsim $* ends with $expected and says: $words"
}

# shows WORDS ARGUMENT...: the command succeeds, with WORDS on standard output and no complaint.
shows()
{
    local words=$1
    shift
    call "$@"
    [ "$code" = 0 ] && grep -qF -- "$words" stdout && [ ! -s stderr ]
    verdict $? "funnelsim $* shows: $words"
}

# --- what is asked wrongly ------------------------------------------------------------------------

gives 2 'Usage: funnelsim COMMAND'
gives 2 'compre is no command (did you mean compare?)' compre
gives 2 'xyzzy is no command; funnelsim --help' xyzzy
gives 2 'to simulate it: funnelsim run firm.cfg' firm.cfg
gives 2 'chekc is no command (did you mean check?)' help chekc

for command in check run compare trace claims twins clients pains blame; do
    gives 2 "something is missing: funnelsim $command" "$command"
    gives 2 '--nonsense is no option of' "$command" "$minimal" --nonsense
    gives 2 'nowhere' "$command" nowhere.cfg --base "$minimal"
done
for command in laws policies indicators reference manual; do
    gives 2 "x: \`funnelsim $command\` takes nothing but options" "$command" x
    gives 2 '--seed is no option of' "$command" --seed 1
done
gives 2 '--al is no option of' laws --al
gives 2 'b is one too many' params a b
gives 2 'b is one too many' init a b
gives 2 'b.cfg is one too many: `funnelsim run` takes 1 at most; `funnelsim compare`' run a.cfg b.cfg
gives 2 '13 is one too many' compare 1 2 3 4 5 6 7 8 9 10 11 12 13
gives 2 'one scenario cannot be compared' compare "$minimal"
gives 2 'twins are of two scenarios' twins "$minimal"
gives 2 'c is one too many' twins a b c
gives 2 '--format json: twins are told as table or csv' twins "$minimal" "$minimal" --format json
gives 2 'leave out --replications' twins "$minimal" "$minimal" --seed 1 -n 2 --format csv

gives 2 '--seeed is no option of `funnelsim run` (did you mean --seed?)' run "$minimal" --seeed 3
gives 2 '--sed is no option of `funnelsim run` (did you mean --seed?)' run "$minimal" --sed 3
gives 2 '--sed=3 is no option of `funnelsim run` (did you mean --seed?)' run "$minimal" --sed=3
gives 2 '--sed is no option of `funnelsim run` (did you mean --set?)' \
    run "$minimal" --sed reps.count=3
gives 2 'reps.count: "12O": a letter O for a zero? Write 120' run "$minimal" --set reps.count=12O
gives 2 '--replicatoins=3 is no option of `funnelsim run` (did you mean --replications?)' \
    run "$minimal" --replicatoins=3
gives 2 '--samples is no option of `funnelsim run`' run "$minimal" --samples 7
gives 2 '-x is no option' run "$minimal" -x
gives 2 '-qx is no option' run "$minimal" -qx
gives 2 '--seed: a value is missing: --seed N' run "$minimal" --seed
gives 2 '-o: a value is missing: --out DIR' run "$minimal" -o
gives 2 '--quiet=1: --quiet takes no value' run "$minimal" --quiet=1
for number in 1 0 -5 1e3 0x10 '' ' 7' 1,000 1000001 99999999999999999999; do
    gives 2 "--replications $number: expected a whole number from 2 to 1000000" \
        run "$minimal" --replications "$number"
done
gives 2 '--seed 18446744073709551616: expected' run "$minimal" --seed 18446744073709551616
gives 2 '--months 241: expected a whole number from 1 to 240' run "$minimal" --months 241
gives 2 '--threads 0: expected a whole number from 1 to' run "$minimal" --threads 0
gives 2 '--format mdd: expected table, csv, json or md (did you mean md?)' run "$minimal" --format mdd
gives 2 '--csv-sep x: expected , or ;' run "$minimal" --csv-sep x
gives 2 '--figure-format jpg: expected svg, png, pdf, dumb or sixel' \
    run "$minimal" --figure-format jpg
gives 2 'there is no figure "moon"' run "$minimal" --figures cash,moon
gives 2 'there is no figure "cash"' clients "$minimal" --figures cash
gives 2 'there is no figure "whale"' pains "$minimal" --figures whale
gives 2 'expected 2 to 10000' pains "$minimal" --seed 1 -n 10001
gives 2 '--target 0: expected a whole number from 1' blame "$minimal" --target 0
gives 2 '--target is no option of `funnelsim pains`' pains "$minimal" --target 5
gives 2 '11 months: the quarrel is about a year' blame "$minimal" --seed 1 --months 11
gives 2 'there is no figure "whale"' run "$minimal" --figures whale
gives 2 'the figure difference needs two options' run "$minimal" --figures difference -n 30000
gives 2 'the figure morale needs the group' compare "$minimal" "$minimal" --figures morale -n 30000
gives 2 'expected 2 to 10000' clients "$minimal" --seed 1 -n 10001
gives 2 'there is no figure "cash"' map "$minimal" --figures cash
gives 2 'something is missing: funnelsim map' map
gives 2 '--nonsense is no option of' map "$minimal" --nonsense
gives 2 'nowhere' map --base "$minimal" nowhere.cfg --x reps.count=1 --y months=6
gives 2 'a map has two axes' map --base "$minimal" "$minimal" --x reps.count=1,2
gives 2 'a map is of two scenarios' map "$minimal" --x reps.count=1,2 --y months=6
map=(map --base "$minimal" "$minimal")
gives 2 'x reps.count: expected PATH=VALUE' "${map[@]}" --x reps.count --y months=6
gives 2 '--x: reps.cuont: unknown key (did you mean count?)' "${map[@]}" --x reps.cuont=1 --y months=6
gives 2 'did you mean contribution?' "${map[@]}" --x reps.count=1 --y months=6 --metric contributon
gives 2 'there is no figure ""' run "$minimal" --figures cash,
gives 2 '--set reps: expected PATH=VALUE' run "$minimal" --set reps
gives 2 '--set =3: expected PATH=VALUE' run "$minimal" --set =3
gives 2 'did you mean count?' run "$minimal" --set reps.cuont=3
gives 2 'zzzz' params zzzz
gives 2 'nobody' trace "$minimal" --seed 1 --follow nobody
gives 2 'never' trace "$minimal" --seed 1 --from never

gives 2 '--hlep stands where a command is expected' --hlep
gives 2 '--out: a value is missing: --out DIR' run "$minimal" --out ''
gives 2 'the name of the file is empty' init ''
gives 2 'whose family? --family needs --follow NAME' trace "$minimal" --seed 1 --family
gives 2 'from 2031-01 to the end there is nothing to tell: the plan goes from 2026-01-01 to' \
    trace "$minimal" --seed 1 --from 2031-01

# Folders that will not do are told of before any work: these futures would take hours.
echo >file
for folder in file file/deep/er; do
    gives 3 "--out $folder: nothing can be written there: Not a directory" \
        run "$baseline" -n 1000000 --seed 1 --out "$folder"
    gives 3 "--plot-script $folder: nothing can be written there: Not a directory" \
        compare --base "$baseline" more-leads -n 1000000 --seed 1 --plot-script "$folder"
done
gives 2 '--plots nowhere: No such file or directory' run "$baseline" -n 1000000 --seed 1 --plots nowhere
gives 2 '--plots file: Not a directory' run "$baseline" -n 1000000 --seed 1 --plots file

# --- scenarios with mistakes ----------------------------------------------------------------------

cat >one.cfg <<'END'
name    = "One";
sources = ( { name = "Website"; kind = "inbound"; leads_per_mnth = 20; } );
stages  = ( { name = "Talk"; hours = "soon"; go_on = "25 %"; } );
reps    = { count = 1; };
END
sed 's/leads_per_mnth/leads_per_month/; s/"One"/"Two"/' one.cfg >two.cfg
call check one.cfg two.cfg "$minimal"
[ "$code" = 2 ] && [ "$(grep -c '^one.cfg:[23]: ' stderr)" = 2 ] && [ "$(grep -c '^two.cfg:3: ' stderr)" = 1 ]
verdict $? 'check says all mistakes of every scenario'
grep -q 'Website' stdout
verdict $? 'check goes on with the next scenario'
call compare one.cfg two.cfg
[ "$code" = 2 ] && grep -q '^one.cfg:2: ' stderr && grep -q '^two.cfg:3: ' stderr && [ ! -e out/compare ]
verdict $? 'compare says the mistakes of all options and runs nothing'
printf 'extends = "one.cfg";\nmonths = 0;\n' >three.cfg
call compare --base one.cfg three.cfg two.cfg
[ "$code" = 2 ] && [ "$(grep -c '^one.cfg:2: ' stderr)" = 1 ] && grep -q '^two.cfg:3: ' stderr &&
    grep -q '^three.cfg:2: ' stderr
verdict $? 'compare says the mistakes of the base once, beside those of the options'

# A strategy that is run by itself is somebody else's firm.
printf 'extends = "%s";\nname = "More";\nreps = { count = 3; };\n' "$minimal" >strategy.cfg
for command in run check trace; do
    next=${command/run/compare}
    call "$command" strategy.cfg --seed 1
    [ "$code" = 0 ] && [ "$(cat stderr)" = "funnelsim: strategy.cfg is laid over the firm of \
$minimal, which it extends; over yours: funnelsim $next --base FIRM.cfg strategy.cfg" ]
    verdict $? "$command says whose firm a strategy is laid over that stands by itself"
done
call check strategy.cfg --base "$minimal"
[ "$code" = 0 ] && [ ! -s stderr ]
verdict $? 'over a firm that is named there is nothing to say'
call check strategy.cfg -q
[ "$code" = 0 ] && [ ! -s stderr ]
verdict $? '-q does not say it'
sed 1d strategy.cfg >bare.cfg
gives 2 'says nothing of sources or stages, and so it is no firm; if it is a strategy' run bare.cfg

# --- claims ---------------------------------------------------------------------------------------

# claim EXPECT ID SETTING: a claim that the setting brings more revenue.
claim()
{
    echo "{ id = \"$2\"; says = \"It brings revenue.\"; metric = \"revenue\"; expect = \"$1\"; set = \"$3\"; }"
}
up=clients.contract_value=30000 down=clients.contract_value=10000 twin='sources[Website].name=Twin'
{
    echo "extends = \"$minimal\"; months = 6; clients = { contract_value = 20000; }; claims = ("
    claim supported up "$up", && echo , && claim supported down "$down" && echo , &&
        claim supported twin "$twin" && echo , && claim open luck "$twin" && echo ');'
} | sed 's/,"; }/"; }/' >claims.cfg
settles=(claims claims.cfg --seed 3 --most 50)

# ends CODE WORDS ARGUMENT...: claims end with CODE and print WORDS.
ends()
{
    local expected=$1 words=$2
    shift 2
    call "${settles[@]}" "$@"
    [ "$code" = "$expected" ] && grep -qF -- "$words" stdout && [ ! -s stderr ]
    verdict $? "funnelsim claims $* ends with $expected and prints: $words"
}
ends 0 'ok 1 - up It brings revenue.' --only up
ends 1 'not ok 1 - down It brings revenue.' --only down
ends 4 'ok 1 - twin It brings revenue. # SKIP undecided after 50 futures' --only twin
ends 0 'ok 1 - luck It brings revenue. # SKIP' --only luck
ends 1 '1..4'
ends 0 'up supported: It brings revenue.' --only up --format table
ends 0 '| up | It brings revenue. | supported |' --only up --format md
ends 0 '"verdict": "supported"' --only up --format json
gives 2 'there is no claim "uq" (did you mean up?)' "${settles[@]}" --only uq
gives 2 'nothing is claimed there' claims "$minimal"
gives 2 '--most 49: expected a whole number from 50 to 1000000' claims claims.cfg --most 49
gives 2 '--error 0: expected a whole number from 1 to 50' claims claims.cfg --error 0
gives 2 '--format csv: expected tap, table, md or json' claims claims.cfg --format csv
gives 2 '--format tap: expected table, csv, json or md' run "$minimal" --format tap
call "${settles[@]}" --only up --format md --out page.md
[ "$code" = 0 ] && [ ! -s stdout ] && [ ! -s stderr ] && grep -q '^## up: supported' page.md
verdict $? 'findings go to the file that --out names'
call "${settles[@]:0:2}" --most 50 --only up
grep -q 'with --seed' stderr
verdict $? 'claims say which seed was drawn'
call "${settles[@]}" --base "$baseline" --only up --format table
[ "$code" -lt 5 ] && grep -q '^  Guesses: [1-9][0-9]* stated and [1-9]' stdout
verdict $? 'claims are asked of another firm'
sed 's/id = "up";/& everywhere = true;/' claims.cfg >general.cfg
call claims general.cfg --also "$baseline" --seed 3 --most 50 --only up,down
[ "$code" = 1 ] && grep -q '^1\.\.3' stdout && grep -q '^ok 3 - up It brings revenue. (As we are)' stdout
verdict $? 'claims that say so are asked of other firms, too'
many=()
until [ ${#many[@]} = 42 ]; do many+=(--also "$baseline"); done
gives 2 '--also can be given 20 times' claims general.cfg "${many[@]}"
printf 'id,says,why_not\nup,Up.,\ns,Sometimes.,Nobody knows.\n' >subjects.csv
sed -e 's/id = "up";/& carried_by = ("clients.contract_value");/' \
    -e 's/id = "twin";/& carried_by = ("clients.pays_after");/' claims.cfg >carried.cfg
call claims carried.cfg --coverage subjects.csv --seed 3
[ "$code" = 1 ] && grep -q '^ok 1 - up: answered by up' stdout && grep -q '^ok 2 - s # SKIP Nobody' stdout &&
    grep -q '^ok 3 - up: carried by clients.contract_value' stdout &&
    grep -q '^not ok 4 - down: it does not say' stdout && grep -q '^not ok 5 - twin: without' stdout
verdict $? 'claims that are not carried by what they say end with 1'
gives 2 'none.csv: No such file' claims claims.cfg --coverage none.csv --seed 3
call check claims.cfg
[ "$code" = 0 ] && grep -q '^4 claims to be settled' stdout && grep -q '^  up It brings revenue.' stdout
verdict $? 'check shows what is claimed'
call run claims.cfg "${short[@]}" --out -
[ "$code" = 0 ]
verdict $? 'other commands ignore what is claimed'
for threads in 1 2 3; do
    call claims claims.cfg --seed 5 --most 100 --threads $threads --format json
    mv stdout claims$threads
done
cmp claims1 claims2 >stdout 2>stderr && cmp claims1 claims3 >stdout 2>stderr
verdict $? 'claims come out the same with one, two and three threads'
cat >long.cfg <<END
extends = "$baseline"; claims = ( { id = "name"; says = "A name brings money."; set = "name=Other"; } );
END
timeout --foreground --preserve-status -s INT 2 "$program" claims long.cfg --seed 1 --most 100000 \
    --format table >stdout 2>stderr </dev/null
[ $? = 130 ] && grep -q 'stopped early' stderr && grep -q '^Stopped early: 1 claim' stdout &&
    grep -q '^name undecided' stdout
verdict $? 'Ctrl-C leaves of claims what is decided'

# --- help -----------------------------------------------------------------------------------------

shows "funnelsim $(cat "$top/VERSION")" --version
shows 'compare' --help
call --help
for verb in init check run compare params trace; do
    grep -q "^  $verb " stdout
    verdict $? "--help lists $verb"
done
for more in claims laws policies indicators reference; do
    grep -q "^More:.* $more" stdout
    verdict $? "--help says that there is $more"
done

# explains COMMAND OPTION...: its --help has them all, and examples.
explains()
{
    local command=$1 missing=
    shift
    call "$command" --help
    for option in help "$@"; do
        grep -qE -- "^ +(-., )?--$option( |\$)" stdout || missing+=" --$option"
    done
    grep -q "^  funnelsim $command" stdout || missing+=' examples'
    [ "$code" = 0 ] && [ -z "$missing" ]
    verdict $? "$command --help mentions its options$missing"
}
scenario='base set months'
report='out format csv-sep figures figure-format plot-script plots'
# The lists are meant to be split into words.
# shellcheck disable=SC2086
{
    explains run $scenario seed replications threads quiet $report
    explains compare $scenario seed replications threads quiet samples $report
    explains check $scenario seed replications threads quiet run
    explains claims base only most error boundaries seed threads format out quiet
    explains trace $scenario seed quiet follow family future from to limit
    explains twins $scenario seed replications threads quiet future top format csv-sep
    explains map $scenario x y metric seed replications threads quiet $report
    explains clients $scenario seed replications threads quiet future out csv-sep figures \
        figure-format plot-script plots
    explains pains $scenario seed replications threads quiet $report
    explains blame $scenario seed replications threads quiet target format csv-sep
}
explains params all
explains init quiet
for command in laws policies indicators reference manual; do
    explains $command
done
call help compare
cp stdout help
call compare --help
cmp -s stdout help
verdict $? 'help COMMAND is COMMAND --help'

call manual
[ "$code" = 0 ] && grep -q '^\.TH FUNNELSIM' stdout && grep -qF '.B \-\-figure\-format' stdout
verdict $? 'manual is a page for man'
if command -v groff >/dev/null; then
    groff -man -ww -z stdout >stderr 2>&1 && [ ! -s stderr ]
    verdict $? 'groff has no complaint about the manual'
fi

# --- where it goes --------------------------------------------------------------------------------

if [ -c /dev/full ]; then
    for line in --help --version 'help run' params laws policies indicators reference manual \
        'init -' "check $minimal" "trace $minimal --seed 1" \
        "twins $minimal $minimal --seed 1" "clients $minimal --seed 1 -n 4 --out -" \
        "pains $minimal --seed 1 -n 4 --out -" "blame $minimal --seed 1 -n 4" "run $minimal ${short[*]} --out -"; do
        # The line is meant to be split into words.
        # shellcheck disable=SC2086
        "$program" $line >/dev/full 2>stderr
        [ $? = 3 ] && grep -q . stderr
        verdict $? "funnelsim $line ends with 3 when its output has no room"
    done
fi
"$program" laws >&- 2>stderr
[ $? = 3 ]
verdict $? 'a closed standard output is a failure'
for line in 'params --all' reference "trace $baseline --seed 1"; do
    # The line is meant to be split into words.
    # shellcheck disable=SC2086
    "$program" $line 2>stderr | head -n 1 >stdout
    status=("${PIPESTATUS[@]}")
    [ "${status[0]}" = 0 ] && [ -s stdout ] && [ ! -s stderr ]
    verdict $? "funnelsim $line | head is quiet and succeeds"
done

call clients "$minimal" --seed 1 -n 4 --figures none
[ "$code" = 0 ] && [ -s out/clients/whale.csv ]
verdict $? 'files of clients go to out/clients'
call "${map[@]}" --x reps.count=1,2 --y months=2,3 --seed 7 -n 4
[ "$code" = 0 ] && [ -s out/map/map.csv ] && grep -q '"command": "funnelsim map ' out/map/map.json
verdict $? 'files of a map go to out/map'
call pains "$minimal" --seed 1 -n 4 --figures none
[ "$code" = 0 ] && [ -s out/pains/months.csv ]
verdict $? 'files of pains go to out/pains'
call run "$minimal" "${short[@]}"
[ "$code" = 0 ] && [ -s out/run/summary.csv ]
verdict $? 'files of run go to out/run'
call compare --base "$minimal" "$minimal" "${short[@]}" --out elsewhere/deep
[ "$code" = 0 ] && [ -s elsewhere/deep/summary.csv ] && [ -s elsewhere/deep/verdict.txt ]
verdict $? 'files go where --out says'
rm -rf out/run
call run "$minimal" "${short[@]}" --out -
[ "$code" = 0 ] && [ -s stdout ] && [ ! -e out/run ]
verdict $? '--out - writes no files'

# --- the seed, and who hears of it ----------------------------------------------------------------

call run "$minimal" "${short[@]:2}" --out -
seed=$(sed -n 's/.*with --seed \([0-9]*\) .*/\1/p' stderr)
cp stdout drawn
[ "$code" = 0 ] && [ -n "$seed" ]
verdict $? 'a seed that nobody gave is said'
call run "$minimal" "${short[@]:2}" --out - --seed "${seed:-1}"
cmp -s stdout drawn
verdict $? 'the seed that was said gives the same results again'
call run "$baseline" --seed 1 -n 60 --months 60 --out -
[ "$code" = 0 ] && [ ! -s stderr ]
verdict $? 'with a seed there is nothing to say on standard error, and no progress in a pipe'
call run "$minimal" "${short[@]:2}" --out - -q
[ "$code" = 0 ] && [ -s stdout ] && [ ! -s stderr ]
verdict $? '-q silences the remark on the seed'
call trace "$minimal" --limit 3
grep -q 'with --seed' stderr
verdict $? 'trace says which seed it drew'
call twins "$minimal" "$minimal" --months 6
grep -q 'with --seed' stderr
verdict $? 'twins says which seed it drew'
call check --run "$minimal" -n 4
grep -q 'with --seed' stderr
verdict $? 'check --run says which seed it drew'

# --- on a terminal --------------------------------------------------------------------------------

# on_terminal ARGUMENT...: what a terminal gets of both streams.
on_terminal()
{
    script -qec "stty cols 100; $(printf '%q ' "$program" "$@")" /dev/null >stdout 2>stderr </dev/null
}
# A machine without terminals of its own (a bare chroot) cannot show it.
if script -qec true /dev/null >/dev/null 2>&1 </dev/null; then
    # One thread, so that it takes a while on any machine: there is nothing to see in the first tenth
    # of a second.
    on_terminal run "$baseline" --seed 1 -n 100 --months 60 --threads 1 --out -
    grep -qE '^.*[#.]{24} +[0-9]+ %' stdout
    verdict $? 'a terminal sees how much is done'
    tr '\r' '\n' <stdout | grep -B 1 -m 1 'months from' | head -n 1 | grep -q '^ *$'
    verdict $? 'the line on what is done is wiped before the results'
    ! grep -q "$(printf '\033')" stdout
    verdict $? 'nothing is coloured'
    on_terminal run "$baseline" --seed 1 -n 100 --months 60 --threads 1 --out - -q
    ! grep -qE '[#.]{24} +[0-9]+ %' stdout
    verdict $? '-q shows no progress on a terminal'
fi

# --- what makes no difference ---------------------------------------------------------------------

for threads in 1 2 3; do
    call compare --base "$baseline" more-leads referrals --seed 5 -n 5 --samples 2 --months 8 \
        --threads $threads --out threads$threads --plots "$top/plots"
    [ "$code" = 0 ] || break
    sed 's/threads[123]/threads/g' stdout >threads$threads.out
done
[ -s threads1/summary.csv ] && [ -s threads1/run.json ]
verdict $? 'a comparison writes its files'
for threads in 2 3; do
    diff -r threads1 threads$threads >stdout 2>stderr &&
        cmp threads1.out threads$threads.out >stdout 2>stderr
    verdict $? "$threads threads write the same bytes as one, in every file"
done

order()
{
    call compare --base "$baseline" "$@" --seed 5 -n 5 --samples 2 --months 8 --figures none
    mv out/compare "$1.order"
}
order more-leads walk-away referrals
order referrals more-leads walk-away
for table in summary series futures differences sources; do
    [ -s more-leads.order/$table.csv ] &&
        cmp -s <(sort more-leads.order/$table.csv) <(sort referrals.order/$table.csv) &&
        ! cmp -s {more-leads,referrals}.order/$table.csv
    verdict $? "options in another order change the order in $table.csv and no number"
done

# The command that run.json holds, written where it can be compared.
call compare --base "$baseline" referrals --set 'sources[Bought list].cost_each=7' \
    --set "about=Bo's idea" -n 4 --samples 2 --months 6 --figures none --out first -q
command=$(sed -n 's/^.*"command": *"\(.*\)",\{0,1\}$/\1/p' first/run.json | sed 's/\\\\/\\/g')
eval "\"$program\" ${command#funnelsim} --out again" >stdout 2>stderr
[ -n "$command" ] && diff -r first again >stdout
verdict $? 'the command in run.json gives the same files again'

call run "$minimal" "${short[@]}" --set reps.count=2 --set 'name="Two of us"' --months 3 --out -
grep -q 'Two of us' stdout && grep -q '3 months' stdout
verdict $? '--set and --months change the scenario'
call run "$minimal" "${short[@]}" --csv-sep ';' --out semicolons
head -n 1 semicolons/summary.csv | grep -q ';'
verdict $? "--csv-sep ';' separates by semicolons"

# --- Ctrl-C ---------------------------------------------------------------------------------------

long=(run "$baseline" --seed 3 -n 30000 --figures none --out stopped)
timeout --foreground --preserve-status -s INT 2 "$program" "${long[@]}" >stdout 2>stderr </dev/null
[ $? = 130 ]
verdict $? 'Ctrl-C ends with 130'
grep -q 'stopped early: [0-9]* of 30000 futures' stderr
verdict $? 'what Ctrl-C has left says how much it is'
[ -s stopped/summary.csv ] && grep -q '"partial": *true' stopped/run.json
verdict $? 'results after Ctrl-C are written and marked as partial'
complete=$(sed -n 's/.*stopped early: \([0-9]*\) of.*/\1/p' stderr)
call run "$baseline" --seed 3 -n "${complete:-2}" --figures none --out whole
cmp -s stopped/futures.csv whole/futures.csv
verdict $? 'they are those of a run that was asked for no more'

# Either of these two futures takes far longer than the eight seconds until it is killed.
timeout --foreground --preserve-status -s INT -k 8 1 "$program" run "$minimal" --seed 3 -n 2 --months 240 \
    --set 'sources[*].leads_per_month=50000' --set reps.count=3000 --out giant >stdout 2>stderr </dev/null
[ $? = 130 ] && [ ! -e giant ] && grep -q 'stopped before two replications' stderr
verdict $? 'Ctrl-C does not wait for the end of a long future'

sed 's/leads_per_month = 20/leads_per_month = { value = 20; range = (15, 25); }/' "$minimal" >uncertain.cfg
timeout --foreground --preserve-status -s INT 2 "$program" compare uncertain.cfg "$minimal" --seed 3 -n 2 \
    --samples 100000 --figures none --out sampled >stdout 2>stderr </dev/null
[ $? = 130 ] && grep -q 'stopped early: all 2 futures are complete, but .* of 100000 alone' stderr
verdict $? 'Ctrl-C during the samples ends with 130 and says how many there are'
grep -q '"partial": *true' sampled/run.json && grep -q '"futures_complete": *2,' sampled/run.json &&
    ! grep -q '"samples_complete": *100000' sampled/run.json
verdict $? 'results without all samples are marked as partial'

timeout --foreground --preserve-status -s INT 2 "$program" map --base "$minimal" uncertain.cfg \
    --x reps.count=1,2 --y months=2,3,4,240 --seed 3 -n 400 --figures none --out torn >stdout 2>stderr </dev/null
[ $? = 130 ] && grep -q 'stopped early: [1-7] of 8 points are complete' stderr &&
    grep -q 'not reached' torn/map.csv && grep -q '"partial": *true' torn/map.json
verdict $? 'Ctrl-C leaves the points of a map that are complete'

# Its output is stuck in a full pipe, so that it is still there when the second one comes.
set -m
stuff stuck
long=(run "$minimal" --seed 3 -n 100000 --figures none --out -)
"$program" "${long[@]}" >stuck 2>stderr </dev/null 3>&- &
ask INT $!
[ $? = 130 ]
verdict $? 'a second Ctrl-C ends at once'
grep -q '^funnelsim: stopped early: ' stderr && [ "$(grep -c 'nothing more is reported$' stderr)" = 1 ]
verdict $? 'and says that it does'
"$program" "${long[@]}" >stuck 2>&1 </dev/null 3>&- &
ask INT $!
[ $? = 130 ]
verdict $? 'or says nothing, where that would have to wait'
exec 3>&-
set +m
(
    trap '' INT
    "$program" run "$baseline" --seed 3 -n 100 --figures none --out - >stdout 2>stderr </dev/null &
    sleep 0.3
    kill -INT $! 2>/dev/null
    wait $!
)
code=$?
[ $code = 0 ] && ! grep -q stopped stderr
verdict $? 'where Ctrl-C is switched off it stays off'

# --- a firm of one's own --------------------------------------------------------------------------

shows 'Wrote my-firm.cfg' init
gives 2 'my-firm.cfg is already there and was left alone' init
call init acme.cfg
call init -
cmp -s stdout acme.cfg && cmp -s stdout my-firm.cfg
verdict $? 'init - prints what init writes'
call init nowhere/acme.cfg
[ "$code" = 3 ] && [ ! -e nowhere ]
verdict $? 'init in a folder that does not exist fails'
shows 'guess' check acme.cfg
call check --run acme.cfg --seed 1
[ "$code" = 0 ] && [ ! -s stderr ] && grep -q '^It does: all 5 totals lie' stdout
verdict $? 'the firm that init writes looks like its own last year'
sed -n '/^Does it look/,$p' stdout >year.txt
call check --run acme.cfg --seed 1 --months 12
sed -n '/^Does it look/,$p' stdout | cmp -s - year.txt && [ -s year.txt ]
verdict $? 'check --run lives through the first year and no more'
call check --run acme.cfg --seed 1 --months 36
! sed -n '/^Does it look/,$p' stdout | cmp -s - year.txt
verdict $? 'check --run looks as far as --months says'
call check --run acme.cfg --seed 1 --set actuals.new_clients=900
[ "$code" = 1 ] && [ ! -s stderr ] && grep -q '^It does not: 1 of 5 totals lies where' stdout
verdict $? 'check --run ends with 1 when the simulated year does not look like the last one'
call check --run acme.cfg one.cfg --seed 1 --set actuals.new_clients=900
[ "$code" = 2 ]
verdict $? 'a mistake is worse than that'
call compare --base acme.cfg "$top"/scenarios/{more-leads,referrals,walk-away,twenty-meetings}.cfg \
    "${short[@]}"
[ "$code" = 0 ] && [ ! -s stderr ]
verdict $? 'every strategy that is shipped can be laid over it'
! sed 's/#.*//' acme.cfg | grep -qE 'measured|source *='
verdict $? 'it claims to have measured nothing'

case $program in
"$top"/*)
    shows 'Bought list' check baseline
    shows 'Bought list' check --base acme.cfg referrals
    shows 'Job adverts' check staffing
    mkdir beside
    sed 's/^name .*/name = "Ours";/' "$top/scenarios/referrals.cfg" >beside/referrals.cfg
    cp acme.cfg beside/acme.cfg
    call compare --base beside/acme.cfg referrals "${short[@]}" --out -
    grep -q 'Ours' stdout
    verdict $? 'a strategy beside the base comes before the one that is shipped'
    ;;
esac

exit $failed
