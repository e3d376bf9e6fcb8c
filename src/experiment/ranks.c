/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifdef FNL_MPI
/* sched_getaffinity: which cores this process may use. */
#define _GNU_SOURCE // NOLINT(bugprone-reserved-identifier)
#include <mpi.h>
#include <sched.h>
#endif

#include "experiment/ranks.h"

#include <omp.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/memory.h"

void fnl_ranks_nap(long length)
{
    const struct timespec moment = {.tv_nsec = length * 1000};
    nanosleep(&moment, NULL);
}

#ifdef FNL_MPI

#define NOTE    1   /* tags */
#define REST    2   /* what follows a note */
#define AT_ONCE 200 /* times that we ask before we sleep */

/* Once we are to stop: seconds until rank 0 takes who does not answer for lost (mpirun kills after
 * one), and until others take rank 0 for lost, which may be busy. */
#define NO_WORD  0.6
#define PATIENCE 10.

/* What rank 0 knows of another. */
struct peer {
    char host[MPI_MAX_PROCESSOR_NAME];
    char words[sizeof((struct fnl_error *)NULL)->text];
    bool left;
    bool excused; /* it was told to end, so how it did says nothing */
    int code;
};

struct fnl_ranks {
    MPI_Comm all;
    int own, count;
    int threads;
    const volatile sig_atomic_t *stop;
    double heard_at; /* since we are to stop: when somebody last got through; 0 until then */
    bool halted;     /* rank 0 has said that we are to stop */
    bool broken;
    int lost;           /* -1: unknown */
    struct peer *peers; /* by rank */
};

/* --- beginning ---------------------------------------------------------------------------------*/

/*
 * Deals each core of this machine to one of the ranks that may use it, in turn,
 * and returns how many fall to us. Launchers may have bound each rank to cores of
 * its own, or none to any.
 */
static int deal_cores(const cpu_set_t *masks, int ranks, int own)
{
    int dealt = 0;
    for (int core = 0, turn = 0; core < CPU_SETSIZE; core++) {
        int users = 0, before = 0;
        for (int rank = 0; rank < ranks; rank++) {
            users += CPU_ISSET((size_t)core, &masks[rank]) != 0;
            before += rank < own && CPU_ISSET((size_t)core, &masks[rank]);
        }
        if (users > 0 && CPU_ISSET((size_t)core, &masks[own]))
            dealt += turn % users == before;
        turn += users > 0;
    }
    return dealt > 0 ? dealt : 1;
}

/* `masks` has room for one of each rank. */
static void count_threads(fnl_ranks *ranks, cpu_set_t *masks)
{
    MPI_Comm here;
    cpu_set_t mine;
    int own, count;
    MPI_Comm_split_type(ranks->all, MPI_COMM_TYPE_SHARED, ranks->own, MPI_INFO_NULL, &here);
    MPI_Comm_rank(here, &own);
    MPI_Comm_size(here, &count);
    CPU_ZERO(&mine);
    sched_getaffinity(0, sizeof mine, &mine);
    MPI_Allgather(&mine, sizeof mine, MPI_BYTE, masks, sizeof mine, MPI_BYTE, here);
    ranks->threads = deal_cores(masks, count, own);
    MPI_Comm_free(&here);
}

static void learn_hosts(fnl_ranks *ranks)
{
    char own[MPI_MAX_PROCESSOR_NAME] = "", *all = ranks->peers[0].host;
    int length;
    MPI_Datatype host, spaced;
    MPI_Get_processor_name(own, &length);
    MPI_Type_contiguous(sizeof own, MPI_BYTE, &host);
    MPI_Type_create_resized(host, 0, sizeof *ranks->peers, &spaced);
    MPI_Type_commit(&spaced);
    MPI_Gather(own, sizeof own, MPI_BYTE, all, 1, spaced, 0, ranks->all);
    MPI_Type_free(&spaced);
    MPI_Type_free(&host);
}

/* Nobody goes on to talk unless all have the memory for it. */
static bool meet(fnl_ranks *ranks)
{
    MPI_Comm_rank(MPI_COMM_WORLD, &ranks->own);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks->count);
    ranks->peers = fnl_memory_zeroed((size_t)ranks->count, sizeof *ranks->peers);
    cpu_set_t *masks = fnl_memory_zeroed((size_t)ranks->count, sizeof *masks);
    int ready = ranks->peers && masks;
    MPI_Allreduce(MPI_IN_PLACE, &ready, 1, MPI_INT, MPI_LAND, MPI_COMM_WORLD);
    if (ready) {
        MPI_Comm_dup(MPI_COMM_WORLD, &ranks->all);
        learn_hosts(ranks);
        count_threads(ranks, masks);
    }
    free(masks);
    return ready;
}

fnl_status fnl_ranks_open(fnl_ranks **ranks, struct fnl_error *error)
{
    int provided;
    *ranks = NULL;
    MPI_Init_thread(NULL, NULL, MPI_THREAD_FUNNELED, &provided);
    if (provided < MPI_THREAD_FUNNELED)
        return fnl_status_fail(FNL_ERR_IO, error, "this MPI cannot be used together with threads");
    fnl_ranks *made = fnl_memory_zeroed(1, sizeof *made);
    if (!made)
        return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory for ranks");
    made->lost = -1;
    if (!meet(made)) {
        free(made->peers);
        free(made);
        MPI_Finalize();
        return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory for ranks");
    }
    *ranks = made;
    return FNL_OK;
}

/* --- talking -----------------------------------------------------------------------------------*/

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

/* Whether whoever has not answered yet never will. */
static bool is_hopeless(fnl_ranks *ranks)
{
    if (!ranks->halted && (!ranks->stop || !*ranks->stop))
        return false;
    if (ranks->heard_at == 0)
        ranks->heard_at = now();
    return now() - ranks->heard_at > (ranks->own == 0 ? NO_WORD : PATIENCE);
}

static void get_through(fnl_ranks *ranks)
{
    if (ranks->heard_at > 0)
        ranks->heard_at = now();
}

bool fnl_ranks_is_patient(fnl_ranks *ranks, int rank)
{
    if (!ranks->broken && is_hopeless(ranks))
        fnl_ranks_lose(ranks, rank);
    return !ranks->broken;
}

static bool await(fnl_ranks *ranks, MPI_Request *request, int whom)
{
    int over = 0;
    for (int i = 0; !over && !ranks->broken; i++) {
        MPI_Test(request, &over, MPI_STATUS_IGNORE);
        if (!over && i >= AT_ONCE) {
            fnl_ranks_nap(FNL_RANKS_SHORTLY);
            (void)fnl_ranks_is_patient(ranks, whom);
        }
    }
    if (over)
        get_through(ranks);
    return over;
}

static bool send(fnl_ranks *ranks, int to, int tag, const void *bytes, size_t size)
{
    MPI_Request request;
    if (ranks->broken)
        return false;
    MPI_Isend(bytes, (int)size, MPI_BYTE, to, tag, ranks->all, &request);
    return await(ranks, &request, to);
}

bool fnl_ranks_send(fnl_ranks *ranks, int to, struct fnl_ranks_note note, const void *bytes,
                    size_t size)
{
    if (note.kind == FNL_RANKS_OVER)
        ranks->peers[to].excused = true;
    return send(ranks, to, NOTE, &note, sizeof note) &&
           (size == 0 || send(ranks, to, REST, bytes, size));
}

bool fnl_ranks_fetch(fnl_ranks *ranks, int from, void *bytes, size_t size)
{
    MPI_Request request;
    if (ranks->broken)
        return false;
    MPI_Irecv(bytes, (int)size, MPI_BYTE, from, REST, ranks->all, &request);
    return await(ranks, &request, from);
}

static void remember(fnl_ranks *ranks, int from, const struct fnl_ranks_note *note)
{
    struct peer *peer = &ranks->peers[from];
    peer->left = true;
    peer->code = (int)note->number;
    fnl_ranks_fetch(ranks, from, peer->words, sizeof peer->words);
}

bool fnl_ranks_hear(fnl_ranks *ranks, int *from, struct fnl_ranks_note *note)
{
    MPI_Status status;
    int any = 0;
    if (!ranks->broken)
        MPI_Iprobe(MPI_ANY_SOURCE, NOTE, ranks->all, &any, &status);
    if (!any)
        return false;
    *from = status.MPI_SOURCE;
    MPI_Recv(note, sizeof *note, MPI_BYTE, *from, NOTE, ranks->all, MPI_STATUS_IGNORE);
    get_through(ranks);
    if (note->kind == FNL_RANKS_LEFT)
        remember(ranks, *from, note);
    ranks->halted |= note->kind == FNL_RANKS_HALT;
    return true;
}

bool fnl_ranks_pass(fnl_ranks *ranks, void *bytes, size_t size)
{
    MPI_Request request;
    if (ranks->broken)
        return false;
    MPI_Ibcast(bytes, (int)size, MPI_BYTE, 0, ranks->all, &request);
    return await(ranks, &request, -1);
}

void fnl_ranks_share(fnl_ranks *ranks, void *bytes, size_t size)
{
    if (ranks)
        MPI_Bcast(bytes, (int)size, MPI_BYTE, 0, ranks->all);
}

/* --- who there is ------------------------------------------------------------------------------*/

int fnl_ranks_own(const fnl_ranks *ranks)
{
    return ranks ? ranks->own : 0;
}

int fnl_ranks_count(const fnl_ranks *ranks)
{
    return ranks ? ranks->count : 1;
}

int fnl_ranks_threads(const fnl_ranks *ranks)
{
    return ranks ? ranks->threads : omp_get_num_procs();
}

const char *fnl_ranks_host(const fnl_ranks *ranks, int rank)
{
    return ranks->peers[rank].host;
}

void fnl_ranks_heed(fnl_ranks *ranks, const volatile sig_atomic_t *stop)
{
    ranks->stop = stop;
    ranks->halted = false;
    ranks->heard_at = 0;
}

bool fnl_ranks_has_left(const fnl_ranks *ranks, int rank)
{
    return ranks->peers[rank].left;
}

const char *fnl_ranks_words(const fnl_ranks *ranks, int rank)
{
    return ranks->peers[rank].words;
}

void fnl_ranks_lose(fnl_ranks *ranks, int rank)
{
    ranks->broken = true;
    ranks->lost = rank;
}

bool fnl_ranks_are_broken(const fnl_ranks *ranks)
{
    return ranks->broken;
}

fnl_status fnl_ranks_mourn(const fnl_ranks *ranks, struct fnl_error *error)
{
    if (ranks->lost < 0 || ranks->own > 0)
        return fnl_status_fail(FNL_ERR_IO, error, "a rank was lost");
    return fnl_status_fail(FNL_ERR_IO, error, "rank %d on %s was lost", ranks->lost,
                           ranks->peers[ranks->lost].host);
}

/* --- ending ------------------------------------------------------------------------------------*/

/* Waits until all have left. Who is at a job that rank 0 does not come to is told so. */
static void see_off(fnl_ranks *ranks)
{
    for (int rank = 1; rank < ranks->count && !ranks->broken;) {
        int from;
        struct fnl_ranks_note note;
        if (ranks->peers[rank].left)
            rank++;
        else if (!fnl_ranks_hear(ranks, &from, &note))
            fnl_ranks_nap(FNL_RANKS_SHORTLY);
        else if (note.kind == FNL_RANKS_HERE)
            fnl_ranks_send(ranks, from, (struct fnl_ranks_note){.kind = FNL_RANKS_OVER}, NULL, 0);
    }
}

/* How all end: as rank 0, unless another one had no reason to end otherwise. */
static fnl_status agree(fnl_ranks *ranks, int *code, struct fnl_error *error)
{
    fnl_status status = FNL_OK;
    see_off(ranks);
    for (int rank = 1; rank < ranks->count && status == FNL_OK; rank++) {
        const struct peer *peer = &ranks->peers[rank];
        if (peer->left && !peer->excused && peer->code > *code) {
            *code = peer->code;
            status =
                fnl_status_fail(FNL_ERR_IO, error, "rank %d on %s ended otherwise than rank 0: %s",
                                rank, peer->host, peer->words);
        }
    }
    for (int rank = 1; rank < ranks->count; rank++)
        fnl_ranks_send(
            ranks, rank,
            (struct fnl_ranks_note){.kind = FNL_RANKS_FAREWELL, .number = (uint64_t)*code}, NULL,
            0);
    return status;
}

static void take_leave(fnl_ranks *ranks, int *code, const char *words)
{
    char text[sizeof ranks->peers->words] = "";
    struct fnl_ranks_note note = {.kind = FNL_RANKS_LEFT, .number = (uint64_t)*code};
    int from;
    strncat(text, words, sizeof text - 1);
    if (!fnl_ranks_send(ranks, 0, note, text, sizeof text))
        return;
    while (!ranks->broken && !fnl_ranks_hear(ranks, &from, &note))
        fnl_ranks_nap(FNL_RANKS_SHORTLY);
    if (!ranks->broken)
        *code = (int)note.number;
}

fnl_status fnl_ranks_close(fnl_ranks *ranks, int *code, const char *words, struct fnl_error *error)
{
    fnl_status status = FNL_OK;
    if (!ranks)
        return FNL_OK;
    fnl_ranks_heed(ranks, NULL);
    if (ranks->own == 0)
        status = agree(ranks, code, error);
    else
        take_leave(ranks, code, words);
    /* Who was lost would be waited for without end. */
    if (!ranks->broken)
        MPI_Finalize();
    free(ranks->peers);
    free(ranks);
    return status;
}

#else /* alone: nobody can be talked to, and nobody tries */

// NOLINTBEGIN(readability-non-const-parameter): of the real ones above they are not.

fnl_status fnl_ranks_open(fnl_ranks **ranks, struct fnl_error *error)
{
    (void)error;
    *ranks = NULL;
    return FNL_OK;
}

int fnl_ranks_own(const fnl_ranks *ranks)
{
    (void)ranks;
    return 0;
}

int fnl_ranks_count(const fnl_ranks *ranks)
{
    (void)ranks;
    return 1;
}

int fnl_ranks_threads(const fnl_ranks *ranks)
{
    (void)ranks;
    return omp_get_num_procs();
}

void fnl_ranks_share(fnl_ranks *ranks, void *bytes, size_t size)
{
    (void)ranks, (void)bytes, (void)size;
}

fnl_status fnl_ranks_close(fnl_ranks *ranks, int *code, const char *words, struct fnl_error *error)
{
    (void)ranks, (void)code, (void)words, (void)error;
    return FNL_OK;
}

void fnl_ranks_heed(fnl_ranks *ranks, const volatile sig_atomic_t *stop)
{
    (void)ranks, (void)stop;
}

bool fnl_ranks_send(fnl_ranks *ranks, int to, struct fnl_ranks_note note, const void *bytes,
                    size_t size)
{
    (void)ranks, (void)to, (void)note, (void)bytes, (void)size;
    return false;
}

bool fnl_ranks_hear(fnl_ranks *ranks, int *from, struct fnl_ranks_note *note)
{
    (void)ranks, (void)from, (void)note;
    return false;
}

bool fnl_ranks_fetch(fnl_ranks *ranks, int from, void *bytes, size_t size)
{
    (void)ranks, (void)from, (void)bytes, (void)size;
    return false;
}

bool fnl_ranks_pass(fnl_ranks *ranks, void *bytes, size_t size)
{
    (void)ranks, (void)bytes, (void)size;
    return false;
}

const char *fnl_ranks_host(const fnl_ranks *ranks, int rank)
{
    (void)ranks, (void)rank;
    return "";
}

bool fnl_ranks_has_left(const fnl_ranks *ranks, int rank)
{
    (void)ranks, (void)rank;
    return true;
}

const char *fnl_ranks_words(const fnl_ranks *ranks, int rank)
{
    (void)ranks, (void)rank;
    return "";
}

bool fnl_ranks_is_patient(fnl_ranks *ranks, int rank)
{
    (void)ranks, (void)rank;
    return false;
}

void fnl_ranks_lose(fnl_ranks *ranks, int rank)
{
    (void)ranks, (void)rank;
}

bool fnl_ranks_are_broken(const fnl_ranks *ranks)
{
    (void)ranks;
    return true;
}

fnl_status fnl_ranks_mourn(const fnl_ranks *ranks, struct fnl_error *error)
{
    (void)ranks;
    return fnl_status_fail(FNL_ERR_IO, error, "there is one rank alone");
}

// NOLINTEND(readability-non-const-parameter)

#endif
