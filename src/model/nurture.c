/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nurture.h"

#include "model/marketing.h"
#include "model/mechanism.h"
#include "model/state.h"
#include "model/ownership.h"
#include "model/team.h"

static const char *const nurturers[] = {"desk", "reps", NULL};

static const struct fnl_param rows[] = {
    FNL_PARAM_ONE_OF(fnl_nurture, who, nurturers, "desk", TUNING,
                     "desk: marketing people, for money; reps: in their own hours, and whom they "
                     "nurture is theirs",
                     "convention", "Who keeps in touch with people who are not ready to buy?"),
    FNL_PARAM(fnl_nurture, every, SPAN, DAYS, 1, 3650, "14 days", "14 days", NEVER, TUNING,
              "days between touches", "guess", "How often do they hear from you?"),
    FNL_PARAM(fnl_nurture, cost_per_touch, MONEY, MONEY, 0, 1e6, "4", "0", NEVER, TUNING,
              "price of a touch by the desk", "guess", "What does one such touch cost?"),
    FNL_PARAM(fnl_nurture, hours_per_touch, NUMBER, HOURS, 0.01, 100, "0.25", "0.25", NEVER, TUNING,
              "a rep's hours for a touch", "guess", "How long does a rep need for one?"),
    FNL_PARAM(fnl_nurture, touches, COUNT, NONE, 0, 1000000, "26", "0", NEVER, TUNING,
              "touches at most, for one person and episode; 1000000 is as long as may be required",
              "guess: a year of them", "When do you give up?"),
    FNL_PARAM(fnl_nurture, trust_per_touch, SHARE, SHARE, 0, 1, "5 %", "0", NEVER, TUNING,
              "share of the trust that is missing which a touch gives",
              "guess: no published figure",
              "After a year of hearing from you, how much more do they trust you?"),
    FNL_PARAM(fnl_nurture, interest_per_touch, SHARE, SHARE, 0, 1, "5 %", "0", NEVER, TUNING,
              "share of the interest that is missing which a touch gives",
              "guess: no published figure",
              "After a year of hearing from you, how many more want to talk?"),
    FNL_PARAM(fnl_nurture, lost_per_touch, SHARE, SHARE, 0, 1, "1 %", "0", NEVER, TUNING,
              "share whom a touch makes want no more of it", "guess: no published figure",
              "Of a hundred who hear from you, how many ask you to stop?"),
    FNL_PARAM(fnl_nurture, dormant, SHARE, SHARE, 0, 1, "50 %", "0", NEVER, TUNING,
              "of those lost to no decision, gone dark or kept by marketing without nurture: share "
              "who are nurtured from then on",
              "guess", "Of ten who said \"not now\", with how many do you keep in touch?"),
    FNL_PARAM(fnl_nurture, wakes_per_touch, SHARE, SHARE, 0, 1, "0.3 %", "0", NEVER, TUNING,
              "share of those whom a touch brings back",
              "guess: one in fifteen in a year; 45 % of inquiries buy from somebody within a year "
              "(Obermayer)",
              "Of a hundred old contacts who hear from you, how many want to talk again?"),
};
const struct fnl_param_table fnl_nurture_table = FNL_PARAM_TABLE(rows, struct fnl_nurture);

static bool is_present(const struct fnl_settings *settings)
{
    return settings->nurture.present;
}

static const struct fnl_nurture *about(const struct fnl_company *company)
{
    return &company->settings->nurture;
}

static uint64_t touch_key(const struct fnl_lead *lead, uint32_t touch)
{
    return fnl_key_part(lead->episode_key, touch);
}

static void plan_touch(struct fnl_company *company, uint32_t id, uint32_t touch)
{
    const struct fnl_lead *lead = &company->leads.items[id];
    fnl_company_plan_event(company,
                           &(struct fnl_event){.time = company->now + about(company)->every,
                                               .kind = FNL_EVENT_NURTURE,
                                               .key = lead->key,
                                               .subject = id,
                                               .version = lead->version,
                                               .detail = touch});
}

/* Who was kept and is sown in the same episode goes on where the touches ended. */
static void begin(struct fnl_company *company, uint32_t id, enum fnl_nurtured sort)
{
    company->leads.items[id].nurtured = (unsigned)sort & 3u;
    plan_touch(company, id, company->leads.items[id].sown);
}

static bool keeps(struct fnl_company *company, uint32_t id)
{
    const struct fnl_choice *choice = &company->settings->handoff;
    if (!((const struct fnl_handoff_policy *)choice->policy)->nurtures ||
        about(company)->touches == 0)
        return false;
    begin(company, id, FNL_NURTURED_KEPT);
    return true;
}

/* Nobody sows twice: whoever was nurtured in vain is not nurtured on. */
static bool may_come_up(const struct fnl_lead *lead, enum fnl_cause cause)
{
    return (cause == FNL_CAUSE_NO_DECISION || cause == FNL_CAUSE_WENT_DARK ||
            cause == FNL_CAUSE_NOT_HANDED_ON) &&
           lead->nurtured == FNL_NURTURED_NOT && lead->client == FNL_NOBODY;
}

static bool tends(struct fnl_company *company, uint32_t id, enum fnl_cause cause)
{
    struct fnl_lead *lead = &company->leads.items[id];
    const bool sown =
        may_come_up(lead, cause) && lead->sown < about(company)->touches &&
        fnl_company_chance(company, about(company)->dormant, lead->episode_key, FNL_PURPOSE_SOWN);
    lead->nurtured = FNL_NURTURED_NOT;
    if (sown)
        begin(company, id, FNL_NURTURED_DORMANT);
    return sown;
}

static void warm(struct fnl_company *company, struct fnl_lead *lead)
{
    const double interest = fnl_truth_of(company, lead, FNL_TRAIT_INTEREST);
    const double trust = fnl_truth_of(company, lead, FNL_TRAIT_TRUST) + (double)lead->trust_gained;
    if (trust < 1)
        lead->trust_gained += (float)(about(company)->trust_per_touch * (1 - trust));
    fnl_truth_take(&lead->truth, FNL_TRAIT_INTEREST,
                   interest + about(company)->interest_per_touch * (1 - interest));
}

static void tell_of_touch(struct fnl_company *company, const struct fnl_lead *lead, uint32_t touch,
                          bool stays)
{
    fnl_company_tell(company, &(struct fnl_fact){.kind = FNL_FACT_NURTURED,
                                                 .time = company->now,
                                                 .key = lead->key,
                                                 .index = touch,
                                                 .detail = lead->nurtured,
                                                 .source = lead->source,
                                                 .rep = lead->rep,
                                                 .client = lead->client,
                                                 .flag = stays});
}

/* Before sales: ready, gone, given up, or touched again. */
static void goes_on(struct fnl_company *company, uint32_t id, uint32_t touch, bool stays)
{
    struct fnl_lead *lead = &company->leads.items[id];
    if (!stays) {
        fnl_lead_ends(company, id, FNL_CAUSE_LOST_IN_NURTURE);
    } else if (fnl_marketing_finds_ready(company, lead)) {
        lead->nurtured = FNL_NURTURED_NOT;
        lead->arrived = company->now;
        fnl_marketing_hands_over(company, id);
    } else if (touch + 1 < about(company)->touches) {
        plan_touch(company, id, touch + 1);
    } else {
        fnl_lead_ends(company, id, FNL_CAUSE_NOT_HANDED_ON);
    }
}

/* After the end of an episode: back, gone, given up, or touched again. */
static void sleeps_on(struct fnl_company *company, uint32_t id, uint32_t touch, bool stays)
{
    struct fnl_lead *lead = &company->leads.items[id];
    if (!stays) {
        fnl_lead_is_forgotten(company, id);
    } else if (fnl_company_chance(company, about(company)->wakes_per_touch, touch_key(lead, touch),
                                  FNL_PURPOSE_WAKES)) {
        fnl_lead_is_back(company, id);
    } else if (touch + 1 < about(company)->touches) {
        plan_touch(company, id, touch + 1);
    } else {
        lead->nurtured = FNL_NURTURED_NOT;
        if (!lead->will_return)
            fnl_lead_is_forgotten(company, id);
    }
}

static void touch_lead(struct fnl_company *company, uint32_t id, uint32_t touch)
{
    struct fnl_lead *lead = &company->leads.items[id];
    const bool stays = !fnl_company_chance(company, about(company)->lost_per_touch,
                                           touch_key(lead, touch), FNL_PURPOSE_LOST_IN_NURTURE);
    lead->sown = (touch + 1) & 0xfffffu;
    warm(company, lead);
    if (fnl_company_is_heard(company, FNL_FACT_NURTURED))
        tell_of_touch(company, lead, touch, stays);
    if (lead->nurtured == FNL_NURTURED_KEPT)
        goes_on(company, id, touch, stays);
    else
        sleeps_on(company, id, touch, stays);
}

static void queue_touch(struct fnl_company *company, uint32_t id, uint32_t touch)
{
    const struct fnl_lead *lead = &company->leads.items[id];
    fnl_team_queue(company, lead->rep,
                   (struct fnl_task){.kind = FNL_TASK_NURTURE,
                                     .key = lead->key,
                                     .subject = id,
                                     .work = fnl_units_hours(about(company)->hours_per_touch),
                                     .number = touch});
}

/* A touch that waits for nobody (device.h) is of whoever is next in turn, as the lead is then. */
static void touch_at_once(struct fnl_company *company, uint32_t id, uint32_t touch)
{
    struct fnl_lead *lead = &company->leads.items[id];
    if (lead->rep == FNL_NOBODY)
        lead->rep = fnl_ownership_next_owner(company);
    if (lead->rep != FNL_NOBODY)
        touch_lead(company, id, touch);
}

static void give_to_rep(struct fnl_company *company, uint32_t id, uint32_t touch)
{
    struct fnl_lead *lead = &company->leads.items[id];
    if (lead->rep == FNL_NOBODY)
        lead->rep = fnl_ownership_assign(company, lead, 0);
    if (fnl_company_has(company, FNL_DEVICE_NO_WAITING))
        touch_at_once(company, id, touch);
    else
        queue_touch(company, id, touch);
}

void fnl_nurture_due(struct fnl_company *company, const struct fnl_event *event)
{
    const struct fnl_lead *lead = &company->leads.items[event->subject];
    if (lead->version != event->version)
        return;
    if (about(company)->who == FNL_NURTURE_BY_REPS) {
        give_to_rep(company, event->subject, event->detail);
        return;
    }
    if (about(company)->cost_per_touch > 0)
        fnl_marketing_spends(company, lead, about(company)->cost_per_touch);
    touch_lead(company, event->subject, event->detail);
}

void fnl_nurture_done(struct fnl_company *company, uint32_t index, const struct fnl_task *task)
{
    struct fnl_lead *lead = &company->leads.items[task->subject];
    if (lead->rep == FNL_NOBODY)
        lead->rep = index;
    touch_lead(company, task->subject, task->number);
}

/* How many people are being nurtured, of both sorts. */
static void measure(const struct fnl_company *company, struct fnl_levels *levels)
{
    levels->nurtured = 0;
    if (!about(company)->present)
        return;
    for (size_t i = 0; i < company->leads.count; i++)
        levels->nurtured += company->leads.items[i].in_use && company->leads.items[i].nurtured;
}

const struct fnl_mechanism fnl_nurture_mechanism = {
    .is_present = is_present,
    .keeps = keeps,
    .tends = tends,
    .measure = measure,
};
