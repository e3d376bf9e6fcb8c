/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "refused.h"
#include "scenario/framecheck.h"

static void dates_and_months_must_exist(void **state)
{
    (void)state;
    assert_refused(FIRM "start = \"2026-03-02\";", "start", "2026-03-02");
    assert_refused(FIRM "fiscal_year_starts = \"Brumaire\";", "fiscal_year_starts", "Brumaire");
}

static void money_has_a_currency_and_a_judge(void **state)
{
    (void)state;
    assert_refused(FIRM "currency = \"usd\";", "currency", "\"usd\"");
    assert_refused(FIRM "currency = \"EURO\";", "currency", "\"EURO\"");
    assert_refused(FIRM "currency = \"$\";", "currency", "\"$\"");
    assert_refused(FIRM "judge_by = \"contributoin\";", "judge_by", "\"contribution\"");
    assert_refused(FIRM "judge_by = \"happiness of all\";", "judge_by", "funnelsim indicators");
}

static void working_days_must_exist(void **state)
{
    (void)state;
    assert_refused(FIRM "calendar = { workdays = \"Mo-Fr\"; };", "calendar.workdays", "\"Mo-Fr\"");
}

static void the_working_day_ends_by_midnight(void **state)
{
    (void)state;
    assert_refused(FIRM "calendar = { opens = 16.5; hours_per_day = 8; };",
                   "calendar.hours_per_day", "midnight");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_and_months_must_exist),
        cmocka_unit_test(money_has_a_currency_and_a_judge),
        cmocka_unit_test(working_days_must_exist),
        cmocka_unit_test(the_working_day_ends_by_midnight),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
