#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# run.sh - runs test programs two at a time and says what came of them.
#
#   tests/run.sh PROGRAM...      JOBS=2, TEST_SECONDS=600 (the patience with one program)
#
# A program that passes gets one line, a program that fails is shown whole, and
# the last line is "N passed, N failed", counted in tests. A cmocka program has
# as many tests as it says it runs; a shell script as many as it prints lines
# beginning with "ok" or "not ok" (TAP), or else one. A program that ends with
# anything but 0 has failed, whatever it printed.
#
# Each runs in the top folder of the project with a TMPDIR of its own, which is
# removed afterwards; FUNNELSIM names the program under test.
set -u
export LC_ALL=C
# What a user may have set for other programs: threads would be fewer than a test asks for, and cd
# would go elsewhere.
unset CDPATH "${!OMP_@}"

# count LOG STATUS: prints how many passed, failed and were skipped.
count()
{
    awk -v status="$2" '
        /^\[ RUN      \]/ { run++ }
        /^\[       OK \]/ { passed++ }
        # cmocka names a skipped test twice: where it stands, and in a list at the end.
        /^\[  SKIPPED \] .*test\(s\), listed below/ { listing = 1 }
        /^\[  SKIPPED \]/ && !listing { skipped++ }
        /^\[==========\]/ { listing = 0 }
        END {
            failed = run - passed - skipped
            if (status && !failed) failed = 1
            print passed + 0, failed, skipped + 0
        }' "$1"
}

# The same for a script: turns TAP into what cmocka would have said.
count_script()
{
    awk '
        /^(not )?ok( |$)/ { print "[ RUN      ]"; run++ }
        /^ok.*# *SKIP/    { print "[  SKIPPED ]"; next }
        /^ok( |$)/        { print "[       OK ]" }
        END { if (!run) print "[ RUN      ]\n[       OK ]" }' "$1" >"$1.tap"
    count "$1.tap" "$2"
}

run_one()
{
    local program=$1 name log started status seconds passed failed
    name=${program##*/tests/}
    name=${name#tests/}
    log=$RESULTS/${name//\//.}
    mkdir "$log.tmp"
    started=$EPOCHREALTIME
    TMPDIR=$log.tmp timeout --kill-after=10 "${TEST_SECONDS:-600}" "$program" >"$log" 2>&1 </dev/null
    status=$?
    seconds=$(awk -v a="$started" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.2f", b - a }')
    [ "$status" != 124 ] || echo "Out of patience after $seconds s." >>"$log"

    case $name in
    *.sh) count_script "$log" "$status" ;;
    *) count "$log" "$status" ;;
    esac >"$log.count"
    read -r passed failed _ <"$log.count"
    if [ "$failed" = 0 ]; then
        printf '  %-36s %4d passed %8s s\n' "$name" "$passed" "$seconds"
    else
        # One printf, so that no neighbour's line falls into the middle.
        printf '\n--- %s: %d failed (status %d, %s s)\n%s\n---\n\n' \
            "$name" "$failed" "$status" "$seconds" "$(cat "$log")"
    fi
}

if [ "${1-}" = --one ]; then
    run_one "$2"
    exit
fi
if [ $# = 0 ]; then
    echo 'No test has that name.' >&2
    exit 1
fi

RESULTS=$(mktemp -d)
export RESULTS
trap 'rm -rf "$RESULTS"' EXIT

printf '%s\n' "$@" | xargs -P "${JOBS:-2}" -n 1 "$0" --one
cat "$RESULTS"/*.count | awk '
    { passed += $1; failed += $2; skipped += $3 }
    END {
        if (skipped) print skipped " skipped"
        print passed + 0 " passed, " failed + 0 " failed"
        exit failed > 0
    }'
