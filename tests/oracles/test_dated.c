/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One rule for dated changes: a value that a strategy states, and the same value
 * as a change on the first day, are one scenario, to the last bit. A
 * change in mid-run is felt from its day on and not before. And what cannot
 * change on a date is refused.
 *
 * The tests walk the tables of all parameters: a new row is under the rule
 * without anybody's thinking of it, or must be listed below as fixed.
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

/* A firm in which every mechanism is at work, short of money and of hours. */
#define FIRM                                                                                       \
    "name = \"Firm\"; months = 15; " LAB_FROM_2025                                                 \
    "today = { clients = 30; pita_clients = 9; open_deals = 12; cash = -9000000; };"               \
    "sources = ("                                                                                  \
    "{ name = \"Door\"; kind = \"inbound\"; leads_per_month = 24; cost_each = 100; pita = 0.2;"    \
    "  weekend = 0.5; bursts_per_year = 9; ramp_months = 30; reliability = 0.7;"                   \
    "  bad_contact = 0.1; completeness = 0.5; out_of_ten = { fit = 6; budget = 5; need = 5; "      \
    "interest = 7; }; },"                                                                          \
    "{ name = \"Fair\"; kind = \"event\"; dates = [\"2025-03-04\", \"2025-10-07\"];"               \
    "  people_per_event = 30; cost_per_event = 500; },"                                            \
    "{ name = \"Names\"; kind = \"list\"; leads_per_month = 9; cost_each = 5; },"                  \
    "{ name = \"Cold\"; kind = \"outbound\"; found_per_hour = 0.2; },"                             \
    "{ name = \"Wanted\"; kind = \"target\"; awareness = 0.1; },"                                  \
    "{ name = \"Friends\"; kind = \"referral\"; trust = 0.6; pita = 0.1; gap_factor = 0.7; } );"   \
    "stages = ("                                                                                   \
    "{ name = \"A\"; hours = [0.3, 0.5, 1]; days = [1, 2, 6]; shows = 0.5; go_on = 0.6; },"        \
    "{ name = \"B\"; hours = 2; days = 7; touches = 2; shows = 0.8; go_on = 0.5;"                  \
    "  meeting = \"lunch\"; }, { name = \"C\"; hours = 1; days = [6, 24, 80]; go_on = 0.9; } );"   \
    "effects = { fit = 1; budget = 0.5; need = 0.4; interest = 0.3; trust = 0.7;"                  \
    "  interest_on_shows = 1; };"                                                                  \
    "response = { }; reps = { count = 9; started = [\"2024-06\", \"2024-10\"]; commission = 0.05;" \
    "  salary = 40000; vacation_days = 10; ramp_months = 18; skill_spread = 0.2; };"               \
    "meetings = { target_per_month = 6; kinds = ("                                                 \
    "  { name = \"visit\"; when = \"spare_time\"; opens = 0.2; refers = 0.2; teaches = 0.01; },"   \
    "  { name = \"lunch\"; refers = 0.1; discovers = 0.5; }, { name = \"walk\"; },"                \
    "  { name = \"coffee\"; when = \"spare_time\"; whom = \"new_people\"; advocates = 0.3; },"     \
    "  { name = \"reunion\"; when = \"spare_time\"; whom = \"past_people\"; },"                    \
    "  { name = \"party\"; when = \"after_win\"; refers = 0.3; },"                                 \
    "  { name = \"apology\"; when = \"after_trouble\"; } ); };"                                    \
    "service = { hours_per_month = 160; longest_wait = \"3 days\"; spills = 0.5;"                  \
    "  cost_per_month = 4000; };"                                                                  \
    "clients = { contract_months = 6; service_hours = [2, 6, 20]; cancels_per_year = 0.1; };"      \
    "satisfaction = { }; referrals = { }; pita = { }; returns = { share = 0.5; after = 2; };"      \
    "quota = { per_year = 2e7; rep_signs = 20000; rep_leads = 60; }; pressure = { };"              \
    "forecast = { }; costs = { overhead = 3000; }; qualify = { policy = \"rep\"; };"               \
    "slack = { policy = \"prospect\"; }; avoidance = { per_rejection = 0.2; }; care = { };"        \
    "concessions = { asks_per_year = 9; }; reputation = { };"                                      \
    "market = { size = 3000; }; goodwill = { }; awareness = { }; targets = { agrees = 0.3; "       \
    "refreshed = 90; };"                                                                           \
    "ask = { policy = \"everybody\"; per_client_year = 6; }; accept = { policy = \"screen\"; };"   \
    "assign = { policy = \"shared_queue\"; };"                                                     \
    "development = { count = 2; }; price = { level = 1.1; }; focus = { }; records = { };"          \
    "research = { policy = \"before_first_touch\"; };"                                             \
    "segments = ( { name = \"Small\"; }, { name = \"Large\"; value_factor = 3; } );"               \
    "morale = { slowest = 0.9; }; attrition = { share_per_year = 0.3; replaced_after = 3; };"      \
    "nurture = { every = 9; dormant = 0.8; lost_per_touch = 0.02; wakes_per_touch = 0.02; };"      \
    "management = { dropped = 0.05; }; alignment = { follow_up = 0.9; };"                          \
    "signals = ( { name = \"demo\"; }, { name = \"chat\"; } );"                                    \
    "extra_budget = 3000;"

/* What cannot change on a date: the beginning of a path, and words of the refusal. */
static const struct {
    const char *path, *words;
} fixed[] = {
    {"name", "whole simulation"},
    {"about", "whole simulation"},
    {"start", "whole simulation"},
    {"months", "whole simulation"},
    {"currency", "whole simulation"},
    {"fiscal_year_starts", "whole simulation"},
    {"judge_by", "whole simulation"},
    {"matters", "whole simulation"},
    {"labels.", "whole simulation"},
    {"calendar.", "whole simulation"},
    {"today.", "whole simulation"},
    {"actuals.", "whole simulation"},
    {"quota.per_year", "first year"},
    {"costs.discount_rate", "whole simulation"},
    {"reps.started", "who was there on the first day"},
    {"sources[*].kind", "another kind of source"},
    {"sources[*].counts_as", "another kind of source"},
};

/* Names say which item is meant; they cannot be changed at all. */
static bool is_name(const char *path)
{
    const size_t length = strlen(path);
    return length > 8 && strcmp(path + length - 8, "[*].name") == 0;
}

/* Who is unhappy, as clients who are a pain are, sends many others, and stays to do so. */
#define PAINS_BRING_PAINS                                                                          \
    "referrals = { disgruntled = 20; complacent = 5; ruled_out = 0.0; };"                          \
    "clients = { renewal = 0.95; };"

/* Clients who turn out to be a pain go on coming, and terms go on ending. */
#define PAINS_COME                                                                                 \
    "sources = ( { name = \"Door\"; pita = 0.9; } ); accept = { policy = \"all\"; };"              \
    "clients = { renewal = 0.95; contract_months = 3; };"

/* Lists are written again and again, and those on them agree. */
#define LISTS_ARE_WORKED                                                                           \
    "targets = { accounts = 40; touches = 1; agrees = 0.9; rests = 0; refreshed = 1; };"           \
    "slack = { policy = \"prospect\"; hours_per_week = 30; }; reps = { count = 40; selling_share " \
    "= 1.0; };"                                                                                    \
    "market = { size = 100000000; };"

/* Few come and clients want little, so that reps have time to spare. */
#define FREE_HOURS                                                                                 \
    "sources = ( { name = \"Door\"; leads_per_month = 4; } ); clients = { service_hours = 0.5; };"

/* In that time they meet clients and people beyond any deal; `meetings` is what else is said of it.
 */
#define MEETS_IN(meetings)                                                                         \
    "meetings = { target_per_month = 30; " meetings " };"                                          \
    "networking = { new_share = 0.5; past_share = 0.1; sparks = 0.5; after = 1; };"                \
    "advocates = { on_going_on = 0.5; };" FREE_HOURS
#define MEETS MEETS_IN("")

/* Reps who look after their deals themselves. */
#define DEALS_ARE_THEIRS "assign = { policy = \"least_loaded\"; }; reps = { count = 60; };"

/*
 * Of a row whose value, or item, or surroundings the general ones below do not fit; by section,
 * as `funnelsim reference` has them.
 */
static const struct special {
    const char *path, *value, *item, *context;
} specials[] = {
    {.path = "start", .value = "\"2025-02\""},
    {.path = "months", .value = "16"},
    {.path = "currency", .value = "\"EUR\""},
    {.path = "fiscal_year_starts", .value = "\"Feb\""},
    {.path = "judge_by", .value = "\"revenue\""},
    {.path = "calendar.opens", .value = "7"},
    {.path = "calendar.workdays", .value = "\"Mon-Sat\""},
    {.path = "today.pita_clients", .value = "7"},
    {.path = "today.client_fit", .value = "0.4"},
    {.path = "today.open_deals_file",
     .value = "\"deals.csv\"",
     .context = "today = { open_deals = 0; };"},
    {.path = "actuals.year", .value = "2024"},
    {.path = "sources[*].kind", .value = "\"list\""},
    {.path = "sources[*].counts_as", .value = "\"inquiry\""},
    {.path = "sources[*].seasonality", .value = "(2, 0.5)"},
    {.path = "sources[*].dates", .item = "Fair", .value = "[\"2025-09-02\"]"},
    {.path = "sources[*].people_per_event", .item = "Fair"},
    {.path = "sources[*].found_per_hour", .item = "Cold"},
    {.path = "sources[*].cost_per_event", .item = "Fair"},
    {.path = "sources[*].trust", .value = "0.97"},
    {.path = "sources[*].reliability", .context = "work = { policy = \"hottest_first\"; };"},
    {.path = "sources[*].segment", .value = "\"Large\""},
    {.path = "stages[*].meeting", .item = "B", .value = "\"walk\""},
    {.path = "response.odds_next_day", .value = "20"},
    {.path = "handoff.signal", .value = "\"chat\""},
    {.path = "push.own_date", .value = "1"},
    {.path = "meetings.kinds[*].when", .value = "\"stage\""},
    {.path = "meetings.kinds[*].missed_hours",
     .context = "meetings = { kinds = ( { name = \"visit\"; shows = 0.3; } ); };"},
    {.path = "meetings.kinds[*].opens", .value = "0.97"},
    {.path = "meetings.kinds[*].refers", .value = "0.97"},
    {.path = "meetings.kinds[*].whom",
     .item = "coffee",
     .value = "\"past_people\"",
     .context = MEETS_IN("kinds = ( { name = \"reunion\"; when = \"stage\"; whom = "
                         "\"clients\"; } );")},
    {.path = "meetings.kinds[*].people", .item = "coffee", .context = MEETS},
    {.path = "meetings.kinds[*].advocates", .item = "coffee", .context = MEETS},
    {.path = "meetings.kinds[*].discovers", .item = "lunch", .context = "discovery = { };"},
    {.path = "reps.count", .value = "11"},
    {.path = "reps.started", .value = "[\"2024-07\"]"},
    {.path = "work.head_start",
     .value = "99",
     .context = "work = { policy = \"opening_first\"; };"},
    {.path = "morale.on_quitting", .value = "9"},
    {.path = "attrition.share_per_year", .value = "0.97"},
    {.path = "care.hours_per_month", .context = "service = { hours_per_month = 900; };"},
    {.path = "care.per_hour", .context = "service = { hours_per_month = 900; };"},
    {.path = "clients.late_after", .context = "clients = { late_fee = 0.1; };"},
    {.path = "satisfaction.on_renewal", .value = "-9"},
    {.path = "referrals.engaged_from", .value = "0.72"},
    {.path = "referrals.content_from", .value = "0.55"},
    {.path = "referrals.complacent_from", .value = "0.55", .context = PAINS_BRING_PAINS},
    {.path = "referrals.asked_after", .value = "40"},
    {.path = "referrals.likeness", .value = "0.97", .context = PAINS_BRING_PAINS},
    {.path = "referrals.pita_likeness", .value = "9", .context = PAINS_BRING_PAINS},
    {.path = "pita.flags_seen",
     .value = "0.03",
     .context = "sources = ( { name = \"Door\"; pita = 0.9; } );"},
    {.path = "pita.discount", .context = "sources = ( { name = \"Door\"; pita = 0.9; } );"},
    {.path = "pita.mood_cap", .context = PAINS_BRING_PAINS},
    {.path = "pita.on_renewal", .value = "-9", .context = PAINS_BRING_PAINS},
    {.path = "pita.extra_meetings", .context = PAINS_COME},
    {.path = "accept.hours", .value = "40", .context = "accept = { policy = \"with_slack\"; };"},
    {.path = "accept.takes_it",
     .value = "0.03",
     .context = "accept = { policy = \"charge_more\"; };"},
    {.path = "accept.stage",
     .value = "\"B\"",
     .context = "accept = { policy = \"screen_early\"; };"
                "sources = ( { name = \"Door\"; pita = 0.9; } );"},
    {.path = "accept.comes_back",
     .value = "0.97",
     .context = "accept = { policy = \"walk_away\"; };"},
    {.path = "accept.back_after",
     .value = "200",
     .context = "accept = { policy = \"walk_away\"; comes_back = 0.9; };"
                "sources = ( { name = \"Door\"; pita = 0.9; } );"},
    {.path = "concessions.spiral",
     .context = "concessions = { asks_per_year = 3; asks_at_most = 99; };"},
    {.path = "concessions.refusal_costs_mood",
     .context = "concede = { policy = \"none\"; };" PAINS_COME},
    {.path = "concessions.refusal_on_renewal", .context = "concede = { policy = \"none\"; };"},
    {.path = "concede.satisfaction_below",
     .value = "0.9",
     .context = "concede = { policy = \"at_risk\"; months_left = 0; };" PAINS_COME},
    {.path = "concede.months_left",
     .value = "9",
     .context = "concede = { policy = \"at_risk\"; satisfaction_below = 0.0; };" PAINS_COME},
    {.path = "keep.price_factor", .context = "keep = { policy = \"reprice\"; };" PAINS_COME},
    {.path = "keep.takes_it",
     .value = "0.03",
     .context = "keep = { policy = \"reprice\"; };" PAINS_COME},
    {.path = "keep.at_once", .context = "keep = { policy = \"fire\"; };" PAINS_COME},
    {.path = "reputation.by_size", .value = "2"},
    {.path = "targets.chosen_from", .value = "40", .context = LISTS_ARE_WORKED},
    {.path = "targets.sight_noise", .value = "1", .context = LISTS_ARE_WORKED},
    {.path = "quota.measured_on", .value = "\"leads\""},
    {.path = "quota.rep_leads", .context = "quota = { measured_on = \"leads\"; };"},
    {.path = "pressure.overlooks", .value = "0.03", .context = "quota = { rep_signs = 900000; };"},
    {.path = "pressure.lets_through",
     .value = "0.97",
     .context = "quota = { measured_on = \"leads\"; };"},
    {.path = "pressure.on_quitting", .value = "9"},
    {.path = "forecast.handed_in", .context = DEALS_ARE_THEIRS},
    {.path = "forecast.happy_ears", .context = DEALS_ARE_THEIRS},
    {.path = "forecast.noise", .context = DEALS_ARE_THEIRS},
    {.path = "forecast.value_noise", .context = DEALS_ARE_THEIRS},
    {.path = "forecast.kept_back", .context = DEALS_ARE_THEIRS},
    {.path = "forecast.commit_from", .context = DEALS_ARE_THEIRS},
    {.path = "buy.work_each", .value = "2", .context = "buy = { policy = \"by_return\"; };"},
    {.path = "buy.sharpness", .context = "buy = { policy = \"by_return\"; };"},
    {.path = "networking.source", .value = "\"Door\"", .context = MEETS},
    {.path = "networking.new_share", .context = MEETS},
    {.path = "networking.past_share", .context = MEETS},
    {.path = "networking.sparks", .context = MEETS},
    {.path = "networking.on_fit", .context = MEETS},
    {.path = "networking.fit_reference", .context = MEETS},
    {.path = "networking.trust", .value = "0.97", .context = MEETS},
    {.path = "networking.after", .context = MEETS},
    {.path = "meet.fit", .context = "meet = { policy = \"good_only\"; };" MEETS},
    {.path = "meet.interest", .context = "meet = { policy = \"good_only\"; };" MEETS},
    {.path = "advocates.on_going_on", .context = MEETS},
    {.path = "advocates.lasts", .context = MEETS},
    {.path = "admin.swells_to", .context = "admin = { };" FREE_HOURS},
    {.path = "admin.block", .context = "admin = { };" FREE_HOURS},
    {.path = "discovery.known", .context = "discovery = { };"},
    {.path = "requests.on_interest", .value = "-9", .context = "requests = { };"},
    {.path = "requests.on_need", .value = "-9", .context = "requests = { };"},
    {.path = "requests.reference", .context = "requests = { };"},
    {.path = "development.count", .value = "4"},
    {.path = "development.stages", .value = "0"},
    {.path = "development.ramp_months",
     .value = "60",
     .context = "attrition = { share_per_year = 0.97; };"},
    {.path = "price.on_winning", .value = "-9"},
    {.path = "price.on_renewal", .value = "-50", .context = "price = { level = 3; };" PAINS_COME},
    {.path = "research.worth",
     .value = "99000",
     .context = "research = { policy = \"before_first_touch\"; };"},
    {.path = "signals[*].sensitivity",
     .item = "demo",
     .context = "handoff = { policy = \"signal\"; };"},
    {.path = "signals[*].specificity",
     .item = "demo",
     .context = "handoff = { policy = \"signal\"; };"},
    {.path = "signals[*].bar", .item = "demo", .context = "handoff = { policy = \"signal\"; };"},
    {.path = "nurture.who", .value = "\"reps\""},
    {.path = "nurture.hours_per_touch", .context = "nurture = { who = \"reps\"; };"},
};

static const struct special *special_of(const char *path)
{
    static const struct special ordinary = {0};
    const struct special *found = &ordinary;
    for (size_t i = 0; i < sizeof specials / sizeof *specials; i++)
        if (strcmp(specials[i].path, path) == 0) {
            assert_ptr_equal(found, &ordinary); /* a path is listed once */
            found = &specials[i];
        }
    return found;
}

/* A value of the row that no firm has by chance. */
static const char *value_of(const struct fnl_param *row)
{
    switch (row->type) {
    case FNL_PARAM_FLAG:
        return "true";
    case FNL_PARAM_COUNT:
        return row->low <= 3 ? "3" : "2000";
    case FNL_PARAM_SHARE:
        return "0.37";
    case FNL_PARAM_MONEY:
        return "1234.56";
    case FNL_PARAM_DATES:
        return "[\"2025-09-02\"]";
    case FNL_PARAM_TEXT:
    case FNL_PARAM_TEXTS:
        return "\"word\"";
    case FNL_PARAM_NUMBER:
    case FNL_PARAM_SPAN:
    case FNL_PARAM_LAW:
    case FNL_PARAM_PLAN:
        return row->high > 2.5 ? "2.385" : "0.37";
    case FNL_PARAM_DATE:
    case FNL_PARAM_CHOICE:
        break;
    }
    fail_msg("say in `specials` what %s may be", row->name);
    return NULL;
}

/* "meetings.kinds[*].hours" becomes meetings = { kinds = ( { name = "visit"; hours = 2; } ); }; */
static void print_change(FILE *stream, const struct fnl_section_visit *visit, const char *item,
                         const char *value)
{
    const char *key = visit->path, *ends[4];
    size_t depth = 0;
    for (const char *dot = strchr(key, '.'); dot; dot = strchr(key, '.')) {
        const int length = (int)strcspn(key, ".[");
        const bool list = key[length] == '[';
        if (list)
            fprintf(stream, "%.*s = ( { name = \"%s\"; ", length, key, item);
        else
            fprintf(stream, "%.*s = { ", length, key);
        ends[depth++] = list ? "} );" : "};";
        key = dot + 1;
    }
    if (visit->policy)
        fprintf(stream, "policy = \"%s\"; ", visit->policy->name);
    fprintf(stream, "%s = %s; ", key, value);
    while (depth > 0)
        fputs(ends[--depth], stream);
}

/* A change, to be freed, of the row to a value of its own. */
static char *change_of(const struct fnl_section_visit *visit)
{
    const struct special *special = special_of(visit->path);
    const char *item = special->item                              ? special->item
                       : strncmp(visit->path, "sources", 7) == 0  ? "Door"
                       : strncmp(visit->path, "stages", 6) == 0   ? "A"
                       : strncmp(visit->path, "segments", 8) == 0 ? "Small"
                                                                  : "visit";
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    assert_non_null(stream);
    print_change(stream, visit, item, special->value ? special->value : value_of(visit->row));
    fclose(stream);
    return text;
}

/* What the firm must be like, to be freed: a policy's row needs the policy. */
static char *context_of(const struct fnl_section_visit *visit)
{
    const struct special *special = special_of(visit->path);
    char text[700] = "extra_budget = 3000;";
    if (special->context)
        snprintf(text, sizeof text, "%s", special->context);
    else if (visit->policy)
        snprintf(text, sizeof text, "%s = { policy = \"%s\"; };", visit->section->name,
                 visit->policy->name);
    char *copy = calloc(strlen(text) + 1, 1);
    assert_non_null(copy);
    return strcpy(copy, text);
}

/* The first of August: seven months are over. */
#define MONTHS_BEFORE 7
#define MID_RUN       212

/* What a future of `lab` left behind; `lab` is closed. */
struct future {
    struct fnl_row_layout layout;
    int64_t *row;
};

static struct future live(struct lab *lab)
{
    lab_run(lab, 0, NULL);
    struct future future = {lab->layout, calloc(lab->layout.width, sizeof *future.row)};
    assert_non_null(future.row);
    memcpy(future.row, lab->row, lab->layout.width * sizeof *future.row);
    lab_close(lab);
    return future;
}

static bool alike(const struct future *a, const struct future *b)
{
    assert_int_equal(a->layout.width, b->layout.width);
    return memcmp(a->row, b->row, a->layout.width * sizeof *a->row) == 0;
}

/* Whether every month before the change is the same in both. */
static bool alike_before(const struct future *a, const struct future *b)
{
    bool same = true;
    for (int series = 0; series < FNL_SERIES_COUNT; series++)
        for (size_t month = 0; month < MONTHS_BEFORE; month++) {
            const size_t at = fnl_indicator_series_at(&a->layout, (enum fnl_series)series, month);
            same = same && a->row[at] == b->row[at];
        }
    return same;
}

/* What is wrong with `overlay` over `context` by the rule; NULL for nothing. */
static const char *breach_of(const char *context, const char *overlay)
{
    const struct lab_change at_once[] = {{0, context}, {0, overlay}};
    const struct lab_change later[] = {{0, context}, {MID_RUN, overlay}};
    struct future stated = live(lab_open_overlaid(FIRM, at_once, 2));
    struct future from_start = live(lab_open_changed(FIRM, at_once, 2));
    struct future changed = live(lab_open_changed(FIRM, later, 2));
    struct future unchanged = live(lab_open_changed(FIRM, later, 1));
    const char *breach =
        !alike(&stated, &from_start)  ? "a change on the first day is not the same as a statement"
        : alike(&changed, &unchanged) ? "a change in mid-run is not felt"
        : !alike_before(&changed, &unchanged) ? "a change in mid-run is felt before it"
                                              : NULL;
    free(stated.row);
    free(from_start.row);
    free(changed.row);
    free(unchanged.row);
    return breach;
}

/* Prints a breach, so that all are seen at once; returns how many there are. */
static size_t report(const char *what, const char *context, const char *overlay)
{
    const char *breach = breach_of(context, overlay);
    if (breach)
        print_error("%s: %s: %s\n", what, breach, overlay);
    return breach != NULL;
}

static void assert_refused(const char *path, const char *overlay, const char *words)
{
    const struct lab_change change = {MID_RUN, overlay};
    char *told = lab_mistakes(FIRM, &change, 1);
    if (!strstr(told, words))
        fail_msg("%s: \"%s\" is not told of %s in \"%s\"", path, words, overlay, told);
    free(told);
}

struct walk {
    size_t changed, refused, breaches;
};

/* What is told of a path that is fixed; NULL for one that may change. */
static const char *refusal_of(const char *path)
{
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++) {
        const size_t length = strlen(fixed[i].path);
        if (strncmp(path, fixed[i].path, length) == 0 &&
            (path[length] == '\0' || fixed[i].path[length - 1] == '.'))
            return fixed[i].words;
    }
    return NULL;
}

static void visit_row(void *context, const struct fnl_section_visit *visit)
{
    struct walk *walk = context;
    if (is_name(visit->path))
        return;
    char *overlay = change_of(visit), *firm = context_of(visit);
    const char *words = refusal_of(visit->path);
    if (words)
        assert_refused(visit->path, overlay, words);
    else
        walk->breaches += report(visit->path, firm, overlay);
    *(words ? &walk->refused : &walk->changed) += 1;
    free(overlay);
    free(firm);
}

static void every_parameter_keeps_the_rule_or_is_refused(void **state)
{
    (void)state;
    struct walk walk = {0};
    fnl_section_each(&fnl_schema_root, visit_row, &walk);
    assert_int_equal(walk.breaches, 0);
    assert_true(walk.changed > 120 && walk.refused > 30);
}

/* Where a question comes up. */
static const char *surroundings_of(const char *question)
{
    return strcmp(question, "keep") == 0 ? PAINS_COME : strcmp(question, "meet") == 0 ? MEETS : "";
}

/* Choosing an answer on a date is like having chosen it, whatever was kept of the other. */
static void every_policy_keeps_the_rule(void **state)
{
    (void)state;
    size_t policies = 0, breaches = 0;
    for (size_t i = 0; i < fnl_schema_root.section_count; i++) {
        const struct fnl_section *section = &fnl_schema_root.sections[i];
        for (size_t j = 0; j < section->policy_count; j++) {
            char from[700], to[200];
            const char *name = section->policies[j]->name;
            const size_t other = j == 0 ? 1 : 0;
            snprintf(from, sizeof from, "%s = { policy = \"%s\"; };%s", section->name,
                     section->policies[other]->name, surroundings_of(section->name));
            snprintf(to, sizeof to, "%s = { policy = \"%s\"; };", section->name, name);
            breaches += report(name, from, to);
            policies++;
        }
    }
    assert_int_equal(breaches, 0);
    assert_true(policies > 20);
}

/* And so is having a mechanism at all, which makes its keys the published ones. */
static void every_mechanism_keeps_the_rule(void **state)
{
    (void)state;
    static const char bare[] =
        "name = \"Bare\"; months = 6; sources = ("
        "{ name = \"Door\"; kind = \"inbound\"; leads_per_month = 24; pita = 0.3; cost_each = 9; },"
        "{ name = \"Names\"; kind = \"list\"; leads_per_month = 9; cost_each = 5; },"
        "{ name = \"Friends\"; kind = \"referral\"; },"
        "{ name = \"Wanted\"; kind = \"target\"; awareness = 0.1; } );"
        "stages = ( { name = \"A\"; hours = 1; shows = 0.5; go_on = 0.5; } );"
        "slack = { policy = \"prospect\"; }; reps = { count = 2; }; clients = { service_hours = 2; "
        "contract_months = 2; }; quota = { per_year = 9000000; };";
    size_t mechanisms = 0;
    for (size_t i = 0; i < fnl_schema_root.section_count; i++) {
        const struct fnl_section *section = &fnl_schema_root.sections[i];
        char overlay[100], path[100];
        snprintf(path, sizeof path, "%s.", section->name);
        if (!section->marked || refusal_of(path))
            continue;
        snprintf(overlay, sizeof overlay, "%s = { };", section->name);
        const struct lab_change change = {0, overlay};
        struct future stated = live(lab_open_overlaid(bare, &change, 1));
        struct future from_start = live(lab_open_changed(bare, &change, 1));
        if (!alike(&stated, &from_start))
            fail_msg("%s added on the first day is not the same as stated", section->name);
        free(stated.row);
        free(from_start.row);
        mechanisms++;
    }
    assert_int_equal(mechanisms, 34);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_parameter_keeps_the_rule_or_is_refused),
        cmocka_unit_test(every_policy_keeps_the_rule),
        cmocka_unit_test(every_mechanism_keeps_the_rule),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
