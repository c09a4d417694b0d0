/* test_ui_edit.c - the editor against a slow reference, and its motions, undo and search. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <cmocka.h>

#include "sis/base/mem.h"
#include "sis/base/utf8.h"
#include "sis/ui/edit.h"

/* What typing can bring: letters, marks that join backwards, halves of flags, joined emoji, jamo,
 * every line end, controls and bad bytes. */
static const char *const piece[] = {"a",      "e",      "o",
                                    "n",      " ",      " ",
                                    "\n",     "Å",      "ö",
                                    "\u0301", "\u030a", "\u0327",
                                    "\u0323", "字",     "🇸",
                                    "🇪",      "\u200d", "👩",
                                    "👧",      "\ufe0f", "\u1100",
                                    "\u1161", "\u11a8", "가",
                                    "\r\n",   "\r",     "\t",
                                    "\v",     "\u2028", "\xC2\x85",
                                    "\x1b",   "\u202e", "\xff",
                                    "\xc3",   "hej på", "dag e\u0301",
                                    "”ja”",   ".",      "x\u0301\u0302",
                                    "\u212b"};

static void assert_text(const struct edit *edit, const char *expected)
{
    assert_string_equal(edit_text(edit), expected);
    assert_int_equal(edit_length(edit), strlen(expected));
}

/* Boundaries are counted from the start of the text, which takes no short cuts. */
static size_t slow_boundary(const char *p, size_t n, size_t at)
{
    size_t boundary = 0;
    while (boundary < at && boundary < n)
        boundary = utf8_next(p, n, boundary);
    return boundary;
}

static void assert_boundary(const struct edit *edit, size_t at)
{
    assert_int_equal(slow_boundary(edit_text(edit), edit_length(edit), at), at);
}

static void assert_sound(const struct edit *edit)
{
    struct str clean;
    size_t from, to, replaced;
    str_init(&clean, 0);
    utf8_clean(&clean, edit_text(edit), edit_length(edit), &replaced);
    assert_int_equal(replaced, 0);
    assert_int_equal(clean.n, edit_length(edit));
    assert_memory_equal(clean.p, edit_text(edit), clean.n);
    str_release(&clean);
    edit_selection(edit, &from, &to);
    assert_true(from <= to && to <= edit_length(edit));
    assert_true(edit_cursor(edit) == from || edit_cursor(edit) == to);
    assert_boundary(edit, from);
    assert_boundary(edit, to);
}

/* One line end at a time, as the header says. */
static void slow_lines(struct str *out, const char *p, size_t n, bool one_line)
{
    static const char *const ends[] = {"\r\n", "\n",       "\r",     "\v",
                                       "\f",   "\xC2\x85", "\u2028", "\u2029"};
    for (size_t at = 0; at < n;) {
        size_t length = 0;
        for (size_t i = 0; i < ARRAY_LEN(ends) && !length; i++)
            if (strncmp(p + at, ends[i], strlen(ends[i])) == 0)
                length = strlen(ends[i]);
        if (!length)
            str_putc(out, p[at] == '\t' ? ' ' : p[at]);
        else if (!one_line || at + length < n)
            str_putc(out, one_line ? ' ' : '\n');
        at += length ? length : 1;
    }
}

/* The whole text composed anew, and where the cursor must stand in it. */
struct slow {
    struct str text;
    size_t cursor;
};

static void slow_replace(struct slow *slow, const struct edit *edit, const char *bytes, size_t n,
                         bool one_line)
{
    struct str raw, head;
    size_t from, to;
    edit_selection(edit, &from, &to);
    str_init(&raw, 0);
    str_init(&head, 0);
    str_init(&slow->text, 0);
    str_add(&raw, edit_text(edit), from);
    slow_lines(&raw, bytes, n, one_line);
    utf8_clean(&head, raw.p, raw.n, NULL);
    str_puts(&raw, edit_text(edit) + to);
    utf8_clean(&slow->text, raw.p, raw.n, NULL);
    bool joined = slow->text.n < head.n || memcmp(slow->text.p, head.p, head.n) != 0;
    slow->cursor = joined ? SIZE_MAX : slow_boundary(slow->text.p, slow->text.n, head.n);
    str_release(&raw);
    str_release(&head);
}

static void assert_slow(const struct edit *edit, struct slow *slow)
{
    assert_text(edit, slow->text.p);
    if (slow->cursor != SIZE_MAX)
        assert_int_equal(edit_cursor(edit), slow->cursor);
    str_release(&slow->text);
}

static void random_change(struct edit *edit, bool one_line)
{
    struct slow slow;
    char bytes[64] = "";
    for (int i = rand() % 3; i >= 0; i--)
        strcat(bytes, piece[(size_t)rand() % ARRAY_LEN(piece)]);
    slow_replace(&slow, edit, bytes, strlen(bytes), one_line);
    bool done = rand() % 2 ? edit_insert(edit, bytes, strlen(bytes))
                           : edit_paste(edit, bytes, strlen(bytes));
    assert_true(done);
    assert_slow(edit, &slow);
}

static void random_deletion(struct edit *edit)
{
    struct slow slow;
    size_t from, to;
    enum edit_motion motion = (enum edit_motion)(rand() % (EDIT_BOTTOM + 1));
    if (motion >= EDIT_HOME && rand() % 4)
        motion = EDIT_LEFT;
    if (!edit_selection(edit, &from, &to)) {
        edit_move(edit, motion, true);
        slow_replace(&slow, edit, "", 0, false);
        edit_move_to(edit, from, false);
    } else {
        slow_replace(&slow, edit, "", 0, false);
    }
    edit_delete(edit, motion);
    assert_slow(edit, &slow);
}

static void undo_and_redo_are_opposite(struct edit *edit)
{
    char *before = mem_strdup(edit_text(edit));
    if (edit_undo(edit)) {
        assert_sound(edit);
        assert_true(edit_redo(edit));
        assert_text(edit, before);
    }
    mem_free(before);
}

static void random_step(struct edit *edit, bool one_line)
{
    int what = rand() % 20;
    if (what < 10)
        random_change(edit, one_line);
    else if (what < 14)
        random_deletion(edit);
    else if (what < 17)
        edit_move(edit, (enum edit_motion)(rand() % (EDIT_BOTTOM + 1)), rand() % 2);
    else if (what == 17)
        edit_move_to(edit, (size_t)rand() % (edit_length(edit) + 2), rand() % 2);
    else if (what == 18)
        undo_and_redo_are_opposite(edit);
    else if (rand() % 2 ? edit_cut(edit) : edit_copy(edit))
        edit_put(edit);
}

static void random_session(unsigned seed, bool one_line)
{
    srand(seed);
    struct edit *edit = edit_new(one_line);
    edit_set(edit, "Börjar här 🇸🇪🇳", strlen("Börjar här 🇸🇪🇳"));
    char *start = mem_strdup(edit_text(edit));
    for (int i = 0; i < 120; i++) {
        random_step(edit, one_line);
        assert_sound(edit);
    }
    char *end = mem_strdup(edit_text(edit));
    while (edit_undo(edit))
        assert_sound(edit);
    assert_text(edit, start);
    while (edit_redo(edit))
        assert_sound(edit);
    assert_text(edit, end);
    mem_free(start);
    mem_free(end);
    edit_free(edit);
}

static void random_sessions_agree_with_the_reference(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 150; seed++)
        random_session(seed, seed % 5 == 0);
}

static struct edit *edit_with(const char *text)
{
    struct edit *edit = edit_new(false);
    edit_set(edit, text, strlen(text));
    return edit;
}

static void type(struct edit *edit, const char *text)
{
    for (size_t at = 0, used, n = strlen(text); at < n; at += used) {
        int32_t cp;
        used = utf8_decode(text + at, n - at, &cp);
        assert_true(edit_insert(edit, text + at, used));
    }
}

static void a_mark_joins_the_letter_before_it(void **state)
{
    (void)state;
    struct edit *edit = edit_with("");
    type(edit, "a\u030asa");
    assert_text(edit, "åsa");
    edit_move_to(edit, 2, false);
    edit_delete(edit, EDIT_LEFT);
    assert_text(edit, "sa");
    assert_int_equal(edit_cursor(edit), 0);
    edit_set(edit, "e\n\u0301x", strlen("e\n\u0301x"));
    edit_move_to(edit, 1, false);
    edit_delete(edit, EDIT_RIGHT);
    assert_text(edit, "éx");
    assert_int_equal(edit_cursor(edit), 2);
    edit_undo(edit);
    assert_text(edit, "e\n\u0301x");
    edit_free(edit);
}

static void undo_takes_back_a_word_at_a_time(void **state)
{
    (void)state;
    struct edit *edit = edit_with("");
    type(edit, "hej på dig\nigen");
    assert_true(edit_undo(edit));
    assert_text(edit, "hej på dig\n");
    assert_true(edit_undo(edit));
    assert_text(edit, "hej på ");
    assert_true(edit_redo(edit));
    assert_text(edit, "hej på dig\n");
    assert_int_equal(edit_cursor(edit), edit_length(edit));
    type(edit, "nu");
    assert_false(edit_redo(edit));
    edit_move(edit, EDIT_LEFT, false);
    edit_move(edit, EDIT_RIGHT, false);
    type(edit, "!");
    assert_true(edit_undo(edit));
    assert_text(edit, "hej på dig\nnu");
    while (edit_undo(edit))
        ;
    assert_text(edit, "");
    assert_int_equal(edit_cursor(edit), 0);
    edit_free(edit);
}

static void undo_takes_back_a_run_of_deletions_and_one_paste(void **state)
{
    (void)state;
    struct edit *edit = edit_with("abcdef");
    for (int i = 0; i < 3; i++)
        edit_delete(edit, EDIT_LEFT);
    edit_move(edit, EDIT_TOP, false);
    edit_delete(edit, EDIT_RIGHT);
    edit_delete(edit, EDIT_RIGHT);
    assert_text(edit, "c");
    edit_undo(edit);
    assert_text(edit, "abc");
    edit_undo(edit);
    assert_text(edit, "abcdef");
    assert_int_equal(edit_cursor(edit), 6);
    edit_paste(edit, "x y", 3);
    edit_paste(edit, "z", 1);
    edit_undo(edit);
    assert_text(edit, "abcdefx y");
    edit_undo(edit);
    assert_text(edit, "abcdef");
    edit_free(edit);
}

static void typing_replaces_the_selection_and_undo_brings_it_back(void **state)
{
    (void)state;
    size_t from, to;
    struct edit *edit = edit_with("en två tre");
    edit_select(edit, 3, 7);
    type(edit, "2");
    assert_text(edit, "en 2 tre");
    assert_false(edit_selection(edit, &from, &to));
    edit_undo(edit);
    assert_text(edit, "en två tre");
    assert_true(edit_selection(edit, &from, &to));
    assert_int_equal(from, 3);
    assert_int_equal(to, 7);
    assert_true(edit_move(edit, EDIT_LEFT, false));
    assert_int_equal(edit_cursor(edit), 3);
    edit_select_all(edit);
    edit_delete(edit, EDIT_RIGHT);
    assert_text(edit, "");
    edit_free(edit);
}

static void cut_text_can_be_put_elsewhere(void **state)
{
    (void)state;
    struct edit *edit = edit_with("ett två");
    assert_false(edit_copy(edit));
    edit_select(edit, 0, 4);
    assert_true(edit_cut(edit));
    assert_text(edit, "två");
    edit_move(edit, EDIT_BOTTOM, false);
    edit_put(edit);
    edit_put(edit);
    assert_text(edit, "tvåett ett ");
    edit_undo(edit);
    assert_text(edit, "tvåett ");
    edit_free(edit);
}

static void motions_go_by_words_and_lines(void **state)
{
    /* For each motion the whole way, from one end of the text to the other. */
    static const struct {
        enum edit_motion motion;
        size_t at;
        const char *stops;
    } row[] = {
        {EDIT_WORD_RIGHT, 0, "3 8 11 12 15 16 19 19"},
        {EDIT_WORD_LEFT, 19, "16 15 12 11 8 3 0 0"},
        {EDIT_RIGHT, 12, "15 16 17 18 19 19"},
        {EDIT_LEFT, 8, "7 6 5 3 2 1 0 0"},
        {EDIT_HOME, 17, "16 16"},
        {EDIT_END, 4, "15 15"},
        {EDIT_TOP, 9, "0"},
        {EDIT_BOTTOM, 9, "19"},
    };
    (void)state;
    struct edit *edit = edit_with("ab åm  ”h”\nxyz");
    for (size_t i = 0; i < ARRAY_LEN(row); i++) {
        struct str stops;
        str_init(&stops, 0);
        edit_move_to(edit, row[i].at, false);
        while (stops.n < strlen(row[i].stops)) {
            edit_move(edit, row[i].motion, false);
            str_printf(&stops, "%s%zu", stops.n ? " " : "", edit_cursor(edit));
        }
        assert_string_equal(stops.p, row[i].stops);
        str_release(&stops);
    }
    edit_free(edit);
}

static void every_line_end_becomes_a_newline(void **state)
{
    (void)state;
    const char *text = "a\r\nb\rc\vd\fe\u2028f\u2029g\xC2\x85"
                       "h\ti";
    struct edit *edit = edit_with("");
    edit_paste(edit, text, strlen(text));
    assert_text(edit, "a\nb\nc\nd\ne\nf\ng\nh i");
    edit_free(edit);
    edit = edit_new(true);
    edit_paste(edit, "24-031\r\nGranen\n", 15);
    assert_text(edit, "24-031 Granen");
    edit_set(edit, "a\nb\n", 4);
    assert_text(edit, "a b");
    edit_free(edit);
}

static void what_is_stored_is_not_changed_by_opening_it(void **state)
{
    (void)state;
    struct edit *edit = edit_with("a\tb\x1b\r\n");
    assert_text(edit, "a\tb\x1b\r\n");
    assert_false(edit_is_plain(edit));
    edit_set(edit, "åäö\n", 7);
    assert_true(edit_is_plain(edit));
    type(edit, "\u202e");
    assert_false(edit_is_plain(edit));
    edit_free(edit);
    edit_free(NULL);
}

static void too_much_is_refused_whole(void **state)
{
    (void)state;
    char *bytes = mem_new(EDIT_MAX);
    memset(bytes, 'x', EDIT_MAX);
    struct edit *edit = edit_with("abc");
    edit_select(edit, 1, 2);
    assert_false(edit_paste(edit, bytes, EDIT_MAX - 1));
    assert_text(edit, "abc");
    assert_true(edit_paste(edit, bytes, EDIT_MAX - 2));
    assert_false(edit_insert(edit, "y", 1));
    edit_delete(edit, EDIT_LEFT);
    assert_true(edit_insert(edit, "y", 1));
    assert_int_equal(edit_length(edit), EDIT_MAX);
    assert_true(edit_undo(edit));
    mem_free(bytes);
    edit_free(edit);
}

static void undo_forgets_the_oldest_when_there_is_too_much(void **state)
{
    (void)state;
    size_t n = EDIT_MAX;
    char *bytes = mem_new(n);
    memset(bytes, 'x', n);
    struct edit *edit = edit_with("");
    for (int i = 0; i < 2; i++) {
        edit_paste(edit, bytes, n);
        edit_select_all(edit);
        edit_delete(edit, EDIT_LEFT);
    }
    int undone = 0;
    while (edit_undo(edit))
        undone++;
    assert_int_equal(undone, 2);
    mem_free(bytes);
    edit_free(edit);
}

static void assert_found(const char *text, const char *words, size_t begins, bool last, size_t from,
                         size_t to)
{
    size_t n = strlen(text);
    struct text_hit hit;
    assert_true(last ? text_find(text, n, words, 0, begins, true, &hit)
                     : text_find(text, n, words, begins, n, false, &hit));
    assert_int_equal(hit.from, from);
    assert_int_equal(hit.to, to);
}

static void find_folds_case_but_not_letters(void **state)
{
    (void)state;
    static const char text[] = "Åsa åt\nasa ÅSA.";
    struct text_hit hit;
    assert_found(text, "åsa", 0, false, 0, 4);
    assert_found(text, "åsa", 4, false, 13, 17);
    assert_found(text, "åsa", sizeof text - 1, true, 13, 17);
    assert_found(text, "åsa", 13, true, 0, 4);
    assert_found(text, "asa", 0, false, 9, 12);
    assert_false(text_find(text, sizeof text - 1, "asa", 10, sizeof text - 1, false, &hit));
    assert_false(text_find(text, sizeof text - 1, "finns inte", 0, sizeof text - 1, false, &hit));
    assert_false(text_find(text, sizeof text - 1, "", 0, sizeof text - 1, false, &hit));
    assert_found("Straße xx\u0301", "STRASSE", 0, false, 0, 7);
    assert_found("Straße xx\u0301", "x", 0, false, 8, 9);
}

static void find_agrees_with_a_slow_search(void **state)
{
    (void)state;
    srand(7);
    for (int round = 0; round < 300; round++) {
        char text[64] = "", words[8] = "";
        for (int i = rand() % 20; i >= 0; i--)
            strcat(text, &"a\0b\0A\0\n"[2 * (rand() % 4)]);
        for (int i = rand() % 2; i >= 0; i--)
            strcat(words, &"a\0b"[2 * (rand() % 2)]);
        size_t n = strlen(text), m = strlen(words), at = (size_t)rand() % (n + 1);
        size_t first = n, last = n;
        struct text_hit hit;
        for (size_t i = n; i-- > 0;) {
            if (strncasecmp(text + i, words, m) != 0)
                continue;
            first = i >= at ? i : first;
            last = i < at && last == n ? i : last;
        }
        assert_int_equal(text_find(text, n, words, at, n, false, &hit), first < n);
        if (first < n)
            assert_int_equal(hit.from, first);
        assert_int_equal(text_find(text, n, words, 0, at, true, &hit), last < n);
        if (last < n)
            assert_int_equal(hit.from, last);
    }
}

static void changes_are_seen(void **state)
{
    (void)state;
    struct edit *edit = edit_with("abc");
    assert_int_equal(edit_take_change(edit), 0);
    assert_true(edit_take_change(edit) == SIZE_MAX);
    unsigned long version = edit_version(edit);
    edit_move(edit, EDIT_LEFT, false);
    assert_int_equal(edit_version(edit), version);
    type(edit, "x");
    edit_move(edit, EDIT_BOTTOM, false);
    type(edit, "y");
    assert_true(edit_version(edit) > version);
    assert_int_equal(edit_take_change(edit), 2);
    edit_undo(edit);
    assert_int_equal(edit_take_change(edit), 4);
    edit_free(edit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_sessions_agree_with_the_reference),
        cmocka_unit_test(a_mark_joins_the_letter_before_it),
        cmocka_unit_test(undo_takes_back_a_word_at_a_time),
        cmocka_unit_test(undo_takes_back_a_run_of_deletions_and_one_paste),
        cmocka_unit_test(typing_replaces_the_selection_and_undo_brings_it_back),
        cmocka_unit_test(cut_text_can_be_put_elsewhere),
        cmocka_unit_test(motions_go_by_words_and_lines),
        cmocka_unit_test(every_line_end_becomes_a_newline),
        cmocka_unit_test(what_is_stored_is_not_changed_by_opening_it),
        cmocka_unit_test(too_much_is_refused_whole),
        cmocka_unit_test(undo_forgets_the_oldest_when_there_is_too_much),
        cmocka_unit_test(find_folds_case_but_not_letters),
        cmocka_unit_test(find_agrees_with_a_slow_search),
        cmocka_unit_test(changes_are_seen),
    };
    utf8_locale();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
