/* test_base_wrap.c - breaking text into lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sis/base/mem.h"
#include "sis/base/utf8.h"
#include "sis/base/wrap.h"

#define FAMILY "👨‍👩‍👧"

/* The drawn parts of all lines, with | between them. */
static void draw(struct str *out, const char *p, size_t n, int cols)
{
    struct wrap_line line;
    size_t from = 0;

    while (wrap_line(p, n, from, cols, &line)) {
        if (from > 0)
            str_putc(out, '|');
        str_add(out, p + line.from, line.to - line.from);
        if (line.next == from)
            break;
        from = line.next;
    }
}

static void lines_of(void **state)
{
    static const struct {
        const char *text;
        int cols;
        const char *lines;
    } cases[] = {
        {"", 5, ""},
        {"ab", 5, "ab"},
        {"ett två tre", 5, "ett|två|tre"},
        {"ett två tre", 7, "ett två|tre"},
        {"ett   två", 4, "ett|två"},
        {"ett   två", 3, "ett|två"},
        {"a\nb", 5, "a|b"},
        {"a\n", 5, "a|"},
        {"\n", 5, "|"},
        {"\n\na", 5, "||a"},
        {"abc   \ndef", 3, "abc|def"},
        {"abc   \ndef", 5, "abc  |def"},
        {"abc   ", 4, "abc "},
        {"     ", 3, "   "},
        {"abcdefgh", 3, "abc|def|gh"},
        {"ab abcdefgh", 4, "ab|abcd|efgh"},
        {"  abcdef", 6, "|abcdef"},
        {"väl-tränad", 6, "väl-|tränad"},
        {"och/eller", 6, "och/|eller"},
        {"Stockholm–Malmö", 12, "Stockholm–|Malmö"},
        {"2024-05-03", 6, "2024-0|5-03"},
        {"a-b-c-d", 3, "a-|b-|c-d"},
        {"-abc def", 5, "-abc|def"},
        {"http://abc", 7, "http://|abc"},
        {"slut på raden.", 13, "slut på|raden."},
        {"abcdef.", 6, "abcde|f."},
        {"abcdef...", 6, "abcde|f..."},
        {"abcdef.......", 6, "abcdef|......|."},
        {"ja ! nej", 3, "ja|!|nej"},
        {"vad sa ?", 7, "vad|sa ?"},
        {"sa ”hej”", 5, "sa|”hej”"},
        {"(parentes) här", 10, "(parentes)|här"},
        {"a .cfg", 4, "a|.cfg"},
        {"hårt\xC2\xA0"
         "ihop nu",
         6,
         "hårt\xC2\xA0"
         "i|hop nu"},
        {"字字字", 4, "字字|字"},
        {"字字", 1, "字|字"},
        {"a字", 1, "a|字"},
        {FAMILY FAMILY, 6, FAMILY "|" FAMILY},
        {FAMILY "a", 2, FAMILY "|a"},
        {"a\xCC\x8A"
         "bc",
         1, "a\xCC\x8A|b|c"},
        {"a\tb", 1, "a|b"},
        {"a\r\nb", 5, "a|b"},
    };
    struct str out;
    size_t i;

    (void)state;
    str_init(&out, 0);
    for (i = 0; i < ARRAY_LEN(cases); i++) {
        size_t n = strlen(cases[i].text), lines = 1;
        const char *bar;

        str_clear(&out);
        draw(&out, cases[i].text, n, cases[i].cols);
        if (!str_equal(&out, cases[i].lines))
            fail_msg("\"%s\" in %d: %s", cases[i].text, cases[i].cols, out.p);
        for (bar = cases[i].lines; (bar = strchr(bar, '|')); bar++)
            lines++;
        assert_int_equal(wrap_count(cases[i].text, n, cases[i].cols), lines);
    }
    str_release(&out);
}

static void places_and_widths(void **state)
{
    struct wrap_line line;

    (void)state;
    assert_true(wrap_line("åä  ö\n", 9, 0, 3, &line));
    assert_int_equal(line.to, 4);
    assert_int_equal(line.next, 6);
    assert_int_equal(line.width, 2);
    assert_false(line.hard);
    assert_true(wrap_line("åä  ö\n", 9, 6, 3, &line));
    assert_int_equal(line.to, 8);
    assert_int_equal(line.next, 9);
    assert_true(line.hard);
    assert_true(wrap_line("åä  ö\n", 9, 9, 3, &line));
    assert_int_equal(line.next, 9);
    assert_true(line.hard);
    assert_true(wrap_line("", 0, 0, 3, &line));
    assert_false(wrap_line("a", 1, 1, 3, &line));
    assert_false(wrap_line("a", 1, 2, 3, &line));
    assert_true(wrap_line("a ", 2, 0, 1, &line));
    assert_int_equal(line.to, 1);
    assert_int_equal(line.next, 2);
    assert_true(line.hard);
}

static const char *const pieces[] = {"a", "bc", "ord", " ",    "  ", "\n",       "-",    "/",
                                     ".", ",",  "”",   "å",    "字", "\xCC\x8A", FAMILY, "\xC2\xA0",
                                     "–", "\t", "1",   "\xFF", "?",  ")"};

static bool only_spaces(const char *p, size_t from, size_t to)
{
    while (from < to && strchr(" \t", p[from]))
        from++;
    return from == to || (p[from] == '\n' && from + 1 == to);
}

/* What must hold of any line of any text. */
static void check_line(const struct str *text, const struct wrap_line *line, int cols)
{
    size_t first = utf8_next(text->p, text->n, line->from);

    assert_true(line->from <= line->to && line->to <= line->next && line->next <= text->n);
    assert_int_equal(line->width, utf8_width(text->p + line->from, line->to - line->from));
    assert_true(line->width <= cols || line->to == first);
    assert_true(only_spaces(text->p, line->to, line->next));
    assert_int_equal(line->hard, line->next == text->n || text->p[line->next - 1] == '\n');
    if (line->next > line->from)
        assert_int_equal(utf8_next(text->p, text->n, utf8_prev(text->p, text->n, line->next)),
                         line->next);
}

static void add_pieces(struct str *text, int n)
{
    while (n-- > 0)
        str_puts(text, pieces[(size_t)random() % ARRAY_LEN(pieces)]);
}

/* Another text behind what was looked at has the same line. */
static void check_looked(const struct str *text, const struct wrap_line *line, int cols)
{
    struct wrap_line again;
    struct str other;

    if (line->looked > text->n)
        return;
    str_init(&other, 0);
    str_add(&other, text->p, line->looked);
    add_pieces(&other, (int)(random() % 5));
    assert_true(wrap_line(other.p, other.n, line->from, cols, &again));
    assert_int_equal(again.to, line->to);
    assert_int_equal(again.next, line->next);
    assert_int_equal(again.hard, line->hard);
    str_release(&other);
}

static void lines_of_random_text_keep_the_promises(void **state)
{
    struct str text;
    size_t round, count, from;
    struct wrap_line line;

    (void)state;
    srandom(13);
    str_init(&text, 0);
    for (round = 0; round < 5000; round++) {
        int cols = 1 + (int)(random() % 12);

        str_clear(&text);
        add_pieces(&text, (int)(random() % 40));
        for (count = 0, from = 0; wrap_line(text.p, text.n, from, cols, &line); count++) {
            assert_int_equal(line.from, from);
            check_line(&text, &line, cols);
            check_looked(&text, &line, cols);
            if (line.next == from) {
                assert_int_equal(from, text.n);
                count++;
                break;
            }
            from = line.next;
        }
        assert_int_equal(from, text.n);
        assert_int_equal(count, wrap_count(text.p, text.n, cols));
    }
    str_release(&text);
}

/* Plain words beside the simplest greedy filling. */
static void words_are_filled_greedily(void **state)
{
    struct str text, want, got;
    size_t round;

    (void)state;
    srandom(17);
    str_init(&text, 0);
    str_init(&want, 0);
    str_init(&got, 0);
    for (round = 0; round < 1000; round++) {
        size_t cols = 8 + (size_t)random() % 20, used = 0, word;

        str_clear(&text);
        str_clear(&want);
        str_clear(&got);
        for (word = 0; word < 30; word++) {
            size_t n = 1 + (size_t)random() % 8;

            if (word > 0) {
                bool fits = used + 1 + n <= cols;

                str_putc(&text, ' ');
                str_putc(&want, fits ? ' ' : '|');
                used = fits ? used + 1 : 0;
            }
            str_repeat(&text, (char)('a' + word % 26), n);
            str_repeat(&want, (char)('a' + word % 26), n);
            used += n;
        }
        draw(&got, text.p, text.n, (int)cols);
        assert_string_equal(got.p, want.p);
    }
    str_release(&text);
    str_release(&want);
    str_release(&got);
}

static void numbers_are_held_together(void **state)
{
    struct str out;
    (void)state;
    str_init(&out, 0);
    wrap_hold_numbers("Ring 114 14, jour 070-174 06 10. Inom 30 dagar", &out);
    assert_string_equal(out.p,
                        "Ring 114\u00a014, jour\u00a0070-174\u00a006\u00a010. Inom 30 dagar");
    str_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_of),
        cmocka_unit_test(places_and_widths),
        cmocka_unit_test(lines_of_random_text_keep_the_promises),
        cmocka_unit_test(words_are_filled_greedily),
        cmocka_unit_test(numbers_are_held_together),
    };

    if (!utf8_locale())
        return 1;
    return cmocka_run_group_tests_name("base wrap", tests, NULL, NULL);
}
