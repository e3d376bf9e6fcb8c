/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/name.h"

#include <assert.h>
#include <ctype.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/key.h"
#include "base/memory.h"
#include "base/text.h"
#include "model/lead.h"

/* The numbers that fit into the index of an origin (FNL_LEAD_INDEX). */
#define NUMBERS (UINT32_C(1) << 20)
#define ITEMS   (UINT32_C(1) << 8)

static uint32_t number_of(uint32_t index)
{
    return index >> 8 & (NUMBERS - 1);
}

static uint32_t item_of(uint32_t index)
{
    return index & (ITEMS - 1);
}

static const struct fnl_settings *settings_of(const struct fnl_plan *plan)
{
    return plan->phases[0].settings;
}

/* From the key to the name. */

const char *fnl_name_suffix(uint32_t index, char text[FNL_NAME_SUFFIX])
{
    const uint32_t number = number_of(index), item = item_of(index);
    switch ((enum fnl_channel)(index >> 28)) {
    case FNL_CHANNEL_UNASKED:
        snprintf(text, FNL_NAME_SUFFIX, "/r%" PRIu32 ".%" PRIu32, number + 1, item + 1);
        return text;
    case FNL_CHANNEL_ASKED:
        snprintf(text, FNL_NAME_SUFFIX, "/a%" PRIu32 ".%" PRIu32, number + 1, item + 1);
        return text;
    case FNL_CHANNEL_MEETING:
        snprintf(text, FNL_NAME_SUFFIX, "/m%" PRIu32, number);
        return text;
    case FNL_CHANNEL_VISIT:
        snprintf(text, FNL_NAME_SUFFIX, "/v%" PRIu32, number + 1);
        return text;
    case FNL_CHANNEL_NEW_BUSINESS:
        snprintf(text, FNL_NAME_SUFFIX, "/n%" PRIu32, number + 1);
        return text;
    case FNL_CHANNEL_FIELD:
    case FNL_CHANNEL_PROSPECTING:
    case FNL_CHANNEL_OPENING:
    case FNL_CHANNEL_LISTED:
    case FNL_CHANNEL_NETWORKING:
    case FNL_CHANNEL_EARLIER:
        break;
    }
    assert(false); /* nobody is sent by these */
    return "";
}

char *fnl_name_make(const struct fnl_plan *plan, const struct fnl_fact *arrival, const char *parent)
{
    const uint32_t index = arrival->index, number = number_of(index);
    const char *source = fnl_settings_source(settings_of(plan), arrival->source)->name;
    char text[FNL_NAME_SUFFIX];
    switch ((enum fnl_channel)(index >> 28)) {
    case FNL_CHANNEL_FIELD:
        return fnl_memory_format("%s/%s/%" PRIu32, source, fnl_date_text(arrival->day, text),
                                 number);
    case FNL_CHANNEL_PROSPECTING:
        return fnl_memory_format("%s/rep-%" PRIu32 "/%" PRIu32 ".%" PRIu32, source,
                                 arrival->rep + 1, number + 1, item_of(index) + 1);
    case FNL_CHANNEL_LISTED:
        return fnl_memory_format("%s/rep-%" PRIu32 "/%" PRIu32, source, arrival->rep + 1,
                                 number + 1);
    case FNL_CHANNEL_NETWORKING:
        return fnl_memory_format("%s/rep-%" PRIu32 "/m%" PRIu32 ".%" PRIu32, source,
                                 arrival->rep + 1, number + 1, item_of(index) + 1);
    case FNL_CHANNEL_EARLIER:
        return fnl_memory_format("%s/rep-%" PRIu32 "/y%" PRIu32, source, arrival->rep + 1,
                                 number + 1);
    case FNL_CHANNEL_OPENING:
        return fnl_memory_format("open-deal/%" PRIu32, number);
    case FNL_CHANNEL_UNASKED:
    case FNL_CHANNEL_ASKED:
    case FNL_CHANNEL_MEETING:
    case FNL_CHANNEL_VISIT:
    case FNL_CHANNEL_NEW_BUSINESS:
        break;
    }
    return fnl_memory_format("%s%s", parent, fnl_name_suffix(index, text));
}

/* From the name to the key. Readers move `*rest` behind what they have read. */

static bool read_word(const char **rest, const char *word)
{
    const size_t length = strlen(word);
    if (strncmp(*rest, word, length) != 0)
        return false;
    *rest += length;
    return true;
}

/* A number from 1 to `most`, in the one way in which it is printed. */
static bool read_number(const char **rest, uint32_t most, uint32_t *number)
{
    const char *digit = *rest;
    uint64_t value = 0;
    if (*digit == '0')
        return false;
    for (; isdigit((unsigned char)*digit) && value <= most; digit++)
        value = 10 * value + (uint64_t)(*digit - '0');
    if (value < 1 || value > most)
        return false;
    *rest = digit;
    *number = (uint32_t)value;
    return true;
}

/* "17.2" */
static bool read_pair(const char **rest, uint32_t *number, uint32_t *item)
{
    return read_number(rest, NUMBERS, number) && read_word(rest, ".") &&
           read_number(rest, ITEMS, item);
}

static bool read_suffix(const char **rest, uint32_t *index)
{
    uint32_t number, item;
    if (read_word(rest, "/r") && read_pair(rest, &number, &item))
        *index = FNL_LEAD_INDEX(FNL_CHANNEL_UNASKED, number - 1, item - 1);
    else if (read_word(rest, "/a") && read_pair(rest, &number, &item))
        *index = FNL_LEAD_INDEX(FNL_CHANNEL_ASKED, number - 1, item - 1);
    else if (read_word(rest, "/m") && read_number(rest, NUMBERS - 1, &number))
        *index = FNL_LEAD_INDEX(FNL_CHANNEL_MEETING, number, 0);
    else if (read_word(rest, "/v") && read_number(rest, NUMBERS, &number))
        *index = FNL_LEAD_INDEX(FNL_CHANNEL_VISIT, number - 1, 0);
    else if (read_word(rest, "/n") && read_number(rest, NUMBERS, &number))
        *index = FNL_LEAD_INDEX(FNL_CHANNEL_NEW_BUSINESS, number - 1, 0);
    else
        return false;
    return **rest == '\0' || **rest == '/';
}

/* All that follows the first person of a name, down to its end. */
static fnl_status read_suffixes(const char *rest, struct fnl_name *name, struct fnl_error *error)
{
    while (*rest) {
        const char *suffix = rest;
        uint32_t index;
        if (!read_suffix(&rest, &index))
            return fnl_status_fail(
                FNL_ERR_USAGE, error,
                "cannot read \"%s\" at the end of %s: behind a person's name may stand /r7.1 (the "
                "1st whom they sent in their 7th month), /a2.1 (the 1st name of their 2nd ask), "
                "/m5 (from their 5th meeting) or /n2 (their 2nd new deal)",
                suffix, name->text);
        name->kind = FNL_NAME_PERSON;
        name->number = 0;
        name->key = fnl_lead_key(name->key, index);
    }
    return FNL_OK;
}

/* Where reps leave, nobody knows how many will come. */
static int64_t count_of_reps(const struct fnl_plan *plan)
{
    for (size_t i = 0; i < plan->count; i++)
        if (plan->phases[i].settings->attrition.share_per_year > 0)
            return UINT32_MAX;
    return fnl_settings_reps(plan->phases[plan->count - 1].settings);
}

static fnl_status refuse_rep(const struct fnl_plan *plan, uint32_t number, struct fnl_error *error)
{
    return fnl_status_fail(FNL_ERR_USAGE, error,
                           "there is no rep-%" PRIu32 ": the reps are rep-1 to rep-%" PRId64,
                           number, count_of_reps(plan));
}

/* "rep-3" and nothing behind it; false for any other text. */
static bool is_rep(const char *text, struct fnl_name *name)
{
    const char *rest = text;
    if (!read_word(&rest, "rep-") || !read_number(&rest, UINT32_MAX, &name->number) || *rest)
        return false;
    name->kind = FNL_NAME_REP;
    name->key = fnl_key_text(text);
    return true;
}

static int64_t count_of_open_deals(const struct fnl_plan *plan)
{
    return plan->deal_count > 0 ? (int64_t)plan->deal_count : settings_of(plan)->today.open_deals;
}

/* What is there on the first day and is called by a word and a number. */
struct opening {
    const char *word;
    enum fnl_name_kind kind;
    int64_t count;
};

/* "opening/3" and what may follow; false when the text is not about `opening`. */
static bool read_opening(const char **rest, const struct opening *opening, struct fnl_name *name)
{
    const char *at = *rest;
    if (!read_word(&at, opening->word) || !read_word(&at, "/") ||
        !read_number(&at, UINT32_MAX, &name->number) || (*at && *at != '/'))
        return false;
    *rest = at;
    name->kind = opening->kind;
    name->key = fnl_key_part(fnl_key_text(opening->word), name->number);
    return true;
}

static fnl_status finish_opening(const char *rest, const struct opening *opening,
                                 struct fnl_name *name, struct fnl_error *error)
{
    if (name->number > opening->count)
        return fnl_status_fail(FNL_ERR_USAGE, error,
                               "there is no %s/%" PRIu32 ": on the first day there are %" PRId64
                               " of them",
                               opening->word, name->number, opening->count);
    if (opening->kind == FNL_NAME_PERSON)
        name->number = 0;
    return read_suffixes(rest, name, error);
}

/* The source with the longest name that `text` begins with; NULL when there is none. */
static const struct fnl_source *source_of(const struct fnl_plan *plan, const char *text)
{
    const struct fnl_settings *settings = settings_of(plan);
    const struct fnl_source *longest = NULL;
    for (unsigned i = 0; i < settings->sources.count; i++) {
        const struct fnl_source *source = fnl_settings_source(settings, i);
        const char *rest = text;
        if (read_word(&rest, source->name) && (*rest == '/' || *rest == '\0') &&
            (!longest || strlen(source->name) > strlen(longest->name)))
            longest = source;
    }
    return longest;
}

static bool read_date(const char **rest, int *day)
{
    char date[sizeof "2026-03-17"] = "";
    strncpy(date, *rest, sizeof date - 1);
    if (strlen(date) != sizeof date - 1 || !fnl_date_read(date, day))
        return false;
    *rest += sizeof date - 1;
    return true;
}

static fnl_status check_day(const struct fnl_plan *plan, int day, struct fnl_error *error)
{
    char wrong[FNL_DATE_TEXT], first[FNL_DATE_TEXT], last[FNL_DATE_TEXT];
    const int start = settings_of(plan)->start;
    const int end = start + (int)((plan->end - 1) / FNL_DAY);
    if (day >= start && day <= end)
        return FNL_OK;
    return fnl_status_fail(FNL_ERR_USAGE, error, "%s is not in the plan, which goes from %s to %s",
                           fnl_date_text(day, wrong), fnl_date_text(start, first),
                           fnl_date_text(end, last));
}

/* "17" from a list, "17.2" found in a block. */
static bool read_place(const char **rest, uint32_t *index)
{
    uint32_t number, item;
    if (!read_number(rest, NUMBERS, &number))
        return false;
    *index = FNL_LEAD_INDEX(FNL_CHANNEL_LISTED, number - 1, 0);
    if (!read_word(rest, "."))
        return true;
    *index = FNL_LEAD_INDEX(FNL_CHANNEL_PROSPECTING, number - 1, 0);
    if (!read_number(rest, ITEMS, &item))
        return false;
    *index += item - 1;
    return true;
}

/* The same, or "m17.2", met beyond any deal, or "y17", so met in earlier years. */
static bool read_found(const char **rest, uint32_t *index)
{
    uint32_t number, item;
    if (read_word(rest, "m") && read_pair(rest, &number, &item))
        *index = FNL_LEAD_INDEX(FNL_CHANNEL_NETWORKING, number - 1, item - 1);
    else if (read_word(rest, "y") && read_number(rest, NUMBERS, &number))
        *index = FNL_LEAD_INDEX(FNL_CHANNEL_EARLIER, number - 1, 0);
    else
        return read_place(rest, index);
    return true;
}

/* "/rep-3/" and who that rep found; nothing is read otherwise. */
static bool read_finder(const char **rest, uint32_t *rep, uint32_t *index)
{
    const char *at = *rest;
    if (!read_word(&at, "/rep-") || !read_number(&at, UINT32_MAX, rep) || !read_word(&at, "/") ||
        !read_found(&at, index))
        return false;
    *rest = at;
    return true;
}

/* "/2026-03-17/4" or "/rep-3/17.2" behind the name of `source`, and what follows. */
static fnl_status find_of_source(const struct fnl_plan *plan, const struct fnl_source *source,
                                 struct fnl_name *name, struct fnl_error *error)
{
    const char *rest = name->text + strlen(source->name);
    const uint64_t key = fnl_key_text(source->name);
    fnl_status status = FNL_OK;
    uint32_t number, index;
    int day;
    if (read_finder(&rest, &number, &index)) {
        char rep[32];
        snprintf(rep, sizeof rep, "rep-%" PRIu32, number);
        name->key = fnl_lead_key(fnl_key_part(key, fnl_key_text(rep)), index);
        if (number > count_of_reps(plan))
            status = refuse_rep(plan, number, error);
    } else if (read_word(&rest, "/") && read_date(&rest, &day) && read_word(&rest, "/") &&
               read_number(&rest, NUMBERS - 1, &number)) {
        name->key = fnl_key_part(fnl_key_part(key, (uint64_t)day), number);
        status = check_day(plan, day, error);
    } else {
        char date[FNL_DATE_TEXT];
        return fnl_status_fail(FNL_ERR_USAGE, error,
                               "\"%s\" names nobody: people of this source are called %s/%s/1 (the "
                               "1st of that day) or, found by reps, %s/rep-1/17.2 (the 2nd of the "
                               "17th block of prospecting) or %s/rep-1/17 (the 17th on the list)",
                               name->text, source->name,
                               fnl_date_text(settings_of(plan)->start, date), source->name,
                               source->name);
    }
    return status == FNL_OK ? read_suffixes(rest, name, error) : status;
}

/* The source whose name is nearest to the first `length` bytes of `text`; NULL when none is near.
 */
static const char *nearest_source(const struct fnl_plan *plan, const char *text, size_t length)
{
    const struct fnl_settings *settings = settings_of(plan);
    char word[64];
    snprintf(word, sizeof word, "%.*s", (int)(length < sizeof word ? length : sizeof word), text);
    const char *nearest = NULL;
    for (unsigned i = 0; i < settings->sources.count; i++) {
        const char *name = fnl_settings_source(settings, i)->name;
        if (fnl_text_nearest(word, &name, 1) &&
            (!nearest || fnl_text_distance(word, name) < fnl_text_distance(word, nearest)))
            nearest = name;
    }
    return nearest;
}

/* A source's name may contain slashes: any slash, or the end, may be where it ends. */
static const char *likely_source(const struct fnl_plan *plan, const char *text)
{
    const char *end = text, *nearest = NULL;
    do {
        end += strcspn(end, "/");
        nearest = nearest_source(plan, text, (size_t)(end - text));
    } while (!nearest && *end++);
    return nearest;
}

static fnl_status refuse(const struct fnl_plan *plan, const char *text, struct fnl_error *error)
{
    const struct fnl_settings *settings = settings_of(plan);
    const char *nearest = likely_source(plan, text);
    if (nearest)
        return fnl_status_fail(FNL_ERR_USAGE, error,
                               "\"%s\" does not begin with the name of a source (did you mean "
                               "\"%s\"?)",
                               text, nearest);
    char date[FNL_DATE_TEXT];
    const char *example =
        settings->sources.count > 0 ? fnl_settings_source(settings, 0)->name : "website";
    return fnl_status_fail(
        FNL_ERR_USAGE, error,
        "\"%s\" is nobody's name; names are like %s/%s/1 (the 1st person of a source's day), "
        "opening/3 (a client of the first day), open-deal/3 or rep-3, and behind a person's may "
        "stand /r7.1, /a2.1 or /m5 for whom they sent and /n2 for a new deal with them",
        text, example, fnl_date_text(settings->start, date));
}

fnl_status fnl_name_find(const struct fnl_plan *plan, const char *text, struct fnl_name *name,
                         struct fnl_error *error)
{
    const struct fnl_today *today = &settings_of(plan)->today;
    const struct opening openings[] = {
        {"opening", FNL_NAME_CLIENT, today->clients},
        {"open-deal", FNL_NAME_PERSON, count_of_open_deals(plan)},
    };
    *name = (struct fnl_name){.text = text};
    if (is_rep(text, name))
        return name->number <= count_of_reps(plan) ? FNL_OK : refuse_rep(plan, name->number, error);
    const char *rest = text;
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        if (read_opening(&rest, &openings[i], name))
            return finish_opening(rest, &openings[i], name, error);
    name->number = 0;
    const struct fnl_source *source = source_of(plan, text);
    return source ? find_of_source(plan, source, name, error) : refuse(plan, text, error);
}
