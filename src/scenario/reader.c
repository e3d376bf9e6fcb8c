/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/reader.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <libconfig.h>
#include <locale.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "scenario/scan.h"
#include "scenario/syntax.h"

static fnl_status out_of_memory(struct fnl_error *error)
{
    return fnl_status_fail(FNL_ERR_MEMORY, error, "out of memory while reading a scenario");
}

static const char *kind_of_file(mode_t mode)
{
    return S_ISDIR(mode)    ? "is a directory"
           : S_ISFIFO(mode) ? "is a pipe"
                            : "is a device or a socket";
}

static fnl_status read_all(int descriptor, const char *path, size_t largest,
                           struct fnl_buffer *bytes, struct fnl_error *error)
{
    char block[16384];
    for (;;) {
        const ssize_t count = read(descriptor, block, sizeof block);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return fnl_status_fail(FNL_ERR_IO, error, "%s: %s", path, strerror(errno));
        if (count == 0)
            break;
        if ((size_t)count > largest - bytes->length)
            return fnl_status_fail(FNL_ERR_USAGE, error, "%s is larger than %zu bytes", path,
                                   largest);
        fnl_buffer_bytes(bytes, block, (size_t)count);
        if (bytes->exhausted)
            return out_of_memory(error);
    }
    fnl_buffer_add(bytes, "");
    return bytes->exhausted ? out_of_memory(error) : FNL_OK;
}

/* O_NONBLOCK: opening a FIFO must not wait for a writer before we can see that it is one. */
fnl_status fnl_reader_bytes(const char *path, size_t largest, struct fnl_buffer *bytes,
                            struct fnl_error *error)
{
    const int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0)
        return fnl_status_fail(FNL_ERR_USAGE, error, "%s: %s", path, strerror(errno));

    struct stat facts;
    fnl_status status;
    if (fstat(descriptor, &facts) != 0)
        status = fnl_status_fail(FNL_ERR_IO, error, "%s: %s", path, strerror(errno));
    else if (!S_ISREG(facts.st_mode))
        status = fnl_status_fail(FNL_ERR_USAGE, error, "%s %s, not a file", path,
                                 kind_of_file(facts.st_mode));
    else
        status = read_all(descriptor, path, largest, bytes, error);
    close(descriptor);
    return status;
}

static bool copy_children(struct fnl_tree *tree, struct fnl_node *parent,
                          const config_setting_t *setting, const char *file);

/* One setting of libconfig's as the last child of `parent`. Clean text has no 32-bit integers and
 * no arrays. */
static bool copy_setting(struct fnl_tree *tree, struct fnl_node *parent,
                         const config_setting_t *setting, const char *file)
{
    struct fnl_node *node = NULL;
    const char *name = config_setting_name(setting);
    switch (config_setting_type(setting)) {
    case CONFIG_TYPE_GROUP:
        node = fnl_tree_node(tree, FNL_NODE_GROUP, name);
        break;
    case CONFIG_TYPE_LIST:
        node = fnl_tree_node(tree, FNL_NODE_LIST, name);
        break;
    case CONFIG_TYPE_STRING:
        node = fnl_tree_text(tree, name, config_setting_get_string(setting));
        break;
    case CONFIG_TYPE_BOOL:
        if ((node = fnl_tree_node(tree, FNL_NODE_FLAG, name)))
            node->flag = config_setting_get_bool(setting);
        break;
    case CONFIG_TYPE_FLOAT:
        if ((node = fnl_tree_node(tree, FNL_NODE_REAL, name)))
            node->real = config_setting_get_float(setting);
        break;
    default:
        if ((node = fnl_tree_node(tree, FNL_NODE_INTEGER, name)))
            node->integer = config_setting_get_int64(setting);
        break;
    }
    if (!node)
        return false;
    fnl_tree_insert(parent, node, NULL);
    return fnl_tree_place(tree, node, file, (int)config_setting_source_line(setting)) &&
           (!config_setting_is_aggregate(setting) || copy_children(tree, node, setting, file));
}

static bool copy_children(struct fnl_tree *tree, struct fnl_node *parent,
                          const config_setting_t *setting, const char *file)
{
    const int count = config_setting_length(setting);
    for (int i = 0; i < count; i++)
        if (!copy_setting(tree, parent, config_setting_get_elem(setting, (unsigned)i), file))
            return false;
    return true;
}

/* What libconfig makes of clean text. A syntax error here is one that syntax.c did not know. */
static fnl_status parse(const char *clean, const char *file, struct fnl_mistakes *mistakes,
                        struct fnl_tree *tree, struct fnl_error *error)
{
    config_t config;
    fnl_status status = FNL_OK;
    const locale_t locale = uselocale((locale_t)0);
    config_init(&config);
    const int parsed = config_read_string(&config, clean);
    uselocale(locale);

    if (!parsed) {
        fnl_mistakes_add(mistakes, file, config_error_line(&config), NULL, "%s",
                         config_error_text(&config));
        status = FNL_ERR_SCENARIO;
    } else if (!copy_children(tree, tree->root, config_root_setting(&config), file)) {
        status = out_of_memory(error);
    }
    config_destroy(&config);
    return status;
}

static fnl_status read_text(const char *text, size_t length, const char *file,
                            struct fnl_mistakes *mistakes, struct fnl_tree *tree,
                            struct fnl_error *error)
{
    struct fnl_buffer clean = {0};
    fnl_status status = fnl_syntax_clean(text, length, file, mistakes, &clean);
    tree->root = fnl_tree_node(tree, FNL_NODE_GROUP, NULL);
    if (status == FNL_ERR_MEMORY || !tree->root || !fnl_tree_place(tree, tree->root, file, 0))
        status = out_of_memory(error);
    if (status == FNL_OK)
        status = parse(clean.text, file, mistakes, tree, error);
    fnl_buffer_fini(&clean);
    if (status != FNL_OK)
        fnl_tree_fini(tree);
    return status;
}

fnl_status fnl_reader_text(const char *text, const char *file, struct fnl_mistakes *mistakes,
                           struct fnl_tree *tree, struct fnl_error *error)
{
    return read_text(text, strlen(text), file, mistakes, tree, error);
}

fnl_status fnl_reader_file(const char *path, struct fnl_mistakes *mistakes, struct fnl_tree *tree,
                           struct fnl_error *error)
{
    struct fnl_buffer bytes = {0};
    fnl_status status = fnl_reader_bytes(path, FNL_READER_LARGEST, &bytes, error);
    if (status == FNL_OK)
        status = read_text(bytes.text, bytes.length, path, mistakes, tree, error);
    fnl_buffer_fini(&bytes);
    return status;
}

/* The node of a number, a flag or a text without escapes: nothing is left there for libconfig to
 * do, and rows' standards, which are read for every future, are mostly such. */
static struct fnl_node *scalar(struct fnl_tree *tree, const struct fnl_scan_word *word)
{
    struct fnl_node *node;
    switch (word->kind) {
    case FNL_SCAN_INTEGER:
        if ((node = fnl_tree_node(tree, FNL_NODE_INTEGER, NULL)))
            node->integer = word->integer;
        return node;
    case FNL_SCAN_REAL:
        if ((node = fnl_tree_node(tree, FNL_NODE_REAL, NULL)))
            node->real = word->real;
        return node;
    case FNL_SCAN_FLAG:
        if ((node = fnl_tree_node(tree, FNL_NODE_FLAG, NULL)))
            node->flag = word->integer;
        return node;
    default:
        return fnl_tree_bytes(tree, word->at + 1, word->length - 2);
    }
}

static bool is_scalar(const struct fnl_scan_word *word)
{
    return word->kind == FNL_SCAN_INTEGER || word->kind == FNL_SCAN_REAL ||
           word->kind == FNL_SCAN_FLAG ||
           (word->kind == FNL_SCAN_TEXT && !memchr(word->at, '\\', word->length));
}

static fnl_status complain(struct fnl_mistakes *mistakes, const char *path, const char *sentence)
{
    fnl_mistakes_add(mistakes, NULL, 0, path, "%s", sentence);
    return FNL_ERR_SCENARIO;
}

/* A value in the notation of a file, as the only setting of a file that says nothing else. */
static fnl_status read_nested(const char *text, const char *path, struct fnl_mistakes *mistakes,
                              struct fnl_tree *tree, struct fnl_node **value,
                              struct fnl_error *error)
{
    struct fnl_buffer file = {0};
    struct fnl_tree read = {0};
    struct fnl_mistakes its_mistakes = {0};
    fnl_buffer_format(&file, "value = %s\n", text);
    fnl_status status = file.exhausted
                            ? out_of_memory(error)
                            : fnl_reader_text(file.text, NULL, &its_mistakes, &read, error);
    assert(status != FNL_OK || read.root);
    if (status == FNL_ERR_SCENARIO && its_mistakes.count > 0)
        complain(mistakes, path, its_mistakes.items[0].text ? its_mistakes.items[0].text : "");
    else if (status == FNL_OK && read.root->count != 1)
        status = complain(mistakes, path, "one value is expected");
    if (status == FNL_OK) {
        read.root->first->name = NULL;
        *value = fnl_tree_copy(tree, read.root->first);
        status = *value ? FNL_OK : out_of_memory(error);
    }
    fnl_mistakes_fini(&its_mistakes);
    fnl_tree_fini(&read);
    fnl_buffer_fini(&file);
    return status;
}

fnl_status fnl_reader_value(const char *text, const char *path, struct fnl_mistakes *mistakes,
                            struct fnl_tree *tree, struct fnl_node **value, struct fnl_error *error)
{
    char sentence[256];
    int line;
    if (!fnl_scan_bytes(text, strlen(text), &line, sentence))
        return complain(mistakes, path, sentence);

    struct fnl_scan scan = fnl_scan_start(text, strlen(text));
    const struct fnl_scan_word word = fnl_scan_next(&scan), next = fnl_scan_next(&scan);
    if (word.kind == FNL_SCAN_END)
        return complain(mistakes, path, "a value is missing");
    if (is_scalar(&word) && next.kind == FNL_SCAN_END) {
        *value = scalar(tree, &word);
    } else if (strpbrk(text, "{}()[]=;\"#\n")) {
        return read_nested(text, path, mistakes, tree, value, error);
    } else if (word.kind == FNL_SCAN_BAD && word.problem && next.kind == FNL_SCAN_END) {
        snprintf(sentence, sizeof sentence, "%.60s %s", word.at, word.problem);
        return complain(mistakes, path, sentence);
    } else {
        size_t length = strlen(word.at);
        while (strchr(" \t\r", word.at[length - 1]))
            length--;
        *value = fnl_tree_bytes(tree, word.at, length);
    }
    return *value ? FNL_OK : out_of_memory(error);
}

char *fnl_reader_beside(const char *file, const char *name)
{
    const char *slash = file && name[0] != '/' ? strrchr(file, '/') : NULL;
    return slash ? fnl_memory_format("%.*s/%s", (int)(slash - file), file, name)
                 : fnl_memory_text(name);
}
