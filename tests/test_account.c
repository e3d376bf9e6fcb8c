/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "hearsay.h"
#include "observe/account.h"

static void assert_tells(const struct fnl_account *account, const char *expected)
{
    char *text;
    size_t length;
    struct fnl_tale tale = hearsay_tale(&text, &length);
    fnl_tale_note(&tale, "%s", "");
    fnl_account_tell(account, &tale);
    hearsay_assert_told(&tale, &text, expected);
}

static void add(struct fnl_account *account, fnl_money amount, fnl_time days)
{
    fnl_account_invoice(account,
                        &(struct fnl_fact){.time = 5 * FNL_DAY,
                                           .amount = amount,
                                           .until = days < 0 ? FNL_NEVER : (5 + days) * FNL_DAY});
}

static void invoices_are_told_with_what_became_of_them(void **state)
{
    (void)state;
    struct fnl_account account = {0};
    assert_true(fnl_account_is_empty(&account));
    add(&account, 208333, 30);
    assert_false(fnl_account_is_empty(&account));
    assert_tells(&account, "1 invoice, $2,083 in all, paid after 30 days\n");
    add(&account, 208333, 75);
    assert_tells(&account, "2 invoices, $4,167 in all, paid after 53 days on average\n");
    add(&account, 208334, -1);
    assert_tells(&account, "3 invoices, $6,250 in all, paid after 53 days on average, $2,083 never "
                           "paid\n");
}

static void who_never_pays_has_no_average(void **state)
{
    (void)state;
    struct fnl_account account = {0};
    add(&account, 238500, -1);
    assert_tells(&account, "1 invoice, $2,385 in all, $2,385 never paid\n");
}

static void service_is_told_as_far_as_there_was_any(void **state)
{
    (void)state;
    struct fnl_account account = {.served = 30 * FNL_HOUR};
    assert_false(fnl_account_is_empty(&account));
    assert_tells(&account, "30 h of service wanted\n");
    account.by_reps = 12 * FNL_HOUR;
    assert_tells(&account, "30 h of service wanted, 12 h of service done by reps\n");
    add(&account, 238500, 2);
    assert_tells(&account, "1 invoice, $2,385 in all, paid after 2 days; 30 h of service wanted, "
                           "12 h of service done by reps\n");
    account = (struct fnl_account){.by_reps = FNL_HOUR};
    assert_false(fnl_account_is_empty(&account));
    assert_tells(&account, "1 h of service done by reps\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(invoices_are_told_with_what_became_of_them),
        cmocka_unit_test(who_never_pays_has_no_average),
        cmocka_unit_test(service_is_told_as_far_as_there_was_any),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
