/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "seed.h"

#include <inttypes.h>
#include <sys/random.h>
#include <time.h>

#include "crew.h"

static uint64_t draw(void)
{
    uint64_t chance;
    if (getrandom(&chance, sizeof chance, GRND_NONBLOCK) != (ssize_t)sizeof chance) {
        struct timespec now;
        clock_gettime(CLOCK_REALTIME, &now);
        chance = (uint64_t)now.tv_sec * 1000000007 + (uint64_t)now.tv_nsec;
    }
    return chance % 999999 + 1;
}

uint64_t fnl_seed_draw(void)
{
    uint64_t seed = draw();
    fnl_ranks_share(fnl_crew_ranks(), &seed, sizeof seed);
    return seed;
}

void fnl_seed_announce(const struct fnl_options *options)
{
    if (!fnl_options_given(options, "seed") && !options->quiet)
        fnl_console_say("the seed is %" PRIu64 "; with --seed %" PRIu64
                        " you get the same futures again",
                        options->seed, options->seed);
}
