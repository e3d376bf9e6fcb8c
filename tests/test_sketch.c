/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "report/document.h"
#include "report/number.h"

#include "sketched.h"

static void a_frame_names_futures_and_origin(void **state)
{
    (void)state;
    char *data = sketched(made_up_new(2, 100, 1), fnl_sketch_frame);
    sketched_says(data, "subtitle = '100 futures, the same people in each.'\n");
    sketched_says(data, ", seed 42, scenarios 00c0ffee 10c0ffee'\n");
    sketched_says(data, fnl_document_version());
    sketched_says(data, "currency = '$'\n");
    free(data);
}

static void a_frame_says_what_is_not_there(void **state)
{
    (void)state;
    struct made_up *made = made_up_new(8, 37, 1);
    made->asked = 100;
    sketched_assert(made, fnl_sketch_frame,
                    "subtitle = 'stopped early: 37 of 100 futures, the same people in each. The "
                    "first 6 of 8 options.'\n");
    sketched_assert(made_up_new(1, 5, 1), fnl_sketch_frame, "subtitle = '5 futures.'\n");
}

static void title_without_memory(struct fnl_sketch *sketch)
{
    fnl_sketch_title(sketch, NULL);
    assert_true(sketch->exhausted);
    sketch->exhausted = false;
    fnl_sketch_title(sketch, fnl_memory_text("Müller's"));
    fnl_sketch_options(sketch);
}

static void lack_of_memory_is_remembered(void **state)
{
    (void)state;
    char *data = sketched(made_up_new(8, 5, 1), title_without_memory);
    sketched_says(data, "title = 'Müller’s'\n");
    sketched_says(data, "array option[6] = ['As we are', 'More leads', ");
    free(data);
}

static void check_subject(struct fnl_sketch *sketch)
{
    assert_int_equal(fnl_sketch_subject(sketch), 2);
    assert_int_equal(fnl_sketch_other(sketch), 2);
    assert_string_equal(fnl_sketch_name(sketch, 2), "Referrals");
    assert_true(fnl_sketch_indicator(sketch, 1, FNL_PITA_CLIENTS_END).mean == 27);
    char text[FNL_NUMBER_TEXT];
    assert_string_equal(fnl_sketch_money(sketch, 238500, text), "$2.4k");
}

static void check_no_winner(struct fnl_sketch *sketch)
{
    assert_int_equal(fnl_sketch_subject(sketch), 0);
    assert_int_equal(fnl_sketch_other(sketch), 1);
}

static void a_figure_of_one_option_is_of_the_best(void **state)
{
    (void)state;
    free(sketched(made_up_firm(3), check_subject));
    free(sketched(made_up_firm(2), check_no_winner));
}

static bool has_morale(const struct fnl_settings *settings)
{
    return settings->morale.present;
}

static size_t those_with; /* bit i: option i has the group */

static void check_pair(struct fnl_sketch *sketch)
{
    /* Foremost is option 2. */
    static const struct fnl_sketch_pair pairs[8] = {{0, 0}, {0, 0}, {1, 1}, {0, 1},
                                                    {2, 2}, {0, 2}, {1, 2}, {0, 2}};
    const struct fnl_sketch_pair pair = fnl_sketch_pair(sketch, has_morale);
    assert_int_equal(pair.one, pairs[those_with].one);
    assert_int_equal(pair.other, pairs[those_with].other);
}

static void a_title_is_of_options_that_have_what_it_is_about(void **state)
{
    (void)state;
    static const struct fnl_settings without = {0}, with = {.morale = {.present = true}};
    for (those_with = 0; those_with < 8; those_with++) {
        struct made_up *made = made_up_firm(3);
        for (size_t i = 0; i < 3; i++)
            made->options[i].last = (those_with >> i) & 1 ? &with : &without;
        free(sketched(made, check_pair));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_frame_names_futures_and_origin),
        cmocka_unit_test(a_frame_says_what_is_not_there),
        cmocka_unit_test(lack_of_memory_is_remembered),
        cmocka_unit_test(a_figure_of_one_option_is_of_the_best),
        cmocka_unit_test(a_title_is_of_options_that_have_what_it_is_about),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
