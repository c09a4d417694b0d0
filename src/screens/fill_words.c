/* fill_words.c - what the screen of a form says about it. */
#include <string.h>

#include "screens/fill.h"
#include "sis/base/utf8.h"
#include "sis/casework/notes.h"

const char *fill_note_whom(const struct fill *fill)
{
    const struct answer *whom = fill->has_youth ? NULL : answers_get(&fill->answers, NOTE_WHOM);
    return whom && whom->value.kind == VALUE_TEXT ? whom->value.text : NULL;
}

void fill_youth_words(const struct fill *fill, struct str *out)
{
    str_puts(out, fill->youth.work_name);
    if (!text_is_empty(fill->youth.room)) {
        str_puts(out, ", ");
        text_put(out, fill_lang(fill), T_FILL_ROOM, fill->youth.room, NULL);
    }
}

static void add_progress(const struct fill *fill, struct str *out)
{
    char a[24], b[24];
    size_t answered, all;
    live_progress(fill->live, &answered, &all);
    text_put(out, fill_lang(fill), T_FILL_PROGRESS, number_text(a, (long long)answered),
             number_text(b, (long long)all), NULL);
}

/* When the draft was kept; false when there is none yet. */
static bool add_kept(const struct fill *fill, enum text_id id, bool seconds, struct str *out)
{
    struct str clock;
    if (id_is_none(&fill->draft.id) || fill->draft.at == 0 || fill->found)
        return false;
    str_init(&clock, 0);
    moment_clock(&clock, fill->draft.at, seconds);
    str_puts(out, "   ");
    text_put(out, fill_lang(fill), id, clock.p, NULL);
    str_release(&clock);
    return true;
}

void fill_title(const struct fill *fill, struct str *left, struct str *right)
{
    enum lang lang = fill_lang(fill);
    const struct item *item = form_view_item(&fill->view);
    if (fill->view.youth) {
        /* Nothing here says what the home keeps on whom. */
        const struct label *title = item ? &item->section->title : &fill->form->title;
        str_puts(left, label_in(title, lang));
        return;
    }
    const char *title = label_in(&fill->form->title, lang);
    utf8_upper(left, title, strlen(title));
    if (fill->has_youth) {
        str_printf(left, "  %s ", fill->youth.number);
        str_puts(left, fill->youth.work_name);
        if (!text_is_empty(fill->youth.room)) {
            str_puts(left, "  ");
            text_put(left, lang, T_FILL_ROOM, fill->youth.room, NULL);
        }
    }
    const char *whom = fill_note_whom(fill);
    if (whom)
        str_printf(left, "  %s", whom);
    /* As much of it as there is room for. */
    add_progress(fill, right);
    if (add_kept(fill, T_FILL_KEPT, true, right)) {
        str_puts(right, "\n");
        add_progress(fill, right);
        add_kept(fill, T_FILL_KEPT_SHORT, false, right);
        str_puts(right, "\n");
        add_progress(fill, right);
    }
}

void fill_item_words(const struct fill *fill, const struct item *item, struct str *out)
{
    enum lang lang = fill_lang(fill);
    if (item->grid_row) {
        str_puts(out, label_in(&item->grid_row->label, lang));
        str_puts(out, ", ");
    }
    str_puts(out, label_in(&item->label, lang));
}

void fill_answers_words(const struct fill *fill, const struct answers *answers, struct str *out)
{
    for (size_t i = 0; i < fill->form->n_items; i++) {
        const struct item *item = &fill->form->item[i];
        const struct answer *answer = answers_get(answers, item->id);
        /* What the youth has answered is read when it is signed, not by way of a draft. */
        if (!answer || section_is_youths(item->section))
            continue;
        if (out->n > 0)
            str_puts(out, "\n");
        fill_item_words(fill, item, out);
        str_puts(out, "\n   › ");
        item_answer_words(item, answer, fill_lang(fill), out);
    }
}

/* A record of a row form as it would be filled in, or NULL. With answers and all in the arena but live. */
static struct live *live_of_row(const struct fill *fill, const struct record *record,
                                struct arena *arena)
{
    const struct form *form = method_form(fill->method, record->form);
    const struct answers *stored = case_answers(fill->file, record);
    struct answers *answers = arena_alloc(arena, sizeof *answers);
    struct live *live;
    if (!form || !stored)
        return NULL;
    answers_copy(answers, arena, stored);
    live = live_new(fill->method, form, answers, case_facts(fill->work, fill->file),
                    work_today(fill->work), clock_now(&fill->work->clock), false);
    live_set_language(live, fill_lang(fill));
    return live;
}

void fill_row_words(const struct fill *fill, const struct record *record, struct str *out)
{
    struct arena *arena = arena_new();
    struct live *live = live_of_row(fill, record, arena);
    const struct expr *words = live ? live_form(live)->row_text : NULL;
    struct result result;
    struct err err;
    if (!words)
        str_puts(out, text(fill_lang(fill), T_FILL_ROW_UNREADABLE));
    else if (expr_eval(words, live_scope(live), arena, &result, &err))
        result_text(&result, out);
    live_free(live);
    arena_free(arena);
}

size_t fill_remarked(const struct live *live, struct arena *arena, const struct item ***item)
{
    size_t n = live_remarked(live, arena, item);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (!section_is_youths((*item)[i]->section))
            (*item)[kept++] = (*item)[i];
    return kept;
}

static void add_remarks(const struct fill *fill, const struct live *live, const char *before,
                        struct str *out)
{
    struct arena *arena = arena_new();
    const struct item **item;
    size_t n = fill_remarked(live, arena, &item);
    for (size_t i = 0; i < n; i++) {
        str_puts(out, before);
        fill_item_words(fill, item[i], out);
        str_puts(out, " ");
        item_answer_words(item[i], answers_get(live_answers(live), item[i]->id), fill_lang(fill),
                          out);
        str_puts(out, ". ");
        live_remark(live, item[i], fill_lang(fill), out);
    }
    arena_free(arena);
}

void fill_remarks_words(const struct fill *fill, struct str *out)
{
    struct str words;
    str_init(&words, 0);
    add_remarks(fill, fill->live, "\n– ", &words);
    if (words.n > 0) {
        str_puts(out, text(fill_lang(fill), T_FILL_SIGN_REMARKED));
        str_puts(out, words.p);
        str_puts(out, "\n\n");
    }
    str_release(&words);
}

void fill_row_remarks_words(const struct fill *fill, const struct record *record, struct str *out)
{
    struct arena *arena = arena_new();
    struct live *live = live_of_row(fill, record, arena);
    if (live)
        add_remarks(fill, live, "\n   ", out);
    live_free(live);
    arena_free(arena);
}

/* --- questions, and what a key is for ------------------------------------------------------------- */

void fill_option(struct fill *fill, enum text_id key, enum text_id words, int value)
{
    panel_option(&fill->panel, text(fill_lang(fill), key), text(fill_lang(fill), words), value);
}

void fill_paragraph(struct str *out, const char *words)
{
    if (text_is_empty(words))
        return;
    if (out->n > 0)
        str_puts(out, "\n\n");
    str_puts(out, words);
}

/* What is typed where one chooses is not lost in silence. */
static void say_keys(const struct fill *fill, const struct form_view *view, struct out *out)
{
    enum lang lang = fill_lang(fill);
    char other[KEY_WORDS_BYTES];
    struct str keys, words;
    str_init(&keys, 0);
    str_init(&words, 0);
    const struct item *item = form_view_item(view);
    if (form_view_keys(view, &keys)) {
        keymap_words(fill->env->keymap, CONTEXT_FORM, COMMAND_OTHER, lang, other);
        text_put(&words, lang, T_FILL_ANSWER_KEYS, keys.p, other, NULL);
        say(out, words.p);
    } else if (form_view_on_step(view)) {
        say_text(out, lang, T_FILL_STEP_KEY);
    } else if (item && item->type == ITEM_ROWS && !view->youth) {
        say_text(out, lang, T_FILL_ROWS_KEY);
    }
    str_release(&words);
    str_release(&keys);
}

void fill_say(const struct fill *fill, struct form_view *view, const struct event *event,
              struct out *out)
{
    struct str words;
    str_init(&words, 0);
    if (form_view_said(view, &words))
        say(out, words.p);
    else if (!out->handled && event_is_typed(event))
        say_keys(fill, view, out);
    str_release(&words);
}
