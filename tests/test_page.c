/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/memory.h"
#include "report/page.h"

/* `self` is the name of whoever is ahead. */
static void write_lines(const void *self, FILE *stream)
{
    fprintf(stream, "%s is ahead.\n  Luck            in 8 of 10 futures\n", (const char *)self);
}

static fnl_table *make_table(void)
{
    fnl_table *table = fnl_table_new((const char *const[]){"Deals"}, 1);
    if (table)
        fnl_table_row(table, "First", (const char *const[]){"2.385"});
    return table;
}

/* A table and lines below it; what is printed is to be freed. */
static fnl_status print(bool markdown, char **text)
{
    size_t length;
    const struct fnl_page page = {open_memstream(text, &length), markdown};
    struct fnl_error error = {0};
    fnl_status status = fnl_page_table(&page, make_table(), &error);
    if (status == FNL_OK)
        status = fnl_page_lines(&page, write_lines, "A*B");
    fclose(page.out);
    return status;
}

static void a_screen_has_columns_and_lines(void **state)
{
    (void)state;
    char *text;
    assert_int_equal(print(false, &text), FNL_OK);
    assert_string_equal(text, "          Deals\n"
                              "  First   2.385\n"
                              "A*B is ahead.\n"
                              "  Luck            in 8 of 10 futures\n");
    free(text);
}

static void markdown_has_bars_and_items(void **state)
{
    (void)state;
    char *text;
    assert_int_equal(print(true, &text), FNL_OK);
    assert_string_equal(text, "|  | Deals |\n"
                              "|:--|--:|\n"
                              "| First | 2.385 |\n"
                              "A\\*B is ahead.\n"
                              "- Luck: in 8 of 10 futures\n");
    free(text);
}

static void lack_of_memory_is_reported(void **state)
{
    (void)state;
    for (int markdown = 0; markdown < 2; markdown++) {
        fnl_status status = FNL_ERR_MEMORY;
        for (long after = 0; status != FNL_OK; after++) {
            char *text;
            fnl_memory_fail_after(after);
            status = print(markdown, &text);
            fnl_memory_fail_after(-1);
            free(text);
            assert_true(status == FNL_OK || status == FNL_ERR_MEMORY);
            assert_true(after < 1000);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_screen_has_columns_and_lines),
        cmocka_unit_test(markdown_has_bars_and_items),
        cmocka_unit_test(lack_of_memory_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
