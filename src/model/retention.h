/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * retention.h - what becomes of a client who has turned out to be a pain.
 *
 * At the beginning of each of a client's months but the first, the keep policy
 * (model/question.h) is asked, which sees of the client what the firm does. It
 * may end the contract, ask for another price when the term ends, or put hours
 * into making the client a better one.
 */
#ifndef FUNNELSIM_MODEL_RETENTION_H
#define FUNNELSIM_MODEL_RETENTION_H

#include <stdbool.h>
#include <stdint.h>

#include "model/question.h"

struct fnl_company;
struct fnl_client;

/* Asks the policy about `client`, whose month begins. */
void fnl_retention_ask(const struct fnl_company *company, const struct fnl_client *client,
                       struct fnl_keep_answer *answer);

/*
 * A client who would renew is asked for the price of `answer`. True when it takes
 * it: the next term is worth that much, and nobody asks again.
 */
bool fnl_retention_reprices(struct fnl_company *company, uint32_t id,
                            const struct fnl_keep_answer *answer);

/*
 * The hours that `answer` puts into client `id` in its month, by whoever serves
 * clients; a pain may stop being one.
 */
void fnl_retention_reform(struct fnl_company *company, uint32_t id,
                          const struct fnl_keep_answer *answer);

#endif
