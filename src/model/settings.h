/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * settings.h - one complete set of parameters, as a scenario gives it.
 *
 * Everything here is read-only to a run and shared by all runs of a scenario.
 * A mechanism's struct has a `present` flag and, when absent, neutral values,
 * so code that does not ask still does the right thing.
 */
#ifndef FUNNELSIM_MODEL_SETTINGS_H
#define FUNNELSIM_MODEL_SETTINGS_H

#include "base/list.h"
#include "base/policy.h"
#include "base/units.h"
#include "model/admin.h"
#include "model/advocate.h"
#include "model/alignment.h"
#include "model/attrition.h"
#include "model/avoidance.h"
#include "model/awareness.h"
#include "model/blame.h"
#include "model/care.h"
#include "model/chance.h"
#include "model/client.h"
#include "model/concession.h"
#include "model/depletion.h"
#include "model/goodwill.h"
#include "model/forecast.h"
#include "model/discovery.h"
#include "model/development.h"
#include "model/focus.h"
#include "model/lead.h"
#include "model/management.h"
#include "model/meeting.h"
#include "model/microclose.h"
#include "model/money.h"
#include "model/morale.h"
#include "model/networking.h"
#include "model/nurture.h"
#include "model/opening.h"
#include "model/pita.h"
#include "model/pressure.h"
#include "model/pricing.h"
#include "model/quota.h"
#include "model/record.h"
#include "model/referral.h"
#include "model/rep.h"
#include "model/reputation.h"
#include "model/segment.h"
#include "model/service.h"
#include "model/signal.h"
#include "model/source.h"
#include "model/stage.h"
#include "model/target.h"

/* When people work. */
struct fnl_hours {
    double opens;         /* hour of the day */
    double hours_per_day; /* of work */
    const char *workdays; /* "Mon Tue Wed Thu Fri" */
    struct fnl_param_dates holidays;
};
extern const struct fnl_param_table fnl_settings_hours_table;

/* The firm's words for slides. */
struct fnl_labels {
    const char *pita, *rep, *client;
};
extern const struct fnl_param_table fnl_settings_labels_table;

/* Last year's totals, to hold the picture against; -1 where not known, which is what is left out.
 */
struct fnl_actuals {
    bool present;
    int64_t year, new_clients, clients_lost, referred;
    fnl_money new_business, revenue;
    double median_cycle; /* days */
};
extern const struct fnl_param_table fnl_settings_actuals_table;

struct fnl_settings {
    const char *name, *about;
    int start;                      /* day number */
    int64_t months;                 /* horizon */
    const char *currency;           /* ISO code */
    const char *fiscal_year_starts; /* month's name */
    const char *judge_by;           /* id of the indicator that decides a comparison */
    fnl_money matters;              /* a smaller difference is too close to matter */
    fnl_money extra_budget;         /* a month, to find business with */

    struct fnl_labels labels;
    struct fnl_hours calendar;
    struct fnl_today today;
    struct fnl_actuals actuals;
    struct fnl_list sources; /* of struct fnl_source */
    struct fnl_list stages;  /* of struct fnl_stage */
    struct fnl_effects effects;
    struct fnl_response response;
    struct fnl_choice handoff, assign, qualify, work, slack, ask, accept, concede, keep, buy, push;
    struct fnl_meetings meetings;
    struct fnl_reps reps;
    struct fnl_service service;
    struct fnl_clients clients;
    struct fnl_satisfaction satisfaction;
    struct fnl_referrals referrals;
    struct fnl_pita pita;
    struct fnl_returns returns;
    struct fnl_avoidance avoidance;
    struct fnl_concessions concessions;
    struct fnl_reputation reputation;
    struct fnl_care care;
    struct fnl_morale morale;
    struct fnl_attrition attrition;
    struct fnl_depletion market;
    struct fnl_goodwill goodwill;
    struct fnl_awareness awareness;
    struct fnl_targets targets;
    struct fnl_networking networking;
    struct fnl_advocates advocates;
    struct fnl_admin admin;
    struct fnl_discovery discovery;
    struct fnl_requests requests;
    struct fnl_choice meet;
    struct fnl_list signals; /* of struct fnl_signal */
    struct fnl_nurture nurture;
    struct fnl_management management;
    struct fnl_alignment alignment;
    struct fnl_blame blame;
    struct fnl_costs costs;
    struct fnl_quota quota;
    struct fnl_pressure pressure;
    struct fnl_forecast forecast;
    struct fnl_development development;
    struct fnl_pricing price;
    struct fnl_focus focus;
    struct fnl_records records;
    struct fnl_choice research;
    struct fnl_list segments; /* of struct fnl_segment */
};

/* The table of the keys that stand at the top level. */
extern const struct fnl_param_table fnl_settings_table;

/* Reps of both roles: those who close, and those who develop. */
static inline int64_t fnl_settings_reps(const struct fnl_settings *settings)
{
    return settings->reps.count + settings->development.count;
}

static inline const struct fnl_source *fnl_settings_source(const struct fnl_settings *settings,
                                                           unsigned index)
{
    return (const struct fnl_source *)settings->sources.items + index;
}

static inline const struct fnl_stage *fnl_settings_stage(const struct fnl_settings *settings,
                                                         unsigned index)
{
    return (const struct fnl_stage *)settings->stages.items + index;
}

static inline const struct fnl_meeting_kind *
fnl_settings_meeting_kind(const struct fnl_settings *settings, unsigned index)
{
    return (const struct fnl_meeting_kind *)settings->meetings.kinds.items + index;
}

#endif
