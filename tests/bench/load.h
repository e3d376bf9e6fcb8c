/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * load.h - scenarios for benchmarks, which have nobody to report mistakes to
 * and end where there are any.
 */
#ifndef FUNNELSIM_TESTS_BENCH_LOAD_H
#define FUNNELSIM_TESTS_BENCH_LOAD_H

#include <stdio.h>
#include <stdlib.h>

#include <funnelsim/scenario.h>

static inline void bench_give_up(const char *why)
{
    fprintf(stderr, "%s\n", why);
    exit(EXIT_FAILURE);
}

/* To be freed with fnl_scenario_free. */
static inline fnl_scenario *bench_load(const struct fnl_scenario_request *request)
{
    struct fnl_mistakes mistakes = {0};
    struct fnl_error error = {0};
    fnl_scenario *scenario;
    if (fnl_scenario_load(request, &mistakes, &scenario, &error) != FNL_OK) {
        fnl_mistakes_print(&mistakes, stderr);
        bench_give_up(error.text);
    }
    fnl_mistakes_fini(&mistakes);
    return scenario;
}

#endif
