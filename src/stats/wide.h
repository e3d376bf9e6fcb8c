/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * wide.h - integers of 128 bits, in which sums of 64-bit ones are exact.
 *
 * A sum of up to 2^63 int64 values, or of int64 values times int64 spans of
 * time, fits. Integer sums come out the same in any order, which is why no
 * result depends on threads.
 */
#ifndef FUNNELSIM_STATS_WIDE_H
#define FUNNELSIM_STATS_WIDE_H

/* gcc and clang have it on every 64-bit target; C17 itself has not. */
__extension__ typedef __int128 fnl_wide;

#endif
