/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "report/paragraph.h"
#include "report/terrain.h"
#include "scratch.h"

#include "surveyed.h"

/* A point with that interval of noise, in minor units. */
static struct fnl_map_point point_of(double low, double high)
{
    return (struct fnl_map_point){.known = true,
                                  .difference = {.count = 20,
                                                 .mean = (low + high) / 2,
                                                 .noise = {low, high},
                                                 .positive = 9,
                                                 .negative = 11}};
}

static void assert_marked(const struct fnl_terrain *terrain, double low, double high,
                          const char *mark, const char *meaning)
{
    char text[FNL_STUDY_TEXT];
    const struct fnl_map_point point = point_of(low, high);
    const size_t kind = fnl_terrain_kind(terrain, &point);
    assert_string_equal(fnl_terrain_mark(kind), mark);
    assert_string_equal(fnl_terrain_meaning(terrain, kind, text), meaning);
}

static void marks_tell_what_matters_from_what_is_sure(void **state)
{
    (void)state;
    fnl_map *map = surveyed(surveyed_request("reps.count=1", "months=3"));
    struct fnl_terrain terrain;
    assert_int_equal(fnl_terrain_init(&terrain, map), FNL_OK);
    assert_marked(&terrain, 210000, 330000, "++", "ahead by more than $2.0k");
    assert_marked(&terrain, 10000, 330000, "+", "ahead, perhaps by less than $2.0k");
    assert_marked(&terrain, -330000, -210000, "--", "behind by more than $2.0k");
    assert_marked(&terrain, -330000, -10000, "-", "behind, perhaps by less than $2.0k");
    assert_marked(&terrain, -110000, 150000, "=", "too close to matter: under $2.0k");
    assert_marked(&terrain, -110000, 250000, "?", "cannot tell yet: more futures would");
    fnl_terrain_fini(&terrain);
    fnl_map_free(map);
}

/* What matters is an amount, and goes with the yardstick alone. */
static void by_another_measure_everything_matters(void **state)
{
    (void)state;
    struct fnl_map_request request = surveyed_request("reps.count=1", "months=3");
    request.metric = "cost";
    fnl_map *map = surveyed(request);
    struct fnl_terrain terrain;
    assert_int_equal(fnl_terrain_init(&terrain, map), FNL_OK);
    assert_marked(&terrain, 100, 200, "--", "behind");
    assert_marked(&terrain, -200, -100, "++", "ahead");
    fnl_terrain_fini(&terrain);
    fnl_map_free(map);
}

static void points_are_counted_and_summed_up(void **state)
{
    (void)state;
    fnl_map *map = surveyed(surveyed_request("reps.count=1,2", "months=3,12"));
    struct fnl_terrain terrain;
    assert_int_equal(fnl_terrain_init(&terrain, map), FNL_OK);
    assert_int_equal(terrain.counts[FNL_TERRAIN_UNKNOWN], 4);
    assert_true(fnl_terrain_is_partial(&terrain));
    assert_string_equal(fnl_terrain_mark(FNL_TERRAIN_UNKNOWN), ".");
    assert_string_equal(fnl_terrain_word(FNL_TERRAIN_UNKNOWN), "not reached");
    fnl_terrain_fini(&terrain);

    surveyed_live(map, 1);
    assert_int_equal(fnl_terrain_init(&terrain, map), FNL_OK);
    assert_int_equal(terrain.counts[FNL_VERDICT_TOO_CLOSE], 2);
    assert_int_equal(terrain.counts[FNL_VERDICT_WORSE], 2);
    assert_false(fnl_terrain_is_partial(&terrain));
    char *sentence = fnl_paragraph_written(fnl_terrain_sentence, &terrain);
    assert_string_equal(sentence, "Müller's <fat> `firm` is surely ahead of Lean at none of 4 "
                                  "points, behind at 2");
    free(sentence);
    char text[FNL_NUMBER_TEXT];
    assert_string_equal(fnl_terrain_difference(&terrain, fnl_map_point(map, 0, 1), text), "-$3.6k");
    fnl_terrain_fini(&terrain);
    fnl_map_free(map);
}

static void every_kind_stands_in_the_legend_once(void **state)
{
    (void)state;
    unsigned seen = 0;
    for (size_t i = 0; i < FNL_TERRAIN_KINDS; i++)
        seen |= 1u << fnl_terrain_listed(i);
    assert_int_equal(seen, (1u << FNL_TERRAIN_KINDS) - 1);
}

static void a_side_is_never_called_as_the_other(void **state)
{
    (void)state;
    struct fnl_map_request request = surveyed_request("reps.count=1", "months=3");
    request.sides[1] = request.sides[0];
    fnl_map *map = surveyed(request);
    struct fnl_terrain terrain;
    assert_int_equal(fnl_terrain_init(&terrain, map), FNL_OK);
    assert_string_equal(terrain.names[0], "Lean");
    assert_string_equal(terrain.names[1], "Lean (2)");
    fnl_terrain_fini(&terrain);
    surveyed_live(map, 1);
    assert_int_equal(fnl_terrain_init(&terrain, map), FNL_OK);
    assert_int_equal(terrain.counts[FNL_VERDICT_SAME], 1);
    fnl_terrain_fini(&terrain);
    fnl_map_free(map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(marks_tell_what_matters_from_what_is_sure),
        SCRATCH_TEST(by_another_measure_everything_matters),
        SCRATCH_TEST(points_are_counted_and_summed_up),
        SCRATCH_TEST(every_kind_stands_in_the_legend_once),
        SCRATCH_TEST(a_side_is_never_called_as_the_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
