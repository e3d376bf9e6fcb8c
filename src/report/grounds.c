/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/grounds.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "report/label.h"
#include "report/paragraph.h"
#include "report/screen.h"
#include "report/words.h"
#include "scenario/remark.h"
#include "scenario/quantity.h"

#define BASES (FNL_EVIDENCE_GUESS + 1)

/* How often each basis occurs, and what else is counted. */
struct tally {
    size_t by_basis[BASES];
    size_t values, standard_guesses, ranges;
};

/* Calls `visit` for every value in use, phase by phase; `from` is 0 for the first phase. */
static void each_value(const fnl_scenario *scenario,
                       void (*visit)(void *self, const struct fnl_evidence *evidence, int from),
                       void *self)
{
    const struct fnl_plan *plan = fnl_scenario_plan(scenario);
    for (size_t phase = 0; phase < plan->count; phase++) {
        const int from = phase == 0 ? 0
                                    : plan->phases[0].settings->start +
                                          (int)(plan->phases[phase].from / FNL_DAY);
        size_t count;
        const struct fnl_evidence *evidence = fnl_scenario_evidence(scenario, phase, &count);
        for (size_t i = 0; i < count; i++)
            visit(self, &evidence[i], from);
    }
}

static bool is_guess(const struct fnl_evidence *evidence)
{
    return evidence->basis == FNL_EVIDENCE_GUESS;
}

static void count_value(void *self, const struct fnl_evidence *evidence, int from)
{
    struct tally *tally = self;
    (void)from;
    tally->values++;
    tally->by_basis[evidence->basis]++;
    tally->ranges += evidence->ranged;
    tally->standard_guesses += fnl_evidence_is_standard_guess(evidence);
}

/* "2 as a guess, 7 without evidence"; what does not occur is not mentioned. */
static void write_bases(const struct tally *tally, FILE *stream)
{
    static const struct {
        enum fnl_evidence_basis basis;
        const char *words;
    } said[] = {
        {FNL_EVIDENCE_GUESS, "as a guess"},         {FNL_EVIDENCE_ESTIMATE, "as an estimate"},
        {FNL_EVIDENCE_BENCHMARK, "as a benchmark"}, {FNL_EVIDENCE_MEASURED, "as measured"},
        {FNL_EVIDENCE_STATED, "without evidence"},
    };
    const char *between = "";
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (tally->by_basis[said[i].basis] > 0) {
            fprintf(stream, "%s%zu %s", between, tally->by_basis[said[i].basis], said[i].words);
            between = ", ";
        }
}

static void write_summary(const void *self, FILE *stream)
{
    const struct tally *tally = self;
    const size_t standards = tally->by_basis[FNL_EVIDENCE_STANDARD];
    fprintf(stream, "%zu values are in use. You state %zu of them: ", tally->values,
            tally->values - standards);
    write_bases(tally, stream);
    fprintf(stream,
            ". The other %zu are standards, %zu of them guesses as well: `funnelsim params --all` "
            "tells the source of each.",
            standards, tally->standard_guesses);
    if (tally->ranges > 0)
        fprintf(stream, " %zu state%s a range, in which a comparison moves %s (\"Shaky inputs\").",
                tally->ranges, tally->ranges == 1 ? "s" : "", tally->ranges == 1 ? "it" : "them");
    fputc('\n', stream);
}

static fnl_status print_summary(const fnl_scenario *scenario, FILE *out)
{
    struct tally tally = {.values = 0};
    each_value(scenario, count_value, &tally);
    char *text = fnl_paragraph_written(write_summary, &tally);
    if (!text)
        return FNL_ERR_MEMORY;
    fputc('\n', out);
    fnl_paragraph_print(text, fnl_screen_text(out), out);
    free(text);
    return FNL_OK;
}

enum { PATH, VALUE, RANGE, SAID, CELLS };

/* The list of guesses: the headings, and a row for each. */
struct list {
    struct row {
        char *cells[CELLS]; /* clean */
    } * rows;
    size_t count, capacity;
    bool exhausted;
};

static void add_row(struct list *list, const char *const cells[CELLS])
{
    void *rows = list->rows;
    if (list->exhausted ||
        !fnl_memory_grow(&rows, list->count, &list->capacity, sizeof *list->rows)) {
        list->exhausted = true;
        return;
    }
    list->rows = rows;
    struct row *row = &list->rows[list->count++];
    for (int i = 0; i < CELLS; i++) {
        row->cells[i] = fnl_label_clean(cells[i]);
        list->exhausted = list->exhausted || !row->cells[i];
    }
}

/* A law that is written out goes on and on. */
static const char *cut(const char *text, char shown[40])
{
    if (fnl_label_width(text) <= 30)
        return text;
    snprintf(shown, 40, "%.27s...", text);
    return shown;
}

static void add_guess(void *self, const struct fnl_evidence *evidence, int from)
{
    char path[FNL_TREE_PATH + 40], date[FNL_DATE_TEXT] = "";
    char low[FNL_QUANTITY_TEXT], high[FNL_QUANTITY_TEXT], range[2 * FNL_QUANTITY_TEXT + 8] = "";
    char shown[40];
    if (!is_guess(evidence))
        return;
    snprintf(path, sizeof path, "  %s%s%s", evidence->path, from ? " from " : "",
             from ? fnl_date_text(from, date) : "");
    if (evidence->ranged)
        snprintf(range, sizeof range, "%s to %s",
                 fnl_quantity_text(evidence->low, evidence->row->unit, low),
                 fnl_quantity_text(evidence->high, evidence->row->unit, high));
    const char *said = *evidence->source ? evidence->source : evidence->note;
    add_row(self, (const char *const[CELLS]){path, cut(evidence->shown, shown), range, said});
}

static size_t width_of(const struct list *list, int cell)
{
    size_t widest = 0;
    for (size_t i = 0; i < list->count; i++) {
        const size_t width = fnl_label_width(list->rows[i].cells[cell]);
        widest = width > widest ? width : widest;
    }
    return widest;
}

#define GAP 3

/* What was said stands in the last column, or below where the others leave no room. */
static void print_row(const struct row *row, const size_t widths[CELLS], FILE *out)
{
    size_t used = 0, left = 0;
    for (int i = 0; i < SAID; i++) {
        if (*row->cells[i]) {
            fprintf(out, "%*s%s", (int)(left - used), "", row->cells[i]);
            used = left + fnl_label_width(row->cells[i]);
        }
        left += widths[i] + GAP;
    }
    const bool room = left + 30 <= fnl_screen_text(out);
    if (*row->cells[SAID]) {
        fprintf(out, "%s%*s", room ? "" : "\n", (int)(room ? left - used : 4), "");
        fnl_words_print(row->cells[SAID], room ? left : 4, out);
    }
    fputc('\n', out);
}

static void print_list(const struct list *list, FILE *out)
{
    size_t widths[CELLS];
    for (int i = 0; i < CELLS; i++)
        widths[i] = width_of(list, i);
    fputc('\n', out);
    for (size_t i = 0; i < list->count; i++)
        print_row(&list->rows[i], widths, out);
}

static void free_list(struct list *list)
{
    for (size_t i = 0; i < list->count; i++)
        for (int k = 0; k < CELLS; k++)
            free(list->rows[i].cells[k]);
    free(list->rows);
}

static fnl_status print_guesses(const fnl_scenario *scenario, FILE *out)
{
    struct list list = {.rows = NULL};
    add_row(&list,
            (const char *const[CELLS]){"Guesses", "value", "8 in 10 sure", "what was said of it"});
    each_value(scenario, add_guess, &list);
    if (list.count > 1 && !list.exhausted)
        print_list(&list, out);
    free_list(&list);
    return list.exhausted ? FNL_ERR_MEMORY : FNL_OK;
}

/* What is pointed out has the form of mistakes, though it is none. */
struct doubts {
    struct fnl_mistakes found;
    int start; /* of the simulation */
};

/* A guess without a range, and evidence that is older than a year when the simulation starts. */
static void doubt(void *self, const struct fnl_evidence *evidence, int from)
{
    struct doubts *doubts = self;
    char date[FNL_DATE_TEXT];
    (void)from;
    if (is_guess(evidence) && !evidence->ranged)
        fnl_mistakes_add(&doubts->found, evidence->file, evidence->line, evidence->path,
                         "a guess needs a range: between what two values are you 8 in 10 sure "
                         "that it lies?");
    if (evidence->dated && evidence->as_of < doubts->start - 366)
        fnl_mistakes_add(&doubts->found, evidence->file, evidence->line, evidence->path,
                         "over a year old at the start: as of %s",
                         fnl_date_text(evidence->as_of, date));
}

/* Whether anything spends an allowance from phase `phase` on; what is not spent is kept. */
static bool is_spent(const struct fnl_plan *plan, size_t phase)
{
    bool spent = false;
    for (; phase < plan->count; phase++)
        spent = spent || fnl_remark_spends(plan->phases[phase].settings);
    return spent;
}

static const struct fnl_evidence *find(const fnl_scenario *scenario, size_t phase, const char *path)
{
    size_t count;
    const struct fnl_evidence *evidence = fnl_scenario_evidence(scenario, phase, &count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(evidence[i].path, path) == 0)
            return &evidence[i];
    return NULL;
}

/* Where it was said last. */
static const struct fnl_evidence *find_last(const fnl_scenario *scenario, const char *path)
{
    const struct fnl_evidence *said = NULL;
    for (size_t phase = fnl_scenario_plan(scenario)->count; phase > 0 && !said; phase--)
        said = find(scenario, phase - 1, path);
    return said;
}

/* An allowance that nothing spends. */
static void doubt_allowance(const fnl_scenario *scenario, struct fnl_mistakes *found)
{
    const struct fnl_plan *plan = fnl_scenario_plan(scenario);
    for (size_t phase = 0; phase < plan->count; phase++) {
        const struct fnl_evidence *said = find(scenario, phase, "extra_budget");
        if (said && plan->phases[phase].settings->extra_budget > 0 && !is_spent(plan, phase))
            fnl_mistakes_add(found, said->file, said->line, said->path,
                             "nothing spends it: say where it buys leads, as in buy = { policy = "
                             "\"same_mix\"; }, or what an ask may cost (gift_per_ask and "
                             "reward_per_accepted_referral in ask)");
    }
}

/* What does nothing is not taken for worth nothing, nor what is not paid taken for a gift. */
static void doubt_idleness(const fnl_scenario *scenario, struct fnl_mistakes *found)
{
    const struct fnl_plan *plan = fnl_scenario_plan(scenario);
    const struct fnl_settings *last = plan->phases[plan->count - 1].settings;
    const char *sentence;
    char text[FNL_REMARK_TEXT];
    for (size_t i = 0; (sentence = fnl_remark_idle(last, i, text)); i++)
        fnl_mistakes_add(found, fnl_scenario_file(scenario), 0, NULL, "%s", sentence);
    sentence = fnl_remark_unpaid(last);
    if (sentence)
        fnl_mistakes_add(found, fnl_scenario_file(scenario), 0, NULL, "%s", sentence);
}

/* The latest day of a source's events, which may be stated in any order. */
static int last_event(const struct fnl_source *source)
{
    int last = source->dates.days[0];
    for (size_t i = 1; i < source->dates.count; i++)
        last = source->dates.days[i] > last ? source->dates.days[i] : last;
    return last;
}

/* Events that end long before the simulation does: nobody thought of the later ones. */
static void doubt_events(const fnl_scenario *scenario, struct fnl_mistakes *found)
{
    const struct fnl_plan *plan = fnl_scenario_plan(scenario);
    const struct fnl_settings *settings = plan->phases[plan->count - 1].settings;
    const int start = fnl_scenario_settings(scenario)->start;
    const int end = fnl_date_month_start(start, plan->months);
    for (unsigned i = 0; i < settings->sources.count; i++) {
        const struct fnl_source *source = fnl_settings_source(settings, i);
        char path[FNL_TREE_PATH], last[FNL_DATE_TEXT], until[FNL_DATE_TEXT];
        if (source->dates.count == 0 ||
            last_event(source) >= fnl_date_month_start(start, plan->months - 12))
            continue;
        snprintf(path, sizeof path, "sources[%s].dates", source->name);
        const struct fnl_evidence *said = find_last(scenario, path);
        fnl_mistakes_add(found, said ? said->file : NULL, said ? said->line : 0, path,
                         "the last event is on %s, the simulation runs until %s",
                         fnl_date_text(last_event(source), last),
                         fnl_date_month_text(end - 1, until));
    }
}

static fnl_status print_doubts(const fnl_scenario *scenario, FILE *out)
{
    struct doubts doubts = {.start = fnl_scenario_settings(scenario)->start};
    each_value(scenario, doubt, &doubts);
    doubt_allowance(scenario, &doubts.found);
    doubt_idleness(scenario, &doubts.found);
    doubt_events(scenario, &doubts.found);
    const bool exhausted = doubts.found.exhausted;
    if (doubts.found.count > 0 && !exhausted) {
        fputc('\n', out);
        fnl_mistakes_print(&doubts.found, out);
    }
    fnl_mistakes_fini(&doubts.found);
    return exhausted ? FNL_ERR_MEMORY : FNL_OK;
}

fnl_status fnl_grounds_print(const fnl_scenario *scenario, FILE *out, struct fnl_error *error)
{
    fnl_status status = print_summary(scenario, out);
    if (status == FNL_OK)
        status = print_guesses(scenario, out);
    if (status == FNL_OK)
        status = print_doubts(scenario, out);
    return status == FNL_OK
               ? FNL_OK
               : fnl_status_fail(status, error, "out of memory while listing the guesses");
}
