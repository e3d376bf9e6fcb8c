/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lab.h"
#include "scenario/remark.h"

static struct lab *firm(const char *more)
{
    return lab_open("name = \"Remarked\"; sources = ( { name = \"Door\"; kind = \"inbound\";"
                    "  leads_per_month = 20; cost_each = 5; },"
                    "  { name = \"Friends\"; kind = \"referral\"; } );"
                    "stages = ( { name = \"A\"; hours = 2; go_on = 0.5; },"
                    "  { name = \"B\"; hours = 2; go_on = 0.5; } );"
                    "reps = { count = 3; salary = 60000; selling_share = 0.4; }; %s",
                    more);
}

static void who_develops_for_nothing_is_told(void **state)
{
    (void)state;
    static const struct {
        const char *more;
        bool is_told;
    } rows[] = {
        {"", false},
        {"development = { count = 2; salary = 45000; };", false},
        {"development = { count = 2; };", true},
        {"development = { count = 0; };", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct lab *lab = firm(rows[i].more);
        const char *sentence = fnl_remark_unpaid(lab->settings);
        assert_int_equal(sentence != NULL, rows[i].is_told);
        if (sentence)
            assert_non_null(strstr(sentence, "development = { salary ="));
        struct fnl_settings settings = *lab->settings;
        settings.reps.salary = 0;
        assert_null(fnl_remark_unpaid(&settings));
        lab_close(lab);
    }
}

static void what_is_bought_and_asks_that_cost_spend_an_allowance(void **state)
{
    (void)state;
    static const struct {
        const char *more;
        bool spends;
    } firms[] = {
        {"", false},
        {"extra_budget = 6000;", false},
        {"extra_budget = 6000; buy = { policy = \"same_mix\"; };", true},
        {"ask = { policy = \"everybody\"; per_client_year = 2; };", false},
        {"ask = { policy = \"everybody\"; gift_per_ask = 1; };", true},
        {"ask = { policy = \"everybody\"; reward_per_accepted_referral = 1; };", true},
    };
    for (size_t i = 0; i < sizeof firms / sizeof *firms; i++) {
        struct lab *lab = firm(firms[i].more);
        assert_int_equal(fnl_remark_spends(lab->settings), firms[i].spends);
        lab_close(lab);
    }
}

/* What would do nothing is told. */
static void strategies_need_the_mechanism_that_they_work_on(void **state)
{
    (void)state;
    static const struct {
        const char *idle, *needs, *words;
    } cases[] = {
        {"ask = { policy = \"everybody\"; };", "referrals = { };", "never sends anybody"},
        {"accept = { policy = \"walk_away\"; };", "pita = { };", "red flags"},
        {"meetings = { target_per_month = 20; };",
         "meetings = { target_per_month = 20; kinds = ( { name = \"visit\"; when = "
         "\"spare_time\"; } ); };",
         "free hours"},
    };
    static const char firm[] =
        "name = \"Idle\"; sources = ( { name = \"Door\"; kind = \"inbound\"; },"
        "  { name = \"Friends\"; kind = \"referral\"; } );"
        "stages = ( { name = \"A\"; hours = 2; go_on = 0.5; } ); reps = { count = 3; };"
        "%s %s";
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[FNL_REMARK_TEXT];
        struct lab *idle = lab_open(firm, cases[i].idle, "");
        assert_non_null(strstr(fnl_remark_idle(idle->settings, 0, text), cases[i].words));
        assert_null(fnl_remark_idle(idle->settings, 1, text));
        struct lab *busy = lab_open(firm, i == 2 ? "" : cases[i].idle, cases[i].needs);
        assert_null(fnl_remark_idle(busy->settings, 0, text));
        lab_close(idle);
        lab_close(busy);
    }
}

#define CALLS  "{ name = \"Calls\"; kind = \"outbound\"; found_per_hour = 0.385; }"
#define LETTER "{ name = \"Letters\"; kind = \"outbound\"; found_per_hour = 0.1; }"

/* Reps find nobody while they wait. */
static void sources_that_nobody_searches_are_told(void **state)
{
    (void)state;
    static const char firm[] = "name = \"Idle\"; sources = ( %s );"
                               "stages = ( { name = \"A\"; hours = 2; go_on = 0.5; } );"
                               "reps = { count = 3; }; %s";
    static const struct {
        const char *sources, *more, *sentence;
    } rows[] = {
        {CALLS, "",
         "nobody is found by prospecting (Calls): reps wait in their free hours; say slack = { "
         "policy = \"prospect\"; };"},
        {CALLS ", " LETTER, "slack = { policy = \"wait\"; };",
         "nobody is found by prospecting (Calls and others): reps wait in their free hours; say "
         "slack = { policy = \"prospect\"; };"},
        {CALLS, "slack = { policy = \"prospect\"; };", NULL},
        {"{ name = \"Door\"; kind = \"inbound\"; leads_per_month = 20; }", "", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[FNL_REMARK_TEXT];
        struct lab *lab = lab_open(firm, rows[i].sources, rows[i].more);
        const char *sentence = fnl_remark_idle(lab->settings, 0, text);
        if (rows[i].sentence)
            assert_string_equal(sentence, rows[i].sentence);
        else
            assert_null(sentence);
        assert_null(fnl_remark_idle(lab->settings, 1, text));
        lab_close(lab);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_develops_for_nothing_is_told),
        cmocka_unit_test(what_is_bought_and_asks_that_cost_spend_an_allowance),
        cmocka_unit_test(strategies_need_the_mechanism_that_they_work_on),
        cmocka_unit_test(sources_that_nobody_searches_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
