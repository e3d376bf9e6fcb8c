/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "report/markdown.h"

static void assert_written(void (*write)(const char *, FILE *), const char *text,
                           const char *expected)
{
    char *written = NULL;
    size_t length;
    FILE *stream = open_memstream(&written, &length);
    write(text, stream);
    fclose(stream);
    assert_string_equal(written, expected);
    free(written);
}

static void markup_in_a_name_is_escaped(void **state)
{
    (void)state;
    assert_written(fnl_markdown_text, "a|b *c* @team #1 <i> `d` [x] ~ & \\",
                   "a\\|b \\*c\\* \\@team \\#1 \\<i\\> \\`d\\` \\[x\\] \\~ \\& \\\\");
    assert_written(fnl_markdown_text, "  when", "&nbsp;&nbsp;when");
    assert_written(fnl_markdown_text, "", "");
}

static void lines_that_are_set_in_become_items(void **state)
{
    (void)state;
    assert_written(fnl_markdown_lines,
                   "A*B is best.\n  Luck            ahead in 92\n  * few\nlast without an end",
                   "A\\*B is best.\n- Luck: ahead in 92\n- \\* few\nlast without an end\n");
    assert_written(fnl_markdown_lines, "a  b\nc   d", "a b\nc d\n");
    assert_written(fnl_markdown_lines, "", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(markup_in_a_name_is_escaped),
        cmocka_unit_test(lines_that_are_set_in_become_items),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
