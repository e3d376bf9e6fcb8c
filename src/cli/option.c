/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "option.h"

#include <string.h>

#include <funnelsim/experiment.h>
#include <funnelsim/trial.h>

#include "command.h"
#include "options.h"

static const char *const formats[] = {"table", "csv", "json", "md", NULL};
static const char *const findings_formats[] = {"tap", "table", "md", "json", NULL};
static const char *const separators[] = {",", ";", NULL};
static const char *const figure_formats[] = {"svg", "png", "pdf", "dumb", "sixel", NULL};

#define FIELD(field_) .offset = offsetof(struct fnl_options, field_)

const struct fnl_option fnl_option_table[] = {
    {"base", 'b', .kind = FNL_OPTION_TEXT, FIELD(base), .argument = "BASE", .recorded = true,
     .about = "the firm as it is, over which each scenario is laid instead of over the one that it "
              "names itself"},
    {"set", 's', .kind = FNL_OPTION_SET, FIELD(sets), .argument = "PATH=VALUE", .recorded = true,
     .about = "change one figure in every option; may be given several times. `funnelsim params` "
              "lists the paths"},
    {"x", 'x', .kind = FNL_OPTION_TEXT, FIELD(axes[0]), .argument = "PATH=V,V", .recorded = true,
     .about = "what changes across the map, and its values: --x reps.count=4,6,8,10"},
    {"y", 'y', .kind = FNL_OPTION_TEXT, FIELD(axes[1]), .argument = "PATH=V,V", .recorded = true,
     .about = "what changes up the map, likewise"},
    {"metric", 0, .kind = FNL_OPTION_TEXT, FIELD(metric), .argument = "ID", .recorded = true,
     .about = "what decides who is ahead, instead of the scenario's `judge_by`; `funnelsim "
              "indicators` lists the ids"},
    {"months", 0, .kind = FNL_OPTION_COUNT, FIELD(months), .argument = "N", .low = 1, .high = 240,
     .recorded = true, .about = "how far to look ahead, instead of what the scenario says"},
    {"seed", 0, .kind = FNL_OPTION_COUNT, FIELD(seed), .argument = "N", .high = UINT64_MAX,
     .recorded = true,
     .about = "which people and which luck: the same number gives the same futures again. Without "
              "it one is drawn and shown"},
    {"replications", 'n', .kind = FNL_OPTION_COUNT, FIELD(replications), .argument = "N", .low = 2,
     .high = FNL_EXPERIMENT_MOST, .usual = 100, .recorded = true,
     .about = "how many futures to live through"},
    {"samples", 0, .kind = FNL_OPTION_COUNT, FIELD(samples), .argument = "N", .high = 100000,
     .usual = 100, .recorded = true,
     .about = "in how many futures to move the figures that state a range, too; 0 "
              "leaves them where they are"},
    {"threads", 'j', .kind = FNL_OPTION_COUNT, FIELD(threads), .argument = "N", .low = 1,
     .high = 1024,
     .about = "processors to use; all of them unless said. Results do not depend on it"},
    {"checkpoint", 0, .kind = FNL_OPTION_TEXT, FIELD(checkpoint), .argument = "FILE",
     .about = "save every future in FILE as soon as it is finished, so that the work can be taken "
              "up again, whatever ends it"},
    {"resume", 0, .kind = FNL_OPTION_FLAG, FIELD(resume),
     .about = "go on from what --checkpoint FILE holds, or begin where there is no such file yet. "
              "Results are the same as without a break"},
    {"run", 0, .kind = FNL_OPTION_FLAG, FIELD(run),
     .about = "also live through the first year, and show it beside `actuals`"},
    {"out", 'o', .kind = FNL_OPTION_TEXT, FIELD(out), .argument = "DIR",
     .about = "folder for the files, instead of out/ and the command's name; - writes none"},
    {"format", 'f', .kind = FNL_OPTION_WORD, FIELD(format), .words = formats,
     .about = "how results are printed here"},
    {"out", 'o', .listed = "out-file", .kind = FNL_OPTION_TEXT, FIELD(out), .argument = "FILE",
     .about = "file for the findings, instead of printing them"},
    {"format", 'f', .listed = "findings-format", .kind = FNL_OPTION_WORD, FIELD(format),
     .words = findings_formats,
     .about = "how findings are written; tap is for systems of "
              "continuous integration"},
    {"also", 0, .kind = FNL_OPTION_FIRM, FIELD(also), .argument = "BASE", .recorded = true,
     .about = "another firm, of which the claims that say everywhere = true are asked, too; may be "
              "given several times"},
    {"coverage", 0, .kind = FNL_OPTION_TEXT, FIELD(coverage), .argument = "CSV",
     .about = "settle nothing: check that each subject of this file is answered by a claim, and "
              "that each claim changes when what carries it is switched off"},
    {"only", 0, .kind = FNL_OPTION_TEXT, FIELD(only), .argument = "ID[,ID]", .recorded = true,
     .about = "settle these claims alone"},
    {"most", 'n', .kind = FNL_OPTION_COUNT, FIELD(most), .argument = "N", .low = FNL_TRIAL_LEAST,
     .high = FNL_EXPERIMENT_MOST, .usual = 800, .recorded = true,
     .about = "how many futures a claim may take at most; one that is settled sooner takes fewer"},
    {"error", 0, .kind = FNL_OPTION_COUNT, FIELD(error_rate), .argument = "PERCENT", .low = 1,
     .high = 50, .usual = 5, .recorded = true,
     .about = "chance of deciding a claim wrongly, at most, all looks at it taken together"},
    {"boundaries", 0, .kind = FNL_OPTION_FLAG, FIELD(boundaries), .recorded = true,
     .about = "also look for the value of its parameter at which each claim flips, where it names "
              "one"},
    {"csv-sep", 0, .kind = FNL_OPTION_WORD, FIELD(separator), .words = separators, .recorded = true,
     .about = "what stands between the columns of a CSV; ';' makes one with decimal commas, for "
              "spreadsheets that expect them"},
    {"figures", 0, .kind = FNL_OPTION_FIGURES, FIELD(figures), .argument = "LIST", .recorded = true,
     .about = "which figures to draw: names with commas between them, all or none. Without it all, "
              "where gnuplot is installed"},
    {"figure-format", 0, .kind = FNL_OPTION_WORD, FIELD(figure_format), .words = figure_formats,
     .recorded = true,
     .about = "what figures are drawn as; dumb and sixel are drawn in the terminal"},
    {"plot-script", 0, .kind = FNL_OPTION_TEXT, FIELD(scripts), .argument = "DIR",
     .about =
         "also write each figure as a gnuplot script that is complete in itself; --figures none "
         "writes only these"},
    {"plots", 0, .kind = FNL_OPTION_TEXT, FIELD(plots), .argument = "DIR",
     .about = "folder with gnuplot scripts of your own that replace those of the same name"},
    {"follow", 0, .kind = FNL_OPTION_TEXT, FIELD(follow), .argument = "NAME",
     .about = "only what happened to this person, client or rep: Website/2026-03-17/4, opening/3, "
              "rep-3; the firm's story says who is worth following"},
    {"family", 0, .kind = FNL_OPTION_FLAG, FIELD(family),
     .about = "with --follow: also those whom this person sent, and whom these sent"},
    {"future", 0, .kind = FNL_OPTION_COUNT, FIELD(future), .argument = "N",
     .high = FNL_EXPERIMENT_MOST,
     .about = "which of the futures, counted from 0 as in futures.csv; the first unless said"},
    {"from", 0, .kind = FNL_OPTION_TEXT, FIELD(from), .argument = "DATE",
     .about = "first day or month to be told, such as 2026-04-01 or 2026-04"},
    {"to", 0, .kind = FNL_OPTION_TEXT, FIELD(to), .argument = "DATE",
     .about = "last day or month to be told"},
    {"limit", 0, .kind = FNL_OPTION_COUNT, FIELD(limit), .argument = "N", .high = 1000000000,
     .about = "tell so many lines at most; without it all"},
    {"top", 0, .kind = FNL_OPTION_COUNT, FIELD(top), .argument = "N", .high = 100000, .usual = 5,
     .about = "how many people to tell of, those with the largest worth first"},
    {"target", 0, .kind = FNL_OPTION_COUNT, FIELD(target), .argument = "MONEY", .low = 1,
     .high = 1000000000000, .recorded = true,
     .about = "new business that the year should have brought, instead of quota.per_year"},
    {"all", 'a', .kind = FNL_OPTION_FLAG, FIELD(all),
     .about = "every parameter, not only the essential ones"},
    {"quiet", 'q', .kind = FNL_OPTION_FLAG, FIELD(quiet),
     .about = "no progress and no remarks, only results and errors"},
    {"help", 'h', .kind = FNL_OPTION_FLAG, FIELD(help), .about = "show this"},
};
#define ROWS (sizeof fnl_option_table / sizeof *fnl_option_table)
const size_t fnl_option_count = ROWS;
_Static_assert(ROWS <= FNL_OPTION_MOST, "there is room for each wherever they are listed");

bool fnl_option_applies(const struct fnl_command *command, const struct fnl_option *option)
{
    const char *name = option->listed ? option->listed : option->name;
    const size_t length = strlen(name);
    const char *at = command->options;
    if (strcmp(option->name, "help") == 0)
        return true;
    for (; *at; at += strcspn(at, " "), at += strspn(at, " "))
        if (strcspn(at, " ") == length && strncmp(at, name, length) == 0)
            return true;
    return false;
}
