/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "storied.h"
#include "observe/leadstory.h"

/* At the end of a quarter, and with a rep who is behind. */
static void a_deal_under_pressure_is_told(void **state)
{
    (void)state;
    const uint64_t key = hearsay_opening("open-deal", 1);
    follow("open-deal/1", false);
    announce((struct fnl_fact){FNL_FACT_PUSHED, AT("2026-03-17", 0, 0), .key = key, NO_CLIENT});
    announce((struct fnl_fact){FNL_FACT_PUSHED, AT("2026-06-17", 0, 0), .key = key, NO_CLIENT,
                               .flag = true});
    announce((struct fnl_fact){FNL_FACT_CLOSING, AT("2026-06-18", 11, 0), .key = key, NO_CLIENT,
                               .rep = 1, .index = 1, .amount = 655000});
    assert_story("2026-03-17 00:00  open-deal/1 is pressed to decide before the quarter ends\n"
                 "2026-06-17 00:00  open-deal/1 is pressed to decide before the quarter ends, and "
                 "keeps to a date of its own\n"
                 "2026-06-18 11:00  open-deal/1 would sign: we accept, for rep-2 overlooks red "
                 "flags, at 0.655 x the price\n"
                 "Over the whole run: 0 h of reps' work.\n");
}

/* What marketing does before sales, and what may go wrong between the two. */
static void the_way_to_sales_is_told(void **state)
{
    (void)state;
    const uint64_t key = hearsay_opening("open-deal", 1);
    follow("open-deal/1", false);
    announce((struct fnl_fact){FNL_FACT_NURTURED, AT("2026-02-03", 4, 5), .key = key, NO_CLIENT,
                               .detail = FNL_NURTURED_KEPT, .flag = true});
    announce((struct fnl_fact){FNL_FACT_HANDED_ON, AT("2026-02-03", 4, 5), .key = key, NO_CLIENT,
                               .amount = -1, .detail = 2});
    announce((struct fnl_fact){FNL_FACT_ENDED, AT("2026-02-03", 4, 5), .key = key, NO_CLIENT,
                               .detail = FNL_CAUSE_DROPPED, .wait = -1});
    announce((struct fnl_fact){FNL_FACT_ENDED, AT("2026-02-04", 4, 5), .key = key, NO_CLIENT,
                               .detail = FNL_CAUSE_NOT_FOLLOWED_UP, .wait = -1});
    announce((struct fnl_fact){FNL_FACT_NURTURED, AT("2026-02-05", 4, 5), .key = key, NO_CLIENT,
                               .detail = FNL_NURTURED_DORMANT, .index = 6});
    announce((struct fnl_fact){FNL_FACT_ENDED, AT("2026-02-05", 4, 5), .key = key, NO_CLIENT,
                               .detail = FNL_CAUSE_LOST_IN_NURTURE, .wait = -1});
    assert_story("2026-02-03 04:05  open-deal/1 hears from us: touch 1 of nurture\n"
                 "2026-02-03 04:05  open-deal/1 is handed to sales for a signal that it shows\n"
                 "2026-02-03 04:05  open-deal/1 is forgotten on the way to sales\n"
                 "2026-02-04 04:05  open-deal/1 is never called by sales\n"
                 "2026-02-05 04:05  open-deal/1 hears from us while dormant: touch 7 of nurture, "
                 "and wants no more of it\n"
                 "2026-02-05 04:05  open-deal/1 wants to hear no more from us\n"
                 "Over the whole run: 0 h of reps' work.\n");
}

static void everybody_comes_by_their_own_door(void **state)
{
    (void)state;
    follow("open-deal/3", false);
    announce((struct fnl_fact){FNL_FACT_ARRIVED, .key = hearsay_opening("open-deal", 3), NO_CLIENT,
                               .index = FNL_LEAD_INDEX(FNL_CHANNEL_OPENING, 3, 0), .source = 1,
                               .day = FNL_LEAD_NO_DAY});
    announce((struct fnl_fact){FNL_FACT_ENDED, AT("2026-01-02", 9, 0), NO_CLIENT,
                               .key = hearsay_opening("open-deal", 3), .wait = FNL_MINUTE - 1,
                               .detail = FNL_CAUSE_DISQUALIFIED, .index = 1});
    assert_story("2026-01-01 00:00  open-deal/3 is an open deal on the first day, from purchased "
                 "list\n"
                 "2026-01-02 09:00  open-deal/3 is disqualified in Discovery\n"
                 "Over the whole run: 0 h of reps' work.\n");
    follow("fairs/autumn/rep-3/17", false);
    announce((struct fnl_fact){FNL_FACT_ARRIVED, AT("2026-05-06", 9, 0), .key = root.key, NO_CLIENT,
                               .index = FNL_LEAD_INDEX(FNL_CHANNEL_LISTED, 16, 0), .rep = 2,
                               .source = 2, .day = FNL_LEAD_NO_DAY});
    assert_story("2026-05-06 09:00  fairs/autumn/rep-3/17, on the list of rep-3, agrees to talk\n"
                 "Over the whole run: 0 h of reps' work.\n");
    follow("fairs/autumn/rep-3/17.2", false);
    announce((struct fnl_fact){FNL_FACT_ARRIVED, AT("2026-05-06", 9, 0), .key = root.key, NO_CLIENT,
                               .index = FNL_LEAD_INDEX(FNL_CHANNEL_PROSPECTING, 16, 1), .rep = 2,
                               .source = 2, .day = FNL_LEAD_NO_DAY});
    announce((struct fnl_fact){FNL_FACT_QUALIFIED, AT("2026-05-07", 9, 0), .key = root.key});
    assert_story("2026-05-06 09:00  fairs/autumn/rep-3/17.2 is found by rep-3 for fairs/autumn\n"
                 "2026-05-07 09:00  fairs/autumn/rep-3/17.2 does not pass qualification\n"
                 "Over the whole run: 0 h of reps' work.\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_deal_under_pressure_is_told),
        cmocka_unit_test(the_way_to_sales_is_told),
        cmocka_unit_test(everybody_comes_by_their_own_door),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
