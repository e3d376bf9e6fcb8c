/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab.h"
#include "model/interruption.h"
#include "model/service.h"
#include "model/state.h"
#include "model/team.h"
#include "stats/interval.h"

/* One rep, who sells in all its hours, and a client of the first day, who is a pain. */
#define FIRM                                                                                       \
    "name = \"Haste\"; months = 2; " LAB_ALWAYS_OPEN LAB_FROM_2025                                 \
    "sources = ( { name = \"Door\"; kind = \"inbound\"; } );"                                      \
    "stages = ( { name = \"A\"; hours = 10; go_on = 0.5; } ); reps = { count = 1; %s };"           \
    "today = { clients = 1; pita_clients = 1; }; %s"

static struct lab *firm(const char *reps, const char *more)
{
    struct lab *lab = lab_open(FIRM, reps, more);
    lab_run(lab, 0, NULL);
    struct fnl_company *company = lab->company;
    fnl_agenda_restart(company->agenda);
    company->now = 3 * FNL_DAY;
    company->accounts = (struct fnl_accounts){0};
    fnl_mechanism_forget(company);
    fnl_mechanism_phase_begins(company);
    company->reps[0].state = FNL_REP_BUSY;
    fnl_rep_settle(company, &company->reps[0]);
    fnl_team_free(company, 0);
    assert_int_equal(company->reps[0].state, FNL_REP_IDLE);
    return lab;
}

/* Client work of `hours` that came in just now. */
static void request(struct lab *lab, double hours, enum fnl_service_kind kind)
{
    fnl_service_request(lab->company, 0, fnl_units_hours(hours), kind);
}

/* The next end of a task that counts, in hours from the beginning. */
static double next_end(struct lab *lab)
{
    struct fnl_company *company = lab->company;
    struct fnl_event event;
    fnl_time hours = company->accounts.hours_finished;
    do {
        assert_true(fnl_agenda_next(company->agenda, &event));
        company->now = event.time;
        if (event.kind == FNL_EVENT_DONE)
            fnl_team_done(company, &event);
    } while (company->accounts.hours_finished == hours);
    return (double)(event.time - 3 * FNL_DAY) / (double)FNL_HOUR;
}

static void wait_hours(struct lab *lab, double hours)
{
    lab->company->now += fnl_units_hours(hours);
}

/* The rep after 2 of 5 hours of a task, when a demand of 3 that cannot wait comes in. */
static struct lab *interrupted(void)
{
    struct lab *lab = firm("selling_share = 1.0;", "");
    request(lab, 5, FNL_SERVICE_USUAL);
    wait_hours(lab, 2);
    request(lab, 3, FNL_SERVICE_AT_ONCE);
    return lab;
}

static void a_demand_that_cannot_wait_interrupts_and_the_task_goes_on(void **state)
{
    (void)state;
    struct lab *lab = interrupted();
    struct fnl_company *company = lab->company;
    assert_true(company->reps[0].is_interrupted);
    assert_int_equal(company->reps[0].aside.done, 2 * FNL_HOUR);
    assert_int_equal(company->loads[0], 8 * FNL_HOUR);
    assert_int_equal(company->accounts.hours_begun, 8 * FNL_HOUR);
    assert_true(next_end(lab) == 5); /* the demand, begun after 2 hours */
    assert_int_equal(company->accounts.hours_finished, 3 * FNL_HOUR);
    assert_false(company->reps[0].is_interrupted);
    assert_true(next_end(lab) == 8); /* 3 of the 5 hours were left */
    assert_int_equal(company->accounts.hours_finished, company->accounts.hours_begun);
    assert_int_equal(company->reps[0].state, FNL_REP_IDLE);
    lab_close(lab);
}

static void other_work_interrupts_nobody(void **state)
{
    (void)state;
    struct lab *lab = firm("selling_share = 1.0;", "");
    request(lab, 5, FNL_SERVICE_USUAL);
    wait_hours(lab, 2);
    request(lab, 3, FNL_SERVICE_EXTRA);
    request(lab, 1, FNL_SERVICE_USUAL);
    assert_false(lab->company->reps[0].is_interrupted);
    assert_true(next_end(lab) == 5);
    assert_true(next_end(lab) == 8);
    assert_true(next_end(lab) == 9);
    lab_close(lab);
}

/* One job is set aside; the second demand waits for the first, and goes before what is aside. */
static void demands_wait_for_demands_and_go_before_the_rest(void **state)
{
    (void)state;
    struct lab *lab = firm("selling_share = 1.0;", "");
    struct fnl_company *company = lab->company;
    request(lab, 5, FNL_SERVICE_USUAL);
    request(lab, 1, FNL_SERVICE_USUAL);
    wait_hours(lab, 2);
    request(lab, 3, FNL_SERVICE_AT_ONCE);
    wait_hours(lab, 1);
    request(lab, 4, FNL_SERVICE_AT_ONCE);
    assert_int_equal(company->reps[0].queue.count, 2);
    assert_true(next_end(lab) == 5);
    assert_true(company->reps[0].is_interrupted);
    assert_true(next_end(lab) == 9);  /* the second demand */
    assert_true(next_end(lab) == 12); /* what was set aside */
    assert_true(next_end(lab) == 13); /* what had not been begun */
    lab_close(lab);
}

/* Whatever shines: what is aside waits for demands alone. */
static void who_is_interrupted_is_not_distracted(void **state)
{
    (void)state;
    struct lab *lab = firm("selling_share = 1.0;", "focus = { distracted = 1.0; };");
    struct fnl_company *company = lab->company;
    request(lab, 5, FNL_SERVICE_USUAL);
    request(lab, 1, FNL_SERVICE_AT_ONCE);
    request(lab, 2, FNL_SERVICE_AT_ONCE);
    const uint32_t id = fnl_lead_new(company);
    company->leads.items[id].client = FNL_NOBODY;
    fnl_team_queue(company, 0,
                   (struct fnl_task){.kind = FNL_TASK_TOUCH, .subject = id, .work = FNL_HOUR});
    assert_true(next_end(lab) == 1);
    assert_int_equal(company->reps[0].job.task.kind, FNL_TASK_SCOPE);
    assert_true(next_end(lab) == 3);
    assert_int_equal(company->reps[0].job.task.kind, FNL_TASK_SERVICE);
    lab_close(lab);
}

/* It is interrupted as often as somebody cannot wait, and every piece counts. */
static void a_task_may_be_interrupted_again_and_again(void **state)
{
    (void)state;
    struct lab *lab = firm("selling_share = 0.37;", "");
    struct fnl_company *company = lab->company;
    request(lab, 7, FNL_SERVICE_USUAL);
    fnl_time asked = 7 * FNL_HOUR;
    for (int i = 0; i < 5; i++) {
        wait_hours(lab, 1.2345 + i * 0.777);
        request(lab, 0.321, FNL_SERVICE_AT_ONCE);
        assert_true(company->reps[0].is_interrupted);
        asked += fnl_units_hours(0.321);
        next_end(lab);
        assert_false(company->reps[0].is_interrupted);
    }
    const double end = next_end(lab);
    assert_int_equal(company->accounts.hours_finished, asked);
    /* Rounding never makes hours out of nothing, and loses less than a millisecond a piece. */
    const double clock = (double)asked / 0.37 / (double)FNL_HOUR;
    assert_true(end >= clock && end < clock + 12.0 / 0.37 / (double)FNL_HOUR);
    assert_true(fnl_rep_hours(company, &company->reps[0], company->now) -
                    fnl_rep_hours(company, &company->reps[0], 3 * FNL_DAY) >=
                asked);
    lab_close(lab);
}

static void who_is_idle_or_about_to_leave_drops_nothing(void **state)
{
    (void)state;
    struct lab *lab = firm("selling_share = 1.0;", "");
    struct fnl_company *company = lab->company;
    request(lab, 3, FNL_SERVICE_AT_ONCE);
    assert_false(company->reps[0].is_interrupted);
    assert_true(next_end(lab) == 3);
    request(lab, 2, FNL_SERVICE_USUAL);
    company->reps[0].away_until = company->now + 10 * FNL_DAY;
    request(lab, 3, FNL_SERVICE_AT_ONCE);
    assert_false(company->reps[0].is_interrupted);
    assert_true(next_end(lab) == 5);
    assert_int_equal(company->reps[0].state, FNL_REP_ABSENT);
    assert_int_equal(company->reps[0].queue.count, 1);
    lab_close(lab);
}

/* A vacation that begins, or a rep who quits, in the middle of it: both tasks are finished first.
 */
static void who_is_called_away_meanwhile_finishes_both(void **state)
{
    (void)state;
    struct lab *lab = interrupted();
    struct fnl_company *company = lab->company;
    company->reps[0].away_until = company->now + 10 * FNL_DAY;
    request(lab, 1, FNL_SERVICE_AT_ONCE);
    assert_true(next_end(lab) == 5);
    assert_int_equal(company->reps[0].state, FNL_REP_BUSY);
    assert_true(next_end(lab) == 8);
    assert_int_equal(company->reps[0].state, FNL_REP_ABSENT);
    assert_int_equal(company->reps[0].queue.count, 1); /* the later demand waits for the return */
    lab_close(lab);
}

/* The first rep, in the changed share from the moment at which it is interrupted. */
static void a_change_of_hours_counts_from_the_interruption(void **state)
{
    (void)state;
    struct lab *lab = firm("selling_share = 1.0;", "");
    struct fnl_company *company = lab->company;
    struct fnl_settings later = *company->settings;
    later.reps.selling_share = 0.5;
    request(lab, 5, FNL_SERVICE_USUAL);
    wait_hours(lab, 1);
    company->settings = &later;
    wait_hours(lab, 1);
    request(lab, 3, FNL_SERVICE_AT_ONCE);
    assert_int_equal(company->reps[0].aside.done, 2 * FNL_HOUR);
    assert_true(next_end(lab) == 8);
    assert_true(next_end(lab) == 14);
    assert_int_equal(company->accounts.hours_finished, 8 * FNL_HOUR);
    lab_close(lab);
}

/* A client who leaves: its demand still takes the hours, and the rest is gone on with. */
static void demands_of_who_has_left_are_passed_over(void **state)
{
    (void)state;
    struct lab *lab = interrupted();
    struct fnl_company *company = lab->company;
    request(lab, 4, FNL_SERVICE_AT_ONCE);
    company->clients.items[0].version++;
    assert_true(next_end(lab) == 5);
    assert_false(company->reps[0].is_interrupted);
    assert_true(next_end(lab) == 8);
    assert_int_equal(company->reps[0].state, FNL_REP_IDLE);
    assert_int_equal(company->reps[0].queue.count, 0);
    lab_close(lab);
}

#define PAINFUL                                                                                    \
    "name = \"Pain\"; months = 12; " LAB_FROM_2025                                                 \
    "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 30; } );"                \
    "stages = ( { name = \"A\"; hours = [1, 3, 9]; days = 2; go_on = 0.6; },"                      \
    "           { name = \"B\"; hours = [2, 5, 15]; days = 5; go_on = 0.5; } );"                   \
    "reps = { count = 6; vacation_days = 15; }; today = { clients = 12; pita_clients = 12; };"     \
    "clients = { renewal = 1.0; }; attrition = { share_per_year = 0.5; replaced_after = 9; };"     \
    "pita = { scope_per_year = 30; expedites = %s; scope_hours = [2, 6, 20]; };"

/* The same touches of the same people, some of them done later: to the hour the same work. */
static void interruptions_are_told_and_only_take_time(void **state)
{
    (void)state;
    struct lab *lab = lab_open(PAINFUL, "0.5"), *none = lab_open(PAINFUL, "0.0");
    struct lab_tape tape = {0};
    const struct fnl_listener listener =
        lab_tape_listener(&tape, FNL_FACT_BIT(FNL_FACT_INTERRUPTED));
    lab_run(lab, 0, &listener);
    const size_t count = lab_tape_count(&tape, FNL_FACT_INTERRUPTED);
    assert_in_range(count, 20, 250);
    for (size_t i = 0; i < count; i++) {
        const struct fnl_fact *fact = lab_tape_fact(&tape, FNL_FACT_INTERRUPTED, i);
        assert_true(fact->span >= 0 && fact->wait >= 0 && fact->span + fact->wait > 0);
        assert_true(fact->rep < lab->company->rep_count && fact->client < 12);
    }
    const struct fnl_listener again = lab_tape_listener(&tape, FNL_FACT_BIT(FNL_FACT_INTERRUPTED));
    lab_run(none, 0, &again);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_INTERRUPTED), 0);
    lab_tape_fini(&tape);
    lab_close(lab);
    lab_close(none);
}

/* Mean wait of demands until they are begun. */
static fnl_time mean_wait(struct lab *lab, uint64_t future)
{
    struct lab_tape tape = {0};
    const struct fnl_listener listener = lab_tape_listener(&tape, FNL_FACT_BIT(FNL_FACT_TASK));
    lab_run(lab, future, &listener);
    fnl_time sum = 0;
    int64_t count = 0;
    for (size_t i = 0; i < tape.count; i++) {
        const bool scope = tape.facts[i].detail == FNL_TASK_SCOPE;
        sum += scope ? tape.facts[i].wait : 0;
        count += scope;
    }
    lab_tape_fini(&tape);
    assert_true(count > 50);
    return sum / count;
}

/* Who cannot wait is served sooner, and all who have nothing to do with it wait for it: the deals
 * of others take longer. The intervals hold in 99.9 of 100 such tests. */
static void haste_serves_the_loud_and_delays_the_others(void **state)
{
    (void)state;
    struct lab *waits = lab_open(PAINFUL, "0.0"), *haste = lab_open(PAINFUL, "1.0");
    struct fnl_tally loud = {0}, others = {0};
    for (uint64_t future = 0; future < 1000; future++) {
        const fnl_time before = mean_wait(waits, future), after = mean_wait(haste, future);
        fnl_tally_add(&loud, after - before);
        fnl_tally_add(&others, lab_value(haste, FNL_CYCLE) - lab_value(waits, FNL_CYCLE));
    }
    assert_true(fnl_interval_mean(&loud, 0.999).high < -(double)FNL_HOUR / 2);
    assert_true(fnl_interval_mean(&others, 0.999).low > 0);
    lab_close(waits);
    lab_close(haste);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_demand_that_cannot_wait_interrupts_and_the_task_goes_on),
        cmocka_unit_test(other_work_interrupts_nobody),
        cmocka_unit_test(demands_wait_for_demands_and_go_before_the_rest),
        cmocka_unit_test(who_is_interrupted_is_not_distracted),
        cmocka_unit_test(a_task_may_be_interrupted_again_and_again),
        cmocka_unit_test(who_is_idle_or_about_to_leave_drops_nothing),
        cmocka_unit_test(who_is_called_away_meanwhile_finishes_both),
        cmocka_unit_test(a_change_of_hours_counts_from_the_interruption),
        cmocka_unit_test(demands_of_who_has_left_are_passed_over),
        cmocka_unit_test(interruptions_are_told_and_only_take_time),
        cmocka_unit_test(haste_serves_the_loud_and_delays_the_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
