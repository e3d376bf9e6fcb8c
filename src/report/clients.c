/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <funnelsim/clients.h>

#include <assert.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "experiment/census.h"
#include "report/cohorts.h"
#include "report/label.h"
#include "report/lineage.h"
#include "report/portfolio.h"
#include "report/roster.h"
#include "report/whale.h"
#include "scenario/scenario.h"

/* --- the three questions */

static bool draw_whale(const void *roster, fnl_figure *figure)
{
    return fnl_whale_draw(roster, figure);
}

static bool draw_family(const void *roster, fnl_figure *figure)
{
    return fnl_lineage_draw(roster, figure);
}

static bool draw_cohorts(const void *roster, fnl_figure *figure)
{
    return fnl_cohorts_draw(roster, figure);
}

static const struct fnl_portfolio_figure figures[] = {
    {"whale", "profit of the clients, added up from the best to the worst", draw_whale},
    {"family", "who was sent by whom in one future, the largest families first", draw_family},
    {"cohorts", "revenue of each year by the year in which its people were first met",
     draw_cohorts},
};
#define FIGURES (sizeof figures / sizeof *figures)

static bool write_whale(const void *roster, char separator, FILE *out)
{
    return fnl_whale_export(roster, separator, out);
}

static bool write_clients(const void *roster, char separator, FILE *out)
{
    return fnl_whale_list(roster, separator, out);
}

static bool write_referrals(const void *roster, char separator, FILE *out)
{
    return fnl_lineage_export(roster, separator, out);
}

static bool write_cohorts(const void *roster, char separator, FILE *out)
{
    return fnl_cohorts_export(roster, separator, out);
}

static const struct fnl_portfolio_sheet sheets[] = {
    {"whale.csv", write_whale},
    {"clients.csv", write_clients},
    {"referrals.csv", write_referrals},
    {"cohorts.csv", write_cohorts},
};

const char *const *fnl_clients_figures(void)
{
    static const char *const names[FIGURES + 1] = {"whale", "family", "cohorts", NULL};
    return names;
}

const char *fnl_clients_figure_about(const char *name)
{
    const struct fnl_portfolio_figure *figure = fnl_portfolio_named(figures, FIGURES, name);
    return figure ? figure->about : NULL;
}

/* --- a report in the making */

struct writing {
    const struct fnl_clients_request *request;
    struct fnl_roster roster;
    struct fnl_census_row *rows;
    struct fnl_census shown;
    char *name, *pita;
};

static fnl_status out_of_memory(struct fnl_error *error)
{
    return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory for the clients");
}

/* What there is, and what was asked for. */
static struct fnl_portfolio portfolio_of(const struct fnl_clients_request *request)
{
    return (struct fnl_portfolio){.figures = figures,
                                  .figure_count = FIGURES,
                                  .sheets = sheets,
                                  .sheet_count = sizeof sheets / sizeof *sheets,
                                  .out = request->out,
                                  .folder = request->folder,
                                  .separator = request->separator,
                                  .chosen = request->figures,
                                  .figure_format = request->figure_format,
                                  .scripts = request->scripts,
                                  .plot_folders = request->plot_folders,
                                  .plot_folder_count = request->plot_folder_count};
}

/* --- the futures */

static fnl_status live(struct writing *writing, struct fnl_error *error)
{
    const struct fnl_clients_request *request = writing->request;
    const struct fnl_plan *plan = fnl_scenario_plan(request->scenario);
    writing->rows = fnl_memory_zeroed(request->replications, sizeof *writing->rows);
    if (!writing->rows)
        return out_of_memory(error);
    const struct fnl_census_many many = {.plan = plan,
                                         .seed = request->seed,
                                         .replications = request->replications,
                                         .threads = request->threads,
                                         .rows = writing->rows,
                                         .stop = request->stop,
                                         .progress = request->progress,
                                         .progress_self = request->progress_self};
    const fnl_status status = fnl_census_repeat(&many, error);
    return status == FNL_OK
               ? fnl_census_take(&writing->shown, plan, request->seed, request->replication, error)
               : status;
}

static fnl_status prepare(struct writing *writing, struct fnl_error *error)
{
    const struct fnl_clients_request *request = writing->request;
    const struct fnl_settings *settings = fnl_scenario_settings(request->scenario);
    if (request->replications < 2 || request->replications > FNL_CLIENTS_MOST)
        return fnl_status_fail(FNL_ERR_USAGE, error, "%zu futures: expected 2 to %d",
                               request->replications, FNL_CLIENTS_MOST);
    const struct fnl_portfolio portfolio = portfolio_of(request);
    fnl_status status = fnl_portfolio_check(&portfolio, error);
    writing->name = fnl_label_clean(fnl_scenario_name(request->scenario));
    writing->pita = fnl_label_clean(settings->labels.pita);
    if (status == FNL_OK && (!writing->name || !writing->pita))
        status = out_of_memory(error);
    if (status == FNL_OK)
        status = live(writing, error);
    writing->roster = (struct fnl_roster){.scenario = request->scenario,
                                          .plan = fnl_scenario_plan(request->scenario),
                                          .name = writing->name,
                                          .pita = writing->pita,
                                          .currency = fnl_scenario_currency(request->scenario),
                                          .seed = request->seed,
                                          .replication = request->replication,
                                          .rows = writing->rows,
                                          .count = request->replications,
                                          .shown = &writing->shown};
    return status;
}

/* --- what goes to `out` */

static fnl_status print(const struct writing *writing, struct fnl_error *error)
{
    char date[FNL_DATE_TEXT];
    const struct fnl_roster *roster = &writing->roster;
    FILE *out = writing->request->out;
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

static fnl_status check_out(FILE *out, struct fnl_error *error)
{
    if (fflush(out) == 0 && !ferror(out))
        return FNL_OK;
    return fnl_status_fail(FNL_ERR_IO, error, "the clients cannot be written: %s", strerror(errno));
}

static void clear(struct writing *writing)
{
    fnl_census_fini(&writing->shown);
    free(writing->rows);
    free(writing->name);
    free(writing->pita);
}

fnl_status fnl_clients_write(const struct fnl_clients_request *request, struct fnl_error *error)
{
    struct writing writing = {.request = request};
    fnl_status status = prepare(&writing, error);
    if (status == FNL_OK)
        status = print(&writing, error);
    if (status == FNL_OK)
        status = check_out(request->out, error);
    const struct fnl_portfolio portfolio = portfolio_of(request);
    if (status == FNL_OK)
        status = fnl_portfolio_write(&portfolio, &writing.roster, error);
    if (status == FNL_OK)
        status = check_out(request->out, error);
    clear(&writing);
    return status == FNL_ERR_MEMORY ? out_of_memory(error) : status;
}
