/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "lab.h"
#include "scenario/implied.h"
#include "scenario/reader.h"
#include "scenario/shorthand.h"
#include "stated.h"

/* One source with the keys `more`. */
#define SOURCE(more)                                                                               \
    "name = \"S\"; sources = ( { name = \"Door\"; kind = \"inbound\"; " more " } ); "              \
    "stages = ( { name = \"A\"; hours = 1; go_on = 0.5; } ); reps = { count = 1; };"

static const struct fnl_source *source_of(const struct lab *lab)
{
    return fnl_settings_source(lab->settings, 0);
}

static void counts_of_ten_become_beta_laws(void **state)
{
    (void)state;
    struct lab *lab = lab_open(SOURCE("out_of_ten = { fit = 5; budget = 3; need = 6.5; };"));
    assert_same_law(source_of(lab)->fit, MADE("beta", {{"alpha", 1}, {"beta", 1}}));
    assert_same_law(source_of(lab)->budget,
                    MADE("beta", {{"alpha", 1}, {"beta", (double)1.7369655942F}}));
    assert_same_law(source_of(lab)->need,
                    MADE("beta", {{"alpha", (double)1.5145731728F}, {"beta", 1}}));
    assert_same_law(source_of(lab)->interest, MADE("beta", {{"alpha", 1}, {"beta", 1}}));
    lab_close(lab);
}

static void a_count_is_the_people_at_or_above_the_standard_bar(void **state)
{
    (void)state;
    const double means[] = {0, 0.231, 0.301, 0.365, 0.431, 0.5, 0.569, 0.635, 0.699, 0.769};
    for (int count = 1; count <= 9; count++) {
        struct lab *lab = lab_open(SOURCE("out_of_ten = { fit = %d; };"), count);
        const struct fnl_law *fit = &source_of(lab)->fit;
        assert_true(fabs(fnl_implied_share_above(fit, 0.5) - count / 10.0) < 1e-7);
        assert_true(fabs(fnl_law_mean(fit) - means[count]) < 0.001);
        lab_close(lab);
    }
}

static void none_and_all_are_certain(void **state)
{
    (void)state;
    struct lab *lab = lab_open(SOURCE("out_of_ten = { fit = 0; budget = 10; need = 10.0; };"));
    assert_same_law(source_of(lab)->fit, fnl_law_constant(0));
    assert_same_law(source_of(lab)->budget, fnl_law_constant(1));
    assert_same_law(source_of(lab)->need, fnl_law_constant(1));
    lab_close(lab);
}

static void assert_refused(const char *text, const char *path, const char *words)
{
    char *told = lab_mistakes(text, NULL, 0);
    if (!strstr(told, path) || !strstr(told, words))
        fail_msg("\"%s\" does not say %s: %s", told, path, words);
    free(told);
}

static void what_counts_nothing_is_refused_where_it_stands(void **state)
{
    (void)state;
    assert_refused(SOURCE("out_of_ten = { fit = 11; };"), "sources[Door].out_of_ten.fit", "11");
    assert_refused(SOURCE("out_of_ten = { need = -1; };"), "sources[Door].out_of_ten.need", "-1");
    assert_refused(SOURCE("out_of_ten = { need = \"5 %\"; };"), "sources[Door].out_of_ten.need",
                   "5 %");
    assert_refused(SOURCE("out_of_ten = { bugdet = 3; };"), "sources[Door].out_of_ten.bugdet",
                   "did you mean budget");
    assert_refused(SOURCE("out_of_ten = { trust = 3; };"), "sources[Door].out_of_ten.trust", "fit");
    assert_refused(SOURCE("out_of_ten = 5;"), "sources[Door].out_of_ten", "group");
    assert_refused(SOURCE("fit = 0.5; out_of_ten = { fit = 3; };"), "sources[Door].out_of_ten.fit",
                   "twice");
}

/* Whoever lays a file over another replaces what was said, however it was said. */
static void an_overlay_may_say_it_the_other_way(void **state)
{
    (void)state;
    const struct lab_change changes[] = {
        {10, "sources = ( { name = \"Door\"; fit = 0.25; out_of_ten = { need = 10; }; } );"},
        {20, "sources = ( { kind = \"inbound\"; out_of_ten = { fit = 0; }; } );"}};
    struct lab *lab =
        lab_open_changed(SOURCE("out_of_ten = { fit = 5; }; need = 0.125;"), changes, 2);
    const struct fnl_source *second = fnl_settings_source(lab->plan.phases[1].settings, 0);
    const struct fnl_source *third = fnl_settings_source(lab->plan.phases[2].settings, 0);
    assert_same_law(second->fit, fnl_law_constant(0.25));
    assert_same_law(second->need, fnl_law_constant(1));
    assert_same_law(third->fit, fnl_law_constant(0));
    assert_same_law(third->need, fnl_law_constant(1));
    lab_close(lab);
}

/* A node that is no list, and lists without groups, are left to those who read them. */
static void what_is_no_source_is_left_alone(void **state)
{
    (void)state;
    static const char *const texts[] = {"sources = 4;", "sources = (1, 2);", "months = 4;"};
    for (size_t i = 0; i < 3; i++) {
        struct fnl_tree tree = {0};
        struct fnl_mistakes mistakes = {0};
        struct fnl_error error = {0};
        assert_int_equal(fnl_reader_text(texts[i], "lab", &mistakes, &tree, &error), FNL_OK);
        assert_true(fnl_shorthand_expand(&tree, tree.root, &mistakes));
        assert_false(fnl_mistakes_any(&mistakes));
        fnl_tree_fini(&tree);
    }
}

static void memory_that_runs_out_is_told(void **state)
{
    (void)state;
    const char *text = SOURCE("out_of_ten = { fit = 5; budget = 3; need = 6; interest = 7; };");
    bool done = false;
    for (long after = 0; !done; after++) {
        struct fnl_tree tree = {0};
        struct fnl_mistakes mistakes = {0};
        struct fnl_error error = {0};
        assert_int_equal(fnl_reader_text(text, "lab", &mistakes, &tree, &error), FNL_OK);
        fnl_memory_fail_after(after);
        done = fnl_shorthand_expand(&tree, tree.root, &mistakes);
        fnl_memory_fail_after(-1);
        fnl_mistakes_fini(&mistakes);
        fnl_tree_fini(&tree);
        assert_true(after < 1000);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_of_ten_become_beta_laws),
        cmocka_unit_test(a_count_is_the_people_at_or_above_the_standard_bar),
        cmocka_unit_test(none_and_all_are_certain),
        cmocka_unit_test(what_counts_nothing_is_refused_where_it_stands),
        cmocka_unit_test(an_overlay_may_say_it_the_other_way),
        cmocka_unit_test(what_is_no_source_is_left_alone),
        cmocka_unit_test(memory_that_runs_out_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
