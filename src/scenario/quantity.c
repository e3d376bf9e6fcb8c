/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/quantity.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "scenario/mend.h"

#define MINUTE  60000.0
#define HOUR    (60 * MINUTE)
#define DAY     (24 * HOUR)
#define YEAR    (365.25 * DAY)
#define MONTH   (YEAR / 12)
#define NUMBERS 48 /* bytes in the longest number */

/* What the words after a number make of it. */
enum form { PLAIN, PERCENT, TIMES, SPAN, RATE };

/* A quantity as it was written, before it is known what was asked for. */
struct written {
    enum form form;
    double number; /* what stands before the unit; of "1 in 3", a third; of "40 % a year", 0.4 */
    bool ratio;    /* "1 in 3" */
    double size;   /* SPAN: milliseconds in one; RATE: periods in a year */
};

struct word {
    const char *name;
    double size;
};

static const struct word spans[] = {
    {"s", 1000},
    {"second", 1000},
    {"seconds", 1000},
    {"min", MINUTE},
    {"mins", MINUTE},
    {"minute", MINUTE},
    {"minutes", MINUTE},
    {"h", HOUR},
    {"hr", HOUR},
    {"hrs", HOUR},
    {"hour", HOUR},
    {"hours", HOUR},
    {"d", DAY},
    {"day", DAY},
    {"days", DAY},
    {"week", 7 * DAY},
    {"weeks", 7 * DAY},
    {"month", MONTH},
    {"months", MONTH},
    {"quarter", 3 * MONTH},
    {"quarters", 3 * MONTH},
    {"year", YEAR},
    {"years", YEAR},
    {NULL, 0},
};
static const struct word periods[] = {
    {"year", 1}, {"quarter", 4}, {"month", 12}, {"week", 365.25 / 7}, {"day", 365.25}, {NULL, 0},
};
static const struct word multiples[] = {
    {"k", 1e3}, {"K", 1e3}, {"thousand", 1e3}, {"M", 1e6}, {"million", 1e6}, {NULL, 0},
};

static void skip_spaces(const char **at)
{
    while (**at == ' ' || **at == '\t' || strncmp(*at, "\xc2\xa0", 2) == 0)
        *at += **at == '\xc2' ? 2 : 1;
}

static size_t letters(const char *at)
{
    size_t count = 0;
    while ((at[count] >= 'a' && at[count] <= 'z') || (at[count] >= 'A' && at[count] <= 'Z'))
        count++;
    return count;
}

/* Passes over `word` when it stands at `*at` as a whole word. Case tells only single letters apart:
 * M is a million, m might be minutes or metres. */
static bool take_word(const char **at, const char *word)
{
    const size_t length = letters(*at);
    if (length == 0 || length != strlen(word) || strncasecmp(*at, word, length) != 0 ||
        (length == 1 && **at != *word))
        return false;
    *at += length;
    skip_spaces(at);
    return true;
}

/* The size of the word of `table` that stands at `*at`; 0 when none does. */
static double take_size(const char **at, const struct word *table)
{
    for (; table->name; table++)
        if (take_word(at, table->name))
            return table->size;
    return 0;
}

static size_t digits(const char *at)
{
    return strspn(at, "0123456789");
}

/* Copies `count` bytes of a number; false when it has too many. */
static bool take_part(const char **at, size_t count, char number[NUMBERS], size_t *length)
{
    if (*length + count >= NUMBERS)
        return false;
    memcpy(number + *length, *at, count);
    *length += count;
    *at += count;
    return true;
}

/* The whole part, with or without one kind of separator between thousands; false on a comma
 * anywhere else. */
static bool take_whole(const char **at, char number[NUMBERS], size_t *length)
{
    const size_t first = digits(*at);
    if (!take_part(at, first, number, length))
        return false;
    const char *kind = *at;
    for (size_t bytes = fnl_mend_separator(*at); bytes > 0 && first >= 1 && first <= 3;
         bytes = fnl_mend_separator(*at)) {
        if (strncmp(*at, kind, bytes) != 0)
            return false;
        *at += bytes;
        if (!take_part(at, 3, number, length))
            return false;
    }
    return **at != ',';
}

/* 164, -2.5, 1e-3, 25,000, 25 000, 250k, 1.5 million. */
static bool take_number(const char **at, double *value)
{
    char number[NUMBERS];
    size_t length = 0;
    if ((**at == '-' || **at == '+') && !take_part(at, 1, number, &length))
        return false;
    const size_t sign = length;
    if (!take_whole(at, number, &length) ||
        (**at == '.' && !take_part(at, 1 + digits(*at + 1), number, &length)))
        return false;
    if (length == sign || (length == sign + 1 && number[sign] == '.'))
        return false;
    if (**at == 'e' || **at == 'E') {
        const size_t exponent_sign = (*at)[1] == '-' || (*at)[1] == '+';
        const size_t count = digits(*at + 1 + exponent_sign);
        if (count > 0 && !take_part(at, 1 + exponent_sign + count, number, &length))
            return false;
    }
    number[length] = '\0';
    skip_spaces(at);
    const double multiple = take_size(at, multiples);
    *value = strtod(number, NULL) * (multiple > 0 ? multiple : 1);
    return isfinite(*value);
}

/* "in 3", "out of 3", "of 3" behind a number. */
static bool take_ratio(const char **at, struct written *written)
{
    const char *start = *at;
    take_word(at, "out");
    if (!take_word(at, "in") && !take_word(at, "of")) {
        *at = start;
        return true;
    }
    double whole;
    if (!take_number(at, &whole) || whole <= 0)
        return false;
    written->number /= whole;
    written->ratio = true;
    return true;
}

static bool take_percent(const char **at, struct written *written)
{
    if (**at == '%') {
        ++*at;
        skip_spaces(at);
    } else if (!take_word(at, "percent")) {
        return false;
    }
    written->form = PERCENT;
    written->number /= 100;
    return true;
}

/* "a year", "per month", "/week". */
static void take_rate(const char **at, struct written *written)
{
    if (**at == '/') {
        ++*at;
        skip_spaces(at);
    } else if (!take_word(at, "a") && !take_word(at, "per") && !take_word(at, "every")) {
        return;
    }
    written->form = RATE;
    written->size = take_size(at, periods);
}

static bool understand(const char *text, struct written *written)
{
    const char *at = text;
    skip_spaces(&at);
    if (!take_number(&at, &written->number) || !take_ratio(&at, written))
        return false;
    if (!written->ratio && !take_percent(&at, written)) {
        written->size = take_size(&at, spans);
        if (written->size > 0)
            written->form = SPAN;
        else if (take_word(&at, "x") || take_word(&at, "times"))
            written->form = TIMES;
    }
    if (written->form == PLAIN || written->form == PERCENT)
        take_rate(&at, written);
    return !*at && (written->form != RATE || written->size > 0);
}

double fnl_quantity_milliseconds(enum fnl_param_unit unit)
{
    return unit == FNL_UNIT_MINUTES  ? MINUTE
           : unit == FNL_UNIT_HOURS  ? HOUR
           : unit == FNL_UNIT_DAYS   ? DAY
           : unit == FNL_UNIT_MONTHS ? MONTH
                                     : 0;
}

/* Whether a quantity of that form can be meant where `unit` is asked for; if so, its number there.
 */
static bool convert(const struct written *written, enum fnl_param_unit unit, double *number)
{
    *number = written->number;
    switch (unit) {
    case FNL_UNIT_SHARE:
        return written->form == PLAIN || written->form == PERCENT;
    case FNL_UNIT_FACTOR:
        return !written->ratio && written->form != SPAN && written->form != RATE;
    case FNL_UNIT_MINUTES:
    case FNL_UNIT_HOURS:
    case FNL_UNIT_DAYS:
    case FNL_UNIT_MONTHS:
        if (written->form == SPAN)
            *number *= written->size / fnl_quantity_milliseconds(unit);
        return !written->ratio && (written->form == PLAIN || written->form == SPAN);
    case FNL_UNIT_PER_MONTH:
    case FNL_UNIT_PER_YEAR:
        if (written->form == RATE)
            *number *= written->size / (unit == FNL_UNIT_PER_MONTH ? 12 : 1);
        return written->form == RATE || (written->form == PLAIN && !written->ratio);
    case FNL_UNIT_NONE:
    case FNL_UNIT_MONEY:
    case FNL_UNIT_LOGIT:
        return written->form == PLAIN && !written->ratio;
    }
    return false;
}

static bool is_hours(enum fnl_param_unit unit)
{
    return unit == FNL_UNIT_HOURS || unit == FNL_UNIT_MINUTES;
}

static bool is_rate(enum fnl_param_unit unit)
{
    return unit == FNL_UNIT_PER_MONTH || unit == FNL_UNIT_PER_YEAR;
}

static const char *behind_sign(const char *amount)
{
    return amount + (*amount == '-' || *amount == '+');
}

/* "85.000" is 85 to some and 85000 to others. No amount has tenths of cents. */
static bool is_ambiguous(const char *amount)
{
    amount = behind_sign(amount);
    const size_t first = digits(amount);
    return first >= 1 && first <= 3 && amount[0] != '0' && amount[first] == '.' &&
           digits(amount + first + 1) == 3 && !amount[first + 4];
}

/* "+10 %" is a tenth more to whoever writes it, and would be a tenth of it: a factor has no sign.
 */
static bool is_change(const char *text, enum fnl_param_unit unit, const struct written *written)
{
    skip_spaces(&text);
    return unit == FNL_UNIT_FACTOR &&
           (*text == '+' || (*text == '-' && written->form == PERCENT && written->number > -1));
}

static bool is_understood(const char *mended, enum fnl_param_unit unit)
{
    struct written written = {.form = PLAIN};
    double number;
    return understand(mended, &written) && convert(&written, unit, &number);
}

/* What a text has to stand in that is no plain number. */
static const char *quote_of(const char *mended)
{
    return mended[strspn(mended, "+-.0123456789")] ? "\"" : "";
}

/* Says what is wrong with a text that would be understood if it were mended; else false. */
static bool propose(const char *text, enum fnl_param_unit unit, char problem[FNL_QUANTITY_PROBLEM])
{
    char mended[FNL_MEND_TEXT];
    fnl_mend_quantity(text, mended);
    if (strcmp(mended, text) == 0 || !is_understood(mended, unit))
        return false;
    const char *quote = quote_of(mended);
    if (fnl_mend_has_sign(text))
        snprintf(problem, FNL_QUANTITY_PROBLEM,
                 "\"%.60s\" has a currency sign: write %s%s%s; the currency is said once, in "
                 "`currency`",
                 text, quote, mended, quote);
    else
        snprintf(problem, FNL_QUANTITY_PROBLEM,
                 "\"%.60s\" has a comma or a point that is not understood: write %s%s%s", text,
                 quote, mended, quote);
    return true;
}

/* The same where letters stand for digits. */
static bool propose_digits(const char *text, enum fnl_param_unit unit,
                           char problem[FNL_QUANTITY_PROBLEM])
{
    char mended[FNL_MEND_TEXT];
    const char *letter = fnl_mend_letters(text, mended);
    if (!letter || !is_understood(mended, unit))
        return false;
    const char *quote = quote_of(mended);
    snprintf(problem, FNL_QUANTITY_PROBLEM, "\"%.60s\": a letter %s? Write %s%s%s", text, letter,
             quote, mended, quote);
    return true;
}

/* 85000 for "85.000". */
static void refuse_ambiguous(const char *amount, const char *text,
                             char problem[FNL_QUANTITY_PROBLEM])
{
    amount = behind_sign(amount);
    const int first = (int)digits(amount);
    snprintf(problem, FNL_QUANTITY_PROBLEM,
             "\"%.60s\" may be %.*s%s or %.*s: write the one that is meant", text, first, amount,
             amount + first + 1, first, amount);
}

/* "1.1 x" for "+10 %". */
static void refuse_change(const char *text, const struct written *written,
                          char problem[FNL_QUANTITY_PROBLEM])
{
    char factor[FNL_QUANTITY_TEXT], change[FNL_QUANTITY_TEXT];
    const double by = written->form == PERCENT ? written->number : 0.1;
    snprintf(problem, FNL_QUANTITY_PROBLEM,
             "\"%.60s\" has a sign: expected a factor, such as \"%s\" for %s %s", text,
             fnl_quantity_text(1 + by, FNL_UNIT_FACTOR, factor),
             fnl_quantity_text(fabs(by), FNL_UNIT_SHARE, change), by < 0 ? "less" : "more");
}

/* What is wrong with a text that cannot be meant. */
static void explain(const char *text, enum fnl_param_unit unit, const struct written *written,
                    char problem[FNL_QUANTITY_PROBLEM])
{
    if (is_hours(unit) && written->form == SPAN && written->size >= DAY)
        snprintf(problem, FNL_QUANTITY_PROBLEM,
                 "\"%.60s\" may be working days or days of 24 hours: write hours, such as \"9 h\"",
                 text);
    else if (is_rate(unit) && written->form == PLAIN && written->ratio)
        snprintf(problem, FNL_QUANTITY_PROBLEM,
                 "\"%.60s\" does not say in what time: write \"%.60s a year\"", text, text);
    else if (!propose(text, unit, problem) && !propose_digits(text, unit, problem))
        snprintf(problem, FNL_QUANTITY_PROBLEM, "\"%.60s\" is not %s", text,
                 fnl_quantity_example(unit));
}

bool fnl_quantity_read(const char *text, enum fnl_param_unit unit, double *number,
                       char problem[FNL_QUANTITY_PROBLEM])
{
    struct written written = {.form = PLAIN};
    char amount[FNL_MEND_TEXT];
    double converted = 0;
    fnl_mend_quantity(text, amount);
    if (unit == FNL_UNIT_MONEY && is_ambiguous(amount)) {
        refuse_ambiguous(amount, text, problem);
        return false;
    }
    const bool understood = understand(text, &written);
    if (understood && is_change(text, unit, &written)) {
        refuse_change(text, &written, problem);
        return false;
    }
    const bool unclear = is_hours(unit) && written.form == SPAN && written.size >= DAY;
    if (understood && !unclear && convert(&written, unit, &converted)) {
        *number = converted;
        return true;
    }
    explain(text, unit, understood ? &written : &(struct written){.form = PLAIN}, problem);
    return false;
}

const char *fnl_quantity_example(enum fnl_param_unit unit)
{
    switch (unit) {
    case FNL_UNIT_SHARE:
        return "a share, such as \"40 %\", \"1 in 3\" or 0.4";
    case FNL_UNIT_FACTOR:
        return "a factor, such as \"2.5 x\" or 2.5";
    case FNL_UNIT_MONEY:
        return "an amount, such as 164, 25.50 or \"250k\"";
    case FNL_UNIT_MINUTES:
        return "a time, such as \"45 minutes\" or a number of minutes";
    case FNL_UNIT_HOURS:
        return "a time, such as \"9 h\" or a number of hours";
    case FNL_UNIT_DAYS:
        return "a time, such as \"66 days\" or a number of days";
    case FNL_UNIT_MONTHS:
        return "a time, such as \"5 months\" or a number of months";
    case FNL_UNIT_PER_MONTH:
        return "a rate, such as \"8 a year\" or a number a month";
    case FNL_UNIT_PER_YEAR:
        return "a rate, such as \"2 a month\", \"1 in 3 a year\" or a number a year";
    case FNL_UNIT_NONE:
    case FNL_UNIT_LOGIT:
        break;
    }
    return "a number, such as 2.5";
}

/* Up to 9 significant digits; whole numbers in full. */
static const char *number_text(double number, char text[FNL_QUANTITY_TEXT])
{
    const bool whole = fabs(number) >= 1e9 && fabs(number) < 1e15 && number == floor(number);
    snprintf(text, FNL_QUANTITY_TEXT, whole ? "%.0f" : "%.9g", number + 0.0);
    return text;
}

const char *fnl_quantity_text(double number, enum fnl_param_unit unit, char text[FNL_QUANTITY_TEXT])
{
    static const char *const units[] = {
        [FNL_UNIT_NONE] = "",
        [FNL_UNIT_SHARE] = " %",
        [FNL_UNIT_FACTOR] = " x",
        [FNL_UNIT_MONEY] = "",
        [FNL_UNIT_MINUTES] = " minutes",
        [FNL_UNIT_HOURS] = " h",
        [FNL_UNIT_DAYS] = " days",
        [FNL_UNIT_MONTHS] = " months",
        [FNL_UNIT_PER_MONTH] = " a month",
        [FNL_UNIT_PER_YEAR] = " a year",
        [FNL_UNIT_LOGIT] = "",
    };
    number_text(unit == FNL_UNIT_SHARE ? 100 * number : number, text);
    strncat(text, units[unit], FNL_QUANTITY_TEXT - 1 - strlen(text));
    return text;
}
