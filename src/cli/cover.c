/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cover.h"

#include <stdio.h>

#include <funnelsim/coverage.h>

#include "watch.h"

/* In TAP a number sign begins a directive. */
static void print_escaped(const char *text)
{
    for (; *text; text++) {
        if (*text == '#' || *text == '\\')
            putchar('\\');
        putchar(*text);
    }
}

static void print_line(const struct fnl_coverage_line *line, size_t number)
{
    printf("%sok %zu - ", line->state == FNL_COVERAGE_LACKING ? "not " : "", number);
    print_escaped(line->id);
    if (line->state == FNL_COVERAGE_EXCUSED) {
        printf(" # SKIP %s\n", line->text);
        return;
    }
    fputs(": ", stdout);
    print_escaped(line->text);
    putchar('\n');
}

static enum fnl_exit print(const fnl_coverage *coverage)
{
    printf("TAP version 14\n1..%zu\n", fnl_coverage_count(coverage));
    for (size_t i = 0; i < fnl_coverage_count(coverage); i++)
        print_line(fnl_coverage_line(coverage, i), i + 1);
    return fnl_coverage_lacking(coverage) > 0 ? FNL_EXIT_FAILED : FNL_EXIT_DONE;
}

enum fnl_exit fnl_cover_claims(const struct fnl_options *options, const fnl_claims *claims)
{
    struct fnl_error error = {0};
    fnl_coverage *coverage;
    struct fnl_watch watch;
    const struct fnl_coverage_request request = {
        .claims = claims,
        .subjects = options->coverage,
        .seed = options->seed,
        .execution = fnl_watch_begin(&watch, options, 1),
    };
    const fnl_status status = fnl_coverage_run(&request, &coverage, &error);
    (void)fnl_watch_end(&watch);
    enum fnl_exit code = FNL_EXIT_STOPPED;
    if (status == FNL_OK)
        code = print(coverage);
    else if (status != FNL_ERR_STOPPED)
        code = fnl_console_fail(status, &error);
    fnl_coverage_free(coverage);
    return code;
}
