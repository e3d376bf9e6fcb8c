/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/stat.h>
#include <unistd.h>

#include "report/portfolio.h"
#include "scratch.h"

static bool draw(const void *self, fnl_figure *figure)
{
    fnl_figure_text(figure, "title", self);
    return true;
}

static bool write_sheet(const void *self, char separator, FILE *out)
{
    fprintf(out, "%s%c1\n", (const char *)self, separator);
    return true;
}

static bool run_out(const void *self, char separator, FILE *out)
{
    (void)self;
    (void)separator;
    (void)out;
    return false;
}

static const struct fnl_portfolio_figure figures[] = {{"sun", "the sun", draw},
                                                      {"moon", "the moon", draw}};
static const struct fnl_portfolio_sheet sheets[] = {{"sky.csv", write_sheet}},
                                        starved[] = {{"sky.csv", run_out}};
static char folder[4096]; /* a path of scratch does not live long */
static const char *const plots[] = {folder};

static struct fnl_portfolio usual(FILE *out)
{
    snprintf(folder, sizeof folder, "%s", scratch_path("plots"));
    scratch_put(scratch_path("plots/style.gp"), "set terminal svg\nset output output\n");
    scratch_put(scratch_path("plots/sun.gp"), "plot x title title\n");
    return (struct fnl_portfolio){.figures = figures,
                                  .figure_count = 2,
                                  .sheets = sheets,
                                  .sheet_count = 1,
                                  .out = out,
                                  .folder = scratch_path("made/here"),
                                  .separator = ';',
                                  .chosen = "none",
                                  .plot_folders = plots,
                                  .plot_folder_count = 1};
}

static int enter(void **state)
{
    if (scratch_enter(state) != 0)
        return -1;
    return mkdir(scratch_path("plots"), 0777);
}

/* What it says, to be freed. */
static char *written(struct fnl_portfolio portfolio)
{
    char *text;
    size_t length;
    struct fnl_error error = {0};
    portfolio.out = open_memstream(&text, &length);
    if (fnl_portfolio_write(&portfolio, "sky", &error) != FNL_OK)
        fail_msg("%s", error.text);
    fclose(portfolio.out);
    return text;
}

static void a_folder_holds_what_there_is(void **state)
{
    (void)state;
    size_t length;
    struct fnl_portfolio portfolio = usual(NULL);
    char *text = written(portfolio);
    assert_non_null(strstr(text, "/made/here/: sky.csv\n"));
    free(text);
    text = scratch_read(scratch_path("made/here/sky.csv"), &length);
    assert_string_equal(text, "sky;1\n");
    free(text);
    portfolio.silent = true;
    text = written(portfolio);
    assert_string_equal(text, "");
    free(text);
}

static void scripts_are_kept_without_a_picture(void **state)
{
    (void)state;
    size_t length;
    struct fnl_portfolio portfolio = usual(NULL);
    portfolio.folder = NULL;
    portfolio.chosen = "sun";
    portfolio.scripts = scratch_path("scripts");
    char *text = written(portfolio);
    assert_string_equal(text, "");
    free(text);
    text = scratch_read(scratch_path("scripts/sun.gp"), &length);
    assert_non_null(strstr(text, "title = 'sky'"));
    free(text);
    assert_int_not_equal(access(scratch_path("scripts/moon.gp"), F_OK), 0);
}

static void what_does_not_exist_is_refused(void **state)
{
    (void)state;
    struct fnl_error error = {0};
    struct fnl_portfolio portfolio = usual(stdout);
    assert_int_equal(fnl_portfolio_check(&portfolio, &error), FNL_OK);
    portfolio.chosen = "sun,mars";
    assert_int_equal(fnl_portfolio_check(&portfolio, &error), FNL_ERR_USAGE);
    assert_string_equal(error.text, "there is no figure mars");
    error = (struct fnl_error){0};
    portfolio.chosen = "all";
    portfolio.figure_format = "gif";
    assert_int_equal(fnl_portfolio_check(&portfolio, &error), FNL_ERR_USAGE);
    assert_string_equal(error.text, "there is no figure format gif (svg, png, pdf, dumb or sixel)");
    assert_ptr_equal(fnl_portfolio_named(figures, 2, "moon"), &figures[1]);
    assert_null(fnl_portfolio_named(figures, 2, "moo"));
}

static void lack_of_memory_is_reported(void **state)
{
    (void)state;
    struct fnl_error error = {0};
    struct fnl_portfolio portfolio = usual(stdout);
    portfolio.sheets = starved;
    assert_int_equal(fnl_portfolio_write(&portfolio, "sky", &error), FNL_ERR_MEMORY);
    assert_string_equal(error.text, "not enough memory for files");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_folder_holds_what_there_is),
        cmocka_unit_test(scripts_are_kept_without_a_picture),
        cmocka_unit_test(what_does_not_exist_is_refused),
        cmocka_unit_test(lack_of_memory_is_reported),
    };
    return cmocka_run_group_tests(tests, enter, scratch_leave);
}
