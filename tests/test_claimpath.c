/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "claimwords.h"
#include "scenario/claimpath.h"

static void a_boundary_is_a_figure_with_two_values(void **state)
{
    (void)state;
    refuses(PLAIN "boundary = \"reps.cuont\"; between = (1, 2); }", "did you mean count?");
    refuses(PLAIN "boundary = \"ask\"; between = (1, 2); }", "is no number");
    refuses(PLAIN "boundary = \"ask.policy\"; between = (1, 2); }", "is no number");
    refuses(PLAIN "boundary = \"reps.count\"; }", "is missing: the lowest");
    refuses(PLAIN "between = (1, 2); }", "between what");
    refuses(PLAIN "boundary = \"reps.count\"; between = (1, 2, 3); }", "expected two values");
    refuses(PLAIN "boundary = \"reps.count\"; between = (3, 3); }", "comes first");
    refuses(PLAIN "boundary = \"reps.count\"; between = (-3, 3); }", "out of range");
}

static void carriers_are_parameters_that_there_are(void **state)
{
    (void)state;
    refuses(PLAIN "carried_by = \"reps.cuont\"; }", "did you mean count?");
    refuses(PLAIN "carried_by = (\"pita\", \"a[\"); }", "there is no parameter");
}

static void a_boundary_is_in_the_unit_of_its_parameter(void **state)
{
    (void)state;
    struct reading reading;
    begin(&reading, "claims = ( { id = \"A\"; says = \"It is so.\"; set = \"reps.count=3\";\n"
                    "  boundary = \"reps.selling_share\"; between = (\"10 %\", 0.5); } );");
    assert_int_equal(reading.status, FNL_OK);
    const struct fnl_claimform_claim *claim = &reading.form.claims[0];
    assert_string_equal(claim->moved->name, "selling_share");
    assert_true(claim->low == 0.1 && claim->high == 0.5);
    end(&reading);
}

static void what_carries_a_claim_may_be_a_value_a_group_or_a_policy(void **state)
{
    (void)state;
    struct reading reading;
    begin(&reading, "claims = ( " PLAIN "carried_by = (\"pita\", \"ask.policy\", \"sources\", "
                    "\"sources[Any].cost_each\", \"ask.per_client_year\"); } );");
    assert_int_equal(reading.status, FNL_OK);
    assert_int_equal(reading.form.claims[0].carried_by.count, 5);
    end(&reading);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_boundary_is_a_figure_with_two_values),
        cmocka_unit_test(carriers_are_parameters_that_there_are),
        cmocka_unit_test(a_boundary_is_in_the_unit_of_its_parameter),
        cmocka_unit_test(what_carries_a_claim_may_be_a_value_a_group_or_a_policy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
