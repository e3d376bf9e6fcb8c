/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/clientstory.h"

#include <inttypes.h>

#include "base/date.h"
#include "model/task.h"

static void tell_renewal(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    char value[FNL_TALE_TEXT];
    fnl_tale_line(life->tale, fact->time, "%s renews for %s", fnl_life_name(life, id),
                  fnl_tale_money(life->tale, fact->amount, value));
    if (fact->detail)
        fnl_tale_add(life->tale, ", at the price that we asked");
}

static void tell_concession(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    char off[FNL_TALE_TEXT];
    fnl_tale_line(life->tale, fact->time, "%s asks for a lower price: ", fnl_life_name(life, id));
    if (fact->flag)
        fnl_tale_add(life->tale, "we give in, %s off the invoices to come",
                     fnl_tale_money(life->tale, fact->amount, off));
    else
        fnl_tale_add(life->tale, "we refuse");
}

static void tell_reform(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    fnl_tale_line(life->tale, fact->time, "%s is a %s no more", fnl_life_name(life, id),
                  fnl_life_settings(life)->labels.pita);
}

void fnl_clientstory_year(struct fnl_life *life, uint32_t id)
{
    struct fnl_account *account = &life->accounts[id];
    if (fnl_account_is_empty(account))
        return;
    fnl_tale_line(life->tale, life->now, "%s in %d: ", fnl_life_name(life, id),
                  fnl_date_of(fnl_tale_day(life->tale, life->now)).year);
    fnl_account_tell(account, life->tale);
    *account = (struct fnl_account){0};
}

void fnl_clientstory_years(struct fnl_life *life)
{
    for (size_t id = 0; id < life->people.count; id++)
        fnl_clientstory_year(life, (uint32_t)id);
}

static void tell_leaving(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    fnl_clientstory_year(life, id);
    fnl_tale_line(life->tale, fact->time, "%s %s %s the term ends", fnl_life_name(life, id),
                  fnl_tale_farewell((enum fnl_farewell)fact->index),
                  fact->detail ? "before" : "when");
}

static void note_invoice(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    fnl_account_invoice(&life->accounts[id], fact);
    life->sums.invoiced += fact->amount;
    if (fact->until == FNL_NEVER)
        life->sums.lost += fact->amount;
}

static void tell_service(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    char wanted[FNL_TALE_TEXT], refused[FNL_TALE_TEXT];
    const bool demand = fact->detail == 1;
    if (!demand)
        life->accounts[id].served += fact->span;
    if (!demand && fact->wait == 0)
        return;
    fnl_tale_line(life->tale, fact->time, "%s %s %s of %s", fnl_life_name(life, id),
                  demand ? "demands" : "asks for", fnl_tale_hours(fact->span, wanted),
                  demand ? "unpaid extra work" : "service");
    if (fact->wait > 0)
        fnl_tale_add(life->tale, ", %s of it refused",
                     fact->wait < fact->span ? fnl_tale_hours(fact->wait, refused) : "all");
}

/* Touches, asks and meetings that took place are told by facts of their own. */
static void tell_task(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    char hours[FNL_TALE_TEXT], wait[FNL_TALE_TEXT];
    const char *name = fnl_life_name(life, id);
    if (fact->detail == FNL_TASK_TOUCH)
        return;
    life->sums.worked += fact->span;
    if (fact->detail == FNL_TASK_SERVICE)
        life->accounts[id].by_reps += fact->span;
    else if (fact->detail == FNL_TASK_SCOPE)
        fnl_tale_line(life->tale, fact->time, "%s gets extra work from rep-%" PRIu32 ": %s, %s",
                      name, fact->rep + 1, fnl_tale_hours(fact->span, hours),
                      fnl_tale_queued(fact->wait, wait));
    else if (fact->detail == FNL_TASK_MEETING && !fact->flag)
        fnl_tale_line(life->tale, fact->time, "%s does not come to a meeting with rep-%" PRIu32,
                      name, fact->rep + 1);
}

static void tell_meeting(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    fnl_tale_line(life->tale, fact->time, "%s meets rep-%" PRIu32 " (%s)", fnl_life_name(life, id),
                  fact->rep + 1, fnl_life_meeting(life, fact->index));
}

static void tell_networking(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    fnl_tale_line(life->tale, fact->time, "%s meets rep-%" PRIu32 " (%s), beyond any deal",
                  fnl_life_name(life, id), fact->rep + 1, fnl_life_meeting(life, fact->detail));
    if (fact->flag)
        fnl_tale_add(life->tale, ", and will come one day");
}

static void tell_advocate(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    fnl_tale_line(life->tale, fact->time, "%s speaks for rep-%" PRIu32 " from now on",
                  fnl_life_name(life, id), fact->rep + 1);
}

static void tell_request(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    char requests[FNL_TALE_TEXT];
    fnl_tale_line(life->tale, fact->time, "%s asks us to do something", fnl_life_name(life, id));
    if (fact->index > 1)
        fnl_tale_add(life->tale, ": %s by now", fnl_tale_count(fact->index, "request", requests));
}

static void tell_ask(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    char names[FNL_TALE_TEXT];
    fnl_tale_line(life->tale, fact->time, "%s is asked for referrals by rep-%" PRIu32 ": %s",
                  fnl_life_name(life, id), fact->rep + 1,
                  fact->flag ? fnl_tale_count(fact->index, "name", names) : "no names");
}

static void tell_referral(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    char date[FNL_TALE_TEXT], suffix[FNL_NAME_SUFFIX];
    fnl_tale_line(life->tale, fact->time, "%s sends %s%s, who comes on %s", fnl_life_name(life, id),
                  fnl_life_name(life, id), fnl_name_suffix(fact->index, suffix),
                  fnl_tale_date(life->tale, fact->until, date));
}

static void tell_haste(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    fnl_tale_line(life->tale, fact->time,
                  "%s cannot wait for something extra: rep-%" PRIu32 " drops another task (%s)",
                  fnl_life_name(life, id), fact->rep + 1,
                  fnl_task_name((enum fnl_task_kind)fact->detail));
}

fnl_life_teller *const fnl_clientstory_tellers[FNL_FACTS] = {
    [FNL_FACT_RENEWED] = tell_renewal,
    [FNL_FACT_LEFT] = tell_leaving,
    [FNL_FACT_INVOICED] = note_invoice,
    [FNL_FACT_SERVED] = tell_service,
    [FNL_FACT_TASK] = tell_task,
    [FNL_FACT_MEETING] = tell_meeting,
    [FNL_FACT_ASKED] = tell_ask,
    [FNL_FACT_REFERRED] = tell_referral,
    [FNL_FACT_CONCEDED] = tell_concession,
    [FNL_FACT_REFORMED] = tell_reform,
    [FNL_FACT_NETWORKED] = tell_networking,
    [FNL_FACT_ADVOCATE] = tell_advocate,
    [FNL_FACT_REQUEST] = tell_request,
    [FNL_FACT_INTERRUPTED] = tell_haste,
};
