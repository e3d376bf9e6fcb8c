/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/team.h"

#include <math.h>

#include "model/admin.h"
#include "model/attrition.h"
#include "model/deal.h"
#include "model/development.h"
#include "model/interruption.h"
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
    struct fnl_line *line = &company->lines[rep->role];
    rep->state = FNL_REP_IDLE;
    rep->older = line->idle_last;
    rep->newer = FNL_NOBODY;
    if (line->idle_last == FNL_NOBODY)
        line->idle_first = index;
    else
        company->reps[line->idle_last].newer = index;
    line->idle_last = index;
}

static void leave_line(struct fnl_company *company, uint32_t index)
{
    struct fnl_rep *rep = &company->reps[index];
    struct fnl_line *line = &company->lines[rep->role];
    if (rep->older == FNL_NOBODY)
        line->idle_first = rep->newer;
    else
        company->reps[rep->older].newer = rep->newer;
    if (rep->newer == FNL_NOBODY)
        line->idle_last = rep->older;
    else
        company->reps[rep->newer].older = rep->older;
    rep->older = rep->newer = FNL_NOBODY;
}

static bool is_open(const struct fnl_company *company)
{
    return fnl_calendar_is_open(company->plan->calendar, company->now);
}

/* --- the kinds of work */

static fnl_time serve(struct fnl_company *company, const struct fnl_task *task, bool *held)
{
    *held = true;
    fnl_service_waited(company, task);
    return task->work;
}

static void ask(struct fnl_company *company, uint32_t index, const struct fnl_task *task)
{
    (void)index;
    fnl_referral_asked(company, task);
}

/* What the kinds differ in. */
static const struct kind {
    enum { OF_REP, OF_LEAD, OF_CLIENT } subject;
    enum fnl_hours_use use, use_with_pains; /* the same but for some work about clients */
    /* The hours that it takes, of a rep at full speed, and whether the other side is there, which
     * is true beforehand. NULL: the work that was planned. */
    fnl_time (*begin)(struct fnl_company *company, const struct fnl_task *task, bool *held);
    /* What comes of it. NULL: nothing. */
    void (*done)(struct fnl_company *company, uint32_t index, const struct fnl_task *task);
} kinds[FNL_TASK_KINDS] = {
    [FNL_TASK_TOUCH] = {OF_LEAD, FNL_HOURS_SELLING, FNL_HOURS_SELLING, fnl_deal_touch_begins,
                        fnl_deal_touch_done},
    [FNL_TASK_SERVICE] = {OF_CLIENT, FNL_HOURS_SERVICE, FNL_HOURS_PITA, serve, NULL},
    [FNL_TASK_SCOPE] = {OF_CLIENT, FNL_HOURS_SERVICE, FNL_HOURS_PITA, serve, NULL},
    [FNL_TASK_ASK] = {OF_CLIENT, FNL_HOURS_ASKING, FNL_HOURS_ASKING, NULL, ask},
    [FNL_TASK_MEETING] = {OF_CLIENT, FNL_HOURS_MEETINGS, FNL_HOURS_PITA, fnl_meeting_begins,
                          fnl_meeting_done},
    [FNL_TASK_PROSPECTING] = {OF_REP, FNL_HOURS_PROSPECTING, FNL_HOURS_PROSPECTING, NULL,
                              fnl_prospecting_done},
    [FNL_TASK_NETWORKING] = {OF_REP, FNL_HOURS_MEETINGS, FNL_HOURS_MEETINGS, fnl_networking_begins,
                             fnl_networking_done},
    [FNL_TASK_ADMIN] = {OF_REP, FNL_HOURS_ADMIN, FNL_HOURS_ADMIN, NULL, NULL},
    [FNL_TASK_NURTURE] = {OF_LEAD, FNL_HOURS_NURTURE, FNL_HOURS_NURTURE, NULL, fnl_nurture_done},
};

/* A rep is always the same. */
static uint32_t version_of(const struct fnl_company *company, const struct fnl_task *task)
{
    switch (kinds[task->kind].subject) {
    case OF_LEAD:
        return company->leads.items[task->subject].version;
    case OF_CLIENT:
        return company->clients.items[task->subject].version;
    case OF_REP:
        break;
    }
    return 0;
}

static enum fnl_hours_use use_of(const struct fnl_company *company, const struct fnl_task *task)
{
    const struct kind *kind = &kinds[task->kind];
    const bool with_pain = kind->subject == OF_CLIENT && company->clients.items[task->subject].pita;
    return with_pain ? kind->use_with_pains : kind->use;
}

/* --- queues, and what is taken from them */

/* How far along the stages a lead is, from 0 to 1. */
static double progress_of(const struct fnl_company *company, const struct fnl_lead *lead)
{
    const size_t stages = company->settings->stages.count;
    return stages > 1 ? (double)lead->stage / (double)(stages - 1) : 0;
}

static int64_t urgency_of(const struct fnl_company *company, const struct fnl_task *task)
{
    const struct fnl_choice *choice = &company->settings->work;
    const struct fnl_work_policy *policy = (const struct fnl_work_policy *)choice->policy;
    struct fnl_work_view view = {.kind = (enum fnl_task_kind)task->kind,
                                 .ready = task->ready,
                                 .arrived = task->ready,
                                 .declared = 0.5,
                                 .decay = company->decay.lifetime};
    if (task->kind == FNL_TASK_TOUCH) {
        struct fnl_lead *lead = &company->leads.items[task->subject];
        view.arrived = lead->arrived;
        view.value = fnl_lead_expected_value(company, lead);
        view.progress = progress_of(company, lead);
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
    for (int role = 0; role < FNL_ROLES; role++)
        rank(company, &company->lines[role].shared);
    for (size_t i = 0; i < company->rep_count; i++)
        rank(company, &company->reps[i].queue);
}

void fnl_team_note_load(struct fnl_company *company, uint32_t index)
{
    const struct fnl_rep *rep = &company->reps[index];
    const bool here = rep->state != FNL_REP_ABSENT && rep->away_until <= company->now;
    const fnl_time in_work = rep->state == FNL_REP_BUSY ? rep->job.task.work : 0;
    const fnl_time set_aside = rep->is_interrupted ? rep->aside.task.work : 0;
    company->loads[index] = here ? rep->queued + in_work + set_aside : FNL_NEVER;
}

/* Where it waits for whoever is free first. */
static struct fnl_line *line_of(struct fnl_company *company, const struct fnl_task *task)
{
    if (task->kind != FNL_TASK_TOUCH)
        return &company->lines[FNL_ROLE_SELLS];
    const struct fnl_lead *lead = &company->leads.items[task->subject];
    return &company->lines[fnl_development_works(company, lead, lead->stage)];
}

/* Lets a task wait for rep `index`, or for whoever is free first, unless somebody is idle. */
static void wait_for(struct fnl_company *company, uint32_t index, const struct fnl_task *task)
{
    company->levels.waiting_tasks++;
    company->levels.waiting_hours += task->work;

    if (index == FNL_NOBODY) {
        struct fnl_line *line = line_of(company, task);
        company->failed |= !fnl_task_push(&line->shared, task);
        index = line->idle_first;
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

/* Who has what the task is about. */
static uint32_t owner_of(const struct fnl_company *company, const struct fnl_task *task)
{
    return kinds[task->kind].subject == OF_LEAD ? company->leads.items[task->subject].rep
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
        /* A desk is nobody else's. */
        if (task.kind != FNL_TASK_ADMIN && task.version == version_of(company, &task))
            wait_for(company, owner_of(company, &task), &task);
    }
}

/* The queue of the most urgent task of the rep's own and the shared one; NULL: both are empty. */
static struct fnl_queue *most_urgent(struct fnl_queue *own, struct fnl_queue *shared)
{
    if (own->count == 0)
        return shared->count > 0 ? shared : NULL;
    const bool before =
        shared->count == 0 || fnl_task_before(fnl_task_first(own), fnl_task_first(shared));
    return before ? own : shared;
}

static void take(struct fnl_company *company, struct fnl_rep *rep, struct fnl_queue *queue,
                 size_t place, struct fnl_task *task)
{
    fnl_task_take(queue, place, task);
    company->levels.waiting_tasks--;
    company->levels.waiting_hours -= task->work;
    if (queue == &rep->queue)
        rep->queued -= task->work;
}

/* Takes the most urgent task, or what distracts the rep from it; false when there is none. With
 * something set aside, a rep only takes what had to be done at once. */
static bool take_task(struct fnl_company *company, uint32_t index, struct fnl_task *task)
{
    struct fnl_rep *rep = &company->reps[index];
    struct fnl_queue *own = &rep->queue, *shared = &company->lines[rep->role].shared, *queue;
    size_t place;
    if (!rep->is_interrupted && fnl_mechanism_distracts(company, index, &queue, &place)) {
        take(company, rep, queue, place, task);
        return true;
    }
    for (queue = most_urgent(own, shared); queue; queue = most_urgent(own, shared)) {
        take(company, rep, queue, 0, task);
        if (task->version == version_of(company, task))
            return true;
    }
    return false;
}

/* Plans the end of what is left of the job in hand. */
static void take_up(struct fnl_company *company, uint32_t index)
{
    struct fnl_rep *rep = &company->reps[index];
    const fnl_time left = rep->job.takes - rep->job.done;
    rep->job.resumed = company->now;
    rep->state = FNL_REP_BUSY;

    /* Rounded up, so that the hours worked never exceed those there were. */
    const fnl_time by_the_clock = (fnl_time)ceil((double)left / fnl_rep_share(company, rep));
    fnl_company_plan(company, FNL_EVENT_DONE,
                     fnl_calendar_finish(company->plan->calendar, company->now, by_the_clock),
                     rep->key, index, rep->version);
}

static void begin_task(struct fnl_company *company, uint32_t index, const struct fnl_task *task)
{
    struct fnl_rep *rep = &company->reps[index];
    const fnl_time more = fnl_mechanism_on_task(company, index, task);
    const struct kind *kind = &kinds[task->kind];
    bool held = true;
    const fnl_time nominal = (kind->begin ? kind->begin(company, task, &held) : task->work) + more;
    const double speed =
        fnl_rep_speed(company, rep, company->now) * fnl_mechanism_on_speed(company, index);
    rep->job = (struct fnl_rep_job){
        .task = *task,
        .started = company->now,
        .takes = speed < 1 ? fnl_units_scaled(nominal, 1 / speed) : nominal,
        .use = use_of(company, task),
        .held = held,
    };
    company->accounts.hours_begun += rep->job.takes;
    take_up(company, index);
}

/* Work for free hours: a meeting to reach the target, a block of prospecting, or the desk. */
static bool fill_slack(struct fnl_company *company, uint32_t index, struct fnl_task *task)
{
    return fnl_meeting_fill(company, index, task) || fnl_prospecting_fill(company, index, task) ||
           fnl_admin_fill(company, index, task);
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

/* What was set aside is gone on with, even by whoever is about to leave. */
static bool goes_on(struct fnl_company *company, uint32_t index)
{
    struct fnl_rep *rep = &company->reps[index];
    if (!rep->is_interrupted || (is_open(company) && fnl_interruption_goes_before(company, rep)))
        return false;
    rep->job = rep->aside;
    rep->is_interrupted = false;
    take_up(company, index);
    return true;
}

/* Between two tasks it learns what share of its hours it sells in now. */
static void note_share(struct fnl_company *company, struct fnl_rep *rep)
{
    if (rep->share != fnl_rep_share(company, rep))
        fnl_rep_settle(company, rep);
}

void fnl_team_free(struct fnl_company *company, uint32_t index)
{
    struct fnl_rep *rep = &company->reps[index];
    struct fnl_task task;
    if (rep->away_until > company->now && !rep->is_interrupted) {
        fnl_team_leave(company, index);
        return;
    }
    note_share(company, rep);
    if (!goes_on(company, index)) {
        if (is_open(company) &&
            (take_task(company, index, &task) || fill_slack(company, index, &task)))
            begin_task(company, index, &task);
        else
            stand_in_line(company, index);
    }
    fnl_team_note_load(company, index);
}

void fnl_team_queue(struct fnl_company *company, uint32_t index, struct fnl_task task)
{
    task.ready = company->now;
    task.version = version_of(company, &task);
    task.urgency = urgency_of(company, &task);
    if (!fnl_interruption_is_at_once(&task) || !fnl_interruption_for(company, index, &task)) {
        wait_for(company, index, &task);
        return;
    }
    note_share(company, &company->reps[index]);
    begin_task(company, index, &task);
    fnl_team_note_load(company, index);
}

static void tell_of_task(struct fnl_company *company, uint32_t index, const struct fnl_task *task,
                         fnl_time hours)
{
    /* The record of a client who has left meanwhile may be another's by now. */
    const bool of_client =
        kinds[task->kind].subject == OF_CLIENT && task->version == version_of(company, task);
    fnl_company_tell(
        company,
        &(struct fnl_fact){.kind = FNL_FACT_TASK,
                           .time = company->now,
                           .key = of_client ? company->clients.items[task->subject].key : task->key,
                           .span = hours,
                           .wait = company->reps[index].job.started - task->ready,
                           .rep = index,
                           .source = FNL_NOBODY,
                           .client = of_client ? task->subject : FNL_NOBODY,
                           .detail = task->kind,
                           .index = (uint32_t)company->reps[index].job.use,
                           .flag = company->reps[index].job.held});
}

/*
 * What was begun is finished: a client who left meanwhile still cost the hours,
 * but nothing comes of them.
 */
void fnl_team_done(struct fnl_company *company, const struct fnl_event *event)
{
    const uint32_t index = event->subject;
    if (event->version != company->reps[index].version)
        return;
    const struct fnl_task task = company->reps[index].job.task;
    const fnl_time hours = company->reps[index].job.takes;
    company->accounts.hours_finished += hours;
    if (fnl_company_is_heard(company, FNL_FACT_TASK))
        tell_of_task(company, index, &task, hours);
    if (kinds[task.kind].done && task.version == version_of(company, &task))
        kinds[task.kind].done(company, index, &task);
    fnl_team_free(company, index);
}

static void wake(struct fnl_company *company, const struct fnl_line *line)
{
    const uint32_t last = line->idle_last;
    for (bool more = line->idle_first != FNL_NOBODY; more;) {
        const uint32_t index = line->idle_first;
        more = index != last && company->reps[index].newer != FNL_NOBODY;
        leave_line(company, index);
        fnl_team_free(company, index);
    }
}

void fnl_team_opens(struct fnl_company *company, const struct fnl_event *event)
{
    (void)event;
    for (int role = 0; role < FNL_ROLES; role++)
        wake(company, &company->lines[role]);
}
