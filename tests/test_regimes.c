/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include <funnelsim/regimes.h>

#include "base/memory.h"
#include "report/gnuplot.h"
#include "scratch.h"
#include "worded.h"

#include "surveyed.h"

static const char *const plots[] = {"plots"};

static struct fnl_regimes_request usual(const fnl_map *map)
{
    return (struct fnl_regimes_request){.map = map,
                                        .command = "funnelsim map",
                                        .writing.format = FNL_WRITING_TABLE,
                                        .writing.separator = ',',
                                        .writing.figures = "none",
                                        .writing.plot_folders = plots,
                                        .writing.plot_folder_count = 1};
}

/* What the request prints; to be freed. */
static char *printed(struct fnl_regimes_request request)
{
    char *text;
    size_t length;
    struct fnl_error error = {0};
    request.writing.out = open_memstream(&text, &length);
    if (fnl_regimes_write(&request, &error) != FNL_OK)
        fail_msg("%s", error.text);
    fclose(request.writing.out);
    return text;
}

static fnl_map *lived_map(void)
{
    fnl_map *map = surveyed(surveyed_request("reps.count=1,2", "months=3,12"));
    surveyed_live(map, 1);
    return map;
}

static void the_map_is_a_table_with_the_last_value_on_top(void **state)
{
    (void)state;
    fnl_map *map = lived_map();
    char *text = printed(usual(map));
    worded_says(text, "Across: reps.count; up: months\n");
    worded_says(text, "\n  12   -$3.6k --   -$3.6k --\n");
    worded_says(text, "\n  3     -$901 =     -$901 =\n");
    worded_says(text, "surely ahead of Lean at none of 4 points, behind at 2.\n");
    worded_says(text, "--  behind by more than $2.0k (2)\n");
    worded_says(text, "As the files have it: reps.count = 2, months = 12.\n");
    worded_fits(text);
    worded_lists(text, "Müller's <fat> `firm` less Lean: Contribution, 12 months from Jan 2026, 4 "
                       "points, 20 futures at each, the same people at all, seed 7\n");
    free(text);
    fnl_map_free(map);
}

static void files_have_a_row_a_point(void **state)
{
    (void)state;
    fnl_map *map = lived_map();
    size_t length;
    struct fnl_regimes_request request = usual(map);
    request.writing.folder = scratch_path("made");
    char *text = printed(request);
    worded_lists(text, "/made/: map.csv map.json\n");
    free(text);
    char *rows = scratch_read(scratch_path("made/map.csv"), &length);
    worded_says(rows, "reps.count,months,first,second,mean,low,high,noise_low,noise_high,ahead,"
                      "futures,verdict\n1,3,");
    worded_says(rows, ",0,20,too close to matter\n2,3,");
    worded_says(rows, ",0,20,worse\n");
    char *document = scratch_read(scratch_path("made/map.json"), &length);
    json_t *read = json_loads(document, 0, NULL);
    assert_non_null(read);
    assert_int_equal(json_array_size(json_object_get(read, "points")), 4);
    assert_int_equal(json_integer_value(json_object_get(read, "seed")), 7);
    assert_false(json_is_true(json_object_get(read, "partial")));
    const json_t *point = json_array_get(json_object_get(read, "points"), 2);
    assert_string_equal(json_string_value(json_object_get(point, "y")), "12");
    assert_string_equal(json_string_value(json_object_get(point, "verdict")), "worse");
    json_decref(read);
    request.writing.folder = NULL;
    request.writing.format = FNL_WRITING_CSV;
    text = printed(request);
    assert_string_equal(text, rows);
    free(text);
    request.writing.format = FNL_WRITING_JSON;
    text = printed(request);
    assert_string_equal(text, document);
    free(text);
    free(document);
    free(rows);
    fnl_map_free(map);
}

static void markdown_escapes_what_would_be_markup(void **state)
{
    (void)state;
    fnl_map *map = lived_map();
    struct fnl_regimes_request request = usual(map);
    request.writing.format = FNL_WRITING_MARKDOWN;
    char *text = printed(request);
    worded_says(text, "-$3.6k --");
    worded_says(text, "\n| 12 | -$3.6k -- | -$3.6k -- |\n");
    worded_says(text, "- --: behind by more than $2.0k (2)\n");
    assert_null(strstr(text, "<fat>"));
    free(text);
    fnl_map_free(map);
}

static void points_that_were_not_reached_are_left_empty(void **state)
{
    (void)state;
    fnl_map *map = surveyed(surveyed_request("reps.count=1,2", "months=3"));
    char *text = printed(usual(map));
    worded_lists(text, ", stopped early: 0 of 2 points, ");
    worded_says(text, ".   not reached before it was stopped (2)\n");
    free(text);
    struct fnl_regimes_request request = usual(map);
    request.writing.format = FNL_WRITING_CSV;
    text = printed(request);
    worded_says(text, "\n1,3,,,,,,,,0,0,not reached\n");
    free(text);
    fnl_map_free(map);
}

static void the_figure_is_drawn(void **state)
{
    (void)state;
    char version[FNL_GNUPLOT_VERSION];
    if (!fnl_gnuplot_version(version))
        skip();
    fnl_map *map = lived_map();
    struct fnl_regimes_request request = usual(map);
    request.writing.figures = "map";
    request.writing.folder = scratch_path("drawn");
    char *text = printed(request);
    worded_lists(text, "/drawn/: map.csv map.json map.svg\n");
    free(text);
    size_t length;
    text = scratch_read(scratch_path("drawn/map.svg"), &length);
    worded_says(text, ">-$3.6k<");
    free(text);
    fnl_map_free(map);
}

static void what_does_not_exist_is_refused(void **state)
{
    (void)state;
    fnl_map *map = surveyed(surveyed_request("reps.count=1", "months=3"));
    struct fnl_regimes_request request = usual(map);
    struct fnl_error error = {0};
    request.writing.figures = "maps";
    request.writing.out = stdout;
    assert_int_equal(fnl_regimes_write(&request, &error), FNL_ERR_USAGE);
    assert_string_equal(error.text, "there is no figure maps (did you mean map?)");
    assert_non_null(fnl_regimes_figure_about(fnl_regimes_figures()[0]));
    assert_null(fnl_regimes_figure_about("whale"));
    fnl_map_free(map);
}

static void lack_of_memory_is_reported(void **state)
{
    (void)state;
    fnl_map *map = lived_map();
    fnl_status status = FNL_ERR_MEMORY;
    struct fnl_regimes_request request = usual(map);
    request.writing.scripts = scratch_path("starved");
    request.writing.folder = scratch_path("starved");
    request.writing.figures = "none";
    request.writing.out = fopen("/dev/null", "w");
    for (long after = 0; status != FNL_OK; after++) {
        struct fnl_error error = {0};
        fnl_memory_fail_after(after);
        status = fnl_regimes_write(&request, &error);
        fnl_memory_fail_after(-1);
        assert_true(status == FNL_OK || (status == FNL_ERR_MEMORY && error.text[0]));
    }
    fclose(request.writing.out);
    fnl_map_free(map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(the_map_is_a_table_with_the_last_value_on_top),
        SCRATCH_TEST(files_have_a_row_a_point),
        SCRATCH_TEST(markdown_escapes_what_would_be_markup),
        SCRATCH_TEST(points_that_were_not_reached_are_left_empty),
        SCRATCH_TEST(the_figure_is_drawn),
        SCRATCH_TEST(what_does_not_exist_is_refused),
        SCRATCH_TEST(lack_of_memory_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
