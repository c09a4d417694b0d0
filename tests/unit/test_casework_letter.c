/* test_casework_letter.c - what may be told to whom, and how it leaves the house. */
#include "unit.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "casework/inside.h"
#include "casework_home.h"
#include "sis/base/file.h"
#include "sis/casework/access.h"
#include "sis/casework/consent.h"
#include "sis/casework/letter.h"

static struct casework_home home;
static struct work *noor;
static struct id case_id;
static struct case_file *file;
static char folder[128]; /* for letters */

/* One home and one session for all tests, since logging in costs; a case for each test. */
static int set_up(void **state)
{
    static const char *const people[] = {"noor", "sam", "kim"};
    static struct work *eli;
    static int number;

    (void)state;
    if (home.arena == NULL) {
        casework_home_make(&home);
        eli = casework_login(&home, "eli");
        noor = casework_login(&home, "noor");
    }
    moment_parse("2026-11-22T16:00:00Z", &home.now);
    case_id = casework_case(&home, eli, arena_printf(home.arena, "24-%03d", ++number), people, 3);
    file = casework_open(&home, noor, &case_id);
    snprintf(folder, sizeof folder, "%s/letters-%d", home.scratch.folder, number);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    case_close(file);
    casework_idle(&home);
    return 0;
}

static int end(void **state)
{
    casework_home_remove(&home);
    return casework_group_end(state);
}

static struct id consent(const char *subjects, const char *answer, const char *until, bool sign)
{
    return casework_record(&home, file, "consent", sign,
                           casework_answers(&home, "s1.10", "=board", "s1.11", subjects, "s1.12",
                                            answer, "s1.12.until", until, NULL));
}

/* Another revision of a consent. */
static void revise(const struct id *id, const char *subjects, const char *answer, const char *until,
                   const char *withdrawn, bool sign)
{
    struct record_new it = {
        .record = *id, .form = "consent", .based_on = case_record(file, id)->revision};

    it.answers = casework_answers(&home, "s1.10", "=board", "s1.11", subjects, "s1.12", answer,
                                  "s1.12.until", until, "s1.13", withdrawn, NULL);
    casework_must(&home, sign ? record_sign(noor, file, &it, NULL, &home.err)
                              : record_save(noor, file, &it, NULL, &home.err));
}

static enum consent_why ask(const char *subject)
{
    struct consent_answer answer = consent_ask(noor, file, "board", subject);

    assert_true(answer.allowed == (answer.why == CONSENT_YES || answer.why == CONSENT_GROUND));
    return answer.why;
}

/* ---- consent ---- */

static void every_reason(void **state)
{
    struct id id;

    (void)state;
    assert_int_equal(ask(NULL), CONSENT_NOT_SHARED);
    assert_int_equal(ask("threat"), CONSENT_NONE);
    id = consent("=threat plan", "=yes", "2026-12-01", false);
    assert_int_equal(ask("threat"), CONSENT_UNSIGNED);
    revise(&id, "=threat plan", "=yes", "2026-12-01", "", true);
    assert_int_equal(ask("threat"), CONSENT_YES);
    assert_int_equal(ask("motivation"), CONSENT_NONE);
    assert_int_equal(consent_ask(noor, file, "police", "threat").why, CONSENT_NONE);
    revise(&id, "=threat plan", "=yes", "2026-12-02", "", false);
    assert_int_equal(ask("threat"), CONSENT_UNSIGNED); /* a change suspends it */
    revise(&id, "=threat plan", "=yes", "2026-12-02", "2026-11-22", false);
    assert_int_equal(ask("threat"), CONSENT_WITHDRAWN); /* and a withdrawal needs no signature */
    consent("=threat", "=wait", "", true);
    assert_int_equal(ask("threat"), CONSENT_NO);
    assert_int_equal(ask("plan"), CONSENT_WITHDRAWN);
}

static void it_ends_with_its_day(void **state)
{
    (void)state;
    consent("=threat", "=yes", "2026-11-24", true);
    consent("=plan", "=yes", "", true);
    assert_int_equal(ask("plan"), CONSENT_EXPIRED); /* nobody said how long */
    home.now += 2 * 24 * 3600;
    assert_int_equal(ask("threat"), CONSENT_YES);
    home.now += 24 * 3600;
    assert_int_equal(ask("threat"), CONSENT_EXPIRED);
}

/* The last word wins, in whichever row it was said, and signing anew is no new word. */
static void the_last_word(void **state)
{
    struct id first = consent("=threat", "=yes", "2026-12-01", true);
    struct id second = consent("=threat", "=no", "", true);

    (void)state;
    assert_int_equal(ask("threat"), CONSENT_NO);
    revise(&first, "=threat", "=yes", "2026-12-03", "", true);
    assert_int_equal(ask("threat"), CONSENT_NO);
    revise(&second, "=threat", "=yes", "2026-12-03", "", true);
    assert_int_equal(ask("threat"), CONSENT_YES);
    revise(&first, "=threat", "=yes", "2026-12-03", "2026-11-22", true);
    assert_int_equal(ask("threat"), CONSENT_WITHDRAWN);
    consent("=threat", "=yes", "2026-12-01", true);
    assert_int_equal(ask("threat"), CONSENT_YES);
}

static void a_struck_yes_is_none(void **state)
{
    struct id id = consent("=threat", "=yes", "2026-12-01", true);

    (void)state;
    casework_must(&home, record_strike(noor, file, &id, "fel ungdom", &home.err));
    assert_int_equal(ask("threat"), CONSENT_NONE);
}

static void ground(const char *provision, const char *when, bool sign)
{
    casework_record(&home, file, "disclosure", sign,
                    casework_answers(&home, "s1.18.to", "=board", "s1.18.about", "=threat", "s1.16",
                                     provision, "s1.18.when", when, NULL));
}

static void a_legal_ground(void **state)
{
    (void)state;
    consent("=threat", "=no", "", true);
    ground("=osl", "2026-11-22", false);
    assert_int_equal(ask("threat"), CONSENT_NO);
    ground("=osl", "2026-11-22", true);
    assert_int_equal(ask("threat"), CONSENT_GROUND);
    assert_int_equal(ask("plan"), CONSENT_NONE);
}

/* It was weighed for one occasion, under the law of that day. */
static void a_ground_ends(void **state)
{
    (void)state;
    ground("", "2026-12-01", true);
    assert_int_equal(ask("threat"), CONSENT_GROUND_OVER);
    ground("=osl", "", true);
    assert_int_equal(ask("threat"), CONSENT_GROUND_OVER);
    ground("=former", "2026-11-23", true); /* no law any more on the day itself */
    assert_int_equal(ask("threat"), CONSENT_GROUND_OVER);
    ground("=consent", "2026-12-01", true); /* that is no provision */
    assert_int_equal(ask("threat"), CONSENT_GROUND_OVER);
    ground("=former", "2026-11-22", true);
    assert_int_equal(ask("threat"), CONSENT_GROUND);
    ground("=osl", "2026-11-23", true);
    ground("=osl", "2026-11-21", true); /* an older occasion does not take away the present one */
    home.now += 24 * 3600;
    assert_int_equal(ask("threat"), CONSENT_GROUND);
    home.now += 24 * 3600;
    assert_int_equal(ask("threat"), CONSENT_GROUND_OVER);
    consent("=threat", "=yes", "2026-12-01", true);
    assert_int_equal(ask("threat"), CONSENT_YES);
}

/* ---- letters ---- */

static void plan_row(const char *what, const char *about, bool sign)
{
    casework_record(&home, file, "plan", sign,
                    casework_answers(&home, "p1.17", what, "p1.20", "=no", "p1.21", "fara", "p1.25",
                                     about, NULL));
}

static struct letter_out build(void)
{
    struct letter_out out;

    casework_must(&home, letter_build(noor, file, "out", "board", home.arena, &out, &home.err));
    return out;
}

static const struct letter_block *block_of(const struct letter_out *out, enum block_kind kind)
{
    for (size_t i = 0; i < out->n_blocks; i++)
        if (out->block[i].block->kind == kind)
            return &out->block[i];
    return NULL;
}

static bool says(const struct letter_out *out, const char *words)
{
    for (size_t i = 0; i < out->n_blocks; i++) {
        const struct letter_block *block = &out->block[i];

        if (block->text != NULL && strstr(block->text, words) != NULL)
            return true;
        for (size_t j = 0; j < block->n_lines; j++) {
            if (block->line[j].text != NULL && strstr(block->line[j].text, words) != NULL)
                return true;
            for (size_t k = 0; k < block->line[j].n_cells; k++)
                if (strstr(block->line[j].cell[k], words) != NULL)
                    return true;
        }
    }
    return false;
}

static enum consent_why withheld(const struct letter_out *out, const char *item)
{
    for (size_t i = 0; i < out->n_withheld; i++)
        if (strcmp(out->withheld[i].item->id, item) == 0)
            return out->withheld[i].why;
    return CONSENT_YES;
}

static size_t withheld_rows(const struct letter_out *out, const char *list, enum consent_why why)
{
    size_t n = 0;

    for (size_t i = 0; i < out->n_withheld; i++)
        n += out->withheld[i].why == why && out->withheld[i].rows != NULL &&
             strcmp(out->withheld[i].rows->id, list) == 0;
    return n;
}

static void sign_form(void)
{
    casework_record(&home, file, "t1", true,
                    casework_answers(&home, "t1.want", "gå i skolan", "t1.risk", "=yes", "t1.why",
                                     "skulden", "t1.own", "eget", "t1.home.need", "rum",
                                     "t1.safe.need", "larm", NULL));
}

static void only_what_may_be_told(void **state)
{
    struct letter_out out;
    const struct letter_block *list;

    (void)state;
    casework_refused(&home, letter_build(noor, file, "out", "board", home.arena, &out, &home.err),
                     ERR_INPUT);
    plan_row("praktik", "=plan", true);
    plan_row("samtal om hot", "=plan threat", true);
    plan_row("utan ämne", "", true); /* nobody has said what it is about */
    plan_row("utkast", "=plan", false);
    sign_form(); /* which signs the draft too */
    plan_row("senare", "=plan", false);
    consent("=motivation plan", "=yes", "2026-12-01", true);
    casework_refused(&home, letter_build(noor, file, "none", "board", home.arena, &out, &home.err),
                     ERR_MISSING);
    casework_refused(&home, letter_build(noor, file, "out", "nobody", home.arena, &out, &home.err),
                     ERR_INPUT);
    out = build();
    assert_true(says(&out, "gå i skolan"));
    assert_true(says(&out, "rum"));
    assert_false(says(&out, "skulden"));
    assert_false(says(&out, "larm")); /* a cell with a subject of its own */
    assert_false(says(&out, "eget"));
    assert_null(block_of(&out, BLOCK_TEXT));
    list = block_of(&out, BLOCK_LIST);
    assert_int_equal(list->n_columns, 2);
    assert_int_equal(list->n_lines, 2);
    assert_true(says(&out, "praktik") && says(&out, "utkast"));
    assert_false(says(&out, "samtal om hot")); /* the row names a subject that may not be told */
    assert_false(says(&out, "utan ämne"));
    assert_false(says(&out, "fara"));
    assert_false(says(&out, "senare"));
    assert_int_equal(out.unsigned_answers, 1);
    assert_int_equal(withheld(&out, "t1.why"), CONSENT_NONE);
    assert_int_equal(withheld(&out, "t1.safe.need"), CONSENT_NONE);
    assert_int_equal(withheld(&out, "p1.21"), CONSENT_NONE);
    assert_int_equal(withheld(&out, "t1.want"), CONSENT_YES);
    assert_int_equal(withheld_rows(&out, "plan", CONSENT_NONE), 1); /* of threat */
    assert_int_equal(withheld_rows(&out, "plan", CONSENT_NOT_SHARED), 1);
    consent("=threat", "=yes", "2026-12-01", true);
    out = build();
    assert_true(says(&out, "skulden") && says(&out, "larm") && says(&out, "samtal om hot"));
    assert_non_null(block_of(&out, BLOCK_TEXT));
    assert_true(says(&out, "Threat: yes."));
    assert_int_equal(out.n_withheld, 1);
    assert_int_equal(withheld(&out, "p1.25"), CONSENT_NOT_SHARED);
}

/* Writes a signed record into the case with tools of one's own, which takes the case's key. */
static void write_signed(const char *form, const char *json, const struct keyring *signer,
                         const char *role)
{
    struct row_new row = {.json = json, .json_n = strlen(json), .audit = 1};
    struct hash hash;
    bool changed;

    row.record = (struct record){.id = record_begin(),
                                 .case_id = case_id,
                                 .form = form,
                                 .state = RECORD_SIGNED,
                                 .revision = 1,
                                 .by = work_author(noor),
                                 .at = home.now,
                                 .method_hash = noor->method->hash};
    row.record.by.role = role;
    row.signer[0] = signer;
    assert_true(db_begin(noor->home->db, &home.err));
    assert_true(row_add(noor->home->db, work_access(noor, &case_id, &home.err)->key, &row, &hash,
                        &home.err));
    assert_true(db_commit(noor->home->db, &home.err));
    casework_must(&home, case_refresh(noor, file, &changed, &home.err));
}

static void forge(const char *form, const char *json)
{
    struct keyring *forged = keyring_new(&noor->home->side, &noor->account, &home.err);

    write_signed(form, json, forged, "caseworker");
    keyring_free(forged);
}

/* A form whose author's signature does not hold is in no letter. */
static void nothing_forged(void **state)
{
    struct letter_out out;

    (void)state;
    forge("t1", "{\"t1.want\":\"falskt\",\"t1.risk\":[\"no\"]}");
    consent("=motivation", "=yes", "2026-12-01", true);
    casework_refused(&home, letter_build(noor, file, "out", "board", home.arena, &out, &home.err),
                     ERR_CORRUPT);
}

/* Nor does a forged yes, or a forged decision, open anything. */
static void no_forged_consent(void **state)
{
    (void)state;
    forge("consent", "{\"s1.10\":[\"board\"],\"s1.11\":[\"threat\"],\"s1.12\":[\"yes\"],"
                     "\"s1.12.until\":\"2026-12-01\"}");
    assert_int_equal(ask("threat"), CONSENT_FORGED);
    forge("disclosure", "{\"s1.18.to\":[\"board\"],\"s1.18.about\":[\"plan\"],\"s1.16\":[\"osl\"],"
                        "\"s1.18.when\":\"2026-12-01\"}");
    assert_int_equal(ask("plan"), CONSENT_FORGED);
}

/* A signature is by an account; as what it signs, the lists say. */
static void no_role_of_ones_own(void **state)
{
    static const char yes[] = "{\"s1.10\":[\"board\"],\"s1.11\":[\"threat\"],\"s1.12\":[\"yes\"],"
                              "\"s1.12.until\":\"2026-12-01\"}";

    (void)state;
    write_signed("consent", yes, noor->keys, "lead");
    assert_int_equal(ask("threat"), CONSENT_FORGED);
    write_signed("consent", yes, noor->keys, "caseworker");
    assert_int_equal(ask("threat"), CONSENT_YES);
}

/* What stands in a letter because of its receiver follows the one who gets it. */
static void another_receiver(void **state)
{
    struct letter_out out;

    (void)state;
    casework_record(&home, file, "t1", true,
                    casework_answers(&home, "t1.want", "gå i skolan", "t1.risk", "=no", "x2.01",
                                     "=board", NULL));
    out = build();
    assert_null(out.made_for);
    assert_false(says(&out, "reservation"));
    casework_must(&home, letter_build(noor, file, "out", "police", home.arena, &out, &home.err));
    assert_string_equal(out.made_for->id, "board");
    assert_true(says(&out, "reservation"));
}

/* An answer that its row no longer shows is not signed with it, so that no letter tells it. */
static void nothing_hidden(void **state)
{
    struct record_new it = {.form = "plan", .based_on = 1};
    struct letter_out out;

    (void)state;
    it.record = casework_record(&home, file, "plan", false,
                                casework_answers(&home, "p1.17", "praktik", "p1.20", "=perhaps",
                                                 "p1.22", "mamma vet", "p1.25", "=plan", NULL));
    it.answers = casework_answers(&home, "p1.17", "praktik", "p1.20", "=no", "p1.22", "mamma vet",
                                  "p1.25", "=plan", NULL);
    casework_must(&home, record_save(noor, file, &it, NULL, &home.err));
    sign_form();
    consent("=plan", "=yes", "2026-12-01", true);
    out = build();
    assert_true(says(&out, "praktik"));
    assert_false(says(&out, "mamma"));
}

/* ---- giving out ---- */

static size_t files_in_folder(void)
{
    DIR *dir = opendir(folder);
    size_t n = 0;

    for (struct dirent *entry; dir != NULL && (entry = readdir(dir)) != NULL;)
        n += entry->d_name[0] != '.';
    if (dir != NULL)
        closedir(dir);
    return n;
}

static const char *const bytes = "brevet " CASEWORK_MARKER;

static bool save(struct letter_out *out, const char *login, const char *phrase, const char **path)
{
    struct second_person second = {.login = login, .passphrase = phrase};

    return letter_save(noor, file, out, bytes, strlen(bytes), &second, folder, home.arena, path,
                       &home.err);
}

static void nothing_left(void)
{
    const struct record **copy;

    assert_int_equal(files_in_folder(), 0);
    assert_int_equal(case_records(file, "copy", home.arena, &copy), 0);
}

static void two_people_give_it_out(void **state)
{
    struct letter_out out;
    const struct record **copy;
    const struct answers *answers;
    const char *path = NULL;
    struct stat st;
    struct str text;

    (void)state;
    sign_form();
    consent("=motivation", "=yes", "2026-12-01", true);
    out = build();
    casework_refused(&home, save(&out, "noor", CASEWORK_PHRASE, &path), ERR_DENIED);
    casework_refused(&home, save(&out, "alvar", CASEWORK_PHRASE, &path), ERR_PASSWORD);
    casework_refused(&home, save(&out, "kim", CASEWORK_PHRASE, &path), ERR_DENIED);
    casework_refused(&home, save(&out, "mio", CASEWORK_PHRASE, &path), ERR_DENIED);
    casework_refused(&home, save(&out, "sam", "något helt annat", &path), ERR_PASSWORD);
    assert_int_equal(noor->home->failures, 1);
    nothing_left();
    casework_must(&home, save(&out, " Sam ", CASEWORK_PHRASE, &path));
    assert_non_null(strstr(path, "/24-"));
    assert_string_equal(path + strlen(path) - 7, "-K1.txt");
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    str_init(&text, 0);
    assert_true(file_read(path, 1000, &text, &home.err));
    assert_string_equal(text.p, bytes);
    str_release(&text);
    assert_int_equal(case_records(file, "copy", home.arena, &copy), 1);
    answers = case_answers(file, copy[0]);
    assert_int_equal(copy[0]->state, RECORD_SIGNED);
    assert_string_equal(casework_text(answers, "copy.number"), out.number);
    assert_string_equal(casework_text(answers, "copy.code"), out.code);
    assert_string_equal(casework_text(answers, "copy.second"), "sam");
    assert_true(strlen(casework_text(answers, "copy.signatures")) > 256);
    /* The same letter once more is another letter. */
    casework_refused(&home, save(&out, "sam", CASEWORK_PHRASE, &path), ERR_CONFLICT);
    out = build();
    assert_non_null(strstr(out.number, " K2"));
}

/* What was allowed when the letter was made may have run out at midnight. */
static void not_the_day_after(void **state)
{
    struct letter_out out;
    const char *path;

    (void)state;
    sign_form();
    consent("=motivation", "=yes", "2026-11-22", true);
    out = build();
    assert_true(says(&out, "gå i skolan"));
    home.now += 24 * 3600;
    casework_refused(&home, save(&out, "sam", CASEWORK_PHRASE, &path), ERR_CONFLICT);
    nothing_left();
}

/* A consent withdrawn by a colleague between building and giving out. */
static void not_after_a_withdrawal(void **state)
{
    struct work *sam = casework_login(&home, "sam");
    struct case_file *theirs = casework_open(&home, sam, &case_id);
    struct letter_out out;
    const char *path;

    (void)state;
    sign_form();
    consent("=motivation", "=yes", "2026-12-01", true);
    out = build();
    casework_record(
        &home, theirs, "consent", true,
        casework_answers(&home, "s1.10", "=board", "s1.11", "=motivation", "s1.12", "=no", NULL));
    case_close(theirs);
    casework_logout(&home, sam);
    casework_refused(&home, save(&out, "sam", CASEWORK_PHRASE, &path), ERR_CONFLICT);
    nothing_left();
}

static void nothing_left_on_failure(void **state)
{
    struct letter_out out;
    const char *path;

    (void)state;
    sign_form();
    consent("=motivation", "=yes", "2026-12-01", true);
    out = build();
    casework_full(true);
    assert_false(save(&out, "sam", CASEWORK_PHRASE, &path));
    casework_full(false);
    err_clear(&home.err);
    casework_idle(&home);
    nothing_left();
    casework_alter(&home, "UPDATE audit SET hash = hash"); /* any write: others see it */
    out = build();
    casework_must(&home, save(&out, "sam", CASEWORK_PHRASE, &path));
}

static void who_may_save(void **state)
{
    struct work *kim = casework_login(&home, "kim");
    struct case_file *theirs = casework_open(&home, kim, &case_id);
    struct second_person second = {.login = "sam", .passphrase = CASEWORK_PHRASE};
    struct letter_out out;
    const char *path;
    uint64_t before;

    (void)state;
    sign_form();
    consent("=motivation", "=yes", "2026-12-01", true);
    out = build();
    before = casework_log(&home);
    casework_refused(&home,
                     letter_save(kim, theirs, &out, bytes, strlen(bytes), &second,
                                 home.scratch.folder, home.arena, &path, &home.err),
                     ERR_DENIED);
    assert_int_equal(casework_log(&home), before);
    case_close(theirs);
    casework_logout(&home, kim);
}

/* What cannot be read may be the row in which the youth took it back. */
static void not_while_a_row_is_damaged(void **state)
{
    struct letter_out out;
    struct id id;

    (void)state;
    casework_record(&home, file, "u1", true, casework_answers(&home, "u1.03", "ett", NULL));
    id = consent("=threat", "=yes", "2026-12-01", true);
    revise(&id, "=threat", "=yes", "2026-12-01", "2026-11-22", false);
    casework_alter(&home, "UPDATE row SET body = zeroblob(length(body)) WHERE number = "
                          "(SELECT max(number) FROM row)");
    case_close(file);
    file = casework_open(&home, noor, &case_id);
    assert_int_equal(file->n_broken, 1);
    casework_refused(&home, letter_build(noor, file, "out", "board", home.arena, &out, &home.err),
                     ERR_CORRUPT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_reason, set_up, tear_down),
        cmocka_unit_test_setup_teardown(it_ends_with_its_day, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_last_word, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_struck_yes_is_none, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_legal_ground, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_ground_ends, set_up, tear_down),
        cmocka_unit_test_setup_teardown(only_what_may_be_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_forged, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_forged_consent, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_role_of_ones_own, set_up, tear_down),
        cmocka_unit_test_setup_teardown(another_receiver, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_hidden, set_up, tear_down),
        cmocka_unit_test_setup_teardown(two_people_give_it_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(not_after_a_withdrawal, set_up, tear_down),
        cmocka_unit_test_setup_teardown(not_the_day_after, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_left_on_failure, set_up, tear_down),
        cmocka_unit_test_setup_teardown(who_may_save, set_up, tear_down),
        cmocka_unit_test_setup_teardown(not_while_a_row_is_damaged, set_up, tear_down),
    };

    return cmocka_run_group_tests_name("casework_letter", tests, casework_group, end);
}
