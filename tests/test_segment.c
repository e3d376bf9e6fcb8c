/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lab.h"
#include "model/segment.h"
#include "model/state.h"
#include "stats/interval.h"
#include "tables.h"

static void the_table_is_in_order(void **state)
{
    (void)state;
    tables_check("fnl_segment_table", &fnl_segment_table);
}

#define FIRM                                                                                       \
    "name = \"Sizes\"; months = 8; " LAB_FROM_2025                                                 \
    "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 60; },"                  \
    "  { name = \"Fair\"; kind = \"inbound\"; leads_per_month = 20; segment = \"Large\"; } );"     \
    "stages = ( { name = \"A\"; hours = 0.1; go_on = 0.5; } ); reps = { count = 4; };"             \
    "clients = { contract_value = 10000; contract_months = 4; service_hours = 2; };"               \
    "service = { hours_per_month = 100000; }; today = { clients = 400; }; %s"
#define SEGMENTS                                                                                   \
    "segments = ( { name = \"Small\"; weight = 3; value_factor = 0.5; on_going_on = 0.7; },"       \
    "  { name = \"Large\"; value_factor = 4; months_factor = 3; service_factor = 2.5;"             \
    "    on_going_on = -0.4; } );"

static struct lab *firm(void)
{
    struct lab *lab = lab_open(FIRM, SEGMENTS);
    lab_run(lab, 0, NULL);
    return lab;
}

/* Three in four by their weights where the source says nothing; all where it says which. */
static void everybody_is_of_one_segment(void **state)
{
    (void)state;
    struct lab *lab = firm();
    int64_t small = 0;
    for (uint64_t key = 1; key <= 4000; key++) {
        const uint64_t person = fnl_key_scatter(key);
        const struct fnl_segment *segment = fnl_segment_of(lab->company, person, 0);
        small += strcmp(segment->name, "Small") == 0;
        assert_ptr_equal(segment, fnl_segment_of(lab->company, person, 0));
        assert_string_equal(fnl_segment_of(lab->company, person, 1)->name, "Large");
    }
    const struct fnl_interval share = fnl_interval_share(small, 4000, 0.9999);
    assert_true(share.low < 0.75 && 0.75 < share.high);
    assert_true(fabs(fnl_segment_mean_value(lab->settings, 0) - (3 * 0.5 + 4) / 4) < 1e-12);
    assert_true(fnl_segment_mean_value(lab->settings, 1) == 4);
    lab_close(lab);
}

static void without_segments_there_are_none(void **state)
{
    (void)state;
    struct lab *lab = lab_open("name = \"Plain\"; sources = ( { name = \"Door\"; kind = "
                               "\"inbound\"; } ); stages = ( { name = \"A\"; hours = 1; go_on = "
                               "0.5; } ); reps = { count = 1; }; months = 1;");
    lab_run(lab, 0, NULL);
    assert_null(fnl_segment_of(lab->company, 5, 0));
    assert_true(fnl_segment_mean_value(lab->settings, 0) == 1);
    lab_close(lab);
}

/* Of each signature and decision what the segment of the person says. */
static void segments_sign_for_other_sums_terms_and_chances(void **state)
{
    (void)state;
    struct lab *lab = lab_open(FIRM, SEGMENTS);
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    struct fnl_company *company = lab->company;
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_DECIDED); i++) {
        const struct fnl_fact *fact = lab_tape_fact(&tape, FNL_FACT_DECIDED, i);
        const double effect = fnl_segment_of(company, fact->key, fact->source)->on_going_on;
        assert_true(fabs((double)fact->amount / 1e6 - 1 / (1 + exp(-effect))) < 2e-6);
    }
    size_t sums[2] = {0};
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_SIGNED); i++) {
        const struct fnl_fact *fact = lab_tape_fact(&tape, FNL_FACT_SIGNED, i);
        const struct fnl_segment *segment = fnl_segment_of(company, fact->key, fact->source);
        const bool large = strcmp(segment->name, "Large") == 0;
        assert_int_equal(fact->amount, large ? 4000000 : 500000);
        sums[large]++;
    }
    assert_true(sums[0] > 50 && sums[1] > 50);
    for (size_t i = 0; i < company->clients.count; i++) {
        const struct fnl_client *client = &company->clients.items[i];
        if (client->alive && client->since >= 0)
            assert_int_equal(
                client->term,
                strcmp(fnl_segment_of(company, client->key, client->source)->name, "Large") == 0
                    ? 12
                    : 4);
    }
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* What is signed with a client is of its segment, and goes on by that. */
static void new_business_is_of_its_clients_segment(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open(FIRM, SEGMENTS "meetings = { target_per_month = 9; kinds = ( { name = \"visit\";"
                                "  when = \"spare_time\"; opens = 1.0; shows = 1.0; } ); };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t sums[2] = {0};
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_SIGNED); i++) {
        const struct fnl_fact *fact = lab_tape_fact(&tape, FNL_FACT_SIGNED, i);
        const bool large =
            strcmp(fnl_segment_of(lab->company, fact->key, fact->source)->name, "Large") == 0;
        assert_int_equal(fact->amount, large ? 4000000 : 500000);
        sums[large] += fact->detail == 1;
    }
    assert_true(sums[0] > 20 && sums[1] > 20);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* A month of a large client takes 5 hours, of a small one 2; clients of the first day are of
 * segments, too. */
static void segments_are_served_by_their_hours(void **state)
{
    (void)state;
    struct lab *lab = lab_open(FIRM, SEGMENTS);
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t counts[2] = {0};
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_SERVED); i++) {
        const struct fnl_fact *fact = lab_tape_fact(&tape, FNL_FACT_SERVED, i);
        const bool large =
            strcmp(fnl_segment_of(lab->company, fact->key, fact->source)->name, "Large") == 0;
        assert_int_equal(fact->span, (large ? 5 : 2) * FNL_HOUR);
        counts[large]++;
    }
    assert_true(counts[0] > 300 && counts[1] > 300);
    lab_tape_fini(&tape);
    lab_close(lab);
}

static void the_first_days_clients_have_signed_by_their_segments(void **state)
{
    (void)state;
    struct lab *lab = lab_open(FIRM, SEGMENTS);
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    int64_t invoices[4] = {0};
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_INVOICED); i++) {
        const struct fnl_fact *fact = lab_tape_fact(&tape, FNL_FACT_INVOICED, i);
        const bool large = llabs(fact->amount - 333334) <= 3; /* cents of what is split */
        assert_true(large || fact->amount == 125000);
        invoices[large]++;
    }
    assert_true(invoices[0] > 300 && invoices[1] > 300);
    lab_tape_fini(&tape);
    lab_close(lab);
}

static void assert_told(const char *segments, const char *words)
{
    char text[2000];
    snprintf(text, sizeof text, FIRM, segments);
    char *told = lab_mistakes(text, NULL, 0);
    if (!strstr(told, words))
        fail_msg("not told: %s in %s", words, told);
    free(told);
}

static void segments_that_nobody_knows_are_pointed_out(void **state)
{
    (void)state;
    assert_told("segments = ( { name = \"Small\"; } );", "\"Large\" is none of the segments");
    assert_told("", "\"Large\" is none of the segments");
    assert_told("segments = ( { name = \"Large\"; weight = 0; } );",
                "nobody knows of which segment its people are");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(everybody_is_of_one_segment),
        cmocka_unit_test(without_segments_there_are_none),
        cmocka_unit_test(segments_sign_for_other_sums_terms_and_chances),
        cmocka_unit_test(new_business_is_of_its_clients_segment),
        cmocka_unit_test(segments_are_served_by_their_hours),
        cmocka_unit_test(the_first_days_clients_have_signed_by_their_segments),
        cmocka_unit_test(segments_that_nobody_knows_are_pointed_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
