/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Memory follows what is alive and not what has been: in a firm that neither
 * grows nor shrinks, ten years need no more records and no longer agenda than
 * two, but for the rare crowded day that a longer time sees more of.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab.h"
#include "model/state.h"

/* New clients replace those who leave: some 9 a month of 100. */
static struct lab *steady(int months)
{
    return lab_open("name = \"Steady\"; months = %d; "
                    "today = { clients = 100; };"
                    "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 80; },"
                    "            { name = \"Friends\"; kind = \"referral\"; } );"
                    "stages = ("
                    "{ name = \"A\"; hours = 0.5; days = 4; shows = 0.5; go_on = 0.3; },"
                    "{ name = \"B\"; hours = 1; days = [5, 10, 20]; go_on = 0.34; } );"
                    "reps = { count = 5; };"
                    "clients = { contract_months = 6; renewal = 0.5; service_hours = 1; };"
                    "referrals = { engaged = 0.1; content = 0.1; complacent = 0.1; };",
                    months);
}

static void ten_years_need_no_more_room_than_two(void **state)
{
    (void)state;
    struct lab *brief = steady(24), *prolonged = steady(120);
    for (uint64_t future = 0; future < 5; future++) {
        lab_run(brief, future, NULL);
        lab_run(prolonged, future, NULL);
        const struct fnl_accounts *two = &brief->accounts, *ten = &prolonged->accounts;
        assert_true(ten->events > 4 * two->events);
        assert_true(two->peak_leads > 20 && ten->peak_leads < two->peak_leads * 3 / 2);
        assert_true(two->peak_pending > 100 && ten->peak_pending <= two->peak_pending * 5 / 4);
        const struct fnl_company *company = prolonged->company;
        assert_true(company->leads.count <= ten->peak_leads);
        assert_true((double)company->clients.count <
                    1.6 * (double)lab_value(prolonged, FNL_CLIENTS_END));
        assert_int_equal(company->leads.in_use, ten->open_episodes);
    }
    lab_close(brief);
    lab_close(prolonged);
}

/* Who will come back within the horizon is remembered, and nobody else. */
static void only_those_who_will_be_back_are_remembered(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open("name = \"Back\"; months = 24; "
                 "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 100; } );"
                 "stages = ( { name = \"A\"; hours = 0.1; go_on = 0.0; } ); reps = { count = 5; };"
                 "returns = { share = 0.5; after = 12; };");
    lab_run(lab, 0, NULL);
    const struct fnl_company *company = lab->company;
    /* The last come back on the last day: nobody is left who waits to. */
    assert_int_equal(company->leads.in_use, lab->accounts.open_episodes);
    assert_true(lab->accounts.peak_leads > 500 && lab->accounts.peak_leads < 760);
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ten_years_need_no_more_room_than_two),
        cmocka_unit_test(only_those_who_will_be_back_are_remembered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
