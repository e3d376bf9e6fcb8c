/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "starter.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/*
 * The scenario, with ' where it has a double quote, so that it can be read here. Its figures are of
 * a firm that does not exist, so none of them claims to be measured.
 */
static const char *const lines[] = {
    "# Our firm as it is today. A strategy is laid over this file:",
    "#   funnelsim compare --base THIS-FILE more-leads referrals",
    "#",
    "# It runs as it is, with the figures of a firm that does not exist. Replace them by yours and",
    "# look after every few: funnelsim check --run THIS-FILE",
    "#",
    "# A figure may say what it rests on:",
    "#   go_on = { value = '45 %'; basis = 'measured'; source = 'CRM 2025'; as_of = '2026-01'; };",
    "# What nobody knows is a guess. Its range says between what you are 8 in 10 sure that it",
    "# lies, and every comparison shows what your guesses do to the answer.",
    "# Everything else that can be said: funnelsim params --all",
    "",
    "name     = 'As we are';",
    "about    = 'What happens in the next three years if we go on as we are?';",
    "start    = '2026-01';                 # the first day of a month",
    "months   = 36;",
    "currency = 'USD';",
    "matters  = '50k';                     # a smaller difference is too close to matter",
    "",
    "actuals = {                           # last year, to see whether this looks like us",
    "  year         = 2025;",
    "  new_clients  = 29;                  # signed",
    "  new_business = '750k';              # for how much",
    "  median_cycle = '72 days';           # from first talk to signature, won deals only",
    "  clients_lost = 20;",
    "  referred     = 45;                  # people who came because somebody sent them",
    "};",
    "today = {                             # what we have on the first day",
    "  clients      = 140;",
    "  pita_clients = { value = 19; basis = 'guess'; range = (12, 26); };  # make life miserable",
    "  open_deals   = 25;",
    "  cash         = '350k';",
    "  credit_line  = '150k';",
    "};",
    "quota = { per_year = '900k'; };       # new business that we should sign",
    "",
    "# Of ten people from a source, how many match our ideal client, have budget, have a real",
    "# need, want to talk? pita: how many of its clients turn out to make life miserable?",
    "sources = (",
    "  { name = 'Website';          kind = 'inbound'; leads_per_month = 40;  cost_each = 164;",
    "    out_of_ten = { fit = 5; budget = 5; need = 6; interest = 7; };",
    "    pita = { value = '12 %'; basis = 'guess'; range = ('6 %', '20 %'); }; },",
    "  { name = 'Bought list';      kind = 'list';    leads_per_month = 100; cost_each = 6;",
    "    bad_contact = '22 %';             # of a hundred, so many are out of date",
    "    out_of_ten = { fit = 2; budget = 3; need = 2; interest = 1; };",
    "    pita = { value = '20 %'; basis = 'guess'; range = ('10 %', '30 %'); }; },",
    "  { name = 'Client referrals'; kind = 'referral';  # how many come is up to the clients",
    "    out_of_ten = { fit = 6; budget = 6; need = 6; interest = 8; };",
    "    trust = { value = 0.6; basis = 'guess'; range = (0.4, 0.8); };",
    "    pita = { value = '10 %'; basis = 'guess'; range = ('5 %', '18 %'); }; }",
    ");",
    "",
    "# Our steps from a first talk to a signature. hours: of a rep, each time. shows: how often it",
    "# takes place. go_on: of those who came, how many go on. days before it: one in ten is",
    "# faster, typical, one in ten is slower.",
    "stages = (",
    "  { name = 'First talk'; hours = 0.5; shows = '40 %'; go_on = '75 %'; days = [1, 2, 6]; },",
    "  { name = 'Discovery';  hours = 1.5; shows = '75 %'; go_on = '55 %'; days = [2, 6, 20]; },",
    "  { name = 'Proposal';   hours = 6.0; shows = '90 %'; go_on = '55 %'; days = [5, 16, 45]; },",
    "  { name = 'Decision';   hours = 2.0; shows = '95 %'; go_on = '50 %'; days = [6, 28, 90]; }",
    ");",
    "effects = {                           # what makes people go on, or come at all, in log-odds",
    "  fit               = { value = 0.8; basis = 'guess'; range = (0.3, 1.5); };",
    "  need              = { value = 0.6; basis = 'guess'; range = (0.2, 1.2); };",
    "  trust             = { value = 0.6; basis = 'guess'; range = (0.0, 1.2); };",
    "  interest_on_shows = { value = 2.5; basis = 'guess'; range = (1.5, 3.5); };",
    "};",
    "qualify = { policy = 'rep'; };        # a rep finds out early whether somebody is worth it",
    "reps = {",
    "  count         = 6;",
    "  started       = ['2019-03', '2021-06', '2022-01', '2023-09', '2025-04', '2025-11'];",
    "  salary        = 85000;              # a year, before commission",
    "  commission    = '8 %';",
    "  selling_share = { value = '40 %'; basis = 'guess'; range = ('30 %', '50 %'); };  # a week",
    "};",
    "service = { hours_per_month = 1200; cost_per_month = 90000; };  # people who are not reps",
    "clients = {",
    "  contract_value  = { typical = 20000; one_in_ten_above = 60000; };",
    "  contract_months = 12;",
    "  renewal         = '88 %';",
    "  pays_after      = { typical = 45; one_in_ten_above = 90; };     # days",
    "  service_hours   = 8;                                            # a month",
    "};",
    "pita = {                              # think of your three worst clients",
    "  hours_factor = { value = '2.5 x'; basis = 'guess'; range = ('1.5 x', '4 x'); };",
    "  late_factor  = { value = '1.6 x'; basis = 'guess'; range = ('1.1 x', '2.2 x'); };",
    "  discount     = { value = '10 %'; basis = 'guess'; range = ('0 %', '20 %'); };",
    "};",
    "satisfaction = { };                   # clients have moods; the figures are the usual ones",
    "referrals = {                         # of ten good clients asked, how many name somebody?",
    "  asked_engaged = { value = '35 %'; basis = 'guess'; range = ('15 %', '55 %'); };",
    "};",
    "costs = { overhead = 100000; };       # a month: rent, management and the rest",
};

static void write_lines(FILE *stream)
{
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        for (const char *c = lines[i]; *c; c++)
            putc(*c == '\'' ? '"' : *c, stream);
        putc('\n', stream);
    }
}

/* Leaves nothing behind when the disk is full. */
static enum fnl_exit write_file(const char *file)
{
    FILE *stream = fopen(file, "wx");
    if (!stream && errno == EEXIST)
        return fnl_console_refuse("%s is already there and was left alone; another name: "
                                  "funnelsim init OTHER.cfg",
                                  file);
    if (stream) {
        write_lines(stream);
        const bool flushed = fflush(stream) == 0 && !ferror(stream);
        if (fclose(stream) == 0 && flushed)
            return FNL_EXIT_DONE;
    }
    const int cause = errno;
    if (stream)
        remove(file);
    fnl_console_say("cannot write %s: %s", file, strerror(cause));
    return FNL_EXIT_SYSTEM;
}

enum fnl_exit fnl_starter_init(const struct fnl_options *options)
{
    const char *file = options->argument_count ? options->arguments[0] : "my-firm.cfg";
    if (!*file)
        return fnl_console_refuse("the name of the file is empty");
    if (strcmp(file, "-") == 0) {
        write_lines(stdout);
        return FNL_EXIT_DONE;
    }
    const enum fnl_exit code = write_file(file);
    if (code == FNL_EXIT_DONE && !options->quiet)
        printf("Wrote %s. Replace its figures by yours, and then: funnelsim check %s\n", file,
               file);
    return code;
}
