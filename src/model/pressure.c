/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/pressure.h"

#include "model/mechanism.h"
#include "model/state.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_pressure, full_at, NUMBER, FACTOR, 1.01, 1000, "4 x", "4 x", NEVER, TUNING,
              "pace that a rep needs to make its quota, against the plan's, at which the pressure "
              "is full; on plan there is none",
              "guess: nothing attained three weeks before the end",
              "How far behind is a rep whom you would call desperate?"),
    FNL_PARAM(fnl_pressure, overlooks, SHARE, SHARE, 0, 1, "70 %", "0", NEVER, TUNING,
              "share of the red flags that a rep overlooks under full pressure",
              "guess: no published figure",
              "In the last days of a bad quarter, how many warnings are not passed on?"),
    FNL_PARAM(fnl_pressure, lets_through, SHARE, SHARE, 0, 1, "50 %", "0", NEVER, TUNING,
              "share of the unqualified leads that a rep would turn away whom it keeps under full "
              "pressure, where its quota counts leads",
              "guess: no published figure",
              "With the review near, how many leads stay in the pipe that should not?"),
    FNL_PARAM(fnl_pressure, prospects_more, SHARE, SHARE, 0, 1, "50 %", "0", NEVER, TUNING,
              "hours of prospecting that full pressure adds, against those planned",
              "guess: no published figure",
              "When you press for pipeline, how much more prospecting gets done?"),
    FNL_PARAM(fnl_pressure, on_quitting, NUMBER, LOGIT, 0, 10, "0.5", "0", NEVER, TUNING,
              "log-odds of quitting that a month adds which ended under full pressure (group "
              "attrition)",
              "guess: no published figure",
              "After missing by far, how many more think of leaving?"),
};
const struct fnl_param_table fnl_pressure_table = FNL_PARAM_TABLE(rows, struct fnl_pressure);

/* By rep: the pressure at the end of the last month. */
static double *stress_of(const struct fnl_company *company, uint32_t index)
{
    return (double *)fnl_mechanism_state(company, FNL_MECHANISM_PRESSURE) + index;
}

static size_t state_size(const struct fnl_company *company)
{
    return company->rep_capacity * sizeof(double);
}

static bool is_present(const struct fnl_settings *settings)
{
    return settings->pressure.present;
}

double fnl_pressure_on(const struct fnl_company *company, uint32_t index)
{
    const struct fnl_standing standing = fnl_quota_standing(company, index);
    const double full_at = company->settings->pressure.full_at;
    if (standing.missing <= standing.left)
        return 0;
    if (standing.missing >= standing.left * full_at)
        return 1;
    return fnl_units_rounded((standing.missing / standing.left - 1) / (full_at - 1));
}

static void month_ends(struct fnl_company *company)
{
    for (uint32_t i = 0; i < company->rep_count; i++)
        *stress_of(company, i) = fnl_pressure_on(company, i);
}

static double on_flags(const struct fnl_company *company, uint32_t index)
{
    return 1 - company->settings->pressure.overlooks * fnl_pressure_on(company, index);
}

static double on_turning_away(const struct fnl_company *company, uint32_t index)
{
    if (company->settings->quota.measured_on == FNL_QUOTA_ON_NEW_BUSINESS)
        return 1;
    return 1 - company->settings->pressure.lets_through * fnl_pressure_on(company, index);
}

static double on_prospecting(const struct fnl_company *company, uint32_t index)
{
    return 1 + company->settings->pressure.prospects_more * fnl_pressure_on(company, index);
}

static double on_quitting(const struct fnl_company *company, uint32_t index)
{
    return company->settings->pressure.on_quitting * *stress_of(company, index);
}

const struct fnl_mechanism fnl_pressure_mechanism = {
    .is_present = is_present,
    .state_size = state_size,
    .month_ends = month_ends,
    .on_flags = on_flags,
    .on_turning_away = on_turning_away,
    .on_prospecting = on_prospecting,
    .on_quitting = on_quitting,
};
