/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/section.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

/* More keys than any group has; nearer ones beyond it are not proposed. */
#define MOST_KEYS 200

const struct fnl_section *fnl_section_inside(const struct fnl_section *section, const char *name)
{
    if (section && section->kind == FNL_SECTION_ELSEWHERE)
        return section;
    for (size_t i = 0; section && i < section->section_count; i++)
        if (strcmp(section->sections[i].name, name) == 0)
            return &section->sections[i];
    return NULL;
}

const struct fnl_param *fnl_section_row(const struct fnl_param_table *table, const char *name)
{
    for (size_t i = 0; table && i < table->count; i++)
        if (strcmp(table->rows[i].name, name) == 0)
            return &table->rows[i];
    return NULL;
}

const struct fnl_policy *fnl_section_policy(const struct fnl_section *section, const char *name)
{
    for (size_t i = 0; i < section->policy_count; i++)
        if (strcmp(section->policies[i]->name, name) == 0)
            return section->policies[i];
    return NULL;
}

const struct fnl_policy *fnl_section_owner(const struct fnl_section *section, const char *key)
{
    for (size_t i = 0; i < section->policy_count; i++)
        if (fnl_section_row(section->policies[i]->params, key))
            return section->policies[i];
    return NULL;
}

size_t fnl_section_size(const struct fnl_section *section)
{
    switch (section->kind) {
    case FNL_SECTION_GROUP:
        return section->table ? section->table->size : 0;
    case FNL_SECTION_LIST:
        return sizeof(struct fnl_list);
    case FNL_SECTION_POLICY:
        return sizeof(struct fnl_choice);
    case FNL_SECTION_ELSEWHERE:
        break;
    }
    return 0;
}

bool fnl_section_has_names(const struct fnl_section *section)
{
    return section && section->kind == FNL_SECTION_LIST && fnl_section_row(section->table, "name");
}

/* Adds the names of the table's rows to `keys`. */
static size_t add_rows(const struct fnl_param_table *table, const char *keys[MOST_KEYS],
                       size_t count)
{
    for (size_t i = 0; table && i < table->count && count < MOST_KEYS; i++)
        keys[count++] = table->rows[i].name;
    return count;
}

const char *fnl_section_nearest(const struct fnl_section *section, const struct fnl_policy *policy,
                                const char *word)
{
    const char *keys[MOST_KEYS];
    size_t count = add_rows(section->table, keys, 0);
    for (size_t i = 0; i < section->section_count && count < MOST_KEYS; i++)
        keys[count++] = section->sections[i].name;
    if (section->kind == FNL_SECTION_POLICY && count < MOST_KEYS)
        keys[count++] = "policy";
    if (policy)
        count = add_rows(policy->params, keys, count);
    return fnl_text_nearest(word, keys, count);
}

/* A walk below one path. */
struct walk {
    fnl_section_visitor *visitor;
    void *context;
    char path[FNL_SECTION_PATH];
};

/* Lengthens the walk's path by one key and returns its length before, for going back. */
static size_t descend(struct walk *walk, const char *key)
{
    const size_t length = strlen(walk->path);
    snprintf(walk->path + length, FNL_SECTION_PATH - length, "%s%s", length ? "." : "", key);
    return length;
}

static void visit_table(struct walk *walk, struct fnl_section_visit visit,
                        const struct fnl_param_table *table)
{
    for (size_t i = 0; table && i < table->count; i++) {
        const size_t length = descend(walk, table->rows[i].name);
        visit.path = walk->path;
        visit.row = &table->rows[i];
        walk->visitor(walk->context, &visit);
        walk->path[length] = '\0';
    }
}

static void visit_section(struct walk *walk, const struct fnl_section *section)
{
    visit_table(walk, (struct fnl_section_visit){.section = section}, section->table);
    for (size_t i = 0; i < section->policy_count; i++)
        visit_table(walk,
                    (struct fnl_section_visit){.section = section, .policy = section->policies[i]},
                    section->policies[i]->params);
    for (size_t i = 0; i < section->section_count; i++) {
        const struct fnl_section *inside = &section->sections[i];
        const size_t length = descend(walk, inside->name);
        if (inside->kind == FNL_SECTION_LIST)
            strncat(walk->path, "[*]", FNL_SECTION_PATH - 1 - strlen(walk->path));
        visit_section(walk, inside);
        walk->path[length] = '\0';
    }
}

void fnl_section_each(const struct fnl_section *root, fnl_section_visitor *visitor, void *context)
{
    struct walk walk = {.visitor = visitor, .context = context};
    visit_section(&walk, root);
}

/* A typed path with every [...] as [*]. */
static void normalise(const char *typed, char path[FNL_SECTION_PATH])
{
    size_t length = 0;
    while (*typed && length < FNL_SECTION_PATH - 4) {
        if (*typed != '[') {
            path[length++] = *typed++;
            continue;
        }
        memcpy(path + length, "[*]", 3);
        length += 3;
        typed += strcspn(typed, "]");
        typed += *typed == ']';
    }
    path[length] = '\0';
}

struct search {
    char path[FNL_SECTION_PATH];
    const struct fnl_param *found;
};

static void compare(void *context, const struct fnl_section_visit *visit)
{
    struct search *search = context;
    if (!search->found && strcmp(search->path, visit->path) == 0)
        search->found = visit->row;
}

const struct fnl_param *fnl_section_find(const struct fnl_section *root, const char *path)
{
    struct search search = {.found = NULL};
    normalise(path, search.path);
    fnl_section_each(root, compare, &search);
    return search.found;
}
