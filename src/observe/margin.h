/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * margin.h - what each client is worth to the firm, and the whale curve.
 *
 * Revenue says little of a client: one who pays late, wants more service than it
 * pays for and takes a rep's week may cost more than it brings. So each client is
 * charged with what it takes, beside what is posted about it:
 *
 *   reps' hours     at what an hour of the reps costs: salaries / selling hours
 *   pool's hours    at what an hour of the service pool costs: its cost / its hours
 *   late payment    the bank's interest on what was invoiced and not yet paid
 *   winning         lead, marketing, reward, commission, and the hours of reps that
 *                   went into selling; carried in the measure in which the first
 *                   contract has been invoiced, so that who signed last month is
 *                   not shown as a loss
 *
 * Sorted from the best to the worst and added up, the profits make the whale
 * curve of activity-based costing (Kaplan and Narayanan 2001, "Measuring and
 * Managing Customer Profitability", Journal of Cost Management 15(5)): it rises
 * above its end as far as the worst clients lose what the best have earned.
 *
 * What no client is charged with is the rest; profit of all clients and the rest
 * add up to the contribution of the run, to the cent.
 */
#ifndef FUNNELSIM_OBSERVE_MARGIN_H
#define FUNNELSIM_OBSERVE_MARGIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "observe/fate.h"

/* One client's account; costs are > 0. With the rewards goes whatever else is posted about it. */
struct fnl_margin {
    uint32_t index; /* among the fates */
    bool pita;
    fnl_money revenue, bad_debt, winning, rewards, by_reps, by_pool, late;
    fnl_money profit;
};

/* What no client is charged with; > 0 adds to the contribution. The order is that of tables. */
enum fnl_margin_rest {
    FNL_MARGIN_REPS,      /* their hours on people who never signed, on prospecting, and unused */
    FNL_MARGIN_POOL,      /* its unused hours */
    FNL_MARGIN_UNSIGNED,  /* posted about people who never signed */
    FNL_MARGIN_RUNNING,   /* winning contracts of which a part is still to be invoiced */
    FNL_MARGIN_CAMPAIGNS, /* posted about nobody alone, */
    FNL_MARGIN_OVERHEAD,  /* and so is this, */
    FNL_MARGIN_OTHER,     /* and all else but interest */
    FNL_MARGIN_INTEREST,  /* the bank's, less what clients were charged with for late payment */
};
#define FNL_MARGIN_RESTS (FNL_MARGIN_INTEREST + 1)

/* "Reps' hours on others, or unused", ... as tables print it. Static storage. */
const char *fnl_margin_rest_name(enum fnl_margin_rest rest);

/* Zero-initialise; may be reckoned again and again. */
struct fnl_margins {
    struct fnl_margin *items; /* the best first; of equals who was met first */
    size_t count;
    fnl_money total; /* profit of all */
    fnl_money rests[FNL_MARGIN_RESTS];
    fnl_money peak;             /* of the whale curve: profit of those who make any */
    size_t winners;             /* how many they are */
    size_t pitas, losing_pitas; /* among all clients; among the others */
    fnl_money pita_profit;      /* of all clients who are a pain */
};

/*
 * Reckons the margins of a run whose reps had `hours_available` selling hours.
 * False when memory runs out.
 */
bool fnl_margin_reckon(struct fnl_margins *margins, const struct fnl_fates *fates,
                       fnl_time hours_available);

/* Profit of the best `share` of the clients, 0 to 1, a fraction of a client in proportion. */
fnl_money fnl_margin_curve(const struct fnl_margins *margins, double share);

/* Frees what it holds. */
void fnl_margin_fini(struct fnl_margins *margins);

#endif
