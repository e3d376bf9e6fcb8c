/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/signal.h"

#include <string.h>

#include "model/state.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_signal, name, TEXT, NONE, 0, 0, NULL, NULL, NEVER, TUNING,
              "what you call it; unique among the signals; \"any\" means whichever there is",
              "the firm's word", "What do people do that tells you that they are ready?"),
    FNL_PARAM(fnl_signal, sensitivity, SHARE, SHARE, 0, 1, "40 %", NULL, NEVER, TUNING,
              "share of people worth a rep's time who show it", "guess: none published",
              "Of ten good prospects, how many do it before you talk to them?"),
    FNL_PARAM(fnl_signal, specificity, SHARE, SHARE, 0, 1, "80 %", NULL, NEVER, TUNING,
              "share of the others who do not show it", "guess: none published",
              "Of ten who will never buy, how many leave it alone?"),
    FNL_PARAM(fnl_signal, bar, SHARE, SHARE, 0, 1, "0.5", NULL, NEVER, EXPERT,
              "fit, budget and need that somebody worth it has at least", "convention", NULL),
};
const struct fnl_param_table fnl_signal_table = FNL_PARAM_TABLE(rows, struct fnl_signal);

static const struct fnl_signal *signal_at(const struct fnl_settings *settings, unsigned index)
{
    return (const struct fnl_signal *)settings->signals.items + index;
}

int fnl_signal_named(const struct fnl_settings *settings, const char *name)
{
    for (unsigned i = 0; i < settings->signals.count; i++)
        if (strcmp(signal_at(settings, i)->name, name) == 0)
            return (int)i;
    return -1;
}

/* Drawn by the signal's name, so that another one in the list moves nobody. */
static bool shows(const struct fnl_company *company, struct fnl_lead *lead,
                  const struct fnl_signal *signal)
{
    const double chance = fnl_truth_is_qualified(company, lead, signal->bar)
                              ? signal->sensitivity
                              : 1 - signal->specificity;
    return fnl_company_chance(company, chance,
                              fnl_key_part(lead->episode_key, fnl_key_text(signal->name)),
                              FNL_PURPOSE_SIGNAL);
}

uint32_t fnl_signal_shown(const struct fnl_company *company, struct fnl_lead *lead,
                          const char *name)
{
    const struct fnl_settings *settings = company->settings;
    const bool any = strcmp(name, FNL_SIGNAL_ANY) == 0;
    for (unsigned i = 0; i < settings->signals.count; i++) {
        const struct fnl_signal *signal = signal_at(settings, i);
        if ((any || strcmp(signal->name, name) == 0) && shows(company, lead, signal))
            return i + 1;
    }
    return 0;
}
