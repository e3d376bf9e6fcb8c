/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "report/comparison.h"
#include "report/screen.h"
#include "report/table.h"

#include "made_up.h"

static char *printed(struct made_up *made, bool markdown)
{
    char *text = NULL;
    size_t length;
    struct fnl_error error = {0};
    const struct fnl_study *study = made_up_study(made);
    FILE *stream = open_memstream(&text, &length);
    const fnl_status status = markdown
                                  ? fnl_comparison_markdown(study, stream, &error)
                                  : fnl_comparison_print(study, FNL_SCREEN_WIDTH, stream, &error);
    fclose(stream);
    if (status != FNL_OK)
        fail_msg("%s", error.text);
    made_up_free(made);
    return text;
}

static void assert_table(struct made_up *made, const char *expected)
{
    char *text = printed(made, false);
    assert_string_equal(text, expected);
    free(text);
}

static void assert_says(struct made_up *made, const char *expected, bool says)
{
    char *text = printed(made, false);
    if (!strstr(text, expected) == says)
        fail_msg("\"%s\" is %s in\n%s", expected, says ? "not" : "", text);
    free(text);
}

static void options_stand_side_by_side(void **state)
{
    (void)state;
    assert_table(
        made_up_firm(3),
        "                                     As we are      More leads       Referrals\n"
        "  New business signed                  $3.3M           $3.3M           $4.1M\n"
        "  Revenue invoiced                     $15.8M         $15.9M          $16.6M\n"
        "  Cost                                 $11.9M         $12.0M          $12.0M\n"
        "  Contribution                         $3.9M           $3.9M           $4.6M\n"
        "  Chance to miss the year's $1.5M    85 in 100       75 in 100       65 in 100\n"
        "  Lowest cash (1 in 10 worse)       $185k ($41k)   $124k (-$49k)   $128k (-$63k)\n"
        "    when                              Jun 2026       Jun 2026        Jun 2026\n"
        "  Cycle of won deals                  71 days         71 days         52 days\n"
        "  Win rate                              18 %           18 %            18 %\n"
        "  Rep hours that led nowhere            54 %           54 %            31 %\n"
        "  New clients                            89             89              89\n"
        "  Bad-fit clients, Dec 2028              21             27              15\n"
        "  Extra budget unspent                   -             $100            $33k\n"
        "  Ahead in futures                       -           52 in 100       91 in 100\n");
}

/* Moving nothing is no trial of shaky inputs, however many futures it takes. */
static void only_inputs_that_were_moved_are_told_of(void **state)
{
    (void)state;
    struct made_up *made = made_up_firm(3);
    made_up_shake(made, 20);
    made->options[0].ranges = made->options[1].ranges = made->options[2].ranges = 0;
    assert_says(made,
                "  Ahead in futures                       -           52 in 100       91 in 100\n",
                true);
    made = made_up_firm(3);
    made_up_shake(made, 20);
    made->options[0].ranges = made->options[1].ranges = 0;
    char *text = printed(made, false);
    assert_non_null(strstr(text, "  Ahead in futures (inputs moved) "));
    assert_non_null(strstr(text, " 52 in 100 "));
    assert_null(strstr(text, " 52 in 100 ("));
    assert_non_null(strstr(text, " 91 in 100 (0 in 20)\n"));
    free(text);
}

static void a_single_option_has_its_range_beside_it(void **state)
{
    (void)state;
    assert_table(made_up_firm(1),
                 "                                     As we are       8 in 10 futures\n"
                 "  New business signed                  $3.3M         $2.98M to $3.62M\n"
                 "  Revenue invoiced                     $15.8M        $14.9M to $16.6M\n"
                 "  Cost                                 $11.9M             $11.9M\n"
                 "  Contribution                         $3.9M         $3.01M to $4.73M\n"
                 "  Chance to miss the year's $1.5M    85 in 100\n"
                 "  Lowest cash (1 in 10 worse)       $185k ($41k)      $41k to $316k\n"
                 "    when                              Jun 2026     Apr 2026 to Jun 2026\n"
                 "  Cycle of won deals                  71 days       64 days to 79 days\n"
                 "  Win rate                              18 %           15 % to 21 %\n"
                 "  Rep hours that led nowhere            54 %           52 % to 56 %\n"
                 "  New clients                            89              82 to 97\n"
                 "  Bad-fit clients, Dec 2028              21                 21\n");
}

static void six_options_stand_in_two_tables(void **state)
{
    (void)state;
    char *text = printed(made_up_firm(6), false);
    const char *second = strstr(text, "\n\n");
    assert_non_null(second);
    assert_non_null(strstr(second, "Twenty meetings     Hire two"));
    assert_non_null(strstr(second, "New business signed"));
    for (const char *line = text; *line; line += strcspn(line, "\n") + 1)
        assert_true(strcspn(line, "\n") <= FNL_SCREEN_WIDTH);
    free(text);
}

static void markdown_has_the_same_cells(void **state)
{
    (void)state;
    struct made_up *made = made_up_firm(2);
    made->options[1].name = "More | leads";
    char *text = printed(made, true);
    const char *expected = "|  | As we are | More \\| leads |\n|:--|--:|--:|\n"
                           "| New business signed | $3.3M | $3.3M |\n";
    assert_int_equal(strncmp(text, expected, strlen(expected)), 0);
    assert_non_null(strstr(text, "| &nbsp;&nbsp;when | Jun 2026 | Jun 2026 |\n"));
    free(text);
}

static void what_does_not_exist_is_a_dash_or_has_no_row(void **state)
{
    (void)state;
    struct made_up *made = made_up_firm(2);
    made_up_all(made, 1, FNL_CYCLE, FNL_UNDEFINED);
    assert_says(made, "  Cycle of won deals                  71 days            -\n", true);
    made = made_up_firm(2);
    made_up_all(made, 0, FNL_MISSES_QUOTA, FNL_UNDEFINED);
    made_up_all(made, 1, FNL_MISSES_QUOTA, FNL_UNDEFINED);
    assert_says(made, "Chance to miss", false);
    made = made_up_firm(1);
    assert_says(made, "Extra budget", false);
}

static void one_stubborn_deal_moves_no_cycle(void **state)
{
    (void)state;
    struct made_up *made = made_up_firm(2);
    made_up_row(made, 1, 0)[FNL_CYCLE] = 5000 * FNL_DAY;
    made_up_row(made, 1, 0)[FNL_LOWEST_CASH] = -MADE_UP_DOLLARS(100000000);
    char *text = printed(made, false);
    assert_non_null(
        strstr(text, "  Cycle of won deals                  71 days         71 days\n"));
    assert_non_null(strstr(text, " $185k ($41k)   $124k (-$4"));
    free(text);
}

static void a_quota_that_differs_is_not_named(void **state)
{
    (void)state;
    struct made_up *made = made_up_firm(2);
    made->study.quota = 0;
    assert_says(made, "Chance to miss the year's number ", true);
}

static void a_broken_credit_line_has_a_row(void **state)
{
    (void)state;
    assert_says(made_up_firm(2), "break the credit line", false);
    struct made_up *made = made_up_firm(2);
    made_up_row(made, 1, 7)[FNL_GOES_BROKE] = 1;
    assert_says(made, "  Chance to break the credit line     0 in 100       1 in 100\n", true);
}

static void futures_without_a_value_are_pointed_out(void **state)
{
    (void)state;
    struct made_up *made = made_up_firm(2);
    for (size_t future = 0; future < 30; future++)
        made_up_row(made, 0, future)[FNL_CYCLE] = FNL_UNDEFINED;
    char *text = printed(made, false);
    assert_non_null(strstr(text, "71 days **"));
    assert_non_null(strstr(text, "\n  ** Not there in every future; the others are counted.\n"));
    free(text);
}

static void a_mean_that_few_futures_make_is_marked(void **state)
{
    (void)state;
    struct made_up *made = made_up_firm(2);
    for (size_t future = 0; future < 3; future++)
        made_up_row(made, 1, future)[FNL_NEW_BUSINESS] = MADE_UP_DOLLARS(90000000);
    char *text = printed(made, false);
    assert_non_null(strstr(text, "$3.3M          $5.9M *\n"));
    assert_non_null(
        strstr(text, "\n  * A few futures make much of this mean: do not lean on it.\n"));
    free(text);
}

/* Three futures a third above the others lean the law as far, but not the mean. */
static void a_mean_that_hardly_moves_is_not_marked_however_skewed(void **state)
{
    (void)state;
    struct made_up *made = made_up_firm(2);
    made_up_all(made, 1, FNL_NEW_BUSINESS, MADE_UP_DOLLARS(3300000));
    for (size_t future = 0; future < 3; future++)
        made_up_row(made, 1, future)[FNL_NEW_BUSINESS] = MADE_UP_DOLLARS(4400000);
    assert_says(made, "  * A few futures", false);
}

static void few_futures_are_a_first_impression(void **state)
{
    (void)state;
    for (size_t options = 1; options <= 2; options++) {
        struct made_up *made = made_up_firm(options);
        made->futures = 19;
        char *text = printed(made, false);
        const char *said =
            strstr(text, "\n  Fewer than 20 futures: a first impression and no more.\n");
        assert_int_equal(said != NULL, options == 1); /* of several, the verdict says it */
        assert_null(strchr(text, '*'));
        free(text);
    }
}

static void words_are_the_firms(void **state)
{
    (void)state;
    struct made_up *made = made_up_firm(2);
    made->study.words.pita = "PITA";
    made->study.words.rep = "seller";
    made->study.words.client = "customer";
    char *text = printed(made, false);
    assert_non_null(strstr(text, "  PITAs, Dec 2028 "));
    assert_non_null(strstr(text, "  Seller hours that led nowhere "));
    assert_non_null(strstr(text, "  New customers "));
    free(text);
}

static void the_yardstick_always_has_a_row(void **state)
{
    (void)state;
    struct made_up *made = made_up_firm(2);
    made->study.judge_by = FNL_NET_PRESENT_VALUE;
    made_up_all(made, 1, FNL_NET_PRESENT_VALUE, MADE_UP_DOLLARS(2385000));
    assert_says(made, "  Net present value                      $0            $2.4M\n", true);
}

static void lack_of_memory_is_reported(void **state)
{
    (void)state;
    struct made_up *made = made_up_firm(2);
    const struct fnl_study *study = made_up_study(made);
    FILE *nowhere = fopen("/dev/null", "w");
    fnl_status status = FNL_ERR_MEMORY;
    for (long countdown = 0; status != FNL_OK; countdown++) {
        struct fnl_error error = {0};
        fnl_memory_fail_after(countdown);
        status = fnl_comparison_print(study, FNL_SCREEN_WIDTH, nowhere, &error);
        fnl_memory_fail_after(-1);
        assert_true(status == FNL_OK || status == FNL_ERR_MEMORY);
        assert_true(countdown < 1000);
    }
    fclose(nowhere);
    made_up_free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_stand_side_by_side),
        cmocka_unit_test(only_inputs_that_were_moved_are_told_of),
        cmocka_unit_test(a_single_option_has_its_range_beside_it),
        cmocka_unit_test(six_options_stand_in_two_tables),
        cmocka_unit_test(markdown_has_the_same_cells),
        cmocka_unit_test(what_does_not_exist_is_a_dash_or_has_no_row),
        cmocka_unit_test(one_stubborn_deal_moves_no_cycle),
        cmocka_unit_test(a_quota_that_differs_is_not_named),
        cmocka_unit_test(a_broken_credit_line_has_a_row),
        cmocka_unit_test(futures_without_a_value_are_pointed_out),
        cmocka_unit_test(a_mean_that_few_futures_make_is_marked),
        cmocka_unit_test(a_mean_that_hardly_moves_is_not_marked_however_skewed),
        cmocka_unit_test(few_futures_are_a_first_impression),
        cmocka_unit_test(words_are_the_firms),
        cmocka_unit_test(the_yardstick_always_has_a_row),
        cmocka_unit_test(lack_of_memory_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
