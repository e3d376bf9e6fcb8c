/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * claimwords.h - claims in the words of a file, for the tests of those who read
 * them. Include after cmocka.h.
 */
#ifndef FUNNELSIM_TESTS_CLAIMWORDS_H
#define FUNNELSIM_TESTS_CLAIMWORDS_H

#include <stdio.h>
#include <string.h>

#include "scenario/claimform.h"
#include "scenario/reader.h"

/* A list of claims, read; what is wrong is in `mistakes`. */
struct reading {
    struct fnl_tree tree;
    struct fnl_claimform form;
    struct fnl_mistakes mistakes;
    fnl_status status;
};

static inline void begin(struct reading *reading, const char *text)
{
    *reading = (struct reading){0};
    assert_int_equal(fnl_reader_text(text, "claims.cfg", &reading->mistakes, &reading->tree, NULL),
                     FNL_OK);
    reading->status =
        fnl_claimform_read(reading->tree.root, &reading->mistakes, &reading->form, NULL);
}

static inline void end(struct reading *reading)
{
    fnl_claimform_fini(&reading->form);
    fnl_tree_fini(&reading->tree);
    fnl_mistakes_fini(&reading->mistakes);
}

/* That the claim is refused with a sentence that has these words. */
static inline void refuses(const char *claim, const char *words)
{
    char text[600];
    struct reading reading;
    snprintf(text, sizeof text, "claims = (\n%s );", claim);
    begin(&reading, text);
    assert_int_equal(reading.status, FNL_ERR_SCENARIO);
    bool found = false;
    for (size_t i = 0; i < reading.mistakes.count; i++)
        found = found || (strstr(reading.mistakes.items[i].text, words) &&
                          reading.mistakes.items[i].line == 2);
    if (!found)
        fail_msg("%s: nothing says \"%s\"", claim, words);
    end(&reading);
}

#define PLAIN "{ id = \"A\"; says = \"x\"; set = \"reps.count=3\"; "

#endif
