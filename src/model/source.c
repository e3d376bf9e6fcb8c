/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/source.h"

static const char *const kinds[] = {"inbound", "list",     "event", "outbound",
                                    "target",  "referral", NULL};
static const char *const countings[] = {"by_kind", "lead", "inquiry", "name", NULL};

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_source, name, TEXT, NONE, 0, 0, NULL, NULL, NEVER, ESSENTIAL,
              "what you call it; unique among the sources", "the firm's word",
              "Where do people come from?"),
    FNL_PARAM_ONE_OF(fnl_source, kind, kinds, NULL, ESSENTIAL,
                     "inbound (they raise a hand), list (bought names), event, outbound and target "
                     "(found by prospecting reps), referral (what referred people are like)",
                     "the firm's word",
                     "How do they come: on their own, from a list, at an event, "
                     "found by reps, or sent by clients?"),
    FNL_PARAM_ONE_OF(fnl_source, counts_as, countings, "by_kind", TUNING,
                     "what its people are until sales has talked to them; by_kind: lists bring "
                     "names, all others leads",
                     "convention", "Do you call them leads before anybody has talked to them?"),
    FNL_PARAM(fnl_source, leads_per_month, LAW, PER_MONTH, 0, 1e6, "0", NULL, MONTH, ESSENTIAL,
              "people a calendar month on average; a law redraws each month's rate",
              "the firm's count", "How many a month?"),
    FNL_PARAM(fnl_source, seasonality, PLAN, FACTOR, 0, 100, "1", NULL, NEVER, TUNING,
              "factor on leads_per_month for January to December, or one number",
              "convention: no season", "Which months are strong and which are weak?"),
    FNL_PARAM(
        fnl_source, ramp_months, LAW, MONTHS, 0, 240, "0", NULL, ENTITY, TUNING,
        "months from its launch, the first day with a volume, until it brings its full volume",
        "convention: full from the first day", "How long until it brings all it can?"),
    FNL_PARAM(fnl_source, weekend, SHARE, SHARE, 0, 1, "1", NULL, NEVER, TUNING,
              "volume on a day off as a share of a working day's; the month's total stays",
              "convention: every day alike", "Do people also come at weekends?"),
    FNL_PARAM(fnl_source, bursts_per_year, NUMBER, PER_YEAR, 0, 365, "0", NULL, NEVER, TUNING,
              "sudden waves of attention a year, on top", "convention: none",
              "How often does a wave of people come at once?"),
    FNL_PARAM(fnl_source, burst_factor, NUMBER, FACTOR, 1, 1000, "5 x", NULL, NEVER, EXPERT,
              "volume during a wave, as a multiple", "guess", NULL),
    FNL_PARAM(fnl_source, burst_days, NUMBER, DAYS, 1, 365, "7", NULL, NEVER, EXPERT,
              "days that a wave lasts", "guess", NULL),
    FNL_PARAM(fnl_source, dates, DATES, DAYS, 0, 0, "( )", NULL, NEVER, TUNING,
              "days on which an event takes place; a stretch of days is an event on each",
              "the firm's plan", "When are the events?"),
    FNL_PARAM(fnl_source, people_per_event, LAW, NONE, 0, 1e6, "0", NULL, USE, TUNING,
              "people met at one event, on average", "the firm's count",
              "How many people do you bring home from one event?"),
    FNL_PARAM(
        fnl_source, found_per_hour, NUMBER, NONE, 0, 2, "0", NULL, NEVER, TUNING,
        "people who agree to talk, for each hour that a rep prospects (outbound and target)",
        "guess: about 20 dials an hour, 24.5 % of people reached, 4.7 % of talks lead to a meeting "
        "(Belkins 2025; Cognism 2024) give 0.05 to 0.25",
        "How many hours of prospecting does it take until one person agrees to talk?"),
    FNL_PARAM(fnl_source, cost_each, MONEY, MONEY, 0, 1e6, "0", NULL, NEVER, ESSENTIAL,
              "price of one person", "the firm's ledger", "What does one cost?"),
    FNL_PARAM(fnl_source, cost_per_month, MONEY, MONEY, 0, 1e9, "0", NULL, NEVER, TUNING,
              "price of having the source for a month, whoever comes", "the firm's ledger",
              "What does it cost a month even if nobody comes?"),
    FNL_PARAM(fnl_source, cost_per_event, MONEY, MONEY, 0, 1e9, "0", NULL, NEVER, TUNING,
              "price of one event", "the firm's ledger", "What does one event cost?"),
    FNL_PARAM(fnl_source, fit, LAW, SHARE, 0, 1, "{ law = \"beta\"; alpha = 1; beta = 1 }", NULL,
              ENTITY, ESSENTIAL, "how well they match your ideal client, from 0 to 1", "guess",
              "Of ten people from here, how many match your ideal client?"),
    FNL_PARAM(fnl_source, budget, LAW, SHARE, 0, 1, "{ law = \"beta\"; alpha = 1; beta = 1 }", NULL,
              ENTITY, TUNING, "whether they have the money, from 0 to 1", "guess",
              "Of ten people from here, how many have budget?"),
    FNL_PARAM(fnl_source, need, LAW, SHARE, 0, 1, "{ law = \"beta\"; alpha = 1; beta = 1 }", NULL,
              ENTITY, TUNING, "whether they have the need, from 0 to 1", "guess",
              "Of ten people from here, how many have a real need?"),
    FNL_PARAM(fnl_source, interest, LAW, SHARE, 0, 1, "{ law = \"beta\"; alpha = 1; beta = 1 }",
              NULL, ENTITY, TUNING, "how much they want to talk to you, from 0 to 1", "guess",
              "Of ten people from here, how many want to talk?"),
    FNL_PARAM(fnl_source, trust, LAW, SHARE, 0, 1, "0.2", NULL, ENTITY, TUNING,
              "trust in you on the first day, from 0 to 1", "guess",
              "Of ten people from here, how many trust you before you have spoken?"),
    FNL_PARAM(
        fnl_source, pita, SHARE, SHARE, 0, 1, "0", NULL, NEVER, ESSENTIAL,
        "share who turn out to be a pain as a client",
        "convention: none unless said; the nearest published figure is 12 % disgruntled clients "
        "(Advisor Impact 2010)",
        "Of a hundred clients from here, how many make life miserable?"),
    FNL_PARAM(fnl_source, deal_factor, LAW, FACTOR, 0, 1000, "1 x", NULL, ENTITY, TUNING,
              "size of their contracts against the average", "convention: the average",
              "Do they buy more or less than others?"),
    FNL_PARAM(fnl_source, bad_contact, SHARE, SHARE, 0, 1, "0", NULL, NEVER, TUNING,
              "share of records by which nobody can be reached", "convention: none unless said",
              "Of a hundred records, how many have a dead address or number?"),
    FNL_PARAM(fnl_source, reliability, SHARE, SHARE, 0, 1, "1", NULL, NEVER, EXPERT,
              "how far marketing's score can believe what these people say of themselves",
              "convention: fully", NULL),
    FNL_PARAM(fnl_source, gap_factor, NUMBER, FACTOR, 0, 100, "1 x", NULL, NEVER, TUNING,
              "on the days between touches: below 1 they move faster than others",
              "convention: as others", "Do they move faster or slower than others?"),
    FNL_PARAM(fnl_source, awareness, SHARE, SHARE, 0, 1, "1", NULL, NEVER, TUNING,
              "how far somebody new knows that your solution exists, from 0 to 1; it counts where "
              "there is a group awareness",
              "convention: fully", "Do they know what you sell before you call?"),
    FNL_PARAM(fnl_source, completeness, SHARE, SHARE, 0, 1, "1", NULL, NEVER, TUNING,
              "how complete their records are when they come (group records)",
              "convention: all is known",
              "Of what you want to know before a call, how much is in "
              "the record?"),
    FNL_PARAM(
        fnl_source, segment, TEXT, NONE, 0, 0, "\"\"", NULL, NEVER, TUNING,
        "name of the segment that all of them are of; empty: of any, by the segments' weights",
        "convention: of any", "Do only customers of one kind come from here?"),
};
const struct fnl_param_table fnl_source_table = FNL_PARAM_TABLE(rows, struct fnl_source);

bool fnl_source_brings_leads(const struct fnl_source *source)
{
    if (source->counts_as == FNL_COUNT_BY_KIND)
        return source->kind != FNL_SOURCE_LIST;
    return source->counts_as == FNL_COUNT_LEAD;
}

bool fnl_source_is_prospected(const struct fnl_source *source)
{
    return source->kind == FNL_SOURCE_OUTBOUND || source->kind == FNL_SOURCE_TARGET;
}
