/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * gallery.h - all figures by name. The numbers and words of each are gathered
 * in report/timeline.h, report/layers.h and report/bars.h; how it looks is plots/NAME.gp.
 */
#ifndef FUNNELSIM_REPORT_GALLERY_H
#define FUNNELSIM_REPORT_GALLERY_H

#include <stddef.h>

#include <funnelsim/status.h>

#include "report/figure.h"
#include "report/judgement.h"
#include "report/study.h"

/* The names of all figures, ended by NULL. */
const char *const *fnl_gallery_names(void);

/* What the figure called `name` shows, in a phrase; NULL when there is none. */
const char *fnl_gallery_about(const char *name);

/*
 * What it needs and this study does not have ("two options to compare"), without which it says
 * nothing; NULL where nothing is lacking. Static storage.
 */
const char *fnl_gallery_lacks(const char *name, const struct fnl_study *study);

/*
 * Makes the figure called `name`, which there is; to be freed. The study has
 * been judged. FNL_ERR_MEMORY; lack of memory may also show in fnl_figure_data.
 */
fnl_status fnl_gallery_make(const char *name, const struct fnl_study *study,
                            const struct fnl_judgement_set *judged, fnl_figure **figure);

#endif
