/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/device.h"

#include <string.h>

const struct fnl_device fnl_devices[] = {
    {"no_new_pains", FNL_DEVICE_NO_NEW_PAINS},
    {"no_old_pains", FNL_DEVICE_NO_OLD_PAINS},
    {"no_pains", FNL_DEVICE_NO_PAINS},
    {"perfect_leads", FNL_DEVICE_PERFECT_LEADS},
    {"no_waiting", FNL_DEVICE_NO_WAITING},
    {"nobody_dropped", FNL_DEVICE_NOBODY_DROPPED},
    {"perfect_follow_up", FNL_DEVICE_PERFECT_FOLLOW_UP},
    {"planned_prospecting_done", FNL_DEVICE_PROSPECTING_DONE},
};
const unsigned fnl_device_count = sizeof fnl_devices / sizeof *fnl_devices;

fnl_device_set fnl_device_named(const char *name)
{
    for (unsigned i = 0; i < fnl_device_count; i++)
        if (strcmp(fnl_devices[i].name, name) == 0)
            return fnl_devices[i].set;
    return 0;
}
