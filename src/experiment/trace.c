/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <funnelsim/trace.h>

#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "model/company.h"
#include "observe/auditor.h"
#include "observe/name.h"
#include "observe/tracer.h"
#include "scenario/scenario.h"

static fnl_status read_day(const char *text, int *day, struct fnl_error *error)
{
    if (fnl_date_read(text, day))
        return FNL_OK;
    return fnl_status_fail(FNL_ERR_USAGE, error,
                           "\"%s\" is no date; dates are like 2026-03-17 or 2026-03", text);
}

/* The last day that "2026-03-17" or "2026-03" speaks of. */
static fnl_status read_last_day(const char *text, int *day, struct fnl_error *error)
{
    const fnl_status status = read_day(text, day, error);
    if (status == FNL_OK && strlen(text) == strlen("2026-03"))
        *day = fnl_date_month_start(*day, 1) - 1;
    return status;
}

/* The request's days, where they are given, as times of `plan`. */
static fnl_status read_window(const struct fnl_trace_request *request, const struct fnl_plan *plan,
                              struct fnl_tracer_request *tracing, struct fnl_error *error)
{
    const int start = plan->phases[0].settings->start;
    const int end = start + (int)((plan->end - 1) / FNL_DAY);
    int first = start, last = end;
    fnl_status status = FNL_OK;
    if (request->from)
        status = read_day(request->from, &first, error);
    if (status == FNL_OK && request->to)
        status = read_last_day(request->to, &last, error);
    tracing->from = (fnl_time)(first - start) * FNL_DAY;
    tracing->until = (fnl_time)(last + 1 - start) * FNL_DAY;
    if (status == FNL_OK &&
        (tracing->until <= tracing->from || tracing->from >= plan->end || tracing->until <= 0)) {
        char text[2][FNL_DATE_TEXT];
        return fnl_status_fail(FNL_ERR_USAGE, error,
                               "from %s to %s there is nothing to tell: the plan goes from %s to "
                               "%s",
                               request->from ? request->from : "the start",
                               request->to ? request->to : "the end", fnl_date_text(start, text[0]),
                               fnl_date_text(end, text[1]));
    }
    return status;
}

static fnl_status check_family(const struct fnl_trace_request *request, const struct fnl_name *name,
                               struct fnl_error *error)
{
    if (!request->family)
        return FNL_OK;
    if (!request->follow)
        return fnl_status_fail(FNL_ERR_USAGE, error, "whose family is to be followed?");
    if (name->kind == FNL_NAME_REP)
        return fnl_status_fail(FNL_ERR_USAGE, error,
                               "%s is a rep: only people who may be clients have a family of "
                               "referrals",
                               name->text);
    return FNL_OK;
}

/* Lives through the future while `tracer` tells it; audited as every run is. */
static fnl_status live(const struct fnl_trace_request *request, const struct fnl_plan *plan,
                       const struct fnl_tracer_request *tracing, struct fnl_tracer *tracer,
                       struct fnl_error *error)
{
    struct fnl_auditor auditor;
    struct fnl_accounts accounts;
    fnl_company *company = fnl_company_new(plan);
    if (!company)
        return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory for a company");
    const struct fnl_listener listeners[] = {fnl_tracer_begin(tracer, plan, tracing, request->out),
                                             fnl_auditor_begin(&auditor)};
    fnl_status status =
        fnl_company_run(company, request->seed, request->replication, listeners, 2, &accounts);
    fnl_company_free(company);
    if (status != FNL_OK)
        return fnl_status_fail(status, error, "%s in replication %" PRIu64, fnl_status_text(status),
                               request->replication);
    status = fnl_tracer_finish(tracer, error);
    return status == FNL_OK ? fnl_auditor_check(&auditor, &accounts, error) : status;
}

fnl_status fnl_trace_run(const struct fnl_trace_request *request, struct fnl_error *error)
{
    const struct fnl_plan *plan = fnl_scenario_plan(request->scenario);
    struct fnl_tracer_request tracing = {.limit = request->limit, .family = request->family};
    struct fnl_name name;
    fnl_status status = read_window(request, plan, &tracing, error);
    if (status == FNL_OK && request->follow) {
        status = fnl_name_find(plan, request->follow, &name, error);
        tracing.follow = &name;
    }
    if (status == FNL_OK)
        status = check_family(request, &name, error);
    if (status != FNL_OK)
        return status;
    struct fnl_tracer tracer = {0};
    status = live(request, plan, &tracing, &tracer, error);
    fnl_tracer_fini(&tracer);
    return status;
}
