/* test_e2e_main.c - the real program in practice mode: log in, work, lock, come back, be killed. */
#define _GNU_SOURCE /* memmem */
#include "unit.h"

#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pty.h"
#include "scratch.h"
#include "sis/base/file.h"

#define PHRASE "sol regn vind moln dis"
/* Typed in a note; must not be found in any file. */
#define MARKER "Zmarkerad7rad"

/* A program on a home of its own, which outlives the program. */
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

/* --- what the files hold --- */

static int look_into(const char *path, const struct stat *info, int kind, struct FTW *ftw)
{
    struct str bytes;
    int found;

    (void)info;
    (void)ftw;
    if (kind != FTW_F) {
        return 0;
    }
    str_init(&bytes, 0);
    assert_true(file_read(path, (size_t)64 << 20, &bytes, NULL));
    found = memmem(bytes.p, bytes.n, MARKER, strlen(MARKER)) != NULL;
    if (found) {
        print_error("the marker stands in %s\n", path);
    }
    str_release(&bytes);
    return found;
}

static void assert_no_file_tells(const struct night *night)
{
    assert_int_equal(nftw(night->scratch.folder, look_into, 8, FTW_PHYS), 0);
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
    struct night *night = *state;
    struct term *term;

    begin(night);
    term = night->term;
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
    assert_no_file_tells(night);
    leave(night);
    assert_no_file_tells(night);
}

static void a_case_is_where_it_was_after_the_lock(void **state)
{
    struct night *night = *state;
    struct term *term;

    begin(night);
    term = night->term;
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
    leave(night);
}

static void killed_while_typing_the_draft_is_offered(void **state)
{
    struct night *night = *state;
    struct term *term;

    begin(night);
    term_send(night->term, "1");
    term_expect_text(night->term, "Kim L, personal");
    begin_note(night->term);
    term_expect_text(night->term, "utkast sparat");
    term_signal(night->term, SIGKILL);
    term_expect_exit(night->term, 128 + SIGKILL);
    term_close(night->term);
    assert_no_file_tells(night);
    begin(night);
    term = night->term;
    term_send(term, "1");
    term_expect_text(term, "UTKAST");
    term_key(term, "F6");
    term_expect_text(term, "Vem?");
    term_send(term, "24-031");
    term_expect_gone(term, "24-042");
    term_key(term, "Enter");
    term_expect_text(term, MARKER);
    leave(night);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_lock_gives_everything_back),
        TEST(a_case_is_where_it_was_after_the_lock),
        TEST(killed_while_typing_the_draft_is_offered),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
