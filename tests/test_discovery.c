/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab.h"
#include "model/discovery.h"
#include "model/state.h"
#include "tables.h"

static void the_table_is_in_order(void **state)
{
    (void)state;
    tables_check("fnl_discovery_table", &fnl_discovery_table);
}

/* 300 open deals, each at the first of two stages of which the first has so many meetings. */
static struct lab *firm(int meetings, const char *discovery)
{
    return lab_open(
        "name = \"Find\"; months = 24; today = { };"
        "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 50; } );"
        "stages = ( { name = \"A\"; hours = 0.1; go_on = 1.0; },"
        "  { name = \"B\"; hours = 0.1; touches = %d; meeting = \"talk\"; go_on = 0.5; },"
        "  { name = \"C\"; hours = 0.1; go_on = 0.5; } );"
        "meetings = { kinds = ( { name = \"talk\"; discovers = 0.4; } ); };"
        "clients = { contract_value = 10000; }; reps = { count = 9; }; %s",
        meetings, discovery);
}

/* 0.4 of the needs, then 0.4 of the rest. */
static void every_meeting_finds_out_less(void **state)
{
    (void)state;
    struct lab *lab = firm(1, "discovery = { };");
    lab_run(lab, 0, NULL);
    struct fnl_lead lead = {.key = 1};
    fnl_mechanism_touch_held(lab->company, &lead, -1, 7);
    assert_true(lead.needs_known == 0);
    fnl_mechanism_touch_held(lab->company, &lead, 0, 7);
    assert_true(fabs((double)lead.needs_known - 0.4) < 1e-6);
    fnl_mechanism_touch_held(lab->company, &lead, 0, 8);
    assert_true(fabs((double)lead.needs_known - 0.64) < 1e-6);
    fnl_mechanism_touch_held(lab->company, &lead, 0, 9);
    assert_true(fabs((double)lead.needs_known - 0.784) < 1e-6);
    lab_close(lab);
}

/* Nothing where nobody has asked; else what is known beyond the reference. */
static void the_effect_is_zero_at_the_reference(void **state)
{
    (void)state;
    struct lab *lab = firm(1, "discovery = { known = 0.25; on_going_on = 2.4; on_price = 0.2; };");
    lab_run(lab, 0, NULL);
    const struct fnl_company *company = lab->company;
    struct fnl_lead lead = {.key = 1};
    assert_true(fnl_mechanism_on_going_on(company, &lead, 0) == 0);
    assert_true(fnl_mechanism_on_price(company, &lead) == 1);
    lead.needs_known = 0.25f;
    assert_true(fnl_mechanism_on_going_on(company, &lead, 0) == 0);
    lead.needs_known = 0.125f;
    assert_true(fabs(fnl_mechanism_on_going_on(company, &lead, 0) + 0.3) < 1e-9);
    lead.needs_known = 0.75f;
    assert_true(fabs(fnl_mechanism_on_going_on(company, &lead, 0) - 1.2) < 1e-9);
    assert_true(fabs(fnl_mechanism_on_price(company, &lead) - 1.1) < 1e-9);
    lab_close(lab);
}

/* The chances of the deals, and the price in the end: 0.4 or 0.64 known, 0.4 as usual. */
static void one_more_meeting_raises_later_chances_and_the_price(void **state)
{
    (void)state;
    for (int meetings = 1; meetings <= 2; meetings++) {
        struct lab *lab = firm(meetings, "discovery = { known = 0.4; on_going_on = 1.5;"
                                         "  on_price = 0.25; };");
        struct lab_tape tape = {0};
        lab_record(lab, &tape);
        const double known = meetings == 1 ? 0 : 0.24;
        const double chance = 1 / (1 + exp(-1.5 * known));
        for (size_t i = 0; i < tape.count; i++) {
            const struct fnl_fact *fact = &tape.facts[i];
            if (fact->kind == FNL_FACT_SIGNED)
                assert_int_equal(fact->amount, meetings == 1 ? 1000000 : 1060000);
            if (fact->kind != FNL_FACT_DECIDED)
                continue;
            const double expected = fact->detail == 0 ? 1 : chance;
            assert_true(fabs((double)fact->amount / 1e6 - expected) < 2e-6);
        }
        assert_true(lab_tape_count(&tape, FNL_FACT_SIGNED) > 200);
        lab_tape_fini(&tape);
        lab_close(lab);
    }
}

/* What was found out is known still when they come back. */
static void needs_are_remembered_by_who_returns(void **state)
{
    (void)state;
    struct lab *lab = firm(1, "discovery = { known = 0.4; on_going_on = 3; };"
                              "returns = { share = 1.0; after = 1; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t better = 0;
    for (size_t i = 0; i < tape.count; i++)
        better += tape.facts[i].kind == FNL_FACT_DECIDED && tape.facts[i].detail > 0 &&
                  tape.facts[i].amount > 500010;
    assert_true(better > 50);
    lab_tape_fini(&tape);
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(every_meeting_finds_out_less),
        cmocka_unit_test(the_effect_is_zero_at_the_reference),
        cmocka_unit_test(one_more_meeting_raises_later_chances_and_the_price),
        cmocka_unit_test(needs_are_remembered_by_who_returns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
