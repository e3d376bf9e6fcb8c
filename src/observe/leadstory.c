/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/leadstory.h"

#include <inttypes.h>

#include "model/lead.h"
#include "model/nurture.h"

static const char *stage_name(const struct fnl_life *life, uint32_t stage)
{
    return fnl_settings_stage(fnl_life_settings(life), stage)->name;
}

static void tell_of_door(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    const char *name = fnl_life_name(life, id);
    const char *source = fnl_settings_source(fnl_life_settings(life), fact->source)->name;
    switch ((enum fnl_channel)(fact->index >> 28)) {
    case FNL_CHANNEL_FIELD:
        fnl_tale_line(life->tale, fact->time, "%s arrives from %s", name, source);
        return;
    case FNL_CHANNEL_UNASKED:
        fnl_tale_line(life->tale, fact->time, "%s arrives, sent by a client unasked", name);
        return;
    case FNL_CHANNEL_ASKED:
        fnl_tale_line(life->tale, fact->time, "%s arrives, named by a client at an ask", name);
        return;
    case FNL_CHANNEL_MEETING:
    case FNL_CHANNEL_VISIT:
        fnl_tale_line(life->tale, fact->time, "%s arrives, introduced in a meeting", name);
        return;
    case FNL_CHANNEL_PROSPECTING:
        fnl_tale_line(life->tale, fact->time, "%s is found by rep-%" PRIu32 " for %s", name,
                      fact->rep + 1, source);
        return;
    case FNL_CHANNEL_LISTED:
        fnl_tale_line(life->tale, fact->time, "%s, on the list of rep-%" PRIu32 ", agrees to talk",
                      name, fact->rep + 1);
        return;
    case FNL_CHANNEL_NETWORKING:
    case FNL_CHANNEL_EARLIER:
        fnl_tale_line(life->tale, fact->time,
                      "%s, whom rep-%" PRIu32 " met long before, arrives for %s", name,
                      fact->rep + 1, source);
        return;
    case FNL_CHANNEL_OPENING:
        fnl_tale_line(life->tale, fact->time, "%s is an open deal on the first day, from %s", name,
                      source);
        return;
    case FNL_CHANNEL_NEW_BUSINESS:
        fnl_tale_line(life->tale, fact->time, "%s is a new deal with the client", name);
        return;
    }
}

/* The first to come is the one with whom the family begins. */
static void count_person(struct fnl_life *life, const struct fnl_fact *fact)
{
    struct fnl_life_sums *sums = &life->sums;
    if (sums->people++ == 0)
        sums->oldest = fact->generation;
    if (fact->generation > sums->youngest)
        sums->youngest = fact->generation;
}

static void tell_arrival(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    if (fact->detail > 0) {
        fnl_tale_line(life->tale, fact->time, "%s is back: episode %" PRIu32,
                      fnl_life_name(life, id), fact->detail + 1);
        return;
    }
    tell_of_door(life, id, fact);
    if (fact->client != FNL_NOBODY)
        return;
    count_person(life, fact);
    if (fact->flag)
        fnl_tale_add(life->tale, ", in truth a %s", fnl_life_settings(life)->labels.pita);
}

static void tell_handoff(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    fnl_tale_line(life->tale, fact->time, "%s is handed to sales", fnl_life_name(life, id));
    if (fact->amount >= 0)
        fnl_tale_add(life->tale, " with a score of %" PRId64 " in 100",
                     (fact->amount + FNL_MILLION / 200) / (FNL_MILLION / 100));
    if (fact->detail > 0)
        fnl_tale_add(life->tale, " for a signal that it shows");
}

static void tell_nurture(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    fnl_tale_line(life->tale, fact->time, "%s hears from us%s: touch %" PRIu32 " of nurture%s",
                  fnl_life_name(life, id),
                  fact->detail == FNL_NURTURED_DORMANT ? " while dormant" : "", fact->index + 1,
                  fact->flag ? "" : ", and wants no more of it");
}

static void tell_assignment(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    const char *name = fnl_life_name(life, id);
    if (fact->rep == FNL_NOBODY)
        fnl_tale_line(life->tale, fact->time, "%s joins the queue that all reps share", name);
    else
        fnl_tale_line(life->tale, fact->time, "%s is given to rep-%" PRIu32, name, fact->rep + 1);
}

static void tell_stage(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    fnl_tale_line(life->tale, fact->time, "%s enters %s", fnl_life_name(life, id),
                  stage_name(life, fact->detail));
}

static void tell_touch(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    char hours[FNL_TALE_TEXT], wait[FNL_TALE_TEXT];
    const bool meeting = fact->index > 0;
    const char *deed = meeting      ? fact->flag ? "meets" : "does not come to meet"
                       : fact->flag ? "talks with"
                                    : "does not answer";
    fnl_tale_line(life->tale, fact->time, "%s %s rep-%" PRIu32, fnl_life_name(life, id), deed,
                  fact->rep + 1);
    if (meeting)
        fnl_tale_add(life->tale, " (%s)", fnl_life_meeting(life, fact->index - 1));
    if (fact->other)
        fnl_tale_add(life->tale, " for the first time");
    if (fact->amount > 0)
        fnl_tale_add(life->tale, ", to review what we can");
    fnl_tale_add(life->tale, ": touch %" PRId32 " of %s, %s, %s", fact->day + 1,
                 stage_name(life, fact->detail), fnl_tale_hours(fact->span, hours),
                 fnl_tale_queued(fact->wait, wait));
    life->sums.worked += fact->span;
}

static void tell_qualification(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    fnl_tale_line(life->tale, fact->time, "%s %s qualification", fnl_life_name(life, id),
                  fact->flag ? "passes" : "does not pass");
}

static int in_hundred(int64_t millionths)
{
    return (int)((millionths + 5000) / 10000);
}

static void tell_traits(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    (void)id;
    fnl_tale_add(life->tale, " (in truth: fit %d, budget %d, need %d, interest %d of 100)",
                 in_hundred(fact->amount), in_hundred(fact->span), in_hundred(fact->wait),
                 in_hundred(fact->until));
}

/* What it took: the chance there was, and whether person and rep made it better or worse. */
static void tell_decision(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    fnl_tale_line(life->tale, fact->time, "%s %s: the chance was %d in 100",
                  fnl_life_name(life, id), fact->flag ? "goes on" : "does not go on",
                  in_hundred(fact->amount));
    if (fact->span != 0)
        fnl_tale_add(life->tale, ", %s by what they are like",
                     fact->span > 0 ? "raised" : "lowered");
    if (fact->wait != 0)
        fnl_tale_add(life->tale, ", %s by rep-%" PRIu32 "'s skill",
                     fact->wait > 0 ? "raised" : "lowered", fact->rep + 1);
}

static void tell_closing(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    static const char *const answers[] = {"we accept", "we decline", "we ask for more"};
    fnl_tale_line(life->tale, fact->time, "%s would sign%s: %s", fnl_life_name(life, id),
                  fact->flag ? " and shows red flags" : "", answers[fact->detail]);
    if (fact->index)
        fnl_tale_add(life->tale, ", for rep-%" PRIu32 " overlooks red flags", fact->rep + 1);
    if (fact->amount != FNL_MILLION && fact->amount > 0)
        fnl_tale_add(life->tale, ", at %.9g x the price",
                     (double)fact->amount / (double)FNL_MILLION);
}

static void tell_push(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    fnl_tale_line(life->tale, fact->time, "%s is pressed to decide before the quarter ends%s",
                  fnl_life_name(life, id), fact->flag ? ", and keeps to a date of its own" : "");
}

/* The signature was told: here is what it took. */
static void tell_what_winning_took(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    char text[FNL_TALE_TEXT];
    fnl_tale_line(life->tale, fact->time, "Winning %s took %s of work", fnl_life_name(life, id),
                  fnl_tale_hours(fact->span, text));
    if (fact->wait >= FNL_MINUTE)
        fnl_tale_add(life->tale, " and %s from the first talk", fnl_tale_wait(fact->wait, text));
}

static void tell_end(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    char text[FNL_TALE_TEXT];
    if (fact->detail == FNL_CAUSE_WON) {
        tell_what_winning_took(life, id, fact);
        return;
    }
    fnl_tale_line(life->tale, fact->time, "%s %s", fnl_life_name(life, id),
                  fnl_tale_ending((enum fnl_cause)fact->detail));
    if (fact->index > 0)
        fnl_tale_add(life->tale, " in %s", stage_name(life, fact->index - 1));
    if (fact->span > 0)
        fnl_tale_add(life->tale, " after %s of work", fnl_tale_hours(fact->span, text));
    if (fact->wait >= FNL_MINUTE)
        fnl_tale_add(life->tale, ", %s after the first talk", fnl_tale_wait(fact->wait, text));
}

static void tell_return(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    char date[FNL_TALE_TEXT];
    fnl_tale_line(life->tale, fact->time, "%s will be back on %s", fnl_life_name(life, id),
                  fnl_tale_date(life->tale, fact->until, date));
}

static void tell_signature(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    char value[FNL_TALE_TEXT];
    const bool new_client = fact->detail == 0;
    fnl_tale_line(life->tale, fact->time, "%s signs for %s%s with rep-%" PRIu32,
                  fnl_life_name(life, id), fnl_tale_money(life->tale, fact->amount, value),
                  new_client ? "" : " more", fact->rep + 1);
    if (new_client)
        fnl_tale_add(life->tale, " and is a client now");
    life->sums.contracts++;
    life->sums.signed_for += fact->amount;
    life->sums.clients += new_client;
    life->sums.pains += new_client && fact->flag;
}

fnl_life_teller *const fnl_leadstory_tellers[FNL_FACTS] = {
    [FNL_FACT_ARRIVED] = tell_arrival,     [FNL_FACT_HANDED_ON] = tell_handoff,
    [FNL_FACT_ASSIGNED] = tell_assignment, [FNL_FACT_STAGE] = tell_stage,
    [FNL_FACT_TOUCH] = tell_touch,         [FNL_FACT_QUALIFIED] = tell_qualification,
    [FNL_FACT_ENDED] = tell_end,           [FNL_FACT_WILL_RETURN] = tell_return,
    [FNL_FACT_SIGNED] = tell_signature,    [FNL_FACT_TRAITS] = tell_traits,
    [FNL_FACT_DECIDED] = tell_decision,    [FNL_FACT_CLOSING] = tell_closing,
    [FNL_FACT_PUSHED] = tell_push,         [FNL_FACT_NURTURED] = tell_nurture,
};
