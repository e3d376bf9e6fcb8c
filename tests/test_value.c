/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/units.h"
#include "random/law.h"
#include "scenario/reader.h"
#include "scenario/value.h"

static const char *const kinds[] = {"inbound", "list", "event", NULL};

/* A row of that type and unit between those bounds, drawn at each use when it is a law. */
static struct fnl_param row_of(enum fnl_param_type type, enum fnl_param_unit unit, double low,
                               double high)
{
    return (struct fnl_param){
        .name = "key",
        .type = type,
        .unit = unit,
        .low = low,
        .high = high,
        .choices = kinds,
        .drawn = type == FNL_PARAM_LAW ? FNL_DRAWN_USE : FNL_DRAWN_NEVER,
        .meaning = "a key",
        .source = "guess",
    };
}

/* All that one reading needs and leaves behind. */
struct desk {
    struct fnl_tree tree;
    struct fnl_arena arena;
    struct fnl_mistakes mistakes;
    struct fnl_reading reading;
    struct fnl_evidence evidence;
};

static bool read_key(struct desk *desk, const struct fnl_param *row, const char *value, void *field)
{
    char text[400];
    *desk = (struct desk){.reading = {.arena = &desk->arena, .mistakes = &desk->mistakes}};
    snprintf(text, sizeof text, "key = %s;", value);
    assert_int_equal(fnl_reader_text(text, "a.cfg", &desk->mistakes, &desk->tree, NULL), FNL_OK);
    return fnl_value_read(&desk->reading, desk->tree.root->first, row, field, &desk->evidence);
}

static void clear(struct desk *desk)
{
    fnl_mistakes_fini(&desk->mistakes);
    fnl_arena_fini(&desk->arena);
    fnl_tree_fini(&desk->tree);
}

static int64_t integer_of(enum fnl_param_type type, enum fnl_param_unit unit, const char *value)
{
    const struct fnl_param row = row_of(type, unit, -1e12, 1e12);
    struct desk desk;
    int64_t field = -1;
    assert_true(read_key(&desk, &row, value, &field));
    clear(&desk);
    return field;
}

static double real_of(enum fnl_param_type type, enum fnl_param_unit unit, const char *value)
{
    const struct fnl_param row = row_of(type, unit, -1e12, 1e12);
    struct desk desk;
    double field = -1;
    assert_true(read_key(&desk, &row, value, &field));
    clear(&desk);
    return field;
}

static void money_is_kept_in_cents(void **state)
{
    (void)state;
    assert_true(integer_of(FNL_PARAM_MONEY, FNL_UNIT_MONEY, "164") == 16400);
    assert_true(integer_of(FNL_PARAM_MONEY, FNL_UNIT_MONEY, "25.50") == 2550);
    assert_true(integer_of(FNL_PARAM_MONEY, FNL_UNIT_MONEY, "164.35") == 16435);
    assert_true(integer_of(FNL_PARAM_MONEY, FNL_UNIT_MONEY, "\"1.5M\"") == 150000000);
    assert_true(integer_of(FNL_PARAM_MONEY, FNL_UNIT_MONEY, "\"-150k\"") == -15000000);
    assert_true(integer_of(FNL_PARAM_MONEY, FNL_UNIT_MONEY, "900000000001") == 90000000000100);
}

static void spans_are_kept_in_milliseconds(void **state)
{
    (void)state;
    assert_true(integer_of(FNL_PARAM_SPAN, FNL_UNIT_HOURS, "0.75") == 45 * FNL_MINUTE);
    assert_true(integer_of(FNL_PARAM_SPAN, FNL_UNIT_HOURS, "\"45 minutes\"") == 45 * FNL_MINUTE);
    assert_true(integer_of(FNL_PARAM_SPAN, FNL_UNIT_DAYS, "25") == 25 * FNL_DAY);
    assert_true(integer_of(FNL_PARAM_SPAN, FNL_UNIT_MONTHS, "\"5 months\"") == 13149000000);
    assert_true(integer_of(FNL_PARAM_SPAN, FNL_UNIT_MINUTES, "\"2 h\"") == 2 * FNL_HOUR);
}

static void counts_are_exact(void **state)
{
    (void)state;
    assert_true(integer_of(FNL_PARAM_COUNT, FNL_UNIT_NONE, "36") == 36);
    assert_true(integer_of(FNL_PARAM_COUNT, FNL_UNIT_NONE, "36.0") == 36);
    assert_true(integer_of(FNL_PARAM_COUNT, FNL_UNIT_NONE, "\"250k\"") == 250000);
    assert_true(integer_of(FNL_PARAM_COUNT, FNL_UNIT_MONTHS, "\"3 years\"") == 36);
    const struct fnl_param row = row_of(FNL_PARAM_COUNT, FNL_UNIT_NONE, 0, 0);
    struct desk desk;
    int64_t field;
    assert_true(read_key(&desk, &row, "9007199254740993", &field));
    assert_true(field == INT64_C(9007199254740993));
    clear(&desk);
}

static void numbers_and_shares_take_whole_numbers_too(void **state)
{
    (void)state;
    assert_true(real_of(FNL_PARAM_NUMBER, FNL_UNIT_FACTOR, "4") == 4);
    assert_true(real_of(FNL_PARAM_NUMBER, FNL_UNIT_FACTOR, "\"2.5 x\"") == 2.5);
    assert_true(real_of(FNL_PARAM_SHARE, FNL_UNIT_SHARE, "\"1 in 4\"") == 0.25);
    assert_true(real_of(FNL_PARAM_SHARE, FNL_UNIT_SHARE, "1") == 1);
    assert_true(real_of(FNL_PARAM_NUMBER, FNL_UNIT_LOGIT, "-0.3") == -0.3);
}

static void plans_have_a_number_a_month(void **state)
{
    (void)state;
    const struct fnl_param row = row_of(FNL_PARAM_PLAN, FNL_UNIT_FACTOR, 0, 100);
    struct desk desk;
    struct fnl_param_plan plan;
    assert_true(read_key(&desk, &row, "[1, 1.5, \"2 x\"]", &plan));
    assert_int_equal(plan.count, 3);
    assert_true(plan.months[1] == 1.5 && plan.months[2] == 2);
    clear(&desk);
    assert_true(read_key(&desk, &row, "1.25", &plan));
    assert_int_equal(plan.count, 1);
    assert_true(plan.months[0] == 1.25);
    clear(&desk);
}

static void dates_are_sorted(void **state)
{
    (void)state;
    const struct fnl_param row = row_of(FNL_PARAM_DATES, FNL_UNIT_NONE, 0, 0);
    struct desk desk;
    struct fnl_param_dates dates;
    assert_true(read_key(&desk, &row, "[\"1970-03-01\", \"1970-01-02\", \"1970-01-02\"]", &dates));
    assert_int_equal(dates.count, 3);
    assert_int_equal(dates.days[0], 1);
    assert_int_equal(dates.days[1], 1);
    assert_int_equal(dates.days[2], 59);
    clear(&desk);
    assert_true(read_key(&desk, &row, "\"1970-02\"", &dates));
    assert_int_equal(dates.days[0], 31);
    clear(&desk);
    assert_true(read_key(&desk, &row, "( )", &dates));
    assert_int_equal(dates.count, 0);
    clear(&desk);
}

/* Where the day matters, a month is not enough, and a closure is one entry. */
static void stretches_of_days_are_every_day_of_them(void **state)
{
    (void)state;
    const struct fnl_param row = row_of(FNL_PARAM_DATES, FNL_UNIT_DAYS, 0, 0);
    struct desk desk;
    struct fnl_param_dates dates;
    assert_true(read_key(&desk, &row, "[\"1970-02-27 to 1970-03-02\", \"1970-01-02\"]", &dates));
    const int expected[] = {1, 57, 58, 59, 60};
    assert_int_equal(dates.count, 5);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(dates.days[i], expected[i]);
    clear(&desk);
}

static void a_text_alone_is_a_list_of_one(void **state)
{
    (void)state;
    const struct fnl_param row = row_of(FNL_PARAM_TEXTS, FNL_UNIT_NONE, 0, 0);
    struct desk desk;
    struct fnl_param_texts texts;
    assert_true(read_key(&desk, &row, "(\"reps.count=3\", \"\", \"more\")", &texts));
    fnl_tree_fini(&desk.tree);
    assert_int_equal(texts.count, 3);
    assert_string_equal(texts.items[0], "reps.count=3");
    assert_string_equal(texts.items[1], "");
    assert_string_equal(texts.items[2], "more");
    clear(&desk);
    assert_true(read_key(&desk, &row, "\"alone\"", &texts));
    assert_int_equal(texts.count, 1);
    assert_string_equal(texts.items[0], "alone");
    clear(&desk);
    assert_true(read_key(&desk, &row, "( )", &texts));
    assert_int_equal(texts.count, 0);
    clear(&desk);
    assert_false(read_key(&desk, &row, "3", &texts));
    clear(&desk);
    assert_false(read_key(&desk, &row, "(\"one\", 2)", &texts));
    clear(&desk);
}

static void texts_outlive_the_tree(void **state)
{
    (void)state;
    const struct fnl_param row = row_of(FNL_PARAM_TEXT, FNL_UNIT_NONE, 0, 0);
    struct desk desk;
    const char *text;
    assert_true(read_key(&desk, &row, "\"As we are\"", &text));
    fnl_tree_fini(&desk.tree);
    assert_string_equal(text, "As we are");
    clear(&desk);
}

/* Of each type what it refuses, with the whole sentence. */
static void what_is_wrong_is_said(void **state)
{
    (void)state;
    static const struct {
        enum fnl_param_type type;
        enum fnl_param_unit unit;
        double low, high;
        const char *value, *said;
    } wrong[] = {
        {FNL_PARAM_SHARE, FNL_UNIT_SHARE, 0, 1, "12",
         "12 is more than a whole: did you mean \"12 %\"?"},
        {FNL_PARAM_SHARE, FNL_UNIT_SHARE, 0, 0, "12",
         "12 is more than a whole: did you mean \"12 %\"?"},
        {FNL_PARAM_SHARE, FNL_UNIT_SHARE, 0, 1, "250",
         "25000 % is out of range: expected 0 % to 100 %"},
        {FNL_PARAM_SHARE, FNL_UNIT_SHARE, 0, 1, "\"120 %\"",
         "120 % is out of range: expected 0 % to 100 %"},
        {FNL_PARAM_SHARE, FNL_UNIT_SHARE, 0, 1, "-0.1",
         "-10 % is out of range: expected 0 % to 100 %"},
        {FNL_PARAM_NUMBER, FNL_UNIT_HOURS, 0, 24, "\"25 h\"",
         "25 h is out of range: expected 0 to 24 h"},
        {FNL_PARAM_NUMBER, FNL_UNIT_NONE, 1, INFINITY, "0",
         "0 is out of range: expected at least 1"},
        {FNL_PARAM_NUMBER, FNL_UNIT_NONE, -INFINITY, 1, "2",
         "2 is out of range: expected at most 1"},
        {FNL_PARAM_NUMBER, FNL_UNIT_FACTOR, 0.5, 9, "\"10 %\"",
         "0.1 x is out of range: expected 0.5 to 9 x; 10 % more is \"1.1 x\", 10 % less \"0.9 x\""},
        {FNL_PARAM_NUMBER, FNL_UNIT_FACTOR, 1.001, 9, "0.2385",
         "0.2385 x is out of range: expected 1.001 to 9 x; 23.85 % more is \"1.2385 x\""},
        {FNL_PARAM_NUMBER, FNL_UNIT_FACTOR, 0.5, 1.1, "0.2385",
         "0.2385 x is out of range: expected 0.5 to 1.1 x"},
        {FNL_PARAM_NUMBER, FNL_UNIT_FACTOR, 0.5, 9, "0",
         "0 x is out of range: expected 0.5 to 9 x"},
        {FNL_PARAM_NUMBER, FNL_UNIT_FACTOR, 0, 9, "true",
         "true is not a factor, such as \"2.5 x\" or 2.5"},
        {FNL_PARAM_NUMBER, FNL_UNIT_FACTOR, 0, 9, "[1, 2, 3]",
         "this is the same whenever it is used, so it takes one plain value and no law; how sure "
         "you "
         "are of it is said by { value = ...; range = (lowest, highest); }"},
        {FNL_PARAM_COUNT, FNL_UNIT_NONE, 0, 9, "2.5", "2.5 is not a whole number, such as 7"},
        {FNL_PARAM_COUNT, FNL_UNIT_NONE, 0, 0, "1e300", "1e+300 is not a whole number, such as 7"},
        {FNL_PARAM_COUNT, FNL_UNIT_NONE, 0, 9, "\"abc\"",
         "\"abc\" is not a whole number, such as 7"},
        {FNL_PARAM_COUNT, FNL_UNIT_NONE, 0, 9, "\"2.5\"",
         "\"2.5\" is not a whole number, such as 7"},
        {FNL_PARAM_COUNT, FNL_UNIT_NONE, 0, 9, "10", "10 is out of range: expected 0 to 9"},
        {FNL_PARAM_MONEY, FNL_UNIT_MONEY, 0, 0, "1e14", "1e+14 is not an amount below 9e13"},
        {FNL_PARAM_SPAN, FNL_UNIT_DAYS, 0, 0, "1e9", "1e+09 is not a time below 35000 years"},
        {FNL_PARAM_FLAG, FNL_UNIT_NONE, 0, 0, "\"yes\"", "\"yes\" is not true or false"},
        {FNL_PARAM_FLAG, FNL_UNIT_NONE, 0, 0, "1", "1 is not true or false"},
        {FNL_PARAM_TEXT, FNL_UNIT_NONE, 0, 0, "12", "12 is not a text in quotes"},
        {FNL_PARAM_DATE, FNL_UNIT_NONE, 0, 0, "\"1 April\"",
         "\"1 April\" is not a date of the calendar, written as \"2026-04-01\" or \"2026-04\""},
        {FNL_PARAM_DATE, FNL_UNIT_NONE, 0, 0, "2026",
         "2026 is not a date of the calendar, written as \"2026-04-01\" or \"2026-04\""},
        {FNL_PARAM_DATES, FNL_UNIT_NONE, 0, 0, "2026",
         "2026 is not a list of dates, such as [\"2026-04-14\", \"2026-10-06\"]"},
        {FNL_PARAM_DATES, FNL_UNIT_NONE, 0, 0, "[\"2026-02-30\"]",
         "\"2026-02-30\" is not a date of the calendar, written as \"2026-04-01\" or \"2026-04\""},
        {FNL_PARAM_DATES, FNL_UNIT_DAYS, 0, 0, "[\"2026-08\"]",
         "\"2026-08\" is a whole month: say the day (\"2026-08-01\"), or from when to when "
         "(\"2026-08-03 to 2026-08-21\")"},
        {FNL_PARAM_DATES, FNL_UNIT_DAYS, 0, 0, "\"2026-08-03 to 2026-08-02\"",
         "\"2026-08-03 to 2026-08-02\" is no day and no stretch of days, written as "
         "\"2026-04-01\" or \"2026-08-03 to 2026-08-21\""},
        {FNL_PARAM_DATES, FNL_UNIT_DAYS, 0, 0, "\"2026-08-03 to 2027-08-04\"",
         "\"2026-08-03 to 2027-08-04\" is no day and no stretch of days, written as "
         "\"2026-04-01\" or \"2026-08-03 to 2026-08-21\""},
        {FNL_PARAM_DATES, FNL_UNIT_DAYS, 0, 0, "\"2026-08-03 to 2026-09\"",
         "\"2026-08-03 to 2026-09\" is no day and no stretch of days, written as "
         "\"2026-04-01\" or \"2026-08-03 to 2026-08-21\""},
        {FNL_PARAM_CHOICE, FNL_UNIT_NONE, 0, 0, "\"inbuond\"",
         "\"inbuond\" is none of inbound, list, event (did you mean inbound?)"},
        {FNL_PARAM_CHOICE, FNL_UNIT_NONE, 0, 0, "7", "7 is none of inbound, list, event"},
        {FNL_PARAM_PLAN, FNL_UNIT_FACTOR, 0, 9, "( )",
         "a list is not a plan: it has one number a month"},
        {FNL_PARAM_PLAN, FNL_UNIT_FACTOR, 0, 9, "[1, 10]",
         "10 x is out of range: expected 0 to 9 x"},
        {FNL_PARAM_PLAN, FNL_UNIT_FACTOR, 0, 9, "{ value = [1, 2]; range = (1, 2); }",
         "a range belongs to one number, not to a plan of many"},
        {FNL_PARAM_LAW, FNL_UNIT_DAYS, 0, 9, "{ value = 0; range = (0, 2); }",
         "a range needs a typical value above 0"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const struct fnl_param row =
            row_of(wrong[i].type, wrong[i].unit, wrong[i].low, wrong[i].high);
        struct desk desk;
        struct fnl_law field; /* the largest */
        assert_false(read_key(&desk, &row, wrong[i].value, &field));
        assert_int_equal(desk.mistakes.count, 1);
        assert_string_equal(desk.mistakes.items[0].text, wrong[i].said);
        assert_int_equal(strncmp(desk.mistakes.items[0].path, "key", 3), 0);
        assert_int_equal(desk.reading.found, 1);
        clear(&desk);
    }
}

static void a_law_that_is_never_drawn_is_refused(void **state)
{
    (void)state;
    struct fnl_param row = row_of(FNL_PARAM_LAW, FNL_UNIT_DAYS, 0, 100);
    row.drawn = FNL_DRAWN_NEVER;
    struct desk desk;
    struct fnl_law law;
    assert_true(read_key(&desk, &row, "\"2 weeks\"", &law));
    assert_true(fnl_law_mean(&law) == 14);
    clear(&desk);
    assert_false(read_key(&desk, &row, "[2, 8, 25]", &law));
    clear(&desk);
}

static double low_end(void *context, const char *path)
{
    assert_string_equal(path, "key");
    *(int *)context += 1;
    return 0.1;
}

static void only_values_with_a_range_are_shaken(void **state)
{
    (void)state;
    const struct fnl_param row = row_of(FNL_PARAM_LAW, FNL_UNIT_DAYS, 0, 100);
    struct desk desk;
    struct fnl_law law;
    int asked = 0;
    char text[] = "key = { typical = 8; one_in_ten_above = 25; range = (4, 10); }; other = 7;";
    desk = (struct desk){
        .reading = {
            .arena = &desk.arena, .mistakes = &desk.mistakes, .shake = low_end, .context = &asked}};
    assert_int_equal(fnl_reader_text(text, NULL, &desk.mistakes, &desk.tree, NULL), FNL_OK);
    assert_true(fnl_value_read(&desk.reading, desk.tree.root->first, &row, &law, &desk.evidence));
    assert_true(fabs(fnl_law_quantile(&law, 0.5) - 4) < 1e-9);
    assert_true(fabs(fnl_law_quantile(&law, 0.9) - 12.5) < 1e-9);
    assert_true(fnl_value_read(&desk.reading, desk.tree.root->last, &row, &law, &desk.evidence));
    assert_true(fnl_law_mean(&law) == 7);
    assert_int_equal(asked, 1);
    clear(&desk);
}

static void a_shaken_count_is_whole_and_shaken_money_is_cents(void **state)
{
    (void)state;
    struct fnl_param row = row_of(FNL_PARAM_COUNT, FNL_UNIT_NONE, 0, 100);
    struct desk desk = {.reading = {.arena = &desk.arena,
                                    .mistakes = &desk.mistakes,
                                    .shake = low_end,
                                    .context = &(int){0}}};
    int64_t field;
    assert_int_equal(fnl_reader_text("key = { value = 10; range = (2.7, 20); };", NULL,
                                     &desk.mistakes, &desk.tree, NULL),
                     FNL_OK);
    assert_true(fnl_value_read(&desk.reading, desk.tree.root->first, &row, &field, &desk.evidence));
    assert_true(field == 3);
    row = row_of(FNL_PARAM_MONEY, FNL_UNIT_MONEY, 0, 100);
    assert_true(fnl_value_read(&desk.reading, desk.tree.root->first, &row, &field, &desk.evidence));
    assert_true(field == 270);
    clear(&desk);
}

static void a_blank_field_is_safe_to_look_at(void **state)
{
    (void)state;
    const char *text;
    struct fnl_param_plan plan;
    struct fnl_law law;
    struct fnl_param row = row_of(FNL_PARAM_TEXT, FNL_UNIT_NONE, 0, 0);
    fnl_value_blank(&row, &text);
    assert_string_equal(text, "");
    row.type = FNL_PARAM_PLAN;
    fnl_value_blank(&row, &plan);
    assert_int_equal(plan.count, 1);
    assert_true(plan.months[0] == 0);
    row.type = FNL_PARAM_LAW;
    fnl_value_blank(&row, &law);
    assert_true(fnl_law_is_constant(&law) && fnl_law_mean(&law) == 0);
}

static void lack_of_memory_is_noted(void **state)
{
    (void)state;
    const struct fnl_param row = row_of(FNL_PARAM_TEXT, FNL_UNIT_NONE, 0, 0);
    struct desk desk;
    const char *text;
    assert_true(read_key(&desk, &row, "\"x\"", &text));
    fnl_arena_fini(&desk.arena);
    fnl_memory_fail_after(0);
    assert_false(fnl_value_read(&desk.reading, desk.tree.root->first, &row, &text, &desk.evidence));
    fnl_memory_fail_after(-1);
    assert_true(desk.reading.exhausted);
    clear(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(money_is_kept_in_cents),
        cmocka_unit_test(spans_are_kept_in_milliseconds),
        cmocka_unit_test(counts_are_exact),
        cmocka_unit_test(numbers_and_shares_take_whole_numbers_too),
        cmocka_unit_test(plans_have_a_number_a_month),
        cmocka_unit_test(dates_are_sorted),
        cmocka_unit_test(stretches_of_days_are_every_day_of_them),
        cmocka_unit_test(a_text_alone_is_a_list_of_one),
        cmocka_unit_test(texts_outlive_the_tree),
        cmocka_unit_test(what_is_wrong_is_said),
        cmocka_unit_test(a_law_that_is_never_drawn_is_refused),
        cmocka_unit_test(only_values_with_a_range_are_shaken),
        cmocka_unit_test(a_shaken_count_is_whole_and_shaken_money_is_cents),
        cmocka_unit_test(a_blank_field_is_safe_to_look_at),
        cmocka_unit_test(lack_of_memory_is_noted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
