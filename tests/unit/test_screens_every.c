/* test_screens_every.c - every form of the method, gone through by keys: wherever one is, it is seen. */
#include <stdio.h>
#include <string.h>

#include "unit.h"

#include "canvas_dump.h"
#include "form_driver.h"
#include "sis/base/utf8.h"

#define STEPS_MAX 600
#define ITEM_BYTES sizeof(((struct place *)NULL)->item)

static const struct {
    int rows, cols;
    enum lang lang;
} looks[] = {{24, 80, LANG_SV}, {24, 80, LANG_EN}, {40, 120, LANG_SV}, {16, 60, LANG_EN}};
static struct form_driver it;

static void look(void)
{
    canvas_clear(it.canvas);
    stack_draw(it.stack, it.canvas);
}

static void wrong(const char *form, const char *what)
{
    struct str screen;
    str_init(&screen, 0);
    canvas_dump(it.canvas, false, &screen);
    struct place place = form_driver_place(&it);
    fail_msg("%s %s: %s\n%s", form, place.item, what, screen.p);
}

/* The cursor stands in the body, on a row of what is focused. */
static void assert_seen(const char *form)
{
    const struct canvas *canvas = it.canvas;
    int row = canvas->cursor_row;
    if (row < 1 || row >= canvas->rows - 1 || canvas->cursor_col < 0 ||
        canvas->cursor_col >= canvas->cols)
        wrong(form, "the cursor is not on the questions");
    if (strcmp(canvas_at(canvas, row, 0)->bytes, "┃") != 0)
        wrong(form, "the cursor is not on what is focused");
}

/* Goes on by a key until it leads no further; answers on the way when asked to. */
static int go_through(const char *form, const char *key, bool answer)
{
    char before[ITEM_BYTES] = "";
    int steps = 0;
    look();
    for (; steps < STEPS_MAX; steps++) {
        struct place place = form_driver_place(&it);
        if (steps > 0 && strcmp(before, place.item) == 0)
            break;
        memcpy(before, place.item, sizeof before);
        assert_seen(form);
        if (answer) {
            form_driver_press(&it, "Space");
            look();
            assert_seen(form);
        }
        form_driver_press(&it, key);
        look();
    }
    assert_true(steps < STEPS_MAX);
    return steps;
}

static void go_through_form(const char *form, enum lang lang, int rows, int cols)
{
    form_driver_try(&it, form, lang, rows, cols);
    form_driver_press(&it, "F4");
    go_through(form, "Tab", true);
    assert_true(go_through(form, "S-Tab", false) > 0);
    go_through(form, "PgDn", false);
    go_through(form, "PgUp", false);
    form_driver_close(&it);
}

static void what_is_focused_is_seen(void **state)
{
    struct test_bundle bundle;
    (void)state;
    bundle_open(&bundle, "forms");
    bundle_load_clean(&bundle);
    for (size_t i = 0; i < bundle.method->n_forms; i++)
        for (size_t k = 0; k < ARRAY_LEN(looks); k++)
            go_through_form(bundle.method->form[i].id, looks[k].lang, looks[k].rows, looks[k].cols);
    bundle_close(&bundle);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_focused_is_seen)};
    if (!utf8_locale())
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
