/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/diary.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/date.h"
#include "model/lead.h"

static const struct fnl_settings *settings_of(const struct fnl_diary *diary)
{
    return diary->plan->phases[0].settings;
}

static const char *stage_name(const struct fnl_diary *diary, uint32_t stage)
{
    return fnl_settings_stage(settings_of(diary), stage)->name;
}

static const char *kind_of_meeting(const struct fnl_diary *diary, uint32_t kind)
{
    return fnl_settings_meeting_kind(settings_of(diary), kind)->name;
}

static const char *name_of(const struct fnl_diary *diary, uint64_t key)
{
    return fnl_people_name(&diary->people, key);
}

static bool is_of_rep(const struct fnl_diary *diary, const struct fnl_fact *fact)
{
    return fact->rep == diary->rep->number - 1;
}

/* Whether it came of the task on the last line: what does is announced at the same moment. */
static bool came_of_it(const struct fnl_diary *diary, const struct fnl_fact *fact, uint64_t key)
{
    return fact->time == diary->at && key != 0 && key == diary->at_hand;
}

/* Begins the line of a task; what came of it may be added. */
static void begin_task(struct fnl_diary *diary, const struct fnl_fact *fact, const char *deed,
                       const char *about)
{
    fnl_tale_line(diary->tale, fact->time, "%s %s%s", diary->rep->text, deed, about);
    diary->at_hand = fact->key;
    diary->at = fact->time;
}

static void add_effort(struct fnl_diary *diary, const struct fnl_fact *fact)
{
    char hours[FNL_TALE_TEXT], wait[FNL_TALE_TEXT];
    fnl_tale_add(diary->tale, "%s, %s", fnl_tale_hours(fact->span, hours),
                 fnl_tale_queued(fact->wait, wait));
}

static void hear_touch(struct fnl_diary *diary, const struct fnl_fact *fact)
{
    const bool meeting = fact->index > 0;
    const char *deed = meeting      ? fact->flag ? "meets " : "waits in vain for "
                       : fact->flag ? "talks with "
                                    : "does not reach ";
    if (!is_of_rep(diary, fact))
        return;
    begin_task(diary, fact, deed, name_of(diary, fact->key));
    if (meeting)
        fnl_tale_add(diary->tale, " (%s)", kind_of_meeting(diary, fact->index - 1));
    fnl_tale_add(diary->tale, ": touch %" PRId32 " of %s, ", fact->day + 1,
                 stage_name(diary, fact->detail));
    add_effort(diary, fact);
}

/* A touch's own line is begun when it is announced as such, which is at the same moment. */
static void hear_task(struct fnl_diary *diary, const struct fnl_fact *fact)
{
    static const char *const deeds[FNL_TASK_KINDS] = {
        [FNL_TASK_SERVICE] = "serves ",
        [FNL_TASK_SCOPE] = "does unpaid extra work for ",
        [FNL_TASK_ASK] = "asks ",
        [FNL_TASK_MEETING] = "meets ",
        [FNL_TASK_PROSPECTING] = "prospects",
        [FNL_TASK_NETWORKING] = "meets people beyond any deal",
        [FNL_TASK_ADMIN] = "does admin",
        [FNL_TASK_NURTURE] = "keeps in touch with ",
    };
    if (!is_of_rep(diary, fact))
        return;
    if (fnl_tale_covers(diary->tale, fact->time)) {
        diary->month.tasks++;
        diary->month.hours[fact->index] += fact->span;
    }
    if (fact->detail == FNL_TASK_TOUCH)
        return;
    const bool alone = fact->detail == FNL_TASK_PROSPECTING ||
                       fact->detail == FNL_TASK_NETWORKING || fact->detail == FNL_TASK_ADMIN;
    const char *in_vain = alone ? "looks in vain for somebody to meet" : "waits in vain for ";
    begin_task(diary, fact, fact->flag ? deeds[fact->detail] : in_vain,
               alone ? "" : name_of(diary, fact->key));
    if (alone) {
        char hours[FNL_TALE_TEXT];
        fnl_tale_add(diary->tale, " for %s", fnl_tale_hours(fact->span, hours));
        return;
    }
    fnl_tale_add(diary->tale, "%s, ", fact->detail == FNL_TASK_ASK ? " for referrals" : "");
    add_effort(diary, fact);
}

/* What is dropped has a line of its own when it is finished. */
static void hear_interruption(struct fnl_diary *diary, const struct fnl_fact *fact)
{
    char left[FNL_TALE_TEXT];
    if (is_of_rep(diary, fact))
        fnl_tale_line(diary->tale, fact->time,
                      "%s drops a task (%s, %s to go) for a demand of %s that cannot wait",
                      diary->rep->text, fnl_task_name((enum fnl_task_kind)fact->detail),
                      fnl_tale_hours(fact->wait, left), name_of(diary, fact->key));
}

static void hear_arrival(struct fnl_diary *diary, const struct fnl_fact *fact)
{
    fnl_people_meet(&diary->people, diary->plan, fact);
    const char *name = name_of(diary, fact->key);
    const bool found = fact->index >> 28 == FNL_CHANNEL_PROSPECTING && fact->detail == 0;
    if (found && is_of_rep(diary, fact) && fact->time == diary->at)
        fnl_tale_add(diary->tale, "; finds %s", name);
    else if (came_of_it(diary, fact, fnl_people_parent(&diary->people, fact)))
        fnl_tale_add(diary->tale, "; %s %s",
                     fact->client == FNL_NOBODY ? "is introduced to" : "opens a new deal,", name);
}

/* A turn of the list is a block of prospecting; its own line is begun. */
static void hear_approach(struct fnl_diary *diary, const struct fnl_fact *fact)
{
    if (!is_of_rep(diary, fact) || fact->time != diary->at)
        return;
    char *name = fnl_name_make(diary->plan, fact, "");
    if (!name) {
        diary->people.failed = true;
        return;
    }
    fnl_tale_add(diary->tale, "; touch %" PRId32 " of %s, who %s", fact->day, name,
                 fact->flag ? "agrees to talk" : "does not want to talk yet");
    free(name);
}

static void hear_signature(struct fnl_diary *diary, const struct fnl_fact *fact)
{
    char value[FNL_TALE_TEXT];
    if (fact->detail == 0)
        fnl_people_note_client(&diary->people, fact);
    if (!is_of_rep(diary, fact) || !fnl_tale_covers(diary->tale, fact->time))
        return;
    diary->month.contracts++;
    diary->month.signed_for += fact->amount;
    if (fact->time == diary->at)
        fnl_tale_add(diary->tale, "; the %s signs for %s%s", fact->detail ? "client" : "lead",
                     fnl_tale_money(diary->tale, fact->amount, value),
                     fact->detail ? " more" : " and is a client now");
}

static void hear_stage(struct fnl_diary *diary, const struct fnl_fact *fact)
{
    if (came_of_it(diary, fact, fact->key))
        fnl_tale_add(diary->tale, "; the lead goes on to %s", stage_name(diary, fact->detail));
}

static void hear_end(struct fnl_diary *diary, const struct fnl_fact *fact)
{
    /* The signature was told. */
    if (came_of_it(diary, fact, fact->key) && fact->detail != FNL_CAUSE_WON)
        fnl_tale_add(diary->tale, "; the lead %s", fnl_tale_ending((enum fnl_cause)fact->detail));
}

static void hear_ask(struct fnl_diary *diary, const struct fnl_fact *fact)
{
    char names[FNL_TALE_TEXT];
    if (came_of_it(diary, fact, fact->key))
        fnl_tale_add(diary->tale, "; gets %s",
                     fact->flag ? fnl_tale_count(fact->index, "name", names) : "no names");
}

static void hear_meeting(struct fnl_diary *diary, const struct fnl_fact *fact)
{
    if (came_of_it(diary, fact, fact->key))
        fnl_tale_add(diary->tale, "; this was the %s", kind_of_meeting(diary, fact->index));
}

/* Names are made as for their arrival, which may never be. */
static void hear_networking(struct fnl_diary *diary, const struct fnl_fact *fact)
{
    if (!is_of_rep(diary, fact) || fact->time != diary->at)
        return;
    fnl_people_meet(&diary->people, diary->plan,
                    &(struct fnl_fact){.key = fact->key,
                                       .source = fact->source,
                                       .rep = fact->rep,
                                       .client = FNL_NOBODY,
                                       .index = fact->index});
    fnl_tale_add(diary->tale, "; %s%s", name_of(diary, fact->key),
                 fact->flag ? " will come one day" : "");
}

static void hear_advocate(struct fnl_diary *diary, const struct fnl_fact *fact)
{
    if (is_of_rep(diary, fact) && fact->time == diary->at)
        fnl_tale_add(diary->tale, "; wins somebody who will speak for it");
}

static void hear_joining(struct fnl_diary *diary, const struct fnl_fact *fact)
{
    if (is_of_rep(diary, fact))
        fnl_tale_line(diary->tale, fact->time, "%s %s", diary->rep->text,
                      fact->time > 0 ? "joins" : "is on the team");
    if (is_of_rep(diary, fact) && fact->index > 0)
        fnl_tale_add(diary->tale, " in place of rep-%" PRIu32, fact->index);
    if (diary->rep->number == fact->index)
        fnl_tale_line(diary->tale, fact->time, "rep-%" PRIu32 " comes after %s", fact->rep + 1,
                      diary->rep->text);
}

static void hear_resignation(struct fnl_diary *diary, const struct fnl_fact *fact)
{
    char clients[FNL_TALE_TEXT];
    if (!is_of_rep(diary, fact))
        return;
    fnl_tale_line(diary->tale, fact->time, "%s leaves for good", diary->rep->text);
    if (fact->amount > 0)
        fnl_tale_add(diary->tale, "; others look after %s now",
                     fnl_tale_count(fact->amount, "client", clients));
}

static void hear_vacation(struct fnl_diary *diary, const struct fnl_fact *fact)
{
    char date[FNL_TALE_TEXT];
    if (is_of_rep(diary, fact))
        fnl_tale_line(diary->tale, fact->time, "%s is away until %s", diary->rep->text,
                      fnl_tale_date(diary->tale, fact->until, date));
}

static void hear_quota(struct fnl_diary *diary, const struct fnl_fact *fact)
{
    char attained[FNL_TALE_TEXT], quota[FNL_TALE_TEXT];
    const bool money = fact->detail == FNL_QUOTA_ON_NEW_BUSINESS;
    const char *noun = fact->detail == FNL_QUOTA_ON_LEADS ? "lead" : "qualified lead";
    if (!is_of_rep(diary, fact))
        return;
    fnl_tale_line(diary->tale, fact->time, "%s %s the quota of the quarter: ", diary->rep->text,
                  fact->flag ? "makes" : "misses");
    if (money)
        fnl_tale_add(diary->tale, "%s of %s", fnl_tale_money(diary->tale, fact->amount, attained),
                     fnl_tale_money(diary->tale, fact->span, quota));
    else
        fnl_tale_add(diary->tale, "%" PRId64 " of %s", fact->amount,
                     fnl_tale_count(fact->span, noun, quota));
}

static void hear_forecast(struct fnl_diary *diary, const struct fnl_fact *fact)
{
    char money[FNL_TALE_TEXT], deals[FNL_TALE_TEXT];
    if (is_of_rep(diary, fact))
        fnl_tale_line(diary->tale, fact->time, "%s expects to sign %s this quarter and commits %s",
                      diary->rep->text, fnl_tale_money(diary->tale, fact->amount, money),
                      fnl_tale_count(fact->index, "deal", deals));
}

static void hear_outcome(struct fnl_diary *diary, const struct fnl_fact *fact)
{
    char came[FNL_TALE_TEXT], forecast[FNL_TALE_TEXT];
    if (is_of_rep(diary, fact))
        fnl_tale_line(diary->tale, fact->time, "%s forecast %s, and %s came of it",
                      diary->rep->text, fnl_tale_money(diary->tale, fact->span, forecast),
                      fnl_tale_money(diary->tale, fact->amount, came));
}

static void tell_sums(struct fnl_diary *diary, const struct fnl_diary_sums *sums)
{
    char text[FNL_TALE_TEXT], money[FNL_TALE_TEXT];
    fnl_time hours = 0;
    for (int use = 0; use < FNL_HOURS_USES; use++)
        hours += sums->hours[use];
    fnl_tale_add(diary->tale, "%s, ", fnl_tale_count(sums->tasks, "task", text));
    fnl_tale_add(diary->tale, "%s", fnl_tale_hours(hours, text));
    const char *between = " (";
    for (int use = 0; use < FNL_HOURS_USES; use++) {
        if (sums->hours[use] == 0)
            continue;
        fnl_tale_add(diary->tale, "%s%s %s", between, fnl_task_use_name((enum fnl_hours_use)use),
                     fnl_tale_hours(sums->hours[use], text));
        between = ", ";
    }
    if (hours > 0)
        fnl_tale_add(diary->tale, ")");
    if (sums->contracts > 0)
        fnl_tale_add(diary->tale, "; %s for %s", fnl_tale_count(sums->contracts, "contract", text),
                     fnl_tale_money(diary->tale, sums->signed_for, money));
}

/* The month is summed up at its end, or where the window or the run ends within it. */
static void close_month(struct fnl_diary *diary)
{
    struct fnl_diary_sums *month = &diary->month;
    char name[FNL_DATE_TEXT];
    if (month->tasks == 0 && month->contracts == 0)
        return;
    const fnl_time last = diary->tale->until - 1;
    const fnl_time end = diary->now < last ? diary->now : last;
    fnl_tale_line(diary->tale, end, "%s in %s: ", diary->rep->text,
                  fnl_date_month_text(fnl_tale_day(diary->tale, end), name));
    tell_sums(diary, month);
    diary->all.tasks += month->tasks;
    diary->all.contracts += month->contracts;
    diary->all.signed_for += month->signed_for;
    for (int use = 0; use < FNL_HOURS_USES; use++)
        diary->all.hours[use] += month->hours[use];
    *month = (struct fnl_diary_sums){0};
}

typedef void hearer(struct fnl_diary *diary, const struct fnl_fact *fact);

static hearer *const hearers[FNL_FACTS] = {
    [FNL_FACT_ARRIVED] = hear_arrival,
    [FNL_FACT_SIGNED] = hear_signature,
    [FNL_FACT_TOUCH] = hear_touch,
    [FNL_FACT_TASK] = hear_task,
    [FNL_FACT_STAGE] = hear_stage,
    [FNL_FACT_ENDED] = hear_end,
    [FNL_FACT_ASKED] = hear_ask,
    [FNL_FACT_MEETING] = hear_meeting,
    [FNL_FACT_NETWORKED] = hear_networking,
    [FNL_FACT_ADVOCATE] = hear_advocate,
    [FNL_FACT_REP_JOINED] = hear_joining,
    [FNL_FACT_REP_AWAY] = hear_vacation,
    [FNL_FACT_REP_LEFT] = hear_resignation,
    [FNL_FACT_APPROACHED] = hear_approach,
    [FNL_FACT_QUOTA] = hear_quota,
    [FNL_FACT_FORECAST] = hear_forecast,
    [FNL_FACT_FORECAST_CAME] = hear_outcome,
    [FNL_FACT_INTERRUPTED] = hear_interruption,
};

static void hear(void *self, const struct fnl_fact *fact, const struct fnl_levels *levels)
{
    (void)levels;
    struct fnl_diary *diary = self;
    diary->now = fact->time;
    if (fact->kind == FNL_FACT_MONTH_CLOSED)
        close_month(diary);
    else if (hearers[fact->kind])
        hearers[fact->kind](diary, fact);
}

struct fnl_listener fnl_diary_begin(struct fnl_diary *diary, const struct fnl_plan *plan,
                                    const struct fnl_name *rep, struct fnl_tale *tale)
{
    *diary = (struct fnl_diary){.tale = tale, .plan = plan, .rep = rep};
    fnl_people_meet_opening(&diary->people, plan);
    fnl_fact_set wants = FNL_FACT_BIT(FNL_FACT_MONTH_CLOSED);
    for (unsigned kind = 0; kind < FNL_FACTS; kind++)
        if (hearers[kind])
            wants |= FNL_FACT_BIT(kind);
    return (struct fnl_listener){.self = diary, .wants = wants, .hear = hear};
}

void fnl_diary_finish(struct fnl_diary *diary)
{
    close_month(diary);
    fnl_tale_note(diary->tale, "In all: ");
    tell_sums(diary, &diary->all);
    fnl_tale_add(diary->tale, ".");
}

void fnl_diary_fini(struct fnl_diary *diary)
{
    fnl_people_fini(&diary->people);
    *diary = (struct fnl_diary){0};
}
