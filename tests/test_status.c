/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <funnelsim/status.h>

static const fnl_status statuses[] = {FNL_OK,     FNL_ERR_USAGE, FNL_ERR_SCENARIO, FNL_ERR_MEMORY,
                                      FNL_ERR_IO, FNL_ERR_AUDIT, FNL_ERR_STOPPED};
#define STATUSES (sizeof statuses / sizeof *statuses)

static void each_status_has_a_text_of_its_own(void **state)
{
    (void)state;
    for (size_t i = 0; i < STATUSES; i++) {
        const char *text = fnl_status_text(statuses[i]);
        assert_true(strlen(text) > 3);
        assert_string_not_equal(text, fnl_status_text((fnl_status)999));
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(text, fnl_status_text(statuses[j]));
    }
}

static void a_number_that_is_no_status_has_a_text_too(void **state)
{
    (void)state;
    assert_non_null(fnl_status_text((fnl_status)999));
    assert_non_null(fnl_status_text((fnl_status)-1));
    /* One more than the last: a status that was added without a text would be found here. */
    assert_string_equal(fnl_status_text((fnl_status)(STATUSES)), fnl_status_text((fnl_status)999));
}

static void failing_records_the_sentence_and_returns_the_status(void **state)
{
    (void)state;
    struct fnl_error error = {0};
    assert_int_equal(fnl_status_fail(FNL_ERR_IO, &error, "%s: %d bytes, %.3f", "a.csv", 7, 2.385),
                     FNL_ERR_IO);
    assert_int_equal(error.status, FNL_ERR_IO);
    assert_string_equal(error.text, "a.csv: 7 bytes, 2.385");
}

static void the_first_cause_stays(void **state)
{
    (void)state;
    struct fnl_error error = {0};
    fnl_status_fail(FNL_ERR_MEMORY, &error, "first");
    assert_int_equal(fnl_status_fail(FNL_ERR_USAGE, &error, "second"), FNL_ERR_USAGE);
    assert_int_equal(error.status, FNL_ERR_MEMORY);
    assert_string_equal(error.text, "first");
}

static void nobody_needs_to_want_the_sentence(void **state)
{
    (void)state;
    assert_int_equal(fnl_status_fail(FNL_ERR_STOPPED, NULL, "%d", 1), FNL_ERR_STOPPED);
}

static void a_sentence_that_is_too_long_is_cut(void **state)
{
    (void)state;
    struct {
        struct fnl_error error;
        char after[8];
    } both = {.after = "intact"};
    char longer[3 * sizeof both.error.text];
    memset(longer, 'x', sizeof longer);
    longer[sizeof longer - 1] = '\0';

    fnl_status_fail(FNL_ERR_SCENARIO, &both.error, "%s", longer);
    assert_int_equal(strlen(both.error.text), sizeof both.error.text - 1);
    assert_memory_equal(both.error.text, longer, sizeof both.error.text - 1);
    assert_string_equal(both.after, "intact");
}

static void an_error_that_is_reset_can_be_used_again(void **state)
{
    (void)state;
    struct fnl_error error = {0};
    fnl_status_fail(FNL_ERR_IO, &error, "a long first sentence");
    error.status = FNL_OK;
    fnl_status_fail(FNL_ERR_USAGE, &error, "short");
    assert_int_equal(error.status, FNL_ERR_USAGE);
    assert_string_equal(error.text, "short");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_status_has_a_text_of_its_own),
        cmocka_unit_test(a_number_that_is_no_status_has_a_text_too),
        cmocka_unit_test(failing_records_the_sentence_and_returns_the_status),
        cmocka_unit_test(the_first_cause_stays),
        cmocka_unit_test(nobody_needs_to_want_the_sentence),
        cmocka_unit_test(a_sentence_that_is_too_long_is_cut),
        cmocka_unit_test(an_error_that_is_reset_can_be_used_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
