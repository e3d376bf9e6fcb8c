/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "report/price.h"
#include "scenario/scenario.h"

#include "scratch.h"

#include "lived.h"

/* Of what `text` says against what `first` does; LIVED_FIRM belongs to both. */
static struct fnl_price against(const char *text, const char *first)
{
    struct lived lived = {.count = 0};
    lived_add(&lived, first);
    lived_add(&lived, text);
    const struct fnl_price price = fnl_price_against(fnl_scenario_plan(lived.scenarios[1]),
                                                     fnl_scenario_plan(lived.scenarios[0]));
    lived_end(&lived);
    return price;
}

static void assert_price(struct fnl_price price, double least, double most, bool answered)
{
    assert_float_equal(price.least, least, 1e-6);
    assert_float_equal(price.most, most, 1e-6);
    assert_int_equal(price.answered, answered);
}

#define BASE "name = \"A\"; clients = { contract_value = 20000; renewal = \"80 %\"; }; " LIVED_FIRM
#define DEAR "name = \"B\"; clients = { contract_value = 22000; renewal = \"80 %\"; }; "
#define DOORS(value_)                                                                              \
    "name = \"C\"; sources = ( { name = \"Website\"; kind = \"inbound\"; leads_per_month = 1; "    \
    "deal_factor = " value_ "; }, { name = \"Fair\"; kind = \"inbound\"; leads_per_month = 1; "    \
    "deal_factor = 3; } ); stages = ( { name = \"Talk\"; hours = 1; go_on = \"25 %\"; } ); "       \
    "reps = { count = 2; }; months = 12; "

static void a_higher_value_is_a_higher_price(void **state)
{
    (void)state;
    assert_price(against(DEAR LIVED_FIRM, BASE), 0.1, 0.1, false);
    assert_price(against(BASE, DEAR LIVED_FIRM), -1.0 / 11, -1.0 / 11, false);
    assert_price(against(BASE, BASE), 0, 0, false);
}

/* A level that moves winning is answered for; one that moves nobody is a price like another. */
static void a_level_counts_where_it_moves_nobody(void **state)
{
    (void)state;
#define LEVEL(more_) "price = { level = \"1.3 x\"; " more_ " }; "
    assert_price(against(LEVEL("on_winning = 0;") BASE, BASE), 0.3, 0.3, false);
    assert_price(against(LEVEL("") BASE, BASE), 0, 0, false);
    assert_price(against(LEVEL("") DEAR LIVED_FIRM, BASE), 0.1, 0.1, false);
}

/* A source of one option only has no price to be held against. */
static void so_is_a_higher_factor_of_a_source_that_both_have(void **state)
{
    (void)state;
    assert_price(against(DOORS("1.2"), DOORS("1")), 0, 0.2, false);
    assert_price(against(DOORS("0.9"), "name = \"A\"; " LIVED_FIRM), -0.1, -0.1, false);
    assert_price(against("name = \"A\"; " LIVED_FIRM, DOORS("2")), -0.5, -0.5, false);
}

static void a_later_change_counts_for_its_part_of_the_time(void **state)
{
    (void)state;
    const struct fnl_price price =
        against(BASE "changes = ( { from = \"2026-07-01\"; say = \"x\"; clients = { "
                     "contract_value = 24000; }; } );",
                BASE);
    assert_price(price, 0.2 * 184 / 365, 0.2 * 184 / 365, false);
}

static void other_chances_are_an_answer(void **state)
{
    (void)state;
    assert_true(against("name = \"B\"; clients = { contract_value = 22000; renewal = \"79 %\"; "
                        "}; " LIVED_FIRM,
                        BASE)
                    .answered);
    assert_true(against(DEAR "months = 12; sources = ( { name = \"Website\"; kind = \"inbound\"; "
                             "leads_per_month = 20; } ); stages = ( { name = \"Talk\"; hours = 1; "
                             "go_on = \"24 %\"; } ); reps = { count = 2; };",
                        BASE)
                    .answered);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_higher_value_is_a_higher_price),
        SCRATCH_TEST(a_level_counts_where_it_moves_nobody),
        SCRATCH_TEST(so_is_a_higher_factor_of_a_source_that_both_have),
        SCRATCH_TEST(a_later_change_counts_for_its_part_of_the_time),
        SCRATCH_TEST(other_chances_are_an_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
