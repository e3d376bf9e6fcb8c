/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/parting.h"

#include <inttypes.h>

#include "base/key.h"
#include "model/question.h"

/* Records of clients are numbered by each run for itself, so their index says nothing here. */
static bool is_same(const struct fnl_fact *a, const struct fnl_fact *b)
{
    return a->kind == b->kind && a->time == b->time && a->other == b->other &&
           a->amount == b->amount && a->span == b->span && a->wait == b->wait &&
           a->until == b->until && a->rep == b->rep && a->index == b->index &&
           a->detail == b->detail && a->flag == b->flag;
}

static bool has_price(enum fnl_fact_kind kind)
{
    return kind == FNL_FACT_SIGNED || kind == FNL_FACT_RENEWED || kind == FNL_FACT_CLOSING;
}

/* Whether the same happens, if perhaps at another time and with another rep. */
static bool is_alike(const struct fnl_fact *a, const struct fnl_fact *b)
{
    return a->kind == b->kind && a->detail == b->detail && a->flag == b->flag &&
           (a->kind != FNL_FACT_ASKED || a->index == b->index) &&
           (a->kind != FNL_FACT_REFERRED || a->index == b->index) &&
           (a->kind != FNL_FACT_LEFT || a->index == b->index) &&
           (!has_price(a->kind) || a->amount == b->amount);
}

static bool find(const struct fnl_history_part *a, const struct fnl_history_part *b,
                 bool (*matches)(const struct fnl_fact *a, const struct fnl_fact *b),
                 struct fnl_parting *parting)
{
    size_t n = 0;
    while (n < a->count && n < b->count && matches(fnl_history_fact(a, n), fnl_history_fact(b, n)))
        n++;
    *parting = (struct fnl_parting){{n < a->count ? fnl_history_fact(a, n) : NULL,
                                     n < b->count ? fnl_history_fact(b, n) : NULL}};
    return parting->facts[0] || parting->facts[1];
}

bool fnl_parting_first(const struct fnl_history_part *a, const struct fnl_history_part *b,
                       struct fnl_parting *parting)
{
    return find(a, b, is_same, parting);
}

bool fnl_parting_turn(const struct fnl_history_part *a, const struct fnl_history_part *b,
                      struct fnl_parting *parting)
{
    return find(a, b, is_alike, parting);
}

/* What a difference in a fact of that kind comes from. */
static enum fnl_parting_cause cause_of_fact(const struct fnl_fact *fact)
{
    switch (fact->kind) {
    case FNL_FACT_ASSIGNED:
        return FNL_PARTING_REP;
    case FNL_FACT_STAGE:
    case FNL_FACT_TOUCH:
    case FNL_FACT_PUSHED:
        return FNL_PARTING_TIME;
    case FNL_FACT_ASKED:
    case FNL_FACT_REFERRED:
        return FNL_PARTING_ASK;
    case FNL_FACT_MEETING:
    case FNL_FACT_SERVED:
        return FNL_PARTING_CARE;
    case FNL_FACT_CLOSING:
        return FNL_PARTING_ANSWER;
    default:
        return FNL_PARTING_OTHER;
    }
}

/* Of two facts the earlier one is what happened first in one history and not in the other. */
enum fnl_parting_cause fnl_parting_cause_of(const struct fnl_parting *parting)
{
    const struct fnl_fact *a = parting->facts[0], *b = parting->facts[1];
    if (!a || !b)
        return cause_of_fact(a ? a : b);
    return cause_of_fact(b->time < a->time ? b : a);
}

const char *fnl_parting_cause_name(enum fnl_parting_cause cause)
{
    static const char *const names[FNL_PARTING_CAUSES] = {
        [FNL_PARTING_REP] = "Given to another rep",
        [FNL_PARTING_TIME] = "Worked on earlier or later",
        [FNL_PARTING_ASK] = "Asked for referrals, or not",
        [FNL_PARTING_CARE] = "Met or refused service, or not",
        [FNL_PARTING_ANSWER] = "Another answer to who would sign",
        [FNL_PARTING_OTHER] = "Otherwise",
    };
    return names[cause];
}

static int in_hundred(int64_t millionths)
{
    return (int)((millionths + 5000) / 10000);
}

static void say_touch(const char *stage, const struct fnl_fact *fact, FILE *out)
{
    char wait[FNL_TALE_TEXT];
    const bool meeting = fact->index > 0;
    const char *deed = meeting      ? fact->flag ? "meets" : "does not come to meet"
                       : fact->flag ? "talks with"
                                    : "does not answer";
    fprintf(out, "%s rep-%" PRIu32 " (touch %" PRId32 " of %s), %s", deed, fact->rep + 1,
            fact->day + 1, stage, fnl_tale_queued(fact->wait, wait));
}

static void say_decision(const char *stage, const struct fnl_fact *fact, FILE *out)
{
    fprintf(out, "%s from %s, the chance was %d in 100", fact->flag ? "goes on" : "does not go on",
            stage, in_hundred(fact->amount));
}

static void say_closing(const struct fnl_fact *fact, FILE *out)
{
    fprintf(out, "would sign%s, and ", fact->flag ? " but shows red flags" : "");
    if (fact->detail == FNL_DECLINE)
        fputs("we decline", out);
    else if (fact->amount == FNL_MILLION)
        fputs("we accept", out);
    else
        fprintf(out, "we ask for %.9g x the price", (double)fact->amount / (double)FNL_MILLION);
}

static void say_ask(const struct fnl_fact *fact, FILE *out)
{
    char names[FNL_TALE_TEXT];
    if (fact->index == 0)
        fputs("is asked for referrals and names nobody", out);
    else
        fprintf(out, "is asked for referrals and gives %s",
                fnl_tale_count(fact->index, "name", names));
}

static void say_assignment(const struct fnl_fact *fact, FILE *out)
{
    if (fact->rep == FNL_NOBODY)
        fputs("joins the queue that all reps share", out);
    else
        fprintf(out, "is given to rep-%" PRIu32, fact->rep + 1);
}

/* What is said of a person on their way. False for what is said of clients. */
static bool say_of_lead(const struct fnl_settings *settings, const struct fnl_fact *fact, FILE *out)
{
    const bool staged = fact->kind == FNL_FACT_STAGE || fact->kind == FNL_FACT_TOUCH ||
                        fact->kind == FNL_FACT_DECIDED;
    const char *stage = staged ? fnl_settings_stage(settings, fact->detail)->name : "";
    switch (fact->kind) {
    case FNL_FACT_ARRIVED:
        fputs(fact->detail > 0 ? "is back" : "arrives", out);
        return true;
    case FNL_FACT_HANDED_ON:
        fputs("is handed to sales", out);
        return true;
    case FNL_FACT_ASSIGNED:
        say_assignment(fact, out);
        return true;
    case FNL_FACT_STAGE:
        fprintf(out, "enters %s", stage);
        return true;
    case FNL_FACT_TOUCH:
        say_touch(stage, fact, out);
        return true;
    case FNL_FACT_QUALIFIED:
        fprintf(out, "%s qualification", fact->flag ? "passes" : "does not pass");
        return true;
    case FNL_FACT_DECIDED:
        say_decision(stage, fact, out);
        return true;
    case FNL_FACT_CLOSING:
        say_closing(fact, out);
        return true;
    case FNL_FACT_PUSHED:
        fputs("is pressed to decide", out);
        return true;
    case FNL_FACT_ENDED:
        fputs(fnl_tale_ending((enum fnl_cause)fact->detail), out);
        return true;
    default:
        return false;
    }
}

static void say_of_client(const struct fnl_tale *tale, const struct fnl_fact *fact, FILE *out)
{
    char text[FNL_TALE_TEXT];
    switch (fact->kind) {
    case FNL_FACT_SIGNED:
        fprintf(out, "signs for %s", fnl_tale_money(tale, fact->amount, text));
        return;
    case FNL_FACT_RENEWED:
        fprintf(out, "renews for %s", fnl_tale_money(tale, fact->amount, text));
        return;
    case FNL_FACT_LEFT:
        fprintf(out, "%s %s the term ends", fnl_tale_farewell((enum fnl_farewell)fact->index),
                fact->detail ? "before" : "when");
        return;
    case FNL_FACT_CONCEDED:
        fprintf(out, "asks for a lower price, and we %s", fact->flag ? "give in" : "refuse");
        return;
    case FNL_FACT_REFORMED:
        fputs("is won over", out);
        return;
    case FNL_FACT_MEETING:
        fputs("meets us as a client", out);
        return;
    case FNL_FACT_ASKED:
        say_ask(fact, out);
        return;
    case FNL_FACT_REFERRED:
        fputs("sends somebody", out);
        return;
    case FNL_FACT_SERVED:
        fprintf(out, "is refused %s of service", fnl_tale_hours(fact->wait, text));
        return;
    default:
        return;
    }
}

void fnl_parting_say(const struct fnl_tale *tale, const struct fnl_plan *plan,
                     const struct fnl_fact *fact, FILE *out)
{
    char date[FNL_TALE_TEXT];
    if (!fact) {
        fputs("nothing more", out);
        return;
    }
    fprintf(out, "%s: ", fnl_tale_date(tale, fact->time, date));
    if (!say_of_lead(plan->phases[0].settings, fact, out))
        say_of_client(tale, fact, out);
}
