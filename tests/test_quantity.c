/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "scenario/quantity.h"

static void quantities_are_read_as_people_write_them(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum fnl_param_unit unit;
        double number;
    } quantities[] = {
        {"40 %", FNL_UNIT_SHARE, 0.4},
        {"12.5%", FNL_UNIT_SHARE, 0.125},
        {"7 percent", FNL_UNIT_SHARE, 0.07},
        {"1 in 3", FNL_UNIT_SHARE, 1.0 / 3},
        {"4 out of 10", FNL_UNIT_SHARE, 0.4},
        {"9 of 10", FNL_UNIT_SHARE, 0.9},
        {"0.4", FNL_UNIT_SHARE, 0.4},
        {"2.5 x", FNL_UNIT_FACTOR, 2.5},
        {"2.5x", FNL_UNIT_FACTOR, 2.5},
        {"3 times", FNL_UNIT_FACTOR, 3},
        {"110 %", FNL_UNIT_FACTOR, 1.1},
        {"250k", FNL_UNIT_MONEY, 250000},
        {"1.5 M", FNL_UNIT_MONEY, 1500000},
        {"2 million", FNL_UNIT_MONEY, 2000000},
        {"25,000", FNL_UNIT_MONEY, 25000},
        {"1,250,000.50", FNL_UNIT_MONEY, 1250000.5},
        {"-150k", FNL_UNIT_MONEY, -150000},
        {"6,000", FNL_UNIT_MONEY, 6000},
        {"6 000", FNL_UNIT_MONEY, 6000},
        {"6k", FNL_UNIT_MONEY, 6000},
        {"1 250 000.5", FNL_UNIT_MONEY, 1250000.5},
        {"12\xe2\x80\xaf"
         "500 a year",
         FNL_UNIT_PER_YEAR, 12500},
        {"1,500 h", FNL_UNIT_HOURS, 1500},
        {"0.125", FNL_UNIT_MONEY, 0.125},
        {"2385.125", FNL_UNIT_MONEY, 2385.125},
        {"6.125", FNL_UNIT_FACTOR, 6.125},
        {"9 h", FNL_UNIT_HOURS, 9},
        {"45 minutes", FNL_UNIT_HOURS, 0.75},
        {"2 h", FNL_UNIT_MINUTES, 120},
        {"66 days", FNL_UNIT_DAYS, 66},
        {"9h", FNL_UNIT_DAYS, 0.375},
        {"3 weeks", FNL_UNIT_DAYS, 21},
        {"5 months", FNL_UNIT_DAYS, 152.1875},
        {"2 years", FNL_UNIT_MONTHS, 24},
        {"1 quarter", FNL_UNIT_MONTHS, 3},
        {"8 a year", FNL_UNIT_PER_YEAR, 8},
        {"8 a year", FNL_UNIT_PER_MONTH, 8.0 / 12},
        {"2 per month", FNL_UNIT_PER_YEAR, 24},
        {"1 in 3 a year", FNL_UNIT_PER_YEAR, 1.0 / 3},
        {"20 % a year", FNL_UNIT_PER_YEAR, 0.2},
        {"7/week", FNL_UNIT_PER_YEAR, 365.25},
        {"40", FNL_UNIT_PER_MONTH, 40},
        {"1e-3", FNL_UNIT_NONE, 0.001},
        {" +2\xc2\xa0k ", FNL_UNIT_NONE, 2000},
        {"-0.3", FNL_UNIT_LOGIT, -0.3},
    };
    char problem[FNL_QUANTITY_PROBLEM];
    for (size_t i = 0; i < sizeof quantities / sizeof *quantities; i++) {
        double number = NAN;
        assert_true(fnl_quantity_read(quantities[i].text, quantities[i].unit, &number, problem));
        assert_true(fabs(number - quantities[i].number) <= 1e-15 * fabs(number));
    }
}

#define SIGN(text, number)                                                                         \
    "\"" text "\" has a currency sign: write " number "; the currency is said once, in `currency`"
#define COMMA(text, number)                                                                        \
    "\"" text "\" has a comma or a point that is not understood: write " number
#define EITHER(text, thousands, ones)                                                              \
    "\"" text "\" may be " thousands " or " ones ": write the one that is meant"
#define MORE(text, factor) "\"" text "\" has a sign: expected a factor, such as " factor

static void what_cannot_be_meant_is_explained(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum fnl_param_unit unit;
        const char *problem;
    } wrong[] = {
        {"12 days", FNL_UNIT_SHARE,
         "\"12 days\" is not a share, such as \"40 %\", \"1 in 3\" or 0.4"},
        {"40 %", FNL_UNIT_MONEY, "\"40 %\" is not an amount, such as 164, 25.50 or \"250k\""},
        {"2 days", FNL_UNIT_HOURS,
         "\"2 days\" may be working days or days of 24 hours: write hours, such as \"9 h\""},
        {"1 in 3", FNL_UNIT_PER_YEAR,
         "\"1 in 3\" does not say in what time: write \"1 in 3 a year\""},
        {"$250k", FNL_UNIT_MONEY, SIGN("$250k", "\"250k\"")},
        {"$6,000", FNL_UNIT_MONEY, SIGN("$6,000", "6000")},
        {"$1.2M", FNL_UNIT_MONEY, SIGN("$1.2M", "\"1.2M\"")},
        {"-$ 2,385.50", FNL_UNIT_MONEY, SIGN("-$ 2,385.50", "-2385.50")},
        {"\xe2\x82\xac 6.000,50", FNL_UNIT_MONEY, SIGN("\xe2\x82\xac 6.000,50", "6000.50")},
        {"6.000 \xe2\x82\xac", FNL_UNIT_MONEY, EITHER("6.000 \xe2\x82\xac", "6000", "6")},
        {"85.000", FNL_UNIT_MONEY, EITHER("85.000", "85000", "85")},
        {"6.000,50", FNL_UNIT_MONEY, COMMA("6.000,50", "6000.50")},
        {"1.250.000", FNL_UNIT_MONEY, COMMA("1.250.000", "1250000")},
        {"1 250,125", FNL_UNIT_MONEY, COMMA("1 250,125", "1250.125")},
        {"1,5", FNL_UNIT_NONE, COMMA("1,5", "1.5")},
        {"2,5 x", FNL_UNIT_FACTOR, COMMA("2,5 x", "\"2.5 x\"")},
        {"1,5 mio", FNL_UNIT_MONEY, "\"1,5 mio\" is not an amount, such as 164, 25.50 or \"250k\""},
        {"1,250 000", FNL_UNIT_MONEY, COMMA("1,250 000", "1250000")},
        {"$much", FNL_UNIT_MONEY, "\"$much\" is not an amount, such as 164, 25.50 or \"250k\""},
        {"6 00", FNL_UNIT_MONEY, "\"6 00\" is not an amount, such as 164, 25.50 or \"250k\""},
        {"6000 000", FNL_UNIT_MONEY,
         "\"6000 000\" is not an amount, such as 164, 25.50 or \"250k\""},
        {"9 hors", FNL_UNIT_HOURS,
         "\"9 hors\" is not a time, such as \"9 h\" or a number of hours"},
        {"5 m", FNL_UNIT_DAYS, "\"5 m\" is not a time, such as \"66 days\" or a number of days"},
        {"8 a fortnight", FNL_UNIT_PER_YEAR,
         "\"8 a fortnight\" is not a rate, such as \"2 a month\", \"1 in 3 a year\" or a number a "
         "year"},
        {"nan", FNL_UNIT_NONE, "\"nan\" is not a number, such as 2.5"},
        {"inf", FNL_UNIT_NONE, "\"inf\" is not a number, such as 2.5"},
        {"0x10", FNL_UNIT_NONE, "\"0x10\" is not a number, such as 2.5"},
        {"1e999", FNL_UNIT_NONE, "\"1e999\" is not a number, such as 2.5"},
        {"", FNL_UNIT_NONE, "\"\" is not a number, such as 2.5"},
        {"-", FNL_UNIT_NONE, "\"-\" is not a number, such as 2.5"},
        {".", FNL_UNIT_NONE, "\".\" is not a number, such as 2.5"},
        {"1 in 0", FNL_UNIT_SHARE,
         "\"1 in 0\" is not a share, such as \"40 %\", \"1 in 3\" or 0.4"},
        {"1 in 3 %", FNL_UNIT_SHARE,
         "\"1 in 3 %\" is not a share, such as \"40 %\", \"1 in 3\" or 0.4"},
        {"2 x 3", FNL_UNIT_FACTOR, "\"2 x 3\" is not a factor, such as \"2.5 x\" or 2.5"},
        {"+10 %", FNL_UNIT_FACTOR, MORE("+10 %", "\"1.1 x\" for 10 % more")},
        {"-23.85 %", FNL_UNIT_FACTOR, MORE("-23.85 %", "\"0.7615 x\" for 23.85 % less")},
        {" +1.1 x", FNL_UNIT_FACTOR, MORE(" +1.1 x", "\"1.1 x\" for 10 % more")},
        {"+0.5", FNL_UNIT_FACTOR, MORE("+0.5", "\"1.1 x\" for 10 % more")},
        {"2 x", FNL_UNIT_NONE, "\"2 x\" is not a number, such as 2.5"},
        {"3 months", FNL_UNIT_PER_YEAR,
         "\"3 months\" is not a rate, such as \"2 a month\", \"1 in 3 a year\" or a number a year"},
        {"11111111112222222222333333333344444444445555555555", FNL_UNIT_NONE,
         "\"11111111112222222222333333333344444444445555555555\" is not a number, such as 2.5"},
    };
    char problem[FNL_QUANTITY_PROBLEM];
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        double number = 2.385;
        assert_false(fnl_quantity_read(wrong[i].text, wrong[i].unit, &number, problem));
        assert_string_equal(problem, wrong[i].problem);
        assert_true(number == 2.385);
    }
}

static void what_is_written_is_read_again(void **state)
{
    (void)state;
    static const double numbers[] = {0,      1,   0.4,          0.07, 2.385, 1.0 / 3, 164,
                                     250000, 1e9, 123456789012, 1e-5, -2.5,  66};
    char text[FNL_QUANTITY_TEXT], problem[FNL_QUANTITY_PROBLEM];
    for (int unit = FNL_UNIT_NONE; unit <= FNL_UNIT_LOGIT; unit++)
        for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
            double number;
            if (unit == FNL_UNIT_MONEY && numbers[i] == 2.385)
                continue; /* tenths of cents: see EITHER above */
            fnl_quantity_text(numbers[i], (enum fnl_param_unit)unit, text);
            assert_true(fnl_quantity_read(text, (enum fnl_param_unit)unit, &number, problem));
            assert_true(fabs(number - numbers[i]) <= 1e-8 * fabs(number));
        }
}

static void quantities_are_written_as_people_do(void **state)
{
    (void)state;
    char text[FNL_QUANTITY_TEXT];
    assert_string_equal(fnl_quantity_text(0.07, FNL_UNIT_SHARE, text), "7 %");
    assert_string_equal(fnl_quantity_text(2.5, FNL_UNIT_FACTOR, text), "2.5 x");
    assert_string_equal(fnl_quantity_text(1e12, FNL_UNIT_MONEY, text), "1000000000000");
    assert_string_equal(fnl_quantity_text(1.0 / 3, FNL_UNIT_PER_YEAR, text), "0.333333333 a year");
    assert_string_equal(fnl_quantity_text(-0.0, FNL_UNIT_HOURS, text), "0 h");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantities_are_read_as_people_write_them),
        cmocka_unit_test(what_cannot_be_meant_is_explained),
        cmocka_unit_test(what_is_written_is_read_again),
        cmocka_unit_test(quantities_are_written_as_people_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
