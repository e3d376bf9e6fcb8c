/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/key.h"
#include "base/memory.h"
#include "scenario/reader.h"

#include "scratch.h"

static const char *const sample = "# our firm\n"
                                  "name = \"As we are\";\n"
                                  "months = 36\n"
                                  "sources = (\n"
                                  "  { name = \"Website\"; cost_each = { value = 164; basis = "
                                  "\"measured\"; range = (150, 180.5); };\n"
                                  "    days = [2, 8, 25]; on = true;\n"
                                  "  },\n"
                                  "  { name = \"Bought \\\"list\\\"\"; bad_contact = \"22 %\"; "
                                  "rate = 1.5e-3, cents = 3000000000; },\n"
                                  ");\n"
                                  "/* the end */ about = \"one \" // joined\n"
                                  "   \"two\";\n";

static void read_well(const char *text, struct fnl_tree *tree)
{
    struct fnl_mistakes mistakes = {0};
    struct fnl_error error = {0};
    const fnl_status status = fnl_reader_text(text, "a.cfg", &mistakes, tree, &error);
    fnl_mistakes_print(&mistakes, stderr);
    assert_int_equal(status, FNL_OK);
    assert_int_equal(mistakes.count, 0);
}

static void every_kind_of_value_arrives_with_its_place(void **state)
{
    (void)state;
    struct fnl_tree tree = {0};
    read_well(sample, &tree);
    assert_int_equal(tree.root->count, 4);
    assert_string_equal(tree.root->file, "a.cfg");
    assert_string_equal(fnl_tree_child_text(tree.root, "about"), "one two");
    assert_int_equal(fnl_tree_child(tree.root, "about")->line, 10);

    const struct fnl_node *sources = fnl_tree_child(tree.root, "sources");
    const struct fnl_node *website = fnl_tree_item(sources, "Website");
    assert_int_equal(website->line, 5);
    const struct fnl_node *days = fnl_tree_child(website, "days");
    assert_int_equal(days->kind, FNL_NODE_LIST);
    assert_int_equal(days->line, 6);
    assert_int_equal(days->last->integer, 25);
    assert_true(fnl_tree_child(website, "on")->flag);
    const struct fnl_node *range = fnl_tree_child(fnl_tree_child(website, "cost_each"), "range");
    assert_int_equal(range->first->kind, FNL_NODE_INTEGER);
    assert_true(range->last->real == 180.5);

    const struct fnl_node *bought = fnl_tree_item(sources, "Bought \"list\"");
    assert_non_null(bought);
    assert_true(fnl_tree_child(bought, "rate")->real == 1.5e-3);
    assert_true(fnl_tree_child(bought, "cents")->integer == INT64_C(3000000000));
    assert_string_equal(fnl_tree_child(bought, "cents")->file, "a.cfg");
    fnl_tree_fini(&tree);
}

static void an_item_has_the_line_where_it_stands(void **state)
{
    (void)state;
    struct fnl_tree tree = {0};
    read_well("list = (\n \"one\"\n\n ,\n \"two\"\n\n, 3\n, { a = 1 }\n,\n (\n 4))\n", &tree);
    static const int lines[] = {2, 5, 7, 8, 10};
    const struct fnl_node *item = tree.root->first->first;
    for (size_t i = 0; i < 5; i++, item = item->next)
        assert_int_equal(item->line, lines[i]);
    assert_int_equal(tree.root->first->last->first->line, 11);
    fnl_tree_fini(&tree);
}

static void an_empty_file_is_an_empty_scenario(void **state)
{
    (void)state;
    struct fnl_tree tree = {0};
    read_well("", &tree);
    assert_int_equal(tree.root->count, 0);
    fnl_tree_fini(&tree);
    read_well("\xef\xbb\xbf// nothing\n", &tree);
    assert_int_equal(tree.root->count, 0);
    fnl_tree_fini(&tree);
}

static void a_text_with_a_mistake_leaves_no_tree(void **state)
{
    (void)state;
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    struct fnl_error error = {0};
    assert_int_equal(fnl_reader_text("a = 1;\nb = 12 %;", "a.cfg", &mistakes, &tree, &error),
                     FNL_ERR_SCENARIO);
    assert_int_equal(mistakes.count, 1);
    assert_int_equal(mistakes.items[0].line, 2);
    assert_null(tree.root);
    assert_int_equal(error.status, FNL_OK);
    fnl_mistakes_fini(&mistakes);
}

static void expect_refusal(const char *path, fnl_status expected, const char *said)
{
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    struct fnl_error error = {0};
    assert_int_equal(fnl_reader_file(path, &mistakes, &tree, &error), expected);
    assert_non_null(strstr(error.text, said));
    assert_int_equal(mistakes.count, 0);
    assert_null(tree.root);
}

static void only_regular_files_are_opened(void **state)
{
    (void)state;
    expect_refusal(scratch, FNL_ERR_USAGE, "is a directory, not a file");
    expect_refusal("/dev/zero", FNL_ERR_USAGE, "/dev/zero is a device or a socket, not a file");
    expect_refusal(scratch_path("none.cfg"), FNL_ERR_USAGE, "none.cfg: No such file or directory");

    const char *pipe = scratch_path("pipe.cfg");
    assert_int_equal(mkfifo(pipe, 0600), 0);
    expect_refusal(pipe, FNL_ERR_USAGE, "is a pipe, not a file");
    unlink(pipe);
}

static void write_file(const char *path, const char *text, size_t bytes)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    for (size_t i = strlen(text); i < bytes; i++)
        fputc(' ', file);
    assert_int_equal(fclose(file), 0);
}

static void a_file_may_have_a_mebibyte_and_no_more(void **state)
{
    (void)state;
    const char *path = scratch_path("large.cfg");
    write_file(path, "a = 1;", FNL_READER_LARGEST + 1);
    expect_refusal(path, FNL_ERR_USAGE, "is larger than 1048576 bytes");

    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    write_file(path, "a = 1;", FNL_READER_LARGEST);
    assert_int_equal(fnl_reader_file(path, &mistakes, &tree, NULL), FNL_OK);
    assert_string_equal(tree.root->first->file, path);
    fnl_tree_fini(&tree);
    unlink(path);
}

static void a_zero_byte_is_no_end_of_file(void **state)
{
    (void)state;
    const char *path = scratch_path("zero.cfg");
    FILE *file = fopen(path, "w");
    fwrite("a = 1;\0b = 2;", 1, 13, file);
    fclose(file);
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    assert_int_equal(fnl_reader_file(path, &mistakes, &tree, NULL), FNL_ERR_SCENARIO);
    assert_string_equal(mistakes.items[0].text,
                        "byte 0x00 at column 7 is a control character: take it out");
    fnl_mistakes_fini(&mistakes);
    unlink(path);
}

/* libconfig 1.5 calls exit(2) for this. */
static void including_a_directory_ends_nothing(void **state)
{
    (void)state;
    struct fnl_tree tree = {0};
    struct fnl_mistakes mistakes = {0};
    assert_int_equal(
        fnl_reader_text("a = 1;\n  @include \"/tmp\"\n", "a.cfg", &mistakes, &tree, NULL),
        FNL_ERR_SCENARIO);
    assert_int_equal(mistakes.items[0].line, 2);
    fnl_mistakes_fini(&mistakes);
}

/* libconfig 1.5 resets the thread's locale to the global one. */
static void the_locale_of_the_thread_stays(void **state)
{
    (void)state;
    const locale_t locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    assert_true(locale != (locale_t)0);
    const locale_t before = uselocale(locale);
    struct fnl_tree tree = {0};
    read_well("a = 3.25;", &tree);
    const locale_t after = uselocale(before);
    assert_true(after == locale);
    freelocale(locale);
    assert_true(tree.root->first->real == 3.25);
    fnl_tree_fini(&tree);
}

/* libconfig 1.5 needs 12.7 s for 30,000 keys in one group; ours are bounded. */
static void the_largest_file_is_read_in_a_second(void **state)
{
    (void)state;
    struct fnl_buffer text = {0};
    for (int group = 0; group < 99; group++) {
        fnl_buffer_format(&text, "group_%d = {\n", group);
        for (int key = 0; key < 200; key++)
            fnl_buffer_format(&text, "a_rather_long_key_%04d = %d;\n", key, key);
        fnl_buffer_add(&text, "};\n");
    }
    const clock_t begin = clock();
    struct fnl_tree tree = {0};
    read_well(text.text, &tree);
    assert_true((double)(clock() - begin) / CLOCKS_PER_SEC < 4); /* under a sanitizer */
    fnl_tree_fini(&tree);
    fnl_buffer_fini(&text);
}

static struct fnl_node *read_value(struct fnl_tree *tree, const char *text)
{
    struct fnl_mistakes mistakes = {0};
    struct fnl_node *value = NULL;
    assert_int_equal(fnl_reader_value(text, "p", &mistakes, tree, &value, NULL), FNL_OK);
    assert_null(value->name);
    assert_null(value->parent);
    return value;
}

static void a_single_value_is_read_as_in_a_file(void **state)
{
    (void)state;
    struct fnl_tree tree = {0};
    assert_true(read_value(&tree, "3000000000")->integer == INT64_C(3000000000));
    assert_true(read_value(&tree, " 2.385 ")->real == 2.385);
    assert_true(read_value(&tree, "true")->flag);
    assert_string_equal(read_value(&tree, "\"a b\"")->text, "a b");
    assert_string_equal(read_value(&tree, "\"a \\\"b\\\"\"")->text, "a \"b\"");
    assert_int_equal(read_value(&tree, "[2, 8.5, 25]")->count, 3);
    const struct fnl_node *law = read_value(&tree, "{ law = \"gamma\"; mean = 4; shape = 2; }");
    assert_int_equal(fnl_tree_child(law, "shape")->integer, 2);
    fnl_tree_fini(&tree);
}

static void bare_words_are_texts(void **state)
{
    (void)state;
    static const char *const words[] = {"inbound", "12 %",          "2026-04-01", "250k",
                                        "25,000",  "1 in 3 a year", "a.cfg",      "it's"};
    struct fnl_tree tree = {0};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_string_equal(read_value(&tree, words[i])->text, words[i]);
    assert_string_equal(read_value(&tree, "  as we are ")->text, "as we are");
    fnl_tree_fini(&tree);
}

static void a_wrong_value_is_explained_under_its_path(void **state)
{
    (void)state;
    static const struct {
        const char *text, *said;
    } wrong[] = {
        {"", "a value is missing"},
        {"  # nothing", "a value is missing"},
        {"[1, 2", "the [ that opens here is never closed: a ] is missing"},
        {"1; b = 2", "one value is expected"},
        {"1e999", "1e999 is too large: numbers end at 1.8e308"},
        {"\"a",
         "\"a is a text that does not end on its line: a \" is missing (a long text is written "
         "as \"one\" \"after the other\")"},
        {"M\xfcller", "byte 0xFC at column 2 is not UTF-8: save the file as UTF-8"},
        {"}", "a value is missing here"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct fnl_tree tree = {0};
        struct fnl_mistakes mistakes = {0};
        struct fnl_node *value = NULL;
        assert_int_equal(fnl_reader_value(wrong[i].text, "x.y", &mistakes, &tree, &value, NULL),
                         FNL_ERR_SCENARIO);
        assert_int_equal(mistakes.count, 1);
        assert_string_equal(mistakes.items[0].text, wrong[i].said);
        assert_string_equal(mistakes.items[0].path, "x.y");
        fnl_mistakes_fini(&mistakes);
        fnl_tree_fini(&tree);
    }
}

static void lack_of_memory_is_said_and_nothing_leaks(void **state)
{
    (void)state;
    fnl_status status = FNL_ERR_MEMORY;
    long allowed = 0;
    for (; status != FNL_OK && allowed < 200; allowed++) {
        struct fnl_tree tree = {0};
        struct fnl_mistakes mistakes = {0};
        struct fnl_error error = {0};
        struct fnl_node *value = NULL;
        fnl_memory_fail_after(allowed);
        status = fnl_reader_text(sample, "a.cfg", &mistakes, &tree, &error);
        if (status == FNL_OK)
            status = fnl_reader_value("{ a = 1; }", "p", &mistakes, &tree, &value, &error);
        fnl_memory_fail_after(-1);
        assert_true(status == FNL_OK || status == FNL_ERR_MEMORY);
        assert_int_equal(error.status, status);
        fnl_mistakes_fini(&mistakes);
        fnl_tree_fini(&tree);
    }
    assert_in_range(allowed, 4, 199);
}

/* A small generator of our own: the mutations are the same everywhere. */
static uint64_t next_random(uint64_t *seed)
{
    return fnl_key_scatter((*seed)++);
}

/* Changes, takes out or doubles a few pieces of `text`, which has room for twice its length. */
static void mutate(char *text, size_t *length, uint64_t *seed)
{
    static const char pieces[] = "{}()[];,=:\"\\/*#@%.-+0123456789eLxk \n\t\xc3\xa4\xff";
    for (uint64_t left = 1 + next_random(seed) % 4; left > 0; left--) {
        const size_t at = next_random(seed) % *length;
        const size_t span = 1 + next_random(seed) % 12;
        switch (next_random(seed) % 3) {
        case 0:
            text[at] = pieces[next_random(seed) % (sizeof pieces - 1)];
            break;
        case 1:
            if (at + span < *length) {
                memmove(text + at, text + at + span, *length - at - span);
                *length -= span;
            }
            break;
        default:
            if (at + span < *length) {
                memmove(text + at + span, text + at, *length - at);
                *length += span;
            }
            break;
        }
    }
    text[*length] = '\0';
}

static void no_mutation_of_a_file_crashes_or_hangs(void **state)
{
    (void)state;
    uint64_t seed = 20260401;
    size_t read = 0;
    for (int i = 0; i < 6000; i++) {
        char text[4096];
        size_t length = strlen(sample);
        memcpy(text, sample, length + 1);
        mutate(text, &length, &seed);
        struct fnl_tree tree = {0};
        struct fnl_mistakes mistakes = {0};
        const fnl_status status = fnl_reader_text(text, "a.cfg", &mistakes, &tree, NULL);
        assert_true((status == FNL_OK) == (mistakes.count == 0));
        if (mistakes.count > 0) /* ours are sentences; libconfig's would be "syntax error" */
            assert_null(strstr(mistakes.items[0].text, "syntax error"));
        read += status == FNL_OK;
        fnl_mistakes_fini(&mistakes);
        fnl_tree_fini(&tree);
    }
    assert_in_range(read, 500, 5500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_value_arrives_with_its_place),
        cmocka_unit_test(an_item_has_the_line_where_it_stands),
        cmocka_unit_test(an_empty_file_is_an_empty_scenario),
        cmocka_unit_test(a_text_with_a_mistake_leaves_no_tree),
        cmocka_unit_test(only_regular_files_are_opened),
        cmocka_unit_test(a_file_may_have_a_mebibyte_and_no_more),
        cmocka_unit_test(a_zero_byte_is_no_end_of_file),
        cmocka_unit_test(including_a_directory_ends_nothing),
        cmocka_unit_test(the_locale_of_the_thread_stays),
        cmocka_unit_test(the_largest_file_is_read_in_a_second),
        cmocka_unit_test(a_single_value_is_read_as_in_a_file),
        cmocka_unit_test(bare_words_are_texts),
        cmocka_unit_test(a_wrong_value_is_explained_under_its_path),
        cmocka_unit_test(lack_of_memory_is_said_and_nothing_leaks),
        cmocka_unit_test(no_mutation_of_a_file_crashes_or_hangs),
    };
    return cmocka_run_group_tests(tests, scratch_enter, scratch_leave);
}
