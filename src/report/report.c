/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <funnelsim/report.h>

#include <stdlib.h>

#include "base/memory.h"
#include "report/comparison.h"
#include "report/document.h"
#include "report/export.h"
#include "report/fairness.h"
#include "report/gallery.h"
#include "report/heading.h"
#include "report/judgement.h"
#include "report/markdown.h"
#include "report/page.h"
#include "report/paragraph.h"
#include "report/screen.h"
#include "report/study.h"
#include "report/table.h"
#include "report/verdict.h"
#include "report/writing.h"
#include "scenario/scenario.h"

/* A report in the making. */
struct report {
    const struct fnl_report_request *request;
    struct fnl_study study;
    struct fnl_judgement_set judged;
    char *fairness, *verdict; /* NULL for a single option */
    struct fnl_writing writing;
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

static const char *figure_lacks(const void *self, const char *name)
{
    return fnl_gallery_lacks(name, &((const struct report *)self)->study);
}

static fnl_status make_figure(const void *self, const char *name, fnl_figure **figure)
{
    const struct report *report = self;
    return fnl_gallery_make(name, &report->study, &report->judged, figure);
}

/* --- what goes to `out` */

static void print_above(const struct report *report, double seconds, FILE *stream)
{
    fnl_heading_write(&report->study, seconds, stream);
    if (report->fairness)
        fnl_paragraph_print(report->fairness, fnl_screen_text(stream), stream);
    putc('\n', stream);
}

static fnl_status print_table(const struct report *report, struct fnl_error *error)
{
    FILE *out = report->request->writing.out;
    print_above(report, report->request->seconds, out);
    const fnl_status status =
        fnl_comparison_print(&report->study, fnl_screen_table(out), out, error);
    if (status == FNL_OK && report->verdict) {
        putc('\n', out);
        fnl_paragraph_print(report->verdict, fnl_screen_text(out), out);
    }
    return status;
}

static void write_heading(const void *self, FILE *stream)
{
    fnl_heading_write(self, -1, stream);
}

static fnl_status print_markdown(const struct report *report, struct fnl_error *error)
{
    FILE *out = report->request->writing.out;
    const struct fnl_page page = {out, true};
    if (fnl_page_lines(&page, write_heading, &report->study) != FNL_OK)
        return FNL_ERR_MEMORY;
    if (report->fairness) {
        putc('\n', out);
        fnl_markdown_lines(report->fairness, out);
    }
    putc('\n', out);
    const fnl_status status = fnl_comparison_markdown(&report->study, out, error);
    if (report->verdict) {
        putc('\n', out);
        fnl_markdown_lines(report->verdict, out);
    }
    return status;
}

static fnl_status print_report(const struct report *report, struct fnl_error *error)
{
    const struct fnl_writing_request *request = &report->request->writing;
    switch (request->format) {
    case FNL_WRITING_TABLE:
        return print_table(report, error);
    case FNL_WRITING_CSV:
        return fnl_export_write(&report->study, 0, request->separator, request->out);
    case FNL_WRITING_JSON:
        return fnl_document_report(&report->study, &report->judged, request->out, error);
    case FNL_WRITING_MARKDOWN:
        break;
    }
    return print_markdown(report, error);
}

/* --- the files of the folder */

static fnl_status write_export(const void *self, size_t part, FILE *stream, struct fnl_error *error)
{
    const struct report *report = self;
    (void)error;
    return fnl_export_write(&report->study, part, report->request->writing.separator, stream);
}

static fnl_status write_verdict(const void *self, size_t part, FILE *stream,
                                struct fnl_error *error)
{
    const struct report *report = self;
    (void)part, (void)error;
    print_above(report, -1, stream);
    fnl_paragraph_print(report->verdict, fnl_screen_text(stream), stream);
    return FNL_OK;
}

static fnl_status write_run(const void *self, size_t part, FILE *stream, struct fnl_error *error)
{
    const struct report *report = self;
    (void)part;
    return fnl_document_run(&report->study, report->request->command,
                            (const char *const *)report->writing.files, report->writing.file_count,
                            stream, error);
}

static fnl_status write_file(struct report *report, const char *name, fnl_writing_contents write,
                             size_t part, struct fnl_error *error)
{
    return fnl_writing_file(&report->writing, name, write, report, part, error);
}

static fnl_status write_tables(struct report *report, struct fnl_error *error)
{
    fnl_status status = FNL_OK;
    for (size_t i = 0; i < fnl_export_count(&report->study) && status == FNL_OK; i++)
        status = write_file(report, fnl_export_file(&report->study, i), write_export, i, error);
    if (status == FNL_OK && report->verdict)
        status = write_file(report, "verdict.txt", write_verdict, 0, error);
    return status;
}

/* --- all of it */

static fnl_status write_files(struct report *report, struct fnl_error *error)
{
    const bool to_folder = report->request->writing.folder;
    fnl_status status = fnl_writing_folder(&report->writing, error);
    if (status == FNL_OK && to_folder)
        status = write_tables(report, error);
    if (status == FNL_OK)
        status = fnl_writing_draw(&report->writing, error);
    if (status == FNL_OK && to_folder)
        status = write_file(report, "run.json", write_run, 0, error);
    return status;
}

static fnl_status begin_writing(struct report *report, const struct fnl_writing_request *request,
                                struct fnl_error *error)
{
    const struct fnl_writing_figures figures = {
        .names = fnl_gallery_names(), .self = report, .lacks = figure_lacks, .make = make_figure};
    return fnl_writing_begin(&report->writing, request, &figures, error);
}

fnl_status fnl_report_check(const fnl_scenario *const *options, size_t count,
                            const struct fnl_writing_request *request, struct fnl_error *error)
{
    const struct fnl_plan *first = fnl_scenario_plan(options[0]);
    struct fnl_study_option *described = fnl_memory_zeroed(count, sizeof *described);
    struct report report = {.study = {.start = first->phases[0].settings->start,
                                      .months = (size_t)first->months,
                                      .options = described,
                                      .count = count}};
    if (!described)
        return out_of_memory(error);
    for (size_t i = 0; i < count; i++) {
        const struct fnl_plan *plan = fnl_scenario_plan(options[i]);
        described[i].last = plan->phases[plan->count - 1].settings;
    }
    const fnl_status status = begin_writing(&report, request, error);
    fnl_writing_end(&report.writing);
    free(described);
    return told(status, error);
}

static fnl_status prepare(struct report *report, struct fnl_error *error)
{
    const struct fnl_report_request *request = report->request;
    fnl_status status = fnl_study_init(&report->study, request->results, error);
    if (status == FNL_OK)
        status = begin_writing(report, &request->writing, error);
    if (status == FNL_OK)
        status = fnl_judgement_init(&report->study, &report->judged);
    if (status != FNL_OK || report->study.count == 1)
        return status;
    report->fairness = fnl_fairness_text(&report->study);
    report->verdict = fnl_verdict_text(&report->study, &report->judged);
    return report->fairness && report->verdict ? FNL_OK : FNL_ERR_MEMORY;
}

static void clear(struct report *report)
{
    fnl_writing_end(&report->writing);
    free(report->fairness);
    free(report->verdict);
    fnl_judgement_fini(&report->judged);
    fnl_study_fini(&report->study);
}

fnl_status fnl_report_write(const struct fnl_report_request *request, struct fnl_error *error)
{
    struct report report = {.request = request};
    fnl_status status = prepare(&report, error);
    if (status == FNL_OK)
        status = print_report(&report, error);
    if (status == FNL_OK)
        status = fnl_writing_check(&report.writing, error);
    if (status == FNL_OK)
        status = write_files(&report, error);
    if (status == FNL_OK)
        status = fnl_writing_told(&report.writing, error);
    clear(&report);
    return told(status, error);
}
