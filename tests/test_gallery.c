/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "report/gallery.h"
#include "report/gnuplot.h"
#include "report/plot.h"

#include "made_up.h"
#include "scratch.h"

static void every_figure_says_what_it_shows(void **state)
{
    (void)state;
    size_t count = 0;
    for (const char *const *name = fnl_gallery_names(); *name; name++, count++)
        assert_non_null(fnl_gallery_about(*name));
    assert_int_equal(count, 11);
    assert_null(fnl_gallery_about("whale"));
}

static void a_single_option_has_no_difference(void **state)
{
    (void)state;
    struct made_up *made = made_up_new(1, 2, 1);
    assert_string_equal(fnl_gallery_lacks("difference", &made->study), "two options to compare");
    assert_null(fnl_gallery_lacks("cash", &made->study));
    made_up_free(made);
    made = made_up_new(2, 2, 1);
    assert_null(fnl_gallery_lacks("difference", &made->study));
    made_up_free(made);
}

static void morale_is_drawn_where_an_option_has_it(void **state)
{
    (void)state;
    struct fnl_settings settings = {.morale = {.present = false}};
    struct made_up *made = made_up_new(2, 2, 1);
    assert_string_equal(fnl_gallery_lacks("morale", &made->study),
                        "the group `morale` in a scenario");
    made->options[1].last = &settings;
    assert_non_null(fnl_gallery_lacks("morale", &made->study));
    settings.morale.present = true;
    assert_null(fnl_gallery_lacks("morale", &made->study));
    made_up_free(made);
}

static void a_forecast_is_drawn_where_an_option_has_it_and_a_quarter_is_whole(void **state)
{
    (void)state;
    struct fnl_settings settings = {.forecast = {.present = false}};
    struct made_up *made = made_up_new(2, 2, 2);
    assert_string_equal(fnl_gallery_lacks("forecast", &made->study),
                        "the group `forecast` in a scenario");
    made->options[1].last = &settings;
    assert_string_equal(fnl_gallery_lacks("forecast", &made->study),
                        "the group `forecast` in a scenario");
    settings.forecast.present = true;
    assert_string_equal(fnl_gallery_lacks("forecast", &made->study), "a whole fiscal quarter");
    made->study.months = 3;
    assert_null(fnl_gallery_lacks("forecast", &made->study));
    made_up_free(made);
}

/* Draws all figures of a study of `count` options with the scripts that are shipped. */
static void draw_all(size_t count)
{
    static const char *const places[] = {"plots", NULL};
    struct made_up *made = made_up_firm(count);
    const struct fnl_study *study = made_up_study(made);
    struct fnl_judgement_set judged;
    assert_int_equal(fnl_judgement_init(study, &judged), FNL_OK);
    for (const char *const *name = fnl_gallery_names(); *name; name++) {
        const struct fnl_plot plot = {*name, places, FNL_PLOT_SVG};
        struct fnl_error error = {0};
        fnl_figure *figure;
        assert_int_equal(fnl_gallery_make(*name, study, &judged, &figure), FNL_OK);
        if (fnl_plot_render(&plot, figure, scratch_path("figure.svg"), &error) != FNL_OK)
            fail_msg("%s of %zu options: %s", *name, count, error.text);
        fnl_figure_free(figure);
    }
    fnl_judgement_fini(&judged);
    made_up_free(made);
}

static void every_figure_can_be_drawn(void **state)
{
    (void)state;
    char version[FNL_GNUPLOT_VERSION];
    if (!fnl_gnuplot_version(version))
        skip();
    draw_all(1);
    draw_all(2);
    draw_all(8);
}

static void lack_of_memory_is_reported(void **state)
{
    (void)state;
    struct made_up *made = made_up_new(2, 5, 1);
    const struct fnl_study *study = made_up_study(made);
    struct fnl_judgement_set judged;
    assert_int_equal(fnl_judgement_init(study, &judged), FNL_OK);
    for (const char *const *name = fnl_gallery_names(); *name; name++) {
        fnl_status status = FNL_ERR_MEMORY;
        for (long countdown = 0; status != FNL_OK; countdown++) {
            fnl_figure *figure;
            fnl_memory_fail_after(countdown);
            status = fnl_gallery_make(*name, study, &judged, &figure);
            if (status == FNL_OK && !fnl_figure_data(figure))
                status = FNL_ERR_MEMORY;
            fnl_memory_fail_after(-1);
            fnl_figure_free(figure);
            assert_true(status == FNL_OK || status == FNL_ERR_MEMORY);
            assert_true(countdown < 200);
        }
    }
    fnl_judgement_fini(&judged);
    made_up_free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_figure_says_what_it_shows),
        cmocka_unit_test(a_single_option_has_no_difference),
        cmocka_unit_test(morale_is_drawn_where_an_option_has_it),
        cmocka_unit_test(a_forecast_is_drawn_where_an_option_has_it_and_a_quarter_is_whole),
        SCRATCH_TEST(every_figure_can_be_drawn),
        cmocka_unit_test(lack_of_memory_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
