/* test_e2e_term.c - terminal, input and loop in a real terminal: nothing typed is lost, and the
 * terminal is given back on every way out. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "demo.h"
#include "pty.h"
#include "sis/base/file.h"
#include "sis/base/mem.h"

static struct term *start(const char *option, const char *value)
{
    const char *argv[] = {"/proc/self/exe", "demo", option, value, NULL};
    struct term *term = term_spawn(argv, 24, 80, NULL);

    term_expect_text(term, "0 bytes");
    return term;
}

static struct term *start_in(const char *const env[], int rows, int cols)
{
    const char *argv[] = {"/proc/self/exe", "demo", NULL};

    return term_spawn(argv, rows, cols, env);
}

static void read_draft(struct term *term, struct str *out)
{
    char path[256];

    snprintf(path, sizeof(path), "%s/draft", term_home(term));
    str_init(out, 0);
    assert_true(file_read(path, (size_t)64 << 20, out, NULL));
}

static void expect_draft(struct term *term, const char *text)
{
    struct str draft;

    read_draft(term, &draft);
    assert_string_equal(draft.p, text);
    str_release(&draft);
}

/* From here on the draft can be kept, or not. */
static void set_refusal(struct term *term, bool on)
{
    char path[256];

    snprintf(path, sizeof(path), "%s/refuse", term_home(term));
    if (on)
        assert_true(file_write(path, "", 0, 0600, NULL));
    else
        unlink(path);
}

static void leave(struct term *term)
{
    term_key(term, "C-q");
    term_expect_exit(term, 0);
    term_expect_restored(term);
    term_close(term);
}

/* --- typing --- */

static void test_shows_what_is_typed_and_the_cursor_behind_it(void **state)
{
    struct term *term = start(NULL, NULL);
    int row, col;

    (void)state;
    term_send(term, "räksmörgås 👍 e\xcc\x81");
    term_expect_text(term, "räksmörgås 👍 é");
    term_expect_text(term, "21 bytes");
    term_cursor(term, &row, &col);
    assert_int_equal(row, 1);
    assert_int_equal(col, 15);
    for (int i = 0; i < 4; i++)
        term_key(term, "Backspace");
    term_key(term, "Enter");
    term_key(term, "M-x");
    term_send(term, "b");
    term_key(term, "Left");
    term_expect_text(term, "b");
    term_expect_text(term, "15 bytes");
    term_expect_text(term, "1 saves");
    expect_draft(term, "räksmörgås\nb");
    leave(term);
}

static void test_loses_no_text_around_bad_bytes(void **state)
{
    struct term *term = start(NULL, NULL);

    (void)state;
    term_send(term, "a\xff"
                    "b\xc3"
                    "c\xe2\x82"
                    "d");
    term_expect_text(term, "a\xef\xbf\xbd"
                           "b\xef\xbf\xbd"
                           "c\xef\xbf\xbd");
    term_expect_text(term, "gick inte att läsa");
    term_send(term, "e");
    term_expect_gone(term, "gick inte att läsa");
    term_expect_text(term, "de");
    leave(term);
}

static void test_takes_a_megabyte_of_paste_as_text(void **state)
{
    struct term *term = start(NULL, NULL);
    struct str paste, draft;

    (void)state;
    str_init(&paste, 0);
    str_puts(&paste, "\x11\033[24~\x0c");
    while (paste.n < (1 << 20))
        str_puts(&paste, "En lång rad med text som klistras in.\r\n");
    term_paste(term, paste.p, paste.n);
    term_expect_text(term, "1 saves");
    term_send(term, "slut");
    term_expect_text(term, "slut");
    leave(term);
    term = start(NULL, NULL);
    term_paste(term, "a\r\nb\rc\nd", 8);
    term_expect_text(term, "7 bytes");
    term_key(term, "C-u");
    term_expect_text(term, "0 bytes");
    term_key(term, "C-y");
    term_expect_text(term, "1 saves");
    read_draft(term, &draft);
    assert_string_equal(draft.p, "a\nb\nc\nd");
    str_release(&draft);
    str_release(&paste);
    leave(term);
}

/* --- size --- */

static void test_survives_every_size_while_typing(void **state)
{
    static const int sizes[][2] = {{1, 1},   {1, 300}, {100, 1}, {2, 2},   {5, 20},    {15, 60},
                                   {16, 59}, {16, 60}, {24, 80}, {60, 16}, {100, 300}, {3, 7}};
    struct term *term = start(NULL, NULL);
    struct str typed;

    (void)state;
    str_init(&typed, 0);
    for (int round = 0; round < 60; round++) {
        size_t i = (size_t)round % ARRAY_LEN(sizes);
        char word[16];
        term_resize(term, sizes[i][0], sizes[i][1]);
        snprintf(word, sizeof(word), "ö%d ", round);
        term_send(term, word);
        str_puts(&typed, word);
        while (round % 7 == 0 && term_pump(term, 20))
            ;
    }
    term_resize(term, 24, 80);
    term_expect_text(term, "ö59");
    term_expect_text(term, "PROV");
    term_signal(term, SIGTERM);
    term_expect_exit(term, 0);
    expect_draft(term, typed.p);
    str_release(&typed);
    term_close(term);
}

static void test_says_when_the_window_is_too_small(void **state)
{
    struct term *term = start(NULL, NULL);

    (void)state;
    term_resize(term, 15, 60);
    term_expect(term, "‸60 × 15 är för litet, minst 60 × 16. Inget är borta.");
    term_send(term, "blind");
    term_resize(term, 16, 60);
    term_expect_text(term, "blind");
    term_resize(term, 16, 59);
    term_expect_text(term, "minst 60 × 16");
    leave(term);
}

/* --- ways out --- */

static void test_signals_end_it_with_everything_kept(void **state)
{
    static const int signals[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(signals); i++) {
        struct term *term = start(NULL, NULL);
        term_send(term, "sista ordet");
        term_expect_text(term, "sista ordet");
        term_signal(term, signals[i]);
        term_expect_exit(term, 0);
        term_expect_restored(term);
        term_expect_gone(term, "sista");
        expect_draft(term, "sista ordet");
        term_close(term);
    }
}

static void test_a_closed_window_ends_it_with_everything_kept(void **state)
{
    struct term *term = start(NULL, NULL);

    (void)state;
    term_send(term, "borta");
    term_expect_text(term, "borta");
    term_hang_up(term);
    term_expect_exit(term, 0);
    expect_draft(term, "borta");
    term_close(term);
}

static void test_a_crash_gives_the_terminal_back(void **state)
{
    struct term *term = start(NULL, NULL);

    (void)state;
    term_send(term, "hemligt");
    term_expect_text(term, "1 saves");
    term_key(term, "M-a");
    term_expect_exit(term, 128 + SIGABRT);
    term_expect_restored(term);
    term_expect_gone(term, "hemligt");
    term_close(term);
    term = start(NULL, NULL);
    term_signal(term, SIGSYS);
    term_expect_exit(term, 128 + SIGSYS);
    term_expect_restored(term);
    term_close(term);
}

static void test_exhausted_memory_keeps_the_draft_and_gives_the_terminal_back(void **state)
{
    struct term *term = start(NULL, NULL);

    (void)state;
    term_send(term, "kvar");
    term_expect_text(term, "kvar");
    term_key(term, "M-m");
    term_send(term, "x");
    term_expect_exit(term, 70);
    term_expect_restored(term);
    expect_draft(term, "kvar");
    term_close(term);
}

static void test_quit_waits_until_everything_can_be_kept(void **state)
{
    struct term *term = start(NULL, NULL);

    (void)state;
    set_refusal(term, true);
    term_send(term, "viktigt");
    term_expect_text(term, "Inte sparat än");
    term_key(term, "C-q");
    term_expect_text(term, "Stänger inte");
    set_refusal(term, false);
    term_expect_text(term, "1 saves");
    leave(term);
    term = start(NULL, NULL);
    set_refusal(term, true);
    term_send(term, "viktigt");
    term_expect_text(term, "viktigt");
    term_signal(term, SIGTERM);
    term_expect_exit(term, 3);
    term_expect_restored(term);
    term_expect_text(term, "draft");
    term_close(term);
}

/* --- stop and lock --- */

static void test_stops_and_goes_on(void **state)
{
    struct term *term = start("--stay", NULL);

    (void)state;
    term_send(term, "paus");
    term_expect_text(term, "paus");
    for (int i = 0; i < 2; i++) {
        if (i == 0)
            term_key(term, "M-z");
        else
            term_signal(term, SIGTSTP);
        term_expect_stop(term);
        term_expect_restored(term);
        term_expect_gone(term, "paus");
        expect_draft(term, "paus");
        term_resize(term, 30, 100);
        term_continue(term);
        term_expect_text(term, "paus");
    }
    term_signal(term, SIGSTOP);
    term_expect_stop(term);
    term_continue(term);
    term_send(term, "e");
    term_expect_text(term, "pause");
    leave(term);
}

/* The keeper has not waited for it yet. */
static bool is_zombie(struct term *term, void *arg)
{
    char path[64], state = 0;
    FILE *file;

    (void)arg;
    snprintf(path, sizeof(path), "/proc/%d/stat", (int)term_pid(term));
    file = fopen(path, "r");
    if (!file || fscanf(file, "%*d %*s %c", &state) != 1)
        state = 0;
    if (file)
        fclose(file);
    return state == 'Z';
}

static void test_ends_in_the_background_without_touching_the_terminal(void **state)
{
    struct term *term = start("--stay", NULL);
    size_t before, after;

    (void)state;
    term_send(term, "kvar");
    term_expect_text(term, "kvar");
    term_key(term, "M-z");
    term_expect_stop(term);
    term_expect_restored(term);
    term_bytes(term, &before);
    term_signal(term, SIGTERM);
    term_signal(term, SIGCONT);
    term_expect_that(term, "the program does not end", is_zombie, NULL);
    term_continue(term);
    term_expect_exit(term, 0);
    term_expect_restored(term);
    term_bytes(term, &after);
    assert_int_equal(before, after);
    expect_draft(term, "kvar");
    term_close(term);
}

static void unlock(struct term *term, const char *text)
{
    term_key(term, "u");
    term_expect_text(term, text);
}

static void test_the_lock_key_wins_everywhere_and_drops_what_follows(void **state)
{
    struct term *term = start(NULL, NULL);

    (void)state;
    term_send(term, "text\033[24~utkast");
    term_expect(term, "LOCKED key");
    unlock(term, "text");
    expect_draft(term, "text");
    term_key(term, "F1");
    term_expect_text(term, "help about note");
    term_key(term, "C-l");
    term_expect_text(term, "LOCKED key");
    term_signal(term, SIGUSR1);
    term_expect_text(term, "LOCKED signal");
    unlock(term, "text");
    set_refusal(term, true);
    term_send(term, "mer");
    term_expect_text(term, "textmer");
    term_key(term, "F12");
    term_expect_text(term, "LOCKED key unkept");
    leave(term);
}

static void test_locks_by_signal_by_idle_time_and_before_a_stop(void **state)
{
    struct term *term = start("--idle", "1");

    (void)state;
    term_expect_text(term, "Låser om 1 s");
    term_expect_text(term, "LOCKED idle");
    leave(term);
    term = start(NULL, NULL);
    term_send(term, "a");
    term_expect_text(term, "1 bytes");
    term_signal(term, SIGUSR1);
    term_expect_text(term, "LOCKED signal");
    unlock(term, "1 bytes");
    term_key(term, "M-z");
    term_expect_stop(term);
    term_expect_restored(term);
    term_continue(term);
    term_expect_text(term, "LOCKED suspend");
    leave(term);
}

static bool hangs(struct term *term, void *arg)
{
    char path[256];

    (void)arg;
    snprintf(path, sizeof(path), "%s/hangs", term_home(term));
    return unlink(path) == 0;
}

static void hang(struct term *term)
{
    term_key(term, "M-h");
    term_expect_that(term, "the program does not hang", hangs, NULL);
}

static void test_locks_even_when_the_program_hangs(void **state)
{
    struct term *term = start(NULL, NULL);

    (void)state;
    term_send(term, "sparat");
    term_expect_text(term, "1 saves");
    hang(term);
    term_signal(term, SIGUSR1);
    term_expect_text(term, "LOCKED late");
    unlock(term, "sparat");
    leave(term);
    term = start("--idle", "1");
    hang(term);
    term_expect_text(term, "LOCKED late");
    leave(term);
}

static void test_a_screen_opens_over_another_and_answers(void **state)
{
    struct term *term = start(NULL, NULL);

    (void)state;
    term_send(term, "grund");
    term_key(term, "F1");
    term_expect_text(term, "help about note");
    expect_draft(term, "grund");
    term_key(term, "F1");
    term_key(term, "Enter");
    term_expect_text(term, "answer 42");
    term_key(term, "F1");
    term_expect_text(term, "help about note");
    term_key(term, "F7");
    term_expect_text(term, "answer 0");
    term_key(term, "F9");
    term_expect_text(term, "DEMO");
    term_send(term, "\xff");
    term_expect_text(term, "One character could not be read.");
    leave(term);
}

/* --- terminals --- */

static bool wrote(struct term *term, const char *bytes)
{
    size_t n, length = strlen(bytes);
    const char *all = term_bytes(term, &n);

    for (size_t i = 0; i + length <= n; i++)
        if (memcmp(all + i, bytes, length) == 0)
            return true;
    return false;
}

static void test_the_title_is_neutral_and_goes_with_the_program(void **state)
{
    struct term *term = start(NULL, NULL);

    (void)state;
    assert_string_equal(term_title(term), "sis-tui");
    assert_true(wrote(term, "\033[22;2t\033]2;sis-tui\007"));
    assert_false(wrote(term, "\033[23;2t"));
    term_key(term, "C-q");
    term_expect_exit(term, 0);
    term_expect_restored(term);
    assert_true(wrote(term, "\033[23;2t"));
    term_close(term);
}

static void test_runs_on_plain_and_colourless_terminals(void **state)
{
    static const struct {
        const char *env[3];
        bool red, title;
    } kinds[] = {
        {{"TERM=xterm-256color"}, true, true},
        {{"TERM=xterm"}, true, true},
        {{"TERM=linux"}, true, false},
        {{"TERM=screen"}, true, false},
        {{"TERM=tmux-256color"}, true, true},
        {{"TERM=vt100"}, false, false},
        {{"NO_COLOR=1"}, false, true},
        {{"LC_ALL=C"}, true, true},
        {{"LC_ALL=C", "TERM=vt100"}, false, false},
        {{"LC_ALL=sv_SE.ISO-8859-1"}, true, true},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        struct term *term = start_in(kinds[i].env, 24, 80);
        term_expect_text(term, "PROV");
        assert_int_equal(!!(term_style(term, 0, 0) & TERM_COLOUR), kinds[i].red);
        assert_true(term_style(term, 0, 0) & TERM_BOLD);
        assert_int_equal(wrote(term, "\033]"), kinds[i].title);
        term_send(term, "åäö\033[D\033[D|");
        term_expect_text(term, "å|äö");
        term_key(term, "F1");
        term_expect_text(term, "help about");
        leave(term);
    }
}

static void test_says_plainly_when_it_cannot_start(void **state)
{
    static const char *const terms[] = {"TERM=nosuch", "TERM=dumb", "TERM=", "TERM"};
    const char *no_terminal[] = {"sh", "-c", "$0 demo </dev/null; echo $?", NULL, NULL};
    char self[256];
    ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);
    struct term *term;

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(terms); i++) {
        const char *env[] = {terms[i], NULL};
        term = start_in(env, 24, 120);
        term_expect_exit(term, 3);
        term_expect_text(term, "Prova: TERM=xterm-256color sis-tui");
        term_expect_restored(term);
        assert_false(wrote(term, "\033"));
        term_close(term);
    }
    self[n > 0 ? n : 0] = '\0';
    no_terminal[3] = self;
    term = term_spawn(no_terminal, 24, 80, NULL);
    term_expect_text(term, "Här finns ingen terminal.");
    term_expect_text(term, "3");
    term_close(term);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shows_what_is_typed_and_the_cursor_behind_it),
        cmocka_unit_test(test_loses_no_text_around_bad_bytes),
        cmocka_unit_test(test_takes_a_megabyte_of_paste_as_text),
        cmocka_unit_test(test_survives_every_size_while_typing),
        cmocka_unit_test(test_says_when_the_window_is_too_small),
        cmocka_unit_test(test_signals_end_it_with_everything_kept),
        cmocka_unit_test(test_a_closed_window_ends_it_with_everything_kept),
        cmocka_unit_test(test_a_crash_gives_the_terminal_back),
        cmocka_unit_test(test_exhausted_memory_keeps_the_draft_and_gives_the_terminal_back),
        cmocka_unit_test(test_quit_waits_until_everything_can_be_kept),
        cmocka_unit_test(test_stops_and_goes_on),
        cmocka_unit_test(test_ends_in_the_background_without_touching_the_terminal),
        cmocka_unit_test(test_the_lock_key_wins_everywhere_and_drops_what_follows),
        cmocka_unit_test(test_locks_by_signal_by_idle_time_and_before_a_stop),
        cmocka_unit_test(test_locks_even_when_the_program_hangs),
        cmocka_unit_test(test_a_screen_opens_over_another_and_answers),
        cmocka_unit_test(test_the_title_is_neutral_and_goes_with_the_program),
        cmocka_unit_test(test_runs_on_plain_and_colourless_terminals),
        cmocka_unit_test(test_says_plainly_when_it_cannot_start),
    };

    if (demo_wanted(argc, argv))
        return demo_main(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
