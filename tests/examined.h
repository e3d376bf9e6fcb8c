/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * examined.h - a scenario as text, and what is printed of it, for the tests of
 * those who look into one. Each test is in a folder of its own, and in it.
 */
#ifndef FUNNELSIM_TESTS_EXAMINED_H
#define FUNNELSIM_TESTS_EXAMINED_H

#include <stdio.h>

#include <funnelsim/scenario.h>

/* For cmocka's setup and teardown. */
int examined_enter(void **state);
int examined_leave(void **state);

#define EXAMINED_TEST(test) cmocka_unit_test_setup_teardown(test, examined_enter, examined_leave)

/* The scenario that `text` says, as firm.cfg, with a --set unless that is NULL; to be freed. */
fnl_scenario *examined_load(const char *text, const char *set);

/* Prints something of a scenario. */
typedef fnl_status examined_printer(const fnl_scenario *scenario, FILE *out,
                                    struct fnl_error *error);

/* All that `print` prints of it, to be freed. */
char *examined_text(examined_printer *print, const char *text, const char *set);

/* Fails, and shows all, unless `words` are among what is said. */
void assert_says(const char *said, const char *words);

#endif
