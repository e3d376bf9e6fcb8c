/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <funnelsim/report.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "report/comparison.h"
#include "report/document.h"
#include "report/export.h"
#include "report/fairness.h"
#include "report/file.h"
#include "report/gallery.h"
#include "report/gnuplot.h"
#include "report/heading.h"
#include "report/judgement.h"
#include "report/markdown.h"
#include "report/paragraph.h"
#include "report/plot.h"
#include "report/screen.h"
#include "report/study.h"
#include "report/table.h"
#include "report/verdict.h"

/* There are fewer figures than that. */
#define FIGURES 32

/* A report in the making. */
struct writing {
    const struct fnl_report_request *request;
    struct fnl_study study;
    struct fnl_judgement_set judged;
    char *fairness, *verdict; /* NULL for a single option */

    const char *figures[FIGURES]; /* to be drawn, or at least to be kept as scripts */
    size_t figure_count;
    bool undrawn; /* no figure is to be drawn */
    enum fnl_plot_format format;
    const char **places; /* of the figures' scripts, ending with NULL */

    char **files; /* names of those in the folder */
    size_t file_count, file_capacity;
};

const char *const *fnl_report_figures(void)
{
    return fnl_gallery_names();
}

const char *fnl_report_figure_about(const char *name)
{
    return fnl_gallery_about(name);
}

static fnl_status out_of_memory(struct fnl_error *error)
{
    return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory for a report");
}

/* A failure for want of memory that has not said so yet. */
static fnl_status told(fnl_status status, struct fnl_error *error)
{
    return status == FNL_ERR_MEMORY ? out_of_memory(error) : status;
}

/* --- which figures */

static bool goes_to_a_file(enum fnl_plot_format format)
{
    return format != FNL_PLOT_DUMB && format != FNL_PLOT_SIXEL;
}

static bool is_asked_for(const struct fnl_report_request *request)
{
    return request->figures || request->figure_format;
}

static fnl_status refuse_figure(const char *name, struct fnl_error *error)
{
    const char *const *names = fnl_gallery_names();
    size_t count = 0;
    while (names[count])
        count++;
    const char *nearest = fnl_text_nearest(name, names, count);
    return fnl_status_fail(FNL_ERR_USAGE, error, "there is no figure %s%s%s%s", name,
                           nearest ? " (did you mean " : "", nearest ? nearest : "",
                           nearest ? "?)" : "");
}

/* Static storage for the name; NULL when there is no such figure. */
static const char *figure_named(const char *name)
{
    for (const char *const *known = fnl_gallery_names(); *known; known++)
        if (strcmp(*known, name) == 0)
            return *known;
    return NULL;
}

static void choose_all(struct writing *writing)
{
    for (const char *const *name = fnl_gallery_names(); *name; name++)
        if (!fnl_gallery_lacks(*name, &writing->study))
            writing->figures[writing->figure_count++] = *name;
}

static fnl_status choose(struct writing *writing, const char *word, struct fnl_error *error)
{
    const char *name = figure_named(word);
    if (!name)
        return refuse_figure(word, error);
    const char *lacks = fnl_gallery_lacks(name, &writing->study);
    if (lacks)
        return fnl_status_fail(FNL_ERR_USAGE, error, "the figure %s needs %s", name, lacks);
    for (size_t i = 0; i < writing->figure_count; i++)
        if (writing->figures[i] == name)
            return FNL_OK;
    writing->figures[writing->figure_count++] = name;
    return FNL_OK;
}

static fnl_status choose_listed(struct writing *writing, struct fnl_error *error)
{
    char *list = fnl_memory_text(writing->request->figures), *rest = list;
    fnl_status status = list ? FNL_OK : out_of_memory(error);
    for (char *word = list ? strtok_r(list, ", ", &rest) : NULL; word && status == FNL_OK;
         word = strtok_r(NULL, ", ", &rest))
        status = choose(writing, word, error);
    free(list);
    return status;
}

static fnl_status choose_figures(struct writing *writing, struct fnl_error *error)
{
    const struct fnl_report_request *request = writing->request;
    const char *format = request->figure_format ? request->figure_format : "svg";
    const bool none = request->figures && strcmp(request->figures, "none") == 0;
    const bool all = !request->figures || strcmp(request->figures, "all") == 0;
    writing->undrawn = none;
    if (!fnl_plot_format_named(format, &writing->format))
        return fnl_status_fail(FNL_ERR_USAGE, error,
                               "there is no figure format %s (svg, png, pdf, dumb or sixel)",
                               format);
    if (all || (none && request->scripts))
        choose_all(writing);
    else if (!none)
        return choose_listed(writing, error);
    return FNL_OK;
}

static fnl_status list_places(struct writing *writing, struct fnl_error *error)
{
    const struct fnl_report_request *request = writing->request;
    writing->places = fnl_plot_places(request->plot_folders, request->plot_folder_count);
    return writing->places ? FNL_OK : out_of_memory(error);
}

/* --- what goes to `out` */

static void print_above(const struct writing *writing, double seconds, FILE *stream)
{
    fnl_heading_write(&writing->study, seconds, stream);
    if (writing->fairness)
        fnl_paragraph_print(writing->fairness, fnl_screen_text(stream), stream);
    putc('\n', stream);
}

static fnl_status print_table(const struct writing *writing, struct fnl_error *error)
{
    FILE *out = writing->request->out;
    print_above(writing, writing->request->seconds, out);
    const fnl_status status =
        fnl_comparison_print(&writing->study, fnl_screen_table(out), out, error);
    if (status == FNL_OK && writing->verdict) {
        putc('\n', out);
        fnl_paragraph_print(writing->verdict, fnl_screen_text(out), out);
    }
    return status;
}

static void write_heading(const void *self, FILE *stream)
{
    fnl_heading_write(self, -1, stream);
}

static fnl_status print_markdown(const struct writing *writing, struct fnl_error *error)
{
    FILE *out = writing->request->out;
    char *heading = fnl_paragraph_written(write_heading, &writing->study);
    if (!heading)
        return FNL_ERR_MEMORY;
    fnl_markdown_lines(heading, out);
    free(heading);
    if (writing->fairness) {
        putc('\n', out);
        fnl_markdown_lines(writing->fairness, out);
    }
    putc('\n', out);
    const fnl_status status = fnl_comparison_markdown(&writing->study, out, error);
    if (writing->verdict) {
        putc('\n', out);
        fnl_markdown_lines(writing->verdict, out);
    }
    return status;
}

static fnl_status print_report(const struct writing *writing, struct fnl_error *error)
{
    const struct fnl_report_request *request = writing->request;
    switch (request->format) {
    case FNL_REPORT_TABLE:
        return print_table(writing, error);
    case FNL_REPORT_CSV:
        return fnl_export_write(&writing->study, 0, request->separator, request->out);
    case FNL_REPORT_JSON:
        return fnl_document_report(&writing->study, &writing->judged, request->out, error);
    case FNL_REPORT_MARKDOWN:
        break;
    }
    return print_markdown(writing, error);
}

static fnl_status check_out(const struct writing *writing, struct fnl_error *error)
{
    FILE *out = writing->request->out;
    if (fflush(out) == 0 && !ferror(out))
        return FNL_OK;
    return fnl_status_fail(FNL_ERR_IO, error, "the report cannot be written: %s", strerror(errno));
}

/* --- the files of the folder */

/* Notes that a file of this name is in the folder; the name is freed in the end. */
static bool note_file(struct writing *writing, char *name)
{
    void *files = writing->files;
    if (!name || !fnl_memory_grow(&files, writing->file_count, &writing->file_capacity,
                                  sizeof *writing->files)) {
        free(name);
        return false;
    }
    writing->files = files;
    writing->files[writing->file_count++] = name;
    return true;
}

/* The contents of the file that is `part`-th of its kind. */
typedef fnl_status (*contents)(const struct writing *writing, size_t part, FILE *stream,
                               struct fnl_error *error);

static fnl_status write_file(struct writing *writing, const char *name, contents write, size_t part,
                             struct fnl_error *error)
{
    fnl_file *file = NULL;
    char *path = fnl_memory_format("%s/%s", writing->request->folder, name);
    fnl_status status = path && note_file(writing, fnl_memory_text(name)) ? FNL_OK : FNL_ERR_MEMORY;
    if (status == FNL_OK)
        status = fnl_file_new(path, &file, error);
    if (status == FNL_OK)
        status = write(writing, part, fnl_file_stream(file), error);
    if (status == FNL_OK)
        status = fnl_file_finish(file, error);
    fnl_file_free(file);
    free(path);
    return status;
}

static fnl_status write_export(const struct writing *writing, size_t part, FILE *stream,
                               struct fnl_error *error)
{
    (void)error;
    return fnl_export_write(&writing->study, part, writing->request->separator, stream);
}

static fnl_status write_verdict(const struct writing *writing, size_t part, FILE *stream,
                                struct fnl_error *error)
{
    (void)part, (void)error;
    print_above(writing, -1, stream);
    fnl_paragraph_print(writing->verdict, fnl_screen_text(stream), stream);
    return FNL_OK;
}

static fnl_status write_run(const struct writing *writing, size_t part, FILE *stream,
                            struct fnl_error *error)
{
    (void)part;
    return fnl_document_run(&writing->study, writing->request->command,
                            (const char *const *)writing->files, writing->file_count, stream,
                            error);
}

static fnl_status write_tables(struct writing *writing, struct fnl_error *error)
{
    fnl_status status = FNL_OK;
    for (size_t i = 0; i < fnl_export_count(&writing->study) && status == FNL_OK; i++)
        status = write_file(writing, fnl_export_file(&writing->study, i), write_export, i, error);
    if (status == FNL_OK && writing->verdict)
        status = write_file(writing, "verdict.txt", write_verdict, 0, error);
    return status;
}

/* --- figures */

/* What is done with a figure once it is made. */
typedef fnl_status (*disposal)(struct writing *writing, const struct fnl_plot *plot,
                               const fnl_figure *figure, struct fnl_error *error);

static fnl_status print_figure(struct writing *writing, const struct fnl_plot *plot,
                               const fnl_figure *figure, struct fnl_error *error)
{
    return fnl_plot_print(plot, figure, writing->request->out, error);
}

static fnl_status draw_figure(struct writing *writing, const struct fnl_plot *plot,
                              const fnl_figure *figure, struct fnl_error *error)
{
    char *name = fnl_memory_format("%s.%s", plot->script, fnl_plot_extension(plot->format));
    char *path = name ? fnl_memory_format("%s/%s", writing->request->folder, name) : NULL;
    fnl_status status = path ? fnl_plot_render(plot, figure, path, error) : FNL_ERR_MEMORY;
    if (status == FNL_OK)
        status = note_file(writing, name) ? FNL_OK : FNL_ERR_MEMORY;
    else
        free(name);
    free(path);
    return status == FNL_OK ? fnl_plot_remove_others(plot, writing->request->folder, error)
                            : status;
}

static fnl_status keep_script(struct writing *writing, const struct fnl_plot *plot,
                              const fnl_figure *figure, struct fnl_error *error)
{
    char *path = fnl_memory_format("%s/%s.gp", writing->request->scripts, plot->script);
    const fnl_status status =
        path ? fnl_plot_write_program(plot, figure, path, error) : FNL_ERR_MEMORY;
    free(path);
    return status;
}

static fnl_status with_each_figure(struct writing *writing, disposal dispose,
                                   struct fnl_error *error)
{
    fnl_status status = FNL_OK;
    for (size_t i = 0; i < writing->figure_count && status == FNL_OK; i++) {
        const struct fnl_plot plot = {writing->figures[i], writing->places, writing->format};
        fnl_figure *figure;
        status = fnl_gallery_make(plot.script, &writing->study, &writing->judged, &figure);
        if (status == FNL_OK)
            status = dispose(writing, &plot, figure, error);
        fnl_figure_free(figure);
    }
    return status;
}

static void print_no_figures(const struct writing *writing, const char *reason)
{
    if (writing->request->format == FNL_REPORT_TABLE)
        fprintf(writing->request->out, "No figures: %s.\n", reason);
}

/* Figures that nobody asked for: drawn where there are a gnuplot and scripts for it. */
static fnl_status draw_usual(struct writing *writing, struct fnl_error *error)
{
    char version[FNL_GNUPLOT_VERSION];
    struct fnl_error reason = {0};
    if (!fnl_gnuplot_version(version)) {
        print_no_figures(writing, "gnuplot is not installed");
        return FNL_OK;
    }
    const fnl_status status = with_each_figure(writing, draw_figure, &reason);
    if (status == FNL_ERR_USAGE) {
        print_no_figures(writing, reason.text);
        return FNL_OK;
    }
    return status == FNL_OK ? status : fnl_status_fail(status, error, "%s", reason.text);
}

static fnl_status draw_figures(struct writing *writing, struct fnl_error *error)
{
    const bool to_file = goes_to_a_file(writing->format);
    if (writing->undrawn || (to_file && !writing->request->folder))
        return FNL_OK;
    if (!is_asked_for(writing->request))
        return draw_usual(writing, error);
    return with_each_figure(writing, to_file ? draw_figure : print_figure, error);
}

static fnl_status keep_scripts(struct writing *writing, struct fnl_error *error)
{
    const fnl_status status = fnl_file_directory(writing->request->scripts, error);
    return status == FNL_OK ? with_each_figure(writing, keep_script, error) : status;
}

/* --- all of it */

static void write_written(const void *self, FILE *stream)
{
    const struct writing *writing = self;
    const struct fnl_report_request *request = writing->request;
    const char *folder = request->folder;
    if (folder) {
        fprintf(stream, "Wrote %s%s:", folder, folder[strlen(folder) - 1] == '/' ? "" : "/");
        for (size_t i = 0; i < writing->file_count; i++)
            fprintf(stream, " %s", writing->files[i]);
        putc('\n', stream);
    }
    if (request->scripts)
        fprintf(stream, "Wrote %zu script%s for gnuplot to %s\n", writing->figure_count,
                writing->figure_count == 1 ? "" : "s", request->scripts);
}

static fnl_status print_written(const struct writing *writing)
{
    FILE *out = writing->request->out;
    if (writing->request->format != FNL_REPORT_TABLE)
        return FNL_OK;
    char *text = fnl_paragraph_written(write_written, writing);
    if (!text)
        return FNL_ERR_MEMORY;
    fnl_paragraph_print(text, fnl_screen_text(out), out);
    free(text);
    return FNL_OK;
}

static fnl_status write_files(struct writing *writing, struct fnl_error *error)
{
    const struct fnl_report_request *request = writing->request;
    fnl_status status = FNL_OK;
    if (request->folder) {
        status = fnl_file_directory(request->folder, error);
        if (status == FNL_OK)
            status = write_tables(writing, error);
    }
    if (status == FNL_OK)
        status = draw_figures(writing, error);
    if (status == FNL_OK && request->scripts)
        status = keep_scripts(writing, error);
    if (status == FNL_OK && request->folder)
        status = write_file(writing, "run.json", write_run, 0, error);
    return status;
}

static fnl_status prepare(struct writing *writing, struct fnl_error *error)
{
    const struct fnl_report_request *request = writing->request;
    fnl_status status = fnl_study_init(&writing->study, request->results, error);
    if (status == FNL_OK)
        status = choose_figures(writing, error);
    if (status == FNL_OK)
        status = list_places(writing, error);
    if (status == FNL_OK)
        status = fnl_judgement_init(&writing->study, &writing->judged);
    if (status != FNL_OK || writing->study.count == 1)
        return status;
    writing->fairness = fnl_fairness_text(&writing->study);
    writing->verdict = fnl_verdict_text(&writing->study, &writing->judged);
    return writing->fairness && writing->verdict ? FNL_OK : FNL_ERR_MEMORY;
}

static void clear(struct writing *writing)
{
    for (size_t i = 0; i < writing->file_count; i++)
        free(writing->files[i]);
    free(writing->files);
    free(writing->places);
    free(writing->fairness);
    free(writing->verdict);
    fnl_judgement_fini(&writing->judged);
    fnl_study_fini(&writing->study);
}

static fnl_status check_request(const struct fnl_report_request *request, struct fnl_error *error)
{
    if (request->separator != ',' && request->separator != ';')
        return fnl_status_fail(FNL_ERR_USAGE, error, "cells are separated by , or ;");
    return FNL_OK;
}

fnl_status fnl_report_write(const struct fnl_report_request *request, struct fnl_error *error)
{
    struct writing writing = {.request = request};
    fnl_status status = check_request(request, error);
    if (status == FNL_OK)
        status = prepare(&writing, error);
    if (status == FNL_OK)
        status = print_report(&writing, error);
    if (status == FNL_OK)
        status = check_out(&writing, error);
    if (status == FNL_OK)
        status = write_files(&writing, error);
    if (status == FNL_OK)
        status = print_written(&writing);
    if (status == FNL_OK)
        status = check_out(&writing, error);
    clear(&writing);
    return told(status, error);
}
