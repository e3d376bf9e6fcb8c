/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab.h"
#include "model/question.h"
#include "stats/interval.h"
#include "stats/tally.h"

/*
 * One deal is open on the first day, Thursday, 1 January 2026; people work from
 * 9 to 5, from Monday to Friday, all of it selling.
 */
#define ONE_DEAL                                                                                   \
    "name = \"Deal\"; months = 12; today = { open_deals = 1; cash = 1000000; };"                   \
    "reps = { count = 1; selling_share = 1.0; };"
#define DOOR "sources = ( { name = \"Door\"; kind = \"inbound\"; %s } );"

static fnl_time at(int day, double hour)
{
    return day * FNL_DAY + fnl_units_hours(hour);
}

static struct lab *deal(const char *source, const char *stages, const char *more)
{
    return lab_open(ONE_DEAL "sources = ( { name = \"Door\"; kind = \"inbound\"; %s } );"
                             "stages = ( %s ); %s",
                    source, stages, more);
}

static void assert_touch(const struct lab_tape *tape, size_t n, fnl_time begun, double hours,
                         bool held)
{
    const struct fnl_fact *touch = lab_tape_fact(tape, FNL_FACT_TOUCH, n);
    assert_int_equal(touch->span, fnl_units_hours(hours));
    assert_int_equal(touch->flag, held);
    /* Within a working day the touch ends so many hours after it began. */
    assert_int_equal(touch->time, begun + fnl_units_hours(hours));
}

static void touches_follow_each_other_after_their_gaps(void **state)
{
    (void)state;
    struct lab *lab =
        deal("", "{ name = \"A\"; hours = 1.5; days = 1; touches = 3; go_on = 0.0; }", "");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_TOUCH), 3);
    assert_touch(&tape, 0, at(0, 9), 1.5, true);    /* Thursday, when work begins */
    assert_touch(&tape, 1, at(1, 10.5), 1.5, true); /* a day after the first was done */
    assert_touch(&tape, 2, at(4, 9), 1.5, true);    /* Saturday at noon becomes Monday */
    assert_int_equal(lab_tape_fact(&tape, FNL_FACT_TOUCH, 0)->wait, at(0, 9));
    /* With open deals there was a first talk before. */
    assert_int_equal(lab_tape_fact(&tape, FNL_FACT_TOUCH, 0)->other, 0);
    assert_int_equal(lab_tape_fact(&tape, FNL_FACT_TOUCH, 2)->day, 2);
    const struct fnl_fact *end = lab_tape_fact(&tape, FNL_FACT_ENDED, 0);
    assert_int_equal(end->time, at(4, 10.5));
    assert_int_equal(end->span, fnl_units_hours(4.5));
    assert_int_equal(end->index, 1);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* The first touch of a later stage has a gap before it; 0.5 makes people move twice as fast. */
static void gaps_shrink_for_people_who_move_faster(void **state)
{
    (void)state;
    struct lab *lab = deal("gap_factor = 0.5;",
                           "{ name = \"A\"; hours = 1; go_on = 1.0; days = 50; },"
                           "{ name = \"B\"; hours = 2; days = 8; go_on = 0.0; }",
                           "");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    /* The one open deal stands at the second of two stages. */
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_TOUCH), 1);
    assert_touch(&tape, 0, at(4, 9), 2, true);
    assert_int_equal(lab_tape_fact(&tape, FNL_FACT_ENDED, 0)->index, 2);
    lab_tape_fini(&tape);
    lab_close(lab);
}

static void whoever_never_shows_goes_dark_after_so_many_tries(void **state)
{
    (void)state;
    struct lab *lab =
        deal("",
             "{ name = \"A\"; hours = 9; missed_hours = 0.25; days = 0.125; shows = 0.0;"
             "  tries = 3; go_on = 1.0; }",
             "");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_TOUCH), 3);
    assert_touch(&tape, 0, at(0, 9), 0.25, false);
    assert_touch(&tape, 1, at(0, 12.25), 0.25, false);
    assert_touch(&tape, 2, at(0, 15.5), 0.25, false);
    const struct fnl_fact *end = lab_tape_fact(&tape, FNL_FACT_ENDED, 0);
    assert_int_equal(end->detail, FNL_CAUSE_WENT_DARK);
    assert_int_equal(end->span, fnl_units_hours(0.75));
    assert_int_equal(end->wait, -1); /* when the first talk was, nobody knows */
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* As many as may be asked for. */
static void a_thousand_tries_come_to_an_end(void **state)
{
    (void)state;
    struct lab *lab = deal("",
                           "{ name = \"A\"; hours = 1; missed_hours = 0.01; days = 0; shows = 0.0;"
                           "  tries = 1000; go_on = 1.0; }",
                           "");
    lab_run(lab, 0, NULL);
    assert_int_equal(lab_cause(lab, FNL_CAUSE_WENT_DARK), 1);
    assert_int_equal(lab->accounts.hours_finished, 1000 * fnl_units_hours(0.01));
    lab_close(lab);
}

static void a_dead_address_is_unreachable_whoever_would_show(void **state)
{
    (void)state;
    struct lab *lab = deal("bad_contact = 1.0; leads_per_month = 4;",
                           "{ name = \"A\"; hours = 1; tries = 2; go_on = 0.0; }", "");
    lab_run(lab, 0, NULL);
    const int64_t unreachable = lab_cause(lab, FNL_CAUSE_UNREACHABLE);
    assert_true(unreachable > 30);
    assert_int_equal(lab_cause(lab, FNL_CAUSE_WENT_DARK), 0);
    /* Two tries of a quarter of an hour each; the open deal was met before, and takes an hour. */
    assert_int_equal(lab_spent(lab, FNL_SPENT_ON_UNWON),
                     unreachable * fnl_units_hours(0.5) + fnl_units_hours(1));
    lab_close(lab);
}

/* Misses count in a row: with 3 touches to hold and 2 tries, one miss before each is forgiven. */
static void a_touch_that_takes_place_forgives_the_misses(void **state)
{
    (void)state;
    struct lab *lab = lab_open(
        "name = \"Misses\"; months = 12;" DOOR
        "stages = ( { name = \"A\"; hours = 0.01; missed_hours = 0.01; days = 1; shows = 0.5;"
        "  tries = 2; touches = 3; go_on = 0.0; } ); reps = { count = 9; };",
        "leads_per_month = 100;");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t forgiven = 0, longest = 0;
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *fact = &tape.facts[i];
        if (fact->kind != FNL_FACT_TOUCH)
            continue;
        longest = (size_t)fact->day > longest ? (size_t)fact->day : longest;
        forgiven += fact->day >= 4;
    }
    assert_int_equal(longest, 5); /* miss, talk, miss, talk, miss, talk or miss */
    assert_true(forgiven > 0);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* An open deal that waits for nine hours would be lost if it were a first answer. */
static void whoever_was_met_before_does_not_mind_the_delay(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open("name = \"Met\"; months = 1; today = { open_deals = 60; }; reps = { count = 60; };"
                 "sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
                 "stages = ( { name = \"A\"; hours = 0.1; shows = 0.5; tries = 1; go_on = 0.0; } );"
                 "response = { weight = \"10 x\"; };");
    lab_run(lab, 0, NULL);
    const int64_t lost = lab_cause(lab, FNL_CAUSE_WENT_DARK);
    assert_true(lost > 14 && lost < 46);
    lab_close(lab);
}

static void a_rep_qualifies_in_the_first_touch_and_only_then(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open("name = \"Qualify\"; months = 2; sources = ( { name = \"Fair\"; kind = \"event\";"
                 "  dates = [\"2026-01-05\"]; people_per_event = 20; fit = 0.6; budget = 0.6; need "
                 "= 0.6; } );"
                 "stages = ( { name = \"A\"; hours = 0.5; touches = 2; go_on = 1.0; },"
                 "           { name = \"B\"; hours = 0.5; go_on = 0.0; } );"
                 "reps = { count = 50; selling_share = 1.0; };"
                 "qualify = { policy = \"rep\"; takes = \"15 minutes\"; sensitivity = 1.0;"
                 "  specificity = 1.0; bar = 0.6; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    const size_t people = (size_t)lab_value(lab, FNL_PEOPLE);
    assert_true(people > 5);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_QUALIFIED), people);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_TOUCH), 3 * people);
    for (size_t i = 0; i < tape.count; i++)
        if (tape.facts[i].kind == FNL_FACT_TOUCH)
            assert_int_equal(
                tape.facts[i].span,
                fnl_units_hours(tape.facts[i].detail == 0 && tape.facts[i].day == 0 ? 0.75 : 0.5));
    assert_int_equal(lab_cause(lab, FNL_CAUSE_DISQUALIFIED), 0);
    lab_tape_fini(&tape);
    lab_close(lab);
}

static void whoever_is_not_worth_it_is_disqualified(void **state)
{
    (void)state;
    struct lab *lab = lab_open(
        "name = \"Disqualify\"; months = 2; sources = ( { name = \"Fair\"; kind = \"event\";"
        "  dates = [\"2026-01-05\"]; people_per_event = 20; fit = 0.6; budget = 0.59; need = 0.6; "
        "} );"
        "stages = ( { name = \"A\"; hours = 0.5; touches = 2; go_on = 1.0; } );"
        "reps = { count = 50; };"
        "qualify = { policy = \"rep\"; sensitivity = 1.0; specificity = 1.0; bar = 0.6; };");
    lab_run(lab, 0, NULL);
    assert_int_equal(lab_cause(lab, FNL_CAUSE_DISQUALIFIED), lab_value(lab, FNL_PEOPLE));
    assert_int_equal(lab_value(lab, FNL_OPPORTUNITIES), 0);
    assert_int_equal(lab_value(lab, FNL_WIN_RATE), FNL_UNDEFINED);
    lab_close(lab);
}

#define WINS     "{ name = \"A\"; hours = 1; go_on = 1.0; }, { name = \"B\"; hours = 1; go_on = 1.0; }"
#define CONTRACT "clients = { contract_value = 1000.01; contract_months = 1; renewal = 0.0; }; "

/* Values of the signatures, in cents; 0 for none. */
static fnl_money signed_value(const char *source, const char *more)
{
    struct lab *lab = deal(source, WINS, more);
    lab_run(lab, 0, NULL);
    const fnl_money value = lab_value(lab, FNL_NEW_BUSINESS);
    lab_close(lab);
    return value;
}

static void the_price_is_what_the_source_the_pain_and_the_policy_make_of_it(void **state)
{
    (void)state;
    assert_int_equal(signed_value("", CONTRACT), 100001);
    assert_int_equal(signed_value("deal_factor = 1.16;", CONTRACT), 116001);
    assert_int_equal(signed_value("pita = 1.0;", CONTRACT), 100001);
    assert_int_equal(signed_value("pita = 1.0;", CONTRACT "pita = { discount = 0.1; };"), 90001);
    assert_int_equal(signed_value("pita = 1.0;",
                                  CONTRACT "pita = { discount = 0.1; flags_seen = 1.0; };"
                                           "accept = { policy = \"charge_more\"; takes_it = 1.0;"
                                           "  price_factor = 2; };"),
                     180002);
    assert_int_equal(signed_value("pita = 0.0;",
                                  CONTRACT "pita = { false_alarms = 0.0; };"
                                           "accept = { policy = \"charge_more\"; };"),
                     100001);
    assert_int_equal(signed_value("pita = 0.0;", CONTRACT "pita = { false_alarms = 1.0; };"
                                                          "accept = { policy = \"screen\"; };"),
                     0);
}

/*
 * One rep with an hour for each of those who come on a day, all of whom show red flags: the last
 * five find no more than four hours of work waiting, be it in a queue of the rep's or of all.
 */
static void with_slack_is_when_little_work_waits(void **state)
{
    (void)state;
    static const char *const assigns[] = {"least_loaded", "shared_queue"};
    for (size_t i = 0; i < 2; i++) {
        struct lab *lab = lab_open(
            "name = \"Slack\"; months = 6; sources = ( { name = \"Fair\"; kind = \"event\";"
            "  dates = [\"2026-01-05\"]; people_per_event = 40; pita = 1.0; } );"
            "stages = ( { name = \"A\"; hours = 1; go_on = 1.0; } ); reps = { count = 1; };"
            "pita = { flags_seen = 1.0; scope_per_year = 0; }; clients = { service_hours = 0; };"
            "assign = { policy = \"%s\"; }; accept = { policy = \"with_slack\"; hours = 4; };",
            assigns[i]);
        lab_run(lab, 0, NULL);
        assert_int_equal(lab_value(lab, FNL_WON), 5);
        assert_int_equal(lab_cause(lab, FNL_CAUSE_WALKED_AWAY), lab_value(lab, FNL_PEOPLE) - 5);
        lab_close(lab);
    }
}

/* However much waits for those who develop, reps who close have slack. */
static void work_of_another_role_is_no_work_of_a_rep(void **state)
{
    (void)state;
    struct lab *lab = lab_open(
        "name = \"Roles\"; months = 6; sources = ( { name = \"Fair\"; kind = \"event\";"
        "  dates = [\"2026-01-05\"]; people_per_event = 40; pita = 1.0; } );"
        "stages = ( { name = \"A\"; hours = 8; go_on = 1.0; }, { name = \"B\"; hours = 0.1;"
        "  go_on = 1.0; } ); reps = { count = 1; }; development = { count = 1; handoff_loss = 0; };"
        "pita = { flags_seen = 1.0; scope_per_year = 0; }; clients = { service_hours = 0; };"
        "assign = { policy = \"shared_queue\"; }; accept = { policy = \"with_slack\"; hours = 4; "
        "};");
    lab_run(lab, 0, NULL);
    assert_int_equal(lab_cause(lab, FNL_CAUSE_WALKED_AWAY), 0);
    assert_true(lab_value(lab, FNL_WON) > 20);
    lab_close(lab);
}

/* Nobody has signed anything by the 20th of a quarter of 90 days, 71 of which are left. */
static void when_behind_is_by_the_pace_that_is_needed(void **state)
{
    (void)state;
    static const struct {
        const char *pace;
        int64_t won;
    } cases[] = {{"1.2", 1}, {"1.3", 0}};
    for (size_t i = 0; i < 2; i++) {
        struct lab *lab =
            lab_open("name = \"Behind\"; months = 3; today = { open_deals = 1; };"
                     "sources = ( { name = \"Door\"; kind = \"inbound\"; pita = 1.0; } );"
                     "stages = ( { name = \"A\"; hours = 1; go_on = 1.0; },"
                     "           { name = \"B\"; hours = 1; days = 19; go_on = 1.0; } );"
                     "reps = { count = 1; selling_share = 1.0; }; pita = { flags_seen = 1.0; };"
                     "quota = { rep_signs = 1000; };"
                     "accept = { policy = \"when_behind\"; pace = %s; };",
                     cases[i].pace);
        lab_run(lab, 0, NULL);
        assert_int_equal(lab_value(lab, FNL_WON), cases[i].won);
        lab_close(lab);
    }
}

static void whoever_refuses_our_terms_is_lost_by_them(void **state)
{
    (void)state;
    struct lab *lab = deal("pita = 1.0;", WINS,
                           "pita = { flags_seen = 1.0; };"
                           "accept = { policy = \"charge_more\"; takes_it = 0.0; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    assert_int_equal(lab_cause(lab, FNL_CAUSE_OUR_TERMS), 1);
    const struct fnl_fact *closing = lab_tape_fact(&tape, FNL_FACT_CLOSING, 0);
    assert_true(closing->flag);
    assert_int_equal(closing->detail, FNL_COUNTER);
    assert_int_equal(closing->amount, 1250000);
    lab_tape_fini(&tape);
    lab_close(lab);
}

#define THREE                                                                                      \
    "{ name = \"A\"; hours = 2.385; go_on = 1.0; }, { name = \"B\"; hours = 1.25; go_on = 1.0; }," \
    "{ name = \"C\"; hours = 0.5; go_on = 1.0; }"

/* However many hours a stage would still take, who shows red flags gets no more than the first. */
static void whoever_shows_flags_can_be_turned_down_after_a_stage(void **state)
{
    (void)state;
    static const struct {
        const char *stage;
        size_t touches;
        double hours;
        bool asked_at_signing;
    } cases[] = {{"", 1, 2.385, false},
                 {"A", 1, 2.385, false},
                 {"B", 2, 3.635, false},
                 {"C", 3, 4.135, true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char more[200];
        snprintf(more, sizeof more,
                 "pita = { flags_seen = 1.0; };"
                 "accept = { policy = \"screen_early\"; stage = \"%s\"; };",
                 cases[i].stage);
        struct lab *lab = lab_open(
            "name = \"Fair\"; months = 6; sources = ( { name = \"Fair\"; kind = \"event\";"
            "  dates = [\"2026-01-05\"]; people_per_event = 1; pita = 1.0; } ); stages = ( %s );"
            "reps = { count = 1; selling_share = 1.0; }; %s",
            THREE, more);
        struct lab_tape tape = {0};
        lab_record(lab, &tape);
        assert_int_equal(lab_cause(lab, FNL_CAUSE_WALKED_AWAY), 1);
        assert_int_equal(lab_tape_count(&tape, FNL_FACT_TOUCH), cases[i].touches);
        assert_int_equal(lab_tape_count(&tape, FNL_FACT_CLOSING), cases[i].asked_at_signing);
        assert_int_equal(lab_tape_fact(&tape, FNL_FACT_ENDED, 0)->span,
                         fnl_units_hours(cases[i].hours));
        lab_tape_fini(&tape);
        lab_close(lab);
    }
}

#define FLAGS                                                                                      \
    "name = \"Flags\"; months = 12; sources = ( { name = \"Door\"; kind = \"inbound\";"            \
    "  leads_per_month = 40; pita = 0.3; } ); stages = ( { name = \"A\"; hours = 0.5; go_on = "    \
    "0.7;"                                                                                         \
    "  }, { name = \"B\"; hours = 6; days = 10; go_on = 0.5; } ); reps = { count = %s; };"         \
    "clients = { service_hours = 0; }; pita = { scope_per_year = 0; };"                            \
    "assign = { policy = \"round_robin\"; }; accept = { policy = \"%s\"; };"

/* Keys of those who sign, all multiplied: the same for the same people in whatever order. */
static uint64_t who_signs(struct lab *lab, uint64_t future)
{
    struct lab_tape tape = {0};
    const struct fnl_listener listener = lab_tape_listener(&tape, FNL_FACT_BIT(FNL_FACT_SIGNED));
    lab_run(lab, future, &listener);
    uint64_t product = 1;
    for (size_t i = 0; i < tape.count; i++)
        product *= tape.facts[i].key | 1;
    lab_tape_fini(&tape);
    return product;
}

/* Where nobody waits, early or late is the same to all who sign, and takes fewer hours. */
static void flags_are_the_same_early_and_late(void **state)
{
    (void)state;
    struct lab *late = lab_open(FLAGS, "400", "screen"),
               *early = lab_open(FLAGS, "400", "screen_early");
    for (uint64_t future = 0; future < 5; future++) {
        assert_true(who_signs(early, future) == who_signs(late, future));
        assert_true(lab_value(late, FNL_WON) > 30);
        const int64_t with = lab_spent(early, FNL_SPENT_ON_UNWON),
                      without = lab_spent(late, FNL_SPENT_ON_UNWON);
        assert_true(with < without - fnl_units_hours(100));
        assert_int_equal(lab_spent(early, FNL_SPENT_ON_WON), lab_spent(late, FNL_SPENT_ON_WON));
    }
    lab_close(late);
    lab_close(early);
}

/* Where reps are full, the hours that others would have had sell: early screening signs more. */
static void hours_not_spent_on_flags_sell_to_others(void **state)
{
    (void)state;
    struct lab *late = lab_open(FLAGS, "1", "screen"),
               *early = lab_open(FLAGS, "1", "screen_early");
    struct fnl_tally more = {0};
    for (uint64_t future = 0; future < 40; future++) {
        lab_run(late, future, NULL);
        const int64_t without = lab_value(late, FNL_WON);
        lab_run(early, future, NULL);
        fnl_tally_add(&more, lab_value(early, FNL_WON) - without);
    }
    assert_true(fnl_interval_mean(&more, 0.999).low > 0);
    lab_close(late);
    lab_close(early);
}

/* They come back to the last stage, and sign at our price and terms. */
static void whoever_we_walk_away_from_may_come_back_on_our_terms(void **state)
{
    (void)state;
    struct lab *lab =
        deal("pita = 1.0;", WINS,
             "clients = { contract_value = 1000; contract_months = 1; renewal = 0.0;"
             "  pays_after = 40; never_pays = 0.0; };"
             "pita = { flags_seen = 1.0; discount = 0.0; late_factor = 1; };"
             "accept = { policy = \"walk_away\"; comes_back = 1.0;"
             "  back_after = \"60 days\"; price_factor = 1.5; terms_factor = 0.5; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    assert_int_equal(lab_cause(lab, FNL_CAUSE_WALKED_AWAY), 1);
    assert_int_equal(lab_cause(lab, FNL_CAUSE_WON), 1);
    const struct fnl_fact *end = lab_tape_fact(&tape, FNL_FACT_ENDED, 0);
    const struct fnl_fact *back = lab_tape_fact(&tape, FNL_FACT_ARRIVED, 1);
    assert_int_equal(back->time, end->time + 60 * FNL_DAY);
    assert_int_equal(back->detail, 1);
    assert_true(back->key == end->key);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_TOUCH), 2); /* each in the last stage */
    assert_int_equal(lab_tape_fact(&tape, FNL_FACT_SIGNED, 0)->amount, 150000);
    const struct fnl_fact *bill = lab_tape_fact(&tape, FNL_FACT_INVOICED, 0);
    assert_int_equal(bill->until, bill->time + 20 * FNL_DAY);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* At the same fit: 10 days at a trust of 0.2, and times exp(-0.8 * 0.5) at one of 0.7. */
static void trust_shortens_the_cycle(void **state)
{
    (void)state;
    static const double trusts[] = {0.2, 0.7};
    for (size_t i = 0; i < 2; i++) {
        struct lab *lab = lab_open(
            "name = \"Trust\"; months = 6; " LAB_ALWAYS_OPEN "sources = ( { name = \"Door\";"
            "  kind = \"inbound\"; leads_per_month = 9; trust = %g; } );"
            "effects = { trust_on_gaps = 0.8; trust_reference = 0.2; };"
            "stages = ( { name = \"A\"; hours = 0.01; go_on = 1.0; },"
            "           { name = \"B\"; hours = 0.01; days = 10; go_on = 1.0; } );"
            "reps = { count = 9; };",
            trusts[i]);
        lab_run(lab, 0, NULL);
        const double days = (double)lab_value(lab, FNL_CYCLE) / (double)FNL_DAY;
        assert_true(fabs(days - 10 * exp(-0.8 * (trusts[i] - 0.2))) < 0.01);
        lab_close(lab);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(touches_follow_each_other_after_their_gaps),
        cmocka_unit_test(gaps_shrink_for_people_who_move_faster),
        cmocka_unit_test(whoever_never_shows_goes_dark_after_so_many_tries),
        cmocka_unit_test(a_thousand_tries_come_to_an_end),
        cmocka_unit_test(a_dead_address_is_unreachable_whoever_would_show),
        cmocka_unit_test(a_touch_that_takes_place_forgives_the_misses),
        cmocka_unit_test(whoever_was_met_before_does_not_mind_the_delay),
        cmocka_unit_test(a_rep_qualifies_in_the_first_touch_and_only_then),
        cmocka_unit_test(whoever_is_not_worth_it_is_disqualified),
        cmocka_unit_test(the_price_is_what_the_source_the_pain_and_the_policy_make_of_it),
        cmocka_unit_test(with_slack_is_when_little_work_waits),
        cmocka_unit_test(work_of_another_role_is_no_work_of_a_rep),
        cmocka_unit_test(when_behind_is_by_the_pace_that_is_needed),
        cmocka_unit_test(whoever_refuses_our_terms_is_lost_by_them),
        cmocka_unit_test(whoever_shows_flags_can_be_turned_down_after_a_stage),
        cmocka_unit_test(flags_are_the_same_early_and_late),
        cmocka_unit_test(hours_not_spent_on_flags_sell_to_others),
        cmocka_unit_test(whoever_we_walk_away_from_may_come_back_on_our_terms),
        cmocka_unit_test(trust_shortens_the_cycle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
