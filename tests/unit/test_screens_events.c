/* test_screens_events.c - promises, a missing youth and a conference, driven by keys. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "casework/rows.h"
#include "form_driver.h"
#include "golden.h"
#include "practice_group.h"
#include "sis/casework/absence.h"
#include "sis/casework/agenda.h"
#include "sis/casework/desk.h"
#include "sis/casework/promises.h"
#include "sis/casework/records.h"

static struct form_driver driver;

static const struct {
    int rows, cols;
} sizes[] = {{24, 80}, {40, 120}};

static void golden(enum lang lang, int cols, const char *name)
{
    char full[80];

    snprintf(full, sizeof full, "screens/%s.%s.%d", name, lang == LANG_SV ? "sv" : "en", cols);
    form_driver_golden(&driver, full);
}

static struct place at(struct practice_home *home, enum room room, const char *number)
{
    struct place place = place_of(room);

    if (number != NULL) {
        struct case_file *file = practice_home_case(home, number);

        place.case_id = file->id;
        case_close(file);
    }
    return place;
}

static void open_at(struct practice_home *home, enum room room, const char *number, size_t size)
{
    struct place place = at(home, room, number);

    form_driver_open(&driver, home, &place, sizes[size].rows, sizes[size].cols);
}

/* ---- promises ---- */

static void seed_promises(struct work *work, struct case_file *file)
{
    struct date today = work_today(work);
    struct date gone = date_from_days(date_to_days(today) - 2);
    struct date soon = date_from_days(date_to_days(today) + 3);
    bool sv = work->lang == LANG_SV;
    struct promise *promise;
    struct err err = {0};
    size_t n;

    assert_true(promise_add(work, file, sv ? "Ringa mamma på söndag" : "Call mother on Sunday",
                            gone, sv ? "kontaktperson" : "contact person", &err));
    assert_true(promise_add(work, file, sv ? "Gå till gymmet" : "Go to the gym", gone,
                            sv ? "kontaktperson" : "contact person", &err));
    assert_true(promise_add(work, file, sv ? "Svar om rummet" : "An answer about the room", gone,
                            sv ? "chef" : "lead", &err));
    n = promise_list(work, file, arena, &promise);
    for (size_t i = 0; i < n; i++)
        if (strcmp(promise[i].what, sv ? "Gå till gymmet" : "Go to the gym") == 0)
            assert_true(promise_move(work, file, &promise[i].record->id, soon, &err));
        else if (strcmp(promise[i].what, sv ? "Svar om rummet" : "An answer about the room") == 0)
            assert_true(promise_close(work, file, &promise[i].record->id, false, &err));
}

static void promises_look_calm(void **state)
{
    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        struct work *work = practice_home_login(&homes[lang], "noor");
        struct case_file *file = practice_home_case(&homes[lang], "24-016");

        seed_promises(work, file);
        case_close(file);
        for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
            open_at(&homes[lang], ROOM_PROMISE, "24-016", i);
            golden(lang, sizes[i].cols, "promise");
            form_driver_press(&driver, "Enter");
            golden(lang, sizes[i].cols, "promise-how");
            form_driver_press(&driver, "Esc n");
            form_driver_type(&driver, lang == LANG_SV ? "Fika" : "Coffee");
            form_driver_press(&driver, "Enter");
            form_driver_type(&driver, "+7");
            golden(lang, sizes[i].cols, "promise-new");
            form_driver_press(&driver, "C-a Delete Up C-a Delete");
            form_driver_close(&driver);
        }
    }
}

static const struct promise *first(struct case_file *file, size_t *n)
{
    struct promise *promise;

    *n = promise_list(homes[LANG_SV].work, file, arena, &promise);
    return promise;
}

static void a_promise_is_written_in_a_few_keys(void **state)
{
    struct work *work = practice_home_login(&homes[LANG_SV], "kim");
    struct case_file *file = practice_home_case(&homes[LANG_SV], "24-031");
    const struct promise *promise;
    size_t before, n;
    bool found = false;

    (void)state;
    (void)work;
    first(file, &before);
    open_at(&homes[LANG_SV], ROOM_PROMISE, "24-031", 0);
    if (!form_driver_shows(&driver, "Nytt löfte"))
        form_driver_press(&driver, "n");
    form_driver_type(&driver, "Skjutsa till träningen");
    form_driver_press(&driver, "Enter");
    form_driver_type(&driver, "i morgon");
    form_driver_press(&driver, "Enter Enter");
    assert_shown(&driver, "Skjutsa till träningen");
    promise = first(file, &n);
    assert_int_equal(n, before + 1);
    for (size_t i = 0; i < n; i++) {
        found = found || (strcmp(promise[i].what, "Skjutsa till träningen") == 0 &&
                          strcmp(promise[i].who, "personal") == 0 &&
                          date_to_days(promise[i].by) == date_to_days(work_today(work)) + 1);
    }
    assert_true(found);
    form_driver_close(&driver);
    case_close(file);
}

/* As the lock does: kept, closed, opened where it stood. */
static void lock_and_come_back(void)
{
    struct place back;
    struct err err = {0};

    assert_true(stack_keep(driver.stack, &err));
    back = form_driver_place(&driver);
    form_driver_close(&driver);
    form_driver_open(&driver, &homes[LANG_SV], &back, 24, 80);
}

static void what_is_no_day_is_told_and_nothing_is_lost(void **state)
{
    struct place drafts = place_of(ROOM_DRAFTS);

    (void)state;
    practice_home_login(&homes[LANG_SV], "noor");
    open_at(&homes[LANG_SV], ROOM_PROMISE, "24-016", 0);
    form_driver_press(&driver, "n");
    form_driver_type(&driver, "Titta på film");
    form_driver_press(&driver, "Enter");
    form_driver_type(&driver, "nångång");
    form_driver_press(&driver, "F2");
    assert_shown(&driver, "Det går inte att läsa som en dag");
    assert_shown(&driver, "Titta på film");
    form_driver_press(&driver, "Esc");
    form_driver_press(&driver, "n");
    assert_shown(&driver, "Titta på film");
    lock_and_come_back();
    assert_shown(&driver, "Titta på film");
    form_driver_close(&driver);
    form_driver_open(&driver, &homes[LANG_SV], &drafts, 24, 80);
    form_driver_press(&driver, "Home Enter");
    assert_shown(&driver, "Titta på film");
    assert_shown(&driver, "nångång");
    form_driver_close(&driver);
}

static void one_letter_says_how_it_went(void **state)
{
    struct work *work = practice_home_login(&homes[LANG_SV], "noor");
    struct case_file *file = practice_home_case(&homes[LANG_SV], "24-023");
    struct err err = {0};
    const struct promise *promise;
    size_t n;

    (void)state;
    assert_true(promise_add(work, file, "Åka skridskor",
                            date_from_days(date_to_days(work_today(work)) - 1), "personal", &err));
    assert_true(promise_add(work, file, "Byta madrass",
                            date_from_days(date_to_days(work_today(work)) - 9), "personal", &err));
    open_at(&homes[LANG_SV], ROOM_PROMISE, "24-023", 0);
    form_driver_press(&driver, "Enter h");
    promise = first(file, &n);
    assert_string_equal(promise[0].what, "Åka skridskor");
    form_driver_press(&driver, "Home Enter f");
    assert_shown(&driver, "Vilken ny dag");
    form_driver_type(&driver, "+4");
    form_driver_press(&driver, "Enter");
    assert_shown(&driver, "Lovades först till");
    form_driver_press(&driver, "Home Enter n");
    assert_int_equal(form_driver_place(&driver).room, ROOM_FILL);
    assert_string_equal(form_driver_place(&driver).item, "pr.05");
    promise = first(file, &n);
    assert_int_equal(promise[0].state, PROMISE_NOT_KEPT);
    assert_string_equal(promise[0].what, "Åka skridskor");
    form_driver_close(&driver);
    case_close(file);
}

static void begin_to_move(const char *number, const char *typed)
{
    practice_home_login(&homes[LANG_SV], "noor");
    open_at(&homes[LANG_SV], ROOM_PROMISE, number, 0);
    form_driver_press(&driver, "Home Enter f");
    assert_shown(&driver, "Vilken ny dag");
    form_driver_type(&driver, typed);
}

static void a_day_to_move_to_survives_a_lock(void **state)
{
    struct case_file *file;
    const struct promise *promise;
    struct id moved;
    struct place place = place_of(ROOM_DRAFTS);
    size_t n;

    (void)state;
    begin_to_move("24-031", "+1");
    file = practice_home_case(&homes[LANG_SV], "24-031");
    moved = first(file, &n)[0].record->id;
    lock_and_come_back();
    assert_shown(&driver, "Vilken ny dag");
    assert_shown(&driver, "+1");
    /* Left with Esc: the same promise finds it, and so does the list of drafts. */
    form_driver_type(&driver, "1");
    form_driver_press(&driver, "Esc");
    assert_not_shown(&driver, "Vilken ny dag");
    form_driver_press(&driver, "Enter f");
    assert_shown(&driver, "+11");
    form_driver_press(&driver, "Esc");
    form_driver_close(&driver);
    form_driver_open(&driver, &homes[LANG_SV], &place, 24, 80);
    assert_shown(&driver, "Löfte, ny dag");
    form_driver_press(&driver, "Home Enter");
    assert_shown(&driver, "+11");
    form_driver_press(&driver, "Enter");
    assert_non_null(strstr(driver.message, "Flyttat"));
    form_driver_close(&driver);
    form_driver_open(&driver, &homes[LANG_SV], &place, 24, 80);
    assert_not_shown(&driver, "Löfte, ny dag");
    form_driver_close(&driver);
    case_close(file);
    file = practice_home_case(&homes[LANG_SV], "24-031");
    promise = first(file, &n);
    for (size_t i = 0; i < n; i++)
        if (id_equal(&promise[i].record->id, &moved))
            assert_int_equal(date_to_days(promise[i].by),
                             date_to_days(work_today(homes[LANG_SV].work)) + 11);
    case_close(file);
}

static void a_strange_day_for_a_promise_is_said(void **state)
{
    (void)state;
    begin_to_move("24-012", "i går");
    form_driver_press(&driver, "Enter");
    assert_shown(&driver, "Det har redan varit.");
    assert_shown(&driver, "Enter en gång till sparar.");
    form_driver_press(&driver, "Enter");
    assert_non_null(strstr(driver.message, "Flyttat"));
    form_driver_press(&driver, "n");
    form_driver_type(&driver, "Ringa");
    form_driver_press(&driver, "Enter");
    form_driver_type(&driver, "3 maj 2206");
    assert_shown(&driver, "Det är om 180 år.");
    form_driver_press(&driver, "F2");
    assert_non_null(strstr(driver.message, "Löftet är sparat."));
    form_driver_close(&driver);
}

/* ---- a missing youth ---- */

static void a_call_is_asked_about_and_kept(void **state)
{
    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        struct work *work = practice_home_login(&homes[lang], "kim");
        struct case_file *file = practice_home_case(&homes[lang], "24-040");
        struct absence absence;
        struct err err = {0};

        for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
            open_at(&homes[lang], ROOM_ABSENT, "24-040", i);
            golden(lang, sizes[i].cols, "absent");
            form_driver_press(&driver, "Enter");
            golden(lang, sizes[i].cols, "absent-call");
            form_driver_press(&driver, "Esc");
            assert_false(absence_now(work, file, arena, &absence));
            form_driver_close(&driver);
        }
        open_at(&homes[lang], ROOM_ABSENT, "24-040", 0);
        form_driver_press(&driver, lang == LANG_SV ? "Enter j Enter n" : "Enter y Enter n");
        assert_true(absence_now(work, file, arena, &absence));
        assert_int_equal(absence.n_calls, 2);
        assert_true(row_has_code(file, absence.call[0], "mc.03", "answered"));
        assert_true(row_has_code(file, absence.call[1], "mc.03", "no_answer"));
        /* The cursor went on to whom one rings next. */
        assert_true(row_has_code(file, absence.call[0], "mc.01", "emergency"));
        assert_true(row_has_code(file, absence.call[1], "mc.01", "duty_lead"));
        form_driver_close(&driver);
        assert_true(absence_back(work, file, clock_now(&work->clock), &err));
        case_close(file);
    }
}

/* The cursor stands on one youth and another one is missing. */
static void who_is_missing_is_asked_first(void **state)
{
    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        struct case_file *file;
        struct place place;
        struct id first;

        practice_home_login(&homes[lang], "noor");
        file = practice_home_case(&homes[lang], "24-040");
        first = file->id;
        case_close(file);
        for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
            open_at(&homes[lang], ROOM_ABSENT_WHO, "24-040", i);
            golden(lang, sizes[i].cols, "absent-who");
            form_driver_press(&driver, "Enter");
            place = form_driver_place(&driver);
            assert_int_equal(place.room, ROOM_ABSENT);
            assert_true(id_equal(&place.case_id, &first));
            form_driver_close(&driver);
        }
        open_at(&homes[lang], ROOM_TODAY, NULL, 1);
        form_driver_press(&driver, "!");
        assert_int_equal(form_driver_place(&driver).room, ROOM_ABSENT_WHO);
        form_driver_press(&driver, "Down Enter");
        assert_int_equal(form_driver_place(&driver).room, ROOM_ABSENT);
        form_driver_close(&driver);
    }
}

/* Saved all the same, but nobody is left to believe that it will come up. */
static void an_event_without_a_time_says_so(void **state)
{
    struct practice_home *home = &homes[LANG_SV];
    struct place place;

    (void)state;
    practice_home_login(home, "noor");
    place = at(home, ROOM_FILL, "24-016");
    snprintf(place.form, sizeof place.form, "%s", FORM_EVENT);
    form_driver_open(&driver, home, &place, 24, 80);
    form_driver_press(&driver, "b F2");
    assert_non_null(strstr(driver.message, "Utan tid kan inget påminna."));
    form_driver_close(&driver);
}

/* ---- a conference ---- */

static void a_conference_goes_from_case_to_case(void **state)
{
    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        struct work *work = practice_home_login(&homes[lang], "noor");
        struct agenda agenda;
        struct err err = {0};

        for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
            open_at(&homes[lang], ROOM_CONFERENCE, NULL, i);
            form_driver_press(&driver, "x Down Down x");
            golden(lang, sizes[i].cols, "conference");
            /* Space marks, and marks no more, as in a form; it does not turn the page. */
            form_driver_press(&driver, "Space");
            assert_not_shown(&driver, "[x] 24-016");
            form_driver_press(&driver, "Space");
            assert_shown(&driver, "[x] 24-016");
            form_driver_press(&driver, "F8");
            assert_not_shown(&driver, "24-009");
            form_driver_press(&driver, "x Space F8");
            assert_shown(&driver, "[x] 24-009");
            form_driver_press(&driver, "Home Enter");
            assert_int_equal(form_driver_place(&driver).room, ROOM_SHEET);
            assert_shown(&driver, "24-009");
            form_driver_press(&driver, "F8");
            assert_not_shown(&driver, "24-009");
            form_driver_press(&driver, "Tab F8");
            assert_shown(&driver, "24-009");
            form_driver_press(&driver, "Tab");
            assert_not_shown(&driver, "24-009");
            golden(lang, sizes[i].cols, "sheet");
            form_driver_press(&driver, "m");
            assert_int_equal(form_driver_place(&driver).room, ROOM_FILL);
            assert_string_equal(form_driver_place(&driver).form, "c1");
            form_driver_close(&driver);
            assert_true(agenda_read(work, arena, &agenda, &err));
            assert_int_equal(agenda.n_marked, 2);
            assert_true(agenda_clear(work, &agenda, &err));
        }
    }
}

/* Not after the journal has been answered and everything read through. */
static void a_row_that_lacks_something_is_told_first(void **state)
{
    static const char *const conference[] = {"conference"}, *const youth[] = {"youth"};
    static const char *const ward[] = {"ward"}, *const left[] = {"open"};
    struct answer plan = {.id = "p1.17", .value = value_text("Köpa cykelhjälm")};
    struct answer tell[] = {{.id = "te.01", .value = value_text("Hjälmen köps på fredag")},
                            {.id = "te.02", .value = value_codes(ward, 1)},
                            {.id = "te.03", .value = value_text("2026-11-22")},
                            {.id = "te.04", .value = value_codes(left, 1)}};
    struct answer said[] = {{.id = "c1.01", .value = value_codes(conference, 1)},
                            {.id = "c1.02", .value = value_text("2026-11-22T15:00:00Z")},
                            {.id = "c1.03", .value = value_codes(youth, 1)},
                            {.id = "c1.05", .value = value_text("Alla är med på det.")},
                            {.id = "c1.06", .value = value_text("Vill cykla.")}};
    struct work *work = practice_home_login(&homes[LANG_SV], "noor");
    struct case_file *file = practice_home_case(&homes[LANG_SV], "24-023");
    struct record_new meeting = {.record = record_begin(), .form = FORM_MEETING};
    struct id row = {{0}}, told = {{0}};
    struct place place = place_of(ROOM_FILL);
    struct answers answers;
    struct err err = {0};

    (void)state;
    answers_init(&answers, arena);
    for (size_t i = 0; i < ARRAY_LEN(said); i++)
        answers_set(&answers, &said[i]);
    meeting.answers = &answers;
    assert_true(row_change(work, file, "plan", NULL, &row, &plan, 1, &err));
    assert_true(row_change(work, file, "tell", NULL, &told, tell, ARRAY_LEN(tell), &err));
    assert_true(record_save(work, file, &meeting, NULL, &err));
    place.case_id = file->id;
    place.record = meeting.record;
    form_driver_open(&driver, &homes[LANG_SV], &place, 24, 80);
    form_driver_press(&driver, "F2");
    assert_non_null(strstr(driver.message, "En rad i Planrad är inte klar"));
    assert_string_equal(form_driver_place(&driver).item, "c1.08");
    assert_not_shown(&driver, "Till journalen");
    form_driver_close(&driver);
    case_close(file);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, practice_begin, practice_end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(promises_look_calm),
        TEST(a_promise_is_written_in_a_few_keys),
        TEST(a_day_to_move_to_survives_a_lock),
        TEST(a_strange_day_for_a_promise_is_said),
        TEST(what_is_no_day_is_told_and_nothing_is_lost),
        TEST(one_letter_says_how_it_went),
        TEST(an_event_without_a_time_says_so),
        TEST(who_is_missing_is_asked_first),
        TEST(a_call_is_asked_about_and_kept),
        TEST(a_conference_goes_from_case_to_case),
        TEST(a_row_that_lacks_something_is_told_first),
    };

    return cmocka_run_group_tests(tests, practice_group, practice_group_end);
}
