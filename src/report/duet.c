/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/duet.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>

#include "base/key.h"
#include "observe/parting.h"
#include "observe/tale.h"
#include "report/label.h"
#include "report/number.h"
#include "report/words.h"

/* The column in which the text begins behind a name, and how long a name may be. */
#define LONGEST 24

static const struct fnl_settings *settings_of(const struct fnl_duet *duet)
{
    return duet->pair->plans[0]->phases[0].settings;
}

static struct fnl_tale tale_of(const struct fnl_duet *duet)
{
    return (struct fnl_tale){.out = duet->out,
                             .currency = settings_of(duet)->currency,
                             .start = settings_of(duet)->start};
}

/* Under strategy `side`; NULL where they never came. */
static const struct fnl_fate *fate_of(const struct fnl_duet *duet, size_t twin, size_t side)
{
    const uint32_t index = duet->pair->twins[twin].index[side];
    return index == FNL_NOBODY ? NULL : &duet->pair->fates[side].items[index];
}

static const char *name_of(const struct fnl_duet *duet, size_t twin)
{
    const struct fnl_twin *both = &duet->pair->twins[twin];
    const size_t side = both->index[0] == FNL_NOBODY;
    return fnl_fate_name(&duet->pair->fates[side], both->index[side]);
}

/* The column behind headings and names of strategies. */
static size_t width_of_headings(const struct fnl_duet *duet)
{
    size_t width = sizeof "First apart" - 1;
    for (size_t side = 0; side < 2; side++) {
        const size_t length = fnl_label_width(duet->names[side]);
        if (length > width && length <= LONGEST)
            width = length;
    }
    return width;
}

/* What is told until end_line goes to duet->line, so that it can be broken where the terminal ends.
 */
static void begin_line(struct fnl_duet *duet, const char *heading)
{
    const size_t width = width_of_headings(duet), used = fnl_label_width(heading);
    fprintf(duet->out, "     %s%*s  ", heading, used < width ? (int)(width - used) : 0, "");
    duet->line = open_memstream(&duet->text, &duet->length);
    if (!duet->line) {
        duet->failed = true;
        duet->line = duet->out;
    }
}

static void end_line(struct fnl_duet *duet)
{
    if (duet->line != duet->out) {
        if (fclose(duet->line) == 0)
            fnl_words_print(duet->text, 7 + width_of_headings(duet), duet->out);
        else
            duet->failed = true;
        free(duet->text);
        duet->text = NULL;
    }
    putc('\n', duet->out);
}

/* --- a fate in a line */

static void tell_arrival(struct fnl_duet *duet, const struct fnl_fate *fate)
{
    char date[FNL_TALE_TEXT];
    const struct fnl_tale tale = tale_of(duet);
    if (fate->opening)
        fputs("is a client from the first day", duet->line);
    else if (fate->met == FNL_FATE_BEFORE)
        fputs("is an open deal on the first day", duet->line);
    else
        fprintf(duet->line, "comes on %s", fnl_tale_date(&tale, fate->met, date));
}

static void tell_loss(struct fnl_duet *duet, const struct fnl_fate *fate)
{
    char date[FNL_TALE_TEXT];
    const struct fnl_tale tale = tale_of(duet);
    if (fate->episodes > fate->ended) {
        fputs(fate->ended > 0 ? ", is back, and still open at the end" : ", is open at the end",
              duet->line);
        return;
    }
    fprintf(duet->line, ", %s", fnl_tale_ending(fate->cause));
    if (fate->stage > 0)
        fprintf(duet->line, " in %s", fnl_settings_stage(settings_of(duet), fate->stage - 1)->name);
    fprintf(duet->line, " on %s", fnl_tale_date(&tale, fate->ended_at, date));
}

static void tell_contracts(struct fnl_duet *duet, const struct fnl_fate *fate)
{
    char text[FNL_TALE_TEXT], date[FNL_TALE_TEXT];
    const struct fnl_tale tale = tale_of(duet);
    if (!fate->opening)
        fprintf(duet->line, ", signs for %s on %s", fnl_tale_money(&tale, fate->signed_for, text),
                fnl_tale_date(&tale, fate->signed_at, date));
    if (fate->deals > 0)
        fprintf(duet->line, ", then for %s more", fnl_tale_money(&tale, fate->more, text));
    if (fate->renewals > 0)
        fprintf(duet->line, ", renews %s",
                fate->renewals == 1 ? "once" : fnl_tale_count(fate->renewals, "time", text));
    if (fate->left_at != FNL_NEVER)
        fprintf(duet->line, ", leaves on %s", fnl_tale_date(&tale, fate->left_at, date));
    else
        fputs(", is a client at the end", duet->line);
}

static void tell_money(struct fnl_duet *duet, const struct fnl_fate *fate)
{
    char text[FNL_TALE_TEXT];
    const struct fnl_tale tale = tale_of(duet);
    const fnl_money revenue = fate->money[FNL_MONEY_REVENUE];
    const fnl_money cost = revenue - fnl_fate_worth(fate);
    if (fate->sent > 0)
        fprintf(duet->line, "; sends %" PRIu32 ", ", fate->sent);
    if (fate->sent > 0 && fate->sent_clients == 0)
        fputs("none of whom signs", duet->line);
    else if (fate->sent > 0)
        fprintf(duet->line, "%" PRIu32 " of whom sign%s", fate->sent_clients,
                fate->sent_clients == 1 ? "s" : "");
    if (revenue != 0)
        fprintf(duet->line, "; invoiced %s", fnl_tale_money(&tale, revenue, text));
    if (cost != 0)
        fprintf(duet->line, "; direct cost %s", fnl_tale_money(&tale, cost, text));
}

static void tell_fate(struct fnl_duet *duet, size_t twin, size_t side)
{
    const struct fnl_fate *fate = fate_of(duet, twin, side);
    begin_line(duet, duet->names[side]);
    if (fate) {
        tell_arrival(duet, fate);
        if (fnl_fate_is_client(fate))
            tell_contracts(duet, fate);
        else
            tell_loss(duet, fate);
        tell_money(duet, fate);
    } else {
        fputs("never comes", duet->line);
    }
    end_line(duet);
}

/* --- why they came in one alone */

/* What the one who would have sent them is where they are not sent; `came` is the other side. */
static void tell_of_sender(struct fnl_duet *duet, const struct fnl_fate *fate, size_t came)
{
    const struct fnl_fates *there = &duet->pair->fates[came], *here = &duet->pair->fates[!came];
    const struct fnl_fate *sender = fnl_fate_of(here, there->items[fate->sender].key);
    char date[FNL_TALE_TEXT];
    const struct fnl_tale tale = tale_of(duet);
    const char *other = duet->names[!came];
    if (!sender)
        fprintf(duet->line, ", who never comes under %s", other);
    else if (!fnl_fate_is_client(sender) && fnl_fate_is_client(&there->items[fate->sender]))
        fprintf(duet->line, ", who does not sign under %s", other);
    else if (sender->left_at < fate->met)
        fprintf(duet->line, ", who leaves on %s under %s",
                fnl_tale_date(&tale, sender->left_at, date), other);
    else if (sender->signed_at != FNL_NEVER && sender->signed_at > fate->met)
        fprintf(duet->line, ", who signs later under %s", other);
    else
        fprintf(duet->line, ", who does not do so under %s", other);
}

static void tell_way(struct fnl_duet *duet, const struct fnl_fate *fate, size_t came)
{
    const struct fnl_fates *there = &duet->pair->fates[came];
    const char *sender = fate->sender == FNL_NOBODY ? "" : fnl_fate_name(there, fate->sender);
    const char *source = fnl_settings_source(settings_of(duet), fate->source)->name;
    switch ((enum fnl_channel)(fate->way >> 28)) {
    case FNL_CHANNEL_UNASKED:
        fprintf(duet->line, "sent unasked by %s", sender);
        break;
    case FNL_CHANNEL_ASKED:
        fprintf(duet->line, "named at an ask by %s", sender);
        break;
    case FNL_CHANNEL_MEETING:
    case FNL_CHANNEL_VISIT:
        fprintf(duet->line, "introduced in a meeting by %s", sender);
        break;
    case FNL_CHANNEL_PROSPECTING:
        fprintf(duet->line, "found by a rep for %s, who looks for fewer under %s", source,
                duet->names[!came]);
        break;
    case FNL_CHANNEL_LISTED:
        fprintf(duet->line, "on a rep's list of %s, and not won for a talk under %s", source,
                duet->names[!came]);
        break;
    case FNL_CHANNEL_NETWORKING:
    case FNL_CHANNEL_EARLIER:
        fprintf(duet->line, "met by a rep long before, which did not lead to it under %s",
                duet->names[!came]);
        break;
    case FNL_CHANNEL_FIELD:
        fprintf(duet->line, "one of those whom %s does not bring under %s", source,
                duet->names[!came]);
        break;
    case FNL_CHANNEL_OPENING:
    case FNL_CHANNEL_NEW_BUSINESS:
        break;
    }
    if (fate->sender != FNL_NOBODY)
        tell_of_sender(duet, fate, came);
}

/* --- why they part */

static void tell_parting(struct fnl_duet *duet, const char *heading,
                         const struct fnl_parting *parting)
{
    const struct fnl_tale tale = tale_of(duet);
    for (size_t side = 0; side < 2; side++) {
        begin_line(duet, side == 0 ? heading : "");
        fnl_parting_say(&tale, duet->pair->plans[side], parting->facts[side], duet->line);
        end_line(duet);
    }
}

static bool is_same_place(const struct fnl_parting *a, const struct fnl_parting *b)
{
    return a->facts[0] == b->facts[0] && a->facts[1] == b->facts[1];
}

static void tell_partings(struct fnl_duet *duet, size_t twin)
{
    const uint64_t key = fate_of(duet, twin, 0)->key;
    const struct fnl_history_part a = fnl_history_of(&duet->pair->histories[0], key);
    const struct fnl_history_part b = fnl_history_of(&duet->pair->histories[1], key);
    struct fnl_parting first, turn;
    if (!fnl_parting_first(&a, &b, &first))
        return;
    const bool turns = fnl_parting_turn(&a, &b, &turn);
    tell_parting(duet, "First apart", &first);
    if (turns && !is_same_place(&first, &turn))
        tell_parting(duet, "It turns", &turn);
}

bool fnl_duet_tell(struct fnl_duet *duet, size_t twin, size_t number)
{
    char worth[FNL_NUMBER_TEXT];
    const struct fnl_twin *both = &duet->pair->twins[twin];
    const struct fnl_fate *first = fate_of(duet, twin, 0), *second = fate_of(duet, twin, 1);
    const struct fnl_fate *either = first ? first : second;
    assert(either); /* who comes in neither is no twin */
    fprintf(duet->out, "%3zu. %s%s%s, worth %s%s\n", number, name_of(duet, twin),
            either->pita ? ", in truth a " : "", either->pita ? settings_of(duet)->labels.pita : "",
            both->worth > 0 ? "+" : "",
            fnl_number_money_whole(both->worth, settings_of(duet)->currency, worth));
    tell_fate(duet, twin, 0);
    tell_fate(duet, twin, 1);
    if (first && second) {
        tell_partings(duet, twin);
    } else {
        begin_line(duet, "Because");
        tell_way(duet, either, first ? 0 : 1);
        end_line(duet);
    }
    return !duet->failed;
}
