/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <funnelsim/catalogue.h>

#include <assert.h>
#include <string.h>
#include <strings.h>

#include <funnelsim/indicators.h>

#include "base/text.h"
#include "random/form.h"
#include "random/law.h"
#include "report/everyday.h"
#include "report/words.h"
#include "scenario/claimrow.h"
#include "scenario/quantity.h"
#include "scenario/reader.h"
#include "scenario/schema.h"
#include "scenario/write.h"

/* Why a parameter is listed where a pattern is asked for: as what an everyday word means, as what
 * is called so, or as what is about it. */
enum reason { MEANT, CALLED, ABOUT };

/* What a listing of parameters is asked for, and what it has found so far. */
struct listing {
    FILE *out;
    const char *pattern; /* NULL: none */
    bool all;
    const struct fnl_everyday *everyday; /* NULL where the pattern is no such word */
    enum reason reason;                  /* what is looked for now */
    size_t called; /* of those shown, how many are meant or have the pattern in their path */
    size_t shown;
    size_t nearest_distance;
    char nearest[FNL_SECTION_PATH]; /* "" where none is near */
};

static bool contains(const char *text, const char *part)
{
    const size_t length = strlen(part);
    for (; *text; text++)
        if (strncasecmp(text, part, length) == 0)
            return true;
    return length == 0;
}

static const char *level_text(enum fnl_param_level level)
{
    switch (level) {
    case FNL_LEVEL_ESSENTIAL:
        return "essential";
    case FNL_LEVEL_TUNING:
        return "tuning";
    case FNL_LEVEL_EXPERT:
        return "expert";
    }
    return "";
}

static const char *drawn_text(enum fnl_param_drawn drawn)
{
    switch (drawn) {
    case FNL_DRAWN_NEVER:
        return NULL;
    case FNL_DRAWN_FUTURE:
        return "once a future";
    case FNL_DRAWN_MONTH:
        return "once a month";
    case FNL_DRAWN_ENTITY:
        return "once for each person, rep or client";
    case FNL_DRAWN_USE:
        return "at each use";
    }
    return NULL;
}

/* A line of a listing, set in by `left` and broken where it is too long. */
static void print_line(FILE *out, int left, const char *text)
{
    fprintf(out, "%*s", left, "");
    fnl_words_print(text, (size_t)left, out);
    fputc('\n', out);
}

/* The row's standard with its unit: 0.75 h, 2 a year; what is no plain number as it stands. */
static const char *standard_text(const struct fnl_param *row, char text[FNL_QUANTITY_TEXT])
{
    char problem[FNL_QUANTITY_PROBLEM];
    double number;
    if (row->type == FNL_PARAM_DATE || row->type == FNL_PARAM_TEXT ||
        !fnl_quantity_read(row->standard, row->unit, &number, problem))
        return row->standard;
    return fnl_quantity_text(number, row->unit, text);
}

/* Upper bounds beyond it only keep slips of the finger out. */
#define NO_LIMIT 1e6

static void print_standard(FILE *out, const struct fnl_param *row)
{
    char text[FNL_QUANTITY_TEXT], low[FNL_QUANTITY_TEXT], high[FNL_QUANTITY_TEXT], line[600];
    size_t length = 0;
    if (row->standard)
        length = (size_t)snprintf(line, sizeof line, "standard: %.300s", standard_text(row, text));
    else
        length = (size_t)snprintf(line, sizeof line, "required");
    if (row->low != 0 || row->high != 0)
        length += (size_t)snprintf(line + length, sizeof line - length, "; from %s",
                                   fnl_quantity_text(row->low, row->unit, low));
    if (row->high > 0 && row->high < NO_LIMIT)
        length += (size_t)snprintf(line + length, sizeof line - length, " to %s",
                                   fnl_quantity_text(row->high, row->unit, high));
    const char *drawn = drawn_text(row->drawn);
    snprintf(line + length, sizeof line - length, "; %s%s%s", level_text(row->level),
             drawn ? "; may be a law, drawn " : "", drawn ? drawn : "");
    print_line(out, 4, line);
}

static void print_choices(FILE *out, const struct fnl_param *row)
{
    for (const char *const *choice = row->choices; choice && *choice; choice++)
        fprintf(out, "%s%s%s", choice == row->choices ? "    one of: " : ", ", *choice,
                choice[1] ? "" : "\n");
}

/* Whether a policy has the same parameter: two that share a name may mean different things. */
static bool has_row(const struct fnl_policy *policy, const struct fnl_param *row)
{
    const struct fnl_param *own = fnl_section_row(policy->params, row->name);
    return own && strcmp(own->meaning, row->meaning) == 0 && own->standard && row->standard &&
           strcmp(own->standard, row->standard) == 0;
}

/* The first policy that has the row shows it for all. */
static bool was_shown(const struct fnl_section_visit *visit)
{
    const struct fnl_section *section = visit->section;
    for (size_t i = 0; visit->policy && section->policies[i] != visit->policy; i++)
        if (has_row(section->policies[i], visit->row))
            return true;
    return false;
}

static void print_policies(FILE *out, const struct fnl_section_visit *visit)
{
    const struct fnl_section *section = visit->section;
    const char *between = "   (with policy ";
    for (size_t i = 0; i < section->policy_count; i++)
        if (section->policies[i] == visit->policy || has_row(section->policies[i], visit->row)) {
            fprintf(out, "%s%s", between, section->policies[i]->name);
            between = ", ";
        }
    fputc(')', out);
}

static void print_labelled(FILE *out, const char *label, const char *text)
{
    fprintf(out, "    %s: ", label);
    fnl_words_print(text, strlen(label) + 6, out);
    fputc('\n', out);
}

static void print_row(FILE *out, const struct fnl_section_visit *visit)
{
    const struct fnl_param *row = visit->row;
    fputs(visit->path, out);
    if (visit->policy)
        print_policies(out, visit);
    fputc('\n', out);
    print_line(out, 4, row->meaning);
    print_standard(out, row);
    print_labelled(out, "source", row->source);
    if (row->unit == FNL_UNIT_LOGIT)
        print_labelled(out, "log-odds",
                       "0 changes nothing; 1 more turns 10 in 100 into 23, and 50 into 73");
    if (row->question)
        print_labelled(out, "ask", row->question);
    print_choices(out, row);
}

/* The last key of a path as somebody typed it. */
static const char *last_key(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot ? dot + 1 : path;
}

static void remember_nearest(struct listing *listing, const struct fnl_section_visit *visit)
{
    const char *typed = last_key(listing->pattern);
    const size_t distance = fnl_text_distance(typed, visit->row->name);
    if (!fnl_text_nearest(typed, &visit->row->name, 1) ||
        (*listing->nearest && distance >= listing->nearest_distance))
        return;
    listing->nearest_distance = distance;
    snprintf(listing->nearest, sizeof listing->nearest, "%s", visit->path);
}

/* The first reason why it is to be listed, below 0 for none. */
static int why(const struct listing *listing, const struct fnl_section_visit *visit)
{
    if (fnl_everyday_means(listing->everyday, visit->path))
        return MEANT;
    if (contains(visit->path, listing->pattern))
        return CALLED;
    return contains(visit->row->meaning, listing->pattern) ? ABOUT : -1;
}

static bool is_wanted(const struct listing *listing, const struct fnl_section_visit *visit)
{
    if (listing->pattern)
        return why(listing, visit) == (int)listing->reason;
    return listing->all || visit->row->level == FNL_LEVEL_ESSENTIAL;
}

static void visit_row(void *context, const struct fnl_section_visit *visit)
{
    struct listing *listing = context;
    if (is_wanted(listing, visit) && !was_shown(visit)) {
        if (listing->reason == ABOUT && listing->called > 0 && listing->shown == listing->called)
            fprintf(listing->out, "\nNot called so, but about it:\n");
        print_row(listing->out, visit);
        listing->shown++;
    } else if (listing->pattern) {
        remember_nearest(listing, visit);
    }
}

/* Any item of a list is like any other: sources[Website].fit is sources[*].fit. */
static void generalise(const char *typed, char pattern[FNL_SECTION_PATH])
{
    size_t length = 0;
    for (; *typed && length < FNL_SECTION_PATH - 4; typed++) {
        pattern[length++] = *typed;
        const char *end = *typed == '[' ? strchr(typed, ']') : NULL;
        if (end) {
            pattern[length++] = '*';
            typed = end - 1;
        }
    }
    pattern[length] = '\0';
}

/* What an everyday word means comes first, and last what is to be known of it. */
static void list_pattern(struct listing *listing)
{
    const char *note = listing->everyday ? listing->everyday->note : NULL;
    for (int reason = MEANT; reason <= ABOUT; reason++) {
        listing->reason = (enum reason)reason;
        fnl_section_each(&fnl_schema_root, visit_row, listing);
        fnl_section_each(&fnl_claimrow_root, visit_row, listing);
        if (reason == CALLED)
            listing->called = listing->shown;
    }
    if (note) {
        fputs(listing->shown > 0 ? "\n" : "", listing->out);
        print_line(listing->out, 0, note);
    }
}

fnl_status fnl_catalogue_params(FILE *out, const char *pattern, bool all, struct fnl_error *error)
{
    char general[FNL_SECTION_PATH];
    struct listing listing = {.out = out, .all = all};
    if (pattern) {
        generalise(pattern, general);
        listing.pattern = general;
        listing.everyday = fnl_everyday_named(pattern);
        list_pattern(&listing);
    } else {
        fnl_section_each(&fnl_schema_root, visit_row, &listing);
        if (all)
            fnl_section_each(&fnl_claimrow_root, visit_row, &listing);
    }
    if (listing.everyday)
        return FNL_OK;
    if (listing.shown == 0 && *listing.nearest)
        return fnl_status_fail(FNL_ERR_USAGE, error,
                               "no parameter has \"%.60s\" in its path or meaning (did you mean "
                               "%s?)",
                               pattern, listing.nearest);
    if (listing.shown == 0)
        return fnl_status_fail(FNL_ERR_USAGE, error,
                               "no parameter has \"%.60s\" in its path or meaning; `funnelsim "
                               "params --all` lists them",
                               pattern);
    if (!pattern && !all)
        fprintf(out,
                "\nThese %zu are the essential ones; `funnelsim params --all` shows the rest.\n"
                "[*] stands for any item of a list: --set 'sources[Website].cost_each=150'.\n",
                listing.shown);
    return FNL_OK;
}

void fnl_catalogue_laws(FILE *out)
{
    fputs("Where `funnelsim params` says \"may be a law\", instead of a number there may be:\n"
          "    contract_value = { law = \"lognormal\"; median = 25000; sigma = 1.0; };\n"
          "    contract_value = { typical = 28000; one_in_ten_above = 90000; };\n"
          "    days = [2, 8, 25];          # one in ten faster, typical, one in ten slower\n\n"
          "Each law with the figures that it takes (| parts the ways to say it):\n\n",
          out);
    for (int i = 0; i < FNL_LAW_KINDS; i++) {
        const struct fnl_law_about *law = &fnl_law_abouts[i];
        char words[FNL_FORM_WORDS];
        fprintf(out, "%s   ", law->name);
        fnl_words_print(fnl_form_words((enum fnl_law_kind)i, words), strlen(law->name) + 3, out);
        fputc('\n', out);
        print_line(out, 4, law->about);
    }
}

static void print_policy_row(FILE *out, const struct fnl_param *row)
{
    char text[FNL_QUANTITY_TEXT];
    const int used = fprintf(out, "      %s = %s   ", row->name,
                             row->standard ? standard_text(row, text) : "(required)");
    fnl_words_print(row->meaning, used > 0 ? (size_t)used : 0, out);
    fputc('\n', out);
}

static void print_policy(FILE *out, const struct fnl_policy *policy, bool first)
{
    fprintf(out, "  %s%s\n", policy->name, first ? "   (in force when nothing is said)" : "");
    print_line(out, 4, policy->about);
    for (size_t i = 0; policy->params && i < policy->params->count; i++)
        print_policy_row(out, &policy->params->rows[i]);
}

void fnl_catalogue_policies(FILE *out)
{
    for (size_t i = 0; i < fnl_schema_root.section_count; i++) {
        const struct fnl_section *section = &fnl_schema_root.sections[i];
        if (section->kind != FNL_SECTION_POLICY)
            continue;
        fprintf(out, "%s   %s\n", section->name, section->about);
        for (size_t p = 0; p < section->policy_count; p++)
            print_policy(out, section->policies[p], p == 0);
    }
}

static const char *measure_text(enum fnl_measure measure)
{
    switch (measure) {
    case FNL_MEASURE_MONEY:
        return "money";
    case FNL_MEASURE_COUNT:
        return "count";
    case FNL_MEASURE_SHARE:
        return "share";
    case FNL_MEASURE_SPAN:
        return "days";
    case FNL_MEASURE_HOURS:
        return "hours";
    case FNL_MEASURE_DATE:
        return "date";
    case FNL_MEASURE_FLAG:
        return "chance";
    case FNL_MEASURE_FACTOR:
        return "number";
    }
    return "";
}

static void print_indicator(FILE *out, const struct fnl_indicator_about *about)
{
    char text[500];
    const int used = fprintf(out, "  %-24s %-7s ", about->id, measure_text(about->measure));
    snprintf(text, sizeof text, "%s: %s", about->label, about->definition);
    fnl_words_print(text, used > 0 ? (size_t)used : 0, out);
    fputc('\n', out);
}

void fnl_catalogue_indicators(FILE *out)
{
    fputs("One value a future\n", out);
    for (size_t i = 0; i < fnl_indicator_count(); i++)
        print_indicator(out, fnl_indicator_about(i));
    fputs("\nOne value a month\n", out);
    for (size_t i = 0; i < fnl_indicator_series_count(); i++)
        print_indicator(out, fnl_indicator_series_about(i));
}

/* The least that a scenario must say, so that the reference shows every list with an item. */
static const char example[] =
    "name = \"Reference\";\n"
    "about = \"Every key, with its unit, range, standard value and source.\";\n"
    "sources = ( { name = \"Website\"; kind = \"inbound\"; leads_per_month = 20; cost_each = 164; "
    "},\n"
    "            { name = \"Bought list\"; kind = \"list\"; leads_per_month = 20; cost_each = 6; "
    "},\n"
    "            { name = \"Client referrals\"; kind = \"referral\"; },\n"
    "            { name = \"Target accounts\"; kind = \"target\"; awareness = 0.0; } );\n"
    "stages = ( { name = \"Talk\"; hours = 1; go_on = \"25 %\"; } );\n"
    "meetings = { kinds = ( { name = \"account review\"; when = \"spare_time\"; } ); };\n"
    "reps = { count = 1; };\n"
    "quota = { per_year = 1000000; };\n";

fnl_status fnl_catalogue_reference(FILE *out, struct fnl_error *error)
{
    struct fnl_mistakes mistakes = {0};
    struct fnl_tree tree = {0};
    struct fnl_buffer text = {0};
    fnl_status status = fnl_reader_text(example, NULL, &mistakes, &tree, error);
    assert(!fnl_mistakes_any(&mistakes));
    if (status == FNL_OK)
        status = fnl_write_scenario(&fnl_schema_root, tree.root, FNL_WRITE_ALL, true, &text);
    if (status != FNL_OK)
        fnl_status_fail(status, error, "not enough memory");
    else if (fputs(text.text, out) == EOF)
        status = fnl_status_fail(FNL_ERR_IO, error, "cannot write the reference scenario");
    fnl_buffer_fini(&text);
    fnl_tree_fini(&tree);
    fnl_mistakes_fini(&mistakes);
    return status;
}
