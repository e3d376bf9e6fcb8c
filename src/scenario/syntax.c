/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/syntax.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "scenario/scan.h"
#include "scenario/slip.h"

/* A group or list that is open. */
struct opening {
    char sign; /* what opened it; 0 for the file */
    int line;
    struct fnl_scan_word key; /* whose value it is, or is an item of; length 0 for the file */
};

struct syntax {
    struct fnl_scan scan;      /* stands after `word` */
    struct fnl_scan_word word; /* the next to be understood */
    const char *file;
    struct fnl_mistakes *mistakes;
    struct fnl_buffer *clean;
    int clean_line;             /* the line where the clean text stands */
    struct fnl_scan_word key;   /* whose value is being read */
    struct fnl_scan_word *keys; /* of all open groups */
    size_t key_count, key_capacity;
    size_t values, depth, found; /* `found`: mistakes */
    bool exhausted;
};

/* Each of these takes in what its name says and puts its clean form out; false when it cannot. */
static bool take_value(struct syntax *s);

static void advance(struct syntax *s)
{
    s->word = fnl_scan_next(&s->scan);
}

/* The word after the next. */
static struct fnl_scan_word peek(const struct syntax *s)
{
    struct fnl_scan ahead = s->scan;
    return fnl_scan_next(&ahead);
}

/* As much of a word as a sentence should quote. */
static int quotable(const struct fnl_scan_word *word)
{
    return word->length > 60 ? 60 : (int)word->length;
}

/* Adds a mistake at `line`, under the key that is being read; false, so that a caller can leave. */
__attribute__((format(printf, 3, 4))) static bool complain(struct syntax *s, int line,
                                                           const char *format, ...)
{
    char sentence[600], key[128];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    snprintf(key, sizeof key, "%.*s", quotable(&s->key), s->key.length ? s->key.at : "");
    fnl_mistakes_add(s->mistakes, s->file, line, key[0] ? key : NULL, "%s", sentence);
    s->found++;
    return false;
}

static bool complain_of_word(struct syntax *s)
{
    return complain(s, s->word.line, "%.*s %s", quotable(&s->word), s->word.at, s->word.problem);
}

static bool complain_of_value(struct syntax *s, struct fnl_scan_word at)
{
    char text[FNL_SLIP_TEXT];
    return complain(s, at.line, "%s", fnl_slip_value(at.at, text));
}

static void put(struct syntax *s, const char *text)
{
    fnl_buffer_add(s->clean, text);
}

/* Keys and values go to the line where they were; signs follow them at once. libconfig takes the
 * line of a text from the sign behind it. */
static void move_to(struct syntax *s, int line)
{
    for (; s->clean_line < line; s->clean_line++)
        put(s, "\n");
    put(s, " ");
}

static void put_word(struct syntax *s)
{
    move_to(s, s->word.line);
    if (s->word.kind == FNL_SCAN_INTEGER)
        fnl_buffer_format(s->clean, "%lldL", (long long)s->word.integer);
    else if (s->word.kind == FNL_SCAN_REAL)
        fnl_buffer_format(s->clean, "%.17e", s->word.real);
    else
        fnl_buffer_bytes(s->clean, s->word.at, s->word.length);
    advance(s);
}

static bool is_number(int kind)
{
    return kind == FNL_SCAN_INTEGER || kind == FNL_SCAN_REAL;
}

/* The next word closes another thing than the innermost one, or ends the file. */
static bool complain_of_closing(struct syntax *s, const struct opening *opening)
{
    const char closer = opening->sign == '{' ? '}' : opening->sign == '(' ? ')' : ']';
    s->key = opening->key;
    if (!opening->sign)
        return complain(s, s->word.line, "%c closes nothing that is open", s->word.kind);
    if (s->word.kind == FNL_SCAN_END)
        return complain(s, opening->line, "the %c that opens here is never closed: a %c is missing",
                        opening->sign, closer);
    return complain(s, s->word.line,
                    "%c stands where the %c of line %d is still open: a %c is missing",
                    s->word.kind, opening->sign, opening->line, closer);
}

static bool is_closer(int kind)
{
    return kind == '}' || kind == ')' || kind == ']' || kind == FNL_SCAN_END;
}

static bool same_key(const struct fnl_scan_word *a, const struct fnl_scan_word *b)
{
    return a->length == b->length && memcmp(a->at, b->at, a->length) == 0;
}

/* Whether a group stands behind the key that is being read. */
static bool begins_group(const struct syntax *s)
{
    struct fnl_scan ahead = s->scan;
    const int sign = fnl_scan_next(&ahead).kind, value = fnl_scan_next(&ahead).kind;
    return sign == '=' && value == '{';
}

/* Reports a key that the group has already; `first` is the group's first in `keys`. */
static void check_repetition(struct syntax *s, size_t first)
{
    for (size_t i = first; i < s->key_count; i++)
        if (same_key(&s->keys[i], &s->key)) {
            complain(s, s->key.line, "is given twice, first in line %d%s", s->keys[i].line,
                     begins_group(s) ? ": put all of its keys into one group" : "");
            return;
        }
}

static bool note_key(struct syntax *s, size_t first)
{
    check_repetition(s, first);
    if (s->key_count - first >= FNL_SYNTAX_KEYS)
        return complain(s, s->key.line, "one group has more than %d keys", FNL_SYNTAX_KEYS);

    void *keys = s->keys;
    if (!fnl_memory_grow(&keys, s->key_count, &s->key_capacity, sizeof *s->keys)) {
        s->exhausted = true;
        return false;
    }
    s->keys = keys;
    s->keys[s->key_count++] = s->key;
    return true;
}

static bool take_key(struct syntax *s, size_t first)
{
    char text[FNL_SLIP_TEXT];
    s->key.length = 0;
    if (s->word.kind == FNL_SCAN_BAD && s->word.problem)
        return complain_of_word(s);
    if (s->word.kind == FNL_SCAN_FLAG)
        return complain(s, s->word.line, "%.*s cannot be a key", (int)s->word.length, s->word.at);
    if (s->word.kind != FNL_SCAN_KEY)
        return complain(s, s->word.line, "%s", fnl_slip_key(s->word.at, text));

    s->key = s->word;
    if (!note_key(s, first))
        return false;
    put_word(s);
    return true;
}

static bool take_equals(struct syntax *s)
{
    if (s->word.kind != '=')
        return complain(s, s->key.line, "an = is missing after the key");
    put(s, " =");
    advance(s);
    if (s->word.kind == '=')
        return complain(s, s->word.line, "one = is enough");
    return true;
}

/* `12 %`, `9 h`: something stands behind a number, on its line, that is not the next key. */
static bool stands_alone(struct syntax *s, struct fnl_scan_word number)
{
    const bool goes_on =
        s->word.line == number.line && (s->word.kind == FNL_SCAN_BAD || is_number(s->word.kind) ||
                                        (s->word.kind == FNL_SCAN_KEY && peek(s).kind != '='));
    return goes_on ? complain_of_value(s, number) : true;
}

/* The comma after a setting is a separator for libconfig; behind a number it is a slip. */
static bool has_no_comma(struct syntax *s, struct fnl_scan_word number)
{
    const bool goes_on = is_number(number.kind) && s->word.kind == ',' &&
                         s->word.at == number.at + number.length && s->word.at[1] >= '0' &&
                         s->word.at[1] <= '9';
    return goes_on ? complain_of_value(s, number) : true;
}

/* Texts that follow each other are one. Not so in a list, where that would hide a missing comma. */
static bool take_more_text(struct syntax *s, size_t length)
{
    while (s->word.kind == FNL_SCAN_TEXT) {
        length += s->word.length;
        if (length > FNL_SCAN_LONGEST_TEXT)
            return complain(s, s->word.line, "the text is longer than %d bytes",
                            FNL_SCAN_LONGEST_TEXT);
        put_word(s);
    }
    return true;
}

/* `"Website; kind = "inbound"`: a word begins right where the text ends, for it should have ended
 * before. */
static bool ends_in_time(struct syntax *s, struct fnl_scan_word text)
{
    const bool too_late = text.kind == FNL_SCAN_TEXT && s->word.at == text.at + text.length &&
                          (s->word.kind == FNL_SCAN_KEY || s->word.kind == FNL_SCAN_BAD ||
                           s->word.kind == FNL_SCAN_FLAG || is_number(s->word.kind));
    return too_late
               ? complain(s, text.line, "%.*s goes on to the next quote: a \" is missing inside it",
                          quotable(&text), text.at)
               : true;
}

/* `key = value;`, where the semicolon may be a comma, missing or too many. */
static bool take_setting(struct syntax *s, size_t first)
{
    if (!take_key(s, first) || !take_equals(s))
        return false;
    const struct fnl_scan_word key = s->key, begin = s->word;
    if (!take_value(s))
        return false;
    s->key = key;
    if (!ends_in_time(s, begin))
        return false;
    if (begin.kind == FNL_SCAN_TEXT && !take_more_text(s, begin.length))
        return false;
    if (is_number(begin.kind) && (!stands_alone(s, begin) || !has_no_comma(s, begin)))
        return false;
    put(s, ";");
    if (s->word.kind == ',')
        advance(s);
    while (s->word.kind == ';')
        advance(s);
    return true;
}

static bool take_settings(struct syntax *s, const struct opening *opening)
{
    const size_t first = s->key_count;
    while (!is_closer(s->word.kind))
        if (!take_setting(s, first))
            return false;
    s->key_count = first;
    if (s->word.kind != (opening->sign ? '}' : FNL_SCAN_END))
        return complain_of_closing(s, opening);
    return true;
}

/* After an item: a comma and another item, or the end of the list. */
static bool take_separator(struct syntax *s, const struct opening *opening,
                           struct fnl_scan_word item)
{
    if (is_closer(s->word.kind))
        return true;
    if (is_number(item.kind) && (!stands_alone(s, item)))
        return false;
    if (s->word.kind == ';')
        return complain(s, s->word.line,
                        "the items of a list are separated by commas, not by semicolons (or is the "
                        "%c of line %d never closed?)",
                        opening->sign, opening->line);
    if (s->word.kind != ',')
        return complain(s, s->word.line, "a comma is missing before this item of the list");

    const struct fnl_scan_word comma = s->word;
    advance(s);
    if (s->word.kind == FNL_SCAN_BAD && is_number(item.kind) && comma.at == item.at + item.length &&
        s->word.at == comma.at + 1)
        return complain_of_value(s, item);
    if (s->word.kind == ',')
        return complain(s, s->word.line, "an item is missing between two commas");
    if (!is_closer(s->word.kind))
        put(s, ",");
    return true;
}

static bool take_items(struct syntax *s, const struct opening *opening)
{
    while (!is_closer(s->word.kind)) {
        const struct fnl_scan_word item = s->word;
        s->key = opening->key;
        if (!take_value(s))
            return false;
        s->key = opening->key;
        if (!take_separator(s, opening, item))
            return false;
    }
    if (s->word.kind != (opening->sign == '(' ? ')' : ']'))
        return complain_of_closing(s, opening);
    return true;
}

static bool take_nest(struct syntax *s)
{
    const bool group = s->word.kind == '{';
    const struct opening opening = {
        .sign = (char)s->word.kind, .line = s->word.line, .key = s->key};
    if (++s->depth > FNL_SYNTAX_DEPTH)
        return complain(s, s->word.line, "groups and lists are nested more than %d deep",
                        FNL_SYNTAX_DEPTH);
    move_to(s, s->word.line);
    put(s, group ? "{" : "(");
    advance(s);
    if (!(group ? take_settings(s, &opening) : take_items(s, &opening)))
        return false;
    put(s, group ? "}" : ")");
    advance(s);
    s->depth--;
    return true;
}

static bool take_value(struct syntax *s)
{
    if (++s->values > FNL_SYNTAX_VALUES)
        return complain(s, s->word.line, "the file has more than %d values", FNL_SYNTAX_VALUES);
    switch (s->word.kind) {
    case '{':
    case '(':
    case '[':
        return take_nest(s);
    case FNL_SCAN_INTEGER:
    case FNL_SCAN_REAL:
    case FNL_SCAN_FLAG:
    case FNL_SCAN_TEXT:
        put_word(s);
        return true;
    case FNL_SCAN_BAD:
        if (s->word.problem)
            return complain_of_word(s);
        break;
    default:
        break;
    }
    return complain_of_value(s, s->word);
}

fnl_status fnl_syntax_clean(const char *text, size_t length, const char *file,
                            struct fnl_mistakes *mistakes, struct fnl_buffer *clean)
{
    char problem[160];
    int line;
    if (!fnl_scan_bytes(text, length, &line, problem)) {
        fnl_mistakes_add(mistakes, file, line, NULL, "%s", problem);
        return FNL_ERR_SCENARIO;
    }

    struct syntax s = {.scan = fnl_scan_start(text, length),
                       .file = file,
                       .mistakes = mistakes,
                       .clean = clean,
                       .clean_line = 1};
    advance(&s);
    take_settings(&s, &(struct opening){.sign = '\0'});
    put(&s, "");
    free(s.keys);
    if (s.exhausted || clean->exhausted)
        return FNL_ERR_MEMORY;
    return s.found ? FNL_ERR_SCENARIO : FNL_OK;
}
