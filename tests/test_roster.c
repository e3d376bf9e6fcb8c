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

static int64_t clients_of(const struct fnl_census_row *row, size_t about)
{
    return row->clients + (int64_t)about;
}

static void a_spread_is_that_of_the_futures(void **state)
{
    (void)state;
    struct fnl_roster_spread spread;
    int64_t sum = 0, least = INT64_MAX, greatest = 0;
    for (size_t i = 0; i < POLLED_FUTURES; i++) {
        const int64_t clients = polled.rows[i].clients;
        sum += clients;
        least = clients < least ? clients : least;
        greatest = clients > greatest ? clients : greatest;
    }
    assert_true(fnl_roster_spread(&polled, clients_of, 5, &spread));
    assert_true(fabs(spread.mean - ((double)sum / POLLED_FUTURES + 5)) < 1e-9);
    assert_int_equal(spread.low, least + 5); /* of six futures each end is the outermost one */
    assert_int_equal(spread.high, greatest + 5);
    assert_true(least < greatest && spread.median > spread.low && spread.median < spread.high);
}

static void spreads_are_said_with_their_ranges(void **state)
{
    (void)state;
    char text[FNL_ROSTER_TEXT];
    const struct fnl_roster_spread money = {-12345600, 238500000, 312345600, 0};
    const struct fnl_roster_spread count = {278, 293, 309, 0};
    const struct fnl_roster_spread share = {655000, 714999, 1023850, 0};
    assert_string_equal(fnl_roster_money(&polled, &money, text), "$2.39M (-$0.12M to +$3.12M)");
    assert_string_equal(fnl_roster_counts(&count, text), "293 (278 to 309)");
    assert_string_equal(fnl_roster_shares(&share, text), "71 % (66 % to 102 %)");
}

static void a_figure_has_its_frame(void **state)
{
    (void)state;
    fnl_figure *figure = fnl_figure_new();
    char digest[FNL_SCENARIO_DIGEST], expected[200];
    fnl_roster_frame(&polled, "Six futures.", figure);
    snprintf(expected, sizeof expected, ", seed 2385, scenarios %.8s'\n",
             fnl_scenario_digest(polled.scenario, digest));
    worded_says(fnl_figure_data(figure), "subtitle = 'Six futures.'\n");
    worded_says(fnl_figure_data(figure), expected);
    worded_says(fnl_figure_data(figure), "currency = '$'\n");
    fnl_figure_free(figure);
}

static fnl_status spread(const struct fnl_roster *roster, FILE *out, struct fnl_error *error)
{
    struct fnl_roster_spread made;
    (void)out, (void)error;
    return fnl_roster_spread(roster, clients_of, 0, &made) ? FNL_OK : FNL_ERR_MEMORY;
}

static void lack_of_memory_is_noticed(void **state)
{
    (void)state;
    polled_starve(&(struct polled_work){.print = spread});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_spread_is_that_of_the_futures),
        cmocka_unit_test(spreads_are_said_with_their_ranges),
        cmocka_unit_test(a_figure_has_its_frame),
        cmocka_unit_test(lack_of_memory_is_noticed),
    };
    return cmocka_run_group_tests(tests, polled_open, polled_close);
}
