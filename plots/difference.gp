# SPDX-License-Identifier: GPL-3.0-or-later
#
# difference.gp - how far each option is ahead of the first one, or behind it,
# in contribution since the start; paired, future by future, one panel an option.
#
# Expects
#   $months   one data set for each option but the first; a row a month: day of
#             its first (counted from 1970-01-01), difference low, middle and
#             high in major units; low to high holds 8 in 10 futures
#   option    names of all options; the first is the one that the others are compared with
#   ahead     for each option (the first does not count) the day of the first of the
#             month from which it stays ahead, one of $months'; NaN for never
# and what style.gp expects. With one option there is nothing to draw, and it says so.

n = |option| - 1
if (n == 0) {
    set label 902 'There is one option only: nothing to compare it with.' at screen 0.5, 0.5 center
    unset border; unset tics; unset xzeroaxis
    set yrange [0:1]
    plot [0:1] 2
} else {
    eval find_months
    stats $months using 2 name 'low' nooutput
    stats $months using 4 name 'high' nooutput
    least = low_min; most = high_max
    eval set_scale
    under_top = top - (text ? 0.06 * (top - bottom) : 0)
    reading = 'Contribution since the start, less that of '.told(option[1], 30).' in the same future' \
        .(text ? '.' : '; 8 in 10 futures lie in the shaded band.')
    eval set_reading
    set multiplot
    do for [i = 1:n] {
        heading = option[i + 1]
        eval begin_panel
        set label 2 difference(at_end(i, 3)) at day_max, at_end(i, 3) offset character beside, 0 tc rgb dark
        if (ahead[i + 1] == ahead[i + 1] && months_of(ahead[i + 1]) == first) {
            set label 4 'ahead from the start' at graph 0, first top offset character 0.8, character -0.8 \
                tc rgb dark font small_font front
        }
        if (ahead[i + 1] == ahead[i + 1] && months_of(ahead[i + 1]) > first) {
            height = value_at(i, months_of(ahead[i + 1]) - first + 1, 3)
            early = ahead[i + 1] < (day_min + day_max) / 2
            set arrow 1 from ahead[i + 1], height to ahead[i + 1], under_top nohead lc rgb grey lw 1.5 dt (3,3) back
            set label 3 '' at ahead[i + 1], height point pt dot ps 1.2 lc rgb dark front
            set label 4 "stays ahead\nfrom ".month_name(ahead[i + 1]) at ahead[i + 1], top tc rgb dark font small_font front
            if (early) { set label 4 left } else { set label 4 right }
            set label 4 offset character (early ? 0.8 : -0.8), character -0.8
        }
        if (text) {
            plot $months index i - 1 using 1:3 with lines lt 1, 0 with lines lt 7
        } else {
            plot $months index i - 1 using 1:2:4 with filledcurves fc rgb blue_shade, \
                 '' index i - 1 using 1:3 with lines lw 3 dt solid lc rgb blue, \
                 0 with lines lw 1.5 lc rgb grey dt solid
        }
        unset label
        unset arrow
    }
    unset multiplot
}
