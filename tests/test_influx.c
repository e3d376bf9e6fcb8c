/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "lab.h"
#include "scenario/influx.h"
#include "stated.h"

#define REST                                                                                       \
    "name = \"Influx\"; start = \"2026-03\"; months = 6; "                                         \
    "stages = ( { name = \"A\"; hours = 1; go_on = 0.5; } ); reps = { count = 3; }; "

/* Of 4 dates 3 lie in the first 12 months, though the horizon has only 6. */
static void an_event_has_dates(void **state)
{
    (void)state;
    struct lab *lab = lab_open(
        REST "sources = ( { name = \"Fair\"; kind = \"event\"; people_per_event = 23.85; "
             "dates = [\"2026-03-01\", \"2026-09-15\", \"2027-02-28\", \"2027-03-01\"]; }, "
             "{ name = \"Door\"; kind = \"inbound\"; leads_per_month = 9; } );");
    assert_near(fnl_influx_of(lab->settings, 0), 3 * 23.85 / 12);
    assert_near(fnl_influx_of(lab->settings, 1), 0);
    lab_close(lab);
}

/* 3 reps plan 5.2 hours a week and do 3.9, one source after the other. */
static void planned_hours_find_people(void **state)
{
    (void)state;
    static const char sources[] =
        "sources = ( { name = \"Calls\"; kind = \"outbound\"; found_per_hour = 0.6; }, { name = "
        "\"Targets\"; kind = \"target\"; found_per_hour = 0.2; }, { name = \"Idle\"; kind = "
        "\"target\"; found_per_hour = 0; }, { name = \"Door\"; kind = \"inbound\"; "
        "leads_per_month = 9; } );";
    struct lab *lab = lab_open(REST "%s slack = { policy = \"prospect\"; hours_per_week = 5.2; "
                                    "avoidance = 0.25; };",
                               sources);
    const double hours = 3 * 3.9 * 30.4375 / 7;
    assert_near(fnl_influx_of(lab->settings, 0), 0.6 * hours / 2);
    assert_near(fnl_influx_of(lab->settings, 1), 0.2 * hours / 2);
    assert_near(fnl_influx_of(lab->settings, 2), 0);
    assert_near(fnl_influx_of(lab->settings, 3), 0);
    lab_close(lab);
    lab =
        lab_open(REST "sources = ( { name = \"Calls\"; kind = \"outbound\"; found_per_hour = 0.6; "
                      "}, { name = \"Giants\"; kind = \"target\"; }, { name = \"Dwarfs\"; kind = "
                      "\"target\"; } ); slack = { policy = \"prospect\"; hours_per_week = 3.9; }; "
                      "targets = { hours_per_touch = 0.5; agrees = 0.07; };");
    assert_near(fnl_influx_of(lab->settings, 0), 0.6 * hours / 2);
    assert_near(fnl_influx_of(lab->settings, 1), 0.07 * (hours / 2) / 0.5 / 2);
    assert_near(fnl_influx_of(lab->settings, 2), 0.07 * (hours / 2) / 0.5 / 2);
    lab_close(lab);
    lab = lab_open(REST "%s slack = { policy = \"wait\"; };", sources);
    assert_near(fnl_influx_of(lab->settings, 0), 0);
    lab_close(lab);
}

/* Moods are spread evenly from 0 to 1: 20 of 100 are engaged, 12, 26 and 42 the classes below. */
static void clients_send_people_by_their_mood(void **state)
{
    (void)state;
    struct lab *lab = lab_open(
        REST "sources = ( { name = \"Friends\"; kind = \"referral\"; }, { name = \"More friends\"; "
             "kind = \"referral\"; } ); today = { clients = 60; }; "
             "satisfaction = { start = { law = \"uniform\"; low = 0; high = 1; }; }; "
             "referrals = { engaged_from = 0.8; content_from = 0.68; complacent_from = 0.42; "
             "engaged = 2; content = 0.5; complacent = 0.1; disgruntled = 0.13; };");
    const double names = 0.2 * 2 + 0.12 * 0.5 + 0.26 * 0.1 + 0.42 * 0.13;
    assert_near(fnl_influx_of(lab->settings, 0), 60 * names / 12);
    assert_near(fnl_influx_of(lab->settings, 1), 0);
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_event_has_dates),
        cmocka_unit_test(planned_hours_find_people),
        cmocka_unit_test(clients_send_people_by_their_mood),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
