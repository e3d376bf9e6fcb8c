/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/peoplecheck.h"

#include <string.h>

#include "model/quota.h"

/* Whether both values of a group were said in the same file, so that they should fit together. */
static bool are_of_one_file(const struct fnl_node *node, const char *one, const char *other)
{
    const struct fnl_node *a = fnl_tree_child(node, one), *b = fnl_tree_child(node, other);
    return a && b && a->file && b->file && strcmp(a->file, b->file) == 0;
}

void fnl_peoplecheck_reps(const struct fnl_checking *checking)
{
    const struct fnl_settings *settings = checking->settings;
    if (FNL_CHECKING_SOUND(checking, settings->reps.started) &&
        FNL_CHECKING_SOUND(checking, settings->reps.count) &&
        settings->reps.started.count > (size_t)settings->reps.count &&
        are_of_one_file(fnl_checking_group(checking, "reps"), "count", "started"))
        fnl_tree_complain(fnl_checking_group(checking, "reps"), "started", checking->mistakes,
                          "%zu dates for %lld reps: at most one for each",
                          settings->reps.started.count, (long long)settings->reps.count);
}

void fnl_peoplecheck_today(const struct fnl_checking *checking)
{
    const struct fnl_today *today = &checking->settings->today;
    if (FNL_CHECKING_SOUND(checking, today->pita_clients) &&
        FNL_CHECKING_SOUND(checking, today->clients) && today->pita_clients > today->clients)
        fnl_tree_complain(fnl_checking_group(checking, "today"), "pita_clients", checking->mistakes,
                          "%lld of %lld clients: at most all of them",
                          (long long)today->pita_clients, (long long)today->clients);
    if (today->open_deals > 0 && *today->open_deals_file)
        fnl_tree_complain(fnl_checking_group(checking, "today"), "open_deals", checking->mistakes,
                          "open_deals_file says which deals are open: leave out one of the two");
}

void fnl_peoplecheck_referrals(const struct fnl_checking *checking)
{
    const struct fnl_referrals *referrals = &checking->settings->referrals;
    if (FNL_CHECKING_SOUND(checking, referrals->complacent_from) &&
        FNL_CHECKING_SOUND(checking, referrals->content_from) &&
        FNL_CHECKING_SOUND(checking, referrals->engaged_from) &&
        (referrals->complacent_from > referrals->content_from ||
         referrals->content_from > referrals->engaged_from))
        fnl_tree_complain(
            fnl_checking_group(checking, "referrals"), "content_from", checking->mistakes,
            "%.9g should lie between complacent_from, %.9g, and engaged_from, %.9g",
            referrals->content_from, referrals->complacent_from, referrals->engaged_from);
}

void fnl_peoplecheck_quota(const struct fnl_checking *checking)
{
    const struct fnl_settings *settings = checking->settings;
    if (FNL_CHECKING_SOUND(checking, settings->accept) &&
        FNL_CHECKING_SOUND(checking, settings->quota) &&
        strcmp(settings->accept.policy->name, "when_behind") == 0 &&
        fnl_quota_of_rep(&settings->quota) == 0)
        fnl_tree_complain(fnl_checking_group(checking, "accept"), "policy", checking->mistakes,
                          "nobody is behind without a quota: say what a rep should sign in a "
                          "quarter, such as quota = { rep_signs = 50000; }");
}
