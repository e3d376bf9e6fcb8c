/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Clients who stay one month, in which each sends a Poisson number of people
 * who all sign, are a Galton-Watson process: the family of each first client
 * has a Borel-distributed size, P(n) = exp(-R n) (R n)^(n-1) / n!, of mean
 * 1 / (1 - R) and variance R / (1 - R)^3, and R^g members in generation g on
 * average (Borel 1942; Harris, "The Theory of Branching Processes").
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

/* 17 judgements in this program; all of them together are wrong in 1 of 100 seeds at most. */
#define LEVEL    (0.01 / 17)

#define FAMILIES 20000
#define PLACES   (1u << 18) /* of the table of people; a power of 2 */
#define DEEPEST  5

/* Who belongs to which family: a table with open addressing. */
struct families {
    uint64_t *keys;
    uint32_t *family;
    double *sizes;
    size_t count;
    double generations[DEEPEST + 1];
};

static size_t place_of(const struct families *families, uint64_t key)
{
    size_t place = key % PLACES;
    while (families->keys[place] && families->keys[place] != key)
        place = (place + 1) % PLACES;
    return place;
}

static void hear(void *self, const struct fnl_fact *fact, const struct fnl_levels *levels)
{
    (void)levels;
    struct families *families = self;
    const size_t place = place_of(families, fact->key);
    assert_int_equal(families->keys[place], 0); /* nobody comes twice */
    uint32_t family = (uint32_t)families->count;
    if (fact->other) {
        const size_t parent = place_of(families, fact->other);
        assert_int_equal(families->keys[parent], fact->other);
        family = families->family[parent];
    } else {
        assert_true(families->count++ < 2 * FAMILIES);
    }
    families->keys[place] = fact->key;
    families->family[place] = family;
    families->sizes[family]++;
    if (fact->generation <= DEEPEST)
        families->generations[fact->generation]++;
}

/* `more` is about how clients send people; the mean is `children` each. */
static struct lab *breeding(const char *more)
{
    return lab_open("name = \"Family\"; months = 120; " LAB_FROM_2025 LAB_ALWAYS_OPEN
                    "sources = ( { name = \"Fair\"; kind = \"event\"; dates = [\"2025-02-08\"];"
                    "              people_per_event = %d; },"
                    "            { name = \"Friends\"; kind = \"referral\"; } );"
                    "stages = ( { name = \"Sign\"; hours = 0.01; go_on = 1.0; } );"
                    "reps = { count = 50; selling_share = 1.0; };"
                    "clients = { contract_months = 1; renewal = 0.0; contract_value = 1; };"
                    "%s",
                    FAMILIES, more);
}

static double borel(double children, int size)
{
    return exp(-children * size + (size - 1) * log(children * size) - lgamma(size + 1));
}

static double judge_sizes(const struct families *families, double children)
{
    double seen[7] = {0}, expected[7] = {0}, rest = 1;
    for (size_t i = 0; i < families->count; i++)
        seen[families->sizes[i] <= 6 ? (size_t)families->sizes[i] - 1 : 6]++;
    for (int size = 1; size <= 6; size++) {
        expected[size - 1] = (double)families->count * borel(children, size);
        rest -= borel(children, size);
    }
    expected[6] = (double)families->count * rest;
    return judge_counts(seen, expected, 7);
}

static void breeds(struct lab *lab, double children)
{
    struct families families = {.keys = calloc(PLACES, sizeof *families.keys),
                                .family = calloc(PLACES, sizeof *families.family),
                                .sizes = calloc(2 * FAMILIES, sizeof *families.sizes)};
    assert_true(families.keys && families.family && families.sizes);
    const struct fnl_listener listener = {
        .self = &families, .wants = FNL_FACT_BIT(FNL_FACT_ARRIVED), .hear = hear};
    lab_run(lab, 0, &listener);
    assert_int_equal(lab->accounts.clients, 0); /* all families have died out */
    assert_int_equal(lab->accounts.open_episodes, 0);

    const double count = (double)families.count, left = 1 - children;
    const double variance = children / (left * left * left);
    assert_likely(judge_mean(families.sizes, families.count, 1 / left, variance), LEVEL);
    assert_likely(judge_variance(families.sizes, families.count, 1 / left, variance), LEVEL);
    assert_likely(judge_sizes(&families, children), LEVEL);
    for (int deep = 1; deep <= DEEPEST; deep += 2) {
        /* Of a generation's size the variance is R^g (1 - R^g) / (1 - R), for Poisson numbers. */
        const double mean = pow(children, deep), spread = mean * (1 - mean) / left;
        assert_likely(
            judge_normal((families.generations[deep] - count * mean) / sqrt(count * spread)),
            LEVEL);
    }
    const double indicated = (double)lab_value(lab, FNL_REFERRAL_LINE_IDEAL) / FNL_MILLION;
    const double everybody = (double)lab_value(lab, FNL_NEW_CLIENTS);
    assert_true(fabs(indicated - (1 - count / everybody)) < 1e-6);
    free(families.keys);
    free(families.family);
    free(families.sizes);
    lab_close(lab);
}

/* The neutral mood is 0.65; all classes are alike but the one that it falls into. */
static void three_in_ten_children_each(void **state)
{
    (void)state;
    breeds(breeding("referrals = { ruled_out = 0.0; engaged_from = 0.6; content_from = 0.5;"
                    "  engaged = 3.6; content = 100; complacent = 100; disgruntled = 100; };"),
           0.3);
}

static void half_a_child_each(void **state)
{
    (void)state;
    breeds(breeding("referrals = { ruled_out = 0.0; engaged = 100; content = 100;"
                    "  complacent_from = 0.6; complacent = 6; disgruntled = 100; };"),
           0.5);
}

/*
 * Asked once in their month, of whom one in two says yes and then gives one
 * name or, three times in ten, two: 0.65 children each, of variance
 * 0.5 * 0.7 + 0.5 * 0.3 * 4 - 0.65^2; six in ten are lost before any talk.
 */
static void asked_children_are_as_many_as_names(void **state)
{
    (void)state;
    struct lab *lab =
        breeding("ask = { policy = \"everybody\"; per_client_year = 12; hours_per_ask = 0.01; };"
                 "referrals = { ruled_out = 0.6; complacent = 0; content_from = 0.6; engaged = 0;"
                 "  content = 0; disgruntled = 0; asked_content = 0.5; names_per_yes = 1.3;"
                 "  asked_after = 3; ask_costs_mood = 0.0; };");
    struct lab_tape tape = {0};
    const struct fnl_listener listener =
        lab_tape_listener(&tape, FNL_FACT_BIT(FNL_FACT_ASKED) | FNL_FACT_BIT(FNL_FACT_ENDED));
    lab_run(lab, 0, &listener);
    double none = 0, one = 0, two = 0, ruled_out = 0, referred = 0;
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *fact = &tape.facts[i];
        if (fact->kind == FNL_FACT_ENDED) {
            ruled_out += fact->detail == FNL_CAUSE_RULED_OUT;
            continue;
        }
        none += fact->index == 0;
        one += fact->index == 1;
        two += fact->index == 2;
    }
    referred = (double)lab_value(lab, FNL_REFERRED);
    const double asks = none + one + two;
    assert_true(asks == (double)lab_value(lab, FNL_NEW_CLIENTS));
    assert_true(referred == one + 2 * two);
    const double seen[3] = {none, one, two};
    const double expected[3] = {asks * 0.5, asks * 0.35, asks * 0.15};
    assert_likely(judge_counts(seen, expected, 3), LEVEL);
    assert_likely(judge_normal((ruled_out - 0.6 * referred) / sqrt(0.24 * referred)), LEVEL);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/*
 * Pains bring pains: 5 % of strangers are pains, and with a likeness of 4 one in
 * five of those whom a pain sends.
 */
static void pains_bring_pains(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open("name = \"Pains\"; months = 24; " LAB_FROM_2025 LAB_ALWAYS_OPEN
                 "sources = ( { name = \"Fair\"; kind = \"event\"; dates = [\"2025-02-08\"];"
                 "              people_per_event = 20000; pita = 0.3; },"
                 "            { name = \"Friends\"; kind = \"referral\"; pita = 0.05; } );"
                 "stages = ( { name = \"Sign\"; hours = 0.01; go_on = 1.0; } );"
                 "reps = { count = 50; selling_share = 1.0; };"
                 "clients = { contract_months = 1; renewal = 0.0; contract_value = 1; };"
                 "referrals = { ruled_out = 0.0; content_from = 0.6; content = 6; engaged = 6;"
                 "  complacent = 6; disgruntled = 6; pita_likeness = \"4 x\"; };");
    struct lab_tape tape = {0};
    const struct fnl_listener listener = lab_tape_listener(&tape, FNL_FACT_BIT(FNL_FACT_SIGNED));
    lab_run(lab, 0, &listener);
    double sent[3] = {0}, pains[3] = {0};
    for (size_t i = 0; i < tape.count; i++) {
        sent[tape.facts[i].other]++;
        pains[tape.facts[i].other] += tape.facts[i].flag;
    }
    const double shares[3] = {
        [FNL_SENT_BY_NOBODY] = 0.3, [FNL_SENT_BY_GOOD] = 0.05, [FNL_SENT_BY_PITA] = 0.2};
    for (int by = 0; by < 3; by++) {
        const double variance = sent[by] * shares[by] * (1 - shares[by]);
        assert_true(sent[by] > 2000);
        assert_likely(judge_normal((pains[by] - sent[by] * shares[by]) / sqrt(variance)), LEVEL);
    }
    lab_tape_fini(&tape);
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_in_ten_children_each),
        cmocka_unit_test(half_a_child_each),
        cmocka_unit_test(asked_children_are_as_many_as_names),
        cmocka_unit_test(pains_bring_pains),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
