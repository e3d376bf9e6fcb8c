/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "experiment/future.h"

#include "observe/auditor.h"

fnl_status fnl_future_move(struct fnl_future_place *place, const struct fnl_plan *plan,
                           struct fnl_error *error)
{
    if (place->plan == plan)
        return FNL_OK;
    fnl_company_free(place->company);
    place->company = fnl_company_new(plan);
    place->plan = place->company ? plan : NULL;
    if (!place->company)
        return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory for a company");
    fnl_company_heed(place->company, place->stop);
    return FNL_OK;
}

fnl_status fnl_future_live(const struct fnl_future_place *place, struct fnl_recorder *recorder,
                           const struct fnl_future *future, struct fnl_error *error)
{
    struct fnl_auditor auditor;
    struct fnl_accounts accounts;
    const struct fnl_listener listeners[] = {fnl_recorder_begin(recorder, place->plan, future->row),
                                             fnl_auditor_begin(&auditor)};
    fnl_status status =
        fnl_company_run(place->company, future->seed, future->replication, listeners, 2, &accounts);
    if (status == FNL_ERR_SCENARIO)
        return fnl_status_fail(status, error,
                               "time stands still in future %zu: over a million things happen at "
                               "one moment, for people come back at once (returns.after) or a "
                               "stage that takes no time brings its like without end",
                               future->replication);
    if (status == FNL_OK)
        status = fnl_recorder_finish(recorder, &accounts);
    if (status != FNL_OK)
        return fnl_status_fail(status, error, "%s in replication %zu", fnl_status_text(status),
                               future->replication);
    return fnl_auditor_check(&auditor, &accounts, error);
}

void fnl_future_leave(struct fnl_future_place *place)
{
    fnl_company_free(place->company);
    *place = (struct fnl_future_place){.stop = place->stop};
}
