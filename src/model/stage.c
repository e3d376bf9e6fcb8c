/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/stage.h"

#include <math.h>
#include <string.h>

#include "model/chance.h"
#include "model/settings.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_stage, name, TEXT, NONE, 0, 0, NULL, NULL, NEVER, ESSENTIAL,
              "what you call it; unique among the stages", "the firm's word",
              "What are the steps from a first talk to a signature?"),
    FNL_PARAM(fnl_stage, meeting, TEXT, NONE, 0, 0, "\"\"", NULL, NEVER, TUNING,
              "which of meetings.kinds its touches are; empty: a call or a mail, no meeting",
              "convention: none", "Do you meet in this step, and what sort of meeting is it?"),
    FNL_PARAM(fnl_stage, hours, LAW, HOURS, 0, 1000, NULL, NULL, USE, ESSENTIAL,
              "a rep's hours for one touch that takes place", "the firm's estimate",
              "How many hours does one such touch take, all in?"),
    FNL_PARAM(fnl_stage, missed_hours, NUMBER, HOURS, 0, 100, "0.25", NULL, NEVER, TUNING,
              "a rep's hours for a touch that does not take place (voicemail, no-show)", "guess",
              "How long does a call that nobody answers, or a no-show, cost you?"),
    FNL_PARAM(
        fnl_stage, days, LAW, DAYS, 0, 3650, "0", NULL, USE, ESSENTIAL,
        "calendar days before each touch; the first touch of all comes as soon as a rep is free",
        "the firm's estimate", "How many days pass before the next touch?"),
    FNL_PARAM(fnl_stage, touches, LAW, NONE, 1, 1000, "1", NULL, ENTITY, TUNING,
              "touches that must take place before it is decided who goes on", "convention: one",
              "How many talks does this step take?"),
    FNL_PARAM(fnl_stage, shows, SHARE, SHARE, 0, 1, "1", NULL, NEVER, TUNING,
              "chance that a touch takes place, at the reference of response", "convention: always",
              "Of ten such appointments or calls, how many take place?"),
    FNL_PARAM(fnl_stage, tries, COUNT, NONE, 1, 1000, "5", NULL, NEVER, TUNING,
              "failures in a row after which a lead has gone dark",
              "benchmark: 93 % of conversations happen by the 3rd call (Cognism 2024); cap of 5",
              "After how many failed tries do you give up?"),
    FNL_PARAM(
        fnl_stage, go_on, SHARE, SHARE, 0, 1, NULL, NULL, NEVER, ESSENTIAL,
        "chance to go on to the next step, or to sign after the last, of those who were there",
        "the firm's count", "Of ten who get here, how many go on?"),
    FNL_PARAM(fnl_stage, to_competitor, NUMBER, NONE, 0, 1e6, "35", NULL, NEVER, EXPERT,
              "weight of 'lost to a competitor' among those who do not go on",
              "guess: what is left of price and no decision", NULL),
    FNL_PARAM(fnl_stage, on_price, NUMBER, NONE, 0, 1e6, "25", NULL, NEVER, EXPERT,
              "weight of 'lost on price'", "guess", NULL),
    FNL_PARAM(fnl_stage, no_decision, NUMBER, NONE, 0, 1e6, "40", NULL, NEVER, EXPERT,
              "weight of 'no decision'",
              "benchmark: 40 to 60 % of lost deals (Dixon and McKenna, 2.5 million conversations)",
              NULL),
};
const struct fnl_param_table fnl_stage_table = FNL_PARAM_TABLE(rows, struct fnl_stage);

int fnl_stage_named(const struct fnl_settings *settings, const char *name)
{
    for (unsigned i = 0; i < settings->stages.count; i++)
        if (strcmp(fnl_settings_stage(settings, i)->name, name) == 0)
            return (int)i;
    return -1;
}

double fnl_stage_touches(const struct fnl_stage *stage)
{
    const double touches = fnl_law_mean(&stage->touches);
    return touches < 1 ? 1 : touches;
}

double fnl_stage_holds(const struct fnl_stage *stage, double effect, double touches)
{
    const double misses = 1 - fnl_chance_moved(stage->shows, effect);
    const double stays = 1 - pow(misses, (double)stage->tries);
    return pow(stays, touches);
}
