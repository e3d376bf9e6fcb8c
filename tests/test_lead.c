/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lab.h"
#include "model/state.h"

/* Some 60 people on 5 January 2026, with the keys `source`; enough reps for all. */
static struct lab *fair(const char *source, const char *stages, const char *more)
{
    return lab_open("name = \"Fair\"; months = 24; sources = ( { name = \"Fair\"; kind = \"event\";"
                    "  dates = [\"2026-01-05\"]; people_per_event = 60; %s } );"
                    "stages = ( %s ); reps = { count = 80; }; %s",
                    source, stages, more);
}

#define TALK "{ name = \"A\"; hours = 0.5; go_on = 0.0; }"

static void every_cause_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (int i = 0; i < FNL_CAUSES; i++) {
        const char *name = fnl_lead_cause_name((enum fnl_cause)i);
        assert_true(name && *name);
        for (int j = 0; j < i; j++)
            assert_string_not_equal(name, fnl_lead_cause_name((enum fnl_cause)j));
    }
    assert_string_equal(fnl_lead_cause_name(FNL_CAUSE_WON), "won");
}

static void an_index_holds_a_channel_a_number_and_an_item(void **state)
{
    (void)state;
    const uint32_t index = FNL_LEAD_INDEX(FNL_CHANNEL_NEW_BUSINESS, 0xfffff, 0xff);
    assert_int_equal(index >> 28, FNL_CHANNEL_NEW_BUSINESS);
    assert_int_equal(index >> 8 & 0xfffff, 0xfffff);
    assert_int_equal(index & 0xff, 0xff);
    assert_true(fnl_lead_key(1, index) != fnl_lead_key(2, index));
    assert_true(fnl_lead_key(1, index) != fnl_lead_key(1, index - 1));
}

static void people_cost_what_their_source_says(void **state)
{
    (void)state;
    struct lab *lab = fair("cost_each = 12.34;", TALK, "");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t paid = 0;
    for (size_t i = 0; i < tape.count; i++)
        if (tape.facts[i].kind == FNL_FACT_POSTED) {
            const struct fnl_fact *fact = &tape.facts[i];
            if (fact->detail != FNL_MONEY_LEADS)
                continue;
            assert_int_equal(fact->amount, -1234);
            assert_int_equal(fact->index, FNL_OWNER_SOURCE);
            assert_int_equal(fact->until, fact->time);
            paid++;
        }
    assert_int_equal(paid, lab_value(lab, FNL_PEOPLE));
    lab_tape_fini(&tape);
    lab_close(lab);
}

static void the_first_talk_of_all_is_told_as_such(void **state)
{
    (void)state;
    struct lab *lab =
        fair("",
             "{ name = \"A\"; hours = 0.1; days = 0.1; shows = 0.5; touches = 2; go_on = 1.0; },"
             "{ name = \"B\"; hours = 0.1; go_on = 0.0; }",
             "returns = { share = 0.5; after = 2; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t first = 0, talked = 0;
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *fact = &tape.facts[i];
        if (fact->kind != FNL_FACT_TOUCH || !fact->other)
            continue;
        assert_true(fact->flag);
        first++;
        for (size_t j = 0; j < i; j++)
            if (tape.facts[j].kind == FNL_FACT_TOUCH && tape.facts[j].key == fact->key)
                assert_false(tape.facts[j].flag);
    }
    for (size_t month = 0; month < 24; month++)
        talked += (size_t)lab_month(lab, FNL_SERIES_FIRST_TALKS, month);
    assert_true(first > 40 && first <= (size_t)lab_value(lab, FNL_PEOPLE));
    assert_int_equal(first, talked);
    assert_int_equal(first, lab_source(lab, 0, FNL_BY_SOURCE_TALKED));
    lab_tape_fini(&tape);
    lab_close(lab);
}

static void marketing_keeps_whoever_scores_too_low(void **state)
{
    (void)state;
#define SCORED(threshold)                                                                          \
    fair("fit = 0.2; budget = 0.4; need = 0.6; interest = 0.8;", TALK,                             \
         "handoff = { policy = \"sales_ready\"; noise = 0; threshold = " threshold "; };")
    struct lab *lab = SCORED("0.49999");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    assert_int_equal(lab_cause(lab, FNL_CAUSE_NOT_HANDED_ON), 0);
    const struct fnl_fact *handed_on = lab_tape_fact(&tape, FNL_FACT_HANDED_ON, 0);
    assert_true(llabs(handed_on->amount - 500000) <= 1);
    lab_close(lab);
    lab = SCORED("0.50001");
    lab_record(lab, &tape);
    assert_int_equal(lab_cause(lab, FNL_CAUSE_NOT_HANDED_ON), lab_value(lab, FNL_PEOPLE));
    assert_int_equal(lab_tape_fact(&tape, FNL_FACT_ENDED, 0)->index, 0);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_TOUCH), 0);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* A source that cannot be believed at all declares anything. */
static void scores_of_unreliable_people_are_worth_nothing(void **state)
{
    (void)state;
    struct lab *lab = fair("fit = 1; budget = 1; need = 1; interest = 1; reliability = 0.0;", TALK,
                           "handoff = { policy = \"sales_ready\"; noise = 0; threshold = 0.5; };");
    lab_run(lab, 0, NULL);
    const int64_t people = lab_value(lab, FNL_PEOPLE),
                  kept = lab_cause(lab, FNL_CAUSE_NOT_HANDED_ON);
    assert_true(kept > people / 4 && kept < people * 3 / 4);
    lab_close(lab);
}

static void marketing_pays_for_its_test_and_stops_who_fails(void **state)
{
    (void)state;
    struct lab *lab = fair("fit = 0.1;", TALK,
                           "qualify = { policy = \"marketing\"; specificity = 1.0;"
                           "  takes = \"20 minutes\"; hour_costs = 45; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    const int64_t people = lab_value(lab, FNL_PEOPLE);
    assert_int_equal(lab_money(lab, FNL_MONEY_MARKETING), -1500 * people);
    assert_int_equal(lab_cause(lab, FNL_CAUSE_DISQUALIFIED), people);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_TOUCH), 0);
    assert_int_equal(lab_tape_fact(&tape, FNL_FACT_ENDED, 0)->index, 0);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* All of them come back two months of 30.4375 days later, and once more, as long as they are lost.
 */
static void who_is_lost_comes_back_as_the_same_person_in_a_new_episode(void **state)
{
    (void)state;
    struct lab *lab = fair("cost_each = 1;", TALK, "returns = { share = 1.0; after = 2; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    const int64_t people = lab_value(lab, FNL_PEOPLE);
    assert_int_equal(lab_money(lab, FNL_MONEY_LEADS), -100 * people); /* paid for once */
    assert_true(lab_value(lab, FNL_EPISODES) > 10 * people);
    size_t returns = 0;
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *fact = &tape.facts[i];
        if (fact->kind == FNL_FACT_WILL_RETURN)
            assert_int_equal(fact->until, fact->time + fnl_units_days(60.875));
        returns += fact->kind == FNL_FACT_ARRIVED && fact->detail > 0;
    }
    assert_int_equal(returns, lab_tape_count(&tape, FNL_FACT_WILL_RETURN));
    assert_int_equal(returns + (size_t)people, lab_value(lab, FNL_EPISODES));
    assert_int_equal(lab_value(lab, FNL_PEOPLE), lab_source(lab, 0, FNL_BY_SOURCE_PEOPLE));
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Somebody who comes back every day for years is never taken for somebody new. */
static void episodes_are_told_apart_however_many(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open("name = \"Faithful\"; months = 24; " LAB_ALWAYS_OPEN
                 "sources = ( { name = \"Fair\"; kind = \"event\"; dates = [\"2025-01-01\"];"
                 "  people_per_event = 7; } ); " LAB_FROM_2025
                 "stages = ( { name = \"A\"; hours = 0.1; go_on = 0.0; } ); reps = { count = 1; };"
                 "returns = { share = 1.0; after = 0; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    const size_t episodes = lab_tape_count(&tape, FNL_FACT_ARRIVED);
    assert_true(episodes > 300);
    for (size_t i = 0; i < episodes; i++) {
        const struct fnl_fact *arrived = lab_tape_fact(&tape, FNL_FACT_ARRIVED, i);
        if (arrived->key == lab_tape_fact(&tape, FNL_FACT_ARRIVED, 0)->key)
            assert_int_equal(arrived->detail > 0, i > 0);
    }
    lab_tape_fini(&tape);
    lab_close(lab);
}

static void who_was_disqualified_or_unreachable_stays_away(void **state)
{
    (void)state;
    struct lab *lab = fair("bad_contact = 0.5; fit = 0.1;", TALK,
                           "returns = { share = 1.0; after = 0; };"
                           "qualify = { policy = \"rep\"; specificity = 1.0; };");
    lab_run(lab, 0, NULL);
    assert_true(lab_cause(lab, FNL_CAUSE_UNREACHABLE) > 10);
    assert_true(lab_cause(lab, FNL_CAUSE_DISQUALIFIED) > 10);
    assert_int_equal(lab_value(lab, FNL_EPISODES), lab_value(lab, FNL_PEOPLE));
    lab_close(lab);
}

/* Whoever marketing stops at the second coming entered no stage in that episode. */
static void an_episode_that_marketing_ends_has_no_stage(void **state)
{
    (void)state;
    struct lab *lab = fair("fit = { law = \"uniform\"; low = 0; high = 1; };", TALK,
                           "returns = { share = 1.0; after = 1; };"
                           "qualify = { policy = \"marketing\"; specificity = 0.5; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t stopped = 0, of_old = 0;
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *fact = &tape.facts[i];
        if (fact->kind != FNL_FACT_ENDED)
            continue;
        const bool by_marketing = fact->detail == FNL_CAUSE_DISQUALIFIED;
        assert_int_equal(fact->index, by_marketing ? 0 : 1);
        assert_int_equal(fact->other, !by_marketing);
        stopped += by_marketing;
        of_old += by_marketing && fact->wait > 0;
    }
    assert_true(stopped > 50 && of_old > 20);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Each touch of the first episode warms by 0.4; at the second, logit 20 (0.8 - 0.5) decides. */
static void people_come_back_warmer(void **state)
{
    (void)state;
    struct lab *lab =
        fair("trust = 0.0;", "{ name = \"A\"; hours = 0.1; touches = 2; go_on = 0.5; }",
             "effects = { trust = 20; trust_reference = 0.5; };"
             "returns = { share = 1.0; after = 1; warmer_per_touch = 0.4; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t cold = 0, warm = 0;
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *fact = &tape.facts[i];
        if (fact->kind != FNL_FACT_DECIDED)
            continue;
        cold += fact->span == -10 * FNL_MILLION;
        warm += llabs(fact->span - 6 * FNL_MILLION) < 10;
    }
    assert_true(cold > 40 && warm > 40);
    assert_int_equal(cold + warm, lab_tape_count(&tape, FNL_FACT_DECIDED));
    assert_true(lab_cause(lab, FNL_CAUSE_WON) > 40);
    lab_tape_fini(&tape);
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_cause_has_a_name_of_its_own),
        cmocka_unit_test(an_index_holds_a_channel_a_number_and_an_item),
        cmocka_unit_test(people_cost_what_their_source_says),
        cmocka_unit_test(the_first_talk_of_all_is_told_as_such),
        cmocka_unit_test(marketing_keeps_whoever_scores_too_low),
        cmocka_unit_test(scores_of_unreliable_people_are_worth_nothing),
        cmocka_unit_test(marketing_pays_for_its_test_and_stops_who_fails),
        cmocka_unit_test(who_is_lost_comes_back_as_the_same_person_in_a_new_episode),
        cmocka_unit_test(episodes_are_told_apart_however_many),
        cmocka_unit_test(who_was_disqualified_or_unreachable_stays_away),
        cmocka_unit_test(an_episode_that_marketing_ends_has_no_stage),
        cmocka_unit_test(people_come_back_warmer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
