/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * claims.h - what somebody claims of a firm, written down so that it can be
 * settled.
 *
 * A claim file is a scenario file with a list `claims`. Each claim compares
 * strategies laid over that scenario by something that is measured:
 *
 *     extends = "../baseline.cfg";
 *     claims = (
 *       { id = "H1"; says = "Referrals beat more leads over three years.";
 *         strategy = "../referrals.cfg"; against = "../more-leads.cfg";
 *         metric = "contribution"; at = 36; expect = "open"; }
 *     );
 *
 * or, where one difference does not say it, by several contrasts that all have
 * to hold, each a weighted sum of cells: a value flips over time, lies highest
 * in the middle, or takes two things at once. `funnelsim params claims` lists
 * the keys.
 *
 * A verdict holds in the firm in which it was found. So the claims can be asked of more than one
 * firm at once: first of the one that their files extend, or of `base`; and those that are so
 * general that they say `everywhere = true` of each of the others, too.
 */
#ifndef FUNNELSIM_CLAIMS_H
#define FUNNELSIM_CLAIMS_H

#include <stddef.h>

#include <funnelsim/mistakes.h>
#include <funnelsim/status.h>

/* What to load. */
struct fnl_claims_request {
    const char *const *files; /* as the user typed them */
    size_t count;
    const char *base; /* lay the files over this scenario instead of what they extend; or NULL */
    const char *const *also; /* other firms, of which the claims with `everywhere` are asked, too */
    size_t also_count;
    const char *const *folders; /* where bare names are looked for after the base's own folder */
    size_t folder_count;
};

/* Claims that have been accepted, and the scenarios that they speak of. */
typedef struct fnl_claims fnl_claims;

/*
 * Loads the claims of all files, in order, and behind them those asked of the other firms, firm by
 * firm; a file need not have any. On FNL_ERR_SCENARIO all that
 * is wrong is in `*mistakes`, which must be empty before: in the scenarios, in the claims, and in
 * the strategies that they name. Other failures are in `*error`. `*claims` is the caller's to
 * free; NULL on failure.
 */
fnl_status fnl_claims_load(const struct fnl_claims_request *request, struct fnl_mistakes *mistakes,
                           fnl_claims **claims, struct fnl_error *error);

/* How many there are. */
size_t fnl_claims_count(const fnl_claims *claims);

/* The id of claim `index`, and what it says; owned by the claims. */
const char *fnl_claims_id(const fnl_claims *claims, size_t index);
const char *fnl_claims_says(const fnl_claims *claims, size_t index);

/* Of which firm it is asked: 0 for the first, from 1 on for those of `also`. */
size_t fnl_claims_firm(const fnl_claims *claims, size_t index);

/* Accepts NULL. */
void fnl_claims_free(fnl_claims *claims);

#endif
