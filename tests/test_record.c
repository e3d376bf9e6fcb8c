/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lab.h"
#include "model/record.h"
#include "model/state.h"
#include "stats/interval.h"
#include "tables.h"

static void the_table_is_in_order(void **state)
{
    (void)state;
    tables_check("fnl_record_table", &fnl_record_table);
}

#define FIRM                                                                                       \
    "name = \"Names\"; months = 6; " LAB_FROM_2025                                                 \
    "sources = ( { name = \"List\"; kind = \"list\"; leads_per_month = 60; completeness = 0.4; }," \
    "  { name = \"Door\"; kind = \"inbound\"; leads_per_month = 20; } );"                          \
    "stages = ( { name = \"A\"; hours = 1; missed_hours = 0.25; shows = 0.3; tries = 3;"           \
    "  go_on = 0.5; }, { name = \"B\"; hours = 2; go_on = 0.5; } ); reps = { count = 4; };"        \
    "returns = { share = 0.5; after = 1; }; %s"

/* In proportion to what is missing, at the door and at every step. */
static void what_is_not_known_costs_in_proportion(void **state)
{
    (void)state;
    struct lab *lab = lab_open(FIRM, "records = { on_shows = 2; on_going_on = 0.5; };");
    lab_run(lab, 0, NULL);
    const struct fnl_company *company = lab->company;
    struct fnl_lead name = {.source = 0}, guest = {.source = 1};
    assert_true(fabs(fnl_mechanism_on_showing(company, &name) + 0.6 * 2) < 1e-6);
    assert_true(fabs(fnl_mechanism_on_going_on(company, &name, 0) + 0.6 * 0.5) < 1e-6);
    assert_true(fnl_mechanism_on_showing(company, &guest) == 0);
    assert_true(fnl_mechanism_on_going_on(company, &guest, 0) == 0);
    name.researched = 90;
    guest.researched = 90;
    assert_true(fabs(fnl_mechanism_on_showing(company, &name) + 0.1 * 2) < 1e-6);
    assert_true(fnl_record_known(company, &guest) == 1);
    lab_close(lab);
}

/* 0.4 to 0.9 at 2 hours for all of it is an hour, once a person, whether or not they are there. */
static void research_takes_its_hours_before_the_first_touch_only(void **state)
{
    (void)state;
    struct lab *lab = lab_open(FIRM, "records = { hours = 2; };"
                                     "research = { policy = \"before_first_touch\"; to = 0.9; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t first = 0, missed = 0;
    bool returned = false;
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_ARRIVED); i++)
        returned |= lab_tape_fact(&tape, FNL_FACT_ARRIVED, i)->detail > 0;
    assert_true(returned);
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_TOUCH); i++) {
        const struct fnl_fact *fact = lab_tape_fact(&tape, FNL_FACT_TOUCH, i);
        const fnl_time usual = !fact->flag ? FNL_HOUR / 4 : (fact->detail + 1) * FNL_HOUR;
        const bool looked_up = fact->span > usual;
        if (looked_up)
            assert_int_equal(fact->span, usual + FNL_HOUR);
        else
            assert_int_equal(fact->span, usual);
        assert_false(looked_up && (fact->source == 1 || fact->day > 0 || fact->detail > 0));
        first += looked_up;
        missed += looked_up && !fact->flag;
    }
    assert_in_range(first, lab_source(lab, 0, FNL_BY_SOURCE_PEOPLE) - 10,
                    lab_source(lab, 0, FNL_BY_SOURCE_PEOPLE));
    assert_true(missed > first / 4);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Contribution in minor units with research at `hours` less without. */
static struct fnl_interval gain(const char *records)
{
    struct lab *calls = lab_open(FIRM, records), *looks = NULL;
    char more[300];
    snprintf(more, sizeof more, "%s research = { policy = \"before_first_touch\"; };", records);
    looks = lab_open(FIRM, more);
    struct fnl_tally won = {0};
    for (uint64_t future = 0; future < 40; future++) {
        lab_run(calls, future, NULL);
        lab_run(looks, future, NULL);
        fnl_tally_add(&won, lab_value(looks, FNL_WON) - lab_value(calls, FNL_WON));
    }
    lab_close(calls);
    lab_close(looks);
    return fnl_interval_mean(&won, 0.999);
}

/* It pays where it takes little time, and does not where it takes the hours of the touches. */
static void research_pays_only_where_it_is_quick(void **state)
{
    (void)state;
    assert_true(gain("records = { hours = 0.2; on_shows = 1.5; };").low > 0);
    assert_true(gain("records = { hours = 12; on_shows = 1.5; };").high < 0);
}

/* Whoever wants to look up what does not matter is told. */
static void research_needs_records_that_matter(void **state)
{
    (void)state;
    char text[2000];
    snprintf(text, sizeof text, FIRM, "research = { policy = \"before_first_touch\"; };");
    char *told = lab_mistakes(text, NULL, 0);
    assert_non_null(strstr(told, "changes nothing where records do not matter"));
    free(told);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(what_is_not_known_costs_in_proportion),
        cmocka_unit_test(research_takes_its_hours_before_the_first_touch_only),
        cmocka_unit_test(research_pays_only_where_it_is_quick),
        cmocka_unit_test(research_needs_records_that_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
