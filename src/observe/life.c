/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/life.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/memory.h"
#include "model/lead.h"
#include "model/nurture.h"
#include "model/task.h"

static const struct fnl_settings *settings_of(const struct fnl_life *life)
{
    return life->plan->phases[0].settings;
}

static const char *name_of(const struct fnl_life *life, uint32_t id)
{
    return life->people.items[id].name;
}

static const char *stage_name(const struct fnl_life *life, uint32_t stage)
{
    return fnl_settings_stage(settings_of(life), stage)->name;
}

static const char *kind_of_meeting(const struct fnl_life *life, uint32_t kind)
{
    return fnl_settings_meeting_kind(settings_of(life), kind)->name;
}

/* On the way. */

static void tell_of_door(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    const char *name = name_of(life, id);
    const char *source = fnl_settings_source(settings_of(life), fact->source)->name;
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
        fnl_tale_line(life->tale, fact->time, "%s is back: episode %" PRIu32, name_of(life, id),
                      fact->detail + 1);
        return;
    }
    tell_of_door(life, id, fact);
    if (fact->client != FNL_NOBODY)
        return;
    count_person(life, fact);
    if (fact->flag)
        fnl_tale_add(life->tale, ", in truth a %s", settings_of(life)->labels.pita);
}

static void tell_handoff(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    fnl_tale_line(life->tale, fact->time, "%s is handed to sales", name_of(life, id));
    if (fact->amount >= 0)
        fnl_tale_add(life->tale, " with a score of %" PRId64 " in 100",
                     (fact->amount + FNL_MILLION / 200) / (FNL_MILLION / 100));
    if (fact->detail > 0)
        fnl_tale_add(life->tale, " for a signal that it shows");
}

static void tell_nurture(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    fnl_tale_line(life->tale, fact->time, "%s hears from us%s: touch %" PRIu32 " of nurture%s",
                  name_of(life, id), fact->detail == FNL_NURTURED_DORMANT ? " while dormant" : "",
                  fact->index + 1, fact->flag ? "" : ", and wants no more of it");
}

static void tell_assignment(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    const char *name = name_of(life, id);
    if (fact->rep == FNL_NOBODY)
        fnl_tale_line(life->tale, fact->time, "%s joins the queue that all reps share", name);
    else
        fnl_tale_line(life->tale, fact->time, "%s is given to rep-%" PRIu32, name, fact->rep + 1);
}

static void tell_stage(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    fnl_tale_line(life->tale, fact->time, "%s enters %s", name_of(life, id),
                  stage_name(life, fact->detail));
}

static void tell_touch(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    char hours[FNL_TALE_TEXT], wait[FNL_TALE_TEXT];
    const bool meeting = fact->index > 0;
    const char *deed = meeting      ? fact->flag ? "meets" : "does not come to meet"
                       : fact->flag ? "talks with"
                                    : "does not answer";
    fnl_tale_line(life->tale, fact->time, "%s %s rep-%" PRIu32, name_of(life, id), deed,
                  fact->rep + 1);
    if (meeting)
        fnl_tale_add(life->tale, " (%s)", kind_of_meeting(life, fact->index - 1));
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
    fnl_tale_line(life->tale, fact->time, "%s %s qualification", name_of(life, id),
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
    fnl_tale_line(life->tale, fact->time, "%s %s: the chance was %d in 100", name_of(life, id),
                  fact->flag ? "goes on" : "does not go on", in_hundred(fact->amount));
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
    fnl_tale_line(life->tale, fact->time, "%s would sign%s: %s", name_of(life, id),
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
                  name_of(life, id), fact->flag ? ", and keeps to a date of its own" : "");
}

/* The signature was told: here is what it took. */
static void tell_what_winning_took(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    char text[FNL_TALE_TEXT];
    fnl_tale_line(life->tale, fact->time, "Winning %s took %s of work", name_of(life, id),
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
    fnl_tale_line(life->tale, fact->time, "%s %s", name_of(life, id),
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
    fnl_tale_line(life->tale, fact->time, "%s will be back on %s", name_of(life, id),
                  fnl_tale_date(life->tale, fact->until, date));
}

static void tell_signature(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    char value[FNL_TALE_TEXT];
    const bool new_client = fact->detail == 0;
    fnl_tale_line(life->tale, fact->time, "%s signs for %s%s with rep-%" PRIu32, name_of(life, id),
                  fnl_tale_money(life->tale, fact->amount, value), new_client ? "" : " more",
                  fact->rep + 1);
    if (new_client)
        fnl_tale_add(life->tale, " and is a client now");
    life->sums.contracts++;
    life->sums.signed_for += fact->amount;
    life->sums.clients += new_client;
    life->sums.pains += new_client && fact->flag;
}

/* As a client. */

static void tell_renewal(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    char value[FNL_TALE_TEXT];
    fnl_tale_line(life->tale, fact->time, "%s renews for %s", name_of(life, id),
                  fnl_tale_money(life->tale, fact->amount, value));
    if (fact->detail)
        fnl_tale_add(life->tale, ", at the price that we asked");
}

static void tell_concession(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    char off[FNL_TALE_TEXT];
    fnl_tale_line(life->tale, fact->time, "%s asks for a lower price: ", name_of(life, id));
    if (fact->flag)
        fnl_tale_add(life->tale, "we give in, %s off the invoices to come",
                     fnl_tale_money(life->tale, fact->amount, off));
    else
        fnl_tale_add(life->tale, "we refuse");
}

static void tell_reform(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    fnl_tale_line(life->tale, fact->time, "%s is a %s no more", name_of(life, id),
                  settings_of(life)->labels.pita);
}

/* Tells a client's year so far and begins the next. */
static void tell_year(struct fnl_life *life, uint32_t id)
{
    struct fnl_account *account = &life->accounts[id];
    if (fnl_account_is_empty(account))
        return;
    fnl_tale_line(life->tale, life->now, "%s in %d: ", name_of(life, id),
                  fnl_date_of(fnl_tale_day(life->tale, life->now)).year);
    fnl_account_tell(account, life->tale);
    *account = (struct fnl_account){0};
}

static void tell_years(struct fnl_life *life)
{
    for (size_t id = 0; id < life->people.count; id++)
        tell_year(life, (uint32_t)id);
}

static void tell_leaving(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    tell_year(life, id);
    fnl_tale_line(life->tale, fact->time, "%s %s %s the term ends", name_of(life, id),
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
    fnl_tale_line(life->tale, fact->time, "%s %s %s of %s", name_of(life, id),
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
    const char *name = name_of(life, id);
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
    fnl_tale_line(life->tale, fact->time, "%s meets rep-%" PRIu32 " (%s)", name_of(life, id),
                  fact->rep + 1, kind_of_meeting(life, fact->index));
}

static void tell_networking(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    fnl_tale_line(life->tale, fact->time, "%s meets rep-%" PRIu32 " (%s), beyond any deal",
                  name_of(life, id), fact->rep + 1, kind_of_meeting(life, fact->detail));
    if (fact->flag)
        fnl_tale_add(life->tale, ", and will come one day");
}

static void tell_advocate(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    fnl_tale_line(life->tale, fact->time, "%s speaks for rep-%" PRIu32 " from now on",
                  name_of(life, id), fact->rep + 1);
}

static void tell_request(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    char requests[FNL_TALE_TEXT];
    fnl_tale_line(life->tale, fact->time, "%s asks us to do something", name_of(life, id));
    if (fact->index > 1)
        fnl_tale_add(life->tale, ": %s by now", fnl_tale_count(fact->index, "request", requests));
}

static void tell_ask(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    char names[FNL_TALE_TEXT];
    fnl_tale_line(life->tale, fact->time, "%s is asked for referrals by rep-%" PRIu32 ": %s",
                  name_of(life, id), fact->rep + 1,
                  fact->flag ? fnl_tale_count(fact->index, "name", names) : "no names");
}

static void tell_referral(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    char date[FNL_TALE_TEXT], suffix[FNL_NAME_SUFFIX];
    fnl_tale_line(life->tale, fact->time, "%s sends %s%s, who comes on %s", name_of(life, id),
                  name_of(life, id), fnl_name_suffix(fact->index, suffix),
                  fnl_tale_date(life->tale, fact->until, date));
}

static void tell_haste(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact)
{
    fnl_tale_line(life->tale, fact->time,
                  "%s cannot wait for something extra: rep-%" PRIu32 " drops another task (%s)",
                  name_of(life, id), fact->rep + 1,
                  fnl_task_name((enum fnl_task_kind)fact->detail));
}

/* Listening. */

typedef void teller(struct fnl_life *life, uint32_t id, const struct fnl_fact *fact);

static teller *const tellers[FNL_FACTS] = {
    [FNL_FACT_ARRIVED] = tell_arrival,     [FNL_FACT_HANDED_ON] = tell_handoff,
    [FNL_FACT_ASSIGNED] = tell_assignment, [FNL_FACT_STAGE] = tell_stage,
    [FNL_FACT_TOUCH] = tell_touch,         [FNL_FACT_QUALIFIED] = tell_qualification,
    [FNL_FACT_ENDED] = tell_end,           [FNL_FACT_WILL_RETURN] = tell_return,
    [FNL_FACT_SIGNED] = tell_signature,    [FNL_FACT_RENEWED] = tell_renewal,
    [FNL_FACT_LEFT] = tell_leaving,        [FNL_FACT_INVOICED] = note_invoice,
    [FNL_FACT_SERVED] = tell_service,      [FNL_FACT_TASK] = tell_task,
    [FNL_FACT_MEETING] = tell_meeting,     [FNL_FACT_ASKED] = tell_ask,
    [FNL_FACT_REFERRED] = tell_referral,   [FNL_FACT_TRAITS] = tell_traits,
    [FNL_FACT_DECIDED] = tell_decision,    [FNL_FACT_CLOSING] = tell_closing,
    [FNL_FACT_CONCEDED] = tell_concession, [FNL_FACT_REFORMED] = tell_reform,
    [FNL_FACT_PUSHED] = tell_push,         [FNL_FACT_NETWORKED] = tell_networking,
    [FNL_FACT_ADVOCATE] = tell_advocate,   [FNL_FACT_REQUEST] = tell_request,
    [FNL_FACT_INTERRUPTED] = tell_haste,   [FNL_FACT_NURTURED] = tell_nurture,
};

/* Everybody who is followed has an account. */
static bool open_accounts(struct fnl_life *life)
{
    const size_t before = life->account_capacity, wanted = life->people.capacity;
    if (wanted <= before)
        return true;
    void *accounts = life->accounts;
    if (!fnl_memory_resize(&accounts, wanted, sizeof *life->accounts))
        return false;
    life->accounts = accounts;
    life->account_capacity = wanted;
    for (size_t i = before; i < wanted; i++)
        life->accounts[i] = (struct fnl_account){0};
    return true;
}

/* Whoever was sent by somebody who is followed is followed in a family, else only mentioned. */
static void meet(struct fnl_life *life, const struct fnl_fact *fact)
{
    const uint64_t parent = fnl_people_parent(&life->people, fact);
    const uint32_t id = fnl_people_find(&life->people, parent);
    if (id == FNL_NOBODY || fact->detail > 0)
        return;
    life->sums.sent += fact->client == FNL_NOBODY;
    if (life->family || fact->client != FNL_NOBODY) {
        fnl_people_meet(&life->people, life->plan, fact);
    } else {
        char suffix[FNL_NAME_SUFFIX];
        fnl_tale_line(life->tale, fact->time, "%s%s, whom they sent, arrives", name_of(life, id),
                      fnl_name_suffix(fact->index, suffix));
    }
}

static void hear(void *self, const struct fnl_fact *fact, const struct fnl_levels *levels)
{
    (void)levels;
    struct fnl_life *life = self;
    if (life->people.failed)
        return;
    life->now = fact->time;
    if (fact->kind == FNL_FACT_ARRIVED)
        meet(life, fact);
    else if (fact->kind == FNL_FACT_SIGNED && fact->detail == 0)
        fnl_people_note_client(&life->people, fact);
    else if (fact->kind == FNL_FACT_MONTH_CLOSED &&
             fnl_date_of(fnl_tale_day(life->tale, fact->time)).month == 12)
        tell_years(life);
    life->people.failed |= !open_accounts(life);

    const uint32_t id = fnl_people_find(&life->people, fact->key);
    if (id == FNL_NOBODY || life->people.failed || !tellers[fact->kind])
        return;
    life->heard = true;
    tellers[fact->kind](life, id, fact);
}

struct fnl_listener fnl_life_begin(struct fnl_life *life, const struct fnl_plan *plan,
                                   const struct fnl_name *root, bool family, struct fnl_tale *tale)
{
    *life = (struct fnl_life){.tale = tale, .plan = plan, .root = root, .family = family};
    fnl_people_add(&life->people, root->key, root->text);
    life->people.failed |= !open_accounts(life);
    if (root->kind == FNL_NAME_CLIENT) {
        fnl_people_note_opening(&life->people, root->number, root->key);
        const bool pain = root->number <= settings_of(life)->today.pita_clients;
        fnl_tale_line(tale, 0, "%s is a client on the first day", root->text);
        if (pain)
            fnl_tale_add(tale, ", in truth a %s", settings_of(life)->labels.pita);
        life->heard = true;
        life->sums.people = life->sums.clients = 1;
        life->sums.pains = pain;
    }
    fnl_fact_set wants = FNL_FACT_BIT(FNL_FACT_MONTH_CLOSED);
    for (unsigned kind = 0; kind < FNL_FACTS; kind++)
        if (tellers[kind])
            wants |= FNL_FACT_BIT(kind);
    return (struct fnl_listener){.self = life, .wants = wants, .hear = hear};
}

static void sum_up_family(struct fnl_life *life)
{
    const struct fnl_life_sums *sums = &life->sums;
    char members[FNL_TALE_TEXT], generations[FNL_TALE_TEXT];
    fnl_tale_note(life->tale, "The family: %s in %s",
                  fnl_tale_count(sums->people, "member", members),
                  fnl_tale_count(sums->youngest - sums->oldest + 1, "generation", generations));
    fnl_tale_add(life->tale, "; %s", fnl_tale_count(sums->clients, "client", members));
    fnl_tale_add_pains(life->tale, sums->pains, settings_of(life)->labels.pita);
    fnl_tale_add(life->tale, ".");
}

static void sum_up(struct fnl_life *life)
{
    const struct fnl_life_sums *sums = &life->sums;
    char text[FNL_TALE_TEXT], money[FNL_TALE_TEXT];
    fnl_tale_note(life->tale, "Over the whole run: %s of reps' work",
                  fnl_tale_hours(sums->worked, text));
    if (sums->contracts > 0)
        fnl_tale_add(life->tale, "; %s for %s", fnl_tale_count(sums->contracts, "contract", text),
                     fnl_tale_money(life->tale, sums->signed_for, money));
    if (sums->invoiced > 0)
        fnl_tale_add(life->tale, "; %s invoiced", fnl_tale_money(life->tale, sums->invoiced, text));
    if (sums->lost > 0)
        fnl_tale_add(life->tale, ", %s of it never paid",
                     fnl_tale_money(life->tale, sums->lost, text));
    if (sums->sent > 0)
        fnl_tale_add(life->tale, "; %s arrived", fnl_tale_count(sums->sent, "referral", text));
    fnl_tale_add(life->tale, ".");
}

void fnl_life_finish(struct fnl_life *life)
{
    if (life->people.failed)
        return;
    if (!life->heard) {
        fnl_tale_note(life->tale, "Nobody called %s comes in this future.", life->root->text);
        return;
    }
    tell_years(life);
    if (life->family)
        sum_up_family(life);
    sum_up(life);
}

void fnl_life_fini(struct fnl_life *life)
{
    fnl_people_fini(&life->people);
    free(life->accounts);
    *life = (struct fnl_life){0};
}
