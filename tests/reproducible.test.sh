#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# reproducible.test.sh - the same version, scenario and seed give the same bytes:
# with any number of threads, on another processor, from another compiler, under
# another name, alone or among many. And files appear whole or not at all.
#
# FUNNELSIM names the program; ./funnelsim where it does not.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/tap.sh" || exit

trap 'umount "$work/tiny" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit
cp -r "$top/scenarios" "$top/plots" .

# verdict STATUS SENTENCE: one line of TAP, with what there is to see when it was bad.
verdict()
{
    tap "$1" "$2" difference said
    rm -f difference said
}

skip()
{
    echo "ok $1 # SKIP $2"
}

# Enough of everything: dated events, referrals, shaken inputs, figures and their scripts.
usual=(compare --base scenarios/baseline.cfg more-leads referrals --seed 5 --replications 6
    --samples 3 --months 10 --plots ../plots --plot-script out/scripts)

# everything FOLDER PROGRAM [ARGUMENT...]: all that a comparison prints and writes, into FOLDER. It
# is always called from a folder of its own, so that what names files names the same ones.
everything()
{
    local folder=$1 its_program=$2
    shift 2
    mkdir "$folder" && ln -s ../scenarios "$folder/scenarios" || return
    (cd "$folder" && "$its_program" "${usual[@]}" --out out "$@") >"$folder.said" 2>&1 </dev/null
    local code=$?
    mv "$folder.said" "$folder/said"
    return $code
}

# same FOLDER FOLDER SENTENCE: every byte.
same()
{
    diff -r "$1" "$2" >difference 2>&1
    verdict $? "$3"
}

# --- threads, processors, compilers ---------------------------------------------------------------

everything one "$program" --threads 1 && [ -s one/out/summary.csv ] && [ -s one/out/run.json ] &&
    [ -s one/out/verdict.txt ] && [ "$(find one/out/scripts -size +0 | wc -l)" -ge 4 ]
verdict $? 'a comparison writes all its files'
for threads in 2 3; do
    everything "threads$threads" "$program" --threads $threads
    same one "threads$threads" "$threads threads write the same bytes as one"
done
everything again "$program" --seed 6
! diff -r one/out again/out >difference
verdict $? 'another seed does not'

# glibc has a second log, exp and pow for processors without fused multiply-add.
export GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2_Usable,-FMA_Usable,-AVX2,-FMA,-FMA4
everything older "$program"
unset GLIBC_TUNABLES
same one older 'an older processor writes the same bytes'

# The sanitizers' build is for finding faults; the compiler's folder stands beside it.
builds=$(dirname "$program")
[ "$builds" != "$top" ] || builds=$top/build
builds=${builds%/san}
if [ "${builds##*/}" = clang ]; then
    skip 'clang writes the same bytes as gcc' 'this is what clang has made'
elif ! mkdir -p "$builds/clang" 2>/dev/null || ! printf '#include <omp.h>\n' | clang -fopenmp -E - >/dev/null 2>&1; then
    skip 'clang writes the same bytes as gcc' 'there is no clang'
else
    env -u MAKEFLAGS -u MAKELEVEL -u MFLAGS -u CFLAGS -u CPPFLAGS -u LDFLAGS \
        make -C "$top" CC=clang BUILD="$builds/clang" \
        "${builds#"$top/"}/clang/funnelsim" >said 2>&1 && everything clang "$builds/clang/funnelsim"
    verdict $? 'clang can make the program'
    same one clang 'clang writes the same bytes as gcc'
fi

# --- what a number may depend on ------------------------------------------------------------------

# sorted FOLDER TABLE: its lines, in whatever order the options have.
sorted()
{
    sort "$1/out/$2.csv"
}

usual=(compare --base scenarios/baseline.cfg referrals more-leads --seed 5 --replications 6
    --samples 3 --months 10 --figures none)
everything turned "$program"
for table in summary series futures differences sources losses losses-by-month hours money; do
    diff <(sorted one $table) <(sorted turned $table) >difference &&
        ! cmp -s one/out/$table.csv turned/out/$table.csv
    verdict $? "options in another order change the order in $table.csv and no number"
done

# The same firm, told in another file: other comments, other spacing, the groups in another order.
mkdir elsewhere
sed -e 's/#.*//' -e 's/^ *//' "$top/scenarios/minimal.cfg" | tac >elsewhere/other-name.cfg
short=(--seed 7 --replications 20 --months 8 --figures none)
"$program" run scenarios/minimal.cfg "${short[@]}" --out plain >said 2>&1 &&
    "$program" run elsewhere/other-name.cfg "${short[@]}" --out renamed >said 2>&1 &&
    diff -r -x run.json plain renamed >difference &&
    diff <(grep digest plain/run.json) <(grep digest renamed/run.json) >>difference
verdict $? 'a scenario under another name and with other comments is the same, and so is its digest'

# A source that brings nobody is still met by nobody.
"$program" run scenarios/minimal.cfg "${short[@]}" --set 'effects.fit=0' --set 'name="Minimal"' \
    --out neutral >said 2>&1 && diff plain/futures.csv neutral/futures.csv >difference
verdict $? 'a mechanism that is there and does nothing changes no number'

# --- each future by itself ------------------------------------------------------------------------

baseline=(run scenarios/baseline.cfg --seed 7 --months 8 --figures none)
"$program" "${baseline[@]}" --replications 5 --out five >said 2>&1 &&
    "$program" "${baseline[@]}" --replications 20 --threads 3 --out twenty >said 2>&1 &&
    [ "$(wc -l <twenty/futures.csv)" = 21 ] &&
    diff five/futures.csv <(head -n 6 twenty/futures.csv) >difference
verdict $? 'more replications keep the earlier ones as they were'
"$program" compare --base scenarios/baseline.cfg referrals "${baseline[@]:2}" --replications 5 \
    --samples 0 --out pair >said 2>&1 && diff five/futures.csv <(head -n 6 pair/futures.csv) >difference
verdict $? 'an option beside it changes no future of the base'

# whole_run FUTURE: what trace counts when it lives through that future alone.
whole_run()
{
    "$program" trace "${baseline[@]:1:5}" --future "$1" --limit 1 | tr -d ',$' |
        sed -n 's/^Over the whole run: \([0-9]*\) arrivals \([0-9]*\) contracts.* for \([0-9]*\) .*; \([0-9]*\) invoiced.*/\1 \2 \3 \4/p'
}
for future in 0 7 19; do
    awk -F, -v future=$future '
        NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
        NR > 1 && $at["future"] == future {
            printf "%d %d %.0f %.0f\n", $at["people"], $at["new_clients"], $at["new_business"],
                $at["revenue"]
        }' twenty/futures.csv >expected
    [ -s expected ] && diff expected <(whole_run $future) >difference
    verdict $? "future $future told alone is the one among twenty"
done

# What compare says of a future is what twins makes of its people.
twins=(twins --base scenarios/baseline.cfg referrals --seed 7 --months 8)
difference_of() # FUTURE: whole units, from the rows of both options in futures.csv
{
    awk -F, -v future="$1" '
        NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
        NR > 1 && $at["future"] == future { all[++n] = $at["contribution"] }
        END { printf "%.0f\n", all[2] - all[1] }' pair/futures.csv
}
for future in 0 3; do
    difference_of $future >expected
    "$program" "${twins[@]}" --future $future --top 0 2>said |
        sed -n 's/^  Difference in contribution *//p' | tr -d '+,$' >told
    [ -s told ] && diff expected told >difference
    verdict $? "twins of future $future add up to the difference of the futures compared"
done
"$program" "${twins[@]}" --replications 6 --threads 1 >one-thread 2>said &&
    "$program" "${twins[@]}" --replications 6 --threads 3 >three-threads 2>said &&
    diff one-thread three-threads >difference
verdict $? 'twins of many futures do not depend on the number of threads'

# A map is made of comparisons.
survey=(map --base scenarios/baseline.cfg more-leads referrals --x 'reps.count=6,8'
    --y 'sources[Website].leads_per_month=30,40' --seed 7 --months 6 --replications 8 --figures none)
"$program" "${survey[@]}" --threads 1 --out map-1 >said 2>&1 &&
    "$program" "${survey[@]}" --threads 3 --out map-3 >said 2>&1 &&
    diff -r map-1 map-3 >difference
verdict $? 'a map does not depend on the number of threads'
"$program" compare --base scenarios/baseline.cfg more-leads referrals --seed 7 --months 6 \
    --replications 8 --samples 0 --figures none --out plain-map >said 2>&1
diff <(awk -F, '$1 == 8 && $2 == 40 { print $3, $4 }' map-1/map.csv) \
    <(awk -F, '$2 == "contribution" && $1 != "As we are" { printf "%s%s", sep, $5; sep = " " }
        END { print "" }' plain-map/summary.csv) >difference
verdict $? 'where the firm stands a map says what a comparison says'

# The clients of many futures make up their contribution and their revenue.
"$program" clients "${baseline[@]:1:5}" --replications 20 --figures none --out ours >told 2>said
mean_of() # COLUMN: over the rows of futures.csv, in whole units
{
    awk -F, -v column="$1" '
        NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
        NR > 1 { sum += $at[column] }
        END { printf "%.0f\n", sum / (NR - 1) }' twenty/futures.csv
}
diff <(mean_of contribution) <(sed -n 's/^  Contribution *//p' told | tr -d ',$') >difference
verdict $? 'profits of clients and the rest add up to the contribution of run'
diff <(mean_of revenue) \
    <(awk -F, 'NR > 1 { sum += $NF } END { printf "%.0f\n", sum }' ours/cohorts.csv) >difference
verdict $? 'revenue by cohort adds up to the revenue of run'

# --- what is shipped ------------------------------------------------------------------------------

"$program" reference >reference.cfg 2>said && diff scenarios/reference.cfg reference.cfg >difference
verdict $? 'scenarios/reference.cfg is what funnelsim reference prints (it goes there by >)'
"$program" check reference.cfg >difference 2>&1 &&
    "$program" run reference.cfg --seed 1 --replications 3 --months 6 --figures none --out - >difference 2>&1
verdict $? 'it is a scenario that runs'
for scenario in scenarios/*.cfg scenarios/claims/*.cfg; do
    "$program" check "$scenario" --quiet >shown 2>said && [ -s shown ] && [ ! -s said ]
    verdict $? "$scenario has no mistake"
done

# --- a full disk ----------------------------------------------------------------------------------

# A hidden file would be a part of one that was not finished.
shopt -s dotglob
# whole FILE [FILE]: it is the one that a run without trouble writes, or the other one.
whole()
{
    cmp -s "$1" "twenty/$(basename "$1")" || { [ $# = 2 ] && cmp -s "$1" "$2"; }
    verdict $? "${1##*/} in ${1%%/*} is whole"
}

mkdir limited
for table in summary series futures; do
    echo 'of yesterday' >limited/$table.csv
done
cp -r limited before
(
    trap '' XFSZ
    ulimit -f 4
    "$program" "${baseline[@]}" --replications 20 --out limited >/dev/null 2>said
)
code=$?
[ $code = 3 ] && grep -q 'limited/' said
verdict $? "a file that may not grow is a failure of the system (ended with $code)"
for file in limited/*; do
    whole "$file" "before/${file##*/}"
done

mkdir tiny
if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=16k tmpfs tiny 2>/dev/null; then
    "$program" "${baseline[@]}" --replications 20 --out tiny/out >/dev/null 2>said
    code=$?
    [ $code = 3 ] && grep -q 'tiny/' said
    verdict $? "a full disk is a failure of the system (ended with $code)"
    for file in tiny/out/*; do
        whole "$file"
    done
else
    skip 'a full disk is a failure of the system' 'only an administrator can make a small one'
fi

if [ -c /dev/full ]; then
    "$program" "${baseline[@]}" --replications 3 --out - >/dev/full 2>said
    [ $? = 3 ] && [ -s said ]
    verdict $? 'a standard output that is full is a failure of the system'
else
    skip 'a standard output that is full is a failure of the system' 'there is no /dev/full'
fi

exit $failed
