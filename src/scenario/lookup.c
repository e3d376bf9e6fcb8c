/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/lookup.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "base/text.h"

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

static bool is_bare(const char *name)
{
    return *name && !strchr(name, '/');
}

/* Leaves the path in `attempt` if there is such a file. */
static bool find(const struct fnl_lookup *lookup, struct attempt *attempt, const char *name)
{
    const bool bare = is_bare(name);
    return (bare && lookup->beside && is_beside(attempt, lookup->beside, name)) ||
           is_in(attempt, "", 0, name) || (bare && is_shipped(lookup, attempt, name));
}

char *fnl_lookup_file(const struct fnl_lookup *lookup, const char *name)
{
    struct attempt attempt;
    return fnl_memory_text(find(lookup, &attempt, name) ? attempt.path : name);
}

/* A search for the nearest name. */
struct proposal {
    const char *typed;
    char *nearest; /* "" while there is none */
    size_t distance;
};

/* Whether `file` ends in ".cfg"; copies what stands before it. */
static bool is_scenario(const char *file, char name[FNL_LOOKUP_NAME])
{
    static const char ending[] = ".cfg";
    const size_t length = strlen(file);
    if (length < sizeof ending || length >= FNL_LOOKUP_NAME ||
        strcmp(file + length - strlen(ending), ending) != 0)
        return false;
    snprintf(name, FNL_LOOKUP_NAME, "%.*s", (int)(length - strlen(ending)), file);
    return true;
}

/* Folders list their files in any order: of equally near names the first in the alphabet wins. */
static void consider(struct proposal *proposal, const char *file)
{
    char name[FNL_LOOKUP_NAME];
    const char *candidate = name;
    if (!is_scenario(file, name) || !fnl_text_nearest(proposal->typed, &candidate, 1))
        return;
    const size_t distance = fnl_text_distance(proposal->typed, name);
    if (*proposal->nearest &&
        (distance > proposal->distance ||
         (distance == proposal->distance && strcmp(name, proposal->nearest) >= 0)))
        return;
    proposal->distance = distance;
    memcpy(proposal->nearest, name, sizeof name);
}

/* The folder is the first `size` bytes of `folder`. */
static void consider_folder(struct proposal *proposal, const char *folder, size_t size)
{
    char path[PATH_MAX];
    const int length = snprintf(path, sizeof path, "%.*s", (int)size, folder);
    DIR *stream = length >= 0 && (size_t)length < sizeof path ? opendir(path) : NULL;
    for (struct dirent *entry; stream && (entry = readdir(stream));)
        consider(proposal, entry->d_name);
    if (stream)
        closedir(stream);
}

const char *fnl_lookup_nearest(const struct fnl_lookup *lookup, const char *name,
                               char nearest[FNL_LOOKUP_NAME])
{
    struct attempt attempt;
    struct stat facts;
    char typed[FNL_LOOKUP_NAME];
    nearest[0] = '\0';
    if (!is_bare(name) || lstat(name, &facts) == 0 || find(lookup, &attempt, name))
        return NULL;
    struct proposal proposal = {is_scenario(name, typed) ? typed : name, nearest, 0};
    const char *slash = lookup->beside ? strrchr(lookup->beside, '/') : NULL;
    if (slash)
        consider_folder(&proposal, lookup->beside, (size_t)(slash - lookup->beside) + 1);
    consider_folder(&proposal, ".", 1);
    for (size_t i = 0; i < lookup->folder_count; i++)
        consider_folder(&proposal, lookup->folders[i], strlen(lookup->folders[i]));
    return *nearest ? nearest : NULL;
}

bool fnl_lookup_same(const char *a, const char *b)
{
    struct stat one, other;
    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}
