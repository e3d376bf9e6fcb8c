/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lab.h"
#include "model/microclose.h"
#include "model/state.h"
#include "tables.h"

static void the_table_is_in_order(void **state)
{
    (void)state;
    tables_check("fnl_microclose_table", &fnl_microclose_table);
}

#define FIRM                                                                                       \
    "name = \"Ask\"; months = 24; sources = ( { name = \"Door\"; kind = \"inbound\";"              \
    "  leads_per_month = 50; need = 0.8; interest = %s; } );"                                      \
    "stages = ( { name = \"A\"; hours = 0.1; touches = 2; shows = 0.7; go_on = 0.5; },"            \
    "  { name = \"B\"; hours = 0.1; go_on = 0.5; } );"                                             \
    "effects = { need = 0; interest = 3; interest_reference = 0.5; }; reps = { count = 9; };"

/* logit(0.3) + 2.5 (0.6 - 0.4) + 1.5 (0.8 - 0.4) is the log-odds of 0.5629. */
static void touches_that_are_held_bring_requests(void **state)
{
    (void)state;
    struct lab *lab = lab_open(FIRM "requests = { per_touch = 0.3; on_interest = 2.5;"
                                    "  on_need = 1.5; reference = 0.4; };",
                               "0.6");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t held = 0;
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_TOUCH); i++)
        held += lab_tape_fact(&tape, FNL_FACT_TOUCH, i)->flag;
    const double requests = (double)lab_tape_count(&tape, FNL_FACT_REQUEST);
    const double chance = 1 / (1 + exp(-(log(0.3 / 0.7) + 2.5 * 0.2 + 1.5 * 0.4)));
    assert_true(fabs(chance - 0.5629) < 1e-4);
    assert_true(fabs(requests / (double)held - chance) < 3.29 * 0.5 / sqrt((double)held));
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Numbered from 1 in each episode; an end tells how many there were. */
static void requests_are_counted_by_episode(void **state)
{
    (void)state;
    struct lab *lab = lab_open(FIRM "requests = { per_touch = 1.0; on_interest = 0; on_need = 0; };"
                                    "returns = { share = 1.0; after = 1; };",
                               "0.6");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    const struct fnl_fact *last = NULL;
    uint32_t counted = 0, touches = 0, ends = 0;
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *fact = &tape.facts[i];
        if (fact->kind == FNL_FACT_ARRIVED && !last)
            last = fact;
        if (!last || fact->key != last->key)
            continue;
        touches += fact->kind == FNL_FACT_TOUCH && fact->flag;
        if (fact->kind == FNL_FACT_REQUEST)
            assert_int_equal(fact->index, ++counted);
        if (fact->kind == FNL_FACT_ENDED) {
            assert_int_equal(fact->amount, counted);
            ends++;
            counted = 0;
        }
    }
    assert_true(ends > 1 && touches > 2);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Interest wins deals and brings requests, so requests tell of deals to be won. */
static void deals_that_are_won_ask_for_more(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open(FIRM "requests = { per_touch = 0.3; on_interest = 3; on_need = 0; };",
                 "{ law = \"uniform\"; low = 0; high = 1; }");
    struct lab *without = lab_open(FIRM, "{ law = \"uniform\"; low = 0; high = 1; }");
    lab_run(lab, 0, NULL);
    lab_run(without, 0, NULL);
    const double won = (double)lab_value(lab, FNL_REQUESTS_WON) / 1e6,
                 unwon = (double)lab_value(lab, FNL_REQUESTS_UNWON) / 1e6;
    assert_true(won > unwon && won > 3 * 0.3 && unwon > 0 && won < 3);
    /* They tell, and do nothing. */
    assert_int_equal(lab_value(without, FNL_REQUESTS_WON), 0);
    assert_memory_equal(lab->row + lab->layout.series, without->row + lab->layout.series,
                        (lab->layout.width - lab->layout.series) * sizeof *lab->row);
    lab_close(lab);
    lab_close(without);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(touches_that_are_held_bring_requests),
        cmocka_unit_test(requests_are_counted_by_episode),
        cmocka_unit_test(deals_that_are_won_ask_for_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
