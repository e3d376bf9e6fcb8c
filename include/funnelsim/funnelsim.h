/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * funnelsim.h - all of the library's public face.
 */
#ifndef FUNNELSIM_FUNNELSIM_H
#define FUNNELSIM_FUNNELSIM_H

#include <funnelsim/catalogue.h>
#include <funnelsim/check.h>
#include <funnelsim/checkpoint.h>
#include <funnelsim/claims.h>
#include <funnelsim/clients.h>
#include <funnelsim/coverage.h>
#include <funnelsim/execution.h>
#include <funnelsim/experiment.h>
#include <funnelsim/findings.h>
#include <funnelsim/hindcast.h>
#include <funnelsim/indicators.h>
#include <funnelsim/map.h>
#include <funnelsim/miss.h>
#include <funnelsim/mistakes.h>
#include <funnelsim/pains.h>
#include <funnelsim/ranks.h>
#include <funnelsim/regimes.h>
#include <funnelsim/report.h>
#include <funnelsim/scenario.h>
#include <funnelsim/status.h>
#include <funnelsim/text.h>
#include <funnelsim/trace.h>
#include <funnelsim/trial.h>
#include <funnelsim/twins.h>
#include <funnelsim/writing.h>

#endif
