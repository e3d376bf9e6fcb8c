/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "little_firm.h"
#include "scenario/section.h"

static void sections_rows_and_policies_are_found_by_name(void **state)
{
    (void)state;
    const struct fnl_section *sources = fnl_section_inside(&little_firm, "sources");
    assert_string_equal(fnl_section_row(sources->table, "cost_each")->name, "cost_each");
    assert_null(fnl_section_row(sources->table, "cost"));
    assert_null(fnl_section_row(NULL, "cost"));
    assert_null(fnl_section_inside(&little_firm, "source"));
    assert_true(fnl_section_has_names(sources));
    assert_false(fnl_section_has_names(fnl_section_inside(&little_firm, "payments")));
    const struct fnl_section *ask = fnl_section_inside(&little_firm, "ask");
    assert_ptr_equal(fnl_section_policy(ask, "everybody"), &ask_everybody);
    assert_null(fnl_section_policy(ask, "anybody"));
}

static void the_nearest_key_is_one_that_may_stand_there(void **state)
{
    (void)state;
    const struct fnl_section *sources = fnl_section_inside(&little_firm, "sources");
    const struct fnl_section *ask = fnl_section_inside(&little_firm, "ask");
    assert_string_equal(fnl_section_nearest(sources, NULL, "leads_per_mnth"), "leads_per_month");
    assert_string_equal(fnl_section_nearest(&little_firm, NULL, "source"), "sources");
    assert_string_equal(fnl_section_nearest(ask, &ask_ideal, "hour_per_ask"), "hours_per_ask");
    assert_null(fnl_section_nearest(ask, &ask_nobody, "hour_per_ask"));
    assert_string_equal(fnl_section_nearest(ask, &ask_nobody, "polcy"), "policy");
}

static void add_path(void *context, const struct fnl_section_visit *visit)
{
    char *all = context;
    snprintf(all + strlen(all), 2000 - strlen(all), "%s%s%s ", visit->path,
             visit->policy ? "@" : "", visit->policy ? visit->policy->name : "");
}

static void a_walk_meets_every_row_with_its_path(void **state)
{
    (void)state;
    char all[2000] = "";
    fnl_section_each(&little_firm, add_path, all);
    assert_string_equal(
        all, "name about start months matters reps.count reps.selling_time reps.leave reps.salary "
             "reps.ramp reps.meeting reps.started reps.quota.per_quarter sources[*].name "
             "sources[*].kind sources[*].leads_per_month sources[*].days sources[*].fit "
             "sources[*].cost_each sources[*].seasonality sources[*].on sources[*].trip.cost "
             "payments[*].day payments[*].amount pita.hours_factor pita.late "
             "ask.per_client_year@everybody ask.per_client_year@ideal_clients "
             "ask.hours_per_ask@ideal_clients ");
}

static void a_typed_path_leads_to_its_row(void **state)
{
    (void)state;
    assert_ptr_equal(fnl_section_find(&little_firm, "sources[bought list].cost_each"),
                     fnl_section_row(&source_table, "cost_each"));
    assert_ptr_equal(fnl_section_find(&little_firm, "sources[kind=list].trip.cost"), trip_rows);
    assert_ptr_equal(fnl_section_find(&little_firm, "sources[a.b].trip.cost"), trip_rows);
    assert_ptr_equal(fnl_section_find(&little_firm, "ask.hours_per_ask"), &asking_rows[1]);
    assert_ptr_equal(fnl_section_find(&little_firm, "months"), &firm_rows[3]);
    assert_null(fnl_section_find(&little_firm, "sources.cost_each"));
    assert_null(fnl_section_find(&little_firm, "sources[x"));
    assert_null(fnl_section_find(&little_firm, ""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sections_rows_and_policies_are_found_by_name),
        cmocka_unit_test(the_nearest_key_is_one_that_may_stand_there),
        cmocka_unit_test(a_walk_meets_every_row_with_its_path),
        cmocka_unit_test(a_typed_path_leads_to_its_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
