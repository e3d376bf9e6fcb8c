/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * scan.h - cuts the text of a scenario into words, numbers and signs.
 *
 * libconfig reads 2147483648 as a negative number, 1e999 as infinity and a
 * byte-order mark as a syntax error, all without a word. So every byte and
 * every number is looked at here first, exactly, and each word knows its line.
 * What cannot be a word comes out as FNL_SCAN_BAD, for somebody who can
 * explain it (slip.h).
 */
#ifndef FUNNELSIM_SCENARIO_SCAN_H
#define FUNNELSIM_SCENARIO_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The kind of a word. The signs { } ( ) [ ] , ; are their own kinds; `=` and `:` are both '='. */
enum fnl_scan_kind {
    FNL_SCAN_END = 0,
    FNL_SCAN_KEY = 'k',  /* a letter, then letters, digits, _ and - */
    FNL_SCAN_FLAG = 'f', /* true or false, in any case */
    FNL_SCAN_INTEGER = 'i',
    FNL_SCAN_REAL = 'r',
    FNL_SCAN_TEXT = '"', /* with its quotes, its escapes as they stand */
    FNL_SCAN_BAD = '?',
};

struct fnl_scan_word {
    int kind;
    int line; /* from 1 */
    const char *at;
    size_t length;
    int64_t integer;     /* FNL_SCAN_INTEGER; 0 or 1 for FNL_SCAN_FLAG */
    double real;         /* FNL_SCAN_REAL; finite */
    const char *problem; /* FNL_SCAN_BAD: what is wrong, as the end of a sentence that begins with
                            the word; NULL when only its surroundings can tell */
};

/* Where a scan stands; copy it to look ahead. */
struct fnl_scan {
    const char *at, *end;
    int line;
};

/* Longest text, in bytes with its quotes: libconfig's time grows with the square of it. */
#define FNL_SCAN_LONGEST_TEXT 10000

/*
 * Whether all bytes may stand in a scenario: UTF-8 without control characters
 * other than tab and line ends. If not, `*line` and a sentence in `problem` say where and why.
 */
bool fnl_scan_bytes(const char *text, size_t length, int *line, char problem[160]);

/* Begins at line 1 of `text`, after a UTF-8 byte-order mark. `text[length]` must be 0 and its bytes
 * must have passed fnl_scan_bytes; the words point into it. */
struct fnl_scan fnl_scan_start(const char *text, size_t length);

/* The next word; spaces (no-break spaces too) and comments (#, //, slash-star) are passed over. */
struct fnl_scan_word fnl_scan_next(struct fnl_scan *scan);

#endif
