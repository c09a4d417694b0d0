/* test_base_utf8.c - text as people see it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <utf8proc.h>

#include "sis/base/mem.h"
#include "sis/base/utf8.h"

#define FAMILY "👨‍👩‍👧"

static void decodes_and_encodes_every_code_point(void **state)
{
    char bytes[4];
    int32_t cp, back;
    size_t n;

    (void)state;
    for (cp = 0; cp <= 0x10FFFF; cp++) {
        if (cp >= 0xD800 && cp <= 0xDFFF)
            continue;
        n = utf8_encode(cp, bytes);
        assert_int_equal(utf8_decode(bytes, n, &back), n);
        assert_int_equal(back, cp);
        if (n > 1)
            assert_int_equal(utf8_decode(bytes, n - 1, &back), 1);
    }
    assert_int_equal(utf8_encode(0xD800, bytes), 3);
    assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
    assert_int_equal(utf8_encode(-1, bytes), 3);
    assert_int_equal(utf8_encode(0x110000, bytes), 3);
}

static void bad_bytes_use_one_byte(void **state)
{
    static const char *const bad[] = {
        "\x80",
        "\xC0\x80",
        "\xC1\xBF",
        "\xE0\x80\x80",
        "\xE0\x9F\xBF",
        "\xED\xA0\x80",
        "\xF0\x80\x80\x80",
        "\xF4\x90\x80\x80",
        "\xF5",
        "\xFF",
        "\xC3",
        "\xC3(",
        "\xE2\x82",
        "\xE2\x82x",
        "\xF0\x9F\x98",
    };
    size_t i;
    int32_t cp;

    (void)state;
    for (i = 0; i < ARRAY_LEN(bad); i++) {
        assert_int_equal(utf8_decode(bad[i], strlen(bad[i]), &cp), 1);
        assert_int_equal(cp, 0xFFFD);
        assert_false(utf8_valid(bad[i], strlen(bad[i])));
    }
    assert_true(utf8_valid("", 0));
    assert_true(utf8_valid("åäö €👍", strlen("åäö €👍")));
    assert_false(utf8_valid("aaaaaaaaaaaaaaaa\xFF", 17));
}

static void spaces_of_any_kind_are_blank(void **state)
{
    (void)state;
    assert_true(utf8_is_blank(NULL));
    assert_true(utf8_is_blank(""));
    assert_true(utf8_is_blank(" \t\r\n"));
    assert_true(utf8_is_blank(" \xC2\xA0\xE2\x80\xAF\xE3\x80\x80\xE2\x80\x8B\xEF\xBB\xBF"));
    assert_false(utf8_is_blank("  . "));
    assert_false(utf8_is_blank("\xC2\xA0ö"));
    assert_false(utf8_is_blank(" \xFF"));
}

static void check_clean(const char *in, size_t n, const char *is, size_t bad)
{
    struct str out;
    size_t replaced = 99;

    str_init(&out, 0);
    assert_true(utf8_clean(&out, in, n, &replaced));
    assert_string_equal(out.p, is);
    assert_int_equal(replaced, bad);
    str_release(&out);
}

static void cleaning_gives_valid_nfc(void **state)
{
    static const struct {
        const char *in, *is;
        size_t bad;
    } cases[] = {
        {"", "", 0},
        {"plain", "plain", 0},
        {"åäö", "åäö", 0},
        {"a\xCC\x8Ake bjo\xCC\x88rn", "åke björn", 0},
        {"\xE2\x84\xAB", "Å", 0}, /* the sign for ångström */
        {"x\xFFy\xC3z", "x\xEF\xBF\xBDy\xEF\xBF\xBDz", 2},
        {"\xCC\x8A start", "\xCC\x8A start", 0},
        {"e\xCC\x81\xCC\xA3", "\xE1\xBA\xB9\xCC\x81", 0},
        {"\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "한", 0},
        {"a" FAMILY "b", "a" FAMILY "b", 0},
        {"\xC3\xA5\xCC\x8A", "\xC3\xA5\xCC\x8A", 0},
        {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 3},
    };
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_LEN(cases); i++)
        check_clean(cases[i].in, strlen(cases[i].in), cases[i].is, cases[i].bad);
    check_clean("a\0b\0", 4, "ab", 2);
    check_clean("\0\xC3\xA5\0o\xCC\x88", 7, "åö", 2);
}

static void cleaning_heeds_the_limit(void **state)
{
    struct str out;

    (void)state;
    str_init(&out, 5);
    assert_true(str_puts(&out, "abc"));
    assert_false(utf8_clean(&out, "o\xCC\x88\xC3\xA5", 5, NULL));
    assert_string_equal(out.p, "abc");
    str_release(&out);
}

/* A heap of marks out of order must neither take long nor lose one. */
static void heaps_of_marks_are_bounded(void **state)
{
    struct str in, out, again;
    size_t i;

    (void)state;
    str_init(&in, 0);
    str_init(&out, 0);
    str_init(&again, 0);
    str_putc(&in, 'a');
    for (i = 0; i < 100000; i++)
        str_puts(&in, "\xCC\x88\xCC\xA3");
    assert_true(utf8_clean(&out, in.p, in.n, NULL));
    assert_true(out.n >= in.n - 3);
    assert_true(utf8_clean(&again, out.p, out.n, NULL));
    assert_true(str_equal(&again, out.p));
    str_release(&in);
    str_release(&out);
    str_release(&again);
}

static const char *const pieces[] = {
    "a",  "B",    " ",        "\n",       "\r",           "\r\n",
    "å",  "e",    "字",       "\xCC\x8A", "\xCC\xA3",     "👍",
    "🇸",  "🇪",    FAMILY,     "👩",        "\xE2\x80\x8D", "\xEF\xB8\x8F",
    "क",  "्",     "षि",       "한",       "ᄒ",           "ᅡ",
    "ᆫ", "\xFF", "\xC3",     "\xE2\x82", "\xF0\x9F\x98", "-",
    "ก",  "ำ",    "\xD8\x80", "🏽",     "\xCD\x84",
};

static void add_random_text(struct str *out, size_t n_pieces)
{
    while (n_pieces--)
        str_puts(out, pieces[(size_t)random() % ARRAY_LEN(pieces)]);
}

/* Every boundary, found in one pass from the start. */
static size_t reference_boundaries(const char *p, size_t n, size_t *at)
{
    utf8proc_int32_t state = 0;
    size_t i = 0, count = 0;
    int32_t before = 0, cp;

    while (i < n) {
        size_t used = utf8_decode(p + i, n - i, &cp);

        if (i == 0 || utf8proc_grapheme_break_stateful(before, cp, &state))
            at[count++] = i;
        before = cp;
        i += used;
    }
    at[count] = n;
    return count;
}

static void graphemes_agree_with_one_pass_from_the_start(void **state)
{
    size_t at[500], count, i, k, round;
    struct str text;

    (void)state;
    srandom(3);
    str_init(&text, 0);
    for (round = 0; round < 3000; round++) {
        str_clear(&text);
        add_random_text(&text, 1 + round % 20);
        count = reference_boundaries(text.p, text.n, at);
        assert_int_equal(utf8_count(text.p, text.n), count);
        for (i = 0; i < count; i++) {
            assert_int_equal(utf8_next(text.p, text.n, at[i]), at[i + 1]);
            for (k = at[i] + 1; k <= at[i + 1]; k++) {
                /* Only from a boundary is the one before it exact; between, it must go back. */
                if (k == at[i + 1])
                    assert_int_equal(utf8_prev(text.p, text.n, k), at[i]);
                else
                    assert_true(utf8_prev(text.p, text.n, k) < k);
            }
        }
    }
    str_release(&text);
}

static void graphemes_at_the_ends(void **state)
{
    (void)state;
    assert_int_equal(utf8_next("ab", 2, 2), 2);
    assert_int_equal(utf8_next("ab", 2, 9), 2);
    assert_int_equal(utf8_next("", 0, 0), 0);
    assert_int_equal(utf8_prev("ab", 2, 0), 0);
    assert_int_equal(utf8_prev("ab", 2, 9), 1);
    assert_int_equal(utf8_count("🇸🇪🇳🇴" FAMILY, strlen("🇸🇪🇳🇴" FAMILY)), 3);
    assert_int_equal(utf8_count("a\xCC\x8A", 3), 1);
}

static void columns_as_ncurses_counts(void **state)
{
    static const struct {
        const char *text;
        int cols;
    } cases[] = {
        {"", 0},     {"abc", 3},          {"åäö", 3}, {"a\xCC\x8A", 1}, {"字", 2},
        {FAMILY, 6}, {"\t\n\x1B\x7F", 0}, {"€–”", 3}, {"\xC2\x9B", 0},
    };
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_LEN(cases); i++)
        assert_int_equal(utf8_width(cases[i].text, strlen(cases[i].text)), cases[i].cols);
}

static void fitting_keeps_graphemes_whole(void **state)
{
    static const struct {
        const char *text;
        int cols;
        size_t bytes;
        int used;
    } cases[] = {
        {"abc", 2, 2, 2},
        {"abc", 9, 3, 3},
        {"", 5, 0, 0},
        {"åäö", 2, 4, 2},
        {"字字", 3, 3, 2},
        {"a\xCC\x8A"
         "b",
         1, 3, 1},
        {FAMILY, 5, 0, 0},
        {"a", 0, 0, 0},
        {"a", -1, 0, 0},
    };
    size_t i;
    int used;

    (void)state;
    for (i = 0; i < ARRAY_LEN(cases); i++) {
        const char *text = cases[i].text;

        assert_int_equal(utf8_fit(text, strlen(text), cases[i].cols, &used), cases[i].bytes);
        assert_int_equal(used, cases[i].used);
        utf8_fit(text, strlen(text), cases[i].cols, NULL);
    }
}

static void folding_keeps_swedish_letters_apart(void **state)
{
    static const char *const cases[][2] = {
        {"ÅSA Östman", "åsa östman"}, {"A\xCC\x8ASA", "åsa"}, {"ASA", "asa"},
        {"Straße", "strasse"},        {"ÉVA", "éva"},         {"\xFF", "\xEF\xBF\xBD"},
    };
    struct str out;
    size_t i;

    (void)state;
    str_init(&out, 0);
    for (i = 0; i < ARRAY_LEN(cases); i++) {
        str_clear(&out);
        assert_true(utf8_fold(&out, cases[i][0], strlen(cases[i][0])));
        assert_string_equal(out.p, cases[i][1]);
    }
    str_release(&out);
}

/* Short texts of Latin letters take a way of their own: behind a snowman the same letter does not. */
static void both_ways_of_folding_agree(void **state)
{
    struct str quick, slow;

    (void)state;
    str_init(&quick, 0);
    str_init(&slow, 0);
    for (int32_t cp = 1; cp < 0x180; cp++) {
        char text[16] = "\xE2\x98\x83";
        size_t n = 3 + utf8_encode(cp, text + 3);

        str_clear(&slow);
        str_clear(&quick);
        assert_true(utf8_fold(&slow, text, n));
        assert_true(utf8_fold(&quick, text + 3, n - 3));
        assert_string_equal(quick.p, slow.p + 3);
    }
    str_release(&quick);
    str_release(&slow);
}

static void capitals_for_headings(void **state)
{
    static const char text[] = "ärendet, först: \xFF 7 ß";
    struct str out;

    (void)state;
    str_init(&out, 0);
    assert_true(utf8_upper(&out, text, strlen(text)));
    assert_string_equal(out.p, "ÄRENDET, FÖRST: \xEF\xBF\xBD 7 ẞ");
    str_release(&out);
}

static void sorting_is_swedish(void **state)
{
    /* In order; "=" before a word says that it sorts as the one above. */
    static const char *const words[] = {
        "",         "(a)",
        "1",        "10",
        "2",        "A-b",
        "Ab",       "Adam",
        "Ek Berg",  "Ek-Berg",
        "=Ek–Berg", "Eklund",
        "elev",     "=élev",
        "Lodz",     "=Łódź",
        "Olsson",   "Vann",
        "=Vañn",    "Wall",
        "xyz",      "Yngve",
        "=Üngve",   "Zorn",
        "Åberg",    "=A\xCC\x8A\142erg",
        "Ädel",     "=Ædel",
        "Ö–",       "=Ö-",
        "Öberg",    "=Øberg",
        "=Őberg",   "字",
    };
    size_t i;

    (void)state;
    for (i = 1; i < ARRAY_LEN(words); i++) {
        const char *word = words[i], *before = words[i - 1];
        bool same = word[0] == '=';
        int order = utf8_compare(before + (before[0] == '='), word + same);

        if (same ? order != 0 : order >= 0)
            fail_msg("%s stands wrong after %s", word, before);
    }
}

static void steering_characters_are_shown(void **state)
{
    static const char *const cases[][2] = {
        {"rad\nrad", NULL},
        {"åäö ”…” – 字 👍", NULL},
        {FAMILY, NULL},
        {"e\xCC\x81", NULL},
        {"\x1B[31m", "<U+001B>[31m"},
        {"a\tb\r\n", "a<U+0009>b<U+000D>\n"},
        {"\x7F", "<U+007F>"},
        {"\xC2\x9B"
         "31m",
         "<U+009B>31m"},
        {"ja\xE2\x80\xAE"
         "nej",
         "ja<U+202E>nej"},
        {"\xE2\x81\xA6x\xE2\x81\xA9", "<U+2066>x<U+2069>"},
        {"\xE2\x80\x8B", "<U+200B>"},
        {"a\xE2\x80\x8D"
         "b",
         "a<U+200D>b"},
        {"\xEF\xBB\xBF", "<U+FEFF>"},
        {"\xE2\x80\xA8", "<U+2028>"},
        {"\xF3\xA0\x81\xA7", "<U+E0067>"},
        {"\xE3\x85\xA4", "<U+3164>"},
        {"\xCD\xB8", "<U+0378>"},
        {"\xFF", "<U+FFFD>"},
    };
    struct str out;
    size_t i;

    (void)state;
    str_init(&out, 0);
    for (i = 0; i < ARRAY_LEN(cases); i++) {
        const char *in = cases[i][0], *is = cases[i][1] ? cases[i][1] : in;

        str_clear(&out);
        assert_true(utf8_show(&out, in, strlen(in)));
        assert_string_equal(out.p, is);
        assert_int_equal(utf8_is_plain(in, strlen(in)), cases[i][1] == NULL);
        assert_true(utf8_is_plain(out.p, out.n));
    }
    str_release(&out);
}

static void random_bytes_keep_the_promises(void **state)
{
    struct str in, clean, again, shown;
    size_t round;

    (void)state;
    srandom(11);
    str_init(&in, 0);
    str_init(&clean, 0);
    str_init(&again, 0);
    str_init(&shown, 0);
    for (round = 0; round < 2000; round++) {
        str_clear(&in);
        str_clear(&clean);
        str_clear(&again);
        str_clear(&shown);
        add_random_text(&in, 1 + round % 40);
        assert_true(utf8_clean(&clean, in.p, in.n, NULL));
        assert_true(utf8_valid(clean.p, clean.n));
        assert_true(utf8_clean(&again, clean.p, clean.n, NULL));
        assert_string_equal(again.p, clean.p);
        assert_true(utf8_show(&shown, in.p, in.n));
        assert_true(utf8_valid(shown.p, shown.n));
        assert_true(utf8_is_plain(shown.p, shown.n));
    }
    str_release(&in);
    str_release(&clean);
    str_release(&again);
    str_release(&shown);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decodes_and_encodes_every_code_point),
        cmocka_unit_test(bad_bytes_use_one_byte),
        cmocka_unit_test(spaces_of_any_kind_are_blank),
        cmocka_unit_test(cleaning_gives_valid_nfc),
        cmocka_unit_test(cleaning_heeds_the_limit),
        cmocka_unit_test(heaps_of_marks_are_bounded),
        cmocka_unit_test(graphemes_agree_with_one_pass_from_the_start),
        cmocka_unit_test(graphemes_at_the_ends),
        cmocka_unit_test(columns_as_ncurses_counts),
        cmocka_unit_test(fitting_keeps_graphemes_whole),
        cmocka_unit_test(folding_keeps_swedish_letters_apart),
        cmocka_unit_test(both_ways_of_folding_agree),
        cmocka_unit_test(capitals_for_headings),
        cmocka_unit_test(sorting_is_swedish),
        cmocka_unit_test(steering_characters_are_shown),
        cmocka_unit_test(random_bytes_keep_the_promises),
    };

    if (!utf8_locale())
        return 1;
    return cmocka_run_group_tests_name("base utf8", tests, NULL, NULL);
}
