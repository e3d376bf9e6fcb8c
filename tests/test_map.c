/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "scratch.h"

#include "surveyed.h"

static void both_values_are_laid_over_both_sides(void **state)
{
    (void)state;
    fnl_map *map = surveyed(surveyed_request("reps.count=1,2,3", "months=3,12"));
    assert_int_equal(fnl_map_points(map), 6);
    assert_int_equal(fnl_map_known(map), 0);
    surveyed_live(map, 1);
    assert_int_equal(fnl_map_known(map), 6);
    assert_string_equal(fnl_map_axis(map, 0)->path, "reps.count");
    assert_string_equal(fnl_map_axis(map, 1)->values[1], "12");
    for (size_t across = 0; across < 3; across++) {
        const struct fnl_map_point *low = fnl_map_point(map, across, 0);
        const struct fnl_map_point *high = fnl_map_point(map, across, 1);
        assert_true(fabs(low->difference.mean + 90000) < 200); /* and some interest */
        assert_true(fabs(high->difference.mean + 360000) < 200 && high->difference.count == 20);
        assert_true(fabs(high->sides[1].mean - high->sides[0].mean + 360000) < 200);
    }
    fnl_map_free(map);
}

static void the_point_where_the_firm_stands_is_known(void **state)
{
    (void)state;
    fnl_map *map = surveyed(surveyed_request("reps.count=1,2,3", "months=3,12"));
    for (size_t up = 0; up < 2; up++)
        for (size_t across = 0; across < 3; across++)
            assert_int_equal(fnl_map_point(map, across, up)->home, across == 1 && up == 1);
    fnl_map_free(map);
}

/* Each point is a comparison as any other, but that the intervals of all hold at once. */
static void a_point_says_what_a_comparison_says(void **state)
{
    (void)state;
    static const char *const sets[] = {"sources[Website].leads_per_month=31"};
    const struct fnl_quantity won = {FNL_QUANTITY_INDICATOR, FNL_NEW_CLIENTS, 0};
    struct fnl_map_request request = surveyed_request("reps.count=1,2", "months=12,13");
    request.metric = "new_clients";
    request.sides[1].sets = sets;
    request.sides[1].set_count = 1;
    fnl_map *map = surveyed(request);
    surveyed_live(map, 1);
    const struct fnl_spread *found = &fnl_map_point(map, 1, 0)->difference;

    const fnl_scenario *const options[] = {fnl_map_side(map, 0), fnl_map_side(map, 1)};
    const struct fnl_experiment_request experiment = {
        .options = options, .count = 2, .seed = 7, .replications = 20, .execution.threads = 1};
    fnl_results *results;
    struct fnl_spread alone, together;
    assert_int_equal(fnl_experiment_run(&experiment, &results, NULL), FNL_OK);
    assert_int_equal(fnl_contrast_pair(results, 1, 0, won, 1, &alone), FNL_OK);
    assert_int_equal(fnl_contrast_pair(results, 1, 0, won, 4, &together), FNL_OK);
    assert_true(found->mean == together.mean && found->mean > 0);
    assert_true(found->noise.low == together.noise.low && found->noise.low < alone.noise.low);
    fnl_experiment_free(results);
    fnl_map_free(map);
}

static void nothing_depends_on_the_number_of_threads(void **state)
{
    (void)state;
    struct fnl_map_request request = surveyed_request("reps.count=1,2", "months=2,3");
    request.metric = "new_business";
    fnl_map *one = surveyed(request), *three = surveyed(request);
    surveyed_live(one, 1);
    surveyed_live(three, 3);
    for (size_t up = 0; up < 2; up++)
        for (size_t across = 0; across < 2; across++) {
            const struct fnl_map_point *a = fnl_map_point(one, across, up);
            const struct fnl_map_point *b = fnl_map_point(three, across, up);
            assert_true(a->sides[1].mean == b->sides[1].mean && a->sides[1].mean > 0);
            assert_true(a->difference.noise.high == b->difference.noise.high);
        }
    fnl_map_free(one);
    fnl_map_free(three);
}

static void values_may_have_commas_in_brackets_and_quotes(void **state)
{
    (void)state;
    fnl_map *map = surveyed(
        surveyed_request("stages[Talk].days=[2, 8, 25],{ law = \"gamma\"; mean = 20; cv = 0.5; },3",
                         "name=\"a, b\",plain"));
    assert_int_equal(fnl_map_points(map), 6);
    assert_string_equal(fnl_map_axis(map, 0)->path, "stages[Talk].days");
    assert_string_equal(fnl_map_axis(map, 0)->values[0], "[2, 8, 25]");
    assert_string_equal(fnl_map_axis(map, 1)->values[0], "\"a, b\"");
    fnl_map_free(map);
}

static void assert_refused(const char *x, const char *y, const char *metric, const char *message)
{
    struct fnl_map_request request = surveyed_request(x, y);
    struct fnl_mistakes mistakes = {0};
    struct fnl_error error = {0};
    fnl_map *map;
    request.metric = metric;
    assert_int_equal(fnl_map_load(&request, &mistakes, &map, &error), FNL_ERR_USAGE);
    assert_null(map);
    assert_string_equal(error.text, message);
    assert_false(fnl_mistakes_any(&mistakes));
}

static void axes_that_cannot_be_read_are_refused(void **state)
{
    (void)state;
    assert_refused("reps.count", "months=1", NULL,
                   "x reps.count: expected PATH=VALUE,VALUE, such as reps.count=4,8,12");
    assert_refused("sources[kind=list]", "months=1", NULL,
                   "x sources[kind=list]: expected PATH=VALUE,VALUE, such as reps.count=4,8,12");
    assert_refused("months=1", "=3", NULL,
                   "y =3: expected PATH=VALUE,VALUE, such as reps.count=4,8,12");
    assert_refused("reps.count=1,,2", "months=1", NULL, "reps.count=1,,2: a value is missing");
    assert_refused("reps.count=1", "months=3,", NULL, "months=3,: a value is missing");
    assert_refused("reps.count=1,2,1", "months=1", NULL,
                   "reps.count=1,2,1: the value 1 is there twice");
    assert_refused("months=1,2", "months=3", NULL,
                   "x and y are both months: expected two parameters");
    assert_refused("reps.count=1,2,3,4,5,6,7,8,9,10,11,12,13", "months=1,2,3,4,5,6,7,8,9,10,11,12",
                   NULL, "13 values across and 12 up make 156 points: at most 144");
    assert_refused("reps.count=1", "months=3", "contributon",
                   "there is no indicator contributon (did you mean contribution?)");
}

static void assert_mistaken(const char *x, const char *y, size_t count, const char *file,
                            const char *text)
{
    const struct fnl_map_request request = surveyed_request(x, y);
    struct fnl_mistakes mistakes = {0};
    struct fnl_error error = {0};
    fnl_map *map;
    assert_int_equal(fnl_map_load(&request, &mistakes, &map, &error), FNL_ERR_SCENARIO);
    assert_null(map);
    assert_int_equal(mistakes.count, count);
    assert_string_equal(mistakes.items[0].file, file);
    if (!strstr(mistakes.items[0].text, text))
        fail_msg("no \"%s\" in \"%s\"", text, mistakes.items[0].text);
    fnl_mistakes_fini(&mistakes);
}

/* However many points they spoil. */
static void wrong_paths_and_values_are_said_once_and_blamed_on_their_axis(void **state)
{
    (void)state;
    assert_mistaken("reps.cuont=1,2", "months=3,4", 1, "--x", "did you mean count?");
    assert_mistaken("reps.count=1,2", "months=3,never", 1, "--y", "never");
    assert_mistaken("reps.count=1,-2", "sources[Web].leads_per_month=4", 2, "--y",
                    "did you mean Website?");
}

static void what_is_wrong_in_a_file_is_its_own(void **state)
{
    (void)state;
    struct fnl_map_request request = surveyed_request("reps.count=1", "months=3");
    struct fnl_mistakes mistakes = {0};
    struct fnl_error error = {0};
    fnl_map *map;
    scratch_put(request.sides[1].file, "mnths = 3;");
    assert_int_equal(fnl_map_load(&request, &mistakes, &map, &error), FNL_ERR_SCENARIO);
    assert_true(strstr(mistakes.items[0].file, "side-1.cfg") != NULL);
    fnl_mistakes_fini(&mistakes);
    request.sides[0].file = "nowhere.cfg";
    assert_int_not_equal(fnl_map_load(&request, &mistakes, &map, &error), FNL_OK);
    assert_true(strstr(error.text, "nowhere.cfg") != NULL);
    fnl_mistakes_fini(&mistakes);
}

static void sides_in_another_currency_are_not_compared(void **state)
{
    (void)state;
    static const char *const sets[] = {"currency=EUR"};
    struct fnl_map_request request = surveyed_request("reps.count=1", "months=3");
    struct fnl_mistakes mistakes = {0};
    struct fnl_error error = {0};
    fnl_map *map;
    request.sides[1].sets = sets;
    request.sides[1].set_count = 1;
    assert_int_not_equal(fnl_map_load(&request, &mistakes, &map, &error), FNL_OK);
    assert_null(map);
    assert_true(error.text[0]);
}

/* Stopped after some progress; what was complete by then stays. */
struct stopping {
    volatile sig_atomic_t stop;
    size_t done, total;
};

static void note(void *self, size_t done, size_t total)
{
    struct stopping *stopping = self;
    assert_true(done > stopping->done && done <= total);
    stopping->done = done;
    stopping->total = total;
    stopping->stop = done >= 100;
}

static void what_was_complete_when_it_was_stopped_is_known(void **state)
{
    (void)state;
    struct stopping stopping = {0};
    struct fnl_error error = {0};
    fnl_map *map = surveyed(surveyed_request("reps.count=1,2", "months=2,3"));
    const struct fnl_map_futures futures = {.seed = 7,
                                            .replications = 20,
                                            .execution.threads = 1,
                                            .execution.stop = &stopping.stop,
                                            .execution.progress = note,
                                            .execution.progress_self = &stopping};
    assert_int_equal(fnl_map_live(map, &futures, &error), FNL_ERR_STOPPED);
    assert_int_equal(stopping.total, 4 * 2 * 20);
    assert_int_equal(fnl_map_known(map), 2);
    assert_true(fnl_map_point(map, 1, 0)->known);
    assert_false(fnl_map_point(map, 0, 1)->known);
    fnl_map_free(map);
}

static void lack_of_memory_is_reported(void **state)
{
    (void)state;
    const struct fnl_map_request request = surveyed_request("reps.count=1", "months=1");
    const struct fnl_map_futures futures = {.seed = 7, .replications = 2, .execution.threads = 1};
    fnl_status status = FNL_ERR_MEMORY;
    for (long after = 0; status != FNL_OK; after = after < 20 ? after + 1 : after + after / 4) {
        struct fnl_mistakes mistakes = {0};
        struct fnl_error error = {0};
        fnl_map *map;
        fnl_memory_fail_after(after);
        status = fnl_map_load(&request, &mistakes, &map, &error);
        if (status == FNL_OK)
            status = fnl_map_live(map, &futures, &error);
        fnl_memory_fail_after(-1);
        assert_true(status == FNL_OK || status == FNL_ERR_MEMORY || mistakes.exhausted);
        fnl_mistakes_fini(&mistakes);
        fnl_map_free(map);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(both_values_are_laid_over_both_sides),
        SCRATCH_TEST(the_point_where_the_firm_stands_is_known),
        SCRATCH_TEST(a_point_says_what_a_comparison_says),
        SCRATCH_TEST(nothing_depends_on_the_number_of_threads),
        SCRATCH_TEST(values_may_have_commas_in_brackets_and_quotes),
        SCRATCH_TEST(axes_that_cannot_be_read_are_refused),
        SCRATCH_TEST(wrong_paths_and_values_are_said_once_and_blamed_on_their_axis),
        SCRATCH_TEST(what_is_wrong_in_a_file_is_its_own),
        SCRATCH_TEST(sides_in_another_currency_are_not_compared),
        SCRATCH_TEST(what_was_complete_when_it_was_stopped_is_known),
        SCRATCH_TEST(lack_of_memory_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
