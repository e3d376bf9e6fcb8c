/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/deals.h"

#include <csv.h>
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "base/text.h"
#include "scenario/mend.h"
#include "scenario/quantity.h"
#include "scenario/reader.h"
#include "scenario/scan.h"

enum column { STAGE, AMOUNT, FIRST_TOUCH, COLUMNS };
static const char *const columns[COLUMNS] = {"stage", "amount", "first_touch"};

#define NOWHERE   SIZE_MAX
#define HEADING   61   /* room for what is looked at of a heading or an amount */
#define LARGEST   1e12 /* amount, major units */
#define DATE_SIZE 10   /* of "2025-11-20" */

/* Where the parse of one file stands. */
struct parse {
    const char *path;
    const struct fnl_settings *settings;
    bool knows_stages, knows_start; /* the settings do: else nothing is wrong with any */
    struct fnl_mistakes *mistakes;
    char separator;
    size_t line, begun;     /* the line that is being read, and the one on which its row began */
    bool open;              /* a row has begun and not ended */
    size_t row, cell;       /* from 0 */
    size_t places[COLUMNS]; /* of the columns in the file */
    char likely[COLUMNS][HEADING]; /* a heading that may be meant for a column; "" for none */
    struct fnl_open_deal deal;
    bool said, staged; /* the row says anything; a stage */
    struct fnl_open_deal *deals;
    size_t count, capacity;
    size_t wrong; /* mistakes found */
    bool exhausted;
};

static void complain(struct parse *parse, const char *column, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void complain(struct parse *parse, const char *column, const char *format, ...)
{
    if (++parse->wrong > FNL_DEALS_TOLD)
        return;
    char sentence[1000];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    fnl_mistakes_add(parse->mistakes, parse->path, (int)parse->begun, column, "%s", sentence);
}

/* The names of all stages in `names`, and how many there are. */
static size_t list_stages(const struct fnl_settings *settings, const char *names[FNL_STAGES])
{
    size_t count = 0;
    for (; count < settings->stages.count && count < FNL_STAGES; count++)
        names[count] = fnl_settings_stage(settings, (unsigned)count)->name;
    return count;
}

static void refuse_stage(struct parse *parse, const char *text, const char *const *names,
                         size_t count)
{
    const char *nearest = fnl_text_nearest(text, names, count);
    if (nearest) {
        complain(parse, columns[STAGE],
                 "\"%.60s\" is no stage of the scenario (did you mean \"%s\"?)", text, nearest);
        return;
    }
    char all[600] = "";
    for (size_t i = 0; i < count; i++)
        snprintf(all + strlen(all), sizeof all - strlen(all), "%s%s", i ? ", " : "", names[i]);
    complain(parse, columns[STAGE],
             "\"%.60s\" is no stage of the scenario, whose stages are %s; leave out deals that are "
             "won or lost",
             text, all);
}

static void take_stage(struct parse *parse, const char *text)
{
    const char *names[FNL_STAGES] = {NULL};
    const size_t count = list_stages(parse->settings, names);
    parse->staged = true;
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], text) == 0) {
            parse->deal.stage_index = (int)i;
            return;
        }
    if (parse->knows_stages)
        refuse_stage(parse, text, names, count);
}

/* Whether a group of three digits, and no more, follows the point at `text`. */
static bool is_thousands(const char *text)
{
    return *text == '.' && strspn(text + 1, "0123456789") == 3;
}

/* An amount without its currency sign and, where commas are decimal, with a decimal point. */
static const char *plain_amount(const char *text, bool decimal_comma, char plain[HEADING])
{
    size_t length = 0;
    while (*text && length < HEADING - 1) {
        const size_t sign = fnl_mend_sign(text);
        if (sign > 0)
            text += sign;
        else if (decimal_comma && is_thousands(text))
            text++;
        else if (decimal_comma && *text == ',')
            plain[length++] = '.', text++;
        else
            plain[length++] = *text++;
    }
    plain[length] = '\0';
    return plain;
}

static void take_amount(struct parse *parse, const char *text)
{
    char plain[HEADING], problem[FNL_QUANTITY_PROBLEM];
    double amount;
    plain_amount(text, parse->separator == ';', plain);
    if (!fnl_quantity_read(plain, FNL_UNIT_MONEY, &amount, problem))
        complain(parse, columns[AMOUNT], "%s", problem);
    else if (amount < 0 || amount > LARGEST)
        complain(parse, columns[AMOUNT], "\"%.60s\" is out of range: 0 to 1000000000000", text);
    else
        parse->deal.amount = fnl_units_integer(amount * 100);
}

static void take_first_touch(struct parse *parse, const char *text)
{
    char date[HEADING], start[FNL_DATE_TEXT];
    int day;
    snprintf(date, sizeof date, "%s", text);
    if (strlen(date) > DATE_SIZE && strchr("T ", date[DATE_SIZE]))
        date[DATE_SIZE] = '\0';
    if (!fnl_date_read(date, &day))
        complain(parse, columns[FIRST_TOUCH], "\"%.60s\" is not a date: write 2025-11-20", text);
    else if (day > parse->settings->start && parse->knows_start)
        complain(parse, columns[FIRST_TOUCH],
                 "%s lies after the start, %s: expected deals that are open on that day", date,
                 fnl_date_text(parse->settings->start, start));
    else
        parse->deal.first_touch = (fnl_time)(day - parse->settings->start) * FNL_DAY;
}

/* "First Touch" is first_touch. */
static void simplify(const char *heading, char name[HEADING])
{
    snprintf(name, HEADING, "%s", heading);
    for (char *at = name; *at; at++)
        *at = strchr(" -", *at) ? '_' : (char)tolower((unsigned char)*at);
}

static void take_heading(struct parse *parse, const char *text)
{
    char name[HEADING];
    simplify(text, name);
    const char *nearest = fnl_text_nearest(name, columns, COLUMNS);
    for (int i = 0; i < COLUMNS; i++) {
        if (strcmp(columns[i], name) == 0 && parse->places[i] == NOWHERE)
            parse->places[i] = parse->cell;
        else if (columns[i] == nearest)
            snprintf(parse->likely[i], HEADING, "%s", text);
    }
}

static void check_headings(struct parse *parse)
{
    for (int i = 0; i < COLUMNS; i++) {
        if (parse->places[i] != NOWHERE)
            continue;
        if (parse->likely[i][0])
            complain(parse, NULL, "there is no column \"%s\": if \"%s\" is meant, call it %s",
                     columns[i], parse->likely[i], columns[i]);
        else if (i == STAGE)
            complain(parse, NULL,
                     "there is no column \"stage\": expected stage, amount and first_touch");
    }
}

static void end_cell(void *text, size_t length, void *data)
{
    struct parse *parse = data;
    if (parse->row == 0) {
        take_heading(parse, text);
    } else if (length > 0) {
        parse->said = true;
        if (parse->cell == parse->places[STAGE])
            take_stage(parse, text);
        else if (parse->cell == parse->places[AMOUNT])
            take_amount(parse, text);
        else if (parse->cell == parse->places[FIRST_TOUCH])
            take_first_touch(parse, text);
    }
    parse->cell++;
}

static void add_deal(struct parse *parse)
{
    void *deals = parse->deals;
    if (!fnl_memory_grow(&deals, parse->count, &parse->capacity, sizeof *parse->deals)) {
        parse->exhausted = true;
        return;
    }
    parse->deals = deals;
    parse->deals[parse->count++] = parse->deal;
}

static void end_row(int terminator, void *data)
{
    (void)terminator;
    struct parse *parse = data;
    if (parse->row == 0)
        check_headings(parse);
    else if (parse->staged)
        add_deal(parse);
    else if (parse->said && parse->places[STAGE] != NOWHERE)
        complain(parse, columns[STAGE], "is missing: the step in which the deal is");
    parse->deal = (struct fnl_open_deal){0};
    parse->said = parse->staged = parse->open = false;
    parse->row++;
    parse->cell = 0;
}

static void *resized(void *block, size_t bytes)
{
    return fnl_memory_resize(&block, bytes, 1) ? block : NULL;
}

/* Whichever stands most often in the first line: comma, semicolon or tab. */
static char separator_of(const char *text)
{
    static const char separators[] = {',', ';', '\t'};
    size_t counts[sizeof separators] = {0}, best = 0;
    for (; *text && !strchr("\r\n", *text); text++)
        for (size_t i = 0; i < sizeof separators; i++)
            counts[i] += *text == separators[i];
    for (size_t i = 1; i < sizeof separators; i++)
        best = counts[i] > counts[best] ? i : best;
    return separators[best];
}

/* The length of the line at `text`, with its end. */
static size_t line_length(const char *text)
{
    const size_t length = strcspn(text, "\r\n");
    return length + (strncmp(text + length, "\r\n", 2) == 0 ? 2 : text[length] != '\0');
}

static bool is_blank(const char *line, size_t length)
{
    return strspn(line, " \t\r\n") >= length;
}

/* Line by line, so that each row knows its own; a cell in quotes may go over several. */
static void parse_lines(struct parse *parse, struct csv_parser *csv, const char *text)
{
    for (size_t length; *text && !parse->exhausted; text += length) {
        length = line_length(text);
        parse->line++;
        if (is_blank(text, length))
            continue;
        if (!parse->open)
            parse->begun = parse->line;
        parse->open = true;
        parse->exhausted =
            csv_parse(csv, text, length, end_cell, end_row, parse) != length || parse->exhausted;
    }
    if (parse->open && !parse->exhausted) /* the last line has no end */
        parse->exhausted = csv_parse(csv, "\n", 1, end_cell, end_row, parse) != 1;
    if (parse->open && !parse->exhausted)
        complain(parse, NULL, "a quotation mark in this row is never closed");
}

static void parse_text(struct parse *parse, const char *text)
{
    struct csv_parser csv;
    if (strncmp(text, "\xef\xbb\xbf", 3) == 0)
        text += 3;
    parse->separator = separator_of(text);
    csv_init(&csv, CSV_APPEND_NULL);
    csv_set_realloc_func(&csv, resized);
    csv_set_delim(&csv, (unsigned char)parse->separator);
    parse_lines(parse, &csv, text);
    csv_free(&csv);
}

/* What is wrong with the file as a whole. */
static void check_whole(struct parse *parse)
{
    parse->begun = 0;
    if (parse->wrong > FNL_DEALS_TOLD)
        fnl_mistakes_add(parse->mistakes, parse->path, (int)parse->line, NULL,
                         "up to here, %zu more mistakes are not shown",
                         parse->wrong - FNL_DEALS_TOLD);
    else if (parse->row == 0 && parse->wrong == 0)
        complain(parse, NULL,
                 "is empty: expected a line with the headings stage, amount and first_touch, and a "
                 "line for each deal");
    else if (parse->count == 0 && parse->wrong == 0)
        complain(parse, NULL, "lists no deals: if none is open, leave out open_deals_file");
}

/* All that is in the bytes of a file. */
static void read_text(struct parse *parse, const struct fnl_buffer *text)
{
    char problem[160];
    int line;
    if (fnl_scan_bytes(text->text, text->length, &line, problem)) {
        parse_text(parse, text->text);
    } else {
        parse->begun = (size_t)line;
        complain(parse, NULL, "%s", problem);
    }
    check_whole(parse);
}

/* Whether all stages are there, under their names. */
static bool knows_stages(const struct fnl_settings *settings, const struct fnl_doubt *doubt)
{
    bool known = !fnl_doubt_any(doubt, &settings->stages, sizeof settings->stages);
    for (unsigned i = 0; i < settings->stages.count; i++) {
        const struct fnl_stage *stage = fnl_settings_stage(settings, i);
        known = known && !fnl_doubt_any(doubt, &stage->name, sizeof stage->name);
    }
    return known;
}

fnl_status fnl_deals_read(const char *path, const struct fnl_deals_firm *firm,
                          struct fnl_mistakes *mistakes, struct fnl_open_deal **deals,
                          size_t *count, struct fnl_error *error)
{
    *deals = NULL;
    *count = 0;
    struct parse parse = {.path = path,
                          .settings = firm->settings,
                          .knows_stages = knows_stages(firm->settings, firm->doubt),
                          .knows_start =
                              !fnl_doubt_any(firm->doubt, &firm->settings->start, sizeof(int)),
                          .mistakes = mistakes,
                          .places = {NOWHERE, NOWHERE, NOWHERE}};
    struct fnl_buffer text = {0};
    fnl_status status = fnl_reader_bytes(path, FNL_DEALS_LARGEST, &text, error);
    if (status == FNL_OK)
        read_text(&parse, &text);
    fnl_buffer_fini(&text);
    if (status == FNL_OK && parse.exhausted)
        status = fnl_status_fail(FNL_ERR_MEMORY, error, "out of memory while reading %s", path);
    else if (status == FNL_OK && parse.wrong > 0)
        status = FNL_ERR_SCENARIO;
    if (status != FNL_OK) {
        free(parse.deals);
        return status;
    }
    *deals = parse.deals;
    *count = parse.count;
    return FNL_OK;
}
