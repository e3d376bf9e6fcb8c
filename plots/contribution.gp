# SPDX-License-Identifier: GPL-3.0-or-later
#
# contribution.gp - the contribution that has come together by the end of each
# month, one line an option, and the month from which the best is ahead.
#
# Expects
#   $months   one data set an option; a row a month: day of its first (counted
#             from 1970-01-01), contribution since the start in major units
#   option    names of the options
#   best      number of the best option, from 1; 0 when none is to be pointed out
#   ahead     day of the first of the month from which it stays ahead, one of $months'; NaN for never
# and what style.gp expects.

n = |option|
eval find_months
stats $months using 2 name 'sum' nooutput
n = 1; least = sum_min; most = sum_max
eval set_scale
n = |option|

reading = 'Contribution since the start: revenue less cost, added up month by month.'
eval set_reading

# At the ends of the lines: a sample, the name and the sum.
array place[n]
do for [k = 1:n] { place[k] = at_end(k, 2) }
near = (top - bottom) * (text ? 0.06 : 0.055)
eval spread_places
do for [k = 1:n] {
    set arrow 10 + k from graph 1.01, first place[k] to graph 1.055, first place[k] nohead lt k
    set label 10 + k told(option[k], 18).' '.amount(at_end(k, 2)) \
        at graph (text ? 1.08 : 1.065), first place[k] tc rgb dark
}

# The month from which the best is ahead: marked on its line, said where there is room. Where it is
# ahead from the first month on there is no place to be marked.
if (best > 0 && ahead == ahead && months_of(ahead) == first) {
    set label 4 told(option[best], 24)." is ahead\nfrom the start" at graph 0, first top tc rgb dark front \
        offset character 1, character (text ? -2 : -1)
}
if (best > 0 && ahead == ahead && months_of(ahead) > first) {
    height = value_at(best, months_of(ahead) - first + 1, 2)
    low_down = height < (top + bottom) / 2
    edge = low_down ? top - (text ? 0.06 * (top - bottom) : 0) : bottom
    early = ahead < (day_min + day_max) / 2
    set arrow 1 from ahead, height to ahead, edge nohead lc rgb grey lw 1.5 dt (3,3) back
    set label 3 '' at ahead, height point pt dot ps 1.2 lc rgb dark front
    set label 4 told(option[best], 24)." stays\nahead from ".month_name(ahead) \
        at ahead, edge tc rgb dark front
    if (early) { set label 4 left } else { set label 4 right }
    set label 4 offset character (early ? 1 : -1), character (low_down ? -1 : 2)
}

right_room = 0.27; heading = ''; i = 1; n = 1
eval begin_panel
n = |option|
plot for [k = 1:n] $months index k - 1 using 1:2 with lines lt k
