/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cmocka.h>

#include "report/screen.h"

static void what_is_no_terminal_has_the_usual_width(void **state)
{
    (void)state;
    char *text = NULL;
    size_t length;
    FILE *memory = open_memstream(&text, &length), *file = tmpfile();
    assert_int_equal(fnl_screen_table(memory), FNL_SCREEN_WIDTH);
    assert_int_equal(fnl_screen_text(memory), FNL_SCREEN_WIDTH);
    assert_int_equal(fnl_screen_table(file), FNL_SCREEN_WIDTH);
    fclose(memory);
    fclose(file);
    free(text);
}

/* A terminal that `columns` stand on; NULL where the system has none for us. */
static FILE *open_terminal(int *keeper, unsigned short columns)
{
    const struct winsize size = {.ws_row = 24, .ws_col = columns};
    int unlocked = 0, number = 0;
    char name[40];
    *keeper = open("/dev/ptmx", O_RDWR | O_NOCTTY);
    if (*keeper < 0 || ioctl(*keeper, TIOCSPTLCK, &unlocked) || ioctl(*keeper, TIOCGPTN, &number) ||
        ioctl(*keeper, TIOCSWINSZ, &size))
        return NULL;
    snprintf(name, sizeof name, "/dev/pts/%d", number);
    const int descriptor = open(name, O_RDWR | O_NOCTTY);
    return descriptor < 0 ? NULL : fdopen(descriptor, "w");
}

static void a_terminal_has_its_own_width(void **state)
{
    (void)state;
    static const struct {
        unsigned short columns;
        size_t table, text;
    } cases[] = {
        {0, FNL_SCREEN_WIDTH, FNL_SCREEN_WIDTH},
        {40, FNL_SCREEN_LEAST, FNL_SCREEN_LEAST},
        {80, 80, 80},
        {200, 200, FNL_SCREEN_WIDTH},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int keeper;
        FILE *terminal = open_terminal(&keeper, cases[i].columns);
        if (!terminal)
            skip();
        assert_int_equal(fnl_screen_table(terminal), cases[i].table);
        assert_int_equal(fnl_screen_text(terminal), cases[i].text);
        fclose(terminal);
        close(keeper);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_terminal_has_the_usual_width),
        cmocka_unit_test(a_terminal_has_its_own_width),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
