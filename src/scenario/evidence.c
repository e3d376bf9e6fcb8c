/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/evidence.h"

#include <assert.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "scenario/belief.h"
#include "scenario/quantity.h"

static const char *const keys[] = {"value", "basis", "source", "as_of", "range", "note"};
#define KEYS (sizeof keys / sizeof *keys)

/* Those that may be written; the first two of the enum may not. */
static const char *const bases[] = {"standard",  "stated",   "measured",
                                    "benchmark", "estimate", "guess"};
#define BASES (sizeof bases / sizeof *bases)

const char *fnl_evidence_basis_text(enum fnl_evidence_basis basis)
{
    return bases[basis];
}

bool fnl_evidence_is_standard_guess(const struct fnl_evidence *evidence)
{
    return evidence->basis == FNL_EVIDENCE_STANDARD &&
           strncmp(evidence->row->source, "guess", strlen("guess")) == 0;
}

bool fnl_evidence_is_figure(const struct fnl_param *row)
{
    return row->type == FNL_PARAM_COUNT || row->type == FNL_PARAM_NUMBER ||
           row->type == FNL_PARAM_SHARE || row->type == FNL_PARAM_MONEY ||
           row->type == FNL_PARAM_SPAN || row->type == FNL_PARAM_LAW || row->type == FNL_PARAM_PLAN;
}

bool fnl_evidence_is_key(const char *key)
{
    for (size_t i = 0; i < KEYS; i++)
        if (strcmp(keys[i], key) == 0)
            return true;
    return false;
}

static bool has_evidence(const struct fnl_node *node)
{
    for (const struct fnl_node *child = node->first; child; child = child->next)
        if (child->name && fnl_evidence_is_key(child->name))
            return true;
    return false;
}

/* Whether the group is a law with its evidence among its arguments. */
static bool says_a_law(const struct fnl_node *node)
{
    for (const struct fnl_node *child = node->first; child; child = child->next)
        if (!fnl_evidence_is_key(child->name))
            return true;
    return false;
}

static bool read_basis(struct fnl_reading *reading, const struct fnl_node *node,
                       struct fnl_evidence *evidence)
{
    for (size_t i = FNL_EVIDENCE_MEASURED; node->kind == FNL_NODE_TEXT && i < BASES; i++)
        if (strcmp(bases[i], node->text) == 0) {
            evidence->basis = (enum fnl_evidence_basis)i;
            return true;
        }
    char quote[80];
    const char *nearest = node->kind == FNL_NODE_TEXT
                              ? fnl_text_nearest(node->text, bases + FNL_EVIDENCE_MEASURED,
                                                 BASES - FNL_EVIDENCE_MEASURED)
                              : NULL;
    return fnl_reading_complain(reading, node, NULL,
                                "%s is none of measured, benchmark, estimate, guess%s%s%s",
                                fnl_reading_quote(node, quote), nearest ? " (did you mean " : "",
                                nearest ? nearest : "", nearest ? "?)" : "");
}

static bool read_text(struct fnl_reading *reading, const struct fnl_node *node, const char **text)
{
    char quote[80];
    if (node->kind != FNL_NODE_TEXT)
        return fnl_reading_complain(reading, node, NULL, "%s is not a text in quotes",
                                    fnl_reading_quote(node, quote));
    *text = node->text;
    return true;
}

static bool read_as_of(struct fnl_reading *reading, const struct fnl_node *node,
                       struct fnl_evidence *evidence)
{
    char quote[80];
    evidence->dated = node->kind == FNL_NODE_TEXT && fnl_date_read(node->text, &evidence->as_of);
    if (!evidence->dated)
        return fnl_reading_complain(
            reading, node, NULL,
            "%s is not a date of the calendar, written as \"2026-01\" or \"2026-01-31\"",
            fnl_reading_quote(node, quote));
    return true;
}

static bool read_range(struct fnl_reading *reading, const struct fnl_node *node,
                       struct fnl_evidence *evidence)
{
    const struct fnl_param *row = evidence->row;
    char shown[FNL_QUANTITY_TEXT];
    if (!fnl_evidence_is_figure(row))
        return fnl_reading_complain(reading, node, NULL, "only a number can have a range");
    if (node->kind != FNL_NODE_LIST || node->count != 2)
        return fnl_reading_complain(reading, node, NULL,
                                    "a range is two numbers, such as (150, 180): you are 8 in 10 "
                                    "sure that the truth lies between them");
    const bool low = fnl_reading_value(reading, node->first, row, &evidence->low);
    const bool high = fnl_reading_value(reading, node->last, row, &evidence->high);
    if (!low || !high)
        return false;
    if (evidence->low > evidence->high)
        return fnl_reading_complain(reading, node, NULL,
                                    "the lower end of the range, %s, comes first",
                                    fnl_quantity_text(evidence->high, row->unit, shown));
    evidence->ranged = true;
    return true;
}

static bool read_key(struct fnl_reading *reading, const struct fnl_node *node,
                     struct fnl_evidence *evidence)
{
    if (strcmp(node->name, "basis") == 0)
        return read_basis(reading, node, evidence);
    if (strcmp(node->name, "source") == 0)
        return read_text(reading, node, &evidence->source);
    if (strcmp(node->name, "note") == 0)
        return read_text(reading, node, &evidence->note);
    if (strcmp(node->name, "as_of") == 0)
        return read_as_of(reading, node, evidence);
    if (strcmp(node->name, "range") == 0)
        return read_range(reading, node, evidence);
    return true;
}

/* A key beside `value` that evidence does not know. */
static bool refuse_key(struct fnl_reading *reading, const struct fnl_node *node)
{
    const char *nearest = fnl_text_nearest(node->name, keys, KEYS);
    return fnl_reading_complain(
        reading, node, NULL, "unknown key%s%s%s",
        nearest ? " (did you mean " : "; beside `value` stand basis, source, as_of, range, note",
        nearest ? nearest : "", nearest ? "?)" : "");
}

const struct fnl_node *fnl_evidence_unwrap(struct fnl_reading *reading, const struct fnl_node *node,
                                           const struct fnl_param *row,
                                           struct fnl_evidence *evidence)
{
    *evidence = (struct fnl_evidence){
        .path = "",
        .file = node->file,
        .line = node->line,
        .row = row,
        .basis = FNL_EVIDENCE_STATED,
        .source = "",
        .note = "",
        .shown = "",
    };
    if (node->kind != FNL_NODE_GROUP || !has_evidence(node))
        return node;

    /* { law = "constant"; value = 5; } wraps nothing. */
    const struct fnl_node *value =
        fnl_tree_child(node, "law") ? NULL : fnl_tree_child(node, "value");
    for (const struct fnl_node *child = node->first; child; child = child->next) {
        if (value && !fnl_evidence_is_key(child->name))
            refuse_key(reading, child);
        else
            read_key(reading, child, evidence);
    }
    if (!value && !says_a_law(node)) {
        fnl_reading_complain(reading, node, "value",
                             "is missing: basis, source and range belong to a value");
        return NULL;
    }
    return value ? value : node;
}

bool fnl_evidence_shake(struct fnl_reading *reading, const struct fnl_node *node,
                        const struct fnl_evidence *evidence, double stated, double *shaken)
{
    *shaken = stated;
    if (!evidence->ranged)
        return true;

    const enum fnl_param_unit unit = evidence->row->unit;
    char shown[FNL_QUANTITY_TEXT], low[FNL_QUANTITY_TEXT], high[FNL_QUANTITY_TEXT];
    if (stated < evidence->low || stated > evidence->high)
        return fnl_reading_complain(
            reading, node, NULL, "%s does not lie in the range that is given for it, %s to %s",
            fnl_quantity_text(stated, unit, shown), fnl_quantity_text(evidence->low, unit, low),
            fnl_quantity_text(evidence->high, unit, high));
    if (!reading->shake)
        return true;
    char path[FNL_TREE_PATH];
    const double u = reading->shake(reading->context, fnl_tree_path(node, path));
    assert(u > 0 && u < 1);
    *shaken = fnl_belief_quantile(evidence->row, stated, evidence->low, evidence->high, u);
    return true;
}
