/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <funnelsim/clients.h>
#include <funnelsim/experiment.h>

#include "base/memory.h"
#include "busy_firm.h"
#include "report/gnuplot.h"
#include "scratch.h"
#include "worded.h"

#include "lived.h"

static struct lived firm;
static const char *const plots[] = {"plots"};

static int load(void **state)
{
    if (scratch_enter(state) != 0)
        return -1;
    lived_add(&firm, BUSY_FIRM("Asking") BUSY_ASKS);
    return 0;
}

static int unload(void **state)
{
    lived_end(&firm);
    return scratch_leave(state);
}

static struct fnl_clients_request usual(const char *folder)
{
    return (struct fnl_clients_request){.scenario = firm.scenarios[0],
                                        .seed = 2385,
                                        .replications = 5,
                                        .replication = 1,
                                        .execution.threads = 1,
                                        .writing.folder = folder,
                                        .writing.separator = ',',
                                        .writing.figures = "none",
                                        .writing.plot_folders = plots,
                                        .writing.plot_folder_count = 1};
}

/* What the request prints; to be freed. */
static char *printed(struct fnl_clients_request request)
{
    char *text;
    size_t length;
    struct fnl_error error = {0};
    request.writing.out = open_memstream(&text, &length);
    if (fnl_clients_write(&request, &error) != FNL_OK)
        fail_msg("%s", error.text);
    fclose(request.writing.out);
    return text;
}

static void three_questions_are_answered(void **state)
{
    (void)state;
    char *text = printed(usual(NULL));
    worded_says(text, "Asking, 27 months from Jan 2026, 5 futures, seed 2385\n");
    worded_says(text, "\nWho carries the firm: ");
    worded_says(text, "\nWho sends whom: ");
    worded_says(text, "\nWhen they were first met who pay: ");
    assert_null(strstr(text, "Wrote"));
    worded_fits(text);
    free(text);
}

static void tables_go_to_the_folder(void **state)
{
    (void)state;
    size_t length;
    char *text = printed(usual(scratch_path("made/here")));
    worded_lists(text, "/made/here/: whale.csv clients.csv referrals.csv cohorts.csv\n");
    char *rows = scratch_read(scratch_path("made/here/clients.csv"), &length);
    worded_says(rows, "client,pita,generation,signed,left,revenue,");
    worded_says(rows, "\nopening/1");
    free(rows);
    free(text);
}

static char *whole(const char *path)
{
    size_t length;
    return scratch_read(scratch_path(path), &length);
}

static void nothing_depends_on_the_number_of_threads(void **state)
{
    (void)state;
    static const char *const names[] = {"whale.csv", "clients.csv", "referrals.csv", "cohorts.csv"};
    struct fnl_clients_request request = usual(scratch_path("one"));
    free(printed(request));
    request.writing.folder = scratch_path("three");
    request.execution.threads = 3;
    free(printed(request));
    for (size_t i = 0; i < 4; i++) {
        char one[64], three[64];
        snprintf(one, sizeof one, "one/%s", names[i]);
        snprintf(three, sizeof three, "three/%s", names[i]);
        char *a = whole(one), *b = whole(three);
        assert_string_equal(a, b);
        free(a);
        free(b);
    }
}

static void figures_are_drawn_and_their_scripts_kept(void **state)
{
    (void)state;
    char version[FNL_GNUPLOT_VERSION];
    struct fnl_clients_request request = usual(scratch_path("drawn"));
    if (!fnl_gnuplot_version(version))
        skip();
    request.writing.figures = "family,whale";
    request.writing.scripts = scratch_path("scripts");
    char *text = printed(request);
    worded_lists(text, "cohorts.csv family.svg whale.svg\n");
    scratch_put(scratch_path("drawn/whale.pdf"), "old");
    free(text);
    text = printed(request);
    assert_int_not_equal(access(scratch_path("drawn/whale.pdf"), F_OK), 0);
    char *picture = whole("drawn/family.svg"), *script = whole("scripts/whale.gp");
    worded_says(picture, "</svg>");
    worded_says(script, "$band << EOD\n");
    free(picture);
    free(script);
    free(text);
    request = usual(NULL);
    request.writing.figures = "cohorts";
    request.writing.figure_format = "dumb";
    text = printed(request);
    worded_says(text, "people met a year before");
    worded_says(text, "first met");
    free(text);
}

static void assert_refused(struct fnl_clients_request request, const char *message)
{
    struct fnl_error error = {0};
    request.writing.out = stdout;
    assert_int_equal(fnl_clients_write(&request, &error), FNL_ERR_USAGE);
    assert_string_equal(error.text, message);
}

static void what_does_not_exist_is_refused(void **state)
{
    (void)state;
    struct fnl_clients_request request = usual(NULL);
    request.writing.figures = "whale,moon";
    assert_refused(request, "there is no figure moon");
    request.writing.figures = "whales";
    assert_refused(request, "there is no figure whales (did you mean whale?)");
    request = usual(NULL);
    request.writing.figure_format = "jpg";
    assert_refused(request, "there is no figure format jpg (svg, png, pdf, dumb or sixel)");
    request = usual(NULL);
    request.replications = 1;
    assert_refused(request, "1 futures: expected 2 to 10000");
}

static void every_figure_is_known_by_name(void **state)
{
    (void)state;
    size_t count = 0;
    for (const char *const *name = fnl_clients_figures(); *name; name++, count++)
        assert_non_null(fnl_clients_figure_about(*name));
    assert_int_equal(count, 3);
    assert_null(fnl_clients_figure_about("moon"));
}

static void what_is_stopped_says_so(void **state)
{
    (void)state;
    static const volatile sig_atomic_t stop = 1;
    struct fnl_error error = {0};
    struct fnl_clients_request request = usual(NULL);
    request.execution.stop = &stop;
    request.writing.out = stdout;
    assert_int_equal(fnl_clients_write(&request, &error), FNL_ERR_STOPPED);
}

static void a_full_disk_is_reported(void **state)
{
    (void)state;
    struct fnl_error error = {0};
    struct fnl_clients_request request = usual(NULL);
    request.writing.out = fopen("/dev/full", "w");
    assert_int_equal(fnl_clients_write(&request, &error), FNL_ERR_IO);
    assert_string_equal(error.text, "the report cannot be written: No space left on device");
    fclose(request.writing.out);
    request = usual("/dev/null/nowhere");
    request.writing.out = fopen("/dev/null", "w");
    assert_int_equal(fnl_clients_write(&request, &error), FNL_ERR_IO);
    fclose(request.writing.out);
}

static void lack_of_memory_is_reported(void **state)
{
    (void)state;
    struct fnl_clients_request request = usual(scratch_path("starved"));
    fnl_status status = FNL_ERR_MEMORY;
    request.replications = 2;
    request.writing.scripts = scratch_path("starved");
    request.writing.figures = "all";
    request.writing.figure_format = "dumb";
    request.writing.out = fopen("/dev/null", "w");
    for (long after = 0; status != FNL_OK; after = after < 20 ? after + 1 : after + after / 3) {
        struct fnl_error error = {0};
        fnl_memory_fail_after(after);
        status = fnl_clients_write(&request, &error);
        fnl_memory_fail_after(-1);
        if (status == FNL_ERR_IO) /* without gnuplot there is no more to be tried */
            break;
        assert_true(status == FNL_OK || (status == FNL_ERR_MEMORY && error.text[0]));
    }
    fclose(request.writing.out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_questions_are_answered),
        cmocka_unit_test(tables_go_to_the_folder),
        cmocka_unit_test(nothing_depends_on_the_number_of_threads),
        cmocka_unit_test(figures_are_drawn_and_their_scripts_kept),
        cmocka_unit_test(what_does_not_exist_is_refused),
        cmocka_unit_test(every_figure_is_known_by_name),
        cmocka_unit_test(what_is_stopped_says_so),
        cmocka_unit_test(a_full_disk_is_reported),
        cmocka_unit_test(lack_of_memory_is_reported),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
