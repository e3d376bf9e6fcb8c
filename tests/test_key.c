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

#include "base/key.h"

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static void scattering_gives_the_published_outputs_of_splitmix64(void **state)
{
    (void)state;
    /* From Vigna's splitmix64.c: seeds 0 and 1234567. */
    static const uint64_t of_0[] = {UINT64_C(0xe220a8397b1dcdaf), UINT64_C(0x6e789e6aa1b965f4),
                                    UINT64_C(0x06c45d188009454f), UINT64_C(0xf88bb8a8724c81ec),
                                    UINT64_C(0x1b39896a51a8749b)};
    static const uint64_t of_1234567[] = {
        UINT64_C(6457827717110365317), UINT64_C(3203168211198807973), UINT64_C(9817491932198370423),
        UINT64_C(4593380528125082431), UINT64_C(16408922859458223821)};
    const uint64_t step = UINT64_C(0x9e3779b97f4a7c15);
    for (uint64_t i = 0; i < LENGTH(of_0); i++) {
        assert_true(fnl_key_scatter(i * step) == of_0[i]);
        assert_true(fnl_key_scatter(1234567 + i * step) == of_1234567[i]);
    }
}

/* Changing any of these changes every result of every scenario. */
static void names_have_the_keys_that_they_always_had(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint64_t key;
    } texts[] = {
        {"", UINT64_C(0x22bd9e2a6f1e7062)},
        {"website", UINT64_C(0x4696d8e13b0747e4)},
        {"Website", UINT64_C(0x56c3e70af3511bef)},
        {"purchased list", UINT64_C(0x1fd247e239482918)},
        {"rep-1", UINT64_C(0x26465d60bab2dee6)},
        {"rep-10", UINT64_C(0x5a0bb333ee3bd822)},
        {"Angebot & Pr\xc3\xbc"
         "fung",
         UINT64_C(0x62f13e86de4f069f)},
    };
    for (size_t i = 0; i < LENGTH(texts); i++)
        if (fnl_key_text(texts[i].text) != texts[i].key)
            fail_msg("\"%s\" has the key 0x%016llx", texts[i].text,
                     (unsigned long long)fnl_key_text(texts[i].text));

    /* website/2026-03-17/4/... */
    const uint64_t day = fnl_key_part(fnl_key_text("website"), 20529);
    assert_int_equal(day, UINT64_C(0x6621aaf2048805dc));
    assert_int_equal(fnl_key_part(day, 4), UINT64_C(0xb25a5b6d9c939579));
    assert_int_equal(fnl_key_part(fnl_key_part(day, 4), UINT64_MAX), UINT64_C(0x026b29a8ba473af4));
    assert_int_equal(fnl_key_part(0, 0), UINT64_C(0xa706dd2f4d197e6f));
}

static uint64_t unshifted(uint64_t x, int by)
{
    uint64_t original = x;
    for (int done = by; done < 64; done += by)
        original = x ^ (original >> by);
    return original;
}

/* The inverse of an odd number, by Newton's iteration: each round doubles the correct bits. */
static uint64_t inverse(uint64_t odd)
{
    uint64_t x = odd;
    for (int i = 0; i < 6; i++)
        x *= 2 - odd * x;
    return x;
}

static uint64_t gathered(uint64_t x)
{
    x = unshifted(x, 31) * inverse(UINT64_C(0x94d049bb133111eb));
    x = unshifted(x, 27) * inverse(UINT64_C(0xbf58476d1ce4e5b9));
    return unshifted(x, 30) - UINT64_C(0x9e3779b97f4a7c15);
}

static void scattering_can_be_undone(void **state)
{
    (void)state;
    uint64_t x = UINT64_C(0x2385);
    for (int i = 0; i < 100000; i++) {
        assert_true(gathered(fnl_key_scatter(x)) == x);
        assert_true(fnl_key_scatter(gathered(x)) == x);
        x = x * UINT64_C(6364136223846793005) + 1442695040888963407;
    }
    assert_true(gathered(fnl_key_scatter(0)) == 0);
    assert_true(gathered(fnl_key_scatter(UINT64_MAX)) == UINT64_MAX);
}

static int by_value(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* Keys of a world of names: sources and reps, their days, people, episodes, stages and touches. */
struct names {
    uint64_t *keys;
    size_t count, capacity;
};

static uint64_t add(struct names *names, uint64_t key)
{
    assert_true(names->count < names->capacity);
    return names->keys[names->count++] = key;
}

static void add_person(struct names *names, uint64_t day, uint64_t index)
{
    const uint64_t person = add(names, fnl_key_part(day, index));
    for (uint64_t referral = 1; referral <= 4; referral++)
        add(names, fnl_key_part(person, UINT64_C(1) << 28 | referral << 8));
    const uint64_t episode = add(names, fnl_key_part(person, 0));
    for (uint64_t stage = 1; stage <= 3; stage++)
        add(names, fnl_key_part(episode, stage));
}

static void add_source(struct names *names, const char *name)
{
    const uint64_t source = add(names, fnl_key_text(name));
    for (uint64_t number = 0; number < 256; number++) /* those that could be taken for letters */
        add(names, fnl_key_part(source, number));
    for (uint64_t number = 20454; number < 20454 + 365; number++) {
        const uint64_t day = add(names, fnl_key_part(source, number));
        for (uint64_t index = 1; index <= 24; index++)
            add_person(names, day, index);
    }
}

static void two_million_names_have_two_million_keys(void **state)
{
    (void)state;
    struct names names = {.capacity = 2500000};
    names.keys = malloc(names.capacity * sizeof *names.keys);
    assert_non_null(names.keys);
    for (int i = 0; i < 26; i++) {
        char name[32];
        snprintf(name, sizeof name, i % 2 ? "list%d" : "website %d", i / 2);
        add_source(&names, name);
    }
    add_source(&names, "list");
    for (int rep = 1; rep <= 999; rep++) {
        char name[32];
        snprintf(name, sizeof name, "rep-%d", rep);
        const uint64_t key = add(&names, fnl_key_text(name));
        for (uint64_t block = 0; block < 100; block++)
            add(&names, fnl_key_part(key, block));
    }
    assert_true(names.count > 2000000);

    qsort(names.keys, names.count, sizeof *names.keys, by_value);
    for (size_t i = 1; i < names.count; i++)
        if (names.keys[i - 1] == names.keys[i])
            fail_msg("two names have the key 0x%016llx", (unsigned long long)names.keys[i]);
    free(names.keys);
}

static void a_text_is_no_part_of_its_beginning(void **state)
{
    (void)state;
    const uint64_t list = fnl_key_text("list");
    for (uint64_t part = 0; part < 1000; part++)
        assert_true(fnl_key_part(list, part) != fnl_key_text("list2"));
    assert_true(fnl_key_part(0, 'a') != fnl_key_text("a"));
}

static void order_matters(void **state)
{
    (void)state;
    const uint64_t key = fnl_key_text("website");
    for (uint64_t a = 0; a < 300; a++) {
        for (uint64_t b = 0; b < a; b++) {
            const uint64_t ab = fnl_key_part(fnl_key_part(key, a), b);
            assert_true(ab != fnl_key_part(fnl_key_part(key, b), a));
            assert_true(ab != fnl_key_part(key, a + b));
        }
        assert_true(fnl_key_part(key, a) != fnl_key_part(a, key));
    }
    assert_true(fnl_key_text("list") != fnl_key_text("slit"));
    assert_true(fnl_key_text("ab") != fnl_key_text("ba"));
}

/* Three functions of 64 bits that must not show their input. */
static uint64_t scatter(uint64_t x)
{
    return fnl_key_scatter(x);
}

static uint64_t of_part(uint64_t x)
{
    return fnl_key_part(UINT64_C(0x9a5e0f4c6d2b8317), x);
}

static uint64_t of_key(uint64_t x)
{
    return fnl_key_part(x, 2385);
}

/*
 * How often a changed bit of the input changes each bit of the output. Of the
 * two numbers that differ in the bit only one is tried, so the counts are
 * binomial with a chance of a half. Six standard deviations would be left by
 * chance in one of 120,000 such tables; the inputs are always the same.
 */
static void check_avalanche(uint64_t (*function)(uint64_t), uint64_t (*input)(uint64_t))
{
    for (int in = 0; in < 64; in++) {
        int tried = 0, flips[64] = {0};
        for (uint64_t trial = 0; trial < 8192; trial++) {
            const uint64_t x = input(trial);
            if (x >> in & 1)
                continue;
            const uint64_t changed = function(x) ^ function(x | UINT64_C(1) << in);
            for (int out = 0; out < 64; out++)
                flips[out] += (int)(changed >> out & 1);
            tried++;
        }
        for (int out = 0; out < 64; out++)
            if (fabs(flips[out] - tried / 2.0) > 6 * sqrt(tried) / 2)
                fail_msg("bit %d changes bit %d in %d of %d cases", in, out, flips[out], tried);
    }
}

static uint64_t anything(uint64_t trial)
{
    return fnl_key_scatter(UINT64_C(0x5eed) + trial);
}

static uint64_t small_number(uint64_t trial)
{
    return trial;
}

static void each_bit_of_the_input_changes_half_of_the_output(void **state)
{
    (void)state;
    uint64_t (*const functions[])(uint64_t) = {scatter, of_part, of_key};
    for (size_t i = 0; i < LENGTH(functions); i++) {
        check_avalanche(functions[i], anything);
        check_avalanche(functions[i], small_number);
    }
}

static void neighbouring_names_have_bits_like_tossed_coins(void **state)
{
    (void)state;
    int set[64] = {0}, repeated[64] = {0};
    uint64_t before = fnl_key_part(fnl_key_text("website"), 0);
    const int names = 100000;
    for (uint64_t i = 1; i <= (uint64_t)names; i++) {
        const uint64_t key = fnl_key_part(fnl_key_text("website"), i);
        for (int bit = 0; bit < 64; bit++) {
            set[bit] += (int)(key >> bit & 1);
            repeated[bit] += (int)(~(key ^ before) >> bit & 1);
        }
        before = key;
    }
    const double bound = 5 * sqrt(names / 4.0); /* one in 13,000 such tests by chance */
    for (int bit = 0; bit < 64; bit++) {
        assert_true(fabs(set[bit] - names / 2.0) < bound);
        assert_true(fabs(repeated[bit] - names / 2.0) < bound);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scattering_gives_the_published_outputs_of_splitmix64),
        cmocka_unit_test(names_have_the_keys_that_they_always_had),
        cmocka_unit_test(scattering_can_be_undone),
        cmocka_unit_test(two_million_names_have_two_million_keys),
        cmocka_unit_test(a_text_is_no_part_of_its_beginning),
        cmocka_unit_test(order_matters),
        cmocka_unit_test(each_bit_of_the_input_changes_half_of_the_output),
        cmocka_unit_test(neighbouring_names_have_bits_like_tossed_coins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
