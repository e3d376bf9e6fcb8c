/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/claims.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "scenario/alteration.h"
#include "scenario/claimcell.h"
#include "scenario/collection.h"
#include "scenario/lookup.h"
#include "scenario/request.h"
#include "scenario/scenario.h"

/* A claim file that has been read. */
struct file {
    struct fnl_tree tree;    /* the scenario, without its claims */
    struct fnl_node *claims; /* a group of the same tree with the list alone; NULL: none */
    struct fnl_claimform form;
    char *path;
    size_t firm; /* 0: the first; from 1 on: those of `also` */
    size_t base; /* the scenario as it is */
};

/* A claim, and what its cells came to. */
struct claim {
    const struct fnl_claimform_claim *form;
    size_t file;
    size_t *scenarios;      /* of the cells of all contrasts, in order */
    struct fnl_tree *trees; /* of the same cells */
    bool *moves;            /* which of them have the parameter of the boundary */
};

struct fnl_claims {
    struct file *files;
    size_t file_count;
    struct claim *items;
    size_t count;
    struct fnl_collection collection; /* their scenarios */
};

/* What goes along while claims are loaded. */
struct loading {
    fnl_claims *claims;
    struct fnl_lookup lookup; /* of strategies */
    const struct fnl_claims_request *request;
    struct fnl_mistakes *mistakes;
    struct fnl_error *error;
};

static fnl_status out_of_memory(struct fnl_error *error)
{
    return fnl_status_fail(FNL_ERR_MEMORY, error, "out of memory while reading claims");
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool is_among(const struct fnl_mistake *one, const struct fnl_mistakes *mistakes)
{
    for (size_t i = 0; i < mistakes->count; i++)
        if (mistakes->items[i].line == one->line && same_text(mistakes->items[i].file, one->file) &&
            same_text(mistakes->items[i].path, one->path) &&
            same_text(mistakes->items[i].text, one->text))
            return true;
    return false;
}

/* Moves `found` to the other mistakes. A strategy is read for every cell that names it, and what is
 * wrong with it is said once. */
static void hand_over(struct fnl_mistakes *found, struct fnl_mistakes *mistakes)
{
    for (size_t i = 0; i < found->count; i++) {
        const struct fnl_mistake *one = &found->items[i];
        if (!is_among(one, mistakes))
            fnl_mistakes_add(mistakes, one->file, one->line, one->path, "%s",
                             one->text ? one->text : "");
    }
    mistakes->exhausted = mistakes->exhausted || found->exhausted;
    fnl_mistakes_fini(found);
}

/* Makes the scenario of a cell, and keeps it; and a copy of its tree, unless `kept` is NULL. */
static fnl_status add(const struct loading *loading, const struct file *file,
                      const struct fnl_claimform_cell *cell, struct fnl_tree *kept, size_t *index)
{
    struct fnl_mistakes found = {0};
    struct fnl_tree tree = {0};
    fnl_scenario *scenario;
    const struct fnl_claimcell_ground ground = {&file->tree, &loading->lookup};
    fnl_status status = fnl_claimcell_tree(&ground, cell, &found, &tree, loading->error);
    if (status == FNL_OK && kept) {
        status = fnl_tree_copy_whole(kept, &tree) ? FNL_OK : out_of_memory(loading->error);
    }
    /* Where a setting has no place, the others may still be wrong, too; after any mistake there is
       no scenario. */
    if (status == FNL_OK || (status == FNL_ERR_SCENARIO && tree.root))
        status = fnl_scenario_of_tree(&tree, file->path, &found, &scenario, loading->error);
    fnl_tree_fini(&tree);
    hand_over(&found, loading->mistakes);
    if (status == FNL_OK)
        status = fnl_collection_keep(&loading->claims->collection, scenario, index, loading->error);
    return status;
}

static struct fnl_alteration_origin origin_of(const fnl_claims *claims, const struct claim *claim,
                                              size_t place)
{
    return (struct fnl_alteration_origin){&claim->trees[place], claims->files[claim->file].path};
}

/* Sees whether both ends of the boundary fit the cell at `place`. Where it has no such parameter,
 * why it has not is in `why_not`. */
static fnl_status try_boundary(const struct loading *loading, struct claim *claim, size_t place,
                               struct fnl_mistakes *why_not)
{
    const struct fnl_alteration_origin origin = origin_of(loading->claims, claim, place);
    struct fnl_mistakes found = {0};
    fnl_scenario *scenario;
    fnl_status status = fnl_alteration_moved(&origin, claim->form, claim->form->low, &found,
                                             &scenario, loading->error);
    fnl_scenario_free(scenario);
    if (status == FNL_ERR_SCENARIO) {
        hand_over(&found, why_not);
        return FNL_OK;
    }
    claim->moves[place] = true;
    if (status == FNL_OK) {
        status = fnl_alteration_moved(&origin, claim->form, claim->form->high, &found, &scenario,
                                      loading->error);
        fnl_scenario_free(scenario);
    }
    hand_over(&found, loading->mistakes);
    return status;
}

static fnl_status add_cell(const struct loading *loading, struct claim *claim,
                           const struct fnl_claimform_cell *cell, size_t place,
                           struct fnl_mistakes *why_not)
{
    const struct file *file = &loading->claims->files[claim->file];
    const fnl_status status =
        add(loading, file, cell, &claim->trees[place], &claim->scenarios[place]);
    return status == FNL_OK && claim->form->moved ? try_boundary(loading, claim, place, why_not)
                                                  : status;
}

static fnl_status add_cells(const struct loading *loading, struct claim *claim)
{
    const struct fnl_claimform_claim *form = claim->form;
    struct fnl_mistakes why_not = {0};
    fnl_status worst = FNL_OK;
    bool moves = false;
    size_t place = 0;
    for (size_t i = 0; i < form->count; i++)
        for (size_t k = 0; k < form->contrasts[i].count && worst != FNL_ERR_MEMORY; k++, place++) {
            const fnl_status status =
                add_cell(loading, claim, &form->contrasts[i].cells[k], place, &why_not);
            moves = moves || claim->moves[place];
            worst = status != FNL_OK ? status : worst;
        }
    if (worst == FNL_OK && form->moved && !moves) {
        hand_over(&why_not, loading->mistakes);
        worst = FNL_ERR_SCENARIO;
    }
    fnl_mistakes_fini(&why_not);
    return worst;
}

static fnl_status add_claim(const struct loading *loading, size_t file,
                            const struct fnl_claimform_claim *form)
{
    fnl_claims *claims = loading->claims;
    struct claim *claim = &claims->items[claims->count];
    for (size_t i = 0; i < claims->count; i++) {
        const struct fnl_claimform_claim *other = claims->items[i].form;
        const bool same_firm =
            claims->files[claims->items[i].file].firm == claims->files[file].firm;
        if (same_firm && strcmp(other->id, form->id) == 0)
            fnl_tree_complain(form->node, "id", loading->mistakes,
                              "\"%s\" is the id of another claim, in %s:%d", form->id,
                              other->node->file, other->node->line);
    }
    const size_t cells = fnl_claimform_cells(form);
    *claim = (struct claim){.form = form,
                            .file = file,
                            .scenarios = fnl_memory_zeroed(cells, sizeof *claim->scenarios),
                            .trees = fnl_memory_zeroed(cells, sizeof *claim->trees),
                            .moves = fnl_memory_zeroed(cells, sizeof *claim->moves)};
    claims->count++;
    if (!claim->scenarios || !claim->trees || !claim->moves)
        return out_of_memory(loading->error);
    return add_cells(loading, claim);
}

static fnl_status add_claims(const struct loading *loading, size_t index)
{
    fnl_claims *claims = loading->claims;
    const struct fnl_claimform *form = &claims->files[index].form;
    void *items = claims->items;
    if (!fnl_memory_resize(&items, claims->count + form->count + 1, sizeof *claims->items))
        return out_of_memory(loading->error);
    claims->items = items;
    fnl_status worst = FNL_OK;
    for (size_t i = 0; i < form->count && worst != FNL_ERR_MEMORY; i++) {
        if (claims->files[index].firm > 0 && !form->claims[i].everywhere)
            continue;
        const fnl_status status = add_claim(loading, index, &form->claims[i]);
        worst = status != FNL_OK ? status : worst;
    }
    return worst;
}

/* Takes the claims out of the file's scenario, into a group of their own. */
static fnl_status take_claims(struct file *file, struct fnl_error *error)
{
    struct fnl_node *list = fnl_tree_child(file->tree.root, "claims");
    if (!list)
        return FNL_OK;
    file->claims = fnl_tree_node(&file->tree, FNL_NODE_GROUP, NULL);
    if (!file->claims)
        return out_of_memory(error);
    fnl_tree_detach(list);
    fnl_tree_insert(file->claims, list, NULL);
    return FNL_OK;
}

/* The claims of a file and the scenario in which they stand, each with its own mistakes. */
static fnl_status read_claims(const struct loading *loading, struct file *file)
{
    static const struct fnl_claimform_cell plain = {.weight = 1};
    fnl_status status =
        fnl_claimform_read(file->claims, loading->mistakes, &file->form, loading->error);
    if (status == FNL_ERR_MEMORY)
        return status;
    const fnl_status made = add(loading, file, &plain, NULL, &file->base);
    return made != FNL_OK ? made : status;
}

/* Whether one of the file's claims is asked of other firms; not known before it has been read for
 * the first. */
static bool has_general(const struct file *file)
{
    for (size_t i = 0; i < file->form.count; i++)
        if (file->form.claims[i].everywhere)
            return true;
    return false;
}

static fnl_status load_file(const struct loading *loading, size_t index)
{
    struct file *file = &loading->claims->files[index];
    file->firm = index / loading->request->count;
    if (file->firm > 0 && !has_general(&loading->claims->files[index % loading->request->count]))
        return FNL_OK;
    const struct fnl_scenario_request request = {
        .file = loading->request->files[index % loading->request->count],
        .base = file->firm > 0 ? loading->request->also[file->firm - 1] : loading->request->base,
        .folders = loading->request->folders,
        .folder_count = loading->request->folder_count,
    };
    struct fnl_mistakes found = {0};
    fnl_status status =
        fnl_request_read(&request, &found, &file->tree, &file->path, loading->error);
    hand_over(&found, loading->mistakes);
    if (status == FNL_OK)
        status = take_claims(file, loading->error);
    if (status == FNL_OK && file->claims)
        status = read_claims(loading, file);
    return status == FNL_OK && file->claims ? add_claims(loading, index) : status;
}

/* Goes on after mistakes, so that those in all files are said at once. */
static fnl_status load_files(const struct loading *loading)
{
    fnl_status worst = FNL_OK;
    for (size_t i = 0; i < loading->claims->file_count; i++) {
        const fnl_status status = load_file(loading, i);
        if (status != FNL_OK && status != FNL_ERR_SCENARIO)
            return status;
        worst = status != FNL_OK ? status : worst;
    }
    return fnl_mistakes_any(loading->mistakes) ? FNL_ERR_SCENARIO : worst;
}

fnl_status fnl_claims_load(const struct fnl_claims_request *request, struct fnl_mistakes *mistakes,
                           fnl_claims **claims, struct fnl_error *error)
{
    assert(!fnl_mistakes_any(mistakes));
    *claims = NULL;
    const size_t files = request->count * (1 + request->also_count);
    fnl_claims *made = fnl_memory_zeroed(1, sizeof *made);
    if (made)
        made->files = fnl_memory_zeroed(files, sizeof *made->files);
    if (!made || !made->files) {
        free(made);
        return out_of_memory(error);
    }
    made->file_count = files;
    const struct loading loading = {
        .claims = made,
        .lookup = {.folders = request->folders, .folder_count = request->folder_count},
        .request = request,
        .mistakes = mistakes,
        .error = error,
    };
    const fnl_status status = load_files(&loading);
    if (status != FNL_OK) {
        fnl_scenario_arrange(mistakes);
        fnl_claims_free(made);
        return status;
    }
    *claims = made;
    return FNL_OK;
}

static void free_claim(struct claim *claim)
{
    for (size_t i = 0; claim->trees && i < fnl_claimform_cells(claim->form); i++)
        fnl_tree_fini(&claim->trees[i]);
    free(claim->trees);
    free(claim->moves);
    free(claim->scenarios);
}

void fnl_claims_free(fnl_claims *claims)
{
    if (!claims)
        return;
    for (size_t i = 0; i < claims->count; i++)
        free_claim(&claims->items[i]);
    for (size_t i = 0; i < claims->file_count; i++) {
        fnl_claimform_fini(&claims->files[i].form);
        fnl_tree_fini(&claims->files[i].tree);
        free(claims->files[i].path);
    }
    fnl_collection_fini(&claims->collection);
    free(claims->items);
    free(claims->files);
    free(claims);
}

size_t fnl_claims_count(const fnl_claims *claims)
{
    return claims->count;
}

const char *fnl_claims_id(const fnl_claims *claims, size_t index)
{
    return claims->items[index].form->id;
}

const char *fnl_claims_says(const fnl_claims *claims, size_t index)
{
    return claims->items[index].form->says;
}

size_t fnl_claims_firm(const fnl_claims *claims, size_t index)
{
    return claims->files[claims->items[index].file].firm;
}

const struct fnl_claimform_claim *fnl_claims_form(const fnl_claims *claims, size_t index)
{
    return claims->items[index].form;
}

const fnl_scenario *fnl_claims_base(const fnl_claims *claims, size_t index)
{
    return claims->collection.scenarios[claims->files[claims->items[index].file].base];
}

/* The place of a cell among those of all contrasts. */
static size_t place_of(const struct claim *claim, size_t contrast, size_t cell)
{
    for (size_t i = 0; i < contrast; i++)
        cell += claim->form->contrasts[i].count;
    return cell;
}

const fnl_scenario *fnl_claims_scenario(const fnl_claims *claims, size_t index, size_t contrast,
                                        size_t cell)
{
    const struct claim *claim = &claims->items[index];
    return claims->collection.scenarios[claim->scenarios[place_of(claim, contrast, cell)]];
}

static const char *first_of(const struct fnl_mistakes *found)
{
    return found->count > 0 && found->items[0].text ? found->items[0].text : "does not fit";
}

fnl_status fnl_claims_move(const fnl_claims *claims, struct fnl_claims_cell cell, double value,
                           fnl_scenario **moved, struct fnl_error *error)
{
    const struct claim *claim = &claims->items[cell.claim];
    const size_t place = place_of(claim, cell.contrast, cell.cell);
    const struct fnl_alteration_origin origin = origin_of(claims, claim, place);
    *moved = NULL;
    if (!claim->moves[place])
        return FNL_OK;
    struct fnl_mistakes found = {0};
    const fnl_status status =
        fnl_alteration_moved(&origin, claim->form, value, &found, moved, error);
    if (status == FNL_ERR_SCENARIO)
        fnl_status_fail(status, error, "%s = %.9g: %s", claim->form->boundary, value,
                        first_of(&found));
    fnl_mistakes_fini(&found);
    return status;
}

fnl_status fnl_claims_without(const fnl_claims *claims, struct fnl_claims_cell cell,
                              const char *path, fnl_scenario **altered, struct fnl_error *error)
{
    const struct claim *claim = &claims->items[cell.claim];
    const struct fnl_alteration_origin origin =
        origin_of(claims, claim, place_of(claim, cell.contrast, cell.cell));
    struct fnl_mistakes found = {0};
    const fnl_status status = fnl_alteration_without(&origin, path, &found, altered, error);
    if (status == FNL_ERR_SCENARIO)
        fnl_status_fail(status, error, "without %s: %s", path, first_of(&found));
    fnl_mistakes_fini(&found);
    return status;
}
