/* test_ui_canvas.c - cells: what is drawn where, and nothing outside. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "canvas_dump.h"
#include "sis/base/mem.h"
#include "sis/base/utf8.h"
#include "sis/ui/canvas.h"

static void assert_dump(const struct canvas *canvas, bool styles, const char *expected)
{
    struct str out;
    str_init(&out, 0);
    canvas_dump(canvas, styles, &out);
    assert_string_equal(out.p, expected);
    str_release(&out);
}

/* Every cell holds what a terminal can show, and every second half belongs to a wide one. */
static void assert_whole(const struct canvas *canvas)
{
    for (int row = 0; row < canvas->rows; row++)
        for (int col = 0; col < canvas->cols; col++) {
            const struct cell *cell = canvas_at(canvas, row, col);
            assert_in_range(cell->width, 0, 2);
            assert_true(memchr(cell->bytes, '\0', CELL_BYTES) != NULL);
            if (cell->width == 0) {
                assert_true(col > 0);
                assert_int_equal(canvas_at(canvas, row, col - 1)->width, 2);
                assert_string_equal(cell->bytes, "");
            } else {
                size_t n = strlen(cell->bytes);
                assert_true(utf8_valid(cell->bytes, n) && utf8_is_plain(cell->bytes, n));
                assert_int_equal(utf8_width(cell->bytes, n), cell->width);
            }
            if (cell->width == 2)
                assert_int_equal(canvas_at(canvas, row, col + 1)->width, 0);
        }
}

static void draws_swedish_text(void **state)
{
    (void)state;
    struct canvas *canvas = canvas_new(2, 20);
    struct area all = canvas_area(canvas);
    assert_int_equal(area_text(all, 0, 2, STYLE_PLAIN, "Åsa är på Ön"), 14);
    assert_int_equal(area_text(all, 1, 18, STYLE_PLAIN, "åäö"), 20);
    assert_dump(canvas, false, "  Åsa är på Ön\n                  åä\n");
    canvas_free(canvas);
}

static void keeps_a_base_and_four_marks(void **state)
{
    (void)state;
    struct canvas *canvas = canvas_new(1, 4);
    const char *text = "x\u0301\u0302\u0303\u0304\u0305\u0306y";
    assert_int_equal(area_text(canvas_area(canvas), 0, 0, STYLE_PLAIN, text), 2);
    assert_string_equal(canvas_at(canvas, 0, 0)->bytes, "x\u0301\u0302\u0303\u0304");
    assert_string_equal(canvas_at(canvas, 0, 1)->bytes, "y");
    assert_null(canvas_at(canvas, 0, 4));
    assert_null(canvas_at(canvas, -1, 0));
    canvas_free(canvas);
}

static void wide_characters_take_two_cells(void **state)
{
    (void)state;
    struct canvas *canvas = canvas_new(1, 6);
    struct area all = canvas_area(canvas);
    assert_int_equal(area_text(all, 0, 0, STYLE_PLAIN, "字字字字"), 6);
    assert_dump(canvas, false, "字字字\n");
    area_text(all, 0, 1, STYLE_PLAIN, "a");
    assert_dump(canvas, false, " a字字\n");
    area_text(all, 0, 4, STYLE_PLAIN, "b");
    assert_dump(canvas, false, " a字b\n");
    area_text(all, 0, 1, STYLE_PLAIN, "語");
    assert_dump(canvas, false, " 語 b\n");
    assert_whole(canvas);
    canvas_free(canvas);
}

static void an_edge_never_shows_half_a_character(void **state)
{
    (void)state;
    struct canvas *canvas = canvas_new(1, 5);
    struct area all = canvas_area(canvas);
    area_fill(all, 0, 0, 5, STYLE_PLAIN, '.');
    assert_int_equal(area_text(all, 0, -1, STYLE_PLAIN, "字a"), 2);
    assert_int_equal(area_text(all, 0, 4, STYLE_PLAIN, "字"), 5);
    assert_dump(canvas, false, " a..\n");
    assert_whole(canvas);
    canvas_free(canvas);
}

static void a_flag_takes_the_cells_that_terminals_give_it(void **state)
{
    (void)state;
    struct canvas *canvas = canvas_new(1, 8);
    const char *family = "👨\u200d👩\u200d👧";
    int cols = area_text(canvas_area(canvas), 0, 0, STYLE_PLAIN, family);
    assert_int_equal(cols, utf8_width(family, strlen(family)));
    assert_whole(canvas);
    canvas_clear(canvas);
    assert_int_equal(area_text(canvas_area(canvas), 0, 4, STYLE_PLAIN, family), 8);
    assert_dump(canvas, false, "\n");
    canvas_free(canvas);
}

static void control_characters_are_shown(void **state)
{
    (void)state;
    struct canvas *canvas = canvas_new(1, 30);
    struct area all = canvas_area(canvas);
    area_text(all, 0, 0, STYLE_PLAIN, "a\x1b[2J\u202eb\nc\nå");
    assert_dump(canvas, false, "a<U+001B>[2J<U+202E>b c å\n");
    assert_int_equal(text_cols("\x1b\nå字", 7), 12);
    assert_whole(canvas);
    canvas_free(canvas);
}

static void parts_are_cut_to_their_area(void **state)
{
    (void)state;
    struct canvas *canvas = canvas_new(4, 10);
    struct area part = area_part(canvas_area(canvas), 1, 2, 2, 5);
    struct area inner = area_part(part, 1, 3, 9, 9);
    assert_int_equal(inner.rows, 1);
    assert_int_equal(inner.cols, 2);
    for (int row = -2; row < 6; row++)
        area_text(part, row, -1, STYLE_PLAIN, "0123456789");
    area_text(inner, 0, 0, STYLE_PLAIN, "xyz");
    assert_dump(canvas, false, "\n  12345\n  123xy\n");
    struct area none = area_part(part, 5, 5, 3, 3);
    assert_int_equal(none.rows * none.cols, 0);
    area_text(none, 0, 0, STYLE_PLAIN, "no");
    area_cursor(none, 0, 0);
    assert_int_equal(canvas->cursor_row, -1);
    area_cursor(part, 7, 99);
    assert_int_equal(canvas->cursor_row, 2);
    assert_int_equal(canvas->cursor_col, 6);
    canvas_free(canvas);
}

static void a_text_that_does_not_fit_ends_in_an_ellipsis(void **state)
{
    (void)state;
    struct canvas *canvas = canvas_new(6, 8);
    struct area all = canvas_area(canvas);
    assert_int_equal(area_fit(all, 0, 0, 5, STYLE_PLAIN, "abcde"), 5);
    assert_int_equal(area_fit(all, 1, 0, 5, STYLE_PLAIN, "abcdef"), 5);
    assert_int_equal(area_fit(all, 2, 0, 4, STYLE_PLAIN, "字字字"), 3);
    assert_int_equal(area_fit(all, 3, 6, 9, STYLE_PLAIN, "abcdef"), 8);
    assert_int_equal(area_fit(all, 4, 0, 1, STYLE_PLAIN, "ab"), 1);
    assert_int_equal(area_fit(all, 5, 3, 0, STYLE_PLAIN, "ab"), 3);
    assert_dump(canvas, false, "abcde\nabcd…\n字…\n      a…\n…\n");
    canvas_free(canvas);
}

static void the_dump_shows_styles_and_cursor(void **state)
{
    (void)state;
    struct canvas *canvas = canvas_new(3, 12);
    struct area all = canvas_area(canvas);
    int col = area_text(all, 0, 0, STYLE_KEY, "F2");
    col = area_text(all, 0, col, STYLE_PLAIN, " ");
    area_text(all, 0, col, STYLE_BAR, "klar");
    area_fill(all, 1, 0, 3, STYLE_MARK, ' ');
    area_cursor(all, 0, 1);
    assert_dump(canvas, false, "F‸2 klar\n");
    assert_dump(canvas, true, "{key:F‸2} {bar:klar}\n{mark:   }\n");
    area_cursor(all, 2, 3);
    assert_dump(canvas, false, "F2 klar\n\n   ‸\n");
    canvas_resize(canvas, 1, 2);
    assert_int_equal(canvas->cursor_row, -1);
    assert_dump(canvas, false, "\n");
    canvas_free(canvas);
    canvas_free(NULL);
}

static void every_style_has_a_name(void **state)
{
    (void)state;
    for (int a = 0; a < STYLE_COUNT; a++)
        for (int b = 0; b < a; b++)
            assert_string_not_equal(style_name((enum style)a), style_name((enum style)b));
}

/* Random drawing at every size: the sanitizers watch the edges, we watch the halves. */
static void nothing_is_drawn_outside(void **state)
{
    static const char *const text[] = {"a",
                                       "Östra 字字 vägen",
                                       "x\u0301\u0302",
                                       "👨\u200d👩\u200d👧 hej",
                                       "\x1b[0m",
                                       "en lång rad\nmed två",
                                       ""};
    (void)state;
    srand(1);
    for (int rows = 1; rows <= 40; rows += 3)
        for (int cols = 1; cols <= 120; cols += cols < 12 ? 1 : 9) {
            struct canvas *canvas = canvas_new(rows, cols);
            for (int i = 0; i < 12; i++) {
                const char *t = text[(size_t)rand() % ARRAY_LEN(text)];
                int row = rand() % (rows + 4) - 2, col = rand() % (cols + 8) - 4;
                struct area part = area_part(canvas_area(canvas), rand() % 5 - 2, rand() % 5 - 2,
                                             rand() % 50, rand() % 130);
                area_text(part, row, col, STYLE_PLAIN, t);
                area_fit(part, row, col, rand() % 20 - 2, STYLE_DIM, t);
                area_fill(part, row, col, rand() % 20 - 2, STYLE_BAR, '-');
                area_cursor(part, row, col);
            }
            assert_whole(canvas);
            assert_in_range(canvas->cursor_row + 1, 0, rows);
            assert_in_range(canvas->cursor_col + 1, 0, cols);
            canvas_free(canvas);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(draws_swedish_text),
        cmocka_unit_test(keeps_a_base_and_four_marks),
        cmocka_unit_test(wide_characters_take_two_cells),
        cmocka_unit_test(an_edge_never_shows_half_a_character),
        cmocka_unit_test(a_flag_takes_the_cells_that_terminals_give_it),
        cmocka_unit_test(control_characters_are_shown),
        cmocka_unit_test(parts_are_cut_to_their_area),
        cmocka_unit_test(a_text_that_does_not_fit_ends_in_an_ellipsis),
        cmocka_unit_test(the_dump_shows_styles_and_cursor),
        cmocka_unit_test(every_style_has_a_name),
        cmocka_unit_test(nothing_is_drawn_outside),
    };
    utf8_locale();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
