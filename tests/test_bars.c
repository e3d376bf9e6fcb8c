/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/bars.h"

#include "sketched.h"

static void a_funnel_has_a_column_a_source(void **state)
{
    (void)state;
    char *data = sketched(made_up_firm(3), fnl_bars_funnel);
    sketched_says(data,
                  "title = 'With Referrals 1 in 17 people from Clients signs, 1 in 375 from Bought "
                  "list'\n");
    sketched_says(data, "only = 'Referrals'\n");
    sketched_says(data, "array stage[5] = ['Came', 'Talked to', 'Proposal', 'Decision', "
                        "'Signed']\n");
    sketched_says(data, "array column[3] = ['Website', 'Bought list', 'Clients']\n");
    sketched_says(data, "$people << EOD\n1440 9000 290\n720 4500 145\n288 1800 58\n144 900 29\n"
                        "48 24 17\nEOD\n");
    free(data);
}

static void set_source(struct made_up *made, size_t source, int64_t came, int64_t won)
{
    for (size_t future = 0; future < made->futures; future++) {
        int64_t *row = made_up_row(made, 0, future);
        row[fnl_indicator_source_at(&made->layout, source, FNL_BY_SOURCE_PEOPLE)] = came;
        row[fnl_indicator_source_at(&made->layout, source, FNL_BY_SOURCE_WON)] = won;
    }
}

static void sources_without_people_are_left_out(void **state)
{
    (void)state;
    struct made_up *made = made_up_new(1, 2, 1);
    set_source(made, 0, 30, 2);
    set_source(made, 2, 7, 0);
    char *data = sketched(made, fnl_bars_funnel);
    sketched_says(data, "title = 'With As we are 1 in 15 people from Website signs, nobody from "
                        "Clients'\n");
    sketched_says(data, "array column[2] = ['Website', 'Clients']\n");
    assert_null(strstr(data, "only = "));
    free(data);
    made = made_up_new(1, 2, 1);
    set_source(made, 1, 10, 5);
    sketched_assert(made, fnl_bars_funnel,
                    "title = 'With As we are 1 in 2 people from Bought list signs'\n");
    sketched_assert(made_up_new(1, 2, 1), fnl_bars_funnel,
                    "array column[1] = ['Nobody']\n$people << EOD\n0\n0\n0\n0\n0\nEOD\n");
    sketched_assert(made_up_new(1, 2, 1), fnl_bars_funnel,
                    "title = 'With As we are nobody signs'\n");
}

static void many_sources_share_the_last_column(void **state)
{
    (void)state;
    static const char *const names[] = {"a", "b", "c", "d", "e", "f", "g", "h"};
    struct made_up *made = made_up_new(1, 2, 1);
    free(made->rows);
    made->layout = fnl_indicator_layout(1, 8);
    made->rows = calloc(2 * made->layout.width, sizeof *made->rows);
    made->options[0].sources = names;
    made->options[0].source_count = 8;
    for (size_t i = 0; i < 8; i++)
        set_source(made, i, 10 * (int64_t)(i + 1), 1);
    char *data = sketched(made, fnl_bars_funnel);
    sketched_says(data, "array column[6] = ['a', 'b', 'c', 'd', 'e', 'Others']\n");
    sketched_says(data, "$people << EOD\n10 20 30 40 50 210\n");
    free(data);
}

static void hours_have_eight_uses(void **state)
{
    (void)state;
    struct made_up *made = made_up_firm(3);
    made->study.words.pita = "time sink";
    char *data = sketched(made, fnl_bars_hours);
    sketched_says(data, "title = '54 % of the hours on leads led nowhere with As we are, 31 % with "
                        "Referrals'\n");
    sketched_says(data, "'Time sinks', 'Asking and meetings', 'Prospecting, nurture', "
                        "'Free, or admin']\n");
    sketched_says(data, "$hours << EOD\n414 486 900 1200 1500 3900 2400 2700\n");
    free(data);
    sketched_assert(made_up_firm(1), fnl_bars_hours,
                    "title = '54 % of the hours on leads led nowhere'\n");
    made = made_up_firm(2);
    made_up_all(made, 0, FNL_HOURS_NOWHERE, 238500);
    made_up_all(made, 1, FNL_HOURS_NOWHERE, 238501);
    sketched_assert(
        made, fnl_bars_hours,
        "title = '54 % of the hours on leads led nowhere, with More leads as with As we "
        "are'\n");
    made = made_up_firm(2);
    made_up_all(made, 1, FNL_HOURS_NOWHERE, FNL_UNDEFINED);
    sketched_assert(made, fnl_bars_hours, "title = 'Where the hours went'\n");
}

static void nurture_is_shown_with_prospecting(void **state)
{
    (void)state;
    struct made_up *made = made_up_new(1, 2, 1);
    for (size_t future = 0; future < 2; future++) {
        int64_t *spent = made_up_row(made, 0, future) + made->layout.spent_on;
        spent[FNL_SPENT_ON_PROSPECTING] = 30 * FNL_HOUR;
        spent[FNL_SPENT_ON_NURTURE] = 8 * FNL_HOUR;
    }
    sketched_assert(made, fnl_bars_hours, "$hours << EOD\n0 0 0 0 0 0 38 0\nEOD\n");
}

static void causes_that_took_nobody_are_left_out(void **state)
{
    (void)state;
    char *data = sketched(made_up_firm(2), fnl_bars_losses);
    sketched_says(data,
                  "title = 'With As we are the commonest end is “refused our terms”: 1,000 of "
                  "5,200 losses'\n");
    sketched_says(data, "array cause[8] = ['unreachable', ");
    sketched_says(data, "$losses << EOD\n300 310\n400 410\n");
    free(data);
    sketched_assert(made_up_new(1, 2, 1), fnl_bars_losses, "$losses << EOD\n0\nEOD\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_funnel_has_a_column_a_source),
        cmocka_unit_test(sources_without_people_are_left_out),
        cmocka_unit_test(many_sources_share_the_last_column),
        cmocka_unit_test(hours_have_eight_uses),
        cmocka_unit_test(nurture_is_shown_with_prospecting),
        cmocka_unit_test(causes_that_took_nobody_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
