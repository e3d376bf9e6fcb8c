/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/number.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define MAJOR    ((fnl_money)100)
#define THOUSAND (1000 * MAJOR)
#define MILLION  (1000 * THOUSAND)
#define BILLION  (1000 * MILLION)

/* Room for the digits of a 64-bit number, its separators and its decimals. */
#define DIGITS 40

/* A scale and the figure from which on it shows too many digits before the point. */
struct rung {
    struct fnl_number_scale scale;
    uint64_t limit; /* in steps of the last digit shown */
};

/* Safe for the most negative amount, which has no positive twin. */
static uint64_t magnitude_of(int64_t value)
{
    return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

static uint64_t power_of_ten(int decimals)
{
    uint64_t power = 1;
    while (decimals-- > 0)
        power *= 10;
    return power;
}

/* How often `step` goes into `magnitude`, to the nearest. */
static uint64_t rounded(uint64_t magnitude, uint64_t step)
{
    return magnitude / step + (magnitude % step >= step - step / 2);
}

/* The whole number with a comma before every three digits. */
static void write_grouped(uint64_t whole, char text[DIGITS])
{
    char digits[DIGITS];
    const int length = snprintf(digits, sizeof digits, "%" PRIu64, whole);
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            *text++ = ',';
        *text++ = digits[i];
    }
    *text = '\0';
}

/* `steps` of which 10^decimals make a whole: 134 with 2 decimals is "1.34". */
static void write_decimal(uint64_t steps, int decimals, char text[DIGITS])
{
    const uint64_t one = power_of_ten(decimals);
    write_grouped(steps / one, text);
    char *end = text + strlen(text);
    if (decimals > 0)
        *end++ = '.';
    for (uint64_t place = one / 10; place > 0; place /= 10)
        *end++ = (char)('0' + steps / place % 10);
    *end = '\0';
}

/* Two significant digits: a decimal below ten, none from there on. */
static void write_two_digits(uint64_t magnitude, uint64_t unit, char text[DIGITS])
{
    const uint64_t tenths = rounded(magnitude, unit / 10);
    if (tenths < 100)
        write_decimal(tenths, 1, text);
    else
        write_decimal(rounded(magnitude, unit), 0, text);
}

const char *fnl_number_currency(const char *code, char *text)
{
    static const struct {
        const char *code, *sign;
    } known[] = {{"USD", "$"}, {"EUR", "€"}, {"GBP", "£"}, {"JPY", "¥"}, {"INR", "₹"}};

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(code, known[i].code) == 0)
            return strcpy(text, known[i].sign);
    snprintf(text, FNL_NUMBER_TEXT, "%.15s ", code);
    return text;
}

/* The first rung on which the amount, rounded as it would be shown, keeps under the limit. */
static struct fnl_number_scale climb(fnl_money amount, const struct rung *rungs, size_t count)
{
    const uint64_t magnitude = magnitude_of(amount);
    for (size_t i = 0; i + 1 < count; i++) {
        const struct fnl_number_scale scale = rungs[i].scale;
        const uint64_t step = (uint64_t)scale.unit / power_of_ten(scale.decimals);
        if (rounded(magnitude, step) < rungs[i].limit)
            return scale;
    }
    return rungs[count - 1].scale;
}

struct fnl_number_scale fnl_number_scale_of(fnl_money amount)
{
    static const struct rung rungs[] = {
        {{MAJOR, 0, ""}, 1000},    {{THOUSAND, 1, "k"}, 100}, {{THOUSAND, 0, "k"}, 1000},
        {{MILLION, 1, "M"}, 1000}, {{MILLION, 0, "M"}, 1000}, {{BILLION, 1, "bn"}, 1000},
        {{BILLION, 0, "bn"}, 0},
    };
    return climb(amount, rungs, sizeof rungs / sizeof *rungs);
}

struct fnl_number_scale fnl_number_scale_fine(fnl_money amount)
{
    static const struct rung rungs[] = {
        {{MAJOR, 0, ""}, 1000},     {{THOUSAND, 2, "k"}, 1000}, {{THOUSAND, 1, "k"}, 1000},
        {{THOUSAND, 0, "k"}, 1000}, {{MILLION, 2, "M"}, 1000},  {{MILLION, 1, "M"}, 1000},
        {{MILLION, 0, "M"}, 1000},  {{BILLION, 2, "bn"}, 1000}, {{BILLION, 1, "bn"}, 1000},
        {{BILLION, 0, "bn"}, 0},
    };
    return climb(amount, rungs, sizeof rungs / sizeof *rungs);
}

/* The sign is that of the rounded figure: what rounds to nothing is neither gain nor loss. */
static const char *write_money(fnl_money amount, const char *code, struct fnl_number_scale scale,
                               const char *plus, char *text)
{
    char currency[FNL_NUMBER_TEXT], digits[DIGITS];
    const uint64_t step = (uint64_t)scale.unit / power_of_ten(scale.decimals);
    const uint64_t steps = rounded(magnitude_of(amount), step);

    write_decimal(steps, scale.decimals, digits);
    snprintf(text, FNL_NUMBER_TEXT, "%s%.20s%s%s",
             steps == 0   ? ""
             : amount < 0 ? "-"
                          : plus,
             fnl_number_currency(code, currency), digits, scale.suffix);
    return text;
}

const char *fnl_number_money(fnl_money amount, const char *code, char *text)
{
    return write_money(amount, code, fnl_number_scale_of(amount), "", text);
}

const char *fnl_number_money_on(fnl_money amount, const char *code, struct fnl_number_scale scale,
                                char *text)
{
    return write_money(amount, code, scale, "", text);
}

const char *fnl_number_difference(fnl_money amount, const char *code, struct fnl_number_scale scale,
                                  char *text)
{
    return write_money(amount, code, scale, "+", text);
}

const char *fnl_number_money_range(fnl_money low, fnl_money high, const char *code, char *text)
{
    char from[FNL_NUMBER_TEXT], to[FNL_NUMBER_TEXT];
    const struct fnl_number_scale scale =
        fnl_number_scale_fine(magnitude_of(low) > magnitude_of(high) ? low : high);

    write_money(low, code, scale, "", from);
    write_money(high, code, scale, low < 0 ? "+" : "", to);
    snprintf(text, FNL_NUMBER_TEXT, "%.45s to %.45s", from, to);
    return text;
}

const char *fnl_number_difference_range(fnl_money low, fnl_money high, const char *code, char *text)
{
    char from[FNL_NUMBER_TEXT], to[FNL_NUMBER_TEXT];
    const struct fnl_number_scale scale =
        fnl_number_scale_fine(magnitude_of(low) > magnitude_of(high) ? low : high);

    fnl_number_difference(low, code, scale, from);
    fnl_number_difference(high, code, scale, to);
    snprintf(text, FNL_NUMBER_TEXT, "%.45s to %.45s", from, to);
    return text;
}

const char *fnl_number_money_whole(fnl_money amount, const char *code, char *text)
{
    return write_money(amount, code, (struct fnl_number_scale){MAJOR, 0, ""}, "", text);
}

const char *fnl_number_money_exact(fnl_money amount, char *text)
{
    const uint64_t cents = magnitude_of(amount), major = (uint64_t)MAJOR;
    snprintf(text, FNL_NUMBER_TEXT, "%s%" PRIu64 ".%02" PRIu64, amount < 0 ? "-" : "",
             cents / major, cents % major);
    return text;
}

const char *fnl_number_share(double share, char *text)
{
    assert(isfinite(share));
    char digits[DIGITS];
    const uint64_t millionths = magnitude_of(fnl_units_integer(share * (double)FNL_MILLION));
    const char *sign = share < 0 ? "-" : "";

    write_two_digits(millionths, (uint64_t)FNL_MILLION / 100, digits);
    if (share == 0)
        snprintf(text, FNL_NUMBER_TEXT, "0 %%");
    else if (strcmp(digits, "0.0") == 0)
        snprintf(text, FNL_NUMBER_TEXT, "%sunder 0.1 %%", sign);
    else if (fabs(share) < 1 && strcmp(digits, "100") == 0)
        snprintf(text, FNL_NUMBER_TEXT, "%sover 99 %%", sign);
    else
        snprintf(text, FNL_NUMBER_TEXT, "%s%s %%", sign, digits);
    return text;
}

const char *fnl_number_in_100(double chance, char *text)
{
    assert(chance >= 0 && chance <= 1);
    const int64_t times = fnl_units_integer(chance * 100);
    if (times == 0 && chance > 0)
        snprintf(text, FNL_NUMBER_TEXT, "under 1 in 100");
    else if (times == 100 && chance < 1)
        snprintf(text, FNL_NUMBER_TEXT, "over 99 in 100");
    else
        snprintf(text, FNL_NUMBER_TEXT, "%" PRId64 " in 100", times);
    return text;
}

/* The value in units of `unit` at two significant digits, then the unit's name. */
static const char *write_amount(int64_t value, int64_t unit, const char *name, char *text)
{
    char digits[DIGITS];
    write_two_digits(magnitude_of(value), (uint64_t)unit, digits);
    const bool nothing = strcmp(digits, "0.0") == 0;
    snprintf(text, FNL_NUMBER_TEXT, "%s%s%s", value < 0 && !nothing ? "-" : "",
             nothing ? "0" : digits, name);
    return text;
}

const char *fnl_number_span(fnl_time span, char *text)
{
    const uint64_t length = magnitude_of(span);
    if (length < (uint64_t)FNL_HOUR)
        return write_amount(span, FNL_MINUTE, " min", text);
    if (length < (uint64_t)(2 * FNL_DAY))
        return write_amount(span, FNL_HOUR, " h", text);
    return write_amount(span, FNL_DAY, " days", text);
}

const char *fnl_number_hours(fnl_time hours, char *text)
{
    return write_amount(hours, FNL_HOUR, " h", text);
}

const char *fnl_number_count(double count, char *text)
{
    assert(isfinite(count));
    const int64_t thousandths = fnl_units_integer(count * 1000);
    write_amount(thousandths, 1000, "", text);
    char *point = strchr(text, '.');
    if (point && thousandths % 1000 == 0)
        *point = '\0';
    return text;
}

/*
 * The C library writes the decimal point of the process's locale, which may
 * take several bytes; whatever is not part of a number stands for it.
 */
const char *fnl_number_real(double real, char *text)
{
    assert(isfinite(real));
    char local[FNL_NUMBER_TEXT], *end = text;
    snprintf(local, sizeof local, "%.9g", real == 0 ? 0.0 : real);
    for (const char *c = local; *c; c++) {
        if (strchr("+-0123456789e", *c))
            *end++ = *c;
        else if (end == text || end[-1] != '.')
            *end++ = '.';
    }
    *end = '\0';
    return text;
}
