# SPDX-License-Identifier: GPL-3.0-or-later
#
# losses-by-month.gp - what became of those who did not buy, month by month, in
# layers, one panel an option, all on the same axes.
#
# Expects
#   $months   one data set an option; a row a month: day of its first (counted
#             from 1970-01-01), then the losses of each layer
#   layer     names of the causes, the commonest first, at most 8
#   option    names of the options
# and what style.gp expects.

# Neighbours differ in lightness, so that they part in black and white too.
array fill[8] = ['#00517f', '#e87b3a', '#b5d9ee', '#6a3d7c', '#f0d080', '#2a9d78', '#cfcfcf', '#f0f0f0']
unit_name = ''
reading = 'Losses of each month by cause, from the bottom as in the key; whoever comes back may be lost again.'
eval draw_layers
