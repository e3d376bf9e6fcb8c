/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include <cmocka.h>
#include <jansson.h>

#include <funnelsim/report.h>

#include "base/memory.h"
#include "report/gnuplot.h"

#include "scratch.h"
#include "worded.h"

#include "lived.h"

static const char *const plots[] = {"plots"};

/* One or two options of a small firm, reported into scratch/out with default settings. */
struct reporting {
    struct lived lived;
    struct fnl_report_request request;
    struct fnl_error error;
    char *text; /* what went to `out` */
    size_t length;
    char folder[1200], scripts[1200];
};

/* A folder in the scratch directory, for as long as there is the reporting. */
static void write_to(struct reporting *reporting, const char *name)
{
    snprintf(reporting->folder, sizeof reporting->folder, "%s/%s", scratch, name);
    reporting->request.writing.folder = reporting->folder;
}

static void keep_scripts_in(struct reporting *reporting, const char *name)
{
    snprintf(reporting->scripts, sizeof reporting->scripts, "%s/%s", scratch, name);
    reporting->request.writing.scripts = reporting->scripts;
}

static struct reporting *begin(size_t options, size_t futures)
{
    static const char *const texts[] = {
        "name = \"As we are\"; " LIVED_FIRM,
        "name = \"More hours\"; extra_budget = 100; " LIVED_FIRM
        "changes = ( { from = \"2026-04-01\"; say = \"x\"; stages = ( { name = \"Talk\"; "
        "go_on = \"50 %\"; } ); } );"};
    struct reporting *reporting = calloc(1, sizeof *reporting);
    assert_non_null(reporting);
    for (size_t i = 0; i < options; i++)
        lived_add(&reporting->lived, texts[i]);
    reporting->request =
        (struct fnl_report_request){.results = lived_through(&reporting->lived, futures, 0),
                                    .command = "funnelsim compare a b",
                                    .writing.separator = ',',
                                    .writing.figures = "none",
                                    .writing.plot_folders = plots,
                                    .writing.plot_folder_count = 1,
                                    .seconds = -1};
    write_to(reporting, "out");
    return reporting;
}

static fnl_status write_report(struct reporting *reporting)
{
    free(reporting->text);
    reporting->error = (struct fnl_error){.status = FNL_OK};
    reporting->request.writing.out = open_memstream(&reporting->text, &reporting->length);
    const fnl_status status = fnl_report_write(&reporting->request, &reporting->error);
    fclose(reporting->request.writing.out);
    return status;
}

static void written(struct reporting *reporting)
{
    if (write_report(reporting) != FNL_OK)
        fail_msg("%s", reporting->error.text);
}

static void assert_says(const struct reporting *reporting, const char *expected)
{
    worded_says(reporting->text, expected);
}

static void refused(struct reporting *reporting, fnl_status status, const char *complaint)
{
    assert_int_equal(write_report(reporting), status);
    if (!strstr(reporting->error.text, complaint))
        fail_msg("no \"%s\" in \"%s\"", complaint, reporting->error.text);
}

static void end(struct reporting *reporting)
{
    lived_end(&reporting->lived);
    free(reporting->text);
    free(reporting);
}

/* Files in a folder of the scratch directory, hidden ones too; 0 when there is none. */
static size_t files_in(const char *folder)
{
    size_t count = 0;
    DIR *stream = opendir(scratch_path(folder));
    if (!stream)
        return 0;
    while (readdir(stream))
        count++;
    closedir(stream);
    return count - 2;
}

static bool gnuplot_is_there(void)
{
    char version[FNL_GNUPLOT_VERSION];
    return fnl_gnuplot_version(version);
}

static void assert_lists(struct reporting *reporting, const char *expected)
{
    worded_lists(reporting->text, expected);
}

static void a_comparison_prints_a_table_and_writes_its_files(void **state)
{
    (void)state;
    struct reporting *reporting = begin(2, 30);
    written(reporting);
    assert_says(reporting, "2 options, 12 months from Jan 2026, 30 futures, the same people in "
                           "each, seed 7\nFair fight: not quite. Against As we are:\n"
                           "  More hours ");
    assert_says(reporting, "  New business signed ");
    assert_says(reporting, "More hours is better: +$");
    assert_lists(reporting,
                 "/out/: summary.csv series.csv futures.csv differences.csv sources.csv "
                 "losses.csv losses-by-month.csv hours.csv money.csv verdict.txt run.json\n");
    assert_int_equal(files_in("out"), 11);
    end(reporting);
}

static void run_json_lists_what_is_there(void **state)
{
    (void)state;
    struct reporting *reporting = begin(2, 5);
    written(reporting);
    size_t length;
    char *text = scratch_read(scratch_path("out/run.json"), &length);
    json_t *document = json_loads(text, 0, NULL);
    assert_non_null(document);
    assert_string_equal(json_string_value(json_object_get(document, "command")),
                        "funnelsim compare a b");
    json_t *files = json_object_get(document, "files");
    assert_int_equal(json_array_size(files), files_in("out"));
    for (size_t i = 0; i < json_array_size(files); i++) {
        char path[64];
        struct stat there;
        snprintf(path, sizeof path, "out/%s", json_string_value(json_array_get(files, i)));
        assert_int_equal(stat(scratch_path(path), &there), 0);
        assert_true(there.st_size > 0);
    }
    json_decref(document);
    free(text);
    end(reporting);
}

static void the_same_results_are_the_same_bytes(void **state)
{
    (void)state;
    static const char *const files[] = {"summary.csv", "differences.csv", "verdict.txt",
                                        "run.json"};
    struct reporting *reporting = begin(2, 5);
    written(reporting);
    write_to(reporting, "again/deep");
    reporting->request.seconds = 12; /* on the terminal alone */
    written(reporting);
    assert_says(reporting, "seed 7   12 s\n");
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char first[64], second[64];
        size_t length;
        snprintf(first, sizeof first, "out/%s", files[i]);
        snprintf(second, sizeof second, "again/deep/%s", files[i]);
        char *text = scratch_read(scratch_path(first), &length);
        scratch_assert_content(scratch_path(second), text);
        free(text);
    }
    end(reporting);
}

static void a_single_option_has_no_verdict(void **state)
{
    (void)state;
    struct reporting *reporting = begin(1, 5);
    written(reporting);
    assert_says(reporting, "As we are, 12 months from Jan 2026, 5 futures, seed 7\n\n");
    assert_says(reporting, "8 in 10 futures");
    assert_null(strstr(reporting->text, "verdict.txt"));
    assert_null(strstr(reporting->text, "Fair"));
    end(reporting);
}

static void other_formats_are_clean(void **state)
{
    (void)state;
    struct reporting *reporting = begin(2, 5);
    reporting->request.writing.format = FNL_WRITING_CSV;
    reporting->request.writing.separator = ';';
    written(reporting);
    assert_says(reporting, "\xef\xbb\xbfoption;indicator;label;unit;");
    assert_null(strstr(reporting->text, "Wrote"));
    reporting->request.writing.format = FNL_WRITING_JSON;
    written(reporting);
    json_t *document = json_loads(reporting->text, 0, NULL);
    assert_non_null(json_object_get(document, "verdict"));
    json_decref(document);
    reporting->request.writing.format = FNL_WRITING_MARKDOWN;
    written(reporting);
    assert_says(reporting, "|  | As we are | More hours |\n|:--|--:|--:|\n");
    assert_says(reporting, "\nFair fight: not quite. Against As we are:\n");
    assert_says(reporting, "\n- Luck: ahead in ");
    assert_null(strstr(reporting->text, "Wrote"));
    end(reporting);
}

static void without_a_folder_nothing_is_written(void **state)
{
    (void)state;
    struct reporting *reporting = begin(2, 5);
    reporting->request.writing.folder = NULL;
    reporting->request.writing.figures = NULL;
    written(reporting);
    assert_null(strstr(reporting->text, "Wrote"));
    assert_int_equal(scratch_count(), 2); /* the scenarios */
    end(reporting);
}

static volatile sig_atomic_t stop;

static void stop_soon(void *self, size_t done, size_t total)
{
    (void)self, (void)total;
    stop = done > 20;
}

static void a_run_that_was_stopped_is_marked(void **state)
{
    (void)state;
    struct reporting *reporting = begin(2, 5);
    struct lived *lived = &reporting->lived;
    const struct fnl_experiment_request request = {
        .options = (const fnl_scenario *const *)lived->scenarios,
        .count = 2,
        .seed = 7,
        .replications = 5000,
        .execution.threads = 1,
        .execution.stop = &stop,
        .execution.progress = stop_soon};
    fnl_experiment_free(lived->results);
    stop = 0;
    assert_int_equal(fnl_experiment_run(&request, &lived->results, NULL), FNL_ERR_STOPPED);
    reporting->request.results = lived->results;
    written(reporting);
    assert_says(reporting, "2 options, 12 months from Jan 2026, stopped early: ");
    assert_says(reporting, " of 5000 futures, the same people in each, seed 7\n");
    size_t length;
    char *text = scratch_read(scratch_path("out/run.json"), &length);
    assert_non_null(strstr(text, "\"partial\": true"));
    free(text);
    text = scratch_read(scratch_path("out/verdict.txt"), &length);
    assert_non_null(strstr(text, "stopped early: "));
    free(text);
    end(reporting);
}

static void figures_are_files_like_others(void **state)
{
    (void)state;
    if (!gnuplot_is_there())
        skip();
    struct reporting *reporting = begin(2, 5);
    reporting->request.writing.figures = "cash, hours,cash";
    written(reporting);
    assert_lists(reporting, "verdict.txt cash.svg hours.svg run.json\n");
    assert_int_equal(files_in("out"), 13);
    reporting->request.writing.figures = NULL;
    write_to(reporting, "all");
    written(reporting);
    assert_int_equal(files_in("all"), 20);
    end(reporting);
}

/* Only what this run would write: another figure, and what is no file, stay. */
static void figures_of_an_earlier_run_in_another_format_go(void **state)
{
    (void)state;
    if (!gnuplot_is_there())
        skip();
    struct reporting *reporting = begin(2, 5);
    reporting->request.writing.figures = "cash";
    written(reporting);
    const size_t before = files_in("out");
    scratch_put(scratch_path("out/cash.png"), "old");
    scratch_put(scratch_path("out/cash.txt"), "mine");
    scratch_put(scratch_path("out/hours.png"), "mine");
    assert_int_equal(mkdir(scratch_path("out/cash.pdf"), 0777), 0);
    written(reporting);
    assert_int_equal(files_in("out"), before + 3);
    assert_int_not_equal(access(scratch_path("out/cash.png"), F_OK), 0);
    reporting->request.writing.figure_format = "png";
    written(reporting);
    assert_int_equal(files_in("out"), before + 3);
    assert_int_equal(access(scratch_path("out/cash.png"), F_OK), 0);
    assert_int_not_equal(access(scratch_path("out/cash.svg"), F_OK), 0);
    end(reporting);
}

static void a_figure_for_the_terminal_is_printed(void **state)
{
    (void)state;
    if (!gnuplot_is_there())
        skip();
    struct reporting *reporting = begin(1, 5);
    reporting->request.writing.figures = "hours";
    reporting->request.writing.figure_format = "dumb";
    reporting->request.writing.folder = NULL;
    written(reporting);
    assert_says(reporting, "Hours of all reps by what they went into, from left to right");
    end(reporting);
}

static void scripts_are_kept(void **state)
{
    (void)state;
    struct reporting *reporting = begin(1, 5);
    reporting->request.writing.figures = "all";
    reporting->request.writing.folder = NULL;
    keep_scripts_in(reporting, "scripts");
    written(reporting);
    assert_int_equal(files_in("scripts"), 8);
    assert_says(reporting, "Wrote 8 scripts for gnuplot to ");
    size_t length;
    char *text = scratch_read(scratch_path("scripts/cash.gp"), &length);
    assert_non_null(strstr(text, "output = 'cash.svg'"));
    free(text);
    end(reporting);
}

static void scripts_of_all_figures_are_kept_where_none_is_drawn(void **state)
{
    (void)state;
    struct reporting *reporting = begin(1, 5);
    reporting->request.writing.figures = "none";
    keep_scripts_in(reporting, "scripts");
    written(reporting);
    assert_int_equal(files_in("scripts"), 8);
    assert_says(reporting, "Wrote 8 scripts for gnuplot to ");
    assert_null(strstr(reporting->text, ".svg"));
    end(reporting);
    reporting = begin(1, 5);
    reporting->request.writing.figures = "cash";
    reporting->request.writing.folder = NULL;
    keep_scripts_in(reporting, "one");
    written(reporting);
    assert_int_equal(files_in("one"), 1);
    assert_says(reporting, "Wrote 1 script for gnuplot to ");
    end(reporting);
}

static void what_does_not_exist_is_refused_before_anything_is_written(void **state)
{
    (void)state;
    struct reporting *reporting = begin(1, 5);
    reporting->request.writing.figures = "cahs";
    refused(reporting, FNL_ERR_USAGE, "there is no figure cahs (did you mean cash?)");
    reporting->request.writing.figures = "cash,difference";
    refused(reporting, FNL_ERR_USAGE, "the figure difference needs two options");
    reporting->request.writing.figures = "all";
    reporting->request.writing.figure_format = "gif";
    refused(reporting, FNL_ERR_USAGE, "there is no figure format gif");
    reporting->request.writing.figure_format = NULL;
    reporting->request.writing.separator = '\t';
    refused(reporting, FNL_ERR_USAGE, "cells are separated by");
    assert_string_equal(reporting->text, "");
    assert_int_equal(files_in("out"), 0);
    end(reporting);
}

static void what_cannot_be_drawn_is_known_before_the_experiment(void **state)
{
    (void)state;
    struct reporting *reporting = begin(1, 5);
    struct fnl_writing_request *request = &reporting->request.writing;
    const fnl_scenario *option = reporting->lived.scenarios[0];
    const fnl_scenario *const options[] = {option, option};
    struct fnl_error error = {0};
    request->figures = "cash,difference";
    assert_int_equal(fnl_report_check(options, 1, request, &error), FNL_ERR_USAGE);
    assert_string_equal(error.text, "the figure difference needs two options to compare");
    assert_int_equal(fnl_report_check(options, 2, request, &error), FNL_OK);
    request->figures = "morale";
    error = (struct fnl_error){.status = FNL_OK};
    assert_int_equal(fnl_report_check(options, 2, request, &error), FNL_ERR_USAGE);
    assert_string_equal(error.text, "the figure morale needs the group `morale` in a scenario");
    request->figures = NULL;
    assert_int_equal(fnl_report_check(options, 1, request, &error), FNL_OK);
    fnl_memory_fail_after(0);
    assert_int_equal(fnl_report_check(options, 1, request, &error), FNL_ERR_MEMORY);
    fnl_memory_fail_after(-1);
    end(reporting);
}

static size_t lines_with(const char *text, const char *part)
{
    size_t count = 0;
    for (const char *at = strstr(text, part); at; at = strstr(at + 1, part))
        count++;
    return count;
}

static void a_missing_gnuplot_costs_one_line_unless_figures_were_asked_for(void **state)
{
    (void)state;
    struct reporting *reporting = begin(2, 5);
    char *path = fnl_memory_text(getenv("PATH"));
    reporting->request.writing.figures = NULL;
    setenv("PATH", scratch, 1);
    written(reporting);
    assert_int_equal(lines_with(reporting->text, "No figures: gnuplot is not installed.\n"), 1);
    assert_int_equal(lines_with(reporting->text, "gnuplot"), 1);
    assert_int_equal(files_in("out"), 11);
    reporting->request.writing.format = FNL_WRITING_CSV;
    written(reporting);
    assert_null(strstr(reporting->text, "gnuplot"));
    reporting->request.writing.figures = "cash";
    refused(reporting, FNL_ERR_IO, "gnuplot");
    reporting->request.writing.figures = NULL;
    reporting->request.writing.figure_format = "png";
    refused(reporting, FNL_ERR_IO, "gnuplot");
    setenv("PATH", path, 1);
    free(path);
    end(reporting);
}

static void missing_scripts_cost_one_line_unless_figures_were_asked_for(void **state)
{
    (void)state;
    if (!gnuplot_is_there())
        skip();
    struct reporting *reporting = begin(2, 5);
    const char *const nowhere[] = {scratch};
    reporting->request.writing.figures = NULL;
    reporting->request.writing.plot_folders = nowhere;
    written(reporting);
    assert_int_equal(lines_with(reporting->text, "No figures: "), 1);
    reporting->request.writing.figures = "cash";
    refused(reporting, FNL_ERR_USAGE, "there is no script");
    end(reporting);
}

static void what_cannot_be_written_is_told(void **state)
{
    (void)state;
    static const enum fnl_writing_format formats[] = {FNL_WRITING_TABLE, FNL_WRITING_CSV,
                                                      FNL_WRITING_JSON, FNL_WRITING_MARKDOWN};
    struct reporting *reporting = begin(2, 5);
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        struct fnl_error error = {0};
        reporting->request.writing.format = formats[i];
        reporting->request.writing.out = fopen("/dev/full", "w");
        assert_int_equal(fnl_report_write(&reporting->request, &error), FNL_ERR_IO);
        assert_non_null(strstr(error.text, "No space left"));
        fclose(reporting->request.writing.out);
    }
    assert_int_equal(files_in("out"), 0);
    scratch_put(scratch_path("file"), "in the way");
    write_to(reporting, "file");
    refused(reporting, FNL_ERR_IO, "/file: ");
    write_to(reporting, "out");
    keep_scripts_in(reporting, "file");
    reporting->request.writing.figures = "all";
    if (gnuplot_is_there())
        refused(reporting, FNL_ERR_IO, "/file: ");
    end(reporting);
}

static void lack_of_memory_leaves_whole_files_or_none(void **state)
{
    (void)state;
    struct reporting *reporting = begin(2, 2);
    keep_scripts_in(reporting, "scripts");
    reporting->request.writing.figures = "cash";
    reporting->request.writing.figure_format = "dumb";
    fnl_status status = FNL_ERR_MEMORY;
    for (long countdown = 0; status != FNL_OK; countdown += 11) {
        fnl_memory_fail_after(countdown);
        status = write_report(reporting);
        fnl_memory_fail_after(-1);
        if (status == FNL_ERR_IO || status == FNL_ERR_USAGE)
            break; /* where there is no gnuplot */
        assert_true(status == FNL_OK || status == FNL_ERR_MEMORY);
        assert_true(status == FNL_OK || reporting->error.status == FNL_ERR_MEMORY);
        assert_int_equal(lines_with(reporting->text, "Wrote"), status == FNL_OK ? 2 : 0);
    }
    DIR *stream = opendir(scratch_path("out"));
    assert_non_null(stream);
    for (struct dirent *entry; (entry = readdir(stream));)
        assert_int_not_equal(strncmp(entry->d_name, ".f", 2), 0);
    closedir(stream);
    end(reporting);
}

static void figures_can_be_listed(void **state)
{
    (void)state;
    assert_string_equal(fnl_report_figures()[0], "revenue-cost");
    assert_non_null(fnl_report_figure_about("losses"));
    assert_null(fnl_report_figure_about("whale"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_comparison_prints_a_table_and_writes_its_files),
        SCRATCH_TEST(run_json_lists_what_is_there),
        SCRATCH_TEST(the_same_results_are_the_same_bytes),
        SCRATCH_TEST(a_single_option_has_no_verdict),
        SCRATCH_TEST(other_formats_are_clean),
        SCRATCH_TEST(without_a_folder_nothing_is_written),
        SCRATCH_TEST(a_run_that_was_stopped_is_marked),
        SCRATCH_TEST(figures_are_files_like_others),
        SCRATCH_TEST(figures_of_an_earlier_run_in_another_format_go),
        SCRATCH_TEST(a_figure_for_the_terminal_is_printed),
        SCRATCH_TEST(scripts_are_kept),
        SCRATCH_TEST(scripts_of_all_figures_are_kept_where_none_is_drawn),
        SCRATCH_TEST(what_cannot_be_drawn_is_known_before_the_experiment),
        SCRATCH_TEST(what_does_not_exist_is_refused_before_anything_is_written),
        SCRATCH_TEST(a_missing_gnuplot_costs_one_line_unless_figures_were_asked_for),
        SCRATCH_TEST(missing_scripts_cost_one_line_unless_figures_were_asked_for),
        SCRATCH_TEST(what_cannot_be_written_is_told),
        SCRATCH_TEST(lack_of_memory_leaves_whole_files_or_none),
        cmocka_unit_test(figures_can_be_listed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
