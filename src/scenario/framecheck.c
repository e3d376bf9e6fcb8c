/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/framecheck.h"

#include <ctype.h>
#include <string.h>

#include "base/date.h"
#include "observe/indicator.h"
#include "scenario/workdays.h"

void fnl_framecheck_dates(const struct fnl_checking *checking)
{
    const struct fnl_settings *settings = checking->settings;
    char text[FNL_DATE_TEXT];
    if (FNL_CHECKING_SOUND(checking, settings->start) && fnl_date_of(settings->start).day != 1)
        fnl_tree_complain(checking->root, "start", checking->mistakes,
                          "%s: a simulation starts on the first of a month",
                          fnl_date_text(settings->start, text));
    if (FNL_CHECKING_SOUND(checking, settings->fiscal_year_starts) &&
        fnl_date_month_named(settings->fiscal_year_starts) == 0)
        fnl_tree_complain(checking->root, "fiscal_year_starts", checking->mistakes,
                          "\"%s\" is no month: expected \"Jan\" to \"Dec\"",
                          settings->fiscal_year_starts);
}

static bool is_currency(const char *code)
{
    for (int i = 0; i < 3; i++)
        if (!isupper((unsigned char)code[i]))
            return false;
    return code[3] == 0;
}

void fnl_framecheck_money(const struct fnl_checking *checking)
{
    const struct fnl_settings *settings = checking->settings;
    if (FNL_CHECKING_SOUND(checking, settings->currency) && !is_currency(settings->currency))
        fnl_tree_complain(checking->root, "currency", checking->mistakes,
                          "\"%s\": expected three capital letters, as in \"USD\" or \"EUR\"",
                          settings->currency);
    if (!FNL_CHECKING_SOUND(checking, settings->judge_by) ||
        fnl_indicator_named(settings->judge_by) >= 0)
        return;
    const char *nearest = fnl_indicator_nearest(settings->judge_by);
    fnl_tree_complain(
        checking->root, "judge_by", checking->mistakes, "\"%s\" is no indicator (%s%s%s)",
        settings->judge_by, nearest ? "did you mean \"" : "",
        nearest ? nearest : "`funnelsim indicators` lists them", nearest ? "\"?" : "");
}

void fnl_framecheck_hours(const struct fnl_checking *checking)
{
    const struct fnl_hours *hours = &checking->settings->calendar;
    const struct fnl_node *node = fnl_checking_group(checking, "calendar");
    uint8_t days;
    if (FNL_CHECKING_SOUND(checking, hours->workdays) && !fnl_workdays_read(hours->workdays, &days))
        fnl_tree_complain(node, "workdays", checking->mistakes,
                          "\"%s\": expected days of the week, as in \"Mon Tue Wed Thu Fri\" or "
                          "\"Mon-Fri\"",
                          hours->workdays);
    if (FNL_CHECKING_SOUND(checking, hours->opens) &&
        FNL_CHECKING_SOUND(checking, hours->hours_per_day) &&
        hours->opens + hours->hours_per_day > 24)
        fnl_tree_complain(node, "hours_per_day", checking->mistakes,
                          "work that begins at %.9g and lasts %.9g hours goes on past midnight",
                          hours->opens, hours->hours_per_day);
}
