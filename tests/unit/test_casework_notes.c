/* test_casework_notes.c - the letterbox and the desk: notes handed in, changed, opened, forged; drafts. */
#include "unit.h"

#include <string.h>

#include "casework/inside.h"
#include "casework_home.h"
#include "sis/casework/access.h"
#include "sis/casework/desk.h"
#include "sis/casework/notes.h"
#include "sis/store/letterbox.h"

static struct casework_home home;
static struct work *eli, *bo; /* a lead; somebody on the ward without access */
static const struct id none;

/* One home and two sessions for all tests, since logging in costs; a youth for each test. */
static int set_up(void **state)
{
    (void)state;
    if (home.arena == NULL) {
        casework_home_make(&home);
        eli = casework_login(&home, "eli");
        bo = casework_login(&home, "bo");
    }
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    casework_idle(&home);
    return 0;
}

static int end(void **state)
{
    casework_home_remove(&home);
    return casework_group_end(state);
}

static struct youth new_youth(struct work *work)
{
    static int number;
    const char *text = arena_printf(home.arena, "24-%03d", ++number);

    return casework_youth(&home, work, text, text);
}

static struct id hand_in(struct work *work, const struct id *youth, const char *text)
{
    struct id id = none;

    casework_must(&home,
                  note_hand_in(work, youth, &id, casework_answers(&home, "u1.03", text, NULL),
                               &none, &home.err));
    return id;
}

static bool change(const struct id *youth, struct id *id, const char *text)
{
    return note_hand_in(bo, youth, id, casework_answers(&home, "u1.03", text, NULL), &none,
                        &home.err);
}

static const struct own_note *own_note(const struct id *id)
{
    struct own_note *note;
    size_t n;

    casework_must(&home, note_own(bo, home.arena, &note, &n, &home.err));
    for (size_t i = 0; i < n; i++)
        if (id_equal(&note[i].id, id))
            return &note[i];
    return NULL;
}

static void open_all(struct case_file *file, size_t opened, size_t aside)
{
    size_t got_opened, got_aside;

    casework_must(&home, note_open_all(file->work, file, &got_opened, &got_aside, &home.err));
    assert_int_equal(got_opened, opened);
    assert_int_equal(got_aside, aside);
}

/* ---- notes ---- */

static void handed_in_changed_and_opened(void **state)
{
    struct youth youth = new_youth(eli);
    struct id note = hand_in(bo, &youth.id, "först");
    struct note_wait *wait, here;
    size_t n;
    struct case_file *file;
    const struct record *record;
    struct author author;
    int64_t at, told;

    (void)state;
    assert_int_equal(own_note(&note)->state, NOTE_WAITING);
    casework_must(&home, change(&youth.id, &note, "sedan"));
    assert_string_equal(casework_text(own_note(&note)->answers, "u1.03"), "sedan");
    home.now += 12 * 3600;
    casework_must(&home, change(&youth.id, &note, "till slut"));
    home.now += 1;
    casework_refused(&home, change(&youth.id, &note, "för sent"), ERR_DENIED);
    casework_must(&home, note_waiting(eli, home.arena, &wait, &n, &home.err));
    assert_int_equal(n, 1);
    assert_int_equal(wait[0].n, 1);
    assert_true(id_equal(&wait[0].case_id, &youth.case_id));
    casework_must(&home, note_waiting(bo, home.arena, &wait, &n, &home.err));
    assert_int_equal(n, 0);
    file = casework_open(&home, eli, &youth.case_id);
    assert_int_equal(file->n_waiting, 1);
    casework_must(&home, note_waiting_here(eli, file, home.arena, &here, &home.err));
    assert_int_equal(here.n, 1);
    assert_int_equal(here.own, 0);
    open_all(file, 1, 0);
    assert_int_equal(file->n_waiting, 0);
    assert_string_equal(casework_text(case_answers(file, &file->record[0]), "u1.03"), "till slut");
    assert_string_equal(file->record[0].by.name, bo->name);
    casework_must(&home, case_verify(eli, file, &file->record[0], &home.err));
    at = file->record[0].at;
    home.now += 3600;
    casework_must(&home, record_sign_read(eli, file, &file->record[0].id, &home.err));
    record = case_record(file, &file->record[0].id);
    assert_string_equal(record->by.name, eli->name);
    record_origin(file, record, &author, &told);
    assert_string_equal(author.name, bo->name);
    assert_true(told == at && record->at > at);
    open_all(file, 0, 0);
    case_close(file);
    assert_int_equal(own_note(&note)->state, NOTE_OPENED);
    assert_null(own_note(&note)->answers);
    home.now += 15 * 24 * 3600;
    assert_null(own_note(&note));
}

static void opened_notes_cannot_be_changed(void **state)
{
    struct youth youth = new_youth(eli);
    struct id note = hand_in(bo, &youth.id, "först");
    struct case_file *file = casework_open(&home, eli, &youth.case_id);
    uint64_t before;

    (void)state;
    open_all(file, 1, 0);
    before = casework_log(&home);
    casework_refused(&home, change(&youth.id, &note, "sedan"), ERR_CONFLICT);
    assert_int_equal(casework_log(&home), before);
    case_close(file);
}

static void who_may_hand_in(void **state)
{
    static const char *const others[] = {"mio", "lo"};
    struct youth youth = new_youth(eli);
    struct id id = none;

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(others); i++) {
        struct work *work = casework_login(&home, others[i]);

        casework_refused(&home,
                         note_hand_in(work, &youth.id, &id,
                                      casework_answers(&home, "u1.03", "x", NULL), &none,
                                      &home.err),
                         ERR_DENIED);
        casework_logout(&home, work);
    }
    id = random_id();
    casework_refused(&home,
                     note_hand_in(bo, &id, &(struct id){{0}},
                                  casework_answers(&home, "u1.03", "x", NULL), &none, &home.err),
                     ERR_MISSING);
}

/* Without a file a note goes to the leads, and into the file when there is one. */
static void before_there_is_a_file(void **state)
{
    struct youth youth = new_youth(bo);
    struct youth other = new_youth(bo);
    struct id note, elsewhere, case_id;
    struct case_file *file;
    const struct answers *answers;
    char at[MOMENT_TEXT];

    (void)state;
    assert_true(id_is_none(&youth.case_id));
    note = hand_in(bo, &youth.id, "sett");
    elsewhere = hand_in(bo, &other.id, "annan");
    casework_must(&home, access_open_case(eli, &youth.id, &case_id, &home.err));
    file = casework_open(&home, eli, &case_id);
    assert_int_equal(file->n_records, 1);
    answers = case_answers(file, &file->record[0]);
    assert_string_equal(casework_text(answers, "u1.03"), "sett");
    assert_string_equal(casework_text(answers, NOTE_BY), bo->name);
    moment_text(home.now, at);
    assert_string_equal(casework_text(answers, NOTE_AT), at);
    case_close(file);
    assert_int_equal(own_note(&note)->state, NOTE_OPENED);
    assert_int_equal(own_note(&elsewhere)->state, NOTE_WAITING);
    casework_refused(&home, change(&youth.id, &note, "sedan"), ERR_CONFLICT);
}

/* ---- letters that are no notes ---- */

/* What anybody with tools of their own can put in: the box is open to all. */
static void put_in(struct work *work, const struct id *case_id, struct row_new *row)
{
    const struct access_list *list = work_access(work, case_id, &home.err)->list;
    struct box_to box = {list->key.box};
    struct recipient to = {.kind = RECIPIENT_CASE,
                           .id = *case_id,
                           .key_number = list->key.number,
                           .box = &box,
                           .n_boxes = 1};
    struct id id;

    assert_true(db_begin(work->home->db, &home.err));
    assert_true(letterbox_put(work->home->db, &work->home->side, &to, row, &id, &home.err));
    assert_true(db_commit(work->home->db, &home.err));
}

static struct row_new row_of(struct work *work, const struct id *case_id, const char *form)
{
    static const char json[] = "{\"s1.10\":[\"board\"],\"s1.11\":[\"threat\"],\"s1.12\":[\"yes\"]}";
    struct row_new row = {.json = json, .json_n = sizeof json - 1, .audit = 1};

    row.record = (struct record){.id = record_begin(),
                                 .case_id = *case_id,
                                 .form = form,
                                 .revision = 1,
                                 .by = work_author(work),
                                 .at = home.now,
                                 .method_hash = work->method->hash};
    row.signer[0] = work->keys;
    return row;
}

static void forged_letters_are_set_aside(void **state)
{
    struct youth youth = new_youth(eli);
    struct case_file *file = casework_open(&home, eli, &youth.case_id);
    struct id there =
        casework_record(&home, file, "t1", true,
                        casework_answers(&home, "t1.want", "skola", "t1.risk", "=no", NULL));
    struct keyring *stranger = keyring_new(&bo->home->side, &eli->account, &home.err);
    struct row_new row;
    size_t records = file->n_records;

    (void)state;
    row = row_of(bo, &youth.case_id, "consent"); /* a consent, signed, in one's own name */
    row.record.state = RECORD_SIGNED;
    put_in(bo, &youth.case_id, &row);
    row = row_of(bo, &youth.case_id, "u1"); /* a later revision of something that is there */
    row.record.id = there;
    row.record.revision = 9;
    put_in(bo, &youth.case_id, &row);
    row = row_of(bo, &youth.case_id, "u1"); /* the same, said to be the first */
    row.record.id = there;
    put_in(bo, &youth.case_id, &row);
    row = row_of(bo, &youth.case_id, "u1"); /* in a colleague's name */
    row.record.by = work_author(eli);
    row.signer[0] = stranger;
    put_in(bo, &youth.case_id, &row);
    row = row_of(bo, &youth.case_id, "u1"); /* and one that is right */
    put_in(bo, &youth.case_id, &row);
    keyring_free(stranger);
    casework_alter(&home, "INSERT INTO letterbox (id, kind, recipient, key_number, body) SELECT "
                          "randomblob(16), kind, recipient, key_number, body FROM letterbox "
                          "ORDER BY number DESC LIMIT 1"); /* copied under another id */
    open_all(file, 1, 5);
    assert_int_equal(file->n_records, records + 1);
    assert_int_equal(file->n_waiting, 0);
    assert_int_equal(case_record(file, &there)->state, RECORD_SIGNED);
    open_all(file, 0, 0);
    case_close(file);
}

/* Whoever writes the file sets a note aside, so that nobody reads it. */
static void nobody_hides_a_note(void **state)
{
    struct youth youth = new_youth(eli);
    struct case_file *file = casework_open(&home, eli, &youth.case_id);
    struct row_new wrong = row_of(bo, &youth.case_id, "consent");
    bool changed;

    (void)state;
    hand_in(bo, &youth.id, "göms");
    put_in(bo, &youth.case_id, &wrong);
    casework_alter(&home, "UPDATE letterbox SET aside = 1");
    casework_must(&home, case_refresh(eli, file, &changed, &home.err));
    assert_int_equal(file->n_waiting, 1);
    open_all(file, 1, 0);
    assert_int_equal(file->n_waiting, 0);
    case_close(file);
}

/* The same letter put back after it was opened: the row is there already. */
static void a_letter_comes_again(void **state)
{
    struct youth youth = new_youth(eli);
    struct case_file *file = casework_open(&home, eli, &youth.case_id);

    (void)state;
    hand_in(bo, &youth.id, "en gång");
    casework_alter(&home, "CREATE TABLE kept AS SELECT * FROM letterbox");
    open_all(file, 1, 0);
    casework_alter(&home,
                   "INSERT OR IGNORE INTO letterbox (id, kind, recipient, "
                   "key_number, body) SELECT id, kind, recipient, key_number, body FROM kept");
    casework_alter(&home, "DROP TABLE kept");
    open_all(file, 0, 1);
    assert_int_equal(file->n_records, 1);
    case_close(file);
}

/* ---- the desk ---- */

static struct draft draft_of(const struct id *record, const char *text)
{
    struct draft draft = {.place = place_of(ROOM_FILL), .record = *record};

    strcpy(draft.place.form, "t1");
    strcpy(draft.place.item, "t1.want");
    draft.place.cursor = 3;
    draft.place.record = *record;
    draft.answers = casework_answers(&home, "t1.want", text, NULL);
    return draft;
}

static void drafts_are_kept_and_found(void **state)
{
    struct id record = record_begin();
    struct draft draft = draft_of(&record, "börjat\nrad två");
    struct draft found;
    struct draft *list;
    bool is_found;
    size_t n;

    (void)state;
    casework_must(&home, desk_keep(bo, &draft, &home.err));
    home.now += 60;
    draft.answers = casework_answers(&home, "t1.want", "längre", NULL);
    casework_must(&home, desk_keep(bo, &draft, &home.err));
    casework_must(&home, desk_list(bo, home.arena, &list, &n, &home.err));
    assert_int_equal(n, 1);
    assert_string_equal(list[0].first_line, "längre");
    assert_int_equal(list[0].at, home.now);
    casework_must(&home, desk_find(bo, &draft.place, home.arena, &found, &is_found, &home.err));
    assert_true(is_found && id_equal(&found.id, &draft.id));
    assert_int_equal(found.place.cursor, 3);
    assert_string_equal(casework_text(found.answers, "t1.want"), "längre");
    /* Nobody else sees or takes it. */
    casework_must(&home, desk_list(eli, home.arena, &list, &n, &home.err));
    assert_int_equal(n, 0);
    casework_must(&home, desk_drop(eli, &draft.id, &home.err));
    casework_refused(&home, desk_keep(eli, &draft, &home.err), ERR_CONFLICT);
    casework_must(&home, desk_get(bo, &draft.id, home.arena, &found, &home.err));
    casework_must(&home, desk_drop(bo, &draft.id, &home.err));
    casework_refused(&home, desk_get(bo, &draft.id, home.arena, &found, &home.err), ERR_MISSING);
}

static void a_note_takes_its_draft_along(void **state)
{
    struct youth youth = new_youth(eli);
    struct draft draft = {.place = place_of(ROOM_FILL), .youth = youth.id};
    struct place place = place_of(ROOM_FILL);
    struct draft found;
    struct id id = none;
    bool is_found;

    (void)state;
    strcpy(draft.place.form, "u1");
    strcpy(place.form, "u1");
    place.youth = draft.place.youth = youth.id;
    draft.answers = casework_answers(&home, "u1.03", "börjat", NULL);
    casework_must(&home, desk_keep(bo, &draft, &home.err));
    casework_must(&home, desk_find(bo, &place, home.arena, &found, &is_found, &home.err));
    assert_true(is_found);
    casework_must(&home, note_hand_in(bo, &youth.id, &id, found.answers, &found.id, &home.err));
    casework_must(&home, desk_find(bo, &place, home.arena, &found, &is_found, &home.err));
    assert_false(is_found);
}

static void packed_over_the_lock(void **state)
{
    struct id record = record_begin();
    struct draft draft = draft_of(&record, "på väg");
    struct draft found;
    struct draft *list;
    struct str sealed;
    struct id id;
    size_t n;

    (void)state;
    str_init(&sealed, 0);
    casework_must(&home, desk_pack(bo, &draft, &sealed, &home.err));
    assert_null(strstr(sealed.p, "på väg"));
    /* Whoever logs in instead leaves it to its author. */
    casework_refused(&home, desk_unpack(eli, sealed.p, sealed.n, &id, &home.err), ERR_DENIED);
    casework_refused(&home, desk_unpack(bo, sealed.p, 10, &id, &home.err), ERR_CORRUPT);
    casework_must(&home, desk_unpack(bo, sealed.p, sealed.n, &id, &home.err));
    casework_must(&home, desk_list(bo, home.arena, &list, &n, &home.err));
    assert_int_equal(n, 1);
    casework_must(&home, desk_get(bo, &list[0].id, home.arena, &found, &home.err));
    assert_string_equal(casework_text(found.answers, "t1.want"), "på väg");
    sealed.p[sealed.n - 1] ^= 1;
    casework_refused(&home, desk_unpack(bo, sealed.p, sealed.n, &id, &home.err), ERR_CORRUPT);
    str_release(&sealed);
}

static void places_after_the_lock(void **state)
{
    struct place place[3] = {place_of(ROOM_TODAY), place_of(ROOM_CASE), place_of(ROOM_FILL)};
    struct place back[3];
    size_t n;

    (void)state;
    place[2].cursor = 1234;
    strcpy(place[2].item, "t1.want");
    casework_must(&home, desk_take_places(bo, back, 3, &n, &home.err));
    assert_int_equal(n, 0);
    casework_must(&home, desk_set_places(bo, place, 2, &home.err));
    casework_must(&home, desk_set_places(bo, place, 3, &home.err));
    casework_logout(&home, bo);
    bo = casework_login(&home, "bo");
    casework_must(&home, desk_take_places(eli, back, 3, &n, &home.err));
    assert_int_equal(n, 0);
    casework_must(&home, desk_take_places(bo, back, 3, &n, &home.err));
    assert_int_equal(n, 3);
    for (size_t i = 0; i < 3; i++)
        assert_true(place_equal(&place[i], &back[i]));
    casework_must(&home, desk_take_places(bo, back, 3, &n, &home.err));
    assert_int_equal(n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(handed_in_changed_and_opened, set_up, tear_down),
        cmocka_unit_test_setup_teardown(opened_notes_cannot_be_changed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(who_may_hand_in, set_up, tear_down),
        cmocka_unit_test_setup_teardown(before_there_is_a_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(forged_letters_are_set_aside, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nobody_hides_a_note, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_letter_comes_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(drafts_are_kept_and_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_note_takes_its_draft_along, set_up, tear_down),
        cmocka_unit_test_setup_teardown(packed_over_the_lock, set_up, tear_down),
        cmocka_unit_test_setup_teardown(places_after_the_lock, set_up, tear_down),
    };

    return cmocka_run_group_tests_name("casework_notes", tests, casework_group, end);
}
