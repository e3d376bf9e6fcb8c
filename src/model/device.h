/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * device.h - what an experiment may take out of the world, and no firm could.
 *
 * Some questions are asked of a world that nobody can bring about. What do the
 * clients cost who are a pain? That is the difference to the same future in which
 * none of them had signed, and no policy can see who they are. Were the leads to
 * blame, or was it the follow-up? That is the same future with perfect leads,
 * and the same with perfect follow-up. A device is such a change of the world.
 *
 * Devices belong to a plan (plan.h) and not to its settings: an experiment sets
 * them in a plan of its own, and no key of a scenario can. They overrule what
 * would have been drawn and draw nothing themselves, so that the same people
 * come, with the same luck in all that a device does not name. Where none is set
 * nothing is different, to the byte.
 *
 * What "perfect" means:
 *
 * Perfect leads. Everybody new who comes is what a rep asks for: fit, budget,
 * need and interest are 1, the address is good, the record is complete, they know
 * what we do, and they are no pain. Marketing hands over every one of them at
 * once, whatever score or signal it goes by: none is kept, nurtured first or
 * turned away. As many come, on the same days, through the same sources, at the
 * same price, of the same size (segment.h) and with the same trust, which has to
 * be earned: whom a client sent may rule us out unseen as before. Accounts on the
 * list of a rep (target.h) are as hard to talk to as they were, and perfect from
 * their yes on. Who is there on the first day is as they are, and so are new deals
 * with clients.
 *
 * No waiting. No lead waits for us: sales has it as soon as it is handed over
 * (management.h), and a touch takes place when it is due, be it at night, by
 * nurture too. Touches take none of the reps' hours, which are free for the rest
 * of their work; what a rep would have looked up before, it has looked up. What
 * the lead's own side takes (gaps between touches, missed calls) is as it was.
 *
 * Nobody dropped. No lead that is handed over is forgotten (management.h) or left
 * alone for lack of trust (alignment.h), and none is lost when another role takes
 * over (development.h), though the new face must be trusted first. Whoever can be
 * reached is called until they are, up to FNL_DEVICE_TRIES times in a row, and a
 * rep's test turns away nobody who is worth it. It still lets others pass. Whom
 * marketing holds back is not ours to follow up: that is a matter of the leads.
 *
 * Perfect follow-up is these two together. No team of finite hours could do it:
 * like perfect leads it is the most that there is to be had, not a plan.
 *
 * Prospecting done. Whatever is planned for a week is done in free hours as far
 * as there are any: nobody avoids it, and reps who would rather wait for leads to
 * come in do it like all. Who does more than planned, under pressure, still does.
 */
#ifndef FUNNELSIM_MODEL_DEVICE_H
#define FUNNELSIM_MODEL_DEVICE_H

#include <stdbool.h>

/* Any of the bits below; 0: the world as it is. */
typedef unsigned fnl_device_set;

/* Every deal with somebody who is a pain is declined at signing, for good, whatever the accept
 * policy would have said; new deals with clients who are a pain included. */
#define FNL_DEVICE_NO_NEW_PAINS 1u

/* Clients of the first day who are a pain are let go in its morning. What they were invoiced before
 * still comes in. */
#define FNL_DEVICE_NO_OLD_PAINS      2u

#define FNL_DEVICE_PERFECT_LEADS     4u
#define FNL_DEVICE_NO_WAITING        8u
#define FNL_DEVICE_NOBODY_DROPPED    16u
#define FNL_DEVICE_PROSPECTING_DONE  32u

#define FNL_DEVICE_NO_PAINS          (FNL_DEVICE_NO_NEW_PAINS | FNL_DEVICE_NO_OLD_PAINS)
#define FNL_DEVICE_PERFECT_FOLLOW_UP (FNL_DEVICE_NO_WAITING | FNL_DEVICE_NOBODY_DROPPED)

/* Missed touches in a row after which even somebody who can be reached is left alone. */
#define FNL_DEVICE_TRIES 200

/* What devices are called where somebody asks for one by name, as in the cell of a claim. */
struct fnl_device {
    const char *name;
    fnl_device_set set;
};
extern const struct fnl_device fnl_devices[];
extern const unsigned fnl_device_count;

/* The devices of that name; 0 when there is none. */
fnl_device_set fnl_device_named(const char *name);

#endif
