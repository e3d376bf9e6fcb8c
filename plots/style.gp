# SPDX-License-Identifier: GPL-3.0-or-later
#
# style.gp - what all figures have in common: size, fonts, colours, terminals,
# and the small arithmetic of axes. It runs after the figure's numbers and
# words are known and before the figure's own script.
#
# Expects from every figure
#   format    'svg', 'png', 'pdf', 'dumb' (text for a terminal) or 'sixel'
#   output    the file to write; not set: standard output
#   title     a sentence that says what the figure shows
#   subtitle  what it was drawn from ("100 futures, the same people in each."),
#             shown behind the figure's own line on how to read it; may be ''
#   source    version, seed and digest, for the bottom of the figure
#   currency  what stands before an amount: '$', 'CHF '
#
# A figure is laid out on 960 x 540 points, a slide of 16:9, whatever the
# format. Colours are those of Okabe and Ito, which colour-blind readers can
# tell apart; no meaning rests on colour alone, so that a black-and-white print
# says the same.

set encoding utf8
set locale 'C'
text = (format eq 'dumb')

if (format eq 'svg') \
    set terminal svg noenhanced size 960,540 font 'sans-serif,14' background '#ffffff'
if (format eq 'pdf') \
    set terminal pdfcairo noenhanced size 13.333in,7.5in font 'sans-serif,14' fontscale 0.75 linewidth 2 dashlength 1.6
if (format eq 'png' && strstrt(GPVAL_TERMINALS, ' pngcairo ') > 0) \
    set terminal pngcairo noenhanced size 1600,900 font 'sans-serif,14' fontscale 1.25 linewidth 1.667 dashlength 1.667 pointscale 1.667 background '#ffffff'
if (format eq 'png' && strstrt(GPVAL_TERMINALS, ' pngcairo ') == 0) \
    set terminal png noenhanced size 1600,900 truecolor font 'sans-serif,14' fontscale 1.25 linewidth 1.667 background '#ffffff'
if (format eq 'sixel') \
    set terminal sixelgd noenhanced size 960,540 truecolor font 'sans-serif,11' background '#ffffff'
if (text) set terminal dumb noenhanced mono size 100,30
if (exists('output')) set output output

# Sizes of type, against the 14 points of what is not said otherwise.
title_font = ',21'; panel_font = ',16'; small_font = ',12'; source_font = ',10'

# Ink, from the darkest: words, axes, grid. What is shaded is the paler twin of its line.
dark = '#222222'; grey = '#666666'; pale = '#dddddd'
blue = '#0072b2'; blue_shade = '#a9d0ea'
red = '#d55e00'; red_shade = '#f6c9a6'; red_ink = '#b34700'

# One line an option, first to sixth: each with a colour, a lightness and a dash of its own.
set linetype 1 lc rgb '#333333' lw 2.5 dt solid
set linetype 2 lc rgb '#0072b2' lw 2.5 dt (10,4)
set linetype 3 lc rgb '#d55e00' lw 2.5 dt solid
set linetype 4 lc rgb '#009e73' lw 2.5 dt (3,3)
set linetype 5 lc rgb '#cc79a7' lw 2.5 dt (12,4,2,4)
set linetype 6 lc rgb '#e69f00' lw 2.5 dt (6,2)

set border 2 lc rgb grey
set tics nomirror out scale 0.5 textcolor rgb dark
if (!text) set grid ytics lt 1 lc rgb pale lw 1 dt solid
if (!text) set xzeroaxis lt 1 lc rgb grey lw 1.5 dt solid
set style fill solid noborder
unset key
dot = text ? 15 : 7 # the point that marks a place; an O in text
beside = text ? 1 : 0.8 # characters between the end of a line and its name

# --- words

# `s` in at most two lines of `n` characters, broken at a space if there is one.
last_space(s, n) = n < 1 ? 0 : s[n:n] eq ' ' ? n : last_space(s, n - 1)
break_at(s, n) = strlen(s) <= n ? strlen(s) : last_space(s, n) > n / 2 ? last_space(s, n) : n
shortened(s, n) = strlen(s) <= n ? s : s[1:n - 1].'…'
parted(s, at, n) = s[1:at]."\n".shortened(s[at + 1:*], n)

# The name of an option in `n` characters. Where its beginning says as much as that of another, some
# of the middle is left out, so that what tells them apart is seen.
if (!exists('option')) array option[1]
same_until(a, b, k) = k > 100 || a[k:k] ne b[k:k] || k > strlen(a) ? k : same_until(a, b, k + 1)
apart_at(s, j) = j > |option| ? 1 : larger(s eq option[j] ? 1 : same_until(s, option[j], 1), apart_at(s, j + 1))
ending(s, n, from) = strlen(s) - from < n ? s[strlen(s) - n + 1:*] : s[from:from + n - 2].'…'
around(s, n, from) = s[1:n / 3].'…'.ending(s, n - n / 3 - 1, from)
told(s, n) = strlen(s) <= n ? s : apart_at(s, 1) < n ? shortened(s, n) : around(s, n, apart_at(s, 1))
folded(s, n) = strlen(s) <= n ? s : folded_again(told(s, n + break_at(s, n)), n)
folded_again(s, n) = parted(s, break_at(s, n), n)

# A sentence likewise, its first line not much longer than its second: no word stands alone.
half_of(s, n) = last_space(s, strlen(s) / 2 + 8 < n ? strlen(s) / 2 + 8 : n)
balanced(s, n) = strlen(s) <= n ? s : parted(s, half_of(s, n) > n / 2 ? half_of(s, n) : break_at(s, n), n)

# --- money and numbers on axes

smaller(a, b) = a < b ? a : b
larger(a, b) = a > b ? a : b

# A step of 1, 2, 2.5 or 5 times a power of ten, at most `count` of which fit into `range`.
power(x) = 10.0 ** floor(log10(x) + 1e-9)
nice(x) = x < 1.001 ? 1 : x < 2.001 ? 2 : x < 2.501 ? 2.5 : x < 5.001 ? 5 : 10
step_of(range, count) = range > 0 ? nice(range / count / power(range / count)) * power(range / count) : 1
below(x, step) = floor(x / step + 1e-9) * step
above(x, step) = ceil(x / step - 1e-9) * step

# An amount as it is said (-$40k, $3.3M), and on an axis whose largest amount is `most`.
unit(x) = abs(x) >= 1e9 ? 1e9 : abs(x) >= 1e6 ? 1e6 : abs(x) >= 1e3 ? 1e3 : 1
suffix(x) = abs(x) >= 1e9 ? 'bn' : abs(x) >= 1e6 ? 'M' : abs(x) >= 1e3 ? 'k' : ''
minus(x) = x < 0 ? '-' : ''
# The words of an axis are formats to gnuplot: there a % stands for itself only when doubled.
plain(s) = s eq '' ? '' : (s[1:1] eq '%' ? '%%' : s[1:1]).plain(s[2:*])
on_axis(x, most) = x == 0 ? plain(currency).'0' : minus(x).plain(currency).sprintf('%g', abs(x) / unit(most)).suffix(most)
decimals(x) = abs(x) >= 1e8 ? 0 : abs(x) >= 1e6 ? 1 : abs(x) >= 9950 ? 0 : abs(x) >= 1e3 ? 1 : 0
in_thousands(x) = abs(x) >= 999500 && abs(x) < 1e6 ? (x < 0 ? -1e6 : 1e6) : x
said(x) = minus(x).currency.sprintf('%.'.sprintf('%d', decimals(x)).'f', abs(x) / unit(x)).suffix(x)
amount(x) = said(in_thousands(x))
difference(x) = (x > 0 ? '+' : '').amount(x)

# A count that may be a mean: 2.5, 38, 1,140.
grouped(x) = x < 1e3 ? sprintf('%d', x) : x < 1e6 ? sprintf('%d,%03d', x / 1000, x % 1000) : \
    sprintf('%d,%03d,%03d', x / 1000000, x / 1000 % 1000, x % 1000)
counted(x) = x < 9.95 && x != floor(x) ? sprintf('%.1f', x) : grouped(floor(x + 0.5))
percent(x) = x == 0 ? '0 %' : x < 0.0095 ? sprintf('%.1f %%', 100 * x) : sprintf('%.0f %%', 100 * x)
repeated(s, n) = n < 1 ? '' : s.repeated(s, n - 1)

# --- months: days are counted from 1970-01-01, as in the data

# The 1 before the month keeps 08 and 09 from being read as octal numbers.
months_of(day) = int(strftime('%Y', day * 86400.0)) * 12 + int('1'.strftime('%m', day * 86400.0)) - 101
day_of(months) = strptime('%Y-%m-%d', sprintf('%04d-%02d-01', int(months) / 12, int(months) % 12 + 1)) / 86400.0
month_name(day) = strftime('%b %Y', day * 86400.0)

# Months between two labels of an axis over `months` that has room for `count` of them.
stride(months, count) = months <= count ? 1 : months <= 3 * count ? 3 : months <= 6 * count ? 6 : \
    months <= 12 * count ? 12 : months <= 24 * count ? 24 : months <= 60 * count ? 60 : 120
year_under(months) = sprintf("\n%d", int(months) / 12)
tick_name(months, stride, first) = stride >= 12 ? sprintf('%d', int(months) / 12) : \
    strftime('%b', day_of(months) * 86400.0).(int(months) % 12 == 0 || first ? year_under(months) : '')

# --- the frame around all panels

title_width = text ? 96 : 80
drop = strlen(title) > title_width ? 0.055 : 0
set label 901 balanced(title, title_width) at screen 0.015, 0.955 left font title_font tc rgb dark
set label 903 shortened(source, text ? 96 : 150) at screen 0.015, 0.02 left font source_font tc rgb grey

# How to read the figure, in `reading`, and what it was drawn from; two lines push the panels down.
set_reading = "\
reading = reading.(subtitle eq '' ? '' : ' ').subtitle; \
reading_width = text ? 96 : 140; \
set label 902 balanced(reading, reading_width) at screen 0.015, 0.9 - drop left font small_font tc rgb grey; \
if (strlen(reading) > reading_width) { drop = drop + 0.035 }"

# --- panels: a grid with one for each option, numbered from 1, left to right and down

across(n) = n <= 3 ? n : n == 4 ? 2 : 3
down(n) = n <= 3 ? 1 : 2
column_of(i, n) = (i - 1) % across(n)
row_of(i, n) = (i - 1) / across(n)
is_leftmost(i, n) = column_of(i, n) == 0
is_lowest(i, n) = i + across(n) > n
left_edge = smaller(0.2, 0.075 + 0.01 * strlen(currency)); top_edge = 0.805; bottom_edge = 0.145; right_room = smaller(0.14, 0.07 + 0.01 * strlen(currency)); between = 0.085
cell_width(n) = (0.995 - left_edge) / across(n)
cell_height(n) = (top_edge - drop - bottom_edge + between) / down(n)
panel_left(i, n) = left_edge + column_of(i, n) * cell_width(n)
panel_right(i, n) = panel_left(i, n) + cell_width(n) - right_room
panel_top(i, n) = top_edge - drop - row_of(i, n) * cell_height(n)
panel_bottom(i, n) = panel_top(i, n) - cell_height(n) + between

# --- steps for figures of months, to be evaluated by them

# Reads the months that $months covers. A single month is stretched, so that it shows as a line.
# Then there are value_at(i, k, c), the number in column c of month k of data set i, all from 1,
# and at_end(i, c), that of the last month.
find_months = "\
stats $months using 1 name 'day' nooutput; \
first = months_of(day_min); last = months_of(day_max); months = last - first + 1; rows = months; \
if (months == 1) { \
    array kept[|$months|]; \
    do for [k = 1:|$months|] { kept[k] = $months[k] }; \
    set print $months; \
    do for [k = 1:|kept|] { \
        if (words(kept[k]) > 0) { \
            rest = kept[k][strlen(word(kept[k], 1)) + 1:*]; \
            print sprintf('%d', day_min - 10).rest; \
            print sprintf('%d', day_max + 10).rest \
        } else { print '' } \
    }; \
    set print; \
    rows = 2; day_min = day_min - 10; day_max = day_max + 10 \
}; \
value_at(i, k, c) = real(word($months[(i - 1) * (rows + 2) + k], c)); \
at_end(i, c) = value_at(i, rows, c)"

# One scale for all of `n` panels, from `least` to `most`; zero always belongs to it.
set_scale = "\
step = step_of(larger(most, 0) - smaller(least, 0), down(n) > 1 ? 4 : 6); \
bottom = below(smaller(least, 0), step); \
top = larger(above(most, step), bottom + step); \
apart = stride(months, 14 / across(n)); \
set yrange [bottom:top]; \
set xrange [day_min - 15:day_max + 15]"

# The place, the axes and the `heading` of panel `i` of `n`.
begin_panel = "\
set lmargin at screen panel_left(i, n); \
set rmargin at screen panel_right(i, n); \
set tmargin at screen panel_top(i, n); \
set bmargin at screen panel_bottom(i, n); \
set ytics ('' bottom); \
do for [k = 0:int((top - bottom) / step + 0.5)] { \
    set ytics add (is_leftmost(i, n) ? on_axis(bottom + k * step, larger(-bottom, top)) : '' bottom + k * step) \
}; \
set xtics ('' day_of(first)); \
named = 0; \
do for [m = first:last] { \
    if (m % apart == 0) { \
        set xtics add (is_lowest(i, n) ? tick_name(m, apart, !named) : '' day_of(m)); \
        named = 1 \
    } \
}; \
set label 1 told(heading, 80 / across(n)) at graph 0, graph 1 \
    offset 0, character (text ? 1 : 0.8) font panel_font tc rgb dark"

# Pushes the heights in array `place` apart until no two are nearer than `near`, for names of
# lines; what was higher stays higher, and of equals the earlier one stays on top.
spread_places = "\
array wish[|place|]; \
do for [k = 1:|place|] { wish[k] = place[k] }; \
do for [round = 1:200] { \
    do for [i = 1:|place| - 1] { \
        do for [j = i + 1:|place|] { \
            up = wish[j] > wish[i] ? 1 : -1; \
            push = larger(0, near - up * (place[j] - place[i])) * 0.5 * up; \
            place[i] = place[i] - push; \
            place[j] = place[j] + push \
        } \
    } \
}"

# A table with a bar in each cell: `row_name` down the side, `column_name` on top; shown(r, c) is
# what the bar shows, whole(c) the value that fills the column, share(r, c) is written beside it.
draw_cells = "\
longest_name = 0; \
do for [r = 1:|row_name|] { longest_name = larger(longest_name, strlen(shortened(row_name[r], 21))) }; \
first_column = smaller(0.21, text ? 0.03 + 0.01 * longest_name : 0.04 + 0.0085 * longest_name); \
cell = (0.99 - first_column) / |column_name|; \
narrow = |column_name| > 4; \
if (narrow) { drop = drop + 0.03 }; \
head = 0.80 - drop; line = (head - 0.09) / |row_name|; \
points = cell * 960; \
longest = cell * larger(0.17, 1 - 108.0 / points); \
do for [c = 1:|column_name|] { \
    x = first_column + (c - 1) * cell; \
    heading = (narrow ? folded(column_name[c], int(points / 8.5)) : told(column_name[c], int(points / 9.6))); \
    set label 100 + c heading at screen x, head + (narrow ? 0.055 : 0.015) \
        font (narrow ? ',14' : panel_font) tc rgb dark; \
    do for [r = 1:|row_name|] { \
        y = head - (r - 0.5) * line; k = 100 * c + r; \
        wide = whole(c) > 0 ? shown(r, c) / whole(c) * longest : 0; \
        thin = wide > 0 && !text ? larger(wide, 0.0012) : wide; \
        beside_bar = points < 105 || share(r, c) eq '' ? '' : text ? '('.share(r, c).')' : share(r, c); \
        if (text) { \
            set label 1000 + k repeated('#', floor(wide * 100 + 0.5)).' '.counted(shown(r, c)).' '.beside_bar \
                at screen x, y left \
        } else { \
            set object k rectangle from screen x, y - line * 0.3 to screen x + thin, y + line * 0.3 \
                fc rgb blue fs solid noborder; \
            set label 1000 + k counted(shown(r, c)) at screen x + wide + 0.005, y left tc rgb dark; \
            set label 5000 + k beside_bar at screen x + cell - 0.015, y right font small_font tc rgb grey \
        } \
    } \
}; \
do for [r = 1:|row_name|] { \
    set label 9000 + r shortened(row_name[r], 21) at screen 0.015, head - (r - 0.5) * line left tc rgb dark \
}; \
unset border; unset tics; unset grid; unset xzeroaxis; \
set margins 0, 0, 0, 0; \
set yrange [0:1]; \
plot [0:1] 2 notitle"

# Panels of layers that lie on one another, one panel an option, from what $months holds behind the
# day: a height for each of `layer`, from the bottom; `fill` and `unit_name` say how they look and
# what a height counts. In text only the top of each layer is drawn.
draw_layers = "\
n = |option|; u = |layer|; \
eval find_months; \
array piled[rows * n]; \
least = 0; most = 0; \
do for [i = 1:n] { \
    do for [k = 1:rows] { \
        height = 0; \
        do for [c = 2:u + 1] { height = height + value_at(i, k, c) }; \
        most = larger(most, height) \
    } \
}; \
eval set_scale; \
set xrange [day_min:day_max]; \
on_axis(x, most) = counted(x).(x == top ? unit_name : ''); \
eval set_reading; \
right_room = 0.025; between = 0.075; bottom_edge = 0.24; \
set multiplot; \
do for [k = 1:u] { \
    x = 0.015 + (k - 1) % 4 * 0.245; y = 0.115 - (k - 1) / 4 * 0.045; \
    if (!text) { \
        set object 800 + k rectangle from screen x, y - 0.014 to screen x + 0.022, y + 0.014 \
            fc rgb fill[k] fs solid border lc rgb grey lw 0.5 \
    }; \
    name = (text ? marks[k:k].' ' : '').shortened(layer[k], text ? 22 : 28); \
    set label 800 + k name at screen x + (text ? 0 : 0.03), y left font small_font tc rgb dark \
}; \
do for [i = 1:n] { \
    heading = option[i]; \
    eval begin_panel; \
    if (text) { \
        plot for [k = u:1:-1] $months index i - 1 using 1:(sum [c = 2:k + 1] column(c)) with lines lt k \
    } else { \
        plot for [k = u:1:-1] $months index i - 1 using 1:(sum [c = 2:k + 1] column(c)) \
                with filledcurves y=0 fc rgb fill[k], \
            for [k = 1:u] $months index i - 1 using 1:(sum [c = 2:k + 1] column(c)) \
                with lines lc rgb '#ffffff' lw 1 dt solid \
    }; \
    unset label; \
    unset object \
}; \
unset multiplot"
marks = '*#$%@&=A' # what gnuplot draws line types with in text
