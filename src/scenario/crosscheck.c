/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/crosscheck.h"

#include <ctype.h>
#include <math.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/text.h"
#include "model/question.h"
#include "observe/indicator.h"

/* What a check needs to say where the mistake is. */
struct place {
    const struct fnl_node *root;
    const struct fnl_settings *settings;
    struct fnl_mistakes *mistakes;
};

/* The group called `name`, or the root where the file does not have it. */
static const struct fnl_node *group(const struct place *place, const char *name)
{
    const struct fnl_node *node = fnl_tree_child(place->root, name);
    return node ? node : place->root;
}

/* The item called `item` of the list called `list`, or the list, or the root. */
static const struct fnl_node *item(const struct place *place, const char *list, const char *name)
{
    const struct fnl_node *node = fnl_tree_child(place->root, list);
    const struct fnl_node *found = node ? fnl_tree_item(node, name) : NULL;
    return found ? found : group(place, list);
}

static int weekday_named(const char *word, size_t length)
{
    static const char *const names[7] = {"monday", "tuesday",  "wednesday", "thursday",
                                         "friday", "saturday", "sunday"};
    for (int i = 0; i < 7; i++)
        if ((length == 3 || length == strlen(names[i])) && strncasecmp(word, names[i], length) == 0)
            return i;
    return -1;
}

static bool is_between_days(char c)
{
    return isspace((unsigned char)c) || c == ',';
}

bool fnl_crosscheck_workdays(const char *text, uint8_t *days)
{
    int from = -1;
    *days = 0;
    while (*text) {
        const size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
        const int day = weekday_named(text, length);
        if (day < 0)
            return false;
        for (int d = from >= 0 ? from : day;; d = (d + 1) % 7) {
            *days |= (uint8_t)(1u << d);
            if (d == day)
                break;
        }
        text += length;
        from = *text == '-' ? day : -1;
        text += *text == '-';
        while (is_between_days(*text))
            text++;
    }
    return *days != 0 && from < 0;
}

static void check_dates(const struct place *place)
{
    const struct fnl_settings *settings = place->settings;
    char text[FNL_DATE_TEXT];
    if (fnl_date_of(settings->start).day != 1)
        fnl_tree_complain(place->root, "start", place->mistakes,
                          "%s: a simulation starts on the first of a month",
                          fnl_date_text(settings->start, text));
    if (fnl_date_month_named(settings->fiscal_year_starts) == 0)
        fnl_tree_complain(place->root, "fiscal_year_starts", place->mistakes,
                          "\"%s\" is no month: expected \"Jan\" to \"Dec\"",
                          settings->fiscal_year_starts);
}

static bool is_currency(const char *code)
{
    for (int i = 0; i < 3; i++)
        if (!isupper((unsigned char)code[i]))
            return false;
    return code[3] == 0;
}

static void check_money(const struct place *place)
{
    const struct fnl_settings *settings = place->settings;
    if (!is_currency(settings->currency))
        fnl_tree_complain(place->root, "currency", place->mistakes,
                          "\"%s\": expected three capital letters, as in \"USD\" or \"EUR\"",
                          settings->currency);
    if (fnl_indicator_named(settings->judge_by) >= 0)
        return;
    const char *nearest = fnl_indicator_nearest(settings->judge_by);
    fnl_tree_complain(place->root, "judge_by", place->mistakes, "\"%s\" is no indicator (%s%s%s)",
                      settings->judge_by, nearest ? "did you mean \"" : "",
                      nearest ? nearest : "`funnelsim indicators` lists them",
                      nearest ? "\"?" : "");
}

static void check_hours(const struct place *place)
{
    const struct fnl_hours *hours = &place->settings->calendar;
    const struct fnl_node *node = group(place, "calendar");
    uint8_t days;
    if (!fnl_crosscheck_workdays(hours->workdays, &days))
        fnl_tree_complain(node, "workdays", place->mistakes,
                          "\"%s\": expected days of the week, as in \"Mon Tue Wed Thu Fri\" or "
                          "\"Mon-Fri\"",
                          hours->workdays);
    if (hours->opens + hours->hours_per_day > 24)
        fnl_tree_complain(node, "hours_per_day", place->mistakes,
                          "work that begins at %.9g and lasts %.9g hours goes on past midnight",
                          hours->opens, hours->hours_per_day);
}

static bool is_found_by_reps(const struct fnl_source *source)
{
    return source->kind == FNL_SOURCE_OUTBOUND || source->kind == FNL_SOURCE_TARGET;
}

static void check_volume(const struct place *place, const struct fnl_source *source)
{
    const struct fnl_node *node = item(place, "sources", source->name);
    const bool has_volume = fnl_law_greatest(&source->leads_per_month) > 0;
    if (has_volume && source->kind == FNL_SOURCE_REFERRAL)
        fnl_tree_complain(node, "leads_per_month", place->mistakes,
                          "a referral source says what referred people are like; how many come "
                          "is up to the clients (referrals, ask)");
    if (has_volume && is_found_by_reps(source))
        fnl_tree_complain(node, "leads_per_month", place->mistakes,
                          "these people are found by reps in their free hours: say found_per_hour "
                          "and slack = { policy = \"prospect\"; }");
    if (source->found_per_hour > 0 && !is_found_by_reps(source))
        fnl_tree_complain(node, "found_per_hour", place->mistakes,
                          "reps find people only in a source of kind \"outbound\" or \"target\"");
    if (source->kind != FNL_SOURCE_EVENT && (source->dates.count > 0 || source->cost_per_event > 0))
        fnl_tree_complain(node, source->dates.count > 0 ? "dates" : "cost_per_event",
                          place->mistakes, "only a source of kind \"event\" has events");
    if (source->kind == FNL_SOURCE_EVENT && source->dates.count == 0 && !has_volume)
        fnl_tree_complain(node, NULL, place->mistakes,
                          "an event without dates never takes place: say dates = [\"2026-04-14\"]");
}

static bool has_referral_source(const struct fnl_settings *settings)
{
    for (unsigned i = 0; i < settings->sources.count; i++)
        if (fnl_settings_source(settings, i)->kind == FNL_SOURCE_REFERRAL)
            return true;
    return false;
}

static bool asks(const struct fnl_settings *settings)
{
    return ((const struct fnl_ask_policy *)settings->ask.policy)->terms != NULL;
}

static void check_sources(const struct place *place)
{
    const struct fnl_settings *settings = place->settings;
    if (settings->sources.count == 0)
        fnl_tree_complain(
            place->root, "sources", place->mistakes,
            "a firm needs at least one source: sources = ( { name = \"Website\"; kind "
            "= \"inbound\"; leads_per_month = 20; } );");
    for (unsigned i = 0; i < settings->sources.count; i++)
        check_volume(place, fnl_settings_source(settings, i));
    if (has_referral_source(settings))
        return;
    static const char *const advice =
        "nobody can be referred without a source that says what referred people are like: { name = "
        "\"Client referrals\"; kind = \"referral\"; }";
    if (settings->referrals.present)
        fnl_tree_complain(group(place, "referrals"), NULL, place->mistakes, "%s", advice);
    if (asks(settings))
        fnl_tree_complain(group(place, "ask"), "policy", place->mistakes, "%s", advice);
}

static const struct fnl_node *kind_node(const struct place *place,
                                        const struct fnl_meeting_kind *kind)
{
    const struct fnl_node *meetings = group(place, "meetings");
    const struct fnl_node *kinds = fnl_tree_child(meetings, "kinds");
    const struct fnl_node *found = kinds ? fnl_tree_item(kinds, kind->name) : NULL;
    return found ? found : meetings;
}

/* One kind for each occasion: a second one would never be held. */
static void check_kinds(const struct place *place)
{
    const struct fnl_settings *settings = place->settings;
    for (unsigned i = 0; i < settings->meetings.kinds.count; i++) {
        const struct fnl_meeting_kind *kind = fnl_settings_meeting_kind(settings, i);
        for (unsigned before = 0; before < i && kind->when != FNL_MEETING_STAGE; before++)
            if (fnl_settings_meeting_kind(settings, before)->when == kind->when)
                fnl_tree_complain(kind_node(place, kind), "when", place->mistakes,
                                  "is the same occasion as that of \"%s\", and only the first is "
                                  "ever held",
                                  fnl_settings_meeting_kind(settings, before)->name);
    }
}

static void check_meeting(const struct place *place, const struct fnl_stage *stage)
{
    const struct fnl_settings *settings = place->settings;
    if (!*stage->meeting || fnl_meeting_kind_named(settings, stage->meeting) >= 0)
        return;
    const char *names[FNL_MEETING_KINDS];
    size_t count = 0;
    for (unsigned i = 0; i < settings->meetings.kinds.count && i < FNL_MEETING_KINDS; i++)
        names[count++] = fnl_settings_meeting_kind(settings, i)->name;
    const char *nearest = fnl_text_nearest(stage->meeting, names, count);
    const struct fnl_node *node = item(place, "stages", stage->name);
    if (nearest)
        fnl_tree_complain(node, "meeting", place->mistakes,
                          "\"%s\" is no kind of meeting in meetings.kinds (did you mean \"%s\"?)",
                          stage->meeting, nearest);
    else
        fnl_tree_complain(node, "meeting", place->mistakes,
                          "\"%s\" is no kind of meeting yet: add { name = \"%s\"; } to "
                          "meetings = { kinds = ( ... ); }",
                          stage->meeting, stage->meeting);
}

static void check_stages(const struct place *place)
{
    const struct fnl_settings *settings = place->settings;
    if (settings->stages.count == 0 || settings->stages.count > FNL_STAGES)
        fnl_tree_complain(
            place->root, "stages", place->mistakes,
            "%zu stages: expected 1 to %d, as in stages = ( { name = \"Talk\"; hours = "
            "1; go_on = \"25 %%\"; } );",
            settings->stages.count, FNL_STAGES);
    if (settings->meetings.kinds.count > FNL_MEETING_KINDS)
        fnl_tree_complain(group(place, "meetings"), "kinds", place->mistakes,
                          "%zu kinds of meeting: expected at most %d",
                          settings->meetings.kinds.count, FNL_MEETING_KINDS);
    check_kinds(place);
    for (unsigned i = 0; i < settings->stages.count; i++) {
        const struct fnl_stage *stage = fnl_settings_stage(settings, i);
        check_meeting(place, stage);
        if (stage->to_competitor + stage->on_price + stage->no_decision <= 0)
            fnl_tree_complain(item(place, "stages", stage->name), "no_decision", place->mistakes,
                              "to_competitor, on_price and no_decision are all 0: a loss needs a "
                              "cause");
    }
}

static void check_people(const struct place *place)
{
    const struct fnl_settings *settings = place->settings;
    if (settings->reps.started.count > (size_t)settings->reps.count)
        fnl_tree_complain(group(place, "reps"), "started", place->mistakes,
                          "%zu dates for %lld reps: at most one for each",
                          settings->reps.started.count, (long long)settings->reps.count);
    if (settings->today.pita_clients > settings->today.clients)
        fnl_tree_complain(group(place, "today"), "pita_clients", place->mistakes,
                          "%lld of %lld clients: at most all of them",
                          (long long)settings->today.pita_clients,
                          (long long)settings->today.clients);
    if (settings->today.open_deals > 0 && *settings->today.open_deals_file)
        fnl_tree_complain(group(place, "today"), "open_deals", place->mistakes,
                          "open_deals_file says which deals are open: leave out one of the two");
}

static void check_mechanisms(const struct place *place)
{
    const struct fnl_settings *settings = place->settings;
    const struct fnl_response *response = &settings->response;
    if (response->present && response->odds_next_day <= response->odds_next_hour)
        fnl_tree_complain(
            group(place, "response"), "odds_next_day", place->mistakes,
            "%.9g x is no more than odds_next_hour, %.9g x: a day's delay does more than an "
            "hour's",
            response->odds_next_day, response->odds_next_hour);
    const struct fnl_referrals *referrals = &settings->referrals;
    if (referrals->complacent_from > referrals->content_from ||
        referrals->content_from > referrals->engaged_from)
        fnl_tree_complain(group(place, "referrals"), "content_from", place->mistakes,
                          "%.9g should lie between complacent_from, %.9g, and engaged_from, %.9g",
                          referrals->content_from, referrals->complacent_from,
                          referrals->engaged_from);
}

/* Whether the buy policy finds a source to buy from. */
static bool buys_something(const struct fnl_settings *settings)
{
    const struct fnl_buy_policy *policy = (const struct fnl_buy_policy *)settings->buy.policy;
    for (unsigned i = 0; i < settings->sources.count; i++) {
        const struct fnl_source *source = fnl_settings_source(settings, i);
        const struct fnl_buy_view view = fnl_question_of_buying(source);
        if (source->cost_each > 0 && policy->weight(settings->buy.params, &view) > 0)
            return true;
    }
    return false;
}

static void check_budget(const struct place *place)
{
    const struct fnl_settings *settings = place->settings;
    const bool buys = strcmp(settings->buy.policy->name, "nothing") != 0;
    if (!buys)
        return;
    const struct fnl_node *node = group(place, "buy");
    if (settings->extra_budget == 0)
        fnl_tree_complain(node, "policy", place->mistakes,
                          "\"%s\" buys nothing without money: say how much a month, such as "
                          "extra_budget = 6000",
                          settings->buy.policy->name);
    if (!buys_something(settings))
        fnl_tree_complain(node, "policy", place->mistakes,
                          "\"%s\" finds no source with a price for each person (cost_each) to buy "
                          "from",
                          settings->buy.policy->name);
}

void fnl_crosscheck_settings(const struct fnl_node *root, const struct fnl_settings *settings,
                             struct fnl_mistakes *mistakes)
{
    const struct place place = {root, settings, mistakes};
    check_dates(&place);
    check_money(&place);
    check_hours(&place);
    check_sources(&place);
    check_stages(&place);
    check_people(&place);
    check_mechanisms(&place);
    check_budget(&place);
}

static bool same_sources(const struct fnl_settings *a, const struct fnl_settings *b)
{
    if (a->sources.count != b->sources.count)
        return false;
    for (unsigned i = 0; i < a->sources.count; i++)
        if (strcmp(fnl_settings_source(a, i)->name, fnl_settings_source(b, i)->name) != 0)
            return false;
    return true;
}

/* What a source is stays: tables and figures speak of it as of one thing. */
static void check_kinds_of_sources(const struct fnl_node *change, const struct fnl_settings *first,
                                   const struct fnl_settings *later, struct fnl_mistakes *mistakes)
{
    for (unsigned i = 0; i < later->sources.count; i++) {
        const struct fnl_source *was = fnl_settings_source(first, i);
        const struct fnl_source *is = fnl_settings_source(later, i);
        if (is->kind != was->kind || is->counts_as != was->counts_as)
            fnl_tree_complain(change, "sources", mistakes,
                              "\"%s\" cannot become another kind of source on a date: list both "
                              "from the start and change their volumes here",
                              is->name);
    }
}

static bool same_stages(const struct fnl_settings *a, const struct fnl_settings *b)
{
    if (a->stages.count != b->stages.count)
        return false;
    for (unsigned i = 0; i < a->stages.count; i++)
        if (strcmp(fnl_settings_stage(a, i)->name, fnl_settings_stage(b, i)->name) != 0)
            return false;
    return true;
}

static bool same_kinds(const struct fnl_settings *a, const struct fnl_settings *b)
{
    if (a->meetings.kinds.count != b->meetings.kinds.count)
        return false;
    for (unsigned i = 0; i < a->meetings.kinds.count; i++)
        if (strcmp(fnl_settings_meeting_kind(a, i)->name, fnl_settings_meeting_kind(b, i)->name) !=
            0)
            return false;
    return true;
}

void fnl_crosscheck_change(const struct fnl_node *change, const struct fnl_settings *first,
                           const struct fnl_settings *later, struct fnl_mistakes *mistakes)
{
    static const char *const fixed[] = {
        "name",     "about", "labels",  "start", "months",   "currency", "fiscal_year_starts",
        "calendar", "today", "actuals", "quota", "judge_by", "matters"};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        if (fnl_tree_child(change, fixed[i]))
            fnl_tree_complain(change, fixed[i], mistakes,
                              "cannot change on a date: it holds for the whole simulation");
    if (!same_sources(first, later))
        fnl_tree_complain(change, "sources", mistakes,
                          "a source cannot come or go on a date: list it from the start with "
                          "leads_per_month = 0 and raise that here");
    else
        check_kinds_of_sources(change, first, later, mistakes);
    if (!same_stages(first, later))
        fnl_tree_complain(change, "stages", mistakes, "a stage cannot come or go on a date");
    if (!same_kinds(first, later))
        fnl_tree_complain(change, "meetings", mistakes,
                          "a kind of meeting cannot come or go on a date");
    const struct fnl_node *reps = fnl_tree_child(change, "reps");
    if (reps && fnl_tree_child(reps, "started"))
        fnl_tree_complain(
            reps, "started", mistakes,
            "says who was there on the first day; who comes later begins on the day of "
            "the change: say only count");
    const struct fnl_node *costs = fnl_tree_child(change, "costs");
    if (costs && fnl_tree_child(costs, "discount_rate"))
        fnl_tree_complain(costs, "discount_rate", mistakes,
                          "cannot change on a date: it judges the whole simulation from its start");
    if (later->reps.count < first->reps.count)
        fnl_tree_complain(change, "reps", mistakes,
                          "%lld reps after %lld: reps can be added on a date, not taken away",
                          (long long)later->reps.count, (long long)first->reps.count);
}
