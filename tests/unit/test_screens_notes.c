/* test_screens_notes.c - a note on the screen, from the first key to the answer: which lead reads it, who
 * else does, what the lead can do with it, and what its author sees. */
#include <stdio.h>
#include <string.h>

#include "unit.h"

#include "form_driver.h"
#include "practice_group.h"
#include "sis/base/utf8.h"
#include "sis/casework/access.h"
#include "sis/casework/desk.h"
#include "sis/casework/notes.h"
#include "sis/casework/register.h"

static struct practice_home *home;
static struct form_driver it;

static int begin(void **state)
{
    home = &homes[LANG_SV];
    return practice_begin(state);
}

static int finish(void **state)
{
    (void)state;
    form_driver_close(&it);
    return practice_end(state);
}

static void as(enum lang lang, const char *login)
{
    form_driver_close(&it);
    home = &homes[lang];
    home->now += 60; /* the newest note is the one that was written last */
    practice_home_login(home, login);
}

static struct youth youth_of(const char *number)
{
    struct youth *youth;
    struct err err = {0};
    size_t n;
    assert_true(register_find(home->work, number, arena, &youth, &n, &err));
    assert_int_equal(n, 1);
    return youth[0];
}

static struct place note_on(const char *number)
{
    struct place place = place_of(ROOM_FILL);
    place.youth = youth_of(number).id;
    snprintf(place.form, sizeof place.form, "u1");
    return place;
}

static void open_at(const struct place *place, int rows, int cols)
{
    form_driver_close(&it);
    form_driver_open(&it, home, place, rows, cols);
}

/* Pictures as they are seen on a narrow and on a wide screen. */
static void pictures(const char *name)
{
    const char *lang = home->lang == LANG_SV ? "sv" : "en";
    form_driver_golden(&it, arena_printf(arena, "notes/%s_%s_80x24", name, lang));
    form_driver_resize(&it, 40, 120);
    form_driver_golden(&it, arena_printf(arena, "notes/%s_%s_120x40", name, lang));
    form_driver_resize(&it, 24, 80);
}

/* The eight answers of the first screen: one key each, and Tab out of the text. */
static void answer_eight(const char *who_reads, const char *about)
{
    bool sv = home->lang == LANG_SV;
    form_driver_press(&it, "n n n");
    form_driver_type(&it, sv ? "Stod länge vid fönstret." : "Stood long at the window.");
    form_driver_press(&it, "Tab");
    form_driver_press(&it, "1 n");
    form_driver_press(&it, who_reads);
    form_driver_press(&it, about);
}

static const struct own_note *newest(void)
{
    struct own_note *note;
    struct err err = {0};
    size_t n;
    assert_true(note_own(home->work, arena, &note, &n, &err));
    assert_true(n > 0);
    return &note[0];
}

static bool was_told(const char *line)
{
    struct own_note *note;
    struct err err = {0};
    size_t n;
    assert_true(note_own(home->work, arena, &note, &n, &err));
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < note[i].n_back; k++)
            if (note[i].back[k].kind == NOTE_BACK_REPLY && strcmp(note[i].back[k].line, line) == 0)
                return true;
    return false;
}

/* ---- writing ---- */

static void one_key_answers_and_moves_on(void **state)
{
    struct place place;
    (void)state;
    as(LANG_SV, "kim");
    place = note_on("24-031");
    open_at(&place, 24, 80);
    answer_eight("1", "n");
    assert_shown(&it, "8 av 8 svar");
    form_driver_press(&it, "F2");
    pictures("hand_in_team");
    form_driver_press(&it, "Enter");
    assert_int_equal(newest()->state, NOTE_WAITING);
    assert_string_equal(answers_get(newest()->answers, "u1.03")->value.text,
                        "Stod länge vid fönstret.");
}

static void nothing_has_to_be_answered(void **state)
{
    struct place place;
    (void)state;
    as(LANG_EN, "kim");
    place = note_on("24-031");
    open_at(&place, 24, 80);
    form_driver_press(&it, "F2");
    pictures("hand_in_team");
    form_driver_press(&it, "Enter");
    assert_int_equal(newest()->answers->n, 0);
}

/* ---- only one lead ---- */

static void write_to_one(const char *number)
{
    struct place place = note_on(number);
    open_at(&place, 24, 80);
    answer_eight("3", "n");
    form_driver_press(&it, "F2");
    pictures("which_lead");
    form_driver_press(&it, "1");
    pictures("hand_in_one");
    form_driver_press(&it, "Enter");
}

static struct place to_you(const struct id *record)
{
    struct place place = place_of(record ? ROOM_TO_YOU_READ : ROOM_TO_YOU);
    if (record)
        place.record = *record;
    return place;
}

static void one_lead_reads_and_answers(void **state)
{
    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        struct place place;
        struct id record;
        as(lang, "kim");
        write_to_one("24-040");
        record = newest()->record;
        as(lang, "eli");
        place = to_you(NULL);
        open_at(&place, 24, 80);
        assert_not_shown(&it, "24-040");
        as(lang, "alva");
        open_at(&place, 24, 80);
        pictures("to_you");
        place = to_you(&record);
        open_at(&place, 24, 80);
        pictures("to_you_read");
        form_driver_press(&it, "b");
        form_driver_type(&it, lang == LANG_SV ? "Tack. Jag pratar med kvällspersonalen."
                                              : "Thanks. I will talk with the evening staff.");
        pictures("to_you_answer");
        form_driver_press(&it, "Enter");
        as(lang, "kim");
        assert_int_equal(newest()->n_back, 2);
        place = place_of(ROOM_OWN_NOTE);
        place.record = record;
        open_at(&place, 24, 80);
        pictures("own_note");
    }
}

/* The line that was typed comes back after a lock. */
static void a_line_begun_is_kept(void **state)
{
    struct place place;
    struct id record;
    struct err err = {0};
    (void)state;
    as(LANG_SV, "kim");
    place = note_on("24-012");
    open_at(&place, 24, 80);
    answer_eight("3", "n");
    form_driver_press(&it, "F2 1 Enter");
    record = newest()->record;
    as(LANG_SV, "alva");
    place = to_you(&record);
    open_at(&place, 24, 80);
    form_driver_press(&it, "b");
    form_driver_type(&it, "Halvvägs");
    assert_true(stack_keep(it.stack, &err));
    place = place_of(ROOM_DRAFTS);
    form_driver_press(&it, "Esc");
    open_at(&place, 24, 80);
    assert_shown(&it, "Svar på en notering");
    form_driver_press(&it, "Enter");
    assert_shown(&it, "Halvvägs");
    place = form_driver_place(&it);
    open_at(&place, 24, 80);
    assert_shown(&it, "Halvvägs");
    form_driver_press(&it, "Enter");
    as(LANG_SV, "kim");
    assert_string_equal(newest()->back[1].line, "Halvvägs");
}

static void a_lead_moves_it_into_the_case(void **state)
{
    struct place place;
    struct id record;
    struct case_file *file;
    (void)state;
    as(LANG_SV, "kim");
    place = note_on("24-016");
    open_at(&place, 24, 80);
    answer_eight("3", "n");
    form_driver_press(&it, "F2 2 Enter");
    record = newest()->record;
    as(LANG_SV, "eli");
    place = to_you(NULL);
    open_at(&place, 24, 80);
    place = to_you(&record);
    open_at(&place, 24, 80);
    form_driver_press(&it, "F2");
    pictures("to_you_move");
    form_driver_press(&it, "j");
    file = practice_home_case(home, "24-016");
    assert_non_null(case_record(file, &record));
    case_close(file);
}

/* ---- about a lead ---- */

static void about_a_lead_goes_to_the_others(void **state)
{
    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        struct place place;
        struct id record;
        as(lang, "kim");
        place = note_on("24-023");
        open_at(&place, 24, 80);
        answer_eight("1", lang == LANG_SV ? "j" : "y");
        form_driver_press(&it, "F2");
        pictures("which_about");
        form_driver_press(&it, "2");
        pictures("hand_in_about");
        form_driver_press(&it, "Enter");
        record = newest()->record;
        as(lang, "alva");
        place = to_you(&record);
        open_at(&place, 24, 80);
        pictures("about_read");
        form_driver_press(&it, "F2");
        assert_shown(&it, lang == LANG_SV ? "ligger kvar här" : "stays here");
    }
}

static void nobody_else_can_get_it(void **state)
{
    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        struct place place;
        as(lang, "alva");
        place = note_on("24-027");
        open_at(&place, 24, 80);
        answer_eight("1", lang == LANG_SV ? "j" : "y");
        form_driver_press(&it, "F2");
        pictures("nobody");
        form_driver_press(&it, "Enter");
        assert_shown(&it, "24-027");
    }
}

/* ---- an own note ---- */

static void changed_until_somebody_reads_then_added_to(void **state)
{
    struct place place;
    struct id record;
    (void)state;
    as(LANG_SV, "kim");
    place = note_on("24-038");
    open_at(&place, 24, 80);
    answer_eight("1", "n");
    form_driver_press(&it, "F2 Enter");
    record = newest()->record;
    place = place_of(ROOM_OWN_NOTE);
    place.record = record;
    open_at(&place, 24, 80);
    pictures("own_note_open");
    form_driver_press(&it, "Enter");
    form_driver_press(&it, "j");
    form_driver_press(&it, "F2 Enter");
    assert_true(value_has_code(&answers_get(newest()->answers, "u1.09")->value, "yes"));
    assert_true(id_equal(&newest()->record, &record));
    home->now += 13 * 3600;
    open_at(&place, 24, 80);
    pictures("own_note_closed");
    form_driver_press(&it, "Enter");
    form_driver_press(&it, "n F2 Enter");
    assert_non_null(newest()->adds);
    open_at(&place, 24, 80);
    assert_shown(&it, "Tillägg");
}

/* Danger is told to nobody by handing in: whom to ring stands there until somebody has read, and for the
 * one who reads. */
static void the_numbers_follow_the_note(void **state)
{
    struct place place;
    struct id record;
    (void)state;
    as(LANG_SV, "kim");
    place = note_on("24-012");
    open_at(&place, 24, 80);
    form_driver_press(&it, "j F2");
    assert_shown(&it, "Ring först 112");
    pictures("hand_in_danger");
    form_driver_press(&it, "Enter");
    record = newest()->record;
    place = place_of(ROOM_OWN_NOTE);
    place.record = record;
    open_at(&place, 24, 80);
    assert_shown(&it, "Ring först 112");
    as(LANG_SV, "noor");
    place = place_of(ROOM_NOTES);
    place.case_id = youth_of("24-012").case_id;
    open_at(&place, 24, 80);
    place = place_of(ROOM_READ);
    place.case_id = youth_of("24-012").case_id;
    place.record = record;
    open_at(&place, 24, 80);
    assert_shown(&it, "Ring först 112");
    pictures("read_danger");
    as(LANG_SV, "kim");
    place = place_of(ROOM_OWN_NOTE);
    place.record = record;
    open_at(&place, 24, 80);
    assert_not_shown(&it, "Ring först 112");
}

/* ---- somebody who is not in the list ---- */

static void a_lead_puts_it_with_the_right_youth(void **state)
{
    struct place place = place_of(ROOM_FILL);
    struct id record;
    struct case_file *file;
    (void)state;
    as(LANG_SV, "kim");
    snprintf(place.form, sizeof place.form, "u1");
    snprintf(place.extra, sizeof place.extra, "whom:Rum 9");
    open_at(&place, 24, 80);
    form_driver_press(&it, "F2 Enter");
    record = newest()->record;
    assert_string_equal(newest()->whom, "Rum 9");
    as(LANG_SV, "eli");
    place = to_you(&record);
    open_at(&place, 24, 80);
    assert_shown(&it, "Rum 9");
    form_driver_press(&it, "F2");
    pictures("place");
    form_driver_type(&it, "019");
    form_driver_press(&it, "Enter");
    assert_shown(&it, "Lägga noteringen i 24-019 Vinden");
    form_driver_press(&it, "j");
    file = practice_home_case(home, "24-019");
    assert_non_null(case_record(file, &record));
    case_close(file);
}

/* ---- the case ---- */

static void who_reads_in_the_case_answers(void **state)
{
    struct place place = place_of(ROOM_NOTES);
    struct case_file *file;
    const struct record **note;
    (void)state;
    as(LANG_SV, "noor");
    place.case_id = youth_of("24-031").case_id;
    open_at(&place, 24, 80);
    file = practice_home_case(home, "24-031");
    assert_true(case_records(file, "u1", arena, &note) > 0);
    place = place_of(ROOM_READ);
    place.case_id = file->id;
    place.record = note[0]->id;
    open_at(&place, 24, 80);
    form_driver_press(&it, "b");
    pictures("case_answer");
    form_driver_press(&it, "Enter");
    assert_shown(&it, "Skriv en rad först.");
    form_driver_type(&it, "Tack, jag ");
    form_driver_press(&it, "Esc");
    open_at(&place, 24, 80);
    form_driver_press(&it, "b");
    assert_shown(&it, "Tack, jag");
    form_driver_type(&it, "tar det i dag.");
    form_driver_press(&it, "Enter");
    assert_shown(&it, "Svar till den som skrev");
    case_close(file);
    as(LANG_SV, "kim");
    assert_true(was_told("Tack, jag tar det i dag."));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, finish)
    const struct CMUnitTest tests[] = {
        TEST(one_key_answers_and_moves_on),
        TEST(nothing_has_to_be_answered),
        TEST(one_lead_reads_and_answers),
        TEST(a_line_begun_is_kept),
        TEST(a_lead_moves_it_into_the_case),
        TEST(about_a_lead_goes_to_the_others),
        TEST(nobody_else_can_get_it),
        TEST(a_lead_puts_it_with_the_right_youth),
        TEST(the_numbers_follow_the_note),
        TEST(who_reads_in_the_case_answers),
        TEST(changed_until_somebody_reads_then_added_to),
    };
    if (!utf8_locale())
        return 1;
    return cmocka_run_group_tests_name("screens notes", tests, practice_group, practice_group_end);
}
