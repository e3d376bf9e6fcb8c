/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _XOPEN_SOURCE 700 /* for realpath, which POSIX keeps among its X/Open extensions */

#include "report/file.h"

#include "base/disk.h"
#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct fnl_file {
    char *path;
    FILE *stream; /* collects; NULL once finished */
    char *bytes;  /* what was collected, valid when the stream is closed */
    size_t length;
};

static fnl_status out_of_memory(const char *path, struct fnl_error *error)
{
    return fnl_status_fail(FNL_ERR_MEMORY, error, "%s: out of memory", path);
}

static fnl_status fail(const char *path, struct fnl_error *error)
{
    if (errno == ENOMEM)
        return out_of_memory(path, error);
    return fnl_status_fail(FNL_ERR_IO, error, "%s: %s", path, strerror(errno));
}

/* Writes, forces to the disk if it is one, and closes. errno tells the first cause. */
static bool fill(int descriptor, const char *bytes, size_t length)
{
    bool done = fnl_disk_write(descriptor, bytes, length) && fnl_disk_force(descriptor);
    const int cause = errno;
    if (close(descriptor) != 0 && done)
        return false;
    errno = cause;
    return done;
}

/*
 * A new, empty file beside `path`, open for writing, and its name, to be freed.
 * -1 and errno on failure. A name that is taken is left alone: it may be a
 * stranger's, or that of a run that was killed.
 */
static int create_beside(const char *path, char **name)
{
    const char *slash = strrchr(path, '/');
    const int directory = slash ? (int)(slash + 1 - path) : 0;

    for (int attempt = 0; attempt < 1000; attempt++) {
        *name =
            fnl_memory_format("%.*s.funnelsim-%ld-%d", directory, path, (long)getpid(), attempt);
        if (!*name) {
            errno = ENOMEM;
            return -1;
        }
        const int descriptor = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor >= 0)
            return descriptor;
        free(*name);
        if (errno != EEXIST)
            return -1;
    }
    return -1;
}

/* Through a new file and a rename; errno tells what went wrong. */
static bool replace(const char *path, const char *bytes, size_t length)
{
    char *name;
    const int descriptor = create_beside(path, &name);
    if (descriptor < 0)
        return false;

    const bool done = fill(descriptor, bytes, length) && rename(name, path) == 0;
    if (!done) {
        const int cause = errno;
        unlink(name);
        errno = cause;
    }
    free(name);
    return done && fnl_disk_force_name(path);
}

static bool write_into(const char *path, const char *bytes, size_t length)
{
    const int descriptor = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
    return descriptor >= 0 && fill(descriptor, bytes, length);
}

static bool write_to_standard_output(const char *bytes, size_t length)
{
    return fflush(stdout) == 0 && fnl_disk_write(STDOUT_FILENO, bytes, length);
}

/* A file that is there may be reached through a link, and then it is the file that is replaced. */
static bool write_behind_links(const char *path, const char *bytes, size_t length)
{
    char *real = realpath(path, NULL);
    const bool done = real && replace(real, bytes, length);
    free(real);
    return done;
}

fnl_status fnl_file_write(const char *path, const void *bytes, size_t length,
                          struct fnl_error *error)
{
    struct stat there;
    bool done;

    if (strcmp(path, "-") == 0)
        return write_to_standard_output(bytes, length) ? FNL_OK : fail("standard output", error);
    if (stat(path, &there) != 0)
        done = replace(path, bytes, length);
    else if (S_ISREG(there.st_mode))
        done = write_behind_links(path, bytes, length);
    else
        done = write_into(path, bytes, length);
    return done ? FNL_OK : fail(path, error);
}

fnl_status fnl_file_new(const char *path, fnl_file **file, struct fnl_error *error)
{
    fnl_file *begun = fnl_memory_zeroed(1, sizeof *begun);
    *file = NULL;
    if (begun) {
        begun->path = fnl_memory_text(path);
        begun->stream = open_memstream(&begun->bytes, &begun->length);
    }
    if (!begun || !begun->path || !begun->stream) {
        fnl_file_free(begun);
        return out_of_memory(path, error);
    }
    *file = begun;
    return FNL_OK;
}

FILE *fnl_file_stream(fnl_file *file)
{
    return file->stream;
}

fnl_status fnl_file_finish(fnl_file *file, struct fnl_error *error)
{
    const bool overflowed = ferror(file->stream);
    const bool closed = fclose(file->stream) == 0;
    file->stream = NULL;
    if (overflowed || !closed)
        return out_of_memory(file->path, error);
    return fnl_file_write(file->path, file->bytes, file->length, error);
}

void fnl_file_free(fnl_file *file)
{
    if (!file)
        return;
    if (file->stream)
        fclose(file->stream);
    free(file->bytes);
    free(file->path);
    free(file);
}

/* Whether there is a directory at `path` now. Somebody else may have been quicker. */
static bool make_directory(const char *path)
{
    struct stat there;
    if (mkdir(path, 0777) == 0)
        return true;
    const int cause = errno;
    if (stat(path, &there) == 0) {
        errno = ENOTDIR;
        return S_ISDIR(there.st_mode);
    }
    errno = cause;
    return false;
}

fnl_status fnl_file_directory(const char *path, struct fnl_error *error)
{
    char *part = fnl_memory_text(path);
    if (!part)
        return out_of_memory(path, error);

    bool done = true;
    for (char *slash = strchr(part + (*part == '/'), '/'); done && slash;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        done = make_directory(part);
        *slash = '/';
    }
    done = done && make_directory(part);
    free(part);
    return done ? FNL_OK : fail(path, error);
}
