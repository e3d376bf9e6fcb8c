/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/marketingcheck.h"

#include <string.h>

#include "base/text.h"
#include "model/blame.h"
#include "model/question.h"
#include "model/signal.h"

void fnl_marketingcheck_response(const struct fnl_checking *checking)
{
    const struct fnl_response *response = &checking->settings->response;
    if (response->present && FNL_CHECKING_SOUND(checking, response->odds_next_day) &&
        FNL_CHECKING_SOUND(checking, response->odds_next_hour) &&
        response->odds_next_day <= response->odds_next_hour)
        fnl_tree_complain(
            fnl_checking_group(checking, "response"), "odds_next_day", checking->mistakes,
            "%.9g x is no more than odds_next_hour, %.9g x: a day's delay does more than an "
            "hour's",
            response->odds_next_day, response->odds_next_hour);
}

void fnl_marketingcheck_research(const struct fnl_checking *checking)
{
    const struct fnl_settings *settings = checking->settings;
    if (FNL_CHECKING_SOUND(checking, settings->research) && !settings->records.present &&
        strcmp(settings->research.policy->name, "nobody") != 0)
        fnl_tree_complain(fnl_checking_group(checking, "research"), "policy", checking->mistakes,
                          "\"%s\" changes nothing where records do not matter: say records = { }",
                          settings->research.policy->name);
}

/* The signal that the handoff policy goes by must be in the list. */
static void check_signal(const struct fnl_checking *checking, const char *name)
{
    const struct fnl_settings *settings = checking->settings;
    const struct fnl_node *node = fnl_checking_group(checking, "handoff");
    if (settings->signals.count == 0) {
        fnl_tree_complain(
            node, "policy", checking->mistakes,
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
    fnl_tree_complain(node, "signal", checking->mistakes,
                      "\"%s\" is none of the signals (did you mean \"%s\"?)", name,
                      nearest ? nearest : names[0]);
}

void fnl_marketingcheck_handoff(const struct fnl_checking *checking)
{
    const struct fnl_settings *settings = checking->settings;
    const struct fnl_handoff_policy *policy =
        (const struct fnl_handoff_policy *)settings->handoff.policy;
    if (!FNL_CHECKING_SOUND(checking, settings->handoff))
        return;
    if (policy->nurtures && FNL_CHECKING_SOUND(checking, settings->nurture) &&
        settings->nurture.touches == 0)
        fnl_tree_complain(fnl_checking_group(checking, "handoff"), "policy", checking->mistakes,
                          "\"%s\" loses everybody who is not ready where nobody is nurtured: add "
                          "nurture = { };",
                          policy->base.name);
    if (policy->signal && FNL_CHECKING_SOUND(checking, settings->signals))
        check_signal(checking, policy->signal(settings->handoff.params));
    if (fnl_signal_named(settings, FNL_SIGNAL_ANY) >= 0 &&
        FNL_CHECKING_SOUND(checking, settings->signals))
        fnl_tree_complain(checking->root, "signals", checking->mistakes,
                          "\"" FNL_SIGNAL_ANY "\" means whichever signal there is: call this one "
                          "something else");
}

void fnl_marketingcheck_blame(const struct fnl_checking *checking)
{
    const struct fnl_settings *settings = checking->settings;
    if (!settings->blame.present)
        return;
    if (FNL_CHECKING_SOUND(checking, settings->quota) && settings->quota.per_year == 0)
        fnl_tree_complain(fnl_checking_group(checking, "blame"), NULL, checking->mistakes,
                          "nobody is blamed where no number can be missed: say how much a year, "
                          "such as quota = { per_year = 1000000; }");
    bool known = FNL_CHECKING_SOUND(checking, settings->sources);
    for (unsigned i = 0; i < settings->sources.count; i++)
        known = known && FNL_CHECKING_SOUND(checking, *fnl_settings_source(settings, i));
    if (known && !fnl_blame_can_shift(settings))
        fnl_tree_complain(fnl_checking_group(checking, "blame"), NULL, checking->mistakes,
                          "there is no money to shift: it takes an inbound source and a list, each "
                          "with a price for each person (cost_each)");
}

/* Whether the buy policy finds no source to buy from. */
static bool buys_nothing(const struct fnl_checking *checking)
{
    const struct fnl_settings *settings = checking->settings;
    const struct fnl_buy_policy *policy = (const struct fnl_buy_policy *)settings->buy.policy;
    bool known = FNL_CHECKING_SOUND(checking, settings->sources);
    for (unsigned i = 0; i < settings->sources.count; i++) {
        const struct fnl_source *source = fnl_settings_source(settings, i);
        const struct fnl_buy_view view = fnl_question_of_buying(source);
        known = known && FNL_CHECKING_SOUND(checking, *source);
        if (source->cost_each > 0 && policy->weight(settings->buy.params, &view) > 0)
            return false;
    }
    return known;
}

void fnl_marketingcheck_budget(const struct fnl_checking *checking)
{
    const struct fnl_settings *settings = checking->settings;
    const bool buys = strcmp(settings->buy.policy->name, "nothing") != 0;
    if (!buys || !FNL_CHECKING_SOUND(checking, settings->buy))
        return;
    const struct fnl_node *node = fnl_checking_group(checking, "buy");
    if (FNL_CHECKING_SOUND(checking, settings->extra_budget) && settings->extra_budget == 0)
        fnl_tree_complain(node, "policy", checking->mistakes,
                          "\"%s\" buys nothing without money: say how much a month, such as "
                          "extra_budget = 6000",
                          settings->buy.policy->name);
    if (buys_nothing(checking))
        fnl_tree_complain(node, "policy", checking->mistakes,
                          "\"%s\" finds no source with a price for each person (cost_each) to buy "
                          "from",
                          settings->buy.policy->name);
}
