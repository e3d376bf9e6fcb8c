/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/market.h"

#include <math.h>

#include "model/state.h"
#include "model/volume.h"
#include "random/field.h"

static bool takes_place(const struct fnl_source *source, int number)
{
    for (size_t i = 0; i < source->dates.count; i++)
        if (source->dates.days[i] == number)
            return true;
    return false;
}

/* People of an event that takes place on this day; they all come on it. */
static double event_people(const struct fnl_company *company, const struct fnl_source *source,
                           uint64_t cell, int number)
{
    return takes_place(source, number)
               ? fnl_company_draw(company, &source->people_per_event, cell, FNL_PURPOSE_EVENT_SIZE)
               : 0;
}

/* The cell of a source's day: its points are the people who might come on it. */
static void plan_arrivals(struct fnl_company *company, uint32_t index, uint64_t cell, double people)
{
    const double supply = fnl_mechanism_on_supply(company, index);
    const double uninvited = people * supply;
    const double highest = uninvited + company->extra_rates[index] * supply;
    if (highest <= 0)
        return;

    struct fnl_field field;
    fnl_field_open(&field, company->key, cell, FNL_PURPOSE_ARRIVAL_FIELD);
    for (struct fnl_field_point point = fnl_field_next(&field); point.height < highest;
         point = fnl_field_next(&field)) {
        const bool bought = point.height >= uninvited;
        fnl_company_plan_event(
            company,
            &(struct fnl_event){.kind = FNL_EVENT_ARRIVAL,
                                .time = company->now + (fnl_time)(point.time * (double)FNL_DAY),
                                .key = fnl_key_part(cell, point.index),
                                .subject = index,
                                .version = bought,
                                .detail = point.index});
    }
}

/* Against the greatest, because the power itself may be too small or too large for a number. */
static void sharpen(struct fnl_company *company, double sharpness)
{
    const size_t sources = company->settings->sources.count;
    double greatest = 0;
    for (size_t i = 0; i < sources; i++)
        greatest = fmax(greatest, company->extra_rates[i]);
    for (size_t i = 0; i < sources; i++)
        if (company->extra_rates[i] > 0)
            company->extra_rates[i] = pow(company->extra_rates[i] / greatest, sharpness);
}

/* The weight of each source in the extra budget. */
static void weigh(struct fnl_company *company)
{
    const struct fnl_choice *choice = &company->settings->buy;
    const struct fnl_buy_policy *policy = (const struct fnl_buy_policy *)choice->policy;
    for (uint32_t i = 0; i < company->settings->sources.count; i++) {
        const struct fnl_buy_view view = fnl_question_of_buying(fnl_company_source(company, i));
        company->extra_rates[i] = view.cost_each > 0 ? policy->weight(choice->params, &view) : 0;
    }
    if (policy->sharpness)
        sharpen(company, policy->sharpness(choice->params));
}

/* How much of the extra budget each source gets, as people a day. */
static void share_extra_budget(struct fnl_company *company)
{
    const struct fnl_settings *settings = company->settings;
    double total = 0;
    weigh(company);
    for (uint32_t i = 0; i < settings->sources.count; i++)
        total += company->extra_rates[i];
    for (uint32_t i = 0; i < settings->sources.count; i++) {
        const struct fnl_source *source = fnl_settings_source(settings, i);
        if (company->extra_rates[i] > 0)
            company->extra_rates[i] *= (double)settings->extra_budget / total /
                                       (double)source->cost_each / FNL_DAYS_IN_MONTH;
    }
}

void fnl_market_phase_begins(struct fnl_company *company)
{
    share_extra_budget(company);
}

void fnl_market_day(struct fnl_company *company, int day)
{
    const struct fnl_volume_day today = fnl_volume_look_up(company, day);
    for (uint32_t i = 0; i < company->settings->sources.count; i++) {
        const struct fnl_source *source = fnl_company_source(company, i);
        const uint64_t cell = fnl_key_part(company->source_keys[i], (uint64_t)today.number);
        plan_arrivals(company, i, cell,
                      fnl_volume_rate(company, i, &today) +
                          event_people(company, source, cell, today.number));
        if (source->cost_per_event > 0 && takes_place(source, today.number))
            fnl_money_post(company, &(struct fnl_posting){.category = FNL_MONEY_CAMPAIGNS,
                                                          .amount = -source->cost_per_event,
                                                          .paid = company->now,
                                                          .owner = FNL_OWNER_SOURCE,
                                                          .owner_index = i,
                                                          .source = i});
    }
}

void fnl_market_arrival(struct fnl_company *company, const struct fnl_event *event)
{
    const uint32_t index = event->subject;
    const bool bought = event->version != 0;
    if (bought && !fnl_purse_holds(company, fnl_company_source(company, index)->cost_each))
        return;
    fnl_lead_arrives(company, &(struct fnl_lead_origin){
                                  .key = event->key,
                                  .source = index,
                                  .index = FNL_LEAD_INDEX(FNL_CHANNEL_FIELD, event->detail, 0),
                                  .day = company->settings->start + (int)(company->now / FNL_DAY),
                                  .bought = bought,
                                  .client = FNL_NOBODY,
                                  .rep = FNL_NOBODY});
}
