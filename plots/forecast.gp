# SPDX-License-Identifier: GPL-3.0-or-later
#
# forecast.gp - what the reps expected to sign in each fiscal quarter, as they
# said at its beginning, beside what was signed of it. A panel an option.
#
# Expects
#   $quarters  one data set an option; a row a whole fiscal quarter: day of its
#              first (counted from 1970-01-01); what was expected: the value that
#              1 in 10 futures stays below, the mean, and the value that 1 in 10
#              exceeds; the same three of what came
#   option     names of the options
# and what style.gp expects.

n = |option|
stats $quarters using 1 name 'day' nooutput
stats $quarters using 4 name 'expected' nooutput
stats $quarters using 7 name 'came' nooutput
first = months_of(day_min); last = months_of(day_max) + 2; months = last - first + 1
least = 0; most = larger(expected_max, came_max)
eval set_scale
apart = larger(3, apart)
set xrange [day_min - 15:day_of(last + 1) + 15]
reading = text ? 'By fiscal quarter: E is what was expected at its beginning, * what came.' : \
    'A pair of bars a fiscal quarter: the hollow one what was expected at its beginning, the shaded one what came; thin lines hold 8 in 10 futures.'
eval set_reading
right_room = 0.03; between = 0.1

# The pair leaves a quarter of the room free; where there is little, all lines are thin.
middle(day) = day + 45
half = 17.0; side = half + 1
thin = months > 60 / down(n) ? 0.5 : 1.2

set multiplot
do for [i = 1:n] {
    heading = option[i]
    eval begin_panel
    # Ticks stand where quarters begin, which need not be in January.
    set xtics ('' day_of(first))
    named = 0
    do for [m = first:last:apart] {
        set xtics add (is_lowest(i, n) ? (apart >= 12 ? sprintf('%d', m / 12) : \
            strftime('%b', day_of(m) * 86400.0).(m / 12 != named ? year_under(m) : '')) : '' day_of(m))
        named = m / 12
    }
    stats $quarters index i - 1 using 4 name 'told' nooutput
    if (told_max <= 0) { set label 2 'no forecast' at graph 0.5, graph 0.5 center tc rgb grey }
    if (text) {
        plot $quarters index i - 1 using (middle($1)):($6 > 0 ? $6 : NaN) with impulses, \
             $quarters index i - 1 using (middle($1)):($3 > 0 ? $3 : NaN):('E') with labels
    } else {
        plot $quarters index i - 1 using (middle($1) - side):3:(2 * half) with boxes fc rgb '#ffffff' fs solid border lc rgb dark lw thin dt solid, \
             $quarters index i - 1 using (middle($1) + side):6:(2 * half) with boxes fc rgb blue_shade fs solid border lc rgb blue lw thin dt solid, \
             $quarters index i - 1 using (middle($1) - side):2:(0):($4 - $2) with vectors nohead lc rgb dark lw thin dt solid, \
             $quarters index i - 1 using (middle($1) + side):5:(0):($7 - $5) with vectors nohead lc rgb dark lw thin dt solid
    }
    unset label 1
    unset label 2
}
unset multiplot
