/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lab.h"
#include "model/state.h"

/* One deal, won on Thursday, 1 January 2026, at 10 o'clock. */
static struct lab *won(int months, const char *clients, const char *more)
{
    return lab_open(
        "name = \"Client\"; months = %d; today = { open_deals = 1; };"
        "sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
        "stages = ( { name = \"A\"; hours = 1; go_on = 1.0; } );"
        "reps = { count = 1; selling_share = 1.0; commission = 0.08; };"
        "clients = { contract_value = 1000; pays_after = 30; never_pays = 0.0; %s }; %s",
        months, clients, more);
}

static const struct fnl_client *client_of(const struct lab *lab)
{
    return &((const struct fnl_company *)lab->company)->clients.items[0];
}

/* 1,000.00 in 3 months: whole cents, the remainder in the last; paid 30 days later. */
static void a_contract_is_invoiced_month_by_month_to_the_cent(void **state)
{
    (void)state;
    struct lab *lab = won(6, "contract_months = 3; renewal = 0.0;", "");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    const int days[] = {0, 31, 59};
    const fnl_money amounts[] = {33333, 33333, 33334};
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_INVOICED), 3);
    for (size_t i = 0; i < 3; i++) {
        const struct fnl_fact *bill = lab_tape_fact(&tape, FNL_FACT_INVOICED, i);
        assert_int_equal(bill->time, days[i] * FNL_DAY + 10 * FNL_HOUR);
        assert_int_equal(bill->amount, amounts[i]);
        assert_int_equal(bill->until, bill->time + 30 * FNL_DAY);
        assert_int_equal(lab_month(lab, FNL_SERIES_REVENUE, i), amounts[i]);
    }
    const struct fnl_fact *left = lab_tape_fact(&tape, FNL_FACT_LEFT, 0);
    assert_int_equal(left->time, 90 * FNL_DAY + 10 * FNL_HOUR); /* the end of the third month */
    assert_int_equal(left->detail, 0);
    assert_int_equal(lab_value(lab, FNL_CLIENTS_LOST), 1);
    assert_int_equal(lab_money(lab, FNL_MONEY_COMMISSION), -8000);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Signed on the 31st: the shorter months have their bill on their last day, and none is left out.
 */
static void months_without_that_day_are_billed_on_their_last(void **state)
{
    (void)state;
    struct lab *lab = lab_open(
        "name = \"Last day\"; months = 6; sources = ( { name = \"Fair\"; kind = \"event\";"
        "  dates = [\"2026-01-31\"]; people_per_event = 30; } );" LAB_ALWAYS_OPEN
        "stages = ( { name = \"A\"; hours = 0.01; go_on = 1.0; } ); reps = { count = 50; };"
        "clients = { contract_value = 12; contract_months = 12; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    const int64_t clients = lab_value(lab, FNL_NEW_CLIENTS);
    assert_true(clients > 10);
    const fnl_time last[] = {30, 58, 89, 119, 150, 180};
    size_t bills[6] = {0};
    for (size_t i = 0; i < tape.count; i++)
        for (size_t month = 0; tape.facts[i].kind == FNL_FACT_INVOICED && month < 6; month++)
            bills[month] += tape.facts[i].time / FNL_DAY == last[month];
    /* Whoever came late on the 31st signed on the 1st. */
    for (size_t month = 1; month < 6; month++)
        assert_int_equal(bills[month], bills[0]);
    assert_true((int64_t)bills[0] >= clients - 1);
    lab_tape_fini(&tape);
    lab_close(lab);
}

static void a_renewed_term_is_worth_what_expansion_makes_of_it(void **state)
{
    (void)state;
    struct lab *lab = won(12, "contract_months = 4; renewal = 1.0; expansion = \"1.5 x\";", "");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_RENEWED), 2);
    assert_int_equal(lab_tape_fact(&tape, FNL_FACT_RENEWED, 0)->amount, 150000);
    assert_int_equal(lab_tape_fact(&tape, FNL_FACT_RENEWED, 1)->amount, 225000);
    assert_int_equal(lab_value(lab, FNL_REVENUE), 100000 + 150000 + 225000);
    assert_int_equal(lab_value(lab, FNL_NEW_BUSINESS), 100000); /* renewals are not new */
    assert_int_equal(lab_money(lab, FNL_MONEY_COMMISSION), -8000);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* 20 % a year are 1 - 0.8^(1/12) a month, from the second on. */
static void cancellations_add_up_to_the_yearly_share(void **state)
{
    (void)state;
    struct lab *lab = lab_open(
        "name = \"Cancel\"; months = 13; sources = ( { name = \"Fair\"; kind = \"event\";"
        "  dates = [\"2026-01-05\"]; people_per_event = 4000; } );" LAB_ALWAYS_OPEN
        "stages = ( { name = \"A\"; hours = 0.01; go_on = 1.0; } ); reps = { count = 50; };"
        "clients = { contract_months = 24; cancels_per_year = 0.2; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    const double clients = (double)lab_value(lab, FNL_NEW_CLIENTS);
    const double lost = (double)lab_value(lab, FNL_CLIENTS_LOST);
    assert_true(fabs(lost - 0.2 * clients) < 4 * sqrt(0.16 * clients));
    assert_int_equal(lab_month(lab, FNL_SERIES_CLIENTS_LOST, 0), 0);
    assert_int_equal(lab_tape_fact(&tape, FNL_FACT_LEFT, 0)->detail, 1);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Nor do those who sign by the month, or were there before, stay for ever. */
static void whatever_the_term_a_share_cancels_in_a_year(void **state)
{
    (void)state;
    for (int months = 1; months <= 12; months += 11) {
        struct lab *lab =
            lab_open("name = \"Terms\"; months = 12; today = { clients = 2000; };"
                     "sources = ( { name = \"Door\"; kind = \"inbound\"; } ); "
                     "stages = ( { name = \"A\"; hours = 1; go_on = 0.0; } );"
                     "reps = { count = 1; };"
                     "clients = { contract_months = %d; cancels_per_year = 0.2; renewal = 1.0; };",
                     months);
        lab_run(lab, 0, NULL);
        const double lost = (double)lab_value(lab, FNL_CLIENTS_LOST);
        assert_true(fabs(lost - 0.2 * 2000) < 4 * sqrt(0.16 * 2000));
        lab_close(lab);
    }
}

static void unpaid_invoices_are_revenue_and_bad_debt_at_once(void **state)
{
    (void)state;
    struct lab *lab = lab_open("name = \"Debt\"; months = 4; today = { open_deals = 1; };"
                               "sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
                               "stages = ( { name = \"A\"; hours = 1; go_on = 1.0; } );"
                               "reps = { count = 1; }; clients = { contract_value = 1000;"
                               "  contract_months = 2; never_pays = 1.0; renewal = 0.0; };");
    lab_run(lab, 0, NULL);
    assert_int_equal(lab_value(lab, FNL_REVENUE), 100000);
    assert_int_equal(lab_money(lab, FNL_MONEY_BAD_DEBT), -100000);
    assert_int_equal(lab_value(lab, FNL_CONTRIBUTION), 0);
    assert_int_equal(lab_value(lab, FNL_CASH_END), 0);
    lab_close(lab);
}

/*
 * Mood drifts back by a quarter of the distance a month, a meeting adds 0.1, with
 * 2 hours refused of 4 each month 0.03 an hour is lost, and the first service
 * waits for an hour, until the party is over.
 */
static void moods_move_by_meetings_waits_and_refusals(void **state)
{
    (void)state;
    struct lab *lab = won(4, "contract_months = 12; service_hours = 4;",
                          "satisfaction = { start = 0.6; drift = 0.25; per_meeting = 0.1; "
                          "  per_hour_refused = 0.03; per_day_waited = 0.8; };"
                          "service = { spills = 0.5; };"
                          "meetings = { kinds = ( { name = \"party\"; when = \"after_win\";"
                          "  hours = 1; shows = 1.0; } ); };");
    lab_run(lab, 0, NULL);
    double mood = 0.6;
    mood += 0.25 * (0.6 - mood); /* the first month begins with the signature */
    mood += 0.25 * (0.6 - mood) + 0.1 - 0.06 - 0.8 / 8;
    mood += 0.25 * (0.6 - mood) - 0.06;
    mood += 0.25 * (0.6 - mood) - 0.06;
    assert_true(fabs((double)client_of(lab)->satisfaction - mood) < 1e-6);
    lab_close(lab);
}

static void moods_stay_between_0_and_1(void **state)
{
    (void)state;
    struct lab *lab = won(12, "contract_months = 12; service_hours = 400;",
                          "satisfaction = { per_hour_refused = 1; }; service = { spills = 0.0; };");
    lab_run(lab, 0, NULL);
    assert_true(client_of(lab)->satisfaction == 0);
    lab_close(lab);
}

/* logit(0.5) + 20 (0.6 - 0.5) at renewal: 88 % stay, and the other way round 12 %. */
static void contentment_moves_renewal(void **state)
{
    (void)state;
    for (int content = 0; content < 2; content++) {
        struct lab *lab = lab_open(
            "name = \"Mood\"; months = 6; sources = ( { name = \"Fair\"; kind = \"event\";"
            "  dates = [\"2026-01-05\"]; people_per_event = 500; } );" LAB_ALWAYS_OPEN
            "stages = ( { name = \"A\"; hours = 0.01; go_on = 1.0; } ); reps = { count = 50; };"
            "clients = { contract_months = 3; renewal = 0.5; };"
            "satisfaction = { start = %g; on_renewal = 20; renewal_reference = 0.5; };",
            content ? 0.6 : 0.4);
        lab_run(lab, 0, NULL);
        const double clients = (double)lab_value(lab, FNL_NEW_CLIENTS);
        const double stays = 1 / (1 + exp(content ? -2 : 2));
        assert_true(fabs((double)lab_value(lab, FNL_CLIENTS_END) - stays * clients) <
                    4 * sqrt(stays * (1 - stays) * clients));
        lab_close(lab);
    }
}

/*
 * A second deal with the same client is invoiced with what is left of the term,
 * or, where that is nothing, in a month for itself; it makes no second client.
 */
static void more_business_with_a_client_adds_to_its_contract(void **state)
{
    (void)state;
    for (int months = 1; months <= 6; months += 5) {
        struct lab *lab =
            lab_open("name = \"More\"; months = 5; today = { open_deals = 1; };"
                     "sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
                     "stages = ( { name = \"A\"; hours = 1; go_on = 1.0; } );"
                     "reps = { count = 1; selling_share = 1.0; };"
                     "clients = { contract_value = 600; contract_months = %d; renewal = 0.0; };"
                     "meetings = { kinds = ( { name = \"party\"; when = \"after_win\"; hours = 24;"
                     "  shows = 1.0; opens = 1.0; } ); };",
                     months);
        struct lab_tape tape = {0};
        lab_record(lab, &tape);
        assert_int_equal(lab_value(lab, FNL_WON), 2);
        assert_int_equal(lab_value(lab, FNL_NEW_CLIENTS), 1);
        assert_int_equal(lab_value(lab, FNL_NEW_BUSINESS), 120000);
        assert_int_equal(lab_tape_fact(&tape, FNL_FACT_SIGNED, 1)->detail, 1);
        /* One of six months was invoiced: 100 of the first 600, and then 1,100 in five. */
        const fnl_money second = lab_tape_fact(&tape, FNL_FACT_INVOICED, 1)->amount;
        assert_int_equal(second, months == 1 ? 60000 : 22000);
        if (months == 1)
            assert_int_equal(lab_value(lab, FNL_REVENUE), 120000);
        lab_tape_fini(&tape);
        lab_close(lab);
    }
}

/* Both contracts of a client run out together, and are renewed as one. */
static void what_was_added_is_renewed_too(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open("name = \"Renew\"; months = 8; today = { open_deals = 1; };"
                 "sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
                 "stages = ( { name = \"A\"; hours = 1; go_on = 1.0; } );"
                 "reps = { count = 1; selling_share = 1.0; };"
                 "clients = { contract_value = 600; contract_months = 6; renewal = 1.0; };"
                 "meetings = { kinds = ( { name = \"party\"; when = \"after_win\"; hours = 1;"
                 "  shows = 1.0; opens = 1.0; } ); };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_RENEWED), 1);
    assert_int_equal(lab_tape_fact(&tape, FNL_FACT_RENEWED, 0)->amount, 120000);
    assert_int_equal(lab_value(lab, FNL_REVENUE), 120000 + 2 * 20000);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Whose client has left meanwhile signs as a new one. */
static void business_with_somebody_who_left_makes_a_client_again(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open("name = \"Again\"; months = 6; today = { open_deals = 1; };"
                 "sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
                 "stages = ( { name = \"A\"; hours = 1; go_on = 1.0; touches = 2; days = 50; } );"
                 "reps = { count = 1; selling_share = 1.0; };"
                 "clients = { contract_value = 600; contract_months = 1; renewal = 0.0; };"
                 "meetings = { kinds = ( { name = \"party\"; when = \"after_win\"; hours = 1;"
                 "  shows = 1.0; opens = 1.0; } ); };");
    lab_run(lab, 0, NULL);
    assert_true(lab_value(lab, FNL_NEW_CLIENTS) >= 2);
    assert_int_equal(lab_value(lab, FNL_NEW_CLIENTS), lab_value(lab, FNL_WON));
    lab_close(lab);
}

/* The terms agreed at signing, and a pain's habits, stretch the days to payment. */
static void payment_takes_as_long_as_terms_and_habits_make_it(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open("name = \"Late\"; months = 3; today = { open_deals = 1; };"
                 "sources = ( { name = \"Door\"; kind = \"inbound\"; pita = 1.0; } );"
                 "stages = ( { name = \"A\"; hours = 1; go_on = 1.0; } ); reps = { count = 1; };"
                 "clients = { pays_after = 20; never_pays = 0.0; };"
                 "pita = { late_factor = 1.6; flags_seen = 1.0; };"
                 "accept = { policy = \"charge_more\"; takes_it = 1.0; terms_factor = 0.5; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    const struct fnl_fact *bill = lab_tape_fact(&tape, FNL_FACT_INVOICED, 0);
    assert_int_equal(bill->until - bill->time, 16 * FNL_DAY);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Terms are whole months, at least one; values are cents. */
static void terms_and_values_are_rounded_to_months_and_cents(void **state)
{
    (void)state;
    struct lab *lab = won(1, "contract_months = { law = \"uniform\"; low = 1; high = 4; };", "");
    lab_run(lab, 0, NULL);
    int counts[6] = {0};
    for (uint64_t key = 1; key <= 900; key++) {
        const int32_t months = fnl_client_contract_months(lab->company, key, 1);
        assert_true(months >= 1 && months <= 4);
        counts[months]++;
        assert_int_equal(fnl_client_contract_value(lab->company, key), 100000);
    }
    /* Rounded to the nearest: 1 and 4 half as often as 2 and 3. */
    assert_true(counts[1] > 110 && counts[1] < 190 && counts[4] > 110 && counts[4] < 190);
    lab_close(lab);
}

/* 1,000 in 4 months, paid after 30 days: late where 29.9 are allowed, or a third of 90 less. */
static void who_pays_late_pays_a_fee(void **state)
{
    (void)state;
    static const struct {
        const char *keys;
        fnl_money invoice;
    } cases[] = {{"late_fee = 0.02385; late_after = 30;", 25000},
                 {"late_fee = 0.02385; late_after = 29.9;", 25596},
                 {"late_fee = 0.0; late_after = 1;", 25000},
                 {"late_fee = 0.5; late_after = 1; never_pays = 1.0;", 25000}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct lab *lab = lab_open(
            "name = \"Fee\"; months = 6; today = { open_deals = 1; };"
            "sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
            "stages = ( { name = \"A\"; hours = 1; go_on = 1.0; } ); reps = { count = 1; };"
            "clients = { contract_value = 1000; contract_months = 4; renewal = 0.0;"
            "  pays_after = 30; %s %s };",
            strstr(cases[i].keys, "never") ? "" : "never_pays = 0.0;", cases[i].keys);
        lab_run(lab, 0, NULL);
        assert_int_equal(lab_value(lab, FNL_REVENUE), 4 * cases[i].invoice);
        lab_close(lab);
    }
}

/* At half the days, they are late after half of the days, too. */
static void tighter_terms_make_invoices_late_sooner(void **state)
{
    (void)state;
    struct lab *lab =
        won(6, "contract_months = 4; renewal = 0.0; late_fee = 0.1; late_after = 30;", "");
    lab_run(lab, 0, NULL);
    assert_int_equal(lab_value(lab, FNL_REVENUE), 100000);
    assert_int_equal(lab_value(lab, FNL_DAYS_TO_PAY), 30 * FNL_DAY);
    assert_true(lab_value(lab, FNL_DAYS_TO_PAY_PITA) == FNL_UNDEFINED);
    lab_close(lab);
    static const char *const policies[] = {"all", "charge_more"};
    static const fnl_money revenues[] = {110000, 110000};
    static const int days[] = {64, 32};
    for (size_t i = 0; i < 2; i++) {
        lab = lab_open(
            "name = \"Pains\"; months = 9; today = { open_deals = 1; };"
            "sources = ( { name = \"Door\"; kind = \"inbound\"; pita = 1.0; } );"
            "stages = ( { name = \"A\"; hours = 1; go_on = 1.0; } );"
            "reps = { count = 1; }; clients = { contract_value = 1000; renewal = 0.0;"
            "  contract_months = 4; pays_after = 40; never_pays = 0.0; late_fee = 0.1; };"
            "pita = { late_factor = 1.6; flags_seen = 1.0; discount = 0.0; };"
            "accept = { policy = \"%s\"; %s };",
            policies[i], i == 1 ? "takes_it = 1.0; terms_factor = 0.5; price_factor = 1.0;" : "");
        lab_run(lab, 0, NULL);
        assert_int_equal(lab_value(lab, FNL_REVENUE), revenues[i]);
        assert_int_equal(lab_value(lab, FNL_DAYS_TO_PAY_PITA), days[i] * FNL_DAY);
        lab_close(lab);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_contract_is_invoiced_month_by_month_to_the_cent),
        cmocka_unit_test(months_without_that_day_are_billed_on_their_last),
        cmocka_unit_test(a_renewed_term_is_worth_what_expansion_makes_of_it),
        cmocka_unit_test(cancellations_add_up_to_the_yearly_share),
        cmocka_unit_test(whatever_the_term_a_share_cancels_in_a_year),
        cmocka_unit_test(unpaid_invoices_are_revenue_and_bad_debt_at_once),
        cmocka_unit_test(moods_move_by_meetings_waits_and_refusals),
        cmocka_unit_test(moods_stay_between_0_and_1),
        cmocka_unit_test(contentment_moves_renewal),
        cmocka_unit_test(more_business_with_a_client_adds_to_its_contract),
        cmocka_unit_test(what_was_added_is_renewed_too),
        cmocka_unit_test(business_with_somebody_who_left_makes_a_client_again),
        cmocka_unit_test(payment_takes_as_long_as_terms_and_habits_make_it),
        cmocka_unit_test(terms_and_values_are_rounded_to_months_and_cents),
        cmocka_unit_test(who_pays_late_pays_a_fee),
        cmocka_unit_test(tighter_terms_make_invoices_late_sooner),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
