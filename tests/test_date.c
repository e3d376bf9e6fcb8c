/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/date.h"

#define LENGTH(array) (sizeof(array) / sizeof *(array))

/* The calendar as a child learns it, one day after the other. */
struct walk {
    int number, year, month, day, weekday;
};

/* A Monday, 25,567 days before 1970. */
static const struct walk first_day = {-25567, 1900, 1, 1, 0};

static int length_of_month(int year, int month)
{
    switch (month) {
    case 4:
    case 6:
    case 9:
    case 11:
        return 30;
    case 2:
        if (year % 400 == 0)
            return 29;
        if (year % 100 == 0)
            return 28;
        return year % 4 == 0 ? 29 : 28;
    default:
        return 31;
    }
}

static void step(struct walk *walk)
{
    walk->number++;
    walk->weekday = walk->weekday == 6 ? 0 : walk->weekday + 1;
    if (++walk->day > length_of_month(walk->year, walk->month)) {
        walk->day = 1;
        walk->month++;
    }
    if (walk->month > 12) {
        walk->month = 1;
        walk->year++;
    }
}

static int number_of(int year, int month, int day)
{
    return fnl_date_number((struct fnl_date){year, month, day});
}

static void the_day_numbers_agree_with_a_walk_from_1900_to_2200(void **state)
{
    (void)state;
    int days = 0;
    for (struct walk at = first_day; at.year <= FNL_DATE_LAST_YEAR; step(&at), days++) {
        assert_int_equal(number_of(at.year, at.month, at.day), at.number);
        const struct fnl_date date = fnl_date_of(at.number);
        assert_int_equal(date.year, at.year);
        assert_int_equal(date.month, at.month);
        assert_int_equal(date.day, at.day);
        assert_int_equal(fnl_date_weekday(at.number), at.weekday);
        assert_int_equal(fnl_date_month_days(at.year, at.month),
                         length_of_month(at.year, at.month));
    }
    assert_int_equal(days, 301 * 365 + 73); /* 1900, 2100 and 2200 have no leap day, 2000 has */
}

static void the_day_numbers_agree_with_the_system_clock(void **state)
{
    (void)state;
    for (int number = first_day.number; number < 85000; number++) {
        const time_t seconds = (time_t)number * 86400;
        struct tm tm;
        assert_non_null(gmtime_r(&seconds, &tm));
        const struct fnl_date date = fnl_date_of(number);
        assert_int_equal(date.year, tm.tm_year + 1900);
        assert_int_equal(date.month, tm.tm_mon + 1);
        assert_int_equal(date.day, tm.tm_mday);
        assert_int_equal(fnl_date_weekday(number), (tm.tm_wday + 6) % 7);
    }
}

static void the_days_of_the_first_ten_millennia_come_back(void **state)
{
    (void)state;
    struct fnl_date before = fnl_date_of(-719468);
    assert_int_equal(before.year, 0);
    assert_int_equal(before.month, 3);
    assert_int_equal(before.day, 1);
    for (int number = -719467; number <= 2932896; number++) {
        const struct fnl_date date = fnl_date_of(number);
        if (number_of(date.year, date.month, date.day) != number)
            fail_msg("day %d becomes day %d", number, number_of(date.year, date.month, date.day));
        const int order = date.year * 10000 + date.month * 100 + date.day;
        if (order <= before.year * 10000 + before.month * 100 + before.day)
            fail_msg("day %d does not come after the day before", number);
        before = date;
    }
    assert_int_equal(before.year, 9999);
    assert_int_equal(before.month, 12);
    assert_int_equal(before.day, 31);
}

static void known_days_have_their_numbers(void **state)
{
    (void)state;
    assert_int_equal(number_of(1970, 1, 1), 0);
    assert_int_equal(number_of(1969, 12, 31), -1);
    assert_int_equal(number_of(2000, 2, 29), 11016);
    assert_int_equal(number_of(2026, 4, 1), 20544);
    assert_int_equal(fnl_date_weekday(number_of(2026, 4, 1)), 2);   /* Wednesday */
    assert_int_equal(fnl_date_weekday(number_of(1969, 7, 20)), 6);  /* Sunday */
    assert_int_equal(fnl_date_weekday(number_of(1900, 1, 1)), 0);   /* Monday */
    assert_int_equal(fnl_date_weekday(number_of(1582, 10, 15)), 4); /* the first day: Friday */
}

static void only_every_fourth_century_has_a_leap_day(void **state)
{
    (void)state;
    static const int years[] = {1900, 2000, 2100, 2200, 2400, 2024, 2026};
    static const int days[] = {28, 29, 28, 28, 29, 29, 28};
    for (size_t i = 0; i < LENGTH(years); i++) {
        assert_int_equal(fnl_date_month_days(years[i], 2), days[i]);
        assert_int_equal(number_of(years[i], 3, 1) - number_of(years[i], 2, 1), days[i]);
    }
}

static void months_start_where_a_walk_finds_their_first_days(void **state)
{
    (void)state;
    static int starts[301 * 12];
    int months = 0;
    for (struct walk at = first_day; at.year <= FNL_DATE_LAST_YEAR; step(&at))
        if (at.day == 1)
            starts[months++] = at.number;
    assert_int_equal(months, LENGTH(starts));

    int month = 0;
    for (int number = starts[0]; number < starts[months - 1]; number += 5) {
        while (starts[month + 1] <= number)
            month++;
        for (int by = -30; by <= 30; by++)
            if (month + by >= 0 && month + by < months)
                assert_int_equal(fnl_date_month_start(number, by), starts[month + by]);
    }
    assert_int_equal(fnl_date_month_start(starts[0] + 30, months - 1), starts[months - 1]);
    assert_int_equal(fnl_date_month_start(starts[months - 1], 1 - months), starts[0]);
}

static void what_is_written_is_read_back(void **state)
{
    (void)state;
    for (struct walk at = first_day; at.year <= FNL_DATE_LAST_YEAR; step(&at)) {
        char text[FNL_DATE_TEXT], expected[64];
        assert_ptr_equal(fnl_date_text(at.number, text), text);
        snprintf(expected, sizeof expected, "%d-%02d-%02d", at.year, at.month, at.day);
        assert_string_equal(text, expected);
        int number = 0;
        assert_true(fnl_date_read(text, &number));
        assert_int_equal(number, at.number);

        text[7] = '\0';
        assert_true(fnl_date_read(text, &number));
        assert_int_equal(number, at.number - at.day + 1);
    }
}

static void other_texts_and_dates_that_do_not_exist_are_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",           "2026",        "2026-",       "2026-4",      "2026-004",   "2026-04-",
        "2026-04-1",  "2026-4-01",   "26-04-01",    "2026-04-001", "2026/04/01", "2026.04.01",
        "2026-04/01", "2026/04",     "20260401",    "2026-0401",   "202604-01",  "2026-04-01 ",
        " 2026-04",   " 2026-04-01", "2026-04-01T", "2026-04-0 ",  "2026-04- 1", "2026- 4-01",
        "+026-04-01", "-026-04-01",  "2026--4-01",  "2026-+4-01",  "2026-04--1", "0x26-04-01",
        "2o26-04-01", "2026-O4-01",  "2026-04-O1",  "2026-04-1\n", "2026-04-1e", "2026-04-\xc2\xb2",
        "2026-00",    "2026-13",     "2026-00-10",  "2026-13-01",  "2026-99-99", "2026-04-00",
        "2026-04-31", "2026-06-31",  "2026-09-31",  "2026-11-31",  "2026-01-32", "2026-12-99",
        "2025-02-29", "2024-02-30",  "1900-02-29",  "2100-02-29",  "2200-02-29", "1899-12-31",
        "1899-12",    "2201-01-01",  "2201-01",     "0000-01-01",  "9999-12-31", "today"};
    for (size_t i = 0; i < LENGTH(bad); i++) {
        int number = -12345;
        if (fnl_date_read(bad[i], &number))
            fail_msg("\"%s\" was read as day %d", bad[i], number);
        assert_int_equal(number, -12345);
    }
}

static void the_first_and_the_last_day_are_read(void **state)
{
    (void)state;
    int number = 0;
    assert_true(fnl_date_read("1900-01-01", &number));
    assert_int_equal(number, -25567);
    assert_true(fnl_date_read("2200-12-31", &number));
    assert_int_equal(number, 84370);
    assert_true(fnl_date_read("2000-02-29", &number));
    assert_int_equal(number, 11016);
    assert_true(fnl_date_read("2026-04", &number));
    assert_int_equal(number, 20544);
}

static void each_month_is_named_in_full_and_by_three_letters_in_any_case(void **state)
{
    (void)state;
    static const char *const names[12] = {"January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December"};
    for (int month = 1; month <= 12; month++) {
        const char *name = names[month - 1];
        char text[FNL_DATE_TEXT], expected[64];
        snprintf(expected, sizeof expected, "%.3s 2026", name);
        assert_ptr_equal(fnl_date_month_text(number_of(2026, month, 28), text), text);
        assert_string_equal(text, expected);

        assert_int_equal(fnl_date_month_named(name), month);
        char other[16] = "";
        for (size_t i = 0; name[i]; i++)
            other[i] = (char)(name[i] ^ 0x20); /* jANUARY */
        assert_int_equal(fnl_date_month_named(other), month);
        other[3] = '\0';
        assert_int_equal(fnl_date_month_named(other), month);
    }
}

static void other_words_name_no_month(void **state)
{
    (void)state;
    static const char *const words[] = {"",     "J",     "Ja",    "Janu", "Januar", "January ",
                                        " Jan", "Sept",  "Mayo",  "1",    "01",     "Jan 2026",
                                        "Jän",  "Month", "Decem", "Mai",  "jann"};
    for (size_t i = 0; i < LENGTH(words); i++)
        if (fnl_date_month_named(words[i]) != 0)
            fail_msg("\"%s\" names month %d", words[i], fnl_date_month_named(words[i]));
}

static void texts_fit_where_the_header_says(void **state)
{
    (void)state;
    /* The widest there is: filled to the brim with something else before. */
    char text[FNL_DATE_TEXT];
    memset(text, 'x', sizeof text);
    assert_int_equal(strlen(fnl_date_text(number_of(2200, 12, 31), text)), 10);
    memset(text, 'x', sizeof text);
    assert_int_equal(strlen(fnl_date_month_text(number_of(2200, 9, 30), text)), 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_day_numbers_agree_with_a_walk_from_1900_to_2200),
        cmocka_unit_test(the_day_numbers_agree_with_the_system_clock),
        cmocka_unit_test(the_days_of_the_first_ten_millennia_come_back),
        cmocka_unit_test(known_days_have_their_numbers),
        cmocka_unit_test(only_every_fourth_century_has_a_leap_day),
        cmocka_unit_test(months_start_where_a_walk_finds_their_first_days),
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(other_texts_and_dates_that_do_not_exist_are_refused),
        cmocka_unit_test(the_first_and_the_last_day_are_read),
        cmocka_unit_test(each_month_is_named_in_full_and_by_three_letters_in_any_case),
        cmocka_unit_test(other_words_name_no_month),
        cmocka_unit_test(texts_fit_where_the_header_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
