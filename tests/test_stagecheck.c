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
#include "scenario/stagecheck.h"

static void stages_are_as_many_as_there_is_room_for_and_meet_as_somebody_defined(void **state)
{
    (void)state;
    assert_refused(NAME DOORS REPS, "stages", "0 stages");
    char text[4000] = NAME DOORS REPS "stages = ( ";
    for (int i = 0; i < 13; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text),
                 "%s{ name = \"S%d\"; hours = 1; go_on = 0.5; }", i ? ", " : "", i);
    strcat(text, " );");
    assert_refused(text, "stages", "13 stages");

#define MEETS(kind)                                                                                \
    NAME DOORS REPS "stages = ( { name = \"A\"; hours = 1; go_on = 0.5; meeting = \"" kind         \
                    "\"; } );"
    assert_refused(MEETS("pitch"), "stages[A].meeting", "pitch");
    assert_refused(MEETS("pich") "meetings = { kinds = ( { name = \"pitch\"; } ); };",
                   "stages[A].meeting", "did you mean \"pitch\"");
    assert_accepted(MEETS("pitch") "meetings = { kinds = ( { name = \"pitch\"; } ); };");
}

static void a_loss_needs_a_cause(void **state)
{
    (void)state;
    assert_refused(NAME DOORS REPS "stages = ( { name = \"A\"; hours = 1; go_on = 0.5;"
                                   "  to_competitor = 0; on_price = 0; no_decision = 0; } );",
                   "stages[A].no_decision", "cause");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stages_are_as_many_as_there_is_room_for_and_meet_as_somebody_defined),
        cmocka_unit_test(a_loss_needs_a_cause),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
