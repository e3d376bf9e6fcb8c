# SPDX-License-Identifier: GPL-3.0-or-later
#
# pains.gp - what would be different without clients who are a pain, added up
# since the start: what the books would miss of them, what would come in their
# place and no book shows, and both together; a panel for a world in which no new
# ones sign, and one for a world in which there is none.
#
# Expects
#   $months   one data set a world; a row a month: day of its first (counted from
#             1970-01-01), their margin, all else, both together, and low and high
#             of both together, in major units; low to high holds 8 in 10 futures
#   option    what the worlds are called
# and what style.gp expects.

n = |option|
eval find_months
stats $months using 2 name 'margin' nooutput
stats $months using 3 name 'other' nooutput
stats $months using 5 name 'low' nooutput
stats $months using 6 name 'high' nooutput
least = smaller(margin_min, smaller(other_min, low_min))
most = larger(margin_max, larger(other_max, high_max))
eval set_scale
right_room = 0.13

reading = 'What is different without them, added up month by month'.(text ? '.' : '; all told, 8 in 10 futures lie in the shaded band.')
eval set_reading
set multiplot
do for [i = 1:n] {
    heading = option[i]
    eval begin_panel

    # The names stand at the ends of their lines, and far enough apart to be read.
    array place[3]
    place[1] = at_end(i, 3); place[2] = at_end(i, 4); place[3] = at_end(i, 2)
    near = (top - bottom) * (text ? 0.13 : 0.105)
    eval spread_places
    set label 2 "no book shows\n".difference(at_end(i, 3)) at day_max, place[1] \
        offset character beside, character 0.5 tc rgb blue font small_font
    set label 3 "all told\n".difference(at_end(i, 4)) at day_max, place[2] \
        offset character beside, character 0.5 tc rgb dark font small_font
    set label 4 "in the books\n".difference(at_end(i, 2)) at day_max, place[3] \
        offset character beside, character 0.5 tc rgb red_ink font small_font

    if (text) {
        plot $months index i - 1 using 1:2 with lines lt 2, '' index i - 1 using 1:3 with lines lt 3, \
             '' index i - 1 using 1:4 with lines lt 1
    } else {
        plot $months index i - 1 using 1:5:6 with filledcurves fc rgb pale, \
             '' index i - 1 using 1:2 with lines lw 2.5 dt (6,4) lc rgb red, \
             '' index i - 1 using 1:3 with lines lw 2.5 dt (2,3) lc rgb blue, \
             '' index i - 1 using 1:4 with lines lw 3 dt solid lc rgb dark
    }
    unset label
}
unset multiplot
