/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/judgement.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "stats/tally.h"

int fnl_judgement_direction(enum fnl_indicator indicator)
{
    return fnl_indicator_about((size_t)indicator)->better < 0 ? -1 : 1;
}

bool fnl_judgement_is_better(enum fnl_verdict verdict)
{
    return verdict == FNL_VERDICT_BETTER || verdict == FNL_VERDICT_SOMEWHAT_BETTER;
}

bool fnl_judgement_is_worse(enum fnl_verdict verdict)
{
    return verdict == FNL_VERDICT_WORSE || verdict == FNL_VERDICT_SOMEWHAT_WORSE;
}

const char *fnl_judgement_word(enum fnl_verdict verdict)
{
    switch (verdict) {
    case FNL_VERDICT_BETTER:
        return "better";
    case FNL_VERDICT_WORSE:
        return "worse";
    case FNL_VERDICT_SOMEWHAT_BETTER:
        return "somewhat better";
    case FNL_VERDICT_SOMEWHAT_WORSE:
        return "somewhat worse";
    case FNL_VERDICT_TOO_CLOSE:
        return "too close to matter";
    case FNL_VERDICT_CANNOT_TELL:
        return "cannot tell yet";
    case FNL_VERDICT_SAME:
        break;
    }
    return "the same";
}

static size_t pairs_of(const struct fnl_study *study)
{
    return study->count * (study->count - 1) / 2;
}

static double matters_for(const struct fnl_study *study, enum fnl_indicator indicator)
{
    return indicator == study->judge_by ? (double)study->matters : 0;
}

static struct fnl_quantity quantity_of(enum fnl_indicator indicator)
{
    return (struct fnl_quantity){FNL_QUANTITY_INDICATOR, (size_t)indicator, 0};
}

/* Futures in which the difference is in the better direction. */
static size_t count_ahead(const struct fnl_spread *difference, int direction)
{
    return direction < 0 ? difference->negative : difference->positive;
}

/* Without a range nothing is moved: such futures are but more of the same luck. */
static bool is_any_moved(const struct fnl_study *study, const struct fnl_judgement *judgement)
{
    return study->options[judgement->option].ranges > 0 ||
           study->options[judgement->against].ranges > 0;
}

fnl_status fnl_judgement_make(const struct fnl_study *study, struct fnl_judgement *judgement)
{
    const enum fnl_indicator indicator = judgement->indicator;
    const int direction = fnl_judgement_direction(indicator);
    struct fnl_spread *difference = &judgement->difference;
    fnl_status status = fnl_contrast_pair(study->results, judgement->option, judgement->against,
                                          quantity_of(indicator), pairs_of(study), difference);
    if (status != FNL_OK)
        return status;
    judgement->verdict = fnl_contrast_verdict(difference, direction, matters_for(study, indicator));
    judgement->ahead = count_ahead(difference, direction);
    judgement->ties = difference->count - difference->positive - difference->negative;
    if (!is_any_moved(study, judgement))
        return FNL_OK;
    status = fnl_contrast_shaken(study->results, judgement->option, judgement->against,
                                 quantity_of(indicator), &judgement->shaken);
    judgement->shaken_ahead = count_ahead(&judgement->shaken, direction);
    return status;
}

/*
 * Looks at the contribution against the first option in the last months: where it
 * points surely the other way than the whole, the answer is turning round. Short
 * simulations have no end of their own.
 */
static fnl_status look_ahead(const struct fnl_study *study, struct fnl_judgement *judgement)
{
    const struct fnl_quantity last_months = {FNL_QUANTITY_LATE, 0,
                                             study->months - FNL_JUDGEMENT_LATE};
    struct fnl_spread whole;
    if (study->months < (size_t)2 * FNL_JUDGEMENT_LATE)
        return FNL_OK;
    fnl_status status = fnl_contrast_pair(study->results, judgement->option, 0,
                                          quantity_of(FNL_CONTRIBUTION), 1, &whole);
    if (status == FNL_OK)
        status = fnl_contrast_pair(study->results, judgement->option, 0, last_months,
                                   pairs_of(study), &judgement->late);
    if (status != FNL_OK)
        return status;
    if (whole.mean > 0 && judgement->late.noise.high < 0)
        judgement->turn = FNL_TURN_FADING;
    else if (whole.mean < 0 && judgement->late.noise.low > 0)
        judgement->turn = FNL_TURN_CATCHING_UP;
    return FNL_OK;
}

static struct fnl_tally differences_of(const struct fnl_study *study,
                                       const struct fnl_judgement *judgement)
{
    const struct fnl_quantity quantity = quantity_of(judgement->indicator);
    const fnl_results *results = study->results;
    struct fnl_tally tally = {0};
    for (size_t i = 0; i < fnl_study_futures(study); i++) {
        int64_t a, b;
        if (fnl_contrast_value(fnl_experiment_layout(results, judgement->option),
                               fnl_experiment_row(results, judgement->option, i), quantity, &a) &&
            fnl_contrast_value(fnl_experiment_layout(results, judgement->against),
                               fnl_experiment_row(results, judgement->against, i), quantity, &b))
            fnl_tally_add(&tally, a - b);
    }
    return tally;
}

/* The next higher number with at most two digits that are not zero. */
static int64_t rounded_up(int64_t count)
{
    int64_t step = 1;
    while (count / step >= 100)
        step *= 10;
    return (count + step - 1) / step * step;
}

int64_t fnl_judgement_needed(const struct fnl_study *study, const struct fnl_judgement *judgement)
{
    const struct fnl_tally tally = differences_of(study, judgement);
    if (tally.count < 2)
        return 0;
    const double size = fabs(fnl_tally_mean(&tally));
    const double reach = fmax(size, matters_for(study, judgement->indicator) - size);
    if (!(reach > 0))
        return 0;
    const double confidence =
        fnl_interval_bonferroni(FNL_CONTRAST_CONFIDENCE, (int64_t)pairs_of(study));
    const int64_t estimate = fnl_interval_needed(&tally, reach, confidence);
    const int64_t needed = estimate > tally.count ? estimate : 2 * tally.count;
    return needed > FNL_EXPERIMENT_MOST ? 0 : rounded_up(needed);
}

const struct fnl_judgement *fnl_judgement_on(const struct fnl_judgement_set *set, size_t option)
{
    return &set->against_first[option - 1];
}

static fnl_status judge_against(const struct fnl_study *study, size_t option, size_t against,
                                struct fnl_judgement *judgement)
{
    *judgement =
        (struct fnl_judgement){.option = option, .against = against, .indicator = study->judge_by};
    return fnl_judgement_make(study, judgement);
}

/* Of options of which some have no value at all, one that has. */
static size_t find_foremost(const struct fnl_study *study, const struct fnl_judgement_set *set)
{
    const int direction = fnl_judgement_direction(study->judge_by);
    size_t foremost = 0;
    double best = -INFINITY;
    for (size_t i = 1; i < study->count; i++) {
        const struct fnl_spread *difference = &fnl_judgement_on(set, i)->difference;
        const double gain = difference->count > 0 ? direction * difference->mean : -INFINITY;
        if (foremost == 0 || gain > best) {
            foremost = i;
            best = gain;
        }
    }
    return foremost;
}

static fnl_status judge_rivals(const struct fnl_study *study, struct fnl_judgement_set *set)
{
    fnl_status status = FNL_OK;
    for (size_t i = 1; i < study->count && status == FNL_OK; i++)
        status = judge_against(study, set->foremost, i, &set->rivals[i - 1]);
    return status;
}

fnl_status fnl_judgement_init(const struct fnl_study *study, struct fnl_judgement_set *set)
{
    *set = (struct fnl_judgement_set){0};
    if (study->count < 2)
        return FNL_OK;
    set->against_first = fnl_memory_zeroed(study->count - 1, sizeof *set->against_first);
    set->rivals = fnl_memory_zeroed(study->count - 1, sizeof *set->rivals);
    if (!set->against_first || !set->rivals)
        return FNL_ERR_MEMORY;

    fnl_status status = FNL_OK;
    for (size_t i = 1; i < study->count && status == FNL_OK; i++)
        status = judge_against(study, i, 0, &set->against_first[i - 1]);
    for (size_t i = 1; i < study->count && status == FNL_OK; i++)
        status = look_ahead(study, &set->against_first[i - 1]);
    if (status != FNL_OK)
        return status;
    set->foremost = find_foremost(study, set);
    set->better = fnl_judgement_is_better(fnl_judgement_on(set, set->foremost)->verdict);
    status = fnl_contrast_course(study->results, set->foremost, 0, &set->course);
    return status == FNL_OK ? judge_rivals(study, set) : status;
}

void fnl_judgement_fini(struct fnl_judgement_set *set)
{
    free(set->against_first);
    free(set->rivals);
    *set = (struct fnl_judgement_set){0};
}
