/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/memory.h"
#include "report/gnuplot.h"
#include "report/writing.h"
#include "scratch.h"
#include "worded.h"

static const char *const names[] = {"dots", "lines", "moons", NULL};

static const char *lacks(const void *self, const char *name)
{
    (void)self;
    return strcmp(name, "moons") == 0 ? "a sky" : NULL;
}

/* `self` is what it shows. */
static fnl_status make(const void *self, const char *name, fnl_figure **figure)
{
    *figure = fnl_figure_new();
    if (!*figure)
        return FNL_ERR_MEMORY;
    fnl_figure_text(*figure, "what", self);
    fnl_figure_text(*figure, "name", name);
    return FNL_OK;
}

static const struct fnl_writing_figures figures = {names, "a thing", lacks, make};

static fnl_status write_part(const void *self, size_t part, FILE *stream, struct fnl_error *error)
{
    (void)error;
    fprintf(stream, "%s %zu\n", (const char *)self, part);
    return FNL_OK;
}

/* All of it, as a report does; what is printed is to be freed. */
static fnl_status write_all(struct fnl_writing_request request, char **text,
                            struct fnl_error *error)
{
    struct fnl_writing writing;
    size_t length;
    request.out = open_memstream(text, &length);
    request.separator = ',';
    fnl_status status = fnl_writing_begin(&writing, &request, &figures, error);
    if (status == FNL_OK)
        status = fnl_writing_folder(&writing, error);
    if (status == FNL_OK && request.folder)
        status = fnl_writing_file(&writing, "part.txt", write_part, "number", 7, error);
    if (status == FNL_OK)
        status = fnl_writing_draw(&writing, error);
    if (status == FNL_OK)
        status = fnl_writing_told(&writing, error);
    fnl_writing_end(&writing);
    fclose(request.out);
    return status;
}

static char *written(struct fnl_writing_request request)
{
    char *text;
    struct fnl_error error = {0};
    if (write_all(request, &text, &error) != FNL_OK)
        fail_msg("%s", error.text);
    return text;
}

static void assert_refused(struct fnl_writing_request request, const char *message)
{
    char *text;
    struct fnl_error error = {0};
    assert_int_equal(write_all(request, &text, &error), FNL_ERR_USAGE);
    assert_string_equal(error.text, message);
    free(text);
}

/* A script that draws anything, in a folder of scripts of its own. */
static struct fnl_writing_request wanting(const char *wanted)
{
    static char folder[4200];
    static const char *folders[] = {folder};
    snprintf(folder, sizeof folder, "%s", scratch_path("plots"));
    return (struct fnl_writing_request){
        .figures = wanted, .plot_folders = folders, .plot_folder_count = 1};
}

static void put_scripts(void)
{
    free(written((struct fnl_writing_request){.folder = scratch_path("plots"), .figures = "none"}));
    scratch_put(scratch_path("plots/style.gp"), "set terminal dumb\n");
    scratch_put(scratch_path("plots/dots.gp"), "plot x\n");
    scratch_put(scratch_path("plots/lines.gp"), "plot x\n");
}

static void what_does_not_exist_is_refused_with_the_nearest(void **state)
{
    (void)state;
    assert_refused(wanting("dots,sun"), "there is no figure sun");
    assert_refused(wanting("line"), "there is no figure line (did you mean lines?)");
    assert_refused(wanting("dots, moons"), "the figure moons needs a sky");
    struct fnl_writing_request request = wanting(NULL);
    request.figure_format = "jpg";
    assert_refused(request, "there is no figure format jpg (svg, png, pdf, dumb or sixel)");
}

static void files_are_listed_as_they_were_written(void **state)
{
    (void)state;
    struct fnl_writing_request request = wanting("none");
    request.folder = scratch_path("made/here");
    size_t length;
    char *text = written(request),
         *part = scratch_read(scratch_path("made/here/part.txt"), &length);
    worded_lists(text, "/made/here/: part.txt\n");
    assert_string_equal(part, "number 7\n");
    free(part);
    free(text);
    request.format = FNL_WRITING_JSON;
    text = written(request);
    assert_string_equal(text, "");
    free(text);
}

static void tables_that_are_known_by_name_are_written_in_one_go(void **state)
{
    (void)state;
    static const char *const tables[] = {"first.txt", "second.txt", NULL};
    struct fnl_writing writing;
    struct fnl_error error = {0};
    char *text;
    size_t length;
    struct fnl_writing_request request = wanting("none");
    request.separator = ';';
    request.folder = scratch_path("at/once");
    request.out = open_memstream(&text, &length);
    assert_int_equal(fnl_writing_begin(&writing, &request, &figures, &error), FNL_OK);
    assert_int_equal(fnl_writing_files(&writing, tables, write_part, "number", &error), FNL_OK);
    assert_int_equal(fnl_writing_told(&writing, &error), FNL_OK);
    fnl_writing_end(&writing);
    fclose(request.out);
    worded_lists(text, "/at/once/: first.txt second.txt\n");
    free(text);
    text = scratch_read(scratch_path("at/once/second.txt"), &length);
    assert_string_equal(text, "number 1\n");
    free(text);
}

static void scripts_are_kept_of_what_was_chosen_and_can_be_drawn(void **state)
{
    (void)state;
    put_scripts();
    struct fnl_writing_request request = wanting("dots,dots");
    request.scripts = scratch_path("kept");
    char *text = written(request);
    worded_lists(text, "Wrote 1 script for gnuplot to ");
    free(text);
    request.figures = "none";
    text = written(request);
    worded_lists(text, "Wrote 2 scripts for gnuplot to ");
    free(text);
    size_t length;
    text = scratch_read(scratch_path("kept/lines.gp"), &length);
    worded_says(text, "what = 'a thing'\nname = 'lines'\n");
    free(text);
    assert_int_not_equal(access(scratch_path("kept/moons.gp"), F_OK), 0);
}

static void missing_scripts_cost_one_line_unless_figures_were_asked_for(void **state)
{
    (void)state;
    static const char *const nowhere[] = {"/nowhere"};
    char version[FNL_GNUPLOT_VERSION];
    struct fnl_writing_request request = wanting(NULL);
    request.folder = scratch_path("bare");
    request.plot_folders = nowhere;
    if (!fnl_gnuplot_version(version))
        skip();
    char *text = written(request);
    worded_says(text, "No figures: ");
    free(text);
    request.figures = "all";
    struct fnl_error error = {0};
    assert_int_equal(write_all(request, &text, &error), FNL_ERR_USAGE);
    free(text);
}

static void a_full_disk_is_reported(void **state)
{
    (void)state;
    struct fnl_writing writing;
    struct fnl_error error = {0};
    const struct fnl_writing_request request = {
        .out = fopen("/dev/full", "w"), .separator = ',', .figures = "none"};
    assert_int_equal(fnl_writing_begin(&writing, &request, &figures, &error), FNL_OK);
    fputs("something", request.out);
    assert_int_equal(fnl_writing_check(&writing, &error), FNL_ERR_IO);
    assert_string_equal(error.text, "the report cannot be written: No space left on device");
    assert_int_equal(fnl_writing_told(&writing, &error), FNL_ERR_IO);
    fnl_writing_end(&writing);
    fclose(request.out);
}

static void lack_of_memory_is_reported(void **state)
{
    (void)state;
    fnl_status status = FNL_ERR_MEMORY;
    put_scripts();
    for (long after = 0; status != FNL_OK; after++) {
        struct fnl_writing_request request = wanting("dots,lines");
        struct fnl_error error = {0};
        char *text;
        request.figure_format = "svg";
        request.scripts = scratch_path("starved");
        fnl_memory_fail_after(after);
        status = write_all(request, &text, &error);
        fnl_memory_fail_after(-1);
        free(text);
        assert_true(status == FNL_OK || status == FNL_ERR_MEMORY);
        assert_true(after < 1000);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(what_does_not_exist_is_refused_with_the_nearest),
        SCRATCH_TEST(files_are_listed_as_they_were_written),
        SCRATCH_TEST(tables_that_are_known_by_name_are_written_in_one_go),
        SCRATCH_TEST(scripts_are_kept_of_what_was_chosen_and_can_be_drawn),
        SCRATCH_TEST(missing_scripts_cost_one_line_unless_figures_were_asked_for),
        SCRATCH_TEST(a_full_disk_is_reported),
        SCRATCH_TEST(lack_of_memory_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
