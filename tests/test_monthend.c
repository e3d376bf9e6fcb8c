/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ear.h"
#include "observe/monthend.h"

/* At 21 % a year: flows of 1,000.00 after one year and of 1,210.00 after two. */
static void present_value_discounts_each_months_flow(void **state)
{
    struct ear *ear = *state;
    ear->levels.cash = 700;
    end_months(ear, 11);
    ear->levels.cash += 100000;
    end_months(ear, 1);
    const double second = pow(1.21, -13.0 / 12);
    ear->levels.cash += 121000;
    end_months(ear, 1);
    end_months(ear, 1);
    say(ear, (struct fnl_fact){.kind = FNL_FACT_DAY_CLOSED, .amount = ear->levels.cash});
    finish(ear, (struct fnl_accounts){0});
    const double expected = 100000 / 1.21 + 121000 * second;
    assert_true(fabs((double)ear->row[FNL_NET_PRESENT_VALUE] - expected) <= 1);
    assert_int_equal(ear->row[FNL_CASH_END], 221700);
}

static void levels_are_taken_at_the_end_of_each_month(void **state)
{
    struct ear *ear = *state;
    ear->levels = (struct fnl_levels){.open_leads = 3,
                                      .clients = 20,
                                      .pita_clients = 2,
                                      .waiting_hours = 7 * FNL_HOUR,
                                      .available_hours = 100 * FNL_HOUR,
                                      .cash = 1};
    end_months(ear, 1);
    ear->levels.available_hours += 40 * FNL_HOUR;
    ear->levels.clients = 25;
    end_months(ear, 1);
    assert_int_equal(month_of(ear, FNL_SERIES_OPEN_LEADS, 0), 3);
    assert_int_equal(month_of(ear, FNL_SERIES_CLIENTS, 0), 20);
    assert_int_equal(month_of(ear, FNL_SERIES_CLIENTS, 1), 25);
    assert_int_equal(month_of(ear, FNL_SERIES_PITA_CLIENTS, 1), 2);
    assert_int_equal(month_of(ear, FNL_SERIES_BACKLOG, 0), 7 * FNL_HOUR);
    assert_int_equal(month_of(ear, FNL_SERIES_HOURS_AVAILABLE, 0), 100 * FNL_HOUR);
    assert_int_equal(month_of(ear, FNL_SERIES_HOURS_AVAILABLE, 1), 40 * FNL_HOUR);
    assert_int_equal(ear->row[FNL_CLIENTS_END], 25);
}

/* Two never followed up of three kept or lost by marketing; trust is the mean of the months. */
static void what_marketing_does_is_counted(void **state)
{
    struct ear *ear = *state;
    ear->levels = (struct fnl_levels){.nurtured = 7, .alignment = 600000};
    end_months(ear, 1);
    say(ear, (struct fnl_fact){.kind = FNL_FACT_ENDED, .detail = FNL_CAUSE_DROPPED, .wait = -1});
    say(ear,
        (struct fnl_fact){.kind = FNL_FACT_ENDED, .detail = FNL_CAUSE_NOT_FOLLOWED_UP, .wait = -1});
    say(ear,
        (struct fnl_fact){.kind = FNL_FACT_ENDED, .detail = FNL_CAUSE_LOST_IN_NURTURE, .wait = -1});
    ear->levels = (struct fnl_levels){.nurtured = 9, .alignment = 200000};
    end_months(ear, 1);
    finish(ear, (struct fnl_accounts){0});
    assert_int_equal(ear->row[FNL_NEVER_FOLLOWED_UP], 2);
    assert_int_equal(ear->row[FNL_ALIGNMENT], 400000);
    assert_int_equal(month_of(ear, FNL_SERIES_NURTURED, 0), 7);
    assert_int_equal(month_of(ear, FNL_SERIES_NURTURED, 1), 9);
    assert_int_equal(month_of(ear, FNL_SERIES_ALIGNMENT, 1), 200000);
}

/* Reps are those of the last month that was closed; energy and morale are means of the months. */
static void the_team_is_counted_and_felt_at_the_end_of_each_month(void **state)
{
    struct ear *ear = *state;
    ear->levels = (struct fnl_levels){.reps = 5, .energy = 900000, .morale = 400000};
    end_months(ear, 1);
    say(ear, (struct fnl_fact){.kind = FNL_FACT_REP_LEFT, .rep = 2});
    say(ear, (struct fnl_fact){.kind = FNL_FACT_REP_LEFT, .rep = 3});
    ear->levels = (struct fnl_levels){.reps = 3, .energy = 600000, .morale = 250000};
    end_months(ear, 2);
    finish(ear, (struct fnl_accounts){0});
    assert_int_equal(month_of(ear, FNL_SERIES_REPS, 0), 5);
    assert_int_equal(month_of(ear, FNL_SERIES_REPS_LEFT, 0), 0);
    assert_int_equal(month_of(ear, FNL_SERIES_REPS_LEFT, 1), 2);
    assert_int_equal(month_of(ear, FNL_SERIES_ENERGY, 1), 600000);
    assert_int_equal(month_of(ear, FNL_SERIES_MORALE, 2), 250000);
    assert_int_equal(ear->row[FNL_REPS_END], 3);
    assert_int_equal(ear->row[FNL_REPS_LEFT], 2);
    assert_int_equal(ear->row[FNL_ENERGY], 700000);
    assert_int_equal(ear->row[FNL_MORALE], 300000);
}

static void the_market_is_as_on_the_last_day_and_its_goodwill_the_mean_of_the_months(void **state)
{
    struct ear *ear = *state;
    ear->levels = (struct fnl_levels){.market_left = 900000, .unreached = -1, .goodwill = 800000};
    end_months(ear, 1);
    assert_true(ear->row[FNL_UNREACHED] == FNL_UNDEFINED);
    say(ear, (struct fnl_fact){.kind = FNL_FACT_APPROACHED, .flag = true});
    say(ear, (struct fnl_fact){.kind = FNL_FACT_APPROACHED});
    ear->levels =
        (struct fnl_levels){.market_left = 700000, .unreached = 950000, .goodwill = 500000};
    end_months(ear, 2);
    finish(ear, (struct fnl_accounts){0});
    assert_int_equal(month_of(ear, FNL_SERIES_MARKET_LEFT, 0), 900000);
    assert_int_equal(month_of(ear, FNL_SERIES_GOODWILL, 2), 500000);
    assert_int_equal(ear->row[FNL_MARKET_LEFT], 700000);
    assert_int_equal(ear->row[FNL_UNREACHED], 950000);
    assert_int_equal(ear->row[FNL_GOODWILL], 600000);
    assert_int_equal(ear->row[FNL_TARGET_TOUCHES], 2);
}

/* A quarter's figures stand in its last month; one of which nothing came counts by its forecast. */
static void quarters_are_judged_at_their_ends(void **state)
{
    struct ear *ear = *state;
    const struct fnl_fact quotas[] = {
        {.kind = FNL_FACT_QUOTA, .amount = 150, .span = 100, .flag = true},
        {.kind = FNL_FACT_QUOTA, .amount = 60, .span = 100},
        {.kind = FNL_FACT_QUOTA, .amount = 0, .span = 7},
    };
    for (size_t i = 0; i < 3; i++)
        say(ear, quotas[i]);
    say(ear, (struct fnl_fact){.kind = FNL_FACT_PUSHED});
    end_months(ear, 2);
    say(ear, (struct fnl_fact){.kind = FNL_FACT_FORECAST_CAME, .amount = 30, .span = 70});
    say(ear, (struct fnl_fact){.kind = FNL_FACT_FORECAST_CAME, .amount = 10, .span = 0});
    end_months(ear, 3);
    say(ear, (struct fnl_fact){.kind = FNL_FACT_FORECAST_CAME, .amount = 0, .span = 9});
    end_months(ear, 3);
    say(ear, (struct fnl_fact){.kind = FNL_FACT_FORECAST_CAME, .amount = 100, .span = 75});
    end_months(ear, 1);
    finish(ear, (struct fnl_accounts){0});
    assert_int_equal(ear->row[FNL_QUOTA_ATTAINMENT], 700000);
    assert_int_equal(ear->row[FNL_QUOTA_MADE], 333333);
    assert_int_equal(ear->row[FNL_PUSHED], 1);
    assert_int_equal(month_of(ear, FNL_SERIES_FORECAST, 2), 70);
    assert_int_equal(month_of(ear, FNL_SERIES_FORECAST_CAME, 2), 40);
    assert_int_equal(month_of(ear, FNL_SERIES_FORECAST, 5), 9);
    assert_int_equal(month_of(ear, FNL_SERIES_FORECAST, 3), 0);
    assert_int_equal(ear->row[FNL_FORECAST_ERROR], 457143); /* 30, 9 and 25 of 40, 0 and 100 */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        EAR_TEST(present_value_discounts_each_months_flow),
        EAR_TEST(levels_are_taken_at_the_end_of_each_month),
        EAR_TEST(what_marketing_does_is_counted),
        EAR_TEST(the_team_is_counted_and_felt_at_the_end_of_each_month),
        EAR_TEST(the_market_is_as_on_the_last_day_and_its_goodwill_the_mean_of_the_months),
        EAR_TEST(quarters_are_judged_at_their_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
