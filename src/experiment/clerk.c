/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "experiment/clerk.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "experiment/checkpoint.h"

#define CHUNK 262144 /* bytes of places that go to all at once */

/* Another rank, as rank 0 sees it. */
struct fnl_clerk_peer {
    size_t threads;
    bool here;     /* it is at this job */
    bool differs;  /* it is at another one */
    bool answered; /* that it begins no more cells */
    bool finished;
};

static bool is_first(const struct fnl_clerk *clerk)
{
    return fnl_ranks_own(clerk->ranks) == 0;
}

static void say(const struct fnl_clerk *clerk, int to, enum fnl_ranks_kind kind, uint64_t number)
{
    const struct fnl_ranks_note note = {.kind = kind, .number = number};
    (void)fnl_ranks_send(clerk->ranks, to, note, NULL, 0);
}

/* The same to all others. */
static void announce(const struct fnl_clerk *clerk, enum fnl_ranks_kind kind, uint64_t number)
{
    for (int rank = 1; rank < fnl_ranks_count(clerk->ranks); rank++)
        if (!fnl_ranks_has_left(clerk->ranks, rank) && !clerk->peers[rank].finished)
            say(clerk, rank, kind, number);
}

/* --- beginning ---------------------------------------------------------------------------------*/

/* Hears one of the others, if one has something to say. */
static void call_one(struct fnl_clerk *clerk)
{
    int from;
    struct fnl_ranks_note note;
    if (!fnl_ranks_hear(clerk->ranks, &from, &note)) {
        fnl_ranks_nap(FNL_RANKS_SHORTLY);
    } else if (note.kind == FNL_RANKS_HERE) {
        struct fnl_clerk_peer *peer = &clerk->peers[from];
        peer->here = true;
        peer->threads = note.size;
        peer->differs = note.number != clerk->job->signature || note.more != clerk->job->cells;
    }
}

/* Waits until everybody is here or has left. */
static void call_all(struct fnl_clerk *clerk)
{
    for (int rank = 1; rank < fnl_ranks_count(clerk->ranks);) {
        if (clerk->peers[rank].here || fnl_ranks_has_left(clerk->ranks, rank))
            rank++;
        else if (fnl_ranks_is_patient(clerk->ranks, rank))
            call_one(clerk);
        else
            return;
    }
}

/* What keeps us from sharing out the job, if anything does. */
static fnl_status find_obstacle(const struct fnl_clerk *clerk, struct fnl_error *error)
{
    fnl_ranks *ranks = clerk->ranks;
    if (fnl_ranks_are_broken(ranks))
        return fnl_ranks_mourn(ranks, error);
    for (int rank = 1; rank < fnl_ranks_count(ranks); rank++) {
        if (fnl_ranks_has_left(ranks, rank))
            return fnl_status_fail(FNL_ERR_IO, error, "rank %d on %s has given up%s%s", rank,
                                   fnl_ranks_host(ranks, rank),
                                   *fnl_ranks_words(ranks, rank) ? ": " : "",
                                   fnl_ranks_words(ranks, rank));
        if (clerk->peers[rank].differs)
            return fnl_status_fail(FNL_ERR_IO, error,
                                   "rank %d on %s is at other work than rank 0 on %s: their "
                                   "scenarios differ, or their versions of funnelsim",
                                   rank, fnl_ranks_host(ranks, rank), fnl_ranks_host(ranks, 0));
    }
    return FNL_OK;
}

static fnl_status assemble(struct fnl_clerk *clerk, struct fnl_error *error)
{
    call_all(clerk);
    const fnl_status status = find_obstacle(clerk, error);
    if (status != FNL_OK) {
        announce(clerk, FNL_RANKS_OVER, 0);
        return status;
    }
    clerk->all_threads = clerk->threads;
    for (int rank = 1; rank < fnl_ranks_count(clerk->ranks); rank++)
        clerk->all_threads += clerk->peers[rank].threads;
    announce(clerk, FNL_RANKS_BEGIN, clerk->all_threads);
    return FNL_OK;
}

static fnl_status report_for_work(struct fnl_clerk *clerk, struct fnl_error *error)
{
    struct fnl_ranks_note note = {.kind = FNL_RANKS_HERE,
                                  .number = clerk->job->signature,
                                  .more = clerk->job->cells,
                                  .size = clerk->threads};
    int from;
    (void)fnl_ranks_send(clerk->ranks, 0, note, NULL, 0);
    while (fnl_ranks_is_patient(clerk->ranks, 0) && !fnl_ranks_hear(clerk->ranks, &from, &note))
        fnl_ranks_nap(FNL_RANKS_SHORTLY);
    if (fnl_ranks_are_broken(clerk->ranks))
        return fnl_ranks_mourn(clerk->ranks, error);
    return note.kind == FNL_RANKS_BEGIN ? FNL_OK
                                        : fnl_status_fail(FNL_ERR_IO, error, "rank 0 has given up");
}

fnl_status fnl_clerk_begin(struct fnl_clerk *clerk, fnl_ranks *ranks, const struct fnl_job *job,
                           struct fnl_supply *supply, size_t threads, struct fnl_error *error)
{
    *clerk = (struct fnl_clerk){.ranks = ranks,
                                .job = job,
                                .supply = supply,
                                .threads = threads,
                                .low = threads,
                                .limit = job->cells};
    clerk->peers = fnl_memory_zeroed((size_t)fnl_ranks_count(ranks), sizeof *clerk->peers);
    clerk->chunk = fnl_memory_zeroed(CHUNK, 1);
    if (!clerk->peers || !clerk->chunk)
        return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory to share out work");
    fnl_ranks_heed(ranks, supply->execution->stop);
    return is_first(clerk) ? assemble(clerk, error) : report_for_work(clerk, error);
}

/* --- what both do ------------------------------------------------------------------------------*/

/* Whether a failure is known here that the others do not know of. */
static bool has_failed(struct fnl_clerk *clerk, struct fnl_error *error)
{
    size_t cell;
    if (!fnl_supply_failure(clerk->supply, &cell, error) || cell >= clerk->limit)
        return false;
    clerk->limit = cell;
    return true;
}

/* --- rank 0 ------------------------------------------------------------------------------------*/

static void hand_out(struct fnl_clerk *clerk, int to, size_t most)
{
    size_t cells[FNL_SUPPLY_ROOM];
    const size_t portion =
        fnl_supply_portion(clerk->supply, clerk->peers[to].threads, clerk->all_threads);
    const size_t count = fnl_supply_batch(clerk->supply, portion < most ? portion : most, cells);
    const struct fnl_ranks_note note = {.kind = FNL_RANKS_CELLS, .number = count};
    (void)fnl_ranks_send(clerk->ranks, to, note, cells, count * sizeof *cells);
}

static void take_result(struct fnl_clerk *clerk, int from, size_t cell)
{
    const struct fnl_place place = clerk->job->place(clerk->job->self, cell);
    struct fnl_error error = {FNL_OK, ""};
    if (!fnl_ranks_fetch(clerk->ranks, from, place.bytes, place.size))
        return;
    const fnl_status status =
        fnl_checkpoint_save(clerk->supply->execution->checkpoint, cell, place, &error);
    fnl_supply_note(clerk->supply, cell, status, &error);
}

static void take_failure(struct fnl_clerk *clerk, int from, const struct fnl_ranks_note *note)
{
    struct fnl_error error = {FNL_OK, ""};
    if (fnl_ranks_fetch(clerk->ranks, from, error.text, sizeof error.text))
        fnl_supply_note(clerk->supply, note->number, (fnl_status)note->more, &error);
}

static void attend(struct fnl_clerk *clerk, int from, const struct fnl_ranks_note *note)
{
    switch ((enum fnl_ranks_kind)note->kind) {
    case FNL_RANKS_WANT:
        hand_out(clerk, from, note->number);
        break;
    case FNL_RANKS_DONE:
        take_result(clerk, from, note->number);
        break;
    case FNL_RANKS_FAILED:
        take_failure(clerk, from, note);
        break;
    case FNL_RANKS_HALTED:
        clerk->peers[from].answered = true;
        fnl_supply_halt(clerk->supply);
        break;
    case FNL_RANKS_FINISHED:
        clerk->peers[from].finished = true;
        say(clerk, from, FNL_RANKS_THANKS, 0);
        break;
    default:
        assert(false && "a rank at work says no such thing");
    }
}

/* Who does not answer that it begins no more cells was lost, which may be why we are to stop. */
static void seek_lost(const struct fnl_clerk *clerk)
{
    for (int rank = 1; rank < fnl_ranks_count(clerk->ranks); rank++)
        if (!clerk->peers[rank].answered && !clerk->peers[rank].finished &&
            !fnl_ranks_is_patient(clerk->ranks, rank))
            return;
}

static void tell_news(struct fnl_clerk *clerk)
{
    struct fnl_error error;
    if (has_failed(clerk, &error))
        announce(clerk, FNL_RANKS_LIMIT, clerk->limit);
    if (clerk->halted) {
        seek_lost(clerk);
    } else if (fnl_supply_is_halted(clerk->supply)) {
        clerk->halted = true;
        announce(clerk, FNL_RANKS_HALT, 0);
    }
}

static bool is_all_finished(const struct fnl_clerk *clerk)
{
    for (int rank = 1; rank < fnl_ranks_count(clerk->ranks); rank++)
        if (!clerk->peers[rank].finished)
            return false;
    return true;
}

static bool step_of_first(struct fnl_clerk *clerk)
{
    int from;
    struct fnl_ranks_note note;
    tell_news(clerk);
    while (fnl_ranks_hear(clerk->ranks, &from, &note))
        attend(clerk, from, &note);
    return !is_all_finished(clerk);
}

/* --- the others --------------------------------------------------------------------------------*/

static void tell_done(struct fnl_clerk *clerk)
{
    size_t cell;
    while (fnl_supply_tell(clerk->supply, &cell)) {
        const struct fnl_place place = clerk->job->place(clerk->job->self, cell);
        const struct fnl_ranks_note note = {.kind = FNL_RANKS_DONE, .number = cell};
        (void)fnl_ranks_send(clerk->ranks, 0, note, place.bytes, place.size);
    }
}

static void tell_failure(struct fnl_clerk *clerk)
{
    struct fnl_error error;
    if (!has_failed(clerk, &error))
        return;
    const struct fnl_ranks_note note = {
        .kind = FNL_RANKS_FAILED, .number = clerk->limit, .more = error.status};
    (void)fnl_ranks_send(clerk->ranks, 0, note, error.text, sizeof error.text);
}

static void tell_halt(struct fnl_clerk *clerk)
{
    if (clerk->halted || !fnl_supply_is_halted(clerk->supply))
        return;
    clerk->halted = true;
    say(clerk, 0, FNL_RANKS_HALTED, 0);
}

/* More before the last cell that waits is taken, so that no thread has to wait: the sooner, the
 * more it was last time, because then cells are quickly done or there are many. */
static void ask_for_more(struct fnl_clerk *clerk)
{
    const size_t load = fnl_supply_load(clerk->supply);
    if (clerk->asked || clerk->supply->closed || load == FNL_SUPPLY_ROOM ||
        fnl_supply_waiting(clerk->supply) >= clerk->low)
        return;
    clerk->asked = true;
    say(clerk, 0, FNL_RANKS_WANT, FNL_SUPPLY_ROOM - load);
}

static void obey(struct fnl_clerk *clerk, const struct fnl_ranks_note *note)
{
    size_t cells[FNL_SUPPLY_ROOM];
    switch ((enum fnl_ranks_kind)note->kind) {
    case FNL_RANKS_CELLS:
        clerk->asked = false;
        clerk->low = note->number / 4 > clerk->threads ? note->number / 4 : clerk->threads;
        if (note->number == 0 ||
            fnl_ranks_fetch(clerk->ranks, 0, cells, note->number * sizeof *cells))
            fnl_supply_give(clerk->supply, cells, note->number);
        break;
    case FNL_RANKS_LIMIT:
        clerk->limit = note->number < clerk->limit ? note->number : clerk->limit;
        fnl_supply_limit(clerk->supply, note->number);
        break;
    case FNL_RANKS_HALT:
        fnl_supply_halt(clerk->supply);
        break;
    case FNL_RANKS_THANKS:
        clerk->thanked = true;
        break;
    default:
        assert(false && "rank 0 at work says no such thing");
    }
}

/* Tells what there is to tell; in the end, that this was all. */
static void tell_all(struct fnl_clerk *clerk)
{
    const bool finished = clerk->supply->closed && fnl_supply_is_idle(clerk->supply);
    tell_done(clerk);
    tell_failure(clerk);
    tell_halt(clerk);
    clerk->finished = finished;
    if (finished)
        say(clerk, 0, FNL_RANKS_FINISHED, 0);
}

static bool step_of_other(struct fnl_clerk *clerk)
{
    int from;
    struct fnl_ranks_note note;
    while (fnl_ranks_hear(clerk->ranks, &from, &note))
        obey(clerk, &note);
    if (!clerk->finished) {
        ask_for_more(clerk);
        tell_all(clerk);
    }
    if (clerk->asked || clerk->finished)
        (void)fnl_ranks_is_patient(clerk->ranks, 0);
    return !clerk->thanked;
}

bool fnl_clerk_step(struct fnl_clerk *clerk)
{
    const bool more = is_first(clerk) ? step_of_first(clerk) : step_of_other(clerk);
    const bool broken = fnl_ranks_are_broken(clerk->ranks);
    if (broken)
        fnl_supply_halt(clerk->supply);
    return more && !broken;
}

/* --- ending ------------------------------------------------------------------------------------*/

/* Where the bytes of all places stand in the chunks in which they go to all. */
struct stream {
    size_t left;         /* bytes that are not in this chunk or an earlier one */
    size_t used, length; /* of this chunk */
};

static bool begin_chunk(struct fnl_clerk *clerk, struct stream *stream)
{
    stream->used = 0;
    stream->length = stream->left < CHUNK ? stream->left : CHUNK;
    stream->left -= stream->length;
    return is_first(clerk) || fnl_ranks_pass(clerk->ranks, clerk->chunk, stream->length);
}

static bool end_chunk(struct fnl_clerk *clerk, const struct stream *stream)
{
    return !is_first(clerk) || fnl_ranks_pass(clerk->ranks, clerk->chunk, stream->length);
}

/* Into the stream in rank 0, and out of it in the others. */
static bool carry(struct fnl_clerk *clerk, struct fnl_place place, struct stream *stream)
{
    unsigned char *bytes = place.bytes;
    for (size_t at = 0; at < place.size;) {
        if (stream->used == stream->length && !begin_chunk(clerk, stream))
            return false;
        const size_t room = stream->length - stream->used, rest = place.size - at;
        const size_t count = rest < room ? rest : room;
        unsigned char *chunk = clerk->chunk + stream->used;
        memcpy(is_first(clerk) ? chunk : bytes + at, is_first(clerk) ? bytes + at : chunk, count);
        at += count;
        stream->used += count;
        if (stream->used == stream->length && !end_chunk(clerk, stream))
            return false;
    }
    return true;
}

static bool share_places(struct fnl_clerk *clerk)
{
    const struct fnl_job *job = clerk->job;
    const unsigned char *done = clerk->supply->done;
    struct stream stream = {0};
    bool carried = true;
    for (size_t cell = 0; cell < job->cells; cell++)
        stream.left += done[cell] ? job->place(job->self, cell).size : 0;
    for (size_t cell = 0; cell < job->cells && carried; cell++)
        if (done[cell])
            carried = carry(clerk, job->place(job->self, cell), &stream);
    return carried;
}

/* Of a job that failed nobody wants the places; of many others rank 0 alone, which has them. */
static bool share_outcome(struct fnl_clerk *clerk, struct fnl_error *outcome)
{
    if (!fnl_ranks_pass(clerk->ranks, outcome, sizeof *outcome))
        return false;
    if (!clerk->job->all_need || (outcome->status != FNL_OK && outcome->status != FNL_ERR_STOPPED))
        return true;
    return fnl_ranks_pass(clerk->ranks, clerk->supply->done, clerk->job->cells) &&
           share_places(clerk);
}

fnl_status fnl_clerk_end(struct fnl_clerk *clerk, struct fnl_error *error)
{
    struct fnl_error outcome = {FNL_OK, ""};
    if (is_first(clerk))
        outcome.status = fnl_supply_outcome(clerk->supply, &outcome);
    if (!share_outcome(clerk, &outcome))
        return fnl_ranks_mourn(clerk->ranks, error);
    return outcome.text[0] ? fnl_status_fail(outcome.status, error, "%s", outcome.text)
                           : outcome.status;
}

void fnl_clerk_fini(struct fnl_clerk *clerk)
{
    free(clerk->peers);
    free(clerk->chunk);
}
