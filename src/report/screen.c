/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/screen.h"

#include <sys/ioctl.h>

/* 0 where it is no terminal, or one that does not know. */
static size_t columns_of(FILE *out)
{
    struct winsize size = {.ws_col = 0};
    const int number = fileno(out);
    return number >= 0 && ioctl(number, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

size_t fnl_screen_table(FILE *out)
{
    const size_t columns = columns_of(out);
    if (columns == 0)
        return FNL_SCREEN_WIDTH;
    return columns > FNL_SCREEN_LEAST ? columns : FNL_SCREEN_LEAST;
}

size_t fnl_screen_text(FILE *out)
{
    const size_t columns = fnl_screen_table(out);
    return columns < FNL_SCREEN_WIDTH ? columns : FNL_SCREEN_WIDTH;
}
