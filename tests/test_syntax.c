/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "scenario/syntax.h"

static void expect_clean(const char *text, const char *expected)
{
    struct fnl_mistakes mistakes = {0};
    struct fnl_buffer clean = {0};
    const fnl_status status = fnl_syntax_clean(text, strlen(text), "a.cfg", &mistakes, &clean);
    fnl_mistakes_print(&mistakes, stderr);
    assert_int_equal(status, FNL_OK);
    assert_string_equal(clean.text, expected);
    fnl_mistakes_fini(&mistakes);
    fnl_buffer_fini(&clean);
}

static void clean_text_keeps_lines_and_spells_numbers_out(void **state)
{
    (void)state;
    expect_clean("a = 1; # one\n\n/* two\n */ b : \"x # y\"\nc=2.5",
                 " a = 1L;\n\n\n b = \"x # y\";\n"
                 " c = 2.50000000000000000e+00;");
    expect_clean("big = 2147483648; hex = 0xff;", " big = 2147483648L; hex = 255L;");
}

static void what_is_safe_is_forgiven(void **state)
{
    (void)state;
    expect_clean("a = [84, 310.5,]", " a = ( 84L, 3.10500000000000000e+02);");
    expect_clean("a = (\n{ b = 1 },\n)", " a = (\n { b = 1L;});");
    expect_clean("a = [ { b = \"x\" \"y\" } ];;", " a = ( { b = \"x\" \"y\";});");
    expect_clean("a = 1, b = 2", " a = 1L; b = 2L;");
    expect_clean("\xef\xbb\xbf", "");
}

/* Each with the whole of what it must say. */
static void every_slip_is_explained(void **state)
{
    (void)state;
    static const struct {
        const char *text, *said;
    } slips[] = {
        {"cost = 25,000;", "a.cfg:1: cost: 25,000 has a comma inside the number: write 25000\n"},
        {"cost = 2,5;", "a.cfg:1: cost: 2,5 has a comma inside the number: write 2.5\n"},
        {"costs = [25,000, 3];",
         "a.cfg:1: costs: 25,000 has a comma inside the number: write 25000\n"},
        {"a = { name = \"Web; kind = \"list\"; }",
         "a.cfg:1: name: \"Web; kind = \" goes on to the next quote: a \" is missing inside it\n"},
        {"s = {\n share = 12 %;\n}", "a.cfg:2: share: 12 % needs quotes: write \"12 %\"\n"},
        {"shares = [12 %, 13 %];", "a.cfg:1: shares: 12 % needs quotes: write \"12 %\"\n"},
        {"wait = 9 h\nx = 1", "a.cfg:1: wait: 9 h needs quotes: write \"9 h\"\n"},
        {"cash = 250k;", "a.cfg:1: cash: 250k needs quotes: write \"250k\"\n"},
        {"start = 2026-04-01;", "a.cfg:1: start: 2026-04-01 needs quotes: write \"2026-04-01\"\n"},
        {"kind = list;", "a.cfg:1: kind: list needs quotes: write \"list\"\n"},
        {"kind = baseline.cfg;",
         "a.cfg:1: kind: baseline.cfg needs quotes: write \"baseline.cfg\"\n"},
        {"on = yes;", "a.cfg:1: on: yes is not understood: write true\n"},
        {"a = \"x;\nb = \"y\";", "a.cfg:1: a: \"x; is a text that does not end on its line: a \" "
                                 "is missing (a long text is "
                                 "written as \"one\" \"after the other\")\n"},
        {"a = {\n b = 1;\n", "a.cfg:1: a: the { that opens here is never closed: a } is missing\n"},
        {"a = (\n{ b = 1; },\n",
         "a.cfg:1: a: the ( that opens here is never closed: a ) is missing\n"},
        {"a = [1, 2", "a.cfg:1: a: the [ that opens here is never closed: a ] is missing\n"},
        {"a = (\n { b = 1;\n );",
         "a.cfg:3: a: ) stands where the { of line 2 is still open: a } is missing\n"},
        {"a = 1; }", "a.cfg:1: } closes nothing that is open\n"},
        {"a 1;", "a.cfg:1: a: an = is missing after the key\n"},
        {"reps { count = 1; }", "a.cfg:1: reps: an = is missing after the key\n"},
        {"a == 1;", "a.cfg:1: a: one = is enough\n"},
        {"a = ;", "a.cfg:1: a: a value is missing here\n"},
        {"a =", "a.cfg:1: a: a value is missing here\n"},
        {"a = (1; 2);", "a.cfg:1: a: the items of a list are separated by commas, not by "
                        "semicolons (or is the ( of "
                        "line 1 never closed?)\n"},
        {"a = (\"x\" \"y\");", "a.cfg:1: a: a comma is missing before this item of the list\n"},
        {"a = ({ b = 1; }\n{ b = 2; });",
         "a.cfg:2: a: a comma is missing before this item of the list\n"},
        {"a = (1,,2);", "a.cfg:1: a: an item is missing between two commas\n"},
        {"true = 1;", "a.cfg:1: true cannot be a key\n"},
        {"\"a\" = 1;", "a.cfg:1: a key stands without quotes: name = \"Website\";\n"},
        {"reps.count = 1;", "a.cfg:1: reps.count is a path, and in a file groups nest: write reps "
                            "= { count = ...; }\n"},
        {"@include \"base.cfg\"",
         "a.cfg:1: @include is not used here: write extends = \"baseline.cfg\" to build on another "
         "file\n"},
        {"a = 1;\n/* never\n", "a.cfg:2: /* opens a comment that is never closed\n"},
        {"a = 1e999;", "a.cfg:1: a: 1e999 is too large: numbers end at 1.8e308\n"},
        {"a = 99999999999999999999;",
         "a.cfg:1: a: 99999999999999999999 is too large: whole numbers "
         "end at 9223372036854775807\n"},
        {"a = 1;\nb = 2;\na = 3;\nb = 4;", "a.cfg:3: a: is given twice, first in line 1\na.cfg:4: "
                                           "b: is given twice, first in line 2\n"},
        {"a = { b = 1; };\nc = 2;\na = { d = 3; };",
         "a.cfg:3: a: is given twice, first in line 1: put all of its keys into one group\n"},
        {"a = 1;\nb = \"M\xfcller\";",
         "a.cfg:2: byte 0xFC at column 7 is not UTF-8: save the file as UTF-8\n"},
    };
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
        struct fnl_mistakes mistakes = {0};
        struct fnl_buffer clean = {0};
        assert_int_equal(
            fnl_syntax_clean(slips[i].text, strlen(slips[i].text), "a.cfg", &mistakes, &clean),
            FNL_ERR_SCENARIO);
        char *said = NULL;
        size_t length = 0;
        FILE *stream = open_memstream(&said, &length);
        fnl_mistakes_print(&mistakes, stream);
        fclose(stream);
        assert_string_equal(said, slips[i].said);
        free(said);
        fnl_mistakes_fini(&mistakes);
        fnl_buffer_fini(&clean);
    }
}

static void expect_mistake(struct fnl_buffer *text, const char *said)
{
    struct fnl_mistakes mistakes = {0};
    struct fnl_buffer clean = {0};
    assert_int_equal(fnl_syntax_clean(text->text, text->length, NULL, &mistakes, &clean),
                     FNL_ERR_SCENARIO);
    assert_int_equal(mistakes.count, 1);
    assert_string_equal(mistakes.items[0].text, said);
    fnl_mistakes_fini(&mistakes);
    fnl_buffer_fini(&clean);
    fnl_buffer_fini(text);
}

static void depth_values_and_keys_are_bounded(void **state)
{
    (void)state;
    struct fnl_buffer deep = {0}, many = {0}, wide = {0};
    fnl_buffer_add(&deep, "a = ");
    for (int i = 0; i < 100000; i++)
        fnl_buffer_add(&deep, "(");
    expect_mistake(&deep, "groups and lists are nested more than 64 deep");

    fnl_buffer_add(&many, "a = (");
    for (int i = 0; i < 20000; i++)
        fnl_buffer_add(&many, "1,");
    fnl_buffer_add(&many, ")");
    expect_mistake(&many, "the file has more than 20000 values");

    for (int i = 0; i <= 200; i++)
        fnl_buffer_format(&wide, "k%d = 1\n", i);
    expect_mistake(&wide, "one group has more than 200 keys");
}

static void lack_of_memory_is_said_and_nothing_leaks(void **state)
{
    (void)state;
    static const char text[] = "a = 1; b = { c = [1, 2]; };";
    fnl_status status = FNL_ERR_MEMORY;
    long allowed = 0;
    for (; status != FNL_OK && allowed < 100; allowed++) {
        struct fnl_mistakes mistakes = {0};
        struct fnl_buffer clean = {0};
        fnl_memory_fail_after(allowed);
        status = fnl_syntax_clean(text, strlen(text), NULL, &mistakes, &clean);
        fnl_memory_fail_after(-1);
        assert_true(status == FNL_OK || status == FNL_ERR_MEMORY);
        fnl_buffer_fini(&clean);
        fnl_mistakes_fini(&mistakes);
    }
    assert_in_range(allowed, 3, 99);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clean_text_keeps_lines_and_spells_numbers_out),
        cmocka_unit_test(what_is_safe_is_forgiven),
        cmocka_unit_test(every_slip_is_explained),
        cmocka_unit_test(depth_values_and_keys_are_bounded),
        cmocka_unit_test(lack_of_memory_is_said_and_nothing_leaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
