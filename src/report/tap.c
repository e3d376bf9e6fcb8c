/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/tap.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "report/document.h"
#include "report/finding.h"

static fnl_status out_of_memory(struct fnl_error *error)
{
    return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory for findings");
}

/* Text of a description: a number sign would begin a directive. */
static void write_description(const char *text, FILE *stream)
{
    for (; *text; text++) {
        if (*text == '#' || *text == '\\')
            putc('\\', stream);
        putc(*text, stream);
    }
}

/* A text in quotes, as YAML reads it. */
static void write_quoted(const char *text, size_t length, FILE *stream)
{
    putc('"', stream);
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '"' || text[i] == '\\')
            putc('\\', stream);
        putc(text[i], stream);
    }
    putc('"', stream);
}

static void write_entry(const char *key, const char *text, FILE *stream)
{
    fprintf(stream, "  %s: ", key);
    write_quoted(text, strlen(text), stream);
    putc('\n', stream);
}

/* The lines of a text as a list; nothing where there are none. */
static void write_list(const char *key, const char *lines, FILE *stream)
{
    if (*lines)
        fprintf(stream, "  %s:\n", key);
    while (*lines) {
        const size_t length = strcspn(lines, "\n");
        fputs("    - ", stream);
        write_quoted(lines, length, stream);
        putc('\n', stream);
        lines += length + (lines[length] == '\n');
    }
}

/* The line that programs count. */
static fnl_status write_line(const struct fnl_finding *finding, size_t number, FILE *stream,
                             struct fnl_error *error)
{
    const struct fnl_trial_finding *of = finding->of;
    char *says = fnl_finding_text(fnl_finding_says, finding);
    if (!says)
        return out_of_memory(error);
    fprintf(stream, "%sok %zu - ", fnl_trial_is_contradicted(of) ? "not " : "", number + 1);
    write_description(of->form->id, stream);
    putc(' ', stream);
    write_description(says, stream);
    if (of->settling.verdict == FNL_SEQUENTIAL_UNDECIDED)
        fprintf(stream, " # SKIP undecided after %zu futures", of->settling.futures);
    putc('\n', stream);
    free(says);
    return FNL_OK;
}

/* What a block says of a finding. */
struct block {
    char *sentence, *remarks, *boundary, *firm; /* NULL where memory ran out */
    struct fnl_finding_tally tally;
};

static void write_entries(const struct block *block, const struct fnl_trial_finding *of,
                          FILE *stream)
{
    fputs("  ---\n", stream);
    write_entry("verdict", fnl_finding_word(of->settling.verdict), stream);
    write_entry("expected", fnl_claimform_expects[of->expect], stream);
    write_entry("finding", block->sentence, stream);
    write_list("remarks", block->remarks, stream);
    write_list("boundary", block->boundary, stream);
    write_entry("firm", block->firm, stream);
    fprintf(stream,
            "  futures: %zu\n  guesses:\n    stated: %zu\n    standard: %zu\n"
            "  carriers:\n    figures: %zu\n    guesses: %zu\n    without_evidence: %zu\n  ...\n",
            of->settling.futures, block->tally.stated, block->tally.standard, block->tally.carriers,
            block->tally.guessed, block->tally.unfounded);
}

static fnl_status write_block(const struct fnl_finding *finding, FILE *stream,
                              struct fnl_error *error)
{
    struct block block = {.sentence = fnl_finding_text(fnl_finding_sentence, finding),
                          .remarks = fnl_finding_text(fnl_finding_remarks, finding),
                          .boundary = fnl_finding_text(fnl_finding_boundary, finding),
                          .firm = fnl_finding_text(fnl_finding_firm, finding)};
    fnl_status status = fnl_finding_count(finding, &block.tally, error);
    if (!block.sentence || !block.remarks || !block.boundary || !block.firm)
        status = out_of_memory(error);
    else if (status == FNL_OK)
        write_entries(&block, finding->of, stream);
    free(block.sentence);
    free(block.remarks);
    free(block.boundary);
    free(block.firm);
    return status;
}

fnl_status fnl_tap_write(const fnl_trial *trial, FILE *stream, struct fnl_error *error)
{
    const struct fnl_sequential *plan = fnl_trial_plan(trial);
    fnl_status status = FNL_OK;
    fprintf(stream, "TAP version 14\n1..%zu\n", fnl_trial_count(trial));
    fprintf(stream,
            "# funnelsim %s, seed %" PRIu64 ", at most %zu futures a claim, decided wrongly with a "
            "chance of at most %g %%\n",
            fnl_document_version(), fnl_trial_seed(trial), plan->most, plan->error * 100);
    for (size_t i = 0; i < fnl_trial_count(trial) && status == FNL_OK; i++) {
        const struct fnl_finding finding = fnl_finding_number(trial, i);
        status = write_line(&finding, i, stream, error);
        if (status == FNL_OK)
            status = write_block(&finding, stream, error);
    }
    if (fnl_trial_is_partial(trial))
        fputs("# stopped early: what was not decided by then is undecided\n", stream);
    return status;
}
