/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/memory.h"
#include "scenario/lookup.h"
#include "scratch.h"

static char before[PATH_MAX];

/* In a folder of our own, with a base in acme/ and two folders of shipped scenarios. */
static int enter(void **state)
{
    if (scratch_enter(state) != 0 || !getcwd(before, sizeof before) || chdir(scratch) != 0)
        return -1;
    return mkdir("acme", 0700) || mkdir("first", 0700) || mkdir("second", 0700);
}

static int leave(void **state)
{
    return chdir(before) || scratch_leave(state);
}

static const char *const folders[] = {"first", "second/"};

static void expect(const char *name, const char *base, const char *path)
{
    const struct fnl_lookup lookup = {.beside = base, .folders = folders, .folder_count = 2};
    char *found = fnl_lookup_file(&lookup, name);
    assert_string_equal(found, path);
    free(found);
}

static void a_bare_name_is_looked_for_beside_the_base_then_here_then_among_the_shipped(void **state)
{
    (void)state;
    expect("referrals", "acme/base.cfg", "referrals");
    scratch_put("second/referrals.cfg", "");
    expect("referrals", "acme/base.cfg", "second/referrals.cfg");
    scratch_put("first/referrals.cfg", "");
    expect("referrals", "acme/base.cfg", "first/referrals.cfg");
    scratch_put("referrals.cfg", "");
    expect("referrals", "acme/base.cfg", "referrals.cfg");
    scratch_put("acme/referrals.cfg", "");
    expect("referrals", "acme/base.cfg", "acme/referrals.cfg");
    expect("referrals", NULL, "referrals.cfg");
    expect("referrals", "base.cfg", "referrals.cfg");
    expect("referrals", "/base.cfg", "referrals.cfg");
}

static void the_ending_need_not_be_typed_and_the_name_as_typed_comes_first(void **state)
{
    (void)state;
    scratch_put("plan.cfg", "");
    expect("plan", NULL, "plan.cfg");
    expect("plan.cfg", NULL, "plan.cfg");
    expect("./plan", NULL, "./plan.cfg");
    scratch_put("plan", "");
    expect("plan", NULL, "plan");
}

static void a_path_is_looked_for_nowhere_else(void **state)
{
    (void)state;
    scratch_put("acme/plan.cfg", "");
    scratch_put("first/plan.cfg", "");
    expect("./plan", "acme/base.cfg", "./plan");
    expect("acme/plan", "acme/base.cfg", "acme/plan.cfg");
}

static void a_folder_of_that_name_is_passed_over(void **state)
{
    (void)state;
    scratch_put("first/acme.cfg", "");
    expect("acme", NULL, "first/acme.cfg");
    expect("second", NULL, "second");
    expect("", NULL, "");
    expect("/", NULL, "/");
}

static void what_is_no_folder_is_meant_even_if_nobody_can_read_it(void **state)
{
    (void)state;
    scratch_put("first/plan.cfg", "");
    scratch_put("plan.cfg", "");
    assert_int_equal(chmod("plan.cfg", 0), 0);
    expect("plan", NULL, "plan.cfg");
    assert_int_equal(unlink("plan.cfg"), 0);
    assert_int_equal(mkfifo("plan.cfg", 0600), 0);
    expect("plan", NULL, "plan.cfg");
}

static void a_name_that_is_too_long_for_a_file_comes_back_as_it_is(void **state)
{
    (void)state;
    static char name[2 * PATH_MAX];
    memset(name, 'a', sizeof name - 1);
    expect(name, "acme/base.cfg", name);
}

static void expect_nearest(const char *name, const char *base, const char *expected)
{
    char nearest[FNL_LOOKUP_NAME];
    const struct fnl_lookup lookup = {.beside = base, .folders = folders, .folder_count = 2};
    const char *found = fnl_lookup_nearest(&lookup, name, nearest);
    if (expected)
        assert_non_null(found);
    else
        assert_null(found);
    assert_string_equal(nearest, expected ? expected : "");
}

static void the_nearest_name_in_all_places_is_proposed(void **state)
{
    (void)state;
    scratch_put("second/referrals.cfg", "");
    scratch_put("acme/walk-away.cfg", "");
    scratch_put("more-leads.cfg", "");
    scratch_put("more-meals.cfg", "");
    scratch_put("first/notes.txt", "");
    scratch_put("first/.cfg", "");
    expect_nearest("refferals", NULL, "referrals");
    expect_nearest("refferals.cfg", NULL, "referrals");
    expect_nearest("walkaway", "acme/base.cfg", "walk-away");
    expect_nearest("walkaway", NULL, NULL);
    expect_nearest("more-leals", NULL, "more-leads");
    expect_nearest("more-mealds", NULL, "more-meals");
    expect_nearest("more-xeaxs", NULL, "more-leads"); /* as near as the other */
    expect_nearest("referrals", NULL, NULL);          /* is there */
    expect_nearest("note", NULL, NULL);
    assert_int_equal(mkdir("referral", 0700), 0);
    assert_int_equal(symlink("nowhere", "more"), 0);
    expect_nearest("referral", NULL, NULL);
    expect_nearest("more", NULL, NULL);
    expect_nearest("./refferals", NULL, NULL);
    expect_nearest("", NULL, NULL);
    expect_nearest("xyzzy", NULL, NULL);
}

static void two_paths_to_one_file_are_the_same(void **state)
{
    (void)state;
    scratch_put("a.cfg", "");
    scratch_put("b.cfg", "");
    assert_int_equal(symlink("a.cfg", "link.cfg"), 0);
    assert_true(fnl_lookup_same("a.cfg", "./acme/../a.cfg"));
    assert_true(fnl_lookup_same("link.cfg", "a.cfg"));
    assert_false(fnl_lookup_same("a.cfg", "b.cfg"));
    assert_false(fnl_lookup_same("none.cfg", "none.cfg"));
}

static void lack_of_memory_is_no_other_file(void **state)
{
    (void)state;
    scratch_put("plan.cfg", "");
    const struct fnl_lookup lookup = {.folders = folders, .folder_count = 2};
    fnl_memory_fail_after(0);
    char *found = fnl_lookup_file(&lookup, "plan");
    fnl_memory_fail_after(-1);
    assert_null(found);
}

#define IN_FOLDERS(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDERS(a_bare_name_is_looked_for_beside_the_base_then_here_then_among_the_shipped),
        IN_FOLDERS(the_ending_need_not_be_typed_and_the_name_as_typed_comes_first),
        IN_FOLDERS(a_path_is_looked_for_nowhere_else),
        IN_FOLDERS(a_folder_of_that_name_is_passed_over),
        IN_FOLDERS(what_is_no_folder_is_meant_even_if_nobody_can_read_it),
        IN_FOLDERS(a_name_that_is_too_long_for_a_file_comes_back_as_it_is),
        IN_FOLDERS(the_nearest_name_in_all_places_is_proposed),
        IN_FOLDERS(two_paths_to_one_file_are_the_same),
        IN_FOLDERS(lack_of_memory_is_no_other_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
