/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "busy_firm.h"
#include "lab.h"
#include "observe/kinship.h"

static void clients_are_counted_by_who_sent_them(void **state)
{
    (void)state;
    struct fnl_person names[5] = {{1, NULL}, {2, NULL}, {3, NULL}, {4, NULL}, {5, NULL}};
    struct fnl_fate records[5];
    for (uint32_t i = 0; i < 5; i++)
        records[i] = (struct fnl_fate){.key = i + 1, .owner = i, .sender = FNL_NOBODY};
    struct fnl_fates fates = {.items = records, .people = {.items = names, .count = 5}};
    records[0].pita = true; /* sends 1 and 2, and 3 before it had signed; 2 sends 4, who is lost */
    records[1].sender = records[2].sender = records[3].sender = 0;
    records[1].generation = records[2].generation = records[3].generation = 1;
    records[1].way = records[2].way = FNL_LEAD_INDEX(FNL_CHANNEL_ASKED, 0, 0);
    records[2].pita = true;
    records[3].way = FNL_LEAD_INDEX(FNL_CHANNEL_MEETING, 1, 0);
    records[4].sender = 2;
    records[4].signed_at = FNL_NEVER;
    const struct fnl_kinship kinship = fnl_kinship_of(&fates);
    assert_int_equal(kinship.clients[0][FNL_KIN_PITA], 1);
    assert_int_equal(kinship.clients[1][FNL_KIN_IDEAL], 2);
    assert_int_equal(kinship.clients[1][FNL_KIN_PITA], 1);
    assert_int_equal(kinship.sent[0][FNL_KIN_PITA][FNL_KIN_IDEAL], 1);
    assert_int_equal(kinship.sent[0][FNL_KIN_PITA][FNL_KIN_PITA], 1);
    assert_int_equal(kinship.by_others, 1);
    assert_int_equal(fnl_kinship_clients(&kinship, FNL_KIN_PITA), 2);
    assert_int_equal(fnl_kinship_sent(&kinship, FNL_KIN_PITA, FNL_KIN_PITA), 1);
    assert_int_equal(fnl_kinship_sent(&kinship, FNL_KIN_IDEAL, FNL_KIN_IDEAL), 0);
}

/*
 * The two lines of the indicators are the same, counted by the recorder from other facts, where
 * nobody who has left comes back as a new client: in these futures.
 */
static void the_lines_are_those_of_the_indicators(void **state)
{
    (void)state;
    struct lab *lab = lab_open("%s", BUSY_FIRM("Asking") BUSY_ASKS);
    static const enum fnl_indicator lines[] = {FNL_REFERRAL_LINE_IDEAL, FNL_REFERRAL_LINE_PITA};
    struct fnl_fates fates = {0};
    for (uint64_t replication = 8; replication < 12; replication++) {
        const struct fnl_listener listener = fnl_fate_begin(&fates, &lab->plan);
        lab_run(lab, replication, &listener);
        const struct fnl_kinship kinship = fnl_kinship_of(&fates);
        for (size_t from = 0; from < 2; from++) {
            const int64_t sent = fnl_kinship_sent(&kinship, (enum fnl_kin)from, FNL_KIN_IDEAL) +
                                 fnl_kinship_sent(&kinship, (enum fnl_kin)from, FNL_KIN_PITA);
            const double line =
                (double)sent / (double)fnl_kinship_clients(&kinship, (enum fnl_kin)from);
            assert_int_equal(lround(1e6 * line), lab_value(lab, lines[from]));
        }
        assert_true(fnl_kinship_sent(&kinship, FNL_KIN_IDEAL, FNL_KIN_IDEAL) > 0);
    }
    fnl_fate_fini(&fates);
    lab_close(lab);
}

static void the_radius_is_that_of_known_matrices(void **state)
{
    (void)state;
    const double apart[2][2] = {{0.2385, 0}, {0, 0.4}}, mixed[2][2] = {{1, 2}, {3, 4}};
    const double turned[2][2] = {{0, 4}, {1, 0}}, nothing[2][2] = {{0}};
    assert_true(fabs(fnl_kinship_radius(apart) - (0.4)) <= 1e-12);
    assert_true(fabs(fnl_kinship_radius(mixed) - ((5 + sqrt(33)) / 2)) <= 1e-12);
    assert_true(fabs(fnl_kinship_radius(turned) - (2)) <= 1e-12);
    assert_true(fabs(fnl_kinship_radius(nothing) - (0)) <= 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clients_are_counted_by_who_sent_them),
        cmocka_unit_test(the_lines_are_those_of_the_indicators),
        cmocka_unit_test(the_radius_is_that_of_known_matrices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
