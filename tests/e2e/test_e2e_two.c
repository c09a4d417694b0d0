/* test_e2e_two.c - two people, two terminals, one file: both write on the same row, and nobody's words
 * are lost. */
#include "unit.h"

#include <string.h>

#include "desk.h"

/* Closed before the first: it was started later and holds that one's pipe. */
static struct desk second;

static int get_up(void **state)
{
    term_close(second.term);
    second.term = NULL;
    return desk_get_up(state);
}

#define QUESTION "Vem håller ihop ärendet?"

/* As far as the one row about the case, open to be changed. */
static void go_to_row(struct desk *desk, const char *digit, const char *name)
{
    desk_log_in(desk->term, digit, name);
    desk_open_case(desk->term, "Granen");
    desk_follow(desk->term, "Om ärendet");
    term_expect_text(desk->term, "LVU 3 §");
    desk_press(desk->term, "Enter");
    term_expect_text(desk->term, QUESTION);
    desk_go_to(desk->term, QUESTION);
}

static void test_the_same_answer_by_two_at_once(void **state)
{
    struct desk *noor = *state;

    noor->lang = "sv";
    desk_start(noor, 40, 120);
    second = *noor;
    desk_start(&second, 40, 120);
    go_to_row(noor, "2", "Noor A");
    go_to_row(&second, "3", "Eli S");
    desk_type(noor->term, "utredaren på Norra");
    desk_type(second.term, "chefen på Norra");
    term_key(noor->term, "F2");
    term_expect_text(noor->term, "utredaren på Norra");
    term_expect_gone(noor->term, QUESTION);
    term_key(second.term, "F2");
    term_expect_text(second.term, "Någon annan har ändrat samma svar medan du skrev.");
    term_expect_text(second.term, "chefen på Norra");
    term_expect_text(second.term, "utredaren på Norra");
    desk_press(second.term, "3");
    term_expect_gone(second.term, "Någon annan har ändrat");
    desk_leave(&second);
    desk_leave(noor);
    /* Both texts stand for whoever looks next. */
    desk_start(noor, 40, 120);
    go_to_row(noor, "2", "Noor A");
    term_expect_text(noor->term, "utredaren på Norra");
    term_expect_text(noor->term, "chefen på Norra");
    desk_leave(noor);
}

/* What one hands in, the other finds at the next step. */
static void test_a_note_is_there_for_the_other(void **state)
{
    struct desk *kim = *state;

    kim->lang = "sv";
    desk_start(kim, 40, 120);
    second = *kim;
    desk_start(&second, 40, 120);
    desk_log_in(second.term, "2", "Noor A");
    desk_open_case(second.term, "Ljungen");
    term_expect_text(second.term, "NÄSTA STEG");
    term_expect_gone(second.term, "som väntar");
    desk_log_in(kim->term, "1", "Kim L, personal");
    desk_press(kim->term, "F6");
    desk_type(kim->term, "Ljungen");
    desk_press(kim->term, "Enter");
    desk_answer(kim->term, "Är någon i fara nu?", "n");
    desk_press(kim->term, "F2");
    term_expect_text(kim->term, "Rätt ungdom?");
    term_key(kim->term, "j");
    term_expect_text(kim->term, "Inlämnat");
    desk_back_to(second.term, "I dag");
    desk_open_case(second.term, "Ljungen");
    term_expect_text(second.term, "Läs en notering som väntar");
    desk_leave(&second);
    desk_leave(kim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_same_answer_by_two_at_once, desk_sit_down, get_up),
        cmocka_unit_test_setup_teardown(test_a_note_is_there_for_the_other, desk_sit_down, get_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
