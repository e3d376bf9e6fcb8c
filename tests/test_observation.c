/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab.h"
#include "model/observation.h"
#include "model/state.h"

/* A firm with one source, of people with a fit of 0.2 and an interest of 0.9. */
static struct lab *firm(const char *reliability, const char *more)
{
    struct lab *lab = lab_open(
        "name = \"Firm\"; months = 12; sources = ("
        "{ name = \"Door\"; kind = \"inbound\"; leads_per_month = 30; fit = 0.2; interest = 0.9;"
        "  pita = 0.5; reliability = %s; }, { name = \"Friends\"; kind = \"referral\"; } );"
        "stages = ( { name = \"A\"; hours = 0.1; go_on = 1.0; } ); reps = { count = 9; }; %s",
        reliability, more);
    lab_run(lab, 0, NULL);
    return lab;
}

typedef double observer(const struct fnl_company *company, struct fnl_lead *lead);

struct bounds {
    double lowest, highest;
};

static struct bounds observe(struct lab *lab, observer *see)
{
    struct bounds bounds = {1, 0};
    for (uint64_t key = 1; key <= 400; key++) {
        struct fnl_lead lead = {.key = key};
        const double seen = see(lab->company, &lead);
        assert_true(seen == see(lab->company, &lead));
        bounds.lowest = fmin(bounds.lowest, seen);
        bounds.highest = fmax(bounds.highest, seen);
    }
    return bounds;
}

static void assert_near(double value, double expected)
{
    if (fabs(value - expected) > 0.01)
        fail_msg("%.9g is not near %.9g", value, expected);
}

/* What is declared lies between the truth and anything, as far as it is reliable. */
static void people_are_what_they_declare_as_far_as_they_are_reliable(void **state)
{
    (void)state;
    struct lab *lab = firm("0.75", "");
    const struct bounds interest = observe(lab, fnl_observation_interest);
    assert_near(interest.lowest, 0.675);
    assert_near(interest.highest, 0.925);
    const struct bounds fit = observe(lab, fnl_observation_fit);
    assert_near(fit.lowest, 0.15);
    assert_near(fit.highest, 0.4);
    lab_close(lab);
}

/* Each observation has noise of its own: knowing one does not help to guess another. */
static void observations_err_each_for_itself(void **state)
{
    (void)state;
    struct lab *lab = firm("0.0", "");
    double product = 0;
    for (uint64_t key = 1; key <= 400; key++) {
        struct fnl_lead lead = {.key = key};
        product += (fnl_observation_fit(lab->company, &lead) - 0.5) *
                   (fnl_observation_interest(lab->company, &lead) - 0.5);
    }
    assert_true(fabs(product / 400) < 0.02); /* 1/12 if they were the same; four sigma */
    lab_close(lab);
}

static void reliable_people_are_what_they_say(void **state)
{
    (void)state;
    struct lab *lab = firm("1.0", "");
    const struct bounds interest = observe(lab, fnl_observation_interest);
    assert_true(interest.lowest == interest.highest && interest.lowest == (double)0.9f);
    const struct bounds fit = observe(lab, fnl_observation_fit);
    assert_true(fit.lowest == fit.highest && fit.lowest == (double)0.2f);
    lab_close(lab);
}

/* The firm keeps what it saw at the signature: with noise, whatever the client is in truth. */
static void a_client_is_known_as_it_was_seen(void **state)
{
    (void)state;
    struct lab *lab = firm("0.5", "today = { clients = 20; client_fit = 0.6; };");
    size_t signed_later = 0, first_day = 0;
    for (size_t i = 0; i < lab->company->clients.count; i++) {
        const struct fnl_client *client = &lab->company->clients.items[i];
        assert_true(client->seen_fit != client->fit);
        assert_true(fabs((double)client->seen_fit - (double)client->fit / 2 - 0.25) <= 0.25);
        assert_true((double)client->seen_fit ==
                    (double)(float)fnl_observation_of_fit(lab->company, client->key, 0,
                                                          (double)client->fit));
        signed_later += client->since > 0;
        first_day += client->fit == 0.6f;
        const double mood = fnl_observation_mood(lab->company, client);
        assert_true(fabs(mood - (double)client->satisfaction / 2 - 0.25) <= 0.25);
    }
    assert_true(signed_later > 100 && first_day > 10);
    lab_close(lab);
}

/* Half of all are pains, every one shows flags, and so does every good one. */
static void a_pain_shows_after_four_weeks_and_looks_like_its_flags_before(void **state)
{
    (void)state;
    struct lab *lab = firm("1.0", "pita = { flags_seen = 0.0; false_alarms = 1.0; };");
    struct fnl_company *company = lab->company;
    const fnl_time end = company->now;
    size_t pains = 0, good = 0;
    for (size_t i = 0; i < company->clients.count; i++) {
        const struct fnl_client *client = &company->clients.items[i];
        assert_true(client->flagged == !client->pita);
        company->now = client->since + FNL_OBSERVATION_SHOWS - 1;
        assert_true(fnl_observation_of_pain(company, client) == client->flagged);
        company->now = client->since + FNL_OBSERVATION_SHOWS;
        assert_true(fnl_observation_of_pain(company, client) == client->pita);
        pains += client->pita;
        good += !client->pita;
    }
    company->now = end;
    assert_true(pains > 50 && good > 50);
    lab_close(lab);
}

/* Two firms that differ only in what the people are in truth ask the same clients. */
static void who_is_asked_does_not_depend_on_a_truth_that_nobody_can_see(void **state)
{
    (void)state;
    size_t asks[2];
    for (int i = 0; i < 2; i++) {
        struct lab *lab = firm("0.0", i ? "today = { clients = 50; client_fit = 0.9; };"
                                          "ask = { policy = \"ideal_clients\"; };"
                                        : "today = { clients = 50; client_fit = 0.1; };"
                                          "ask = { policy = \"ideal_clients\"; };");
        struct lab_tape tape = {0};
        lab_record(lab, &tape);
        asks[i] = 0;
        for (size_t j = 0; j < tape.count; j++)
            asks[i] += tape.facts[j].kind == FNL_FACT_ASKED &&
                       tape.facts[j].time < 40 * FNL_DAY; /* before anybody's friends matter */
        lab_tape_fini(&tape);
        lab_close(lab);
    }
    assert_true(asks[0] > 0);
    assert_int_equal(asks[0], asks[1]);
}

/* Every pain looks good at first and every good client like a pain: so who is asked and who is
 * visited is of the one kind in their first days, and of the other later on. */
static void asks_and_visits_go_by_what_is_seen(void **state)
{
    (void)state;
    struct lab *lab = firm("1.0", "pita = { flags_seen = 0.0; false_alarms = 1.0; };"
                                  "clients = { renewal = 1.0; };"
                                  "ask = { policy = \"ideal_clients\"; per_client_year = 12;"
                                  "  ideal_fit = 0.0; ideal_satisfaction = 0.0; };"
                                  "meetings = { target_per_month = 30; kinds = ("
                                  "  { name = \"visit\"; when = \"spare_time\"; } ); };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t early[2] = {0}, late[2] = {0};
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *fact = &tape.facts[i];
        const bool meeting = fact->kind == FNL_FACT_MEETING;
        if (!meeting && fact->kind != FNL_FACT_ASKED)
            continue;
        const struct fnl_client *client = &lab->company->clients.items[fact->client];
        const fnl_time known = fact->time - client->since;
        if (known < 25 * FNL_DAY)
            assert_true(client->pita);
        else if (known > 60 * FNL_DAY)
            assert_false(client->pita);
        early[meeting] += known < 25 * FNL_DAY;
        late[meeting] += known > 60 * FNL_DAY;
    }
    for (int kind = 0; kind < 2; kind++)
        assert_true(early[kind] > 20 && late[kind] > 20);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* They are miserable, and say anything: some are asked whom nobody should ask. */
static void moods_are_taken_as_they_are_declared(void **state)
{
    (void)state;
    for (int reliable = 0; reliable < 2; reliable++) {
        struct lab *lab =
            firm(reliable ? "1.0" : "0.0", "satisfaction = { start = 0.1; };"
                                           "ask = { policy = \"ideal_clients\"; ideal_fit = 0.0;"
                                           "  ideal_satisfaction = 0.6; };");
        assert_true((lab_value(lab, FNL_ASKS) == 0) == (reliable == 1));
        lab_close(lab);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people_are_what_they_declare_as_far_as_they_are_reliable),
        cmocka_unit_test(observations_err_each_for_itself),
        cmocka_unit_test(reliable_people_are_what_they_say),
        cmocka_unit_test(a_client_is_known_as_it_was_seen),
        cmocka_unit_test(a_pain_shows_after_four_weeks_and_looks_like_its_flags_before),
        cmocka_unit_test(asks_and_visits_go_by_what_is_seen),
        cmocka_unit_test(moods_are_taken_as_they_are_declared),
        cmocka_unit_test(who_is_asked_does_not_depend_on_a_truth_that_nobody_can_see),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
