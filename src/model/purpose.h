/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * purpose.h - what a random number is for.
 *
 * A purpose is part of a stream's address (random/stream.h). The numbers are
 * given once and never reused, not even when a purpose goes out of use: a new
 * one takes the next number, so no draw of an old scenario ever changes.
 */
#ifndef FUNNELSIM_MODEL_PURPOSE_H
#define FUNNELSIM_MODEL_PURPOSE_H

enum fnl_purpose {
    /* who comes */
    FNL_PURPOSE_ARRIVAL_FIELD = 1, /* entity: source, day */
    FNL_PURPOSE_VOLUME = 2,        /* entity: source, month */
    FNL_PURPOSE_BURST = 3,         /* entity: source, day */
    FNL_PURPOSE_EVENT_SIZE = 4,    /* entity: source, day */

    /* what they are like; entity: the person */
    FNL_PURPOSE_FIT = 10,
    FNL_PURPOSE_BUDGET = 11,
    FNL_PURPOSE_NEED = 12,
    FNL_PURPOSE_INTEREST = 13,
    FNL_PURPOSE_TRUST = 14,
    FNL_PURPOSE_PITA = 16,
    FNL_PURPOSE_DEAL_FACTOR = 17,
    FNL_PURPOSE_CONTACT = 18,

    /* what is seen of them; entity: the person's episode */
    FNL_PURPOSE_SCORE = 20,
    FNL_PURPOSE_QUALIFY = 21,
    FNL_PURPOSE_FLAGS = 22,
    FNL_PURPOSE_DECLARED = 23,      /* entity: the person */
    FNL_PURPOSE_DECLARED_FIT = 24,  /* entity: the person */
    FNL_PURPOSE_DECLARED_MOOD = 25, /* entity: the client's month */

    /* their way; entity: the episode's stage, visit or touch */
    FNL_PURPOSE_TOUCHES = 30,
    FNL_PURPOSE_GAP = 31,
    FNL_PURPOSE_HOURS = 32,
    FNL_PURPOSE_SHOW = 33,
    FNL_PURPOSE_ADVANCE = 34,
    FNL_PURPOSE_CAUSE = 35,
    FNL_PURPOSE_RULED_OUT = 36,
    FNL_PURPOSE_COUNTER = 37,
    FNL_PURPOSE_COME_BACK = 38,
    FNL_PURPOSE_RETURN = 39,
    FNL_PURPOSE_RETURN_DELAY = 40,

    /* clients; entity: the client, or its month */
    FNL_PURPOSE_CONTRACT = 50,
    FNL_PURPOSE_SERVICE_HOURS = 51,
    FNL_PURPOSE_PAY_DELAY = 52,
    FNL_PURPOSE_DEFAULT = 53,
    FNL_PURPOSE_RENEWAL = 54,
    FNL_PURPOSE_EXPANSION = 55,
    FNL_PURPOSE_CANCEL = 56,
    FNL_PURPOSE_SATISFACTION = 57,
    FNL_PURPOSE_SCOPE = 58,
    FNL_PURPOSE_SCOPE_HOURS = 59,
    FNL_PURPOSE_CONTRACT_MONTHS = 60,
    FNL_PURPOSE_CONCESSION = 64,
    FNL_PURPOSE_REPRICE = 65,
    FNL_PURPOSE_REFORM = 66,

    /* referrals; entity: the client's month, or the ask */
    FNL_PURPOSE_UNASKED = 70,
    FNL_PURPOSE_ASK_ANSWER = 71,
    FNL_PURPOSE_ASK_NAMES = 72,
    FNL_PURPOSE_ASK_HOURS = 73,

    /* meetings; entity: the meeting */
    FNL_PURPOSE_MEETING_HOURS = 80,
    FNL_PURPOSE_MEETING_SHOW = 81,
    FNL_PURPOSE_MEETING_OPENS = 82,
    FNL_PURPOSE_MEETING_REFERS = 83,

    /* people; entity: the rep, or its block of prospecting */
    FNL_PURPOSE_SKILL = 90,
    FNL_PURPOSE_RAMP = 91,
    FNL_PURPOSE_VACATION = 92,
    FNL_PURPOSE_PROSPECTING = 93,
    FNL_PURPOSE_QUIT = 94, /* entity: the rep's month */
    FNL_PURPOSE_REPLACEMENT = 95,

    /* the first day; entity: the client, or the deal's attempt, of the opening book */
    FNL_PURPOSE_OPENING_AGE = 100,
    FNL_PURPOSE_OPENING_FIT = 102,
    FNL_PURPOSE_OPENING_GATES = 103,
    FNL_PURPOSE_OPENING_SOURCE = 104,

    /* before sales; entity: the episode, its touch of nurture, or its signal */
    FNL_PURPOSE_LOST_IN_NURTURE = 110,
    FNL_PURPOSE_WAKES = 111,
    FNL_PURPOSE_SOWN = 112,
    FNL_PURPOSE_DROPPED = 113,
    FNL_PURPOSE_HANDOVER = 114,
    FNL_PURPOSE_FOLLOW_UP = 115,
    FNL_PURPOSE_SIGNAL = 116,

    /* target accounts; entity: the account's touch; the candidate for its place */
    FNL_PURPOSE_AGREES = 120,
    FNL_PURPOSE_SIGHT = 121,

    /* quotas and forecasts; entity: the episode, the episode's quarter, or the rep */
    FNL_PURPOSE_OVERLOOK = 130,
    FNL_PURPOSE_OWN_DATE = 131,
    FNL_PURPOSE_GUESSED_CHANCE = 132,
    FNL_PURPOSE_GUESSED_VALUE = 133,
    FNL_PURPOSE_HANDS_IN = 134,
    FNL_PURPOSE_WAITER = 135,

    /* what comes of meetings; entity: the meeting, or the person met */
    FNL_PURPOSE_ADVOCATE = 140,
    FNL_PURPOSE_MEETING_DELAY = 141,
    FNL_PURPOSE_MEETING_WHOM = 142, /* entity: the rep's meeting in free hours */
    FNL_PURPOSE_SPARK = 143,
    FNL_PURPOSE_SPARK_DELAY = 144,
    FNL_PURPOSE_REQUEST = 145,       /* entity: the touch */
    FNL_PURPOSE_EXTRA_MEETING = 146, /* entity: the episode's stage */

    /* roles, focus, haste and segments */
    FNL_PURPOSE_ROLE_HANDOFF = 150, /* entity: the episode's stage that it leaves */
    FNL_PURPOSE_DISTRACTION = 151,  /* entity: the n-th choice of the rep */
    FNL_PURPOSE_EXPEDITE = 152,     /* entity: the client's demand */
    FNL_PURPOSE_SEGMENT = 153,      /* entity: the person */
};

#endif
