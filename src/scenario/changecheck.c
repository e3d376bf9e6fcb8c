/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/changecheck.h"

#include <string.h>

#include "scenario/changes.h"
#include "scenario/checking.h"

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
static void check_kinds_of_sources(const struct fnl_checking *checking,
                                   const struct fnl_settings *later)
{
    const size_t count = checking->settings->sources.count;
    for (unsigned i = 0; i < later->sources.count && i < count; i++) {
        const struct fnl_source *was = fnl_settings_source(checking->settings, i);
        const struct fnl_source *is = fnl_settings_source(later, i);
        if (FNL_CHECKING_SOUND(checking, *is) && FNL_CHECKING_SOUND(checking, *was) &&
            (is->kind != was->kind || is->counts_as != was->counts_as))
            fnl_tree_complain(checking->root, "sources", checking->mistakes,
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

static void check_lists(const struct fnl_checking *checking, const struct fnl_settings *later)
{
    const struct fnl_settings *first = checking->settings;
    if (!may_agree(&first->sources, &later->sources, sizeof(struct fnl_source),
                   offsetof(struct fnl_source, name), checking->doubt))
        fnl_tree_complain(checking->root, "sources", checking->mistakes,
                          "a source cannot come or go on a date: list it from the start with "
                          "leads_per_month = 0 and raise that here");
    else
        check_kinds_of_sources(checking, later);
    if (!may_agree(&first->stages, &later->stages, sizeof(struct fnl_stage),
                   offsetof(struct fnl_stage, name), checking->doubt))
        fnl_tree_complain(checking->root, "stages", checking->mistakes,
                          "a stage cannot come or go on a date");
    if (!may_agree(&first->meetings.kinds, &later->meetings.kinds, sizeof(struct fnl_meeting_kind),
                   offsetof(struct fnl_meeting_kind, name), checking->doubt))
        fnl_tree_complain(checking->root, "meetings", checking->mistakes,
                          "a kind of meeting cannot come or go on a date");
}

void fnl_changecheck_settings(const struct fnl_node *change, const struct fnl_settings *first,
                              const struct fnl_settings *later, const struct fnl_doubt *doubt,
                              struct fnl_mistakes *mistakes)
{
    const struct fnl_checking checking = {change, first, doubt, mistakes};
    refuse_fixed(change, mistakes);
    check_lists(&checking, later);
    refuse_fixed_keys(change, mistakes);
    if (FNL_CHECKING_SOUND(&checking, later->development.count) &&
        FNL_CHECKING_SOUND(&checking, first->development.count) &&
        later->development.count < first->development.count)
        fnl_tree_complain(
            change, "development", mistakes,
            "%lld who develop after %lld: people can be added on a date, not taken away",
            (long long)later->development.count, (long long)first->development.count);
    if (FNL_CHECKING_SOUND(&checking, later->reps.count) &&
        FNL_CHECKING_SOUND(&checking, first->reps.count) && later->reps.count < first->reps.count)
        fnl_tree_complain(change, "reps", mistakes,
                          "%lld reps after %lld: reps can be added on a date, not taken away",
                          (long long)later->reps.count, (long long)first->reps.count);
}
