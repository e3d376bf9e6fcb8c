/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/schema.h"

#include "model/settings.h"
#include "policy/accept.h"
#include "policy/ask.h"
#include "policy/assign.h"
#include "policy/buy.h"
#include "policy/concede.h"
#include "policy/handoff.h"
#include "policy/keep.h"
#include "policy/push.h"
#include "policy/meet.h"
#include "policy/qualify.h"
#include "policy/research.h"
#include "policy/slack.h"
#include "policy/work.h"

/* A group that is always there: its keys have their standard values when it is not in the file. */
#define GROUP(field_, table_, about_)                                                              \
    {                                                                                              \
        .name = #field_, .kind = FNL_SECTION_GROUP, .table = &(table_),                            \
        .offset = offsetof(struct fnl_settings, field_), .about = (about_)                         \
    }

/* A mechanism: absent, its keys are neutral and its `present` is false. */
#define MECHANISM(field_, struct_, table_, about_)                                                 \
    {                                                                                              \
        .name = #field_, .kind = FNL_SECTION_GROUP, .table = &(table_),                            \
        .offset = offsetof(struct fnl_settings, field_), .marked = true,                           \
        .present = offsetof(struct struct_, present), .about = (about_)                            \
    }

#define LIST(field_, table_, about_)                                                               \
    {                                                                                              \
        .name = #field_, .kind = FNL_SECTION_LIST, .table = &(table_),                             \
        .offset = offsetof(struct fnl_settings, field_), .about = (about_)                         \
    }

/* The answers to a question; */
#define POLICY(field_, count_, about_)                                                             \
    {                                                                                              \
        .name = #field_, .kind = FNL_SECTION_POLICY,                                               \
        .offset = offsetof(struct fnl_settings, field_), .policies = fnl_##field_##_policies,      \
        .policy_count = (count_), .about = (about_)                                                \
    }

static const struct fnl_section meeting_sections[] = {
    {.name = "kinds",
     .kind = FNL_SECTION_LIST,
     .table = &fnl_meeting_kind_table,
     .offset = offsetof(struct fnl_meetings, kinds),
     .about = "The kinds of meeting there are, and what may come of each besides progress."},
};

static const struct fnl_section sections[] = {
    GROUP(labels, fnl_settings_labels_table, "The firm's own words, for tables and slides."),
    GROUP(calendar, fnl_settings_hours_table, "When people work."),
    MECHANISM(today, fnl_today, fnl_opening_today_table,
              "What exists on the first day. Without it the firm starts empty."),
    MECHANISM(actuals, fnl_actuals, fnl_settings_actuals_table,
              "Last year's totals, to hold the simulated year against."),
    LIST(sources, fnl_source_table, "Where people come from."),
    LIST(stages, fnl_stage_table, "The steps from a first talk to a signature, in order."),
    MECHANISM(effects, fnl_effects, fnl_chance_effects_table,
              "What the traits of a person do to the chance to go on, on the logit scale."),
    MECHANISM(response, fnl_response, fnl_chance_response_table,
              "What the speed of the first touch does to the chance to reach an inbound person."),
    POLICY(handoff, FNL_HANDOFF_POLICIES, "Hand a person over to sales now?"),
    POLICY(assign, FNL_ASSIGN_POLICIES, "Who works a lead?"),
    POLICY(qualify, FNL_QUALIFY_POLICIES,
           "Who finds out whether a lead is worth it, and how well?"),
    {.name = "meetings",
     .kind = FNL_SECTION_GROUP,
     .table = &fnl_meeting_table,
     .offset = offsetof(struct fnl_settings, meetings),
     .marked = true,
     .present = offsetof(struct fnl_meetings, present),
     .sections = meeting_sections,
     .section_count = sizeof meeting_sections / sizeof *meeting_sections,
     .about = "Meetings of every kind, and a monthly target for them."},
    GROUP(reps, fnl_rep_table, "The people who sell."),
    POLICY(work, FNL_WORK_POLICIES, "In what order does a rep take the work?"),
    POLICY(slack, FNL_SLACK_POLICIES, "Nothing waits: prospect or wait?"),
    MECHANISM(avoidance, fnl_avoidance, fnl_avoidance_table,
              "Reps who prospect less after every no."),
    MECHANISM(morale, fnl_morale, fnl_morale_table,
              "Reps whom clients who are a pain wear out and dishearten."),
    MECHANISM(attrition, fnl_attrition, fnl_attrition_table,
              "Reps who leave for good, and those who come after them."),
    MECHANISM(service, fnl_service, fnl_service_table,
              "People other than reps who serve clients. Without it the reps do all of it."),
    MECHANISM(care, fnl_care, fnl_care_table,
              "Something extra for good clients, in the hours that these people have left."),
    GROUP(clients, fnl_client_table, "What clients sign for, how they pay, and whether they stay."),
    MECHANISM(satisfaction, fnl_satisfaction, fnl_client_satisfaction_table,
              "What moves a client's mood, and what the mood moves."),
    MECHANISM(referrals, fnl_referrals, fnl_referral_table,
              "Clients who bring others, unasked and asked. Needs a source of kind referral."),
    POLICY(ask, FNL_ASK_POLICIES, "Ask a client for a referral?"),
    MECHANISM(pita, fnl_pita, fnl_pita_table, "What clients who are a pain do."),
    POLICY(accept, FNL_ACCEPT_POLICIES, "They are ready to sign. Are we?"),
    MECHANISM(concessions, fnl_concessions, fnl_concession_table,
              "Clients who are a pain ask for a lower price, and after each yes more often."),
    POLICY(concede, FNL_CONCEDE_POLICIES, "A client asks for a lower price. Do we give in?"),
    POLICY(keep, FNL_KEEP_POLICIES, "A client has turned out to be a pain. Do we keep it?"),
    MECHANISM(reputation, fnl_reputation, fnl_reputation_table,
              "New clients for whom others hear of us."),
    MECHANISM(market, fnl_depletion, fnl_depletion_table,
              "How many could ever buy: the best come first, and those who have come are gone."),
    MECHANISM(
        goodwill, fnl_goodwill, fnl_goodwill_table,
        "What touches that nobody wants cost with everybody, and with those who are touched."),
    MECHANISM(awareness, fnl_awareness, fnl_awareness_table,
              "People who do not know yet that your solution exists (sources[*].awareness)."),
    MECHANISM(targets, fnl_targets, fnl_target_table,
              "A list of target accounts for each rep, worked in the hours that slack plans. Needs "
              "a source of kind target."),
    MECHANISM(returns, fnl_returns, fnl_lead_returns_table,
              "People who were lost and come back one day."),
    GROUP(costs, fnl_money_costs_table, "What is paid whatever is sold."),
    MECHANISM(quota, fnl_quota, fnl_quota_table,
              "The numbers that the year, and each rep's quarter, are measured by."),
    MECHANISM(pressure, fnl_pressure, fnl_pressure_table,
              "What a quota of reps (quota.rep_signs, quota.rep_leads) does to those behind it."),
    POLICY(push, FNL_PUSH_POLICIES, "Push deals to decide before the quarter ends?"),
    MECHANISM(forecast, fnl_forecast, fnl_forecast_table,
              "What the reps think that they will sign in a quarter, against what comes."),
    POLICY(buy, FNL_BUY_POLICIES, "Where does extra budget buy more leads?"),
    MECHANISM(networking, fnl_networking, fnl_networking_table,
              "People met in free hours, beyond any deal, who come one day. Needs a target of "
              "meetings and a kind with whom = \"new_people\" or \"past_people\"."),
    POLICY(meet, FNL_MEET_POLICIES, "A meeting in free hours is to be had. Do we take it?"),
    MECHANISM(advocates, fnl_advocates, fnl_advocate_table,
              "People who speak for a rep. Needs a kind of meeting with advocates."),
    MECHANISM(admin, fnl_admin, fnl_admin_table,
              "Administration, which swells to fill the hours that are left."),
    MECHANISM(discovery, fnl_discovery, fnl_discovery_table,
              "What it is worth to know what people want. Needs a kind of meeting that discovers."),
    MECHANISM(requests, fnl_requests, fnl_microclose_table,
              "What people who might buy ask us to do: each is a small close."),
    MECHANISM(development, fnl_development, fnl_development_table,
              "People who only work the first stages and pass on whoever goes on."),
    MECHANISM(price, fnl_pricing, fnl_pricing_table,
              "What new contracts cost, and what that does to winning and renewing."),
    MECHANISM(focus, fnl_focus, fnl_focus_table,
              "Reps who turn to what is new, and what it costs them to turn."),
    MECHANISM(records, fnl_records, fnl_record_table,
              "What it is worth to know people before the first touch."),
    POLICY(research, FNL_RESEARCH_POLICIES,
           "How much do we find out about somebody before the first touch?"),
    LIST(segments, fnl_segment_table, "Kinds of customer or of product, such as small and large."),
    LIST(signals, fnl_signal_table,
         "What people do before anybody has talked to them, for handoff = { policy = \"signal\"; "
         "}."),
    MECHANISM(nurture, fnl_nurture, fnl_nurture_table,
              "Keeping in touch with people who are not ready, and with those who were lost."),
    MECHANISM(management, fnl_management, fnl_management_table,
              "How leads get from marketing to sales, and how many get lost on the way."),
    MECHANISM(alignment, fnl_alignment, fnl_alignment_table,
              "Whether sales trusts marketing's leads and follows them up."),
    MECHANISM(
        blame, fnl_blame, fnl_blame_table,
        "The meeting after a missed quarter, which asks marketing for more leads. Needs group "
        "quota."),
    {.name = "claims",
     .kind = FNL_SECTION_ELSEWHERE,
     .about = "What somebody claims, to be settled by `funnelsim claims`."},
    {.name = "changes",
     .kind = FNL_SECTION_ELSEWHERE,
     .about = "Dated overlays: each takes effect on the day of its `from`."},
};

const struct fnl_section fnl_schema_root = {
    .kind = FNL_SECTION_GROUP,
    .table = &fnl_settings_table,
    .sections = sections,
    .section_count = sizeof sections / sizeof *sections,
    .about = "A scenario.",
};
