/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab.h"
#include "model/ownership.h"
#include "model/state.h"

static void round_robin_gives_to_each_in_turn_whatever_they_have(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open("name = \"Crowd\"; months = 3; " LAB_ALWAYS_OPEN
                 "sources = ( { name = \"Fair\"; kind = \"event\"; people_per_event = 40;"
                 "  dates = [\"2026-01-02\"]; } ); stages = ( { name = \"A\"; go_on = 0.0;"
                 "  hours = { law = \"lognormal\"; median = 2; sigma = 1.5; }; } );"
                 "assign = { policy = \"round_robin\"; };"
                 "reps = { count = 3; selling_share = 1.0; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    assert_true(lab_tape_count(&tape, FNL_FACT_ASSIGNED) > 20);
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_ASSIGNED); i++)
        assert_int_equal(lab_tape_fact(&tape, FNL_FACT_ASSIGNED, i)->rep, i % 3);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* One of three begins in the second month; until then the two share everything alike. */
static void the_turn_of_an_absent_rep_goes_to_all_others_alike(void **state)
{
    (void)state;
    struct lab *lab = lab_open(
        "name = \"Absent\"; months = 2; sources = ( { name = \"Door\"; kind = \"inbound\";"
        "  leads_per_month = 100; } ); stages = ( { name = \"A\"; hours = 0.1; go_on = 0.0; } );"
        "assign = { policy = \"round_robin\"; };"
        "reps = { count = 3; started = [\"2020-01\", \"2021-01\", \"2026-02\"]; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    int64_t before[3] = {0}, after[3] = {0};
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_ASSIGNED); i++) {
        const struct fnl_fact *fact = lab_tape_fact(&tape, FNL_FACT_ASSIGNED, i);
        (fact->time < 31 * FNL_DAY ? before : after)[fact->rep]++;
    }
    assert_true(before[0] > 40 && before[2] == 0);
    assert_in_range(before[0] - before[1] + 1, 0, 2);
    assert_true(after[0] > 25);
    assert_in_range(after[0] - after[2] + 1, 0, 2);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* The next owner is found without those who have not begun, but somebody always is. */
static void somebody_always_owns_what_nobody_owns(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open("name = \"Owners\"; months = 3; sources = ( { name = \"Door\"; kind = "
                 "\"inbound\"; } ); stages = ( { name = \"A\"; hours = 1; go_on = 0.0; } );"
                 "reps = { count = 2; };");
    lab_run(lab, 0, NULL);
    struct fnl_company *company = lab->company;
    company->owners = 0;
    company->now = 0;
    company->reps[0].began = company->reps[1].began = 10;
    assert_true(fnl_ownership_next_owner(company) < 2);
    company->reps[1].began = 0;
    assert_int_equal(fnl_ownership_next_owner(company), 1);
    assert_int_equal(fnl_ownership_next_owner(company), 1);
    lab_close(lab);
}

/* A role has its own; the turn passes over the others and over who has resigned. */
static void the_next_of_a_role_is_of_that_role_and_stays(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open("name = \"Roles\"; months = 1; sources = ( { name = \"Door\"; kind = "
                 "\"inbound\"; } ); stages = ( { name = \"A\"; hours = 1; go_on = 0.0; } "
                 "); reps = { count = 3; };");
    lab_run(lab, 0, NULL);
    struct fnl_company *company = lab->company;
    company->reps[1].role = FNL_ROLE_DEVELOPS;
    company->reps[2].resigned = true;
    for (int i = 0; i < 3; i++) {
        assert_int_equal(fnl_ownership_next(company, FNL_ROLE_SELLS), 0);
        assert_int_equal(fnl_ownership_next(company, FNL_ROLE_DEVELOPS), 1);
    }
    company->reps[1].resigned = true;
    assert_int_equal(fnl_ownership_next(company, FNL_ROLE_DEVELOPS), FNL_NOBODY);
    company->reps[1].role = FNL_ROLE_SELLS;
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(round_robin_gives_to_each_in_turn_whatever_they_have),
        cmocka_unit_test(the_turn_of_an_absent_rep_goes_to_all_others_alike),
        cmocka_unit_test(somebody_always_owns_what_nobody_owns),
        cmocka_unit_test(the_next_of_a_role_is_of_that_role_and_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
