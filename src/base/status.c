/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <funnelsim/status.h>

#include <stdarg.h>
#include <stdio.h>

const char *fnl_status_text(fnl_status status)
{
    switch (status) {
    case FNL_OK:
        return "no error";
    case FNL_ERR_USAGE:
        return "not usable as asked";
    case FNL_ERR_SCENARIO:
        return "the scenario is not acceptable";
    case FNL_ERR_MEMORY:
        return "out of memory";
    case FNL_ERR_IO:
        return "input or output failed";
    case FNL_ERR_AUDIT:
        return "the books do not balance";
    case FNL_ERR_STOPPED:
        return "stopped early";
    }
    return "unknown status";
}

fnl_status fnl_status_fail(fnl_status status, struct fnl_error *error, const char *format, ...)
{
    if (!error || error->status != FNL_OK)
        return status;

    error->status = status;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->text, sizeof error->text, format, arguments);
    va_end(arguments);
    return status;
}
