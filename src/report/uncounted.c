/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/uncounted.h"

#include <stdbool.h>

#include "policy/accept.h"
#include "policy/push.h"
#include "policy/slack.h"
#include "report/words.h"

static bool is_awareness(const struct fnl_settings *settings)
{
    return settings->awareness.present;
}

static bool is_goodwill(const struct fnl_settings *settings)
{
    return settings->goodwill.present;
}

static bool is_market(const struct fnl_settings *settings)
{
    return settings->market.present;
}

static bool is_reputation(const struct fnl_settings *settings)
{
    return settings->reputation.present;
}

static bool are_records(const struct fnl_settings *settings)
{
    return settings->records.present;
}

static bool is_discovery(const struct fnl_settings *settings)
{
    return settings->discovery.present;
}

static bool are_advocates(const struct fnl_settings *settings)
{
    return settings->advocates.present;
}

static bool are_segments(const struct fnl_settings *settings)
{
    const struct fnl_segment *segments = settings->segments.items;
    for (size_t i = 0; i < settings->segments.count; i++)
        if (segments[i].on_going_on != 0)
            return true;
    return false;
}

/* An answer that comes late for the time that the lead was on its way to sales. */
static bool is_delay(const struct fnl_settings *settings)
{
    return settings->response.present && fnl_law_mean(&settings->management.delay) > 0;
}

/* Duties among the selling hours. */
static bool is_admin(const struct fnl_settings *settings)
{
    return settings->admin.present && settings->admin.hours_per_week > 0;
}

static bool is_attrition(const struct fnl_settings *settings)
{
    return settings->attrition.present && settings->attrition.share_per_year > 0;
}

static bool is_morale(const struct fnl_settings *settings)
{
    return settings->morale.present;
}

/* A quota that nobody has presses on nobody. */
static bool is_pressure(const struct fnl_settings *settings)
{
    return settings->pressure.present && fnl_quota_of_rep(&settings->quota) != 0;
}

/* Who waits in its free hours has no prospecting to shun. */
static bool is_avoidance(const struct fnl_settings *settings)
{
    return settings->avoidance.present && settings->slack.policy != fnl_slack_policies[0];
}

static bool is_push(const struct fnl_settings *settings)
{
    return settings->push.policy != fnl_push_policies[0];
}

static bool is_accept(const struct fnl_settings *settings)
{
    return settings->accept.policy != fnl_accept_policies[0];
}

static const struct entry {
    bool (*is_there)(const struct fnl_settings *settings);
    const char *words;
} entries[] = {
    {is_delay, "leads that go cold on their way to sales (management)"},
    {is_awareness, "people who do not know you yet (awareness)"},
    {is_goodwill, "strangers who were bothered before (goodwill)"},
    {is_market, "a market that gets used up (market)"},
    {is_reputation, "clients whose names draw others (reputation)"},
    {are_records, "what is missing in your records (records)"},
    {is_discovery, "needs that meetings find out (discovery)"},
    {are_advocates, "people who speak for you (advocates)"},
    {are_segments, "segments that go on more or less often (segments)"},
    {is_admin, "the desk work in the reps' hours (admin)"},
    {is_attrition, "reps who leave (attrition)"},
    {is_morale, "reps who lose heart (morale)"},
    {is_pressure, "what a quota makes reps do (pressure)"},
    {is_avoidance, "prospecting that reps shun (avoidance)"},
    {is_push, "deals that are pressed to a date (push)"},
    {is_accept, "people whom you turn away (accept)"},
};
#define ENTRIES (sizeof entries / sizeof *entries)

void fnl_uncounted_write(const struct fnl_settings *settings, FILE *stream)
{
    size_t count = 0, listed = 0;
    for (size_t i = 0; i < ENTRIES; i++)
        count += entries[i].is_there(settings);
    if (count == 0)
        return;
    fputs(" Nor does this count, though it may change much: ", stream);
    for (size_t i = 0; i < ENTRIES; i++)
        if (entries[i].is_there(settings)) {
            fprintf(stream, "%s%s", fnl_words_between(listed, count, " and "), entries[i].words);
            listed++;
        }
    fputc('.', stream);
}
