/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include <funnelsim/experiment.h>

#include "base/memory.h"
#include "scratch.h"

#include "lived.h"

#include "polled.h"

#include "report/cohorts.h"

static void the_table_has_a_row_a_cohort(void **state)
{
    (void)state;
    char *text = polled_print(fnl_cohorts_print);
    worded_says(text, "  Before Jan 2026 ");
    worded_says(text, "\n  2028 ");
    worded_says(text, "\n  Together ");
    worded_says(text, "\n  Met over 12 months before ");
    worded_says(text, " % to ");
    assert_null(strstr(text, "2029"));
    free(text);
}

/* Quoted or not, texts here have no commas. */
static void the_csv_adds_up_to_the_revenue(void **state)
{
    (void)state;
    char *csv = polled_csv(fnl_cohorts_export);
    double sum = 0, revenue = 0;
    assert_int_equal(polled_lines(csv), 1 + 2 + 3 + 4);
    for (size_t row = 1; row <= 9; row++)
        sum += polled_cell(csv, row, 5);
    for (size_t i = 0; i < POLLED_FUTURES; i++)
        for (size_t year = 0; year < 3; year++)
            for (size_t met = 0; met <= 3; met++)
                revenue += (double)polled.rows[i].revenue[year][met] / 100 / POLLED_FUTURES;
    assert_true(revenue > 1e5);
    assert_true(fabs(sum - revenue) < 0.1);
    free(csv);
}

static void the_figure_has_layers_and_what_was_met_before(void **state)
{
    (void)state;
    char *data = polled_figure(fnl_cohorts_draw);
    worded_says(data, "array year[3] = ['2026', '2027', '2028']\n");
    worded_says(data, "array cohort[4] = ['Before Jan 2026', '2026', '2027', '2028']\n");
    worded_says(data, "array mature[3] = [NaN, 0.");
    worded_says(data, " % of revenue is from people met a year before'\n");
    worded_says(data, "subtitle = '6 futures.'\n");
    double before, first, later;
    const char *rows = strstr(data, "$revenue << EOD\n");
    assert_int_equal(sscanf(rows, "$revenue << EOD %lf %lf %lf", &before, &first, &later), 3);
    assert_true(before > 0 && first > 0 && later == 0);
    free(data);
}

static void lack_of_memory_is_noticed(void **state)
{
    (void)state;
    polled_starve(&(struct polled_work){fnl_cohorts_print, {fnl_cohorts_export}, fnl_cohorts_draw});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_has_a_row_a_cohort),
        cmocka_unit_test(the_csv_adds_up_to_the_revenue),
        cmocka_unit_test(the_figure_has_layers_and_what_was_met_before),
        cmocka_unit_test(lack_of_memory_is_noticed),
    };
    return cmocka_run_group_tests(tests, polled_open, polled_close);
}
