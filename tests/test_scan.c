/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "scenario/scan.h"

static struct fnl_scan_word only_word(const char *text)
{
    struct fnl_scan scan = fnl_scan_start(text, strlen(text));
    const struct fnl_scan_word word = fnl_scan_next(&scan);
    assert_int_equal(fnl_scan_next(&scan).kind, FNL_SCAN_END);
    return word;
}

static void whole_numbers_are_exact_to_64_bits(void **state)
{
    (void)state;
    assert_true(only_word("2147483648").integer == INT64_C(2147483648));
    assert_true(only_word("-3000000000").integer == INT64_C(-3000000000));
    assert_true(only_word("9223372036854775807").integer == INT64_MAX);
    assert_true(only_word("-9223372036854775808").integer == INT64_MIN);
    assert_true(only_word("0x1FFFFFFFF").integer == INT64_C(8589934591));
    assert_true(only_word("+5LL").integer == 5);
    assert_true(only_word("0").integer == 0);
    assert_int_equal(only_word("0").kind, FNL_SCAN_INTEGER);
}

static void real_numbers_are_read_in_every_usual_form(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value;
    } numbers[] = {{"2.385", 2.385},   {"-.5", -0.5},  {"7.", 7},    {"1e5", 1e5},
                   {"1.5E-3", 1.5e-3}, {"+2e+2", 200}, {"0.0", 0.0}, {"0e9", 0.0}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        const struct fnl_scan_word word = only_word(numbers[i].text);
        assert_int_equal(word.kind, FNL_SCAN_REAL);
        assert_true(word.real == numbers[i].value);
    }
}

static void numbers_that_cannot_be_kept_are_refused(void **state)
{
    (void)state;
    assert_string_equal(only_word("9223372036854775808").problem,
                        "is too large: whole numbers end at 9223372036854775807");
    assert_string_equal(only_word("0x8000000000000000").problem,
                        "is too large: whole numbers end at 9223372036854775807");
    assert_string_equal(only_word("1e999").problem, "is too large: numbers end at 1.8e308");
    assert_string_equal(only_word("1e-999").problem, "is too small to be told from 0: write 0");
    assert_string_equal(only_word("010").problem, "begins with 0, which a number does not");
}

static void what_only_looks_like_a_number_is_one_bad_word(void **state)
{
    (void)state;
    static const char *const words[] = {"250k", "66days", "2026-04-01", "1.2.3",
                                        "0x",   "1e",     "3L4",        "1_000"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const struct fnl_scan_word word = only_word(words[i]);
        assert_int_equal(word.kind, FNL_SCAN_BAD);
        assert_int_equal(word.length, strlen(words[i]));
    }
}

static void comments_of_three_kinds_and_spaces_are_passed_over(void **state)
{
    (void)state;
    static const char text[] = "\xef\xbb\xbf# a \" quote\r\n// {\n/* ( \n @include */ key\xc2\xa0"
                               ": /**/ \"# // /* no comment\" # end";
    struct fnl_scan scan = fnl_scan_start(text, strlen(text));
    struct fnl_scan_word word = fnl_scan_next(&scan);
    assert_int_equal(word.kind, FNL_SCAN_KEY);
    assert_int_equal(word.line, 4);
    assert_int_equal(fnl_scan_next(&scan).kind, '=');
    word = fnl_scan_next(&scan);
    assert_int_equal(word.kind, FNL_SCAN_TEXT);
    assert_int_equal(word.length, strlen("\"# // /* no comment\""));
    assert_int_equal(fnl_scan_next(&scan).kind, FNL_SCAN_END);
    assert_int_equal(fnl_scan_next(&scan).kind, FNL_SCAN_END);
}

static void a_comment_without_end_is_found_where_it_begins(void **state)
{
    (void)state;
    static const char text[] = "a\n/* b\nc\n";
    struct fnl_scan scan = fnl_scan_start(text, strlen(text));
    fnl_scan_next(&scan);
    const struct fnl_scan_word word = fnl_scan_next(&scan);
    assert_int_equal(word.kind, FNL_SCAN_BAD);
    assert_int_equal(word.line, 2);
    assert_string_equal(word.problem, "opens a comment that is never closed");
}

static void texts_end_on_their_line_and_hold_printable_escapes(void **state)
{
    (void)state;
    assert_int_equal(only_word("\"a \\\" b\"").kind, FNL_SCAN_TEXT);
    assert_int_equal(only_word("\"\\x41\"").kind, FNL_SCAN_TEXT);
    assert_int_equal(only_word("\"\\x00\"").kind, FNL_SCAN_BAD);
    assert_int_equal(only_word("\"\\xff\"").kind, FNL_SCAN_BAD);
    struct fnl_scan scan = fnl_scan_start("\"a\\\n\"", 5);
    assert_int_equal(fnl_scan_next(&scan).kind, FNL_SCAN_BAD);

    char text[FNL_SCAN_LONGEST_TEXT + 2] = "\"";
    memset(text + 1, 'x', FNL_SCAN_LONGEST_TEXT - 1);
    text[FNL_SCAN_LONGEST_TEXT] = '"';
    assert_string_equal(only_word(text).problem, "is longer than 10000 bytes");
    text[FNL_SCAN_LONGEST_TEXT - 1] = '"';
    text[FNL_SCAN_LONGEST_TEXT] = '\0';
    assert_int_equal(only_word(text).kind, FNL_SCAN_TEXT);
}

static void true_and_false_are_known_in_any_case(void **state)
{
    (void)state;
    assert_int_equal(only_word("TRUE").integer, 1);
    assert_int_equal(only_word("False").integer, 0);
    assert_int_equal(only_word("False").kind, FNL_SCAN_FLAG);
    assert_int_equal(only_word("truer").kind, FNL_SCAN_KEY);
}

static void bytes_that_no_scenario_may_hold_are_found(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t length;
        int line;
        const char *problem;
    } wrong[] = {
        {"a = 1;\n\xfc", 8, 2, "byte 0xFC at column 1 is not UTF-8: save the file as UTF-8"},
        {"a\0b", 3, 1, "byte 0x00 at column 2 is a control character: take it out"},
        {"\xc3\xa4 \x07", 4, 1, "byte 0x07 at column 3 is a control character: take it out"},
        {"\xff\xfe"
         "a",
         3, 1, "the file is UTF-16: save it as UTF-8"},
        {"\xc0\x80", 2, 1, "byte 0xC0 at column 1 is not UTF-8: save the file as UTF-8"},
        {"\xed\xa0\x80", 3, 1, "byte 0xED at column 1 is not UTF-8: save the file as UTF-8"},
        {"\xf0\x9f\x98", 3, 1, "byte 0xF0 at column 1 is not UTF-8: save the file as UTF-8"},
        {"\xe2\x82\x41", 3, 1, "byte 0xE2 at column 1 is not UTF-8: save the file as UTF-8"},
    };
    char problem[160];
    int line;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_false(fnl_scan_bytes(wrong[i].text, wrong[i].length, &line, problem));
        assert_string_equal(problem, wrong[i].problem);
        assert_int_equal(line, wrong[i].line);
    }
    static const char fine[] = "\xef\xbb\xbf\t\r\n \xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80";
    assert_true(fnl_scan_bytes(fine, strlen(fine), &line, problem));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_numbers_are_exact_to_64_bits),
        cmocka_unit_test(real_numbers_are_read_in_every_usual_form),
        cmocka_unit_test(numbers_that_cannot_be_kept_are_refused),
        cmocka_unit_test(what_only_looks_like_a_number_is_one_bad_word),
        cmocka_unit_test(comments_of_three_kinds_and_spaces_are_passed_over),
        cmocka_unit_test(a_comment_without_end_is_found_where_it_begins),
        cmocka_unit_test(texts_end_on_their_line_and_hold_printable_escapes),
        cmocka_unit_test(true_and_false_are_known_in_any_case),
        cmocka_unit_test(bytes_that_no_scenario_may_hold_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
