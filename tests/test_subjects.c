/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "scenario/subjects.h"
#include "scratch.h"

static const char *csv(const char *text)
{
    const char *path = scratch_path("subjects.csv");
    scratch_put(path, text);
    return path;
}

#define LIST "id,says,why_not\r\nA-1,\"One, and more.\",\nA-2,Two.,\"Nobody \"\"knows\"\".\"\n"

static void subjects_are_read_in_order(void **state)
{
    (void)state;
    struct fnl_subjects subjects;
    assert_int_equal(fnl_subjects_read(csv(LIST), &subjects, NULL), FNL_OK);
    assert_int_equal(subjects.count, 2);
    assert_string_equal(subjects.items[0].id, "A-1");
    assert_string_equal(subjects.items[0].says, "One, and more.");
    assert_string_equal(subjects.items[0].why_not, "");
    assert_string_equal(subjects.items[1].why_not, "Nobody \"knows\".");
    assert_int_equal(fnl_subjects_named(&subjects, "A-2"), 1);
    assert_int_equal(fnl_subjects_named(&subjects, "A-3"), 2);
    fnl_subjects_fini(&subjects);
}

static void a_list_may_be_empty(void **state)
{
    (void)state;
    struct fnl_subjects subjects;
    assert_int_equal(fnl_subjects_read(csv("id,says,why_not\n"), &subjects, NULL), FNL_OK);
    assert_int_equal(subjects.count, 0);
    fnl_subjects_fini(&subjects);
}

static void what_is_no_list_is_refused_with_its_row(void **state)
{
    (void)state;
    static const struct {
        const char *text, *said;
    } cases[] = {
        {"", "row 1: expected the three columns"},
        {"id,says\nA,b\n", "row 1: expected the three columns"},
        {"id,why_not,says\nA,b,\n", "row 1: expected the three columns"},
        {"id,says,why_not\nA,b,,c\n", "row 2: expected the three columns"},
        {"id,says,why_not\nA,b,\nB,c\n", "row 3: expected the three columns"},
        {"id,says,why_not\nA,b,\n,c,\n", "row 3: the id is empty"},
        {"id,says,why_not\nA,b,\nA,c,\n", "row 3: the id stands there twice"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fnl_subjects subjects;
        struct fnl_error error = {0};
        assert_int_equal(fnl_subjects_read(csv(cases[i].text), &subjects, &error),
                         FNL_ERR_SCENARIO);
        if (!strstr(error.text, cases[i].said))
            fail_msg("\"%s\" is not in \"%s\"", cases[i].said, error.text);
        fnl_subjects_fini(&subjects);
    }
}

static void a_missing_file_is_said(void **state)
{
    (void)state;
    struct fnl_subjects subjects;
    struct fnl_error error = {0};
    assert_int_equal(fnl_subjects_read(scratch_path("none.csv"), &subjects, &error), FNL_ERR_USAGE);
    assert_non_null(strstr(error.text, "none.csv"));
    fnl_subjects_fini(&subjects);
}

static void memory_may_run_out_anywhere(void **state)
{
    (void)state;
    const char *path = csv(LIST);
    fnl_status status = FNL_ERR_MEMORY;
    for (long countdown = 0; status == FNL_ERR_MEMORY; countdown++) {
        struct fnl_subjects subjects;
        fnl_memory_fail_after(countdown);
        status = fnl_subjects_read(path, &subjects, NULL);
        fnl_memory_fail_after(-1);
        fnl_subjects_fini(&subjects);
        assert_true(countdown < 1000);
    }
    assert_int_equal(status, FNL_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(subjects_are_read_in_order),
        SCRATCH_TEST(a_list_may_be_empty),
        SCRATCH_TEST(what_is_no_list_is_refused_with_its_row),
        SCRATCH_TEST(a_missing_file_is_said),
        SCRATCH_TEST(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
