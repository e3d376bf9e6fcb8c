/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/mechanism.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "model/admin.h"
#include "model/advocate.h"
#include "model/attrition.h"
#include "model/avoidance.h"
#include "model/care.h"
#include "model/concession.h"
#include "model/discovery.h"
#include "model/microclose.h"
#include "model/reputation.h"
#include "model/morale.h"
#include "model/awareness.h"
#include "model/depletion.h"
#include "model/goodwill.h"
#include "model/target.h"
#include "model/quota.h"
#include "model/pressure.h"
#include "model/forecast.h"
#include "model/nurture.h"
#include "model/management.h"
#include "model/alignment.h"
#include "model/blame.h"
#include "model/state.h"
#include "model/development.h"
#include "model/focus.h"
#include "model/pricing.h"
#include "model/record.h"
#include "model/segment.h"

/* The list. */
static const struct fnl_mechanism *const mechanisms[FNL_MECHANISMS] = {
    [FNL_MECHANISM_AVOIDANCE] = &fnl_avoidance_mechanism,
    [FNL_MECHANISM_CARE] = &fnl_care_mechanism,
    [FNL_MECHANISM_CONCESSION] = &fnl_concession_mechanism,
    [FNL_MECHANISM_REPUTATION] = &fnl_reputation_mechanism,
    [FNL_MECHANISM_MORALE] = &fnl_morale_mechanism,
    [FNL_MECHANISM_ATTRITION] = &fnl_attrition_mechanism,
    [FNL_MECHANISM_DEPLETION] = &fnl_depletion_mechanism,
    [FNL_MECHANISM_GOODWILL] = &fnl_goodwill_mechanism,
    [FNL_MECHANISM_AWARENESS] = &fnl_awareness_mechanism,
    [FNL_MECHANISM_TARGET] = &fnl_target_mechanism,
    [FNL_MECHANISM_QUOTA] = &fnl_quota_mechanism,
    [FNL_MECHANISM_PRESSURE] = &fnl_pressure_mechanism,
    [FNL_MECHANISM_FORECAST] = &fnl_forecast_mechanism,
    [FNL_MECHANISM_NETWORKING] = &fnl_networking_mechanism,
    [FNL_MECHANISM_ADVOCATE] = &fnl_advocate_mechanism,
    [FNL_MECHANISM_ADMIN] = &fnl_admin_mechanism,
    [FNL_MECHANISM_DISCOVERY] = &fnl_discovery_mechanism,
    [FNL_MECHANISM_MICROCLOSE] = &fnl_microclose_mechanism,
    [FNL_MECHANISM_DEVELOPMENT] = &fnl_development_mechanism,
    [FNL_MECHANISM_PRICING] = &fnl_pricing_mechanism,
    [FNL_MECHANISM_FOCUS] = &fnl_focus_mechanism,
    [FNL_MECHANISM_RECORD] = &fnl_record_mechanism,
    [FNL_MECHANISM_SEGMENT] = &fnl_segment_mechanism,
    [FNL_MECHANISM_NURTURE] = &fnl_nurture_mechanism,
    [FNL_MECHANISM_MANAGEMENT] = &fnl_management_mechanism,
    [FNL_MECHANISM_ALIGNMENT] = &fnl_alignment_mechanism,
    [FNL_MECHANISM_BLAME] = &fnl_blame_mechanism,
};

bool fnl_mechanism_init(struct fnl_company *company)
{
    struct fnl_mechanisms *all = &company->mechanisms;
    for (size_t i = 0; i < FNL_MECHANISMS; i++) {
        if (!mechanisms[i]->state_size)
            continue;
        all->sizes[i] = mechanisms[i]->state_size(company);
        all->states[i] = fnl_memory_zeroed(1, all->sizes[i]);
        if (!all->states[i])
            return false;
    }
    return true;
}

bool fnl_mechanism_grow(struct fnl_company *company)
{
    struct fnl_mechanisms *all = &company->mechanisms;
    for (size_t i = 0; i < FNL_MECHANISMS; i++) {
        const size_t size = mechanisms[i]->state_size ? mechanisms[i]->state_size(company) : 0;
        if (size <= all->sizes[i])
            continue;
        if (!fnl_memory_resize(&all->states[i], 1, size))
            return false;
        memset((char *)all->states[i] + all->sizes[i], 0, size - all->sizes[i]);
        all->sizes[i] = size;
    }
    return true;
}

void fnl_mechanism_fini(struct fnl_company *company)
{
    for (size_t i = 0; i < FNL_MECHANISMS; i++)
        free(company->mechanisms.states[i]);
}

void fnl_mechanism_forget(struct fnl_company *company)
{
    struct fnl_mechanisms *all = &company->mechanisms;
    for (size_t i = 0; i < FNL_MECHANISMS; i++)
        if (all->states[i])
            memset(all->states[i], 0, all->sizes[i]);
    all->count = 0;
    all->heard = 0;
}

void *fnl_mechanism_state(const struct fnl_company *company, enum fnl_mechanism_id id)
{
    return company->mechanisms.states[id];
}

static void find_active(struct fnl_company *company)
{
    struct fnl_mechanisms *all = &company->mechanisms;
    all->count = 0;
    all->heard = 0;
    for (size_t i = 0; i < FNL_MECHANISMS; i++) {
        if (!mechanisms[i]->is_present(company->settings))
            continue;
        all->active[all->count++] = mechanisms[i];
        all->heard |= mechanisms[i]->hears;
    }
    company->wanted = company->listened | all->heard;
}

/* The hook of each that is at work and has it, in the order of the list; `company` is at hand. */
#define EACH(hook)                                                                                 \
    for (size_t i = 0; i < company->mechanisms.count; i++)                                         \
        if (company->mechanisms.active[i]->hook)
#define HOOK(hook, ...) company->mechanisms.active[i]->hook(__VA_ARGS__)

/* All that a function does with it. */
#define CALL_EACH(hook, ...) EACH(hook) HOOK(hook, __VA_ARGS__)
#define RETURN_SUM(type, hook, ...)                                                                \
    type sum = 0;                                                                                  \
    EACH(hook) sum += HOOK(hook, __VA_ARGS__);                                                     \
    return sum
#define RETURN_PRODUCT(hook, ...)                                                                  \
    double product = 1;                                                                            \
    EACH(hook) product *= HOOK(hook, __VA_ARGS__);                                                 \
    return product
#define RETURN_WHETHER_ANY(hook, ...)                                                              \
    EACH(hook)                                                                                     \
    if (HOOK(hook, __VA_ARGS__))                                                                   \
        return true;                                                                               \
    return false

void fnl_mechanism_phase_begins(struct fnl_company *company)
{
    find_active(company);
    CALL_EACH(phase_begins, company);
}

void fnl_mechanism_day_begins(struct fnl_company *company, int day)
{
    CALL_EACH(day_begins, company, day);
}

void fnl_mechanism_month_ends(struct fnl_company *company)
{
    CALL_EACH(month_ends, company);
}

void fnl_mechanism_client_month(struct fnl_company *company, uint32_t id)
{
    CALL_EACH(client_month, company, id);
}

void fnl_mechanism_hear(struct fnl_company *company, const struct fnl_fact *fact)
{
    for (size_t i = 0; i < company->mechanisms.count; i++)
        if (company->mechanisms.active[i]->hears & FNL_FACT_BIT(fact->kind))
            company->mechanisms.active[i]->hear(company, fact);
}

double fnl_mechanism_on_going_on(const struct fnl_company *company, struct fnl_lead *lead,
                                 uint32_t rep)
{
    RETURN_SUM(double, on_going_on, company, lead, rep);
}

double fnl_mechanism_on_showing(const struct fnl_company *company, struct fnl_lead *lead)
{
    RETURN_SUM(double, on_showing, company, lead);
}

double fnl_mechanism_on_renewal(const struct fnl_company *company, const struct fnl_client *client)
{
    RETURN_SUM(double, on_renewal, company, client);
}

double fnl_mechanism_on_volume(const struct fnl_company *company, uint32_t source)
{
    RETURN_PRODUCT(on_volume, company, source);
}

double fnl_mechanism_on_speed(const struct fnl_company *company, uint32_t rep)
{
    RETURN_PRODUCT(on_speed, company, rep);
}

double fnl_mechanism_on_prospecting(const struct fnl_company *company, uint32_t rep)
{
    RETURN_PRODUCT(on_prospecting, company, rep);
}

double fnl_mechanism_on_quitting(const struct fnl_company *company, uint32_t rep)
{
    RETURN_SUM(double, on_quitting, company, rep);
}

double fnl_mechanism_on_leaving(const struct fnl_company *company, uint32_t rep)
{
    RETURN_PRODUCT(on_leaving, company, rep);
}

void fnl_mechanism_person(struct fnl_company *company, struct fnl_lead *lead)
{
    CALL_EACH(person, company, lead);
}

void fnl_mechanism_touched(struct fnl_company *company, struct fnl_lead *lead, bool held)
{
    CALL_EACH(touched, company, lead, held);
}

double fnl_mechanism_on_supply(const struct fnl_company *company, uint32_t source)
{
    RETURN_PRODUCT(on_supply, company, source);
}

double fnl_mechanism_on_flags(const struct fnl_company *company, uint32_t rep)
{
    RETURN_PRODUCT(on_flags, company, rep);
}

double fnl_mechanism_on_turning_away(const struct fnl_company *company, uint32_t rep)
{
    RETURN_PRODUCT(on_turning_away, company, rep);
}

void fnl_mechanism_touch_held(struct fnl_company *company, struct fnl_lead *lead, int kind,
                              uint64_t touch_key)
{
    CALL_EACH(touch_held, company, lead, kind, touch_key);
}

double fnl_mechanism_on_price(const struct fnl_company *company, const struct fnl_lead *lead)
{
    RETURN_PRODUCT(on_price, company, lead);
}

fnl_time fnl_mechanism_on_task(struct fnl_company *company, uint32_t rep,
                               const struct fnl_task *task)
{
    RETURN_SUM(fnl_time, on_task, company, rep, task);
}

bool fnl_mechanism_distracts(struct fnl_company *company, uint32_t rep, struct fnl_queue **queue,
                             size_t *place)
{
    RETURN_WHETHER_ANY(distracts, company, rep, queue, place);
}

double fnl_mechanism_on_price_loss(const struct fnl_company *company, const struct fnl_lead *lead)
{
    RETURN_PRODUCT(on_price_loss, company, lead);
}

double fnl_mechanism_on_value(const struct fnl_company *company, uint64_t key, uint32_t source)
{
    RETURN_PRODUCT(on_value, company, key, source);
}

double fnl_mechanism_on_term(const struct fnl_company *company, uint64_t key, uint32_t source)
{
    RETURN_PRODUCT(on_term, company, key, source);
}

double fnl_mechanism_on_service(const struct fnl_company *company, uint64_t key, uint32_t source)
{
    RETURN_PRODUCT(on_service, company, key, source);
}

bool fnl_mechanism_keeps(struct fnl_company *company, uint32_t id)
{
    RETURN_WHETHER_ANY(keeps, company, id);
}

bool fnl_mechanism_tends(struct fnl_company *company, uint32_t id, enum fnl_cause cause)
{
    RETURN_WHETHER_ANY(tends, company, id, cause);
}

void fnl_mechanism_on_handover(struct fnl_company *company, const struct fnl_lead *lead,
                               struct fnl_handover *handover)
{
    CALL_EACH(on_handover, company, lead, handover);
}

void fnl_mechanism_on_verdict(struct fnl_company *company, bool good)
{
    CALL_EACH(on_verdict, company, good);
}

/* Also of those that are not there: then what is measured is as if nothing were. */
void fnl_mechanism_measure(const struct fnl_company *company, struct fnl_levels *levels)
{
    for (size_t i = 0; i < FNL_MECHANISMS; i++)
        if (mechanisms[i]->measure)
            mechanisms[i]->measure(company, levels);
}
