/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/auditor.h"

#include <inttypes.h>

#include "base/key.h"
#include "model/lead.h"
#include "model/money.h"

static void hear_posting(struct fnl_auditor *auditor, const struct fnl_fact *fact)
{
    if (fact->detail == FNL_MONEY_REVENUE)
        auditor->invoiced += fact->amount;
    else if (fact->detail == FNL_MONEY_BAD_DEBT)
        auditor->written_off -= fact->amount;
    else
        auditor->costs -= fact->amount;
    if (fact->flag)
        auditor->from_purse -= fact->amount;
}

static void hear(void *self, const struct fnl_fact *fact, const struct fnl_levels *levels)
{
    (void)levels;
    struct fnl_auditor *auditor = self;
    switch (fact->kind) {
    case FNL_FACT_ARRIVED:
        auditor->arrived++;
        auditor->referred += fact->other != 0 && fact->detail == 0;
        break;
    case FNL_FACT_ENDED:
        auditor->ended++;
        auditor->won += fact->detail == FNL_CAUSE_WON;
        break;
    case FNL_FACT_SIGNED:
        auditor->signatures++;
        auditor->new_clients += fact->detail == 0;
        break;
    case FNL_FACT_LEFT:
        auditor->left++;
        break;
    case FNL_FACT_TASK:
        auditor->hours += fact->span;
        break;
    case FNL_FACT_POSTED:
        hear_posting(auditor, fact);
        break;
    case FNL_FACT_DAY_CLOSED:
        auditor->cash = fact->amount;
        break;
    default:
        break;
    }
}

struct fnl_listener fnl_auditor_begin(struct fnl_auditor *auditor)
{
    *auditor = (struct fnl_auditor){0};
    return (struct fnl_listener){
        .self = auditor,
        .wants = FNL_FACT_BIT(FNL_FACT_ARRIVED) | FNL_FACT_BIT(FNL_FACT_ENDED) |
                 FNL_FACT_BIT(FNL_FACT_SIGNED) | FNL_FACT_BIT(FNL_FACT_LEFT) |
                 FNL_FACT_BIT(FNL_FACT_TASK) | FNL_FACT_BIT(FNL_FACT_POSTED) |
                 FNL_FACT_BIT(FNL_FACT_DAY_CLOSED),
        .hear = hear,
    };
}

/* One rule: what must be equal, and both sides. */
struct rule {
    const char *text;
    int64_t left, right;
};

fnl_status fnl_auditor_check(const struct fnl_auditor *auditor, const struct fnl_accounts *accounts,
                             struct fnl_error *error)
{
    fnl_time unfinished = 0;
    for (int use = 0; use < FNL_HOURS_USES; use++)
        unfinished += accounts->hours_unfinished[use];
    const struct rule rules[] = {
        {"episodes begun = announced", accounts->episodes, auditor->arrived},
        {"episodes begun = ended by a cause + open", accounts->episodes,
         auditor->ended + accounts->open_episodes},
        {"deals won = signatures", auditor->won, auditor->signatures},
        {"clients = opening + signed - left",
         accounts->opening_clients + auditor->new_clients - auditor->left, accounts->clients},
        {"people with a referrer = announced", accounts->referrals, auditor->referred},
        {"hours booked = finished + at work", accounts->hours_begun,
         accounts->hours_finished + accounts->hours_at_work},
        {"hours finished = announced", accounts->hours_finished, auditor->hours},
        {"hours worked = announced + done of what is in work", accounts->hours_worked,
         auditor->hours + unfinished},
        {"cash = opening + receipts - payments", accounts->cash,
         accounts->opening_cash + accounts->receipts - accounts->payments},
        {"cash = the last day's", accounts->cash, auditor->cash},
        {"invoiced = receipts for it + still to come + written off", auditor->invoiced,
         accounts->receipts - accounts->opening_receipts + accounts->receivable +
             auditor->written_off},
        {"costs = payments + still to pay", auditor->costs, accounts->payments + accounts->payable},
        {"allowance spent = posted", accounts->spent, auditor->from_purse},
    };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i].left != rules[i].right)
            return fnl_status_fail(FNL_ERR_AUDIT, error,
                                   "a run's books do not balance: %s, but %" PRId64
                                   " is not %" PRId64 " (please report this)",
                                   rules[i].text, rules[i].left, rules[i].right);
    if (accounts->spent > accounts->allowed)
        return fnl_status_fail(FNL_ERR_AUDIT, error,
                               "a run's books do not balance: %" PRId64 " was spent of an "
                               "allowance of %" PRId64 " (please report this)",
                               accounts->spent, accounts->allowed);
    if (accounts->hours_worked > accounts->hours_available)
        return fnl_status_fail(FNL_ERR_AUDIT, error,
                               "a run's books do not balance: reps worked %" PRId64
                               " ms of the %" PRId64 " there were (please report this)",
                               accounts->hours_worked, accounts->hours_available);
    return FNL_OK;
}
