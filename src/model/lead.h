/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lead.h - a person on the way: from the day they are met to the day they
 * sign, are lost, or are given up; and perhaps back again years later.
 *
 * Each time they come is an episode. Every episode ends with one cause, given
 * once, so causes add up to episodes.
 */
#ifndef FUNNELSIM_MODEL_LEAD_H
#define FUNNELSIM_MODEL_LEAD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/param.h"
#include "base/units.h"
#include "model/truth.h"
#include "random/law.h"

struct fnl_company;
struct fnl_event;

/* How an episode ended. The order is that of tables and columns. */
enum fnl_cause {
    FNL_CAUSE_WON,
    FNL_CAUSE_RULED_OUT,     /* a referred person never talked to us */
    FNL_CAUSE_NOT_HANDED_ON, /* marketing kept it */
    FNL_CAUSE_UNREACHABLE,   /* a dead address or number */
    FNL_CAUSE_WENT_DARK,     /* too many failed tries */
    FNL_CAUSE_DISQUALIFIED,
    FNL_CAUSE_COMPETITOR,
    FNL_CAUSE_PRICE,
    FNL_CAUSE_NO_DECISION,
    FNL_CAUSE_WALKED_AWAY,     /* we declined them */
    FNL_CAUSE_OUR_TERMS,       /* they declined our price or terms */
    FNL_CAUSE_LOST_BETWEEN,    /* between those who develop and those who close */
    FNL_CAUSE_LOST_IN_NURTURE, /* marketing kept it until it wanted no more of that */
    FNL_CAUSE_DROPPED,         /* marketing handed it over and it was forgotten on the way */
    FNL_CAUSE_NOT_FOLLOWED_UP, /* sales had it and never called */
};
#define FNL_CAUSES (FNL_CAUSE_NOT_FOLLOWED_UP + 1)

/* "won", "ruled us out", ... as tables print it. */
const char *fnl_lead_cause_name(enum fnl_cause cause);

/* Who comes back, and when. */
struct fnl_returns {
    bool present;
    double share;            /* of those lost, gone dark or not handed on */
    struct fnl_law after;    /* months until they do */
    double warmer_per_touch; /* trust gained for each touch they had, at their return */
};
extern const struct fnl_param_table fnl_lead_returns_table;

/* The day of somebody who came on no particular day of a source. */
#define FNL_LEAD_NO_DAY INT32_MIN

/*
 * By what way somebody came who did not come from a source's own field. It is
 * part of the name, so that asking adds people and moves nobody: the same
 * people come unasked whether or not anybody asks.
 */
enum fnl_channel {
    FNL_CHANNEL_FIELD,        /* website/2026-03-17/4: the 4th of that day */
    FNL_CHANNEL_UNASKED,      /* .../r7.1: the 1st that the client sent in its 7th month */
    FNL_CHANNEL_ASKED,        /* .../a2.1: the 1st name of its 2nd ask */
    FNL_CHANNEL_MEETING,      /* .../m5: from the 5th touch of somebody who has not bought */
    FNL_CHANNEL_PROSPECTING,  /* prospecting/rep-3/17.2: the 2nd of that rep's 17th block */
    FNL_CHANNEL_OPENING,      /* open-deal/3: there on the first day */
    FNL_CHANNEL_NEW_BUSINESS, /* .../n2: the 2nd deal opened with a client */
    FNL_CHANNEL_VISIT,        /* .../v5: from the 5th meeting with a client */
    FNL_CHANNEL_LISTED,       /* targets/rep-3/17: the 17th account on that rep's list */
    FNL_CHANNEL_NETWORKING,   /* prospecting/rep-3/m17.2: the 2nd of that rep's 17th meeting */
    FNL_CHANNEL_EARLIER,      /* prospecting/rep-3/y17: the 17th whom it met in earlier years */
};

/* The `index` of an origin: a channel, a number of up to 2^20 and an item of up to 2^8. */
#define FNL_LEAD_INDEX(channel, number, item)                                                      \
    (((uint32_t)(channel) << 28) | (((uint32_t)(number)&0xfffffu) << 8) | ((uint32_t)(item)&0xffu))

/* The key of the person who came from `sender` (a client, rep or source) by that index. */
uint64_t fnl_lead_key(uint64_t sender, uint32_t index);

/* How a person came to be here. */
struct fnl_lead_origin {
    uint64_t key;        /* the person's */
    uint32_t source;     /* index */
    uint32_t index;      /* n-th of its day by height; see enum fnl_channel for the others */
    int32_t day;         /* day number of its cell; see FNL_LEAD_NO_DAY */
    uint64_t referrer;   /* key of who sent it; 0: nobody */
    uint16_t generation; /* 0: not referred */
    bool referred_by_pita, referred_by_client;
    bool bought;                   /* with extra budget */
    float referrer_fit;            /* of who sent it */
    const struct fnl_truth *truth; /* what is known to have been drawn; NULL: nothing */
    bool pita;                     /* whether a pain, where `truth` is known */
    uint32_t client;  /* the client it already is, for new business with one; else FNL_NOBODY */
    uint32_t rep;     /* who found it, and keeps it; else FNL_NOBODY */
    fnl_money reward; /* promised to the referrer once this person talks to us; 0: none */
    bool acquainted;  /* a rep has met them before any deal */
    fnl_time met;     /* when, where acquainted: may lie before the first day */
    float trust;      /* gained by then, on top of the source's */
};

struct fnl_lead {
    uint64_t key;         /* the person's */
    uint64_t episode_key; /* the person's and the episode's */
    uint64_t stage_key;   /* the episode's and the stage's; 0 before the first stage */
    uint64_t touch_key;   /* the stage's and the touch's, from the first stage on */
    uint64_t referrer;    /* key; 0: nobody */
    fnl_time arrived;     /* this episode, or the touch of nurture that made it ready */
    fnl_time first_touch; /* held, in any episode; FNL_NEVER before */
    fnl_time worked;      /* ms that reps have spent on this episode */
    fnl_money value;      /* known beforehand (an open deal of the first day); 0: not */
    fnl_money reward;     /* promised to the referrer; 0: none, or paid */
    struct fnl_truth truth;
    float trust_gained; /* on top of the source's */
    float referrer_fit;
    float needs_known; /* share of its needs that discovery has found out (discovery.h) */
    uint32_t source;
    uint32_t rep;            /* who works it; FNL_NOBODY: the shared queue */
    uint32_t client;         /* whose new business this is; FNL_NOBODY: a new person */
    uint32_t client_version; /* of that client: it may have left since */
    uint32_t version;        /* changes when the record is freed */
    uint16_t generation;
    uint16_t touches_ever; /* held, in all episodes */
    uint16_t touch;        /* touches begun in this stage: addresses their draws */
    uint16_t touches_left; /* to be held in this stage */
    uint16_t misses;       /* in a row */
    uint16_t episode;      /* from 0 */
    uint16_t forecast_in;  /* fiscal quarter (quarter.h) in whose forecast it was last; 0: none */
    uint8_t stage;
    uint8_t reviews;    /* of the touches of this stage, the last: whether we are good enough */
    uint8_t requests;   /* things that it asked us to do in this episode */
    uint8_t researched; /* per cent of its record that there is by our research; 0: none */
    /* Bits, because there are many leads. */
    bool referred_by_pita : 1, referred_by_client : 1, pita : 1, in_use : 1;
    bool qualified : 1;    /* tested, in whatever episode */
    bool on_our_terms : 1; /* came back for them */
    bool met : 1;          /* has been talked to, ever: the address is good */
    bool talked : 1;       /* in this episode */
    bool undated : 1;      /* the first talk lies before the first day, nobody knows when */
    bool will_return : 1;  /* on a day that is planned */
    bool passed : 1;       /* handed over by marketing, and sales has not judged it yet */
    bool pushed : 1;       /* to decide before a quarter ended, in this episode */
    bool committed : 1;    /* by its rep, in the last forecast */
    bool contact_known : 1, contact_dead : 1; /* drawn under the settings in force */
    unsigned nurtured : 2;                    /* enum fnl_nurtured */
    unsigned sown : 20;                       /* touches of nurture in this episode */
};

/* Other settings are in force: how leads are qualified, and what they are worth. */
void fnl_lead_phase_begins(struct fnl_company *company);

/* A new person is here: cost, handoff, assignment, first stage. */
void fnl_lead_arrives(struct fnl_company *company, const struct fnl_lead_origin *origin);

/*
 * The same without what follows the arrival: the record's index, or FNL_NOBODY
 * when memory runs out. For the open deals of the first day.
 */
uint32_t fnl_lead_admit(struct fnl_company *company, const struct fnl_lead_origin *origin);

/* Whether this is somebody not met yet whose address or number is dead. */
bool fnl_lead_is_unreachable(const struct fnl_company *company, struct fnl_lead *lead);

/* The noisy test of qualification, by rep `rep` or, FNL_NOBODY, by marketing; true when the lead
 * passes. */
bool fnl_lead_passes_test(struct fnl_company *company, struct fnl_lead *lead, uint32_t rep);

/* Pays the reward that was promised for this lead, once. */
void fnl_lead_pay_reward(struct fnl_company *company, struct fnl_lead *lead);

/* We walked away; they will be back on our terms at `when`. */
void fnl_lead_comes_back(struct fnl_company *company, uint32_t id, fnl_time when);

/* Sales has the lead: it is assigned and enters the stages. */
void fnl_lead_meets_sales(struct fnl_company *company, uint32_t id);

/* Ends the episode, announces it and frees the record, unless they may be back. */
void fnl_lead_ends(struct fnl_company *company, uint32_t id, enum fnl_cause cause);

/* Somebody who was lost is back (event->subject), if nothing has brought them back before. */
void fnl_lead_returns(struct fnl_company *company, const struct fnl_event *event);

/* Somebody who was lost is back now: the next episode. */
void fnl_lead_is_back(struct fnl_company *company, uint32_t id);

/* Frees the record of somebody whose episode has ended. */
void fnl_lead_is_forgotten(struct fnl_company *company, uint32_t id);

/* The key of whose deal this is: a new person's own, or that of the client it is new business with;
 * where that client has left, it is somebody new again. */
uint64_t fnl_lead_person(const struct fnl_company *company, const struct fnl_lead *lead);

/* What a contract with people of its source is worth on average, major units. */
double fnl_lead_expected_value(const struct fnl_company *company, const struct fnl_lead *lead);

/* A record, zeroed but for `version`; its index, or FNL_NOBODY when memory runs out. */
uint32_t fnl_lead_new(struct fnl_company *company);

#endif
