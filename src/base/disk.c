/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"

bool fnl_disk_write(int descriptor, const void *bytes, size_t length)
{
    const char *at = bytes;
    while (length > 0) {
        const ssize_t written = write(descriptor, at, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        at += written;
        length -= (size_t)written;
    }
    return true;
}

bool fnl_disk_force(int descriptor)
{
    return fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP;
}

bool fnl_disk_force_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *directory =
        slash ? fnl_memory_format("%.*s", (int)(slash + 1 - path), path) : fnl_memory_text(".");
    if (!directory) {
        errno = ENOMEM;
        return false;
    }
    const int descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(directory);
    if (descriptor < 0)
        return errno == EACCES;
    const bool done = fnl_disk_force(descriptor);
    close(descriptor);
    return done;
}
