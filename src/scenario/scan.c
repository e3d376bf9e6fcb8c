/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/scan.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define LONGEST_NUMBER 64

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* How many bytes the UTF-8 character at `at` has (RFC 3629); 0 when it is none. */
static size_t character(const unsigned char *at, size_t left)
{
    static const struct {
        unsigned char first, last, least_second, greatest_second;
        size_t length;
    } forms[] = {
        {0x00, 0x7f, 0, 0, 1},       {0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3},
        {0xe1, 0xec, 0x80, 0xbf, 3}, {0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3},
        {0xf0, 0xf0, 0x90, 0xbf, 4}, {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (at[0] < forms[i].first || at[0] > forms[i].last)
            continue;
        if (forms[i].length > left)
            return 0;
        if (forms[i].length > 1 &&
            (at[1] < forms[i].least_second || at[1] > forms[i].greatest_second))
            return 0;
        for (size_t k = 2; k < forms[i].length; k++)
            if (at[k] < 0x80 || at[k] > 0xbf)
                return 0;
        return forms[i].length;
    }
    return 0;
}

static bool is_control(unsigned char c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f;
}

bool fnl_scan_bytes(const char *text, size_t length, int *line, char problem[160])
{
    const unsigned char *bytes = (const unsigned char *)text;
    *line = 1;
    if (length >= 2 &&
        ((bytes[0] == 0xff && bytes[1] == 0xfe) || (bytes[0] == 0xfe && bytes[1] == 0xff))) {
        snprintf(problem, 160, "the file is UTF-16: save it as UTF-8");
        return false;
    }
    size_t column = 1;
    for (size_t at = 0; at < length; column++) {
        const size_t size = character(bytes + at, length - at);
        if (size == 0 || is_control(bytes[at])) {
            snprintf(problem, 160, "byte 0x%02X at column %zu is %s", bytes[at], column,
                     size ? "a control character: take it out"
                          : "not UTF-8: save the file as UTF-8");
            return false;
        }
        if (bytes[at] == '\n') {
            ++*line;
            column = 0;
        }
        at += size;
    }
    return true;
}

static bool starts(const struct fnl_scan *scan, const char *text)
{
    return strncmp(scan->at, text, strlen(text)) == 0;
}

struct fnl_scan fnl_scan_start(const char *text, size_t length)
{
    struct fnl_scan scan = {.at = text, .end = text + length, .line = 1};
    if (starts(&scan, "\xef\xbb\xbf"))
        scan.at += 3;
    return scan;
}

static void skip_line(struct fnl_scan *scan)
{
    while (scan->at < scan->end && *scan->at != '\n')
        scan->at++;
}

/* Past the end of a slash-star comment; false, staying where it is, when it has none. */
static bool skip_comment(struct fnl_scan *scan)
{
    const char *close = strstr(scan->at + 2, "*/");
    if (!close)
        return false;
    for (; scan->at < close + 2; scan->at++)
        scan->line += *scan->at == '\n';
    return true;
}

/* Stops at a word, at the end, or at a comment that is never closed. */
static void skip_blanks(struct fnl_scan *scan)
{
    while (scan->at < scan->end) {
        if (*scan->at == '\n')
            scan->line++;
        if (strchr(" \t\r\n", *scan->at))
            scan->at++;
        else if (starts(scan, "\xc2\xa0"))
            scan->at += 2;
        else if (*scan->at == '#' || starts(scan, "//"))
            skip_line(scan);
        else if (!starts(scan, "/*") || !skip_comment(scan))
            return;
    }
}

static void make_bad(struct fnl_scan_word *word, const char *problem)
{
    word->kind = FNL_SCAN_BAD;
    word->problem = problem;
}

/* Escapes may only make characters that could not be typed or would end the text. */
static bool is_good_escape(const char *at)
{
    if (at[1] != 'x' && at[1] != 'X')
        return true;
    if (!isxdigit((unsigned char)at[2]) || !isxdigit((unsigned char)at[3]))
        return true;
    const char digits[3] = {at[2], at[3], '\0'};
    const long code = strtol(digits, NULL, 16);
    return code >= 0x20 && code < 0x7f;
}

static void scan_text(struct fnl_scan *scan, struct fnl_scan_word *word)
{
    bool good_escapes = true;
    const char *at = scan->at + 1;
    while (*at && *at != '"' && *at != '\n' && *at != '\r') {
        good_escapes = good_escapes && (*at != '\\' || is_good_escape(at));
        at += at[0] == '\\' && at[1] && at[1] != '\n' && at[1] != '\r' ? 2 : 1;
    }
    word->length = (size_t)(at - scan->at) + (*at == '"');
    word->kind = FNL_SCAN_TEXT;
    if (*at != '"')
        make_bad(word, "is a text that does not end on its line: a \" is missing (a long text is "
                       "written as \"one\" \"after the other\")");
    else if (!good_escapes)
        make_bad(word, "has a \\x that is no printable ASCII: write the character itself");
    else if (word->length > FNL_SCAN_LONGEST_TEXT)
        make_bad(word, "is longer than 10000 bytes");
}

/* The part of a number-like word that is digits, from `at`. */
static size_t digits(const char *at)
{
    size_t count = 0;
    while (is_digit(at[count]))
        count++;
    return count;
}

static void read_integer(struct fnl_scan_word *word, const char *text, int base)
{
    errno = 0;
    word->integer = strtoll(text, NULL, base);
    word->kind = FNL_SCAN_INTEGER;
    if (errno == ERANGE)
        make_bad(word, "is too large: whole numbers end at 9223372036854775807");
}

static void read_real(struct fnl_scan_word *word, const char *text)
{
    word->real = strtod(text, NULL);
    word->kind = FNL_SCAN_REAL;
    if (!isfinite(word->real))
        make_bad(word, "is too large: numbers end at 1.8e308");
    else if (word->real == 0 && strcspn(text, "123456789") < strcspn(text, "eE"))
        make_bad(word, "is too small to be told from 0: write 0");
}

static bool is_hexadecimal(const char *text)
{
    const size_t count = strspn(text + 2, "0123456789abcdefABCDEF");
    const char *tail = text + 2 + count;
    return text[0] == '0' && (text[1] == 'x' || text[1] == 'X') && count > 0 &&
           (!*tail || strcmp(tail, "L") == 0 || strcmp(tail, "LL") == 0);
}

/* What may follow the digits of a real number: nothing, or an exponent. */
static bool is_exponent(const char *tail)
{
    if (!*tail)
        return true;
    if (*tail != 'e' && *tail != 'E')
        return false;
    tail += 1 + (tail[1] == '+' || tail[1] == '-');
    return digits(tail) > 0 && !tail[digits(tail)];
}

/* Numbers as libconfig knows them, and real numbers without a point before the exponent. */
static void classify_number(struct fnl_scan_word *word)
{
    char text[LONGEST_NUMBER + 1];
    make_bad(word, NULL);
    if (word->length > LONGEST_NUMBER)
        return;
    memcpy(text, word->at, word->length);
    text[word->length] = '\0';

    const char *whole = text + (text[0] == '+' || text[0] == '-');
    const size_t count = digits(whole);
    const char *tail = whole + count;
    const bool has_point = *tail == '.';
    const size_t decimals = has_point ? digits(tail + 1) : 0;
    if (is_hexadecimal(text))
        read_integer(word, text, 16);
    else if (count > 1 && whole[0] == '0')
        make_bad(word, "begins with 0, which a number does not");
    else if (count > 0 && (!*tail || strcmp(tail, "L") == 0 || strcmp(tail, "LL") == 0))
        read_integer(word, text, 10);
    else if (count + decimals > 0 && is_exponent(tail + decimals + has_point))
        read_real(word, text);
}

/* Takes in all that somebody may have meant as part of a number: 66days, 2026-04-01, 1e-9. */
static void scan_number(struct fnl_scan *scan, struct fnl_scan_word *word)
{
    const char *at = scan->at + 1;
    while (is_letter(*at) || is_digit(*at) || *at == '_' || *at == '.' ||
           ((*at == '-' || *at == '+') &&
            (at[-1] == 'e' || at[-1] == 'E' || (is_digit(at[-1]) && is_digit(at[1])))))
        at++;
    word->length = (size_t)(at - scan->at);
    classify_number(word);
}

static void scan_key(struct fnl_scan *scan, struct fnl_scan_word *word)
{
    const char *at = scan->at;
    bool dotted = false;
    for (; is_letter(*at) || is_digit(*at) || *at == '_' || *at == '-' || *at == '.'; at++)
        dotted = dotted || *at == '.';
    word->length = (size_t)(at - scan->at);
    word->kind = dotted ? FNL_SCAN_BAD : FNL_SCAN_KEY;
    word->integer = word->length == 4;
    if ((word->length == 4 && strncasecmp(scan->at, "true", 4) == 0) ||
        (word->length == 5 && strncasecmp(scan->at, "false", 5) == 0))
        word->kind = FNL_SCAN_FLAG;
}

static bool begins_number(const char *at)
{
    if (*at == '+' || *at == '-')
        at++;
    return is_digit(at[0]) || (at[0] == '.' && is_digit(at[1]));
}

static void scan_other(struct fnl_scan *scan, struct fnl_scan_word *word)
{
    word->length = strcspn(scan->at, " \t\r\n;,={}()[]\"#");
    make_bad(word, NULL);
    if (starts(scan, "/*")) {
        word->length = 2;
        word->problem = "opens a comment that is never closed";
    } else if (word->length >= 8 && starts(scan, "@include")) {
        word->problem = "is not used here: write extends = \"baseline.cfg\" to build on another "
                        "file";
    }
}

struct fnl_scan_word fnl_scan_next(struct fnl_scan *scan)
{
    skip_blanks(scan);
    struct fnl_scan_word word = {.at = scan->at, .line = scan->line, .length = 1};
    const char c = *scan->at;
    if (scan->at == scan->end) {
        word.kind = FNL_SCAN_END;
        word.length = 0;
    } else if (strchr("{}()[],;=:", c)) {
        word.kind = c == ':' ? '=' : c;
    } else if (c == '"') {
        scan_text(scan, &word);
    } else if (is_letter(c)) {
        scan_key(scan, &word);
    } else if (begins_number(scan->at)) {
        scan_number(scan, &word);
    } else {
        scan_other(scan, &word);
    }
    scan->at += word.length;
    return word;
}
