/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <funnelsim/check.h>

#include "examined.h"
#include "report/idle.h"

#define FIRM                                                                                       \
    "name = \"Firm\"; reps = { count = 2; };\n"                                                    \
    "stages = ( { name = \"Talk\"; meeting = \"visit\"; hours = 2; go_on = \"40 %\"; } );\n"

#define SOURCE     "name = \"Calls\"; kind = \"outbound\"; found_per_hour = 1; "
#define SOURCES    "sources = ( { " SOURCE "} );"
#define KIND       "name = \"visit\"; "
#define MEETINGS   "meetings = { kinds = ( { " KIND "} ); };"
#define TARGET     "meetings = { target_per_month = 12; kinds = ( { " KIND "} ); };"
#define PROSPECTS  "slack = { policy = \"prospect\"; };"
#define TARGETED   "sources = ( { name = \"List\"; kind = \"target\"; } );"
#define BEYOND     "{ name = \"coffee\"; when = \"spare_time\"; whom = \"new_people\"; }"
#define LUNCH      "{ name = \"lunch\"; when = \"spare_time\"; "
#define SERVED     "clients = { service_hours = 2.385; };"
#define NETWORKING "networking = { };" SOURCES

/* What is said, and what besides makes it do something. */
static const struct {
    const char *name, *alone, *helped;
} cases[] = {
    {"signals", "signals = ( { name = \"call\"; } );" SOURCES MEETINGS,
     "signals = ( { name = \"call\"; } ); handoff = { policy = \"signal\"; };" SOURCES MEETINGS},
    {"awareness", "awareness = { };" SOURCES MEETINGS,
     "awareness = { }; sources = ( { " SOURCE "awareness = 0.2; } );" MEETINGS},
    {"records", "records = { };" SOURCES MEETINGS,
     "records = { }; sources = ( { " SOURCE "completeness = \"40 %\"; } );" MEETINGS},
    {"targets", "targets = { };" TARGETED MEETINGS, "targets = { };" TARGETED MEETINGS PROSPECTS},
    {"avoidance", "avoidance = { };" SOURCES MEETINGS,
     "avoidance = { };" SOURCES MEETINGS PROSPECTS},
    {"networking", NETWORKING TARGET,
     NETWORKING "meetings = { target_per_month = 12; kinds = ( { " KIND "}, " BEYOND " ); };"},
    {"networking", NETWORKING "meetings = { kinds = ( { " KIND "}, " BEYOND " ); };",
     NETWORKING "meetings = { target_per_month = 12; kinds = ( { " KIND "}, " BEYOND " ); };"},
    {"meet", "meet = { policy = \"good_only\"; };" SOURCES MEETINGS,
     "meet = { policy = \"good_only\"; };" SOURCES TARGET},
    {"advocates", "advocates = { };" SOURCES MEETINGS,
     "advocates = { }; meetings = { kinds = ( { " KIND "advocates = \"30 %\"; } ); };" SOURCES},
    {"discovery", "discovery = { };" SOURCES MEETINGS,
     "discovery = { }; meetings = { kinds = ( { " KIND "discovers = \"60 %\"; } ); };" SOURCES},
    {"pressure", "pressure = { };" SOURCES MEETINGS,
     "pressure = { }; quota = { rep_signs = 23850; };" SOURCES MEETINGS},
    {"care", "care = { };" SOURCES MEETINGS,
     "care = { }; service = { hours_per_month = 23.85; };" SERVED SOURCES MEETINGS},
    {"service", "service = { hours_per_month = 23.85; };" SOURCES MEETINGS,
     "service = { hours_per_month = 23.85; };" SERVED SOURCES MEETINGS},
    {"service", "service = { }; pita = { scope_per_year = 0; };" SOURCES MEETINGS,
     "service = { }; pita = { scope_per_year = 2.385; };" SOURCES MEETINGS},
    {"advocates",
     "advocates = { }; meetings = { kinds = ( { " KIND "}, " LUNCH
     "advocates = 0.385; } ); };" SOURCES,
     "advocates = { }; meetings = { target_per_month = 12; kinds = ( { " KIND "}, " LUNCH
     "advocates = 0.385; } ); };" SOURCES},
    {"discovery",
     "discovery = { }; meetings = { kinds = ( { " KIND "}, " LUNCH
     "discovers = 0.385; } ); };" SOURCES,
     "discovery = { }; meetings = { kinds = ( { " KIND "discovers = 0.385; } ); };" SOURCES},
    {"concede", "concede = { policy = \"none\"; };" SOURCES MEETINGS,
     "concede = { policy = \"none\"; }; concessions = { };" SOURCES MEETINGS},
};

static char *said_of(const char *rest)
{
    char text[1200];
    snprintf(text, sizeof text, "%s%s", FIRM, rest);
    return examined_text(fnl_check_imply, text, NULL);
}

static void what_has_no_effect_is_told_with_what_it_takes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char expected[80], *said = said_of(cases[i].alone);
        snprintf(expected, sizeof expected,
                 "\nWhat you say of %s changes nothing: ", cases[i].name);
        assert_says(said, expected);
        free(said);
        said = said_of(cases[i].helped);
        if (strstr(said, "changes nothing"))
            fail_msg("%s: %s", cases[i].name, said);
        free(said);
    }
}

/* What is begun on a date is judged by what holds then. */
static void what_comes_later_counts(void **state)
{
    (void)state;
    char *said = said_of("pressure = { }; changes = ( { from = \"2026-04\"; quota = { rep_signs = "
                         "23850; }; } );" SOURCES MEETINGS);
    assert_null(strstr(said, "changes nothing"));
    free(said);
    said = said_of("changes = ( { from = \"2026-04\"; pressure = { }; } );" SOURCES MEETINGS);
    assert_says(said, "\n\nWhat you say of pressure changes nothing: no rep has a quota. It takes "
                      "quota = { rep_signs = 50000;\n  };\n\n");
    free(said);
}

/* A kind of a stage takes a stage that names it. */
static void a_kind_of_meeting_that_nobody_holds_is_told(void **state)
{
    (void)state;
    static const char first[] =
        "discovery = { }; meetings = { kinds = ( { " KIND
        "}, { name = \"first meeting\"; discovers = \"60 %\"; } ); };" SOURCES;
    char *said = said_of(first);
    assert_says(said,
                "What you say of discovery changes nothing: no meeting of a stage finds "
                "anything out. It takes\n  meetings = { kinds = ( { name = \"first meeting\"; "
                "discovers = \"60 %\"; } ); }; and stages = ( { name\n  = ...; meeting = "
                "\"first meeting\"; } );\n");
    assert_says(said,
                "What you say of meetings called \"first meeting\" changes nothing: nobody "
                "holds one. It takes stages =\n  ( { name = ...; meeting = \"first meeting\"; "
                "} ); or another `when`.\n");
    assert_null(strstr(said, "called \"visit\""));
    free(said);
}

/* Of traits it is said once, and only where sources differ. */
static void traits_that_count_for_no_chance_are_told(void **state)
{
    (void)state;
    static const char told[] =
        "\nYou say that sources bring different people, and they sign alike: "
        "no trait counts. It takes effects\n  = { fit = 2; };\n";
#define DOORS(more_)                                                                               \
    "sources = ( { " SOURCE "}, { name = \"Door\"; kind = \"inbound\"; " more_ "} );"
    char *said = said_of(DOORS("fit = 0.385; trust = 0.1; ") MEETINGS);
    assert_says(said, told);
    free(said);
    static const char *const sound[] = {
        DOORS("") MEETINGS, DOORS("trust = 0.1; ") "effects = { need = 0.1; };" MEETINGS};
    for (size_t i = 0; i < 2; i++) {
        said = said_of(sound[i]);
        assert_null(strstr(said, "You say that sources"));
        free(said);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        EXAMINED_TEST(what_has_no_effect_is_told_with_what_it_takes),
        EXAMINED_TEST(what_comes_later_counts),
        EXAMINED_TEST(a_kind_of_meeting_that_nobody_holds_is_told),
        EXAMINED_TEST(traits_that_count_for_no_chance_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
