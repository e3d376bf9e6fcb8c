/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab.h"
#include "model/networking.h"
#include "model/state.h"
#include "stats/interval.h"
#include "tables.h"

static void the_table_is_in_order(void **state)
{
    (void)state;
    tables_check("fnl_networking_table", &fnl_networking_table);
}

/* Two reps with nothing to do but meetings of an hour, half an hour to book each, 40 a month. */
#define FIRM                                                                                       \
    "name = \"Net\"; months = 24; sources = ("                                                     \
    "  { name = \"Door\"; kind = \"inbound\"; leads_per_month = 0; fit = 0.3; },"                  \
    "  { name = \"Cold\"; kind = \"outbound\"; fit = 0.7; reliability = 0.6; },"                   \
    "  { name = \"Friends\"; kind = \"referral\"; } );"                                            \
    "stages = ( { name = \"A\"; hours = 1; go_on = 1.0; } ); reps = { count = 2; };"               \
    "clients = { renewal = 1.0; };"

static struct lab *firm(const char *today, const char *kind, const char *networking,
                        const char *more)
{
    return lab_open(FIRM "today = { %s };"
                         "meetings = { target_per_month = 40; booking_hours = 0.5; kinds = ("
                         "  { name = \"visit\"; when = \"spare_time\"; shows = 1.0; },"
                         "  { name = \"coffee\"; when = \"spare_time\"; whom = \"new_people\";"
                         "    shows = 1.0; %s },"
                         "  { name = \"reunion\"; when = \"spare_time\"; whom = \"past_people\";"
                         "    shows = 1.0; } ); };"
                         "networking = { %s }; %s",
                    today, kind, networking, more);
}

static size_t count_met(const struct lab_tape *tape, bool first, bool lit)
{
    size_t count = 0;
    for (size_t i = 0; i < tape->count; i++) {
        const struct fnl_fact *fact = &tape->facts[i];
        count +=
            fact->kind == FNL_FACT_NETWORKED && (!first || fact->other) && (!lit || fact->flag);
    }
    return count;
}

static const struct fnl_fact *arrival_of(const struct lab_tape *tape, uint64_t key)
{
    for (size_t i = 0; i < tape->count; i++)
        if (tape->facts[i].kind == FNL_FACT_ARRIVED && tape->facts[i].key == key)
            return &tape->facts[i];
    return NULL;
}

/* Within what one test in 1,000 exceeds by chance. */
static void assert_share(size_t part, size_t whole, double share)
{
    const double spread = sqrt(share * (1 - share) / (double)whole);
    assert_true(fabs((double)part / (double)whole - share) < 3.29 * spread);
}

static void so_many_of_the_meetings_are_with_new_people(void **state)
{
    (void)state;
    struct lab *lab = firm("clients = 4;", "", "new_share = 0.385; sparks = 0.0;", "");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    const size_t met = count_met(&tape, true, false),
                 visits = lab_tape_count(&tape, FNL_FACT_MEETING);
    assert_int_equal(lab_value(lab, FNL_MEETINGS), met + visits);
    assert_int_equal(lab_value(lab, FNL_PEOPLE_MET), met);
    assert_true(met + visits > 24 * 2 * 38 && met + visits <= 24 * 2 * 40);
    assert_share(met, met + visits, 0.385);
    /* An hour and a half each, the last ones perhaps unfinished. */
    assert_true(llabs(lab_spent(lab, FNL_SPENT_ON_MEETINGS) -
                      (int64_t)(met + visits) * FNL_HOUR * 3 / 2) <= 3 * FNL_HOUR);
    assert_int_equal(lab_value(lab, FNL_PEOPLE), 0);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* logit(0.2) + 2 (0.7 - 0.45) is the log-odds of 0.292. */
static void fit_and_skill_raise_the_chance_of_a_spark(void **state)
{
    (void)state;
    struct lab *lab = firm("", "",
                           "new_share = 1.0; sparks = 0.2; on_fit = 2;"
                           "fit_reference = 0.45; after = 30;",
                           "");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    assert_share(count_met(&tape, true, true), count_met(&tape, true, false), 0.29190);
    lab_close(lab);
    lab =
        firm("", "teaches = 0.001;", "new_share = 1.0; sparks = 0.2; on_fit = 0; after = 30;", "");
    struct lab_tape later = {0};
    lab_record(lab, &later);
    assert_true((double)count_met(&later, true, true) >
                0.2 * (double)count_met(&later, true, false) + 30);
    lab_tape_fini(&tape);
    lab_tape_fini(&later);
    lab_close(lab);
}

/* Three months of 30.4375 days later, to the rep they met, who counts the days from then. */
static void whoever_is_lit_comes_after_the_delay(void **state)
{
    (void)state;
    struct lab *lab =
        firm("", "", "new_share = 1.0; sparks = 0.3; on_fit = 0; after = 3; trust = 0.25;", "");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    const fnl_time delay = fnl_units_days(3 * 30.4375);
    size_t came = 0;
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *met = &tape.facts[i];
        if (met->kind != FNL_FACT_NETWORKED)
            continue;
        const struct fnl_fact *arrival = arrival_of(&tape, met->key);
        const bool comes = met->flag && met->time + delay < lab->plan.end;
        assert_int_equal(arrival != NULL, comes);
        if (!arrival)
            continue;
        came++;
        assert_int_equal(arrival->time, met->time + delay);
        assert_int_equal(arrival->rep, met->rep);
        assert_int_equal(arrival->index, met->index);
        assert_int_equal(arrival->index >> 28, FNL_CHANNEL_NETWORKING);
        assert_int_equal(arrival->source, 1);
        assert_int_equal(arrival->other, 0);
    }
    assert_true(came > 200);
    assert_int_equal(lab_value(lab, FNL_PEOPLE), came);
    assert_int_equal(lab_source(lab, 1, FNL_BY_SOURCE_TALKED), came);
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_SIGNED); i++)
        assert_true(lab_tape_fact(&tape, FNL_FACT_SIGNED, i)->wait >= delay);
    assert_true(lab_value(lab, FNL_CYCLE) >= delay);
    const struct fnl_company *company = lab->company;
    bool is_warm = false;
    for (size_t i = 0; i < company->leads.count; i++)
        is_warm |= company->leads.items[i].trust_gained == 0.25f;
    assert_true(is_warm);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Those who were met before the first day of the second year keep coming for half a year. */
static void nobody_notices_for_half_a_year_that_nobody_new_is_met(void **state)
{
    (void)state;
    static const char text[] =
        FIRM "meetings = { target_per_month = 20; kinds = ( { name = \"coffee\";"
             "  when = \"spare_time\"; whom = \"new_people\"; } ); };"
             "networking = { new_share = 1.0; sparks = 0.3; after = 6; };";
    const struct lab_change cut = {365, "networking = { new_share = 0.0; };"};
    struct lab *go_on = lab_open("%s", text), *stop = lab_open_changed(text, &cut, 1);
    for (uint64_t future = 0; future < 5; future++) {
        lab_run(go_on, future, NULL);
        lab_run(stop, future, NULL);
        for (size_t month = 0; month < 18; month++) {
            assert_int_equal(lab_month(stop, FNL_SERIES_PEOPLE, month),
                             lab_month(go_on, FNL_SERIES_PEOPLE, month));
            assert_int_equal(lab_month(stop, FNL_SERIES_REVENUE, month),
                             lab_month(go_on, FNL_SERIES_REVENUE, month));
            assert_int_equal(lab_month(stop, FNL_SERIES_PEOPLE_MET, month) == 0, month >= 12);
        }
        for (size_t month = 19; month < 24; month++) {
            assert_int_equal(lab_month(stop, FNL_SERIES_PEOPLE, month), 0);
            assert_true(lab_month(go_on, FNL_SERIES_PEOPLE, month) > 0);
        }
    }
    lab_close(go_on);
    lab_close(stop);
}

/* They are met until they are lit; a person comes once. */
static void people_met_before_may_be_lit_later(void **state)
{
    (void)state;
    struct lab *lab =
        firm("", "", "new_share = 0.1; past_share = 0.9; sparks = 0.1; on_fit = 0; after = 2;", "");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    const size_t all = count_met(&tape, false, false), first = count_met(&tape, true, false);
    assert_true(first > 100 && all > 5 * first);
    const size_t lit = count_met(&tape, false, true);
    assert_share(lit, all, 0.1);
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *met = &tape.facts[i];
        for (size_t j = i + 1; met->kind == FNL_FACT_NETWORKED && met->flag && j < tape.count; j++)
            assert_false(tape.facts[j].kind == FNL_FACT_NETWORKED && tape.facts[j].key == met->key);
    }
    assert_int_equal(lab_value(lab, FNL_PEOPLE_MET), first);
    assert_true(lab_value(lab, FNL_PEOPLE) <= (int64_t)lit);
    lab_tape_fini(&tape);
    lab_close(lab);
}

static void at_a_group_meeting_several_are_met(void **state)
{
    (void)state;
    struct lab *lab = firm("", "people = 3;", "new_share = 1.0; sparks = 0.0;", "");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    const int64_t meetings = lab_value(lab, FNL_MEETINGS);
    assert_true(meetings > 24 * 2 * 38);
    assert_int_equal(lab_value(lab, FNL_PEOPLE_MET), 3 * meetings);
    assert_int_equal(count_met(&tape, true, false), 3 * meetings);
    lab_tape_fini(&tape);
    lab_close(lab);
}

static struct lab *choosy(double fit, double booking)
{
    return lab_open("sources = ( { name = \"Door\"; kind = \"inbound\";"
                    "  fit = { law = \"uniform\"; low = 0; high = 1; }; } ); name = \"Choosy\";"
                    "stages = ( { name = \"A\"; hours = 1; go_on = 1.0; } );"
                    "reps = { count = 2; }; months = 6; meetings = { target_per_month = 10;"
                    "  booking_hours = %g; kinds = ( { name = \"coffee\"; shows = 1.0;"
                    "  when = \"spare_time\"; whom = \"new_people\"; } ); };"
                    "networking = { new_share = 1.0; sparks = 0.0; };"
                    "meet = { policy = \"good_only\"; fit = %g; };",
                    booking, fit);
}

/* Half an hour of booking is lost on everybody who does not look good enough. */
static void who_meets_only_the_good_pays_for_finding_them(void **state)
{
    (void)state;
    struct lab *lab = choosy(0.75, 0.5);
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t held = 0, in_vain = 0;
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_TASK); i++) {
        const struct fnl_fact *task = lab_tape_fact(&tape, FNL_FACT_TASK, i);
        assert_int_equal(task->detail, FNL_TASK_NETWORKING);
        assert_int_equal(task->span, task->flag ? FNL_HOUR * 3 / 2 : FNL_HOUR / 2);
        held += task->flag;
        in_vain += !task->flag;
    }
    assert_true(held >= 6 * 2 * 9);
    assert_share(held, held + in_vain, 0.25);
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_NETWORKED); i++) {
        const struct fnl_fact *met = lab_tape_fact(&tape, FNL_FACT_NETWORKED, i);
        struct fnl_lead person = {.key = met->key, .source = met->source};
        assert_true(fnl_truth_of(lab->company, &person, FNL_TRAIT_FIT) >= 0.75);
    }
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Where booking takes no time, nobody is tried for ever. */
static void nobody_good_enough_is_nobody_met(void **state)
{
    (void)state;
    struct lab *lab = choosy(1, 0);
    lab_run(lab, 0, NULL);
    assert_int_equal(lab_value(lab, FNL_MEETINGS), 0);
    assert_int_equal(lab_spent(lab, FNL_SPENT_ON_MEETINGS), 0);
    lab_close(lab);
}

/* The rep of long ago knows ten years' worth; the one of a year ago, a year's. */
static void people_of_earlier_years_come_too(void **state)
{
    (void)state;
    struct lab *lab = lab_open(
        "name = \"Old\"; months = 24; today = { people_met_per_month = 3; };"
        "sources = ( { name = \"Cold\"; kind = \"outbound\"; } );"
        "stages = ( { name = \"A\"; hours = 1; go_on = 1.0; } );"
        "networking = { sparks = 1.0; after = { law = \"uniform\"; low = 0; high = 120; }; };"
        "reps = { count = 2; started = [\"2020-01-01\", \"2025-01-01\"]; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    const struct fnl_company *company = lab->company;
    size_t known[2] = {0}, came[2] = {0};
    for (size_t i = 0; i < company->acquaintances.count; i++) {
        const struct fnl_acquaintance *person = &company->acquaintances.items[i];
        known[person->rep]++;
        assert_true(person->met < 0 && person->met > company->reps[person->rep].began);
    }
    assert_int_equal(known[0], 216); /* 2192 days of 30.4375 a month, 3 each */
    assert_int_equal(known[1], 36);
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_ARRIVED); i++) {
        const struct fnl_fact *fact = lab_tape_fact(&tape, FNL_FACT_ARRIVED, i);
        assert_int_equal(fact->index >> 28, FNL_CHANNEL_EARLIER);
        came[fact->rep]++;
    }
    assert_true(came[0] > 20 && came[1] > 2 && came[0] < 216);
    assert_int_equal(lab_value(lab, FNL_PEOPLE), came[0] + came[1]);
    assert_true(lab_value(lab, FNL_OLD_CONTACTS_NEW_BUSINESS) > 0);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* What a strategy says of such meetings holds for earlier ones where the firm said nothing. */
static void people_of_earlier_years_come_to_a_strategy_too(void **state)
{
    (void)state;
    static const char firm_text[] =
        "name = \"Old\"; months = 24; today = { people_met_per_month = 3; };"
        "sources = ( { name = \"Cold\"; kind = \"outbound\"; } );"
        "stages = ( { name = \"A\"; hours = 1; go_on = 1.0; } ); %s"
        "reps = { count = 2; started = [\"2020-01-01\", \"2025-01-01\"]; };";
    static const char *const said[] = {"", "networking = { sparks = 0.9; after = 5; };",
                                       "networking = { sparks = 0.3; after = 5; };"};
    struct lab *labs[3];
    for (size_t i = 0; i < 3; i++) {
        labs[i] = lab_open(firm_text, said[i]);
        labs[i]->plan.past = i == 0 ? labs[0]->settings : labs[i - 1]->settings;
        fnl_company_free(labs[i]->company);
        labs[i]->company = fnl_company_new(&labs[i]->plan);
        lab_run(labs[i], 0, NULL);
        assert_int_equal(labs[i]->company->acquaintances.count > 0, i > 0);
    }
    struct lab *as_it_was = lab_open(firm_text, said[1]);
    lab_run(as_it_was, 0, NULL);
    assert_true(lab_value(as_it_was, FNL_PEOPLE) > 5);
    assert_int_equal(lab_value(labs[1], FNL_PEOPLE), lab_value(as_it_was, FNL_PEOPLE));
    assert_int_equal(lab_value(labs[2], FNL_PEOPLE), lab_value(as_it_was, FNL_PEOPLE));
    lab_close(as_it_was);
    for (size_t i = 3; i-- > 0;)
        lab_close(labs[i]);
}

/* What was met by somebody who is gone is shared out. */
static void people_whom_a_rep_met_who_left_go_to_others(void **state)
{
    (void)state;
    struct lab *lab = firm("", "", "new_share = 1.0; sparks = 0.5; after = 4;",
                           "attrition = { share_per_year = 0.9; replaced_after = 1; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t handed_over = 0;
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_ASSIGNED); i++) {
        const struct fnl_fact *fact = lab_tape_fact(&tape, FNL_FACT_ASSIGNED, i);
        const struct fnl_fact *arrival = arrival_of(&tape, fact->key);
        handed_over += arrival && arrival->index >> 28 == FNL_CHANNEL_NETWORKING;
        assert_int_not_equal(arrival->rep, fact->rep);
    }
    assert_true(handed_over > 20);
    assert_true(lab_value(lab, FNL_WON) > 100);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* A higher chance lights more and loses nobody. */
static void sparks_nest(void **state)
{
    (void)state;
    struct lab *few = firm("", "", "new_share = 1.0; sparks = 0.1; after = 99;", "");
    struct lab *many = firm("", "", "new_share = 1.0; sparks = 0.4; after = 99;", "");
    struct lab_tape a = {0}, b = {0};
    lab_record(few, &a);
    lab_record(many, &b);
    const size_t met = lab_tape_count(&a, FNL_FACT_NETWORKED);
    assert_int_equal(met, lab_tape_count(&b, FNL_FACT_NETWORKED));
    for (size_t i = 0; i < met; i++)
        assert_true(lab_tape_fact(&a, FNL_FACT_NETWORKED, i)->flag <=
                    lab_tape_fact(&b, FNL_FACT_NETWORKED, i)->flag);
    assert_true(count_met(&b, true, true) > 2 * count_met(&a, true, true));
    lab_tape_fini(&a);
    lab_tape_fini(&b);
    lab_close(few);
    lab_close(many);
}

static struct lab *with_target(double target)
{
    return lab_open("name = \"Target\"; months = 36; sources = ("
                    "  { name = \"Door\"; kind = \"inbound\"; leads_per_month = 6; },"
                    "  { name = \"Cold\"; kind = \"outbound\"; } );"
                    "stages = ( { name = \"A\"; hours = 2; go_on = 0.3; } ); reps = { count = 3; };"
                    "meetings = { target_per_month = %g; kinds = ( { name = \"coffee\";"
                    "  when = \"spare_time\"; whom = \"new_people\"; } ); };"
                    "networking = { new_share = 1.0; }; admin = { };",
                    target);
}

/* Twenty meetings a month against six, with the rest of the month at the desk; 999 in 1,000. */
static void twenty_meetings_beat_six_in_the_end(void **state)
{
    (void)state;
    struct lab *six = with_target(6.5), *twenty = with_target(20);
    struct fnl_tally first = {0}, third = {0};
    for (uint64_t future = 0; future < 100; future++) {
        lab_run(six, future, NULL);
        lab_run(twenty, future, NULL);
        int64_t gain[3] = {0};
        for (size_t month = 0; month < 36; month++)
            gain[month / 12] +=
                lab_month(twenty, FNL_SERIES_WON, month) - lab_month(six, FNL_SERIES_WON, month);
        fnl_tally_add(&first, gain[2] - gain[0]);
        fnl_tally_add(&third, gain[2]);
        assert_true(lab_value(six, FNL_MEETINGS) < 36 * 3 * 7);
        assert_true(lab_spent(six, FNL_SPENT_ON_ADMIN) > lab_spent(twenty, FNL_SPENT_ON_ADMIN));
    }
    assert_true(fnl_interval_mean(&third, 0.999).low > 0);
    assert_true(fnl_interval_mean(&first, 0.999).low > 0);
    lab_close(six);
    lab_close(twenty);
}

static void the_source_is_found_by_name_or_by_kind(void **state)
{
    (void)state;
    struct lab *lab = firm("", "", "", "");
    assert_int_equal(fnl_networking_source(lab->settings), 1);
    lab_close(lab);
    lab = firm("", "", "source = \"Friends\";", "");
    assert_int_equal(fnl_networking_source(lab->settings), 2);
    lab_close(lab);
    lab =
        lab_open("name = \"Net\"; sources = ( { name = \"Friends\"; kind = \"referral\"; },"
                 "  { name = \"Door\"; kind = \"inbound\"; } ); networking = { };"
                 "stages = ( { name = \"A\"; hours = 1; go_on = 1.0; } ); reps = { count = 1; };");
    assert_int_equal(fnl_networking_source(lab->settings), 1);
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(so_many_of_the_meetings_are_with_new_people),
        cmocka_unit_test(fit_and_skill_raise_the_chance_of_a_spark),
        cmocka_unit_test(whoever_is_lit_comes_after_the_delay),
        cmocka_unit_test(nobody_notices_for_half_a_year_that_nobody_new_is_met),
        cmocka_unit_test(people_met_before_may_be_lit_later),
        cmocka_unit_test(at_a_group_meeting_several_are_met),
        cmocka_unit_test(who_meets_only_the_good_pays_for_finding_them),
        cmocka_unit_test(nobody_good_enough_is_nobody_met),
        cmocka_unit_test(people_of_earlier_years_come_too),
        cmocka_unit_test(people_of_earlier_years_come_to_a_strategy_too),
        cmocka_unit_test(people_whom_a_rep_met_who_left_go_to_others),
        cmocka_unit_test(sparks_nest),
        cmocka_unit_test(twenty_meetings_beat_six_in_the_end),
        cmocka_unit_test(the_source_is_found_by_name_or_by_kind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
