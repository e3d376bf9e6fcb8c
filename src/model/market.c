/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/market.h"

#include <math.h>

#include "base/date.h"
#include "model/state.h"
#include "random/field.h"

/* A day in the calendar, looked up once for all sources. */
struct day {
    int day;                /* of the horizon */
    int number;             /* its day number */
    int month;              /* 1 to 12 */
    int month_start;        /* day number */
    int workdays, days_off; /* in the month */
    bool is_workday;
};

static int number_of(const struct fnl_company *company, int day)
{
    return company->plan->phases[0].settings->start + day;
}

static struct day look_up(const struct fnl_company *company, int day)
{
    const int number = number_of(company, day);
    const struct fnl_date date = fnl_date_of(number);
    const int days = fnl_date_month_days(date.year, date.month), first = day - (date.day - 1);
    const int workdays = fnl_calendar_workdays(company->plan->calendar, first + days) -
                         fnl_calendar_workdays(company->plan->calendar, first);
    return (struct day){.day = day,
                        .number = number,
                        .month = date.month,
                        .month_start = number - (date.day - 1),
                        .workdays = workdays,
                        .days_off = days - workdays,
                        .is_workday = fnl_company_is_workday(company, day)};
}

/* Full volume is reached in equal steps of a day over the ramp. */
static double ramped(const struct fnl_company *company, const struct fnl_source *source,
                     uint32_t index, int day)
{
    const double months = fnl_company_draw(company, &source->ramp_months,
                                           company->source_keys[index], FNL_PURPOSE_RAMP);
    const double days = months * 30.4375;
    return day + 1 >= days ? 1 : (day + 1) / days;
}

static double season(const struct fnl_source *source, int month)
{
    const struct fnl_param_plan *plan = &source->seasonality;
    const size_t index = (size_t)month - 1;
    return plan->months[index < plan->count ? index : plan->count - 1];
}

/* A wave that began on this day or in the days before it multiplies the volume. */
static double burst(const struct fnl_company *company, const struct fnl_source *source,
                    uint32_t index, int number)
{
    if (source->bursts_per_year <= 0)
        return 1;
    for (int back = 0; back < (int)source->burst_days; back++) {
        const uint64_t cell = fnl_key_part(company->source_keys[index], (uint64_t)(number - back));
        if (fnl_company_chance(company, source->bursts_per_year / 365.25, cell, FNL_PURPOSE_BURST))
            return source->burst_factor;
    }
    return 1;
}

static double month_volume(const struct fnl_company *company, const struct fnl_source *source,
                           uint32_t index, const struct day *day)
{
    const uint64_t month = fnl_key_part(company->source_keys[index], (uint64_t)day->month_start);
    const double volume =
        fnl_company_draw(company, &source->leads_per_month, month, FNL_PURPOSE_VOLUME);
    return volume > 0 ? volume : 0;
}

/* People a day; the days of a month share its volume, a day off with less weight. */
static double rate(const struct fnl_company *company, uint32_t index, const struct day *day)
{
    const struct fnl_source *source = fnl_company_source(company, index);
    const double volume = month_volume(company, source, index, day);
    const double weight = day->is_workday ? 1 : source->weekend;
    const double month_weight = day->workdays + day->days_off * source->weekend;
    if (volume <= 0 || month_weight <= 0)
        return 0;
    return volume * season(source, day->month) * weight / month_weight *
           ramped(company, source, index, day->day) * burst(company, source, index, day->number);
}

double fnl_market_rate(const struct fnl_company *company, uint32_t index, int day)
{
    const struct day found = look_up(company, day);
    return rate(company, index, &found);
}

/* People of an event that takes place on this day; they all come on it. */
static double event_people(const struct fnl_company *company, const struct fnl_source *source,
                           uint64_t cell, int number)
{
    for (size_t i = 0; i < source->dates.count; i++)
        if (source->dates.days[i] == number)
            return fnl_company_draw(company, &source->people_per_event, cell,
                                    FNL_PURPOSE_EVENT_SIZE);
    return 0;
}

static bool takes_place(const struct fnl_source *source, int number)
{
    for (size_t i = 0; i < source->dates.count; i++)
        if (source->dates.days[i] == number)
            return true;
    return false;
}

/* The cell of a source's day: its points are the people who might come on it. */
static void plan_arrivals(struct fnl_company *company, uint32_t index, uint64_t cell, double people)
{
    const double highest = people + company->extra_rates[index];
    if (highest <= 0)
        return;

    struct fnl_field field;
    fnl_field_open(&field, company->key, cell, FNL_PURPOSE_ARRIVAL_FIELD);
    for (struct fnl_field_point point = fnl_field_next(&field); point.height < highest;
         point = fnl_field_next(&field)) {
        const bool bought = point.height >= people;
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

void fnl_market_day(struct fnl_company *company, int day)
{
    const struct day today = look_up(company, day);
    for (uint32_t i = 0; i < company->settings->sources.count; i++) {
        const struct fnl_source *source = fnl_company_source(company, i);
        const uint64_t cell = fnl_key_part(company->source_keys[i], (uint64_t)today.number);
        plan_arrivals(company, i, cell,
                      rate(company, i, &today) + event_people(company, source, cell, today.number));
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
                                  .day = number_of(company, (int)(company->now / FNL_DAY)),
                                  .bought = bought,
                                  .client = FNL_NOBODY,
                                  .rep = FNL_NOBODY});
}
