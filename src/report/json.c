/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/json.h"

#include "report/label.h"

#include <math.h>
#include <stdlib.h>

json_t *fnl_json_text(const char *text)
{
    char *clean = fnl_label_clean(text);
    json_t *value = clean ? json_string(clean) : NULL;
    free(clean);
    return value;
}

json_t *fnl_json_real(double value)
{
    if (!isfinite(value))
        return json_null();
    return json_real(value == 0 ? 0.0 : value);
}

fnl_status fnl_json_write(const json_t *document, FILE *stream, struct fnl_error *error)
{
    const size_t flags = JSON_INDENT(2) | JSON_REAL_PRECISION(9);
    if (!document || (json_dumpf(document, stream, flags) != 0 && !ferror(stream)))
        return fnl_status_fail(FNL_ERR_MEMORY, error, "out of memory while writing JSON");
    putc('\n', stream);
    return FNL_OK;
}
