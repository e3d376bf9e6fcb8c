/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/admin.h"

#include "model/mechanism.h"
#include "model/state.h"
#include "model/team.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_admin, hours_per_week, NUMBER, HOURS, 0, 168, "1", "0", NEVER, TUNING,
              "hours of admin a week that each rep has to do in the hours meant for selling",
              "guess: most of it is outside reps.selling_share",
              "How much of its selling time does a rep spend at the desk in a busy week?"),
    FNL_PARAM(fnl_admin, swells_to, NUMBER, HOURS, 0, 168, "168", "0", NEVER, TUNING,
              "hours a week to which it swells where there is nothing else to do",
              "convention: it fills the time there is (Parkinson 1955)", "And in a quiet week?"),
    FNL_PARAM(fnl_admin, block, NUMBER, HOURS, 0.25, 24, "2", "2", NEVER, EXPERT,
              "hours of one block; what waits is begun after it, and only what cannot wait "
              "interrupts it (group pita, expedites)",
              "guess", NULL),
};
const struct fnl_param_table fnl_admin_table = FNL_PARAM_TABLE(rows, struct fnl_admin);

/* By rep. */
struct desk {
    int32_t week;    /* which `done` is of */
    fnl_time done;   /* hours of this week: its duty, and what was begun besides */
    uint32_t blocks; /* ever: names them */
};

static struct desk *of_rep(const struct fnl_company *company, uint32_t index)
{
    return (struct desk *)fnl_mechanism_state(company, FNL_MECHANISM_ADMIN) + index;
}

static size_t state_size(const struct fnl_company *company)
{
    return company->rep_capacity * sizeof(struct desk);
}

static bool is_present(const struct fnl_settings *settings)
{
    return settings->admin.present;
}

static struct desk *this_week(const struct fnl_company *company, uint32_t index)
{
    struct desk *desk = of_rep(company, index);
    const int32_t week = (int32_t)(company->now / FNL_WEEK);
    if (desk->week != week)
        desk->done = 0;
    desk->week = week;
    return desk;
}

/* The next block of rep `index`, of `most` hours at most. */
static struct fnl_task next_block(struct fnl_company *company, uint32_t index, fnl_time most)
{
    struct desk *desk = this_week(company, index);
    const fnl_time block = fnl_units_hours(company->settings->admin.block);
    const fnl_time hours = most < block ? most : block;
    desk->done += hours;
    return (struct fnl_task){.kind = FNL_TASK_ADMIN,
                             .key = fnl_key_part(company->reps[index].key, desk->blocks++),
                             .subject = index,
                             .ready = company->now,
                             .work = hours};
}

/* The duty of the week that begins: not of those who are away, or about to leave. */
static void day_begins(struct fnl_company *company, int day)
{
    const fnl_time duty = fnl_units_hours(company->settings->admin.hours_per_week);
    for (uint32_t i = 0; day % 7 == 0 && i < company->rep_count; i++) {
        const struct fnl_rep *rep = &company->reps[i];
        if (!fnl_rep_is_there(company, rep) || rep->away_until > company->now)
            continue;
        for (fnl_time left = duty; left > 0;) {
            const struct fnl_task task = next_block(company, i, left);
            left -= task.work;
            fnl_team_queue(company, i, task);
        }
    }
}

bool fnl_admin_fill(struct fnl_company *company, uint32_t index, struct fnl_task *task)
{
    const struct fnl_admin *admin = &company->settings->admin;
    if (!admin->present)
        return false;
    const fnl_time left = fnl_units_hours(admin->swells_to) - this_week(company, index)->done;
    if (left <= 0)
        return false;
    *task = next_block(company, index, left);
    return true;
}

const struct fnl_mechanism fnl_admin_mechanism = {
    .is_present = is_present,
    .state_size = state_size,
    .day_begins = day_begins,
};
