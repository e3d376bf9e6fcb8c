/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/focus.h"

#include "model/mechanism.h"
#include "model/state.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_focus, hours_to_switch, NUMBER, HOURS, 0, 100, "0.1", "0", NEVER, TUNING,
              "hours lost when a rep turns from one lead to another",
              "guess: six minutes to read up who it is and where one was",
              "How long until you are back in a deal that you left for another?"),
    FNL_PARAM(fnl_focus, distracted, SHARE, SHARE, 0, 1, "20 %", "0", NEVER, TUNING,
              "chance, whenever a rep looks for work, that it takes up the newest big lead, "
              "whatever the order of work says",
              "guess", "How often does a rep drop the plan for something bright and new?"),
};
const struct fnl_param_table fnl_focus_table = FNL_PARAM_TABLE(rows, struct fnl_focus);

/* By rep. */
struct attention {
    uint64_t lead;    /* key of the one that it touched last; 0: none */
    uint64_t choices; /* made so far: addresses their draws */
};

static struct attention *of_rep(const struct fnl_company *company, uint32_t index)
{
    return (struct attention *)fnl_mechanism_state(company, FNL_MECHANISM_FOCUS) + index;
}

static size_t state_size(const struct fnl_company *company)
{
    return company->rep_capacity * sizeof(struct attention);
}

static bool is_present(const struct fnl_settings *settings)
{
    return settings->focus.present;
}

static fnl_time on_task(struct fnl_company *company, uint32_t rep, const struct fnl_task *task)
{
    struct attention *attention = of_rep(company, rep);
    const uint64_t before = attention->lead;
    if (task->kind != FNL_TASK_TOUCH)
        return 0;
    attention->lead = task->key;
    return before != 0 && before != task->key
               ? fnl_units_hours(company->settings->focus.hours_to_switch)
               : 0;
}

static bool is_waiting_lead(const struct fnl_company *company, const struct fnl_task *task)
{
    return task->kind == FNL_TASK_TOUCH &&
           task->version == company->leads.items[task->subject].version;
}

/* Largest first, then newest; by name where that is all the same. */
static bool is_shinier(const struct fnl_company *company, const struct fnl_task *a,
                       const struct fnl_task *b)
{
    const struct fnl_lead *one = &company->leads.items[a->subject],
                          *other = &company->leads.items[b->subject];
    const double value = fnl_lead_expected_value(company, one),
                 other_value = fnl_lead_expected_value(company, other);
    if (value != other_value)
        return value > other_value;
    if (one->arrived != other->arrived)
        return one->arrived > other->arrived;
    return one->key < other->key;
}

static bool distracts(struct fnl_company *company, uint32_t index, struct fnl_queue **queue,
                      size_t *place)
{
    struct fnl_rep *rep = &company->reps[index];
    const uint64_t choice = fnl_key_part(rep->key, of_rep(company, index)->choices++);
    if (!fnl_company_chance(company, company->settings->focus.distracted, choice,
                            FNL_PURPOSE_DISTRACTION))
        return false;
    struct fnl_queue *queues[] = {&rep->queue, &company->lines[rep->role].shared};
    const struct fnl_task *best = NULL;
    for (size_t q = 0; q < 2; q++) {
        for (size_t i = 0; i < queues[q]->count; i++) {
            const struct fnl_task *task = &queues[q]->items[i];
            if (!is_waiting_lead(company, task) || (best && !is_shinier(company, task, best)))
                continue;
            best = task;
            *queue = queues[q];
            *place = i;
        }
    }
    return best != NULL;
}

const struct fnl_mechanism fnl_focus_mechanism = {
    .is_present = is_present,
    .state_size = state_size,
    .on_task = on_task,
    .distracts = distracts,
};
