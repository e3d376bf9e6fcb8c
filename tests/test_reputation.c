/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include <gsl/gsl_cdf.h>

#include "lab.h"
#include "model/reputation.h"
#include "model/state.h"
#include "stats/moments.h"
#include "tables.h"

static void the_table_is_in_order(void **state)
{
    (void)state;
    tables_check("fnl_reputation_table", &fnl_reputation_table);
}

/* A door and a list; half of those who come by either sign, for 1000 each. */
static struct lab *firm(const char *more)
{
    return lab_open("name = \"Logo\"; months = 24; " LAB_FROM_2025 "sources = ("
                    "{ name = \"Door\"; kind = \"inbound\"; leads_per_month = 10; },"
                    "{ name = \"List\"; kind = \"list\"; leads_per_month = 10; } );"
                    "stages = ( { name = \"A\"; hours = 1; go_on = 0.5; } ); reps = { count = 4; };"
                    "clients = { contract_value = 1000; }; %s",
                    more);
}

static void sign(struct fnl_company *company, int day, fnl_money value)
{
    company->now = day * FNL_DAY + FNL_HOUR;
    fnl_mechanism_hear(company, &(struct fnl_fact){.kind = FNL_FACT_SIGNED, .amount = value});
}

static double level_on(struct fnl_company *company, int day)
{
    fnl_mechanism_day_begins(company, day);
    return fnl_reputation_level(company);
}

/* 2 % for an average contract, twice that for one of four times the size. */
static void new_clients_are_talked_about_for_their_time(void **state)
{
    (void)state;
    struct lab *lab = firm("reputation = { per_client_share = 0.02; lasts = \"30 days\";"
                           "  by_size = 0.5; };");
    struct fnl_company *company = lab_afresh(lab);
    assert_true(level_on(company, 9) == 0);
    sign(company, 9, 100000);
    assert_true(fnl_reputation_level(company) == 0.02);
    assert_true(level_on(company, 20) == 0.02);
    sign(company, 20, 400000);
    assert_true(fabs(level_on(company, 38) - 0.06) < 1e-12);
    assert_true(fnl_mechanism_on_volume(company, 0) == 1 + fnl_reputation_level(company));
    assert_true(fnl_mechanism_on_volume(company, 1) == 1);
    assert_true(fabs(level_on(company, 39) - 0.04) < 1e-12);
    assert_true(level_on(company, 50) == 0);
    /* New business with a client is no new logo, and what outlasts the horizon never ends. */
    fnl_mechanism_hear(company,
                       &(struct fnl_fact){.kind = FNL_FACT_SIGNED, .detail = 1, .amount = 100000});
    assert_true(fnl_reputation_level(company) == 0);
    sign(company, company->days - 3, 100000);
    assert_true(level_on(company, company->days - 1) == 0.02);
    lab_close(lab);
}

/* A contract of nine times the average. */
static void size_counts_by_its_power(void **state)
{
    (void)state;
    static const struct {
        const char *power;
        double level;
    } cases[] = {{"0", 0.01}, {"1", 0.09}, {"0.5", 0.03}};
    for (size_t i = 0; i < 3; i++) {
        char text[120];
        snprintf(text, sizeof text, "reputation = { per_client_share = 0.01; by_size = %s; };",
                 cases[i].power);
        struct lab *lab = firm(text);
        lab_afresh(lab);
        sign(lab->company, 0, 900000);
        assert_true(fabs(fnl_reputation_level(lab->company) - cases[i].level) < 1e-9);
        lab_close(lab);
    }
}

/* In two years: more people by the door, nobody fewer, and the list is as it was. */
static void logos_bring_people_by_the_door(void **state)
{
    (void)state;
    struct lab *without = firm(""), *with = firm("reputation = { per_client_share = 0.01; };");
    struct fnl_moments lift = {0};
    for (uint64_t future = 0; future < 15; future++) {
        lab_run(without, future, NULL);
        lab_run(with, future, NULL);
        const double before = (double)lab_source(without, 0, FNL_BY_SOURCE_PEOPLE);
        fnl_moments_add(&lift, (double)lab_source(with, 0, FNL_BY_SOURCE_PEOPLE) / before - 1);
        assert_int_equal(lab_source(with, 1, FNL_BY_SOURCE_PEOPLE),
                         lab_source(without, 1, FNL_BY_SOURCE_PEOPLE));
    }
    /* About ten sign a month and count for six: a lift of 60 % and, fed by itself, of up to 80. */
    const double wide = gsl_cdf_tdist_Pinv(0.9995, 14) * sqrt(fnl_moments_variance(&lift) / 15);
    assert_true(lift.mean - wide > 0.4 && lift.mean + wide < 1);
    lab_close(without);
    lab_close(with);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(new_clients_are_talked_about_for_their_time),
        cmocka_unit_test(size_counts_by_its_power),
        cmocka_unit_test(logos_bring_people_by_the_door),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
