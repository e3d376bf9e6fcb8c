/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "lab.h"
#include "model/care.h"
#include "model/state.h"
#include "tables.h"

static void the_table_is_in_order(void **state)
{
    (void)state;
    tables_check("fnl_care_table", &fnl_care_table);
}

/* Open round the clock; each client wants so many hours a month of a pool that has 100. */
static struct lab *firm(int pains, const char *hours, const char *more)
{
    return lab_open("name = \"Care\"; months = 12; " LAB_FROM_2025 LAB_ALWAYS_OPEN
                    "today = { clients = 10; pita_clients = %d; };"
                    "sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
                    "stages = ( { name = \"A\"; hours = 1; go_on = 0.0; } ); reps = { count = 2; };"
                    "clients = { service_hours = %s; renewal = 1.0; };"
                    "service = { hours_per_month = 100; longest_wait = \"60 days\"; };"
                    "satisfaction = { start = 0.4; drift = 0.0; per_day_waited = 0.0; }; %s",
                    pains, hours, more);
}

/* What the pool can do in a month, less what it did of it. */
static void hours_are_left_over_in_which_nothing_was_to_do(void **state)
{
    (void)state;
    struct lab *lab = firm(0, "0", "");
    lab_run(lab, 0, NULL);
    struct fnl_company *company = lab->company;
    company->month = 0;
    company->now = 0;
    company->pool = (struct fnl_pool){0};
    fnl_service_month_begins(company);
    const fnl_time day = fnl_units_integer(100.0 / 31 * (double)FNL_HOUR);
    company->now = 10 * FNL_DAY;
    assert_true(llabs(fnl_service_spare(company) - 10 * day) < 10);
    fnl_service_request(company, 0, 5 * day, FNL_SERVICE_USUAL);
    company->now = 14 * FNL_DAY;
    assert_true(llabs(fnl_service_spare(company) - 10 * day) < 10);
    company->now = 20 * FNL_DAY;
    assert_true(llabs(fnl_service_spare(company) - 15 * day) < 20);
    assert_true(llabs(fnl_service_spare(company) - 15 * day) < 20);
    fnl_service_month_begins(company);
    assert_int_equal(fnl_service_spare(company), 0);
    lab_close(lab);
}

/* Ten clients share 100 hours less what they want, or get as much as there is for each. */
static void spare_hours_are_shared_by_those_who_are_no_pain(void **state)
{
    (void)state;
    struct lab *lab = firm(2, "0", "care = { hours_per_month = 20; };");
    lab_run(lab, 0, NULL);
    struct fnl_company *company = lab->company;
    for (size_t i = 0; i < 10; i++)
        company->clients.items[i].cared = 0;
    company->pool.spare = 100 * FNL_HOUR;
    company->pool.speed = 0;
    fnl_mechanism_month_ends(company);
    for (size_t i = 0; i < 10; i++)
        assert_int_equal(company->clients.items[i].cared, i < 2 ? 0 : fnl_units_hours(12.5));
    company->pool.spare = 800 * FNL_HOUR;
    fnl_mechanism_month_ends(company);
    assert_int_equal(company->clients.items[9].cared, fnl_units_hours(32.5));
    /* Who has left gets nothing, and leaves it to the others. */
    company->clients.items[9].alive = false;
    company->pool.spare = 70 * FNL_HOUR;
    fnl_mechanism_month_ends(company);
    assert_int_equal(company->clients.items[9].cared, fnl_units_hours(32.5));
    assert_int_equal(company->clients.items[8].cared, fnl_units_hours(42.5));
    lab_close(lab);
}

/* An hour each month adds 0.01; the first month is that of a client's first day in the run. */
static void care_is_felt_when_the_month_ends(void **state)
{
    (void)state;
    struct lab *lab = firm(1, "0", "care = { hours_per_month = 1; per_hour = 0.01; };");
    lab_run(lab, 0, NULL);
    const struct fnl_client *clients = lab->company->clients.items;
    assert_true(fabs((double)clients[0].satisfaction - 0.4) < 1e-6);
    for (size_t i = 1; i < 10; i++)
        assert_true(fabs((double)clients[i].satisfaction - 0.51) < 1e-6);
    lab_close(lab);
}

static double mean_mood_of_the_good(struct lab *lab, int pains)
{
    lab_run(lab, 0, NULL);
    double sum = 0;
    for (int i = pains; i < 10; i++)
        sum += (double)lab->company->clients.items[i].satisfaction;
    lab_close(lab);
    return sum / (10 - pains);
}

/* Three pains take what there is, and the good clients get nothing extra. */
static void pains_take_the_time_from_good_clients(void **state)
{
    (void)state;
#define CARE "care = { hours_per_month = 3; per_hour = 0.01; };"
    const double without = mean_mood_of_the_good(firm(0, "6", CARE), 3);
    const double with =
        mean_mood_of_the_good(firm(3, "6", CARE " pita = { hours_factor = 5; };"), 3);
    assert_true(fabs(without - (0.4 + 11 * 0.03)) < 1e-6);
    assert_true(with < 0.45);
}

/* Nobody but the pool has spare hours. */
static void without_a_pool_there_is_no_care(void **state)
{
    (void)state;
    struct lab *lab = lab_open("name = \"Alone\"; months = 6; today = { clients = 5; };"
                               "sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
                               "stages = ( { name = \"A\"; hours = 1; go_on = 0.0; } );"
                               "reps = { count = 2; }; care = { };"
                               "satisfaction = { start = 0.4; };");
    lab_run(lab, 0, NULL);
    for (size_t i = 0; i < 5; i++)
        assert_true(lab->company->clients.items[i].satisfaction == 0.4f);
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(hours_are_left_over_in_which_nothing_was_to_do),
        cmocka_unit_test(spare_hours_are_shared_by_those_who_are_no_pain),
        cmocka_unit_test(care_is_felt_when_the_month_ends),
        cmocka_unit_test(pains_take_the_time_from_good_clients),
        cmocka_unit_test(without_a_pool_there_is_no_care),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
