/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/csv.h"

#include "base/date.h"
#include "report/number.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

void fnl_csv_init(struct fnl_csv *csv, FILE *stream, char separator)
{
    assert(separator == ',' || separator == ';');
    *csv = (struct fnl_csv){.stream = stream, .separator = separator};
    if (separator == ';')
        fputs("\xef\xbb\xbf", stream);
}

static void begin_cell(struct fnl_csv *csv)
{
    if (csv->inside)
        putc(csv->separator, csv->stream);
    csv->inside = true;
}

static bool looks_like_a_formula(const char *text)
{
    return *text && strchr("=+-@\t\r", *text);
}

/* Readers differ on spaces at the ends of a bare cell, and on a row that is one empty cell. */
static bool needs_quotes(const char *text)
{
    const size_t length = strlen(text);
    return length == 0 || text[0] == ' ' || text[length - 1] == ' ' ||
           strpbrk(text, ",;\"\r\n\t") != NULL;
}

void fnl_csv_text(struct fnl_csv *csv, const char *text)
{
    const bool quoted = needs_quotes(text);
    begin_cell(csv);
    if (quoted)
        putc('"', csv->stream);
    if (looks_like_a_formula(text))
        putc('\'', csv->stream);
    for (; *text; text++) {
        if (*text == '"')
            putc('"', csv->stream);
        putc(*text, csv->stream);
    }
    if (quoted)
        putc('"', csv->stream);
}

/* A number as programs write it, with the decimal point that goes with the separator. */
static void write_number(struct fnl_csv *csv, const char *digits)
{
    begin_cell(csv);
    for (; *digits; digits++)
        putc(*digits == '.' && csv->separator == ';' ? ',' : *digits, csv->stream);
}

void fnl_csv_integer(struct fnl_csv *csv, int64_t value)
{
    begin_cell(csv);
    fprintf(csv->stream, "%" PRId64, value);
}

void fnl_csv_real(struct fnl_csv *csv, double value)
{
    char text[FNL_NUMBER_TEXT];
    write_number(csv, isfinite(value) ? fnl_number_real(value, text) : "");
}

void fnl_csv_money(struct fnl_csv *csv, fnl_money amount)
{
    char text[FNL_NUMBER_TEXT];
    write_number(csv, fnl_number_money_exact(amount, text));
}

void fnl_csv_date(struct fnl_csv *csv, int number)
{
    char text[FNL_DATE_TEXT];
    begin_cell(csv);
    fputs(fnl_date_text(number, text), csv->stream);
}

void fnl_csv_nothing(struct fnl_csv *csv)
{
    begin_cell(csv);
}

void fnl_csv_end(struct fnl_csv *csv)
{
    putc('\n', csv->stream);
    csv->inside = false;
}
