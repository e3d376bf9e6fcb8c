/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "busy_firm.h"
#include "lab.h"
#include "model/device.h"

static void every_device_has_a_name_of_its_own(void **state)
{
    (void)state;
    fnl_device_set all = 0;
    for (unsigned i = 0; i < fnl_device_count; i++) {
        assert_int_equal(fnl_device_named(fnl_devices[i].name), fnl_devices[i].set);
        all |= fnl_devices[i].set;
    }
    assert_int_equal(all, 63);
    assert_int_equal(fnl_device_named("no_pain"), 0);
    assert_int_equal(fnl_device_named("no_pains"),
                     FNL_DEVICE_NO_NEW_PAINS | FNL_DEVICE_NO_OLD_PAINS);
}

/* The firm with these devices lived through once, everything on the tape. */
static struct lab *lived(const char *text, fnl_device_set devices, struct lab_tape *tape)
{
    struct lab *lab = lab_open("%s", text);
    lab->plan.devices = devices;
    lab_record(lab, tape);
    return lab;
}

static void no_pain_signs_where_none_is_wanted(void **state)
{
    (void)state;
    static const fnl_device_set sets[] = {0, FNL_DEVICE_NO_NEW_PAINS, FNL_DEVICE_NO_OLD_PAINS,
                                          FNL_DEVICE_NO_PAINS};
    struct lab_tape tape = {0};
    for (size_t i = 0; i < 4; i++) {
        struct lab *lab = lived(BUSY_FIRM("Busy"), sets[i], &tape);
        size_t signed_pains = 0, fired = 0;
        for (size_t n = 0; n < lab_tape_count(&tape, FNL_FACT_SIGNED); n++)
            signed_pains += lab_tape_fact(&tape, FNL_FACT_SIGNED, n)->flag;
        for (size_t n = 0; n < lab_tape_count(&tape, FNL_FACT_LEFT); n++) {
            const struct fnl_fact *left = lab_tape_fact(&tape, FNL_FACT_LEFT, n);
            fired += left->time == 0 && left->flag && left->index == FNL_FAREWELL_FIRED;
        }
        assert_int_equal(signed_pains > 0, !(sets[i] & FNL_DEVICE_NO_NEW_PAINS));
        assert_int_equal(fired, sets[i] & FNL_DEVICE_NO_OLD_PAINS ? 3 : 0);
        if (sets[i] == FNL_DEVICE_NO_PAINS)
            assert_int_equal(lab_value(lab, FNL_PITA_CLIENTS_END), 0);
        lab_close(lab);
    }
    lab_tape_fini(&tape);
}

/* Whom an accept policy would have sent away to come back is gone for good. */
static void who_is_declined_does_not_come_back(void **state)
{
    (void)state;
    static const char text[] =
        "name = \"Door\"; months = 12;"
        "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 30; pita = 1.0; } );"
        "stages = ( { name = \"A\"; hours = 0.1; go_on = 1.0; shows = 1.0; } );"
        "pita = { flags_seen = 1.0; }; reps = { count = 2; };"
        "accept = { policy = \"walk_away\"; comes_back = 1.0; };";
    struct lab_tape tape = {0};
    struct lab *lab = lived(text, 0, &tape);
    assert_true(lab_tape_count(&tape, FNL_FACT_WILL_RETURN) > 0);
    lab_close(lab);
    lab = lived(text, FNL_DEVICE_NO_NEW_PAINS, &tape);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_WILL_RETURN), 0);
    assert_int_equal(lab_value(lab, FNL_WON), 0);
    assert_true(lab_cause(lab, FNL_CAUSE_WALKED_AWAY) > 0);
    lab_close(lab);
    lab_tape_fini(&tape);
}

/* Who came through `source`: their keys and times, mixed into one number. */
static uint64_t arrivals(const struct lab_tape *tape, uint32_t source)
{
    uint64_t mixed = 1;
    for (size_t n = 0; n < lab_tape_count(tape, FNL_FACT_ARRIVED); n++) {
        const struct fnl_fact *fact = lab_tape_fact(tape, FNL_FACT_ARRIVED, n);
        if (fact->source == source && fact->detail == 0 && fact->client == FNL_NOBODY &&
            fact->other == 0)
            mixed = fnl_key_part(fnl_key_part(mixed, fact->key), (uint64_t)fact->time);
    }
    return mixed;
}

static void the_same_people_come_whatever_the_device(void **state)
{
    (void)state;
    struct lab_tape tape = {0};
    struct lab *lab = lived(BUSY_FIRM("Busy"), 0, &tape);
    const uint64_t as_it_is = arrivals(&tape, 0);
    lab_close(lab);
    for (fnl_device_set device = 1; device < 64; device *= 2) {
        lab = lived(BUSY_FIRM("Busy"), device, &tape);
        assert_int_equal(arrivals(&tape, 0), as_it_is);
        lab_close(lab);
    }
    lab_tape_fini(&tape);
}

static void perfect_leads_are_all_that_a_rep_asks_for(void **state)
{
    (void)state;
    static const char text[] =
        "name = \"Leads\"; months = 12;"
        "sources = ( { name = \"List\"; kind = \"list\"; leads_per_month = 40; bad_contact = 0.5;"
        "              pita = 0.5; out_of_ten = { fit = 1; budget = 1; need = 1; interest = 1; };"
        "              reliability = 0.2; } );"
        "stages = ( { name = \"A\"; hours = 0.1; go_on = 1.0; shows = 1.0; } );"
        "handoff = { policy = \"sales_ready\"; threshold = 0.6; };"
        "qualify = { policy = \"marketing\"; sensitivity = 0.5; }; reps = { count = 2; };";
    struct lab_tape tape = {0};
    struct lab *lab = lived(text, 0, &tape);
    assert_true(lab_cause(lab, FNL_CAUSE_UNREACHABLE) > 0);
    assert_true(lab_cause(lab, FNL_CAUSE_NOT_HANDED_ON) > 0);
    assert_true(lab_cause(lab, FNL_CAUSE_DISQUALIFIED) > 0);
    lab_close(lab);
    lab = lived(text, FNL_DEVICE_PERFECT_LEADS, &tape);
    for (size_t n = 0; n < lab_tape_count(&tape, FNL_FACT_TRAITS); n++) {
        const struct fnl_fact *traits = lab_tape_fact(&tape, FNL_FACT_TRAITS, n);
        assert_int_equal(traits->amount, FNL_MILLION);
        assert_int_equal(traits->span, FNL_MILLION);
        assert_int_equal(traits->wait, FNL_MILLION);
        assert_int_equal(traits->until, FNL_MILLION);
    }
    for (size_t n = 0; n < lab_tape_count(&tape, FNL_FACT_ARRIVED); n++)
        assert_false(lab_tape_fact(&tape, FNL_FACT_ARRIVED, n)->flag);
    assert_true(lab_tape_count(&tape, FNL_FACT_TRAITS) > 300);
    for (unsigned cause = 0; cause < FNL_CAUSES; cause++)
        assert_int_equal(lab_cause(lab, (enum fnl_cause)cause) > 0, cause == FNL_CAUSE_WON);
    lab_close(lab);
    lab_tape_fini(&tape);
}

/* A rep drowns in leads; nobody waits for it where nobody waits. */
#define DROWNING                                                                                   \
    "name = \"Drowning\"; months = 12; "                                                           \
    "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 200; "                   \
    "              bad_contact = 0.25; } ); "                                                      \
    "stages = ( { name = \"A\"; hours = 3; go_on = 0.5; shows = 0.5; tries = 2; days = 3; }, "     \
    "           { name = \"B\"; hours = 3; go_on = 0.5; days = 2; } ); "                           \
    "qualify = { policy = \"rep\"; sensitivity = 0.5; specificity = 0.5; }; reps = { count = 1; "  \
    "};"

static void nobody_waits_where_nobody_waits(void **state)
{
    (void)state;
    struct lab_tape tape = {0};
    struct lab *lab = lived(DROWNING, FNL_DEVICE_NO_WAITING, &tape);
    for (size_t n = 0; n < lab_tape_count(&tape, FNL_FACT_TOUCH); n++) {
        const struct fnl_fact *touch = lab_tape_fact(&tape, FNL_FACT_TOUCH, n);
        assert_int_equal(touch->wait, 0);
        assert_int_equal(touch->span, 0);
        assert_int_equal(touch->rep, 0);
    }
    assert_true(lab_tape_count(&tape, FNL_FACT_TOUCH) > 1000);
    assert_int_equal(lab_value(lab, FNL_UTILISATION), 0);
    assert_int_equal(lab_value(lab, FNL_FIRST_WAIT), 0);
    const int64_t won = lab_value(lab, FNL_WON);
    lab_close(lab);
    lab = lived(DROWNING, 0, &tape);
    assert_true(lab_value(lab, FNL_WON) < won);
    lab_close(lab);
    lab_tape_fini(&tape);
}

static double share_who_passed(const struct lab_tape *tape)
{
    const size_t tested = lab_tape_count(tape, FNL_FACT_QUALIFIED);
    size_t passed = 0;
    for (size_t n = 0; n < tested; n++)
        passed += lab_tape_fact(tape, FNL_FACT_QUALIFIED, n)->flag;
    return (double)passed / (double)tested;
}

static void nobody_is_dropped_where_nobody_is_dropped(void **state)
{
    (void)state;
    struct lab_tape tape = {0};
    struct lab *lab = lived(DROWNING, FNL_DEVICE_NO_WAITING, &tape);
    assert_true(lab_cause(lab, FNL_CAUSE_WENT_DARK) > 0);
    const int64_t dead = lab_cause(lab, FNL_CAUSE_UNREACHABLE);
    const double passed = share_who_passed(&tape);
    lab_close(lab);
    lab = lived(DROWNING, FNL_DEVICE_PERFECT_FOLLOW_UP, &tape);
    assert_int_equal(lab_cause(lab, FNL_CAUSE_WENT_DARK), 0);
    assert_int_equal(lab_cause(lab, FNL_CAUSE_UNREACHABLE), dead);
    assert_true(share_who_passed(&tape) > passed);
    lab_close(lab);
    lab_tape_fini(&tape);
}

/* Leads of a shared queue belong to nobody until they sign: reps take them in turn. */
static void a_shared_queue_is_touched_in_turn(void **state)
{
    (void)state;
    struct lab_tape tape = {0};
    struct lab *lab =
        lived(DROWNING "assign = { policy = \"shared_queue\"; };", FNL_DEVICE_NO_WAITING, &tape);
    assert_true(lab_value(lab, FNL_WON) > 0);
    lab_close(lab);
    lab_tape_fini(&tape);
}

static void what_is_planned_is_prospected(void **state)
{
    (void)state;
    static const char text[] =
        "name = \"Hunt\"; months = 6;"
        "sources = ( { name = \"Cold\"; kind = \"outbound\"; found_per_hour = 0.5; } );"
        "stages = ( { name = \"A\"; hours = 0.01; go_on = 0.0; } );"
        "reps = { count = 2; selling_share = 1.0; };"
        "slack = { policy = \"prospect\"; hours_per_week = 10; avoidance = 0.4; };"
        "avoidance = { per_rejection = 0.9; heals_in = 3650; };";
    struct lab_tape tape = {0};
    struct lab *lab = lived(text, 0, &tape);
    const int64_t avoided = lab_spent(lab, FNL_SPENT_ON_PROSPECTING);
    lab_close(lab);
    lab = lived(text, FNL_DEVICE_PROSPECTING_DONE, &tape);
    assert_true(lab_spent(lab, FNL_SPENT_ON_PROSPECTING) >= 2 * 25 * 10 * FNL_HOUR);
    assert_true(avoided < 2 * 27 * 6 * FNL_HOUR);
    lab_close(lab);
    lab_tape_fini(&tape);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_device_has_a_name_of_its_own),
        cmocka_unit_test(no_pain_signs_where_none_is_wanted),
        cmocka_unit_test(who_is_declined_does_not_come_back),
        cmocka_unit_test(the_same_people_come_whatever_the_device),
        cmocka_unit_test(perfect_leads_are_all_that_a_rep_asks_for),
        cmocka_unit_test(nobody_waits_where_nobody_waits),
        cmocka_unit_test(nobody_is_dropped_where_nobody_is_dropped),
        cmocka_unit_test(a_shared_queue_is_touched_in_turn),
        cmocka_unit_test(what_is_planned_is_prospected),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
