/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/stagecheck.h"

#include <string.h>

#include "base/text.h"
#include "model/question.h"

/* Whether all kinds of meeting are there, under their names. */
static bool knows_kinds(const struct fnl_checking *checking)
{
    const struct fnl_settings *settings = checking->settings;
    bool known = FNL_CHECKING_SOUND(checking, settings->meetings.kinds);
    for (unsigned i = 0; i < settings->meetings.kinds.count; i++)
        known = known && FNL_CHECKING_SOUND(checking, fnl_settings_meeting_kind(settings, i)->name);
    return known;
}

static void check_meeting(const struct fnl_checking *checking, const struct fnl_stage *stage)
{
    const struct fnl_settings *settings = checking->settings;
    if (!*stage->meeting || fnl_meeting_kind_named(settings, stage->meeting) >= 0 ||
        !knows_kinds(checking))
        return;
    const char *names[FNL_MEETING_KINDS];
    size_t count = 0;
    for (unsigned i = 0; i < settings->meetings.kinds.count && i < FNL_MEETING_KINDS; i++)
        names[count++] = fnl_settings_meeting_kind(settings, i)->name;
    const char *nearest = fnl_text_nearest(stage->meeting, names, count);
    const struct fnl_node *node = fnl_checking_item(checking, "stages", stage->name);
    if (nearest)
        fnl_tree_complain(node, "meeting", checking->mistakes,
                          "\"%s\" is no kind of meeting in meetings.kinds (did you mean \"%s\"?)",
                          stage->meeting, nearest);
    else
        fnl_tree_complain(node, "meeting", checking->mistakes,
                          "\"%s\" is no kind of meeting yet: add { name = \"%s\"; } to "
                          "meetings = { kinds = ( ... ); }",
                          stage->meeting, stage->meeting);
}

void fnl_stagecheck_count(const struct fnl_checking *checking)
{
    const struct fnl_settings *settings = checking->settings;
    if (FNL_CHECKING_SOUND(checking, settings->stages) &&
        (settings->stages.count == 0 || settings->stages.count > FNL_STAGES))
        fnl_tree_complain(
            checking->root, "stages", checking->mistakes,
            "%zu stages: expected 1 to %d, as in stages = ( { name = \"Talk\"; hours = "
            "1; go_on = \"25 %%\"; } );",
            settings->stages.count, FNL_STAGES);
}

void fnl_stagecheck_stages(const struct fnl_checking *checking)
{
    const struct fnl_settings *settings = checking->settings;
    for (unsigned i = 0; i < settings->stages.count; i++) {
        const struct fnl_stage *stage = fnl_settings_stage(settings, i);
        check_meeting(checking, stage);
        if (FNL_CHECKING_SOUND(checking, stage->to_competitor) &&
            FNL_CHECKING_SOUND(checking, stage->on_price) &&
            FNL_CHECKING_SOUND(checking, stage->no_decision) &&
            stage->to_competitor + stage->on_price + stage->no_decision <= 0)
            fnl_tree_complain(fnl_checking_item(checking, "stages", stage->name), "no_decision",
                              checking->mistakes,
                              "to_competitor, on_price and no_decision are all 0: a loss needs a "
                              "cause");
    }
}

/* Whether all stages are there, under their names. */
static bool knows_stages(const struct fnl_checking *checking)
{
    const struct fnl_settings *settings = checking->settings;
    bool known =
        FNL_CHECKING_SOUND(checking, settings->stages) && settings->stages.count <= FNL_STAGES;
    for (unsigned i = 0; i < settings->stages.count; i++)
        known = known && FNL_CHECKING_SOUND(checking, fnl_settings_stage(settings, i)->name);
    return known;
}

static void refuse_stage(const struct fnl_checking *checking, const char *name)
{
    const struct fnl_settings *settings = checking->settings;
    const char *names[FNL_STAGES];
    char all[400] = "";
    for (unsigned i = 0; i < settings->stages.count; i++) {
        names[i] = fnl_settings_stage(settings, i)->name;
        strncat(all, i ? ", " : "", sizeof all - 1 - strlen(all));
        strncat(all, names[i], sizeof all - 1 - strlen(all));
    }
    const char *nearest = fnl_text_nearest(name, names, settings->stages.count);
    fnl_tree_complain(fnl_checking_group(checking, "accept"), "stage", checking->mistakes,
                      "\"%s\" is none of the stages %s%s%s%s", name, all,
                      nearest ? " (did you mean \"" : "", nearest ? nearest : "",
                      nearest ? "\"?)" : "");
}

void fnl_stagecheck_early(const struct fnl_checking *checking)
{
    const struct fnl_settings *settings = checking->settings;
    const struct fnl_accept_policy *policy =
        (const struct fnl_accept_policy *)settings->accept.policy;
    if (!FNL_CHECKING_SOUND(checking, settings->accept) || !knows_stages(checking) ||
        !policy->after)
        return;
    const char *name = policy->after(settings->accept.params);
    if (*name && fnl_stage_named(settings, name) < 0)
        refuse_stage(checking, name);
}
