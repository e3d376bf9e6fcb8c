/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/implied.h"

#include <math.h>
#include <string.h>

#include "model/purpose.h"
#include "model/question.h"
#include "scenario/passage.h"
#include "scenario/workdays.h"

double fnl_implied_share_above(const struct fnl_law *law, double bar)
{
    if (fnl_law_is_constant(law))
        return fnl_law_mean(law) >= bar;
    double low = 0, high = 1; /* the share below `bar` lies between them */
    for (int i = 0; i < 40; i++) {
        const double middle = (low + high) / 2;
        if (fnl_law_quantile(law, middle) < bar)
            low = middle;
        else
            high = middle;
    }
    return 1 - (low + high) / 2;
}

static struct fnl_qualify_test test_of(const struct fnl_settings *settings)
{
    const struct fnl_choice *choice = &settings->qualify;
    return ((const struct fnl_qualify_policy *)choice->policy)->test(choice->params);
}

/* The noisy test passes so many of the people of this source. */
static double chance_to_pass(const struct fnl_qualify_test *test, const struct fnl_source *source)
{
    if (test->by == FNL_QUALIFIED_BY_NOBODY)
        return 1;
    const double worth = fnl_implied_share_above(&source->fit, test->bar) *
                         fnl_implied_share_above(&source->budget, test->bar) *
                         fnl_implied_share_above(&source->need, test->bar);
    return worth * test->sensitivity + (1 - worth) * (1 - test->specificity);
}

/* One touch: the chance that it takes place within the tries, and the hours it takes. */
struct touch {
    double chance, hours;
};

static struct touch touch_of(const struct fnl_settings *settings, const struct fnl_stage *stage)
{
    const int kind = fnl_meeting_kind_named(settings, stage->meeting);
    const double preparation =
        kind < 0 ? 0 : fnl_settings_meeting_kind(settings, (unsigned)kind)->preparation;
    const double misses_all = pow(1 - stage->shows, (double)stage->tries);
    const double tries = stage->shows > 0 ? (1 - misses_all) / stage->shows : (double)stage->tries;
    const double chance = 1 - misses_all;
    return (struct touch){.chance = chance,
                          .hours = chance * (fnl_law_mean(&stage->hours) + preparation) +
                                   (tries - chance) * stage->missed_hours};
}

/* One who comes, and the rep whom it meets. */
struct person {
    double passes;                             /* chance to pass the test */
    struct fnl_passage passage;                /* to sales */
    double fit, budget, need, interest, trust; /* once there */
    double skill;                              /* log-odds of the rep */
    double touches[FNL_STAGES];                /* in each stage, if it gets through */
};

/* A stage from its beginning: hours spent in it, and the chance to go on to the next. */
static struct touch walk(const struct fnl_settings *settings, const struct fnl_stage *stage,
                         double touches, double passes)
{
    const struct touch touch = touch_of(settings, stage);
    struct touch walked = {1, 0};
    for (int i = 0; i == 0 || i < (int)(touches + 0.5); i++) {
        walked.hours += walked.chance * touch.hours;
        walked.chance *= touch.chance * (i == 0 ? passes : 1);
    }
    walked.chance *= stage->go_on;
    return walked;
}

static double effect_of_price(const struct fnl_settings *settings, unsigned index)
{
    const bool last = index + 1u == settings->stages.count;
    return last ? settings->price.on_winning * log(settings->price.level) : 0;
}

static enum fnl_role role_in(const struct fnl_settings *settings, unsigned index)
{
    const struct fnl_development *development = &settings->development;
    const bool theirs = development->count > 0 && index < development->stages &&
                        index + 1u < settings->stages.count;
    return theirs ? FNL_ROLE_DEVELOPS : FNL_ROLE_SELLS;
}

/* The share of those who go on from stage `index` that is lost between two roles. */
static double lost_after(const struct fnl_settings *settings, unsigned index)
{
    const bool passed = role_in(settings, index) != role_in(settings, index + 1);
    return passed ? settings->development.handoff_loss : 0;
}

/* The trust in whoever works stage `index`: somebody new has to earn it. */
static double trust_in(const struct fnl_settings *settings, const struct person *person,
                       unsigned index)
{
    const bool passed = role_in(settings, 0) != role_in(settings, index);
    return fmax(person->trust - (passed ? settings->development.handoff_trust : 0), 0);
}

/* Stage `index` as `person` meets it. */
static struct fnl_stage stage_for(const struct fnl_settings *settings, const struct person *person,
                                  unsigned index)
{
    const struct fnl_effects *effects = &settings->effects;
    struct fnl_stage stage = *fnl_settings_stage(settings, index);
    const double interest = person->interest - effects->interest_reference;
    const double trust = trust_in(settings, person, index);
    const double effect = effects->fit * (person->fit - effects->fit_reference) +
                          effects->budget * (person->budget - effects->budget_reference) +
                          effects->need * (person->need - effects->need_reference) +
                          effects->trust * (trust - effects->trust_reference) +
                          effects->interest * interest;
    stage.go_on =
        fnl_chance_moved(stage.go_on, effect + person->skill + effect_of_price(settings, index)) *
        (1 - lost_after(settings, index));
    stage.shows = fnl_chance_moved(stage.shows, effects->interest_on_shows * interest);
    return stage;
}

static void add_hours(struct fnl_implied *implied, double hours, enum fnl_role role)
{
    implied->hours += hours;
    if (role == FNL_ROLE_DEVELOPS)
        implied->developing += hours;
}

/* The chain of one person of a source; people and money are left at 0. */
static struct fnl_implied follow(const struct fnl_settings *settings,
                                 const struct fnl_source *source,
                                 const struct fnl_qualify_test *test, const struct person *person)
{
    const struct fnl_stage first = stage_for(settings, person, 0);
    const bool by_rep = test->by == FNL_QUALIFIED_BY_REP;
    const double ruled_out =
        source->kind == FNL_SOURCE_REFERRAL ? settings->referrals.ruled_out : 0;
    const double tested = (1 - ruled_out) * (by_rep ? 1 : person->passes); /* by marketing */
    const double seen = tested * person->passage.share;                    /* by sales */
    const double there = seen * (1 - source->bad_contact);

    struct fnl_implied implied = {
        .talks = there * touch_of(settings, &first).chance,
        .passes = person->passes,
        .signs = there,
    };
    add_hours(&implied, tested * person->passage.hours, role_in(settings, 0));
    add_hours(&implied, seen * source->bad_contact * (double)first.tries * first.missed_hours,
              role_in(settings, 0));
    if (by_rep)
        add_hours(&implied, implied.talks * (double)test->takes / (double)FNL_HOUR,
                  role_in(settings, 0));
    for (unsigned i = 0; i < settings->stages.count; i++) {
        const struct fnl_stage stage = stage_for(settings, person, i);
        const struct touch walked =
            walk(settings, &stage, person->touches[i], i == 0 && by_rep ? person->passes : 1);
        add_hours(&implied, implied.signs * walked.hours, role_in(settings, i));
        implied.signs *= walked.chance;
    }
    return implied;
}

/* Whether nothing sets the people of a source apart but luck. */
static bool are_alike(const struct fnl_settings *settings)
{
    const struct fnl_effects *effects = &settings->effects;
    if (effects->fit != 0 || effects->budget != 0 || effects->need != 0 || effects->trust != 0 ||
        effects->interest != 0 || effects->interest_on_shows != 0 ||
        settings->reps.skill_spread != 0 || fnl_passage_tells_apart(settings))
        return false;
    for (unsigned i = 0; i < settings->stages.count; i++)
        if (!fnl_law_is_constant(&fnl_settings_stage(settings, i)->touches))
            return false;
    return true;
}

/* Who stands for all who are alike. */
static struct person anybody(const struct fnl_settings *settings, const struct fnl_source *source,
                             const struct fnl_qualify_test *test)
{
    struct person person = {
        .passes = chance_to_pass(test, source),
        .passage = fnl_passage_of(settings, source, &(struct fnl_passage_person){.fit = 0}),
    };
    for (unsigned i = 0; i < settings->stages.count; i++)
        person.touches[i] = fnl_law_mean(&fnl_settings_stage(settings, i)->touches);
    return person;
}

static void open_stream(struct fnl_stream *stream, uint64_t who, enum fnl_purpose purpose)
{
    fnl_stream_open(stream, fnl_stream_key(0, 0), who, purpose);
}

static double draw_trait(const struct fnl_law *law, uint64_t who, enum fnl_purpose purpose)
{
    struct fnl_stream stream;
    open_stream(&stream, who, purpose);
    return fmin(fmax(fnl_law_draw(law, &stream), 0), 1);
}

/* Somebody as they come to the firm, always the same. */
static struct fnl_passage_person draw_newcomer(const struct fnl_source *source, uint64_t who)
{
    struct fnl_stream score;
    open_stream(&score, who, FNL_PURPOSE_SCORE);
    struct fnl_passage_person person = {
        .fit = draw_trait(&source->fit, who, FNL_PURPOSE_FIT),
        .budget = draw_trait(&source->budget, who, FNL_PURPOSE_BUDGET),
        .need = draw_trait(&source->need, who, FNL_PURPOSE_NEED),
        .interest = draw_trait(&source->interest, who, FNL_PURPOSE_INTEREST),
        .trust = draw_trait(&source->trust, who, FNL_PURPOSE_TRUST),
        .uniform = fnl_stream_uniform(&score),
    };
    person.normal = fnl_stream_normal(&score);
    return person;
}

/* Person `who` of a source, as sales would meet them. */
static struct person draw_person(const struct fnl_settings *settings,
                                 const struct fnl_source *source,
                                 const struct fnl_qualify_test *test, uint64_t who)
{
    const struct fnl_passage_person newcomer = draw_newcomer(source, who);
    const struct fnl_passage passage = fnl_passage_of(settings, source, &newcomer);
    struct fnl_stream skill, touches;
    open_stream(&skill, who, FNL_PURPOSE_SKILL);
    open_stream(&touches, who, FNL_PURPOSE_TOUCHES);
    struct person person = {
        .passes = 1,
        .passage = passage,
        .fit = newcomer.fit,
        .budget = newcomer.budget,
        .need = newcomer.need,
        .interest = passage.interest,
        .trust = passage.trust,
        .skill = settings->reps.skill_spread * fnl_stream_normal(&skill),
    };
    if (test->by != FNL_QUALIFIED_BY_NOBODY) {
        const bool worth =
            person.fit >= test->bar && person.budget >= test->bar && person.need >= test->bar;
        person.passes = worth ? test->sensitivity : 1 - test->specificity;
    }
    for (unsigned i = 0; i < settings->stages.count; i++)
        person.touches[i] = fnl_law_draw(&fnl_settings_stage(settings, i)->touches, &touches);
    return person;
}

static struct fnl_implied average(const struct fnl_settings *settings,
                                  const struct fnl_source *source,
                                  const struct fnl_qualify_test *test)
{
    struct fnl_implied sum = {0};
    for (uint64_t who = 0; who < FNL_IMPLIED_PEOPLE; who++) {
        const struct person person = draw_person(settings, source, test, who);
        const struct fnl_implied one = follow(settings, source, test, &person);
        sum.talks += one.talks / FNL_IMPLIED_PEOPLE;
        sum.passes += one.passes / FNL_IMPLIED_PEOPLE;
        sum.signs += one.signs / FNL_IMPLIED_PEOPLE;
        sum.hours += one.hours / FNL_IMPLIED_PEOPLE;
        sum.developing += one.developing / FNL_IMPLIED_PEOPLE;
    }
    return sum;
}

struct fnl_implied fnl_implied_source(const struct fnl_settings *settings, unsigned index)
{
    const struct fnl_source *source = fnl_settings_source(settings, index);
    const struct fnl_qualify_test test = test_of(settings);
    struct fnl_implied implied;
    if (are_alike(settings)) {
        const struct person person = anybody(settings, source, &test);
        implied = follow(settings, source, &test, &person);
    } else {
        implied = average(settings, source, &test);
    }
    implied.people_per_month = fnl_implied_people(source);
    implied.money = (double)source->cost_each / 100;
    return implied;
}

static double mean_season(const struct fnl_source *source)
{
    const struct fnl_param_plan *plan = &source->seasonality;
    double sum = 0;
    for (size_t month = 0; month < 12; month++)
        sum += plan->months[month < plan->count ? month : plan->count - 1];
    return sum / 12;
}

/* A day lies in a wave if one began on it or on one of the days before that a wave lasts. */
static double mean_burst(const struct fnl_source *source)
{
    const double begins = fmin(source->bursts_per_year / 365.25, 1);
    const double in_wave = 1 - pow(1 - begins, (int)source->burst_days);
    return 1 + (source->burst_factor - 1) * in_wave;
}

double fnl_implied_people(const struct fnl_source *source)
{
    return fnl_law_mean(&source->leads_per_month) * mean_season(source) * mean_burst(source);
}

struct fnl_implied_flow fnl_implied_flow(const struct fnl_settings *settings)
{
    struct fnl_implied_flow flow = {0};
    for (unsigned i = 0; i < settings->sources.count; i++) {
        const struct fnl_implied implied = fnl_implied_source(settings, i);
        const double clients = implied.people_per_month * implied.signs;
        flow.hours += implied.people_per_month * implied.hours;
        flow.developing += implied.people_per_month * implied.developing;
        flow.clients += clients;
        flow.pains += clients * fnl_settings_source(settings, i)->pita;
    }
    return flow;
}

/* The shares of clients who are still there a month later. */
struct stay {
    double old, fresh; /* of the first day's, whose terms end in all months, and of those since */
};

static struct stay stay_of(const struct fnl_clients *clients, int months)
{
    const double term = fmax(fnl_law_mean(&clients->contract_months), 1);
    const double bound = pow(1 - clients->cancels_per_year, 1.0 / 12);
    const double old = bound * (1 - (1 - clients->renewal) / term);
    return (struct stay){.old = old, .fresh = term < months ? old : bound};
}

/* Of `there` on the first day, with so many more a month. */
static double after(struct stay stay, double there, double more, int months)
{
    double fresh = 0;
    for (int month = 0; month < months; month++) {
        there *= stay.old;
        fresh = fresh * stay.fresh + more;
    }
    return there + fresh;
}

struct fnl_implied_service fnl_implied_service(const struct fnl_settings *settings,
                                               const struct fnl_implied_flow *flow, int months)
{
    const struct fnl_today *today = &settings->today;
    const struct fnl_pita *pita = &settings->pita;
    const struct stay stay = stay_of(&settings->clients, months);
    struct fnl_implied_service service = {
        .clients = after(stay, (double)today->clients, flow->clients, months),
        .pains = after(stay, (double)today->pita_clients, flow->pains, months),
        .pool = settings->service.hours_per_month,
    };
    const double alike = service.clients + (pita->hours_factor - 1) * service.pains;
    const double demands = service.pains * pita->scope_per_year / 12;
    service.wanted = alike * fnl_law_mean(&settings->clients.service_hours) +
                     demands * fnl_law_mean(&pita->scope_hours);
    const double rest = fmax(service.wanted - service.pool, 0);
    service.reps = settings->service.spills * rest;
    service.refused = (1 - settings->service.spills) * rest;
    return service;
}

/* By the clock, a month. */
static double hours_of_work(const struct fnl_settings *settings)
{
    uint8_t days = 0;
    fnl_workdays_read(settings->calendar.workdays, &days);
    int workdays = 0;
    for (int i = 0; i < 7; i++)
        workdays += (days >> i) & 1;
    return settings->calendar.hours_per_day * workdays / 7 * FNL_DAYS_IN_MONTH;
}

/* Of one person of a role, by the clock, a month. */
static double selling_hours(const struct fnl_settings *settings, enum fnl_role role)
{
    return (role == FNL_ROLE_DEVELOPS ? settings->development.selling_share
                                      : settings->reps.selling_share) *
           hours_of_work(settings);
}

double fnl_implied_hours(const struct fnl_settings *settings, enum fnl_role role)
{
    const int64_t count =
        role == FNL_ROLE_DEVELOPS ? settings->development.count : settings->reps.count;
    return (double)count * selling_hours(settings, role);
}

static double hour_costs(const struct fnl_settings *settings, enum fnl_role role)
{
    const double hours = selling_hours(settings, role);
    const fnl_money salary =
        role == FNL_ROLE_DEVELOPS ? settings->development.salary : settings->reps.salary;
    return hours > 0 ? (double)salary / 100 / 12 / hours : 0;
}

double fnl_implied_costs(const struct fnl_settings *settings, const struct fnl_implied *implied)
{
    return implied->money +
           (implied->hours - implied->developing) * hour_costs(settings, FNL_ROLE_SELLS) +
           implied->developing * hour_costs(settings, FNL_ROLE_DEVELOPS);
}
