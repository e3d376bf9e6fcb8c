/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/quota.h"

#include "model/mechanism.h"
#include "model/quarter.h"
#include "model/state.h"

static const char *const measures[] = {"new_business", "qualified", "leads", NULL};

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_quota, per_year, MONEY, MONEY, 0, 1e12, "0", "0", NEVER, ESSENTIAL,
              "new business that the team should sign in its first 12 months; 0: none",
              "the firm's plan", "What is the year's number?"),
    FNL_PARAM_ONE_OF(fnl_quota, measured_on, measures, "new_business", TUNING,
                     "what the quota of a rep counts: new business signed, qualified leads (who go "
                     "on from the first stage) or leads (talked to and not turned away)",
                     "the firm's plan", "What are your reps measured by?"),
    FNL_PARAM(fnl_quota, rep_signs, MONEY, MONEY, 0, 1e12, "0", "0", NEVER, TUNING,
              "new business that each rep should sign in a fiscal quarter, where that is measured; "
              "0: no quota",
              "the firm's plan", "What should a rep sign in a quarter?"),
    FNL_PARAM(fnl_quota, rep_leads, COUNT, NONE, 0, 1e6, "0", "0", NEVER, TUNING,
              "leads, or qualified ones, that each rep should have in a fiscal quarter, where they "
              "are measured; 0: no quota",
              "the firm's plan", "How many leads should a rep put into the pipe in a quarter?"),
};
const struct fnl_param_table fnl_quota_table = FNL_PARAM_TABLE(rows, struct fnl_quota);

/* By rep. */
struct tally {
    int quarter; /* the one whose quota it carries; 0: none yet */
    int64_t attained[FNL_QUOTA_MEASURES];
};

static struct tally *of_rep(const struct fnl_company *company, uint32_t index)
{
    return (struct tally *)fnl_mechanism_state(company, FNL_MECHANISM_QUOTA) + index;
}

static size_t state_size(const struct fnl_company *company)
{
    return company->rep_capacity * sizeof(struct tally);
}

int64_t fnl_quota_of_rep(const struct fnl_quota *quota)
{
    return quota->measured_on == FNL_QUOTA_ON_NEW_BUSINESS ? quota->rep_signs : quota->rep_leads;
}

static bool is_present(const struct fnl_settings *settings)
{
    return fnl_quota_of_rep(&settings->quota) > 0;
}

/* Nobody is held to what is not their work: who only develops signs nothing. */
static bool has_quota(const struct fnl_company *company, uint32_t index)
{
    const bool signs = company->settings->quota.measured_on == FNL_QUOTA_ON_NEW_BUSINESS;
    return (int)company->reps[index].role ==
           (int)(signs ? FNL_ROLE_SELLS : fnl_development_does(company, 0));
}

/* Whether a rep had a quota from the first day of the quarter `number`, and has it still. */
static bool is_held_to(const struct fnl_company *company, uint32_t index, int number)
{
    return of_rep(company, index)->quarter == number && has_quota(company, index);
}

static int64_t attained_by(const struct fnl_company *company, uint32_t index)
{
    return of_rep(company, index)->attained[company->settings->quota.measured_on];
}

struct fnl_standing fnl_quota_standing(const struct fnl_company *company, uint32_t index)
{
    if (!is_present(company->settings))
        return (struct fnl_standing){.missing = 0, .left = 1};
    const struct fnl_quarter quarter = fnl_quarter_now(company);
    struct fnl_standing standing = {.missing = 0, .left = fnl_quarter_left(company, &quarter)};
    const int64_t quota = fnl_quota_of_rep(&company->settings->quota),
                  attained = attained_by(company, index);
    if (is_held_to(company, index, quarter.number) && attained < quota)
        standing.missing = (double)(quota - attained) / (double)quota;
    return standing;
}

static void day_begins(struct fnl_company *company, int day)
{
    const struct fnl_quarter quarter = fnl_quarter_now(company);
    (void)day;
    if (company->now != quarter.begins)
        return;
    for (uint32_t i = 0; i < company->rep_count; i++)
        if (fnl_rep_is_there(company, &company->reps[i]))
            *of_rep(company, i) = (struct tally){.quarter = quarter.number};
}

/* A lead who passed its rep's test; where reps do not test, whom it first talked to. */
static bool is_new_lead(const struct fnl_company *company, const struct fnl_fact *fact)
{
    if (company->test.by == FNL_QUALIFIED_BY_REP)
        return fact->kind == FNL_FACT_QUALIFIED && fact->flag;
    return fact->kind == FNL_FACT_TOUCH && fact->other == 1;
}

static void hear(struct fnl_company *company, const struct fnl_fact *fact)
{
    if (fact->rep == FNL_NOBODY)
        return;
    int64_t *attained = of_rep(company, fact->rep)->attained;
    if (fact->kind == FNL_FACT_SIGNED)
        attained[FNL_QUOTA_ON_NEW_BUSINESS] += fact->amount;
    else if (fact->kind == FNL_FACT_DECIDED)
        attained[FNL_QUOTA_ON_QUALIFIED] += fact->flag && fact->detail == 0;
    else
        attained[FNL_QUOTA_ON_LEADS] += is_new_lead(company, fact);
}

static void announce(struct fnl_company *company, uint32_t index)
{
    const int64_t quota = fnl_quota_of_rep(&company->settings->quota),
                  attained = attained_by(company, index);
    fnl_company_tell(company,
                     &(struct fnl_fact){.kind = FNL_FACT_QUOTA,
                                        .time = company->now,
                                        .key = company->reps[index].key,
                                        .amount = attained,
                                        .span = quota,
                                        .detail = (uint32_t)company->settings->quota.measured_on,
                                        .rep = index,
                                        .source = FNL_NOBODY,
                                        .client = FNL_NOBODY,
                                        .flag = attained >= quota});
}

static void month_ends(struct fnl_company *company)
{
    if (!fnl_quarter_ends_with_month(company))
        return;
    const int number = fnl_quarter_now(company).number;
    for (uint32_t i = 0; i < company->rep_count; i++)
        if (is_held_to(company, i, number) && fnl_rep_is_there(company, &company->reps[i]))
            announce(company, i);
}

const struct fnl_mechanism fnl_quota_mechanism = {
    .is_present = is_present,
    .state_size = state_size,
    .day_begins = day_begins,
    .month_ends = month_ends,
    .hears = FNL_FACT_BIT(FNL_FACT_SIGNED) | FNL_FACT_BIT(FNL_FACT_DECIDED) |
             FNL_FACT_BIT(FNL_FACT_QUALIFIED) | FNL_FACT_BIT(FNL_FACT_TOUCH),
    .hear = hear,
};
