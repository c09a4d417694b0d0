/* test_screens.c - the screens driven by keys on the real stack, in the practice home. */
#include <sys/stat.h>

#include "golden.h"
#include "sis/base/file.h"
#include "sis/base/utf8.h"
#include "sis/casework/access.h"
#include "sis/casework/records.h"
#include "sis/casework/session.h"
#include "stage.h"

/* --- login --- */

static void a_digit_logs_in_in_practice(void **state)
{
    struct stage *stage = *state;

    stage_open_room(stage, ROOM_LOGIN, "");
    stage_check_pictures(stage, "login");
    canvas_resize(stage->canvas, 16, 60);
    assert_sees(stage, "6  alva");
    assert_sees(stage, "Ny här?");
    canvas_resize(stage->canvas, 24, 80);
    stage_type(stage, "2");
    assert_string_equal(stage_top_name(stage), "today");
    assert_string_equal(stage->home->work->login, "noor");
    stage_check_pictures(stage, "today");
}

static void after_a_lock_only_the_passphrase_is_asked_for(void **state)
{
    struct stage *stage = *state;

    stage_open_room(stage, ROOM_LOGIN, "kim");
    stage_type(stage, PRACTICE_PHRASE);
    assert_not_seen(stage, "sol regn vind moln dis‸");
    stage_press(stage, "Enter");
    assert_string_equal(stage->home->work->login, "kim");
}

static void nothing_typed_is_no_try(void **state)
{
    struct stage *stage = *state;

    stage_open_room(stage, ROOM_LOGIN, "");
    stage_press(stage, "Enter");
    stage_press(stage, "Enter");
    assert_sees(stage, "Skriv ditt inloggningsnamn först.");
    stage_type(stage, "kim");
    stage_press(stage, "Enter");
    stage_press(stage, "Enter");
    assert_sees(stage, "Skriv din lösenfras.");
    assert_int_equal(stage->tries, 0);
    stage_press(stage, "C-q");
    assert_int_equal(stage->said.command, COMMAND_QUIT);
}

static void wrong_ones_wait_longer_and_longer(void **state)
{
    struct stage *stage = *state;

    stage_open_room(stage, ROOM_LOGIN, "kim");
    while (session_wait(stage->home->home) == 0 && stage->tries < 9) {
        stage_type(stage, "fel");
        stage_press(stage, "Enter");
        assert_sees(stage, "stämmer inte");
        assert_not_seen(stage, "•");
    }
    assert_in_range(stage->tries, 2, 8);
    assert_sees(stage, "sedan kan du försöka igen");
    assert_true(stage->said.soon);
    int tries = stage->tries;
    stage_type(stage, PRACTICE_PHRASE);
    stage_press(stage, "Enter");
    stage_press(stage, "Down");
    stage_press(stage, "Enter");
    assert_int_equal(stage->tries, tries);
    assert_not_seen(stage, "•");
    stage->home->now += 60;
    stage_tick(stage, 1000);
    assert_not_seen(stage, "sedan kan du försöka igen");
    stage_press(stage, "Up");
    stage_type(stage, PRACTICE_PHRASE);
    stage_press(stage, "Enter");
    assert_string_equal(stage_top_name(stage), "today");
    stage->home->now -= 60;
}

/* --- the first page and a case --- */

static void back_leads_to_the_line_one_came_from(void **state)
{
    struct stage *stage = *state;

    stage_as(stage, "noor");
    stage_open_room(stage, ROOM_TODAY, "");
    stage_press_until(stage, "Down", "24-009");
    stage_press(stage, "Enter");
    assert_string_equal(stage_top_name(stage), "case");
    stage_press_until(stage, "Down", "Öppna punkter");
    stage_press(stage, "Enter");
    assert_string_equal(stage_top_name(stage), "warning");
    stage_press(stage, "Esc");
    assert_non_null(strstr(stage_focused(stage), "Öppna punkter"));
    /* Also far down, and by the key of another page. */
    stage_press_until(stage, "Down", "Skalor över tid");
    stage_press(stage, "Enter");
    assert_string_equal(stage_top_name(stage), "series");
    stage_press(stage, "r");
    assert_string_equal(stage_top_name(stage), "relation");
    stage_press(stage, "Esc");
    assert_non_null(strstr(stage_focused(stage), "Skalor över tid"));
    stage_press(stage, "Esc");
    assert_string_equal(stage_top_name(stage), "today");
    assert_non_null(strstr(stage_focused(stage), "24-009"));
}

static void all_steps_open_where_one_stands(void **state)
{
    struct stage *stage = *state;
    struct place place;

    stage_as(stage, "noor");
    place = stage_in_case(stage, "24-009", ROOM_CASE, "");
    stage_open_place(stage, &place);
    stage_press_until(stage, "Down", "Visa alla ");
    stage_press(stage, "Enter");
    assert_string_equal(stage_top_name(stage), "case");
    assert_non_null(strstr(stage_focused(stage), "Överlämning, påbörjad, 9 dagar sen"));
    assert_sees(stage, "Överlämningsmöte två veckor före");
    /* A page opened from there leads back there, all the steps still open. */
    stage_press(stage, "Right");
    stage_press(stage, "Enter");
    assert_string_equal(stage_top_name(stage), "due");
    stage_press(stage, "Esc");
    assert_string_equal(stage_top_name(stage), "case");
    assert_sees(stage, "Överlämning, påbörjad, 9 dagar sen › ‸varför, flytta");
}

/* What was written from there stands above, and moves the line that one stood on. */
static void a_page_built_anew_stays_on_its_link(void **state)
{
    struct stage *stage = *state;
    struct place place;

    stage_as(stage, "noor");
    place = stage_in_case(stage, "24-019", ROOM_CASE, "");
    stage_open_place(stage, &place);
    stage_press_until(stage, "Down", "Akut behörighet");
    stage_press(stage, "Right");
    stage_press(stage, "Right");
    stage_press(stage, "Right");
    assert_sees(stage, "‸Skriv till nästa pass");
    stage_press(stage, "Enter");
    assert_string_equal(stage_top_name(stage), "fill");
    stage_type(stage, "Ringer mamma 18.");
    stage_press(stage, "Esc");
    assert_string_equal(stage_top_name(stage), "case");
    assert_sees(stage, "‸Skriv till nästa pass");
    stage_press(stage, "Home");
    stage_press_until(stage, "Down", "Till nästa pass, ditt utkast");
    stage_press(stage, "Enter");
    stage_press(stage, "F2");
    assert_string_equal(stage_top_name(stage), "case");
    assert_not_seen(stage, "Till nästa pass, ditt utkast");
}

/* --- reading --- */

static void notes_are_listed_read_and_signed(void **state)
{
    struct stage *stage = *state;
    struct place notes;

    stage_as(stage, "noor");
    notes = stage_in_case(stage, "24-040", ROOM_NOTES, "");
    stage_open_place(stage, &notes);
    stage_check_pictures(stage, "notes");
    stage_press(stage, "Enter");
    assert_string_equal(stage_top_name(stage), "read");
    /* A text is opened at its beginning, however far down its first link is. */
    assert_sees(stage, "Skrivet av Kim L");
    stage_press(stage, "F2");
    assert_sees(stage, "Signera att du har läst");
    stage_press(stage, "n");
    stage_press(stage, "F2");
    stage_press(stage, "Enter");
    assert_string_equal(stage->said.message, "Signerad som läst.");
    stage_press(stage, "F2");
    assert_not_seen(stage, "Signera att du har läst");
    stage_press(stage, "t");
    assert_string_equal(stage_top_name(stage), "fill");
    stage_press(stage, "Esc");
    stage_press(stage, "Esc");
    assert_string_equal(stage_top_name(stage), "notes");
}

/* What is chosen on a page changes the page; what is read leads back to the line it was read from. */
static void the_timeline_is_read_line_by_line(void **state)
{
    struct stage *stage = *state;
    struct place overview, before[2], after[2];

    stage_as(stage, "noor");
    overview = stage_in_case(stage, "24-040", ROOM_CASE, "");
    stage_open_place(stage, &overview);
    stage_press(stage, "d");
    assert_string_equal(stage_top_name(stage), "timeline");
    stage_check_pictures(stage, "timeline");
    stage_press(stage, "f");
    stage_press(stage, "f");
    assert_sees(stage, "FORMULÄR");
    stage_press(stage, "End");
    assert_int_equal(stack_places(stage->stack, before, 2), 2);
    assert_string_equal(before[1].extra, "forms");
    stage_press(stage, "Enter");
    assert_string_equal(stage_top_name(stage), "read");
    stage_press(stage, "Esc");
    assert_int_equal(stack_places(stage->stack, after, 2), 2);
    assert_true(place_equal(&before[1], &after[1]));
    stage_press(stage, "Home");
    stage_press(stage, "Enter");
    assert_sees(stage, "  ALLT");
    stage_press(stage, "Esc");
    assert_string_equal(stage_top_name(stage), "case");
}

static void a_form_is_compared_with_the_time_before(void **state)
{
    struct stage *stage = *state;
    struct place timeline;

    stage_as(stage, "noor");
    timeline = stage_in_case(stage, "24-040", ROOM_TIMELINE, "r1");
    stage_open_place(stage, &timeline);
    stage_press(stage, "End");
    stage_press(stage, "Up");
    stage_press(stage, "Enter");
    stage_press(stage, "c");
    assert_string_equal(stage_top_name(stage), "compare");
    assert_sees(stage, "då, 25 juni");
    assert_sees(stage, "nu, 6 augusti");
    stage_check_pictures(stage, "compare");
    /* Another day is chosen on the page itself, below the forms; Back leads to what was read. */
    stage_press(stage, "Home");
    for (int i = 0; i < 4; i++)
        stage_press(stage, "Down");
    stage_press(stage, "Enter");
    assert_sees(stage, "nu, 9 oktober");
    /* From page to page; Back leads out of them all. */
    stage_press(stage, "o");
    assert_string_equal(stage_top_name(stage), "series");
    stage_check_pictures(stage, "series");
    stage_press(stage, "Esc");
    assert_string_equal(stage_top_name(stage), "read");
}

static void who_knows_is_one_key_away_and_another_adds_to_it(void **state)
{
    struct stage *stage = *state;
    struct place overview;

    stage_as(stage, "kim");
    overview = stage_in_case(stage, "24-040", ROOM_CASE, "");
    stage_open_place(stage, &overview);
    stage_press(stage, "r");
    assert_string_equal(stage_top_name(stage), "relation");
    stage_check_pictures(stage, "relation");
    stage_press(stage, "v");
    assert_string_equal(stage_top_name(stage), "who");
    stage_check_pictures(stage, "who");
    stage_press(stage, "n");
    assert_sees(stage, "Vem vet, eller anar?");
    stage_press(stage, "Esc");
    assert_string_equal(stage_top_name(stage), "who");
    stage_press(stage, "Esc");
    assert_string_equal(stage_top_name(stage), "case");
}

static void striking_takes_a_reason_that_is_not_lost(void **state)
{
    struct stage *stage = *state;
    struct place place[4];
    struct place timeline;
    struct err err = {0};

    stage_as(stage, "noor");
    timeline = stage_in_case(stage, "24-040", ROOM_TIMELINE, FORM_NOTE);
    stage_open_place(stage, &timeline);
    stage_press_until(stage, "Down", "Kim L");
    stage_press(stage, "Enter");
    assert_string_equal(stage_top_name(stage), "read");
    stage_press(stage, "s");
    stage_check_pictures(stage, "read-strike");
    stage_press(stage, "Enter");
    assert_sees(stage, "Skriv varför det stryks.");
    stage_type(stage, "fel ungdom");
    assert_true(stack_keep(stage->stack, &err));
    assert_int_equal(stack_places(stage->stack, place, 4), 2);
    stack_clear(stage->stack);
    stage_open_place(stage, &place[0]);
    stage_open_place(stage, &place[1]);
    assert_sees(stage, "fel ungdom‸");
    stage_press(stage, "Esc");
    stage_press(stage, "s");
    assert_sees(stage, "fel ungdom‸");
    stage_press(stage, "Enter");
    assert_non_null(strstr(stage->said.message, "Struket"));
    stage_open_room(stage, ROOM_DRAFTS, "");
    assert_sees(stage, "Du har inga utkast.");
}

static void who_loses_access_does_not_go_on_reading(void **state)
{
    struct stage *stage = *state;
    struct place place;
    struct home_options other = {.database = scratch_path(&stage->home->scratch, "practice.db"),
                                 .practice = true,
                                 .clock = clock_fixed(&stage->home->now)};
    struct home *elsewhere;
    struct work *lead;
    struct err err = {0};

    stage_as(stage, "noor");
    stage_open_room(stage, ROOM_TODAY, "");
    place = stage_in_case(stage, "24-012", ROOM_CASE, "");
    stage_open_place(stage, &place);
    stage_tick(stage, 6000);
    assert_string_equal(stage_top_name(stage), "case");
    elsewhere = home_open(&other, &err);
    assert_non_null(elsewhere);
    lead = session_login(elsewhere, "eli", PRACTICE_PHRASE, LANG_SV, &err);
    assert_non_null(lead);
    assert_true(access_remove(lead, &place.case_id, "noor", &err));
    session_end(lead);
    home_close(elsewhere);
    stage_tick(stage, 6000);
    assert_string_equal(stage_top_name(stage), "today");
    assert_non_null(strstr(stage->said.message, "behörighet"));
}

static void help_tells_the_keys_of_its_screen(void **state)
{
    struct stage *stage = *state;
    struct place place = place_of(ROOM_HELP);

    stage_as(stage, "noor");
    snprintf(place.form, sizeof place.form, "%s", "read");
    stage_open_place(stage, &place);
    stage_check_pictures(stage, "help-read");
}

static void arrows_scroll_between_links_and_never_skip_text(void **state)
{
    struct stage *stage = *state;
    struct place place;
    int steps = 0;

    stage_as(stage, "noor");
    place = stage_in_case(stage, "24-040", ROOM_CASE, "");
    canvas_resize(stage->canvas, 16, 60);
    stage_open_place(stage, &place);
    assert_sees(stage, "LVU 3 §");
    while (!stage_sees(stage, "(chef)") && steps++ < 200)
        stage_press(stage, "Down");
    assert_in_range(steps, 5, 199);
    for (int i = 0; i < 200; i++)
        stage_press(stage, "Up");
    assert_sees(stage, "LVU 3 §");
    stage_press(stage, "End");
    assert_sees(stage, "(chef)");
    stage_press(stage, "Home");
    assert_sees(stage, "LVU 3 §");
}

/* --- lists --- */

static void a_list_shows_rows_and_states(void **state)
{
    struct stage *stage = *state;
    struct place place;

    stage_as(stage, "noor");
    place = stage_in_case(stage, "24-040", ROOM_LIST, "consent");
    stage_open_place(stage, &place);
    stage_check_pictures(stage, "list");
    stage_press(stage, "d");
    assert_string_equal(stage_top_name(stage), "history");
    stage_check_pictures(stage, "history");
    stage_press(stage, "Esc");
    assert_string_equal(stage_top_name(stage), "list");
    stage_press(stage, "n");
    assert_string_equal(stage_top_name(stage), "fill");
    stage_press(stage, "Esc");
    stage_press(stage, "Enter");
    assert_string_equal(stage_top_name(stage), "fill");
    stage_press(stage, "Esc");
    stage_press(stage, "s");
    assert_sees(stage, "Varför?");
    stage_type(stage, "skriven två gånger");
    stage_press(stage, "Enter");
    stage_press(stage, "Esc");
    assert_string_equal(stage_top_name(stage), "list");
    assert_sees(stage, "struken");
}

/* --- letters --- */

static void a_letter_takes_a_second_person(void **state)
{
    struct stage *stage = *state;
    struct scratch *scratch = &stage->home->scratch;
    struct place place;
    struct stat info;

    stage_as(stage, "noor");
    place = stage_in_case(stage, "24-040", ROOM_LETTER, "handover");
    stage_open_place(stage, &place);
    stage_check_pictures(stage, "letter-receiver");
    stage_press(stage, "Enter");
    assert_sees(stage, "LÄMNAS INTE UT");
    stage_press(stage, "F2");
    stage_check_pictures(stage, "letter-second");
    stage_type(stage, "noor");
    stage_press(stage, "Enter");
    stage_type(stage, PRACTICE_PHRASE);
    stage_press(stage, "Enter");
    assert_sees(stage, "Det måste vara en annan person än du.");
    stage_press(stage, "Up");
    stage_press(stage, "Backspace");
    stage_press(stage, "Backspace");
    stage_press(stage, "Backspace");
    stage_press(stage, "Backspace");
    stage_type(stage, "eli");
    stage_press(stage, "Enter");
    stage_type(stage, "fel");
    stage_press(stage, "Enter");
    assert_sees(stage, "stämmer inte");
    stage_type(stage, PRACTICE_PHRASE);
    stage_press(stage, "Enter");
    assert_sees(stage, "Sparat i");
    assert_sees(stage, "Kvittenskod");
    assert_int_equal(stat(scratch_path(scratch, "letters/24-040-K1.txt"), &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    stage_press(stage, "F2");
    assert_not_seen(stage, "En kollega läser");
    stage_press(stage, "Esc");
    assert_sees(stage, "Vem är brevet till?");
}

/* --- every size --- */

static void draw_at_every_size(struct stage *stage)
{
    for (int rows = 1; rows < 50; rows += rows < 6 ? 1 : 7) {
        for (int cols = 1; cols < 140; cols += cols < 8 ? 1 : 13) {
            canvas_resize(stage->canvas, rows, cols);
            stage_give(stage, (struct event){.kind = EVENT_RESIZE});
            stage_press(stage, "Down");
            stage_press(stage, "PgDn");
            stage_look(stage);
            assert_in_range(stage->canvas->cursor_row + 1, 0, rows);
        }
    }
    canvas_resize(stage->canvas, 24, 80);
}

static void every_screen_bears_every_size(void **state)
{
    static const enum room plain[] = {ROOM_LOGIN,     ROOM_TODAY,  ROOM_FIND,  ROOM_HELP,
                                      ROOM_YOUTH_NEW, ROOM_DRAFTS, ROOM_LIMITS};
    static const struct {
        enum room room;
        const char *form;
    } of_case[] = {{ROOM_CASE, ""},   {ROOM_TIMELINE, ""}, {ROOM_COMPARE, ""},
                   {ROOM_SERIES, ""}, {ROOM_RELATION, ""}, {ROOM_WHO, ""},
                   {ROOM_NOTES, ""},  {ROOM_LIST, "plan"}, {ROOM_LETTER, "handover"}};
    struct stage *stage = *state;
    struct place place;

    stage_as(stage, "noor");
    for (size_t i = 0; i < ARRAY_LEN(plain); i++) {
        stage_open_room(stage, plain[i], "");
        draw_at_every_size(stage);
    }
    for (size_t i = 0; i < ARRAY_LEN(of_case); i++) {
        place = stage_in_case(stage, "24-040", of_case[i].room, of_case[i].form);
        stage_open_place(stage, &place);
        draw_at_every_size(stage);
    }
    stage_press(stage, "Enter");
    stage_press(stage, "F2");
    draw_at_every_size(stage);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, stage_set_up, stage_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_digit_logs_in_in_practice),
        TEST(after_a_lock_only_the_passphrase_is_asked_for),
        TEST(nothing_typed_is_no_try),
        TEST(wrong_ones_wait_longer_and_longer),
        TEST(back_leads_to_the_line_one_came_from),
        TEST(all_steps_open_where_one_stands),
        TEST(a_page_built_anew_stays_on_its_link),
        TEST(arrows_scroll_between_links_and_never_skip_text),
        TEST(help_tells_the_keys_of_its_screen),
        TEST(notes_are_listed_read_and_signed),
        TEST(the_timeline_is_read_line_by_line),
        TEST(a_form_is_compared_with_the_time_before),
        TEST(who_knows_is_one_key_away_and_another_adds_to_it),
        TEST(striking_takes_a_reason_that_is_not_lost),
        TEST(a_list_shows_rows_and_states),
        TEST(a_letter_takes_a_second_person),
        TEST(every_screen_bears_every_size),
        TEST(who_loses_access_does_not_go_on_reading),
    };

    utf8_locale();
    return cmocka_run_group_tests(tests, stage_make_home, stage_remove_home);
}
