/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <csv.h>

#include "report/export.h"

#include "made_up.h"

static size_t index_of(const struct fnl_study *study, const char *file)
{
    size_t index = 0;
    while (strcmp(fnl_export_file(study, index), file) != 0)
        index++;
    return index;
}

/* The table in that file, to be freed. */
static char *written(const struct fnl_study *study, const char *file, char separator)
{
    char *text = NULL;
    size_t length;
    FILE *stream = open_memstream(&text, &length);
    assert_int_equal(fnl_export_write(study, index_of(study, file), separator, stream), FNL_OK);
    fclose(stream);
    return text;
}

/* What a reader of CSV makes of a table. */
struct reading {
    size_t cells, rows; /* cells of the row so far */
    size_t columns;     /* of the header */
    size_t crooked;     /* rows of another length */
};

static void hear_cell(void *text, size_t length, void *self)
{
    (void)text, (void)length;
    ((struct reading *)self)->cells++;
}

static void hear_row(int end, void *self)
{
    struct reading *reading = self;
    (void)end;
    if (reading->rows++ == 0)
        reading->columns = reading->cells;
    else
        reading->crooked += reading->cells != reading->columns;
    reading->cells = 0;
}

static struct reading read_back(const char *text, char separator)
{
    struct reading reading = {0};
    struct csv_parser parser;
    assert_int_equal(csv_init(&parser, CSV_STRICT), 0);
    csv_set_delim(&parser, (unsigned char)separator);
    const size_t skip = separator == ';' ? 3 : 0; /* the byte order mark */
    const size_t length = strlen(text) - skip;
    assert_int_equal(csv_parse(&parser, text + skip, length, hear_cell, hear_row, &reading),
                     length);
    csv_fini(&parser, hear_cell, hear_row, &reading);
    csv_free(&parser);
    return reading;
}

static void assert_shape(const struct fnl_study *study, const char *file, size_t columns,
                         size_t rows)
{
    for (const char *separator = ",;"; *separator; separator++) {
        char *text = written(study, file, *separator);
        const struct reading reading = read_back(text, *separator);
        assert_int_equal(reading.crooked, 0);
        assert_int_equal(reading.columns, columns);
        assert_int_equal(reading.rows, rows + 1);
        free(text);
    }
}

static void every_table_can_be_read_back(void **state)
{
    (void)state;
    struct made_up *made = made_up_firm(3);
    made->options[1].name = "a \"better\", list;\nof names";
    made_up_all(made, 2, FNL_CYCLE, FNL_UNDEFINED);
    const struct fnl_study *study = made_up_study(made);
    const size_t indicators = fnl_indicator_count(), series = fnl_indicator_series_count();
    assert_shape(study, "summary.csv", 13, 3 * indicators);
    assert_shape(study, "series.csv", 8, 3 * 36 * series);
    assert_shape(study, "futures.csv", 2 + indicators, 300);
    assert_shape(study, "differences.csv", 17, 2 * indicators);
    assert_shape(study, "sources.csv", 13, 9);
    assert_shape(study, "losses.csv", 4, 3 * (FNL_CAUSES - 1));
    assert_shape(study, "losses-by-month.csv", 4, 3 * 36 * (FNL_CAUSES - 1));
    assert_shape(study, "hours.csv", 4, 3 * FNL_SPENT_ON_COUNT);
    assert_shape(study, "money.csv", 3, 3 * FNL_MONEY_CATEGORIES);
    made_up_free(made);
}

static void a_single_option_has_no_differences(void **state)
{
    (void)state;
    struct made_up *one = made_up_new(1, 2, 1), *two = made_up_new(2, 2, 1);
    assert_int_equal(fnl_export_count(made_up_study(one)), 8);
    assert_int_equal(fnl_export_count(made_up_study(two)), 9);
    for (size_t i = 0; i < 8; i++)
        assert_string_not_equal(fnl_export_file(&one->study, i), "differences.csv");
    made_up_free(one);
    made_up_free(two);
}

static void assert_row(const struct fnl_study *study, const char *file, const char *row)
{
    char *text = written(study, file, ',');
    if (!strstr(text, row))
        fail_msg("no \"%s\" in %s:\n%.2000s", row, file, text);
    free(text);
}

/* Contributions of 10.00, 20.00, ... 100.00 and the same and 5.00 more. */
static struct made_up *ten_futures(void)
{
    struct made_up *made = made_up_new(2, 10, 1);
    for (size_t future = 0; future < 10; future++) {
        made_up_row(made, 0, future)[FNL_CONTRIBUTION] = 1000 * (int64_t)(future + 1);
        made_up_row(made, 1, future)[FNL_CONTRIBUTION] = 1000 * (int64_t)(future + 1) + 500;
        made_up_row(made, 0, future)[FNL_WIN_RATE] = future < 4    ? 333333
                                                     : future == 4 ? 200000
                                                                   : FNL_UNDEFINED;
        made_up_row(made, 1, future)[FNL_LOWEST_CASH_DATE] = 31 * FNL_DAY;
    }
    return made;
}

static void numbers_are_plain_and_exact(void **state)
{
    (void)state;
    struct made_up *made = ten_futures();
    const struct fnl_study *study = made_up_study(made);
    /* t at 97.5 % with 9 degrees is 2.26216; the standard error is 30.2765 / sqrt 10 */
    assert_row(study, "summary.csv",
               "\nAs we are,contribution,Contribution,USD,55.00,30.28,55.00,15.00,95.00,33.34,"
               "76.66,10,0\n");
    assert_row(study, "summary.csv",
               "\nAs we are,win_rate,Win rate,share,0.3066664,0.0596283303,0.333333,0.2,0.333333,");
    assert_row(study, "summary.csv", ",5,5\n");
    assert_row(study, "summary.csv",
               "\nMore leads,lowest_cash_date,Date of the lowest "
               "cash,date,2026-02-01,0,2026-02-01,2026-02-01,"
               "2026-02-01,2026-02-01,2026-02-01,10,0\n");
    assert_row(study, "futures.csv", "\nMore leads,9,");
    assert_row(study, "differences.csv",
               "\nMore leads,As we are,contribution,USD,5.00,5.00,5.00,10,0,10,5.00,5.00,0,,,,too "
               "close to matter\n");
    assert_row(study, "differences.csv",
               "\nMore leads,As we are,lowest_cash_date,days,31,31,31,10,0,10,31,31,0,,,,\n");
    made_up_free(made);
}

static void what_does_not_exist_is_empty(void **state)
{
    (void)state;
    struct made_up *made = ten_futures();
    made_up_all(made, 1, FNL_WIN_RATE, FNL_UNDEFINED);
    const struct fnl_study *study = made_up_study(made);
    assert_row(study, "summary.csv", "\nMore leads,win_rate,Win rate,share,,,,,,,,0,10\n");
    assert_row(study, "differences.csv",
               "\nMore leads,As we are,win_rate,share,,,,0,0,0,,,0,,,,\n");
    made_up_free(made);
}

static void shaken_inputs_are_told(void **state)
{
    (void)state;
    struct made_up *made = ten_futures();
    made_up_shake(made, 4);
    for (size_t future = 0; future < 4; future++)
        made_up_shaken(made, 1, future)[FNL_CONTRIBUTION] = 100 * (int64_t)future;
    assert_row(made_up_study(made), "differences.csv", ",5.00,5.00,4,3,0.00,3.00,too close");
    made_up_free(made);
}

static void months_are_dates(void **state)
{
    (void)state;
    struct made_up *made = made_up_firm(1);
    const struct fnl_study *study = made_up_study(made);
    assert_row(study, "series.csv",
               "\nAs we are,2028-12-01,revenue,USD,525000.00,525000.00,501000.00,549000.00\n");
    assert_row(study, "series.csv",
               "\nAs we are,2026-01-01,hours_available,hours,520,520,520,520\n");
    made_up_free(made);
}

static void sources_have_their_stages_and_prices(void **state)
{
    (void)state;
    struct made_up *made = made_up_firm(2);
    static const char *const other[] = {"First talk", "Demo", "Decision"};
    made->options[1].stages = other;
    const struct fnl_study *study = made_up_study(made);
    assert_row(study, "sources.csv",
               "option,source,people,talked,reached First talk,reached Proposal,reached Decision,"
               "reached Demo,won,won_pita,new_business,finding_cost,hours,"
               "finding_cost_per_win\n");
    assert_row(
        study, "sources.csv",
        "\nAs we are,Website,1440,720,1440,288,144,,48,12,1776000.00,50000.25,3600,1041.67\n");
    assert_row(study, "sources.csv",
               "\nMore leads,Website,1440,720,1440,,144,288,48,12,1776000.00,50000.25,3600,"
               "1041.67\n");
    made_up_free(made);
    made = made_up_new(1, 2, 1);
    assert_row(made_up_study(made), "sources.csv",
               "\nAs we are,Website,0,0,0,0,0,0,0,0.00,0.00,0,\n");
    made_up_free(made);
}

static void parts_add_up(void **state)
{
    (void)state;
    struct made_up *made = made_up_firm(1);
    const struct fnl_study *study = made_up_study(made);
    assert_row(study, "losses.csv", "option,cause,episodes,share\n");
    assert_row(study, "losses.csv", "\nAs we are,unreachable,300,0.0576923077\n");
    assert_row(study, "losses-by-month.csv", "option,month,cause,episodes\n");
    assert_row(study, "losses-by-month.csv", "\nAs we are,2026-03-01,unreachable,9\n");
    assert_row(study, "hours.csv", "\nAs we are,Bad-fit clients,1500,0.111111111\n");
    assert_row(study, "money.csv", "\nAs we are,salaries,-1188000.00\n");
    made_up_free(made);
    made = made_up_new(1, 2, 1);
    assert_row(made_up_study(made), "losses.csv", "\nAs we are,unreachable,0,\n");
    made_up_free(made);
}

static void a_full_disk_shows_in_the_stream(void **state)
{
    (void)state;
    struct made_up *made = made_up_firm(2);
    const struct fnl_study *study = made_up_study(made);
    for (size_t i = 0; i < fnl_export_count(study); i++) {
        FILE *full = fopen("/dev/full", "w");
        assert_non_null(full);
        assert_int_equal(fnl_export_write(study, i, ',', full), FNL_OK);
        assert_true(fflush(full) != 0 || ferror(full));
        fclose(full);
    }
    made_up_free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_table_can_be_read_back),
        cmocka_unit_test(a_single_option_has_no_differences),
        cmocka_unit_test(numbers_are_plain_and_exact),
        cmocka_unit_test(what_does_not_exist_is_empty),
        cmocka_unit_test(shaken_inputs_are_told),
        cmocka_unit_test(months_are_dates),
        cmocka_unit_test(sources_have_their_stages_and_prices),
        cmocka_unit_test(parts_add_up),
        cmocka_unit_test(a_full_disk_shows_in_the_stream),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
