/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <funnelsim/clients.h>

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "experiment/census.h"
#include "report/cohorts.h"
#include "report/label.h"
#include "report/lineage.h"
#include "report/roster.h"
#include "report/whale.h"
#include "report/writing.h"
#include "scenario/scenario.h"

/* --- the three questions */

static const struct figure {
    const char *name, *about;
    bool (*draw)(const struct fnl_roster *roster, fnl_figure *figure);
} figures[] = {
    {"whale", "profit of the clients, added up from the best to the worst", fnl_whale_draw},
    {"family", "who was sent by whom in one future, the largest families first", fnl_lineage_draw},
    {"cohorts", "revenue of each year by the year in which its people were first met",
     fnl_cohorts_draw},
};
#define FIGURES (sizeof figures / sizeof *figures)

static const char *const files[] = {"whale.csv", "clients.csv", "referrals.csv", "cohorts.csv",
                                    NULL};
static bool (*const exports[])(const struct fnl_roster *roster, char separator, FILE *out) = {
    fnl_whale_export, fnl_whale_list, fnl_lineage_export, fnl_cohorts_export};

const char *const *fnl_clients_figures(void)
{
    static const char *const names[FIGURES + 1] = {"whale", "family", "cohorts", NULL};
    return names;
}

static const struct figure *figure_named(const char *name)
{
    for (size_t i = 0; i < FIGURES; i++)
        if (strcmp(figures[i].name, name) == 0)
            return &figures[i];
    return NULL;
}

const char *fnl_clients_figure_about(const char *name)
{
    const struct figure *figure = figure_named(name);
    return figure ? figure->about : NULL;
}

/* --- a report in the making */

struct report {
    const struct fnl_clients_request *request;
    struct fnl_roster roster;
    struct fnl_census_row *rows;
    struct fnl_census shown;
    char *name, *pita;
    struct fnl_writing writing;
};

static fnl_status out_of_memory(struct fnl_error *error)
{
    return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory for the clients");
}

static fnl_status make_figure(const void *self, const char *name, fnl_figure **figure)
{
    const struct report *report = self;
    const struct figure *about = figure_named(name);
    assert(about);
    *figure = fnl_figure_new();
    return *figure && about->draw(&report->roster, *figure) ? FNL_OK : FNL_ERR_MEMORY;
}

/* --- the futures */

static fnl_status live(struct report *report, struct fnl_error *error)
{
    const struct fnl_clients_request *request = report->request;
    const struct fnl_plan *plan = fnl_scenario_plan(request->scenario);
    report->rows = fnl_memory_zeroed(request->replications, sizeof *report->rows);
    if (!report->rows)
        return out_of_memory(error);
    const struct fnl_census_many many = {.plan = plan,
                                         .seed = request->seed,
                                         .replications = request->replications,
                                         .execution = request->execution,
                                         .rows = report->rows};
    const fnl_status status = fnl_census_repeat(&many, error);
    return status == FNL_OK
               ? fnl_census_take(&report->shown, plan, request->seed, request->replication, error)
               : status;
}

static fnl_status prepare(struct report *report, struct fnl_error *error)
{
    const struct fnl_clients_request *request = report->request;
    const struct fnl_settings *settings = fnl_scenario_settings(request->scenario);
    if (request->replications < 2 || request->replications > FNL_CLIENTS_MOST)
        return fnl_status_fail(FNL_ERR_USAGE, error, "%zu futures: expected 2 to %d",
                               request->replications, FNL_CLIENTS_MOST);
    const struct fnl_writing_figures drawn = {
        .names = fnl_clients_figures(), .self = report, .make = make_figure};
    fnl_status status = fnl_writing_begin(&report->writing, &request->writing, &drawn, error);
    report->name = fnl_label_clean(fnl_scenario_name(request->scenario));
    report->pita = fnl_label_clean(settings->labels.pita);
    if (status == FNL_OK && (!report->name || !report->pita))
        status = out_of_memory(error);
    if (status == FNL_OK)
        status = live(report, error);
    report->roster = (struct fnl_roster){.scenario = request->scenario,
                                         .plan = fnl_scenario_plan(request->scenario),
                                         .name = report->name,
                                         .pita = report->pita,
                                         .currency = fnl_scenario_currency(request->scenario),
                                         .seed = request->seed,
                                         .replication = request->replication,
                                         .rows = report->rows,
                                         .count = request->replications,
                                         .shown = &report->shown};
    return status;
}

/* --- what goes to `out` */

static fnl_status print(const struct report *report, struct fnl_error *error)
{
    char date[FNL_DATE_TEXT];
    const struct fnl_roster *roster = &report->roster;
    FILE *out = report->request->writing.out;
    assert(roster->plan);
    const int months = roster->plan->months;
    fprintf(out, "%s, %d month%s from %s, %zu futures, seed %" PRIu64 "\n\n", roster->name, months,
            months == 1 ? "" : "s",
            fnl_date_month_text(roster->plan->phases[0].settings->start, date), roster->count,
            roster->seed);
    fnl_status status = fnl_whale_print(roster, out, error);
    putc('\n', out);
    if (status == FNL_OK)
        status = fnl_lineage_print(roster, out, error);
    putc('\n', out);
    return status == FNL_OK ? fnl_cohorts_print(roster, out, error) : status;
}

/* --- all of it */

static fnl_status write_part(const void *self, size_t part, FILE *stream, struct fnl_error *error)
{
    const struct report *report = self;
    (void)error;
    return exports[part](&report->roster, report->request->writing.separator, stream)
               ? FNL_OK
               : FNL_ERR_MEMORY;
}

static fnl_status tell_files(const struct report *report, struct fnl_error *error)
{
    const struct fnl_writing_request *request = &report->request->writing;
    if (request->folder || request->scripts)
        putc('\n', request->out);
    return fnl_writing_told(&report->writing, error);
}

static void clear(struct report *report)
{
    fnl_writing_end(&report->writing);
    fnl_census_fini(&report->shown);
    free(report->rows);
    free(report->name);
    free(report->pita);
}

static fnl_status write_all(struct report *report, struct fnl_error *error)
{
    fnl_status status = print(report, error);
    if (status == FNL_OK)
        status = fnl_writing_files(&report->writing, files, write_part, report, error);
    return status == FNL_OK ? tell_files(report, error) : status;
}

fnl_status fnl_clients_write(const struct fnl_clients_request *request, struct fnl_error *error)
{
    struct report report = {.request = request};
    fnl_status status = prepare(&report, error);
    if (status == FNL_OK && fnl_ranks_own(request->execution.ranks) == 0)
        status = write_all(&report, error);
    clear(&report);
    return status == FNL_ERR_MEMORY ? out_of_memory(error) : status;
}
