/* test_screens_youth.c - finding a youth, and registering one, by keys on the real stack. */
#include "sis/base/utf8.h"
#include "sis/casework/records.h"
#include "stage.h"

static void a_note_begins_with_the_right_youth(void **state)
{
    struct stage *stage = *state;

    stage_as(stage, "kim");
    stage_open_room(stage, ROOM_TODAY, "");
    stage_open_room(stage, ROOM_FIND, "note");
    stage_check_pictures(stage, "find-note");
    stage_type(stage, "övning åt");
    assert_sees(stage, "24-031   Granen            rum 4");
    assert_not_seen(stage, "Övning Åtta");
    stage_press(stage, "Enter");
    assert_string_equal(stage_top_name(stage), "fill");
    assert_sees(stage, "24-031 Granen");
    stage_press(stage, "Esc");
    assert_string_equal(stage_top_name(stage), "today");
}

/* The end of a case number is enough; the room is never searched. */
static void a_number_finds_by_its_end(void **state)
{
    struct stage *stage = *state;

    stage_as(stage, "kim");
    stage_open_room(stage, ROOM_FIND, "note");
    stage_type(stage, "031");
    assert_sees(stage, "24-031   Granen");
    assert_not_seen(stage, "24-038");
    stage_press(stage, "C-a");
    stage_type(stage, "Norra");
    assert_not_seen(stage, "24-031");
}

static void who_is_not_in_the_list_is_told_to_a_lead(void **state)
{
    struct stage *stage = *state;

    stage_as(stage, "kim");
    stage_open_room(stage, ROOM_TODAY, "");
    stage_open_room(stage, ROOM_FIND, "note");
    for (int i = 0; i < 20; i++)
        stage_press(stage, "Down");
    stage_press(stage, "Enter");
    assert_string_equal(stage_top_name(stage), "find");
    assert_non_null(strstr(stage->said.message, "arbetsnamn eller rum"));
    stage_type(stage, "Rum 9, kom i går");
    stage_check_pictures(stage, "find-unlisted");
    stage_press(stage, "Enter");
    assert_string_equal(stage_top_name(stage), "fill");
    assert_sees(stage, "Rum 9; kom i går");
    stage_press(stage, "F2");
    stage_check_pictures(stage, "note-unlisted");
    stage_press(stage, "Enter");
    assert_string_equal(stage_top_name(stage), "today");
    assert_sees(stage, "Rum 9; kom i går");
}

static void a_case_is_searched_for_never_browsed(void **state)
{
    struct stage *stage = *state;

    stage_as(stage, "noor");
    stage_open_room(stage, ROOM_TODAY, "");
    stage_open_room(stage, ROOM_FIND, "");
    assert_not_seen(stage, "24-0");
    stage_type(stage, "rum 4");
    stage_check_pictures(stage, "find-none");
    for (int i = 0; i < 5; i++)
        stage_press(stage, "Backspace");
    stage_type(stage, "24-031");
    stage_press(stage, "Enter");
    assert_sees(stage, "loggas");
    stage_press(stage, "j");
    assert_string_equal(stage_top_name(stage), "case");
    stage_check_pictures(stage, "case");
}

static void without_access_a_note_is_offered(void **state)
{
    struct stage *stage = *state;

    stage_as(stage, "kim");
    stage_open_room(stage, ROOM_FIND, "");
    stage_type(stage, "24-016");
    stage_press(stage, "Enter");
    assert_sees(stage, "Du har inte behörighet till 24-016 Ljungen  rum 3.");
    stage_press(stage, "Enter");
    assert_string_equal(stage_top_name(stage), "fill");
}

static void an_administrator_finds_nobody(void **state)
{
    struct stage *stage = *state;
    struct place find = place_of(ROOM_FIND);
    struct place youth = place_of(ROOM_YOUTH_NEW);
    struct err err = {0};

    stage_as(stage, "lo");
    stage_open_room(stage, ROOM_TODAY, "");
    assert_false(stack_push(stage->stack, &find, &err));
    assert_int_equal(err.code, ERR_DENIED);
    assert_false(stack_push(stage->stack, &youth, &err));
    assert_int_equal(err.code, ERR_DENIED);
    stage_press(stage, "n");
    assert_string_equal(stage_top_name(stage), "today");
}

static void fill_in_youth(struct stage *stage)
{
    stage_type(stage, "Åkern");
    stage_press(stage, "Down");
    stage_type(stage, "n");
}

static void a_wrong_identity_number_is_told(void **state)
{
    struct stage *stage = *state;

    stage_as(stage, "kim");
    stage_open_room(stage, ROOM_FIND, "");
    stage_type(stage, "20110106-2395");
    assert_sees(stage, "Ingen här har det personnumret.");
    stage_press(stage, "Backspace");
    stage_type(stage, "4");
    assert_sees(stage, "24-031   Granen");
}

static void who_is_not_found_is_registered_and_found(void **state)
{
    struct stage *stage = *state;

    stage_as(stage, "kim");
    stage_open_room(stage, ROOM_FIND, "");
    stage_type(stage, "Övning Tretton");
    stage_press(stage, "Enter");
    assert_string_equal(stage_top_name(stage), "youth_new");
    fill_in_youth(stage);
    assert_sees(stage, "Övning Tretton");
    stage_press(stage, "Down");
    stage_type(stage, "111111-1111");
    stage_press(stage, "F2");
    assert_sees(stage, "Personnumret stämmer inte.");
    stage_press(stage, "C-a");
    stage_press(stage, "Delete");
    stage_check_pictures(stage, "youth_new");
    stage_press(stage, "F2");
    assert_string_equal(stage_top_name(stage), "find");
    assert_non_null(strstr(stage->said.message, "Åkern"));
    assert_sees(stage, "Åkern");
}

static void a_whole_word_is_no_name(void **state)
{
    struct stage *stage = *state;

    stage_as(stage, "kim");
    stage_open_room(stage, ROOM_YOUTH_NEW, "Övning Tretton");
    stage_press(stage, "Down");
    stage_type(stage, "nej");
    assert_sees(stage, "Övning Trettonej‸");
    stage_press(stage, "Enter");
    assert_sees(stage, "Övning Tretton‸");
    stage_press(stage, "Up");
    stage_type(stage, "ja");
    stage_press(stage, "Tab");
    assert_sees(stage, "› Avdelning            ‸");
    stage_press(stage, "Up");
    stage_press(stage, "n");
    stage_press(stage, "Enter"); /* ends the answer, and passes over no name */
    assert_sees(stage, "› Namn");
    stage_press(stage, "Enter");
    assert_sees(stage, "› Personnummer");
}

static void with_protected_identity_no_name_is_kept(void **state)
{
    struct stage *stage = *state;
    struct arena *arena = arena_new();
    struct youth *youth;
    struct err err = {0};
    size_t n;

    stage_as(stage, "kim");
    stage_open_room(stage, ROOM_TODAY, "");
    stage_press(stage, "n");
    stage_press(stage, "C-a");
    stage_type(stage, "Hörnet");
    stage_press(stage, "Down");
    stage_press(stage, "Down");
    stage_type(stage, "Övning Åtta");
    assert_sees(stage, "Finns redan? 24-031 Granen");
    stage_press(stage, "Up");
    stage_type(stage, "j");
    assert_sees(stage, "skrivs inte in");
    assert_not_seen(stage, "Finns redan?");
    stage_press(stage, "F2");
    assert_string_equal(stage_top_name(stage), "today");
    assert_true(register_find(stage->home->work, "Hörnet", arena, &youth, &n, &err));
    assert_int_equal(n, 1);
    assert_null(youth[0].name);
    arena_free(arena);
}

static void a_half_registered_youth_comes_back_and_can_be_thrown_away(void **state)
{
    struct stage *stage = *state;
    struct place place[4];
    struct err err = {0};

    stage_as(stage, "kim");
    stage_open_room(stage, ROOM_DRAFTS, "");
    stage_check_pictures(stage, "drafts-none");
    stage_open_room(stage, ROOM_YOUTH_NEW, "");
    assert_true(stack_keep(stage->stack, &err)); /* nothing typed: no draft */
    fill_in_youth(stage);
    stage_type(stage, "Övning Femton");
    assert_true(stack_keep(stage->stack, &err));
    assert_int_equal(stack_places(stage->stack, place, 4), 2);
    stack_clear(stage->stack);
    stage_open_place(stage, &place[0]);
    stage_open_place(stage, &place[1]);
    assert_sees(stage, "Övning Femton‸");
    stage_open_room(stage, ROOM_YOUTH_NEW, "");
    assert_sees(stage, "Åkern är påbörjad.");
    stage_press(stage, "n"); /* somebody else */
    assert_not_seen(stage, "Femton");
    stage_press(stage, "Esc");
    stage_open_room(stage, ROOM_YOUTH_NEW, "");
    stage_press(stage, "Enter");
    assert_sees(stage, "Övning Femton");
    stage_press(stage, "Esc");
    stage_open_room(stage, ROOM_DRAFTS, "");
    assert_sees(stage, "Ny ungdom");
    assert_not_seen(stage, "Femton");
    stage_press(stage, "Enter");
    assert_sees(stage, "Övning Femton");
    stage_press(stage, "Esc");
    stage_press(stage, "Delete");
    stage_check_pictures(stage, "drafts-throw");
    stage_press(stage, "Enter"); /* too easily pressed to throw anything away */
    assert_sees(stage, "Kasta utkastet");
    stage_press(stage, "j");
    assert_sees(stage, "Du har inga utkast.");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, stage_set_up, stage_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_note_begins_with_the_right_youth),
        TEST(a_number_finds_by_its_end),
        TEST(who_is_not_in_the_list_is_told_to_a_lead),
        TEST(a_case_is_searched_for_never_browsed),
        TEST(without_access_a_note_is_offered),
        TEST(an_administrator_finds_nobody),
        TEST(a_half_registered_youth_comes_back_and_can_be_thrown_away),
        TEST(who_is_not_found_is_registered_and_found),
        TEST(a_whole_word_is_no_name),
        TEST(a_wrong_identity_number_is_told),
        TEST(with_protected_identity_no_name_is_kept),
    };

    utf8_locale();
    return cmocka_run_group_tests(tests, stage_make_home, stage_remove_home);
}
