/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/memory.h"
#include "hearsay.h"
#include "observe/people.h"

static struct fnl_fact arrival(uint64_t key, enum fnl_channel channel, uint64_t referrer)
{
    return (struct fnl_fact){.kind = FNL_FACT_ARRIVED,
                             .key = key,
                             .other = referrer,
                             .index = FNL_LEAD_INDEX(channel, 4, 0),
                             .day = 20529,
                             .client = FNL_NOBODY};
}

static void many_are_told_apart_by_their_keys(void **state)
{
    (void)state;
    struct fnl_people people = {0};
    char name[32];
    for (uint64_t i = 0; i < 2385; i++) {
        snprintf(name, sizeof name, "person %d", (int)i);
        assert_int_equal(fnl_people_add(&people, fnl_key_scatter(i) >> 7 << 7, name), i);
    }
    for (uint64_t i = 0; i < 2385; i++) {
        snprintf(name, sizeof name, "person %d", (int)i);
        assert_int_equal(fnl_people_find(&people, fnl_key_scatter(i) >> 7 << 7), i);
        assert_string_equal(fnl_people_name(&people, fnl_key_scatter(i) >> 7 << 7), name);
    }
    assert_int_equal(fnl_people_find(&people, fnl_key_scatter(2385) >> 7 << 7), FNL_NOBODY);
    fnl_people_fini(&people);
}

static void nobody_is_known_at_first(void **state)
{
    (void)state;
    struct fnl_people people = {0};
    assert_int_equal(fnl_people_find(&people, 2385), FNL_NOBODY);
    assert_string_equal(fnl_people_name(&people, 2385), "somebody");
    fnl_people_fini(&people);
}

static void who_was_sent_is_named_after_who_sent_them(void **state)
{
    (void)state;
    struct fnl_people people = {0};
    struct fnl_fact fact = arrival(11, FNL_CHANNEL_FIELD, 0);
    fnl_people_meet(&people, &hearsay_plan, &fact);
    fact = arrival(12, FNL_CHANNEL_ASKED, 11);
    fnl_people_meet(&people, &hearsay_plan, &fact);
    fact = arrival(13, FNL_CHANNEL_UNASKED, 12);
    fnl_people_meet(&people, &hearsay_plan, &fact);
    fact = arrival(14, FNL_CHANNEL_MEETING, hearsay_opening("opening", 2));
    fnl_people_meet_opening(&people, &hearsay_plan);
    fnl_people_meet(&people, &hearsay_plan, &fact);
    assert_string_equal(fnl_people_name(&people, 11), "website/2026-03-17/4");
    assert_string_equal(fnl_people_name(&people, 12), "website/2026-03-17/4/a5.1");
    assert_string_equal(fnl_people_name(&people, 13), "website/2026-03-17/4/a5.1/r5.1");
    assert_string_equal(fnl_people_name(&people, 14), "opening/2/m4");
    fnl_people_fini(&people);
}

static void a_new_deal_is_named_after_the_client_who_has_the_index_by_now(void **state)
{
    (void)state;
    struct fnl_people people = {0};
    fnl_people_add(&people, 11, "first");
    fnl_people_add(&people, 12, "second");
    fnl_people_note_client(&people, &(struct fnl_fact){.key = 11, .client = 7});
    fnl_people_note_client(&people, &(struct fnl_fact){.key = 12, .client = 7});
    struct fnl_fact fact = arrival(13, FNL_CHANNEL_NEW_BUSINESS, 0);
    fact.client = 7;
    fnl_people_meet(&people, &hearsay_plan, &fact);
    assert_string_equal(fnl_people_name(&people, 13), "second/n5");
    fact.client = 6;
    assert_int_equal(fnl_people_parent(&people, &fact), 0);
    fact.client = 2385;
    assert_int_equal(fnl_people_parent(&people, &fact), 0);
    fnl_people_fini(&people);
}

static void who_returns_keeps_the_name(void **state)
{
    (void)state;
    struct fnl_people people = {0};
    struct fnl_fact fact = arrival(11, FNL_CHANNEL_FIELD, 0);
    fnl_people_meet(&people, &hearsay_plan, &fact);
    fact.detail = 1;
    fact.index = 0;
    fact.day = FNL_LEAD_NO_DAY;
    fnl_people_meet(&people, &hearsay_plan, &fact);
    assert_int_equal(people.count, 1);
    assert_string_equal(fnl_people_name(&people, 11), "website/2026-03-17/4");
    fact.key = 12; /* in whose first episode nobody listened */
    fnl_people_meet(&people, &hearsay_plan, &fact);
    assert_int_equal(people.count, 1);
    fnl_people_fini(&people);
}

static void lack_of_memory_is_noticed_and_harmless(void **state)
{
    (void)state;
    for (long after = 0; after < 3; after++) {
        struct fnl_people people = {0};
        fnl_memory_fail_after(after);
        assert_int_equal(fnl_people_add(&people, 2385, "somebody else"), FNL_NOBODY);
        assert_true(people.failed);
        assert_int_equal(fnl_people_find(&people, 2385), FNL_NOBODY);
        fnl_memory_fail_after(-1);
        assert_int_equal(fnl_people_add(&people, 2385, "somebody else"), 0);
        fnl_people_fini(&people);
    }
    struct fnl_people people = {0};
    fnl_memory_fail_after(0);
    fnl_people_note_client(&people, &(struct fnl_fact){.key = 11, .client = 7});
    fnl_memory_fail_after(-1);
    assert_true(people.failed);
    fnl_people_fini(&people);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(many_are_told_apart_by_their_keys),
        cmocka_unit_test(nobody_is_known_at_first),
        cmocka_unit_test(who_was_sent_is_named_after_who_sent_them),
        cmocka_unit_test(a_new_deal_is_named_after_the_client_who_has_the_index_by_now),
        cmocka_unit_test(who_returns_keeps_the_name),
        cmocka_unit_test(lack_of_memory_is_noticed_and_harmless),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
