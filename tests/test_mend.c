/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "scenario/mend.h"

#define EURO   "\xe2\x82\xac"
#define NARROW "\xe2\x80\xaf" /* a narrow space that does not break */

static void amounts_are_written_as_in_a_scenario(void **state)
{
    (void)state;
    static const struct {
        const char *text, *mended;
    } all[] = {
        {"$6,000", "6000"},
        {"$1.2M", "1.2M"},
        {"- $ 2,385.50 ", "-2385.50"},
        {EURO " 6.000,50", "6000.50"},
        {"6" NARROW "000,50 " EURO, "6000.50"},
        {"1.250.000", "1250000"},
        {"1,5", "1.5"},
        {"2,5 x", "2.5 x"},
        {"12,5 %", "12.5 %"},
        {"1 250 000 h", "1250000 h"},
        {"6000 000", "6000 000"}, /* not thousands */
        {"85.000", "85.000"},     /* nobody knows */
        {"2.385", "2.385"},
        {"", ""},
        {"$", ""},
        {"soon", "soon"},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        char mended[FNL_MEND_TEXT];
        fnl_mend_quantity(all[i].text, mended);
        assert_string_equal(mended, all[i].mended);
    }
}

static void what_is_too_long_is_cut(void **state)
{
    (void)state;
    char text[500], mended[FNL_MEND_TEXT];
    memset(text, '7', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    fnl_mend_quantity(text, mended);
    assert_int_equal(strlen(mended), FNL_MEND_TEXT - 1);
}

static void separators_have_three_digits_behind_them(void **state)
{
    (void)state;
    assert_int_equal(fnl_mend_separator(",000"), 1);
    assert_int_equal(fnl_mend_separator(NARROW "000 x"), 3);
    assert_int_equal(fnl_mend_separator(",00"), 0);
    assert_int_equal(fnl_mend_separator(",0000"), 0);
    assert_int_equal(fnl_mend_separator(".000"), 0);
    assert_int_equal(fnl_mend_separator(""), 0);
}

static void currency_signs_are_known(void **state)
{
    (void)state;
    assert_int_equal(fnl_mend_sign("$5"), 1);
    assert_int_equal(fnl_mend_sign(EURO), 3);
    assert_int_equal(fnl_mend_sign("5$"), 0);
    assert_true(fnl_mend_has_sign("5 " EURO));
    assert_false(fnl_mend_has_sign("5 USD"));
}

static void letters_that_look_like_digits_are_known(void **state)
{
    (void)state;
    static const struct {
        const char *text, *mended, *said;
    } slips[] = {{"12O", "120", "O for a zero"},       {"l2", "12", "l for a one"},
                 {"1o,OOO", "10,000", "o for a zero"}, {"-I.5 x", "-1.5 x", "I for a one"},
                 {"2O %", "20 %", "O for a zero"},     {"1OOk", "100k", "O for a zero"},
                 {"3O h", "30 h", "O for a zero"}};
    static const char *const others[] = {"120", "O", "", "lo", "12Oh", "2 loans", "100k", "1 l"};
    char mended[FNL_MEND_TEXT], long_one[200];
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
        assert_string_equal(fnl_mend_letters(slips[i].text, mended), slips[i].said);
        assert_string_equal(mended, slips[i].mended);
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_null(fnl_mend_letters(others[i], mended));
    memset(long_one, 'O', sizeof long_one - 1);
    long_one[0] = '1';
    long_one[sizeof long_one - 1] = '\0';
    assert_null(fnl_mend_letters(long_one, mended));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(amounts_are_written_as_in_a_scenario),
        cmocka_unit_test(what_is_too_long_is_cut),
        cmocka_unit_test(separators_have_three_digits_behind_them),
        cmocka_unit_test(currency_signs_are_known),
        cmocka_unit_test(letters_that_look_like_digits_are_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
