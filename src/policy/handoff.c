/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "policy/handoff.h"

#include "model/question.h"

static bool hands_on_everybody(const void *params, const struct fnl_handoff_view *view)
{
    (void)params;
    (void)view;
    return true;
}

static const struct fnl_handoff_policy immediate = {
    .base = {.name = "immediate",
             .about =
                 "Everybody goes to sales at once: marketing calls them new and therefore hot."},
    .hands_on = hands_on_everybody,
};

struct sales_ready {
    double threshold, noise;
};
static const struct fnl_param rows[] = {
    FNL_PARAM(sales_ready, threshold, SHARE, SHARE, 0, 1, "0.5", NULL, NEVER, TUNING,
              "score from which a person is handed on, 0 to 1", "guess",
              "How good must a lead look before sales gets it?"),
    FNL_PARAM(sales_ready, noise, NUMBER, NONE, 0, 1, "0.15", NULL, NEVER, EXPERT,
              "standard deviation of the scorer's judgement", "guess", NULL),
};
static const struct fnl_param_table sales_ready_table = FNL_PARAM_TABLE(rows, struct sales_ready);

static double noise_of(const void *params)
{
    return ((const struct sales_ready *)params)->noise;
}

/* Whom a client recommended is never held back. */
static bool hands_on_ready(const void *params, const struct fnl_handoff_view *view)
{
    return view->referred || view->score >= ((const struct sales_ready *)params)->threshold;
}

static const struct fnl_handoff_policy sales_ready = {
    .base = {.name = "sales_ready",
             .about =
                 "Marketing scores everybody, with noise, and hands on those whose score reaches "
                 "the threshold; referred people always. The rest are kept, and may come back.",
             .params = &sales_ready_table},
    .score_noise = noise_of,
    .hands_on = hands_on_ready,
};

static const struct fnl_handoff_policy after_nurture = {
    .base = {.name = "after_nurture",
             .about =
                 "Marketing scores everybody, with noise, as with sales_ready; whose score does "
                 "not reach the threshold is nurtured until it does. Needs group nurture.",
             .params = &sales_ready_table},
    .score_noise = noise_of,
    .nurtures = true,
    .hands_on = hands_on_ready,
};

struct by_signal {
    const char *signal;
};
static const struct fnl_param signal_rows[] = {
    FNL_PARAM(by_signal, signal, TEXT, NONE, 0, 0, "\"any\"", NULL, NEVER, TUNING,
              "name of the signal to go by; \"any\" is whichever there is", "the firm's rule",
              "What must somebody have done before sales gets them?"),
};
static const struct fnl_param_table signal_table = FNL_PARAM_TABLE(signal_rows, struct by_signal);

static const char *signal_of(const void *params)
{
    return ((const struct by_signal *)params)->signal;
}

static bool hands_on_signalled(const void *params, const struct fnl_handoff_view *view)
{
    (void)params;
    return view->referred || view->signalled;
}

static const struct fnl_handoff_policy on_signal = {
    .base = {.name = "signal",
             .about =
                 "Whoever has shown the signal is handed on, such as a download or a raised hand; "
                 "referred people always. Needs signals.",
             .params = &signal_table},
    .signal = signal_of,
    .hands_on = hands_on_signalled,
};

const struct fnl_policy *const fnl_handoff_policies[FNL_HANDOFF_POLICIES] = {
    &immediate.base, &sales_ready.base, &after_nurture.base, &on_signal.base};
