/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/crosscheck.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#include "base/date.h"
#include "base/key.h"
#include "base/text.h"
#include "model/question.h"
#include "observe/indicator.h"
#include "scenario/changes.h"
#include "scenario/workdays.h"

/* What a check needs to say where the mistake is. */
struct place {
    const struct fnl_node *root;
    const struct fnl_settings *settings;
    const struct fnl_doubt *doubt;
    struct fnl_mistakes *mistakes;
};

/* Whether a field says what the user said: nothing is concluded from one that does not. */
#define IS_SOUND(place, field) (!fnl_doubt_any((place)->doubt, &(field), sizeof(field)))

/* The group called `name`, or the root where the file does not have it. */
static const struct fnl_node *group(const struct place *place, const char *name)
{
    const struct fnl_node *node = fnl_tree_child(place->root, name);
    return node ? node : place->root;
}

/* Whether both values of a group were said in the same file, so that they should fit together. */
static bool are_of_one_file(const struct fnl_node *node, const char *one, const char *other)
{
    const struct fnl_node *a = fnl_tree_child(node, one), *b = fnl_tree_child(node, other);
    return a && b && a->file && b->file && strcmp(a->file, b->file) == 0;
}

/* The item called `item` of the list called `list`, or the list, or the root. */
static const struct fnl_node *item(const struct place *place, const char *list, const char *name)
{
    const struct fnl_node *node = fnl_tree_child(place->root, list);
    const struct fnl_node *found = node ? fnl_tree_item(node, name) : NULL;
    return found ? found : group(place, list);
}

static void check_dates(const struct place *place)
{
    const struct fnl_settings *settings = place->settings;
    char text[FNL_DATE_TEXT];
    if (IS_SOUND(place, settings->start) && fnl_date_of(settings->start).day != 1)
        fnl_tree_complain(place->root, "start", place->mistakes,
                          "%s: a simulation starts on the first of a month",
                          fnl_date_text(settings->start, text));
    if (IS_SOUND(place, settings->fiscal_year_starts) &&
        fnl_date_month_named(settings->fiscal_year_starts) == 0)
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
    if (IS_SOUND(place, settings->currency) && !is_currency(settings->currency))
        fnl_tree_complain(place->root, "currency", place->mistakes,
                          "\"%s\": expected three capital letters, as in \"USD\" or \"EUR\"",
                          settings->currency);
    if (!IS_SOUND(place, settings->judge_by) || fnl_indicator_named(settings->judge_by) >= 0)
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
    if (IS_SOUND(place, hours->workdays) && !fnl_workdays_read(hours->workdays, &days))
        fnl_tree_complain(node, "workdays", place->mistakes,
                          "\"%s\": expected days of the week, as in \"Mon Tue Wed Thu Fri\" or "
                          "\"Mon-Fri\"",
                          hours->workdays);
    if (IS_SOUND(place, hours->opens) && IS_SOUND(place, hours->hours_per_day) &&
        hours->opens + hours->hours_per_day > 24)
        fnl_tree_complain(node, "hours_per_day", place->mistakes,
                          "work that begins at %.9g and lasts %.9g hours goes on past midnight",
                          hours->opens, hours->hours_per_day);
}

/* Of people who are found by somebody there is no volume. */
static void check_volume(const struct place *place, const struct fnl_source *source)
{
    const struct fnl_node *node = item(place, "sources", source->name);
    if (!IS_SOUND(place, source->leads_per_month) ||
        fnl_law_greatest(&source->leads_per_month) <= 0)
        return;
    if (source->kind == FNL_SOURCE_REFERRAL)
        fnl_tree_complain(node, "leads_per_month", place->mistakes,
                          "a referral source says what referred people are like; how many come "
                          "is up to the clients (referrals, ask)");
    if (fnl_source_is_prospected(source))
        fnl_tree_complain(node, "leads_per_month", place->mistakes,
                          "these people are found by reps in their free hours: say found_per_hour "
                          "and slack = { policy = \"prospect\"; }");
}

static void check_events(const struct place *place, const struct fnl_source *source)
{
    const struct fnl_node *node = item(place, "sources", source->name);
    const bool dated = IS_SOUND(place, source->dates);
    if (source->kind != FNL_SOURCE_EVENT && dated && source->dates.count > 0)
        fnl_tree_complain(node, "dates", place->mistakes,
                          "only a source of kind \"event\" has events");
    if (source->kind != FNL_SOURCE_EVENT && IS_SOUND(place, source->cost_per_event) &&
        source->cost_per_event > 0)
        fnl_tree_complain(node, "cost_per_event", place->mistakes,
                          "only a source of kind \"event\" has events");
    if (source->kind == FNL_SOURCE_EVENT && dated && source->dates.count == 0 &&
        !fnl_tree_child(node, "dates") && IS_SOUND(place, source->leads_per_month) &&
        fnl_law_greatest(&source->leads_per_month) <= 0)
        fnl_tree_complain(node, NULL, place->mistakes,
                          "an event without dates never takes place: say dates = [\"2026-04-14\"]");
}

/* Whom reps have on their lists, they do not find in an hour. */
static void check_lists_of_reps(const struct place *place, const struct fnl_source *source)
{
    const struct fnl_targets *targets = &place->settings->targets;
    if (source->kind == FNL_SOURCE_TARGET && targets->accounts > 0 &&
        IS_SOUND(place, targets->accounts) && IS_SOUND(place, source->found_per_hour) &&
        source->found_per_hour > 0)
        fnl_tree_complain(item(place, "sources", source->name), "found_per_hour", place->mistakes,
                          "these people come from the lists of the reps (targets): leave "
                          "found_per_hour at 0");
}

/* All this depends on what kind of source it is. */
static void check_source(const struct place *place, const struct fnl_source *source)
{
    if (!IS_SOUND(place, source->kind))
        return;
    check_volume(place, source);
    if (IS_SOUND(place, source->found_per_hour) && source->found_per_hour > 0 &&
        !fnl_source_is_prospected(source))
        fnl_tree_complain(item(place, "sources", source->name), "found_per_hour", place->mistakes,
                          "reps find people only in a source of kind \"outbound\" or \"target\"");
    check_lists_of_reps(place, source);
    check_events(place, source);
}

/* A source whose kind is in doubt might be one, and so might one that is not there. */
static bool lacks_source(const struct place *place, enum fnl_source_kind kind)
{
    const struct fnl_settings *settings = place->settings;
    if (!IS_SOUND(place, settings->sources))
        return false;
    for (unsigned i = 0; i < settings->sources.count; i++) {
        const struct fnl_source *source = fnl_settings_source(settings, i);
        if (source->kind == (int)kind || !IS_SOUND(place, source->kind))
            return false;
    }
    return true;
}

static bool asks(const struct fnl_settings *settings)
{
    return ((const struct fnl_ask_policy *)settings->ask.policy)->terms != NULL;
}

static void check_sources(const struct place *place)
{
    const struct fnl_settings *settings = place->settings;
    if (settings->sources.count == 0 && IS_SOUND(place, settings->sources))
        fnl_tree_complain(
            place->root, "sources", place->mistakes,
            "a firm needs at least one source: sources = ( { name = \"Website\"; kind "
            "= \"inbound\"; leads_per_month = 20; } );");
    for (unsigned i = 0; i < settings->sources.count; i++)
        check_source(place, fnl_settings_source(settings, i));
    if (settings->targets.present && lacks_source(place, FNL_SOURCE_TARGET))
        fnl_tree_complain(group(place, "targets"), NULL, place->mistakes,
                          "nobody can be put on a list without a source that says what target "
                          "accounts are like: { name = \"Target accounts\"; kind = \"target\"; "
                          "awareness = 0.0; }");
    if (!lacks_source(place, FNL_SOURCE_REFERRAL))
        return;
    static const char *const advice =
        "nobody can be referred without a source that says what referred people are like: { name = "
        "\"Client referrals\"; kind = \"referral\"; }";
    if (settings->referrals.present)
        fnl_tree_complain(group(place, "referrals"), NULL, place->mistakes, "%s", advice);
    if (IS_SOUND(place, settings->ask) && asks(settings))
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
        for (unsigned before = 0; before < i && kind->when != FNL_MEETING_STAGE; before++) {
            const struct fnl_meeting_kind *other = fnl_settings_meeting_kind(settings, before);
            if (other->when == kind->when && other->whom == kind->whom &&
                IS_SOUND(place, other->when) && IS_SOUND(place, kind->when) &&
                IS_SOUND(place, other->whom) && IS_SOUND(place, kind->whom))
                fnl_tree_complain(kind_node(place, kind), "when", place->mistakes,
                                  "is the same occasion as that of \"%s\", and only the first is "
                                  "ever held",
                                  other->name);
        }
    }
}

/* Who is met beyond any deal is neither a client nor a lead. */
static void check_whom(const struct place *place, const struct fnl_meeting_kind *kind)
{
    const struct fnl_node *node = kind_node(place, kind);
    if (!IS_SOUND(place, *kind) || kind->whom == FNL_MEETING_CLIENTS)
        return;
    if (kind->when != FNL_MEETING_SPARE_TIME)
        fnl_tree_complain(node, "whom", place->mistakes,
                          "only a meeting with when = \"spare_time\" is with others than clients "
                          "and leads");
    if (kind->opens > 0 || kind->refers > 0)
        fnl_tree_complain(node, kind->opens > 0 ? "opens" : "refers", place->mistakes,
                          "what comes of a meeting with people beyond any deal is said by "
                          "networking.sparks and networking.after");
}

static void check_networking(const struct place *place)
{
    const struct fnl_settings *settings = place->settings;
    const struct fnl_networking *networking = &settings->networking;
    const struct fnl_node *node = group(place, "networking");
    if (!networking->present || !IS_SOUND(place, *networking))
        return;
    if (networking->new_share + networking->past_share > 1)
        fnl_tree_complain(node, "past_share", place->mistakes,
                          "new_share and past_share are %.9g together: expected at most 1",
                          networking->new_share + networking->past_share);
    const uint32_t source = fnl_networking_source(settings);
    if (*networking->source && IS_SOUND(place, settings->sources) &&
        (source == FNL_NOBODY ||
         strcmp(fnl_settings_source(settings, source)->name, networking->source) != 0))
        fnl_tree_complain(node, "source", place->mistakes,
                          "\"%s\" is not the name of a source: expected one of `sources`",
                          networking->source);
}

/* Whether all kinds of meeting are there, under their names. */
static bool knows_kinds(const struct place *place)
{
    const struct fnl_settings *settings = place->settings;
    bool known = IS_SOUND(place, settings->meetings.kinds);
    for (unsigned i = 0; i < settings->meetings.kinds.count; i++)
        known = known && IS_SOUND(place, fnl_settings_meeting_kind(settings, i)->name);
    return known;
}

static void check_meeting(const struct place *place, const struct fnl_stage *stage)
{
    const struct fnl_settings *settings = place->settings;
    if (!*stage->meeting || fnl_meeting_kind_named(settings, stage->meeting) >= 0 ||
        !knows_kinds(place))
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
    if (IS_SOUND(place, settings->stages) &&
        (settings->stages.count == 0 || settings->stages.count > FNL_STAGES))
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
    for (unsigned i = 0; i < settings->meetings.kinds.count; i++)
        check_whom(place, fnl_settings_meeting_kind(settings, i));
    check_networking(place);
    for (unsigned i = 0; i < settings->stages.count; i++) {
        const struct fnl_stage *stage = fnl_settings_stage(settings, i);
        check_meeting(place, stage);
        if (IS_SOUND(place, stage->to_competitor) && IS_SOUND(place, stage->on_price) &&
            IS_SOUND(place, stage->no_decision) &&
            stage->to_competitor + stage->on_price + stage->no_decision <= 0)
            fnl_tree_complain(item(place, "stages", stage->name), "no_decision", place->mistakes,
                              "to_competitor, on_price and no_decision are all 0: a loss needs a "
                              "cause");
    }
}

static void check_people(const struct place *place)
{
    const struct fnl_settings *settings = place->settings;
    const struct fnl_today *today = &settings->today;
    if (IS_SOUND(place, settings->reps.started) && IS_SOUND(place, settings->reps.count) &&
        settings->reps.started.count > (size_t)settings->reps.count &&
        are_of_one_file(group(place, "reps"), "count", "started"))
        fnl_tree_complain(group(place, "reps"), "started", place->mistakes,
                          "%zu dates for %lld reps: at most one for each",
                          settings->reps.started.count, (long long)settings->reps.count);
    if (IS_SOUND(place, today->pita_clients) && IS_SOUND(place, today->clients) &&
        today->pita_clients > today->clients)
        fnl_tree_complain(group(place, "today"), "pita_clients", place->mistakes,
                          "%lld of %lld clients: at most all of them",
                          (long long)today->pita_clients, (long long)today->clients);
    if (today->open_deals > 0 && *today->open_deals_file)
        fnl_tree_complain(group(place, "today"), "open_deals", place->mistakes,
                          "open_deals_file says which deals are open: leave out one of the two");
}

static void check_mechanisms(const struct place *place)
{
    const struct fnl_settings *settings = place->settings;
    const struct fnl_response *response = &settings->response;
    if (response->present && IS_SOUND(place, response->odds_next_day) &&
        IS_SOUND(place, response->odds_next_hour) &&
        response->odds_next_day <= response->odds_next_hour)
        fnl_tree_complain(
            group(place, "response"), "odds_next_day", place->mistakes,
            "%.9g x is no more than odds_next_hour, %.9g x: a day's delay does more than an "
            "hour's",
            response->odds_next_day, response->odds_next_hour);
    const struct fnl_referrals *referrals = &settings->referrals;
    if (IS_SOUND(place, referrals->complacent_from) && IS_SOUND(place, referrals->content_from) &&
        IS_SOUND(place, referrals->engaged_from) &&
        (referrals->complacent_from > referrals->content_from ||
         referrals->content_from > referrals->engaged_from))
        fnl_tree_complain(group(place, "referrals"), "content_from", place->mistakes,
                          "%.9g should lie between complacent_from, %.9g, and engaged_from, %.9g",
                          referrals->content_from, referrals->complacent_from,
                          referrals->engaged_from);
}

static void check_segments(const struct place *place)
{
    const struct fnl_settings *settings = place->settings;
    double weights = 0;
    if (!IS_SOUND(place, settings->segments) || !IS_SOUND(place, settings->sources))
        return;
    for (size_t i = 0; i < settings->segments.count; i++)
        weights += ((const struct fnl_segment *)settings->segments.items)[i].weight;
    for (unsigned i = 0; i < settings->sources.count; i++) {
        const struct fnl_source *source = fnl_settings_source(settings, i);
        const struct fnl_node *node = item(place, "sources", source->name);
        if (*source->segment && fnl_segment_named(settings, source->segment) < 0)
            fnl_tree_complain(node, "segment", place->mistakes, "\"%s\" is none of the segments",
                              source->segment);
        else if (!*source->segment && settings->segments.count > 0 && weights <= 0)
            fnl_tree_complain(node, NULL, place->mistakes,
                              "nobody knows of which segment its people are: say segment here, or "
                              "weights in segments");
    }
}

static void check_research(const struct place *place)
{
    const struct fnl_settings *settings = place->settings;
    if (IS_SOUND(place, settings->research) && !settings->records.present &&
        strcmp(settings->research.policy->name, "nobody") != 0)
        fnl_tree_complain(group(place, "research"), "policy", place->mistakes,
                          "\"%s\" changes nothing where records do not matter: say records = { }",
                          settings->research.policy->name);
}

/* The signal that the handoff policy goes by must be in the list. */
static void check_signal(const struct place *place, const char *name)
{
    const struct fnl_settings *settings = place->settings;
    const struct fnl_node *node = group(place, "handoff");
    if (settings->signals.count == 0) {
        fnl_tree_complain(
            node, "policy", place->mistakes,
            "\"signal\" hands nobody on without signals: signals = ( { name = "
            "\"raised hand\"; sensitivity = \"40 %%\"; specificity = \"90 %%\"; } );");
        return;
    }
    if (strcmp(name, FNL_SIGNAL_ANY) == 0 || fnl_signal_named(settings, name) >= 0)
        return;
    const char *names[FNL_STAGES];
    size_t count = 0;
    for (; count < settings->signals.count && count < FNL_STAGES; count++)
        names[count] = ((const struct fnl_signal *)settings->signals.items)[count].name;
    const char *nearest = fnl_text_nearest(name, names, count);
    fnl_tree_complain(node, "signal", place->mistakes,
                      "\"%s\" is none of the signals (did you mean \"%s\"?)", name,
                      nearest ? nearest : names[0]);
}

static void check_handoff(const struct place *place)
{
    const struct fnl_settings *settings = place->settings;
    const struct fnl_handoff_policy *policy =
        (const struct fnl_handoff_policy *)settings->handoff.policy;
    if (!IS_SOUND(place, settings->handoff))
        return;
    if (policy->nurtures && IS_SOUND(place, settings->nurture) && settings->nurture.touches == 0)
        fnl_tree_complain(group(place, "handoff"), "policy", place->mistakes,
                          "\"%s\" loses everybody who is not ready where nobody is nurtured: add "
                          "nurture = { };",
                          policy->base.name);
    if (policy->signal && IS_SOUND(place, settings->signals))
        check_signal(place, policy->signal(settings->handoff.params));
    if (fnl_signal_named(settings, FNL_SIGNAL_ANY) >= 0 && IS_SOUND(place, settings->signals))
        fnl_tree_complain(place->root, "signals", place->mistakes,
                          "\"" FNL_SIGNAL_ANY "\" means whichever signal there is: call this one "
                          "something else");
}

/* A quarter can be missed, and there is money to shift. */
static void check_blame(const struct place *place)
{
    const struct fnl_settings *settings = place->settings;
    if (!settings->blame.present)
        return;
    if (IS_SOUND(place, settings->quota) && settings->quota.per_year == 0)
        fnl_tree_complain(group(place, "blame"), NULL, place->mistakes,
                          "nobody is blamed where no number can be missed: say how much a year, "
                          "such as quota = { per_year = 1000000; }");
    bool known = IS_SOUND(place, settings->sources);
    for (unsigned i = 0; i < settings->sources.count; i++)
        known = known && IS_SOUND(place, *fnl_settings_source(settings, i));
    if (known && !fnl_blame_can_shift(settings))
        fnl_tree_complain(group(place, "blame"), NULL, place->mistakes,
                          "there is no money to shift: it takes an inbound source and a list, each "
                          "with a price for each person (cost_each)");
}

/* Whether the buy policy finds no source to buy from. */
static bool buys_nothing(const struct place *place)
{
    const struct fnl_settings *settings = place->settings;
    const struct fnl_buy_policy *policy = (const struct fnl_buy_policy *)settings->buy.policy;
    bool known = IS_SOUND(place, settings->sources);
    for (unsigned i = 0; i < settings->sources.count; i++) {
        const struct fnl_source *source = fnl_settings_source(settings, i);
        const struct fnl_buy_view view = fnl_question_of_buying(source);
        known = known && IS_SOUND(place, *source);
        if (source->cost_each > 0 && policy->weight(settings->buy.params, &view) > 0)
            return false;
    }
    return known;
}

static void check_budget(const struct place *place)
{
    const struct fnl_settings *settings = place->settings;
    const bool buys = strcmp(settings->buy.policy->name, "nothing") != 0;
    if (!buys || !IS_SOUND(place, settings->buy))
        return;
    const struct fnl_node *node = group(place, "buy");
    if (IS_SOUND(place, settings->extra_budget) && settings->extra_budget == 0)
        fnl_tree_complain(node, "policy", place->mistakes,
                          "\"%s\" buys nothing without money: say how much a month, such as "
                          "extra_budget = 6000",
                          settings->buy.policy->name);
    if (buys_nothing(place))
        fnl_tree_complain(node, "policy", place->mistakes,
                          "\"%s\" finds no source with a price for each person (cost_each) to buy "
                          "from",
                          settings->buy.policy->name);
}

static void check_quota(const struct place *place)
{
    const struct fnl_settings *settings = place->settings;
    if (IS_SOUND(place, settings->accept) && IS_SOUND(place, settings->quota) &&
        strcmp(settings->accept.policy->name, "when_behind") == 0 &&
        fnl_quota_of_rep(&settings->quota) == 0)
        fnl_tree_complain(group(place, "accept"), "policy", place->mistakes,
                          "nobody is behind without a quota: say what a rep should sign in a "
                          "quarter, such as quota = { rep_signs = 50000; }");
}

/* Whether all stages are there, under their names. */
static bool knows_stages(const struct place *place)
{
    const struct fnl_settings *settings = place->settings;
    bool known = IS_SOUND(place, settings->stages) && settings->stages.count <= FNL_STAGES;
    for (unsigned i = 0; i < settings->stages.count; i++)
        known = known && IS_SOUND(place, fnl_settings_stage(settings, i)->name);
    return known;
}

/* The stage after which the accept policy is asked must be in the list. */
static void check_early(const struct place *place)
{
    const struct fnl_settings *settings = place->settings;
    const struct fnl_accept_policy *policy =
        (const struct fnl_accept_policy *)settings->accept.policy;
    if (!IS_SOUND(place, settings->accept) || !knows_stages(place) || !policy->after)
        return;
    const char *name = policy->after(settings->accept.params), *names[FNL_STAGES];
    if (!*name || fnl_stage_named(settings, name) >= 0)
        return;
    char all[400] = "";
    for (unsigned i = 0; i < settings->stages.count; i++) {
        names[i] = fnl_settings_stage(settings, i)->name;
        strncat(all, i ? ", " : "", sizeof all - 1 - strlen(all));
        strncat(all, names[i], sizeof all - 1 - strlen(all));
    }
    const char *nearest = fnl_text_nearest(name, names, settings->stages.count);
    fnl_tree_complain(group(place, "accept"), "stage", place->mistakes,
                      "\"%s\" is none of the stages %s%s%s%s", name, all,
                      nearest ? " (did you mean \"" : "", nearest ? nearest : "",
                      nearest ? "\"?)" : "");
}

void fnl_crosscheck_settings(const struct fnl_node *root, const struct fnl_settings *settings,
                             const struct fnl_doubt *doubt, struct fnl_mistakes *mistakes)
{
    const struct place place = {root, settings, doubt, mistakes};
    check_dates(&place);
    check_money(&place);
    check_hours(&place);
    check_sources(&place);
    check_stages(&place);
    check_people(&place);
    check_mechanisms(&place);
    check_segments(&place);
    check_research(&place);
    check_handoff(&place);
    check_blame(&place);
    check_budget(&place);
    check_quota(&place);
    check_early(&place);
}

/* Whether the names of two lists might be the same; `name` gives the address of one. */
static bool may_agree(const struct fnl_list *a, const struct fnl_list *b, size_t size, size_t name,
                      const struct fnl_doubt *doubt)
{
    if (fnl_doubt_any(doubt, a, sizeof *a) || fnl_doubt_any(doubt, b, sizeof *b))
        return true;
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        const char *const *one = (const void *)((const char *)a->items + i * size + name);
        const char *const *other = (const void *)((const char *)b->items + i * size + name);
        if (strcmp(*one, *other) != 0)
            return false;
    }
    return true;
}

/* What a source is stays: tables and figures speak of it as of one thing. */
static void check_kinds_of_sources(const struct place *place, const struct fnl_settings *later)
{
    const size_t count = place->settings->sources.count;
    for (unsigned i = 0; i < later->sources.count && i < count; i++) {
        const struct fnl_source *was = fnl_settings_source(place->settings, i);
        const struct fnl_source *is = fnl_settings_source(later, i);
        if (IS_SOUND(place, *is) && IS_SOUND(place, *was) &&
            (is->kind != was->kind || is->counts_as != was->counts_as))
            fnl_tree_complain(place->root, "sources", place->mistakes,
                              "\"%s\" cannot become another kind of source on a date: list both "
                              "from the start and change their volumes here",
                              is->name);
    }
}

static void refuse_fixed(const struct fnl_node *change, struct fnl_mistakes *mistakes)
{
    for (const struct fnl_node *child = change->first; child; child = child->next)
        if (child->name && fnl_changes_is_fixed(child->name))
            fnl_tree_complain(change, child->name, mistakes,
                              "cannot change on a date: it holds for the whole simulation");
}

/* Keys of groups whose other keys may change. */
static void refuse_fixed_keys(const struct fnl_node *change, struct fnl_mistakes *mistakes)
{
    static const struct {
        const char *group, *key, *why;
    } fixed[] = {
        {"reps", "started",
         "says who was there on the first day; who comes later begins on the day of the change: "
         "say only count"},
        {"costs", "discount_rate",
         "cannot change on a date: it judges the whole simulation from its start"},
        {"quota", "per_year", "cannot change on a date: it judges the first year from its start"},
    };
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++) {
        const struct fnl_node *node = fnl_tree_child(change, fixed[i].group);
        if (node && fnl_tree_child(node, fixed[i].key))
            fnl_tree_complain(node, fixed[i].key, mistakes, "%s", fixed[i].why);
    }
}

static void check_lists(const struct place *place, const struct fnl_settings *later)
{
    const struct fnl_settings *first = place->settings;
    if (!may_agree(&first->sources, &later->sources, sizeof(struct fnl_source),
                   offsetof(struct fnl_source, name), place->doubt))
        fnl_tree_complain(place->root, "sources", place->mistakes,
                          "a source cannot come or go on a date: list it from the start with "
                          "leads_per_month = 0 and raise that here");
    else
        check_kinds_of_sources(place, later);
    if (!may_agree(&first->stages, &later->stages, sizeof(struct fnl_stage),
                   offsetof(struct fnl_stage, name), place->doubt))
        fnl_tree_complain(place->root, "stages", place->mistakes,
                          "a stage cannot come or go on a date");
    if (!may_agree(&first->meetings.kinds, &later->meetings.kinds, sizeof(struct fnl_meeting_kind),
                   offsetof(struct fnl_meeting_kind, name), place->doubt))
        fnl_tree_complain(place->root, "meetings", place->mistakes,
                          "a kind of meeting cannot come or go on a date");
}

void fnl_crosscheck_change(const struct fnl_node *change, const struct fnl_settings *first,
                           const struct fnl_settings *later, const struct fnl_doubt *doubt,
                           struct fnl_mistakes *mistakes)
{
    const struct place place = {change, first, doubt, mistakes};
    refuse_fixed(change, mistakes);
    check_lists(&place, later);
    refuse_fixed_keys(change, mistakes);
    if (IS_SOUND(&place, later->development.count) && IS_SOUND(&place, first->development.count) &&
        later->development.count < first->development.count)
        fnl_tree_complain(
            change, "development", mistakes,
            "%lld who develop after %lld: people can be added on a date, not taken away",
            (long long)later->development.count, (long long)first->development.count);
    if (IS_SOUND(&place, later->reps.count) && IS_SOUND(&place, first->reps.count) &&
        later->reps.count < first->reps.count)
        fnl_tree_complain(change, "reps", mistakes,
                          "%lld reps after %lld: reps can be added on a date, not taken away",
                          (long long)later->reps.count, (long long)first->reps.count);
}
