/* test_casework_upkeep.c - what verifying finds when somebody with write access to the file has been at it. */
#include "unit.h"

#include <string.h>

#include "casework/inside.h"
#include "casework_home.h"
#include "sis/casework/access.h"
#include "sis/casework/notes.h"
#include "sis/casework/settings.h"
#include "sis/casework/setup.h"
#include "sis/casework/upkeep.h"

static struct casework_home home;
static struct work *eli, *noor;
static struct id case_id;

/* One case in which much has happened. */
static int set_up(void **state)
{
    static const char *const people[] = {"noor", "sam", "kim"};
    static const struct id none;
    struct id draft = none, note = none, other;
    struct case_file *file;
    size_t opened, aside;

    (void)state;
    casework_home_make(&home);
    eli = casework_login(&home, "eli");
    noor = casework_login(&home, "noor");
    case_id = casework_case(&home, eli, "24-031", people, 3);
    file = casework_open(&home, noor, &case_id);
    casework_record(&home, file, "consent", true,
                    casework_answers(&home, "s1.10", "=board", "s1.11", "=plan", "s1.12", "=yes",
                                     "s1.12.until", "2026-12-01", NULL));
    other = file->youth.id;
    casework_must(&home,
                  note_hand_in(noor, &other, &note, casework_answers(&home, "u1.03", "ord", NULL),
                               &draft, &home.err));
    casework_must(&home, note_open_all(noor, file, &opened, &aside, &home.err));
    assert_int_equal(opened, 1);
    case_close(file);
    casework_must(&home, access_remove(eli, &case_id, "sam", &home.err));
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    casework_home_remove(&home);
    return 0;
}

static struct upkeep look(struct work *work)
{
    struct upkeep found = {0};

    casework_must(&home, upkeep_signatures(work, &found, &home.err));
    return found;
}

static void assert_found(struct work *work, uint64_t wrong, uint64_t rows, uint64_t lists)
{
    struct upkeep found = look(work);

    assert_true(found.log_read);
    assert_int_equal(found.rows_wrong, 0);
    assert_int_equal(found.log_wrong, wrong);
    assert_int_equal(found.rows_gone, rows);
    assert_int_equal(found.lists_gone, lists);
}

/* Every use case that writes lists or seals rows anew leaves all that the log names. */
static void an_honest_file(void **state)
{
    struct work *lo = casework_login(&home, "lo");
    struct work *mio = casework_login(&home, "mio");
    char words[SETUP_PHRASE];

    (void)state;
    casework_must(&home, account_add(eli, "ny", "Ny N", ROLE_WARD, NULL, words, &home.err));
    casework_must(&home, access_assign(eli, &case_id, "ny", &home.err));
    casework_must(&home, access_deny(eli, &case_id, "kim", &home.err));
    casework_must(&home, settings_set_number(eli, "nurse", "010-2", &home.err));
    casework_must(&home, account_end(lo, "bo", &home.err));
    casework_must(&home, account_end(eli, "ny", &home.err));
    assert_found(eli, 0, 0, 0);
    assert_found(mio, 0, 0, 0);
    assert_false(look(noor).log_read);
}

static void a_row_taken_away(void **state)
{
    (void)state;
    assert_found(eli, 0, 0, 0);
    casework_alter(&home, "DELETE FROM row WHERE number = (SELECT max(number) FROM row)");
    assert_found(eli, 0, 1, 0);
}

/* Who lost a case puts back the list that has them: what is written next would be sealed for them. */
static void an_older_list_put_back(void **state)
{
    struct work *mio = casework_login(&home, "mio");

    (void)state;
    casework_alter(&home, "DELETE FROM statement WHERE rowid = (SELECT rowid FROM statement WHERE "
                          "kind = 4 ORDER BY number DESC LIMIT 1)");
    assert_int_equal(look(eli).lists_gone, 1);
    assert_int_equal(look(mio).lists_gone, 1); /* a reviewer sees it too, and reads no case */
}

static void an_end_taken_away(void **state)
{
    struct work *lo = casework_login(&home, "lo");

    (void)state;
    casework_must(&home, account_end(lo, "bo", &home.err));
    assert_found(eli, 0, 0, 0);
    casework_alter(&home, "DELETE FROM statement WHERE kind = 5");
    assert_found(eli, 0, 0, 1);
}

static void add_to_log(const struct keyring *actor, const char *payload)
{
    struct db *db = eli->home->db;
    const struct key_entry *key = eli->own->log_key;
    struct audit_start start;
    struct audit_link link;
    struct audit_head head;

    assert_true(db_begin(db, &home.err));
    assert_true(audit_next(db, &link, &home.err));
    assert_true(audit_begin(key->box, key->number, &start, &home.err));
    assert_true(audit_append(db, &eli->home->side, &link, actor, &start, payload, strlen(payload),
                             &head, &home.err));
    assert_true(db_commit(db, &home.err));
}

/* A row can be added by anybody who writes the file; by whom it is, they cannot choose. */
static void a_forged_line(void **state)
{
    struct keyring *forged = keyring_new(&eli->home->side, &eli->account, &home.err);
    char by[ID_TEXT];
    const char *of_eli;

    (void)state;
    id_text(&eli->account, by);
    of_eli = arena_printf(home.arena, "{\"what\":\"case.open\",\"by\":\"%s\",\"rows\":[]}", by);
    add_to_log(NULL, "{\"what\":\"login.failed\"}");
    assert_found(eli, 0, 0, 0);
    add_to_log(NULL, of_eli);
    assert_found(eli, 1, 0, 0);
    add_to_log(forged, of_eli);
    assert_found(eli, 2, 0, 0);
    add_to_log(noor->keys, of_eli);
    assert_found(eli, 3, 0, 0);
    add_to_log(eli->keys, "no json");
    assert_found(eli, 4, 0, 0);
    keyring_free(forged);
}

/* The log's row is begun before the lock is taken, and its key may be changed meanwhile. */
static void another_log_key_meanwhile(void **state)
{
    struct keyring *other = keyring_new(&eli->home->side, &eli->account, &home.err);
    struct turn turn;

    (void)state;
    assert_true(turn_begin_own(&turn, eli, "test", &home.err));
    box_drop(&turn.log.box);
    assert_true(
        audit_begin(keyring_public(other)->box, turn.log.log_key_number, &turn.log, &home.err));
    casework_must(&home, turn_commit(&turn, &home.err));
    turn_end(&turn);
    assert_found(eli, 0, 0, 0);
    keyring_free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_honest_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_row_taken_away, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_older_list_put_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_end_taken_away, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_forged_line, set_up, tear_down),
        cmocka_unit_test_setup_teardown(another_log_key_meanwhile, set_up, tear_down),
    };

    return cmocka_run_group_tests_name("casework_upkeep", tests, casework_group,
                                       casework_group_end);
}
