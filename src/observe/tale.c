/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/tale.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"

int fnl_tale_day(const struct fnl_tale *tale, fnl_time time)
{
    return tale->start + (int)(time / FNL_DAY);
}

bool fnl_tale_covers(const struct fnl_tale *tale, fnl_time time)
{
    return tale->from <= time && time < tale->until;
}

static void end_line(struct fnl_tale *tale)
{
    if (tale->open)
        fputc('\n', tale->out);
    tale->open = false;
}

static void write_moment(const struct fnl_tale *tale, fnl_time time)
{
    char date[FNL_DATE_TEXT];
    const int minutes = (int)(time % FNL_DAY / FNL_MINUTE);
    fprintf(tale->out, "%s %02d:%02d  ", fnl_date_text(fnl_tale_day(tale, time), date),
            minutes / 60, minutes % 60);
}

void fnl_tale_line(struct fnl_tale *tale, fnl_time time, const char *format, ...)
{
    end_line(tale);
    if (!fnl_tale_covers(tale, time))
        return;
    if (tale->limit > 0 && tale->shown == tale->limit) {
        tale->left_out++;
        return;
    }
    tale->shown++;
    tale->open = true;
    write_moment(tale, time);
    va_list arguments;
    va_start(arguments, format);
    vfprintf(tale->out, format, arguments);
    va_end(arguments);
}

void fnl_tale_add(struct fnl_tale *tale, const char *format, ...)
{
    if (!tale->open)
        return;
    va_list arguments;
    va_start(arguments, format);
    vfprintf(tale->out, format, arguments);
    va_end(arguments);
}

void fnl_tale_note(struct fnl_tale *tale, const char *format, ...)
{
    end_line(tale);
    va_list arguments;
    va_start(arguments, format);
    vfprintf(tale->out, format, arguments);
    va_end(arguments);
    tale->open = true;
}

fnl_status fnl_tale_finish(struct fnl_tale *tale, struct fnl_error *error)
{
    char lines[FNL_TALE_TEXT];
    end_line(tale);
    if (tale->left_out > 0)
        fprintf(tale->out, "%s %s left out: the limit is %zu.\n",
                fnl_tale_count((int64_t)tale->left_out, "more line", lines),
                tale->left_out == 1 ? "is" : "are", tale->limit);
    if (fflush(tale->out) != 0 || ferror(tale->out))
        return fnl_status_fail(FNL_ERR_IO, error, "the story could not be written to the end");
    return FNL_OK;
}

/* Digits with a comma before every three; returns the end. */
static char *write_grouped(uint64_t whole, char *text)
{
    char digits[24];
    const int length = snprintf(digits, sizeof digits, "%" PRIu64, whole);
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            *text++ = ',';
        *text++ = digits[i];
    }
    *text = '\0';
    return text;
}

static uint64_t magnitude_of(int64_t value)
{
    return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

/* Halves of a unit away from zero; what rounds to nothing has no sign. */
const char *fnl_tale_money(const struct fnl_tale *tale, fnl_money amount, char *text)
{
    const uint64_t whole = (magnitude_of(amount) + 50) / 100;
    const char *sign = amount < 0 && whole > 0 ? "-" : "";
    const bool dollars = strcmp(tale->currency, "USD") == 0;
    const int length =
        dollars ? sprintf(text, "%s$", sign) : sprintf(text, "%s%.15s ", sign, tale->currency);
    write_grouped(whole, text + length);
    return text;
}

const char *fnl_tale_hours(fnl_time hours, char *text)
{
    const fnl_time hundredth = FNL_HOUR / 100;
    uint64_t hundredths = (magnitude_of(hours) + (uint64_t)hundredth / 2) / (uint64_t)hundredth;
    if (hundredths >= 1000)
        hundredths = (hundredths + 5) / 10 * 10;
    char *end = write_grouped(hundredths / 100, text);
    const int decimals = (int)(hundredths % 100);
    if (decimals % 10 > 0)
        end += sprintf(end, ".%02d", decimals);
    else if (decimals > 0)
        end += sprintf(end, ".%d", decimals / 10);
    strcpy(end, " h");
    return text;
}

const char *fnl_tale_wait(fnl_time wait, char *text)
{
    const int64_t minutes = wait / FNL_MINUTE;
    if (minutes < 1)
        strcpy(text, "at once");
    else if (minutes < 60)
        sprintf(text, "%" PRId64 " min", minutes);
    else if (wait >= 2 * FNL_DAY)
        sprintf(text, "%" PRId64 " days", (wait + FNL_DAY / 2) / FNL_DAY);
    else if (minutes >= 600)
        sprintf(text, "%" PRId64 " h", (minutes + 30) / 60);
    else if (minutes % 60 == 0)
        sprintf(text, "%" PRId64 " h", minutes / 60);
    else
        sprintf(text, "%" PRId64 " h %" PRId64 " min", minutes / 60, minutes % 60);
    return text;
}

const char *fnl_tale_queued(fnl_time wait, char *text)
{
    if (wait < FNL_MINUTE)
        return fnl_tale_wait(wait, text);
    strcpy(text, "after ");
    fnl_tale_wait(wait, text + strlen(text));
    return strcat(text, " in the queue");
}

const char *fnl_tale_date(const struct fnl_tale *tale, fnl_time time, char *text)
{
    return fnl_date_text(fnl_tale_day(tale, time), text);
}

const char *fnl_tale_count(int64_t count, const char *noun, char *text)
{
    char *end = write_grouped(magnitude_of(count), text);
    snprintf(end, (size_t)(text + FNL_TALE_TEXT - end), " %.15s%s", noun, count == 1 ? "" : "s");
    return text;
}

void fnl_tale_add_pains(struct fnl_tale *tale, int64_t count, const char *label)
{
    if (count == 1)
        fnl_tale_add(tale, ", 1 of them a %s", label);
    else if (count > 1)
        fnl_tale_add(tale, ", %" PRId64 " of them %ss", count, label);
}

const char *fnl_tale_ending(enum fnl_cause cause)
{
    static const char *const endings[FNL_CAUSES] = {
        [FNL_CAUSE_WON] = "is won",
        [FNL_CAUSE_RULED_OUT] = "rules us out before any talk",
        [FNL_CAUSE_NOT_HANDED_ON] = "is kept by marketing",
        [FNL_CAUSE_UNREACHABLE] = "cannot be reached at all",
        [FNL_CAUSE_WENT_DARK] = "has gone dark",
        [FNL_CAUSE_DISQUALIFIED] = "is disqualified",
        [FNL_CAUSE_COMPETITOR] = "is lost to a competitor",
        [FNL_CAUSE_PRICE] = "is lost on price",
        [FNL_CAUSE_NO_DECISION] = "is lost to no decision",
        [FNL_CAUSE_WALKED_AWAY] = "is turned down by us",
        [FNL_CAUSE_OUR_TERMS] = "refuses our terms",
        [FNL_CAUSE_LOST_BETWEEN] = "is lost between two reps",
        [FNL_CAUSE_LOST_IN_NURTURE] = "wants to hear no more from us",
        [FNL_CAUSE_DROPPED] = "is forgotten on the way to sales",
        [FNL_CAUSE_NOT_FOLLOWED_UP] = "is never called by sales",
    };
    return endings[cause];
}

const char *fnl_tale_farewell(enum fnl_farewell farewell)
{
    static const char *const farewells[] = {
        [FNL_FAREWELL_THEIRS] = "leaves",
        [FNL_FAREWELL_FIRED] = "is let go",
        [FNL_FAREWELL_OUR_PRICE] = "refuses our new price and leaves",
    };
    return farewells[farewell];
}
