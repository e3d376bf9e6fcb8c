/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "experiment/signature.h"

#include <string.h>

/* The bytes of a number in the order in which this machine has them. */
static uint64_t byte_order(void)
{
    static const unsigned char bytes[8] = {1, 2, 3, 4, 5, 6, 7, 8};
    uint64_t number;
    memcpy(&number, bytes, sizeof number);
    return number;
}

uint64_t fnl_signature_begin(const char *kind, uint64_t seed)
{
    uint64_t signature = fnl_key_text("funnelsim " FNL_VERSION);
    signature = fnl_signature_with(signature, byte_order());
    signature = fnl_signature_with(signature, fnl_key_text(kind));
    return fnl_signature_with(signature, seed);
}

uint64_t fnl_signature_plan(uint64_t signature, const struct fnl_plan *plan)
{
    signature = fnl_signature_with(signature, plan->digest);
    return fnl_signature_with(signature, (uint64_t)plan->devices);
}
