/* test_form_check.c - every mistake in a method is told, with its file and line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bundle.h"

struct mistake {
    const char *file, *from, *to; /* one change in the small method ... */
    const char *told;             /* ... and all that is then told */
};

static const struct mistake mistakes[] = {
#include "data/mistakes.def"
};

static void every_mistake_is_told_at_its_place(void **state)
{
    size_t wrong = 0;
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(mistakes); i++) {
        const struct mistake *m = &mistakes[i];
        struct test_bundle t;
        bundle_open(&t, BUNDLE_SMALL);
        bundle_replace(&t, m->file, m->from, m->to);
        bundle_load(&t);
        char *told = bundle_problems(&t);
        if (t.method != NULL || strcmp(told, m->told) != 0) {
            print_error("%s: %s -> %s\n  expected: %s\n  told:     %s\n", m->file, m->from, m->to,
                        m->told, told);
            wrong++;
        }
        mem_free(told);
        bundle_close(&t);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_mistake_is_told_at_its_place),
    };
    return cmocka_run_group_tests_name("form check", tests, NULL, NULL);
}
