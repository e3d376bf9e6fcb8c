/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * judgement.h - which option is ahead, by how much, and how surely.
 *
 * All judging is of paired differences, future by future. Ahead means better:
 * more of what is good, less of what is bad, more of what is neither. Where
 * several options are compared, every pair of them may be looked at, so the
 * intervals of noise are widened for all pairs to hold at once.
 */
#ifndef FUNNELSIM_REPORT_JUDGEMENT_H
#define FUNNELSIM_REPORT_JUDGEMENT_H

#include <stddef.h>
#include <stdint.h>

#include "experiment/contrast.h"
#include "report/study.h"

/* The months at the end of a simulation that tell where it is heading. */
#define FNL_JUDGEMENT_LATE 6u

/* Whether an option is losing at the end what it gained before, or the other way round. */
enum fnl_turn { FNL_TURN_NONE, FNL_TURN_FADING, FNL_TURN_CATCHING_UP };

/* One option against another, by one indicator. */
struct fnl_judgement {
    size_t option, against;
    enum fnl_indicator indicator;
    struct fnl_spread difference; /* `option` less `against`, in the unit of the row */
    enum fnl_verdict verdict;     /* given what matters, if the study judges by this indicator */
    size_t ahead, ties;           /* futures in which `option` is better, and equal */
    struct fnl_spread shaken;     /* the same difference with the uncertain inputs moved, too;
                                     none where no input of the two states a range */
    size_t shaken_ahead;          /* futures in which `option` is better then */
    enum fnl_turn turn;           /* of a set: where its contribution is heading at the end */
    struct fnl_spread late;       /* of a set: the difference in contribution in the last months */
};

/* Judges `judgement->option` against `judgement->against` by `judgement->indicator`. */
fnl_status fnl_judgement_make(const struct fnl_study *study, struct fnl_judgement *judgement);

/*
 * How many futures would probably settle what FNL_VERDICT_CANNOT_TELL leaves
 * open: to see which one is ahead or that the difference does not matter,
 * whichever is sooner. By the t interval, rounded up to two digits; twice as
 * many as there are where a skewed law makes that too few. 0 where more than
 * FNL_EXPERIMENT_MOST would be needed, or nobody can say.
 */
int64_t fnl_judgement_needed(const struct fnl_study *study, const struct fnl_judgement *judgement);

/* What comes out of all. */
struct fnl_judgement_set {
    struct fnl_judgement *against_first; /* of the options after the first, in order */
    size_t foremost;          /* of these options the one with the best mean; 0: there are none */
    bool better;              /* whether it is surely better than the first */
    struct fnl_course course; /* of its contribution against that of the first */
    struct fnl_judgement *rivals; /* the foremost against each other option after the first */
};

/* Judges all options by study->judge_by. To be ended with fnl_judgement_fini in any case. */
fnl_status fnl_judgement_init(const struct fnl_study *study, struct fnl_judgement_set *set);
void fnl_judgement_fini(struct fnl_judgement_set *set);

/* The judgement on `option`, which is not the first, against the first. */
const struct fnl_judgement *fnl_judgement_on(const struct fnl_judgement_set *set, size_t option);

/* Whether a verdict says that the option is better, by however much; or worse. */
bool fnl_judgement_is_better(enum fnl_verdict verdict);
bool fnl_judgement_is_worse(enum fnl_verdict verdict);

/* "better", "too close to matter": a verdict in a word or a few. */
const char *fnl_judgement_word(enum fnl_verdict verdict);

/* 1 where more of an indicator is better or neither is, -1 where less is. */
int fnl_judgement_direction(enum fnl_indicator indicator);

#endif
