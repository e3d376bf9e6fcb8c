/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observe/tracer.h"

#include <assert.h>

static void sum_up_life(struct fnl_tracer *tracer)
{
    fnl_life_finish(&tracer->life);
}

static void sum_up_diary(struct fnl_tracer *tracer)
{
    fnl_diary_finish(&tracer->diary);
}

static void sum_up_chronicle(struct fnl_tracer *tracer)
{
    fnl_chronicle_finish(&tracer->chronicle);
}

struct fnl_listener fnl_tracer_begin(struct fnl_tracer *tracer, const struct fnl_plan *plan,
                                     const struct fnl_tracer_request *request, FILE *out)
{
    const struct fnl_settings *settings = plan->phases[0].settings;
    const struct fnl_name *follow = request->follow;
    *tracer = (struct fnl_tracer){.tale = {.out = out,
                                           .currency = settings->currency,
                                           .start = settings->start,
                                           .from = request->from,
                                           .until = request->until,
                                           .limit = request->limit}};
    if (!follow) {
        tracer->people = &tracer->chronicle.people;
        tracer->sum_up = sum_up_chronicle;
        return fnl_chronicle_begin(&tracer->chronicle, plan, &tracer->tale);
    }
    if (follow->kind == FNL_NAME_REP) {
        tracer->people = &tracer->diary.people;
        tracer->sum_up = sum_up_diary;
        return fnl_diary_begin(&tracer->diary, plan, follow, &tracer->tale);
    }
    tracer->people = &tracer->life.people;
    tracer->sum_up = sum_up_life;
    return fnl_life_begin(&tracer->life, plan, follow, request->family, &tracer->tale);
}

fnl_status fnl_tracer_finish(struct fnl_tracer *tracer, struct fnl_error *error)
{
    assert(tracer->sum_up);
    if (tracer->people->failed)
        return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory to tell the story");
    tracer->sum_up(tracer);
    return fnl_tale_finish(&tracer->tale, error);
}

void fnl_tracer_fini(struct fnl_tracer *tracer)
{
    fnl_life_fini(&tracer->life);
    fnl_diary_fini(&tracer->diary);
    fnl_chronicle_fini(&tracer->chronicle);
    *tracer = (struct fnl_tracer){0};
}
