/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/paragraph.h"

static void assert_printed(const char *lines, size_t width, const char *expected)
{
    char *written = NULL;
    size_t length;
    FILE *stream = open_memstream(&written, &length);
    fnl_paragraph_print(lines, width, stream);
    fclose(stream);
    assert_string_equal(written, expected);
    free(written);
}

static void long_lines_go_on_under_what_they_continue(void **state)
{
    (void)state;
    assert_printed("One two three four five six\n", 15, "One two three\n  four five six\n");
    assert_printed("  Luck            one two three four\n", 28,
                   "  Luck            one two\n                  three four\n");
    assert_printed("  Detail without any heading of its own\n", 20,
                   "  Detail without any\n    heading of its\n    own\n");
}

static void short_lines_are_left_alone(void **state)
{
    (void)state;
    assert_printed("One two.     yes\n\n  Luck            all\nno end", 40,
                   "One two.     yes\n\n  Luck            all\nno end\n");
    assert_printed("", 40, "");
    assert_printed("exactly ten\n", 11, "exactly ten\n");
}

static void a_word_is_never_broken_and_width_is_what_is_seen(void **state)
{
    (void)state;
    assert_printed("Donaudampfschiff fährt", 10, "Donaudampfschiff\n  fährt\n");
    assert_printed("aa öööö öööö b", 12, "aa öööö öööö\n  b\n");
}

static void a_number_keeps_its_unit(void **state)
{
    (void)state;
    assert_printed("Shows in 73 % of all", 11, "Shows in\n  73 % of\n  all\n");
    assert_printed("It takes 9 h.\n% of", 10, "It takes\n  9 h.\n% of\n");
    assert_printed("Give 73 hats away", 8, "Give 73\n  hats\n  away\n");
}

static void what_is_very_long_is_still_whole(void **state)
{
    (void)state;
    char line[1001], expected[1100] = "";
    memset(line, 'x', 500);
    memset(line + 500, ' ', 500);
    line[1000] = '\0';
    char *written = NULL;
    size_t length;
    FILE *stream = open_memstream(&written, &length);
    fnl_paragraph_print(line, 40, stream);
    fclose(stream);
    memset(expected, 'x', 500);
    assert_int_equal(strncmp(written, expected, 500), 0);
    free(written);
}

static void write_self(const void *self, FILE *stream)
{
    fprintf(stream, "[%s]", (const char *)self);
}

static void what_is_written_can_be_kept(void **state)
{
    (void)state;
    char *text = fnl_paragraph_written(write_self, "2.385");
    assert_string_equal(text, "[2.385]");
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(long_lines_go_on_under_what_they_continue),
        cmocka_unit_test(short_lines_are_left_alone),
        cmocka_unit_test(a_word_is_never_broken_and_width_is_what_is_seen),
        cmocka_unit_test(a_number_keeps_its_unit),
        cmocka_unit_test(what_is_very_long_is_still_whole),
        cmocka_unit_test(what_is_written_can_be_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
