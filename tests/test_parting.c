/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "hearsay.h"
#include "model/question.h"
#include "observe/parting.h"

#define FACTS 8

/* A history made by hand. */
struct told {
    struct fnl_fact facts[FACTS];
    size_t order[FACTS];
    struct fnl_history_part part;
};

static void add(struct told *told, struct fnl_fact fact)
{
    const size_t n = told->part.count++;
    told->facts[n] = fact;
    told->order[n] = n;
    told->part.facts = told->facts;
    told->part.order = told->order;
}

static struct fnl_fact talk(const char *date, fnl_time wait, bool held)
{
    return (struct fnl_fact){FNL_FACT_TOUCH, .time = hearsay_time(date, 10, 0), .rep = 2,
                             .wait = wait, .flag = held};
}

static struct fnl_fact decision(const char *date, int64_t chance, bool on)
{
    return (struct fnl_fact){FNL_FACT_DECIDED, .time = hearsay_time(date, 12, 0), .amount = chance,
                             .detail = 1, .flag = on};
}

static void the_first_difference_may_be_a_minute_and_the_turn_an_answer(void **state)
{
    (void)state;
    struct told a = {0}, b = {0};
    struct fnl_parting first, turn;
    add(&a, talk("2026-03-17", 0, true));
    add(&b, talk("2026-03-17", 0, true));
    b.facts[0].client = 5; /* a record's number means nothing */
    add(&a, talk("2026-03-18", 0, true));
    add(&b, talk("2026-03-18", FNL_MINUTE, true));
    add(&a, decision("2026-03-18", 700000, true));
    add(&b, decision("2026-03-18", 600000, false));
    assert_true(fnl_parting_first(&a.part, &b.part, &first));
    assert_ptr_equal(first.facts[0], &a.facts[1]);
    assert_ptr_equal(first.facts[1], &b.facts[1]);
    assert_int_equal(fnl_parting_cause_of(&first), FNL_PARTING_TIME);
    assert_true(fnl_parting_turn(&a.part, &b.part, &turn));
    assert_ptr_equal(turn.facts[0], &a.facts[2]);
    assert_ptr_equal(turn.facts[1], &b.facts[2]);
}

static void equal_histories_do_not_part(void **state)
{
    (void)state;
    struct told a = {0}, b = {0};
    struct fnl_parting parting;
    add(&a, talk("2026-03-17", 0, true));
    add(&b, talk("2026-03-17", 0, true));
    assert_false(fnl_parting_first(&a.part, &b.part, &parting));
    assert_false(fnl_parting_turn(&a.part, &b.part, &parting));
    add(&b, decision("2026-03-18", 600000, false));
    assert_true(fnl_parting_first(&a.part, &b.part, &parting));
    assert_null(parting.facts[0]);
    assert_ptr_equal(parting.facts[1], &b.facts[1]);
    assert_int_equal(fnl_parting_cause_of(&parting), FNL_PARTING_OTHER);
}

/* What only one of them is asked comes before what both do later. */
static void the_earlier_fact_is_the_cause(void **state)
{
    (void)state;
    const struct fnl_fact ask = {FNL_FACT_ASKED, .time = 5}, leaves = {FNL_FACT_LEFT, .time = 9};
    const struct fnl_fact other = {FNL_FACT_ASSIGNED, .time = 9};
    assert_int_equal(fnl_parting_cause_of(&(struct fnl_parting){{&leaves, &ask}}), FNL_PARTING_ASK);
    assert_int_equal(fnl_parting_cause_of(&(struct fnl_parting){{&ask, &leaves}}), FNL_PARTING_ASK);
    assert_int_equal(fnl_parting_cause_of(&(struct fnl_parting){{&other, NULL}}), FNL_PARTING_REP);
    assert_string_equal(fnl_parting_cause_name(FNL_PARTING_REP), "Given to another rep");
}

static void who_wants_to_part_is_a_turn(void **state)
{
    (void)state;
    struct told a = {0}, b = {0};
    struct fnl_parting turn;
    add(&a, (struct fnl_fact){.kind = FNL_FACT_LEFT});
    add(&b, (struct fnl_fact){FNL_FACT_LEFT, .index = FNL_FAREWELL_FIRED});
    assert_true(fnl_parting_turn(&a.part, &b.part, &turn));
    assert_int_equal(turn.facts[1]->index, FNL_FAREWELL_FIRED);
}

static void a_price_is_a_turn(void **state)
{
    (void)state;
    struct told a = {0}, b = {0};
    struct fnl_parting turn;
    add(&a, (struct fnl_fact){FNL_FACT_SIGNED, .amount = 238500});
    add(&b, (struct fnl_fact){FNL_FACT_SIGNED, .amount = 238501});
    assert_true(fnl_parting_turn(&a.part, &b.part, &turn));
}

static void assert_said(struct fnl_fact fact, const char *expected)
{
    char *text;
    size_t length;
    FILE *out = open_memstream(&text, &length);
    const struct fnl_tale tale = {.currency = "USD", .start = hearsay_settings.start};
    fact.time += hearsay_time("2026-03-17", 0, 0);
    fnl_parting_say(&tale, &hearsay_plan, &fact, out);
    fclose(out);
    assert_memory_equal(text, "2026-03-17: ", 12);
    assert_string_equal(text + 12, expected);
    free(text);
}

static void every_turn_has_its_words(void **state)
{
    (void)state;
    assert_said((struct fnl_fact){.kind = FNL_FACT_ARRIVED}, "arrives");
    assert_said((struct fnl_fact){FNL_FACT_ARRIVED, .detail = 1}, "is back");
    assert_said((struct fnl_fact){.kind = FNL_FACT_HANDED_ON}, "is handed to sales");
    assert_said((struct fnl_fact){FNL_FACT_ASSIGNED, .rep = 2}, "is given to rep-3");
    assert_said((struct fnl_fact){FNL_FACT_ASSIGNED, .rep = FNL_NOBODY},
                "joins the queue that all reps share");
    assert_said((struct fnl_fact){FNL_FACT_STAGE, .detail = 1}, "enters Proposal");
    assert_said((struct fnl_fact){FNL_FACT_TOUCH, .rep = 2, .flag = true},
                "talks with rep-3 (touch 1 of Discovery), at once");
    assert_said((struct fnl_fact){FNL_FACT_TOUCH, .rep = 2, .wait = 26 * FNL_HOUR},
                "does not answer rep-3 (touch 1 of Discovery), after 26 h in the queue");
    assert_said((struct fnl_fact){FNL_FACT_TOUCH, .rep = 2, .index = 1},
                "does not come to meet rep-3 (touch 1 of Discovery), at once");
    assert_said((struct fnl_fact){FNL_FACT_TOUCH, .rep = 2, .index = 1, .day = 1, .flag = true},
                "meets rep-3 (touch 2 of Discovery), at once");
    assert_said((struct fnl_fact){.kind = FNL_FACT_QUALIFIED}, "does not pass qualification");
    assert_said((struct fnl_fact){FNL_FACT_QUALIFIED, .flag = true}, "passes qualification");
    assert_said((struct fnl_fact){FNL_FACT_DECIDED, .detail = 1, .amount = 238500},
                "does not go on from Proposal, the chance was 24 in 100");
    assert_said((struct fnl_fact){FNL_FACT_DECIDED, .amount = 238500, .flag = true},
                "goes on from Discovery, the chance was 24 in 100");
    assert_said((struct fnl_fact){FNL_FACT_CLOSING, .detail = FNL_DECLINE, .flag = true},
                "would sign but shows red flags, and we decline");
    assert_said((struct fnl_fact){FNL_FACT_CLOSING, .amount = FNL_MILLION},
                "would sign, and we accept");
    assert_said((struct fnl_fact){FNL_FACT_CLOSING, .detail = FNL_COUNTER, .amount = 1250000},
                "would sign, and we ask for 1.25 x the price");
    assert_said((struct fnl_fact){.kind = FNL_FACT_PUSHED}, "is pressed to decide");
    assert_said((struct fnl_fact){FNL_FACT_ENDED, .detail = FNL_CAUSE_PRICE}, "is lost on price");
    assert_said((struct fnl_fact){FNL_FACT_SIGNED, .amount = 2500000}, "signs for $25,000");
    assert_said((struct fnl_fact){FNL_FACT_RENEWED, .amount = 2500000}, "renews for $25,000");
    assert_said((struct fnl_fact){FNL_FACT_LEFT, .detail = 1}, "leaves before the term ends");
    assert_said((struct fnl_fact){.kind = FNL_FACT_LEFT}, "leaves when the term ends");
    assert_said((struct fnl_fact){FNL_FACT_LEFT, .index = FNL_FAREWELL_FIRED},
                "is let go when the term ends");
    assert_said((struct fnl_fact){FNL_FACT_CONCEDED, .flag = true},
                "asks for a lower price, and we give in");
    assert_said((struct fnl_fact){.kind = FNL_FACT_CONCEDED},
                "asks for a lower price, and we refuse");
    assert_said((struct fnl_fact){.kind = FNL_FACT_REFORMED}, "is won over");
    assert_said((struct fnl_fact){.kind = FNL_FACT_MEETING}, "meets us as a client");
    assert_said((struct fnl_fact){.kind = FNL_FACT_ASKED},
                "is asked for referrals and names nobody");
    assert_said((struct fnl_fact){FNL_FACT_ASKED, .index = 2, .flag = true},
                "is asked for referrals and gives 2 names");
    assert_said((struct fnl_fact){.kind = FNL_FACT_REFERRED}, "sends somebody");
    assert_said((struct fnl_fact){FNL_FACT_SERVED, .wait = 90 * FNL_MINUTE},
                "is refused 1.5 h of service");
}

static void a_history_that_has_ended_says_so(void **state)
{
    (void)state;
    char *text;
    size_t length;
    FILE *out = open_memstream(&text, &length);
    fnl_parting_say(&(struct fnl_tale){.currency = "USD"}, &hearsay_plan, NULL, out);
    fclose(out);
    assert_string_equal(text, "nothing more");
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_difference_may_be_a_minute_and_the_turn_an_answer),
        cmocka_unit_test(equal_histories_do_not_part),
        cmocka_unit_test(the_earlier_fact_is_the_cause),
        cmocka_unit_test(who_wants_to_part_is_a_turn),
        cmocka_unit_test(a_price_is_a_turn),
        cmocka_unit_test(every_turn_has_its_words),
        cmocka_unit_test(a_history_that_has_ended_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
