/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/roster.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "report/document.h"
#include "stats/quantile.h"
#include "stats/tally.h"

bool fnl_roster_spread(const struct fnl_roster *roster,
                       int64_t (*number)(const struct fnl_census_row *row, size_t about),
                       size_t about, struct fnl_roster_spread *spread)
{
    int64_t *values = fnl_memory_zeroed(roster->count, sizeof *values);
    struct fnl_tally tally = {0};
    if (!values)
        return false;
    for (size_t i = 0; i < roster->count; i++) {
        values[i] = number(&roster->rows[i], about);
        fnl_tally_add(&tally, values[i]);
    }
    fnl_quantile_sort(values, roster->count);
    const struct fnl_quantile_range range = fnl_quantile_eight_in_ten(values, roster->count);
    *spread = (struct fnl_roster_spread){.low = range.low,
                                         .median = fnl_quantile_of(values, roster->count, 0.5),
                                         .high = range.high,
                                         .mean = fnl_tally_mean(&tally)};
    free(values);
    return true;
}

const char *fnl_roster_money(const struct fnl_roster *roster,
                             const struct fnl_roster_spread *spread, char *text)
{
    char middle[FNL_NUMBER_TEXT], range[FNL_NUMBER_TEXT];
    const fnl_money larger = llabs(spread->low) > llabs(spread->high) ? spread->low : spread->high;
    snprintf(text, FNL_ROSTER_TEXT, "%s (%s)",
             fnl_number_money_on(spread->median, roster->currency, fnl_number_scale_fine(larger),
                                 middle),
             fnl_number_money_range(spread->low, spread->high, roster->currency, range));
    return text;
}

const char *fnl_roster_counts(const struct fnl_roster_spread *spread, char *text)
{
    snprintf(text, FNL_ROSTER_TEXT, "%" PRId64 " (%" PRId64 " to %" PRId64 ")", spread->median,
             spread->low, spread->high);
    return text;
}

static int in_hundred(int64_t millionths)
{
    return (int)lround((double)millionths / 10000);
}

const char *fnl_roster_shares(const struct fnl_roster_spread *spread, char *text)
{
    snprintf(text, FNL_ROSTER_TEXT, "%d %% (%d %% to %d %%)", in_hundred(spread->median),
             in_hundred(spread->low), in_hundred(spread->high));
    return text;
}

void fnl_roster_frame(const struct fnl_roster *roster, const char *subtitle, fnl_figure *figure)
{
    char text[FNL_ROSTER_TEXT], digest[FNL_SCENARIO_DIGEST], currency[FNL_NUMBER_TEXT];
    fnl_figure_text(figure, "subtitle", subtitle);
    snprintf(text, sizeof text, "funnelsim %s, seed %" PRIu64 ", scenarios %.8s",
             fnl_document_version(), roster->seed, fnl_scenario_digest(roster->scenario, digest));
    fnl_figure_text(figure, "source", text);
    fnl_figure_text(figure, "currency", fnl_number_currency(roster->currency, currency));
}
