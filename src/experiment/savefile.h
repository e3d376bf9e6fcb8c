/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * savefile.h - a file to which finished work is added piece by piece, and which
 * whoever is killed in the middle leaves behind in a state that can be used.
 *
 * The file: a header; the text that it announces, in lines; then records, each a
 * head and the bytes of one cell of one job. All numbers are as this machine has
 * them, which the header says. The format has a number of its own, to be counted
 * up whenever any of this changes.
 *
 * Only one process has a file at a time: it is locked. Whoever comes while another has it waits a
 * moment, and reads it as that one leaves it. Some file systems of clusters know no locks; there
 * whoever starts a job must take care.
 */
#ifndef FUNNELSIM_EXPERIMENT_SAVEFILE_H
#define FUNNELSIM_EXPERIMENT_SAVEFILE_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include <funnelsim/status.h>

#define FNL_SAVEFILE_MAGIC  "FNLSAVE\n"
#define FNL_SAVEFILE_ORDER  UINT32_C(0x01020304)
#define FNL_SAVEFILE_FORMAT UINT32_C(1)

struct fnl_savefile_header {
    char magic[8];
    uint32_t order;  /* FNL_SAVEFILE_ORDER, as the writing machine has it */
    uint32_t format; /* FNL_SAVEFILE_FORMAT */
    uint64_t signature;
    uint64_t seed;
    uint64_t length;     /* of the text, in bytes */
    uint64_t text_check; /* of the text */
    uint64_t check;      /* of all fields above */
};

struct fnl_savefile_record {
    uint64_t signature; /* of its job */
    uint64_t cell;
    uint64_t length; /* of what follows, in bytes */
    uint64_t check;  /* of all fields above and of what follows */
};

/* An open file. */
struct fnl_savefile {
    char *path;
    int descriptor;
    bool made;    /* there was nothing of that name before, not even a link */
    bool earlier; /* an earlier run has left something: there are a header, a text and more */
    struct fnl_savefile_header header;
    char *text;
    off_t end; /* of the file; once it was looked through, of what is intact */
    const volatile sig_atomic_t
        *stop; /* of the caller: set to non-zero to look no further; or NULL */

    unsigned char *record; /* room for one on its way */
    size_t room;
    int failure;             /* errno of what could not be added; 0: none */
    double forced_at, pause; /* seconds */
};

/*
 * Opens the file at `path`, makes it where there is none, and reads its header. FNL_ERR_USAGE: it
 * is none of ours, damaged at its beginning, in use, or from another kind of machine; FNL_ERR_IO:
 * it cannot be opened, read or made; FNL_ERR_MEMORY. It is closed then.
 */
fnl_status fnl_savefile_open(struct fnl_savefile *file, const char *path, struct fnl_error *error);

/* Begins it anew with nothing in it but a header and `text`. FNL_ERR_IO. */
fnl_status fnl_savefile_begin(struct fnl_savefile *file, uint64_t signature, uint64_t seed,
                              const char *text, struct fnl_error *error);

/* Hears of a record that stands at `at`; false when memory runs out. */
typedef bool fnl_savefile_listener(void *self, const struct fnl_savefile_record *record, off_t at);

/*
 * Tells `hear` of each record, and cuts off what stands behind the last intact one; `*damaged` says
 * whether there was anything. If it is stopped before, it cuts off nothing, and what is added then
 * stands behind all that is there. FNL_ERR_IO: the disk cannot be read, and nothing was cut off;
 * FNL_ERR_MEMORY.
 */
fnl_status fnl_savefile_look_through(struct fnl_savefile *file, fnl_savefile_listener *hear,
                                     void *self, bool *damaged, struct fnl_error *error);

/* Whether it is to look no further. */
bool fnl_savefile_is_stopped(const struct fnl_savefile *file);

/* Reads the bytes of the record at `at`; false when they are not `length` or not intact. */
bool fnl_savefile_read(const struct fnl_savefile *file, off_t at, void *bytes, size_t length);

/*
 * Adds a record; its `length` bytes are at `bytes`, its check sum is found here. FNL_ERR_IO, with
 * the cause, when the file does not take it: what was added before is intact then, and whatever is
 * to be added later fails alike. FNL_ERR_MEMORY.
 */
fnl_status fnl_savefile_add(struct fnl_savefile *file, struct fnl_savefile_record record,
                            const void *bytes, struct fnl_error *error);

/* Forces to the disk what was added, and closes; with `kept` false a file that was made is gone.
 * FNL_ERR_IO. */
fnl_status fnl_savefile_close(struct fnl_savefile *file, bool kept, struct fnl_error *error);

#endif
