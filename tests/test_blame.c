/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <gsl/gsl_cdf.h>

#include "lab.h"
#include "model/blame.h"
#include "model/state.h"
#include "stats/moments.h"
#include "tables.h"

static void the_table_is_in_order(void **state)
{
    (void)state;
    tables_check("fnl_blame_table", &fnl_blame_table);
}

/* 4000 a month for people by the door and 100 for names; 5000 are to be signed a quarter. */
#define FIRM                                                                                       \
    "name = \"Blame\"; months = 24; " LAB_FROM_2025 "sources = ("                                  \
    "{ name = \"Door\"; kind = \"inbound\"; leads_per_month = 20; cost_each = 200;"                \
    "  out_of_ten = { fit = 6; budget = 6; need = 6; interest = 7; }; },"                          \
    "{ name = \"List\"; kind = \"list\"; leads_per_month = 20; cost_each = 5; bad_contact = 0.2;"  \
    "  out_of_ten = { fit = 2; budget = 3; need = 2; interest = 1; }; },"                          \
    "{ name = \"Friends of the house\"; kind = \"inbound\"; leads_per_month = 3; } );"             \
    "effects = { fit = 2; need = 2; budget = 2; interest_on_shows = 3; };"                         \
    "stages = ( { name = \"A\"; hours = 1; shows = 0.5; go_on = 0.3; },"                           \
    "           { name = \"B\"; hours = 4; go_on = 0.4; } ); reps = { count = 2; };"               \
    "quota = { per_year = %s; };"

static struct lab *at_rest(const char *more)
{
    struct lab *lab = lab_open(FIRM "%s", "20000", more);
    lab_afresh(lab);
    return lab;
}

static void live_a_quarter(struct fnl_company *company, fnl_money signed_for)
{
    fnl_mechanism_hear(company, &(struct fnl_fact){.kind = FNL_FACT_SIGNED, .amount = signed_for});
    for (int month = 0; month < 3; month++)
        fnl_mechanism_month_ends(company);
}

/* A quarter of 4000 is 1000, which buys 10 times what the list costs now. */
static void a_missed_quarter_shifts_money_to_volume(void **state)
{
    (void)state;
    struct lab *lab = at_rest("blame = { shifts = 0.25; };");
    struct fnl_company *company = lab->company;
    assert_true(fnl_mechanism_on_volume(company, 0) == 1);
    live_a_quarter(company, 499999);
    assert_true(fnl_blame_is_felt(company));
    assert_true(fnl_mechanism_on_volume(company, 0) == 0.75);
    assert_true(fabs(fnl_mechanism_on_volume(company, 1) - 11) < 1e-12);
    assert_true(fnl_mechanism_on_volume(company, 2) == 1);
    live_a_quarter(company, 500000);
    assert_false(fnl_blame_is_felt(company));
    assert_true(fnl_mechanism_on_volume(company, 0) == 1);
    assert_true(fnl_mechanism_on_volume(company, 1) == 1);
    lab_close(lab);
}

static void without_the_group_nobody_is_blamed(void **state)
{
    (void)state;
    struct lab *lab = at_rest("");
    live_a_quarter(lab->company, 0);
    assert_false(fnl_blame_is_felt(lab->company));
    assert_true(fnl_mechanism_on_volume(lab->company, 1) == 1);
    assert_true(fnl_blame_can_shift(lab->settings));
    lab_close(lab);
}

/* The number cannot be made: the same money brings many more people, and no more deals. */
static void blame_brings_people_and_no_deals(void **state)
{
    (void)state;
    struct lab *calm = lab_open(FIRM "%s", "9000000", "");
    struct lab *angry = lab_open(FIRM "%s", "9000000", "blame = { shifts = 0.3; };");
    struct fnl_moments people = {0}, money = {0}, deals = {0};
    for (uint64_t future = 0; future < 20; future++) {
        lab_run(calm, future, NULL);
        lab_run(angry, future, NULL);
        fnl_moments_add(&people,
                        (double)lab_value(angry, FNL_PEOPLE) / (double)lab_value(calm, FNL_PEOPLE));
        fnl_moments_add(&money, (double)lab_money(angry, FNL_MONEY_LEADS) /
                                    (double)lab_money(calm, FNL_MONEY_LEADS));
        fnl_moments_add(&deals, (double)(lab_value(angry, FNL_WON) - lab_value(calm, FNL_WON)));
    }
    /* Right in 999 of 1000 seeds each. */
    const double wide = gsl_cdf_tdist_Pinv(0.9995, 19) / sqrt(20);
    assert_true(people.mean - wide * sqrt(fnl_moments_variance(&people)) > 4);
    assert_true(fabs(money.mean - 1) < wide * sqrt(fnl_moments_variance(&money)));
    assert_true(deals.mean - wide * sqrt(fnl_moments_variance(&deals)) < 0);
    lab_close(calm);
    lab_close(angry);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(a_missed_quarter_shifts_money_to_volume),
        cmocka_unit_test(without_the_group_nobody_is_blamed),
        cmocka_unit_test(blame_brings_people_and_no_deals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
