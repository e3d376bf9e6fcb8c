/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/verdict.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "base/date.h"
#include "report/measure.h"
#include "report/paragraph.h"
#include "report/words.h"

/* What is being written, and where. */
struct writing {
    const struct fnl_study *study;
    const struct fnl_judgement_set *set;
    FILE *stream;
};

static const char *name_of(const struct writing *writing, size_t option)
{
    return writing->study->options[option].name;
}

static const struct fnl_indicator_about *yardstick_of(const struct writing *writing)
{
    return fnl_indicator_about((size_t)writing->study->judge_by);
}

static const char *difference_text(const struct writing *writing,
                                   const struct fnl_judgement *judgement, char *text)
{
    return fnl_measure_difference(writing->study, yardstick_of(writing)->measure,
                                  judgement->difference.mean, text);
}

/* The label in the middle of a sentence. */
static void write_label(const struct writing *writing)
{
    const char *label = yardstick_of(writing)->label;
    putc(*label >= 'A' && *label <= 'Z' ? *label - 'A' + 'a' : *label, writing->stream);
    fputs(label + 1, writing->stream);
}

static void write_threshold(const struct writing *writing)
{
    char text[FNL_NUMBER_TEXT];
    fprintf(writing->stream, " (you said %s)",
            fnl_number_money(writing->study->matters, writing->study->currency, text));
}

static void write_needed(const struct writing *writing, const struct fnl_judgement *judgement)
{
    char text[FNL_NUMBER_TEXT];
    const int64_t needed = fnl_judgement_needed(writing->study, judgement);
    if (needed > 0)
        fprintf(writing->stream, "about %s futures would settle it",
                fnl_number_count((double)needed, text));
    else
        fputs("no number of futures that can be run would settle it", writing->stream);
}

/* --- the first line */

/* "+$0.7M contribution over As we are", "win rate +7 points against As we are" */
static void write_gain(const struct writing *writing, const struct fnl_judgement *judgement)
{
    char text[FNL_NUMBER_TEXT];
    const bool money = yardstick_of(writing)->measure == FNL_MEASURE_MONEY;
    const bool over = money && judgement->difference.mean >= 0;
    difference_text(writing, judgement, text);
    if (money)
        fprintf(writing->stream, "%s ", text);
    write_label(writing);
    if (!money)
        fprintf(writing->stream, " %s", text);
    fprintf(writing->stream, " %s %s", over ? "over" : "against",
            name_of(writing, judgement->against));
}

/* One option in a sentence of its own; `too` where another is better as well. */
static void write_one(const struct writing *writing, const struct fnl_judgement *judgement,
                      const char *too)
{
    char text[FNL_NUMBER_TEXT];
    FILE *stream = writing->stream;
    const char *difference =
        judgement->difference.count > 0 ? difference_text(writing, judgement, text) : "";
    fprintf(stream, " %s: ", name_of(writing, judgement->option));
    switch (judgement->verdict) {
    case FNL_VERDICT_BETTER:
        fprintf(stream, "better%s, %s", too, difference);
        break;
    case FNL_VERDICT_WORSE:
        fprintf(stream, "worse, %s", difference);
        break;
    case FNL_VERDICT_SOMEWHAT_BETTER:
        fprintf(stream, "better%s, %s, but perhaps by less than matters", too, difference);
        write_threshold(writing);
        break;
    case FNL_VERDICT_SOMEWHAT_WORSE:
        fprintf(stream, "worse, %s, but perhaps by less than matters", difference);
        write_threshold(writing);
        break;
    case FNL_VERDICT_TOO_CLOSE:
        fputs("too close to matter", stream);
        write_threshold(writing);
        break;
    case FNL_VERDICT_CANNOT_TELL:
        fputs("cannot tell yet (", stream);
        write_needed(writing, judgement);
        putc(')', stream);
        break;
    case FNL_VERDICT_SAME:
        fputs("the same in every future (`funnelsim check` tells what changes nothing)", stream);
        break;
    }
    putc('.', stream);
}

static bool is_close(enum fnl_verdict verdict)
{
    return verdict == FNL_VERDICT_TOO_CLOSE || verdict == FNL_VERDICT_SAME;
}

static bool is_same(enum fnl_verdict verdict)
{
    return verdict == FNL_VERDICT_SAME;
}

static bool is_open(enum fnl_verdict verdict)
{
    return verdict == FNL_VERDICT_CANNOT_TELL;
}

/* Whether the option is one of those beside the foremost to which this applies. */
static bool is_rival(const struct writing *writing, size_t option, bool (*is)(enum fnl_verdict))
{
    return option != writing->set->foremost && is(writing->set->rivals[option - 1].verdict);
}

/* " `before` More leads, Hire two or Walk away `after`", or nothing where there are none. */
static void write_rivals(const struct writing *writing, bool (*is)(enum fnl_verdict),
                         const char *before, const char *after)
{
    size_t count = 0, named = 0;
    for (size_t i = 1; i < writing->study->count; i++)
        count += is_rival(writing, i, is);
    for (size_t i = 1; i < writing->study->count; i++) {
        if (!is_rival(writing, i, is))
            continue;
        fputs(named == 0 ? before : fnl_words_between(named, count, " or "), writing->stream);
        fputs(name_of(writing, i), writing->stream);
        named++;
    }
    if (count > 0)
        fputs(after, writing->stream);
}

static size_t count_rivals(const struct writing *writing)
{
    size_t count = 0;
    for (size_t i = 1; i < writing->study->count; i++)
        count += i != writing->set->foremost &&
                 !fnl_judgement_is_better(writing->set->rivals[i - 1].verdict);
    return count;
}

/* The foremost is surely better than the first; is it also better than the rest? */
static void write_winner(const struct writing *writing)
{
    FILE *stream = writing->stream;
    const struct fnl_judgement *winner = fnl_judgement_on(writing->set, writing->set->foremost);
    const bool alone = count_rivals(writing) == 0;
    const bool fading =
        winner->turn == FNL_TURN_FADING && writing->study->judge_by == FNL_CONTRIBUTION;
    const char *claim = fading                       ? "is ahead for now"
                        : !alone                     ? "is ahead"
                        : writing->study->count == 2 ? "is better"
                                                     : "is best";

    fprintf(stream, "%s %s: ", name_of(writing, winner->option), claim);
    write_gain(writing, winner);
    if (winner->verdict == FNL_VERDICT_SOMEWHAT_BETTER) {
        fputs(", but perhaps by less than matters", stream);
        write_threshold(writing);
    }
    putc('.', stream);
    write_rivals(writing, is_close, " It is not ahead of ", " by as much as matters.");
    write_rivals(writing, is_open, " Whether it is ahead of ", ", too, cannot be told yet.");
}

static size_t count_verdicts(const struct writing *writing, bool (*is)(enum fnl_verdict))
{
    size_t count = 0;
    for (size_t i = 1; i < writing->study->count; i++)
        count += is(fnl_judgement_on(writing->set, i)->verdict);
    return count;
}

/* No option is surely better than the first: what is to be said of them all. */
static void write_no_winner(const struct writing *writing)
{
    const size_t others = writing->study->count - 1;
    const char *first = name_of(writing, 0);
    if (count_verdicts(writing, fnl_judgement_is_worse) == others)
        fprintf(writing->stream, "%s is best.", first);
    else if (count_verdicts(writing, is_same) == others)
        fprintf(writing->stream, "No option differs from %s.", first);
    else if (count_verdicts(writing, is_open) > 0)
        fprintf(writing->stream, "No option is surely better than %s so far.", first);
    else
        fprintf(writing->stream, "No option is better than %s%s.", first,
                writing->study->matters > 0 ? " by as much as matters" : "");
}

static void write_first_line(const struct writing *writing)
{
    const struct fnl_judgement_set *set = writing->set;
    if (set->better)
        write_winner(writing);
    else
        write_no_winner(writing);
    for (size_t i = 1; i < writing->study->count; i++)
        if (!set->better || i != set->foremost)
            write_one(writing, fnl_judgement_on(set, i), set->better ? " too" : "");
    putc('\n', writing->stream);
}

/* --- the lines of detail */

static void write_heading(const struct writing *writing, const char *heading)
{
    fprintf(writing->stream, "  %-*s", FNL_PARAGRAPH_HEADING - 2, heading);
}

/* "in 8 of 10 the gain is $0.06M to $1.34M" */
static void write_span(const struct writing *writing, double low, double high)
{
    char text[FNL_NUMBER_TEXT];
    const enum fnl_measure measure = yardstick_of(writing)->measure;
    const bool gain = low >= 0 && fnl_judgement_direction(writing->study->judge_by) > 0;
    fprintf(writing->stream, "; in 8 of 10 the %s is ", gain ? "gain" : "difference");
    if (measure == FNL_MEASURE_MONEY) {
        fputs(fnl_measure_range(writing->study, measure, low, high, text), writing->stream);
        return;
    }
    fprintf(writing->stream, "%s to ", fnl_measure_difference(writing->study, measure, low, text));
    fputs(fnl_measure_difference(writing->study, measure, high, text), writing->stream);
}

static void write_luck(const struct writing *writing, const struct fnl_judgement *judgement)
{
    const struct fnl_spread *difference = &judgement->difference;
    write_heading(writing, "Luck");
    fprintf(writing->stream, "ahead in %zu of %zu futures", judgement->ahead, difference->count);
    if (judgement->ties > 0)
        fprintf(writing->stream, ", equal in %zu", judgement->ties);
    write_span(writing, (double)difference->low, (double)difference->high);
    putc('\n', writing->stream);
}

static void write_misfits(const struct writing *writing)
{
    const size_t misfits = fnl_experiment_misfits(writing->study->results);
    if (misfits > 0)
        fprintf(
            writing->stream,
            "  In %zu of these futures the moved inputs did not fit together: there all options "
            "have them as stated.\n",
            misfits);
}

/* Who stated no range knows of no range of the guesses either, whosever they are. */
static void write_not_moved(const struct fnl_study_option *option, FILE *stream)
{
    const size_t own = option->guesses, standard = option->standard_guesses;
    fputs("not tried: you state no range", stream);
    if (own > 0)
        fprintf(stream, "; %zu of your values%s", own, standard > 0 ? " and" : "");
    if (standard > 0)
        fprintf(stream, "%s %zu standard value%s", own > 0 ? "" : ";", standard,
                standard == 1 ? "" : "s");
    if (own + standard > 0)
        fputs(own + standard == 1 ? " is a guess and was not moved"
                                  : " are guesses and were not moved",
              stream);
    putc('\n', stream);
}

static void write_shaken(const struct writing *writing, const struct fnl_judgement *judgement)
{
    const struct fnl_study_option *options = writing->study->options;
    const size_t ranges = options[judgement->option].ranges, base = options[0].ranges;
    const size_t moved = ranges > base ? ranges : base;
    const struct fnl_spread *shaken = &judgement->shaken;
    FILE *stream = writing->stream;

    write_heading(writing, "Shaky inputs");
    if (moved == 0) {
        write_not_moved(&options[judgement->option], stream);
    } else if (shaken->count == 0) {
        const bool asked = fnl_experiment_samples_asked(writing->study->results) > 0;
        fprintf(stream, "not %s, though %zu input%s a range\n", asked ? "reached in time" : "tried",
                moved, moved == 1 ? " states" : "s state");
    } else {
        fprintf(stream, "ahead in %zu of %zu futures when the %zu input%s with a range move%s, too",
                judgement->shaken_ahead, shaken->count, moved, moved == 1 ? "" : "s",
                moved == 1 ? "s" : "");
        write_span(writing, (double)shaken->low, (double)shaken->high);
        putc('\n', stream);
        write_misfits(writing);
    }
}

/* Money on the scale of what stands above it, unless it is much smaller or larger. */
static const char *noise_text(const struct writing *writing, const struct fnl_spread *difference,
                              double reach, char *text)
{
    const enum fnl_measure measure = yardstick_of(writing)->measure;
    if (measure != FNL_MEASURE_MONEY) {
        const char *signed_text = fnl_measure_difference(writing->study, measure, reach, text);
        return *signed_text == '+' ? signed_text + 1 : signed_text;
    }
    const fnl_money amount = fnl_units_integer(reach);
    const fnl_money largest =
        -difference->low > difference->high ? -difference->low : difference->high;
    if (amount > largest || amount < largest / 100)
        return fnl_number_money(amount, writing->study->currency, text);
    return fnl_number_money_on(amount, writing->study->currency, fnl_number_scale_fine(largest),
                               text);
}

/* Whether more futures may still name another one best. */
static bool has_open_rival(const struct writing *writing)
{
    for (size_t i = 1; i < writing->study->count; i++)
        if (is_rival(writing, i, is_open))
            return true;
    return false;
}

static void write_settled(const struct writing *writing, const struct fnl_judgement *judgement)
{
    if (writing->set->better && has_open_rival(writing))
        fprintf(writing->stream, " (enough to tell it from %s)",
                name_of(writing, judgement->against));
    else
        fputs(" (more futures would hardly change the answer)", writing->stream);
}

static void write_noise(const struct writing *writing, const struct fnl_judgement *judgement)
{
    char text[FNL_NUMBER_TEXT];
    FILE *stream = writing->stream;
    const struct fnl_spread *difference = &judgement->difference;
    const double reach =
        fmax(difference->mean - difference->noise.low, difference->noise.high - difference->mean);

    fputs("  Noise of the simulation itself: ", stream);
    if (isfinite(reach))
        fprintf(stream, "+-%s", noise_text(writing, difference, reach, text));
    else
        fputs("not known", stream);
    if (judgement->verdict == FNL_VERDICT_CANNOT_TELL) {
        fputs("; ", stream);
        write_needed(writing, judgement);
    } else if (judgement->verdict == FNL_VERDICT_SOMEWHAT_BETTER ||
               judgement->verdict == FNL_VERDICT_SOMEWHAT_WORSE) {
        fputs(" (more futures would tell whether it matters)", stream);
    } else if (difference->trust != FNL_TRUST_FEW) {
        write_settled(writing, judgement);
    }
    putc('\n', stream);
}

static void write_trust(const struct writing *writing, const struct fnl_judgement *judgement)
{
    if (judgement->difference.trust == FNL_TRUST_SKEWED)
        fputs("  A few futures make much of this mean: go by the 8 in 10 more than by it.\n",
              writing->stream);
    else if (judgement->difference.trust == FNL_TRUST_FEW)
        fputs("  Fewer than 20 futures: a first impression and no more.\n", writing->stream);
}

/* Contribution is told of whatever is judged by. */
static void write_of_contribution(const struct writing *writing)
{
    fprintf(writing->stream, "  %s",
            writing->study->judge_by == FNL_CONTRIBUTION ? "" : "In contribution: ");
}

enum deficit { DEFICIT_NONE, DEFICIT_TRIFLE, DEFICIT_REAL };

/* Less than a hundredth of what matters is not worth a word. */
static enum deficit deficit_of(const struct writing *writing)
{
    const double worst = -writing->set->course.worst_mean;
    if (!(worst > 0))
        return DEFICIT_NONE;
    return worst < (double)writing->study->matters / 100 ? DEFICIT_TRIFLE : DEFICIT_REAL;
}

/* "behind by at most $60k (Feb 2026)" */
static void write_behind(const struct writing *writing, const char *behind)
{
    const struct fnl_course *course = &writing->set->course;
    char amount[FNL_NUMBER_TEXT], worst[FNL_DATE_TEXT];
    fprintf(
        writing->stream, "%s by at most %s (%s)", behind,
        fnl_number_money(fnl_units_integer(-course->worst_mean), writing->study->currency, amount),
        fnl_study_month_text(writing->study, course->worst, worst));
}

/* "from Feb 2026 to Jun 2026, no longer after that", "in Feb 2026 only" */
static void write_last_lead(const struct writing *writing)
{
    const struct fnl_course *course = &writing->set->course;
    char from[FNL_DATE_TEXT], to[FNL_DATE_TEXT];
    fnl_study_month_text(writing->study, course->last_from, from);
    if (course->last_from == course->last_to)
        fprintf(writing->stream, " in %s only", from);
    else
        fprintf(writing->stream, " from %s to %s", from,
                fnl_study_month_text(writing->study, course->last_to, to));
}

/* It was ahead and is not at the end. */
static void write_lead_lost(const struct writing *writing)
{
    const struct fnl_course *course = &writing->set->course;
    const bool behind = deficit_of(writing) == DEFICIT_REAL;
    const bool before = course->worst < course->last_from;
    if (behind && before)
        write_behind(writing, "Behind at first");
    fputs(behind && before ? "; ahead" : "Ahead", writing->stream);
    write_last_lead(writing);
    if (behind && !before)
        write_behind(writing, ", behind after that");
    else if (behind)
        fputs(", behind again after that", writing->stream);
    else if (course->last_from < course->last_to)
        fputs(", no longer after that", writing->stream);
    fputs(".\n", writing->stream);
}

static void write_lead_kept(const struct writing *writing)
{
    const struct fnl_course *course = &writing->set->course;
    const enum deficit deficit = deficit_of(writing);
    char ahead[FNL_DATE_TEXT];
    if (deficit != DEFICIT_REAL && course->ahead_from == 0) {
        fputs("Ahead from the start.\n", writing->stream);
        return;
    }
    if (deficit == DEFICIT_REAL)
        write_behind(writing, "Behind at first");
    else if (deficit == DEFICIT_NONE)
        fputs("Never behind", writing->stream);
    fprintf(writing->stream, "%s from %s to the end.\n",
            deficit == DEFICIT_TRIFLE ? "Ahead" : "; ahead",
            fnl_study_month_text(writing->study, course->ahead_from, ahead));
}

/* When it falls behind and gets ahead. */
static void write_course(const struct writing *writing)
{
    const size_t months = writing->study->months;
    const struct fnl_course *course = &writing->set->course;
    const enum deficit deficit = deficit_of(writing);
    write_of_contribution(writing);
    if (course->ahead_from < months) {
        write_lead_kept(writing);
    } else if (course->last_from < months) {
        write_lead_lost(writing);
    } else {
        fputs("Never ahead", writing->stream);
        if (deficit == DEFICIT_REAL)
            write_behind(writing, "; behind");
        else
            fputs(deficit == DEFICIT_NONE ? ", never behind" : ", hardly behind", writing->stream);
        fputs(".\n", writing->stream);
    }
}

/* Names those who turn in one way, and says by how much; how many there are. */
static size_t write_turned(const struct writing *writing, enum fnl_turn which, const char *more)
{
    size_t count = 0;
    for (size_t i = 1; i < writing->study->count; i++) {
        const struct fnl_judgement *judgement = fnl_judgement_on(writing->set, i);
        char amount[FNL_NUMBER_TEXT];
        if (judgement->turn != which)
            continue;
        fnl_number_money(fnl_units_integer(fabs(judgement->late.mean)), writing->study->currency,
                         amount);
        if (count++ == 0) {
            write_of_contribution(writing);
            fprintf(writing->stream, "In the last %u months %s earned %s %s than %s",
                    FNL_JUDGEMENT_LATE, name_of(writing, i), amount, more, name_of(writing, 0));
        } else {
            fprintf(writing->stream, ", %s %s", name_of(writing, i), amount);
        }
    }
    if (count > 0)
        fprintf(writing->stream, which == FNL_TURN_FADING ? ": what was gained is being lost.\n"
                                                          : ": what was lost is coming back.\n");
    return count;
}

/* An answer that turns round at the end of the plan is no answer yet. */
static void write_turns(const struct writing *writing)
{
    const size_t fading = write_turned(writing, FNL_TURN_FADING, "less");
    const size_t catching_up = write_turned(writing, FNL_TURN_CATCHING_UP, "more");
    const size_t further = writing->study->months + 24;
    if (fading + catching_up > 0 && further <= 240)
        fprintf(writing->stream, "  Look further ahead before you decide: --months %zu.\n",
                further);
}

/* Of the foremost; nothing where there is nothing to tell apart. */
static void write_details(const struct writing *writing)
{
    const struct fnl_judgement_set *set = writing->set;
    const struct fnl_judgement *judgement = fnl_judgement_on(set, set->foremost);
    if (judgement->verdict == FNL_VERDICT_SAME || judgement->difference.count == 0)
        return;
    if (!set->better && writing->study->count > 2)
        fprintf(writing->stream, "The nearest is %s. Against %s:\n",
                name_of(writing, set->foremost), name_of(writing, 0));
    write_luck(writing, judgement);
    write_shaken(writing, judgement);
    write_noise(writing, judgement);
    write_trust(writing, judgement);
    write_course(writing);
}

/* `self` is the writing, but for the stream. */
static void write_lines(const void *self, FILE *stream)
{
    struct writing writing = *(const struct writing *)self;
    writing.stream = stream;
    write_first_line(&writing);
    write_details(&writing);
    write_turns(&writing);
}

char *fnl_verdict_text(const struct fnl_study *study, const struct fnl_judgement_set *set)
{
    assert(study->count >= 2);
    const struct writing writing = {.study = study, .set = set};
    return fnl_paragraph_written(write_lines, &writing);
}
