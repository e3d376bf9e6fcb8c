/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/heading.h"

#include <inttypes.h>

#include "base/date.h"
#include "report/number.h"

void fnl_heading_futures(const struct fnl_study *study, FILE *stream)
{
    const size_t asked = fnl_experiment_asked(study->results);
    if (fnl_study_futures(study) < asked)
        fprintf(stream, "stopped early: %zu of ", fnl_study_futures(study));
    fprintf(stream, "%zu futures", asked);
}

/* Where the futures are complete and the samples of the inputs are not. */
static void write_samples(const struct fnl_study *study, FILE *stream)
{
    const fnl_results *results = study->results;
    if (fnl_study_is_partial(study) && fnl_study_futures(study) == fnl_experiment_asked(results))
        fprintf(stream, ", stopped early: %zu of %zu samples of the inputs",
                fnl_experiment_samples(results), fnl_experiment_samples_asked(results));
}

void fnl_heading_write(const struct fnl_study *study, double seconds, FILE *stream)
{
    char date[FNL_DATE_TEXT], text[FNL_NUMBER_TEXT];
    if (study->count == 1)
        fputs(study->options[0].name, stream);
    else
        fprintf(stream, "%zu options", study->count);
    fprintf(stream, ", %zu month%s from %s, ", study->months, study->months == 1 ? "" : "s",
            fnl_date_month_text(study->start, date));
    fnl_heading_futures(study, stream);
    if (study->count > 1)
        fputs(", the same people in each", stream);
    write_samples(study, stream);
    fprintf(stream, ", seed %" PRIu64, fnl_experiment_seed(study->results));
    if (seconds >= 0)
        fprintf(stream, "   %s s", fnl_number_count(seconds, text));
    putc('\n', stream);
}
