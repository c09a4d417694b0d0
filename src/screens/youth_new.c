/* youth_new.c - a youth into the register: twenty seconds at arrival. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "screens/question.h"
#include "screens/screens.h"
#include "screens/slip.h"
#include "sis/base/utf8.h"

enum { NUMBER, WORK_NAME, PROTECTED, NAME, IDENTITY, WARD, ROOM, FIELDS };

/* Fewer letters of a name are in too many others. */
#define NAME_LETTERS 3

static const struct {
    const char *id; /* in the draft */
    enum text_id label, hint;
} fields[FIELDS] = {
    [NUMBER] = {"youth.number", T_SCR_YOUTH_NUMBER, T_SCR_YOUTH_NUMBER_HINT},
    [WORK_NAME] = {DRAFT_WORK_NAME, T_SCR_YOUTH_WORK_NAME, T_SCR_YOUTH_WORK_NAME_HINT},
    [PROTECTED] = {"youth.protected", T_SCR_YOUTH_PROTECTED, T_SCR_YOUTH_PROTECTED_HINT},
    [NAME] = {"youth.name", T_SCR_YOUTH_NAME, T_SCR_YOUTH_NAME_HINT},
    [IDENTITY] = {"youth.identity", T_SCR_YOUTH_IDENTITY, T_SCR_YOUTH_IDENTITY_HINT},
    [WARD] = {"youth.ward", T_SCR_YOUTH_WARD, T_NONE},
    [ROOM] = {"youth.room", T_SCR_YOUTH_ROOM, T_NONE},
};

struct youth_new {
    const struct screen_env *env;
    struct entry_line entry[FIELDS]; /* that of PROTECTED is never drawn */
    bool is_protected;
    size_t focus;
    struct str problem;
    struct str same; /* who is in the register already */
    struct id draft;
    unsigned long kept;              /* version that is suggested, or in the draft */
    unsigned long suggested[FIELDS]; /* edit_version of what the program wrote there; 0: nothing */
    struct question ask;
    struct id begun; /* the draft that is asked about */
    size_t landed;   /* the line that yes or no led to with the last key; FIELDS: none */
    size_t landed_n; /* bytes that stood there */
};

static const char *typed(const struct youth_new *it, size_t field)
{
    return edit_text(it->entry[field].edit);
}

/* All that can be typed, as one number that grows with it. */
static unsigned long version(const struct youth_new *it)
{
    unsigned long sum = it->is_protected;

    for (size_t i = 0; i < FIELDS; i++)
        sum += 2 * edit_version(it->entry[i].edit);
    return sum;
}

static bool left_out(const struct youth_new *it, size_t field)
{
    return it->is_protected && (field == NAME || field == IDENTITY);
}

/* --- open and close --- */

static void set(struct youth_new *it, size_t field, const char *words)
{
    edit_set(it->entry[field].edit, words, strlen(words));
}

static bool suggest(struct youth_new *it, struct arena *arena, struct err *err)
{
    const char *work_name;
    const char *number;

    if (!register_suggest(it->env->work, arena, &work_name, &number, err))
        return false;
    set(it, NUMBER, number);
    set(it, WORK_NAME, work_name);
    it->suggested[NUMBER] = edit_version(it->entry[NUMBER].edit);
    it->suggested[WORK_NAME] = edit_version(it->entry[WORK_NAME].edit);
    return true;
}

/* Whoever types over a suggestion wants another word, not two. */
static void focus_on(struct youth_new *it, size_t field)
{
    struct edit *edit = it->entry[field].edit;

    it->focus = field;
    if (it->suggested[field] != 0 && edit_version(edit) == it->suggested[field])
        edit_select_all(edit);
}

/* What was searched for and not found is most often the name. */
static void begin_with(struct youth_new *it, const char *words)
{
    bool digits = words[strspn(words, "0123456789-+ ")] == '\0';

    set(it, digits && strlen(words) > 9 ? IDENTITY : NAME,
        digits && strlen(words) <= 9 ? "" : words);
}

static void continue_draft(struct youth_new *it, const struct draft *draft)
{
    it->draft = draft->id;
    for (size_t i = 0; i < FIELDS; i++)
        if (slip_text(draft, fields[i].id)[0] != '\0')
            set(it, i, slip_text(draft, fields[i].id));
    it->is_protected = typed(it, PROTECTED)[0] != '\0';
}

static void close_youth(void *state)
{
    struct youth_new *it = state;

    for (size_t i = 0; i < FIELDS; i++)
        entry_release(&it->entry[i]);
    question_release(&it->ask);
    str_release(&it->problem);
    str_release(&it->same);
    mem_free(it);
}

static void look_for_same(struct youth_new *it);

/* Somebody who was begun and left is offered, so that the same youth is not begun twice. */
static void ask_about_begun(struct youth_new *it, struct arena *arena)
{
    struct err err = {0};
    struct draft *draft;
    size_t n;

    if (!desk_list(it->env->work, arena, &draft, &n, &err))
        return;
    for (size_t i = 0; i < n; i++) {
        if (draft[i].place.room == ROOM_YOUTH_NEW) {
            const char *name = slip_text(&draft[i], fields[WORK_NAME].id);

            it->begun = draft[i].id;
            question_open(&it->ask, 1, T_SCR_YOUTH_GO_ON,
                          *name != '\0' ? name : text(it->env->lang, T_SCR_YOUTH_NEW), false);
            return;
        }
    }
}

static void *open_youth(const struct screen_env *env, const struct place *place, struct err *err)
{
    struct youth_new *it;
    struct arena *arena;
    struct draft draft;

    if (!rights_allow(env->work->role, ACTION_YOUTH_REGISTER, RELATION_NONE)) {
        err_set(err, ERR_DENIED, T_DENIED, NULL, NULL);
        return NULL;
    }
    it = mem_new(sizeof *it);
    arena = arena_new();
    it->env = env;
    for (size_t i = 0; i < FIELDS; i++)
        entry_init(&it->entry[i], "", false);
    str_init(&it->problem, 0);
    str_init(&it->same, 0);
    question_init(&it->ask);
    slip_find(env->work, place, arena, &draft);
    if (!suggest(it, arena, err)) {
        arena_free(arena);
        close_youth(it);
        return NULL;
    }
    begin_with(it, place->extra);
    it->kept = version(it);
    if (!id_is_none(&draft.id)) {
        continue_draft(it, &draft);
        it->kept = version(it);
    } else {
        ask_about_begun(it, arena);
    }
    arena_free(arena);
    it->landed = FIELDS;
    focus_on(it, place->row > 0 && place->row < FIELDS ? (size_t)place->row : WORK_NAME);
    look_for_same(it);
    return it;
}

static enum context context_of(const void *state)
{
    const struct youth_new *it = state;

    return it->ask.about != 0 ? question_context(&it->ask) : CONTEXT_TEXT;
}

static void place(const void *state, struct place *out)
{
    const struct youth_new *it = state;

    *out = place_of(ROOM_YOUTH_NEW);
    out->row = (int)it->focus;
    if (!id_is_none(&it->draft))
        id_text(&it->draft, out->item);
}

/* --- the draft --- */

static void slip(const struct youth_new *it, struct slip_field field[FIELDS])
{
    for (size_t i = 0; i < FIELDS; i++)
        field[i] = (struct slip_field){fields[i].id, typed(it, i)};
    field[PROTECTED].text = it->is_protected ? "yes" : "";
}

static bool keep(void *state, struct err *err)
{
    struct youth_new *it = state;
    struct place at = place_of(ROOM_YOUTH_NEW);
    struct slip_field field[FIELDS];

    if (version(it) == it->kept)
        return true;
    slip(it, field);
    if (!slip_keep(it->env->work, &at, field, FIELDS, &it->draft, err))
        return false;
    it->kept = version(it);
    return true;
}

static bool pack(void *state, struct str *sealed, struct err *err)
{
    const struct youth_new *it = state;
    struct place at = place_of(ROOM_YOUTH_NEW);
    struct slip_field field[FIELDS];

    slip(it, field);
    return slip_pack(it->env->work, &at, field, FIELDS, &it->draft, sealed, err);
}

/* --- who is there already --- */

static void add_same(struct youth_new *it, const char *words)
{
    struct arena *arena = arena_new();
    struct youth *youth;
    struct err err = {0};
    size_t n = 0;

    if (utf8_count(words, strlen(words)) >= NAME_LETTERS &&
        register_find(it->env->work, words, arena, &youth, &n, &err)) {
        for (size_t i = 0; i < n && i < 3; i++) {
            str_puts(&it->same, it->same.n > 0 ? "; " : "");
            youth_words(&youth[i], it->env->lang, &it->same);
        }
    }
    arena_free(arena);
}

static void look_for_same(struct youth_new *it)
{
    str_clear(&it->same);
    if (!it->is_protected) {
        add_same(it, typed(it, NAME));
        add_same(it, typed(it, IDENTITY));
    }
}

/* --- events --- */

/* Where what cannot be saved is to be mended. */
static void go_to_wrong(struct youth_new *it, enum text_id text)
{
    static const struct {
        enum text_id text;
        size_t field;
    } wrong[] = {
        {T_YOUTH_NUMBER_TAKEN, NUMBER},  {T_YOUTH_NAME_TAKEN, WORK_NAME},
        {T_YOUTH_NAME_SHOWS, WORK_NAME}, {T_IDENTITY_WRONG, IDENTITY},
        {T_IDENTITY_PRACTICE, IDENTITY}, {T_YOUTH_IDENTITY_TAKEN, IDENTITY},
    };

    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        if (wrong[i].text == text)
            focus_on(it, wrong[i].field);
}

static void save(struct youth_new *it, struct out *out)
{
    enum lang lang = it->env->lang;
    struct youth youth = {.number = typed(it, NUMBER),
                          .work_name = typed(it, WORK_NAME),
                          .name = it->is_protected ? NULL : typed(it, NAME),
                          .identity = it->is_protected ? NULL : typed(it, IDENTITY),
                          .ward = typed(it, WARD),
                          .room = typed(it, ROOM)};
    struct err err = {0};
    struct str words;
    struct str name;

    str_clear(&it->problem);
    out->handled = true;
    if (!register_add(it->env->work, &youth, &err)) {
        err_text(&err, lang, &it->problem);
        go_to_wrong(it, err.text);
        return;
    }
    slip_drop(it->env->work, &it->draft);
    it->kept = version(it);
    str_init(&words, 0);
    str_init(&name, 0);
    youth_words(&youth, lang, &name);
    text_put(&words, lang, T_SCR_YOUTH_SAVED, name.p, NULL);
    say(out, words.p);
    str_release(&name);
    str_release(&words);
    out->pop = true;
    out->answer = 1;
}

static void move(struct youth_new *it, bool back)
{
    size_t field = it->focus;

    it->landed = FIELDS;
    do {
        field = (field + (back ? FIELDS - 1 : 1)) % FIELDS;
    } while (left_out(it, field));
    focus_on(it, field);
}

/* j, y and n answer; the space bar changes the answer. */
static void answer_protected(struct youth_new *it, struct key key)
{
    bool yes = key.cp == 'j' || key.cp == 'y' || (key.cp == ' ' && !it->is_protected);
    bool no = key.cp == 'n' || (key.cp == ' ' && it->is_protected);

    if (yes || no) {
        it->is_protected = yes;
        look_for_same(it);
        if (key.cp != ' ') {
            move(it, false);
            it->landed = it->focus;
            it->landed_n = strlen(typed(it, it->focus));
        }
    }
}

/* Whoever types the whole word and Enter has the rest of it in the next line. True when the key ended
 * the answer, and that is all it does. */
static bool ends_word(struct youth_new *it, bool enter)
{
    enum text_id id = it->is_protected ? T_SCR_YES_KEY : T_SCR_NO_KEY;
    bool landed = it->landed == it->focus;
    struct str before;

    it->landed = FIELDS;
    if (!landed || strlen(typed(it, it->focus)) < it->landed_n)
        return false;
    const char *rest = typed(it, it->focus) + it->landed_n;
    bool ends = enter && *rest == '\0';

    for (int lang = 0; !ends && lang < LANG_COUNT; lang++) {
        /* Behind "n " and the first letter. */
        ends = strcasecmp(rest, strchr(text((enum lang)lang, id), ' ') + 2) == 0;
    }
    if (ends && *rest != '\0') {
        str_init(&before, 0);
        str_add(&before, typed(it, it->focus), it->landed_n);
        set(it, it->focus, before.p);
        str_release(&before);
        look_for_same(it);
    }
    return ends;
}

static void key(struct youth_new *it, const struct event *event, struct out *out)
{
    bool is_key = event->kind == EVENT_KEY;

    out->handled = true;
    if (is_key && event->key.code == KEYCODE_ENTER && ends_word(it, true))
        return;
    if (is_key && event->key.code == KEYCODE_ENTER && it->focus == ROOM) {
        save(it, out);
    } else if (is_key && (event->key.code == KEYCODE_ENTER || event->key.code == KEYCODE_DOWN)) {
        move(it, false);
    } else if (is_key && event->key.code == KEYCODE_UP) {
        move(it, true);
    } else if (it->focus == PROTECTED) {
        out->handled = is_key && key_is_text(event->key);
        if (out->handled)
            answer_protected(it, event->key);
    } else {
        out->handled = entry_handle(&it->entry[it->focus], event);
        if (out->handled) {
            str_clear(&it->problem);
            look_for_same(it);
        }
    }
}

static void go_on_with_begun(struct youth_new *it, struct out *out)
{
    struct arena *arena = arena_new();
    struct err err = {0};
    struct draft draft;

    if (desk_get(it->env->work, &it->begun, arena, &draft, &err)) {
        continue_draft(it, &draft);
        it->kept = version(it);
        look_for_same(it);
    } else {
        say_err(out, it->env->lang, &err);
    }
    arena_free(arena);
}

static void answered(struct youth_new *it, const struct event *event, struct out *out)
{
    enum question_said said;

    if (event->kind == EVENT_COMMAND && event->command == COMMAND_BACK) {
        out->handled = true;
        out->pop = true;
        return;
    }
    said = question_handle(&it->ask, event, out);
    if (said == ASK_YES)
        go_on_with_begun(it, out);
    if (said != ASK_NOTHING)
        question_forget(&it->ask);
}

static void handle(void *state, const struct event *event, struct out *out)
{
    struct youth_new *it = state;

    if (it->ask.about != 0) {
        answered(it, event, out);
    } else if (event->kind == EVENT_KEY || event->kind == EVENT_PASTE) {
        key(it, event, out);
    } else if (event->kind != EVENT_COMMAND) {
        return;
    } else if (event->command == COMMAND_DONE) {
        save(it, out);
    } else if (event->command == COMMAND_NEXT || event->command == COMMAND_PREVIOUS) {
        out->handled = true;
        if (event->command == COMMAND_PREVIOUS || !ends_word(it, false))
            move(it, event->command == COMMAND_PREVIOUS);
    } else if (it->focus != PROTECTED) {
        out->handled = entry_handle(&it->entry[it->focus], event);
    }
}

/* --- drawing --- */

static void draw_protected(const struct youth_new *it, struct area on)
{
    enum lang lang = it->env->lang;
    int col = 0;

    for (int yes = 0; yes <= 1; yes++) {
        bool chosen = it->is_protected == (yes == 1);

        col = area_text(on, 0, col, chosen ? STYLE_CHOSEN : STYLE_DIM, chosen ? "› " : "  ");
        col = area_text(on, 0, col, chosen ? STYLE_CHOSEN : STYLE_PLAIN,
                        text(lang, yes == 1 ? T_SCR_YES_KEY : T_SCR_NO_KEY));
        col += 3;
    }
    if (it->focus == PROTECTED)
        area_cursor(on, 0, 0);
}

static void draw_field(const struct youth_new *it, struct area on, int row, int labels, size_t i)
{
    enum lang lang = it->env->lang;
    bool focus = it->focus == i;
    struct area part = area_part(on, row, MARGIN + labels, 1, on.cols - 2 * MARGIN - labels);

    frame_mark(on, row, focus);
    area_text(on, row, MARGIN, left_out(it, i) ? STYLE_DIM : STYLE_PLAIN,
              text(lang, fields[i].label));
    if (left_out(it, i))
        area_text(part, 0, 0, STYLE_DIM, text(lang, T_SCR_YOUTH_LEFT_OUT));
    else if (i == PROTECTED)
        draw_protected(it, part);
    else
        entry_draw(&it->entry[i], part, focus);
}

static int label_cols(enum lang lang)
{
    int widest = 0;

    for (size_t i = 0; i < FIELDS; i++) {
        const char *label = text(lang, fields[i].label);
        int cols = text_cols(label, strlen(label));

        widest = cols > widest ? cols : widest;
    }
    return widest + 2;
}

static int paragraph(struct area on, int row, enum style style, const char *words)
{
    return area_wrap(on, row, MARGIN, on.cols - 2 * MARGIN, style, words);
}

static void draw(const void *state, struct canvas *canvas)
{
    const struct youth_new *it = state;
    enum lang lang = it->env->lang;
    struct area on = frame_body(canvas);
    int labels = label_cols(lang);
    struct str words;
    int row = 0;

    frame_title(canvas, it->env, text(lang, T_SCR_YOUTH_NEW), NULL);
    for (size_t i = 0; i < FIELDS; i++, row++)
        draw_field(it, on, row, labels, i);
    row++;
    if (it->problem.n > 0)
        row = paragraph(on, row, STYLE_ALERT, it->problem.p);
    if (it->same.n > 0) {
        str_init(&words, 0);
        text_put(&words, lang, T_SCR_YOUTH_SAME, it->same.p, NULL);
        row = paragraph(on, row, STYLE_WARN, words.p);
        str_release(&words);
    }
    if (fields[it->focus].hint != T_NONE)
        paragraph(on, row, STYLE_HINT, text(lang, fields[it->focus].hint));
    if (it->ask.about != 0)
        question_draw(&it->ask, it->env, canvas);
    else
        frame_keys(canvas, it->env, "youth_new", 0);
}

const struct screen_ops screen_youth_new = {
    "youth_new", open_youth, close_youth, context_of, handle, draw, place, keep, pack};
