/* test_casework_routes.c - where a note goes: who can open it and who cannot, what comes back to its
 * author, and what is said of notes that wait. */
#include "unit.h"

#include <string.h>

#include "casework/inside.h"
#include "casework_home.h"
#include "sis/casework/access.h"
#include "sis/casework/desk.h"
#include "sis/casework/notes.h"
#include "sis/store/draft.h"
#include "sis/store/letterbox.h"
#include "store/sql.h"

static struct casework_home home;
static struct work *eli, *alva, *noor, *bo; /* two leads, a caseworker, somebody on the ward */
static const struct id none;

static int set_up(void **state)
{
    (void)state;
    if (home.arena == NULL) {
        casework_home_make(&home);
        eli = casework_login(&home, "eli");
        alva = casework_login(&home, "alva");
        noor = casework_login(&home, "noor");
        bo = casework_login(&home, "bo");
    }
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    casework_alter(&home, "DELETE FROM letterbox");
    casework_idle(&home);
    return 0;
}

static int end(void **state)
{
    casework_home_remove(&home);
    return casework_group_end(state);
}

/* A youth whose case both leads and noor read. */
static struct youth with_case(void)
{
    static int number;
    const char *text = arena_printf(home.arena, "24-%03d", ++number);
    struct youth youth = casework_youth(&home, eli, text, text);

    casework_must(&home, access_assign(eli, &youth.case_id, "noor", &home.err));
    return youth;
}

static struct youth without_case(void)
{
    static int number = 500;
    const char *text = arena_printf(home.arena, "24-%03d", ++number);

    return casework_youth(&home, bo, text, text);
}

static const char *hex(const struct id *id)
{
    char *text = arena_alloc(home.arena, ID_TEXT);

    id_text(id, text);
    return text;
}

static struct id hand_in(const struct youth *youth, const struct answers *answers)
{
    struct id id = none;

    casework_must(&home, note_hand_in(bo, youth != NULL ? &youth->id : &none, &id, answers, &none,
                                      &home.err));
    return id;
}

static const struct answers *to_eli(const char *words)
{
    return casework_answers(&home, "u1.03", words, "u1.16", "=lead", NOTE_LEAD, hex(&eli->account),
                            NULL);
}

static const struct answers *about_eli(const char *words)
{
    return casework_answers(&home, "u1.03", words, "u1.20", "=yes", NOTE_ABOUT, hex(&eli->account),
                            NULL);
}

/* Whether this person's keys open a letter: their own and every case key they hold. */
static bool opens(struct work *work, const struct id *letter)
{
    struct letterbox_item item;
    struct note_wait *wait;
    size_t n;

    casework_must(&home, note_waiting(work, home.arena, &wait, &n, &home.err)); /* takes all keys */
    assert_true(letterbox_get(work->home->db, letter, &item, &home.err));
    assert_true(letterbox_open(work->home->db, work->keys, &item, home.arena, &home.err));
    return item.seal == RECORD_OPEN;
}

/* The sealed bytes as somebody with tools of their own would try them: bound as they are, under the
 * case's key, whatever the file says whose they are. */
static bool opens_raw(struct work *work, const struct id *case_id, const struct id *letter)
{
    const struct access_view *view = work_access(work, case_id, &home.err);
    struct query q = query(work->home->db, SQL_LETTER_BODY);
    struct letterbox_item item;
    struct box_sender sender;
    struct binder binder;
    struct hash bound;
    struct str text;
    const uint8_t *sealed;
    enum seal seal;
    size_t n;

    assert_non_null(view);
    assert_non_null(view->key);
    assert_true(letterbox_get(work->home->db, letter, &item, &home.err));
    binder_init(&binder, "sis-tui letter 1", &work->home->side);
    binder_id(&binder, letter);
    binder_u8(&binder, (uint8_t)item.to.kind);
    binder_id(&binder, &item.to.id);
    binder_u32(&binder, item.to.key_number);
    bound = binder_end(&binder);
    str_init(&text, 0);
    query_put_id(&q, letter);
    assert_true(query_next(&q));
    sealed = query_bytes(&q, 0, &n);
    seal = box_open_key(view->key, &bound, sealed, n, &text, &sender);
    assert_true(query_end(&q, &home.err));
    str_release(&text);
    return seal == SEAL_OPEN;
}

static size_t for_leads(struct work *work, struct lead_note **note)
{
    size_t n;

    casework_must(&home, note_for_leads(work, home.arena, note, &n, &home.err));
    return n;
}

static const struct own_note *own(const struct id *id)
{
    struct own_note *note;
    size_t n;

    casework_must(&home, note_own(bo, home.arena, &note, &n, &home.err));
    for (size_t i = 0; i < n; i++)
        if (id_equal(&note[i].id, id) || id_equal(&note[i].record, id))
            return &note[i];
    return NULL;
}

static void check_readers(const struct youth *youth, const struct answers *answers, bool of_case,
                          const char *const *name, size_t n)
{
    struct note_readers readers;

    casework_must(&home, note_readers(bo, youth != NULL ? &youth->id : &none, answers, home.arena,
                                      &readers, &home.err));
    assert_int_equal(readers.of_case, of_case);
    assert_int_equal(readers.n, n);
    for (size_t i = 0; i < n; i++) {
        bool found = false;

        for (size_t j = 0; j < n; j++)
            found = found || strcmp(readers.person[j].name, name[i]) == 0;
        assert_true(found);
    }
}

/* ---- who can open it ---- */

static void the_team_reads(void **state)
{
    const char *const team[] = {"Eli S", "Alva B", "Noor A"};
    const struct answers *answers =
        casework_answers(&home, "u1.03", "sett", "u1.16", "=team", "u1.20", "=no", NULL);
    struct youth youth = with_case();
    struct id note;

    (void)state;
    check_readers(&youth, answers, true, team, 3);
    note = hand_in(&youth, answers);
    assert_true(opens(eli, &note) && opens(alva, &note) && opens(noor, &note) && opens(bo, &note));
    assert_true(opens_raw(noor, &youth.case_id, &note));
}

static void readers_stand_in_swedish_order(void **state)
{
    static const char *const added[][2] = {{"ny.1", "Örjan"}, {"ny.2", "Ädel"}, {"ny.3", "Åsa"}};
    static const char *const order[] = {"Alva B", "Eli S", "Noor A", "Åsa", "Ädel", "Örjan"};
    struct youth youth = with_case();
    char words[SETUP_PHRASE];
    struct note_readers readers;

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(added); i++) {
        casework_must(
            &home, account_add(eli, added[i][0], added[i][1], ROLE_WARD, NULL, words, &home.err));
        casework_must(&home, access_assign(eli, &youth.case_id, added[i][0], &home.err));
    }
    casework_must(&home,
                  note_readers(bo, &youth.id, casework_answers(&home, "u1.16", "=team", NULL),
                               home.arena, &readers, &home.err));
    assert_int_equal(readers.n, ARRAY_LEN(order));
    for (size_t i = 0; i < ARRAY_LEN(order); i++)
        assert_string_equal(readers.person[i].name, order[i]);
}

static void only_the_lead_that_was_chosen(void **state)
{
    const char *const one[] = {"Eli S"};
    struct youth youth = with_case();
    struct lead_note *note;
    struct id id;

    (void)state;
    check_readers(&youth, to_eli("bara chef"), false, one, 1);
    id = hand_in(&youth, to_eli("bara chef"));
    assert_true(opens(eli, &id) && opens(bo, &id));
    assert_false(opens(alva, &id));
    assert_false(opens(noor, &id));
    assert_int_equal(for_leads(alva, &note), 0);
    assert_int_equal(for_leads(eli, &note), 1);
    assert_true(note[0].is_new && note[0].alone && id_equal(&note[0].youth, &youth.id));
    assert_string_equal(casework_text(note[0].answers, "u1.03"), "bara chef");
    assert_int_equal(casework_count(&home, "SELECT count(*) FROM letterbox WHERE kind = 1"), 0);
    assert_false(opens_raw(alva, &youth.case_id, &id));
    assert_false(opens_raw(noor, &youth.case_id, &id));
}

static void never_the_lead_it_is_about(void **state)
{
    const char *const other[] = {"Alva B"};
    struct youth youth = with_case();
    struct lead_note *note;
    struct id id;

    (void)state;
    check_readers(&youth, about_eli("gäller chefen"), false, other, 1);
    id = hand_in(&youth, about_eli("gäller chefen"));
    assert_true(opens(alva, &id));
    assert_false(opens(eli, &id));
    assert_false(opens(noor, &id));
    assert_int_equal(for_leads(eli, &note), 0);
    assert_int_equal(for_leads(alva, &note), 1);
    assert_true(note[0].about);
    assert_false(opens_raw(eli, &youth.case_id, &id));
    assert_false(opens_raw(noor, &youth.case_id, &id));
}

/* What the file shows of a letter is the same whoever it is for. */
static void the_file_does_not_tell_whom_it_is_for(void **state)
{
    struct youth youth = with_case();
    struct youth other = without_case();

    (void)state;
    hand_in(&youth, to_eli("en"));
    hand_in(&youth, about_eli("två"));
    hand_in(&other, casework_answers(&home, "u1.03", "tre", NULL));
    assert_int_equal(casework_count(&home, "SELECT count(*) FROM letterbox"), 3);
    assert_int_equal(casework_count(&home, "SELECT count(DISTINCT hex(recipient) || kind || "
                                           "key_number || length(body) || "
                                           "hex(substr(body, 1, 1))) FROM letterbox"),
                     1);
}

static void what_has_to_be_chosen(void **state)
{
    struct youth youth = with_case();
    struct note_readers readers;
    const struct answers *answers[] = {
        casework_answers(&home, "u1.16", "=lead", NULL),
        casework_answers(&home, "u1.20", "=yes", NULL),
        casework_answers(&home, "u1.16", "=lead", NOTE_LEAD, hex(&noor->account), NULL),
        casework_answers(&home, "u1.16", "=lead", NOTE_LEAD, hex(&eli->account), "u1.20", "=yes",
                         NOTE_ABOUT, hex(&eli->account), NULL),
        casework_answers(&home, "u1.20", "=yes", NOTE_ABOUT, "eli", NULL),
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(answers); i++) {
        struct id id = none;

        casework_refused(&home,
                         note_readers(bo, &youth.id, answers[i], home.arena, &readers, &home.err),
                         ERR_INPUT);
        casework_refused(&home, note_hand_in(bo, &youth.id, &id, answers[i], &none, &home.err),
                         ERR_INPUT);
    }
    assert_int_equal(casework_count(&home, "SELECT count(*) FROM letterbox"), 0);
}

/* A lead who writes about the only other one has nobody left to write to. */
static void nobody_is_left(void **state)
{
    struct youth youth = with_case();
    struct note_readers readers;
    struct note_person *lead;
    size_t n;

    (void)state;
    casework_must(&home, note_leads(alva, home.arena, &lead, &n, &home.err));
    assert_int_equal(n, 1);
    assert_string_equal(lead[0].name, "Eli S");
    casework_refused(&home,
                     note_readers(alva, &youth.id, about_eli("x"), home.arena, &readers, &home.err),
                     ERR_DENIED);
    casework_refused(&home,
                     note_readers(alva, &youth.id,
                                  casework_answers(&home, "u1.16", "=lead", "u1.20", "=yes",
                                                   NOTE_ABOUT, hex(&eli->account), NULL),
                                  home.arena, &readers, &home.err),
                     ERR_DENIED);
}

/* A draft is sealed to its case so that a leaver's words are not lost; a note's is not, since it may be
 * about somebody who holds the case's key. */
static void a_draft_of_a_note_is_its_writers_alone(void **state)
{
    struct youth youth = with_case();
    struct draft draft = {.place = place_of(ROOM_FILL), .youth = youth.id};
    const struct access_view *view;
    struct draft_row *left;
    size_t n;

    (void)state;
    strcpy(draft.place.form, "u1");
    draft.place.youth = youth.id;
    draft.place.case_id = youth.case_id;
    draft.answers = about_eli("börjat");
    casework_must(&home, desk_keep(bo, &draft, &home.err));
    view = work_access(eli, &youth.case_id, &home.err);
    assert_true(drafts_left(eli->home->db, &eli->home->side, view->key, &bo->account,
                            keyring_public(bo->keys), home.arena, &left, &n, &home.err));
    assert_int_equal(n, 0);
    casework_must(&home, desk_drop(bo, &draft.id, &home.err));
}

static void a_change_takes_another_way(void **state)
{
    struct youth youth = with_case();
    struct id id = hand_in(&youth, casework_answers(&home, "u1.03", "sett", NULL));
    struct id record = own(&id)->record;

    (void)state;
    casework_must(&home,
                  note_hand_in(bo, &youth.id, &id, about_eli("om chefen"), &none, &home.err));
    assert_int_equal(casework_count(&home, "SELECT count(*) FROM letterbox"), 1);
    assert_false(opens(eli, &id));
    assert_true(opens(alva, &id));
    assert_true(id_equal(&own(&id)->record, &record));
    assert_string_equal(casework_text(own(&id)->answers, "u1.03"), "om chefen");
}

/* ---- somebody who is not in the list ---- */

static void not_in_the_list(void **state)
{
    struct youth youth = with_case();
    struct lead_note *note;
    struct case_file *file;
    struct id id = none;
    struct id record;

    (void)state;
    casework_refused(&home,
                     note_hand_in(bo, &none, &id, casework_answers(&home, "u1.03", "ny", NULL),
                                  &none, &home.err),
                     ERR_INPUT);
    id = hand_in(NULL, casework_answers(&home, "u1.03", "ny", NOTE_WHOM, "rum 7", NULL));
    assert_string_equal(own(&id)->whom, "rum 7");
    assert_false(opens(noor, &id));
    assert_int_equal(for_leads(eli, &note), 1);
    assert_string_equal(note[0].whom, "rum 7");
    assert_true(id_is_none(&note[0].youth));
    record = note[0].record;
    casework_must(&home, note_read_mine(eli, &record, &home.err));
    casework_must(&home, note_place(eli, &record, &youth.id, &home.err));
    assert_int_equal(for_leads(eli, &note), 0);
    file = casework_open(&home, noor, &youth.case_id);
    assert_int_equal(file->n_records, 1);
    assert_string_equal(casework_text(case_answers(file, &file->record[0]), "u1.03"), "ny");
    assert_string_equal(casework_text(case_answers(file, &file->record[0]), NOTE_BY), bo->name);
    casework_must(&home, note_reply(noor, file, &record, "tack", &home.err));
    case_close(file);
    assert_string_equal(own(&record)->back[1].line, "tack");
}

/* ---- reading, keeping, moving ---- */

static void read_and_kept(void **state)
{
    struct youth youth = with_case();
    struct id id = hand_in(&youth, to_eli("läs"));
    struct id record = own(&id)->record;
    uint64_t before = casework_log(&home);
    const struct own_note *mine;
    struct lead_note *note;

    (void)state;
    casework_refused(&home, note_read_mine(alva, &record, &home.err), ERR_MISSING);
    casework_refused(&home, note_read_mine(noor, &record, &home.err), ERR_DENIED);
    casework_alter(&home, "UPDATE letterbox SET aside = 1"); /* nobody hides it that way */
    assert_int_equal(for_leads(eli, &note), 1);
    home.now += 60;
    casework_must(&home, note_read_mine(eli, &record, &home.err));
    assert_int_equal(casework_log(&home), before + 1);
    assert_int_equal(for_leads(eli, &note), 1);
    assert_false(note[0].is_new);
    mine = own(&record);
    assert_int_equal(mine->state, NOTE_OPENED);
    assert_null(mine->answers);
    assert_int_equal(mine->n_back, 1);
    assert_int_equal(mine->back[0].kind, NOTE_BACK_READ);
    assert_int_equal(mine->back[0].role, ROLE_LEAD);
    assert_int_equal(mine->back[0].at, home.now);
    casework_refused(&home, note_hand_in(bo, &youth.id, &id, to_eli("sent"), &none, &home.err),
                     ERR_CONFLICT);
    /* Read again: no second receipt, and still only for one. */
    casework_must(&home, note_read_mine(eli, &record, &home.err));
    assert_int_equal(own(&record)->n_back, 1);
    assert_int_equal(for_leads(alva, &note), 0);
}

static void moved_into_the_case_with_its_signature(void **state)
{
    struct youth youth = with_case();
    struct id id = hand_in(&youth, to_eli("till teamet"));
    struct id record = own(&id)->record;
    struct case_file *file;

    (void)state;
    casework_must(&home, note_read_mine(eli, &record, &home.err));
    casework_must(&home, note_place(eli, &record, &youth.id, &home.err));
    casework_refused(&home, note_place(eli, &record, &youth.id, &home.err), ERR_MISSING);
    file = casework_open(&home, noor, &youth.case_id);
    assert_int_equal(file->n_records, 1);
    assert_string_equal(file->record[0].by.name, bo->name);
    casework_must(&home, case_verify(noor, file, &file->record[0], &home.err));
    case_close(file);
}

static void a_note_about_a_lead_stays_out_of_the_case(void **state)
{
    struct youth youth = with_case();
    struct youth other = without_case();
    struct id id = hand_in(&youth, about_eli("ett"));
    struct id record = own(&id)->record;
    struct id second = hand_in(&other, about_eli("två"));
    struct id third = hand_in(&other, casework_answers(&home, "u1.03", "tre", NULL));
    struct case_file *file;
    struct id case_id;

    (void)state;
    casework_refused(&home, note_place(alva, &record, &youth.id, &home.err), ERR_DENIED);
    assert_true(opens(alva, &id));
    /* Opening a case takes along what is for all leads, and nothing else. */
    casework_must(&home, access_open_case(alva, &other.id, &case_id, &home.err));
    file = casework_open(&home, eli, &case_id);
    assert_int_equal(file->n_records, 1);
    assert_string_equal(casework_text(case_answers(file, &file->record[0]), "u1.03"), "tre");
    case_close(file);
    assert_true(opens(alva, &second));
    assert_false(opens(eli, &second));
    assert_int_equal(own(&third)->state, NOTE_OPENED);
}

/* ---- what comes back ---- */

static void receipt_and_reply(void **state)
{
    struct youth youth = with_case();
    struct id id = hand_in(&youth, casework_answers(&home, "u1.03", "sett", NULL));
    struct id record = own(&id)->record;
    struct case_file *file = casework_open(&home, noor, &youth.case_id);
    const struct own_note *mine;
    const struct record **reply;
    struct letterbox_item *letter;
    size_t opened, aside, n;

    (void)state;
    casework_must(&home, note_open_all(noor, file, &opened, &aside, &home.err));
    mine = own(&record);
    assert_int_equal(mine->n_back, 1);
    assert_int_equal(mine->back[0].role, ROLE_CASEWORKER);
    home.now += 60;
    casework_refused(&home, note_reply(noor, file, &record, "", &home.err), ERR_INPUT);
    casework_must(&home, note_reply(noor, file, &record, "Jag pratar med ungdomen", &home.err));
    mine = own(&record);
    assert_int_equal(mine->n_back, 2);
    assert_int_equal(mine->back[1].kind, NOTE_BACK_REPLY);
    assert_string_equal(mine->back[1].line, "Jag pratar med ungdomen");
    assert_int_equal(case_children(file, &record, FORM_REPLY, home.arena, &reply), 1);
    case_close(file);
    /* Nobody but the author opens them, and they name nobody. */
    assert_true(letterbox_list(bo->home->db, RECIPIENT_AUTHOR, &bo->account, home.arena, &letter,
                               &n, &home.err));
    assert_int_equal(n, 2);
    for (size_t i = 0; i < n; i++) {
        assert_false(opens(noor, &letter[i].id));
        assert_false(opens(eli, &letter[i].id));
        assert_true(opens(bo, &letter[i].id));
        assert_true(letterbox_open(bo->home->db, bo->keys, &letter[i], home.arena, &home.err));
        assert_true(text_is_empty(letter[i].row.record.by.name));
        assert_true(id_is_none(&letter[i].row.record.case_id));
    }
    /* Long afterwards the next note takes them away. */
    home.now += 15 * 24 * 3600;
    hand_in(&youth, casework_answers(&home, "u1.03", "igen", NULL));
    assert_true(letterbox_list(bo->home->db, RECIPIENT_AUTHOR, &bo->account, home.arena, &letter,
                               &n, &home.err));
    assert_int_equal(n, 0);
}

/* Somebody with tools of their own puts a receipt into the author's box, signed in a lead's name. */
static void send_receipt(const struct id *note, const struct keyring *signer, struct author by)
{
    struct box_to box = {keyring_public(bo->keys)->box};
    struct recipient to = {.kind = RECIPIENT_AUTHOR, .id = bo->account, .box = &box, .n_boxes = 1};
    struct row_new row = {.json = "{}", .json_n = 2, .audit = 1, .signer = {signer}};
    struct id made;

    row.record = (struct record){.id = record_begin(),
                                 .parent = own(note)->record,
                                 .form = "note.read",
                                 .revision = 1,
                                 .by = by,
                                 .at = home.now,
                                 .method_hash = bo->method->hash};
    assert_true(db_begin(noor->home->db, &home.err));
    assert_true(letterbox_put(noor->home->db, &noor->home->side, &to, &row, &made, &home.err));
    assert_true(db_commit(noor->home->db, &home.err));
}

/* Nobody says in another's name that a note was read, nor as what they are not. */
static void a_forged_receipt_says_nothing(void **state)
{
    struct youth youth = with_case();
    struct id id = hand_in(&youth, casework_answers(&home, "u1.03", "sett", NULL));
    struct keyring *stranger = keyring_new(&bo->home->side, &eli->account, &home.err);
    struct author by = work_author(noor);

    (void)state;
    send_receipt(&id, stranger, work_author(eli));
    assert_int_equal(own(&id)->n_back, 0);
    by.role = "lead";
    send_receipt(&id, noor->keys, by);
    assert_int_equal(own(&id)->n_back, 0);
    send_receipt(&id, noor->keys, work_author(noor));
    assert_int_equal(own(&id)->n_back, 1);
    keyring_free(stranger);
}

static void an_addition_names_the_first(void **state)
{
    struct youth youth = with_case();
    struct id first = hand_in(&youth, to_eli("först"));
    struct id record = own(&first)->record;
    const struct own_note *mine = own(&first);
    struct lead_note *note;
    struct id second;

    (void)state;
    assert_true(mine->may_change);
    home.now += 12 * 3600 + 1;
    mine = own(&first);
    assert_false(mine->may_change);
    assert_null(mine->answers);
    assert_string_equal(casework_text(mine->route, NOTE_LEAD), hex(&eli->account));
    assert_null(answers_get(mine->route, "u1.03"));
    second = hand_in(&youth, casework_answers(&home, "u1.03", "mer", "u1.16", "=lead", NOTE_LEAD,
                                              hex(&eli->account), NOTE_ADDS, hex(&record), NULL));
    assert_string_equal(own(&second)->adds, hex(&record));
    assert_false(opens(alva, &second));
    assert_int_equal(for_leads(eli, &note), 2);
    assert_true(note[0].adds);
    assert_false(note[1].adds);
}

/* ---- promises ---- */

static void a_promise_becomes_a_row(void **state)
{
    struct youth youth = with_case();
    struct case_file *file;
    const struct record **row;
    const struct answers *answers;
    size_t opened, aside;

    (void)state;
    hand_in(&youth, casework_answers(&home, "u1.19", "=yes", "u1.19.what", "Fråga skolan",
                                     "u1.19.when", "2026-11-30", NULL));
    hand_in(&youth, casework_answers(&home, "u1.19", "=yes", NULL));
    hand_in(&youth, casework_answers(&home, "u1.19", "=no", "u1.19.what", "Inget", NULL));
    file = casework_open(&home, noor, &youth.case_id);
    casework_must(&home, note_open_all(noor, file, &opened, &aside, &home.err));
    assert_int_equal(record_rows(file, "promise", NULL, home.arena, &row), 2);
    answers = case_answers(file, row[0]);
    assert_string_equal(casework_text(answers, "pr.01"), "Fråga skolan");
    assert_string_equal(casework_text(answers, "pr.02"), "2026-11-30");
    assert_non_null(strstr(casework_text(answers, "pr.03"), bo->name));
    assert_true(value_has_code(&answers_get(answers, "pr.04")->value, "open"));
    assert_false(text_is_empty(casework_text(case_answers(file, row[1]), "pr.01")));
    case_close(file);
}

/* ---- what waits ---- */

static const struct note_wait *waits(struct work *work, const struct id *case_id)
{
    struct note_wait *wait;
    size_t n;

    casework_must(&home, note_waiting(work, home.arena, &wait, &n, &home.err));
    for (size_t i = 0; i < n; i++)
        if (id_equal(&wait[i].case_id, case_id))
            return &wait[i];
    return NULL;
}

static void calm_ones_may_wait_longer(void **state)
{
    struct youth calm = with_case();
    struct youth danger = with_case();
    struct youth leads = without_case();
    uint64_t before;

    (void)state;
    hand_in(&calm, casework_answers(&home, "u1.09", "=no", "u1.11", "=no", "u1.07", "=no", NULL));
    hand_in(&danger, casework_answers(&home, "u1.09", "=no", NULL));
    hand_in(&danger, casework_answers(&home, "u1.11", "=yes", NULL));
    hand_in(&leads, casework_answers(&home, "u1.07", "=yes", NULL));
    casework_logout(&home, noor);
    noor = casework_login(&home, "noor");
    before = casework_log(&home);
    assert_false(waits(noor, &calm.case_id)->urgent);
    assert_true(waits(noor, &danger.case_id)->urgent);
    assert_int_equal(waits(noor, &danger.case_id)->n, 2);
    assert_int_equal(casework_log(&home), before + 1); /* once in a session */
    assert_null(waits(noor, &none));
    {
        struct id own = none;

        casework_must(&home, note_hand_in(noor, &calm.id, &own,
                                          casework_answers(&home, "u1.11", "=yes", NULL), &none,
                                          &home.err));
        assert_int_equal(waits(noor, &calm.case_id)->n, 1);
        assert_false(waits(noor, &calm.case_id)->urgent);
        assert_true(waits(eli, &calm.case_id)->urgent);
        casework_alter(&home, "DELETE FROM letterbox WHERE number = "
                              "(SELECT max(number) FROM letterbox)");
    }
    assert_null(waits(bo, &danger.case_id));
    assert_true(waits(eli, &none)->urgent);
    home.now += 3599;
    assert_false(waits(eli, &danger.case_id)->late || waits(eli, &none)->late);
    home.now += 1;
    assert_true(waits(eli, &danger.case_id)->late && waits(eli, &none)->late);
    assert_false(waits(eli, &calm.case_id)->late);
    home.now += 11 * 3600;
    assert_true(waits(eli, &calm.case_id)->late);
    /* Looking takes nothing. */
    assert_int_equal(casework_count(&home, "SELECT count(*) FROM letterbox"), 4);
}

static void what_is_urgent(void **state)
{
    struct answers answers;
    struct answer unsure = {.id = "u1.09", .nonanswer = NONANSWER_UNKNOWN};
    struct answer declined = {.id = "u1.09", .nonanswer = NONANSWER_DECLINED};

    (void)state;
    answers_init(&answers, home.arena);
    assert_false(note_is_urgent(NULL));
    assert_false(note_is_urgent(&answers));
    answers_set(&answers, &declined);
    assert_false(note_is_urgent(&answers));
    answers_set(&answers, &unsure);
    assert_true(note_is_urgent(&answers));
    assert_true(note_is_urgent(casework_answers(&home, "u1.07", "=yes", NULL)));
    assert_false(note_is_urgent(casework_answers(&home, "u1.12", "=yes", NULL)));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_team_reads),
        TEST(readers_stand_in_swedish_order),
        TEST(only_the_lead_that_was_chosen),
        TEST(never_the_lead_it_is_about),
        TEST(the_file_does_not_tell_whom_it_is_for),
        TEST(what_has_to_be_chosen),
        TEST(nobody_is_left),
        TEST(a_draft_of_a_note_is_its_writers_alone),
        TEST(a_change_takes_another_way),
        TEST(not_in_the_list),
        TEST(read_and_kept),
        TEST(moved_into_the_case_with_its_signature),
        TEST(a_note_about_a_lead_stays_out_of_the_case),
        TEST(receipt_and_reply),
        TEST(a_forged_receipt_says_nothing),
        TEST(an_addition_names_the_first),
        TEST(a_promise_becomes_a_row),
        TEST(calm_ones_may_wait_longer),
        TEST(what_is_urgent),
    };

    return cmocka_run_group_tests_name("casework_routes", tests, casework_group, end);
}
