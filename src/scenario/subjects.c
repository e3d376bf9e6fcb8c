/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/subjects.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "scenario/buffer.h"
#include "scenario/reader.h"

enum { ID, SAYS, WHY_NOT, COLUMNS };
static const char *const columns[COLUMNS] = {"id", "says", "why_not"};

/* Where the parse stands. */
struct parse {
    const char *path;
    struct fnl_subjects *subjects;
    size_t row, cell;     /* from 0 */
    char *cells[COLUMNS]; /* of the row; NULL: none yet */
    fnl_status status;
    struct fnl_error *error;
};

static void run_out_of_memory(struct parse *parse)
{
    parse->status = fnl_status_fail(FNL_ERR_MEMORY, parse->error, "out of memory while reading %s",
                                    parse->path);
}

static void refuse(struct parse *parse, const char *what)
{
    parse->status = fnl_status_fail(FNL_ERR_SCENARIO, parse->error, "%s: row %zu: %s", parse->path,
                                    parse->row + 1, what);
}

static void end_cell(void *text, size_t length, void *data)
{
    (void)length;
    struct parse *parse = data;
    const size_t cell = parse->cell++;
    if (parse->status != FNL_OK)
        return;
    if (cell >= COLUMNS || (parse->row == 0 && strcmp(text, columns[cell]) != 0)) {
        refuse(parse, "expected the three columns id,says,why_not");
        return;
    }
    parse->cells[cell] = fnl_memory_text(text);
    if (!parse->cells[cell])
        run_out_of_memory(parse);
}

static bool is_complete(struct parse *parse)
{
    if (parse->cell != COLUMNS)
        refuse(parse, "expected the three columns id,says,why_not");
    else if (parse->row > 0 && !*parse->cells[ID])
        refuse(parse, "the id is empty");
    else if (fnl_subjects_named(parse->subjects, parse->cells[ID]) < parse->subjects->count)
        refuse(parse, "the id stands there twice");
    return parse->status == FNL_OK;
}

/* Takes the cells over; those of the headings are forgotten by the caller. */
static void keep_row(struct parse *parse)
{
    struct fnl_subjects *subjects = parse->subjects;
    void *items = subjects->items;
    if (!fnl_memory_grow(&items, subjects->count, &subjects->capacity, sizeof *subjects->items)) {
        run_out_of_memory(parse);
        return;
    }
    subjects->items = items;
    subjects->items[subjects->count++] =
        (struct fnl_subject){parse->cells[ID], parse->cells[SAYS], parse->cells[WHY_NOT]};
    memset(parse->cells, 0, sizeof parse->cells);
}

static void end_row(int terminator, void *data)
{
    (void)terminator;
    struct parse *parse = data;
    if (parse->status == FNL_OK && is_complete(parse) && parse->row > 0)
        keep_row(parse);
    for (size_t i = 0; i < COLUMNS; i++) {
        free(parse->cells[i]);
        parse->cells[i] = NULL;
    }
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
        run_out_of_memory(parse);
    csv_free(&csv);
}

fnl_status fnl_subjects_read(const char *path, struct fnl_subjects *subjects,
                             struct fnl_error *error)
{
    struct fnl_buffer text = {0};
    struct parse parse = {.path = path, .subjects = subjects, .error = error};
    *subjects = (struct fnl_subjects){0};
    parse.status = fnl_reader_bytes(path, FNL_SUBJECTS_LARGEST, &text, error);
    if (parse.status == FNL_OK)
        parse_text(&parse, &text);
    if (parse.status == FNL_OK && parse.row == 0)
        refuse(&parse, "expected the three columns id,says,why_not");
    for (size_t i = 0; i < COLUMNS; i++)
        free(parse.cells[i]);
    fnl_buffer_fini(&text);
    return parse.status;
}

size_t fnl_subjects_named(const struct fnl_subjects *subjects, const char *id)
{
    size_t i = 0;
    while (i < subjects->count && strcmp(subjects->items[i].id, id) != 0)
        i++;
    return i;
}

void fnl_subjects_fini(struct fnl_subjects *subjects)
{
    for (size_t i = 0; i < subjects->count; i++) {
        free(subjects->items[i].id);
        free(subjects->items[i].says);
        free(subjects->items[i].why_not);
    }
    free(subjects->items);
    *subjects = (struct fnl_subjects){0};
}
