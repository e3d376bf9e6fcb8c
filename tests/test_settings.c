/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/settings.h"
#include "tables.h"

#define LENGTH(array) (sizeof(array) / sizeof *(array))

/* Every table of the model, with the size of its struct; `mechanism`: the struct may be absent. */
static const struct {
    const char *name;
    const struct fnl_param_table *table;
    size_t size;
    bool mechanism;
} tables[] = {
    {"fnl_settings_table", &fnl_settings_table, sizeof(struct fnl_settings), false},
    {"fnl_settings_hours_table", &fnl_settings_hours_table, sizeof(struct fnl_hours), false},
    {"fnl_settings_labels_table", &fnl_settings_labels_table, sizeof(struct fnl_labels), false},
    {"fnl_settings_actuals_table", &fnl_settings_actuals_table, sizeof(struct fnl_actuals), true},
    {"fnl_opening_today_table", &fnl_opening_today_table, sizeof(struct fnl_today), true},
    {"fnl_source_table", &fnl_source_table, sizeof(struct fnl_source), false},
    {"fnl_stage_table", &fnl_stage_table, sizeof(struct fnl_stage), false},
    {"fnl_chance_effects_table", &fnl_chance_effects_table, sizeof(struct fnl_effects), true},
    {"fnl_chance_response_table", &fnl_chance_response_table, sizeof(struct fnl_response), true},
    {"fnl_meeting_table", &fnl_meeting_table, sizeof(struct fnl_meetings), true},
    {"fnl_meeting_kind_table", &fnl_meeting_kind_table, sizeof(struct fnl_meeting_kind), false},
    {"fnl_rep_table", &fnl_rep_table, sizeof(struct fnl_reps), false},
    {"fnl_service_table", &fnl_service_table, sizeof(struct fnl_service), true},
    {"fnl_client_table", &fnl_client_table, sizeof(struct fnl_clients), false},
    {"fnl_client_satisfaction_table", &fnl_client_satisfaction_table,
     sizeof(struct fnl_satisfaction), true},
    {"fnl_referral_table", &fnl_referral_table, sizeof(struct fnl_referrals), true},
    {"fnl_pita_table", &fnl_pita_table, sizeof(struct fnl_pita), true},
    {"fnl_lead_returns_table", &fnl_lead_returns_table, sizeof(struct fnl_returns), true},
    {"fnl_money_costs_table", &fnl_money_costs_table, sizeof(struct fnl_costs), false},
    {"fnl_quota_table", &fnl_quota_table, sizeof(struct fnl_quota), true},
};

static void every_table_is_in_order_and_of_its_struct(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(tables); i++) {
        tables_check(tables[i].name, tables[i].table);
        assert_int_equal(tables[i].table->size, tables[i].size);
    }
}

/* What is not in the file still has a value: no row of a mechanism is required. */
static void whatever_may_be_absent_has_a_value_then(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(tables); i++)
        for (size_t row = 0; tables[i].mechanism && row < tables[i].table->count; row++)
            TABLES_ASSERT(tables[i].table->rows[row].standard, tables[i].name,
                          tables[i].table->rows[row].name);
}

static void items_of_the_lists_are_found_by_their_index(void **state)
{
    (void)state;
    struct fnl_source sources[] = {{.name = "website"}, {.name = "purchased list"}};
    struct fnl_stage stages[] = {{.name = "Discovery"}, {.name = "Proposal"}, {.name = "Closing"}};
    struct fnl_meeting_kind kinds[] = {{.name = "visit"}, {.name = "lunch"}};
    const struct fnl_settings settings = {.sources = {sources, LENGTH(sources)},
                                          .stages = {stages, LENGTH(stages)},
                                          .meetings.kinds = {kinds, LENGTH(kinds)}};
    assert_ptr_equal(fnl_settings_source(&settings, 0), &sources[0]);
    assert_ptr_equal(fnl_settings_source(&settings, 1), &sources[1]);
    assert_ptr_equal(fnl_settings_stage(&settings, 2), &stages[2]);
    assert_ptr_equal(fnl_settings_meeting_kind(&settings, 1), &kinds[1]);
    assert_int_equal(fnl_meeting_kind_named(&settings, "lunch"), 1);
    assert_int_equal(fnl_meeting_kind_named(&settings, "dinner"), -1);
    assert_int_equal(fnl_meeting_kind_named(&settings, ""), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_table_is_in_order_and_of_its_struct),
        cmocka_unit_test(whatever_may_be_absent_has_a_value_then),
        cmocka_unit_test(items_of_the_lists_are_found_by_their_index),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
