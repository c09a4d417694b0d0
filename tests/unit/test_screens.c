/* test_screens.c - the screens driven by keys on the real stack, in the practice home. */
#include "unit.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "canvas_dump.h"
#include "golden.h"
#include "practice_home.h"
#include "sis/app/stack.h"
#include "sis/base/file.h"
#include "sis/base/utf8.h"
#include "sis/casework/access.h"
#include "sis/casework/practice.h"
#include "sis/casework/records.h"
#include "sis/casework/session.h"

static struct practice_home home;
static struct practice_account *accounts;
static size_t n_accounts;
static struct arena *accounts_arena;

struct bench {
    struct keymap keymap;
    struct screen_env env;
    struct stack *stack;
    struct canvas *canvas;
    struct stack_said said;
    struct str shown;
    char letters[160];
    int64_t now;
    int tries; /* logins asked for */
};

static bool log_in(void *arg, const char *login, const char *passphrase, struct err *err)
{
    struct bench *bench = arg;

    bench->tries++;
    home.work = session_login(home.home, login, passphrase, bench->env.lang, err);
    bench->env.work = home.work;
    return home.work != NULL;
}

static int make_home(void **state)
{
    struct problems problems;

    (void)state;
    practice_home_make(&home, LANG_SV);
    accounts_arena = arena_new();
    problems_init(&problems, accounts_arena);
    return practice_accounts("forms", accounts_arena, &accounts, &n_accounts, &problems) ? 0 : -1;
}

static int remove_home(void **state)
{
    (void)state;
    arena_free(accounts_arena);
    practice_home_remove(&home);
    return 0;
}

static int set_up(void **state)
{
    struct bench *bench = mem_new(sizeof *bench);

    keymap_init(&bench->keymap, false);
    snprintf(bench->letters, sizeof bench->letters, "%s", scratch_path(&home.scratch, "letters"));
    bench->env = (struct screen_env){.keymap = &bench->keymap,
                                     .practice = true,
                                     .home = home.home,
                                     .login = log_in,
                                     .arg = bench,
                                     .account = accounts,
                                     .n_accounts = n_accounts,
                                     .letters_folder = bench->letters};
    bench->stack = stack_new(&bench->env, screen_of);
    bench->canvas = canvas_new(24, 80);
    str_init(&bench->shown, 0);
    *state = bench;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;

    stack_free(bench->stack);
    session_end(home.work);
    home.work = NULL;
    canvas_free(bench->canvas);
    str_release(&bench->shown);
    mem_free(bench);
    return 0;
}

/* --- hands and eyes --- */

static void give(struct bench *bench, struct event event)
{
    event.now = bench->now;
    event.rows = bench->canvas->rows;
    event.cols = bench->canvas->cols;
    stack_event(bench->stack, &event, &bench->said);
    if (home.work != NULL)
        home.work->lang = bench->env.lang;
}

static void press(struct bench *bench, const char *name)
{
    struct event event = {.kind = EVENT_KEY};

    assert_true(key_parse(name, &event.key));
    give(bench, event);
}

static void type(struct bench *bench, const char *text)
{
    size_t n = strlen(text);

    for (size_t at = 0; at < n;) {
        struct event event = {.kind = EVENT_KEY};

        at += utf8_decode(text + at, n - at, &event.key.cp);
        give(bench, event);
    }
}

static void tick(struct bench *bench, int64_t ms)
{
    bench->now += ms;
    give(bench, (struct event){.kind = EVENT_TICK});
}

static const char *look(struct bench *bench)
{
    canvas_clear(bench->canvas);
    stack_draw(bench->stack, bench->canvas);
    str_clear(&bench->shown);
    canvas_dump(bench->canvas, false, &bench->shown);
    return bench->shown.p;
}

static bool sees(struct bench *bench, const char *words)
{
    return strstr(look(bench), words) != NULL;
}

#define assert_sees(bench, words)                                 \
    do {                                                          \
        if (!sees(bench, words))                                  \
            fail_msg("no ”%s” in:\n%s", words, (bench)->shown.p); \
    } while (0)
#define assert_not_seen(bench, words)                          \
    do {                                                       \
        if (sees(bench, words))                                \
            fail_msg("”%s” in:\n%s", words, (bench)->shown.p); \
    } while (0)

static void open_place(struct bench *bench, const struct place *place)
{
    struct err err = {0};
    struct str words;

    if (!stack_push(bench->stack, place, &err)) {
        str_init(&words, 0);
        err_text(&err, LANG_EN, &words);
        fail_msg("%s", words.p);
    }
}

static void open_room(struct bench *bench, enum room room, const char *extra)
{
    struct place place = place_of(room);

    snprintf(place.extra, sizeof place.extra, "%s", extra);
    open_place(bench, &place);
}

static struct place in_case(const char *number, enum room room, const char *form)
{
    struct place place = place_of(room);
    struct case_file *file = practice_home_case(&home, number);

    place.case_id = file->id;
    snprintf(place.form, sizeof place.form, "%s", form);
    case_close(file);
    return place;
}

static void as(struct bench *bench, const char *login)
{
    bench->env.work = practice_home_login(&home, login);
}

/* The picture in both languages and sizes. */
static void check_pictures(struct bench *bench, const char *name)
{
    static const int size[][2] = {{24, 80}, {40, 120}};
    static const char *const lang[] = {"sv", "en"};

    for (size_t i = 0; i < 2; i++) {
        for (int l = LANG_SV; l < LANG_COUNT; l++) {
            char file[96];

            canvas_resize(bench->canvas, size[i][0], size[i][1]);
            bench->env.lang = (enum lang)l;
            if (home.work != NULL)
                home.work->lang = (enum lang)l;
            give(bench, (struct event){.kind = EVENT_RESIZE});
            look(bench);
            snprintf(file, sizeof file, "screens/%s.%s.%d", name, lang[l], size[i][1]);
            golden_canvas(file, bench->canvas, false);
        }
    }
    bench->env.lang = LANG_SV;
    if (home.work != NULL)
        home.work->lang = LANG_SV;
    canvas_resize(bench->canvas, 24, 80);
    give(bench, (struct event){.kind = EVENT_RESIZE});
}

static const char *top_name(const struct bench *bench)
{
    return stack_top(bench->stack)->name;
}

/* --- login --- */

static void a_digit_logs_in_in_practice(void **state)
{
    struct bench *bench = *state;

    open_room(bench, ROOM_LOGIN, "");
    check_pictures(bench, "login");
    canvas_resize(bench->canvas, 16, 60);
    assert_sees(bench, "6  alva");
    assert_sees(bench, "Ny här?");
    canvas_resize(bench->canvas, 24, 80);
    type(bench, "2");
    assert_string_equal(top_name(bench), "today");
    assert_string_equal(home.work->login, "noor");
    check_pictures(bench, "today");
}

static void after_a_lock_only_the_passphrase_is_asked_for(void **state)
{
    struct bench *bench = *state;

    open_room(bench, ROOM_LOGIN, "kim");
    type(bench, PRACTICE_PHRASE);
    assert_not_seen(bench, "sol regn vind moln dis‸");
    press(bench, "Enter");
    assert_string_equal(home.work->login, "kim");
}

static void nothing_typed_is_no_try(void **state)
{
    struct bench *bench = *state;

    open_room(bench, ROOM_LOGIN, "");
    press(bench, "Enter");
    press(bench, "Enter");
    assert_sees(bench, "Skriv ditt inloggningsnamn först.");
    type(bench, "kim");
    press(bench, "Enter");
    press(bench, "Enter");
    assert_sees(bench, "Skriv din lösenfras.");
    assert_int_equal(bench->tries, 0);
    press(bench, "C-q");
    assert_int_equal(bench->said.command, COMMAND_QUIT);
}

static void wrong_ones_wait_longer_and_longer(void **state)
{
    struct bench *bench = *state;

    open_room(bench, ROOM_LOGIN, "kim");
    while (session_wait(home.home) == 0 && bench->tries < 9) {
        type(bench, "fel");
        press(bench, "Enter");
        assert_sees(bench, "stämmer inte");
        assert_not_seen(bench, "•");
    }
    assert_in_range(bench->tries, 2, 8);
    assert_sees(bench, "sedan kan du försöka igen");
    assert_true(bench->said.soon);
    int tries = bench->tries;
    type(bench, PRACTICE_PHRASE);
    press(bench, "Enter");
    press(bench, "Down");
    press(bench, "Enter");
    assert_int_equal(bench->tries, tries);
    assert_not_seen(bench, "•");
    home.now += 60;
    tick(bench, 1000);
    assert_not_seen(bench, "sedan kan du försöka igen");
    press(bench, "Up");
    type(bench, PRACTICE_PHRASE);
    press(bench, "Enter");
    assert_string_equal(top_name(bench), "today");
    home.now -= 60;
}

/* --- the first page and a case --- */

/* The line with the sign of what is focused; until the next look. */
static const char *focused(struct bench *bench)
{
    static const char sign[] = "›";
    char *at, *end;

    look(bench);
    at = strstr(bench->shown.p, sign);
    assert_non_null(at);
    end = strchr(at, '\n');
    assert_non_null(end);
    *end = '\0';
    return at + strlen(sign);
}

static void press_until(struct bench *bench, const char *key, const char *words)
{
    for (int i = 0; i < 60; i++) {
        if (strstr(focused(bench), words) != NULL)
            return;
        press(bench, key);
    }
    fail_msg("never came to ”%s”", words);
}

static void back_leads_to_the_line_one_came_from(void **state)
{
    struct bench *bench = *state;

    as(bench, "noor");
    open_room(bench, ROOM_TODAY, "");
    press_until(bench, "Down", "24-009");
    press(bench, "Enter");
    assert_string_equal(top_name(bench), "case");
    press_until(bench, "Down", "Öppna punkter");
    press(bench, "Enter");
    assert_string_equal(top_name(bench), "warning");
    press(bench, "Esc");
    assert_non_null(strstr(focused(bench), "Öppna punkter"));
    /* Also far down, and by the key of another page. */
    press_until(bench, "Down", "Skalor över tid");
    press(bench, "Enter");
    assert_string_equal(top_name(bench), "series");
    press(bench, "r");
    assert_string_equal(top_name(bench), "relation");
    press(bench, "Esc");
    assert_non_null(strstr(focused(bench), "Skalor över tid"));
    press(bench, "Esc");
    assert_string_equal(top_name(bench), "today");
    assert_non_null(strstr(focused(bench), "24-009"));
}

static void all_steps_open_where_one_stands(void **state)
{
    struct bench *bench = *state;
    struct place place;

    as(bench, "noor");
    place = in_case("24-009", ROOM_CASE, "");
    open_place(bench, &place);
    press_until(bench, "Down", "Visa alla ");
    press(bench, "Enter");
    assert_string_equal(top_name(bench), "case");
    assert_non_null(strstr(focused(bench), "Överlämning, påbörjad, 9 dagar sen"));
    assert_sees(bench, "Överlämningsmöte två veckor före");
    /* A page opened from there leads back there, all the steps still open. */
    press(bench, "Right");
    press(bench, "Enter");
    assert_string_equal(top_name(bench), "due");
    press(bench, "Esc");
    assert_string_equal(top_name(bench), "case");
    assert_sees(bench, "Överlämning, påbörjad, 9 dagar sen › ‸varför, flytta");
}

/* What was written from there stands above, and moves the line that one stood on. */
static void a_page_built_anew_stays_on_its_link(void **state)
{
    struct bench *bench = *state;
    struct place place;

    as(bench, "noor");
    place = in_case("24-019", ROOM_CASE, "");
    open_place(bench, &place);
    press_until(bench, "Down", "Akut behörighet");
    press(bench, "Right");
    press(bench, "Right");
    press(bench, "Right");
    assert_sees(bench, "‸Skriv till nästa pass");
    press(bench, "Enter");
    assert_string_equal(top_name(bench), "fill");
    type(bench, "Ringer mamma 18.");
    press(bench, "Esc");
    assert_string_equal(top_name(bench), "case");
    assert_sees(bench, "‸Skriv till nästa pass");
    press(bench, "Home");
    press_until(bench, "Down", "Till nästa pass, ditt utkast");
    press(bench, "Enter");
    press(bench, "F2");
    assert_string_equal(top_name(bench), "case");
    assert_not_seen(bench, "Till nästa pass, ditt utkast");
}

/* --- find and new youth --- */

static void a_note_begins_with_the_right_youth(void **state)
{
    struct bench *bench = *state;

    as(bench, "kim");
    open_room(bench, ROOM_TODAY, "");
    open_room(bench, ROOM_FIND, "note");
    check_pictures(bench, "find-note");
    type(bench, "övning åt");
    assert_sees(bench, "24-031   Granen            rum 4");
    assert_not_seen(bench, "Övning Åtta");
    press(bench, "Enter");
    assert_string_equal(top_name(bench), "fill");
    assert_sees(bench, "24-031 Granen");
    press(bench, "Esc");
    assert_string_equal(top_name(bench), "today");
}

/* The end of a case number is enough; the room is never searched. */
static void a_number_finds_by_its_end(void **state)
{
    struct bench *bench = *state;

    as(bench, "kim");
    open_room(bench, ROOM_FIND, "note");
    type(bench, "031");
    assert_sees(bench, "24-031   Granen");
    assert_not_seen(bench, "24-038");
    press(bench, "C-a");
    type(bench, "Norra");
    assert_not_seen(bench, "24-031");
}

static void who_is_not_in_the_list_is_told_to_a_lead(void **state)
{
    struct bench *bench = *state;

    as(bench, "kim");
    open_room(bench, ROOM_TODAY, "");
    open_room(bench, ROOM_FIND, "note");
    for (int i = 0; i < 20; i++)
        press(bench, "Down");
    press(bench, "Enter");
    assert_string_equal(top_name(bench), "find");
    assert_non_null(strstr(bench->said.message, "arbetsnamn eller rum"));
    type(bench, "Rum 9, kom i går");
    check_pictures(bench, "find-unlisted");
    press(bench, "Enter");
    assert_string_equal(top_name(bench), "fill");
    assert_sees(bench, "Rum 9; kom i går");
    press(bench, "F2");
    check_pictures(bench, "note-unlisted");
    press(bench, "Enter");
    assert_string_equal(top_name(bench), "today");
    assert_sees(bench, "Rum 9; kom i går");
}

static void a_case_is_searched_for_never_browsed(void **state)
{
    struct bench *bench = *state;

    as(bench, "noor");
    open_room(bench, ROOM_TODAY, "");
    open_room(bench, ROOM_FIND, "");
    assert_not_seen(bench, "24-0");
    type(bench, "rum 4");
    check_pictures(bench, "find-none");
    for (int i = 0; i < 5; i++)
        press(bench, "Backspace");
    type(bench, "24-031");
    press(bench, "Enter");
    assert_sees(bench, "loggas");
    press(bench, "j");
    assert_string_equal(top_name(bench), "case");
    check_pictures(bench, "case");
}

static void without_access_a_note_is_offered(void **state)
{
    struct bench *bench = *state;

    as(bench, "kim");
    open_room(bench, ROOM_FIND, "");
    type(bench, "24-016");
    press(bench, "Enter");
    assert_sees(bench, "Du har inte behörighet till 24-016 Ljungen  rum 3.");
    press(bench, "Enter");
    assert_string_equal(top_name(bench), "fill");
}

static void an_administrator_finds_nobody(void **state)
{
    struct bench *bench = *state;
    struct place find = place_of(ROOM_FIND);
    struct place youth = place_of(ROOM_YOUTH_NEW);
    struct err err = {0};

    as(bench, "lo");
    open_room(bench, ROOM_TODAY, "");
    assert_false(stack_push(bench->stack, &find, &err));
    assert_int_equal(err.code, ERR_DENIED);
    assert_false(stack_push(bench->stack, &youth, &err));
    assert_int_equal(err.code, ERR_DENIED);
    press(bench, "n");
    assert_string_equal(top_name(bench), "today");
}

static void fill_in_youth(struct bench *bench)
{
    type(bench, "Åkern");
    press(bench, "Down");
    type(bench, "n");
}

static void a_wrong_identity_number_is_told(void **state)
{
    struct bench *bench = *state;

    as(bench, "kim");
    open_room(bench, ROOM_FIND, "");
    type(bench, "20110106-2395");
    assert_sees(bench, "Ingen här har det personnumret.");
    press(bench, "Backspace");
    type(bench, "4");
    assert_sees(bench, "24-031   Granen");
}

static void who_is_not_found_is_registered_and_found(void **state)
{
    struct bench *bench = *state;

    as(bench, "kim");
    open_room(bench, ROOM_FIND, "");
    type(bench, "Övning Tretton");
    press(bench, "Enter");
    assert_string_equal(top_name(bench), "youth_new");
    fill_in_youth(bench);
    assert_sees(bench, "Övning Tretton");
    press(bench, "Down");
    type(bench, "111111-1111");
    press(bench, "F2");
    assert_sees(bench, "Personnumret stämmer inte.");
    press(bench, "C-a");
    press(bench, "Delete");
    check_pictures(bench, "youth_new");
    press(bench, "F2");
    assert_string_equal(top_name(bench), "find");
    assert_non_null(strstr(bench->said.message, "Åkern"));
    assert_sees(bench, "Åkern");
}

static void a_whole_word_is_no_name(void **state)
{
    struct bench *bench = *state;

    as(bench, "kim");
    open_room(bench, ROOM_YOUTH_NEW, "Övning Tretton");
    press(bench, "Down");
    type(bench, "nej");
    assert_sees(bench, "Övning Trettonej‸");
    press(bench, "Enter");
    assert_sees(bench, "Övning Tretton‸");
    press(bench, "Up");
    type(bench, "ja");
    press(bench, "Tab");
    assert_sees(bench, "› Avdelning            ‸");
    press(bench, "Up");
    press(bench, "n");
    press(bench, "Enter"); /* ends the answer, and passes over no name */
    assert_sees(bench, "› Namn");
    press(bench, "Enter");
    assert_sees(bench, "› Personnummer");
}

static void with_protected_identity_no_name_is_kept(void **state)
{
    struct bench *bench = *state;
    struct arena *arena = arena_new();
    struct youth *youth;
    struct err err = {0};
    size_t n;

    as(bench, "kim");
    open_room(bench, ROOM_TODAY, "");
    press(bench, "n");
    press(bench, "C-a");
    type(bench, "Hörnet");
    press(bench, "Down");
    press(bench, "Down");
    type(bench, "Övning Åtta");
    assert_sees(bench, "Finns redan? 24-031 Granen");
    press(bench, "Up");
    type(bench, "j");
    assert_sees(bench, "skrivs inte in");
    assert_not_seen(bench, "Finns redan?");
    press(bench, "F2");
    assert_string_equal(top_name(bench), "today");
    assert_true(register_find(home.work, "Hörnet", arena, &youth, &n, &err));
    assert_int_equal(n, 1);
    assert_null(youth[0].name);
    arena_free(arena);
}

static void a_half_registered_youth_comes_back_and_can_be_thrown_away(void **state)
{
    struct bench *bench = *state;
    struct place place[4];
    struct err err = {0};

    as(bench, "kim");
    open_room(bench, ROOM_DRAFTS, "");
    check_pictures(bench, "drafts-none");
    open_room(bench, ROOM_YOUTH_NEW, "");
    assert_true(stack_keep(bench->stack, &err)); /* nothing typed: no draft */
    fill_in_youth(bench);
    type(bench, "Övning Femton");
    assert_true(stack_keep(bench->stack, &err));
    assert_int_equal(stack_places(bench->stack, place, 4), 2);
    stack_clear(bench->stack);
    open_place(bench, &place[0]);
    open_place(bench, &place[1]);
    assert_sees(bench, "Övning Femton‸");
    open_room(bench, ROOM_YOUTH_NEW, "");
    assert_sees(bench, "Åkern är påbörjad.");
    press(bench, "n"); /* somebody else */
    assert_not_seen(bench, "Femton");
    press(bench, "Esc");
    open_room(bench, ROOM_YOUTH_NEW, "");
    press(bench, "Enter");
    assert_sees(bench, "Övning Femton");
    press(bench, "Esc");
    open_room(bench, ROOM_DRAFTS, "");
    assert_sees(bench, "Ny ungdom");
    assert_not_seen(bench, "Femton");
    press(bench, "Enter");
    assert_sees(bench, "Övning Femton");
    press(bench, "Esc");
    press(bench, "Delete");
    check_pictures(bench, "drafts-throw");
    press(bench, "Enter"); /* too easily pressed to throw anything away */
    assert_sees(bench, "Kasta utkastet");
    press(bench, "j");
    assert_sees(bench, "Du har inga utkast.");
}

/* --- reading --- */

static void notes_are_listed_read_and_signed(void **state)
{
    struct bench *bench = *state;
    struct place notes;

    as(bench, "noor");
    notes = in_case("24-040", ROOM_NOTES, "");
    open_place(bench, &notes);
    check_pictures(bench, "notes");
    press(bench, "Enter");
    assert_string_equal(top_name(bench), "read");
    /* A text is opened at its beginning, however far down its first link is. */
    assert_sees(bench, "Skrivet av Kim L");
    press(bench, "F2");
    assert_sees(bench, "Signera att du har läst");
    press(bench, "n");
    press(bench, "F2");
    press(bench, "Enter");
    assert_string_equal(bench->said.message, "Signerad som läst.");
    press(bench, "F2");
    assert_not_seen(bench, "Signera att du har läst");
    press(bench, "t");
    assert_string_equal(top_name(bench), "fill");
    press(bench, "Esc");
    press(bench, "Esc");
    assert_string_equal(top_name(bench), "notes");
}

/* What is chosen on a page changes the page; what is read leads back to the line it was read from. */
static void the_timeline_is_read_line_by_line(void **state)
{
    struct bench *bench = *state;
    struct place overview, before[2], after[2];

    as(bench, "noor");
    overview = in_case("24-040", ROOM_CASE, "");
    open_place(bench, &overview);
    press(bench, "d");
    assert_string_equal(top_name(bench), "timeline");
    check_pictures(bench, "timeline");
    press(bench, "f");
    press(bench, "f");
    assert_sees(bench, "FORMULÄR");
    press(bench, "End");
    assert_int_equal(stack_places(bench->stack, before, 2), 2);
    assert_string_equal(before[1].extra, "forms");
    press(bench, "Enter");
    assert_string_equal(top_name(bench), "read");
    press(bench, "Esc");
    assert_int_equal(stack_places(bench->stack, after, 2), 2);
    assert_true(place_equal(&before[1], &after[1]));
    press(bench, "Home");
    press(bench, "Enter");
    assert_sees(bench, "  ALLT");
    press(bench, "Esc");
    assert_string_equal(top_name(bench), "case");
}

static void a_form_is_compared_with_the_time_before(void **state)
{
    struct bench *bench = *state;
    struct place timeline;

    as(bench, "noor");
    timeline = in_case("24-040", ROOM_TIMELINE, "r1");
    open_place(bench, &timeline);
    press(bench, "End");
    press(bench, "Up");
    press(bench, "Enter");
    press(bench, "c");
    assert_string_equal(top_name(bench), "compare");
    assert_sees(bench, "då, 25 juni");
    assert_sees(bench, "nu, 6 augusti");
    check_pictures(bench, "compare");
    /* Another day is chosen on the page itself, below the forms; Back leads to what was read. */
    press(bench, "Home");
    for (int i = 0; i < 4; i++)
        press(bench, "Down");
    press(bench, "Enter");
    assert_sees(bench, "nu, 9 oktober");
    /* From page to page; Back leads out of them all. */
    press(bench, "o");
    assert_string_equal(top_name(bench), "series");
    check_pictures(bench, "series");
    press(bench, "Esc");
    assert_string_equal(top_name(bench), "read");
}

static void who_knows_is_one_key_away_and_another_adds_to_it(void **state)
{
    struct bench *bench = *state;
    struct place overview;

    as(bench, "kim");
    overview = in_case("24-040", ROOM_CASE, "");
    open_place(bench, &overview);
    press(bench, "r");
    assert_string_equal(top_name(bench), "relation");
    check_pictures(bench, "relation");
    press(bench, "v");
    assert_string_equal(top_name(bench), "who");
    check_pictures(bench, "who");
    press(bench, "n");
    assert_sees(bench, "Vem vet, eller anar?");
    press(bench, "Esc");
    assert_string_equal(top_name(bench), "who");
    press(bench, "Esc");
    assert_string_equal(top_name(bench), "case");
}

static void striking_takes_a_reason_that_is_not_lost(void **state)
{
    struct bench *bench = *state;
    struct place place[4];
    struct place timeline;
    struct err err = {0};

    as(bench, "noor");
    timeline = in_case("24-040", ROOM_TIMELINE, FORM_NOTE);
    open_place(bench, &timeline);
    press_until(bench, "Down", "Kim L");
    press(bench, "Enter");
    assert_string_equal(top_name(bench), "read");
    press(bench, "s");
    check_pictures(bench, "read-strike");
    press(bench, "Enter");
    assert_sees(bench, "Skriv varför det stryks.");
    type(bench, "fel ungdom");
    assert_true(stack_keep(bench->stack, &err));
    assert_int_equal(stack_places(bench->stack, place, 4), 2);
    stack_clear(bench->stack);
    open_place(bench, &place[0]);
    open_place(bench, &place[1]);
    assert_sees(bench, "fel ungdom‸");
    press(bench, "Esc");
    press(bench, "s");
    assert_sees(bench, "fel ungdom‸");
    press(bench, "Enter");
    assert_non_null(strstr(bench->said.message, "Struket"));
    open_room(bench, ROOM_DRAFTS, "");
    assert_sees(bench, "Du har inga utkast.");
}

static void who_loses_access_does_not_go_on_reading(void **state)
{
    struct bench *bench = *state;
    struct place place;
    struct home_options other = {.database = scratch_path(&home.scratch, "practice.db"),
                                 .practice = true,
                                 .clock = clock_fixed(&home.now)};
    struct home *elsewhere;
    struct work *lead;
    struct err err = {0};

    as(bench, "noor");
    open_room(bench, ROOM_TODAY, "");
    place = in_case("24-012", ROOM_CASE, "");
    open_place(bench, &place);
    tick(bench, 6000);
    assert_string_equal(top_name(bench), "case");
    elsewhere = home_open(&other, &err);
    assert_non_null(elsewhere);
    lead = session_login(elsewhere, "eli", PRACTICE_PHRASE, LANG_SV, &err);
    assert_non_null(lead);
    assert_true(access_remove(lead, &place.case_id, "noor", &err));
    session_end(lead);
    home_close(elsewhere);
    tick(bench, 6000);
    assert_string_equal(top_name(bench), "today");
    assert_non_null(strstr(bench->said.message, "behörighet"));
}

static void help_tells_the_keys_of_its_screen(void **state)
{
    struct bench *bench = *state;
    struct place place = place_of(ROOM_HELP);

    as(bench, "noor");
    snprintf(place.form, sizeof place.form, "%s", "read");
    open_place(bench, &place);
    check_pictures(bench, "help-read");
}

static void arrows_scroll_between_links_and_never_skip_text(void **state)
{
    struct bench *bench = *state;
    struct place place;
    int steps = 0;

    as(bench, "noor");
    place = in_case("24-040", ROOM_CASE, "");
    canvas_resize(bench->canvas, 16, 60);
    open_place(bench, &place);
    assert_sees(bench, "LVU 3 §");
    while (!sees(bench, "(chef)") && steps++ < 200)
        press(bench, "Down");
    assert_in_range(steps, 5, 199);
    for (int i = 0; i < 200; i++)
        press(bench, "Up");
    assert_sees(bench, "LVU 3 §");
    press(bench, "End");
    assert_sees(bench, "(chef)");
    press(bench, "Home");
    assert_sees(bench, "LVU 3 §");
}

/* --- lists --- */

static void a_list_shows_rows_and_states(void **state)
{
    struct bench *bench = *state;
    struct place place;

    as(bench, "noor");
    place = in_case("24-040", ROOM_LIST, "consent");
    open_place(bench, &place);
    check_pictures(bench, "list");
    press(bench, "d");
    assert_string_equal(top_name(bench), "history");
    check_pictures(bench, "history");
    press(bench, "Esc");
    assert_string_equal(top_name(bench), "list");
    press(bench, "n");
    assert_string_equal(top_name(bench), "fill");
    press(bench, "Esc");
    press(bench, "Enter");
    assert_string_equal(top_name(bench), "fill");
    press(bench, "Esc");
    press(bench, "s");
    assert_sees(bench, "Varför?");
    type(bench, "skriven två gånger");
    press(bench, "Enter");
    press(bench, "Esc");
    assert_string_equal(top_name(bench), "list");
    assert_sees(bench, "struken");
}

/* --- letters --- */

static void a_letter_takes_a_second_person(void **state)
{
    struct bench *bench = *state;
    struct scratch *scratch = &home.scratch;
    struct place place;
    struct stat info;

    as(bench, "noor");
    place = in_case("24-040", ROOM_LETTER, "handover");
    open_place(bench, &place);
    check_pictures(bench, "letter-receiver");
    press(bench, "Enter");
    assert_sees(bench, "LÄMNAS INTE UT");
    press(bench, "F2");
    check_pictures(bench, "letter-second");
    type(bench, "noor");
    press(bench, "Enter");
    type(bench, PRACTICE_PHRASE);
    press(bench, "Enter");
    assert_sees(bench, "Det måste vara en annan person än du.");
    press(bench, "Up");
    press(bench, "Backspace");
    press(bench, "Backspace");
    press(bench, "Backspace");
    press(bench, "Backspace");
    type(bench, "eli");
    press(bench, "Enter");
    type(bench, "fel");
    press(bench, "Enter");
    assert_sees(bench, "stämmer inte");
    type(bench, PRACTICE_PHRASE);
    press(bench, "Enter");
    assert_sees(bench, "Sparat i");
    assert_sees(bench, "Kvittenskod");
    assert_int_equal(stat(scratch_path(scratch, "letters/24-040-K1.txt"), &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    press(bench, "F2");
    assert_not_seen(bench, "En kollega läser");
    press(bench, "Esc");
    assert_sees(bench, "Vem är brevet till?");
}

/* --- every size --- */

static void draw_at_every_size(struct bench *bench)
{
    for (int rows = 1; rows < 50; rows += rows < 6 ? 1 : 7) {
        for (int cols = 1; cols < 140; cols += cols < 8 ? 1 : 13) {
            canvas_resize(bench->canvas, rows, cols);
            give(bench, (struct event){.kind = EVENT_RESIZE});
            press(bench, "Down");
            press(bench, "PgDn");
            look(bench);
            assert_in_range(bench->canvas->cursor_row + 1, 0, rows);
        }
    }
    canvas_resize(bench->canvas, 24, 80);
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
    struct bench *bench = *state;
    struct place place;

    as(bench, "noor");
    for (size_t i = 0; i < ARRAY_LEN(plain); i++) {
        open_room(bench, plain[i], "");
        draw_at_every_size(bench);
    }
    for (size_t i = 0; i < ARRAY_LEN(of_case); i++) {
        place = in_case("24-040", of_case[i].room, of_case[i].form);
        open_place(bench, &place);
        draw_at_every_size(bench);
    }
    press(bench, "Enter");
    press(bench, "F2");
    draw_at_every_size(bench);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

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
        TEST(a_note_begins_with_the_right_youth),
        TEST(a_number_finds_by_its_end),
        TEST(who_is_not_in_the_list_is_told_to_a_lead),
        TEST(a_case_is_searched_for_never_browsed),
        TEST(without_access_a_note_is_offered),
        TEST(an_administrator_finds_nobody),
        TEST(arrows_scroll_between_links_and_never_skip_text),
        TEST(help_tells_the_keys_of_its_screen),
        TEST(notes_are_listed_read_and_signed),
        TEST(the_timeline_is_read_line_by_line),
        TEST(a_form_is_compared_with_the_time_before),
        TEST(who_knows_is_one_key_away_and_another_adds_to_it),
        TEST(striking_takes_a_reason_that_is_not_lost),
        TEST(a_list_shows_rows_and_states),
        TEST(a_letter_takes_a_second_person),
        TEST(a_half_registered_youth_comes_back_and_can_be_thrown_away),
        TEST(who_is_not_found_is_registered_and_found),
        TEST(a_whole_word_is_no_name),
        TEST(a_wrong_identity_number_is_told),
        TEST(with_protected_identity_no_name_is_kept),
        TEST(every_screen_bears_every_size),
        TEST(who_loses_access_does_not_go_on_reading),
    };

    utf8_locale();
    return cmocka_run_group_tests(tests, make_home, remove_home);
}
