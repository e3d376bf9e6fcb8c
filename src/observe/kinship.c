/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/kinship.h"

#include <math.h>

static enum fnl_kin kin_of(const struct fnl_fate *fate)
{
    return fate->pita ? FNL_KIN_PITA : FNL_KIN_IDEAL;
}

static size_t generation_of(const struct fnl_fate *fate)
{
    const uint32_t last = FNL_KINSHIP_GENERATIONS - 1;
    return fate->generation < last ? fate->generation : last;
}

bool fnl_kinship_is_sent(const struct fnl_fate *fate)
{
    return fate->sender != FNL_NOBODY && fate->way >> 28 != FNL_CHANNEL_MEETING;
}

struct fnl_kinship fnl_kinship_of(const struct fnl_fates *fates)
{
    struct fnl_kinship kinship = {.by_others = 0};
    for (size_t i = 0; i < fnl_fate_count(fates); i++) {
        const struct fnl_fate *fate = &fates->items[i];
        if (!fnl_fate_is_person(fates, i) || !fnl_fate_is_client(fate))
            continue;
        kinship.clients[generation_of(fate)][kin_of(fate)]++;
        if (fnl_kinship_is_sent(fate)) {
            const struct fnl_fate *sender = &fates->items[fate->sender];
            kinship.sent[generation_of(sender)][kin_of(sender)][kin_of(fate)]++;
        } else {
            kinship.by_others += fate->sender != FNL_NOBODY;
        }
    }
    return kinship;
}

int64_t fnl_kinship_clients(const struct fnl_kinship *kinship, enum fnl_kin kin)
{
    int64_t clients = 0;
    for (size_t i = 0; i < FNL_KINSHIP_GENERATIONS; i++)
        clients += kinship->clients[i][kin];
    return clients;
}

int64_t fnl_kinship_sent(const struct fnl_kinship *kinship, enum fnl_kin from, enum fnl_kin to)
{
    int64_t sent = 0;
    for (size_t i = 0; i < FNL_KINSHIP_GENERATIONS; i++)
        sent += kinship->sent[i][from][to];
    return sent;
}

/* The larger root of the characteristic polynomial, real because no mean is negative. */
double fnl_kinship_radius(const double means[FNL_KINDS_OF_KIN][FNL_KINDS_OF_KIN])
{
    const double a = means[0][0], b = means[0][1], c = means[1][0], d = means[1][1];
    return (a + d + sqrt((a - d) * (a - d) + 4 * b * c)) / 2;
}
