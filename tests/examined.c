/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "examined.h"
#include "scratch.h"

static char before[4096];

int examined_enter(void **state)
{
    return scratch_enter(state) || !getcwd(before, sizeof before) || chdir(scratch);
}

int examined_leave(void **state)
{
    return chdir(before) || scratch_leave(state);
}

fnl_scenario *examined_load(const char *text, const char *set)
{
    scratch_put("firm.cfg", text);
    const struct fnl_scenario_request request = {
        .file = "firm.cfg", .sets = &set, .set_count = set ? 1 : 0};
    struct fnl_mistakes mistakes = {0};
    struct fnl_error error = {0};
    fnl_scenario *scenario;
    const fnl_status status = fnl_scenario_load(&request, &mistakes, &scenario, &error);
    fnl_mistakes_print(&mistakes, stderr);
    if (status != FNL_OK)
        fail_msg("%s", error.text);
    return scenario;
}

char *examined_text(examined_printer *print, const char *text, const char *set)
{
    char *said = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&said, &length);
    fnl_scenario *scenario = examined_load(text, set);
    assert_int_equal(print(scenario, out, NULL), FNL_OK);
    fclose(out);
    fnl_scenario_free(scenario);
    return said;
}

void assert_says(const char *said, const char *words)
{
    if (strstr(said, words))
        return;
    fputs(said, stderr);
    fail_msg("not said: %s", words);
}
