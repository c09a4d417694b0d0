/* test_app_notice.c - what the loop says can be read to its end, and covers nothing in use. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/notice.h"
#include "canvas_dump.h"

#define LONG \
    "Disken är full, så det gick inte att spara. Texten finns kvar. Be systemansvarig göra plats."

static void show(struct str *out, int rows, int cols, int cursor_row, const char *message)
{
    struct canvas *canvas = canvas_new(rows, cols);

    area_text(canvas_area(canvas), rows - 1, 0, STYLE_PLAIN, "keys");
    area_cursor(canvas_area(canvas), cursor_row, 0);
    notice_line(canvas, message);
    str_init(out, 0);
    canvas_dump(canvas, false, out);
    canvas_free(canvas);
}

static void a_short_notice_takes_the_last_line(void **state)
{
    struct str out;

    (void)state;
    show(&out, 16, 60, 15, "Sparat.");
    assert_non_null(strstr(out.p, "Sparat."));
    assert_null(strstr(out.p, "keys"));
    str_release(&out);
}

static void a_long_notice_is_shown_to_its_end(void **state)
{
    struct str out;

    (void)state;
    show(&out, 16, 60, 3, LONG);
    assert_non_null(strstr(out.p, "Disken är full"));
    assert_non_null(strstr(out.p, "göra plats."));
    assert_null(strstr(out.p, "…"));
    assert_null(strstr(out.p, "keys"));
    str_release(&out);
}

/* Where the last lines are in use, the first ones are taken. */
static void a_long_notice_leaves_the_focused_item(void **state)
{
    struct str out;

    (void)state;
    show(&out, 16, 60, 14, LONG);
    assert_non_null(strstr(out.p, "göra plats."));
    assert_non_null(strstr(out.p, "keys"));
    str_release(&out);
}

static void no_size_is_too_small(void **state)
{
    (void)state;
    for (int rows = 1; rows <= 16; rows++)
        for (int cols = 2; cols <= 60; cols++) {
            struct str out;

            show(&out, rows, cols, 0, LONG);
            assert_true(strstr(out.p, "D") || strstr(out.p, "…"));
            str_release(&out);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_short_notice_takes_the_last_line),
        cmocka_unit_test(a_long_notice_is_shown_to_its_end),
        cmocka_unit_test(a_long_notice_leaves_the_focused_item),
        cmocka_unit_test(no_size_is_too_small),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
