/* mem.c - memory that never fails to its caller, and arenas. */
#include "sis/base/mem.h"

#include <malloc.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define EXIT_NO_MEMORY 70
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WATCHED
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define WATCHED
#endif

/* Under the address sanitizer each thing in an arena is an allocation of its own, so that it sees
 * where one runs into the next. */
#ifdef WATCHED
#define CHUNK_FIRST ((size_t)0)
#else
#define CHUNK_FIRST ((size_t)4 << 10)
#endif
#define CHUNK_LAST ((size_t)256 << 10)

/* The only state of the process that base keeps: whoever runs out of memory stands anywhere in the
 * call tree, so what is to be saved then cannot be handed down as an argument. */
static struct {
    void (*hook)(void *arg);
    void *arg;
    bool running;
    long fail_at;
} exhausted;

void mem_on_exhausted(void (*hook)(void *arg), void *arg)
{
    exhausted.hook = hook;
    exhausted.arg = arg;
}

void mem_fail_at(long n)
{
    exhausted.fail_at = n;
}

static _Noreturn void no_memory(void)
{
    static const char line[] = "sis-tui: slut på minne / out of memory\n";

    if (!exhausted.running && exhausted.hook) {
        exhausted.running = true;
        exhausted.fail_at = 0;
        exhausted.hook(exhausted.arg);
    }
    if (write(STDERR_FILENO, line, sizeof(line) - 1) < 0)
        _exit(EXIT_NO_MEMORY);
    _exit(EXIT_NO_MEMORY);
}

static void count_down(void)
{
    if (exhausted.fail_at > 0 && --exhausted.fail_at == 0)
        no_memory();
}

void *mem_new(size_t n)
{
    void *p;

    count_down();
    p = calloc(1, n ? n : 1);
    if (!p)
        no_memory();
    return p;
}

static size_t multiplied(size_t n, size_t size)
{
    if (size && n > SIZE_MAX / size)
        no_memory();
    return n * size;
}

void *mem_array(size_t n, size_t size)
{
    return mem_new(multiplied(n, size));
}

void *mem_grow(void *p, size_t n)
{
    count_down();
    p = realloc(p, n ? n : 1);
    if (!p)
        no_memory();
    return p;
}

char *mem_strdup(const char *text)
{
    size_t n = strlen(text) + 1;

    return memcpy(mem_new(n), text, n);
}

void mem_free(void *p)
{
    free(p);
}

void mem_wipe_free(void *p, size_t n)
{
    if (!p)
        return;
    explicit_bzero(p, n);
    free(p);
}

void mem_give_back(void)
{
    malloc_trim(0);
}

struct chunk {
    struct chunk *before;
    size_t n, cap;
    alignas(max_align_t) unsigned char byte[];
};

struct arena {
    struct chunk *last;
    size_t next_cap;
};

struct arena *arena_new(void)
{
    struct arena *arena = mem_new(sizeof(*arena));

    arena->next_cap = CHUNK_FIRST;
    return arena;
}

void arena_free(struct arena *arena)
{
    struct chunk *chunk, *before;

    if (!arena)
        return;
    for (chunk = arena->last; chunk; chunk = before) {
        before = chunk->before;
        mem_wipe_free(chunk, sizeof(*chunk) + chunk->n);
    }
    mem_free(arena);
}

void arena_reset(struct arena *arena)
{
    struct chunk *kept = arena->last, *chunk, *before;

    if (!kept)
        return;
    for (chunk = kept->before; chunk; chunk = before) {
        before = chunk->before;
        mem_wipe_free(chunk, sizeof(*chunk) + chunk->n);
    }
    explicit_bzero(kept->byte, kept->n);
    kept->n = 0;
    kept->before = NULL;
}

static struct chunk *add_chunk(struct arena *arena, size_t cap)
{
    struct chunk *chunk;

    if (cap > SIZE_MAX - sizeof(*chunk))
        no_memory();
    chunk = mem_new(sizeof(*chunk) + cap);
    chunk->cap = cap;
    chunk->before = arena->last;
    arena->last = chunk;
    return chunk;
}

void *arena_alloc(struct arena *arena, size_t n)
{
    const size_t align = alignof(max_align_t);
    struct chunk *chunk = arena->last;
    void *p;

    if (n > SIZE_MAX - align)
        no_memory();
    n = (n + align - 1) / align * align;
    if (!chunk || chunk->cap - chunk->n < n) {
        chunk = add_chunk(arena, n > arena->next_cap ? n : arena->next_cap);
        if (arena->next_cap < CHUNK_LAST)
            arena->next_cap *= 2;
    }
    p = chunk->byte + chunk->n;
    chunk->n += n;
    return p;
}

void *arena_array(struct arena *arena, size_t n, size_t size)
{
    return arena_alloc(arena, multiplied(n, size));
}

char *arena_strdup(struct arena *arena, const char *text)
{
    return text ? arena_strndup(arena, text, strlen(text)) : NULL;
}

char *arena_strndup(struct arena *arena, const char *text, size_t n)
{
    char *copy;

    if (n == SIZE_MAX)
        no_memory();
    copy = arena_alloc(arena, n + 1);
    if (n)
        memcpy(copy, text, n);
    return copy;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args, again;
    char *out;
    int n;

    va_start(args, format);
    va_copy(again, args);
    n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    out = arena_alloc(arena, n < 0 ? 1 : (size_t)n + 1);
    if (n > 0)
        vsnprintf(out, (size_t)n + 1, format, again);
    va_end(again);
    return out;
}

void *arena_regrow(struct arena *arena, const void *old, size_t n_old, size_t n_new, size_t size)
{
    void *grown = arena_array(arena, n_new, size);

    if (n_old)
        memcpy(grown, old, n_old * size);
    return grown;
}
