/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "lab.h"
#include "model/dormant.h"
#include "model/state.h"

/* One client whom the only rep visits; what comes of it comes in two months. */
static struct lab *firm(const char *renewal, const char *kind)
{
    return lab_open("name = \"Later\"; months = 12; today = { clients = 3; };"
                    "sources = ( { name = \"Door\"; kind = \"inbound\"; },"
                    "  { name = \"Friends\"; kind = \"referral\"; } );"
                    "stages = ( { name = \"A\"; hours = 1; go_on = 0.0; } ); reps = { count = 1; };"
                    "clients = { %s contract_months = 12; }; referrals = { engaged = 0;"
                    "  content = 0; complacent = 0; disgruntled = 0; ruled_out = 0.0; };"
                    "meetings = { target_per_month = 9; kinds = ( { name = \"visit\"; shows = 1.0;"
                    "  when = \"spare_time\"; after = 2; %s } ); };",
                    renewal, kind);
}

static void what_a_visit_opens_comes_when_it_is_due(void **state)
{
    (void)state;
    struct lab *lab = firm("renewal = 1.0;", "opens = 1.0;");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    const fnl_time delay = fnl_units_days(2 * 30.4375);
    size_t due = 0;
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_MEETING); i++) {
        const struct fnl_fact *meeting = lab_tape_fact(&tape, FNL_FACT_MEETING, i);
        if (meeting->time + delay >= lab->plan.end)
            continue;
        const struct fnl_fact *deal = lab_tape_fact(&tape, FNL_FACT_ARRIVED, due++);
        assert_int_equal(deal->time, meeting->time + delay);
        assert_int_equal(deal->client, meeting->client);
        assert_int_equal(deal->index >> 28, FNL_CHANNEL_NEW_BUSINESS);
    }
    assert_true(due > 60);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_ARRIVED), due);
    assert_int_equal(lab_value(lab, FNL_DEALS_OPENED), due);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Deals of those who have left by then do not come; whom they introduced do. */
static void who_has_left_opens_nothing_any_more(void **state)
{
    (void)state;
    struct lab *lab = firm("cancels_per_year = 0.999;", "opens = 1.0; refers = 1.0;");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    const size_t meetings = lab_tape_count(&tape, FNL_FACT_MEETING);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_LEFT), 3);
    assert_int_equal(lab_value(lab, FNL_REFERRED), meetings);
    assert_true(lab_value(lab, FNL_DEALS_OPENED) < (int64_t)meetings);
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_LEFT); i++) {
        const struct fnl_fact *left = lab_tape_fact(&tape, FNL_FACT_LEFT, i);
        for (size_t j = 0; j < lab_tape_count(&tape, FNL_FACT_ARRIVED); j++) {
            const struct fnl_fact *came = lab_tape_fact(&tape, FNL_FACT_ARRIVED, j);
            assert_false(came->client == left->client && came->time > left->time);
        }
    }
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Places are used again, and nothing is kept from run to run. */
static void the_pool_is_as_large_as_most_who_wait_at_once(void **state)
{
    (void)state;
    struct lab *lab = firm("renewal = 1.0;", "opens = 1.0;");
    lab_run(lab, 0, NULL);
    const struct fnl_company *company = lab->company;
    assert_true(lab_value(lab, FNL_DEALS_OPENED) > 60);
    assert_true(company->dormant.count < 25 && company->dormant.count > 10);
    const size_t count = company->dormant.count;
    lab_run(lab, 0, NULL);
    assert_int_equal(company->dormant.count, count);
    lab_close(lab);
}

/* Somebody introduced by a lead who is long gone is still whose they were. */
static void names_of_leads_outlast_them(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open("name = \"Later\"; months = 12; sources = ("
                 "  { name = \"Door\"; kind = \"inbound\"; leads_per_month = 5; fit = 0.8; },"
                 "  { name = \"Friends\"; kind = \"referral\"; fit = 0.2; } );"
                 "stages = ( { name = \"A\"; hours = 1; go_on = 0.0; meeting = \"talk\"; } );"
                 "reps = { count = 3; }; referrals = { likeness = 1.0; ruled_out = 0.0; };"
                 "meetings = { kinds = ( { name = \"talk\"; refers = 0.5; after = 3; } ); };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t referred = 0;
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *fact = &tape.facts[i];
        if (fact->kind != FNL_FACT_TRAITS || tape.facts[i - 1].other == 0)
            continue;
        referred++;
        assert_int_equal(fact->amount, 800000); /* the fit of who sent them */
        assert_true(fact->generation > 0 && fact->time > fnl_units_days(3 * 30.4375));
    }
    assert_true(referred > 10);
    lab_tape_fini(&tape);
    lab_close(lab);
}

static void running_out_of_memory_is_noticed(void **state)
{
    (void)state;
    struct lab *lab = firm("renewal = 1.0;", "opens = 1.0;");
    lab_run(lab, 0, NULL);
    struct fnl_company *company = lab->company;
    company->dormant.free = FNL_NOBODY;
    company->dormant.count = company->dormant.capacity;
    company->now = 0;
    fnl_memory_fail_after(0);
    fnl_dormant_waits(company, &(struct fnl_lead_origin){.client = FNL_NOBODY}, FNL_DAY);
    fnl_memory_fail_after(-1);
    assert_true(company->failed);
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_visit_opens_comes_when_it_is_due),
        cmocka_unit_test(who_has_left_opens_nothing_any_more),
        cmocka_unit_test(the_pool_is_as_large_as_most_who_wait_at_once),
        cmocka_unit_test(names_of_leads_outlast_them),
        cmocka_unit_test(running_out_of_memory_is_noticed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
