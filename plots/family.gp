# SPDX-License-Identifier: GPL-3.0-or-later
#
# family.gp - the families of one future: clients who were sent by clients, the
# generations from left to right, each joined to whom it was sent by. The end of
# a name says how somebody came: r unasked, a at an ask, v at a visit.
#
# Expects
#   $people       a row a client: column of the page from 0, generation from the
#                 root, row, number of its sender from 1 (0: a root), 1 for a
#                 pain, 1 for one who is a client to the end
#   person        their names, as many
#   people_shown  how many; where it is 0 there is no `person`
#   deepest       generations below a root, at most
#   columns       of the page
#   pita          the firm's word for a pain
# and what style.gp expects.

reading = 'Each line joins a client to whom it sent (r unasked, a when asked, v at a visit). '.(text ? 'An @' : 'A filled dot').' is a '.pita.(text ? '.' : ', a name in grey has left.')
eval set_reading
head = 0.82 - drop; foot = 0.06
tall = 0
do for [k = 1:people_shown] { tall = larger(tall, real(word($people[k], 3)) + 1) }
line = smaller(0.042, (head - foot) / larger(tall, 1))
longest = 0
do for [k = 1:people_shown] {
    if (real(word($people[k], 2)) == 0) { longest = larger(longest, strlen(shortened(person[k], 26))) }
}
page = 0.985 / columns
letter = text ? 0.01 : 0.0064
root_wide = (text ? 0.035 : 0.045) + longest * letter # room for a line behind the longest
step_wide = text ? 0.095 : smaller(0.09, larger(0.02, page - root_wide - (text ? 0.08 : 0.05)) / larger(deepest, 1))

at_x(k) = 0.015 + real(word($people[k], 1)) * page + \
    (real(word($people[k], 2)) > 0 ? root_wide + (real(word($people[k], 2)) - 1) * step_wide : 0)
at_y(k) = head - (real(word($people[k], 3)) + 0.5) * line
end_x(k) = at_x(k) + 0.014 + strlen(shortened(person[k], 26)) * letter

name_font = line < 0.021 ? ',9' : line < 0.026 ? ',10' : ',11'
do for [k = 1:people_shown] {
    is_pita = real(word($people[k], 5)) == 1
    stays = real(word($people[k], 6)) == 1
    sender = int(real(word($people[k], 4)))
    if (text) {
        called = (is_pita ? '@ ' : 'o ').shortened(person[k], 26)
        set label 1000 + k called at screen at_x(k), at_y(k) left
    } else {
        set label 1000 + k shortened(person[k], 26) at screen at_x(k), at_y(k) left \
            offset character 0.9, -0.2 font name_font tc rgb (stays ? dark : '#999999') \
            point pt (is_pita ? 7 : 6) ps 0.55 lw 1.2 lc rgb (is_pita ? red : blue) front
        if (sender > 0) {
            set arrow 1000 + k from screen at_x(k) - 0.02, at_y(sender) \
                to screen at_x(k) - 0.005, at_y(k) nohead lc rgb grey lw 1 back
            if (end_x(sender) < at_x(k) - 0.022) {
                set arrow 4000 + k from screen end_x(sender), at_y(sender) \
                    to screen at_x(k) - 0.02, at_y(sender) nohead lc rgb grey lw 1 back
            }
        }
    }
}
unset border; unset tics; unset grid; unset xzeroaxis
set margins 0, 0, 0, 0
set yrange [0:1]
plot [0:1] 2 notitle
