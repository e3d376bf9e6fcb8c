/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab.h"

/* Two deals of 500.00 that are won in the first days, in a firm of so many months. */
static int64_t misses(int months, const char *quota)
{
    struct lab *lab = lab_open("name = \"Quota\"; months = %d; today = { open_deals = 2; };"
                               "sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
                               "stages = ( { name = \"A\"; hours = 1; go_on = 1.0; } );"
                               "reps = { count = 1; }; clients = { contract_value = 500; }; %s",
                               months, quota);
    lab_run(lab, 0, NULL);
    const int64_t missed = lab_value(lab, FNL_MISSES_QUOTA);
    lab_close(lab);
    return missed;
}

static void the_years_number_is_missed_only_by_less(void **state)
{
    (void)state;
    assert_int_equal(misses(12, "quota = { per_year = 1000; };"), 0);
    assert_int_equal(misses(12, "quota = { per_year = 1000.01; };"), 1);
    assert_int_equal(misses(30, "quota = { per_year = 999.99; };"), 0);
}

static void without_a_number_or_a_year_nothing_is_missed_or_met(void **state)
{
    (void)state;
    assert_int_equal(misses(12, ""), FNL_UNDEFINED);
    assert_int_equal(misses(12, "quota = { };"), FNL_UNDEFINED);
    assert_int_equal(misses(11, "quota = { per_year = 1; };"), FNL_UNDEFINED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_years_number_is_missed_only_by_less),
        cmocka_unit_test(without_a_number_or_a_year_nothing_is_missed_or_met),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
