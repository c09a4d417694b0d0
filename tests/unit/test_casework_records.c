/* test_casework_records.c - revisions: two writers, signing, lists, additions, striking, sudden death. */
#include "unit.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "casework/case_inside.h"
#include "casework_pair.h"
#include "sis/casework/access.h"
#include "sis/casework/desk.h"
#include "sis/casework/journal.h"

static struct record_new of_form(const char *form, const struct answers *answers)
{
    return (struct record_new){.record = record_begin(), .form = form, .answers = answers};
}

static const struct answers *whole(const char *want)
{
    return casework_answers(&home, "t1.want", want, "t1.risk", "=no", NULL);
}

static const char *now(struct case_file *at, const struct id *record, const char *item)
{
    const struct record *newest = case_record(at, record);

    assert_non_null(newest);
    return casework_text(case_answers(at, newest), item);
}

/* ---- two writers ---- */

static void disjoint_answers_join(void **state)
{
    struct record_new it = of_form("t1", casework_answers(&home, "t1.want", "skola", NULL));

    (void)state;
    casework_must(&home, record_save(noor, file, &it, NULL, &home.err));
    casework_pair_refresh(theirs);
    it.based_on = 1;
    it.answers = casework_answers(&home, "t1.want", "skola", "t1.own", "noors", NULL);
    casework_must(&home, record_save(noor, file, &it, NULL, &home.err));
    it.answers = casework_answers(&home, "t1.want", "skola", "t1.why", "sams", NULL);
    casework_must(&home, record_save(sam, theirs, &it, NULL, &home.err));
    casework_pair_refresh(file);
    assert_int_equal(case_record(file, &it.record)->revision, 3);
    assert_int_equal(case_record(file, &it.record)->based_on, 2);
    assert_string_equal(now(file, &it.record, "t1.own"), "noors");
    assert_string_equal(now(file, &it.record, "t1.why"), "sams");
}

static void same_answer_is_shown_with_both_texts(void **state)
{
    struct record_new it = of_form("t1", casework_answers(&home, "t1.want", "skola", NULL));
    struct merge merge;
    uint64_t before;

    (void)state;
    casework_must(&home, record_save(noor, file, &it, NULL, &home.err));
    it.based_on = 1;
    it.answers = casework_answers(&home, "t1.want", "arbete", NULL);
    casework_must(&home, record_save(noor, file, &it, NULL, &home.err));
    before = casework_log(&home);
    it.answers = casework_answers(&home, "t1.want", "lugn", NULL);
    casework_refused(&home, record_save(sam, theirs, &it, &merge, &home.err), ERR_CONFLICT);
    assert_int_equal(merge.n_conflicts, 1);
    assert_string_equal(merge.conflict[0].mine->value.text, "lugn");
    assert_string_equal(merge.conflict[0].theirs->value.text, "arbete");
    casework_refused(&home, record_sign(sam, theirs, &it, &merge, &home.err), ERR_CONFLICT);
    casework_refused(&home, record_save(sam, theirs, &it, NULL, &home.err), ERR_CONFLICT);
    assert_int_equal(casework_log(&home), before);
    casework_pair_refresh(file);
    assert_int_equal(file->n_records, 2);
    assert_string_equal(now(file, &it.record, "t1.want"), "arbete");
}

/* A record asked for before the case grew is still to be read. */
static void records_held_over_a_refresh(void **state)
{
    struct id first =
        casework_record(&home, file, "u1", false, casework_answers(&home, "u1.03", "ett", NULL));
    const struct record *held = case_record(file, &first);

    (void)state;
    for (int i = 0; i < 70; i++)
        casework_record(&home, file, "u1", false, casework_answers(&home, "u1.03", "fler", NULL));
    assert_true(held < file->record || held >= file->record + file->n_records);
    assert_string_equal(casework_text(case_answers(file, held), "u1.03"), "ett");
    casework_must(&home, case_verify(noor, file, held, &home.err));
}

/* ---- signing ---- */

static void signing_refuses_gaps(void **state)
{
    struct record_new it = of_form("t1", casework_answers(&home, "t1.risk", "=yes", NULL));
    uint64_t before = casework_log(&home);

    (void)state;
    casework_refused(&home, record_sign(noor, file, &it, NULL, &home.err), ERR_INPUT);
    assert_int_equal(casework_log(&home), before);
    assert_null(case_record(file, &it.record));
    it.form = "nothing";
    casework_refused(&home, record_sign(noor, file, &it, NULL, &home.err), ERR_INPUT);
    casework_refused(&home, record_save(noor, file, &it, NULL, &home.err), ERR_INPUT);
}

/* What somebody else emptied meanwhile is missing for the one who signs. */
static void gaps_are_judged_after_joining(void **state)
{
    struct record_new it = of_form("t1", whole("skola"));

    (void)state;
    casework_must(&home, record_save(noor, file, &it, NULL, &home.err));
    casework_pair_refresh(theirs);
    it.based_on = 1;
    it.answers = casework_answers(&home, "t1.risk", "=no", NULL);
    casework_must(&home, record_save(sam, theirs, &it, NULL, &home.err));
    it.answers = casework_answers(&home, "t1.want", "skola", "t1.risk", "=no", "t1.own", "x", NULL);
    assert_false(casework_sign(&home, file, &it, NULL));
    assert_int_equal(home.err.text, T_SIGN_GAPS);
    casework_refused(&home, false, ERR_INPUT);
}

static void hidden_answers_are_not_signed(void **state)
{
    const struct answers *answers = casework_answers(&home, "t1.want", "skola", "t1.risk", "=no",
                                                     "t1.why", "dolt", "t1.home.need", "rum", NULL);
    struct id id = casework_record(&home, file, "t1", true, answers);

    (void)state;
    assert_int_equal(case_record(file, &id)->state, RECORD_SIGNED);
    assert_string_equal(now(file, &id, "t1.want"), "skola");
    assert_string_equal(now(file, &id, "t1.home.need"), "rum");
    assert_null(answers_get(case_answers(file, case_record(file, &id)), "t1.why"));
}

static const struct answer *known_answer(const char *form, const char *id)
{
    return answers_get(facts_known(case_facts(noor, file), form), id);
}

static const char *known(const char *id)
{
    return casework_text(facts_known(case_facts(noor, file), "t1"), id);
}

/* What a short form did not ask was not taken back by it. */
static void a_short_form_leaves_what_only_the_whole_asks(void **state)
{
    struct answers deep;

    (void)state;
    answers_init(&deep, home.arena);
    answers_copy(&deep, home.arena, whole("skola"));
    answers_set(&deep, &(struct answer){.id = "t1.deep", .value = value_text("djupt")});
    casework_record(&home, file, "t1", true, &deep);
    assert_string_equal(known("t1.deep"), "djupt");
    home.now += 3600;
    casework_record(&home, file, "t1", true, whole("arbete"));
    assert_string_equal(known("t1.want"), "arbete");
    assert_string_equal(known("t1.deep"), "djupt");
    home.now += 3600;
    answers_set(&deep, &(struct answer){.id = "t1.deep", .value = value_text("nytt")});
    casework_record(&home, file, "t1", true, &deep);
    assert_string_equal(known("t1.deep"), "nytt");
}

/* What tells of its own moment takes nothing over from an older one. */
static void a_note_or_a_meeting_tells_of_its_own_moment(void **state)
{
    (void)state;
    casework_record(&home, file, "u1", true,
                    casework_answers(&home, "u1.07", "=yes", "u1.12", "=yes", NULL));
    casework_record(&home, file, "e1", true,
                    casework_answers(&home, "e1.said", "mycket", "e1.apart", "skolan", NULL));
    assert_non_null(known_answer("u1", "u1.12"));
    assert_non_null(known_answer("e1", "e1.apart"));
    home.now += 3600;
    casework_record(&home, file, "u1", true, casework_answers(&home, "u1.07", "=no", NULL));
    casework_record(&home, file, "e1", true, casework_answers(&home, "e1.said", "lite", NULL));
    assert_null(known_answer("u1", "u1.12"));
    assert_null(known_answer("e1", "e1.apart"));
}

static void signed_forms_stay(void **state)
{
    struct id id = casework_record(&home, file, "t1", true, whole("skola"));
    struct record_new it = {.record = id, .form = "t1", .based_on = 1, .answers = whole("annat")};
    struct record_new more = of_form(FORM_ADDENDUM, casework_answers(&home, "ad.01", "till", NULL));
    const struct record **child;

    (void)state;
    casework_refused(&home, record_save(noor, file, &it, NULL, &home.err), ERR_DENIED);
    casework_refused(&home, record_sign(sam, theirs, &it, NULL, &home.err), ERR_DENIED);
    more.parent = id;
    casework_must(&home, record_sign(sam, theirs, &more, NULL, &home.err));
    casework_pair_refresh(file);
    assert_int_equal(case_children(file, &id, FORM_ADDENDUM, home.arena, &child), 1);
    assert_string_equal(casework_text(case_answers(file, child[0]), "ad.01"), "till");
    assert_string_equal(now(file, &id, "t1.want"), "skola");
}

/* All or nothing: the form and the rows of its lists, each with the form as its cause. */
static void rows_are_signed_with_their_form(void **state)
{
    struct id done =
        casework_record(&home, file, "plan", false, casework_answers(&home, "p1.17", "cv", NULL));
    struct id gap =
        casework_record(&home, file, "plan", false, casework_answers(&home, "p1.21", "x", NULL));
    struct record_new it = of_form("t1", whole("skola"));
    struct record_new row = {.record = gap, .form = "plan", .based_on = 1};
    size_t before = file->n_records;

    (void)state;
    assert_false(casework_sign(&home, file, &it, NULL));
    assert_int_equal(home.err.text, T_ROW_GAPS);
    casework_refused(&home, false, ERR_INPUT);
    casework_pair_refresh(file);
    assert_int_equal(file->n_records, before);
    assert_int_equal(case_record(file, &done)->state, RECORD_READY);
    row.answers = casework_answers(&home, "p1.17", "ringa", NULL);
    casework_must(&home, record_save(noor, file, &row, NULL, &home.err));
    casework_must(&home, casework_sign(&home, file, &it, NULL));
    assert_int_equal(file->n_records, before + 5); /* with one for the journal */
    assert_int_equal(case_record(file, &done)->state, RECORD_SIGNED);
    assert_true(id_equal(&case_record(file, &done)->cause, &it.record));
    assert_int_equal(case_record(file, &gap)->revision, 3);
    /* A row of a living list goes on living. */
    row.record = done;
    row.based_on = 2;
    casework_must(&home, record_save(noor, file, &row, NULL, &home.err));
    assert_int_equal(case_record(file, &done)->state, RECORD_READY);
}

static void roles_fill_in_their_forms(void **state)
{
    struct work *kim = casework_login(&home, "kim");
    struct case_file *at = casework_open(&home, kim, &case_id);
    struct record_new it = of_form("t1", whole("skola"));
    uint64_t before = casework_log(&home);

    (void)state;
    casework_refused(&home, record_save(kim, at, &it, NULL, &home.err), ERR_DENIED);
    casework_refused(&home, record_sign(kim, at, &it, NULL, &home.err), ERR_DENIED);
    it.form = "consent";
    casework_refused(&home, record_save(kim, at, &it, NULL, &home.err), ERR_DENIED);
    it.form = "youth";
    casework_refused(&home, record_save(kim, at, &it, NULL, &home.err), ERR_INPUT);
    assert_int_equal(casework_log(&home), before);
    casework_record(&home, at, "u1", true, casework_answers(&home, "u1.03", "sett", NULL));
    case_close(at);
    casework_logout(&home, kim);
}

/* ---- striking ---- */

static void struck_and_still_readable(void **state)
{
    struct id id = casework_record(&home, file, "t1", true, whole("skola"));
    struct id none = random_id();
    const struct record **child;

    (void)state;
    casework_refused(&home, record_strike(noor, file, &id, "", &home.err), ERR_INPUT);
    casework_refused(&home, record_strike(noor, file, &none, "fel", &home.err), ERR_MISSING);
    casework_must(&home, record_strike(noor, file, &id, "fel ungdom", &home.err));
    assert_int_equal(case_record(file, &id)->state, RECORD_STRUCK);
    assert_string_equal(now(file, &id, "t1.want"), "skola");
    assert_int_equal(case_children(file, &id, FORM_STRIKE, home.arena, &child), 1);
    assert_string_equal(casework_text(case_answers(file, child[0]), "st.01"), "fel ungdom");
    assert_null(facts_latest(case_facts(noor, file), "t1"));
    casework_refused(&home, record_strike(sam, theirs, &id, "igen", &home.err), ERR_DENIED);
}

/* ---- damage ---- */

static void a_damaged_row_is_counted(void **state)
{
    struct case_file *again;

    (void)state;
    casework_record(&home, file, "u1", false, casework_answers(&home, "u1.03", "ett", NULL));
    casework_record(&home, file, "u1", false, casework_answers(&home, "u1.03", "två", NULL));
    casework_alter(&home, "UPDATE row SET body = zeroblob(length(body)) WHERE number = "
                          "(SELECT max(number) FROM row)");
    case_close(theirs);
    theirs = NULL;
    again = casework_open(&home, sam, &case_id);
    assert_int_equal(again->n_broken, 1);
    assert_int_equal(again->n_records, 2);
    assert_int_equal(case_records(again, "u1", home.arena, &(const struct record **){NULL}), 1);
    casework_must(&home, case_verify(sam, again, &again->record[0], &home.err));
    casework_refused(&home, case_verify(sam, again, &again->record[1], &home.err), ERR_CORRUPT);
    case_close(again);
}

/* Somebody with the case key and tools of their own writes a row in a colleague's name. */
static void a_forged_row_does_not_verify(void **state)
{
    static const char json[] = "{\"u1.03\":\"falskt\"}";
    struct row_new row = {.json = json, .json_n = sizeof json - 1, .audit = 1};
    struct id id = record_begin();
    struct keyring *forged;
    struct hash hash;

    (void)state;
    row.record = (struct record){.id = id,
                                 .case_id = case_id,
                                 .form = "u1",
                                 .revision = 1,
                                 .by = {noor->account, noor->name, "caseworker"},
                                 .at = home.now,
                                 .method_hash = ""};
    row.signer[0] = forged = keyring_new(&sam->home->side, &noor->account, &home.err);
    assert_non_null(forged);
    assert_true(db_begin(sam->home->db, &home.err));
    assert_true(
        row_add(sam->home->db, work_access(sam, &case_id, &home.err)->key, &row, &hash, &home.err));
    assert_true(db_commit(sam->home->db, &home.err));
    keyring_free(forged);
    casework_pair_refresh(file);
    casework_refused(&home, case_verify(noor, file, case_record(file, &id), &home.err),
                     ERR_CORRUPT);
    casework_refused(&home, record_sign_read(noor, file, &id, &home.err), ERR_CORRUPT);
}

/* ---- what cannot be written ---- */

static void full_and_busy(void **state)
{
    struct record_new it = of_form("t1", whole("skola"));
    struct draft draft = {.place = place_of(ROOM_FILL), .answers = it.answers};
    struct draft found;

    (void)state;
    draft.record = it.record;
    casework_must(&home, desk_keep(noor, &draft, &home.err));
    it.draft = draft.id;
    casework_full(true);
    casework_refused(&home, casework_sign(&home, file, &it, NULL), ERR_FULL);
    case_close(theirs);
    theirs = case_open(sam, &case_id, &home.err); /* what cannot be logged is not opened */
    casework_refused(&home, theirs != NULL, ERR_FULL);
    casework_full(false);
    assert_true(db_begin(sam->home->db, &home.err));
    assert_false(record_sign(noor, file, &it, NULL, &home.err));
    assert_int_equal(home.err.code, ERR_BUSY);
    db_rollback(sam->home->db);
    casework_must(&home, desk_get(noor, &draft.id, home.arena, &found, &home.err));
    casework_must(&home, casework_sign(&home, file, &it, NULL));
    casework_refused(&home, desk_get(noor, &draft.id, home.arena, &found, &home.err), ERR_MISSING);
}

/* ---- sudden death ---- */

/* Signs a form with the rows of its list and one for the journal, out of a draft, again and again until
 * it is killed. */
static void sign_for_ever(void)
{
    struct work *work = casework_login(&home, "noor");
    struct case_file *at = casework_open(&home, work, &case_id);
    struct record_also also = {FORM_JOURNAL,
                               casework_answers(&home, JOURNAL_WHAT, "=" JOURNAL_WRITTEN, NULL)};

    for (;;) {
        struct record_new it = of_form("t1", whole("skola"));
        struct draft draft = {
            .place = place_of(ROOM_FILL), .record = it.record, .answers = it.answers};

        casework_record(&home, at, "plan", false, casework_answers(&home, "p1.17", "cv", NULL));
        casework_must(&home, desk_keep(work, &draft, &home.err));
        it.draft = draft.id;
        it.also = &also;
        it.n_also = 1;
        casework_must(&home, record_sign(work, at, &it, NULL, &home.err));
    }
}

/* Everything that was written has its line in the log. */
static void is_in_the_log(struct case_file *at, const struct record *record)
{
    const struct row *row = case_row(at, record);

    assert_true(row->audit > 0 && row->audit <= casework_log(&home));
}

/* Forms there are; each has signed a row and has its row for the journal, and each signed row has its
 * form. */
static size_t count_forms(struct case_file *at)
{
    const struct record **form, **row, **journal;
    size_t n_rows = case_records(at, "plan", home.arena, &row);
    size_t n = case_records(at, "t1", home.arena, &form);

    for (size_t i = 0; i < n_rows; i++) {
        assert_true(row[i]->state == RECORD_READY ||
                    case_record(at, &row[i]->cause)->state == RECORD_SIGNED);
    }
    for (size_t i = 0; i < n; i++) {
        size_t signed_rows = 0;

        for (size_t j = 0; j < n_rows; j++)
            signed_rows += id_equal(&row[j]->cause, &form[i]->id);
        assert_true(signed_rows > 0);
        assert_int_equal(case_children(at, &form[i]->id, FORM_JOURNAL, home.arena, &journal), 1);
        is_in_the_log(at, form[i]);
        is_in_the_log(at, journal[0]);
    }
    return n;
}

/* A draft is there for as long as its form is not, and no longer. */
static void drafts_are_of_what_is_not_signed(struct work *work, struct case_file *at)
{
    struct draft *draft;
    size_t n;

    casework_must(&home, desk_list(work, home.arena, &draft, &n, &home.err));
    for (size_t i = 0; i < n; i++)
        assert_null(case_record(at, &draft[i].record));
}

/* Whatever the moment, the file is whole and a form is there with all that was signed with it, or not at
 * all, and then its draft is. */
static void killed_while_signing(void **state)
{
    size_t forms = 0;

    (void)state;
    case_close(file);
    case_close(theirs);
    file = theirs = NULL;
    casework_logout(&home, noor);
    casework_logout(&home, sam);
    for (int i = 0; i < 6; i++) {
        int64_t enough = casework_count(&home, "SELECT count(*) FROM row") + 5 + 3 * i;
        struct work *work;
        struct case_file *at;
        size_t before = forms;
        pid_t child = fork();

        assert_true(child >= 0);
        if (child == 0)
            sign_for_ever();
        while (casework_count(&home, "SELECT count(*) FROM row") < enough)
            assert_int_equal(waitpid(child, NULL, WNOHANG), 0);
        kill(child, SIGKILL);
        assert_int_equal(waitpid(child, NULL, 0), child);
        casework_log(&home);
        work = casework_login(&home, "noor");
        at = casework_open(&home, work, &case_id);
        forms = count_forms(at);
        assert_true(forms > before);
        assert_int_equal(at->n_broken, 0);
        drafts_are_of_what_is_not_signed(work, at);
        case_close(at);
        casework_must(&home, db_check(work->home->db, &home.err));
        casework_logout(&home, work);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(disjoint_answers_join, casework_pair, casework_pair_end),
        cmocka_unit_test_setup_teardown(same_answer_is_shown_with_both_texts, casework_pair,
                                        casework_pair_end),
        cmocka_unit_test_setup_teardown(records_held_over_a_refresh, casework_pair,
                                        casework_pair_end),
        cmocka_unit_test_setup_teardown(signing_refuses_gaps, casework_pair, casework_pair_end),
        cmocka_unit_test_setup_teardown(gaps_are_judged_after_joining, casework_pair,
                                        casework_pair_end),
        cmocka_unit_test_setup_teardown(hidden_answers_are_not_signed, casework_pair,
                                        casework_pair_end),
        cmocka_unit_test_setup_teardown(a_short_form_leaves_what_only_the_whole_asks, casework_pair,
                                        casework_pair_end),
        cmocka_unit_test_setup_teardown(a_note_or_a_meeting_tells_of_its_own_moment, casework_pair,
                                        casework_pair_end),
        cmocka_unit_test_setup_teardown(signed_forms_stay, casework_pair, casework_pair_end),
        cmocka_unit_test_setup_teardown(rows_are_signed_with_their_form, casework_pair,
                                        casework_pair_end),
        cmocka_unit_test_setup_teardown(roles_fill_in_their_forms, casework_pair,
                                        casework_pair_end),
        cmocka_unit_test_setup_teardown(struck_and_still_readable, casework_pair,
                                        casework_pair_end),
        cmocka_unit_test_setup_teardown(a_damaged_row_is_counted, casework_pair, casework_pair_end),
        cmocka_unit_test_setup_teardown(a_forged_row_does_not_verify, casework_pair,
                                        casework_pair_end),
        cmocka_unit_test_setup_teardown(full_and_busy, casework_pair, casework_pair_end),
        cmocka_unit_test_setup_teardown(killed_while_signing, casework_pair, casework_pair_end),
    };

    return cmocka_run_group_tests_name("casework_records", tests, casework_group,
                                       casework_pair_group_end);
}
