/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/chance.h"
#include "tables.h"

#define LENGTH(array) (sizeof(array) / sizeof *(array))

/* What a value of 24 bits may be off, as a share of it. */
#define LAST_BIT 6e-8

static double odds_of(double p)
{
    return p / (1 - p);
}

static void assert_near(double x, double expected, double tolerance)
{
    if (!(fabs(x - expected) <= tolerance))
        fail_msg("%.17g is not within %g of %.17g", x, tolerance, expected);
}

static void the_tables_are_in_order(void **state)
{
    (void)state;
    tables_check("fnl_chance_effects_table", &fnl_chance_effects_table);
    tables_check("fnl_chance_response_table", &fnl_chance_response_table);
}

static void effects_move_the_logarithm_of_the_odds(void **state)
{
    (void)state;
    assert_near(fnl_chance_moved(0.3, 2.385), 0.823130435620476, LAST_BIT);
    assert_near(fnl_chance_moved(0.87, -1.25), 0.6572264847816576, LAST_BIT);
    for (double base = 0.003; base < 1; base += 0.0237) {
        for (double effect = -6; effect <= 6; effect += 0.385) {
            const double p = fnl_chance_moved(base, effect);
            const double tolerance = LAST_BIT / (1 - p) + 1e-12;
            assert_near(log(odds_of(p)), log(odds_of(base)) + effect, tolerance);
        }
    }
}

static void effects_add_whatever_their_order(void **state)
{
    (void)state;
    for (double base = 0.05; base < 1; base += 0.09) {
        const double both = fnl_chance_moved(base, 0.7 - 1.9);
        assert_near(fnl_chance_moved(fnl_chance_moved(base, 0.7), -1.9), both, 1e-6);
        assert_near(fnl_chance_moved(fnl_chance_moved(base, -1.9), 0.7), both, 1e-6);
        assert_near(1 - fnl_chance_moved(1 - base, 1.9 - 0.7), both, 1e-6);
    }
}

static void no_effect_changes_nothing_at_all(void **state)
{
    (void)state;
    for (double base = 0; base <= 1; base += 0.0123)
        assert_true(fnl_chance_moved(base, 0) == base);
}

static void what_is_certain_stays_certain(void **state)
{
    (void)state;
    static const double effects[] = {-INFINITY, -1e308, -800,  -2.385,  0,
                                     2.385,     800,    1e308, INFINITY};
    for (size_t i = 0; i < LENGTH(effects); i++) {
        assert_true(fnl_chance_moved(0, effects[i]) == 0);
        assert_true(fnl_chance_moved(1, effects[i]) == 1);
    }
}

static void a_chance_stays_a_chance_and_has_24_bits(void **state)
{
    (void)state;
    static const double bases[] = {1e-300, 1e-9, 0.01, 0.5, 0.99, 1 - 1e-12};
    for (size_t i = 0; i < LENGTH(bases); i++) {
        double before = 0;
        for (double effect = -2000; effect <= 2000; effect += 2.385) {
            const double p = fnl_chance_moved(bases[i], effect);
            assert_true(p >= before && p <= 1);
            assert_true(p == fnl_units_rounded(p));
            before = p;
        }
        assert_true(fnl_chance_moved(bases[i], -INFINITY) == 0);
        assert_true(fnl_chance_moved(bases[i], INFINITY) == 1);
        assert_true(before == 1);
    }
}

/* As the tables have it, from the study of 2011. */
static const struct fnl_response published = {.present = true,
                                              .odds_next_hour = 7,
                                              .odds_next_day = 60,
                                              .measured_at = 2 * FNL_HOUR,
                                              .weight = 1};

#define HALF_AN_HOUR          (FNL_HOUR / 2)
#define AN_HOUR_AND_A_HALF    (3 * FNL_HOUR / 2)
#define A_DAY                 FNL_DAY
#define ODDS_BETWEEN(d, a, b) exp(fnl_chance_of_delay(d, a) - fnl_chance_of_delay(d, b))

static void the_published_odds_give_the_published_decay(void **state)
{
    (void)state;
    const struct fnl_decay decay = fnl_chance_decay(&published);
    const double hours = decay.life / (double)FNL_HOUR;
    assert_near(hours, 1.55, 0.005);
    assert_near(decay.strength, 5.65, 0.005);
    assert_near(decay.strength * exp(-0.5 / hours) * (1 - exp(-1 / hours)), log(7), 1e-12);
    assert_near(decay.strength * exp(-0.5 / hours), log(60), 1e-12);
}

static void answers_an_hour_and_a_day_later_have_the_odds_that_were_asked_for(void **state)
{
    (void)state;
    static const double pairs[][2] = {{7, 60}, {2, 3}, {1.5, 21}, {1.1, 10}, {999, 10000}};
    for (size_t i = 0; i < LENGTH(pairs); i++) {
        struct fnl_response response = published;
        response.odds_next_hour = pairs[i][0];
        response.odds_next_day = pairs[i][1];
        const struct fnl_decay decay = fnl_chance_decay(&response);
        assert_near(ODDS_BETWEEN(&decay, HALF_AN_HOUR, AN_HOUR_AND_A_HALF) / pairs[i][0], 1, 1e-9);
        /* So late that nothing is left, which with the published odds it is after a day. */
        const fnl_time late = 1000 * (fnl_time)decay.life;
        assert_near(ODDS_BETWEEN(&decay, HALF_AN_HOUR, late) / pairs[i][1], 1, 1e-9);
    }
    const struct fnl_decay decay = fnl_chance_decay(&published);
    assert_near(ODDS_BETWEEN(&decay, HALF_AN_HOUR, A_DAY), 60, 1e-4);
}

static void the_odds_of_a_chance_move_by_them(void **state)
{
    (void)state;
    const struct fnl_decay decay = fnl_chance_decay(&published);
    const double shows = 0.1385;
    const double soon = fnl_chance_moved(shows, fnl_chance_of_delay(&decay, HALF_AN_HOUR));
    const double later = fnl_chance_moved(shows, fnl_chance_of_delay(&decay, AN_HOUR_AND_A_HALF));
    const double late = fnl_chance_moved(shows, fnl_chance_of_delay(&decay, A_DAY));
    assert_near(odds_of(soon) / odds_of(later), 7, 1e-5);
    assert_near(odds_of(soon) / odds_of(late), 60, 1e-4);
}

static void the_delay_of_the_base_rates_has_no_effect(void **state)
{
    (void)state;
    static const fnl_time delays[] = {0, FNL_MINUTE, 2 * FNL_HOUR, FNL_DAY, 400 * FNL_DAY};
    for (size_t i = 0; i < LENGTH(delays); i++) {
        struct fnl_response response = published;
        response.measured_at = delays[i];
        const struct fnl_decay decay = fnl_chance_decay(&response);
        assert_true(fnl_chance_of_delay(&decay, delays[i]) == 0);
        assert_true(delays[i] == 0 || fnl_chance_of_delay(&decay, 0) > 0);
        assert_true(fnl_chance_of_delay(&decay, 2 * delays[i]) <= 0);
    }
}

static void later_is_never_better(void **state)
{
    (void)state;
    const struct fnl_decay decay = fnl_chance_decay(&published);
    double before = fnl_chance_of_delay(&decay, 0);
    assert_near(before, decay.strength * (1 - decay.at_measure), 1e-12);
    for (fnl_time delay = FNL_MINUTE; delay < 20 * FNL_HOUR; delay += FNL_MINUTE) {
        const double effect = fnl_chance_of_delay(&decay, delay);
        assert_true(effect < before);
        before = effect;
    }
    assert_near(fnl_chance_of_delay(&decay, FNL_NEVER), -decay.strength * decay.at_measure, 1e-12);
}

static void weight_scales_the_effect_and_nothing_else(void **state)
{
    (void)state;
    struct fnl_response half = published;
    half.weight = 0.5;
    const struct fnl_decay all_of_it = fnl_chance_decay(&published);
    const struct fnl_decay half_of_it = fnl_chance_decay(&half);
    for (fnl_time delay = 0; delay < FNL_DAY; delay += 7 * FNL_MINUTE)
        assert_near(fnl_chance_of_delay(&half_of_it, delay),
                    fnl_chance_of_delay(&all_of_it, delay) / 2, 1e-12);
}

static void without_the_group_or_without_weight_no_delay_matters(void **state)
{
    (void)state;
    struct fnl_response absent = published, weightless = published;
    absent.present = false;
    weightless.weight = 0;
    const struct fnl_decay decays[] = {fnl_chance_decay(&absent), fnl_chance_decay(&weightless),
                                       fnl_chance_decay(&(struct fnl_response){0})};
    for (size_t i = 0; i < LENGTH(decays); i++) {
        assert_true(decays[i].strength == 0);
        assert_true(decays[i].life > 0);
        assert_true(fnl_chance_of_delay(&decays[i], 0) == 0);
        assert_true(fnl_chance_of_delay(&decays[i], 2 * FNL_HOUR) == 0);
        assert_true(fnl_chance_of_delay(&decays[i], FNL_NEVER) == 0);
    }
}

/*
 * Oldroyd, McElheran and Elkington (2011): of the firms 37 % answered within the
 * hour, 16 % within a day, 24 % later and 23 % never. With half an hour for the
 * first, any time alike for the second and nothing left for the others, the
 * mean of what is left of the interest is what is left after two hours.
 */
static void two_hours_stand_for_the_delays_of_the_study(void **state)
{
    (void)state;
    const struct fnl_decay decay = fnl_chance_decay(&published);
    const double life = decay.life / (double)FNL_HOUR;
    double within_a_day = 0;
    const int steps = 100000;
    for (int i = 0; i < steps; i++)
        within_a_day += exp(-(1 + 23 * (i + 0.5) / steps) / life) / steps;
    const double left = 0.37 * exp(-0.5 / life) + 0.16 * within_a_day;
    assert_near(-life * log(left), 2, 0.02);
    assert_near(decay.at_measure, left, 0.003);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tables_are_in_order),
        cmocka_unit_test(effects_move_the_logarithm_of_the_odds),
        cmocka_unit_test(effects_add_whatever_their_order),
        cmocka_unit_test(no_effect_changes_nothing_at_all),
        cmocka_unit_test(what_is_certain_stays_certain),
        cmocka_unit_test(a_chance_stays_a_chance_and_has_24_bits),
        cmocka_unit_test(the_published_odds_give_the_published_decay),
        cmocka_unit_test(answers_an_hour_and_a_day_later_have_the_odds_that_were_asked_for),
        cmocka_unit_test(the_odds_of_a_chance_move_by_them),
        cmocka_unit_test(the_delay_of_the_base_rates_has_no_effect),
        cmocka_unit_test(later_is_never_better),
        cmocka_unit_test(weight_scales_the_effect_and_nothing_else),
        cmocka_unit_test(without_the_group_or_without_weight_no_delay_matters),
        cmocka_unit_test(two_hours_stand_for_the_delays_of_the_study),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
