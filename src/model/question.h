/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * question.h - what the model asks its policies, and what they may know.
 *
 * Each question has a view, which holds only what somebody in the firm could
 * know at that moment, and a type of answer, which is a constant that begins
 * with a struct fnl_policy. A view holds plain values, no way to a record: of
 * people it has what was observed (model/observation.h). A policy keeps nothing between calls: what
 * it needs to remember is in the view.
 */
#ifndef FUNNELSIM_MODEL_QUESTION_H
#define FUNNELSIM_MODEL_QUESTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/policy.h"
#include "base/units.h"
#include "model/source.h"
#include "model/task.h"

/* Hand this person over to sales now? */
struct fnl_handoff_view {
    double score; /* marketing's, 0 to 1; only when the policy wants it */
    bool referred;
    bool signalled; /* shows a signal that the policy goes by */
};
struct fnl_handoff_policy {
    struct fnl_policy base;
    double (*score_noise)(const void *params); /* standard deviation; NULL: wants no score */
    const char *(*signal)(const void *params); /* the one it goes by; NULL: by none */
    bool nurtures; /* whoever is not handed on is kept in touch with, where anybody does */
    bool (*hands_on)(const void *params, const struct fnl_handoff_view *view);
};

/* Who works this lead? */
struct fnl_assign_view {
    size_t reps;
    const fnl_time *loads; /* nominal work queued and in work, by rep; FNL_NEVER: absent */
    uint32_t turn;         /* the rep after the one who was given the last lead */
};
struct fnl_assign_policy {
    struct fnl_policy base;
    /* The rep's index, or FNL_NOBODY for the shared queue. */
    uint32_t (*choose)(const void *params, const struct fnl_assign_view *view);
};

/* Who finds out whether a lead is worth it, and how well? */
enum fnl_qualifier { FNL_QUALIFIED_BY_NOBODY, FNL_QUALIFIED_BY_REP, FNL_QUALIFIED_BY_MARKETING };
struct fnl_qualify_test {
    enum fnl_qualifier by;
    double sensitivity;   /* share of qualified leads that pass */
    double specificity;   /* share of the others that do not */
    fnl_time takes;       /* of a rep's or of marketing's time */
    fnl_money hour_costs; /* marketing's */
    double bar;           /* fit, budget and need that a qualified lead has at least */
};
struct fnl_qualify_policy {
    struct fnl_policy base;
    struct fnl_qualify_test (*test)(const void *params);
};

/* In what order does a rep take the work? */
struct fnl_work_view {
    enum fnl_task_kind kind;
    fnl_time ready;   /* when the task joins the queue */
    fnl_time arrived; /* when its lead did; for other tasks, as `ready` */
    double declared;  /* interest that the lead declares, 0 to 1; 0.5 for other tasks */
    fnl_time decay;   /* ms in which interest falls to 1/e */
    double value;     /* of a contract with people of its source, on average, major units; 0 for
                         other tasks */
    double progress;  /* of its lead, 0 in the first stage to 1 in the last; 0 for other tasks */
};
struct fnl_work_policy {
    struct fnl_policy base;
    bool wants_declared; /* fills `declared` */
    /* Smaller goes first; ties go by `ready`. */
    int64_t (*urgency)(const void *params, const struct fnl_work_view *view);
};

/* Nothing waits: prospect or wait? */
struct fnl_slack_view {
    fnl_time prospected; /* this week */
    double willing;      /* share of what is planned that the rep is willing to do, from 0 */
    bool as_planned;     /* an experiment's: nothing that is planned is avoided (device.h) */
};
struct fnl_slack_policy {
    struct fnl_policy base;
    /* Hours of prospecting to do now, 0 to wait. */
    fnl_time (*block)(const void *params, const struct fnl_slack_view *view);
};

/* Ask this client for a referral this month? */
struct fnl_ask_view {
    double fit;          /* as they declared it */
    double satisfaction; /* as they declare it */
    bool pita;           /* as they have shown: by red flags, later by what they are like */
    bool just_succeeded; /* signed, renewed or met with pleasure this month */
    uint32_t asks;       /* this year */
    uint32_t month;      /* as a client, from 0 */
    uint64_t spread;     /* a number of the client's own, to spread asks over the year */
};
struct fnl_ask_terms {
    fnl_time hours;   /* of a rep, for one ask */
    fnl_money reward; /* for each referral that talks to us */
    fnl_money gift;   /* for each ask */
};
struct fnl_ask_policy {
    struct fnl_policy base;
    bool (*asks)(const void *params, const struct fnl_ask_view *view);
    struct fnl_ask_terms (*terms)(const void *params); /* NULL for nobody */
};

/* They are ready to sign. Are we? */
struct fnl_accept_view {
    bool flags;        /* red flags were seen */
    bool on_our_terms; /* they came back for our terms */
    double missing;    /* share of its quota that the rep has yet to attain; 0 without a quota */
    double left;       /* share of the fiscal quarter that is left */
    fnl_time waiting;  /* nominal work that waits for the rep, with its part of the shared queue */
};
enum fnl_accept_verdict { FNL_ACCEPT, FNL_DECLINE, FNL_COUNTER };
struct fnl_accept_answer {
    enum fnl_accept_verdict verdict;
    double price_factor; /* on the price, when accepted or countered */
    double terms_factor; /* on the days to payment */
    double takes_it;     /* counter: chance that they agree */
    double comes_back;   /* decline: chance that they come back on our terms */
    fnl_time back_after; /* decline: when they do */
};
struct fnl_accept_policy {
    struct fnl_policy base;
    /* The stage after which it is asked, too, of whoever would go on: there it can only decline,
     * for good. "": the first. NULL: asked at the signature alone. */
    const char *(*after)(const void *params);
    struct fnl_accept_answer (*decide)(const void *params, const struct fnl_accept_view *view);
};

/* A client asks for a lower price. Do we give in? */
struct fnl_concede_view {
    double satisfaction; /* as they declare it */
    int32_t months_left; /* of the term, that are not invoiced yet */
    uint32_t granted;    /* to this client so far */
};
struct fnl_concede_policy {
    struct fnl_policy base;
    bool (*grants)(const void *params, const struct fnl_concede_view *view);
};

/* A client's month begins. Do we keep it, and how? */
struct fnl_keep_view {
    bool pita;      /* as they have shown: by red flags, later by what they are like */
    bool term_ends; /* the contract is to be renewed now */
    bool repriced;  /* it pays the price that was asked of it */
};
enum fnl_keep_verdict { FNL_KEEP, FNL_FIRE, FNL_REPRICE, FNL_REFORM };
struct fnl_keep_answer {
    enum fnl_keep_verdict verdict;
    double price_factor; /* reprice: on the next term */
    double takes_it;     /* reprice: chance that whoever would renew does so at that price */
    fnl_time hours;      /* reform: of work in this month */
    double works;        /* reform: chance in this month that a pain is one no more */
};
struct fnl_keep_policy {
    struct fnl_policy base;
    struct fnl_keep_answer (*decide)(const void *params, const struct fnl_keep_view *view);
};

/* Push deals to decide before the quarter ends? */
struct fnl_push_terms {
    fnl_time days;   /* of a fiscal quarter, its last: deals that would decide later are pushed */
    int64_t stages;  /* how many of the last stages they are in */
    double discount; /* off the price of whoever was pushed and signs */
    double own_date; /* share of deals whose date is the client's own: they do not decide sooner */
    double on_going_on; /* log-odds to go on, from the push on, of all who were pushed */
};
struct fnl_push_policy {
    struct fnl_policy base;
    struct fnl_push_terms (*terms)(const void *params); /* NULL for none */
};

/* A meeting in free hours is to be had. Do we take it? */
struct fnl_meet_view {
    double fit;      /* as they declare it */
    double interest; /* as they declare it; of a client: how satisfied it says it is */
};
struct fnl_meet_policy {
    struct fnl_policy base;
    bool (*meets)(const void *params, const struct fnl_meet_view *view);
};

/* Before the first touch of somebody: how much do we find out about them? */
struct fnl_research_view {
    double known; /* how complete their record is, 0 to 1 */
    double value; /* of a contract with people of their source, on average, major units */
};
struct fnl_research_policy {
    struct fnl_policy base;
    /* How complete it is to be; not above `known`: it is left as it is. */
    double (*completes_to)(const void *params, const struct fnl_research_view *view);
};

/* Where to buy more leads with extra budget? */
struct fnl_buy_view {
    enum fnl_source_kind kind;
    fnl_money cost_each;
    double people_per_month; /* that the source brings anyway */
    double promising;        /* share of its people with fit, budget, need and interest alike, as
                                they declare them */
    double deal_factor;      /* size of their contracts on average, against others' */
};
struct fnl_buy_policy {
    struct fnl_policy base;
    /* Weight of this source in the extra budget; 0: none. */
    double (*weight)(const void *params, const struct fnl_buy_view *view);
    double (*sharpness)(const void *params); /* weights are raised to this power; NULL: to 1 */
};

/* A trait as people of `source` declare it, on average. */
static inline double fnl_question_of_trait(const struct fnl_source *source,
                                           const struct fnl_law *trait)
{
    return source->reliability * fnl_law_mean(trait) + (1 - source->reliability) * 0.5;
}

/* The question about `source`. */
static inline struct fnl_buy_view fnl_question_of_buying(const struct fnl_source *source)
{
    return (struct fnl_buy_view){.kind = (enum fnl_source_kind)source->kind,
                                 .cost_each = source->cost_each,
                                 .people_per_month = fnl_law_mean(&source->leads_per_month),
                                 .promising = fnl_question_of_trait(source, &source->fit) *
                                              fnl_question_of_trait(source, &source->budget) *
                                              fnl_question_of_trait(source, &source->need) *
                                              fnl_question_of_trait(source, &source->interest),
                                 .deal_factor = fnl_law_mean(&source->deal_factor)};
}

#endif
