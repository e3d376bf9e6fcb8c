/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "little_firm.h"
#include "scenario/bound.h"
#include "scenario/reader.h"
#include "scenario/write.h"

static void read_text(const char *text, struct fnl_tree *tree)
{
    struct fnl_mistakes mistakes = {0};
    const fnl_status status = fnl_reader_text(text, NULL, &mistakes, tree, NULL);
    fnl_mistakes_print(&mistakes, stderr);
    assert_int_equal(status, FNL_OK);
}

/* Writes what `value` is read as; it is read again as the same. */
static void assert_written(const char *value, const char *expected)
{
    char text[400];
    struct fnl_tree tree = {0}, again = {0};
    struct fnl_buffer written = {0};
    snprintf(text, sizeof text, "key = %s;", value);
    read_text(text, &tree);
    fnl_write_value(&written, tree.root->first);
    assert_string_equal(written.text, expected);
    snprintf(text, sizeof text, "key = %s;", written.text);
    read_text(text, &again);
    assert_true(fnl_tree_same(tree.root, again.root));
    fnl_buffer_fini(&written);
    fnl_tree_fini(&tree);
    fnl_tree_fini(&again);
}

static void values_are_written_as_they_are_read(void **state)
{
    (void)state;
    assert_written("164", "164");
    assert_written("3000000000", "3000000000L");
    assert_written("-9223372036854775808", "-9223372036854775808L");
    assert_written("25.50", "25.5");
    assert_written("4.0", "4.0");
    assert_written("0.1", "0.1");
    assert_written("0.30000000000000004", "0.30000000000000004");
    assert_written("123456789.25", "123456789.25");
    assert_written("1e300", "1e+300");
    assert_written("TRUE", "true");
    assert_written("\"a \\\"b\\\" \\\\ \\n \\t\"", "\"a \\\"b\\\" \\\\ \\n \\t\"");
    assert_written("[2, 8, 25]", "[2, 8, 25]");
    assert_written("[2, 8.5]", "(2, 8.5)");
    assert_written("( )", "( )");
    assert_written("{ }", "{ }");
    assert_written("{ law = \"gamma\"; list = ( { a = 1 }, (2) ) }",
                   "{ law = \"gamma\"; list = ({ a = 1; }, [2]); }");
}

static char *written(const char *text, enum fnl_write_extent extent, bool comments)
{
    struct fnl_tree tree = {0};
    struct fnl_buffer buffer = {0};
    if (text)
        read_text(text, &tree);
    assert_int_equal(fnl_write_scenario(&little_firm, tree.root, extent, comments, &buffer),
                     FNL_OK);
    fnl_tree_fini(&tree);
    return buffer.text;
}

static void what_is_used_is_written_out(void **state)
{
    (void)state;
    char *text =
        written("start = \"2026-04\"; reps = { ramp = { value = 3; basis = \"guess\"; }; };\n"
                "ask = { policy = \"everybody\"; }; zzz = 1;\n"
                "claims = ( { say = \"x\"; at_least = 1; }, { say = \"y\"; } );\n"
                "sources = ( { kind = \"list\"; leads_per_month = 4; } );",
                FNL_WRITE_USED, false);
    assert_string_equal(text, "name = \"a firm\";\n"
                              "about = \"\";\n"
                              "start = \"2026-04\";\n"
                              "months = 36;\n"
                              "matters = \"100k\";\n"
                              "\n"
                              "reps = {\n"
                              "  count = 6;\n"
                              "  selling_time = \"40 %\";\n"
                              "  leave = \"1 in 3 a year\";\n"
                              "  salary = 85000;\n"
                              "  ramp = { value = 3; basis = \"guess\"; };\n"
                              "  meeting = \"45 minutes\";\n"
                              "  started = ( );\n"
                              "};\n"
                              "\n"
                              "sources = (\n"
                              "  {\n"
                              "    # name = ...;\n"
                              "    kind = \"list\";\n"
                              "    leads_per_month = 4;\n"
                              "    days = [2, 8, 25];\n"
                              "    fit = { law = \"beta\"; alpha = 2; beta = 2; };\n"
                              "    cost_each = 0;\n"
                              "    seasonality = \"1 x\";\n"
                              "    on = true;\n"
                              "  }\n"
                              ");\n"
                              "\n"
                              "ask = {\n"
                              "  policy = \"everybody\";\n"
                              "  per_client_year = \"2 a year\";\n"
                              "};\n"
                              "\n"
                              "claims = (\n"
                              "  { say = \"x\"; at_least = 1; },\n"
                              "  { say = \"y\"; }\n"
                              ");\n");
    free(text);
}

static void the_reference_explains_every_key(void **state)
{
    (void)state;
    char *text = written(NULL, FNL_WRITE_ALL, true);
    assert_non_null(strstr(text,
                           "\n# The people who sell.\n"
                           "reps = {\n"
                           "  # people who carry a number\n"
                           "  #   whole number; 0 to 1000; standard 6; essential; the firm's "
                           "count\n"
                           "  count = 6;\n"
                           "  # share of working time that goes into selling\n"
                           "  #   share; 0 % to 100 %; standard 40 %; essential; benchmark: CSO "
                           "Insights 2011\n"
                           "  selling_time = \"40 %\";\n"));
    assert_non_null(
        strstr(text, "\n# Where people come from.\n"
                     "sources = (\n"
                     "#   {\n"
                     "#     # what you call it\n"
                     "#     #   text; required; essential; the firm's word\n"
                     "#     # name = ...;\n"
                     "#     # how they come\n"
                     "#     #   one of inbound, list, event; required; essential; the firm's "
                     "word\n"
                     "#     # kind = ...;\n"
                     "#     # people a month\n"
                     "#     #   number a month or law, drawn each month; 0 a month to 1000000 a "
                     "month; required;\n"
                     "#     #   essential; the firm's count\n"
                     "#     # leads_per_month = ...;\n"));
    assert_null(strstr(text, " \n"));
    assert_non_null(strstr(text, "\n# Clients who are a pain.\n"
                                 "pita = {\n"
                                 "  # hours of service as a multiple of a normal client's\n"
                                 "  #   factor; 1 x to 100 x; standard 2.5 x; tuning; guess\n"
                                 "  hours_factor = \"2.5 x\";\n"));
    assert_non_null(strstr(text, "\nask = {\n"
                                 "  # nobody: Nobody is asked.\n"
                                 "  # everybody: All clients are asked.\n"
                                 "  # ideal_clients: Those who fit are asked.\n"
                                 "  policy = \"nobody\";\n"
                                 "#   policy = \"everybody\";\n"
                                 "#   # how often each client is asked\n"));
    free(text);
}

/* Collects what every value in use is, with its path. */
static char *all_values(const char *text)
{
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    struct fnl_buffer all = {0};
    fnl_bound *bound;
    size_t count;
    read_text(text, &tree);
    const fnl_status status =
        fnl_bound_new(&little_firm, tree.root, &(struct fnl_bound_wishes){.evidence = true},
                      &mistakes, &bound, NULL);
    fnl_mistakes_print(&mistakes, stderr);
    assert_int_equal(status, FNL_OK);
    const struct fnl_evidence *evidence = fnl_bound_evidence(bound, &count);
    for (size_t i = 0; i < count; i++)
        fnl_buffer_format(&all, "%s = %s\n", evidence[i].path, evidence[i].shown);
    fnl_bound_free(bound);
    fnl_tree_fini(&tree);
    return all.text;
}

static void the_reference_is_read_back_as_the_standards(void **state)
{
    (void)state;
    for (int comments = 0; comments < 2; comments++) {
        char *reference = written(NULL, FNL_WRITE_ALL, comments);
        char *again = written(reference, FNL_WRITE_ALL, comments);
        assert_string_equal(reference, again);
        char *values = all_values(reference);
        char *standards = all_values("reps = { quota = { }; }; pita = { };");
        assert_string_equal(values, standards);
        free(standards);
        free(values);
        free(again);
        free(reference);
    }
}

static void what_is_written_of_a_scenario_is_the_same_scenario(void **state)
{
    (void)state;
    static const char sample[] =
        "reps = { selling_time = { value = 0.3; range = (0.2, 0.4); }; quota = { }; };\n"
        "sources = ( { name = \"a\"; kind = \"list\"; leads_per_month = [1, 2, 3]; trip = { cost = "
        "2; }; },\n"
        "  { name = \"b\"; kind = \"event\"; leads_per_month = 3; seasonality = [1, 2]; } );\n"
        "payments = ( { day = \"2026-01\"; amount = 3.25; } ); ask = { policy = \"ideal_clients\"; "
        "};";
    for (int comments = 0; comments < 2; comments++) {
        char *text = written(sample, FNL_WRITE_USED, comments);
        char *again = written(text, FNL_WRITE_USED, comments);
        assert_string_equal(text, again);
        char *values = all_values(text), *originals = all_values(sample);
        assert_string_equal(values, originals);
        free(originals);
        free(values);
        free(again);
        free(text);
    }
}

static void lack_of_memory_is_said_and_nothing_leaks(void **state)
{
    (void)state;
    int failures = 0;
    for (long allowed = 0; allowed < 60; allowed++) {
        struct fnl_buffer text = {0};
        fnl_memory_fail_after(allowed);
        const fnl_status status =
            fnl_write_scenario(&little_firm, NULL, FNL_WRITE_ALL, true, &text);
        fnl_memory_fail_after(-1);
        assert_true(status == FNL_OK || status == FNL_ERR_MEMORY);
        failures += status == FNL_ERR_MEMORY;
        fnl_buffer_fini(&text);
    }
    assert_in_range(failures, 20, 60);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_written_as_they_are_read),
        cmocka_unit_test(what_is_used_is_written_out),
        cmocka_unit_test(the_reference_explains_every_key),
        cmocka_unit_test(the_reference_is_read_back_as_the_standards),
        cmocka_unit_test(what_is_written_of_a_scenario_is_the_same_scenario),
        cmocka_unit_test(lack_of_memory_is_said_and_nothing_leaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
