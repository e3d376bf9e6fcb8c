/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lookup.h - which file somebody means who types `referrals`.
 *
 * What has a slash in it is a path. A bare name may stand for a file beside the
 * base that it is laid over, for one here, or for a shipped scenario, in this
 * order; and ".cfg" need not be typed. A folder of that name is passed over: a
 * folder `acme` may well stand beside acme.cfg. A file that is there but cannot
 * be read is meant all the same, for a shipped one of the same name is another.
 */
#ifndef FUNNELSIM_SCENARIO_LOOKUP_H
#define FUNNELSIM_SCENARIO_LOOKUP_H

#include <stdbool.h>
#include <stddef.h>

/* Where bare names are looked for besides here. */
struct fnl_lookup {
    const char *beside;         /* a file; NULL: nowhere */
    const char *const *folders; /* of shipped scenarios, in order */
    size_t folder_count;
};

/*
 * The path of the file that `name` means, or `name` itself where there is none, so that whoever
 * opens it says what is wrong. free() it; NULL when memory is out.
 */
char *fnl_lookup_file(const struct fnl_lookup *lookup, const char *name);

/* Room for the name of a file. */
#define FNL_LOOKUP_NAME 256

/*
 * Of the scenarios in all these places the one whose name is nearest to the bare name `name`, and
 * near enough to be meant, without its ".cfg"; NULL where there is none, where `name` is found, or
 * where anything here has that name, be it a folder.
 */
const char *fnl_lookup_nearest(const struct fnl_lookup *lookup, const char *name,
                               char nearest[FNL_LOOKUP_NAME]);

/* Whether two paths lead to the same file. */
bool fnl_lookup_same(const char *a, const char *b);

#endif
