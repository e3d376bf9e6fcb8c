/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * claimed.h - claims about a small firm, loaded and settled, for the tests of
 * those who read, settle and report them. Include after scratch.h.
 */
#ifndef FUNNELSIM_TESTS_CLAIMED_H
#define FUNNELSIM_TESTS_CLAIMED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <funnelsim/claims.h>
#include <funnelsim/trial.h>

/* Everybody who comes is met and signs for the same sum, so what they bring is known. */
#define CLAIMED_FIRM                                                                               \
    "name = \"Firm\"; months = 6; start = \"2026-01\"; "                                           \
    "sources = ( { name = \"List\"; kind = \"inbound\"; leads_per_month = 8; cost_each = 100; "    \
    "out_of_ten = { fit = 10; budget = 10; need = 10; interest = 10; }; } ); "                     \
    "stages = ( { name = \"Talk\"; hours = 0.1; go_on = 1.0; shows = 1.0; } ); "                   \
    "reps = { count = 4; }; clients = { contract_value = 1000; }; "

/* A price ten per cent up, and nothing else. */
#define CLAIMED_PRICE                                                                              \
    "{ id = \"price\"; says = \"A higher price brings more revenue.\"; "                           \
    "set = \"clients.contract_value=1100\"; metric = \"revenue\"; expect = \"supported\"; }"

/* The same, but of a lower one: it is false. */
#define CLAIMED_FALSE                                                                              \
    "{ id = \"false\"; says = \"A lower price brings more revenue.\"; "                            \
    "set = \"clients.contract_value=900\"; metric = \"revenue\"; expect = \"supported\"; }"

/* The same firm whose people happen to be others: there is no difference but luck. */
#define CLAIMED_NOISE                                                                              \
    "{ id = \"noise\"; says = \"Another name brings more people.\"; metric = \"people\"; "         \
    "set = \"sources[List].name=Twin\"; expect = \"supported\"; }"

/* Writes `text` into a file of the scratch directory and loads it. NULL when that fails: what is
 * wrong is in `*mistakes`. */
static inline fnl_claims *claimed_load(const char *text, struct fnl_mistakes *mistakes)
{
    const char *file = scratch_path("claims.cfg");
    struct fnl_error error = {0};
    fnl_claims *claims;
    scratch_put(file, text);
    const struct fnl_claims_request request = {.files = &file, .count = 1};
    fnl_claims_load(&request, mistakes, &claims, &error);
    return claims;
}

/* Claims that nothing is wrong with, of the firm above. */
static inline fnl_claims *claimed(const char *list)
{
    struct fnl_mistakes mistakes = {0};
    char text[8000];
    snprintf(text, sizeof text, "%sclaims = ( %s );", CLAIMED_FIRM, list);
    fnl_claims *claims = claimed_load(text, &mistakes);
    if (!claims) {
        fnl_mistakes_print(&mistakes, stdout);
        fail_msg("%s", text);
    }
    return claims;
}

/* The claims of the firm above, and those that say so of "Other & Sons", where nobody signs. */
static inline fnl_claims *claimed_of_two(const char *list)
{
    const char *file = scratch_path("claims.cfg"), *other = scratch_path("other.cfg");
    struct fnl_mistakes mistakes = {0};
    char text[8000];
    fnl_claims *claims;
    scratch_put(other, "name = \"Other & Sons\"; months = 6; reps = { count = 4; }; sources = ( { "
                       "name = \"Door\"; kind = \"inbound\"; leads_per_month = 8; } ); stages = ( "
                       "{ name = \"Talk\"; hours = 0.1; go_on = 0.0; } ); ");
    snprintf(text, sizeof text, "extends = \"firm.cfg\"; claims = ( %s );", list);
    scratch_put(scratch_path("firm.cfg"), CLAIMED_FIRM);
    scratch_put(file, text);
    const struct fnl_claims_request request = {
        .files = &file, .count = 1, .also = &other, .also_count = 1};
    if (fnl_claims_load(&request, &mistakes, &claims, NULL) != FNL_OK) {
        fnl_mistakes_print(&mistakes, stdout);
        fail_msg("%s", text);
    }
    return claims;
}

/* A price ten per cent up, claimed of every firm. */
#define CLAIMED_EVERYWHERE                                                                         \
    "{ id = \"price\"; says = \"A higher price brings more revenue.\"; everywhere = true; "        \
    "set = \"clients.contract_value=1100\"; metric = \"revenue\"; expect = \"supported\"; }"

static inline fnl_trial *claimed_trial(const struct fnl_trial_request *request)
{
    fnl_trial *trial;
    struct fnl_error error = {0};
    if (fnl_trial_run(request, &trial, &error) != FNL_OK)
        fail_msg("%s", error.text);
    return trial;
}

/* All claims, with the usual limits and a seed. */
static inline struct fnl_trial_request claimed_request(const fnl_claims *claims)
{
    return (struct fnl_trial_request){
        .claims = claims, .seed = 7, .most = 100, .error = 0.05, .execution.threads = 1};
}

/* What `write` writes about the trial, to be freed. */
static inline char *claimed_text(fnl_status (*write)(const fnl_trial *trial, FILE *stream,
                                                     struct fnl_error *error),
                                 const fnl_trial *trial)
{
    char *text = NULL;
    size_t length;
    FILE *stream = open_memstream(&text, &length);
    assert_non_null(stream);
    assert_int_equal(write(trial, stream, NULL), FNL_OK);
    fclose(stream);
    return text;
}

static inline void claimed_has(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("there is no \"%s\" in:\n%s", part, text);
}

#endif
