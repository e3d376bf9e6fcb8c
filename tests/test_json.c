/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "report/file.h"
#include "report/json.h"

static char *dump(json_t *document)
{
    char *text;
    size_t length;
    FILE *stream = open_memstream(&text, &length);
    assert_int_equal(fnl_json_write(document, stream, NULL), FNL_OK);
    fclose(stream);
    json_decref(document);
    return text;
}

static void keys_keep_their_order_and_values_their_digits(void **state)
{
    (void)state;
    json_t *document = json_object();
    json_object_set_new(document, "version", fnl_json_text("1.0"));
    json_object_set_new(document, "seed", json_integer(INT64_MAX));
    json_object_set_new(document, "cost", json_integer(INT64_MIN));
    json_object_set_new(document, "a third", fnl_json_real(1.0 / 3));
    json_object_set_new(document, "nothing", fnl_json_real(-0.0));
    json_object_set_new(document, "large", fnl_json_real(2.385e20));
    json_object_set_new(document, "money", fnl_json_money(1398490471));
    json_object_set_new(document, "debt", fnl_json_money(-98765432100029));
    char *text = dump(document);
    assert_string_equal(text, "{\n"
                              "  \"version\": \"1.0\",\n"
                              "  \"seed\": 9223372036854775807,\n"
                              "  \"cost\": -9223372036854775808,\n"
                              "  \"a third\": 0.333333333,\n"
                              "  \"nothing\": 0.0,\n"
                              "  \"large\": 2.385e20,\n"
                              "  \"money\": 13984904.71,\n"
                              "  \"debt\": -987654321000.29\n"
                              "}\n");
    free(text);
}

static void what_json_cannot_say_is_null_or_cleaned(void **state)
{
    (void)state;
    json_t *document = json_array();
    json_array_append_new(document, fnl_json_real(NAN));
    json_array_append_new(document, fnl_json_real(-INFINITY));
    json_array_append_new(document, fnl_json_text("M\xfcller \"says\"\nno"));
    char *text = dump(document);
    assert_string_equal(text, "[\n  null,\n  null,\n  \"M?ller \\\"says\\\" no\"\n]\n");
    free(text);
}

static void a_document_without_memory_is_reported(void **state)
{
    (void)state;
    struct fnl_error error = {0};
    assert_int_equal(fnl_json_write(NULL, stdout, &error), FNL_ERR_MEMORY);
    fnl_memory_fail_after(0);
    assert_null(fnl_json_text("name"));
    fnl_memory_fail_after(-1);
}

static void a_full_disk_is_noticed_when_the_file_is_finished(void **state)
{
    (void)state;
    fnl_file *file;
    json_t *document = json_object();
    struct fnl_error error = {0};
    assert_int_equal(fnl_file_new("/dev/full", &file, &error), FNL_OK);
    assert_int_equal(fnl_json_write(document, fnl_file_stream(file), &error), FNL_OK);
    assert_int_equal(fnl_file_finish(file, &error), FNL_ERR_IO);
    fnl_file_free(file);

    /* Straight into a stream that cannot take it: the stream remembers. */
    FILE *full = fopen("/dev/full", "w");
    setvbuf(full, NULL, _IONBF, 0);
    assert_int_equal(fnl_json_write(document, full, NULL), FNL_OK);
    assert_true(ferror(full));
    fclose(full);
    json_decref(document);
}

/* Beyond 2^53 some readers of JSON would take it for its neighbour. */
static void a_large_seed_is_a_text(void **state)
{
    (void)state;
    json_t *small = fnl_json_seed(UINT64_C(9007199254740992));
    json_t *large = fnl_json_seed(UINT64_C(9007199254740993));
    assert_true(json_integer_value(small) == INT64_C(9007199254740992));
    assert_string_equal(json_string_value(large), "9007199254740993");
    json_decref(small);
    json_decref(large);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_keep_their_order_and_values_their_digits),
        cmocka_unit_test(what_json_cannot_say_is_null_or_cleaned),
        cmocka_unit_test(a_document_without_memory_is_reported),
        cmocka_unit_test(a_full_disk_is_noticed_when_the_file_is_finished),
        cmocka_unit_test(a_large_seed_is_a_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
