/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pace.h - how far long work has come, how fast it goes, when it will be done,
 * and the line that says so.
 *
 * Work comes in pieces, and so many pieces make a future: of three options that
 * are compared, each piece is one option's future. Some work is not known whole
 * beforehand: claims are looked at again and again, with more futures each time,
 * until they are settled. Then each look is a round of its own, and what is
 * shown is the round.
 *
 * The speed is a recent one: a moment counts the less the longer it is past, so
 * that the time left follows the work without jumping. What was saved by an
 * earlier run is done and took no time.
 *
 * The time is handed in, in seconds on any clock that never goes back.
 */
#ifndef FUNNELSIM_CLI_PACE_H
#define FUNNELSIM_CLI_PACE_H

#include <stdbool.h>
#include <stddef.h>

/* Room for a line, whatever it says. */
#define FNL_PACE_TEXT 200

struct fnl_pace {
    size_t each;        /* pieces that make a future */
    size_t done, total; /* pieces, as last told; done may count from before this round */
    size_t saved;       /* what was taken from an earlier run so far */
    size_t behind;      /* of those done, how many were done when this round began */
    int round;          /* from 1; 0: nothing told yet */

    double began_at, noted_at, said_at; /* seconds */
    size_t fresh;                       /* pieces since it was noted */
    double pieces, seconds;             /* recent work, and the time that it took */
};

/* Begins at `now`, with `each` pieces to a future; `saved` as in the struct. */
struct fnl_pace fnl_pace_begin(size_t each, size_t saved, double now);

/*
 * `done` of `total` pieces at `now`; `saved` as in the struct: where it has grown, what is new are
 * pieces of the earlier run. A new total, or fewer done than before, begins a new round.
 */
void fnl_pace_tell(struct fnl_pace *pace, size_t done, size_t total, size_t saved, double now);

/* Whether the last time that this was true, or else the beginning, is `interval` seconds ago. */
bool fnl_pace_is_due(struct fnl_pace *pace, double interval, double now);

/* "1,520 of 4,000 futures, 41 a second, about 1 min left": for a log. */
void fnl_pace_sentence(const struct fnl_pace *pace, char text[FNL_PACE_TEXT]);

/* The same behind a bar, as far as there is room in `columns`: for a terminal. */
void fnl_pace_line(const struct fnl_pace *pace, size_t columns, char text[FNL_PACE_TEXT]);

#endif
