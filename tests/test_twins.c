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

#include <funnelsim/twins.h>

#include "base/memory.h"
#include "busy_firm.h"
#include "scratch.h"
#include "worded.h"

#include "lived.h"

static struct lived firms;

static int load(void **state)
{
    if (scratch_enter(state) != 0)
        return -1;
    lived_add(&firms, BUSY_FIRM("As it is"));
    lived_add(&firms, BUSY_FIRM("Asking") BUSY_ASKS);
    return 0;
}

static int unload(void **state)
{
    lived_end(&firms);
    return scratch_leave(state);
}

static struct fnl_twins_request usual(void)
{
    return (struct fnl_twins_request){.options = {firms.scenarios[0], firms.scenarios[1]},
                                      .seed = 2385,
                                      .replication = 2,
                                      .top = 8,
                                      .execution.threads = 1,
                                      .separator = ','};
}

/* What the request writes; to be freed. */
static char *written(struct fnl_twins_request request)
{
    char *text;
    size_t length;
    struct fnl_error error = {0};
    request.out = open_memstream(&text, &length);
    if (fnl_twins_write(&request, &error) != FNL_OK)
        fail_msg("%s", error.text);
    fclose(request.out);
    return text;
}

static void one_future_is_summed_up_and_told(void **state)
{
    (void)state;
    char *text = written(usual());
    worded_says(text, "Asking against As it is, the same people in both, 27 months from Jan 2026, "
                      "future 2, seed 2385\n");
    worded_says(text, "  Come only then, for nothing");
    worded_says(text, "  Difference in contribution");
    worded_says(text, "  Asked for referrals, or not");
    worded_says(text, "\n  1. ");
    worded_says(text, "\n  8. ");
    assert_null(strstr(text, "\n  9. "));
    worded_says(text, "named at an ask by ");
    worded_says(text, "--future 2 --follow NAME\n");
    assert_null(strstr(text, "somebody"));
    worded_fits(text);
    free(text);
}

static void nobody_is_told_unless_asked_for(void **state)
{
    (void)state;
    struct fnl_twins_request request = usual();
    request.top = 0;
    char *text = written(request);
    assert_null(strstr(text, "  1. "));
    free(text);
}

/* The cents of "...,-1234.05,..." in the fifth cell of a row; cells before it are not quoted
 * except for the change, which has commas and blanks. */
static int64_t worth_of(const char *row)
{
    const char *change = strchr(row, '"');
    const bool quoted = change && change < strchr(row, '\n');
    const char *worth = quoted ? strchr(change + 1, '"') + 2 : row;
    if (!quoted) {
        for (int i = 0; i < 4; i++)
            worth = strchr(worth, ',') + 1;
    }
    const int64_t sign = *worth == '-' ? -1 : 1;
    long long whole, cents;
    if (sscanf(worth + (sign < 0), "%lld.%2lld", &whole, &cents) != 2)
        fail_msg("no worth in %.80s", row);
    return sign * (whole * 100 + cents);
}

/* Whole units behind a label of the table. */
static int64_t amount_behind(const char *text, const char *label)
{
    int64_t amount = 0;
    const char *at = strstr(text, label);
    if (!at)
        return 0;
    at += strlen(label);
    at += strcspn(at, "$\n");
    const int64_t sign = at[-1] == '-' ? -1 : 1;
    for (at++; *at != '\n'; at++)
        if (*at != ',')
            amount = amount * 10 + (*at - '0');
    return sign * amount;
}

static void rows_add_up_to_the_table(void **state)
{
    (void)state;
    struct fnl_twins_request request = usual();
    char *table = written(request);
    request.csv = true;
    char *rows = written(request);
    int64_t sum = 0, previous = INT64_MAX;
    worded_says(rows, "person,source,pita,change,worth,comes_1,");
    for (const char *row = strchr(rows, '\n') + 1; *row; row = strchr(row, '\n') + 1) {
        const int64_t worth = worth_of(row), size = worth < 0 ? -worth : worth;
        assert_true(size <= previous);
        previous = size;
        sum += worth;
    }
    const int64_t nobodys = amount_behind(table, "Nobody's: salaries") +
                            amount_behind(table, "Nobody's: interest") +
                            amount_behind(table, "Nobody's: service");
    const int64_t difference = amount_behind(table, "Difference in contribution");
    assert_int_not_equal(difference, 0);
    assert_true(labs(sum / 100 + nobodys - difference) <= 2);
    free(table);
    free(rows);
}

static void many_futures_are_summed_up_the_same_with_any_number_of_threads(void **state)
{
    (void)state;
    struct fnl_twins_request request = usual();
    request.replications = 7;
    char *one = written(request);
    request.execution.threads = 3;
    char *three = written(request);
    assert_string_equal(one, three);
    worded_says(one, "7 futures, seed 2385\n");
    worded_says(one, "  Sign, and would not have");
    worded_says(one, "Averages add up, medians do not.\n");
    worded_fits(one);
    free(one);
    free(three);
}

static void a_csv_of_many_futures_is_refused(void **state)
{
    (void)state;
    struct fnl_twins_request request = usual();
    struct fnl_error error = {0};
    request.csv = true;
    request.replications = 3;
    assert_int_equal(fnl_twins_write(&request, &error), FNL_ERR_USAGE);
    assert_string_equal(error.text,
                        "a CSV holds the people of one future: leave out --replications");
}

static void a_full_disk_is_reported(void **state)
{
    (void)state;
    struct fnl_twins_request request = usual();
    struct fnl_error error = {0};
    request.out = fopen("/dev/full", "w");
    assert_int_equal(fnl_twins_write(&request, &error), FNL_ERR_IO);
    assert_string_equal(error.text, "the twins cannot be written: No space left on device");
    fclose(request.out);
}

static void lack_of_memory_is_reported(void **state)
{
    (void)state;
    struct fnl_twins_request request = usual();
    request.out = fopen("/dev/null", "w");
    for (size_t many = 0; many <= 2; many += 2) {
        fnl_status status = FNL_ERR_MEMORY;
        request.replications = many;
        for (long after = 0; status != FNL_OK; after = after < 20 ? after + 1 : after + after / 3) {
            struct fnl_error error = {0};
            fnl_memory_fail_after(after);
            status = fnl_twins_write(&request, &error);
            fnl_memory_fail_after(-1);
            assert_true(status == FNL_OK || (status == FNL_ERR_MEMORY && error.text[0]));
        }
    }
    fclose(request.out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_future_is_summed_up_and_told),
        cmocka_unit_test(nobody_is_told_unless_asked_for),
        cmocka_unit_test(rows_add_up_to_the_table),
        cmocka_unit_test(many_futures_are_summed_up_the_same_with_any_number_of_threads),
        cmocka_unit_test(a_csv_of_many_futures_is_refused),
        cmocka_unit_test(a_full_disk_is_reported),
        cmocka_unit_test(lack_of_memory_is_reported),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
