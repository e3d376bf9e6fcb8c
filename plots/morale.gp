# SPDX-License-Identifier: GPL-3.0-or-later
#
# morale.gp - whether the reps are worn out and what that does: energy and
# morale, then how much they talk to people, then how many of them leave. A
# column an option, the same months above one another and the same scale beside.
#
# Expects
#   $months   one data set an option; a row a month: day of its first (counted
#             from 1970-01-01); energy and morale at its end, 0 to 1; first talks
#             and meetings a rep; share of the reps who leave, a year, of its quarter
#   option    names of the options
# and what style.gp expects.

n = |option|
eval find_months
stats $months using 4 name 'talks' nooutput
stats $months using 5 name 'leave' nooutput
reading = 'Morale is 50 % as usual. Tired reps get less done at once; those who are disheartened leave later.'
eval set_reading

# A column of three strips for each option.
array foot[3] = [0.52, 0.325, 0.14]
array head[3] = [0.775 - drop, 0.455, 0.26]
array highest[3] = [1.0, larger(1.0, talks_max), larger(0.01, leave_max)]
array called[3] = ['Energy and morale', 'Talks and meetings a rep', 'Reps who leave, a year']
array places[3] = [4, 2, 2]
column_width = 0.915 / n
column_left(i) = 0.075 + (i - 1) * column_width
apart = stride(months, 14 / n)
strip_tick(r, x) = r == 2 ? sprintf('%g', x) : sprintf('%g %%%%', 100 * x)

set xrange [day_min - 15:day_max + 15]
set multiplot
do for [i = 1:n] {
    set lmargin at screen column_left(i)
    set rmargin at screen column_left(i) + column_width - (n > 3 ? 0.015 : 0.03)
    do for [r = 1:3] {
        set tmargin at screen head[r]
        set bmargin at screen foot[r]
        step = step_of(highest[r], places[r])
        top = above(highest[r], step)
        set yrange [0:top]
        set ytics ('' 0)
        do for [k = 0:int(top / step + 0.5)] { set ytics add (i == 1 ? strip_tick(r, k * step) : '' k * step) }
        set xtics ('' day_of(first))
        named = 0
        do for [m = first:last] {
            if (m % apart == 0) {
                set xtics add (r == 3 ? tick_name(m, apart, !named) : '' day_of(m))
                named = 1
            }
        }
        set label 1 (i == 1 ? called[r] : '') at graph 0, graph 1 offset 0, character (text ? 1 : 0.6) font small_font tc rgb dark
        if (r == 1) { set label 2 told(option[i], 78 / n) at graph 0, graph 1 offset 0, character (text ? 2 : 1.9) font panel_font tc rgb dark }
        if (r == 1) {
            set arrow 1 from graph 0, first 0.5 to graph 1, first 0.5 nohead lc rgb grey lw 1 dt (3,3) back
            set label 3 'energy' at day_max, value_at(i, rows, 2) right offset 0, character (text ? 1 : 0.7) font small_font tc rgb blue front
            set label 4 'morale' at day_max, value_at(i, rows, 3) right offset 0, character (text ? -1 : -0.7) font small_font tc rgb red_ink front
            plot $months index i - 1 using 1:2 with lines lw 3 dt solid lc rgb blue, \
                 $months index i - 1 using 1:3 with lines lw 2.5 dt (6,4) lc rgb red
        }
        if (r == 2) { plot $months index i - 1 using 1:4 with lines lw 2.5 dt solid lc rgb dark }
        if (r == 3) { plot $months index i - 1 using 1:5 with fillsteps fc rgb '#999999' }
        unset label
        unset arrow
    }
}
unset multiplot
