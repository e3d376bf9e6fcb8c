/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <funnelsim/pains.h>

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "report/json.h"
#include "report/label.h"
#include "report/ordeal.h"
#include "report/writing.h"
#include "scenario/scenario.h"

const char *const *fnl_pains_figures(void)
{
    static const char *const names[] = {"pains", NULL};
    return names;
}

const char *fnl_pains_figure_about(const char *name)
{
    return strcmp(name, fnl_pains_figures()[0]) == 0
               ? "what clients who are a pain bring and cost, added up month by month"
               : NULL;
}

/* --- a report in the making */

struct report {
    const struct fnl_pains_request *request;
    struct fnl_toll toll;
    struct fnl_ordeal ordeal;
    char *name, *pita;
    struct fnl_writing writing;
};

_Static_assert(FNL_PAINS_WORLDS == FNL_TOLL_WORLDS, "what is promised is what is done");

static fnl_status out_of_memory(struct fnl_error *error)
{
    return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory for all that pains cost");
}

static fnl_status make_figure(const void *self, const char *name, fnl_figure **figure)
{
    const struct report *report = self;
    (void)name;
    *figure = fnl_figure_new();
    return *figure && fnl_ordeal_draw(&report->ordeal, *figure) ? FNL_OK : FNL_ERR_MEMORY;
}

static fnl_status live(struct report *report, struct fnl_error *error)
{
    const struct fnl_pains_request *request = report->request;
    report->toll =
        (struct fnl_toll){.plan = fnl_scenario_plan(request->scenario),
                          .seed = request->seed,
                          .replications = request->replications,
                          .execution = request->execution,
                          .burdens = fnl_memory_zeroed(request->replications * FNL_TOLL_WORLDS,
                                                       sizeof *report->toll.burdens)};
    return report->toll.burdens ? fnl_toll_take(&report->toll, error) : FNL_ERR_MEMORY;
}

static fnl_status prepare(struct report *report, struct fnl_error *error)
{
    const struct fnl_pains_request *request = report->request;
    const struct fnl_settings *settings = fnl_scenario_settings(request->scenario);
    if (request->replications < 2 || request->replications > FNL_PAINS_MOST)
        return fnl_status_fail(FNL_ERR_USAGE, error, "%zu futures: expected 2 to %d",
                               request->replications, FNL_PAINS_MOST);
    const struct fnl_writing_figures figures = {
        .names = fnl_pains_figures(), .self = report, .make = make_figure};
    const fnl_status status =
        fnl_writing_begin(&report->writing, &request->writing, &figures, error);
    if (status != FNL_OK)
        return status;
    report->name = fnl_label_clean(fnl_scenario_name(request->scenario));
    report->pita = fnl_label_clean(settings->labels.pita);
    report->ordeal = (struct fnl_ordeal){
        .scenario = request->scenario,
        .toll = &report->toll,
        .study = {.currency = fnl_scenario_currency(request->scenario),
                  .start = settings->start,
                  .months = (size_t)fnl_scenario_plan(request->scenario)->months,
                  .matters = settings->matters},
        .name = report->name,
        .pita = report->pita,
        .values = fnl_memory_zeroed(request->replications, sizeof *report->ordeal.values)};
    if (!report->name || !report->pita || !report->ordeal.values)
        return FNL_ERR_MEMORY;
    return live(report, error);
}

/* --- what goes to `out` */

static fnl_status write_numbers(const struct fnl_ordeal *ordeal, char separator, FILE *out)
{
    size_t count;
    struct fnl_gist_row *rows = fnl_ordeal_rows(ordeal, &count);
    if (!rows)
        return FNL_ERR_MEMORY;
    fnl_gist_write(&ordeal->study, rows, count, separator, out);
    free(rows);
    return FNL_OK;
}

static fnl_status write_document(const struct report *report, struct fnl_error *error)
{
    const struct fnl_ordeal *ordeal = &report->ordeal;
    size_t count;
    struct fnl_gist_row *rows = fnl_ordeal_rows(ordeal, &count);
    if (!rows)
        return FNL_ERR_MEMORY;
    json_t *document =
        fnl_gist_head(ordeal->scenario, report->toll.seed, report->toll.replications);
    json_t *numbers = fnl_gist_json(&ordeal->study, rows, count), *months = fnl_ordeal_json(ordeal);
    const bool complete = json_object_set_new(document, "numbers", numbers) == 0 &&
                          json_object_set_new(document, "months_cumulated", months) == 0;
    const fnl_status status =
        fnl_json_write(complete ? document : NULL, report->request->writing.out, error);
    json_decref(document);
    free(rows);
    return status;
}

static fnl_status print(const struct report *report, struct fnl_error *error)
{
    const struct fnl_writing_request *request = &report->request->writing;
    const struct fnl_page page = {request->out, request->format == FNL_WRITING_MARKDOWN};
    switch (request->format) {
    case FNL_WRITING_CSV:
        return write_numbers(&report->ordeal, request->separator, request->out);
    case FNL_WRITING_JSON:
        return write_document(report, error);
    case FNL_WRITING_TABLE:
    case FNL_WRITING_MARKDOWN:
        break;
    }
    return fnl_ordeal_print(&report->ordeal, &page, error);
}

/* --- all of it */

static fnl_status write_part(const void *self, size_t part, FILE *stream, struct fnl_error *error)
{
    const struct report *report = self;
    const char separator = report->request->writing.separator;
    (void)error;
    if (part == 0)
        return write_numbers(&report->ordeal, separator, stream);
    fnl_ordeal_export(&report->ordeal, separator, stream);
    return FNL_OK;
}

static fnl_status tell_files(const struct report *report, struct fnl_error *error)
{
    const struct fnl_writing_request *request = &report->request->writing;
    if (request->format == FNL_WRITING_TABLE && (request->folder || request->scripts))
        putc('\n', request->out);
    return fnl_writing_told(&report->writing, error);
}

static void clear(struct report *report)
{
    fnl_writing_end(&report->writing);
    free(report->toll.burdens);
    free(report->ordeal.values);
    free(report->name);
    free(report->pita);
}

static fnl_status write_all(struct report *report, struct fnl_error *error)
{
    static const char *const files[] = {"pains.csv", "months.csv", NULL};
    fnl_status status = print(report, error);
    if (status == FNL_OK)
        status = fnl_writing_files(&report->writing, files, write_part, report, error);
    return status == FNL_OK ? tell_files(report, error) : status;
}

fnl_status fnl_pains_write(const struct fnl_pains_request *request, struct fnl_error *error)
{
    struct report report = {.request = request};
    fnl_status status = prepare(&report, error);
    if (status == FNL_OK && fnl_ranks_own(request->execution.ranks) == 0)
        status = write_all(&report, error);
    clear(&report);
    return status == FNL_ERR_MEMORY ? out_of_memory(error) : status;
}
