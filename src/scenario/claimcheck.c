/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/claimcheck.h"

#include <string.h>

#include "model/device.h"
#include "observe/indicator.h"
#include "scenario/claimpath.h"
#include "scenario/claimrow.h"

static void check_metric(struct fnl_reading *reading, const struct fnl_node *group)
{
    const char *metric = fnl_tree_child_text(group, "metric");
    if (!metric || fnl_indicator_named(metric) >= 0)
        return;
    const char *nearest = fnl_indicator_nearest(metric);
    fnl_reading_complain(reading, group, "metric", "\"%.60s\" is no indicator (%s%s%s)", metric,
                         nearest ? "did you mean \"" : "",
                         nearest ? nearest : "`funnelsim indicators` lists them",
                         nearest ? "\"?" : "");
}

static void check_id(struct fnl_reading *reading, const struct fnl_node *claim)
{
    const char *id = fnl_tree_child_text(claim, "id");
    if (id && (!*id || strpbrk(id, " ,#\t\n") || strlen(id) > 40))
        fnl_reading_complain(reading, claim, "id",
                             "\"%.40s\" is no single word of 40 letters at most, such as H1", id);
}

/* Of the keys that say a contrast by themselves, the first that the claim has. */
static const char *short_key(const struct fnl_node *claim)
{
    static const char *const keys[] = {"strategy", "against", "set", "greater_than", NULL};
    for (size_t i = 0; keys[i]; i++)
        if (fnl_tree_child(claim, keys[i]))
            return keys[i];
    return NULL;
}

static void check_form(struct fnl_reading *reading, const struct fnl_node *claim)
{
    const struct fnl_node *contrasts = fnl_tree_child(claim, "contrasts");
    const char *key = short_key(claim);
    if (contrasts && key)
        fnl_reading_complain(reading, claim, key,
                             "is the short form, and this claim says its contrasts itself");
    else if (!contrasts && !fnl_tree_child(claim, "strategy") && !fnl_tree_child(claim, "set"))
        fnl_reading_complain(reading, claim, "strategy",
                             "is missing: a claim has a strategy, a set, or contrasts");
    else if (contrasts && contrasts->kind == FNL_NODE_LIST && !contrasts->first)
        fnl_reading_complain(reading, contrasts, NULL, "there is none, so nothing is claimed");
}

/* The metric that a cell is measured by, which may be no indicator. */
static const char *metric_of(const struct fnl_node *claim, const struct fnl_node *cell)
{
    const char *own = fnl_tree_child_text(cell, "metric");
    const char *common = fnl_tree_child_text(claim, "metric");
    if (own && *own)
        return own;
    return common ? common : "contribution";
}

static void check_device(struct fnl_reading *reading, const struct fnl_node *said)
{
    char names[200] = "";
    if (said->kind != FNL_NODE_TEXT || fnl_device_named(said->text))
        return;
    for (unsigned i = 0; i < fnl_device_count; i++) {
        strcat(names, i ? ", " : "");
        strcat(names, fnl_devices[i].name);
    }
    fnl_reading_complain(reading, said, NULL, "\"%.60s\" is no device (there are %s)", said->text,
                         names);
}

static void check_devices(struct fnl_reading *reading, const struct fnl_node *cell)
{
    const struct fnl_node *said = fnl_tree_child(cell, "device");
    if (said)
        check_device(reading, said);
    for (const struct fnl_node *item = said ? said->first : NULL; item; item = item->next)
        check_device(reading, item);
}

static void check_contrast(struct fnl_reading *reading, const struct fnl_node *claim,
                           const struct fnl_node *contrast)
{
    const struct fnl_node *first = fnl_claimrow_first(contrast, "cells");
    if (!first)
        fnl_reading_complain(reading, contrast, "cells", "is missing: what is measured");
    for (const struct fnl_node *cell = first; cell; cell = fnl_claimrow_next(cell->next)) {
        check_metric(reading, cell);
        check_devices(reading, cell);
        const int one = fnl_indicator_named(metric_of(claim, first));
        const int other = fnl_indicator_named(metric_of(claim, cell));
        if (one >= 0 && other >= 0 &&
            fnl_indicator_about((size_t)one)->measure !=
                fnl_indicator_about((size_t)other)->measure)
            fnl_reading_complain(
                reading, cell, "metric", "%s and %s have different units and cannot be added",
                fnl_indicator_about((size_t)one)->id, fnl_indicator_about((size_t)other)->id);
    }
}

void fnl_claimcheck_claim(struct fnl_reading *reading, const struct fnl_node *claim)
{
    double ends[2];
    check_id(reading, claim);
    check_metric(reading, claim);
    check_form(reading, claim);
    fnl_claimpath_check_carriers(reading, claim);
    fnl_claimpath_boundary(reading, claim, ends);
    for (const struct fnl_node *contrast = fnl_claimrow_first(claim, "contrasts"); contrast;
         contrast = fnl_claimrow_next(contrast->next))
        check_contrast(reading, claim, contrast);
}
