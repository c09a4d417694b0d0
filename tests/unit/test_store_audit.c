/* test_store_audit.c - the log: chain, tampering, the head outside, and sudden death. */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "sis/base/file.h"
#include "sis/store/audit_log.h"
#include "store_home.h"
#include "text_name.h"

static struct store_home home;

static int set_up(void **state)
{
    (void)state;
    store_home_make(&home);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    store_home_remove(&home);
    return 0;
}

static struct audit_start *begun(struct audit_start *start)
{
    struct err err = {0};
    assert_true(audit_begin(key_box(home.log_key), 1, start, &err));
    return start;
}

static struct audit_head log_line(const char *payload)
{
    struct err err = {0};
    struct audit_start start;
    struct audit_link link;
    struct audit_head head;
    store_home_begin(&home);
    assert_true(audit_next(home.db, &link, &err));
    assert_true(audit_append(home.db, &home.side, &link, home.ring, begun(&start), payload,
                             strlen(payload), &head, &err));
    store_home_commit(&home);
    assert_int_equal(head.number, link.number);
    return head;
}

static void log_lines(int n)
{
    for (int i = 0; i < n; i++)
        log_line(MARKER);
}

static bool is_whole(uint64_t *at)
{
    bool whole;
    assert_true(audit_verify(home.db, &home.side, NULL, &whole, at, NULL));
    assert_true(db_idle(home.db));
    return whole;
}

static void lines_come_back(void **state)
{
    (void)state;
    struct err err = {0};
    struct audit_row *row;
    struct audit_head head;
    uint64_t at;
    size_t n;
    struct str payload;
    struct box_sender sender;
    assert_true(audit_last(home.db, &head, &err));
    assert_int_equal(head.number, 0);
    assert_true(is_whole(&at));
    for (int i = 0; i < 10; i++) {
        char text[32];
        snprintf(text, sizeof text, "rad %d", i + 1);
        head = log_line(text);
    }
    assert_int_equal(head.number, 10);
    str_init(&payload, 0);
    assert_true(audit_load(home.db, 4, 3, home.arena, &row, &n, &err));
    assert_int_equal(n, 3);
    for (size_t i = 0; i < n; i++) {
        char text[32];
        snprintf(text, sizeof text, "rad %zu", 4 + i);
        assert_int_equal(row[i].link.number, 4 + i);
        assert_int_equal(
            audit_open(home.ring, &row[i].link, row[i].body, row[i].n, &payload, &sender),
            SEAL_OPEN);
        assert_true(str_equal(&payload, text));
        assert_true(audit_sender_check(&home.side, &row[i].link, row[i].body, row[i].n, &payload,
                                       &sender, keyring_public(home.ring)));
    }
    str_release(&payload);
    assert_true(audit_load(home.db, 1, 100, home.arena, &row, &n, &err));
    assert_int_equal(n, 10);
    assert_true(audit_load(home.db, 11, 100, home.arena, &row, &n, &err));
    assert_int_equal(n, 0);
    assert_true(is_whole(&at));
    assert_int_equal(at, 11);
    assert_false(scratch_holds(&home.scratch, "rad 1", 5));
}

static void a_number_is_given_once(void **state)
{
    (void)state;
    struct err err = {0};
    struct audit_start start;
    struct audit_link link;
    struct audit_head head;
    log_lines(2);
    store_home_begin(&home);
    assert_true(audit_next(home.db, &link, &err));
    link.number = 2;
    assert_false(
        audit_append(home.db, &home.side, &link, NULL, begun(&start), "x", 1, &head, &err));
    assert_int_equal(err.code, ERR_CONFLICT);
    link.number = 4;
    assert_false(
        audit_append(home.db, &home.side, &link, NULL, begun(&start), "x", 1, &head, &err));
    assert_int_equal(err.code, ERR_CONFLICT);
    db_rollback(home.db);
}

/* ---- tampering ---- */

static void tampering_shows(void **state)
{
    static const struct {
        const char *sql;
        uint64_t at;
    } changes[] = {
        {"UPDATE audit SET body = zeroblob(length(body)) WHERE number = 5", 5},
        {"UPDATE audit SET hash = zeroblob(32) WHERE number = 5", 5},
        {"DELETE FROM audit WHERE number = 5", 5},
        {"DELETE FROM audit WHERE number = 1", 1},
        {"DELETE FROM audit WHERE number = 5;"
         "UPDATE audit SET number = number - 1 WHERE number > 5",
         5},
        {"UPDATE audit SET number = 100 WHERE number = 5;"
         "UPDATE audit SET number = 5 WHERE number = 6;"
         "UPDATE audit SET number = 6 WHERE number = 100",
         5},
        {"UPDATE audit SET (hash, body) = (SELECT hash, body FROM audit WHERE number = 4)"
         " WHERE number = 5",
         5},
    };
    (void)state;
    uint64_t at;
    for (size_t i = 0; i < ARRAY_LEN(changes); i++) {
        store_home_alter(&home, "DELETE FROM audit");
        log_lines(10);
        assert_true(is_whole(&at));
        store_home_alter(&home, changes[i].sql);
        assert_false(is_whole(&at));
        assert_int_equal(at, changes[i].at);
    }
}

static void the_chain_is_the_homes(void **state)
{
    (void)state;
    bool whole;
    uint64_t at;
    struct side practice = {home.side.home, true};
    log_lines(3);
    assert_true(audit_verify(home.db, &practice, NULL, &whole, &at, NULL));
    assert_false(whole);
    assert_int_equal(at, 1);
}

static void verifying_goes_on_from_a_head(void **state)
{
    (void)state;
    bool whole;
    uint64_t at;
    log_lines(4);
    struct audit_head head = log_line("x");
    log_lines(3);
    store_home_alter(&home, "DELETE FROM audit WHERE number = 2");
    assert_true(audit_verify(home.db, &home.side, &head, &whole, &at, NULL));
    assert_true(whole);
    assert_int_equal(at, 9);
    head.hash.byte[3] ^= 1;
    assert_true(audit_verify(home.db, &home.side, &head, &whole, &at, NULL));
    assert_false(whole);
    assert_int_equal(at, 5);
}

/* ---- the head outside ---- */

static const char *head_path(void)
{
    return scratch_path(&home.scratch, "heads/home.head");
}

static void publish(const struct audit_head *head)
{
    struct err err = {0};
    struct side practice = {home.side.home, true};
    if (!audit_publish(&practice, head_path(), head, &err))
        fail_msg("%s %s", text_name(err.text), err.detail);
}

static enum audit_witness compare(void)
{
    enum audit_witness witness;
    struct audit_head head;
    struct err err = {0};
    if (!audit_compare(home.db, head_path(), &witness, &head, &err))
        fail_msg("%s %s", text_name(err.text), err.detail);
    return witness;
}

static void the_head_shows_a_cut_tail(void **state)
{
    (void)state;
    struct stat status;
    uint64_t at;
    assert_int_equal(compare(), AUDIT_NO_WITNESS);
    struct audit_head head = log_line("1");
    publish(&head);
    assert_int_equal(stat(head_path(), &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_int_equal(compare(), AUDIT_AGREES);
    log_lines(5);
    assert_int_equal(compare(), AUDIT_AGREES);
    head = log_line("7");
    publish(&head);
    assert_int_equal(compare(), AUDIT_AGREES);
    store_home_alter(&home, "DELETE FROM audit WHERE number = 7");
    assert_true(is_whole(&at));
    assert_int_equal(compare(), AUDIT_CUT);
    /* An older file that went on its own way. */
    log_lines(3);
    assert_true(is_whole(&at));
    assert_int_equal(compare(), AUDIT_OTHER);
}

static void the_head_does_not_go_back(void **state)
{
    (void)state;
    struct audit_head first = log_line("1");
    struct audit_head second = log_line("2");
    publish(&second);
    publish(&first);
    store_home_alter(&home, "DELETE FROM audit WHERE number = 2");
    assert_int_equal(compare(), AUDIT_CUT);
}

static void a_damaged_head_is_told_and_replaced(void **state)
{
    (void)state;
    struct audit_head head = log_line("1");
    struct str text;
    publish(&head);
    str_init(&text, 0);
    assert_true(file_read(head_path(), 1000, &text, NULL));
    for (size_t i = 0; i < text.n; i++) {
        text.p[i] ^= 1;
        assert_true(file_write(head_path(), text.p, text.n, 0600, NULL));
        assert_int_equal(compare(), AUDIT_BAD_WITNESS);
        text.p[i] ^= 1;
    }
    assert_true(file_write(head_path(), text.p, text.n - 1, 0600, NULL));
    assert_int_equal(compare(), AUDIT_BAD_WITNESS);
    assert_true(str_puts(&text, "more"));
    assert_true(file_write(head_path(), text.p, text.n, 0600, NULL));
    assert_int_equal(compare(), AUDIT_BAD_WITNESS);
    publish(&head);
    assert_int_equal(compare(), AUDIT_AGREES);
    str_release(&text);
}

static void a_head_file_of_others_is_refused(void **state)
{
    (void)state;
    struct err err = {0};
    struct side practice = {home.side.home, true};
    struct audit_head head = log_line("1");
    publish(&head);
    chmod(head_path(), 0622);
    assert_false(audit_publish(&practice, head_path(), &head, &err));
    assert_int_equal(err.code, ERR_DENIED);
}

static int publish_many(void *arg)
{
    const int *from = arg;
    struct side practice = {home.side.home, true};
    for (uint64_t i = (uint64_t)*from; i <= 400; i += 2) {
        struct audit_head head = {.number = i};
        if (!audit_publish(&practice, head_path(), &head, NULL))
            return 1;
    }
    return 0;
}

static int both(void *arg)
{
    int odd = 1;
    int even = 2;
    int status = 0;
    (void)arg;
    pid_t child = fork();
    if (child == 0)
        _exit(publish_many(&odd));
    int own = publish_many(&even);
    waitpid(child, &status, 0);
    return own != 0 ? own : status;
}

static void sessions_publish_at_once(void **state)
{
    (void)state;
    enum audit_witness witness;
    struct audit_head head;
    assert_int_equal(scratch_child(both, NULL), 0);
    assert_true(audit_compare(home.db, head_path(), &witness, &head, NULL));
    assert_int_equal(head.number, 400);
    assert_int_equal(witness, AUDIT_CUT);
}

/* ---- sudden death ---- */

/* Signs rows with their line in the log for ever, saying each number once it is durable. */
static void write_for_ever(int told)
{
    struct err err = {0};
    struct db *db = store_home_open(&home);
    for (;;) {
        struct audit_start start;
        struct audit_link link;
        struct audit_head head;
        struct hash hash;
        struct row_new row = store_home_row(&home, "{\"u1.04\":\"" MARKER "\"}");
        if (!db_begin(db, &err) || !audit_next(db, &link, &err))
            _exit(1);
        row.audit = link.number;
        if (!row_add(db, home.case_key, &row, &hash, &err) ||
            !audit_append(db, &home.side, &link, home.ring, begun(&start), hash.byte,
                          sizeof hash.byte, &head, &err) ||
            !db_commit(db, &err) ||
            write(told, &head.number, sizeof head.number) != sizeof head.number)
            _exit(1);
    }
}

static uint64_t kill_after(unsigned commits)
{
    int pipes[2];
    uint64_t number = 0;
    int status;
    assert_int_equal(pipe(pipes), 0);
    pid_t child = fork();
    if (child == 0)
        write_for_ever(pipes[1]);
    close(pipes[1]);
    for (unsigned i = 0; i < commits; i++)
        assert_int_equal(read(pipes[0], &number, sizeof number), sizeof number);
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    /* Those told between the last read and the end are durable too. */
    while (read(pipes[0], &number, sizeof number) == sizeof number)
        continue;
    close(pipes[0]);
    return number;
}

static void a_killed_session_leaves_all_it_committed(void **state)
{
    (void)state;
    struct audit_head head;
    uint64_t at;
    db_close(home.db);
    home.db = NULL;
    for (unsigned round = 0; round < 25; round++) {
        struct rows rows;
        uint64_t told = kill_after(1 + round % 5);
        home.db = store_home_open(&home);
        assert_true(db_check(home.db, NULL));
        assert_true(is_whole(&at));
        assert_true(audit_last(home.db, &head, NULL));
        assert_true(head.number >= told && head.number <= told + 1);
        rows_init(&rows, home.arena);
        assert_true(rows_load(home.db, home.case_key, &rows, NULL));
        assert_int_equal(rows.n, head.number);
        assert_int_equal(rows.n_broken, 0);
        assert_int_equal(rows.row[rows.n - 1]->audit, head.number);
        assert_false(scratch_holds(&home.scratch, MARKER, strlen(MARKER)));
        db_close(home.db);
        home.db = NULL;
    }
}

#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(lines_come_back),
        T(a_number_is_given_once),
        T(tampering_shows),
        T(the_chain_is_the_homes),
        T(verifying_goes_on_from_a_head),
        T(the_head_shows_a_cut_tail),
        T(the_head_does_not_go_back),
        T(a_damaged_head_is_told_and_replaced),
        T(a_head_file_of_others_is_refused),
        T(sessions_publish_at_once),
        T(a_killed_session_leaves_all_it_committed),
    };
    return cmocka_run_group_tests_name("store: the log", tests, NULL, NULL);
}
