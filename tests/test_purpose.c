/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/purpose.h"

/* No compiler takes the same number twice here, nor leaves out a purpose without a warning. */
static bool is_purpose(enum fnl_purpose purpose)
{
    switch (purpose) {
    case FNL_PURPOSE_ARRIVAL_FIELD:
    case FNL_PURPOSE_VOLUME:
    case FNL_PURPOSE_BURST:
    case FNL_PURPOSE_EVENT_SIZE:
    case FNL_PURPOSE_FIT:
    case FNL_PURPOSE_BUDGET:
    case FNL_PURPOSE_NEED:
    case FNL_PURPOSE_INTEREST:
    case FNL_PURPOSE_TRUST:
    case FNL_PURPOSE_PITA:
    case FNL_PURPOSE_DEAL_FACTOR:
    case FNL_PURPOSE_CONTACT:
    case FNL_PURPOSE_SCORE:
    case FNL_PURPOSE_QUALIFY:
    case FNL_PURPOSE_FLAGS:
    case FNL_PURPOSE_DECLARED:
    case FNL_PURPOSE_DECLARED_FIT:
    case FNL_PURPOSE_DECLARED_MOOD:
    case FNL_PURPOSE_TOUCHES:
    case FNL_PURPOSE_GAP:
    case FNL_PURPOSE_HOURS:
    case FNL_PURPOSE_SHOW:
    case FNL_PURPOSE_ADVANCE:
    case FNL_PURPOSE_CAUSE:
    case FNL_PURPOSE_RULED_OUT:
    case FNL_PURPOSE_COUNTER:
    case FNL_PURPOSE_COME_BACK:
    case FNL_PURPOSE_RETURN:
    case FNL_PURPOSE_RETURN_DELAY:
    case FNL_PURPOSE_CONTRACT:
    case FNL_PURPOSE_SERVICE_HOURS:
    case FNL_PURPOSE_PAY_DELAY:
    case FNL_PURPOSE_DEFAULT:
    case FNL_PURPOSE_RENEWAL:
    case FNL_PURPOSE_EXPANSION:
    case FNL_PURPOSE_CANCEL:
    case FNL_PURPOSE_SATISFACTION:
    case FNL_PURPOSE_SCOPE:
    case FNL_PURPOSE_SCOPE_HOURS:
    case FNL_PURPOSE_CONTRACT_MONTHS:
    case FNL_PURPOSE_CONCESSION:
    case FNL_PURPOSE_REPRICE:
    case FNL_PURPOSE_REFORM:
    case FNL_PURPOSE_UNASKED:
    case FNL_PURPOSE_ASK_ANSWER:
    case FNL_PURPOSE_ASK_NAMES:
    case FNL_PURPOSE_ASK_HOURS:
    case FNL_PURPOSE_MEETING_HOURS:
    case FNL_PURPOSE_MEETING_SHOW:
    case FNL_PURPOSE_MEETING_OPENS:
    case FNL_PURPOSE_MEETING_REFERS:
    case FNL_PURPOSE_SKILL:
    case FNL_PURPOSE_RAMP:
    case FNL_PURPOSE_VACATION:
    case FNL_PURPOSE_PROSPECTING:
    case FNL_PURPOSE_QUIT:
    case FNL_PURPOSE_REPLACEMENT:
    case FNL_PURPOSE_OPENING_AGE:
    case FNL_PURPOSE_OPENING_FIT:
    case FNL_PURPOSE_OPENING_GATES:
    case FNL_PURPOSE_OPENING_SOURCE:
    case FNL_PURPOSE_AGREES:
    case FNL_PURPOSE_SIGHT:
    case FNL_PURPOSE_OVERLOOK:
    case FNL_PURPOSE_OWN_DATE:
    case FNL_PURPOSE_GUESSED_CHANCE:
    case FNL_PURPOSE_GUESSED_VALUE:
    case FNL_PURPOSE_HANDS_IN:
    case FNL_PURPOSE_WAITER:
    case FNL_PURPOSE_ADVOCATE:
    case FNL_PURPOSE_MEETING_DELAY:
    case FNL_PURPOSE_MEETING_WHOM:
    case FNL_PURPOSE_SPARK:
    case FNL_PURPOSE_SPARK_DELAY:
    case FNL_PURPOSE_REQUEST:
    case FNL_PURPOSE_EXTRA_MEETING:
    case FNL_PURPOSE_ROLE_HANDOFF:
    case FNL_PURPOSE_DISTRACTION:
    case FNL_PURPOSE_EXPEDITE:
    case FNL_PURPOSE_SEGMENT:
    case FNL_PURPOSE_LOST_IN_NURTURE:
    case FNL_PURPOSE_WAKES:
    case FNL_PURPOSE_SOWN:
    case FNL_PURPOSE_DROPPED:
    case FNL_PURPOSE_HANDOVER:
    case FNL_PURPOSE_FOLLOW_UP:
    case FNL_PURPOSE_SIGNAL:
        return true;
    }
    return false;
}

static void every_purpose_has_a_number_of_its_own(void **state)
{
    (void)state;
    int count = 0;
    for (int number = 0; number < 1000; number++)
        count += is_purpose((enum fnl_purpose)number);
    assert_int_equal(count, 87);
    assert_false(is_purpose((enum fnl_purpose)0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_purpose_has_a_number_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
