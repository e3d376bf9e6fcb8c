/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab.h"
#include "model/state.h"

/* Two reps; what they find costs no further hours to speak of. */
static struct lab *firm(const char *sources, const char *slack)
{
    return lab_open("name = \"Hunt\"; months = 3; sources = ( %s );"
                    "stages = ( { name = \"A\"; hours = 0.001; go_on = 0.0; } );"
                    "reps = { count = 2; selling_share = 1.0; }; slack = { %s };",
                    sources, slack);
}

#define COLD "{ name = \"Cold\"; kind = \"outbound\"; found_per_hour = 0.5; }"
#define WARM "{ name = \"Warm\"; kind = \"target\"; found_per_hour = 0.5; }"
#define DOOR "{ name = \"Door\"; kind = \"inbound\"; }"

static fnl_time prospected(struct lab *lab)
{
    lab_run(lab, 0, NULL);
    const fnl_time hours = lab_spent(lab, FNL_SPENT_ON_PROSPECTING);
    lab_close(lab);
    return hours;
}

/* The first quarter of 2026 has 12 whole weeks of seven days from the 1st, and 6 days more. */
static void hours_are_those_planned_less_those_avoided(void **state)
{
    (void)state;
    assert_int_equal(prospected(firm(COLD, "policy = \"prospect\"; hours_per_week = 6;")),
                     2 * 13 * 6 * FNL_HOUR);
    assert_int_equal(
        prospected(firm(COLD, "policy = \"prospect\"; hours_per_week = 6; avoidance = 0.75;")),
        2 * 13 * fnl_units_hours(1.5));
    assert_int_equal(prospected(firm(COLD, "policy = \"wait\";")), 0);
}

/* Nobody can make that quota: the pressure is full most of the time, and half as much is done. */
static void under_pressure_more_is_done_than_was_planned(void **state)
{
    (void)state;
    const fnl_time done = prospected(firm(
        COLD, "policy = \"prospect\"; hours_per_week = 6; }; pressure = { prospects_more = 0.5;"
              "  full_at = 1.01; }; quota = { rep_leads = 1000000; measured_on = \"leads\";"));
    assert_true(done > 2 * 13 * 8 * FNL_HOUR && done <= 2 * 13 * 9 * FNL_HOUR);
}

static void nobody_prospects_where_there_is_nothing_to_prospect_in(void **state)
{
    (void)state;
    assert_int_equal(prospected(firm(DOOR, "policy = \"prospect\"; hours_per_week = 6;")), 0);
    assert_int_equal(prospected(firm("{ name = \"Cold\"; kind = \"outbound\"; }",
                                     "policy = \"prospect\"; hours_per_week = 6;")),
                     0);
}

/* prospecting/rep-1/17.2: the 2nd whom the rep found in its 17th block; sources take turns. */
static void whoever_finds_somebody_keeps_them_and_names_them(void **state)
{
    (void)state;
    struct lab *lab = firm(COLD "," DOOR "," WARM, "policy = \"prospect\"; hours_per_week = 10;");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t found[3] = {0};
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *fact = &tape.facts[i];
        assert_true(fact->kind != FNL_FACT_ASSIGNED);
        if (fact->kind != FNL_FACT_ARRIVED)
            continue;
        const uint32_t block = fact->index >> 8 & 0xfffff;
        const struct fnl_rep *rep = &((const struct fnl_company *)lab->company)->reps[fact->rep];
        const uint64_t source = fnl_key_text(fact->source == 0 ? "Cold" : "Warm");
        assert_int_equal(fact->index >> 28, FNL_CHANNEL_PROSPECTING);
        assert_int_equal(fact->source, block % 2 == 0 ? 0 : 2);
        assert_true(fact->key == fnl_lead_key(fnl_key_part(source, rep->key), fact->index));
        found[fact->source]++;
    }
    assert_true(found[0] > 40 && found[2] > 40);
    assert_int_equal(found[1], 0);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Whoever has leads to talk to does that first. */
static void only_free_hours_are_used(void **state)
{
    (void)state;
    struct lab *lab = lab_open("name = \"Busy\"; months = 3; today = { open_deals = 60; };"
                               "sources = ( " COLD ", " DOOR " );"
                               "stages = ( { name = \"A\"; hours = 100; go_on = 0.0; } );"
                               "reps = { count = 2; selling_share = 1.0; };"
                               "slack = { policy = \"prospect\"; hours_per_week = 10; };");
    lab_run(lab, 0, NULL);
    assert_int_equal(lab_spent(lab, FNL_SPENT_ON_PROSPECTING), 0);
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hours_are_those_planned_less_those_avoided),
        cmocka_unit_test(under_pressure_more_is_done_than_was_planned),
        cmocka_unit_test(nobody_prospects_where_there_is_nothing_to_prospect_in),
        cmocka_unit_test(whoever_finds_somebody_keeps_them_and_names_them),
        cmocka_unit_test(only_free_hours_are_used),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
