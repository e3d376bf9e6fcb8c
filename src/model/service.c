/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/service.h"

#include "model/interruption.h"
#include "model/meeting.h"
#include "model/state.h"
#include "model/team.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_service, hours_per_month, NUMBER, HOURS, 0, 1e6, "0", "0", NEVER, ESSENTIAL,
              "hours a month that people other than the reps have for clients",
              "the firm's payroll", "How many hours a month can your delivery people give?"),
    FNL_PARAM(fnl_service, longest_wait, SPAN, DAYS, 0, 365, "10 days", "0 days", NEVER, TUNING,
              "days by the clock that work may wait for them; what would wait longer spills",
              "guess", "How long may a client's request wait before a rep has to step in?"),
    FNL_PARAM(
        fnl_service, spills, SHARE, SHARE, 0, 1, "50 %", "1", NEVER, ESSENTIAL,
        "share of the work that they cannot take in time that the reps do; the rest is refused",
        "guess", "When delivery is full, how much of it lands on the reps?"),
    FNL_PARAM(fnl_service, cost_per_month, MONEY, MONEY, 0, 1e9, "0", "0", NEVER, ESSENTIAL,
              "cost of these people a month", "the firm's payroll", "What do they cost a month?"),
};
const struct fnl_param_table fnl_service_table = FNL_PARAM_TABLE(rows, struct fnl_service);

static void work_down(struct fnl_company *company)
{
    struct fnl_pool *pool = &company->pool;
    const fnl_time worked = fnl_calendar_worked(company->plan->calendar, company->now);
    const fnl_time done = fnl_units_integer((double)(worked - pool->as_of) * pool->speed);
    pool->spare += pool->backlog < done ? done - pool->backlog : 0;
    pool->backlog = pool->backlog > done ? pool->backlog - done : 0;
    pool->as_of = worked;
}

/*
 * The pool's hours of a month are spread evenly over its working hours, and days
 * of waiting by the clock are turned into the pool's hours alike. In a month
 * without working hours nothing is done, at whatever speed.
 */
void fnl_service_phase_begins(struct fnl_company *company)
{
    work_down(company);
    const struct fnl_service *service = &company->settings->service;
    const fnl_calendar *calendar = company->plan->calendar;
    const fnl_time begins = fnl_calendar_month_start(calendar, company->month);
    const fnl_time ends = fnl_calendar_month_start(calendar, company->month + 1);
    const double worked =
        (double)(fnl_calendar_worked(calendar, ends) - fnl_calendar_worked(calendar, begins));
    const double hours = service->hours_per_month * (double)FNL_HOUR;
    struct fnl_pool *pool = &company->pool;
    if (worked > 0)
        pool->speed = hours / worked;
    pool->longest =
        fnl_units_integer((double)service->longest_wait / (double)(ends - begins) * hours);
}

void fnl_service_month_begins(struct fnl_company *company)
{
    fnl_service_phase_begins(company);
    company->pool.spare = 0;
}

fnl_time fnl_service_spare(struct fnl_company *company)
{
    work_down(company);
    return company->pool.spare;
}

/* Takes what can be begun within the longest wait; returns the rest. */
static fnl_time offer_to_pool(struct fnl_company *company, struct fnl_client *client, fnl_time work)
{
    struct fnl_pool *pool = &company->pool;
    if (pool->speed <= 0)
        return work;
    work_down(company);
    if (pool->backlog > pool->longest)
        return work;
    client->waited += fnl_units_integer((double)pool->backlog / pool->speed);
    pool->backlog += work;
    return 0;
}

void fnl_service_waited(struct fnl_company *company, const struct fnl_task *task)
{
    const fnl_calendar *calendar = company->plan->calendar;
    company->clients.items[task->subject].waited +=
        fnl_calendar_worked(calendar, company->now) - fnl_calendar_worked(calendar, task->ready);
}

void fnl_service_request(struct fnl_company *company, uint32_t id, fnl_time work,
                         enum fnl_service_kind kind)
{
    struct fnl_client *client = &company->clients.items[id];
    const fnl_time rest = offer_to_pool(company, client, work);
    const fnl_time spilt = fnl_units_scaled(rest, company->settings->service.spills);
    const fnl_time refused = rest - spilt;
    client->refused += refused;
    if (fnl_company_is_heard(company, FNL_FACT_SERVED))
        fnl_company_tell(company, &(struct fnl_fact){.kind = FNL_FACT_SERVED,
                                                     .time = company->now,
                                                     .key = client->key,
                                                     .amount = work - rest,
                                                     .span = work,
                                                     .wait = refused,
                                                     .source = client->source,
                                                     .rep = client->rep,
                                                     .client = id,
                                                     .detail = kind != FNL_SERVICE_USUAL,
                                                     .flag = client->pita});
    if (spilt > 0)
        fnl_team_queue(
            company, client->rep,
            (struct fnl_task){.kind = kind == FNL_SERVICE_USUAL ? FNL_TASK_SERVICE : FNL_TASK_SCOPE,
                              .detail = kind == FNL_SERVICE_AT_ONCE ? FNL_INTERRUPTION_AT_ONCE : 0,
                              .key = client->key,
                              .subject = id,
                              .work = spilt});
    if (refused > 0) {
        const int meeting = fnl_meeting_kind_for(company, FNL_MEETING_AFTER_TROUBLE);
        if (meeting >= 0)
            fnl_meeting_book(company, id, (unsigned)meeting);
    }
}
