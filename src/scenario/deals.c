/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/deals.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "base/text.h"
#include "scenario/quantity.h"
#include "scenario/reader.h"

enum column { STAGE, AMOUNT, FIRST_TOUCH, COLUMNS };
static const char *const columns[COLUMNS] = {"stage", "amount", "first_touch"};

#define NOWHERE SIZE_MAX

/* Where the parse of one file stands. */
struct parse {
    const char *path;
    const struct fnl_settings *settings;
    struct fnl_mistakes *mistakes;
    size_t places[COLUMNS]; /* of the columns in the file */
    size_t row, cell;       /* from 0 */
    struct fnl_open_deal deal;
    bool said; /* the row has said anything */
    struct fnl_open_deal *deals;
    size_t count, capacity;
    bool exhausted;
};

static void complain(struct parse *parse, enum column column, const char *text, const char *wanted)
{
    fnl_mistakes_add(parse->mistakes, parse->path, (int)parse->row + 1, columns[column],
                     "\"%.60s\": expected %s", text, wanted);
}

static void take_stage(struct parse *parse, const char *text)
{
    const struct fnl_settings *settings = parse->settings;
    const char *names[FNL_STAGES];
    size_t count = 0;
    for (unsigned i = 0; i < settings->stages.count && i < FNL_STAGES; i++) {
        names[count++] = fnl_settings_stage(settings, i)->name;
        if (strcmp(names[i], text) == 0) {
            parse->deal.stage_index = (int)i;
            return;
        }
    }
    const char *nearest = fnl_text_nearest(text, names, count);
    fnl_mistakes_add(parse->mistakes, parse->path, (int)parse->row + 1, columns[STAGE],
                     "\"%.60s\" is no stage of the scenario%s%s%s", text,
                     nearest ? " (did you mean \"" : "", nearest ? nearest : "",
                     nearest ? "\"?)" : "");
}

static void take_amount(struct parse *parse, const char *text)
{
    char problem[FNL_QUANTITY_PROBLEM];
    double amount;
    if (!fnl_quantity_read(text, FNL_UNIT_MONEY, &amount, problem) || amount < 0)
        complain(parse, AMOUNT, text, "an amount of money, such as 25000 or \"25k\"");
    else
        parse->deal.amount = fnl_units_integer(amount * 100);
}

static void take_first_touch(struct parse *parse, const char *text)
{
    int day;
    if (!fnl_date_read(text, &day) || day > parse->settings->start)
        complain(parse, FIRST_TOUCH, text, "a date before the start, such as 2025-11-20");
    else
        parse->deal.first_touch = (fnl_time)(day - parse->settings->start) * FNL_DAY;
}

static void take_heading(struct parse *parse, const char *text)
{
    for (int i = 0; i < COLUMNS; i++)
        if (strcmp(columns[i], text) == 0)
            parse->places[i] = parse->cell;
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
    if (parse->row == 0 && parse->places[STAGE] == NOWHERE)
        fnl_mistakes_add(parse->mistakes, parse->path, 1, NULL,
                         "has no column \"stage\": expected stage, amount, first_touch");
    if (parse->row > 0 && parse->said)
        add_deal(parse);
    parse->deal = (struct fnl_open_deal){0};
    parse->said = false;
    parse->row++;
    parse->cell = 0;
}

static void *resized(void *block, size_t bytes)
{
    return fnl_memory_resize(&block, bytes, 1) ? block : NULL;
}

static void parse_text(struct parse *parse, const struct fnl_buffer *text)
{
    struct csv_parser csv;
    csv_init(&csv, CSV_APPEND_NULL);
    csv_set_realloc_func(&csv, resized);
    if (csv_parse(&csv, text->text, text->length, end_cell, end_row, parse) != text->length ||
        csv_fini(&csv, end_cell, end_row, parse) != 0)
        parse->exhausted = true;
    csv_free(&csv);
}

fnl_status fnl_deals_read(const char *path, const struct fnl_settings *settings,
                          struct fnl_mistakes *mistakes, struct fnl_open_deal **deals,
                          size_t *count, struct fnl_error *error)
{
    *deals = NULL;
    *count = 0;
    struct fnl_buffer text = {0};
    fnl_status status = fnl_reader_bytes(path, FNL_READER_LARGEST, &text, error);
    if (status != FNL_OK) {
        fnl_buffer_fini(&text);
        return status;
    }
    const size_t before = mistakes->count;
    struct parse parse = {.path = path,
                          .settings = settings,
                          .mistakes = mistakes,
                          .places = {NOWHERE, NOWHERE, NOWHERE}};
    if (text.length > 0)
        parse_text(&parse, &text);
    fnl_buffer_fini(&text);
    if (parse.exhausted)
        status = fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory to read %s", path);
    else if (mistakes->count > before)
        status = FNL_ERR_SCENARIO;
    if (status != FNL_OK) {
        free(parse.deals);
        return status;
    }
    *deals = parse.deals;
    *count = parse.count;
    return FNL_OK;
}
