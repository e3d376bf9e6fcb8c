/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pace.h"

#include <inttypes.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define MOMENT   0.25 /* seconds: the speed is not reckoned more often */
#define RECENT   15.0 /* seconds after which a moment counts 1/e; of longer work a fifth of it */
#define SETTLED  1.0  /* seconds before a speed is worth telling */
#define BAR      24   /* columns at most */
#define STEP     8    /* columns that a bar is shorter where there is no room */
#define PERCENT  8    /* columns of "  38 %  " */
#define GROUPED  32   /* room for a number with commas */
#define SENTENCE 136  /* room for what is said behind the bar */

struct fnl_pace fnl_pace_begin(size_t each, size_t saved, double now)
{
    return (struct fnl_pace){
        .each = each, .saved = saved, .began_at = now, .noted_at = now, .said_at = now};
}

/* --- how fast ----------------------------------------------------------------------------------*/

/* Takes what was done since the last time into the recent speed. */
static void reckon(struct fnl_pace *pace, double now)
{
    const double passed = now - pace->noted_at;
    const double memory = fmax(RECENT, (now - pace->began_at) / 5);
    if (passed < MOMENT)
        return;
    const double kept = exp(-passed / memory);
    pace->pieces = pace->pieces * kept + (double)pace->fresh;
    pace->seconds = pace->seconds * kept + passed;
    pace->fresh = 0;
    pace->noted_at = now;
}

void fnl_pace_tell(struct fnl_pace *pace, size_t done, size_t total, size_t saved, double now)
{
    const bool anew = done < pace->done;
    const bool taken = saved > pace->saved;
    const size_t came = anew ? done : done - pace->done;
    if (anew || total != pace->total) {
        pace->round++;
        pace->behind = anew ? 0 : pace->done;
    }
    if (!taken)
        pace->fresh += came;
    else if (pace->fresh == 0)
        pace->noted_at = now;
    pace->done = done;
    pace->total = total;
    pace->saved = saved;
    reckon(pace, now);
}

bool fnl_pace_is_due(struct fnl_pace *pace, double interval, double now)
{
    if (now - pace->said_at < interval)
        return false;
    pace->said_at = now;
    return true;
}

/* --- in words ----------------------------------------------------------------------------------*/

static const char *group(uint64_t number, char text[GROUPED])
{
    char digits[GROUPED];
    const int length = snprintf(digits, sizeof digits, "%" PRIu64, number);
    char *to = text;
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            *to++ = ',';
        *to++ = digits[i];
    }
    *to = '\0';
    return text;
}

static size_t pieces_of_round(const struct fnl_pace *pace)
{
    return pace->total - pace->behind;
}

static size_t pieces_done(const struct fnl_pace *pace)
{
    return pace->done - pace->behind;
}

/* ", 41 a second": in that unit of time in which it is no fraction. */
static void say_speed(double a_second, char *text, size_t room)
{
    static const struct {
        const char *name;
        double seconds;
    } units[] = {{"a second", 1}, {"a minute", 60}, {"an hour", 3600}};
    char number[GROUPED];
    size_t unit = 0;
    while (unit < 2 && a_second * units[unit].seconds < 1)
        unit++;
    const double speed = a_second * units[unit].seconds;
    if (speed < 9.95)
        snprintf(text, room, ", %.1f %s", speed, units[unit].name);
    else
        snprintf(text, room, ", %s %s", group((uint64_t)(speed + 0.5), number), units[unit].name);
}

/* "1 min left"; no finer than anybody can trust. */
static void say_left(double seconds, const char *about, char *text, size_t room)
{
    const double minutes = floor(seconds / 60 + 0.5), hours = floor(minutes / 60);
    if (seconds <= 59)
        snprintf(text, room, ", %s%.0f s left", about, floor(seconds + 0.5));
    else if (minutes < 60)
        snprintf(text, room, ", %s%.0f min left", about, minutes);
    else if (hours < 48)
        snprintf(text, room, ", %s%.0f h %.0f min left", about, hours, minutes - hours * 60);
    else
        snprintf(text, room, ", %s%.0f days left", about, floor(hours / 24 + 0.5));
}

static void say(const struct fnl_pace *pace, const char *about, char text[SENTENCE])
{
    char done[GROUPED], total[GROUPED], round[GROUPED] = "", speed[GROUPED] = "",
                                        left[GROUPED] = "";
    const double a_second = pace->seconds >= SETTLED ? pace->pieces / pace->seconds : 0;
    if (pace->round > 1)
        snprintf(round, sizeof round, "round %d: ", pace->round);
    if (a_second > 0) {
        say_speed(a_second / (double)pace->each, speed, sizeof speed);
        say_left((double)(pieces_of_round(pace) - pieces_done(pace)) / a_second, about, left,
                 sizeof left);
    }
    snprintf(text, SENTENCE, "%s%s of %s futures%s%s", round,
             group(pieces_done(pace) / pace->each, done),
             group(pieces_of_round(pace) / pace->each, total), speed, left);
}

void fnl_pace_sentence(const struct fnl_pace *pace, char text[FNL_PACE_TEXT])
{
    say(pace, "about ", text);
}

/* Of few lengths, so that the bar does not grow and shrink with each word. */
static int fit_bar(size_t room)
{
    const int fit = (int)(room / STEP) * STEP;
    return fit < BAR ? fit : BAR;
}

void fnl_pace_line(const struct fnl_pace *pace, size_t columns, char text[FNL_PACE_TEXT])
{
    static const char full[] = "########################", empty[] = "........................";
    char words[SENTENCE];
    say(pace, "", words);
    const size_t length = strlen(words), total = pieces_of_round(pace);
    const double share = total ? (double)pieces_done(pace) / (double)total : 1;
    const size_t room = columns > length + PERCENT ? columns - length - PERCENT : 0;
    const int bar = fit_bar(room), filled = (int)(share * bar);
    if (bar > 0)
        snprintf(text, FNL_PACE_TEXT, "%.*s%.*s %3d %%  %s", filled, full, bar - filled, empty,
                 (int)(share * 100), words);
    else
        snprintf(text, FNL_PACE_TEXT, "%.*s", (int)columns, words);
}
