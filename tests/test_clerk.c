/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <omp.h>

#include "experiment/clerk.h"

/*
 * Three ranks in one process, each a thread, that talk through memory: what
 * follows stands in the place of ranks.c. Each thread is a clerk and a worker in
 * turn, so that nothing depends on when anybody is woken.
 */
#define RANKS 3
#define CELLS 3000
#define MAIL  10000

struct letter {
    int from;
    struct fnl_ranks_note note;
    void *bytes;
    size_t size;
};

struct fnl_ranks {
    int own;
    struct letter notes[MAIL], rests[RANKS][MAIL]; /* what was sent here */
    size_t notes_in, notes_out, rests_in[RANKS], rests_out[RANKS];
    bool broken;
    const volatile sig_atomic_t *stop;
};

static fnl_ranks *all[RANKS];
static bool has_left[RANKS], is_dead[RANKS];

static void post(struct letter *letters, size_t *in, struct letter letter, const void *bytes)
{
    letter.bytes = malloc(letter.size + 1);
    if (letter.size > 0)
        memcpy(letter.bytes, bytes, letter.size);
    assert_true(*in < MAIL);
#pragma omp critical(mail)
    letters[(*in)++] = letter;
}

static bool collect(const struct letter *letters, const size_t *in, size_t *out,
                    struct letter *letter)
{
    bool any;
#pragma omp critical(mail)
    {
        any = *out < *in;
        if (any)
            *letter = letters[(*out)++];
    }
    return any;
}

int fnl_ranks_own(const fnl_ranks *ranks)
{
    return ranks->own;
}

int fnl_ranks_count(const fnl_ranks *ranks)
{
    (void)ranks;
    return RANKS;
}

const char *fnl_ranks_host(const fnl_ranks *ranks, int rank)
{
    static const char *const hosts[RANKS] = {"anna", "bert", "carl"};
    (void)ranks;
    return hosts[rank];
}

void fnl_ranks_heed(fnl_ranks *ranks, const volatile sig_atomic_t *stop)
{
    ranks->stop = stop;
}

void fnl_ranks_nap(long length)
{
    (void)length;
}

bool fnl_ranks_send(fnl_ranks *ranks, int to, struct fnl_ranks_note note, const void *bytes,
                    size_t size)
{
    fnl_ranks *other = all[to];
    if (ranks->broken)
        return false;
    if (size > 0)
        post(other->rests[ranks->own], &other->rests_in[ranks->own], (struct letter){.size = size},
             bytes);
    post(other->notes, &other->notes_in, (struct letter){.from = ranks->own, .note = note}, NULL);
    return true;
}

bool fnl_ranks_hear(fnl_ranks *ranks, int *from, struct fnl_ranks_note *note)
{
    struct letter letter;
    if (ranks->broken || !collect(ranks->notes, &ranks->notes_in, &ranks->notes_out, &letter))
        return false;
    *from = letter.from;
    *note = letter.note;
    free(letter.bytes);
    return true;
}

/* Waits as long as it takes: who waits for somebody who is dead has made a mistake. */
bool fnl_ranks_fetch(fnl_ranks *ranks, int from, void *bytes, size_t size)
{
    struct letter letter;
    if (ranks->broken)
        return false;
    while (!collect(ranks->rests[from], &ranks->rests_in[from], &ranks->rests_out[from], &letter))
        ;
    assert_int_equal(letter.size, size);
    memcpy(bytes, letter.bytes, size);
    free(letter.bytes);
    return true;
}

bool fnl_ranks_pass(fnl_ranks *ranks, void *bytes, size_t size)
{
    if (ranks->own > 0)
        return fnl_ranks_fetch(ranks, 0, bytes, size);
    for (int rank = 1; rank < RANKS && !ranks->broken; rank++)
        post(all[rank]->rests[0], &all[rank]->rests_in[0], (struct letter){.size = size}, bytes);
    return !ranks->broken;
}

bool fnl_ranks_has_left(const fnl_ranks *ranks, int rank)
{
    (void)ranks;
    return has_left[rank];
}

const char *fnl_ranks_words(const fnl_ranks *ranks, int rank)
{
    (void)ranks;
    return rank == 2 ? "there is no such file" : "";
}

/* Patience ends with who is dead, from the moment in which we are to stop. */
bool fnl_ranks_is_patient(fnl_ranks *ranks, int rank)
{
    if (ranks->stop && *ranks->stop && (is_dead[rank] || (ranks->own > 0 && is_dead[2])))
        ranks->broken = true;
    return !ranks->broken;
}

void fnl_ranks_lose(fnl_ranks *ranks, int rank)
{
    (void)rank;
    ranks->broken = true;
}

bool fnl_ranks_are_broken(const fnl_ranks *ranks)
{
    return ranks->broken;
}

fnl_status fnl_ranks_mourn(const fnl_ranks *ranks, struct fnl_error *error)
{
    (void)ranks;
    return fnl_status_fail(FNL_ERR_IO, error, "somebody was lost");
}

/* What the library's own ranks.c has besides, so that nobody goes and gets it. */
int fnl_ranks_threads(const fnl_ranks *ranks)
{
    (void)ranks;
    return 1;
}

/* --- the work ----------------------------------------------------------------------------------*/

/* What stands in the places: of cell 3 four numbers, so that sizes differ. */
struct bench {
    size_t values[CELLS][4];
    unsigned char done[CELLS];
    size_t filled[CELLS]; /* how often here */
    volatile sig_atomic_t stop;
    fnl_status status;
    struct fnl_error error;
    size_t told;
};

static struct bench benches[RANKS];
static size_t failing[2]; /* cells that fail; CELLS: none */
static bool all_need;     /* the places, in the end */
static int stopped_by;    /* the rank that is told to stop after some cells; -1: none */
static uint64_t signs[RANKS];

static struct fnl_place place(void *self, size_t cell)
{
    struct bench *bench = self;
    return (struct fnl_place){bench->values[cell], (cell % 4 + 1) * sizeof **bench->values};
}

static void count_progress(void *self, size_t done, size_t total)
{
    (void)done, (void)total;
    ((struct bench *)self)->told++;
}

static void fill(struct bench *bench, struct fnl_supply *supply, size_t cell)
{
    struct fnl_error error = {FNL_OK, ""};
    fnl_status status = FNL_OK;
    for (size_t i = 0; i <= cell % 4; i++)
        bench->values[cell][i] = 10 * cell + i + 1;
    bench->filled[cell]++;
    if (cell == failing[0] || cell == failing[1])
        status = fnl_status_fail(FNL_ERR_AUDIT, &error, "cell %zu failed", cell);
    fnl_supply_note(supply, cell, status, &error);
}

static void work(struct bench *bench, struct fnl_supply *supply, int rank, size_t *begun)
{
    size_t cell;
    if (fnl_supply_take(supply, &cell) != FNL_SUPPLY_CELL)
        return;
    fill(bench, supply, cell);
    if (rank == stopped_by && ++*begun == 20)
        bench->stop = 1;
}

/* One rank's part, from beginning to end. */
static void play(int rank)
{
    struct bench *bench = &benches[rank];
    struct fnl_clerk clerk;
    struct fnl_supply supply;
    size_t begun = 0;
    const struct fnl_job job = {.self = bench,
                                .cells = CELLS,
                                .signature = signs[rank],
                                .place = place,
                                .all_need = all_need};
    const struct fnl_execution execution = {
        .stop = &bench->stop, .progress = count_progress, .progress_self = bench};
    if (rank == 0)
        fnl_supply_init(&supply, &execution, CELLS, bench->done);
    else
        fnl_supply_init_given(&supply, &execution, CELLS, bench->done);
    bench->status = fnl_clerk_begin(&clerk, all[rank], &job, &supply, 1, &bench->error);
    if (bench->status == FNL_OK) {
        while (fnl_clerk_step(&clerk))
            work(bench, &supply, rank, &begun);
        for (size_t i = 0; i < CELLS; i++)
            work(bench, &supply, rank, &begun);
        bench->status = fnl_clerk_end(&clerk, &bench->error);
    }
    fnl_clerk_fini(&clerk);
}

static int set_up(void **state)
{
    (void)state;
    memset(benches, 0, sizeof benches);
    memset(has_left, 0, sizeof has_left);
    memset(is_dead, 0, sizeof is_dead);
    failing[0] = failing[1] = CELLS;
    all_need = true;
    stopped_by = -1;
    for (int rank = 0; rank < RANKS; rank++) {
        signs[rank] = 2385;
        all[rank] = calloc(1, sizeof *all[rank]);
        all[rank]->own = rank;
    }
    return 0;
}

static int take_down(void **state)
{
    (void)state;
    for (int rank = 0; rank < RANKS; rank++) {
        struct letter letter;
        while (collect(all[rank]->notes, &all[rank]->notes_in, &all[rank]->notes_out, &letter))
            free(letter.bytes);
        for (int from = 0; from < RANKS; from++)
            while (collect(all[rank]->rests[from], &all[rank]->rests_in[from],
                           &all[rank]->rests_out[from], &letter))
                free(letter.bytes);
        free(all[rank]);
    }
    return 0;
}

static void play_all(void)
{
#pragma omp parallel num_threads(RANKS)
    {
        assert_int_equal(omp_get_num_threads(), RANKS);
        if (!has_left[omp_get_thread_num()] && !is_dead[omp_get_thread_num()])
            play(omp_get_thread_num());
    }
}

/* That all ranks have what rank 0 has, and nothing else is done. */
static void check_same(void)
{
    for (int rank = 1; rank < RANKS; rank++) {
        assert_memory_equal(benches[rank].done, benches[0].done, CELLS);
        for (size_t cell = 0; cell < CELLS; cell++)
            if (benches[0].done[cell])
                assert_memory_equal(benches[rank].values[cell], benches[0].values[cell],
                                    place(&benches[0], cell).size);
    }
}

static size_t count_filled(size_t cell)
{
    return benches[0].filled[cell] + benches[1].filled[cell] + benches[2].filled[cell];
}

/* That every cell was filled once, and stands in rank 0. */
static void check_first(void)
{
    for (int rank = 0; rank < RANKS; rank++)
        assert_int_equal(benches[rank].status, FNL_OK);
    for (size_t cell = 0; cell < CELLS; cell++) {
        assert_int_equal(count_filled(cell), 1);
        assert_int_equal(benches[0].done[cell], 1);
        assert_int_equal(benches[0].values[cell][cell % 4], 10 * cell + cell % 4 + 1);
    }
}

/* --- tests -------------------------------------------------------------------------------------*/

static void every_cell_is_filled_once_and_known_to_all(void **state)
{
    (void)state;
    play_all();
    check_first();
    check_same();
    assert_int_equal(benches[0].told, CELLS);
    assert_int_equal(benches[1].told, 0);
}

static void what_was_done_before_is_known_to_all_too(void **state)
{
    (void)state;
    for (size_t cell = 0; cell < CELLS; cell += 2) {
        benches[0].done[cell] = 1;
        benches[0].values[cell][0] = 7;
    }
    play_all();
    for (size_t cell = 0; cell < CELLS; cell++)
        assert_int_equal(count_filled(cell), cell % 2);
    assert_int_equal(benches[2].values[CELLS - 2][0], 7);
    check_same();
}

/* That no rank but rank 0 has anything that it did not fill itself. */
static void check_own(void)
{
    static const size_t nothing[4];
    for (int rank = 1; rank < RANKS; rank++)
        for (size_t cell = 0; cell < CELLS; cell++) {
            assert_int_equal(benches[rank].done[cell], benches[rank].filled[cell]);
            if (!benches[rank].done[cell])
                assert_memory_equal(benches[rank].values[cell], nothing, sizeof nothing);
        }
}

static void what_rank_0_alone_needs_is_brought_to_nobody_else(void **state)
{
    (void)state;
    all_need = false;
    play_all();
    check_first();
    check_own();
}

static void the_first_failure_by_number_is_that_of_all(void **state)
{
    (void)state;
    failing[0] = 1500;
    failing[1] = 137;
    play_all();
    for (int rank = 0; rank < RANKS; rank++) {
        assert_int_equal(benches[rank].status, FNL_ERR_AUDIT);
        assert_string_equal(benches[rank].error.text, "cell 137 failed");
    }
    for (size_t cell = 0; cell < 137; cell++)
        assert_int_equal(count_filled(cell), 1);
    size_t later = 0;
    for (size_t cell = 138; cell < CELLS; cell++)
        later += count_filled(cell);
    assert_true(later < CELLS - 138);
}

static void whoever_is_to_stop_stops_all(void **state)
{
    (void)state;
    for (int run = 0; run < 2 * RANKS; run++) {
        stopped_by = run / 2;
        all_need = run % 2;
        for (int rank = 0; rank < RANKS; rank++)
            benches[rank] = (struct bench){.status = FNL_OK};
        play_all();
        size_t done = 0;
        for (size_t cell = 0; cell < CELLS; cell++)
            done += benches[0].done[cell];
        for (int rank = 0; rank < RANKS; rank++) {
            /* Who is slow to begin may find that others have done everything. */
            assert_int_equal(benches[rank].status, done < CELLS ? FNL_ERR_STOPPED : FNL_OK);
            assert_string_equal(benches[rank].error.text, "");
        }
        if (all_need)
            check_same();
        else
            check_own();
    }
}

static void other_work_is_refused_by_all(void **state)
{
    (void)state;
    signs[2] = 2386;
    play_all();
    for (int rank = 0; rank < RANKS; rank++)
        assert_int_equal(benches[rank].status, FNL_ERR_IO);
    assert_string_equal(benches[0].error.text,
                        "rank 2 on carl is at other work than rank 0 on anna: their scenarios "
                        "differ, or their versions of funnelsim");
    assert_string_equal(benches[1].error.text, "rank 0 has given up");
    assert_int_equal(count_filled(0), 0);
}

static void who_has_left_is_named_with_his_words(void **state)
{
    (void)state;
    has_left[2] = true;
    play_all();
    assert_int_equal(benches[0].status, FNL_ERR_IO);
    assert_string_equal(benches[0].error.text,
                        "rank 2 on carl has given up: there is no such file");
    assert_int_equal(benches[1].status, FNL_ERR_IO);
}

/* Whoever starts the ranks asks all others to end when one dies. */
static void who_never_answers_is_mourned(void **state)
{
    (void)state;
    is_dead[2] = true;
    benches[0].stop = benches[1].stop = 1;
    play_all();
    for (int rank = 0; rank < 2; rank++) {
        assert_int_equal(benches[rank].status, FNL_ERR_IO);
        assert_string_equal(benches[rank].error.text, "somebody was lost");
    }
}

#define CLERK_TEST(test_) cmocka_unit_test_setup_teardown(test_, set_up, take_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CLERK_TEST(every_cell_is_filled_once_and_known_to_all),
        CLERK_TEST(what_was_done_before_is_known_to_all_too),
        CLERK_TEST(what_rank_0_alone_needs_is_brought_to_nobody_else),
        CLERK_TEST(the_first_failure_by_number_is_that_of_all),
        CLERK_TEST(whoever_is_to_stop_stops_all),
        CLERK_TEST(other_work_is_refused_by_all),
        CLERK_TEST(who_has_left_is_named_with_his_words),
        CLERK_TEST(who_never_answers_is_mourned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
