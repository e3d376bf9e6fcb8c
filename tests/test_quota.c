/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab.h"
#include "model/quota.h"
#include "model/state.h"
#include "stats/interval.h"
#include "tables.h"

static void the_table_is_in_order(void **state)
{
    (void)state;
    tables_check("fnl_quota_table", &fnl_quota_table);
}

#define TEAM                                                                                       \
    "name = \"Team\"; months = 6; fiscal_year_starts = \"Feb\";"                                   \
    "sources = ( { name = \"Door\"; kind = \"inbound\"; } );"                                      \
    "stages = ( { name = \"A\"; hours = 1; go_on = 0.5; },"                                        \
    "           { name = \"B\"; hours = 1; go_on = 0.5; } ); reps = { count = 2; };"

/* A company on the first of February, when a quarter begins. */
static struct fnl_company *begin(struct lab *lab)
{
    struct fnl_company *company = lab_afresh(lab);
    company->month = 1;
    company->now = 31 * FNL_DAY;
    fnl_mechanism_day_begins(company, 31);
    return company;
}

static void hear(struct fnl_company *company, struct fnl_fact fact)
{
    fnl_mechanism_hear(company, &fact);
}

static void assert_missing(const struct fnl_company *company, uint32_t rep, double missing)
{
    assert_true(fabs(fnl_quota_standing(company, rep).missing - missing) < 1e-12);
}

static void new_business_is_what_a_rep_signs(void **state)
{
    (void)state;
    struct lab *lab = lab_open(TEAM "quota = { rep_signs = 1000; rep_leads = 3; };");
    struct fnl_company *company = begin(lab);
    assert_missing(company, 0, 1);
    hear(company, (struct fnl_fact){.kind = FNL_FACT_SIGNED, .amount = 23850});
    hear(company, (struct fnl_fact){.kind = FNL_FACT_SIGNED, .amount = 9, .rep = FNL_NOBODY});
    hear(company, (struct fnl_fact){.kind = FNL_FACT_DECIDED, .flag = true});
    assert_missing(company, 0, 0.7615);
    assert_missing(company, 1, 1);
    company->now += 45 * FNL_DAY;
    company->month = 2;
    assert_true(fabs(fnl_quota_standing(company, 1).left - 44.0 / 89) < 1e-12);
    hear(company, (struct fnl_fact){.kind = FNL_FACT_SIGNED, .amount = 90000});
    assert_missing(company, 0, 0);
    lab_close(lab);
}

/* Who goes on from the first stage is qualified; who passes the test is a lead. */
static void leads_are_those_who_pass_and_qualified_those_who_go_on(void **state)
{
    (void)state;
    static const char *const measures[] = {"leads", "qualified"};
    for (size_t i = 0; i < 2; i++) {
        struct lab *lab = lab_open(TEAM "qualify = { policy = \"rep\"; }; quota = { rep_signs = 9;"
                                        "  rep_leads = 4; measured_on = \"%s\"; };",
                                   measures[i]);
        struct fnl_company *company = begin(lab);
        hear(company, (struct fnl_fact){.kind = FNL_FACT_SIGNED, .amount = 900});
        hear(company, (struct fnl_fact){.kind = FNL_FACT_TOUCH, .flag = true, .other = 1});
        hear(company, (struct fnl_fact){.kind = FNL_FACT_QUALIFIED});
        hear(company, (struct fnl_fact){.kind = FNL_FACT_DECIDED});
        hear(company, (struct fnl_fact){.kind = FNL_FACT_DECIDED, .flag = true, .detail = 1});
        assert_missing(company, 0, 1);
        hear(company, (struct fnl_fact){.kind = FNL_FACT_QUALIFIED, .flag = true});
        assert_missing(company, 0, i == 0 ? 0.75 : 1);
        hear(company, (struct fnl_fact){.kind = FNL_FACT_DECIDED, .flag = true});
        assert_missing(company, 0, 0.75);
        lab_close(lab);
    }
}

/* Where reps do not test, whom they talk to for the first time is their lead. */
static void untested_leads_count_when_they_are_met(void **state)
{
    (void)state;
    struct lab *lab = lab_open(TEAM "qualify = { policy = \"marketing\"; };"
                                    "quota = { rep_leads = 4; measured_on = \"leads\"; };");
    struct fnl_company *company = begin(lab);
    hear(company, (struct fnl_fact){.kind = FNL_FACT_QUALIFIED, .flag = true, .rep = FNL_NOBODY});
    hear(company, (struct fnl_fact){.kind = FNL_FACT_TOUCH, .flag = true});
    assert_missing(company, 0, 1);
    hear(company, (struct fnl_fact){.kind = FNL_FACT_TOUCH, .flag = true, .other = 1});
    assert_missing(company, 0, 0.75);
    lab_close(lab);
}

/* Reps 0 and 1 close; rep 2, who develops, does the first stage and signs nothing. */
static void nobody_is_held_to_what_is_not_their_work(void **state)
{
    (void)state;
    static const struct {
        const char *measure;
        double closes, develops;
    } cases[] = {{"new_business", 1, 0}, {"qualified", 0, 1}, {"leads", 0, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct lab *lab = lab_open(TEAM "development = { count = 1; }; quota = { rep_signs = 1000; "
                                        "rep_leads = 4; measured_on = \"%s\"; };",
                                   cases[i].measure);
        struct fnl_company *company = begin(lab);
        assert_int_equal(company->rep_count, 3);
        assert_missing(company, 0, cases[i].closes);
        assert_missing(company, 1, cases[i].closes);
        assert_missing(company, 2, cases[i].develops);
        lab_close(lab);
    }
    struct lab *lab = lab_open(TEAM "quota = { rep_leads = 4; measured_on = \"leads\"; };");
    assert_missing(begin(lab), 0, 1);
    lab_close(lab);
}

/* From the quarter on in whose beginning a rep is there, and where there is a quota. */
static void only_who_was_there_at_its_beginning_carries_a_quota(void **state)
{
    (void)state;
    struct lab *lab = lab_open(TEAM "quota = { per_year = 9; rep_signs = 1000; };");
    struct fnl_company *company = begin(lab);
    company->now = 0;
    company->month = 0;
    assert_missing(company, 0, 0);
    company->reps[1].left = true;
    company->month = 4;
    company->now = fnl_calendar_month_start(company->plan->calendar, 4);
    fnl_mechanism_day_begins(company, 120);
    assert_missing(company, 0, 1);
    assert_missing(company, 1, 0);
    lab_close(lab);
    lab = lab_open(TEAM "quota = { per_year = 9; rep_leads = 9; };");
    company = begin(lab);
    assert_int_equal(company->mechanisms.count, 0);
    assert_missing(company, 0, 0);
    assert_true(fnl_quota_standing(company, 0).left == 1);
    lab_close(lab);
}

/* Ninety leads a month for two reps, each of whom is signed for 100 at once. */
static struct lab *busy(const char *quota)
{
    return lab_open("name = \"Busy\"; months = 7; fiscal_year_starts = \"Feb\";"
                    "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 90; } );"
                    "stages = ( { name = \"A\"; hours = 0.2; go_on = 1.0; } );"
                    "clients = { contract_value = 100; }; reps = { count = 2; };"
                    "assign = { policy = \"round_robin\"; }; %s",
                    quota);
}

static void what_was_attained_is_told_when_a_quarter_ends(void **state)
{
    (void)state;
    struct lab *lab = busy("quota = { rep_signs = 14000; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_QUOTA), 4);
    fnl_money attained = 0, signed_from_february = 0;
    for (size_t i = 0; i < tape.count; i++)
        if (tape.facts[i].kind == FNL_FACT_SIGNED && tape.facts[i].time >= 31 * FNL_DAY)
            signed_from_february += tape.facts[i].amount;
    size_t made = 0;
    double sum = 0;
    for (size_t i = 0; i < 4; i++) {
        const struct fnl_fact *fact = lab_tape_fact(&tape, FNL_FACT_QUOTA, i);
        assert_int_equal(fact->rep, i % 2);
        assert_int_equal(fact->span, 1400000);
        assert_int_equal(fact->time, (i < 2 ? 120 : 212) * FNL_DAY - 1);
        assert_int_equal(fact->flag, fact->amount >= 1400000);
        made += fact->flag;
        sum += (double)fact->amount / 1400000;
        attained += fact->amount;
    }
    assert_true(made > 0 && made < 4);
    assert_int_equal(attained, signed_from_february);
    assert_int_equal(lab_value(lab, FNL_QUOTA_MADE), made * FNL_MILLION / 4);
    assert_int_equal(lab_value(lab, FNL_QUOTA_ATTAINMENT), fnl_units_integer(sum / 4 * 1e6));
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* A quota by itself changes nothing but what is said of it. */
static void a_quota_alone_moves_nothing(void **state)
{
    (void)state;
    struct lab *without = busy(""), *with = busy("quota = { rep_signs = 13000; };");
    lab_run(without, 0, NULL);
    lab_run(with, 0, NULL);
    for (size_t i = 0; i < with->layout.width; i++)
        if (i != FNL_QUOTA_MADE && i != FNL_QUOTA_ATTAINMENT)
            assert_int_equal(with->row[i], without->row[i]);
    assert_int_equal(lab_value(without, FNL_QUOTA_MADE), FNL_UNDEFINED);
    assert_int_equal(lab_value(without, FNL_QUOTA_ATTAINMENT), FNL_UNDEFINED);
    lab_close(without);
    lab_close(with);
}

/*
 * Two leads in 90 days for each rep come by themselves: who looks for more makes its quota, who
 * waits for them does not. Of the same reps, the same people come. The interval holds in 99.9
 * of 100 such tests.
 */
static void hunters_make_their_quota_and_waiters_do_not(void **state)
{
    (void)state;
    static const char *const waiters[] = {"0.0", "1.0"};
    int64_t made[2] = {0, 0}, half = 0;
    struct lab *labs[2];
    struct fnl_tally difference = {0};
    for (size_t i = 0; i < 2; i++)
        labs[i] = lab_open(
            "name = \"Drought\"; months = 12;"
            "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 5.4; },"
            "            { name = \"Cold\"; kind = \"outbound\"; found_per_hour = 0.2; } );"
            "stages = ( { name = \"A\"; hours = 1; days = 3; go_on = 0.3; } );"
            "reps = { count = 8; waiters = %s; }; clients = { contract_value = 10000; };"
            "slack = { policy = \"prospect\"; hours_per_week = 8; };"
            "quota = { rep_signs = 20000; };",
            waiters[i]);
    for (uint64_t future = 0; future < 20; future++) {
        for (size_t i = 0; i < 2; i++) {
            lab_run(labs[i], future, NULL);
            made[i] += lab_value(labs[i], FNL_QUOTA_MADE);
        }
        fnl_tally_add(&difference,
                      lab_value(labs[0], FNL_QUOTA_MADE) - lab_value(labs[1], FNL_QUOTA_MADE));
        half += lab_spent(labs[1], FNL_SPENT_ON_PROSPECTING);
    }
    assert_int_equal(half, 0);
    assert_true(fnl_interval_mean(&difference, 0.999).low > 0);
    assert_true(made[0] > 20 * FNL_MILLION * 7 / 10 && made[1] < 20 * FNL_MILLION * 3 / 10);
    lab_close(labs[0]);
    lab_close(labs[1]);
}

/* In one team, of equal skill: by what they signed in their quarters. At 99.9 %. */
static void hunters_sell_more_than_waiters_beside_them(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open("name = \"Mixed\"; months = 12;"
                 "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 10; },"
                 "            { name = \"Cold\"; kind = \"outbound\"; found_per_hour = 0.2; } );"
                 "stages = ( { name = \"A\"; hours = 1; days = 3; go_on = 0.3; } );"
                 "reps = { count = 20; waiters = 0.5; }; clients = { contract_value = 10000; };"
                 "assign = { policy = \"round_robin\"; }; quota = { rep_signs = 20000; };"
                 "slack = { policy = \"prospect\"; hours_per_week = 8; };");
    struct lab_tape tape = {0};
    struct fnl_tally difference = {0};
    for (uint64_t future = 0; future < 20; future++) {
        const struct fnl_listener listener = lab_tape_listener(&tape, FNL_FACT_BIT(FNL_FACT_QUOTA));
        int64_t attained[2] = {0, 0}, quarters[2] = {0, 0};
        lab_run(lab, future, &listener);
        const struct fnl_company *company = lab->company;
        for (size_t i = 0; i < tape.count; i++) {
            const bool waits = company->reps[tape.facts[i].rep].waits;
            attained[waits] += tape.facts[i].amount;
            quarters[waits]++;
        }
        fnl_tally_add(&difference, attained[0] / quarters[0] - attained[1] / quarters[1]);
    }
    assert_true(fnl_interval_mean(&difference, 0.999).low > 0);
    lab_tape_fini(&tape);
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(new_business_is_what_a_rep_signs),
        cmocka_unit_test(leads_are_those_who_pass_and_qualified_those_who_go_on),
        cmocka_unit_test(untested_leads_count_when_they_are_met),
        cmocka_unit_test(nobody_is_held_to_what_is_not_their_work),
        cmocka_unit_test(only_who_was_there_at_its_beginning_carries_a_quota),
        cmocka_unit_test(what_was_attained_is_told_when_a_quarter_ends),
        cmocka_unit_test(a_quota_alone_moves_nothing),
        cmocka_unit_test(hunters_make_their_quota_and_waiters_do_not),
        cmocka_unit_test(hunters_sell_more_than_waiters_beside_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
