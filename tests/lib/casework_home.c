/* casework_home.c - a small real home for the tests of casework. */
#include "casework_home.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#include <sqlite3.h>
#include <sys/resource.h>

#include "casework/inside.h"
#include "said.h"
#include "sis/base/file.h"
#include "sis/casework/access.h"
#include "sis/casework/setup.h"
#include "sis/store/statement_row.h"
#include "unit.h"

/* What is copied: made once for each test program. */
static struct scratch master;

static const struct setup_account people[] = {
    {"eli", "Eli S", ROLE_LEAD, CASEWORK_PHRASE},
    {"alva", "Alva B", ROLE_LEAD, CASEWORK_PHRASE},
    {"noor", "Noor A", ROLE_CASEWORKER, CASEWORK_PHRASE},
    {"sam", "Sam O", ROLE_CASEWORKER, CASEWORK_PHRASE},
    {"kim", "Kim L", ROLE_WARD, CASEWORK_PHRASE},
    {"bo", "Bo " CASEWORK_MARKER, ROLE_WARD, CASEWORK_PHRASE},
    {"mio", "Mio R", ROLE_REVIEWER, CASEWORK_PHRASE},
    {"lo", "Lo T", ROLE_ADMIN, CASEWORK_PHRASE},
};

static char codes[3][64];

const char *casework_code(int n)
{
    return codes[n];
}

static void show(const struct err *err)
{
    struct str text;

    str_init(&text, 0);
    err_text(err, LANG_EN, &text);
    print_error("%s %s %s:%d\n", text.p, err->detail, err->file, err->line);
    str_release(&text);
}

int casework_group(void **state)
{
    int64_t now;
    struct home_options options = {.clock = clock_fixed(&now)};
    struct setup setup = {.home_name = "Provhemmet " CASEWORK_MARKER,
                          .account = people,
                          .n_accounts = ARRAY_LEN(people),
                          .forms = CASEWORK_METHOD,
                          .cheap = true};
    struct arena *arena = arena_new();
    struct setup_result result;
    struct problems problems;
    struct err err = {0};
    bool done;

    (void)state;
    moment_parse("2026-11-22T16:00:00Z", &now);
    scratch_make(&master);
    options.database = scratch_path(&master, "home.db");
    problems_init(&problems, arena);
    done = setup_home(&options, &setup, NULL, NULL, &result, &problems, &err);
    if (done) {
        memcpy(codes, result.code, sizeof codes);
        setup_result_release(&result);
    } else {
        show(problems.n > 0 ? &problems.item[0] : &err);
    }
    arena_free(arena);
    return done ? 0 : -1;
}

int casework_group_end(void **state)
{
    (void)state;
    scratch_remove(&master);
    return 0;
}

static void copy(struct casework_home *it, const char *name)
{
    struct err err = {0};
    struct str bytes;

    str_init(&bytes, 0);
    assert_true(file_read(scratch_path(&master, name), (size_t)64 << 20, &bytes, &err));
    assert_true(file_write(scratch_path(&it->scratch, name), bytes.p, bytes.n, 0600, &err));
    str_release(&bytes);
}

void casework_home_make(struct casework_home *it)
{
    memset(it, 0, sizeof *it);
    moment_parse("2026-11-22T16:00:00Z", &it->now);
    scratch_make(&it->scratch);
    copy(it, "home.db");
    copy(it, "home.db.head");
    snprintf(it->database, sizeof it->database, "%s", scratch_path(&it->scratch, "home.db"));
    it->arena = arena_new();
}

struct home_options casework_options(struct casework_home *it)
{
    return (struct home_options){.database = it->database, .clock = clock_fixed(&it->now)};
}

void casework_home_remove(struct casework_home *it)
{
    casework_idle(it);
    for (size_t i = 0; i < CASEWORK_SESSIONS; i++)
        if (it->work[i] != NULL)
            casework_logout(it, it->work[i]);
    arena_free(it->arena);
    scratch_remove(&it->scratch);
}

struct work *casework_login(struct casework_home *it, const char *login)
{
    struct home_options options = casework_options(it);
    size_t i = 0;

    while (i < CASEWORK_SESSIONS && it->home[i] != NULL)
        i++;
    assert_true(i < CASEWORK_SESSIONS);
    it->home[i] = home_open(&options, &it->err);
    casework_must(it, it->home[i] != NULL);
    it->work[i] = session_login(it->home[i], login, CASEWORK_PHRASE, LANG_EN, &it->err);
    casework_must(it, it->work[i] != NULL);
    return it->work[i];
}

void casework_logout(struct casework_home *it, struct work *work)
{
    for (size_t i = 0; i < CASEWORK_SESSIONS; i++) {
        if (it->work[i] == work) {
            session_end(work);
            assert_true(db_idle(it->home[i]->db));
            home_close(it->home[i]);
            it->home[i] = NULL;
            it->work[i] = NULL;
        }
    }
}

void casework_idle(struct casework_home *it)
{
    for (size_t i = 0; i < CASEWORK_SESSIONS; i++)
        assert_true(it->home[i] == NULL || db_idle(it->home[i]->db));
}

void casework_must(struct casework_home *it, bool done)
{
    if (!done) {
        show(&it->err);
        fail();
    }
    err_clear(&it->err);
    casework_idle(it);
}

void casework_refused(struct casework_home *it, bool done, enum err_code code)
{
    assert_false(done);
    if (it->err.code != code)
        show(&it->err);
    assert_int_equal(it->err.code, code);
    assert_int_not_equal(it->err.text, T_NONE);
    err_clear(&it->err);
    casework_idle(it);
}

struct youth casework_youth(struct casework_home *it, struct work *work, const char *number,
                            const char *work_name)
{
    struct youth youth = {.number = number,
                          .work_name = work_name,
                          .name = "Övning " CASEWORK_MARKER,
                          .ward = "Norra",
                          .room = "4"};

    casework_must(it, register_add(work, &youth, &it->err));
    return youth;
}

struct id casework_case(struct casework_home *it, struct work *lead, const char *number,
                        const char *const *login, size_t n)
{
    struct youth youth =
        casework_youth(it, lead, number, arena_printf(it->arena, "Granen %s", number));

    for (size_t i = 0; i < n; i++)
        casework_must(it, access_assign(lead, &youth.case_id, login[i], &it->err));
    return youth.case_id;
}

struct case_file *casework_open(struct casework_home *it, struct work *work,
                                const struct id *case_id)
{
    struct case_file *file = case_open(work, case_id, &it->err);

    casework_must(it, file != NULL);
    return file;
}

static struct value codes_of(struct casework_home *it, const char *text)
{
    char *at = arena_strdup(it->arena, text);
    const char **code = arena_array(it->arena, strlen(text) + 1, sizeof(*code));
    char *rest;
    size_t n = 0;

    for (char *word = strtok_r(at, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest))
        code[n++] = word;
    return value_codes(code, n);
}

const struct answers *casework_answers(struct casework_home *it, ...)
{
    struct answers *answers = arena_alloc(it->arena, sizeof *answers);
    const char *id;
    va_list list;

    answers_init(answers, it->arena);
    va_start(list, it);
    while ((id = va_arg(list, const char *)) != NULL) {
        const char *text = va_arg(list, const char *);
        struct answer answer = {.id = id};

        answer.value = text[0] == '=' ? codes_of(it, text + 1) : value_text(text);
        answers_set(answers, &answer);
    }
    va_end(list);
    return answers;
}

bool casework_sign(struct casework_home *it, struct case_file *file, struct record_new *record,
                   struct merge *merge)
{
    said_all(file->work, file, record, it->arena);
    return record_sign(file->work, file, record, merge, &it->err);
}

struct id casework_record(struct casework_home *it, struct case_file *file, const char *form,
                          bool sign, const struct answers *answers)
{
    struct record_new record = {.record = record_begin(), .form = form, .answers = answers};

    casework_must(it, sign ? casework_sign(it, file, &record, NULL)
                           : record_save(file->work, file, &record, NULL, &it->err));
    return record.record;
}

const char *casework_text(const struct answers *answers, const char *id)
{
    const struct answer *answer = answers != NULL ? answers_get(answers, id) : NULL;

    return answer != NULL && answer->value.kind == VALUE_TEXT ? answer->value.text : "";
}

uint64_t casework_log(struct casework_home *it)
{
    struct err err = {0};
    struct audit_head head;
    struct side side = {0};
    struct db *db = db_open(it->database, DB_READ, &err);
    uint64_t at;
    bool whole;

    assert_non_null(db);
    assert_true(statement_row_home(db, &side.home, &err));
    assert_true(audit_verify(db, &side, NULL, &whole, &at, &err) && whole);
    assert_true(audit_last(db, &head, &err));
    db_close(db);
    return head.number;
}

void casework_full(bool full)
{
    struct rlimit limit = {.rlim_cur = RLIM_INFINITY, .rlim_max = RLIM_INFINITY};

    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = full ? 1024 : limit.rlim_max;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static sqlite3 *open_file(struct casework_home *it)
{
    sqlite3 *file;

    assert_int_equal(sqlite3_open(it->database, &file), SQLITE_OK);
    return file;
}

int64_t casework_count(struct casework_home *it, const char *sql)
{
    sqlite3 *file = open_file(it);
    sqlite3_stmt *statement;
    int64_t number;

    assert_int_equal(sqlite3_prepare_v2(file, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    assert_int_equal(sqlite3_close(file), SQLITE_OK);
    return number;
}

void casework_alter(struct casework_home *it, const char *sql)
{
    sqlite3 *file = open_file(it);

    assert_int_equal(sqlite3_exec(file, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(file), SQLITE_OK);
}
