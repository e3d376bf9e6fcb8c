#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# installed.sh - what `make install` leaves behind works, and `make uninstall` takes it away.
#
#   MAKE=make COMPILE=cc PREFIX=/usr/local tests/installed.sh
set -eu

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
installed=$stage$PREFIX

fail()
{
    echo "installed: $*" >&2
    exit 1
}

$MAKE install DESTDIR="$stage"

"$installed/bin/funnelsim" --version | grep -qF "$(cat VERSION)" || fail 'the program does not run'
if [ -e build/funnelsim-mpi ]; then
    [ -x "$installed/bin/funnelsim-mpi" ] || fail 'the program for ranks is missing'
fi
for file in share/funnelsim/examples/cluster.sbatch share/man/man1/funnelsim.1 share/funnelsim/scenarios/baseline.cfg \
    share/funnelsim/plots/style.gp; do
    [ -s "$installed/$file" ] || fail "$file is missing"
done

# A program of somebody else's, which sees nothing but what is installed.
{
    (cd "$installed/include" && printf '#include <%s>\n' funnelsim/*.h)
    printf '#include <stdio.h>\nint main(void) { return puts(fnl_status_text(FNL_OK)) < 0; }\n'
} >"$stage/user.c"
flags=$(PKG_CONFIG_PATH=$installed/lib/pkgconfig \
    pkg-config --define-variable=prefix="$installed" --cflags --libs funnelsim)
# shellcheck disable=SC2086
$COMPILE -o "$stage/user" "$stage/user.c" $flags || fail 'the library cannot be used'
"$stage/user" >/dev/null || fail 'a program of its user does not run'
rm "$stage/user" "$stage/user.c"

$MAKE uninstall DESTDIR="$stage"
left=$(find "$stage" -type f -o -name funnelsim)
[ -z "$left" ] || fail "make uninstall leaves $left"
