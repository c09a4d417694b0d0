/* form_view_word.c - words typed where one letter is the answer: the first letter answers, and the rest of
 * the word answers nothing that comes after. */
#include <stdio.h>
#include <string.h>

#include "screens/form_view_inside.h"
#include "sis/base/utf8.h"

/* Letters that follow faster than this belong to one word: slower than anybody types one, faster
 * than the next question is read. */
#define WORD_MS 700

int32_t key_folded(int32_t cp)
{
    return cp >= 'A' && cp <= 'Z' ? cp + ('a' - 'A') : cp;
}

static bool is_letter(int32_t cp)
{
    return (key_folded(cp) >= 'a' && key_folded(cp) <= 'z') || cp >= 0x80;
}

/* Behind the first character when it is that one; NULL when it is another. */
static const char *behind(const char *words, int32_t cp)
{
    int32_t has = 0;
    if (text_is_empty(words))
        return NULL;
    size_t n = utf8_decode(words, strlen(words), &has);
    return key_folded(has) == key_folded(cp) ? words + n : NULL;
}

static void add_letter(struct typed_word *word, const struct event *event)
{
    char bytes[4];
    size_t n = utf8_encode(event->key.cp, bytes);
    word->at = event->now;
    word->last = key_folded(event->key.cp);
    word->spaced |= event->key.cp == ' ';
    if (word->n + n < sizeof word->letters) {
        memcpy(word->letters + word->n, bytes, n);
        word->n += n;
        word->letters[word->n] = '\0';
    }
}

static void say_word(struct form_view *view, const char *more)
{
    char words[2 * WORD_BYTES];
    snprintf(words, sizeof words, "%s%.*s", view->word.letters, WORD_BYTES - 1, more);
    str_clear(&view->said);
    text_put(&view->said, view->env->lang, T_FILL_WORD, words, NULL);
}

/* What letters behind the first one answered was not meant as an answer. */
static void take_back(struct form_view *view)
{
    struct typed_word *word = &view->word;
    if (word->answers < 2)
        return;
    view_past_back_to(view, word->past);
    view_focus(view, word->then);
    word->answers = 1;
}

static bool goes_on(struct typed_word *word, int32_t cp)
{
    bool any = false;
    for (int i = 0; i < LANG_COUNT; i++) {
        word->rest[i] = behind(word->rest[i], cp);
        any |= word->rest[i] != NULL;
    }
    return any;
}

bool view_word_takes(struct form_view *view, const struct event *event)
{
    struct typed_word *word = &view->word;
    int32_t cp = event->key.cp;
    bool soon = event->now - word->at < WORD_MS;
    if (!word->begun)
        return false;
    if (!goes_on(word, cp)) {
        bool digit = cp >= '0' && cp <= '9';
        if (!(word->is_word && (soon || cp == ' ')) && !(cp == ' ' && soon))
            return false;
        if (digit && !word->spaced)
            return false;
    }
    add_letter(word, event);
    word->is_word = true;
    take_back(view);
    if (word->answers > 0)
        say_word(view, "");
    return true;
}

/* Begins anew, or goes on with the letters before when they may still turn out to be a word: no word
 * begins with the same letter twice, and of many options one marks several. */
static void join(struct form_view *view, const struct event *event)
{
    struct typed_word *word = &view->word;
    int32_t cp = event->key.cp;
    if (form_view_item(view)->type == ITEM_MANY || !word->begun || word->is_word ||
        !is_letter(cp) || !is_letter(word->last) || word->last == key_folded(cp) ||
        event->now - word->at >= WORD_MS)
        *word = (struct typed_word){.begun = true, .node = view->focus};
    add_letter(word, event);
}

void view_word_answers(struct form_view *view, const struct event *event,
                       const struct choice *chosen)
{
    struct typed_word *word = &view->word;
    const struct item *item = form_view_item(view);
    join(view, event);
    word->answers++;
    for (int i = 0; i < LANG_COUNT; i++) {
        const struct option *option =
            chosen->code && item->scale ? scale_option(item->scale, chosen->code) : NULL;
        const char *label = option         ? label_in(&option->label, (enum lang)i)
                            : chosen->code ? ""
                                           : text((enum lang)i, nonanswer_text(chosen->nonanswer));
        word->rest[i] = item->type == ITEM_ONE && is_letter(event->key.cp)
                            ? behind(label, event->key.cp)
                            : NULL;
    }
}

void view_word_answered(struct form_view *view)
{
    if (view->word.answers > 1)
        return;
    view->word.past = view_past_count(view);
    view->word.then = view->focus;
}

bool view_word_strays(struct form_view *view, const struct event *event)
{
    join(view, event);
    view->word.is_word = is_letter(event->key.cp);
    if (!view->word.is_word || view->word.answers < 2)
        return false;
    take_back(view);
    say_word(view, "");
    return true;
}

/* The rest of the option's own words, typed into the text that came next. */
static bool text_is_rest(const struct form_view *view, const char *typed)
{
    for (int i = 0; i < LANG_COUNT; i++) {
        const char *rest = view->word.rest[i];
        const char *at = typed;
        int32_t cp;
        while (rest && *rest && *at) {
            at += utf8_decode(at, strlen(at), &cp);
            rest = behind(rest, cp);
        }
        if (rest && !*rest && !*at)
            return true;
    }
    return false;
}

static bool ends_in_text(struct form_view *view, bool enter)
{
    struct edit *edit = form_view_edit(view);
    if (edit_length(edit) == 0) {
        if (enter && !view->word.is_word)
            str_puts(&view->said, text(view->env->lang, T_FILL_ENTER));
        return enter;
    }
    if (!text_is_rest(view, edit_text(edit)))
        return false;
    say_word(view, edit_text(edit));
    edit_select_all(edit);
    edit_delete(edit, EDIT_LEFT);
    take_back(view);
    return true;
}

static bool just_answered(const struct form_view *view)
{
    return view->word.answers > 0 && view->focus != view->word.node;
}

bool form_view_in_word(const struct form_view *view)
{
    return view->word.is_word && just_answered(view);
}

/* Enter behind an answer that moved on would pass over the next question, or begin a text with an
 * empty line; so would Tab behind a whole word. What Enter opens it may open. */
static bool is_end(struct form_view *view, bool enter)
{
    const struct item *item = form_view_item(view);
    if (!just_answered(view))
        return false;
    if (view->editor != EDITOR_NONE)
        return ends_in_text(view, enter);
    if (view->word.is_word)
        say_word(view, "");
    else if (enter && item && item->type != ITEM_ROWS)
        str_puts(&view->said, text(view->env->lang, T_FILL_ENTER));
    return view->said.n > 0;
}

bool view_word_ends(struct form_view *view, const struct event *event, bool enter)
{
    bool next = event->kind == EVENT_COMMAND && event->command == COMMAND_NEXT;
    bool ended = (enter || next) && is_end(view, enter);
    view->word = (struct typed_word){0};
    return ended;
}

void form_view_end_word(struct form_view *view)
{
    if (just_answered(view) && view->editor != EDITOR_NONE && ends_in_text(view, false))
        str_clear(&view->said);
    view->word = (struct typed_word){0};
}

bool form_view_said(struct form_view *view, struct str *out)
{
    str_clear(out);
    str_puts(out, view->said.p);
    str_clear(&view->said);
    return out->n > 0;
}
