/* test_ui_textarea.c - lines against a slow wrap, the cursor's way through them, what is drawn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "golden.h"
#include "sis/base/mem.h"
#include "sis/base/utf8.h"
#include "sis/ui/widget.h"
#include "ui/lines.h"

#define NOTE                                                                                   \
    "Sa i korridoren: ”jag är skyldig dem”. Äldre ungdom stod bredvid och lyssnade.\n\n" \
    "Ringde socialjouren 21:40, ingen svarade. Provar igen före nattpasset."

static void press(struct textarea *area, const char *names)
{
    char name[KEY_NAME_BYTES];
    int used;
    while (sscanf(names, " %23s%n", name, &used) == 1) {
        struct event event = {.kind = EVENT_KEY};
        assert_true(key_parse(name, &event.key));
        textarea_handle(area, &event);
        names += used;
    }
}

static bool command(struct textarea *area, enum command command)
{
    struct event event = {.kind = EVENT_COMMAND, .command = (int)command};
    return textarea_handle(area, &event);
}

static void open_area(struct textarea *area, const char *text, int rows, int cols)
{
    textarea_init(area, text, strlen(text));
    textarea_layout(area, rows, cols);
}

static void golden(const struct textarea *area, const char *name, int rows, int cols)
{
    struct canvas *canvas = canvas_new(rows, cols);
    textarea_draw(area, canvas_area(canvas), true);
    golden_canvas(name, canvas, true);
    canvas_free(canvas);
}

static void draws_text_selection_and_cursor(void **state)
{
    (void)state;
    struct textarea area;
    open_area(&area, NOTE, 24, 80);
    edit_select(area.edit, 5, 15);
    golden(&area, "ui/textarea_80x24", 24, 80);
    edit_move(area.edit, EDIT_BOTTOM, false);
    golden(&area, "ui/textarea_20x5", 5, 20);
    golden(&area, "ui/textarea_1x1", 1, 1);
    edit_set(area.edit, "steg \x1b[2J\u202e", strlen("steg \x1b[2J\u202e"));
    golden(&area, "ui/textarea_steering_12x6", 6, 12);
    textarea_release(&area);
}

static void assert_cursor(const struct textarea *area, size_t at)
{
    assert_int_equal(edit_cursor(area->edit), at);
}

/* 0123456789 | abc | 字字 efghij, wrapped at ten columns and one for the cursor. */
static void up_and_down_keep_the_column(void **state)
{
    (void)state;
    struct textarea area;
    open_area(&area, "0123456789\nabc\n字字 efghij", 5, 11);
    edit_move_to(area.edit, 8, false);
    press(&area, "Down");
    assert_cursor(&area, 14);
    press(&area, "Down");
    assert_cursor(&area, 15 + 6); /* the last place before the soft end */
    press(&area, "Down");
    assert_cursor(&area, edit_length(area.edit));
    press(&area, "Up Up Up");
    assert_cursor(&area, 8);
    edit_move_to(area.edit, 3, false);
    area.goal = -1;
    press(&area, "Down Down");
    assert_cursor(&area, 15 + 3); /* in the middle of a wide character: before it */
    press(&area, "Left Up");
    assert_cursor(&area, 11);
    textarea_release(&area);
}

static void a_motion_that_leads_nowhere_is_not_used(void **state)
{
    static const char *const at_start[] = {"Up", "Left", "Home", "PgUp", "C-Left", "C-Home"};
    static const char *const at_end[] = {"Down", "Right", "End", "PgDn", "C-Right", "C-End"};
    static const char *const never[] = {"Tab", "S-Tab", "Esc", "F2", "C-x", "M-a", "Insert"};
    (void)state;
    struct textarea area;
    struct event event = {.kind = EVENT_KEY};
    open_area(&area, "ab\ncd", 3, 10);
    for (size_t i = 0; i < ARRAY_LEN(at_start); i++) {
        edit_move_to(area.edit, 0, false);
        key_parse(at_start[i], &event.key);
        assert_false(textarea_handle(&area, &event));
        edit_move_to(area.edit, 5, false);
        assert_true(textarea_handle(&area, &event));
        key_parse(at_end[i], &event.key);
        edit_move_to(area.edit, 5, false);
        assert_false(textarea_handle(&area, &event));
        edit_move_to(area.edit, 0, false);
        assert_true(textarea_handle(&area, &event));
    }
    for (size_t i = 0; i < ARRAY_LEN(never); i++) {
        key_parse(never[i], &event.key);
        assert_false(textarea_handle(&area, &event));
    }
    event = (struct event){.kind = EVENT_TICK};
    assert_false(textarea_handle(&area, &event));
    assert_false(command(&area, COMMAND_DONE));
    assert_string_equal(edit_text(area.edit), "ab\ncd");
    textarea_release(&area);
}

static void home_and_end_go_to_the_visual_line_then_the_hard_one(void **state)
{
    (void)state;
    struct textarea area;
    open_area(&area, "x\nett två tre fyra", 5, 9);
    edit_move_to(area.edit, 15, false); /* tr|e, on the second of three lines */
    press(&area, "Home");
    assert_cursor(&area, 11);
    press(&area, "Home");
    assert_cursor(&area, 2);
    press(&area, "End");
    assert_cursor(&area, 10);
    press(&area, "End");
    assert_cursor(&area, edit_length(area.edit));
    edit_set(area.edit, "abcdefghijklmnop", 16);
    edit_move_to(area.edit, 2, false);
    press(&area, "End"); /* no space there: the last place that is still on the line */
    assert_cursor(&area, 7);
    textarea_release(&area);
}

static void pages_scroll_and_come_back(void **state)
{
    (void)state;
    struct textarea area;
    struct str text;
    str_init(&text, 0);
    for (int i = 0; i < 30; i++)
        str_printf(&text, "rad %d\n", i);
    open_area(&area, text.p, 10, 20);
    press(&area, "C-Home PgDn");
    assert_int_equal(strncmp(edit_text(area.edit) + edit_cursor(area.edit), "rad 9\n", 6), 0);
    assert_int_equal(strncmp(edit_text(area.edit) + area.top, "rad 9\n", 6), 0);
    press(&area, "PgUp");
    assert_cursor(&area, 0);
    assert_int_equal(area.top, 0);
    press(&area, "PgDn PgDn PgDn PgDn");
    assert_cursor(&area, text.n);
    assert_int_equal(strncmp(edit_text(area.edit) + area.top, "rad 21\n", 7), 0);
    press(&area, "S-PgUp");
    size_t from, to;
    assert_true(edit_selection(area.edit, &from, &to));
    str_release(&text);
    textarea_release(&area);
}

static void shift_or_a_mark_selects(void **state)
{
    (void)state;
    struct textarea area;
    size_t from, to;
    open_area(&area, "ett två\ntre", 5, 20);
    press(&area, "C-Home C-S-Right");
    assert_true(edit_selection(area.edit, &from, &to));
    assert_int_equal(to, 4);
    press(&area, "C-Home");
    assert_true(command(&area, COMMAND_SELECT));
    press(&area, "Right Down");
    assert_true(edit_selection(area.edit, &from, &to));
    assert_int_equal(from, 0);
    assert_int_equal(to, 10);
    assert_true(command(&area, COMMAND_COPY));
    press(&area, "Right");
    assert_cursor(&area, 10);
    assert_false(edit_selection(area.edit, &from, &to));
    command(&area, COMMAND_SELECT);
    press(&area, "Up");
    assert_true(command(&area, COMMAND_CUT));
    assert_string_equal(edit_text(area.edit), "ere");
    assert_true(command(&area, COMMAND_UNDO));
    assert_string_equal(edit_text(area.edit), "ett två\ntre");
    command(&area, COMMAND_SELECT);
    command(&area, COMMAND_SELECT);
    press(&area, "Left");
    assert_false(edit_selection(area.edit, &from, &to));
    command(&area, COMMAND_SELECT_ALL);
    command(&area, COMMAND_PUT);
    assert_string_equal(edit_text(area.edit), "tt två\nt");
    textarea_release(&area);
}

static void keys_and_pastes_become_text(void **state)
{
    (void)state;
    struct textarea area;
    struct event paste = {.kind = EVENT_PASTE, .text = "F2 ?\nq", .n = 6};
    open_area(&area, "", 4, 10);
    press(&area, "? j å Enter 字 Space -");
    assert_string_equal(edit_text(area.edit), "?jå\n字 -");
    assert_true(textarea_handle(&area, &paste));
    assert_string_equal(edit_text(area.edit), "?jå\n字 -F2 ?\nq");
    press(&area, "M-Backspace C-Backspace C-Backspace C-Backspace");
    assert_string_equal(edit_text(area.edit), "?jå\n字 -");
    press(&area, "C-Home C-Delete Delete");
    assert_string_equal(edit_text(area.edit), "å\n字 -");
    assert_int_equal(textarea_height(&area, 10, 99), 2);
    assert_int_equal(textarea_height(&area, 2, 99), 3);
    assert_int_equal(textarea_height(&area, 2, 2), 2);
    textarea_release(&area);
}

/* Line starts found without remembering anything: some everywhere, all near `near`. */
static void assert_lines(struct lines *lines, const struct edit *edit, int cols, bool plain,
                         size_t near)
{
    struct wrap_line slow, line;
    size_t n = edit_length(edit), from = 0;
    while (plain ? wrap_line(edit_text(edit), n, from, cols, &slow)
                 : lines_at(lines, cols, from, &slow)) {
        size_t probe[] = {slow.from, lines_end(lines, &slow)};
        bool look = rand() % 8 == 0 || (slow.next + 500 > near && slow.from < near + 500);
        for (size_t i = 0; look && i < ARRAY_LEN(probe); i++) {
            line = lines_of(lines, cols, probe[i]);
            assert_int_equal(line.from, slow.from);
            assert_int_equal(line.to, slow.to);
            assert_int_equal(line.next, slow.next);
        }
        if (look && slow.next > from && slow.next < n)
            assert_int_equal(lines_back(lines, cols, slow.next, 1), from);
        if (slow.next == from)
            break;
        from = slow.next;
    }
}

static const char *const word[] = {"ja ",        "nej, ",  "korridoren ",
                                   "och/eller ", "”hej” ", "字字 ",
                                   "a\u0301",    "...",    "oändligtlångtordutanslut",
                                   "  ",         "x ",     "\n"};

static void add_words(struct str *text, int n, bool newlines)
{
    for (int i = 0; i < n; i++)
        str_puts(text, word[(size_t)rand() % (ARRAY_LEN(word) - !newlines)]);
}

/* Long paragraphs, whose line starts are remembered, changed at random. */
static void remembered_lines_are_those_of_a_slow_wrap(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 4; seed++) {
        struct str text;
        srand(seed);
        str_init(&text, 0);
        add_words(&text, 30, true);
        add_words(&text, 2500, false);
        struct edit *edit = edit_new(false);
        struct lines *lines = lines_new(edit);
        edit_set(edit, text.p, text.n);
        for (int i = 0; i < 10; i++) {
            int cols = seed % 3 ? 20 : 3 + rand() % 40;
            size_t at = (size_t)rand() % (edit_length(edit) + 1);
            lines_of(lines, cols, edit_length(edit)); /* remember all */
            edit_move_to(edit, at, false);
            str_clear(&text);
            add_words(&text, rand() % 4, rand() % 3 == 0);
            if (rand() % 3 == 0)
                edit_move_to(edit, at + (size_t)rand() % 300, true);
            if (rand() % 5 == 0)
                edit_undo(edit);
            else
                edit_paste(edit, text.p, text.n);
            assert_lines(lines, edit, cols, true, at);
        }
        lines_free(lines);
        edit_free(edit);
        str_release(&text);
    }
}

static void what_steers_a_terminal_has_its_shown_width(void **state)
{
    (void)state;
    for (int cols = 1; cols < 30; cols++) {
        const char *text = "a\x1b[31mröd\x1b[0m och\u202e så\tvidare, långt   \x01\nslut\x02";
        struct edit *edit = edit_new(false);
        struct lines *lines = lines_new(edit);
        struct wrap_line line;
        size_t from = 0;
        edit_set(edit, text, strlen(text));
        assert_lines(lines, edit, cols, false, 0);
        for (; from < strlen(text); from = line.next) {
            assert_true(lines_at(lines, cols, from, &line));
            assert_true(line.next > from);
            int width = text_cols(text + line.from, line.to - line.from);
            bool one = utf8_next(text, strlen(text), line.from) == line.to;
            assert_true(width <= cols || one);
        }
        lines_free(lines);
        edit_free(edit);
    }
}

/* The character that the terminal's cursor stands on is the one behind the editor's cursor. */
static void assert_cursor_shown(const struct textarea *area, int rows, int cols)
{
    struct canvas *canvas = canvas_new(rows, cols);
    struct area on = area_part(canvas_area(canvas), rows > 4, cols > 4, rows - 2 * (rows > 4),
                               cols - 2 * (cols > 4));
    textarea_draw(area, on, true);
    assert_in_range(canvas->cursor_row, on.row, on.row + on.rows - 1);
    assert_in_range(canvas->cursor_col, on.col, on.col + on.cols - 1);
    const char *p = edit_text(area->edit) + edit_cursor(area->edit);
    const struct cell *cell = canvas_at(canvas, canvas->cursor_row, canvas->cursor_col);
    if (*p && *p != ' ' && *p != '\n' && on.cols > 3 && utf8_is_plain(p, strlen(p)))
        assert_int_equal(strncmp(cell->bytes, p, strlen(cell->bytes)), 0);
    for (int row = 0; row < rows; row++)
        for (int col = 0; col < cols; col++)
            if (row < on.row || row >= on.row + on.rows || col < on.col || col >= on.col + on.cols)
                assert_string_equal(canvas_at(canvas, row, col)->bytes, " ");
    canvas_free(canvas);
}

static void the_cursor_is_always_in_sight(void **state)
{
    static const char *const key[] = {
        "Up",     "Down",      "PgUp",  "PgDn", "Home", "End",   "Left",   "C-Right", "C-End",
        "C-Home", "Backspace", "Enter", "a",    "å",    "Space", "S-Down", "Delete",  "C-S-Left"};
    (void)state;
    for (int rows = 1; rows <= 40; rows += rows < 6 ? 1 : 7)
        for (int cols = 1; cols <= 120; cols += cols < 10 ? 1 : 11) {
            struct textarea area;
            struct str text;
            srand((unsigned)(rows * 1000 + cols));
            str_init(&text, 0);
            add_words(&text, 120, true);
            open_area(&area, text.p, rows - 2 * (rows > 4), cols - 2 * (cols > 4));
            for (int i = 0; i < 25; i++) {
                press(&area, key[(size_t)rand() % ARRAY_LEN(key)]);
                assert_cursor_shown(&area, rows, cols);
            }
            assert_cursor_shown(&area, cols, rows);
            edit_set(area.edit, "kort", 4); /* the screen may change the text behind the widget */
            assert_cursor_shown(&area, rows, cols);
            str_release(&text);
            textarea_release(&area);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(draws_text_selection_and_cursor),
        cmocka_unit_test(up_and_down_keep_the_column),
        cmocka_unit_test(a_motion_that_leads_nowhere_is_not_used),
        cmocka_unit_test(home_and_end_go_to_the_visual_line_then_the_hard_one),
        cmocka_unit_test(pages_scroll_and_come_back),
        cmocka_unit_test(shift_or_a_mark_selects),
        cmocka_unit_test(keys_and_pastes_become_text),
        cmocka_unit_test(remembered_lines_are_those_of_a_slow_wrap),
        cmocka_unit_test(what_steers_a_terminal_has_its_shown_width),
        cmocka_unit_test(the_cursor_is_always_in_sight),
    };
    utf8_locale();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
