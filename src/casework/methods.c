/* methods.c - the bundles that were adopted, from the database, loaded once each. */
#include "methods.h"

#include <string.h>

#include "inside.h"
#include "sis/form/load.h"
#include "sis/store/method_file.h"

struct method_cache {
    struct method *method;
    struct arena *arena;
    struct method_cache *next;
};

/* An adopted bundle was checked when it was adopted; a mistake found now means damage or a newer
 * program that is stricter, and the caller says so. */
static struct method_cache *load(struct work *work, const struct hash *hash, struct err *err)
{
    struct method_cache *cache = mem_new(sizeof *cache);
    struct arena *source = arena_new();
    struct method_file *file;
    struct problems problems;
    struct bundle bundle;

    cache->arena = arena_new();
    problems_init(&problems, cache->arena);
    if (method_bundle_load(work->home->db, hash, source, &file, &bundle.n, err)) {
        bundle.file = arena_array(source, bundle.n + 1, sizeof *bundle.file);
        for (size_t i = 0; i < bundle.n; i++) {
            bundle.file[i].name = file[i].name;
            bundle.file[i].bytes = file[i].bytes;
            bundle.file[i].n = file[i].n;
        }
        cache->method = method_load(&bundle, cache->arena, &problems);
        if (cache->method == NULL)
            *err = problems.item[0];
    }
    arena_free(source);
    if (cache->method == NULL) {
        arena_free(cache->arena);
        mem_free(cache);
        return NULL;
    }
    hash_text(hash, cache->method->hash);
    cache->next = work->own->methods;
    work->own->methods = cache;
    return cache;
}

const struct method *methods_find(struct work *work, const struct hash *hash, struct err *err)
{
    struct method_cache *cache = work->own->methods;
    char text[HASH_TEXT];

    hash_text(hash, text);
    while (cache != NULL && strcmp(cache->method->hash, text) != 0)
        cache = cache->next;
    if (cache == NULL)
        cache = load(work, hash, err);
    return cache != NULL ? cache->method : NULL;
}

const struct method *methods_current(struct work *work, struct err *err)
{
    return methods_find(work, &work->own->roster.home->method, err);
}

const struct method *methods_by_hash(struct work *work, const char *text)
{
    struct err err = {0};
    struct hash hash;

    return text_is_empty(text) || !hash_parse(text, &hash) ? NULL : methods_find(work, &hash, &err);
}

void methods_release(struct work *work)
{
    while (work->own->methods != NULL) {
        struct method_cache *next = work->own->methods->next;

        arena_free(work->own->methods->arena);
        mem_free(work->own->methods);
        work->own->methods = next;
    }
}
