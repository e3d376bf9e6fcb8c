/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/company.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "model/attrition.h"
#include "model/concession.h"
#include "model/deal.h"
#include "model/market.h"
#include "model/marketing.h"
#include "model/meeting.h"
#include "model/nurture.h"
#include "model/opening.h"
#include "model/pita.h"
#include "model/rush.h"
#include "model/referral.h"
#include "model/state.h"
#include "model/team.h"
#include "model/volume.h"

static int count_days(const struct fnl_plan *plan)
{
    return (int)((plan->end + FNL_DAY - 1) / FNL_DAY);
}

static size_t count_reps(const struct fnl_plan *plan)
{
    int64_t most = 0;
    for (size_t i = 0; i < plan->count; i++) {
        const int64_t reps = fnl_settings_reps(plan->phases[i].settings);
        if (reps > most)
            most = reps;
    }
    return (size_t)most;
}

static bool make_room(struct fnl_company *company)
{
    const struct fnl_settings *settings = company->plan->phases[0].settings;
    const size_t before = company->past.settings->sources.count, now = settings->sources.count;
    const size_t sources = before > now ? before : now, stages = settings->stages.count;

    company->days = count_days(company->plan);
    company->rep_capacity = count_reps(company->plan);
    company->agenda = fnl_agenda_new();
    company->source_keys = fnl_memory_zeroed(sources, sizeof *company->source_keys);
    company->stage_keys = fnl_memory_zeroed(stages, sizeof *company->stage_keys);
    company->extra_rates = fnl_memory_zeroed(sources, sizeof *company->extra_rates);
    company->contract_values = fnl_memory_zeroed(sources, sizeof *company->contract_values);
    company->launched = fnl_memory_zeroed(sources, sizeof *company->launched);
    company->reps = fnl_memory_zeroed(company->rep_capacity, sizeof *company->reps);
    company->loads = fnl_memory_zeroed(company->rep_capacity, sizeof *company->loads);
    company->due_in = fnl_memory_zeroed((size_t)company->days, sizeof *company->due_in);
    company->due_out = fnl_memory_zeroed((size_t)company->days, sizeof *company->due_out);
    return company->agenda && company->source_keys && company->stage_keys && company->extra_rates &&
           company->contract_values && company->launched && company->reps && company->loads &&
           company->due_in && company->due_out;
}

static void name_things(struct fnl_company *company)
{
    const struct fnl_settings *settings = company->plan->phases[0].settings;
    company->referral_source = FNL_NOBODY;
    for (uint32_t i = 0; i < settings->sources.count; i++) {
        const struct fnl_source *source = fnl_settings_source(settings, i);
        company->source_keys[i] = fnl_key_text(source->name);
        if (source->kind == FNL_SOURCE_REFERRAL && company->referral_source == FNL_NOBODY)
            company->referral_source = i;
    }
    for (unsigned i = 0; i < settings->stages.count; i++) {
        const struct fnl_stage *stage = fnl_settings_stage(settings, i);
        company->stage_keys[i] = fnl_key_text(stage->name);
    }
}

fnl_company *fnl_company_new(const struct fnl_plan *plan)
{
    assert(plan->count > 0 && plan->end > 0);
    struct fnl_company *company = fnl_memory_zeroed(1, sizeof *company);
    if (!company)
        return NULL;
    company->plan = plan;
    if (!fnl_past_init(&company->past, plan) || !make_room(company) ||
        !fnl_mechanism_init(company)) {
        fnl_company_free(company);
        return NULL;
    }
    name_things(company);
    return company;
}

void fnl_company_free(fnl_company *company)
{
    if (!company)
        return;
    for (size_t i = 0; company->reps && i < company->rep_capacity; i++)
        fnl_task_fini(&company->reps[i].queue);
    for (int role = 0; role < FNL_ROLES; role++)
        fnl_task_fini(&company->lines[role].shared);
    fnl_past_fini(&company->past);
    fnl_mechanism_fini(company);
    fnl_agenda_free(company->agenda);
    free(company->source_keys);
    free(company->stage_keys);
    free(company->extra_rates);
    free(company->contract_values);
    free(company->launched);
    free(company->reps);
    free(company->loads);
    free(company->due_in);
    free(company->due_out);
    free(company->leads.items);
    free(company->clients.items);
    free(company->dormant.items);
    free(company->acquaintances.items);
    free(company);
}

void fnl_company_heed(fnl_company *company, const volatile sig_atomic_t *stop)
{
    company->stop = stop;
}

void fnl_company_tell(struct fnl_company *company, const struct fnl_fact *fact)
{
    const fnl_fact_set bit = FNL_FACT_BIT(fact->kind);
    if (company->mechanisms.heard & bit)
        fnl_mechanism_hear(company, fact);
    for (size_t i = 0; i < company->listener_count; i++) {
        const struct fnl_listener *listener = &company->listeners[i];
        if (listener->wants & bit)
            listener->hear(listener->self, fact, &company->levels);
    }
}

void fnl_company_plan_event(struct fnl_company *company, const struct fnl_event *event)
{
    if (event->time < company->end)
        fnl_agenda_plan(company->agenda, event);
}

void fnl_company_plan(struct fnl_company *company, enum fnl_event_kind kind, fnl_time time,
                      uint64_t key, uint32_t subject, uint32_t version)
{
    fnl_company_plan_event(company, &(struct fnl_event){.time = time,
                                                        .kind = (uint8_t)kind,
                                                        .key = key,
                                                        .subject = subject,
                                                        .version = version});
}

double fnl_company_draw(const struct fnl_company *company, const struct fnl_law *law,
                        uint64_t entity, enum fnl_purpose purpose)
{
    struct fnl_stream stream;
    if (!fnl_law_is_constant(law))
        fnl_stream_open(&stream, company->key, entity, purpose);
    return fnl_law_draw(law, &stream);
}

bool fnl_company_chance(const struct fnl_company *company, double p, uint64_t entity,
                        enum fnl_purpose purpose)
{
    if (p <= 0)
        return false;
    if (p >= 1)
        return true;
    return fnl_company_uniform(company, entity, purpose) < p;
}

/*
 * Heights of the points are running sums of exponentials, so a higher mean adds
 * points and moves none. Each point takes two numbers of the stream.
 */
size_t fnl_company_points(const struct fnl_company *company, double mean, uint64_t entity,
                          enum fnl_purpose purpose, double places[FNL_COMPANY_POINTS])
{
    if (mean <= 0)
        return 0;
    struct fnl_stream stream;
    fnl_stream_open(&stream, company->key, entity, purpose);
    size_t count = 0;
    double height = fnl_stream_exponential(&stream);
    while (height < mean && count < FNL_COMPANY_POINTS) {
        places[count++] = fnl_units_rounded(fnl_stream_uniform(&stream));
        height += fnl_stream_exponential(&stream);
    }
    return count;
}

bool fnl_company_is_workday(const struct fnl_company *company, int day)
{
    const fnl_calendar *calendar = company->plan->calendar;
    return fnl_calendar_workdays(calendar, day + 1) > fnl_calendar_workdays(calendar, day);
}

/*
 * Whoever keeps something that follows from the settings derives it anew when
 * others come into force. From then on everything is as if they had held for
 * ever, but for what has happened: what was drawn for a client at the signature
 * stays signed. Later lines may build on earlier ones.
 */
typedef void phase_hook(struct fnl_company *company);

static phase_hook *const phase_hooks[] = {
    fnl_mechanism_phase_begins, fnl_volume_phase_begins, fnl_market_phase_begins,
    fnl_lead_phase_begins,      fnl_deal_phase_begins,   fnl_service_phase_begins,
    fnl_rep_phase_begins,       fnl_team_phase_begins,
};

/* The hooks of what the people of the first day rest on, as it was before. */
static phase_hook *const past_hooks[] = {fnl_lead_phase_begins, fnl_rep_phase_begins};

static void enter_past(struct fnl_company *company)
{
    company->settings = company->past.settings;
    company->in_past = true;
    for (size_t i = 0; i < sizeof past_hooks / sizeof *past_hooks; i++)
        past_hooks[i](company);
    fnl_past_begin(company);
}

static void enter_phase(struct fnl_company *company, size_t phase)
{
    company->phase = phase;
    company->settings = company->plan->phases[phase].settings;
    if (phase > 0)
        fnl_company_tell(company, &(struct fnl_fact){.kind = FNL_FACT_PHASE,
                                                     .time = company->now,
                                                     .index = (uint32_t)phase,
                                                     .source = FNL_NOBODY,
                                                     .rep = FNL_NOBODY,
                                                     .client = FNL_NOBODY});
}

/*
 * Of phases that begin on one day only the last is ever in force: what a
 * strategy states and what it changes on the first day is the same.
 */
static void begin_due_phases(struct fnl_company *company)
{
    const struct fnl_settings *before = company->in_past ? NULL : company->settings;
    if (company->in_past)
        enter_phase(company, 0);
    company->in_past = false;
    while (company->phase + 1 < company->plan->count &&
           company->plan->phases[company->phase + 1].from <= company->now)
        enter_phase(company, company->phase + 1);
    if (company->settings == before)
        return;
    for (size_t i = 0; i < sizeof phase_hooks / sizeof *phase_hooks; i++)
        phase_hooks[i](company);
}

/* Month of the horizon at the company's time; the one after the last at the end. */
static int month_now(const struct fnl_company *company)
{
    return company->now >= company->end ? company->plan->months
                                        : fnl_calendar_month(company->plan->calendar, company->now);
}

/* The last moment of day `day`: its cash, and, on the last of a month, the month. */
static void close_day(struct fnl_company *company, int day)
{
    const int month = month_now(company);
    const bool month_ends = month != company->month;
    company->now -= 1;
    if (month_ends) {
        fnl_mechanism_month_ends(company);
        fnl_money_post_month(company);
    }
    fnl_money_close_day(company, day);
    if (month_ends || company->stopped)
        fnl_money_close_month(company, company->month);
    company->now += 1;
    company->month = month;
}

static void begin_day(struct fnl_company *company, const struct fnl_event *event)
{
    const int day = (int)event->subject;
    if (day > 0)
        close_day(company, day - 1);
    if (company->stopped)
        return;
    begin_due_phases(company);
    if (company->now == fnl_calendar_month_start(company->plan->calendar, company->month)) {
        fnl_service_month_begins(company);
        fnl_purse_fill(company);
    }
    fnl_mechanism_day_begins(company, day);
    fnl_market_day(company, day);
    if (fnl_company_is_workday(company, day))
        fnl_company_plan(company, FNL_EVENT_OPENS,
                         fnl_calendar_opens_at(company->plan->calendar, company->now), 0, 0, 0);
    fnl_company_plan(company, FNL_EVENT_DAY, company->now + FNL_DAY, 0, (uint32_t)day + 1, 0);
}

typedef void handler(struct fnl_company *company, const struct fnl_event *event);

static handler *const handlers[FNL_EVENT_KINDS] = {
    [FNL_EVENT_DAY] = begin_day,
    [FNL_EVENT_HIRE] = fnl_attrition_replaces,
    [FNL_EVENT_REP] = fnl_rep_present,
    [FNL_EVENT_VACATION] = fnl_rep_vacation,
    [FNL_EVENT_ARRIVAL] = fnl_market_arrival,
    [FNL_EVENT_RETURN] = fnl_lead_returns,
    [FNL_EVENT_REFERRAL] = fnl_referral_arrives,
    [FNL_EVENT_DORMANT] = fnl_dormant_comes,
    [FNL_EVENT_HANDOVER] = fnl_marketing_delivers,
    [FNL_EVENT_NURTURE] = fnl_nurture_due,
    [FNL_EVENT_TOUCH] = fnl_deal_touch_due,
    [FNL_EVENT_CLIENT] = fnl_client_month,
    [FNL_EVENT_DEMAND] = fnl_pita_demand,
    [FNL_EVENT_CONCESSION] = fnl_concession_asked,
    [FNL_EVENT_DONE] = fnl_team_done,
    [FNL_EVENT_OPENS] = fnl_team_opens,
    [FNL_EVENT_PUSH] = fnl_rush_due,
    [FNL_EVENT_AT_ONCE] = fnl_deal_touch_at_once,
};

static void forget_line(struct fnl_line *line)
{
    struct fnl_queue shared = line->shared;
    shared.count = 0;
    shared.sequence = 0;
    *line = (struct fnl_line){.idle_first = FNL_NOBODY, .idle_last = FNL_NOBODY, .shared = shared};
}

static void forget(struct fnl_company *company)
{
    fnl_agenda_restart(company->agenda);
    for (size_t i = 0; i < company->rep_capacity; i++) {
        struct fnl_queue queue = company->reps[i].queue;
        queue.count = 0;
        queue.sequence = 0;
        company->reps[i] = (struct fnl_rep){.queue = queue};
    }
    for (int role = 0; role < FNL_ROLES; role++)
        forget_line(&company->lines[role]);
    company->leads.count = company->leads.in_use = 0;
    company->clients.count = 0;
    company->leads.free = company->clients.free = FNL_NOBODY;
    company->dormant.count = company->acquaintances.count = 0;
    company->dormant.free = FNL_NOBODY;
    company->rep_count = company->departed = company->vacancies = 0;
    company->developers = company->developer_vacancies = 0;
    company->owners = 0;
    company->settings = NULL;
    company->phase = 0;
    company->now = 0;
    company->month = 0;
    company->failed = company->stopped = company->broke = company->stuck = false;
    company->at_once = 0;
    fnl_mechanism_forget(company);
    company->pool = (struct fnl_pool){0};
    company->purse = (struct fnl_purse){0};
    company->levels = (struct fnl_levels){0};
    company->accounts = (struct fnl_accounts){0};
    memset(company->launched, 0,
           company->plan->phases[0].settings->sources.count * sizeof *company->launched);
    memset(company->due_in, 0, (size_t)company->days * sizeof *company->due_in);
    memset(company->due_out, 0, (size_t)company->days * sizeof *company->due_out);
}

/*
 * More than this at one moment is no busy day but a circle: people who come back
 * at once for ever, or a stage that takes no time and sends its like.
 */
#define MOST_AT_ONCE 1000000

static bool is_to_end(const struct fnl_company *company)
{
    return company->stop && *company->stop;
}

static void live(struct fnl_company *company)
{
    struct fnl_event event;
    /* Without the event that was lost what follows need not make sense. */
    while (!company->failed && !fnl_agenda_has_failed(company->agenda) && !company->stopped &&
           !company->stuck && !is_to_end(company) && fnl_agenda_next(company->agenda, &event)) {
        company->at_once = event.time == company->now ? company->at_once + 1 : 0;
        company->stuck = company->at_once > MOST_AT_ONCE;
        company->now = event.time;
        company->accounts.events++;
        handlers[event.kind](company, &event);
        const size_t pending = fnl_agenda_pending(company->agenda);
        if (pending > company->accounts.peak_pending)
            company->accounts.peak_pending = pending;
    }
}

static void count_unfinished(struct fnl_accounts *accounts, const struct fnl_rep_job *job,
                             fnl_time worked)
{
    accounts->hours_at_work += job->takes;
    accounts->hours_worked += worked;
    accounts->hours_unfinished[job->use] += worked;
}

/* What is still in work or waiting at the horizon, for the audit. */
static void take_stock(struct fnl_company *company)
{
    struct fnl_accounts *accounts = &company->accounts;
    for (size_t i = 0; i < company->rep_count; i++) {
        const struct fnl_rep *rep = &company->reps[i];
        accounts->hours_available += fnl_rep_hours(company, rep, company->now);
        if (rep->state != FNL_REP_BUSY)
            continue;
        const fnl_time so_far =
            rep->job.done + fnl_rep_worked(company, rep, rep->job.resumed, company->now);
        count_unfinished(accounts, &rep->job, so_far < rep->job.takes ? so_far : rep->job.takes);
        if (rep->is_interrupted)
            count_unfinished(accounts, &rep->aside, rep->aside.done);
    }
    accounts->hours_worked += accounts->hours_finished;
    accounts->open_episodes = company->levels.open_leads;
    accounts->clients = company->levels.clients;
    accounts->cash = company->cash;
    for (fnl_time day = company->now / FNL_DAY; day < company->days; day++) {
        accounts->receivable += company->due_in[day];
        accounts->payable += company->due_out[day];
    }
    accounts->allowed = company->purse.allowed;
    accounts->spent = company->purse.spent;
}

fnl_status fnl_company_run(fnl_company *company, uint64_t seed, uint64_t replication,
                           const struct fnl_listener *listeners, size_t count,
                           struct fnl_accounts *accounts)
{
    forget(company);
    company->key = fnl_stream_key(seed, replication);
    company->end = company->plan->end;
    company->listeners = listeners;
    company->listener_count = count;
    company->listened = 0;
    for (size_t i = 0; i < count; i++)
        company->listened |= listeners[i].wants;
    company->wanted = company->listened;

    enter_past(company);
    fnl_opening_past(company);
    begin_due_phases(company);
    fnl_opening_day(company);
    fnl_company_plan(company, FNL_EVENT_DAY, 0, 0, 0, 0);
    live(company);
    if (is_to_end(company))
        return FNL_ERR_STOPPED;

    if (!company->stopped) {
        company->now = company->end;
        close_day(company, company->days - 1);
    }
    take_stock(company);
    if (accounts)
        *accounts = company->accounts;
    if (company->stuck)
        return FNL_ERR_SCENARIO;
    return company->failed || fnl_agenda_has_failed(company->agenda) ? FNL_ERR_MEMORY : FNL_OK;
}
