/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/memory.h"
#include "hearsay.h"
#include "observe/tracer.h"

/* Two people of one day, one of whom is sent on by the other, and a rep who calls on the first. */
static void announce_all(const struct fnl_listener *listener)
{
    const uint64_t first = hearsay_person("website", "2026-03-17", 4);
    const uint32_t index = FNL_LEAD_INDEX(FNL_CHANNEL_MEETING, 1, 0);
    const fnl_time nine = hearsay_time("2026-03-17", 9, 0);
    const struct fnl_levels levels = {.clients = 3};
    const struct fnl_fact facts[] = {
        {.kind = FNL_FACT_ARRIVED,
         .time = nine,
         .key = first,
         .client = FNL_NOBODY,
         .day = 20529,
         .index = FNL_LEAD_INDEX(FNL_CHANNEL_FIELD, 4, 0)},
        {.kind = FNL_FACT_TASK,
         .time = nine + FNL_HOUR,
         .key = first,
         .span = FNL_HOUR,
         .detail = FNL_TASK_TOUCH},
        {.kind = FNL_FACT_TOUCH,
         .time = nine + FNL_HOUR,
         .key = first,
         .span = FNL_HOUR,
         .flag = true,
         .other = 1},
        {.kind = FNL_FACT_ARRIVED,
         .time = nine + FNL_HOUR,
         .key = fnl_lead_key(first, index),
         .client = FNL_NOBODY,
         .other = first,
         .index = index,
         .day = FNL_LEAD_NO_DAY,
         .generation = 1},
        {.kind = FNL_FACT_SIGNED,
         .time = nine + 2 * FNL_HOUR,
         .key = first,
         .client = 3,
         .amount = 238500},
        {.kind = FNL_FACT_MONTH_CLOSED, .time = 90 * FNL_DAY - 1},
    };
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        hearsay_announce(listener, &levels, facts[i]);
}

static struct fnl_tracer_request everything(void)
{
    return (struct fnl_tracer_request){.until = hearsay_plan.end};
}

static void assert_tells(const char *follow, struct fnl_tracer_request request,
                         const char *expected)
{
    char *text;
    size_t length;
    struct fnl_name name;
    struct fnl_tracer tracer = {0};
    FILE *out = open_memstream(&text, &length);
    if (follow) {
        assert_int_equal(fnl_name_find(&hearsay_plan, follow, &name, NULL), FNL_OK);
        request.follow = &name;
    }
    const struct fnl_listener listener = fnl_tracer_begin(&tracer, &hearsay_plan, &request, out);
    announce_all(&listener);
    assert_int_equal(fnl_tracer_finish(&tracer, NULL), FNL_OK);
    fnl_tracer_fini(&tracer);
    fclose(out);
    hearsay_assert_same(text, expected);
    free(text);
}

static void a_person_is_followed_through_their_life(void **state)
{
    (void)state;
    assert_tells(
        "website/2026-03-17/4", everything(),
        "2026-03-17 09:00  website/2026-03-17/4 arrives from website\n"
        "2026-03-17 10:00  website/2026-03-17/4 talks with rep-1 for the first time: touch "
        "1 of Discovery, 1 h, at once\n"
        "2026-03-17 10:00  website/2026-03-17/4/m1, whom they sent, arrives\n"
        "2026-03-17 11:00  website/2026-03-17/4 signs for $2,385 with rep-1 and is a "
        "client now\n"
        "Over the whole run: 1 h of reps' work; 1 contract for $2,385; 1 referral arrived.\n");
}

static void a_family_is_followed_on_request(void **state)
{
    (void)state;
    struct fnl_tracer_request request = everything();
    request.family = true;
    request.from = hearsay_time("2026-03-17", 10, 0);
    request.until = hearsay_time("2026-03-17", 11, 0);
    assert_tells(
        "website/2026-03-17/4", request,
        "2026-03-17 10:00  website/2026-03-17/4 talks with rep-1 for the first time: touch "
        "1 of Discovery, 1 h, at once\n"
        "2026-03-17 10:00  website/2026-03-17/4/m1 arrives, introduced in a meeting\n"
        "The family: 2 members in 2 generations; 1 client.\n"
        "Over the whole run: 1 h of reps' work; 1 contract for $2,385; 1 referral arrived.\n");
}

static void a_rep_is_followed_through_their_days(void **state)
{
    (void)state;
    assert_tells("rep-1", everything(),
                 "2026-03-17 10:00  rep-1 talks with website/2026-03-17/4: touch 1 of Discovery, 1 "
                 "h, at once; is introduced to website/2026-03-17/4/m1\n"
                 "2026-03-31 23:59  rep-1 in Mar 2026: 1 task, 1 h (selling 1 h); 1 contract for "
                 "$2,385\n"
                 "In all: 1 task, 1 h (selling 1 h); 1 contract for $2,385.\n");
}

static void with_nobody_to_follow_the_firm_is_told(void **state)
{
    (void)state;
    struct fnl_tracer_request request = everything();
    request.limit = 1;
    assert_tells(NULL, request,
                 "2026-03-17 11:00  website/2026-03-17/4 signs for $2,385 with rep-1\n"
                 "Over the whole run: 2 arrivals, 1 contract for $2,385, 0 clients lost; $0 "
                 "invoiced, cost $0; "
                 "cash $500, at its lowest $500 on 2026-01-01.\n"
                 "1 more line is left out: the limit is 1.\n");
}

static void lack_of_memory_is_reported_at_the_end(void **state)
{
    (void)state;
    const char *const followed[] = {"website/2026-03-17/4", "rep-1", NULL};
    for (size_t i = 0; i < 3; i++) {
        fnl_status status = FNL_ERR_MEMORY;
        for (long after = 0; status != FNL_OK; after++) {
            struct fnl_name name;
            struct fnl_tracer tracer = {0};
            struct fnl_tracer_request request = everything();
            struct fnl_error error = {FNL_OK, ""};
            FILE *out = fopen("/dev/null", "w");
            if (followed[i]) {
                assert_int_equal(fnl_name_find(&hearsay_plan, followed[i], &name, NULL), FNL_OK);
                request.follow = &name;
            }
            fnl_memory_fail_after(after);
            const struct fnl_listener listener =
                fnl_tracer_begin(&tracer, &hearsay_plan, &request, out);
            announce_all(&listener);
            fnl_memory_fail_after(-1);
            status = fnl_tracer_finish(&tracer, &error);
            assert_true(status == FNL_OK || status == FNL_ERR_MEMORY);
            assert_true(status == FNL_OK ? after > 3 : error.text[0] != '\0');
            fnl_tracer_fini(&tracer);
            fclose(out);
        }
    }
}

static void a_full_disk_is_reported_at_the_end(void **state)
{
    (void)state;
    struct fnl_tracer tracer = {0};
    struct fnl_error error = {FNL_OK, ""};
    FILE *out = fopen("/dev/full", "w");
    const struct fnl_tracer_request request = everything();
    const struct fnl_listener listener = fnl_tracer_begin(&tracer, &hearsay_plan, &request, out);
    announce_all(&listener);
    assert_int_equal(fnl_tracer_finish(&tracer, &error), FNL_ERR_IO);
    assert_string_equal(error.text, "the story could not be written to the end");
    fnl_tracer_fini(&tracer);
    fclose(out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_person_is_followed_through_their_life),
        cmocka_unit_test(a_family_is_followed_on_request),
        cmocka_unit_test(a_rep_is_followed_through_their_days),
        cmocka_unit_test(with_nobody_to_follow_the_firm_is_told),
        cmocka_unit_test(lack_of_memory_is_reported_at_the_end),
        cmocka_unit_test(a_full_disk_is_reported_at_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
