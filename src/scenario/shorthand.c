/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/shorthand.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "base/units.h"
#include "scenario/reading.h"

static const char *const traits[] = {"fit", "budget", "need", "interest"};
#define TRAITS (sizeof traits / sizeof *traits)

static bool is_trait(const char *name)
{
    for (size_t i = 0; i < TRAITS; i++)
        if (strcmp(traits[i], name) == 0)
            return true;
    return false;
}

static bool read_count(const struct fnl_node *node, double *count)
{
    if (node->kind == FNL_NODE_INTEGER)
        *count = (double)node->integer;
    else if (node->kind == FNL_NODE_REAL)
        *count = node->real;
    else
        return false;
    return *count >= 0 && *count <= 10;
}

static bool add_number(struct fnl_tree *tree, struct fnl_node *law, const char *name, double value)
{
    struct fnl_node *node = fnl_tree_node(tree, FNL_NODE_REAL, name);
    if (!node)
        return false;
    node->real = value;
    fnl_tree_insert(law, node, NULL);
    return fnl_tree_place(tree, node, law->file, law->line);
}

/* The weight w of which a beta(1, w) has `share` above one half, which is 2^-w. It goes into the
 * digest, and so must not show how a processor rounds its logarithm. */
static double weight_of(double share)
{
    return fnl_units_rounded(-log2(share));
}

/* The law that `count` in ten stands for, as a node called `name`; NULL when memory runs out. */
static struct fnl_node *law_of(struct fnl_tree *tree, const struct fnl_node *said, double count)
{
    const double share = count / 10;
    const bool certain = share <= 0 || share >= 1;
    struct fnl_node *law =
        fnl_tree_node(tree, certain ? FNL_NODE_REAL : FNL_NODE_GROUP, said->name);
    if (!law || !fnl_tree_place(tree, law, said->file, said->line))
        return NULL;
    if (certain) {
        law->real = share;
        return law;
    }
    struct fnl_node *kind = fnl_tree_text(tree, "law", "beta");
    if (!kind)
        return NULL;
    fnl_tree_insert(law, kind, NULL);
    const double alpha = share > 0.5 ? weight_of(1 - share) : 1;
    const double beta = share > 0.5 ? 1 : weight_of(share);
    return add_number(tree, law, "alpha", alpha) && add_number(tree, law, "beta", beta) ? law
                                                                                        : NULL;
}

/* Puts a refused node where the trait would stand, unless the source says it; false when memory is
 * out. */
static bool refuse_trait(struct fnl_tree *tree, struct fnl_node *source, const char *trait)
{
    if (fnl_tree_child(source, trait))
        return true;
    struct fnl_node *node = fnl_tree_node(tree, FNL_NODE_REAL, trait);
    if (!node || !fnl_tree_place(tree, node, source->file, source->line))
        return false;
    node->refused = true;
    fnl_tree_insert(source, node, NULL);
    return true;
}

static bool refuse_name(struct fnl_tree *tree, struct fnl_node *source, const struct fnl_node *said,
                        struct fnl_mistakes *mistakes)
{
    const char *nearest = fnl_text_nearest(said->name, traits, TRAITS);
    fnl_tree_complain(said, NULL, mistakes, "unknown key (%s%s%s)", nearest ? "did you mean " : "",
                      nearest ? nearest : "there are fit, budget, need and interest",
                      nearest ? "?" : "");
    return !nearest || fnl_tree_child(said->parent, nearest) || refuse_trait(tree, source, nearest);
}

static bool expand_trait(struct fnl_tree *tree, struct fnl_node *source,
                         const struct fnl_node *said, struct fnl_mistakes *mistakes)
{
    double count;
    if (!is_trait(said->name))
        return refuse_name(tree, source, said, mistakes);
    if (!read_count(said, &count)) {
        char quote[80];
        fnl_tree_complain(said, NULL, mistakes, "%s is not how many of ten, a number from 0 to 10",
                          fnl_reading_quote(said, quote));
        return refuse_trait(tree, source, said->name);
    }
    if (fnl_tree_child(source, said->name)) {
        fnl_tree_complain(said, NULL, mistakes,
                          "%s is said twice, here and by the source itself: leave one out",
                          said->name);
        return true;
    }
    struct fnl_node *law = law_of(tree, said, count);
    if (!law)
        return false;
    fnl_tree_insert(source, law, NULL);
    return true;
}

static bool refuse_counts(struct fnl_tree *tree, struct fnl_node *source,
                          const struct fnl_node *counts, struct fnl_mistakes *mistakes)
{
    fnl_tree_complain(counts, NULL, mistakes,
                      "expected a group: out_of_ten = { fit = 5; budget = 5; need = 6; interest = "
                      "7; };");
    bool done = true;
    for (size_t i = 0; i < TRAITS; i++)
        done = done && refuse_trait(tree, source, traits[i]);
    return done;
}

static bool expand_source(struct fnl_tree *tree, struct fnl_node *source,
                          struct fnl_mistakes *mistakes)
{
    struct fnl_node *counts = fnl_tree_child(source, "out_of_ten");
    if (!counts)
        return true;
    bool done = counts->kind == FNL_NODE_GROUP || refuse_counts(tree, source, counts, mistakes);
    const bool group = counts->kind == FNL_NODE_GROUP;
    for (const struct fnl_node *said = group ? counts->first : NULL; said && done;
         said = said->next)
        done = expand_trait(tree, source, said, mistakes);
    fnl_tree_detach(counts);
    return done;
}

bool fnl_shorthand_expand(struct fnl_tree *tree, struct fnl_node *root,
                          struct fnl_mistakes *mistakes)
{
    struct fnl_node *sources = fnl_tree_child(root, "sources");
    if (!sources || sources->kind != FNL_NODE_LIST)
        return true;
    for (struct fnl_node *source = sources->first; source; source = source->next)
        if (source->kind == FNL_NODE_GROUP && !expand_source(tree, source, mistakes))
            return false;
    return true;
}
