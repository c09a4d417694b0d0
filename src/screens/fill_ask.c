/* fill_ask.c - the questions of the screen that fills in a form. */
#include <string.h>

#include "screens/fill.h"
#include "sis/base/utf8.h"

/* --- the draft -------------------------------------------------------------------------------- */

static void draft_when(const struct fill *fill, struct str *out)
{
    moment_words(out, fill_lang(fill), fill->draft.at, work_today(fill->work));
}

/* The first that staff has written, to recognise the draft by; not what the youth has. */
static const char *first_line(const struct fill *fill)
{
    for (size_t i = 0; i < fill->form->n_items; i++) {
        const struct item *item = &fill->form->item[i];
        const struct answer *answer = answers_get(fill->draft.answers, item->id);
        if (answer && answer->value.kind == VALUE_TEXT &&
            (item->type == ITEM_LINE || item->type == ITEM_TEXT) &&
            !section_is_youths(item->section))
            return answer->value.text;
    }
    return "";
}

static void ask_draft(struct fill *fill)
{
    const char *line = first_line(fill);
    struct str when;
    str_init(&when, 0);
    draft_when(fill, &when);
    panel_begin(&fill->panel, text(fill_lang(fill), T_FILL_DRAFT_TITLE));
    text_put(&fill->panel.words, fill_lang(fill), T_FILL_DRAFT_WORDS,
             label_in(&fill->form->title, fill_lang(fill)), when.p, NULL);
    if (*line) {
        str_puts(&fill->panel.words, "\n\n”");
        size_t n = strcspn(line, "\n");
        size_t fit = utf8_fit(line, n, 120, NULL);
        str_add(&fill->panel.words, line, fit);
        str_puts(&fill->panel.words, fit < n ? "…”" : "”");
    }
    fill_option(fill, T_KEY_CONTINUE, T_FILL_DRAFT_CONTINUE, CHOICE_CONTINUE);
    fill_option(fill, T_KEY_SHOW, T_FILL_DRAFT_SHOW, CHOICE_SHOW);
    fill_option(fill, T_KEY_DROP, T_FILL_DRAFT_DROP, CHOICE_DROP);
    str_release(&when);
}

static void show_draft(struct fill *fill)
{
    panel_begin(&fill->panel, text(fill_lang(fill), T_FILL_DRAFT_TITLE));
    fill_answers_words(fill, fill->draft.answers, &fill->panel.words);
    fill_option(fill, T_KEY_CONTINUE, T_FILL_DRAFT_CONTINUE, CHOICE_CONTINUE);
    fill_option(fill, T_KEY_DROP, T_FILL_DRAFT_DROP, CHOICE_DROP);
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
    fill_paragraph(&fill->panel.words, text(fill_lang(fill), T_FILL_DROP_WORDS));
    fill_option(fill, T_KEY_NO, T_FILL_DROP_NO, CHOICE_NO);
    fill_option(fill, T_KEY_DROP, T_FILL_DROP_YES, CHOICE_YES);
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
    live_set_full(fill->live, fill_extra_has(&fill->draft.place, EXTRA_FULL));
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

/* --- signing ---------------------------------------------------------------------------------- */

static void chosen_sign(struct fill *fill, int value, struct out *out)
{
    (void)out;
    fill->mode = MODE_FORM;
    if (value == CHOICE_YES)
        fill_perform(fill, ACT_SIGN);
    else if (value == CHOICE_READY)
        fill_perform(fill, ACT_SAVE);
    else if (value == CHOICE_CHANGE)
        fill_sign_begin(fill, true);
}

static const struct {
    void (*ask)(struct fill *fill);
    void (*chosen)(struct fill *fill, int value, struct out *out);
} questions[MODE_COUNT] = {
    [MODE_DRAFT] = {ask_draft, chosen_draft},
    [MODE_DRAFT_SHOW] = {show_draft, chosen_draft},
    [MODE_DRAFT_DROP] = {ask_drop, chosen_drop},
    [MODE_SIGN] = {fill_ask_sign, chosen_sign},
    [MODE_HAND_IN] = {fill_ask_hand_in, fill_chosen_hand_in},
    [MODE_NOTE_LEAD] = {fill_ask_note_lead, fill_chosen_note_lead},
    [MODE_NOTE_ABOUT] = {fill_ask_note_about, fill_chosen_note_lead},
    [MODE_OTHER] = {fill_ask_other, fill_chosen_other},
    [MODE_SOURCE] = {fill_ask_source, fill_chosen_source},
    [MODE_HELP] = {fill_ask_help, fill_chosen_help},
    [MODE_CONFLICT] = {fill_ask_conflict, fill_settle_conflict},
    [MODE_YOUTH_BEGIN] = {fill_ask_youth_begin, fill_chosen_youth_begin},
    [MODE_YOUTH_INTRO] = {fill_ask_youth_intro, fill_chosen_help},
    [MODE_YOUTH_END] = {fill_ask_youth_end, fill_chosen_help},
};

void fill_put_question(struct fill *fill)
{
    bool asking = fill->asking;
    fill->asking = false;
    if (asking && questions[fill->mode].ask)
        questions[fill->mode].ask(fill);
}

void fill_chosen(struct fill *fill, int value, struct out *out)
{
    questions[fill->mode].chosen(fill, value, out);
}
