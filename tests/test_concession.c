/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <gsl/gsl_cdf.h>

#include "lab.h"
#include "model/concession.h"
#include "model/state.h"
#include "stats/moments.h"
#include "tables.h"

static void the_table_is_in_order(void **state)
{
    (void)state;
    tables_check("fnl_concession_table", &fnl_concession_table);
}

/* Clients of the first day who sign for 1200 a year each and never leave by themselves. */
static struct lab *firm(int clients, int pains, const char *more)
{
    return lab_open("name = \"Spiral\"; months = 36; " LAB_FROM_2025
                    "today = { clients = %d; pita_clients = %d; };"
                    "sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
                    "stages = ( { name = \"A\"; hours = 1; go_on = 0.0; } ); reps = { count = 1; };"
                    "clients = { contract_value = 1200; renewal = 1.0; never_pays = 0.0; }; %s",
                    clients, pains, more);
}

/* Of what is to come, and of the next term. */
static void a_yes_takes_a_share_off_what_is_still_to_come(void **state)
{
    (void)state;
    struct lab *lab = firm(1, 1, "concessions = { cut = 0.25; asks_per_year = 0; };");
    lab_run(lab, 0, NULL);
    struct fnl_company *company = lab->company;
    struct fnl_client *client = &company->clients.items[0];
    client->to_invoice = 60001;
    client->renews_at = 120000;
    const struct fnl_event ask = {.subject = 0, .version = client->version};
    fnl_concession_asked(company, &ask);
    assert_int_equal(client->to_invoice, 60001 - 15000);
    assert_int_equal(client->renews_at, 90000);
    fnl_concession_asked(company, &ask);
    assert_int_equal(client->renews_at, 67500);
    assert_int_equal(client->granted, 2);
    assert_int_equal(client->refusals, 0);
    /* Who has left, or was won over, asks for nothing. */
    fnl_concession_asked(company, &(struct fnl_event){.version = client->version + 1});
    client->pita = false;
    fnl_concession_asked(company, &ask);
    assert_int_equal(client->granted, 2);
    lab_close(lab);
}

static void a_no_costs_satisfaction_and_is_remembered_until_the_renewal(void **state)
{
    (void)state;
    struct lab *lab = firm(1, 1,
                           "concessions = { refusal_costs_mood = 0.2; asks_per_year = 0;"
                           "  refusal_on_renewal = -0.75; }; concede = { policy = \"none\"; };");
    lab_run(lab, 0, NULL);
    struct fnl_company *company = lab->company;
    struct fnl_client *client = &company->clients.items[0];
    const fnl_money price = client->renews_at;
    client->satisfaction = 0.5f;
    const struct fnl_event ask = {.subject = 0, .version = client->version};
    fnl_concession_asked(company, &ask);
    assert_true(fabs((double)client->satisfaction - 0.3) < 1e-6);
    assert_true(fnl_mechanism_on_renewal(company, client) == -0.75);
    fnl_concession_asked(company, &ask);
    fnl_concession_asked(company, &ask);
    assert_true(client->satisfaction == 0);
    assert_true(fnl_mechanism_on_renewal(company, client) == -2.25);
    assert_int_equal(client->granted, 0);
    assert_int_equal(client->renews_at, price);
    lab_close(lab);
}

/* Refused so often in 36 months that it would hardly renew, were the score not settled each year.
 */
static void a_renewal_forgives_the_refusals_before_it(void **state)
{
    (void)state;
    struct lab *lab = lab_open("name = \"Grudge\"; months = 36; " LAB_FROM_2025
                               "today = { clients = 20; pita_clients = 20; };"
                               "sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
                               "stages = ( { name = \"A\"; hours = 1; go_on = 0.0; } );"
                               "reps = { count = 1; }; clients = { contract_months = 1;"
                               "  renewal = 0.999999; }; concede = { policy = \"none\"; };"
                               "concessions = { asks_per_year = 12; refusal_on_renewal = -0.5; };");
    lab_run(lab, 0, NULL);
    assert_true(lab_value(lab, FNL_CLIENTS_END) >= 19);
    for (size_t i = 0; i < lab->company->clients.count; i++)
        assert_true(lab->company->clients.items[i].refusals < 12);
    lab_close(lab);
}

static void every_yes_makes_them_ask_oftener_up_to_a_limit(void **state)
{
    (void)state;
    struct lab *lab = firm(1, 1,
                           "concessions = { asks_per_year = 2; spiral = 1.5;"
                           "  asks_at_most = 10; cut = 0; };");
    lab_run(lab, 0, NULL);
    struct fnl_client client = {.pita = true};
    static const double rates[] = {2, 3, 4.5, 6.75, 10, 10};
    for (; client.granted < 6; client.granted++)
        assert_true(fnl_concession_rate(lab->company, &client) == rates[client.granted]);
    client.granted = UINT32_MAX;
    assert_true(fnl_concession_rate(lab->company, &client) == 10);
    lab_close(lab);
}

/* 1000 pains, 3 years, 1.7 asks a year each: Poisson, and nobody else asks. */
static void asks_come_as_often_as_said_and_from_pains_only(void **state)
{
    (void)state;
    struct lab *lab = firm(1200, 1000, "concessions = { asks_per_year = 1.7; spiral = 1; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    double asks = 0, bills = 0;
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *fact = &tape.facts[i];
        bills += fact->kind == FNL_FACT_INVOICED && fact->flag;
        if (fact->kind != FNL_FACT_CONCEDED)
            continue;
        asks++;
        assert_true(fact->flag);
        assert_true(lab->company->clients.items[fact->client].pita);
    }
    /* A month begins with each bill; on average half of the last one is not lived through. */
    const double expected = (bills - 500) * 1.7 / 12;
    assert_true(fabs(asks - expected) < 4 * sqrt(expected));
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Revenue of a future, and what the first yes of each client took off its term. */
static double revenue(struct lab *lab, uint64_t future, double *first)
{
    struct lab_tape tape = {0};
    const struct fnl_listener listener = lab_tape_listener(&tape, FNL_FACT_BIT(FNL_FACT_CONCEDED));
    lab_run(lab, future, &listener);
    *first = 0;
    for (size_t i = 0; i < tape.count; i++)
        *first += tape.facts[i].index == 0 ? (double)tape.facts[i].amount : 0;
    lab_tape_fini(&tape);
    return (double)lab_value(lab, FNL_REVENUE);
}

/* The lower end of a two-sided interval of 99.9 % for the mean. */
static double at_least(const struct fnl_moments *moments)
{
    const double count = (double)moments->count;
    return moments->mean -
           gsl_cdf_tdist_Pinv(0.9995, count - 1) * sqrt(fnl_moments_variance(moments) / count);
}

/*
 * Where a no has no price at all, the same futures with every ask refused show
 * what granting costs: more than the first concessions take off, more than with
 * asks that do not grow, and by the spiral alone.
 */
static void the_first_yes_costs_more_than_it_takes_off(void **state)
{
    (void)state;
    struct lab *none = firm(30, 30,
                            "concessions = { refusal_costs_mood = 0.0;"
                            "  refusal_on_renewal = 0; }; concede = { policy = \"none\"; };");
    struct lab *all = firm(30, 30,
                           "concessions = { refusal_costs_mood = 0.0;"
                           "  refusal_on_renewal = 0; };");
    struct lab *flat = firm(30, 30,
                            "concessions = { refusal_costs_mood = 0.0;"
                            "  refusal_on_renewal = 0; spiral = 1; };");
    struct fnl_moments multiplier = {0}, by_spiral = {0};
    for (uint64_t future = 0; future < 25; future++) {
        double first = 0, unused = 0;
        const double kept = revenue(none, future, &unused);
        const double lost = kept - revenue(all, future, &first);
        assert_true(unused == 0 && first > 0);
        fnl_moments_add(&multiplier, lost / first);
        fnl_moments_add(&by_spiral, lost / (kept - revenue(flat, future, &unused)));
    }
    assert_true(at_least(&multiplier) > 1);
    assert_true(at_least(&by_spiral) > 1);
    lab_close(none);
    lab_close(all);
    lab_close(flat);
}

/* Where each no takes one off the log-odds to renew. */
static void who_is_refused_leaves_oftener(void **state)
{
    (void)state;
    static const char text[] =
        "name = \"No\"; months = 36; today = { clients = 60; pita_clients = 60; };"
        "sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
        "stages = ( { name = \"A\"; hours = 1; go_on = 0.0; } ); reps = { count = 1; };"
        "clients = { renewal = 0.8; }; concede = { policy = \"%s\"; }; concessions = {"
        "  asks_per_year = 4; refusal_on_renewal = -1; };";
    struct lab *yes = lab_open(text, "all"), *no = lab_open(text, "none");
    struct fnl_moments more = {0};
    for (uint64_t future = 0; future < 25; future++) {
        lab_run(yes, future, NULL);
        lab_run(no, future, NULL);
        fnl_moments_add(
            &more, (double)(lab_value(no, FNL_CLIENTS_LOST) - lab_value(yes, FNL_CLIENTS_LOST)));
    }
    assert_true(at_least(&more) > 0);
    lab_close(yes);
    lab_close(no);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(a_yes_takes_a_share_off_what_is_still_to_come),
        cmocka_unit_test(a_no_costs_satisfaction_and_is_remembered_until_the_renewal),
        cmocka_unit_test(a_renewal_forgives_the_refusals_before_it),
        cmocka_unit_test(every_yes_makes_them_ask_oftener_up_to_a_limit),
        cmocka_unit_test(asks_come_as_often_as_said_and_from_pains_only),
        cmocka_unit_test(the_first_yes_costs_more_than_it_takes_off),
        cmocka_unit_test(who_is_refused_leaves_oftener),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
