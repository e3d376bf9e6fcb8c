/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/memory.h"
#include "hearsay.h"
#include "observe/name.h"

static uint64_t key_of(const char *text)
{
    struct fnl_name name;
    struct fnl_error error = {FNL_OK, ""};
    if (fnl_name_find(&hearsay_plan, text, &name, &error) != FNL_OK)
        fail_msg("%s: %s", text, error.text);
    assert_ptr_equal(name.text, text);
    return name.key;
}

static void assert_refused(const char *text, const char *message)
{
    struct fnl_name name;
    struct fnl_error error = {FNL_OK, ""};
    assert_int_equal(fnl_name_find(&hearsay_plan, text, &name, &error), FNL_ERR_USAGE);
    if (!strstr(error.text, message))
        fail_msg("%s: \"%s\" does not say \"%s\"", text, error.text, message);
}

static void every_form_of_name_has_the_key_that_the_model_mixes(void **state)
{
    (void)state;
    const uint64_t fourth = hearsay_person("website", "2026-03-17", 4);
    const uint64_t block = fnl_key_part(fnl_key_text("fairs"), fnl_key_text("rep-3"));
    assert_int_equal(key_of("website/2026-03-17/4"), fourth);
    assert_int_equal(key_of("website/2026-03-17/4/r7.1"),
                     fnl_lead_key(fourth, FNL_LEAD_INDEX(FNL_CHANNEL_UNASKED, 6, 0)));
    assert_int_equal(key_of("website/2026-03-17/4/a2.3"),
                     fnl_lead_key(fourth, FNL_LEAD_INDEX(FNL_CHANNEL_ASKED, 1, 2)));
    assert_int_equal(key_of("website/2026-03-17/4/m5"),
                     fnl_lead_key(fourth, FNL_LEAD_INDEX(FNL_CHANNEL_MEETING, 5, 0)));
    assert_int_equal(key_of("website/2026-03-17/4/v5"),
                     fnl_lead_key(fourth, FNL_LEAD_INDEX(FNL_CHANNEL_VISIT, 4, 0)));
    assert_int_equal(key_of("website/2026-03-17/4/n2"),
                     fnl_lead_key(fourth, FNL_LEAD_INDEX(FNL_CHANNEL_NEW_BUSINESS, 1, 0)));
    assert_int_equal(key_of("fairs/rep-3/17.2"),
                     fnl_lead_key(block, FNL_LEAD_INDEX(FNL_CHANNEL_PROSPECTING, 16, 1)));
    assert_int_equal(key_of("fairs/rep-3/17"),
                     fnl_lead_key(block, FNL_LEAD_INDEX(FNL_CHANNEL_LISTED, 16, 0)));
    assert_int_equal(key_of("fairs/rep-3/m17.2"),
                     fnl_lead_key(block, FNL_LEAD_INDEX(FNL_CHANNEL_NETWORKING, 16, 1)));
    assert_int_equal(key_of("fairs/rep-3/y17"),
                     fnl_lead_key(block, FNL_LEAD_INDEX(FNL_CHANNEL_EARLIER, 16, 0)));
    assert_int_equal(key_of("opening/3"), hearsay_opening("opening", 3));
    assert_int_equal(key_of("open-deal/4"), hearsay_opening("open-deal", 4));
    assert_int_equal(key_of("rep-3"), fnl_key_text("rep-3"));
    assert_int_equal(
        key_of("opening/3/r1.1/m2/a1.1"),
        fnl_lead_key(fnl_lead_key(fnl_lead_key(hearsay_opening("opening", 3),
                                               FNL_LEAD_INDEX(FNL_CHANNEL_UNASKED, 0, 0)),
                                  FNL_LEAD_INDEX(FNL_CHANNEL_MEETING, 2, 0)),
                     FNL_LEAD_INDEX(FNL_CHANNEL_ASKED, 0, 0)));
}

static void a_name_tells_a_person_from_a_client_of_the_first_day_and_from_a_rep(void **state)
{
    (void)state;
    struct fnl_name name;
    assert_int_equal(fnl_name_find(&hearsay_plan, "rep-2", &name, NULL), FNL_OK);
    assert_int_equal(name.kind, FNL_NAME_REP);
    assert_int_equal(name.number, 2);
    assert_int_equal(fnl_name_find(&hearsay_plan, "opening/3", &name, NULL), FNL_OK);
    assert_int_equal(name.kind, FNL_NAME_CLIENT);
    assert_int_equal(name.number, 3);
    assert_int_equal(fnl_name_find(&hearsay_plan, "opening/3/r1.1", &name, NULL), FNL_OK);
    assert_int_equal(name.kind, FNL_NAME_PERSON);
    assert_int_equal(name.number, 0);
    assert_int_equal(fnl_name_find(&hearsay_plan, "open-deal/3", &name, NULL), FNL_OK);
    assert_int_equal(name.kind, FNL_NAME_PERSON);
    assert_int_equal(name.number, 0);
}

static void the_longest_known_source_begins_a_name(void **state)
{
    (void)state;
    assert_int_equal(key_of("purchased list/2026-12-31/12"),
                     hearsay_person("purchased list", "2026-12-31", 12));
    assert_int_equal(key_of("fairs/autumn/2026-03-17/4"),
                     hearsay_person("fairs/autumn", "2026-03-17", 4));
    assert_int_equal(key_of("fairs/2026-03-17/4"), hearsay_person("fairs", "2026-03-17", 4));
}

static void what_is_made_of_a_fact_reads_as_the_same_key(void **state)
{
    (void)state;
    const struct {
        const char *name;
        struct fnl_fact arrival;
    } cases[] = {
        {"website/2026-03-17/4",
         {.source = 0, .index = FNL_LEAD_INDEX(FNL_CHANNEL_FIELD, 4, 0), .day = 20529}},
        {"fairs/autumn/rep-3/17.2",
         {.source = 2, .rep = 2, .index = FNL_LEAD_INDEX(FNL_CHANNEL_PROSPECTING, 16, 1)}},
        {"fairs/autumn/rep-3/1048576",
         {.source = 2, .rep = 2, .index = FNL_LEAD_INDEX(FNL_CHANNEL_LISTED, 1048575, 0)}},
        {"fairs/autumn/rep-3/m17.2",
         {.source = 2, .rep = 2, .index = FNL_LEAD_INDEX(FNL_CHANNEL_NETWORKING, 16, 1)}},
        {"fairs/autumn/rep-3/y1048576",
         {.source = 2, .rep = 2, .index = FNL_LEAD_INDEX(FNL_CHANNEL_EARLIER, 1048575, 0)}},
        {"open-deal/3", {.index = FNL_LEAD_INDEX(FNL_CHANNEL_OPENING, 3, 0)}},
        {"opening/2/r7.1", {.index = FNL_LEAD_INDEX(FNL_CHANNEL_UNASKED, 6, 0)}},
        {"opening/2/a1.256", {.index = FNL_LEAD_INDEX(FNL_CHANNEL_ASKED, 0, 255)}},
        {"opening/2/m1048575", {.index = FNL_LEAD_INDEX(FNL_CHANNEL_MEETING, 1048575, 0)}},
        {"opening/2/v5", {.index = FNL_LEAD_INDEX(FNL_CHANNEL_VISIT, 4, 0)}},
        {"opening/2/n1048576", {.index = FNL_LEAD_INDEX(FNL_CHANNEL_NEW_BUSINESS, 1048575, 0)}},
    };
    const uint64_t parent = hearsay_opening("opening", 2);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *name = fnl_name_make(&hearsay_plan, &cases[i].arrival, "opening/2");
        assert_string_equal(name, cases[i].name);
        if (strncmp(name, "opening/2", 9) == 0)
            assert_int_equal(key_of(name), fnl_lead_key(parent, cases[i].arrival.index));
        else
            key_of(name);
        free(name);
    }
    fnl_memory_fail_after(0);
    assert_null(fnl_name_make(&hearsay_plan, &cases[0].arrival, NULL));
    fnl_memory_fail_after(-1);
}

static void what_cannot_be_read_is_refused_with_what_would_be_right(void **state)
{
    (void)state;
    assert_refused("websit/2026-03-17/4", "\"websit/2026-03-17/4\" does not begin with the name of "
                                          "a source (did you mean \"website\"?)");
    assert_refused("Purchased List/2026-03-17/4", "(did you mean \"purchased list\"?)");
    assert_refused("fairs/autum/2026-03-17/4", "\"fairs/autum/2026-03-17/4\" names nobody");
    assert_refused("fair/autumn/2026-03-17/4", "(did you mean \"fairs\"?)");
    assert_refused("bob", "\"bob\" is nobody's name; names are like website/2026-01-01/1");
    assert_refused("", "is nobody's name");
    assert_refused("website", "people of this source are called website/2026-01-01/1");
    assert_refused("website/4", "names nobody");
    assert_refused("website/2026-03/4", "names nobody");
    assert_refused("website/2026-02-30/4", "names nobody");
    assert_refused("website/2026-03-17/0", "names nobody");
    assert_refused("website/2026-03-17/04", "names nobody");
    assert_refused("website/2026-03-17/+4", "names nobody");
    assert_refused("website/2026-03-17/1048576", "names nobody");
    assert_refused("website/2026-03-17/99999999999999999999", "names nobody");
    assert_refused("website/2026-03-17/4x", "cannot read \"x\" at the end of");
    assert_refused("website/2026-03-17/4/", "cannot read \"/\" at the end of");
    assert_refused("website/2026-03-17/4/r7", "cannot read \"/r7\" at the end of");
    assert_refused("website/2026-03-17/4/r7.1.2", "cannot read \"/r7.1.2\"");
    assert_refused("website/2026-03-17/4/r7.257", "cannot read \"/r7.257\"");
    assert_refused("website/2026-03-17/4/m5.1", "cannot read \"/m5.1\"");
    assert_refused("website/2026-03-17/4/q1/n1", "cannot read \"/q1/n1\"");
    assert_refused("rep-3/x", "is nobody's name");
    assert_refused("rep-0", "is nobody's name");
}

static void who_cannot_be_there_is_refused(void **state)
{
    (void)state;
    assert_refused("rep-4", "there is no rep-4: the reps are rep-1 to rep-3");
    assert_refused("fairs/rep-4/1.1", "there is no rep-4: the reps are rep-1 to rep-3");
    assert_refused("fairs/rep-4/1", "there is no rep-4: the reps are rep-1 to rep-3");
    assert_refused("fairs/rep-3/17.", "names nobody");
    assert_refused("opening/4", "there is no opening/4: on the first day there are 3 of them");
    assert_refused("open-deal/5/m1",
                   "there is no open-deal/5: on the first day there are 4 of them");
    assert_refused("website/2025-12-31/1",
                   "2025-12-31 is not in the plan, which goes from 2026-01-01 to 2027-12-31");
    assert_refused("website/2028-01-01/1", "2028-01-01 is not in the plan");
    key_of("website/2026-01-01/1");
    key_of("website/2027-12-31/1");
}

/* Nobody knows beforehand how many will come. */
static void where_reps_leave_any_rep_may_come(void **state)
{
    (void)state;
    hearsay_settings.attrition.share_per_year = 0.3;
    assert_int_equal(key_of("rep-4"), fnl_key_text("rep-4"));
    key_of("fairs/rep-2385/1.1");
    hearsay_settings.attrition.share_per_year = 0;
    assert_refused("rep-4", "there is no rep-4");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_of_name_has_the_key_that_the_model_mixes),
        cmocka_unit_test(a_name_tells_a_person_from_a_client_of_the_first_day_and_from_a_rep),
        cmocka_unit_test(the_longest_known_source_begins_a_name),
        cmocka_unit_test(what_is_made_of_a_fact_reads_as_the_same_key),
        cmocka_unit_test(what_cannot_be_read_is_refused_with_what_would_be_right),
        cmocka_unit_test(who_cannot_be_there_is_refused),
        cmocka_unit_test(where_reps_leave_any_rep_may_come),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
