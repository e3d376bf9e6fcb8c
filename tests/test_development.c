/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lab.h"
#include "model/development.h"
#include "model/state.h"
#include "model/team.h"
#include "stats/interval.h"
#include "tables.h"

static void the_table_is_in_order(void **state)
{
    (void)state;
    tables_check("fnl_development_table", &fnl_development_table);
}

/* Three stages; people who go on from each for sure. */
#define FIRM                                                                                       \
    "name = \"Split\"; months = 6; " LAB_FROM_2025                                                 \
    "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 60; trust = 0.8; } );"   \
    "stages = ( { name = \"A\"; hours = 0.5; go_on = 1.0; }, { name = \"B\"; hours = 0.5; "        \
    "  go_on = 1.0; }, { name = \"C\"; hours = 0.5; go_on = 1.0; } );"                             \
    "reps = { count = 2; salary = 60000; }; %s"

/* Who did the touches of each stage, and how many there were of each role. */
static void each_role_does_its_stages(void **state)
{
    (void)state;
    static const char *const assigns[] = {"shared_queue", "round_robin", "least_loaded"};
    for (size_t i = 0; i < 3; i++) {
        char more[200];
        snprintf(more, sizeof more,
                 "assign = { policy = \"%s\"; }; development = { count = 3; stages = 2;"
                 "  handoff_loss = 0.0; };",
                 assigns[i]);
        struct lab *lab = lab_open(FIRM, more);
        struct lab_tape tape = {0};
        lab_record(lab, &tape);
        assert_int_equal(lab->company->rep_count, 5);
        int64_t touches[5][3] = {{0}};
        for (size_t j = 0; j < lab_tape_count(&tape, FNL_FACT_TOUCH); j++) {
            const struct fnl_fact *fact = lab_tape_fact(&tape, FNL_FACT_TOUCH, j);
            touches[fact->rep][fact->detail]++;
        }
        for (int rep = 0; rep < 5; rep++)
            for (int stage = 0; stage < 3; stage++)
                if ((rep >= 2) == (stage < 2))
                    assert_true(touches[rep][stage] > 20);
                else
                    assert_int_equal(touches[rep][stage], 0);
        assert_true(lab_value(lab, FNL_WON) > 300);
        for (size_t j = 0; j < lab->company->clients.count; j++)
            assert_true(lab->company->clients.items[j].rep < 2);
        lab_tape_fini(&tape);
        lab_close(lab);
    }
}

/* However many stages are theirs, the last one is a rep's; with none at all nobody passes on. */
static void the_last_stage_is_always_a_reps(void **state)
{
    (void)state;
    static const struct {
        int stages;
        enum fnl_role roles[3];
    } cases[] = {{0, {FNL_ROLE_SELLS, FNL_ROLE_SELLS, FNL_ROLE_SELLS}},
                 {1, {FNL_ROLE_DEVELOPS, FNL_ROLE_SELLS, FNL_ROLE_SELLS}},
                 {2, {FNL_ROLE_DEVELOPS, FNL_ROLE_DEVELOPS, FNL_ROLE_SELLS}},
                 {9, {FNL_ROLE_DEVELOPS, FNL_ROLE_DEVELOPS, FNL_ROLE_SELLS}}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char more[100];
        snprintf(more, sizeof more, "development = { stages = %d; };", cases[i].stages);
        struct lab *lab = lab_open(FIRM, more);
        lab_run(lab, 0, NULL);
        for (unsigned stage = 0; stage < 3; stage++)
            assert_int_equal(fnl_development_does(lab->company, stage), cases[i].roles[stage]);
        lab_close(lab);
    }
    struct lab *lab = lab_open(FIRM, "");
    lab_run(lab, 0, NULL);
    assert_int_equal(fnl_development_does(lab->company, 0), FNL_ROLE_SELLS);
    lab_close(lab);
}

/* The same person is lost at every larger share, and only between the roles. */
static void a_share_is_lost_between_the_roles(void **state)
{
    (void)state;
    static const double shares[] = {0, 0.2, 0.5, 1};
    int64_t before = -1;
    for (size_t i = 0; i < 4; i++) {
        char more[100];
        snprintf(more, sizeof more, "development = { handoff_loss = %g; };", shares[i]);
        struct lab *lab = lab_open(FIRM, more);
        lab_run(lab, 0, NULL);
        const int64_t lost = lab_cause(lab, FNL_CAUSE_LOST_BETWEEN),
                      passed = lost + lab_cause(lab, FNL_CAUSE_WON);
        const struct fnl_interval share = fnl_interval_share(lost, passed, 0.9999);
        assert_true(share.low <= shares[i] && shares[i] <= share.high);
        assert_true(lost > before);
        before = lost;
        lab_close(lab);
    }
    struct lab *lab = lab_open(FIRM, "");
    lab_run(lab, 0, NULL);
    assert_int_equal(lab_cause(lab, FNL_CAUSE_LOST_BETWEEN), 0);
    lab_close(lab);
}

/* Trust as it was at the first stage, and less from there on. */
static void trust_is_lost_once(void **state)
{
    (void)state;
    struct lab *lab = lab_open(FIRM, "development = { handoff_trust = 0.25; handoff_loss = 0.0; };"
                                     "effects = { trust = 2; trust_reference = 0.8; };");
    lab_run(lab, 0, NULL);
    struct fnl_lead lead = {.key = 5, .stage_key = 7, .rep = 3, .source = 0, .client = FNL_NOBODY};
    assert_true(fabs(fnl_truth_effect(lab->company, &lead)) < 1e-6);
    assert_true(fnl_development_passes(lab->company, &lead, 1));
    assert_int_equal(lead.rep, FNL_NOBODY);
    assert_true(fabs(fnl_truth_effect(lab->company, &lead) + 0.5) < 1e-6);
    lead.stage = 1;
    lead.rep = 1;
    assert_true(fnl_development_passes(lab->company, &lead, 2));
    assert_int_equal(lead.rep, 1);
    assert_true(fabs(fnl_truth_effect(lab->company, &lead) + 0.5) < 1e-6);
    lab_close(lab);
}

/* 2 reps at 60,000 and 3 others at 36,000 cost 19,000 a month; hours by each one's share. */
static void they_have_salaries_and_hours_of_their_own(void **state)
{
    (void)state;
    struct lab *split = lab_open(FIRM, "development = { count = 3; salary = 36000;"
                                       "  selling_share = 0.8; };"),
               *full = lab_open(FIRM, "");
    lab_run(split, 0, NULL);
    lab_run(full, 0, NULL);
    assert_int_equal(lab_money(full, FNL_MONEY_SALARIES), -6 * 1000000);
    assert_int_equal(lab_money(split, FNL_MONEY_SALARIES), -6 * 1900000);
    const double two = (double)full->accounts.hours_available,
                 five = (double)split->accounts.hours_available;
    assert_true(fabs(five - two * (2 * 0.4 + 3 * 0.8) / (2 * 0.4)) < 100);
    lab_close(split);
    lab_close(full);
}

/* One who quits is replaced by one of the same role, and leads stay in it; clients never come. */
static void who_leaves_is_replaced_in_the_same_role(void **state)
{
    (void)state;
    struct lab *lab = lab_open(FIRM, "development = { count = 3; };"
                                     "attrition = { share_per_year = 0.95; replaced_after = 4; };");
    lab_run(lab, 1, NULL);
    const struct fnl_company *company = lab->company;
    assert_true(company->departed > 3);
    int64_t there[FNL_ROLES] = {0};
    for (size_t i = 0; i < company->rep_count; i++)
        there[company->reps[i].role] += !company->reps[i].left;
    assert_int_equal(there[FNL_ROLE_DEVELOPS] + (int64_t)company->developer_vacancies, 3);
    assert_int_equal(
        there[FNL_ROLE_SELLS] + (int64_t)(company->vacancies - company->developer_vacancies), 2);
    for (size_t i = 0; i < company->clients.count; i++)
        if (company->clients.items[i].alive && company->clients.items[i].rep != FNL_NOBODY)
            assert_int_equal(company->reps[company->clients.items[i].rep].role, FNL_ROLE_SELLS);
    for (size_t i = 0; i < company->leads.count; i++) {
        const struct fnl_lead *lead = &company->leads.items[i];
        if (lead->in_use && lead->stage_key && lead->rep != FNL_NOBODY)
            assert_int_equal(company->reps[lead->rep].role,
                             fnl_development_does(company, lead->stage));
    }
    lab_close(lab);
}

/* New people are theirs first; whom a rep serves already is told nothing by a stranger. */
static void a_clients_new_business_is_its_reps(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open(FIRM, "today = { clients = 40; }; development = { count = 2;"
                       "  stages = 2; handoff_loss = 0.0; };"
                       "meetings = { target_per_month = 30; kinds = ( { name = \"review\";"
                       "  when = \"spare_time\"; hours = 1.0; opens = 0.5; } ); };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    int64_t with_clients = 0, with_people = 0;
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_TOUCH); i++) {
        const struct fnl_fact *fact = lab_tape_fact(&tape, FNL_FACT_TOUCH, i);
        const bool known = fact->client != FNL_NOBODY;
        with_clients += known;
        with_people += !known && fact->detail < 2;
        assert_int_equal(lab->company->reps[fact->rep].role,
                         known || fact->detail == 2 ? FNL_ROLE_SELLS : FNL_ROLE_DEVELOPS);
    }
    assert_true(with_clients > 30 && with_people > 100);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* They prospect for leads of their own; a rep passes on whom it finds. */
static void whom_they_find_is_theirs_until_handed_on(void **state)
{
    (void)state;
    struct lab *lab = lab_open(
        "name = \"Cold\"; months = 6; " LAB_FROM_2025
        "sources = ( { name = \"Cold\"; kind = \"outbound\"; found_per_hour = 0.5; } );"
        "stages = ( { name = \"A\"; hours = 1; go_on = 0.5; }, { name = \"B\"; hours = 1; go_on = "
        "0.5; } ); reps = { count = 1; }; slack = { policy = \"prospect\"; };"
        "development = { count = 1; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    int64_t found[2] = {0};
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_TASK); i++) {
        const struct fnl_fact *fact = lab_tape_fact(&tape, FNL_FACT_TASK, i);
        found[fact->rep] += fact->detail == FNL_TASK_PROSPECTING;
    }
    assert_true(found[0] > 10 && found[1] > 10);
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_TOUCH); i++) {
        const struct fnl_fact *fact = lab_tape_fact(&tape, FNL_FACT_TOUCH, i);
        assert_int_equal(fact->rep, fact->detail == 0);
    }
    lab_tape_fini(&tape);
    lab_close(lab);
}

/*
 * Five people in all, at the same salaries and hours: full-cycle against two who
 * develop. All are short of work, so the roles do not change who is reached when,
 * and what decides is the loss: none is even, a tenth is worse, by a tenth.
 */
static void full_cycle_beats_split_roles_by_what_is_lost(void **state)
{
    (void)state;
#define EQUAL(count_, more_)                                                                       \
    "name = \"Equal\"; months = 12; " LAB_FROM_2025                                                \
    "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 60; } );"                \
    "stages = ( { name = \"A\"; hours = 0.5; go_on = 0.6; }, { name = \"B\"; hours = 0.5; "        \
    "  go_on = 0.5; } ); reps = { count = " count_ "; };" more_
    struct lab *full = lab_open(EQUAL("5", ""));
    struct lab *even = lab_open(EQUAL("3", "development = { count = 2; ramp_months = 0;"
                                           "  handoff_loss = 0.0; handoff_trust = 0.0; };"));
    struct lab *loses = lab_open(EQUAL("3", "development = { count = 2; ramp_months = 0;"
                                            "  handoff_loss = 0.1; };"));
    struct fnl_tally difference = {0}, lost = {0};
    for (uint64_t future = 0; future < 60; future++) {
        lab_run(full, future, NULL);
        lab_run(even, future, NULL);
        lab_run(loses, future, NULL);
        fnl_tally_add(&difference, lab_value(even, FNL_WON) - lab_value(full, FNL_WON));
        fnl_tally_add(&lost, lab_value(loses, FNL_WON) - lab_value(full, FNL_WON));
    }
    /* 720 people a year, of whom 216 sign. */
    const struct fnl_interval same = fnl_interval_mean(&difference, 0.999),
                              fewer = fnl_interval_mean(&lost, 0.999);
    assert_true(same.low <= 0.5 && same.high >= -0.5 && same.high - same.low < 2);
    assert_true(fewer.low < -21.6 && -21.6 < fewer.high && fewer.high < -15);
    lab_close(full);
    lab_close(even);
    lab_close(loses);
}

static void they_can_be_added_on_a_date_and_not_taken_away(void **state)
{
    (void)state;
    char text[1000];
    snprintf(text, sizeof text, FIRM, "development = { count = 2; };");
    const struct lab_change fewer = {40, "development = { count = 1; };"};
    char *told = lab_mistakes(text, &fewer, 1);
    assert_non_null(
        strstr(told, "1 who develop after 2: people can be added on a date, not taken away"));
    free(told);
    const struct lab_change more = {40, "development = { count = 4; };"};
    struct lab *lab = lab_open_changed(text, &more, 1);
    lab_run(lab, 0, NULL);
    assert_int_equal(lab->company->rep_count, 6);
    assert_int_equal(lab->company->developers, 4);
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(each_role_does_its_stages),
        cmocka_unit_test(the_last_stage_is_always_a_reps),
        cmocka_unit_test(a_share_is_lost_between_the_roles),
        cmocka_unit_test(trust_is_lost_once),
        cmocka_unit_test(they_have_salaries_and_hours_of_their_own),
        cmocka_unit_test(who_leaves_is_replaced_in_the_same_role),
        cmocka_unit_test(a_clients_new_business_is_its_reps),
        cmocka_unit_test(whom_they_find_is_theirs_until_handed_on),
        cmocka_unit_test(full_cycle_beats_split_roles_by_what_is_lost),
        cmocka_unit_test(they_can_be_added_on_a_date_and_not_taken_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
