# SPDX-License-Identifier: GPL-3.0-or-later
#
# funnel.gp - how many people reached each stage, one column a source (or an
# option). Each column's bars are measured against its own widest, because
# three thousand names on a list say nothing about thirty referrals.
#
# Expects
#   $people   a row a stage, in order; a number of people for each column
#   stage     names of the stages
#   column    names of the columns
#   only      the option that is shown, where there are others; not set: there is no other
# and what style.gp expects.

array row_name[|stage|]
array column_name[|column|]
do for [r = 1:|stage|] { row_name[r] = stage[r] }
do for [c = 1:|column|] { column_name[c] = column[c] }
array widest[|column|]
do for [c = 1:|column|] {
    stats $people using c name 'people' nooutput
    widest[c] = people_max
}

shown(r, c) = real(word($people[r], c))
whole(c) = widest[c]
share(r, c) = r == 1 || shown(r - 1, c) == 0 ? '' : percent(shown(r, c) / shown(r - 1, c))

reading = 'People at each stage, and their part of the stage above; each column has a scale of its own.'
if (exists('only')) { reading = reading.' Only '.told(only, 30).' is shown.' }
eval set_reading
eval draw_cells
