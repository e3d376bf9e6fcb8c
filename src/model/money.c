/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/money.h"

#include "model/state.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_costs, overhead, MONEY, MONEY, 0, 1e10, "0", NULL, NEVER, ESSENTIAL,
              "fixed costs a month, whatever is sold", "the firm's ledger",
              "What do rent, management and the rest cost a month?"),
    FNL_PARAM(fnl_costs, interest, SHARE, SHARE, 0, 1, "8 %", "0", NEVER, TUNING,
              "interest a year on money owed to the bank", "guess",
              "What does the bank charge for the credit line?"),
    FNL_PARAM(fnl_costs, discount_rate, SHARE, SHARE, 0, 1, "10 %", NULL, NEVER, EXPERT,
              "rate a year at which later money is worth less, for the net present value",
              "convention", NULL),
};
const struct fnl_param_table fnl_money_costs_table = FNL_PARAM_TABLE(rows, struct fnl_costs);

const char *fnl_money_category_name(enum fnl_category category)
{
    static const char *const names[FNL_MONEY_CATEGORIES] = {
        "revenue", "leads",   "campaigns", "salaries", "commission", "hiring",
        "service", "rewards", "marketing", "bad debt", "interest",   "overhead"};
    return names[category];
}

/* Money that moves after the horizon. */
static void owe(struct fnl_company *company, fnl_money amount)
{
    if (amount > 0)
        company->accounts.receivable += amount;
    else
        company->accounts.payable -= amount;
}

static void move_cash(struct fnl_company *company, const struct fnl_posting *posting)
{
    if (posting->category == FNL_MONEY_BAD_DEBT || posting->paid == FNL_NEVER)
        return;
    if (posting->paid >= company->end) {
        owe(company, posting->amount);
        return;
    }
    const fnl_time paid = posting->paid < company->now ? company->now : posting->paid;
    if (posting->amount > 0)
        company->due_in[paid / FNL_DAY] += posting->amount;
    else
        company->due_out[paid / FNL_DAY] -= posting->amount;
}

void fnl_money_post(struct fnl_company *company, const struct fnl_posting *posting)
{
    move_cash(company, posting);
    if (fnl_company_is_heard(company, FNL_FACT_POSTED))
        fnl_company_tell(company, &(struct fnl_fact){.kind = FNL_FACT_POSTED,
                                                     .time = company->now,
                                                     .key = posting->person,
                                                     .amount = posting->amount,
                                                     .until = posting->paid,
                                                     .source = posting->source,
                                                     .rep = FNL_NOBODY,
                                                     .client = FNL_NOBODY,
                                                     .index = (uint32_t)posting->owner,
                                                     .other = posting->owner_index,
                                                     .flag = posting->from_purse,
                                                     .detail = (uint32_t)posting->category});
}

void fnl_money_expect(struct fnl_company *company, fnl_money amount, fnl_time paid)
{
    if (paid >= company->end)
        return;
    company->due_in[paid / FNL_DAY] += amount;
    company->accounts.opening_receipts += amount;
}

/* Posts what the firm as a whole pays. */
static void post_cost(struct fnl_company *company, enum fnl_category category, fnl_money cost,
                      fnl_time paid)
{
    if (cost != 0)
        fnl_money_post(company, &(struct fnl_posting){.category = category,
                                                      .amount = -cost,
                                                      .paid = paid,
                                                      .owner = FNL_OWNER_FIRM,
                                                      .source = FNL_NOBODY});
}

static void notice_ruin(struct fnl_company *company)
{
    const struct fnl_today *today = &company->settings->today;
    if (company->broke || company->cash >= -today->credit_line)
        return;
    company->broke = true;
    company->stopped = today->stops_when_broke;
    fnl_company_tell(company, &(struct fnl_fact){.kind = FNL_FACT_BROKE,
                                                 .time = company->now,
                                                 .amount = company->cash,
                                                 .source = FNL_NOBODY,
                                                 .rep = FNL_NOBODY,
                                                 .client = FNL_NOBODY});
}

/* Interest on last night's debt is paid today. */
void fnl_money_close_day(struct fnl_company *company, int day)
{
    if (company->cash < 0)
        post_cost(company, FNL_MONEY_INTEREST,
                  fnl_units_scaled(-company->cash, company->settings->costs.interest / 365),
                  company->now);
    company->cash += company->due_in[day] - company->due_out[day];
    company->accounts.receipts += company->due_in[day];
    company->accounts.payments += company->due_out[day];
    notice_ruin(company);
    fnl_company_tell(company, &(struct fnl_fact){.kind = FNL_FACT_DAY_CLOSED,
                                                 .time = company->now,
                                                 .amount = company->cash,
                                                 .index = (uint32_t)day,
                                                 .source = FNL_NOBODY,
                                                 .rep = FNL_NOBODY,
                                                 .client = FNL_NOBODY});
}

static int64_t count_reps(const struct fnl_company *company)
{
    int64_t there = 0;
    for (size_t i = 0; i < company->rep_count; i++)
        there += fnl_rep_is_there(company, &company->reps[i]);
    return there;
}

/* A rep who has begun, and not left, is paid for the month. */
static fnl_money salaries(const struct fnl_company *company)
{
    const struct fnl_settings *settings = company->settings;
    const fnl_money months[FNL_ROLES] = {
        [FNL_ROLE_SELLS] = fnl_units_part(settings->reps.salary, 12, 0),
        [FNL_ROLE_DEVELOPS] = fnl_units_part(settings->development.salary, 12, 0)};
    fnl_money sum = 0;
    for (size_t i = 0; i < company->rep_count; i++)
        if (fnl_rep_is_there(company, &company->reps[i]))
            sum += months[company->reps[i].role];
    return sum;
}

static void post_sources(struct fnl_company *company, fnl_time paid)
{
    for (uint32_t i = 0; i < company->settings->sources.count; i++) {
        const fnl_money cost = fnl_company_source(company, i)->cost_per_month;
        if (cost > 0)
            fnl_money_post(company, &(struct fnl_posting){.category = FNL_MONEY_CAMPAIGNS,
                                                          .amount = -cost,
                                                          .paid = paid,
                                                          .owner = FNL_OWNER_SOURCE,
                                                          .owner_index = i,
                                                          .source = i});
    }
}

static void take_levels(struct fnl_company *company)
{
    struct fnl_levels *levels = &company->levels;
    levels->cash = company->cash;
    levels->allowed = company->purse.allowed;
    levels->spent = company->purse.spent;
    levels->reps = count_reps(company);
    levels->pool_hours = company->pool.backlog;
    fnl_mechanism_measure(company, levels);
    levels->available_hours = 0;
    for (size_t i = 0; i < company->rep_count; i++)
        levels->available_hours += fnl_rep_hours(company, &company->reps[i], company->now);
}

void fnl_money_post_month(struct fnl_company *company)
{
    const fnl_time paid = company->now;
    post_cost(company, FNL_MONEY_SALARIES, salaries(company), paid);
    post_cost(company, FNL_MONEY_SERVICE, company->settings->service.cost_per_month, paid);
    post_cost(company, FNL_MONEY_OVERHEAD, company->settings->costs.overhead, paid);
    post_sources(company, paid);
}

void fnl_money_close_month(struct fnl_company *company, int month)
{
    take_levels(company);
    fnl_company_tell(company, &(struct fnl_fact){.kind = FNL_FACT_MONTH_CLOSED,
                                                 .time = company->now,
                                                 .index = (uint32_t)month,
                                                 .source = FNL_NOBODY,
                                                 .rep = FNL_NOBODY,
                                                 .client = FNL_NOBODY});
}
