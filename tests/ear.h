/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear.h - a recorder that is told facts by hand, for the tests of what it makes of
 * them. Include after cmocka.h.
 */
#ifndef FUNNELSIM_TESTS_EAR_H
#define FUNNELSIM_TESTS_EAR_H

#include <stdlib.h>
#include <string.h>

#include "observe/recorder.h"

/* A plan of 14 months that nobody lives through: what happens is announced by hand. */
struct ear {
    struct fnl_source sources[2];
    struct fnl_settings settings;
    struct fnl_phase phase;
    struct fnl_plan plan;
    struct fnl_recorder recorder;
    struct fnl_listener listener;
    struct fnl_levels levels;
    int64_t *row;
};

static inline int open_ear(void **state)
{
    struct ear *ear = calloc(1, sizeof *ear);
    assert_non_null(ear);
    ear->sources[0] = (struct fnl_source){.name = "Door", .kind = FNL_SOURCE_INBOUND};
    ear->sources[1] = (struct fnl_source){.name = "List", .kind = FNL_SOURCE_LIST};
    ear->settings = (struct fnl_settings){.sources = {ear->sources, 2},
                                          .fiscal_year_starts = "Feb",
                                          .today = {.clients = 10, .pita_clients = 4, .cash = 700},
                                          .costs.discount_rate = 0.21,
                                          .quota.per_year = 5000};
    ear->phase.settings = &ear->settings;
    ear->plan = (struct fnl_plan){.months = 14, .phases = &ear->phase, .count = 1};
    const struct fnl_row_layout layout = fnl_indicator_layout(14, 2);
    ear->row = malloc(layout.width * sizeof *ear->row);
    assert_non_null(ear->row);
    memset(ear->row, 0x5a, layout.width * sizeof *ear->row);
    ear->listener = fnl_recorder_begin(&ear->recorder, &ear->plan, ear->row);
    *state = ear;
    return 0;
}

static inline int close_ear(void **state)
{
    struct ear *ear = *state;
    fnl_recorder_fini(&ear->recorder);
    free(ear->row);
    free(ear);
    return 0;
}

static inline void say(struct ear *ear, struct fnl_fact fact)
{
    assert_true(ear->listener.wants & FNL_FACT_BIT(fact.kind));
    ear->listener.hear(ear->listener.self, &fact, &ear->levels);
}

static inline void end_months(struct ear *ear, int count)
{
    for (int i = 0; i < count; i++)
        say(ear, (struct fnl_fact){.kind = FNL_FACT_MONTH_CLOSED});
}

static inline void finish(struct ear *ear, struct fnl_accounts accounts)
{
    assert_int_equal(fnl_recorder_finish(&ear->recorder, &accounts), FNL_OK);
}

static inline int64_t cause_of(const struct ear *ear, enum fnl_cause cause, size_t month)
{
    return ear->row[fnl_indicator_cause_at(&ear->recorder.layout, cause, month)];
}

static inline int64_t month_of(const struct ear *ear, enum fnl_series series, size_t month)
{
    return ear->row[fnl_indicator_series_at(&ear->recorder.layout, series, month)];
}

static inline int64_t source_of(const struct ear *ear, size_t source, size_t column)
{
    return ear->row[fnl_indicator_source_at(&ear->recorder.layout, source, column)];
}

#define EAR_TEST(test) cmocka_unit_test_setup_teardown(test, open_ear, close_ear)

#endif
