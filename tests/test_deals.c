/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "base/memory.h"
#include "scenario/deals.h"
#include "scratch.h"

static struct fnl_stage stages[] = {{.name = "Discovery"}, {.name = "Proposal"}, {.name = "Legal"}};
static const struct fnl_settings settings = {
    .start = 20454, /* 2026-01-01 */
    .stages = {stages, sizeof stages / sizeof *stages},
};

static const struct fnl_deals_firm firm = {&settings, NULL};

#define DAYS_BEFORE(days) (-(days)*FNL_DAY)

/* Writes a file of these bytes, which may hold zeros, and returns its path. */
static const char *put(const char *bytes, size_t length)
{
    const char *path = scratch_path("deals.csv");
    FILE *stream = fopen(path, "w");
    assert_non_null(stream);
    assert_int_equal(fwrite(bytes, 1, length, stream), length);
    fclose(stream);
    return path;
}

static void expect(const char *text, const struct fnl_open_deal *expected, size_t count)
{
    struct fnl_open_deal *deals;
    size_t read;
    struct fnl_mistakes mistakes = {0};
    struct fnl_error error = {0};
    const fnl_status status =
        fnl_deals_read(put(text, strlen(text)), &firm, &mistakes, &deals, &read, &error);
    fnl_mistakes_print(&mistakes, stderr);
    assert_int_equal(status, FNL_OK);
    assert_int_equal(read, count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(deals[i].stage_index, expected[i].stage_index);
        assert_int_equal(deals[i].amount, expected[i].amount);
        assert_int_equal(deals[i].first_touch, expected[i].first_touch);
    }
    free(deals);
}

static void each_row_is_a_deal(void **state)
{
    (void)state;
    static const struct fnl_open_deal deals[] = {
        {0, 2500000, DAYS_BEFORE(42)}, {2, 4000050, 0}, {1, 0, DAYS_BEFORE(1)}, {2, 0, 0}};
    expect("stage,amount,first_touch\n"
           "Discovery,25000,2025-11-20\n"
           "Legal,40000.50,2026-01-01\n"
           "Proposal,,2025-12-31\n"
           "Legal,0,",
           deals, 4);
}

static void columns_stand_in_any_order_among_others(void **state)
{
    (void)state;
    static const struct fnl_open_deal deals[] = {{1, 900000, DAYS_BEFORE(31)}, {0, 0, 0}};
    expect("owner,first_touch,note,stage,amount\n"
           "Ann,2025-12-01,\"calls, \"\"often\"\"\",Proposal,9000\n"
           "Bob,,,Discovery\n",
           deals, 2);
    expect("stage\nProposal\n", &(const struct fnl_open_deal){1, 0, 0}, 1);
    expect("stage,amount,stage\nProposal,7,Legal\n", &(const struct fnl_open_deal){1, 700, 0}, 1);
}

static void what_exports_look_like_is_understood(void **state)
{
    (void)state;
    static const struct fnl_open_deal deal = {1, 2500050, DAYS_BEFORE(42)};
    expect("\xef\xbb\xbfStage,Amount,First Touch\r\n Proposal ,\"25,000.50\",2025-11-20\r\n", &deal,
           1);
    expect("\"stage\";\"amount\";\"first-touch\"\nProposal;25.000,50;2025-11-20T23:59:00Z\n", &deal,
           1);
    expect("stage\tamount\tFIRST_TOUCH\n\nProposal\t$25,000.50\t2025-11-20 08:00\n\t\t\n  \n",
           &deal, 1);
    expect("stage;first_touch;amount\rProposal;2025-11-20;25000,5 \xe2\x82\xac\r", &deal, 1);
    expect("stage,amount,first_touch\nProposal,\xc2\xa3 25000.50,2025-11-20\n,,\n", &deal, 1);
    expect("stage,amount,first_touch,note\nProposal,25000.50,2025-11-20,\"a\n\nb\"", &deal, 1);
}

static void thousands_and_decimals_are_told_apart(void **state)
{
    (void)state;
    static const struct fnl_open_deal deals[] = {
        {0, 150000, 0}, {0, 150, 0}, {0, 150000000, 0}, {0, 2500000, 0}, {0, 150000050, 0}};
    expect("stage;amount\nDiscovery;1.500\nDiscovery;1.50\nDiscovery;1,5M\nDiscovery;25k\n"
           "Discovery;1.500.000,50\n",
           deals, 5);
    expect("stage,amount\nDiscovery,\"1,500\"\nDiscovery,1.50\nDiscovery,1.5M\nDiscovery,25k\n"
           "Discovery,\"1,500,000.50\"\n",
           deals, 5);
}

/* All that is said of a file of these bytes, without the folder. */
static void expect_bytes_refused(const char *bytes, size_t length, const char *expected)
{
    struct fnl_open_deal *deals;
    size_t count;
    struct fnl_mistakes mistakes = {0};
    char *said = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&said, &size);
    assert_int_equal(fnl_deals_read(put(bytes, length), &firm, &mistakes, &deals, &count, NULL),
                     FNL_ERR_SCENARIO);
    assert_null(deals);
    for (size_t i = 0; i < mistakes.count; i++) {
        const struct fnl_mistake *mistake = &mistakes.items[i];
        fprintf(stream, "%s:%d: %s%s%s\n", strrchr(mistake->file, '/') + 1, mistake->line,
                mistake->path ? mistake->path : "", mistake->path ? ": " : "", mistake->text);
    }
    fclose(stream);
    assert_string_equal(said, expected);
    free(said);
    fnl_mistakes_fini(&mistakes);
}

static void expect_refused(const char *text, const char *expected)
{
    expect_bytes_refused(text, strlen(text), expected);
}

static void each_mistake_has_its_line(void **state)
{
    (void)state;
    expect_refused(
        "stage,amount,first_touch,note\n"
        "Discovry,5,,\n"
        "\n"
        "Won,5,,\"a\nb\"\n"
        ",25000,2025-11-20,\n"
        ",,,total\n"
        "Legal,EUR 5,20.11.2025,\n"
        "Legal,-4,2026-01-02,\n"
        "Legal,2e12,2025-02-30,\n",
        "deals.csv:2: stage: \"Discovry\" is no stage of the scenario (did you mean "
        "\"Discovery\"?)\n"
        "deals.csv:4: stage: \"Won\" is no stage of the scenario, whose stages are Discovery, "
        "Proposal, Legal; leave out deals that are won or lost\n"
        "deals.csv:6: stage: is missing: the step in which the deal is\n"
        "deals.csv:7: stage: is missing: the step in which the deal is\n"
        "deals.csv:8: amount: \"EUR 5\" is not an amount, such as 164, 25.50 or \"250k\"\n"
        "deals.csv:8: first_touch: \"20.11.2025\" is not a date: write 2025-11-20\n"
        "deals.csv:9: amount: \"-4\" is out of range: 0 to 1000000000000\n"
        "deals.csv:9: first_touch: 2026-01-02 lies after the start, 2026-01-01: expected deals "
        "that are open on that day\n"
        "deals.csv:10: amount: \"2e12\" is out of range: 0 to 1000000000000\n"
        "deals.csv:10: first_touch: \"2025-02-30\" is not a date: write 2025-11-20\n");
}

static void a_heading_that_is_almost_right_is_pointed_out(void **state)
{
    (void)state;
    expect_refused("amount\n5\n",
                   "deals.csv:1: there is no column \"stage\": expected stage, amount and "
                   "first_touch\n");
    expect_refused("stages,Amonut,first name\nLegal,5,Ann\n",
                   "deals.csv:1: there is no column \"stage\": if \"stages\" is meant, call it "
                   "stage\n"
                   "deals.csv:1: there is no column \"amount\": if \"Amonut\" is meant, call it "
                   "amount\n");
    static const struct fnl_open_deal deal = {2, 500, 0};
    expect("stage,stages,amount,amonut\nLegal,x,5,6\n", &deal, 1);
}

static void a_file_without_deals_is_refused(void **state)
{
    (void)state;
    static const char empty[] = "deals.csv:0: is empty: expected a line with the headings stage, "
                                "amount and first_touch, and a line for each deal\n";
    expect_refused("", empty);
    expect_refused("\n\n  \n", empty);
    expect_refused("stage,amount\n,\n",
                   "deals.csv:0: lists no deals: if none is open, leave out open_deals_file\n");
}

static void what_is_no_text_is_refused(void **state)
{
    (void)state;
    static const char zero[] = "stage\nLe\0gal\n", wide[] = "\xff\xfes\0t\0a\0";
    expect_refused("stage\nM\xfcnchen\n",
                   "deals.csv:2: byte 0xFC at column 2 is not UTF-8: save the file as UTF-8\n");
    expect_bytes_refused(zero, sizeof zero - 1,
                         "deals.csv:2: byte 0x00 at column 3 is a control character: take it "
                         "out\n");
    expect_bytes_refused(wide, sizeof wide - 1,
                         "deals.csv:1: the file is UTF-16: save it as UTF-8\n");
    expect_refused("stage,note\nLegal,x\nLegal,\"one\nLegal,two\n",
                   "deals.csv:3: a quotation mark in this row is never closed\n");
}

static void of_many_mistakes_the_first_are_told_and_the_rest_is_counted(void **state)
{
    (void)state;
    char text[2000] = "stage\n";
    for (int i = 0; i < FNL_DEALS_TOLD + 3; i++)
        strcat(text, "Legl\n");
    struct fnl_open_deal *deals;
    size_t count;
    struct fnl_mistakes mistakes = {0};
    assert_int_equal(
        fnl_deals_read(put(text, strlen(text)), &firm, &mistakes, &deals, &count, NULL),
        FNL_ERR_SCENARIO);
    assert_int_equal(mistakes.count, FNL_DEALS_TOLD + 1);
    assert_int_equal(mistakes.items[FNL_DEALS_TOLD - 1].line, FNL_DEALS_TOLD + 1);
    assert_string_equal(mistakes.items[FNL_DEALS_TOLD].text,
                        "up to here, 3 more mistakes are not shown");
    fnl_mistakes_fini(&mistakes);
}

static void a_file_that_cannot_be_read_is_said(void **state)
{
    (void)state;
    struct fnl_open_deal *deals = NULL;
    size_t count;
    struct fnl_mistakes mistakes = {0};
    struct fnl_error error = {0};
    assert_int_equal(
        fnl_deals_read(scratch_path("none.csv"), &firm, &mistakes, &deals, &count, &error),
        FNL_ERR_USAGE);
    assert_non_null(strstr(error.text, "none.csv: No such file or directory"));
    assert_int_equal(mkdir(scratch_path("folder.csv"), 0700), 0);
    assert_int_equal(
        fnl_deals_read(scratch_path("folder.csv"), &firm, &mistakes, &deals, &count, NULL),
        FNL_ERR_USAGE);
    assert_null(deals);
    assert_false(fnl_mistakes_any(&mistakes));
}

/* libcsv tries again with less when it fails to get memory: a failure need not show. */
static void lack_of_memory_is_said_and_nothing_leaks(void **state)
{
    (void)state;
    static const char text[] = "stage,amount\nLegal,1\nLegl,2\nWon,x\n";
    const char *path = put(text, strlen(text));
    int failures = 0;
    for (long allowed = 0; allowed < 60; allowed++) {
        struct fnl_open_deal *deals;
        size_t count;
        struct fnl_mistakes mistakes = {0};
        struct fnl_error error = {0};
        fnl_memory_fail_after(allowed);
        const fnl_status status = fnl_deals_read(path, &firm, &mistakes, &deals, &count, &error);
        fnl_memory_fail_after(-1);
        assert_true(status == FNL_ERR_MEMORY || fnl_mistakes_any(&mistakes));
        assert_int_equal(error.status, status == FNL_ERR_MEMORY ? status : FNL_OK);
        assert_null(deals);
        failures += status == FNL_ERR_MEMORY;
        fnl_mistakes_fini(&mistakes);
    }
    assert_in_range(failures, 2, 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(each_row_is_a_deal),
        SCRATCH_TEST(columns_stand_in_any_order_among_others),
        SCRATCH_TEST(what_exports_look_like_is_understood),
        SCRATCH_TEST(thousands_and_decimals_are_told_apart),
        SCRATCH_TEST(each_mistake_has_its_line),
        SCRATCH_TEST(a_heading_that_is_almost_right_is_pointed_out),
        SCRATCH_TEST(a_file_without_deals_is_refused),
        SCRATCH_TEST(what_is_no_text_is_refused),
        SCRATCH_TEST(of_many_mistakes_the_first_are_told_and_the_rest_is_counted),
        SCRATCH_TEST(a_file_that_cannot_be_read_is_said),
        SCRATCH_TEST(lack_of_memory_is_said_and_nothing_leaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
