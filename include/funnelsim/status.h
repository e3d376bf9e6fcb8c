/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * status.h - how every function that can fail says so, and in what words.
 *
 * Two kinds of wrong are kept apart. A broken promise of our own code is a
 * bug and is asserted. What the world or the user got wrong comes back as a
 * status, with a sentence in a struct fnl_error for the person who has to
 * mend it. No function of the library ends the process.
 *
 * Order of arguments, everywhere: self first, then inputs, then outputs; a
 * struct fnl_error comes last of all. Pointers must not be NULL unless the
 * contract says otherwise.
 */
#ifndef FUNNELSIM_STATUS_H
#define FUNNELSIM_STATUS_H

typedef enum fnl_status {
    FNL_OK = 0,
    FNL_ERR_USAGE,    /* asked for something that does not exist or does not fit */
    FNL_ERR_SCENARIO, /* the scenario file is not acceptable */
    FNL_ERR_MEMORY,   /* an allocation failed */
    FNL_ERR_IO,       /* a file or a pipe could not be read or written */
    FNL_ERR_AUDIT,    /* a run's books do not balance: a bug of ours, kept from doing harm */
    FNL_ERR_STOPPED,  /* stopped early on request; what is there is complete in itself */
} fnl_status;

/* What went wrong, for the person who reads it. */
struct fnl_error {
    fnl_status status; /* FNL_OK while nothing has failed */
    char text[1000];   /* one sentence or a few lines, no trailing newline */
};

/* A short English phrase for `status`, never NULL; static storage. */
const char *fnl_status_text(fnl_status status);

/*
 * Records `status` and a printf-formatted sentence in `*error`, unless `error`
 * is NULL or already holds an earlier failure: the first cause is the one worth
 * reading. Returns `status`, so that a caller can fail in one line.
 */
fnl_status fnl_status_fail(fnl_status status, struct fnl_error *error, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
