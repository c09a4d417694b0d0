/*
 * find.c - find a youth: to open the case, to write a note on the right one, or to put a note there.
 *
 * Searched as the law allows: by name, identity number, case number or work name. For a note the
 * register is shown from the start, since everybody placed stands in it and choosing the right youth
 * is all it is for. To open a case one must know whom one looks for: an empty line finds nobody.
 * What is found is shown by number, work name and room, never by name. A note on somebody who is not in
 * the list goes to the leads, with what was typed: they put it in the right place later.
 */
#include <stdio.h>
#include <string.h>

#include "screens/fill.h"
#include "screens/page.h"
#include "screens/screens.h"
#include "sis/base/utf8.h"
#include "sis/casework/access.h"
#include "sis/casework/records.h"

enum { FIND_CASE = 1, FIND_NEW_FILE, FIND_NOTE_INSTEAD, FIND_PLACE, FIND_OPEN_AND_PLACE };

struct find {
    const struct screen_env *env;
    bool note;
    struct id to_place; /* a note to leads that is to be put with a youth; none: no such thing */
    struct entry_line entry;
    struct arena *arena; /* of what was found */
    struct youth *youth;
    size_t n;
    struct list_view
        list; /* one row more than was found: for a note, somebody not in the list; else,
                            * while something is typed, a new youth */
    struct question ask;
    struct str problem;
};

/* --- what is found --- */

/* Everybody placed is shown, since the right one is to be chosen. */
static bool shows_all(const struct find *find)
{
    return find->note || !id_is_none(&find->to_place);
}

static const char *typed(const struct find *find)
{
    const char *words = edit_text(find->entry.edit);

    return words + strspn(words, " ");
}

static bool has_last_row(const struct find *find)
{
    return find->note || *typed(find) != '\0';
}

static size_t count(const void *arg)
{
    const struct find *find = arg;

    return find->n + (has_last_row(find) ? 1 : 0);
}

static void draw_last_row(const struct find *find, struct area line, bool selected)
{
    enum style style = selected ? STYLE_FOCUS : STYLE_LINK;
    enum lang lang = find->env->lang;
    struct str words;

    str_init(&words, 0);
    if (find->note && *typed(find) != '\0')
        text_put(&words, lang, T_SCR_FIND_UNLISTED_WHOM, typed(find), NULL);
    else
        str_puts(&words, text(lang, find->note ? T_SCR_FIND_UNLISTED : T_SCR_FIND_NEW));
    area_fit(line, 0, 0, line.cols, style, words.p);
    str_release(&words);
}

static void draw_row(const void *arg, size_t n, struct area line, bool selected)
{
    const struct find *find = arg;
    enum lang lang = find->env->lang;
    enum style style = selected ? STYLE_FOCUS : STYLE_PLAIN;
    const struct youth *youth = &find->youth[n];
    struct str place;

    if (n == find->n) {
        draw_last_row(find, line, selected);
        return;
    }
    area_fill(line, 0, 0, 56, style, ' ');
    area_fit(line, 0, 0, 8, style, youth->number);
    area_fit(line, 0, 9, 16, style, youth->work_name);
    str_init(&place, 0);
    if (!text_is_empty(youth->room))
        text_put(&place, lang, T_SCR_ROOM, youth->room, NULL);
    area_fit(line, 0, 27, 12, style, place.p);
    area_fit(line, 0, 41, line.cols - 41, selected ? style : STYLE_DIM,
             youth->ward != NULL ? youth->ward : "");
    str_release(&place);
}

static struct list_source source_of(const struct find *find)
{
    return (struct list_source){count, draw_row, find};
}

static void search(struct find *find)
{
    struct work *work = find->env->work;
    bool all = shows_all(find) && *typed(find) == '\0';
    struct err err = {0};
    size_t n;

    arena_reset(find->arena);
    str_clear(&find->problem);
    if (!(all ? register_list(work, find->arena, &find->youth, &find->n, &err)
              : register_find(work, typed(find), find->arena, &find->youth, &find->n, &err))) {
        find->n = 0;
        err_text(&err, find->env->lang, &find->problem);
    }
    n = find->n;
    find->n = 0;
    for (size_t i = 0; i < n; i++) {
        /* A file of one who has left is still read; a new note is about somebody who is here. */
        if (!find->youth[i].left || !shows_all(find))
            find->youth[find->n++] = find->youth[i];
    }
}

static void search_anew(struct find *find)
{
    search(find);
    find->list = (struct list_view){0};
}

/* --- open and close --- */

static void *open_find(const struct screen_env *env, const struct place *place, struct err *err)
{
    struct find *find;

    if (!rights_allow(env->work->role, ACTION_YOUTH_REGISTER, RELATION_NONE)) {
        err_set(err, ERR_DENIED, T_DENIED, NULL, NULL);
        return NULL;
    }
    find = mem_new(sizeof *find);
    find->env = env;
    find->note = strcmp(place->extra, "note") == 0;
    if (strcmp(place->extra, "place") == 0)
        find->to_place = place->record;
    find->arena = arena_new();
    entry_init(&find->entry, place->item, false);
    question_init(&find->ask);
    str_init(&find->problem, 0);
    search(find);
    find->list.selected = place->row > 0 ? (size_t)place->row : 0;
    return find;
}

static void close_find(void *state)
{
    struct find *find = state;

    entry_release(&find->entry);
    question_release(&find->ask);
    str_release(&find->problem);
    arena_free(find->arena);
    mem_free(find);
}

static enum context context_of(const void *state)
{
    const struct find *find = state;

    return find->ask.about != 0 ? question_context(&find->ask) : CONTEXT_LOGIN;
}

static void place(const void *state, struct place *out)
{
    const struct find *find = state;
    const char *words = edit_text(find->entry.edit);
    size_t n = strlen(words);

    *out = place_of(ROOM_FIND);
    while (n >= sizeof out->item)
        n = utf8_prev(words, n, n);
    memcpy(out->item, words, n);
    out->row = (int)find->list.selected;
    out->record = find->to_place;
    snprintf(out->extra, sizeof out->extra, "%s",
             find->note        ? "note"
             : shows_all(find) ? "place"
                               : "");
}

/* --- choosing --- */

static void ask(struct find *find, int about, enum text_id id)
{
    struct str name;

    str_init(&name, 0);
    youth_words(&find->youth[find->list.selected], find->env->lang, &name);
    question_open(&find->ask, about, id, name.p, false);
    str_release(&name);
}

static void go_to_note(const struct youth *youth, struct out *out)
{
    out->go = true;
    out->replace = true;
    out->place = place_of(ROOM_FILL);
    out->place.youth = youth->id;
    snprintf(out->place.form, sizeof out->place.form, "%s", FORM_NOTE);
}

/* Somebody the register does not have: what was typed goes along. */
static void choose_unlisted(struct find *find, struct out *out)
{
    const char *whom = typed(find);
    struct place *to = &out->place;

    if (*whom == '\0') {
        say_text(out, find->env->lang, T_SCR_FIND_UNLISTED_FIRST);
        return;
    }
    if (strlen(PLACE_WHOM) + strlen(whom) >= sizeof to->extra) {
        say_text(out, find->env->lang, T_SCR_FIND_UNLISTED_LONG);
        return;
    }
    out->go = true;
    out->replace = true;
    *to = place_of(ROOM_FILL);
    snprintf(to->form, sizeof to->form, "%s", FORM_NOTE);
    snprintf(to->extra, sizeof to->extra, "%s%s", PLACE_WHOM, whom);
    /* Words of an extra end at these. */
    for (char *at = strstr(to->extra, EXTRA_BETWEEN); at != NULL; at = strstr(at, EXTRA_BETWEEN))
        *at = ';';
}

static void choose_new(struct find *find, struct out *out)
{
    const char *words = edit_text(find->entry.edit);

    out->go = true;
    out->place = place_of(ROOM_YOUTH_NEW);
    if (strlen(words) < sizeof out->place.extra)
        snprintf(out->place.extra, sizeof out->place.extra, "%s", words);
}

static void choose_for_case(struct find *find, const struct youth *youth)
{
    struct work *work = find->env->work;

    if (id_is_none(&youth->case_id)) {
        bool may = work_may(work, ACTION_CASE_OPEN, NULL);

        ask(find, may ? FIND_NEW_FILE : FIND_NOTE_INSTEAD,
            may ? T_SCR_NEW_FILE : T_SCR_NO_FILE_NOTE);
    } else if (work_may(work, ACTION_CASE_READ, &youth->case_id)) {
        ask(find, FIND_CASE, T_SCR_OPEN_CASE);
    } else {
        ask(find, FIND_NOTE_INSTEAD, T_SCR_NO_ACCESS_NOTE);
    }
}

static void choose(struct find *find, struct out *out)
{
    const struct youth *youth;

    if (find->list.selected >= count(find))
        return;
    if (find->list.selected == find->n) {
        (find->note ? choose_unlisted : choose_new)(find, out);
        return;
    }
    youth = &find->youth[find->list.selected];
    if (find->note) {
        /* Handing in asks whether it is the right one, and who will read. */
        go_to_note(youth, out);
    } else if (shows_all(find)) {
        bool has_case = !id_is_none(&youth->case_id);

        ask(find, has_case ? FIND_PLACE : FIND_OPEN_AND_PLACE,
            has_case ? T_SCR_PLACE : T_SCR_OPEN_AND_PLACE);
    } else {
        choose_for_case(find, youth);
    }
}

static void go_to_case(const struct id *case_id, struct out *out)
{
    out->go = true;
    out->replace = true;
    out->place = place_of(ROOM_CASE);
    out->place.case_id = *case_id;
}

static void put_there(struct find *find, const struct youth *youth, struct out *out)
{
    struct err err = {0};

    if (note_into_case(find->env->work, &find->to_place, youth, &err)) {
        out->pop = true;
        say_text(out, find->env->lang, T_SCR_PLACED);
    } else {
        say_err(out, find->env->lang, &err);
    }
}

static void answered(struct find *find, enum question_said said, struct out *out)
{
    const struct youth *youth = &find->youth[find->list.selected];
    int about = find->ask.about;
    struct err err = {0};
    struct id case_id;

    question_forget(&find->ask);
    if (said == ASK_NO)
        return;
    if (about == FIND_NOTE_INSTEAD)
        go_to_note(youth, out);
    else if (about == FIND_PLACE || about == FIND_OPEN_AND_PLACE)
        put_there(find, youth, out);
    else if (about == FIND_CASE)
        go_to_case(&youth->case_id, out);
    else if (access_open_case(find->env->work, &youth->id, &case_id, &err))
        go_to_case(&case_id, out);
    else
        say_err(out, find->env->lang, &err);
}

/* --- events --- */

static void command(struct find *find, const struct event *event, struct out *out)
{
    struct list_source source = source_of(find);

    if (event->command == COMMAND_OPEN) {
        choose(find, out);
        out->handled = true;
    } else {
        out->handled = list_handle(&find->list, &source, frame_rows(event->rows) - 4, event);
    }
}

static void handle(void *state, const struct event *event, struct out *out)
{
    struct find *find = state;
    unsigned long version = edit_version(find->entry.edit);

    if (find->ask.about != 0) {
        enum question_said said = question_handle(&find->ask, event, out);

        if (said != ASK_NOTHING)
            answered(find, said, out);
    } else if (event->kind == EVENT_COMMAND) {
        command(find, event, out);
    } else if (event->kind == EVENT_KEY || event->kind == EVENT_PASTE) {
        out->handled = entry_handle(&find->entry, event);
        if (edit_version(find->entry.edit) != version)
            search_anew(find);
    } else if (event->kind == EVENT_ANSWER) {
        search_anew(find);
    }
}

/* --- drawing --- */

#define IDENTITY_DIGITS_MIN 6

/* An identity number that is wrong, or has not been typed to its end. */
static bool is_identity(const char *words)
{
    size_t digits = 0;

    for (const char *at = words; *at != '\0'; at++)
        digits += *at >= '0' && *at <= '9';
    return digits >= IDENTITY_DIGITS_MIN && words[strspn(words, "0123456789-+ ")] == '\0';
}

/* Returns the row where the list begins. */
static int draw_hint(const struct find *find, struct area on, int row)
{
    enum lang lang = find->env->lang;
    bool begun = *typed(find) != '\0';
    enum text_id id = shows_all(find) && !begun  ? T_SCR_FIND_NOTE
                      : !begun                   ? T_SCR_FIND_HOW
                      : find->n > 0              ? T_NONE
                      : is_identity(typed(find)) ? T_SCR_FIND_IDENTITY
                                                 : T_SCR_FIND_NONE;

    if (find->problem.n > 0)
        return area_wrap(on, row, MARGIN, on.cols - 2 * MARGIN, STYLE_ALERT, find->problem.p) + 1;
    return id != T_NONE
               ? area_wrap(on, row, MARGIN, on.cols - 2 * MARGIN, STYLE_HINT, text(lang, id)) + 1
           : shows_all(find) ? row
                             : row + 2;
}

static void draw(const void *state, struct canvas *canvas)
{
    const struct find *find = state;
    enum lang lang = find->env->lang;
    struct list_source source = source_of(find);
    struct area on = frame_body(canvas);
    const char *label = text(lang, shows_all(find) ? T_SCR_FIND_YOUTH : T_SCR_FIND);
    int labels = text_cols(label, strlen(label)) + 2;
    int list_row;

    frame_title(canvas, find->env,
                text(lang, find->note        ? T_SCR_FIND_NOTE_TITLE
                           : shows_all(find) ? T_SCR_FIND_PLACE_TITLE
                                             : T_SCR_FIND_TITLE),
                NULL);
    area_text(on, 0, MARGIN, STYLE_STRONG, label);
    list_row = draw_hint(find, on, 2);
    list_draw(&find->list, &source, area_part(on, list_row, 0, on.rows - list_row, on.cols), false);
    entry_draw(&find->entry, area_part(on, 0, MARGIN + labels, 1, on.cols - 2 * MARGIN - labels),
               true);
    if (find->ask.about != 0)
        question_draw(&find->ask, find->env, canvas);
    else
        frame_keys(canvas, find->env, "find", 0);
}

const struct screen_ops screen_find = {"find", open_find, close_find, context_of, handle,
                                       draw,   place,     NULL,       NULL};
