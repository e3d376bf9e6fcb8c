/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/lookup.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"

/* A path that is being tried; one that is too long for it is no file either. */
struct attempt {
    char path[PATH_MAX];
};

/* Whether something other than a folder has the name of `length` bytes that was attempted. */
static bool is_there(const struct attempt *attempt, int length)
{
    struct stat facts;
    return length >= 0 && (size_t)length < sizeof attempt->path &&
           stat(attempt->path, &facts) == 0 && !S_ISDIR(facts.st_mode);
}

/* `name` in the folder, the first `size` bytes of `folder`, as it is or with ".cfg". */
static bool is_in(struct attempt *attempt, const char *folder, size_t size, const char *name)
{
    static const char *const endings[] = {"", ".cfg"};
    const char *slash = size > 0 && folder[size - 1] != '/' ? "/" : "";
    for (size_t i = 0; i < 2; i++) {
        const int length = snprintf(attempt->path, sizeof attempt->path, "%.*s%s%s%s", (int)size,
                                    folder, slash, name, endings[i]);
        if (is_there(attempt, length))
            return true;
    }
    return false;
}

/* `name` in the folder of the file `file`. */
static bool is_beside(struct attempt *attempt, const char *file, const char *name)
{
    const char *slash = strrchr(file, '/');
    return is_in(attempt, file, slash ? (size_t)(slash - file) + 1 : 0, name);
}

static bool is_shipped(const struct fnl_lookup *lookup, struct attempt *attempt, const char *name)
{
    for (size_t i = 0; i < lookup->folder_count; i++)
        if (is_in(attempt, lookup->folders[i], strlen(lookup->folders[i]), name))
            return true;
    return false;
}

char *fnl_lookup_file(const struct fnl_lookup *lookup, const char *name)
{
    struct attempt attempt;
    const bool bare = *name && !strchr(name, '/');
    const bool found = (bare && lookup->beside && is_beside(&attempt, lookup->beside, name)) ||
                       is_in(&attempt, "", 0, name) || (bare && is_shipped(lookup, &attempt, name));
    return fnl_memory_text(found ? attempt.path : name);
}

bool fnl_lookup_same(const char *a, const char *b)
{
    struct stat one, other;
    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}
