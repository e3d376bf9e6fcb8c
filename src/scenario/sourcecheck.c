/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/sourcecheck.h"

#include "model/question.h"
#include "random/law.h"

/* Of people who are found by somebody there is no volume. */
static void check_volume(const struct fnl_checking *checking, const struct fnl_source *source)
{
    const struct fnl_node *node = fnl_checking_item(checking, "sources", source->name);
    if (!FNL_CHECKING_SOUND(checking, source->leads_per_month) ||
        fnl_law_greatest(&source->leads_per_month) <= 0)
        return;
    if (source->kind == FNL_SOURCE_REFERRAL)
        fnl_tree_complain(node, "leads_per_month", checking->mistakes,
                          "a referral source says what referred people are like; how many come "
                          "is up to the clients (referrals, ask)");
    if (fnl_source_is_prospected(source))
        fnl_tree_complain(node, "leads_per_month", checking->mistakes,
                          "these people are found by reps in their free hours: say found_per_hour "
                          "and slack = { policy = \"prospect\"; }");
}

static void check_events(const struct fnl_checking *checking, const struct fnl_source *source)
{
    const struct fnl_node *node = fnl_checking_item(checking, "sources", source->name);
    const bool dated = FNL_CHECKING_SOUND(checking, source->dates);
    if (source->kind != FNL_SOURCE_EVENT && dated && source->dates.count > 0)
        fnl_tree_complain(node, "dates", checking->mistakes,
                          "only a source of kind \"event\" has events");
    if (source->kind != FNL_SOURCE_EVENT && FNL_CHECKING_SOUND(checking, source->cost_per_event) &&
        source->cost_per_event > 0)
        fnl_tree_complain(node, "cost_per_event", checking->mistakes,
                          "only a source of kind \"event\" has events");
    if (source->kind == FNL_SOURCE_EVENT && dated && source->dates.count == 0 &&
        !fnl_tree_child(node, "dates") && FNL_CHECKING_SOUND(checking, source->leads_per_month) &&
        fnl_law_greatest(&source->leads_per_month) <= 0)
        fnl_tree_complain(node, NULL, checking->mistakes,
                          "an event without dates never takes place: say dates = [\"2026-04-14\"]");
}

/* Whom reps have on their lists, they do not find in an hour. */
static void check_lists_of_reps(const struct fnl_checking *checking,
                                const struct fnl_source *source)
{
    const struct fnl_targets *targets = &checking->settings->targets;
    if (source->kind == FNL_SOURCE_TARGET && targets->accounts > 0 &&
        FNL_CHECKING_SOUND(checking, targets->accounts) &&
        FNL_CHECKING_SOUND(checking, source->found_per_hour) && source->found_per_hour > 0)
        fnl_tree_complain(fnl_checking_item(checking, "sources", source->name), "found_per_hour",
                          checking->mistakes,
                          "these people come from the lists of the reps (targets): leave "
                          "found_per_hour at 0");
}

/* All this depends on what kind of source it is. */
static void check_source(const struct fnl_checking *checking, const struct fnl_source *source)
{
    if (!FNL_CHECKING_SOUND(checking, source->kind))
        return;
    check_volume(checking, source);
    if (FNL_CHECKING_SOUND(checking, source->found_per_hour) && source->found_per_hour > 0 &&
        !fnl_source_is_prospected(source))
        fnl_tree_complain(fnl_checking_item(checking, "sources", source->name), "found_per_hour",
                          checking->mistakes,
                          "reps find people only in a source of kind \"outbound\" or \"target\"");
    check_lists_of_reps(checking, source);
    check_events(checking, source);
}

void fnl_sourcecheck_sources(const struct fnl_checking *checking)
{
    const struct fnl_settings *settings = checking->settings;
    if (settings->sources.count == 0 && FNL_CHECKING_SOUND(checking, settings->sources))
        fnl_tree_complain(
            checking->root, "sources", checking->mistakes,
            "a firm needs at least one source: sources = ( { name = \"Website\"; kind "
            "= \"inbound\"; leads_per_month = 20; } );");
    for (unsigned i = 0; i < settings->sources.count; i++)
        check_source(checking, fnl_settings_source(settings, i));
}

/* A source whose kind is in doubt might be one, and so might one that is not there. */
static bool lacks_source(const struct fnl_checking *checking, enum fnl_source_kind kind)
{
    const struct fnl_settings *settings = checking->settings;
    if (!FNL_CHECKING_SOUND(checking, settings->sources))
        return false;
    for (unsigned i = 0; i < settings->sources.count; i++) {
        const struct fnl_source *source = fnl_settings_source(settings, i);
        if (source->kind == (int)kind || !FNL_CHECKING_SOUND(checking, source->kind))
            return false;
    }
    return true;
}

void fnl_sourcecheck_targets(const struct fnl_checking *checking)
{
    if (checking->settings->targets.present && lacks_source(checking, FNL_SOURCE_TARGET))
        fnl_tree_complain(fnl_checking_group(checking, "targets"), NULL, checking->mistakes,
                          "nobody can be put on a list without a source that says what target "
                          "accounts are like: { name = \"Target accounts\"; kind = \"target\"; "
                          "awareness = 0.0; }");
}

static bool asks(const struct fnl_settings *settings)
{
    return ((const struct fnl_ask_policy *)settings->ask.policy)->terms != NULL;
}

void fnl_sourcecheck_referrals(const struct fnl_checking *checking)
{
    const struct fnl_settings *settings = checking->settings;
    if (!lacks_source(checking, FNL_SOURCE_REFERRAL))
        return;
    static const char *const advice =
        "nobody can be referred without a source that says what referred people are like: { name = "
        "\"Client referrals\"; kind = \"referral\"; }";
    if (settings->referrals.present)
        fnl_tree_complain(fnl_checking_group(checking, "referrals"), NULL, checking->mistakes, "%s",
                          advice);
    if (FNL_CHECKING_SOUND(checking, settings->ask) && asks(settings))
        fnl_tree_complain(fnl_checking_group(checking, "ask"), "policy", checking->mistakes, "%s",
                          advice);
}

void fnl_sourcecheck_segments(const struct fnl_checking *checking)
{
    const struct fnl_settings *settings = checking->settings;
    double weights = 0;
    if (!FNL_CHECKING_SOUND(checking, settings->segments) ||
        !FNL_CHECKING_SOUND(checking, settings->sources))
        return;
    for (size_t i = 0; i < settings->segments.count; i++)
        weights += ((const struct fnl_segment *)settings->segments.items)[i].weight;
    for (unsigned i = 0; i < settings->sources.count; i++) {
        const struct fnl_source *source = fnl_settings_source(settings, i);
        const struct fnl_node *node = fnl_checking_item(checking, "sources", source->name);
        if (*source->segment && fnl_segment_named(settings, source->segment) < 0)
            fnl_tree_complain(node, "segment", checking->mistakes, "\"%s\" is none of the segments",
                              source->segment);
        else if (!*source->segment && settings->segments.count > 0 && weights <= 0)
            fnl_tree_complain(node, NULL, checking->mistakes,
                              "nobody knows of which segment its people are: say segment here, or "
                              "weights in segments");
    }
}
