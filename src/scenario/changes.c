/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/changes.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "base/text.h"
#include "scenario/buffer.h"
#include "scenario/overlay.h"
#include "scenario/reading.h"

/* One change, and the day that it begins. */
struct change {
    int from;
    const struct fnl_node *node;
};

static fnl_status out_of_memory(struct fnl_error *error)
{
    return fnl_status_fail(FNL_ERR_MEMORY, error, "out of memory while reading changes");
}

/* The words of a change that are about itself, and not about the scenario. */
static const char *const words[] = {"from", "say", "changes"};
#define WORDS (sizeof words / sizeof *words)

/* The word that `key` is, or was meant to be where `root` knows no such key; or NULL. */
static const char *word_of(const struct fnl_section *root, const char *key)
{
    const bool known = fnl_section_row(root->table, key);
    if (known || (fnl_section_inside(root, key) && strcmp(key, "changes") != 0))
        return NULL;
    const char *nearest = fnl_section_nearest(root, NULL, key);
    const char *word = fnl_text_nearest(key, words, WORDS);
    const bool nearer =
        word && (!nearest || fnl_text_distance(key, word) <= fnl_text_distance(key, nearest));
    return nearer ? word : NULL;
}

/* The child that is the word, if only under a misspelt key; or NULL. */
static const struct fnl_node *child_of(const struct fnl_section *root, const struct fnl_node *node,
                                       const char *word)
{
    const struct fnl_node *found = fnl_tree_child(node, word);
    const bool group = node->kind == FNL_NODE_GROUP;
    for (const struct fnl_node *child = node->first; child && group && !found;
         child = child->next) {
        const char *meant = word_of(root, child->name);
        found = meant && strcmp(meant, word) == 0 ? child : NULL;
    }
    return found;
}

static void refuse_misspelt(const struct fnl_section *root, const struct fnl_node *node,
                            struct fnl_mistakes *mistakes)
{
    for (const struct fnl_node *child = node->first; child; child = child->next) {
        const char *meant = word_of(root, child->name);
        if (meant && strcmp(meant, child->name) != 0)
            fnl_tree_complain(child, NULL, mistakes, "unknown key (did you mean %s?)", meant);
    }
}

/* The day of a change; FNL_CHANGES_UNDATED, with a mistake, where it does not say one. */
static int read_day(const struct fnl_section *root, const struct fnl_node *node,
                    struct fnl_mistakes *mistakes)
{
    const struct fnl_node *from = child_of(root, node, "from");
    char quote[80];
    int day;
    if (!from)
        fnl_tree_complain(node, "from", mistakes,
                          "is missing: the day from which the change holds");
    else if (from->kind == FNL_NODE_TEXT && fnl_date_read(from->text, &day))
        return day;
    else
        fnl_tree_complain(
            from, NULL, mistakes,
            "%s is not a date of the calendar, written as \"2026-04-01\" or \"2026-04\"",
            fnl_reading_quote(from, quote));
    return FNL_CHANGES_UNDATED;
}

/* False with mistakes; a change that is none has no node. */
static bool read_change(const struct fnl_section *root, const struct fnl_node *node,
                        struct fnl_mistakes *mistakes, struct change *change)
{
    const struct fnl_node *say = fnl_tree_child(node, "say");
    const size_t before = mistakes->count;
    char quote[80];
    *change = (struct change){.from = FNL_CHANGES_UNDATED};
    if (node->kind != FNL_NODE_GROUP) {
        fnl_tree_complain(node, NULL, mistakes,
                          "a change is a group: { from = \"2026-04-01\"; ... }");
        return false;
    }
    refuse_misspelt(root, node, mistakes);
    *change = (struct change){.from = read_day(root, node, mistakes), .node = node};
    if (say && say->kind != FNL_NODE_TEXT)
        fnl_tree_complain(say, NULL, mistakes, "%s is not a text in quotes",
                          fnl_reading_quote(say, quote));
    if (fnl_tree_child(node, "changes"))
        fnl_tree_complain(node, "changes", mistakes, "a change cannot hold changes");
    return mistakes->count == before;
}

/* Sorts by day; changes of one day stay in the order of the file. */
static void sort_by_day(struct change *all, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        const struct change change = all[i];
        size_t place = i;
        for (; place > 0 && all[place - 1].from > change.from; place--)
            all[place] = all[place - 1];
        all[place] = change;
    }
}

/* The changes of `list` in the order of time; false with mistakes. */
static bool read_list(const struct fnl_section *root, const struct fnl_node *list,
                      struct fnl_mistakes *mistakes, struct change *all)
{
    bool good = true;
    size_t count = 0;
    for (const struct fnl_node *node = list->first; node; node = node->next)
        good = read_change(root, node, mistakes, &all[count++]) && good;
    sort_by_day(all, count);
    return good;
}

/* Makes `copy` a tree like `root`, without its changes; false when memory is out. */
static bool copy_unchanged(struct fnl_tree *copy, const struct fnl_node *root)
{
    copy->root = fnl_tree_copy(copy, root);
    struct fnl_node *planned = copy->root ? fnl_tree_child(copy->root, "changes") : NULL;
    if (planned)
        fnl_tree_detach(planned);
    return copy->root;
}

/* Adds a phase that begins as a copy of `before`. */
static struct fnl_changes_phase *add_phase(struct fnl_changes *changes, int from,
                                           const struct fnl_tree *before)
{
    struct fnl_changes_phase *phase = &changes->phases[changes->count++];
    *phase = (struct fnl_changes_phase){.from = from, .say = ""};
    return copy_unchanged(&phase->tree, before->root) ? phase : NULL;
}

/* Adds to what the changes of the phase say. */
static bool say(struct fnl_changes_phase *phase, const struct fnl_node *change)
{
    const char *more = fnl_tree_child_text(change, "say");
    if (!more)
        return true;
    struct fnl_buffer text = {0};
    fnl_buffer_format(&text, "%s%s%s", phase->say, phase->say[0] ? "; " : "", more);
    const char *kept = text.exhausted ? NULL : fnl_arena_text(&phase->tree.arena, text.text);
    fnl_buffer_fini(&text);
    if (kept)
        phase->say = kept;
    return kept;
}

bool fnl_changes_is_fixed(const char *key)
{
    static const char *const fixed[] = {
        "name",     "about", "labels",  "start",    "months", "currency", "fiscal_year_starts",
        "calendar", "today", "actuals", "judge_by", "matters"};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        if (strcmp(fixed[i], key) == 0)
            return true;
    return false;
}

/* What a change lays over the rest: neither the words about the change itself nor what is fixed. */
static const struct fnl_node *overlay_of(const struct fnl_section *root, struct fnl_tree *tree,
                                         const struct fnl_node *change)
{
    struct fnl_node *overlay = fnl_tree_copy(tree, change);
    for (struct fnl_node *child = overlay ? overlay->first : NULL, *next; child; child = next) {
        next = child->next;
        if (word_of(root, child->name) || fnl_changes_is_fixed(child->name))
            fnl_tree_detach(child);
    }
    return overlay;
}

/* Lays one change over the last phase, or over a new one that begins where the last stands. */
static fnl_status apply(const struct fnl_section *root, const struct change *change,
                        struct fnl_mistakes *mistakes, struct fnl_changes *changes,
                        struct fnl_error *error)
{
    struct fnl_changes_phase *phase = &changes->phases[changes->count - 1];
    if (phase->from != change->from)
        phase = add_phase(changes, change->from, &phase->tree);
    if (!phase || !say(phase, change->node))
        return out_of_memory(error);
    const struct fnl_node *overlay = overlay_of(root, &phase->tree, change->node);
    if (!overlay)
        return out_of_memory(error);
    return fnl_overlay_merge(root, &phase->tree, phase->tree.root, overlay, mistakes, error);
}

static fnl_status apply_all(const struct fnl_section *root, const struct change *all, size_t count,
                            struct fnl_mistakes *mistakes, struct fnl_changes *changes,
                            struct fnl_error *error)
{
    fnl_status worst = FNL_OK;
    for (size_t i = 0; i < count && worst != FNL_ERR_MEMORY; i++) {
        if (!all[i].node)
            continue;
        const fnl_status status = apply(root, &all[i], mistakes, changes, error);
        worst = status != FNL_OK ? status : worst;
    }
    const struct fnl_changes_phase *last = &changes->phases[changes->count - 1];
    if (last->from == FNL_CHANGES_UNDATED && last->tree.root)
        last->tree.root->refused = true; /* after all that it says has been laid over the rest */
    return worst;
}

static fnl_status read_phases(const struct fnl_section *root, const struct fnl_tree *scenario,
                              const struct fnl_node *list, struct fnl_mistakes *mistakes,
                              struct fnl_changes *changes, struct fnl_error *error)
{
    const size_t count = list ? list->count : 0;
    struct change *all = fnl_memory_zeroed(count, sizeof *all);
    changes->phases = fnl_memory_zeroed(count + 1, sizeof *changes->phases);
    fnl_status status = FNL_OK;
    if (!all || !changes->phases || !add_phase(changes, INT_MIN, scenario) ||
        (scenario->past && !copy_unchanged(&changes->past, scenario->past))) {
        status = out_of_memory(error);
    } else {
        const bool good = !list || read_list(root, list, mistakes, all);
        status = apply_all(root, all, count, mistakes, changes, error);
        status = good || status == FNL_ERR_MEMORY ? status : FNL_ERR_SCENARIO;
    }
    free(all);
    return status;
}

static bool is_usable(const struct fnl_node *list, struct fnl_mistakes *mistakes)
{
    if (list->kind != FNL_NODE_LIST)
        fnl_tree_complain(list, NULL, mistakes,
                          "expected a list: ( { from = \"2026-04-01\"; ... }, ... )");
    else if (list->count > FNL_CHANGES_MOST)
        fnl_tree_complain(list, NULL, mistakes, "there are more than %d changes", FNL_CHANGES_MOST);
    else
        return true;
    return false;
}

fnl_status fnl_changes_read(const struct fnl_section *root, const struct fnl_tree *scenario,
                            struct fnl_mistakes *mistakes, struct fnl_changes *changes,
                            struct fnl_error *error)
{
    const struct fnl_node *list = fnl_tree_child(scenario->root, "changes");
    const bool usable = !list || is_usable(list, mistakes);
    fnl_status status = read_phases(root, scenario, usable ? list : NULL, mistakes, changes, error);
    if (status == FNL_ERR_MEMORY)
        fnl_changes_fini(changes);
    else if (!usable)
        status = FNL_ERR_SCENARIO;
    return status;
}

const struct fnl_node *fnl_changes_node(const struct fnl_section *root,
                                        const struct fnl_node *scenario, int from)
{
    const struct fnl_node *change = fnl_tree_child(scenario, "changes")->first;
    for (;; change = change->next) {
        assert(change);
        const struct fnl_node *said = child_of(root, change, "from");
        int day;
        if (said && said->kind == FNL_NODE_TEXT && fnl_date_read(said->text, &day) && day == from)
            return change;
    }
}

void fnl_changes_fini(struct fnl_changes *changes)
{
    for (size_t i = 0; i < changes->count; i++)
        fnl_tree_fini(&changes->phases[i].tree);
    free(changes->phases);
    fnl_tree_fini(&changes->past);
    *changes = (struct fnl_changes){0};
}
