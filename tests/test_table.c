/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "report/label.h"
#include "report/screen.h"
#include "report/table.h"

#define LIST(...) ((const char *const[]){__VA_ARGS__})

static fnl_table *small_table(void)
{
    fnl_table *table = fnl_table_new(LIST("As we are", "More leads"), 2);
    assert_non_null(table);
    fnl_table_row(table, "New business signed", LIST("$3.3M", "$3.7M"));
    fnl_table_row(table, "Lowest cash (1 in 10 worse)", LIST("$210k ($40k)", "-$40k (-$190k)"));
    fnl_table_row(table, "  when", LIST("Sep 2026", NULL));
    return table;
}

static char *print(fnl_table *table, size_t width)
{
    char *text;
    size_t length;
    FILE *stream = open_memstream(&text, &length);
    const fnl_status status = width ? fnl_table_print(table, width, stream, NULL)
                                    : fnl_table_markdown(table, stream, NULL);
    assert_int_equal(status, FNL_OK);
    fclose(stream);
    fnl_table_free(table);
    return text;
}

static void assert_print(fnl_table *table, size_t width, const char *expected)
{
    char *text = print(table, width);
    assert_string_equal(text, expected);
    free(text);
}

static void values_stand_centred_under_their_headings(void **state)
{
    (void)state;
    assert_print(small_table(), 100,
                 "                                 As we are       More leads\n"
                 "  New business signed              $3.3M           $3.7M\n"
                 "  Lowest cash (1 in 10 worse)   $210k ($40k)   -$40k (-$190k)\n"
                 "    when                          Sep 2026\n");
}

static void columns_that_do_not_fit_stand_in_a_table_below(void **state)
{
    (void)state;
    assert_print(small_table(), 50,
                 "                                 As we are\n"
                 "  New business signed              $3.3M\n"
                 "  Lowest cash (1 in 10 worse)   $210k ($40k)\n"
                 "    when                          Sep 2026\n"
                 "\n"
                 "                                  More leads\n"
                 "  New business signed               $3.7M\n"
                 "  Lowest cash (1 in 10 worse)   -$40k (-$190k)\n"
                 "    when\n");
}

static void exactly_as_wide_as_the_terminal_still_fits(void **state)
{
    (void)state;
    char *fits = print(small_table(), 61), *breaks = print(small_table(), 60);
    assert_null(strstr(fits, "\n\n"));
    assert_non_null(strstr(breaks, "\n\n"));
    free(fits);
    free(breaks);
}

static void a_column_wider_than_the_terminal_is_not_cut(void **state)
{
    (void)state;
    const char *name = "An option with a name that goes on and on";
    fnl_table *table = fnl_table_new(LIST(name, name), 2);
    fnl_table_row(table, "Cost", LIST("$1", "$2"));
    char *text = print(table, 10);
    assert_non_null(strstr(strstr(text, name) + 1, name));
    free(text);
}

static void letters_of_two_bytes_or_two_columns_do_not_shift_what_follows(void **state)
{
    (void)state;
    fnl_table *table = fnl_table_new(LIST("Müller", "名前"), 2);
    fnl_table_row(table, "Überschuss", LIST("€1.0M", "¥2.0M"));
    fnl_table_row(table, "Cost\x1b[2J\n", LIST("€0.7M", "¥1.5M"));
    assert_print(table, 100,
                 "               Müller   名前\n"
                 "  Überschuss   €1.0M    ¥2.0M\n"
                 "  Cost [2J     €0.7M    ¥1.5M\n");
}

static void markdown_escapes_what_would_be_markup(void **state)
{
    (void)state;
    fnl_table *table = fnl_table_new(LIST("a|b", "<b>*x*"), 2);
    fnl_table_row(table, "sources[*].cost_each", LIST("`x`", NULL));
    fnl_table_row(table, "  when", LIST("Sep 2026", "&amp; \\"));
    assert_print(table, 0,
                 "|  | a\\|b | \\<b\\>\\*x\\* |\n"
                 "|:--|--:|--:|\n"
                 "| sources\\[\\*\\].cost\\_each | \\`x\\` |  |\n"
                 "| &nbsp;&nbsp;when | Sep 2026 | \\&amp; \\\\ |\n");
}

static void lack_of_memory_is_reported_when_the_table_is_printed(void **state)
{
    (void)state;
    bool done = false;
    for (long countdown = 0; !done; countdown++) {
        struct fnl_error error = {0};
        fnl_memory_fail_after(countdown);
        fnl_table *table = fnl_table_new(LIST("As we are", "More leads"), 2);
        if (table)
            for (int row = 0; row < 6; row++)
                fnl_table_row(table, "Cost", LIST("$1", NULL));
        fnl_memory_fail_after(-1);
        FILE *stream = tmpfile();
        done = table && fnl_table_print(table, FNL_SCREEN_WIDTH, stream, &error) == FNL_OK;
        if (table && !done) {
            assert_int_equal(error.status, FNL_ERR_MEMORY);
            assert_int_equal(fnl_table_markdown(table, stream, NULL), FNL_ERR_MEMORY);
            assert_int_equal(ftell(stream), 0);
        }
        fclose(stream);
        fnl_table_free(table);
        assert_true(countdown < 50);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_stand_centred_under_their_headings),
        cmocka_unit_test(columns_that_do_not_fit_stand_in_a_table_below),
        cmocka_unit_test(exactly_as_wide_as_the_terminal_still_fits),
        cmocka_unit_test(a_column_wider_than_the_terminal_is_not_cut),
        cmocka_unit_test(letters_of_two_bytes_or_two_columns_do_not_shift_what_follows),
        cmocka_unit_test(markdown_escapes_what_would_be_markup),
        cmocka_unit_test(lack_of_memory_is_reported_when_the_table_is_printed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
