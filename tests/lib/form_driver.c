/* form_driver.c - keys in, canvas out. */
#include "form_driver.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

#include "canvas_dump.h"
#include "golden.h"
#include "sis/base/utf8.h"

#define KEY_MS 1000

static void begin(struct form_driver *it, const struct place *place, int rows, int cols)
{
    struct err err = {0};
    it->stack = stack_new(&it->env, screen_of);
    it->canvas = canvas_new(rows, cols);
    if (!stack_push(it->stack, place, &err)) {
        struct str words;
        str_init(&words, 0);
        err_text(&err, LANG_EN, &words);
        print_error("%s\n", words.p);
        str_release(&words);
        fail();
    }
}

void form_driver_try(struct form_driver *it, const char *form, enum lang lang, int rows, int cols)
{
    struct place place = place_of(ROOM_FILL);
    memset(it, 0, sizeof *it);
    bundle_open(&it->bundle, "forms");
    bundle_load_clean(&it->bundle);
    keymap_init(&it->keymap, false);
    answers_init(&it->answers, it->bundle.arena);
    it->env = (struct screen_env){
        .keymap = &it->keymap, .lang = lang, .method = it->bundle.method, .answers = &it->answers};
    snprintf(place.form, sizeof place.form, "%s", form);
    begin(it, &place, rows, cols);
}

void form_driver_open(struct form_driver *it, struct practice_home *home, const struct place *place,
                      int rows, int cols)
{
    memset(it, 0, sizeof *it);
    keymap_init(&it->keymap, false);
    it->env = (struct screen_env){
        .work = home->work, .keymap = &it->keymap, .lang = home->lang, .practice = true};
    begin(it, place, rows, cols);
}

void form_driver_close(struct form_driver *it)
{
    if (!it->stack)
        return;
    stack_free(it->stack);
    it->stack = NULL;
    canvas_free(it->canvas);
    if (it->bundle.arena)
        bundle_close(&it->bundle);
}

static void hand_on(struct form_driver *it, struct event event)
{
    event.now = it->now;
    event.rows = it->canvas->rows;
    event.cols = it->canvas->cols;
    stack_event(it->stack, &event, &it->said);
    if (it->said.message[0])
        memcpy(it->message, it->said.message, sizeof it->message);
}

void form_driver_press(struct form_driver *it, const char *keys)
{
    while (*keys) {
        char name[KEY_NAME_BYTES];
        struct event event = {.kind = EVENT_KEY};
        int n = (int)strcspn(keys, " ");
        snprintf(name, sizeof name, "%.*s", n, keys);
        assert_true(key_parse(name, &event.key));
        it->now += KEY_MS;
        hand_on(it, event);
        keys += n;
        keys += *keys == ' ';
    }
}

void form_driver_type(struct form_driver *it, const char *text)
{
    size_t n = strlen(text);
    size_t used;
    it->now += KEY_MS;
    for (size_t at = 0; at < n; at += used) {
        struct event event = {.kind = EVENT_KEY, .key = {.code = KEYCODE_CHAR}};
        used = utf8_decode(text + at, n - at, &event.key.cp);
        hand_on(it, event);
    }
}

void form_driver_paste(struct form_driver *it, const char *text)
{
    hand_on(it, (struct event){.kind = EVENT_PASTE, .text = text, .n = strlen(text)});
}

void form_driver_tick(struct form_driver *it)
{
    hand_on(it, (struct event){.kind = EVENT_TICK});
}

void form_driver_resize(struct form_driver *it, int rows, int cols)
{
    canvas_resize(it->canvas, rows, cols);
    hand_on(it, (struct event){.kind = EVENT_RESIZE});
}

struct place form_driver_place(const struct form_driver *it)
{
    struct place place[STACK_DEPTH_MAX];
    size_t n = stack_places(it->stack, place, STACK_DEPTH_MAX);
    return n > 0 ? place[n - 1] : place_of(ROOM_NONE);
}

bool form_driver_is_open(const struct form_driver *it)
{
    return stack_depth(it->stack) > 0;
}

static void dump(struct form_driver *it, struct str *out)
{
    canvas_clear(it->canvas);
    stack_draw(it->stack, it->canvas);
    /* The cursor's mark would stand in the middle of a text that is looked for. */
    it->canvas->cursor_row = -1;
    it->canvas->cursor_col = -1;
    canvas_dump(it->canvas, false, out);
}

bool form_driver_shows(struct form_driver *it, const char *text)
{
    struct str screen;
    str_init(&screen, 0);
    dump(it, &screen);
    bool shows = strstr(screen.p, text) != NULL;
    str_release(&screen);
    return shows;
}

void form_driver_assert(struct form_driver *it, const char *text, bool shown, const char *file,
                        int line)
{
    struct str screen;
    if (form_driver_shows(it, text) == shown)
        return;
    str_init(&screen, 0);
    dump(it, &screen);
    print_error("%s:%d: \"%s\" %s\n%s", file, line, text, shown ? "is not there" : "is there",
                screen.p);
    str_release(&screen);
    fail();
}

void form_driver_golden(struct form_driver *it, const char *name)
{
    canvas_clear(it->canvas);
    stack_draw(it->stack, it->canvas);
    golden_canvas(name, it->canvas, false);
}
