/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/layers.h"

#include "sketched.h"

static void hours_lie_on_those_of_bad_fit_clients(void **state)
{
    (void)state;
    struct made_up *made = made_up_firm(2);
    made->study.words.pita = "time sink";
    char *data = sketched(made, fnl_layers_hours);
    sketched_says(data, "title = 'Time sinks take 8.8 % of the hours worked in the last year with "
                        "As we are, 8.8 % with More leads'\n");
    sketched_says(data, "array layer[6] = ['Time sinks', 'Service', 'Leads', 'Asking and "
                        "meetings', 'Prospecting', 'Free']\n");
    sketched_says(data, "$months << EOD\n20454 10 80 300 11 20 99\n20485 11 80 300 11 20 98\n");
    sketched_says(data, "\n\n\n20454 10 80 300 11 20 99\n");
    free(data);
}

static void a_single_option_is_held_against_its_own_first_year(void **state)
{
    (void)state;
    sketched_assert(made_up_firm(1), fnl_layers_hours,
                    "title = 'Bad-fit clients take 3.6 % of the hours worked in the first year, "
                    "8.8 % in the last'\n");
    sketched_assert(made_up_new(1, 2, 12), fnl_layers_hours,
                    "title = 'Bad-fit clients take 0 % of the hours worked'\n");
}

/* A long task counts in the month in which it ends. */
static void there_are_never_less_than_no_free_hours(void **state)
{
    (void)state;
    struct made_up *made = made_up_new(1, 1, 1);
    int64_t *row = made_up_row(made, 0, 0);
    row[fnl_indicator_series_at(&made->layout, FNL_SERIES_HOURS_SELLING, 0)] = 3 * FNL_HOUR;
    row[fnl_indicator_series_at(&made->layout, FNL_SERIES_HOURS_AVAILABLE, 0)] = 2 * FNL_HOUR;
    sketched_assert(made, fnl_layers_hours, "$months << EOD\n20454 0 0 3 0 0 0\n");
}

static void set_losses(struct made_up *made, enum fnl_cause cause, const int64_t *months)
{
    int64_t *row = made_up_row(made, 0, 0);
    for (size_t month = 0; month < made->layout.months; month++) {
        row[made->layout.causes + cause] += months[month];
        row[fnl_indicator_cause_at(&made->layout, cause, month)] = months[month];
    }
}

static void the_commonest_loss_lies_at_the_bottom(void **state)
{
    (void)state;
    struct made_up *made = made_up_new(1, 1, 2);
    set_losses(made, FNL_CAUSE_WENT_DARK, (const int64_t[]){3, 4});
    set_losses(made, FNL_CAUSE_PRICE, (const int64_t[]){5, 6});
    set_losses(made, FNL_CAUSE_WON, (const int64_t[]){50, 60});
    char *data = sketched(made, fnl_layers_losses);
    sketched_says(data, "title = 'The commonest end of all is “on price”'\n");
    sketched_says(data, "array layer[2] = ['on price', 'went dark']\n");
    sketched_says(data, "$months << EOD\n20454 5 3\n20485 6 4\nEOD\n");
    free(data);
    sketched_assert(made_up_new(1, 1, 1), fnl_layers_losses,
                    "array layer[1] = ['ruled us out unseen']\n");
}

static void the_title_says_what_has_changed_most(void **state)
{
    (void)state;
    int64_t dark[24], price[24], rare[24];
    struct made_up *made = made_up_new(1, 1, 24);
    for (size_t month = 0; month < 24; month++) {
        dark[month] = month < 12 ? 30 : 50;
        price[month] = 60;
        rare[month] = month < 12 ? 10 : 11;
    }
    set_losses(made, FNL_CAUSE_WENT_DARK, dark);
    set_losses(made, FNL_CAUSE_PRICE, price);
    set_losses(made, FNL_CAUSE_COMPETITOR, rare);
    sketched_assert(made, fnl_layers_losses,
                    "title = '“went dark” goes from 30 % of the losses of the first year to 41 % "
                    "of the last with As we are'\n");
}

static void what_has_no_shade_lies_in_the_last_layer(void **state)
{
    (void)state;
    struct made_up *made = made_up_new(1, 1, 1);
    for (int cause = FNL_CAUSE_RULED_OUT; cause <= FNL_CAUSE_OUR_TERMS; cause++)
        set_losses(made, (enum fnl_cause)cause, (const int64_t[]){100 - cause});
    char *data = sketched(made, fnl_layers_losses);
    sketched_says(data, "'on price', 'other causes']\n");
    sketched_says(data, "20454 99 98 97 96 95 94 93 273\n");
    free(data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hours_lie_on_those_of_bad_fit_clients),
        cmocka_unit_test(a_single_option_is_held_against_its_own_first_year),
        cmocka_unit_test(there_are_never_less_than_no_free_hours),
        cmocka_unit_test(the_commonest_loss_lies_at_the_bottom),
        cmocka_unit_test(the_title_says_what_has_changed_most),
        cmocka_unit_test(what_has_no_shade_lies_in_the_last_layer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
