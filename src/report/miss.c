/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <funnelsim/miss.h>

#include <assert.h>
#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "experiment/quarrel.h"
#include "report/gist.h"
#include "report/json.h"
#include "report/label.h"
#include "report/measure.h"
#include "report/number.h"
#include "report/page.h"
#include "scenario/scenario.h"

#define YEAR 12

/* A report in the making. */
struct writing {
    const struct fnl_miss_request *request;
    struct fnl_page page;
    struct fnl_quarrel quarrel;
    struct fnl_study study; /* currency and start; no results */
    char *name, *pita;
    int64_t *values; /* room for one number a future */
};

_Static_assert(FNL_MISS_WORLDS == FNL_QUARREL_WORLDS, "what is promised is what is done");

static const struct world {
    const char *id, *label;
} worlds[FNL_QUARREL_WORLDS] = {
    [FNL_QUARREL_AS_IT_WAS] = {"as it was", "As it was"},
    [FNL_QUARREL_LEADS] = {"perfect leads", "With perfect leads"},
    [FNL_QUARREL_FOLLOW_UP] = {"perfect follow-up", "With perfect follow-up"},
    [FNL_QUARREL_BOTH] = {"both perfect", "With both"},
    [FNL_QUARREL_NO_WAITING] = {"no waiting", "  if nobody waited"},
    [FNL_QUARREL_NOBODY_DROPPED] = {"nobody dropped", "  if nobody was dropped"},
    [FNL_QUARREL_PROSPECTING] = {"prospecting done", "Prospecting as planned"},
    [FNL_QUARREL_NO_PAINS] = {"no pains", "Without %ss"},
};

/* The order of tables: parts stand under what they are part of. */
static const enum fnl_quarrel_world order[FNL_QUARREL_WORLDS] = {
    FNL_QUARREL_AS_IT_WAS,      FNL_QUARREL_LEADS, FNL_QUARREL_FOLLOW_UP,   FNL_QUARREL_NO_WAITING,
    FNL_QUARREL_NOBODY_DROPPED, FNL_QUARREL_BOTH,  FNL_QUARREL_PROSPECTING, FNL_QUARREL_NO_PAINS,
};

static const struct part {
    const char *id, *label;
} parts[FNL_QUARREL_PARTS] = {
    [FNL_QUARREL_MISS] = {"missing", "What is missing"},
    [FNL_QUARREL_FILLED_BY_LEADS] = {"filled_by_leads", "Filled by perfect leads"},
    [FNL_QUARREL_FILLED_BY_FOLLOW_UP] = {"filled_by_follow_up", "Filled by perfect follow-up"},
    [FNL_QUARREL_FILLED_BY_BOTH] = {"filled_by_both", "Filled by both"},
    [FNL_QUARREL_ONLY_LEADS] = {"only_leads", "Only better leads would fill"},
    [FNL_QUARREL_ONLY_FOLLOW_UP] = {"only_follow_up", "Only better follow-up would fill"},
    [FNL_QUARREL_OVERLAP] = {"overlap", "Either would fill"},
    [FNL_QUARREL_NEITHER] = {"neither", "Neither would fill"},
    [FNL_QUARREL_OF_LEADS] = {"of_leads", "The leads' share, the overlap halved"},
    [FNL_QUARREL_OF_FOLLOW_UP] = {"of_follow_up", "The follow-up's share, the overlap halved"},
};

static fnl_status out_of_memory(struct fnl_error *error)
{
    return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory for the quarrel");
}

/* --- numbers */

static size_t futures(const struct writing *writing)
{
    return writing->quarrel.replications;
}

static struct fnl_gist year_of(const struct writing *writing, enum fnl_quarrel_world world)
{
    for (size_t i = 0; i < futures(writing); i++)
        writing->values[i] = fnl_quarrel_year(&writing->quarrel, world, i);
    return fnl_gist_of(writing->values, futures(writing));
}

static struct fnl_gist change_of(const struct writing *writing, enum fnl_quarrel_world world)
{
    for (size_t i = 0; i < futures(writing); i++)
        writing->values[i] = fnl_quarrel_year(&writing->quarrel, world, i) -
                             fnl_quarrel_year(&writing->quarrel, FNL_QUARREL_AS_IT_WAS, i);
    return fnl_gist_of(writing->values, futures(writing));
}

static size_t count_reached(const struct writing *writing, enum fnl_quarrel_world world)
{
    size_t count = 0;
    for (size_t i = 0; i < futures(writing); i++)
        count += fnl_quarrel_year(&writing->quarrel, world, i) >= writing->quarrel.target;
    return count;
}

static struct fnl_gist part_of(const struct writing *writing, enum fnl_quarrel_part part)
{
    for (size_t i = 0; i < futures(writing); i++)
        writing->values[i] = fnl_quarrel_part_of(&writing->quarrel, part, i);
    return fnl_gist_of(writing->values, futures(writing));
}

static struct fnl_gist full_of(const struct writing *writing)
{
    memcpy(writing->values, writing->quarrel.full, futures(writing) * sizeof *writing->values);
    return fnl_gist_of(writing->values, futures(writing));
}

static const char *money(const struct writing *writing, double amount, char *text)
{
    return fnl_measure_text(&writing->study, FNL_MEASURE_MONEY, amount, text);
}

static const char *label_of(const struct writing *writing, enum fnl_quarrel_world world,
                            char text[FNL_NUMBER_TEXT])
{
    if (world == FNL_QUARREL_NO_PAINS)
        snprintf(text, FNL_NUMBER_TEXT, "Without %.60ss", writing->pita);
    else
        snprintf(text, FNL_NUMBER_TEXT, "%s", worlds[world].label);
    return text;
}

/* --- for programs */

static struct fnl_gist_row row_of(const char *world, const char *id, const char *label,
                                  struct fnl_gist gist)
{
    struct fnl_gist_row row = {
        .world = world, .id = id, .measure = FNL_MEASURE_MONEY, .gist = gist};
    snprintf(row.label, sizeof row.label, "%s", label);
    return row;
}

#define MOST_ROWS (2 * FNL_QUARREL_WORLDS + 2 * FNL_QUARREL_PARTS + 1)

/* A share has noise and no spread: it is of all futures together. */
static struct fnl_gist_row share_row(const struct writing *writing, enum fnl_quarrel_part part)
{
    const struct fnl_quarrel_share share = fnl_quarrel_share_of(&writing->quarrel, part);
    const double one = fnl_indicator_one(FNL_MEASURE_SHARE);
    struct fnl_gist_row row =
        row_of(worlds[0].id, parts[part].id, parts[part].label,
               (struct fnl_gist){.mean = share.value * one,
                                 .noise = {share.noise.low * one, share.noise.high * one}});
    row.measure = FNL_MEASURE_SHARE;
    return row;
}

static size_t fill_rows(const struct writing *writing, struct fnl_gist_row rows[MOST_ROWS])
{
    size_t count = 0;
    char label[FNL_NUMBER_TEXT];
    for (size_t i = 0; i < FNL_QUARREL_WORLDS; i++) {
        const enum fnl_quarrel_world world = order[i];
        const char *id = worlds[world].id, *name = label_of(writing, world, label);
        name += strspn(name, " ");
        rows[count++] = row_of(id, "new_business_year", name, year_of(writing, world));
        if (world != FNL_QUARREL_AS_IT_WAS)
            rows[count++] = row_of(id, "against_as_it_was", name, change_of(writing, world));
    }
    for (unsigned i = 0; i < FNL_QUARREL_PARTS; i++)
        rows[count++] = row_of(worlds[0].id, parts[i].id, parts[i].label,
                               part_of(writing, (enum fnl_quarrel_part)i));
    for (unsigned i = 0; i < FNL_QUARREL_PARTS; i++)
        rows[count++] = share_row(writing, (enum fnl_quarrel_part)i);
    rows[count] = row_of(worlds[0].id, "utilisation", "How full the reps are", full_of(writing));
    rows[count++].measure = FNL_MEASURE_SHARE;
    return count;
}

static fnl_status write_rows(const struct writing *writing)
{
    struct fnl_gist_row rows[MOST_ROWS];
    const size_t count = fill_rows(writing, rows);
    fnl_gist_write(&writing->study, rows, count, writing->request->separator,
                   writing->request->out);
    return FNL_OK;
}

static json_t *describe_target(const struct writing *writing)
{
    return writing->quarrel.target > 0 ? fnl_json_money(writing->quarrel.target) : json_null();
}

static fnl_status write_document(const struct writing *writing, struct fnl_error *error)
{
    const struct fnl_quarrel *quarrel = &writing->quarrel;
    struct fnl_gist_row rows[MOST_ROWS];
    const size_t count = fill_rows(writing, rows);
    json_t *document = fnl_gist_head(quarrel->scenario, quarrel->seed, quarrel->replications);
    const bool complete =
        json_object_set_new(document, "target", describe_target(writing)) == 0 &&
        json_object_set_new(document, "numbers", fnl_gist_json(&writing->study, rows, count)) == 0;
    const fnl_status status =
        fnl_json_write(complete ? document : NULL, writing->request->out, error);
    json_decref(document);
    return status;
}

/* What is to be filled: a miss there is only against a target. */
static const char *hole(const struct writing *writing)
{
    return writing->quarrel.target > 0 ? "miss" : "gap";
}

/* --- tables */

static void print_heading(const struct writing *writing)
{
    char date[FNL_DATE_TEXT], text[FNL_NUMBER_TEXT];
    const struct fnl_quarrel *quarrel = &writing->quarrel;
    FILE *out = writing->request->out;
    fprintf(out,
            "%s, the first 12 months from %s, %zu futures, the same people in each world, "
            "seed %" PRIu64 "\n\n",
            writing->name, fnl_date_month_text(writing->study.start, date), quarrel->replications,
            quarrel->seed);
    if (quarrel->target > 0)
        fprintf(out, "New business signed, against %s that it should have been\n\n",
                fnl_number_money_whole(quarrel->target, writing->study.currency, text));
    else
        fputs("New business signed; no target is stated\n\n", out);
}

static fnl_status print_worlds(const struct writing *writing, struct fnl_error *error)
{
    static const char *const headings[] = {"On average (8 in 10)", "Difference (8 in 10)",
                                           "Reaches it"};
    const size_t columns = writing->quarrel.target > 0 ? 3 : 2;
    fnl_table *table = fnl_table_new(headings, columns);
    if (!table)
        return FNL_ERR_MEMORY;
    for (size_t i = 0; i < FNL_QUARREL_WORLDS; i++) {
        char texts[2][FNL_GIST_TEXT], reached[FNL_NUMBER_TEXT], label[FNL_NUMBER_TEXT];
        const struct fnl_gist year = year_of(writing, order[i]),
                              change = change_of(writing, order[i]);
        const char *values[] = {
            fnl_gist_text(&writing->study, FNL_MEASURE_MONEY, &year, false, texts[0]),
            i == 0 ? NULL
                   : fnl_gist_text(&writing->study, FNL_MEASURE_MONEY, &change, true, texts[1]),
            reached};
        snprintf(reached, sizeof reached, "%zu of %zu", count_reached(writing, order[i]),
                 futures(writing));
        fnl_table_row(table, label_of(writing, order[i], label), values);
    }
    return fnl_page_table(&writing->page, table, error);
}

/* Where there is a target, how often it is missed, and by how much then. */
static void print_question(const struct writing *writing)
{
    char text[FNL_NUMBER_TEXT];
    FILE *out = writing->request->out;
    if (writing->quarrel.target == 0) {
        fputs("\nWhere the gap to both perfect comes from\n\n", out);
        return;
    }
    const struct fnl_gist miss = part_of(writing, FNL_QUARREL_MISS);
    const double each = miss.mean * (double)miss.count / (double)miss.positive;
    fprintf(out,
            "\nWhere the miss came from: there is one in %zu of %zu futures, of %s on average\n\n",
            miss.positive, miss.count, money(writing, each, text));
}

/* A share of the miss with its noise: "31 % (+-2)". */
static const char *share_text(const struct writing *writing, enum fnl_quarrel_part part,
                              double sign, char text[FNL_GIST_TEXT])
{
    const struct fnl_quarrel_share share = fnl_quarrel_share_of(&writing->quarrel, part);
    const double reach = (share.noise.high - share.noise.low) / 2;
    snprintf(text, FNL_GIST_TEXT, "%.0f %% (+-%.0f)", sign * share.value * 100 + 0.0,
             isfinite(reach) ? reach * 100 : 0);
    return text;
}

static void add_part(const struct writing *writing, fnl_table *table, const char *label,
                     enum fnl_quarrel_part part)
{
    char texts[2][FNL_GIST_TEXT];
    const struct fnl_gist gist = part_of(writing, part);
    const double sign = part == FNL_QUARREL_OVERLAP && gist.mean < 0 ? -1 : 1;
    const char *values[] = {money(writing, sign * gist.mean, texts[0]),
                            share_text(writing, part, sign, texts[1])};
    fnl_table_row(table, label, values);
}

/*
 * Where the two sides fill the same hole, what is left of each is what only it
 * fills; where they need each other, each has what it fills alone.
 */
static fnl_status print_parts(const struct writing *writing, struct fnl_error *error)
{
    char share[FNL_NUMBER_TEXT];
    const char *const headings[] = {"Over all futures", share};
    const bool target = writing->quarrel.target > 0;
    const bool either = part_of(writing, FNL_QUARREL_OVERLAP).mean >= 0;
    snprintf(share, sizeof share, "Of the %s (noise)", hole(writing));
    fnl_table *table = fnl_table_new(headings, 2);
    if (!table)
        return FNL_ERR_MEMORY;
    add_part(writing, table, either ? "Only better leads would fill" : "Better leads alone fill",
             either ? FNL_QUARREL_ONLY_LEADS : FNL_QUARREL_FILLED_BY_LEADS);
    add_part(writing, table,
             either ? "Only better follow-up would fill" : "Better follow-up alone fills",
             either ? FNL_QUARREL_ONLY_FOLLOW_UP : FNL_QUARREL_FILLED_BY_FOLLOW_UP);
    add_part(writing, table, either ? "Either would fill" : "It takes both to fill",
             FNL_QUARREL_OVERLAP);
    if (target)
        add_part(writing, table, "Neither would fill", FNL_QUARREL_NEITHER);
    add_part(writing, table, target ? "What is missing" : "Between as it was and both perfect",
             FNL_QUARREL_MISS);
    return fnl_page_table(&writing->page, table, error);
}

/* --- sentences */

static void write_side(const struct writing *writing, bool marketing, FILE *out)
{
    char now[FNL_NUMBER_TEXT], then[FNL_NUMBER_TEXT], share[FNL_GIST_TEXT];
    const struct fnl_gist as_it_was = year_of(writing, FNL_QUARREL_AS_IT_WAS);
    const struct fnl_gist year =
        year_of(writing, marketing ? FNL_QUARREL_FOLLOW_UP : FNL_QUARREL_LEADS);
    const enum fnl_quarrel_part part =
        marketing ? FNL_QUARREL_FILLED_BY_FOLLOW_UP : FNL_QUARREL_FILLED_BY_LEADS;
    fprintf(out,
            "  %-14s  with %s and nothing else changed the year would have been %s instead of "
            "%s, which fills %s of the %s\n",
            marketing ? "Marketing says" : "Sales says",
            marketing ? "perfect follow-up" : "perfect leads", money(writing, year.mean, then),
            money(writing, as_it_was.mean, now), share_text(writing, part, 1, share),
            hole(writing));
}

/* "Most of the miss is the leads'", or whatever there is to be said in one clause. */
static void write_larger(const struct writing *writing, FILE *out)
{
    const struct fnl_quarrel_share leads = fnl_quarrel_share_of(&writing->quarrel,
                                                                FNL_QUARREL_OF_LEADS),
                                   follow_up = fnl_quarrel_share_of(&writing->quarrel,
                                                                    FNL_QUARREL_OF_FOLLOW_UP),
                                   overlap =
                                       fnl_quarrel_share_of(&writing->quarrel, FNL_QUARREL_OVERLAP);
    const bool more = leads.value > follow_up.value;
    const struct fnl_interval larger = more ? leads.noise : follow_up.noise,
                              smaller = more ? follow_up.noise : leads.noise;
    if (overlap.noise.low > 0.5)
        fprintf(out, "Most of the %s either side would have filled", hole(writing));
    else if (overlap.noise.high < -0.5)
        fprintf(out, "Most of the %s takes both sides, and neither alone fills it", hole(writing));
    else if (larger.low <= smaller.high)
        fprintf(out, "The %s is neither side's more than the other's", hole(writing));
    else
        fprintf(out, "%s of the %s is %s", larger.low > 0.5 ? "Most" : "The larger part",
                hole(writing), more ? "the leads'" : "the follow-up's");
}

/* What either fills, or takes both, is halved. */
static void write_judgement(const struct writing *writing, FILE *out)
{
    char texts[3][FNL_GIST_TEXT];
    write_larger(writing, out);
    fprintf(out, ": %s is the leads', %s the follow-up's, with half each of what %s",
            share_text(writing, FNL_QUARREL_OF_LEADS, 1, texts[0]),
            share_text(writing, FNL_QUARREL_OF_FOLLOW_UP, 1, texts[1]),
            part_of(writing, FNL_QUARREL_OVERLAP).mean < 0 ? "it takes both for"
                                                           : "either would fill");
    if (writing->quarrel.target > 0)
        fprintf(out, "; %s neither side's", share_text(writing, FNL_QUARREL_NEITHER, 1, texts[2]));
    fputs(".\n", out);
}

static void write_reps(const struct writing *writing, FILE *out)
{
    char full[FNL_NUMBER_TEXT], text[FNL_NUMBER_TEXT];
    const struct fnl_gist gist = full_of(writing);
    const struct fnl_gist prospecting = change_of(writing, FNL_QUARREL_PROSPECTING);
    fprintf(out, "  The reps' hours were %s full; had all planned prospecting been done ",
            fnl_measure_text(&writing->study, FNL_MEASURE_SHARE, gist.mean, full));
    if (prospecting.noise.low <= 0 && prospecting.noise.high >= 0)
        fputs("the year would have been no different, as far as can be told\n", out);
    else
        fprintf(out, "the year would have been %s %s\n",
                money(writing, fabs(prospecting.mean), text),
                prospecting.mean > 0 ? "better" : "worse");
}

static void judge(const void *self, FILE *out)
{
    const struct writing *writing = self;
    char text[FNL_NUMBER_TEXT];
    const struct fnl_gist miss = part_of(writing, FNL_QUARREL_MISS),
                          year = year_of(writing, FNL_QUARREL_AS_IT_WAS);
    if (miss.mean > 0) {
        write_judgement(writing, out);
        write_side(writing, true, out);
        write_side(writing, false, out);
    } else if (writing->quarrel.target > 0) {
        fputs("Nobody is to blame: the target is reached in every future.\n", out);
    } else {
        fputs("Nobody is to blame: with both perfect the year would have been no better.\n", out);
    }
    write_reps(writing, out);
    fprintf(out,
            "  Perfect is the most that there is to be had, on either side, and no plan: perfect "
            "follow-up takes none of the reps' hours\n"
            "  Noise of the simulation itself: +-%s of the year, and in brackets of the "
            "shares, in points\n",
            money(writing, fnl_gist_reach(&year), text));
}

static fnl_status print(const struct writing *writing, struct fnl_error *error)
{
    if (writing->request->format == FNL_WRITING_JSON)
        return write_document(writing, error);
    if (writing->request->format == FNL_WRITING_CSV)
        return write_rows(writing);
    print_heading(writing);
    fnl_status status = print_worlds(writing, error);
    if (status == FNL_OK && part_of(writing, FNL_QUARREL_MISS).mean > 0) {
        print_question(writing);
        status = print_parts(writing, error);
    }
    putc('\n', writing->request->out);
    return status == FNL_OK ? fnl_page_lines(&writing->page, judge, writing) : status;
}

/* --- all of it */

static fnl_status prepare(struct writing *writing, struct fnl_error *error)
{
    const struct fnl_miss_request *request = writing->request;
    const struct fnl_settings *settings = fnl_scenario_settings(request->scenario);
    const int months = fnl_scenario_plan(request->scenario)->months;
    if (months < YEAR)
        return fnl_status_fail(FNL_ERR_USAGE, error,
                               "%d month%s: the quarrel is about a year, so it takes 12 at least",
                               months, months == 1 ? "" : "s");
    if (request->replications < 2)
        return fnl_status_fail(FNL_ERR_USAGE, error, "%zu futures: expected 2 at least",
                               request->replications);
    const size_t count = request->replications;
    writing->name = fnl_label_clean(fnl_scenario_name(request->scenario));
    writing->pita = fnl_label_clean(settings->labels.pita);
    writing->values = fnl_memory_zeroed(count, sizeof *writing->values);
    writing->study = (struct fnl_study){.currency = fnl_scenario_currency(request->scenario),
                                        .start = settings->start};
    writing->quarrel = (struct fnl_quarrel){
        .scenario = request->scenario,
        .target = request->target > 0 ? request->target : settings->quota.per_year,
        .seed = request->seed,
        .replications = count,
        .execution = request->execution,
        .years = fnl_memory_zeroed(count * FNL_QUARREL_WORLDS, sizeof *writing->quarrel.years),
        .full = fnl_memory_zeroed(count, sizeof *writing->quarrel.full)};
    const bool complete = writing->name && writing->pita && writing->values &&
                          writing->quarrel.years && writing->quarrel.full;
    return complete ? fnl_quarrel_take(&writing->quarrel, error) : FNL_ERR_MEMORY;
}

static fnl_status check_out(FILE *out, struct fnl_error *error)
{
    if (fflush(out) == 0 && !ferror(out))
        return FNL_OK;
    return fnl_status_fail(FNL_ERR_IO, error, "where the miss came from cannot be written: %s",
                           strerror(errno));
}

fnl_status fnl_miss_write(const struct fnl_miss_request *request, struct fnl_error *error)
{
    struct writing writing = {.request = request,
                              .page = {request->out, request->format == FNL_WRITING_MARKDOWN}};
    assert(request->separator == ',' || request->separator == ';');
    fnl_status status = prepare(&writing, error);
    if (status == FNL_OK)
        status = print(&writing, error);
    if (status == FNL_OK)
        status = check_out(request->out, error);
    free(writing.name);
    free(writing.pita);
    free(writing.values);
    free(writing.quarrel.years);
    free(writing.quarrel.full);
    return status == FNL_ERR_MEMORY ? out_of_memory(error) : status;
}
