# SPDX-License-Identifier: GPL-3.0-or-later
#
# revenue-cost.gp - revenue and cost of each month, one panel an option, all on
# the same axes.
#
# Expects
#   $months   one data set an option; a row a month: day of its first (counted
#             from 1970-01-01), revenue low, middle and high, cost low, middle
#             and high, in major units; low to high holds 8 in 10 futures
#   option    names of the options
# and what style.gp expects.

n = |option|
eval find_months
stats $months using 2 name 'revenue_low' nooutput
stats $months using 5 name 'cost_low' nooutput
stats $months using 4 name 'revenue_high' nooutput
stats $months using 7 name 'cost_high' nooutput
least = smaller(revenue_low_min, cost_low_min)
most = larger(revenue_high_max, cost_high_max)
eval set_scale

reading = 'Revenue and cost of each month'.(text ? '.' : '; 8 in 10 futures lie in the shaded band.')
eval set_reading
set multiplot
do for [i = 1:n] {
    heading = option[i]
    eval begin_panel

    # The two names stand at the ends of their lines, and far enough apart to be read.
    revenue_end = at_end(i, 3); cost_end = at_end(i, 6)
    lacking = larger(0, 0.05 * (top - bottom) * down(n) - abs(revenue_end - cost_end)) / 2
    lacking = revenue_end < cost_end ? -lacking : lacking
    set label 2 'Revenue' at day_max, revenue_end + lacking offset character beside, 0 tc rgb blue font small_font
    set label 3 'Cost' at day_max, cost_end - lacking offset character beside, 0 tc rgb red_ink font small_font

    if (text) {
        plot $months index i - 1 using 1:3 with lines lt 1, '' index i - 1 using 1:6 with lines lt 2
    } else {
        plot $months index i - 1 using 1:5:7 with filledcurves fc rgb red_shade, \
             '' index i - 1 using 1:2:4 with filledcurves fc rgb blue_shade fs transparent solid 0.6, \
             '' index i - 1 using 1:6 with lines lw 2.5 dt (6,4) lc rgb red, \
             '' index i - 1 using 1:3 with lines lw 3 dt solid lc rgb blue
    }
    unset label
}
unset multiplot
