# SPDX-License-Identifier: GPL-3.0-or-later
#
# map.gp - which of two strategies is ahead over the values of two parameters:
# a field a point, blue where the second is ahead, orange where it is behind,
# the darker the further, hatched where nobody can tell. Marks say the same.
#
# Expects
#   $points       a row a point: column and row from 1, how far the second side
#                 is ahead (below 0: behind), its kind, 1 where the firm stands
#   field         what is written into each point, in the order of $points
#   mark          the mark of each kind; kinds 1 and 3 are ahead, 2 and 4 behind
#   kind          the kinds that occur, in the order of the legend
#   meaning       what each of them means
#   option        names of the two sides
#   axis          what changes across and up
#   across_value, up_value   their values
#   metric        what is compared
# and what style.gp expects.

nx = |across_value|; ny = |up_value|
reading = metric.' of '.told(option[2], 30).' less that of '.told(option[1], 30).'.'
eval set_reading
stats $points using 3 name 'gain' nooutput
furthest = larger(abs(gain_min), abs(gain_max))

left = 0.115; right = 0.715; low = 0.2; high = 0.83 - drop
set lmargin at screen left; set rmargin at screen right
set bmargin at screen low; set tmargin at screen high
set xrange [0.5:nx + 0.5]; set yrange [0.5:ny + 0.5]
unset border; unset grid; unset xzeroaxis
points = (right - left) * 960 / nx
room = int(larger(2, points / (text ? 9.6 : 8.5)))
set xtics scale 0 ('' 1); set ytics scale 0 ('' 1)
do for [i = 1:nx] { set xtics add (plain(shortened(across_value[i], room)) i) }
do for [i = 1:ny] { set ytics add (plain(shortened(up_value[i], 9)) i) }
set label 10 shortened(axis[1], 82) at screen (left + right) / 2, 0.095 center tc rgb dark
set label 11 shortened(axis[2], 82) at screen 0.015, high + (text ? 0.03 : 0.025) left tc rgb dark

# From pale to full in three parts of red, green and blue; hatched is for what nobody can tell.
blend(a, b, share) = a + int((b - a) * share + 0.5)
shade(behind, share) = !behind ? sprintf('#%02x%02x%02x', blend(224, 0, share), blend(238, 114, share), blend(247, 178, share)) \
    : sprintf('#%02x%02x%02x', blend(252, 213, share), blend(232, 94, share), blend(216, 0, share))
is_ahead(k) = k == 1 || k == 3; is_behind(k) = k == 2 || k == 4
is_open(k) = mark[k] eq '?'
# Paler where it may be too little to matter. A minus as wide as a plus.
depth(k, share) = k < 3 ? 0.3 + 0.7 * share : 0.3 * share
shown_mark(k) = text ? mark[k] : mark[k] eq '--' ? '−−' : mark[k] eq '-' ? '−' : mark[k]

put_field = "\
if (!text && (is_ahead(its) || is_behind(its))) { \
    set object id rectangle from x0, y0 to x1, y1 fc rgb shade(is_behind(its), depth(its, share)) fs solid border lc rgb '#ffffff' lw 2 back \
}; \
if (!text && !is_ahead(its) && !is_behind(its)) { \
    set object id rectangle from x0, y0 to x1, y1 fc rgb '#ebebeb' fs solid border lc rgb '#ffffff' lw 2 back \
}; \
if (!text && is_open(its)) { \
    set object 2000 + id rectangle from x0, y0 to x1, y1 fc rgb '#aaaaaa' fs transparent pattern 4 noborder back \
}"
widest = 1
do for [p = 1:nx * ny] { widest = larger(widest, strlen(field[p]) + (text ? 3 : 0)) }
do for [p = 1:nx * ny] {
    column = int(word($points[p], 1)); row = int(word($points[p], 2)); gain = real(word($points[p], 3))
    its = int(word($points[p], 4)); id = 100 + p
    x0 = column - 0.5; x1 = column + 0.5; y0 = row - 0.5; y1 = row + 0.5
    share = furthest > 0 ? abs(gain) / furthest : 0
    eval put_field
    paper = !text && is_ahead(its) && depth(its, share) > 0.82 # all else is light enough for dark ink
    shows = points >= 9 * widest && field[p] ne ''
    ink = paper ? '#ffffff' : dark
    tall = (high - low) * 540 / ny > 44 || text
    name = shown_mark(its).(shows && text ? ' '.field[p] : '')
    set label 400 + p name at column, row center offset 0, character (shows && tall && !text ? 0.65 : 0) font panel_font tc rgb ink front
    if (shows && tall && !text) { set label 600 + p field[p] at column, row center offset 0, character -0.65 font small_font tc rgb ink front }
    if (int(word($points[p], 5)) == 1 && !text) {
        set object 5000 rectangle from column - 0.46, row - 0.46 to column + 0.46, row + 0.46 fs empty border lc rgb dark lw 2.5 front
    }
    if (int(word($points[p], 5)) == 1) { home = p }
}

# The legend, from the top, with a field for each mark that occurs.
at = high - 0.02
wide = text ? 19 : 27
do for [k = 1:|kind|] {
    its = int(kind[k]); id = 300 + k
    words_of = folded(meaning[k], wide)
    long = strlen(meaning[k]) > wide
    share = 0.7
    if (!text) {
        set object id rectangle from screen 0.735, at - 0.026 to screen 0.775, at + 0.026 \
            fc rgb (is_ahead(its) || is_behind(its) ? shade(is_behind(its), depth(its, share)) : '#ebebeb') fs solid noborder
        if (is_open(its)) { set object 2000 + id rectangle from screen 0.735, at - 0.026 to screen 0.775, at + 0.026 fc rgb '#aaaaaa' fs transparent pattern 4 noborder }
    }
    set label 800 + k shown_mark(its) at screen (text ? 0.775 : 0.755), at center tc rgb dark font panel_font front
    set label 820 + k words_of at screen (text ? 0.8 : 0.785), at + (long ? (text ? 0.03 : 0.017) : 0) left font small_font tc rgb dark
    at = at - (long ? 0.085 : 0.07)
}
if (exists('home')) { set label 840 (text ? 'The firm stands at '.across_value[(home - 1) % nx + 1].', '.up_value[(home - 1) / nx + 1] : "framed: the firm\nas its files have it") at screen (text ? 0.7 : 0.735), at left font small_font tc rgb dark }
plot [0.5:nx + 0.5] -1 notitle
