/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/workdays.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

static int weekday_named(const char *word, size_t length)
{
    static const char *const names[7] = {"monday", "tuesday",  "wednesday", "thursday",
                                         "friday", "saturday", "sunday"};
    for (int i = 0; i < 7; i++)
        if ((length == 3 || length == strlen(names[i])) && strncasecmp(word, names[i], length) == 0)
            return i;
    return -1;
}

static bool is_between_days(char c)
{
    return isspace((unsigned char)c) || c == ',';
}

bool fnl_workdays_read(const char *text, uint8_t *days)
{
    int from = -1;
    *days = 0;
    while (*text) {
        const size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
        const int day = weekday_named(text, length);
        if (day < 0)
            return false;
        for (int d = from >= 0 ? from : day;; d = (d + 1) % 7) {
            *days |= (uint8_t)(1u << d);
            if (d == day)
                break;
        }
        text += length;
        from = *text == '-' ? day : -1;
        text += *text == '-';
        while (is_between_days(*text))
            text++;
    }
    return *days != 0 && from < 0;
}
