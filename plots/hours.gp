# SPDX-License-Identifier: GPL-3.0-or-later
#
# hours.gp - where the rep hours went, one bar an option, on the same scale.
#
# Expects
#   $hours    a row an option; the hours of each use, in the order of `use`
#   use       names of the uses, at most 8
#   option    names of the options
# and what style.gp expects.

n = |option|
u = |use|
array total[n]
most = 0
do for [i = 1:n] {
    total[i] = 0
    do for [k = 1:u] { total[i] = total[i] + real(word($hours[i], k)) }
    most = larger(most, total[i])
}

# Neighbours differ in lightness, so that they part in black and white too; white ink on the dark ones.
array fill[8] = ['#00517f', '#e87b3a', '#b5d9ee', '#6a3d7c', '#f0d080', '#2a9d78', '#cfcfcf', '#f0f0f0']
array ink[8] = ['#ffffff', '#222222', '#222222', '#ffffff', '#222222', '#222222', '#222222', '#222222']
letters = '#x=%a+o.'

reading = 'Hours of all reps by what they went into, from left to right as in the key.'
eval set_reading
head = 0.845 - drop; foot = 0.2; line = (head - foot) / larger(n, 2)
left = 0.015; width = 0.87
do for [i = 1:n] {
    y = head - i * line
    set label 100 + i told(option[i], 90) at screen left, y + line * (text ? 0.76 : 0.8) font panel_font tc rgb dark
    x = left
    below_x = 0
    bar = ''
    do for [k = 1:u] {
        hours = real(word($hours[i], k))
        wide = most > 0 ? hours / most * width : 0
        bar = bar.repeated(letters[k:k], floor(wide * 100 + 0.5))
        share = total[i] > 0 ? hours / total[i] : 0
        if (!text) {
            set object 10 * i + k rectangle from screen x, y + line * 0.24 to screen x + wide, y + line * 0.6 \
                fc rgb fill[k] fs solid border lc rgb '#ffffff' lw 2
            if (wide > 0.035) {
                set label 1000 + 10 * i + k percent(share) at screen x + wide / 2, y + line * 0.42 center \
                    font small_font tc rgb ink[k] front
            }
            # A number that has no room in its part stands below it, beside that of a neighbour.
            if (wide <= 0.035 && share >= 0.005) {
                below_x = larger(x + wide / 2, below_x + 0.04)
                set arrow 1000 + 10 * i + k from screen x + wide / 2, y + line * 0.24 \
                    to screen below_x, y + line * 0.18 nohead lc rgb grey lw 1
                set label 1000 + 10 * i + k percent(share) at screen below_x, y + line * 0.06 center \
                    font small_font tc rgb dark front
            }
        }
        x = x + wide
    }
    sum = grouped(floor(total[i] + 0.5)).' h'
    sum = text ? bar.' '.sum : sum
    set label 200 + i sum at screen (text ? left : x + 0.008), y + line * (text ? 0.3 : 0.42) left tc rgb dark
}

# The key, in the order of the bars, below the last of them.
key_top = head - n * line - 0.07
do for [k = 1:u] {
    x = left + (k - 1) % 4 * 0.245
    y = key_top - (k - 1) / 4 * 0.05
    if (!text) {
        set object 800 + k rectangle from screen x, y - 0.016 to screen x + 0.022, y + 0.016 \
            fc rgb fill[k] fs solid border lc rgb grey lw 0.5
    }
    name = shortened(use[k], text ? 22 : 28)
    name = text ? letters[k:k].' '.name : name
    set label 800 + k name at screen x + (text ? 0 : 0.03), y left font small_font tc rgb dark
}
unset border; unset tics; unset grid; unset xzeroaxis
set margins 0, 0, 0, 0
set yrange [0:1]
plot [0:1] 2 notitle
