/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab.h"
#include "model/advocate.h"
#include "model/state.h"
#include "stats/interval.h"
#include "tables.h"

static void the_table_is_in_order(void **state)
{
    (void)state;
    tables_check("fnl_advocate_table", &fnl_advocate_table);
}

#define TEAM                                                                                       \
    "name = \"Team\"; months = 12; today = { clients = 6; };"                                      \
    "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 30; } );"                \
    "stages = ( { name = \"A\"; hours = 1; go_on = 0.3; meeting = \"lunch\"; } );"                 \
    "reps = { count = 2; }; clients = { renewal = 1.0; };"                                         \
    "meetings = { target_per_month = 30; kinds = ("                                                \
    "  { name = \"lunch\"; advocates = 0.1; },"                                                    \
    "  { name = \"visit\"; when = \"spare_time\"; shows = 1.0; advocates = 0.5; } ); };"

static void win(struct fnl_company *company, uint32_t rep)
{
    fnl_mechanism_hear(company, &(struct fnl_fact){.kind = FNL_FACT_ADVOCATE, .rep = rep});
}

static void assert_near(double a, double b)
{
    assert_true(fabs(a - b) < 1e-6);
}

/* The first adds 0.35, three twice that; in 80 days half of it is forgotten. */
static void advocates_add_up_to_less_and_less_and_are_forgotten(void **state)
{
    (void)state;
    struct lab *lab = lab_open(TEAM "advocates = { on_going_on = 0.35; lasts = 80; };");
    struct fnl_company *company = lab_afresh(lab);
    company->now = 40 * FNL_DAY;
    struct fnl_lead lead = {.key = 1};
    assert_near(fnl_mechanism_on_going_on(company, &lead, 1), 0);
    win(company, 1);
    assert_near(fnl_mechanism_on_going_on(company, &lead, 1), 0.35);
    assert_near(fnl_mechanism_on_going_on(company, &lead, 0), 0);
    win(company, 1);
    win(company, 1);
    assert_near(fnl_advocate_count(company, 1), 3);
    assert_near(fnl_mechanism_on_going_on(company, &lead, 1), 0.7);
    company->now = 200 * FNL_DAY;
    assert_near(fnl_advocate_count(company, 1), 3 * exp2(-2));
    win(company, 1);
    assert_near(fnl_advocate_count(company, 1), 1.75);
    assert_near(fnl_mechanism_on_going_on(company, &lead, 1), 0.35 * log2(2.75));
    lab_close(lab);
}

/* Of meetings with clients about a half, of lunches with leads a tenth; missed ones win nobody. */
static void meetings_that_are_held_win_them(void **state)
{
    (void)state;
    struct lab *lab = lab_open(TEAM "advocates = { };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t lunches = 0, of_leads = 0, of_clients = 0;
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *fact = &tape.facts[i];
        lunches += fact->kind == FNL_FACT_TOUCH && fact->flag;
        if (fact->kind != FNL_FACT_ADVOCATE)
            continue;
        of_leads += fact->client == FNL_NOBODY;
        of_clients += fact->client != FNL_NOBODY;
        assert_true(fact->rep < 2);
    }
    const double visits = (double)lab_tape_count(&tape, FNL_FACT_MEETING);
    assert_true(lunches > 200 && visits > 100);
    assert_true(fabs((double)of_clients / visits - 0.5) < 3.29 * 0.5 / sqrt(visits));
    assert_true(fabs((double)of_leads / (double)lunches - 0.1) <
                3.29 * 0.3 / sqrt((double)lunches));
    assert_int_equal(lab_value(lab, FNL_ADVOCATES), of_leads + of_clients);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Without the group, or where they move nothing, there are none. */
static void who_moves_nothing_is_no_advocate(void **state)
{
    (void)state;
    struct lab *without = lab_open(TEAM),
               *idle = lab_open(TEAM "advocates = { on_going_on = 0; };");
    lab_run(without, 0, NULL);
    lab_run(idle, 0, NULL);
    assert_int_equal(lab_value(without, FNL_ADVOCATES), 0);
    assert_memory_equal(without->row, idle->row, without->layout.width * sizeof *idle->row);
    lab_close(without);
    lab_close(idle);
}

/* More deals are won of those who come; 999 such intervals in 1,000 hold. */
static void reps_who_are_spoken_for_win_more(void **state)
{
    (void)state;
    struct lab *alone = lab_open(TEAM),
               *spoken_for = lab_open(TEAM "advocates = { on_going_on = 0.2; };");
    struct fnl_tally gain = {0};
    for (uint64_t future = 0; future < 60; future++) {
        lab_run(alone, future, NULL);
        lab_run(spoken_for, future, NULL);
        fnl_tally_add(&gain, lab_value(spoken_for, FNL_WON) - lab_value(alone, FNL_WON));
    }
    assert_true(fnl_interval_mean(&gain, 0.999).low > 5);
    lab_close(alone);
    lab_close(spoken_for);
}

/* Whether `key` began to speak for a rep at `time`. */
static bool speaks(const struct lab_tape *tape, uint64_t key, fnl_time time)
{
    for (size_t i = 0; i < lab_tape_count(tape, FNL_FACT_ADVOCATE); i++) {
        const struct fnl_fact *fact = lab_tape_fact(tape, FNL_FACT_ADVOCATE, i);
        if (fact->key == key && fact->time == time)
            return true;
    }
    return false;
}

/* The second meeting with the client `key`; NULL: there was none. */
static const struct fnl_fact *second_visit(const struct lab_tape *tape, uint64_t key)
{
    size_t seen = 0;
    for (size_t i = 0; i < lab_tape_count(tape, FNL_FACT_MEETING); i++) {
        const struct fnl_fact *fact = lab_tape_fact(tape, FNL_FACT_MEETING, i);
        if (fact->key == key && seen++ == 1)
            return fact;
    }
    return NULL;
}

/* The luck of the coffee is not that of a later visit to the same person. */
static void each_meeting_with_somebody_has_luck_of_its_own(void **state)
{
    (void)state;
    struct lab *lab = lab_open(
        "name = \"Coffee\"; months = 18; " LAB_ALWAYS_OPEN LAB_FROM_2025
        "sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
        "stages = ( { name = \"A\"; hours = 0.1; go_on = 1.0; } ); reps = { count = 1; };"
        "clients = { contract_months = 60; }; networking = { sparks = 1.0; after = 0;"
        "  new_share = 0.3; }; advocates = { };"
        "meetings = { target_per_month = 60; booking_hours = 0; kinds = ("
        "  { name = \"coffee\"; when = \"spare_time\"; whom = \"new_people\"; shows = 1.0;"
        "    hours = 0.1; advocates = 0.5; },"
        "  { name = \"visit\"; when = \"spare_time\"; shows = 1.0; hours = 0.1; advocates = 0.5; }"
        "); };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    int64_t visited = 0, alike = 0;
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_NETWORKED); i++) {
        const struct fnl_fact *met = lab_tape_fact(&tape, FNL_FACT_NETWORKED, i);
        const struct fnl_fact *visit = second_visit(&tape, met->key);
        visited += visit != NULL;
        alike +=
            visit && speaks(&tape, met->key, met->time) == speaks(&tape, visit->key, visit->time);
    }
    const struct fnl_interval share = fnl_interval_share(alike, visited, 0.9999);
    assert_true(visited > 100 && share.low < 0.5 && 0.5 < share.high);
    lab_tape_fini(&tape);
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(advocates_add_up_to_less_and_less_and_are_forgotten),
        cmocka_unit_test(meetings_that_are_held_win_them),
        cmocka_unit_test(each_meeting_with_somebody_has_luck_of_its_own),
        cmocka_unit_test(who_moves_nothing_is_no_advocate),
        cmocka_unit_test(reps_who_are_spoken_for_win_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
