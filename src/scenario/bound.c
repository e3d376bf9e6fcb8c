/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/bound.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "scenario/keys.h"
#include "scenario/quantity.h"
#include "scenario/reader.h"
#include "scenario/value.h"
#include "scenario/write.h"

struct fnl_bound {
    struct fnl_arena arena; /* the struct and all it points to */
    void *settings;
    struct fnl_evidence *evidence; /* its texts are in the arena */
    size_t evidence_count, evidence_capacity;
};

/* One binding at work. */
struct binding {
    struct fnl_reading reading;
    const struct fnl_section *root;
    fnl_bound *bound;
    bool keeps_evidence;
    struct fnl_tree standards; /* the nodes of the rows' own values */
    struct fnl_doubt *doubt;
    bool blind; /* inside of what was refused: nothing is said to be missing */
};

static void bind_section(struct binding *b, const struct fnl_section *section,
                         const struct fnl_node *around, unsigned char *fields);

static void cast_doubt(struct binding *b, const void *field, size_t size)
{
    if (!fnl_doubt_cast(b->doubt, field, size))
        fnl_reading_exhaust(&b->reading);
}

static const char *kept(struct binding *b, const char *text)
{
    const char *copy = fnl_arena_text(b->reading.arena, text);
    if (!copy)
        fnl_reading_exhaust(&b->reading);
    return copy;
}

/* The value as one would write it, with the row's unit where a bare number stands. */
static const char *shown(struct binding *b, const struct fnl_node *node,
                         const struct fnl_param *row)
{
    char quantity[FNL_QUANTITY_TEXT];
    const struct fnl_node *inner = fnl_tree_child(node, "value");
    const struct fnl_node *value = inner && !fnl_tree_child(node, "law") ? inner : node;
    if (value->kind == FNL_NODE_TEXT)
        return kept(b, value->text);
    if (value->kind == FNL_NODE_INTEGER)
        return kept(b, fnl_quantity_text((double)value->integer, row->unit, quantity));
    if (value->kind == FNL_NODE_REAL)
        return kept(b, fnl_quantity_text(value->real, row->unit, quantity));

    struct fnl_buffer text = {0};
    fnl_write_value(&text, value);
    const char *copy = text.exhausted ? NULL : kept(b, text.text);
    if (!copy)
        fnl_reading_exhaust(&b->reading);
    fnl_buffer_fini(&text);
    return copy;
}

static void keep_evidence(struct binding *b, const struct fnl_node *node,
                          struct fnl_evidence evidence)
{
    void *all = b->bound->evidence;
    if (!fnl_memory_grow(&all, b->bound->evidence_count, &b->bound->evidence_capacity,
                         sizeof evidence)) {
        fnl_reading_exhaust(&b->reading);
        return;
    }
    b->bound->evidence = all;
    char path[FNL_TREE_PATH];
    evidence.path = kept(b, fnl_tree_path(node, path));
    evidence.file = evidence.file ? kept(b, evidence.file) : NULL;
    evidence.source = kept(b, evidence.source);
    evidence.note = kept(b, evidence.note);
    evidence.shown = shown(b, node, evidence.row);
    b->bound->evidence[b->bound->evidence_count++] = evidence;
}

/* A row's own value as a node that stands, for its path, where the file is silent. */
static struct fnl_node *standard_node(struct binding *b, const struct fnl_param *row,
                                      const char *text, const struct fnl_node *group)
{
    struct fnl_node *node = NULL;
    const fnl_status status =
        fnl_reader_value(text, row->name, b->reading.mistakes, &b->standards, &node, NULL);
    if (status != FNL_OK) {
        b->reading.found++;
        b->reading.exhausted = b->reading.exhausted || status == FNL_ERR_MEMORY;
        return NULL;
    }
    node->name = row->name;
    node->parent = (struct fnl_node *)group;
    return node;
}

/* Nobody misses a key that was said and refused, if only under another name. */
static void miss(struct binding *b, const struct fnl_param *row, const struct fnl_node *group,
                 const void *field)
{
    const size_t size = fnl_value_size(row->type);
    if (!b->blind && !fnl_doubt_any(b->doubt, field, size))
        fnl_reading_complain(&b->reading, group, row->name, "is missing: %s", row->meaning);
    cast_doubt(b, field, size);
}

static void bind_standard(struct binding *b, const struct fnl_param *row,
                          const struct fnl_node *group, void *field)
{
    const char *text = group || !row->neutral ? row->standard : row->neutral;
    fnl_value_blank(row, field);
    if (!text) {
        if (group)
            miss(b, row, group, field);
        return;
    }
    const struct fnl_node *node = standard_node(b, row, text, group);
    struct fnl_evidence evidence;
    if (!node || !fnl_value_read(&b->reading, node, row, field, &evidence))
        return;
    if (evidence.basis == FNL_EVIDENCE_STATED) {
        evidence.basis = FNL_EVIDENCE_STANDARD;
        evidence.source = row->source;
    }
    if (group && b->keeps_evidence)
        keep_evidence(b, node, evidence);
}

/* The value was refused, here or before: the field has one of the row's own, and is in doubt. */
static void bind_refused(struct binding *b, const struct fnl_param *row, void *field)
{
    b->reading.found++;
    bind_standard(b, row, NULL, field);
    cast_doubt(b, field, fnl_value_size(row->type));
}

/* `group` is NULL where the group is absent. */
static void bind_row(struct binding *b, const struct fnl_param *row, const struct fnl_node *group,
                     unsigned char *fields)
{
    void *field = fields + row->offset;
    const struct fnl_node *node = group ? fnl_tree_child(group, row->name) : NULL;
    struct fnl_evidence evidence;
    if (!node)
        bind_standard(b, row, group, field);
    else if (node->refused || !fnl_value_read(&b->reading, node, row, field, &evidence))
        bind_refused(b, row, field);
    else if (b->keeps_evidence)
        keep_evidence(b, node, evidence);
}

static void bind_rows(struct binding *b, const struct fnl_param_table *table,
                      const struct fnl_node *group, unsigned char *fields)
{
    for (size_t i = 0; table && i < table->count; i++)
        bind_row(b, &table->rows[i], group, fields);
}

/* The node as a group; NULL, with a mistake unless there is nothing, when it is none. */
static const struct fnl_node *as_group(struct binding *b, const struct fnl_node *node)
{
    char quote[80];
    if (!node || node->kind == FNL_NODE_GROUP)
        return node;
    fnl_reading_complain(&b->reading, node, NULL, "%s stands where a group is expected: { ... }",
                         fnl_reading_quote(node, quote));
    return NULL;
}

/* Rows and inner sections of a group or of an item; `group` is NULL where it is absent. */
static void bind_group(struct binding *b, const struct fnl_section *section,
                       const struct fnl_node *group, unsigned char *fields)
{
    fnl_keys_refuse_unknown(&(struct fnl_keys){b->root, section, NULL, group, fields}, &b->reading,
                            b->doubt);
    bind_rows(b, section->table, group, fields);
    for (size_t i = 0; i < section->section_count; i++)
        bind_section(b, &section->sections[i], group, fields);
}

/* Names stand in paths, `sources[website]`, so they must not look like other things there. */
static void check_name(struct binding *b, const struct fnl_node *item)
{
    const struct fnl_node *name = fnl_tree_child(item, "name");
    if (!name || name->kind != FNL_NODE_TEXT)
        return;
    if (!name->text[0] || strpbrk(name->text, "[]=\n\t") || strchr("#*", name->text[0]) ||
        strlen(name->text) > 100)
        fnl_reading_complain(&b->reading, name, NULL,
                             "a name has 1 to 100 bytes, none of [ ] =, and does not begin with # "
                             "or *");
    const struct fnl_node *first = fnl_tree_item(item->parent, name->text);
    if (first != item)
        fnl_reading_complain(&b->reading, name, NULL, "another one of that name stands in line %d",
                             first->line);
}

/* One item of a list, whose field that is, into `fields`. */
static void bind_item(struct binding *b, const struct fnl_section *section,
                      const struct fnl_node *item, struct fnl_list *list, unsigned char *fields)
{
    const bool was_blind = b->blind;
    const struct fnl_node *group = as_group(b, item);
    b->blind = was_blind || item->refused;
    if (b->blind || !group) {
        b->reading.found++;
        cast_doubt(b, list, sizeof *list);
        cast_doubt(b, fields, section->table->size);
    }
    if (fnl_section_has_names(section) && !b->blind)
        check_name(b, item);
    bind_group(b, section, group, fields);
    b->blind = was_blind;
}

static void bind_list(struct binding *b, const struct fnl_section *section,
                      const struct fnl_node *node, struct fnl_list *list)
{
    char quote[80];
    if (!node)
        return;
    if (node->kind != FNL_NODE_LIST) {
        fnl_reading_complain(&b->reading, node, NULL,
                             "%s stands where a list is expected: ( { ... }, { ... } )",
                             fnl_reading_quote(node, quote));
        cast_doubt(b, list, sizeof *list);
        return;
    }
    unsigned char *items = fnl_arena_zeroed(b->reading.arena, node->count, section->table->size);
    if (!items) {
        fnl_reading_exhaust(&b->reading);
        return;
    }
    *list = (struct fnl_list){node->count ? items : NULL, node->count};
    for (const struct fnl_node *item = node->first; item; item = item->next) {
        bind_item(b, section, item, list, items);
        items += section->table->size;
    }
}

/* The policy that was probably meant, or NULL. */
static const struct fnl_policy *refuse_policy(struct binding *b, const struct fnl_section *section,
                                              const struct fnl_node *node)
{
    const char *names[64];
    char all[600] = "", quote[80];
    size_t count = 0;
    for (; count < section->policy_count && count < 64; count++) {
        names[count] = section->policies[count]->name;
        strncat(all, count ? ", " : "", sizeof all - 1 - strlen(all));
        strncat(all, names[count], sizeof all - 1 - strlen(all));
    }
    const char *nearest =
        node->kind == FNL_NODE_TEXT ? fnl_text_nearest(node->text, names, count) : NULL;
    fnl_reading_complain(&b->reading, node, NULL, "%s is none of %s%s%s%s",
                         fnl_reading_quote(node, quote), all, nearest ? " (did you mean " : "",
                         nearest ? nearest : "", nearest ? "?)" : "");
    return nearest ? fnl_section_policy(section, nearest) : NULL;
}

/* The node that names the policy, if only under a misspelt key; NULL where none does. */
static const struct fnl_node *policy_node(const struct fnl_section *section,
                                          const struct fnl_node *group)
{
    const struct fnl_node *name = fnl_tree_child(group, "policy");
    for (const struct fnl_node *child = group->first; child && !name; child = child->next) {
        const char *nearest = fnl_section_nearest(section, NULL, child->name);
        if (nearest && strcmp(nearest, "policy") == 0 && !fnl_section_owner(section, child->name))
            name = child;
    }
    return name;
}

static void bind_policy(struct binding *b, const struct fnl_section *section,
                        const struct fnl_node *group, struct fnl_choice *choice)
{
    const struct fnl_node *name = group ? policy_node(section, group) : NULL;
    const struct fnl_policy *policy = section->policies[0];
    if (name)
        policy = name->kind == FNL_NODE_TEXT ? fnl_section_policy(section, name->text) : NULL;
    if (!policy) {
        policy = refuse_policy(b, section, name);
        cast_doubt(b, choice, sizeof *choice);
    }
    choice->policy = policy ? policy : section->policies[0];
    fnl_keys_refuse_unknown(&(struct fnl_keys){b->root, section, policy, group, choice->params},
                            &b->reading, b->doubt);
    bind_rows(b, choice->policy->params, policy ? group : NULL, choice->params);
}

/* An empty group where the file has none, for what is there all the same. */
static const struct fnl_node *silence(struct binding *b, const struct fnl_section *section,
                                      const struct fnl_node *around)
{
    struct fnl_node *group = fnl_tree_node(&b->standards, FNL_NODE_GROUP, section->name);
    if (!group) {
        fnl_reading_exhaust(&b->reading);
        return NULL;
    }
    group->parent = (struct fnl_node *)around;
    group->file = around->file;
    group->line = around->line;
    return group;
}

/* `around` is the group that the section stands in, NULL where that is absent. */
static void bind_section(struct binding *b, const struct fnl_section *section,
                         const struct fnl_node *around, unsigned char *fields)
{
    unsigned char *field = fields + section->offset;
    const struct fnl_node *node = around ? fnl_tree_child(around, section->name) : NULL;
    if (section->kind == FNL_SECTION_LIST) {
        bind_list(b, section, node, (struct fnl_list *)(void *)field);
        return;
    }
    if (section->kind == FNL_SECTION_ELSEWHERE)
        return;

    const bool always = section->kind == FNL_SECTION_POLICY || !section->marked;
    const bool said = node;
    node = as_group(b, !node && around && always ? silence(b, section, around) : node);
    if (said && !node)
        cast_doubt(b, field, fnl_section_size(section));
    if (section->marked)
        *(bool *)(field + section->present) = node != NULL;
    if (section->kind == FNL_SECTION_POLICY)
        bind_policy(b, section, node, (struct fnl_choice *)(void *)field);
    else
        bind_group(b, section, node, field);
}

static void bind_root(struct binding *b, const struct fnl_node *tree)
{
    static const struct fnl_node nothing = {.kind = FNL_NODE_GROUP};
    const size_t size = b->root->table->size;
    b->bound->settings = fnl_arena_zeroed(b->reading.arena, 1, size);
    if (!b->bound->settings) {
        fnl_reading_exhaust(&b->reading);
        return;
    }
    b->blind = tree && tree->refused;
    if (b->blind)
        cast_doubt(b, b->bound->settings, size);
    bind_group(b, b->root, tree ? tree : &nothing, b->bound->settings);
}

fnl_status fnl_bound_new(const struct fnl_section *root, const struct fnl_node *tree,
                         const struct fnl_bound_wishes *wishes, struct fnl_mistakes *mistakes,
                         fnl_bound **bound, struct fnl_error *error)
{
    *bound = NULL;
    fnl_bound *new = fnl_memory_zeroed(1, sizeof *new);
    if (!new)
        return fnl_status_fail(FNL_ERR_MEMORY, error, "out of memory while reading a scenario");

    struct fnl_doubt own = {.count = 0};
    const struct fnl_bound_wishes wish =
        wishes ? *wishes : (struct fnl_bound_wishes){.doubt = NULL};
    struct binding b = {
        .reading = {.arena = &new->arena,
                    .mistakes = mistakes,
                    .shake = wish.shake,
                    .context = wish.context},
        .root = root,
        .bound = new,
        .keeps_evidence = wish.evidence,
        .doubt = wish.doubt ? wish.doubt : &own,
    };
    bind_root(&b, tree);
    fnl_tree_fini(&b.standards);
    fnl_doubt_fini(&own);
    const bool sound = b.reading.found == 0 && !b.blind;
    if (!b.reading.exhausted && (sound || wish.doubt)) {
        *bound = new;
        return sound ? FNL_OK : FNL_ERR_SCENARIO;
    }
    fnl_bound_free(new);
    if (b.reading.exhausted)
        return fnl_status_fail(FNL_ERR_MEMORY, error, "out of memory while reading a scenario");
    return FNL_ERR_SCENARIO;
}

const void *fnl_bound_settings(const fnl_bound *bound)
{
    return bound->settings;
}

const struct fnl_evidence *fnl_bound_evidence(const fnl_bound *bound, size_t *count)
{
    *count = bound->evidence_count;
    return bound->evidence;
}

void fnl_bound_free(fnl_bound *bound)
{
    if (!bound)
        return;
    free(bound->evidence);
    fnl_arena_fini(&bound->arena);
    free(bound);
}
