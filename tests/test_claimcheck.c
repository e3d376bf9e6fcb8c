/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "claimwords.h"
#include "scenario/claimcheck.h"

static void what_is_wrong_is_said_where_it_stands(void **state)
{
    (void)state;
    refuses("{ id = \"a,b\"; says = \"x\"; strategy = \"a\"; }", "no single word");
    refuses("{ id = \"A\"; says = \"x\"; }", "is missing: a claim has");
    refuses("{ id = \"A\"; says = \"x\"; contrasts = ( ); }", "nothing is claimed");
    refuses("{ id = \"A\"; says = \"x\"; contrasts = ( { } ); }", "what is measured");
    refuses(PLAIN "contrasts = ( { cells = ( { } ); } ); }", "is the short form");
    refuses(PLAIN "metric = \"contribtion\"; }", "did you mean \"contribution\"?");
    refuses(PLAIN "metric = \"zzz\"; }", "`funnelsim indicators` lists them");
    refuses("{ id = \"A\"; says = \"x\"; contrasts = ( { cells = ( { metric = \"won\"; }, "
            "{ metric = \"cost\"; } ); } ); }",
            "different units");
}

static void of_both_forms_one_is_enough(void **state)
{
    (void)state;
    struct reading reading;
    begin(&reading,
          "claims = ( " PLAIN "}, { id = \"B\"; says = \"x\"; contrasts = ( { cells = ( { "
          "metric = \"won\"; }, { metric = \"leads\"; device = \"no_pains\"; } ); } ); } );");
    assert_int_equal(reading.status, FNL_OK);
    assert_int_equal(reading.form.count, 2);
    end(&reading);
}

static void a_device_is_one_of_those_that_there_are(void **state)
{
    (void)state;
    refuses(
        "{ id = \"A\"; says = \"x\"; contrasts = ( { cells = ( { device = \"magic\"; } ); } ); }",
        "no device");
    refuses("{ id = \"A\"; says = \"x\"; contrasts = ( { cells = ( { device = (\"no_pains\", "
            "\"magic\"); } ); } ); }",
            "no device");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_wrong_is_said_where_it_stands),
        cmocka_unit_test(of_both_forms_one_is_enough),
        cmocka_unit_test(a_device_is_one_of_those_that_there_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
