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
        "reps = { count = 9; started = [\"2020-01\", \"2021-01\", \"2022-01\"]; };",
        /* one source for all */
        "sources = ( { name = \"List\"; kind = \"list\"; leads_per_month = 5; } );" STAGES
        "today = { clients = 50; pita_clients = 6; open_deals = 400; cash = 1234; };"
        "reps = { count = 5; };"};
    for (size_t i = 0; i < sizeof strategies / sizeof *strategies; i++) {
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

/* The mean chance to go on from A of people whose fit lies evenly from `low` to `high`. */
static double mean_chance(double low, double high)
{
    double sum = 0;
    for (int i = 0; i < 1000; i++) {
        const double odds = 3.0 / 7 * exp(3 * (low + (high - low) * (i + 0.5) / 1000 - 0.5));
        sum += odds / (1 + odds) / 1000;
    }
    return sum;
}

/* By volume where they come in; further on, as many as get there. */
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
    const double good = 30 * mean_chance(0.4, 0.9), bad = 90 * mean_chance(0, 0.6);
    const double late = good / (good + bad);
    assert_true(fabs(web[0] - 200 * 0.25) < 4 * sqrt(200 * 0.25 * 0.75));
    assert_true(fabs(web[1] - 200 * late) < 4 * sqrt(200 * late * (1 - late)));
    assert_true(late > 0.4);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Events count as those of a year do, however far one looks ahead. */
static void how_far_one_looks_changes_nobody_of_the_first_day(void **state)
{
    (void)state;
    static const char text[] =
        "name = \"Fair\"; months = %d; today = { clients = 40; open_deals = 100; };"
        "sources = ( { name = \"Web\"; kind = \"inbound\"; leads_per_month = 9; },"
        "  { name = \"Fair\"; kind = \"event\"; people_per_event = 50; dates = [\"2026-02-03\","
        "    \"2026-09-01\", \"2027-02-02\", \"2028-02-01\"]; } );" STAGES "reps = { count = 3; };"
        "effects = { fit = 3; };";
    struct lab *shorter = lab_open(text, 7), *longer = lab_open(text, 23);
    struct lab_tape near = {0}, far = {0};
    lab_record(shorter, &near);
    lab_record(longer, &far);
    size_t from_fair = 0;
    for (size_t i = 0; i < 100; i++) {
        const struct fnl_fact *one = lab_tape_fact(&near, FNL_FACT_ARRIVED, i);
        const struct fnl_fact *other = lab_tape_fact(&far, FNL_FACT_ARRIVED, i);
        assert_true(one->key == other->key && one->source == other->source);
        from_fair += one->source == 1;
    }
    for (size_t series = 0; series < FNL_SERIES_COUNT; series++)
        for (size_t month = 0; month < 7; month++)
            assert_int_equal(lab_month(shorter, (enum fnl_series)series, month),
                             lab_month(longer, (enum fnl_series)series, month));
    assert_in_range(from_fair, 30, 66); /* 100 in a year against 108: 48, four sigma */
    lab_tape_fini(&near);
    lab_tape_fini(&far);
    lab_close(shorter);
    lab_close(longer);
}

/* What is no longer listed is told of as the first source and the next stage that is. */
static void sources_and_stages_are_met_by_name(void **state)
{
    (void)state;
    struct lab *as_it_is = firm();
    struct lab *plan = lab_open(
        "name = \"P\"; months = 6; sources = ( { name = \"R\"; kind = \"referral\"; },"
        "  { name = \"New\"; kind = \"inbound\"; }, { name = \"List\"; kind = \"list\"; } );"
        "stages = ( { name = \"First\"; hours = 1; go_on = 0.0; },"
        "  { name = \"B\"; hours = 1; go_on = 0.0; }, { name = \"Last\"; hours = 1; go_on = 0.0; } "
        ");"
        "reps = { count = 5; };");
    lay_over(plan, as_it_is);
    const struct fnl_past *past = &((struct fnl_company *)plan->company)->past;
    assert_int_equal(past->sources[0], 1);
    assert_int_equal(past->sources[1], 2);
    assert_int_equal(past->stages[0], 1); /* A is gone: its deals are in B */
    assert_int_equal(past->stages[1], 1);
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

/* Of one source, with effects of either sign, so that few get far. */
static struct lab *choosy_firm(void)
{
    return lab_open(
        "name = \"Choosy\"; months = 1; sources = ( { name = \"All\"; kind = \"inbound\";"
        "    leads_per_month = 9; fit = { law = \"uniform\"; low = 0.0; high = 1.0; };"
        "    budget = { law = \"beta\"; mean = 0.4; sd = 0.2; };"
        "    need = { law = \"uniform\"; low = 0.1; high = 0.7; };"
        "    interest = { law = \"beta\"; mean = 0.3; sd = 0.25; }; trust = 0.35; } );"
        "stages = ( { name = \"A\"; hours = 0.5; go_on = 0.3; shows = 0.4; tries = 3; touches = 4; "
        "},"
        "  { name = \"B\"; hours = 2; go_on = 0.4; shows = 0.7; tries = 2; } );"
        "qualify = { policy = \"rep\"; bar = 0.45; sensitivity = 0.8; specificity = 0.7; };"
        "effects = { fit = 2.385; budget = -1.7; need = 1.3; interest = 0.6; trust = 0.9;"
        "  interest_on_shows = 2.2; }; reps = { count = 1; };");
}

static double chance_of(const struct fnl_company *company, struct fnl_lead *person, unsigned stage)
{
    double chance = 1;
    for (unsigned before = 0; before < stage; before++) {
        const struct fnl_stage *its = fnl_company_stage(company, before);
        const double shows =
            fnl_chance_moved(its->shows, fnl_truth_effect_on_shows(company, person));
        chance *= pow(1 - pow(1 - shows, (double)its->tries), fnl_law_mean(&its->touches)) *
                  fnl_chance_moved(its->go_on, fnl_truth_effect(company, person));
    }
    return chance;
}

/* With all traits drawn of everybody; how many it took. */
static int draw_the_long_way(const struct fnl_company *company, uint64_t key, unsigned stage,
                             struct fnl_lead *person)
{
    struct fnl_lead best = {.key = key};
    for (enum fnl_trait trait = 0; trait < FNL_TRAITS; trait++)
        fnl_truth_take(&best.truth, trait, trait != FNL_TRAIT_BUDGET);
    *person = (struct fnl_lead){.key = key};
    for (int attempt = 1;; attempt++) {
        for (enum fnl_trait trait = 0; trait < FNL_TRAITS; trait++)
            fnl_truth_of(company, person, trait);
        const double of_test =
            fnl_truth_is_qualified(company, person, company->test.bar) ? 1 : (1 - 0.7) / 0.8;
        const double chance =
            of_test * chance_of(company, person, stage) / chance_of(company, &best, stage);
        if (fnl_company_chance(company, chance, person->key, FNL_PURPOSE_OPENING_GATES))
            return attempt;
        *person = (struct fnl_lead){.key = fnl_key_part(key, (uint64_t)attempt)};
    }
}

static void whoever_is_turned_down_early_would_have_been_in_the_end(void **state)
{
    (void)state;
    struct lab *lab = choosy_firm();
    lab_run(lab, 0, NULL);
    const struct fnl_company *company = (const struct fnl_company *)lab->company;
    int attempts = 0;
    for (uint64_t key = 1; key <= 900; key++) {
        const unsigned stage = (unsigned)(key % 3);
        struct fnl_lead person;
        attempts += draw_the_long_way(company, key, stage, &person);
        const struct fnl_past_person drawn = fnl_past_draw(company, key, stage);
        for (enum fnl_trait trait = 0; trait < FNL_TRAITS; trait++)
            assert_true(drawn.truth.traits[trait] == person.truth.traits[trait]);
    }
    assert_in_range(attempts, 9000, 900 * 100); /* many were turned down, and the last taken */
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_strategy_changes_leaves_the_first_day_as_it_is),
        cmocka_unit_test(sources_have_their_shares_by_volume_and_by_how_far_their_people_get),
        cmocka_unit_test(how_far_one_looks_changes_nobody_of_the_first_day),
        cmocka_unit_test(sources_and_stages_are_met_by_name),
        cmocka_unit_test(without_stated_volumes_they_came_from_the_first_source),
        cmocka_unit_test(a_strategy_hires_beginners_and_keeps_names),
        cmocka_unit_test(whoever_is_turned_down_early_would_have_been_in_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
