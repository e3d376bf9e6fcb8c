/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * storied.h - a life that is announced by hand, and the story that is told of it.
 * Include after cmocka.h.
 */
#ifndef FUNNELSIM_TESTS_STORIED_H
#define FUNNELSIM_TESTS_STORIED_H

#include "hearsay.h"
#include "observe/life.h"

#define AT(date, hour, minute) .time = hearsay_time(date, hour, minute)
#define NO_CLIENT              .client = FNL_NOBODY

static struct fnl_life life;
static struct fnl_listener listener;
static struct fnl_tale tale;
static struct fnl_name root;
static char *text;
static size_t length;

static inline void follow(const char *name, bool family)
{
    tale = hearsay_tale(&text, &length);
    assert_int_equal(fnl_name_find(&hearsay_plan, name, &root, NULL), FNL_OK);
    listener = fnl_life_begin(&life, &hearsay_plan, &root, family, &tale);
}

static inline void announce(struct fnl_fact fact)
{
    hearsay_announce(&listener, &(struct fnl_levels){0}, fact);
}

static inline void assert_story(const char *expected)
{
    fnl_life_finish(&life);
    fnl_life_fini(&life);
    hearsay_assert_told(&tale, &text, expected);
}

#endif
