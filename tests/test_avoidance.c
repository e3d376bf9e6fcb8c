/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab.h"
#include "model/avoidance.h"
#include "model/state.h"
#include "tables.h"

static void the_table_is_in_order(void **state)
{
    (void)state;
    tables_check("fnl_avoidance_table", &fnl_avoidance_table);
}

/* Two reps who hunt, and whom those they find always turn down, at the first talk. */
static struct lab *hunters(const char *avoidance)
{
    return lab_open("name = \"Hunt\"; months = 6;"
                    "sources = ( { name = \"Cold\"; kind = \"outbound\"; found_per_hour = 0.5; } );"
                    "stages = ( { name = \"A\"; hours = 0.01; go_on = 0.0; } );"
                    "reps = { count = 2; selling_share = 1.0; };"
                    "slack = { policy = \"prospect\"; hours_per_week = 10; }; %s",
                    avoidance);
}

static fnl_time prospected(const struct lab *lab)
{
    return lab_spent(lab, FNL_SPENT_ON_PROSPECTING);
}

/* A no takes a part of what is left of the willingness; the level halves in its time. */
static void a_no_is_remembered_and_fades(void **state)
{
    (void)state;
    struct lab *lab = hunters("avoidance = { per_rejection = 0.25; heals_in = \"10 days\"; };");
    struct fnl_company *company = lab_afresh(lab);
    company->now = 10 * FNL_DAY;
    assert_true(fnl_avoidance_level(company, 0) == 0);
    struct fnl_fact no = {.kind = FNL_FACT_ENDED, .detail = FNL_CAUSE_PRICE, .wait = 0};
    fnl_mechanism_hear(company, &no);
    assert_true(fabs(fnl_avoidance_level(company, 0) - 0.25) < 1e-6);
    fnl_mechanism_hear(company, &no);
    assert_true(fabs(fnl_avoidance_level(company, 0) - (0.25 + 0.25 * 0.75)) < 1e-6);
    assert_true(fnl_avoidance_level(company, 1) == 0);
    company->now = 30 * FNL_DAY;
    assert_true(fabs(fnl_avoidance_level(company, 0) - 0.4375 / 4) < 1e-6);
    /* A win, a name that nobody reached, and nobody's lead are no rejections. */
    const double before = fnl_avoidance_level(company, 0);
    no.detail = FNL_CAUSE_WON;
    fnl_mechanism_hear(company, &no);
    no = (struct fnl_fact){.kind = FNL_FACT_ENDED, .detail = FNL_CAUSE_WENT_DARK, .wait = -1};
    fnl_mechanism_hear(company, &no);
    no = (struct fnl_fact){.kind = FNL_FACT_ENDED, .detail = FNL_CAUSE_PRICE, .rep = FNL_NOBODY};
    fnl_mechanism_hear(company, &no);
    assert_true(fnl_avoidance_level(company, 0) == before);
    lab_close(lab);
}

/* 26 weeks of 10 hours; where each no takes half and a year heals half, hardly any. */
static void rejections_keep_hunters_from_hunting(void **state)
{
    (void)state;
    struct lab *bold = hunters(""), *hurt = hunters("avoidance = { per_rejection = 0.5;"
                                                    "  heals_in = \"365 days\"; };");
    struct lab *heals = hunters("avoidance = { per_rejection = 0.5; heals_in = \"3 days\"; };");
    lab_run(bold, 0, NULL);
    lab_run(hurt, 0, NULL);
    lab_run(heals, 0, NULL);
    assert_true(prospected(bold) >= 2 * 25 * 10 * FNL_HOUR);
    assert_true(prospected(hurt) < prospected(bold) / 4);
    assert_true(prospected(heals) > 2 * prospected(hurt));
    assert_true(prospected(heals) < prospected(bold));
    lab_close(bold);
    lab_close(hurt);
    lab_close(heals);
}

/* Those who come by themselves and say no hurt nobody. */
static void warm_sources_do_not_hurt(void **state)
{
    (void)state;
    static const char text[] =
        "name = \"Warm\"; months = 6; sources = ("
        "  { name = \"Cold\"; kind = \"outbound\"; found_per_hour = 0.00001; },"
        "  { name = \"Door\"; kind = \"inbound\"; leads_per_month = 50; } );"
        "stages = ( { name = \"A\"; hours = 0.01; go_on = 0.0; } );"
        "reps = { count = 2; selling_share = 1.0; };"
        "slack = { policy = \"prospect\"; hours_per_week = 10; }; %s";
    struct lab *without = lab_open(text, ""),
               *with = lab_open(text, "avoidance = { per_rejection = 0.9; };");
    lab_run(without, 0, NULL);
    lab_run(with, 0, NULL);
    assert_int_equal(prospected(with), prospected(without));
    lab_close(without);
    lab_close(with);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(a_no_is_remembered_and_fades),
        cmocka_unit_test(rejections_keep_hunters_from_hunting),
        cmocka_unit_test(warm_sources_do_not_hurt),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
