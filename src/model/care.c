/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/care.h"

#include "model/mechanism.h"
#include "model/observation.h"
#include "model/state.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_care, hours_per_month, NUMBER, HOURS, 0, 1000, "1", "0", NEVER, TUNING,
              "hours a month of something extra for each good client, as far as there are any left",
              "guess", "With time to spare, how many hours would a good client get on top?"),
    FNL_PARAM(fnl_care, per_hour, SHARE, SHARE, 0, 1, "0.02", "0", NEVER, TUNING,
              "satisfaction that each such hour adds", "guess: less than a meeting does",
              "Does something extra make a client happier?"),
};
const struct fnl_param_table fnl_care_table = FNL_PARAM_TABLE(rows, struct fnl_care);

static bool is_present(const struct fnl_settings *settings)
{
    return settings->care.present;
}

static bool is_cared_for(const struct fnl_company *company, const struct fnl_client *client)
{
    return client->alive && !fnl_observation_of_pain(company, client);
}

static int64_t count_cared_for(const struct fnl_company *company)
{
    int64_t count = 0;
    for (size_t id = 0; id < company->clients.count; id++)
        count += is_cared_for(company, &company->clients.items[id]);
    return count;
}

/* It is felt when their own month ends. */
static void month_ends(struct fnl_company *company)
{
    const int64_t clients = count_cared_for(company);
    const fnl_time spare = fnl_service_spare(company);
    if (clients == 0 || spare == 0)
        return;
    const fnl_time most = fnl_units_hours(company->settings->care.hours_per_month);
    const fnl_time each = spare / clients < most ? spare / clients : most;
    for (size_t id = 0; id < company->clients.count; id++)
        if (is_cared_for(company, &company->clients.items[id]))
            company->clients.items[id].cared += each;
}

const struct fnl_mechanism fnl_care_mechanism = {
    .is_present = is_present,
    .month_ends = month_ends,
};
