/* test_document.c - building, laying out and writing documents. */
#include "unit.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "sis/base/utf8.h"
#include "sis/document/layout.h"
#include "sis/document/write.h"

static struct doc *new_doc(struct arena *arena)
{
    return doc_new(arena, LANG_SV, "24-031 Granen");
}

static void expect_text(const struct doc *doc, int cols, const char *expected)
{
    struct str out;

    str_init(&out, 0);
    assert_true(write_text(doc, cols, 0, NULL, &out));
    assert_string_equal(out.p, expected);
    str_release(&out);
}

static void paragraphs_wrap_and_keep_hard_ends(void **state)
{
    struct arena *arena = arena_new();
    struct doc *doc = new_doc(arena);
    struct doc_node *node;

    (void)state;
    doc_heading(doc, doc->root, 1, "Läget");
    node = doc_paragraph(doc, doc->root, DOC_PLAIN, "Ungdomen sa: ");
    doc_run(doc, node, DOC_QUOTE, "”jag är skyldig dem”", NULL);
    doc_run(doc, node, DOC_PLAIN, "\noch gick.", NULL);
    node = doc_paragraph(doc, doc->root, DOC_STRUCK, "gammal rad");
    node->level = 2;
    expect_text(doc, 20, "Läget\nUngdomen sa: ”jag är\nskyldig dem”\noch gick.\n  ~gammal rad~\n");
    arena_free(arena);
}

static void lists_hang_and_tables_align(void **state)
{
    static const char *const head[] = {"Vem", "Vad"};
    static const char *const one[] = {"utredare", "ringer socialtjänsten på måndag"};
    static const char *const two[] = {"ungdomen", "packar"};
    struct arena *arena = arena_new();
    struct doc *doc = new_doc(arena);
    struct doc_node *list = doc_node_new(doc, doc->root, DOC_LIST);
    struct doc_node *table;

    (void)state;
    doc_paragraph(doc, list, DOC_PLAIN, "en ganska lång punkt som bryts");
    doc_paragraph(doc, list, DOC_PLAIN, "två");
    table = doc_node_new(doc, doc->root, DOC_TABLE);
    table->header = true;
    doc_row(doc, table, head, 2);
    doc_row(doc, table, one, 2);
    doc_row(doc, table, two, 2);
    expect_text(doc, 24,
                "– en ganska lång punkt\n"
                "  som bryts\n"
                "– två\n"
                "Vem       Vad\n"
                "────────────────────────\n"
                "utredare  ringer\n"
                "          socialtjänsten\n"
                "          på måndag\n"
                "ungdomen  packar\n");
    expect_text(doc, 12,
                "– en ganska\n"
                "  lång punkt\n"
                "  som bryts\n"
                "– två\n"
                "Vem\n"
                "  utredare\n"
                "Vad\n"
                "  ringer\n"
                "  socialtjän\n"
                "  sten på\n"
                "  måndag\n"
                "\n"
                "Vem\n"
                "  ungdomen\n"
                "Vad\n"
                "  packar\n");
    arena_free(arena);
}

static void columns_stand_side_by_side_when_there_is_room(void **state)
{
    struct arena *arena = arena_new();
    struct doc *doc = new_doc(arena);
    struct doc_node *columns = doc_node_new(doc, doc->root, DOC_COLUMNS);
    struct doc_node *left = doc_node_new(doc, columns, DOC_GROUP);
    struct doc_node *right = doc_node_new(doc, columns, DOC_GROUP);

    (void)state;
    doc_paragraph(doc, left, DOC_PLAIN, "vänster");
    doc_paragraph(doc, left, DOC_PLAIN, "två");
    doc_paragraph(doc, right, DOC_PLAIN, "höger");
    expect_text(doc, 80, "vänster                                  höger\ntvå\n");
    expect_text(doc, 40, "vänster\ntvå\n\nhöger\n");
    arena_free(arena);
}

static void links_know_where_they_stand(void **state)
{
    struct arena *arena = arena_new();
    struct doc *doc = new_doc(arena);
    struct place place = {.room = ROOM_TODAY};
    struct layout *layout;
    struct doc_node *node;

    (void)state;
    doc_paragraph(doc, doc->root, DOC_PLAIN, "först");
    node = doc_paragraph(doc, doc->root, DOC_PLAIN, "gå till ");
    doc_run(doc, node, DOC_PLAIN, "i dag", &place);
    layout = layout_make(doc, 40, false, arena);
    assert_int_equal(layout->n_links, 1);
    assert_int_equal(layout->link_line[0], 1);
    assert_int_equal(layout->link_col[0], 8);
    assert_int_equal(doc->link[0].room, ROOM_TODAY);
    arena_free(arena);
}

static void a_chart_shows_gaps_as_gaps(void **state)
{
    static const double value[] = {0, NAN, 1, 2, 9, NAN};
    struct arena *arena = arena_new();
    struct doc *doc = new_doc(arena);
    struct doc_node *chart = doc_chart(doc, doc->root, value, 6, 0, 2);
    struct layout *plain;

    (void)state;
    expect_text(doc, 40, "▁▁··▅▅████··\n");
    plain = layout_make(doc, 40, true, arena);
    assert_string_equal(plain->line[0].run[0].text, "__..==####..");
    /* Too narrow: the latest is kept. */
    expect_text(doc, 4, "██··\n");
    chart->wide = 1;
    expect_text(doc, 40, "▁·▅██·\n");
    arena_free(arena);
}

/* Every step of a ruler looks different. */
static void a_long_scale_is_drawn_on_two_lines(void **state)
{
    static const double value[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, NAN};
    struct arena *arena = arena_new();
    struct doc *doc = new_doc(arena);
    struct doc_node *chart = doc_chart(doc, doc->root, value, 12, 0, 10);

    (void)state;
    chart->wide = 1;
    expect_text(doc, 40, "     ▁▂▄▅▇█\n▁▃▄▆▇██████·\n");
    arena_free(arena);
}

static void control_characters_never_leave(void **state)
{
    struct arena *arena = arena_new();
    struct doc *doc = new_doc(arena);

    (void)state;
    doc_paragraph(doc, doc->root, DOC_PLAIN, "a\033[31mb\342\200\256c");
    expect_text(doc, 40, "a<U+001B>[31mb<U+202E>c\n");
    arena_free(arena);
}

static void pages_have_a_foot_and_keep_headings(void **state)
{
    struct arena *arena = arena_new();
    struct doc *doc = new_doc(arena);
    struct str out;

    (void)state;
    for (int i = 0; i < 3; i++)
        doc_paragraph(doc, doc->root, DOC_PLAIN, "rad");
    doc_heading(doc, doc->root, 2, "Rubrik");
    doc_paragraph(doc, doc->root, DOC_PLAIN, "text");
    str_init(&out, 0);
    assert_true(write_text(doc, 40, 6, "24-031", &out));
    assert_string_equal(out.p, "rad\nrad\nrad\n\n24-031  1 (2)\n\fRubrik\ntext\n\n24-031  2 (2)\n");
    str_release(&out);
    arena_free(arena);
}

/* Only paper has pages: what begins one is an empty line elsewhere, and never an empty page. */
static void a_page_begins_where_it_should(void **state)
{
    struct arena *arena = arena_new();
    struct doc *doc = new_doc(arena);
    struct str out;

    (void)state;
    str_init(&out, 0);
    for (int i = 0; i < 3; i++)
        doc_paragraph(doc, doc->root, DOC_PLAIN, "rad");
    doc_node_new(doc, doc->root, DOC_PAGE);
    doc_paragraph(doc, doc->root, DOC_PLAIN, "ny sida");
    expect_text(doc, 40, "rad\nrad\nrad\n\nny sida\n");
    /* With room to spare, and with the page just full. */
    for (int lines = 5; lines <= 20; lines += 15) {
        str_clear(&out);
        assert_true(write_text(doc, 40, lines, NULL, &out));
        assert_string_equal(out.p, "rad\nrad\nrad\n\n1 (2)\n\fny sida\n\n2 (2)\n");
    }
    str_release(&out);
    arena_free(arena);
}

/* Whatever the width, no line is wider than the page and no text is lost. */
static void every_width_holds(void **state)
{
    static const char *const cell[] = {"funktion", "socialsekreterare", "ringer"};
    struct arena *arena = arena_new();
    struct doc *doc = new_doc(arena);
    struct doc_node *table = doc_node_new(doc, doc->root, DOC_TABLE);

    (void)state;
    for (int i = 0; i < 4; i++)
        doc_row(doc, table, cell, 3);
    for (int cols = 1; cols < 100; cols++) {
        struct layout *layout = layout_make(doc, cols, false, arena);
        size_t letters = 0;

        for (size_t i = 0; i < layout->n; i++) {
            for (size_t j = 0; j < layout->line[i].n; j++) {
                const struct layout_run *run = &layout->line[i].run[j];

                assert_true(run->col + run->width <= cols);
                letters += strlen(run->text);
            }
        }
        assert_int_equal(letters, 4 * (8 + 17 + 6));
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paragraphs_wrap_and_keep_hard_ends),
        cmocka_unit_test(lists_hang_and_tables_align),
        cmocka_unit_test(columns_stand_side_by_side_when_there_is_room),
        cmocka_unit_test(links_know_where_they_stand),
        cmocka_unit_test(a_chart_shows_gaps_as_gaps),
        cmocka_unit_test(a_long_scale_is_drawn_on_two_lines),
        cmocka_unit_test(control_characters_never_leave),
        cmocka_unit_test(pages_have_a_foot_and_keep_headings),
        cmocka_unit_test(a_page_begins_where_it_should),
        cmocka_unit_test(every_width_holds),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests_name("document", tests, NULL, NULL);
}
