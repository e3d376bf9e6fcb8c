/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <csv.h>

#include "base/date.h"
#include "report/csv.h"
#include "report/file.h"

static char *written;
static size_t length;

static struct fnl_csv begin(char separator)
{
    struct fnl_csv csv;
    fnl_csv_init(&csv, open_memstream(&written, &length), separator);
    return csv;
}

static void assert_written(struct fnl_csv *csv, const char *expected)
{
    fclose(csv->stream);
    assert_string_equal(written, expected);
    free(written);
}

static void a_table_has_a_header_and_rows(void **state)
{
    (void)state;
    struct fnl_csv csv = begin(',');
    fnl_csv_text(&csv, "month");
    fnl_csv_text(&csv, "cost");
    fnl_csv_text(&csv, "share");
    fnl_csv_text(&csv, "wins");
    fnl_csv_text(&csv, "cycle");
    fnl_csv_end(&csv);
    fnl_csv_date(&csv, fnl_date_number((struct fnl_date){2026, 4, 1}));
    fnl_csv_money(&csv, -2385);
    fnl_csv_real(&csv, 1.0 / 3);
    fnl_csv_integer(&csv, INT64_MIN);
    fnl_csv_nothing(&csv);
    fnl_csv_end(&csv);
    assert_written(&csv, "month,cost,share,wins,cycle\n"
                         "2026-04-01,-23.85,0.333333333,-9223372036854775808,\n");
}

static void what_is_not_finite_leaves_its_cell_empty(void **state)
{
    (void)state;
    struct fnl_csv csv = begin(',');
    fnl_csv_real(&csv, NAN);
    fnl_csv_real(&csv, INFINITY);
    fnl_csv_real(&csv, -0.0);
    fnl_csv_end(&csv);
    assert_written(&csv, ",,0\n");
}

static void a_semicolon_brings_the_decimal_comma_and_the_mark_of_utf8(void **state)
{
    (void)state;
    struct fnl_csv csv = begin(';');
    fnl_csv_text(&csv, "Müller, Söhne");
    fnl_csv_money(&csv, 123405);
    fnl_csv_real(&csv, 2.385e-7);
    fnl_csv_integer(&csv, 1234);
    fnl_csv_end(&csv);
    assert_written(&csv, "\xef\xbb\xbf\"Müller, Söhne\";1234,05;2,385e-07;1234\n");
}

static void text_is_quoted_where_it_has_to_be(void **state)
{
    (void)state;
    struct fnl_csv csv = begin(',');
    fnl_csv_text(&csv, "As we are");
    fnl_csv_text(&csv, "a, b");
    fnl_csv_text(&csv, "the \"best\" guess");
    fnl_csv_text(&csv, "two\nlines");
    fnl_csv_text(&csv, " edge ");
    fnl_csv_text(&csv, "");
    fnl_csv_end(&csv);
    assert_written(
        &csv, "As we are,\"a, b\",\"the \"\"best\"\" guess\",\"two\nlines\",\" edge \",\"\"\n");
}

static void text_that_would_run_as_a_formula_is_marked_as_text(void **state)
{
    (void)state;
    struct fnl_csv csv = begin(',');
    fnl_csv_text(&csv, "=HYPERLINK(\"http://a\")");
    fnl_csv_text(&csv, "-10 % price");
    fnl_csv_text(&csv, "+1");
    fnl_csv_text(&csv, "@SUM(A1)");
    fnl_csv_text(&csv, "\tx");
    fnl_csv_text(&csv, "a=b");
    fnl_csv_integer(&csv, -10);
    fnl_csv_end(&csv);
    assert_written(
        &csv, "\"'=HYPERLINK(\"\"http://a\"\")\",'-10 % price,'+1,'@SUM(A1),\"'\tx\",a=b,-10\n");
}

/* What libcsv, a stranger to our writer, reads back. */
struct reading {
    const char *const *expected;
    size_t cells, rows;
};

static void check_cell(void *text, size_t size, void *self)
{
    struct reading *reading = self;
    const char *expected = reading->expected[reading->cells++];
    assert_int_equal(size, strlen(expected));
    assert_memory_equal(text, expected, size);
}

static void count_row(int terminator, void *self)
{
    (void)terminator;
    ((struct reading *)self)->rows++;
}

static void another_reader_gets_back_what_was_written(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "plain", "a,b", "\"", "\"\"", "two\nlines", "x\r\n", " blank", "", "semi;colon", "Ünï",
    };
    const size_t count = sizeof texts / sizeof *texts;
    struct reading reading = {texts, 0, 0};
    struct csv_parser parser;
    struct fnl_csv csv = begin(',');
    for (size_t i = 0; i < count; i++) {
        fnl_csv_text(&csv, texts[i]);
        if (i % 5 == 4)
            fnl_csv_end(&csv);
    }
    fclose(csv.stream);

    assert_int_equal(csv_init(&parser, CSV_STRICT), 0);
    assert_int_equal(csv_parse(&parser, written, length, check_cell, count_row, &reading), length);
    assert_int_equal(csv_fini(&parser, check_cell, count_row, &reading), 0);
    csv_free(&parser);
    free(written);
    assert_int_equal(reading.cells, count);
    assert_int_equal(reading.rows, 2);
}

static void a_full_disk_is_noticed_when_the_file_is_finished(void **state)
{
    (void)state;
    fnl_file *file;
    struct fnl_csv csv;
    struct fnl_error error = {0};
    assert_int_equal(fnl_file_new("/dev/full", &file, &error), FNL_OK);
    fnl_csv_init(&csv, fnl_file_stream(file), ',');
    fnl_csv_text(&csv, "month");
    fnl_csv_end(&csv);
    assert_int_equal(fnl_file_finish(file, &error), FNL_ERR_IO);
    assert_string_equal(error.text, "/dev/full: No space left on device");
    fnl_file_free(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_has_a_header_and_rows),
        cmocka_unit_test(what_is_not_finite_leaves_its_cell_empty),
        cmocka_unit_test(a_semicolon_brings_the_decimal_comma_and_the_mark_of_utf8),
        cmocka_unit_test(text_is_quoted_where_it_has_to_be),
        cmocka_unit_test(text_that_would_run_as_a_formula_is_marked_as_text),
        cmocka_unit_test(another_reader_gets_back_what_was_written),
        cmocka_unit_test(a_full_disk_is_noticed_when_the_file_is_finished),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
