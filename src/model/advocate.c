/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/advocate.h"

#include <math.h>

#include "model/mechanism.h"
#include "model/state.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_advocates, on_going_on, NUMBER, LOGIT, 0, 10, "0.1", "0", NEVER, TUNING,
              "log-odds to go on that the first advocate adds to the deals of the rep whom it "
              "knows; three add twice that, seven three times",
              "guess: no published figure",
              "When somebody puts in a word for you, how much does it help?"),
    FNL_PARAM(fnl_advocates, lasts, SPAN, DAYS, 1, 36500, "180 days", "180 days", NEVER, TUNING,
              "time in which what an advocate is worth halves", "guess",
              "For how long does somebody speak for you after a good meeting?"),
};
const struct fnl_param_table fnl_advocate_table = FNL_PARAM_TABLE(rows, struct fnl_advocates);

/* By rep: as of its last change. */
struct following {
    double advocates;
    fnl_time as_of;
};

static struct following *of_rep(const struct fnl_company *company, uint32_t index)
{
    return (struct following *)fnl_mechanism_state(company, FNL_MECHANISM_ADVOCATE) + index;
}

static size_t state_size(const struct fnl_company *company)
{
    return company->rep_capacity * sizeof(struct following);
}

static bool is_present(const struct fnl_settings *settings)
{
    return settings->advocates.present;
}

double fnl_advocate_count(const struct fnl_company *company, uint32_t index)
{
    const struct following *following = of_rep(company, index);
    return fnl_units_rounded(fnl_units_faded(following->advocates, company->now - following->as_of,
                                             company->settings->advocates.lasts));
}

void fnl_advocate_won(struct fnl_company *company, const struct fnl_meeting_kind *kind,
                      const struct fnl_advocate_meeting *meeting)
{
    if (company->settings->advocates.on_going_on > 0 &&
        fnl_company_chance(company, kind->advocates, meeting->key, FNL_PURPOSE_ADVOCATE))
        fnl_company_tell(company, &(struct fnl_fact){.kind = FNL_FACT_ADVOCATE,
                                                     .time = company->now,
                                                     .key = meeting->person,
                                                     .source = meeting->source,
                                                     .rep = meeting->rep,
                                                     .client = meeting->client});
}

static void hear(struct fnl_company *company, const struct fnl_fact *fact)
{
    struct following *following = of_rep(company, fact->rep);
    following->advocates = fnl_advocate_count(company, fact->rep) + 1;
    following->as_of = company->now;
}

static double on_going_on(const struct fnl_company *company, struct fnl_lead *lead, uint32_t rep)
{
    (void)lead;
    return company->settings->advocates.on_going_on *
           fnl_units_rounded(log2(1 + fnl_advocate_count(company, rep)));
}

const struct fnl_mechanism fnl_advocate_mechanism = {
    .is_present = is_present,
    .state_size = state_size,
    .hears = FNL_FACT_BIT(FNL_FACT_ADVOCATE),
    .hear = hear,
    .on_going_on = on_going_on,
};
