/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <funnelsim/miss.h>

#include "base/memory.h"
#include "scratch.h"
#include "lived.h"
#include "worded.h"

/* One rep of a firm with bad leads: a team that cannot do it, and one of a year too short. */
#define TEAM(QUOTA, MONTHS)                                                                        \
    "name = \"Team\"; months = " MONTHS "; labels = { pita = \"bore\"; }; " QUOTA                  \
    "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 60; bad_contact = 0.3;"  \
    "  out_of_ten = { fit = 3; budget = 3; need = 3; interest = 3; }; } ); "                       \
    "stages = ( { name = \"Talk\"; hours = 4; go_on = \"25 %\"; shows = 0.5; tries = 2; } ); "     \
    "effects = { fit = 2; }; reps = { count = 1; }; "

static struct lived firm;

static int load(void **state)
{
    if (scratch_enter(state) != 0)
        return -1;
    lived_add(&firm, TEAM("quota = { per_year = 6000000; };", "12"));
    lived_add(&firm, TEAM("", "12"));
    lived_add(&firm, TEAM("", "11"));
    return 0;
}

static int unload(void **state)
{
    lived_end(&firm);
    return scratch_leave(state);
}

static struct fnl_miss_request usual(size_t scenario)
{
    return (struct fnl_miss_request){.scenario = firm.scenarios[scenario],
                                     .seed = 2385,
                                     .replications = 8,
                                     .execution.threads = 1,
                                     .format = FNL_WRITING_TABLE,
                                     .separator = ','};
}

/* What the request prints; to be freed. */
static char *printed(struct fnl_miss_request request)
{
    char *text;
    size_t length;
    struct fnl_error error = {0};
    request.out = open_memstream(&text, &length);
    if (fnl_miss_write(&request, &error) != FNL_OK)
        fail_msg("%s", error.text);
    fclose(request.out);
    return text;
}

static void both_sides_of_the_quarrel_are_told(void **state)
{
    (void)state;
    char *text = printed(usual(0));
    worded_says(text, "Team, the first 12 months from Jan 2026, 8 futures, the same people in each "
                      "world, seed 2385\n\n"
                      "New business signed, against $6,000,000 that it should have been\n");
    worded_says(text, "Where the miss came from: there is one in 8 of 8 futures, of $");
    worded_says(text, "Neither would fill");
    worded_says(text, "\n  Marketing says  with perfect follow-up and nothing else changed");
    worded_says(text, "\n  Sales says      with perfect leads and nothing else changed");
    worded_says(text, "Without bores");
    worded_says(text, "Reaches it");
    worded_fits(text);
    assert_null(strstr(text, "Wrote "));
    free(text);
}

static void a_target_may_be_given_or_none_be_stated(void **state)
{
    (void)state;
    struct fnl_miss_request request = usual(0);
    request.target = 100; /* one dollar */
    char *text = printed(request);
    worded_says(text, "against $1 that it should have been");
    worded_says(text, "Nobody is to blame: the target is reached in every future.\n");
    free(text);
    text = printed(usual(1));
    worded_says(text, "New business signed; no target is stated\n");
    worded_says(text, "Where the gap to both perfect comes from\n");
    assert_null(strstr(text, "Reaches it"));
    assert_null(strstr(text, "miss"));
    free(text);
}

/* The number behind `what`, up to the next comma. */
static double cell(const char *csv, const char *what)
{
    const char *at = strstr(csv, what);
    assert_non_null(at);
    return strtod(at + strlen(what), NULL);
}

static void the_parts_are_all_of_the_miss(void **state)
{
    (void)state;
    struct fnl_miss_request request = usual(0);
    request.format = FNL_WRITING_CSV;
    char *csv = printed(request);
    const double miss = cell(csv, "\nas it was,missing,What is missing,USD,");
    const double parts = cell(csv, "\nas it was,only_leads,Only better leads would fill,USD,") +
                         cell(csv, "\nas it was,only_follow_up,Only better follow-up would fill,"
                                   "USD,") +
                         cell(csv, "\nas it was,overlap,Either would fill,USD,") +
                         cell(csv, "\nas it was,neither,Neither would fill,USD,");
    assert_true(miss > 1000);
    assert_true(parts - miss < 0.05 && miss - parts < 0.05);
    assert_true(cell(csv, "\nas it was,missing,What is missing,share,") == 1);
    free(csv);
}

static void every_format_tells_the_same(void **state)
{
    (void)state;
    struct fnl_miss_request request = usual(0);
    request.format = FNL_WRITING_MARKDOWN;
    char *text = printed(request);
    worded_says(text, "\n| As it was | $");
    worded_says(text, "\n- Marketing says: with perfect");
    free(text);
    request.format = FNL_WRITING_JSON;
    text = printed(request);
    worded_says(text, "\"target\": 6000000.0,\n");
    worded_says(text, "\"number\": \"of_follow_up\",");
    free(text);
    request = usual(1);
    request.format = FNL_WRITING_JSON;
    text = printed(request);
    worded_says(text, "\"target\": null,\n");
    free(text);
}

static void nothing_depends_on_the_number_of_threads(void **state)
{
    (void)state;
    struct fnl_miss_request request = usual(0);
    char *one = printed(request);
    request.execution.threads = 3;
    char *three = printed(request);
    assert_string_equal(one, three);
    free(one);
    free(three);
}

static void what_cannot_be_asked_is_refused(void **state)
{
    (void)state;
    struct fnl_error error = {0};
    struct fnl_miss_request request = usual(2);
    request.out = stdout;
    assert_int_equal(fnl_miss_write(&request, &error), FNL_ERR_USAGE);
    assert_string_equal(error.text,
                        "11 months: the quarrel is about a year, so it takes 12 at least");
    error = (struct fnl_error){0};
    request = usual(0);
    request.replications = 1;
    assert_int_equal(fnl_miss_write(&request, &error), FNL_ERR_USAGE);
    assert_string_equal(error.text, "1 futures: expected 2 at least");
}

static void what_fails_says_so(void **state)
{
    (void)state;
    static const volatile sig_atomic_t stop = 1;
    struct fnl_error error = {0};
    struct fnl_miss_request request = usual(0);
    request.out = fopen("/dev/full", "w");
    assert_int_equal(fnl_miss_write(&request, &error), FNL_ERR_IO);
    assert_string_equal(error.text,
                        "where the miss came from cannot be written: No space left on device");
    fclose(request.out);
    request.out = stdout;
    request.execution.stop = &stop;
    assert_int_equal(fnl_miss_write(&request, &error), FNL_ERR_STOPPED);
}

static void lack_of_memory_is_reported(void **state)
{
    (void)state;
    struct fnl_miss_request request = usual(0);
    fnl_status status = FNL_ERR_MEMORY;
    request.replications = 2;
    request.out = fopen("/dev/null", "w");
    for (long after = 0; status != FNL_OK; after = after < 20 ? after + 1 : after + after / 3) {
        struct fnl_error error = {0};
        fnl_memory_fail_after(after);
        status = fnl_miss_write(&request, &error);
        fnl_memory_fail_after(-1);
        assert_true(status == FNL_OK || (status == FNL_ERR_MEMORY && error.text[0]));
    }
    fclose(request.out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_sides_of_the_quarrel_are_told),
        cmocka_unit_test(a_target_may_be_given_or_none_be_stated),
        cmocka_unit_test(the_parts_are_all_of_the_miss),
        cmocka_unit_test(every_format_tells_the_same),
        cmocka_unit_test(nothing_depends_on_the_number_of_threads),
        cmocka_unit_test(what_cannot_be_asked_is_refused),
        cmocka_unit_test(what_fails_says_so),
        cmocka_unit_test(lack_of_memory_is_reported),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
