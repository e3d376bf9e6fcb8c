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

static void who_is_screened_early_is_so_after_a_stage_that_there_is(void **state)
{
    (void)state;
#define EARLY                                                                                      \
    NAME DOORS "stages = ( { name = \"Talk\"; hours = 1; go_on = 0.5; },"                          \
               "  { name = \"Offer\"; hours = 1; go_on = 0.5; } ); " REPS                          \
               "accept = { policy = \"screen_early\"; stage = \"%s\"; };"
    static const struct {
        const char *stage, *words;
    } cases[] = {
        {"", NULL},
        {"Talk", NULL},
        {"Offer", NULL},
        {"Ofer", "\"Ofer\" is none of the stages Talk, Offer (did you mean \"Offer\"?)"},
        {"Discovery", "\"Discovery\" is none of the stages Talk, Offer"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[600];
        snprintf(text, sizeof text, EARLY, cases[i].stage);
        if (cases[i].words)
            assert_refused(text, "accept.stage", cases[i].words);
        else
            assert_accepted(text);
    }
    /* Of a stage in doubt nothing is concluded. */
    assert_refused(NAME DOORS "stages = ( { name = 5; hours = 1; go_on = 0.5; } ); " REPS
                              "accept = { policy = \"screen_early\"; stage = \"Talk\"; };",
                   "stages[#1].name", "");
    assert_accepted(NAME DOORS "stages = ( { name = \"A\"; hours = 1; go_on = 0.5; } ); " REPS
                               "accept = { policy = \"screen_early\"; };");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stages_are_as_many_as_there_is_room_for_and_meet_as_somebody_defined),
        cmocka_unit_test(a_loss_needs_a_cause),
        cmocka_unit_test(who_is_screened_early_is_so_after_a_stage_that_there_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
