/* test_casework_copy.c - a letter given out: that two people signed is looked at wherever a row is. */
#include "unit.h"

#include <string.h>

#include "casework/inside.h"
#include "casework/signatures.h"
#include "casework_pair.h"
#include "doc_text.h"
#include "sis/casework/access.h"
#include "sis/casework/letter.h"
#include "sis/casework/setup.h"
#include "sis/casework/upkeep.h"
#include "sis/pages/pages.h"
#include "sis/vault/sign.h"

#define BYTES "brevet " CASEWORK_MARKER
#define DAY 86400

static uint64_t wrong_rows(void)
{
    struct upkeep found = {0};

    casework_must(&home, upkeep_signatures(noor, &found, &home.err));
    return found.rows_wrong;
}

/* The newest copy of the case, with its answers read. */
static const struct record *newest_copy(void)
{
    const struct record **copy;

    assert_true(case_records(file, FORM_COPY, home.arena, &copy) > 0);
    assert_non_null(case_answers(file, copy[0]));
    return copy[0];
}

/* Noor and sam give out a letter, as they should. */
static const struct record *give_out(void)
{
    struct second_person second = {.login = "sam", .passphrase = CASEWORK_PHRASE};
    struct letter_out out;
    const char *path;

    casework_record(&home, file, "t1", true,
                    casework_answers(&home, "t1.want", "gå i skolan", "t1.risk", "=no", NULL));
    casework_record(&home, file, "consent", true,
                    casework_answers(&home, "s1.10", "=board", "s1.11", "=motivation", "s1.12",
                                     "=yes", "s1.12.until", "2026-12-01", NULL));
    casework_must(&home, letter_build(noor, file, "out", "board", home.arena, &out, &home.err));
    casework_must(&home, letter_save(noor, file, &out, BYTES, strlen(BYTES), &second,
                                     arena_printf(home.arena, "%s/letters", home.scratch.folder),
                                     home.arena, &path, &home.err));
    return newest_copy();
}

static struct two_persons statement(void)
{
    struct two_persons it = {.action = COPY_ACTION, .object = case_id, .at = home.now};

    it.exact = hash_of(BYTES, strlen(BYTES));
    return it;
}

static const char *sign(struct two_persons *it, const struct keyring *first,
                        const struct keyring *second)
{
    struct str text;
    const char *kept;

    assert_true(two_persons_sign(it, first, second, &home.err));
    str_init(&text, 0);
    assert_true(two_persons_text(it, &text));
    kept = arena_strndup(home.arena, text.p, text.n);
    str_release(&text);
    return kept;
}

/* A row by noor alone, with the case's key and tools of her own. */
static void forge(const char *second, const char *kept)
{
    char hash[HASH_TEXT];
    struct hash exact = statement().exact;
    struct hash written;
    struct row_new row = {.audit = 1, .signer = {noor->keys}};

    hash_text(&exact, hash);
    row.json = arena_printf(home.arena,
                            "{\"copy.number\":\"24-001 K9\",\"" COPY_SECOND "\":\"%s\",\"" COPY_HASH
                            "\":\"%s\",\"" COPY_SIGNATURES "\":\"%s\"}",
                            second, hash, kept);
    row.json_n = strlen(row.json);
    row.record = (struct record){.id = record_begin(),
                                 .case_id = case_id,
                                 .form = FORM_COPY,
                                 .state = RECORD_SIGNED,
                                 .revision = 1,
                                 .by = work_author(noor),
                                 .at = home.now,
                                 .method_hash = noor->method->hash};
    assert_true(db_begin(noor->home->db, &home.err));
    assert_true(row_add(noor->home->db, work_access(noor, &case_id, &home.err)->key, &row, &written,
                        &home.err));
    assert_true(db_commit(noor->home->db, &home.err));
    casework_pair_refresh(file);
}

/* Whether such a row is taken for what it says; the case and verifying must agree. */
static bool is_taken(const char *second, const char *kept)
{
    uint64_t before = wrong_rows();
    bool right;

    forge(second, kept);
    right = case_verify(noor, file, newest_copy(), &home.err);
    err_clear(&home.err);
    assert_int_equal(wrong_rows() - before, right ? 0 : 1);
    return right;
}

static void a_letter_that_two_gave_out(void **state)
{
    uint64_t before = wrong_rows();
    const struct record *copy = give_out();
    struct record_new next = {.record = copy->id, .form = FORM_COPY, .based_on = 1};
    struct answers answers;

    (void)state;
    casework_must(&home, case_verify(noor, file, copy, &home.err));
    doc_lacks(page_record(noor, file, copy, home.arena),
              text(noor->lang, T_RECORD_WRONG_SIGNATURE));
    /* A colleague writes what the receiver answered. */
    casework_pair_refresh(theirs);
    answers_copy(&answers, home.arena, case_answers(file, copy));
    answers_set(&answers, &(struct answer){.id = "copy.state", .value = value_text("received")});
    answers_set(&answers, &(struct answer){.id = COPY_SECOND, .value = value_text("Sam Olsson")});
    next.answers = &answers;
    casework_must(&home, record_save(sam, theirs, &next, NULL, &home.err));
    casework_must(&home, case_verify(sam, theirs, case_record(theirs, &next.record), &home.err));
    /* Signed, it holds the questions of its form only. */
    next.based_on = 2;
    casework_must(&home, record_sign(sam, theirs, &next, NULL, &home.err));
    casework_must(&home, case_verify(sam, theirs, case_record(theirs, &next.record), &home.err));
    assert_int_equal(wrong_rows(), before);
}

static void each_thing_in_the_statement_counts(void **state)
{
    struct two_persons it = statement();
    struct two_persons other = statement();
    struct keyring *false_sam = keyring_new(&sam->home->side, &sam->account, &home.err);
    char *bent;

    (void)state;
    assert_true(is_taken("sam", sign(&it, noor->keys, sam->keys)));
    assert_false(is_taken("alva", sign(&it, noor->keys, sam->keys)));
    assert_false(is_taken("sam", ""));
    assert_false(is_taken("sam", "00"));
    bent = arena_printf(home.arena, "%s", sign(&it, noor->keys, sam->keys));
    bent[strlen(bent) - 4] = bent[strlen(bent) - 4] == '0' ? '1' : '0';
    assert_false(is_taken("sam", bent));
    assert_false(is_taken("noor", sign(&it, sam->keys, noor->keys))); /* whose row is it? */
    assert_false(is_taken("sam", sign(&it, noor->keys, false_sam)));
    other.object.byte[0] ^= 1;
    assert_false(is_taken("sam", sign(&other, noor->keys, sam->keys)));
    other = statement();
    other.exact = hash_of("another", 7);
    assert_false(is_taken("sam", sign(&other, noor->keys, sam->keys)));
    other = statement();
    strcpy(other.action, "letter.sent");
    assert_false(is_taken("sam", sign(&other, noor->keys, sam->keys)));
    keyring_free(false_sam);
}

static void the_page_says_so(void **state)
{
    (void)state;
    forge("sam", "");
    doc_holds(page_record(noor, file, newest_copy(), home.arena),
              text(noor->lang, T_RECORD_WRONG_SIGNATURE));
}

/* Nor does a later revision make good what the first lacks. */
static void the_first_revision_decides(void **state)
{
    struct record_new next = {.form = FORM_COPY, .based_on = 1};

    (void)state;
    forge("sam", "");
    next.record = newest_copy()->id;
    next.answers = casework_answers(&home, "copy.number", "24-001 K9", NULL);
    casework_must(&home, record_save(noor, file, &next, NULL, &home.err));
    casework_refused(&home, case_verify(noor, file, newest_copy(), &home.err), ERR_CORRUPT);
}

/* A row that somebody wrote by hand says nothing of two people. */
static void a_row_written_by_hand(void **state)
{
    uint64_t before = wrong_rows();

    (void)state;
    casework_record(&home, file, FORM_COPY, false,
                    casework_answers(&home, "copy.number", "papper", NULL));
    casework_must(&home, case_verify(noor, file, newest_copy(), &home.err));
    assert_int_equal(wrong_rows(), before);
}

/* Who has left signed what they signed; not what is dated after. Last, since it ends sam. */
static void somebody_who_has_left(void **state)
{
    struct two_persons it = statement();
    const char *before = sign(&it, noor->keys, sam->keys);
    const char *after;

    (void)state;
    it.at = home.now + 2 * DAY;
    after = sign(&it, noor->keys, sam->keys);
    assert_true(is_taken("sam", before));
    home.now += DAY;
    casework_must(&home, account_end(eli, "sam", &home.err));
    casework_pair_refresh(file);
    assert_true(is_taken("sam", before));
    assert_false(is_taken("sam", after));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_letter_that_two_gave_out, casework_pair,
                                        casework_pair_end),
        cmocka_unit_test_setup_teardown(each_thing_in_the_statement_counts, casework_pair,
                                        casework_pair_end),
        cmocka_unit_test_setup_teardown(the_page_says_so, casework_pair, casework_pair_end),
        cmocka_unit_test_setup_teardown(the_first_revision_decides, casework_pair,
                                        casework_pair_end),
        cmocka_unit_test_setup_teardown(a_row_written_by_hand, casework_pair, casework_pair_end),
        cmocka_unit_test_setup_teardown(somebody_who_has_left, casework_pair, casework_pair_end),
    };

    return cmocka_run_group_tests_name("casework_copy", tests, casework_group,
                                       casework_pair_group_end);
}
