/* bench_bare.c - what the database alone can do. */
#define _GNU_SOURCE /* memmem */
#include "bench_bare.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "sis/vault/seal.h"
#include "sis/vault/vault.h"

static void expect(sqlite3 *file, int result, int wanted)
{
    if (result == wanted)
        return;
    fprintf(stderr, "bench: bare SQLite: %s\n", sqlite3_errmsg(file));
    exit(1);
}

static void run(sqlite3 *file, const char *sql)
{
    expect(file, sqlite3_exec(file, sql, NULL, NULL, NULL), SQLITE_OK);
}

static const char *path_of(struct bench_home *it, const char *name)
{
    return scratch_path(&it->scratch, name);
}

void bare_copy(struct bench_home *it, const char *name)
{
    sqlite3 *file;
    char *sql = arena_printf(it->arena, "VACUUM INTO '%s'", path_of(it, name));

    remove(path_of(it, name));
    expect(NULL, sqlite3_open_v2(it->database, &file, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    run(file, sql);
    sqlite3_close(file);
}

/* One or two milliseconds, as the store waits; SQLite's own waiting grows to a tenth of a second. */
static int wait_a_little(void *arg, int tries)
{
    const struct timespec step = {.tv_nsec = (1 + tries % 2) * 1000000L};

    (void)arg;
    nanosleep(&step, NULL);
    return tries < 100000;
}

sqlite3 *bare_open(struct bench_home *it, const char *name)
{
    sqlite3 *file;

    expect(NULL,
           sqlite3_open_v2(path_of(it, name), &file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                           NULL),
           SQLITE_OK);
    sqlite3_busy_handler(file, wait_a_little, NULL);
    run(file, "PRAGMA journal_mode = wal");
    run(file, "PRAGMA synchronous = full");
    return file;
}

size_t bare_newest(struct bench_home *it, const char *table, size_t before)
{
    sqlite3 *file;
    sqlite3_stmt *statement;
    size_t n;
    char *sql = arena_printf(it->arena,
                             "SELECT length(body) FROM %s ORDER BY number DESC LIMIT 1 OFFSET %zu",
                             table, before);

    expect(NULL, sqlite3_open_v2(it->database, &file, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    expect(file, sqlite3_prepare_v2(file, sql, -1, &statement, NULL), SQLITE_OK);
    expect(file, sqlite3_step(statement), SQLITE_ROW);
    n = (size_t)sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(file);
    return n;
}

/* --- writing --- */

static sqlite3_stmt *prepare(sqlite3 *file, const char *sql)
{
    sqlite3_stmt *statement;

    expect(file, sqlite3_prepare_v3(file, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL),
           SQLITE_OK);
    return statement;
}

void bare_writer_init(struct bare_writer *writer, sqlite3 *file, size_t row_n, size_t audit_n)
{
    size_t most = row_n > audit_n ? row_n : audit_n;

    *writer = (struct bare_writer){.file = file, .row_n = row_n, .audit_n = audit_n};
    writer->begin = prepare(file, "BEGIN IMMEDIATE");
    writer->row = prepare(file, "INSERT INTO row (id, reference, key_number, body)"
                                " VALUES (randomblob(16), ?1, 1, ?2)");
    writer->audit = prepare(file, "INSERT INTO audit (number, hash, body) SELECT"
                                  " 1 + coalesce(max(number), 0), ?1, ?2 FROM audit");
    writer->commit = prepare(file, "COMMIT");
    writer->body = mem_new(most);
    random_bytes(writer->body, most);
}

static void step(struct bare_writer *writer, sqlite3_stmt *statement, int key_n, size_t n)
{
    if (key_n > 0) {
        sqlite3_bind_blob(statement, 1, writer->body, key_n, SQLITE_STATIC);
        sqlite3_bind_blob64(statement, 2, writer->body, n, SQLITE_STATIC);
    }
    expect(writer->file, sqlite3_step(statement), SQLITE_DONE);
    sqlite3_reset(statement);
}

void bare_write(struct bare_writer *writer)
{
    step(writer, writer->begin, 0, 0);
    if (writer->row_n > 0)
        step(writer, writer->row, 16, writer->row_n);
    for (size_t i = 0; i < writer->n_also; i++)
        step(writer, writer->row, 16, writer->also_n);
    if (writer->audit_n > 0)
        step(writer, writer->audit, 32, writer->audit_n);
    step(writer, writer->commit, 0, 0);
}

void bare_writer_release(struct bare_writer *writer)
{
    sqlite3_finalize(writer->begin);
    sqlite3_finalize(writer->row);
    sqlite3_finalize(writer->audit);
    sqlite3_finalize(writer->commit);
    sqlite3_close(writer->file);
    mem_free(writer->body);
}

/* --- reading --- */

size_t bare_read(sqlite3 *file, const struct vault_key *key, const char *words)
{
    sqlite3_stmt *statement =
        prepare(file, "SELECT id, body FROM row WHERE reference = ?1 ORDER BY number");
    uint8_t *text = mem_new(1 << 16);
    size_t found = 0;
    int result;

    sqlite3_bind_blob(statement, 1, key_reference(key), VAULT_REFERENCE, SQLITE_STATIC);
    while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
        size_t sealed_n = (size_t)sqlite3_column_bytes(statement, 1), n;
        struct id id;

        memcpy(id.byte, sqlite3_column_blob(statement, 0), sizeof id.byte);
        if (row_content_max(sealed_n) <= 1 << 16 &&
            row_open(key, &id, sqlite3_column_blob(statement, 1), sealed_n, text, &n) ==
                SEAL_OPEN &&
            (words == NULL || memmem(text, n, words, strlen(words)) != NULL))
            found++;
    }
    expect(file, result, SQLITE_DONE);
    sqlite3_finalize(statement);
    mem_free(text);
    return found;
}
