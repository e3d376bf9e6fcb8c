/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <stdio.h>

#include <cmocka.h>

#include "lab.h"
#include "scenario/implied.h"
#include "stated.h"

/* Whether it comes true is seen in oracles/test_chain.c; here the sums are done by hand. */

static struct lab *firm(const char *source, const char *stages, const char *more)
{
    return lab_open(
        "name = \"Implied\"; sources = ( { name = \"Door\"; kind = \"inbound\"; %s },"
        "  { name = \"Friends\"; kind = \"referral\"; cost_each = 3; } );"
        "stages = ( %s ); reps = { count = 3; salary = 60000; selling_share = 0.4; }; %s",
        source, stages, more);
}

static void one_step_is_its_own_figures(void **state)
{
    (void)state;
    struct lab *lab = firm("leads_per_month = 20; cost_each = 12.5;",
                           "{ name = \"A\"; hours = 1.5; go_on = 0.25; }", "");
    const struct fnl_implied implied = fnl_implied_source(lab->settings, 0);
    assert_near(implied.people_per_month, 20);
    assert_near(implied.talks, 1);
    assert_near(implied.passes, 1);
    assert_near(implied.signs, 0.25);
    assert_near(implied.hours, 1.5);
    assert_near(implied.money, 12.5);
    lab_close(lab);
}

/*
 * Shows 1/2, 2 tries: a touch takes place with 3/4 after 1.5 tries on average.
 * The first stage has two touches, of an hour and a quarter for a miss:
 * a touch takes 3/4 * 1 + 3/4 * 1/4 = 0.9375 hours.
 */
static void misses_cost_hours_and_people(void **state)
{
    (void)state;
    struct lab *lab = firm("bad_contact = 0.2;",
                           "{ name = \"A\"; hours = 1; missed_hours = 0.25; shows = 0.5; tries = 2;"
                           "  touches = 2; go_on = 0.8; },"
                           "{ name = \"B\"; hours = 3; go_on = 0.5; meeting = \"pitch\"; }",
                           "meetings = { kinds = ( { name = \"pitch\"; preparation = 1; } ); };");
    const struct fnl_implied implied = fnl_implied_source(lab->settings, 0);
    const double second = 0.75 * 0.75 * 0.8; /* of those who can be reached */
    assert_near(implied.talks, 0.8 * 0.75);
    assert_near(implied.signs, 0.8 * second * 0.5);
    assert_near(implied.hours, 0.2 * 2 * 0.25 + 0.8 * (0.9375 * 1.75 + second * 4));
    lab_close(lab);
}

/* Six in ten of the fit pass a bar of 0.4, all of the rest do. */
#define TEST_OF(policy)                                                                            \
    "qualify = { policy = \"" policy                                                               \
    "\"; sensitivity = 0.9; specificity = 0.75; bar = 0.4; takes = \"30 minutes\"; };"
#define TRAITS "fit = { law = \"uniform\"; low = 0; high = 1; }; budget = 0.5; need = 0.4;"

static void the_reps_test_takes_their_time(void **state)
{
    (void)state;
    struct lab *lab = firm(TRAITS, "{ name = \"A\"; hours = 1; go_on = 0.5; }", TEST_OF("rep"));
    const struct fnl_implied implied = fnl_implied_source(lab->settings, 0);
    const double passes = 0.6 * 0.9 + 0.4 * 0.25;
    assert_true(fabs(implied.passes - passes) < 1e-9);
    assert_near(implied.talks, 1);
    assert_near(implied.hours, 1.5);
    assert_true(fabs(implied.signs - passes * 0.5) < 1e-9);
    lab_close(lab);
}

static void marketings_test_spares_the_reps_the_others(void **state)
{
    (void)state;
    struct lab *lab =
        firm(TRAITS "bad_contact = 0.5;",
             "{ name = \"A\"; hours = 1; missed_hours = 0.1; tries = 3; go_on = 0.5; }",
             TEST_OF("marketing"));
    const struct fnl_implied implied = fnl_implied_source(lab->settings, 0);
    const double passes = 0.6 * 0.9 + 0.4 * 0.25;
    assert_true(fabs(implied.talks - passes * 0.5) < 1e-9);
    assert_true(fabs(implied.hours - passes * (0.5 * 0.3 + 0.5 * 1)) < 1e-9);
    assert_true(fabs(implied.signs - passes * 0.25) < 1e-9);
    lab_close(lab);
}

static void referred_people_may_rule_us_out_unseen(void **state)
{
    (void)state;
    struct lab *lab =
        firm("", "{ name = \"A\"; hours = 2; go_on = 0.5; }", "referrals = { ruled_out = 0.6; };");
    const struct fnl_implied implied = fnl_implied_source(lab->settings, 1);
    assert_near(implied.signs, 0.2);
    assert_near(implied.hours, 0.8);
    assert_near(implied.money, 3);
    assert_near(fnl_implied_source(lab->settings, 0).signs, 0.5);
    lab_close(lab);
}

static void a_stage_that_nobody_shows_up_for_costs_all_its_tries(void **state)
{
    (void)state;
    struct lab *lab = firm("",
                           "{ name = \"A\"; hours = 2; missed_hours = 0.25; shows = 0.0;"
                           "  tries = 4; go_on = 0.5; }",
                           "");
    const struct fnl_implied implied = fnl_implied_source(lab->settings, 0);
    assert_true(implied.signs == 0 && implied.talks == 0);
    assert_near(implied.hours, 1);
    lab_close(lab);
}

/*
 * Those who fit (half of them) go on with e^2 / (1 + e^2), the others with 1 / (1 + e^2): half of
 * them after one stage, and after two more than the quarter that the average person would.
 */
static void people_who_differ_are_averaged_as_people_and_not_as_traits(void **state)
{
    (void)state;
    struct lab *lab = firm(
        "fit = { law = \"bernoulli\"; chance = 0.5; };",
        "{ name = \"A\"; hours = 1; go_on = 0.5; }, { name = \"B\"; hours = 10; go_on = 0.5; }",
        "effects = { fit = 4; fit_reference = 0.5; };");
    const struct fnl_implied implied = fnl_implied_source(lab->settings, 0);
    const double high = exp(2) / (1 + exp(2)), low = 1 - high;
    const double luck = 4 * (high - low) / sqrt(4.0 * FNL_IMPLIED_PEOPLE); /* of who is drawn */
    assert_true(fabs(implied.signs - (high * high + low * low) / 2) < luck);
    assert_true(fabs(implied.hours - 6) < 10 * luck);
    assert_true(implied.signs > 0.35);
    lab_close(lab);
}

/* Who must be talked to once or three times gets through more often than who must be twice. */
static void numbers_of_touches_that_vary_are_averaged_too(void **state)
{
    (void)state;
    struct lab *lab = firm("",
                           "{ name = \"A\"; hours = 1; shows = 0.5; tries = 1; go_on = 1.0;"
                           "  touches = { law = \"discrete\"; values = [1, 3];"
                           "              weights = [1, 1]; }; }",
                           "");
    const struct fnl_implied implied = fnl_implied_source(lab->settings, 0);
    const double luck = 4 * 0.1875 / sqrt(FNL_IMPLIED_PEOPLE);
    assert_true(fabs(implied.signs - (0.5 + 0.125) / 2) < luck);
    lab_close(lab);
}

/* The mean over reps of the square of their chance, by Simpson's rule over 8 standard deviations.
 */
static double mean_square_chance(double spread)
{
    double sum = 0;
    for (int i = 0; i <= 1600; i++) {
        const double z = (i - 800) / 100.0, chance = 1 / (1 + exp(-spread * z));
        const double weight = i == 0 || i == 1600 ? 1 : i % 2 ? 4 : 2;
        sum += weight * chance * chance * exp(-z * z / 2);
    }
    return sum / 300 / sqrt(2 * acos(-1));
}

static void reps_of_different_skill_are_averaged_as_reps(void **state)
{
    (void)state;
    struct lab *lab = firm(
        "", "{ name = \"A\"; hours = 1; go_on = 0.5; }, { name = \"B\"; hours = 1; go_on = 0.5; }",
        "");
    struct fnl_settings settings = *lab->settings;
    settings.reps.skill_spread = 1.5;
    const double signs = fnl_implied_source(&settings, 0).signs, expected = mean_square_chance(1.5);
    assert_true(expected > 0.3);
    assert_true(fabs(signs - expected) < 4 * 0.3 / sqrt(FNL_IMPLIED_PEOPLE));
    lab_close(lab);
}

static void effects_of_no_weight_leave_the_chain_exact(void **state)
{
    (void)state;
    struct lab *lab = firm(TRAITS, "{ name = \"A\"; hours = 1.5; go_on = 0.35; }",
                           "effects = { fit = 0.0; trust = 0.0; interest_reference = 0.9; };");
    const struct fnl_implied implied = fnl_implied_source(lab->settings, 0);
    assert_true(implied.signs == 0.35 && implied.hours == 1.5);
    lab_close(lab);
}

/* One person with certainty: drawn or not, the same chain. */
static void people_without_spread_are_one_person(void **state)
{
    (void)state;
    struct lab *lab =
        firm("fit = 0.75; budget = 0.5; need = 0.5; interest = 0.5; trust = 0.5;",
             "{ name = \"A\"; hours = 1.5; go_on = 0.35; }", "effects = { fit = 2; };");
    const double odds = 0.35 / 0.65 * exp(0.5);
    const struct fnl_implied implied = fnl_implied_source(lab->settings, 0);
    assert_true(fabs(implied.signs - odds / (1 + odds)) < 1e-7);
    lab_close(lab);
}

static double people_of(const char *source)
{
    struct lab *lab = firm(source, "{ name = \"A\"; hours = 1; go_on = 0.5; }", "");
    const double people = fnl_implied_source(lab->settings, 0).people_per_month;
    lab_close(lab);
    return people;
}

static void seasons_and_waves_are_in_the_number_of_people(void **state)
{
    (void)state;
    assert_near(people_of("leads_per_month = 20; seasonality = 1.5;"), 30);
    assert_near(people_of("leads_per_month = 20;"
                          "seasonality = [1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 2, 2.6];"),
                20 * 12.6 / 12);
    /* A wave of 4 times the volume lasts 10 days; on each day one begins with 6 / 365.25. */
    assert_near(people_of("leads_per_month = 20; bursts_per_year = 6; burst_factor = 4;"
                          "burst_days = 10;"),
                20 * (1 + 3 * (1 - pow(1 - 6 / 365.25, 10))));
    assert_near(people_of("leads_per_month = 20; bursts_per_year = 0; burst_factor = 4;"), 20);
}

/* Ten clients, two of them a pain who counts for 3 and wants 6 hours more twice a year. */
#define SERVED                                                                                     \
    "today = { clients = 10; pita_clients = 2; };"                                                 \
    "clients = { service_hours = 4; renewal = 0.7; contract_months = 10;"                          \
    "            cancels_per_year = 0.1; };"                                                       \
    "pita = { hours_factor = 3; scope_per_year = 2; scope_hours = 6; };"

static void clients_are_served_by_the_pool_and_then_by_the_reps(void **state)
{
    (void)state;
    static const struct {
        const char *service;
        double pool, reps, refused;
    } rows[] = {
        {"", 0, 58, 0},
        {"service = { hours_per_month = 100; spills = 0.25; };", 100, 0, 0},
        {"service = { hours_per_month = 38; spills = 0.25; };", 38, 5, 15},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char more[600];
        snprintf(more, sizeof more, "%s%s", SERVED, rows[i].service);
        struct lab *lab = firm("", "{ name = \"A\"; hours = 1; go_on = 0.5; }", more);
        const struct fnl_implied_flow flow = fnl_implied_flow(lab->settings);
        const struct fnl_implied_service now = fnl_implied_service(lab->settings, &flow, 0);
        assert_near(now.clients, 10);
        assert_near(now.wanted, (10 + 2 * 2) * 4 + 2 * 2 / 12.0 * 6);
        assert_near(now.pool, rows[i].pool);
        assert_near(now.reps, rows[i].reps);
        assert_near(now.refused, rows[i].refused);
        lab_close(lab);
    }
}

/* 20 come a month, half of them sign, one in five of them a pain. */
static void a_year_brings_clients_and_takes_some(void **state)
{
    (void)state;
    struct lab *lab = firm("leads_per_month = 20; pita = 0.2;",
                           "{ name = \"A\"; hours = 1.5; go_on = 0.5; }", SERVED);
    const struct fnl_implied_flow flow = fnl_implied_flow(lab->settings);
    assert_near(flow.clients, 10);
    assert_near(flow.pains, 2);
    assert_near(flow.hours, 30);
    const double bound = pow(0.9, 1 / 12.0), stays = bound * 0.97;
    const struct fnl_implied_service soon = fnl_implied_service(lab->settings, &flow, 3);
    assert_near(soon.clients, 10 * pow(stays, 3) + 10 * (1 + bound + bound * bound));
    assert_near(soon.pains, 2 * pow(stays, 3) + 2 * (1 + bound + bound * bound));
    const struct fnl_implied_service later = fnl_implied_service(lab->settings, &flow, 12);
    assert_near(later.clients, 10 * pow(stays, 12) + 10 * (1 - pow(stays, 12)) / (1 - stays));
    lab_close(lab);
}

/* Hours of one person a month by the clock: 8 on 5 of 7 days. */
#define WORKED (8 * 5 / 7.0 * 30.4375)

/* 3 reps who sell 40 % of them: 208.7 hours a month; 60,000 a year each. */
static void hours_of_the_reps_and_their_price(void **state)
{
    (void)state;
    struct lab *lab = firm("", "{ name = \"A\"; hours = 2; go_on = 0.5; }", "");
    const struct fnl_implied implied = {.hours = 2.385, .money = 7};
    assert_near(fnl_implied_hours(lab->settings, FNL_ROLE_SELLS), 3 * 0.4 * WORKED);
    assert_true(fnl_implied_hours(lab->settings, FNL_ROLE_DEVELOPS) == 0);
    assert_near(fnl_implied_costs(lab->settings, &implied), 7 + 2.385 * 5000 / (0.4 * WORKED));
    lab_close(lab);
}

/* Two develop for 30,000 a year each in half of their hours, the first of two stages. */
#define ROLES                                                                                      \
    "development = { count = 2; stages = 1; selling_share = 0.5; salary = 30000;"                  \
    "                handoff_loss = 0.2; handoff_trust = 0.25; };"
#define TWO_STAGES                                                                                 \
    "{ name = \"A\"; hours = 1.5; missed_hours = 0.2; tries = 3; go_on = 0.4; },"                  \
    "{ name = \"B\"; hours = 3; go_on = 0.5; }"

static void each_role_has_its_own_stages_hours_and_salary(void **state)
{
    (void)state;
    struct lab *lab = firm("leads_per_month = 20; cost_each = 7; bad_contact = 0.1;", TWO_STAGES,
                           ROLES TEST_OF("rep"));
    const double passes = fnl_implied_source(lab->settings, 0).passes;
    const struct fnl_implied implied = fnl_implied_source(lab->settings, 0);
    const double developing = 0.9 * 2 + 0.1 * 3 * 0.2;
    const double selling = 0.9 * passes * 0.4 * 0.8 * 3;
    assert_near(implied.signs, 0.9 * passes * 0.4 * 0.8 * 0.5);
    assert_near(implied.developing, developing);
    assert_near(implied.hours, developing + selling);
    assert_near(fnl_implied_hours(lab->settings, FNL_ROLE_DEVELOPS), 2 * 0.5 * WORKED);
    assert_near(fnl_implied_hours(lab->settings, FNL_ROLE_SELLS), 3 * 0.4 * WORKED);
    assert_near(fnl_implied_costs(lab->settings, &implied),
                7 + developing * 2500 / (0.5 * WORKED) + selling * 5000 / (0.4 * WORKED));
    const struct fnl_implied_flow flow = fnl_implied_flow(lab->settings);
    assert_near(flow.developing, 20 * developing);
    assert_near(flow.hours, 20 * (developing + selling));
    lab_close(lab);
}

/* The last stage is nobody's who only develops. */
static void who_only_develops_never_closes(void **state)
{
    (void)state;
    struct lab *lab = firm("", "{ name = \"A\"; hours = 1.5; go_on = 0.4; }", ROLES);
    const struct fnl_implied implied = fnl_implied_source(lab->settings, 0);
    assert_near(implied.signs, 0.4);
    assert_true(implied.developing == 0);
    assert_near(implied.hours, 1.5);
    lab_close(lab);
}

/* The trust of 0.1 cannot fall by 0.25: -2 x 0.4 in log-odds rather than -2 x 0.55. */
static void trust_is_lost_with_the_face_that_is_known(void **state)
{
    (void)state;
    static const struct {
        double trust, effect;
    } rows[] = {{0.6, 2 * (0.35 - 0.5)}, {0.1, 2 * (0 - 0.5)}};
    for (size_t i = 0; i < 2; i++) {
        char source[80];
        snprintf(source, sizeof source, "trust = %g;", rows[i].trust);
        struct lab *lab =
            firm(source, TWO_STAGES, ROLES "effects = { trust = 2; trust_reference = 0.5; };");
        const double first = 1 / (1 + exp(-log(0.4 / 0.6) - 2 * (rows[i].trust - 0.5)));
        const double second = 1 / (1 + exp(-rows[i].effect));
        const double signs = fnl_implied_source(lab->settings, 0).signs;
        assert_true(fabs(signs - first * 0.8 * second) < 1e-7);
        lab_close(lab);
    }
}

/* Who has nothing to pay anybody with, or pays everybody, is told nothing. */
/* Three in ten are dropped and 0.6 of the others followed up: nobody pays for them in hours. */
static void what_is_lost_between_the_desks_takes_no_hours(void **state)
{
    (void)state;
    struct lab *lab = firm("cost_each = 12.5;", "{ name = \"A\"; hours = 1.5; go_on = 0.25; }",
                           "management = { dropped = 0.3; }; alignment = { follow_up = 0.6; };");
    const struct fnl_implied implied = fnl_implied_source(lab->settings, 0);
    assert_near(implied.talks, 0.42);
    assert_near(implied.passes, 1);
    assert_near(implied.signs, 0.42 * 0.25);
    assert_near(implied.hours, 0.42 * 1.5);
    assert_near(implied.money, 12.5);
    assert_near(fnl_implied_source(lab->settings, 1).talks, 1);
    lab_close(lab);
}

/*
 * The fit have a score of 0.75 and are handed on; they are also those who sign more often, with
 * 0.5 moved by 1.
 */
static void a_handoff_and_effects_go_by_the_same_people(void **state)
{
    (void)state;
    struct lab *lab = firm("fit = { law = \"bernoulli\"; chance = 0.5; };"
                           "budget = 0.7; need = 0.6; interest = 0.7;",
                           "{ name = \"A\"; hours = 2; go_on = 0.5; }",
                           "handoff = { policy = \"sales_ready\"; threshold = 0.6; noise = 0.0; };"
                           "effects = { fit = 2; fit_reference = 0.5; };");
    const struct fnl_implied implied = fnl_implied_source(lab->settings, 0);
    assert_true(fabs(implied.talks - 0.5) < 4 * 0.5 / sqrt(FNL_IMPLIED_PEOPLE));
    assert_true(fabs(implied.signs - implied.talks / (1 + exp(-1))) < 1e-7);
    assert_near(implied.hours, implied.talks * 2);
    lab_close(lab);
}

/* Reps talk to nobody before the second touch of a quarter of an hour, and to 0.9 x 0.9 then. */
static void nurture_by_reps_takes_their_hours(void **state)
{
    (void)state;
    struct lab *lab =
        firm("fit = 0.5; budget = 0.5; need = 0.5; interest = 0.2;", TWO_STAGES,
             "handoff = { policy = \"after_nurture\"; threshold = 0.52; noise = 0.0; };"
             "nurture = { who = \"reps\"; hours_per_touch = 0.25; touches = 5;"
             "            interest_per_touch = 0.4; lost_per_touch = 0.1; };"
             "management = { dropped = 0.3; };" ROLES);
    const struct fnl_implied implied = fnl_implied_source(lab->settings, 0);
    assert_near(implied.talks, 0.81);
    assert_near(implied.developing, 0.25 * (1 + 0.9) + 0.81 * 1.5);
    assert_near(implied.hours, implied.developing + 0.81 * 0.4 * 0.8 * 3);
    lab_close(lab);
}

static void the_share_above_a_bar_is_the_laws(void **state)
{
    (void)state;
    const struct fnl_law uniform = MADE("uniform", {{"low", 0}, {"high", 1}});
    const struct fnl_law skewed = MADE("lognormal", {{"median", 0.5}, {"sigma", 1}});
    const struct fnl_law three = fnl_law_constant(0.3);
    assert_true(fabs(fnl_implied_share_above(&uniform, 0.2385) - 0.7615) < 1e-9);
    assert_true(fabs(fnl_implied_share_above(&uniform, 0) - 1) < 1e-9);
    assert_true(fabs(fnl_implied_share_above(&uniform, 1.5)) < 1e-9);
    assert_true(fabs(fnl_implied_share_above(&skewed, 0.5) - 0.5) < 1e-9);
    assert_true(fnl_implied_share_above(&three, 0.3) == 1);
    assert_true(fnl_implied_share_above(&three, 0.30000001) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_step_is_its_own_figures),
        cmocka_unit_test(misses_cost_hours_and_people),
        cmocka_unit_test(the_reps_test_takes_their_time),
        cmocka_unit_test(marketings_test_spares_the_reps_the_others),
        cmocka_unit_test(referred_people_may_rule_us_out_unseen),
        cmocka_unit_test(a_stage_that_nobody_shows_up_for_costs_all_its_tries),
        cmocka_unit_test(people_who_differ_are_averaged_as_people_and_not_as_traits),
        cmocka_unit_test(numbers_of_touches_that_vary_are_averaged_too),
        cmocka_unit_test(reps_of_different_skill_are_averaged_as_reps),
        cmocka_unit_test(effects_of_no_weight_leave_the_chain_exact),
        cmocka_unit_test(people_without_spread_are_one_person),
        cmocka_unit_test(seasons_and_waves_are_in_the_number_of_people),
        cmocka_unit_test(clients_are_served_by_the_pool_and_then_by_the_reps),
        cmocka_unit_test(a_year_brings_clients_and_takes_some),
        cmocka_unit_test(hours_of_the_reps_and_their_price),
        cmocka_unit_test(each_role_has_its_own_stages_hours_and_salary),
        cmocka_unit_test(who_only_develops_never_closes),
        cmocka_unit_test(trust_is_lost_with_the_face_that_is_known),
        cmocka_unit_test(what_is_lost_between_the_desks_takes_no_hours),
        cmocka_unit_test(a_handoff_and_effects_go_by_the_same_people),
        cmocka_unit_test(nurture_by_reps_takes_their_hours),
        cmocka_unit_test(the_share_above_a_bar_is_the_laws),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
