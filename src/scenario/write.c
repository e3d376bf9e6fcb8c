/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/write.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/quantity.h"
#include "scenario/reader.h"
#include "scenario/reading.h"

#define WIDTH 98 /* of a comment's line */

/* One scenario on its way to text. */
struct writer {
    struct fnl_buffer *text;
    enum fnl_write_extent extent;
    bool comments;
    int indent;                /* of the line to be written, in spaces */
    struct fnl_tree standards; /* the nodes of the rows' own values */
    bool exhausted;
};

static void write_text(struct fnl_buffer *text, const char *value)
{
    fnl_buffer_add(text, "\"");
    for (; *value; value++) {
        static const char plain[] = "\"\\\n\r\t\f", letter[] = "\"\\nrtf";
        const char *special = strchr(plain, *value);
        if (special)
            fnl_buffer_format(text, "\\%c", letter[special - plain]);
        else
            fnl_buffer_bytes(text, value, 1);
    }
    fnl_buffer_add(text, "\"");
}

/* As many digits as it takes to read the same number again, and always a sign of being real. */
static void write_real(struct fnl_buffer *text, double real)
{
    static const int precisions[] = {9, 15, 17};
    char number[40];
    for (size_t i = 0; i < 3; i++) {
        snprintf(number, sizeof number, "%.*g", precisions[i], real);
        if (strtod(number, NULL) == real)
            break;
    }
    fnl_buffer_format(text, "%s%s", number, strpbrk(number, ".e") ? "" : ".0");
}

static void write_integer(struct fnl_buffer *text, int64_t integer)
{
    const bool wide = integer > INT32_MAX || integer < INT32_MIN;
    fnl_buffer_format(text, "%lld%s", (long long)integer, wide ? "L" : "");
}

/* libconfig's arrays hold scalars of one kind, and its lists anything. */
static bool is_array(const struct fnl_node *list)
{
    for (const struct fnl_node *item = list->first; item; item = item->next)
        if (item->kind != list->first->kind || item->kind == FNL_NODE_GROUP ||
            item->kind == FNL_NODE_LIST)
            return false;
    return list->count > 0;
}

static void write_list(struct fnl_buffer *text, const struct fnl_node *list)
{
    const bool array = is_array(list);
    fnl_buffer_add(text, array ? "[" : list->count ? "(" : "( ");
    for (const struct fnl_node *item = list->first; item; item = item->next) {
        fnl_write_value(text, item);
        fnl_buffer_add(text, item->next ? ", " : "");
    }
    fnl_buffer_add(text, array ? "]" : ")");
}

static void write_group(struct fnl_buffer *text, const struct fnl_node *group)
{
    fnl_buffer_add(text, "{ ");
    for (const struct fnl_node *child = group->first; child; child = child->next) {
        fnl_buffer_format(text, "%s = ", child->name);
        fnl_write_value(text, child);
        fnl_buffer_add(text, "; ");
    }
    fnl_buffer_add(text, "}");
}

void fnl_write_value(struct fnl_buffer *text, const struct fnl_node *node)
{
    switch (node->kind) {
    case FNL_NODE_GROUP:
        write_group(text, node);
        break;
    case FNL_NODE_LIST:
        write_list(text, node);
        break;
    case FNL_NODE_INTEGER:
        write_integer(text, node->integer);
        break;
    case FNL_NODE_REAL:
        write_real(text, node->real);
        break;
    case FNL_NODE_FLAG:
        fnl_buffer_add(text, node->flag ? "true" : "false");
        break;
    case FNL_NODE_TEXT:
        write_text(text, node->text);
        break;
    }
}

static void start_line(struct writer *w)
{
    fnl_buffer_format(w->text, "%*s", w->indent, "");
}

/* `text` as comment lines that are not too wide; `lead` begins each. */
static void write_comment(struct writer *w, const char *lead, const char *text)
{
    const size_t room = (size_t)(WIDTH - w->indent) - strlen(lead);
    while (*text) {
        size_t length = strlen(text);
        if (length > room) {
            length = room;
            while (length > 0 && text[length] != ' ')
                length--;
            if (length == 0) /* one word that is too long stays whole */
                length = strcspn(text, " ");
        }
        start_line(w);
        fnl_buffer_format(w->text, "%s%.*s\n", lead, (int)length, text);
        text += length + (text[length] == ' ');
    }
}

static const char *unit_text(const struct fnl_param *row)
{
    static const char *const units[] = {
        [FNL_UNIT_NONE] = "number",
        [FNL_UNIT_SHARE] = "share",
        [FNL_UNIT_FACTOR] = "factor",
        [FNL_UNIT_MONEY] = "amount of money",
        [FNL_UNIT_MINUTES] = "minutes",
        [FNL_UNIT_HOURS] = "hours",
        [FNL_UNIT_DAYS] = "days",
        [FNL_UNIT_MONTHS] = "months",
        [FNL_UNIT_PER_MONTH] = "number a month",
        [FNL_UNIT_PER_YEAR] = "number a year",
        [FNL_UNIT_LOGIT] = "effect on the log-odds",
    };
    return units[row->unit];
}

static const char *drawn_text(const struct fnl_param *row)
{
    static const char *const drawn[] = {
        [FNL_DRAWN_NEVER] = "",
        [FNL_DRAWN_FUTURE] = " or law, drawn once a future",
        [FNL_DRAWN_MONTH] = " or law, drawn each month",
        [FNL_DRAWN_ENTITY] = " or law, drawn for each one",
        [FNL_DRAWN_USE] = " or law, drawn at each use",
    };
    return drawn[row->drawn];
}

/* "share or law, drawn for each one", "one of inbound, list". */
static void describe_type(struct fnl_buffer *text, const struct fnl_param *row)
{
    switch (row->type) {
    case FNL_PARAM_FLAG:
        fnl_buffer_add(text, "true or false");
        break;
    case FNL_PARAM_COUNT:
        fnl_buffer_format(text, "whole %s", unit_text(row));
        break;
    case FNL_PARAM_NUMBER:
    case FNL_PARAM_SHARE:
    case FNL_PARAM_MONEY:
    case FNL_PARAM_SPAN:
        fnl_buffer_add(text, unit_text(row));
        break;
    case FNL_PARAM_DATE:
        fnl_buffer_add(text, "date");
        break;
    case FNL_PARAM_TEXT:
        fnl_buffer_add(text, "text");
        break;
    case FNL_PARAM_CHOICE:
        fnl_buffer_add(text, "one of ");
        for (size_t i = 0; row->choices[i]; i++)
            fnl_buffer_format(text, "%s%s", i ? ", " : "", row->choices[i]);
        break;
    case FNL_PARAM_LAW:
        fnl_buffer_format(text, "%s%s", unit_text(row), drawn_text(row));
        break;
    case FNL_PARAM_PLAN:
        fnl_buffer_format(text, "%s, or a list with one for each month", unit_text(row));
        break;
    case FNL_PARAM_DATES:
        fnl_buffer_add(text, row->unit == FNL_UNIT_DAYS ? "list of days" : "list of dates");
        break;
    case FNL_PARAM_TEXTS:
        fnl_buffer_add(text, "text or list of texts");
        break;
    }
}

static void describe_range(struct fnl_buffer *text, const struct fnl_param *row)
{
    char low[FNL_QUANTITY_TEXT], high[FNL_QUANTITY_TEXT];
    if (row->low == 0 && row->high == 0)
        return;
    fnl_buffer_format(text, "; %s", fnl_quantity_text(row->low, row->unit, low));
    if (isfinite(row->high))
        fnl_buffer_format(text, " to %s", fnl_quantity_text(row->high, row->unit, high));
    else
        fnl_buffer_add(text, " or more");
}

/* What a reader of the file must know of a key, in two or more lines above it. */
static void explain_row(struct writer *w, const struct fnl_param *row)
{
    static const char *const levels[] = {"essential", "tuning", "expert"};
    struct fnl_buffer facts = {0};
    describe_type(&facts, row);
    describe_range(&facts, row);
    if (row->standard)
        fnl_buffer_format(&facts, "; standard %s", row->standard);
    else
        fnl_buffer_add(&facts, "; required");
    fnl_buffer_format(&facts, "; %s; %s", levels[row->level], row->source);
    write_comment(w, "# ", row->meaning);
    if (facts.exhausted)
        w->exhausted = true;
    else
        write_comment(w, "#   ", facts.text);
    fnl_buffer_fini(&facts);
}

/* The row's standard as a node; NULL when memory is out. */
static const struct fnl_node *standard_node(struct writer *w, const struct fnl_param *row)
{
    struct fnl_node *node = NULL;
    struct fnl_mistakes mistakes = {0};
    if (fnl_reader_value(row->standard, row->name, &mistakes, &w->standards, &node, NULL) != FNL_OK)
        w->exhausted = true;
    fnl_mistakes_fini(&mistakes);
    return node;
}

static void write_row(struct writer *w, const struct fnl_param *row, const struct fnl_node *group)
{
    const struct fnl_node *node = group ? fnl_tree_child(group, row->name) : NULL;
    if (w->comments)
        explain_row(w, row);
    start_line(w);
    if (!node && row->standard)
        node = standard_node(w, row);
    if (node) {
        fnl_buffer_format(w->text, "%s = ", row->name);
        fnl_write_value(w->text, node);
        fnl_buffer_add(w->text, ";\n");
    } else {
        fnl_buffer_format(w->text, "# %s = ...;\n", row->name);
    }
}

static void write_rows(struct writer *w, const struct fnl_param_table *table,
                       const struct fnl_node *group)
{
    for (size_t i = 0; table && i < table->count; i++)
        write_row(w, &table->rows[i], group);
}

/* Everything added since `start` becomes a comment. */
static void comment_out(struct writer *w, size_t start)
{
    struct fnl_buffer plain = {0};
    if (w->text->exhausted)
        return;
    fnl_buffer_add(&plain, w->text->text + start);
    w->text->length = start;
    for (char *line = plain.text; line && *line;) {
        const size_t length = strcspn(line, "\n");
        fnl_buffer_format(w->text, "#%s%.*s\n", length ? " " : "", (int)length, line);
        line += length + (line[length] == '\n');
    }
    w->exhausted = w->exhausted || plain.exhausted;
    fnl_buffer_fini(&plain);
}

static void write_section(struct writer *w, const struct fnl_section *section,
                          const struct fnl_node *node);

/* Rows and inner sections of a group or of an item; `group` may be NULL. */
static void write_inside(struct writer *w, const struct fnl_section *section,
                         const struct fnl_node *group)
{
    write_rows(w, section->table, group);
    for (size_t i = 0; i < section->section_count; i++) {
        const struct fnl_section *inside = &section->sections[i];
        write_section(w, inside, group ? fnl_tree_child(group, inside->name) : NULL);
    }
}

static void open_with(struct writer *w, const char *name, char sign)
{
    start_line(w);
    if (name)
        fnl_buffer_format(w->text, "%s = ", name);
    fnl_buffer_format(w->text, "%c\n", sign);
    w->indent += 2;
}

static void close_with(struct writer *w, const char *sign)
{
    w->indent -= 2;
    start_line(w);
    fnl_buffer_format(w->text, "%s\n", sign);
}

static void write_group_section(struct writer *w, const struct fnl_section *section,
                                const struct fnl_node *group)
{
    open_with(w, section->name, '{');
    write_inside(w, section, group);
    close_with(w, "};");
}

static void write_item(struct writer *w, const struct fnl_section *section,
                       const struct fnl_node *item, bool last)
{
    open_with(w, NULL, '{');
    write_inside(w, section, item);
    close_with(w, last ? "}" : "},");
}

/* Keys are explained in the first item only. */
static void write_list_section(struct writer *w, const struct fnl_section *section,
                               const struct fnl_node *list)
{
    const bool comments = w->comments;
    open_with(w, section->name, '(');
    if ((!list || !list->first) && w->comments) {
        const size_t start = w->text->length;
        write_item(w, section, NULL, true);
        comment_out(w, start);
    }
    for (const struct fnl_node *item = list ? list->first : NULL; item; item = item->next) {
        write_item(w, section, item, !item->next);
        w->comments = false;
    }
    w->comments = comments;
    close_with(w, ");");
}

/* The keys of the policies that were not chosen, as comments. */
static void write_other_policies(struct writer *w, const struct fnl_section *section,
                                 const struct fnl_policy *chosen)
{
    for (size_t i = 0; i < section->policy_count; i++) {
        const struct fnl_policy *policy = section->policies[i];
        if (policy == chosen || !policy->params || policy->params->count == 0)
            continue;
        const size_t start = w->text->length;
        start_line(w);
        fnl_buffer_format(w->text, "policy = \"%s\";\n", policy->name);
        write_rows(w, policy->params, NULL);
        comment_out(w, start);
    }
}

static void write_policy_section(struct writer *w, const struct fnl_section *section,
                                 const struct fnl_node *group)
{
    const char *name = group ? fnl_tree_child_text(group, "policy") : NULL;
    const struct fnl_policy *policy = name ? fnl_section_policy(section, name) : NULL;
    if (!policy)
        policy = section->policies[0];
    open_with(w, section->name, '{');
    for (size_t i = 0; w->comments && i < section->policy_count; i++) {
        struct fnl_buffer line = {0};
        fnl_buffer_format(&line, "%s: %s", section->policies[i]->name, section->policies[i]->about);
        if (line.exhausted)
            w->exhausted = true;
        else
            write_comment(w, "# ", line.text);
        fnl_buffer_fini(&line);
    }
    start_line(w);
    fnl_buffer_format(w->text, "policy = \"%s\";\n", policy->name);
    write_rows(w, policy->params, group);
    if (w->comments && w->extent == FNL_WRITE_ALL)
        write_other_policies(w, section, policy);
    close_with(w, "};");
}

/* A list of groups has a line for each; all else is one line. */
static void write_elsewhere(struct writer *w, const struct fnl_node *node)
{
    if (node->kind != FNL_NODE_LIST || is_array(node)) {
        start_line(w);
        fnl_buffer_format(w->text, "%s = ", node->name);
        fnl_write_value(w->text, node);
        fnl_buffer_add(w->text, ";\n");
        return;
    }
    open_with(w, node->name, '(');
    for (const struct fnl_node *item = node->first; item; item = item->next) {
        start_line(w);
        fnl_write_value(w->text, item);
        fnl_buffer_add(w->text, item->next ? ",\n" : "\n");
    }
    close_with(w, ");");
}

static void write_section(struct writer *w, const struct fnl_section *section,
                          const struct fnl_node *node)
{
    if (!node && (w->extent == FNL_WRITE_USED || section->kind == FNL_SECTION_ELSEWHERE))
        return;
    fnl_buffer_add(w->text, "\n");
    if (w->comments && section->about)
        write_comment(w, "# ", section->about);
    switch (section->kind) {
    case FNL_SECTION_GROUP:
        write_group_section(w, section, node);
        break;
    case FNL_SECTION_LIST:
        write_list_section(w, section, node);
        break;
    case FNL_SECTION_POLICY:
        write_policy_section(w, section, node);
        break;
    case FNL_SECTION_ELSEWHERE:
        write_elsewhere(w, node);
        break;
    }
}

fnl_status fnl_write_scenario(const struct fnl_section *root, const struct fnl_node *tree,
                              enum fnl_write_extent extent, bool comments, struct fnl_buffer *text)
{
    struct writer w = {.text = text, .extent = extent, .comments = comments};
    write_inside(&w, root, tree);
    fnl_tree_fini(&w.standards);
    return w.exhausted || text->exhausted ? FNL_ERR_MEMORY : FNL_OK;
}
