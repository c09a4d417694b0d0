/* test_e2e_cli.c - the command line of the real program: what it does, says and returns. */
#include "unit.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "casework_home.h"
#include "command.h"
#include "pty.h"
#include "sis/base/file.h"

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
    command_release(&got);
    casework_home_remove(&home);
    return 0;
}

/* A file in the test's folder; good until the test's end. */
static const char *put_file(const char *name, const char *text)
{
    const char *path = arena_strdup(home.arena, scratch_path(&home.scratch, name));

    assert_true(file_write(path, text, strlen(text), 0600, NULL));
    return path;
}

static const char *answers_of(const char *login)
{
    return put_file(
        login, arena_printf(home.arena, "login = %s\npassphrase = %s\n", login, CASEWORK_PHRASE));
}

/* --- words --- */

struct use {
    const char *word[5];
    int status;
    const char *sv, *en;
};

static const struct use uses[] = {
    {{"--version"}, 0, "sis-tui ", "sis-tui "},
    {{"--help"}, 0, "sis-tui access deny ÄRENDENUMMER NAMN", "sis-tui access deny NUMBER LOGIN"},
    {{"account", "add", "--help"}, 0, "sis-tui account add NAMN", "sis-tui account add LOGIN"},
    {{"--keys"}, 0, "lås", "lock"},
    {{"lock"}, 2, "Kommandot lock finns inte.", "There is no command lock."},
    {{"account"}, 2, "sis-tui account list", "sis-tui account list"},
    {{"--fast"}, 2, "Valet --fast finns inte.", "There is no option --fast."},
    {{"--database"}, 2, "Valet --database behöver ett värde", "--database needs a value"},
    {{"init", "--answers"}, 2, "Valet --answers behöver ett värde", "--answers needs a value"},
    {{"init", "now"},
     2,
     "skrivs kommandot: sis-tui init [--answers FIL]",
     "is written: sis-tui init [--answers FILE]"},
    {{"init", "--practice"}, 2, "kör sis-tui --practice", "run sis-tui --practice"},
    {{"account", "add", "kim"},
     2,
     "sis-tui account add NAMN ROLL",
     "sis-tui account add LOGIN ROLE"},
    {{"account", "list", "all"},
     2,
     "kommandot: sis-tui account list",
     "written: sis-tui account list"},
    {{"access", "assign", "1"}, 2, "assign ÄRENDENUMMER NAMN", "assign NUMBER LOGIN"},
    {{"backup"}, 2, "sis-tui backup FIL", "sis-tui backup FILE"},
    {{"verify", "--all"}, 2, "sis-tui verify [--rows", "sis-tui verify [--rows"},
    {{"forms", "check"}, 2, "sis-tui forms check KATALOG", "sis-tui forms check FOLDER"},
    {{"forms", "try"}, 2, "sis-tui forms try FORMULÄR", "sis-tui forms try FORM"},
    {{"forms", "eval"}, 2, "forms eval [--answers FIL.json] UTTRYCK", "[--answers FILE.json] EXPR"},
    {{"forms", "check", "/no/such"},
     1,
     "Mappen /no/such går inte att läsa. Den finns inte.",
     "The folder /no/such cannot be read. It does not exist."},
    {{"forms", "check", "tests/unit/data/small"}, 0, "Inga fel.", "No mistakes."},
    {{"forms", "check", "tests/unit/data/broken"}, 1, "a.cfg:", "a.cfg:"},
    {{"forms", "try", "u1", "--forms", "/no/such"}, 3, "Den finns inte.", "It does not exist."},
    {{"forms", "try", "nosuch", "--forms", "forms"}, 2, "nosuch finns inte", "no form nosuch"},
    {{"forms", "eval", "2 + 3"}, 0, "5", "5"},
    {{"forms", "eval", "2 +"}, 1, "error: Tecken 4", "error: Character 4"},
    {{"verify", "--database", "/no/such.db"}, 3, "/no/such.db finns inte.", "/no/such.db does not"},
    {{"--database=/no/such.db"}, 3, "kör sis-tui init", "run sis-tui init"},
    {{"--config", "/no/such.conf"},
     3,
     "/no/such.conf går inte att öppna. Den finns inte.",
     "/no/such.conf cannot be opened. It does not exist."},
};

static void test_every_use_has_its_status_and_a_sentence_in_both_languages(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(uses); i++) {
        const char *const *word = uses[i].word;
        command_run(&got, NULL, "--language=sv", word[0], word[1], word[2], word[3], word[4], NULL);
        command_expect(&got, uses[i].status);
        command_says(&got, uses[i].sv);
        command_run(&got, NULL, "--language=en", word[0], word[1], word[2], word[3], word[4], NULL);
        command_expect(&got, uses[i].status);
        command_says(&got, uses[i].en);
        assert_int_equal(got.status >= 2, got.err.n > 0);
    }
}

static void test_speaks_the_language_of_the_settings_and_of_the_locale(void **state)
{
    const char *english = put_file("en.conf", "language = \"en\";\n");
    const struct command_setup locale = {.env = {"LC_ALL", "LANG=en_GB.UTF-8"}};
    const struct command_setup plain = {.env = {"LC_ALL=C"}};

    (void)state;
    command_run(&got, NULL, "verify", "--config", english, "--database", "/no/such.db", NULL);
    command_says(&got, "does not exist");
    command_run(&got, NULL, "verify", "--config", english, "--language=sv", "--database",
                "/no/such.db", NULL);
    command_says(&got, "finns inte");
    command_run(&got, &locale, "verify", "--database", "/no/such.db", NULL);
    command_says(&got, "does not exist");
    command_run(&got, &plain, "verify", "--database", "/finns/ej/å.db", NULL);
    command_says(&got, "/finns/ej/å.db finns inte");
}

static void test_says_that_what_it_wrote_did_not_arrive(void **state)
{
    const struct command_setup full = {.out = "/dev/full"};
    const char *path = scratch_path(&home.scratch, "new.db");
    const char *answers =
        put_file("init", "home = Provhemmet\nlead.login = eli\nlead.name = Eli S\n"
                         "admin.login = lo\nadmin.name = Lo T\n"
                         "reviewer.login = mio\nreviewer.name = Mio R\n"
                         "codes = shown\n");

    (void)state;
    command_run(&got, &full, "--help", NULL);
    command_expect(&got, 3);
    command_says(&got, "Det går inte att skriva ut");
    path = arena_strdup(home.arena, scratch_path(&home.scratch, "new.db"));
    command_run(&got, &full, "init", "--answers", answers, "--database", path, "--forms",
                CASEWORK_METHOD, NULL);
    command_expect(&got, 3);
    command_says(&got, "Ingenting har skapats");
    assert_false(file_exists(path));
}

/* --- set-up --- */

static const char *word_after(const char *text, const char *before)
{
    const char *at = strstr(text, before);

    assert_non_null(at);
    at += strlen(before);
    at += strspn(at, " ");
    return arena_strndup(home.arena, at, strcspn(at, "\r\n"));
}

static void test_init_from_a_file_makes_a_home_that_works(void **state)
{
    const struct command_setup setup = {.home = home.scratch.folder};
    const char *answers =
        put_file("init", "home = Provhemmet\nlead.login = eva\nlead.name = Eva S\n"
                         "admin.login = lo\nadmin.name = Lo T\n"
                         "reviewer.login = mio\nreviewer.name = Mio R\n"
                         "codes = shown\n");
    const char *words, *login;

    (void)state;
    command_run(&got, &setup, "init", "--answers", answers, "--forms", CASEWORK_METHOD, NULL);
    command_expect(&got, 0);
    command_says(&got, "Hemmet är klart.");
    words = word_after(got.out.p, "\n   eva");
    login = put_file("eva", arena_printf(home.arena, "login = eva\npassphrase = %s\n", words));
    command_run(&got, &setup, "init", "--answers", answers, "--forms", CASEWORK_METHOD, NULL);
    command_expect(&got, 3);
    command_says(&got, "finns redan");
    command_run(&got, &setup, "account", "list", "--answers", login, NULL);
    command_expect(&got, 0);
    assert_string_equal(got.out.p, "eva\nlo\nmio\n");
    command_run(&got, &setup, "verify", "--rows", "--answers", login, NULL);
    command_expect(&got, 0);
    command_says(&got, "Rader kontrollerade: 3, fel: 0");
}

static void test_two_codes_make_a_lead_when_all_words_are_lost(void **state)
{
    const char *path = arena_strdup(home.arena, scratch_path(&home.scratch, "codes.db"));
    const char *init = put_file("init", "home = Provhemmet\nlead.login = eva\nlead.name = Eva S\n"
                                        "admin.login = lo\nadmin.name = Lo T\n"
                                        "reviewer.login = mio\nreviewer.name = Mio R\n"
                                        "codes = shown\n");
    const char *first, *third, *codes, *login;

    (void)state;
    command_run(&got, NULL, "init", "--answers", init, "--forms", CASEWORK_METHOD, "--database",
                path, NULL);
    command_expect(&got, 0);
    first = word_after(got.out.p, "\n   1   ");
    third = word_after(got.out.p, "\n   3   ");
    codes = put_file("codes", arena_printf(home.arena, "code.a = %s\ncode.b = %s\n", third, first));
    command_run(&got, NULL, "recovery", "lead", "chef.2", "Ny Chef", "--answers", codes,
                "--database", path, NULL);
    command_expect(&got, 0);
    login = put_file("chef", arena_printf(home.arena,
                                          "code.a = %s\ncode.b = %s\nlogin = chef.2\n"
                                          "passphrase = %s\n",
                                          third, first, word_after(got.out.p, "\n   chef.2")));
    command_run(&got, NULL, "recovery", "try", "--answers", login, "--database", path, NULL);
    command_expect(&got, 0);
    command_says(&got, "Koderna provades senast ");
    command_says(&got, "Koderna fungerar.");
    command_run(&got, NULL, "recovery", "end", "eva", "--answers", login, "--database", path, NULL);
    command_expect(&got, 0);
    command_run(&got, NULL, "verify", "--rows", "--answers", login, "--database", path, NULL);
    command_expect(&got, 0);
    codes = put_file("codes", arena_printf(home.arena, "code.a = %s\ncode.b = %s\n", third, third));
    command_run(&got, NULL, "recovery", "lead", "chef.3", "Nyare", "--answers", codes, "--database",
                path, NULL);
    command_expect(&got, 3);
}

static void test_init_from_a_file_with_gaps_makes_nothing(void **state)
{
    static const struct {
        const char *answers, *says;
        int status;
    } tries[] = {
        {"", "Svaret home saknas.", 2},
        {"home = H\n", "Svaret lead.login saknas.", 2},
        {"home = H\nlead.login = Eva Ek\n", "Eva Ek går inte", 2},
        {"home = H\nlead.login = eva\nlead.name = E\nadmin.login = eva\nadmin.name = L\n"
         "reviewer.login = mio\nreviewer.name = M\ncodes = shown\n",
         "eva finns redan", 3},
        {"home = H\nlead.login = eva\nlead.name = E\nadmin.login = lo\nadmin.name = L\n"
         "reviewer.login = mio\nreviewer.name = M\n",
         "Avbrutet. Ingenting har skapats.", 3},
    };
    const char *path = arena_strdup(home.arena, scratch_path(&home.scratch, "new.db"));

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(tries); i++) {
        command_run(&got, NULL, "init", "--answers", put_file("init", tries[i].answers),
                    "--database", path, "--forms", CASEWORK_METHOD, NULL);
        command_expect(&got, tries[i].status);
        command_says(&got, tries[i].says);
        assert_false(file_exists(path));
    }
}

static void answer(struct term *term, const char *question, const char *line)
{
    term_expect_text(term, question);
    term_send(term, line);
    term_send(term, "\r");
}

static void expect_gone(struct term *term, const char *secret)
{
    struct str screen;

    str_init(&screen, 0);
    term_screen(term, &screen);
    assert_null(strstr(screen.p, secret));
    str_release(&screen);
}

static void test_init_on_a_terminal_wants_every_code_typed_back(void **state)
{
    const char *argv[] = {command_program(), "init", "--forms", CASEWORK_METHOD, NULL};
    const char *login[] = {command_program(), "account", "list", "--database", NULL, NULL};
    struct term *term = term_spawn(argv, 40, 120, NULL);
    struct str screen;
    char code[3][64];

    (void)state;
    str_init(&screen, 0);
    answer(term, "Hemmets namn:", "Provhemmet");
    answer(term, "Chef, inloggningsnamn:", "Eva Ek");
    term_expect_text(term, "Inloggningsnamnet Eva Ek går inte.");
    term_send(term, "eva\r");
    answer(term, "Chef, namn", "Eva Å");
    answer(term, "Systemansvarig, inloggningsnamn:", "lo");
    answer(term, "Systemansvarig, namn:", "Lo T");
    answer(term, "Granskare, inloggningsnamn:", "mio");
    answer(term, "Granskare, namn:", "Mio R");
    term_expect_text(term, "Tryck Enter när det står på papper");
    term_screen(term, &screen);
    for (int i = 0; i < 3; i++) {
        char before[32];
        snprintf(before, sizeof before, "\n   %d   ", i + 1);
        snprintf(code[i], sizeof code[i], "%s", word_after(screen.p, before));
    }
    term_send(term, "\r");
    term_expect_text(term, "Skriv kod 1");
    expect_gone(term, code[2]);
    answer(term, "Skriv kod 1", code[1]);
    term_expect_text(term, "Det stämmer inte med koden.");
    for (int i = 0; i < 3; i++) {
        char question[32];
        snprintf(question, sizeof question, "Skriv kod %d", i + 1);
        answer(term, question, code[i]);
    }
    term_expect_text(term, "Lösenfrasen för eva.");
    term_expect_text(term, "Tryck Enter när det står på papper");
    term_screen(term, &screen);
    term_send(term, "\r");
    answer(term, "Lösenfrasen för lo.", "");
    answer(term, "Lösenfrasen för mio.", "");
    term_expect_exit(term, 0);
    term_expect_restored(term);
    term_expect_text(term, "Hemmet är klart.");
    expect_gone(term, word_after(screen.p, "\n   eva"));
    expect_gone(term, code[2]);
    login[4] = arena_printf(home.arena, "%s/.local/share/sis-tui/home.db", term_home(term));
    assert_true(file_exists(login[4]));
    struct term *second = term_spawn(login, 24, 80, NULL);
    answer(second, "Inloggningsnamn:", "eva");
    answer(second, "Lösenfras:", word_after(screen.p, "\n   eva"));
    term_expect_exit(second, 0);
    term_expect_restored(second);
    term_expect_text(second, "mio");
    str_release(&screen);
    term_close(second);
    term_close(term);
}

/* --- people --- */

static void test_accounts_are_added_and_ended_by_a_lead_only(void **state)
{
    const char *lead = answers_of("eli"), *other;
    const char *words;

    (void)state;
    command_run(&got, NULL, "account", "add", "tove", "ward", "Tove Å", "--answers", lead,
                "--database", home.database, NULL);
    command_expect(&got, 0);
    words = word_after(got.out.p, "\n   tove ");
    other = put_file("tove", arena_printf(home.arena, "login=tove\npassphrase=%s\n", words));
    command_run(&got, NULL, "account", "list", "--answers", other, "--database", home.database,
                NULL);
    command_expect(&got, 0);
    command_says(&got, "tove\n");
    command_run(&got, NULL, "account", "add", "tove", "ward", "Tove Å", "--answers", lead,
                "--database", home.database, NULL);
    command_expect(&got, 3);
    command_says(&got, "Inloggningsnamnet tove är upptaget.");
    command_run(&got, NULL, "account", "add", "ulf", "boss", "Ulf", "--answers", lead, "--database",
                home.database, NULL);
    command_expect(&got, 2);
    command_says(&got, "Rollen boss finns inte.");
    command_run(&got, NULL, "account", "add", "ulf", "ward", "Ulf", "--answers", other,
                "--database", home.database, NULL);
    command_expect(&got, 3);
    command_says(&got, "Du har inte behörighet");
    command_run(&got, NULL, "account", "end", "tove", "--answers", lead, "--database",
                home.database, NULL);
    command_expect(&got, 0);
    command_run(&got, NULL, "account", "list", "--answers", other, "--database", home.database,
                NULL);
    command_expect(&got, 3);
    command_says(&got, "Namnet eller lösenfrasen stämmer inte.");
    command_run(&got, NULL, "account", "end", "nobody", "--answers", lead, "--database",
                home.database, NULL);
    command_expect(&got, 3);
    command_says(&got, "nobody");
}

static void test_a_passphrase_is_changed_by_its_owner(void **state)
{
    const char *old = answers_of("kim");
    const char *next = put_file("next", "login = kim\npassphrase = grus på vägen 77\n");
    const char *both =
        put_file("both", "login = kim\npassphrase = " CASEWORK_PHRASE "\nnew = grus på vägen 77\n");
    const char *short_one =
        put_file("short", "login = kim\npassphrase = " CASEWORK_PHRASE "\nnew = grus\n");

    (void)state;
    /* What others may read is no place for a passphrase. */
    assert_int_equal(chmod(old, 0644), 0);
    command_run(&got, NULL, "account", "list", "--answers", old, "--database", home.database, NULL);
    command_expect(&got, 3);
    command_says(&got, "Andra konton får läsa");
    assert_int_equal(chmod(old, 0600), 0);
    command_run(&got, NULL, "account", "passphrase", "--answers", short_one, "--database",
                home.database, NULL);
    command_expect(&got, 3);
    command_run(&got, NULL, "account", "passphrase", "--answers", both, "--database", home.database,
                NULL);
    command_expect(&got, 0);
    command_never_says(&got, "grus");
    command_run(&got, NULL, "account", "list", "--answers", old, "--database", home.database, NULL);
    command_expect(&got, 3);
    command_run(&got, NULL, "account", "list", "--answers", next, "--database", home.database,
                NULL);
    command_expect(&got, 0);
    command_run(&got, NULL, "account", "passphrase", "--answers", next, "--database", home.database,
                NULL);
    command_expect(&got, 0);
    next = put_file("made", arena_printf(home.arena, "login=kim\npassphrase=%s\n",
                                         word_after(got.out.p, "\n   kim ")));
    command_run(&got, NULL, "account", "list", "--answers", next, "--database", home.database,
                NULL);
    command_expect(&got, 0);
}

static void access(const char *lead, const char *deed, const char *number, const char *login,
                   int status)
{
    command_run(&got, NULL, "--database", home.database, "access", deed, "--answers", lead, number,
                login, NULL);
    command_expect(&got, status);
}

static void test_access_is_given_taken_and_denied(void **state)
{
    const char *lead = answers_of("eli");
    struct work *work = casework_login(&home, "eli");

    (void)state;
    casework_case(&home, work, "26-001", NULL, 0);
    casework_logout(&home, work);
    access(lead, "assign", "26-001", "noor", 0);
    access(lead, "assign", "26-001", "sam", 0);
    access(lead, "list", "26-001", NULL, 0);
    command_says(&got, "noor             caseworker   läser och skriver");
    access(lead, "remove", "26-001", "sam", 0);
    access(lead, "deny", "26-001", "kim", 0);
    access(lead, "list", "26-001", NULL, 0);
    command_never_says(&got, "sam ");
    command_says(&got, "kim              ward         får aldrig läsa");
    access(lead, "assign", "26-001", "kim", 3);
    command_says(&got, "kim får aldrig läsa det här ärendet.");
    access(lead, "assign", "26-001", "mio", 3);
    command_says(&got, "en roll som inte läser ärenden");
    access(lead, "assign", "26-999", "noor", 3);
    command_says(&got, "inget ärende med nummer 26-999");
    access(lead, "remove", "26-001", "eli", 3);
    command_says(&got, "Du kan inte ta bort din egen");
    access(answers_of("noor"), "assign", "26-001", "bo", 3);
    command_says(&got, "Du har inte behörighet");
    command_run(&got, NULL, "verify", "--database", home.database, NULL);
    command_expect(&got, 0);
}

/* --- method and file --- */

static void test_a_method_is_adopted_by_a_lead_and_refused_with_file_and_line(void **state)
{
    const char *lead = answers_of("eli");

    (void)state;
    command_run(&got, NULL, "--database", home.database, "forms", "adopt", CASEWORK_METHOD,
                "--answers", lead, NULL);
    command_expect(&got, 0);
    command_says(&got, "Metoden är antagen.");
    command_run(&got, NULL, "--database", home.database, "forms", "adopt", "tests/unit/data/broken",
                "--answers", lead, NULL);
    command_expect(&got, 3);
    command_says(&got, "a.cfg:");
    command_says(&got, "Den förra gäller.");
    command_run(&got, NULL, "--database", home.database, "forms", "adopt", "/no/such", "--answers",
                lead, NULL);
    command_expect(&got, 3);
    command_says(&got, "Mappen /no/such går inte att läsa. Den finns inte.");
    command_run(&got, NULL, "--database", home.database, "forms", "adopt", CASEWORK_METHOD,
                "--answers", answers_of("lo"), NULL);
    command_expect(&got, 3);
    command_says(&got, "Du har inte behörighet");
}

/* Whoever can write there would decide what letters tell. */
static void test_a_method_that_others_may_change_is_not_adopted(void **state)
{
    const char *folder = arena_strdup(home.arena, scratch_path(&home.scratch, "open"));
    const char *init = arena_strdup(home.arena, scratch_path(&home.scratch, "new.db"));
    const char *lead = answers_of("eli");

    (void)state;
    assert_true(file_make_folder(folder, NULL));
    assert_true(file_write(file_join(home.arena, folder, "a.cfg"), "", 0, 0600, NULL));
    assert_int_equal(chmod(file_join(home.arena, folder, "a.cfg"), 0620), 0);
    command_run(&got, NULL, "--database", home.database, "forms", "adopt", folder, "--answers",
                lead, NULL);
    command_expect(&got, 3);
    command_says(&got, "Andra konton får skriva i");
    command_run(&got, NULL, "--database", init, "--forms", folder, "init", "--answers", lead, NULL);
    command_expect(&got, 3);
    command_says(&got, "Andra konton får skriva i");
    assert_false(file_exists(init));
}

static void test_a_backup_is_whole_and_never_overwrites(void **state)
{
    const char *copy = arena_strdup(home.arena, scratch_path(&home.scratch, "copy.db"));

    (void)state;
    command_run(&got, NULL, "--database", home.database, "backup", copy, NULL);
    command_expect(&got, 0);
    command_says(&got, "Kopian är gjord och kontrollerad.");
    command_run(&got, NULL, "--database", copy, "verify", NULL);
    command_expect(&got, 0);
    command_says(&got, "ingen notering utanför databasen");
    command_run(&got, NULL, "--database", home.database, "backup", copy, NULL);
    command_expect(&got, 3);
    command_says(&got, "finns redan");
    command_run(&got, NULL, "--database", home.database, "backup", "/no/such/copy.db", NULL);
    command_expect(&got, 3);
    command_says(&got, "/no/such/copy.db");
}

static void test_verify_finds_what_was_changed_behind_its_back(void **state)
{
    const char *lead = answers_of("eli");

    (void)state;
    command_run(&got, NULL, "--database", home.database, "verify", "--rows", "--answers", lead,
                NULL);
    command_expect(&got, 0);
    casework_alter(&home, "UPDATE row SET body = zeroblob(length(body)) WHERE id = (SELECT min(id) "
                          "FROM row)");
    command_run(&got, NULL, "--database", home.database, "verify", NULL);
    command_expect(&got, 0);
    command_run(&got, NULL, "--database", home.database, "verify", "--rows", "--answers", lead,
                NULL);
    command_expect(&got, 1);
    command_says(&got, "fel: 1");
    casework_alter(&home, "DELETE FROM audit WHERE number = (SELECT max(number) FROM audit)");
    command_run(&got, NULL, "--database", home.database, "verify", NULL);
    command_expect(&got, 1);
    command_says(&got, "Databasen är äldre än noteringen");
    casework_alter(&home, "UPDATE audit SET body = zeroblob(length(body)) WHERE number = 1");
    command_run(&got, NULL, "--database", home.database, "verify", NULL);
    command_expect(&got, 1);
    command_says(&got, "Loggen stämmer inte från rad 1.");
}

/* --- login on a terminal --- */

static struct term *ask_login(void)
{
    const char *argv[] = {command_program(), "account", "list", "--database", home.database, NULL};

    return term_spawn(argv, 24, 80, NULL);
}

static void test_a_passphrase_is_never_echoed_and_wrong_ones_are_told_plainly(void **state)
{
    struct term *term = ask_login();
    size_t n;

    (void)state;
    answer(term, "Inloggningsnamn:", "eli");
    answer(term, "Lösenfras:", "fel fras " CASEWORK_MARKER);
    term_expect_exit(term, 3);
    term_expect_restored(term);
    term_expect_text(term, "Namnet eller lösenfrasen stämmer inte. Försök igen.");
    assert_null(strstr(term_bytes(term, &n), CASEWORK_MARKER));
    term_close(term);
}

static bool asks_twice(struct term *term, void *arg)
{
    struct str screen;

    (void)arg;
    str_init(&screen, 0);
    term_screen(term, &screen);
    const char *first = strstr(screen.p, "Lösenfras:");
    bool twice = first != NULL && strstr(first + 1, "Lösenfras:") != NULL;
    str_release(&screen);
    return twice;
}

static void test_a_signal_at_the_passphrase_gives_the_echo_back(void **state)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(signals); i++) {
        struct term *term = ask_login();
        answer(term, "Inloggningsnamn:", "eli");
        term_expect_text(term, "Lösenfras:");
        term_signal(term, signals[i]);
        term_expect_exit(term, 128 + signals[i]);
        term_expect_restored(term);
        term_close(term);
    }
    struct term *term = ask_login();
    answer(term, "Inloggningsnamn:", "eli");
    term_expect_text(term, "Lösenfras:");
    term_send(term, "\x1a");
    term_expect_stop(term);
    term_expect_restored(term);
    term_continue(term);
    term_expect_that(term, "it does not ask again", asks_twice, NULL);
    term_send(term, "\x03");
    term_expect_exit(term, 128 + SIGINT);
    term_expect_restored(term);
    term_close(term);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            test_every_use_has_its_status_and_a_sentence_in_both_languages, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_speaks_the_language_of_the_settings_and_of_the_locale,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_says_that_what_it_wrote_did_not_arrive, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_init_from_a_file_makes_a_home_that_works, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_two_codes_make_a_lead_when_all_words_are_lost, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_init_from_a_file_with_gaps_makes_nothing, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_init_on_a_terminal_wants_every_code_typed_back, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_accounts_are_added_and_ended_by_a_lead_only, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_a_passphrase_is_changed_by_its_owner, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_access_is_given_taken_and_denied, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            test_a_method_is_adopted_by_a_lead_and_refused_with_file_and_line, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_method_that_others_may_change_is_not_adopted, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_a_backup_is_whole_and_never_overwrites, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_verify_finds_what_was_changed_behind_its_back, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(
            test_a_passphrase_is_never_echoed_and_wrong_ones_are_told_plainly, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_signal_at_the_passphrase_gives_the_echo_back, set_up,
                                        tear_down),
    };

    return cmocka_run_group_tests(tests, casework_group, casework_group_end);
}
