/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "busy_firm.h"
#include "hearsay.h"
#include "lab.h"
#include "observe/fate.h"

static struct lab *lab;
static struct fnl_fates fates;

static int live(void **state)
{
    (void)state;
    lab = lab_open("%s", BUSY_FIRM("Asking") BUSY_ASKS);
    const struct fnl_listener listener = fnl_fate_begin(&fates, &lab->plan);
    lab_run(lab, 3, &listener);
    return fates.failed ? -1 : 0;
}

static int leave(void **state)
{
    (void)state;
    fnl_fate_fini(&fates);
    lab_close(lab);
    return 0;
}

/* Over all who are persons and no deals. */
static int64_t count(bool (*holds)(const struct fnl_fate *fate))
{
    int64_t found = 0;
    for (size_t i = 0; i < fnl_fate_count(&fates); i++)
        found += fnl_fate_is_person(&fates, i) && holds(&fates.items[i]);
    return found;
}

static void the_money_of_people_and_nobodys_is_the_ledger(void **state)
{
    (void)state;
    for (size_t category = 0; category < FNL_MONEY_CATEGORIES; category++) {
        fnl_money sum = fates.nobodys[category];
        for (size_t i = 0; i < fnl_fate_count(&fates); i++)
            sum += fates.items[i].money[category];
        assert_int_equal(sum, lab_money(lab, (enum fnl_category)category));
    }
    fnl_money worth = 0;
    for (size_t i = 0; i < fnl_fate_count(&fates); i++)
        worth += fnl_fate_worth(&fates.items[i]);
    for (size_t category = 0; category < FNL_MONEY_CATEGORIES; category++)
        worth += fates.nobodys[category];
    assert_int_equal(worth, lab_value(lab, FNL_CONTRIBUTION));
}

static void what_is_about_a_person_is_not_nobodys(void **state)
{
    (void)state;
    static const enum fnl_category personal[] = {FNL_MONEY_REVENUE, FNL_MONEY_LEADS,
                                                 FNL_MONEY_COMMISSION, FNL_MONEY_REWARDS,
                                                 FNL_MONEY_BAD_DEBT};
    for (size_t i = 0; i < sizeof personal / sizeof *personal; i++) {
        assert_int_equal(fates.nobodys[personal[i]], 0);
        assert_int_not_equal(lab_money(lab, personal[i]), 0);
    }
    assert_true(fates.nobodys[FNL_MONEY_SALARIES] < 0);
    assert_int_equal(fates.nobodys[FNL_MONEY_OVERHEAD], -27 * 100000);
    assert_int_equal(fates.nobodys[FNL_MONEY_CAMPAIGNS], -27 * 7700);
    assert_true(fabs(fates.pool_capacity - (27 * 40)) <= 0);
}

static bool is_new_client(const struct fnl_fate *fate)
{
    return fnl_fate_is_client(fate) && !fate->opening;
}

static bool is_opening(const struct fnl_fate *fate)
{
    return fate->opening;
}

static bool is_sent(const struct fnl_fate *fate)
{
    return fate->sender != FNL_NOBODY;
}

static bool is_pita_there(const struct fnl_fate *fate)
{
    return fnl_fate_is_there(fate) && fate->pita;
}

static void clients_and_referrals_are_those_of_the_run(void **state)
{
    (void)state;
    assert_int_equal(count(is_new_client), lab_value(lab, FNL_NEW_CLIENTS));
    assert_int_equal(count(is_opening), 12);
    assert_int_equal(count(fnl_fate_is_there), lab_value(lab, FNL_CLIENTS_END));
    assert_int_equal(count(is_pita_there), lab_value(lab, FNL_PITA_CLIENTS_END));
    assert_int_equal(count(is_sent), lab->accounts.referrals);
    int64_t sent = 0, episodes = 0, ended = 0;
    for (size_t i = 0; i < fnl_fate_count(&fates); i++) {
        sent += fates.items[i].sent;
        episodes += fates.items[i].episodes;
        ended += fates.items[i].ended;
    }
    assert_int_equal(sent, lab->accounts.referrals);
    assert_int_equal(episodes, lab->accounts.episodes);
    assert_int_equal(episodes - ended, lab->accounts.open_episodes);
}

static void a_deal_with_a_client_is_the_clients(void **state)
{
    (void)state;
    size_t deals = 0;
    for (size_t i = 0; i < fnl_fate_count(&fates); i++) {
        if (fnl_fate_is_person(&fates, i))
            continue;
        deals++;
        assert_int_equal(fnl_fate_worth(&fates.items[i]), 0);
        assert_int_equal(fnl_fate_hours(&fates.items[i]), 0);
        assert_true(fnl_fate_is_client(&fates.items[fates.items[i].owner]));
        assert_non_null(strstr(fnl_fate_name(&fates, i), "/n"));
    }
    assert_true(deals > 5);
}

static void revenue_by_cohort_adds_up(void **state)
{
    (void)state;
    fnl_money all = 0;
    assert_int_equal(fates.years, 3);
    for (size_t year = 0; year < 3; year++) {
        fnl_money revenue = 0;
        for (size_t met = 0; met <= 3; met++) {
            revenue += fnl_fate_revenue(&fates, year, met);
            if (met > year + 1)
                assert_int_equal(fnl_fate_revenue(&fates, year, met), 0);
        }
        assert_true(fates.mature[year] <= revenue);
        all += revenue;
    }
    assert_int_equal(all, lab_value(lab, FNL_REVENUE));
    assert_int_equal(fates.mature[0], 0);
    assert_true(fates.mature[2] > 0 && fnl_fate_revenue(&fates, 2, 1) > 0);
}

/* What is announced by hand, of the first client of the first day in hearsay's plan. */
static void announce_a_client(const struct fnl_listener *listener)
{
    const struct fnl_levels levels = {0};
    const uint64_t key = hearsay_opening("opening", 1);
    const struct fnl_fact facts[] = {
        {FNL_FACT_INVOICED, .time = FNL_DAY, .key = key, .amount = 2385, .until = 11 * FNL_DAY},
        {FNL_FACT_RENEWED, .time = 30 * FNL_DAY, .key = key},
        {FNL_FACT_INVOICED, .time = 31 * FNL_DAY, .key = key, .amount = 100, .until = FNL_NEVER},
        {FNL_FACT_INVOICED, .time = 720 * FNL_DAY, .key = key, .amount = 7, .until = 900 * FNL_DAY},
        {FNL_FACT_SERVED, .key = key, .amount = 5 * FNL_HOUR, .span = 8 * FNL_HOUR},
        {FNL_FACT_TASK, .key = key, .span = 3 * FNL_HOUR, .index = FNL_HOURS_PITA},
        {FNL_FACT_LEFT, .time = 725 * FNL_DAY, .key = key},
        {FNL_FACT_TASK, .key = 77, .span = FNL_HOUR, .index = FNL_HOURS_PROSPECTING},
    };
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        hearsay_announce(listener, &levels, facts[i]);
}

static void a_client_is_accounted_for(void **state)
{
    (void)state;
    struct fnl_fates heard = {0};
    const struct fnl_listener listener = fnl_fate_begin(&heard, &hearsay_plan);
    announce_a_client(&listener);
    const struct fnl_fate *fate = fnl_fate_of(&heard, hearsay_opening("opening", 1));
    assert_non_null(fate);
    assert_true(fate->opening && fate->pita && !fnl_fate_is_there(fate));
    assert_int_equal(fate->earned, 2385);
    assert_int_equal(fate->lent, 2385 * 10 + 7 * 10); /* to day 11; to the horizon, day 730 */
    assert_int_equal(fate->by_pool, 5 * FNL_HOUR);
    assert_int_equal(fnl_fate_hours(fate), 3 * FNL_HOUR);
    assert_int_equal(fate->left_at, 725 * FNL_DAY);
    assert_false(fnl_fate_of(&heard, hearsay_opening("opening", 2))->pita);
    assert_null(fnl_fate_of(&heard, 77));
    fnl_fate_fini(&heard);
}

static void lack_of_memory_is_noticed(void **state)
{
    (void)state;
    struct fnl_fates heard = {0};
    bool failed = true;
    for (long after = 0; failed; after = after < 40 ? after + 1 : after + after / 3) {
        fnl_memory_fail_after(after);
        const struct fnl_listener listener = fnl_fate_begin(&heard, &hearsay_plan);
        announce_a_client(&listener);
        hearsay_announce(&listener, &(struct fnl_levels){0},
                         (struct fnl_fact){FNL_FACT_ARRIVED, .key = 78, .client = FNL_NOBODY,
                                           .index = FNL_LEAD_INDEX(FNL_CHANNEL_FIELD, 1, 0),
                                           .day = 20455});
        fnl_memory_fail_after(-1);
        failed = heard.failed || heard.people.failed;
        assert_true(failed || fnl_fate_of(&heard, 78));
        assert_true(after < 1000);
    }
    fnl_fate_fini(&heard);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_money_of_people_and_nobodys_is_the_ledger),
        cmocka_unit_test(what_is_about_a_person_is_not_nobodys),
        cmocka_unit_test(clients_and_referrals_are_those_of_the_run),
        cmocka_unit_test(a_deal_with_a_client_is_the_clients),
        cmocka_unit_test(revenue_by_cohort_adds_up),
        cmocka_unit_test(a_client_is_accounted_for),
        cmocka_unit_test(lack_of_memory_is_noticed),
    };
    return cmocka_run_group_tests(tests, live, leave);
}
