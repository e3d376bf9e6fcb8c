/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab.h"
#include "model/marketing.h"
#include "model/state.h"

#define FIRM                                                                                       \
    "name = \"Firm\"; months = 4;"                                                                 \
    "sources = ( { name = \"Cold\"; kind = \"outbound\"; found_per_hour = 0.5; } );"               \
    "stages = ( { name = \"A\"; hours = 1; go_on = 0.2; } ); reps = { count = 2; };"               \
    "slack = { policy = \"prospect\"; };"

/* What is absent costs nothing: nobody is asked and nothing is heard. */
static void absent_mechanisms_are_not_at_work(void **state)
{
    (void)state;
    struct lab *lab = lab_open("%s", FIRM);
    lab_run(lab, 0, NULL);
    const struct fnl_company *company = lab->company;
    assert_int_equal(company->mechanisms.count, 0);
    assert_true(company->mechanisms.heard == 0);
    assert_true(fnl_mechanism_on_speed(company, 0) == 1);
    assert_true(fnl_mechanism_on_prospecting(company, 0) == 1);
    assert_true(fnl_mechanism_on_quitting(company, 0) == 0);
    assert_true(fnl_mechanism_on_leaving(company, 0) == 1);
    assert_true(fnl_mechanism_on_flags(company, 0) == 1);
    assert_true(fnl_mechanism_on_turning_away(company, 0) == 1);
    struct fnl_lead lead = {.key = 1};
    assert_true(fnl_mechanism_on_going_on(company, &lead, 0) == 0);
    assert_true(fnl_mechanism_on_showing(company, &lead) == 0);
    assert_true(fnl_mechanism_on_price(company, &lead) == 1);
    fnl_mechanism_touch_held(lab->company, &lead, 0, 1);
    assert_true(lead.needs_known == 0 && lead.requests == 0);
    assert_true(fnl_mechanism_on_renewal(company, &(struct fnl_client){.refusals = 9}) == 0);
    assert_true(fnl_mechanism_on_volume(company, 0) == 1);
    struct fnl_handover handover = {.delay = 0};
    fnl_mechanism_on_handover(lab->company, &lead, &handover);
    fnl_mechanism_on_verdict(lab->company, false);
    assert_true(handover.delay == 0 && !handover.lost);
    assert_false(fnl_mechanism_keeps(lab->company, 0));
    assert_false(fnl_mechanism_tends(lab->company, 0, FNL_CAUSE_NO_DECISION));
    lab_close(lab);
}

/* From the day on which its group is there, it is at work; what it heard, it keeps. */
static void a_mechanism_may_come_on_a_date(void **state)
{
    (void)state;
    const struct lab_change change = {59, "avoidance = { per_rejection = 0.5; };"};
    struct lab *without = lab_open("%s", FIRM), *with = lab_open_changed(FIRM, &change, 1);
    lab_run(without, 0, NULL);
    lab_run(with, 0, NULL);
    const struct fnl_company *company = with->company;
    assert_int_equal(company->mechanisms.count, 1);
    assert_true(company->mechanisms.heard == FNL_FACT_BIT(FNL_FACT_ENDED));
    for (size_t month = 0; month < 2; month++)
        assert_int_equal(lab_month(with, FNL_SERIES_HOURS_PROSPECTING, month),
                         lab_month(without, FNL_SERIES_HOURS_PROSPECTING, month));
    assert_true(lab_month(with, FNL_SERIES_HOURS_PROSPECTING, 3) <
                lab_month(without, FNL_SERIES_HOURS_PROSPECTING, 3));
    lab_close(without);
    lab_close(with);
}

/* A run begins with nothing remembered. */
static void every_run_begins_afresh(void **state)
{
    (void)state;
    struct lab *lab = lab_open("%s avoidance = { per_rejection = 0.5; };", FIRM);
    lab_run(lab, 3, NULL);
    const int64_t first = lab_month(lab, FNL_SERIES_HOURS_PROSPECTING, 0);
    lab_run(lab, 4, NULL);
    lab_run(lab, 3, NULL);
    assert_int_equal(lab_month(lab, FNL_SERIES_HOURS_PROSPECTING, 0), first);
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(absent_mechanisms_are_not_at_work),
        cmocka_unit_test(a_mechanism_may_come_on_a_date),
        cmocka_unit_test(every_run_begins_afresh),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
