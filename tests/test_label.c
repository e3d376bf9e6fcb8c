/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/memory.h"
#include "report/label.h"

static void assert_clean(const char *text, const char *expected)
{
    char *clean = fnl_label_clean(text);
    assert_non_null(clean);
    assert_string_equal(clean, expected);
    free(clean);
}

static void printable_text_stays_as_it_is(void **state)
{
    (void)state;
    assert_clean("", "");
    assert_clean("Müller & Söhne's \"best\" guess, 100 % — 名前 🙂",
                 "Müller & Söhne's \"best\" guess, 100 % — 名前 🙂");
    assert_clean("\xc2\xa0", "\xc2\xa0"); /* a no-break space is no control character */
}

static void every_control_character_becomes_one_space(void **state)
{
    (void)state;
    assert_clean("two\nlines\r\n\ttab", "two lines   tab");
    assert_clean("\x1b[2Jgone\x7f", " [2Jgone ");
    assert_clean("\xc2\x9b"
                 "2J",
                 " 2J"); /* the one-character form of escape [ */
    assert_clean("a\xe2\x80\xa8"
                 "b\xe2\x80\xa9"
                 "c",
                 "a b c"); /* line and paragraph separators */
    assert_clean("\xe2\x80\xae"
                 "evil\xe2\x81\xa6",
                 " evil "); /* right-to-left override, isolate */
    assert_clean("\xef\xbb\xbf"
                 "bom",
                 " bom");
}

static void bytes_that_are_not_utf8_become_question_marks(void **state)
{
    (void)state;
    assert_clean("M\xfcller", "M?ller");      /* Latin-1 */
    assert_clean("\xc0\xaf", "??");           /* overlong '/' */
    assert_clean("\xe0\x80\xaf", "???");      /* overlong again */
    assert_clean("\xed\xa0\x80", "???");      /* a surrogate */
    assert_clean("\xf4\x90\x80\x80", "????"); /* beyond U+10FFFF */
    assert_clean("\xef\xbf\xbf", "???");      /* U+FFFF, which XML forbids */
    assert_clean("cut \xe2\x82", "cut ??");   /* ends within a character */
    assert_clean("cut \xe2", "cut ?");
    assert_clean("\x80 alone", "? alone");
}

static void width_counts_columns_and_not_bytes(void **state)
{
    (void)state;
    assert_int_equal(fnl_label_width(""), 0);
    assert_int_equal(fnl_label_width("Referrals"), 9);
    assert_int_equal(fnl_label_width("Müller"), 6);
    assert_int_equal(fnl_label_width("Mu\xcc\x88ller"), 6); /* u and a combining diaeresis */
    assert_int_equal(fnl_label_width("名前"), 4);
    assert_int_equal(fnl_label_width("€ 5 — …"), 7);
    assert_int_equal(fnl_label_width("🙂"), 2);
    assert_int_equal(fnl_label_width("M\xfcller"), 6);
}

static void lack_of_memory_gives_no_label(void **state)
{
    (void)state;
    fnl_memory_fail_after(0);
    assert_null(fnl_label_clean("Referrals"));
    fnl_memory_fail_after(-1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(printable_text_stays_as_it_is),
        cmocka_unit_test(every_control_character_becomes_one_space),
        cmocka_unit_test(bytes_that_are_not_utf8_become_question_marks),
        cmocka_unit_test(width_counts_columns_and_not_bytes),
        cmocka_unit_test(lack_of_memory_gives_no_label),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
