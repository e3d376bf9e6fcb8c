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

/* Who was won back is a new client of the indicators' once more, and of nobody else's. */
static void take_won_back(const struct lab_tape *tape, int64_t clients[2], int64_t sent[2])
{
    const struct fnl_fact *fact;
    for (size_t next = 0; (fact = lab_tape_won_back(tape, &next));) {
        clients[fact->flag]++;
        sent[0] += fact->other == FNL_SENT_BY_GOOD;
        sent[1] += fact->other == FNL_SENT_BY_PITA;
    }
}

/* The two lines of the indicators are the same, counted by the recorder from other facts. */
static void the_lines_are_those_of_the_indicators(void **state)
{
    (void)state;
    struct lab *lab = lab_open("%s", BUSY_FIRM("Asking") BUSY_ASKS);
    static const enum fnl_indicator lines[] = {FNL_REFERRAL_LINE_IDEAL, FNL_REFERRAL_LINE_PITA};
    struct fnl_fates fates = {0};
    struct lab_tape tape = {0};
    int64_t won_back = 0;
    for (uint64_t replication = 0; replication < 8; replication++) {
        const struct fnl_listener of_fates = fnl_fate_begin(&fates, &lab->plan);
        lab_run(lab, replication, &of_fates);
        const struct fnl_listener of_tape = lab_tape_listener(&tape, FNL_FACT_ALL);
        lab_run(lab, replication, &of_tape);
        const struct fnl_kinship kinship = fnl_kinship_of(&fates);
        int64_t clients[2] = {0}, sent[2] = {0};
        take_won_back(&tape, clients, sent);
        won_back += clients[0] + clients[1];
        for (size_t from = 0; from < 2; from++) {
            sent[from] += fnl_kinship_sent(&kinship, (enum fnl_kin)from, FNL_KIN_IDEAL) +
                          fnl_kinship_sent(&kinship, (enum fnl_kin)from, FNL_KIN_PITA);
            clients[from] += fnl_kinship_clients(&kinship, (enum fnl_kin)from);
            assert_int_equal(lround(1e6 * (double)sent[from] / (double)clients[from]),
                             lab_value(lab, lines[from]));
        }
        assert_true(fnl_kinship_sent(&kinship, FNL_KIN_IDEAL, FNL_KIN_IDEAL) > 0);
    }
    assert_true(won_back > 0);
    lab_tape_fini(&tape);
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
