/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/fairness.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "report/breakdown.h"
#include "report/number.h"
#include "report/paragraph.h"
#include "scenario/remark.h"

/* What differs by no more than this share of the larger is the same. */
#define NEAR 0.01

static bool is_near(double a, double b)
{
    return fabs(a - b) <= NEAR * fmax(fabs(a), fabs(b));
}

/* --- what an option was given, over the horizon and in the mean of the futures */

static double allowed_to(const struct fnl_study *study, size_t option)
{
    return fnl_breakdown_mean(study, option, FNL_EXTRA_ALLOWED);
}

static double spent_by(const struct fnl_study *study, size_t option)
{
    return fnl_breakdown_mean(study, option, FNL_EXTRA_SPENT);
}

static double hours_of(const struct fnl_study *study, size_t option)
{
    return fnl_breakdown_series(study, option, FNL_SERIES_HOURS_AVAILABLE);
}

/* Where money goes that is to find business; asks are among the rewards. */
static const struct finding {
    enum fnl_category category;
    const char *name;
} findings[] = {
    {FNL_MONEY_LEADS, "leads"},
    {FNL_MONEY_CAMPAIGNS, "campaigns"},
    {FNL_MONEY_MARKETING, "marketing"},
    {FNL_MONEY_REWARDS, "rewards and gifts"},
};
#define FINDINGS (sizeof findings / sizeof *findings)

static double cost_of(const struct fnl_study *study, size_t option, enum fnl_category category)
{
    return -fnl_breakdown_mean(study, option, fnl_breakdown_category_at(study, option, category));
}

static double finding_of(const struct fnl_study *study, size_t option)
{
    double sum = 0;
    for (size_t i = 0; i < FINDINGS; i++)
        sum += cost_of(study, option, findings[i].category);
    return sum;
}

/* What `option` spends on finding business more than the first does, beyond the allowances. */
static double extra_finding(const struct fnl_study *study, size_t option)
{
    return finding_of(study, option) - spent_by(study, option) -
           (finding_of(study, 0) - spent_by(study, 0));
}

/* --- what differs from the first */

static bool same_allowance(const struct fnl_study *study, size_t a, size_t b)
{
    return is_near(allowed_to(study, a), allowed_to(study, b));
}

static bool same_finding(const struct fnl_study *study, size_t option)
{
    const double more = fmax(finding_of(study, 0), finding_of(study, option));
    return fabs(extra_finding(study, option)) <= NEAR * more;
}

static bool same_hours(const struct fnl_study *study, size_t option)
{
    return is_near(hours_of(study, 0), hours_of(study, option));
}

static bool same_service_hours(const struct fnl_study *study, size_t option)
{
    return is_near(study->options[0].service_hours, study->options[option].service_hours);
}

static bool same_service_cost(const struct fnl_study *study, size_t option)
{
    return is_near(study->options[0].service_cost, study->options[option].service_cost);
}

static bool same_today(const struct fnl_study *study, size_t option)
{
    const struct fnl_study_today *a = &study->options[0].today, *b = &study->options[option].today;
    return a->clients == b->clients && a->pita_clients == b->pita_clients &&
           a->open_deals == b->open_deals && a->cash == b->cash && a->credit_line == b->credit_line;
}

/* In all but the allowance. */
static bool same_besides(const struct fnl_study *study, size_t option)
{
    return same_finding(study, option) && same_hours(study, option) &&
           same_service_hours(study, option) && same_service_cost(study, option) &&
           same_today(study, option);
}

static bool same_as_first(const struct fnl_study *study, size_t option)
{
    return same_allowance(study, 0, option) && same_besides(study, option);
}

bool fnl_fairness_holds(const struct fnl_study *study)
{
    for (size_t i = 1; i < study->count; i++)
        if (!same_as_first(study, i))
            return false;
    return true;
}

/* Whether two options or more compete with the same, and the first, with nothing more, does not. */
static bool holds_among_others(const struct fnl_study *study)
{
    if (study->count <= 2 || allowed_to(study, 0) != 0 || same_allowance(study, 0, 1))
        return false;
    for (size_t i = 1; i < study->count; i++)
        if (!same_allowance(study, 1, i) || !same_besides(study, i))
            return false;
    return true;
}

/* --- all the same */

/* "$6,000 a month more", "$6,000 a month more (from Apr 2026)", or the sum where it varies. */
static void write_allowance(const struct fnl_study *study, size_t option, FILE *stream)
{
    const struct fnl_study_allowance *allowance = &study->options[option].allowance;
    char text[FNL_NUMBER_TEXT], date[FNL_DATE_TEXT];
    if (allowance->a_month == 0) {
        fputs("nothing more", stream);
        return;
    }
    if (allowance->a_month < 0) {
        const fnl_money sum = fnl_units_integer(allowed_to(study, option));
        fprintf(stream, "%s more", fnl_number_money(sum, study->currency, text));
        return;
    }
    fprintf(stream, "%s a month more",
            fnl_number_money_whole(allowance->a_month, study->currency, text));
    if (allowance->from > study->start)
        fprintf(stream, " (from %s)", fnl_date_month_text(allowance->from, date));
}

static int64_t common_reps(const struct fnl_study *study)
{
    for (size_t i = 1; i < study->count; i++)
        if (study->options[i].reps != study->options[0].reps)
            return 0;
    return study->options[0].reps;
}

static void write_hours(const struct fnl_study *study, FILE *stream)
{
    const char *rep = study->words.rep;
    const int64_t reps = common_reps(study);
    if (reps == 1)
        fprintf(stream, "the same %s's hours", rep);
    else if (reps > 1)
        fprintf(stream, "the same %" PRId64 " %ss' hours", reps, rep);
    else
        fprintf(stream, "the same hours of %ss", rep);
}

/* The last option stands for all that compete on equal terms. */
static void write_fair(const struct fnl_study *study, FILE *stream)
{
    fputs("each may spend ", stream);
    write_allowance(study, study->count - 1, stream);
    fputs(" on finding business; ", stream);
    write_hours(study, stream);
    fputs(".     yes\n", stream);
}

/* --- what is not the same, a line an option */

/* A sentence that grows: "Hire two has 130 rep hours a month more; spends ...". */
struct sentence {
    const struct fnl_study *study;
    size_t option, parts;
    FILE *stream;
};

static FILE *next_part(struct sentence *sentence)
{
    if (sentence->parts++ == 0)
        fprintf(sentence->stream, "  %s", sentence->study->options[sentence->option].name);
    else
        fputs(";", sentence->stream);
    return sentence->stream;
}

static const char *more_or_less(double difference)
{
    return difference < 0 ? "less" : "more";
}

/* "$6,583": a sum of minor units, without its sign. */
static const char *money_text(const struct sentence *sentence, double amount, char *text)
{
    return fnl_number_money_whole(fnl_units_integer(fabs(amount)), sentence->study->currency, text);
}

static const char *money_a_month(const struct sentence *sentence, double sum, char *text)
{
    return money_text(sentence, sum / (double)sentence->study->months, text);
}

static const char *hours_text(double hours, char *text)
{
    return fnl_number_count(round(fabs(hours)), text);
}

static void tell_allowance(struct sentence *sentence)
{
    const struct fnl_study *study = sentence->study;
    const size_t option = sentence->option;
    const double more = allowed_to(study, option) - allowed_to(study, 0);
    char text[FNL_NUMBER_TEXT];
    if (same_allowance(study, 0, option))
        return;
    fputs(" may spend ", next_part(sentence));
    if (study->options[0].allowance.a_month == 0)
        write_allowance(study, option, sentence->stream);
    else
        fprintf(sentence->stream, "%s a month %s", money_a_month(sentence, more, text),
                more_or_less(more));
    fputs(" on finding business", sentence->stream);
}

/* What most of the difference goes into; an allowance is not told apart by what it is spent on. */
static const char *finding_name(const struct fnl_study *study, size_t option)
{
    const double all = extra_finding(study, option);
    if (spent_by(study, 0) == 0 && spent_by(study, option) == 0)
        for (size_t i = 0; i < FINDINGS; i++)
            if (is_near(cost_of(study, option, findings[i].category) -
                            cost_of(study, 0, findings[i].category),
                        all))
                return findings[i].name;
    return "finding business";
}

static void tell_finding(struct sentence *sentence)
{
    const struct fnl_study *study = sentence->study;
    const double more = extra_finding(study, sentence->option);
    char text[FNL_NUMBER_TEXT];
    if (same_finding(study, sentence->option))
        return;
    fprintf(next_part(sentence), " spends %s a month %s on %s", money_a_month(sentence, more, text),
            more_or_less(more), finding_name(study, sentence->option));
    if (allowed_to(study, 0) > 0 || allowed_to(study, sentence->option) > 0)
        fputs(" besides", sentence->stream);
}

static void tell_hours(struct sentence *sentence)
{
    const struct fnl_study *study = sentence->study;
    const double more = hours_of(study, sentence->option) - hours_of(study, 0);
    char text[FNL_NUMBER_TEXT];
    if (same_hours(study, sentence->option))
        return;
    fprintf(next_part(sentence), " has %s %s hours a month %s",
            hours_text(more / (double)FNL_HOUR / (double)study->months, text), study->words.rep,
            more_or_less(more));
}

static void tell_service(struct sentence *sentence)
{
    const struct fnl_study *study = sentence->study;
    const struct fnl_study_option *first = &study->options[0],
                                  *option = &study->options[sentence->option];
    const double hours = option->service_hours - first->service_hours;
    const double cost = option->service_cost - first->service_cost;
    char text[FNL_NUMBER_TEXT];
    if (!same_service_hours(study, sentence->option))
        fprintf(next_part(sentence), " has %s service hours a month %s", hours_text(hours, text),
                more_or_less(hours));
    if (!same_service_cost(study, sentence->option))
        fprintf(next_part(sentence), " pays %s a month %s for service",
                money_text(sentence, cost, text), more_or_less(cost));
}

/* Before each thing of which there is more or less on the first day. */
static FILE *next_thing(struct sentence *sentence, size_t *told)
{
    fputs(*told > 0 ? "," : " begins with", *told > 0 ? sentence->stream : next_part(sentence));
    ++*told;
    return sentence->stream;
}

/* A count: " 5 more clients". */
static void tell_count(struct sentence *sentence, size_t *told, int64_t more, const char *word)
{
    char text[FNL_NUMBER_TEXT];
    if (more != 0)
        fprintf(next_thing(sentence, told), " %s %s %s%s",
                fnl_number_count(fabs((double)more), text), more < 0 ? "fewer" : "more", word,
                more == 1 || more == -1 ? "" : "s");
}

/* An amount: " $50,000 more cash". */
static void tell_amount(struct sentence *sentence, size_t *told, fnl_money more, const char *word)
{
    char text[FNL_NUMBER_TEXT];
    if (more != 0)
        fprintf(next_thing(sentence, told), " %s %s %s", money_text(sentence, (double)more, text),
                more_or_less((double)more), word);
}

static void tell_today(struct sentence *sentence)
{
    const struct fnl_study *study = sentence->study;
    const struct fnl_study_today *first = &study->options[0].today,
                                 *today = &study->options[sentence->option].today;
    size_t told = 0;
    tell_count(sentence, &told, today->clients - first->clients, study->words.client);
    tell_count(sentence, &told, today->pita_clients - first->pita_clients, study->words.pita);
    tell_count(sentence, &told, today->open_deals - first->open_deals, "open deal");
    tell_amount(sentence, &told, today->cash - first->cash, "cash");
    tell_amount(sentence, &told, today->credit_line - first->credit_line, "credit");
}

static void write_differences(const struct fnl_study *study, FILE *stream)
{
    for (size_t i = 1; i < study->count; i++) {
        struct sentence sentence = {.study = study, .option = i, .stream = stream};
        tell_allowance(&sentence);
        tell_finding(&sentence);
        tell_hours(&sentence);
        tell_service(&sentence);
        tell_today(&sentence);
        if (sentence.parts > 0)
            fputs(".\n", stream);
    }
    fputs(
        "  Whether that is fair is yours to say: to hire or buy more may be the idea; its cost is "
        "counted.\n",
        stream);
}

/* --- in all */

static void write_unspent(const struct fnl_study *study, FILE *stream)
{
    size_t listed = 0;
    for (size_t i = 0; i < study->count; i++) {
        char spent[FNL_NUMBER_TEXT], allowed[FNL_NUMBER_TEXT];
        const double sum = allowed_to(study, i), part = spent_by(study, i);
        if (is_near(sum, part))
            continue;
        fprintf(stream, "%s%s %s of %s",
                listed++ ? ", " : "  Not all of it was spent: ", study->options[i].name,
                fnl_number_money(fnl_units_integer(part), study->currency, spent),
                fnl_number_money(fnl_units_integer(sum), study->currency, allowed));
    }
    if (listed > 0)
        fputs(".\n", stream);
}

/* Whether the first option says the sentence already, of which the others are variants. */
static bool is_said_of_first(const struct fnl_study *study, const char *sentence)
{
    const struct fnl_settings *last = study->options[0].last;
    char text[FNL_REMARK_TEXT];
    const char *its;
    for (size_t k = 0; last && (its = fnl_remark_idle(last, k, text)); k++)
        if (strcmp(its, sentence) == 0)
            return true;
    return false;
}

/* What does nothing must not be taken for worth nothing. */
static void write_idle(const struct fnl_study *study, FILE *stream)
{
    for (size_t i = 0; i < study->count; i++) {
        const struct fnl_settings *last = study->options[i].last;
        const char *sentence;
        char text[FNL_REMARK_TEXT];
        for (size_t k = 0; last && (sentence = fnl_remark_idle(last, k, text)); k++)
            if (i == 0 || !is_said_of_first(study, sentence))
                fprintf(stream, "  %s does less than it seems: %s.\n", study->options[i].name,
                        sentence);
    }
}

/* Nor what costs nothing for a bargain. */
static void write_unpaid(const struct fnl_study *study, FILE *stream)
{
    for (size_t i = 0; i < study->count; i++) {
        const struct fnl_settings *last = study->options[i].last;
        const char *sentence = last ? fnl_remark_unpaid(last) : NULL;
        if (sentence)
            fprintf(stream, "  %s seems cheaper than it is: %s.\n", study->options[i].name,
                    sentence);
    }
}

/* A smaller change of price is none. */
#define SMALL_PRICE 0.0005

/* "up to 10 % more": for the people of the source whose price changes most. */
static void write_price(const struct fnl_study_option *option, double change, FILE *stream)
{
    const bool same = option->price.most - option->price.least < SMALL_PRICE;
    char share[FNL_NUMBER_TEXT];
    fprintf(stream,
            "  %s charges %s%s %s for new contracts, and nothing here says that anybody %s: put in "
            "what you expect to %s (price.level; or stages[*].go_on, clients.renewal).\n",
            option->name, same ? "" : "up to ", fnl_number_share(fabs(change), share),
            more_or_less(change), change < 0 ? "likes it" : "minds", change < 0 ? "gain" : "lose");
}

static void write_prices(const struct fnl_study *study, FILE *stream)
{
    for (size_t i = 1; i < study->count; i++) {
        const struct fnl_price *price = &study->options[i].price;
        const double change = -price->least > price->most ? price->least : price->most;
        if (!price->answered && fabs(change) > SMALL_PRICE)
            write_price(&study->options[i], change, stream);
    }
}

static void write_lines(const void *self, FILE *stream)
{
    const struct fnl_study *study = self;
    const char *first = study->options[0].name;
    if (fnl_fairness_holds(study)) {
        fputs("Fair fight: ", stream);
        write_fair(study, stream);
    } else if (holds_among_others(study)) {
        fprintf(stream, "Fair fight among the other %zu: ", study->count - 1);
        write_fair(study, stream);
        fprintf(stream,
                "  %s may spend nothing more; what the others spend is among their costs.\n",
                first);
    } else {
        fprintf(stream, "Fair fight: not quite. Against %s:\n", first);
        write_differences(study, stream);
    }
    write_unspent(study, stream);
    write_idle(study, stream);
    write_unpaid(study, stream);
    write_prices(study, stream);
}

char *fnl_fairness_text(const struct fnl_study *study)
{
    return fnl_paragraph_written(write_lines, study);
}
