/* test_e2e_memory.c - memory gives out somewhere: one sentence, the terminal in order, the file whole,
 * and what was saved is there. The program is this one, told at which allocation to fail. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "sis/cli/cli.h"
#include "station.h"

#define TYPED "Sa att det inte spelar roll"

static struct casework_home home;
static struct command got;

static int set_up(void **state)
{
    struct work *eli;

    (void)state;
    casework_home_make(&home);
    eli = casework_login(&home, "eli");
    casework_youth(&home, eli, "24-001", "Granen");
    casework_logout(&home, eli);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    command_release(&got);
    casework_home_remove(&home);
    return 0;
}

/* --- the program that fails at the n-th allocation --- */

static const char *self;

static bool has_ended(struct term *term, void *arg)
{
    (void)arg;
    return term_ended(term);
}

static bool there_or_ended(struct term *term, void *arg)
{
    return term_ended(term) || term_contains(term, arg);
}

/* Waits for the text or the end; true when the text came. */
static bool reach(struct term *term, const char *text)
{
    char wanted[64];

    snprintf(wanted, sizeof wanted, "%s", text);
    term_expect_that(term, text, there_or_ended, wanted);
    return !term_ended(term);
}

static bool press(struct term *term, const char *bytes, const char *text)
{
    term_send(term, bytes);
    return reach(term, text);
}

/* Logs in, begins a note, writes and leaves; *saved: the screen said so. */
static void go_through(struct term *term, bool *saved)
{
    *saved = false;
    if (!reach(term, "Logga in") || !press(term, "kim\r", "› Lösenfras") ||
        !press(term, CASEWORK_PHRASE "\r", "I dag") || !press(term, "\x1b[17~", "Vem?") ||
        !press(term, "\r", "Vad såg du?") || !press(term, TYPED, "sparat"))
        return;
    *saved = true;
    term_send(term, "\x11");
}

/* Seven seconds of this, not seventy: the steps grow with the number. */
#define STEP(n) ((n) + (n) / 2 + 1)

/* The n-th allocation fails. True when there were not so many; *kept: it failed while words stood on
 * the screen, and they were kept on the way out. */
static bool gives_out_at(long n, bool *kept)
{
    char at[24];
    const char *argv[] = {self, "--fail-at", at, "--database", home.database, NULL};
    struct term *term;
    bool saved, done;
    size_t bytes;
    int64_t drafts;

    casework_alter(&home, "DELETE FROM draft");
    snprintf(at, sizeof at, "%ld", n);
    term = term_spawn(argv, 24, 80, NULL);
    go_through(term, &saved);
    /* It may give out on the way out, too. */
    term_expect_that(term, "the end", has_ended, NULL);
    done = strstr(term_bytes(term, &bytes), "slut på minne") == NULL;
    term_expect_exit(term, done ? 0 : 70);
    term_expect_restored(term);
    term_close(term);
    command_run(&got, NULL, "--database", home.database, "verify", NULL);
    command_expect(&got, 0);
    drafts = casework_count(&home, "SELECT count(*) FROM draft");
    if (saved)
        assert_true(drafts > 0);
    *kept = !done && drafts > 0;
    return done;
}

static void test_memory_gives_out_anywhere(void **state)
{
    long high = 1, low = 0;
    bool kept = false, kept_once = false;
    int failed = 0;

    (void)state;
    while (!gives_out_at(high, &kept)) {
        kept_once = kept_once || kept;
        failed++;
        low = high;
        high = STEP(high);
        assert_in_range(high, 1, 10000000);
    }
    assert_in_range(failed, 5, 60);
    /* The words are written last: near the end of what there is, if the steps went past it. */
    while (!kept_once && high - low > 1) {
        long n = low + (high - low) / 2;
        bool done = gives_out_at(n, &kept);

        kept_once = kept;
        *(done ? &high : &low) = n;
    }
    assert_true(kept_once);
    /* The program starts as before. */
    struct term *term = station_start(&home, NULL);
    station_login(term, "kim");
    term_expect_text(term, "UTKAST");
    station_leave(term);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_memory_gives_out_anywhere, set_up, tear_down),
    };

    if (argc > 2 && strcmp(argv[1], "--fail-at") == 0) {
        long n = strtol(argv[2], NULL, 10);

        argv[2] = argv[0];
        mem_fail_at(n);
        return cli_main(argc - 2, argv + 2);
    }
    self = argv[0];
    return cmocka_run_group_tests_name("e2e_memory", tests, casework_group, casework_group_end);
}
