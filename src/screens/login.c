/* login.c - name and passphrase. Says nothing of the home before somebody has logged in. */
#include <stdio.h>
#include <string.h>

#include "screens/parts.h"
#include "screens/screens.h"
#include "sis/casework/practice.h"
#include "sis/casework/session.h"

#define AIRY_ROWS 18 /* with fewer rows nothing is left empty */

/* What can be focused: the two lines, the practice accounts, the way to the page of limits. */
enum { FOCUS_NAME, FOCUS_PHRASE, FOCUS_ACCOUNT };

struct login {
    const struct screen_env *env;
    struct entry_line name, phrase;
    size_t focus;
    int wait; /* seconds until the next try */
    struct str problem;
};

static size_t focus_limits(const struct login *login)
{
    return FOCUS_ACCOUNT + login->env->n_accounts;
}

static void look_at_wait(struct login *login, struct out *out)
{
    login->wait = login->env->home != NULL ? session_wait(login->env->home) : 0;
    out->soon = login->wait > 0;
}

static void *open_login(const struct screen_env *env, const struct place *place, struct err *err)
{
    struct login *login = mem_new(sizeof *login);

    (void)err;
    login->env = env;
    entry_init(&login->name, place->extra, false);
    entry_init(&login->phrase, "", true);
    login->focus = place->extra[0] != '\0' ? FOCUS_PHRASE : FOCUS_NAME;
    str_init(&login->problem, 0);
    return login;
}

static void close_login(void *state)
{
    struct login *login = state;

    entry_release(&login->name);
    entry_release(&login->phrase);
    str_release(&login->problem);
    mem_free(login);
}

static enum context context_of(const void *state)
{
    (void)state;
    return CONTEXT_LOGIN;
}

static void forget_phrase(struct login *login)
{
    entry_release(&login->phrase);
    entry_init(&login->phrase, "", true);
}

static void problem(struct login *login, enum text_id id)
{
    str_clear(&login->problem);
    str_puts(&login->problem, text(login->env->lang, id));
}

static void try(struct login *login, const char *name, const char *phrase, struct out *out)
{
    const struct screen_env *env = login->env;
    struct err err = {0};
    bool done;

    str_clear(&login->problem);
    done = env->login(env->arg, name, phrase, &err);
    forget_phrase(login);
    if (done) {
        out->go = true;
        out->replace = true;
        out->place = place_of(ROOM_TODAY);
        return;
    }
    err_text(&err, env->lang, &login->problem);
    if (err.code == ERR_PASSWORD) {
        str_putc(&login->problem, ' ');
        str_puts(&login->problem, text(env->lang, T_SCR_CAPS_LOCK));
    }
    login->focus = FOCUS_PHRASE;
    look_at_wait(login, out);
}

static void try_typed(struct login *login, struct out *out)
{
    const char *name = edit_text(login->name.edit);

    if (name[strspn(name, " ")] == '\0') {
        login->focus = FOCUS_NAME;
        problem(login, T_SCR_NAME_FIRST);
    } else if (edit_length(login->phrase.edit) == 0) {
        problem(login, T_SCR_PHRASE_FIRST);
    } else {
        try(login, name, edit_text(login->phrase.edit), out);
    }
}

static void try_account(struct login *login, size_t n, struct out *out)
{
    const struct practice_account *account = &login->env->account[n];

    edit_set(login->name.edit, account->login, strlen(account->login));
    try(login, account->login, account->passphrase, out);
}

static void enter(struct login *login, struct out *out)
{
    if (login->focus == FOCUS_NAME) {
        login->focus = FOCUS_PHRASE;
    } else if (login->focus == focus_limits(login)) {
        out->go = true;
        out->place = place_of(ROOM_LIMITS);
    } else if (login->wait > 0) {
        return;
    } else if (login->focus == FOCUS_PHRASE) {
        try_typed(login, out);
    } else {
        try_account(login, login->focus - FOCUS_ACCOUNT, out);
    }
}

static void command(struct login *login, int command, struct out *out)
{
    size_t n = focus_limits(login) + 1;

    out->handled = true;
    switch (command) {
    case COMMAND_OPEN: enter(login, out); break;
    case COMMAND_NEXT:
    case COMMAND_DOWN: login->focus = (login->focus + 1) % n; break;
    case COMMAND_PREVIOUS:
    case COMMAND_UP: login->focus = (login->focus + n - 1) % n; break;
    case COMMAND_BACK: break;
    default: out->handled = false; break;
    }
}

/* A digit before anything is typed chooses a practice account. */
static bool pick(struct login *login, const struct event *event, struct out *out)
{
    size_t n = event->kind == EVENT_KEY && key_is_text(event->key) && event->key.cp >= '1' &&
                       event->key.cp <= '9'
                   ? (size_t)(event->key.cp - '1')
                   : SIZE_MAX;

    if (n >= login->env->n_accounts || login->wait > 0 ||
        (login->focus == FOCUS_NAME && edit_length(login->name.edit) > 0) ||
        (login->focus == FOCUS_PHRASE && edit_length(login->phrase.edit) > 0))
        return false;
    try_account(login, n, out);
    return true;
}

static void typed(struct login *login, const struct event *event, struct out *out)
{
    struct entry_line *entry = login->focus == FOCUS_NAME     ? &login->name
                               : login->focus == FOCUS_PHRASE ? &login->phrase
                                                              : NULL;

    if (pick(login, event, out)) {
        out->handled = true;
    } else if (entry == NULL || (entry == &login->phrase && login->wait > 0)) {
        out->handled = event->kind == EVENT_PASTE || key_is_text(event->key);
    } else if (entry_handle(entry, event)) {
        out->handled = true;
        str_clear(&login->problem);
    }
}

static void handle(void *state, const struct event *event, struct out *out)
{
    struct login *login = state;

    if (event->kind == EVENT_COMMAND)
        command(login, event->command, out);
    else if (event->kind == EVENT_KEY || event->kind == EVENT_PASTE)
        typed(login, event, out);
    look_at_wait(login, out);
}

static void draw_field(struct area on, int row, int labels, enum text_id label, enum lang lang,
                       const struct entry_line *entry, bool focus)
{
    frame_mark(on, row, focus);
    area_text(on, row, MARGIN, STYLE_PLAIN, text(lang, label));
    entry_draw(entry, area_part(on, row, MARGIN + labels, 1, on.cols - 2 * MARGIN - labels), focus);
}

static const char *role_words(enum role role, enum lang lang)
{
    static const enum text_id words[ROLE_COUNT] = {
        [ROLE_WARD] = T_ROLE_WARD,   [ROLE_CASEWORKER] = T_ROLE_CASEWORKER,
        [ROLE_LEAD] = T_ROLE_LEAD,   [ROLE_REVIEWER] = T_ROLE_REVIEWER,
        [ROLE_ADMIN] = T_ROLE_ADMIN,
    };

    return text(lang, words[role]);
}

static int draw_accounts(const struct login *login, struct area on, int row)
{
    enum lang lang = login->env->lang;

    row = area_wrap(on, row, MARGIN, on.cols - 2 * MARGIN, STYLE_HINT,
                    text(lang, T_SCR_PRACTICE_ACCOUNTS));
    for (size_t i = 0; i < login->env->n_accounts; i++, row++) {
        const struct practice_account *account = &login->env->account[i];
        bool focus = login->focus == FOCUS_ACCOUNT + i;
        enum style style = focus ? STYLE_FOCUS : STYLE_PLAIN;
        char number[24];

        frame_mark(on, row, focus);
        area_text(on, row, MARGIN, STYLE_STRONG, number_text(number, (long long)i + 1));
        area_fill(on, row, MARGIN + 3, 48, style, ' ');
        area_fit(on, row, MARGIN + 3, 8, style, account->login);
        area_fit(on, row, MARGIN + 12, 12, style, account->name);
        area_fit(on, row, MARGIN + 25, 26, style, role_words(account->role, lang));
        area_fit(on, row, MARGIN + 52, on.cols - 2 * MARGIN - 52, STYLE_DIM, account->passphrase);
        if (focus)
            area_cursor(on, row, MARGIN);
    }
    return row;
}

static int draw_problem(const struct login *login, struct area on, int row)
{
    enum lang lang = login->env->lang;
    char number[24];
    struct str words;

    if (login->problem.n > 0)
        row = area_wrap(on, row, MARGIN, on.cols - 2 * MARGIN, STYLE_ALERT, login->problem.p);
    if (login->wait > 0) {
        str_init(&words, 0);
        text_put(&words, lang, login->wait == 1 ? T_SCR_WAIT_1 : T_SCR_WAIT,
                 number_text(number, login->wait), NULL);
        row = area_wrap(on, row, MARGIN, on.cols - 2 * MARGIN, STYLE_WARN, words.p);
        str_release(&words);
    }
    return row;
}

static void draw(const void *state, struct canvas *canvas)
{
    const struct login *login = state;
    enum lang lang = login->env->lang;
    struct area on = frame_body(canvas);
    bool limits = login->focus == focus_limits(login);
    const char *name = text(lang, T_SCR_NAME);
    const char *phrase = text(lang, T_SCR_PHRASE);
    int labels = text_cols(name, strlen(name));
    int air = on.rows >= AIRY_ROWS;
    int row;

    if (text_cols(phrase, strlen(phrase)) > labels)
        labels = text_cols(phrase, strlen(phrase));
    frame_title(canvas, login->env, text(lang, T_SCR_LOGIN), NULL);
    row = air;
    draw_field(on, row++, labels + 3, T_SCR_NAME, lang, &login->name, login->focus == FOCUS_NAME);
    draw_field(on, row++, labels + 3, T_SCR_PHRASE, lang, &login->phrase,
               login->focus == FOCUS_PHRASE);
    int below = draw_problem(login, on, row + air) + air;
    row = below > row + 3 * air ? below : row + 3 * air;
    if (login->env->n_accounts > 0)
        row = draw_accounts(login, on, row) + air;
    frame_mark(on, row, limits);
    area_text(on, row, MARGIN, limits ? STYLE_FOCUS : STYLE_LINK, text(lang, T_SCR_TO_LIMITS));
    if (limits)
        area_cursor(on, row, MARGIN);
    frame_keys(canvas, login->env, "login", 0);
}

static void place(const void *state, struct place *out)
{
    const struct login *login = state;

    *out = place_of(ROOM_LOGIN);
    snprintf(out->extra, sizeof out->extra, "%s", edit_text(login->name.edit));
}

const struct screen_ops screen_login = {"login", open_login, close_login, context_of, handle,
                                        draw,    place,      NULL,        NULL};
