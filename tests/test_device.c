/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "busy_firm.h"
#include "lab.h"
#include "model/device.h"

static void every_device_has_a_name_of_its_own(void **state)
{
    (void)state;
    fnl_device_set all = 0;
    for (unsigned i = 0; i < fnl_device_count; i++) {
        assert_int_equal(fnl_device_named(fnl_devices[i].name), fnl_devices[i].set);
        all |= fnl_devices[i].set;
    }
    assert_int_equal(all, 63);
    assert_int_equal(fnl_device_named("no_pain"), 0);
    assert_int_equal(fnl_device_named("no_pains"),
                     FNL_DEVICE_NO_NEW_PAINS | FNL_DEVICE_NO_OLD_PAINS);
}

/* The firm with these devices lived through once, everything on the tape. */
static struct lab *lived(const char *text, fnl_device_set devices, struct lab_tape *tape)
{
    struct lab *lab = lab_open("%s", text);
    lab->plan.devices = devices;
    lab_record(lab, tape);
    return lab;
}

static void no_pain_signs_where_none_is_wanted(void **state)
{
    (void)state;
    static const fnl_device_set sets[] = {0, FNL_DEVICE_NO_NEW_PAINS, FNL_DEVICE_NO_OLD_PAINS,
                                          FNL_DEVICE_NO_PAINS};
    struct lab_tape tape = {0};
    for (size_t i = 0; i < 4; i++) {
        struct lab *lab = lived(BUSY_FIRM("Busy"), sets[i], &tape);
        size_t signed_pains = 0, fired = 0;
        for (size_t n = 0; n < lab_tape_count(&tape, FNL_FACT_SIGNED); n++)
            signed_pains += lab_tape_fact(&tape, FNL_FACT_SIGNED, n)->flag;
        for (size_t n = 0; n < lab_tape_count(&tape, FNL_FACT_LEFT); n++) {
            const struct fnl_fact *left = lab_tape_fact(&tape, FNL_FACT_LEFT, n);
            fired += left->time == 0 && left->flag && left->index == FNL_FAREWELL_FIRED;
        }
        assert_int_equal(signed_pains > 0, !(sets[i] & FNL_DEVICE_NO_NEW_PAINS));
        assert_int_equal(fired, sets[i] & FNL_DEVICE_NO_OLD_PAINS ? 3 : 0);
        if (sets[i] == FNL_DEVICE_NO_PAINS)
            assert_int_equal(lab_value(lab, FNL_PITA_CLIENTS_END), 0);
        lab_close(lab);
    }
    lab_tape_fini(&tape);
}

/* Whom an accept policy would have sent away to come back is gone for good. */
static void who_is_declined_does_not_come_back(void **state)
{
    (void)state;
    static const char text[] =
        "name = \"Door\"; months = 12;"
        "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 30; pita = 1.0; } );"
        "stages = ( { name = \"A\"; hours = 0.1; go_on = 1.0; shows = 1.0; } );"
        "pita = { flags_seen = 1.0; }; reps = { count = 2; };"
        "accept = { policy = \"walk_away\"; comes_back = 1.0; };";
    struct lab_tape tape = {0};
    struct lab *lab = lived(text, 0, &tape);
    assert_true(lab_tape_count(&tape, FNL_FACT_WILL_RETURN) > 0);
    lab_close(lab);
    lab = lived(text, FNL_DEVICE_NO_NEW_PAINS, &tape);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_WILL_RETURN), 0);
    assert_int_equal(lab_value(lab, FNL_WON), 0);
    assert_true(lab_cause(lab, FNL_CAUSE_WALKED_AWAY) > 0);
    lab_close(lab);
    lab_tape_fini(&tape);
}

/* Who came through `source`: their keys and times, mixed into one number. */
static uint64_t arrivals(const struct lab_tape *tape, uint32_t source)
{
    uint64_t mixed = 1;
    for (size_t n = 0; n < lab_tape_count(tape, FNL_FACT_ARRIVED); n++) {
        const struct fnl_fact *fact = lab_tape_fact(tape, FNL_FACT_ARRIVED, n);
        if (fact->source == source && fact->detail == 0 && fact->client == FNL_NOBODY &&
            fact->other == 0)
            mixed = fnl_key_part(fnl_key_part(mixed, fact->key), (uint64_t)fact->time);
    }
    return mixed;
}

static void the_same_people_come_whatever_the_device(void **state)
{
    (void)state;
    struct lab_tape tape = {0};
    struct lab *lab = lived(BUSY_FIRM("Busy"), 0, &tape);
    const uint64_t as_it_is = arrivals(&tape, 0);
    lab_close(lab);
    for (fnl_device_set device = 1; device < 64; device *= 2) {
        lab = lived(BUSY_FIRM("Busy"), device, &tape);
        assert_int_equal(arrivals(&tape, 0), as_it_is);
        lab_close(lab);
    }
    lab_tape_fini(&tape);
}

static void perfect_leads_are_all_that_a_rep_asks_for(void **state)
{
    (void)state;
    static const char text[] =
        "name = \"Leads\"; months = 12;"
        "sources = ( { name = \"List\"; kind = \"list\"; leads_per_month = 40; bad_contact = 0.5;"
        "              pita = 0.5; out_of_ten = { fit = 1; budget = 1; need = 1; interest = 1; };"
        "              reliability = 0.2; } );"
        "stages = ( { name = \"A\"; hours = 0.1; go_on = 1.0; shows = 1.0; } );"
        "handoff = { policy = \"sales_ready\"; threshold = 0.6; };"
        "qualify = { policy = \"marketing\"; sensitivity = 0.5; }; reps = { count = 2; };";
    struct lab_tape tape = {0};
    struct lab *lab = lived(text, 0, &tape);
    assert_true(lab_cause(lab, FNL_CAUSE_UNREACHABLE) > 0);
    assert_true(lab_cause(lab, FNL_CAUSE_NOT_HANDED_ON) > 0);
    assert_true(lab_cause(lab, FNL_CAUSE_DISQUALIFIED) > 0);
    lab_close(lab);
    lab = lived(text, FNL_DEVICE_PERFECT_LEADS, &tape);
    for (size_t n = 0; n < lab_tape_count(&tape, FNL_FACT_TRAITS); n++) {
        const struct fnl_fact *traits = lab_tape_fact(&tape, FNL_FACT_TRAITS, n);
        assert_int_equal(traits->amount, FNL_MILLION);
        assert_int_equal(traits->span, FNL_MILLION);
        assert_int_equal(traits->wait, FNL_MILLION);
        assert_int_equal(traits->until, FNL_MILLION);
    }
    for (size_t n = 0; n < lab_tape_count(&tape, FNL_FACT_ARRIVED); n++)
        assert_false(lab_tape_fact(&tape, FNL_FACT_ARRIVED, n)->flag);
    assert_true(lab_tape_count(&tape, FNL_FACT_TRAITS) > 300);
    for (unsigned cause = 0; cause < FNL_CAUSES; cause++)
        assert_int_equal(lab_cause(lab, (enum fnl_cause)cause) > 0, cause == FNL_CAUSE_WON);
    lab_close(lab);
    lab_tape_fini(&tape);
}

/* A rep drowns in leads; nobody waits for it where nobody waits. */
#define DROWNING                                                                                   \
    "name = \"Drowning\"; months = 12; "                                                           \
    "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 200; "                   \
    "              bad_contact = 0.25; } ); "                                                      \
    "stages = ( { name = \"A\"; hours = 3; go_on = 0.5; shows = 0.5; tries = 2; days = 3; }, "     \
    "           { name = \"B\"; hours = 3; go_on = 0.5; days = 2; } ); "                           \
    "qualify = { policy = \"rep\"; sensitivity = 0.5; specificity = 0.5; }; reps = { count = 1; "  \
    "};"

static void nobody_waits_where_nobody_waits(void **state)
{
    (void)state;
    struct lab_tape tape = {0};
    struct lab *lab = lived(DROWNING, FNL_DEVICE_NO_WAITING, &tape);
    for (size_t n = 0; n < lab_tape_count(&tape, FNL_FACT_TOUCH); n++) {
        const struct fnl_fact *touch = lab_tape_fact(&tape, FNL_FACT_TOUCH, n);
        assert_int_equal(touch->wait, 0);
        assert_int_equal(touch->span, 0);
        assert_int_equal(touch->rep, 0);
    }
    assert_true(lab_tape_count(&tape, FNL_FACT_TOUCH) > 1000);
    assert_int_equal(lab_value(lab, FNL_UTILISATION), 0);
    assert_int_equal(lab_value(lab, FNL_FIRST_WAIT), 0);
    const int64_t won = lab_value(lab, FNL_WON);
    lab_close(lab);
    lab = lived(DROWNING, 0, &tape);
    assert_true(lab_value(lab, FNL_WON) < won);
    lab_close(lab);
    lab_tape_fini(&tape);
}

static double share_who_passed(const struct lab_tape *tape)
{
    const size_t tested = lab_tape_count(tape, FNL_FACT_QUALIFIED);
    size_t passed = 0;
    for (size_t n = 0; n < tested; n++)
        passed += lab_tape_fact(tape, FNL_FACT_QUALIFIED, n)->flag;
    return (double)passed / (double)tested;
}

static void nobody_is_dropped_where_nobody_is_dropped(void **state)
{
    (void)state;
    struct lab_tape tape = {0};
    struct lab *lab = lived(DROWNING, FNL_DEVICE_NO_WAITING, &tape);
    assert_true(lab_cause(lab, FNL_CAUSE_WENT_DARK) > 0);
    const int64_t dead = lab_cause(lab, FNL_CAUSE_UNREACHABLE);
    const double passed = share_who_passed(&tape);
    lab_close(lab);
    lab = lived(DROWNING, FNL_DEVICE_PERFECT_FOLLOW_UP, &tape);
    assert_int_equal(lab_cause(lab, FNL_CAUSE_WENT_DARK), 0);
    assert_int_equal(lab_cause(lab, FNL_CAUSE_UNREACHABLE), dead);
    assert_true(share_who_passed(&tape) > passed);
    lab_close(lab);
    lab_tape_fini(&tape);
}

/* Leads of a shared queue belong to nobody until they sign: reps take them in turn. */
static void a_shared_queue_is_touched_in_turn(void **state)
{
    (void)state;
    struct lab_tape tape = {0};
    struct lab *lab =
        lived(DROWNING "assign = { policy = \"shared_queue\"; };", FNL_DEVICE_NO_WAITING, &tape);
    assert_true(lab_value(lab, FNL_WON) > 0);
    lab_close(lab);
    lab_tape_fini(&tape);
}

static void what_is_planned_is_prospected(void **state)
{
    (void)state;
    static const char text[] =
        "name = \"Hunt\"; months = 6;"
        "sources = ( { name = \"Cold\"; kind = \"outbound\"; found_per_hour = 0.5; } );"
        "stages = ( { name = \"A\"; hours = 0.01; go_on = 0.0; } );"
        "reps = { count = 2; selling_share = 1.0; };"
        "slack = { policy = \"prospect\"; hours_per_week = 10; avoidance = 0.4; };"
        "avoidance = { per_rejection = 0.9; heals_in = 3650; };";
    struct lab_tape tape = {0};
    struct lab *lab = lived(text, 0, &tape);
    const int64_t avoided = lab_spent(lab, FNL_SPENT_ON_PROSPECTING);
    lab_close(lab);
    lab = lived(text, FNL_DEVICE_PROSPECTING_DONE, &tape);
    assert_true(lab_spent(lab, FNL_SPENT_ON_PROSPECTING) >= 2 * 25 * 10 * FNL_HOUR);
    assert_true(avoided < 2 * 27 * 6 * FNL_HOUR);
    lab_close(lab);
    lab_tape_fini(&tape);
}

/* When somebody first came; facts are looked at in place, for there are many. */
static fnl_time arrival_of(const struct lab_tape *tape, uint64_t key)
{
    for (size_t i = 0; i < tape->count; i++)
        if (tape->facts[i].kind == FNL_FACT_ARRIVED && tape->facts[i].key == key)
            return tape->facts[i].time;
    return FNL_NEVER;
}

/* The sum of what all mechanisms add to the chances to go on. */
static int64_t sum_of_effects(const struct lab_tape *tape)
{
    int64_t sum = 0;
    for (size_t i = 0; i < tape->count; i++)
        if (tape->facts[i].kind == FNL_FACT_DECIDED)
            sum += tape->facts[i].until;
    return sum;
}

/* Poor records, people who have never heard of us, and a desk that waits for a raised hand. */
#define STRANGERS                                                                                  \
    "name = \"Strangers\"; months = 12; "                                                          \
    "sources = ( { name = \"List\"; kind = \"list\"; leads_per_month = 40; bad_contact = 0.25;"    \
    "              completeness = 0.2; awareness = 0.1; } );"                                      \
    "stages = ( { name = \"A\"; hours = 0.1; go_on = 0.9; shows = 0.8; tries = 2; } );"            \
    "records = { on_shows = 1; on_going_on = 1; }; awareness = { on_going_on = 2; }; "             \
    "nurture = { lost_per_touch = 0.2; dormant = 0.0; touches = 9; }; "                            \
    "signals = ( { name = \"hand\"; sensitivity = 0.3; specificity = 0.7; } ); "                   \
    "reps = { count = 4; }; "

static void perfect_leads_are_known_know_us_and_are_not_held_back(void **state)
{
    (void)state;
    static const char *const handoffs[] = {"{ policy = \"signal\"; }",
                                           "{ policy = \"after_nurture\"; threshold = 0.99; }"};
    static const enum fnl_cause held_back[] = {FNL_CAUSE_NOT_HANDED_ON, FNL_CAUSE_LOST_IN_NURTURE};
    struct lab_tape tape = {0};
    for (size_t i = 0; i < 2; i++) {
        char text[2000];
        snprintf(text, sizeof text, STRANGERS "handoff = %s;", handoffs[i]);
        struct lab *lab = lived(text, 0, &tape);
        assert_true(lab_cause(lab, held_back[i]) > 0);
        assert_int_equal(lab_tape_count(&tape, FNL_FACT_NURTURED) > 0, i == 1);
        lab_close(lab);
        lab = lived(text, FNL_DEVICE_PERFECT_LEADS, &tape);
        const size_t came = lab_tape_count(&tape, FNL_FACT_ARRIVED);
        assert_true(came > 300);
        assert_int_equal(lab_tape_count(&tape, FNL_FACT_HANDED_ON), came);
        assert_int_equal(lab_tape_count(&tape, FNL_FACT_NURTURED), 0);
        assert_int_equal(lab_cause(lab, FNL_CAUSE_UNREACHABLE), 0);
        assert_true(lab_tape_count(&tape, FNL_FACT_DECIDED) > 300);
        assert_int_equal(sum_of_effects(&tape), 0);
        lab_close(lab);
    }
    lab_tape_fini(&tape);
}

/* Whoever comes from a rep's list is perfect by then; who is on it agrees as seldom as before. */
static void an_account_of_a_list_is_perfect_from_its_yes_on(void **state)
{
    (void)state;
    static const char text[] =
        "name = \"Listed\"; months = 12;"
        "sources = ( { name = \"Wanted\"; kind = \"target\"; pita = 0.5; awareness = 0.2; } );"
        "stages = ( { name = \"A\"; hours = 0.001; go_on = 0.0; shows = 1.0; } ); awareness = { };"
        "targets = { accounts = 30; agrees = 0.2; }; reps = { count = 2; };"
        "slack = { policy = \"prospect\"; };";
    struct lab_tape tape = {0};
    struct lab *lab = lived(text, 0, &tape);
    const uint64_t as_it_is = arrivals(&tape, 0);
    assert_true(sum_of_effects(&tape) < 0);
    lab_close(lab);
    lab = lived(text, FNL_DEVICE_PERFECT_LEADS, &tape);
    assert_int_equal(arrivals(&tape, 0), as_it_is);
    assert_true(lab_tape_count(&tape, FNL_FACT_TRAITS) > 30);
    for (size_t n = 0; n < lab_tape_count(&tape, FNL_FACT_TRAITS); n++) {
        assert_int_equal(lab_tape_fact(&tape, FNL_FACT_TRAITS, n)->amount, FNL_MILLION);
        assert_false(lab_tape_fact(&tape, FNL_FACT_ARRIVED, n)->flag);
    }
    assert_int_equal(sum_of_effects(&tape), 0);
    lab_close(lab);
    lab_tape_fini(&tape);
}

static void open_deals_of_the_first_day_are_as_they_are(void **state)
{
    (void)state;
    static const char text[] =
        "name = \"Begun\"; months = 6; today = { open_deals = 40; };"
        "sources = ( { name = \"Door\"; kind = \"inbound\"; pita = 0.5; } );"
        "stages = ( { name = \"A\"; hours = 0.1; go_on = 1.0; shows = 1.0; } ); effects = { };"
        "reps = { count = 4; };";
    struct lab_tape tape = {0};
    int64_t person[2] = {0};
    for (size_t i = 0; i < 2; i++) {
        struct lab *lab = lived(text, i == 0 ? 0 : FNL_DEVICE_PERFECT_LEADS, &tape);
        assert_int_equal(lab_value(lab, FNL_WON), 40);
        for (size_t n = 0; n < 40; n++)
            person[i] += lab_tape_fact(&tape, FNL_FACT_DECIDED, n)->span;
        lab_close(lab);
    }
    assert_int_equal(person[0], person[1]);
    lab_tape_fini(&tape);
}

/* Leads are forgotten, late, not called for lack of trust, and lost between two roles. */
#define RIVEN                                                                                      \
    "name = \"Riven\"; months = 12; " LAB_FROM_2025 LAB_ALWAYS_OPEN                                \
    "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 60; } );"                \
    "stages = ( { name = \"A\"; hours = 0.1; go_on = 1.0; shows = 1.0; },"                         \
    "           { name = \"B\"; hours = 0.1; go_on = 1.0; shows = 1.0; days = 1; } );"             \
    "management = { dropped = 0.3; delay = 50; }; alignment = { follow_up = 0.6; };"               \
    "development = { count = 2; stages = 1; handoff_loss = 0.4; }; reps = { count = 3; };"
static const enum fnl_cause drops[] = {FNL_CAUSE_DROPPED, FNL_CAUSE_NOT_FOLLOWED_UP,
                                       FNL_CAUSE_LOST_BETWEEN};

/* Hours from each arrival to the first touch of all, on average of those who were touched. */
static double mean_delay(const struct lab_tape *tape)
{
    double hours = 0;
    size_t touched = 0;
    for (size_t i = 0; i < tape->count; i++) {
        const struct fnl_fact *touch = &tape->facts[i];
        if (touch->kind != FNL_FACT_TOUCH || !touch->other)
            continue;
        hours += (double)(touch->time - arrival_of(tape, touch->key)) / (double)FNL_HOUR;
        touched++;
    }
    assert_true(touched > 100);
    return hours / (double)touched;
}

static void perfect_follow_up_loses_nobody_between_two_desks(void **state)
{
    (void)state;
    static const struct {
        fnl_device_set devices;
        bool loses, delays;
    } worlds[] = {{0, true, true},
                  {FNL_DEVICE_NO_WAITING, true, false},
                  {FNL_DEVICE_NOBODY_DROPPED, false, true},
                  {FNL_DEVICE_PERFECT_LEADS, true, true},
                  {FNL_DEVICE_PERFECT_FOLLOW_UP, false, false}};
    struct lab_tape tape = {0};
    for (size_t i = 0; i < sizeof worlds / sizeof *worlds; i++) {
        struct lab *lab = lived(RIVEN, worlds[i].devices, &tape);
        for (size_t k = 0; k < 3; k++)
            assert_int_equal(lab_cause(lab, drops[k]) > 0, worlds[i].loses);
        const double delay = mean_delay(&tape);
        assert_true(worlds[i].delays ? delay >= 50 : delay == 0);
        lab_close(lab);
    }
    lab_tape_fini(&tape);
}

/* Of a shared queue, too, the first stage is theirs who develop and the second one the others'. */
static void each_role_keeps_its_stages_where_nobody_waits(void **state)
{
    (void)state;
    static const char *const assigns[] = {"", "assign = { policy = \"shared_queue\"; };"};
    struct lab_tape tape = {0};
    for (size_t i = 0; i < 2; i++) {
        char text[2000];
        snprintf(text, sizeof text, RIVEN "%s", assigns[i]);
        struct lab *lab = lived(text, FNL_DEVICE_PERFECT_FOLLOW_UP, &tape);
        for (size_t n = 0; n < tape.count; n++)
            if (tape.facts[n].kind == FNL_FACT_TOUCH)
                assert_int_equal(tape.facts[n].rep >= 3, tape.facts[n].detail == 0);
        assert_true(lab_value(lab, FNL_WON) > 500);
        lab_close(lab);
    }
    lab_tape_fini(&tape);
}

/* A record is completed before a touch that takes no time as before any other. */
static void what_a_rep_looks_up_it_looks_up_where_nobody_waits(void **state)
{
    (void)state;
    struct lab_tape tape = {0};
    struct lab *lab = lived(
        "name = \"Names\"; months = 6;"
        "sources = ( { name = \"List\"; kind = \"list\"; leads_per_month = 40;"
        "              completeness = 0.2; } );"
        "stages = ( { name = \"A\"; hours = 0.1; go_on = 0.9; } ); records = { on_going_on = 1; };"
        "research = { policy = \"before_first_touch\"; to = 1.0; }; reps = { count = 4; };",
        FNL_DEVICE_NO_WAITING, &tape);
    assert_true(lab_tape_count(&tape, FNL_FACT_DECIDED) > 100);
    assert_int_equal(sum_of_effects(&tape), 0);
    assert_int_equal(lab_value(lab, FNL_UTILISATION), 0);
    lab_close(lab);
    lab_tape_fini(&tape);
}

/* One rep who cannot keep up nurtures: every fortnight to the day where nobody waits. */
static void nurture_by_reps_waits_for_none_where_nobody_waits(void **state)
{
    (void)state;
    static const char *const assigns[] = {"", "assign = { policy = \"shared_queue\"; };"};
    struct lab_tape tape = {0};
    for (size_t i = 0; i < 4; i++) {
        char text[2000];
        const bool waits = i % 2 == 0;
        snprintf(text, sizeof text,
                 "name = \"Garden\"; months = 12;"
                 "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 200; } );"
                 "stages = ( { name = \"A\"; hours = 1; go_on = 0.5; } );"
                 "handoff = { policy = \"after_nurture\"; threshold = 0.8; };"
                 "nurture = { who = \"reps\"; every = 14; }; reps = { count = 1; }; %s",
                 assigns[i / 2]);
        struct lab *lab = lived(text, waits ? 0 : FNL_DEVICE_NO_WAITING, &tape);
        assert_int_equal(lab_spent(lab, FNL_SPENT_ON_NURTURE) > 0, waits);
        size_t late = 0, count = 0;
        for (size_t n = 0; n < tape.count && count < 300; n++) {
            const struct fnl_fact *touch = &tape.facts[n];
            if (touch->kind != FNL_FACT_NURTURED)
                continue;
            assert_int_equal(touch->rep, 0);
            const fnl_time due = arrival_of(&tape, touch->key) + (touch->index + 1) * 14 * FNL_DAY;
            late += touch->time != due;
            count++;
        }
        assert_true(count >= 300);
        assert_int_equal(late > 0, waits);
        assert_true(waits || lab_tape_count(&tape, FNL_FACT_HANDED_ON) > 100);
        lab_close(lab);
    }
    lab_tape_fini(&tape);
}

/* Reps who would rather wait do what is planned; who does more than planned, under pressure, still
 * does. */
static void waiters_prospect_as_planned_and_the_pressed_more(void **state)
{
    (void)state;
    static const char *const reps[] = {
        "reps = { count = 2; selling_share = 1.0; waiters = 1.0; };",
        "reps = { count = 2; selling_share = 1.0; }; quota = { rep_signs = 1000000; };"
        "pressure = { full_at = 1.01; prospects_more = 0.5; };"};
    const int64_t planned = 2 * 26 * 10 * FNL_HOUR;
    struct lab_tape tape = {0};
    int64_t hours[2][2];
    for (size_t i = 0; i < 4; i++) {
        char text[2000];
        snprintf(text, sizeof text,
                 "name = \"Hunt\"; months = 6;"
                 "sources = ( { name = \"Cold\"; kind = \"outbound\"; found_per_hour = 0.01; } );"
                 "stages = ( { name = \"A\"; hours = 0.01; go_on = 0.0; } );"
                 "slack = { policy = \"prospect\"; hours_per_week = 10; }; %s",
                 reps[i / 2]);
        struct lab *lab = lived(text, i % 2 == 0 ? 0 : FNL_DEVICE_PROSPECTING_DONE, &tape);
        hours[i / 2][i % 2] = lab_spent(lab, FNL_SPENT_ON_PROSPECTING);
        lab_close(lab);
    }
    assert_int_equal(hours[0][0], 0);
    assert_true(hours[0][1] >= planned);
    assert_true(hours[1][0] > planned + planned / 3);
    assert_int_equal(hours[1][1], hours[1][0]);
    lab_tape_fini(&tape);
}

/* New deals with clients of the first day who are a pain, and open deals: all are declined. */
static void no_pain_signs_again_or_from_an_open_deal(void **state)
{
    (void)state;
    static const char text[] =
        "name = \"Again\"; months = 12; today = { clients = 20; pita_clients = 10; "
        "open_deals = 20; };"
        "sources = ( { name = \"Door\"; kind = \"inbound\"; pita = 0.5; } );"
        "stages = ( { name = \"A\"; hours = 0.1; go_on = 1.0; shows = 1.0; } );"
        "meetings = { kinds = ( { name = \"peace\"; when = \"after_demand\"; opens = 0.5; "
        "after = 1; } ); }; pita = { }; "
        "clients = { service_hours = 0; }; reps = { count = 4; };";
    struct lab_tape tape = {0};
    for (size_t i = 0; i < 2; i++) {
        struct lab *lab = lived(text, i == 0 ? 0 : FNL_DEVICE_NO_NEW_PAINS, &tape);
        size_t again = 0, first = 0, others = 0;
        for (size_t n = 0; n < lab_tape_count(&tape, FNL_FACT_SIGNED); n++) {
            const struct fnl_fact *contract = lab_tape_fact(&tape, FNL_FACT_SIGNED, n);
            again += contract->flag && contract->detail > 0;
            first += contract->flag && contract->detail == 0;
            others += !contract->flag;
        }
        assert_int_equal(again > 0, i == 0);
        assert_int_equal(first > 0, i == 0);
        assert_true(others > 5);
        assert_int_equal(lab_cause(lab, FNL_CAUSE_WALKED_AWAY) > 5, i == 1);
        lab_close(lab);
    }
    lab_tape_fini(&tape);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_device_has_a_name_of_its_own),
        cmocka_unit_test(no_pain_signs_where_none_is_wanted),
        cmocka_unit_test(who_is_declined_does_not_come_back),
        cmocka_unit_test(the_same_people_come_whatever_the_device),
        cmocka_unit_test(perfect_leads_are_all_that_a_rep_asks_for),
        cmocka_unit_test(nobody_waits_where_nobody_waits),
        cmocka_unit_test(nobody_is_dropped_where_nobody_is_dropped),
        cmocka_unit_test(a_shared_queue_is_touched_in_turn),
        cmocka_unit_test(what_is_planned_is_prospected),
        cmocka_unit_test(perfect_leads_are_known_know_us_and_are_not_held_back),
        cmocka_unit_test(an_account_of_a_list_is_perfect_from_its_yes_on),
        cmocka_unit_test(open_deals_of_the_first_day_are_as_they_are),
        cmocka_unit_test(perfect_follow_up_loses_nobody_between_two_desks),
        cmocka_unit_test(each_role_keeps_its_stages_where_nobody_waits),
        cmocka_unit_test(what_a_rep_looks_up_it_looks_up_where_nobody_waits),
        cmocka_unit_test(nurture_by_reps_waits_for_none_where_nobody_waits),
        cmocka_unit_test(waiters_prospect_as_planned_and_the_pressed_more),
        cmocka_unit_test(no_pain_signs_again_or_from_an_open_deal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
