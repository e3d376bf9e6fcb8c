/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/source.h"
#include "tables.h"

static void the_table_is_in_order(void **state)
{
    (void)state;
    tables_check("fnl_source_table", &fnl_source_table);
    assert_int_equal(fnl_source_table.size, sizeof(struct fnl_source));
}

static const struct fnl_param *row_named(const char *name)
{
    for (size_t i = 0; i < fnl_source_table.count; i++)
        if (strcmp(fnl_source_table.rows[i].name, name) == 0)
            return &fnl_source_table.rows[i];
    fail_msg("there is no row %s", name);
    return NULL;
}

static void the_words_stand_in_the_order_of_their_enumerations(void **state)
{
    (void)state;
    const char *const *kinds = row_named("kind")->choices;
    assert_string_equal(kinds[FNL_SOURCE_INBOUND], "inbound");
    assert_string_equal(kinds[FNL_SOURCE_LIST], "list");
    assert_string_equal(kinds[FNL_SOURCE_EVENT], "event");
    assert_string_equal(kinds[FNL_SOURCE_OUTBOUND], "outbound");
    assert_string_equal(kinds[FNL_SOURCE_TARGET], "target");
    assert_string_equal(kinds[FNL_SOURCE_REFERRAL], "referral");
    assert_null(kinds[FNL_SOURCE_REFERRAL + 1]);

    const char *const *countings = row_named("counts_as")->choices;
    assert_string_equal(countings[FNL_COUNT_BY_KIND], "by_kind");
    assert_string_equal(countings[FNL_COUNT_LEAD], "lead");
    assert_string_equal(countings[FNL_COUNT_INQUIRY], "inquiry");
    assert_string_equal(countings[FNL_COUNT_NAME], "name");
    assert_null(countings[FNL_COUNT_NAME + 1]);
}

static void a_source_must_say_its_name_and_kind_and_nothing_else(void **state)
{
    (void)state;
    for (size_t i = 0; i < fnl_source_table.count; i++) {
        const struct fnl_param *row = &fnl_source_table.rows[i];
        const int required = strcmp(row->name, "name") == 0 || strcmp(row->name, "kind") == 0;
        assert_int_equal(row->standard == NULL, required);
    }
}

static void every_kind_but_lists_brings_leads_unless_it_says_otherwise(void **state)
{
    (void)state;
    for (int kind = FNL_SOURCE_INBOUND; kind <= FNL_SOURCE_REFERRAL; kind++) {
        struct fnl_source source = {.kind = kind, .counts_as = FNL_COUNT_BY_KIND};
        assert_int_equal(fnl_source_brings_leads(&source), kind != FNL_SOURCE_LIST);
        source.counts_as = FNL_COUNT_LEAD;
        assert_true(fnl_source_brings_leads(&source));
        source.counts_as = FNL_COUNT_INQUIRY;
        assert_false(fnl_source_brings_leads(&source));
        source.counts_as = FNL_COUNT_NAME;
        assert_false(fnl_source_brings_leads(&source));
    }
}

static void people_are_found_in_outbound_and_target_sources_alone(void **state)
{
    (void)state;
    for (int kind = FNL_SOURCE_INBOUND; kind <= FNL_SOURCE_REFERRAL; kind++) {
        const bool found = kind == FNL_SOURCE_OUTBOUND || kind == FNL_SOURCE_TARGET;
        const struct fnl_source source = {.kind = kind};
        assert_int_equal(fnl_source_is_prospected(&source), found);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(the_words_stand_in_the_order_of_their_enumerations),
        cmocka_unit_test(a_source_must_say_its_name_and_kind_and_nothing_else),
        cmocka_unit_test(every_kind_but_lists_brings_leads_unless_it_says_otherwise),
        cmocka_unit_test(people_are_found_in_outbound_and_target_sources_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
