/* test_base_mem.c - memory, arenas, growing strings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "sis/base/mem.h"
#include "sis/base/str.h"

static void memory_is_zeroed(void **state)
{
    unsigned char *p = mem_array(100, 3);
    size_t i;

    (void)state;
    for (i = 0; i < 300; i++)
        assert_int_equal(p[i], 0);
    mem_wipe_free(p, 300);
    mem_free(mem_new(0));
    mem_free(NULL);
    mem_wipe_free(NULL, 10);
}

static void tell(void *arg)
{
    int *to = arg;

    /* The hook itself may allocate, and running out again must not run it again. */
    mem_free(mem_new(10));
    if (write(*to, "h", 1) != 1)
        _exit(1);
    mem_fail_at(1);
    mem_free(mem_new(10));
    _exit(2);
}

/* Runs act in a child; gives its exit status and how often the hook ran. */
static int run_out(void (*act)(void), int *hooks)
{
    int ends[2], status = 0;
    char c;
    pid_t child;

    assert_int_equal(pipe(ends), 0);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        close(ends[0]);
        close(STDERR_FILENO);
        mem_on_exhausted(tell, &ends[1]);
        act();
        _exit(3);
    }
    close(ends[1]);
    for (*hooks = 0; read(ends[0], &c, 1) == 1;)
        (*hooks)++;
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void third_allocation(void)
{
    mem_fail_at(3);
    mem_free(mem_new(1));
    mem_free(mem_new(1));
    mem_free(mem_new(1));
}

static void too_many(void)
{
    mem_free(mem_array(SIZE_MAX / 2, 3));
}

static void too_large_in_arena(void)
{
    arena_alloc(arena_new(), SIZE_MAX - 3);
}

static void exhausted_runs_hook_once_and_ends(void **state)
{
    static void (*const acts[])(void) = {third_allocation, too_many, too_large_in_arena};
    size_t i;
    int hooks;

    (void)state;
    for (i = 0; i < ARRAY_LEN(acts); i++) {
        assert_int_equal(run_out(acts[i], &hooks), 70);
        assert_int_equal(hooks, 1);
    }
}

static void fail_at_is_switched_off(void **state)
{
    (void)state;
    mem_fail_at(2);
    mem_free(mem_new(1));
    mem_fail_at(0);
    mem_free(mem_new(1));
    mem_free(mem_new(1));
}

static void arena_is_aligned_zeroed_and_apart(void **state)
{
    struct arena *arena = arena_new();
    unsigned char *piece[200];
    size_t i, k;

    (void)state;
    for (i = 0; i < ARRAY_LEN(piece); i++) {
        size_t n = i * i % 977;

        piece[i] = arena_alloc(arena, n);
        assert_int_equal((uintptr_t)piece[i] % _Alignof(max_align_t), 0);
        for (k = 0; k < n; k++)
            assert_int_equal(piece[i][k], 0);
        memset(piece[i], (int)i, n);
    }
    for (i = 0; i < ARRAY_LEN(piece); i++)
        for (k = 0; k < i * i % 977; k++)
            assert_int_equal(piece[i][k], i & 0xFF);
    arena_free(arena);
    arena_free(NULL);
}

static void arena_copies(void **state)
{
    struct arena *arena = arena_new();
    int first[2] = {7, 8}, *grown;

    (void)state;
    assert_null(arena_strdup(arena, NULL));
    assert_string_equal(arena_strdup(arena, "åter"), "åter");
    assert_string_equal(arena_strndup(arena, "abcdef", 3), "abc");
    assert_string_equal(arena_printf(arena, "%d %s", 3, "maj"), "3 maj");
    assert_string_equal(arena_printf(arena, "%s", ""), "");
    grown = arena_regrow(arena, first, 2, 5, sizeof(int));
    assert_int_equal(grown[1], 8);
    assert_int_equal(grown[4], 0);
    assert_non_null(arena_alloc(arena, 3 << 20));
    arena_free(arena);
}

static void arena_reset_gives_zeroed_memory_again(void **state)
{
    struct arena *arena = arena_new();

    (void)state;
    arena_reset(arena);
    for (int round = 0; round < 3; round++) {
        for (size_t n = 1; n < 200000; n *= 3) {
            unsigned char *piece = arena_alloc(arena, n);
            for (size_t i = 0; i < n; i++)
                assert_int_equal(piece[i], 0);
            memset(piece, 0xA5, n);
        }
        arena_reset(arena);
    }
    arena_free(arena);
}

static void string_grows_and_keeps_nul(void **state)
{
    struct str s;
    size_t i, n;
    char *taken;

    (void)state;
    str_init(&s, 0);
    assert_string_equal(s.p, "");
    for (i = 0; i < 1000; i++)
        assert_true(str_printf(&s, "%zu,", i % 10));
    assert_int_equal(s.n, 2000);
    assert_int_equal(strlen(s.p), 2000);
    assert_true(str_repeat(&s, '-', 100));
    assert_int_equal(s.p[2099], '-');
    taken = str_take(&s, &n);
    assert_int_equal(n, 2100);
    mem_wipe_free(taken, n);
    assert_true(str_equal(&s, ""));
    assert_true(str_add(&s, NULL, 0));
    assert_true(str_add(&s, "a\0b", 3));
    assert_false(str_equal(&s, "a"));
    str_release(&s);
    str_release(&s);
}

static void string_refuses_beyond_its_limit(void **state)
{
    struct str s;

    (void)state;
    str_init(&s, 5);
    assert_true(str_puts(&s, "abcd"));
    assert_false(str_puts(&s, "ef"));
    assert_true(s.over);
    assert_string_equal(s.p, "abcd");
    assert_false(str_putc(&s, 'e'));
    assert_false(str_printf(&s, "%d", 1));
    assert_false(str_repeat(&s, 'x', 1));
    assert_string_equal(s.p, "abcd");
    str_clear(&s);
    assert_true(str_puts(&s, "abcde"));
    assert_false(s.over);
    assert_true(str_splice(&s, 1, 3, "XY", 2));
    assert_string_equal(s.p, "aXYde");
    assert_false(str_splice(&s, 5, 5, "f", 1));
    assert_false(s.over);
    assert_true(str_splice(&s, 0, 5, NULL, 0));
    assert_string_equal(s.p, "");
    str_release(&s);
}

/* Random splices beside a slow reference. */
static void string_splices_as_a_reference(void **state)
{
    char reference[400] = "", next[400];
    size_t n = 0, step;
    struct str s;

    (void)state;
    srandom(7);
    str_init(&s, 300);
    for (step = 0; step < 5000; step++) {
        static const char bytes[] = "abcdefghijklmnopqrstuvwxyz";
        size_t from = n ? (size_t)random() % (n + 1) : 0;
        size_t to = from + (size_t)random() % (n - from + 1);
        size_t add = (size_t)random() % 27;
        bool fits = n - (to - from) + add <= 300;

        assert_int_equal(str_splice(&s, from, to, bytes, add), fits);
        if (fits) {
            memcpy(next, reference, from);
            memcpy(next + from, bytes, add);
            memcpy(next + from + add, reference + to, n - to);
            n = n - (to - from) + add;
            memcpy(reference, next, n);
        }
        assert_int_equal(s.n, n);
        assert_memory_equal(s.p, reference, n);
        assert_int_equal(s.p[n], '\0');
    }
    str_release(&s);
}

static void small_helpers_take_null(void **state)
{
    (void)state;
    assert_true(text_is_empty(NULL));
    assert_true(text_is_empty(""));
    assert_false(text_is_empty(" "));
    assert_true(text_equal(NULL, ""));
    assert_false(text_equal(NULL, "a"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed),
        cmocka_unit_test(exhausted_runs_hook_once_and_ends),
        cmocka_unit_test(fail_at_is_switched_off),
        cmocka_unit_test(arena_is_aligned_zeroed_and_apart),
        cmocka_unit_test(arena_copies),
        cmocka_unit_test(arena_reset_gives_zeroed_memory_again),
        cmocka_unit_test(string_grows_and_keeps_nul),
        cmocka_unit_test(string_refuses_beyond_its_limit),
        cmocka_unit_test(string_splices_as_a_reference),
        cmocka_unit_test(small_helpers_take_null),
    };

    return cmocka_run_group_tests_name("base mem", tests, NULL, NULL);
}
