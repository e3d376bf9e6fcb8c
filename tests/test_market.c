/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab.h"
#include "model/market.h"
#include "model/state.h"

static struct lab *door(const char *source, const char *more)
{
    struct lab *lab =
        lab_open("name = \"Door\"; months = 24; sources = ( { name = \"Door\"; %s } );"
                 "stages = ( { name = \"A\"; hours = 1; go_on = 0.0; } );"
                 "reps = { count = 1; }; %s",
                 source, more);
    lab_run(lab, 0, NULL);
    return lab;
}

static void an_event_costs_money_whoever_comes(void **state)
{
    (void)state;
    struct lab *lab = door("kind = \"event\"; dates = [\"2026-03-02\", \"2026-03-03\"];"
                           "people_per_event = 0; cost_per_event = 1234.56; cost_per_month = 10;",
                           "costs = { interest = 0.0; };");
    assert_int_equal(lab_money(lab, FNL_MONEY_CAMPAIGNS), -2 * 123456 - 24 * 1000);
    assert_int_equal(lab_value(lab, FNL_PEOPLE), 0);
    assert_int_equal(lab_month(lab, FNL_SERIES_COST, 2), 2 * 123456 + 1000);
    lab_close(lab);
}

/* website/2026-03-17/4: the index of an arrival is its height among the day's. */
static void people_are_numbered_by_height_within_their_day(void **state)
{
    (void)state;
    struct lab *lab = door("kind = \"inbound\"; leads_per_month = 300;", "");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    const uint64_t source = fnl_key_text("Door");
    size_t people = 0, not_in_order = 0;
    uint32_t last = 0, highest = 0;
    int32_t day = 0;
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *fact = &tape.facts[i];
        if (fact->kind != FNL_FACT_ARRIVED)
            continue;
        const uint32_t number = fact->index >> 8;
        assert_true(number >= 1 && (fact->index & 0xff) == 0 && fact->index >> 28 == 0);
        assert_true(fact->key == fnl_key_part(fnl_key_part(source, (uint64_t)fact->day), number));
        if (fact->day != day)
            highest = 0;
        not_in_order += fact->day == day && number < last;
        highest = number > highest ? number : highest;
        assert_true(highest < 40);
        last = number;
        day = fact->day;
        people++;
    }
    assert_true(people > 6000 && not_in_order > 1000);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* 6,000 a month, by what the sources cost today: 3,000 + 1,000 + 0, and one has no price. */
static void extra_budget_is_people_a_day_by_the_price_of_each(void **state)
{
    (void)state;
    struct lab *lab = lab_open(
        "name = \"Buy\"; months = 1; extra_budget = 6000; buy = { policy = \"same_mix\"; };"
        "sources = ( { name = \"A\"; kind = \"inbound\"; leads_per_month = 30; cost_each = 100; },"
        "            { name = \"B\"; kind = \"list\"; leads_per_month = 200; cost_each = 5; },"
        "            { name = \"C\"; kind = \"inbound\"; leads_per_month = 9; },"
        "            { name = \"D\"; kind = \"inbound\"; cost_each = 9; } );"
        "stages = ( { name = \"A\"; hours = 1; go_on = 0.0; } ); reps = { count = 1; };");
    lab_run(lab, 0, NULL);
    const struct fnl_company *company = lab->company;
    const double expected[] = {4500 / 100.0 / 30.4375, 1500 / 5.0 / 30.4375, 0, 0};
    for (int i = 0; i < 4; i++)
        assert_true(fabs(company->extra_rates[i] - expected[i]) < 1e-12);
    lab_close(lab);
}

/* By return, as sharp as may be: the best gets all, and all of it is spent. */
static void the_sharpest_look_at_returns_finds_the_best_source(void **state)
{
    (void)state;
    static const char *const sharpness[] = {"0.0", "1.0", "100.0"};
    double rates[3][2];
    for (int i = 0; i < 3; i++) {
        struct lab *lab = lab_open(
            "name = \"Buy\"; months = 1; extra_budget = 6000;"
            "buy = { policy = \"by_return\"; sharpness = %s; };"
            "sources = ( { name = \"A\"; kind = \"inbound\"; cost_each = 300; },"
            "            { name = \"B\"; kind = \"inbound\"; cost_each = 600; } );"
            "stages = ( { name = \"A\"; hours = 1; go_on = 0.0; } ); reps = { count = 1; };",
            sharpness[i]);
        lab_run(lab, 0, NULL);
        for (int source = 0; source < 2; source++)
            rates[i][source] = lab->company->extra_rates[source] * 30.4375;
        lab_close(lab);
    }
    assert_true(fabs(rates[0][0] - 10) < 1e-9 && fabs(rates[0][1] - 5) < 1e-9);
    /* With 200 for the time, one costs 500 and the other 800. */
    assert_true(fabs(rates[1][0] - 20.0 * 8 / 13) < 1e-9);
    assert_true(fabs(rates[1][1] - 10.0 * 5 / 13) < 1e-9);
    assert_true(fabs(rates[2][0] - 20) < 1e-9 && rates[2][1] < 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_event_costs_money_whoever_comes),
        cmocka_unit_test(extra_budget_is_people_a_day_by_the_price_of_each),
        cmocka_unit_test(the_sharpest_look_at_returns_finds_the_best_source),
        cmocka_unit_test(people_are_numbered_by_height_within_their_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
