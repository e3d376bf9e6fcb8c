/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/interruption.h"

#include <math.h>

#include "model/state.h"

/* Rounded down, so that the pieces of a job never take more hours than there were. */
static fnl_time done_by_now(const struct fnl_company *company, const struct fnl_rep *rep)
{
    const fnl_calendar *calendar = company->plan->calendar;
    const fnl_time by_the_clock = fnl_calendar_worked(calendar, company->now) -
                                  fnl_calendar_worked(calendar, rep->job.resumed);
    const fnl_time done =
        rep->job.done + fnl_units_integer(floor((double)by_the_clock * rep->share));
    return done < rep->job.takes ? done : rep->job.takes;
}

static void tell(struct fnl_company *company, uint32_t index, const struct fnl_task *task)
{
    const struct fnl_rep_job *aside = &company->reps[index].aside;
    fnl_company_tell(company, &(struct fnl_fact){.kind = FNL_FACT_INTERRUPTED,
                                                 .time = company->now,
                                                 .key = company->clients.items[task->subject].key,
                                                 .other = aside->task.key,
                                                 .span = aside->done,
                                                 .wait = aside->takes - aside->done,
                                                 .rep = index,
                                                 .source = FNL_NOBODY,
                                                 .client = task->subject,
                                                 .detail = aside->task.kind});
}

bool fnl_interruption_for(struct fnl_company *company, uint32_t index, const struct fnl_task *task)
{
    if (index == FNL_NOBODY)
        return false;
    struct fnl_rep *rep = &company->reps[index];
    if (rep->state != FNL_REP_BUSY || rep->is_interrupted ||
        fnl_interruption_is_at_once(&rep->job.task) || rep->away_until > company->now)
        return false;
    rep->aside = rep->job;
    rep->aside.done = done_by_now(company, rep);
    rep->is_interrupted = true;
    rep->version++;
    if (fnl_company_is_heard(company, FNL_FACT_INTERRUPTED))
        tell(company, index, task);
    return true;
}

bool fnl_interruption_goes_before(const struct fnl_company *company, const struct fnl_rep *rep)
{
    if (rep->queue.count == 0 || rep->away_until > company->now)
        return false;
    const struct fnl_task *first = fnl_task_first(&rep->queue);
    return fnl_interruption_is_at_once(first) &&
           first->version == company->clients.items[first->subject].version;
}
