/* test_screens_task.c - what is due is moved and tried, and warnings are dealt with, by keys. */
#include <stdio.h>
#include <string.h>

#include "unit.h"

#include "form_driver.h"
#include "practice_group.h"
#include "sis/casework/dates.h"
#include "sis/casework/desk.h"
#include "sis/casework/records.h"
#include "sis/casework/warnings.h"

static struct practice_home *home;
static struct form_driver it;

/* A youth with much that is late, and open warnings. */
#define CASE "24-009"

static int begin(void **state)
{
    home = &homes[LANG_SV];
    practice_home_login(home, "noor");
    return practice_begin(state);
}

static int end(void **state)
{
    struct draft *draft;
    struct err err = {0};
    size_t n;

    (void)state;
    form_driver_close(&it);
    assert_true(desk_list(home->work, arena, &draft, &n, &err));
    for (size_t i = 0; i < n; i++)
        assert_true(desk_drop(home->work, &draft[i].id, &err));
    return practice_end(state);
}

static struct place in_case(const char *number, enum room room, const char *form, const char *extra)
{
    struct case_file *file = practice_home_case(home, number);
    struct place place = place_of(room);

    place.case_id = file->id;
    snprintf(place.form, sizeof place.form, "%s", form);
    snprintf(place.extra, sizeof place.extra, "%s", extra);
    case_close(file);
    return place;
}

static void open_at(const struct place *place, int rows, int cols)
{
    form_driver_open(&it, home, place, rows, cols);
}

static void golden_sizes(const struct place *place, const char *name, const char *keys,
                         const char *typed)
{
    static const int size[][2] = {{24, 80}, {40, 120}};

    for (size_t i = 0; i < ARRAY_LEN(size); i++) {
        char file[80];

        snprintf(file, sizeof file, "screens/%s.%s.%d", name, home->lang == LANG_SV ? "sv" : "en",
                 size[i][1]);
        open_at(place, size[i][0], size[i][1]);
        form_driver_press(&it, keys);
        form_driver_type(&it, typed);
        form_driver_golden(&it, file);
        form_driver_close(&it);
    }
}

static struct due_view due_now(const char *number, const char *rule)
{
    static const struct id none;
    struct case_file *file = practice_home_case(home, number);
    struct due_view due = {0};

    assert_true(rhythm_find(home->work, file, rule, &none, arena, &due));
    case_close(file);
    return due;
}

/* The n-th thing of the case that is to be written and is late. */
static struct due_view late_in(const char *number, size_t nth)
{
    struct case_file *file = practice_home_case(home, number);
    struct due_view *due;
    size_t n = rhythm_due(home->work, file, arena, &due);

    case_close(file);
    for (size_t i = 0; i < n; i++)
        if (due[i].due->verb == DUE_WRITE && due[i].row == NULL && due[i].days_late > 0 &&
            nth-- == 0)
            return due[i];
    fail_msg("nothing is late in %s", number);
    return due[0];
}

/* --- what is due --- */

static void a_day_is_moved_with_a_reason(void **state)
{
    struct due_view late = late_in(CASE, 0);
    struct place place = in_case(CASE, ROOM_DUE, FORM_MOVED, late.due->id);

    (void)state;
    open_at(&place, 40, 100);
    assert_shown(&it, arena_printf(arena, "%d dagar sen.", late.days_late));
    assert_shown(&it, "Därför: ");
    assert_shown(&it, "SKÄL ATT FLYTTA TILL EN ANNAN DAG");
    form_driver_press(&it, "Down Down Down Down Down Down Down Enter");
    assert_shown(&it, "Flytta. Skälet: vi hann inte.");
    form_driver_type(&it, "i går");
    form_driver_press(&it, "Enter Enter");
    assert_shown(&it, "Det har redan varit. Stämmer det? Då går det bra. Enter en gång till");
    form_driver_press(&it, "Backspace Backspace Backspace Backspace Backspace");
    form_driver_type(&it, "+90");
    form_driver_press(&it, "Enter Enter");
    assert_shown(&it, "om 90 dagar. Stämmer det");
    form_driver_press(&it, "Backspace Backspace Backspace");
    form_driver_type(&it, "+5");
    form_driver_press(&it, "Enter");
    form_driver_type(&it, "två sjuka");
    form_driver_press(&it, "Enter");
    assert_shown(&it, "Flyttad till 27 november från ");
    assert_shown(&it, ": vi hann inte, ”två sjuka”. Noor A");
    assert_shown(&it, "FLYTTAT FÖRUT");
    assert_shown(&it, arena_printf(arena, "%d dagar sen.", late.days_late));
    form_driver_close(&it);
    assert_int_equal(due_now(CASE, late.due->id).days_late, late.days_late);
    assert_int_equal(due_now(CASE, late.due->id).days_over, -5);
}

static void a_far_day_is_asked_about_once(void **state)
{
    struct due_view late = late_in(CASE, 1);
    struct place place = in_case(CASE, ROOM_DUE, FORM_MOVED, late.due->id);

    (void)state;
    open_at(&place, 24, 80);
    form_driver_press(&it, "Down Down Down Down Down Down Down Enter");
    form_driver_type(&it, "+90");
    form_driver_press(&it, "Enter Enter");
    assert_shown(&it, "om 90 dagar. Stämmer det");
    assert_true(due_now(CASE, late.due->id).days_over > -90);
    form_driver_press(&it, "Backspace Backspace");
    form_driver_type(&it, "91");
    form_driver_press(&it, "Enter Enter");
    assert_shown(&it, "91");
    form_driver_press(&it, "Esc");
    form_driver_close(&it);
}

static void what_was_typed_survives_a_lock(void **state)
{
    struct place place = in_case(CASE, ROOM_DUE, FORM_MOVED, late_in(CASE, 1).due->id);
    struct place back;
    struct err err = {0};

    (void)state;
    open_at(&place, 40, 100);
    form_driver_press(&it, "Down Enter");
    form_driver_type(&it, "+3");
    form_driver_press(&it, "Enter");
    form_driver_type(&it, "domstol den dagen");
    assert_true(stack_keep(it.stack, &err));
    back = form_driver_place(&it);
    form_driver_close(&it);
    open_at(&back, 40, 100);
    assert_shown(&it, "domstol den dagen");
    form_driver_close(&it);
    /* Or it is found among the drafts, the newest first. */
    back = place_of(ROOM_DRAFTS);
    open_at(&back, 40, 100);
    assert_shown(&it, "Flyttad dag");
    form_driver_press(&it, "Enter");
    assert_shown(&it, "Skälet: ungdomen var inte här");
    assert_shown(&it, "domstol den dagen");
    form_driver_press(&it, "Down Enter");
    assert_shown(&it, "Flyttad till 25 november");
    form_driver_close(&it);
}

/* Esc keeps at once, and another reason is another draft. */
static void what_was_left_is_kept(void **state)
{
    struct place place = in_case(CASE, ROOM_DUE, FORM_MOVED, late_in(CASE, 2).due->id);
    struct draft *draft;
    struct err err = {0};
    size_t n;

    (void)state;
    open_at(&place, 40, 100);
    form_driver_press(&it, "Down Enter Enter");
    form_driver_type(&it, "abcde");
    form_driver_press(&it, "Esc");
    form_driver_press(&it, "Down Enter Enter");
    form_driver_type(&it, "vwxyz");
    form_driver_press(&it, "Esc");
    form_driver_close(&it);
    assert_true(desk_list(home->work, arena, &draft, &n, &err));
    assert_int_equal(n, 2);
    for (size_t i = 0; i < 2; i++) {
        const char *words = answers_get(draft[i].answers, "mv.04")->value.text;

        assert_true(strcmp(words, "abcde") == 0 || strcmp(words, "vwxyz") == 0);
    }
    open_at(&place, 40, 100);
    form_driver_press(&it, "Down Down Enter");
    assert_shown(&it, "vwxyz");
}

static void make_due_for_a_call(const char *number)
{
    struct case_file *file = practice_home_case(home, number);
    struct answers answers;
    struct answer day = {.id = "case.discharge", .value = value_text("2026-11-14")};
    struct record_new row = {.form = "case", .answers = &answers, .record = record_begin()};
    struct err err = {0};

    answers_init(&answers, arena);
    answers_set(&answers, &day);
    assert_true(record_save(home->work, file, &row, NULL, &err));
    case_close(file);
}

static void an_attempt_takes_one_key(void **state)
{
    struct place place;

    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        home = &homes[lang];
        practice_home_login(home, "noor");
        make_due_for_a_call("24-027");
        place = in_case("24-027", ROOM_DUE, FORM_MOVED, "f1.week1");
        golden_sizes(&place, "call", "", "");
    }
    home = &homes[LANG_SV];
    practice_home_login(home, "noor");
    place = in_case("24-027", ROOM_DUE, FORM_MOVED, "f1.week1");
    open_at(&place, 40, 100);
    form_driver_press(&it, "i");
    assert_non_null(strstr(it.message, "Försöket är sparat: inget svar."));
    assert_shown(&it, "FÖRSÖK");
    form_driver_press(&it, "a x");
    assert_int_equal(due_now("24-027", "f1.week1").attempts, 2);
    form_driver_press(&it, "n");
    assert_string_equal(stack_top(it.stack)->name, "fill");
    assert_int_equal(due_now("24-027", "f1.week1").attempts, 2);
    form_driver_close(&it);
    place = in_case("24-027", ROOM_CASE, "", "");
    open_at(&place, 40, 118);
    assert_shown(&it, "Uppföljning, 1 dag sen, 2 försök");
    form_driver_close(&it);
}

static void go_down_to(const char *focused)
{
    for (int i = 0; i < 40 && !form_driver_shows(&it, focused); i++)
        form_driver_press(&it, "Down");
}

/* From the case: Enter on the line, one letter, and back in the case, where the line is gone. */
static void telling_the_youth_takes_one_key(void **state)
{
    static const char *const line[] = {"Berätta för ungdomen, i dag", "Tell the youth, today"};
    static const char *const said[] = {"Sparat: berättat.", "Saved: told."};

    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        const char *focused = arena_printf(arena, "› %s", line[lang]);
        struct place place;

        home = &homes[lang];
        practice_home_login(home, "kim");
        place = in_case(CASE, ROOM_CASE, "", "");
        open_at(&place, 60, 100);
        go_down_to(focused);
        form_driver_press(&it, "Enter");
        assert_string_equal(stack_top(it.stack)->name, "due");
        place = form_driver_place(&it);
        form_driver_close(&it);
        golden_sizes(&place, "tell", "", "");

        place = in_case(CASE, ROOM_CASE, "", "");
        open_at(&place, 60, 100);
        go_down_to(focused);
        form_driver_press(&it, lang == LANG_SV ? "Enter i b" : "Enter n t");
        assert_string_equal(stack_top(it.stack)->name, "case");
        assert_non_null(strstr(it.message, said[lang]));
        assert_not_shown(&it, line[lang]);
        form_driver_close(&it);
    }
}

static void letters_mean_nothing_where_nobody_is_called(void **state)
{
    struct due_view late = late_in(CASE, 0);
    struct place place = in_case(CASE, ROOM_DUE, FORM_MOVED, late.due->id);

    (void)state;
    open_at(&place, 24, 80);
    form_driver_press(&it, "i n s");
    assert_string_equal(it.message, "");
    form_driver_close(&it);
    assert_int_equal(due_now(CASE, late.due->id).attempts, 0);
}

static void what_is_done_says_so(void **state)
{
    struct place place = in_case(CASE, ROOM_DUE, FORM_MOVED, "nothing");

    (void)state;
    open_at(&place, 24, 80);
    assert_shown(&it, "Det är gjort, eller gäller inte längre.");
    form_driver_close(&it);
}

/* --- warnings --- */

static size_t open_warnings(const char *number, const char **first)
{
    struct case_file *file = practice_home_case(home, number);
    struct warning_open *open;
    size_t n = warnings_open(home->work, file, arena, &open);

    case_close(file);
    *first = n > 0 ? open[0].warning->id : "";
    return n;
}

static void a_warning_is_dealt_with_from_the_case(void **state)
{
    struct place place = in_case(CASE, ROOM_CASE, "", "");
    const char *first, *next;
    size_t before = open_warnings(CASE, &first);

    (void)state;
    assert_true(before > 0);
    open_at(&place, 90, 80);
    assert_shown(&it, "VARNINGAR");
    form_driver_press(&it, "Home");
    for (int i = 0; i < 30 && !form_driver_shows(&it, "› Öppna punkter inför"); i++)
        form_driver_press(&it, "Down");
    form_driver_press(&it, "Enter");
    assert_string_equal(stack_top(it.stack)->name, "warning");
    assert_string_equal(form_driver_place(&it).extra, first);
    assert_shown(&it, "Kom av:");
    form_driver_press(&it, "Down Enter");
    assert_shown(&it, "Vad gjordes åt varningen?");
    form_driver_press(&it, "Enter Enter Enter");
    assert_shown(&it, "Skriv vad som gjordes, vem som gjorde det och när.");
    form_driver_press(&it, "Up Up");
    form_driver_type(&it, "Pratat igenom svaren tillsammans.");
    form_driver_press(&it, "Down Down");
    for (int i = 0; i < 30; i++)
        form_driver_press(&it, "Backspace");
    form_driver_type(&it, "3 maj 1926 10:00");
    form_driver_press(&it, "Enter");
    assert_shown(&it, "Det är 100 år sedan.");
    form_driver_press(&it, "Enter");
    assert_string_equal(stack_top(it.stack)->name, "case");
    assert_non_null(strstr(it.message, "Sparat. Varningen är hanterad."));
    form_driver_close(&it);
    assert_int_equal(open_warnings(CASE, &next), before - 1);
    assert_string_not_equal(first, next);
}

/* The day is asked about under the day, not under the words. The second time it stands there, as left. */
static void golden_far(const struct place *place)
{
    static const int size[][2] = {{24, 80}, {40, 120}};

    for (size_t i = 0; i < ARRAY_LEN(size); i++) {
        char file[80];

        snprintf(file, sizeof file, "screens/move-far.%s.%d", home->lang == LANG_SV ? "sv" : "en",
                 size[i][1]);
        open_at(place, size[i][0], size[i][1]);
        form_driver_press(&it, "Down Down Enter");
        form_driver_type(&it, i == 0 ? "+90" : "");
        form_driver_press(&it, "Enter Enter");
        form_driver_golden(&it, file);
        form_driver_press(&it, "Esc");
        form_driver_close(&it);
    }
}

static void screens_look_as_accepted(void **state)
{
    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        struct place place;

        home = &homes[lang];
        practice_home_login(home, "noor");
        place = in_case(CASE, ROOM_DUE, FORM_MOVED, late_in(CASE, 0).due->id);
        golden_sizes(&place, "due", "", "");
        golden_sizes(&place, "move", "Down Down Enter", "+5");
        golden_far(&place);
        place = in_case(CASE, ROOM_WARNING, FORM_ACKNOWLEDGE, "w10");
        golden_sizes(&place, "warning", "", "");
        golden_sizes(&place, "dealing", "Down Enter", lang == LANG_SV ? "Ringt" : "Called");
    }
}

static void any_size_will_do(void **state)
{
    struct place place[] = {in_case(CASE, ROOM_DUE, FORM_MOVED, late_in(CASE, 0).due->id),
                            in_case(CASE, ROOM_WARNING, FORM_ACKNOWLEDGE, "w10")};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(place); i++) {
        open_at(&place[i], 24, 80);
        for (int rows = 1; rows < 40; rows += 7) {
            for (int cols = 1; cols < 130; cols += 13) {
                form_driver_resize(&it, rows, cols);
                form_driver_press(&it, "Down PgDn");
                (void)form_driver_shows(&it, "x");
            }
        }
        form_driver_resize(&it, 24, 80);
        form_driver_close(&it);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(screens_look_as_accepted, begin, end),
        cmocka_unit_test_setup_teardown(a_day_is_moved_with_a_reason, begin, end),
        cmocka_unit_test_setup_teardown(a_far_day_is_asked_about_once, begin, end),
        cmocka_unit_test_setup_teardown(what_was_typed_survives_a_lock, begin, end),
        cmocka_unit_test_setup_teardown(what_was_left_is_kept, begin, end),
        cmocka_unit_test_setup_teardown(an_attempt_takes_one_key, begin, end),
        cmocka_unit_test_setup_teardown(telling_the_youth_takes_one_key, begin, end),
        cmocka_unit_test_setup_teardown(letters_mean_nothing_where_nobody_is_called, begin, end),
        cmocka_unit_test_setup_teardown(what_is_done_says_so, begin, end),
        cmocka_unit_test_setup_teardown(a_warning_is_dealt_with_from_the_case, begin, end),
        cmocka_unit_test_setup_teardown(any_size_will_do, begin, end),
    };

    return cmocka_run_group_tests_name("screens_task", tests, practice_group, practice_group_end);
}
