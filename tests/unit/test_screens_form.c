/* test_screens_form.c - filling in a form by keys: what each key does, and how it looks. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"

#include "form_driver.h"
#include "sis/base/utf8.h"

static struct form_driver it;

static void try_form(const char *form, enum lang lang)
{
    form_driver_try(&it, form, lang, 24, 80);
}

static int close_form(void **state)
{
    (void)state;
    form_driver_close(&it);
    return 0;
}

static const struct answer *handed(const char *id)
{
    return answers_get(&it.answers, id);
}

static void assert_code(const char *id, const char *code)
{
    const struct answer *answer = handed(id);
    assert_non_null(answer);
    assert_true(value_has_code(&answer->value, code));
}

static void assert_focus(const char *id)
{
    struct place place = form_driver_place(&it);
    assert_string_equal(place.item, id);
}

/* --- answering -------------------------------------------------------------------------------- */

static void one_letter_answers_and_moves_on(void **state)
{
    (void)state;
    try_form("u1", LANG_SV);
    assert_focus("u1.09");
    form_driver_press(&it, "n");
    assert_focus("u1.11");
    assert_shown(&it, "› nej");
    form_driver_press(&it, "v J");
    assert_focus("u1.03");
    form_driver_press(&it, "F2");
    assert_false(form_driver_is_open(&it));
    assert_code("u1.09", "no");
    assert_int_equal(handed("u1.11")->nonanswer, NONANSWER_UNKNOWN);
    assert_code("u1.07", "yes");
}

static void keys_of_the_other_language_work_too(void **state)
{
    (void)state;
    try_form("u1", LANG_SV);
    form_driver_press(&it, "y");
    assert_focus("u1.10");
    form_driver_press(&it, "x");
    assert_focus("u1.10");
}

static void many_toggles_and_stays(void **state)
{
    (void)state;
    try_form("u1", LANG_SV);
    form_driver_press(&it, "j 5 1 5 2");
    assert_focus("u1.10");
    assert_shown(&it, "[x] 1 112");
    assert_shown(&it, "[ ] 5 ingen än");
    form_driver_press(&it, "F2");
    const struct value *value = &handed("u1.10")->value;
    assert_int_equal(value->n, 2);
    assert_string_equal(value->code[0], "112");
    assert_string_equal(value->code[1], "duty_lead");
}

static void arrows_and_space_do_what_keys_do(void **state)
{
    (void)state;
    try_form("u1", LANG_SV);
    form_driver_press(&it, "Right Right Space");
    assert_focus("u1.09");
    assert_shown(&it, "› nej");
    form_driver_press(&it, "Space");
    assert_not_shown(&it, "› nej");
    form_driver_press(&it, "Left Enter Down Down Down");
    assert_shown(&it, "› ja");
    form_driver_press(&it, "Space Down Space");
    assert_shown(&it, "[x] 3 säkerhetssamordnare");
    assert_shown(&it, "[x] 4 sjukvård");
    form_driver_press(&it, "Down Down");
    assert_focus("u1.11");
    form_driver_press(&it, "Up");
    assert_focus("u1.10");
}

static void backspace_clears_a_choice(void **state)
{
    (void)state;
    try_form("u1", LANG_SV);
    form_driver_press(&it, "n S-Tab");
    assert_focus("u1.09");
    form_driver_press(&it, "Backspace F2");
    assert_null(handed("u1.09"));
}

static void a_hidden_answer_is_kept_but_not_handed_over(void **state)
{
    (void)state;
    try_form("u1", LANG_SV);
    form_driver_press(&it, "j 1 S-Tab n");
    assert_not_shown(&it, "Vem har du ringt?");
    assert_focus("u1.11");
    form_driver_press(&it, "S-Tab j");
    assert_shown(&it, "[x] 1 112");
    form_driver_press(&it, "S-Tab n F2");
    assert_null(handed("u1.10"));
}

static void text_is_kept_as_it_was_typed(void **state)
{
    (void)state;
    try_form("u1", LANG_SV);
    form_driver_press(&it, "n n n");
    form_driver_type(&it, "Sa: ”jag är skyldig dem”. j n v 1?");
    form_driver_press(&it, "Enter");
    form_driver_type(&it, "  Stod kvar.");
    form_driver_press(&it, "Enter Tab F2");
    assert_string_equal(handed("u1.03")->value.text,
                        "Sa: ”jag är skyldig dem”. j n v 1?\n  Stod kvar.");
}

static void a_mistake_stands_beside_and_never_blocks(void **state)
{
    (void)state;
    try_form("u1", LANG_SV);
    form_driver_press(&it, "n n n Tab 1 j");
    assert_focus("u1.19.what");
    form_driver_type(&it, "fråga skolan");
    form_driver_press(&it, "Enter");
    assert_focus("u1.19.when");
    form_driver_type(&it, "sen");
    assert_not_shown(&it, "inget datum");
    form_driver_press(&it, "Tab");
    assert_focus("u1.16");
    assert_shown(&it, "! ”sen” är inget datum.");
    form_driver_press(&it, "S-Tab");
    assert_shown(&it, "! ”sen” är inget datum.");
    form_driver_press(&it, "Backspace Backspace Backspace");
    form_driver_type(&it, "2026-12-03");
    form_driver_press(&it, "Tab");
    assert_shown(&it, "3 december 2026");
    assert_not_shown(&it, "inget datum");
    form_driver_press(&it, "F2");
    assert_string_equal(handed("u1.19.when")->value.text, "2026-12-03");
    assert_string_equal(handed("u1.19.what")->value.text, "fråga skolan");
}

static void a_half_typed_text_survives_a_tick(void **state)
{
    struct err err;
    (void)state;
    try_form("u1", LANG_SV);
    form_driver_press(&it, "n n n");
    form_driver_type(&it, "ord ");
    assert_true(stack_keep(it.stack, &err));
    form_driver_tick(&it);
    form_driver_type(&it, "till");
    form_driver_press(&it, "F2");
    assert_string_equal(handed("u1.03")->value.text, "ord till");
}

static void reasons_for_no_answer_are_one_key_away(void **state)
{
    (void)state;
    try_form("u1", LANG_SV);
    form_driver_press(&it, "C-w");
    assert_shown(&it, "3 inte frågat");
    form_driver_press(&it, "3");
    assert_focus("u1.11");
    assert_shown(&it, "› inte frågat");
    form_driver_press(&it, "Tab Tab F11 4");
    assert_focus("u1.18");
    assert_shown(&it, "› inte aktuellt");
    form_driver_press(&it, "S-Tab");
    form_driver_type(&it, "jo");
    form_driver_press(&it, "F2");
    assert_int_equal(handed("u1.09")->nonanswer, NONANSWER_NOT_ASKED);
    assert_string_equal(handed("u1.03")->value.text, "jo");
}

static void a_source_can_be_told(void **state)
{
    (void)state;
    try_form("u1", LANG_SV);
    form_driver_press(&it, "n S-Tab C-w 5 1");
    assert_shown(&it, "källa: samtal med ungdomen");
    form_driver_press(&it, "j F2");
    assert_string_equal(handed("u1.09")->source, "talk");
}

static void all_questions_are_one_key_away(void **state)
{
    (void)state;
    try_form("u1", LANG_SV);
    assert_not_shown(&it, "Mer, om du hinner");
    assert_shown(&it, "9 frågor till finns: F4 visar dem.");
    assert_shown(&it, "F4 mer (9)");
    form_driver_press(&it, "F4 PgDn");
    assert_shown(&it, "Mer, om du hinner");
    assert_non_null(strstr(it.message, "Alla frågor visas, 9 till."));
    form_driver_press(&it, "PgUp");
    assert_focus("u1.09");
    assert_shown(&it, "F4 färre");
    form_driver_press(&it, "F4");
    assert_not_shown(&it, "Mer, om du hinner");
}

/* What is answered stays when the form is short again. */
static void a_deep_answer_stays_in_a_short_form(void **state)
{
    (void)state;
    try_form("u1", LANG_SV);
    form_driver_press(&it, "F4 PgDn Tab 2 F4");
    assert_shown(&it, "› 2 skola");
    assert_shown(&it, "F4 mer (8)");
}

static void a_letter_that_answers_nothing_says_what_does(void **state)
{
    (void)state;
    try_form("u1", LANG_SV);
    form_driver_type(&it, "x");
    assert_focus("u1.09");
    assert_non_null(strstr(it.message, "Här svarar man med j, n eller v."));
    form_driver_paste(&it, "jag såg");
    assert_focus("u1.09");
    assert_non_null(strstr(it.message, "j, n eller v"));
    form_driver_press(&it, "n n n Tab");
    form_driver_type(&it, "q");
    assert_non_null(strstr(it.message, "Här svarar man med 1, 2 eller 3."));
    it.message[0] = '\0';
    form_driver_press(&it, "1");
    assert_string_equal(it.message, "");
    form_driver_close(&it);
    try_form("r1", LANG_EN);
    form_driver_press(&it, "PgDn PgDn");
    form_driver_type(&it, "x");
    assert_non_null(strstr(it.message, "Answer with 1–5 or - here."));
    form_driver_press(&it, "Tab Tab");
    form_driver_type(&it, "x");
    assert_non_null(strstr(it.message, "Enter opens the list"));
    form_driver_press(&it, "PgDn PgDn PgDn PgDn");
    form_driver_type(&it, "x");
    assert_non_null(strstr(it.message, "Enter hands over the screen"));
}

/* The style of the first cell of a text on the screen. */
static int style_of(const char *text)
{
    canvas_clear(it.canvas);
    stack_draw(it.stack, it.canvas);
    for (int row = 0; row < it.canvas->rows; row++) {
        for (int col = 0; col < it.canvas->cols; col++) {
            size_t n = 0;
            int at = col;
            while (text[n] && at < it.canvas->cols) {
                const char *cell = canvas_at(it.canvas, row, at++)->bytes;
                if (!*cell || strncmp(text + n, cell, strlen(cell)) != 0)
                    break;
                n += strlen(cell);
            }
            if (!text[n])
                return canvas_at(it.canvas, row, col)->style;
        }
    }
    return -1;
}

static void words_are_found_in_a_text(void **state)
{
    (void)state;
    try_form("u1", LANG_SV);
    form_driver_press(&it, "n n n");
    form_driver_type(&it, "Skulden igen. Han sa skuld två gånger, och att SKULDen växer.");
    form_driver_press(&it, "F5");
    assert_shown(&it, "Sök ");
    form_driver_type(&it, "skuld");
    assert_shown(&it, "1 av 4");
    assert_focus("u1.07");
    form_driver_press(&it, "Enter");
    assert_focus("u1.03");
    assert_shown(&it, "2 av 4");
    assert_int_equal(style_of("Skulden"), STYLE_MARK);
    assert_int_equal(style_of("skuld två"), STYLE_LINK);
    assert_int_equal(style_of("SKULDen"), STYLE_LINK);
    form_driver_golden(&it, "fill/u1_find_text_sv_80x24");
    form_driver_press(&it, "F5");
    assert_shown(&it, "3 av 4");
    form_driver_press(&it, "Down");
    assert_shown(&it, "4 av 4");
    /* Round the end, and back. */
    form_driver_press(&it, "Enter");
    assert_shown(&it, "1 av 4");
    assert_focus("u1.07");
    form_driver_press(&it, "Up Up");
    assert_shown(&it, "3 av 4");
    form_driver_press(&it, "Esc");
    assert_not_shown(&it, "3 av 4");
    assert_int_equal(style_of("SKULDen"), STYLE_QUOTE);
    form_driver_type(&it, "en");
    assert_shown(&it, "Han sa skulden två");
    form_driver_press(&it, "C-z F2");
    assert_string_equal(handed("u1.03")->value.text,
                        "Skulden igen. Han sa skuld två gånger, och att SKULDen växer.");
}

static void words_are_found_in_the_questions(void **state)
{
    (void)state;
    try_form("u1", LANG_SV);
    form_driver_press(&it, "F5");
    form_driver_type(&it, "lovade");
    assert_focus("u1.19");
    assert_shown(&it, "1 av 1");
    form_driver_press(&it, "Backspace Backspace Backspace Backspace Backspace Backspace");
    assert_focus("u1.09");
    form_driver_type(&it, "zebra");
    assert_focus("u1.09");
    assert_shown(&it, "finns inte här");
    form_driver_press(&it, "Enter Up");
    assert_focus("u1.09");
    /* Another key ends it and does what it does. */
    form_driver_press(&it, "F4");
    assert_shown(&it, "F4 färre");
    form_driver_press(&it, "F5");
    form_driver_type(&it, "väga");
    form_driver_press(&it, "Esc n");
    assert_not_shown(&it, "väga");
}

/* A far year is asked about, calmly, and keeps nobody from going on. */
static void a_strange_date_is_told_and_taken(void **state)
{
    (void)state;
    try_form("x2", LANG_SV);
    struct place place = form_driver_place(&it);
    (void)place;
    form_driver_press(&it, "PgDn PgDn PgDn PgDn PgDn PgDn");
    assert_focus("x2.17");
    form_driver_type(&it, "2062-05-03");
    form_driver_press(&it, "Tab");
    assert_shown(&it, "Det är om 36 år. Stämmer året?");
    form_driver_press(&it, "S-Tab");
    for (int i = 0; i < 12; i++)
        form_driver_press(&it, "Backspace");
    form_driver_type(&it, "2006-05-03");
    form_driver_press(&it, "Tab");
    assert_shown(&it, "Det är 20 år sedan. Stämmer året?");
    form_driver_press(&it, "F2");
    assert_string_equal(handed("x2.17")->value.text, "2006-05-03");
}

/* A moment that the form begins with stands as people write it, and gives way to what is typed. */
static void a_hint_is_whole_or_not_there(void **state)
{
    (void)state;
    try_form("r1", LANG_EN);
    assert_shown(&it, "e.g. yesterday 21:30");
    form_driver_resize(&it, 16, 60);
    assert_not_shown(&it, "e.g.");
}

static void a_moment_is_written_as_people_do(void **state)
{
    int64_t moment;
    (void)state;
    try_form("a1", LANG_SV);
    assert_focus("a1.01");
    assert_not_shown(&it, "Z_");
    form_driver_type(&it, "i går 21:30");
    form_driver_press(&it, "Tab S-Tab");
    assert_shown(&it, "21:30");
    form_driver_press(&it, "F2");
    assert_true(moment_parse(handed("a1.01")->value.text, &moment));
}

static void esc_leaves_and_hands_nothing_over(void **state)
{
    (void)state;
    try_form("u1", LANG_SV);
    form_driver_press(&it, "n");
    form_driver_press(&it, "Esc");
    assert_false(form_driver_is_open(&it));
    assert_int_equal(it.answers.n, 0);
}

static void help_tells_what_a_question_means(void **state)
{
    (void)state;
    try_form("u1", LANG_SV);
    form_driver_press(&it, "?");
    assert_shown(&it, "Fara för liv eller hälsa");
    assert_shown(&it, "Ett svar. Tryck tecknet, så går du vidare.");
    form_driver_golden(&it, "fill/u1_help_sv_80x24");
    form_driver_press(&it, "PgDn");
    form_driver_press(&it, "Esc n");
    assert_focus("u1.11");
}

/* An answer holds 16 MB; what would pass that is not cut, and not refused in silence. */
static void what_does_not_fit_is_said(void **state)
{
    size_t n = (size_t)9 << 20;
    char *words = mem_array(n + 1, 1);
    (void)state;
    for (size_t i = 0; i < n; i++)
        words[i] = i % 64 == 63 && i + 1 < n ? '\n' : 'a';
    try_form("u1", LANG_SV);
    form_driver_press(&it, "n n n");
    form_driver_paste(&it, words);
    assert_string_equal(it.message, "");
    form_driver_paste(&it, words);
    assert_string_equal(it.message,
                        "Det får inte plats, ett svar rymmer 16 MB. Inget av det togs med.");
    form_driver_press(&it, "F2");
    assert_int_equal(strlen(handed("u1.03")->value.text), n);
    mem_free(words);
}

/* --- warnings --------------------------------------------------------------------------------- */

static void danger_is_told_at_once(void **state)
{
    (void)state;
    try_form("u1", LANG_SV);
    form_driver_press(&it, "j");
    assert_shown(&it, "Ring först 112. Sedan chef i beredskap");
    assert_shown(&it, "Programmet larmar ingen");
    form_driver_press(&it, "S-Tab n");
    assert_not_shown(&it, "Ring först");
}

static void not_knowing_of_danger_is_told_too(void **state)
{
    (void)state;
    try_form("u1", LANG_EN);
    form_driver_press(&it, "d");
    assert_focus("u1.10");
    assert_shown(&it, "Call duty manager first. Then 112");
}

static void the_newest_warning_is_shown_below_whom_to_ring_about_danger(void **state)
{
    (void)state;
    try_form("u1", LANG_SV);
    form_driver_press(&it, "j Tab j");
    assert_shown(&it, "suicidrutin");
    assert_shown(&it, "Ring först 112");
    assert_not_shown(&it, "Ring först chef i beredskap");
    form_driver_press(&it, "S-Tab n");
    assert_not_shown(&it, "suicidrutin");
    assert_shown(&it, "Ring först 112");
}

/* The questions keep the larger part of a small screen; the rest of the warning is one key away. */
static void a_long_warning_is_cut_and_says_so(void **state)
{
    (void)state;
    form_driver_try(&it, "u1", LANG_SV, 16, 60);
    form_driver_press(&it, "n j");
    assert_shown(&it, "Följ hemmets");
    assert_shown(&it, "visar allt ─┘");
    assert_not_shown(&it, "avdelningen.");
    form_driver_press(&it, "F1");
    assert_shown(&it, "avdelningen.");
}

/* --- what free text should not hold ----------------------------------------------------------- */

static void a_number_is_marked_while_it_is_typed(void **state)
{
    (void)state;
    try_form("u1", LANG_SV);
    form_driver_press(&it, "n n n");
    form_driver_type(&it, "Ring 070-123");
    assert_not_shown(&it, "ser ut som");
    form_driver_type(&it, " 45 67 i kväll");
    assert_shown(&it, "! ”070-123 45 67” Det här ser ut som ett telefonnummer.");
    form_driver_press(&it, "Tab");
    assert_shown(&it, "! ”070-123 45 67”");
    form_driver_press(&it, "S-Tab Home");
    form_driver_type(&it, "Storgatan 4. ");
    assert_shown(&it, "! ”Storgatan 4” Det här ser ut som en adress.");
    assert_shown(&it, "! ”070-123 45 67”");
    form_driver_press(&it, "F2");
    assert_false(form_driver_is_open(&it));
    assert_string_equal(handed("u1.03")->value.text, "Storgatan 4. Ring 070-123 45 67 i kväll");
}

/* Far from the cursor the marks move with the text. */
static void marks_follow_a_long_text(void **state)
{
    char words[601] = "";
    (void)state;
    for (int i = 0; i < 100; i++)
        strcat(words, "lugnt ");
    form_driver_try(&it, "u1", LANG_SV, 40, 120);
    form_driver_press(&it, "n n n");
    form_driver_paste(&it, "081010-2392 ");
    form_driver_paste(&it, words);
    form_driver_paste(&it, "a@b.se");
    assert_shown(&it, "”081010-2392”");
    assert_shown(&it, "”a@b.se”");
    form_driver_press(&it, "C-Home");
    form_driver_type(&it, "Född ");
    assert_shown(&it, "”081010-2392”");
    assert_shown(&it, "”a@b.se”");
    form_driver_press(&it, "C-Delete");
    assert_not_shown(&it, "”081010-2392”");
    assert_shown(&it, "”a@b.se”");
}

static void every_form_is_watched(void **state)
{
    (void)state;
    try_form("plan", LANG_SV);
    form_driver_type(&it, "Ring 070-123 45 67");
    assert_shown(&it, "! ”070-123 45 67”");
    form_driver_close(&it);
    try_form("route", LANG_SV);
    form_driver_press(&it, "Tab Tab");
    form_driver_type(&it, "010-123 45 67");
    assert_not_shown(&it, "ser ut som");
}

/* --- the youth's part ------------------------------------------------------------------------- */

static void open_youths_part(void)
{
    form_driver_press(&it, "PgDn PgDn PgDn PgDn PgDn PgDn PgDn PgDn");
    form_driver_press(&it, "Enter");
    assert_shown(&it, "Lämna över skärmen till ungdomen?");
    form_driver_press(&it, "j");
}

static void the_youth_sees_nothing_of_the_staff(void **state)
{
    (void)state;
    try_form("r1", LANG_SV);
    form_driver_press(&it, "Tab 1 Tab n");
    open_youths_part();
    assert_not_shown(&it, "KONTAKT OCH TILLIT");
    assert_shown(&it, "Det finns inga rätta svar.");
    assert_not_shown(&it, "Fråga 1 av");
    form_driver_press(&it, "b");
    assert_not_shown(&it, "Har ungdomen läst");
    assert_not_shown(&it, "KONTAKT OCH TILLIT");
    assert_shown(&it, "Din del");
    assert_shown(&it, "Fråga 1 av ");
    form_driver_press(&it, "4");
    assert_shown(&it, "Fråga 2 av ");
    form_driver_press(&it, "S-Tab");
    assert_shown(&it, "› 4 stämmer ganska bra");
    form_driver_press(&it, "Esc");
    assert_shown(&it, "Lämna tillbaka skärmen");
    assert_not_shown(&it, "› 4 stämmer ganska bra");
    form_driver_press(&it, "Esc");
    assert_shown(&it, "› 4 stämmer ganska bra");
    form_driver_press(&it, "F3 F5 F6 F7 C-p M-p C-q M-z");
    assert_shown(&it, "› 4 stämmer ganska bra");
    assert_int_equal(it.said.command, COMMAND_NONE);
    form_driver_press(&it, "? ? F1");
    assert_shown(&it, "Vem som helst som jobbar här.");
    assert_int_equal(it.said.command, COMMAND_NONE);
    form_driver_press(&it, "Esc F2 ? F2");
    assert_shown(&it, "KONTAKT OCH TILLIT");
    form_driver_press(&it, "F2");
    assert_code("r1.21", "4");
}

/* That the two have answered differently would tell staff what the youth has said. */
static void different_answers_are_not_told_before_signing(void **state)
{
    (void)state;
    form_driver_try(&it, "r1", LANG_SV, 40, 120);
    form_driver_press(&it, "PgDn PgDn 1 1 Tab 1");
    form_driver_press(&it, "S-Tab");
    form_driver_golden(&it, "fill/r1_pair_sv_120x40");
    assert_shown(&it, "Ungdomen får samma fråga, var för");
    open_youths_part();
    form_driver_press(&it, "b 5 5 5 5 5 5 F2 F2");
    assert_shown(&it, "KONTAKT OCH TILLIT");
    assert_not_shown(&it, "svarar olika");
    form_driver_press(&it, "F2");
    assert_code("r1.06", "1");
    assert_code("r1.25", "5");
}

/* Also who types the number and not its key gives the number. */
static void ten_is_typed_with_two_keys(void **state)
{
    (void)state;
    form_driver_try(&it, "m1", LANG_SV, 24, 80);
    form_driver_press(&it, "j PgDn PgDn Enter Enter Enter 1");
    assert_focus("m1.02");
    assert_shown(&it, "Skift-Tab förra");
    form_driver_press(&it, "0");
    assert_focus("m1.03");
    form_driver_press(&it, "1 3");
    assert_focus("m1.05");
    form_driver_press(&it, "1 0 F2 F2 F2");
    assert_code("m1.02", "10");
    assert_code("m1.03", "1");
    assert_code("m1.04", "3");
    assert_code("m1.05", "10");
}

/* The same key shows it again; what is typed meanwhile goes nowhere. */
static void one_key_blanks_the_room(void **state)
{
    (void)state;
    try_form("r1", LANG_SV);
    open_youths_part();
    form_driver_press(&it, "b F8");
    assert_not_shown(&it, "Fråga");
    assert_not_shown(&it, "Din del");
    form_driver_golden(&it, "fill/r1_blank_sv_80x24");
    form_driver_press(&it, "4 Tab F2 Esc F5 ?");
    form_driver_paste(&it, "hej");
    assert_not_shown(&it, "Fråga");
    assert_true(it.said.room);
    form_driver_press(&it, "C-k");
    assert_shown(&it, "Fråga 1 av ");
    assert_not_shown(&it, "› 4");
}

static void behind_the_last_question_stands_what_to_do(void **state)
{
    (void)state;
    try_form("r1", LANG_SV);
    open_youths_part();
    form_driver_press(&it, "b Tab");
    assert_string_equal(it.message, "");
    form_driver_press(&it, "C-End PgDn PgDn End");
    for (int i = 0; i < 9; i++)
        form_driver_press(&it, "Tab");
    assert_non_null(strstr(it.message, "Det var den sista frågan. Tryck F2 när du är klar."));
}

/* --- looks ------------------------------------------------------------------------------------ */

static const struct look {
    const char *name, *form;
    const char *keys[LANG_COUNT];
    const char *typed;
} looks[] = {
    {"u1_empty", "u1", {"", ""}, ""},
    {"u1_danger", "u1", {"j 1 2 Tab v n", "y 1 2 Tab d n"}, "Sa i korridoren: ”de väntar på mig”."},
    {"u1_text",
     "u1",
     {"n n j", "n n y"},
     "Sa i korridoren: ”jag är skyldig dem”. Äldre ungdom stod bredvid och sa inget, men log. "
     "Ville inte gå ut efter middagen."},
    {"u1_watch",
     "u1",
     {"n n n", "n n n"},
     "Ringer 070-123 45 67 varje kväll. Säger att han ska bo på Storgatan 4 hos en som är född "
     "081010-2392."},
    {"r1_staff", "r1", {"Tab 1 2 Tab n", "Tab 1 2 Tab n"}, ""},
    {"r1_youth",
     "r1",
     {"PgDn PgDn PgDn PgDn PgDn PgDn Enter Enter Enter 4 - 2",
      "PgDn PgDn PgDn PgDn PgDn PgDn Enter Enter Enter 4 - 2"},
     ""},
    {"m1_ruler",
     "m1",
     {"j PgDn PgDn Enter Enter Enter Tab 7 S-Tab", "y PgDn PgDn Enter Enter Enter Tab 7 S-Tab"},
     ""},
    {"u1_find", "u1", {"n n n F5", "n n n F5"}, "roller"},
    {"r1_youth_begin",
     "r1",
     {"PgDn PgDn PgDn PgDn PgDn PgDn Enter Enter", "PgDn PgDn PgDn PgDn PgDn PgDn Enter Enter"},
     ""},
    {"r1_youth_text",
     "r1",
     {"PgDn PgDn PgDn PgDn PgDn PgDn Enter Enter Enter End Up",
      "PgDn PgDn PgDn PgDn PgDn PgDn Enter Enter Enter End Up"},
     "Att ni säger när något ändras."},
    {"s1_consents", "s1", {"PgDn PgDn PgDn", "PgDn PgDn PgDn"}, ""},
    {"x2_grid", "x2", {"PgDn PgDn PgDn PgDn Tab", "PgDn PgDn PgDn PgDn Tab"}, "egen lägenhet"},
};

static void draw_look(const struct look *look, enum lang lang, int rows, int cols)
{
    char name[128];
    form_driver_try(&it, look->form, lang, rows, cols);
    form_driver_press(&it, look->keys[lang]);
    form_driver_type(&it, look->typed);
    snprintf(name, sizeof name, "fill/%s_%s_%dx%d", look->name, lang == LANG_SV ? "sv" : "en", cols,
             rows);
    form_driver_golden(&it, name);
    form_driver_close(&it);
}

static void looks_as_accepted(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(looks); i++) {
        for (int lang = LANG_SV; lang < LANG_COUNT; lang++) {
            draw_look(&looks[i], (enum lang)lang, 24, 80);
            draw_look(&looks[i], (enum lang)lang, 40, 120);
        }
        draw_look(&looks[i], LANG_SV, 16, 60);
    }
}

/* At every size the cursor is on the screen, and nothing that is typed goes astray. */
static void any_size_will_do(void **state)
{
    static const char *const form[] = {"u1", "r1", "x2"};
    (void)state;
    srand(7);
    for (size_t i = 0; i < ARRAY_LEN(form); i++) {
        try_form(form[i], LANG_SV);
        for (int rows = 1; rows <= 45; rows += 4) {
            for (int cols = 1; cols <= 130; cols += 3 + rand() % 9) {
                form_driver_resize(&it, rows, cols);
                form_driver_press(&it, "j 1 Tab Tab n");
                form_driver_type(&it, "Långa ord.");
                form_driver_press(
                    &it,
                    "Down Up PgDn Right F1 Esc F5 a Enter Up b Esc F3 Esc F4 C-w Esc C-End Home");
                canvas_clear(it.canvas);
                stack_draw(it.stack, it.canvas);
                if (rows >= 4 && cols >= 20)
                    assert_true(it.canvas->cursor_row >= 0);
            }
        }
        close_form(NULL);
    }
}

/* A question with more options than rows follows the arrows. */
static void a_long_list_of_options_scrolls(void **state)
{
    (void)state;
    form_driver_try(&it, "x2", LANG_SV, 16, 80);
    form_driver_press(&it, "PgDn Tab");
    assert_focus("x2.02");
    for (int i = 0; i < 15; i++)
        form_driver_press(&it, "Down");
    form_driver_press(&it, "Space");
    assert_focus("x2.02");
    assert_shown(&it, "[x]");
}

/* Random keys: the focused question is always on the screen, under the cursor. */
static void the_focus_is_always_in_sight(void **state)
{
    static const char *const key[] = {"Tab",  "S-Tab", "Up",    "Down",  "j",    "n",
                                      "1",    "2",     "v",     "PgUp",  "PgDn", "Backspace",
                                      "Home", "End",   "Enter", "Right", "a",    "Space"};
    (void)state;
    srand(11);
    for (int form = 0; form < 3; form++) {
        try_form(form == 0 ? "u1" : form == 1 ? "x2" : "s1", LANG_SV);
        form_driver_press(&it, "F4");
        for (int i = 0; i < 400; i++) {
            form_driver_press(&it, key[(size_t)rand() % ARRAY_LEN(key)]);
            canvas_clear(it.canvas);
            stack_draw(it.stack, it.canvas);
            assert_true(it.canvas->cursor_row > 0);
            assert_true(it.canvas->cursor_row < 23);
        }
        close_form(NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(one_letter_answers_and_moves_on, close_form),
        cmocka_unit_test_teardown(keys_of_the_other_language_work_too, close_form),
        cmocka_unit_test_teardown(many_toggles_and_stays, close_form),
        cmocka_unit_test_teardown(arrows_and_space_do_what_keys_do, close_form),
        cmocka_unit_test_teardown(backspace_clears_a_choice, close_form),
        cmocka_unit_test_teardown(a_hidden_answer_is_kept_but_not_handed_over, close_form),
        cmocka_unit_test_teardown(text_is_kept_as_it_was_typed, close_form),
        cmocka_unit_test_teardown(a_mistake_stands_beside_and_never_blocks, close_form),
        cmocka_unit_test_teardown(a_half_typed_text_survives_a_tick, close_form),
        cmocka_unit_test_teardown(reasons_for_no_answer_are_one_key_away, close_form),
        cmocka_unit_test_teardown(a_source_can_be_told, close_form),
        cmocka_unit_test_teardown(all_questions_are_one_key_away, close_form),
        cmocka_unit_test_teardown(a_deep_answer_stays_in_a_short_form, close_form),
        cmocka_unit_test_teardown(a_letter_that_answers_nothing_says_what_does, close_form),
        cmocka_unit_test_teardown(words_are_found_in_a_text, close_form),
        cmocka_unit_test_teardown(words_are_found_in_the_questions, close_form),
        cmocka_unit_test_teardown(a_strange_date_is_told_and_taken, close_form),
        cmocka_unit_test_teardown(a_hint_is_whole_or_not_there, close_form),
        cmocka_unit_test_teardown(a_moment_is_written_as_people_do, close_form),
        cmocka_unit_test_teardown(esc_leaves_and_hands_nothing_over, close_form),
        cmocka_unit_test_teardown(help_tells_what_a_question_means, close_form),
        cmocka_unit_test_teardown(what_does_not_fit_is_said, close_form),
        cmocka_unit_test_teardown(danger_is_told_at_once, close_form),
        cmocka_unit_test_teardown(not_knowing_of_danger_is_told_too, close_form),
        cmocka_unit_test_teardown(the_newest_warning_is_shown_below_whom_to_ring_about_danger,
                                  close_form),
        cmocka_unit_test_teardown(a_long_warning_is_cut_and_says_so, close_form),
        cmocka_unit_test_teardown(a_number_is_marked_while_it_is_typed, close_form),
        cmocka_unit_test_teardown(marks_follow_a_long_text, close_form),
        cmocka_unit_test_teardown(every_form_is_watched, close_form),
        cmocka_unit_test_teardown(the_youth_sees_nothing_of_the_staff, close_form),
        cmocka_unit_test_teardown(different_answers_are_not_told_before_signing, close_form),
        cmocka_unit_test_teardown(ten_is_typed_with_two_keys, close_form),
        cmocka_unit_test_teardown(one_key_blanks_the_room, close_form),
        cmocka_unit_test_teardown(behind_the_last_question_stands_what_to_do, close_form),
        cmocka_unit_test_teardown(looks_as_accepted, close_form),
        cmocka_unit_test_teardown(any_size_will_do, close_form),
        cmocka_unit_test_teardown(a_long_list_of_options_scrolls, close_form),
        cmocka_unit_test_teardown(the_focus_is_always_in_sight, close_form),
    };
    return utf8_locale() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
