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

#include "report/lineage.h"

static void the_table_says_who_sends_whom(void **state)
{
    (void)state;
    char *text = polled_print(fnl_lineage_print);
    worded_says(text, "  By each ideal client");
    worded_says(text, "  By each bad-fit client");
    worded_says(text, "  whom nobody sent (generation 0)");
    worded_says(text, "  whom they sent (1)");
    worded_says(text, "In the long run each generation is ");
    assert_null(strstr(text, "nan"));
    free(text);
}

/* Rows run through generations (then all), types that send (then all) and types that are sent. */
static size_t row_of(size_t generation, size_t from, size_t to)
{
    return 1 + generation * 9 + from * 3 + to;
}

static void the_csv_adds_up_over_types_and_generations(void **state)
{
    (void)state;
    const size_t all = FNL_KINSHIP_GENERATIONS;
    char *csv = polled_csv(fnl_lineage_export);
    assert_int_equal(polled_lines(csv), 1 + (all + 1) * 9);
    double sent = 0, clients = 0;
    for (size_t i = 0; i < POLLED_FUTURES; i++) {
        clients += (double)polled.rows[i].clients / POLLED_FUTURES;
        for (size_t from = 0; from < 2; from++)
            for (size_t to = 0; to < 2; to++)
                sent += (double)fnl_kinship_sent(&polled.rows[i].kinship, (enum fnl_kin)from,
                                                 (enum fnl_kin)to) /
                        POLLED_FUTURES;
    }
    assert_true(sent > 5);
    assert_true(fabs(polled_cell(csv, row_of(all, 2, 2), 3) - clients) < 1e-6);
    assert_true(fabs(polled_cell(csv, row_of(all, 2, 2), 4) - sent) < 1e-6);
    assert_true(fabs(polled_cell(csv, row_of(all, 2, 2), 5) - sent / clients) < 1e-8);
    double by_generation = 0;
    for (size_t generation = 0; generation < all; generation++)
        by_generation += polled_cell(csv, row_of(generation, 2, 2), 4);
    assert_true(fabs(by_generation - sent) < 1e-6);
    for (size_t from = 0; from <= 2; from++)
        assert_true(fabs(polled_cell(csv, row_of(all, from, 0), 4) +
                         polled_cell(csv, row_of(all, from, 1), 4) -
                         polled_cell(csv, row_of(all, from, 2), 4)) < 1e-6);
    free(csv);
}

/* The words behind `name = ` up to the end of the line. */
static double number_behind(const char *data, const char *name)
{
    const char *at = strstr(data, name);
    assert_non_null(at);
    return strtod(at + strlen(name), NULL);
}

static void everybody_in_the_tree_stands_right_of_who_sent_them(void **state)
{
    (void)state;
    char *data = polled_figure(fnl_lineage_draw);
    const size_t shown = (size_t)number_behind(data, "\npeople_shown = ");
    const char *line = strchr(strstr(data, "$people << EOD\n"), '\n') + 1;
    double rows[300][6];
    assert_true(shown > 10 && shown < 300);
    for (size_t i = 0; i < shown; i++) {
        char *end = (char *)line;
        for (size_t k = 0; k < 6; k++)
            rows[i][k] = strtod(end, &end);
        line = strchr(line, '\n') + 1;
        const size_t parent = (size_t)rows[i][3];
        assert_true((parent == 0) == (rows[i][1] == 0));
        if (parent > 0) {
            assert_true(parent - 1 < i);
            assert_true(rows[parent - 1][1] + 1 == rows[i][1]);
            assert_true(rows[parent - 1][0] == rows[i][0]);
        }
    }
    assert_memory_equal(line, "EOD\n", 4);
    /* No two on the same place. */
    for (size_t i = 0; i < shown; i++)
        for (size_t k = 0; k < i; k++)
            assert_true(rows[i][0] != rows[k][0] || rows[i][1] != rows[k][1] ||
                        fabs(rows[i][2] - rows[k][2]) >= 1);
    worded_says(data, " clients were sent by clients'\n");
    free(data);
}

static void families_come_the_largest_first(void **state)
{
    (void)state;
    char *data = polled_figure(fnl_lineage_draw);
    const size_t shown = (size_t)number_behind(data, "\npeople_shown = ");
    const char *line = strchr(strstr(data, "$people << EOD\n"), '\n') + 1;
    size_t size = 0, previous = 1000;
    for (size_t i = 0; i <= shown; i++, line = strchr(line, '\n') + 1) {
        double column, depth;
        const bool root =
            i == shown || (sscanf(line, "%lf %lf", &column, &depth) == 2 && depth == 0);
        if (root && i > 0) {
            assert_true(size <= previous && size >= 2);
            previous = size;
            size = 0;
        }
        size++;
    }
    free(data);
}

static void a_firm_without_clients_has_no_tree(void **state)
{
    (void)state;
    const struct fnl_roster whole = polled;
    struct fnl_census nobody = {.fates = {.plan = polled.plan}};
    struct fnl_census_row none[2];
    memset(none, 0, sizeof none);
    polled.shown = &nobody;
    polled.rows = none;
    polled.count = 2;
    char *data = polled_figure(fnl_lineage_draw), *text = polled_print(fnl_lineage_print);
    polled = whole;
    worded_says(data, "people_shown = 0\n");
    worded_says(data, "title = 'Asking: no client was sent by a client'\n");
    assert_null(strstr(data, "person["));
    worded_says(text, "each generation is 0.000 ");
    assert_null(strstr(text, "nan"));
    free(data);
    free(text);
}

static void lack_of_memory_is_noticed(void **state)
{
    (void)state;
    polled_starve(&(struct polled_work){fnl_lineage_print, {fnl_lineage_export}, fnl_lineage_draw});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_says_who_sends_whom),
        cmocka_unit_test(the_csv_adds_up_over_types_and_generations),
        cmocka_unit_test(everybody_in_the_tree_stands_right_of_who_sent_them),
        cmocka_unit_test(families_come_the_largest_first),
        cmocka_unit_test(a_firm_without_clients_has_no_tree),
        cmocka_unit_test(lack_of_memory_is_noticed),
    };
    return cmocka_run_group_tests(tests, polled_open, polled_close);
}
