/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/measure.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"

double fnl_measure_exact(enum fnl_measure measure, double value)
{
    return value / fnl_indicator_one(measure);
}

const char *fnl_measure_text(const struct fnl_study *study, enum fnl_measure measure, double value,
                             char text[FNL_NUMBER_TEXT])
{
    switch (measure) {
    case FNL_MEASURE_MONEY:
        return fnl_number_money(fnl_units_integer(value), study->currency, text);
    case FNL_MEASURE_SHARE:
        return fnl_number_share(fnl_measure_exact(measure, value), text);
    case FNL_MEASURE_SPAN:
        return fnl_number_span(fnl_units_integer(value), text);
    case FNL_MEASURE_HOURS:
        return fnl_number_hours(fnl_units_integer(value), text);
    case FNL_MEASURE_DATE:
        return fnl_study_date_text(study, fnl_units_integer(value), text);
    case FNL_MEASURE_FLAG:
        return fnl_number_in_100(value, text);
    case FNL_MEASURE_COUNT:
    case FNL_MEASURE_FACTOR:
        break;
    }
    return fnl_number_count(fnl_measure_exact(measure, value), text);
}

const char *fnl_measure_range(const struct fnl_study *study, enum fnl_measure measure, double low,
                              double high, char text[FNL_NUMBER_TEXT])
{
    static const char to[] = " to ";
    char end[FNL_NUMBER_TEXT];
    if (measure == FNL_MEASURE_MONEY) {
        fnl_number_money_range(fnl_units_integer(low), fnl_units_integer(high), study->currency,
                               text);
    } else {
        fnl_measure_text(study, measure, low, end);
        snprintf(text, FNL_NUMBER_TEXT, "%.44s%s", end, to);
        strncat(text, fnl_measure_text(study, measure, high, end), 44);
    }
    char *middle = strstr(text, to);
    if (middle && strlen(middle + strlen(to)) == (size_t)(middle - text) &&
        strncmp(text, middle + strlen(to), (size_t)(middle - text)) == 0)
        *middle = '\0';
    return text;
}

/* The size of a difference, which is never below 0. */
static const char *write_size(const struct fnl_study *study, enum fnl_measure measure, double size,
                              char text[FNL_NUMBER_TEXT])
{
    const bool share = measure == FNL_MEASURE_SHARE || measure == FNL_MEASURE_FLAG;
    if (measure == FNL_MEASURE_DATE)
        return fnl_number_span(fnl_units_integer(size), text);
    if (!share)
        return fnl_measure_text(study, measure, size, text);
    fnl_number_count(fnl_measure_exact(measure, size) * 100, text);
    return strcat(text, measure == FNL_MEASURE_FLAG ? " in 100" : " points");
}

/* Whether a number that was written down is nothing: it has no digit but zeros. */
static bool is_nothing(const char *text)
{
    return text[strcspn(text, "123456789")] == '\0';
}

const char *fnl_measure_difference(const struct fnl_study *study, enum fnl_measure measure,
                                   double value, char text[FNL_NUMBER_TEXT])
{
    char size[FNL_NUMBER_TEXT];
    if (measure == FNL_MEASURE_MONEY) {
        const fnl_money amount = fnl_units_integer(value);
        return fnl_number_difference(amount, study->currency, fnl_number_scale_of(amount), text);
    }
    write_size(study, measure, fabs(value), size);
    const char *sign = is_nothing(size) ? "" : value < 0 ? "-" : "+";
    snprintf(text, FNL_NUMBER_TEXT, "%s%.90s", sign, size);
    return text;
}

const char *fnl_measure_unit(const struct fnl_study *study, enum fnl_measure measure)
{
    switch (measure) {
    case FNL_MEASURE_MONEY:
        return study->currency;
    case FNL_MEASURE_COUNT:
        return "count";
    case FNL_MEASURE_SHARE:
    case FNL_MEASURE_FLAG:
        return "share";
    case FNL_MEASURE_SPAN:
        return "days";
    case FNL_MEASURE_HOURS:
        return "hours";
    case FNL_MEASURE_DATE:
        return "date";
    case FNL_MEASURE_FACTOR:
        break;
    }
    return "factor";
}

const char *fnl_measure_difference_unit(const struct fnl_study *study, enum fnl_measure measure)
{
    return fnl_measure_unit(study, measure == FNL_MEASURE_DATE ? FNL_MEASURE_SPAN : measure);
}

static int day_of(const struct fnl_study *study, double time)
{
    return study->start + (int)(fnl_units_integer(time) / FNL_DAY);
}

void fnl_measure_cell(const struct fnl_study *study, enum fnl_measure measure, double value,
                      struct fnl_csv *csv)
{
    if (measure == FNL_MEASURE_DATE && isfinite(value))
        fnl_csv_date(csv, day_of(study, value));
    else
        fnl_measure_difference_cell(measure, value, csv);
}

void fnl_measure_difference_cell(enum fnl_measure measure, double value, struct fnl_csv *csv)
{
    if (!isfinite(value))
        fnl_csv_nothing(csv);
    else if (measure == FNL_MEASURE_MONEY)
        fnl_csv_money(csv, fnl_units_integer(value));
    else
        fnl_csv_real(csv, fnl_measure_exact(measure, value));
}

json_t *fnl_measure_json(const struct fnl_study *study, enum fnl_measure measure, double value)
{
    char text[FNL_DATE_TEXT];
    if (measure == FNL_MEASURE_DATE && isfinite(value))
        return json_string(fnl_date_text(day_of(study, value), text));
    return fnl_measure_difference_json(measure, value);
}

json_t *fnl_measure_difference_json(enum fnl_measure measure, double value)
{
    if (measure == FNL_MEASURE_MONEY && isfinite(value))
        return fnl_json_money(fnl_units_integer(value));
    return fnl_json_real(fnl_measure_exact(measure, value));
}
