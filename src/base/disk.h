/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * disk.h - bytes that are to be there after a power cut.
 *
 * What write() has taken stands in memory, and may be less than what it was
 * given. errno says what went wrong, everywhere here.
 */
#ifndef FUNNELSIM_BASE_DISK_H
#define FUNNELSIM_BASE_DISK_H

#include <stdbool.h>
#include <stddef.h>

/* All the bytes, however many calls it takes and whatever signals arrive meanwhile. */
bool fnl_disk_write(int descriptor, const void *bytes, size_t length);

/* Forces a file to the disk. Some file systems know no such thing; that is no failure. */
bool fnl_disk_force(int descriptor);

/* The same for the name of a file, the new or renamed `path`, without which a power cut may take
 * it back. A directory that we may not read we cannot force; that is no failure either. */
bool fnl_disk_force_name(const char *path);

#endif
