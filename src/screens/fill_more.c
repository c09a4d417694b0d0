/* fill_more.c - what stands beside answering: more questions, other kinds of answers, help. */
#include <stdio.h>

#include "screens/fill.h"
#include "sis/pages/pages.h"

/* --- depth ------------------------------------------------------------------------------------ */

void fill_deeper(struct fill *fill, struct out *out)
{
    enum lang lang = fill_lang(fill);
    bool full = live_full(fill->live);
    size_t more = live_deeper(fill->live, fill->view.youth);
    struct str words;
    char number[24];
    out->handled = true;
    form_view_leave(&fill->view);
    if (!full && more == 0) {
        say_text(out, lang, T_FILL_NO_DEEPER);
        return;
    }
    live_set_full(fill->live, !full);
    form_view_refresh(&fill->view);
    /* Kept with the draft, so that the form opens as deep as it was left. */
    fill->view.changes += !id_is_none(&fill->draft.id);
    str_init(&words, 0);
    text_put(&words, lang, full ? T_FILL_IS_SHORT : T_FILL_IS_FULL,
             number_text(number, (long long)more), NULL);
    say(out, words.p);
    str_release(&words);
}

/* --- other answers: why there is none, and where one comes from ------------------------------- */

static bool takes_nonanswer(const struct item *item)
{
    return item && item->type != ITEM_ROWS;
}

void fill_ask_other(struct fill *fill)
{
    enum lang lang = fill_lang(fill);
    const struct item *item = form_view_item(&fill->view);
    struct str title;
    str_init(&title, 0);
    if (item)
        fill_item_words(fill, item, &title);
    panel_begin(&fill->panel, title.p);
    for (int i = NONANSWER_UNKNOWN; takes_nonanswer(item) && i <= NONANSWER_NOT_APPLICABLE; i++)
        panel_numbered(&fill->panel, (size_t)i, text(lang, nonanswer_text((enum nonanswer)i)),
                       CHOICE_NONANSWER + i);
    if (takes_nonanswer(item) && !fill->view.youth && fill->method->sources.n > 0)
        panel_option(&fill->panel, "5", text(lang, T_FILL_ASK_SOURCE), CHOICE_SOURCE);
    str_release(&title);
}

/* False where there is nothing to choose. */
bool fill_can_other(const struct fill *fill)
{
    return takes_nonanswer(form_view_item(&fill->view));
}

void fill_chosen_other(struct fill *fill, int value, struct out *out)
{
    (void)out;
    fill->mode = MODE_FORM;
    if (value == CHOICE_SOURCE)
        fill_ask(fill, MODE_SOURCE);
    else if (value >= CHOICE_NONANSWER)
        form_view_nonanswer(&fill->view, (enum nonanswer)(value - CHOICE_NONANSWER));
}

void fill_ask_source(struct fill *fill)
{
    enum lang lang = fill_lang(fill);
    const struct entries *sources = &fill->method->sources;
    panel_begin(&fill->panel, text(lang, T_FILL_SOURCE_TITLE));
    for (size_t i = 0; i < sources->n && i < 9; i++)
        panel_numbered(&fill->panel, i + 1, label_in(&sources->item[i].title, lang),
                       CHOICE_SOURCES + (int)i);
    panel_option(&fill->panel, "0", text(lang, T_FILL_SOURCE_NONE),
                 CHOICE_SOURCES + (int)sources->n);
}

void fill_chosen_source(struct fill *fill, int value, struct out *out)
{
    size_t i = (size_t)(value - CHOICE_SOURCES);
    (void)out;
    fill->mode = MODE_FORM;
    form_view_source(&fill->view,
                     i < fill->method->sources.n ? fill->method->sources.item[i].id : NULL);
}

/* --- help ------------------------------------------------------------------------------------- */

/* The youth reads what the question means, and nothing about the method. */
static void ask_plain_help(struct fill *fill, const struct item *item)
{
    enum lang lang = fill_lang(fill);
    struct str title;
    str_init(&title, 0);
    if (item)
        fill_item_words(fill, item, &title);
    panel_begin(&fill->panel, item ? title.p : label_in(&fill->form->title, lang));
    struct str *words = &fill->panel.words;
    if (item) {
        const struct item *row = item->grid_row;
        fill_paragraph(words, row ? label_in(&row->help, lang) : "");
        fill_paragraph(words, label_in(&item->help, lang));
        if (!text_is_empty(label_in(&item->example, lang))) {
            fill_paragraph(words, text(lang, T_FILL_EXAMPLE));
            str_puts(words, " ");
            str_puts(words, label_in(&item->example, lang));
        }
        fill_paragraph(words, label_in(&item->section->guidance, lang));
    }
    struct str warning;
    str_init(&warning, 0);
    if (form_view_warning(&fill->view, &warning))
        fill_paragraph(words, warning.p);
    str_release(&warning);
    if (!fill->view.youth)
        fill_paragraph(words, label_in(&fill->form->guidance, lang));
    fill_option(fill, T_KEY_CLOSE, T_FILL_CLOSE, CHOICE_NO);
    str_release(&title);
}

static int help_cols(const struct fill *fill)
{
    return frame_cols(fill->cols > 0 ? fill->cols : 80);
}

void fill_ask_help(struct fill *fill)
{
    const struct item *item = form_view_item(&fill->view);
    doc_view_release(&fill->help);
    doc_view_init(&fill->help, LINK_NONE, 0);
    if (!item || fill->view.youth) {
        ask_plain_help(fill, item);
        return;
    }
    struct arena *arena = arena_new();
    struct str warning;
    str_init(&warning, 0);
    (void)form_view_warning(&fill->view, &warning);
    struct doc *doc =
        page_item_help(fill->method, item, arena_strdup(arena, warning.p), fill_lang(fill), arena);
    doc_view_take(&fill->help, arena, doc, help_cols(fill), fill->env->plain);
    str_release(&warning);
}

bool fill_help_is_page(const struct fill *fill)
{
    return fill->mode == MODE_HELP && fill->help.doc;
}

void fill_chosen_help(struct fill *fill, int value, struct out *out)
{
    (void)value;
    (void)out;
    fill->mode = MODE_FORM;
}

/* Once more the same key tells of the screen itself; what answers leads back to the question. */
void fill_help_handle(struct fill *fill, const struct event *event, struct out *out)
{
    bool is_command = event->kind == EVENT_COMMAND;
    if (event->kind == EVENT_RESIZE) {
        fill_ask_help(fill);
    } else if (is_command && event->command == COMMAND_BACK) {
        fill->mode = MODE_FORM;
        out->handled = true;
    } else {
        out->handled = doc_view_handle(&fill->help, event, event->rows - 3);
    }
}

void fill_help_draw(const struct fill *fill, struct canvas *canvas)
{
    doc_view_draw(&fill->help, frame_body(canvas), true);
}
