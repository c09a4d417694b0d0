/* test_casework_session.c - logging in: who gets in, who does not, and what is written of it. */
#include "unit.h"

#include <string.h>

#include "casework_home.h"
#include "sis/casework/access.h"
#include "sis/casework/setup.h"

static struct casework_home home;

static int set_up(void **state)
{
    (void)state;
    casework_home_make(&home);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    casework_home_remove(&home);
    return 0;
}

static struct home *open_home(void)
{
    struct home_options options = casework_options(&home);

    home.home[0] = home_open(&options, &home.err);
    casework_must(&home, home.home[0] != NULL);
    return home.home[0];
}

static void close_home(void)
{
    home_close(home.home[0]);
    home.home[0] = NULL;
}

static void try_wrong(struct home *at, const char *login, const char *phrase)
{
    struct work *work = session_login(at, login, phrase, LANG_SV, &home.err);

    assert_int_equal(home.err.text, T_LOGIN_WRONG);
    assert_string_equal(home.err.value[0], "");
    casework_refused(&home, work != NULL, ERR_PASSWORD);
}

/* Wrong phrase, unknown, ended and hidden logins sound alike, and each leaves its line. */
static void wrong_ones_are_alike(void **state)
{
    struct work *lead = casework_login(&home, "eli");
    struct home *at;
    uint64_t before;

    (void)state;
    casework_must(&home, account_end(lead, "bo", &home.err));
    casework_logout(&home, lead);
    before = casework_log(&home);
    at = open_home();
    try_wrong(at, "kim", "sol regn vind moln");
    try_wrong(at, "nobody", CASEWORK_PHRASE);
    try_wrong(at, "", "");
    home.now += 30;
    try_wrong(at, ".recovery", CASEWORK_PHRASE);
    home.now += 30;
    try_wrong(at, "bo", CASEWORK_PHRASE);
    close_home();
    assert_int_equal(casework_log(&home), before + 5);
}

static void delay_grows(void **state)
{
    static const int wait[] = {0, 0, 1, 2, 4, 8, 16, 30, 30};
    struct home *at = open_home();
    struct work *work;

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(wait); i++) {
        try_wrong(at, "nobody", "x");
        assert_int_equal(session_wait(at), wait[i]);
        /* Also the right phrase waits. */
        if (wait[i] > 0) {
            casework_refused(&home,
                             session_login(at, "kim", CASEWORK_PHRASE, LANG_SV, &home.err) != NULL,
                             ERR_DENIED);
            assert_int_equal(session_wait(at), wait[i]);
        }
        home.now += i + 1 < ARRAY_LEN(wait) ? wait[i] : 0;
    }
    home.now += 29;
    assert_int_equal(session_wait(at), 1);
    home.now -= 3600; /* a clock put back must not lock anybody out for an hour */
    assert_int_equal(session_wait(at), 30);
    home.now += 7200;
    assert_int_equal(session_wait(at), 0);
    work = session_login(at, "kim", CASEWORK_PHRASE, LANG_SV, &home.err);
    casework_must(&home, work != NULL);
    assert_int_equal(session_wait(at), 0);
    session_end(work);
    close_home();
}

/* Big letters, spaces around, and a phrase typed with separate accents are the same person. */
static void as_people_type(void **state)
{
    struct home *at = open_home();
    struct work *work =
        session_login(at, " Kim ", "  sol regn  vind moln dis ", LANG_SV, &home.err);

    (void)state;
    casework_must(&home, work != NULL);
    assert_string_equal(work->login, "kim");
    assert_string_equal(work->name, "Kim L");
    casework_must(&home,
                  session_new_passphrase(work, "gr\xc3\xb6nt gr\xc3\xa4s i maj", NULL, &home.err));
    session_end(work);
    work = session_login(at, "kim", "gro\xcc\x88nt gra\xcc\x88s i maj", LANG_SV, &home.err);
    casework_must(&home, work != NULL);
    session_end(work);
    try_wrong(at, "kim", CASEWORK_PHRASE);
    close_home();
}

static void new_words(void **state)
{
    struct work *lead = casework_login(&home, "eli");
    char words[SETUP_PHRASE] = "";
    struct home *at;
    struct work *work;

    (void)state;
    casework_refused(&home, session_new_passphrase(lead, "en egen lång fras", NULL, &home.err),
                     ERR_INPUT);
    casework_must(&home, session_new_passphrase(lead, NULL, words, &home.err));
    casework_logout(&home, lead);
    at = open_home();
    work = session_login(at, "eli", words, LANG_SV, &home.err);
    casework_must(&home, work != NULL);
    casework_refused(&home, session_new_passphrase(work, "", NULL, &home.err), ERR_INPUT);
    session_end(work);
    close_home();
}

static void lines_of_a_session(void **state)
{
    uint64_t before = casework_log(&home);
    struct work *work = casework_login(&home, "mio");

    (void)state;
    assert_int_equal(casework_log(&home), before + 1);
    assert_string_equal(work->name, "mio"); /* a reviewer holds no home key */
    assert_non_null(work->method);
    casework_logout(&home, work);
    assert_int_equal(casework_log(&home), before + 2);
}

/* An account's row moved to another name, or its bundle changed, opens nothing. */
static void bundles_moved(void **state)
{
    struct home *at;

    (void)state;
    casework_alter(&home, "UPDATE account SET bundle = (SELECT bundle FROM account WHERE login = "
                          "'eli') WHERE login = 'kim'");
    at = open_home();
    try_wrong(at, "kim", CASEWORK_PHRASE);
    close_home();
}

static void lists_altered(void **state)
{
    struct home *at;
    struct work *work;

    (void)state;
    casework_alter(&home, "UPDATE statement SET body = zeroblob(length(body)) WHERE kind = 3");
    at = open_home();
    work = session_login(at, "kim", CASEWORK_PHRASE, LANG_SV, &home.err);
    casework_refused(&home, work != NULL, ERR_CORRUPT);
    close_home();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(wrong_ones_are_alike, set_up, tear_down),
        cmocka_unit_test_setup_teardown(delay_grows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(as_people_type, set_up, tear_down),
        cmocka_unit_test_setup_teardown(new_words, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lines_of_a_session, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bundles_moved, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lists_altered, set_up, tear_down),
    };

    return cmocka_run_group_tests_name("casework_session", tests, casework_group,
                                       casework_group_end);
}
