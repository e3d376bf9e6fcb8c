# SPDX-License-Identifier: GPL-3.0-or-later
#
# cohorts.gp - revenue of each year, in layers by the year in which its people
# were first met, the oldest at the bottom; on top, what part of it comes from
# people met over twelve months before.
#
# Expects
#   $revenue   a row a year; revenue in major units from each cohort
#   year       names of the years
#   cohort     names of the cohorts, the oldest first, one more than years
#   mature     for each year the share from people met over twelve months before; NaN: not known
# and what style.gp expects.

n = |year|
c = |cohort|
array total[n]
most = 0
do for [i = 1:n] {
    total[i] = 0
    do for [k = 1:c] { total[i] = total[i] + real(word($revenue[i], k)) }
    most = larger(most, total[i])
}
if (most <= 0) { most = 1.0 }

# From dark to light, neighbours apart in lightness; white ink on the dark ones.
array fill[6] = ['#444444', '#0072b2', '#7fc3ea', '#e69f00', '#f6dc9a', '#d55e00']
array ink[6] = ['#ffffff', '#ffffff', '#222222', '#222222', '#222222', '#222222']
letters = '#x=o+.'

reading = 'Revenue of each year by when its people were first met; above it, what part comes from people met over 12 months before.'
eval set_reading

step = step_of(most, 6)
top = above(most * 1.08, step)
set yrange [0:top]
set xrange [0.4:n + 0.6]
set lmargin at screen 0.12; set rmargin at screen 0.79
set tmargin at screen 0.805 - drop; set bmargin at screen 0.11
set ytics ('' 0)
do for [k = 0:int(top / step + 0.5)] { set ytics add (on_axis(k * step, top) k * step) }
set xtics ('' 1)
apart = n > 8 ? 2 : 1
do for [i = 1:n:apart] { set xtics add (plain(shortened(year[i], n > 4 ? 9 : 16)) i) }
wide = n < 4 ? 0.3 : 0.38

do for [i = 1:n] {
    y = 0
    do for [k = 1:smaller(i + 1, c)] {
        part = real(word($revenue[i], k)); s = (k - 1) % 6 + 1
        if (!text) {
            set object 100 * i + k rectangle from i - wide, y to i + wide, y + part \
                fc rgb fill[s] fs solid noborder
        }
        if (!text && n < 9 && part > 0.05 * top) {
            set label 100 * i + k percent(part / total[i]) at i, y + part / 2 center \
                tc rgb ink[s] font small_font front
        }
        if (text && part > 0.04 * top) {
            set label 100 * i + k letters[s:s].' '.percent(part / total[i]) at i, y + part / 2 left offset character 2, 0
        }
        y = y + part
    }
    if (mature[i] == mature[i] && n < 13) {
        set label 90000 + i percent(mature[i]).(n < 9 ? ' met before' : '') at i, y \
            offset character 0, character 0.7 center tc rgb dark font small_font front
    }
}

# The key reads as the layers stand: the oldest at the bottom.
shown = smaller(c, 12)
do for [k = 1:shown] {
    y = 0.17 + (k - 1) * 0.05; s = (k - 1) % 6 + 1
    if (!text) {
        set object 5000 + k rectangle from screen 0.815, y - 0.014 to screen 0.835, y + 0.014 \
            fc rgb fill[s] fs solid noborder
    }
    met = (text ? letters[s:s].' ' : '').shortened(cohort[k], 18)
    set label 5000 + k met at screen 0.845, y left tc rgb dark
}
set label 5900 'first met'.(c > shown ? ', and later' : '') at screen 0.815, 0.17 + shown * 0.05 left font small_font tc rgb grey

# In text there are no bars: a line shows how high each of them is.
array heights[n]
do for [i = 1:n] { heights[i] = total[i] }
if (text) {
    plot heights using 1:(total[int($1)]) with impulses lc rgb dark notitle
} else {
    plot [0.4:n + 0.6] -top notitle
}
