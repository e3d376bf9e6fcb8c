/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/team.h"

#include <assert.h>
#include <math.h>

#include "model/attrition.h"
#include "model/deal.h"
#include "model/meeting.h"
#include "model/nurture.h"
#include "model/observation.h"
#include "model/prospecting.h"
#include "model/referral.h"
#include "model/service.h"
#include "model/state.h"

/* The idle stand in a line, the longest idle first. */

static void stand_in_line(struct fnl_company *company, uint32_t index)
{
    struct fnl_rep *rep = &company->reps[index];
    rep->state = FNL_REP_IDLE;
    rep->older = company->idle_last;
    rep->newer = FNL_NOBODY;
    if (company->idle_last == FNL_NOBODY)
        company->idle_first = index;
    else
        company->reps[company->idle_last].newer = index;
    company->idle_last = index;
}

static void leave_line(struct fnl_company *company, uint32_t index)
{
    struct fnl_rep *rep = &company->reps[index];
    if (rep->older == FNL_NOBODY)
        company->idle_first = rep->newer;
    else
        company->reps[rep->older].newer = rep->newer;
    if (rep->newer == FNL_NOBODY)
        company->idle_last = rep->older;
    else
        company->reps[rep->newer].older = rep->older;
    rep->older = rep->newer = FNL_NOBODY;
}

static bool is_open(const struct fnl_company *company)
{
    return fnl_calendar_is_open(company->plan->calendar, company->now);
}

uint32_t fnl_team_assign(struct fnl_company *company, const struct fnl_lead *lead)
{
    const struct fnl_choice *choice = &company->settings->assign;
    const struct fnl_assign_policy *policy = (const struct fnl_assign_policy *)choice->policy;
    const struct fnl_assign_view view = {company->rep_count, company->loads, company->turn};
    uint32_t rep = policy->choose(choice->params, &view);
    assert(rep == FNL_NOBODY || rep < company->rep_count);
    if (rep != FNL_NOBODY && company->reps[rep].resigned)
        rep = fnl_team_next_owner(company);
    if (rep != FNL_NOBODY)
        company->turn = (rep + 1) % (uint32_t)company->rep_count;
    if (fnl_company_is_heard(company, FNL_FACT_ASSIGNED))
        fnl_company_tell(company, &(struct fnl_fact){.kind = FNL_FACT_ASSIGNED,
                                                     .time = company->now,
                                                     .key = lead->key,
                                                     .source = lead->source,
                                                     .rep = rep,
                                                     .client = lead->client});
    return rep;
}

uint32_t fnl_team_next_owner(struct fnl_company *company)
{
    const size_t reps = company->rep_count;
    assert(reps > 0);
    for (size_t i = 0; i < reps; i++) {
        const uint32_t index = (uint32_t)(company->owners++ % reps);
        if (company->reps[index].began <= company->now && !company->reps[index].resigned)
            return index;
    }
    for (size_t i = 0; i < reps; i++) {
        const uint32_t index = (uint32_t)(company->owners++ % reps);
        if (!company->reps[index].resigned)
            return index;
    }
    return FNL_NOBODY;
}

static bool is_of_lead(const struct fnl_task *task)
{
    return task->kind == FNL_TASK_TOUCH || task->kind == FNL_TASK_NURTURE;
}

static uint32_t version_of(const struct fnl_company *company, const struct fnl_task *task)
{
    switch ((enum fnl_task_kind)task->kind) {
    case FNL_TASK_TOUCH:
    case FNL_TASK_NURTURE:
        return company->leads.items[task->subject].version;
    case FNL_TASK_SERVICE:
    case FNL_TASK_SCOPE:
    case FNL_TASK_ASK:
    case FNL_TASK_MEETING:
        return company->clients.items[task->subject].version;
    case FNL_TASK_PROSPECTING:
        return 0;
    }
    return 0;
}

static int64_t urgency_of(const struct fnl_company *company, const struct fnl_task *task)
{
    const struct fnl_choice *choice = &company->settings->work;
    const struct fnl_work_policy *policy = (const struct fnl_work_policy *)choice->policy;
    struct fnl_work_view view = {.kind = (enum fnl_task_kind)task->kind,
                                 .ready = task->ready,
                                 .arrived = task->ready,
                                 .declared = 0.5,
                                 .decay = fnl_units_integer(company->decay.life)};
    if (task->kind == FNL_TASK_TOUCH) {
        struct fnl_lead *lead = &company->leads.items[task->subject];
        view.arrived = lead->arrived;
        view.value = fnl_lead_expected_value(company, lead);
        if (policy->wants_declared)
            view.declared = fnl_observation_interest(company, lead);
    }
    return policy->urgency(choice->params, &view);
}

/* Ranks what waits in `queue` anew; what is stale is thrown away when its turn comes. */
static void rank(struct fnl_company *company, struct fnl_queue *queue)
{
    for (size_t i = 0; i < queue->count; i++) {
        struct fnl_task *task = &queue->items[i];
        if (task->version == version_of(company, task))
            task->urgency = urgency_of(company, task);
    }
    fnl_task_order(queue);
}

void fnl_team_phase_begins(struct fnl_company *company)
{
    rank(company, &company->shared);
    for (size_t i = 0; i < company->rep_count; i++)
        rank(company, &company->reps[i].queue);
}

void fnl_team_note_load(struct fnl_company *company, uint32_t index)
{
    const struct fnl_rep *rep = &company->reps[index];
    const bool here = rep->state != FNL_REP_ABSENT && rep->away_until <= company->now;
    const fnl_time in_work = rep->state == FNL_REP_BUSY ? rep->task.work : 0;
    company->loads[index] = here ? rep->queued + in_work : FNL_NEVER;
}

/* Lets a task wait for rep `index`, or for whoever is free first, unless somebody is idle. */
static void wait_for(struct fnl_company *company, uint32_t index, const struct fnl_task *task)
{
    company->levels.waiting_tasks++;
    company->levels.waiting_hours += task->work;

    if (index == FNL_NOBODY) {
        company->failed |= !fnl_task_push(&company->shared, task);
        index = company->idle_first;
    } else {
        struct fnl_rep *rep = &company->reps[index];
        company->failed |= !fnl_task_push(&rep->queue, task);
        rep->queued += task->work;
        fnl_team_note_load(company, index);
    }
    if (index != FNL_NOBODY && company->reps[index].state == FNL_REP_IDLE && is_open(company)) {
        leave_line(company, index);
        fnl_team_free(company, index);
    }
}

void fnl_team_queue(struct fnl_company *company, uint32_t index, struct fnl_task task)
{
    task.ready = company->now;
    task.version = version_of(company, &task);
    task.urgency = urgency_of(company, &task);
    wait_for(company, index, &task);
}

/* Who has what the task is about. */
static uint32_t owner_of(const struct fnl_company *company, const struct fnl_task *task)
{
    return is_of_lead(task) ? company->leads.items[task->subject].rep
                            : company->clients.items[task->subject].rep;
}

void fnl_team_hand_over(struct fnl_company *company, uint32_t index)
{
    struct fnl_rep *rep = &company->reps[index];
    while (rep->queue.count > 0) {
        const struct fnl_task task = fnl_task_pop(&rep->queue);
        rep->queued -= task.work;
        company->levels.waiting_tasks--;
        company->levels.waiting_hours -= task.work;
        if (task.version == version_of(company, &task))
            wait_for(company, owner_of(company, &task), &task);
    }
}

/* The most urgent task of the rep's own queue and the shared one; false when both are empty. */
static bool take_task(struct fnl_company *company, struct fnl_rep *rep, struct fnl_task *task)
{
    while (rep->queue.count > 0 || company->shared.count > 0) {
        const bool own =
            company->shared.count == 0 ||
            (rep->queue.count > 0 &&
             fnl_task_before(fnl_task_first(&rep->queue), fnl_task_first(&company->shared)));
        *task = fnl_task_pop(own ? &rep->queue : &company->shared);
        company->levels.waiting_tasks--;
        company->levels.waiting_hours -= task->work;
        if (own)
            rep->queued -= task->work;
        if (task->version == version_of(company, task))
            return true;
    }
    return false;
}

static enum fnl_hours_use use_of(const struct fnl_company *company, const struct fnl_task *task)
{
    switch ((enum fnl_task_kind)task->kind) {
    case FNL_TASK_TOUCH:
        return FNL_HOURS_SELLING;
    case FNL_TASK_PROSPECTING:
        return FNL_HOURS_PROSPECTING;
    case FNL_TASK_ASK:
        return FNL_HOURS_ASKING;
    case FNL_TASK_NURTURE:
        return FNL_HOURS_NURTURE;
    case FNL_TASK_SERVICE:
    case FNL_TASK_SCOPE:
    case FNL_TASK_MEETING:
        break;
    }
    if (company->clients.items[task->subject].pita)
        return FNL_HOURS_PITA;
    return task->kind == FNL_TASK_MEETING ? FNL_HOURS_MEETINGS : FNL_HOURS_SERVICE;
}

/* The hours that a task takes, of a rep at full speed, and whether the other side is there. */
static fnl_time begin(struct fnl_company *company, const struct fnl_task *task, bool *held)
{
    *held = true;
    switch ((enum fnl_task_kind)task->kind) {
    case FNL_TASK_TOUCH:
        return fnl_deal_touch_begins(company, task, held);
    case FNL_TASK_MEETING:
        return fnl_meeting_begins(company, task, held);
    case FNL_TASK_SERVICE:
    case FNL_TASK_SCOPE:
        fnl_service_waited(company, task);
        return task->work;
    case FNL_TASK_ASK:
    case FNL_TASK_PROSPECTING:
    case FNL_TASK_NURTURE:
        return task->work;
    }
    return task->work;
}

static void begin_task(struct fnl_company *company, uint32_t index, const struct fnl_task *task)
{
    struct fnl_rep *rep = &company->reps[index];
    const fnl_time nominal = begin(company, task, &rep->task_held);

    const double speed =
        fnl_rep_speed(company, rep, company->now) * fnl_mechanism_on_speed(company, index);
    rep->task = *task;
    rep->task_use = use_of(company, task);
    rep->task_started = company->now;
    rep->task_takes = speed < 1 ? fnl_units_scaled(nominal, 1 / speed) : nominal;
    rep->state = FNL_REP_BUSY;
    company->accounts.hours_begun += rep->task_takes;

    /* Rounded up, so that the hours worked never exceed those there were. */
    const fnl_time by_the_clock =
        (fnl_time)ceil((double)rep->task_takes / company->settings->reps.selling_share);
    fnl_company_plan(company, FNL_EVENT_DONE,
                     fnl_calendar_finish(company->plan->calendar, company->now, by_the_clock),
                     rep->key, index, 0);
}

/* Work for free hours: a meeting to reach the target, or a block of prospecting. */
static bool fill_slack(struct fnl_company *company, uint32_t index, struct fnl_task *task)
{
    fnl_time hours = 0;
    if (fnl_meeting_fill(company, index, task))
        return true;
    if (!fnl_prospecting_wanted(company, index, &hours))
        return false;
    *task = (struct fnl_task){
        .kind = FNL_TASK_PROSPECTING,
        .key = fnl_key_part(company->reps[index].key, company->reps[index].blocks),
        .subject = index,
        .ready = company->now,
        .work = hours};
    return true;
}

void fnl_team_leave(struct fnl_company *company, uint32_t index)
{
    struct fnl_rep *rep = &company->reps[index];
    if (rep->state == FNL_REP_IDLE)
        leave_line(company, index);
    fnl_rep_settle(company, rep);
    rep->state = FNL_REP_ABSENT;
    fnl_team_note_load(company, index);
    if (rep->resigned)
        fnl_attrition_departs(company, index);
}

void fnl_team_free(struct fnl_company *company, uint32_t index)
{
    struct fnl_rep *rep = &company->reps[index];
    struct fnl_task task;
    if (rep->away_until > company->now) {
        fnl_team_leave(company, index);
        return;
    }
    if (rep->share != company->settings->reps.selling_share)
        fnl_rep_settle(company, rep);
    if (is_open(company) && (take_task(company, rep, &task) || fill_slack(company, index, &task)))
        begin_task(company, index, &task);
    else
        stand_in_line(company, index);
    fnl_team_note_load(company, index);
}

static void tell_of_task(struct fnl_company *company, uint32_t index, const struct fnl_task *task,
                         fnl_time hours)
{
    /* The record of a client who has left meanwhile may be another's by now. */
    const bool of_client = !is_of_lead(task) && task->kind != FNL_TASK_PROSPECTING &&
                           task->version == version_of(company, task);
    fnl_company_tell(
        company,
        &(struct fnl_fact){.kind = FNL_FACT_TASK,
                           .time = company->now,
                           .key = of_client ? company->clients.items[task->subject].key : task->key,
                           .span = hours,
                           .wait = company->reps[index].task_started - task->ready,
                           .rep = index,
                           .source = FNL_NOBODY,
                           .client = of_client ? task->subject : FNL_NOBODY,
                           .detail = task->kind,
                           .index = (uint32_t)company->reps[index].task_use,
                           .flag = company->reps[index].task_held});
}

static void carry_out(struct fnl_company *company, uint32_t index, const struct fnl_task *task,
                      fnl_time hours)
{
    switch ((enum fnl_task_kind)task->kind) {
    case FNL_TASK_TOUCH:
        fnl_deal_touch_done(company, index, task, company->reps[index].task_held, hours);
        break;
    case FNL_TASK_ASK:
        fnl_referral_asked(company, task);
        break;
    case FNL_TASK_MEETING:
        fnl_meeting_done(company, index, task);
        break;
    case FNL_TASK_PROSPECTING:
        fnl_prospecting_done(company, index, task->work);
        break;
    case FNL_TASK_NURTURE:
        fnl_nurture_done(company, index, task);
        break;
    case FNL_TASK_SERVICE:
    case FNL_TASK_SCOPE:
        break;
    }
}

/*
 * What was begun is finished: a client who left meanwhile still cost the hours,
 * but nothing comes of them.
 */
void fnl_team_done(struct fnl_company *company, const struct fnl_event *event)
{
    const uint32_t index = event->subject;
    const struct fnl_task task = company->reps[index].task;
    const fnl_time hours = company->reps[index].task_takes;
    company->accounts.hours_finished += hours;
    if (fnl_company_is_heard(company, FNL_FACT_TASK))
        tell_of_task(company, index, &task, hours);
    if (task.version == version_of(company, &task))
        carry_out(company, index, &task, hours);
    fnl_team_free(company, index);
}

void fnl_team_opens(struct fnl_company *company, const struct fnl_event *event)
{
    (void)event;
    const uint32_t last = company->idle_last;
    for (bool more = company->idle_first != FNL_NOBODY; more;) {
        const uint32_t index = company->idle_first;
        more = index != last && company->reps[index].newer != FNL_NOBODY;
        leave_line(company, index);
        fnl_team_free(company, index);
    }
}
