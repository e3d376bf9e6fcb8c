/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/meetingcheck.h"

#include <string.h>

#include "base/key.h"
#include "model/networking.h"

static const struct fnl_node *kind_node(const struct fnl_checking *checking,
                                        const struct fnl_meeting_kind *kind)
{
    const struct fnl_node *meetings = fnl_checking_group(checking, "meetings");
    const struct fnl_node *kinds = fnl_tree_child(meetings, "kinds");
    const struct fnl_node *found = kinds ? fnl_tree_item(kinds, kind->name) : NULL;
    return found ? found : meetings;
}

void fnl_meetingcheck_count(const struct fnl_checking *checking)
{
    const struct fnl_settings *settings = checking->settings;
    if (settings->meetings.kinds.count > FNL_MEETING_KINDS)
        fnl_tree_complain(fnl_checking_group(checking, "meetings"), "kinds", checking->mistakes,
                          "%zu kinds of meeting: expected at most %d",
                          settings->meetings.kinds.count, FNL_MEETING_KINDS);
}

void fnl_meetingcheck_occasions(const struct fnl_checking *checking)
{
    const struct fnl_settings *settings = checking->settings;
    for (unsigned i = 0; i < settings->meetings.kinds.count; i++) {
        const struct fnl_meeting_kind *kind = fnl_settings_meeting_kind(settings, i);
        for (unsigned before = 0; before < i && kind->when != FNL_MEETING_STAGE; before++) {
            const struct fnl_meeting_kind *other = fnl_settings_meeting_kind(settings, before);
            if (other->when == kind->when && other->whom == kind->whom &&
                FNL_CHECKING_SOUND(checking, other->when) &&
                FNL_CHECKING_SOUND(checking, kind->when) &&
                FNL_CHECKING_SOUND(checking, other->whom) &&
                FNL_CHECKING_SOUND(checking, kind->whom))
                fnl_tree_complain(kind_node(checking, kind), "when", checking->mistakes,
                                  "is the same occasion as that of \"%s\", and only the first is "
                                  "ever held",
                                  other->name);
        }
    }
}

/* Who is met beyond any deal is neither a client nor a lead. */
static void check_whom(const struct fnl_checking *checking, const struct fnl_meeting_kind *kind)
{
    const struct fnl_node *node = kind_node(checking, kind);
    if (!FNL_CHECKING_SOUND(checking, *kind) || kind->whom == FNL_MEETING_CLIENTS)
        return;
    if (kind->when != FNL_MEETING_SPARE_TIME)
        fnl_tree_complain(node, "whom", checking->mistakes,
                          "only a meeting with when = \"spare_time\" is with others than clients "
                          "and leads");
    if (kind->opens > 0 || kind->refers > 0)
        fnl_tree_complain(node, kind->opens > 0 ? "opens" : "refers", checking->mistakes,
                          "what comes of a meeting with people beyond any deal is said by "
                          "networking.sparks and networking.after");
}

void fnl_meetingcheck_whom(const struct fnl_checking *checking)
{
    const struct fnl_settings *settings = checking->settings;
    for (unsigned i = 0; i < settings->meetings.kinds.count; i++)
        check_whom(checking, fnl_settings_meeting_kind(settings, i));
}

void fnl_meetingcheck_networking(const struct fnl_checking *checking)
{
    const struct fnl_settings *settings = checking->settings;
    const struct fnl_networking *networking = &settings->networking;
    const struct fnl_node *node = fnl_checking_group(checking, "networking");
    if (!networking->present || !FNL_CHECKING_SOUND(checking, *networking))
        return;
    if (networking->new_share + networking->past_share > 1)
        fnl_tree_complain(node, "past_share", checking->mistakes,
                          "new_share and past_share are %.9g together: expected at most 1",
                          networking->new_share + networking->past_share);
    const uint32_t source = fnl_networking_source(settings);
    if (*networking->source && FNL_CHECKING_SOUND(checking, settings->sources) &&
        (source == FNL_NOBODY ||
         strcmp(fnl_settings_source(settings, source)->name, networking->source) != 0))
        fnl_tree_complain(node, "source", checking->mistakes,
                          "\"%s\" is not the name of a source: expected one of `sources`",
                          networking->source);
}
