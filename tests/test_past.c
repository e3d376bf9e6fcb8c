/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab.h"
#include "model/past.h"
#include "model/state.h"

#define SOURCES                                                                                    \
    "sources = ( { name = \"Web\"; kind = \"inbound\"; leads_per_month = 30; pita = 0.1;"          \
    "    fit = { law = \"uniform\"; low = 0.4; high = 0.9; }; },"                                  \
    "  { name = \"List\"; kind = \"list\"; leads_per_month = 90; pita = 0.3;"                      \
    "    fit = { law = \"uniform\"; low = 0.0; high = 0.6; }; } );"
#define STAGES                                                                                     \
    "stages = ( { name = \"A\"; hours = 0.5; go_on = 0.3; days = 3; },"                            \
    "  { name = \"B\"; hours = 2; go_on = 0.4; days = 9; } );"
#define REST                                                                                       \
    "today = { clients = 50; pita_clients = 6; open_deals = 400; cash = 1234; };"                  \
    "reps = { count = 5; started = [\"2020-01\", \"2021-01\", \"2022-01\"]; ramp_months = 4; };"   \
    "clients = { contract_value = { law = \"lognormal\"; median = 9000; sigma = 0.7; };"           \
    "  pays_after = 50; }; effects = { fit = 3; };"

static struct lab *firm(void)
{
    return lab_open("name = \"Firm\"; months = 6; " SOURCES STAGES REST);
}

/* Makes `plan` a strategy for `firm`. */
static void lay_over(struct lab *plan, const struct lab *firm)
{
    plan->plan.past = firm->settings;
    fnl_company_free(plan->company);
    plan->company = fnl_company_new(&plan->plan);
    assert_non_null(plan->company);
}

/* Both tapes have the same facts of `kind` about the people of the first day. */
static void assert_same_first_day(const struct lab_tape *a, const struct lab_tape *b,
                                  enum fnl_fact_kind kind, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct fnl_fact *one = lab_tape_fact(a, kind, i), *other = lab_tape_fact(b, kind, i);
        assert_true(one->key == other->key);
        assert_int_equal(one->time, other->time);
        assert_int_equal(one->amount, other->amount);
        assert_int_equal(one->flag, other->flag);
    }
}

static void what_a_strategy_changes_leaves_the_first_day_as_it_is(void **state)
{
    (void)state;
    static const char *const strategies[] = {
        /* prices, terms, volumes, people of sources, their order */
        "sources = ( { name = \"List\"; kind = \"list\"; leads_per_month = 9; pita = 0.9; },"
        "  { name = \"Web\"; kind = \"inbound\"; leads_per_month = 300; fit = 0.9; } );" STAGES
        "today = { clients = 50; pita_clients = 6; open_deals = 400; cash = 1234; };"
        "reps = { count = 5; started = [\"2020-01\", \"2021-01\", \"2022-01\"]; };"
        "clients = { contract_value = 77; contract_months = 3; pays_after = 1; };"
        "effects = { fit = 9; };",
        /* a source more and one less, other stages, more reps */
        "sources = ( { name = \"Web\"; kind = \"inbound\"; leads_per_month = 30; },"
        "  { name = \"New\"; kind = \"inbound\"; leads_per_month = 500; } );"
        "stages = ( { name = \"Z\"; hours = 1; go_on = 0.9; },"
        "  { name = \"B\"; hours = 2; go_on = 0.4; days = 9; } );"
        "today = { clients = 50; pita_clients = 6; open_deals = 400; cash = 1234; };"
        "reps = { count = 9; started = [\"2020-01\", \"2021-01\", \"2022-01\"]; };"};
    for (size_t i = 0; i < 2; i++) {
        struct lab *as_it_is = firm(),
                   *plan = lab_open("name = \"P\"; months = 6; %s", strategies[i]);
        struct lab_tape before = {0}, after = {0};
        lay_over(plan, as_it_is);
        lab_record(as_it_is, &before);
        lab_record(plan, &after);
        assert_same_first_day(&before, &after, FNL_FACT_ARRIVED, 400);
        assert_same_first_day(&before, &after, FNL_FACT_TRAITS, 400);
        assert_same_first_day(&before, &after, FNL_FACT_INVOICED, 1);
        assert_int_equal(plan->accounts.opening_cash, 123400);
        lab_tape_fini(&before);
        lab_tape_fini(&after);
        lab_close(as_it_is);
        lab_close(plan);
    }
}

/* The share of the web among those who got to a stage: weights as the average person goes. */
static void sources_have_their_shares_by_volume_and_by_how_far_their_people_get(void **state)
{
    (void)state;
    struct lab *lab = firm();
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    double web[2] = {0};
    for (size_t i = 0; i < 400; i++) {
        const unsigned stage = lab_tape_fact(&tape, FNL_FACT_STAGE, i)->detail;
        web[stage] += lab_tape_fact(&tape, FNL_FACT_ARRIVED, i)->source == 0;
    }
    /* Mean fits are 0.65 and 0.3, the reference 0.5: odds 3/7 e^(3 (fit - 0.5)). */
    const double good = 3.0 / 7 * exp(0.45), bad = 3.0 / 7 * exp(-0.6);
    const double late = 30 * good / (1 + good) / (30 * good / (1 + good) + 90 * bad / (1 + bad));
    assert_true(fabs(web[0] - 200 * 0.25) < 4 * sqrt(200 * 0.25 * 0.75));
    assert_true(fabs(web[1] - 200 * late) < 4 * sqrt(200 * late * (1 - late)));
    assert_true(late > 0.4);
    lab_tape_fini(&tape);
    lab_close(lab);
}

#define SHOWS                                                                                      \
    "sources = ( { name = \"Web\"; kind = \"inbound\"; leads_per_month = 30; }, { name = "         \
    "\"Show\"; kind = \"event\"; people_per_event = 240; dates = [%s]; } );"

/* Who is there already does not depend on how far one looks ahead, nor on how far one plans. */
static void events_brought_as_many_whatever_the_horizon(void **state)
{
    (void)state;
    static const char *const two_years = "\"2027-10-05\", \"2026-04-14\", \"2026-10-06\", "
                                         "\"2027-04-13\"";
    struct lab *near = lab_open("name = \"F\"; months = 6; " SHOWS STAGES REST, two_years);
    struct lab *far = lab_open("name = \"F\"; months = 9; " SHOWS STAGES REST, two_years);
    struct lab *one =
        lab_open("name = \"F\"; months = 9; " SHOWS STAGES REST, "\"2026-04-14\", \"2026-04-15\"");
    struct lab_tape tapes[3] = {0};
    struct lab *labs[3] = {near, far, one};
    for (size_t i = 0; i < 3; i++)
        lab_record(labs[i], &tapes[i]);
    assert_same_first_day(&tapes[0], &tapes[1], FNL_FACT_ARRIVED, 400);
    assert_same_first_day(&tapes[0], &tapes[2], FNL_FACT_ARRIVED, 400);
    size_t shown = 0;
    for (size_t i = 0; i < 400; i++)
        shown += lab_tape_fact(&tapes[0], FNL_FACT_ARRIVED, i)->source == 1;
    assert_true(fabs((double)shown - 400 * 4.0 / 7) < 4 * sqrt(400 * 12.0 / 49)); /* 40 to 30 */
    for (size_t i = 0; i < 3; i++) {
        lab_tape_fini(&tapes[i]);
        lab_close(labs[i]);
    }
}

/* What is no longer listed is told of as the first source and the last stage. */
static void sources_and_stages_are_met_by_name(void **state)
{
    (void)state;
    struct lab *as_it_is = firm();
    struct lab *plan = lab_open(
        "name = \"P\"; months = 6; sources = ( { name = \"R\"; kind = \"referral\"; },"
        "  { name = \"New\"; kind = \"inbound\"; }, { name = \"List\"; kind = \"list\"; } );"
        "stages = ( { name = \"B\"; hours = 1; go_on = 0.0; },"
        "  { name = \"Last\"; hours = 1; go_on = 0.0; } );"
        "reps = { count = 5; };");
    lay_over(plan, as_it_is);
    const struct fnl_past *past = &((struct fnl_company *)plan->company)->past;
    assert_int_equal(past->sources[0], 1);
    assert_int_equal(past->sources[1], 2);
    assert_int_equal(past->stages[0], 1);
    assert_int_equal(past->stages[1], 0);
    lab_run(plan, 0, NULL);
    lab_close(as_it_is);
    lab_close(plan);
}

static void without_stated_volumes_they_came_from_the_first_source(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open("name = \"Quiet\"; months = 2; today = { open_deals = 30; };"
                 "sources = ( { name = \"R\"; kind = \"referral\"; },"
                 "  { name = \"Door\"; kind = \"inbound\"; },"
                 "  { name = \"Gate\"; kind = \"inbound\"; } );" STAGES "reps = { count = 1; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    for (size_t i = 0; i < 30; i++)
        assert_int_equal(lab_tape_fact(&tape, FNL_FACT_ARRIVED, i)->source, 1);
    lab_tape_fini(&tape);
    lab_close(lab);
}

static const struct fnl_rep *rep_of(const struct lab *lab, size_t index)
{
    return &((const struct fnl_company *)lab->company)->reps[index];
}

/* Whoever is hired begins on the first day; where reps go, those listed first stay. */
static void a_strategy_hires_beginners_and_keeps_names(void **state)
{
    (void)state;
    struct lab *as_it_is = firm();
    lab_run(as_it_is, 0, NULL);
    for (int count = 2; count <= 7; count += 5) {
        struct lab *plan = lab_open("name = \"P\"; months = 6; " SOURCES STAGES
                                    "reps = { count = %d; ramp_months = 4; };",
                                    count);
        lay_over(plan, as_it_is);
        lab_run(plan, 0, NULL);
        assert_int_equal(((struct fnl_company *)plan->company)->rep_count, count);
        for (int i = 0; i < count; i++) {
            assert_int_equal(rep_of(plan, (size_t)i)->began,
                             i < 5 ? rep_of(as_it_is, (size_t)i)->began : 0);
            assert_true(i >= 5 || rep_of(plan, (size_t)i)->key == rep_of(as_it_is, (size_t)i)->key);
        }
        lab_close(plan);
    }
    lab_close(as_it_is);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_strategy_changes_leaves_the_first_day_as_it_is),
        cmocka_unit_test(sources_have_their_shares_by_volume_and_by_how_far_their_people_get),
        cmocka_unit_test(events_brought_as_many_whatever_the_horizon),
        cmocka_unit_test(sources_and_stages_are_met_by_name),
        cmocka_unit_test(without_stated_volumes_they_came_from_the_first_source),
        cmocka_unit_test(a_strategy_hires_beginners_and_keeps_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
