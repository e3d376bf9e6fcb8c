/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <funnelsim/trace.h>

#include "base/memory.h"
#include "scratch.h"
#include "worded.h"

/* A small firm in which everything happens: referrals, asks, prospecting, meetings, pains. */
static const char firm[] =
    "name = \"Small\"; start = \"2026-01-01\"; months = 24;\n"
    "sources = ({ name = \"website\"; kind = \"inbound\"; leads_per_month = 20; pita = 0.3; },\n"
    "           { name = \"cold calls\"; kind = \"outbound\"; found_per_hour = 0.3; },\n"
    "           { name = \"word of mouth\"; kind = \"referral\"; });\n"
    "stages = ({ name = \"Talk\"; hours = 1; go_on = \"50 %\"; meeting = \"visit\"; },\n"
    "          { name = \"Offer\"; hours = 3; go_on = \"50 %\"; days = 7; });\n"
    "meetings = { target_per_month = 40;\n"
    "             kinds = ({ name = \"visit\"; refers = 0.2; },\n"
    "                      { name = \"review\"; when = \"spare_time\"; refers = 0.3;\n"
    "                        opens = 0.3; }); };\n"
    "today = { clients = 12; pita_clients = 3; open_deals = 6; };\n"
    "referrals = { engaged = 6; content = 4; complacent = 2; disgruntled = 1;\n"
    "              asked_content = 0.9; };\n"
    "ask = { policy = \"everybody\"; per_client_year = 2; };\n"
    "slack = { policy = \"prospect\"; };\n"
    "returns = { share = 0.5; after = 3; };\n"
    "reps = { count = 3; };\n";

static fnl_scenario *scenario;

static int load(void **state)
{
    struct fnl_mistakes mistakes = {0};
    struct fnl_error error = {FNL_OK, ""};
    if (scratch_enter(state) != 0)
        return -1;
    scratch_put(scratch_path("small.cfg"), firm);
    const struct fnl_scenario_request request = {.file = scratch_path("small.cfg")};
    const fnl_status status = fnl_scenario_load(&request, &mistakes, &scenario, &error);
    fnl_mistakes_print(&mistakes, stderr);
    fnl_mistakes_fini(&mistakes);
    return status == FNL_OK ? 0 : -1;
}

static int unload(void **state)
{
    fnl_scenario_free(scenario);
    return scratch_leave(state);
}

static struct fnl_trace_request request_for(const char *follow)
{
    return (struct fnl_trace_request){
        .scenario = scenario, .seed = 2385, .replication = 3, .follow = follow};
}

/* What the request tells; to be freed. */
static char *told(struct fnl_trace_request request)
{
    char *text;
    size_t length;
    struct fnl_error error = {FNL_OK, ""};
    request.out = open_memstream(&text, &length);
    if (fnl_trace_run(&request, &error) != FNL_OK)
        fail_msg("%s", error.text);
    fclose(request.out);
    return text;
}

/*
 * Follows everybody whom the lines of `text` with `verb` name, and sees that each one's own story
 * has that line; how many there were.
 */
static int follow_all(const char *text, const char *verb)
{
    const size_t moment = strlen("2026-03-17 10:42  ");
    int count = 0;
    for (const char *line = text, *next; *line; line = next) {
        next = line + strcspn(line, "\n") + 1;
        const char *found = strstr(line, verb);
        if (!found || found >= next)
            continue;
        char name[200], sentence[300];
        snprintf(name, sizeof name, "%.*s", (int)(found - line - (long)moment), line + moment);
        snprintf(sentence, sizeof sentence, "%.*s", (int)(found - line) + (int)strlen(verb), line);
        char *story = told(request_for(name));
        worded_says(story, sentence);
        free(story);
        count++;
    }
    return count;
}

static void whoever_is_named_can_be_followed(void **state)
{
    (void)state;
    char *text = told(request_for(NULL));
    assert_null(strstr(text, "somebody"));
    worded_says(text, "Dec 2027: ");
    assert_true(follow_all(text, " signs for ") > 20);
    assert_true(follow_all(text, " leaves when ") > 5);
    free(text);
}

static void a_family_is_named_down_the_generations(void **state)
{
    (void)state;
    struct fnl_trace_request request = request_for("opening/5");
    request.family = true;
    char *text = told(request);
    assert_null(strstr(text, "somebody"));
    assert_true(follow_all(text, " is handed to sales") > 2);
    free(text);
}

static void every_way_to_come_is_told_by_somebody(void **state)
{
    (void)state;
    char *days = told(request_for("rep-2"));
    worded_says(days, "rep-2 is on the team\n");
    worded_says(days, "; finds cold calls/rep-2/");
    worded_says(days, "; is introduced to ");
    worded_says(days, "; opens a new deal, ");
    worded_says(days, " for referrals, ");
    worded_says(days, "; the lead goes on to Offer");
    worded_says(days, "; the lead signs for $");
    assert_null(strstr(days, "somebody"));
    free(days);
    char *deal = told(request_for("open-deal/4"));
    worded_says(deal, "open-deal/4 is an open deal on the first day, from website (in truth: ");
    free(deal);
}

static void the_window_includes_both_its_days(void **state)
{
    (void)state;
    struct fnl_trace_request request = request_for("rep-1");
    request.from = "2026-03-17";
    request.to = "2026-03-17";
    char *day = told(request);
    worded_says(day, "2026-03-17 ");
    assert_null(strstr(day, "2026-03-16"));
    assert_null(strstr(day, "2026-03-18"));
    free(day);
    request.to = "2026-03";
    char *month = told(request);
    worded_says(month, "2026-03-31 ");
    assert_null(strstr(month, "2026-04"));
    free(month);
    request.limit = 2;
    char *limited = told(request);
    worded_says(limited, "lines are left out: the limit is 2.\n");
    free(limited);
}

static void the_same_future_is_told_alike_and_another_otherwise(void **state)
{
    (void)state;
    struct fnl_trace_request request = request_for(NULL);
    char *once = told(request), *again = told(request);
    request.replication = 4;
    char *other = told(request);
    assert_string_equal(once, again);
    assert_string_not_equal(once, other);
    free(once);
    free(again);
    free(other);
}

static void assert_refused(struct fnl_trace_request request, const char *message)
{
    char *text;
    size_t length;
    struct fnl_error error = {FNL_OK, ""};
    request.out = open_memstream(&text, &length);
    assert_int_equal(fnl_trace_run(&request, &error), FNL_ERR_USAGE);
    fclose(request.out);
    assert_string_equal(error.text, message);
    assert_string_equal(text, "");
    free(text);
}

#define PLAN "the plan goes from 2026-01-01 to 2027-12-31"

static void what_does_not_fit_is_refused_before_anything_is_written(void **state)
{
    (void)state;
    struct fnl_trace_request request = request_for("rep-4");
    assert_refused(request, "there is no rep-4: the reps are rep-1 to rep-3");
    request = request_for(NULL);
    request.family = true;
    assert_refused(request, "whose family is to be followed?");
    request = request_for("rep-3");
    request.family = true;
    assert_refused(request,
                   "rep-3 is a rep: only people who may be clients have a family of referrals");
    request = request_for(NULL);
    request.from = "17 March";
    assert_refused(request, "\"17 March\" is no date; dates are like 2026-03-17 or 2026-03");
    request.from = "2026-03-18";
    request.to = "2026-03-17";
    assert_refused(request, "from 2026-03-18 to 2026-03-17 there is nothing to tell: " PLAN);
    request.from = "2028-01-01";
    request.to = "2028-01-01";
    assert_refused(request, "from 2028-01-01 to 2028-01-01 there is nothing to tell: " PLAN);
    request.from = NULL;
    request.to = "2025-12";
    assert_refused(request, "from the start to 2025-12 there is nothing to tell: " PLAN);
}

static void a_full_disk_is_reported(void **state)
{
    (void)state;
    struct fnl_trace_request request = request_for(NULL);
    struct fnl_error error = {FNL_OK, ""};
    request.out = fopen("/dev/full", "w");
    assert_int_equal(fnl_trace_run(&request, &error), FNL_ERR_IO);
    assert_string_equal(error.text, "the story could not be written to the end");
    fclose(request.out);
}

static void lack_of_memory_is_reported(void **state)
{
    (void)state;
    struct fnl_trace_request request = request_for("rep-1");
    request.out = fopen("/dev/null", "w");
    fnl_status status = FNL_ERR_MEMORY;
    long after = 0;
    for (; status != FNL_OK; after = after < 20 ? after + 1 : after + after / 4) {
        struct fnl_error error = {FNL_OK, ""};
        fnl_memory_fail_after(after);
        status = fnl_trace_run(&request, &error);
        fnl_memory_fail_after(-1);
        assert_true(status == FNL_OK || (status == FNL_ERR_MEMORY && error.text[0]));
    }
    assert_true(after > 20);
    fclose(request.out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whoever_is_named_can_be_followed),
        cmocka_unit_test(a_family_is_named_down_the_generations),
        cmocka_unit_test(every_way_to_come_is_told_by_somebody),
        cmocka_unit_test(the_window_includes_both_its_days),
        cmocka_unit_test(the_same_future_is_told_alike_and_another_otherwise),
        cmocka_unit_test(what_does_not_fit_is_refused_before_anything_is_written),
        cmocka_unit_test(a_full_disk_is_reported),
        cmocka_unit_test(lack_of_memory_is_reported),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
