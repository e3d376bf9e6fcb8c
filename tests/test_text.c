/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/key.h"
#include "base/text.h"

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The definition, word by word, from the ends backwards; for short words in small letters. */
static size_t slow_distance(const char *a, size_t m, const char *b, size_t n)
{
    if (m == 0 || n == 0)
        return m + n;
    const size_t changed = slow_distance(a, m - 1, b, n - 1) + (a[m - 1] != b[n - 1]);
    const size_t taken_out = slow_distance(a, m - 1, b, n) + 1;
    const size_t put_in = slow_distance(a, m, b, n - 1) + 1;
    size_t distance = least(changed, least(taken_out, put_in));
    if (m > 1 && n > 1 && a[m - 1] == b[n - 2] && a[m - 2] == b[n - 1])
        distance = least(distance, slow_distance(a, m - 2, b, n - 2) + 1);
    return distance;
}

static size_t make_word(uint64_t key, char word[8])
{
    const size_t length = key % 7;
    for (size_t i = 0; i < length; i++)
        word[i] = (char)('a' + fnl_key_part(key, i) % 3);
    word[length] = '\0';
    return length;
}

static void distances_are_those_of_the_definition(void **state)
{
    (void)state;
    for (uint64_t i = 0; i < 3000; i++) {
        char a[8], b[8];
        const size_t m = make_word(fnl_key_scatter(2 * i), a);
        const size_t n = make_word(fnl_key_scatter(2 * i + 1), b);
        const size_t expected = slow_distance(a, m, b, n);
        if (fnl_text_distance(a, b) != expected)
            fail_msg("from %s to %s: %zu instead of %zu", a, b, fnl_text_distance(a, b), expected);
        assert_int_equal(fnl_text_distance(b, a), expected);
    }
}

static void known_distances_come_out(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        size_t distance;
    } cases[] = {
        {"", "", 0},           {"", "leads", 5},      {"leads", "leads", 0},
        {"leads", "LeAdS", 0}, {"lead", "leads", 1},  {"leads", "leafs", 1},
        {"leads", "laeds", 1}, {"leads", "eladd", 2}, {"kitten", "sitting", 3},
        {"ca", "abc", 3}, /* 2 if what was swapped might be changed again */
        {"a_b", "A-B", 1},     {"abcd", "badc", 2},   {"aaaa", "aa", 2},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        assert_int_equal(fnl_text_distance(cases[i].a, cases[i].b), cases[i].distance);
        assert_int_equal(fnl_text_distance(cases[i].b, cases[i].a), cases[i].distance);
    }
}

static void only_the_first_63_letters_count(void **state)
{
    (void)state;
    char a[200], b[200];
    memset(a, 'a', sizeof a);
    memset(b, 'a', sizeof b);
    a[199] = b[63] = '\0'; /* 199 and 63 letters */
    assert_int_equal(fnl_text_distance(a, b), 0);
    b[62] = 'b';
    assert_int_equal(fnl_text_distance(a, b), 1);
    b[62] = '\0';
    assert_int_equal(fnl_text_distance(a, b), 1);
    memset(b, 'b', sizeof b);
    b[199] = '\0';
    assert_int_equal(fnl_text_distance(a, b), 63);
    assert_int_equal(fnl_text_distance(a, ""), 63);
}

static const char *const keys[] = {
    "name",        "kind",           "counts_as",     "leads_per_month", "seasonality",
    "ramp_months", "weekend",        "bursts",        "burst_factor",    "burst_days",
    "dates",       "found_per_hour", "cost_each",     "cost_per_month",  "cost_per_event",
    "fit",         "budget",         "need",          "interest",        "trust",
    "pita",        "deal_factor",    "bad_contact",   "reliability",     "gap_factor",
    "website",     "trade fair",     "purchased list"};

static void the_key_that_was_meant_is_proposed(void **state)
{
    (void)state;
    static const char *const cases[][2] = {{"leads_per_mnth", "leads_per_month"},
                                           {"purchsed list", "purchased list"},
                                           {"Purchased List", "purchased list"},
                                           {"leads-per-month", "leads_per_month"},
                                           {"leads", "leads_per_month"},
                                           {"lead_per_months", "leads_per_month"},
                                           {"cost_per_evnet", "cost_per_event"},
                                           {"cost_per_moth", "cost_per_month"},
                                           {"cost", "cost_each"},
                                           {"fti", "fit"},
                                           {"fitt", "fit"},
                                           {"PITA", "pita"},
                                           {"reliabilty", "reliability"},
                                           {"web site", "website"},
                                           {"websites of ours", "website"},
                                           {"seasonalty", "seasonality"}};
    for (size_t i = 0; i < LENGTH(cases); i++) {
        const char *nearest = fnl_text_nearest(cases[i][0], keys, LENGTH(keys));
        if (!nearest || strcmp(nearest, cases[i][1]) != 0)
            fail_msg("for %s: %s", cases[i][0], nearest ? nearest : "nothing");
    }
}

static void far_words_get_no_proposal(void **state)
{
    (void)state;
    static const char *const words[] = {"",
                                        "x",
                                        "zzz",
                                        "commission",
                                        "workdays",
                                        "qqqq",
                                        "salary",
                                        "discount_rate",
                                        "le",
                                        "co",
                                        "\xc3\xa4\xc3\xb6\xc3\xbc"};
    for (size_t i = 0; i < LENGTH(words); i++) {
        const char *nearest = fnl_text_nearest(words[i], keys, LENGTH(keys));
        if (nearest)
            fail_msg("for %s: %s", words[i], nearest);
    }
    assert_null(fnl_text_nearest("leads_per_month", keys, 0));
}

/* So long that its first letters alone are less than a third of it. */
static void a_long_word_is_near_to_nothing(void **state)
{
    (void)state;
    char word[500];
    memset(word, 'q', sizeof word);
    word[sizeof word - 1] = '\0';
    assert_null(fnl_text_nearest(word, keys, LENGTH(keys)));
    const char *const candidates[] = {word};
    assert_null(fnl_text_nearest("fit", candidates, 1));
    assert_ptr_equal(fnl_text_nearest("qqqq", candidates, 1), word);
}

static void nearness_ends_where_the_header_says(void **state)
{
    (void)state;
    /* Letters of the longer, changes allowed: (n + 1) / 3. */
    for (size_t n = 1; n <= 63; n++) {
        char candidate[64];
        memset(candidate, 'a', n);
        candidate[n] = '\0';
        const char *const candidates[] = {candidate};
        for (size_t changes = 0; changes <= n; changes++) {
            char word[64];
            memcpy(word, candidate, n + 1);
            memset(word, 'b', changes); /* the first letters, so that neither begins the other */
            const char *nearest = fnl_text_nearest(word, candidates, 1);
            assert_int_equal(nearest != NULL, changes <= (n + 1) / 3);
        }
    }
}

static void a_beginning_of_three_letters_is_near(void **state)
{
    (void)state;
    const char *const candidates[] = {"leads_per_month"};
    assert_null(fnl_text_nearest("le", candidates, 1));
    assert_ptr_equal(fnl_text_nearest("LEA", candidates, 1), candidates[0]);
    assert_ptr_equal(fnl_text_nearest("leads_per_month_and_then_some_more", candidates, 1),
                     candidates[0]);
    assert_null(fnl_text_nearest("lex", candidates, 1));
}

static void the_nearest_wins_and_of_equals_the_first(void **state)
{
    (void)state;
    const char *const candidates[] = {"costs", "cast", "cart", "cost_each"};
    assert_ptr_equal(fnl_text_nearest("cast", candidates, LENGTH(candidates)), candidates[1]);
    assert_ptr_equal(fnl_text_nearest("cost", candidates, LENGTH(candidates)), candidates[0]);
    assert_ptr_equal(fnl_text_nearest("caxt", candidates, LENGTH(candidates)), candidates[1]);
    assert_ptr_equal(fnl_text_nearest("cart", candidates, LENGTH(candidates)), candidates[2]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distances_are_those_of_the_definition),
        cmocka_unit_test(known_distances_come_out),
        cmocka_unit_test(only_the_first_63_letters_count),
        cmocka_unit_test(the_key_that_was_meant_is_proposed),
        cmocka_unit_test(far_words_get_no_proposal),
        cmocka_unit_test(a_long_word_is_near_to_nothing),
        cmocka_unit_test(nearness_ends_where_the_header_says),
        cmocka_unit_test(a_beginning_of_three_letters_is_near),
        cmocka_unit_test(the_nearest_wins_and_of_equals_the_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
