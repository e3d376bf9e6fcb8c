# SPDX-License-Identifier: GPL-3.0-or-later
#
# whale.gp - profit of the clients, added up from the best to the worst: the
# middle of many futures with the range of 8 in 10, and where the clients who
# are a pain stand in one of them.
#
# Expects
#   $band       a row for 0, 1, ... 100 % of the clients: that percentage, low,
#               middle and high of their profit
#   $clients    a row a client of one future, from the best: percentage of the
#               clients up to it, their profit, 1 for a pain; first a row of zeros
#   in_percent  1: profit is in per cent of that of all clients; 0: in major units
#   best, peak  percentage of the clients who make a profit, and that profit
#   pita        the firm's word for a pain
# and what style.gp expects.

stats $band using 2 name 'low' nooutput
stats $band using 4 name 'high' nooutput
stats $clients using 2 name 'one' nooutput
height(x) = in_percent ? sprintf('%.0f %%', x) : amount(x)

reading = 'Clients from the best to the worst, their profit added up: the line is the middle of the futures, the band holds 8 in 10.'
eval set_reading

least = smaller(0, smaller(low_min, one_min)); most = larger(1.0, larger(high_max, one_max))
step = step_of(most - least, 6)
set yrange [below(least, step):above(most, step)]
set xrange [0:100]
set lmargin at screen 0.11; set rmargin at screen 0.95
set tmargin at screen 0.805 - drop; set bmargin at screen 0.16
set ytics ('' 0)
do for [k = 0:int((above(most, step) - below(least, step)) / step + 0.5)] {
    y = below(least, step) + k * step
    set ytics add ((in_percent ? sprintf('%g %%%%', y) : on_axis(y, larger(-least, most))) y)
}
set xtics 0, 20, 100 format '%g %%'
set xlabel 'of the clients, from the best to the worst' tc rgb dark
if (in_percent && !text) { set arrow 1 from 0, 100 to 100, 100 nohead lc rgb grey lw 1.5 dt (3,3) back }
set label 1 sprintf('the best %.0f %%: %s', best, height(peak)) at best, peak \
    offset character 0, character 1 center point pt dot ps 1.2 lc rgb dark tc rgb dark front
set key at graph 0.98, graph 0.12 bottom right Left reverse samplen 1.5 width 1 tc rgb dark

plot $band using 1:2:4 with filledcurves lc rgb blue_shade notitle, \
    $band using 1:3 with lines lc rgb blue lw 2.5 dt solid title 'middle of the futures', \
    $clients using 1:($3 == 1 ? $2 : NaN) with points pt (text ? dot : 6) ps (text ? 1 : 0.6) lc rgb red title pita.' in one future'
