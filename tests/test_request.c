/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/memory.h"
#include "scenario/path.h"
#include "scenario/request.h"
#include "scratch.h"

static char before[PATH_MAX];

/* In a folder of our own, with a base and a strategy that builds on something else. */
static int enter(void **state)
{
    if (scratch_enter(state) || !getcwd(before, sizeof before) || chdir(scratch))
        return -1;
    scratch_put("base.cfg", "name = \"Base\"; months = 12; reps = { count = 3; salary = 5; };\n");
    scratch_put("other.cfg", "name = \"Other\"; months = 24;\n");
    scratch_put("more.cfg", "extends = \"other.cfg\"; reps = { count = 7; };\n");
    return 0;
}

static int leave(void **state)
{
    return chdir(before) || scratch_leave(state);
}

/* What was asked for, read. */
struct reading {
    struct fnl_tree tree;
    struct fnl_mistakes mistakes;
    struct fnl_error error;
    char *file;
};

static fnl_status read_into(struct reading *reading, struct fnl_scenario_request request)
{
    *reading = (struct reading){.file = NULL};
    return fnl_request_read(&request, &reading->mistakes, &reading->tree, &reading->file,
                            &reading->error);
}

static void forget(struct reading *reading)
{
    fnl_tree_fini(&reading->tree);
    fnl_mistakes_fini(&reading->mistakes);
    free(reading->file);
}

static int64_t number(const struct reading *reading, const char *path)
{
    const struct fnl_node *node = fnl_path_get(reading->tree.root, path, NULL);
    return node ? node->integer : -1;
}

static void a_file_builds_on_its_own_base_or_on_the_one_asked_for(void **state)
{
    (void)state;
    struct reading reading;
    assert_int_equal(read_into(&reading, (struct fnl_scenario_request){.file = "more"}), FNL_OK);
    assert_string_equal(reading.file, "more.cfg");
    assert_int_equal(number(&reading, "months"), 24);
    assert_int_equal(number(&reading, "reps.count"), 7);
    assert_int_equal(number(&reading, "reps.salary"), -1);
    forget(&reading);

    assert_int_equal(
        read_into(&reading, (struct fnl_scenario_request){.file = "more", .base = "base"}), FNL_OK);
    assert_int_equal(number(&reading, "months"), 12);
    assert_int_equal(number(&reading, "reps.count"), 7);
    assert_int_equal(number(&reading, "reps.salary"), 5);
    forget(&reading);
}

static void a_base_is_not_laid_over_itself(void **state)
{
    (void)state;
    scratch_put("plans.cfg", "changes = ( { from = \"2026-04-01\"; } );");
    struct reading reading;
    assert_int_equal(
        read_into(&reading, (struct fnl_scenario_request){.file = "plans", .base = "./plans.cfg"}),
        FNL_OK);
    assert_int_equal(fnl_tree_child(reading.tree.root, "changes")->count, 1);
    forget(&reading);
}

static void the_command_line_has_the_last_word(void **state)
{
    (void)state;
    static const char *const sets[] = {"months=6", "reps.count=4", "reps.count=5"};
    struct reading reading;
    assert_int_equal(
        read_into(&reading,
                  (struct fnl_scenario_request){.file = "base.cfg", .sets = sets, .set_count = 3}),
        FNL_OK);
    assert_int_equal(number(&reading, "months"), 6);
    assert_int_equal(number(&reading, "reps.count"), 5);
    forget(&reading);
    assert_int_equal(read_into(&reading,
                               (struct fnl_scenario_request){
                                   .file = "base.cfg", .sets = sets, .set_count = 3, .months = 9}),
                     FNL_OK);
    assert_int_equal(number(&reading, "months"), 9);
    forget(&reading);
}

static void every_wrong_setting_is_a_mistake(void **state)
{
    (void)state;
    static const char *const sets[] = {"reps.count", "a..b=4", "reps.count={"};
    struct reading reading;
    assert_int_equal(read_into(&reading,
                               (struct fnl_scenario_request){
                                   .file = "base", .sets = sets, .set_count = 3, .months = 9}),
                     FNL_ERR_SCENARIO);
    assert_int_equal(reading.mistakes.count, 3);
    forget(&reading);
}

static void expect_error(const char *file, const char *base, const char *said)
{
    struct reading reading;
    assert_int_equal(read_into(&reading, (struct fnl_scenario_request){.file = file, .base = base}),
                     FNL_ERR_USAGE);
    assert_string_equal(reading.error.text, said);
    assert_false(fnl_mistakes_any(&reading.mistakes));
    forget(&reading);
}

static void a_file_that_is_not_there_is_said_and_the_nearest_proposed(void **state)
{
    (void)state;
    expect_error("", NULL, "the name of a scenario is empty");
    expect_error("more", "", "the name of a scenario is empty");
    expect_error("mroe", NULL, "mroe: there is no such scenario (did you mean more?)");
    expect_error("more", "bsae", "bsae: there is no such scenario (did you mean base?)");
    expect_error("xyzzy", NULL, "xyzzy: No such file or directory");
    expect_error("./mroe", NULL, "./mroe: No such file or directory");
}

static void lack_of_memory_is_said_and_nothing_leaks(void **state)
{
    (void)state;
    static const char *const sets[] = {"reps.count=5"};
    long allowed = 0;
    for (fnl_status status = FNL_ERR_MEMORY; status != FNL_OK; allowed++) {
        struct reading reading;
        fnl_memory_fail_after(allowed);
        status = read_into(
            &reading,
            (struct fnl_scenario_request){
                .file = "more", .base = "base", .sets = sets, .set_count = 1, .months = 9});
        fnl_memory_fail_after(-1);
        assert_true(status == FNL_OK || status == FNL_ERR_MEMORY);
        assert_int_equal(reading.error.status, status);
        forget(&reading);
    }
    assert_in_range(allowed, 10, 500);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(a_file_builds_on_its_own_base_or_on_the_one_asked_for),
        IN_FOLDER(a_base_is_not_laid_over_itself),
        IN_FOLDER(the_command_line_has_the_last_word),
        IN_FOLDER(every_wrong_setting_is_a_mistake),
        IN_FOLDER(a_file_that_is_not_there_is_said_and_the_nearest_proposed),
        IN_FOLDER(lack_of_memory_is_said_and_nothing_leaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
