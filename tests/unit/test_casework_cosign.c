/* test_casework_cosign.c - two signatures: the same bytes, by another person; what counts, and when; words
 * for the journal. */
#include "unit.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "casework/inside.h"
#include "casework_pair.h"
#include "sis/casework/access.h"
#include "sis/casework/asks.h"
#include "sis/casework/cosign.h"
#include "sis/casework/desk.h"
#include "sis/casework/journal.h"
#include "sis/casework/rhythm.h"
#include "sis/casework/upkeep.h"

#define HOUR 3600

/* Noor signs; sam has it before them. */
static struct id assessed(const char *form)
{
    const struct answers *answers =
        strcmp(form, "j1") == 0 ? casework_answers(&home, "j1.want", "lugn", "j1.level", "=0", NULL)
                                : casework_answers(&home, "j2.threat", "=0", NULL);
    struct id id = casework_record(&home, file, form, true, answers);

    casework_pair_refresh(theirs);
    return id;
}

static struct cosign_new second_view(const struct id *record, const struct answers *own)
{
    return (struct cosign_new){.record = *record, .own = own, .why = ""};
}

static const struct answers *same_view(void)
{
    return casework_answers(&home, NULL);
}

static bool is_done(struct case_file *at, const char *form)
{
    return facts_latest(case_facts(at->work, at), form) != NULL;
}

/* ---- what counts ---- */

static void one_signature_is_half(void **state)
{
    struct id id = assessed("j1");
    struct cosign_new it = second_view(&id, same_view());
    const struct record **waiting;
    struct phase_view *phase;

    (void)state;
    assert_false(is_done(file, "j1"));
    assert_int_equal(rhythm_phases(noor, file, NULL, 0, home.arena, &phase), 2);
    assert_int_equal(phase[0].state, PHASE_BEGUN);
    assert_int_equal(cosign_waiting(sam, theirs, home.arena, &waiting), 1);
    assert_true(id_equal(&waiting[0]->id, &id));
    casework_must(&home, cosign(sam, theirs, &it, NULL, &home.err));
    casework_pair_refresh(file);
    assert_int_equal(cosign_waiting(sam, theirs, home.arena, &waiting), 0);
    assert_true(is_done(file, "j1"));
    rhythm_phases(noor, file, NULL, 0, home.arena, &phase);
    assert_int_equal(phase[0].state, PHASE_DONE);
    assert_string_equal(cosign_of(file, case_record(file, &id))->by.name, "Sam O");
    casework_must(&home,
                  case_verify(noor, file, cosign_of(file, case_record(file, &id)), &home.err));
}

/* A safety form counts at once, since somebody may need it tonight; but not for ever. */
static void one_signature_is_enough_for_some_hours(void **state)
{
    int64_t before = home.now;
    struct id first = assessed("j2");
    struct cosign_new it = second_view(&first, same_view());
    struct id next;
    int64_t until;

    (void)state;
    assert_true(record_counts(noor, file, case_record(file, &first), &until));
    assert_int_equal(until, home.now + 72 * HOUR);
    assert_true(is_done(file, "j2"));
    home.now += 72 * HOUR - 1;
    assert_true(is_done(file, "j2"));
    home.now += 1;
    assert_false(is_done(file, "j2"));
    casework_must(&home, cosign(sam, theirs, &it, NULL, &home.err));
    casework_pair_refresh(file);
    assert_true(is_done(file, "j2"));
    /* The one before counts again when the next is left with one. */
    next = assessed("j2");
    assert_true(id_equal(&facts_latest(case_facts(noor, file), "j2")->id, &next));
    home.now += 72 * HOUR;
    assert_true(id_equal(&facts_latest(case_facts(noor, file), "j2")->id, &first));
    home.now = before;
}

/* ---- who may ---- */

static void the_first_is_not_the_second(void **state)
{
    struct id id = assessed("j1");
    struct id plain = casework_record(
        &home, file, "t1", true, casework_answers(&home, "t1.want", "x", "t1.risk", "=no", NULL));
    struct cosign_new it = second_view(&id, same_view());
    struct work *kim = casework_login(&home, "kim");
    struct case_file *at = casework_open(&home, kim, &case_id);

    (void)state;
    assert_false(cosign_may(noor, file, case_record(file, &id)));
    casework_refused(&home, cosign(noor, file, &it, NULL, &home.err), ERR_DENIED);
    assert_false(cosign_may(kim, at, case_record(at, &id)));
    casework_refused(&home, cosign(kim, at, &it, NULL, &home.err), ERR_DENIED);
    it.record = plain;
    casework_pair_refresh(theirs);
    casework_refused(&home, cosign(sam, theirs, &it, NULL, &home.err), ERR_DENIED);
    it.record = record_begin();
    casework_refused(&home, cosign(sam, theirs, &it, NULL, &home.err), ERR_MISSING);
    it.record = id;
    assert_true(cosign_may(sam, theirs, case_record(theirs, &id)));
    casework_must(&home, cosign(sam, theirs, &it, NULL, &home.err));
    casework_refused(&home, cosign(sam, theirs, &it, NULL, &home.err), ERR_DENIED);
    case_close(at);
    casework_logout(&home, kim);
}

/* No form that is filled in, and no row that is changed: only signing makes one. */
static void a_second_signature_is_not_typed(void **state)
{
    struct id id = assessed("j1");
    struct record_new it = {.record = record_begin(),
                            .parent = id,
                            .form = FORM_COSIGN,
                            .answers = casework_answers(&home, "cs.01", "x", NULL)};

    (void)state;
    casework_refused(&home, record_sign(sam, theirs, &it, NULL, &home.err), ERR_DENIED);
    casework_refused(&home, record_save(sam, theirs, &it, NULL, &home.err), ERR_DENIED);
    assert_null(cosign_of(theirs, case_record(theirs, &id)));
}

static void a_second_person_logs_in_at_the_same_terminal(void **state)
{
    struct id id = assessed("j1");
    struct cosign_new it = second_view(&id, same_view());
    struct second_person second = {"noor", CASEWORK_PHRASE};
    uint64_t before;

    (void)state;
    casework_refused(&home, cosign(noor, file, &it, &second, &home.err), ERR_DENIED);
    second.login = "alva"; /* a lead, so on every case */
    second.passphrase = "fel fel fel fel fel";
    casework_refused(&home, cosign(noor, file, &it, &second, &home.err), ERR_PASSWORD);
    second = (struct second_person){"mio", CASEWORK_PHRASE};
    casework_refused(&home, cosign(noor, file, &it, &second, &home.err), ERR_DENIED);
    second = (struct second_person){"kim", CASEWORK_PHRASE};
    casework_refused(&home, cosign(noor, file, &it, &second, &home.err), ERR_DENIED);
    before = casework_log(&home);
    second = (struct second_person){" Sam", CASEWORK_PHRASE};
    home.now += 60; /* past the delay after a wrong passphrase */
    casework_must(&home, cosign(noor, file, &it, &second, &home.err));
    assert_int_equal(casework_log(&home), before + 1);
    assert_string_equal(cosign_of(file, case_record(file, &id))->by.name, "Sam O");
    assert_true(id_equal(&cosign_of(file, case_record(file, &id))->by.account, &sam->account));
    casework_pair_refresh(theirs);
    casework_must(&home,
                  case_verify(sam, theirs, cosign_of(theirs, case_record(theirs, &id)), &home.err));
}

/* ---- two views ---- */

static void two_views_stand_side_by_side(void **state)
{
    struct id id = assessed("j1");
    const struct answers *own =
        casework_answers(&home, "j1.level", "=2", "j1.want", "lugn", "t9.none", "x", NULL);
    struct cosign_new it = second_view(&id, own);
    const struct form *form = method_form(noor->method, "j1");
    const struct record *record, *second;
    struct difference *difference;

    (void)state;
    casework_refused(&home, cosign(sam, theirs, &it, NULL, &home.err), ERR_INPUT);
    it.why = "Sams skäl";
    casework_must(&home, cosign(sam, theirs, &it, NULL, &home.err));
    casework_pair_refresh(file);
    record = case_record(file, &id);
    second = cosign_of(file, record);
    assert_string_equal(casework_text(case_answers(file, second), COSIGN_WHY), "Sams skäl");
    assert_null(answers_get(case_answers(file, second), "t9.none"));
    assert_int_equal(cosign_differences(form, case_answers(file, record),
                                        case_answers(file, second), home.arena, &difference),
                     1);
    assert_string_equal(difference[0].item->id, "j1.level");
    assert_true(difference[0].far);
    assert_true(value_has_code(&difference[0].first->value, "0"));
    assert_true(value_has_code(&difference[0].second->value, "2"));
    /* What the case knows is what the first wrote. */
    assert_true(value_has_code(
        &answers_get(facts_latest(case_facts(noor, file), "j1")->answers, "j1.level")->value, "0"));
}

static void one_step_needs_no_reason(void **state)
{
    struct id id = assessed("j1");
    struct cosign_new it = second_view(&id, casework_answers(&home, "j1.level", "=1", NULL));

    (void)state;
    casework_must(&home, cosign(sam, theirs, &it, NULL, &home.err));
}

/* ---- the same bytes ---- */

/* A row with the case key and tools of one's own: a second signature over other bytes. */
static void forge(const struct id *parent, const char *row, const char *hex)
{
    struct keyring *ring = sam->keys;
    const char *json =
        arena_printf(home.arena, "{\"cs.row\":\"%s\",\"cs.signature\":\"%s\"}", row, hex);
    struct row_new new_row = {.json = json, .json_n = strlen(json), .audit = 1, .signer = {ring}};
    struct hash hash;

    new_row.record = (struct record){.id = record_begin(),
                                     .case_id = case_id,
                                     .parent = *parent,
                                     .form = FORM_COSIGN,
                                     .state = RECORD_SIGNED,
                                     .revision = 1,
                                     .by = {sam->account, sam->name, "caseworker"},
                                     .at = home.now,
                                     .method_hash = ""};
    assert_true(db_begin(sam->home->db, &home.err));
    assert_true(row_add(sam->home->db, work_access(sam, &case_id, &home.err)->key, &new_row, &hash,
                        &home.err));
    assert_true(db_commit(sam->home->db, &home.err));
    casework_pair_refresh(file);
}

static uint64_t wrong_rows(struct work *work)
{
    struct upkeep found = {0};

    casework_must(&home, upkeep_signatures(work, &found, &home.err));
    return found.rows_wrong;
}

static void a_signature_over_other_bytes_does_not_verify(void **state)
{
    struct id one = assessed("j1");
    struct id two = assessed("j1");
    struct cosign_new it = second_view(&one, same_view());
    const struct answers *right;
    char row[ID_TEXT];

    (void)state;
    casework_must(&home, cosign(sam, theirs, &it, NULL, &home.err));
    casework_pair_refresh(file);
    assert_int_equal(wrong_rows(noor), 0);
    right = case_answers(file, cosign_of(file, case_record(file, &one)));
    /* Moved to another record, with the row it was made for; then with the row of the other. */
    forge(&two, casework_text(right, "cs.row"), casework_text(right, "cs.signature"));
    casework_refused(&home,
                     case_verify(noor, file, cosign_of(file, case_record(file, &two)), &home.err),
                     ERR_CORRUPT);
    assert_int_equal(wrong_rows(noor), 1);
    id_text(&case_record(file, &two)->row, row);
    forge(&two, row, casework_text(right, "cs.signature"));
    assert_int_equal(wrong_rows(noor), 2);
    forge(&two, row, "");
    assert_int_equal(wrong_rows(noor), 3);
}

/* ---- all or nothing ---- */

static void full_disk_keeps_the_draft(void **state)
{
    struct id id = assessed("j1");
    struct cosign_new it = second_view(&id, casework_answers(&home, "j1.level", "=1", NULL));
    struct draft draft = {.place = place_of(ROOM_COSIGN), .answers = it.own};
    struct draft found;

    (void)state;
    casework_must(&home, desk_keep(sam, &draft, &home.err));
    it.draft = draft.id;
    casework_full(true);
    casework_refused(&home, cosign(sam, theirs, &it, NULL, &home.err), ERR_FULL);
    casework_full(false);
    casework_pair_refresh(file);
    assert_null(cosign_of(file, case_record(file, &id)));
    casework_must(&home, desk_get(sam, &draft.id, home.arena, &found, &home.err));
    casework_must(&home, cosign(sam, theirs, &it, NULL, &home.err));
    casework_refused(&home, desk_get(sam, &draft.id, home.arena, &found, &home.err), ERR_MISSING);
}

/* Noor signs and sam signs too, out of a draft, again and again until it is killed. */
static void sign_both_for_ever(void)
{
    noor = casework_login(&home, "noor");
    sam = casework_login(&home, "sam");
    file = casework_open(&home, noor, &case_id);
    theirs = casework_open(&home, sam, &case_id);
    for (;;) {
        struct id id = assessed("j1");
        struct cosign_new it = second_view(&id, casework_answers(&home, "j1.level", "=1", NULL));
        struct draft draft = {.place = place_of(ROOM_COSIGN), .answers = it.own};

        draft.place.record = id;
        casework_must(&home, desk_keep(sam, &draft, &home.err));
        it.draft = draft.id;
        casework_must(&home, cosign(sam, theirs, &it, NULL, &home.err));
    }
}

/* A second signature is there and right, or it is not and its draft is. */
static void killed_while_the_second_signs(void **state)
{
    (void)state;
    case_close(file);
    case_close(theirs);
    file = theirs = NULL;
    casework_logout(&home, noor);
    casework_logout(&home, sam);
    for (int i = 0; i < 5; i++) {
        int64_t enough = casework_count(&home, "SELECT count(*) FROM row") + 3 + i;
        const struct record **record;
        struct draft *draft;
        size_t n;
        pid_t child = fork();

        assert_true(child >= 0);
        if (child == 0)
            sign_both_for_ever();
        while (casework_count(&home, "SELECT count(*) FROM row") < enough)
            assert_int_equal(waitpid(child, NULL, WNOHANG), 0);
        kill(child, SIGKILL);
        assert_int_equal(waitpid(child, NULL, 0), child);
        casework_log(&home);
        sam = casework_login(&home, "sam");
        theirs = casework_open(&home, sam, &case_id);
        n = case_records(theirs, FORM_COSIGN, home.arena, &record);
        assert_true(n > 0);
        for (size_t k = 0; k < n; k++)
            casework_must(&home, case_verify(sam, theirs, record[k], &home.err));
        casework_must(&home, desk_list(sam, home.arena, &draft, &n, &home.err));
        for (size_t k = 0; k < n; k++)
            assert_null(cosign_of(theirs, case_record(theirs, &draft[k].place.record)));
        case_close(theirs);
        theirs = NULL;
        casework_must(&home, db_check(sam->home->db, &home.err));
        casework_logout(&home, sam);
    }
    noor = casework_login(&home, "noor");
    sam = casework_login(&home, "sam");
}

/* ---- the journal ---- */

static const struct answers *to_put_in(const char *words)
{
    return casework_answers(&home, JOURNAL_WHAT, "=" JOURNAL_TEXT, JOURNAL_WORDS, words, NULL);
}

static void the_journal_is_asked_in_the_same_transaction(void **state)
{
    struct record_also also = {FORM_JOURNAL, to_put_in("Två meningar.")};
    struct record_new it = {.record = record_begin(), .form = "t1", .also = &also, .n_also = 1};
    const struct record **row;
    uint64_t before;

    (void)state;
    it.answers = casework_answers(&home, "t1.want", "x", NULL);
    casework_refused(&home, record_sign(noor, file, &it, NULL, &home.err), ERR_INPUT);
    casework_pair_refresh(file);
    assert_int_equal(journal_waiting(file, home.arena, &row), 0);
    it.answers = casework_answers(&home, "t1.want", "x", "t1.risk", "=no", NULL);
    before = casework_log(&home);
    casework_must(&home, record_sign(noor, file, &it, NULL, &home.err));
    assert_int_equal(casework_log(&home), before + 1);
    assert_int_equal(journal_waiting(file, home.arena, &row), 1);
    assert_true(id_equal(&row[0]->parent, &it.record));
    assert_true(id_equal(&row[0]->cause, &it.record));
    /* Anybody in the case ticks it off, once. */
    casework_pair_refresh(theirs);
    casework_must(&home, journal_tick(sam, theirs, &row[0]->id, &home.err));
    casework_pair_refresh(file);
    assert_int_equal(journal_waiting(file, home.arena, &row), 0);
    assert_null(journal_of(file, &it.record));
    casework_refused(&home, journal_tick(noor, file, &it.record, &home.err), ERR_MISSING);
}

static void what_is_there_or_does_not_belong_waits_for_nobody(void **state)
{
    struct record_also also[] = {
        {FORM_JOURNAL, casework_answers(&home, JOURNAL_WHAT, "=" JOURNAL_WRITTEN, NULL)},
        {FORM_JOURNAL, casework_answers(&home, JOURNAL_WHAT, "=" JOURNAL_NO, JOURNAL_WHY_NOT,
                                        "inget beslut", NULL)}};
    struct record_new it = {.record = record_begin(), .form = "t1", .also = also, .n_also = 2};
    const struct record **row;

    (void)state;
    it.answers = casework_answers(&home, "t1.want", "x", "t1.risk", "=no", NULL);
    casework_must(&home, record_sign(noor, file, &it, NULL, &home.err));
    assert_int_equal(record_rows(file, FORM_JOURNAL, &it.record, home.arena, &row), 2);
    assert_int_equal(journal_waiting(file, home.arena, &row), 0);
}

static void words_for_the_journal_are_neutral(void **state)
{
    struct answers answers;
    struct live *live;
    struct str words;

    (void)state;
    str_init(&words, 0);
    answers_copy(&answers, home.arena, casework_answers(&home, "j1.level", "=1", NULL));
    live = live_new(noor->method, method_form(noor->method, "j1"), &answers, case_facts(noor, file),
                    work_today(noor), home.now, false);
    live_set_language(live, LANG_EN);
    sign_ask_journal(noor, file, live, &words);
    assert_string_equal(words.p,
                        "Assessment was done on 22 November 2026 by Noor A. Conclusion: partly.");
    live_free(live);
    str_clear(&words);
    live = live_new(noor->method, method_form(noor->method, "j2"), &answers, case_facts(noor, file),
                    work_today(noor), home.now, false);
    sign_ask_journal(noor, file, live, &words);
    assert_string_equal(words.p, arena_printf(home.arena,
                                              "Protection was done on 22 November 2026 by Noor A. "
                                              "The papers are in case %s.",
                                              file->youth.number));
    live_free(live);
    str_release(&words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_signature_is_half, casework_pair, casework_pair_end),
        cmocka_unit_test_setup_teardown(one_signature_is_enough_for_some_hours, casework_pair,
                                        casework_pair_end),
        cmocka_unit_test_setup_teardown(the_first_is_not_the_second, casework_pair,
                                        casework_pair_end),
        cmocka_unit_test_setup_teardown(a_second_signature_is_not_typed, casework_pair,
                                        casework_pair_end),
        cmocka_unit_test_setup_teardown(a_second_person_logs_in_at_the_same_terminal, casework_pair,
                                        casework_pair_end),
        cmocka_unit_test_setup_teardown(two_views_stand_side_by_side, casework_pair,
                                        casework_pair_end),
        cmocka_unit_test_setup_teardown(one_step_needs_no_reason, casework_pair, casework_pair_end),
        cmocka_unit_test_setup_teardown(a_signature_over_other_bytes_does_not_verify, casework_pair,
                                        casework_pair_end),
        cmocka_unit_test_setup_teardown(full_disk_keeps_the_draft, casework_pair,
                                        casework_pair_end),
        cmocka_unit_test_setup_teardown(killed_while_the_second_signs, casework_pair,
                                        casework_pair_end),
        cmocka_unit_test_setup_teardown(the_journal_is_asked_in_the_same_transaction, casework_pair,
                                        casework_pair_end),
        cmocka_unit_test_setup_teardown(what_is_there_or_does_not_belong_waits_for_nobody,
                                        casework_pair, casework_pair_end),
        cmocka_unit_test_setup_teardown(words_for_the_journal_are_neutral, casework_pair,
                                        casework_pair_end),
    };

    return cmocka_run_group_tests_name("casework_cosign", tests, casework_group,
                                       casework_pair_group_end);
}
