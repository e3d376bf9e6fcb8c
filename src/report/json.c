/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/json.h"

#include "report/label.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

/* As many as a double keeps of every decimal number; reals are rounded before they come here. */
#define DIGITS 15

json_t *fnl_json_text(const char *text)
{
    char *clean = fnl_label_clean(text);
    json_t *value = clean ? json_string(clean) : NULL;
    free(clean);
    return value;
}

json_t *fnl_json_seed(uint64_t seed)
{
    char text[24];
    if (seed <= UINT64_C(1) << 53)
        return json_integer((json_int_t)seed);
    snprintf(text, sizeof text, "%" PRIu64, seed);
    return json_string(text);
}

/* The nearest of those with so many digits that a result deserves. */
static double rounded(double value)
{
    char text[40];
    snprintf(text, sizeof text, "%.9g", value);
    return strtod(text, NULL);
}

json_t *fnl_json_real(double value)
{
    if (!isfinite(value))
        return json_null();
    return json_real(value == 0 ? 0.0 : rounded(value));
}

json_t *fnl_json_money(fnl_money amount)
{
    return json_real((double)amount / 100);
}

fnl_status fnl_json_write(const json_t *document, FILE *stream, struct fnl_error *error)
{
    const size_t flags = JSON_INDENT(2) | JSON_REAL_PRECISION(DIGITS);
    if (!document || (json_dumpf(document, stream, flags) != 0 && !ferror(stream)))
        return fnl_status_fail(FNL_ERR_MEMORY, error, "out of memory while writing JSON");
    putc('\n', stream);
    return FNL_OK;
}
