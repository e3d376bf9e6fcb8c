/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "report/heading.h"

#include "made_up.h"

static void assert_heading(struct made_up *made, double seconds, const char *expected)
{
    char *written = NULL;
    size_t length;
    FILE *stream = open_memstream(&written, &length);
    fnl_heading_write(made_up_study(made), seconds, stream);
    fclose(stream);
    assert_string_equal(written, expected);
    free(written);
    made_up_free(made);
}

static void a_comparison_says_that_people_are_the_same(void **state)
{
    (void)state;
    assert_heading(made_up_new(3, 100, 36), 2.385,
                   "3 options, 36 months from Jan 2026, 100 futures, the same people in each, "
                   "seed 42   2.4 s\n");
    assert_heading(made_up_new(2, 5, 1), -1,
                   "2 options, 1 month from Jan 2026, 5 futures, the same people in each, "
                   "seed 42\n");
}

static void a_single_option_is_called_by_its_name(void **state)
{
    (void)state;
    assert_heading(made_up_new(1, 100, 12), 61.2,
                   "As we are, 12 months from Jan 2026, 100 futures, seed 42   61 s\n");
}

static void a_run_that_was_stopped_says_so(void **state)
{
    (void)state;
    struct made_up *made = made_up_new(2, 37, 36);
    made->asked = 100;
    assert_heading(made, -1,
                   "2 options, 36 months from Jan 2026, stopped early: 37 of 100 futures, the same "
                   "people in each, seed 42\n");
    made = made_up_new(2, 100, 36);
    made_up_shake(made, 12);
    made->samples_asked = 50;
    assert_heading(made, -1,
                   "2 options, 36 months from Jan 2026, 100 futures, the same people in each, "
                   "stopped early: 12 of 50 samples of the inputs, seed 42\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_comparison_says_that_people_are_the_same),
        cmocka_unit_test(a_single_option_is_called_by_its_name),
        cmocka_unit_test(a_run_that_was_stopped_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
