/* test_ui_widgets.c - entry line, list, title and status line, and wrapped text on a canvas. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "canvas_dump.h"
#include "golden.h"
#include "sis/base/mem.h"
#include "sis/base/utf8.h"
#include "sis/ui/widget.h"

static void assert_dump(const struct canvas *canvas, const char *expected)
{
    struct str out;
    str_init(&out, 0);
    canvas_dump(canvas, false, &out);
    assert_string_equal(out.p, expected);
    str_release(&out);
}

static bool press(struct entry_line *entry, const char *name)
{
    struct event event = {.kind = EVENT_KEY};
    assert_true(key_parse(name, &event.key));
    return entry_handle(entry, &event);
}

static void assert_entry(const struct entry_line *entry, int cols, bool focus, const char *expected)
{
    struct canvas *canvas = canvas_new(1, cols);
    entry_draw(entry, canvas_area(canvas), focus);
    assert_dump(canvas, expected);
    canvas_free(canvas);
}

static void an_entry_scrolls_by_half_lines(void **state)
{
    (void)state;
    struct entry_line entry;
    entry_init(&entry, "", false);
    assert_entry(&entry, 10, true, "‸\n");
    assert_entry(&entry, 10, false, "\n");
    for (const char *c = "abcdefgh"; *c; c++)
        press(&entry, (char[]){*c, '\0'});
    assert_entry(&entry, 10, true, "abcdefgh‸\n");
    press(&entry, "i");
    assert_entry(&entry, 10, true, "…ghi‸\n");
    assert_entry(&entry, 10, false, "abcdefghi\n");
    press(&entry, "j");
    press(&entry, "k");
    press(&entry, "C-Home");
    assert_entry(&entry, 10, true, "‸abcdefghi…\n");
    assert_entry(&entry, 10, false, "abcdefghi…\n");
    press(&entry, "C-End");
    press(&entry, "Left");
    assert_entry(&entry, 10, true, "…ghij‸k\n");
    assert_entry(&entry, 1, true, "‸k\n");
    assert_entry(&entry, 2, true, "‸k\n");
    entry_release(&entry);
}

static void an_entry_is_one_line(void **state)
{
    (void)state;
    struct entry_line entry;
    struct event paste = {.kind = EVENT_PASTE, .text = "rum 4\nvån 2\n", .n = 13};
    entry_init(&entry, "", false);
    assert_true(entry_handle(&entry, &paste));
    assert_string_equal(edit_text(entry.edit), "rum 4 vån 2");
    assert_false(press(&entry, "Enter"));
    assert_false(press(&entry, "Up"));
    assert_false(press(&entry, "Tab"));
    assert_false(press(&entry, "Right"));
    assert_true(press(&entry, "Home"));
    assert_true(press(&entry, "S-End"));
    assert_true(press(&entry, "x"));
    assert_string_equal(edit_text(entry.edit), "x");
    entry_release(&entry);
}

static void a_secret_is_never_drawn(void **state)
{
    (void)state;
    struct entry_line entry;
    entry_init(&entry, "lösen字e\u0323\u0301", true);
    for (int cols = 1; cols < 30; cols++) {
        struct canvas *canvas = canvas_new(1, cols);
        entry_draw(&entry, canvas_area(canvas), true);
        for (int col = 0; col < cols; col++) {
            const char *bytes = canvas_at(canvas, 0, col)->bytes;
            assert_true(strcmp(bytes, "•") == 0 || strcmp(bytes, " ") == 0 ||
                        strcmp(bytes, "…") == 0);
        }
        canvas_free(canvas);
    }
    assert_entry(&entry, 12, true, "•••••••‸\n");
    press(&entry, "S-Left");
    struct canvas *canvas = canvas_new(1, 12);
    entry_draw(&entry, canvas_area(canvas), true);
    golden_canvas("ui/entry_secret", canvas, true);
    canvas_free(canvas);
    press(&entry, "Delete");
    assert_string_equal(edit_text(entry.edit), "lösen字");
    entry_release(&entry);
}

static void the_cursor_of_an_entry_is_on_its_character(void **state)
{
    static const char *const key[] = {"Left",    "Right", "Home",  "End",       "C-Left",
                                      "C-Right", "å",     "Space", "Backspace", "x"};
    (void)state;
    for (int cols = 1; cols < 60; cols++) {
        struct entry_line entry;
        srand((unsigned)cols);
        entry_init(&entry, "Granen 字字 och ängen, mycket längre än raden är bred", false);
        for (int i = 0; i < 80; i++) {
            press(&entry, key[(size_t)rand() % ARRAY_LEN(key)]);
            struct canvas *canvas = canvas_new(1, cols);
            entry_draw(&entry, canvas_area(canvas), true);
            assert_int_equal(canvas->cursor_row, 0);
            assert_in_range(canvas->cursor_col, 0, cols - 1);
            const char *p = edit_text(entry.edit) + edit_cursor(entry.edit);
            const char *bytes = canvas_at(canvas, 0, canvas->cursor_col)->bytes;
            if (*p && cols > 1)
                assert_int_equal(strncmp(bytes, p, strlen(bytes)), 0);
            canvas_free(canvas);
        }
        entry_release(&entry);
    }
}

/* --- list --- */

struct rows {
    size_t count;
};

static size_t rows_count(const void *arg)
{
    return ((const struct rows *)arg)->count;
}

static void rows_draw(const void *arg, size_t n, struct area line, bool selected)
{
    char text[40];
    (void)arg;
    snprintf(text, sizeof text, "24-%03zu  Granen  rum %zu", n, n % 9);
    area_fit(line, 0, 0, line.cols, selected ? STYLE_FOCUS : STYLE_PLAIN, text);
}

static struct list_source source_of(const struct rows *rows)
{
    return (struct list_source){rows_count, rows_draw, rows};
}

static bool give(struct list_view *list, struct rows *rows, int height, enum command command)
{
    struct list_source source = source_of(rows);
    struct event event = {.kind = EVENT_COMMAND, .command = (int)command};
    return list_handle(list, &source, height, &event);
}

static void a_list_looks_calm(void **state)
{
    (void)state;
    struct rows rows = {40}, none = {0};
    struct list_view list = {0}, empty = {0};
    struct list_source source = source_of(&rows);
    struct canvas *canvas = canvas_new(24, 80);
    for (int i = 0; i < 24; i++)
        give(&list, &rows, 24, COMMAND_DOWN);
    list_draw(&list, &source, canvas_area(canvas), true);
    golden_canvas("ui/list_80x24", canvas, true);
    canvas_resize(canvas, 4, 14);
    list_draw(&list, &source, canvas_area(canvas), false);
    golden_canvas("ui/list_14x4", canvas, true);
    canvas_clear(canvas);
    source = source_of(&none);
    list_draw(&empty, &source, canvas_area(canvas), true);
    assert_dump(canvas, "‸\n");
    canvas_free(canvas);
}

static void motions_stay_in_the_list(void **state)
{
    (void)state;
    struct rows rows = {20};
    struct list_view list = {0};
    assert_true(give(&list, &rows, 6, COMMAND_DOWN));
    assert_int_equal(list.selected, 1);
    assert_true(give(&list, &rows, 6, COMMAND_UP));
    assert_int_equal(list.selected, 0);
    assert_false(give(&list, &rows, 6, COMMAND_UP));
    assert_false(give(&list, &rows, 6, COMMAND_PAGE_UP));
    assert_true(give(&list, &rows, 6, COMMAND_PAGE_DOWN));
    assert_int_equal(list.selected, 5);
    assert_true(give(&list, &rows, 6, COMMAND_PAGE_DOWN));
    assert_int_equal(list.selected, 10);
    assert_int_equal(list.top, 5);
    assert_true(give(&list, &rows, 6, COMMAND_PAGE_UP));
    assert_int_equal(list.selected, 5);
    assert_true(give(&list, &rows, 6, COMMAND_BOTTOM));
    assert_int_equal(list.selected, 19);
    assert_int_equal(list.top, 14);
    assert_false(give(&list, &rows, 6, COMMAND_DOWN));
    assert_false(give(&list, &rows, 6, COMMAND_PAGE_DOWN));
    assert_true(give(&list, &rows, 6, COMMAND_TOP));
    assert_int_equal(list.selected, 0);
    assert_int_equal(list.top, 0);
    assert_false(give(&list, &rows, 6, COMMAND_OPEN));
    struct event key = {.kind = EVENT_KEY, .key = {.code = KEYCODE_DOWN}};
    struct list_source source = source_of(&rows);
    assert_false(list_handle(&list, &source, 6, &key));
}

static void a_list_follows_its_source(void **state)
{
    (void)state;
    struct rows rows = {100};
    struct list_view list = {.selected = 90};
    struct list_source source = source_of(&rows);
    list_settle(&list, &source, 10);
    assert_int_equal(list.top, 81);
    rows.count = 30;
    list_settle(&list, &source, 10);
    assert_int_equal(list.selected, 29);
    assert_int_equal(list.top, 20);
    rows.count = 0;
    assert_false(list_handle(&list, &source, 10,
                             &(struct event){.kind = EVENT_COMMAND, .command = COMMAND_DOWN}));
    assert_int_equal(list.selected, 0);
    struct rows many = {SIZE_MAX / 2};
    list = (struct list_view){0};
    assert_true(give(&list, &many, 20, COMMAND_BOTTOM));
    assert_true(list.selected == many.count - 1);
}

/* Random motions in random lists: the selected row is shown, at every size. */
static void the_selected_row_is_always_in_sight(void **state)
{
    static const enum command way[] = {COMMAND_UP,        COMMAND_DOWN, COMMAND_PAGE_UP,
                                       COMMAND_PAGE_DOWN, COMMAND_TOP,  COMMAND_BOTTOM};
    (void)state;
    for (int height = 1; height <= 40; height++)
        for (int cols = 1; cols <= 120; cols += 17) {
            struct list_view list = {0};
            srand((unsigned)(height * 200 + cols));
            struct rows rows = {(size_t)rand() % 90};
            struct list_source source = source_of(&rows);
            for (int i = 0; i < 30; i++) {
                struct canvas *canvas = canvas_new(height, cols);
                if (rand() % 6 == 0)
                    rows.count = (size_t)rand() % 90;
                give(&list, &rows, height, way[(size_t)rand() % ARRAY_LEN(way)]);
                list_draw(&list, &source, canvas_area(canvas), true);
                assert_int_equal(canvas->cursor_col,
                                 list.selected < rows.count && cols > 2 ? 2 : 0);
                if (list.selected < rows.count) {
                    assert_int_equal(canvas->cursor_row, list.selected - list.top);
                    assert_string_equal(canvas_at(canvas, canvas->cursor_row, 0)->bytes,
                                        cols == 1 ? canvas_at(canvas, canvas->cursor_row, 0)->bytes
                                                  : "›");
                }
                canvas_free(canvas);
            }
        }
}

/* --- bars --- */

#define NOTE_KEYS 6

/* What the screen of the note shows. */
static const struct bar_key note_keys[LANG_COUNT][NOTE_KEYS] = {
    {{COMMAND_DONE, "lämna in (tomma svar går bra)"},
     {COMMAND_MORE, NULL},
     {COMMAND_HELP, NULL},
     {COMMAND_BACK, "spara och gå"},
     {COMMAND_LOCK, NULL},
     {COMMAND_YES, NULL}}, /* has no key where one writes */
    {{COMMAND_DONE, "hand in (empty answers are fine)"},
     {COMMAND_MORE, NULL},
     {COMMAND_HELP, NULL},
     {COMMAND_BACK, "save and leave"},
     {COMMAND_LOCK, NULL},
     {COMMAND_YES, NULL}},
};

static void draw_bars(struct canvas *canvas, enum context context, bool practice, enum lang lang)
{
    static const struct bar title[LANG_COUNT] = {
        {.left = "NOTERING  24-031 Granen  rum 4", .right = "utkast sparat 02:11:40"},
        {.left = "NOTE  24-031 Granen  room 4", .right = "draft saved 02:11:40"},
    };
    struct keymap keymap;
    struct bar bar = title[lang];
    struct area all = canvas_area(canvas);
    bar.practice = practice;
    keymap_init(&keymap, false);
    bar_title(area_part(all, 0, 0, 1, canvas->cols), &bar, lang);
    bar_keys(area_part(all, 1, 0, 1, canvas->cols), &keymap, context, note_keys[lang], NOTE_KEYS,
             lang);
}

static void the_title_says_what_there_is_room_for(void **state)
{
    static const struct {
        int cols;
        const char *shown;
    } at[] = {{40, "LEFT                    right, all of it"},
              {20, "LEFT           right"},
              {11, "LEFT"}};
    struct bar bar = {"LEFT", "right, all of it\nright", false};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(at); i++) {
        struct canvas *canvas = canvas_new(1, at[i].cols);
        struct str shown;
        str_init(&shown, 0);
        bar_title(canvas_area(canvas), &bar, LANG_SV);
        canvas_dump(canvas, false, &shown);
        shown.p[strcspn(shown.p, "\n")] = '\0';
        assert_string_equal(shown.p, at[i].shown);
        str_release(&shown);
        canvas_free(canvas);
    }
}

static void bars_look_calm(void **state)
{
    static const int width[] = {120, 80, 60, 40, 20, 8};
    (void)state;
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        struct str all;
        str_init(&all, 0);
        for (size_t i = 0; i < ARRAY_LEN(width); i++)
            for (int practice = 0; practice < 2; practice++) {
                struct canvas *canvas = canvas_new(2, width[i]);
                draw_bars(canvas, practice ? CONTEXT_TEXT : CONTEXT_FORM, practice,
                          (enum lang)lang);
                canvas_dump(canvas, false, &all);
                canvas_free(canvas);
            }
        golden_check(lang == LANG_SV ? "ui/bars_sv" : "ui/bars_en", all.p);
        str_release(&all);
    }
    struct canvas *canvas = canvas_new(2, 80);
    draw_bars(canvas, CONTEXT_FORM, true, LANG_SV);
    golden_canvas("ui/bars_styles", canvas, true);
    canvas_free(canvas);
}

static void what_stays_gives_up_its_words_and_then_its_place(void **state)
{
    static const struct {
        int from, to; /* columns */
        const char *words;
    } seen[] = {{5, 120, "F12"},
                {8, 120, "? "},
                {13, 120, "Esc"},
                {17, 45, "F12 lås"},
                {23, 45, "? hjälp"},
                {36, 45, "Esc spara och gå"},
                {49, 120, "F2 lämna in (tomma svar går bra)"}};
    (void)state;
    for (int cols = 1; cols <= 120; cols++) {
        struct canvas *canvas = canvas_new(2, cols);
        struct str out;
        str_init(&out, 0);
        draw_bars(canvas, CONTEXT_FORM, true, LANG_SV);
        canvas_dump(canvas, false, &out);
        for (size_t i = 0; i < ARRAY_LEN(seen); i++)
            if (cols >= seen[i].from && cols <= seen[i].to)
                assert_non_null(strstr(out.p, seen[i].words));
        if (cols >= 6)
            assert_non_null(strstr(out.p, "ÖVNING"));
        assert_null(strstr(out.p, " j "));
        str_release(&out);
        canvas_free(canvas);
    }
}

static void text_is_wrapped(void **state)
{
    (void)state;
    struct canvas *canvas = canvas_new(4, 12);
    struct area all = canvas_area(canvas);
    assert_int_equal(area_wrap(all, 1, 1, 9, STYLE_PLAIN, "Sa i korridoren: inget."), 4);
    assert_dump(canvas, "\n Sa i\n korridore\n n: inget.\n");
    assert_int_equal(area_wrap(all, 0, 0, 0, STYLE_PLAIN, "ab"), 2);
    assert_int_equal(area_wrap(all, 2, 0, 9, STYLE_PLAIN, ""), 3);
    assert_int_equal(area_wrap(all, 3, 0, 9, STYLE_PLAIN, "a\n\nb\n"), 7);
    canvas_clear(canvas);
    assert_int_equal(area_wrap(all, -1, 0, 8, STYLE_PLAIN, "en\ntvå \x1b\ntre"), 3);
    assert_dump(canvas, "två\n<U+001B>\ntre\n");
    canvas_free(canvas);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_entry_scrolls_by_half_lines),
        cmocka_unit_test(an_entry_is_one_line),
        cmocka_unit_test(a_secret_is_never_drawn),
        cmocka_unit_test(the_cursor_of_an_entry_is_on_its_character),
        cmocka_unit_test(a_list_looks_calm),
        cmocka_unit_test(motions_stay_in_the_list),
        cmocka_unit_test(a_list_follows_its_source),
        cmocka_unit_test(the_selected_row_is_always_in_sight),
        cmocka_unit_test(the_title_says_what_there_is_room_for),
        cmocka_unit_test(bars_look_calm),
        cmocka_unit_test(what_stays_gives_up_its_words_and_then_its_place),
        cmocka_unit_test(text_is_wrapped),
    };
    utf8_locale();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
