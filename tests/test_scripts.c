/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Draws every script in plots/ from invented numbers: few and many options,
 * one month and twenty years, losses, nothing at all, and names that try to
 * break out. With arguments it tests nothing but leaves the pictures to be
 * looked at:
 *
 *     test_scripts DIRECTORY [FORMAT [STORY]]
 *     test_scripts tests/golden/figures dumb usual     after a change of style
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "report/figure.h"
#include "report/gnuplot.h"
#include "report/plot.h"

#include "scratch.h"

#define MOST_OPTIONS 6
#define PI           3.14159265358979323846

static const char *const plain_names[] = {"As we are", "More leads",      "Referrals",
                                          "Walk away", "Twenty accounts", "Two more reps"};
static const char *const hostile_names[] = {
    "Müller & Söhne's \"best\" `touch owned` guess {with braces} and a very long name",
    "$(id) $HOME @macro ^_{x} %d %s \\n \\",
    "two\nlines\n!touch owned\n",
    "'.system('touch owned').'",
    "<script>alert(1)</script> ]]>",
    "名前の長い戦略 — Ünïcödé"};

/* What a figure is drawn from. */
struct story {
    const char *name;
    size_t options;
    int months;
    double level;  /* of monthly revenue, in major units */
    double profit; /* the first option's contribution as a share of it; may be negative */
    const char *const *names;
    const char *currency;
};

static const struct story hostile = {"hostile",           6, 36, 450e3, 0.2, hostile_names,
                                     "%s`touch owned`%n "};

static const struct story stories[] = {
    {"usual", 3, 36, 450e3, 0.2, plain_names, "$"},
    {"alone", 1, 12, 450e3, 0.2, plain_names, "€"},
    {"two", 2, 12, 38e3, 0.1, plain_names, "$"},
    {"six", 6, 240, 3.4e6, 0.15, plain_names, "$"},
    {"losing", 4, 36, 82e3, -0.4, plain_names, "CHF "},
    {"nothing", 3, 36, 0, 0, plain_names, "$"},
    {"month", 2, 1, 450e3, 0.2, plain_names, "$"},
    {"year", 5, 18, 9e6, 0.3, plain_names, "CHF "},
    {"hostile", 6, 36, 450e3, 0.2, hostile_names, "%s`touch owned`%n "},
};

static double start_of(int month)
{
    const int start = fnl_date_number((struct fnl_date){2026, 1, 1});
    return fnl_date_month_start(start, month);
}

static double revenue(const struct story *story, size_t option, int month)
{
    const double growth = 1 + (double)month / 60 + 0.05 * (double)option * (month > 6);
    return story->level * growth * (1 + 0.08 * sin(month * PI / 6) + 0.03 * sin(month * 2.399));
}

static double cost(const struct story *story, size_t option, int month)
{
    const double trial = 0.12 * (double)option * (month >= 3 && month < 12);
    return story->level * (1 - story->profit) * (1 + (double)month / 80 + trial);
}

/* How far the outer futures are away from the middle one. */
static double spread(const struct story *story, int month)
{
    return story->level * (0.06 + 0.12 * sqrt(month / 36.0));
}

static double contribution(const struct story *story, size_t option, int month)
{
    double sum = 0;
    for (int m = 0; m <= month; m++)
        sum += revenue(story, option, m) - cost(story, option, m);
    return sum;
}

static void add_words(fnl_figure *figure, const struct story *story, const char *title)
{
    fnl_figure_text(figure, "title", story->names == hostile_names ? story->names[0] : title);
    fnl_figure_text(figure, "subtitle", "100 futures, the same people in each.");
    fnl_figure_text(figure, "source",
                    "funnelsim 1.0, seed 42, scenarios 7f3a91c2 04be1d77 e0a19b3c");
    fnl_figure_text(figure, "currency", story->currency);
    fnl_figure_texts(figure, "option", story->names, story->options);
}

static void add_revenue_cost(fnl_figure *figure, const struct story *story)
{
    add_words(figure, story, "Referrals earn more than they cost from the first spring on");
    fnl_figure_block(figure, "months");
    for (size_t option = 0; option < story->options; option++) {
        for (int month = 0; month < story->months; month++) {
            const double r = revenue(story, option, month), c = cost(story, option, month);
            const double s = spread(story, month);
            const double row[] = {start_of(month), r - s, r, r + 1.3 * s, c - s / 2, c, c + s / 2};
            fnl_figure_row(figure, row, 7);
        }
        fnl_figure_gap(figure);
    }
    fnl_figure_end(figure);
}

static void add_contribution(fnl_figure *figure, const struct story *story)
{
    add_words(figure, story, "Referrals stay ahead from February 2027");
    fnl_figure_block(figure, "months");
    for (size_t option = 0; option < story->options; option++) {
        for (int month = 0; month < story->months; month++) {
            const double row[] = {start_of(month), contribution(story, option, month)};
            fnl_figure_row(figure, row, 2);
        }
        fnl_figure_gap(figure);
    }
    fnl_figure_end(figure);
    fnl_figure_number(figure, "best", story->options > 2 ? 3 : 0);
    fnl_figure_number(figure, "ahead", story->months > 13 ? start_of(13) : NAN);
}

static void add_difference(fnl_figure *figure, const struct story *story)
{
    double ahead[MOST_OPTIONS] = {NAN, NAN, NAN, NAN, NAN, NAN};
    add_words(figure, story, "Against doing nothing, referrals cost first and pay later");
    fnl_figure_block(figure, "months");
    for (size_t option = 1; option < story->options; option++) {
        for (int month = 0; month < story->months; month++) {
            const double d = contribution(story, option, month) - contribution(story, 0, month);
            const double s = spread(story, month) * 2;
            const double row[] = {start_of(month), d - s, d, d + s};
            fnl_figure_row(figure, row, 4);
            if (month > 0 && d > 0 && isnan(ahead[option]))
                ahead[option] = start_of(month);
        }
        fnl_figure_gap(figure);
    }
    fnl_figure_end(figure);
    fnl_figure_numbers(figure, "ahead", ahead, story->options);
}

static void add_cash(fnl_figure *figure, const struct story *story)
{
    double day[MOST_OPTIONS], lowest[MOST_OPTIONS], bad[MOST_OPTIONS];
    add_words(figure, story, "Cash stays above the credit line in nine futures out of ten");
    fnl_figure_block(figure, "months");
    for (size_t option = 0; option < story->options; option++) {
        for (int month = 0; month < story->months; month++) {
            const double x = (month - 9.0 - 2 * (double)option) / 12;
            const double cash = story->level * (0.45 - 0.3 * (double)option + 0.7 * x * x);
            const double s = spread(story, month);
            const double row[] = {start_of(month), cash - s, cash, cash + s};
            fnl_figure_row(figure, row, 4);
            if (month == 0 || cash < lowest[option]) {
                day[option] = start_of(month);
                lowest[option] = cash;
                bad[option] = cash - 1.2 * s;
            }
        }
        fnl_figure_gap(figure);
    }
    fnl_figure_end(figure);
    fnl_figure_numbers(figure, "lowest_day", day, story->options);
    fnl_figure_numbers(figure, "lowest", lowest, story->options);
    fnl_figure_numbers(figure, "lowest_bad", bad, story->options);
    fnl_figure_number(figure, "credit", story->level / 3);
}

static void add_funnel(fnl_figure *figure, const struct story *story)
{
    static const char *const sources[] = {"Website",   "Bought list",     "Trade shows",
                                          "Referrals", "Target accounts", "Returned"};
    static const char *const stages[] = {"People",   "Handed to a rep", "First meeting",
                                         "Proposal", "Decision",        "Won"};
    static const double people[] = {1440, 9000, 120, 96, 60, 41};
    static const double pass[] = {0.41, 0.03, 0.3, 0.72, 0.5, 0.55};

    add_words(figure, story, "One name in 410 from the bought list signs; one referral in 6 does");
    if (story->options > 1)
        fnl_figure_text(figure, "only", story->names[1]);
    fnl_figure_texts(figure, "column", story->names == hostile_names ? hostile_names : sources,
                     story->options);
    fnl_figure_texts(figure, "stage", stages, 6);
    fnl_figure_block(figure, "people");
    for (int stage = 0; stage < 6; stage++) {
        double row[MOST_OPTIONS];
        for (size_t i = 0; i < story->options; i++)
            row[i] =
                story->level > 0
                    ? round(people[i] * (stage > 0 ? pass[i] : 1) * pow(0.55, fmax(stage - 1, 0)))
                    : 0;
        fnl_figure_row(figure, row, story->options);
    }
    fnl_figure_end(figure);
}

static void add_hours(fnl_figure *figure, const struct story *story)
{
    static const char *const uses[] = {
        "Selling, they bought", "Selling, they did not", "Serving clients", "Bad-fit clients",
        "Asking for referrals", "Prospecting",           "Meetings inside", "Admin and idle"};
    static const double hours[] = {6100, 15200, 5200, 4300, 310, 5100, 2400, 3500};
    add_words(figure, story, "More leads feed the hours that lead nowhere");
    fnl_figure_texts(figure, "use", uses, 8);
    fnl_figure_block(figure, "hours");
    for (size_t option = 0; option < story->options; option++) {
        double row[8], shift = 0.12 * (double)option;
        for (int i = 0; i < 8; i++)
            row[i] = story->level > 0 ? hours[i] : 0;
        row[0] *= 1 + shift;
        row[1] *= 1 - shift;
        fnl_figure_row(figure, row, 8);
    }
    fnl_figure_end(figure);
}

static void add_losses(fnl_figure *figure, const struct story *story)
{
    static const char *const causes[] = {"Never reached",    "Not qualified", "No decision",
                                         "Competitor",       "Price",         "We walked away",
                                         "Went cold waiting"};
    static const double lost[] = {512, 388, 141.4, 63, 38.5, 0, 12};
    add_words(figure, story, "With more leads, more people go cold while they wait");
    fnl_figure_texts(figure, "cause", causes, 7);
    fnl_figure_block(figure, "losses");
    for (int cause = 0; cause < 7; cause++) {
        double row[MOST_OPTIONS];
        for (size_t i = 0; i < story->options; i++)
            row[i] =
                story->level > 0 ? lost[cause] * (1 + 0.21 * (double)i * (cause == 6 ? 9 : 1)) : 0;
        fnl_figure_row(figure, row, story->options);
    }
    fnl_figure_end(figure);
}

/* Layers of each month, the heights of which swing. */
static void add_layers(fnl_figure *figure, const struct story *story, const char *const *layers,
                       const double *heights, size_t count)
{
    const bool is_hostile = story->names == hostile_names;
    fnl_figure_texts(figure, "layer", is_hostile ? hostile_names : layers,
                     is_hostile ? MOST_OPTIONS : count);
    fnl_figure_block(figure, "months");
    for (size_t option = 0; option < story->options; option++) {
        for (int month = 0; month < story->months; month++) {
            double row[9] = {start_of(month)};
            for (size_t i = 0; i < count; i++)
                row[1 + i] =
                    story->level > 0
                        ? heights[i] * (1.2 + sin(month / (3.0 + (double)i)) + 0.1 * (double)option)
                        : 0;
            fnl_figure_row(figure, row, 1 + count);
        }
        fnl_figure_gap(figure);
    }
    fnl_figure_end(figure);
}

static void add_hours_by_month(fnl_figure *figure, const struct story *story)
{
    static const char *const uses[] = {"Bad-fit clients",     "Service",     "Leads",
                                       "Asking and meetings", "Prospecting", "Free"};
    static const double hours[] = {60, 90, 400, 30, 80, 120};
    add_words(figure, story, "Bad-fit clients take 4.9 % of the hours worked");
    add_layers(figure, story, uses, hours, 6);
}

static void add_losses_by_month(fnl_figure *figure, const struct story *story)
{
    static const char *const causes[] = {"disqualified",   "went dark",       "unreachable",
                                         "no decision",    "to a competitor", "on price",
                                         "we walked away", "other causes"};
    static const double lost[] = {62, 48, 21, 13, 8.5, 4, 2, 0.3};
    add_words(figure, story, "“went dark” goes from 22 % of the losses to 31 %");
    add_layers(figure, story, causes, lost, 8);
}

static void add_morale(fnl_figure *figure, const struct story *story)
{
    add_words(figure, story, "Energy ends at 61 %, morale at 38 %");
    fnl_figure_block(figure, "months");
    for (size_t option = 0; option < story->options; option++) {
        for (int month = 0; month < story->months; month++) {
            const double worn = 1 - exp(-month / (12.0 - (double)option));
            const double row[] = {start_of(month), 1 - 0.4 * worn, 0.5 - 0.2 * worn * worn,
                                  story->level > 0 ? 24 - 9 * worn + sin(month) : 0,
                                  story->level > 0 ? 0.2 + 0.2 * worn * worn : 0};
            fnl_figure_row(figure, row, 5);
        }
        fnl_figure_gap(figure);
    }
    fnl_figure_end(figure);
}

static void add_forecast(fnl_figure *figure, const struct story *story)
{
    add_words(figure, story,
              "Reps expected half as much again as came: $510k a quarter against $340k");
    fnl_figure_block(figure, "quarters");
    for (size_t option = 0; option < story->options; option++) {
        for (int month = 0; month == 0 || month + 3 <= story->months; month += 3) {
            const double came = option == 2 ? 0 : story->level * (0.8 + 0.3 * sin(month / 7.0));
            const double told = option == 2 ? 0 : came * (1.5 + 0.1 * (double)option);
            const double row[] = {start_of(month), told * 0.8, told,      told * 1.3,
                                  came * 0.6,      came,       came * 1.5};
            fnl_figure_row(figure, row, 7);
        }
        fnl_figure_gap(figure);
    }
    fnl_figure_end(figure);
}

static void add_whale(fnl_figure *figure, const struct story *story)
{
    const bool in_percent = story->profit > 0 && story->level > 0;
    const double whole = in_percent ? 100 : story->level * story->profit;
    add_words(figure, story, "The best 72 % of the clients make 131 % of the profit");
    fnl_figure_block(figure, "band");
    for (int k = 0; k <= 100; k++) {
        const double x = k / 100.0, y = whole * (1 + 1.5 * (1 - x)) * sin(x * PI / 2);
        const double row[] = {k, y - 0.1 * fabs(whole) * x * (1 - x), y,
                              y + 0.3 * fabs(whole) * x * (1 - x)};
        fnl_figure_row(figure, row, 4);
    }
    fnl_figure_end(figure);
    fnl_figure_block(figure, "clients");
    for (int i = 0; i <= 20 * (int)story->options; i++) {
        const double x = i / (20.0 * (double)story->options);
        const double row[] = {100 * x, whole * (1 + 1.4 * (1 - x)) * sin(x * PI / 2), i % 3 == 2};
        fnl_figure_row(figure, row, 3);
    }
    fnl_figure_end(figure);
    fnl_figure_number(figure, "in_percent", in_percent);
    fnl_figure_number(figure, "best", 66);
    fnl_figure_number(figure, "peak", whole * 1.3);
    fnl_figure_text(figure, "pita", story->names == hostile_names ? story->names[1] : "pain");
}

/* Families of two, of a chain and of a bunch, as many as there are options. */
static void add_family(fnl_figure *figure, const struct story *story)
{
    const char *persons[8 * MOST_OPTIONS];
    size_t count = 0;
    const size_t families = story->level > 0 ? story->options : 0;
    add_words(figure, story, "17 of 123 clients were sent by clients");
    fnl_figure_block(figure, "people");
    for (size_t i = 0; i < families; i++) {
        const double root = (double)count + 1, pain = i % 2 ? 1 : 0, column = pain;
        const double top_row = 5.0 * (double)(i / 2);
        const double rows[8][6] = {
            {column, 0, top_row + 1, 0, pain, 1},     {column, 1, top_row, root, 0, 1},
            {column, 1, top_row + 1, root, 1, 0},     {column, 1, top_row + 2.5, root, 0, 1},
            {column, 2, top_row + 2, root + 3, 1, 1}, {column, 2, top_row + 3, root + 3, 0, 0},
            {column, 3, top_row + 3, root + 5, 0, 1}, {column, 4, top_row + 3, root + 6, 0, 1}};
        for (size_t k = 0; k < 8; k++) {
            fnl_figure_row(figure, rows[k], 6);
            persons[count++] = k == 0 ? story->names[i] : k % 2 ? "r12.1" : "a2.1";
        }
    }
    fnl_figure_end(figure);
    if (count > 0)
        fnl_figure_texts(figure, "person", persons, count);
    fnl_figure_number(figure, "people_shown", (double)count);
    fnl_figure_number(figure, "deepest", count > 0 ? 4 : 0);
    fnl_figure_number(figure, "columns", 2);
    fnl_figure_text(figure, "pita", story->names == hostile_names ? story->names[1] : "pain");
}

static void add_cohorts(fnl_figure *figure, const struct story *story)
{
    static const char *const years[] = {"2026", "2027", "2028", "2029", "2030", "2031", "2032",
                                        "2033", "2034", "2035", "2036", "2037", "2038", "2039",
                                        "2040", "2041", "2042", "2043", "2044", "2045", "2046"};
    const size_t count = ((size_t)story->months + 11) / 12;
    double mature[20];
    add_words(figure, story,
              "82 % of the revenue of 2028 comes from people met over a year before");
    fnl_figure_texts(figure, "year", story->names == hostile_names ? hostile_names : years, count);
    fnl_figure_texts(figure, "cohort", story->names == hostile_names ? hostile_names : years,
                     count + 1);
    fnl_figure_block(figure, "revenue");
    for (size_t year = 0; year < count; year++) {
        double row[21] = {0};
        for (size_t met = 0; met <= year + 1; met++)
            row[met] = 12 * story->level * (met == year + 1 ? 0.1 : pow(0.8, (double)(year - met)));
        mature[year] = year == 0 ? NAN : 0.7;
        fnl_figure_row(figure, row, count + 1);
    }
    fnl_figure_end(figure);
    fnl_figure_numbers(figure, "mature", mature, count);
}

/* More reps and fewer leads are worse for the second side, and nobody can tell in between. */
static void add_map(fnl_figure *figure, const struct story *story)
{
    static const char *const values[] = {"2", "4", "6", "8", "10", "12", "14", "16", "18", "20"};
    static const char *const marks[] = {"++", "--", "+", "-", "=", "?", "=", "."};
    static const char *const meanings[] = {
        "ahead by more than $100k",         "ahead, perhaps by less than $100k",
        "behind by more than $100k",        "behind, perhaps by less than $100k",
        "too close to matter: under $100k", "cannot tell yet: more futures would"};
    const size_t size = story->options == 6 ? 10 : story->options + 1;
    const char *fields[100];
    add_words(figure, story,
              "Referrals is surely ahead of As we are at 6 of 16 points, behind at 4");
    fnl_figure_texts(figure, "option", story->names, 2);
    fnl_figure_text(figure, "metric", "Contribution");
    fnl_figure_texts(figure, "axis", (const char *const[]){story->names[0], "reps.count"}, 2);
    fnl_figure_texts(figure, "across_value", values, size);
    fnl_figure_texts(figure, "up_value", story->names == hostile_names ? hostile_names : values,
                     story->names == hostile_names ? 6 : size);
    fnl_figure_texts(figure, "mark", marks, 8);
    fnl_figure_numbers(figure, "kind", (const double[]){1, 3, 2, 4, 5, 6}, 6);
    fnl_figure_texts(figure, "meaning", meanings, 6);
    const size_t rows = story->names == hostile_names ? 6 : size;
    fnl_figure_block(figure, "points");
    for (size_t i = 0; i < rows * size; i++) {
        const double column = (double)(i % size), row = (double)(i / size);
        const double gain = story->level * (column - row + 0.4);
        const double far = fabs(column - row);
        const double side = gain > 0 ? 1 : 2;
        fields[i] = gain > 0 ? "+$0.71M" : "-$164k";
        fnl_figure_row(figure,
                       (const double[]){column + 1, row + 1, gain,
                                        far > 1   ? side
                                        : far > 0 ? side + 2
                                                  : 5 + (i % 3 == 0),
                                        i == 4},
                       5);
    }
    fnl_figure_end(figure);
    fnl_figure_texts(figure, "field", fields, rows * size);
}

/* Two worlds without clients who are a pain: the books miss more and more, others bring some. */
static void add_pains(fnl_figure *figure, const struct story *story)
{
    static const char *const worlds[] = {"No new ones signed", "None at all"};
    add_words(figure, story,
              "Without bad-fit clients the books miss $2.0M, and all else brings "
              "$679k more");
    fnl_figure_texts(figure, "option", story->names == hostile_names ? hostile_names : worlds, 2);
    fnl_figure_block(figure, "months");
    for (size_t world = 0; world < 2; world++) {
        if (world > 0)
            fnl_figure_gap(figure);
        for (int month = 0; month < story->months; month++) {
            const double margin = -0.05 * story->level * (double)(world + 1) * (month + 1);
            const double other = (story->profit < 0 ? 0.012 : 0.002) * story->level * month * month;
            const double s = spread(story, month);
            const double row[] = {
                start_of(month),         margin, other, margin + other, margin + other - s,
                margin + other + 1.2 * s};
            fnl_figure_row(figure, row, 6);
        }
    }
    fnl_figure_end(figure);
}

static const struct script {
    const char *name;
    void (*add)(fnl_figure *figure, const struct story *story);
} scripts[] = {
    {"revenue-cost", add_revenue_cost},
    {"contribution", add_contribution},
    {"difference", add_difference},
    {"cash", add_cash},
    {"funnel", add_funnel},
    {"hours", add_hours},
    {"hours-by-month", add_hours_by_month},
    {"losses", add_losses},
    {"losses-by-month", add_losses_by_month},
    {"morale", add_morale},
    {"forecast", add_forecast},
    {"map", add_map},
    {"whale", add_whale},
    {"family", add_family},
    {"cohorts", add_cohorts},
    {"pains", add_pains},
};

#define SCRIPTS (sizeof scripts / sizeof *scripts)
#define STORIES (sizeof stories / sizeof *stories)

/* The top folder of the project, from which tests are run, and the scripts in it. */
static char top[2048], plots[2100];

static const char *const directories[] = {plots, NULL};

static fnl_figure *tell(const struct script *script, const struct story *story)
{
    fnl_figure *figure = fnl_figure_new();
    assert_non_null(figure);
    script->add(figure, story);
    return figure;
}

/* Has the picture drawn by a program that is complete in itself, so that all complaints are seen.
 */
static void draw_without_complaint(const struct script *script, const struct story *story)
{
    const struct fnl_plot plot = {script->name, directories, FNL_PLOT_SVG};
    struct fnl_gnuplot_answer answer;
    struct fnl_error error = {0};
    size_t length;
    fnl_figure *figure = tell(script, story);
    if (fnl_plot_write_program(&plot, figure, "program.gp", &error) != FNL_OK)
        fail_msg("%s", error.text);
    fnl_figure_free(figure);

    char *program = scratch_read("program.gp", &length);
    fnl_gnuplot_run(program, FNL_GNUPLOT_DEADLINE, &answer, NULL);
    if (*answer.complaints || answer.length > 0)
        fail_msg("%s, story \"%s\": %s", script->name, story->name, answer.complaints);
    fnl_gnuplot_fini(&answer);
    free(program);
}

/* Pictures, and whatever a name might smuggle in, land in the current directory. */
static int enter(void **state)
{
    return scratch_enter(state) || chdir(scratch);
}

static int leave(void **state)
{
    return chdir(top) || scratch_leave(state);
}

static void need_gnuplot(const char *beginning)
{
    char version[FNL_GNUPLOT_VERSION];
    if (!fnl_gnuplot_version(version) || strncmp(version, beginning, strlen(beginning)) != 0)
        skip();
}

static void every_script_tells_every_story_without_complaint(void **state)
{
    (void)state;
    need_gnuplot("");
    for (size_t i = 0; i < SCRIPTS; i++)
        for (size_t j = 0; j < STORIES; j++)
            draw_without_complaint(&scripts[i], &stories[j]);
    assert_int_equal(scratch_count(), SCRIPTS + 1); /* the pictures, a program, nothing "owned" */
}

static void no_script_lets_a_name_break_out_in_any_format(void **state)
{
    (void)state;
    need_gnuplot("");
    for (size_t i = 0; i < SCRIPTS; i++)
        for (int format = FNL_PLOT_PNG; format <= FNL_PLOT_SIXEL; format++) {
            const struct fnl_plot plot = {scripts[i].name, directories,
                                          (enum fnl_plot_format)format};
            struct fnl_error error = {0};
            fnl_figure *figure = tell(&scripts[i], &hostile);
            if (fnl_plot_render(&plot, figure, "picture", &error) != FNL_OK)
                fail_msg("%s: %s", scripts[i].name, error.text);
            fnl_figure_free(figure);
        }
    assert_int_equal(scratch_count(), 1);
}

/* Other versions of gnuplot set their letters elsewhere. */
static void in_text_every_figure_is_what_it_was(void **state)
{
    (void)state;
    need_gnuplot("5.4 ");
    for (size_t i = 0; i < SCRIPTS; i++) {
        const struct fnl_plot plot = {scripts[i].name, directories, FNL_PLOT_DUMB};
        char golden[256];
        size_t length;
        fnl_figure *figure = tell(&scripts[i], &stories[0]);
        assert_int_equal(fnl_plot_render(&plot, figure, scratch_path("picture"), NULL), FNL_OK);
        fnl_figure_free(figure);
        snprintf(golden, sizeof golden, "tests/golden/figures/%s-%s.txt", scripts[i].name,
                 stories[0].name);
        char *picture = scratch_read(scratch_path("picture"), &length);
        scratch_assert_content(golden, picture);
        free(picture);
    }
}

/* The picture; the figure is freed. */
static char *drawn(const char *script, fnl_figure *figure, enum fnl_plot_format format)
{
    const struct fnl_plot plot = {script, directories, format};
    struct fnl_error error = {0};
    size_t length;
    if (fnl_plot_render(&plot, figure, scratch_path("picture"), &error) != FNL_OK)
        fail_msg("%s", error.text);
    fnl_figure_free(figure);
    return scratch_read(scratch_path("picture"), &length);
}

static char *drawn_in_text(const char *script, fnl_figure *figure)
{
    return drawn(script, figure, FNL_PLOT_DUMB);
}

static const struct script *script_named(const char *name)
{
    for (size_t i = 0; i < SCRIPTS; i++)
        if (strcmp(scripts[i].name, name) == 0)
            return &scripts[i];
    fail_msg("no script %s", name);
    return NULL;
}

static void a_title_in_two_lines_leaves_no_word_alone(void **state)
{
    (void)state;
    need_gnuplot("");
    fnl_figure *figure = tell(script_named("losses"), &stories[0]);
    fnl_figure_text(figure, "title",
                    "Twenty meetings and a half invoices $19.3M and costs $14.0M, while As we are "
                    "invoices $18.7M at $14.0M");
    char *picture = drawn_in_text("losses", figure);
    assert_non_null(strstr(picture, "\n Twenty meetings and a half invoices $19.3M and costs  "));
    assert_non_null(strstr(picture, "\n $14.0M, while As we are invoices $18.7M at $14.0M "));
    free(picture);
}

/* Three names that begin alike are cut in the middle, a fourth at its end. */
static void names_are_cut_where_they_are_alike(void **state)
{
    (void)state;
    need_gnuplot("");
    static const char *const names[] = {
        "Nothing more than what we do now", "Price of Website raised by 10",
        "Price of Website raised by 20", "Price of Website raised in April and in May"};
    struct story story = stories[4];
    story.names = names;
    static const char *const figures[] = {"contribution", "cash", "losses"};
    for (size_t i = 0; i < 3; i++) {
        fnl_figure *figure = tell(script_named(figures[i]), &story);
        char *picture = drawn(figures[i], figure, FNL_PLOT_SVG);
        static const char *const seen[] = {"Nothing more", "ed by 10", "ed by 20", "in Apr"};
        for (size_t j = 0; j < 4; j++)
            if (!strstr(picture, seen[j]))
                fail_msg("no \"%s\" in %s of\n%s", seen[j], figures[i], picture);
        free(picture);
    }
}

/* 2 and 1 of 100 hours have no room for a number inside of them, and 0.2 need none. */
static void small_parts_of_the_hours_have_numbers_too(void **state)
{
    (void)state;
    need_gnuplot("");
    static const char *const uses[] = {"Signed", "Service", "Bad-fit", "Free"};
    fnl_figure *figure = fnl_figure_new();
    add_words(figure, &stories[1], "Hours");
    fnl_figure_texts(figure, "use", uses, 4);
    fnl_figure_block(figure, "hours");
    fnl_figure_row(figure, (const double[]){968, 20, 10, 2}, 4);
    fnl_figure_end(figure);
    char *picture = drawn("hours", figure, FNL_PLOT_SVG);
    assert_non_null(strstr(picture, ">97 %<"));
    assert_non_null(strstr(picture, ">2 %<"));
    assert_non_null(strstr(picture, ">1 %<"));
    assert_null(strstr(picture, ">0.2 %<"));
    free(picture);
}

static void ahead_from_the_first_month_is_ahead_from_the_start(void **state)
{
    (void)state;
    need_gnuplot("");
    fnl_figure *figure = tell(script_named("contribution"), &stories[0]);
    fnl_figure_number(figure, "ahead", start_of(0));
    char *picture = drawn_in_text("contribution", figure);
    assert_non_null(strstr(picture, "Referrals is ahead "));
    assert_non_null(strstr(picture, "from the start "));
    assert_null(strstr(picture, "ahead from Jan"));
    free(picture);

    const double first[MOST_OPTIONS] = {NAN, start_of(0), start_of(1), start_of(0)};
    figure = tell(script_named("difference"), &stories[0]);
    fnl_figure_numbers(figure, "ahead", first, stories[0].options);
    picture = drawn_in_text("difference", figure);
    assert_non_null(strstr(picture, "ahead from the start "));
    assert_non_null(strstr(picture, "from Feb 2026"));
    assert_null(strstr(picture, "from Jan 2026"));
    free(picture);
}

/* Leaves the pictures in `directory`, for whoever wants to look at them. */
static int draw_for_the_eye(const char *directory, const char *format_name, const char *story)
{
    enum fnl_plot_format format;
    if (!fnl_plot_format_named(format_name, &format))
        return 2;
    for (size_t i = 0; i < SCRIPTS; i++)
        for (size_t j = 0; j < STORIES; j++) {
            const struct fnl_plot plot = {scripts[i].name, directories, format};
            struct fnl_error error = {0};
            char path[4096];
            if (story && strcmp(story, stories[j].name) != 0)
                continue;
            snprintf(path, sizeof path, "%s/%s-%s.%s", directory, scripts[i].name, stories[j].name,
                     fnl_plot_extension(format));
            fnl_figure *figure = tell(&scripts[i], &stories[j]);
            if (fnl_plot_render(&plot, figure, path, &error) != FNL_OK)
                fprintf(stderr, "%s\n", error.text);
            fnl_figure_free(figure);
        }
    return 0;
}

int main(int count, char **arguments)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_script_tells_every_story_without_complaint, enter,
                                        leave),
        cmocka_unit_test_setup_teardown(no_script_lets_a_name_break_out_in_any_format, enter,
                                        leave),
        SCRATCH_TEST(in_text_every_figure_is_what_it_was),
        SCRATCH_TEST(a_title_in_two_lines_leaves_no_word_alone),
        SCRATCH_TEST(names_are_cut_where_they_are_alike),
        SCRATCH_TEST(small_parts_of_the_hours_have_numbers_too),
        SCRATCH_TEST(ahead_from_the_first_month_is_ahead_from_the_start),
    };
    if (!getcwd(top, sizeof top))
        return 2;
    snprintf(plots, sizeof plots, "%s/plots", top);
    if (count > 1)
        return draw_for_the_eye(arguments[1], count > 2 ? arguments[2] : "svg",
                                count > 3 ? arguments[3] : NULL);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
