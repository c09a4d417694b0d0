/* demo.c - a small program on the real loop. */
#include "demo.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sis/app/loop.h"
#include "sis/base/file.h"
#include "sis/base/mem.h"
#include "sis/ui/widget.h"

struct demo {
    struct screen_env env; /* what the screens get; first, so that they find the rest */
    struct keymap keymap;
    struct terminal *terminal;
    struct loop *loop;
    const char *idle;
    bool stay;
    const char *locked; /* why, when it starts locked; NULL: open */
};

struct note {
    struct demo *demo;
    struct textarea area;
    unsigned long saved; /* version of the edit */
    int saves;
};

static void in_home(char out[256], const char *name)
{
    snprintf(out, 256, "%s/%s", getenv("HOME"), name);
}

/* --- the text --- */

static void *note_open(const struct screen_env *env, const struct place *place, struct err *err)
{
    struct note *note = mem_new(sizeof(*note));
    struct str draft;
    char path[256];

    memcpy(&note->demo, &env, sizeof(env));
    in_home(path, "draft");
    str_init(&draft, 0);
    if (file_exists(path) && !file_read(path, (size_t)64 << 20, &draft, err)) {
        mem_free(note);
        str_release(&draft);
        return NULL;
    }
    textarea_init(&note->area, draft.p, draft.n);
    edit_move_to(note->area.edit, place->cursor ? place->cursor : draft.n, false);
    note->saved = edit_version(note->area.edit);
    str_release(&draft);
    return note;
}

static void note_close(void *state)
{
    struct note *note = state;

    textarea_release(&note->area);
    mem_free(note);
}

static enum context note_context(const void *state)
{
    (void)state;
    return CONTEXT_TEXT;
}

static void hang(void)
{
    char path[256];

    in_home(path, "hangs");
    if (!file_write(path, "", 0, 0600, NULL))
        return;
    for (;;)
        pause();
}

static void note_handle(void *state, const struct event *event, struct out *out)
{
    struct note *note = state;

    textarea_layout(&note->area, event->rows - 2, event->cols);
    if (event->kind == EVENT_KEY && event->key.mods == KEY_ALT) {
        if (event->key.cp == 'a')
            abort();
        if (event->key.cp == 'm')
            mem_fail_at(1);
        if (event->key.cp == 'h')
            hang();
    }
    if (event->kind == EVENT_ANSWER)
        snprintf(out->message, sizeof(out->message), "answer %d", event->answer);
    out->handled = textarea_handle(&note->area, event);
}

static void note_draw(const void *state, struct canvas *canvas)
{
    const struct note *note = state;
    struct area all = canvas_area(canvas);
    char line[80];

    area_text(all, 0, 0, STYLE_ALERT, note->demo->env.lang == LANG_SV ? "PROV" : "DEMO");
    snprintf(line, sizeof(line), "%zu bytes, %d saves", edit_length(note->area.edit), note->saves);
    area_text(all, 0, 6, STYLE_PLAIN, line);
    textarea_draw(&note->area, area_part(all, 1, 0, all.rows - 2, all.cols), true);
    area_fill(all, all.rows - 1, 0, all.cols, STYLE_BAR, ' ');
}

static void note_place(const void *state, struct place *place)
{
    const struct note *note = state;

    *place = place_of(ROOM_FILL);
    place->cursor = edit_cursor(note->area.edit);
}

static bool note_keep(void *state, struct err *err)
{
    struct note *note = state;
    struct edit *edit = note->area.edit;
    char path[256], refuse[256];

    if (note->saved == edit_version(edit))
        return true;
    in_home(path, "draft");
    in_home(refuse, "refuse");
    if (file_exists(refuse))
        return err_set(err, ERR_FULL, T_ERR_FILE_OPEN, "draft", "full");
    if (!file_write(path, edit_text(edit), edit_length(edit), 0600, err))
        return false;
    note->saved = edit_version(edit);
    note->saves++;
    return true;
}

static const struct screen_ops note_ops = {"note",       note_open,   note_close,
                                           note_context, note_handle, note_draw,
                                           note_place,   note_keep,   NULL};

/* --- the help over it --- */

static void *help_open(const struct screen_env *env, const struct place *place, struct err *err)
{
    (void)env;
    (void)err;
    return mem_strdup(place->form);
}

static enum context help_context(const void *state)
{
    (void)state;
    return CONTEXT_LIST;
}

static void help_handle(void *state, const struct event *event, struct out *out)
{
    (void)state;
    if (event->kind == EVENT_COMMAND && event->command == COMMAND_OPEN) {
        out->pop = true;
        out->answer = 42;
    }
}

static void help_draw(const void *state, struct canvas *canvas)
{
    area_text(canvas_area(canvas), 0, 0, STYLE_TITLE, "help about");
    area_text(canvas_area(canvas), 0, 11, STYLE_TITLE, state);
}

static void help_place(const void *state, struct place *place)
{
    (void)state;
    *place = place_of(ROOM_HELP);
}

static const struct screen_ops help_ops = {
    "help", help_open, mem_free, help_context, help_handle, help_draw, help_place, NULL, NULL};

/* --- what stands there when it is locked: u unlocks --- */

static void *locked_open(const struct screen_env *env, const struct place *place, struct err *err)
{
    struct demo **demo = mem_new(sizeof(*demo));

    (void)place;
    (void)err;
    memcpy(demo, &env, sizeof(env));
    return demo;
}

static void locked_handle(void *state, const struct event *event, struct out *out)
{
    (void)state;
    if (event->kind == EVENT_KEY && event->key.cp == 'u') {
        out->go = out->replace = true;
        out->place = place_of(ROOM_FILL);
    }
}

static void locked_draw(const void *state, struct canvas *canvas)
{
    struct demo *const *demo = state;

    area_text(canvas_area(canvas), 0, 0, STYLE_PLAIN, "LOCKED");
    area_text(canvas_area(canvas), 0, 7, STYLE_PLAIN, (*demo)->locked);
}

static void locked_place(const void *state, struct place *place)
{
    (void)state;
    *place = place_of(ROOM_LOGIN);
}

static const struct screen_ops locked_ops = {"login",      locked_open,   mem_free,
                                             help_context, locked_handle, locked_draw,
                                             locked_place, NULL,          NULL};

static const struct screen_ops *demo_screen(enum room room)
{
    if (room == ROOM_LOGIN)
        return &locked_ops;
    return room == ROOM_FILL ? &note_ops : room == ROOM_HELP ? &help_ops : NULL;
}

/* --- the program --- */

static void anew(const struct demo *demo, const char *why)
{
    char self[] = "/proc/self/exe", name[] = "demo", locked[] = "--locked", reason[32];
    char idle[] = "--idle", seconds[16];
    char *argv[] = {self, name, locked, reason, idle, seconds, NULL};

    snprintf(reason, sizeof(reason), "%s", why);
    snprintf(seconds, sizeof(seconds), "%s", demo->idle);
    execv(self, argv);
    _exit(9);
}

static void lock(void *arg, enum lock_reason reason, const struct err *unkept)
{
    static const char *const reasons[] = {"key", "idle", "signal", "suspend"};
    struct demo *demo = arg;
    char why[32];

    if (demo->stay)
        return;
    snprintf(why, sizeof(why), "%s%s", reasons[reason], unkept ? " unkept" : "");
    terminal_close(demo->terminal);
    loop_signals_back();
    anew(demo, why);
}

static void late(void *arg)
{
    anew(arg, "late");
}

bool demo_wanted(int argc, char **argv)
{
    return argc > 1 && strcmp(argv[1], "demo") == 0;
}

static int say(const struct err *err, const struct demo *demo)
{
    struct str text;

    str_init(&text, 0);
    err_text(err, demo->env.lang, &text);
    fprintf(stderr, "%s\n", text.p);
    str_release(&text);
    return 3;
}

static int run(struct demo *demo)
{
    struct place place = place_of(demo->locked ? ROOM_LOGIN : ROOM_FILL);
    struct loop_setup setup = {.env = &demo->env,
                               .screen_of = demo_screen,
                               .hooks = {.arg = demo, .lock = lock, .late = late}};
    struct err err;
    bool fine;

    demo->terminal = terminal_open("sis-tui", false, &err);
    if (!demo->terminal)
        return say(&err, demo);
    setup.terminal = demo->terminal;
    setup.idle_seconds = atoi(demo->idle);
    demo->loop = loop_new(&setup, &err);
    fine = demo->loop && stack_push(loop_stack(demo->loop), &place, &err) &&
           loop_run(demo->loop, &err);
    loop_free(demo->loop);
    terminal_close(demo->terminal);
    return fine ? 0 : say(&err, demo);
}

int demo_main(int argc, char **argv)
{
    struct demo demo = {.idle = "0"};

    keymap_init(&demo.keymap, false);
    demo.env.keymap = &demo.keymap;
    for (int i = 2; i < argc; i++)
        if (strcmp(argv[i], "--stay") == 0)
            demo.stay = true;
        else if (strcmp(argv[i], "--idle") == 0)
            demo.idle = argv[++i];
        else if (strcmp(argv[i], "--locked") == 0)
            demo.locked = argv[++i];
    if (demo.locked && strcmp(demo.locked, "suspend") == 0)
        kill(0, SIGTSTP);
    return run(&demo);
}
