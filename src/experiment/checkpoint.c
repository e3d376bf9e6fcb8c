/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "experiment/checkpoint.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "experiment/savefile.h"

#define LONGEST 700 /* bytes of a command that is shown */

/* Where a record of an earlier run stands. */
struct entry {
    uint64_t signature, cell;
    off_t at;
};

struct fnl_checkpoint {
    struct fnl_savefile file;
    struct fnl_checkpoint_work work;
    char *command; /* the work's, ours to free */
    bool begun;
    uint64_t signature; /* of the job that begun last */

    struct entry *entries; /* by signature, then as they stand */
    size_t count, capacity, next;
    size_t taken, saved;
};

static fnl_status out_of_memory(struct fnl_error *error)
{
    return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory for a checkpoint");
}

fnl_status fnl_checkpoint_open(const char *path, bool resume, fnl_checkpoint **checkpoint,
                               struct fnl_error *error)
{
    fnl_checkpoint *opened = fnl_memory_zeroed(1, sizeof *opened);
    *checkpoint = NULL;
    if (!opened)
        return out_of_memory(error);
    fnl_status status = fnl_savefile_open(&opened->file, path, error);
    if (status == FNL_OK && opened->file.earlier && !resume)
        status = fnl_status_fail(FNL_ERR_USAGE, error,
                                 "%s holds the futures of an earlier run: add --resume to go on "
                                 "from there, or name another file",
                                 path);
    if (status == FNL_OK)
        *checkpoint = opened;
    else
        (void)fnl_checkpoint_close(opened, NULL);
    return status;
}

bool fnl_checkpoint_seed(const fnl_checkpoint *checkpoint, uint64_t *seed)
{
    if (checkpoint->file.earlier)
        *seed = checkpoint->file.header.seed;
    return checkpoint->file.earlier;
}

fnl_status fnl_checkpoint_describe(fnl_checkpoint *checkpoint,
                                   const struct fnl_checkpoint_work *work, struct fnl_error *error)
{
    free(checkpoint->command);
    checkpoint->work = *work;
    checkpoint->work.command = checkpoint->command = fnl_memory_text(work->command);
    return checkpoint->command ? FNL_OK : out_of_memory(error);
}

/* --- beginning ---------------------------------------------------------------------------------*/

static fnl_status begin_anew(fnl_checkpoint *checkpoint, struct fnl_error *error)
{
    char *text = fnl_memory_format("%s\n%s\n", FNL_VERSION, checkpoint->command);
    if (!text)
        return out_of_memory(error);
    const fnl_status status = fnl_savefile_begin(&checkpoint->file, checkpoint->signature,
                                                 checkpoint->work.seed, text, error);
    free(text);
    return status;
}

static bool is_line(const char *text, size_t length, const char *line)
{
    return strlen(line) == length && strncmp(text, line, length) == 0;
}

/* What differs, as well as we can tell; the first that does is the reason for the others. Commands
   may differ in what does no harm, such as in how many futures they ask for. */
static fnl_status refuse_foreign(const fnl_checkpoint *checkpoint, struct fnl_error *error)
{
    const struct fnl_savefile *file = &checkpoint->file;
    const char *version = file->text, *command = version + strcspn(version, "\n");
    const size_t version_length = (size_t)(command - version);
    command += *command != '\0';
    const size_t length = strcspn(command, "\n");
    if (!is_line(version, version_length, FNL_VERSION))
        return fnl_status_fail(FNL_ERR_USAGE, error,
                               "%s holds the futures of funnelsim %.*s, and this is " FNL_VERSION
                               ": name another file",
                               file->path, (int)version_length, version);
    if (file->header.seed != checkpoint->work.seed)
        return fnl_status_fail(FNL_ERR_USAGE, error,
                               "%s holds the futures of seed %" PRIu64 ", and this is seed %" PRIu64
                               ": name another file",
                               file->path, file->header.seed, checkpoint->work.seed);
    if (is_line(command, length, checkpoint->command))
        return fnl_status_fail(FNL_ERR_USAGE, error,
                               "%s holds the futures of a scenario that has been changed since: "
                               "name another file",
                               file->path);
    return fnl_status_fail(FNL_ERR_USAGE, error,
                           "%s holds the futures of another command, or of a scenario that has "
                           "been changed since: name another file. It was: %.*s",
                           file->path, length < LONGEST ? (int)length : LONGEST, command);
}

static bool note(void *self, const struct fnl_savefile_record *record, off_t at)
{
    fnl_checkpoint *checkpoint = self;
    void *entries = checkpoint->entries;
    if (!fnl_memory_grow(&entries, checkpoint->count, &checkpoint->capacity,
                         sizeof *checkpoint->entries))
        return false;
    checkpoint->entries = entries;
    checkpoint->entries[checkpoint->count++] = (struct entry){record->signature, record->cell, at};
    return true;
}

static int compare_entries(const void *a, const void *b)
{
    const struct entry *one = a, *other = b;
    if (one->signature != other->signature)
        return one->signature < other->signature ? -1 : 1;
    return one->at < other->at ? -1 : one->at > other->at;
}

static fnl_status go_on(fnl_checkpoint *checkpoint, struct fnl_error *error)
{
    bool damaged;
    const fnl_status status =
        fnl_savefile_look_through(&checkpoint->file, note, checkpoint, &damaged, error);
    if (status != FNL_OK)
        return status;
    if (checkpoint->count > 0)
        qsort(checkpoint->entries, checkpoint->count, sizeof *checkpoint->entries, compare_entries);
    if (checkpoint->work.tell && !fnl_savefile_is_stopped(&checkpoint->file))
        checkpoint->work.tell(checkpoint->work.self,
                              &(struct fnl_checkpoint_found){checkpoint->count, damaged});
    return FNL_OK;
}

void fnl_checkpoint_heed(fnl_checkpoint *checkpoint, const volatile sig_atomic_t *stop)
{
    checkpoint->file.stop = stop;
}

static fnl_status begin_work(fnl_checkpoint *checkpoint, struct fnl_error *error)
{
    assert(checkpoint->command);
    if (!checkpoint->file.earlier)
        return begin_anew(checkpoint, error);
    if (checkpoint->file.header.signature != checkpoint->signature)
        return refuse_foreign(checkpoint, error);
    return go_on(checkpoint, error);
}

fnl_status fnl_checkpoint_begin(fnl_checkpoint *checkpoint, uint64_t signature,
                                struct fnl_error *error)
{
    checkpoint->signature = signature;
    if (!checkpoint->begun) {
        const fnl_status status = begin_work(checkpoint, error);
        if (status != FNL_OK)
            return status;
        checkpoint->begun = true;
    }
    size_t low = 0, high = checkpoint->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (checkpoint->entries[middle].signature < signature)
            low = middle + 1;
        else
            high = middle;
    }
    checkpoint->next = low;
    return FNL_OK;
}

/* --- taking and saving -------------------------------------------------------------------------*/

bool fnl_checkpoint_next(fnl_checkpoint *checkpoint, uint64_t *cell)
{
    if (checkpoint->next == checkpoint->count ||
        checkpoint->entries[checkpoint->next].signature != checkpoint->signature)
        return false;
    *cell = checkpoint->entries[checkpoint->next++].cell;
    return true;
}

bool fnl_checkpoint_take(fnl_checkpoint *checkpoint, struct fnl_place place)
{
    assert(checkpoint->next > 0);
    const off_t at = checkpoint->entries[checkpoint->next - 1].at;
    if (!fnl_savefile_read(&checkpoint->file, at, place.bytes, place.size)) {
        memset(place.bytes, 0, place.size);
        return false;
    }
    checkpoint->taken++;
    return true;
}

fnl_status fnl_checkpoint_save(fnl_checkpoint *checkpoint, size_t cell, struct fnl_place place,
                               struct fnl_error *error)
{
    if (!checkpoint)
        return FNL_OK;
    const struct fnl_savefile_record record = {
        .signature = checkpoint->signature, .cell = cell, .length = place.size};
    fnl_status status;
#pragma omp critical(fnl_checkpoint)
    {
        status = fnl_savefile_add(&checkpoint->file, record, place.bytes, error);
        checkpoint->saved += status == FNL_OK;
    }
    return status;
}

size_t fnl_checkpoint_taken(const fnl_checkpoint *checkpoint)
{
    return checkpoint->taken;
}

size_t fnl_checkpoint_saved(const fnl_checkpoint *checkpoint)
{
    return checkpoint->saved;
}

fnl_status fnl_checkpoint_close(fnl_checkpoint *checkpoint, struct fnl_error *error)
{
    if (!checkpoint)
        return FNL_OK;
    const fnl_status status = fnl_savefile_close(&checkpoint->file, checkpoint->saved > 0, error);
    free(checkpoint->command);
    free(checkpoint->entries);
    free(checkpoint);
    return status;
}
