/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "scenario/slip.h"

struct slip {
    const char *typed, *told;
};

static void values_are_explained_in_the_typists_words(void **state)
{
    (void)state;
    static const struct slip slips[] = {
        {"25,000;", "25,000 has a comma inside the number: write 25000"},
        {"1,250,000.50 # a year", "1,250,000.50 has a comma inside the number: write 1250000.50"},
        {"2,5\n", "2,5 has a comma inside the number: write 2.5"},
        {"12,3456;", "12,3456 has a comma inside the number: write 12.3456"},
        {"12O;", "12O: a letter O for a zero? Write 120"},
        {"l2 }", "l2: a letter l for a one? Write 12"},
        {"2O days;", "2O days needs quotes: write \"2O days\""},
        {"12 %;", "12 % needs quotes: write \"12 %\""},
        {"-3 %;", "-3 % needs quotes: write \"-3 %\""},
        {"2026-04-01 }", "2026-04-01 needs quotes: write \"2026-04-01\""},
        {"Purchased list\t\n", "Purchased list needs quotes: write \"Purchased list\""},
        {"list, x = 3", "list needs quotes: write \"list\""},
        {"yes;", "yes is not understood: write true"},
        {"Off;", "Off is not understood: write false"},
        {"'list';", "'list' has single quotes: write \"double\" ones"},
        {"\xe2\x80\x9clist\xe2\x80\x9d;",
         "\xe2\x80\x9clist\xe2\x80\x9d has curly quotes: type straight ones, \"like these\""},
        {"$250;", "$250 has a currency sign: write 250; the currency is said once, in `currency`"},
        {"$85,000;",
         "$85,000 has a currency sign: write 85000; the currency is said once, in `currency`"},
        {"$85k;", "$85k has a currency sign: write 85000 or \"85k\"; the currency is said once, in "
                  "`currency`"},
        {"list\";", "list\" has a quote behind it only: write \"list\""},
        {";", "a value is missing here"},
        {"", "a value is missing here"},
        {"% 5;", "% 5 does not belong here: a value is expected"},
    };
    char text[FNL_SLIP_TEXT];
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++)
        assert_string_equal(fnl_slip_value(slips[i].typed, text), slips[i].told);
}

static void keys_are_explained_in_the_typists_words(void **state)
{
    (void)state;
    static const struct slip slips[] = {
        {"\"name\": 3", "a key stands without quotes: name = \"Website\";"},
        {"[reps]", "a group is written reps = { count = 6; };"},
        {"{ a = 1; }", "{ opens something that has no name: write name = { ... };"},
        {"( 1 )", "( opens something that has no name: write name = ( ... );"},
        {"= 3;", "= does not belong here: a key is expected"},
        {"reps.count = 3",
         "reps.count is a path, and in a file groups nest: write reps = { count = ...; }"},
        {"000;", "000 does not belong here: a key is expected, which begins with a letter (is a "
                 "quote or a sign missing before it?)"},
    };
    char text[FNL_SLIP_TEXT];
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++)
        assert_string_equal(fnl_slip_key(slips[i].typed, text), slips[i].told);
}

static void a_long_phrase_is_cut_between_characters(void **state)
{
    (void)state;
    char text[FNL_SLIP_TEXT];
    assert_string_equal(
        fnl_slip_value(
            "a23456789012345678901234567890123456789012345678901234567\xe2\x82\xac\xe2\x82\xac",
            text),
        "a23456789012345678901234567890123456789012345678901234567\xe2\x82\xac needs quotes: write "
        "\"a23456789012345678901234567890123456789012345678901234567\xe2\x82\xac\"");
    assert_string_equal(
        fnl_slip_value("a234567890123456789012345678901234567890123456789012345678\xe2\x82\xac",
                       text),
        "a234567890123456789012345678901234567890123456789012345678 needs quotes: write "
        "\"a234567890123456789012345678901234567890123456789012345678\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_explained_in_the_typists_words),
        cmocka_unit_test(keys_are_explained_in_the_typists_words),
        cmocka_unit_test(a_long_phrase_is_cut_between_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
