/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scenario/workdays.h"

static void working_days_are_read_in_all_their_forms(void **state)
{
    (void)state;
    uint8_t days = 0;
    assert_true(fnl_workdays_read("Mon Tue Wed Thu Fri", &days));
    assert_int_equal(days, 0x1f);
    assert_true(fnl_workdays_read("mon-fri", &days));
    assert_int_equal(days, 0x1f);
    assert_true(fnl_workdays_read("Sat, Sunday", &days));
    assert_int_equal(days, 0x60);
    assert_true(fnl_workdays_read("Fri-Mon", &days)); /* around the weekend */
    assert_int_equal(days, 0x71);
    assert_true(fnl_workdays_read("Wednesday", &days));
    assert_int_equal(days, 0x04);
    assert_true(fnl_workdays_read("Mon-Wed,Fri-Fri", &days));
    assert_int_equal(days, 0x17);
}

static void words_that_are_no_days_are_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",          "Mo Tu",    "Mon-",    "Mondays", "Mon Tues",
                                        "Mon - Fri", "weekdays", "Mon;Tue", "M",       "-Fri"};
    uint8_t days;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (fnl_workdays_read(wrong[i], &days))
            fail_msg("\"%s\" is read as %#x", wrong[i], days);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(working_days_are_read_in_all_their_forms),
        cmocka_unit_test(words_that_are_no_days_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
