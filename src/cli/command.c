/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command.h"

#include <string.h>

#include <funnelsim/text.h>

#include "browse.h"
#include "examine.h"
#include "explore.h"
#include "follow.h"
#include "manual.h"
#include "recount.h"
#include "settle.h"
#include "simulate.h"
#include "starter.h"

/* What several commands understand. */
#define SCENARIO "base set months "
#define FUTURES  "seed replications threads checkpoint resume quiet "
#define REPORT   "out format csv-sep figures figure-format plot-script plots "

const struct fnl_command fnl_commands[] = {
    {
        .name = "init",
        .arguments = "[FILE]",
        .most = 1,
        .options = "quiet",
        .first = true,
        .summary = "write a scenario for your own firm, to be filled in",
        .about =
            "Writes a scenario file in which every figure has a comment that says what it is, and "
            "guesses are marked as such. It runs as it is; replace its figures by yours, one by "
            "one.\n\n"
            "FILE is my-firm.cfg unless you say something else. A file that is already there is "
            "left alone. With - the scenario is printed instead.",
        .examples = "funnelsim init acme.cfg\n"
                    "funnelsim check acme.cfg",
        .run = fnl_starter_init,
    },
    {
        .name = "check",
        .arguments = "SCENARIO...",
        .least = 1,
        .most = FNL_OPTIONS_FILES,
        .options = SCENARIO "run " FUTURES,
        .first = true,
        .summary = "find every mistake, and show what the figures imply",
        .about =
            "Says all that is wrong with a scenario, with file and line. If nothing is: what a "
            "signed client costs by source, in people, hours and money; how full the reps would "
            "be; and which of the figures are guesses.\n\n"
            "With --run the first simulated year is put beside last year's totals, if the scenario "
            "states them (`actuals`). Trust no comparison whose base does not look like your firm. "
            "The command ends with 1 if a total lies where fewer than 1 in 100 futures come, or if "
            "at least two, and more than half of them, lie outside of 8 in 10.",
        .examples = "funnelsim check acme.cfg\n"
                    "# does it look like last year?\n"
                    "funnelsim check --run acme.cfg\n"
                    "# a strategy is checked as it will be laid over your firm\n"
                    "funnelsim check --base acme.cfg referrals",
        .run = fnl_examine_check,
    },
    {
        .name = "run",
        .arguments = "SCENARIO",
        .least = 1,
        .most = 1,
        .options = SCENARIO FUTURES REPORT,
        .first = true,
        .summary = "live through many futures of one scenario",
        .about =
            "Lives through many futures of the scenario and shows what came of them: the middle "
            "and how far luck may carry it either way. Tables, figures and the record of the run "
            "go to out/run.\n\n"
            "SCENARIO is a file, or the bare name of one that comes with the program, such as "
            "baseline.",
        .examples = "funnelsim run baseline\n"
                    "# with six reps instead, for five years\n"
                    "funnelsim run acme.cfg --set reps.count=6 --months 60",
        .run = fnl_simulate_run,
    },
    {
        .name = "compare",
        .arguments = "[--base BASE] STRATEGY...",
        .least = 1,
        .most = FNL_OPTIONS_ARGUMENTS,
        .options = SCENARIO FUTURES "samples " REPORT,
        .first = true,
        .summary = "put strategies side by side, on the same people, with a verdict",
        .about =
            "Every strategy meets the same people and the same luck, so what differs is the "
            "strategy's doing. The verdict keeps three doubts apart: luck, figures of which you "
            "are not sure, and the noise of the simulation itself.\n\n"
            "With --base the base comes first, as what happens if you do nothing, and each "
            "STRATEGY is laid over it. Without --base each STRATEGY is a whole scenario and the "
            "first is what the others are compared with.\n\n"
            "A bare name (referrals) is looked for beside the base and then among those that come "
            "with the program: more-leads, referrals, walk-away, twenty-meetings. Tables, figures "
            "and the record of the run go to out/compare.",
        .examples = "funnelsim compare --base acme.cfg more-leads referrals\n"
                    "# what if the list cost twice as much?\n"
                    "funnelsim compare --base acme.cfg referrals --set 'sources[Bought "
                    "list].cost_each=12'\n"
                    "# pictures for slides, a table for a pull request\n"
                    "funnelsim compare --base acme.cfg referrals --figure-format png --format md",
        .run = fnl_simulate_compare,
    },
    {
        .name = "params",
        .arguments = "[PATTERN]",
        .most = 1,
        .options = "all",
        .first = true,
        .summary = "list what can be said in a scenario, and what holds if it is not",
        .about = "Shows the essential parameters, or with PATTERN those whose path or meaning "
                 "contains it, or all of them: unit, range, what holds if nothing is said, and "
                 "where that comes from. The name of a group finds all that can be said in it, and "
                 "a word of yours, such as churn or SDR, what is meant by it.",
        .examples = "funnelsim params\n"
                    "# the group nurture: keeping in touch with those who are not ready\n"
                    "funnelsim params nurture\n"
                    "funnelsim params referral\n"
                    "funnelsim params --all",
        .run = fnl_browse_params,
    },
    {
        .name = "trace",
        .arguments = "SCENARIO",
        .least = 1,
        .most = 1,
        .options = SCENARIO "seed future follow family from to limit quiet",
        .first = true,
        .summary = "tell the story of one future, or of one person in it",
        .about =
            "Tells one future of a scenario as a story: that of the firm, which names those who "
            "are "
            "worth following, or with --follow that of one person, client or rep: who came, who "
            "met whom, what was signed, paid and lost.",
        .examples = "funnelsim trace baseline --seed 42\n"
                    "# one of those whom it names, and everybody who came through them\n"
                    "funnelsim trace baseline --seed 42 --follow opening/3 --family\n"
                    "# a rep's spring\n"
                    "funnelsim trace baseline --seed 42 --follow rep-3 --from 2026-03 --to 2026-05",
        .run = fnl_follow_trace,
    },
    {
        .name = "claims",
        .arguments = "FILE...",
        .least = 1,
        .most = FNL_OPTIONS_FILES,
        .options = "base also only most error boundaries coverage seed threads checkpoint resume "
                   "findings-format "
                   "out-file quiet",
        .summary = "settle what somebody claims, with a stated chance of being wrong",
        .about =
            "A claim file is a scenario with a list `claims`: what is said to be ahead of what, by "
            "which measure, after how many months. Each claim is looked at after 50 futures, 100, "
            "200 and so on, the same futures for all strategies, until it is supported or refuted. "
            "The chance that it is ever decided wrongly stays below --error, all looks taken "
            "together; what --most futures do not decide is undecided, and says so.\n\n"
            "Findings are printed as tests (TAP) for a system of continuous integration, or as "
            "--format table, md or json. The command ends with 1 where a claim expects the "
            "opposite of what came out, and with 4 where a claim that expects something is "
            "undecided. A claim that expects nothing (expect = \"open\") is only reported.\n\n"
            "With --base the claims are asked of another firm; with --also of others besides, of "
            "which nothing is expected, and the boundaries are those of the first. `funnelsim "
            "params claims` lists what can be said in a claim.\n\n"
            "With --coverage nothing is settled: it is checked that each subject of a list is "
            "answered by some claim, and that each claim changes when what it says it is carried "
            "by is switched off.",
        .examples = "funnelsim claims scenarios/claims/*.cfg --seed 42\n"
                    "# does it hold in our firm, too?\n"
                    "funnelsim claims scenarios/claims/H01.cfg --base acme.cfg --format table\n"
                    "# at which value does it flip?\n"
                    "funnelsim claims claims.cfg --only H5 --boundaries --format table\n"
                    "# does anything depend on what they say it depends on?\n"
                    "funnelsim claims scenarios/claims/*.cfg --coverage "
                    "scenarios/claims/subjects.csv --seed 42\n"
                    "# a page for the repository\n"
                    "funnelsim claims claims/*.cfg --seed 42 --format md --out claims/RESULTS.md",
        .run = fnl_settle_claims,
    },
    {
        .name = "twins",
        .arguments = "[--base BASE] STRATEGY...",
        .least = 1,
        .most = 2,
        .options = SCENARIO FUTURES "future top format csv-sep",
        .summary = "find the people whose fate a strategy changes, and say why",
        .about =
            "Answers: to whom did it make a difference? Lives through one future under two "
            "strategies, in which the same people come with the same luck, and holds everybody "
            "against their twin: who signs that would have been lost, who comes only through a "
            "referral, who leaves, and what each of them is worth (invoiced less direct cost). "
            "These worths and what is nobody's, such as salaries, add up to the difference in "
            "contribution. Then those with the largest worth are told side by side: where their "
            "two histories part, and what turned them.\n\n"
            "With --base and one STRATEGY it is held against the base; otherwise the second "
            "STRATEGY against the first, each laid over the base if there is one. With "
            "--replications many futures are summed up instead of one being told. With --format "
            "csv everybody whose fate changed has a row.",
        .examples = "funnelsim twins --base baseline referrals --seed 42\n"
                    "# how many people is it as a rule?\n"
                    "funnelsim twins --base baseline referrals --seed 42 --replications 100\n"
                    "# of two strategies, in the future that futures.csv calls 17\n"
                    "funnelsim twins --base acme.cfg more-leads referrals --future 17 --top 3",
        .run = fnl_recount_twins,
    },
    {
        .name = "clients",
        .arguments = "SCENARIO",
        .least = 1,
        .most = 1,
        .options = SCENARIO FUTURES "future out csv-sep figures figure-format plot-script plots ",
        .summary = "see who carries the firm, who sends whom, and when they were met",
        .about =
            "Answers three questions about the clients of a scenario. Which of them carry the "
            "firm, and which cost more than they bring? Each is charged with its share of hours, "
            "bad debt and late payment; added up from the best to the worst, that is the whale "
            "curve. Who sends whom? New clients sent per client, by what both are and by "
            "generation, and whether a line of referrals dies out. When were the people met who "
            "pay? Revenue by year of the first meeting.\n\n"
            "Tables over many futures are printed; they, every client of one future and the "
            "figures whale, family and cohorts go to out/clients. The family tree is that of "
            "--future.",
        .examples = "funnelsim clients baseline --seed 42\n"
                    "# who would send whom if we asked?\n"
                    "funnelsim clients --base acme.cfg referrals --figures family --future 17\n"
                    "# where the revenue of five years comes from\n"
                    "funnelsim clients acme.cfg --months 60 --figures cohorts --figure-format png",
        .run = fnl_recount_clients,
    },
    {
        .name = "map",
        .arguments = "[--base BASE] STRATEGY...",
        .least = 1,
        .most = 2,
        .options = SCENARIO "x y metric " FUTURES REPORT,
        .summary = "see over two figures of the firm where which strategy is ahead",
        .about =
            "Answers: would it turn out otherwise with one rep more, or half the leads? Lays every "
            "value of --x and every value of --y over both strategies, as --set does, and compares "
            "them at each of these points; the same people come at all of them. What is printed is "
            "a map: the difference, and a mark that says who is ahead, whether that is by more "
            "than matters, and where nobody can tell yet. The intervals of noise are so wide that "
            "those of all points hold at once.\n\n"
            "With --base and one STRATEGY it is held against the base; otherwise the second "
            "STRATEGY against the first, each laid over the base if there is one. Each point "
            "takes as long as a comparison of two: begin with few values and --replications 20. "
            "The map, a row a point and a figure go to out/map.",
        .examples = "funnelsim map --base baseline referrals --x reps.count=4,8,12 --y "
                    "'sources[Website].leads_per_month=20,40,80' --seed 42\n"
                    "# by another measure, over five years, as a picture for slides\n"
                    "funnelsim map --base acme.cfg more-leads referrals --x reps.count=4,6,8 --y "
                    ""
                    "referrals.engaged=1,2,4 --metric lowest_cash --months 60 "
                    "--figure-format png",
        .run = fnl_explore_map,
    },
    {
        .name = "pains",
        .arguments = "SCENARIO",
        .least = 1,
        .most = 1,
        .options = SCENARIO FUTURES REPORT,
        .summary = "measure what clients cost who are a pain, and what no book shows of it",
        .about =
            "The books show what such clients bring: their revenue less what was posted about "
            "them. They do not show what else their hours would have brought: other clients, "
            "referrals from good ones, renewals. That opportunity cost is measured here. Every "
            "future is lived through three times, with the same people and the same luck: as it "
            "is; with each deal declined at signing whose client would be a pain; and with those "
            "let go, too, who are there on the first day. No rule of a firm could do that, for "
            "nobody knows beforehand who they are.\n\n"
            "Says what is different without them in hours, clients, referrals, cash and money, how "
            "it adds up over the years, and whether they cost more than they bring. Tables by "
            "month and the figure pains go to out/pains. In a claim the same is said by device = "
            "\"no_new_pains\" or \"no_pains\" in a cell.",
        .examples = "funnelsim pains baseline --seed 42\n"
                    "# were delivery people short of hours?\n"
                    "funnelsim pains baseline --seed 42 --set service.hours_per_month=1200\n"
                    "# for a pull request\n"
                    "funnelsim pains acme.cfg --seed 42 --format md --out -",
        .run = fnl_recount_pains,
    },
    {
        .name = "blame",
        .arguments = "SCENARIO",
        .least = 1,
        .most = 1,
        .options = SCENARIO FUTURES "target format csv-sep",
        .summary = "settle whether the leads or the follow-up made you miss the year",
        .about =
            "Answers a quarrel: marketing gave leads that were not closed, says marketing; the "
            "leads were bad, say sales. Lives through the same futures as they are, with perfect "
            "leads, with perfect follow-up and with both, with the same people and the same luck, "
            "and splits what is missing to quota.per_year (or to --target; without either, to the "
            "year with both perfect): what only better leads would fill, what only better "
            "follow-up, what either would or what it takes both for, and what neither.\n\n"
            "Perfect leads: everybody new who comes has fit, budget, need and interest, an address "
            "that is good and a record that is complete, knows what you do, is no pain, and is "
            "handed over by marketing at once; as many come, at the same price. Perfect follow-up: "
            "no lead is late or forgotten on its way to sales, none waits for a rep or is lost "
            "between two, none is left alone for lack of trust in marketing, nobody is given up on "
            "who can be reached, nobody who is worth it is turned away, and none of it takes the "
            "reps' hours. Either is the most that there is to be had, and no plan. The year is "
            "the first 12 months of the scenario. In a claim the same is said by device = "
            "\"perfect_leads\" or \"perfect_follow_up\" in a cell.",
        .examples = "funnelsim blame baseline --seed 42\n"
                    "# had the plan been two million\n"
                    "funnelsim blame acme.cfg --target 2000000\n"
                    "# was it the leads, or too few reps?\n"
                    "funnelsim blame acme.cfg --set reps.count=12",
        .run = fnl_recount_blame,
    },
    {
        .name = "laws",
        .arguments = "",
        .options = "",
        .summary = "list the laws of chance that a figure may follow",
        .about = "Any figure that varies from person to person may be a law instead of a number. "
                 "Lists them with the parameters that each accepts.",
        .examples = "funnelsim laws",
        .run = fnl_browse_laws,
    },
    {
        .name = "policies",
        .arguments = "",
        .options = "",
        .summary = "list the policies to choose from, by the question that they answer",
        .about = "A strategy answers questions: whom to ask for a referral, whether to take a "
                 "difficult client. Lists the answers, with the figures that each of them takes.",
        .examples = "funnelsim policies",
        .run = fnl_browse_policies,
    },
    {
        .name = "indicators",
        .arguments = "",
        .options = "",
        .summary = "list what is measured, with units and definitions",
        .about = "Every number in a table or file has its definition here, so that nobody has to "
                 "guess what a win rate is a rate of.",
        .examples = "funnelsim indicators",
        .run = fnl_browse_indicators,
    },
    {
        .name = "reference",
        .arguments = "",
        .options = "",
        .summary = "print the scenario that explains every key",
        .about = "Prints a scenario with every key there is, each with its meaning, unit, range "
                 "and the source of its standard value. It runs.",
        .examples = "funnelsim reference > reference.cfg",
        .run = fnl_browse_reference,
    },
    {
        .name = "manual",
        .arguments = "",
        .options = "",
        .summary = "print the manual page",
        .about = "Prints the manual page, for man.",
        .examples = "funnelsim manual | man -l -",
        .run = fnl_manual_page,
    },
};
const size_t fnl_command_count = sizeof fnl_commands / sizeof *fnl_commands;

const struct fnl_command *fnl_command_named(const char *name)
{
    for (size_t i = 0; i < fnl_command_count; i++)
        if (strcmp(fnl_commands[i].name, name) == 0)
            return &fnl_commands[i];
    return NULL;
}

enum fnl_exit fnl_command_refuse(const char *word)
{
    const char *names[sizeof fnl_commands / sizeof *fnl_commands];
    char hint[FNL_CONSOLE_HINT];
    for (size_t i = 0; i < fnl_command_count; i++)
        names[i] = fnl_commands[i].name;
    if (word[0] == '-')
        return fnl_console_refuse("%s stands where a command is expected: funnelsim COMMAND ...; "
                                  "funnelsim --help shows them all",
                                  word);
    if (strpbrk(word, "./"))
        return fnl_console_refuse("%s is no command; to simulate it: funnelsim run %s", word, word);
    return fnl_console_refuse(
        "%s is no command%s; funnelsim --help shows them all", word,
        fnl_console_hint("", fnl_text_nearest(word, names, fnl_command_count), hint));
}
