/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "experiment/savefile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/disk.h"
#include "base/key.h"
#include "base/memory.h"

#define LONGEST_TEXT (1 << 20) /* bytes; more was not written by us */
#define CHUNK        65536     /* bytes that are looked through at a time; a multiple of 8 */
#define PATIENCE     40        /* times 50 ms for a lock */
#define ATTEMPTS     10        /* to open a file that others make and take away */
#define FORCE_EVERY  2.0       /* seconds, at most */
#define FORCE_SHARE  20        /* and no more than one part in so many of the time */

static fnl_status out_of_memory(struct fnl_error *error)
{
    return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory to save futures");
}

static fnl_status fail(const struct fnl_savefile *file, struct fnl_error *error)
{
    if (errno == ENOMEM)
        return out_of_memory(error);
    return fnl_status_fail(FNL_ERR_IO, error, "%s: %s", file->path, strerror(errno));
}

/* --- check sums --------------------------------------------------------------------------------*/

/* Each step is a bijection, so that damage to any eight bytes that stand together is seen for sure.
 * The last bytes are filled up with zeros; how many they are is mixed in elsewhere. */
static uint64_t mix(uint64_t check, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    while (length > 0) {
        uint64_t word = 0;
        const size_t part = length < sizeof word ? length : sizeof word;
        memcpy(&word, at, part);
        check = fnl_key_part(check, word);
        at += part;
        length -= part;
    }
    return check;
}

static uint64_t check_of_header(const struct fnl_savefile_header *header)
{
    return mix(0, header, offsetof(struct fnl_savefile_header, check));
}

/* What follows the head of a record is mixed into this. */
static uint64_t check_of_head(const struct fnl_savefile_record *record)
{
    return mix(1, record, offsetof(struct fnl_savefile_record, check));
}

/* --- opening -----------------------------------------------------------------------------------*/

/* `length` bytes from `at`; false at the end of the file, with an errno of 0, and on failure. */
static bool read_at(int descriptor, void *bytes, size_t length, off_t at)
{
    unsigned char *to = bytes;
    while (length > 0) {
        errno = 0;
        const ssize_t read = pread(descriptor, to, length, at);
        if (read < 0 && errno == EINTR)
            continue;
        if (read <= 0)
            return false;
        to += read;
        at += read;
        length -= (size_t)read;
    }
    return true;
}

/* In the end a link that leads to no file yet is followed, and the file made where it leads. */
static fnl_status open_file(struct fnl_savefile *file, struct fnl_error *error)
{
    const int usual = O_RDWR | O_CLOEXEC | O_NOCTTY;
    file->descriptor = open(file->path, usual | O_CREAT | O_EXCL, 0666);
    file->made = file->descriptor >= 0;
    if (file->descriptor < 0 && errno == EEXIST)
        file->descriptor = open(file->path, usual);
    if (file->descriptor < 0 && errno == ENOENT)
        file->descriptor = open(file->path, usual | O_CREAT, 0666);
    return file->descriptor < 0 ? fail(file, error) : FNL_OK;
}

static fnl_status refuse_used(struct fnl_savefile *file, struct fnl_error *error)
{
    file->made = false; /* somebody else was quicker: it is theirs now */
    return fnl_status_fail(FNL_ERR_USAGE, error,
                           "%s is in use: another run is saving its futures there", file->path);
}

/* A process that was killed has its lock until the system has taken it to pieces: so we wait a
   moment. Where there are no locks, any other failure, there is nothing to wait for. */
static fnl_status lock(struct fnl_savefile *file, struct fnl_error *error)
{
    const struct timespec moment = {.tv_nsec = 50000000};
    for (int i = 0; i < PATIENCE; i++) {
        if (flock(file->descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
            return FNL_OK;
        nanosleep(&moment, NULL);
    }
    return refuse_used(file, error);
}

/* What the one who had the file before us did to it is known only now that it is ours. */
static fnl_status measure(struct fnl_savefile *file, struct stat *there, struct fnl_error *error)
{
    if (fstat(file->descriptor, there) != 0)
        return fail(file, error);
    if (!S_ISREG(there->st_mode))
        return fnl_status_fail(FNL_ERR_USAGE, error,
                               "%s is no regular file, and cannot keep anything", file->path);
    file->end = there->st_size;
    file->made = file->made && file->end == 0;
    return FNL_OK;
}

static bool still_has_its_name(const struct fnl_savefile *file, const struct stat *there)
{
    struct stat named;
    return stat(file->path, &named) == 0 && named.st_dev == there->st_dev &&
           named.st_ino == there->st_ino;
}

/* Whoever saves nothing takes away the file that they made, perhaps while we wait for it: then we
   would write to what nobody can find, and open it again. */
static fnl_status open_alone(struct fnl_savefile *file, struct fnl_error *error)
{
    struct stat there;
    for (int i = 0; i < ATTEMPTS; i++) {
        fnl_status status = open_file(file, error);
        if (status == FNL_OK)
            status = lock(file, error);
        if (status == FNL_OK)
            status = measure(file, &there, error);
        if (status != FNL_OK || still_has_its_name(file, &there))
            return status;
        close(file->descriptor);
        file->descriptor = -1;
    }
    return refuse_used(file, error);
}

static fnl_status refuse_damaged(const struct fnl_savefile *file, struct fnl_error *error)
{
    return fnl_status_fail(FNL_ERR_USAGE, error,
                           "%s is damaged at its very beginning, so that nobody can tell whose "
                           "futures it holds: name another file",
                           file->path);
}

static fnl_status check_header(const struct fnl_savefile *file, struct fnl_error *error)
{
    const struct fnl_savefile_header *header = &file->header;
    if (header->order != FNL_SAVEFILE_ORDER)
        return fnl_status_fail(FNL_ERR_USAGE, error,
                               "%s was written on another kind of machine (its byte order differs)",
                               file->path);
    if (header->format != FNL_SAVEFILE_FORMAT)
        return fnl_status_fail(FNL_ERR_USAGE, error,
                               "%s was written by a version of funnelsim that saves in another way",
                               file->path);
    if (header->check != check_of_header(header) || header->length > LONGEST_TEXT)
        return refuse_damaged(file, error);
    return FNL_OK;
}

static fnl_status read_text(struct fnl_savefile *file, struct fnl_error *error)
{
    const struct fnl_savefile_header *header = &file->header;
    file->text = fnl_memory_zeroed((size_t)header->length + 1, 1);
    if (!file->text)
        return out_of_memory(error);
    if (!read_at(file->descriptor, file->text, (size_t)header->length, sizeof *header))
        return errno ? fail(file, error) : FNL_OK; /* it ends there: it was killed early */
    if (header->text_check != mix(0, file->text, (size_t)header->length))
        return refuse_damaged(file, error);
    file->earlier = file->end > (off_t)(sizeof *header + header->length);
    return FNL_OK;
}

/* A file that ends in its header or with it is that of a run that was killed before anything was
   finished. */
static fnl_status read_header(struct fnl_savefile *file, struct fnl_error *error)
{
    struct fnl_savefile_header *header = &file->header;
    const size_t length = file->end < (off_t)sizeof *header ? (size_t)file->end : sizeof *header;
    if (!read_at(file->descriptor, header, length, 0))
        return fail(file, error);
    if (length < sizeof header->magic ||
        memcmp(header->magic, FNL_SAVEFILE_MAGIC, sizeof header->magic) != 0)
        return fnl_status_fail(FNL_ERR_USAGE, error,
                               "%s is there and holds something else: name another file",
                               file->path);
    if (length < sizeof *header)
        return FNL_OK;
    const fnl_status status = check_header(file, error);
    return status == FNL_OK ? read_text(file, error) : status;
}

fnl_status fnl_savefile_open(struct fnl_savefile *file, const char *path, struct fnl_error *error)
{
    *file = (struct fnl_savefile){.path = fnl_memory_text(path), .descriptor = -1};
    fnl_status status = file->path ? open_alone(file, error) : out_of_memory(error);
    if (status == FNL_OK && file->end > 0)
        status = read_header(file, error);
    if (status != FNL_OK)
        (void)fnl_savefile_close(file, false, NULL);
    return status;
}

/* --- beginning anew ----------------------------------------------------------------------------*/

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

/* Now and then; not so often on a slow disk that the work would wait for it. */
static bool force(struct fnl_savefile *file)
{
    const double began_at = now();
    const bool done = fnl_disk_force(file->descriptor);
    file->forced_at = now();
    file->pause = FORCE_SHARE * (file->forced_at - began_at);
    if (file->pause < FORCE_EVERY)
        file->pause = FORCE_EVERY;
    return done;
}

/* Cuts off all that stands behind `end`; what is written next goes there. */
static bool cut(struct fnl_savefile *file)
{
    return ftruncate(file->descriptor, file->end) == 0 &&
           lseek(file->descriptor, file->end, SEEK_SET) == file->end;
}

fnl_status fnl_savefile_begin(struct fnl_savefile *file, uint64_t signature, uint64_t seed,
                              const char *text, struct fnl_error *error)
{
    const size_t length = strlen(text);
    struct fnl_savefile_header *header = &file->header;
    *header = (struct fnl_savefile_header){
        .magic = FNL_SAVEFILE_MAGIC,
        .order = FNL_SAVEFILE_ORDER,
        .format = FNL_SAVEFILE_FORMAT,
        .signature = signature,
        .seed = seed,
        .length = length,
        .text_check = mix(0, text, length),
    };
    header->check = check_of_header(header);
    file->end = 0;
    if (!cut(file) || !fnl_disk_write(file->descriptor, header, sizeof *header) ||
        !fnl_disk_write(file->descriptor, text, length) || !force(file) ||
        !fnl_disk_force_name(file->path))
        return fail(file, error);
    file->end = (off_t)(sizeof *header + length);
    return FNL_OK;
}

/* --- looking through ---------------------------------------------------------------------------*/

/* Whether an intact record comes next. */
static bool read_record(FILE *stream, off_t left, struct fnl_savefile_record *record)
{
    unsigned char chunk[CHUNK];
    if (left < (off_t)sizeof *record || fread(record, sizeof *record, 1, stream) != 1 ||
        record->length > (uint64_t)left - sizeof *record)
        return false;
    uint64_t check = check_of_head(record);
    for (uint64_t rest = record->length; rest > 0;) {
        const size_t part = rest < sizeof chunk ? (size_t)rest : sizeof chunk;
        if (fread(chunk, part, 1, stream) != 1)
            return false;
        check = mix(check, chunk, part);
        rest -= part;
    }
    return check == record->check;
}

bool fnl_savefile_is_stopped(const struct fnl_savefile *file)
{
    return file->stop && *file->stop;
}

/* `end` is behind the last of those that are intact in a row. Whoever is stopped does not know it.
 */
static fnl_status hear_all(struct fnl_savefile *file, FILE *stream, fnl_savefile_listener *hear,
                           void *self, struct fnl_error *error)
{
    const off_t size = file->end;
    struct fnl_savefile_record record;
    file->end = (off_t)(sizeof file->header + file->header.length);
    if (fseeko(stream, file->end, SEEK_SET) != 0)
        return fail(file, error);
    while (!fnl_savefile_is_stopped(file) && read_record(stream, size - file->end, &record)) {
        if (!hear(self, &record, file->end))
            return out_of_memory(error);
        file->end += (off_t)(sizeof record + record.length);
    }
    if (ferror(stream))
        return fail(file, error);
    if (fnl_savefile_is_stopped(file))
        file->end = size;
    return FNL_OK;
}

fnl_status fnl_savefile_look_through(struct fnl_savefile *file, fnl_savefile_listener *hear,
                                     void *self, bool *damaged, struct fnl_error *error)
{
    const off_t size = file->end;
    const int twin = fcntl(file->descriptor, F_DUPFD_CLOEXEC, 0);
    FILE *stream = twin < 0 ? NULL : fdopen(twin, "rb");
    if (!stream) {
        const fnl_status status = fail(file, error);
        if (twin >= 0)
            close(twin);
        return status;
    }
    const fnl_status status = hear_all(file, stream, hear, self, error);
    (void)fclose(stream);
    *damaged = file->end < size;
    if (status != FNL_OK)
        return status;
    return cut(file) ? FNL_OK : fail(file, error);
}

bool fnl_savefile_read(const struct fnl_savefile *file, off_t at, void *bytes, size_t length)
{
    struct fnl_savefile_record record;
    return read_at(file->descriptor, &record, sizeof record, at) && record.length == length &&
           read_at(file->descriptor, bytes, length, at + (off_t)sizeof record) &&
           mix(check_of_head(&record), bytes, length) == record.check;
}

/* --- adding ------------------------------------------------------------------------------------*/

/* The record as one block, so that it is one call that writes it. */
static bool put_together(struct fnl_savefile *file, struct fnl_savefile_record record,
                         const void *bytes)
{
    const size_t length = sizeof record + (size_t)record.length;
    void *room = file->record;
    if (file->room < length) {
        if (!fnl_memory_resize(&room, length, 1))
            return false;
        file->record = room;
        file->room = length;
    }
    record.check = mix(check_of_head(&record), bytes, (size_t)record.length);
    memcpy(file->record, &record, sizeof record);
    memcpy(file->record + sizeof record, bytes, (size_t)record.length);
    return true;
}

static fnl_status refuse_more(const struct fnl_savefile *file, struct fnl_error *error)
{
    return fnl_status_fail(FNL_ERR_IO, error,
                           "%s: a future could not be saved: %s; those before it are there",
                           file->path, strerror(file->failure));
}

/* What has gone to the file of the last record is taken out of it again. */
static fnl_status give_up(struct fnl_savefile *file, struct fnl_error *error)
{
    file->failure = errno;
    (void)cut(file);
    return refuse_more(file, error);
}

fnl_status fnl_savefile_add(struct fnl_savefile *file, struct fnl_savefile_record record,
                            const void *bytes, struct fnl_error *error)
{
    const size_t length = sizeof record + (size_t)record.length;
    if (file->failure != 0)
        return refuse_more(file, error);
    if (!put_together(file, record, bytes))
        return out_of_memory(error);
    if (!fnl_disk_write(file->descriptor, file->record, length))
        return give_up(file, error);
    file->end += (off_t)length;
    if (now() - file->forced_at >= file->pause && !force(file))
        return give_up(file, error);
    return FNL_OK;
}

fnl_status fnl_savefile_close(struct fnl_savefile *file, bool kept, struct fnl_error *error)
{
    fnl_status status = FNL_OK;
    if (file->made && !kept)
        unlink(file->path);
    if (kept && file->failure == 0 && !fnl_disk_force(file->descriptor))
        status = fail(file, error);
    if (file->descriptor >= 0 && close(file->descriptor) != 0 && status == FNL_OK)
        status = fail(file, error);
    free(file->path);
    free(file->text);
    free(file->record);
    *file = (struct fnl_savefile){.descriptor = -1};
    return status;
}
