/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/claimrow.h"

#include "scenario/claimform.h"

static const struct fnl_param cell_rows[] = {
    FNL_PARAM(fnl_claimrow_cell, file, TEXT, NONE, 0, 0, "\"\"", NULL, NEVER, ESSENTIAL,
              "strategy that is laid over the claim's scenario; none: the scenario itself",
              "convention", NULL),
    FNL_PARAM(fnl_claimrow_cell, set, TEXTS, NONE, 0, 0, "( )", NULL, NEVER, ESSENTIAL,
              "\"PATH=VALUE\" or a list of them: figures that are changed on top", "convention",
              NULL),
    FNL_PARAM(
        fnl_claimrow_cell, metric, TEXT, NONE, 0, 0, "\"\"", NULL, NEVER, ESSENTIAL,
        "what is measured, an id of `funnelsim indicators`; the claim's where nothing is said",
        "convention", NULL),
    FNL_PARAM(fnl_claimrow_cell, at, COUNT, MONTHS, 0, 240, "0", NULL, NEVER, ESSENTIAL,
              "after how many months; 0: as the claim says", "convention", NULL),
    FNL_PARAM(fnl_claimrow_cell, weight, NUMBER, NONE, -1e6, 1e6, "1", NULL, NEVER, ESSENTIAL,
              "how often the metric counts in the contrast's sum; below 0 it is taken away",
              "convention", NULL),
    FNL_PARAM(fnl_claimrow_cell, device, TEXTS, NONE, 0, 0, "( )", NULL, NEVER, TUNING,
              "a world that no firm could bring about, or a list of them: no_new_pains, "
              "no_old_pains, no_pains, perfect_leads, no_waiting, nobody_dropped, "
              "perfect_follow_up, planned_prospecting_done",
              "convention", NULL),
};
static const struct fnl_param_table cell_table =
    FNL_PARAM_TABLE(cell_rows, struct fnl_claimrow_cell);

static const struct fnl_param contrast_rows[] = {
    FNL_PARAM(fnl_claimrow_contrast, say, TEXT, NONE, 0, 0, "\"\"", NULL, NEVER, ESSENTIAL,
              "the contrast in a few words", "convention", NULL),
    FNL_PARAM(fnl_claimrow_contrast, greater_than, NUMBER, NONE, -1e15, 1e15, "0", NULL, NEVER,
              ESSENTIAL, "what the sum has to exceed: money, days, hours, a count, or a share of 1",
              "convention", NULL),
};
static const struct fnl_param_table contrast_table =
    FNL_PARAM_TABLE(contrast_rows, struct fnl_claimrow_contrast);

static const struct fnl_param claim_rows[] = {
    FNL_PARAM(fnl_claimrow_claim, id, TEXT, NONE, 0, 0, NULL, NULL, NEVER, ESSENTIAL,
              "a word that no other claim has", "convention", NULL),
    FNL_PARAM(fnl_claimrow_claim, says, TEXT, NONE, 0, 0, NULL, NULL, NEVER, ESSENTIAL,
              "the claim in a sentence", "convention", NULL),
    FNL_PARAM(fnl_claimrow_claim, strategy, TEXT, NONE, 0, 0, "\"\"", NULL, NEVER, ESSENTIAL,
              "short form: the strategy that is to be ahead", "convention", NULL),
    FNL_PARAM(fnl_claimrow_claim, against, TEXT, NONE, 0, 0, "\"\"", NULL, NEVER, ESSENTIAL,
              "short form: the strategy that is to be behind; none: the scenario itself",
              "convention", NULL),
    FNL_PARAM(fnl_claimrow_claim, set, TEXTS, NONE, 0, 0, "( )", NULL, NEVER, ESSENTIAL,
              "short form: \"PATH=VALUE\" or a list of them, changed in what is to be ahead",
              "convention", NULL),
    FNL_PARAM(fnl_claimrow_claim, greater_than, NUMBER, NONE, -1e15, 1e15, "0", NULL, NEVER, TUNING,
              "short form: by how much at least, as in a contrast", "convention", NULL),
    FNL_PARAM(fnl_claimrow_claim, metric, TEXT, NONE, 0, 0, "contribution", NULL, NEVER, ESSENTIAL,
              "what is measured, an id of `funnelsim indicators`", "convention", NULL),
    FNL_PARAM(fnl_claimrow_claim, at, COUNT, MONTHS, 0, 240, "0", NULL, NEVER, ESSENTIAL,
              "after how many months; 0: at the scenario's end", "convention", NULL),
    FNL_PARAM_ONE_OF(fnl_claimrow_claim, expect, fnl_claimform_expects, "open", ESSENTIAL,
                     "what is expected to come out; another answer ends the command with 1",
                     "convention", NULL),
    FNL_PARAM(fnl_claimrow_claim, evidence, TEXT, NONE, 0, 0, "\"\"", NULL, NEVER, TUNING,
              "what public evidence says, with its source", "convention", NULL),
    FNL_PARAM(fnl_claimrow_claim, covers, TEXTS, NONE, 0, 0, "( )", NULL, NEVER, TUNING,
              "what the claim answers, in the words of wherever it comes from", "convention", NULL),
    FNL_PARAM(fnl_claimrow_claim, carried_by, TEXTS, NONE, 0, 0, "( )", NULL, NEVER, TUNING,
              "paths of the parameters and mechanisms that the answer hangs on", "convention",
              NULL),
    FNL_PARAM(fnl_claimrow_claim, boundary, TEXT, NONE, 0, 0, "\"\"", NULL, NEVER, TUNING,
              "path of the parameter at some value of which the claim is thought to flip",
              "convention", NULL),
    FNL_PARAM(fnl_claimrow_claim, everywhere, FLAG, NONE, 0, 0, "false", NULL, NEVER, TUNING,
              "whether it is asked of every firm that --also names, too", "convention", NULL),
};
static const struct fnl_param_table claim_table =
    FNL_PARAM_TABLE(claim_rows, struct fnl_claimrow_claim);

static const struct fnl_section contrast_sections[] = {
    {.name = "cells",
     .kind = FNL_SECTION_LIST,
     .table = &cell_table,
     .offset = offsetof(struct fnl_claimrow_contrast, cells),
     .about = "What is measured where, and how much of it counts."},
};

static const struct fnl_section claim_sections[] = {
    {.name = "contrasts",
     .kind = FNL_SECTION_LIST,
     .table = &contrast_table,
     .offset = offsetof(struct fnl_claimrow_claim, contrasts),
     .sections = contrast_sections,
     .section_count = 1,
     .about = "What has to hold, all of it."},
    {.name = "between",
     .kind = FNL_SECTION_ELSEWHERE,
     .about = "The two values between which the boundary is looked for."},
};

static const struct fnl_section file_sections[] = {
    {.name = "claims",
     .kind = FNL_SECTION_LIST,
     .table = &claim_table,
     .offset = offsetof(struct fnl_claimrow_file, claims),
     .sections = claim_sections,
     .section_count = 2,
     .about = "What is claimed."},
};

static const struct fnl_param_table file_table = {.size = sizeof(struct fnl_claimrow_file)};

const struct fnl_section fnl_claimrow_root = {
    .kind = FNL_SECTION_GROUP,
    .table = &file_table,
    .sections = file_sections,
    .section_count = 1,
    .about = "Claims.",
};

const struct fnl_node *fnl_claimrow_next(const struct fnl_node *node)
{
    while (node && node->kind != FNL_NODE_GROUP)
        node = node->next;
    return node;
}

const struct fnl_node *fnl_claimrow_first(const struct fnl_node *group, const char *key)
{
    const struct fnl_node *list = fnl_tree_child(group, key);
    return list && list->kind == FNL_NODE_LIST ? fnl_claimrow_next(list->first) : NULL;
}
