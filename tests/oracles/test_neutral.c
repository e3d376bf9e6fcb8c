/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A mechanism at its neutral values is not there: no number of any future
 * changes. And what is turned up in a firm moves its numbers the way that
 * reason says, future by future, because the same people are met.
 *
 * Nothing here is left to chance: all comparisons are exact.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lab.h"
#include "scenario/schema.h"

/* A firm in which everything happens; which groups it has can be chosen. */
struct part {
    const char *name, *text;
};
static const struct part parts[] = {
    {"today", "today = { clients = 12; pita_clients = 2; open_deals = 6; cash = 10000;"
              "  credit_line = 50000; };"},
    {"actuals", "actuals = { year = 2024; new_clients = 10; };"},
    {"effects", "effects = { fit = 1; budget = 0.5; trust = 0.7; interest_on_shows = 1; };"},
    {"response", "response = { };"},
    {"meetings",
     "meetings = { target_per_month = 6; kinds = ("
     "  { name = \"visit\"; when = \"spare_time\"; opens = 0.2; refers = 0.2; teaches = 0.01; },"
     "  { name = \"coffee\"; when = \"spare_time\"; whom = \"new_people\"; },"
     "  { name = \"party\"; when = \"after_win\"; refers = 0.3; advocates = 0.4; after = 2; },"
     "  { name = \"apology\"; when = \"after_trouble\"; } ); };"},
    {"service", "service = { hours_per_month = 60; longest_wait = \"3 days\"; spills = 0.5;"
                "  cost_per_month = 4000; };"},
    {"satisfaction", "satisfaction = { };"},
    {"referrals", "referrals = { };"},
    {"pita", "pita = { };"},
    {"returns", "returns = { share = 0.3; };"},
    {"avoidance", "avoidance = { per_rejection = 0.2; };"},
    {"care", "care = { hours_per_month = 5; per_hour = 0.2; };"},
    {"concessions", "concessions = { };"},
    {"reputation", "reputation = { };"},
    {"morale", "morale = { };"},
    {"attrition", "attrition = { share_per_year = 0.5; replaced_after = 20; };"},
    {"quota", "quota = { per_year = 2000000; rep_signs = 30000; };"},
    {"pressure", "pressure = { };"},
    {"forecast", "forecast = { };"},
    {"market", "market = { size = 900; };"},
    {"goodwill", "goodwill = { };"},
    {"awareness", "awareness = { };"},
    {"targets", "targets = { };"},
    {"networking", "networking = { new_share = 0.7; sparks = 0.8; after = 2; };"},
    {"advocates", "advocates = { on_going_on = 0.7; };"},
    {"admin", "admin = { hours_per_week = 3; };"},
    {"discovery", "discovery = { };"},
    {"requests", "requests = { };"},
    {"development", "development = { count = 2; handoff_trust = 0.3; };"},
    {"price", "price = { level = 1.2; };"},
    {"focus", "focus = { };"},
    {"records", "records = { };"},
    {"nurture", "nurture = { dormant = 0.9; lost_per_touch = 0.05; wakes_per_touch = 0.05; };"},
    {"management", "management = { };"},
    {"alignment", "alignment = { };"},
    {"blame", "blame = { };"},
};
#define PARTS (sizeof parts / sizeof *parts)

#define FIRM                                                                                       \
    "name = \"Firm\"; months = 18; " LAB_FROM_2025 "sources = ("                                   \
    "{ name = \"Door\"; kind = \"inbound\"; leads_per_month = 12; cost_each = 100; pita = 0.2;"    \
    "  out_of_ten = { fit = 6; budget = 5; need = 5; interest = 7; }; completeness = 0.6; },"      \
    "{ name = \"List\"; kind = \"list\"; leads_per_month = 20; cost_each = 5; bad_contact = 0.2;"  \
    "  pita = 0.3; awareness = 0.2; },"                                                            \
    "{ name = \"Wanted\"; kind = \"target\"; awareness = 0.1; },"                                  \
    "{ name = \"Cold\"; kind = \"outbound\"; found_per_hour = 0.2; },"                             \
    "{ name = \"Friends\"; kind = \"referral\"; trust = 0.6; pita = 0.1; gap_factor = 0.7; } );"   \
    "stages = ("                                                                                   \
    "{ name = \"A\"; hours = [0.3, 0.5, 1]; days = [1, 2, 6]; shows = 0.5; go_on = 0.6; },"        \
    "{ name = \"B\"; hours = 3; days = 7; touches = 2; shows = 0.8; go_on = 0.5; } );"             \
    "reps = { count = 3; commission = 0.05; salary = 40000; vacation_days = 10;"                   \
    "  ramp_months = 3; skill_spread = 0.2; };"                                                    \
    "clients = { contract_months = 6; service_hours = [2, 6, 20]; cancels_per_year = 0.1; };"      \
    "qualify = { policy = \"rep\"; }; assign = { policy = \"least_loaded\"; };"                    \
    "slack = { policy = \"prospect\"; }; costs = { overhead = 3000; };"

#define FUTURES 3

/* The rows of some futures, side by side; to be freed. */
static int64_t *live(struct lab *lab)
{
    int64_t *rows = calloc(FUTURES * lab->layout.width, sizeof *rows);
    assert_non_null(rows);
    for (uint64_t future = 0; future < FUTURES; future++) {
        lab_run(lab, future, NULL);
        memcpy(rows + future * lab->layout.width, lab->row, lab->layout.width * sizeof *rows);
    }
    return rows;
}

static bool alike(struct lab *a, struct lab *b)
{
    assert_int_equal(a->layout.width, b->layout.width);
    int64_t *first = live(a), *second = live(b);
    const bool same = memcmp(first, second, FUTURES * a->layout.width * sizeof *first) == 0;
    free(first);
    free(second);
    lab_close(a);
    lab_close(b);
    return same;
}

/* What cannot be there without another. */
static const struct {
    const char *part, *other;
} needs[] = {{"blame", "quota"}};

static bool goes_with(const struct part *part, const char *name)
{
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++)
        if (strcmp(part->name, needs[i].part) == 0 && strcmp(name, needs[i].other) == 0)
            return true;
    return strcmp(part->name, name) == 0;
}

/* The firm with all parts but the one called `without` and what needs it, and with `more`. */
static struct lab *firm_without(const char *without, const char *more)
{
    char text[8000];
    int length = snprintf(text, sizeof text, "%s", FIRM);
    for (size_t i = 0; i < PARTS; i++)
        if (!goes_with(&parts[i], without))
            length += snprintf(text + length, sizeof text - (size_t)length, "%s", parts[i].text);
    assert_true(length > 0 && (size_t)length < sizeof text);
    return lab_open("%s %s", text, more);
}

/* A row's value as it must stand in a file: quantities in quotes. */
static void print_value(FILE *stream, const struct fnl_param *row)
{
    const char *text = row->neutral ? row->neutral : row->standard;
    const bool bare =
        strchr("{([\"", *text) || strcmp(text, "true") == 0 || strcmp(text, "false") == 0;
    fprintf(stream, bare ? "%s = %s; " : "%s = \"%s\"; ", row->name, text);
}

/* The group of `section` with every key at its neutral value. */
static char *neutral_group(const struct fnl_section *section)
{
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    assert_non_null(stream);
    fprintf(stream, "%s = { ", section->name);
    for (size_t i = 0; i < section->table->count; i++)
        print_value(stream, &section->table->rows[i]);
    fprintf(stream, "};");
    fclose(stream);
    return text;
}

static void every_mechanism_at_its_neutral_values_is_absent(void **state)
{
    (void)state;
    size_t mechanisms = 0;
    for (size_t i = 0; i < fnl_schema_root.section_count; i++) {
        const struct fnl_section *section = &fnl_schema_root.sections[i];
        if (!section->marked)
            continue;
        mechanisms++;
        char *neutral = neutral_group(section);
        if (!alike(firm_without(section->name, ""), firm_without(section->name, neutral)))
            fail_msg("not neutral: %s", neutral);
        free(neutral);
    }
    assert_int_equal(mechanisms, PARTS);
}

/* The other half of it: each part of this firm is felt. */
static void every_mechanism_that_is_there_is_felt(void **state)
{
    (void)state;
    for (size_t i = 0; i < PARTS; i++) {
        const bool same = alike(firm_without(parts[i].name, ""), firm_without("", ""));
        /* No stage of this firm is a meeting, so nobody discovers anything. */
        const bool silent =
            strcmp(parts[i].name, "actuals") == 0 || strcmp(parts[i].name, "discovery") == 0;
        if (same != silent)
            fail_msg("%s changes %s", parts[i].name, same ? "nothing" : "something");
    }
}

/* A policy with the keys that make it the same as another. */
static void policies_with_nothing_to_do_do_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *first, *second;
    } pairs[] = {
        {"handoff = { policy = \"immediate\"; };",
         "handoff = { policy = \"sales_ready\"; threshold = 0.0; noise = 0; };"},
        {"ask = { policy = \"nobody\"; };",
         "ask = { policy = \"everybody\"; per_client_year = 0; };"},
        {"ask = { policy = \"nobody\"; };",
         "ask = { policy = \"ideal_clients\"; per_client_year = 0; };"},
        {"accept = { policy = \"all\"; };", "accept = { policy = \"charge_more\"; price_factor = "
                                            "1; terms_factor = 1; takes_it = 1.0; };"},
        {"accept = { policy = \"screen\"; };",
         "accept = { policy = \"screen_early\"; stage = \"B\"; };"},
        {"accept = { policy = \"screen\"; };",
         "accept = { policy = \"walk_away\"; comes_back = 0.0; };"},
        {"accept = { policy = \"screen\"; };",
         "accept = { policy = \"walk_away\"; comes_back = 1.0; back_after = \"3650 days\"; };"},
        {"concede = { policy = \"all\"; };",
         "concede = { policy = \"at_risk\"; satisfaction_below = 0.0; months_left = 120; };"},
        {"keep = { policy = \"all\"; };",
         "keep = { policy = \"reform\"; hours_per_month = 0; works_per_month = 0.0; };"},
        {"keep = { policy = \"all\"; };",
         "keep = { policy = \"reprice\"; price_factor = 1; takes_it = 1.0; };"},
        {"keep = { policy = \"fire\"; };", "keep = { policy = \"reprice\"; takes_it = 0.0; };"},
        {"handoff = { policy = \"immediate\"; };",
         "handoff = { policy = \"signal\"; }; signals = ( { name = \"a\"; sensitivity = 1.0;"
         "  specificity = 0.0; } );"},
        {"buy = { policy = \"nothing\"; };", ""},
        {"push = { policy = \"none\"; };", "push = { policy = \"quarter_end\"; stages = 0; };"},
        {"accept = { policy = \"all\"; };",
         "accept = { policy = \"with_slack\"; hours = 10000; };"},
        {"accept = { policy = \"screen\"; };",
         "accept = { policy = \"when_behind\"; pace = 1000; };"},
        {"research = { policy = \"nobody\"; };",
         "research = { policy = \"before_first_touch\"; to = 0.0; };"},
        {"segments = ( );", "segments = ( { name = \"Small\"; }, { name = \"Large\"; } );"},
        {"work = { policy = \"first_come\"; };", ""},
        {"extra_budget = 0;", ""},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (!alike(firm_without("", pairs[i].first), firm_without("", pairs[i].second)))
            fail_msg("%s is not %s", pairs[i].first, pairs[i].second);
}

/* Where nobody shows red flags, who looks for them sees none. */
static void screens_without_flags_stop_nobody(void **state)
{
    (void)state;
#define BLIND "pita = { flags_seen = 0.0; false_alarms = 0.0; };"
    static const char *const policies[] = {"screen", "screen_early", "walk_away", "charge_more"};
    for (size_t i = 0; i < 4; i++) {
        char text[200];
        snprintf(text, sizeof text, BLIND "accept = { policy = \"%s\"; };", policies[i]);
        assert_true(alike(firm_without("pita", BLIND), firm_without("pita", text)));
    }
}

static void without_pains_there_are_no_hours_for_pains(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open("name = \"Good\"; months = 18; today = { clients = 12; };"
                 "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 12; },"
                 "            { name = \"Friends\"; kind = \"referral\"; } );"
                 "stages = ( { name = \"A\"; hours = 1; go_on = 0.5; } ); reps = { count = 2; };"
                 "clients = { service_hours = 3; }; referrals = { }; pita = { };");
    for (uint64_t future = 0; future < 10; future++) {
        lab_run(lab, future, NULL);
        assert_int_equal(lab_spent(lab, FNL_SPENT_ON_PITA), 0);
        assert_int_equal(lab_value(lab, FNL_PITA_HOURS), 0);
        assert_int_equal(lab_value(lab, FNL_PITA_CLIENTS_END), 0);
        assert_true(lab_spent(lab, FNL_SPENT_ON_SERVICE) > 0);
    }
    lab_close(lab);
}

static void where_nobody_asks_nobody_is_asked(void **state)
{
    (void)state;
    struct lab *lab = firm_without("", "ask = { policy = \"nobody\"; };");
    lab_run(lab, 0, NULL);
    assert_int_equal(lab_value(lab, FNL_ASKS), 0);
    assert_int_equal(lab_spent(lab, FNL_SPENT_ON_ASKING), 0);
    lab_close(lab);
    lab = firm_without("", "ask = { policy = \"everybody\"; };");
    lab_run(lab, 0, NULL);
    assert_true(lab_value(lab, FNL_ASKS) > 0);
    assert_true(lab_spent(lab, FNL_SPENT_ON_ASKING) > 0);
    lab_close(lab);
}

static int by_key(const void *a, const void *b)
{
    const struct fnl_fact *x = a, *y = b;
    return x->key < y->key ? -1 : x->key > y->key;
}

/* The waits for the first touch, by person. */
static struct lab_tape first_waits(struct lab *lab, uint64_t future)
{
    struct lab_tape tape = {0};
    const struct fnl_listener listener = lab_tape_listener(&tape, FNL_FACT_BIT(FNL_FACT_TOUCH));
    lab_run(lab, future, &listener);
    size_t kept = 0;
    for (size_t i = 0; i < tape.count; i++)
        if (tape.facts[i].detail == 0 && tape.facts[i].day == 0)
            tape.facts[kept++] = tape.facts[i];
    tape.count = kept;
    qsort(tape.facts, tape.count, sizeof *tape.facts, by_key);
    return tape;
}

static struct lab *busy(int reps)
{
    return lab_open("name = \"Busy\"; months = 12; "
                    "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 150; } );"
                    "stages = ( { name = \"A\"; hours = { law = \"gamma\"; mean = 1; cv = 1; };"
                    "             go_on = 0.0; } );"
                    "assign = { policy = \"shared_queue\"; }; reps = { count = %d; };",
                    reps);
}

/* In a first-come, first-served queue that all reps share, of work that is what it is. */
static void another_rep_makes_nobody_wait_longer(void **state)
{
    (void)state;
    for (uint64_t future = 0; future < 5; future++) {
        struct lab *few = busy(2), *many = busy(3);
        struct lab_tape long_waits = first_waits(few, future), waits = first_waits(many, future);
        double sooner = 0;
        size_t j = 0;
        for (size_t i = 0; i < long_waits.count; i++, j++) {
            while (j < waits.count && waits.facts[j].key != long_waits.facts[i].key)
                j++;
            assert_true(j < waits.count); /* whoever was served is served */
            assert_true(waits.facts[j].wait <= long_waits.facts[i].wait);
            sooner += waits.facts[j].wait < long_waits.facts[i].wait;
        }
        assert_true(sooner > 0.5 * (double)long_waits.count);
        lab_tape_fini(&long_waits);
        lab_tape_fini(&waits);
        lab_close(few);
        lab_close(many);
    }
}

static struct lab *priced(const char *value)
{
    return lab_open("name = \"Price\"; months = 18; " LAB_FROM_2025
                    "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 30; } );"
                    "stages = ( { name = \"A\"; hours = 1; go_on = 0.4; } ); reps = { count = 2; };"
                    "clients = { contract_value = %s; contract_months = 6; };",
                    value);
}

static void twice_the_price_is_twice_the_revenue(void **state)
{
    (void)state;
    struct lab *once = priced("123.42"), *twice = priced("246.84");
    for (uint64_t future = 0; future < 5; future++) {
        lab_run(once, future, NULL);
        lab_run(twice, future, NULL);
        const int64_t revenue = lab_value(once, FNL_REVENUE);
        assert_true(revenue > 0);
        assert_int_equal(lab_value(twice, FNL_REVENUE), 2 * revenue);
        assert_int_equal(lab_value(twice, FNL_NEW_BUSINESS), 2 * lab_value(once, FNL_NEW_BUSINESS));
        assert_int_equal(lab_money(twice, FNL_MONEY_BAD_DEBT),
                         2 * lab_money(once, FNL_MONEY_BAD_DEBT));
        assert_int_equal(lab_value(twice, FNL_CASH_END), 2 * lab_value(once, FNL_CASH_END));
        assert_int_equal(lab_value(twice, FNL_WON), lab_value(once, FNL_WON));
    }
    lab_close(once);
    lab_close(twice);
}

/* A dated change that changes nothing, and one after the end, are no change. */
static void a_change_to_the_same_is_no_change(void **state)
{
    (void)state;
    const struct lab_change same[] = {{100, "reps = { count = 3; };"},
                                      {300, "costs = { overhead = 3000; };"}};
    const struct lab_change late[] = {{546, "reps = { count = 9; selling_share = 0.9; };"}};
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    assert_non_null(stream);
    fputs(FIRM, stream);
    for (size_t i = 0; i < PARTS; i++)
        fputs(parts[i].text, stream);
    fclose(stream);
    assert_true(alike(firm_without("", ""), lab_open_changed(text, same, 2)));
    assert_true(alike(firm_without("", ""), lab_open_changed(text, late, 1)));
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_mechanism_at_its_neutral_values_is_absent),
        cmocka_unit_test(every_mechanism_that_is_there_is_felt),
        cmocka_unit_test(policies_with_nothing_to_do_do_nothing),
        cmocka_unit_test(screens_without_flags_stop_nobody),
        cmocka_unit_test(without_pains_there_are_no_hours_for_pains),
        cmocka_unit_test(where_nobody_asks_nobody_is_asked),
        cmocka_unit_test(another_rep_makes_nobody_wait_longer),
        cmocka_unit_test(twice_the_price_is_twice_the_revenue),
        cmocka_unit_test(a_change_to_the_same_is_no_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
