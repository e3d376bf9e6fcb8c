/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Without effects the funnel is an absorbing Markov chain: how everybody ends,
 * after how many touches and hours, has a closed form (Kemeny and Snell,
 * "Finite Markov Chains").
 *
 * In each scenario all people come on one day, so that nobody is left at the
 * horizon and every end is one of independent draws. What scenario/implied.h
 * says of a source is held against the same runs.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "lab.h"
#include "judge.h"
#include "scenario/implied.h"

/* 60 judgements in this program; all of them together are wrong in 1 of 100 seeds at most. */
#define LEVEL  (0.01 / 60)

#define STAGES 3

/* What became of everybody. */
struct fate {
    double people, ends[FNL_CAUSES][STAGES + 1]; /* by last stage + 1 */
    double begun[STAGES], held[STAGES];          /* touches */
    double talked;                               /* people */
    double hours, square_hours;                  /* of each person, summed */
};

static void hear(void *self, const struct fnl_fact *fact, const struct fnl_levels *levels)
{
    (void)levels;
    struct fate *fate = self;
    if (fact->kind == FNL_FACT_TOUCH) {
        fate->begun[fact->detail]++;
        fate->held[fact->detail] += fact->flag;
        fate->talked += fact->other != 0;
        return;
    }
    const double hours = (double)fact->span / (double)FNL_HOUR;
    fate->people++;
    fate->ends[fact->detail][fact->index]++;
    fate->hours += hours;
    fate->square_hours += hours * hours;
}

static struct fate live(struct lab *lab)
{
    struct fate fate = {0};
    const struct fnl_listener listener = {.self = &fate,
                                          .wants = FNL_FACT_BIT(FNL_FACT_TOUCH) |
                                                   FNL_FACT_BIT(FNL_FACT_ENDED),
                                          .hear = hear};
    lab_run(lab, 0, &listener);
    assert_int_equal(lab->accounts.open_episodes, 0);
    /* What nurture takes of each person is not told of at their end, and varies little. */
    fate.hours += (double)lab_spent(lab, FNL_SPENT_ON_NURTURE) / (double)FNL_HOUR;
    return fate;
}

/* The people of one day, with whatever else the source says. */
#define CROWD(more)                                                                                \
    "name = \"Crowd\"; months = 24; " LAB_FROM_2025 LAB_ALWAYS_OPEN                                \
    "sources = ( { name = \"Fair\"; kind = \"event\"; dates = [\"2025-01-08\"];"                   \
    "              people_per_event = 30000; cost_each = 7; " more " } );"                         \
    "reps = { count = 100; selling_share = 1.0; };"

#define THREE_STAGES                                                                               \
    "stages = ("                                                                                   \
    "{ name = \"A\"; hours = 0.5; missed_hours = 0.2; shows = 0.3; tries = 4; go_on = 0.7; },"     \
    "{ name = \"B\"; hours = 1; missed_hours = 0.5; shows = 0.8; tries = 2; touches = 3;"          \
    "  days = 2; go_on = 0.6; },"                                                                  \
    "{ name = \"C\"; hours = 2; shows = 0.9; tries = 3; days = 5; go_on = 0.4;"                    \
    "  to_competitor = 1; on_price = 2; no_decision = 7; } );"

/* A stage as its row says; what follows from it. */
struct step {
    double shows, tries, touches, go_on;
};
static const struct step steps[STAGES] = {{0.3, 4, 1, 0.7}, {0.8, 2, 3, 0.6}, {0.9, 3, 1, 0.4}};
static const double weights[STAGES][3] = {{0.35, 0.25, 0.40}, {0.35, 0.25, 0.40}, {0.1, 0.2, 0.7}};

/* Chance that one touch takes place before the tries run out. */
static double reached(const struct step *step)
{
    return 1 - pow(1 - step->shows, step->tries);
}

/* Chance to be there for all touches. */
static double stays(const struct step *step)
{
    return pow(reached(step), step->touches);
}

/* Touches begun in a stage by everybody who enters it, on average. */
static double begun(const struct step *step)
{
    double sum = 0, here = 1;
    for (int touch = 0; touch < (int)step->touches; touch++, here *= reached(step))
        sum += here * reached(step) / step->shows;
    return sum;
}

/* Everybody ends in one of 13 ways; `enters` people come to the first stage. */
static double judge_ends(const struct fate *fate, double enters)
{
    double seen[1 + 4 * STAGES], expected[1 + 4 * STAGES];
    size_t ways = 0;
    for (size_t i = 0; i < STAGES; i++) {
        const double lost = enters * stays(&steps[i]) * (1 - steps[i].go_on);
        seen[ways] = fate->ends[FNL_CAUSE_WENT_DARK][i + 1];
        expected[ways++] = enters * (1 - stays(&steps[i]));
        for (size_t cause = 0; cause < 3; cause++) {
            seen[ways] = fate->ends[FNL_CAUSE_COMPETITOR + cause][i + 1];
            expected[ways++] = lost * weights[i][cause];
        }
        enters *= stays(&steps[i]) * steps[i].go_on;
    }
    seen[ways] = fate->ends[FNL_CAUSE_WON][STAGES];
    expected[ways++] = enters;
    return judge_counts(seen, expected, ways);
}

/* A count of independent successes. */
static double judge_share(double seen, double people, double share)
{
    return judge_normal((seen - people * share) / sqrt(people * share * (1 - share)));
}

static double judge_hours(const struct fate *fate, double hours)
{
    const double mean = fate->hours / fate->people;
    const double variance = fate->square_hours / fate->people - mean * mean;
    return judge_normal((mean - hours) / sqrt(variance / fate->people));
}

static void ends_of_all_kinds_are_as_often_as_the_chain_says(void **state)
{
    (void)state;
    struct lab *lab = lab_open(CROWD("") THREE_STAGES);
    const struct fate fate = live(lab);
    assert_likely(judge_normal((fate.people - 30000) / sqrt(30000)), LEVEL);
    assert_likely(judge_ends(&fate, fate.people), LEVEL);

    double enters = fate.people;
    for (size_t i = 0; i < STAGES; i++) {
        /* The number of touches varies between people less than three times their mean. */
        const double expected = enters * begun(&steps[i]);
        assert_likely(judge_normal((fate.begun[i] - expected) / sqrt(3 * expected)), LEVEL);
        assert_likely(judge_share(fate.held[i], fate.begun[i], steps[i].shows), LEVEL);
        enters *= stays(&steps[i]) * steps[i].go_on;
    }
    lab_close(lab);
}

/* What `implied` says of the first source, against what was lived through. */
static void assert_implied(struct lab *lab, const struct fate *fate)
{
    const struct fnl_implied implied = fnl_implied_source(lab->settings, 0);
    assert_likely(judge_share(fate->ends[FNL_CAUSE_WON][STAGES], fate->people, implied.signs),
                  LEVEL);
    assert_likely(judge_share(fate->talked, fate->people, implied.talks), LEVEL);
    assert_likely(judge_hours(fate, implied.hours), LEVEL);
    assert_int_equal(lab_money(lab, FNL_MONEY_LEADS), -700 * (int64_t)fate->people);
    assert_true(implied.money == 7);
}

static void implied_figures_are_those_that_come_true(void **state)
{
    (void)state;
    struct lab *lab = lab_open(CROWD("") THREE_STAGES);
    const struct fate fate = live(lab);
    assert_implied(lab, &fate);
    assert_true(fabs(fnl_implied_source(lab->settings, 0).signs -
                     stays(&steps[0]) * 0.7 * stays(&steps[1]) * 0.6 * stays(&steps[2]) * 0.4) <
                1e-12);
    lab_close(lab);
}

/* Who cannot be reached is tried as often as anybody, and never shows. */
static void bad_records_are_unreachable(void **state)
{
    (void)state;
    struct lab *lab = lab_open(CROWD("bad_contact = 0.22;") THREE_STAGES);
    const struct fate fate = live(lab);
    const double unreachable = fate.ends[FNL_CAUSE_UNREACHABLE][1];
    assert_likely(judge_share(unreachable, fate.people, 0.22), LEVEL);
    assert_likely(judge_ends(&fate, fate.people - unreachable), LEVEL);
    assert_implied(lab, &fate);
    lab_close(lab);
}

#define TRAITS                                                                                     \
    "fit = { law = \"uniform\"; low = 0; high = 1; }; need = 0.7;"                                 \
    "budget = { law = \"beta\"; alpha = 2; beta = 2; };"
#define TEST "sensitivity = 0.85; specificity = 0.7; bar = 0.4; takes = \"12 minutes\";"

/* 0.6 of a uniform fit and 0.648 of a beta(2, 2) budget lie above 0.4. */
#define WORTH (0.6 * 0.648)
#define PASS  (WORTH * 0.85 + (1 - WORTH) * 0.3)

static void a_rep_qualifies_whom_it_talks_to(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open(CROWD(TRAITS) THREE_STAGES "qualify = { policy = \"rep\"; " TEST "};");
    const struct fate fate = live(lab);
    const double talked = fate.people * reached(&steps[0]);
    assert_likely(judge_share(fate.ends[FNL_CAUSE_DISQUALIFIED][1], fate.talked, 1 - PASS), LEVEL);
    assert_likely(judge_share(fate.talked, fate.people, talked / fate.people), LEVEL);
    assert_true(fabs(fnl_implied_source(lab->settings, 0).passes - PASS) < 1e-9);
    assert_implied(lab, &fate);
    lab_close(lab);
}

static void marketing_qualifies_before_sales_sees_anybody(void **state)
{
    (void)state;
    struct lab *lab = lab_open(CROWD(TRAITS) THREE_STAGES
                               "qualify = { policy = \"marketing\"; hour_costs = 45; " TEST "};");
    const struct fate fate = live(lab);
    const double stopped = fate.ends[FNL_CAUSE_DISQUALIFIED][0];
    assert_likely(judge_share(stopped, fate.people, 1 - PASS), LEVEL);
    assert_likely(judge_ends(&fate, fate.people - stopped), LEVEL);
    assert_int_equal(lab_money(lab, FNL_MONEY_MARKETING), -900 * (int64_t)fate.people);
    assert_implied(lab, &fate);
    lab_close(lab);
}

/*
 * A stranger's numbers: of 500 firms' leads (Implisit, 2014) one in four
 * referrals becomes an opportunity and 14.7 % of these a deal, 3.63 % of all;
 * of website leads 31.3 %, about 5 % and 1.55 %.
 */
static void agrees_with_published_rates(double to_opportunity, double to_deal, double end_to_end)
{
    struct lab *lab =
        lab_open(CROWD("") "stages = ( { name = \"Lead\"; hours = 0.2; go_on = %g; },"
                           "{ name = \"Opportunity\"; hours = 1; days = 18; go_on = %g; } );",
                 to_opportunity, to_deal);
    const struct fate fate = live(lab);
    const unsigned people = (unsigned)fate.people, won = (unsigned)fate.ends[FNL_CAUSE_WON][2];
    const double below = gsl_cdf_binomial_P(won, end_to_end, people);
    const double above = won > 0 ? gsl_cdf_binomial_Q(won - 1, end_to_end, people) : 1;
    assert_likely(2 * judge_smaller(below, above), LEVEL);
    lab_close(lab);
}

static void referred_leads_convert_as_implisit_saw(void **state)
{
    (void)state;
    agrees_with_published_rates(0.25, 0.147, 0.0363);
}

static void website_leads_convert_as_implisit_saw(void **state)
{
    (void)state;
    agrees_with_published_rates(0.313, 0.05, 0.0155);
}

/* --- people who are not alike */

/*
 * `seen` of those who came against a share that was itself averaged over people drawn: what it
 * varies by between two draws of people is less than what the coin adds.
 */
static double judge_average(double seen, double people, double share)
{
    const double variance = share * (1 - share) * (1 / people + 1.0 / FNL_IMPLIED_PEOPLE);
    return judge_normal((seen / people - share) / sqrt(variance));
}

static double judge_average_hours(const struct fate *fate, double hours)
{
    const double mean = fate->hours / fate->people;
    const double variance = fate->square_hours / fate->people - mean * mean;
    return judge_normal((mean - hours) /
                        sqrt(variance * (1 / fate->people + 1.0 / FNL_IMPLIED_PEOPLE)));
}

/* What `implied` says of the first source; no hour is waited for, nobody comes back. */
static void assert_average(const char *qualify, const char *more)
{
    struct lab *lab =
        lab_open(CROWD(TRAITS "trust = { law = \"uniform\"; low = 0; high = 1; };"
                              "interest = { law = \"beta\"; alpha = 2; beta = 3; }; bad_contact = "
                              "0.1; ") "%s"
                                       "stages = ( { name = \"A\"; hours = 0.5; missed_hours = "
                                       "0.2; shows = 0.4; tries = 3;"
                                       "             go_on = 0.6; }, { name = \"B\"; hours = 1; "
                                       "shows = 0.8; tries = 2; %s"
                                       "             go_on = 0.4; }, { name = \"C\"; hours = 4; "
                                       "shows = 0.9; tries = 3;"
                                       "             go_on = 0.3; } );",
                 qualify, more);
    const struct fate fate = live(lab);
    const struct fnl_implied implied = fnl_implied_source(lab->settings, 0);
    assert_likely(judge_average(fate.ends[FNL_CAUSE_WON][STAGES], fate.people, implied.signs),
                  LEVEL);
    assert_likely(judge_average(fate.talked, fate.people, implied.talks), LEVEL);
    assert_likely(judge_average_hours(&fate, implied.hours), LEVEL);
    lab_close(lab);
}

#define EFFECTS                                                                                    \
    "effects = { fit = 2.0; budget = 1.0; need = 0.5; trust = 2.0; interest = -1.5;"               \
    "            fit_reference = 0.4; interest_on_shows = 3.0; };"

static void people_who_differ_sign_as_often_as_is_implied(void **state)
{
    (void)state;
    assert_average(EFFECTS, "");
    assert_average(EFFECTS, "touches = { law = \"discrete\"; values = [1, 2, 5];"
                            "            weights = [2, 1, 1]; };");
}

/* Who passes the test is likelier to go on, too. */
static void a_test_and_effects_go_by_the_same_people(void **state)
{
    (void)state;
    assert_average(EFFECTS "qualify = { policy = \"rep\"; " TEST "};", "");
    assert_average(EFFECTS "qualify = { policy = \"marketing\"; " TEST "};", "");
}

/* --- between marketing and sales */

static void what_gets_lost_between_the_desks_is_as_much_as_is_implied(void **state)
{
    (void)state;
    struct lab *lab = lab_open(
        CROWD("bad_contact = 0.1;") THREE_STAGES
        "management = { dropped = 0.3; };"
        "alignment = { trust = 0.8; follow_up = 0.6; on_follow_up = 0.5; per_lead = 0; };");
    const struct fate fate = live(lab);
    assert_likely(judge_share(fate.ends[FNL_CAUSE_DROPPED][0], fate.people, 0.3), LEVEL);
    assert_implied(lab, &fate);
    lab_close(lab);
}

static void whom_marketing_hands_on_is_as_many_as_is_implied(void **state)
{
    (void)state;
    assert_average(EFFECTS "handoff = { policy = \"sales_ready\"; threshold = 0.5; };", "");
    assert_average(EFFECTS "qualify = { policy = \"rep\"; " TEST "};"
                           "signals = ( { name = \"call\"; sensitivity = 0.3; specificity = 0.9; },"
                           "            { name = \"demo\"; bar = 0.3; } );"
                           "handoff = { policy = \"signal\"; };",
                   "");
}

/* All eight touches are made within a month; reps lose nobody who is theirs. */
static void who_is_nurtured_gets_to_sales_as_often_as_is_implied(void **state)
{
    (void)state;
    static const char *const who[] = {"desk", "reps"};
    for (size_t i = 0; i < 2; i++) {
        char said[600];
        snprintf(said, sizeof said,
                 EFFECTS "handoff = { policy = \"after_nurture\"; threshold = 0.55; };"
                         "nurture = { who = \"%s\"; every = \"3 days\"; touches = 8;"
                         "            hours_per_touch = 0.05; interest_per_touch = 0.1;"
                         "            trust_per_touch = 0.05; lost_per_touch = 0.04; };"
                         "management = { dropped = 0.3; delay = 0; takes = \"0 minutes\"; };",
                 who[i]);
        assert_average(said, "");
    }
}

#define YEARS 400

static void people_come_as_often_as_is_implied(void **state)
{
    (void)state;
    struct lab *lab = lab_open(
        "name = \"Waves\"; months = 12; " LAB_FROM_2025
        "sources = ( { name = \"Site\"; kind = \"inbound\"; weekend = 0.4;"
        "              leads_per_month = { law = \"gamma\"; mean = 10; cv = 0.5; };"
        "              seasonality = [1, 1.2, 1.4, 1, 0.8, 0.7, 0.3, 0.3, 1, 1.5, 1.6, 0.7];"
        "              bursts_per_year = 8; burst_factor = 4; burst_days = 9; } );"
        "stages = ( { name = \"A\"; hours = 1; go_on = 0.5; } ); reps = { count = 1; };");
    double sum = 0, squares = 0;
    for (uint64_t year = 0; year < YEARS; year++) {
        lab_run(lab, year, NULL);
        const double people = (double)lab_value(lab, FNL_PEOPLE);
        sum += people;
        squares += people * people;
    }
    const double mean = sum / YEARS, variance = (squares - sum * mean) / (YEARS - 1);
    const double implied = 12 * fnl_implied_source(lab->settings, 0).people_per_month;
    assert_true(implied > 160);
    assert_likely(judge_normal((mean - implied) / sqrt(variance / YEARS)), LEVEL);
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ends_of_all_kinds_are_as_often_as_the_chain_says),
        cmocka_unit_test(implied_figures_are_those_that_come_true),
        cmocka_unit_test(bad_records_are_unreachable),
        cmocka_unit_test(a_rep_qualifies_whom_it_talks_to),
        cmocka_unit_test(marketing_qualifies_before_sales_sees_anybody),
        cmocka_unit_test(people_who_differ_sign_as_often_as_is_implied),
        cmocka_unit_test(a_test_and_effects_go_by_the_same_people),
        cmocka_unit_test(what_gets_lost_between_the_desks_is_as_much_as_is_implied),
        cmocka_unit_test(whom_marketing_hands_on_is_as_many_as_is_implied),
        cmocka_unit_test(who_is_nurtured_gets_to_sales_as_often_as_is_implied),
        cmocka_unit_test(people_come_as_often_as_is_implied),
        cmocka_unit_test(referred_leads_convert_as_implisit_saw),
        cmocka_unit_test(website_leads_convert_as_implisit_saw),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
