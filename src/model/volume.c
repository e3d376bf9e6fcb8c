/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/volume.h"

#include "base/date.h"
#include "model/state.h"

struct fnl_volume_day fnl_volume_look_up(const struct fnl_company *company, int day)
{
    const int number = company->settings->start + day;
    const struct fnl_date date = fnl_date_of(number);
    const int days = fnl_date_month_days(date.year, date.month), first = day - (date.day - 1);
    const int workdays = fnl_calendar_workdays(company->plan->calendar, first + days) -
                         fnl_calendar_workdays(company->plan->calendar, first);
    return (struct fnl_volume_day){.day = day,
                                   .number = number,
                                   .month = date.month,
                                   .month_start = number - (date.day - 1),
                                   .workdays = workdays,
                                   .days_off = days - workdays,
                                   .is_workday = fnl_company_is_workday(company, day)};
}

/* Full volume is reached in equal steps of a day over the ramp, from the source's first day. */
static double ramped(const struct fnl_company *company, const struct fnl_source *source,
                     uint32_t index, int day)
{
    const double months = fnl_company_draw(company, &source->ramp_months,
                                           company->source_keys[index], FNL_PURPOSE_RAMP);
    const double days = months * FNL_DAYS_IN_MONTH;
    const int since = day + 2 - company->launched[index];
    return since >= days ? 1 : since / days;
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
                           uint32_t index, const struct fnl_volume_day *day)
{
    const uint64_t month = fnl_key_part(company->source_keys[index], (uint64_t)day->month_start);
    const double volume =
        fnl_company_draw(company, &source->leads_per_month, month, FNL_PURPOSE_VOLUME);
    return volume > 0 ? volume : 0;
}

/* The days of a month share its volume, a day off with less weight. */
double fnl_volume_rate(const struct fnl_company *company, uint32_t index,
                       const struct fnl_volume_day *day)
{
    const struct fnl_source *source = fnl_company_source(company, index);
    const double volume = month_volume(company, source, index, day);
    const double weight = day->is_workday ? 1 : source->weekend;
    const double month_weight = day->workdays + day->days_off * source->weekend;
    if (volume <= 0 || month_weight <= 0)
        return 0;
    return volume * season(source, day->month) * weight / month_weight *
           ramped(company, source, index, day->day) * burst(company, source, index, day->number) *
           fnl_mechanism_on_volume(company, index);
}

/* A source is launched on the first day on which it is to bring anybody. */
void fnl_volume_phase_begins(struct fnl_company *company)
{
    for (uint32_t i = 0; i < company->settings->sources.count; i++)
        if (company->launched[i] == 0 &&
            fnl_law_greatest(&fnl_company_source(company, i)->leads_per_month) > 0)
            company->launched[i] = (int)(company->now / FNL_DAY) + 1;
}
