/* test_e2e_faults.c - what goes wrong around the program: each time one plain sentence, the terminal
 * in order, nothing lost and nothing changed. */
#include "unit.h"

#include <glob.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command.h"
#include "sis/base/file.h"
#include "sis/casework/desk.h"
#include "station.h"

static struct casework_home home;
static struct command got;

static int set_up(void **state)
{
    (void)state;
    casework_home_make(&home);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    (void)umount(scratch_path(&home.scratch, "disk"));
    command_release(&got);
    casework_home_remove(&home);
    return 0;
}

/* Good until the test's end. */
static const char *path_of(const char *name)
{
    return arena_strdup(home.arena, scratch_path(&home.scratch, name));
}

static const char *put_file(const char *name, const char *text)
{
    const char *path = path_of(name);

    assert_true(file_write(path, text, strlen(text), 0600, NULL));
    return path;
}

static void read_file(const char *path, struct str *out)
{
    struct err err;

    str_init(out, 0);
    assert_true(file_read(path, (size_t)64 << 20, out, &err));
}

/* --- the file --- */

static void run_sql(const char *sql)
{
    casework_alter(&home, sql);
}

static void put_bytes(const char *bytes)
{
    assert_true(file_write(home.database, bytes, strlen(bytes), 0600, NULL));
}

static void cut(const char *bytes)
{
    struct str all;
    size_t n = strtoul(bytes, NULL, 10);

    read_file(home.database, &all);
    assert_true(file_write(home.database, all.p, n, 0600, NULL));
    str_release(&all);
}

static void set_mode(const char *mode)
{
    assert_int_equal(chmod(home.database, (mode_t)strtol(mode, NULL, 8)), 0);
}

static void set_folder_mode(const char *mode)
{
    assert_int_equal(chmod(home.scratch.folder, (mode_t)strtol(mode, NULL, 8)), 0);
}

static void give_away(const char *owner)
{
    if (geteuid() != 0)
        skip();
    assert_int_equal(chown(home.database, (uid_t)strtol(owner, NULL, 10), (gid_t)-1), 0);
}

static void put_folder(const char *unused)
{
    (void)unused;
    assert_int_equal(unlink(home.database), 0);
    assert_int_equal(mkdir(home.database, 0700), 0);
}

struct fault {
    void (*make)(const char *how);
    const char *how;
    const char *sv, *en;
};

static const struct fault faults[] = {
    {run_sql, "PRAGMA user_version = 99", "nyare version av sis-tui. Starta den versionen",
     "newer version of sis-tui. Start that version"},
    {run_sql, "PRAGMA application_id = 7", "en databas från ett annat program",
     "another program’s database"},
    {run_sql, "PRAGMA application_id = 0x53697350", "är en övningsdatabas. Starta i övningsläge",
     "is a practice database. Start in practice mode"},
    {run_sql, "CREATE TABLE evil (x)", "har tabeller, vyer eller utlösare", "has tables, views or"},
    {run_sql, "CREATE VIEW evil AS SELECT 1", "har tabeller, vyer eller", "has tables, views or"},
    {run_sql, "CREATE TRIGGER evil AFTER INSERT ON row BEGIN DELETE FROM draft; END",
     "har tabeller, vyer eller utlösare", "has tables, views or triggers"},
    {run_sql, "DROP TABLE draft", "har tabeller, vyer eller utlösare", "has tables, views or"},
    {put_bytes,
     "Det här är ingen databas, bara en vanlig textfil som någon har lagt där.\n"
     "Det här är ingen databas, bara en vanlig textfil som någon har lagt där.\n",
     "är ingen databas, eller är avklippt", "is not a database, or is cut short"},
    {put_bytes, "", "en databas från ett annat program", "another program’s database"},
    {cut, "512", "är skadad. Skriv inte mer i den.", "is damaged. Write no more in it."},
    {cut, "20000", "är skadad. Skriv inte mer i den.", "is damaged. Write no more in it."},
    {put_folder, NULL, "home.db går inte att öppna.", "home.db cannot be opened."},
    {set_mode, "0620", "Andra konton får skriva i", "Other accounts may write to"},
    {set_mode, "0602", "Andra konton får skriva i", "Other accounts may write to"},
    {set_folder_mode, "0770", "Andra konton får skriva i", "Other accounts may write to"},
    {give_away, "65534", "ägs av ett annat konto", "belongs to another account"},
};

static void says_on_screen(const char *database, const char *sentence)
{
    const char *argv[] = {command_program(), "--database", database, NULL};
    struct term *term = term_spawn(argv, 24, 250, NULL);

    term_expect_exit(term, 3);
    term_expect_text(term, sentence);
    term_expect_restored(term);
    term_close(term);
}

static void test_a_file_that_is_not_right_is_refused_and_left_alone(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(faults); i++) {
        const struct fault *fault = &faults[i];
        bool is_file = fault->make != put_folder;
        struct str before, after;
        fault->make(fault->how);
        if (is_file)
            read_file(home.database, &before);
        command_run(&got, NULL, "--database", home.database, "verify", NULL);
        command_expect(&got, 3);
        command_says(&got, fault->sv);
        command_run(&got, NULL, "--database", home.database, "verify", "--language=en", NULL);
        command_expect(&got, 3);
        command_says(&got, fault->en);
        says_on_screen(home.database, fault->sv);
        if (is_file) {
            read_file(home.database, &after);
            assert_int_equal(before.n, after.n);
            assert_memory_equal(before.p, after.p, before.n);
            str_release(&before);
            str_release(&after);
        }
        casework_home_remove(&home);
        casework_home_make(&home);
    }
}

static void test_practice_and_a_real_home_never_meet(void **state)
{
    const char *practice = path_of("practice.db");
    const char *argv[] = {command_program(), "--practice", "--database", practice,
                          "--forms",         "forms",      NULL};
    struct term *term = term_spawn(argv, 24, 120, NULL);

    (void)state;
    term_expect_text(term, "ÖVNING");
    station_leave(term);
    argv[3] = home.database;
    term = term_spawn(argv, 24, 250, NULL);
    term_expect_exit(term, 3);
    term_expect_text(term, "är ingen övningsdatabas. Starta utan övningsläge");
    term_expect_restored(term);
    term_close(term);
    says_on_screen(practice, "är en övningsdatabas. Starta i övningsläge");
    command_run(&got, NULL, "--practice", "--database", home.database, "verify", NULL);
    command_expect(&got, 3);
    command_run(&got, NULL, "--database", practice, "backup", path_of("copy.db"), NULL);
    command_expect(&got, 3);
    assert_false(file_exists(path_of("copy.db")));
}

/* The home in the making has its own name, with the process's number behind it. */
static bool is_being_made(struct term *term, void *arg)
{
    glob_t found;
    bool there = glob(arg, 0, NULL, &found) == 0;

    (void)term;
    globfree(&found);
    return there;
}

static void test_a_practice_home_that_was_not_finished_is_made_anew(void **state)
{
    const char *practice = path_of("practice.db");
    const char *argv[] = {command_program(), "--practice", "--database", practice,
                          "--forms",         "forms",      NULL};
    struct term *term = term_spawn(argv, 24, 80, NULL);

    (void)state;
    term_expect_that(term, "a home in the making", is_being_made,
                     arena_printf(home.arena, "%s.[0-9]*[0-9]", practice));
    term_signal(term, SIGKILL);
    term_expect_exit(term, 128 + SIGKILL);
    term_close(term);
    assert_false(file_exists(practice));
    term = term_spawn(argv, 24, 80, NULL);
    term_expect_text(term, "ÖVNING");
    term_send(term, "2");
    /* What happened last in the script. */
    term_expect_text(term, "24-031 Granen: läs nu");
    station_leave(term);
}

static void test_rights_that_are_missing_are_told(void **state)
{
    const struct command_setup nobody = {.as_nobody = true};

    (void)state;
    if (geteuid() != 0)
        skip();
    assert_int_equal(chmod(home.scratch.folder, 0755), 0);
    command_run(&got, &nobody, "--database", home.database, "verify", NULL);
    command_expect(&got, 3);
    command_says(&got, "går inte att öppna. Se efter att filen och mappen finns");
    assert_int_equal(chmod(home.database, 0644), 0);
    command_run(&got, &nobody, "--database", home.database, "verify", NULL);
    command_expect(&got, 3);
    command_says(&got, "Det går inte att skriva i");
    assert_int_equal(chmod(home.scratch.folder, 0700), 0);
    command_run(&got, &nobody, "--database", home.database, "verify", NULL);
    command_expect(&got, 3);
    command_says(&got, home.database);
}

/* --- settings and method --- */

static void test_settings_that_are_wrong_are_told_with_file_and_line(void **state)
{
    static const struct {
        const char *text, *says;
    } tries[] = {
        {"language = \"sv\";\nlock_after = 5;\n", "wrong.conf:2: "},
        {"language = \"sv\";\n\nlokc_after = 60;\n", "wrong.conf:3: "},
        {"language = \"fi\";\n", "wrong.conf:1: Språket fi finns inte."},
        {"lock_after = 60\nlanguage \"sv\";\n", "wrong.conf:2: "},
        {"keys = ( { do = \"nothing\"; on = [ \"F2\" ]; } );\n", "wrong.conf:1: "},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(tries); i++) {
        const char *argv[] = {command_program(), "--config", put_file("wrong.conf", tries[i].text),
                              NULL};
        struct term *term = term_spawn(argv, 24, 160, NULL);
        term_expect_exit(term, 3);
        term_expect_text(term, tries[i].says);
        term_expect_restored(term);
        term_close(term);
        command_run(&got, NULL, "--keys", "--config", argv[2], NULL);
        command_expect(&got, 3);
        command_says(&got, tries[i].says);
    }
    assert_int_equal(chmod(path_of("wrong.conf"), 0666), 0);
    command_run(&got, NULL, "--keys", "--config", path_of("wrong.conf"), NULL);
    command_expect(&got, 3);
    command_says(&got, "Andra konton får skriva i");
}

static void test_a_method_that_is_wrong_or_missing_is_told(void **state)
{
    const char *practice = path_of("practice.db");
    const struct {
        const char *folder, *says;
    } tries[] = {
        {"/no/such", "/no/such/practice.cfg går inte att öppna. Den finns inte."},
        {home.scratch.folder, "Kör sis-tui forms check."},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(tries); i++) {
        const char *argv[] = {command_program(), "--practice",    "--database", practice,
                              "--forms",         tries[i].folder, NULL};
        struct term *term = term_spawn(argv, 40, 250, NULL);
        term_expect_exit(term, 3);
        term_expect_text(term, tries[i].says);
        term_expect_restored(term);
        term_close(term);
        assert_false(file_exists(practice));
    }
}

/* --- terminals --- */

static void test_a_terminal_that_will_not_do_is_told(void **state)
{
    static const char *const terms[] = {"TERM=nosuch", "TERM=dumb", "TERM"};
    const char *argv[] = {command_program(), "--database", home.database, NULL};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(terms); i++) {
        const char *env[] = {terms[i], NULL};
        struct term *term = term_spawn(argv, 24, 120, env);
        term_expect_exit(term, 3);
        term_expect_text(term, "Prova: TERM=xterm-256color sis-tui");
        term_expect_restored(term);
        term_close(term);
    }
    command_run(&got, NULL, "--database", home.database, NULL);
    command_expect(&got, 3);
    command_says(&got, "Här finns ingen terminal.");
    assert_int_equal(got.out.n, 0);
    const char *plain[] = {"LC_ALL=C", NULL};
    struct term *term = station_start(&home, plain);
    term_expect_text(term, "Lösenfras");
    station_leave(term);
}

/* --- disks --- */

static void give_youth(void)
{
    struct work *lead = casework_login(&home, "eli");
    static const char *const people[] = {"noor"};

    casework_case(&home, lead, "26-001", people, 1);
    casework_logout(&home, lead);
}

/* A small disk of its own for the folder "disk" of the test's; only root can make one. */
static void mount_small(void)
{
    const char *folder = path_of("disk");

    assert_int_equal(mkdir(folder, 0700), 0);
    if (mount("tmpfs", folder, "tmpfs", 0, "size=1m,mode=0700") != 0)
        skip();
}

static void move_to_disk(void)
{
    struct str bytes;

    read_file(home.database, &bytes);
    snprintf(home.database, sizeof home.database, "%s", path_of("disk/home.db"));
    assert_true(file_write(home.database, bytes.p, bytes.n, 0600, NULL));
    str_release(&bytes);
}

static void fill(const char *path)
{
    char block[4096] = {0};
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    setvbuf(file, NULL, _IONBF, 0);
    while (fwrite(block, 1, sizeof block, file) == sizeof block)
        ;
    while (fwrite(block, 1, 1, file) == 1)
        ;
    fclose(file);
}

static void test_set_up_on_a_full_disk_leaves_nothing(void **state)
{
    const char *database = path_of("disk/new.db");
    const char *answers =
        put_file("init", "home = Provhemmet\nlead.login = eva\nlead.name = Eva S\n"
                         "admin.login = lo\nadmin.name = Lo T\n"
                         "reviewer.login = mio\nreviewer.name = Mio R\n"
                         "codes = shown\n");

    (void)state;
    mount_small();
    fill(path_of("disk/filler"));
    command_run(&got, NULL, "init", "--answers", answers, "--database", database, "--forms",
                CASEWORK_METHOD, NULL);
    command_expect(&got, 3);
    command_says(&got, "Disken är full");
    assert_false(file_exists(database));
    command_run(&got, NULL, "--database", home.database, "backup", path_of("disk/copy.db"), NULL);
    command_expect(&got, 3);
    command_says(&got, "Disken är full");
    assert_false(file_exists(path_of("disk/copy.db")));
}

static void test_a_full_disk_keeps_every_word(void **state)
{
    struct term *term;

    (void)state;
    give_youth();
    mount_small();
    move_to_disk();
    term = station_start(&home, NULL);
    station_login(term, "noor");
    station_note(term);
    fill(path_of("disk/filler"));
    term_send(term, "ord som inte ryms ");
    term_expect_text(term, "Inte sparat än: Disken är full");
    /* Leaving is refused, handing in as well, and the lock takes the text along. */
    term_key(term, "C-q");
    term_expect_text(term, "Stänger inte, det du skrev är inte sparat: Disken är full");
    term_expect_text(term, "ord som inte ryms");
    term_key(term, "F2");
    term_expect_text(term, "Läses av");
    term_send(term, "j");
    term_expect_text(term, "Disken är full, så det gick inte att spara. Texten finns kvar.");
    term_key(term, "F12");
    term_expect_text(term, "Logga in");
    /* Until somebody has logged in, leaving would lose it. */
    term_key(term, "C-q");
    term_expect_text(term, "Stänger inte, det du skrev är inte sparat: logga in, så sparas det.");
    assert_int_equal(unlink(path_of("disk/filler")), 0);
    station_unlock(term);
    term_expect_text(term, "ord som inte ryms");
    station_leave(term);
    command_run(&got, NULL, "--database", home.database, "verify", NULL);
    command_expect(&got, 0);
    assert_int_equal(casework_count(&home, "SELECT count(*) FROM draft"), 1);
}

/* A form that is whole, begun by noor and found on her desk. */
static void give_form(void)
{
    static const char *const people[] = {"noor"};
    struct draft draft = {.place = place_of(ROOM_FILL), .record = record_begin()};
    struct work *eli = casework_login(&home, "eli");
    struct work *noor;

    draft.place.case_id = casework_case(&home, eli, "24-001", people, 1);
    noor = casework_login(&home, "noor");
    draft.place.record = draft.record;
    snprintf(draft.place.form, sizeof draft.place.form, "t1");
    snprintf(draft.place.item, sizeof draft.place.item, "t1.want");
    draft.answers = casework_answers(&home, "t1.want", "skola", "t1.risk", "=no", NULL);
    casework_must(&home, desk_keep(noor, &draft, &home.err));
    casework_logout(&home, noor);
    casework_logout(&home, eli);
}

static int64_t count(const char *table)
{
    return casework_count(&home, arena_printf(home.arena, "SELECT count(*) FROM %s", table));
}

static void test_a_full_disk_signs_nothing_by_half(void **state)
{
    struct term *term;
    int64_t rows, log;

    (void)state;
    give_form();
    mount_small();
    move_to_disk();
    rows = count("row");
    term = station_start(&home, NULL);
    station_login(term, "noor");
    term_key(term, "Enter");
    term_expect_text(term, "skola");
    term_key(term, "F2");
    term_expect_text(term, "Ska det?");
    term_key(term, "2");
    term_expect_text(term, "Säkerhet gjordes");
    term_key(term, "F2");
    term_expect_text(term, "Signera Säkerhet");
    log = count("audit");
    fill(path_of("disk/filler"));
    term_send(term, "j");
    term_expect_text(term, "Disken är full, så det gick inte att spara. Texten finns kvar.");
    assert_int_equal(count("row"), rows);
    assert_int_equal(count("audit"), log);
    assert_int_equal(count("draft"), 1);
    assert_int_equal(unlink(path_of("disk/filler")), 0);
    /* What was said while signing is asked again, with what was typed. */
    term_key(term, "F2");
    term_expect_text(term, "Ska det?");
    term_key(term, "F2");
    term_expect_text(term, "Signera Säkerhet");
    term_expect_text(term, "Journalen: ska in.");
    term_send(term, "j");
    term_expect_text(term, "Signerat");
    /* The form and the row for the journal, one line in the log, and nothing left on the desk. */
    assert_int_equal(count("row"), rows + 2);
    assert_int_equal(count("audit"), log + 1);
    assert_int_equal(count("draft"), 0);
    station_leave(term);
    command_run(&got, NULL, "--database", home.database, "verify", NULL);
    command_expect(&got, 0);
}

static void test_a_file_that_is_gone_is_told_and_the_words_stay(void **state)
{
    struct term *term;

    (void)state;
    give_youth();
    term = station_start(&home, NULL);
    station_login(term, "noor");
    station_note(term);
    term_send(term, "kvar ");
    term_expect_text(term, "utkast sparat");
    assert_int_equal(rename(home.database, path_of("moved.db")), 0);
    term_send(term, "mer");
    term_expect_text(term, "Inte sparat än");
    assert_int_equal(rename(path_of("moved.db"), home.database), 0);
    term_expect_gone(term, "Inte sparat än");
    station_leave(term);
}

static void test_a_file_that_is_gone_at_the_lock_takes_the_words_when_it_is_back(void **state)
{
    struct term *term;

    (void)state;
    give_youth();
    term = station_start(&home, NULL);
    station_login(term, "noor");
    station_note(term);
    assert_int_equal(rename(home.database, path_of("moved.db")), 0);
    term_send(term, "ord utan fil");
    term_expect_text(term, "Inte sparat än");
    term_key(term, "F12");
    term_expect_text(term, "› Lösenfras");
    term_send(term, CASEWORK_PHRASE "\r");
    term_expect_text(term, "finns inte");
    assert_int_equal(rename(path_of("moved.db"), home.database), 0);
    station_unlock(term);
    term_expect_text(term, "ord utan fil");
    station_leave(term);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_file_that_is_not_right_is_refused_and_left_alone,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_practice_and_a_real_home_never_meet, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_a_practice_home_that_was_not_finished_is_made_anew,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_rights_that_are_missing_are_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_settings_that_are_wrong_are_told_with_file_and_line,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_method_that_is_wrong_or_missing_is_told, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_a_terminal_that_will_not_do_is_told, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_set_up_on_a_full_disk_leaves_nothing, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_a_full_disk_keeps_every_word, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_full_disk_signs_nothing_by_half, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_file_that_is_gone_is_told_and_the_words_stay, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(
            test_a_file_that_is_gone_at_the_lock_takes_the_words_when_it_is_back, set_up,
            tear_down),
    };

    return cmocka_run_group_tests(tests, casework_group, casework_group_end);
}
