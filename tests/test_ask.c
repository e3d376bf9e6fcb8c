/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/key.h"
#include "model/question.h"
#include "policy/ask.h"
#include "tables.h"

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static struct fnl_choice choose(const char *name)
{
    return tables_choose(fnl_ask_policies, FNL_ASK_POLICIES, name);
}

static const struct fnl_ask_policy *answers_of(const struct fnl_choice *choice)
{
    return (const struct fnl_ask_policy *)choice->policy;
}

static bool asks(const struct fnl_choice *choice, const struct fnl_ask_view *view)
{
    return answers_of(choice)->asks(choice->params, view);
}

/* Of a client's year; bit by bit, from month 0. */
static unsigned months_of_asks(const struct fnl_choice *choice, struct fnl_ask_view view)
{
    unsigned months = 0;
    for (view.month = 0; view.month < 12; view.month++)
        months |= (unsigned)asks(choice, &view) << view.month;
    return months;
}

static int count_bits(unsigned bits)
{
    int count = 0;
    for (; bits; bits &= bits - 1)
        count++;
    return count;
}

static void the_list_is_in_order(void **state)
{
    (void)state;
    tables_check_policies("fnl_ask_policies", fnl_ask_policies, FNL_ASK_POLICIES);
    assert_string_equal(fnl_ask_policies[0]->name, "nobody");
    for (size_t i = 0; i < FNL_ASK_POLICIES; i++) {
        const struct fnl_ask_policy *policy = (const struct fnl_ask_policy *)fnl_ask_policies[i];
        assert_non_null(policy->asks);
        assert_int_equal(policy->terms == NULL, i == 0);
    }
}

static void nobody_is_never_asked(void **state)
{
    (void)state;
    const struct fnl_choice choice = choose("nobody");
    const struct fnl_ask_view best = {.fit = 1, .satisfaction = 1, .just_succeeded = true};
    assert_int_equal(months_of_asks(&choice, best), 0);
}

/* Numbers of clients: small ones, the greatest, and some without a pattern. */
static uint64_t some_spread(uint64_t i)
{
    return i < 24 ? i : i < 48 ? UINT64_MAX - (i - 24) : fnl_key_scatter(i);
}

static void everybody_is_asked_so_many_times_in_each_of_their_years(void **state)
{
    (void)state;
    struct fnl_choice choice = choose("everybody");
    for (int times = 0; times <= 12; times++) {
        tables_set(&choice, "per_client_year", times);
        for (uint64_t i = 0; i < 2000; i++) {
            const struct fnl_ask_view worst = {.pita = true, .spread = some_spread(i)};
            const int asked = count_bits(months_of_asks(&choice, worst));
            if (asked != times)
                fail_msg("client %llu is asked %d times a year instead of %d",
                         (unsigned long long)worst.spread, asked, times);
        }
    }
}

/* The months between two asks, over the turn of the year, differ by at most one. */
static void asks_are_spread_evenly_over_the_year(void **state)
{
    (void)state;
    struct fnl_choice choice = choose("everybody");
    for (int times = 1; times <= 12; times++) {
        tables_set(&choice, "per_client_year", times);
        for (uint64_t spread = 0; spread < 12; spread++) {
            const unsigned months =
                months_of_asks(&choice, (struct fnl_ask_view){.spread = spread});
            int last = -1, shortest = 12, longest = 0;
            for (int month = 0; month < 24; month++) {
                if (!(months >> month % 12 & 1))
                    continue;
                if (last >= 0 && month - last < shortest)
                    shortest = month - last;
                if (last >= 0 && month - last > longest)
                    longest = month - last;
                last = month;
            }
            assert_true(longest - shortest <= 1);
        }
    }
}

static void clients_are_spread_evenly_over_the_months(void **state)
{
    (void)state;
    struct fnl_choice choice = choose("everybody");
    for (int times = 0; times <= 12; times++) {
        tables_set(&choice, "per_client_year", times);
        int asked[12] = {0};
        for (uint64_t spread = 100; spread < 112; spread++) {
            const unsigned months =
                months_of_asks(&choice, (struct fnl_ask_view){.spread = spread});
            for (int month = 0; month < 12; month++)
                asked[month] += (int)(months >> month & 1);
        }
        for (int month = 0; month < 12; month++)
            assert_int_equal(asked[month], times);
    }
}

static void only_ideal_clients_are_asked_and_as_often(void **state)
{
    (void)state;
    struct fnl_choice ideal = choose("ideal_clients"), everybody = choose("everybody");
    tables_set(&everybody, "per_client_year", 2);
    tables_set(&ideal, "per_client_year", 2);
    tables_set(&ideal, "ideal_fit", 0.55);
    tables_set(&ideal, "ideal_satisfaction", 0.65);
    static const struct {
        double fit, satisfaction;
        bool pita, ideal;
    } cases[] = {
        {0.9, 0.9, false, true},     {0.55, 0.65, false, true},   {0.9, 0.9, true, false},
        {0.5499, 0.9, false, false}, {0.9, 0.6499, false, false}, {0, 0, false, false},
        {1, 1, true, false},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        for (uint64_t spread = 0; spread < 12; spread++) {
            const struct fnl_ask_view view = {.fit = cases[i].fit,
                                              .satisfaction = cases[i].satisfaction,
                                              .pita = cases[i].pita,
                                              .spread = spread};
            const unsigned expected = cases[i].ideal ? months_of_asks(&everybody, view) : 0;
            assert_int_equal(months_of_asks(&ideal, view), expected);
        }
    }
}

static void after_a_success_they_are_asked_while_the_year_allows(void **state)
{
    (void)state;
    struct fnl_choice choice = choose("after_success");
    tables_set(&choice, "per_client_year", 2);
    struct fnl_ask_view view = {.just_succeeded = true, .month = 7, .spread = 2385};
    for (uint32_t made = 0; made < 5; made++) {
        view.asks = made;
        assert_int_equal(asks(&choice, &view), made < 2);
    }
    view = (struct fnl_ask_view){.fit = 1, .satisfaction = 1};
    assert_int_equal(months_of_asks(&choice, view), 0);
    tables_set(&choice, "per_client_year", 0);
    view.just_succeeded = true;
    assert_false(asks(&choice, &view));
}

static void the_terms_are_those_of_the_parameters(void **state)
{
    (void)state;
    static const char *const names[] = {"everybody", "ideal_clients", "after_success"};
    for (size_t i = 0; i < LENGTH(names); i++) {
        struct fnl_choice choice = choose(names[i]);
        tables_set(&choice, "hours_per_ask", 0.75);
        tables_set(&choice, "reward_per_accepted_referral", 50000);
        tables_set(&choice, "gift_per_ask", 2385);
        const struct fnl_ask_terms terms = answers_of(&choice)->terms(choice.params);
        assert_int_equal(terms.hours, 45 * FNL_MINUTE);
        assert_int_equal(terms.reward, 50000);
        assert_int_equal(terms.gift, 2385);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_list_is_in_order),
        cmocka_unit_test(nobody_is_never_asked),
        cmocka_unit_test(everybody_is_asked_so_many_times_in_each_of_their_years),
        cmocka_unit_test(asks_are_spread_evenly_over_the_year),
        cmocka_unit_test(clients_are_spread_evenly_over_the_months),
        cmocka_unit_test(only_ideal_clients_are_asked_and_as_often),
        cmocka_unit_test(after_a_success_they_are_asked_while_the_year_allows),
        cmocka_unit_test(the_terms_are_those_of_the_parameters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
