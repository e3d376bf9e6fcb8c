/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/words.h"

static void expect(const char *text, size_t left, const char *printed)
{
    char *said = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&said, &length);
    assert_non_null(out);
    fnl_words_print(text, left, out);
    fclose(out);
    assert_string_equal(said, printed);
    free(said);
}

#define NINETY                                                                                     \
    "123456789 123456789 123456789 123456789 123456789 123456789 123456789 123456789 123456789"

static void a_short_text_stays_where_it_is(void **state)
{
    (void)state;
    expect("", 10, "");
    expect("no published figure", 60, "no published figure");
    expect("  two   blanks ", 60, "two blanks");
    expect(NINETY " 123456789", 1, NINETY " 123456789");
}

static void a_long_one_goes_on_below_itself(void **state)
{
    (void)state;
    expect(NINETY " 123456789", 2, NINETY "\n  123456789");
    expect("one two three", 94,
           "one\n                                                           "
           "                                   two\n                        "
           "                                                                "
           "      three");
}

static void a_word_that_is_too_long_stays_whole(void **state)
{
    (void)state;
    expect("a " NINETY "123456789012 b", 11,
           "a 123456789 123456789 123456789 123456789 123456789 123456789 123456789 123456789\n"
           "           123456789123456789012 b");
    expect("12345678901234567890 b", 90,
           "12345678901234567890\n"
           "                                                                                      "
           "    b");
}

static void a_number_keeps_its_unit(void **state)
{
    (void)state;
    assert_int_equal(fnl_words_length("73 % of"), 4);
    assert_int_equal(fnl_words_length("73 %. Then"), 5);
    assert_int_equal(fnl_words_length("9.5 h"), 5);
    assert_int_equal(fnl_words_length("9 hats"), 1);
    assert_int_equal(fnl_words_length("share %"), 5);
    assert_int_equal(fnl_words_length("73"), 2);
    assert_int_equal(fnl_words_length(" 73 %"), 0);
    expect(NINETY " 73 %", 7, NINETY "\n       73 %");
}

static void names_are_listed_as_people_do(void **state)
{
    (void)state;
    assert_string_equal(fnl_words_between(0, 1, " and "), "");
    assert_string_equal(fnl_words_between(0, 2, " and "), "");
    assert_string_equal(fnl_words_between(1, 2, " and "), " and ");
    assert_string_equal(fnl_words_between(1, 3, " or "), ", ");
    assert_string_equal(fnl_words_between(2, 3, " or "), " or ");
}

static void letters_are_counted_and_not_bytes(void **state)
{
    (void)state;
    expect("\xc3\xa4\xc3\xb6\xc3\xbc \xc3\xa4\xc3\xb6", 94,
           "\xc3\xa4\xc3\xb6\xc3\xbc \xc3\xa4\xc3\xb6");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_short_text_stays_where_it_is),
        cmocka_unit_test(a_long_one_goes_on_below_itself),
        cmocka_unit_test(a_word_that_is_too_long_stays_whole),
        cmocka_unit_test(a_number_keeps_its_unit),
        cmocka_unit_test(names_are_listed_as_people_do),
        cmocka_unit_test(letters_are_counted_and_not_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
