/* desk.c - at the keyboard of the real program, as staff sit there. */
#include "desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sis/base/mem.h"

#define BAR "┃"

void desk_start(struct desk *desk, int rows, int cols)
{
    char home[80];
    const char *argv[] = {"build/sis-tui", "--practice", "--language", desk->lang,
                          "--forms",       "forms",      NULL};
    char now[64];
    const char *env[] = {home, now, NULL};
    const char *build = getenv("B");
    char program[128];

    if (build) {
        snprintf(program, sizeof program, "%s/sis-tui", build);
        argv[0] = program;
    }
    snprintf(home, sizeof home, "HOME=%s", desk->scratch.folder);
    snprintf(now, sizeof now, "SIS_TUI_NOW=%s", desk->now);
    desk->term = term_spawn(argv, rows, cols, env);
    term_expect_text(desk->term, "sol regn vind moln dis");
}

void desk_leave(struct desk *desk)
{
    term_key(desk->term, "C-q");
    term_expect_exit(desk->term, 0);
    term_expect_restored(desk->term);
    term_close(desk->term);
    desk->term = NULL;
}

enum sight {
    ALL,    /* what is on the screen */
    FOCUS,  /* in a form: the question that is focused, since a draft is saved at any time */
    AROUND, /* and the line above it: of a grid's cells many look alike */
};

static void add_line(struct str *out, const char *line, size_t n)
{
    str_add(out, line, n);
    str_putc(out, '\n');
}

static void look(struct term *term, enum sight sight, struct str *out)
{
    const char *above = NULL;
    size_t n_above = 0;
    struct str screen;

    str_init(&screen, 0);
    while (term_pump(term, 2)) {
    }
    term_screen(term, &screen);
    for (const char *line = screen.p; *line;) {
        size_t n = strcspn(line, "\n");
        bool focused = strncmp(line, BAR, strlen(BAR)) == 0;
        if (focused && sight == AROUND && above != NULL)
            add_line(out, above, n_above);
        if (focused || sight == ALL)
            add_line(out, line, n);
        above = focused ? NULL : line;
        n_above = n;
        line += n + (line[n] == '\n');
    }
    str_release(&screen);
}

struct before {
    struct str screen;
    enum sight sight;
};

static bool is_other(struct term *term, void *arg)
{
    const struct before *before = arg;
    struct str now;
    bool other;

    str_init(&now, 0);
    look(term, before->sight, &now);
    other = now.n > 0 && strcmp(now.p, before->screen.p) != 0;
    str_release(&now);
    return other;
}

/* Presses a key (a name, or the character itself) and waits for what it does. */
void desk_press_in(struct term *term, const char *name, bool in_form)
{
    struct before before = {.sight = in_form ? AROUND : ALL};

    str_init(&before.screen, 0);
    look(term, before.sight, &before.screen);
    term_key(term, name);
    term_expect_that(term, name, is_other, &before);
    str_release(&before.screen);
}

void desk_press(struct term *term, const char *name)
{
    desk_press_in(term, name, false);
}

void desk_type(struct term *term, const char *text)
{
    term_send(term, text);
    term_expect_text(term, text);
}

static bool is_focused(struct term *term, const char *label)
{
    struct str focused;
    bool found;

    str_init(&focused, 0);
    look(term, FOCUS, &focused);
    for (char *cursor; (cursor = strstr(focused.p, "‸")) != NULL;)
        memmove(cursor, cursor + strlen("‸"), strlen(cursor + strlen("‸")) + 1);
    found = strstr(focused.p, label) != NULL;
    str_release(&focused);
    return found;
}

void desk_go_to(struct term *term, const char *label)
{
    for (int i = 0; i < 120 && !is_focused(term, label); i++)
        desk_press_in(term, "Tab", true);
    if (!is_focused(term, label))
        term_expect_text(term, label);
}

/* Goes to the question and presses keys, one character each. */
void desk_answer(struct term *term, const char *label, const char *keys)
{
    char key[2] = "";

    desk_go_to(term, label);
    for (; *keys; keys++) {
        key[0] = *keys;
        desk_press_in(term, key, true);
    }
}

void desk_answer_text(struct term *term, const char *label, const char *text)
{
    desk_go_to(term, label);
    desk_type(term, text);
}

void desk_answer_all(struct term *term, const struct desk_line *line, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (line[i].text)
            desk_answer_text(term, line[i].label, line[i].text);
        else
            desk_answer(term, line[i].label, line[i].keys);
}

/* Follows a link of a page. */
void desk_follow(struct term *term, const char *words)
{
    char focused[256];

    snprintf(focused, sizeof focused, "› %s", words);
    /* The page comes back to the link that was followed last; this one may stand above it. */
    if (!term_contains(term, focused)) {
        term_key(term, "Home");
        while (term_pump(term, 100)) {
        }
    }
    for (int i = 0; i < 120 && !term_contains(term, focused); i++)
        desk_press(term, "Tab");
    term_expect_text(term, focused);
    desk_press(term, "Enter");
}

void desk_back_to(struct term *term, const char *text)
{
    term_key(term, "Esc");
    term_expect_text(term, text);
}

void desk_log_in(struct term *term, const char *digit, const char *name)
{
    term_expect_text(term, "sol regn vind moln dis");
    term_key(term, digit);
    term_expect_text(term, name);
}

void desk_lock(struct term *term)
{
    term_key(term, "F12");
    term_expect_text(term, "sol regn vind moln dis");
}

void desk_open_case(struct term *term, const char *name)
{
    desk_press(term, "F5");
    desk_type(term, name);
    desk_press(term, "Enter");
    term_expect_text(term, "Att du öppnar ärendet loggas.");
    desk_press(term, "j");
}

int desk_sit_down(void **state)
{
    struct desk *desk = mem_new(sizeof *desk);

    scratch_make(&desk->scratch);
    desk->lang = "sv";
    desk->now = DESK_NOW;
    *state = desk;
    return 0;
}

int desk_get_up(void **state)
{
    struct desk *desk = *state;

    term_close(desk->term);
    scratch_remove(&desk->scratch);
    mem_free(desk);
    return 0;
}
