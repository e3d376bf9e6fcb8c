#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# names.sh - one noun, one file, one prefix, one test.
#
#   tests/names.sh build/libfunnelsim.a
#
# src/engine/agenda.c exports fnl_agenda_* and nothing else, no other folder has
# an agenda, and tests/test_agenda.c tests it. A header is guarded by its own
# path, its macros are FNL_*. Every file says its licence at its top and names no
# path of somebody's machine. All that is wrong is said; the status is 1 then.
set -u
export LC_ALL=C
library=$1

# Sources that another test covers better than one of their own: noun, test.
covered='
'

complaints=$(
    # What each object exports. The list fnl_shapes is shape.c's too.
    nm --extern-only --defined-only --print-file-name "$library" | awk '
        {
            noun = $1
            sub(/\.o:.*/, "", noun)
            sub(/.*:/, "", noun)
            if ($NF ~ /^\.gomp_/)
                next # of the compiler, for an OpenMP critical section
            if ($NF != "fnl_" noun "s" && index($NF, "fnl_" noun "_") != 1)
                print noun ".c exports " $NF ", which does not begin with fnl_" noun "_"
        }'

    # One home a noun.
    find src -name '*.c' ! -path 'src/cli/*' -printf '%f\n' | sort | uniq -d |
        sed 's/$/: two folders of src have a file of this name/'

    # A test for every noun of the library, and nothing superfluous in the list above.
    for source in src/*/*.c; do
        noun=$(basename "$source" .c)
        instead=$(awk -v noun="$noun" '$1 == noun { print $2 }' <<<"$covered")
        own=$(find tests -name "test_$noun.c")
        case $source in
        src/cli/*) ;; # it is driven from outside, as its users do: by tests/*.test.sh
        *)
            if [ -z "$own$instead" ]; then
                echo "$source: there is no tests/test_$noun.c"
            elif [ "$own" ] && [ "$instead" ]; then
                echo "tests/names.sh: $noun has a test of its own by now"
            elif [ "$instead" ] && [ ! -e "tests/$instead" ]; then
                echo "tests/names.sh: there is no tests/$instead"
            fi
            ;;
        esac
    done

    # Guards and macros. include/funnelsim/status.h has FUNNELSIM_STATUS_H.
    for header in include/funnelsim/*.h src/*/*.h; do
        guard=${header#src/}
        guard=${guard#include/funnelsim/}
        guard=FUNNELSIM_$(tr 'a-z/.' 'A-Z__' <<<"$guard")
        awk -v guard="$guard" -v header="$header" '
            $1 == "#ifndef" && !opened { opened = $2 }
            $1 == "#define" && $2 == opened { closed = 1; next }
            $1 == "#define" && $2 !~ /^FNL_/ {
                print header ":" FNR ": " $2 " does not begin with FNL_"
            }
            END {
                if (opened != guard || !closed)
                    print header ": the guard is not " guard
            }' "$header"
    done

    # The licence: in the first line, or in the second after a line that names the interpreter.
    find Makefile .ci examples include src tests plots \
        \( -name '*.[ch]' -o -name '*.gp' -o -name '*.sh' -o -name '*.awk' -o -name '*.sbatch' -o -name Makefile \
        -o -path '.ci/*' \) -type f -print | while read -r file; do
        head -n 2 "$file" | grep -q 'SPDX-License-Identifier: GPL-3.0-or-later' ||
            echo "$file: no SPDX line at the top"
    done

    # Paths of one machine, and work left undone.
    grep -rnIE --exclude-dir=.git --exclude-dir=build --exclude-dir=out \
        '/(root|home|Users)/[a-z]|TO[D]O|FIX[M]E' . | sed 's/$/   <- belongs in no file/'
)

if [ "$complaints" ]; then
    echo "$complaints" >&2
    exit 1
fi
