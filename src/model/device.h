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
 * need and interest are 1, the address is good, they are no pain, and marketing
 * neither keeps nor turns away any of them. As many come, on the same days,
 * through the same sources, at the same price and with the same trust, which has
 * to be earned. Who is there on the first day is as they are, and so are new
 * deals with clients.
 *
 * No waiting. No lead waits for a rep: a touch takes place when it is due, be it
 * at night, and takes none of the reps' hours, which are free for the rest of
 * their work. What the lead's own side takes (gaps between touches, missed calls)
 * is as it was.
 *
 * Nobody dropped. Whoever can be reached is called until they are, up to
 * FNL_DEVICE_TRIES times in a row, and a rep's test turns away nobody who is
 * worth it. It still lets others pass.
 *
 * Perfect follow-up is these two together. No team of finite hours could do it:
 * like perfect leads it is the most that there is to be had, not a plan.
 *
 * Prospecting done. Whatever is planned for a week is done in free hours as far
 * as there are any, and nobody avoids it.
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
