/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab.h"
#include "model/referral.h"
#include "model/state.h"

/* 40 clients who stay, of one mood; whoever they send is lost after one talk. */
static struct lab *firm(double mood, const char *more)
{
    return lab_open("name = \"Referrals\"; months = 24; today = { clients = 40; };"
                    "sources = ( { name = \"Door\"; kind = \"inbound\"; },"
                    "            { name = \"Friends\"; kind = \"referral\"; } );"
                    "stages = ( { name = \"A\"; hours = 0.1; go_on = 0.0; } );"
                    "reps = { count = 4; };"
                    "clients = { contract_months = 120; contract_value = 120; };"
                    "satisfaction = { start = %g; drift = 0.0; }; %s",
                    mood, more);
}

/* Each class has a rate of its own; the boundaries belong to the upper one. */
static void names_given_unasked_follow_the_mood(void **state)
{
    (void)state;
#define CLASSES                                                                                    \
    "referrals = { engaged_from = 0.8; content_from = 0.6; complacent_from = 0.4; engaged = 6;"    \
    "  content = 3; complacent = 1; disgruntled = 0.25; ruled_out = 0.0; };"
    const double moods[] = {0.8, 0.7999, 0.6, 0.5999, 0.4, 0.3999};
    const double rates[] = {6, 3, 3, 1, 1, 0.25};
    for (int i = 0; i < 6; i++) {
        struct lab *lab = firm(moods[i], CLASSES);
        lab_run(lab, 0, NULL);
        const double expected = 40 * 2 * rates[i];
        const double seen = (double)lab_value(lab, FNL_REFERRED);
        /* What was named in the last month comes after the end in part. */
        assert_true(seen < expected + 4 * sqrt(expected));
        assert_true(seen > expected * (1 - 1.0 / 24) - 4 * sqrt(expected));
        lab_close(lab);
    }
}

static void referred_people_know_who_sent_them(void **state)
{
    (void)state;
    struct lab *lab = firm(0.9, CLASSES);
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t people = 0;
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *fact = &tape.facts[i];
        if (fact->kind != FNL_FACT_ARRIVED)
            continue;
        assert_int_equal(fact->source, 1);
        assert_int_equal(fact->generation, 1);
        assert_int_equal(fact->index >> 28, FNL_CHANNEL_UNASKED);
        assert_int_equal(fact->day, FNL_LEAD_NO_DAY);
        assert_true(fact->key == fnl_lead_key(fact->other, fact->index));
        /* The name was given in the month of the client that the index says. */
        size_t named = 0;
        for (size_t j = 0; j < i; j++)
            named += tape.facts[j].kind == FNL_FACT_REFERRED && tape.facts[j].other == fact->key &&
                     tape.facts[j].key == fact->other && tape.facts[j].until == fact->time;
        assert_int_equal(named, 1);
        people++;
    }
    assert_true(people > 400);
    lab_tape_fini(&tape);
    lab_close(lab);
}

static void nobody_is_sent_where_nobody_can_be(void **state)
{
    (void)state;
    struct lab *lab = lab_open("name = \"None\"; months = 12; today = { clients = 40; };"
                               "sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
                               "stages = ( { name = \"A\"; hours = 1; go_on = 0.0; } );"
                               "reps = { count = 1; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_REFERRED), 0);
    assert_int_equal(((struct fnl_company *)lab->company)->referral_source, FNL_NOBODY);
    lab_tape_fini(&tape);
    lab_close(lab);
}

#define ASKS(terms)                                                                                \
    "ask = { policy = \"everybody\"; per_client_year = 12; hours_per_ask = 0.5; " terms " };"      \
    "referrals = { engaged = 0; content = 0; complacent = 0; disgruntled = 0; ruled_out = 0.25;"   \
    "  asked_engaged = 1.0; names_per_yes = 2; asked_after = 9; engaged_from = 0.5;"               \
    "  content_from = 0.4; complacent_from = 0.3; ask_costs_mood = 0.0; };"

/* Every month everybody is asked; two names come 9 days later, a quarter of them in vain. */
static void whoever_is_asked_gives_names_and_gets_rewards(void **state)
{
    (void)state;
    struct lab *lab = firm(0.7, ASKS("reward_per_accepted_referral = 25; gift_per_ask = 3.5;"));
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    const int64_t asks = lab_value(lab, FNL_ASKS), people = lab_value(lab, FNL_REFERRED);
    assert_true(asks > 40 * 24 - 45 && asks <= 40 * 24);
    assert_int_equal(lab_spent(lab, FNL_SPENT_ON_ASKING), asks * FNL_HOUR / 2);
    const int64_t ruled_out = lab_cause(lab, FNL_CAUSE_RULED_OUT);
    assert_true(fabs((double)ruled_out - 0.25 * (double)people) <
                4 * sqrt(0.1875 * (double)people));
    const int64_t talked = lab_source(lab, 1, FNL_BY_SOURCE_TALKED);
    assert_true(talked > people - ruled_out - 10);
    assert_int_equal(lab_money(lab, FNL_MONEY_REWARDS), -350 * asks - 2500 * talked);
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *fact = &tape.facts[i];
        if (fact->kind == FNL_FACT_REFERRED)
            assert_int_equal(fact->until, fact->time + 9 * FNL_DAY);
        if (fact->kind == FNL_FACT_ARRIVED)
            assert_int_equal(fact->index >> 28, FNL_CHANNEL_ASKED);
        if (fact->kind == FNL_FACT_ASKED)
            assert_true(fact->flag && fact->index == 2);
    }
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* A client whose every month ends in a renewal could be asked each time, but is not. */
static void nobody_is_asked_oftener_a_year_than_said(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open("name = \"Often\"; months = 24; referrals = { }; today = { clients = 10; };"
                 "sources = ( { name = \"Door\"; kind = \"inbound\"; },"
                 "            { name = \"Friends\"; kind = \"referral\"; } );"
                 "stages = ( { name = \"A\"; hours = 0.1; go_on = 0.0; } ); reps = { count = 4; };"
                 "clients = { contract_months = 1; renewal = 1.0; };"
                 "ask = { policy = \"after_success\"; per_client_year = 2; };");
    lab_run(lab, 0, NULL);
    assert_int_equal(lab_value(lab, FNL_ASKS), 10 * 2 * 2);
    lab_close(lab);
}

/* 12 asks of 0.05 take a mood of 0.7 to 0.1, and no further down than 0. */
static void being_asked_costs_goodwill(void **state)
{
    (void)state;
    struct lab *lab = firm(0.7, "ask = { policy = \"everybody\"; per_client_year = 12; };"
                                "referrals = { ask_costs_mood = 0.05; ruled_out = 1.0; };");
    lab_run(lab, 0, NULL);
    const struct fnl_company *company = lab->company;
    size_t empty = 0;
    for (size_t i = 0; i < company->clients.count; i++) {
        const struct fnl_client *client = &company->clients.items[i];
        const double mood = 0.7 - 0.05 * client->asks_ever;
        assert_true(fabs((double)client->satisfaction - (mood > 0 ? mood : 0)) < 1e-5);
        empty += client->satisfaction == 0;
    }
    assert_true(empty > 30);
    lab_close(lab);
}

/* With 200 a month for 40 clients who want a gift of 10 each, half of them are asked. */
static void asks_end_where_the_purse_does(void **state)
{
    (void)state;
    struct lab *lab = firm(0.7, ASKS("gift_per_ask = 10;") "extra_budget = 200;");
    lab_run(lab, 0, NULL);
    assert_int_equal(lab_value(lab, FNL_EXTRA_ALLOWED), 24 * 20000);
    assert_true(lab_value(lab, FNL_EXTRA_SPENT) <= 24 * 20000);
    assert_true(lab_value(lab, FNL_EXTRA_SPENT) > 23 * 20000);
    assert_int_equal(lab_money(lab, FNL_MONEY_REWARDS), -lab_value(lab, FNL_EXTRA_SPENT));
    assert_true(lab_value(lab, FNL_ASKS) <= 24 * 20 + 20);
    lab_close(lab);
}

/* Whoever is promised a reward gets it, and no promise is made that the purse cannot keep. */
static void rewards_are_promised_as_far_as_the_purse_goes(void **state)
{
    (void)state;
    struct lab *lab = firm(0.7, ASKS("reward_per_accepted_referral = 100;") "extra_budget = 1000;");
    lab_run(lab, 0, NULL);
    assert_true(lab_value(lab, FNL_EXTRA_SPENT) <= 24 * 100000);
    assert_true(lab_value(lab, FNL_EXTRA_SPENT) > 21 * 100000);
    assert_int_equal(lab_money(lab, FNL_MONEY_REWARDS), -lab_value(lab, FNL_EXTRA_SPENT));
    const struct fnl_company *company = lab->company;
    assert_true(company->purse.promised >= 0);
    assert_true(company->purse.promised + company->purse.spent <= company->purse.allowed);
    lab_close(lab);
}

/* Everybody leaves after three months and has named somebody each month, who comes 80 days later.
 */
static struct lab *leavers(const char *more)
{
    return lab_open("name = \"Left\"; months = 12; today = { clients = 40; client_fit = 0.8;"
                    "  pita_clients = 20; };"
                    "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 40; },"
                    "            { name = \"Friends\"; kind = \"referral\"; fit = 0.0; } );"
                    "stages = ( { name = \"A\"; hours = 0.1; go_on = %s; } );"
                    "reps = { count = 4; };"
                    "clients = { contract_months = 3; renewal = 0.0; };"
                    "ask = { policy = \"everybody\"; per_client_year = 12; };"
                    "referrals = { asked_content = 1.0; content_from = 0.0; complacent_from = 0.0;"
                    "  engaged_from = 1.0; asked_after = 80; content = 0; likeness = 1.0;"
                    "  names_per_yes = 1; ruled_out = 0.0; };",
                    more);
}

/* The introduction was made: whom a client named comes though the client is gone, and takes after
 * the client all the same, whoever has its record by then. */
static void whom_a_client_named_comes_even_if_the_client_has_left(void **state)
{
    (void)state;
    struct lab *lab = leavers("1.0");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t named = 0, arrived = 0;
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *fact = &tape.facts[i];
        named += fact->kind == FNL_FACT_REFERRED && fact->until < lab->plan.end;
        if (fact->kind != FNL_FACT_ARRIVED || fact->other == 0)
            continue;
        arrived++;
        for (size_t j = 0; j < i; j++)
            if (tape.facts[j].kind == FNL_FACT_REFERRED && tape.facts[j].other == fact->key)
                assert_int_equal(fact->other, tape.facts[j].key);
        /* Its traits follow its own announcement. */
        if (fact->generation == 1 && tape.facts[i + 1].kind == FNL_FACT_TRAITS)
            for (int64_t number = 1; number <= 40; number++)
                if (fact->other == fnl_key_part(fnl_key_text("opening"), (uint64_t)number))
                    assert_int_equal(tape.facts[i + 1].amount, 800000);
    }
    assert_true(arrived > 60);
    assert_int_equal(arrived, named);
    assert_true(lab->accounts.clients_left > 100);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* What was to be asked is not asked any more: the task dies with the client. */
static void an_ask_not_yet_made_is_lost_with_the_client(void **state)
{
    (void)state;
    struct lab *lab = leavers("0.0");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    for (size_t i = 0; i < tape.count; i++) {
        if (tape.facts[i].kind != FNL_FACT_LEFT)
            continue;
        for (size_t j = i + 1; j < tape.count; j++)
            assert_false(tape.facts[j].kind == FNL_FACT_ASKED &&
                         tape.facts[j].key == tape.facts[i].key);
    }
    assert_true(lab_tape_count(&tape, FNL_FACT_ASKED) > 20);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_LEFT), 40);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Records of those who have left and are expected to send nobody any more are used again. */
static void records_are_used_again_when_the_last_introduction_has_come(void **state)
{
    (void)state;
    struct lab *lab = leavers("1.0");
    lab_run(lab, 0, NULL);
    const int64_t ever = lab->accounts.opening_clients + lab->accounts.clients_signed;
    assert_true((int64_t)lab->company->clients.count < ever * 3 / 4);
    lab_close(lab);
}

/* A lead who never buys introduces somebody in a meeting; fit is inherited whether or not anybody
 * had to know it before. */
static void leads_introduce_people_like_themselves(void **state)
{
    (void)state;
    for (int known = 0; known < 2; known++) {
        struct lab *lab = lab_open(
            "name = \"Meet\"; months = 3; sources = ( { name = \"Fair\"; kind = \"event\";"
            "  dates = [\"2026-01-05\"]; people_per_event = 20; fit = 0.9; },"
            "  { name = \"Friends\"; kind = \"referral\"; fit = 0.1; } );"
            "stages = ( { name = \"A\"; hours = 0.1; go_on = 0.5; meeting = \"lunch\"; } );"
            "reps = { count = 9; };"
            "meetings = { kinds = ( { name = \"lunch\"; refers = 0.5; } ); };"
            "referrals = { likeness = 0.5; ruled_out = 0.0; }; %s",
            known ? "effects = { fit = 0.001; };" : "");
        struct lab_tape tape = {0};
        /* Without the fact of that kind nobody has looked at the traits. */
        const struct fnl_listener listener =
            lab_tape_listener(&tape, FNL_FACT_BIT(FNL_FACT_ARRIVED));
        lab_run(lab, 0, &listener);
        size_t children = 0;
        for (size_t i = 0; i < tape.count; i++) {
            const struct fnl_fact *fact = &tape.facts[i];
            if (fact->generation != 1 || fact->detail > 0)
                continue;
            struct fnl_lead child = {
                .key = fact->key, .source = 1, .referrer = fact->other, .referrer_fit = 0.9f};
            assert_true(fabs(fnl_truth_of(lab->company, &child, FNL_TRAIT_FIT) - 0.5) < 1e-6);
            children++;
        }
        assert_true(children > 3);
        lab_tape_fini(&tape);
        lab_close(lab);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_given_unasked_follow_the_mood),
        cmocka_unit_test(referred_people_know_who_sent_them),
        cmocka_unit_test(nobody_is_sent_where_nobody_can_be),
        cmocka_unit_test(whoever_is_asked_gives_names_and_gets_rewards),
        cmocka_unit_test(nobody_is_asked_oftener_a_year_than_said),
        cmocka_unit_test(being_asked_costs_goodwill),
        cmocka_unit_test(asks_end_where_the_purse_does),
        cmocka_unit_test(rewards_are_promised_as_far_as_the_purse_goes),
        cmocka_unit_test(whom_a_client_named_comes_even_if_the_client_has_left),
        cmocka_unit_test(an_ask_not_yet_made_is_lost_with_the_client),
        cmocka_unit_test(records_are_used_again_when_the_last_introduction_has_come),
        cmocka_unit_test(leads_introduce_people_like_themselves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
