/* absence.c - a youth is missing: whom to ring, what is known of danger, what is still to be written;
 * and the text for the journal. */
#include "sis/casework/absence.h"

#include <stdio.h>

#include "case_parts.h"
#include "note_parts.h"
#include "sheet.h"
#include "sis/casework/cosign.h"
#include "sis/pages/pages.h"

#define DANGER "danger"
#define SEEN_AT "ms.12"
#define SEEN_WHERE "ms.13"
#define SEEN_MORE "ms.02"
#define OTHERS "ms.04"
#define POLICE "ms.05"
#define GROUND "ms.06"
#define DECIDED "ms.07"
#define BACK "ms.09"
#define HOW_BACK "ms.10"
#define EVENT_KIND "ev.01"
#define EVENT_BACK "ev.03"
#define CALL_AT "mc.02"

struct absence_page {
    struct page page;
    struct work *work;
    struct case_file *file;
    struct absence absence;
    const struct record *event;
    struct date today;
};

static const char *clock_words(const struct page *page, int64_t moment)
{
    struct str out;
    const char *words;

    str_init(&out, 0);
    moment_clock(&out, moment, false);
    words = arena_strndup(page->arena, out.p, out.n);
    str_release(&out);
    return words;
}

static const char *said(struct absence_page *it, const struct record *record, const char *id)
{
    const struct answers *answers = record != NULL ? case_answers(it->file, record) : NULL;
    const struct item *item = method_item(it->work->method, id, NULL);

    return answers != NULL && item != NULL ? page_answer(&it->page, item, answers_get(answers, id))
                                           : NULL;
}

static int64_t moment_of(struct absence_page *it, const struct record *record, const char *id)
{
    const struct answers *answers = record != NULL ? case_answers(it->file, record) : NULL;
    const struct answer *when = answers != NULL ? answers_get(answers, id) : NULL;
    int64_t at = 0;

    if (when != NULL && when->value.kind == VALUE_TEXT && !moment_parse(when->value.text, &at))
        at = 0;
    return at;
}

/* "i dag 18:40, på stationen. Svart jacka": when, where, and what else was said; NULL when nothing was. */
static const char *seen_words(struct absence_page *it, const char *when)
{
    const struct page *page = &it->page;
    const char *where = said(it, it->absence.record, SEEN_WHERE);
    const char *more = said(it, it->absence.record, SEEN_MORE);
    const char *words = when;

    if (where != NULL)
        words = words != NULL ? arena_printf(page->arena, "%s, %s", words, where) : where;
    if (more != NULL)
        words = words != NULL ? arena_printf(page->arena, "%s. %s", words, more) : more;
    return words;
}

/* --- the page --- */

static int64_t call_moment(struct absence_page *it, const struct record *call)
{
    int64_t at = moment_of(it, call, CALL_AT);

    return at != 0 ? at : call->at;
}

/* Since the time to be back; when it was noticed, or rung about, is another thing. */
static void put_since(struct absence_page *it)
{
    const struct page *page = &it->page;
    int64_t now = clock_now(&it->work->clock);
    int64_t since = moment_of(it, it->event, EVENT_BACK);
    int64_t minutes = (now - since) / 60;

    if (since == 0 || since > now) {
        page_say(page, page->doc->root, DOC_ALERT, T_ABSENT_NOW);
        return;
    }
    doc_paragraph(page->doc, page->doc->root, DOC_ALERT,
                  page_words(page, minutes < 120 ? T_ABSENT_SINCE_MINUTES : T_ABSENT_SINCE,
                             page_when(page, since, it->today),
                             arena_printf(page->arena, "%lld", (long long)minutes), NULL));
}

static void put_first_call(struct absence_page *it)
{
    const struct page *page = &it->page;
    const char *noticed = page_when(page, it->absence.since, it->today);
    const struct record *first = NULL;
    const char *words;

    for (size_t i = 0; i < it->absence.n_calls && first == NULL; i++)
        if (it->absence.call[i]->state != RECORD_STRUCK)
            first = it->absence.call[i];
    words = first != NULL ? page_when(page, call_moment(it, first), it->today) : noticed;
    if (first != NULL && text_equal(words, noticed))
        words = page_words(page, T_ABSENT_FIRST_CALL, words, NULL, NULL);
    else if (first != NULL)
        words = page_words(page, T_ABSENT_NOTICED_CALL, noticed, words, NULL);
    else
        words = page_words(page, T_ABSENT_NOTICED, words, NULL, NULL);
    doc_paragraph(page->doc, page->doc->root, DOC_PLAIN, words);
}

static void put_state(struct absence_page *it)
{
    const struct page *page = &it->page;
    struct doc_node *root = page->doc->root;
    const char *kind = said(it, it->event, EVENT_KIND);
    const char *back = said(it, it->event, EVENT_BACK);

    if (it->absence.record != NULL) {
        put_since(it);
        put_first_call(it);
    } else {
        page_say(page, root, DOC_ALERT, T_ABSENT_BEGIN);
    }
    if (kind != NULL && back != NULL) {
        doc_paragraph(page->doc, root, DOC_PLAIN,
                      page_words(page, T_ABSENT_FROM, kind, back, NULL));
    }
}

static const char *call_words(struct absence_page *it, const struct record *call)
{
    const char *answered = said(it, call, "mc.03");

    return arena_printf(it->page.arena, "%s %s", clock_words(&it->page, call_moment(it, call)),
                        answered != NULL ? answered : "");
}

static struct place step_place(struct absence_page *it, const char *code)
{
    struct place place = page_place(ROOM_ABSENT, &it->file->id);

    snprintf(place.item, sizeof place.item, "%s", code);
    return place;
}

static void put_ring(struct absence_page *it)
{
    const struct page *page = &it->page;
    struct doc_node *table;
    struct ring *ring;
    size_t n = absence_ring(it->work, it->file, it->absence.record != NULL ? &it->absence : NULL,
                            page->arena, &ring);

    page_heading(page, page->doc->root, text(page->lang, T_ABSENT_RING));
    table = doc_node_new(page->doc, page->doc->root, DOC_TABLE);
    for (size_t i = 0; i < n; i++) {
        struct doc_node *row = doc_node_new(page->doc, table, DOC_GROUP);
        struct place place = step_place(it, ring[i].code);
        bool same = text_equal(ring[i].number, ring[i].title);

        page_cell(page, row, DOC_PLAIN, arena_printf(page->arena, "%zu %s", i + 1, ring[i].title),
                  &place);
        page_cell(page, row, ring[i].number[0] != '\0' ? DOC_STRONG : DOC_DIM,
                  same                        ? ""
                  : ring[i].number[0] != '\0' ? ring[i].number
                                              : text(page->lang, T_ABSENT_NO_NUMBER),
                  NULL);
        page_cell(page, row, DOC_PLAIN, ring[i].last != NULL ? call_words(it, ring[i].last) : "",
                  NULL);
    }
}

static void put_link(struct absence_page *it, struct doc_node *parent, enum text_id id,
                     const struct place *place, const char *done)
{
    const struct page *page = &it->page;
    struct doc_node *line = doc_link(page->doc, parent, text(page->lang, id), place);

    if (done != NULL)
        doc_run(page->doc, line, DOC_DIM, arena_printf(page->arena, "  %s", done), NULL);
}

/* What is written goes into one row; before there is one, the first words make it. */
static void put_write(struct absence_page *it, struct doc_node *parent, enum text_id id,
                      const char *item, const char *done)
{
    struct place place = page_place(ROOM_FILL, &it->file->id);

    page_form(&place, FORM_ABSENCE);
    snprintf(place.item, sizeof place.item, "%s", item);
    place.cursor = SIZE_MAX; /* behind what stands there already */
    if (it->absence.record != NULL)
        place.record = it->absence.record->id;
    else if (it->event != NULL)
        id_text(&it->event->id, place.extra);
    put_link(it, parent, id, &place, done);
}

static void put_steps(struct absence_page *it, struct doc_node *parent)
{
    const struct page *page = &it->page;
    const struct record *row = it->absence.record;
    int64_t seen = moment_of(it, row, SEEN_AT);
    struct place place = page_place(ROOM_NOTES, &it->file->id);

    page_heading(page, parent, text(page->lang, T_ABSENT_THEN));
    if (note_waits(page, it->work, it->file).n > 0)
        put_link(it, parent, T_ABSENT_NOTES, &place, NULL);
    put_write(it, parent, T_ABSENT_SEEN, SEEN_AT,
              seen_words(it, seen != 0 ? page_when(page, seen, it->today) : NULL));
    put_write(it, parent, T_ABSENT_OTHERS, OTHERS, said(it, row, OTHERS));
    put_write(it, parent, T_ABSENT_POLICE, POLICE, said(it, row, POLICE));
    if (row == NULL)
        return;
    if (it->absence.n_calls > 0) {
        place = page_place(ROOM_LIST, &it->file->id);
        place.record = row->id;
        page_form(&place, FORM_CALL);
        put_link(it, parent, T_ABSENT_CALLS, &place, NULL);
    }
    place = page_place(ROOM_ABSENT_JOURNAL, &it->file->id);
    put_link(it, parent, T_ABSENT_JOURNAL, &place, NULL);
    place = step_place(it, ABSENCE_BACK);
    put_link(it, parent, T_ABSENT_BACK, &place, NULL);
}

/* What waits for a second signature is no fact of the case yet, but may be what matters tonight. */
static size_t put_half_signed(struct absence_page *it, struct doc_node *parent)
{
    const struct page *page = &it->page;
    const struct facts *facts = case_facts(it->work, it->file);
    const struct record **record;
    size_t n = cosign_waiting(it->work, it->file, page->arena, &record);
    size_t shown = 0;

    for (size_t i = 0; i < n; i++) {
        const struct form *form = method_form(it->work->method, record[i]->form);
        const struct record *latest = facts_latest(facts, record[i]->form);
        struct place place = page_place(ROOM_READ, &it->file->id);

        if (latest != NULL && latest->at >= record[i]->at)
            continue; /* it counts, or a later one does */
        shown++;
        place.record = record[i]->id;
        doc_link(page->doc, parent,
                 page_words(page, T_ABSENT_ONE_SIGNATURE,
                            form != NULL ? label_in(&form->title, page->lang) : record[i]->form,
                            page_date(page, moment_date(record[i]->at), it->today), NULL),
                 &place);
    }
    return shown;
}

static void put_danger(struct absence_page *it, struct doc_node *parent)
{
    size_t n;

    page_heading(&it->page, parent, text(it->page.lang, T_ABSENT_DANGER));
    n = put_half_signed(it, parent);
    if (sheet_put(&it->page, parent, it->work, it->file, DANGER) + n == 0)
        page_say(&it->page, parent, DOC_PLAIN, T_ABSENT_DANGER_NONE);
}

static void begin(struct absence_page *it, struct work *work, struct case_file *file,
                  const struct id *event, struct arena *arena)
{
    it->page = page_of_case(work, file, arena);
    it->work = work;
    it->file = file;
    it->today = work_today(work);
    absence_now(work, file, arena, &it->absence);
    it->event = it->absence.record != NULL ? it->absence.event
                : !id_is_none(event)       ? case_record(file, event)
                                           : absence_event(work, file, arena);
}

struct doc *page_absence(struct work *work, struct case_file *file, const struct id *event,
                         struct arena *arena)
{
    struct absence_page it = {.work = work};
    struct doc_node *columns;

    begin(&it, work, file, event, arena);
    put_state(&it);
    put_ring(&it);
    doc_gap(it.page.doc, it.page.doc->root);
    columns = doc_node_new(it.page.doc, it.page.doc->root, DOC_COLUMNS);
    put_steps(&it, doc_node_new(it.page.doc, columns, DOC_GROUP));
    put_danger(&it, doc_node_new(it.page.doc, columns, DOC_GROUP));
    return it.page.doc;
}

/* --- for the journal --- */

static void put_sentence(struct absence_page *it, enum text_id id, const char *one, const char *two,
                         const char *three)
{
    doc_paragraph(it->page.doc, it->page.doc->root, DOC_PLAIN,
                  page_words(&it->page, id, one, two, three));
}

/* As the home calls them, not as the list says it to whoever rings. */
static const char *whom(struct absence_page *it, const struct record *call)
{
    const struct answers *answers = case_answers(it->file, call);
    const struct answer *answer = answers != NULL ? answers_get(answers, "mc.01") : NULL;
    const struct entry *contact =
        answer != NULL && answer->value.n > 0
            ? entries_find(&it->work->method->contacts, answer->value.code[0])
            : NULL;

    return contact != NULL ? label_in(&contact->title, it->page.lang) : said(it, call, "mc.01");
}

static void put_calls(struct absence_page *it)
{
    struct str out;

    str_init(&out, 0);
    for (size_t i = 0; i < it->absence.n_calls; i++) {
        const struct record *call = it->absence.call[i];
        const char *title = whom(it, call);
        const char *answered = said(it, call, "mc.03");
        const char *words = said(it, call, "mc.04");

        if (call->state == RECORD_STRUCK || title == NULL)
            continue;
        str_printf(&out, "%s%s %s, %s", out.n > 0 ? "; " : "",
                   clock_words(&it->page, call_moment(it, call)), title,
                   answered != NULL ? answered : "–");
        if (words != NULL)
            str_printf(&out, ": %s", words);
    }
    if (out.n > 0)
        put_sentence(it, T_JOURNAL_CALLS, out.p, NULL, NULL);
    str_release(&out);
}

/* The newest absence, also when the youth is back already. */
static bool find_last(struct absence_page *it)
{
    const struct record **row;
    size_t n;

    if (it->absence.record != NULL)
        return true;
    n = case_records(it->file, FORM_ABSENCE, it->page.arena, &row);
    for (size_t i = 0; i < n && it->absence.record == NULL; i++) {
        if (row[i]->state != RECORD_STRUCK) {
            it->absence.record = row[i];
            it->event =
                !id_is_none(&row[i]->parent) ? case_record(it->file, &row[i]->parent) : NULL;
            it->absence.n_calls =
                case_children(it->file, &row[i]->id, FORM_CALL, it->page.arena, &it->absence.call);
        }
    }
    return it->absence.record != NULL;
}

static void put_journal(struct absence_page *it)
{
    const struct record *row = it->absence.record;
    const char *kind = said(it, it->event, EVENT_KIND);
    const char *planned = said(it, it->event, EVENT_BACK);
    const char *since = said(it, row, "ms.01");
    const char *seen = seen_words(it, said(it, row, SEEN_AT));
    const char *police = said(it, row, POLICE);
    const char *ground = said(it, row, GROUND);
    const char *decided = said(it, row, DECIDED);
    const char *back = said(it, row, BACK);
    const char *how = said(it, row, HOW_BACK);

    since = since != NULL ? since : page_when(&it->page, row->at, it->today);
    if (kind != NULL && planned != NULL)
        put_sentence(it, T_JOURNAL_FROM, since, kind, planned);
    else
        put_sentence(it, T_JOURNAL_SINCE, since, NULL, NULL);
    if (seen != NULL)
        put_sentence(it, T_JOURNAL_SEEN, seen, NULL, NULL);
    put_calls(it);
    if (police != NULL) {
        put_sentence(it, T_JOURNAL_POLICE, police, ground != NULL ? ground : "–",
                     decided != NULL ? decided : "–");
    }
    if (back != NULL)
        put_sentence(it, how != NULL ? T_JOURNAL_BACK_HOW : T_JOURNAL_BACK, back, how, NULL);
}

struct doc *page_absence_journal(struct work *work, struct case_file *file, struct arena *arena)
{
    static const struct id none;
    struct absence_page it = {.work = work};

    begin(&it, work, file, &none, arena);
    page_say(&it.page, it.page.doc->root, DOC_DIM, T_JOURNAL_HOW);
    doc_gap(it.page.doc, it.page.doc->root);
    if (find_last(&it))
        put_journal(&it);
    else
        page_say(&it.page, it.page.doc->root, DOC_PLAIN, T_JOURNAL_NONE);
    return it.page.doc;
}
