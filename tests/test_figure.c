/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "report/figure.h"

static void blocks_and_variables_are_gnuplots(void **state)
{
    (void)state;
    fnl_figure *figure = fnl_figure_new();
    assert_non_null(figure);
    fnl_figure_text(figure, "title", "Referrals pay");
    fnl_figure_block(figure, "months");
    fnl_figure_row(figure, (const double[]){20454, 310000.25, NAN}, 3);
    fnl_figure_row(figure, (const double[]){20485, -0.0, INFINITY}, 3);
    fnl_figure_gap(figure);
    fnl_figure_row(figure, (const double[]){1.0 / 3}, 1);
    fnl_figure_end(figure);
    fnl_figure_number(figure, "credit", 150000);
    fnl_figure_texts(figure, "option", (const char *const[]){"As we are", "Referrals"}, 2);
    fnl_figure_numbers(figure, "ahead", (const double[]){NAN, 20851}, 2);
    assert_string_equal(fnl_figure_data(figure), "title = 'Referrals pay'\n"
                                                 "$months << EOD\n"
                                                 "20454 310000.25 NaN\n"
                                                 "20485 0 NaN\n"
                                                 "\n\n"
                                                 "0.333333333\n"
                                                 "EOD\n"
                                                 "credit = 150000\n"
                                                 "array option[2] = ['As we are', 'Referrals']\n"
                                                 "array ahead[2] = [NaN, 20851]\n");
    fnl_figure_free(figure);
    fnl_figure_free(NULL);
}

static void assert_text(const char *text, const char *expected)
{
    fnl_figure *figure = fnl_figure_new();
    fnl_figure_text(figure, "t", text);
    assert_string_equal(fnl_figure_data(figure), expected);
    fnl_figure_free(figure);
}

static void no_text_can_end_its_quotes_or_its_line(void **state)
{
    (void)state;
    assert_text("it's", "t = 'it\u2019s'\n");
    assert_text("'.system('id').'", "t = '\u2019.system(\u2019id\u2019).\u2019'\n");
    assert_text("a\n!touch owned\nEOD\n", "t = 'a !touch owned EOD '\n");
    assert_text("`id` \"$(id)\" \\", "t = '`id` \"$(id)\" \\'\n");
    assert_text("M\xfcller", "t = 'M?ller'\n");
    assert_text("", "t = ''\n");
    assert_text("]]>]]]>> ]>", "t = ']] >]]] >> ]>'\n"); /* would end a CDATA section of SVG */
}

static void lack_of_memory_is_remembered(void **state)
{
    (void)state;
    bool done = false;
    for (long countdown = 0; !done; countdown++) {
        fnl_memory_fail_after(countdown);
        fnl_figure *figure = fnl_figure_new();
        if (figure) {
            fnl_figure_text(figure, "title", "Referrals pay");
            fnl_figure_texts(figure, "option", (const char *const[]){"a", "b"}, 2);
        }
        fnl_memory_fail_after(-1);
        done = figure && fnl_figure_data(figure);
        fnl_figure_free(figure);
        assert_true(countdown < 10);
        assert_true(countdown >= 4 || !done); /* the figure and three texts */
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_and_variables_are_gnuplots),
        cmocka_unit_test(no_text_can_end_its_quotes_or_its_line),
        cmocka_unit_test(lack_of_memory_is_remembered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
