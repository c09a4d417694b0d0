/* test_e2e_leak.c - what was typed is nowhere but on the screen and, sealed, in the file; and after a
 * kill at any moment it is still there. */
#define _GNU_SOURCE /* memmem */
#include "unit.h"

#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "sis/base/file.h"
#include "sis/casework/access.h"
#include "sis/casework/register.h"
#include "station.h"

#define KILLS 10
#define PART_MAX ((size_t)1 << 30)

static struct casework_home home;
static struct command got;
/* One of its own for each run: other tests, and this source, may lie beside what is searched. */
static char word[32];

static int set_up(void **state)
{
    static const char *const people[] = {"noor"};
    struct work *lead;

    (void)state;
    snprintf(word, sizeof word, "Kvastmarkör-%d", (int)getpid());
    casework_home_make(&home);
    lead = casework_login(&home, "eli");
    casework_case(&home, lead, "26-001", people, 1);
    casework_logout(&home, lead);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    command_release(&got);
    casework_home_remove(&home);
    return 0;
}

static bool holds(const char *bytes, size_t n, const char *text)
{
    return memmem(bytes, n, text, strlen(text)) != NULL;
}

/* --- files --- */

/* nftw gives its visitor no argument. */
static const char *sought;
static char found_in[512];

static int look_in(const char *path, const struct stat *status, int kind, struct FTW *at)
{
    struct str all;
    struct err err;

    (void)status;
    (void)at;
    if (kind != FTW_F)
        return 0;
    str_init(&all, 0);
    /* A file may go while we look. */
    if (file_read(path, (size_t)64 << 20, &all, &err) && holds(all.p, all.n, sought))
        snprintf(found_in, sizeof found_in, "%s", path);
    str_release(&all);
    return 0;
}

static void expect_no_file_holds(struct term *term, const char *text)
{
    const char *const folder[] = {term_home(term), home.scratch.folder, "/dev/shm"};
    /* The passphrase of the tests is no secret to other tests. */
    size_t n = text == word ? ARRAY_LEN(folder) : ARRAY_LEN(folder) - 1;

    sought = text;
    found_in[0] = '\0';
    for (size_t i = 0; i < n; i++)
        nftw(folder[i], look_in, 16, FTW_PHYS);
    assert_string_equal(found_in, "");
}

/* --- the process --- */

static bool process_file_holds(struct term *term, const char *name, const char *text)
{
    char path[64], bytes[65536];
    size_t n;
    FILE *file;
    bool found;

    snprintf(path, sizeof path, "/proc/%d/%s", (int)term_pid(term), name);
    file = fopen(path, "r");
    if (file == NULL)
        skip();
    n = fread(bytes, 1, sizeof bytes, file);
    found = holds(bytes, n, text);
    fclose(file);
    return found;
}

static bool part_holds(int memory, size_t from, size_t to, const char *text)
{
    size_t n = to - from;
    char *bytes = malloc(n);
    bool found = false;

    if (bytes != NULL) {
        ssize_t read = pread(memory, bytes, n, (off_t)from);
        found = read > 0 && holds(bytes, (size_t)read, text);
    }
    free(bytes);
    return found;
}

/* Everything that the process may write to: heap, stacks, data. */
static bool memory_holds(struct term *term, const char *text)
{
    char path[64], line[512];
    bool found = false;
    FILE *maps;
    int memory;

    snprintf(path, sizeof path, "/proc/%d/mem", (int)term_pid(term));
    memory = open(path, O_RDONLY);
    snprintf(path, sizeof path, "/proc/%d/maps", (int)term_pid(term));
    maps = fopen(path, "r");
    if (memory < 0 || maps == NULL)
        skip();
    while (fgets(line, sizeof line, maps) != NULL) {
        unsigned long from, to;
        char rights[5];
        /* What a sanitizer reserves for itself is far larger and holds no text. */
        if (sscanf(line, "%lx-%lx %4s", &from, &to, rights) == 3 && rights[1] == 'w' &&
            to - from <= PART_MAX)
            found = found || part_holds(memory, from, to, text);
    }
    fclose(maps);
    close(memory);
    return found;
}

static void test_what_is_typed_is_nowhere_else(void **state)
{
    const char *env[] = {arena_printf(home.arena, "TMPDIR=%s", home.scratch.folder), NULL};
    struct term *term = station_start(&home, env);
    size_t n;

    (void)state;
    station_login(term, "noor");
    station_note(term);
    term_send(term, word);
    term_expect_text(term, "utkast sparat");
    assert_true(memory_holds(term, word));
    expect_no_file_holds(term, word);
    expect_no_file_holds(term, CASEWORK_PHRASE);
    term_key(term, "F12");
    term_expect_text(term, "› Lösenfras");
    term_expect_gone(term, word);
    assert_false(memory_holds(term, word));
    assert_false(memory_holds(term, CASEWORK_PHRASE));
    assert_false(process_file_holds(term, "environ", word));
    expect_no_file_holds(term, word);
    station_unlock(term);
    term_expect_text(term, word);
    assert_false(process_file_holds(term, "environ", CASEWORK_PHRASE));
    assert_false(process_file_holds(term, "cmdline", word));
    assert_false(process_file_holds(term, "cmdline", CASEWORK_PHRASE));
    term_key(term, "F2");
    term_expect_text(term, "Läses av");
    term_send(term, "j");
    term_expect_text(term, "I dag");
    term_expect_gone(term, word);
    expect_no_file_holds(term, word);
    term_key(term, "C-q");
    term_expect_exit(term, 0);
    term_expect_restored(term);
    term_expect_gone(term, word);
    expect_no_file_holds(term, word);
    expect_no_file_holds(term, CASEWORK_PHRASE);
    assert_null(strstr(term_bytes(term, &n), CASEWORK_PHRASE));
    term_close(term);
}

/* --- control characters --- */

#define STEERING                          \
    "\033]52;c;ZWxhaw==\a\033[2J\xc2\x9b" \
    "31m\xe2\x80\xae"                     \
    "bak\x7f"

static bool wrote_steering(struct term *term)
{
    size_t n;
    const char *bytes = term_bytes(term, &n);

    return holds(bytes, n, "\033]52") || holds(bytes, n, "\xc2\x9b") ||
           holds(bytes, n, "\xe2\x80\xae") || holds(bytes, n, "\033[2J\xc2");
}

static void test_stored_text_never_steers_the_terminal(void **state)
{
    struct youth youth = {.number = "26-002",
                          .work_name = "Bj" STEERING,
                          .name = "Övning " STEERING,
                          .ward = STEERING,
                          .room = "9" STEERING};
    struct work *lead = casework_login(&home, "eli");
    struct term *term;

    (void)state;
    casework_must(&home, register_add(lead, &youth, &home.err));
    casework_must(&home, access_assign(lead, &youth.case_id, "noor", &home.err));
    casework_logout(&home, lead);
    term = station_start(&home, NULL);
    station_login(term, "noor");
    term_expect_text(term, "<U+001B>");
    term_key(term, "F6");
    term_expect_text(term, "Vem?");
    term_send(term, "26-002");
    term_key(term, "Enter");
    term_expect_text(term, "Vad såg du?");
    term_paste(term, STEERING, sizeof STEERING - 1);
    term_expect_text(term, "bak<U+007F>");
    assert_false(wrote_steering(term));
    station_leave(term);
}

static void test_names_of_files_never_steer_the_terminal(void **state)
{
    static const char *const raw[] = {"\033", "\a", "\xc2\x9b", "\xe2\x80\xae"};

    (void)state;
    command_run(&got, NULL, "verify", "--database", "/tmp/" STEERING "\nHemmet.db", NULL);
    command_expect(&got, 3);
    command_says(&got, "<U+001B>]52");
    command_says(&got, "<U+000A>Hemmet.db");
    command_run(&got, NULL, "forms", "check", "/tmp/" STEERING, NULL);
    command_expect(&got, 1);
    for (size_t i = 0; i < ARRAY_LEN(raw); i++)
        command_never_says(&got, raw[i]);
    command_run(&got, NULL, "forms" STEERING, NULL);
    command_expect(&got, 2);
    for (size_t i = 0; i < ARRAY_LEN(raw); i++)
        command_never_says(&got, raw[i]);
}

/* --- kill --- */

static int64_t letters(void)
{
    return casework_count(&home, "SELECT count(*) FROM letterbox");
}

/* A note that was handed in leaves its writer a line there, too: where it went. */
static int64_t drafts(void)
{
    return casework_count(&home, "SELECT count(*) FROM draft") - letters();
}

/* Ends it by SIGKILL once it has written so many more bytes. */
static void kill_after(struct term *term, size_t more)
{
    size_t before, now;

    term_bytes(term, &before);
    do {
        term_bytes(term, &now);
    } while (now - before < more && term_pump(term, 200));
    term_signal(term, SIGKILL);
    term_expect_exit(term, 128 + SIGKILL);
    term_close(term);
}

static void expect_whole(void)
{
    command_run(&got, NULL, "--database", home.database, "verify", NULL);
    command_expect(&got, 0);
}

static bool is_kept(struct term *term, void *arg)
{
    (void)term;
    (void)arg;
    return drafts() == 1;
}

/* Goes on with the draft when one is offered. */
static void open_note(struct term *term)
{
    term_key(term, "F6");
    term_expect_text(term, "Vem?");
    term_key(term, "Enter");
    if (drafts() == 0) {
        term_expect_text(term, "Vad såg du?");
    } else {
        term_expect_text(term, "f fortsätt");
        term_send(term, "f");
        term_expect_text(term, "Vad såg du?");
    }
}

static void test_a_kill_while_typing_leaves_the_draft(void **state)
{
    struct term *term;

    (void)state;
    srand(41);
    term = station_start(&home, NULL);
    station_login(term, "noor");
    station_note(term);
    term_send(term, word);
    term_send(term, " ");
    term_expect_that(term, "the draft is not kept", is_kept, NULL);
    kill_after(term, 0);
    for (int i = 0; i < KILLS; i++) {
        expect_whole();
        assert_int_equal(drafts(), 1);
        term = station_start(&home, NULL);
        station_login(term, "noor");
        open_note(term);
        term_expect_text(term, word);
        for (int k = 0; k < 20; k++)
            term_send(term, "mer ");
        kill_after(term, (size_t)(rand() % 600));
    }
    expect_whole();
}

static void test_a_kill_while_handing_in_leaves_draft_or_letter(void **state)
{
    (void)state;
    srand(42);
    for (int i = 0; i < KILLS; i++) {
        struct term *term = station_start(&home, NULL);
        int64_t before = letters();
        station_login(term, "noor");
        open_note(term);
        term_send(term, "ord");
        term_expect_that(term, "the draft is not kept", is_kept, NULL);
        term_key(term, "F2");
        term_expect_text(term, "Läses av");
        term_send(term, "j");
        kill_after(term, (size_t)(rand() % 900));
        expect_whole();
        assert_int_equal(drafts() + letters() - before, 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_is_typed_is_nowhere_else, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_stored_text_never_steers_the_terminal, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_names_of_files_never_steer_the_terminal, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_a_kill_while_typing_leaves_the_draft, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_a_kill_while_handing_in_leaves_draft_or_letter, set_up,
                                        tear_down),
    };

    return cmocka_run_group_tests(tests, casework_group, casework_group_end);
}
