/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * section.h - how a scenario is laid out: which groups and lists there are, and
 * which table says what stands in each.
 *
 * The tables (base/param.h) know single keys; sections put them together into
 * the tree of a file and, by offsets, into the tree of structs that a run
 * uses. Reading, merging, writing and listing all walk the same sections, and
 * none of them knows a key by name, but for three that belong to the notation:
 * `name` of a list's items, `kind` by which an overlay may address them, and
 * `policy`.
 */
#ifndef FUNNELSIM_SCENARIO_SECTION_H
#define FUNNELSIM_SCENARIO_SECTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/list.h"
#include "base/param.h"
#include "base/policy.h"

enum fnl_section_kind {
    /* `reps = { ... }`: the field is the struct of `table`. A marked group is a mechanism: absent
     * from the file, its keys have their neutral values. One that is not marked is there even if
     * the file does not mention it, with the standard values of its keys. */
    FNL_SECTION_GROUP,
    /* `sources = ( { name = ...; ... }, ... )`: the field is a struct fnl_list of the structs of
     * `table`. Where the table has a row `name`, items are merged by it and it must be unique;
     * else the list is replaced whole. Absent, it has no items. */
    FNL_SECTION_LIST,
    /* `ask = { policy = "everybody"; ... }`: the field is a struct fnl_choice; the keys beside
     * `policy` are those of the policy's own table. Absent, or without `policy`, the first of
     * `policies` holds. */
    FNL_SECTION_POLICY,
    /* Read by others (`claims`, `changes`): left alone here. As an overlay its groups merge key by
     * key, all else replaces. */
    FNL_SECTION_ELSEWHERE,
};

struct fnl_section {
    const char *name; /* the key in the file; NULL for the root */
    enum fnl_section_kind kind;
    const struct fnl_param_table *table; /* group, list; may be NULL for a group of groups only */
    size_t offset;  /* of the field in the struct of the section around it; 0 for the root */
    bool marked;    /* group: the file's having it is noted in a bool ... */
    size_t present; /* ... at this offset of the group's own struct */
    const struct fnl_policy *const *policies; /* policy */
    size_t policy_count;
    const struct fnl_section *sections; /* group, list: what stands inside, beside the rows */
    size_t section_count;
    const char *about; /* what it is, in a sentence, for the reference scenario */
};

/* The section inside `section` with that name, or NULL; of one that is read elsewhere, itself, for
 * whatever is in it is read elsewhere too. `section` may be NULL. */
const struct fnl_section *fnl_section_inside(const struct fnl_section *section, const char *name);

/* The row of `table` with that name, or NULL; `table` may be NULL. */
const struct fnl_param *fnl_section_row(const struct fnl_param_table *table, const char *name);

/* The policy with that name, or NULL. */
const struct fnl_policy *fnl_section_policy(const struct fnl_section *section, const char *name);

/* The first policy of the section that has a key of that name, or NULL. */
const struct fnl_policy *fnl_section_owner(const struct fnl_section *section, const char *key);

/* The size of a section's field in the struct around it; 0 where it has none. */
size_t fnl_section_size(const struct fnl_section *section);

/* Whether it is a list whose items have names. `section` may be NULL. */
bool fnl_section_has_names(const struct fnl_section *section);

/*
 * The key nearest to `word` among those that may stand in `section`, or NULL. `policy` is the one
 * chosen in a policy section, else NULL.
 */
const char *fnl_section_nearest(const struct fnl_section *section, const struct fnl_policy *policy,
                                const char *word);

/* Room for the path of a row. */
#define FNL_SECTION_PATH 256

/* One row as a walk meets it. */
struct fnl_section_visit {
    const char *path; /* `sources[*].cost_each`, `ask.per_client_year` */
    const struct fnl_section *section;
    const struct fnl_policy *policy; /* whose row it is, in a policy section; else NULL */
    const struct fnl_param *row;
};
typedef void fnl_section_visitor(void *context, const struct fnl_section_visit *visit);

/* Calls `visitor` for every row of `root` and all inside it, in the order of the reference
 * scenario. */
void fnl_section_each(const struct fnl_section *root, fnl_section_visitor *visitor, void *context);

/*
 * The row that a path as people type it is about (`sources[website].cost_each`); what stands in
 * brackets is not looked at. Of policies with a key of that name the first. NULL when there is
 * none.
 */
const struct fnl_param *fnl_section_find(const struct fnl_section *root, const char *path);

#endif
