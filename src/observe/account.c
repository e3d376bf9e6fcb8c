/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/account.h"

void fnl_account_invoice(struct fnl_account *account, const struct fnl_fact *invoice)
{
    const bool paid = invoice->until != FNL_NEVER;
    account->invoices++;
    account->invoiced += invoice->amount;
    if (paid) {
        account->delays += invoice->until - invoice->time;
    } else {
        account->unpaid++;
        account->lost += invoice->amount;
    }
}

bool fnl_account_is_empty(const struct fnl_account *account)
{
    return account->invoices == 0 && account->served == 0 && account->by_reps == 0;
}

static void tell_of_invoices(const struct fnl_account *account, struct fnl_tale *tale)
{
    char text[FNL_TALE_TEXT], money[FNL_TALE_TEXT];
    const int64_t paid = account->invoices - account->unpaid;
    fnl_tale_add(tale, "%s, %s in all", fnl_tale_count(account->invoices, "invoice", text),
                 fnl_tale_money(tale, account->invoiced, money));
    if (paid > 0)
        fnl_tale_add(tale, ", paid after %s%s", fnl_tale_wait(account->delays / paid, text),
                     paid > 1 ? " on average" : "");
    if (account->unpaid > 0)
        fnl_tale_add(tale, ", %s never paid", fnl_tale_money(tale, account->lost, text));
}

void fnl_account_tell(const struct fnl_account *account, struct fnl_tale *tale)
{
    char hours[FNL_TALE_TEXT];
    const char *between = "";
    if (account->invoices > 0) {
        tell_of_invoices(account, tale);
        between = "; ";
    }
    if (account->served > 0) {
        fnl_tale_add(tale, "%s%s of service wanted", between,
                     fnl_tale_hours(account->served, hours));
        between = ", ";
    }
    if (account->by_reps > 0)
        fnl_tale_add(tale, "%s%s of service done by reps", between,
                     fnl_tale_hours(account->by_reps, hours));
}
