/* page_line.c - a line typed in a question on a page, kept as a draft until it has got where it belongs. */
#include <stdio.h>
#include <string.h>

#include "screens/page.h"
#include "screens/slip.h"
#include "sis/casework/journal.h"
#include "sis/casework/notes.h"
#include "sis/casework/records.h"

/* A place that names the form asks again, with what was typed so far. */
static const struct {
    int about;
    unsigned when;
    const char *form, *field; /* field NULL: asked without a line */
} lines[] = {
    {ASK_STRIKE, PAGE_MAY_STRIKE, FORM_STRIKE, "st.01"},
    {ASK_REPLY, PAGE_MAY_REPLY, FORM_REPLY, REPLY_TEXT},
    {ASK_JOURNAL, 0, FORM_JOURNAL, NULL},
};

static size_t kind_of(const struct page *page)
{
    size_t i = 0;

    while (i < ARRAY_LEN(lines) && lines[i].about != page->ask.about)
        i++;
    return i;
}

void line_begin(struct page *page, unsigned holds)
{
    struct arena *arena = arena_new();
    struct draft draft;

    slip_find(page->env->work, &page->place, arena, &draft);
    for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
        if (text_equal(page->place.form, lines[i].form) && (holds & lines[i].when) != 0) {
            page->draft = draft.id;
            page->draft_about = lines[i].about;
            page->ask_line(page, lines[i].about, slip_text(&draft, lines[i].field));
        }
    }
    arena_free(arena);
}

static struct place place_of_line(const struct page *page, size_t kind)
{
    struct place place = place_of(page->place.room);

    place.case_id = page->place.case_id;
    place.record = page->place.record;
    snprintf(place.form, sizeof place.form, "%s", lines[kind].form);
    return place;
}

void line_ask(struct page *page, int about)
{
    struct arena *arena = arena_new();
    struct draft draft = {0};
    size_t kind = 0;

    while (lines[kind].about != about)
        kind++;
    if (id_is_none(&page->draft) || page->draft_about != about) {
        struct place place = place_of_line(page, kind);

        slip_again(page->env->work, &place, NULL, arena, &draft);
        page->draft = draft.id;
        page->draft_about = about;
    }
    page->ask_line(page, about, slip_text(&draft, lines[kind].field));
    arena_free(arena);
}

static bool takes_line(const struct page *page)
{
    size_t i = kind_of(page);

    return i < ARRAY_LEN(lines) && lines[i].field != NULL;
}

static bool is_typed(const struct page *page)
{
    return takes_line(page) && question_changed(&page->ask);
}

void line_place(const struct page *page, struct place *out)
{
    size_t i = kind_of(page);

    out->form[0] = out->item[0] = '\0';
    if (i < ARRAY_LEN(lines)) {
        snprintf(out->form, sizeof out->form, "%s", lines[i].form);
        if (!id_is_none(&page->draft) && page->draft_about == page->ask.about)
            id_text(&page->draft, out->item);
    }
}

bool line_keep(struct page *page, struct err *err)
{
    struct slip_field field;
    struct place place;

    if (!is_typed(page))
        return true;
    field = (struct slip_field){lines[kind_of(page)].field, question_typed(&page->ask, 0)};
    place = place_of_line(page, kind_of(page));
    /* A reason that was begun and left is another draft than an answer. */
    if (page->draft_about != page->ask.about) {
        memset(&page->draft, 0, sizeof page->draft);
        page->draft_about = page->ask.about;
    }
    if (!slip_keep(page->env->work, &place, &field, 1, &page->draft, err))
        return false;
    question_kept(&page->ask);
    return true;
}

void line_leave(struct page *page)
{
    struct err err = {0};

    if (line_keep(page, &err))
        question_close(&page->ask);
    else
        question_problem(&page->ask, &err, page->env->lang);
}

bool line_pack(struct page *page, struct str *sealed, struct err *err)
{
    struct slip_field field;
    struct place place;

    if (!takes_line(page))
        return true;
    field = (struct slip_field){lines[kind_of(page)].field, question_typed(&page->ask, 0)};
    place = place_of_line(page, kind_of(page));
    return slip_pack(page->env->work, &place, &field, 1, &page->draft, sealed, err);
}

void line_drop(struct page *page)
{
    slip_drop(page->env->work, &page->draft);
}
