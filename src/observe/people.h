/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * people.h - the people whom a listener has met, by key, with their names.
 *
 * Facts carry keys; a story needs names. The name of somebody who was sent is
 * made from the name of who sent them, so whoever is to be named must have been
 * met, and so must their line of referrers up to the one with whom it began.
 */
#ifndef FUNNELSIM_OBSERVE_PEOPLE_H
#define FUNNELSIM_OBSERVE_PEOPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/key.h"
#include "model/fact.h"
#include "model/plan.h"

struct fnl_person {
    uint64_t key;
    char *name; /* owned */
};

/* Zero-initialise. */
struct fnl_people {
    struct fnl_person *items; /* in the order in which they were met */
    size_t count, capacity;
    uint32_t *slots;   /* index + 1 of a person, 0 for none; looked up by key */
    size_t slot_count; /* 0 or a power of two */
    uint64_t *clients; /* keys, by the company's index of the client; 0: not met */
    size_t client_capacity;
    bool failed; /* memory ran out: somebody could not be remembered */
};

/* The index in `items` of who has that key; FNL_NOBODY when not met. */
uint32_t fnl_people_find(const struct fnl_people *people, uint64_t key);

/* Their name; "somebody" when not met. */
const char *fnl_people_name(const struct fnl_people *people, uint64_t key);

/* Remembers who is called `name` by `key`; their index, or FNL_NOBODY when memory ran out. */
uint32_t fnl_people_add(struct fnl_people *people, uint64_t key, const char *name);

/* Remembers who arrives, unless they have been met; `arrival` is of kind FNL_FACT_ARRIVED. */
void fnl_people_meet(struct fnl_people *people, const struct fnl_plan *plan,
                     const struct fnl_fact *arrival);

/* Notes that the `number`-th client of the first day, from 1, has that key. */
void fnl_people_note_opening(struct fnl_people *people, int64_t number, uint64_t key);

/* Remembers the clients of the first day, who do not arrive. */
void fnl_people_meet_opening(struct fnl_people *people, const struct fnl_plan *plan);

/* Remembers which index the client has who signs by `signature`, of kind FNL_FACT_SIGNED. */
void fnl_people_note_client(struct fnl_people *people, const struct fnl_fact *signature);

/* The key of who sent the one who arrives, or of the client whose new deal it is; 0: nobody. */
uint64_t fnl_people_parent(const struct fnl_people *people, const struct fnl_fact *arrival);

/* Forgets everybody and frees what is held. */
void fnl_people_fini(struct fnl_people *people);

#endif
