/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab.h"
#include "model/opening.h"
#include "model/state.h"

#define STAGES                                                                                     \
    "stages = ( { name = \"A\"; hours = 0.1; go_on = 0.0; },"                                      \
    "{ name = \"B\"; hours = 0.1; go_on = 0.0; days = 1; },"                                       \
    "{ name = \"C\"; hours = 0.1; go_on = 1.0; days = 1; } ); reps = { count = 3; };"

/* February 2026 has 28 days: every client has its bill in it all the same. */
static struct lab *firm(const char *today, const char *more)
{
    return lab_open(
        "name = \"Today\"; months = 12; start = \"2026-02\"; today = { %s };"
        "sources = ( { name = \"Few\"; kind = \"inbound\"; leads_per_month = 2; },"
        "            { name = \"Many\"; kind = \"list\"; leads_per_month = 6; } );" STAGES "%s",
        today, more);
}

static void clients_of_the_first_day_are_there_and_are_billed_each_month(void **state)
{
    (void)state;
    struct lab *lab =
        firm("clients = 60; pita_clients = 7; cash = 123.45;",
             "clients = { contract_value = 1200; contract_months = 12; renewal = 1.0; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t bills[12] = {0}, pains = 0;
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *fact = &tape.facts[i];
        if (fact->kind != FNL_FACT_INVOICED || fact->client >= 60)
            continue;
        const int month = fnl_calendar_month(lab->plan.calendar, fact->time);
        bills[month]++;
        pains += month == 0 && fact->flag;
        assert_int_equal(fact->amount, 10000);
    }
    for (size_t month = 0; month < 12; month++)
        assert_int_equal(bills[month], 60);
    assert_int_equal(pains, 7);
    assert_int_equal(lab->accounts.opening_clients, 60);
    assert_int_equal(lab->accounts.opening_cash, 12345);
    assert_int_equal(lab_value(lab, FNL_NEW_CLIENTS), lab->accounts.clients_signed);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* They stand anywhere in their terms: from the first month on, as many run out in each. */
static void terms_of_the_first_day_run_out_evenly(void **state)
{
    (void)state;
    struct lab *lab = firm("clients = 600;", "clients = { contract_months = 6; renewal = 0.0; };");
    lab_run(lab, 0, NULL);
    int64_t lost = 0;
    for (size_t month = 0; month < 6; month++) {
        const double left = (double)lab_month(lab, FNL_SERIES_CLIENTS_LOST, month);
        assert_true(fabs(left - 100) < 4 * sqrt(600 * 5.0 / 36));
        lost += lab_month(lab, FNL_SERIES_CLIENTS_LOST, month);
    }
    assert_int_equal(lost, 600);
    assert_int_equal(lab_month(lab, FNL_SERIES_CLIENTS_LOST, 6), 0);
    lab_close(lab);
}

/* 50 days to payment: on the first day the bills of the 50 days before are still to come. */
static void receivables_of_the_first_day_come_in(void **state)
{
    (void)state;
    struct lab *lab =
        firm("clients = 100;", "clients = { contract_value = 1200; contract_months = 12;"
                               "  pays_after = 50; never_pays = 0.0; renewal = 1.0; };");
    lab_run(lab, 0, NULL);
    /* In the first 50 days nothing of the run's own is paid; 100 clients x 50 / 30.4 x 100.00. */
    const double paid = (double)lab_month(lab, FNL_SERIES_CASH, 0) / 10000;
    assert_true(fabs(paid - 100 * 28 / 30.4375) < 4 * sqrt(100 * 0.08));
    const double due = 100 * 50 / 30.4375;
    const double all = (double)lab->accounts.receipts / 10000;
    const double own = 100 * (365 - 50) / 30.4375;
    assert_true(fabs(all - due - own) < 40);
    lab_close(lab);
}

/* They came as people come, one in four from the smaller source; owners and stages take turns. */
static void open_deals_are_spread_over_stages_sources_and_reps(void **state)
{
    (void)state;
    struct lab *lab = firm("open_deals = 300;", "");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t stages[3] = {0}, sources[2] = {0}, reps[3] = {0}, number = 0;
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *fact = &tape.facts[i];
        if (fact->kind == FNL_FACT_ARRIVED && fact->index >> 28 == FNL_CHANNEL_OPENING) {
            assert_int_equal(fact->index >> 8 & 0xfffff, ++number);
            assert_int_equal(fact->time, 0);
            sources[fact->source]++;
            reps[fact->rep]++;
        }
        if (fact->kind == FNL_FACT_STAGE && fact->time == 0)
            stages[fact->detail]++;
    }
    assert_int_equal(number, 300);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(stages[i], 100);
        assert_int_equal(reps[i], 100);
    }
    assert_in_range(sources[0], 75 - 30, 75 + 30); /* four sigma */
    /* They are no people who came. */
    int64_t people = 0;
    for (size_t month = 0; month < 12; month++)
        people += lab_month(lab, FNL_SERIES_PEOPLE, month);
    assert_int_equal(people, lab_value(lab, FNL_PEOPLE));
    assert_true(people < 150);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* A firm whose people differ in fit alone, of which all depends, with deals at two stages. */
#define GATED GATED_AT("0.2")
#define GATED_AT(go_on)                                                                            \
    "name = \"Gates\"; months = 2; today = { open_deals = 2000; };"                                \
    "sources = ( { name = \"Door\"; kind = \"inbound\";"                                           \
    "  fit = { law = \"uniform\"; low = 0; high = 1; }; } ); reps = { count = 3; };"               \
    "stages = ( { name = \"A\"; hours = 1; go_on = " go_on "; shows = 0.5; tries = 2;"             \
    "             touches = 2; }, "                                                                \
    "           { name = \"B\"; hours = 1; go_on = 0.5; } );"

/* Sums over the deals of the first day that are in stage `stage`. */
struct people {
    double fit, interest, worth, count;
};

static struct people deals_in(const struct lab_tape *tape, unsigned stage)
{
    struct people sums = {0};
    for (size_t i = 0; i < 2000; i++) { /* those of the first day are told of first, in one order */
        const struct fnl_fact *traits = lab_tape_fact(tape, FNL_FACT_TRAITS, i);
        const struct fnl_fact *entered = lab_tape_fact(tape, FNL_FACT_STAGE, i);
        assert_true(entered->key == traits->key && entered->time == 0);
        if (entered->detail != stage)
            continue;
        sums.fit += (double)traits->amount / 1e6;
        sums.interest += (double)traits->until / 1e6;
        sums.worth += traits->amount >= 500000 && traits->span >= 500000 && traits->wait >= 500000;
        sums.count++;
    }
    assert_true(sums.count == 1000);
    return sums;
}

/* The mean of a trait, uniform at first, of those who pass with a chance of `chance(trait)`. */
static double mean_of_passing(double (*chance)(double trait))
{
    double sum = 0, weight = 0;
    for (int i = 0; i < 10000; i++) {
        const double trait = (i + 0.5) / 10000;
        sum += trait * chance(trait);
        weight += chance(trait);
    }
    return sum / weight;
}

static double moved(double base, double effect)
{
    const double odds = base / (1 - base) * exp(effect);
    return odds / (1 + odds);
}

static double goes_on(double fit)
{
    return moved(0.2, 4 * (fit - 0.5));
}

/* Twice, at least one of two tries must come off. */
static double is_reached(double interest)
{
    const double misses = 1 - moved(0.5, 5 * (interest - 0.5));
    return (1 - misses * misses) * (1 - misses * misses);
}

/* A uniform trait has a standard deviation of 0.29: 0.045 is five standard errors of 1,000. */
static void assert_mean(double sum, double expected)
{
    if (fabs(sum / 1000 - expected) > 0.045)
        fail_msg("%.9g is not near %.9g", sum / 1000, expected);
}

static void who_has_a_deal_in_a_late_stage_got_there(void **state)
{
    (void)state;
    struct lab *lab = lab_open(GATED "effects = { fit = 4; interest_on_shows = 5; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    const struct people early = deals_in(&tape, 0), late = deals_in(&tape, 1);
    assert_mean(early.fit, 0.5);
    assert_mean(early.interest, 0.5);
    assert_mean(late.fit, mean_of_passing(goes_on));
    assert_mean(late.interest, mean_of_passing(is_reached));
    assert_true(mean_of_passing(goes_on) > 0.65 && mean_of_passing(is_reached) > 0.65);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* One in eight is worth it; of those who pass a test with 90 % and 90 %, 9 in 16. */
static void open_deals_have_passed_the_test_of_qualification(void **state)
{
    (void)state;
    struct lab *lab = lab_open(GATED "qualify = { policy = \"rep\"; sensitivity = 0.9;"
                                     "  specificity = 0.9; bar = 0.5; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    for (unsigned stage = 0; stage < 2; stage++)
        assert_in_range(deals_in(&tape, stage).worth, 562 - 80, 562 + 80); /* five sigma */
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Where no gate tells people apart, the first candidate is taken: the deal's own person. */
static void without_effects_open_deals_are_their_own_people(void **state)
{
    (void)state;
    struct lab *lab = lab_open(GATED);
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_TRAITS); i++) {
        const struct fnl_fact *traits = lab_tape_fact(&tape, FNL_FACT_TRAITS, i);
        struct fnl_lead own = {.key = traits->key};
        assert_int_equal(traits->amount,
                         fnl_units_integer(fnl_truth_of(lab->company, &own, FNL_TRAIT_FIT) * 1e6));
    }
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* How many deals have another fit in the second firm. */
static size_t others_in(struct lab *a, struct lab *b)
{
    struct lab_tape first = {0}, second = {0};
    size_t others = 0;
    lab_record(a, &first);
    lab_record(b, &second);
    for (size_t i = 0; i < 2000; i++) {
        const struct fnl_fact *x = lab_tape_fact(&first, FNL_FACT_TRAITS, i);
        const struct fnl_fact *y = lab_tape_fact(&second, FNL_FACT_TRAITS, i);
        assert_true(x->key == y->key);
        others += x->amount != y->amount;
    }
    lab_tape_fini(&first);
    lab_tape_fini(&second);
    lab_close(a);
    lab_close(b);
    return others;
}

/* What is planned, for later or for the first day, finds the people that there are. */
static void the_people_of_the_first_day_do_not_depend_on_plans(void **state)
{
    (void)state;
    static const char text[] = GATED "effects = { fit = 4; };";
    const struct lab_change at_once = {0, "stages = ( { name = \"A\"; go_on = 0.25; } );"};
    assert_int_equal(others_in(lab_open(text), lab_open_changed(text, &at_once, 1)), 0);
    /* In another firm, with another gate, those are others for whom it decides. */
    const size_t others =
        others_in(lab_open(text), lab_open(GATED_AT("0.25") "effects = { fit = 4; };"));
    assert_in_range(others, 1, 150);
}

/* As a file names them: stage, amount, first touch before the start. */
static void listed_deals_keep_their_amounts_and_their_past(void **state)
{
    (void)state;
    struct lab *lab = firm("open_deals = 50;", "");
    const struct fnl_open_deal deals[] = {
        {.stage_index = 2, .amount = 765432, .first_touch = -30 * FNL_DAY},
        {.stage_index = 0, .amount = 1},
    };
    lab->plan.deals = deals;
    lab->plan.deal_count = 2;
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_SIGNED), 1);
    const struct fnl_fact *won = lab_tape_fact(&tape, FNL_FACT_SIGNED, 0);
    assert_int_equal(won->amount, 765432);
    size_t open = 0;
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *fact = &tape.facts[i];
        open += fact->kind == FNL_FACT_ARRIVED && fact->index >> 28 == FNL_CHANNEL_OPENING;
        if (fact->kind == FNL_FACT_ENDED && fact->detail == FNL_CAUSE_WON)
            assert_int_equal(fact->wait, won->time + 30 * FNL_DAY);
    }
    assert_int_equal(open, 2);
    lab_tape_fini(&tape);
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clients_of_the_first_day_are_there_and_are_billed_each_month),
        cmocka_unit_test(terms_of_the_first_day_run_out_evenly),
        cmocka_unit_test(receivables_of_the_first_day_come_in),
        cmocka_unit_test(open_deals_are_spread_over_stages_sources_and_reps),
        cmocka_unit_test(who_has_a_deal_in_a_late_stage_got_there),
        cmocka_unit_test(open_deals_have_passed_the_test_of_qualification),
        cmocka_unit_test(without_effects_open_deals_are_their_own_people),
        cmocka_unit_test(the_people_of_the_first_day_do_not_depend_on_plans),
        cmocka_unit_test(listed_deals_keep_their_amounts_and_their_past),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
