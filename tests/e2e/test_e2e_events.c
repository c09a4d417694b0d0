/* test_e2e_events.c - the real program in practice mode: a promise in a few keys, a youth who is missing. */
#include "unit.h"

#include <signal.h>
#include <stdlib.h>

#include "desk.h"

#define PHRASE "sol regn vind moln dis"

static void open_case(struct term *term)
{
    term_send(term, "1");
    term_expect_text(term, "Kim L, personal");
    term_key(term, "F5");
    term_expect_text(term, "loggas");
    term_send(term, "24-031");
    term_expect_gone(term, "24-042");
    term_key(term, "Enter");
    term_expect_text(term, "Öppna 24-031 Granen");
    term_send(term, "j");
    term_expect_text(term, "NÄSTA STEG");
}

static void a_promise_half_written_comes_back_after_the_lock(void **state)
{
    struct desk *desk = *state;
    struct term *term;

    desk_start(desk, 24, 80);
    term = desk->term;
    open_case(term);
    term_send(term, "p");
    term_expect_text(term, "24-031 Granen");
    term_expect_gone(term, "NÄSTA STEG");
    if (!term_contains(term, "Nytt löfte"))
        term_send(term, "n");
    term_expect_text(term, "Nytt löfte");
    term_send(term, "Skjutsa till matchen");
    term_expect_text(term, "Skjutsa till matchen");
    term_key(term, "F12");
    term_expect_text(term, "Lösenfras");
    term_expect_gone(term, "Skjutsa");
    term_send(term, PHRASE "\r");
    term_expect_text(term, "Skjutsa till matchen");
    term_key(term, "Enter");
    term_send(term, "+3");
    term_expect_text(term, "= 25 november");
    term_key(term, "F2");
    term_expect_text(term, "Löften till ungdomen");
    term_expect_text(term, "Skjutsa till matchen");
    term_expect_text(term, "25 november");
    desk_leave(desk);
}

static void a_call_is_there_after_a_sudden_death(void **state)
{
    struct desk *desk = *state;
    struct term *term;

    desk_start(desk, 24, 80);
    term = desk->term;
    open_case(term);
    term_send(term, "!");
    term_expect_text(term, "RING I DEN HÄR ORDNINGEN");
    term_key(term, "Enter");
    term_expect_text(term, "svarade de?");
    term_send(term, "n");
    term_expect_text(term, "inget svar");
    term_signal(term, SIGKILL);
    term_expect_exit(term, 128 + SIGKILL);
    term_close(term);
    desk_start(desk, 24, 80);
    term = desk->term;
    term_send(term, "1");
    term_expect_text(term, "24-031 Granen: ring nu");
    term_key(term, "Enter");
    term_expect_text(term, "Första samtalet i dag");
    term_expect_text(term, "inget svar");
    term_key(term, "Esc");
    term_expect_text(term, "Kim L, personal");
    desk_leave(desk);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, desk_sit_down, desk_get_up)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_promise_half_written_comes_back_after_the_lock),
        TEST(a_call_is_there_after_a_sudden_death),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
