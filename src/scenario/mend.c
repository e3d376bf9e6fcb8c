/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/mend.h"

#include <string.h>

static size_t digits(const char *at)
{
    return strspn(at, "0123456789");
}

size_t fnl_mend_separator(const char *at)
{
    static const char *const separators[] = {",", " ", "\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x89"};
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
        const size_t length = strlen(separators[i]);
        if (strncmp(at, separators[i], length) == 0 && digits(at + length) == 3)
            return length;
    }
    return 0;
}

size_t fnl_mend_sign(const char *at)
{
    static const char *const signs[] = {"$", "\xe2\x82\xac", "\xc2\xa3", "\xc2\xa5"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strncmp(at, signs[i], strlen(signs[i])) == 0)
            return strlen(signs[i]);
    return 0;
}

bool fnl_mend_has_sign(const char *text)
{
    while (*text && fnl_mend_sign(text) == 0)
        text++;
    return *text;
}

/* Whether the number at `at` has a decimal comma, or points between its thousands. */
static bool is_european(const char *at)
{
    size_t groups = 0, points = 0;
    at += digits(at);
    for (;; groups++) {
        const size_t bytes = *at == ',' ? 0 : fnl_mend_separator(at);
        const bool point = *at == '.' && digits(at + 1) == 3;
        if (bytes == 0 && !point)
            break;
        points += point;
        at += (point ? 1 : bytes) + 3;
    }
    const size_t decimals = *at == ',' ? digits(at + 1) : 0;
    return points > 1 || (decimals > 0 && (groups > 0 || decimals != 3));
}

/* Takes the separators out of the number at `at`, and turns a decimal comma into a point. */
static void mend_number(char *at)
{
    const bool european = is_european(at), groups = digits(at) <= 3;
    char *to = at;
    for (;;) {
        const size_t bytes = groups ? fnl_mend_separator(at) : 0;
        if (digits(at) > 0 || (european && *at == ',')) {
            *to++ = *at == ',' ? '.' : *at;
            at++;
        } else if (european && *at == '.') {
            at++;
        } else if (bytes > 0) {
            at += bytes;
        } else {
            break;
        }
    }
    memmove(to, at, strlen(at) + 1);
}

void fnl_mend_quantity(const char *text, char mended[FNL_MEND_TEXT])
{
    size_t length = 0;
    while (*text && length + 1 < FNL_MEND_TEXT) {
        const size_t sign = fnl_mend_sign(text);
        text += sign;
        if (sign == 0 && (*text != ' ' || (length > 0 && !strchr("+-", mended[length - 1]))))
            mended[length++] = *text;
        text += sign == 0;
    }
    while (length > 0 && mended[length - 1] == ' ')
        length--;
    mended[length] = '\0';
    mend_number(mended + strspn(mended, "+- "));
}

/* The digit that `letter` looks like, and what is said of it; 0 for none. */
static char digit_like(char letter, const char **said)
{
    static const struct {
        char letter, digit;
        const char *said;
    } looks[] = {{'O', '0', "O for a zero"},
                 {'o', '0', "o for a zero"},
                 {'l', '1', "l for a one"},
                 {'I', '1', "I for a one"}};
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++)
        if (looks[i].letter == letter) {
            *said = looks[i].said;
            return looks[i].digit;
        }
    return 0;
}

const char *fnl_mend_letters(const char *text, char mended[FNL_MEND_TEXT])
{
    const size_t number = strspn(text, "+-.,0123456789OolI");
    const bool whole = text[number] == '\0' || strchr(" %\tkKM", text[number]);
    const bool counts = strcspn(text, "0123456789") < number;
    const char *first = NULL, *said = NULL;
    if (strlen(text) >= FNL_MEND_TEXT || !whole || !counts)
        return NULL;
    strcpy(mended, text);
    for (size_t i = 0; i < number; i++) {
        const char digit = digit_like(text[i], &said);
        if (digit) {
            mended[i] = digit;
            first = first ? first : said;
        }
    }
    return first;
}
