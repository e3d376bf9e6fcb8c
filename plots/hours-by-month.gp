# SPDX-License-Identifier: GPL-3.0-or-later
#
# hours-by-month.gp - what the rep hours of each month went into, in layers, one
# panel an option, all on the same axes. Clients who are a pain lie at the bottom.
#
# Expects
#   $months   one data set an option; a row a month: day of its first (counted
#             from 1970-01-01), then the hours of each layer
#   layer     names of the layers, from the bottom, at most 8
#   option    names of the options
# and what style.gp expects.

# Uses have the shades that hours.gp gives them.
array fill[8] = ['#f0d080', '#6a3d7c', '#b5d9ee', '#2a9d78', '#cfcfcf', '#f0f0f0', '#e87b3a', '#00517f']
unit_name = ' h'
reading = 'Hours of all reps in each month by what they went into, from the bottom as in the key.'
eval draw_layers
