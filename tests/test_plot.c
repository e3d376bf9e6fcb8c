/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>

#include <cmocka.h>

#include "base/memory.h"
#include "report/gnuplot.h"
#include "report/plot.h"

#include "scratch.h"

static void need_gnuplot(void)
{
    char version[FNL_GNUPLOT_VERSION];
    if (!fnl_gnuplot_version(version))
        skip();
}

/* The scratch directory holds scripts of the test's own; first it gets a plain style. */
static const char *const places[] = {scratch, NULL};

static struct fnl_plot plot_with(const char *script, enum fnl_plot_format format)
{
    scratch_put(scratch_path("style.gp"),
                "if (format eq 'dumb') set terminal dumb noenhanced size 60,12\n"
                "if (format eq 'svg') set terminal svg noenhanced\n"
                "if (format eq 'png') set terminal png noenhanced\n"
                "if (format eq 'pdf') set terminal pdfcairo noenhanced\n"
                "if (format eq 'sixel') set terminal sixelgd noenhanced\n"
                "if (exists('output')) set output output\n");
    scratch_put(scratch_path("line.gp"), script);
    return (struct fnl_plot){"line", places, format};
}

static fnl_figure *simple_figure(void)
{
    fnl_figure *figure = fnl_figure_new();
    fnl_figure_text(figure, "title", "Müller's `touch owned` line");
    fnl_figure_block(figure, "points");
    fnl_figure_row(figure, (const double[]){0, 2.385}, 2);
    fnl_figure_row(figure, (const double[]){1, 4}, 2);
    fnl_figure_end(figure);
    return figure;
}

static const char script[] = "set title title\nplot $points using 1:2 with lines notitle\n";

/* Draws and expects `status`; the picture would be at `path`. */
static void draw(const struct fnl_plot *plot, const char *path, fnl_status expected,
                 const char *complaint)
{
    struct fnl_error error = {0};
    fnl_figure *figure = simple_figure();
    const fnl_status status = fnl_plot_render(plot, figure, path, &error);
    fnl_figure_free(figure);
    if (status != expected)
        fail_msg("status %d: %s", (int)status, error.text);
    if (complaint && !strstr(error.text, complaint))
        fail_msg("\"%s\" does not say \"%s\"", error.text, complaint);
}

static void formats_have_names_and_extensions(void **state)
{
    (void)state;
    static const char *const names[] = {"svg", "png", "pdf", "dumb", "sixel"};
    static const char *const extensions[] = {"svg", "png", "pdf", "txt", "six"};
    for (int i = 0; i < 5; i++) {
        enum fnl_plot_format format;
        assert_true(fnl_plot_format_named(names[i], &format));
        assert_int_equal((int)format, i);
        assert_string_equal(fnl_plot_extension(format), extensions[i]);
    }
    enum fnl_plot_format format;
    assert_false(fnl_plot_format_named("jpeg", &format));
    assert_false(fnl_plot_format_named("", &format));
}

static void every_format_gives_a_complete_picture(void **state)
{
    (void)state;
    need_gnuplot();
    for (int format = FNL_PLOT_SVG; format <= FNL_PLOT_SIXEL; format++) {
        const struct fnl_plot plot = plot_with(script, (enum fnl_plot_format)format);
        draw(&plot, scratch_path("picture"), FNL_OK, NULL);
        struct stat there;
        assert_int_equal(stat(scratch_path("picture"), &there), 0);
        assert_true(there.st_size > 500);
    }
    assert_int_equal(scratch_count(),
                     3); /* style, script, picture; nothing temporary, nothing owned */
}

static void a_picture_in_text_is_what_it_always_was(void **state)
{
    (void)state;
    char version[FNL_GNUPLOT_VERSION];
    if (!fnl_gnuplot_version(version) || strncmp(version, "5.4 ", 4) != 0)
        skip();
    const struct fnl_plot plot = plot_with(
        "unset border\nunset tics\nset margins 0, 0, 0, 0\nset label title at graph 0, 0.5\n"
        "plot $points using 1:2 with lines notitle\n",
        FNL_PLOT_DUMB);
    draw(&plot, scratch_path("picture"), FNL_OK, NULL);
    size_t length;
    char *text = scratch_read(scratch_path("picture"), &length);
    assert_non_null(strstr(text, "M\u00fcller\u2019s `touch owned` line"));
    assert_non_null(strstr(text, "***"));
    free(text);
}

static void a_mistake_in_a_script_leaves_no_file(void **state)
{
    (void)state;
    need_gnuplot();
    const struct fnl_plot plot = plot_with("plot sine(x\n", FNL_PLOT_SVG);
    draw(&plot, scratch_path("picture"), FNL_ERR_IO, "plot sine(x");
    assert_int_equal(scratch_count(), 2);
}

static void a_picture_that_is_cut_short_leaves_no_file(void **state)
{
    (void)state;
    need_gnuplot();
    /* Nothing at all; the beginning only; the end only. Each time gnuplot says that all is well. */
    static const char *const cut[] = {"exit\n", "set print '-'\nprint '<?xml version'\n",
                                      "set print '-'\nprint '</svg>'\n"};
    for (size_t i = 0; i < sizeof cut / sizeof *cut; i++) {
        const struct fnl_plot plot = plot_with(cut[i], FNL_PLOT_SVG);
        draw(&plot, scratch_path("picture"), FNL_ERR_IO, "gnuplot drew no complete line");
        assert_int_equal(scratch_count(), 2);
    }
}

static void a_full_disk_is_noticed(void **state)
{
    (void)state;
    need_gnuplot();
    const struct fnl_plot plot = plot_with(script, FNL_PLOT_SVG);
    draw(&plot, "/dev/full", FNL_ERR_IO, "/dev/full: No space left on device");
}

/* A limit on the size of files is a disk that is full at a known byte. */
static int draw_beyond_the_limit(void)
{
    const struct fnl_plot plot = {"line", places, FNL_PLOT_SVG};
    struct fnl_error error = {0};
    fnl_figure *figure = simple_figure();
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){512, 512});
    const fnl_status status = fnl_plot_render(&plot, figure, scratch_path("picture"), &error);
    fnl_figure_free(figure);
    return status == FNL_ERR_IO && strstr(error.text, "File too large") ? 0 : 1;
}

static void a_disk_that_fills_midway_leaves_the_old_picture(void **state)
{
    (void)state;
    need_gnuplot();
    plot_with(script, FNL_PLOT_SVG);
    scratch_put(scratch_path("picture"), "old");
    assert_int_equal(scratch_in_child(draw_beyond_the_limit), 0);
    scratch_assert_content(scratch_path("picture"), "old");
    assert_int_equal(scratch_count(), 3);
}

static void a_missing_gnuplot_leaves_no_file(void **state)
{
    (void)state;
    const struct fnl_plot plot = plot_with(script, FNL_PLOT_SVG);
    char *path = strdup(getenv("PATH"));
    setenv("PATH", "/nonexistent", 1);
    draw(&plot, scratch_path("picture"), FNL_ERR_IO, "gnuplot was not found");
    setenv("PATH", path, 1);
    free(path);
    assert_int_equal(scratch_count(), 2);
}

static void a_missing_script_is_named(void **state)
{
    (void)state;
    struct fnl_plot plot = plot_with(script, FNL_PLOT_SVG);
    plot.script = "no-such-figure";
    draw(&plot, scratch_path("picture"), FNL_ERR_USAGE, "no-such-figure.gp");
    plot.directories = (const char *const[]){"/nonexistent", NULL};
    draw(&plot, scratch_path("picture"), FNL_ERR_USAGE,
         "there is no script style.gp, neither in /non");
}

static void a_script_that_cannot_be_read_is_named(void **state)
{
    (void)state;
    struct fnl_plot plot = plot_with(script, FNL_PLOT_SVG);
    assert_int_equal(mkdir(scratch_path("folder.gp"), 0755), 0);
    plot.script = "folder";
    draw(&plot, scratch_path("picture"), FNL_ERR_IO, "/folder.gp: cannot be read as a script");

    /* One that never ends. */
    assert_int_equal(symlink("/dev/zero", scratch_path("zero.gp")), 0);
    plot.script = "zero";
    draw(&plot, scratch_path("picture"), FNL_ERR_IO, "/zero.gp: cannot be read as a script");
}

static void each_script_is_looked_for_by_itself(void **state)
{
    (void)state;
    need_gnuplot();
    struct fnl_plot plot = plot_with(script, FNL_PLOT_DUMB);
    const char *own = scratch_path("own");
    assert_int_equal(mkdir(own, 0755), 0);
    scratch_put(scratch_path("own/line.gp"),
                "set label 'my own' at graph 0.1, 0.5\nplot $points\n");
    plot.directories = (const char *const[]){"/nonexistent", own, scratch, NULL};
    draw(&plot, scratch_path("picture"), FNL_OK, NULL);
    size_t length;
    char *text = scratch_read(scratch_path("picture"), &length);
    assert_non_null(strstr(text, "my own"));
    free(text);
}

static void a_program_that_is_kept_draws_by_itself(void **state)
{
    (void)state;
    need_gnuplot();
    const struct fnl_plot plot = plot_with(script, FNL_PLOT_SVG);
    fnl_figure *figure = simple_figure();
    char command[4096];
    assert_int_equal(fnl_plot_write_program(&plot, figure, scratch_path("kept.gp"), NULL), FNL_OK);
    snprintf(command, sizeof command, "cd '%s' && rm style.gp line.gp && gnuplot -d kept.gp",
             scratch);
    assert_int_equal(system(command), 0);

    /* The picture is the one that we draw ourselves. */
    size_t drawn_length, kept_length;
    plot_with(script, FNL_PLOT_SVG);
    draw(&plot, scratch_path("picture"), FNL_OK, NULL);
    char *drawn = scratch_read(scratch_path("picture"), &drawn_length);
    char *kept = scratch_read(scratch_path("line.svg"), &kept_length);
    assert_int_equal(drawn_length, kept_length);
    assert_memory_equal(drawn, kept, kept_length);
    free(drawn);
    free(kept);
    fnl_figure_free(figure);
}

static void a_program_on_a_full_disk_is_reported(void **state)
{
    (void)state;
    const struct fnl_plot plot = plot_with(script, FNL_PLOT_SVG);
    struct fnl_error error = {0};
    fnl_figure *figure = simple_figure();
    assert_int_equal(fnl_plot_write_program(&plot, figure, "/dev/full", &error), FNL_ERR_IO);
    assert_string_equal(error.text, "/dev/full: No space left on device");
    fnl_figure_free(figure);
}

static void no_picture_tells_the_time(void **state)
{
    (void)state;
    need_gnuplot();
    size_t first_length, second_length;
    const struct fnl_plot plot = plot_with(script, FNL_PLOT_PDF);
    draw(&plot, scratch_path("first"), FNL_OK, NULL);
    nanosleep(&(struct timespec){1, 100000000}, NULL);
    draw(&plot, scratch_path("second"), FNL_OK, NULL);
    char *first = scratch_read(scratch_path("first"), &first_length);
    char *second = scratch_read(scratch_path("second"), &second_length);
    assert_int_equal(first_length, second_length);
    assert_memory_equal(first, second, first_length);
    free(first);
    free(second);
}

static void lack_of_memory_leaves_no_file(void **state)
{
    (void)state;
    need_gnuplot();
    const struct fnl_plot plot = plot_with(script, FNL_PLOT_SVG);
    fnl_figure *figure = simple_figure();
    bool done = false;
    for (long countdown = 0; !done; countdown++) {
        struct fnl_error error = {0};
        fnl_memory_fail_after(countdown);
        const fnl_status status = fnl_plot_render(&plot, figure, scratch_path("picture"), &error);
        fnl_memory_fail_after(-1);
        done = status == FNL_OK;
        assert_true(done || scratch_count() == 2 || access(scratch_path("picture"), F_OK) == 0);
        assert_true(countdown < 60);
        assert_true(done || status == FNL_ERR_MEMORY);
    }
    fnl_figure_free(figure);
    assert_int_equal(scratch_count(), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(formats_have_names_and_extensions),
        SCRATCH_TEST(every_format_gives_a_complete_picture),
        SCRATCH_TEST(a_picture_in_text_is_what_it_always_was),
        SCRATCH_TEST(a_mistake_in_a_script_leaves_no_file),
        SCRATCH_TEST(a_picture_that_is_cut_short_leaves_no_file),
        SCRATCH_TEST(a_full_disk_is_noticed),
        SCRATCH_TEST(a_disk_that_fills_midway_leaves_the_old_picture),
        SCRATCH_TEST(a_missing_gnuplot_leaves_no_file),
        SCRATCH_TEST(a_missing_script_is_named),
        SCRATCH_TEST(a_script_that_cannot_be_read_is_named),
        SCRATCH_TEST(each_script_is_looked_for_by_itself),
        SCRATCH_TEST(a_program_that_is_kept_draws_by_itself),
        SCRATCH_TEST(a_program_on_a_full_disk_is_reported),
        SCRATCH_TEST(no_picture_tells_the_time),
        SCRATCH_TEST(lack_of_memory_leaves_no_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
