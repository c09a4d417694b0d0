/* method_file.c - every method file ever adopted, by hash, and the bundles they made up. */
#include "sis/store/method_file.h"

#include <stdlib.h>
#include <string.h>

#include "sis/base/str.h"
#include "store/sql.h"

/*
 * A manifest is kept like a file, with `bundle` set: one line "HASH NAME" for each file, in byte
 * order of the names. The hash of a bundle is the hash of its manifest.
 */
#define FILES_MAX 4096

static int by_name(const void *a, const void *b)
{
    const struct method_file *const *x = a;
    const struct method_file *const *y = b;
    return strcmp((*x)->name, (*y)->name);
}

static bool bad_name(const struct method_file *file, const struct method_file *before)
{
    return text_is_empty(file->name) || strpbrk(file->name, "\r\n") != NULL ||
           (before != NULL && strcmp(file->name, before->name) == 0);
}

static bool write_manifest(const struct method_file *file, size_t n, struct str *manifest,
                           struct err *err)
{
    if (n == 0 || n > FILES_MAX)
        return err_set(err, ERR_LIMIT, T_STORE_TOO_LARGE, NULL, NULL);
    const struct method_file **sorted = mem_array(n, sizeof(struct method_file *));
    bool done = true;
    for (size_t i = 0; i < n; i++)
        sorted[i] = &file[i];
    qsort(sorted, n, sizeof *sorted, by_name);
    for (size_t i = 0; done && i < n; i++) {
        char word[HASH_TEXT];
        struct hash hash = hash_of(sorted[i]->bytes, sorted[i]->n);
        hash_text(&hash, word);
        str_printf(manifest, "%s %s\n", word, sorted[i]->name);
        if (bad_name(sorted[i], i > 0 ? sorted[i - 1] : NULL))
            done = err_set(err, ERR_INPUT, T_STORE_FILE_NAME, sorted[i]->name, NULL);
        else if (sorted[i]->n > METHOD_FILE_MAX)
            done = err_set(err, ERR_LIMIT, T_STORE_TOO_LARGE, NULL, NULL);
    }
    mem_free(sorted);
    return done;
}

bool method_bundle_hash(const struct method_file *file, size_t n, struct hash *hash,
                        struct err *err)
{
    struct str manifest;
    str_init(&manifest, 0);
    bool done = write_manifest(file, n, &manifest, err);
    if (done)
        *hash = hash_of(manifest.p, manifest.n);
    str_release(&manifest);
    return done;
}

static bool add(struct db *db, bool bundle, const void *bytes, size_t n, struct err *err)
{
    struct hash hash = hash_of(bytes, n);
    struct query q = query(db, SQL_METHOD_FILE_ADD);
    query_put_blob(&q, hash.byte, sizeof hash.byte);
    query_put_int(&q, bundle);
    query_put_blob(&q, bytes, n);
    return query_run(&q, NULL, err);
}

bool method_bundle_add(struct db *db, const struct method_file *file, size_t n, struct hash *hash,
                       struct err *err)
{
    struct str manifest;
    str_init(&manifest, 0);
    bool done = write_manifest(file, n, &manifest, err);
    for (size_t i = 0; done && i < n; i++)
        done = add(db, false, file[i].bytes, file[i].n, err);
    done = done && add(db, true, manifest.p, manifest.n, err);
    if (done)
        *hash = hash_of(manifest.p, manifest.n);
    str_release(&manifest);
    return done;
}

static bool damaged(const struct hash *hash, struct err *err)
{
    char word[HASH_TEXT];
    hash_text(hash, word);
    return err_set(err, ERR_CORRUPT, T_STORE_METHOD_DAMAGED, word, NULL);
}

static bool get(struct db *db, bool bundle, const struct hash *hash, struct arena *arena,
                const char **bytes, size_t *n, struct err *err)
{
    struct query q = query(db, SQL_METHOD_FILE_GET);
    query_put_blob(&q, hash->byte, sizeof hash->byte);
    query_put_int(&q, bundle);
    bool any = query_next(&q);
    if (any)
        *bytes = (const char *)query_blob(&q, 0, arena, n);
    if (!query_end(&q, err))
        return false;
    if (!any && bundle)
        return err_set(err, ERR_MISSING, T_STORE_NOT_THERE, NULL, NULL);
    struct hash is = any ? hash_of(*bytes, *n) : (struct hash){{0}};
    return hash_equal(&is, hash) || damaged(hash, err);
}

bool method_bundle_load(struct db *db, const struct hash *hash, struct arena *arena,
                        struct method_file **file, size_t *n, struct err *err)
{
    const char *manifest = NULL;
    size_t size = 0;
    if (!get(db, true, hash, arena, &manifest, &size, err))
        return false;
    struct method_file *list = NULL;
    size_t count = 0;
    size_t room = 0;
    for (const char *line = manifest; line < manifest + size;) {
        struct hash of;
        const char *end = memchr(line, '\n', (size_t)(manifest + size - line));
        char *word = end != NULL ? arena_strndup(arena, line, (size_t)(end - line)) : NULL;
        if (word == NULL || strlen(word) <= HASH_TEXT || word[HASH_TEXT - 1] != ' ')
            return damaged(hash, err);
        word[HASH_TEXT - 1] = '\0';
        if (!hash_parse(word, &of))
            return damaged(hash, err);
        list = query_room(arena, list, count, &room, sizeof *list);
        list[count].name = word + HASH_TEXT;
        if (!get(db, false, &of, arena, &list[count].bytes, &list[count].n, err))
            return false;
        count++;
        line = end + 1;
    }
    *file = list;
    *n = count;
    return true;
}

bool method_bundle_list(struct db *db, struct arena *arena, struct hash **hash, size_t *n,
                        struct err *err)
{
    struct hash *list = NULL;
    size_t count = 0;
    size_t room = 0;
    struct query q = query(db, SQL_METHOD_BUNDLES);
    while (query_next(&q)) {
        list = query_room(arena, list, count, &room, sizeof *list);
        list[count++] = query_hash(&q, 0);
    }
    if (!query_end(&q, err))
        return false;
    *hash = list;
    *n = count;
    return true;
}
