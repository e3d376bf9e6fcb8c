/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lab.h"
#include "model/money.h"
#include "observe/auditor.h"

#define LENGTH(array) (sizeof(array) / sizeof *(array))

/* What was announced, and accounts that agree with it to the cent and the millisecond. */
static struct fnl_auditor announced(void)
{
    static const struct fnl_fact facts[] = {
        {.kind = FNL_FACT_ARRIVED},
        {.kind = FNL_FACT_ARRIVED, .other = 7},
        {.kind = FNL_FACT_ARRIVED, .detail = 1, .other = 7}, /* back: referred only once */
        {.kind = FNL_FACT_ENDED, .detail = FNL_CAUSE_WON},
        {.kind = FNL_FACT_ENDED, .detail = FNL_CAUSE_PRICE},
        {.kind = FNL_FACT_SIGNED},
        {.kind = FNL_FACT_LEFT},
        {.kind = FNL_FACT_TASK, .span = 100},
        {.kind = FNL_FACT_TASK, .span = 11},
        {.kind = FNL_FACT_POSTED, .detail = FNL_MONEY_REVENUE, .amount = 260},
        {.kind = FNL_FACT_POSTED, .detail = FNL_MONEY_REVENUE, .amount = 35},
        {.kind = FNL_FACT_POSTED, .detail = FNL_MONEY_BAD_DEBT, .amount = -35},
        {.kind = FNL_FACT_POSTED, .detail = FNL_MONEY_SALARIES, .amount = -270},
        {.kind = FNL_FACT_POSTED, .detail = FNL_MONEY_REWARDS, .amount = -43, .flag = true},
        {.kind = FNL_FACT_DAY_CLOSED, .amount = 900},
        {.kind = FNL_FACT_DAY_CLOSED, .amount = 950},
    };
    struct fnl_auditor auditor;
    const struct fnl_listener listener = fnl_auditor_begin(&auditor);
    const struct fnl_levels levels = {0};
    for (size_t i = 0; i < LENGTH(facts); i++) {
        assert_true(listener.wants & FNL_FACT_BIT(facts[i].kind));
        listener.hear(listener.self, &facts[i], &levels);
    }
    return auditor;
}

static const struct fnl_accounts right = {
    .episodes = 3,
    .open_episodes = 1,
    .hours_begun = 141,
    .hours_finished = 111,
    .hours_at_work = 30,
    .hours_worked = 120,
    .hours_unfinished = {[FNL_HOURS_SELLING] = 2, [FNL_HOURS_PITA] = 7},
    .hours_available = 120,
    .opening_cash = 1000,
    .receipts = 250,
    .payments = 300,
    .cash = 950,
    .opening_receipts = 20,
    .receivable = 30,
    .payable = 13,
    .allowed = 43,
    .spent = 43,
    .opening_clients = 5,
    .clients = 5,
    .referrals = 1,
};

static void books_that_balance_pass(void **state)
{
    (void)state;
    const struct fnl_auditor auditor = announced();
    struct fnl_error error = {0};
    assert_int_equal(fnl_auditor_check(&auditor, &right, &error), FNL_OK);
    assert_int_equal(error.status, FNL_OK);
}

/* Each number off by one breaks a rule that names both sides. */
static void every_number_off_by_one_is_found(void **state)
{
    (void)state;
    static const struct {
        size_t offset;
        const char *words;
    } numbers[] = {
        {offsetof(struct fnl_accounts, episodes), "episodes"},
        {offsetof(struct fnl_accounts, open_episodes), "open"},
        {offsetof(struct fnl_accounts, hours_begun), "hours booked"},
        {offsetof(struct fnl_accounts, hours_finished), "hours"},
        {offsetof(struct fnl_accounts, hours_at_work), "at work"},
        {offsetof(struct fnl_accounts, hours_worked), "hours worked"},
        {offsetof(struct fnl_accounts, hours_unfinished), "in work"},
        {offsetof(struct fnl_accounts, hours_unfinished[FNL_HOURS_PITA]), "in work"},
        {offsetof(struct fnl_accounts, opening_cash), "cash"},
        {offsetof(struct fnl_accounts, receipts), "receipts"},
        {offsetof(struct fnl_accounts, payments), "payments"},
        {offsetof(struct fnl_accounts, cash), "cash"},
        {offsetof(struct fnl_accounts, opening_receipts), "invoiced"},
        {offsetof(struct fnl_accounts, receivable), "invoiced"},
        {offsetof(struct fnl_accounts, payable), "costs"},
        {offsetof(struct fnl_accounts, spent), "allowance"},
        {offsetof(struct fnl_accounts, opening_clients), "clients"},
        {offsetof(struct fnl_accounts, clients), "clients"},
        {offsetof(struct fnl_accounts, referrals), "referrer"},
    };
    const struct fnl_auditor auditor = announced();
    for (size_t i = 0; i < LENGTH(numbers); i++) {
        for (int change = -1; change <= 1; change += 2) {
            struct fnl_accounts wrong = right;
            struct fnl_error error = {0};
            *(int64_t *)((char *)&wrong + numbers[i].offset) += change;
            assert_int_equal(fnl_auditor_check(&auditor, &wrong, &error), FNL_ERR_AUDIT);
            assert_non_null(strstr(error.text, "do not balance"));
            if (!strstr(error.text, numbers[i].words))
                fail_msg("\"%s\" does not name %s", error.text, numbers[i].words);
        }
    }
}

static void nobody_works_more_than_the_hours_there_were(void **state)
{
    (void)state;
    const struct fnl_auditor auditor = announced();
    struct fnl_accounts wrong = right;
    struct fnl_error error = {0};
    wrong.hours_worked++;
    wrong.hours_unfinished[FNL_HOURS_ASKING]++;
    assert_int_equal(fnl_auditor_check(&auditor, &wrong, &error), FNL_ERR_AUDIT);
    assert_non_null(strstr(error.text, "121 ms of the 120"));
}

static void nobody_spends_more_than_the_allowance(void **state)
{
    (void)state;
    const struct fnl_auditor auditor = announced();
    struct fnl_accounts wrong = right;
    struct fnl_error error = {0};
    wrong.allowed--;
    assert_int_equal(fnl_auditor_check(&auditor, &wrong, &error), FNL_ERR_AUDIT);
    assert_non_null(strstr(error.text, "43 was spent of an allowance of 42"));
}

static void a_win_without_a_signature_is_found(void **state)
{
    (void)state;
    struct fnl_auditor auditor = announced();
    struct fnl_error error = {0};
    auditor.won++;
    assert_int_equal(fnl_auditor_check(&auditor, &right, &error), FNL_ERR_AUDIT);
    assert_non_null(strstr(error.text, "deals won = signatures, but 2 is not 1"));
}

/* New business with a client is a signature, but no client. */
static void more_business_makes_no_client(void **state)
{
    (void)state;
    struct fnl_auditor auditor;
    const struct fnl_listener listener = fnl_auditor_begin(&auditor);
    const struct fnl_levels levels = {0};
    const struct fnl_fact fact = {.kind = FNL_FACT_SIGNED, .detail = 1};
    listener.hear(listener.self, &fact, &levels);
    assert_int_equal(auditor.signatures, 1);
    assert_int_equal(auditor.new_clients, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(books_that_balance_pass),
        cmocka_unit_test(every_number_off_by_one_is_found),
        cmocka_unit_test(nobody_works_more_than_the_hours_there_were),
        cmocka_unit_test(nobody_spends_more_than_the_allowance),
        cmocka_unit_test(a_win_without_a_signature_is_found),
        cmocka_unit_test(more_business_makes_no_client),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
