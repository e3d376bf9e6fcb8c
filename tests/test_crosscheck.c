/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lab.h"
#include "scenario/crosscheck.h"

#define NAME   "name = \"Check\"; "
#define DOOR   "{ name = \"Door\"; kind = \"inbound\"; leads_per_month = 9; cost_each = 5; }"
#define DOORS  "sources = ( " DOOR " ); "
#define STAGES "stages = ( { name = \"A\"; hours = 1; go_on = 0.5; } ); "
#define REPS   "reps = { count = 2; }; "
#define FIRM   NAME DOORS STAGES REPS

/* Exactly `count` mistakes, the first of them at `path` and with `words` in it. */
static void assert_refused_by(const char *text, const struct lab_change *change, const char *path,
                              const char *words, size_t count)
{
    char *told = lab_mistakes(text, change, change ? 1 : 0);
    char place[200];
    size_t lines = 0;
    snprintf(place, sizeof place, ": %s: ", path);
    for (const char *c = told; *c; c++)
        lines += *c == '\n';
    const size_t first = strcspn(told, "\n");
    told[first] = 0;
    if (lines != count || (count > 0 && (!strstr(told, place) || !strstr(told, words))))
        fail_msg("%zu mistakes, the first \"%s\", not %zu at %s with \"%s\"", lines, told, count,
                 path, words);
    free(told);
}

static void assert_refused(const char *text, const char *path, const char *words)
{
    assert_refused_by(text, NULL, path, words, 1);
}

static void assert_accepted(const char *text)
{
    assert_refused_by(text, NULL, "", "", 0);
}

static void what_fits_together_is_accepted(void **state)
{
    (void)state;
    assert_accepted(FIRM);
    assert_accepted(FIRM "calendar = { opens = 16; hours_per_day = 8; };");
    assert_accepted(FIRM "today = { clients = 3; pita_clients = 3; };");
    assert_accepted(FIRM "extra_budget = 5; buy = { policy = \"same_mix\"; };");
    assert_accepted(FIRM "response = { odds_next_hour = 7; odds_next_day = 7.01; };");
}

static void dates_and_months_must_exist(void **state)
{
    (void)state;
    assert_refused(FIRM "start = \"2026-03-02\";", "start", "2026-03-02");
    assert_refused(FIRM "fiscal_year_starts = \"Brumaire\";", "fiscal_year_starts", "Brumaire");
}

static void money_has_a_currency_and_a_judge(void **state)
{
    (void)state;
    assert_refused(FIRM "currency = \"usd\";", "currency", "\"usd\"");
    assert_refused(FIRM "currency = \"EURO\";", "currency", "\"EURO\"");
    assert_refused(FIRM "currency = \"$\";", "currency", "\"$\"");
    assert_refused(FIRM "judge_by = \"contributoin\";", "judge_by", "\"contribution\"");
    assert_refused(FIRM "judge_by = \"happiness of all\";", "judge_by", "funnelsim indicators");
}

static void working_days_must_exist(void **state)
{
    (void)state;
    assert_refused(FIRM "calendar = { workdays = \"Mo-Fr\"; };", "calendar.workdays", "\"Mo-Fr\"");
}

static void the_working_day_ends_by_midnight(void **state)
{
    (void)state;
    assert_refused(FIRM "calendar = { opens = 16.5; hours_per_day = 8; };",
                   "calendar.hours_per_day", "midnight");
}

#define SOURCE(source) NAME "sources = ( { " source " } ); " STAGES REPS

static void a_source_brings_people_the_way_of_its_kind(void **state)
{
    (void)state;
    assert_refused(NAME STAGES REPS, "sources", "at least one source");
    assert_refused(SOURCE("name = \"R\"; kind = \"referral\"; leads_per_month = 3;"),
                   "sources[R].leads_per_month", "clients");
    assert_refused(SOURCE("name = \"O\"; kind = \"outbound\"; leads_per_month = 3;"),
                   "sources[O].leads_per_month", "found_per_hour");
    assert_refused(SOURCE("name = \"I\"; kind = \"inbound\"; found_per_hour = 1;"),
                   "sources[I].found_per_hour", "outbound");
    assert_refused(SOURCE("name = \"I\"; kind = \"inbound\"; dates = [\"2026-02-02\"];"),
                   "sources[I].dates", "event");
    assert_refused(SOURCE("name = \"I\"; kind = \"list\"; cost_per_event = 5;"),
                   "sources[I].cost_per_event", "event");
    assert_refused(SOURCE("name = \"E\"; kind = \"event\"; people_per_event = 5;"), "sources[E]",
                   "dates");
    assert_accepted(SOURCE("name = \"E\"; kind = \"event\"; leads_per_month = 5;"));
}

static void lists_need_a_source_of_target_accounts_and_are_the_only_way_to_them(void **state)
{
    (void)state;
    assert_refused(SOURCE("name = \"I\"; kind = \"inbound\";") "targets = { };", "targets",
                   "kind = \"target\"");
    assert_refused(
        SOURCE("name = \"T\"; kind = \"target\"; found_per_hour = 0.2;") "targets = { };",
        "sources[T].found_per_hour", "lists");
    assert_accepted(SOURCE("name = \"T\"; kind = \"target\";") "targets = { };");
    assert_accepted(SOURCE(
        "name = \"T\"; kind = \"target\"; found_per_hour = 0.2;") "targets = { accounts = 0; };");
    assert_accepted(SOURCE("name = \"O\"; kind = \"outbound\"; found_per_hour = 0.2; },"
                           "{ name = \"T\"; kind = \"target\";") "targets = { };");
}

static void nobody_can_be_referred_without_a_source_of_that_kind(void **state)
{
    (void)state;
    assert_refused(FIRM "referrals = { };", "referrals", "kind = \"referral\"");
    assert_refused(FIRM "ask = { policy = \"everybody\"; };", "ask.policy", "kind = \"referral\"");
    assert_accepted(NAME "sources = ( " DOOR
                         ", { name = \"R\"; kind = \"referral\"; } ); " STAGES REPS
                         "referrals = { }; ask = { policy = \"everybody\"; };");
}

static void stages_are_as_many_as_there_is_room_for_and_meet_as_somebody_defined(void **state)
{
    (void)state;
    assert_refused(NAME DOORS REPS, "stages", "0 stages");
    char text[4000] = NAME DOORS REPS "stages = ( ";
    for (int i = 0; i < 13; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text),
                 "%s{ name = \"S%d\"; hours = 1; go_on = 0.5; }", i ? ", " : "", i);
    strcat(text, " );");
    assert_refused(text, "stages", "13 stages");

#define MEETS(kind)                                                                                \
    NAME DOORS REPS "stages = ( { name = \"A\"; hours = 1; go_on = 0.5; meeting = \"" kind         \
                    "\"; } );"
    assert_refused(MEETS("pitch"), "stages[A].meeting", "pitch");
    assert_refused(MEETS("pich") "meetings = { kinds = ( { name = \"pitch\"; } ); };",
                   "stages[A].meeting", "did you mean \"pitch\"");
    assert_accepted(MEETS("pitch") "meetings = { kinds = ( { name = \"pitch\"; } ); };");
}

static void a_loss_needs_a_cause(void **state)
{
    (void)state;
    assert_refused(NAME DOORS REPS "stages = ( { name = \"A\"; hours = 1; go_on = 0.5;"
                                   "  to_competitor = 0; on_price = 0; no_decision = 0; } );",
                   "stages[A].no_decision", "cause");
}

static void people_are_no_more_than_there_are(void **state)
{
    (void)state;
    assert_refused(NAME DOORS STAGES "reps = { count = 1; started = [\"2025-01\", \"2025-02\"]; };",
                   "reps.started", "2 dates for 1");
    assert_refused(FIRM "today = { clients = 3; pita_clients = 4; };", "today.pita_clients",
                   "4 of 3");
}

static void mechanisms_make_sense_in_themselves(void **state)
{
    (void)state;
    assert_refused(FIRM "response = { odds_next_hour = 7; odds_next_day = 7; };",
                   "response.odds_next_day", "7 x");
    assert_refused(NAME "sources = ( " DOOR
                        ", { name = \"R\"; kind = \"referral\"; } ); " STAGES REPS
                        "referrals = { engaged_from = 0.5; content_from = 0.6; };",
                   "referrals.content_from", "0.6");
}

static void money_buys_leads_that_have_a_price(void **state)
{
    (void)state;
    assert_refused(FIRM "buy = { policy = \"same_mix\"; };", "buy.policy", "extra_budget");
    assert_refused(FIRM "extra_budget = 5; buy = { policy = \"lists\"; };", "buy.policy", "lists");
    assert_refused(
        SOURCE(
            "name = \"I\"; kind = \"inbound\"; leads_per_month = 3;") "extra_budget = 5; buy = { "
                                                                      "policy = \"inbound\"; };",
        "buy.policy", "inbound");
}

/* Of the two numbers that which is measured counts. */
static void who_can_be_behind_has_a_quota(void **state)
{
    (void)state;
#define BEHIND FIRM "accept = { policy = \"when_behind\"; }; "
    assert_refused(BEHIND, "accept.policy", "nobody is behind without a quota");
    assert_refused(BEHIND "quota = { per_year = 5000; rep_leads = 3; };", "accept.policy",
                   "rep_signs");
    assert_refused(BEHIND "quota = { rep_signs = 5; measured_on = \"leads\"; };", "accept.policy",
                   "without a quota");
    assert_accepted(BEHIND "quota = { rep_signs = 5; };");
    assert_accepted(BEHIND "quota = { rep_leads = 5; measured_on = \"qualified\"; };");
}

static void who_is_screened_early_is_so_after_a_stage_that_there_is(void **state)
{
    (void)state;
#define EARLY                                                                                      \
    NAME DOORS "stages = ( { name = \"Talk\"; hours = 1; go_on = 0.5; },"                          \
               "  { name = \"Offer\"; hours = 1; go_on = 0.5; } ); " REPS                          \
               "accept = { policy = \"screen_early\"; stage = \"%s\"; };"
    static const struct {
        const char *stage, *words;
    } cases[] = {
        {"", NULL},
        {"Talk", NULL},
        {"Offer", NULL},
        {"Ofer", "\"Ofer\" is none of the stages Talk, Offer (did you mean \"Offer\"?)"},
        {"Discovery", "\"Discovery\" is none of the stages Talk, Offer"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[600];
        snprintf(text, sizeof text, EARLY, cases[i].stage);
        if (cases[i].words)
            assert_refused(text, "accept.stage", cases[i].words);
        else
            assert_accepted(text);
    }
    /* Of a stage in doubt nothing is concluded. */
    assert_refused(NAME DOORS "stages = ( { name = 5; hours = 1; go_on = 0.5; } ); " REPS
                              "accept = { policy = \"screen_early\"; stage = \"Talk\"; };",
                   "stages[#1].name", "");
    assert_accepted(FIRM "accept = { policy = \"screen_early\"; };");
}

/* All that is wrong is said in one go. */
static void mistakes_are_told_together(void **state)
{
    (void)state;
    assert_refused_by(FIRM "currency = \"x\"; judge_by = \"y\"; start = \"2026-01-02\";", NULL,
                      "start", "2026-01-02", 3);
}

static void some_things_cannot_change_on_a_date(void **state)
{
    (void)state;
    static const struct {
        const char *text, *path;
    } wrong[] = {
        {"months = 12;", "months"},
        {"currency = \"EUR\";", "currency"},
        {"calendar = { opens = 8; };", "calendar"},
        {"today = { cash = 1; };", "today"},
        {"quota = { per_year = 1; };", "quota.per_year"},
        {"reps = { count = 1; };", "reps"},
        {"sources = ( { name = \"List\"; new = true; kind = \"list\"; } );", "sources"},
        {"stages = ( { name = \"B\"; new = true; hours = 1; go_on = 0.1; } );", "stages"},
        {"meetings = { kinds = ( { name = \"lunch\"; new = true; } ); };", "meetings"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_refused_by(FIRM, &(struct lab_change){40, wrong[i].text}, wrong[i].path, "", 1);
}

static void other_things_can(void **state)
{
    (void)state;
    const struct lab_change right = {
        40, "reps = { count = 3; }; extra_budget = 4; buy = { policy = \"same_mix\"; };"
            "sources = ( { name = \"Door\"; leads_per_month = 4; } ); pita = { };"
            "quota = { rep_signs = 9; }; costs = { overhead = 7; }; stages = ( { name = \"A\"; "
            "go_on = 0.4; } );"};
    assert_refused_by(FIRM, &right, "", "", 0);
}

#define SIGNALS "signals = ( { name = \"demo\"; }, { name = \"download\"; } ); "

static void a_handoff_needs_what_it_goes_by(void **state)
{
    (void)state;
    assert_refused(FIRM "handoff = { policy = \"after_nurture\"; };", "handoff.policy",
                   "add nurture = { }");
    assert_refused(FIRM "handoff = { policy = \"after_nurture\"; }; nurture = { touches = 0; };",
                   "handoff.policy", "nobody is nurtured");
    assert_accepted(FIRM "handoff = { policy = \"after_nurture\"; }; nurture = { };");
    assert_refused(FIRM "handoff = { policy = \"signal\"; };", "handoff.policy", "without signals");
    assert_refused(FIRM SIGNALS "handoff = { policy = \"signal\"; signal = \"downlaod\"; };",
                   "handoff.signal", "did you mean \"download\"?");
    assert_accepted(FIRM SIGNALS "handoff = { policy = \"signal\"; signal = \"demo\"; };");
    assert_accepted(FIRM SIGNALS "handoff = { policy = \"signal\"; };");
    assert_refused(FIRM "signals = ( { name = \"any\"; } );", "signals", "something else");
}

static void blame_needs_a_number_and_money_to_shift(void **state)
{
    (void)state;
    static const char prices[] =
        "name = \"Blame\"; sources = ("
        "  { name = \"Door\"; kind = \"inbound\"; leads_per_month = 3; cost_each = 9; },"
        "  { name = \"List\"; kind = \"list\"; leads_per_month = 3; cost_each = 1; } );"
        "stages = ( { name = \"A\"; hours = 1; go_on = 0.5; } ); reps = { count = 1; }; ";
    char text[600];
    snprintf(text, sizeof text, "%sblame = { };", prices);
    assert_refused(text, "blame", "no number can be missed");
    snprintf(text, sizeof text, "%sblame = { }; quota = { per_year = 9; };", prices);
    assert_accepted(text);
    assert_refused(FIRM "blame = { }; quota = { per_year = 9; };", "blame", "no money to shift");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_fits_together_is_accepted),
        cmocka_unit_test(dates_and_months_must_exist),
        cmocka_unit_test(money_has_a_currency_and_a_judge),
        cmocka_unit_test(working_days_must_exist),
        cmocka_unit_test(the_working_day_ends_by_midnight),
        cmocka_unit_test(a_source_brings_people_the_way_of_its_kind),
        cmocka_unit_test(lists_need_a_source_of_target_accounts_and_are_the_only_way_to_them),
        cmocka_unit_test(nobody_can_be_referred_without_a_source_of_that_kind),
        cmocka_unit_test(stages_are_as_many_as_there_is_room_for_and_meet_as_somebody_defined),
        cmocka_unit_test(a_loss_needs_a_cause),
        cmocka_unit_test(people_are_no_more_than_there_are),
        cmocka_unit_test(mechanisms_make_sense_in_themselves),
        cmocka_unit_test(money_buys_leads_that_have_a_price),
        cmocka_unit_test(who_can_be_behind_has_a_quota),
        cmocka_unit_test(who_is_screened_early_is_so_after_a_stage_that_there_is),
        cmocka_unit_test(mistakes_are_told_together),
        cmocka_unit_test(some_things_cannot_change_on_a_date),
        cmocka_unit_test(other_things_can),
        cmocka_unit_test(a_handoff_needs_what_it_goes_by),
        cmocka_unit_test(blame_needs_a_number_and_money_to_shift),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
