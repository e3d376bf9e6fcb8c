/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reader.h - from a file to a tree.
 *
 * This is the only place that knows libconfig. Handled carelessly it ends the
 * process (`@include` of a directory), waits for ever (a FIFO), takes time that
 * grows with the square of the input, wraps large numbers in silence, changes
 * the thread's locale, and crashes when memory runs out. So: only regular
 * files of bounded size are opened, the text is made clean first (syntax.h),
 * the result is copied into our own nodes at once, and the locale is put back.
 * What remains is libconfig 1.5's unchecked malloc: with at most 1 MiB of text
 * and 20,000 values it asks for a few megabytes, and a machine that has not
 * even those ends the process.
 */
#ifndef FUNNELSIM_SCENARIO_READER_H
#define FUNNELSIM_SCENARIO_READER_H

#include <funnelsim/mistakes.h>
#include <funnelsim/status.h>

#include "scenario/buffer.h"
#include "scenario/tree.h"

/* Largest scenario file, in bytes. */
#define FNL_READER_LARGEST 1048576

/*
 * Adds the bytes of the regular file `path` to `bytes`. FNL_ERR_USAGE when it cannot be opened, is
 * no regular file (a directory, a FIFO, a device) or is larger than `largest`; FNL_ERR_IO when
 * reading breaks off; FNL_ERR_MEMORY.
 */
fnl_status fnl_reader_bytes(const char *path, size_t largest, struct fnl_buffer *bytes,
                            struct fnl_error *error);

/*
 * Reads the scenario file `path` into the empty `tree`, with `path` as every node's file.
 * FNL_ERR_SCENARIO when the text is not acceptable: why is in `mistakes`, and `tree` is then empty.
 * Otherwise as fnl_reader_bytes.
 */
fnl_status fnl_reader_file(const char *path, struct fnl_mistakes *mistakes, struct fnl_tree *tree,
                           struct fnl_error *error);

/* The same for a text in memory; `file` is only a name, and may be NULL. */
fnl_status fnl_reader_text(const char *text, const char *file, struct fnl_mistakes *mistakes,
                           struct fnl_tree *tree, struct fnl_error *error);

/*
 * Reads one value, as in `--set path=VALUE` or in a parameter's row, into a node of `tree` that
 * stands alone, without name, file and line. It is written as in a file; text that is nothing in
 * that notation and has none of its signs (inbound, 12 %, 2026-04-01) is taken as if it had quotes.
 * FNL_ERR_SCENARIO with a mistake under the path `path`; FNL_ERR_MEMORY.
 */
fnl_status fnl_reader_value(const char *text, const char *path, struct fnl_mistakes *mistakes,
                            struct fnl_tree *tree, struct fnl_node **value,
                            struct fnl_error *error);

/* The path of `name` as a file that is named in `file`: beside it, unless `name` is absolute or
 * `file` is NULL. free() it; NULL when memory is out. */
char *fnl_reader_beside(const char *file, const char *name);

#endif
