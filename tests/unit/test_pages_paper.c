/* test_pages_paper.c - blank forms, help on questions and screens, the honest limits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bundle.h"
#include "doc_text.h"
#include "sis/base/utf8.h"
#include "sis/document/write.h"
#include "sis/pages/pages.h"

static struct test_bundle method;

static int load_method(void **state)
{
    (void)state;
    bundle_open(&method, "forms");
    bundle_load_clean(&method);
    return 0;
}

static int drop_method(void **state)
{
    (void)state;
    bundle_close(&method);
    return 0;
}

static struct doc *paper(const char *form, enum lang lang, bool practice, struct arena *arena)
{
    return page_paper(method.method, method_form(method.method, form), lang, practice, arena);
}

static void paper_reads_well(void **state)
{
    static const char *const form[] = {"u1", "r1", "x2", "plan", "k1", "l1"};
    struct arena *arena = arena_new();

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(form); i++) {
        for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
            char name[40] = "paper-";

            strcat(name, form[i]);
            doc_golden(name, paper(form[i], lang, false, arena));
        }
    }
    arena_free(arena);
}

/* Whoever has only the paper must be able to answer everything that a person answers. */
static void paper_asks_every_question(void **state)
{
    struct arena *arena = arena_new();

    (void)state;
    for (size_t i = 0; i < method.method->n_forms; i++) {
        const struct form *form = &method.method->form[i];

        for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
            struct doc *doc = paper(form->id, lang, false, arena);

            for (size_t k = 0; k < form->n_items; k++)
                if (form->item[k].compute == NULL && !form->item[k].retired)
                    doc_holds(doc, label_in(&form->item[k].label, lang));
            doc_holds(doc, form->version);
            /* Room for the one who reads it where two are to sign. */
            if (form->signatures == 2)
                doc_holds(doc, lang == LANG_SV ? "Läst av, funktion" : "Read by, role");
            else
                doc_lacks(doc, lang == LANG_SV ? "Läst av, funktion" : "Read by, role");
            doc_lacks(doc, "avhopp");
            doc_lacks(doc, "defector");
        }
    }
    arena_free(arena);
}

static void paper_keeps_to_its_width(void **state)
{
    struct arena *arena = arena_new();

    (void)state;
    for (size_t i = 0; i < method.method->n_forms; i++) {
        struct doc *doc = paper(method.method->form[i].id, LANG_SV, true, arena);

        for (int cols = 60; cols <= 120; cols += 20) {
            char *text = doc_text(doc, cols);

            for (char *line = text; *line != '\0';) {
                size_t n = strcspn(line, "\n");

                assert_true(utf8_width(line, n) <= cols);
                line += n + (line[n] == '\n');
            }
            mem_free(text);
        }
    }
    arena_free(arena);
}

static void the_youths_part_is_a_sheet_of_its_own(void **state)
{
    struct arena *arena = arena_new();
    struct doc *doc = paper("r1", LANG_SV, true, arena);
    const char *part, *end;
    struct str out;

    (void)state;
    str_init(&out, 0);
    assert_true(write_text(doc, 80, 64, "r1", &out));
    part = strstr(out.p, "DIN DEL");
    assert_non_null(part);
    while (*part != '\f')
        part--;
    end = strchr(part + 1, '\f');
    assert_memory_equal(part + 1, "ÖVNING", strlen("ÖVNING"));
    assert_true(strstr(part, "Ifyllt av") == NULL);
    assert_true(end == NULL || strstr(part, "Misstror") == NULL || strstr(part, "Misstror") > end);
    str_release(&out);
    arena_free(arena);
}

static void the_kit_holds_what_its_sheets_ask_for(void **state)
{
    struct arena *arena = arena_new();
    const struct date day = {2026, 11, 22};
    const struct form **form;
    size_t n = paper_kit(method.method, arena, &form);

    (void)state;
    assert_string_equal(form[0]->id, "u1");
    for (size_t i = 0; i < method.method->n_places; i++) {
        const struct item *item = method.method->place[i].item;
        size_t at = 0;

        while (item->list != NULL && at < n && !text_equal(form[at]->id, item->list))
            at++;
        assert_true(at < n);
    }
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++)
        doc_golden("paper-cover", page_paper_cover(method.method, lang, true, day, arena));
    arena_free(arena);
}

static void practice_is_on_the_paper(void **state)
{
    struct arena *arena = arena_new();

    (void)state;
    doc_holds(paper("u1", LANG_SV, true, arena), "ÖVNING");
    doc_lacks(paper("u1", LANG_SV, false, arena), "ÖVNING");
    arena_free(arena);
}

static void retired_options_are_not_offered(void **state)
{
    struct arena *arena = arena_new();
    struct test_bundle changed;

    (void)state;
    bundle_open(&changed, "forms");
    bundle_replace(&changed, "u1.cfg", "code = \"guess\";", "code = \"guess\"; retired = true;");
    bundle_load_clean(&changed);
    doc_lacks(page_paper(changed.method, method_form(changed.method, "u1"), LANG_SV, false, arena),
              "[ ] gissar");
    bundle_close(&changed);
    arena_free(arena);
}

static void questions_are_explained(void **state)
{
    static const char *const item[] = {"u1.09", "u1.10", "r1.11.police.distrust", "pr.02"};
    struct arena *arena = arena_new();

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(item); i++) {
        for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
            char name[64] = "item-";

            strcat(name, item[i]);
            doc_golden(name,
                       page_item_help(method.method, method_item(method.method, item[i], NULL),
                                      NULL, lang, arena));
        }
    }
    arena_free(arena);
}

/* No question of any form leaves its help empty or unprintable. */
static void every_question_has_help(void **state)
{
    (void)state;
    for (size_t i = 0; i < method.method->n_places; i++) {
        struct arena *arena = arena_new();
        const struct item *item = method.method->place[i].item;
        struct doc *doc = page_item_help(method.method, item, NULL, LANG_SV, arena);

        doc_holds(doc, label_in(&item->label, LANG_SV));
        doc_lacks(doc, "avhopp");
        arena_free(arena);
    }
}

static const char *const topics[] = {
    "login", "today",   "find",    "youth_new", "case",     "timeline", "fill",   "note",
    "read",  "missing", "sign",    "list",      "letter",   "notes",    "drafts", "ask",
    "help",  "limits",  "compare", "series",    "relation", "who"};

static void screens_are_explained(void **state)
{
    static const struct help_key key[] = {{"F2", "klar"}, {"Esc", "tillbaka"}};
    struct arena *arena = arena_new();

    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        doc_golden("help-fill", page_help(lang, "fill", key, ARRAY_LEN(key), arena));
        doc_golden("help-today", page_help(lang, "today", NULL, 0, arena));
    }
    for (size_t i = 0; i < ARRAY_LEN(topics); i++) {
        const char *title = page_help(LANG_SV, topics[i], NULL, 0, arena)->title;

        doc_lacks(page_help(LANG_SV, topics[i], key, ARRAY_LEN(key), arena), "avhopp");
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(title, page_help(LANG_SV, topics[k], NULL, 0, arena)->title);
    }
    assert_string_equal(page_help(LANG_SV, "no such thing", NULL, 0, arena)->title, "Hjälp");
    arena_free(arena);
}

static void limits_are_said_plainly(void **state)
{
    struct arena *arena = arena_new();

    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++)
        doc_golden("limits", page_limits(lang, arena));
    arena_free(arena);
}

static void set(struct answers *answers, const char *id, const char *code)
{
    const char *const codes[] = {code};
    struct answer answer = {.id = id, .value = value_codes(codes, 1)};

    answers_set(answers, &answer);
}

static void answers_are_told_in_words(void **state)
{
    struct arena *arena = arena_new();
    struct answer text = {.id = "u1.03"};
    struct answer unknown = {.id = "u1.11", .nonanswer = NONANSWER_UNKNOWN};
    const struct form *form = method_form(method.method, "u1");
    struct answers answers;

    (void)state;
    answers_init(&answers, arena);
    doc_golden("answers-none", page_answers(method.method, form, &answers, LANG_SV, arena));
    text.value = value_text("”Jag är skyldig dem.”\nÄldre ungdom stod bredvid.");
    set(&answers, "u1.09", "no");
    answers_set(&answers, &unknown);
    answers_set(&answers, &text);
    /* Hidden: nobody asks who was called when nobody is in danger. */
    set(&answers, "u1.10", "112");
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++)
        doc_golden("answers", page_answers(method.method, form, &answers, lang, arena));
    doc_lacks(page_answers(method.method, form, &answers, LANG_SV, arena), "112");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paper_reads_well),
        cmocka_unit_test(paper_asks_every_question),
        cmocka_unit_test(paper_keeps_to_its_width),
        cmocka_unit_test(the_youths_part_is_a_sheet_of_its_own),
        cmocka_unit_test(the_kit_holds_what_its_sheets_ask_for),
        cmocka_unit_test(practice_is_on_the_paper),
        cmocka_unit_test(retired_options_are_not_offered),
        cmocka_unit_test(questions_are_explained),
        cmocka_unit_test(every_question_has_help),
        cmocka_unit_test(screens_are_explained),
        cmocka_unit_test(limits_are_said_plainly),
        cmocka_unit_test(answers_are_told_in_words),
    };

    if (!utf8_locale())
        return 1;
    return cmocka_run_group_tests_name("pages paper", tests, load_method, drop_method);
}
