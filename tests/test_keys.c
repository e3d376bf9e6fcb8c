/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "little_firm.h"
#include "scenario/keys.h"
#include "scenario/reader.h"

/* What is said of the top level of `text`, to be freed; the fields are those of `firm`. */
static char *told_of(const char *text, const struct firm *firm, struct fnl_doubt *doubt)
{
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    assert_int_equal(fnl_reader_text(text, "a.cfg", &mistakes, &tree, NULL), FNL_OK);
    struct fnl_reading reading = {.mistakes = &mistakes};
    const struct fnl_keys keys = {&little_firm, &little_firm, NULL, tree.root,
                                  (const unsigned char *)firm};
    fnl_keys_refuse_unknown(&keys, &reading, doubt);
    assert_int_equal(reading.found, mistakes.count);
    char *told = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&told, &length);
    fnl_mistakes_print(&mistakes, stream);
    fclose(stream);
    fnl_mistakes_fini(&mistakes);
    fnl_tree_fini(&tree);
    return told;
}

#define DOUBTED(field) fnl_doubt_any(&doubt, &(field), sizeof(field))

static void what_a_misspelt_key_was_meant_for_is_in_doubt(void **state)
{
    (void)state;
    static const struct firm firm;
    struct fnl_doubt doubt = {.count = 0};
    char *told =
        told_of("monhts = 3; sorces = ( ); reps = { cuont = 3; }; zzz = 1;", &firm, &doubt);
    assert_string_equal(told, "a.cfg:1: monhts: unknown key (did you mean months?)\n"
                              "a.cfg:1: sorces: unknown key (did you mean sources?)\n"
                              "a.cfg:1: zzz: unknown key (`funnelsim params --all` lists them)\n");
    assert_true(DOUBTED(firm.months));
    assert_true(DOUBTED(firm.sources));
    assert_false(DOUBTED(firm.reps));
    assert_false(DOUBTED(firm.name));
    free(told);
    fnl_doubt_fini(&doubt);
}

static void what_is_said_as_well_is_in_no_doubt(void **state)
{
    (void)state;
    static const struct firm firm;
    struct fnl_doubt doubt = {.count = 0};
    free(told_of("monhts = 3; months = 4;", &firm, &doubt));
    assert_int_equal(doubt.count, 0);
    free(told_of("name = \"x\"; months = 4;", &firm, &doubt));
    assert_int_equal(doubt.count, 0);
}

static void no_group_has_no_keys(void **state)
{
    (void)state;
    struct fnl_reading reading = {.found = 0};
    struct fnl_doubt doubt = {.count = 0};
    fnl_keys_refuse_unknown(&(struct fnl_keys){&little_firm, &little_firm, NULL, NULL, NULL},
                            &reading, &doubt);
    assert_int_equal(reading.found, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_misspelt_key_was_meant_for_is_in_doubt),
        cmocka_unit_test(what_is_said_as_well_is_in_no_doubt),
        cmocka_unit_test(no_group_has_no_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
