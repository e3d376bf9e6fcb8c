/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/chronicle.h"

#include <inttypes.h>

#include "base/date.h"
#include "model/lead.h"
#include "model/money.h"

static const struct fnl_settings *settings_of(const struct fnl_chronicle *chronicle)
{
    return chronicle->plan->phases[0].settings;
}

static const char *name_of(const struct fnl_chronicle *chronicle, const struct fnl_fact *fact)
{
    return fnl_people_name(&chronicle->people, fact->key);
}

static void hear_arrival(struct fnl_chronicle *chronicle, const struct fnl_fact *fact)
{
    const bool new_person =
        fact->detail == 0 && fact->client == FNL_NOBODY && fact->index >> 28 != FNL_CHANNEL_OPENING;
    fnl_people_meet(&chronicle->people, chronicle->plan, fact);
    chronicle->month.people += new_person;
}

static void hear_signature(struct fnl_chronicle *chronicle, const struct fnl_fact *fact)
{
    char value[FNL_TALE_TEXT];
    const bool new_client = fact->detail == 0;
    fnl_tale_line(chronicle->tale, fact->time, "%s signs for %s%s with rep-%" PRIu32,
                  name_of(chronicle, fact), fnl_tale_money(chronicle->tale, fact->amount, value),
                  new_client ? "" : " more", fact->rep + 1);
    if (fact->flag)
        fnl_tale_add(chronicle->tale, ", in truth a %s", settings_of(chronicle)->labels.pita);
    if (new_client)
        fnl_people_note_client(&chronicle->people, fact);
    chronicle->month.contracts++;
    chronicle->month.signed_for += fact->amount;
}

static void hear_leaving(struct fnl_chronicle *chronicle, const struct fnl_fact *fact)
{
    fnl_tale_line(chronicle->tale, fact->time, "%s %s %s the term ends", name_of(chronicle, fact),
                  fnl_tale_farewell((enum fnl_farewell)fact->index),
                  fact->detail ? "before" : "when");
    if (fact->flag)
        fnl_tale_add(chronicle->tale, "; it was a %s", settings_of(chronicle)->labels.pita);
    chronicle->month.left++;
}

static void hear_change(struct fnl_chronicle *chronicle, const struct fnl_fact *fact)
{
    const char *say = chronicle->plan->phases[fact->index].say;
    fnl_tale_line(chronicle->tale, fact->time, "The plan changes");
    if (*say)
        fnl_tale_add(chronicle->tale, ": %s", say);
}

static void hear_joining(struct fnl_chronicle *chronicle, const struct fnl_fact *fact)
{
    if (fact->time == 0)
        return;
    fnl_tale_line(chronicle->tale, fact->time, "rep-%" PRIu32 " joins", fact->rep + 1);
    if (fact->index > 0)
        fnl_tale_add(chronicle->tale, " in place of rep-%" PRIu32, fact->index);
}

static void hear_resignation(struct fnl_chronicle *chronicle, const struct fnl_fact *fact)
{
    char clients[FNL_TALE_TEXT];
    fnl_tale_line(chronicle->tale, fact->time, "rep-%" PRIu32 " leaves for good", fact->rep + 1);
    if (fact->amount > 0)
        fnl_tale_add(chronicle->tale, "; others look after %s now",
                     fnl_tale_count(fact->amount, "client", clients));
}

static void hear_money(struct fnl_chronicle *chronicle, const struct fnl_fact *fact)
{
    if (fact->detail == FNL_MONEY_REVENUE)
        chronicle->month.invoiced += fact->amount;
    else
        chronicle->month.cost -= fact->amount;
}

static void hear_ruin(struct fnl_chronicle *chronicle, const struct fnl_fact *fact)
{
    char cash[FNL_TALE_TEXT];
    fnl_tale_line(chronicle->tale, fact->time, "Cash of %s is beyond the credit line",
                  fnl_tale_money(chronicle->tale, fact->amount, cash));
}

static void hear_day(struct fnl_chronicle *chronicle, const struct fnl_fact *fact)
{
    char cash[FNL_TALE_TEXT];
    const fnl_money before = chronicle->cash;
    if ((before < 0) != (fact->amount < 0))
        fnl_tale_line(chronicle->tale, fact->time, "Cash %s: %s",
                      fact->amount < 0 ? "falls below zero" : "is no longer below zero",
                      fnl_tale_money(chronicle->tale, fact->amount, cash));
    chronicle->cash = fact->amount;
    if (fact->amount < chronicle->lowest || !chronicle->day_ended) {
        chronicle->day_ended = true;
        chronicle->lowest = fact->amount;
        chronicle->lowest_at = fact->time;
    }
}

static void hear_quota(struct fnl_chronicle *chronicle, const struct fnl_fact *fact)
{
    chronicle->quotas++;
    chronicle->quotas_made += fact->flag;
}

static void hear_forecast(struct fnl_chronicle *chronicle, const struct fnl_fact *fact)
{
    chronicle->forecast += fact->span;
    chronicle->came += fact->amount;
}

/* What the end of a fiscal quarter has shown. */
static void tell_quarter(struct fnl_chronicle *chronicle, fnl_time time)
{
    struct fnl_tale *tale = chronicle->tale;
    char text[FNL_TALE_TEXT], money[FNL_TALE_TEXT];
    if (chronicle->quotas > 0)
        fnl_tale_line(tale, time, "Of %s, %" PRId64 " made the quota of the quarter",
                      fnl_tale_count(chronicle->quotas, "rep", text), chronicle->quotas_made);
    if (chronicle->forecast > 0)
        fnl_tale_line(tale, time, "The forecast for the quarter was %s; %s came of it",
                      fnl_tale_money(tale, chronicle->forecast, text),
                      fnl_tale_money(tale, chronicle->came, money));
    chronicle->quotas = chronicle->quotas_made = 0;
    chronicle->forecast = chronicle->came = 0;
}

static void tell_sums(struct fnl_chronicle *chronicle, const struct fnl_chronicle_sums *sums)
{
    struct fnl_tale *tale = chronicle->tale;
    char text[FNL_TALE_TEXT], money[FNL_TALE_TEXT];
    fnl_tale_add(tale, "%s, ", fnl_tale_count(sums->people, "arrival", text));
    fnl_tale_add(tale, "%s for %s, ", fnl_tale_count(sums->contracts, "contract", text),
                 fnl_tale_money(tale, sums->signed_for, money));
    fnl_tale_add(tale, "%s lost; ", fnl_tale_count(sums->left, "client", text));
    fnl_tale_add(tale, "%s invoiced, cost %s; ", fnl_tale_money(tale, sums->invoiced, text),
                 fnl_tale_money(tale, sums->cost, money));
    fnl_tale_add(tale, "cash %s", fnl_tale_money(tale, chronicle->cash, text));
}

static void take_over(struct fnl_chronicle *chronicle)
{
    const struct fnl_chronicle_sums month = chronicle->month;
    chronicle->all.people += month.people;
    chronicle->all.contracts += month.contracts;
    chronicle->all.left += month.left;
    chronicle->all.signed_for += month.signed_for;
    chronicle->all.invoiced += month.invoiced;
    chronicle->all.cost += month.cost;
    chronicle->month = (struct fnl_chronicle_sums){0};
}

static void close_month(struct fnl_chronicle *chronicle, const struct fnl_fact *fact,
                        const struct fnl_levels *levels)
{
    char name[FNL_DATE_TEXT], clients[FNL_TALE_TEXT];
    tell_quarter(chronicle, fact->time);
    fnl_tale_line(chronicle->tale, fact->time,
                  "%s: ", fnl_date_month_text(fnl_tale_day(chronicle->tale, fact->time), name));
    tell_sums(chronicle, &chronicle->month);
    fnl_tale_add(chronicle->tale, ", %s", fnl_tale_count(levels->clients, "client", clients));
    fnl_tale_add_pains(chronicle->tale, levels->pita_clients, settings_of(chronicle)->labels.pita);
    take_over(chronicle);
}

typedef void hearer(struct fnl_chronicle *chronicle, const struct fnl_fact *fact);

static hearer *const hearers[FNL_FACTS] = {
    [FNL_FACT_ARRIVED] = hear_arrival,
    [FNL_FACT_SIGNED] = hear_signature,
    [FNL_FACT_LEFT] = hear_leaving,
    [FNL_FACT_PHASE] = hear_change,
    [FNL_FACT_POSTED] = hear_money,
    [FNL_FACT_REP_JOINED] = hear_joining,
    [FNL_FACT_BROKE] = hear_ruin,
    [FNL_FACT_DAY_CLOSED] = hear_day,
    [FNL_FACT_REP_LEFT] = hear_resignation,
    [FNL_FACT_QUOTA] = hear_quota,
    [FNL_FACT_FORECAST_CAME] = hear_forecast,
};

static void hear(void *self, const struct fnl_fact *fact, const struct fnl_levels *levels)
{
    struct fnl_chronicle *chronicle = self;
    if (fact->kind == FNL_FACT_MONTH_CLOSED)
        close_month(chronicle, fact, levels);
    else if (hearers[fact->kind])
        hearers[fact->kind](chronicle, fact);
}

struct fnl_listener fnl_chronicle_begin(struct fnl_chronicle *chronicle,
                                        const struct fnl_plan *plan, struct fnl_tale *tale)
{
    const fnl_money cash = plan->phases[0].settings->today.cash;
    *chronicle = (struct fnl_chronicle){.tale = tale, .plan = plan, .cash = cash, .lowest = cash};
    fnl_people_meet_opening(&chronicle->people, plan);
    fnl_fact_set wants = FNL_FACT_BIT(FNL_FACT_MONTH_CLOSED);
    for (unsigned kind = 0; kind < FNL_FACTS; kind++)
        if (hearers[kind])
            wants |= FNL_FACT_BIT(kind);
    return (struct fnl_listener){.self = chronicle, .wants = wants, .hear = hear};
}

void fnl_chronicle_finish(struct fnl_chronicle *chronicle)
{
    char date[FNL_TALE_TEXT], cash[FNL_TALE_TEXT];
    take_over(chronicle);
    fnl_tale_note(chronicle->tale, "Over the whole run: ");
    tell_sums(chronicle, &chronicle->all);
    fnl_tale_add(chronicle->tale, ", at its lowest %s on %s.",
                 fnl_tale_money(chronicle->tale, chronicle->lowest, cash),
                 fnl_tale_date(chronicle->tale, chronicle->lowest_at, date));
}

void fnl_chronicle_fini(struct fnl_chronicle *chronicle)
{
    fnl_people_fini(&chronicle->people);
    *chronicle = (struct fnl_chronicle){0};
}
