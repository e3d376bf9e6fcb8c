/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Nothing is lost and nothing comes from nowhere: in hundreds of firms made up at
 * random, with every mechanism and policy, the books balance.
 *
 * The auditor runs in all of them; beside it stands a second set of books, kept
 * here from the announcements alone. All rules are equalities of whole numbers.
 */
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

#define FIRMS     1500
#define FUTURES   2
#define UPHEAVALS 500 /* of them, turned over in mid-run */

/* Making firms up. */

struct maker {
    FILE *text;
    uint64_t luck;
    bool listed;     /* there are target accounts, whom reps have on their lists */
    bool has_number; /* the team has one for its first year */
    bool has_money;  /* to buy leads with */
    bool has[2];     /* inbound sources; lists */
    unsigned there;  /* people who develop, at most, before */
};

/* A whole number from 0 to below `limit`. */
static unsigned pick(struct maker *maker, unsigned limit)
{
    maker->luck = fnl_key_scatter(maker->luck);
    return (unsigned)((maker->luck >> 32) * limit >> 32);
}

static double between(struct maker *maker, double low, double high)
{
    return low + (high - low) * pick(maker, 1000) / 1000;
}

static bool often(struct maker *maker, double share)
{
    return between(maker, 0, 1) < share;
}

static void say(struct maker *maker, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void say(struct maker *maker, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vfprintf(maker->text, format, arguments);
    va_end(arguments);
}

/* A share, of which the extremes are frequent. */
static void say_share(struct maker *maker, const char *key)
{
    const unsigned corner = pick(maker, 8);
    say(maker, "%s = %g; ", key, corner == 0 ? 0 : corner == 1 ? 1 : between(maker, 0, 1));
}

/* A number or a law around `size`; false when it is 0. */
static bool say_law(struct maker *maker, const char *key, double size)
{
    switch (pick(maker, 5)) {
    case 0:
        say(maker, "%s = 0; ", key);
        return false;
    case 1:
        say(maker, "%s = { law = \"exponential\"; mean = %g; }; ", key, size);
        break;
    case 2:
        say(maker, "%s = { law = \"lognormal\"; median = %g; sigma = 0.8; }; ", key, size);
        break;
    case 3:
        say(maker, "%s = [%g, %g, %g]; ", key, size / 3, size, size * 4);
        break;
    default:
        say(maker, "%s = %g; ", key, size);
        break;
    }
    return true;
}

static void make_calendar(struct maker *maker)
{
    static const char *const weeks[] = {"Mon-Fri", "Mon-Sun", "Tue Thu", "Sat,Sun", "Fri-Mon"};
    if (often(maker, 0.4))
        return;
    const unsigned opens = pick(maker, 13);
    say(maker, "calendar = { opens = %u; hours_per_day = %g; workdays = \"%s\"; ", opens,
        often(maker, 0.2) ? 24.0 - opens : between(maker, 1, 11), weeks[pick(maker, 5)]);
    if (often(maker, 0.5))
        say(maker, "holidays = [\"2025-01-01\", \"2025-02-28\", \"2025-12-31\"]; ");
    say(maker, "}; ");
}

static void make_people(struct maker *maker)
{
    if (often(maker, 0.5))
        say(maker, "out_of_ten = { fit = %u; budget = %u; need = %u; interest = %u; }; ",
            pick(maker, 11), pick(maker, 11), pick(maker, 11), pick(maker, 11));
    if (often(maker, 0.5))
        say_share(maker, "pita");
    if (often(maker, 0.3))
        say_share(maker, "bad_contact");
    if (often(maker, 0.3))
        say_share(maker, "reliability");
    if (often(maker, 0.3))
        say_law(maker, "deal_factor", 1.2);
    if (often(maker, 0.3))
        say_share(maker, "completeness");
    if (often(maker, 0.3))
        say(maker, "gap_factor = %g; ", between(maker, 0, 2));
}

static void make_source(struct maker *maker, unsigned number)
{
    static const char *const kinds[] = {"inbound", "list", "event", "outbound", "target"};
    const unsigned kind = pick(maker, 5);
    say(maker, "{ name = \"S%u\"; kind = \"%s\"; cost_each = %u; ", number, kinds[kind],
        1 + pick(maker, 200));
    if (kind < 2) {
        maker->has[kind] |= say_law(maker, "leads_per_month", between(maker, 1, 25));
        if (often(maker, 0.3))
            say(maker, "seasonality = (1, 0, 2, 3); ");
        if (often(maker, 0.3))
            say(maker, "weekend = %g; ", between(maker, 0, 1));
        if (often(maker, 0.2))
            say(maker, "bursts_per_year = 10; burst_factor = 3; ramp_months = 4; ");
    } else if (kind == 2) {
        say(maker,
            "dates = [\"2025-02-11\", \"2025-09-30\"]; people_per_event = %u; "
            "cost_per_event = 500; ",
            pick(maker, 30));
    } else if (kind == 3) {
        say(maker, "found_per_hour = %g; ", between(maker, 0.05, 1));
    } else {
        maker->listed = true;
        say(maker, "awareness = %g; ", between(maker, 0, 1));
    }
    if (often(maker, 0.3))
        say(maker, "cost_per_month = 99.99; ");
    make_people(maker);
    say(maker, "}, ");
}

static void make_stage(struct maker *maker, unsigned number, bool meetings)
{
    say(maker, "%s{ name = \"T%u\"; go_on = %g; missed_hours = %g; tries = %u; ",
        number > 0 ? ", " : "", number, often(maker, 0.1) ? 1 : between(maker, 0.2, 0.95),
        often(maker, 0.2) ? 0 : between(maker, 0, 1), 1 + pick(maker, 4));
    say_law(maker, "hours", between(maker, 0.2, 4));
    say_law(maker, "days", between(maker, 0.5, 20));
    say_share(maker, "shows");
    if (often(maker, 0.4))
        say(maker, "touches = %u; ", 1 + pick(maker, 3));
    if (meetings && often(maker, 0.7))
        say(maker, "meeting = \"K%u\"; ", pick(maker, 4));
    say(maker, "} ");
}

static void make_meetings(struct maker *maker)
{
    static const char *const whens[] = {"stage", "spare_time", "after_win", "after_trouble"};
    say(maker, "meetings = { target_per_month = %u; booking_hours = 0.3; kinds = ( ",
        pick(maker, 15));
    for (unsigned i = 0; i < 4; i++)
        say(maker,
            "%s{ name = \"K%u\"; when = \"%s\"; shows = %g; refers = %g; opens = %g; "
            "teaches = 0.01; preparation = %g; hours = %g; }",
            i > 0 ? ", " : "", i, whens[i], between(maker, 0, 1), between(maker, 0, 0.4),
            between(maker, 0, 0.4), between(maker, 0, 1), between(maker, 0, 2));
    say(maker, ", { name = \"K4\"; when = \"spare_time\"; whom = \"new_people\"; people = 3;"
               "    advocates = 0.2; teaches = 0.01; }"
               ", { name = \"K5\"; when = \"spare_time\"; whom = \"past_people\"; shows = 0.6; }"
               ", { name = \"K6\"; when = \"after_renewal\"; refers = 0.3; opens = 0.4;"
               "    after = { law = \"lognormal\"; median = 2; sigma = 1; }; }"
               ", { name = \"K7\"; when = \"after_demand\"; advocates = 0.3; } ); }; ");
}

static void make_reps(struct maker *maker)
{
    static const char *const starts[] = {"", "started = [\"2024-11-20\"]; ",
                                         "started = [\"2025-03-05\"]; "};
    say(maker, "reps = { count = %u; %ssalary = 55555; commission = 0.07; ", 1 + pick(maker, 4),
        starts[pick(maker, 3)]);
    say(maker, "selling_share = %g; ", often(maker, 0.2) ? 1 : between(maker, 0.1, 1));
    if (often(maker, 0.5))
        say(maker, "vacation_days = %u; ", 1 + pick(maker, 60));
    if (often(maker, 0.5))
        say(maker, "ramp_months = 5; skill_spread = 0.4; ");
    say(maker, "}; ");
}

static void make_clients(struct maker *maker)
{
    say(maker,
        "clients = { contract_value = { law = \"lognormal\"; median = 999.99; sigma = 1; }; "
        "contract_months = %u; ",
        1 + pick(maker, 14));
    say_share(maker, "renewal");
    say_law(maker, "expansion", 1.1);
    say_law(maker, "pays_after", between(maker, 1, 90));
    say_law(maker, "service_hours", between(maker, 0.1, 5));
    say(maker, "never_pays = %g; cancels_per_year = %g; late_fee = %g; }; ", between(maker, 0, 0.3),
        between(maker, 0, 0.5), between(maker, 0, 0.2));
}

static void make_mechanisms(struct maker *maker)
{
    static const char *const measures[] = {"\"new_business\"", "\"qualified\"", "\"leads\""};
    if (often(maker, 0.5))
        say(maker, "effects = { fit = %g; need = -1; trust = 1; interest_on_shows = 2; }; ",
            between(maker, -2, 2));
    if (often(maker, 0.5))
        say(maker, "response = { }; ");
    if (often(maker, 0.5))
        say(maker,
            "service = { hours_per_month = %g; longest_wait = \"%u days\"; spills = %g; "
            "cost_per_month = 321; }; ",
            between(maker, 0, 60), pick(maker, 20), between(maker, 0, 1));
    if (often(maker, 0.5))
        say(maker, "satisfaction = { per_day_waited = 0.1; per_hour_refused = 0.1; }; ");
    if (often(maker, 0.7))
        say(maker,
            "referrals = { engaged = 6; content = 3; ruled_out = %g; ask_costs_mood = %g; }; ",
            between(maker, 0, 1), between(maker, 0, 0.2));
    if (often(maker, 0.6))
        say(maker,
            "pita = { scope_per_year = %u; hours_factor = 3; discount = 0.333; expedites = %g; }; ",
            pick(maker, 60), between(maker, 0, 1));
    if (often(maker, 0.5))
        say(maker, "returns = { share = %g; after = %g; }; ", between(maker, 0, 1),
            between(maker, 0, 6));
    maker->has_number = often(maker, 0.3);
    if (maker->has_number)
        say(maker,
            "quota = { per_year = 50000; rep_signs = 4000; rep_leads = 20; measured_on = %s; }; ",
            measures[pick(maker, 3)]);
    if (often(maker, 0.3))
        say(maker, "avoidance = { per_rejection = 0.3; }; ");
    if (often(maker, 0.4))
        say(maker, "morale = { energy_per_pain_hour = %g; slowest = %g; on_quitting = 3; }; ",
            between(maker, 0, 0.3), between(maker, 0.1, 1));
    if (often(maker, 0.4)) {
        say(maker, "attrition = { hiring_cost = 2385; ");
        say_share(maker, "share_per_year");
        say_law(maker, "replaced_after", 25);
        say(maker, "}; ");
    }
    if (often(maker, 0.6))
        say(maker,
            "today = { clients = %u; pita_clients = %u; open_deals = %u; cash = %d; "
            "credit_line = 5000; stops_when_broke = %s; }; ",
            5 + pick(maker, 30), pick(maker, 6), pick(maker, 20), (int)pick(maker, 60000) - 2000,
            often(maker, 0.2) ? "true" : "false");
    say(maker, "costs = { overhead = %u; interest = 0.08; }; ", pick(maker, 3000));
}

/* What comes of meetings; after all else, so that the firms are as they were without it. */
static void make_payoffs(struct maker *maker)
{
    if (often(maker, 0.5)) {
        say(maker, "networking = { after = 1.5; sparks = %g; trust = 0.3; ", between(maker, 0, 1));
        say(maker, "new_share = %g; past_share = %g; }; ", between(maker, 0, 0.6),
            between(maker, 0, 0.4));
    }
    if (often(maker, 0.5))
        say(maker, "advocates = { on_going_on = 0.4; lasts = \"40 days\"; }; ");
    if (often(maker, 0.4))
        say(maker, "admin = { hours_per_week = %g; swells_to = %g; }; ", between(maker, 0, 4),
            between(maker, 0, 30));
    if (often(maker, 0.5))
        say(maker, "discovery = { on_going_on = 2; on_price = %g; }; ", between(maker, 0, 0.5));
    if (often(maker, 0.5))
        say(maker, "requests = { per_touch = %g; }; ", between(maker, 0, 1));
    if (often(maker, 0.4))
        say(maker, "meet = { policy = \"good_only\"; fit = %g; }; ", between(maker, 0, 1));
}

static void choose(struct maker *maker, const char *question, const char *const *answers,
                   unsigned count)
{
    if (often(maker, 0.7))
        say(maker, "%s = { policy = \"%s\"; }; ", question, answers[pick(maker, count)]);
}

static void make_policies(struct maker *maker)
{
    static const char *const assign[] = {"shared_queue", "round_robin", "least_loaded"};
    static const char *const qualify[] = {"nobody", "rep", "marketing"};
    static const char *const work[] = {"first_come",    "hottest_first",    "newest_first",
                                       "service_first", "best_value_first", "newest_big",
                                       "opening_first", "closing_first"};
    static const char *const slack[] = {"wait", "prospect"};
    static const char *const ask[] = {"nobody", "everybody", "ideal_clients", "after_success"};
    static const char *const accept[] = {"all",         "screen",     "screen_early", "walk_away",
                                         "charge_more", "with_slack", "when_behind"};
    choose(maker, "assign", assign, 3);
    choose(maker, "qualify", qualify, 3);
    choose(maker, "work", work, 8);
    choose(maker, "slack", slack, 2);
    choose(maker, "accept", accept, maker->has_number ? 7 : 6);
    const unsigned asks = pick(maker, 4);
    if (asks > 0)
        say(maker,
            "ask = { policy = \"%s\"; per_client_year = 6; gift_per_ask = 10; "
            "reward_per_accepted_referral = 77.77; }; ",
            ask[asks]);
    else
        say(maker, "ask = { policy = \"%s\"; }; ", ask[asks]);
    maker->has_money = often(maker, 0.3);
    if (maker->has_money)
        say(maker, "extra_budget = %u; ", 200 + pick(maker, 2000));
}

static void make_sequel(struct maker *maker)
{
    static const char *const concede[] = {"all", "none", "at_risk"};
    static const char *const keep[] = {"all", "fire", "reprice", "reform"};
    if (often(maker, 0.5))
        say(maker, "concessions = { asks_per_year = %u; spiral = %g; cut = %g; }; ",
            pick(maker, 20), between(maker, 1, 3), between(maker, 0, 1));
    if (often(maker, 0.3))
        say(maker, "reputation = { per_client_share = %g; lasts = \"%u days\"; }; ",
            between(maker, 0, 0.1), 1 + pick(maker, 200));
    if (often(maker, 0.3))
        say(maker, "care = { hours_per_month = %g; }; ", between(maker, 0, 9));
    if (often(maker, 0.3))
        say(maker, "market = { size = %u; best_first = %g; }; ", 1 + pick(maker, 4000),
            between(maker, 0, 9));
    if (often(maker, 0.3))
        say(maker, "goodwill = { per_thousand = %g; fatigue = %g; }; ", between(maker, 0, 1),
            between(maker, 0, 1));
    if (maker->listed)
        say(maker,
            "targets = { accounts = %u; agrees = %g; touches = %u; rests = %u; refreshed = %u; "
            "chosen_from = %u; }; ",
            pick(maker, 30), between(maker, 0, 1), 1 + pick(maker, 9), pick(maker, 9),
            1 + pick(maker, 90), 1 + pick(maker, 4));
    if (often(maker, 0.3))
        say(maker, "awareness = { fades_in = \"%u days\"; }; ", 1 + pick(maker, 99));
    choose(maker, "concede", concede, 3);
    choose(maker, "keep", keep, 4);
}

static void make_quarters(struct maker *maker)
{
    if (often(maker, 0.4))
        say(maker, "pressure = { full_at = %g; on_quitting = 2; }; ", between(maker, 1.01, 5));
    if (often(maker, 0.4))
        say(maker, "push = { policy = \"quarter_end\"; days = %u; stages = %u; }; ",
            pick(maker, 93), pick(maker, 4));
    if (often(maker, 0.4)) {
        say(maker, "forecast = { happy_ears = %g; ", between(maker, -2, 2));
        say_share(maker, "handed_in");
        say(maker, "}; ");
    }
}

static void make_more(struct maker *maker)
{
    if (often(maker, 0.4)) {
        say(maker, "development = { count = %u; stages = %u; salary = 44444; selling_share = %g; ",
            maker->there + 1 + pick(maker, 3), 1 + pick(maker, 2), between(maker, 0.1, 1));
        say_share(maker, "handoff_loss");
        say(maker, "}; ");
    }
    if (often(maker, 0.3))
        say(maker, "price = { level = %g; }; ", between(maker, 0.5, 2));
    if (often(maker, 0.3))
        say(maker, "focus = { hours_to_switch = %g; distracted = %g; }; ", between(maker, 0, 0.5),
            between(maker, 0, 1));
    if (often(maker, 0.3))
        say(maker, "records = { hours = %g; }; research = { policy = \"before_first_touch\"; }; ",
            between(maker, 0, 2));
    if (often(maker, 0.3))
        say(maker,
            "segments = ( { name = \"Small\"; value_factor = 0.4; months_factor = 0.3; }, "
            "{ name = \"Large\"; weight = %g; service_factor = 2; on_going_on = -0.5; } ); ",
            between(maker, 0, 2));
}

static void make_marketing(struct maker *maker)
{
    static const char *const handoff[] = {"immediate", "sales_ready", "after_nurture", "signal"};
    const unsigned way = pick(maker, 4);
    say(maker, "handoff = { policy = \"%s\"; }; ", handoff[way]);
    if (way == 2 || often(maker, 0.3))
        say(maker,
            "nurture = { who = \"%s\"; every = %u; touches = %u; lost_per_touch = %g; dormant = "
            "%g; "
            "wakes_per_touch = %g; }; ",
            often(maker, 0.5) ? "desk" : "reps", 1 + pick(maker, 40), 1 + pick(maker, 30),
            between(maker, 0, 0.2), between(maker, 0, 1), between(maker, 0, 0.3));
    if (way == 3)
        say(maker, "signals = ( { name = \"a\"; }, { name = \"b\"; sensitivity = 0.9; } ); ");
    if (often(maker, 0.3))
        say(maker, "management = { dropped = %g; delay = %g; }; ", between(maker, 0, 0.5),
            between(maker, 0, 400));
    if (often(maker, 0.3))
        say(maker, "alignment = { on_follow_up = %g; per_lead = %g; }; ", between(maker, 0, 9),
            between(maker, 0, 1));
}

/* Where to buy, and what comes of a missed quarter. */
static void make_purchases(struct maker *maker)
{
    static const char *const buy[] = {"by_return", "nothing", "inbound", "lists"};
    if (maker->has_money && (maker->has[0] || maker->has[1]))
        choose(maker, "buy", buy, !maker->has[0] ? 2 : !maker->has[1] ? 3 : 4);
    if (maker->has_number && maker->has[0] && maker->has[1]) {
        say(maker, "blame = { ");
        say_share(maker, "shifts");
        say(maker, "}; ");
    }
}

static struct maker begin_text(uint64_t luck, char **text, size_t *length)
{
    const struct maker maker = {.text = open_memstream(text, length),
                                .luck = fnl_key_scatter(luck)};
    assert_non_null(maker.text);
    return maker;
}

/* The scenario of firm `number`, to be freed. */
static char *make_firm(unsigned number)
{
    char *text = NULL;
    size_t length = 0;
    struct maker maker = begin_text(number, &text, &length);
    say(&maker, "name = \"Firm %u\"; months = %u; start = \"2025-%02u\"; ", number,
        1 + pick(&maker, 14), 1 + pick(&maker, 3));
    make_calendar(&maker);
    say(&maker, "sources = ( ");
    const unsigned sources = 1 + pick(&maker, 4);
    for (unsigned i = 0; i < sources; i++)
        make_source(&maker, i);
    say(&maker, "{ name = \"R\"; kind = \"referral\"; ");
    make_people(&maker);
    say(&maker, "} ); stages = ( ");
    const unsigned stages = 1 + pick(&maker, 4);
    const bool meetings = often(&maker, 0.5);
    for (unsigned i = 0; i < stages; i++)
        make_stage(&maker, i, meetings);
    say(&maker, "); ");
    if (meetings)
        make_meetings(&maker);
    make_reps(&maker);
    make_clients(&maker);
    make_mechanisms(&maker);
    make_policies(&maker);
    make_sequel(&maker);
    make_quarters(&maker);
    make_payoffs(&maker);
    make_more(&maker);
    make_marketing(&maker);
    make_purchases(&maker);
    fclose(maker.text);
    return text;
}

/* What comes upon firm `number` in mid-run for the `nth` time, from 1, to be freed. */
static char *make_upheaval(unsigned number, unsigned nth)
{
    char *text = NULL;
    size_t length = 0;
    struct maker maker = begin_text(number + nth * FIRMS, &text, &length);
    maker.there = 3 * nth;
    make_quarters(&maker);
    make_payoffs(&maker);
    make_more(&maker);
    make_marketing(&maker);
    fclose(maker.text);
    return text;
}

static const struct lab_change changes[] = {
    {40, "reps = { count = 6; selling_share = 0.3; }; service = { hours_per_month = 20; };"},
    {95, "reps = { count = 7; selling_share = 0.8; salary = 70000; }; extra_budget = 900; "
         "returns = { share = 0.5; };"},
};

/* The second set of books. */

struct books {
    int64_t arrived, returned, referred, ended[FNL_CAUSES], open_new_business;
    int64_t new_clients, more_business, renewed, left, good, bad;
    fnl_money signed_value, invoiced, accrued, moved; /* `moved`: cash within the horizon */
    fnl_money categories[FNL_MONEY_CATEGORIES];
    fnl_time end;
    fnl_time hours[FNL_HOURS_USES], on_leads;
    int64_t days, months;
    int64_t open, clients, pains; /* as the levels should say */
    int64_t farewells[FNL_FAREWELL_OUR_PRICE + 1], asks[2], reformed;
    int64_t reps, reps_left;
    int64_t pushed, quotas, made;
    fnl_money expected, came;
    int64_t met, lit, advocates, requests, old_friends;
    uint64_t *keys; /* of everybody who came, each once */
    size_t people, room;
};

static void note_person(struct books *books, uint64_t key)
{
    if (books->people == books->room) {
        books->room = books->room > 0 ? 2 * books->room : 1024;
        books->keys = realloc(books->keys, books->room * sizeof *books->keys);
        assert_non_null(books->keys);
    }
    books->keys[books->people++] = key;
}

static void note_money(struct books *books, const struct fnl_fact *fact)
{
    books->accrued += fact->amount;
    books->categories[fact->detail] += fact->amount;
    if (fact->detail != FNL_MONEY_BAD_DEBT && fact->until < books->end)
        books->moved += fact->amount;
    if (fact->detail == FNL_MONEY_REVENUE)
        assert_true(fact->amount >= 0);
    else
        assert_true(fact->amount <= 0);
}

static void hear(void *self, const struct fnl_fact *fact, const struct fnl_levels *levels)
{
    struct books *books = self;
    assert_true(fact->time >= 0 && fact->time < books->end);
    switch (fact->kind) {
    case FNL_FACT_ARRIVED:
        books->open++;
        if (fact->detail > 0) {
            books->returned++;
            break;
        }
        books->arrived++;
        books->old_friends += fact->index >> 28 == FNL_CHANNEL_NETWORKING;
        books->referred += fact->other != 0;
        note_person(books, fact->key);
        break;
    case FNL_FACT_ENDED:
        books->open--;
        books->ended[fact->detail]++;
        books->on_leads += fact->span;
        break;
    case FNL_FACT_SIGNED:
        books->signed_value += fact->amount;
        books->more_business += fact->detail == 1;
        books->new_clients += fact->detail == 0;
        books->clients += fact->detail == 0;
        books->pains += fact->detail == 0 && fact->flag;
        break;
    case FNL_FACT_LEFT:
        books->left++;
        books->clients--;
        books->pains -= fact->flag;
        books->farewells[fact->index]++;
        break;
    case FNL_FACT_REFORMED:
        books->pains--;
        books->reformed++;
        break;
    case FNL_FACT_CONCEDED:
        assert_true(fact->flag ? fact->amount >= 0 : fact->amount == 0);
        books->asks[fact->flag]++;
        break;
    case FNL_FACT_INVOICED:
        books->invoiced += fact->amount;
        break;
    case FNL_FACT_POSTED:
        note_money(books, fact);
        break;
    case FNL_FACT_TASK:
        books->hours[fact->index] += fact->span;
        assert_true(fact->span >= 0 && fact->wait >= 0);
        break;
    case FNL_FACT_NETWORKED:
        books->met += fact->other != 0;
        books->lit += fact->flag;
        break;
    case FNL_FACT_ADVOCATE:
        books->advocates++;
        break;
    case FNL_FACT_REQUEST:
        books->requests++;
        break;
    case FNL_FACT_REP_JOINED:
        books->reps++;
        break;
    case FNL_FACT_REP_LEFT:
        books->reps--;
        books->reps_left++;
        break;
    case FNL_FACT_PUSHED:
        books->pushed++;
        break;
    case FNL_FACT_QUOTA:
        assert_true(fact->amount >= 0 && fact->span > 0);
        books->quotas++;
        books->made += fact->amount >= fact->span;
        break;
    case FNL_FACT_FORECAST:
        books->expected += fact->amount;
        break;
    case FNL_FACT_FORECAST_CAME:
        books->came += fact->amount;
        break;
    case FNL_FACT_DAY_CLOSED:
        assert_int_equal(fact->index, books->days++);
        break;
    case FNL_FACT_MONTH_CLOSED:
        assert_int_equal(fact->index, books->months++);
        assert_int_equal(levels->open_leads, books->open);
        assert_int_equal(levels->clients, books->clients);
        assert_int_equal(levels->pita_clients, books->pains);
        assert_true(levels->waiting_tasks >= 0 && levels->waiting_hours >= 0);
        assert_true(levels->spent <= levels->allowed || levels->allowed == 0);
        assert_true(levels->reps >= 0 && levels->reps <= books->reps);
        assert_true(levels->energy >= 0 && levels->energy <= FNL_MILLION);
        assert_true(levels->morale >= 0 && levels->morale <= FNL_MILLION);
        assert_true(levels->alignment >= 0 && levels->alignment <= FNL_MILLION);
        assert_true(levels->nurtured >= 0);
        break;
    default:
        break;
    }
}

static int by_size(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static void assert_nobody_came_twice(struct books *books)
{
    if (books->people > 0)
        qsort(books->keys, books->people, sizeof *books->keys, by_size);
    for (size_t i = 1; i < books->people; i++)
        assert_true(books->keys[i] != books->keys[i - 1]);
}

/* What the row says of the run, by the second set of books. */
static void compare_row(const struct lab *lab, const struct books *books)
{
    int64_t ended = 0, unwon = 0, people = 0, won = 0, costs = 0;
    for (int cause = 0; cause < FNL_CAUSES; cause++) {
        assert_int_equal(lab_cause(lab, (enum fnl_cause)cause), books->ended[cause]);
        ended += books->ended[cause];
    }
    assert_int_equal(books->ended[FNL_CAUSE_WON], books->new_clients + books->more_business);
    assert_int_equal(books->arrived + books->returned, ended + lab->accounts.open_episodes);
    assert_int_equal(lab_value(lab, FNL_EPISODES), books->arrived + books->returned);
    assert_int_equal(lab_value(lab, FNL_NEW_BUSINESS), books->signed_value);
    assert_int_equal(lab_value(lab, FNL_NEW_CLIENTS), books->new_clients);
    assert_int_equal(lab_value(lab, FNL_CLIENTS_LOST), books->left);
    assert_int_equal(lab_value(lab, FNL_REVENUE), books->invoiced);
    assert_int_equal(lab_value(lab, FNL_CONTRIBUTION), books->accrued);
    assert_int_equal(lab_value(lab, FNL_CLIENTS_END), books->clients);
    assert_int_equal(lab_value(lab, FNL_REPS_LEFT), books->reps_left);
    for (int i = 0; i < FNL_MONEY_CATEGORIES; i++) {
        assert_int_equal(lab_money(lab, (enum fnl_category)i), books->categories[i]);
        if (i != FNL_MONEY_REVENUE)
            costs -= books->categories[i];
    }
    assert_int_equal(lab_value(lab, FNL_COST), costs);
    for (size_t month = 0; month < lab->layout.months; month++) {
        people += lab_month(lab, FNL_SERIES_PEOPLE, month);
        won += lab_month(lab, FNL_SERIES_WON, month);
        unwon += lab_month(lab, FNL_SERIES_ENDED_UNWON, month);
    }
    assert_int_equal(people, lab_value(lab, FNL_PEOPLE));
    assert_int_equal(won, books->ended[FNL_CAUSE_WON]);
    assert_int_equal(unwon, ended - won);
    assert_int_equal(lab_value(lab, FNL_EXTRA_SPENT), lab->accounts.spent);
    assert_true(lab->accounts.spent <= lab->accounts.allowed);
}

/* What was expected of a quarter is told at its end, if there is one. */
static void compare_quarters(const struct lab *lab, const struct books *books)
{
    fnl_money forecast = 0, came = 0;
    int64_t pains = 0, by_source = 0;
    for (size_t month = 0; month < lab->layout.months; month++) {
        forecast += lab_month(lab, FNL_SERIES_FORECAST, month);
        came += lab_month(lab, FNL_SERIES_FORECAST_CAME, month);
        pains += lab_month(lab, FNL_SERIES_PITA_SIGNED, month);
    }
    for (size_t i = 0; i < lab->layout.sources; i++)
        by_source += lab_source(lab, i, FNL_BY_SOURCE_PITA);
    assert_true(forecast <= books->expected);
    assert_int_equal(came, books->came);
    assert_true(came <= books->signed_value);
    assert_int_equal(pains, by_source);
    assert_int_equal(lab_value(lab, FNL_PUSHED), books->pushed);
    assert_int_equal(lab_value(lab, FNL_QUOTA_MADE) == FNL_UNDEFINED, books->quotas == 0);
}

static void compare_hours(const struct lab *lab, const struct books *books)
{
    fnl_time finished = 0, spent = 0, there_were = 0;
    for (int use = 0; use < FNL_HOURS_USES; use++)
        finished += books->hours[use];
    assert_int_equal(finished, lab->accounts.hours_finished);
    for (int on = 0; on < FNL_SPENT_ON_COUNT; on++)
        spent += lab_spent(lab, (enum fnl_spent_on)on);
    for (size_t month = 0; month < lab->layout.months; month++)
        there_were += lab_month(lab, FNL_SERIES_HOURS_AVAILABLE, month);
    assert_int_equal(spent, lab->accounts.hours_available);
    assert_int_equal(spent, there_were);
    assert_true(lab->accounts.hours_worked <= lab->accounts.hours_available);
    assert_int_equal(lab_spent(lab, FNL_SPENT_ON_WON) + lab_spent(lab, FNL_SPENT_ON_UNWON),
                     books->on_leads);
}

/* Each ratio of the row is that of its parts, rounded to a unit. */
static void compare_ratios(const struct lab *lab)
{
    int ratios = 0;
    for (int i = 0; i < FNL_INDICATORS; i++) {
        struct fnl_indicator_ratio ratio;
        if (!fnl_indicator_ratio(&lab->layout, lab->row, (enum fnl_indicator)i, &ratio))
            continue;
        const int64_t value = lab_value(lab, (enum fnl_indicator)i);
        ratios++;
        assert_int_equal(value == FNL_UNDEFINED, ratio.whole == 0);
        if (ratio.whole != 0)
            assert_true(
                fabs((double)value - ratio.unit * (double)ratio.part / (double)ratio.whole) < 1);
    }
    assert_int_equal(ratios, 9);
}

/* The opening clients' old invoices are paid, but were posted by nobody. */
static void compare_cash(const struct lab *lab, const struct books *books)
{
    const fnl_money rest = lab->accounts.cash - lab->accounts.opening_cash - books->moved;
    const bool stopped = books->days * FNL_DAY < books->end;
    if (lab->settings->today.clients == 0 && !stopped)
        assert_int_equal(rest, 0);
    if (!stopped)
        assert_true(rest >= 0);
    assert_int_equal(lab_value(lab, FNL_CASH_END), lab->accounts.cash);
}

/* A company that has lived before lives no differently: nothing is left over. */
static void assert_forgets(struct lab *lab)
{
    int64_t *before = calloc(lab->layout.width, sizeof *before);
    assert_non_null(before);
    lab_run(lab, 0, NULL);
    memcpy(before, lab->row, lab->layout.width * sizeof *before);
    lab_run(lab, 1, NULL);
    lab_run(lab, 0, NULL);
    assert_memory_equal(before, lab->row, lab->layout.width * sizeof *before);
    free(before);
}

static void live(struct lab *lab, struct books *sum)
{
    for (uint64_t future = 0; future < FUTURES; future++) {
        const struct fnl_today *today = &lab->settings->today;
        struct books books = {.end = lab->plan.end,
                              .clients = today->clients,
                              .pains = today->pita_clients < today->clients ? today->pita_clients
                                                                            : today->clients};
        const struct fnl_listener listener = {.self = &books, .wants = FNL_FACT_ALL, .hear = hear};
        lab_run(lab, future, &listener);
        assert_nobody_came_twice(&books);
        compare_row(lab, &books);
        compare_quarters(lab, &books);
        compare_hours(lab, &books);
        compare_ratios(lab);
        compare_cash(lab, &books);
        sum->arrived += books.arrived;
        sum->returned += books.returned;
        sum->referred += books.referred;
        sum->more_business += books.more_business;
        sum->reformed += books.reformed;
        for (int granted = 0; granted <= 1; granted++)
            sum->asks[granted] += books.asks[granted];
        for (int i = 0; i <= FNL_FAREWELL_OUR_PRICE; i++)
            sum->farewells[i] += books.farewells[i];
        sum->reps_left += books.reps_left;
        sum->pushed += books.pushed;
        sum->quotas += books.quotas;
        sum->made += books.made;
        sum->came += books.came;
        assert_int_equal(lab_value(lab, FNL_PEOPLE_MET), books.met);
        assert_int_equal(lab_value(lab, FNL_ADVOCATES), books.advocates);
        assert_true(books.old_friends <= books.lit);
        sum->old_friends += books.old_friends;
        sum->advocates += books.advocates;
        sum->requests += books.requests;
        for (int cause = 0; cause < FNL_CAUSES; cause++)
            sum->ended[cause] += books.ended[cause];
        for (int use = 0; use < FNL_HOURS_USES; use++)
            sum->hours[use] += books.hours[use];
        for (int i = 0; i < FNL_MONEY_CATEGORIES; i++)
            sum->categories[i] += books.categories[i];
        free(books.keys);
    }
}

/* Whatever can happen did happen somewhere, or the firms prove little. */
static void assert_all_was_seen(const struct books *sum)
{
    assert_true(sum->arrived > 10000 && sum->returned > 300 && sum->referred > 1000);
    assert_true(sum->more_business > 100 && sum->reformed > 20);
    assert_true(sum->asks[0] > 100 && sum->asks[1] > 100);
    for (int i = 0; i <= FNL_FAREWELL_OUR_PRICE; i++)
        assert_true(sum->farewells[i] > 20);
    assert_true(sum->reps_left > 500);
    assert_true(sum->pushed > 500 && sum->came > 0);
    assert_true(sum->made > 100 && sum->quotas > sum->made + 100);
    assert_true(sum->old_friends > 500 && sum->advocates > 500 && sum->requests > 1000);
    for (int cause = 0; cause < FNL_CAUSES; cause++)
        assert_true(sum->ended[cause] > 20);
    for (int use = 0; use < FNL_HOURS_USES; use++)
        assert_true(sum->hours[use] > 100 * FNL_HOUR);
    for (int i = 0; i < FNL_MONEY_CATEGORIES; i++)
        assert_true(sum->categories[i] != 0);
}

static void books_of_firms_made_up_at_random_balance(void **state)
{
    (void)state;
    struct books sum = {0};
    for (unsigned number = 0; number < FIRMS; number++) {
        char *text = make_firm(number);
        struct lab *lab = lab_open_changed(text, changes, number % 3);
        live(lab, &sum);
        if (number % 10 == 0)
            assert_forgets(lab);
        lab_close(lab);
        free(text);
    }
    assert_all_was_seen(&sum);
}

/* Groups come into force while leads are on their way, tasks wait and people are away. */
static void books_balance_when_groups_come_in_mid_run(void **state)
{
    (void)state;
    struct books sum = {0};
    for (unsigned number = 0; number < UPHEAVALS; number++) {
        char *text = make_firm(number), *upheavals[2];
        for (unsigned i = 0; i < 2; i++)
            upheavals[i] = make_upheaval(number, i + 1);
        const struct lab_change shocks[] = {{33, upheavals[0]}, {81, upheavals[1]}};
        struct lab *lab = lab_open_changed(text, shocks, 2);
        live(lab, &sum);
        lab_close(lab);
        free(text);
        free(upheavals[0]);
        free(upheavals[1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(books_of_firms_made_up_at_random_balance),
        cmocka_unit_test(books_balance_when_groups_come_in_mid_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
