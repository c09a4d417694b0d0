/* test_term_input.c - reading a keyboard: chunks, lone Esc, pastes of all kinds, bad bytes. */
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "sis/base/mem.h"
#include "sis/base/str.h"
#include "term/input_inside.h"

struct keyboard {
    int out;
    int in;
    struct input *input;
};

static int setup(void **state)
{
    struct keyboard *keyboard = mem_new(sizeof(*keyboard));
    struct sequences sequences = {.n = 0};
    int fds[2];

    if (pipe(fds) != 0)
        return -1;
    keyboard->in = fds[0];
    keyboard->out = fds[1];
    keyboard->input = input_on(fds[0], &sequences);
    *state = keyboard;
    return 0;
}

static int teardown(void **state)
{
    struct keyboard *keyboard = *state;

    input_free(keyboard->input);
    close(keyboard->in);
    if (keyboard->out >= 0)
        close(keyboard->out);
    mem_free(keyboard);
    return 0;
}

static void type_n(struct keyboard *keyboard, const char *bytes, size_t n)
{
    assert_int_equal(write(keyboard->out, bytes, n), n);
}

static void type(struct keyboard *keyboard, const char *bytes)
{
    type_n(keyboard, bytes, strlen(bytes));
}

/* As the loop does: waits as long as input says. */
static bool next(struct keyboard *keyboard, struct event *event)
{
    while (!input_next(keyboard->input, event)) {
        struct pollfd ready = {.fd = keyboard->in, .events = POLLIN};
        int wait = input_wait(keyboard->input);
        if (wait < 0 || input_lost(keyboard->input))
            return false;
        poll(&ready, 1, wait);
    }
    return true;
}

static void expect_char(struct keyboard *keyboard, int32_t cp, unsigned mods)
{
    struct event event;

    assert_true(next(keyboard, &event));
    assert_int_equal(event.kind, EVENT_KEY);
    assert_int_equal(event.key.code, KEYCODE_CHAR);
    assert_int_equal(event.key.cp, cp);
    assert_int_equal(event.key.mods, mods);
}

static void expect_code(struct keyboard *keyboard, enum key_code code)
{
    struct event event;

    assert_true(next(keyboard, &event));
    assert_int_equal(event.kind, EVENT_KEY);
    assert_int_equal(event.key.code, code);
}

static void expect_paste(struct keyboard *keyboard, const char *text)
{
    struct event event;

    assert_true(next(keyboard, &event));
    assert_int_equal(event.kind, EVENT_PASTE);
    assert_int_equal(event.n, strlen(text));
    assert_string_equal(event.text, text);
}

static void expect_nothing(struct keyboard *keyboard)
{
    struct event event;

    assert_false(next(keyboard, &event));
}

static void test_puts_cut_characters_and_sequences_together(void **state)
{
    struct keyboard *keyboard = *state;
    struct event event;

    type(keyboard, "a\xc3");
    expect_char(keyboard, 'a', 0);
    assert_false(input_next(keyboard->input, &event));
    assert_int_equal(input_wait(keyboard->input), -1);
    type(keyboard, "\xa5\033");
    expect_char(keyboard, 0xe5, 0);
    assert_false(input_next(keyboard->input, &event));
    assert_in_range(input_wait(keyboard->input), 0, ESCAPE_MS);
    type(keyboard, "[1;");
    input_next(keyboard->input, &event);
    type(keyboard, "5Dz");
    expect_code(keyboard, KEYCODE_LEFT);
    expect_char(keyboard, 'z', 0);
    expect_nothing(keyboard);
}

static void test_tells_a_lone_esc_from_alt(void **state)
{
    struct keyboard *keyboard = *state;

    type(keyboard, "\033");
    expect_code(keyboard, KEYCODE_ESC);
    expect_nothing(keyboard);
    type(keyboard, "\033x\033");
    expect_char(keyboard, 'x', KEY_ALT);
    expect_code(keyboard, KEYCODE_ESC);
    type(keyboard, "\033\033");
    expect_code(keyboard, KEYCODE_ESC);
    expect_code(keyboard, KEYCODE_ESC);
    expect_nothing(keyboard);
}

static void test_keeps_what_stands_around_bad_bytes_and_counts_them(void **state)
{
    struct keyboard *keyboard = *state;

    type(keyboard, "\xffX\xc3Y\xc3\xa5");
    expect_char(keyboard, 0xfffd, 0);
    expect_char(keyboard, 'X', 0);
    expect_char(keyboard, 0xfffd, 0);
    expect_char(keyboard, 'Y', 0);
    expect_char(keyboard, 0xe5, 0);
    expect_nothing(keyboard);
    assert_int_equal(input_bad(keyboard->input), 2);
    assert_int_equal(input_bad(keyboard->input), 0);
}

static void test_gives_a_paste_as_one_clean_event(void **state)
{
    struct keyboard *keyboard = *state;

    type(keyboard, "a" PASTE_START "r\xc3\xa4k a\xcc\x8a\r\nb\rc\nd\033[A\x0c\033OP" PASTE_END "b");
    expect_char(keyboard, 'a', 0);
    expect_paste(keyboard, "räk å\nb\nc\nd\033[A\x0c\033OP");
    expect_char(keyboard, 'b', 0);
    type(keyboard, PASTE_START PASTE_END);
    expect_paste(keyboard, "");
    type(keyboard, PASTE_START "\xff"
                               "a" PASTE_END PASTE_START "2" PASTE_END);
    expect_paste(keyboard, "\xef\xbf\xbd"
                           "a");
    expect_paste(keyboard, "2");
    assert_int_equal(input_bad(keyboard->input), 1);
    expect_nothing(keyboard);
}

static void test_finds_the_end_of_a_paste_wherever_it_is_cut(void **state)
{
    struct keyboard *keyboard = *state;
    const char bytes[] = PASTE_START "x\033[20y" PASTE_END "q";

    for (size_t cut = 1; cut < sizeof(bytes) - 1; cut++) {
        struct event event;
        bool given;
        type_n(keyboard, bytes, cut);
        given = input_next(keyboard->input, &event);
        if (given) {
            assert_int_equal(event.kind, EVENT_PASTE);
            assert_string_equal(event.text, "x\033[20y");
        }
        type_n(keyboard, bytes + cut, sizeof(bytes) - 1 - cut);
        if (!given)
            expect_paste(keyboard, "x\033[20y");
        expect_char(keyboard, 'q', 0);
        expect_nothing(keyboard);
    }
}

/* Writes a paste of n bytes and reads it as it comes; true when it came as one event. */
static bool paste_of(struct keyboard *keyboard, size_t n)
{
    char chunk[4096];
    struct event event;
    bool given = false;

    memset(chunk, 'x', sizeof(chunk));
    type(keyboard, PASTE_START);
    for (size_t sent = 0; sent < n && !given; sent += sizeof(chunk)) {
        size_t part = n - sent < sizeof(chunk) ? n - sent : sizeof(chunk);
        type_n(keyboard, chunk, part);
        given = input_next(keyboard->input, &event);
    }
    assert_false(given);
    type(keyboard, PASTE_END);
    if (!input_next(keyboard->input, &event))
        return false;
    assert_int_equal(event.kind, EVENT_PASTE);
    assert_int_equal(event.n, n);
    return true;
}

static void test_takes_large_pastes_whole_and_refuses_the_largest(void **state)
{
    struct keyboard *keyboard = *state;

    assert_true(paste_of(keyboard, 1 << 20));
    assert_true(paste_of(keyboard, PASTE_MAX));
    assert_int_equal(input_refused(keyboard->input), 0);
    assert_false(paste_of(keyboard, PASTE_MAX + 1));
    assert_int_equal(input_refused(keyboard->input), 1);
    assert_false(paste_of(keyboard, PASTE_MAX + 100000));
    assert_int_equal(input_refused(keyboard->input), 1);
    type(keyboard, "z");
    expect_char(keyboard, 'z', 0);
}

static void test_ends_a_paste_whose_end_never_comes(void **state)
{
    struct keyboard *keyboard = *state;

    type(keyboard, PASTE_START "half");
    expect_paste(keyboard, "half");
    type(keyboard, "\033[24~");
    expect_code(keyboard, KEYCODE_F12);
}

static void test_sees_that_the_terminal_is_gone(void **state)
{
    struct keyboard *keyboard = *state;

    type(keyboard, "a" PASTE_START "rest");
    close(keyboard->out);
    keyboard->out = -1;
    expect_char(keyboard, 'a', 0);
    expect_paste(keyboard, "rest");
    expect_nothing(keyboard);
    assert_true(input_lost(keyboard->input));
}

static void test_drops_what_was_typed_ahead(void **state)
{
    struct keyboard *keyboard = *state;
    struct event event;

    type(keyboard, "abc" PASTE_START "secret");
    expect_char(keyboard, 'a', 0);
    input_drop(keyboard->input);
    assert_false(input_next(keyboard->input, &event));
    type(keyboard, "d");
    expect_char(keyboard, 'd', 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_puts_cut_characters_and_sequences_together, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_tells_a_lone_esc_from_alt, setup, teardown),
        cmocka_unit_test_setup_teardown(test_keeps_what_stands_around_bad_bytes_and_counts_them,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(test_gives_a_paste_as_one_clean_event, setup, teardown),
        cmocka_unit_test_setup_teardown(test_finds_the_end_of_a_paste_wherever_it_is_cut, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_takes_large_pastes_whole_and_refuses_the_largest,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(test_ends_a_paste_whose_end_never_comes, setup, teardown),
        cmocka_unit_test_setup_teardown(test_sees_that_the_terminal_is_gone, setup, teardown),
        cmocka_unit_test_setup_teardown(test_drops_what_was_typed_ahead, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
