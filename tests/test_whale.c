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

#include "report/whale.h"

static void the_tables_say_who_carries_the_firm(void **state)
{
    (void)state;
    char *text = polled_print(fnl_whale_print);
    worded_says(text, "  Clients in all");
    worded_says(text, "    of whom bad-fit clients are");
    worded_says(text, "    theirs, of the profit of all");
    worded_says(text, "  Reps' hours on others, or unused");
    worded_says(text, "  Contribution");
    assert_null(strstr(text, "Other cost"));
    free(text);
}

static double mean_of(int64_t (*number)(const struct fnl_census_row *row))
{
    double sum = 0;
    for (size_t i = 0; i < POLLED_FUTURES; i++)
        sum += (double)number(&polled.rows[i]);
    return sum / POLLED_FUTURES / 100;
}

static int64_t total(const struct fnl_census_row *row)
{
    return row->total;
}

static void the_curve_ends_with_the_profit_of_all(void **state)
{
    (void)state;
    char *csv = polled_csv(fnl_whale_export);
    assert_int_equal(polled_lines(csv), 102);
    assert_true(polled_cell(csv, 1, 0) == 0 && polled_cell(csv, 1, 4) == 0);
    assert_true(polled_cell(csv, 101, 0) == 1);
    assert_true(fabs(polled_cell(csv, 101, 4) - mean_of(total)) < 0.01);
    for (size_t row = 1; row <= 101; row++)
        assert_true(polled_cell(csv, row, 1) <= polled_cell(csv, row, 2) &&
                    polled_cell(csv, row, 2) <= polled_cell(csv, row, 3));
    free(csv);
}

static void every_client_of_the_future_has_a_row(void **state)
{
    (void)state;
    const struct fnl_margins *margins = &polled.shown->margins;
    char *csv = polled_csv(fnl_whale_list);
    assert_int_equal(polled_lines(csv), margins->count + 1);
    double sum = 0;
    for (size_t row = 1; row <= margins->count; row++) {
        const double revenue = polled_cell(csv, row, 5), profit = polled_cell(csv, row, 12);
        double costs = 0;
        for (size_t cell = 6; cell <= 11; cell++)
            costs += polled_cell(csv, row, cell);
        assert_true(fabs(revenue - costs - profit) < 0.005);
        sum += profit;
        assert_true(fabs(polled_cell(csv, row, 13) - sum) < 0.01);
    }
    assert_true(fabs(sum - (double)margins->total / 100) < 0.01);
    free(csv);
}

static void the_figure_marks_the_pains_of_one_future(void **state)
{
    (void)state;
    char *data = polled_figure(fnl_whale_draw);
    char *clients = strstr(data, "$clients << EOD\n");
    worded_says(data, "$band << EOD\n0 0 0 0\n");
    assert_non_null(clients);
    worded_says(clients, "\n100 100 ");
    worded_says(data, "in_percent = 1\n");
    worded_says(data, "pita = 'bad-fit client'\n");
    worded_says(data, "subtitle = '6 futures; the dots are those of future 1.'\n");
    worded_says(data, "title = 'Asking: the best ");
    size_t pains = 0;
    for (const char *line = clients; *line != 'E'; line = strchr(line, '\n') + 1)
        pains += strncmp(strchr(line, '\n') - 2, " 1", 2) == 0;
    assert_int_equal(pains, polled.shown->margins.pitas);
    free(data);
}

/* A firm whose clients cost more than they bring has no share of the profit to show. */
static void losses_are_shown_in_money(void **state)
{
    (void)state;
    const struct fnl_roster whole = polled;
    struct fnl_census_row rows[POLLED_FUTURES];
    memcpy(rows, polled.rows, sizeof rows);
    rows[3].total = -1;
    polled.rows = rows;
    char *data = polled_figure(fnl_whale_draw), *text = polled_print(fnl_whale_print);
    polled = whole;
    worded_says(data, "in_percent = 0\n");
    worded_says(data, "% of the clients make a profit, the others lose $");
    assert_null(strstr(text, "theirs, of the profit of all"));
    free(data);
    free(text);
}

static void lack_of_memory_is_noticed(void **state)
{
    (void)state;
    polled_starve(
        &(struct polled_work){fnl_whale_print, {fnl_whale_export, fnl_whale_list}, fnl_whale_draw});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tables_say_who_carries_the_firm),
        cmocka_unit_test(the_curve_ends_with_the_profit_of_all),
        cmocka_unit_test(every_client_of_the_future_has_a_row),
        cmocka_unit_test(the_figure_marks_the_pains_of_one_future),
        cmocka_unit_test(losses_are_shown_in_money),
        cmocka_unit_test(lack_of_memory_is_noticed),
    };
    return cmocka_run_group_tests(tests, polled_open, polled_close);
}
