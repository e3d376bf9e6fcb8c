/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is near is kept in order, what is far is not.
 *
 * The front holds the soonest events, sorted, and gives and takes quickly because
 * it is short. Once it has been full there is a horizon: all that is planned from
 * there on is put on a shelf, in buckets by time that nobody looks into. When the
 * front has run out the next bucket is emptied into it and the horizon moves on.
 * So an event is sorted among a handful of others, however many are pending (the
 * idea of the calendar queue, Brown, 1988, and the ladder queue, Tang, Goh and
 * Thng, 2005). What is near but finds the front full, as when all the world acts
 * at one moment, joins a crowd, which is a heap, so that nothing takes longer than a
 * heap's logarithm.
 *
 * When all buckets are empty they are laid out anew over what the shelf holds: as
 * wide as the pace of events wants them, and wide enough for half of all that is
 * there to find a place. The rest stays on the shelf for the time after.
 */
#include "engine/agenda.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum {
    FRONT = 32,      /* events in the front, at most */
    FEW = 24,        /* so many on the shelf need no buckets */
    IN_A_BUCKET = 5, /* events, as the pace has it */
    CHILDREN = 4,    /* of a node of the crowd */
    KIND_BITS = 8,
};

/* No event has this order, for times end at 2^50. */
static const uint64_t vacant = UINT64_MAX;

/* Later than every event: what the horizon is while nothing is on the shelf. */
static const fnl_time nowhere = FNL_NEVER + 1;

struct slot {
    uint64_t order; /* time and kind in one number */
    uint64_t key;
    uint32_t sequence; /* counts the planned events */
    uint32_t version, subject, detail;
};

/*
 * Places on the shelf are counted from 1, and 0 is none. Each has a link to
 * another one: the next of its bucket, or the next that is free.
 */
struct fnl_agenda {
    fnl_time now;
    fnl_time horizon;  /* events before it are in the front or in the crowd, all others shelved */
    uint32_t sequence; /* of the next event to be planned */
    uint32_t in_front, in_crowd, in_buckets, shelved; /* events; buckets are part of the shelf */
    bool has_failed;

    uint32_t capacity;  /* of the shelf, the crowd and the buckets, which grow together */
    uint32_t used;      /* the first places of the shelf, in use or free again */
    uint32_t free;      /* the first place that is free again */
    struct slot *slots; /* of the shelf: capacity + 1 */
    uint32_t *links;    /* likewise */
    uint32_t *crowd;    /* a heap of places */
    uint32_t *buckets;  /* the first place of each */

    uint32_t bucket_count; /* of the present layout, 0 before there is one */
    uint32_t bucket;       /* the next one to be emptied */
    int width;             /* a bucket is 2^width ms wide */
    fnl_time start;        /* of the first bucket */
    fnl_time laid_out;     /* when that was, and how many events have been planned by then */
    uint32_t planned_before;

    /* The soonest last; the first slot is vacant, so that none needs to be asked for its number. */
    struct slot front[1 + FRONT];
};

fnl_agenda *fnl_agenda_new(void)
{
    fnl_agenda *agenda = fnl_memory_zeroed(1, sizeof *agenda);
    if (agenda) {
        agenda->horizon = nowhere;
        agenda->front[0].order = vacant;
    }
    return agenda;
}

void fnl_agenda_free(fnl_agenda *agenda)
{
    if (!agenda)
        return;
    free(agenda->slots);
    free(agenda->links);
    free(agenda->crowd);
    free(agenda->buckets);
    free(agenda);
}

void fnl_agenda_restart(fnl_agenda *agenda)
{
    if (agenda->bucket_count > 0)
        memset(agenda->buckets, 0, agenda->bucket_count * sizeof *agenda->buckets);
    agenda->in_front = agenda->in_crowd = agenda->in_buckets = agenda->shelved = 0;
    agenda->used = agenda->free = agenda->bucket_count = 0;
    agenda->now = agenda->laid_out = 0;
    agenda->sequence = agenda->planned_before = 0;
    agenda->horizon = nowhere;
    agenda->has_failed = false;
}

static fnl_time time_of(const struct slot *slot)
{
    return (fnl_time)(slot->order >> KIND_BITS);
}

/*
 * Two times are seldom equal, so the processor foresees the first branch. The
 * sequence may wrap around, for it only has to tell which of two pending
 * events of one moment, kind and entity was planned first; two thousand million
 * others planned in between would be too many.
 */
static inline bool precedes(const struct slot *a, uint64_t order, uint64_t key, uint32_t sequence)
{
    if (a->order != order)
        return a->order < order;
    if (a->key != key)
        return a->key < key;
    return (int32_t)(a->sequence - sequence) < 0;
}

static inline bool comes_before(const struct slot *a, const struct slot *b)
{
    return precedes(a, b->order, b->key, b->sequence);
}

/* --- the crowd ---------------------------------------------------------------------------------
 */

static bool crowds_before(const fnl_agenda *agenda, uint32_t a, uint32_t b)
{
    return comes_before(&agenda->slots[a], &agenda->slots[b]);
}

static void join_crowd(fnl_agenda *agenda, uint32_t place)
{
    uint32_t *crowd = agenda->crowd;
    uint32_t i = agenda->in_crowd++;
    for (uint32_t parent; i > 0; i = parent) {
        parent = (i - 1) / CHILDREN;
        if (!crowds_before(agenda, place, crowd[parent]))
            break;
        crowd[i] = crowd[parent];
    }
    crowd[i] = place;
}

static uint32_t soonest_child(const fnl_agenda *agenda, uint32_t first)
{
    const uint32_t end = first + CHILDREN < agenda->in_crowd ? first + CHILDREN : agenda->in_crowd;
    uint32_t soonest = first;
    for (uint32_t i = first + 1; i < end; i++)
        soonest = crowds_before(agenda, agenda->crowd[i], agenda->crowd[soonest]) ? i : soonest;
    return soonest;
}

/* The place of the soonest event of the crowd, which leaves it. */
static uint32_t leave_crowd(fnl_agenda *agenda)
{
    uint32_t *crowd = agenda->crowd;
    const uint32_t place = crowd[0], last = crowd[--agenda->in_crowd];
    uint32_t i = 0;
    for (uint32_t first = 1; first < agenda->in_crowd; first = CHILDREN * i + 1) {
        const uint32_t child = soonest_child(agenda, first);
        if (!crowds_before(agenda, crowd[child], last))
            break;
        crowd[i] = crowd[child];
        i = child;
    }
    crowd[i] = last;
    return place;
}

/* --- the shelf ---------------------------------------------------------------------------------
 */

static bool resize(void *array, size_t count, size_t size)
{
    void *memory;
    memcpy(&memory, array, sizeof memory);
    if (!fnl_memory_resize(&memory, count, size))
        return false;
    memcpy(array, &memory, sizeof memory);
    return true;
}

static bool grow(fnl_agenda *agenda)
{
    const uint32_t before = agenda->capacity, capacity = before ? 2 * before : 64;
    if (capacity < before || !resize(&agenda->slots, (size_t)capacity + 1, sizeof *agenda->slots) ||
        !resize(&agenda->links, (size_t)capacity + 1, sizeof *agenda->links) ||
        !resize(&agenda->crowd, capacity, sizeof *agenda->crowd) ||
        !resize(&agenda->buckets, capacity, sizeof *agenda->buckets))
        return false;
    memset(agenda->buckets + before, 0, (capacity - before) * sizeof *agenda->buckets);
    agenda->capacity = capacity;
    return true;
}

static uint32_t find_place(fnl_agenda *agenda)
{
    const uint32_t place = agenda->free;
    if (!place)
        return ++agenda->used;
    agenda->free = agenda->links[place];
    return place;
}

static void clear_place(fnl_agenda *agenda, uint32_t place)
{
    agenda->slots[place].order = vacant;
    agenda->links[place] = agenda->free;
    agenda->free = place;
}

/* Into its bucket, if it has one. */
static inline void sort_in(fnl_agenda *agenda, uint32_t place)
{
    const uint64_t after_start = (uint64_t)(time_of(&agenda->slots[place]) - agenda->start);
    const uint64_t bucket = after_start >> agenda->width;
    if (bucket < agenda->bucket_count) {
        agenda->links[place] = agenda->buckets[bucket];
        agenda->buckets[bucket] = place;
        agenda->in_buckets++;
    }
}

/* The number of binary digits of `x`. */
static int digits(uint64_t x)
{
    return x ? 64 - __builtin_clzll(x) : 0;
}

static fnl_time soonest_on_shelf(const fnl_agenda *agenda)
{
    uint64_t soonest = vacant;
    for (uint32_t place = 1; place <= agenda->used; place++)
        soonest = agenda->slots[place].order < soonest ? agenda->slots[place].order : soonest;
    return (fnl_time)(soonest >> KIND_BITS);
}

/* The least d such that half of the events on the shelf are less than 2^d ms after its start. */
static int digits_of_half(const fnl_agenda *agenda)
{
    uint32_t events[65] = {0}, before = 0;
    for (uint32_t place = 1; place <= agenda->used; place++)
        events[digits((uint64_t)(time_of(&agenda->slots[place]) - agenda->start))]++;
    int d = 0;
    for (before = events[0]; before < agenda->shelved / 2; before += events[d])
        d++;
    return d;
}

/* Wide enough for a few events at the pace since the last time, and for half of all. */
static int good_width(const fnl_agenda *agenda)
{
    const uint64_t events = agenda->sequence - agenda->planned_before;
    const uint64_t span = (uint64_t)(agenda->now - agenda->laid_out);
    const int by_pace = digits(events ? IN_A_BUCKET * span / events : 0);
    const int by_half = digits_of_half(agenda) - (digits(agenda->bucket_count) - 1);
    return by_pace > by_half ? by_pace : by_half;
}

/* Once many events were on the shelf: their places are not to be looked through for ever. */
static void close_gaps(fnl_agenda *agenda)
{
    uint32_t kept = 0;
    assert(agenda->in_crowd == 0 && agenda->in_buckets == 0);
    for (uint32_t place = 1; kept < agenda->shelved; place++)
        if (agenda->slots[place].order != vacant)
            agenda->slots[++kept] = agenda->slots[place];
    agenda->used = kept;
    agenda->free = 0;
}

/* More buckets than events: the next power of two, for which there is room while a place is free.
 */
static void lay_out_buckets(fnl_agenda *agenda)
{
    close_gaps(agenda);
    agenda->start = soonest_on_shelf(agenda);
    agenda->bucket_count = UINT32_C(1) << digits(agenda->shelved);
    assert(agenda->bucket_count <= agenda->capacity);
    agenda->bucket = 0;
    agenda->width = good_width(agenda);
    agenda->laid_out = agenda->now;
    agenda->planned_before = agenda->sequence;
    for (uint32_t place = 1; place <= agenda->used; place++)
        sort_in(agenda, place);
}

/* --- the front ---------------------------------------------------------------------------------
 */

/* Where an event of this order belongs in the front; what comes later has moved aside. */
static inline struct slot *make_room(fnl_agenda *agenda, uint64_t order, uint64_t key,
                                     uint32_t sequence)
{
    struct slot *room = &agenda->front[++agenda->in_front];
    for (; precedes(room - 1, order, key, sequence); room--)
        *room = room[-1];
    return room;
}

static inline void insert(fnl_agenda *agenda, const struct slot *event)
{
    *make_room(agenda, event->order, event->key, event->sequence) = *event;
}

/* From the shelf into the front, or into the crowd. */
static void bring(fnl_agenda *agenda, uint32_t place)
{
    agenda->shelved--;
    if (agenda->in_front < FRONT) {
        const struct slot *event = &agenda->slots[place];
        insert(agenda, event);
        clear_place(agenda, place);
    } else {
        join_crowd(agenda, place);
    }
}

static void bring_all(fnl_agenda *agenda)
{
    for (uint32_t place = 1; place <= agenda->used; place++)
        if (agenda->slots[place].order != vacant)
            bring(agenda, place);
    agenda->used = agenda->free = 0;
    agenda->horizon = nowhere;
}

/*
 * Asks for the memory of what the next two buckets begin with, so that it is at
 * hand by then. A hint: place 0 and the first bucket are there too.
 */
static void fetch_ahead(const fnl_agenda *agenda)
{
    for (uint32_t ahead = 0; ahead < 2; ahead++) {
        const uint32_t bucket = agenda->bucket + ahead;
        const uint32_t place = agenda->buckets[bucket < agenda->bucket_count ? bucket : 0];
        __builtin_prefetch(&agenda->slots[place]);
        __builtin_prefetch(&agenda->links[place]);
    }
}

static void bring_next_bucket(fnl_agenda *agenda)
{
    while (!agenda->buckets[agenda->bucket])
        agenda->bucket++;
    uint32_t next, place = agenda->buckets[agenda->bucket];
    agenda->buckets[agenda->bucket++] = 0;
    agenda->horizon = agenda->start + ((fnl_time)agenda->bucket << agenda->width);
    fetch_ahead(agenda);
    for (; place; place = next) {
        next = agenda->links[place];
        agenda->in_buckets--;
        bring(agenda, place);
    }
    if (agenda->in_buckets == 0)
        agenda->bucket_count = 0;
}

/* When nothing is near any more. */
static void move_on(fnl_agenda *agenda)
{
    if (agenda->bucket_count == 0 && agenda->shelved <= FEW) {
        bring_all(agenda);
        return;
    }
    if (agenda->bucket_count == 0)
        lay_out_buckets(agenda);
    bring_next_bucket(agenda);
}

/* --- events ------------------------------------------------------------------------------------
 */

/* What has been written at `place`: into the crowd if it is near, else onto the shelf. */
static void put_away(fnl_agenda *agenda, uint32_t place)
{
    if (time_of(&agenda->slots[place]) < agenda->horizon) {
        join_crowd(agenda, place);
    } else {
        agenda->shelved++;
        sort_in(agenda, place);
    }
}

/*
 * The front is full and no buckets are laid out: the later half of the front is
 * put away, and what is planned from there on will be. Events of one moment
 * stay together.
 */
static void draw_horizon_near(fnl_agenda *agenda)
{
    const struct slot *front = agenda->front;
    const fnl_time soonest = time_of(&front[FRONT]), middle = time_of(&front[FRONT / 2]);
    agenda->horizon = middle > soonest ? middle : soonest + 1;
    uint32_t gone = 0;
    while (time_of(&front[gone + 1]) >= agenda->horizon) {
        const uint32_t place = find_place(agenda);
        agenda->slots[place] = front[++gone];
        put_away(agenda, place);
    }
    agenda->in_front -= gone;
    memmove(&agenda->front[1], &front[gone + 1], agenda->in_front * sizeof *front);
}

static inline bool finds_room(const fnl_agenda *agenda, fnl_time time)
{
    return time < agenda->horizon && agenda->in_front < FRONT;
}

/* For whoever calls it: written where it is wanted, it need not be copied from where it has not
 * arrived yet. */
static inline struct slot slot_for(const struct fnl_event *event, uint32_t sequence)
{
    return (struct slot){
        .order = (uint64_t)event->time << KIND_BITS | event->kind,
        .key = event->key,
        .sequence = sequence,
        .version = event->version,
        .subject = event->subject,
        .detail = event->detail,
    };
}

/* Out of line, so that planning what is near saves no registers for it. */
static __attribute__((noinline)) void
plan_without_room(fnl_agenda *agenda, const struct fnl_event *event, uint32_t sequence)
{
    /* The event and nearly all of the front may be put away, and one place is left free. */
    if (agenda->capacity - agenda->shelved - agenda->in_crowd <= FRONT && !grow(agenda)) {
        agenda->has_failed = true;
        return;
    }
    if (agenda->bucket_count == 0 && agenda->in_crowd == 0 && agenda->in_front == FRONT)
        draw_horizon_near(agenda);
    if (finds_room(agenda, event->time)) {
        const struct slot slot = slot_for(event, sequence);
        insert(agenda, &slot);
    } else {
        const uint32_t place = find_place(agenda);
        agenda->slots[place] = slot_for(event, sequence);
        put_away(agenda, place);
    }
}

void fnl_agenda_plan(fnl_agenda *agenda, const struct fnl_event *event)
{
    assert(event->time >= agenda->now && event->time <= FNL_NEVER);
    const uint32_t sequence = agenda->sequence++;
    if (finds_room(agenda, event->time)) {
        const struct slot slot = slot_for(event, sequence);
        insert(agenda, &slot);
    } else {
        plan_without_room(agenda, event, sequence);
    }
}

static bool is_in_crowd(const fnl_agenda *agenda)
{
    return agenda->in_crowd > 0 &&
           (agenda->in_front == 0 ||
            comes_before(&agenda->slots[agenda->crowd[0]], &agenda->front[agenda->in_front]));
}

static inline struct fnl_event event_in(const struct slot *slot)
{
    return (struct fnl_event){
        .time = time_of(slot),
        .key = slot->key,
        .subject = slot->subject,
        .version = slot->version,
        .detail = slot->detail,
        .kind = (uint8_t)slot->order,
    };
}

bool fnl_agenda_next(fnl_agenda *agenda, struct fnl_event *event)
{
    if (agenda->in_front + agenda->in_crowd == 0)
        return false;
    if (is_in_crowd(agenda)) {
        const uint32_t place = leave_crowd(agenda);
        *event = event_in(&agenda->slots[place]);
        clear_place(agenda, place);
    } else {
        *event = event_in(&agenda->front[agenda->in_front--]);
    }
    agenda->now = event->time;
    if (agenda->in_front + agenda->in_crowd == 0 && agenda->horizon != nowhere)
        move_on(agenda);
    return true;
}

fnl_time fnl_agenda_next_time(const fnl_agenda *agenda)
{
    if (agenda->in_front + agenda->in_crowd == 0)
        return FNL_NEVER;
    return time_of(is_in_crowd(agenda) ? &agenda->slots[agenda->crowd[0]]
                                       : &agenda->front[agenda->in_front]);
}

fnl_time fnl_agenda_now(const fnl_agenda *agenda)
{
    return agenda->now;
}

size_t fnl_agenda_pending(const fnl_agenda *agenda)
{
    return (size_t)agenda->in_front + agenda->in_crowd + agenda->shelved;
}

bool fnl_agenda_has_failed(const fnl_agenda *agenda)
{
    return agenda->has_failed;
}
