/* test_pty.c - the harness itself: what it shows, waits for and compares. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "pty.h"

static struct term *shell(const char *script)
{
    const char *argv[] = {"sh", "-c", script, NULL};

    return term_spawn(argv, 6, 30, NULL);
}

static void test_shows_text_style_cursor_and_title(void **state)
{
    struct term *term =
        shell("printf 'r\\303\\244k \\033[1;7mfet\\033[m e\\314\\201 \\360\\237\\221\\215x"
              "\\033]2;namn\\007'; read x; printf '\\033[2J\\033[3;3Hslut'");
    struct str screen;
    size_t n;

    (void)state;
    term_expect(term, "räk fet e\xcc\x81 👍x‸");
    term_expect(term, "räk fet e\xcc\x81 👍x\n\n");
    str_init(&screen, 0);
    term_screen(term, &screen);
    assert_string_equal(screen.p, "räk fet e\xcc\x81 👍x‸\n");
    str_release(&screen);
    assert_int_equal(term_style(term, 0, 0), 0);
    assert_int_equal(term_style(term, 0, 4), TERM_BOLD | TERM_REVERSE);
    assert_string_equal(term_title(term), "namn");
    term_key(term, "Enter");
    term_expect_text(term, "slut");
    term_expect_gone(term, "räk");
    term_expect_exit(term, 0);
    assert_non_null(strstr(term_bytes(term, &n), "\033]2;namn"));
    term_close(term);
}

static void test_sends_keys_as_a_terminal_does(void **state)
{
    struct term *term =
        shell("stty raw -echo; printf ready; dd bs=1 count=25 2>/dev/null | od -An -c "
              "| tr -d ' \\n'; printf '\\033[?1h\\033[?2004hmore'; dd bs=1 count=17 "
              "2>/dev/null | od -An -c | tr -d ' \\n'");

    (void)state;
    term_expect_text(term, "ready");
    term_resize(term, 6, 120);
    term_key(term, "a");
    term_key(term, "å");
    term_key(term, "C-s");
    term_key(term, "M-x");
    term_key(term, "Up");
    term_key(term, "C-Left");
    term_key(term, "F12");
    term_key(term, "S-Tab");
    term_paste(term, "pq", 2);
    term_expect_text(term, "a303245023033x033[A033[1;5D033[24~033[Zpqmore");
    term_key(term, "Up");
    term_paste(term, "r", 1);
    term_key(term, "Esc");
    term_expect_text(term, "033OA033[200~r033[201~033");
    term_close(term);
}

static void test_sees_the_end_and_the_status(void **state)
{
    struct term *term = shell("exit 7");

    (void)state;
    term_expect_exit(term, 7);
    term_expect_restored(term);
    term_close(term);
    term = shell("sleep 100");
    term_signal(term, SIGKILL);
    term_expect_exit(term, 128 + SIGKILL);
    term_close(term);
}

static void test_sees_stop_and_continue(void **state)
{
    struct term *term = shell("kill -STOP $$; echo on again");

    (void)state;
    term_expect_stop(term);
    term_continue(term);
    term_expect_text(term, "on again");
    term_expect_exit(term, 0);
    term_close(term);
}

static void test_gives_a_small_environment_and_a_home_of_its_own(void **state)
{
    const char *argv[] = {"sh", "-c", "echo $TERM,$TZ,$LC_ALL,$MORE,$USER; cd && pwd && touch file",
                          NULL};
    const char *env[] = {"MORE=yes", "TERM=vt100", "TZ", NULL};
    struct term *term = term_spawn(argv, 6, 60, env);
    char home[64];

    (void)state;
    term_expect_text(term, "vt100,,C.UTF-8,yes,");
    term_expect_text(term, term_home(term));
    term_expect_exit(term, 0);
    strcpy(home, term_home(term));
    term_close(term);
    assert_int_not_equal(access(home, F_OK), 0);
}

static void test_answers_queries_and_resizes(void **state)
{
    struct term *term =
        shell("trap 'stty size; exit' WINCH; stty raw -echo; "
              "printf '\\033[2;4H\\033[6n'; dd bs=1 count=6 2>/dev/null | od -An -c "
              "| tr -d ' \\n'; stty size; while :; do read x; done");

    (void)state;
    term_expect_text(term, "033[2;4R");
    term_expect_text(term, "6 30");
    term_resize(term, 9, 41);
    term_expect_text(term, "9 41");
    term_close(term);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shows_text_style_cursor_and_title),
        cmocka_unit_test(test_sends_keys_as_a_terminal_does),
        cmocka_unit_test(test_sees_the_end_and_the_status),
        cmocka_unit_test(test_sees_stop_and_continue),
        cmocka_unit_test(test_gives_a_small_environment_and_a_home_of_its_own),
        cmocka_unit_test(test_answers_queries_and_resizes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
