/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mechanism.h - what a mechanism may do besides having parameters.
 *
 * A mechanism is a group of a scenario: absent, it is neutral. Some only set
 * numbers that the model asks for anyway; others have a state of their own and
 * take a hand at certain places. Each of these is one struct below, in the file
 * of its noun, and one line in the list (the enum here, the table in mechanism.c):
 * adding the next one touches its own file, the list, the settings and the schema.
 *
 * A hook that is NULL does nothing, and the hooks of a mechanism whose group is
 * absent are never called, so an absent mechanism costs nothing. Effects add on
 * the logit scale, factors multiply, and the order of the list matters only where
 * one answer is enough (keeps, tends, distracts, a handover lost): the first counts.
 */
#ifndef FUNNELSIM_MODEL_MECHANISM_H
#define FUNNELSIM_MODEL_MECHANISM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/fact.h"
#include "model/lead.h"

struct fnl_client;
struct fnl_company;
struct fnl_handover;
struct fnl_lead;
struct fnl_queue;
struct fnl_settings;
struct fnl_task;

enum fnl_mechanism_id {
    FNL_MECHANISM_AVOIDANCE,
    FNL_MECHANISM_CARE,
    FNL_MECHANISM_CONCESSION,
    FNL_MECHANISM_REPUTATION,
    FNL_MECHANISM_MORALE,
    FNL_MECHANISM_ATTRITION,
    FNL_MECHANISM_DEPLETION,
    FNL_MECHANISM_GOODWILL,
    FNL_MECHANISM_AWARENESS,
    FNL_MECHANISM_TARGET,
    FNL_MECHANISM_QUOTA,
    FNL_MECHANISM_PRESSURE,
    FNL_MECHANISM_FORECAST,
    FNL_MECHANISM_NETWORKING,
    FNL_MECHANISM_ADVOCATE,
    FNL_MECHANISM_ADMIN,
    FNL_MECHANISM_DISCOVERY,
    FNL_MECHANISM_MICROCLOSE,
    FNL_MECHANISM_DEVELOPMENT,
    FNL_MECHANISM_PRICING,
    FNL_MECHANISM_FOCUS,
    FNL_MECHANISM_RECORD,
    FNL_MECHANISM_SEGMENT,
    FNL_MECHANISM_NURTURE,
    FNL_MECHANISM_MANAGEMENT,
    FNL_MECHANISM_ALIGNMENT,
    FNL_MECHANISM_BLAME,
};
#define FNL_MECHANISMS (FNL_MECHANISM_BLAME + 1)

struct fnl_mechanism {
    /* Whether its group is in force. */
    bool (*is_present)(const struct fnl_settings *settings);

    /*
     * Bytes of its state, zeroed at the beginning of a run; there is room for all reps. Asked
     * again when there is room for more: what there was keeps its place, the rest is zero.
     */
    size_t (*state_size)(const struct fnl_company *company);

    /* Other settings are in force, the first ones included. */
    void (*phase_begins)(struct fnl_company *company);

    /* A day has begun, before anything happens on it; a month is at its last moment. */
    void (*day_begins)(struct fnl_company *company, int day);
    void (*month_ends)(struct fnl_company *company);

    /* A month of client `id` begins, who stays and has been invoiced and served for it. */
    void (*client_month)(struct fnl_company *company, uint32_t id);

    /*
     * Something has happened. It may change its own state and plan events, and
     * nothing else: whoever announces a fact is in the middle of something.
     */
    fnl_fact_set hears;
    void (*hear)(struct fnl_company *company, const struct fnl_fact *fact);

    /* Log-odds added to a lead's chance to go on with a rep, and that a touch takes place. */
    double (*on_going_on)(const struct fnl_company *company, struct fnl_lead *lead, uint32_t rep);
    double (*on_showing)(const struct fnl_company *company, struct fnl_lead *lead);

    /* Log-odds added to a client's chance to renew. */
    double (*on_renewal)(const struct fnl_company *company, const struct fnl_client *client);

    /* Factor on the people whom a source brings today, at least 0. */
    double (*on_volume)(const struct fnl_company *company, uint32_t source);

    /* Factor on the speed of a rep, above 0; on the hours of prospecting that it plans, from 0. */
    double (*on_speed)(const struct fnl_company *company, uint32_t rep);
    double (*on_prospecting)(const struct fnl_company *company, uint32_t rep);

    /* Log-odds added to the chance that a rep quits in a month; share of those who would who do. */
    double (*on_quitting)(const struct fnl_company *company, uint32_t rep);
    double (*on_leaving)(const struct fnl_company *company, uint32_t rep);

    /*
     * Somebody is known for the first time: has come, or was put on a list. A
     * trait that differs from what the source says may be set now.
     */
    void (*person)(struct fnl_company *company, struct fnl_lead *lead);

    /* A touch of `lead` is done, which took place or not; what comes of it is not decided yet. An
     * account on the list of a rep is no lead yet: it is not in use. */
    void (*touched)(struct fnl_company *company, struct fnl_lead *lead, bool held);

    /* Factor on the people who can be had from a source, however they come: also those who are
     * bought or found; at least 0. */
    double (*on_supply)(const struct fnl_company *company, uint32_t source);

    /*
     * Share of the red flags that a rep sees that it tells of; factor on the share of unqualified
     * leads whom its test turns away: 0 to 1.
     */
    double (*on_flags)(const struct fnl_company *company, uint32_t rep);
    double (*on_turning_away)(const struct fnl_company *company, uint32_t rep);

    /*
     * A touch of `lead` took place, a meeting of `kind` or -1, before anything is decided by it.
     * It may change what the lead's record keeps for it and announce that, and nothing else.
     */
    void (*touch_held)(struct fnl_company *company, struct fnl_lead *lead, int kind,
                       uint64_t touch_key);

    /* Factor on the price that a lead would sign for, above 0. */
    double (*on_price)(const struct fnl_company *company, const struct fnl_lead *lead);

    /* Hours that a task takes on top, of a rep at full speed, when `rep` begins it. */
    fnl_time (*on_task)(struct fnl_company *company, uint32_t rep, const struct fnl_task *task);

    /* What a rep takes up next in place of the most urgent: a place in one of its queues, or false.
     */
    bool (*distracts)(struct fnl_company *company, uint32_t rep, struct fnl_queue **queue,
                      size_t *place);

    /* Factor on the price's weight among the causes of a loss. */
    double (*on_price_loss)(const struct fnl_company *company, const struct fnl_lead *lead);

    /* Of whoever has `key` and came from `source`: factors on what they sign for at list price, on
     * the length of their terms, and on the hours of service that they take. */
    double (*on_value)(const struct fnl_company *company, uint64_t key, uint32_t source);
    double (*on_term)(const struct fnl_company *company, uint64_t key, uint32_t source);
    double (*on_service)(const struct fnl_company *company, uint64_t key, uint32_t source);

    /*
     * Somebody is not ready for sales; an episode has ended by `cause`. Whether there is anybody
     * who keeps in touch: then it is theirs to end the episode, or to free the record.
     */
    bool (*keeps)(struct fnl_company *company, uint32_t id);
    bool (*tends)(struct fnl_company *company, uint32_t id, enum fnl_cause cause);

    /* Marketing hands over a lead of its own; sales has found out what such a lead is worth. */
    void (*on_handover)(struct fnl_company *company, const struct fnl_lead *lead,
                        struct fnl_handover *handover);
    void (*on_verdict)(struct fnl_company *company, bool good);

    /* A month ends: what is to be measured of it, into its fields of `levels`. Asked also of one
     * whose group is absent, which says what is so without it. */
    void (*measure)(const struct fnl_company *company, struct fnl_levels *levels);
};

/* The mechanisms of a company: their states, and who is at work. */
struct fnl_mechanisms {
    void *states[FNL_MECHANISMS]; /* NULL: it has none */
    size_t sizes[FNL_MECHANISMS];
    const struct fnl_mechanism *active[FNL_MECHANISMS];
    size_t count;
    fnl_fact_set heard; /* by any that is active */
};

/* Room for the states; false when memory runs out. For fnl_mechanism_fini in any case. */
bool fnl_mechanism_init(struct fnl_company *company);
void fnl_mechanism_fini(struct fnl_company *company);

/* There is room for more reps: the states follow; false when memory runs out. */
bool fnl_mechanism_grow(struct fnl_company *company);

/* A run begins: nothing has happened yet. */
void fnl_mechanism_forget(struct fnl_company *company);

/* The state of `id`, of the type that its file knows. */
void *fnl_mechanism_state(const struct fnl_company *company, enum fnl_mechanism_id id);

/* Calls the hooks of those that are at work. */
void fnl_mechanism_phase_begins(struct fnl_company *company);
void fnl_mechanism_day_begins(struct fnl_company *company, int day);
void fnl_mechanism_month_ends(struct fnl_company *company);
void fnl_mechanism_client_month(struct fnl_company *company, uint32_t id);
void fnl_mechanism_hear(struct fnl_company *company, const struct fnl_fact *fact);
double fnl_mechanism_on_going_on(const struct fnl_company *company, struct fnl_lead *lead,
                                 uint32_t rep);
double fnl_mechanism_on_showing(const struct fnl_company *company, struct fnl_lead *lead);
double fnl_mechanism_on_renewal(const struct fnl_company *company, const struct fnl_client *client);
double fnl_mechanism_on_volume(const struct fnl_company *company, uint32_t source);
double fnl_mechanism_on_speed(const struct fnl_company *company, uint32_t rep);
double fnl_mechanism_on_prospecting(const struct fnl_company *company, uint32_t rep);
double fnl_mechanism_on_quitting(const struct fnl_company *company, uint32_t rep);
double fnl_mechanism_on_leaving(const struct fnl_company *company, uint32_t rep);
void fnl_mechanism_person(struct fnl_company *company, struct fnl_lead *lead);
void fnl_mechanism_touched(struct fnl_company *company, struct fnl_lead *lead, bool held);
double fnl_mechanism_on_supply(const struct fnl_company *company, uint32_t source);
double fnl_mechanism_on_flags(const struct fnl_company *company, uint32_t rep);
double fnl_mechanism_on_turning_away(const struct fnl_company *company, uint32_t rep);
void fnl_mechanism_touch_held(struct fnl_company *company, struct fnl_lead *lead, int kind,
                              uint64_t touch_key);
double fnl_mechanism_on_price(const struct fnl_company *company, const struct fnl_lead *lead);
fnl_time fnl_mechanism_on_task(struct fnl_company *company, uint32_t rep,
                               const struct fnl_task *task);
bool fnl_mechanism_distracts(struct fnl_company *company, uint32_t rep, struct fnl_queue **queue,
                             size_t *place);
double fnl_mechanism_on_price_loss(const struct fnl_company *company, const struct fnl_lead *lead);
double fnl_mechanism_on_value(const struct fnl_company *company, uint64_t key, uint32_t source);
double fnl_mechanism_on_term(const struct fnl_company *company, uint64_t key, uint32_t source);
double fnl_mechanism_on_service(const struct fnl_company *company, uint64_t key, uint32_t source);
bool fnl_mechanism_keeps(struct fnl_company *company, uint32_t id);
bool fnl_mechanism_tends(struct fnl_company *company, uint32_t id, enum fnl_cause cause);
void fnl_mechanism_on_handover(struct fnl_company *company, const struct fnl_lead *lead,
                               struct fnl_handover *handover);
void fnl_mechanism_on_verdict(struct fnl_company *company, bool good);
void fnl_mechanism_measure(const struct fnl_company *company, struct fnl_levels *levels);

#endif
