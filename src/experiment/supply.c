/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "experiment/supply.h"

#include <assert.h>

/* A process is given work for so many rounds of all threads at once at most, and at the end for
 * one cell. */
#define ROUNDS        4
#define MOST_A_THREAD 64

/* --- lines; inside the critical section -------------------------------------------------------*/

static void push(struct fnl_supply_line *line, size_t cell)
{
    assert(line->count < FNL_SUPPLY_ROOM);
    line->cells[(line->first + line->count++) % FNL_SUPPLY_ROOM] = cell;
}

static size_t pop(struct fnl_supply_line *line)
{
    const size_t cell = line->cells[line->first];
    line->first = (line->first + 1) % FNL_SUPPLY_ROOM;
    line->count--;
    return cell;
}

/* --- inside the critical section --------------------------------------------------------------*/

static bool is_halted(const struct fnl_supply *supply)
{
    return supply->halted || (supply->execution->stop && *supply->execution->stop);
}

static bool hand_out(struct fnl_supply *supply, size_t *cell)
{
    while (supply->next < supply->cells && supply->done[supply->next])
        supply->next++;
    if (is_halted(supply) || supply->next >= supply->failed_cell)
        return false;
    *cell = supply->next++;
    return true;
}

/* The next cell in the line that is still worth filling. */
static bool take_given(struct fnl_supply *supply, size_t *cell)
{
    while (supply->waiting.count > 0) {
        *cell = pop(&supply->waiting);
        if (*cell < supply->failed_cell && !is_halted(supply)) {
            supply->in_hand++;
            return true;
        }
    }
    return false;
}

static enum fnl_supply_turn take(struct fnl_supply *supply, size_t *cell)
{
    if (!supply->given)
        return hand_out(supply, cell) ? FNL_SUPPLY_CELL : FNL_SUPPLY_END;
    if (take_given(supply, cell))
        return FNL_SUPPLY_CELL;
    return supply->closed || is_halted(supply) ? FNL_SUPPLY_END : FNL_SUPPLY_WAIT;
}

static void note_done(struct fnl_supply *supply, size_t cell)
{
    const struct fnl_execution *execution = supply->execution;
    supply->done[cell] = 1;
    supply->finished++;
    if (supply->given)
        push(&supply->told, cell);
    else if (execution->progress)
        execution->progress(execution->progress_self, supply->finished, supply->cells);
}

static void note(struct fnl_supply *supply, size_t cell, fnl_status status,
                 const struct fnl_error *error)
{
    if (supply->given)
        supply->in_hand--;
    if (status == FNL_OK) {
        note_done(supply, cell);
    } else if (status != FNL_ERR_STOPPED && cell < supply->failed_cell) {
        supply->failed_cell = cell;
        supply->error = *error;
        supply->error.status = status;
    }
}

/* --- for everybody -----------------------------------------------------------------------------*/

void fnl_supply_init(
    struct fnl_supply *supply, const struct fnl_execution *execution, size_t cells,
    unsigned char *done) // NOLINT(readability-non-const-parameter): it is written to later
{
    *supply = (struct fnl_supply){
        .execution = execution, .cells = cells, .done = done, .failed_cell = cells};
    for (size_t cell = 0; cell < cells; cell++)
        supply->finished += done[cell];
}

void fnl_supply_init_given(struct fnl_supply *supply, const struct fnl_execution *execution,
                           size_t cells, unsigned char *done)
{
    fnl_supply_init(supply, execution, cells, done);
    supply->given = true;
}

enum fnl_supply_turn fnl_supply_take(struct fnl_supply *supply, size_t *cell)
{
    enum fnl_supply_turn turn;
#pragma omp critical(fnl_supply)
    turn = take(supply, cell);
    return turn;
}

void fnl_supply_note(struct fnl_supply *supply, size_t cell, fnl_status status,
                     const struct fnl_error *error)
{
#pragma omp critical(fnl_supply)
    note(supply, cell, status, error);
}

size_t fnl_supply_batch(struct fnl_supply *supply, size_t most, size_t *cells)
{
    size_t count = 0;
#pragma omp critical(fnl_supply)
    while (count < most && hand_out(supply, &cells[count]))
        count++;
    return count;
}

size_t fnl_supply_portion(struct fnl_supply *supply, size_t threads, size_t all)
{
    size_t left;
#pragma omp critical(fnl_supply)
    left = supply->cells - supply->next;
    const size_t portion = left / (ROUNDS * all) * threads, most = MOST_A_THREAD * threads;
    return portion == 0 ? 1 : portion < most ? portion : most;
}

void fnl_supply_give(struct fnl_supply *supply, const size_t *cells, size_t count)
{
#pragma omp critical(fnl_supply)
    {
        for (size_t i = 0; i < count && !is_halted(supply); i++)
            push(&supply->waiting, cells[i]);
        supply->closed = count == 0;
    }
}

size_t fnl_supply_load(struct fnl_supply *supply)
{
    size_t load;
#pragma omp critical(fnl_supply)
    load = supply->waiting.count + supply->in_hand + supply->told.count;
    return load;
}

size_t fnl_supply_waiting(struct fnl_supply *supply)
{
    size_t waiting;
#pragma omp critical(fnl_supply)
    waiting = supply->waiting.count;
    return waiting;
}

bool fnl_supply_is_idle(struct fnl_supply *supply)
{
    bool idle;
#pragma omp critical(fnl_supply)
    idle = supply->waiting.count == 0 && supply->in_hand == 0;
    return idle;
}

bool fnl_supply_tell(struct fnl_supply *supply, size_t *cell)
{
    bool any;
#pragma omp critical(fnl_supply)
    {
        any = supply->told.count > 0;
        if (any)
            *cell = pop(&supply->told);
    }
    return any;
}

bool fnl_supply_failure(struct fnl_supply *supply, size_t *cell, struct fnl_error *error)
{
    bool failed;
#pragma omp critical(fnl_supply)
    {
        failed = supply->failed_cell < supply->cells;
        *cell = supply->failed_cell;
        *error = supply->error;
    }
    return failed;
}

void fnl_supply_limit(struct fnl_supply *supply, size_t cell)
{
#pragma omp critical(fnl_supply)
    if (cell < supply->failed_cell)
        supply->failed_cell = cell;
}

void fnl_supply_halt(struct fnl_supply *supply)
{
#pragma omp critical(fnl_supply)
    supply->halted = true;
}

bool fnl_supply_is_halted(struct fnl_supply *supply)
{
    bool halted;
#pragma omp critical(fnl_supply)
    halted = is_halted(supply);
    return halted;
}

fnl_status fnl_supply_outcome(const struct fnl_supply *supply, struct fnl_error *error)
{
    if (supply->failed_cell < supply->cells)
        return fnl_status_fail(supply->error.status, error, "%s", supply->error.text);
    return supply->finished < supply->cells ? FNL_ERR_STOPPED : FNL_OK;
}
