/* test_e2e_main.c - the real program in practice mode: log in, work, lock, come back, be killed. */
#define _GNU_SOURCE /* memmem */
#include "unit.h"

#include <ftw.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "sis/base/file.h"

#define PHRASE "sol regn vind moln dis"
/* Typed in a note; must not be found in any file. */
#define MARKER "Zmarkerad7rad"

/* --- what the files hold --- */

static int look_into(const char *path, const struct stat *info, int kind, struct FTW *ftw)
{
    struct str bytes;
    int found;

    (void)info;
    (void)ftw;
    if (kind != FTW_F)
        return 0;
    str_init(&bytes, 0);
    assert_true(file_read(path, (size_t)64 << 20, &bytes, NULL));
    found = memmem(bytes.p, bytes.n, MARKER, strlen(MARKER)) != NULL;
    if (found)
        print_error("the marker stands in %s\n", path);
    str_release(&bytes);
    return found;
}

static void assert_no_file_tells(const struct desk *desk)
{
    assert_int_equal(nftw(desk->scratch.folder, look_into, 8, FTW_PHYS), 0);
}

/* --- steps --- */

static void unlock(struct term *term)
{
    term_expect_text(term, "Lösenfras");
    term_send(term, PHRASE "\r");
}

/* A note about Granen, as far as its text. */
static void begin_note(struct term *term)
{
    term_key(term, "F6");
    term_expect_text(term, "Vem?");
    term_send(term, "24-031");
    term_expect_gone(term, "24-042");
    term_key(term, "Enter");
    term_expect_text(term, "Är någon i fara nu?");
    term_send(term, "nnn");
    term_expect_text(term, "› nej");
    term_send(term, MARKER);
    term_expect_text(term, MARKER);
}

static void the_lock_gives_everything_back(void **state)
{
    struct desk *desk = *state;
    struct term *term;

    desk_start(desk, 24, 80);
    term = desk->term;
    term_send(term, "1");
    term_expect_text(term, "Kim L, personal");
    begin_note(term);
    term_key(term, "F12");
    term_expect_gone(term, MARKER);
    unlock(term);
    term_expect_text(term, MARKER);
    term_send(term, "mer");
    term_expect_text(term, MARKER "mer");
    term_key(term, "Esc");
    term_expect_text(term, "Kim L, personal");
    assert_no_file_tells(desk);
    desk_leave(desk);
    assert_no_file_tells(desk);
}

static void a_case_is_where_it_was_after_the_lock(void **state)
{
    struct desk *desk = *state;
    struct term *term;

    desk_start(desk, 24, 80);
    term = desk->term;
    term_send(term, "2");
    term_expect_text(term, "Noor A");
    term_key(term, "F5");
    term_expect_text(term, "loggas");
    term_send(term, "24-031");
    term_expect_text(term, "Granen");
    term_key(term, "Enter");
    term_expect_text(term, "Öppna 24-031 Granen  rum 4?");
    term_send(term, "j");
    term_expect_text(term, "NÄSTA STEG");
    term_send(term, "?");
    term_expect_text(term, "TANGENTER HÄR");
    term_key(term, "F12");
    unlock(term);
    term_expect_text(term, "TANGENTER HÄR");
    term_key(term, "Esc");
    term_expect_text(term, "NÄSTA STEG");
    term_expect_text(term, "24-031 Granen  rum 4");
    assert_null(strstr(term_title(term), "24-031"));
    assert_null(strstr(term_title(term), "Granen"));
    desk_leave(desk);
}

static void killed_while_typing_the_draft_is_offered(void **state)
{
    struct desk *desk = *state;
    struct term *term;

    desk_start(desk, 24, 80);
    term_send(desk->term, "1");
    term_expect_text(desk->term, "Kim L, personal");
    begin_note(desk->term);
    term_expect_text(desk->term, "utkast sparat");
    term_signal(desk->term, SIGKILL);
    term_expect_exit(desk->term, 128 + SIGKILL);
    term_close(desk->term);
    assert_no_file_tells(desk);
    desk_start(desk, 24, 80);
    term = desk->term;
    term_send(term, "1");
    term_expect_text(term, "UTKAST");
    term_key(term, "F6");
    term_expect_text(term, "Vem?");
    term_send(term, "24-031");
    term_expect_gone(term, "24-042");
    term_key(term, "Enter");
    term_expect_text(term, MARKER);
    desk_leave(desk);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, desk_sit_down, desk_get_up)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_lock_gives_everything_back),
        TEST(a_case_is_where_it_was_after_the_lock),
        TEST(killed_while_typing_the_draft_is_offered),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
