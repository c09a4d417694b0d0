/* page.c - one screen for all pages: which builder a room has, building anew, following links. */
#include "screens/page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screens/screens.h"
#include "sis/casework/records.h"
#include "sis/pages/pages.h"

/* Nobody's list is looked through more often than this without being asked. */
#define NEWS_MS 5000

/* --- what the rooms show --- */

static struct doc *build_today(const struct page *page, struct arena *arena, struct err *err)
{
    char keys[KEY_WORDS_BYTES];

    keymap_words(page->env->keymap, CONTEXT_LIST, COMMAND_NOTE, page->env->lang, keys);
    return page_today(page->env->work, keys, arena, err);
}

static struct doc *build_case(const struct page *page, struct arena *arena, struct err *err)
{
    (void)err;
    return page_overview(page->env->work, page->file, page->place.extra, arena);
}

static struct doc *build_timeline(const struct page *page, struct arena *arena, struct err *err)
{
    const struct place *place = &page->place;
    const char *form = place->form[0] != '\0' ? place->form : NULL;

    (void)err;
    return page_timeline(page->env->work, page->file, form, place->extra, arena);
}

static struct doc *build_compare(const struct page *page, struct arena *arena, struct err *err)
{
    (void)err;
    return page_compare(page->env->work, page->file, &page->place, arena);
}

/* A record by itself; NULL and err when there is none. */
static struct doc *build_of_record(const struct page *page, struct arena *arena, struct err *err,
                                   struct doc *(*builder)(struct work *work, struct case_file *file,
                                                          const struct record *record,
                                                          struct arena *arena))
{
    const struct record *record = case_record(page->file, &page->place.record);

    if (record == NULL) {
        err_set(err, ERR_MISSING, T_RECORD_UNKNOWN, NULL, NULL);
        return NULL;
    }
    return builder(page->env->work, page->file, record, arena);
}

static struct doc *build_read(const struct page *page, struct arena *arena, struct err *err)
{
    return build_of_record(page, arena, err, page_record);
}

static struct doc *build_history(const struct page *page, struct arena *arena, struct err *err)
{
    return build_of_record(page, arena, err, page_row_history);
}

static struct doc *build_series(const struct page *page, struct arena *arena, struct err *err)
{
    (void)err;
    return page_series(page->env->work, page->file, page->place.form, arena);
}

static struct doc *build_relation(const struct page *page, struct arena *arena, struct err *err)
{
    (void)err;
    return page_relation(page->env->work, page->file, arena);
}

static struct doc *build_who(const struct page *page, struct arena *arena, struct err *err)
{
    (void)err;
    return page_who_knows(page->env->work, page->file, arena);
}

/* Help with the keys that work on this record alone. */
static void go_to_help(const struct page *page, unsigned holds, struct out *out)
{
    out->go = true;
    out->place = place_of(ROOM_HELP);
    snprintf(out->place.form, sizeof out->place.form, "%s", room_code(page->kind->room));
    snprintf(out->place.extra, sizeof out->place.extra, "%u", holds);
}

/* Every key of the screen that the help is about, in words; extra: only those that hold there. */
static struct doc *build_help(const struct page *page, struct arena *arena, struct err *err)
{
    const struct screen_env *env = page->env;
    const struct screen_keys *keys = screen_keys_of(page->place.form);
    struct help_key *help = arena_array(arena, keys->n + 1, sizeof *help);
    size_t n = 0;
    unsigned long holds = strtoul(page->place.extra, NULL, 10);

    (void)err;
    for (size_t i = 0; i < keys->n; i++) {
        const struct screen_key *key = &keys->key[i];
        if (!text_is_empty(page->place.extra) && key->when != 0 && (key->when & holds) == 0)
            continue;
        enum text_id words = key->words != T_NONE ? key->words : command_text(key->command);
        char name[KEY_WORDS_BYTES];

        keymap_words(env->keymap, keys->context, key->command, env->lang, name);
        if (name[0] != '\0')
            help[n++] = (struct help_key){arena_strdup(arena, name), text(env->lang, words)};
    }
    return page_help(env->lang, page->place.form, help, n, arena);
}

static struct doc *build_limits(const struct page *page, struct arena *arena, struct err *err)
{
    (void)err;
    return page_limits(page->env->lang, arena);
}

static const struct page_kind *kind_of(enum room room)
{
    static const struct page_kind kinds[] = {
        {ROOM_TODAY, false, false, build_today},
        {ROOM_CASE, true, true, build_case},
        {ROOM_TIMELINE, true, true, build_timeline},
        {ROOM_READ, true, false, build_read},
        {ROOM_NOTES, true, false, notes_build},
        {ROOM_COMPARE, true, true, build_compare},
        {ROOM_SERIES, true, true, build_series},
        {ROOM_RELATION, true, true, build_relation},
        {ROOM_WHO, true, true, build_who},
        {ROOM_HISTORY, true, false, build_history},
        {ROOM_OWN_NOTE, false, false, own_note_build},
        {ROOM_TO_YOU, false, false, to_you_build},
        {ROOM_TO_YOU_READ, false, false, to_you_read_build},
        {ROOM_HELP, false, false, build_help},
        {ROOM_LIMITS, false, false, build_limits},
        {ROOM_ABSENT, true, false, absent_build},
        {ROOM_SHEET, true, false, sheet_build},
        {ROOM_ABSENT_JOURNAL, true, false, absent_journal_build},
    };

    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        if (kinds[i].room == room)
            return &kinds[i];
    return NULL;
}

/* --- building --- */

static struct doc *build(const struct page *page, struct arena *arena)
{
    struct err err = {0};
    struct doc *doc = page->kind->build(page, arena, &err);
    struct str words;

    if (doc == NULL) {
        doc = doc_new(arena, page->env->lang, "");
        str_init(&words, 0);
        err_text(&err, page->env->lang, &words);
        doc_paragraph(doc, doc->root, DOC_ALERT, words.p);
        str_release(&words);
    }
    return doc; // cppcheck-suppress returnDanglingLifetime ; a builder keeps nothing of err
}

static void lay_out(const struct page *page, int cols)
{
    struct arena *arena = arena_new();

    doc_view_take(page->view, arena, build(page, arena), frame_cols(cols), page->env->plain);
}

/* When it is new, in another language or of another width. */
static void prepare(const struct page *page, int cols)
{
    const struct doc_view *view = page->view;

    if (view->doc == NULL || view->doc->lang != page->env->lang ||
        view->layout->cols != frame_cols(cols))
        lay_out(page, cols);
}

static void build_anew(struct page *page, const struct event *event)
{
    lay_out(page, event->cols);
    page->built = event->now;
}

static void close_page(void *state)
{
    struct page *page = state;

    doc_view_release(page->view);
    mem_free(page->view);
    question_release(&page->ask);
    arena_free(page->note_arena);
    if (page->file != NULL)
        case_close(page->file);
    mem_free(page);
}

static bool enter_case(struct page *page, struct err *err)
{
    page->file = case_open(page->env->work, &page->place.case_id, err);
    if (page->file == NULL)
        return false;
    if (page->kind->room == ROOM_READ)
        record_begin_asking(page);
    if (page->kind->room == ROOM_ABSENT)
        absent_begin(page);
    return page->kind->room != ROOM_NOTES || notes_open(page, err);
}

static void *open_page(const struct screen_env *env, const struct place *place, struct err *err)
{
    struct page *page = mem_new(sizeof *page);

    page->env = env;
    page->place = *place;
    page->kind = kind_of(place->room);
    page->view = mem_new(sizeof *page->view);
    doc_view_init(page->view, place->row >= 0 ? (size_t)place->row : LINK_NONE, place->scroll);
    question_init(&page->ask);
    page->ask_line = record_ask_line;
    if ((page->kind->of_case && !enter_case(page, err)) ||
        (page->kind->room == ROOM_TO_YOU_READ && !to_you_enter(page, err))) {
        close_page(page);
        return NULL;
    }
    return page;
}

/* --- events --- */

static unsigned page_holds(const struct page *page, int rows)
{
    const struct work *work = page->env->work;
    unsigned holds = doc_view_link(page->view, frame_rows(rows)) != NULL ? PAGE_LINKS : 0;

    if (work != NULL && rights_allow(work->role, ACTION_NOTE_WRITE, RELATION_NONE))
        holds |= PAGE_NOTE;
    if (page->kind->room == ROOM_TO_YOU_READ)
        return holds | to_you_holds(page);
    holds |= events_hold(page, rows);
    if ((holds & PAGE_RING) != 0)
        holds &= ~(unsigned)PAGE_LINKS;
    if (page->file != NULL && work_may(page->env->work, ACTION_CASE_WRITE, &page->file->id))
        holds |= PAGE_MAY_WRITE;
    return page->kind->room == ROOM_READ ? holds | record_holds(page) : holds;
}

static enum context context_of(const void *state)
{
    const struct page *page = state;

    return page->ask.about != 0 ? question_context(&page->ask) : CONTEXT_LIST;
}

/* What has come from other sessions. Who may no longer read the case does not go on seeing it. */
static void look_for_news(struct page *page, const struct event *event, struct out *out)
{
    struct err err = {0};
    /* Elsewhere what is written decides; here time passes too, or letters come. */
    bool changed = page->kind->room == ROOM_TODAY || page->kind->room == ROOM_ABSENT ||
                   page->kind->room == ROOM_TO_YOU || page->kind->room == ROOM_OWN_NOTE;

    if (event->now - page->built < NEWS_MS)
        return;
    page->built = event->now;
    if (page->file != NULL && !case_refresh(page->env->work, page->file, &changed, &err)) {
        out->pop = err.code == ERR_DENIED;
        say_err(out, page->env->lang, &err);
    } else if (changed) {
        build_anew(page, event);
    }
}

/* Among the links of a page that shows one of several things, those that choose another one: the page
 * changes where it stands, so that Back leads out of it. */
static bool is_choice(const struct page *page, const struct place *link)
{
    return page->kind->chooses && link->room == page->kind->room;
}

static void choose(struct page *page, const struct place *link, const struct event *event)
{
    page->place = *link;
    build_anew(page, event);
}

static void follow(struct page *page, const struct event *event, struct out *out)
{
    const struct place *link = doc_view_link(page->view, frame_rows(event->rows));

    if (link != NULL && is_choice(page, link)) {
        choose(page, link, event);
        out->handled = true;
    } else if (link != NULL) {
        out->go = true;
        out->place = *link;
    }
}

/* The choice behind the one that is shown; behind the last comes the first. */
static void next_choice(struct page *page, const struct event *event, struct out *out)
{
    const struct doc *doc = page->view->doc;
    const struct place *first = NULL, *next = NULL;
    bool passed = false;

    for (size_t i = 0; i < doc->n_links && next == NULL; i++) {
        if (is_choice(page, &doc->link[i])) {
            first = first == NULL ? &doc->link[i] : first;
            next = passed ? &doc->link[i] : NULL;
            passed = passed || (text_equal(doc->link[i].form, page->place.form) &&
                                text_equal(doc->link[i].extra, page->place.extra));
        }
    }
    next = next == NULL ? first : next;
    if (next != NULL) {
        choose(page, next, event);
        out->handled = true;
    }
}

/* A note from inside a case is about its youth; nobody has to be looked up. */
static void new_note(struct page *page, struct out *out)
{
    out->go = true;
    out->place = place_of(ROOM_FILL);
    out->place.youth = page->file->youth.id;
    snprintf(out->place.form, sizeof out->place.form, "%s", FORM_NOTE);
}

/* Comparing begins with the form that is being read. */
static void from_record(const struct page *page, struct out *out)
{
    const struct record *record =
        page->kind->room == ROOM_READ ? case_record(page->file, &page->place.record) : NULL;

    if (record != NULL && out->place.room == ROOM_COMPARE) {
        out->place.record = record->id;
        snprintf(out->place.form, sizeof out->place.form, "%s", record->form);
    }
}

/* The other pages of a case are one key away from each of them. */
static bool go_to_room(struct page *page, int command, struct out *out)
{
    static const struct {
        enum command command;
        enum room room;
    } doors[] = {{COMMAND_TIMELINE, ROOM_TIMELINE},
                 {COMMAND_COMPARE, ROOM_COMPARE},
                 {COMMAND_SERIES, ROOM_SERIES},
                 {COMMAND_RELATION, ROOM_RELATION},
                 {COMMAND_WHO, ROOM_WHO}};

    for (size_t i = 0; i < ARRAY_LEN(doors); i++) {
        if (page->file != NULL && (int)doors[i].command == command) {
            out->go = page->kind->room != doors[i].room;
            /* From page to page, so that Back leads to the overview and not through all of them. */
            out->replace = page->kind->chooses && page->kind->room != ROOM_CASE;
            out->handled = true;
            out->place = place_of(doors[i].room);
            out->place.case_id = page->file->id;
            from_record(page, out);
            return true;
        }
    }
    return false;
}

static void new_row(const struct page *page, const char *list, struct out *out)
{
    out->go = true;
    out->place = place_of(ROOM_FILL);
    out->place.case_id = page->file->id;
    snprintf(out->place.form, sizeof out->place.form, "%s", list);
}

static void command(struct page *page, const struct event *event, struct out *out)
{
    unsigned holds = page_holds(page, event->rows);

    if (events_command(page, event, out))
        return;
    switch (event->command) {
    case COMMAND_OPEN: follow(page, event, out); return;
    case COMMAND_FILTER:
        if (page->kind->room == ROOM_TIMELINE)
            next_choice(page, event, out);
        return;
    case COMMAND_NOTE:
        if (page->file != NULL)
            new_note(page, out);
        return;
    case COMMAND_NEW:
        if (page->kind->room == ROOM_TODAY && (holds & PAGE_NOTE) != 0) {
            out->go = true;
            out->place = place_of(ROOM_YOUTH_NEW);
        } else if (page->kind->room == ROOM_WHO && (holds & PAGE_MAY_WRITE) != 0) {
            new_row(page, LIST_EXPOSURE, out);
        }
        return;
    case COMMAND_HELP:
        if (page->kind->room == ROOM_READ)
            go_to_help(page, holds, out);
        return;
    case COMMAND_BACK:
        if (page->kind->room == ROOM_TODAY)
            say_text(out, page->env->lang, T_SCR_LOCK_OR_QUIT);
        return;
    default: break;
    }
    if (go_to_room(page, event->command, out))
        return;
    if ((page->kind->room == ROOM_READ && record_command(page, event->command, out)) ||
        (page->kind->room == ROOM_TO_YOU_READ && to_you_command(page, event->command, out)))
        return;
    out->handled = doc_view_handle(page->view, event, frame_rows(event->rows));
}

static void handle(void *state, const struct event *event, struct out *out)
{
    struct page *page = state;

    prepare(page, event->cols);
    if (page->kind->room == ROOM_SHEET && blank_handle(&page->blank, event, out))
        return;
    if (absent_answer(page, event, out)) {
        build_anew(page, event);
        return;
    }
    if (page->ask.about != 0) {
        enum question_said said = question_handle(&page->ask, event, out);

        if (said != ASK_NOTHING) {
            (page->kind->room == ROOM_TO_YOU_READ ? to_you_answered : record_answered)(page, said,
                                                                                       out);
            build_anew(page, event);
        }
        return;
    }
    if (event->kind == EVENT_ANSWER) {
        bool seen = page->kind->room == ROOM_CASE &&
                    doc_view_link(page->view, frame_rows(event->rows)) != NULL;

        build_anew(page, event);
        if (seen)
            doc_view_show_focus(page->view, frame_rows(event->rows));
    } else if (event->kind == EVENT_TICK) {
        look_for_news(page, event, out);
    } else if (event->kind == EVENT_COMMAND) {
        command(page, event, out);
    }
}

/* --- drawing --- */

static void title(const struct page *page, struct canvas *canvas)
{
    const struct screen_env *env = page->env;
    enum lang lang = env->lang;
    struct str right;
    struct str left;

    str_init(&left, 0);
    str_init(&right, 0);
    if (page->file != NULL) {
        youth_words(&page->file->youth, lang, &left);
    } else if (page->kind->room == ROOM_TODAY) {
        str_puts(&left, text(lang, T_SCR_TODAY));
        str_printf(&right, "%s, %s", env->work->name, work_role_title(env->work, env->work->role));
    } else if (page->kind->room == ROOM_OWN_NOTE) {
        str_puts(&left, text(lang, T_OWN_NOTE));
    } else if (page->kind->room == ROOM_TO_YOU || page->kind->room == ROOM_TO_YOU_READ) {
        str_puts(&left, text(lang, T_TO_YOU));
    } else {
        str_puts(&left, text(lang, T_SCR_HELP));
    }
    frame_title(canvas, env, left.p, right.n > 0 ? right.p : NULL);
    str_release(&right);
    str_release(&left);
}

static void draw(const void *state, struct canvas *canvas)
{
    const struct page *page = state;

    if (page->blank) {
        blank_draw(page->env, canvas);
        return;
    }
    prepare(page, canvas->cols);
    title(page, canvas);
    doc_view_draw(page->view, frame_body(canvas), page->ask.about == 0);
    if (page->ask.about != 0)
        question_draw(&page->ask, page->env, canvas);
    else
        frame_keys(canvas, page->env, room_code(page->kind->room), page_holds(page, canvas->rows));
}

static void place(const void *state, struct place *out)
{
    const struct page *page = state;

    *out = page->place;
    out->row = page->view->focus != LINK_NONE ? (int)page->view->focus : -1;
    out->scroll = page->view->top;
    if (page->kind->room == ROOM_READ || page->kind->room == ROOM_TO_YOU_READ)
        line_place(page, out);
}

static bool keep(void *state, struct err *err)
{
    return line_keep(state, err);
}

static bool pack(void *state, struct str *sealed, struct err *err)
{
    return line_pack(state, sealed, err);
}

#define PAGE_SCREEN(name)                                                        \
    {                                                                            \
        name, open_page, close_page, context_of, handle, draw, place, NULL, NULL \
    }

const struct screen_ops screen_today = PAGE_SCREEN("today");
const struct screen_ops screen_case = PAGE_SCREEN("case");
const struct screen_ops screen_timeline = PAGE_SCREEN("timeline");
const struct screen_ops screen_compare = PAGE_SCREEN("compare");
const struct screen_ops screen_series = PAGE_SCREEN("series");
const struct screen_ops screen_relation = PAGE_SCREEN("relation");
const struct screen_ops screen_who = PAGE_SCREEN("who");
const struct screen_ops screen_history = PAGE_SCREEN("history");
const struct screen_ops screen_notes = PAGE_SCREEN("notes");
const struct screen_ops screen_help = PAGE_SCREEN("help");
const struct screen_ops screen_limits = PAGE_SCREEN("limits");
const struct screen_ops screen_own_note = PAGE_SCREEN("own-note");
const struct screen_ops screen_to_you = PAGE_SCREEN("to-you");
const struct screen_ops screen_to_you_read = {
    "to-you-read", open_page, close_page, context_of, handle, draw, place, keep, pack};
const struct screen_ops screen_absent = PAGE_SCREEN("absent");
const struct screen_ops screen_absent_journal = PAGE_SCREEN("absent-journal");
const struct screen_ops screen_sheet = PAGE_SCREEN("sheet");
const struct screen_ops screen_read = {"read", open_page, close_page, context_of, handle,
                                       draw,   place,     keep,       pack};
