/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab.h"
#include "model/service.h"
#include "model/state.h"

/* So many clients from the first day on who want 10 hours a month each and never leave. */
static struct lab *firm(int clients, const char *service)
{
    return lab_open("name = \"Service\"; months = 12; " LAB_FROM_2025 LAB_ALWAYS_OPEN
                    "today = { clients = %d; };"
                    "sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
                    "stages = ( { name = \"A\"; hours = 1; go_on = 0.0; } );"
                    "reps = { count = 2; selling_share = 1.0; };"
                    "clients = { service_hours = 10; renewal = 1.0; }; %s",
                    clients, service);
}

static void without_a_pool_the_reps_do_all_of_it(void **state)
{
    (void)state;
    struct lab *lab = firm(6, "");
    lab_run(lab, 0, NULL);
    assert_int_equal(lab_spent(lab, FNL_SPENT_ON_SERVICE), 12 * 6 * 10 * FNL_HOUR);
    assert_int_equal(lab_value(lab, FNL_SERVICE_REFUSED), 0);
    lab_close(lab);
}

static void a_pool_with_room_leaves_nothing_to_the_reps(void **state)
{
    (void)state;
    struct lab *lab = firm(6, "service = { hours_per_month = 200; cost_per_month = 1234.5; };");
    lab_run(lab, 0, NULL);
    assert_int_equal(lab_spent(lab, FNL_SPENT_ON_SERVICE), 0);
    assert_int_equal(lab_value(lab, FNL_SERVICE_REFUSED), 0);
    assert_int_equal(lab_money(lab, FNL_MONEY_SERVICE), -12 * 123450);
    lab_close(lab);
}

/* What is wanted is 60 hours a month, of which the pool can do 40; of the rest a share spills. */
static void what_the_pool_cannot_take_spills_or_is_refused(void **state)
{
    (void)state;
    struct lab *lab = firm(6, "service = { hours_per_month = 40; longest_wait = \"60 days\";"
                              "  spills = 0.25; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    const double refused = (double)lab_value(lab, FNL_SERVICE_REFUSED) / (double)FNL_HOUR;
    const double spilt = (double)lab_spent(lab, FNL_SPENT_ON_SERVICE) / (double)FNL_HOUR;
    assert_true(fabs(spilt - refused / 3) < 2.6); /* a request may be in work */
    const double rest = spilt + refused;
    /* Of 720 hours the pool does 480, has work for 60 days (79 hours and a request) at the end, and
     * none on the first days. */
    assert_true(rest > 720 - 480 - 79 - 10 && rest < 720 - 480 - 79 + 25);
    for (size_t i = 0; i < tape.count; i++)
        if (tape.facts[i].kind == FNL_FACT_SERVED) {
            assert_int_equal(tape.facts[i].span, 10 * FNL_HOUR);
            assert_true(tape.facts[i].wait == 0 || tape.facts[i].wait == fnl_units_hours(7.5));
        }
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Asked directly: backlog, longest wait and speed by the numbers. */
static void the_pool_works_its_backlog_down(void **state)
{
    (void)state;
    /* 372 hours in a month of 31 days are half an hour of its work each hour. */
    struct lab *lab = firm(1, "service = { hours_per_month = 372; longest_wait = \"1 day\";"
                              "  spills = 0.5; };");
    lab_run(lab, 0, NULL);
    struct fnl_company *company = lab->company;
    struct fnl_client *client = &company->clients.items[0];
    assert_true(company->pool.speed == 0.5);
    assert_int_equal(company->pool.longest, 12 * FNL_HOUR);

    fnl_agenda_restart(company->agenda);
    company->now = 100 * FNL_DAY;
    company->pool.as_of = company->now;
    company->pool.backlog = 0;
    client->waited = client->refused = 0;
    fnl_service_request(company, 0, 13 * FNL_HOUR, FNL_SERVICE_USUAL);
    assert_int_equal(company->pool.backlog, 13 * FNL_HOUR);
    assert_int_equal(client->waited, 0);
    company->now += FNL_HOUR;
    fnl_service_request(company, 0, 4 * FNL_HOUR,
                        FNL_SERVICE_USUAL); /* 12.5 hours wait: too many */
    assert_int_equal(company->pool.backlog, fnl_units_hours(12.5));
    assert_int_equal(client->refused, 2 * FNL_HOUR);
    company->now += FNL_HOUR;
    fnl_service_request(company, 0, 4 * FNL_HOUR, FNL_SERVICE_USUAL); /* 12 hours: just in time */
    assert_int_equal(company->pool.backlog, 16 * FNL_HOUR);
    assert_int_equal(client->waited, 24 * FNL_HOUR);
    company->now += 40 * FNL_HOUR;
    fnl_service_request(company, 0, FNL_HOUR, FNL_SERVICE_USUAL); /* long since done */
    assert_int_equal(company->pool.backlog, FNL_HOUR);
    lab_close(lab);
}

/* What the pool did until a change it did at the old speed. */
static void a_change_of_the_pool_does_not_rewrite_the_past(void **state)
{
    (void)state;
    const struct lab_change changes[] = {{31, "service = { hours_per_month = 74400; };"}};
    struct lab *lab = lab_open_changed(
        "name = \"Change\"; months = 12; " LAB_FROM_2025 LAB_ALWAYS_OPEN
        "today = { clients = 1; }; sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
        "stages = ( { name = \"A\"; hours = 1; go_on = 0.0; } ); reps = { count = 1; };"
        "clients = { service_hours = 0; renewal = 1.0; };"
        "service = { hours_per_month = 74.4; longest_wait = \"365 days\"; };",
        changes, 1);
    lab_run(lab, 0, NULL);
    struct fnl_company *company = lab->company;
    /* Go back to the first day's settings, with 100 hours to do, and let ten days pass. */
    company->settings = lab->settings;
    company->now = 0;
    company->month = 0;
    fnl_service_phase_begins(company);
    company->pool.backlog = 100 * FNL_HOUR;
    company->pool.as_of = 0;
    company->now = 10 * FNL_DAY;
    company->settings = lab->plan.phases[1].settings;
    fnl_service_phase_begins(company);
    assert_int_equal(company->pool.backlog, 76 * FNL_HOUR);
    assert_true(company->pool.speed == 100);
    lab_close(lab);
}

/* How far ahead one looks changes nothing of the months before. */
static void a_longer_simulation_has_the_same_months(void **state)
{
    (void)state;
    static const char text[] =
        "name = \"Horizon\"; months = %d; today = { clients = 40; };"
        "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 9; } );"
        "stages = ( { name = \"A\"; hours = 2; go_on = 0.5; } ); reps = { count = 2; };"
        "clients = { service_hours = [2, 6, 20]; };"
        "service = { hours_per_month = 310; longest_wait = \"9 days\"; spills = 0.5; };";
    struct lab *shorter = lab_open(text, 7), *longer = lab_open(text, 23);
    lab_run(shorter, 0, NULL);
    lab_run(longer, 0, NULL);
    for (size_t series = 0; series < FNL_SERIES_COUNT; series++)
        for (size_t month = 0; month < 7; month++)
            assert_int_equal(lab_month(shorter, (enum fnl_series)series, month),
                             lab_month(longer, (enum fnl_series)series, month));
    assert_true(lab_month(shorter, FNL_SERIES_HOURS_SERVICE, 6) > 0);
    lab_close(shorter);
    lab_close(longer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_pool_the_reps_do_all_of_it),
        cmocka_unit_test(a_pool_with_room_leaves_nothing_to_the_reps),
        cmocka_unit_test(what_the_pool_cannot_take_spills_or_is_refused),
        cmocka_unit_test(the_pool_works_its_backlog_down),
        cmocka_unit_test(a_change_of_the_pool_does_not_rewrite_the_past),
        cmocka_unit_test(a_longer_simulation_has_the_same_months),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
