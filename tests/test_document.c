/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/memory.h"
#include "report/document.h"

#include "made_up.h"

static char *report_on(const struct fnl_study *study)
{
    char *text = NULL;
    size_t length;
    struct fnl_judgement_set judged;
    assert_int_equal(fnl_judgement_init(study, &judged), FNL_OK);
    FILE *stream = open_memstream(&text, &length);
    assert_int_equal(fnl_document_report(study, &judged, stream, NULL), FNL_OK);
    fclose(stream);
    fnl_judgement_fini(&judged);
    return text;
}

static char *run_of(const struct fnl_study *study, const char *command)
{
    static const char *const files[] = {"summary.csv", "run.json"};
    char *text = NULL;
    size_t length;
    FILE *stream = open_memstream(&text, &length);
    assert_int_equal(fnl_document_run(study, command, files, 2, stream, NULL), FNL_OK);
    fclose(stream);
    return text;
}

static void a_run_is_recorded_so_that_it_can_be_run_again(void **state)
{
    (void)state;
    struct made_up *made = made_up_new(1, 37, 12);
    made->asked = 100;
    made_up_shake(made, 3);
    made->samples_asked = 5;
    made->misfits = 2;
    char *text = run_of(made_up_study(made), "funnelsim run \"x\\y\"");
    char *rest = strstr(text, "  \"seed\"");
    assert_non_null(rest);
    assert_string_equal(rest, "  \"seed\": 42,\n"
                              "  \"futures_asked\": 100,\n"
                              "  \"futures_complete\": 37,\n"
                              "  \"partial\": true,\n"
                              "  \"samples_asked\": 5,\n"
                              "  \"samples_complete\": 3,\n"
                              "  \"samples_as_stated\": 2,\n"
                              "  \"start\": \"2026-01-01\",\n"
                              "  \"months\": 12,\n"
                              "  \"currency\": \"USD\",\n"
                              "  \"command\": \"funnelsim run \\\"x\\\\y\\\"\",\n"
                              "  \"options\": [\n"
                              "    {\n"
                              "      \"name\": \"As we are\",\n"
                              "      \"file\": \"firm.cfg\",\n"
                              "      \"digest\": \"00c0ffee00000001\",\n"
                              "      \"guesses\": 9,\n"
                              "      \"ranges\": 7\n"
                              "    }\n"
                              "  ],\n"
                              "  \"files\": [\n"
                              "    \"summary.csv\",\n"
                              "    \"run.json\"\n"
                              "  ]\n"
                              "}\n");
    free(text);
    made_up_free(made);
}

static void a_run_is_partial_until_futures_and_samples_are_complete(void **state)
{
    (void)state;
    struct made_up *made = made_up_new(2, 5, 1);
    char *text = run_of(made_up_study(made), NULL);
    assert_non_null(strstr(text, "\"partial\": false"));
    assert_non_null(strstr(text, "\"command\": null"));
    free(text);
    made_up_shake(made, 3);
    made->samples_asked = 4;
    text = run_of(made_up_study(made), NULL);
    assert_non_null(strstr(text, "\"partial\": true"));
    free(text);
    made_up_free(made);
}

static json_t *parsed(char *text)
{
    json_error_t error;
    json_t *document = json_loads(text, 0, &error);
    if (!document)
        fail_msg("%s in line %d", error.text, error.line);
    free(text);
    return document;
}

static void a_report_has_what_the_screen_has(void **state)
{
    (void)state;
    struct made_up *made = made_up_firm(3);
    made_up_all(made, 1, FNL_CYCLE, FNL_UNDEFINED);
    json_t *document = parsed(report_on(made_up_study(made)));
    json_t *option = json_array_get(json_object_get(document, "options"), 2);
    json_t *revenue = json_object_get(json_object_get(option, "indicators"), "revenue");
    assert_string_equal(json_string_value(json_object_get(revenue, "unit")), "USD");
    assert_true(json_real_value(json_object_get(revenue, "mean")) == 16562000);
    assert_int_equal(json_integer_value(json_object_get(revenue, "futures")), 100);

    json_t *without = json_array_get(json_object_get(document, "options"), 1);
    json_t *cycle = json_object_get(json_object_get(without, "indicators"), "cycle");
    assert_true(json_is_null(json_object_get(cycle, "mean")));
    assert_int_equal(json_integer_value(json_object_get(cycle, "undefined")), 100);

    json_t *differences = json_object_get(document, "differences");
    assert_int_equal(json_array_size(differences), 2 * fnl_indicator_count());
    json_t *gain = json_array_get(differences, fnl_indicator_count() + FNL_CONTRIBUTION);
    assert_string_equal(json_string_value(json_object_get(gain, "option")), "Referrals");
    assert_string_equal(json_string_value(json_object_get(gain, "indicator")), "contribution");
    assert_string_equal(json_string_value(json_object_get(gain, "verdict")), "better");
    assert_true(json_is_null(json_object_get(gain, "shaken_ahead")));

    json_t *verdict = json_object_get(document, "verdict");
    assert_string_equal(json_string_value(json_object_get(verdict, "foremost")), "Referrals");
    assert_true(json_is_true(json_object_get(verdict, "surely_better")));
    assert_true(json_is_false(json_object_get(verdict, "fair")));
    assert_true(json_real_value(json_object_get(verdict, "matters")) == 100000);
    json_t *line = json_array_get(json_object_get(verdict, "text"), 0);
    assert_int_equal(strncmp(json_string_value(line), "Referrals is best", 17), 0);
    json_decref(document);
    made_up_free(made);
}

static void a_single_option_has_no_verdict(void **state)
{
    (void)state;
    struct made_up *made = made_up_firm(1);
    json_t *document = parsed(report_on(made_up_study(made)));
    assert_null(json_object_get(document, "verdict"));
    assert_null(json_object_get(document, "differences"));
    json_decref(document);
    made_up_free(made);
}

static void names_of_any_bytes_make_sound_json(void **state)
{
    (void)state;
    struct made_up *made = made_up_new(2, 5, 1);
    made->options[0].name = "M\xfcller \"&\" S\x01n";
    json_t *document = parsed(report_on(made_up_study(made)));
    json_decref(document);
    made_up_free(made);
}

static void lack_of_memory_writes_nothing(void **state)
{
    (void)state;
    struct made_up *made = made_up_new(2, 5, 1);
    const struct fnl_study *study = made_up_study(made);
    struct fnl_judgement_set judged;
    assert_int_equal(fnl_judgement_init(study, &judged), FNL_OK);
    for (long countdown = 0; countdown < 60; countdown += 7) {
        char *text = NULL;
        size_t length;
        struct fnl_error error = {0};
        FILE *stream = open_memstream(&text, &length);
        fnl_memory_fail_after(countdown);
        assert_int_equal(fnl_document_report(study, &judged, stream, &error), FNL_ERR_MEMORY);
        fnl_memory_fail_after(-1);
        fclose(stream);
        assert_string_equal(text, "");
        free(text);
    }
    fnl_judgement_fini(&judged);
    made_up_free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_is_recorded_so_that_it_can_be_run_again),
        cmocka_unit_test(a_run_is_partial_until_futures_and_samples_are_complete),
        cmocka_unit_test(a_report_has_what_the_screen_has),
        cmocka_unit_test(a_single_option_has_no_verdict),
        cmocka_unit_test(names_of_any_bytes_make_sound_json),
        cmocka_unit_test(lack_of_memory_writes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
