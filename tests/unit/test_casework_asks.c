/* test_casework_asks.c - what must be said before a form is signed, and that nothing is signed without. */
#include "unit.h"

#include <string.h>

#include "casework/inside.h"
#include "casework_pair.h"
#include "practice_home.h"
#include "said.h"
#include "sis/casework/asks.h"
#include "sis/casework/cosign.h"
#include "sis/casework/journal.h"

/* --- what is said --- */

static struct record_also in_journal(const char *what, const char *why_not)
{
    return (struct record_also){
        FORM_JOURNAL, casework_answers(&home, JOURNAL_WHAT, what, JOURNAL_WHY_NOT, why_not, NULL)};
}

static struct record_also dealt_with(const char *warning, const char *what)
{
    return (struct record_also){
        FORM_ACKNOWLEDGE, casework_answers(&home, ACK_WARNING, warning, ACK_WHAT, what, ACK_WHO,
                                           "utredare", ACK_WHEN, "2026-11-22T10:00:00Z", NULL)};
}

static struct record_new danger(void)
{
    return (struct record_new){.record = record_begin(),
                               .form = "t2",
                               .answers = casework_answers(&home, "t2.danger", "=yes", NULL)};
}

/* Refused with this sentence, and nothing is written. */
static void refused(struct record_new *it, const struct record_also *also, size_t n,
                    enum text_id sentence)
{
    uint64_t log = casework_log(&home);
    size_t before = file->n_records;

    it->also = also;
    it->n_also = n;
    assert_false(record_sign(noor, file, it, NULL, &home.err));
    assert_int_equal(home.err.text, sentence);
    casework_refused(&home, false, ERR_INPUT);
    assert_int_equal(casework_log(&home), log);
    casework_pair_refresh(file);
    assert_int_equal(file->n_records, before);
}

static void signed_with(struct record_new *it, const struct record_also *also, size_t n)
{
    const struct record **row;

    it->also = also;
    it->n_also = n;
    casework_must(&home, record_sign(noor, file, it, NULL, &home.err));
    assert_int_equal(case_record(file, &it->record)->state, RECORD_SIGNED);
    for (size_t i = 0; i < n; i++) {
        size_t found = case_children(file, &it->record, also[i].form, home.arena, &row);

        assert_true(found > 0);
        assert_int_equal(row[0]->state, RECORD_SIGNED);
        assert_true(id_equal(&row[0]->cause, &it->record));
    }
}

/* --- a form --- */

static void nothing_is_signed_unsaid(void **state)
{
    struct record_also journal = in_journal("=" JOURNAL_WRITTEN, "");
    struct record_also other = dealt_with("unsafe", "Ringt");
    struct record_also both[] = {journal, other};
    struct record_new it = danger();

    (void)state;
    refused(&it, NULL, 0, T_SIGN_WARNING);
    refused(&it, &journal, 1, T_SIGN_WARNING);
    /* That another warning was dealt with is no answer to this one. */
    refused(&it, both, 2, T_SIGN_WARNING);
    both[1] = dealt_with("danger", "Ringt");
    refused(&it, &both[1], 1, T_SIGN_JOURNAL);
}

static void half_an_answer_is_none(void **state)
{
    struct record_also said[] = {dealt_with("danger", ""), in_journal("=" JOURNAL_WRITTEN, "")};
    struct record_new it = danger();

    (void)state;
    refused(&it, said, 2, T_ROW_GAPS);
    said[0] = dealt_with("danger", "Ringt");
    said[1] = in_journal("=" JOURNAL_NO, "");
    refused(&it, said, 2, T_ROW_GAPS);
    said[1] = in_journal("=" JOURNAL_NO, "rör inget beslut");
    signed_with(&it, said, 2);
}

static void with_everything_said_it_is_signed(void **state)
{
    struct record_also said[] = {dealt_with("danger", "Ringt"),
                                 in_journal("=" JOURNAL_WRITTEN, "")};
    struct record_new it = danger();
    struct warning_open *open;

    (void)state;
    signed_with(&it, said, 2);
    assert_int_equal(warnings_open(noor, file, home.arena, &open), 0);
    /* Where nothing is set off, only the journal is asked about. */
    it = danger();
    it.answers = casework_answers(&home, "t2.danger", "=no", NULL);
    signed_with(&it, &said[1], 1);
}

/* Dealt with while it was being written: the screen does not ask again, and nor does signing. */
static void what_was_dealt_with_for_it_is_not_asked_again(void **state)
{
    struct record_also journal = in_journal("=" JOURNAL_WRITTEN, "");
    struct record_new it = danger(), next = danger();

    (void)state;
    casework_must(&home, warning_acknowledge(noor, file, "danger", &it.record, "Ringt", "chef",
                                             "2026-11-22", &home.err));
    signed_with(&it, &journal, 1);
    refused(&next, &journal, 1, T_SIGN_WARNING);
}

/* What a colleague added after the question was asked belongs to what is signed. */
static void a_warning_that_came_between_is_asked_about(void **state)
{
    struct record_also said[] = {in_journal("=" JOURNAL_WRITTEN, ""),
                                 dealt_with("danger", "Ringt")};
    struct record_new it = {.record = record_begin(), .form = "t2", .also = said, .n_also = 1};
    const struct answers *mine = casework_answers(&home, NULL);
    struct record_new added;
    struct merge merge = {.n_conflicts = 0};
    uint64_t before;

    (void)state;
    it.answers = mine;
    casework_must(&home, record_save(noor, file, &it, NULL, &home.err));
    casework_pair_refresh(theirs);
    it.based_on = 1;
    added = it;
    added.answers = casework_answers(&home, "t2.danger", "=yes", NULL);
    casework_must(&home, record_save(sam, theirs, &added, NULL, &home.err));
    before = casework_log(&home);
    assert_false(record_sign(noor, file, &it, &merge, &home.err));
    assert_int_equal(home.err.text, T_SIGN_WARNING);
    casework_refused(&home, false, ERR_INPUT);
    assert_int_equal(casework_log(&home), before);
    casework_pair_refresh(file);
    assert_int_equal(case_record(file, &it.record)->state, RECORD_READY);
    assert_int_equal(merge.n_conflicts, 0);
    assert_non_null(answers_get(&merge.joined, "t2.danger"));
    it.n_also = 2;
    casework_must(&home, record_sign(noor, file, &it, NULL, &home.err));
    assert_non_null(answers_get(case_answers(file, case_record(file, &it.record)), "t2.danger"));
}

/* --- rows, notes, addenda --- */

static void rows_and_addenda_are_not_asked_about(void **state)
{
    struct record_new row = {.record = record_begin(),
                             .form = "plan",
                             .answers = casework_answers(&home, "p1.17", "ringa", NULL)};
    struct record_new more = {.record = record_begin(),
                              .form = FORM_ADDENDUM,
                              .answers = casework_answers(&home, "ad.01", "till", NULL)};

    (void)state;
    signed_with(&row, NULL, 0);
    more.parent = row.record;
    signed_with(&more, NULL, 0);
}

/* --- two signatures, with the method that ships --- */

static struct practice_home practice;

/* The newest one of the form once more, by noor. */
static struct record_new once_more(struct case_file *at, const char *form)
{
    struct arena *arena = home.arena;
    const struct record **record;

    assert_true(case_records(at, form, arena, &record) > 0);
    return (struct record_new){
        .record = record_begin(), .form = form, .answers = case_answers(at, record[0])};
}

static void assert_not_open(struct work *work, struct case_file *at, const char *warning)
{
    struct warning_open *open;
    size_t n = warnings_open(work, at, home.arena, &open);

    for (size_t i = 0; i < n; i++)
        assert_string_not_equal(open[i].warning->id, warning);
}

static void check_two(const char *form, const char *warning)
{
    struct work *work = practice_home_login(&practice, "noor");
    struct case_file *at = practice_home_case(&practice, "24-012");
    struct record_new it;
    struct cosign_new second;
    struct answers none;
    struct err err = {0};

    practice.now += 3600;
    it = once_more(at, form);
    assert_false(record_sign(work, at, &it, NULL, &err));
    assert_int_equal(err.text, T_SIGN_WARNING);
    assert_null(case_record(at, &it.record));
    said_all(work, at, &it, home.arena);
    assert_int_equal(it.n_also, 3); /* two warnings, then the journal */
    it.n_also = 2;
    assert_false(record_sign(work, at, &it, NULL, &err));
    assert_int_equal(err.text, T_SIGN_JOURNAL);
    it.n_also = 3;
    assert_true(record_sign(work, at, &it, NULL, &err));
    assert_true(cosign_wanted(work, at, case_record(at, &it.record)));
    case_close(at);
    /* The second person adds a signature to what has been said. */
    work = practice_home_login(&practice, "eli");
    at = practice_home_case(&practice, "24-012");
    answers_init(&none, home.arena);
    second = (struct cosign_new){.record = it.record, .own = &none};
    assert_true(cosign(work, at, &second, NULL, &err));
    assert_true(record_counts(work, at, case_record(at, &it.record), NULL));
    assert_not_open(work, at, warning);
    case_close(at);
}

static void two_signatures(void **state)
{
    (void)state;
    practice_home_make(&practice, LANG_SV);
    check_two("k1", "w5.k1");
    check_two("u2", "w5.u2");
    practice_home_remove(&practice);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nothing_is_signed_unsaid, casework_pair, casework_pair_end),
        cmocka_unit_test_setup_teardown(half_an_answer_is_none, casework_pair, casework_pair_end),
        cmocka_unit_test_setup_teardown(with_everything_said_it_is_signed, casework_pair,
                                        casework_pair_end),
        cmocka_unit_test_setup_teardown(what_was_dealt_with_for_it_is_not_asked_again,
                                        casework_pair, casework_pair_end),
        cmocka_unit_test_setup_teardown(a_warning_that_came_between_is_asked_about, casework_pair,
                                        casework_pair_end),
        cmocka_unit_test_setup_teardown(rows_and_addenda_are_not_asked_about, casework_pair,
                                        casework_pair_end),
        cmocka_unit_test_setup_teardown(two_signatures, casework_pair, casework_pair_end),
    };

    return cmocka_run_group_tests(tests, casework_group, casework_pair_group_end);
}
