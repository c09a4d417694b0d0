/* bundle.c - methods for tests. */
#include "bundle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

void bundle_open(struct test_bundle *t, const char *folder)
{
    t->arena = arena_new();
    t->method = NULL;
    problems_init(&t->problems, t->arena);
    if (bundle_read(folder, t->arena, &t->bundle, &t->problems))
        return;
    char *told = bundle_problems(t);
    print_error("%s\n", told);
    mem_free(told);
    fail();
}

void bundle_close(struct test_bundle *t)
{
    arena_free(t->arena);
}

static struct bundle_file *find_file(struct test_bundle *t, const char *name)
{
    for (size_t i = 0; i < t->bundle.n; i++)
        if (strcmp(t->bundle.file[i].name, name) == 0)
            return &t->bundle.file[i];
    fail_msg("no file %s", name);
    return NULL;
}

void bundle_put(struct test_bundle *t, const char *name, const char *text, size_t n)
{
    struct bundle_file *file = find_file(t, name);
    file->bytes = arena_strndup(t->arena, text, n);
    file->n = n;
}

void bundle_replace(struct test_bundle *t, const char *name, const char *from, const char *to)
{
    struct bundle_file *file = find_file(t, name);
    const char *at = strstr(file->bytes, from);
    if (!at)
        fail_msg("%s holds no %s", name, from);
    struct str changed;
    str_init(&changed, 0);
    str_add(&changed, file->bytes, (size_t)(at - file->bytes));
    str_puts(&changed, to);
    str_puts(&changed, at + strlen(from));
    bundle_put(t, name, changed.p, changed.n);
    str_release(&changed);
}

void bundle_load(struct test_bundle *t)
{
    problems_init(&t->problems, t->arena);
    t->method = method_load(&t->bundle, t->arena, &t->problems);
}

void bundle_load_clean(struct test_bundle *t)
{
    bundle_load(t);
    if (t->method)
        return;
    char *told = bundle_problems(t);
    print_error("%s\n", told);
    mem_free(told);
    fail();
}

char *bundle_problems(const struct test_bundle *t)
{
    struct str all;
    str_init(&all, 0);
    for (size_t i = 0; i < t->problems.n; i++) {
        if (i > 0)
            str_putc(&all, '\n');
        err_text(&t->problems.item[i], LANG_EN, &all);
    }
    char *told = str_take(&all, NULL);
    str_release(&all);
    return told;
}
