/* test_screens_every.c - every form of the method, gone through by keys: wherever one is, it is seen;
 * and what is remembered between two keys changes nothing that is drawn. */
#include <stdio.h>
#include <stdlib.h>
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

/* Drawn at another size in between, everything is measured anew. */
static void assert_drawn_anew(const char *form)
{
    struct canvas *other = canvas_new(it.canvas->rows + 3, it.canvas->cols - 7);
    struct canvas *anew = canvas_new(it.canvas->rows, it.canvas->cols);
    size_t bytes = (size_t)anew->rows * (size_t)anew->cols * sizeof *anew->cell;
    look();
    stack_draw(it.stack, other);
    stack_draw(it.stack, anew);
    if (memcmp(it.canvas->cell, anew->cell, bytes) != 0 ||
        it.canvas->cursor_row != anew->cursor_row || it.canvas->cursor_col != anew->cursor_col)
        wrong(form, "drawn anew it looks different");
    canvas_free(other);
    canvas_free(anew);
}

static void press_at_random(void)
{
    static const char *const keys[] = {
        "j",    "n",     "1",    "x",     "å", "Space", "Tab", "S-Tab",     "Down",   "Up",
        "PgDn", "Enter", "Left", "Right", "v", "F4",    "C-z", "Backspace", "Delete", "Home"};
    static const char *const words[] = {"ett ord till på raden ", "ring 0739123456 ",
                                        "nästa rad\n\n", "a@b.se ", "2026-11-22"};
    int which = rand() % 40;
    if (which < 8)
        form_driver_type(&it, words[(size_t)which % ARRAY_LEN(words)]);
    else if (which < 10)
        form_driver_paste(&it, words[(size_t)which % ARRAY_LEN(words)]);
    else if (which < 11)
        form_driver_tick(&it);
    else
        form_driver_press(&it, keys[(size_t)rand() % ARRAY_LEN(keys)]);
}

static void what_is_remembered_changes_nothing(void **state)
{
    static const char *const form[] = {"u1", "x2", "m1", "r1", "route"};
    (void)state;
    for (unsigned seed = 0; seed < 30; seed++) {
        const char *id = form[seed % ARRAY_LEN(form)];
        srand(seed);
        form_driver_try(&it, id, LANG_SV, 24, seed % 3 ? 80 : 120);
        for (int key = 0; key < 60 && form_driver_is_open(&it); key++) {
            press_at_random();
            look();
            if (rand() % 4 == 0)
                assert_drawn_anew(id);
        }
        form_driver_close(&it);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_focused_is_seen),
        cmocka_unit_test(what_is_remembered_changes_nothing),
    };
    if (!utf8_locale())
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
