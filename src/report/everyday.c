/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/everyday.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

const struct fnl_everyday fnl_everyday_list[] = {
    {{"hire", "hires", "hiring", "headcount", "ramp"},
     {"reps.count", "reps.started", "reps.ramp_months", "reps.salary"},
     "Hiring is a higher reps.count, from a date on if it stands in `changes`."},
    {{"fire", "let go", "lay off", "layoff", "layoffs", "fewer reps"},
     {NULL},
     "Whether a client is let go: keep = { policy = \"fire\"; }. Reps leave by themselves "
     "(attrition); from one date to the next reps.count may only grow."},
    {{"price", "prices", "pricing", "deal size", "acv", "discount"},
     {"price.level", "price.on_winning", "clients.contract_value", "sources[*].deal_factor"},
     "What a price does to winning and renewing is in group price, such as price = { level = "
     "\"1.1 x\"; }; a changed contract_value alone loses nobody."},
    {{"win rate", "close rate", "conversion", "conversion rate", "closing"},
     {"stages[*].go_on", "stages[*].shows"},
     "The win rate is a result: what follows from all stages together."},
    {{"churn", "retention", "attrition", "renewals", "cancellations"},
     {"clients.renewal", "clients.cancels_per_year", "clients.contract_months"},
     "These are clients who leave; reps who leave are the group attrition."},
    {{"turnover", "quitting", "resignations"},
     {"attrition.share_per_year", "attrition.replaced_after", "attrition.hiring_cost"},
     NULL},
    {{"burnout", "burn-out", "motivation", "stress"},
     {"morale.energy_per_pain_hour", "morale.normal_load", "morale.slowest", "morale.on_quitting"},
     NULL},
    {{"lead", "leads", "lead volume", "volume", "traffic"},
     {"sources[*].leads_per_month", "sources[*].cost_each", "sources[*].found_per_hour",
      "sources[*].people_per_event"},
     NULL},
    {{"sales cycle", "cycle", "deal length", "time to close"},
     {"stages[*].days", "stages[*].touches", "actuals.median_cycle"},
     "The cycle is a result: the days of all stages, and the waiting for a rep."},
    {{"no-show", "no show", "no-shows", "no shows"}, {"stages[*].shows", "stages[*].tries"}, NULL},
    {{"tam", "market size", "addressable market", "territory", "saturation"},
     {"market.size", "market.best_first"},
     NULL},
    {{"target list", "target accounts", "named accounts", "abm", "account list"},
     {"targets.accounts", "targets.touches", "targets.agrees"},
     "The lists are worked in the hours that slack plans for prospecting."},
    {{"sdr", "sdrs", "bdr", "bdrs", "sales development", "inside sales"},
     {"development.count", "development.stages", "development.salary", "development.handoff_loss"},
     NULL},
    {{"nurturing", "lead nurturing", "newsletter", "drip", "email marketing"},
     {"nurture.every", "nurture.touches", "nurture.dormant", "nurture.wakes_per_touch"},
     "Who is not ready is kept in touch with where handoff = { policy = \"after_nurture\"; }."},
    {{"mql", "mqls", "follow-up", "follow up", "lead management"},
     {"management.dropped", "management.delay", "alignment.follow_up"},
     "Who is handed over to sales, and when, is the policy handoff (`funnelsim policies`)."},
    {{"intent", "intent data", "buying signal", "buying signals", "hand raiser"},
     {"signals[*].sensitivity", "signals[*].specificity"},
     "They decide who goes to sales where handoff = { policy = \"signal\"; }."},
    {{"crm", "data quality", "enrichment"},
     {"sources[*].completeness", "sources[*].bad_contact", "records.hours", "research.to"},
     NULL},
    {{"cold call", "cold calls", "cold calling", "dials"},
     {"sources[*].found_per_hour", "slack.hours_per_week", "avoidance.per_rejection",
      "goodwill.per_thousand"},
     "Reps call in the hours that slack = { policy = \"prospect\"; } plans."},
    {{"upsell", "upselling", "cross-sell", "cross-selling", "expansion"},
     {"meetings.kinds[*].opens"},
     NULL},
    {{"late fee", "late fees", "late payment", "dunning", "dso"},
     {"clients.late_fee", "clients.pays_after", "pita.late_factor"},
     NULL},
    {{"month-end", "quarter-end", "quarter end", "end of quarter"},
     {"push.days", "push.discount", "quota.rep_signs"},
     "Deals are pushed where push = { policy = \"quarter_end\"; }."},
    {{"pipeline", "coverage", "forecast accuracy"},
     {"today.open_deals", "forecast.happy_ears", "forecast.commit_from"},
     "What is in the pipeline is a result: the deals that are open on a day."},
    {{"word of mouth", "brand", "publicity"},
     {"reputation.per_client_share", "reputation.lasts", "referrals.engaged"},
     NULL},
    {{NULL}, {NULL}, NULL},
};

const struct fnl_everyday *fnl_everyday_named(const char *word)
{
    for (const struct fnl_everyday *row = fnl_everyday_list; row->words[0]; row++)
        for (const char *const *name = row->words; *name; name++)
            if (strcasecmp(*name, word) == 0)
                return row;
    return NULL;
}

bool fnl_everyday_means(const struct fnl_everyday *everyday, const char *path)
{
    for (const char *const *meant = everyday ? everyday->paths : NULL; meant && *meant; meant++)
        if (strcmp(*meant, path) == 0)
            return true;
    return false;
}
