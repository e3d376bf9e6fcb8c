/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/slip.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "scenario/mend.h"

#define LONGEST_PHRASE 60

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_inside_character(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

/* Copies what may have been meant as one value: a comma belongs to it between digits only. */
static void take_phrase(const char *at, char phrase[LONGEST_PHRASE + 1])
{
    size_t length = 0;
    while (
        at[length] && !strchr(";\n\r{}()[]=#", at[length]) &&
        (at[length] != ',' || (length > 0 && is_digit(at[length - 1]) && is_digit(at[length + 1]))))
        length++;
    while (length > 0 && (at[length - 1] == ' ' || at[length - 1] == '\t'))
        length--;
    if (length > LONGEST_PHRASE)
        for (length = LONGEST_PHRASE; is_inside_character(at[length]);)
            length--;
    memcpy(phrase, at, length);
    phrase[length] = '\0';
}

static size_t digits(const char *text)
{
    return strspn(text, "0123456789");
}

/* 25,000 or 1,250,000.50: the number without its commas into `bare`. */
static bool has_thousands(const char *text, char bare[LONGEST_PHRASE + 1])
{
    size_t count = digits(text), length = 0;
    if (count < 1 || count > 3 || text[count] != ',')
        return false;
    for (;;) {
        memcpy(bare + length, text, count);
        length += count;
        text += count;
        if (*text != ',')
            break;
        text++;
        count = digits(text);
        if (count != 3)
            return false;
    }
    const size_t rest = strlen(text);
    memcpy(bare + length, text, rest + 1);
    return rest == 0 || (text[0] == '.' && 1 + digits(text + 1) == rest);
}

/* 2,5: with a point into `bare`. */
static bool has_decimal_comma(const char *text, char bare[LONGEST_PHRASE + 1])
{
    const size_t count = digits(text);
    if (count == 0 || text[count] != ',' || digits(text + count + 1) != strlen(text + count + 1))
        return false;
    strcpy(bare, text);
    bare[count] = '.';
    return true;
}

static bool starts_with_any(const char *text, const char *const *beginnings)
{
    for (; *beginnings; beginnings++)
        if (strncmp(text, *beginnings, strlen(*beginnings)) == 0)
            return true;
    return false;
}

static const char *const curly_quotes[] = {"\xe2\x80\x9c",
                                           "\xe2\x80\x9d",
                                           "\xe2\x80\x9e",
                                           "\xe2\x80\x98",
                                           "\xe2\x80\x99",
                                           "\xc2\xab",
                                           NULL};
static const char *const currency_signs[] = {"$", "\xe2\x82\xac", "\xc2\xa3", "\xc2\xa5", NULL};

/* $85,000: the amount without the sign, where it is no more than a number. */
static void explain_currency_sign(const char *phrase, char text[FNL_SLIP_TEXT])
{
    char bare[LONGEST_PHRASE + 1];
    const char *amount = phrase + strcspn(phrase, "0123456789");
    if (has_thousands(amount, bare))
        amount = bare;
    else if (!*amount || strspn(amount, "0123456789.") != strlen(amount))
        amount = "85000 or \"85k\"";
    snprintf(text, FNL_SLIP_TEXT,
             "%s has a currency sign: write %s; the currency is said once, in `currency`", phrase,
             amount);
}

static bool is_yes(const char *word)
{
    return !strcasecmp(word, "yes") || !strcasecmp(word, "on");
}

static bool is_no(const char *word)
{
    return !strcasecmp(word, "no") || !strcasecmp(word, "off");
}

const char *fnl_slip_value(const char *at, char text[FNL_SLIP_TEXT])
{
    char phrase[LONGEST_PHRASE + 1], bare[LONGEST_PHRASE + 1], mended[FNL_MEND_TEXT];
    const char *letter;
    take_phrase(at, phrase);
    const size_t length = strlen(phrase);
    if (!phrase[0])
        snprintf(text, FNL_SLIP_TEXT, "a value is missing here");
    else if (has_thousands(phrase, bare))
        snprintf(text, FNL_SLIP_TEXT, "%s has a comma inside the number: write %s", phrase, bare);
    else if (has_decimal_comma(phrase, bare))
        snprintf(text, FNL_SLIP_TEXT, "%s has a comma inside the number: write %s", phrase, bare);
    else if (starts_with_any(phrase, curly_quotes))
        snprintf(text, FNL_SLIP_TEXT, "%s has curly quotes: type straight ones, \"like these\"",
                 phrase);
    else if (phrase[0] == '\'')
        snprintf(text, FNL_SLIP_TEXT, "%s has single quotes: write \"double\" ones", phrase);
    else if (starts_with_any(phrase, currency_signs))
        explain_currency_sign(phrase, text);
    else if (is_yes(phrase) || is_no(phrase))
        snprintf(text, FNL_SLIP_TEXT, "%s is not understood: write %s", phrase,
                 is_yes(phrase) ? "true" : "false");
    else if (phrase[length - 1] == '"')
        snprintf(text, FNL_SLIP_TEXT, "%s has a quote behind it only: write \"%s", phrase, phrase);
    else if ((letter = fnl_mend_letters(phrase, mended)) && digits(mended) == length)
        snprintf(text, FNL_SLIP_TEXT, "%s: a letter %s? Write %s", phrase, letter, mended);
    else if (is_digit(phrase[0]) || is_letter(phrase[0]) || strchr("+-.", phrase[0]))
        snprintf(text, FNL_SLIP_TEXT, "%s needs quotes: write \"%s\"", phrase, phrase);
    else
        snprintf(text, FNL_SLIP_TEXT, "%s does not belong here: a value is expected", phrase);
    return text;
}

/* `reps.count` as `reps = { count = ...; }`. */
static bool explain_path(const char *phrase, char text[FNL_SLIP_TEXT])
{
    const char *dot = strchr(phrase, '.');
    if (!dot || dot == phrase || !is_letter(phrase[0]))
        return false;
    snprintf(text, FNL_SLIP_TEXT,
             "%s is a path, and in a file groups nest: write %.*s = { %s = ...; }", phrase,
             (int)(dot - phrase), phrase, dot + 1);
    return true;
}

const char *fnl_slip_key(const char *at, char text[FNL_SLIP_TEXT])
{
    char phrase[LONGEST_PHRASE + 1];
    take_phrase(at, phrase);
    if (at[0] == '"')
        snprintf(text, FNL_SLIP_TEXT, "a key stands without quotes: name = \"Website\";");
    else if (at[0] == '[')
        snprintf(text, FNL_SLIP_TEXT, "a group is written reps = { count = 6; };");
    else if (at[0] == '{' || at[0] == '(')
        snprintf(text, FNL_SLIP_TEXT,
                 "%c opens something that has no name: write name = %c ... %c;", at[0], at[0],
                 at[0] == '{' ? '}' : ')');
    else if (!phrase[0])
        snprintf(text, FNL_SLIP_TEXT, "%c does not belong here: a key is expected", at[0]);
    else if (!explain_path(phrase, text))
        snprintf(text, FNL_SLIP_TEXT,
                 "%s does not belong here: a key is expected, which begins with a letter (is a "
                 "quote or a sign missing before it?)",
                 phrase);
    return text;
}
