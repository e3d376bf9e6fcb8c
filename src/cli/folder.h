/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * folder.h - the folders that a report goes to, and whether they will do, asked
 * before minutes of work are spent on what could then not be written.
 */
#ifndef FUNNELSIM_CLI_FOLDER_H
#define FUNNELSIM_CLI_FOLDER_H

#include <funnelsim/writing.h>

#include "console.h"
#include "options.h"
#include "places.h"

/* Whether the folder that `option` names can be read; says why not. */
enum fnl_exit fnl_folder_read(const char *option, const char *path);

/*
 * Whether there can be such a folder and files in it: it is there and may be written to, or the
 * nearest one above it that is there. Says why not. Nothing is made yet.
 */
enum fnl_exit fnl_folder_write(const char *option, const char *path);

/* Whether all folders that the options name will do. */
enum fnl_exit fnl_folder_check(const struct fnl_options *options);

/* Whether the file at `path`, which `option` names, stands where no report is written over it; says
 * why not. */
enum fnl_exit fnl_folder_spare(const struct fnl_options *options, const char *option,
                               const char *path);

/*
 * What the options say of a report: to standard output, and to --out or else the folder out/ and
 * the command's name. `*places` is found for it and must live as long.
 */
struct fnl_writing_request fnl_folder_writing(const struct fnl_options *options,
                                              struct fnl_places *places);

#endif
