/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab.h"
#include "model/retention.h"
#include "model/state.h"

/* 20 clients of the first day, 8 of them pains, who all renew for 1200 a year. */
static struct lab *firm(const char *more)
{
    return lab_open("name = \"Keep\"; months = 24; " LAB_FROM_2025
                    "today = { clients = 20; pita_clients = 8; };"
                    "sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
                    "stages = ( { name = \"A\"; hours = 1; go_on = 0.0; } ); reps = { count = 9; };"
                    "clients = { contract_value = 1200; renewal = 1.0; never_pays = 0.0;"
                    "  service_hours = 2; }; %s",
                    more);
}

static void pains_are_not_renewed(void **state)
{
    (void)state;
    struct lab *lab = firm("keep = { policy = \"fire\"; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_LEFT), 8);
    for (size_t i = 0; i < 8; i++) {
        const struct fnl_fact *left = lab_tape_fact(&tape, FNL_FACT_LEFT, i);
        assert_true(left->flag);
        assert_int_equal(left->detail, 0);
        assert_int_equal(left->index, FNL_FAREWELL_FIRED);
    }
    assert_int_equal(lab_value(lab, FNL_CLIENTS_LOST), 8);
    assert_int_equal(lab_value(lab, FNL_PITA_CLIENTS_END), 0);
    assert_int_equal(lab_value(lab, FNL_CLIENTS_END), 12);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Whoever is on the books goes with the first bill that would be due. */
static void pains_are_fired_at_once(void **state)
{
    (void)state;
    struct lab *lab = firm("keep = { policy = \"fire\"; at_once = true; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t early = 0;
    for (size_t i = 0; i < 8; i++) {
        const struct fnl_fact *left = lab_tape_fact(&tape, FNL_FACT_LEFT, i);
        assert_true(left->time < 31 * FNL_DAY);
        assert_int_equal(left->index, FNL_FAREWELL_FIRED);
        early += left->detail;
    }
    assert_true(early >= 5);
    assert_int_equal(lab_value(lab, FNL_CLIENTS_END), 12);
    lab_tape_fini(&tape);
    lab_close(lab);
}

static void pains_are_asked_for_more_once(void **state)
{
    (void)state;
    struct lab *lab = firm("keep = { policy = \"reprice\"; price_factor = 1.5; takes_it = 1.0; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t ours = 0;
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *fact = &tape.facts[i];
        if (fact->kind != FNL_FACT_RENEWED)
            continue;
        assert_int_equal(fact->amount, fact->flag ? 180000 : 120000);
        assert_true(fact->flag || fact->detail == 0);
        ours += fact->detail;
    }
    assert_int_equal(ours, 8);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_RENEWED), 40);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_LEFT), 0);
    lab_tape_fini(&tape);
    lab_close(lab);
}

static void who_does_not_pay_our_price_leaves(void **state)
{
    (void)state;
    struct lab *lab = firm("keep = { policy = \"reprice\"; takes_it = 0.0; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_LEFT), 8);
    for (size_t i = 0; i < 8; i++)
        assert_int_equal(lab_tape_fact(&tape, FNL_FACT_LEFT, i)->index, FNL_FAREWELL_OUR_PRICE);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* With every pain won over in its first month, all want the hours of good clients from then on. */
static void hours_may_make_a_pain_a_good_client(void **state)
{
    (void)state;
    struct lab *lab =
        firm("pita = { hours_factor = 3; scope_per_year = 0; };"
             "keep = { policy = \"reform\"; hours_per_month = 5; works_per_month = 1.0; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_REFORMED), 8);
    assert_int_equal(lab_value(lab, FNL_PITA_CLIENTS_END), 0);
    assert_int_equal(lab_value(lab, FNL_CLIENTS_END), 20);
    int64_t hours = 0;
    for (size_t i = 0; i < tape.count; i++)
        hours += tape.facts[i].kind == FNL_FACT_SERVED ? tape.facts[i].span : 0;
    assert_int_equal(hours, (24 * 20 * 2 + 8 * (2 * 2 + 5)) * FNL_HOUR);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* 1 - 0.9^24 of them in two years of a chance of a tenth a month: 92 %. */
static void it_works_as_often_as_said(void **state)
{
    (void)state;
    struct lab *lab = lab_open("name = \"Reform\"; months = 24; " LAB_FROM_2025
                               "today = { clients = 1000; pita_clients = 1000; };"
                               "sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
                               "stages = ( { name = \"A\"; hours = 1; go_on = 0.0; } );"
                               "reps = { count = 1; }; clients = { renewal = 1.0; };"
                               "keep = { policy = \"reform\"; hours_per_month = 0;"
                               "  works_per_month = 0.1; };");
    lab_run(lab, 0, NULL);
    const double left = 1000 * pow(0.9, 24);
    assert_true(fabs((double)lab_value(lab, FNL_PITA_CLIENTS_END) - left) < 4 * sqrt(left));
    lab_close(lab);
}

static enum fnl_keep_verdict verdict_on(const struct fnl_company *company,
                                        const struct fnl_client *client)
{
    struct fnl_keep_answer answer;
    fnl_retention_ask(company, client, &answer);
    return answer.verdict;
}

/* Red flags are not enough to be fired on the day of the signature. */
static void nobody_is_judged_in_the_first_month(void **state)
{
    (void)state;
    struct lab *lab = firm("keep = { policy = \"fire\"; at_once = true; };");
    lab_run(lab, 0, NULL);
    const struct fnl_company *company = lab->company;
    struct fnl_client client = {.since = company->now, .flagged = true, .months = 12};
    assert_int_equal(verdict_on(company, &client), FNL_KEEP);
    client.since -= FNL_DAY;
    assert_int_equal(verdict_on(company, &client), FNL_FIRE);
    client.since -= 40 * FNL_DAY;
    assert_int_equal(verdict_on(company, &client), FNL_KEEP);
    client.pita = true;
    assert_int_equal(verdict_on(company, &client), FNL_FIRE);
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pains_are_not_renewed),
        cmocka_unit_test(pains_are_fired_at_once),
        cmocka_unit_test(pains_are_asked_for_more_once),
        cmocka_unit_test(who_does_not_pay_our_price_leaves),
        cmocka_unit_test(hours_may_make_a_pain_a_good_client),
        cmocka_unit_test(it_works_as_often_as_said),
        cmocka_unit_test(nobody_is_judged_in_the_first_month),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
