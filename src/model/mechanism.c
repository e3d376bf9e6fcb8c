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

void fnl_mechanism_phase_begins(struct fnl_company *company)
{
    find_active(company);
    for (size_t i = 0; i < company->mechanisms.count; i++)
        if (company->mechanisms.active[i]->phase_begins)
            company->mechanisms.active[i]->phase_begins(company);
}

void fnl_mechanism_day_begins(struct fnl_company *company, int day)
{
    for (size_t i = 0; i < company->mechanisms.count; i++)
        if (company->mechanisms.active[i]->day_begins)
            company->mechanisms.active[i]->day_begins(company, day);
}

void fnl_mechanism_month_ends(struct fnl_company *company)
{
    for (size_t i = 0; i < company->mechanisms.count; i++)
        if (company->mechanisms.active[i]->month_ends)
            company->mechanisms.active[i]->month_ends(company);
}

void fnl_mechanism_client_month(struct fnl_company *company, uint32_t id)
{
    for (size_t i = 0; i < company->mechanisms.count; i++)
        if (company->mechanisms.active[i]->client_month)
            company->mechanisms.active[i]->client_month(company, id);
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
    double effect = 0;
    for (size_t i = 0; i < company->mechanisms.count; i++)
        if (company->mechanisms.active[i]->on_going_on)
            effect += company->mechanisms.active[i]->on_going_on(company, lead, rep);
    return effect;
}

double fnl_mechanism_on_showing(const struct fnl_company *company, struct fnl_lead *lead)
{
    double effect = 0;
    for (size_t i = 0; i < company->mechanisms.count; i++)
        if (company->mechanisms.active[i]->on_showing)
            effect += company->mechanisms.active[i]->on_showing(company, lead);
    return effect;
}

double fnl_mechanism_on_renewal(const struct fnl_company *company, const struct fnl_client *client)
{
    double effect = 0;
    for (size_t i = 0; i < company->mechanisms.count; i++)
        if (company->mechanisms.active[i]->on_renewal)
            effect += company->mechanisms.active[i]->on_renewal(company, client);
    return effect;
}

double fnl_mechanism_on_volume(const struct fnl_company *company, uint32_t source)
{
    double factor = 1;
    for (size_t i = 0; i < company->mechanisms.count; i++)
        if (company->mechanisms.active[i]->on_volume)
            factor *= company->mechanisms.active[i]->on_volume(company, source);
    return factor;
}

double fnl_mechanism_on_speed(const struct fnl_company *company, uint32_t rep)
{
    double factor = 1;
    for (size_t i = 0; i < company->mechanisms.count; i++)
        if (company->mechanisms.active[i]->on_speed)
            factor *= company->mechanisms.active[i]->on_speed(company, rep);
    return factor;
}

double fnl_mechanism_on_prospecting(const struct fnl_company *company, uint32_t rep)
{
    double factor = 1;
    for (size_t i = 0; i < company->mechanisms.count; i++)
        if (company->mechanisms.active[i]->on_prospecting)
            factor *= company->mechanisms.active[i]->on_prospecting(company, rep);
    return factor;
}

double fnl_mechanism_on_quitting(const struct fnl_company *company, uint32_t rep)
{
    double effect = 0;
    for (size_t i = 0; i < company->mechanisms.count; i++)
        if (company->mechanisms.active[i]->on_quitting)
            effect += company->mechanisms.active[i]->on_quitting(company, rep);
    return effect;
}

double fnl_mechanism_on_leaving(const struct fnl_company *company, uint32_t rep)
{
    double factor = 1;
    for (size_t i = 0; i < company->mechanisms.count; i++)
        if (company->mechanisms.active[i]->on_leaving)
            factor *= company->mechanisms.active[i]->on_leaving(company, rep);
    return factor;
}

void fnl_mechanism_person(struct fnl_company *company, struct fnl_lead *lead)
{
    for (size_t i = 0; i < company->mechanisms.count; i++)
        if (company->mechanisms.active[i]->person)
            company->mechanisms.active[i]->person(company, lead);
}

void fnl_mechanism_touched(struct fnl_company *company, struct fnl_lead *lead, bool held)
{
    for (size_t i = 0; i < company->mechanisms.count; i++)
        if (company->mechanisms.active[i]->touched)
            company->mechanisms.active[i]->touched(company, lead, held);
}

double fnl_mechanism_on_supply(const struct fnl_company *company, uint32_t source)
{
    double factor = 1;
    for (size_t i = 0; i < company->mechanisms.count; i++)
        if (company->mechanisms.active[i]->on_supply)
            factor *= company->mechanisms.active[i]->on_supply(company, source);
    return factor;
}

double fnl_mechanism_on_flags(const struct fnl_company *company, uint32_t rep)
{
    double factor = 1;
    for (size_t i = 0; i < company->mechanisms.count; i++)
        if (company->mechanisms.active[i]->on_flags)
            factor *= company->mechanisms.active[i]->on_flags(company, rep);
    return factor;
}

double fnl_mechanism_on_turning_away(const struct fnl_company *company, uint32_t rep)
{
    double factor = 1;
    for (size_t i = 0; i < company->mechanisms.count; i++)
        if (company->mechanisms.active[i]->on_turning_away)
            factor *= company->mechanisms.active[i]->on_turning_away(company, rep);
    return factor;
}

void fnl_mechanism_touch_held(struct fnl_company *company, struct fnl_lead *lead, int kind,
                              uint64_t touch_key)
{
    for (size_t i = 0; i < company->mechanisms.count; i++)
        if (company->mechanisms.active[i]->touch_held)
            company->mechanisms.active[i]->touch_held(company, lead, kind, touch_key);
}

double fnl_mechanism_on_price(const struct fnl_company *company, const struct fnl_lead *lead)
{
    double factor = 1;
    for (size_t i = 0; i < company->mechanisms.count; i++)
        if (company->mechanisms.active[i]->on_price)
            factor *= company->mechanisms.active[i]->on_price(company, lead);
    return factor;
}

fnl_time fnl_mechanism_on_task(struct fnl_company *company, uint32_t rep,
                               const struct fnl_task *task)
{
    fnl_time hours = 0;
    for (size_t i = 0; i < company->mechanisms.count; i++)
        if (company->mechanisms.active[i]->on_task)
            hours += company->mechanisms.active[i]->on_task(company, rep, task);
    return hours;
}

bool fnl_mechanism_distracts(struct fnl_company *company, uint32_t rep, struct fnl_queue **queue,
                             size_t *place)
{
    for (size_t i = 0; i < company->mechanisms.count; i++)
        if (company->mechanisms.active[i]->distracts &&
            company->mechanisms.active[i]->distracts(company, rep, queue, place))
            return true;
    return false;
}

double fnl_mechanism_on_price_loss(const struct fnl_company *company, const struct fnl_lead *lead)
{
    double factor = 1;
    for (size_t i = 0; i < company->mechanisms.count; i++)
        if (company->mechanisms.active[i]->on_price_loss)
            factor *= company->mechanisms.active[i]->on_price_loss(company, lead);
    return factor;
}

double fnl_mechanism_on_value(const struct fnl_company *company, uint64_t key, uint32_t source)
{
    double factor = 1;
    for (size_t i = 0; i < company->mechanisms.count; i++)
        if (company->mechanisms.active[i]->on_value)
            factor *= company->mechanisms.active[i]->on_value(company, key, source);
    return factor;
}

double fnl_mechanism_on_term(const struct fnl_company *company, uint64_t key, uint32_t source)
{
    double factor = 1;
    for (size_t i = 0; i < company->mechanisms.count; i++)
        if (company->mechanisms.active[i]->on_term)
            factor *= company->mechanisms.active[i]->on_term(company, key, source);
    return factor;
}

double fnl_mechanism_on_service(const struct fnl_company *company, uint64_t key, uint32_t source)
{
    double factor = 1;
    for (size_t i = 0; i < company->mechanisms.count; i++)
        if (company->mechanisms.active[i]->on_service)
            factor *= company->mechanisms.active[i]->on_service(company, key, source);
    return factor;
}

bool fnl_mechanism_keeps(struct fnl_company *company, uint32_t id)
{
    for (size_t i = 0; i < company->mechanisms.count; i++)
        if (company->mechanisms.active[i]->keeps &&
            company->mechanisms.active[i]->keeps(company, id))
            return true;
    return false;
}

bool fnl_mechanism_tends(struct fnl_company *company, uint32_t id, enum fnl_cause cause)
{
    for (size_t i = 0; i < company->mechanisms.count; i++)
        if (company->mechanisms.active[i]->tends &&
            company->mechanisms.active[i]->tends(company, id, cause))
            return true;
    return false;
}

void fnl_mechanism_on_handover(struct fnl_company *company, const struct fnl_lead *lead,
                               struct fnl_handover *handover)
{
    for (size_t i = 0; i < company->mechanisms.count; i++)
        if (company->mechanisms.active[i]->on_handover)
            company->mechanisms.active[i]->on_handover(company, lead, handover);
}

void fnl_mechanism_on_verdict(struct fnl_company *company, bool good)
{
    for (size_t i = 0; i < company->mechanisms.count; i++)
        if (company->mechanisms.active[i]->on_verdict)
            company->mechanisms.active[i]->on_verdict(company, good);
}
