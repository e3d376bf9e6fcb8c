/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/number.h"

#define DOLLARS(amount) ((fnl_money)(amount)*100)

static char text[FNL_NUMBER_TEXT];

static void money_has_two_significant_digits_and_a_scale(void **state)
{
    (void)state;
    static const struct {
        fnl_money amount;
        const char *said;
    } cases[] = {
        {0, "$0"},
        {49, "$0"},
        {50, "$1"},
        {-49, "$0"}, /* no sign on what rounds to nothing */
        {-50, "-$1"},
        {DOLLARS(640), "$640"},
        {99949, "$999"},
        {99950, "$1.0k"}, /* the carry climbs a rung */
        {DOLLARS(3900), "$3.9k"},
        {DOLLARS(9949), "$9.9k"},
        {DOLLARS(9950), "$10k"},
        {DOLLARS(-40123), "-$40k"},
        {DOLLARS(210499), "$210k"},
        {DOLLARS(999499), "$999k"},
        {DOLLARS(999500), "$1.0M"},
        {DOLLARS(3349999), "$3.3M"},
        {DOLLARS(3350000), "$3.4M"},
        {DOLLARS(-3350000), "-$3.4M"},
        {DOLLARS(15612345), "$15.6M"},
        {DOLLARS(99949999), "$99.9M"},
        {DOLLARS(99950000), "$100M"},
        {DOLLARS(999500000), "$1.0bn"},
        {DOLLARS(123456000000), "$123bn"},
        {INT64_MAX, "$92,233,720bn"},
        {INT64_MIN, "-$92,233,720bn"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(fnl_number_money(cases[i].amount, "USD", text), cases[i].said);
}

static void currencies_have_their_sign_or_their_code(void **state)
{
    (void)state;
    assert_string_equal(fnl_number_money(DOLLARS(3349999), "EUR", text), "€3.3M");
    assert_string_equal(fnl_number_money(DOLLARS(640), "GBP", text), "£640");
    assert_string_equal(fnl_number_money(DOLLARS(640), "JPY", text), "¥640");
    assert_string_equal(fnl_number_money(DOLLARS(640), "INR", text), "₹640");
    assert_string_equal(fnl_number_money(DOLLARS(-3349999), "CHF", text), "-CHF 3.3M");
    assert_string_equal(fnl_number_currency("USD", text), "$");
    assert_string_equal(fnl_number_currency("a code without end", text), "a code without  ");
}

static void differences_carry_their_sign_on_a_common_scale(void **state)
{
    (void)state;
    const struct fnl_number_scale scale = fnl_number_scale_of(DOLLARS(4400000));
    assert_string_equal(fnl_number_difference(DOLLARS(741000), "USD", scale, text), "+$0.7M");
    assert_string_equal(fnl_number_difference(DOLLARS(-741000), "USD", scale, text), "-$0.7M");
    assert_string_equal(fnl_number_difference(DOLLARS(-49999), "USD", scale, text), "$0.0M");
    assert_string_equal(fnl_number_money_on(DOLLARS(60000), "USD", scale, text), "$0.1M");
}

static void both_ends_of_a_range_share_the_scale_of_the_larger(void **state)
{
    (void)state;
    assert_string_equal(fnl_number_money_range(DOLLARS(60000), DOLLARS(1340000), "USD", text),
                        "$0.06M to $1.34M");
    assert_string_equal(fnl_number_money_range(DOLLARS(-390000), DOLLARS(1790000), "USD", text),
                        "-$0.39M to +$1.79M");
    assert_string_equal(fnl_number_difference_range(DOLLARS(24000), DOLLARS(933000), "USD", text),
                        "+$24k to +$933k");
    assert_string_equal(
        fnl_number_difference_range(DOLLARS(-390000), DOLLARS(1790000), "USD", text),
        "-$0.39M to +$1.79M");
    assert_string_equal(fnl_number_money_range(DOLLARS(-1790000), DOLLARS(-390000), "USD", text),
                        "-$1.79M to -$0.39M");
    assert_string_equal(fnl_number_money_range(DOLLARS(-999500), DOLLARS(12), "USD", text),
                        "-$1.00M to $0.00M");
    assert_string_equal(fnl_number_money_range(DOLLARS(850), DOLLARS(9204), "CHF", text),
                        "CHF 0.85k to CHF 9.20k");
    assert_string_equal(fnl_number_money_range(DOLLARS(21350), DOLLARS(12345678), "USD", text),
                        "$0.0M to $12.3M");
    assert_string_equal(fnl_number_money_range(0, 0, "USD", text), "$0 to $0");
}

static void fixed_sums_are_said_in_full(void **state)
{
    (void)state;
    assert_string_equal(fnl_number_money_whole(DOLLARS(6000), "USD", text), "$6,000");
    assert_string_equal(fnl_number_money_whole(-123456750, "USD", text), "-$1,234,568");
    assert_string_equal(fnl_number_money_whole(DOLLARS(999), "EUR", text), "€999");
}

static void exact_money_keeps_every_cent(void **state)
{
    (void)state;
    assert_string_equal(fnl_number_money_exact(123405, text), "1234.05");
    assert_string_equal(fnl_number_money_exact(-7, text), "-0.07");
    assert_string_equal(fnl_number_money_exact(0, text), "0.00");
    assert_string_equal(fnl_number_money_exact(INT64_MIN, text), "-92233720368547758.08");
}

static void shares_never_claim_nothing_or_all_falsely(void **state)
{
    (void)state;
    static const struct {
        double share;
        const char *said;
    } cases[] = {
        {0.5436, "54 %"},
        {0.0524, "5.2 %"},
        {0.0996, "10 %"},
        {0.004, "0.4 %"},
        {0, "0 %"},
        {1, "100 %"},
        {0.9949, "99 %"},
        {0.9951, "over 99 %"},
        {0.0004, "under 0.1 %"},
        {0.0005, "0.1 %"},
        {1.35, "135 %"},
        {-0.0524, "-5.2 %"},
        {1e-12, "under 0.1 %"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(fnl_number_share(cases[i].share, text), cases[i].said);
}

static void chances_are_counted_in_a_hundred(void **state)
{
    (void)state;
    assert_string_equal(fnl_number_in_100(0.88, text), "88 in 100");
    assert_string_equal(fnl_number_in_100(0, text), "0 in 100");
    assert_string_equal(fnl_number_in_100(1, text), "100 in 100");
    assert_string_equal(fnl_number_in_100(0.0025, text), "under 1 in 100");
    assert_string_equal(fnl_number_in_100(0.9975, text), "over 99 in 100");
    assert_string_equal(fnl_number_in_100(0.745, text), "75 in 100");
}

static void spans_take_the_unit_that_suits_them(void **state)
{
    (void)state;
    assert_string_equal(fnl_number_span(0, text), "0 min");
    assert_string_equal(fnl_number_span(25 * FNL_MINUTE, text), "25 min");
    assert_string_equal(fnl_number_span(252 * FNL_MINUTE, text), "4.2 h");
    assert_string_equal(fnl_number_span(47 * FNL_HOUR, text), "47 h");
    assert_string_equal(fnl_number_span(2 * FNL_DAY, text), "2.0 days");
    assert_string_equal(fnl_number_span(71 * FNL_DAY + 11 * FNL_HOUR, text), "71 days");
    assert_string_equal(fnl_number_span(1234 * FNL_DAY, text), "1,234 days");
    assert_string_equal(fnl_number_span(-3 * FNL_HOUR, text), "-3.0 h");
    assert_string_equal(fnl_number_hours(1240 * FNL_HOUR, text), "1,240 h");
    assert_string_equal(fnl_number_hours(-FNL_MINUTE, text), "0 h");
}

static void counts_may_be_means(void **state)
{
    (void)state;
    assert_string_equal(fnl_number_count(2.5, text), "2.5");
    assert_string_equal(fnl_number_count(2, text), "2");
    assert_string_equal(fnl_number_count(21.34, text), "21");
    assert_string_equal(fnl_number_count(9.96, text), "10");
    assert_string_equal(fnl_number_count(1140.2, text), "1,140");
    assert_string_equal(fnl_number_count(-0.04, text), "0");
    assert_string_equal(fnl_number_count(1234567, text), "1,234,567");
}

static void reals_have_at_most_nine_digits(void **state)
{
    (void)state;
    assert_string_equal(fnl_number_real(0.25, text), "0.25");
    assert_string_equal(fnl_number_real(-0.0, text), "0");
    assert_string_equal(fnl_number_real(1.0 / 3, text), "0.333333333");
    assert_string_equal(fnl_number_real(-2.385e-7, text), "-2.385e-07");
    assert_string_equal(fnl_number_real(1e20, text), "1e+20");
    assert_string_equal(fnl_number_real(123456789.4, text), "123456789");
}

/* Needs a locale with a decimal comma; there is none in a bare container. */
static void no_locale_moves_the_decimal_point(void **state)
{
    (void)state;
    if (!setlocale(LC_ALL, "de_DE.UTF-8") && !setlocale(LC_ALL, "fr_FR.UTF-8") &&
        !setlocale(LC_ALL, "ps_AF.UTF-8"))
        skip();
    assert_string_equal(fnl_number_real(-2.385e-7, text), "-2.385e-07");
    assert_string_equal(fnl_number_money(DOLLARS(3349999), "USD", text), "$3.3M");
    setlocale(LC_ALL, "C");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(money_has_two_significant_digits_and_a_scale),
        cmocka_unit_test(currencies_have_their_sign_or_their_code),
        cmocka_unit_test(differences_carry_their_sign_on_a_common_scale),
        cmocka_unit_test(both_ends_of_a_range_share_the_scale_of_the_larger),
        cmocka_unit_test(fixed_sums_are_said_in_full),
        cmocka_unit_test(exact_money_keeps_every_cent),
        cmocka_unit_test(shares_never_claim_nothing_or_all_falsely),
        cmocka_unit_test(chances_are_counted_in_a_hundred),
        cmocka_unit_test(spans_take_the_unit_that_suits_them),
        cmocka_unit_test(counts_may_be_means),
        cmocka_unit_test(reals_have_at_most_nine_digits),
        cmocka_unit_test(no_locale_moves_the_decimal_point),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
