/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * stated.h - laws as a scenario would state them, for the tests of those who
 * read them. Include after cmocka.h.
 */
#ifndef FUNNELSIM_TESTS_STATED_H
#define FUNNELSIM_TESTS_STATED_H

#include <math.h>
#include <stddef.h>

#include "random/law.h"

#define STATED_MOST 5

/* A law as a scenario would state it; names end the list. */
struct stated {
    const char *law;
    struct fnl_law_argument arguments[STATED_MOST];
};

static inline size_t count_arguments(const struct stated *stated)
{
    size_t count = 0;
    while (count < STATED_MOST && stated->arguments[count].name)
        count++;
    return count;
}

static inline fnl_status make(const struct stated *stated, struct fnl_law *law,
                              struct fnl_error *error)
{
    return fnl_law_make(stated->law, stated->arguments, count_arguments(stated), law, error);
}

static inline struct fnl_law made(const struct stated *stated)
{
    struct fnl_law law;
    struct fnl_error error = {0};
    if (make(stated, &law, &error) != FNL_OK)
        fail_msg("%s", error.text);
    return law;
}

#define MADE(...) made(&(const struct stated){__VA_ARGS__})

static inline void assert_near(double a, double b)
{
    if (!(fabs(a - b) <= 1e-9 * fabs(b)))
        fail_msg("%.17g is not %.17g", a, b);
}

static inline void assert_same_law(struct fnl_law a, struct fnl_law b)
{
    static const double shares[] = {0.01, 0.2385, 0.5, 0.9, 0.999};
    assert_int_equal(a.kind, b.kind);
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++)
        assert_near(fnl_law_quantile(&a, shares[i]), fnl_law_quantile(&b, shares[i]));
}

#endif
