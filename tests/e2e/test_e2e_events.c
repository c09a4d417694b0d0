/* test_e2e_events.c - the real program in practice mode: a promise in a few keys, a youth who is missing. */
#include "unit.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pty.h"
#include "scratch.h"

#define PHRASE "sol regn vind moln dis"

struct night {
    struct scratch scratch;
    struct term *term;
};

static void begin(struct night *night)
{
    const char *build = getenv("B");
    char program[256];
    char home[128];
    const char *argv[] = {program, "--practice", "--forms", "forms", "--language", "sv", NULL};
    const char *env[] = {home, "SIS_TUI_NOW=2026-11-22T16:00:00Z", NULL};

    snprintf(program, sizeof program, "%s/sis-tui", build != NULL ? build : "build");
    snprintf(home, sizeof home, "HOME=%s", night->scratch.folder);
    night->term = term_spawn(argv, 24, 80, env);
    term_expect_text(night->term, "Logga in");
}

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

static void leave(struct night *night)
{
    term_key(night->term, "C-q");
    term_expect_exit(night->term, 0);
    term_expect_restored(night->term);
    term_close(night->term);
}

static int set_up(void **state)
{
    static struct night night;

    memset(&night, 0, sizeof night);
    scratch_make(&night.scratch);
    *state = &night;
    return 0;
}

static int tear_down(void **state)
{
    struct night *night = *state;

    scratch_remove(&night->scratch);
    return 0;
}

static void a_promise_half_written_comes_back_after_the_lock(void **state)
{
    struct night *night = *state;
    struct term *term;

    begin(night);
    term = night->term;
    open_case(term);
    term_send(term, "p");
    term_expect_text(term, "24-031 Granen");
    term_expect_gone(term, "NÄSTA STEG");
    if (!term_contains(term, "Nytt löfte")) {
        term_send(term, "n");
    }
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
    leave(night);
}

static void a_call_is_there_after_a_sudden_death(void **state)
{
    struct night *night = *state;
    struct term *term;

    begin(night);
    term = night->term;
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
    begin(night);
    term = night->term;
    term_send(term, "1");
    term_expect_text(term, "24-031 Granen: ring nu");
    term_key(term, "Enter");
    term_expect_text(term, "Första samtalet i dag");
    term_expect_text(term, "inget svar");
    term_key(term, "Esc");
    term_expect_text(term, "Kim L, personal");
    leave(night);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_promise_half_written_comes_back_after_the_lock),
        TEST(a_call_is_there_after_a_sudden_death),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
