/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <funnelsim/pains.h>

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "report/json.h"
#include "report/label.h"
#include "report/ordeal.h"
#include "report/portfolio.h"
#include "scenario/scenario.h"

static bool draw(const void *ordeal, fnl_figure *figure)
{
    return fnl_ordeal_draw(ordeal, figure);
}

static const struct fnl_portfolio_figure figures[] = {
    {"pains", "what clients who are a pain bring and cost, added up month by month", draw},
};

static bool write_numbers(const void *self, char separator, FILE *out)
{
    const struct fnl_ordeal *ordeal = self;
    size_t count;
    struct fnl_gist_row *rows = fnl_ordeal_rows(ordeal, &count);
    if (rows)
        fnl_gist_write(&ordeal->study, rows, count, separator, out);
    free(rows);
    return rows;
}

static bool write_months(const void *ordeal, char separator, FILE *out)
{
    fnl_ordeal_export(ordeal, separator, out);
    return true;
}

static const struct fnl_portfolio_sheet sheets[] = {
    {"pains.csv", write_numbers},
    {"months.csv", write_months},
};

const char *const *fnl_pains_figures(void)
{
    static const char *const names[] = {"pains", NULL};
    return names;
}

const char *fnl_pains_figure_about(const char *name)
{
    const struct fnl_portfolio_figure *figure = fnl_portfolio_named(figures, 1, name);
    return figure ? figure->about : NULL;
}

/* --- a report in the making */

struct writing {
    const struct fnl_pains_request *request;
    struct fnl_toll toll;
    struct fnl_ordeal ordeal;
    char *name, *pita;
};

static fnl_status out_of_memory(struct fnl_error *error)
{
    return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory for all that pains cost");
}

/* What there is, and what was asked for. Of files is told beside tables only. */
static struct fnl_portfolio portfolio_of(const struct fnl_pains_request *request)
{
    return (struct fnl_portfolio){.figures = figures,
                                  .figure_count = 1,
                                  .sheets = sheets,
                                  .sheet_count = sizeof sheets / sizeof *sheets,
                                  .out = request->out,
                                  .silent = strcmp(request->format, "table") != 0,
                                  .folder = request->folder,
                                  .separator = request->separator,
                                  .chosen = request->figures,
                                  .figure_format = request->figure_format,
                                  .scripts = request->scripts,
                                  .plot_folders = request->plot_folders,
                                  .plot_folder_count = request->plot_folder_count};
}

static fnl_status live(struct writing *writing, struct fnl_error *error)
{
    const struct fnl_pains_request *request = writing->request;
    writing->toll =
        (struct fnl_toll){.plan = fnl_scenario_plan(request->scenario),
                          .seed = request->seed,
                          .replications = request->replications,
                          .threads = request->threads,
                          .burdens = fnl_memory_zeroed(request->replications * FNL_TOLL_WORLDS,
                                                       sizeof *writing->toll.burdens),
                          .stop = request->stop,
                          .progress = request->progress,
                          .progress_self = request->progress_self};
    return writing->toll.burdens ? fnl_toll_take(&writing->toll, error) : FNL_ERR_MEMORY;
}

static fnl_status prepare(struct writing *writing, struct fnl_error *error)
{
    const struct fnl_pains_request *request = writing->request;
    const struct fnl_settings *settings = fnl_scenario_settings(request->scenario);
    const struct fnl_portfolio portfolio = portfolio_of(request);
    if (request->replications < 2 || request->replications > FNL_PAINS_MOST)
        return fnl_status_fail(FNL_ERR_USAGE, error, "%zu futures: expected 2 to %d",
                               request->replications, FNL_PAINS_MOST);
    const fnl_status status = fnl_portfolio_check(&portfolio, error);
    if (status != FNL_OK)
        return status;
    writing->name = fnl_label_clean(fnl_scenario_name(request->scenario));
    writing->pita = fnl_label_clean(settings->labels.pita);
    writing->ordeal = (struct fnl_ordeal){
        .scenario = request->scenario,
        .toll = &writing->toll,
        .study = {.currency = fnl_scenario_currency(request->scenario),
                  .start = settings->start,
                  .months = (size_t)fnl_scenario_plan(request->scenario)->months,
                  .matters = settings->matters},
        .name = writing->name,
        .pita = writing->pita,
        .values = fnl_memory_zeroed(request->replications, sizeof *writing->ordeal.values)};
    if (!writing->name || !writing->pita || !writing->ordeal.values)
        return FNL_ERR_MEMORY;
    return live(writing, error);
}

/* --- what goes to `out` */

static fnl_status write_document(const struct writing *writing, struct fnl_error *error)
{
    const struct fnl_ordeal *ordeal = &writing->ordeal;
    size_t count;
    struct fnl_gist_row *rows = fnl_ordeal_rows(ordeal, &count);
    if (!rows)
        return FNL_ERR_MEMORY;
    json_t *document =
        fnl_gist_head(ordeal->scenario, writing->toll.seed, writing->toll.replications);
    json_t *numbers = fnl_gist_json(&ordeal->study, rows, count), *months = fnl_ordeal_json(ordeal);
    const bool complete = json_object_set_new(document, "numbers", numbers) == 0 &&
                          json_object_set_new(document, "months_cumulated", months) == 0;
    const fnl_status status =
        fnl_json_write(complete ? document : NULL, writing->request->out, error);
    json_decref(document);
    free(rows);
    return status;
}

static fnl_status print(const struct writing *writing, struct fnl_error *error)
{
    const struct fnl_pains_request *request = writing->request;
    if (strcmp(request->format, "json") == 0)
        return write_document(writing, error);
    if (strcmp(request->format, "csv") == 0)
        return write_numbers(&writing->ordeal, request->separator, request->out) ? FNL_OK
                                                                                 : FNL_ERR_MEMORY;
    return fnl_ordeal_print(&writing->ordeal, strcmp(request->format, "md") == 0, request->out,
                            error);
}

static fnl_status check_out(FILE *out, struct fnl_error *error)
{
    if (fflush(out) == 0 && !ferror(out))
        return FNL_OK;
    return fnl_status_fail(FNL_ERR_IO, error, "what pains cost cannot be written: %s",
                           strerror(errno));
}

static void clear(struct writing *writing)
{
    free(writing->toll.burdens);
    free(writing->ordeal.values);
    free(writing->name);
    free(writing->pita);
}

fnl_status fnl_pains_write(const struct fnl_pains_request *request, struct fnl_error *error)
{
    struct writing writing = {.request = request};
    const struct fnl_portfolio portfolio = portfolio_of(request);
    assert(request->separator == ',' || request->separator == ';');
    fnl_status status = prepare(&writing, error);
    if (status == FNL_OK)
        status = print(&writing, error);
    if (status == FNL_OK)
        status = check_out(request->out, error);
    if (status == FNL_OK)
        status = fnl_portfolio_write(&portfolio, &writing.ordeal, error);
    if (status == FNL_OK)
        status = check_out(request->out, error);
    clear(&writing);
    return status == FNL_ERR_MEMORY ? out_of_memory(error) : status;
}
