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
#include "scenario/changecheck.h"

static void some_things_cannot_change_on_a_date(void **state)
{
    (void)state;
    static const struct {
        const char *text, *path;
    } wrong[] = {
        {"months = 12;", "months"},
        {"currency = \"EUR\";", "currency"},
        {"calendar = { opens = 8; };", "calendar"},
        {"today = { cash = 1; };", "today"},
        {"quota = { per_year = 1; };", "quota.per_year"},
        {"reps = { count = 1; };", "reps"},
        {"sources = ( { name = \"List\"; new = true; kind = \"list\"; } );", "sources"},
        {"stages = ( { name = \"B\"; new = true; hours = 1; go_on = 0.1; } );", "stages"},
        {"meetings = { kinds = ( { name = \"lunch\"; new = true; } ); };", "meetings"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_refused_by(FIRM, &(struct lab_change){40, wrong[i].text}, wrong[i].path, "", 1);
}

static void other_things_can(void **state)
{
    (void)state;
    const struct lab_change right = {
        40, "reps = { count = 3; }; extra_budget = 4; buy = { policy = \"same_mix\"; };"
            "sources = ( { name = \"Door\"; leads_per_month = 4; } ); pita = { };"
            "quota = { rep_signs = 9; }; costs = { overhead = 7; }; stages = ( { name = \"A\"; "
            "go_on = 0.4; } );"};
    assert_refused_by(FIRM, &right, "", "", 0);
}

static void a_source_stays_what_it_is(void **state)
{
    (void)state;
    const struct lab_change change = {40, "sources = ( { name = \"Door\"; kind = \"list\"; } );"};
    assert_refused_by(FIRM, &change, "sources", "another kind of source", 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(some_things_cannot_change_on_a_date),
        cmocka_unit_test(other_things_can),
        cmocka_unit_test(a_source_stays_what_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
