/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * slip.h - what people type who have never seen the notation, and what to tell
 * them: `25,000`, `12 %`, `2026-04-01`, `list` without quotes, curly quotes.
 *
 * A parser says "syntax error". Somebody who runs a sales force needs to be
 * told what to type instead.
 */
#ifndef FUNNELSIM_SCENARIO_SLIP_H
#define FUNNELSIM_SCENARIO_SLIP_H

/* Room for an explanation. */
#define FNL_SLIP_TEXT 300

/*
 * Explains what stands where a value was expected. `at` is its first character in the
 * zero-terminated text of a scenario; as much of the line is looked at as may have been meant as
 * the value. Writes a sentence into `text` and returns it.
 */
const char *fnl_slip_value(const char *at, char text[FNL_SLIP_TEXT]);

/* The same for what stands where a key was expected. */
const char *fnl_slip_key(const char *at, char text[FNL_SLIP_TEXT]);

#endif
