/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/key.h"
#include "base/memory.h"
#include "little_firm.h"
#include "scenario/bound.h"
#include "scenario/reader.h"

static const char *const sample =
    "name = \"As we are\"; start = \"2026-04\"; matters = \"50k\";\n"
    "reps = { count = 7; selling_time = { value = \"35 %\"; basis = \"measured\"; source = "
    "\"diary\";\n"
    "         range = [\"30 %\", \"40 %\"]; }; started = [\"2021-06\", \"2019-03\"]; };\n"
    "sources = (\n"
    "  { name = \"Website\"; kind = \"inbound\"; leads_per_month = 40; cost_each = 164.35; },\n"
    "  { name = \"Bought list\"; kind = \"list\"; leads_per_month = { typical = 250;\n"
    "    one_in_ten_above = 400; range = (200, 300); }; trip = { cost = 9; }; seasonality = [1, "
    "0.5]; }\n"
    ");\n"
    "payments = ( { day = \"2026-05-01\"; amount = 10; } );\n"
    "pita = { };\n"
    "ask = { policy = \"ideal_clients\"; per_client_year = \"1 a month\"; };\n"
    "labels = { whatever = 3; };\n";

static fnl_status bind(const char *text, const struct fnl_bound_wishes *wishes,
                       struct fnl_mistakes *mistakes, fnl_bound **bound)
{
    struct fnl_tree tree = {0};
    assert_int_equal(fnl_reader_text(text, "a.cfg", mistakes, &tree, NULL), FNL_OK);
    const fnl_status status = fnl_bound_new(&little_firm, tree.root, wishes, mistakes, bound, NULL);
    fnl_tree_fini(&tree); /* what was bound does not need it */
    return status;
}

static fnl_bound *bind_well(const char *text, const struct fnl_bound_wishes *wishes)
{
    struct fnl_mistakes mistakes = {0};
    fnl_bound *bound;
    const fnl_status status = bind(text, wishes, &mistakes, &bound);
    fnl_mistakes_print(&mistakes, stderr);
    assert_int_equal(status, FNL_OK);
    return bound;
}

static const struct source *source(const struct firm *firm, size_t index)
{
    return (const struct source *)firm->sources.items + index;
}

static void what_the_file_says_is_in_the_struct(void **state)
{
    (void)state;
    fnl_bound *bound = bind_well(sample, NULL);
    const struct firm *firm = fnl_bound_settings(bound);
    assert_string_equal(firm->name, "As we are");
    assert_int_equal(firm->start, fnl_date_number((struct fnl_date){2026, 4, 1}));
    assert_true(firm->matters == 5000000);
    assert_true(firm->reps.count == 7);
    assert_true(firm->reps.selling_time == 0.35);
    assert_int_equal(firm->reps.started.count, 2);
    assert_true(firm->reps.started.days[0] < firm->reps.started.days[1]);

    assert_int_equal(firm->sources.count, 2);
    assert_string_equal(source(firm, 0)->name, "Website");
    assert_true(source(firm, 0)->cost_each == 16435);
    assert_true(fnl_law_mean(&source(firm, 0)->leads_per_month) == 40);
    assert_false(source(firm, 0)->trip.present);
    assert_int_equal(source(firm, 1)->kind, 1);
    assert_true(fabs(fnl_law_quantile(&source(firm, 1)->leads_per_month, 0.9) - 400) < 1e-6);
    assert_true(source(firm, 1)->trip.present && source(firm, 1)->trip.cost == 900);
    assert_true(source(firm, 1)->seasonality.count == 2);

    assert_true(((const struct payment *)firm->payments.items)->amount == 1000);
    assert_ptr_equal(firm->ask.policy, &ask_ideal);
    assert_true(((const struct asking *)(const void *)firm->ask.params)->per_client_year == 12);
    fnl_bound_free(bound);
    fnl_bound_free(NULL);
}

static void what_the_file_does_not_say_is_standard(void **state)
{
    (void)state;
    fnl_bound *bound = bind_well(sample, NULL);
    const struct firm *firm = fnl_bound_settings(bound);
    assert_true(firm->months == 36);
    assert_string_equal(firm->about, "");
    assert_true(firm->reps.ramp == (fnl_time)(5 * 30.4375 * FNL_DAY));
    assert_true(firm->reps.meeting == 45 * FNL_MINUTE);
    assert_true(fabs(firm->reps.leave - 1.0 / 3) < 1e-15);
    assert_true(fabs(fnl_law_quantile(&source(firm, 0)->days, 0.5) - 8) < 1e-9);
    assert_true(source(firm, 0)->on);
    assert_true(((const struct asking *)(const void *)firm->ask.params)->hours_per_ask ==
                45 * FNL_MINUTE);
    fnl_bound_free(bound);
}

static void an_absent_mechanism_is_neutral_and_a_present_one_standard(void **state)
{
    (void)state;
    fnl_bound *bound = bind_well("", NULL);
    const struct firm *firm = fnl_bound_settings(bound);
    assert_false(firm->pita.present);
    assert_true(firm->pita.hours_factor == 1 && firm->pita.late == 0);
    assert_false(firm->reps.quota.present);
    assert_true(firm->reps.quota.per_quarter == 0);
    assert_true(firm->reps.salary == 8500000); /* not marked: there all the same */
    assert_int_equal(firm->sources.count, 0);
    assert_null(firm->sources.items);
    assert_ptr_equal(firm->ask.policy, &ask_nobody);
    fnl_bound_free(bound);

    bound = bind_well("pita = { }; reps = { quota = { }; }; ask = { };", NULL);
    firm = fnl_bound_settings(bound);
    assert_true(firm->pita.present);
    assert_true(firm->pita.hours_factor == 2.5 && firm->pita.late == 25 * FNL_DAY);
    assert_true(firm->reps.quota.per_quarter == 7500000);
    assert_ptr_equal(firm->ask.policy, &ask_nobody);
    fnl_bound_free(bound);
}

static void no_tree_is_an_empty_one(void **state)
{
    (void)state;
    struct fnl_mistakes mistakes = {0};
    fnl_bound *bound;
    assert_int_equal(fnl_bound_new(&little_firm, NULL, NULL, &mistakes, &bound, NULL), FNL_OK);
    assert_true(((const struct firm *)fnl_bound_settings(bound))->months == 36);
    fnl_bound_free(bound);
}

/* Each with the whole of what must be said. */
static void all_that_is_wrong_is_said_at_once(void **state)
{
    (void)state;
    static const struct {
        const char *text, *said;
    } wrong[] = {
        {"sources = ( { name = \"purchased list\"; kind = \"list\"; leads_per_month = 1;\n"
         "leads_per_mnth = 2; } );",
         "a.cfg:2: sources[purchased list].leads_per_mnth: unknown key (did you mean "
         "leads_per_month?)\n"},
        {"months = 0;\nreps = { count = 2.5; salery = 3; };\nsorces = ( );\nask = { policy = "
         "\"x\"; };",
         "a.cfg:3: sorces: unknown key (did you mean sources?)\n"
         "a.cfg:1: months: 0 months is out of range: expected 1 to 240 months\n"
         "a.cfg:2: reps.salery: unknown key (did you mean salary?)\n"
         "a.cfg:2: reps.count: 2.5 is not a whole number, such as 7\n"
         "a.cfg:4: ask.policy: \"x\" is none of nobody, everybody, ideal_clients\n"},
        {"sources = ( { nam = \"a\"; kind = \"list\"; leads_per_mnth = 1; } );",
         "a.cfg:1: sources[#1].nam: unknown key (did you mean name?)\n"
         "a.cfg:1: sources[#1].leads_per_mnth: unknown key (did you mean leads_per_month?)\n"},
        {"ask = { polcy = \"everybody\"; per_client_year = \"x\"; };",
         "a.cfg:1: ask.polcy: unknown key (did you mean policy?)\n"
         "a.cfg:1: ask.per_client_year: \"x\" is not a rate, such as \"2 a month\", \"1 in 3 a "
         "year\" or a number a year\n"},
        {"ask = { policy = \"ideal_cliens\"; per_client_year = 2; hours_per_aks = 1; };",
         "a.cfg:1: ask.policy: \"ideal_cliens\" is none of nobody, everybody, ideal_clients (did "
         "you mean ideal_clients?)\n"
         "a.cfg:1: ask.hours_per_aks: unknown key (did you mean hours_per_ask?)\n"},
        {"ask = { policy = \"x\"; per_client_year = 2; zzz = 1; };",
         "a.cfg:1: ask.policy: \"x\" is none of nobody, everybody, ideal_clients\n"
         "a.cfg:1: ask.zzz: unknown key (`funnelsim params --all` lists them)\n"},
        {"sources = ( { name = \"a\"; } );",
         "a.cfg:1: sources[a].kind: is missing: how they come\n"
         "a.cfg:1: sources[a].leads_per_month: is missing: people a month\n"},
        {"sources = ( { kind = \"list\"; leads_per_month = 1; trip = { }; }, 3 );",
         "a.cfg:1: sources[#1].name: is missing: what you call it\n"
         "a.cfg:1: sources[#1].trip.cost: is missing: price of the trip\n"
         "a.cfg:1: sources[#2]: 3 stands where a group is expected: { ... }\n"},
        {"sources = ( { name = \"a\"; kind = \"list\"; leads_per_month = 1; },\n"
         "            { name = \"a\"; kind = \"list\"; leads_per_month = 1; },\n"
         "            { name = \"#2\"; kind = \"list\"; leads_per_month = 1; } );",
         "a.cfg:2: sources[a].name: another one of that name stands in line 1\n"
         "a.cfg:3: sources[#2].name: a name has 1 to 100 bytes, none of [ ] =, and does not begin "
         "with "
         "# or *\n"},
        {"reps = 6; sources = { }; ask = \"nobody\";",
         "a.cfg:1: reps: 6 stands where a group is expected: { ... }\n"
         "a.cfg:1: sources: a group stands where a list is expected: ( { ... }, { ... } )\n"
         "a.cfg:1: ask: \"nobody\" stands where a group is expected: { ... }\n"},
        {"ask = { policy = \"everbody\"; };", "a.cfg:1: ask.policy: \"everbody\" is none of "
                                              "nobody, everybody, ideal_clients (did you mean "
                                              "everybody?)\n"},
        {"ask = { policy = 3; };",
         "a.cfg:1: ask.policy: 3 is none of nobody, everybody, ideal_clients\n"},
        {"ask = { per_client_year = 2; };",
         "a.cfg:1: ask.per_client_year: belongs to policy = \"everybody\", and here the policy is "
         "\"nobody\"\n"},
        {"ask = { policy = \"ideal_clients\"; hour_per_ask = 2; };",
         "a.cfg:1: ask.hour_per_ask: unknown key (did you mean hours_per_ask?)\n"},
        {"hours_factor = 2;",
         "a.cfg:1: hours_factor: unknown key here (did you mean pita.hours_factor?)\n"},
        {"zzz = 2;", "a.cfg:1: zzz: unknown key (`funnelsim params --all` lists them)\n"},
        {"sources = ( { name = \"a\"; kind = \"list\"; leads_per_month = 1; new = true; } );",
         "a.cfg:1: sources[a].new: has a meaning only where a file is laid over another: leave it "
         "out, or say over which by extends = \"...\"; or --base\n"},
        {"pita = { late = { value = 3; range = (4, 5); }; };",
         "a.cfg:1: pita.late: 3 days does not lie in the range that is given for it, 4 days to 5 "
         "days\n"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct fnl_mistakes mistakes = {0};
        fnl_bound *bound;
        assert_int_equal(bind(wrong[i].text, NULL, &mistakes, &bound), FNL_ERR_SCENARIO);
        assert_null(bound);
        char *said = NULL;
        size_t length = 0;
        FILE *stream = open_memstream(&said, &length);
        fnl_mistakes_print(&mistakes, stream);
        fclose(stream);
        assert_string_equal(said, wrong[i].said);
        free(said);
        fnl_mistakes_fini(&mistakes);
    }
}

/* Binds what may be wrong, casting doubts. */
static fnl_bound *bind_leniently(const char *text, struct fnl_doubt *doubt, size_t mistakes_there)
{
    struct fnl_mistakes mistakes = {0};
    fnl_bound *bound;
    assert_int_equal(bind(text, &(struct fnl_bound_wishes){.doubt = doubt}, &mistakes, &bound),
                     mistakes_there > 0 ? FNL_ERR_SCENARIO : FNL_OK);
    assert_non_null(bound);
    assert_int_equal(mistakes.count, mistakes_there);
    fnl_mistakes_fini(&mistakes);
    return bound;
}

#define DOUBTED(field) fnl_doubt_any(&doubt, &(field), sizeof(field))

static void what_was_refused_is_standard_and_in_doubt(void **state)
{
    (void)state;
    struct fnl_doubt doubt = {.count = 0};
    fnl_bound *bound =
        bind_leniently("months = \"x\"; reps = { cuont = 7; salary = 5; };\n"
                       "sources = ( { name = \"a\"; kind = \"lst\"; leads_per_month = 2; }, 3 );\n"
                       "ask = { policy = \"everbody\"; }; pita = 4;",
                       &doubt, 6);
    const struct firm *firm = fnl_bound_settings(bound);
    assert_true(DOUBTED(firm->months) && firm->months == 36);
    assert_true(DOUBTED(firm->reps.count) && firm->reps.count == 6);
    assert_false(DOUBTED(firm->reps.salary));
    assert_true(DOUBTED(firm->sources)); /* how many there are */
    assert_true(DOUBTED(source(firm, 0)->kind));
    assert_false(DOUBTED(source(firm, 0)->leads_per_month));
    assert_true(DOUBTED(source(firm, 1)->leads_per_month));
    assert_string_equal(source(firm, 1)->name, "");
    assert_true(DOUBTED(firm->ask));
    assert_string_equal(firm->ask.policy->name, "everybody"); /* so it is that one's keys */
    assert_true(DOUBTED(firm->pita));
    assert_false(firm->pita.present);
    fnl_bound_free(bound);
    fnl_doubt_fini(&doubt);

    fnl_bound_free(bind_leniently(sample, &doubt, 0));
    assert_int_equal(doubt.count, 0);
}

static const struct fnl_evidence *evidence_of(const fnl_bound *bound, const char *path)
{
    size_t count;
    const struct fnl_evidence *all = fnl_bound_evidence(bound, &count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(all[i].path, path) == 0)
            return &all[i];
    return NULL;
}

static void evidence_is_kept_of_every_value_in_use(void **state)
{
    (void)state;
    fnl_bound *bound = bind_well(sample, &(struct fnl_bound_wishes){.evidence = true});
    const struct fnl_evidence *one = evidence_of(bound, "reps.selling_time");
    assert_int_equal(one->basis, FNL_EVIDENCE_MEASURED);
    assert_string_equal(one->shown, "35 %");
    assert_string_equal(one->source, "diary");
    assert_string_equal(one->file, "a.cfg");
    assert_int_equal(one->line, 2);
    assert_true(one->low == 0.3 && one->high == 0.4);

    one = evidence_of(bound, "reps.salary");
    assert_int_equal(one->basis, FNL_EVIDENCE_STANDARD);
    assert_string_equal(one->source, "guess");
    assert_string_equal(one->shown, "85000");
    assert_null(one->file);

    one = evidence_of(bound, "sources[Website].cost_each");
    assert_int_equal(one->basis, FNL_EVIDENCE_STATED);
    assert_string_equal(one->shown, "164.35");
    assert_string_equal(evidence_of(bound, "sources[Website].leads_per_month")->shown,
                        "40 a month");
    assert_string_equal(evidence_of(bound, "sources[Website].days")->shown, "[2, 8, 25]");
    assert_string_equal(evidence_of(bound, "sources[Website].on")->shown, "true");
    assert_string_equal(evidence_of(bound, "pita.late")->shown, "25 days");
    assert_string_equal(evidence_of(bound, "ask.hours_per_ask")->shown, "0.75 h");
    assert_null(evidence_of(bound, "reps.quota.per_quarter")); /* absent */
    assert_null(evidence_of(bound, "sources[Website].trip.cost"));
    fnl_bound_free(bound);

    size_t count;
    bound = bind_well(sample, NULL);
    fnl_bound_evidence(bound, &count);
    assert_int_equal(count, 0);
    fnl_bound_free(bound);
}

/* Low for shares, high for the rest; counts what it was asked. */
static double shake(void *context, const char *path)
{
    ++*(int *)context;
    return strcmp(path, "reps.selling_time") == 0 ? 0.1 : 0.9;
}

static void values_with_a_range_are_shaken_by_path(void **state)
{
    (void)state;
    int asked = 0;
    fnl_bound *bound =
        bind_well(sample, &(struct fnl_bound_wishes){.shake = shake, .context = &asked});
    const struct firm *firm = fnl_bound_settings(bound);
    assert_int_equal(asked, 2);
    assert_true(fabs(firm->reps.selling_time - 0.3) < 1e-9);
    assert_true(fabs(fnl_law_quantile(&source(firm, 1)->leads_per_month, 0.5) - 300) < 1e-6);
    assert_true(fabs(fnl_law_quantile(&source(firm, 1)->leads_per_month, 0.9) - 480) < 1e-6);
    assert_true(fnl_law_mean(&source(firm, 0)->leads_per_month) == 40);
    fnl_bound_free(bound);
}

/* A standard may have a range too. */
static void a_standard_is_shaken_under_the_path_where_it_would_stand(void **state)
{
    (void)state;
    static const struct fnl_param rows[] = {
        FNL_PARAM(reps, selling_time, SHARE, SHARE, 0, 1, "{ value = 0.4; range = (0.3, 0.5); }",
                  NULL, NEVER, ESSENTIAL, "share", "guess", NULL),
    };
    static const struct fnl_param_table table = FNL_PARAM_TABLE(rows, struct reps);
    static const struct fnl_section inside[] = {
        {.name = "reps", .kind = FNL_SECTION_GROUP, .table = &table, .about = "x"}};
    static const struct fnl_section root = {.kind = FNL_SECTION_GROUP,
                                            .table = &reps_table,
                                            .sections = inside,
                                            .section_count = 1,
                                            .about = "x"};
    struct fnl_mistakes mistakes = {0};
    fnl_bound *bound;
    int asked = 0;
    const struct fnl_bound_wishes wishes = {.shake = shake, .context = &asked, .evidence = true};
    assert_int_equal(fnl_bound_new(&root, NULL, &wishes, &mistakes, &bound, NULL), FNL_OK);
    assert_true(fabs(((const struct reps *)fnl_bound_settings(bound))->selling_time - 0.3) < 1e-9);
    assert_string_equal(evidence_of(bound, "reps.selling_time")->shown, "40 %");
    fnl_bound_free(bound);
}

static void lack_of_memory_is_said_and_nothing_leaks(void **state)
{
    (void)state;
    struct fnl_tree tree = {0};
    struct fnl_mistakes none = {0};
    assert_int_equal(fnl_reader_text(sample, "a.cfg", &none, &tree, NULL), FNL_OK);
    const struct fnl_bound_wishes wishes = {.evidence = true};
    fnl_status status = FNL_ERR_MEMORY;
    long allowed = 0;
    for (; status != FNL_OK && allowed < 500; allowed++) {
        struct fnl_mistakes mistakes = {0};
        struct fnl_error error = {0};
        fnl_bound *bound;
        fnl_memory_fail_after(allowed);
        status = fnl_bound_new(&little_firm, tree.root, &wishes, &mistakes, &bound, &error);
        fnl_memory_fail_after(-1);
        assert_true(status == FNL_OK || status == FNL_ERR_MEMORY);
        assert_int_equal(error.status, status);
        assert_true((bound == NULL) == (status != FNL_OK));
        fnl_bound_free(bound);
        fnl_mistakes_fini(&mistakes);
    }
    assert_in_range(allowed, 5, 499);
    fnl_tree_fini(&tree);
}

static void no_mutation_of_a_scenario_crashes_or_hangs(void **state)
{
    (void)state;
    uint64_t seed = 20260402;
    size_t good = 0;
    for (int i = 0; i < 4000; i++) {
        static const char pieces[] = "{}()[];,=\"-+0123456789.% xk";
        char text[2048];
        strcpy(text, sample);
        for (int k = 0; k <= i % 3; k++) {
            const uint64_t random = fnl_key_scatter(seed++);
            text[random % strlen(text)] = pieces[(random >> 32) % (sizeof pieces - 1)];
        }
        struct fnl_tree tree = {0};
        struct fnl_mistakes mistakes = {0};
        fnl_bound *bound = NULL;
        if (fnl_reader_text(text, "a.cfg", &mistakes, &tree, NULL) == FNL_OK &&
            fnl_bound_new(&little_firm, tree.root, &(struct fnl_bound_wishes){.evidence = true},
                          &mistakes, &bound, NULL) == FNL_OK)
            good++;
        assert_true((bound != NULL) == (mistakes.count == 0));
        fnl_bound_free(bound);
        fnl_mistakes_fini(&mistakes);
        fnl_tree_fini(&tree);
    }
    assert_in_range(good, 100, 3900);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_file_says_is_in_the_struct),
        cmocka_unit_test(what_the_file_does_not_say_is_standard),
        cmocka_unit_test(an_absent_mechanism_is_neutral_and_a_present_one_standard),
        cmocka_unit_test(no_tree_is_an_empty_one),
        cmocka_unit_test(all_that_is_wrong_is_said_at_once),
        cmocka_unit_test(what_was_refused_is_standard_and_in_doubt),
        cmocka_unit_test(evidence_is_kept_of_every_value_in_use),
        cmocka_unit_test(values_with_a_range_are_shaken_by_path),
        cmocka_unit_test(a_standard_is_shaken_under_the_path_where_it_would_stand),
        cmocka_unit_test(lack_of_memory_is_said_and_nothing_leaks),
        cmocka_unit_test(no_mutation_of_a_scenario_crashes_or_hangs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
