/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "cli/pace.h"

static void expect_line(const struct fnl_pace *pace, size_t columns, const char *expected)
{
    char text[FNL_PACE_TEXT];
    fnl_pace_line(pace, columns, text);
    assert_string_equal(text, expected);
}

static void expect_sentence(const struct fnl_pace *pace, const char *expected)
{
    char text[FNL_PACE_TEXT];
    fnl_pace_sentence(pace, text);
    assert_string_equal(text, expected);
}

/* Does pieces up to `to` at an even speed, one at a time; returns when the last is done. */
static double work(struct fnl_pace *pace, size_t to, size_t total, double now, double a_second)
{
    for (size_t done = pace->done; done < to; done++) {
        now += 1 / a_second;
        fnl_pace_tell(pace, done + 1, total, pace->saved, now);
    }
    return now;
}

static void a_line_has_a_bar_and_says_how_many_how_fast_and_how_long_still(void **state)
{
    (void)state;
    struct fnl_pace pace = fnl_pace_begin(1, 0, 1000);
    work(&pace, 1520, 4000, 1000, 41.2);
    expect_line(&pace, 79,
                "#########............... "
                " 38 %  1,520 of 4,000 futures, 41 a second, 1 min left");
    expect_sentence(&pace, "1,520 of 4,000 futures, 41 a second, about 1 min left");
}

static void a_line_is_never_wider_than_there_is_room(void **state)
{
    (void)state;
    struct fnl_pace pace = fnl_pace_begin(1, 0, 0);
    work(&pace, 1520, 4000, 0, 41.2);
    expect_line(&pace, 64, "###.....  38 %  1,520 of 4,000 futures, 41 a second, 1 min left");
    expect_line(&pace, 62, "1,520 of 4,000 futures, 41 a second, 1 min left");
    expect_line(&pace, 20, "1,520 of 4,000 futur");
    struct fnl_pace giant = {.each = 1, .round = 1234567};
    fnl_pace_tell(&giant, SIZE_MAX / 2, SIZE_MAX, 0, 1e9);
    for (size_t columns = 0; columns < 90; columns++) {
        char text[FNL_PACE_TEXT];
        fnl_pace_line(&giant, columns, text);
        assert_true(strlen(text) <= columns);
    }
}

static void no_speed_is_told_before_there_is_one(void **state)
{
    (void)state;
    struct fnl_pace pace = fnl_pace_begin(1, 0, 5);
    fnl_pace_tell(&pace, 3, 12, 0, 5.9);
    expect_line(&pace, 79, "######..................  25 %  3 of 12 futures");
    expect_sentence(&pace, "3 of 12 futures");
    fnl_pace_tell(&pace, 6, 12, 0, 7);
    expect_sentence(&pace, "6 of 12 futures, 3.0 a second, about 2 s left");
}

static void slow_work_is_counted_by_the_minute_or_the_hour(void **state)
{
    (void)state;
    struct fnl_pace pace = fnl_pace_begin(1, 0, 0);
    work(&pace, 10, 12, 0, 0.51);
    expect_sentence(&pace, "10 of 12 futures, 31 a minute, about 4 s left");
    pace = fnl_pace_begin(1, 0, 0);
    work(&pace, 10, 100, 0, 2.385 / 60);
    expect_sentence(&pace, "10 of 100 futures, 2.4 a minute, about 38 min left");
    pace = fnl_pace_begin(1, 0, 0);
    work(&pace, 10, 100, 0, 11.0 / 3600);
    expect_sentence(&pace, "10 of 100 futures, 11 an hour, about 8 h 11 min left");
    pace = fnl_pace_begin(1, 0, 0);
    work(&pace, 10, 1000000, 0, 0.5 / 3600);
    expect_sentence(&pace, "10 of 1,000,000 futures, 0.5 an hour, about 83333 days left");
    pace = fnl_pace_begin(1, 0, 0);
    work(&pace, 100000, 1000000, 0, 12345.6);
    expect_sentence(&pace, "100,000 of 1,000,000 futures, 12,346 a second, about 1 min left");
}

static void the_last_minute_is_counted_in_seconds(void **state)
{
    (void)state;
    struct fnl_pace pace = fnl_pace_begin(1, 0, 0);
    work(&pace, 41, 100, 0, 1);
    expect_sentence(&pace, "41 of 100 futures, 1.0 a second, about 59 s left");
    pace = fnl_pace_begin(1, 0, 0);
    work(&pace, 40, 100, 0, 1);
    expect_sentence(&pace, "40 of 100 futures, 1.0 a second, about 1 min left");
    pace = fnl_pace_begin(1, 0, 0);
    work(&pace, 10, 3610, 0, 1);
    expect_sentence(&pace, "10 of 3,610 futures, 1.0 a second, about 1 h 0 min left");
}

static void so_many_pieces_make_a_future(void **state)
{
    (void)state;
    struct fnl_pace pace = fnl_pace_begin(3, 0, 0);
    work(&pace, 152, 300, 0, 12);
    expect_line(&pace, 79,
                "############............  50 %  50 of 100 futures, 4.0 a second, 12 s left");
}

static void what_an_earlier_run_has_saved_is_done_but_took_no_time(void **state)
{
    (void)state;
    struct fnl_pace pace = fnl_pace_begin(1, 0, 0);
    fnl_pace_tell(&pace, 3000, 4000, 3000, 0.5);
    expect_line(&pace, 79, "##################......  75 %  3,000 of 4,000 futures");
    work(&pace, 3060, 4000, 0.5, 10);
    expect_sentence(&pace, "3,060 of 4,000 futures, 10 a second, about 2 min left");
}

static void the_speed_is_that_of_late(void **state)
{
    (void)state;
    struct fnl_pace pace = fnl_pace_begin(1, 0, 0);
    double now = work(&pace, 1000, 96000, 0, 100);
    expect_sentence(&pace, "1,000 of 96,000 futures, 100 a second, about 16 min left");
    now = work(&pace, 1020, 96000, now, 10);
    /* Two seconds of hesitation do not make it jump, a minute is believed. */
    expect_sentence(&pace, "1,020 of 96,000 futures, 80 a second, about 20 min left");
    work(&pace, 1600, 96000, now, 10);
    expect_sentence(&pace, "1,600 of 96,000 futures, 11 a second, about 2 h 25 min left");
}

static void long_work_is_not_judged_by_a_moment(void **state)
{
    (void)state;
    struct fnl_pace pace = fnl_pace_begin(1, 0, 0);
    const double now = work(&pace, 36000, 1000000, 0, 10);
    work(&pace, 36060, 1000000, now, 1);
    expect_sentence(&pace, "36,060 of 1,000,000 futures, 9.1 a second, about 29 h 16 min left");
}

static void a_new_total_begins_a_new_round(void **state)
{
    (void)state;
    struct fnl_pace pace = fnl_pace_begin(1, 0, 0);
    const double now = work(&pace, 200, 200, 0, 50);
    expect_line(&pace, 79,
                "######################## 100 %  200 of 200 futures, 50 a second, 0 s left");
    work(&pace, 350, 800, now, 50);
    expect_line(&pace, 79,
                "####............  25 %  round 2: 150 of 600 futures, 50 a second, 9 s left");
}

static void fewer_done_than_before_begin_a_new_round(void **state)
{
    (void)state;
    struct fnl_pace pace = fnl_pace_begin(1, 0, 0);
    const double now = work(&pace, 60, 60, 0, 10);
    fnl_pace_tell(&pace, 1, 60, 0, now + 0.1);
    expect_sentence(&pace, "round 2: 1 of 60 futures, 10 a second, about 6 s left");
}

static void nothing_to_do_is_done(void **state)
{
    (void)state;
    struct fnl_pace pace = fnl_pace_begin(1, 0, 0);
    fnl_pace_tell(&pace, 0, 0, 0, 0);
    expect_line(&pace, 79, "######################## 100 %  0 of 0 futures");
}

static void it_is_due_when_the_interval_has_passed(void **state)
{
    (void)state;
    struct fnl_pace pace = fnl_pace_begin(1, 0, 7);
    assert_false(fnl_pace_is_due(&pace, 60, 66.9));
    assert_true(fnl_pace_is_due(&pace, 60, 67));
    assert_false(fnl_pace_is_due(&pace, 60, 67.1));
    assert_true(fnl_pace_is_due(&pace, 60, 130));
    assert_false(fnl_pace_is_due(&pace, 60, 189));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_has_a_bar_and_says_how_many_how_fast_and_how_long_still),
        cmocka_unit_test(a_line_is_never_wider_than_there_is_room),
        cmocka_unit_test(no_speed_is_told_before_there_is_one),
        cmocka_unit_test(slow_work_is_counted_by_the_minute_or_the_hour),
        cmocka_unit_test(the_last_minute_is_counted_in_seconds),
        cmocka_unit_test(so_many_pieces_make_a_future),
        cmocka_unit_test(what_an_earlier_run_has_saved_is_done_but_took_no_time),
        cmocka_unit_test(the_speed_is_that_of_late),
        cmocka_unit_test(long_work_is_not_judged_by_a_moment),
        cmocka_unit_test(a_new_total_begins_a_new_round),
        cmocka_unit_test(fewer_done_than_before_begin_a_new_round),
        cmocka_unit_test(nothing_to_do_is_done),
        cmocka_unit_test(it_is_due_when_the_interval_has_passed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
