/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/monthend.h"

#include <math.h>

#include "base/units.h"

static const struct fnl_settings *settings_of(const struct fnl_recorder *recorder)
{
    return recorder->plan->phases[0].settings;
}

static void set_month(struct fnl_recorder *recorder, enum fnl_series series, int64_t value)
{
    recorder->row[fnl_indicator_series_at(&recorder->layout, series, recorder->month)] = value;
}

/* Each month's cash flow, discounted from the month's end to the start. */
static void discount(struct fnl_recorder *recorder, fnl_money flow)
{
    const double rate = settings_of(recorder)->costs.discount_rate;
    const double years = (double)(recorder->month + 1) / 12;
    recorder->row[FNL_NET_PRESENT_VALUE] +=
        fnl_units_scaled(flow, fnl_units_rounded(pow(1 + rate, -years)));
}

/* What the month's end says of the quarter's forecast. */
static void judge_forecast(struct fnl_recorder *recorder)
{
    const struct fnl_row_layout *layout = &recorder->layout;
    const size_t month = recorder->month;
    const int64_t forecast =
        recorder->row[fnl_indicator_series_at(layout, FNL_SERIES_FORECAST, month)];
    const int64_t came =
        recorder->row[fnl_indicator_series_at(layout, FNL_SERIES_FORECAST_CAME, month)];
    recorder->forecasts_came += came;
    recorder->forecasts_missed += came > forecast ? came - forecast : forecast - came;
}

void fnl_monthend_hear(struct fnl_recorder *recorder, const struct fnl_levels *levels)
{
    set_month(recorder, FNL_SERIES_CASH, levels->cash);
    set_month(recorder, FNL_SERIES_OPEN_LEADS, levels->open_leads);
    set_month(recorder, FNL_SERIES_CLIENTS, levels->clients);
    set_month(recorder, FNL_SERIES_PITA_CLIENTS, levels->pita_clients);
    set_month(recorder, FNL_SERIES_HOURS_AVAILABLE, levels->available_hours - recorder->available);
    set_month(recorder, FNL_SERIES_BACKLOG, levels->waiting_hours);
    set_month(recorder, FNL_SERIES_REPS, levels->reps);
    set_month(recorder, FNL_SERIES_ENERGY, levels->energy);
    set_month(recorder, FNL_SERIES_MORALE, levels->morale);
    set_month(recorder, FNL_SERIES_MARKET_LEFT, levels->market_left);
    set_month(recorder, FNL_SERIES_GOODWILL, levels->goodwill);
    judge_forecast(recorder);
    set_month(recorder, FNL_SERIES_NURTURED, levels->nurtured);
    set_month(recorder, FNL_SERIES_ALIGNMENT, levels->alignment);
    discount(recorder, levels->cash - recorder->cash);
    recorder->available = levels->available_hours;
    recorder->cash = levels->cash;
    recorder->row[FNL_CLIENTS_END] = levels->clients;
    recorder->row[FNL_PITA_CLIENTS_END] = levels->pita_clients;
    recorder->row[FNL_CASH_END] = levels->cash;
    recorder->row[FNL_REPS_END] = levels->reps;
    recorder->row[FNL_MARKET_LEFT] = levels->market_left;
    recorder->row[FNL_UNREACHED] = levels->unreached < 0 ? FNL_UNDEFINED : levels->unreached;
    recorder->closed++;
    if (recorder->month + 1 < recorder->layout.months)
        recorder->month++;
}
