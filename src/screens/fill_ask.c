/* fill_ask.c - the questions of the screen that fills in a form. */
#include <string.h>

#include "screens/fill.h"
#include "sis/base/utf8.h"

static int32_t key_of(const struct fill *fill, enum text_id id)
{
    const char *key = text(fill_lang(fill), id);
    int32_t cp = 0;
    utf8_decode(key, strlen(key), &cp);
    return cp;
}

static void option(struct fill *fill, enum text_id key, enum text_id words, int value)
{
    panel_option(&fill->panel, key_of(fill, key), text(fill_lang(fill), words), value);
}

static void paragraph(struct str *out, const char *words)
{
    if (text_is_empty(words))
        return;
    if (out->n > 0)
        str_puts(out, "\n\n");
    str_puts(out, words);
}

/* --- the draft -------------------------------------------------------------------------------- */

static void draft_when(const struct fill *fill, struct str *out)
{
    moment_words(out, fill_lang(fill), fill->draft.at, work_today(fill->work));
}

static void ask_draft(struct fill *fill)
{
    struct str when;
    str_init(&when, 0);
    draft_when(fill, &when);
    panel_begin(&fill->panel, text(fill_lang(fill), T_FILL_DRAFT_TITLE));
    text_put(&fill->panel.words, fill_lang(fill), T_FILL_DRAFT_WORDS,
             label_in(&fill->form->title, fill_lang(fill)), when.p, NULL);
    if (!text_is_empty(fill->draft.first_line)) {
        str_puts(&fill->panel.words, "\n\n”");
        size_t n = strlen(fill->draft.first_line);
        size_t fit = utf8_fit(fill->draft.first_line, n, 120, NULL);
        str_add(&fill->panel.words, fill->draft.first_line, fit);
        str_puts(&fill->panel.words, fit < n ? "…”" : "”");
    }
    option(fill, T_KEY_CONTINUE, T_FILL_DRAFT_CONTINUE, CHOICE_CONTINUE);
    option(fill, T_KEY_SHOW, T_FILL_DRAFT_SHOW, CHOICE_SHOW);
    option(fill, T_KEY_DROP, T_FILL_DRAFT_DROP, CHOICE_DROP);
    str_release(&when);
}

static void show_draft(struct fill *fill)
{
    panel_begin(&fill->panel, text(fill_lang(fill), T_FILL_DRAFT_TITLE));
    fill_answers_words(fill, fill->draft.answers, &fill->panel.words);
    option(fill, T_KEY_CONTINUE, T_FILL_DRAFT_CONTINUE, CHOICE_CONTINUE);
    option(fill, T_KEY_DROP, T_FILL_DRAFT_DROP, CHOICE_DROP);
}

static void ask_drop(struct fill *fill)
{
    struct str when, title;
    str_init(&when, 0);
    str_init(&title, 0);
    draft_when(fill, &when);
    text_put(&title, fill_lang(fill), T_FILL_DROP_TITLE,
             label_in(&fill->form->title, fill_lang(fill)), when.p, NULL);
    panel_begin(&fill->panel, title.p);
    paragraph(&fill->panel.words, text(fill_lang(fill), T_FILL_DROP_WORDS));
    option(fill, T_KEY_NO, T_FILL_DROP_NO, CHOICE_NO);
    option(fill, T_KEY_DROP, T_FILL_DROP_YES, CHOICE_YES);
    str_release(&title);
    str_release(&when);
}

static void drop_draft(struct fill *fill, struct out *out)
{
    struct err err = {0};
    struct id record = fill->draft.record;
    int based_on = fill->draft.based_on;
    if (!desk_drop(fill->work, &fill->draft.id, &err)) {
        struct str words;
        str_init(&words, sizeof out->message - 1);
        err_text(&err, fill_lang(fill), &words);
        memcpy(out->message, words.p, words.n + 1);
        str_release(&words);
        return;
    }
    fill->draft = (struct draft){.record = record, .based_on = based_on};
    fill->found = false;
    fill->mode = MODE_FORM;
}

static void go_on_with_draft(struct fill *fill)
{
    fill->found = false;
    fill->mode = MODE_FORM;
    fill_start(fill, fill->draft.answers, false);
    form_view_go(&fill->view, fill->draft.place.item, fill->draft.place.cursor);
}

static void chosen_draft(struct fill *fill, int value, struct out *out)
{
    (void)out;
    if (value == CHOICE_CONTINUE)
        go_on_with_draft(fill);
    else
        fill_ask(fill, value == CHOICE_SHOW ? MODE_DRAFT_SHOW : MODE_DRAFT_DROP);
}

static void chosen_drop(struct fill *fill, int value, struct out *out)
{
    if (value == CHOICE_YES)
        drop_draft(fill, out);
    else
        fill_ask(fill, MODE_DRAFT);
}

/* --- more, and the reasons why there is no answer --------------------------------------------- */

static bool takes_nonanswer(const struct item *item)
{
    return item && item->type != ITEM_ROWS;
}

/* The last signed answer to the focused item, where the method lets it be taken over. */
static const struct answer *last_answer(const struct fill *fill)
{
    const struct item *item = form_view_item(&fill->view);
    const struct facts *facts = fill->file ? case_facts(fill->work, fill->file) : NULL;
    const struct record *last = facts ? facts_latest(facts, fill->form->id) : NULL;
    if (!item || !item->carry || !last || !last->answers)
        return NULL;
    return answers_get(last->answers, item->id);
}

static void ask_more(struct fill *fill)
{
    enum lang lang = fill_lang(fill);
    const struct item *item = form_view_item(&fill->view);
    struct str title;
    str_init(&title, 0);
    if (takes_nonanswer(item))
        fill_item_words(fill, item, &title);
    panel_begin(&fill->panel, title.n > 0 ? title.p : text(lang, T_CMD_MORE));
    for (int i = NONANSWER_UNKNOWN; takes_nonanswer(item) && i <= NONANSWER_NOT_APPLICABLE; i++)
        panel_option(&fill->panel, '0' + i, text(lang, nonanswer_text((enum nonanswer)i)),
                     CHOICE_NONANSWER + i);
    if (takes_nonanswer(item) && !fill->view.youth && fill->method->sources.n > 0)
        panel_option(&fill->panel, '5', text(lang, T_FILL_ASK_SOURCE), CHOICE_SOURCE);
    const struct answer *last = last_answer(fill);
    if (last) {
        struct str words;
        str_init(&words, 0);
        str_clear(&title);
        item_answer_words(item, last, lang, &words);
        text_put(&title, lang, T_FILL_CARRY, words.p, NULL);
        str_release(&words);
        panel_option(&fill->panel, '7', title.p, CHOICE_CARRY);
    }
    if (!fill->view.youth)
        panel_option(&fill->panel, '6',
                     text(lang, live_full(fill->live) ? T_FILL_SHORT : T_FILL_FULL), CHOICE_DEPTH);
    str_release(&title);
}

static void ask_source(struct fill *fill)
{
    enum lang lang = fill_lang(fill);
    const struct entries *sources = &fill->method->sources;
    panel_begin(&fill->panel, text(lang, T_FILL_SOURCE_TITLE));
    for (size_t i = 0; i < sources->n && i < 9; i++)
        panel_option(&fill->panel, '1' + (int)i, label_in(&sources->item[i].title, lang),
                     CHOICE_SOURCES + (int)i);
    panel_option(&fill->panel, '0', text(lang, T_FILL_SOURCE_NONE),
                 CHOICE_SOURCES + (int)sources->n);
}

static void chosen_more(struct fill *fill, int value, struct out *out)
{
    (void)out;
    fill->mode = MODE_FORM;
    if (value == CHOICE_DEPTH) {
        live_set_full(fill->live, !live_full(fill->live));
        form_view_refresh(&fill->view);
    } else if (value == CHOICE_CARRY) {
        form_view_carry(&fill->view, last_answer(fill));
    } else if (value == CHOICE_SOURCE) {
        fill_ask(fill, MODE_SOURCE);
    } else if (value >= CHOICE_NONANSWER) {
        form_view_nonanswer(&fill->view, (enum nonanswer)(value - CHOICE_NONANSWER));
    }
}

static void chosen_source(struct fill *fill, int value, struct out *out)
{
    size_t i = (size_t)(value - CHOICE_SOURCES);
    (void)out;
    fill->mode = MODE_FORM;
    form_view_source(&fill->view,
                     i < fill->method->sources.n ? fill->method->sources.item[i].id : NULL);
}

/* --- help ------------------------------------------------------------------------------------- */

static void ask_help(struct fill *fill)
{
    enum lang lang = fill_lang(fill);
    const struct item *item = form_view_item(&fill->view);
    struct str title;
    str_init(&title, 0);
    if (item)
        fill_item_words(fill, item, &title);
    panel_begin(&fill->panel, item ? title.p : label_in(&fill->form->title, lang));
    struct str *words = &fill->panel.words;
    if (item) {
        const struct item *row = item->grid_row;
        paragraph(words, row ? label_in(&row->help, lang) : "");
        paragraph(words, label_in(&item->help, lang));
        if (!text_is_empty(label_in(&item->example, lang))) {
            paragraph(words, text(lang, T_FILL_EXAMPLE));
            str_puts(words, " ");
            str_puts(words, label_in(&item->example, lang));
        }
        paragraph(words, label_in(&item->section->guidance, lang));
    }
    if (!fill->view.youth)
        paragraph(words, label_in(&fill->form->guidance, lang));
    panel_option(&fill->panel, key_of(fill, T_KEY_CLOSE), text(lang, T_FILL_CLOSE), CHOICE_NO);
    str_release(&title);
}

/* --- the youth's part ------------------------------------------------------------------------- */

static void ask_youth_begin(struct fill *fill)
{
    panel_begin(&fill->panel, text(fill_lang(fill), T_FILL_YOUTH_TITLE));
    paragraph(&fill->panel.words, text(fill_lang(fill), T_FILL_YOUTH_WORDS));
    option(fill, T_KEY_YES, T_FILL_YOUTH_YES, CHOICE_YES);
    option(fill, T_KEY_NO, T_FILL_YOUTH_NO, CHOICE_NO);
}

static void ask_youth_end(struct fill *fill)
{
    panel_begin(&fill->panel, text(fill_lang(fill), T_FILL_BACK_TITLE));
    paragraph(&fill->panel.words, text(fill_lang(fill), T_FILL_BACK_WORDS));
}

static void chosen_youth_begin(struct fill *fill, int value, struct out *out)
{
    (void)out;
    fill->mode = MODE_FORM;
    form_view_set_youth(&fill->view, value == CHOICE_YES);
}

/* --- signing and handing in ------------------------------------------------------------------- */

static void chosen_sign(struct fill *fill, int value, struct out *out)
{
    fill->mode = MODE_FORM;
    if (value == CHOICE_YES)
        fill_perform(fill, ACT_SIGN, out);
    else if (value == CHOICE_READY)
        fill_perform(fill, ACT_SAVE, out);
}

static void chosen_hand_in(struct fill *fill, int value, struct out *out)
{
    fill->mode = MODE_FORM;
    if (value == CHOICE_YES)
        fill_perform(fill, ACT_HAND_IN, out);
}

static void chosen_help(struct fill *fill, int value, struct out *out)
{
    (void)value;
    (void)out;
    fill->mode = MODE_FORM;
}

static const struct {
    void (*ask)(struct fill *fill);
    void (*chosen)(struct fill *fill, int value, struct out *out);
} questions[MODE_COUNT] = {
    [MODE_DRAFT] = {ask_draft, chosen_draft},
    [MODE_DRAFT_SHOW] = {show_draft, chosen_draft},
    [MODE_DRAFT_DROP] = {ask_drop, chosen_drop},
    [MODE_SIGN] = {fill_ask_sign, chosen_sign},
    [MODE_HAND_IN] = {fill_ask_hand_in, chosen_hand_in},
    [MODE_MORE] = {ask_more, chosen_more},
    [MODE_SOURCE] = {ask_source, chosen_source},
    [MODE_HELP] = {ask_help, chosen_help},
    [MODE_CONFLICT] = {fill_ask_conflict, fill_settle_conflict},
    [MODE_YOUTH_BEGIN] = {ask_youth_begin, chosen_youth_begin},
    [MODE_YOUTH_END] = {ask_youth_end, chosen_help},
};

void fill_ask(struct fill *fill, enum fill_mode mode)
{
    fill->mode = mode;
    questions[mode].ask(fill);
}

void fill_chosen(struct fill *fill, int value, struct out *out)
{
    questions[fill->mode].chosen(fill, value, out);
}
