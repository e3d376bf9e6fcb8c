/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "report/everyday.h"
#include "scenario/schema.h"
#include "scenario/section.h"

static void words_are_known_in_any_case(void **state)
{
    (void)state;
    const struct fnl_everyday *hire = fnl_everyday_named("hire");
    assert_non_null(hire);
    assert_ptr_equal(fnl_everyday_named("HIRE"), hire);
    assert_true(fnl_everyday_means(hire, "reps.count"));
    assert_false(fnl_everyday_means(hire, "reps"));
    assert_true(fnl_everyday_means(fnl_everyday_named("win rate"), "stages[*].go_on"));
    assert_null(fnl_everyday_named("hir"));
    assert_null(fnl_everyday_named(""));
    assert_false(fnl_everyday_means(NULL, "reps.count"));
}

/* Nobody is to be let go to a row that there is not. */
static void whoever_says_fire_is_told_that_there_is_nothing(void **state)
{
    (void)state;
    const struct fnl_everyday *fire = fnl_everyday_named("fire");
    assert_null(fire->paths[0]);
    assert_non_null(strstr(fire->note, "let go"));
}

struct search {
    const char *path;
    bool found;
};

static void look(void *context, const struct fnl_section_visit *visit)
{
    struct search *search = context;
    search->found |= strcmp(visit->path, search->path) == 0;
}

static void every_path_is_that_of_a_row_and_every_word_means_one_thing(void **state)
{
    (void)state;
    for (const struct fnl_everyday *row = fnl_everyday_list; row->words[0]; row++) {
        assert_true(row->paths[0] || row->note);
        for (const char *const *word = row->words; *word; word++)
            assert_ptr_equal(fnl_everyday_named(*word), row);
        for (const char *const *path = row->paths; *path; path++) {
            struct search search = {.path = *path};
            fnl_section_each(&fnl_schema_root, look, &search);
            if (!search.found)
                fail_msg("%s: there is no row %s", row->words[0], *path);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_known_in_any_case),
        cmocka_unit_test(whoever_says_fire_is_told_that_there_is_nothing),
        cmocka_unit_test(every_path_is_that_of_a_row_and_every_word_means_one_thing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
