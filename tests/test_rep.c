/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "lab.h"
#include "model/state.h"
#include "stats/interval.h"

/* January 2026 has 22 working days, from Thursday the 1st; people work 8 hours. */
#define MONTH_HOURS (22 * 8)

static struct lab *firm(const char *reps, const char *more)
{
    return lab_open("name = \"Reps\"; months = 12; "
                    "sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
                    "stages = ( { name = \"A\"; hours = 3; go_on = 0.0; } ); reps = { %s }; %s",
                    reps, more);
}

static const struct fnl_rep *rep_of(const struct lab *lab, size_t index)
{
    return &((const struct fnl_company *)lab->company)->reps[index];
}

static void reps_who_began_at_different_times_have_found_their_feet_or_not(void **state)
{
    (void)state;
    struct lab *lab = firm("count = 4; ramp_months = 4; ramp_start = 0.2;"
                           "started = [\"2025-06-01\", \"2025-12-02\", \"2026-03-01\"];",
                           "");
    lab_run(lab, 0, NULL);
    const fnl_time ramp = fnl_units_days(4 * 30.4375);
    assert_int_equal(rep_of(lab, 0)->began, -214 * FNL_DAY);
    assert_true(fnl_rep_speed(lab->company, rep_of(lab, 0), 0) == 1);
    assert_int_equal(rep_of(lab, 1)->began, -30 * FNL_DAY);
    assert_int_equal(rep_of(lab, 1)->ramp, ramp);
    const double speed = fnl_rep_speed(lab->company, rep_of(lab, 1), 0);
    assert_true(fabs(speed - (0.2 + 0.8 * 30 / 121.75)) < 1e-9);
    assert_true(fnl_rep_speed(lab->company, rep_of(lab, 1), ramp - 30 * FNL_DAY) == 1);
    assert_true(fnl_rep_speed(lab->company, rep_of(lab, 2), 59 * FNL_DAY) == 0.2);
    assert_true(fnl_rep_speed(lab->company, rep_of(lab, 3), 0) == 1); /* began long ago */
    lab_close(lab);
}

static void a_slow_rep_takes_longer_for_the_same_work(void **state)
{
    (void)state;
    struct lab *lab = lab_open(
        "name = \"Slow\"; months = 2; today = { open_deals = 1; };"
        "sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
        "stages = ( { name = \"A\"; hours = 3; go_on = 0.0; } );"
        "reps = { count = 1; started = [\"2026-01-01\"]; ramp_months = 100; ramp_start = 0.25;"
        "  selling_share = 1.0; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    const struct fnl_fact *touch = lab_tape_fact(&tape, FNL_FACT_TOUCH, 0);
    /* Speed 0.25009 at 9 o'clock of the first day: 3 hours become a bit less than 12. */
    const double hours = (double)touch->span / (double)FNL_HOUR;
    assert_true(hours < 12 && hours > 11.98);
    assert_int_equal(touch->time, FNL_DAY + 13 * FNL_HOUR - (12 * FNL_HOUR - touch->span));
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Paid from the month in which they begin, and there from that morning on. */
static void a_rep_who_begins_later_is_not_there_before(void **state)
{
    (void)state;
    struct lab *lab = firm("count = 2; started = [\"2026-02-16\"]; salary = 12000;"
                           "selling_share = 0.5;",
                           "");
    lab_run(lab, 0, NULL);
    assert_int_equal(lab_month(lab, FNL_SERIES_COST, 0), 100000);
    assert_int_equal(lab_month(lab, FNL_SERIES_HOURS_AVAILABLE, 0),
                     fnl_units_hours(MONTH_HOURS * 0.5));
    /* February: 20 working days for the first, 10 for the second. */
    assert_int_equal(lab_month(lab, FNL_SERIES_HOURS_AVAILABLE, 1), fnl_units_hours(30 * 8 * 0.5));
    assert_int_equal(-lab_money(lab, FNL_MONEY_SALARIES), 12 * 100000 + 11 * 100000);
    lab_close(lab);
}

static void opening_clients_belong_to_reps_who_have_begun(void **state)
{
    (void)state;
    struct lab *lab = firm("count = 3; started = [\"2026-05-01\"];", "today = { clients = 9; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t bills[3] = {0};
    for (size_t i = 0; i < tape.count; i++)
        if (tape.facts[i].kind == FNL_FACT_INVOICED)
            bills[tape.facts[i].rep]++;
    assert_int_equal(bills[0], 0);
    assert_true(bills[1] > 0 && bills[2] > 0);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* 261 working days in 2026, of which 25 are off; the vacation may begin on any day of the year. */
static void a_vacation_takes_so_many_working_days(void **state)
{
    (void)state;
    struct lab *lab = firm("count = 40; vacation_days = 25; selling_share = 0.4;", "");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_REP_AWAY), 40);
    size_t whole = 0;
    fnl_time available = 0;
    for (size_t i = 0; i < 40; i++) {
        const struct fnl_fact *away = lab_tape_fact(&tape, FNL_FACT_REP_AWAY, i);
        assert_int_equal(away->time % FNL_DAY, 0);
        int working = 0;
        for (fnl_time day = away->time; day < away->until; day += FNL_DAY)
            working += fnl_company_is_workday(lab->company, (int)(day / FNL_DAY));
        assert_int_equal(working, 25);
        whole += away->until <= lab->plan.end;
    }
    for (size_t month = 0; month < 12; month++)
        available += lab_month(lab, FNL_SERIES_HOURS_AVAILABLE, month);
    assert_int_equal(available, lab->accounts.hours_available);
    const fnl_time year = fnl_units_hours(261 * 8 * 0.4), off = fnl_units_hours(25 * 8 * 0.4);
    assert_true(whole > 30);
    assert_true(available >= 40 * (year - off));
    /* Of those that reach beyond the year only what lies in it is missing. */
    assert_true(available <= 40 * year - (fnl_time)whole * off);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Half of the year off: one year's vacation often reaches into the next one's. */
static void nobody_works_on_vacation(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open("name = \"Away\"; months = 36; "
                 "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 120; } );"
                 "stages = ( { name = \"A\"; hours = 2; go_on = 0.0; } );"
                 "reps = { count = 20; vacation_days = 130; selling_share = 0.5; };"
                 "assign = { policy = \"round_robin\"; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    const size_t vacations = lab_tape_count(&tape, FNL_FACT_REP_AWAY);
    size_t worked = 0, overlapping = 0;
    fnl_time last_until[20] = {0};
    for (size_t i = 0; i < vacations; i++) {
        const struct fnl_fact *away = lab_tape_fact(&tape, FNL_FACT_REP_AWAY, i);
        overlapping += last_until[away->rep] > away->time;
        last_until[away->rep] = away->until;
        for (size_t j = 0; j < tape.count; j++) {
            const struct fnl_fact *fact = &tape.facts[j];
            if (fact->rep != away->rep)
                continue;
            /* What was begun before is finished: four hours by the clock, over one night. */
            if (fact->kind == FNL_FACT_TOUCH && fact->time > away->time + 4 * FNL_DAY &&
                fact->time < away->until + 9 * FNL_HOUR)
                fail_msg("rep-%u worked on vacation", fact->rep + 1);
            worked += fact->kind == FNL_FACT_TOUCH;
        }
    }
    assert_true(vacations > 55 && overlapping > 2 && worked > 1000);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Whoever is away, or about to go, is given nothing while somebody else is there. */
static void nobody_is_given_work_on_vacation(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open("name = \"Away\"; months = 12; "
                 "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 60; } );"
                 "stages = ( { name = \"A\"; hours = 2; go_on = 0.0; } );"
                 "reps = { count = 8; vacation_days = 20; selling_share = 0.5; };"
                 "assign = { policy = \"round_robin\"; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    for (size_t i = 0; i < 8; i++) {
        const struct fnl_fact *away = lab_tape_fact(&tape, FNL_FACT_REP_AWAY, i);
        for (size_t j = 0; j < tape.count; j++) {
            const struct fnl_fact *fact = &tape.facts[j];
            if (fact->kind == FNL_FACT_ASSIGNED && fact->rep == away->rep)
                assert_true(fact->time < away->time || fact->time >= away->until);
        }
    }
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Whoever is kept by a task all through a vacation is there for the assigner again. */
static void work_that_outlasts_a_vacation_does_not_lose_the_rep(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open("name = \"Long\"; months = 24; "
                 "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 12; } );"
                 "stages = ( { name = \"A\"; hours = 30; go_on = 0.0; } );"
                 "reps = { count = 4; vacation_days = 1; selling_share = 1.0; };"
                 "assign = { policy = \"least_loaded\"; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t late[4] = {0};
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *fact = &tape.facts[i];
        if (fact->kind == FNL_FACT_ASSIGNED && fact->time > 700 * FNL_DAY)
            late[fact->rep]++;
    }
    for (int rep = 0; rep < 4; rep++)
        assert_true(late[rep] > 0);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Skills are normal with the stated spread, and each rep's own. */
static void skill_spreads_as_said(void **state)
{
    (void)state;
    struct lab *lab = firm("count = 2000; skill_spread = 0.5;", "");
    lab_run(lab, 0, NULL);
    double sum = 0, squares = 0;
    for (size_t i = 0; i < 2000; i++) {
        sum += fnl_rep_skill(rep_of(lab, i));
        squares += fnl_rep_skill(rep_of(lab, i)) * fnl_rep_skill(rep_of(lab, i));
    }
    assert_true(fabs(sum / 2000) < 0.05);
    assert_true(fabs(sqrt(squares / 2000) - 0.5) < 0.04);
    lab_close(lab);
}

/* What is changed later is what it would have been: the same rep, by the laws in force. */
/* Whoever waits among few waits among many, and the shares are those that were said: at 99.99 %. */
static void waiters_are_waiters_by_name(void **state)
{
    (void)state;
    static const double shares[] = {0, 0.3, 0.6, 1};
    bool waits[4][2000];
    for (size_t i = 0; i < 4; i++) {
        char reps[100];
        snprintf(reps, sizeof reps, "count = 2000; waiters = %.1f;", shares[i]);
        struct lab *lab = firm(reps, "");
        int64_t count = 0;
        lab_run(lab, 0, NULL);
        for (size_t rep = 0; rep < 2000; rep++) {
            waits[i][rep] = rep_of(lab, rep)->waits;
            count += waits[i][rep];
            assert_true(i == 0 || waits[i][rep] >= waits[i - 1][rep]);
        }
        const struct fnl_interval share = fnl_interval_share(count, 2000, 0.9999);
        assert_true(share.low <= shares[i] && shares[i] <= share.high);
        lab_close(lab);
    }
}

static void ramp_and_talent_follow_the_settings_and_what_was_learnt_stays(void **state)
{
    (void)state;
#define LEARNERS                                                                                   \
    "name = \"Learn\"; months = 3; today = { clients = 9; };"                                      \
    "sources = ( { name = \"Door\"; kind = \"inbound\"; } );"                                      \
    "stages = ( { name = \"A\"; hours = 1; go_on = 0.0; } );"                                      \
    "meetings = { target_per_month = 4; kinds = ( { name = \"visit\"; when = \"spare_time\";"      \
    "  teaches = 0.125; shows = 1.0; } ); }; reps = { count = 3; "
    const struct lab_change change = {
        40, "reps = { count = 4; skill_spread = 0.5; ramp_months = { law = \"uniform\"; low = 1;"
            "  high = 7; }; };"};
    struct lab *changed =
        lab_open_changed(LEARNERS "skill_spread = 2.0; ramp_months = 9; };", &change, 1);
    struct lab *stated =
        lab_open(LEARNERS "skill_spread = 0.5; ramp_months = { law = \"uniform\"; low = 1;"
                          "  high = 7; }; };");
    lab_run(changed, 0, NULL);
    lab_run(stated, 0, NULL);
    for (size_t i = 0; i < 3; i++) {
        const struct fnl_rep *rep = rep_of(changed, i), *other = rep_of(stated, i);
        assert_true(rep->talent == other->talent && rep->talent != 0);
        assert_int_equal(rep->ramp, other->ramp);
        assert_true(rep->learnt > 0);
        assert_true(fnl_rep_skill(rep) == rep->talent + rep->learnt);
    }
    assert_int_equal(rep_of(changed, 3)->began, 40 * FNL_DAY);
    lab_close(changed);
    lab_close(stated);
}

/* What was worked before the share of selling changed was worked at the old share. */
static void hours_are_counted_at_the_share_of_their_day(void **state)
{
    (void)state;
    const struct lab_change changes[] = {{31, "reps = { count = 1; selling_share = 0.25; };"},
                                         {59, "reps = { count = 1; selling_share = 1.0; };"}};
    struct lab *lab = lab_open_changed(
        "name = \"Shares\"; months = 3; sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
        "stages = ( { name = \"A\"; hours = 3; go_on = 0.0; } );"
        "reps = { count = 1; selling_share = 0.5; };",
        changes, 2);
    lab_run(lab, 0, NULL);
    assert_int_equal(lab_month(lab, FNL_SERIES_HOURS_AVAILABLE, 0), fnl_units_hours(22 * 4));
    assert_int_equal(lab_month(lab, FNL_SERIES_HOURS_AVAILABLE, 1), fnl_units_hours(20 * 2));
    assert_int_equal(lab_month(lab, FNL_SERIES_HOURS_AVAILABLE, 2), fnl_units_hours(22 * 8));
    lab_close(lab);
}

/* A rep who is never idle, while the share falls in the middle of a task of many days. */
static void a_share_that_changes_during_work_keeps_the_books(void **state)
{
    (void)state;
    const struct lab_change changes[] = {{31, "reps = { count = 1; selling_share = 0.1; };"}};
    struct lab *lab =
        lab_open_changed("name = \"Busy\"; months = 3; today = { open_deals = 40; };"
                         "sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
                         "stages = ( { name = \"A\"; hours = 33.3333; go_on = 0.0; } );"
                         "reps = { count = 1; selling_share = 0.9; };",
                         changes, 1);
    lab_run(lab, 0, NULL); /* the auditor compares */
    assert_true(lab_value(lab, FNL_UTILISATION) > 999000);
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reps_who_began_at_different_times_have_found_their_feet_or_not),
        cmocka_unit_test(a_slow_rep_takes_longer_for_the_same_work),
        cmocka_unit_test(a_rep_who_begins_later_is_not_there_before),
        cmocka_unit_test(opening_clients_belong_to_reps_who_have_begun),
        cmocka_unit_test(a_vacation_takes_so_many_working_days),
        cmocka_unit_test(nobody_works_on_vacation),
        cmocka_unit_test(nobody_is_given_work_on_vacation),
        cmocka_unit_test(work_that_outlasts_a_vacation_does_not_lose_the_rep),
        cmocka_unit_test(skill_spreads_as_said),
        cmocka_unit_test(waiters_are_waiters_by_name),
        cmocka_unit_test(ramp_and_talent_follow_the_settings_and_what_was_learnt_stays),
        cmocka_unit_test(hours_are_counted_at_the_share_of_their_day),
        cmocka_unit_test(a_share_that_changes_during_work_keeps_the_books),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
