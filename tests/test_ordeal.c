/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/ordeal.h"
#include "report/paragraph.h"
#include "scratch.h"
#include "lived.h"

#define FUTURES 2

static struct lived firm;
static struct fnl_burden burdens[FUTURES * FNL_TOLL_WORLDS];
static struct fnl_toll toll;
static int64_t values[FUTURES];
static struct fnl_ordeal ordeal;

/* Two years of made-up sums: the same in every month but for what others bring. */
static int make_up(void **state)
{
    if (scratch_enter(state) != 0)
        return -1;
    lived_add(&firm, "name = \"Firm\"; " LIVED_FIRM);
    toll = (struct fnl_toll){.plan = NULL, .seed = 7, .replications = FUTURES, .burdens = burdens};
    ordeal = (struct fnl_ordeal){.scenario = firm.scenarios[0],
                                 .toll = &toll,
                                 .study = {.currency = "USD", .start = 20454, .months = 24},
                                 .name = "Firm",
                                 .pita = "bore",
                                 .values = values};
    return 0;
}

static int clear(void **state)
{
    lived_end(&firm);
    return scratch_leave(state);
}

/* In each month pains bring `direct` (minor units) where they are, and others `more` where not. */
static void set(fnl_money direct, fnl_money more)
{
    memset(burdens, 0, sizeof burdens);
    for (size_t future = 0; future < FUTURES; future++) {
        struct fnl_burden *of = &burdens[future * FNL_TOLL_WORLDS];
        of[0].numbers[FNL_BURDEN_PAINS_SIGNED] = 3;
        for (size_t month = 0; month < 24; month++) {
            of[0].months[month][FNL_BURDEN_PAINS] = direct;
            of[FNL_TOLL_NO_NEW].months[month][FNL_BURDEN_PAINS] = direct / 2;
            of[FNL_TOLL_NO_NEW].months[month][FNL_BURDEN_OTHERS] = more * (int64_t)month;
            of[FNL_TOLL_NONE].months[month][FNL_BURDEN_NOBODY] = more * (int64_t)month;
        }
    }
}

static char *judged(void)
{
    char *text = fnl_paragraph_written(fnl_ordeal_judge, &ordeal);
    assert_non_null(text);
    return text;
}

static void assert_says(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("\"%s\" is not in\n%s", part, text);
}

/* 24 months of $2,000 against 276 times $100 in two years, 66 times in the first. */
static void sentences_weigh_the_books_against_the_rest(void **state)
{
    (void)state;
    set(200000, 10000);
    char *text = judged();
    assert_says(text, "Had no new ones signed: the books would miss $24k of their margin, and all "
                      "else would come to $28k more, which no book shows. All told the firm would "
                      "have $3.6k more: they cost more than they bring.\n");
    assert_says(text, "Had there been none: the books would miss $48k of their margin, and all "
                      "else would come to $28k more, which no book shows. All told the firm would "
                      "have $20k less: they bring more than they cost.\n");
    assert_says(text, "better off without in 2 of 2 futures");
    assert_says(text, "better off without in 0 of 2 futures");
    assert_says(text, "what no book shows is $6.6k by the end of Dec 2026 and $28k by that of Dec "
                      "2027, 4.2 times as much in 2 times the time\n");
    assert_says(text, "Noise of the simulation itself: +-$0\n");
    free(text);
}

static void what_does_not_matter_is_not_called_better(void **state)
{
    (void)state;
    set(200000, 10000);
    ordeal.study.matters = 500000;
    char *text = judged();
    assert_says(text, "All told it is too close to matter: $3.6k more without them (you said "
                      "$5.0k).\n");
    free(text);
    ordeal.study.matters = 0;
    burdens[FNL_TOLL_NO_NEW].months[0][FNL_BURDEN_OTHERS] += 5000000;
    text = judged();
    assert_says(text, "All told it cannot be told apart from nothing");
    free(text);
}

static void pains_who_send_good_people_may_have_no_opportunity_cost(void **state)
{
    (void)state;
    set(200000, -10000);
    char *text = judged();
    assert_says(text, "all else would come to $28k less, which no book shows");
    free(text);
}

static void rows_are_of_all_worlds(void **state)
{
    (void)state;
    size_t count;
    set(200000, 10000);
    struct fnl_gist_row *rows = fnl_ordeal_rows(&ordeal, &count);
    assert_non_null(rows);
    assert_int_equal(count, 3 * (FNL_BURDEN_NUMBERS + 3));
    assert_string_equal(rows[0].label, "New bores");
    assert_true(rows[0].gist.mean == 3);
    const struct fnl_gist_row *second = &rows[FNL_BURDEN_NUMBERS + 3];
    assert_string_equal(second->world, "no new ones");
    assert_true(second->gist.mean == -3);
    assert_string_equal(rows[count - 1].id, "contribution");
    assert_true(rows[count - 1].gist.mean == 2760000.0 - 4800000.0);
    free(rows);
}

static void months_add_up(void **state)
{
    (void)state;
    char *text;
    size_t length;
    set(200000, 10000);
    FILE *out = open_memstream(&text, &length);
    fnl_ordeal_export(&ordeal, ';', out);
    fclose(out);
    assert_says(text, "\nno new ones;2026-03-01;-3000,00;-3000,00;-3000,00;-3000,00;300,00;");
    assert_says(text, "\nnone at all;2027-12-01;-48000,00;");
    free(text);
    json_t *array = fnl_ordeal_json(&ordeal);
    assert_int_equal(json_array_size(array), 48);
    json_decref(array);
}

static void the_figure_has_both_worlds(void **state)
{
    (void)state;
    set(200000, 10000);
    fnl_figure *figure = fnl_figure_new();
    assert_true(fnl_ordeal_draw(&ordeal, figure));
    const char *data = fnl_figure_data(figure);
    assert_says(data, "title = 'Firm: without bores the books miss $48k, and all else brings $28k "
                      "more'\n");
    assert_says(data, "\n20454 -1000 0 -1000 -1000 -1000\n");
    assert_says(data, "array option[2] = ['No new ones signed', 'None at all']\n");
    fnl_figure_free(figure);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_weigh_the_books_against_the_rest),
        cmocka_unit_test(what_does_not_matter_is_not_called_better),
        cmocka_unit_test(pains_who_send_good_people_may_have_no_opportunity_cost),
        cmocka_unit_test(rows_are_of_all_worlds),
        cmocka_unit_test(months_add_up),
        cmocka_unit_test(the_figure_has_both_worlds),
    };
    return cmocka_run_group_tests(tests, make_up, clear);
}
