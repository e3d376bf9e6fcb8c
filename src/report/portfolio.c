/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/portfolio.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "report/file.h"
#include "report/gnuplot.h"
#include "report/plot.h"

/* Figures and sheets of one report, at most. */
#define MOST 16

/* A portfolio in the making. */
struct writing {
    const struct fnl_portfolio *portfolio;
    const void *self;
    bool chosen[MOST];
    enum fnl_plot_format format;
    const char **places;           /* of the figures' scripts, ending with NULL */
    const char *written[2 * MOST]; /* what the folder holds: names without an ending, or with one */
    size_t written_count;
};

static const struct fnl_portfolio_figure *figure_named(const struct fnl_portfolio_figure *figures,
                                                       size_t count, const char *name,
                                                       size_t length)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(figures[i].name) == length && strncmp(figures[i].name, name, length) == 0)
            return &figures[i];
    return NULL;
}

const struct fnl_portfolio_figure *fnl_portfolio_named(const struct fnl_portfolio_figure *figures,
                                                       size_t count, const char *name)
{
    return figure_named(figures, count, name, strlen(name));
}

/* --- which figures */

static fnl_status choose_listed(struct writing *writing, struct fnl_error *error)
{
    const struct fnl_portfolio *portfolio = writing->portfolio;
    for (const char *at = portfolio->chosen;; at++) {
        const size_t length = strcspn(at, ",");
        const struct fnl_portfolio_figure *figure =
            figure_named(portfolio->figures, portfolio->figure_count, at, length);
        if (!figure)
            return fnl_status_fail(FNL_ERR_USAGE, error, "there is no figure %.*s", (int)length,
                                   at);
        writing->chosen[figure - portfolio->figures] = true;
        at += length;
        if (!*at)
            return FNL_OK;
    }
}

static fnl_status choose(struct writing *writing, struct fnl_error *error)
{
    const struct fnl_portfolio *portfolio = writing->portfolio;
    const char *format = portfolio->figure_format ? portfolio->figure_format : "svg";
    const bool all = !portfolio->chosen || strcmp(portfolio->chosen, "all") == 0;
    if (!fnl_plot_format_named(format, &writing->format))
        return fnl_status_fail(FNL_ERR_USAGE, error,
                               "there is no figure format %s (svg, png, pdf, dumb or sixel)",
                               format);
    for (size_t i = 0; i < portfolio->figure_count; i++)
        writing->chosen[i] = all;
    if (all || strcmp(portfolio->chosen, "none") == 0)
        return FNL_OK;
    return choose_listed(writing, error);
}

fnl_status fnl_portfolio_check(const struct fnl_portfolio *portfolio, struct fnl_error *error)
{
    struct writing writing = {.portfolio = portfolio};
    return choose(&writing, error);
}

/* --- the files of the folder */

static fnl_status write_sheet(struct writing *writing, const struct fnl_portfolio_sheet *sheet,
                              struct fnl_error *error)
{
    const struct fnl_portfolio *portfolio = writing->portfolio;
    fnl_file *file = NULL;
    char *path = fnl_memory_format("%s/%s", portfolio->folder, sheet->name);
    fnl_status status = path ? fnl_file_new(path, &file, error) : FNL_ERR_MEMORY;
    if (status == FNL_OK &&
        !sheet->write(writing->self, portfolio->separator, fnl_file_stream(file)))
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
    const struct fnl_portfolio *portfolio = writing->portfolio;
    if (!goes_to_a_file(writing))
        return fnl_plot_print(plot, figure, portfolio->out, error);
    if (!portfolio->folder)
        return FNL_OK;
    char *path = fnl_memory_format("%s/%s.%s", portfolio->folder, plot->script,
                                   fnl_plot_extension(plot->format));
    const fnl_status status = path ? fnl_plot_render(plot, figure, path, error) : FNL_ERR_MEMORY;
    if (status == FNL_OK)
        writing->written[writing->written_count++] = plot->script;
    free(path);
    return status == FNL_OK ? fnl_plot_remove_others(plot, portfolio->folder, error) : status;
}

static fnl_status keep(struct writing *writing, const struct fnl_plot *plot,
                       const fnl_figure *figure, struct fnl_error *error)
{
    char *path = fnl_memory_format("%s/%s.gp", writing->portfolio->scripts, plot->script);
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
    const struct fnl_portfolio *portfolio = writing->portfolio;
    fnl_status status = FNL_OK;
    for (size_t i = 0; i < portfolio->figure_count && status == FNL_OK; i++) {
        const struct fnl_plot plot = {portfolio->figures[i].name, writing->places, writing->format};
        if (!writing->chosen[i])
            continue;
        fnl_figure *figure = fnl_figure_new();
        if (!figure || !portfolio->figures[i].draw(writing->self, figure))
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
    const struct fnl_portfolio *portfolio = writing->portfolio;
    if (portfolio->chosen || portfolio->figure_format || !portfolio->folder)
        return with_each_figure(writing, render, error);
    if (fnl_gnuplot_version(version))
        return with_each_figure(writing, render, error);
    fputs("No figures: gnuplot is not installed.\n", portfolio->out);
    return FNL_OK;
}

static fnl_status write_files(struct writing *writing, struct fnl_error *error)
{
    const struct fnl_portfolio *portfolio = writing->portfolio;
    fnl_status status = FNL_OK;
    if (portfolio->folder) {
        status = fnl_file_directory(portfolio->folder, error);
        for (size_t i = 0; i < portfolio->sheet_count && status == FNL_OK; i++)
            status = write_sheet(writing, &portfolio->sheets[i], error);
    }
    if (status == FNL_OK)
        status = draw(writing, error);
    if (status == FNL_OK && portfolio->scripts) {
        status = fnl_file_directory(portfolio->scripts, error);
        if (status == FNL_OK)
            status = with_each_figure(writing, keep, error);
    }
    return status;
}

static void print_written(const struct writing *writing)
{
    const struct fnl_portfolio *portfolio = writing->portfolio;
    if (!portfolio->folder)
        return;
    fprintf(portfolio->out, "\nWrote %s/:", portfolio->folder);
    for (size_t i = 0; i < writing->written_count; i++) {
        const char *name = writing->written[i];
        fprintf(portfolio->out, " %s", name);
        if (!strchr(name, '.'))
            fprintf(portfolio->out, ".%s", fnl_plot_extension(writing->format));
    }
    putc('\n', portfolio->out);
}

fnl_status fnl_portfolio_write(const struct fnl_portfolio *portfolio, const void *self,
                               struct fnl_error *error)
{
    struct writing writing = {.portfolio = portfolio, .self = self};
    fnl_status status = choose(&writing, error);
    if (status != FNL_OK)
        return status;
    writing.places = fnl_plot_places(portfolio->plot_folders, portfolio->plot_folder_count);
    status = writing.places ? write_files(&writing, error) : FNL_ERR_MEMORY;
    if (status == FNL_OK && !portfolio->silent)
        print_written(&writing);
    free(writing.places);
    return status == FNL_ERR_MEMORY ? fnl_status_fail(status, error, "not enough memory for files")
                                    : status;
}
