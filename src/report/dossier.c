/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/dossier.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "report/document.h"
#include "report/finding.h"
#include "report/label.h"
#include "report/markdown.h"

static fnl_status out_of_memory(struct fnl_error *error)
{
    return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory for findings");
}

/* Somebody's text, cleaned and escaped. */
static fnl_status write_text(const char *text, FILE *stream, struct fnl_error *error)
{
    char *clean = fnl_label_clean(text);
    if (!clean)
        return out_of_memory(error);
    fnl_markdown_text(clean, stream);
    free(clean);
    return FNL_OK;
}

/* Texts of ours about a finding, escaped, each line behind `before`. */
static fnl_status write_lines(bool (*write)(const struct fnl_finding *finding, FILE *stream),
                              const struct fnl_finding *finding, const char *before, FILE *stream,
                              struct fnl_error *error)
{
    char *lines = fnl_finding_text(write, finding), *rest = lines;
    if (!lines)
        return out_of_memory(error);
    for (char *line = strtok_r(lines, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        fputs(before, stream);
        fnl_markdown_text(line, stream);
        fputs(*before ? "\n" : "", stream);
    }
    free(lines);
    return FNL_OK;
}

/* --- the head ----------------------------------------------------------------------------------*/

static bool was_named(const fnl_trial *trial, size_t number, const fnl_scenario *base)
{
    for (size_t i = 0; i < number; i++)
        if (fnl_claims_base(fnl_trial_claims(trial), fnl_trial_finding(trial, i)->index) == base)
            return true;
    return false;
}

/* A firm, and the claims that were settled in it. */
static fnl_status write_firm(const fnl_trial *trial, const fnl_scenario *base, FILE *stream,
                             struct fnl_error *error)
{
    char digest[FNL_SCENARIO_DIGEST];
    const char *before = ": ";
    fputs("- ", stream);
    const fnl_status status = write_text(fnl_scenario_name(base), stream, error);
    fprintf(stream, " (digest %s; guesses: %zu stated and %zu among the standard values)",
            fnl_scenario_digest(base, digest), fnl_scenario_guesses(base),
            fnl_scenario_standard_guesses(base));
    for (size_t i = 0; i < fnl_trial_count(trial); i++) {
        const struct fnl_trial_finding *finding = fnl_trial_finding(trial, i);
        if (fnl_claims_base(fnl_trial_claims(trial), finding->index) != base)
            continue;
        fputs(before, stream);
        fnl_markdown_text(finding->form->id, stream);
        before = ", ";
    }
    putc('\n', stream);
    return status;
}

static void write_head(const fnl_trial *trial, FILE *stream)
{
    const struct fnl_sequential *plan = fnl_trial_plan(trial);
    fprintf(
        stream,
        "# What became of the claims\n\nfunnelsim %s, seed %" PRIu64
        ". Each claim had at most %zu futures, and is decided wrongly with a chance of at most "
        "%g %%, all looks taken together (%zu at most). The intervals are those of one look: "
        "%g %%.\n\n"
        "A verdict is about a simulated firm and holds as far as its figures do. Which firm that "
        "is stands at the end.\n\n",
        fnl_document_version(), fnl_trial_seed(trial), plan->most, plan->error * 100,
        fnl_sequential_looks(plan), fnl_sequential_confidence(plan) * 100);
    if (fnl_trial_is_partial(trial))
        fputs("**Stopped early: what was not decided by then is undecided.**\n\n", stream);
}

/* --- the table ---------------------------------------------------------------------------------*/

static fnl_status write_row(const struct fnl_finding *finding, FILE *stream,
                            struct fnl_error *error)
{
    const struct fnl_trial_finding *of = finding->of;
    fputs("| ", stream);
    fnl_markdown_text(of->form->id, stream);
    fputs(" | ", stream);
    fnl_status status = write_text(of->form->says, stream, error);
    fprintf(stream, " | %s%s | ", fnl_finding_word(of->settling.verdict),
            fnl_trial_is_contradicted(of) ? ", against what is expected" : "");
    if (status == FNL_OK)
        status = write_lines(fnl_finding_sentence, finding, "", stream, error);
    fputs(" |\n", stream);
    return status;
}

static size_t firm_of(const fnl_trial *trial, size_t number)
{
    return fnl_claims_firm(fnl_trial_claims(trial), fnl_trial_finding(trial, number)->index);
}

static fnl_status write_table(const fnl_trial *trial, FILE *stream, struct fnl_error *error)
{
    fnl_status status = FNL_OK;
    fputs("\n| | claim | verdict | by how much |\n| --- | --- | --- | --- |\n", stream);
    for (size_t i = 0; i < fnl_trial_count(trial) && status == FNL_OK; i++) {
        const struct fnl_finding finding = fnl_finding_number(trial, i);
        if (firm_of(trial, i) == 0)
            status = write_row(&finding, stream, error);
    }
    return status;
}

/* --- other firms -------------------------------------------------------------------------------*/

/* The finding of a claim in firm `firm`, or of any claim there for NULL; the number of findings
 * where there is none. */
static size_t find(const fnl_trial *trial, const char *id, size_t firm)
{
    size_t i = 0;
    while (i < fnl_trial_count(trial) &&
           (firm_of(trial, i) != firm ||
            (id && strcmp(fnl_trial_finding(trial, i)->form->id, id) != 0)))
        i++;
    return i;
}

/* How many firms there are besides the first: their findings stand behind its own, in order. */
static size_t count_others(const fnl_trial *trial)
{
    const size_t count = fnl_trial_count(trial);
    return count > 0 ? firm_of(trial, count - 1) : 0;
}

static fnl_status write_firm_name(const fnl_trial *trial, size_t firm, FILE *stream,
                                  struct fnl_error *error)
{
    const size_t number = find(trial, NULL, firm);
    if (number == fnl_trial_count(trial))
        return FNL_OK;
    const fnl_scenario *base =
        fnl_claims_base(fnl_trial_claims(trial), fnl_trial_finding(trial, number)->index);
    return write_text(fnl_scenario_name(base), stream, error);
}

/* The verdicts on one claim, firm by firm. */
static void write_verdicts(const fnl_trial *trial, const char *id, size_t others, FILE *stream)
{
    fputs("| ", stream);
    fnl_markdown_text(id, stream);
    for (size_t firm = 0; firm <= others; firm++) {
        const size_t number = find(trial, id, firm);
        fprintf(stream, " | %s",
                number == fnl_trial_count(trial)
                    ? ""
                    : fnl_finding_word(fnl_trial_finding(trial, number)->settling.verdict));
    }
    fputs(" |\n", stream);
}

/* Which claims hold in which firm, where more than one was asked. */
static fnl_status write_firms(const fnl_trial *trial, FILE *stream, struct fnl_error *error)
{
    const size_t others = count_others(trial);
    fnl_status status = FNL_OK;
    if (others == 0)
        return FNL_OK;
    fputs("\nThe same claims in several firms:\n\n| ", stream);
    for (size_t firm = 0; firm <= others && status == FNL_OK; firm++) {
        fputs(" | ", stream);
        status = write_firm_name(trial, firm, stream, error);
    }
    fputs(" |\n| ---", stream);
    for (size_t firm = 0; firm <= others; firm++)
        fputs(" | ---", stream);
    fputs(" |\n", stream);
    for (size_t i = 0; i < fnl_trial_count(trial); i++) {
        const struct fnl_claimform_claim *form = fnl_trial_finding(trial, i)->form;
        if (firm_of(trial, i) == 0 && form->everywhere)
            write_verdicts(trial, form->id, others, stream);
    }
    return status;
}

/* What became of the claim in each of the other firms: a line each. */
static fnl_status write_elsewhere(const struct fnl_finding *finding, FILE *stream,
                                  struct fnl_error *error)
{
    const fnl_trial *trial = finding->trial;
    fnl_status status = FNL_OK;
    for (size_t firm = 1; firm <= count_others(trial) && status == FNL_OK; firm++) {
        const size_t number = find(trial, finding->of->form->id, firm);
        if (number == fnl_trial_count(trial))
            continue;
        const struct fnl_finding other = fnl_finding_number(trial, number);
        fputs("- ", stream);
        status = write_firm_name(trial, firm, stream, error);
        fprintf(stream, ": %s, ", fnl_finding_word(other.of->settling.verdict));
        if (status == FNL_OK)
            status = write_lines(fnl_finding_sentence, &other, "", stream, error);
        fputs(". ", stream);
        if (status == FNL_OK)
            status = write_lines(fnl_finding_guesses, &other, "", stream, error);
        putc('\n', stream);
    }
    return status;
}

/* --- each claim --------------------------------------------------------------------------------*/

static fnl_status write_texts(const char *heading, const struct fnl_param_texts *texts,
                              FILE *stream, struct fnl_error *error)
{
    fnl_status status = FNL_OK;
    for (size_t i = 0; i < texts->count && status == FNL_OK; i++) {
        fprintf(stream, "%s%s", i ? "" : "- ", i ? ", " : heading);
        status = write_text(texts->items[i], stream, error);
    }
    fputs(texts->count ? ".\n" : "", stream);
    return status;
}

/* What the verdict rests on, and what others have found. */
static fnl_status write_grounds(const struct fnl_finding *finding, FILE *stream,
                                struct fnl_error *error)
{
    const struct fnl_claimform_claim *form = finding->of->form;
    fnl_status status = write_lines(fnl_finding_guesses, finding, "- ", stream, error);
    if (status == FNL_OK)
        status = write_texts("Carried by ", &form->carried_by, stream, error);
    if (status == FNL_OK)
        status = write_texts("Covers ", &form->covers, stream, error);
    if (status != FNL_OK || !*form->evidence)
        return status;
    fputs("- Public evidence: ", stream);
    status = write_text(form->evidence, stream, error);
    putc('\n', stream);
    return status;
}

static fnl_status write_claim(const struct fnl_finding *finding, FILE *stream,
                              struct fnl_error *error)
{
    const struct fnl_trial_finding *of = finding->of;
    fputs("\n## ", stream);
    fnl_markdown_text(of->form->id, stream);
    fprintf(stream, ": %s\n\n", fnl_finding_word(of->settling.verdict));
    fnl_status status = write_text(of->form->says, stream, error);
    fputs("\n\n", stream);
    if (status == FNL_OK)
        status = write_lines(fnl_finding_sentence, finding, "- ", stream, error);
    if (status == FNL_OK)
        status = write_lines(fnl_finding_remarks, finding, "- ", stream, error);
    if (status == FNL_OK)
        status = write_lines(fnl_finding_boundary, finding, "- ", stream, error);
    if (status == FNL_OK)
        status = write_elsewhere(finding, stream, error);
    return status == FNL_OK ? write_grounds(finding, stream, error) : status;
}

/* Each firm, what it rests on, and the claims about it. */
static fnl_status write_bases(const fnl_trial *trial, FILE *stream, struct fnl_error *error)
{
    fnl_status status = FNL_OK;
    fputs("\n## The firms\n\nWhat the figures of each rest on, and the claims about it:\n\n",
          stream);
    for (size_t i = 0; i < fnl_trial_count(trial) && status == FNL_OK; i++) {
        const fnl_scenario *base =
            fnl_claims_base(fnl_trial_claims(trial), fnl_trial_finding(trial, i)->index);
        if (!was_named(trial, i, base))
            status = write_firm(trial, base, stream, error);
    }
    return status;
}

fnl_status fnl_dossier_write(const fnl_trial *trial, FILE *stream, struct fnl_error *error)
{
    write_head(trial, stream);
    fnl_status status = write_table(trial, stream, error);
    if (status == FNL_OK)
        status = write_firms(trial, stream, error);
    for (size_t i = 0; i < fnl_trial_count(trial) && status == FNL_OK; i++) {
        const struct fnl_finding finding = fnl_finding_number(trial, i);
        if (firm_of(trial, i) == 0)
            status = write_claim(&finding, stream, error);
    }
    return status == FNL_OK ? write_bases(trial, stream, error) : status;
}
