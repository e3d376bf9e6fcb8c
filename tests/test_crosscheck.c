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
#include "scenario/crosscheck.h"

static void what_fits_together_is_accepted(void **state)
{
    (void)state;
    assert_accepted(FIRM);
    assert_accepted(FIRM "calendar = { opens = 16; hours_per_day = 8; };");
    assert_accepted(FIRM "today = { clients = 3; pita_clients = 3; };");
    assert_accepted(FIRM "extra_budget = 5; buy = { policy = \"same_mix\"; };");
    assert_accepted(FIRM "response = { odds_next_hour = 7; odds_next_day = 7.01; };");
}

/* All that is wrong is said in one go. */
static void mistakes_are_told_together(void **state)
{
    (void)state;
    assert_refused_by(FIRM "currency = \"x\"; judge_by = \"y\"; start = \"2026-01-02\";", NULL,
                      "start", "2026-01-02", 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_fits_together_is_accepted),
        cmocka_unit_test(mistakes_are_told_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
