/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/memory.h"
#include "scenario/scenario.h"
#include "scenario/schema.h"
#include "scratch.h"

static char before[PATH_MAX];

/* In a folder of our own. */
static int enter(void **state)
{
    return scratch_enter(state) || !getcwd(before, sizeof before) || chdir(scratch);
}

static int leave(void **state)
{
    return chdir(before) || scratch_leave(state);
}

/* What is loaded, and what came of it. */
struct loading {
    struct fnl_scenario_request request;
    fnl_scenario *scenario;
    struct fnl_mistakes mistakes;
    struct fnl_error error;
};

static fnl_status load(struct loading *loading)
{
    const fnl_status status = fnl_scenario_load(&loading->request, &loading->mistakes,
                                                &loading->scenario, &loading->error);
    assert_true((status == FNL_OK) == (loading->scenario != NULL));
    assert_true(status != FNL_OK || !fnl_mistakes_any(&loading->mistakes));
    return status;
}

static void unload(struct loading *loading)
{
    fnl_scenario_free(loading->scenario);
    fnl_mistakes_fini(&loading->mistakes);
}

/* The scenario asked for, which must be right; to be freed. */
static fnl_scenario *loaded(struct fnl_scenario_request request)
{
    struct loading loading = {.request = request};
    const fnl_status status = load(&loading);
    fnl_mistakes_print(&loading.mistakes, stderr);
    if (status != FNL_OK)
        fail_msg("%s", loading.error.text);
    return loading.scenario;
}

#define LOADED(...) loaded((struct fnl_scenario_request){__VA_ARGS__})

/* Loads what is wrong and holds what is said of it, a mistake a line or the error, against that. */
static void expect_refused(struct fnl_scenario_request request, fnl_status status,
                           const char *expected)
{
    struct loading loading = {.request = request};
    assert_int_equal(load(&loading), status);
    char *said = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&said, &length);
    fnl_mistakes_print(&loading.mistakes, stream);
    fputs(loading.error.text, stream);
    fclose(stream);
    assert_string_equal(said, expected);
    free(said);
    unload(&loading);
}

#define EXPECT_REFUSED(status, expected, ...)                                                      \
    expect_refused((struct fnl_scenario_request){__VA_ARGS__}, status, expected)

/* Where the mistakes stand that loading this finds; what they say is the business of others. */
static void expect_mistakes(struct fnl_scenario_request request, const char *expected)
{
    struct loading loading = {.request = request};
    assert_int_equal(load(&loading), FNL_ERR_SCENARIO);
    char said[1000] = "";
    for (size_t i = 0; i < loading.mistakes.count; i++) {
        const struct fnl_mistake *mistake = &loading.mistakes.items[i];
        snprintf(said + strlen(said), sizeof said - strlen(said), "%s:%d: %s\n", mistake->file,
                 mistake->line, mistake->path);
    }
    assert_string_equal(said, expected);
    unload(&loading);
}

#define EXPECT_MISTAKES(expected, ...)                                                             \
    expect_mistakes((struct fnl_scenario_request){__VA_ARGS__}, expected)

#define STAGES                                                                                     \
    "stages = ( { name = \"Talk\"; hours = 1; go_on = \"25 %\"; }, { name = \"Offer\"; hours = "   \
    "2; go_on = \"50 %\"; } );\n"
#define FIRM                                                                                       \
    "name = \"Firm\";\n"                                                                           \
    "sources = ( { name = \"Website\"; kind = \"inbound\"; leads_per_month = 20; } );\n" STAGES    \
    "reps = { count = 3; };\n"

static const struct fnl_settings *settings(const fnl_scenario *scenario)
{
    return fnl_scenario_settings(scenario);
}

static int day(const char *text)
{
    int number;
    assert_true(fnl_date_read(text, &number));
    return number;
}

/* --- files */

static void a_file_says_what_a_scenario_is(void **state)
{
    (void)state;
    scratch_put("firm.cfg",
                FIRM "about = \"Does it work?\"; currency = \"EUR\"; months = 7; start = "
                     "\"2026-03\";\n");
    fnl_scenario *scenario = LOADED(.file = "firm.cfg");
    char digest[FNL_SCENARIO_DIGEST];
    assert_string_equal(fnl_scenario_name(scenario), "Firm");
    assert_string_equal(fnl_scenario_about(scenario), "Does it work?");
    assert_string_equal(fnl_scenario_file(scenario), "firm.cfg");
    assert_string_equal(fnl_scenario_currency(scenario), "EUR");
    assert_int_equal(strspn(fnl_scenario_digest(scenario, digest), "0123456789abcdef"), 16);
    const struct fnl_plan *plan = fnl_scenario_plan(scenario);
    assert_int_equal(plan->count, 1);
    assert_int_equal(plan->months, 7);
    assert_int_equal(plan->end, (31 + 30 + 31 + 30 + 31 + 31 + 30) * FNL_DAY);
    assert_int_equal(plan->phases[0].from, 0);
    assert_string_equal(plan->phases[0].say, "");
    assert_int_equal(plan->phases[0].new_reps, 0);
    assert_ptr_equal(plan->phases[0].settings, settings(scenario));
    assert_int_equal(plan->deal_count, 0);
    fnl_scenario_free(scenario);
    fnl_scenario_free(NULL);
}

static void a_strategy_is_laid_over_the_base_instead_of_its_own(void **state)
{
    (void)state;
    assert_int_equal(mkdir("acme", 0700) || mkdir("shipped", 0700), 0);
    scratch_put("firm.cfg", FIRM);
    scratch_put("acme/base.cfg", FIRM "quota = { per_year = 900; };\n");
    scratch_put("shipped/more.cfg", "extends = \"../firm.cfg\"; name = \"More\"; reps = { count = "
                                    "5; };\n");
    static const char *const folders[] = {"shipped"};
    fnl_scenario *own = LOADED(.file = "more", .folders = folders, .folder_count = 1);
    fnl_scenario *over =
        LOADED(.file = "more", .base = "acme/base", .folders = folders, .folder_count = 1);
    assert_string_equal(fnl_scenario_file(over), "shipped/more.cfg");
    assert_int_equal(settings(own)->quota.per_year, 0);
    assert_int_equal(settings(over)->quota.per_year, 90000);
    assert_int_equal(settings(over)->reps.count, 5);
    assert_string_equal(fnl_scenario_name(over), "More");
    fnl_scenario_free(own);
    fnl_scenario_free(over);

    scratch_put("acme/more.cfg", "name = \"Beside\";");
    over = LOADED(.file = "more", .base = "acme/base", .folders = folders, .folder_count = 1);
    assert_string_equal(fnl_scenario_name(over), "Beside");
    fnl_scenario_free(over);
}

/* Whoever says what exists today is the firm; what is laid over it leaves its past alone. */
static void a_strategy_knows_the_firm_as_it_was(void **state)
{
    (void)state;
    scratch_put("pack.cfg",
                "name = \"Pack\"; reps = { count = 3; };"
                "sources = ( { name = \"Web\"; kind = \"inbound\"; leads_per_month = 5; } );"
                "stages = ( { name = \"A\"; hours = 1; go_on = 0.5; } );");
    scratch_put("firm.cfg", "extends = \"pack.cfg\"; name = \"Firm\"; today = { clients = 9; };"
                            "clients = { contract_value = 1000; };");
    scratch_put("dearer.cfg", "extends = \"firm.cfg\"; name = \"Dearer\"; reps = { count = 7; };"
                              "clients = { contract_value = 2385; };");
    scratch_put("more.cfg",
                "extends = \"dearer.cfg\"; sources = ( { name = \"Web\"; leads_per_month = 8; } );"
                "changes = ( { from = \"2026-01\"; handoff = { policy = \"immediate\"; }; } );");
    scratch_put("other.cfg", "extends = \"dearer.cfg\"; today = { clients = 11; };");
    static const char *const sets[] = {"sources[Web].leads_per_month=6", "today.cash=55"};

    fnl_scenario *firm = LOADED(.file = "firm");
    const struct fnl_plan *plan = fnl_scenario_plan(firm);
    assert_ptr_equal(plan->past, plan->phases[0].settings);
    fnl_scenario_free(firm);

    fnl_scenario *more = LOADED(.file = "more", .sets = sets, .set_count = 2);
    plan = fnl_scenario_plan(more);
    assert_true(fnl_law_mean(&plan->past->clients.contract_value) == 1000);
    assert_true(fnl_law_mean(&plan->phases[0].settings->clients.contract_value) == 2385);
    assert_int_equal(plan->past->reps.count, 3);
    assert_int_equal(plan->phases[0].settings->reps.count, 7);
    assert_true(fnl_law_mean(&fnl_settings_source(plan->past, 0)->leads_per_month) == 6);
    assert_int_equal(plan->past->today.cash, 5500);
    assert_string_equal(plan->past->name, "Firm");
    fnl_scenario *variant = NULL;
    assert_int_equal(fnl_scenario_shaken(more, 1, 0, 2, &variant, NULL), FNL_OK);
    assert_true(fnl_law_mean(&fnl_scenario_plan(variant)->past->clients.contract_value) == 1000);
    fnl_scenario_free(variant);
    fnl_scenario_free(more);

    fnl_scenario *over = LOADED(.file = "dearer", .base = "firm");
    assert_int_equal(fnl_scenario_plan(over)->past->reps.count, 3);
    fnl_scenario_free(over);

    /* What a strategy says of the first day is said of the firm, and changes no contract. */
    fnl_scenario *other = LOADED(.file = "other");
    plan = fnl_scenario_plan(other);
    assert_int_equal(plan->past->today.clients, 11);
    assert_true(fnl_law_mean(&plan->past->clients.contract_value) == 1000);
    fnl_scenario_free(other);
}

/* Two strategies that say the same are not the same for firms with other pasts. */
static void the_past_is_part_of_the_digest(void **state)
{
    (void)state;
    static const char firm[] = "name = \"Firm\"; reps = { count = 3; }; today = { clients = 9; };"
                               "sources = ( { name = \"Web\"; kind = \"inbound\"; } );"
                               "stages = ( { name = \"A\"; hours = 1; go_on = 0.5; } );"
                               "clients = { contract_value = %s; };";
    char text[600], one[FNL_SCENARIO_DIGEST], other[FNL_SCENARIO_DIGEST];
    scratch_put("plan.cfg", "extends = \"a.cfg\"; clients = { contract_value = 5; };");
    snprintf(text, sizeof text, firm, "1000");
    scratch_put("a.cfg", text);
    snprintf(text, sizeof text, firm, "1001");
    scratch_put("b.cfg", text);
    fnl_scenario *a = LOADED(.file = "plan"), *b = LOADED(.file = "plan", .base = "b");
    assert_string_not_equal(fnl_scenario_digest(a, one), fnl_scenario_digest(b, other));
    fnl_scenario_free(a);
    fnl_scenario_free(b);
}

static void a_strategy_by_itself_says_whose_firm_it_is_laid_over(void **state)
{
    (void)state;
    scratch_put("firm.cfg", FIRM);
    scratch_put("more.cfg", "extends = \"firm.cfg\"; reps = { count = 9; };\n");
    scratch_put("pack.cfg", "months = 24;\n");
    scratch_put("ours.cfg", "extends = \"pack.cfg\";\n" FIRM);
    const struct {
        const char *file, *base, *firm;
    } cases[] = {
        {"firm.cfg", NULL, NULL},
        {"more.cfg", NULL, "firm.cfg"},
        {"more.cfg", "firm.cfg", NULL},
        {"ours.cfg", NULL, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fnl_scenario *scenario = LOADED(.file = cases[i].file, .base = cases[i].base);
        const char *firm = fnl_scenario_firm(scenario);
        assert_true((firm != NULL) == (cases[i].firm != NULL));
        if (firm)
            assert_string_equal(firm, cases[i].firm);
        fnl_scenario_free(scenario);
    }
}

static void a_strategy_without_any_base_is_told_from_a_firm_with_gaps(void **state)
{
    (void)state;
    scratch_put("more.cfg", "name = \"More\"; reps = { count = 9; };\n");
    scratch_put("gap.cfg", "name = \"Gap\"; reps = { count = 3; };\n" STAGES);
    struct loading loading = {.request = {.file = "more.cfg"}};
    assert_int_equal(load(&loading), FNL_ERR_SCENARIO);
    assert_string_equal(loading.mistakes.items[0].text,
                        "says nothing of sources or stages, and so it is no firm; if it is a "
                        "strategy, lay it over one: funnelsim compare --base FIRM.cfg more.cfg");
    unload(&loading);
    EXPECT_MISTAKES("gap.cfg:0: sources\n", .file = "gap.cfg");
}

/* What only the strategy has is none of the firm's. */
static void settings_reach_the_firm_as_far_as_it_has_what_they_are_of(void **state)
{
    (void)state;
    scratch_put("firm.cfg",
                "name = \"Firm\"; reps = { count = 3; }; today = { clients = 9; }; sources = ("
                "  { name = \"Web\"; kind = \"inbound\"; leads_per_month = 5; },"
                "  { name = \"Friends\"; kind = \"referral\"; } ); referrals = { };"
                "stages = ( { name = \"A\"; hours = 1; go_on = 0.5; } );");
    scratch_put(
        "plan.cfg",
        "extends = \"firm.cfg\"; ask = { policy = \"everybody\"; }; pita = { };"
        "sources = ( { name = \"New\"; new = true; before = \"Web\"; kind = \"outbound\"; },"
        "  { name = \"Web\"; kind = \"target\"; leads_per_month = 0; } );");
    static const char *const sets[] = {
        "ask.gift_per_ask=50",           "pita.discount=0.3",
        "sources[New].found_per_hour=1", "sources[Web].found_per_hour=0.5",
        "sources[#2].cost_each=7",       "today.cash=12"};
    fnl_scenario *plan = LOADED(.file = "plan", .sets = sets, .set_count = 6);
    const struct fnl_settings *past = fnl_scenario_plan(plan)->past;
    assert_false(past->pita.present);
    assert_int_equal(past->sources.count, 2);
    assert_true(fnl_settings_source(past, 0)->found_per_hour == 0);
    assert_int_equal(fnl_settings_source(past, 0)->cost_each, 700);
    assert_int_equal(past->today.cash, 1200);
    assert_int_equal(settings(plan)->today.cash, 1200);
    fnl_scenario_free(plan);
}

/* The deals of a file are in the firm's stages, whatever the strategy does to them. */
static void a_strategy_may_have_other_stages_than_the_deals_of_the_firm(void **state)
{
    (void)state;
    scratch_put("deals.csv", "stage,amount\nDemo,100\nTalk,7\n");
    scratch_put("firm.cfg", "name = \"Firm\"; reps = { count = 3; };"
                            "today = { clients = 9; open_deals_file = \"deals.csv\"; };"
                            "sources = ( { name = \"Web\"; kind = \"inbound\"; } );"
                            "stages = ( { name = \"Talk\"; hours = 1; go_on = 0.5; },"
                            "  { name = \"Demo\"; hours = 1; go_on = 0.5; } );");
    scratch_put("plan.cfg",
                "extends = \"firm.cfg\"; stages = ( { name = \"Demo\"; remove = true; } );");
    fnl_scenario *plan = LOADED(.file = "plan");
    assert_int_equal(fnl_scenario_plan(plan)->deal_count, 2);
    assert_int_equal(fnl_scenario_plan(plan)->deals[0].stage_index, 1);
    fnl_scenario_free(plan);
    scratch_put("plan.cfg",
                "extends = \"firm.cfg\"; stages = ( { name = \"Demo\"; remove = true; } );"
                "\nmonth = 12;\n");
    EXPECT_MISTAKES("plan.cfg:2: month\n", .file = "plan.cfg");
}

/* Laws from a file, and ranges, are the firm's, too. */
static void the_past_has_its_own_columns_and_samples(void **state)
{
    (void)state;
    scratch_put("hours.csv", "h\n1\n3\n");
    scratch_put("firm.cfg",
                "name = \"Firm\"; reps = { count = 3; };"
                "today = { clients = 9; pita_clients = { value = 5; range = (3, 8); }; };"
                "sources = ( { name = \"Web\"; kind = \"inbound\"; } );"
                "stages = ( { name = \"Talk\"; go_on = 0.5;"
                "  hours = { law = \"empirical\"; file = \"hours.csv\"; column = \"h\"; }; } );");
    scratch_put("plan.cfg",
                "extends = \"firm.cfg\"; stages = ( { name = \"Talk\"; hours = 2; } );");
    fnl_scenario *plan = LOADED(.file = "plan");
    assert_true(fnl_law_mean(&fnl_settings_stage(fnl_scenario_plan(plan)->past, 0)->hours) == 2);
    assert_false(fnl_law_is_constant(&fnl_settings_stage(fnl_scenario_plan(plan)->past, 0)->hours));
    fnl_scenario_free(plan);
    /* 7 clients in the firm do not fit 8 pains: the range is moved there, too. */
    scratch_put("plan.cfg", "extends = \"firm.cfg\"; today = { clients = 9; pita_clients = 2; };");
    static const char *const sets[] = {"today.clients=5"};
    plan = LOADED(.file = "plan", .sets = sets, .set_count = 1);
    assert_int_equal(fnl_scenario_plan(plan)->past->today.clients, 5);
    fnl_scenario_free(plan);
}

static void when_reps_began_is_the_firms_to_say(void **state)
{
    (void)state;
    scratch_put("firm.cfg", FIRM "today = { clients = 3; };\n");
    scratch_put("plan.cfg", "extends = \"firm.cfg\";\nreps = { started = [\"2025-01\"]; };\n");
    EXPECT_MISTAKES("plan.cfg:2: reps.started\n", .file = "plan.cfg");
}

static void a_base_laid_over_itself_is_itself(void **state)
{
    (void)state;
    assert_int_equal(mkdir("acme", 0700), 0);
    scratch_put("firm.cfg", FIRM);
    scratch_put("acme/base.cfg",
                "extends = \"../firm.cfg\"; changes = ( { from = \"2026-05-01\"; say = \"Grow\"; "
                "reps = { count = 4; }; } );");
    fnl_scenario *plain = LOADED(.file = "acme/base.cfg");
    fnl_scenario *over = LOADED(.file = "base", .base = "./acme/base");
    char one[FNL_SCENARIO_DIGEST], other[FNL_SCENARIO_DIGEST];
    assert_string_equal(fnl_scenario_plan(over)->phases[1].say, "Grow");
    assert_string_equal(fnl_scenario_digest(plain, one), fnl_scenario_digest(over, other));
    fnl_scenario_free(plain);
    fnl_scenario_free(over);
}

static void settings_from_the_command_line_come_last_and_in_order(void **state)
{
    (void)state;
    scratch_put("firm.cfg", FIRM "changes = ( { from = \"2026-05-01\"; reps = { salary = 7; }; } "
                                 ");");
    static const char *const sets[] = {"reps.count=4", "sources[Website].cost_each=150",
                                       "reps.count=6", "months=9"};
    fnl_scenario *scenario = LOADED(.file = "firm", .sets = sets, .set_count = 4);
    assert_int_equal(settings(scenario)->reps.count, 6);
    assert_int_equal(fnl_settings_source(settings(scenario), 0)->cost_each, 15000);
    assert_int_equal(fnl_scenario_plan(scenario)->months, 9);
    assert_int_equal(fnl_scenario_plan(scenario)->phases[1].settings->reps.count, 6);
    fnl_scenario_free(scenario);

    scenario = LOADED(.file = "firm", .sets = sets, .set_count = 4, .months = 12);
    assert_int_equal(fnl_scenario_plan(scenario)->months, 12);
    assert_int_equal(fnl_scenario_plan(scenario)->end, 365 * FNL_DAY);
    fnl_scenario_free(scenario);
}

static void what_is_planned_for_later_is_cut_off_where_that_is_asked_for(void **state)
{
    (void)state;
    scratch_put("firm.cfg",
                FIRM "months = 36; changes = ( { from = \"2026-12-31\"; say = \"Late\"; "
                     "reps = { count = 4; }; }, { from = \"2027-01-01\"; reps = { count "
                     "= 5; }; } );");
    EXPECT_MISTAKES("firm.cfg:5: changes[#2].from\n", .file = "firm", .months = 12);
    fnl_scenario *scenario = LOADED(.file = "firm", .months = 12, .cut = true);
    assert_int_equal(fnl_scenario_months(scenario), 12);
    assert_int_equal(fnl_scenario_plan(scenario)->count, 2);
    assert_string_equal(fnl_scenario_plan(scenario)->phases[1].say, "Late");
    fnl_scenario_free(scenario);
    scenario = LOADED(.file = "firm", .cut = true);
    assert_int_equal(fnl_scenario_months(scenario), 36);
    assert_int_equal(fnl_scenario_plan(scenario)->count, 3);
    fnl_scenario_free(scenario);
}

static void what_cannot_be_read_is_said(void **state)
{
    (void)state;
    scratch_put("firm.cfg", FIRM);
    scratch_put("circle.cfg", "extends = \"./circle.cfg\";");
    scratch_put("broken.cfg", "name = \"Firm\"\nreps = { count = 25,000; };");
    assert_int_equal(mkdir("folder", 0700), 0);
    EXPECT_REFUSED(FNL_ERR_USAGE, "none: No such file or directory", .file = "none");
    EXPECT_REFUSED(FNL_ERR_USAGE, "none: No such file or directory", .file = "firm",
                   .base = "none");
    EXPECT_REFUSED(FNL_ERR_USAGE, "folder is a directory, not a file", .file = "folder");
    EXPECT_REFUSED(FNL_ERR_USAGE, "the name of a scenario is empty", .file = "");
    EXPECT_REFUSED(FNL_ERR_USAGE, "the name of a scenario is empty", .file = "firm", .base = "");
    EXPECT_REFUSED(FNL_ERR_USAGE, "frim: there is no such scenario (did you mean firm?)",
                   .file = "frim");
    EXPECT_REFUSED(FNL_ERR_USAGE, "frim.cfg: there is no such scenario (did you mean firm?)",
                   .file = "firm", .base = "frim.cfg");
    EXPECT_MISTAKES("circle.cfg:1: extends\n", .file = "circle");
    struct loading broken = {.request = {.file = "broken"}};
    assert_int_equal(load(&broken), FNL_ERR_SCENARIO);
    assert_int_equal(broken.mistakes.count, 1);
    assert_int_equal(broken.mistakes.items[0].line, 2);
    unload(&broken);
}

static void all_mistakes_of_all_phases_are_said_once(void **state)
{
    (void)state;
    scratch_put("firm.cfg", FIRM "start = \"2026-01-02\";\n"
                                 "calendar = { workdays = \"Monday to Friday\"; };\n"
                                 "changes = (\n"
                                 "  { from = \"2026-04-01\"; reps = { count = 2; }; },\n"
                                 "  { from = \"2025-04-01\"; reps = { salary = 9; }; } );\n");
    EXPECT_MISTAKES("firm.cfg:5: start\n"
                    "firm.cfg:6: calendar.workdays\n"
                    "firm.cfg:8: changes[#1].reps\n"
                    "firm.cfg:9: changes[#2].from\n",
                    .file = "firm");
    scratch_put("firm.cfg", FIRM);
    static const char *const sets[] = {"reps.cuont=3", "months=0", "start=soon"};
    EXPECT_MISTAKES("--set:0: start\n--set:0: months\n--set:0: reps.cuont\n", .file = "firm",
                    .sets = sets, .set_count = 3);
}

/* --- changes */

/* A line of a scenario, as it should be and with a mistake in it; NULL where it has none. */
struct line {
    const char *right, *wrong;
};

/* Of every kind that there is, in one file. None follows from another. */
static const struct line lines[] = {
    {"name = \"Acme\"; ", "name = 5;"},
    {"judge_by = \"contribution\";", "judge_by = \"contribtion\";"},
    {"currency = \"EUR\";", "curency = \"euro\";"},
    {"fiscal_year_starts = \"Jan\";", "fiscal_year_starts = \"Brumaire\";"},
    {"extra_budget = 100;", "extra_budget = \"much\";"},
    {"sources = ( { name = \"Website\"; kind = \"inbound\";", NULL},
    {"leads_per_month = 20;", "leads_per_mnth = 20;"},
    {"out_of_ten = { fit = 1; };", "out_of_ten = { fit = 11; };"},
    {"cost_each = { value = 5;", "cost_each = { value = \"dear\";"},
    {"basis = \"guess\"; range = (5, 6); }; },", "basis = \"gess\"; range = (5, 6); }; },"},
    {"{ name = \"List\"; leads_per_month = 100; found_per_hour = 0;", NULL},
    {"kind = \"list\"; },", "kind = \"lst\"; },"},
    {"{ name = \"Clients\"; kind = \"referral\";", NULL},
    {"leads_per_month = 0; },", "leads_per_month = 3; },"},
    {"{ name = \"Fair\"; kind = \"event\";", NULL},
    {"dates = [\"2026-04-14\"]; } );", "date = [\"2026-04-14\"]; } );"},
    {"stages = ( { name = \"Talk\"; hours = 1; go_on = 0.5;", NULL},
    {"meeting = \"visit\"; },", "meeting = \"vist\"; },"},
    {"{ name = \"Offer\"; go_on = 0.5;", NULL},
    {"hours = 2;", "hours = { law = \"empirical\"; file = \"none.csv\"; column = \"h\"; };"},
    {"to_competitor = 1;", "to_competitor = -1;"},
    {"} );", NULL},
    {"meetings = { kinds = ( { name = \"visit\"; },", NULL},
    {"{ name = \"call\"; when = \"stage\"; } ); };",
     "{ name = \"call\"; when = \"sometimes\"; } ); };"},
    {"calendar = { opens = 8; workdays = \"Mon-Fri\"; };",
     "calendar = { opens = 23; workdays = \"Mon-Fri\"; };"},
    {"reps = { count = 3; };", "reps = { count = \"three\"; };"},
    {"today = { clients = 3; open_deals_file = \"deals.csv\";", NULL},
    {"pita_clients = 3; };", "pita_clients = 4; };"},
    {"response = { odds_next_day = 9;", NULL},
    {"odds_next_hour = 7; };", "odds_next_hour = 10; };"},
    {"buy = { policy = \"same_mix\"; };", "buy = { policy = \"same_mx\"; };"},
    {"referrals = { };", NULL},
    {"changes = ( { reps = { count = 4; };", NULL},
    {"stages = ( { name = \"Talk\"; touches = 2; } );",
     "stages = ( { name = \"Tolk\"; touches = 2; } );"},
    {"from = \"2026-03\"; },", "from = \"2026-13\"; },"},
    {"{ from = \"2026-04\"; stages = ( {", NULL},
    {"name = \"Offer\"; hours = 3; }, {", "name = \"Offr\"; hours = 3; }, {"},
    {"name = \"Talk\"; hours = 2; } ); },", "name = \"Talk\"; huors = 2; } ); },"},
    {"{ from = \"2026-05\";", "{ from = \"2041-05\";"},
    {"ask = { policy = \"everybody\"; per_client_year = 2; }; },",
     "ask = { policy = \"everybody\"; per_client_year = \"often\"; }; },"},
    {"{ from = \"2026-06\";", NULL},
    {"},", "months = 9; },"},
    {"{ from = \"2026-07\"; slack = { policy = \"wait\"; }; } );",
     "{ from = \"2026-07\"; slack = { polcy = \"wait\"; }; } );"},
};
#define LINES (sizeof lines / sizeof *lines)

/* Loads the lines, wrong where `is_wrong` says so, and returns what is told, to be freed. */
static char *told_of(bool (*is_wrong)(size_t line, size_t one), size_t one)
{
    char text[8000] = "", *told = NULL;
    size_t length = 0;
    for (size_t i = 0; i < LINES; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s\n",
                 lines[i].wrong && is_wrong(i, one) ? lines[i].wrong : lines[i].right);
    scratch_put("firm.cfg", text);
    struct loading loading = {.request = {.file = "firm.cfg"}};
    load(&loading);
    FILE *stream = open_memstream(&told, &length);
    fnl_mistakes_print(&loading.mistakes, stream);
    fputs(loading.error.text, stream);
    fclose(stream);
    unload(&loading);
    return told;
}

static bool nothing(size_t line, size_t one)
{
    (void)line, (void)one;
    return false;
}

static bool everything(size_t line, size_t one)
{
    (void)line, (void)one;
    return true;
}

static bool only(size_t line, size_t one)
{
    return line == one;
}

static bool all_but(size_t line, size_t one)
{
    return line != one;
}

/* Every line of `told` is one of `earlier`. */
static void expect_nothing_new(char *told, const char *earlier)
{
    for (char *line = strtok(told, "\n"); line; line = strtok(NULL, "\n")) {
        const char *found = strstr(earlier, line);
        if (!found || found[strlen(line)] != '\n')
            fail_msg("not told in the first round: %s", line);
    }
}

/* Whoever mends what is told is told nothing new; and each mistake is told in company as alone. */
static void all_is_told_in_one_round(void **state)
{
    (void)state;
    scratch_put("deals.csv", "stage,amount\nTalk,100\n");
    char *told = told_of(nothing, 0);
    assert_string_equal(told, "");
    free(told);

    char *all = told_of(everything, 0);
    size_t mistakes = 0, count = 0;
    for (size_t i = 0; i < LINES; i++) {
        if (!lines[i].wrong)
            continue;
        mistakes++;
        told = told_of(only, i);
        assert_string_not_equal(told, "");
        expect_nothing_new(told, all);
        free(told);
        told = told_of(all_but, i);
        expect_nothing_new(told, all);
        free(told);
    }
    for (const char *c = all; *c; c++)
        count += *c == '\n';
    assert_int_equal(count, mistakes); /* each is told once, and nothing that follows from it */
    free(all);
}

static void lack_of_memory_among_mistakes_is_said_and_nothing_leaks(void **state)
{
    (void)state;
    free(told_of(everything, 0)); /* leaves the file */
    int in_a_row = 0;
    for (long allowed = 0; in_a_row < 5; allowed += 7) {
        struct loading loading = {.request = {.file = "firm.cfg"}};
        fnl_memory_fail_after(allowed);
        const fnl_status status = load(&loading);
        fnl_memory_fail_after(-1);
        assert_true(status == FNL_ERR_MEMORY || status == FNL_ERR_SCENARIO);
        in_a_row = status == FNL_ERR_SCENARIO && !loading.mistakes.exhausted ? in_a_row + 1 : 0;
        unload(&loading);
    }
}

static void changes_become_phases(void **state)
{
    (void)state;
    scratch_put("firm.cfg",
                FIRM "changes = (\n"
                     "  { from = \"2026-07-01\"; say = \"Two more\"; reps = { count = 5; }; },\n"
                     "  { from = \"2026-04-01\"; say = \"Better pay\"; reps = { salary = 70; }; "
                     "},\n"
                     "  { from = \"2026-07-01\"; say = \"and a bonus\"; reps = { commission = "
                     "\"5 %\"; }; } );\n");
    fnl_scenario *scenario = LOADED(.file = "firm");
    const struct fnl_plan *plan = fnl_scenario_plan(scenario);
    assert_int_equal(plan->count, 3);
    assert_int_equal(plan->phases[1].from, (day("2026-04-01") - day("2026-01-01")) * FNL_DAY);
    assert_string_equal(plan->phases[1].say, "Better pay");
    assert_int_equal(plan->phases[1].settings->reps.salary, 7000);
    assert_int_equal(plan->phases[1].settings->reps.count, 3);
    assert_int_equal(plan->phases[1].new_reps, 0);
    assert_int_equal(plan->phases[2].from, (day("2026-07-01") - day("2026-01-01")) * FNL_DAY);
    assert_string_equal(plan->phases[2].say, "Two more; and a bonus");
    assert_int_equal(plan->phases[2].settings->reps.salary, 7000);
    assert_int_equal(plan->phases[2].settings->reps.count, 5);
    assert_int_equal(plan->phases[2].new_reps, 2);
    fnl_scenario_free(scenario);
}

static const struct fnl_evidence *evidence_at(const fnl_scenario *scenario, size_t phase,
                                              const char *path)
{
    size_t count;
    const struct fnl_evidence *evidence = fnl_scenario_evidence(scenario, phase, &count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(evidence[i].path, path) == 0)
            return &evidence[i];
    return NULL;
}

static void a_change_says_anew_what_it_changes_and_nothing_else(void **state)
{
    (void)state;
    scratch_put("firm.cfg", FIRM
                "today = { clients = { value = 9; basis = \"guess\"; range = (5, 12); }; };\n"
                "changes = (\n"
                "  { from = \"2026-04-01\"; reps = { salary = { value = 70; basis = \"guess\"; }; "
                "}; slack = { policy = \"prospect\"; }; },\n"
                "  { from = \"2026-07-01\"; reps = { salary = { value = 70; basis = \"estimate\"; "
                "range = (60, 90); }; }; },\n"
                "  { from = \"2026-08-01\"; qualify = { policy = \"rep\"; }; },\n"
                "  { from = \"2026-09-01\"; qualify = { policy = \"marketing\"; }; } );\n");
    fnl_scenario *scenario = LOADED(.file = "firm");
    assert_non_null(evidence_at(scenario, 0, "reps.count"));
    assert_null(evidence_at(scenario, 1, "reps.count"));
    assert_null(evidence_at(scenario, 1, "today.clients"));
    assert_null(evidence_at(scenario, 0, "slack.hours_per_week"));
    assert_int_equal(evidence_at(scenario, 1, "slack.hours_per_week")->basis,
                     FNL_EVIDENCE_STANDARD);
    assert_int_equal(evidence_at(scenario, 0, "reps.salary")->basis, FNL_EVIDENCE_STANDARD);
    assert_int_equal(evidence_at(scenario, 1, "reps.salary")->basis, FNL_EVIDENCE_GUESS);
    assert_int_equal(evidence_at(scenario, 2, "reps.salary")->basis, FNL_EVIDENCE_ESTIMATE);
    assert_null(evidence_at(scenario, 2, "slack.hours_per_week"));
    assert_non_null(evidence_at(scenario, 3, "qualify.sensitivity"));
    assert_non_null(evidence_at(scenario, 4, "qualify.sensitivity")); /* another standard */
    assert_null(evidence_at(scenario, 4, "qualify.takes"));
    assert_int_equal(fnl_scenario_guesses(scenario), 2);
    assert_int_equal(fnl_scenario_ranges(scenario), 2);
    fnl_scenario_free(scenario);
}

/* Of the standards of `alignment` two are guesses. */
static void guesses_among_the_standards_are_counted(void **state)
{
    (void)state;
    scratch_put("plain.cfg", FIRM);
    scratch_put("firm.cfg", FIRM "alignment = { };\n");
    fnl_scenario *plain = LOADED(.file = "plain"), *scenario = LOADED(.file = "firm");
    assert_in_range(fnl_scenario_standard_guesses(plain), 10, 100);
    assert_int_equal(fnl_scenario_standard_guesses(scenario),
                     fnl_scenario_standard_guesses(plain) + 2);
    fnl_scenario_free(plain);
    fnl_scenario_free(scenario);
}

static void a_path_covers_values_of_its_phase(void **state)
{
    (void)state;
    scratch_put("firm.cfg", FIRM "changes = ( { from = \"2026-04-01\"; reps = { salary = 70; }; "
                                 "} );\n");
    fnl_scenario *scenario = LOADED(.file = "firm");
    const struct fnl_evidence *salary = evidence_at(scenario, 1, "reps.salary");
    assert_true(fnl_scenario_covers(scenario, 1, "reps", salary));
    assert_true(fnl_scenario_covers(scenario, 0, "reps.salary", salary));
    assert_false(fnl_scenario_covers(scenario, 1, "reps.count", salary));
    fnl_scenario_free(scenario);
}

/* --- digest */

static void expect_digests(bool same, struct fnl_scenario_request a, struct fnl_scenario_request b)
{
    fnl_scenario *one = loaded(a), *other = loaded(b);
    char first[FNL_SCENARIO_DIGEST], second[FNL_SCENARIO_DIGEST];
    fnl_scenario_digest(one, first);
    fnl_scenario_digest(other, second);
    if ((strcmp(first, second) == 0) != same)
        fail_msg("%s has %s and %s has %s", a.file, first, b.file, second);
    fnl_scenario_free(one);
    fnl_scenario_free(other);
}

#define SAME(a, b)      expect_digests(true, (struct fnl_scenario_request){.file = (a)}, (b))
#define DIFFERENT(a, b) expect_digests(false, (struct fnl_scenario_request){.file = (a)}, (b))
#define FILE_OF(name)                                                                              \
    (struct fnl_scenario_request)                                                                  \
    {                                                                                              \
        .file = (name)                                                                             \
    }

static void the_digest_does_not_see_how_a_scenario_is_written(void **state)
{
    (void)state;
    scratch_put("firm.cfg", FIRM "clients = { pays_after = { law = \"gamma\"; mean = 40; shape = "
                                 "2; }; };");
    scratch_put("other.cfg",
                "# The same.\nclients : { pays_after : { shape = 2; law = \"gamma\"; mean = 40 } "
                "}\nreps = { count = 3 }\n" STAGES
                "sources = ( { leads_per_month = 20; kind = \"inbound\"; name = \"Website\" } )\n"
                "name = \"Firm\"");
    scratch_put("parts.cfg", "extends = \"firm.cfg\"; reps = { count = 3; };");
    SAME("firm", FILE_OF("other"));
    SAME("firm", FILE_OF("parts"));
    SAME("firm", FILE_OF("./firm.cfg"));
    static const char *const sets[] = {"reps.count=3"};
    SAME("firm", ((struct fnl_scenario_request){.file = "firm", .sets = sets, .set_count = 1}));
    SAME("firm", ((struct fnl_scenario_request){.file = "parts", .base = "firm"}));
}

static void the_digest_sees_when_a_change_comes_and_what_is_said_of_it(void **state)
{
    (void)state;
    scratch_put("firm.cfg", FIRM);
    scratch_put("a.cfg", FIRM "changes = ( { from = \"2026-04-01\"; reps = { salary = 7; }; } );");
    scratch_put("b.cfg", FIRM "changes = ( { from = \"2026-04-02\"; reps = { salary = 7; }; } );");
    scratch_put("c.cfg", FIRM "changes = ( { from = \"2026-04-01\"; reps = { salary = 8; }; } );");
    scratch_put("d.cfg", FIRM "changes = ( { from = \"2026-04-01\"; say = \"Pay\"; reps = { salary "
                              "= 7; }; } );");
    static const char *const files[] = {"firm", "a", "b", "c", "d"};
    for (size_t i = 0; i < 5; i++)
        for (size_t k = 0; k < i; k++)
            DIFFERENT(files[i], FILE_OF(files[k]));
}

static void the_digest_sees_the_data_in_other_files(void **state)
{
    (void)state;
    scratch_put("firm.cfg", FIRM "clients = { pays_after = { law = \"empirical\"; file = "
                                 "\"paid.csv\"; column = \"days\"; }; };\n"
                                 "today = { open_deals_file = \"deals.csv\"; };\n");
    scratch_put("paid.csv", "days\n30\n60\n");
    scratch_put("deals.csv", "stage,amount\nTalk,5\n");
    char digests[3][FNL_SCENARIO_DIGEST];
    for (int i = 0; i < 3; i++) {
        if (i == 1)
            scratch_put("paid.csv", "days\n30\n61\n");
        if (i == 2)
            scratch_put("deals.csv", "stage,amount\nTalk,6\n");
        fnl_scenario *scenario = LOADED(.file = "firm");
        fnl_scenario_digest(scenario, digests[i]);
        fnl_scenario_free(scenario);
    }
    assert_string_not_equal(digests[0], digests[1]);
    assert_string_not_equal(digests[1], digests[2]);
}

/* Every parameter outside of the lists, set to something else. */
struct turning {
    char plain[FNL_SCENARIO_DIGEST];
    size_t rows, turned;
};

/* Whether `set` is accepted; then the digest must be another. */
static bool turns(const struct turning *turning, const char *set)
{
    struct loading loading = {.request = {.file = "firm", .sets = &set, .set_count = 1}};
    const bool accepted = load(&loading) == FNL_OK;
    char digest[FNL_SCENARIO_DIGEST];
    if (accepted && strcmp(fnl_scenario_digest(loading.scenario, digest), turning->plain) == 0)
        fail_msg("%s leaves the digest as it is", set);
    unload(&loading);
    return accepted;
}

static void turn(void *context, const struct fnl_section_visit *visit)
{
    static const char *const values[] = {
        "0.0385",           "0.85", "2.385",   "17",  "true",   "2026-02-01",
        "[\"2026-02-03\"]", "Mar",  "revenue", "EUR", "Mon-Sat"};
    struct turning *turning = context;
    char set[FNL_SECTION_PATH + 40];
    if (strchr(visit->path, '[') || visit->policy)
        return;
    turning->rows++;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        snprintf(set, sizeof set, "%s=%s", visit->path, values[i]);
        if (turns(turning, set)) {
            turning->turned++;
            return;
        }
    }
}

static void the_digest_sees_every_parameter(void **state)
{
    (void)state;
    scratch_put("firm.cfg", FIRM);
    scratch_put("paid.csv", "days\n30\n");
    fnl_scenario *scenario = LOADED(.file = "firm");
    struct turning turning = {.rows = 0};
    fnl_scenario_digest(scenario, turning.plain);
    fnl_scenario_free(scenario);
    fnl_section_each(&fnl_schema_root, turn, &turning);
    assert_in_range(turning.rows, 80, 300);
    /* Some cannot stand alone: referrals need their source. */
    assert_in_range(turning.turned, turning.rows - 40, turning.rows - 1);
}

/* --- open deals */

static void open_deals_stand_beside_the_file_that_names_them(void **state)
{
    (void)state;
    assert_int_equal(mkdir("acme", 0700), 0);
    scratch_put("acme/base.cfg", FIRM "today = { open_deals_file = \"deals.csv\"; };");
    scratch_put("acme/deals.csv", "stage,amount,first_touch\nOffer,25000,2025-11-20\nTalk,,\n");
    scratch_put("mine.csv", "stage\nTalk\nTalk\nOffer\n");
    scratch_put("over.cfg", "extends = \"acme/base.cfg\"; name = \"Over\";");
    fnl_scenario *scenario = LOADED(.file = "over");
    const struct fnl_plan *plan = fnl_scenario_plan(scenario);
    assert_int_equal(plan->deal_count, 2);
    assert_int_equal(plan->deals[0].stage_index, 1);
    assert_int_equal(plan->deals[0].amount, 2500000);
    assert_int_equal(plan->deals[0].first_touch, -42 * FNL_DAY);
    fnl_scenario_free(scenario);

    static const char *const sets[] = {"today.open_deals_file=mine.csv"};
    scenario = LOADED(.file = "over", .sets = sets, .set_count = 1);
    assert_int_equal(fnl_scenario_plan(scenario)->deal_count, 3);
    fnl_scenario_free(scenario);
}

static void wrong_deals_are_mistakes_of_the_scenario(void **state)
{
    (void)state;
    scratch_put("firm.cfg", FIRM "\ntoday = { open_deals_file = \"deals.csv\"; };");
    EXPECT_REFUSED(FNL_ERR_SCENARIO,
                   "firm.cfg:6: today.open_deals_file: deals.csv: No such file or directory\n",
                   .file = "firm");
    scratch_put("deals.csv", "stage\nTalc\n");
    EXPECT_REFUSED(FNL_ERR_SCENARIO,
                   "deals.csv:2: stage: \"Talc\" is no stage of the scenario (did you mean "
                   "\"Talk\"?)\n",
                   .file = "firm");
}

/* --- uncertain values */

#define UNCERTAIN                                                                                  \
    FIRM "today = { clients = { value = 100; basis = \"guess\"; range = (80, 150); }; };\n"        \
         "changes = ( { from = \"2026-04-01\"; reps = { salary = { value = 70; basis = "           \
         "\"guess\"; range = (60, 90); }; }; } );\n"

static fnl_scenario *shaken(const fnl_scenario *scenario, size_t sample, size_t samples)
{
    fnl_scenario *variant;
    struct fnl_error error = {0};
    if (fnl_scenario_shaken(scenario, 42, sample, samples, &variant, &error) != FNL_OK)
        fail_msg("%s", error.text);
    return variant;
}

/* Uncertain in phase 0, certain in phase 0, uncertain in phase 1. */
static void take_values(const fnl_scenario *variant, int64_t values[3])
{
    const struct fnl_plan *plan = fnl_scenario_plan(variant);
    values[0] = plan->phases[0].settings->today.clients;
    values[1] = plan->phases[0].settings->reps.salary;
    values[2] = plan->phases[1].settings->reps.salary;
}

/* Of 20 samples 2 lie below the range, 2 above, and 10 on either side of the stated value. */
static void samples_are_spread_as_the_ranges_say(void **state)
{
    (void)state;
    enum { SAMPLES = 20 };
    scratch_put("firm.cfg", UNCERTAIN);
    fnl_scenario *scenario = LOADED(.file = "firm");
    int below[2] = {0}, above[2] = {0}, lower[2] = {0};
    for (size_t i = 0; i < SAMPLES; i++) {
        fnl_scenario *variant = shaken(scenario, i, SAMPLES);
        int64_t values[3];
        take_values(variant, values);
        below[0] += values[0] < 80;
        lower[0] += values[0] < 100;
        above[0] += values[0] > 150;
        assert_int_equal(values[1], 0);
        below[1] += values[2] < 6000;
        lower[1] += values[2] < 7000;
        above[1] += values[2] > 9000;
        fnl_scenario_free(variant);
    }
    for (int i = 0; i < 2; i++) {
        assert_in_range(below[i], 1, 2); /* a count is rounded into the range */
        assert_in_range(lower[i], 9, 10);
        assert_in_range(above[i], 1, 2);
    }
    fnl_scenario_free(scenario);
}

static void any_sample_can_be_made_by_itself(void **state)
{
    (void)state;
    scratch_put("firm.cfg", UNCERTAIN);
    fnl_scenario *scenario = LOADED(.file = "firm"), *again = LOADED(.file = "firm");
    int64_t forward[7][3], backward[3];
    for (size_t i = 0; i < 7; i++) {
        fnl_scenario *variant = shaken(scenario, i, 7);
        take_values(variant, forward[i]);
        fnl_scenario_free(variant);
    }
    for (size_t i = 7; i-- > 0;) {
        fnl_scenario *variant = shaken(again, i, 7);
        take_values(variant, backward);
        assert_memory_equal(forward[i], backward, sizeof backward);
        fnl_scenario_free(variant);
    }
    fnl_scenario_free(scenario);
    fnl_scenario_free(again);
}

static void all_options_move_in_the_same_way(void **state)
{
    (void)state;
    scratch_put("firm.cfg", UNCERTAIN);
    scratch_put("more.cfg", "extends = \"firm.cfg\"; name = \"More\"; quota = { per_year = { value "
                            "= 900; range = (800, 1000); }; }; reps = { count = 9; };");
    fnl_scenario *firm = LOADED(.file = "firm"), *more = LOADED(.file = "more");
    for (size_t i = 0; i < 5; i++) {
        fnl_scenario *one = shaken(firm, i, 5), *other = shaken(more, i, 5);
        int64_t a[3], b[3];
        take_values(one, a);
        take_values(other, b);
        assert_memory_equal(a, b, sizeof a);
        fnl_scenario_free(one);
        fnl_scenario_free(other);
    }
    fnl_scenario_free(firm);
    fnl_scenario_free(more);
}

static void a_sample_lives_by_its_origins_calendar_and_deals(void **state)
{
    (void)state;
    scratch_put("firm.cfg", UNCERTAIN);
    scratch_put("deals.csv", "stage\nTalk\n");
    static const char *const sets[] = {"today.open_deals_file=deals.csv"};
    fnl_scenario *scenario = LOADED(.file = "firm", .sets = sets, .set_count = 1);
    fnl_scenario *variant = shaken(scenario, 2, 3);
    const struct fnl_plan *plan = fnl_scenario_plan(scenario),
                          *shaken_plan = fnl_scenario_plan(variant);
    assert_ptr_equal(shaken_plan->calendar, plan->calendar);
    assert_ptr_equal(shaken_plan->deals, plan->deals);
    assert_int_equal(shaken_plan->deal_count, 1);
    assert_int_equal(shaken_plan->end, plan->end);
    assert_int_equal(shaken_plan->months, plan->months);
    assert_int_equal(shaken_plan->phases[1].from, plan->phases[1].from);
    assert_string_equal(fnl_scenario_name(variant), "Firm");
    size_t count;
    fnl_scenario_evidence(variant, 0, &count);
    assert_int_equal(count, 0);
    fnl_scenario_free(variant);
    fnl_scenario_free(scenario);
}

static void a_sample_that_does_not_fit_together_is_refused(void **state)
{
    (void)state;
    scratch_put("firm.cfg",
                "name = \"Firm\"; sources = ( { name = \"Website\"; kind = \"inbound\"; "
                "leads_per_month = 20; } );\n" STAGES
                "today = { clients = 100; pita_clients = { value = 90; range = (80, 110); }; };\n"
                "reps = { count = 3; salary = { value = 70; range = (60, 90); }; };\n");
    fnl_scenario *scenario = LOADED(.file = "firm");
    int misfits = 0;
    for (size_t i = 0; i < 20; i++) {
        fnl_scenario *variant;
        struct fnl_error error = {0};
        const fnl_status status = fnl_scenario_shaken(scenario, 42, i, 20, &variant, &error);
        assert_true((status == FNL_OK) == (variant != NULL));
        assert_true(!variant || settings(variant)->today.pita_clients <= 100);
        if (!variant) {
            misfits++;
            assert_int_equal(status, FNL_ERR_SCENARIO);
            assert_string_equal(error.text, "the values that were moved do not fit together");
        }
        fnl_scenario_free(variant);
    }
    assert_in_range(misfits, 2, 8);
    fnl_scenario_free(scenario);
}

static void the_calendar_cannot_be_uncertain(void **state)
{
    (void)state;
    scratch_put("firm.cfg", FIRM "months = { value = 36; range = (12, 60); };\n"
                                 "calendar = { hours_per_day = { value = 8; range = (7, 9); }; };");
    EXPECT_REFUSED(FNL_ERR_SCENARIO,
                   "firm.cfg:5: months: the calendar cannot be uncertain: leave out the range\n"
                   "firm.cfg:6: calendar.hours_per_day: the calendar cannot be uncertain: leave "
                   "out the range\n",
                   .file = "firm");
}

/* --- comparing */

static void expect_incomparable(const char *set, const char *expected)
{
    fnl_scenario *firm = LOADED(.file = "firm");
    const char *const sets[] = {"name=Other", set};
    fnl_scenario *other = LOADED(.file = "firm", .sets = sets, .set_count = 2);
    struct fnl_error error = {0};
    assert_int_equal(fnl_scenario_comparable(firm, other, &error),
                     expected ? FNL_ERR_USAGE : FNL_OK);
    assert_string_equal(error.text, expected ? expected : "");
    fnl_scenario_free(firm);
    fnl_scenario_free(other);
}

static void only_the_same_time_and_currency_can_be_compared(void **state)
{
    (void)state;
    scratch_put("firm.cfg", FIRM);
    expect_incomparable("reps.count=7", NULL);
    expect_incomparable("start=2026-02-01",
                        "Firm starts on 2026-01-01 and Other on 2026-02-01: only options with the "
                        "same start can be compared");
    expect_incomparable("months=12", "months to look ahead: 36 in Firm, 12 in Other; give both the "
                                     "same with --months");
    expect_incomparable("currency=EUR", "Firm counts in USD and Other in EUR: only options in one "
                                        "currency can be compared");
}

/* --- lack of memory */

static void put_everything(void)
{
    scratch_put("firm.cfg", UNCERTAIN "clients = { pays_after = { law = \"empirical\"; file = "
                                      "\"paid.csv\"; column = \"days\"; }; };\n");
    scratch_put("over.cfg", "extends = \"none.cfg\"; name = \"Over\"; today = { open_deals_file = "
                            "\"deals.csv\"; };");
    scratch_put("paid.csv", "days\n30\n60\n");
    scratch_put("deals.csv", "stage,amount\nTalk,5\n");
}

/* Each allocation fails in turn: what comes of it is the same scenario or the news. */
static void lack_of_memory_is_said_and_nothing_leaks(void **state)
{
    (void)state;
    put_everything();
    static const char *const sets[] = {"reps.count=4"};
    const struct fnl_scenario_request request = {
        .file = "over", .base = "firm", .sets = sets, .set_count = 1};
    fnl_scenario *scenario = loaded(request);
    char digest[FNL_SCENARIO_DIGEST], other[FNL_SCENARIO_DIGEST];
    fnl_scenario_digest(scenario, digest);
    fnl_scenario_free(scenario);
    int failures = 0, in_a_row = 0;
    for (long allowed = 0; in_a_row < 50; allowed++) {
        struct loading loading = {.request = request};
        fnl_memory_fail_after(allowed);
        const fnl_status status = load(&loading);
        fnl_memory_fail_after(-1);
        if (status == FNL_OK)
            assert_string_equal(fnl_scenario_digest(loading.scenario, other), digest);
        else
            assert_true(loading.error.status == FNL_ERR_MEMORY || loading.mistakes.exhausted);
        in_a_row = status == FNL_OK ? in_a_row + 1 : 0;
        failures += status != FNL_OK;
        unload(&loading);
    }
    assert_in_range(failures, 100, 5000);
}

static void lack_of_memory_while_mistakes_are_found_accepts_nothing(void **state)
{
    (void)state;
    scratch_put("firm.cfg", FIRM);
    static const char *const sets[] = {"start=2026-01-02"};
    const struct fnl_scenario_request request = {.file = "firm", .sets = sets, .set_count = 1};
    int in_a_row = 0;
    for (long allowed = 0; in_a_row < 50; allowed++) {
        struct loading loading = {.request = request};
        fnl_memory_fail_after(allowed);
        const fnl_status status = load(&loading);
        fnl_memory_fail_after(-1);
        assert_int_not_equal(status, FNL_OK);
        const bool complete = status == FNL_ERR_SCENARIO && !loading.mistakes.exhausted &&
                              loading.mistakes.count == 1;
        in_a_row = complete ? in_a_row + 1 : 0;
        unload(&loading);
    }
}

static void lack_of_memory_for_a_sample_is_said_and_nothing_leaks(void **state)
{
    (void)state;
    put_everything();
    fnl_scenario *scenario = LOADED(.file = "firm");
    long allowed = 0;
    for (fnl_status status = FNL_ERR_MEMORY; status != FNL_OK; allowed++) {
        fnl_scenario *variant;
        struct fnl_error error = {0};
        fnl_memory_fail_after(allowed);
        status = fnl_scenario_shaken(scenario, 1, 0, 3, &variant, &error);
        fnl_memory_fail_after(-1);
        assert_true((status == FNL_OK) == (variant != NULL));
        assert_true(status == FNL_OK || status == FNL_ERR_MEMORY);
        assert_int_equal(error.status, status);
        fnl_scenario_free(variant);
    }
    assert_in_range(allowed, 5, 2000);
    fnl_scenario_free(scenario);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(a_file_says_what_a_scenario_is),
        IN_FOLDER(a_strategy_is_laid_over_the_base_instead_of_its_own),
        IN_FOLDER(a_strategy_knows_the_firm_as_it_was),
        IN_FOLDER(the_past_is_part_of_the_digest),
        IN_FOLDER(a_strategy_by_itself_says_whose_firm_it_is_laid_over),
        IN_FOLDER(a_strategy_without_any_base_is_told_from_a_firm_with_gaps),
        IN_FOLDER(settings_reach_the_firm_as_far_as_it_has_what_they_are_of),
        IN_FOLDER(a_strategy_may_have_other_stages_than_the_deals_of_the_firm),
        IN_FOLDER(the_past_has_its_own_columns_and_samples),
        IN_FOLDER(when_reps_began_is_the_firms_to_say),
        IN_FOLDER(a_base_laid_over_itself_is_itself),
        IN_FOLDER(settings_from_the_command_line_come_last_and_in_order),
        IN_FOLDER(what_is_planned_for_later_is_cut_off_where_that_is_asked_for),
        IN_FOLDER(what_cannot_be_read_is_said),
        IN_FOLDER(all_mistakes_of_all_phases_are_said_once),
        IN_FOLDER(all_is_told_in_one_round),
        IN_FOLDER(lack_of_memory_among_mistakes_is_said_and_nothing_leaks),
        IN_FOLDER(changes_become_phases),
        IN_FOLDER(a_change_says_anew_what_it_changes_and_nothing_else),
        IN_FOLDER(guesses_among_the_standards_are_counted),
        IN_FOLDER(a_path_covers_values_of_its_phase),
        IN_FOLDER(the_digest_does_not_see_how_a_scenario_is_written),
        IN_FOLDER(the_digest_sees_when_a_change_comes_and_what_is_said_of_it),
        IN_FOLDER(the_digest_sees_the_data_in_other_files),
        IN_FOLDER(the_digest_sees_every_parameter),
        IN_FOLDER(open_deals_stand_beside_the_file_that_names_them),
        IN_FOLDER(wrong_deals_are_mistakes_of_the_scenario),
        IN_FOLDER(samples_are_spread_as_the_ranges_say),
        IN_FOLDER(any_sample_can_be_made_by_itself),
        IN_FOLDER(all_options_move_in_the_same_way),
        IN_FOLDER(a_sample_lives_by_its_origins_calendar_and_deals),
        IN_FOLDER(a_sample_that_does_not_fit_together_is_refused),
        IN_FOLDER(the_calendar_cannot_be_uncertain),
        IN_FOLDER(only_the_same_time_and_currency_can_be_compared),
        IN_FOLDER(lack_of_memory_is_said_and_nothing_leaks),
        IN_FOLDER(lack_of_memory_while_mistakes_are_found_accepts_nothing),
        IN_FOLDER(lack_of_memory_for_a_sample_is_said_and_nothing_leaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
