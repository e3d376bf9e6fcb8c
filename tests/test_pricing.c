/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "lab.h"
#include "model/pricing.h"
#include "model/state.h"
#include "stats/interval.h"
#include "tables.h"

static void the_table_is_in_order(void **state)
{
    (void)state;
    tables_check("fnl_pricing_table", &fnl_pricing_table);
}

#define FIRM                                                                                       \
    "name = \"Price\"; months = 12; " LAB_FROM_2025                                                \
    "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 200; } );"               \
    "stages = ( { name = \"A\"; hours = 0.01; go_on = 0.8; }, { name = \"B\"; hours = 0.01; "      \
    "  go_on = 0.3; to_competitor = 1; on_price = 1; no_decision = 2; } );"                        \
    "reps = { count = 2; selling_share = 1.0; };"                                                  \
    "clients = { contract_value = 10000; contract_months = 3; renewal = 0.5; }; %s"

static struct lab *firm(double level, double on_winning, double on_renewal)
{
    char price[200];
    snprintf(price, sizeof price,
             "price = { level = %.9g; on_winning = %.9g; on_renewal = %.9g; };", level, on_winning,
             on_renewal);
    return lab_open(FIRM, price);
}

static double moved(double base, double effect)
{
    return 1 / (1 + (1 - base) / base * exp(-effect));
}

/* At each stage the chance that was announced. */
static void only_the_last_stage_minds_the_price(void **state)
{
    (void)state;
    struct lab *lab = firm(1.25, -2.385, 0);
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    const double chances[] = {0.8, moved(0.3, -2.385 * log(1.25))};
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_DECIDED); i++) {
        const struct fnl_fact *fact = lab_tape_fact(&tape, FNL_FACT_DECIDED, i);
        assert_true(fabs((double)fact->amount / 1e6 - chances[fact->detail]) < 2e-6);
    }
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Weights of 1, 1 and 2 become 1, 1.25^2.385 and 2; in the first stage nothing changes. */
static void more_of_those_who_are_lost_are_lost_on_price(void **state)
{
    (void)state;
    static const double levels[] = {0.8, 1, 1.25, 2};
    for (size_t i = 0; i < 4; i++) {
        struct lab *lab = firm(levels[i], -2.385, 0);
        struct lab_tape tape = {0};
        int64_t lost = 0, on_price = 0;
        for (uint64_t future = 0; future < 3; future++) {
            const struct fnl_listener ear = lab_tape_listener(&tape, FNL_FACT_BIT(FNL_FACT_ENDED));
            lab_run(lab, future, &ear);
            for (size_t j = 0; j < tape.count; j++) {
                lost += tape.facts[j].detail != FNL_CAUSE_WON && tape.facts[j].index == 2;
                on_price += tape.facts[j].detail == FNL_CAUSE_PRICE && tape.facts[j].index == 2;
            }
        }
        const double weight = pow(levels[i], 2.385);
        const struct fnl_interval share = fnl_interval_share(on_price, lost, 0.9999);
        assert_true(share.low < weight / (weight + 3) && weight / (weight + 3) < share.high);
        lab_tape_fini(&tape);
        lab_close(lab);
    }
}

static void whoever_signs_pays_the_level(void **state)
{
    (void)state;
    struct lab *lab = firm(1.3, 0, 0);
    lab_run(lab, 0, NULL);
    assert_int_equal(lab_value(lab, FNL_NEW_BUSINESS), lab_value(lab, FNL_WON) * 1300000);
    const double level = (double)lab->company->clients.items[0].price_level;
    assert_true(fabs(level - 1.3) < 1e-6);
    lab_close(lab);
}

/* An amount that is known was quoted before there was a level. */
static void open_deals_were_quoted_before(void **state)
{
    (void)state;
    struct lab *lab = firm(1.3, -2, 0);
    lab_run(lab, 0, NULL);
    struct fnl_lead quoted = {.stage = 1, .value = 12345}, other = {.stage = 1},
                    early = {.stage = 0};
    const struct fnl_company *company = lab->company;
    assert_true(fnl_mechanism_on_price(company, &quoted) == 1);
    assert_true(fabs(fnl_mechanism_on_price(company, &other) - 1.3) < 1e-9);
    assert_true(fnl_mechanism_on_going_on(company, &quoted, 0) == 0);
    assert_true(fabs(fnl_mechanism_on_going_on(company, &other, 0) + 2 * log(1.3)) < 1e-6);
    assert_true(fnl_mechanism_on_going_on(company, &early, 0) == 0);
    assert_true(fnl_mechanism_on_price_loss(company, &quoted) == 1);
    assert_true(fnl_mechanism_on_price_loss(company, &early) == 1);
    lab_close(lab);
}

/* By the level that was signed at; a client of the first day pays the list price. */
static void renewals_remember_the_level_signed_at(void **state)
{
    (void)state;
    struct lab *lab = firm(1.3, 0, -3);
    lab_run(lab, 0, NULL);
    const struct fnl_company *company = lab->company;
    const struct fnl_client dear = {.price_level = 1.5f}, cheap = {.price_level = 0.8f}, old = {0};
    assert_true(fabs(fnl_mechanism_on_renewal(company, &dear) + 3 * log(1.5)) < 1e-6);
    assert_true(fabs(fnl_mechanism_on_renewal(company, &cheap) + 3 * log(0.8)) < 1e-6);
    assert_true(fnl_mechanism_on_renewal(company, &old) == 0);
    lab_close(lab);
}

/*
 * With an on_winning of -b and a chance p the best price has b (1 - p) = 1 where
 * contracts cost nothing to serve: at b = 5 a chance of 0.8, so from 0.3 the
 * price should fall to a factor of exp(-(logit(0.8) - logit(0.3)) / 5), 0.640.
 */
static void the_best_price_is_where_theory_has_it(void **state)
{
    (void)state;
    const double best = exp(-(log(0.8 / 0.2) - log(0.3 / 0.7)) / 5);
    struct lab *labs[] = {firm(0.8 * best, -5, 0), firm(best, -5, 0), firm(1.3 * best, -5, 0)};
    struct fnl_tally below = {0}, above = {0};
    for (uint64_t future = 0; future < 60; future++) {
        for (int i = 0; i < 3; i++)
            lab_run(labs[i], future, NULL);
        const int64_t most = lab_value(labs[1], FNL_NEW_BUSINESS);
        fnl_tally_add(&below, lab_value(labs[0], FNL_NEW_BUSINESS) - most);
        fnl_tally_add(&above, lab_value(labs[2], FNL_NEW_BUSINESS) - most);
    }
    assert_true(fnl_interval_mean(&below, 0.999).high < 0);
    assert_true(fnl_interval_mean(&above, 0.999).high < 0);
    for (int i = 0; i < 3; i++)
        lab_close(labs[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(only_the_last_stage_minds_the_price),
        cmocka_unit_test(more_of_those_who_are_lost_are_lost_on_price),
        cmocka_unit_test(whoever_signs_pays_the_level),
        cmocka_unit_test(open_deals_were_quoted_before),
        cmocka_unit_test(renewals_remember_the_level_signed_at),
        cmocka_unit_test(the_best_price_is_where_theory_has_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
