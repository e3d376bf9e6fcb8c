/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "browse.h"

#include <stdio.h>

#include <funnelsim/catalogue.h>

enum fnl_exit fnl_browse_params(const struct fnl_options *options)
{
    struct fnl_error error = {0};
    const char *pattern = options->argument_count ? options->arguments[0] : NULL;
    return fnl_console_fail(fnl_catalogue_params(stdout, pattern, options->all, &error), &error);
}

enum fnl_exit fnl_browse_laws(const struct fnl_options *options)
{
    (void)options;
    fnl_catalogue_laws(stdout);
    return FNL_EXIT_DONE;
}

enum fnl_exit fnl_browse_policies(const struct fnl_options *options)
{
    (void)options;
    fnl_catalogue_policies(stdout);
    return FNL_EXIT_DONE;
}

enum fnl_exit fnl_browse_indicators(const struct fnl_options *options)
{
    (void)options;
    fnl_catalogue_indicators(stdout);
    return FNL_EXIT_DONE;
}

enum fnl_exit fnl_browse_reference(const struct fnl_options *options)
{
    struct fnl_error error = {0};
    (void)options;
    return fnl_console_fail(fnl_catalogue_reference(stdout, &error), &error);
}
