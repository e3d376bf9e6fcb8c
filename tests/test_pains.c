/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <unistd.h>

#include <funnelsim/pains.h>

#include "base/memory.h"
#include "busy_firm.h"
#include "report/gnuplot.h"
#include "scratch.h"
#include "lived.h"
#include "worded.h"

static struct lived firm;
static const char *const plots[] = {"plots"};

static int load(void **state)
{
    if (scratch_enter(state) != 0)
        return -1;
    lived_add(&firm, BUSY_FIRM("Busy") BUSY_ASKS "labels = { pita = \"bore\"; };");
    return 0;
}

static int unload(void **state)
{
    lived_end(&firm);
    return scratch_leave(state);
}

static struct fnl_pains_request usual(const char *folder)
{
    return (struct fnl_pains_request){.scenario = firm.scenarios[0],
                                      .seed = 2385,
                                      .replications = 5,
                                      .execution.threads = 1,
                                      .writing.format = FNL_WRITING_TABLE,
                                      .writing.folder = folder,
                                      .writing.separator = ',',
                                      .writing.figures = "none",
                                      .writing.plot_folders = plots,
                                      .writing.plot_folder_count = 1};
}

/* What the request prints; to be freed. */
static char *printed(struct fnl_pains_request request)
{
    char *text;
    size_t length;
    struct fnl_error error = {0};
    request.writing.out = open_memstream(&text, &length);
    if (fnl_pains_write(&request, &error) != FNL_OK)
        fail_msg("%s", error.text);
    fclose(request.writing.out);
    return text;
}

static void tables_and_sentences_are_printed(void **state)
{
    (void)state;
    char *text = printed(usual(NULL));
    worded_says(text, "Busy, 27 months from Jan 2026, 5 futures, the same people in each world, "
                      "seed 2385\n");
    worded_says(text, "New bores");
    worded_says(text, "Their margin (the books)");
    worded_says(text, "By the end of Dec 2027");
    worded_says(text, "By the end of Mar 2028");
    worded_says(text, "Had no new ones signed: ");
    worded_says(text, "Noise of the simulation itself: +-$");
    worded_fits(text);
    assert_null(strstr(text, "Wrote "));
    free(text);
}

static void every_format_tells_the_same(void **state)
{
    (void)state;
    static const struct {
        enum fnl_writing_format format;
        const char *part;
    } cases[] = {{FNL_WRITING_MARKDOWN, "| New bores | "},
                 {FNL_WRITING_CSV, "\nno new ones,opportunity_cost,"},
                 {FNL_WRITING_JSON, "\"months_cumulated\": ["}};
    for (size_t i = 0; i < 3; i++) {
        struct fnl_pains_request request = usual(NULL);
        request.writing.format = cases[i].format;
        char *text = printed(request);
        worded_says(text, cases[i].part);
        free(text);
    }
}

static char *whole(const char *path)
{
    size_t length;
    return scratch_read(scratch_path(path), &length);
}

/* The last month's sums are those of the table of numbers, to the cent. */
static void months_end_where_the_sums_are(void **state)
{
    (void)state;
    char sum[400], *at;
    free(printed(usual(scratch_path("made"))));
    char *months = whole("made/months.csv"), *numbers = whole("made/pains.csv");
    worded_says(months, "world,month,direct_margin_mean,direct_margin_low_1_in_10,");
    at = strstr(numbers, "\nnone at all,contribution,Contribution,USD,");
    assert_non_null(at);
    at += strlen("\nnone at all,contribution,Contribution,USD,");
    snprintf(sum, sizeof sum, ",%.*s,", (int)strcspn(at, ","), at);
    at = strstr(months, "\nnone at all,2028-03-01,");
    assert_non_null(at);
    worded_says(at, sum);
    free(months);
    free(numbers);
}

static void nothing_depends_on_the_number_of_threads(void **state)
{
    (void)state;
    struct fnl_pains_request request = usual(NULL);
    request.writing.format = FNL_WRITING_CSV;
    char *one = printed(request);
    request.execution.threads = 3;
    char *three = printed(request);
    assert_string_equal(one, three);
    free(one);
    free(three);
}

static void the_figure_is_drawn(void **state)
{
    (void)state;
    char version[FNL_GNUPLOT_VERSION];
    struct fnl_pains_request request = usual(scratch_path("drawn"));
    if (!fnl_gnuplot_version(version))
        skip();
    request.writing.figures = "pains";
    request.writing.scripts = scratch_path("scripts");
    char *text = printed(request);
    worded_says(text, "/drawn/: pains.csv months.csv pains.svg\n");
    free(text);
    char *picture = whole("drawn/pains.svg"), *script = whole("scripts/pains.gp");
    worded_says(picture, "</svg>");
    worded_says(picture, "no book shows");
    worded_says(script, "$months << EOD\n");
    free(picture);
    free(script);
}

static void assert_refused(struct fnl_pains_request request, const char *message)
{
    struct fnl_error error = {0};
    request.writing.out = stdout;
    assert_int_equal(fnl_pains_write(&request, &error), FNL_ERR_USAGE);
    assert_string_equal(error.text, message);
}

static void what_does_not_exist_is_refused(void **state)
{
    (void)state;
    struct fnl_pains_request request = usual(NULL);
    request.writing.figures = "whale";
    assert_refused(request, "there is no figure whale");
    request = usual(NULL);
    request.replications = 1;
    assert_refused(request, "1 futures: expected 2 to 10000");
    request.replications = 10001;
    assert_refused(request, "10001 futures: expected 2 to 10000");
    assert_string_equal(fnl_pains_figures()[0], "pains");
    assert_non_null(fnl_pains_figure_about("pains"));
    assert_null(fnl_pains_figure_about("whale"));
}

static void what_fails_says_so(void **state)
{
    (void)state;
    static const volatile sig_atomic_t stop = 1;
    struct fnl_error error = {0};
    struct fnl_pains_request request = usual(NULL);
    request.writing.out = fopen("/dev/full", "w");
    assert_int_equal(fnl_pains_write(&request, &error), FNL_ERR_IO);
    assert_string_equal(error.text, "the report cannot be written: No space left on device");
    fclose(request.writing.out);
    request.writing.out = stdout;
    request.execution.stop = &stop;
    assert_int_equal(fnl_pains_write(&request, &error), FNL_ERR_STOPPED);
}

static void lack_of_memory_is_reported(void **state)
{
    (void)state;
    struct fnl_pains_request request = usual(scratch_path("starved"));
    fnl_status status = FNL_ERR_MEMORY;
    request.replications = 2;
    request.writing.scripts = scratch_path("starved");
    request.writing.figures = "all";
    request.writing.figure_format = "dumb";
    request.writing.out = fopen("/dev/null", "w");
    for (long after = 0; status != FNL_OK; after = after < 20 ? after + 1 : after + after / 3) {
        struct fnl_error error = {0};
        fnl_memory_fail_after(after);
        status = fnl_pains_write(&request, &error);
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
        cmocka_unit_test(tables_and_sentences_are_printed),
        cmocka_unit_test(every_format_tells_the_same),
        cmocka_unit_test(months_end_where_the_sums_are),
        cmocka_unit_test(nothing_depends_on_the_number_of_threads),
        cmocka_unit_test(the_figure_is_drawn),
        cmocka_unit_test(what_does_not_exist_is_refused),
        cmocka_unit_test(what_fails_says_so),
        cmocka_unit_test(lack_of_memory_is_reported),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
