/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/deal.h"

#include "model/development.h"
#include "model/marketing.h"
#include "model/meeting.h"
#include "model/pita.h"
#include "model/rush.h"
#include "model/state.h"
#include "model/ownership.h"
#include "model/team.h"

static struct fnl_lead *lead_at(struct fnl_company *company, uint32_t id)
{
    return &company->leads.items[id];
}

static const struct fnl_accept_policy *accept_policy(const struct fnl_company *company)
{
    return (const struct fnl_accept_policy *)company->settings->accept.policy;
}

/* Index of the stage after which somebody may be turned down; -1 for none. */
static int early_stage(const struct fnl_company *company)
{
    const struct fnl_settings *settings = company->settings;
    const struct fnl_accept_policy *policy = accept_policy(company);
    if (!policy->after)
        return -1;
    const char *name = policy->after(settings->accept.params);
    return *name ? fnl_stage_named(settings, name) : 0;
}

void fnl_deal_phase_begins(struct fnl_company *company)
{
    const struct fnl_settings *settings = company->settings;
    company->decay = fnl_chance_decay(&settings->response);
    company->early_stage = early_stage(company);
    for (unsigned i = 0; i < settings->stages.count; i++)
        company->stage_meetings[i] =
            fnl_meeting_kind_named(settings, fnl_settings_stage(settings, i)->meeting);
}

static void come_to_touch(struct fnl_lead *lead, unsigned touch)
{
    lead->touch = (uint16_t)touch;
    lead->touch_key = fnl_key_part(lead->stage_key, lead->touch);
}

/* Index of the meeting kind that a stage's touches are; -1 for none. */
static int meeting_kind(const struct fnl_company *company, unsigned stage)
{
    return company->stage_meetings[stage];
}

/* Not here and now: whoever queues a touch is in the middle of the one before. */
static void plan_at_once(struct fnl_company *company, uint32_t id)
{
    const struct fnl_lead *lead = lead_at(company, id);
    fnl_company_plan(company, FNL_EVENT_AT_ONCE, company->now, lead->key, id, lead->version);
}

static void queue_touch(struct fnl_company *company, uint32_t id)
{
    if (fnl_company_has(company, FNL_DEVICE_NO_WAITING)) {
        plan_at_once(company, id);
        return;
    }
    struct fnl_lead *lead = lead_at(company, id);
    const struct fnl_stage *stage = fnl_company_stage(company, lead->stage);
    const double hours =
        fnl_company_draw(company, &stage->hours, lead->touch_key, FNL_PURPOSE_HOURS);
    const int kind = meeting_kind(company, lead->stage);
    const double preparation =
        kind < 0 ? 0 : fnl_settings_meeting_kind(company->settings, (unsigned)kind)->preparation;
    fnl_team_queue(company, lead->rep,
                   (struct fnl_task){.kind = FNL_TASK_TOUCH,
                                     .key = lead->key,
                                     .subject = id,
                                     .work = fnl_units_hours(hours + preparation),
                                     .detail = (uint16_t)(kind + 1)});
}

/* The next touch joins the queue when its gap is over. */
static void wait_for_touch(struct fnl_company *company, uint32_t id)
{
    struct fnl_lead *lead = lead_at(company, id);
    const double days = fnl_company_draw(company, &fnl_company_stage(company, lead->stage)->days,
                                         lead->touch_key, FNL_PURPOSE_GAP) *
                        fnl_company_source(company, lead->source)->gap_factor *
                        fnl_truth_factor_on_gaps(company, lead);
    if (days <= 0) {
        queue_touch(company, id);
        return;
    }
    const fnl_time due = company->now + fnl_units_days(days);
    fnl_company_plan(company, FNL_EVENT_TOUCH, due, lead->key, id, lead->version);
    fnl_rush_plan(company, id, due);
}

void fnl_deal_touch_due(struct fnl_company *company, const struct fnl_event *event)
{
    if (lead_at(company, event->subject)->version == event->version)
        queue_touch(company, event->subject);
}

void fnl_deal_enter_stage(struct fnl_company *company, uint32_t id, unsigned stage)
{
    struct fnl_lead *lead = lead_at(company, id);
    if (stage > 0)
        fnl_marketing_is_judged(company, lead, true);
    lead->stage = (uint8_t)stage;
    lead->stage_key = fnl_key_part(lead->episode_key, company->stage_keys[stage]);
    come_to_touch(lead, 0);
    lead->misses = 0;
    fnl_ownership_suit(company, lead);
    const double touches = fnl_company_draw(company, &fnl_company_stage(company, stage)->touches,
                                            lead->stage_key, FNL_PURPOSE_TOUCHES);
    lead->reviews = fnl_pita_reviews(company, lead);
    lead->touches_left = (uint16_t)((touches < 1.5 ? 1 : touches + 0.5) + lead->reviews);
    if (fnl_company_is_heard(company, FNL_FACT_STAGE))
        fnl_company_tell(company, &(struct fnl_fact){.kind = FNL_FACT_STAGE,
                                                     .time = company->now,
                                                     .key = lead->key,
                                                     .source = lead->source,
                                                     .rep = lead->rep,
                                                     .client = lead->client,
                                                     .index = lead->episode,
                                                     .detail = stage});
    if (stage == 0)
        queue_touch(company, id);
    else
        wait_for_touch(company, id);
}

/* Whom we cannot reach never shows; whom we answer fast, often. */
static bool takes_place(struct fnl_company *company, struct fnl_lead *lead)
{
    const struct fnl_source *source = fnl_company_source(company, lead->source);
    if (fnl_lead_is_unreachable(company, lead))
        return false;

    double effect =
        fnl_truth_effect_on_shows(company, lead) + fnl_mechanism_on_showing(company, lead);
    if (lead->stage == 0 && lead->touch == 0 && !lead->met && source->kind == FNL_SOURCE_INBOUND)
        effect += fnl_chance_of_delay(&company->decay, company->now - lead->arrived);
    const double shows = fnl_chance_moved(fnl_company_stage(company, lead->stage)->shows, effect);
    return fnl_company_chance(company, shows, lead->touch_key, FNL_PURPOSE_SHOW);
}

static bool is_to_be_qualified(const struct fnl_company *company, const struct fnl_lead *lead)
{
    return company->test.by == FNL_QUALIFIED_BY_REP && !lead->qualified;
}

fnl_time fnl_deal_touch_begins(struct fnl_company *company, const struct fnl_task *task, bool *held)
{
    struct fnl_lead *lead = lead_at(company, task->subject);
    *held = takes_place(company, lead);
    if (!*held)
        return fnl_units_hours(fnl_company_stage(company, lead->stage)->missed_hours);
    return task->work + (is_to_be_qualified(company, lead) ? company->test.takes : 0);
}

static enum fnl_cause cause_of_loss(struct fnl_company *company, const struct fnl_lead *lead)
{
    const struct fnl_stage *stage = fnl_company_stage(company, lead->stage);
    const double on_price = stage->on_price * fnl_mechanism_on_price_loss(company, lead);
    const double total = stage->to_competitor + on_price + stage->no_decision;
    const double place = fnl_company_uniform(company, lead->stage_key, FNL_PURPOSE_CAUSE) * total;
    if (place < stage->to_competitor)
        return FNL_CAUSE_COMPETITOR;
    return place < stage->to_competitor + on_price ? FNL_CAUSE_PRICE : FNL_CAUSE_NO_DECISION;
}

fnl_money fnl_deal_value(const struct fnl_company *company, const struct fnl_lead *lead)
{
    if (lead->value > 0)
        return lead->value;
    const double factor =
        fnl_company_draw(company, &fnl_company_source(company, lead->source)->deal_factor,
                         lead->key, FNL_PURPOSE_DEAL_FACTOR);
    return fnl_units_scaled(
        fnl_client_contract_value(company, lead->episode_key),
        factor * fnl_mechanism_on_value(company, fnl_lead_person(company, lead), lead->source));
}

static void decline(struct fnl_company *company, uint32_t id,
                    const struct fnl_accept_answer *answer)
{
    struct fnl_lead *lead = lead_at(company, id);
    if (fnl_company_chance(company, answer->comes_back, lead->episode_key, FNL_PURPOSE_COME_BACK))
        fnl_lead_comes_back(company, id, company->now + answer->back_after);
    else
        fnl_lead_ends(company, id, FNL_CAUSE_WALKED_AWAY);
}

/* Work that waits for rep `index`: its own, and its part of what waits for whoever of its role is
 * free. */
static fnl_time waiting_for(const struct fnl_company *company, uint32_t index)
{
    const enum fnl_role role = company->reps[index].role;
    const struct fnl_queue *line = &company->lines[role].shared;
    fnl_time shared = 0;
    for (size_t i = 0; i < line->count; i++)
        shared += line->items[i].work;
    const fnl_time there = (fnl_time)fnl_rep_count(company, role);
    return company->reps[index].queued + shared / (there > 0 ? there : 1);
}

/* A rep under pressure may not tell of what it sees. */
static bool is_overlooked(const struct fnl_company *company, const struct fnl_lead *lead,
                          uint32_t rep)
{
    return fnl_company_chance(company, 1 - fnl_mechanism_on_flags(company, rep), lead->episode_key,
                              FNL_PURPOSE_OVERLOOK);
}

/* What the firm knows when `lead` would sign with rep `rep`, who tells of red flags or not. */
static struct fnl_accept_view view_of(const struct fnl_company *company,
                                      const struct fnl_lead *lead, uint32_t rep, bool flags)
{
    const struct fnl_standing standing = fnl_quota_standing(company, rep);
    return (struct fnl_accept_view){.flags = flags,
                                    .on_our_terms = lead->on_our_terms,
                                    .missing = standing.missing,
                                    .left = standing.left,
                                    .waiting = waiting_for(company, rep)};
}

static void tell_of_closing(struct fnl_company *company, const struct fnl_lead *lead,
                            const struct fnl_accept_view *view, bool overlooked,
                            const struct fnl_accept_answer *answer)
{
    const double price = answer->verdict == FNL_DECLINE ? 0 : answer->price_factor;
    fnl_company_tell(company,
                     &(struct fnl_fact){.kind = FNL_FACT_CLOSING,
                                        .time = company->now,
                                        .key = lead->key,
                                        .source = lead->source,
                                        .rep = lead->rep,
                                        .client = lead->client,
                                        .amount = fnl_units_integer(price * (double)FNL_MILLION),
                                        .detail = (uint32_t)answer->verdict,
                                        .index = overlooked,
                                        .flag = view->flags});
}

static bool is_not_wanted(const struct fnl_company *company, const struct fnl_lead *lead)
{
    return lead->pita && fnl_company_has(company, FNL_DEVICE_NO_NEW_PAINS);
}

/* What the accept policy says to a signature with rep `rep`, or to going on towards one. */
static struct fnl_accept_answer answer_to(const struct fnl_company *company,
                                          const struct fnl_accept_view *view)
{
    return accept_policy(company)->decide(company->settings->accept.params, view);
}

/* They would go on. The flags that we see are those that we would see when they sign. */
static bool is_turned_down_early(struct fnl_company *company, const struct fnl_lead *lead,
                                 uint32_t rep)
{
    if (lead->stage != company->early_stage)
        return false;
    const bool flags = fnl_pita_shows_flags(company, lead) && !is_overlooked(company, lead, rep);
    const struct fnl_accept_view view = view_of(company, lead, rep, flags);
    return answer_to(company, &view).verdict == FNL_DECLINE;
}

/* They would sign. Whether we do, and on what terms, is the accept policy's. */
static void close(struct fnl_company *company, uint32_t id, uint32_t rep)
{
    struct fnl_lead *lead = lead_at(company, id);
    const double squeezed = lead->pita ? 1 - company->settings->pita.discount : 1;
    const fnl_money value = fnl_units_scaled(fnl_deal_value(company, lead),
                                             squeezed * fnl_mechanism_on_price(company, lead));
    const bool flags = fnl_pita_shows_flags(company, lead),
               overlooked = flags && is_overlooked(company, lead, rep);
    const struct fnl_accept_view view = view_of(company, lead, rep, flags && !overlooked);
    struct fnl_accept_answer answer = is_not_wanted(company, lead)
                                          ? (struct fnl_accept_answer){.verdict = FNL_DECLINE}
                                          : answer_to(company, &view);
    answer.price_factor *= fnl_rush_on_price(company, lead);
    if (fnl_company_is_heard(company, FNL_FACT_CLOSING))
        tell_of_closing(company, lead, &view, overlooked, &answer);

    if (answer.verdict == FNL_DECLINE) {
        decline(company, id, &answer);
    } else if (answer.verdict == FNL_COUNTER &&
               !fnl_company_chance(company, answer.takes_it, lead->episode_key,
                                   FNL_PURPOSE_COUNTER)) {
        fnl_lead_ends(company, id, FNL_CAUSE_OUR_TERMS);
    } else {
        if (lead->rep == FNL_NOBODY)
            lead->rep = rep;
        fnl_client_sign(company, lead, fnl_units_scaled(value, answer.price_factor),
                        answer.terms_factor);
        fnl_lead_ends(company, id, FNL_CAUSE_WON);
    }
}

static int64_t millionths(double x)
{
    return fnl_units_integer(x * (double)FNL_MILLION);
}

/* `about` holds what is not the lead's own. */
static void tell_of_decision(struct fnl_company *company, const struct fnl_lead *lead,
                             const struct fnl_fact *about)
{
    struct fnl_fact fact = *about;
    fact.kind = FNL_FACT_DECIDED;
    fact.time = company->now;
    fact.key = lead->key;
    fact.source = lead->source;
    fact.client = lead->client;
    fact.detail = lead->stage;
    fnl_company_tell(company, &fact);
}

static void decide(struct fnl_company *company, uint32_t id, uint32_t rep)
{
    struct fnl_lead *lead = lead_at(company, id);
    const double person = fnl_truth_effect(company, lead),
                 skill = fnl_rep_skill(&company->reps[rep]),
                 more = fnl_mechanism_on_going_on(company, lead, rep) +
                        fnl_rush_on_going_on(company, lead);
    const double chance =
        fnl_chance_moved(fnl_company_stage(company, lead->stage)->go_on, person + skill + more);
    const bool goes_on = fnl_company_chance(company, chance, lead->stage_key, FNL_PURPOSE_ADVANCE);
    if (fnl_company_is_heard(company, FNL_FACT_DECIDED))
        tell_of_decision(company, lead,
                         &(struct fnl_fact){.rep = rep,
                                            .amount = millionths(chance),
                                            .span = millionths(person),
                                            .wait = millionths(skill),
                                            .until = millionths(more),
                                            .flag = goes_on});
    if (!goes_on)
        fnl_lead_ends(company, id, cause_of_loss(company, lead));
    else if (lead->stage + 1u == company->settings->stages.count)
        close(company, id, rep);
    else if (is_turned_down_early(company, lead, rep))
        fnl_lead_ends(company, id, FNL_CAUSE_WALKED_AWAY);
    else if (fnl_development_passes(company, lead, lead->stage + 1u))
        fnl_deal_enter_stage(company, id, lead->stage + 1u);
    else
        fnl_lead_ends(company, id, FNL_CAUSE_LOST_BETWEEN);
}

/* How often in a row we try: a dead address is one however often. */
static int64_t count_tries(const struct fnl_company *company, struct fnl_lead *lead)
{
    const int64_t tries = fnl_company_stage(company, lead->stage)->tries;
    const bool goes_on = tries < FNL_DEVICE_TRIES &&
                         fnl_company_has(company, FNL_DEVICE_NOBODY_DROPPED) &&
                         !fnl_lead_is_unreachable(company, lead);
    return goes_on ? FNL_DEVICE_TRIES : tries;
}

static void missed(struct fnl_company *company, uint32_t id)
{
    struct fnl_lead *lead = lead_at(company, id);
    come_to_touch(lead, lead->touch + 1u);
    if (++lead->misses < count_tries(company, lead)) {
        wait_for_touch(company, id);
        return;
    }
    fnl_lead_ends(company, id,
                  fnl_lead_is_unreachable(company, lead) ? FNL_CAUSE_UNREACHABLE
                                                         : FNL_CAUSE_WENT_DARK);
}

/* The noisy test, by the rep in the first touch that takes place; true when the lead passes. */
static bool passes(struct fnl_company *company, struct fnl_lead *lead, uint32_t rep)
{
    if (!is_to_be_qualified(company, lead))
        return true;
    lead->qualified = true;
    return fnl_lead_passes_test(company, lead, rep);
}

/* How a touch came out. */
struct outcome {
    uint32_t rep;
    bool held;
    fnl_time hours, waited;
};

static void tell_of_touch(struct fnl_company *company, const struct fnl_task *task,
                          const struct outcome *outcome)
{
    const struct fnl_lead *lead = lead_at(company, task->subject);
    fnl_company_tell(
        company, &(struct fnl_fact){.kind = FNL_FACT_TOUCH,
                                    .time = company->now,
                                    .key = lead->key,
                                    .span = outcome->hours,
                                    .wait = outcome->waited,
                                    .source = lead->source,
                                    .rep = outcome->rep,
                                    .client = lead->client,
                                    .detail = lead->stage,
                                    .index = task->detail,
                                    .day = lead->touch,
                                    .other = outcome->held && lead->first_touch == FNL_NEVER,
                                    .amount = outcome->held && lead->touches_left <= lead->reviews,
                                    .flag = outcome->held});
}

/* The first talk of all: whoever was promised a reward for it gets it. */
static void count_first_talk(struct fnl_company *company, struct fnl_lead *lead)
{
    if (lead->first_touch != FNL_NEVER)
        return;
    lead->first_touch = company->now;
    fnl_lead_pay_reward(company, lead);
}

static void carry_out(struct fnl_company *company, const struct fnl_task *task,
                      const struct outcome *outcome)
{
    const uint32_t id = task->subject, rep = outcome->rep;
    struct fnl_lead *lead = lead_at(company, id);
    lead->worked += outcome->hours;
    if (fnl_company_is_heard(company, FNL_FACT_TOUCH))
        tell_of_touch(company, task, outcome);
    fnl_mechanism_touched(company, lead, outcome->held);
    if (!outcome->held) {
        missed(company, id);
        return;
    }

    lead->misses = 0;
    lead->met = lead->talked = true;
    lead->touches_ever++;
    count_first_talk(company, lead);
    fnl_mechanism_touch_held(company, lead, (int)task->detail - 1, lead->touch_key);
    if (task->detail > 0)
        fnl_meeting_with_lead(company, rep, lead, lead->touch_key, task->detail - 1u);
    lead = lead_at(company, id);
    come_to_touch(lead, lead->touch + 1u);
    if (!passes(company, lead, rep))
        fnl_lead_ends(company, id, FNL_CAUSE_DISQUALIFIED);
    else if (--lead->touches_left > 0)
        wait_for_touch(company, id);
    else if (lead->on_our_terms)
        close(company, id, rep);
    else
        decide(company, id, rep);
}

void fnl_deal_touch_done(struct fnl_company *company, uint32_t index, const struct fnl_task *task)
{
    const struct fnl_rep_job *job = &company->reps[index].job;
    carry_out(company, task,
              &(struct outcome){.rep = index,
                                .held = job->held,
                                .hours = job->takes,
                                .waited = job->started - task->ready});
}

/* Who would have it if it were queued: of a shared queue, who is next in turn of its role. */
static uint32_t toucher_of(struct fnl_company *company, const struct fnl_lead *lead)
{
    return lead->rep != FNL_NOBODY
               ? lead->rep
               : fnl_ownership_next(company, fnl_development_works(company, lead, lead->stage));
}

/* What a rep does before it, it does all the same: such as to complete the record. */
void fnl_deal_touch_at_once(struct fnl_company *company, const struct fnl_event *event)
{
    const uint32_t id = event->subject;
    struct fnl_lead *lead = lead_at(company, id);
    if (lead->version != event->version)
        return;
    const uint32_t rep = toucher_of(company, lead);
    if (rep == FNL_NOBODY)
        return;
    const struct fnl_task task = {.kind = FNL_TASK_TOUCH,
                                  .key = lead->key,
                                  .subject = id,
                                  .detail = (uint16_t)(meeting_kind(company, lead->stage) + 1)};
    (void)fnl_mechanism_on_task(company, rep, &task);
    carry_out(company, &task, &(struct outcome){.rep = rep, .held = takes_place(company, lead)});
}
