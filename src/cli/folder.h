/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * folder.h - whether folders will do, asked before minutes of work are spent on
 * what could then not be written.
 */
#ifndef FUNNELSIM_CLI_FOLDER_H
#define FUNNELSIM_CLI_FOLDER_H

#include "console.h"
#include "options.h"

/* Whether the folder that `option` names can be read; says why not. */
enum fnl_exit fnl_folder_read(const char *option, const char *path);

/*
 * Whether there can be such a folder and files in it: it is there and may be written to, or the
 * nearest one above it that is there. Says why not. Nothing is made yet.
 */
enum fnl_exit fnl_folder_write(const char *option, const char *path);

/* Where the files of a command go: --out, or out/ and its name; NULL where none are wanted. */
const char *fnl_folder_of(const struct fnl_options *options);

/* Whether all folders that the options name will do. */
enum fnl_exit fnl_folder_check(const struct fnl_options *options);

#endif
