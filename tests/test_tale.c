/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "hearsay.h"

static void a_line_begins_with_its_moment_and_may_grow(void **state)
{
    (void)state;
    char *text;
    size_t length;
    struct fnl_tale tale = hearsay_tale(&text, &length);
    fnl_tale_line(&tale, hearsay_time("2026-03-17", 10, 42) + 59999, "%s arrives", "somebody");
    fnl_tale_add(&tale, ", %d of them", 3);
    fnl_tale_line(&tale, hearsay_plan.end - 1, "the end");
    fnl_tale_note(&tale, "In all: %s", "little");
    fnl_tale_add(&tale, ".");
    hearsay_assert_told(&tale, &text,
                        "2026-03-17 10:42  somebody arrives, 3 of them\n"
                        "2027-12-31 23:59  the end\n"
                        "In all: little.\n");
}

static void what_is_outside_the_window_is_passed_over(void **state)
{
    (void)state;
    char *text;
    size_t length;
    struct fnl_tale tale = hearsay_tale(&text, &length);
    tale.from = hearsay_time("2026-03-17", 0, 0);
    tale.until = hearsay_time("2026-03-18", 0, 0);
    fnl_tale_line(&tale, tale.from - 1, "before");
    fnl_tale_add(&tale, ", and more of it");
    fnl_tale_line(&tale, tale.from, "first");
    fnl_tale_line(&tale, tale.until - 1, "last");
    fnl_tale_line(&tale, tale.until, "after");
    fnl_tale_add(&tale, ", and more of it");
    hearsay_assert_told(&tale, &text, "2026-03-17 00:00  first\n2026-03-17 23:59  last\n");
}

static void lines_beyond_the_limit_are_counted(void **state)
{
    (void)state;
    char *text;
    size_t length;
    struct fnl_tale tale = hearsay_tale(&text, &length);
    tale.limit = 1;
    fnl_tale_line(&tale, 0, "first");
    fnl_tale_line(&tale, 0, "second");
    fnl_tale_add(&tale, ", and more of it");
    fnl_tale_note(&tale, "In all: two.");
    hearsay_assert_told(&tale, &text,
                        "2026-01-01 00:00  first\n"
                        "In all: two.\n"
                        "1 more line is left out: the limit is 1.\n");
    tale = hearsay_tale(&text, &length);
    tale.limit = 2;
    for (int i = 0; i < 1240; i++)
        fnl_tale_line(&tale, 0, "%d", i);
    hearsay_assert_told(&tale, &text,
                        "2026-01-01 00:00  0\n2026-01-01 00:00  1\n"
                        "1,238 more lines are left out: the limit is 2.\n");
}

static void a_full_disk_is_reported(void **state)
{
    (void)state;
    struct fnl_error error = {FNL_OK, ""};
    struct fnl_tale tale = {.out = fopen("/dev/full", "w"), .currency = "USD", .until = 1};
    assert_non_null(tale.out);
    fnl_tale_line(&tale, 0, "somebody arrives");
    assert_int_equal(fnl_tale_finish(&tale, &error), FNL_ERR_IO);
    assert_string_equal(error.text, "the story could not be written to the end");
    fclose(tale.out);
}

static void a_disk_that_was_full_before_the_end_is_reported_too(void **state)
{
    (void)state;
    struct fnl_tale tale = {.out = fopen("/dev/full", "w"), .currency = "USD", .until = 1};
    setvbuf(tale.out, NULL, _IONBF, 0);
    fnl_tale_line(&tale, 0, "somebody arrives");
    assert_int_equal(fnl_tale_finish(&tale, NULL), FNL_ERR_IO);
    fclose(tale.out);
}

static void money_is_said_in_whole_units(void **state)
{
    (void)state;
    char text[FNL_TALE_TEXT];
    struct fnl_tale tale = {.currency = "USD"};
    assert_string_equal(fnl_tale_money(&tale, 2500000, text), "$25,000");
    assert_string_equal(fnl_tale_money(&tale, 238549, text), "$2,385");
    assert_string_equal(fnl_tale_money(&tale, 238550, text), "$2,386");
    assert_string_equal(fnl_tale_money(&tale, -238550, text), "-$2,386");
    assert_string_equal(fnl_tale_money(&tale, -49, text), "$0");
    assert_string_equal(fnl_tale_money(&tale, INT64_MIN, text), "-$92,233,720,368,547,758");
    tale.currency = "CHF";
    assert_string_equal(fnl_tale_money(&tale, -123456700, text), "-CHF 1,234,567");
    tale.currency = "a currency with a long name";
    assert_string_equal(fnl_tale_money(&tale, INT64_MIN, text),
                        "-a currency with 92,233,720,368,547,758");
}

static void work_is_said_in_hours(void **state)
{
    (void)state;
    char text[FNL_TALE_TEXT];
    assert_string_equal(fnl_tale_hours(FNL_HOUR * 3 / 2, text), "1.5 h");
    assert_string_equal(fnl_tale_hours(FNL_HOUR / 4, text), "0.25 h");
    assert_string_equal(fnl_tale_hours(2 * FNL_HOUR, text), "2 h");
    assert_string_equal(fnl_tale_hours(FNL_HOUR * 2385 / 1000, text), "2.39 h");
    assert_string_equal(fnl_tale_hours(FNL_HOUR * 205 / 100, text), "2.05 h");
    assert_string_equal(fnl_tale_hours(FNL_HOUR * 23850 / 1000, text), "23.9 h");
    assert_string_equal(fnl_tale_hours(FNL_HOUR * 9995 / 1000, text), "10 h");
    assert_string_equal(fnl_tale_hours(FNL_HOUR * 12405 / 10, text), "1,240.5 h");
    assert_string_equal(fnl_tale_hours(0, text), "0 h");
}

static void waiting_is_said_by_the_clock(void **state)
{
    (void)state;
    char text[FNL_TALE_TEXT];
    assert_string_equal(fnl_tale_wait(FNL_MINUTE - 1, text), "at once");
    assert_string_equal(fnl_tale_wait(FNL_MINUTE, text), "1 min");
    assert_string_equal(fnl_tale_wait(FNL_HOUR - 1, text), "59 min");
    assert_string_equal(fnl_tale_wait(3 * FNL_HOUR + 20 * FNL_MINUTE, text), "3 h 20 min");
    assert_string_equal(fnl_tale_wait(FNL_DAY, text), "24 h");
    assert_string_equal(fnl_tale_wait(10 * FNL_HOUR - 1, text), "9 h 59 min");
    assert_string_equal(fnl_tale_wait(10 * FNL_HOUR + 29 * FNL_MINUTE, text), "10 h");
    assert_string_equal(fnl_tale_wait(10 * FNL_HOUR + 30 * FNL_MINUTE, text), "11 h");
    assert_string_equal(fnl_tale_wait(2 * FNL_DAY - 1, text), "48 h");
    assert_string_equal(fnl_tale_wait(2 * FNL_DAY, text), "2 days");
    assert_string_equal(fnl_tale_wait(2 * FNL_DAY + FNL_DAY / 2, text), "3 days");
    assert_string_equal(fnl_tale_queued(0, text), "at once");
    assert_string_equal(fnl_tale_queued(48 * FNL_MINUTE, text), "after 48 min in the queue");
}

static void things_are_counted_in_one_or_many(void **state)
{
    (void)state;
    char text[FNL_TALE_TEXT];
    assert_string_equal(fnl_tale_count(1, "name", text), "1 name");
    assert_string_equal(fnl_tale_count(0, "name", text), "0 names");
    assert_string_equal(fnl_tale_count(2385, "contract", text), "2,385 contracts");
}

static void pains_are_said_of_those_just_counted(void **state)
{
    (void)state;
    char *text;
    size_t length;
    struct fnl_tale tale = hearsay_tale(&text, &length);
    for (int64_t count = 0; count < 3; count++) {
        fnl_tale_note(&tale, "12 clients");
        fnl_tale_add_pains(&tale, count, "troublemaker");
    }
    hearsay_assert_told(&tale, &text,
                        "12 clients\n12 clients, 1 of them a troublemaker\n"
                        "12 clients, 2 of them troublemakers\n");
}

static void every_cause_has_an_ending(void **state)
{
    (void)state;
    for (int cause = 0; cause < FNL_CAUSES; cause++)
        assert_non_null(fnl_tale_ending((enum fnl_cause)cause));
    assert_string_equal(fnl_tale_ending(FNL_CAUSE_OUR_TERMS), "refuses our terms");
}

static void every_farewell_has_words(void **state)
{
    (void)state;
    assert_string_equal(fnl_tale_farewell(FNL_FAREWELL_THEIRS), "leaves");
    assert_string_equal(fnl_tale_farewell(FNL_FAREWELL_FIRED), "is let go");
    assert_string_equal(fnl_tale_farewell(FNL_FAREWELL_OUR_PRICE),
                        "refuses our new price and leaves");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_begins_with_its_moment_and_may_grow),
        cmocka_unit_test(what_is_outside_the_window_is_passed_over),
        cmocka_unit_test(lines_beyond_the_limit_are_counted),
        cmocka_unit_test(a_full_disk_is_reported),
        cmocka_unit_test(a_disk_that_was_full_before_the_end_is_reported_too),
        cmocka_unit_test(money_is_said_in_whole_units),
        cmocka_unit_test(work_is_said_in_hours),
        cmocka_unit_test(waiting_is_said_by_the_clock),
        cmocka_unit_test(things_are_counted_in_one_or_many),
        cmocka_unit_test(pains_are_said_of_those_just_counted),
        cmocka_unit_test(every_farewell_has_words),
        cmocka_unit_test(every_cause_has_an_ending),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
