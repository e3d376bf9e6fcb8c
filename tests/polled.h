/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * polled.h - the clients of a few futures of the busy firm, for the tests of
 * those who report on clients. Include after cmocka.h, scratch.h and lived.h.
 */
#ifndef FUNNELSIM_TESTS_POLLED_H
#define FUNNELSIM_TESTS_POLLED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "busy_firm.h"
#include "report/roster.h"
#include "scenario/scenario.h"
#include "worded.h"

#define POLLED_FUTURES 6
#define POLLED_SEED    2385

static struct fnl_roster polled;

/* For cmocka's group setup and teardown. */
static inline int polled_open(void **state)
{
    static struct lived lived;
    static struct fnl_census_row rows[POLLED_FUTURES];
    static struct fnl_census shown;
    struct fnl_error error = {0};
    if (scratch_enter(state) != 0)
        return -1;
    lived_add(&lived, BUSY_FIRM("Asking") BUSY_ASKS);
    const struct fnl_plan *plan = fnl_scenario_plan(lived.scenarios[0]);
    const struct fnl_census_many many = {.plan = plan,
                                         .seed = POLLED_SEED,
                                         .replications = POLLED_FUTURES,
                                         .execution.threads = 1,
                                         .rows = rows};
    if (fnl_census_repeat(&many, &error) != FNL_OK ||
        fnl_census_take(&shown, plan, POLLED_SEED, 1, &error) != FNL_OK)
        return -1;
    polled = (struct fnl_roster){.scenario = lived.scenarios[0],
                                 .plan = plan,
                                 .name = "Asking",
                                 .pita = "bad-fit client",
                                 .currency = "USD",
                                 .seed = POLLED_SEED,
                                 .replication = 1,
                                 .rows = rows,
                                 .count = POLLED_FUTURES,
                                 .shown = &shown};
    *state = &lived;
    return 0;
}

static inline int polled_close(void **state)
{
    fnl_census_fini((struct fnl_census *)polled.shown);
    lived_end(*state);
    return scratch_leave(state);
}

/* What one of the functions that print writes; to be freed. */
static inline char *polled_print(fnl_status (*print)(const struct fnl_roster *roster, FILE *out,
                                                     struct fnl_error *error))
{
    char *text;
    size_t length;
    struct fnl_error error = {0};
    FILE *out = open_memstream(&text, &length);
    if (print(&polled, out, &error) != FNL_OK)
        fail_msg("%s", error.text);
    fclose(out);
    return text;
}

static inline char *polled_csv(bool (*write)(const struct fnl_roster *roster, char separator,
                                             FILE *out))
{
    char *text;
    size_t length;
    FILE *out = open_memstream(&text, &length);
    assert_true(write(&polled, ',', out));
    fclose(out);
    return text;
}

/* What a figure says to gnuplot; to be freed. */
static inline char *polled_figure(bool (*draw)(const struct fnl_roster *roster, fnl_figure *figure))
{
    fnl_figure *figure = fnl_figure_new();
    assert_true(draw(&polled, figure));
    const char *data = fnl_figure_data(figure);
    assert_non_null(data);
    char *copy = strdup(data);
    fnl_figure_free(figure);
    return copy;
}

/* Lines of a text; of a CSV, one more than rows. */
static inline size_t polled_lines(const char *text)
{
    size_t lines = 0;
    for (; *text; text++)
        lines += *text == '\n';
    return lines;
}

/* The number in cell `cell`, from 0, of row `row`, from 1, of a CSV without quotes. */
static inline double polled_cell(const char *csv, size_t row, size_t cell)
{
    for (; row > 0; row--)
        csv = strchr(csv, '\n') + 1;
    for (; cell > 0; cell--)
        csv = strchr(csv, ',') + 1;
    return strtod(csv, NULL);
}

/* All that somebody makes of the clients; NULL for what they do not. */
struct polled_work {
    fnl_status (*print)(const struct fnl_roster *roster, FILE *out, struct fnl_error *error);
    bool (*exports[2])(const struct fnl_roster *roster, char separator, FILE *out);
    bool (*draw)(const struct fnl_roster *roster, fnl_figure *figure);
};

static inline bool polled_is_done(const struct polled_work *work)
{
    struct fnl_error error = {0};
    FILE *out = fopen("/dev/null", "w");
    fnl_figure *figure = fnl_figure_new();
    bool done = figure && work->print(&polled, out, &error) == FNL_OK;
    for (size_t i = 0; i < 2 && work->exports[i] && done; i++)
        done = work->exports[i](&polled, ',', out);
    if (done && work->draw)
        done = work->draw(&polled, figure) && fnl_figure_data(figure);
    fnl_figure_free(figure);
    fclose(out);
    return done;
}

/* Each lack of memory is noticed. */
static inline void polled_starve(const struct polled_work *work)
{
    bool done = false;
    for (long after = 0; !done; after = after < 40 ? after + 1 : after + after / 3) {
        fnl_memory_fail_after(after);
        done = polled_is_done(work);
        fnl_memory_fail_after(-1);
        assert_true(after < 100000);
    }
}

#endif
