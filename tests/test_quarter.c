/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/date.h"
#include "lab.h"
#include "model/quarter.h"
#include "model/state.h"

static struct lab *firm(const char *start, const char *year_starts)
{
    return lab_open(
        "name = \"Firm\"; start = \"%s\"; months = 24; fiscal_year_starts = \"%s\";"
        "sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
        "stages = ( { name = \"A\"; hours = 1; go_on = 0.5; } ); reps = { count = 1; };",
        start, year_starts);
}

/* The company on a date, a day of the run. */
static struct fnl_company *on(struct lab *lab, const char *date)
{
    int day = 0;
    assert_true(fnl_date_read(date, &day));
    struct fnl_company *company = lab->company;
    company->settings = lab->settings;
    company->now = (day - lab->settings->start) * FNL_DAY;
    company->month = fnl_calendar_month(company->plan->calendar, company->now);
    return company;
}

static void assert_date(const struct lab *lab, fnl_time time, const char *date)
{
    char text[FNL_DATE_TEXT];
    assert_int_equal(time % FNL_DAY, 0);
    fnl_date_text(lab->settings->start + (int)(time / FNL_DAY), text);
    assert_string_equal(text, date);
}

static void assert_quarter(struct lab *lab, const char *date, int number, const char *begins,
                           const char *ends)
{
    const struct fnl_quarter quarter = fnl_quarter_now(on(lab, date));
    assert_int_equal(quarter.number, number);
    assert_date(lab, quarter.begins, begins);
    assert_date(lab, quarter.ends, ends);
}

static void quarters_are_those_of_the_business_year(void **state)
{
    (void)state;
    struct lab *lab = firm("2026-01", "Jan");
    assert_quarter(lab, "2026-01-01", 1, "2026-01-01", "2026-04-01");
    assert_quarter(lab, "2026-03-31", 1, "2026-01-01", "2026-04-01");
    assert_quarter(lab, "2026-04-01", 2, "2026-04-01", "2026-07-01");
    assert_quarter(lab, "2027-12-31", 8, "2027-10-01", "2028-01-01");
    lab_close(lab);
    lab = firm("2026-02", "May");
    assert_quarter(lab, "2026-03-17", 1, "2026-02-01", "2026-05-01");
    assert_quarter(lab, "2026-05-01", 2, "2026-05-01", "2026-08-01");
    lab_close(lab);
}

/* The first one may have begun before the run. */
static void a_run_may_begin_in_mid_quarter(void **state)
{
    (void)state;
    struct lab *lab = firm("2026-01", "Dec");
    assert_quarter(lab, "2026-01-01", 1, "2025-12-01", "2026-03-01");
    assert_quarter(lab, "2026-03-01", 2, "2026-03-01", "2026-06-01");
    lab_close(lab);
    lab = firm("2026-06", "april");
    assert_quarter(lab, "2026-06-30", 1, "2026-04-01", "2026-07-01");
    assert_quarter(lab, "2026-07-01", 2, "2026-07-01", "2026-10-01");
    lab_close(lab);
}

static void what_is_left_falls_to_nothing(void **state)
{
    (void)state;
    struct lab *lab = firm("2026-01", "Jan");
    const struct fnl_company *company = on(lab, "2026-04-01");
    const struct fnl_quarter quarter = fnl_quarter_now(company);
    assert_true(fnl_quarter_left(company, &quarter) == 1);
    on(lab, "2026-06-24");
    assert_true(fabs(fnl_quarter_left(company, &quarter) - 7.0 / 91) < 1e-12);
    assert_true(fnl_quarter_ends_with_month(company));
    on(lab, "2026-05-31");
    assert_false(fnl_quarter_ends_with_month(company));
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quarters_are_those_of_the_business_year),
        cmocka_unit_test(a_run_may_begin_in_mid_quarter),
        cmocka_unit_test(what_is_left_falls_to_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
