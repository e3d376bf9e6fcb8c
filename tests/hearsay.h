/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hearsay.h - for the tests of stories: a small plan made by hand, facts that
 * nobody lived through, and what was told of them. Include after cmocka.h.
 */
#ifndef FUNNELSIM_TESTS_HEARSAY_H
#define FUNNELSIM_TESTS_HEARSAY_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/key.h"
#include "model/fact.h"
#include "model/lead.h"
#include "model/plan.h"
#include "observe/tale.h"

static struct fnl_source hearsay_sources[] = {
    {.name = "website", .kind = FNL_SOURCE_INBOUND},
    {.name = "purchased list", .kind = FNL_SOURCE_LIST},
    {.name = "fairs/autumn", .kind = FNL_SOURCE_OUTBOUND},
    {.name = "fairs", .kind = FNL_SOURCE_OUTBOUND},
    {.name = "referrals", .kind = FNL_SOURCE_REFERRAL},
};
static struct fnl_stage hearsay_stages[] = {{.name = "Discovery"}, {.name = "Proposal"}};
static struct fnl_meeting_kind hearsay_kinds[] = {{.name = "first meeting"},
                                                  {.name = "account review"}};

static struct fnl_settings hearsay_settings = {
    .name = "As we are",
    .start = 20454, /* 2026-01-01 */
    .months = 24,
    .currency = "USD",
    .labels = {.pita = "bad-fit client", .rep = "rep", .client = "client"},
    .today = {.present = true, .clients = 3, .pita_clients = 1, .open_deals = 4, .cash = 50000},
    .sources = {hearsay_sources, sizeof hearsay_sources / sizeof *hearsay_sources},
    .stages = {hearsay_stages, 2},
    .meetings = {.kinds = {hearsay_kinds, 2}},
    .reps = {.count = 3},
};
static const struct fnl_phase hearsay_phases[] = {
    {.from = 0, .say = "", .settings = &hearsay_settings},
    {.from = 90 * FNL_DAY, .say = "Ask twice a year", .settings = &hearsay_settings},
};
static const struct fnl_plan hearsay_plan = {
    .end = 730 * FNL_DAY, .months = 24, .phases = hearsay_phases, .count = 2};

/* The time of "2026-03-17" at so many minutes past the hour. */
static inline fnl_time hearsay_time(const char *date, int hour, int minute)
{
    int day;
    assert_true(fnl_date_read(date, &day));
    return (day - hearsay_settings.start) * FNL_DAY + hour * FNL_HOUR + minute * FNL_MINUTE;
}

static inline uint64_t hearsay_opening(const char *word, uint64_t number)
{
    return fnl_key_part(fnl_key_text(word), number);
}

/* The key of the n-th person of a source's day. */
static inline uint64_t hearsay_person(const char *source, const char *date, uint64_t number)
{
    int day;
    assert_true(fnl_date_read(date, &day));
    return fnl_key_part(fnl_key_part(fnl_key_text(source), (uint64_t)day), number);
}

/* Announces one fact, as far as it is wanted. */
static inline void hearsay_announce(const struct fnl_listener *listener,
                                    const struct fnl_levels *levels, struct fnl_fact fact)
{
    if (listener->wants & FNL_FACT_BIT(fact.kind))
        listener->hear(listener->self, &fact, levels);
}

/* A tale of all the plan into `*text`, which is complete once fnl_tale_finish was called. */
static inline struct fnl_tale hearsay_tale(char **text, size_t *length)
{
    FILE *out = open_memstream(text, length);
    assert_non_null(out);
    return (struct fnl_tale){
        .out = out, .currency = "USD", .start = hearsay_settings.start, .until = hearsay_plan.end};
}

/* Holds two texts against each other, and shows the first line in which they differ. */
static inline void hearsay_assert_same(const char *told, const char *expected)
{
    while (*told || *expected) {
        const int a = (int)strcspn(told, "\n"), b = (int)strcspn(expected, "\n");
        if (a != b || strncmp(told, expected, (size_t)a + 1) != 0)
            fail_msg("\n    told: %.*s\nexpected: %.*s", a, told, b, expected);
        told += a + (told[a] == '\n');
        expected += b + (expected[b] == '\n');
    }
}

/* Finishes the tale and holds it against what was expected. */
static inline void hearsay_assert_told(struct fnl_tale *tale, char **text, const char *expected)
{
    assert_int_equal(fnl_tale_finish(tale, NULL), FNL_OK);
    fclose(tale->out);
    hearsay_assert_same(*text, expected);
    free(*text);
}

#endif
