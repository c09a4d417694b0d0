/* test_app_stack.c - the stack with screens that do as they are told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "canvas_dump.h"
#include "sis/app/stack.h"
#include "sis/base/mem.h"

/* What the screen of a room does with the next event, and what has happened to it. */
struct actor {
    struct out out;
    bool only_command; /* answers commands, not keys */
    bool only_key;
    bool refuse_open, refuse_keep;
    enum context context;
    int opened, closed, kept;
    struct event last;
};

static struct actor actors[ROOM_COUNT];
static char log_text[512];

static void note(const char *what, enum room room)
{
    size_t n = strlen(log_text);

    snprintf(log_text + n, sizeof(log_text) - n, "%s %s;", what, room_code(room));
}

static void *open_room(enum room room, struct err *err)
{
    if (actors[room].refuse_open) {
        err_set(err, ERR_DENIED, T_APP_NO_SCREEN, NULL, NULL);
        return NULL;
    }
    note("open", room);
    actors[room].opened++;
    return &actors[room];
}

static enum room room_of(const void *state)
{
    return (enum room)((const struct actor *)state - actors);
}

static void *open_screen(const struct screen_env *env, const struct place *place, struct err *err)
{
    (void)env;
    return open_room(place->room, err);
}

static void close_screen(void *state)
{
    struct actor *actor = state;

    note("close", room_of(state));
    actor->closed++;
}

static enum context context_of(const void *state)
{
    return ((const struct actor *)state)->context;
}

static void handle(void *state, const struct event *event, struct out *out)
{
    struct actor *actor = state;

    actor->last = *event;
    if ((actor->only_command && event->kind != EVENT_COMMAND) ||
        (actor->only_key && event->kind != EVENT_KEY))
        return;
    *out = actor->out;
}

static void draw(const void *state, struct canvas *canvas)
{
    char name[16];

    snprintf(name, sizeof(name), "room %d", room_of(state));
    area_text(canvas_area(canvas), 0, 0, STYLE_PLAIN, name);
}

static void place(const void *state, struct place *out)
{
    *out = place_of(room_of(state));
    out->cursor = 7;
}

static bool keep(void *state, struct err *err)
{
    struct actor *actor = state;

    actor->kept++;
    return !actor->refuse_keep || err_set(err, ERR_FULL, T_ERR_FILE_OPEN, "disk", "full");
}

static bool pack(void *state, struct str *sealed, struct err *err)
{
    (void)err;
    return str_printf(sealed, "room %d", room_of(state));
}

static const struct screen_ops with_keep = {"fake", open_screen, close_screen, context_of, handle,
                                            draw,   place,       keep,         pack};
static const struct screen_ops without_keep = {
    "plain", open_screen, close_screen, context_of, handle, draw, place, NULL, NULL};

static const struct screen_ops *find(enum room room)
{
    return room == ROOM_NONE ? NULL : room == ROOM_HELP ? &without_keep : &with_keep;
}

struct bench {
    struct keymap keymap;
    struct screen_env env;
    struct stack *stack;
    struct stack_said said;
    struct err err;
};

static int setup(void **state)
{
    struct bench *bench = mem_new(sizeof(*bench));

    memset(actors, 0, sizeof(actors));
    log_text[0] = '\0';
    keymap_init(&bench->keymap, false);
    bench->env.keymap = &bench->keymap;
    bench->env.lang = LANG_EN;
    bench->stack = stack_new(&bench->env, find);
    *state = bench;
    return 0;
}

static int teardown(void **state)
{
    struct bench *bench = *state;

    stack_free(bench->stack);
    for (int room = 0; room < ROOM_COUNT; room++)
        assert_int_equal(actors[room].opened, actors[room].closed);
    mem_free(bench);
    return 0;
}

static void push(struct bench *bench, enum room room)
{
    struct place at = place_of(room);

    assert_true(stack_push(bench->stack, &at, &bench->err));
}

static void press(struct bench *bench, const char *name)
{
    struct event event = {.kind = EVENT_KEY, .now = 5, .rows = 24, .cols = 80};

    assert_true(key_parse(name, &event.key));
    stack_event(bench->stack, &event, &bench->said);
}

static void test_keeps_what_lies_below_before_it_opens_above(void **state)
{
    struct bench *bench = *state;

    push(bench, ROOM_TODAY);
    push(bench, ROOM_FILL);
    assert_int_equal(actors[ROOM_TODAY].kept, 1);
    push(bench, ROOM_MISSING);
    assert_int_equal(actors[ROOM_FILL].kept, 1);
    assert_int_equal(stack_depth(bench->stack), 3);
    stack_clear(bench->stack);
    assert_string_equal(log_text,
                        "open today;open fill;open missing;close missing;close fill;close today;");
}

static void test_opens_above_even_when_something_cannot_be_kept(void **state)
{
    struct bench *bench = *state;

    push(bench, ROOM_FILL);
    actors[ROOM_FILL].refuse_keep = true;
    push(bench, ROOM_HELP);
    assert_int_equal(stack_depth(bench->stack), 2);
}

static void test_a_place_that_does_not_open_changes_nothing(void **state)
{
    struct bench *bench = *state;
    struct place at = place_of(ROOM_CASE);

    push(bench, ROOM_TODAY);
    actors[ROOM_CASE].refuse_open = true;
    assert_false(stack_push(bench->stack, &at, &bench->err));
    assert_int_equal(bench->err.code, ERR_DENIED);
    assert_false(stack_replace(bench->stack, &at, &bench->err));
    at = place_of(ROOM_NONE);
    assert_false(stack_push(bench->stack, &at, &bench->err));
    assert_int_equal(bench->err.code, ERR_MISSING);
    assert_int_equal(stack_depth(bench->stack), 1);
    assert_int_equal(actors[ROOM_TODAY].closed, 0);
}

static void test_replaces_only_after_keeping_and_opening(void **state)
{
    struct bench *bench = *state;
    struct place at = place_of(ROOM_TODAY);

    push(bench, ROOM_LOGIN);
    assert_true(stack_replace(bench->stack, &at, &bench->err));
    assert_string_equal(log_text, "open login;open today;close login;");
    assert_int_equal(actors[ROOM_LOGIN].kept, 1);
    actors[ROOM_TODAY].refuse_keep = true;
    at = place_of(ROOM_FIND);
    assert_false(stack_replace(bench->stack, &at, &bench->err));
    assert_int_equal(bench->err.code, ERR_FULL);
    assert_int_equal(actors[ROOM_FIND].opened, 0);
}

static void test_an_answer_goes_to_the_screen_below(void **state)
{
    struct bench *bench = *state;

    push(bench, ROOM_FILL);
    push(bench, ROOM_HELP);
    actors[ROOM_HELP].out = (struct out){.handled = true, .pop = true, .answer = 3};
    press(bench, "a");
    assert_int_equal(stack_depth(bench->stack), 1);
    assert_int_equal(actors[ROOM_FILL].last.kind, EVENT_ANSWER);
    assert_int_equal(actors[ROOM_FILL].last.answer, 3);
    assert_int_equal(actors[ROOM_FILL].last.rows, 24);
    assert_int_equal(actors[ROOM_FILL].last.now, 5);
}

static void test_an_answer_may_lead_on(void **state)
{
    struct bench *bench = *state;

    push(bench, ROOM_TODAY);
    push(bench, ROOM_FILL);
    push(bench, ROOM_HELP);
    actors[ROOM_HELP].out.pop = true;
    actors[ROOM_FILL].out = (struct out){.pop = true, .message = "Saved."};
    actors[ROOM_TODAY].out = (struct out){.go = true, .place = {.room = ROOM_CASE}};
    press(bench, "a");
    assert_int_equal(stack_depth(bench->stack), 2);
    assert_string_equal(log_text,
                        "open today;open fill;open help;close help;close fill;open case;");
    assert_string_equal(bench->said.message, "Saved.");
}

/* Only the topmost screen tells, with every event anew. */
static void test_tells_whether_others_look_at_the_screen(void **state)
{
    struct bench *bench = *state;

    push(bench, ROOM_FILL);
    actors[ROOM_FILL].out = (struct out){.handled = true, .room = true};
    press(bench, "a");
    assert_true(bench->said.room);
    push(bench, ROOM_HELP);
    press(bench, "a");
    assert_false(bench->said.room);
}

static void test_a_text_that_cannot_be_kept_is_not_closed(void **state)
{
    struct bench *bench = *state;

    push(bench, ROOM_TODAY);
    push(bench, ROOM_FILL);
    actors[ROOM_FILL].refuse_keep = true;
    actors[ROOM_FILL].out.pop = true;
    press(bench, "a");
    assert_int_equal(stack_depth(bench->stack), 2);
    assert_true(bench->said.message[0]);
    actors[ROOM_FILL].out.pop = false;
    press(bench, "Esc");
    assert_int_equal(stack_depth(bench->stack), 2);
    assert_true(bench->said.message[0]);
    actors[ROOM_FILL].refuse_keep = false;
    press(bench, "Esc");
    assert_int_equal(stack_depth(bench->stack), 1);
}

static void test_offers_the_command_then_the_key_then_says_so(void **state)
{
    struct bench *bench = *state;

    push(bench, ROOM_TODAY);
    actors[ROOM_TODAY].context = CONTEXT_LIST;
    press(bench, "Down");
    assert_int_equal(actors[ROOM_TODAY].last.kind, EVENT_KEY);
    assert_int_equal(bench->said.command, COMMAND_DOWN);
    assert_false(bench->said.handled);
    actors[ROOM_TODAY].out.handled = true;
    press(bench, "F5");
    assert_int_equal(actors[ROOM_TODAY].last.kind, EVENT_COMMAND);
    assert_int_equal(actors[ROOM_TODAY].last.command, COMMAND_FIND);
    assert_int_equal(bench->said.command, COMMAND_NONE);
    assert_true(bench->said.handled);
    actors[ROOM_TODAY].only_key = true;
    press(bench, "Up");
    assert_int_equal(actors[ROOM_TODAY].last.kind, EVENT_KEY);
    assert_true(bench->said.handled);
}

/* A login or a search field takes all keys; the app must still be left, locked and asked. */
static void test_a_screen_that_takes_all_keys_leaves_the_apps_commands(void **state)
{
    static const struct {
        const char *key;
        enum command command;
    } apps[] = {{"C-q", COMMAND_QUIT}, {"M-z", COMMAND_SUSPEND}, {"F9", COMMAND_LANGUAGE},
                {"F12", COMMAND_LOCK}, {"F1", COMMAND_HELP},     {"F5", COMMAND_FIND},
                {"F6", COMMAND_NOTE},  {"F7", COMMAND_TODAY}};
    struct bench *bench = *state;

    push(bench, ROOM_TODAY);
    push(bench, ROOM_FIND);
    actors[ROOM_FIND].context = CONTEXT_LIST;
    actors[ROOM_FIND].only_key = true;
    actors[ROOM_FIND].out.handled = true;
    for (size_t i = 0; i < ARRAY_LEN(apps); i++) {
        press(bench, apps[i].key);
        assert_int_equal(bench->said.command, apps[i].command);
    }
    press(bench, "Esc");
    assert_int_equal(stack_depth(bench->stack), 1);
}

static void test_typed_text_is_no_command(void **state)
{
    struct bench *bench = *state;

    push(bench, ROOM_FILL);
    actors[ROOM_FILL].context = CONTEXT_TEXT;
    press(bench, "?");
    assert_int_equal(actors[ROOM_FILL].last.kind, EVENT_KEY);
    assert_int_equal(bench->said.command, COMMAND_NONE);
    actors[ROOM_FILL].context = CONTEXT_LIST;
    press(bench, "?");
    assert_int_equal(bench->said.command, COMMAND_HELP);
}

static void test_back_leaves_only_what_lies_over_another(void **state)
{
    struct bench *bench = *state;

    push(bench, ROOM_TODAY);
    push(bench, ROOM_HELP);
    press(bench, "Esc");
    assert_int_equal(stack_depth(bench->stack), 1);
    press(bench, "Esc");
    assert_int_equal(stack_depth(bench->stack), 1);
    assert_int_equal(bench->said.command, COMMAND_NONE);
    actors[ROOM_TODAY].out.pop = true;
    press(bench, "Esc");
    assert_int_equal(stack_depth(bench->stack), 0);
    press(bench, "Esc");
    assert_null(stack_top(bench->stack));
}

static void test_keeps_all_and_tells_the_first_failure(void **state)
{
    struct bench *bench = *state;

    push(bench, ROOM_TODAY);
    push(bench, ROOM_FILL);
    push(bench, ROOM_HELP);
    actors[ROOM_TODAY].refuse_keep = true;
    actors[ROOM_TODAY].kept = actors[ROOM_FILL].kept = 0;
    assert_false(stack_keep(bench->stack, &bench->err));
    assert_int_equal(bench->err.code, ERR_FULL);
    assert_int_equal(actors[ROOM_TODAY].kept, 1);
    assert_int_equal(actors[ROOM_FILL].kept, 1);
    actors[ROOM_TODAY].refuse_keep = false;
    assert_true(stack_keep(bench->stack, &bench->err));
}

/* What cannot be kept goes along, from every screen. */
static void test_packs_all_that_is_unkept(void **state)
{
    struct bench *bench = *state;
    char today[32], fill[32], all[96];
    struct str sealed;

    push(bench, ROOM_TODAY);
    push(bench, ROOM_CASE);
    push(bench, ROOM_FILL);
    str_init(&sealed, 0);
    assert_true(stack_pack(bench->stack, &sealed, &bench->err));
    assert_int_equal(sealed.n, 0);
    actors[ROOM_TODAY].refuse_keep = actors[ROOM_FILL].refuse_keep = true;
    assert_true(stack_pack(bench->stack, &sealed, &bench->err));
    snprintf(today, sizeof(today), "room %d", ROOM_TODAY);
    snprintf(fill, sizeof(fill), "room %d", ROOM_FILL);
    snprintf(all, sizeof(all), "...%c%s...%c%s", (char)strlen(today), today, (char)strlen(fill),
             fill);
    assert_int_equal(sealed.n, strlen(all));
    for (size_t i = 0; i < sealed.n; i++)
        assert_int_equal(sealed.p[i], all[i] == '.' ? 0 : all[i]);
    str_release(&sealed);
}

static void test_goes_home_unless_something_would_be_lost(void **state)
{
    struct bench *bench = *state;
    struct event why = {.kind = EVENT_KEY};

    push(bench, ROOM_TODAY);
    assert_true(stack_home(bench->stack, &why, &bench->said, &bench->err));
    push(bench, ROOM_CASE);
    push(bench, ROOM_FILL);
    actors[ROOM_FILL].refuse_keep = true;
    assert_false(stack_home(bench->stack, &why, &bench->said, &bench->err));
    assert_int_equal(stack_depth(bench->stack), 3);
    actors[ROOM_FILL].refuse_keep = false;
    assert_true(stack_home(bench->stack, &why, &bench->said, &bench->err));
    assert_int_equal(stack_depth(bench->stack), 1);
    assert_int_equal(actors[ROOM_TODAY].last.kind, EVENT_ANSWER);
}

static void test_knows_where_the_person_is(void **state)
{
    struct bench *bench = *state;
    struct place at[4];

    push(bench, ROOM_TODAY);
    push(bench, ROOM_FILL);
    assert_int_equal(stack_places(bench->stack, at, 4), 2);
    assert_int_equal(at[0].room, ROOM_TODAY);
    assert_int_equal(at[1].room, ROOM_FILL);
    assert_int_equal(at[1].cursor, 7);
    assert_int_equal(stack_places(bench->stack, at, 1), 1);
}

static void test_draws_the_topmost_and_has_a_floor_and_a_ceiling(void **state)
{
    struct bench *bench = *state;
    struct canvas *canvas = canvas_new(2, 10);
    struct place at = place_of(ROOM_HELP);
    struct str shown;

    str_init(&shown, 0);
    stack_draw(bench->stack, canvas);
    push(bench, ROOM_TODAY);
    push(bench, ROOM_FILL);
    stack_draw(bench->stack, canvas);
    canvas_dump(canvas, false, &shown);
    assert_non_null(strstr(shown.p, "room 8"));
    for (int i = 2; i < STACK_DEPTH_MAX; i++)
        push(bench, ROOM_HELP);
    assert_false(stack_push(bench->stack, &at, &bench->err));
    assert_int_equal(bench->err.code, ERR_LIMIT);
    str_release(&shown);
    canvas_free(canvas);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_keeps_what_lies_below_before_it_opens_above),
        TEST(test_opens_above_even_when_something_cannot_be_kept),
        TEST(test_a_place_that_does_not_open_changes_nothing),
        TEST(test_replaces_only_after_keeping_and_opening),
        TEST(test_an_answer_goes_to_the_screen_below),
        TEST(test_an_answer_may_lead_on),
        TEST(test_tells_whether_others_look_at_the_screen),
        TEST(test_a_text_that_cannot_be_kept_is_not_closed),
        TEST(test_offers_the_command_then_the_key_then_says_so),
        TEST(test_a_screen_that_takes_all_keys_leaves_the_apps_commands),
        TEST(test_typed_text_is_no_command),
        TEST(test_back_leaves_only_what_lies_over_another),
        TEST(test_packs_all_that_is_unkept),
        TEST(test_keeps_all_and_tells_the_first_failure),
        TEST(test_goes_home_unless_something_would_be_lost),
        TEST(test_knows_where_the_person_is),
        TEST(test_draws_the_topmost_and_has_a_floor_and_a_ceiling),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
