/* test_form_steps.c - answers given one by one leave a form as if all were given at once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bundle.h"
#include "same_answers.h"
#include "sis/form/live.h"

static const struct date today = {2026, 11, 22};
#define NOW 1795343400 /* 2026-11-22 10:30 UTC */

static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1103515245U + 12345U;
    return *seed >> 16;
}

/* Some answer of the item's type, sometimes empty, a non-answer, or of another type. */
static void set_something(struct live *live, const struct item *item, unsigned *seed)
{
    struct answer some = {.id = item->id};
    const char *code[2] = {NULL, NULL};
    unsigned pick = next_random(seed) % 10;
    if (pick == 0) {
        some.nonanswer = (enum nonanswer)(1 + next_random(seed) % 4);
    } else if (pick == 1) {
        some.value = value_text("2026-05-03");
    } else if (pick > 2 && item->scale && item->scale->n_options > 0) {
        code[0] = item->scale->option[next_random(seed) % item->scale->n_options].code;
        some.value = value_codes(code, 1);
    } else if (pick > 2) {
        some.value = item->type == ITEM_NUMBER ? value_number((double)(next_random(seed) % 12))
                                               : value_text("ord");
    }
    live_set(live, &some);
}

static void assert_same(const struct live *a, const struct live *b)
{
    const struct form *form = live_form(a);
    for (size_t i = 0; i < form->n_items; i++)
        assert_int_equal(live_shown(a, &form->item[i]), live_shown(b, &form->item[i]));
    assert_true(same_answers(live_answers(a), live_answers(b)));
}

static void step_by_step_is_the_same_as_all_at_once(void **state)
{
    struct test_bundle t;
    unsigned seed = 7;
    (void)state;
    bundle_open(&t, "forms");
    bundle_load_clean(&t);
    for (size_t i = 0; i < t.method->n_forms; i++) {
        const struct form *form = &t.method->form[i];
        struct arena *arena = arena_new();
        struct answers answers;
        answers_init(&answers, arena);
        struct live *live = live_new(t.method, form, &answers, NULL, today, NOW, true);
        for (int step = 0; step < 300; step++) {
            set_something(live, &form->item[next_random(&seed) % form->n_items], &seed);
            if (step % 10 != 0)
                continue;
            struct answers copy;
            answers_copy(&copy, arena, &answers);
            struct live *fresh = live_new(t.method, form, &copy, NULL, today, NOW, false);
            assert_same(live, fresh);
            live_free(fresh);
        }
        live_free(live);
        arena_free(arena);
    }
    bundle_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(step_by_step_is_the_same_as_all_at_once),
    };
    return cmocka_run_group_tests_name("form steps", tests, NULL, NULL);
}
