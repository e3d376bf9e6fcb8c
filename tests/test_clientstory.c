/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "storied.h"
#include "observe/clientstory.h"
#include "observe/leadstory.h"

/* What a pain asks for after the sale, and what becomes of it. */
static void the_life_of_a_pain_is_told(void **state)
{
    (void)state;
    const uint64_t key = hearsay_opening("opening", 1);
    follow("opening/1", false);
    announce((struct fnl_fact){FNL_FACT_CONCEDED, AT("2026-02-03", 4, 5), .key = key, .client = 0,
                               .amount = 238500, .flag = true});
    announce((struct fnl_fact){FNL_FACT_CONCEDED, AT("2026-02-04", 4, 5), .key = key, .client = 0,
                               .index = 1});
    announce((struct fnl_fact){FNL_FACT_RENEWED, AT("2026-03-01", 0, 0), .key = key, .client = 0,
                               .amount = 3000000, .detail = 1});
    announce((struct fnl_fact){FNL_FACT_REFORMED, AT("2026-04-01", 0, 0), .key = key, .client = 0});
    announce((struct fnl_fact){FNL_FACT_LEFT, AT("2026-05-01", 0, 0), .key = key, .client = 0,
                               .index = FNL_FAREWELL_FIRED, .detail = 1});
    announce((struct fnl_fact){FNL_FACT_LEFT, AT("2026-06-01", 0, 0), .key = key, .client = 0,
                               .index = FNL_FAREWELL_OUR_PRICE});
    assert_story(
        "2026-01-01 00:00  opening/1 is a client on the first day, in truth a bad-fit client\n"
        "2026-02-03 04:05  opening/1 asks for a lower price: we give in, $2,385 off the invoices "
        "to come\n"
        "2026-02-04 04:05  opening/1 asks for a lower price: we refuse\n"
        "2026-03-01 00:00  opening/1 renews for $30,000, at the price that we asked\n"
        "2026-04-01 00:00  opening/1 is a bad-fit client no more\n"
        "2026-05-01 00:00  opening/1 is let go before the term ends\n"
        "2026-06-01 00:00  opening/1 refuses our new price and leaves when the term ends\n"
        "Over the whole run: 0 h of reps' work.\n");
}

static void the_rest_of_a_year_is_told_at_the_end_of_the_run(void **state)
{
    (void)state;
    follow("opening/2", false);
    announce((struct fnl_fact){FNL_FACT_SERVED, AT("2027-05-30", 9, 0),
                               .key = hearsay_opening("opening", 2), .span = FNL_HOUR * 5 / 2});
    announce((struct fnl_fact){FNL_FACT_MONTH_CLOSED, AT("2027-05-31", 23, 59)});
    assert_story("2026-01-01 00:00  opening/2 is a client on the first day\n"
                 "2027-05-31 23:59  opening/2 in 2027: 2.5 h of service wanted\n"
                 "Over the whole run: 0 h of reps' work.\n");
}

static void demands_that_cannot_wait_are_told(void **state)
{
    (void)state;
    const uint64_t key = hearsay_opening("opening", 1);
    follow("opening/1", false);
    announce((struct fnl_fact){FNL_FACT_INTERRUPTED, AT("2026-02-03", 14, 5), .key = key,
                               .client = 0, .rep = 2, .detail = FNL_TASK_TOUCH, .span = FNL_HOUR,
                               .wait = 2 * FNL_HOUR});
    assert_story(
        "2026-01-01 00:00  opening/1 is a client on the first day, in truth a bad-fit client\n"
        "2026-02-03 14:05  opening/1 cannot wait for something extra: rep-3 drops another task "
        "(touch)\n"
        "Over the whole run: 0 h of reps' work.\n");
}

/* Else it would be told by one and never by the other. */
static void no_fact_is_told_of_in_both_stories(void **state)
{
    (void)state;
    for (unsigned kind = 0; kind < FNL_FACTS; kind++)
        assert_true(!fnl_leadstory_tellers[kind] || !fnl_clientstory_tellers[kind]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_life_of_a_pain_is_told),
        cmocka_unit_test(the_rest_of_a_year_is_told_at_the_end_of_the_run),
        cmocka_unit_test(demands_that_cannot_wait_are_told),
        cmocka_unit_test(no_fact_is_told_of_in_both_stories),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
