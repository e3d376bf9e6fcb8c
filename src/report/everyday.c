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
