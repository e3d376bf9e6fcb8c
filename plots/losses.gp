# SPDX-License-Identifier: GPL-3.0-or-later
#
# losses.gp - what became of those who did not buy, one column an option, all
# bars on the same scale. Whoever comes back may be lost again, and counts again.
#
# Expects
#   $losses   a row a cause; a number of losses for each option, which may be a mean
#   cause     names of the causes
#   option    names of the options
# and what style.gp expects.

array row_name[|cause|]
array column_name[|option|]
do for [r = 1:|cause|] { row_name[r] = cause[r] }
do for [c = 1:|option|] { column_name[c] = option[c] }
array total[|option|]
widest = 0
do for [c = 1:|option|] {
    stats $losses using c name 'lost' nooutput
    total[c] = lost_sum
    widest = larger(widest, lost_max)
}

shown(r, c) = real(word($losses[r], c))
whole(c) = widest
share(r, c) = total[c] > 0 ? percent(shown(r, c) / total[c]) : ''

reading = 'Losses to each cause, and what part of all they are; whoever comes back may be lost again.'
eval set_reading
eval draw_cells
