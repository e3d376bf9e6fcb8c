/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * draws.c - what a random number costs: rows `draw,name,ns`, each the least of
 * several rounds, with the stream opened afresh for every draw.
 */
#include <stdint.h>
#include <stdio.h>

#include "bench/clock.h"
#include "random/field.h"
#include "random/law.h"
#include "random/stream.h"

enum { ROUNDS = 7, DRAWS = 1000000 };

static const struct fnl_stream_key some_key = {{0x2c0ffee5, 0x7a3d91b6}};
static struct fnl_law law;

static double uniform(struct fnl_stream *stream)
{
    return fnl_stream_uniform(stream);
}

static double chance(struct fnl_stream *stream)
{
    return fnl_stream_chance(stream, 0.2385);
}

static double by_law(struct fnl_stream *stream)
{
    return fnl_law_draw(&law, stream);
}

/* Kept, so that no draw can be left out as useless. */
static volatile double sink;

/* Inlined into each caller below, as draws are into theirs. */
static inline double round_of_draws(double (*draw)(struct fnl_stream *))
{
    double sum = 0;
    const double start = bench_seconds();
    for (uint64_t entity = 0; entity < DRAWS; entity++) {
        struct fnl_stream stream;
        fnl_stream_open(&stream, some_key, entity, 1);
        sum += draw(&stream);
    }
    sink = sum;
    return 1e9 * (bench_seconds() - start) / DRAWS;
}

static double round_of_uniforms(void)
{
    return round_of_draws(uniform);
}

static double round_of_chances(void)
{
    return round_of_draws(chance);
}

static double round_of_exponentials(void)
{
    return round_of_draws(fnl_stream_exponential);
}

static double round_of_normals(void)
{
    return round_of_draws(fnl_stream_normal);
}

static double round_of_law(void)
{
    return round_of_draws(by_law);
}

/* Points of cells of ten. */
static double round_of_points(void)
{
    double sum = 0;
    const double start = bench_seconds();
    for (uint64_t day = 0; day < DRAWS / 10; day++) {
        struct fnl_field field;
        fnl_field_open(&field, some_key, day, 1);
        for (int i = 0; i < 10; i++)
            sum += fnl_field_next(&field).time;
    }
    sink = sum;
    return 1e9 * (bench_seconds() - start) / DRAWS;
}

static void report(const char *name, double (*round)(void))
{
    double least = round();
    for (int i = 1; i < ROUNDS; i++) {
        const double again = round();
        least = again < least ? again : least;
    }
    printf("draw,%s,%.1f\n", name, least);
}

static void report_law(const char *name, const char *first, double a, const char *second, double b)
{
    const struct fnl_law_argument arguments[] = {{first, a}, {second, b}};
    struct fnl_error error = {0};
    if (fnl_law_make(name, arguments, second ? 2 : 1, &law, &error) == FNL_OK)
        report(name, round_of_law);
    else
        fprintf(stderr, "%s\n", error.text);
}

int main(void)
{
    report("open_uniform", round_of_uniforms);
    report("open_chance", round_of_chances);
    report("open_exponential", round_of_exponentials);
    report("open_normal", round_of_normals);
    report("field_point", round_of_points);
    law = fnl_law_constant(2.385);
    report("constant", round_of_law);
    report_law("exponential", "mean", 2.385, NULL, 0);
    report_law("lognormal", "typical", 28000, "one_in_ten_above", 90000);
    report_law("normal", "mean", 5, "sd", 2);
    report_law("gamma", "mean", 4, "shape", 2.5);
    report_law("weibull", "shape", 1.5, "mean", 4);
    report_law("beta", "mean", 0.4, "sd", 0.15);
    report_law("poisson", "mean", 3.7, NULL, 0);
    report_law("negative_binomial", "mean", 4, "variance_ratio", 2.5);
    return 0;
}
