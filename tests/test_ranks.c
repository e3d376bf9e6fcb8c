/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <omp.h>

#include "experiment/ranks.h"

/* Several of them are met by tests/ranks.test.sh: it takes a program built for them. */

static void without_mpi_one_is_alone(void **state)
{
    (void)state;
    fnl_ranks *ranks = (fnl_ranks *)1;
    struct fnl_error error = {0};
    assert_int_equal(fnl_ranks_open(&ranks, &error), FNL_OK);
    assert_null(ranks);
    assert_int_equal(fnl_ranks_own(ranks), 0);
    assert_int_equal(fnl_ranks_count(ranks), 1);
    assert_int_equal(fnl_ranks_threads(ranks), omp_get_num_procs());
}

static void who_is_alone_decides_alone(void **state)
{
    (void)state;
    struct fnl_error error = {0};
    uint64_t seed = 2385;
    int code = 4;
    fnl_ranks_share(NULL, &seed, sizeof seed);
    assert_int_equal(seed, 2385);
    assert_int_equal(fnl_ranks_close(NULL, &code, "", &error), FNL_OK);
    assert_int_equal(code, 4);
    assert_string_equal(error.text, "");
}

static void there_is_nobody_to_talk_to(void **state)
{
    (void)state;
    const struct fnl_ranks_note note = {.kind = FNL_RANKS_HERE};
    struct fnl_ranks_note heard;
    struct fnl_error error = {0};
    int from;
    char byte = 1;
    fnl_ranks_heed(NULL, NULL);
    fnl_ranks_lose(NULL, 1);
    assert_true(fnl_ranks_are_broken(NULL));
    assert_false(fnl_ranks_is_patient(NULL, 1));
    assert_false(fnl_ranks_send(NULL, 1, note, NULL, 0));
    assert_false(fnl_ranks_hear(NULL, &from, &heard));
    assert_false(fnl_ranks_fetch(NULL, 1, &byte, 1));
    assert_false(fnl_ranks_pass(NULL, &byte, 1));
    assert_true(fnl_ranks_has_left(NULL, 1));
    assert_string_equal(fnl_ranks_words(NULL, 1), "");
    assert_string_equal(fnl_ranks_host(NULL, 1), "");
    assert_int_equal(fnl_ranks_mourn(NULL, &error), FNL_ERR_IO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_mpi_one_is_alone),
        cmocka_unit_test(who_is_alone_decides_alone),
        cmocka_unit_test(there_is_nobody_to_talk_to),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
