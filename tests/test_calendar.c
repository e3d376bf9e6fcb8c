/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/date.h"
#include "base/key.h"
#include "base/memory.h"
#include "engine/calendar.h"

static const fnl_time working_hours = 8 * FNL_HOUR;

static int day_of(const char *text)
{
    int number = 0;
    assert_true(fnl_date_read(text, &number));
    return number;
}

/* Monday to Friday, nine to five, from `start` for `days` days, with `holidays`. */
static fnl_calendar *office(const char *start, int days, const int *holidays, size_t count)
{
    const struct fnl_calendar_rules rules = {
        .first_day = day_of(start),
        .days = days,
        .workdays = FNL_CALENDAR_WEEKDAYS,
        .opens = 9 * FNL_HOUR,
        .day_length = working_hours,
        .holidays = holidays,
        .holiday_count = count,
    };
    fnl_calendar *calendar = fnl_calendar_new(&rules);
    assert_non_null(calendar);
    return calendar;
}

static fnl_time at(int day, int hour, int minute)
{
    return day * FNL_DAY + hour * FNL_HOUR + minute * FNL_MINUTE;
}

static void a_week_has_five_days_of_eight_hours(void **state)
{
    (void)state;
    fnl_calendar *calendar = office("2026-01-05", 100, NULL, 0); /* a Monday */
    assert_int_equal(fnl_calendar_worked(calendar, at(0, 9, 0)), 0);
    assert_int_equal(fnl_calendar_worked(calendar, at(0, 10, 30)), at(0, 1, 30));
    assert_int_equal(fnl_calendar_worked(calendar, at(0, 23, 59)), working_hours);
    assert_int_equal(fnl_calendar_worked(calendar, at(5, 0, 0)), 5 * working_hours);
    assert_int_equal(fnl_calendar_worked(calendar, at(7, 9, 1)), 5 * working_hours + FNL_MINUTE);
    fnl_calendar_free(calendar);
}

static void work_of_friday_afternoon_is_done_on_monday(void **state)
{
    (void)state;
    fnl_calendar *calendar = office("2026-01-05", 100, NULL, 0);
    const fnl_time friday = at(4, 16, 30);
    assert_int_equal(fnl_calendar_finish(calendar, friday, 2 * FNL_HOUR), at(7, 10, 30));
    assert_int_equal(fnl_calendar_finish(calendar, friday, 30 * FNL_MINUTE), at(4, 17, 0));
    assert_int_equal(fnl_calendar_finish(calendar, friday, 30 * FNL_MINUTE + 1), at(7, 9, 0) + 1);
    fnl_calendar_free(calendar);
}

static void a_filled_day_ends_at_closing_time_and_the_next_begins_in_the_morning(void **state)
{
    (void)state;
    fnl_calendar *calendar = office("2026-01-05", 100, NULL, 0);
    assert_int_equal(fnl_calendar_reaches(calendar, 5 * working_hours), at(4, 17, 0));
    assert_int_equal(fnl_calendar_reaches(calendar, 5 * working_hours + 1), at(7, 9, 0) + 1);
    assert_int_equal(fnl_calendar_opens_at(calendar, at(4, 17, 0) - 1), at(4, 17, 0) - 1);
    assert_int_equal(fnl_calendar_opens_at(calendar, at(4, 17, 0)), at(7, 9, 0));
    assert_int_equal(fnl_calendar_opens_at(calendar, at(7, 0, 0)), at(7, 9, 0));
    assert_int_equal(fnl_calendar_opens_at(calendar, at(7, 9, 0)), at(7, 9, 0));
    fnl_calendar_free(calendar);
}

static void no_work_takes_no_time(void **state)
{
    (void)state;
    fnl_calendar *calendar = office("2026-01-05", 100, NULL, 0);
    assert_int_equal(fnl_calendar_reaches(calendar, 0), 0);
    assert_int_equal(fnl_calendar_finish(calendar, at(5, 3, 17), 0), at(5, 3, 17));
    assert_int_equal(fnl_calendar_finish(calendar, at(5, 3, 17), 1), at(7, 9, 0) + 1);
    fnl_calendar_free(calendar);
}

static void nobody_works_on_holidays(void **state)
{
    (void)state;
    const int holidays[] = {day_of("2026-01-08"), day_of("2026-01-06"), day_of("2026-01-08"),
                            day_of("2026-01-10")};
    fnl_calendar *calendar = office("2026-01-05", 100, holidays, 4);
    assert_false(fnl_calendar_is_open(calendar, at(1, 12, 0)));
    assert_true(fnl_calendar_is_open(calendar, at(2, 12, 0)));
    assert_int_equal(fnl_calendar_finish(calendar, at(0, 16, 0), 10 * FNL_HOUR), at(4, 10, 0));
    assert_int_equal(fnl_calendar_worked(calendar, at(7, 0, 0)), 3 * working_hours);
    fnl_calendar_free(calendar);
}

static void holidays_outside_the_days_of_the_rules_are_ignored(void **state)
{
    (void)state;
    const int holidays[] = {day_of("2026-04-14"), day_of("2026-04-15"), day_of("2025-12-25"),
                            day_of("2031-01-06")};
    fnl_calendar *calendar = office("2026-01-05", 100, holidays, 4);
    assert_false(fnl_calendar_is_open(calendar, at(99, 12, 0)));
    assert_true(fnl_calendar_is_open(calendar, at(100, 12, 0)));
    fnl_calendar_free(calendar);
}

static void expect_identity(const fnl_calendar *calendar, fnl_time time)
{
    assert_true(fnl_calendar_worked(calendar, time) == time);
    assert_true(fnl_calendar_reaches(calendar, time) == time);
    assert_true(fnl_calendar_opens_at(calendar, time) == time);
    assert_true(fnl_calendar_is_open(calendar, time));
}

static void round_the_clock_working_time_is_time(void **state)
{
    (void)state;
    const struct fnl_calendar_rules rules = {
        .first_day = day_of("2026-03-15"),
        .days = 40,
        .workdays = FNL_CALENDAR_ALL_DAYS,
        .opens = 0,
        .day_length = FNL_DAY,
    };
    fnl_calendar *calendar = fnl_calendar_new(&rules);
    for (uint64_t i = 0; i < 10000; i++) {
        const fnl_time time = (fnl_time)(fnl_key_scatter(i) >> (14 + i % 40));
        expect_identity(calendar, time);
        expect_identity(calendar, time / FNL_DAY * FNL_DAY);
        assert_true(fnl_calendar_finish(calendar, time / 2, time / 3) == time / 2 + time / 3);
    }
    fnl_calendar_free(calendar);
}

/*
 * Calendars in which every border falls somewhere awkward. All of them outlast
 * their `days`, so that the walks below leave the tables.
 */
static const struct {
    const char *start;
    int days;
    unsigned workdays;
    fnl_time opens, day_length;
    const char *holidays[5];
} odd_calendars[] = {
    {"2026-01-01", 1000, FNL_CALENDAR_WEEKDAYS, 9 * FNL_HOUR, 8 * FNL_HOUR, {"2026-01-01"}},
    /* four days a week, holidays at the ends of months and of the tables */
    {"2027-12-30",
     500,
     0x0f,
     30600000,
     31500000,
     {"2027-12-30", "2028-01-31", "2028-02-29", "2028-02-28", "2029-05-12"}},
    /* from the middle of a leap February, Sundays and Tuesdays until midnight */
    {"2028-02-15", 29, 0x42, 16 * FNL_HOUR, 8 * FNL_HOUR, {"2028-02-29", "2028-03-05"}},
    /* a night watch from midnight, on a calendar of one day, which is a holiday */
    {"2026-12-31", 1, 0x35, 0, 5 * FNL_HOUR, {"2026-12-31"}},
    /* one minute a week, and the first weeks of it are holidays */
    {"2099-11-30", 20, 0x08, 86340000, FNL_MINUTE, {"2099-12-03", "2099-12-10", "2099-12-17"}},
    /* whole Saturdays and Mondays; 2100 is no leap year */
    {"2100-02-20", 12, 0x21, 0, FNL_DAY, {"2100-02-27"}},
    /* not a whole number of minutes */
    {"2026-07-31", 300, 0x1f, 32400001, 28799993, {"2026-08-31", "2026-12-25"}},
};

enum { ODD_CALENDARS = sizeof odd_calendars / sizeof *odd_calendars };

struct odd {
    struct fnl_calendar_rules rules;
    int holidays[5];
    fnl_calendar *calendar;
};

static struct odd make_odd(size_t which)
{
    struct odd odd = {.rules = {
                          .first_day = day_of(odd_calendars[which].start),
                          .days = odd_calendars[which].days,
                          .workdays = odd_calendars[which].workdays,
                          .opens = odd_calendars[which].opens,
                          .day_length = odd_calendars[which].day_length,
                      }};
    while (odd.rules.holiday_count < 5 && odd_calendars[which].holidays[odd.rules.holiday_count]) {
        odd.holidays[odd.rules.holiday_count] =
            day_of(odd_calendars[which].holidays[odd.rules.holiday_count]);
        odd.rules.holiday_count++;
    }
    odd.rules.holidays = odd.holidays;
    odd.calendar = fnl_calendar_new(&odd.rules);
    assert_non_null(odd.calendar);
    odd.rules.holidays = NULL; /* it points into a copy that ends here */
    return odd;
}

/* Whether people work in the millisecond from `time`, straight from the rules. */
static bool works_at(const struct odd *odd, fnl_time time)
{
    const int day = odd->rules.first_day + (int)(time / FNL_DAY);
    const fnl_time of_day = time % FNL_DAY;
    for (size_t i = 0; i < odd->rules.holiday_count; i++)
        if (odd->holidays[i] == day)
            return false;
    return (odd->rules.workdays & 1u << fnl_date_weekday(day)) != 0 && of_day >= odd->rules.opens &&
           of_day < odd->rules.opens + odd->rules.day_length;
}

/* Walks three years past the tables, minute by minute, and counts. */
static void a_walk_by_the_minute_agrees(void **state)
{
    (void)state;
    for (size_t which = 0; which < ODD_CALENDARS - 1; which++) {
        struct odd odd = make_odd(which);
        const fnl_time end = (odd.rules.days + 3 * 365) * FNL_DAY;
        fnl_time worked = 0, closed_since = 0;
        for (fnl_time time = 0; time < end; time += FNL_MINUTE) {
            const bool works = works_at(&odd, time);
            if (fnl_calendar_is_open(odd.calendar, time) != works ||
                fnl_calendar_worked(odd.calendar, time) != worked)
                fail_msg("calendar %zu at %lld", which, (long long)time);
            if (!works)
                continue;
            assert_true(fnl_calendar_opens_at(odd.calendar, closed_since) == time);
            assert_true(fnl_calendar_opens_at(odd.calendar, time) == time);
            worked += FNL_MINUTE;
            assert_true(fnl_calendar_reaches(odd.calendar, worked) == time + FNL_MINUTE);
            closed_since = time + FNL_MINUTE;
        }
        fnl_calendar_free(odd.calendar);
    }
}

/* Around each border of each day, one millisecond is worked or is not. */
static void a_walk_by_the_millisecond_agrees_where_days_begin_and_end(void **state)
{
    (void)state;
    for (size_t which = 0; which < ODD_CALENDARS; which++) {
        struct odd odd = make_odd(which);
        const fnl_time borders[] = {0, odd.rules.opens, odd.rules.opens + odd.rules.day_length};
        for (int day = 1; day < odd.rules.days + 40; day++)
            for (int i = 0; i < 9; i++) {
                const fnl_time time = day * FNL_DAY + borders[i / 3] + i % 3 - 1;
                const fnl_time before = fnl_calendar_worked(odd.calendar, time);
                const fnl_time after = fnl_calendar_worked(odd.calendar, time + 1);
                assert_int_equal(after - before, works_at(&odd, time));
                assert_int_equal(fnl_calendar_is_open(odd.calendar, time), works_at(&odd, time));
                if (after > before)
                    assert_true(fnl_calendar_reaches(odd.calendar, after) == time + 1);
            }
        fnl_calendar_free(odd.calendar);
    }
}

static void working_time_and_time_are_each_others_inverse(void **state)
{
    (void)state;
    for (size_t which = 0; which < ODD_CALENDARS; which++) {
        struct odd odd = make_odd(which);
        fnl_time earlier = 0;
        for (uint64_t i = 0; i < 20000; i++) {
            /* Steps of all sizes, a whole day of work among them. */
            const fnl_time work = earlier + (i % 5 ? (fnl_time)(fnl_key_scatter(i) >> (36 + i % 28))
                                                   : odd.rules.day_length);
            const fnl_time time = fnl_calendar_reaches(odd.calendar, work);
            if (time == FNL_NEVER)
                break;
            assert_true(fnl_calendar_worked(odd.calendar, time) == work);
            assert_true(time == 0 || fnl_calendar_worked(odd.calendar, time - 1) == work - 1);
            assert_true(time >= fnl_calendar_reaches(odd.calendar, earlier));
            earlier = work;
        }
        fnl_calendar_free(odd.calendar);
    }
}

static void two_pieces_of_work_end_when_both_together_would(void **state)
{
    (void)state;
    for (size_t which = 0; which < ODD_CALENDARS; which++) {
        struct odd odd = make_odd(which);
        for (uint64_t i = 0; i < 20000; i++) {
            const uint64_t bits = fnl_key_scatter(i);
            const fnl_time from = (fnl_time)(bits % (uint64_t)(3 * odd.rules.days * FNL_DAY));
            const fnl_time one = (fnl_time)(bits >> 40) * (bits % 3 != 0);
            const fnl_time two =
                (fnl_time)(i % 3) * odd.rules.day_length + (fnl_time)(bits >> 30 & 0xffff);
            const fnl_time between = fnl_calendar_finish(odd.calendar, from, one);
            const fnl_time end = fnl_calendar_finish(odd.calendar, between, two);
            assert_true(end == fnl_calendar_finish(odd.calendar, from, one + two));
            assert_true(fnl_calendar_worked(odd.calendar, end) ==
                        fnl_calendar_worked(odd.calendar, from) + one + two);

            const fnl_time opens = fnl_calendar_opens_at(odd.calendar, from);
            assert_true(opens >= from && works_at(&odd, opens));
            assert_true(fnl_calendar_finish(odd.calendar, opens, two + 1) ==
                        fnl_calendar_finish(odd.calendar, from, two + 1));
        }
        fnl_calendar_free(odd.calendar);
    }
}

static void months_are_those_of_the_wall_calendar(void **state)
{
    (void)state;
    for (size_t which = 0; which < ODD_CALENDARS; which++) {
        struct odd odd = make_odd(which);
        int month = 0;
        assert_int_equal(fnl_calendar_month_start(odd.calendar, 0), 0);
        for (int day = 0; day < odd.rules.days + 3000; day++) {
            const int number = odd.rules.first_day + day;
            if (day > 0 && fnl_date_of(number).day == 1) {
                month++;
                assert_true(fnl_calendar_month_start(odd.calendar, month) == day * FNL_DAY);
            }
            assert_int_equal(fnl_calendar_month(odd.calendar, day * FNL_DAY), month);
            assert_int_equal(fnl_calendar_month(odd.calendar, (day + 1) * FNL_DAY - 1), month);
            assert_int_equal(fnl_calendar_day_number(odd.calendar, day * FNL_DAY), number);
            assert_int_equal(fnl_calendar_day_number(odd.calendar, (day + 1) * FNL_DAY - 1),
                             number);
        }
        fnl_calendar_free(odd.calendar);
    }
}

static void working_days_are_those_of_the_rules(void **state)
{
    (void)state;
    for (size_t which = 0; which < ODD_CALENDARS; which++) {
        struct odd odd = make_odd(which);
        int workdays = 0;
        for (int day = 0; day < odd.rules.days + 3000; day++) {
            assert_int_equal(fnl_calendar_workdays(odd.calendar, day), workdays);
            workdays += works_at(&odd, day * FNL_DAY + odd.rules.opens);
        }
        fnl_calendar_free(odd.calendar);
    }
}

static void the_first_month_may_be_short(void **state)
{
    (void)state;
    fnl_calendar *calendar = office("2026-03-15", 100, NULL, 0);
    assert_int_equal(fnl_calendar_month_start(calendar, 1), 17 * FNL_DAY);
    assert_int_equal(fnl_calendar_month_start(calendar, 2), (17 + 30) * FNL_DAY);
    assert_int_equal(fnl_calendar_month_start(calendar, 12), 351 * FNL_DAY);
    fnl_calendar_free(calendar);
}

static void later_than_never_is_never(void **state)
{
    (void)state;
    for (size_t which = 0; which < ODD_CALENDARS; which++) {
        struct odd odd = make_odd(which);
        const fnl_time most = fnl_calendar_worked(odd.calendar, FNL_NEVER);
        assert_true(fnl_calendar_reaches(odd.calendar, most) <= FNL_NEVER);
        assert_true(fnl_calendar_reaches(odd.calendar, most + 1) == FNL_NEVER);
        assert_true(fnl_calendar_reaches(odd.calendar, FNL_NEVER) == FNL_NEVER);
        assert_true(fnl_calendar_finish(odd.calendar, FNL_NEVER, FNL_NEVER) == FNL_NEVER);
        assert_true(fnl_calendar_opens_at(odd.calendar, FNL_NEVER) == FNL_NEVER);
        assert_true(fnl_calendar_month(odd.calendar, FNL_NEVER) > 12 * 35000);
        fnl_calendar_free(odd.calendar);
    }
}

static void without_memory_there_is_no_calendar(void **state)
{
    (void)state;
    const struct fnl_calendar_rules rules = {day_of("2026-01-05"), 100, 1, 0, 1, NULL, 0};
    long allocations = 0;
    fnl_calendar *calendar = NULL;
    while (!calendar) {
        fnl_memory_fail_after(allocations++);
        calendar = fnl_calendar_new(&rules);
        assert_true(allocations < 100);
    }
    fnl_memory_fail_after(-1);
    assert_true(allocations > 1);
    fnl_calendar_free(calendar);
    fnl_calendar_free(NULL);
}

/* Whether making a calendar of `rules` ends the process. */
static bool aborts_with(struct fnl_calendar_rules rules)
{
    fflush(NULL);
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        fclose(stderr);
        signal(SIGABRT, SIG_DFL);
        fnl_calendar_free(fnl_calendar_new(&rules));
        _exit(0);
    }
    int outcome = 0;
    assert_int_equal(waitpid(child, &outcome, 0), child);
    return WIFSIGNALED(outcome) && WTERMSIG(outcome) == SIGABRT;
}

static void impossible_rules_are_a_bug(void **state)
{
    (void)state;
    const int day = day_of("2026-01-05");
    const fnl_time opens = 9 * FNL_HOUR, length = 15 * FNL_HOUR;
    assert_false(aborts_with((struct fnl_calendar_rules){day, 1, 1, opens, length, NULL, 0}));
    assert_true(aborts_with((struct fnl_calendar_rules){day, 0, 1, opens, length, NULL, 0}));
    assert_true(aborts_with((struct fnl_calendar_rules){day, 1, 0, opens, length, NULL, 0}));
    assert_true(aborts_with((struct fnl_calendar_rules){day, 1, 128, opens, length, NULL, 0}));
    assert_true(aborts_with((struct fnl_calendar_rules){day, 1, 1, -1, length, NULL, 0}));
    assert_true(aborts_with((struct fnl_calendar_rules){day, 1, 1, opens, 0, NULL, 0}));
    assert_true(aborts_with((struct fnl_calendar_rules){day, 1, 1, opens, length + 1, NULL, 0}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_week_has_five_days_of_eight_hours),
        cmocka_unit_test(work_of_friday_afternoon_is_done_on_monday),
        cmocka_unit_test(a_filled_day_ends_at_closing_time_and_the_next_begins_in_the_morning),
        cmocka_unit_test(no_work_takes_no_time),
        cmocka_unit_test(nobody_works_on_holidays),
        cmocka_unit_test(holidays_outside_the_days_of_the_rules_are_ignored),
        cmocka_unit_test(round_the_clock_working_time_is_time),
        cmocka_unit_test(a_walk_by_the_minute_agrees),
        cmocka_unit_test(a_walk_by_the_millisecond_agrees_where_days_begin_and_end),
        cmocka_unit_test(working_time_and_time_are_each_others_inverse),
        cmocka_unit_test(two_pieces_of_work_end_when_both_together_would),
        cmocka_unit_test(months_are_those_of_the_wall_calendar),
        cmocka_unit_test(working_days_are_those_of_the_rules),
        cmocka_unit_test(the_first_month_may_be_short),
        cmocka_unit_test(later_than_never_is_never),
        cmocka_unit_test(without_memory_there_is_no_calendar),
        cmocka_unit_test(impossible_rules_are_a_bug),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
