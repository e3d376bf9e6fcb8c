/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/memory.h"
#include "scenario/phases.h"
#include "scenario/reader.h"
#include "scenario/schema.h"

#define FIRM                                                                                       \
    "name = \"Firm\"; months = 8;\n"                                                               \
    "sources = ( { name = \"Website\"; kind = \"inbound\"; leads_per_month = 20; } );\n"           \
    "stages = ( { name = \"Talk\"; hours = 1; go_on = \"25 %\"; } );\n"                            \
    "reps = { count = 3; };\n"

static const struct fnl_bound_wishes with_evidence = {.evidence = true};

/* A scenario and its phases. */
struct firm {
    struct fnl_tree tree;
    struct fnl_changes changes;
    struct fnl_phases phases;
    struct fnl_mistakes mistakes;
};

static void read_firm(struct firm *firm, const char *text)
{
    *firm = (struct firm){.tree = {.root = NULL}};
    assert_int_equal(fnl_reader_text(text, "firm.cfg", &firm->mistakes, &firm->tree, NULL), FNL_OK);
    assert_int_equal(
        fnl_changes_read(&fnl_schema_root, &firm->tree, &firm->mistakes, &firm->changes, NULL),
        FNL_OK);
}

static void bind(struct firm *firm, const struct fnl_bound_wishes *wishes)
{
    const fnl_status status =
        fnl_phases_bind(&firm->phases, &firm->changes, wishes, &firm->mistakes, NULL);
    fnl_mistakes_print(&firm->mistakes, stderr);
    assert_int_equal(status, FNL_OK);
}

static void forget(struct firm *firm)
{
    fnl_phases_fini(&firm->phases);
    fnl_changes_fini(&firm->changes);
    fnl_mistakes_fini(&firm->mistakes);
    fnl_tree_fini(&firm->tree);
}

static void each_phase_has_its_settings(void **state)
{
    (void)state;
    struct firm firm;
    read_firm(&firm, FIRM "changes = ( { from = \"2026-05-01\"; reps = { count = 5; }; },\n"
                          "{ from = \"2026-03-01\"; reps = { salary = 7; }; } );");
    bind(&firm, NULL);
    assert_int_equal(fnl_phases_settings(&firm.phases, 0)->reps.salary, 0);
    assert_int_equal(fnl_phases_settings(&firm.phases, 1)->reps.salary, 700);
    assert_int_equal(fnl_phases_settings(&firm.phases, 1)->reps.count, 3);
    assert_int_equal(fnl_phases_settings(&firm.phases, 2)->reps.salary, 700);
    assert_int_equal(fnl_phases_settings(&firm.phases, 2)->reps.count, 5);
    assert_int_equal(fnl_phases_end(&firm.phases), fnl_date_number((struct fnl_date){2026, 9, 1}));
    assert_null(firm.phases.evidence);
    assert_true(fnl_phases_fit(&firm.phases));
    forget(&firm);
}

static void evidence_is_of_what_is_said_anew(void **state)
{
    (void)state;
    struct firm firm;
    read_firm(&firm, FIRM "changes = ( { from = \"2026-05-01\"; reps = { salary = { value = 7; "
                          "basis = \"guess\"; }; }; } );");
    bind(&firm, &with_evidence);
    assert_true(firm.phases.evidence[0].count > 50);
    assert_int_equal(firm.phases.evidence[1].count, 1);
    assert_string_equal(firm.phases.evidence[1].items[0].path, "reps.salary");
    assert_int_equal(firm.phases.evidence[1].items[0].basis, FNL_EVIDENCE_GUESS);
    forget(&firm);
}

static void expect_places(const char *text, const char *expected)
{
    struct firm firm;
    read_firm(&firm, text);
    bind(&firm, &with_evidence);
    fnl_phases_check(&firm.phases, firm.tree.root, &firm.mistakes);
    char said[500] = "";
    for (size_t i = 0; i < firm.mistakes.count; i++)
        snprintf(said + strlen(said), sizeof said - strlen(said), "%d: %s\n",
                 firm.mistakes.items[i].line, firm.mistakes.items[i].path);
    assert_string_equal(said, expected);
    forget(&firm);
}

static void what_does_not_go_together_is_said_where_it_stands(void **state)
{
    (void)state;
    expect_places(FIRM, "");
    expect_places(FIRM "start = \"2026-01-02\";", "5: start\n");
    expect_places(FIRM "changes = (\n{ from = \"2026-09-01\"; reps = { salary = 7; }; } );",
                  "6: changes[#1].from\n");
    expect_places(FIRM "changes = (\n{ from = \"2025-12-31\"; reps = { salary = 7; }; } );",
                  "6: changes[#1].from\n");
    expect_places(FIRM "changes = (\n{ from = \"2026-08-31\"; reps = { salary = 7; }; },\n"
                       "{ from = \"2026-02-01\"; reps = { count = 2; }; } );",
                  "7: changes[#2].reps\n");
    expect_places(FIRM "calendar = {\nopens = { value = 9; range = (8, 10); }; };",
                  "6: calendar.opens\n");
}

static double lowest(void *context, const char *path)
{
    (void)context;
    (void)path;
    return 0.001;
}

static void moved_values_may_not_fit_together(void **state)
{
    (void)state;
    const struct fnl_bound_wishes wishes = {.shake = lowest};
    struct firm firm;
    read_firm(&firm, FIRM "today = { clients = { value = 100; range = (80, 120); }; pita_clients = "
                          "79; };");
    bind(&firm, NULL);
    assert_true(fnl_phases_fit(&firm.phases));
    fnl_phases_fini(&firm.phases);
    bind(&firm, &wishes);
    assert_true(fnl_phases_settings(&firm.phases, 0)->today.clients < 79);
    assert_false(fnl_phases_fit(&firm.phases));
    forget(&firm);
}

static void lack_of_memory_is_said_and_nothing_leaks(void **state)
{
    (void)state;
    struct firm firm;
    read_firm(&firm, FIRM "changes = ( { from = \"2026-05-01\"; reps = { count = 5; }; } );");
    long allowed = 0;
    for (fnl_status status = FNL_ERR_MEMORY; status != FNL_OK; allowed++) {
        struct fnl_error error = {0};
        fnl_memory_fail_after(allowed);
        status =
            fnl_phases_bind(&firm.phases, &firm.changes, &with_evidence, &firm.mistakes, &error);
        fnl_memory_fail_after(-1);
        assert_true(status == FNL_OK || status == FNL_ERR_MEMORY);
        assert_int_equal(error.status, status);
        fnl_phases_fini(&firm.phases);
    }
    assert_in_range(allowed, 10, 2000);
    forget(&firm);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_phase_has_its_settings),
        cmocka_unit_test(evidence_is_of_what_is_said_anew),
        cmocka_unit_test(what_does_not_go_together_is_said_where_it_stands),
        cmocka_unit_test(moved_values_may_not_fit_together),
        cmocka_unit_test(lack_of_memory_is_said_and_nothing_leaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
