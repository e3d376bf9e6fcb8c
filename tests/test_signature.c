/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "experiment/signature.h"

static void the_same_work_has_the_same_signature(void **state)
{
    (void)state;
    const struct fnl_plan plan = {.digest = 2385, .devices = FNL_DEVICE_NO_PAINS};
    const struct fnl_plan copy = plan;
    assert_true(fnl_signature_plan(fnl_signature_begin("census", 42), &plan) ==
                fnl_signature_plan(fnl_signature_begin("census", 42), &copy));
}

static void everything_that_differs_shows(void **state)
{
    (void)state;
    const struct fnl_plan plan = {.digest = 2385}, other = {.digest = 2386},
                          painless = {.digest = 2385, .devices = FNL_DEVICE_NO_PAINS};
    const uint64_t begun = fnl_signature_begin("census", 42);
    const uint64_t signatures[] = {
        begun,
        fnl_signature_begin("toll", 42),
        fnl_signature_begin("census", 43),
        fnl_signature_plan(begun, &plan),
        fnl_signature_plan(begun, &other),
        fnl_signature_plan(begun, &painless),
        fnl_signature_with(begun, 8),
        fnl_signature_with(fnl_signature_with(begun, 8), 9),
        fnl_signature_with(fnl_signature_with(begun, 9), 8),
    };
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++)
        for (size_t k = 0; k < i; k++)
            assert_true(signatures[i] != signatures[k]);
}

/* One that changed would refuse what was kept from an earlier run of the same version. */
static void what_is_not_the_plans_affair_does_not_show(void **state)
{
    (void)state;
    const struct fnl_plan plan = {.digest = 2385, .months = 12}, moved = {.digest = 2385};
    assert_true(fnl_signature_plan(1, &plan) == fnl_signature_plan(1, &moved));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_work_has_the_same_signature),
        cmocka_unit_test(everything_that_differs_shows),
        cmocka_unit_test(what_is_not_the_plans_affair_does_not_show),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
