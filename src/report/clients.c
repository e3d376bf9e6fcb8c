/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <funnelsim/clients.h>

#include <assert.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "base/text.h"
#include "experiment/census.h"
#include "report/cohorts.h"
#include "report/file.h"
#include "report/gnuplot.h"
#include "report/label.h"
#include "report/lineage.h"
#include "report/plot.h"
#include "report/roster.h"
#include "report/whale.h"
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

static const struct sheet {
    const char *name;
    bool (*write)(const struct fnl_roster *roster, char separator, FILE *out);
} sheets[] = {
    {"whale.csv", fnl_whale_export},
    {"clients.csv", fnl_whale_list},
    {"referrals.csv", fnl_lineage_export},
    {"cohorts.csv", fnl_cohorts_export},
};
#define SHEETS (sizeof sheets / sizeof *sheets)

const char *const *fnl_clients_figures(void)
{
    static const char *const names[FIGURES + 1] = {"whale", "family", "cohorts", NULL};
    return names;
}

static const struct figure *figure_named(const char *name, size_t length)
{
    for (size_t i = 0; i < FIGURES; i++)
        if (strlen(figures[i].name) == length && strncmp(figures[i].name, name, length) == 0)
            return &figures[i];
    return NULL;
}

const char *fnl_clients_figure_about(const char *name)
{
    const struct figure *figure = figure_named(name, strlen(name));
    return figure ? figure->about : NULL;
}

/* --- a report in the making */

struct writing {
    const struct fnl_clients_request *request;
    struct fnl_roster roster;
    struct fnl_census_row *rows;
    struct fnl_census shown;
    char *name, *pita;

    bool chosen[FIGURES];
    enum fnl_plot_format format;
    const char **places;                   /* of the figures' scripts, ending with NULL */
    const char *written[FIGURES + SHEETS]; /* what the folder holds: names without an ending, */
    size_t written_count;                  /* or with one */
};

static fnl_status out_of_memory(struct fnl_error *error)
{
    return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory for the clients");
}

/* --- which figures */

static fnl_status choose_listed(struct writing *writing, struct fnl_error *error)
{
    for (const char *at = writing->request->figures;; at++) {
        const size_t length = strcspn(at, ",");
        const struct figure *figure = figure_named(at, length);
        if (!figure)
            return fnl_status_fail(FNL_ERR_USAGE, error, "there is no figure %.*s", (int)length,
                                   at);
        writing->chosen[figure - figures] = true;
        at += length;
        if (!*at)
            return FNL_OK;
    }
}

static fnl_status choose_figures(struct writing *writing, struct fnl_error *error)
{
    const struct fnl_clients_request *request = writing->request;
    const char *format = request->figure_format ? request->figure_format : "svg";
    const bool all = !request->figures || strcmp(request->figures, "all") == 0;
    if (!fnl_plot_format_named(format, &writing->format))
        return fnl_status_fail(FNL_ERR_USAGE, error,
                               "there is no figure format %s (svg, png, pdf, dumb or sixel)",
                               format);
    for (size_t i = 0; i < FIGURES; i++)
        writing->chosen[i] = all;
    if (all || strcmp(request->figures, "none") == 0)
        return FNL_OK;
    return choose_listed(writing, error);
}

static fnl_status list_places(struct writing *writing, struct fnl_error *error)
{
    const struct fnl_clients_request *request = writing->request;
    writing->places = fnl_plot_places(request->plot_folders, request->plot_folder_count);
    return writing->places ? FNL_OK : out_of_memory(error);
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
    fnl_status status = choose_figures(writing, error);
    if (status == FNL_OK)
        status = list_places(writing, error);
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

/* --- the files of the folder */

static fnl_status write_sheet(struct writing *writing, const struct sheet *sheet,
                              struct fnl_error *error)
{
    fnl_file *file = NULL;
    char *path = fnl_memory_format("%s/%s", writing->request->folder, sheet->name);
    fnl_status status = path ? fnl_file_new(path, &file, error) : FNL_ERR_MEMORY;
    if (status == FNL_OK &&
        !sheet->write(&writing->roster, writing->request->separator, fnl_file_stream(file)))
        status = FNL_ERR_MEMORY;
    if (status == FNL_OK)
        status = fnl_file_finish(file, error);
    if (status == FNL_OK)
        writing->written[writing->written_count++] = sheet->name;
    fnl_file_free(file);
    free(path);
    return status;
}

static bool goes_to_a_file(const struct writing *writing)
{
    return writing->format != FNL_PLOT_DUMB && writing->format != FNL_PLOT_SIXEL;
}

/* The picture, to a file or to `out`. */
static fnl_status render(struct writing *writing, const struct fnl_plot *plot,
                         const fnl_figure *figure, struct fnl_error *error)
{
    if (!goes_to_a_file(writing))
        return fnl_plot_print(plot, figure, writing->request->out, error);
    if (!writing->request->folder)
        return FNL_OK;
    char *path = fnl_memory_format("%s/%s.%s", writing->request->folder, plot->script,
                                   fnl_plot_extension(plot->format));
    const fnl_status status = path ? fnl_plot_render(plot, figure, path, error) : FNL_ERR_MEMORY;
    if (status == FNL_OK)
        writing->written[writing->written_count++] = plot->script;
    free(path);
    return status == FNL_OK ? fnl_plot_remove_others(plot, writing->request->folder, error)
                            : status;
}

static fnl_status keep(struct writing *writing, const struct fnl_plot *plot,
                       const fnl_figure *figure, struct fnl_error *error)
{
    char *path = fnl_memory_format("%s/%s.gp", writing->request->scripts, plot->script);
    const fnl_status status =
        path ? fnl_plot_write_program(plot, figure, path, error) : FNL_ERR_MEMORY;
    free(path);
    return status;
}

typedef fnl_status (*disposal)(struct writing *writing, const struct fnl_plot *plot,
                               const fnl_figure *figure, struct fnl_error *error);

static fnl_status with_each_figure(struct writing *writing, disposal dispose,
                                   struct fnl_error *error)
{
    fnl_status status = FNL_OK;
    for (size_t i = 0; i < FIGURES && status == FNL_OK; i++) {
        const struct fnl_plot plot = {figures[i].name, writing->places, writing->format};
        if (!writing->chosen[i])
            continue;
        fnl_figure *figure = fnl_figure_new();
        if (!figure || !figures[i].draw(&writing->roster, figure))
            status = FNL_ERR_MEMORY;
        if (status == FNL_OK)
            status = dispose(writing, &plot, figure, error);
        fnl_figure_free(figure);
    }
    return status;
}

/* Figures that nobody asked for cost one line where there is no gnuplot. */
static fnl_status draw(struct writing *writing, struct fnl_error *error)
{
    char version[FNL_GNUPLOT_VERSION];
    const struct fnl_clients_request *request = writing->request;
    if (request->figures || request->figure_format || !request->folder)
        return with_each_figure(writing, render, error);
    if (fnl_gnuplot_version(version))
        return with_each_figure(writing, render, error);
    fputs("No figures: gnuplot is not installed.\n", request->out);
    return FNL_OK;
}

static fnl_status write_files(struct writing *writing, struct fnl_error *error)
{
    const struct fnl_clients_request *request = writing->request;
    fnl_status status = FNL_OK;
    if (request->folder) {
        status = fnl_file_directory(request->folder, error);
        for (size_t i = 0; i < SHEETS && status == FNL_OK; i++)
            status = write_sheet(writing, &sheets[i], error);
    }
    if (status == FNL_OK)
        status = draw(writing, error);
    if (status == FNL_OK && request->scripts) {
        status = fnl_file_directory(request->scripts, error);
        if (status == FNL_OK)
            status = with_each_figure(writing, keep, error);
    }
    return status;
}

static void print_written(const struct writing *writing)
{
    const struct fnl_clients_request *request = writing->request;
    if (!request->folder)
        return;
    fprintf(request->out, "\nWrote %s/:", request->folder);
    for (size_t i = 0; i < writing->written_count; i++) {
        const char *name = writing->written[i];
        fprintf(request->out, " %s", name);
        if (!strchr(name, '.'))
            fprintf(request->out, ".%s", fnl_plot_extension(writing->format));
    }
    putc('\n', request->out);
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
    free(writing->places);
}

fnl_status fnl_clients_write(const struct fnl_clients_request *request, struct fnl_error *error)
{
    struct writing writing = {.request = request};
    fnl_status status = prepare(&writing, error);
    if (status == FNL_OK)
        status = print(&writing, error);
    if (status == FNL_OK)
        status = check_out(request->out, error);
    if (status == FNL_OK)
        status = write_files(&writing, error);
    if (status == FNL_OK) {
        print_written(&writing);
        status = check_out(request->out, error);
    }
    clear(&writing);
    return status == FNL_ERR_MEMORY ? out_of_memory(error) : status;
}
