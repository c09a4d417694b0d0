/* test_casework_access.c - who may read which case: giving, taking away, refusing, ending. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "casework/inside.h"
#include "casework_each.h"
#include "sis/base/file.h"
#include "sis/casework/access.h"
#include "sis/casework/desk.h"
#include "sis/casework/notes.h"
#include "sis/casework/settings.h"
#include "sis/store/statement_row.h"
#include "sis/vault/password.h"

static const char *const both[] = {"noor", "kim"};

static enum relation relation_of(struct work *work, const struct id *case_id, const char *login)
{
    struct access_person *person;
    size_t n;

    casework_must(&home, access_list(work, case_id, home.arena, &person, &n, &home.err));
    assert_int_equal(n, 8);
    for (size_t i = 0; i < n; i++)
        if (strcmp(person[i].login, login) == 0)
            return person[i].relation;
    fail();
    return RELATION_NONE;
}

static void opening_gives_it_to_the_leads(void **state)
{
    struct id case_id = casework_case(&home, eli, "24-001", both, 2);
    struct id again;
    struct youth youth;

    (void)state;
    assert_int_equal(relation_of(eli, &case_id, "eli"), RELATION_ASSIGNED);
    assert_int_equal(relation_of(eli, &case_id, "alva"), RELATION_ASSIGNED);
    assert_int_equal(relation_of(eli, &case_id, "noor"), RELATION_ASSIGNED);
    assert_int_equal(relation_of(eli, &case_id, "sam"), RELATION_NONE);
    casework_must(&home, register_of_case(eli, &case_id, home.arena, &youth, &home.err));
    casework_refused(&home, access_open_case(eli, &youth.id, &again, &home.err), ERR_CONFLICT);
    case_close(casework_open(&home, casework_login(&home, "kim"), &case_id));
    case_close(casework_open(&home, casework_login(&home, "alva"), &case_id));
}

/* Every role tries what it may not; nothing is written but perhaps nothing at all. */
static void roles_are_kept(void **state)
{
    static const char *const others[] = {"noor", "kim", "mio", "lo", "sam"};
    struct id case_id = casework_case(&home, eli, "24-001", both, 2);
    struct youth youth = casework_youth(&home, casework_login(&home, "bo"), "24-002", "Sjön");
    struct access_person *person;
    char words[256];
    size_t n;

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(others); i++) {
        struct work *work = casework_login(&home, others[i]);
        uint64_t before = casework_log(&home);
        struct err *err = &home.err;
        struct id id;

        casework_refused(&home, access_open_case(work, &youth.id, &id, err), ERR_DENIED);
        casework_refused(&home, access_assign(work, &case_id, "sam", err), ERR_DENIED);
        casework_refused(&home, access_remove(work, &case_id, "kim", err), ERR_DENIED);
        casework_refused(&home, access_deny(work, &case_id, "kim", err), ERR_DENIED);
        if (strcmp(others[i], "lo") != 0)
            casework_refused(&home, account_end(work, "bo", err), ERR_DENIED);
        casework_refused(&home, account_add(work, "new", "N", ROLE_WARD, NULL, words, err),
                         ERR_DENIED);
        if (i >= 2) {
            casework_refused(&home, case_open(work, &case_id, err) != NULL, ERR_DENIED);
            casework_refused(&home, access_list(work, &case_id, home.arena, &person, &n, err),
                             ERR_DENIED);
        }
        assert_int_equal(casework_log(&home), before);
        casework_logout(&home, work);
    }
}

static void who_reads_no_case(void **state)
{
    struct id case_id = casework_case(&home, eli, "24-001", NULL, 0);
    struct id none = random_id();

    (void)state;
    casework_refused(&home, access_assign(eli, &case_id, "mio", &home.err), ERR_DENIED);
    casework_refused(&home, access_assign(eli, &case_id, "lo", &home.err), ERR_DENIED);
    casework_refused(&home, access_assign(eli, &case_id, "nobody", &home.err), ERR_MISSING);
    casework_refused(&home, access_assign(eli, &none, "sam", &home.err), ERR_MISSING);
    casework_refused(&home, case_open(eli, &none, &home.err) != NULL, ERR_DENIED);
    casework_refused(&home, access_remove(eli, &case_id, "eli", &home.err), ERR_DENIED);
}

/* What is taken away is gone at once, also in a session that has the case open and holds the key. */
static void removed(void **state)
{
    struct id case_id = casework_case(&home, eli, "24-001", both, 2);
    struct work *kim = casework_login(&home, "kim");
    struct case_file *own = casework_open(&home, eli, &case_id);
    struct case_file *theirs;
    struct record_new record = {.form = "u1"};
    const struct vault_key *old;
    struct rows rows;
    bool changed;

    (void)state;
    casework_record(&home, own, "u1", false, casework_answers(&home, "u1.03", "före", NULL));
    theirs = casework_open(&home, kim, &case_id);
    assert_int_equal(theirs->n_records, 1);
    old = keyring_find(kim->keys, KEY_CASE, &case_id, 1);
    assert_non_null(old);
    rows_init(&rows, home.arena);
    casework_must(&home, rows_load(kim->home->db, old, &rows, &home.err));
    assert_int_equal(rows.n, 1);

    casework_must(&home, access_remove(eli, &case_id, "kim", &home.err));
    casework_record(&home, own, "u1", false, casework_answers(&home, "u1.03", "efter", NULL));
    assert_int_equal(relation_of(eli, &case_id, "kim"), RELATION_NONE);

    /* With the old key in hand, nothing in the file opens. */
    rows_init(&rows, home.arena);
    casework_must(&home, rows_load(kim->home->db, old, &rows, &home.err));
    assert_int_equal(rows.n, 0);
    casework_refused(&home, case_refresh(kim, theirs, &changed, &home.err), ERR_DENIED);
    assert_null(keyring_find(kim->keys, KEY_CASE, &case_id, 1));
    assert_null(keyring_find(eli->keys, KEY_CASE, &case_id, 1));
    record.record = record_begin();
    record.answers = casework_answers(&home, "u1.03", "till", NULL);
    casework_refused(&home, record_save(kim, theirs, &record, NULL, &home.err), ERR_DENIED);
    case_close(theirs);
    casework_refused(&home, case_open(kim, &case_id, &home.err) != NULL, ERR_DENIED);

    casework_must(&home, case_refresh(eli, own, &changed, &home.err));
    assert_int_equal(own->n_records, 2);
    assert_int_equal(own->n_broken, 0);
    casework_must(&home, case_verify(eli, own, &own->record[0], &home.err));
    case_close(own);
    casework_must(&home, access_assign(eli, &case_id, "kim", &home.err));
    theirs = casework_open(&home, kim, &case_id);
    assert_int_equal(theirs->n_records, 2);
    case_close(theirs);
}

/* No page of before stays in the write-ahead log. */
static void log_is_cut(void **state)
{
    struct id case_id = casework_case(&home, eli, "24-001", both, 2);
    struct str bytes;

    (void)state;
    casework_must(&home, access_remove(eli, &case_id, "kim", &home.err));
    str_init(&bytes, 0);
    assert_true(file_read(scratch_path(&home.scratch, "home.db-wal"), 1 << 20, &bytes, &home.err));
    assert_int_equal(bytes.n, 0);
    str_release(&bytes);
}

static void denied(void **state)
{
    struct id case_id = casework_case(&home, eli, "24-001", both, 2);
    struct work *alva = casework_login(&home, "alva");
    struct id other;

    (void)state;
    casework_must(&home, access_deny(eli, &case_id, "kim", &home.err));
    assert_int_equal(relation_of(eli, &case_id, "kim"), RELATION_DENIED);
    casework_refused(&home, access_assign(eli, &case_id, "kim", &home.err), ERR_DENIED);
    /* The denial goes with every change of key. */
    casework_must(&home, access_remove(eli, &case_id, "noor", &home.err));
    casework_refused(&home, access_assign(alva, &case_id, "kim", &home.err), ERR_DENIED);
    /* A lead who is denied cannot let themselves in, nor see who is denied. */
    casework_must(&home, access_deny(eli, &case_id, "alva", &home.err));
    casework_refused(&home, access_assign(alva, &case_id, "alva", &home.err), ERR_DENIED);
    casework_refused(&home, access_remove(alva, &case_id, "eli", &home.err), ERR_DENIED);
    casework_refused(&home, case_open(alva, &case_id, &home.err) != NULL, ERR_DENIED);
    assert_int_equal(relation_of(alva, &case_id, "kim"), RELATION_NONE);
    other = casework_case(&home, alva, "24-009", NULL, 0);
    case_close(casework_open(&home, alva, &other));
}

/* Somebody who can write to the file puts the list of before back: who has seen the newer one does
 * not seal to the old letterbox. */
static void older_list_put_back(void **state)
{
    struct id case_id = casework_case(&home, eli, "24-001", both, 2);
    struct work *bo = casework_login(&home, "bo");
    struct id note = {{0}};
    struct id none = {{0}};
    struct youth youth;

    (void)state;
    casework_must(&home, access_remove(eli, &case_id, "kim", &home.err));
    casework_must(&home, register_of_case(bo, &case_id, home.arena, &youth, &home.err));
    casework_must(&home,
                  note_hand_in(bo, &youth.id, &note, casework_answers(&home, "u1.03", "sett", NULL),
                               &none, &home.err));
    casework_alter(&home, "DELETE FROM statement WHERE kind = 4 AND number = "
                          "(SELECT max(number) FROM statement WHERE kind = 4)");
    note = none;
    casework_refused(&home,
                     note_hand_in(bo, &youth.id, &note,
                                  casework_answers(&home, "u1.03", "sett", NULL), &none, &home.err),
                     ERR_CONFLICT);
}

/* What lay in the letterbox under the old key is not lost. */
static void notes_wait_through_a_change(void **state)
{
    struct id case_id = casework_case(&home, eli, "24-001", both, 2);
    struct work *bo = casework_login(&home, "bo");
    struct case_file *file;
    struct id note = {{0}};
    struct id none = {{0}};
    struct own_note *own;
    size_t n;
    struct youth youth;

    (void)state;
    casework_must(&home, register_of_case(bo, &case_id, home.arena, &youth, &home.err));
    casework_must(&home,
                  note_hand_in(bo, &youth.id, &note, casework_answers(&home, "u1.03", "sett", NULL),
                               &none, &home.err));
    casework_must(&home, note_own(bo, home.arena, &own, &n, &home.err));
    assert_int_equal(n, 1);
    assert_int_equal(own[0].state, NOTE_WAITING);
    casework_must(&home, access_remove(eli, &case_id, "kim", &home.err));
    /* The writer is told what became of it, and not that somebody has read it. */
    casework_must(&home, note_own(bo, home.arena, &own, &n, &home.err));
    assert_int_equal(own[0].state, NOTE_OPENED);
    assert_int_equal(own[0].n_back, 1);
    assert_int_equal(own[0].back[0].kind, NOTE_BACK_MOVED);
    assert_int_equal(own[0].back[0].role, ROLE_LEAD);
    file = casework_open(&home, casework_login(&home, "noor"), &case_id);
    assert_int_equal(file->n_waiting, 0);
    assert_int_equal(file->n_records, 1);
    assert_string_equal(file->record[0].by.name, bo->name);
    casework_must(&home, case_verify(file->work, file, &file->record[0], &home.err));
    case_close(file);
}

static void account_ends(void **state)
{
    struct id case_id = casework_case(&home, eli, "24-001", both, 2);
    struct work *kim = casework_login(&home, "kim");
    struct work *noor = casework_login(&home, "noor");
    const struct vault_key *old = kim->own->home_key;
    struct youth *youth;
    struct rows rows;
    size_t n;

    (void)state;
    rows_init(&rows, home.arena);
    casework_must(&home, account_end(eli, "kim", &home.err));
    casework_must(&home, rows_load(kim->home->db, old, &rows, &home.err));
    assert_int_equal(rows.n, 0);
    casework_refused(&home, register_list(kim, home.arena, &youth, &n, &home.err), ERR_DENIED);
    casework_refused(&home, case_open(kim, &case_id, &home.err) != NULL, ERR_DENIED);
    casework_must(&home, register_list(noor, home.arena, &youth, &n, &home.err));
    assert_int_equal(n, 1);
    assert_string_equal(youth[0].work_name, "Granen 24-001");
    case_close(casework_open(&home, noor, &case_id));
    casework_refused(&home, account_end(eli, "kim", &home.err), ERR_MISSING);
    casework_refused(&home, account_end(eli, "eli", &home.err), ERR_DENIED);
    casework_refused(&home, access_assign(eli, &case_id, "kim", &home.err), ERR_MISSING);
    casework_logout(&home, noor);
    /* The home's name came along to the new key. */
    noor = casework_login(&home, "noor");
    assert_string_equal(settings_home_name(noor), "Provhemmet " CASEWORK_MARKER);
    casework_youth(&home, noor, "24-002", "Sjön");
}

/* Half a form on the leaver's desk: nobody could open it under the new key. */
static void what_was_begun_stays_in_the_case(void **state)
{
    struct id case_id = casework_case(&home, eli, "24-001", both, 2);
    struct work *kim = casework_login(&home, "kim");
    struct draft draft = {.place = place_of(ROOM_FILL)};
    const struct record **record;
    struct case_file *file;
    size_t n;

    (void)state;
    draft.place.case_id = case_id;
    snprintf(draft.place.form, sizeof draft.place.form, "t1");
    draft.answers = casework_answers(&home, "t1.want", CASEWORK_MARKER, NULL);
    casework_must(&home, desk_keep(kim, &draft, &home.err));
    assert_int_equal(casework_count(&home, "SELECT count(*) FROM draft"), 1);
    casework_must(&home, account_end(eli, "kim", &home.err));
    assert_int_equal(casework_count(&home, "SELECT count(*) FROM draft"), 0);
    file = casework_open(&home, eli, &case_id);
    n = case_records(file, "t1", home.arena, &record);
    assert_int_equal(n, 1);
    assert_int_equal(record[0]->state, RECORD_READY);
    assert_string_equal(casework_text(case_answers(file, record[0]), "t1.want"), CASEWORK_MARKER);
    assert_string_equal(casework_text(case_answers(file, record[0]), NOTE_BY), "Kim L");
    case_close(file);
}

/* An administrator holds no key to give or take, but may shut somebody out at once. */
static void admin_shuts_out(void **state)
{
    struct id case_id = casework_case(&home, eli, "24-001", both, 2);
    struct work *lo = casework_login(&home, "lo");
    struct work *kim = casework_login(&home, "kim");
    struct work *noor = casework_login(&home, "noor");
    const struct vault_key *old = kim->own->home_key;
    struct home_options options = casework_options(&home);
    struct youth *youth;
    struct home *at;
    struct rows rows;
    size_t n;

    (void)state;
    casework_refused(&home, account_end(noor, "kim", &home.err), ERR_DENIED);
    casework_refused(&home, account_end(lo, "lo", &home.err), ERR_DENIED);
    casework_must(&home, account_end(lo, "kim", &home.err));
    casework_refused(&home, account_end(lo, "kim", &home.err), ERR_MISSING);
    /* The session that was open ends with its next step, and no new one begins. */
    casework_refused(&home, case_open(kim, &case_id, &home.err) != NULL, ERR_DENIED);
    at = home_open(&options, &home.err);
    casework_must(&home, at != NULL);
    casework_refused(&home, session_login(at, "kim", CASEWORK_PHRASE, LANG_SV, &home.err) != NULL,
                     ERR_PASSWORD);
    home_close(at);
    /* The keys change when a lead ends the account. */
    rows_init(&rows, home.arena);
    casework_must(&home, rows_load(noor->home->db, old, &rows, &home.err));
    assert_true(rows.n > 0);
    casework_must(&home, account_end(eli, "kim", &home.err));
    rows_init(&rows, home.arena);
    casework_must(&home, rows_load(noor->home->db, old, &rows, &home.err));
    assert_int_equal(rows.n, 0);
    casework_must(&home, register_list(noor, home.arena, &youth, &n, &home.err));
    case_close(casework_open(&home, noor, &case_id));
    casework_refused(&home, account_end(eli, "kim", &home.err), ERR_MISSING);
}

/* Somebody who was shut out knows the keys: whoever comes to them meanwhile, they still have to change. */
static void shut_out_and_then_others_come(void **state)
{
    struct id case_id = casework_case(&home, eli, "24-001", both, 2);
    struct work *lo = casework_login(&home, "lo");
    const struct vault_key *old = eli->own->home_key;
    char words[SETUP_PHRASE];
    struct rows rows;

    (void)state;
    casework_must(&home, account_end(lo, "kim", &home.err));
    casework_must(&home, account_add(eli, "ny", "Ny", ROLE_WARD, NULL, words, &home.err));
    casework_must(&home, access_assign(eli, &case_id, "ny", &home.err));
    casework_must(&home, account_end(eli, "kim", &home.err));
    rows_init(&rows, home.arena);
    casework_must(&home, rows_load(lo->home->db, old, &rows, &home.err));
    assert_int_equal(rows.n, 0);
    assert_int_equal(work_access(eli, &case_id, &home.err)->list->key.number, 2);
    casework_refused(&home, account_end(eli, "kim", &home.err), ERR_MISSING);
}

/* A row that somebody who is no administrator wrote shuts nobody out, it shows. */
static void a_false_end_is_seen(void **state)
{
    struct work *kim = casework_login(&home, "kim");
    struct account_shut it = {.account = eli->account, .number = 1, .at = home.now};
    struct statement_row row = {.kind = STATEMENT_END, .owner = eli->home->side.home, .number = 1};
    struct str bytes;

    (void)state;
    str_init(&bytes, 0);
    casework_must(&home, account_shut_sign(kim->keys, &it, &bytes, &home.err));
    row.bytes = (const unsigned char *)bytes.p;
    row.n = bytes.n;
    casework_must(&home, db_begin(kim->home->db, &home.err) &&
                             statement_row_add(kim->home->db, &row, &home.err) &&
                             db_commit(kim->home->db, &home.err));
    casework_refused(&home, work_refresh(eli, &home.err), ERR_DENIED);
    str_release(&bytes);
}

/* A lead who is denied one of the leaver's cases cannot change its key; another lead finishes. */
static void ending_in_two_steps(void **state)
{
    struct id first = casework_case(&home, eli, "24-001", both, 2);
    struct id second = casework_case(&home, eli, "24-002", both, 2);
    struct work *alva = casework_login(&home, "alva");
    struct case_file *file;

    (void)state;
    casework_must(&home, access_deny(eli, &first, "alva", &home.err));
    casework_refused(&home, account_end(alva, "kim", &home.err), ERR_DENIED);
    assert_null(keyring_find(eli->keys, KEY_CASE, &second, 2)); /* eli has not looked yet */
    casework_must(&home, account_end(eli, "kim", &home.err));
    casework_refused(&home, account_end(eli, "kim", &home.err), ERR_MISSING);
    file = casework_open(&home, eli, &first);
    assert_int_equal(work_access(eli, &first, &home.err)->list->key.number, 3);
    assert_int_equal(work_access(eli, &second, &home.err)->list->key.number, 2);
    case_close(file);
}

/* What fails half-way leaves no key in the session: the next try goes. */
static void failure_and_again(void **state)
{
    struct id case_id = casework_case(&home, eli, "24-001", both, 2);
    struct case_file *file;

    (void)state;
    casework_full(true);
    casework_refused(&home, access_remove(eli, &case_id, "kim", &home.err), ERR_FULL);
    casework_refused(&home, account_end(eli, "kim", &home.err), ERR_FULL);
    casework_full(false);
    casework_must(&home, access_remove(eli, &case_id, "kim", &home.err));
    casework_must(&home, account_end(eli, "kim", &home.err));
    file = casework_open(&home, eli, &case_id);
    case_close(file);
}

static void new_accounts(void **state)
{
    char words[PHRASE_TEXT];
    struct home_options options = casework_options(&home);
    struct home *at;
    struct work *work;
    struct youth *youth;
    size_t n;

    (void)state;
    casework_refused(&home, account_add(eli, "kim", "K", ROLE_WARD, NULL, words, &home.err),
                     ERR_CONFLICT);
    casework_refused(&home, account_add(eli, "Åsa", "K", ROLE_WARD, NULL, words, &home.err),
                     ERR_INPUT);
    casework_refused(&home, account_add(eli, "chef", "K", ROLE_LEAD, NULL, words, &home.err),
                     ERR_DENIED);
    casework_refused(&home, account_add(eli, "new", "K", ROLE_WARD, "kort", words, &home.err),
                     ERR_INPUT);
    casework_must(&home, account_add(eli, "new.1", "Ny", ROLE_WARD, NULL, words, &home.err));
    at = home_open(&options, &home.err);
    casework_must(&home, at != NULL);
    work = session_login(at, "new.1", words, LANG_SV, &home.err);
    casework_must(&home, work != NULL);
    assert_string_equal(work->name, "Ny");
    casework_must(&home, register_list(work, home.arena, &youth, &n, &home.err));
    session_end(work);
    home_close(at);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(opening_gives_it_to_the_leads, casework_each,
                                        casework_each_end),
        cmocka_unit_test_setup_teardown(roles_are_kept, casework_each, casework_each_end),
        cmocka_unit_test_setup_teardown(who_reads_no_case, casework_each, casework_each_end),
        cmocka_unit_test_setup_teardown(removed, casework_each, casework_each_end),
        cmocka_unit_test_setup_teardown(log_is_cut, casework_each, casework_each_end),
        cmocka_unit_test_setup_teardown(denied, casework_each, casework_each_end),
        cmocka_unit_test_setup_teardown(older_list_put_back, casework_each, casework_each_end),
        cmocka_unit_test_setup_teardown(notes_wait_through_a_change, casework_each,
                                        casework_each_end),
        cmocka_unit_test_setup_teardown(account_ends, casework_each, casework_each_end),
        cmocka_unit_test_setup_teardown(what_was_begun_stays_in_the_case, casework_each,
                                        casework_each_end),
        cmocka_unit_test_setup_teardown(a_false_end_is_seen, casework_each, casework_each_end),
        cmocka_unit_test_setup_teardown(admin_shuts_out, casework_each, casework_each_end),
        cmocka_unit_test_setup_teardown(shut_out_and_then_others_come, casework_each,
                                        casework_each_end),
        cmocka_unit_test_setup_teardown(ending_in_two_steps, casework_each, casework_each_end),
        cmocka_unit_test_setup_teardown(failure_and_again, casework_each, casework_each_end),
        cmocka_unit_test_setup_teardown(new_accounts, casework_each, casework_each_end),
    };

    return cmocka_run_group_tests_name("casework_access", tests, casework_group,
                                       casework_group_end);
}
