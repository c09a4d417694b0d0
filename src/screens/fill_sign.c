/* fill_sign.c - what is asked before a form is signed: each warning that it sets off, then the journal. */
#include <stdint.h>
#include <string.h>

#include "screens/fill.h"
#include "screens/parts.h"
#include "sis/casework/asks.h"
#include "sis/casework/journal.h"

/* What is typed here lies in the form's own draft, under ids that begin so. */
#define KEPT "sign."

/* In the draft, beside a step's answers: it was dealt with, by its own key. */
#define DONE "done"

#define SIDE 3 /* columns beside the words */

/* Each step is a row form of the method, so its questions are the method's too. */
struct sign_step {
    const struct form *form;
    const struct warning_open *warning; /* NULL: the journal */
    const char *name;                   /* in the ids of the draft */
    bool done;
    struct answers answers;
};

struct signing {
    struct arena *arena; /* of the steps */
    struct sign_step *step;
    size_t n, at;
    struct live *live; /* of the step on the screen, or NULL */
    struct form_view view;
    const char *sentences; /* for the journal */
    unsigned long stored;  /* view.changes that are in kept */
    bool unkept;           /* something in kept that is not in the draft */
    struct arena *kept_arena;
    struct answers kept;
    struct arena *draft_arena;
    struct answers draft; /* the form's answers and these, as the draft gets them */
};

/* --- what is typed, and where it is kept ------------------------------------------------------ */

static struct signing *signing_of(struct fill *fill)
{
    struct signing *it = fill->signing;
    if (it)
        return it;
    it = mem_new(sizeof *it);
    it->arena = arena_new();
    it->kept_arena = arena_new();
    it->draft_arena = arena_new();
    answers_init(&it->kept, it->kept_arena);
    fill->signing = it;
    return it;
}

static void close_step(struct signing *it)
{
    if (it->live) {
        form_view_release(&it->view);
        live_free(it->live);
    }
    it->live = NULL;
}

void fill_sign_release(struct fill *fill)
{
    struct signing *it = fill->signing;
    if (!it)
        return;
    close_step(it);
    arena_free(it->arena);
    arena_free(it->kept_arena);
    arena_free(it->draft_arena);
    mem_free(it);
    fill->signing = NULL;
}

void fill_sign_take(struct fill *fill)
{
    for (size_t i = fill->answers.n; i-- > 0;) {
        const struct answer *answer = &fill->answers.item[i];
        if (strncmp(answer->id, KEPT, strlen(KEPT)) != 0)
            continue;
        answers_set(&signing_of(fill)->kept, answer);
        answers_remove(&fill->answers, answer->id);
    }
}

static const char *kept_id(struct arena *arena, const struct sign_step *step, const char *item)
{
    return arena_printf(arena, KEPT "%s.%s", step->name, item);
}

/* What stands in the step's answers is kept; what was emptied is so there too. */
static void store(struct signing *it)
{
    struct sign_step *step = &it->step[it->at];
    struct arena *arena = arena_new();
    form_view_commit(&it->view);
    for (size_t i = 0; i < step->form->n_items; i++) {
        const char *item = step->form->item[i].id;
        const struct answer *answer = answers_get(&step->answers, item);
        struct answer kept = answer ? *answer : (struct answer){.id = item};
        kept.id = kept_id(arena, step, item);
        answers_set(&it->kept, &kept);
    }
    it->stored = it->view.changes;
    it->unkept = true;
    arena_free(arena);
}

bool fill_sign_changed(const struct fill *fill)
{
    const struct signing *it = fill->signing;
    return it && (it->unkept || (it->live && form_view_changed(&it->view, it->stored)));
}

const struct answers *fill_draft_answers(struct fill *fill)
{
    struct signing *it = fill->signing;
    if (!it)
        return &fill->answers;
    if (it->live && form_view_changed(&it->view, it->stored))
        store(it);
    arena_reset(it->draft_arena);
    answers_copy(&it->draft, it->draft_arena, &fill->answers);
    for (size_t i = 0; i < it->kept.n; i++)
        answers_set(&it->draft, &it->kept.item[i]);
    return &it->draft;
}

void fill_sign_kept(struct fill *fill)
{
    if (fill->signing)
        fill->signing->unkept = false;
}

/* --- the steps -------------------------------------------------------------------------------- */

/* What is typed in a step is not yet said: only its own key makes it so, and coming back undoes that. */
static void set_done(struct signing *it, struct sign_step *step, bool done)
{
    const char *id = kept_id(it->arena, step, DONE);
    if (done)
        answers_set(&it->kept, &(struct answer){.id = id, .value = value_text(DONE)});
    else
        answers_remove(&it->kept, id);
    it->unkept |= step->done != done;
    step->done = done;
}

static void set_text(struct answers *answers, const char *id, const char *words)
{
    answers_set(answers, &(struct answer){.id = id, .value = value_text(words)});
}

/* True when something was typed in this step before. */
static bool take_kept(struct signing *it, struct sign_step *step)
{
    bool any = false;
    for (size_t i = 0; i < step->form->n_items; i++) {
        const char *item = step->form->item[i].id;
        const struct answer *kept = answers_get(&it->kept, kept_id(it->arena, step, item));
        if (!kept)
            continue;
        struct answer answer = *kept;
        answer.id = item;
        answers_set(&step->answers, &answer);
        any = true;
    }
    return any;
}

static struct live *live_of(struct fill *fill, struct sign_step *step, bool begin)
{
    struct work *work = fill->work;
    return live_new(fill->method, step->form, &step->answers, case_facts(work, fill->file),
                    work_today(work), clock_now(&work->clock), begin);
}

static const char *step_name(const struct sign_ask *ask)
{
    return ask->warning ? ask->warning->warning->id : ask->form->id;
}

static void add_step(struct fill *fill, const struct sign_ask *ask)
{
    struct signing *it = fill->signing;
    struct sign_step *step = &it->step[it->n++];
    *step = (struct sign_step){.form = ask->form, .warning = ask->warning, .name = step_name(ask)};
    answers_init(&step->answers, it->arena);
    bool begun = take_kept(it, step);
    step->done = answers_get(&it->kept, kept_id(it->arena, step, DONE)) != NULL;
    if (!begun)
        sign_ask_begin(fill->work, fill->file, fill->live, ask, &step->answers);
    live_free(live_of(fill, step, !begun));
}

static void find_steps(struct fill *fill)
{
    struct signing *it = signing_of(fill);
    struct sign_ask *ask;
    struct str words;
    close_step(it);
    arena_reset(it->arena);
    it->n = it->at = 0;
    str_init(&words, 0);
    sign_ask_journal(fill->work, fill->file, fill->live, &words);
    it->sentences = arena_strdup(it->arena, words.p);
    str_release(&words);
    size_t n = sign_asks(fill->work, fill->file, &fill->draft.record, fill->live, it->arena, &ask);
    it->step = arena_array(it->arena, n + 1, sizeof *it->step);
    for (size_t i = 0; i < n; i++)
        add_step(fill, &ask[i]);
}

/* What the program fills in itself is deeper than what is asked, and no gap. */
static const struct item *first_gap(struct live *live)
{
    const struct gap *gap;
    size_t n = live_gaps(live, &gap);
    for (size_t i = 0; i < n; i++)
        if (live_shown(live, gap[i].item))
            return gap[i].item;
    return NULL;
}

static bool is_whole(struct fill *fill, struct sign_step *step)
{
    struct live *live = live_of(fill, step, false);
    live_set_full(live, false);
    bool whole = first_gap(live) == NULL;
    live_free(live);
    return whole;
}

static void open_step(struct fill *fill, size_t n)
{
    struct signing *it = fill->signing;
    close_step(it);
    it->at = n;
    set_done(it, &it->step[n], false);
    it->live = live_of(fill, &it->step[n], false);
    live_set_full(it->live, false);
    form_view_init(&it->view, fill->env, fill->method, it->live, fill->work->role);
    it->view.short_only = true;
    it->view.stays = true;
    const struct item *gap = first_gap(it->live);
    form_view_go(&it->view, gap ? gap->id : "", SIZE_MAX);
    it->stored = it->view.changes;
    fill->mode = MODE_STEPS;
}

/* To the first step that is not dealt with, from this one on; behind the last one is asked to sign. */
static void go_on(struct fill *fill, size_t from)
{
    struct signing *it = fill->signing;
    for (size_t i = from; i < it->n; i++) {
        if (!it->step[i].done || !is_whole(fill, &it->step[i])) {
            open_step(fill, i);
            return;
        }
    }
    close_step(it);
    fill_ask(fill, MODE_SIGN);
}

void fill_sign_begin(struct fill *fill, bool anew)
{
    find_steps(fill);
    struct signing *it = fill->signing;
    for (size_t i = 0; anew && i < it->n; i++)
        set_done(it, &it->step[i], false);
    go_on(fill, 0);
}

bool fill_sign_asks(const struct fill *fill)
{
    return fill->signing && fill->signing->n > 0;
}

bool fill_sign_back(struct fill *fill)
{
    struct signing *it = fill->signing;
    if (!it || it->n == 0)
        return false;
    open_step(fill, it->n - 1);
    return true;
}

void fill_sign_restart(struct fill *fill)
{
    struct signing *it = fill->signing;
    if (!it || !it->live)
        return;
    size_t at = it->at;
    store(it);
    find_steps(fill);
    open_step(fill, at < it->n ? at : 0);
}

/* --- keys ------------------------------------------------------------------------------------- */

enum context fill_sign_context(const struct fill *fill)
{
    return form_view_context(&fill->signing->view);
}

static void next_step(struct fill *fill, struct out *out)
{
    struct signing *it = fill->signing;
    form_view_leave(&it->view);
    const struct item *gap = first_gap(it->live);
    if (gap) {
        form_view_go(&it->view, gap->id, SIZE_MAX);
        say_text(out, fill_lang(fill), T_FILL_STEP_GAP);
        return;
    }
    store(it);
    set_done(it, &it->step[it->at], true);
    go_on(fill, it->at + 1);
}

static void step_back(struct fill *fill)
{
    struct signing *it = fill->signing;
    form_view_leave(&it->view);
    store(it);
    if (it->at > 0) {
        open_step(fill, it->at - 1);
        return;
    }
    close_step(it);
    fill->mode = MODE_FORM;
}

/* When it stands in the journal already there is nothing more to ask. */
static bool ends_here(const struct signing *it)
{
    const struct answer *what = answers_get(&it->step[it->at].answers, JOURNAL_WHAT);
    const struct item *item = form_view_item(&it->view);
    return item && text_equal(item->id, JOURNAL_WHAT) && !it->view.pointing && what &&
           value_has_code(&what->value, JOURNAL_WRITTEN);
}

static bool is_command(const struct event *event, int command)
{
    return event->kind == EVENT_COMMAND && event->command == command;
}

static int head_rows(const struct fill *fill, int cols);

void fill_sign_handle(struct fill *fill, const struct event *event, int rows, struct out *out)
{
    struct signing *it = fill->signing;
    out->handled = true;
    if (is_command(event, COMMAND_DONE) || (is_command(event, COMMAND_OPEN) && ends_here(it))) {
        form_view_end_word(&it->view);
        next_step(fill, out);
        return;
    }
    if (is_command(event, COMMAND_BACK)) {
        step_back(fill);
        return;
    }
    out->handled =
        form_view_handle(&it->view, event, rows - head_rows(fill, event->cols), event->cols);
    fill_say(fill, &it->view, event, out);
}

size_t fill_sign_keys(const struct fill *fill, struct bar_key *key)
{
    enum lang lang = fill_lang(fill);
    size_t n = 0;
    if (fill_sign_context(fill) == CONTEXT_TEXT)
        key[n++] = (struct bar_key){COMMAND_NEXT, NULL};
    key[n++] = (struct bar_key){COMMAND_DONE, text(lang, T_FILL_KEY_ON)};
    key[n++] = (struct bar_key){COMMAND_BACK, NULL};
    key[n++] = (struct bar_key){COMMAND_LOCK, NULL};
    return n;
}

/* --- drawing ---------------------------------------------------------------------------------- */

static int wide(int cols)
{
    int inside = cols - 2 * SIDE;
    return inside > TEXT_COLS_MAX ? TEXT_COLS_MAX : inside > 1 ? inside : 1;
}

static size_t count_warnings(const struct signing *it)
{
    size_t n = 0;
    for (size_t i = 0; i < it->n; i++)
        n += it->step[i].warning != NULL;
    return n;
}

/* In an area without rows nothing is drawn, but all is measured. */
static int draw_head(const struct fill *fill, struct area on)
{
    const struct signing *it = fill->signing;
    const struct sign_step *step = &it->step[it->at];
    enum lang lang = fill_lang(fill);
    int cols = wide(on.cols), row = 1;
    char at[24], of[24];
    struct str words;
    str_init(&words, 0);
    if (step->warning) {
        text_put(&words, lang, T_FILL_STEP_WARNING, number_text(at, (long long)it->at + 1),
                 number_text(of, (long long)count_warnings(it)), NULL);
        enum style style = warning_is_acute(step->warning->warning) ? STYLE_ALERT : STYLE_WARN;
        row = area_wrap(on, row, SIDE, cols, STYLE_STRONG, words.p) + 1;
        row = area_wrap(on, row, SIDE, cols, style, step->warning->text);
        str_clear(&words);
        warning_call_words(fill->work, fill->method, step->warning->warning, lang, &words);
        row = words.n > 0 ? area_wrap(on, row, SIDE, cols, style, words.p) : row;
    } else {
        row = area_wrap(on, row, SIDE, cols, STYLE_STRONG, text(lang, T_FILL_STEP_JOURNAL)) + 1;
        row = area_wrap(on, row, SIDE, cols, STYLE_PLAIN, it->sentences);
    }
    str_release(&words);
    return row + 1;
}

static int head_rows(const struct fill *fill, int cols)
{
    return draw_head(fill, (struct area){.canvas = NULL, .cols = cols});
}

void fill_sign_draw(const struct fill *fill, struct area on)
{
    int head = draw_head(fill, on);
    form_view_draw(&fill->signing->view, area_part(on, head, 0, on.rows - head, on.cols));
}

/* --- what is signed along with the form ------------------------------------------------------- */

size_t fill_sign_also(struct fill *fill, struct arena *arena, struct record_also **also)
{
    struct signing *it = fill->signing;
    size_t n = it ? it->n : 0;
    *also = arena_array(arena, n + 1, sizeof **also);
    for (size_t i = 0; i < n; i++) {
        struct sign_step *step = &it->step[i];
        struct answers *answers = arena_alloc(arena, sizeof *answers);
        struct live *live = live_of(fill, step, false);
        live_export(live, arena, answers);
        live_free(live);
        if (step->warning)
            set_text(answers, ACK_WARNING, step->warning->warning->id);
        (*also)[i] = (struct record_also){step->form->id, answers};
    }
    return n;
}

/* A line below what it belongs to; nothing when nothing was written. */
static void put_written(struct str *out, const struct sign_step *step, const char *item)
{
    const struct answer *answer = answers_get(&step->answers, item);
    if (!answer || answer->value.kind != VALUE_TEXT || text_is_empty(answer->value.text))
        return;
    str_printf(out, "– %s\n", answer->value.text);
}

static void put_journal(const struct fill *fill, const struct sign_step *step, struct str *out)
{
    const struct item *what = form_item(fill->method, step->form, JOURNAL_WHAT);
    const struct answer *answer = answers_get(&step->answers, JOURNAL_WHAT);
    struct str words;
    if (!what || !answer)
        return;
    str_init(&words, 0);
    item_answer_words(what, answer, fill_lang(fill), &words);
    text_put(out, fill_lang(fill), T_FILL_SIGN_JOURNAL, words.p, NULL);
    str_puts(out, "\n");
    str_release(&words);
    if (value_has_code(&answer->value, JOURNAL_TEXT))
        put_written(out, step, JOURNAL_WORDS);
    else if (value_has_code(&answer->value, JOURNAL_NO))
        put_written(out, step, JOURNAL_WHY_NOT);
}

static void put_signatures(const struct fill *fill, struct str *out)
{
    enum lang lang = fill_lang(fill);
    char number[24];
    if (fill->form->signatures != 2)
        return;
    if (fill->form->one_signature_hours > 0)
        text_put(out, lang, T_FILL_SIGN_TWO_HOURS,
                 number_text(number, fill->form->one_signature_hours), NULL);
    else
        str_puts(out, text(lang, T_FILL_SIGN_TWO));
    str_puts(out, "\n");
}

void fill_sign_words(const struct fill *fill, struct str *out)
{
    const struct signing *it = fill->signing;
    char number[24];
    size_t n = it ? count_warnings(it) : 0;
    if (n > 0) {
        text_put(out, fill_lang(fill), T_FILL_SIGN_WARNINGS, number_text(number, (long long)n),
                 NULL);
        str_puts(out, "\n");
    }
    for (size_t i = 0; it && i < it->n; i++)
        if (it->step[i].warning)
            put_written(out, &it->step[i], ACK_WHAT);
        else
            put_journal(fill, &it->step[i], out);
    put_signatures(fill, out);
}
