/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "report/relief.h"
#include "scratch.h"
#include "worded.h"

#include "surveyed.h"

static void a_field_a_point_says_how_far_and_how_surely(void **state)
{
    (void)state;
    fnl_map *map = surveyed(surveyed_request("reps.count=1,2", "months=3,12"));
    struct fnl_terrain terrain;
    surveyed_live(map, 1);
    assert_int_equal(fnl_terrain_init(&terrain, map), FNL_OK);
    fnl_figure *figure = fnl_figure_new();
    assert_int_equal(fnl_relief_make(&terrain, figure), FNL_OK);
    const char *data = fnl_figure_data(figure);
    worded_says(data, "title = 'Müller’s <fat> `firm` is surely ahead of Lean at none of 4 "
                      "points, behind at 2'\n");
    worded_says(data, "subtitle = '20 futures at each point, the same people at all.'\n");
    worded_says(data, "metric = 'Contribution'\n");
    worded_says(data, "array axis[2] = ['reps who carry a number (reps.count)', 'length of the "
                      "simulation (months)']\n");
    worded_says(data, "array up_value[2] = ['3', '12']\n");
    worded_says(data, "array mark[8] = ['++', '--', '+', '-', '=', '?', '=', '.']\n");
    worded_says(data, "array kind[2] = [2, 5]\n");
    worded_says(data, "array meaning[2] = ['behind by more than $2.0k', 'too close to matter: "
                      "under $2.0k']\n");
    worded_says(data, "array field[4] = ['-$901', '-$901', '-$3.6k', '-$3.6k']\n");
    worded_says(data, "$points << EOD\n1 1 -901.");
    worded_says(data, " 2 1\nEOD\n"); /* behind, and where the firm stands */
    fnl_figure_free(figure);
    fnl_terrain_fini(&terrain);
    fnl_map_free(map);
}

/* There is room for 82 letters. */
static void an_axis_whose_words_are_too_long_has_its_path_alone(void **state)
{
    (void)state;
    fnl_map *map =
        surveyed(surveyed_request("reps.count=1", "sources[Website].leads_per_month=20,40"));
    struct fnl_terrain terrain;
    assert_int_equal(fnl_terrain_init(&terrain, map), FNL_OK);
    fnl_figure *figure = fnl_figure_new();
    assert_int_equal(fnl_relief_make(&terrain, figure), FNL_OK);
    worded_says(fnl_figure_data(figure),
                "'people a calendar month on average (sources[Website].leads_per_month)']\n");
    fnl_figure_free(figure);
    figure = fnl_figure_new();
    free(terrain.paths[1]);
    terrain.paths[1] = fnl_memory_text("sources[Friends from the university].leads_per_month");
    assert_int_equal(fnl_relief_make(&terrain, figure), FNL_OK);
    worded_says(fnl_figure_data(figure),
                ", 'sources[Friends from the university].leads_per_month']\n");
    fnl_figure_free(figure);
    fnl_terrain_fini(&terrain);
    fnl_map_free(map);
}

static void what_was_not_reached_has_an_empty_field(void **state)
{
    (void)state;
    fnl_map *map = surveyed(surveyed_request("reps.count=1", "months=3"));
    struct fnl_terrain terrain;
    assert_int_equal(fnl_terrain_init(&terrain, map), FNL_OK);
    fnl_figure *figure = fnl_figure_new();
    assert_int_equal(fnl_relief_make(&terrain, figure), FNL_OK);
    const char *data = fnl_figure_data(figure);
    worded_says(data, "array field[1] = ['']\n$points << EOD\n1 1 0 8 0\nEOD\n");
    worded_says(data, " Stopped early: 0 of 1 points.'\n");
    fnl_figure_free(figure);
    fnl_terrain_fini(&terrain);
    fnl_map_free(map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_field_a_point_says_how_far_and_how_surely),
        SCRATCH_TEST(an_axis_whose_words_are_too_long_has_its_path_alone),
        SCRATCH_TEST(what_was_not_reached_has_an_empty_field),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
