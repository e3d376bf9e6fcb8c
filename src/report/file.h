/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * file.h - output that appears whole or not at all.
 *
 * A report that breaks off in the middle looks like a report. So an output is
 * collected in memory while it is being written, and only when it is complete
 * does it go to a new file in the same directory, which is forced to the disk
 * and then renamed over the old one. Whatever fails on the way, a full disk or
 * a lack of memory, the old file is untouched and nothing new is left behind.
 *
 *     fnl_file *file;
 *     fnl_status status = fnl_file_new(path, &file, error);
 *     if (status != FNL_OK)
 *         return status;
 *     fprintf(fnl_file_stream(file), ...);
 *     status = fnl_file_finish(file, error);
 *     fnl_file_free(file);
 *
 * The path "-" means standard output. A path that leads to something other
 * than a regular file (/dev/null, a pipe) is written to and not replaced; a
 * symbolic link stays one and the file that it names is replaced.
 */
#ifndef FUNNELSIM_REPORT_FILE_H
#define FUNNELSIM_REPORT_FILE_H

#include <stddef.h>
#include <stdio.h>

#include <funnelsim/status.h>

typedef struct fnl_file fnl_file;

/*
 * Begins an output that is to appear at `path`, which is copied. Touches no
 * disk. `*file` is NULL after a failure, which can only be FNL_ERR_MEMORY.
 */
fnl_status fnl_file_new(const char *path, fnl_file **file, struct fnl_error *error);

/* Where to write; belongs to `file` and is open until it is finished or freed. */
FILE *fnl_file_stream(fnl_file *file);

/*
 * Makes the output appear. FNL_ERR_IO, with the path and the cause, when any
 * step fails; FNL_ERR_MEMORY when it had grown too large to be held. Once only.
 */
fnl_status fnl_file_finish(fnl_file *file, struct fnl_error *error);

/* Frees `file`; one that was not finished leaves no trace. Accepts NULL. */
void fnl_file_free(fnl_file *file);

/* The same for an output that is already complete: `length` bytes at `bytes`. */
fnl_status fnl_file_write(const char *path, const void *bytes, size_t length,
                          struct fnl_error *error);

/*
 * Makes the directory `path` and those above it that are missing. One that is
 * already there is fine; FNL_ERR_IO, with the path and the cause, otherwise.
 */
fnl_status fnl_file_directory(const char *path, struct fnl_error *error);

#endif
