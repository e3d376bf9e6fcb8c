/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <funnelsim/catalogue.h>

#include <assert.h>
#include <string.h>
#include <strings.h>

#include <funnelsim/indicators.h>

#include "base/text.h"
#include "random/law.h"
#include "scenario/reader.h"
#include "scenario/schema.h"
#include "scenario/write.h"

/* What a listing of parameters is asked for, and what it has found so far. */
struct listing {
    FILE *out;
    const char *pattern;
    bool all;
    size_t shown;
    const char *nearest;
    size_t nearest_distance;
    char nearest_path[FNL_SECTION_PATH];
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

static void print_row(struct listing *listing, const struct fnl_section_visit *visit)
{
    const struct fnl_param *row = visit->row;
    fprintf(listing->out, "%s", visit->path);
    if (visit->policy)
        fprintf(listing->out, "   (with policy = \"%s\")", visit->policy->name);
    fprintf(listing->out, "\n    %s\n", row->meaning);
    fprintf(listing->out, "    %s: %s; %s", row->standard ? "standard" : "required",
            row->standard ? row->standard : "no standard value", level_text(row->level));
    if (drawn_text(row->drawn))
        fprintf(listing->out, "; may be a law, drawn %s", drawn_text(row->drawn));
    fprintf(listing->out, "\n    source: %s\n", row->source);
    if (row->question)
        fprintf(listing->out, "    ask: %s\n", row->question);
    for (const char *const *choice = row->choices; choice && *choice; choice++)
        fprintf(listing->out, "%s%s%s", choice == row->choices ? "    one of: " : ", ", *choice,
                choice[1] ? "" : "\n");
}

static void visit_row(void *context, const struct fnl_section_visit *visit)
{
    struct listing *listing = context;
    const bool wanted = listing->pattern ? contains(visit->path, listing->pattern) ||
                                               contains(visit->row->meaning, listing->pattern)
                                         : listing->all || visit->row->level == FNL_LEVEL_ESSENTIAL;
    if (wanted) {
        print_row(listing, visit);
        listing->shown++;
        return;
    }
    const size_t distance =
        listing->pattern ? fnl_text_distance(listing->pattern, visit->row->name) : 0;
    if (listing->pattern && (!listing->nearest || distance < listing->nearest_distance)) {
        listing->nearest = visit->row->name;
        listing->nearest_distance = distance;
        snprintf(listing->nearest_path, sizeof listing->nearest_path, "%s", visit->path);
    }
}

fnl_status fnl_catalogue_params(FILE *out, const char *pattern, bool all, struct fnl_error *error)
{
    struct listing listing = {.out = out, .pattern = pattern, .all = all};
    fnl_section_each(&fnl_schema_root, visit_row, &listing);
    if (listing.shown == 0)
        return fnl_status_fail(FNL_ERR_USAGE, error,
                               "no parameter has \"%s\" in its path or meaning (did you mean %s?)",
                               pattern, listing.nearest_path);
    if (!pattern && !all)
        fprintf(out, "These %zu are the essential ones; `funnelsim params --all` shows the rest.\n",
                listing.shown);
    return FNL_OK;
}

void fnl_catalogue_laws(FILE *out)
{
    fputs("Any number whose row says when it is drawn may be a law:\n"
          "    contract_value = { law = \"lognormal\"; median = 25000; sigma = 1.0; };\n"
          "    contract_value = { typical = 28000; one_in_ten_above = 90000; };\n"
          "    days = [2, 8, 25];    one in ten faster, typical, one in ten slower\n\n",
          out);
    for (int i = 0; i < FNL_LAW_KINDS; i++) {
        const struct fnl_law_about *law = &fnl_law_abouts[i];
        fprintf(out, "%s   %s\n    %s\n", law->name, law->parameters, law->about);
    }
}

static void print_policy(FILE *out, const struct fnl_policy *policy, bool first)
{
    fprintf(out, "  %s%s\n    %s\n", policy->name,
            first ? "   (in force when nothing is said)" : "", policy->about);
    for (size_t i = 0; policy->params && i < policy->params->count; i++) {
        const struct fnl_param *row = &policy->params->rows[i];
        fprintf(out, "      %s = %s   %s\n", row->name,
                row->standard ? row->standard : "(required)", row->meaning);
    }
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
    fprintf(out, "  %-24s %-7s %s: %s\n", about->id, measure_text(about->measure), about->label,
            about->definition);
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
    "sources = ( { name = \"Website\"; kind = \"inbound\"; leads_per_month = 20; },\n"
    "            { name = \"Client referrals\"; kind = \"referral\"; } );\n"
    "stages = ( { name = \"Talk\"; hours = 1; go_on = \"25 %\"; } );\n"
    "meetings = { kinds = ( { name = \"account review\"; when = \"spare_time\"; } ); };\n"
    "reps = { count = 1; };\n";

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
