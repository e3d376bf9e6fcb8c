/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * relief.h - a map as a figure: what its script (plots/map.gp) asks for.
 */
#ifndef FUNNELSIM_REPORT_RELIEF_H
#define FUNNELSIM_REPORT_RELIEF_H

#include "report/figure.h"
#include "report/terrain.h"

/* Makes it of an empty figure. FNL_ERR_MEMORY, which may also show in fnl_figure_data. */
fnl_status fnl_relief_make(const struct fnl_terrain *terrain, fnl_figure *figure);

#endif
