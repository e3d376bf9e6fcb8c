/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * client.h - who has signed: a contract, invoices by the month, hours of
 * service, a mood, and one day a renewal or a farewell.
 */
#ifndef FUNNELSIM_MODEL_CLIENT_H
#define FUNNELSIM_MODEL_CLIENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/param.h"
#include "base/units.h"
#include "random/law.h"

struct fnl_company;
struct fnl_lead;
struct fnl_event;

/* What a contract is worth and how it goes on. */
struct fnl_clients {
    struct fnl_law contract_value;  /* major units, for the whole term */
    struct fnl_law contract_months; /* length of a term, rounded to whole months, at least 1 */
    double renewal;                 /* chance to sign again at the end of a term */
    struct fnl_law expansion;       /* factor on the value at a renewal */
    double cancels_per_year;        /* share of clients a year who leave, whatever was signed */
    struct fnl_law pays_after;      /* days from invoice to payment */
    double never_pays;              /* share of invoices that are never paid */
    double late_after;              /* days from an invoice until it is late */
    double late_fee;                /* of a late invoice, paid with it */
    struct fnl_law service_hours;   /* a month */
};
extern const struct fnl_param_table fnl_client_table;

/* What moves a client's mood, and what the mood moves. */
struct fnl_satisfaction {
    bool present;
    struct fnl_law start;     /* of a new client, 0 to 1 */
    double drift;             /* share of the distance to where it began made good in a month */
    double per_meeting;       /* gained by each meeting held with them */
    double per_day_waited;    /* lost for each working day that service waits */
    double per_hour_refused;  /* lost for each hour of service that nobody takes */
    double on_renewal;        /* logit of renewal between mood 0 and 1 */
    double renewal_reference; /* mood at which renewal was measured */
};
extern const struct fnl_param_table fnl_client_satisfaction_table;

/* One who has signed. */
struct fnl_client {
    uint64_t key;           /* of the person; for the opening book, of `opening/n` */
    fnl_time since;         /* signed */
    fnl_time first_met;     /* talked to for the first time, as far as is known */
    fnl_time billed_at;     /* after the beginning of a calendar month: its months begin then */
    fnl_money to_invoice;   /* in the months that are left of the term */
    int32_t months;         /* from the last signature to the end of the term */
    int32_t month;          /* of these, from 0: the next to be invoiced */
    fnl_money renews_at;    /* value of a full term, for the next one */
    int32_t term;           /* months of a full term */
    uint32_t month_total;   /* months as a client: addresses the month's draws */
    uint32_t source;        /* index */
    uint32_t rep;           /* who looks after it */
    uint32_t version;       /* changes when it leaves: older events are stale */
    uint32_t meetings;      /* held since the last month's end */
    uint32_t asks;          /* in its present year */
    uint32_t asks_ever;     /* names the referrals they bring */
    uint32_t meetings_ever; /* names them */
    uint32_t opened;        /* deals opened with it, ever: names them */
    uint16_t generation;    /* 0: not referred */
    bool pita;
    bool flagged; /* red flags were seen before it signed */
    bool alive;
    uint32_t expected; /* people it introduced who have not come yet: the record stays for them */
    float fit;
    float seen_fit;           /* as it was observed */
    float satisfaction;       /* 0 to 1 */
    float first_satisfaction; /* when it signed: where it drifts back to */
    float terms_factor;       /* on the days to payment, agreed at signing */
    uint32_t granted;         /* concessions, ever */
    uint32_t refusals;        /* of concessions, in this term */
    bool repriced;            /* it pays the price that was asked of it later */
    float price_level;        /* of the group price, signed at; 0: list price */
    fnl_time cared;           /* ms of care since the last month's end */
    fnl_time waited;          /* working ms that service has waited since the last month's end */
    fnl_time refused;         /* ms of service that nobody took since then */
};

/*
 * Signs `lead` as a client, or adds the contract to the client it came from.
 * `value` is the contract's, price agreed; `terms_factor` is on the days to payment.
 */
void fnl_client_sign(struct fnl_company *company, struct fnl_lead *lead, fnl_money value,
                     double terms_factor);

/* A month of a client begins: invoice, service, mood, referrals, asks, renewal. */
void fnl_client_month(struct fnl_company *company, const struct fnl_event *event);

/* When the next one begins; what happens in a month is spread up to then. */
fnl_time fnl_client_next_month(const struct fnl_company *company, const struct fnl_client *client);

/* We do not want client `id` any more: it is gone, now. */
void fnl_client_fire(struct fnl_company *company, uint32_t id);

/* Somebody whom the client introduced has come: a client who has left may now be forgotten. */
void fnl_client_expects_one_less(struct fnl_company *company, uint32_t id);

/* A new record, zeroed but for `version`; its index, or FNL_NOBODY when memory runs out. */
uint32_t fnl_client_new(struct fnl_company *company);

/* Time until `client` pays the invoice that `key` addresses; FNL_NEVER when it never does. */
fnl_time fnl_client_payment_delay(const struct fnl_company *company,
                                  const struct fnl_client *client, uint64_t key);

/* The mood in which `client` begins. */
float fnl_client_first_mood(const struct fnl_company *company, const struct fnl_client *client);

/* Counts `client` in (+1) or out (-1). */
void fnl_client_count(struct fnl_company *company, const struct fnl_client *client, int change);

/* The contract value that `key` would sign for at factor 1, in minor units. */
fnl_money fnl_client_contract_value(const struct fnl_company *company, uint64_t key);

/* The length of the term that `key` signs for, `factor` times the usual, in months, at least 1. */
int32_t fnl_client_contract_months(const struct fnl_company *company, uint64_t key, double factor);

#endif
