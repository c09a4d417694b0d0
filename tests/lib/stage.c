/* stage.c - the screens on the real stack, in the practice home, driven by keys. */
#include "stage.h"

#include <stdio.h>
#include <string.h>

#include "canvas_dump.h"
#include "golden.h"
#include "sis/base/utf8.h"
#include "sis/casework/practice.h"
#include "sis/casework/session.h"

static struct practice_home home;
static struct practice_account *accounts;
static size_t n_accounts;
static struct arena *accounts_arena;

static bool log_in(void *arg, const char *login, const char *passphrase, struct err *err)
{
    struct stage *stage = arg;

    stage->tries++;
    home.work = session_login(home.home, login, passphrase, stage->env.lang, err);
    stage->env.work = home.work;
    return home.work != NULL;
}

int stage_make_home(void **state)
{
    struct problems problems;

    (void)state;
    practice_home_make(&home, LANG_SV);
    accounts_arena = arena_new();
    problems_init(&problems, accounts_arena);
    return practice_accounts("forms", accounts_arena, &accounts, &n_accounts, &problems) ? 0 : -1;
}

int stage_remove_home(void **state)
{
    (void)state;
    arena_free(accounts_arena);
    practice_home_remove(&home);
    return 0;
}

int stage_set_up(void **state)
{
    struct stage *stage = mem_new(sizeof *stage);

    stage->home = &home;
    keymap_init(&stage->keymap, false);
    snprintf(stage->letters, sizeof stage->letters, "%s", scratch_path(&home.scratch, "letters"));
    stage->env = (struct screen_env){.keymap = &stage->keymap,
                                     .practice = true,
                                     .home = home.home,
                                     .login = log_in,
                                     .arg = stage,
                                     .account = accounts,
                                     .n_accounts = n_accounts,
                                     .letters_folder = stage->letters};
    stage->stack = stack_new(&stage->env, screen_of);
    stage->canvas = canvas_new(24, 80);
    str_init(&stage->shown, 0);
    *state = stage;
    return 0;
}

int stage_tear_down(void **state)
{
    struct stage *stage = *state;

    stack_free(stage->stack);
    session_end(home.work);
    home.work = NULL;
    canvas_free(stage->canvas);
    str_release(&stage->shown);
    mem_free(stage);
    return 0;
}

void stage_give(struct stage *stage, struct event event)
{
    event.now = stage->now;
    event.rows = stage->canvas->rows;
    event.cols = stage->canvas->cols;
    stack_event(stage->stack, &event, &stage->said);
    if (home.work != NULL)
        home.work->lang = stage->env.lang;
}

void stage_press(struct stage *stage, const char *name)
{
    struct event event = {.kind = EVENT_KEY};

    assert_true(key_parse(name, &event.key));
    stage_give(stage, event);
}

void stage_type(struct stage *stage, const char *text)
{
    size_t n = strlen(text);

    for (size_t at = 0; at < n;) {
        struct event event = {.kind = EVENT_KEY};

        at += utf8_decode(text + at, n - at, &event.key.cp);
        stage_give(stage, event);
    }
}

void stage_tick(struct stage *stage, int64_t ms)
{
    stage->now += ms;
    stage_give(stage, (struct event){.kind = EVENT_TICK});
}

const char *stage_look(struct stage *stage)
{
    canvas_clear(stage->canvas);
    stack_draw(stage->stack, stage->canvas);
    str_clear(&stage->shown);
    canvas_dump(stage->canvas, false, &stage->shown);
    return stage->shown.p;
}

bool stage_sees(struct stage *stage, const char *words)
{
    return strstr(stage_look(stage), words) != NULL;
}

void stage_open_place(struct stage *stage, const struct place *place)
{
    struct err err = {0};
    struct str words;

    if (!stack_push(stage->stack, place, &err)) {
        str_init(&words, 0);
        err_text(&err, LANG_EN, &words);
        fail_msg("%s", words.p);
    }
}

void stage_open_room(struct stage *stage, enum room room, const char *extra)
{
    struct place place = place_of(room);

    snprintf(place.extra, sizeof place.extra, "%s", extra);
    stage_open_place(stage, &place);
}

struct place stage_in_case(struct stage *stage, const char *number, enum room room,
                           const char *form)
{
    struct place place = place_of(room);
    struct case_file *file = practice_home_case(stage->home, number);

    place.case_id = file->id;
    snprintf(place.form, sizeof place.form, "%s", form);
    case_close(file);
    return place;
}

void stage_as(struct stage *stage, const char *login)
{
    stage->env.work = practice_home_login(&home, login);
}

void stage_check_pictures(struct stage *stage, const char *name)
{
    static const int size[][2] = {{24, 80}, {40, 120}};
    static const char *const lang[] = {"sv", "en"};

    for (size_t i = 0; i < 2; i++) {
        for (int l = LANG_SV; l < LANG_COUNT; l++) {
            char file[96];

            canvas_resize(stage->canvas, size[i][0], size[i][1]);
            stage->env.lang = (enum lang)l;
            if (home.work != NULL)
                home.work->lang = (enum lang)l;
            stage_give(stage, (struct event){.kind = EVENT_RESIZE});
            stage_look(stage);
            snprintf(file, sizeof file, "screens/%s.%s.%d", name, lang[l], size[i][1]);
            golden_canvas(file, stage->canvas, false);
        }
    }
    stage->env.lang = LANG_SV;
    if (home.work != NULL)
        home.work->lang = LANG_SV;
    canvas_resize(stage->canvas, 24, 80);
    stage_give(stage, (struct event){.kind = EVENT_RESIZE});
}

const char *stage_top_name(const struct stage *stage)
{
    return stack_top(stage->stack)->name;
}

const char *stage_focused(struct stage *stage)
{
    static const char sign[] = "›";
    char *at, *end;

    stage_look(stage);
    at = strstr(stage->shown.p, sign);
    assert_non_null(at);
    end = strchr(at, '\n');
    assert_non_null(end);
    *end = '\0';
    return at + strlen(sign);
}

void stage_press_until(struct stage *stage, const char *key, const char *words)
{
    for (int i = 0; i < 60; i++) {
        if (strstr(stage_focused(stage), words) != NULL)
            return;
        stage_press(stage, key);
    }
    fail_msg("never came to ”%s”", words);
}
