/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Clients who stay one month, in which each sends a Poisson number of people who
 * all sign, are a Galton-Watson process of two types where pains send more people
 * than others and bring their like: of those whom a client of type i sends, the
 * number of type j is Poisson with mean M(i, j), whatever the generation, and in
 * the long run lines are multiplied by the spectral radius of M (Harris 1963, "The
 * Theory of Branching Processes", chapter 2).
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "judge.h"
#include "lab.h"
#include "observe/kinship.h"
#include "stats/ratio.h"

/* 16 judgements in this program; all of them together are wrong in 1 of 100 seeds at most. */
#define LEVEL (0.01 / 16)

/* Good clients send 0.3 each, pains 0.75; a pain is 1 in 20 of the former's, 1 in 5 of the
 * latter's. */
static const double means[2][2] = {{0.3 * 0.95, 0.3 * 0.05}, {0.75 * 0.8, 0.75 * 0.2}};
#define RADIUS ((0.435 + sqrt(0.135 * 0.135 + 4 * 0.015 * 0.6)) / 2)

static struct lab *two_types(int people)
{
    return lab_open("name = \"Lines\"; months = 60; " LAB_FROM_2025 LAB_ALWAYS_OPEN
                    "sources = ( { name = \"Fair\"; kind = \"event\"; dates = [\"2025-02-08\"];"
                    "              people_per_event = %d; pita = 0.4; },"
                    "            { name = \"Friends\"; kind = \"referral\"; pita = 0.05; } );"
                    "stages = ( { name = \"Sign\"; hours = 0.01; go_on = 1.0; } );"
                    "reps = { count = 50; selling_share = 1.0; };"
                    "clients = { contract_months = 1; renewal = 0.0; contract_value = 1; };"
                    "pita = { mood_cap = 0.1; };"
                    "referrals = { ruled_out = 0.0; engaged_from = 0.6; content_from = 0.5;"
                    "  complacent_from = 0.4; engaged = 3.6; content = 100; complacent = 100;"
                    "  disgruntled = 9; pita_likeness = \"4 x\"; };",
                    people);
}

/* Given who there is in a generation, whom they send is a sum of Poisson numbers. */
static void every_generation_sends_by_the_same_matrix(void **state)
{
    (void)state;
    struct lab *lab = two_types(30000);
    struct fnl_fates fates = {0};
    const struct fnl_listener listener = fnl_fate_begin(&fates, &lab->plan);
    lab_run(lab, 0, &listener);
    assert_int_equal(lab->accounts.clients, 0); /* all lines have died out */
    const struct fnl_kinship kinship = fnl_kinship_of(&fates);
    double sums[2][2];
    for (size_t from = 0; from < 2; from++)
        for (size_t to = 0; to < 2; to++) {
            for (size_t generation = 0; generation < 4; generation++) {
                const double expected = (double)kinship.clients[generation][from] * means[from][to];
                const double sent = (double)kinship.sent[generation][from][to];
                assert_likely(judge_normal((sent - expected) / sqrt(expected)), LEVEL);
            }
            const double clients = (double)fnl_kinship_clients(&kinship, (enum fnl_kin)from);
            sums[from][to] =
                (double)fnl_kinship_sent(&kinship, (enum fnl_kin)from, (enum fnl_kin)to) / clients;
        }
    assert_true(fabs(fnl_kinship_radius(means) - RADIUS) < 1e-12);
    assert_true(fabs(fnl_kinship_radius((const double(*)[2])sums) - RADIUS) < 0.008);
    assert_int_equal(kinship.by_others, 0);
    fnl_fate_fini(&fates);
    lab_close(lab);
}

/* Small firms, many futures: the interval holds the true mean as often as it says. */
static void the_interval_holds_the_mean_as_often_as_it_says(void **state)
{
    (void)state;
    struct lab *lab = two_types(60);
    struct fnl_fates fates = {0};
    const struct fnl_listener listener = fnl_fate_begin(&fates, &lab->plan);
    double held[4] = {0};
    const size_t groups = 120, futures = 10;
    for (size_t group = 0; group < groups; group++) {
        int64_t sent[4][10], clients[4][10];
        for (size_t i = 0; i < futures; i++) {
            (void)fnl_fate_begin(&fates, &lab->plan);
            lab_run(lab, group * futures + i, &listener);
            const struct fnl_kinship kinship = fnl_kinship_of(&fates);
            for (size_t cell = 0; cell < 4; cell++) {
                sent[cell][i] =
                    fnl_kinship_sent(&kinship, (enum fnl_kin)(cell / 2), (enum fnl_kin)(cell % 2));
                clients[cell][i] = fnl_kinship_clients(&kinship, (enum fnl_kin)(cell / 2));
            }
        }
        for (size_t cell = 0; cell < 4; cell++) {
            const struct fnl_ratio ratio = fnl_ratio_of(sent[cell], clients[cell], futures, 0.9);
            const double mean = means[cell / 2][cell % 2];
            held[cell] += ratio.interval.low <= mean && mean <= ratio.interval.high;
        }
    }
    /* The rare kind (a pain sent by a good client) comes in such small numbers that less is held.
     */
    for (size_t cell = 0; cell < 4; cell++)
        assert_true(held[cell] / (double)groups > (cell == 1 ? 0.7 : 0.83) &&
                    held[cell] / (double)groups < 0.97);
    fnl_fate_fini(&fates);
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_generation_sends_by_the_same_matrix),
        cmocka_unit_test(the_interval_holds_the_mean_as_often_as_it_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
