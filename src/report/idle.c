/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/idle.h"

#include <stdbool.h>
#include <string.h>

/* Whether a policy is another than the one that holds when nothing is said. */
static bool is_chosen(const struct fnl_choice *choice, const char *usual)
{
    return strcmp(choice->policy->name, usual) != 0;
}

static const struct fnl_meeting_kind *kind_at(const struct fnl_settings *settings, size_t index)
{
    return (const struct fnl_meeting_kind *)settings->meetings.kinds.items + index;
}

static const struct fnl_source *source_at(const struct fnl_settings *settings, size_t index)
{
    return (const struct fnl_source *)settings->sources.items + index;
}

static bool has_target(const struct fnl_settings *settings)
{
    return settings->meetings.target_per_month > 0;
}

static bool networks(const struct fnl_settings *settings)
{
    bool found = false;
    for (size_t i = 0; i < settings->meetings.kinds.count; i++)
        found = found || kind_at(settings, i)->whom != FNL_MEETING_CLIENTS;
    return found && has_target(settings);
}

static bool networking_is_idle(const struct fnl_settings *settings)
{
    return settings->networking.present && !networks(settings);
}

/* Whether the touches of a stage are meetings of that kind. */
static bool is_of_stage(const struct fnl_settings *settings, const struct fnl_meeting_kind *kind)
{
    bool found = false;
    for (unsigned i = 0; i < settings->stages.count; i++)
        found = found || strcmp(fnl_settings_stage(settings, i)->meeting, kind->name) == 0;
    return found;
}

/* Whether there is ever reason to hold one; what follows a signature or the like may come. */
static bool is_held(const struct fnl_settings *settings, const struct fnl_meeting_kind *kind)
{
    return is_of_stage(settings, kind) ||
           (kind->when == FNL_MEETING_SPARE_TIME ? has_target(settings)
                                                 : kind->when != FNL_MEETING_STAGE);
}

static bool advocates_are_idle(const struct fnl_settings *settings)
{
    bool found = false;
    for (size_t i = 0; i < settings->meetings.kinds.count; i++)
        found = found ||
                (kind_at(settings, i)->advocates > 0 && is_held(settings, kind_at(settings, i)));
    return settings->advocates.present && !found;
}

static bool discovery_is_idle(const struct fnl_settings *settings)
{
    bool found = false;
    for (size_t i = 0; i < settings->meetings.kinds.count; i++)
        found = found || (kind_at(settings, i)->discovers > 0 &&
                          is_of_stage(settings, kind_at(settings, i)));
    return settings->discovery.present && !found;
}

static bool meet_is_idle(const struct fnl_settings *settings)
{
    return is_chosen(&settings->meet, "any") && !has_target(settings);
}

static bool awareness_is_idle(const struct fnl_settings *settings)
{
    bool found = false;
    for (size_t i = 0; i < settings->sources.count; i++)
        found = found || source_at(settings, i)->awareness < 1;
    return settings->awareness.present && !found;
}

static bool records_are_idle(const struct fnl_settings *settings)
{
    bool found = false;
    for (size_t i = 0; i < settings->sources.count; i++)
        found = found || source_at(settings, i)->completeness < 1;
    return settings->records.present && !found;
}

static bool is_waiting(const struct fnl_settings *settings)
{
    return !is_chosen(&settings->slack, "wait");
}

static bool avoidance_is_idle(const struct fnl_settings *settings)
{
    return settings->avoidance.present && is_waiting(settings);
}

static bool targets_are_idle(const struct fnl_settings *settings)
{
    return settings->targets.present && is_waiting(settings);
}

static bool pressure_is_idle(const struct fnl_settings *settings)
{
    return settings->pressure.present && fnl_quota_of_rep(&settings->quota) == 0;
}

static bool care_is_idle(const struct fnl_settings *settings)
{
    return settings->care.present && !settings->service.present;
}

static bool service_is_idle(const struct fnl_settings *settings)
{
    const struct fnl_pita *pita = &settings->pita;
    const bool demanded = pita->scope_per_year > 0 && fnl_law_mean(&pita->scope_hours) > 0;
    return settings->service.present && fnl_law_mean(&settings->clients.service_hours) == 0 &&
           !demanded;
}

static bool concede_is_idle(const struct fnl_settings *settings)
{
    return is_chosen(&settings->concede, "all") && !settings->concessions.present;
}

static bool signals_are_idle(const struct fnl_settings *settings)
{
    return settings->signals.count > 0 && !is_chosen(&settings->handoff, "immediate");
}

/* What it takes is written as it would stand in a scenario. */
static const struct entry {
    const char *name;
    bool (*is_idle)(const struct fnl_settings *settings);
    const char *because, *takes;
} entries[] = {
    {"signals", signals_are_idle, "everybody goes to sales at once",
     "handoff = { policy = \"signal\"; };"},
    {"awareness", awareness_is_idle, "everybody knows you",
     "sources = ( { name = ...; awareness = 0.2; } );"},
    {"records", records_are_idle, "all is known of everybody",
     "sources = ( { name = ...; completeness = \"40 %\"; } );"},
    {"targets", targets_are_idle, "reps wait in their free hours",
     "slack = { policy = \"prospect\"; };"},
    {"avoidance", avoidance_is_idle, "reps wait in their free hours",
     "slack = { policy = \"prospect\"; };"},
    {"networking", networking_is_idle, "nobody meets people beyond a deal",
     "meetings = { target_per_month = 12; kinds = ( { new = true; name = \"coffee\"; when = "
     "\"spare_time\"; whom = \"new_people\"; } ); };"},
    {"meet", meet_is_idle, "no meetings are looked for in free hours",
     "meetings = { target_per_month = 12; };"},
    {"advocates", advocates_are_idle, "no meeting that is held makes any",
     "meetings = { kinds = ( { name = \"first meeting\"; advocates = \"30 %\"; } ); }; "
     "and stages = ( { name = ...; meeting = \"first meeting\"; } );"},
    {"discovery", discovery_is_idle, "no meeting of a stage finds anything out",
     "meetings = { kinds = ( { name = \"first meeting\"; discovers = \"60 %\"; } ); }; "
     "and stages = ( { name = ...; meeting = \"first meeting\"; } );"},
    {"pressure", pressure_is_idle, "no rep has a quota", "quota = { rep_signs = 50000; };"},
    {"care", care_is_idle, "nobody but the reps serves clients",
     "service = { hours_per_month = 200; };"},
    {"service", service_is_idle, "no client wants any", "clients = { service_hours = 2; };"},
    {"concede", concede_is_idle, "nobody asks for a lower price", "concessions = { };"},
};

/* Kinds of meetings of stages, of which no stage speaks. */
static void write_kinds(const struct fnl_settings *settings, FILE *stream)
{
    for (size_t i = 0; i < settings->meetings.kinds.count; i++) {
        const struct fnl_meeting_kind *kind = kind_at(settings, i);
        if (!is_held(settings, kind) && kind->when == FNL_MEETING_STAGE)
            fprintf(stream,
                    "What you say of meetings called \"%s\" changes nothing: nobody holds one. It "
                    "takes stages = ( { name = ...; meeting = \"%s\"; } ); or another `when`.\n",
                    kind->name, kind->name);
    }
}

static bool differ(const struct fnl_law *a, const struct fnl_law *b)
{
    return fnl_law_mean(a) != fnl_law_mean(b);
}

/* Whether the people of any two sources are not the same on average. */
static bool have_traits(const struct fnl_settings *settings)
{
    bool found = false;
    for (size_t i = 1; i < settings->sources.count; i++) {
        const struct fnl_source *a = source_at(settings, 0), *b = source_at(settings, i);
        found = found || differ(&a->fit, &b->fit) || differ(&a->budget, &b->budget) ||
                differ(&a->need, &b->need) || differ(&a->interest, &b->interest) ||
                differ(&a->trust, &b->trust);
    }
    return found;
}

/* Traits serve for more than chances: what is said of them does not change nothing. */
static void write_traits(const struct fnl_settings *settings, FILE *stream)
{
    const struct fnl_effects *effects = &settings->effects;
    const bool counts = effects->fit != 0 || effects->budget != 0 || effects->need != 0 ||
                        effects->interest != 0 || effects->trust != 0 ||
                        effects->interest_on_shows != 0;
    if (!counts && have_traits(settings))
        fputs("You say that sources bring different people, and they sign alike: no trait counts. "
              "It takes effects = { fit = 2; };\n",
              stream);
}

void fnl_idle_write(const struct fnl_settings *settings, FILE *stream)
{
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++)
        if (entries[i].is_idle(settings))
            fprintf(stream, "What you say of %s changes nothing: %s. It takes %s\n",
                    entries[i].name, entries[i].because, entries[i].takes);
    write_kinds(settings, stream);
    write_traits(settings, stream);
}
