/* test_screens_word.c - words typed where one letter is the answer, and answers that are taken back. */
#include <stdio.h>
#include <string.h>

#include "unit.h"

#include "form_driver.h"
#include "sis/base/utf8.h"

#define IN_DANGER "u1.09"
#define SELF_HARM "u1.11"
#define THREAT "u1.07"
#define SEEN "u1.03"
#define HOW_KNOWN "u1.18"

static struct form_driver it;

static void begin(enum lang lang)
{
    form_driver_try(&it, "u1", lang, 24, 80);
}

static int close_form(void **state)
{
    (void)state;
    form_driver_close(&it);
    return 0;
}

static void assert_focus(const char *id)
{
    struct place place = form_driver_place(&it);
    assert_string_equal(place.item, id);
}

/* Hands in; the codes of the three first questions, "-" for none and "?" for not knowing. */
static void assert_answers(const char *danger, const char *harm, const char *threat)
{
    const char *const id[] = {IN_DANGER, SELF_HARM, THREAT};
    const char *const want[] = {danger, harm, threat};
    form_driver_press(&it, "F2");
    assert_false(form_driver_is_open(&it));
    for (int i = 0; i < 3; i++) {
        const struct answer *answer = answers_get(&it.answers, id[i]);
        const char *has = !answer                                  ? "-"
                          : answer->nonanswer == NONANSWER_UNKNOWN ? "?"
                                                                   : answer->value.code[0];
        assert_string_equal(has, want[i]);
    }
    form_driver_close(&it);
}

static void assert_said(const char *words)
{
    if (!strstr(it.message, words))
        print_error("said: %s\n", it.message);
    assert_non_null(strstr(it.message, words));
}

static void assert_rest_left_out(void)
{
    assert_said("bara första bokstaven räknades som svar");
}

/* --- words ------------------------------------------------------------------------------------ */

static void a_word_answers_one_question(void **state)
{
    static const struct {
        const char *words, *danger;
    } typed[] = {{"nej", "no"},
                 {"Nej", "no"},
                 {"NEJ", "no"},
                 {"nejdå", "no"},
                 {"nja", "no"},
                 {"no", "no"},
                 {"nej det vet jag inte", "no"},
                 {"nej 1 2 n j", "no"}};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(typed); i++) {
        begin(LANG_SV);
        form_driver_type(&it, typed[i].words);
        assert_focus(SELF_HARM);
        assert_rest_left_out();
        assert_said(typed[i].words);
        assert_answers(typed[i].danger, "-", "-");
    }
}

static void yes_is_a_word_too(void **state)
{
    (void)state;
    begin(LANG_SV);
    form_driver_type(&it, "n");
    form_driver_type(&it, "ja det var");
    assert_focus(THREAT);
    assert_said("”ja det var”: bara");
    form_driver_type(&it, "vet inte");
    assert_focus(SEEN);
    assert_answers("no", "yes", "?");
    begin(LANG_EN);
    form_driver_type(&it, "no");
    assert_said("“no”: only the first letter");
    form_driver_type(&it, "don't know");
    form_driver_type(&it, "yes");
    assert_focus(SEEN);
    assert_answers("no", "?", "yes");
}

static void a_word_typed_slowly_is_a_word(void **state)
{
    (void)state;
    begin(LANG_SV);
    form_driver_press(&it, "n e j");
    assert_focus(SELF_HARM);
    assert_rest_left_out();
    assert_answers("no", "-", "-");
    begin(LANG_EN);
    form_driver_press(&it, "n Space o");
    assert_answers("no", "yes", "-");
}

static void letters_that_fit_answer(void **state)
{
    (void)state;
    begin(LANG_SV);
    form_driver_type(&it, "nnj");
    assert_string_equal(it.message, "");
    assert_focus(SEEN);
    assert_answers("no", "no", "yes");
    begin(LANG_SV);
    form_driver_type(&it, "njv");
    assert_answers("no", "yes", "?");
    begin(LANG_EN);
    form_driver_type(&it, "nyd");
    assert_answers("no", "yes", "?");
}

static void a_slip_takes_nothing_back(void **state)
{
    (void)state;
    begin(LANG_SV);
    form_driver_type(&it, "nn");
    form_driver_type(&it, "x");
    assert_said("Här svarar man med j, n eller v.");
    form_driver_type(&it, "v");
    assert_answers("no", "no", "?");
}

static void a_sentence_answers_nothing(void **state)
{
    (void)state;
    begin(LANG_SV);
    form_driver_type(&it, "det vet jag inte");
    assert_focus(IN_DANGER);
    assert_said("Här svarar man med j, n eller v.");
    assert_answers("-", "-", "-");
}

static void enter_ends_a_word(void **state)
{
    (void)state;
    begin(LANG_SV);
    form_driver_type(&it, "nej");
    form_driver_press(&it, "Enter");
    assert_focus(SELF_HARM);
    assert_rest_left_out();
    form_driver_type(&it, "nej");
    form_driver_press(&it, "Tab");
    assert_focus(THREAT);
    form_driver_press(&it, "Enter");
    assert_focus(SEEN);
    assert_answers("no", "no", "-");
}

static void enter_behind_a_letter_passes_nothing_over(void **state)
{
    (void)state;
    begin(LANG_SV);
    form_driver_press(&it, "n Enter");
    assert_focus(SELF_HARM);
    assert_said("Enter en gång till går vidare.");
    form_driver_press(&it, "Enter");
    assert_focus(THREAT);
    form_driver_press(&it, "v Enter");
    assert_focus(SEEN);
    form_driver_type(&it, "Sov.");
    assert_shown(&it, "│ Sov.");
    form_driver_press(&it, "Tab 1 Enter Enter");
    assert_shown(&it, "4 av 8 svar");
    assert_answers("no", "-", "?");
}

static void handing_in_takes_no_rest_of_a_word_along(void **state)
{
    (void)state;
    begin(LANG_SV);
    form_driver_press(&it, "n n");
    form_driver_type(&it, "nej");
    assert_focus(SEEN);
    form_driver_press(&it, "F2");
    assert_false(form_driver_is_open(&it));
    assert_non_null(answers_get(&it.answers, THREAT));
    assert_null(answers_get(&it.answers, SEEN));
}

static void the_rest_of_a_word_is_no_text(void **state)
{
    (void)state;
    begin(LANG_SV);
    form_driver_press(&it, "n n");
    form_driver_type(&it, "nej");
    assert_focus(SEEN);
    form_driver_press(&it, "Enter");
    assert_rest_left_out();
    assert_shown(&it, "3 av 8 svar");
    form_driver_press(&it, "C-z");
    assert_shown(&it, "│ ej");
    form_driver_press(&it, "C-y Tab");
    assert_focus(HOW_KNOWN);
    assert_shown(&it, "3 av 8 svar");
    form_driver_press(&it, "S-Tab S-Tab S-Tab");
    form_driver_type(&it, "nja");
    assert_focus(SEEN);
    form_driver_press(&it, "Enter");
    assert_focus(THREAT);
    assert_shown(&it, "3 av 8 svar");
    form_driver_type(&it, "nejden.");
    form_driver_press(&it, "Tab");
    assert_shown(&it, "│ ejden.");
}

static void letters_mark_several_of_many(void **state)
{
    (void)state;
    begin(LANG_SV);
    form_driver_press(&it, "j");
    form_driver_type(&it, "12x3");
    assert_shown(&it, "[x] 1 112");
    assert_shown(&it, "[x] 2");
    assert_shown(&it, "[x] 3");
}

/* --- taking back ------------------------------------------------------------------------------ */

static void one_key_takes_the_last_answer_back(void **state)
{
    (void)state;
    begin(LANG_SV);
    form_driver_press(&it, "n j C-z");
    assert_focus(SELF_HARM);
    assert_said("Ångrat. Svaret var ”ja”.");
    assert_shown(&it, "1 av 8 svar");
    form_driver_press(&it, "C-z");
    assert_focus(IN_DANGER);
    assert_said("Svaret var ”nej”.");
    assert_shown(&it, "0 av 8 svar");
    form_driver_press(&it, "C-z n S-Tab j S-Tab C-z");
    assert_said("Svaret var ”ja”.");
    assert_answers("no", "-", "-");
}

static void behind_a_text_the_same_key_goes_on(void **state)
{
    (void)state;
    begin(LANG_SV);
    form_driver_press(&it, "n n j");
    form_driver_type(&it, "Sov");
    form_driver_press(&it, "C-z");
    assert_focus(SEEN);
    assert_not_shown(&it, "│ Sov");
    form_driver_press(&it, "C-z");
    assert_focus(THREAT);
    assert_said("Svaret var ”ja”.");
    assert_answers("no", "no", "-");
}

static void backspace_goes_back_and_shows(void **state)
{
    (void)state;
    begin(LANG_SV);
    form_driver_press(&it, "n j Backspace");
    assert_focus(SELF_HARM);
    assert_said("Svaret är ”ja”.");
    assert_shown(&it, "2 av 8 svar");
    form_driver_press(&it, "Backspace");
    assert_shown(&it, "1 av 8 svar");
    form_driver_press(&it, "Backspace Backspace Backspace");
    assert_focus(SELF_HARM);
    form_driver_press(&it, "C-z");
    assert_said("Ångrat. Svaret är tillbaka.");
    assert_answers("no", "yes", "-");
}

static void a_question_that_went_away_is_not_gone_back_to(void **state)
{
    (void)state;
    begin(LANG_SV);
    form_driver_press(&it, "j 1 2 S-Tab n");
    assert_focus(SELF_HARM);
    form_driver_press(&it, "C-z");
    assert_focus(IN_DANGER);
    form_driver_press(&it, "C-z");
    assert_shown(&it, "[x] 1 112");
    assert_shown(&it, "[ ] 2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_word_answers_one_question, close_form),
        cmocka_unit_test_teardown(yes_is_a_word_too, close_form),
        cmocka_unit_test_teardown(a_word_typed_slowly_is_a_word, close_form),
        cmocka_unit_test_teardown(letters_that_fit_answer, close_form),
        cmocka_unit_test_teardown(a_slip_takes_nothing_back, close_form),
        cmocka_unit_test_teardown(a_sentence_answers_nothing, close_form),
        cmocka_unit_test_teardown(enter_ends_a_word, close_form),
        cmocka_unit_test_teardown(enter_behind_a_letter_passes_nothing_over, close_form),
        cmocka_unit_test_teardown(handing_in_takes_no_rest_of_a_word_along, close_form),
        cmocka_unit_test_teardown(the_rest_of_a_word_is_no_text, close_form),
        cmocka_unit_test_teardown(letters_mark_several_of_many, close_form),
        cmocka_unit_test_teardown(one_key_takes_the_last_answer_back, close_form),
        cmocka_unit_test_teardown(behind_a_text_the_same_key_goes_on, close_form),
        cmocka_unit_test_teardown(backspace_goes_back_and_shows, close_form),
        cmocka_unit_test_teardown(a_question_that_went_away_is_not_gone_back_to, close_form),
    };
    if (!utf8_locale())
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
