/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/indicator.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "base/units.h"

#define ABOUT(id_, label_, measure_, better_, definition_)                                         \
    {                                                                                              \
        .id = (id_), .label = (label_), .measure = FNL_MEASURE_##measure_, .better = (better_),    \
        .definition = (definition_)                                                                \
    }

static const struct fnl_indicator_about indicators[FNL_INDICATORS] = {
    [FNL_NEW_BUSINESS] = ABOUT("new_business", "New business signed", MONEY, 1,
                               "value of the contracts signed, without renewals"),
    [FNL_REVENUE] = ABOUT("revenue", "Revenue invoiced", MONEY, 1, "all invoices"),
    [FNL_COST] = ABOUT("cost", "Cost", MONEY, -1, "all costs as they accrue, bad debt included"),
    [FNL_CONTRIBUTION] = ABOUT("contribution", "Contribution", MONEY, 1,
                               "revenue less cost (overhead included where the scenario gives it)"),
    [FNL_NET_PRESENT_VALUE] = ABOUT(
        "net_present_value", "Net present value", MONEY, 1,
        "each month's receipts less payments, discounted to the start at costs.discount_rate"),
    [FNL_NEW_BUSINESS_YEAR] = ABOUT("new_business_year", "New business, first year", MONEY, 1,
                                    "value of the contracts signed in the first 12 months"),
    [FNL_MISSES_QUOTA] =
        ABOUT("misses_quota", "Chance to miss the year's number", FLAG, -1,
              "share of futures in which new_business_year is below quota.per_year"),
    [FNL_LOWEST_CASH] = ABOUT("lowest_cash", "Lowest cash", MONEY, 1,
                              "lowest day-end of opening cash plus receipts less payments"),
    [FNL_LOWEST_CASH_DATE] = ABOUT("lowest_cash_date", "Date of the lowest cash", DATE, 0,
                                   "the first day on which it is"),
    [FNL_CASH_END] = ABOUT("cash_end", "Cash at the end", MONEY, 1, "on the last day"),
    [FNL_GOES_BROKE] = ABOUT("goes_broke", "Chance to break the credit line", FLAG, -1,
                             "share of futures in which cash falls below minus the credit line"),
    [FNL_NEW_CLIENTS] = ABOUT("new_clients", "New clients", COUNT, 1,
                              "who signed without being clients, those who were won back included"),
    [FNL_CLIENTS_LOST] = ABOUT("clients_lost", "Clients lost", COUNT, -1,
                               "who did not renew or left before their term ended"),
    [FNL_CLIENTS_END] = ABOUT("clients_end", "Clients at the end", COUNT, 1, "on the last day"),
    [FNL_PITA_CLIENTS_END] = ABOUT("pita_clients_end", "Bad-fit clients", COUNT, -1,
                                   "clients on the last day who are a pain"),
    [FNL_PEOPLE] = ABOUT("people", "People who came", COUNT, 0,
                         "leads, names and inquiries, without those who came back"),
    [FNL_LEADS] = ABOUT("leads", "Leads", COUNT, 0,
                        "of them those who count as leads: names and inquiries do not"),
    [FNL_REFERRED] =
        ABOUT("referred", "Referred people", COUNT, 1, "of them those whom somebody sent"),
    [FNL_ASKS] = ABOUT("asks", "Asks for referrals", COUNT, 0, "asks that took place"),
    [FNL_OPPORTUNITIES] = ABOUT("opportunities", "Opportunities ended", COUNT, 0,
                                "episodes that ended after a talk and were not disqualified"),
    [FNL_WON] = ABOUT("won", "Deals won", COUNT, 1, "signatures, of new clients and of old"),
    [FNL_WIN_RATE] =
        ABOUT("win_rate", "Win rate", SHARE, 1,
              "won / (won + every loss after qualification, or after the first talk where "
              "nobody qualifies); the mean of this and of other ratios is that of all "
              "futures together"),
    [FNL_CYCLE] = ABOUT("cycle", "Cycle of won deals", SPAN, -1,
                        "median days from the first talk to the signature, won deals only"),
    [FNL_FIRST_WAIT] =
        ABOUT("first_wait", "Wait for the first touch", SPAN, -1,
              "median time that a first touch waited for a rep, of those that were begun"),
    [FNL_COST_PER_WIN] =
        ABOUT("cost_per_win", "Cost per deal won", MONEY, -1,
              "leads, campaigns, marketing, rewards, salaries, commission and hiring / won"),
    [FNL_MEETINGS] = ABOUT("meetings", "Meetings held", COUNT, 0, "of every kind"),
    [FNL_HOURS_NOWHERE] = ABOUT("hours_nowhere", "Rep hours that led nowhere", SHARE, -1,
                                "hours on leads that ended unwon / hours on leads that ended"),
    [FNL_PITA_HOURS] = ABOUT("pita_hours", "Rep hours on bad-fit clients", SHARE, -1,
                             "of all hours that reps worked"),
    [FNL_UTILISATION] = ABOUT("utilisation", "How full the reps are", SHARE, 0,
                              "hours worked / selling hours there were"),
    [FNL_CONTRIBUTION_PER_HOUR] = ABOUT("contribution_per_hour", "Contribution per rep hour", MONEY,
                                        1, "contribution / hours that reps worked"),
    [FNL_SERVICE_REFUSED] = ABOUT("service_refused", "Service refused", HOURS, -1,
                                  "hours that clients wanted and nobody took"),
    [FNL_EXTRA_ALLOWED] =
        ABOUT("extra_allowed", "Extra budget allowed", MONEY, 0, "extra_budget, month by month"),
    [FNL_EXTRA_SPENT] = ABOUT("extra_spent", "Extra budget spent", MONEY, 0,
                              "of it, on leads bought, asks and rewards"),
    [FNL_NEW_CLIENTS_YEAR] = ABOUT("new_clients_year", "New clients, first year", COUNT, 1,
                                   "new_clients of the first 12 months"),
    [FNL_REVENUE_YEAR] =
        ABOUT("revenue_year", "Revenue, first year", MONEY, 1, "revenue of the first 12 months"),
    [FNL_CLIENTS_LOST_YEAR] = ABOUT("clients_lost_year", "Clients lost, first year", COUNT, -1,
                                    "clients_lost of the first 12 months"),
    [FNL_REFERRED_YEAR] = ABOUT("referred_year", "Referred people, first year", COUNT, 1,
                                "referred of the first 12 months"),
    [FNL_REFERRAL_LINE_IDEAL] =
        ABOUT("clients_per_good_client", "Clients each good client brings", FACTOR, 1,
              "new clients sent by clients who are no pain / such clients there ever were, in one "
              "future"),
    [FNL_REFERRAL_LINE_PITA] =
        ABOUT("clients_per_pita_client", "Clients each bad-fit client brings", FACTOR, 0,
              "the same of clients who are a pain"),
    [FNL_REPS_END] = ABOUT("reps_end", "Reps at the end", COUNT, 0,
                           "who have begun and not left, on the last day"),
    [FNL_REPS_LEFT] = ABOUT("reps_left", "Reps who left", COUNT, -1, "for good"),
    [FNL_ENERGY] = ABOUT("energy", "Energy of the reps", SHARE, 1,
                         "mean of the reps who are there, then of the last days of the months; "
                         "100 % without group morale"),
    [FNL_MORALE] = ABOUT("morale", "Morale of the reps", SHARE, 1,
                         "the same; 50 % is as usual, and without group morale"),
    [FNL_PITA_SIGNED] = ABOUT("pita_signed", "Bad-fit share of new clients", SHARE, -1,
                              "of new_clients, those who are a pain"),
    [FNL_QUOTA_ATTAINMENT] =
        ABOUT("quota_attainment", "Quota attainment", SHARE, 1,
              "attained / quota, mean of all fiscal quarters of all reps who carried one"),
    [FNL_QUOTA_MADE] = ABOUT("quota_made", "Rep quarters that made their quota", SHARE, 1,
                             "of these quarters, those in which the rep attained its quota; the "
                             "rest is the chance that a rep misses"),
    [FNL_PUSHED] = ABOUT("pushed", "Deals pushed", COUNT, 0,
                         "to decide before a fiscal quarter ended (policy push)"),
    [FNL_FORECAST_ERROR] =
        ABOUT("forecast_error", "Error of the forecast", SHARE, -1,
              "distance of the team's forecast from what came of its deals, of all fiscal quarters "
              "together / what came in all of them: a quarter counts by what it brought"),
    [FNL_COMMITTED_WIN_RATE] =
        ABOUT("committed_win_rate", "Win rate of committed deals", SHARE, 1,
              "won / ended, of the deals that their reps had committed in the last forecast"),
    [FNL_MISSED_TOUCHES] = ABOUT("missed_touches", "Touches that do not take place", SHARE, -1,
                                 "voicemail, no-shows: of all touches of leads that were begun"),
    [FNL_MISSED_HOURS] = ABOUT("missed_hours_per_talk", "Hours lost for each talk", HOURS, -1,
                               "rep hours on touches that did not take place / touches that did"),
    [FNL_DAYS_TO_PAY] =
        ABOUT("days_to_pay", "Days until an invoice is paid", SPAN, -1,
              "days sales outstanding: mean of the invoices that will be paid, by amount"),
    [FNL_DAYS_TO_PAY_PITA] = ABOUT("days_to_pay_pita", "Days until a bad-fit client pays", SPAN, -1,
                                   "the same of invoices to clients who are a pain"),
    [FNL_NEVER_FOLLOWED_UP] =
        ABOUT("never_followed_up", "Leads never followed up", COUNT, -1,
              "handed over by marketing and dropped on the way, or left lying by sales"),
    [FNL_ALIGNMENT] =
        ABOUT("alignment", "Trust in marketing's leads", SHARE, 1,
              "mean of the last days of the months; 50 % where they convert as expected, and "
              "without group alignment"),
    [FNL_EPISODES] = ABOUT("episodes", "Episodes begun", COUNT, 0,
                           "people who came, came back, or were there on the first day"),
    [FNL_OPEN_EPISODES] = ABOUT("open_episodes", "Still open at the end", COUNT, 0,
                                "episodes without an end on the last day"),
    [FNL_EVENTS] = ABOUT("events", "Events simulated", COUNT, 0, "steps that the simulation took"),
    [FNL_MARKET_LEFT] = ABOUT("market_left", "Market not met yet", SHARE, 0,
                              "share of the firms of group market who have not come or been put on "
                              "a list, or are as good as new, on the last day; 100 % without it"),
    [FNL_UNREACHED] =
        ABOUT("unreached", "Need that nobody reached", SHARE, -1,
              "share of the firms of group market with a need of one half or more to whom nobody "
              "has talked by the last day; those who have not come are taken to be like those who "
              "have; undefined without the group"),
    [FNL_GOODWILL] = ABOUT("goodwill", "Goodwill of the market", SHARE, 1,
                           "mean of the last days of the months; 100 % without group goodwill"),
    [FNL_TARGET_TOUCHES] = ABOUT("target_touches", "Touches of target accounts", COUNT, 0,
                                 "of accounts on the lists of reps, before they agree to talk"),
    [FNL_OLD_CONTACTS_REVENUE] =
        ABOUT("old_contacts_revenue", "Revenue from people met over a year before", MONEY, 0,
              "invoices to clients whom we had first talked to more than 365 days before; clients "
              "of the first day count from the beginning of their term"),
    [FNL_OLD_CONTACTS_SHARE] = ABOUT("old_contacts_share", "Their share of the revenue", SHARE, 0,
                                     "old_contacts_revenue / revenue"),
    [FNL_OLD_CONTACTS_NEW_BUSINESS] =
        ABOUT("old_contacts_signed", "New business with people met over a year before", MONEY, 0,
              "of new_business, with people first talked to more than 365 days before"),
    [FNL_PEOPLE_MET] = ABOUT("people_met", "New people met", COUNT, 1,
                             "people met beyond any deal for the first time (group networking)"),
    [FNL_DEALS_OPENED] = ABOUT("deals_opened", "Deals opened in meetings", COUNT, 1,
                               "new deals with clients that a meeting with them brought"),
    [FNL_ADVOCATES] = ABOUT("advocates_won", "Advocates won", COUNT, 1,
                            "times that somebody began to speak for a rep (group advocates)"),
    [FNL_REQUESTS_WON] =
        ABOUT("requests_won", "Requests on a deal won", FACTOR, 0,
              "times that a deal that was won asked us to do something, on average in one future "
              "(group requests)"),
    [FNL_REQUESTS_UNWON] = ABOUT("requests_unwon", "Requests on a deal not won", FACTOR, 0,
                                 "the same of opportunities that ended unwon"),
    [FNL_PITA_SIGNED_LATE] = ABOUT(
        "pita_signed_late", "Bad-fit share at the end of quarters", SHARE, -1,
        "of the new clients who signed in the last month of a fiscal quarter, those who are a "
        "pain"),
    [FNL_DEAL_VALUE] = ABOUT("deal_value", "Value of a deal won", MONEY, 1, "new_business / won"),
};

static const struct fnl_indicator_about series[FNL_SERIES_COUNT] = {
    [FNL_SERIES_REVENUE] = ABOUT("revenue", "Revenue invoiced", MONEY, 1, "in the month"),
    [FNL_SERIES_COST] = ABOUT("cost", "Cost", MONEY, -1, "in the month"),
    [FNL_SERIES_CASH] = ABOUT("cash", "Cash", MONEY, 1, "on the last day of the month"),
    [FNL_SERIES_NEW_BUSINESS] =
        ABOUT("new_business", "New business signed", MONEY, 1, "in the month"),
    [FNL_SERIES_PEOPLE] = ABOUT("people", "People who came", COUNT, 0, "in the month"),
    [FNL_SERIES_LEADS] = ABOUT("leads", "Leads", COUNT, 0, "in the month"),
    [FNL_SERIES_REFERRED] = ABOUT("referred", "Referred people", COUNT, 1, "in the month"),
    [FNL_SERIES_ASKS] = ABOUT("asks", "Asks for referrals", COUNT, 0, "in the month"),
    [FNL_SERIES_FIRST_TALKS] = ABOUT("first_talks", "First talks", COUNT, 1,
                                     "people talked to for the first time in the month"),
    [FNL_SERIES_MEETINGS] = ABOUT("meetings", "Meetings held", COUNT, 0, "in the month"),
    [FNL_SERIES_WON] = ABOUT("won", "Deals won", COUNT, 1, "in the month"),
    [FNL_SERIES_ENDED_UNWON] = ABOUT("ended_unwon", "Leads ended unwon", COUNT, 0, "in the month"),
    [FNL_SERIES_OPEN_LEADS] =
        ABOUT("open_leads", "Open leads", COUNT, 0, "on the last day of the month"),
    [FNL_SERIES_CLIENTS] = ABOUT("clients", "Clients", COUNT, 1, "on the last day of the month"),
    [FNL_SERIES_PITA_CLIENTS] =
        ABOUT("pita_clients", "Bad-fit clients", COUNT, -1, "on the last day of the month"),
    [FNL_SERIES_CLIENTS_LOST] = ABOUT("clients_lost", "Clients lost", COUNT, -1, "in the month"),
    [FNL_SERIES_HOURS_SELLING] = ABOUT("hours_selling", "Hours on leads", HOURS, 0, "in the month"),
    [FNL_SERIES_HOURS_SERVICE] = ABOUT("hours_service", "Hours of service by reps", HOURS, 0,
                                       "for good clients, in the month"),
    [FNL_SERIES_HOURS_PITA] =
        ABOUT("hours_pita", "Hours of reps on bad-fit clients", HOURS, -1, "in the month"),
    [FNL_SERIES_HOURS_ASKING] = ABOUT("hours_asking", "Hours of asking", HOURS, 0, "in the month"),
    [FNL_SERIES_HOURS_MEETINGS] = ABOUT("hours_meetings", "Hours of other meetings", HOURS, 0,
                                        "outside the stages, in the month"),
    [FNL_SERIES_HOURS_PROSPECTING] =
        ABOUT("hours_prospecting", "Hours of prospecting", HOURS, 0, "in the month"),
    [FNL_SERIES_HOURS_AVAILABLE] =
        ABOUT("hours_available", "Selling hours there were", HOURS, 0, "in the month"),
    [FNL_SERIES_BACKLOG] = ABOUT("backlog", "Work waiting for the reps", HOURS, -1,
                                 "hours in their queues on the last day of the month"),
    [FNL_SERIES_REPS] = ABOUT("reps", "Reps", COUNT, 0, "on the last day of the month"),
    [FNL_SERIES_REPS_LEFT] = ABOUT("reps_left", "Reps who left", COUNT, -1, "in the month"),
    [FNL_SERIES_ENERGY] = ABOUT("energy", "Energy of the reps", SHARE, 1,
                                "mean of those who are there, on the last day of the month"),
    [FNL_SERIES_MORALE] = ABOUT("morale", "Morale of the reps", SHARE, 1,
                                "mean of those who are there, on the last day of the month"),
    [FNL_SERIES_MARKET_LEFT] =
        ABOUT("market_left", "Market not met yet", SHARE, 0, "on the last day of the month"),
    [FNL_SERIES_GOODWILL] =
        ABOUT("goodwill", "Goodwill of the market", SHARE, 1, "on the last day of the month"),
    [FNL_SERIES_PITA_SIGNED] = ABOUT("pita_signed", "Bad-fit clients signed", COUNT, -1,
                                     "new clients who are a pain, in the month"),
    [FNL_SERIES_FORECAST] = ABOUT("forecast", "Forecast", MONEY, 0,
                                  "what the reps expected to sign in the fiscal quarter that ends "
                                  "with the month; 0 in other months"),
    [FNL_SERIES_FORECAST_CAME] = ABOUT("forecast_came", "What came of it", MONEY, 1,
                                       "signed of the deals in that forecast; 0 in other months"),
    [FNL_SERIES_HOURS_ADMIN] =
        ABOUT("hours_admin", "Hours of admin", HOURS, 0, "of reps, in the month"),
    [FNL_SERIES_PEOPLE_MET] =
        ABOUT("people_met", "New people met", COUNT, 1, "beyond any deal, in the month"),
    [FNL_SERIES_HOURS_NURTURE] =
        ABOUT("hours_nurture", "Hours of nurture by reps", HOURS, 0, "in the month"),
    [FNL_SERIES_NURTURED] = ABOUT("nurtured", "People in nurture", COUNT, 0,
                                  "not ready or lost for the time being and kept in touch with, on "
                                  "the last day of the month"),
    [FNL_SERIES_ALIGNMENT] = ABOUT("alignment", "Trust in marketing's leads", SHARE, 1,
                                   "of sales, on the last day of the month"),
};

size_t fnl_indicator_count(void)
{
    return FNL_INDICATORS;
}

const struct fnl_indicator_about *fnl_indicator_about(size_t index)
{
    assert(index < FNL_INDICATORS);
    return &indicators[index];
}

size_t fnl_indicator_series_count(void)
{
    return FNL_SERIES_COUNT;
}

const struct fnl_indicator_about *fnl_indicator_series_about(size_t index)
{
    assert(index < FNL_SERIES_COUNT);
    return &series[index];
}

int fnl_indicator_named(const char *id)
{
    for (int i = 0; i < FNL_INDICATORS; i++)
        if (strcmp(indicators[i].id, id) == 0)
            return i;
    return -1;
}

const char *fnl_indicator_nearest(const char *word)
{
    const char *ids[FNL_INDICATORS];
    for (size_t i = 0; i < FNL_INDICATORS; i++)
        ids[i] = indicators[i].id;
    return fnl_text_nearest(word, ids, FNL_INDICATORS);
}

double fnl_indicator_one(enum fnl_measure measure)
{
    switch (measure) {
    case FNL_MEASURE_MONEY:
        return 100;
    case FNL_MEASURE_SHARE:
    case FNL_MEASURE_FACTOR:
        return (double)FNL_MILLION;
    case FNL_MEASURE_SPAN:
    case FNL_MEASURE_DATE:
        return (double)FNL_DAY;
    case FNL_MEASURE_HOURS:
        return (double)FNL_HOUR;
    case FNL_MEASURE_COUNT:
    case FNL_MEASURE_FLAG:
        break;
    }
    return 1;
}

struct fnl_row_layout fnl_indicator_layout(size_t months, size_t sources)
{
    struct fnl_row_layout layout = {.months = months, .sources = sources};
    layout.series = FNL_INDICATORS;
    layout.causes = layout.series + FNL_SERIES_COUNT * months;
    layout.spent_on = layout.causes + FNL_CAUSES;
    layout.categories = layout.spent_on + FNL_SPENT_ON_COUNT;
    layout.by_source = layout.categories + FNL_MONEY_CATEGORIES;
    layout.monthly_causes = layout.by_source + sources * FNL_BY_SOURCE_COUNT;
    layout.width = layout.monthly_causes + FNL_CAUSES * months;
    return layout;
}

static int64_t selling_costs(const struct fnl_row_layout *layout, const int64_t *row)
{
    const int64_t *categories = row + layout->categories;
    return -(categories[FNL_MONEY_LEADS] + categories[FNL_MONEY_CAMPAIGNS] +
             categories[FNL_MONEY_MARKETING] + categories[FNL_MONEY_REWARDS] +
             categories[FNL_MONEY_SALARIES] + categories[FNL_MONEY_COMMISSION] +
             categories[FNL_MONEY_HIRING]);
}

static int64_t pains_signed(const struct fnl_row_layout *layout, const int64_t *row)
{
    int64_t pains = 0;
    for (size_t i = 0; i < layout->sources; i++)
        pains += row[fnl_indicator_source_at(layout, i, FNL_BY_SOURCE_PITA)];
    return pains;
}

/* Hours on all but what is free. */
static int64_t hours_worked(const int64_t *spent)
{
    int64_t worked = 0;
    for (int on = 0; on < FNL_SPENT_ON_COUNT; on++)
        worked += on == FNL_SPENT_ON_REST ? 0 : spent[on];
    return worked;
}

bool fnl_indicator_ratio(const struct fnl_row_layout *layout, const int64_t *row,
                         enum fnl_indicator indicator, struct fnl_indicator_ratio *ratio)
{
    const int64_t *spent = row + layout->spent_on;
    const int64_t ended = spent[FNL_SPENT_ON_WON] + spent[FNL_SPENT_ON_UNWON];
    const int64_t worked = hours_worked(spent);
    const double million = (double)FNL_MILLION;
    switch (indicator) {
    case FNL_WIN_RATE:
        *ratio = (struct fnl_indicator_ratio){row[FNL_WON], row[FNL_OPPORTUNITIES], million};
        return true;
    case FNL_COST_PER_WIN:
        *ratio = (struct fnl_indicator_ratio){selling_costs(layout, row), row[FNL_WON], 1};
        return true;
    case FNL_HOURS_NOWHERE:
        *ratio = (struct fnl_indicator_ratio){spent[FNL_SPENT_ON_UNWON], ended, million};
        return true;
    case FNL_PITA_HOURS:
        *ratio = (struct fnl_indicator_ratio){spent[FNL_SPENT_ON_PITA], worked, million};
        return true;
    case FNL_UTILISATION:
        *ratio = (struct fnl_indicator_ratio){worked, worked + spent[FNL_SPENT_ON_REST], million};
        return true;
    case FNL_CONTRIBUTION_PER_HOUR:
        *ratio = (struct fnl_indicator_ratio){row[FNL_CONTRIBUTION], worked, (double)FNL_HOUR};
        return true;
    case FNL_PITA_SIGNED:
        *ratio =
            (struct fnl_indicator_ratio){pains_signed(layout, row), row[FNL_NEW_CLIENTS], million};
        return true;
    case FNL_OLD_CONTACTS_SHARE:
        *ratio =
            (struct fnl_indicator_ratio){row[FNL_OLD_CONTACTS_REVENUE], row[FNL_REVENUE], million};
        return true;
    case FNL_DEAL_VALUE:
        *ratio = (struct fnl_indicator_ratio){row[FNL_NEW_BUSINESS], row[FNL_WON], 1};
        return true;
    default:
        return false;
    }
}
