/* test_screens_fill.c - forms in a home: drafts come back, notes are handed in, records are saved and
 * signed, two writers both keep their words. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "unit.h"

#include "form_driver.h"
#include "sis/base/utf8.h"
#include "sis/casework/desk.h"
#include "sis/casework/notes.h"
#include "sis/casework/records.h"
#include "sis/casework/register.h"
#include "sis/store/db.h"

#define TEXT "Sa i korridoren: ”jag är skyldig dem”."

static struct practice_home home;
static struct form_driver it;

static struct youth find_youth(const char *number, struct arena *arena)
{
    struct youth *youth;
    struct err err;
    size_t n;
    assert_true(register_list(home.work, arena, &youth, &n, &err));
    for (size_t i = 0; i < n; i++)
        if (strcmp(youth[i].number, number) == 0)
            return youth[i];
    fail();
    return youth[0];
}

static struct place note_on(const char *number)
{
    struct arena *arena = arena_new();
    struct place place = place_of(ROOM_FILL);
    place.youth = find_youth(number, arena).id;
    snprintf(place.form, sizeof place.form, "%s", FORM_NOTE);
    arena_free(arena);
    return place;
}

static struct place form_in(const char *number, const char *form)
{
    struct arena *arena = arena_new();
    struct place place = place_of(ROOM_FILL);
    place.case_id = find_youth(number, arena).case_id;
    snprintf(place.form, sizeof place.form, "%s", form);
    arena_free(arena);
    return place;
}

static void open_place(const struct place *place)
{
    form_driver_open(&it, &home, place, 24, 80);
}

static void close_place(void)
{
    form_driver_close(&it);
}

static void keep(void)
{
    struct err err;
    assert_true(stack_keep(it.stack, &err));
}

static size_t count_drafts(struct draft *newest)
{
    static struct arena *arena;
    struct draft *draft;
    struct err err;
    size_t n;
    arena_free(arena);
    arena = arena_new();
    assert_true(desk_list(home.work, arena, &draft, &n, &err));
    if (newest && n > 0)
        *newest = draft[0];
    if (n == 0) {
        arena_free(arena);
        arena = NULL;
    }
    return n;
}

/* No test leaves drafts to the next. */
static int clear_desk(void **state)
{
    struct draft draft;
    struct err err;
    (void)state;
    if (it.stack)
        close_place();
    while (count_drafts(&draft) > 0)
        assert_true(desk_drop(home.work, &draft.id, &err));
    return 0;
}

/* --- notes and drafts ------------------------------------------------------------------------- */

static void a_note_is_handed_in_to_the_right_youth(void **state)
{
    struct arena *arena = arena_new();
    struct own_note *note;
    struct err err;
    size_t before, after;
    (void)state;
    practice_home_login(&home, "kim");
    assert_true(note_own(home.work, arena, &note, &before, &err));
    struct place place = note_on("24-031");
    open_place(&place);
    assert_shown(&it, "NOTERING  24-031 Granen  rum 4");
    form_driver_press(&it, "n n n");
    form_driver_type(&it, TEXT);
    keep();
    assert_shown(&it, "utkast sparat");
    form_driver_press(&it, "F2");
    assert_shown(&it, "Rätt ungdom? Granen, rum 4");
    assert_shown(&it, "Läses av");
    form_driver_press(&it, "n");
    assert_shown(&it, TEXT);
    form_driver_press(&it, "F2 j");
    assert_false(form_driver_is_open(&it));
    assert_non_null(strstr(it.message, "Inlämnat"));
    assert_int_equal(count_drafts(NULL), 0);
    assert_true(note_own(home.work, arena, &note, &after, &err));
    assert_int_equal(after, before + 1);
    assert_string_equal(answers_get(note[0].answers, "u1.03")->value.text, TEXT);
    close_place();
    /* Its own place changes it, for as long as nobody has opened it. */
    place.record = note[0].id;
    open_place(&place);
    assert_shown(&it, TEXT);
    form_driver_press(&it, "j F2 j");
    assert_true(note_own(home.work, arena, &note, &after, &err));
    assert_int_equal(after, before + 1);
    assert_true(value_has_code(&answers_get(note[0].answers, "u1.09")->value, "yes"));
    arena_free(arena);
}

static void leaving_keeps_a_draft_and_coming_back_asks(void **state)
{
    struct draft draft;
    (void)state;
    practice_home_login(&home, "kim");
    struct place place = note_on("24-031");
    open_place(&place);
    form_driver_press(&it, "n n n");
    form_driver_type(&it, TEXT);
    form_driver_press(&it, "Esc");
    assert_false(form_driver_is_open(&it));
    assert_int_equal(count_drafts(NULL), 1);
    close_place();

    open_place(&place);
    assert_shown(&it, "Du har ett utkast här");
    assert_shown(&it, "Notering, sparat i dag");
    form_driver_press(&it, "v");
    assert_shown(&it, "Vad såg eller hörde du?");
    assert_shown(&it, TEXT);
    form_driver_press(&it, "Esc f");
    assert_shown(&it, TEXT);
    assert_int_equal(count_drafts(&draft), 1);
    struct place now = form_driver_place(&it);
    assert_string_equal(now.item, "u1.03");
    assert_int_equal(now.cursor, strlen(TEXT));
    close_place();
}

/* A note begun inside the case is the same as one begun from the list of youths. */
static void a_notes_draft_is_found_from_everywhere(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    practice_home_login(&home, "noor");
    struct place place = note_on("24-031");
    open_place(&place);
    form_driver_press(&it, "n Esc");
    close_place();
    place.case_id = find_youth("24-031", arena).case_id;
    open_place(&place);
    assert_shown(&it, "Du har ett utkast här");
    arena_free(arena);
}

static void a_draft_of_another_youth_is_not_taken(void **state)
{
    (void)state;
    practice_home_login(&home, "kim");
    struct place place = note_on("24-031");
    open_place(&place);
    form_driver_press(&it, "n Esc");
    close_place();
    place = note_on("24-040");
    open_place(&place);
    assert_shown(&it, "24-040 Ängen");
    assert_not_shown(&it, "utkast");
}

static void a_drafts_own_place_goes_on_at_once(void **state)
{
    struct draft draft;
    (void)state;
    practice_home_login(&home, "kim");
    struct place place = note_on("24-031");
    open_place(&place);
    form_driver_press(&it, "n n n");
    form_driver_type(&it, TEXT);
    form_driver_press(&it, "Left Left");
    keep();
    place = form_driver_place(&it);
    close_place();
    assert_int_equal(count_drafts(&draft), 1);
    open_place(&draft.place);
    assert_shown(&it, TEXT);
    close_place();
    /* As after the lock. */
    open_place(&place);
    assert_true(place_equal(&place, &(struct place){0}) == false);
    struct place now = form_driver_place(&it);
    assert_true(place_equal(&place, &now));
    form_driver_type(&it, "!");
    keep();
    assert_int_equal(count_drafts(&draft), 1);
}

static void throwing_away_is_asked_twice(void **state)
{
    (void)state;
    practice_home_login(&home, "kim");
    struct place place = note_on("24-031");
    open_place(&place);
    form_driver_press(&it, "j Esc");
    close_place();
    open_place(&place);
    form_driver_press(&it, "k");
    assert_shown(&it, "Kasta utkastet av Notering från i dag");
    form_driver_press(&it, "n k Enter k k");
    assert_shown(&it, "0 av 8 svar");
    assert_int_equal(count_drafts(NULL), 0);
}

/* --- records ---------------------------------------------------------------------------------- */

static const struct record *newest_of(struct case_file *file, const char *form, struct arena *arena)
{
    const struct record **record;
    return case_records(file, form, arena, &record) > 0 ? record[0] : NULL;
}

static void a_form_with_gaps_is_saved_unsigned(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    practice_home_login(&home, "noor");
    struct place place = form_in("24-031", "r1");
    open_place(&place);
    assert_shown(&it, "KONTAKT OCH TILLIT  24-031 Granen");
    form_driver_press(&it, "Tab 1 F2");
    assert_shown(&it, "Det här saknas för att kunna signera");
    assert_shown(&it, "När var samtalet eller händelsen?");
    form_driver_golden(&it, "fill/r1_missing_sv_80x24");
    form_driver_press(&it, "Down Down Enter");
    struct place now = form_driver_place(&it);
    assert_string_equal(now.item, "r1.01.deputy");
    form_driver_press(&it, "F3 F2");
    assert_true(form_driver_is_open(&it));
    assert_non_null(strstr(it.message, "Saknas: När var samtalet"));
    form_driver_press(&it, "u");
    assert_false(form_driver_is_open(&it));
    assert_non_null(strstr(it.message, "Sparat"));
    struct case_file *file = practice_home_case(&home, "24-031");
    const struct record *record = newest_of(file, "r1", arena);
    assert_int_equal(record->state, RECORD_READY);
    assert_true(value_has_code(&answers_get(case_answers(file, record), "r1.h.03")->value, "talk"));
    case_close(file);
    arena_free(arena);
}

static void what_looks_unusual_stands_below_what_is_missing(void **state)
{
    (void)state;
    practice_home_login(&home, "noor");
    struct place place = form_in("24-031", "r1");
    open_place(&place);
    form_driver_type(&it, "3 maj 2206 10:00");
    form_driver_press(&it, "Enter");
    assert_shown(&it, "Det är om 180 år. Stämmer året?");
    form_driver_press(&it, "F2");
    assert_shown(&it, "Sist står det som ser ovanligt ut. Det hindrar inget.");
    assert_not_shown(&it, "När var samtalet");
    form_driver_press(&it, "End");
    assert_shown(&it, "När var samtalet eller händelsen?");
    assert_shown(&it, "Det är om 180 år.");
    form_driver_press(&it, "Enter");
    struct place now = form_driver_place(&it);
    assert_string_equal(now.item, "r1.h.01");
}

static void an_addendum_is_signed(void **state)
{
    struct arena *arena = arena_new();
    const struct record **child;
    (void)state;
    practice_home_login(&home, "noor");
    struct case_file *file = practice_home_case(&home, "24-009");
    struct place place = place_of(ROOM_ADDENDUM), overview = place_of(ROOM_CASE);
    place.case_id = file->id;
    place.record = newest_of(file, "s1", arena)->id;
    open_place(&place);
    form_driver_type(&it, "Datumet var fel.");
    form_driver_press(&it, "Esc");
    close_place();
    overview.case_id = file->id;
    open_place(&overview);
    assert_shown(&it, "Tillägg, ditt utkast");
    close_place();
    open_place(&place);
    form_driver_press(&it, "f F2");
    assert_shown(&it, "Signera Tillägg för 24-009 Stigen");
    assert_shown(&it, "Svar som signeras: 1.");
    form_driver_golden(&it, "fill/addendum_sign_sv_80x24");
    form_driver_press(&it, "j");
    assert_non_null(strstr(it.message, "Signerat"));
    assert_int_equal(count_drafts(NULL), 0);
    assert_int_equal(case_children(file, &place.record, FORM_ADDENDUM, arena, &child), 1);
    assert_int_equal(child[0]->state, RECORD_SIGNED);
    case_close(file);
    arena_free(arena);
}

static void a_signed_form_is_not_opened_again(void **state)
{
    struct arena *arena = arena_new();
    struct err err = {0};
    (void)state;
    practice_home_login(&home, "noor");
    struct case_file *file = practice_home_case(&home, "24-009");
    struct place place = form_in("24-009", "s1");
    place.record = newest_of(file, "s1", arena)->id;
    struct screen_env env = {.work = home.work, .lang = LANG_SV};
    assert_null(screen_of(ROOM_FILL)->open(&env, &place, &err));
    assert_int_equal(err.code, ERR_DENIED);
    case_close(file);
    arena_free(arena);
}

static void open_wide(const struct place *place)
{
    form_driver_open(&it, &home, place, 40, 120);
}

static void last_times_answer_is_taken_over_and_confirmed(void **state)
{
    (void)state;
    practice_home_login(&home, "noor");
    struct place place = form_in("24-009", "r1");
    snprintf(place.item, sizeof place.item, "%s", "r1.01");
    open_place(&place);
    assert_shown(&it, "0 av ");
    assert_shown(&it, "sist 15 okt: Kontaktperson, dag och kväll");
    assert_shown(&it, "Ctrl-P som sist");
    form_driver_golden(&it, "fill/r1_last_sv_80x24");
    form_driver_press(&it, "C-p");
    assert_shown(&it, "Från 15 okt, inte bekräftat. Enter bekräftar.");
    assert_shown(&it, "0 av ");
    form_driver_golden(&it, "fill/r1_carried_sv_80x24");
    form_driver_press(&it, "F3");
    assert_shown(&it, "från 15 okt, inte bekräftat");
    form_driver_press(&it, "Esc Enter");
    assert_not_shown(&it, "Från 15 okt");
    assert_shown(&it, "1 av ");
    struct place now = form_driver_place(&it);
    assert_string_equal(now.item, "r1.01.deputy");
    /* What was seen this time is asked anew. */
    form_driver_press(&it, "Tab C-p");
    assert_non_null(strstr(it.message, "besvaras på nytt"));
}

static void a_section_is_unchanged_with_one_key(void **state)
{
    (void)state;
    practice_home_login(&home, "noor");
    struct place place = form_in("24-009", "r1");
    snprintf(place.item, sizeof place.item, "%s", "r1.02");
    open_wide(&place);
    form_driver_golden(&it, "fill/r1_last_sv_120x40");
    form_driver_press(&it, "M-p");
    assert_non_null(strstr(it.message, "2 svar är oförändrade sedan 15 okt. 5 frågor kvar"));
    assert_shown(&it, "2 av ");
    assert_not_shown(&it, "inte bekräftat");
    struct place now = form_driver_place(&it);
    assert_string_equal(now.item, "r1.02");
    /* The same key takes it back, but not once somebody has gone on answering. */
    form_driver_press(&it, "M-p");
    assert_shown(&it, "0 av ");
    form_driver_press(&it, "C-r 1 M-p");
    assert_shown(&it, "3 av ");
    assert_non_null(strstr(it.message, "Inget svar här"));
}

/* What a form begins with by itself is nobody's answer, and what is taken over may ask for more. */
static void unchanged_goes_before_what_a_form_begins_with(void **state)
{
    (void)state;
    practice_home_login(&home, "noor");
    struct place place = form_in("24-009", "x1");
    snprintf(place.item, sizeof place.item, "%s", "x1.17.state");
    open_wide(&place);
    assert_not_shown(&it, "arbetsmarknadsenheten");
    form_driver_press(&it, "M-p");
    assert_non_null(strstr(it.message, "13 svar är oförändrade sedan 2 nov."));
    assert_shown(&it, "arbetsmarknadsenheten");
    form_driver_press(&it, "M-p");
    assert_not_shown(&it, "arbetsmarknadsenheten");
    assert_shown(&it, "inte börjat");
    form_driver_press(&it, "M-p");
    assert_shown(&it, "arbetsmarknadsenheten");
}

/* Measuring and drawing agree, however far the form is scrolled. */
static void the_end_of_a_wide_form_is_reached(void **state)
{
    (void)state;
    practice_home_login(&home, "noor");
    struct place place = form_in("24-031", "r1");
    open_wide(&place);
    for (int i = 0; i < 60; i++) {
        form_driver_press(&it, "Tab");
        canvas_clear(it.canvas);
        stack_draw(it.stack, it.canvas);
        const struct cell *bar = canvas_at(it.canvas, it.canvas->cursor_row, 0);
        assert_string_equal(bar->bytes, "┃");
    }
    assert_shown(&it, "Ungdomen svarar själv.");
}

static void last_time_is_told_in_english_too(void **state)
{
    (void)state;
    practice_home_login(&home, "noor");
    struct place place = form_in("24-009", "r1");
    snprintf(place.item, sizeof place.item, "%s", "r1.01");
    open_wide(&place);
    it.env.lang = LANG_EN;
    form_driver_press(&it, "Tab");
    assert_shown(&it, "last 15 Oct: ");
    form_driver_golden(&it, "fill/r1_last_en_120x40");
    form_driver_resize(&it, 24, 80);
    form_driver_golden(&it, "fill/r1_last_en_80x24");
    form_driver_resize(&it, 16, 60);
    form_driver_golden(&it, "fill/r1_last_en_60x16");
}

/* How much of the form is shown comes back with the draft, from its list and after the lock. */
static void depth_stays_with_the_draft(void **state)
{
    struct draft draft;
    (void)state;
    practice_home_login(&home, "noor");
    struct place place = form_in("24-009", "r1");
    open_place(&place);
    assert_not_shown(&it, "Vilket pass?");
    form_driver_press(&it, "F4");
    assert_shown(&it, "Vilket pass?");
    form_driver_type(&it, "i går 14:00");
    keep();
    place = form_driver_place(&it);
    close_place();
    open_place(&place);
    assert_shown(&it, "Vilket pass?");
    close_place();
    assert_int_equal(count_drafts(&draft), 1);
    open_place(&draft.place);
    assert_shown(&it, "Vilket pass?");
    form_driver_press(&it, "F4");
    keep();
    close_place();
    assert_int_equal(count_drafts(&draft), 1);
    open_place(&draft.place);
    assert_not_shown(&it, "Vilket pass?");
}

/* Another session holds the database: nothing is lost, and it is tried again. */
static void a_busy_database_is_tried_again(void **state)
{
    struct err err = {0};
    (void)state;
    practice_home_login(&home, "noor");
    struct place place = form_in("24-031", "promise");
    open_place(&place);
    form_driver_type(&it, "Fråga om gymmet");
    keep();
    struct db *other = db_open(scratch_path(&home.scratch, "practice.db"), DB_PRACTICE, &err);
    assert_non_null(other);
    assert_true(db_begin(other, &err));
    form_driver_press(&it, "F2");
    assert_true(form_driver_is_open(&it));
    assert_non_null(strstr(it.message, "försöker igen"));
    assert_shown(&it, "Fråga om gymmet");
    form_driver_tick(&it);
    assert_true(form_driver_is_open(&it));
    db_rollback(other);
    form_driver_tick(&it);
    assert_false(form_driver_is_open(&it));
    assert_non_null(strstr(it.message, "Sparat"));
    assert_int_equal(count_drafts(NULL), 0);
    db_close(other);
}

static void the_youth_holds_the_screen_through_a_lock(void **state)
{
    struct draft draft;
    (void)state;
    practice_home_login(&home, "noor");
    struct place place = form_in("24-031", "r1");
    open_place(&place);
    form_driver_press(&it, "PgDn PgDn PgDn PgDn PgDn PgDn PgDn Enter j b 4 S-Tab");
    assert_not_shown(&it, "24-031");
    keep();
    place = form_driver_place(&it);
    close_place();
    open_place(&place);
    assert_shown(&it, "Lämna tillbaka skärmen till personalen");
    assert_not_shown(&it, "24-031");
    form_driver_press(&it, "Esc");
    assert_shown(&it, "› 4 stämmer ganska bra");
    close_place();
    /* From the list of drafts staff goes on with its own part. */
    assert_int_equal(count_drafts(&draft), 1);
    open_place(&draft.place);
    assert_shown(&it, "KONTAKT OCH TILLIT  24-031 Granen");
}

/* Whoever is logged in gets the screen back, and nobody else. */
static void leaving_the_room_takes_the_passphrase(void **state)
{
    (void)state;
    practice_home_login(&home, "noor");
    struct place place = form_in("24-031", "r1");
    open_place(&place);
    form_driver_press(&it, "PgDn PgDn PgDn PgDn PgDn PgDn PgDn Enter");
    form_driver_golden(&it, "fill/r1_room_sv_80x24");
    form_driver_press(&it, "j b 4 F2");
    assert_shown(&it, "Personal: Noor A skriver sin lösenfras");
    assert_true(it.said.room);
    form_driver_press(&it, "F2 Enter");
    assert_shown(&it, "Skriv din lösenfras.");
    form_driver_type(&it, "sol regn");
    form_driver_press(&it, "Enter");
    assert_shown(&it, "Lösenfrasen stämmer inte.");
    assert_not_shown(&it, "24-031");
    form_driver_golden(&it, "fill/r1_room_end_sv_80x24");
    form_driver_press(&it, "F8");
    assert_not_shown(&it, "Noor");
    form_driver_press(&it, "F8 Esc");
    assert_shown(&it, "Fråga 2 av ");
    form_driver_press(&it, "F2");
    form_driver_type(&it, PRACTICE_PHRASE);
    assert_not_shown(&it, "regn");
    form_driver_press(&it, "Enter");
    assert_shown(&it, "KONTAKT OCH TILLIT  24-031 Granen");
    assert_false(it.said.room);
    it.env.lang = LANG_EN;
    form_driver_press(&it, "PgDn PgDn PgDn PgDn PgDn PgDn PgDn Enter");
    form_driver_golden(&it, "fill/r1_room_en_80x24");
    form_driver_press(&it, "y b F2");
    form_driver_golden(&it, "fill/r1_room_end_en_80x24");
    form_driver_resize(&it, 40, 120);
    form_driver_golden(&it, "fill/r1_room_end_en_120x40");
    form_driver_resize(&it, 16, 60);
    form_driver_golden(&it, "fill/r1_room_end_en_60x16");
}

static void try_many_phrases(void)
{
    for (int i = 0; i < 3; i++) {
        form_driver_type(&it, "fel");
        form_driver_press(&it, "Enter");
    }
}

/* Guessing takes as long here as on the login screen. */
static void guessing_the_passphrase_has_to_wait(void **state)
{
    (void)state;
    practice_home_login(&home, "noor");
    struct place place = form_in("24-031", "r1");
    open_place(&place);
    form_driver_press(&it, "PgDn PgDn PgDn PgDn PgDn PgDn PgDn Enter j F2");
    try_many_phrases();
    assert_shown(&it, "Vänta ");
    form_driver_type(&it, PRACTICE_PHRASE);
    form_driver_press(&it, "Enter");
    assert_shown(&it, "Lämna tillbaka skärmen");
    home.now += 60;
    form_driver_tick(&it);
    form_driver_press(&it, "Enter");
    assert_shown(&it, "KONTAKT OCH TILLIT  24-031 Granen");
    home.now -= 60;
}

static void the_other_language_is_one_key_away(void **state)
{
    (void)state;
    practice_home_login(&home, "kim");
    struct place place = note_on("24-031");
    open_place(&place);
    form_driver_press(&it, "n n n");
    form_driver_type(&it, TEXT);
    it.env.lang = LANG_EN;
    form_driver_type(&it, "!");
    assert_shown(&it, "What did you see or hear?");
    assert_shown(&it, TEXT "!");
}

static void rows_of_a_list_are_saved_and_shown(void **state)
{
    (void)state;
    practice_home_login(&home, "noor");
    struct place place = form_in("24-031", "promise");
    open_place(&place);
    form_driver_type(&it, "Ringa skolan om svetskursen");
    form_driver_press(&it, "F2");
    assert_false(form_driver_is_open(&it));
    close_place();
    place = form_in("24-031", "r1");
    snprintf(place.item, sizeof place.item, "%s", "r1.17");
    open_place(&place);
    assert_shown(&it, "– Ringa skolan om svetskursen");
    form_driver_golden(&it, "fill/r1_rows_sv_80x24");
}

static void consents_stand_as_rows(void **state)
{
    (void)state;
    practice_home_login(&home, "noor");
    struct place place = form_in("24-012", "s1");
    snprintf(place.item, sizeof place.item, "%s", "s1.24");
    open_place(&place);
    form_driver_golden(&it, "fill/s1_rows_sv_80x24");
}

/* An answer that the method no longer has is shown, and kept, until somebody chooses. */
static void an_answer_that_no_longer_fits_is_shown_struck(void **state)
{
    struct arena *arena = arena_new();
    struct answers before;
    struct err err = {0};
    const char *gone = "gone";
    (void)state;
    practice_home_login(&home, "noor");
    struct case_file *file = practice_home_case(&home, "24-009");
    struct answer answer = {.id = "r1.02", .value = value_codes(&gone, 1)};
    answers_init(&before, arena);
    answers_set(&before, &answer);
    struct record_new it_was = {.record = record_begin(), .form = "r1", .answers = &before};
    assert_true(record_save(home.work, file, &it_was, NULL, &err));
    struct place place = form_in("24-009", "r1");
    place.record = it_was.record;
    snprintf(place.item, sizeof place.item, "%s", "r1.02");
    open_place(&place);
    assert_shown(&it, "”gone” går inte att välja längre. Välj något annat.");
    form_driver_golden(&it, "fill/r1_struck_sv_80x24");
    form_driver_press(&it, "F2");
    assert_shown(&it, "”gone” går inte att");
    form_driver_press(&it, "Esc 2");
    assert_not_shown(&it, "gone");
    case_close(file);
    arena_free(arena);
}

/* What the youth has written is not shown to staff by way of a draft. */
static void a_draft_tells_nothing_of_the_youths_answers(void **state)
{
    (void)state;
    practice_home_login(&home, "noor");
    struct place place = form_in("24-031", "r1");
    open_place(&place);
    form_driver_press(&it, "PgDn PgDn PgDn PgDn PgDn PgDn PgDn Enter j b End");
    form_driver_type(&it, "Min moster");
    keep();
    close_place();
    open_place(&place);
    assert_shown(&it, "Du har ett utkast här");
    assert_not_shown(&it, "moster");
    form_driver_press(&it, "v");
    assert_not_shown(&it, "moster");
}

/* Two write the same record: what only one changed joins, the same answer is shown with both texts. */
static void both_texts_are_kept(void **state)
{
    struct arena *arena = arena_new();
    struct answers theirs;
    struct err err = {0};
    (void)state;
    practice_home_login(&home, "noor");
    struct case_file *file = practice_home_case(&home, "24-009");
    struct answer answer = {.id = "r1.28", .value = value_text("Börja baka")};
    answers_init(&theirs, arena);
    answers_set(&theirs, &answer);
    struct record_new first = {.record = record_begin(), .form = "r1", .answers = &theirs};
    assert_true(record_save(home.work, file, &first, NULL, &err));

    struct place place = form_in("24-009", "r1");
    place.record = first.record;
    open_place(&place);
    form_driver_press(&it, "PgDn PgDn PgDn PgDn PgDn PgDn PgDn Enter j b End Up");
    form_driver_press(&it, "C-End");
    form_driver_type(&it, " på lördagar");
    form_driver_press(&it, "F2");
    form_driver_type(&it, PRACTICE_PHRASE);
    form_driver_press(&it, "Enter");

    answer.value = value_text("Börja baka igen");
    answers_set(&theirs, &answer);
    answer = (struct answer){.id = "r1.29", .value = value_text("mormor")};
    answers_set(&theirs, &answer);
    struct record_new second = {
        .record = first.record, .form = "r1", .based_on = 1, .answers = &theirs};
    assert_true(record_save(home.work, file, &second, NULL, &err));

    form_driver_press(&it, "F3 u");
    assert_shown(&it, "Börja baka på lördagar");
    assert_shown(&it, "Börja baka igen");
    form_driver_golden(&it, "fill/r1_conflict_sv_80x24");
    form_driver_press(&it, "3");
    assert_false(form_driver_is_open(&it));
    bool changed;
    assert_true(case_refresh(home.work, file, &changed, &err));
    const struct answers *joined = case_answers(file, case_record(file, &first.record));
    assert_string_equal(answers_get(joined, "r1.28")->value.text,
                        "Börja baka igen\nBörja baka på lördagar");
    assert_string_equal(answers_get(joined, "r1.29")->value.text, "mormor");
    case_close(file);
    arena_free(arena);
}

static void who_may_not_open_the_case_gets_no_form(void **state)
{
    struct err err = {0};
    (void)state;
    practice_home_login(&home, "noor");
    struct place place = form_in("24-031", "r1");
    practice_home_login(&home, "mio");
    struct screen_env env = {.work = home.work, .lang = LANG_SV};
    assert_null(screen_of(ROOM_FILL)->open(&env, &place, &err));
    assert_int_equal(err.code, ERR_DENIED);
    practice_home_login(&home, "noor");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_note_is_handed_in_to_the_right_youth, clear_desk),
        cmocka_unit_test_teardown(leaving_keeps_a_draft_and_coming_back_asks, clear_desk),
        cmocka_unit_test_teardown(a_notes_draft_is_found_from_everywhere, clear_desk),
        cmocka_unit_test_teardown(a_draft_of_another_youth_is_not_taken, clear_desk),
        cmocka_unit_test_teardown(a_drafts_own_place_goes_on_at_once, clear_desk),
        cmocka_unit_test_teardown(throwing_away_is_asked_twice, clear_desk),
        cmocka_unit_test_teardown(a_form_with_gaps_is_saved_unsigned, clear_desk),
        cmocka_unit_test_teardown(what_looks_unusual_stands_below_what_is_missing, clear_desk),
        cmocka_unit_test_teardown(an_addendum_is_signed, clear_desk),
        cmocka_unit_test_teardown(a_signed_form_is_not_opened_again, clear_desk),
        cmocka_unit_test_teardown(last_times_answer_is_taken_over_and_confirmed, clear_desk),
        cmocka_unit_test_teardown(a_section_is_unchanged_with_one_key, clear_desk),
        cmocka_unit_test_teardown(unchanged_goes_before_what_a_form_begins_with, clear_desk),
        cmocka_unit_test_teardown(the_end_of_a_wide_form_is_reached, clear_desk),
        cmocka_unit_test_teardown(last_time_is_told_in_english_too, clear_desk),
        cmocka_unit_test_teardown(depth_stays_with_the_draft, clear_desk),
        cmocka_unit_test_teardown(a_busy_database_is_tried_again, clear_desk),
        cmocka_unit_test_teardown(the_youth_holds_the_screen_through_a_lock, clear_desk),
        cmocka_unit_test_teardown(leaving_the_room_takes_the_passphrase, clear_desk),
        cmocka_unit_test_teardown(guessing_the_passphrase_has_to_wait, clear_desk),
        cmocka_unit_test_teardown(the_other_language_is_one_key_away, clear_desk),
        cmocka_unit_test_teardown(rows_of_a_list_are_saved_and_shown, clear_desk),
        cmocka_unit_test_teardown(consents_stand_as_rows, clear_desk),
        cmocka_unit_test_teardown(an_answer_that_no_longer_fits_is_shown_struck, clear_desk),
        cmocka_unit_test_teardown(a_draft_tells_nothing_of_the_youths_answers, clear_desk),
        cmocka_unit_test_teardown(both_texts_are_kept, clear_desk),
        cmocka_unit_test_teardown(who_may_not_open_the_case_gets_no_form, clear_desk),
    };
    setenv("TZ", "UTC", 1);
    tzset();
    if (!utf8_locale())
        return 1;
    practice_home_make(&home, LANG_SV);
    practice_home_login(&home, "kim");
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    practice_home_remove(&home);
    return failed;
}
