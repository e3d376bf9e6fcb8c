# SPDX-License-Identifier: GPL-3.0-or-later
#
# cash.gp - cash at the end of each month, the credit line, and how low cash
# goes, one panel an option, all on the same axes.
#
# Expects
#   $months     one data set an option; a row a month: day of its first (counted
#               from 1970-01-01), cash at its end low, middle and high in major
#               units; low to high holds 8 in 10 futures
#   option      names of the options
#   lowest      for each option the lowest cash of an ordinary future, in major units
#   lowest_day  the day of it
#   lowest_bad  the lowest cash that 1 in 10 futures goes below
#   credit      what the bank lends, as a positive amount; 0 for nothing
# and what style.gp expects.

n = |option|
eval find_months
stats $months using 2 name 'low' nooutput
stats $months using 4 name 'high' nooutput
most = high_max
least = smaller(low_min, credit > 0 ? -credit - 0.1 * (most + credit) : 0) # with room for a word below the line
do for [i = 1:n] { least = smaller(least, lowest[i]) }
eval set_scale
is_hidden = credit < 0.02 * (top - bottom) # behind the axis
if (credit > 0 && is_hidden) { unset xzeroaxis }

# What is so at the end of a month stands there, since the lowest stands on its own day.
end_of(day) = day_of(months_of(day) + 1) - 1
set xrange [day_min - 15:end_of(day_max) + 15]

reading = 'Cash at the end of each month'.(text ? '.' : '; 8 in 10 futures lie in the shaded band.')
eval set_reading
drop = drop + 0.035; between = 0.115 # for the line under each heading
set multiplot
do for [i = 1:n] {
    heading = option[i]
    eval begin_panel
    set label 2 amount(at_end(i, 3)) at end_of(day_max), at_end(i, 3) offset character beside, 0 tc rgb dark
    if (credit > 0) {
        set arrow 1 from graph 0, first -credit to graph 1, first -credit nohead lc rgb red lw 2 dt (6,4)
        if (is_leftmost(i, n)) {
            set label 3 'credit line '.amount(-credit).(is_hidden ? ', hardly below '.amount(0) : '') at graph 0.98, first -credit right \
                offset 0, character (text ? -1 : -0.7) font small_font tc rgb red_ink front
        }
    }

    set label 4 '' at lowest_day[i], lowest[i] point pt dot ps 1.2 lc rgb dark front
    note = 'lowest '.amount(lowest[i]).' in '.month_name(lowest_day[i]).' (1 in 10: '.amount(lowest_bad[i]).')'
    set label 5 shortened(note, text ? 84 / across(n) : 100) at graph 0, graph 1 offset 0, character (text ? 1 : 0.8) \
        font (strlen(note) * across(n) > 132 ? source_font : small_font) tc rgb dark
    set label 1 offset 0, character (text ? 2 : 2.1)

    if (text) {
        plot $months index i - 1 using (end_of($1)):3 with lines lt 1
    } else {
        plot $months index i - 1 using (end_of($1)):2:4 with filledcurves fc rgb blue_shade, \
             '' index i - 1 using (end_of($1)):3 with lines lw 3 dt solid lc rgb blue
    }
    unset label
    unset arrow
}
unset multiplot
