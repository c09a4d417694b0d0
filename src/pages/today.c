/* today.c - the first page after login: what waits, by case number and work name only. */
#include <stdio.h>
#include <string.h>

#include "parts.h"
#include "sis/casework/codes.h"
#include "sis/casework/desk.h"
#include "sis/casework/records.h"
#include "sis/casework/rhythm.h"
#include "sis/casework/settings.h"
#include "sis/pages/pages.h"
#include "today_notes.h"

#define DRAFTS_SHOWN 5
#define DRILL_DAYS 365 /* after which leads are reminded to try the recovery codes */
#define WIDE 96        /* columns from which there are two of them */

struct today {
    struct page page;
    struct work *work;
    struct date date;
    const char *note_keys;
    struct today_line *line;
    size_t n_lines;
    struct today_notes notes;
    struct draft *draft;
    size_t n_drafts;
    bool note_is_next; /* the next step is a note, so it is not offered once more */
};

/* The youth by number and work name; the bare number of the register is all that may be shown. */
static const char *youth_name(struct today *it, const struct id *youth, const struct id *case_id)
{
    struct youth found;
    struct err err = {0};
    bool known = id_is_none(youth)
                     ? !id_is_none(case_id) &&
                           register_of_case(it->work, case_id, it->page.arena, &found, &err)
                     : register_get(it->work, youth, it->page.arena, &found, &err);

    return known ? page_case_name(&it->page, found.number, found.work_name) : "";
}

/* Whom it is about, by number and work name; which form it is says too much for this page. */
static const char *draft_name(struct today *it, const struct draft *draft)
{
    const char *youth = youth_name(it, &draft->youth, &draft->place.case_id);
    const char *title = text(it->page.lang, T_SCR_YOUTH_NEW);

    if (draft->place.room == ROOM_CONFERENCE)
        return text(it->page.lang, T_DRAFT_CONFERENCE);
    if (draft->place.room == ROOM_YOUTH_NEW) {
        const struct answer *name = answers_get(draft->answers, DRAFT_WORK_NAME);

        return name != NULL && name->value.kind == VALUE_TEXT
                   ? arena_printf(it->page.arena, "%s  %s", name->value.text, title)
                   : title;
    }
    return *youth != '\0' ? youth : text(it->page.lang, T_TODAY_DRAFT_OTHER);
}

static const struct today_line *first_line(const struct today *it,
                                           bool (*wanted)(const struct today_line *line))
{
    for (size_t i = 0; i < it->n_lines; i++)
        if (wanted(&it->line[i]))
            return &it->line[i];
    return NULL;
}

static bool has_notes(const struct today_line *line)
{
    return line->read > 0;
}

static bool is_missing(const struct today_line *line)
{
    return line->missing;
}

static bool is_late(const struct today_line *line)
{
    return line->late > 0;
}

static bool is_due(const struct today_line *line)
{
    return line->write + line->call + line->meet > 0;
}

static bool has_passed(const struct today_line *line)
{
    return line->promises > 0;
}

static bool waits_for_signature(const struct today_line *line)
{
    return line->sign > 0;
}

static void put_step(struct today *it, const char *text, const struct place *place,
                     const char *because)
{
    doc_link(it->page.doc, it->page.doc->root, text, place);
    page_indented(&it->page, it->page.doc->root, 2, DOC_DIM, because);
}

static void put_case_step(struct today *it, const struct today_line *line, enum room room,
                          enum text_id what, const char *because)
{
    struct place place = page_place(room, &line->case_id);

    put_step(it,
             page_words(&it->page, what, page_case_name(&it->page, line->number, line->work_name),
                        NULL, NULL),
             &place, because);
}

/* As in a home that was set up a moment ago. */
static bool nobody_is_placed(struct today *it)
{
    struct youth *youth;
    struct err err = {0};
    size_t n;

    return it->n_lines == 0 && work_may(it->work, ACTION_YOUTH_REGISTER, NULL) &&
           register_list(it->work, it->page.arena, &youth, &n, &err) && n == 0;
}

static void put_note_step(struct today *it)
{
    struct place place = place_of(ROOM_FIND);

    if (!work_may(it->work, ACTION_NOTE_WRITE, NULL)) {
        page_say(&it->page, it->page.doc->root, DOC_PLAIN, T_TODAY_NOTHING);
        return;
    }
    if (nobody_is_placed(it)) {
        place = place_of(ROOM_YOUTH_NEW);
        put_step(it, text(it->page.lang, T_TODAY_FIRST), &place,
                 text(it->page.lang, T_TODAY_FIRST_WHY));
        return;
    }
    page_extra(&place, "note");
    it->note_is_next = true;
    put_step(it,
             it->note_keys != NULL
                 ? page_words(&it->page, T_TODAY_NOTE_KEYS, it->note_keys, NULL, NULL)
                 : text(it->page.lang, T_TODAY_NOTE),
             &place, text(it->page.lang, T_TODAY_NOTE_WHY));
}

/* What waits in a letterbox; nothing that cannot wait is passed over. */
static bool put_wait_step(struct today *it)
{
    static const struct id leads = {{0}};
    const struct note_wait *urgent = today_urgent(&it->notes);
    const struct note_wait *wait = urgent != NULL ? urgent : today_wait(&it->notes, &leads);
    struct place place;

    if (wait == NULL)
        return false;
    place = today_wait_place(wait);
    put_step(it,
             page_words(&it->page, urgent != NULL ? T_TODAY_READ_NOW : T_TODAY_READ,
                        today_wait_name(&it->notes, wait), NULL, NULL),
             &place, text(it->page.lang, urgent != NULL ? T_TODAY_READ_NOW_WHY : T_NOTES_WAIT_WHY));
    return true;
}

static const char *late_words(const struct page *page, int days)
{
    return page_count(page, T_LATE_1, T_LATE, (size_t)days);
}

/* Why it is the next step. What it is about stands in the case; here only the days, and what has been
 * tried. */
static const char *because(const struct today *it, const struct today_line *line)
{
    const struct page *page = &it->page;
    const char *day = page_date(page, line->next, it->date);
    const char *words = line->days_late > 0 ? page_words(page, T_TODAY_LATE_WHY, day,
                                                         late_words(page, line->days_late), NULL)
                                            : page_words(page, T_TODAY_DUE_WHY, day, NULL, NULL);

    if (line->moved)
        words = page_words(page, T_TODAY_MOVED_WHY, day, late_words(page, line->days_late), NULL);
    if (line->attempts > 0) {
        words =
            arena_printf(page->arena, "%s %s", words,
                         page_count(page, T_TODAY_TRIED_1, T_TODAY_TRIED, (size_t)line->attempts));
    }
    return words;
}

static enum text_id step_words(const struct today_line *line)
{
    static const enum text_id words[] = {[DUE_WRITE] = T_TODAY_WRITE,
                                         [DUE_CALL] = T_TODAY_CALL,
                                         [DUE_MEET] = T_TODAY_MEET,
                                         [DUE_TELL] = T_TODAY_TELL};

    return words[line->verb];
}

/* A step in a case; false when no case has one. */
static bool put_first(struct today *it, bool (*wanted)(const struct today_line *line),
                      enum room room, enum text_id what, enum text_id why)
{
    const struct today_line *line = first_line(it, wanted);

    if (line == NULL)
        return false;
    put_case_step(it, line, room, what != T_NONE ? what : step_words(line),
                  why != T_NONE ? text(it->page.lang, why) : because(it, line));
    return true;
}

static bool put_draft_step(struct today *it)
{
    const struct page *page = &it->page;
    struct place place;

    if (it->n_drafts == 0)
        return false;
    place = desk_place(&it->draft[0]);
    put_step(it, page_words(page, T_TODAY_GO_ON, draft_name(it, &it->draft[0]), NULL, NULL), &place,
             page_words(page, T_DRAFT_WHY, page_when(page, it->draft[0].at, it->date), NULL, NULL));
    return true;
}

/* What nobody has read comes before what is late, that before what was begun. */
static void put_next(struct today *it)
{
    page_heading(&it->page, it->page.doc->root, text(it->page.lang, T_NEXT_STEP));
    if (put_first(it, is_missing, ROOM_ABSENT, T_TODAY_MISSING_STEP, T_TODAY_MISSING_WHY) ||
        put_wait_step(it) || put_first(it, has_notes, ROOM_NOTES, T_TODAY_READ, T_NOTES_WAIT_WHY) ||
        put_first(it, has_passed, ROOM_PROMISE, T_TODAY_PROMISE, T_TODAY_PROMISE_WHY) ||
        put_first(it, is_late, ROOM_CASE, T_NONE, T_NONE) ||
        put_first(it, waits_for_signature, ROOM_CASE, T_TODAY_SIGN, T_TODAY_SIGN_WHY) ||
        put_draft_step(it) || put_first(it, is_due, ROOM_CASE, T_NONE, T_NONE))
        return;
    put_note_step(it);
}

static const char *count(struct today *it, enum text_id id, int n)
{
    char number[24];

    return n > 0 ? page_words(&it->page, id, number_text(number, n), NULL, NULL) : "";
}

static bool is_quiet(const struct today_line *line)
{
    return line->read + line->write + line->call + line->meet + line->tell + line->late +
                   line->promises + line->passed_on ==
               0 &&
           line->event == COMING_NOTHING && !line->missing;
}

static void add_words(const struct page *page, const char **all, const char *words)
{
    if (*words != '\0')
        *all = **all == '\0' ? words : arena_printf(page->arena, "%s, %s", *all, words);
}

/* "möte 13:00", "resa i morgon": when, and a word that tells nothing. */
static const char *event_words(const struct today *it, const struct today_line *line)
{
    const struct page *page = &it->page;
    const char *words;
    struct str when;

    if (line->event == COMING_NOTHING)
        return "";
    str_init(&when, 0);
    if (date_to_days(moment_date(line->event_at)) > date_to_days(it->date))
        str_puts(&when, text(page->lang, T_TOMORROW));
    else
        moment_clock(&when, line->event_at, false);
    words = page_words(page, line->event == COMING_MEETING ? T_TODAY_MEETING : T_TODAY_JOURNEY,
                       when.p, NULL, NULL);
    str_release(&when);
    return words;
}

/* Neutral verbs with their counts. */
static const char *verbs(struct today *it, const struct today_line *line)
{
    const char *all = "";

    add_words(&it->page, &all, event_words(it, line));
    add_words(&it->page, &all, count(it, T_TODAY_VERB_READ, line->read));
    if (line->passed_on > 0)
        add_words(&it->page, &all, text(it->page.lang, T_TODAY_PASSED_ON));
    add_words(&it->page, &all, count(it, T_TODAY_VERB_PROMISE, line->promises));
    add_words(&it->page, &all, count(it, T_TODAY_VERB_CALL, line->call));
    add_words(&it->page, &all, count(it, T_TODAY_VERB_TELL, line->tell));
    add_words(&it->page, &all, count(it, T_TODAY_VERB_MEET, line->meet));
    add_words(&it->page, &all, count(it, T_TODAY_VERB_WRITE, line->write));
    return all;
}

static const char *lateness(struct today *it, const struct today_line *line)
{
    char late[24];
    char days[24];

    if (line->late == 0)
        return "";
    return page_words(&it->page, line->days_late == 1 ? T_TODAY_VERB_LATE_1 : T_TODAY_VERB_LATE,
                      number_text(late, line->late), number_text(days, line->days_late), NULL);
}

/* Number and work name stay on one line. */
static void put_name(struct today *it, struct doc_node *row, const struct today_line *line,
                     const struct place *place)
{
    page_cell(&it->page, row, DOC_PLAIN, page_case_name(&it->page, line->number, line->work_name),
              place);
    row->child[row->n_children - 1]->whole = true;
}

static void put_line(struct today *it, struct doc_node *table, const struct today_line *line)
{
    const struct page *page = &it->page;
    struct place place = page_place(ROOM_CASE, &line->case_id);
    const struct note_wait *wait = today_wait(&it->notes, &line->case_id);
    struct doc_node *row = doc_node_new(page->doc, table, DOC_GROUP);

    put_name(it, row, line, &place);
    if (line->missing) {
        page_cell(page, row, DOC_ALERT, text(page->lang, T_TODAY_MISSING), NULL);
    } else if (is_quiet(line)) {
        page_cell(page, row, DOC_DIM,
                  line->next.year != 0
                      ? page_words(page, T_TODAY_NEXT_DAY, page_date(page, line->next, it->date),
                                   NULL, NULL)
                      : "",
                  NULL);
    } else if (wait != NULL && wait->urgent) {
        page_cell(page, row, DOC_ALERT, text(page->lang, T_TODAY_VERB_READ_NOW), NULL);
        page_cell(page, row, DOC_PLAIN, lateness(it, line), NULL);
    } else {
        page_cell(page, row, DOC_PLAIN, verbs(it, line), NULL);
        page_cell(page, row, DOC_PLAIN, lateness(it, line), NULL);
    }
}

static void put_cases(struct today *it, struct doc_node *parent, bool quiet)
{
    const struct page *page = &it->page;
    struct doc_node *table = NULL;

    for (size_t i = 0; i < it->n_lines; i++) {
        if (is_quiet(&it->line[i]) != quiet)
            continue;
        if (table == NULL) {
            page_heading(page, parent, text(page->lang, quiet ? T_TODAY_QUIET : T_TODAY_CASES));
            table = doc_node_new(page->doc, parent, DOC_TABLE);
        }
        put_line(it, table, &it->line[i]);
    }
}

/* Beside the cases, so that their lines stay short; a line for each kind, for the same reason. */
static void put_signing(struct today *it, struct doc_node *parent)
{
    const struct page *page = &it->page;
    struct doc_node *table = NULL;

    for (size_t i = 0; i < 2 * it->n_lines; i++) {
        const struct today_line *line = &it->line[i / 2];
        int n = i % 2 == 0 ? line->sign : line->journal;
        struct place place = page_place(ROOM_CASE, &line->case_id);
        struct doc_node *row;

        if (n == 0)
            continue;
        if (table == NULL) {
            page_heading(page, parent, text(page->lang, T_TODAY_SIGNING));
            table = doc_node_new(page->doc, parent, DOC_TABLE);
        }
        row = doc_node_new(page->doc, table, DOC_GROUP);
        put_name(it, row, line, &place);
        page_cell(page, row, DOC_PLAIN,
                  count(it, i % 2 == 0 ? T_TODAY_VERB_SIGN : T_TODAY_VERB_JOURNAL, n), NULL);
    }
}

/* When the shift before this one ended, by what this person wrote: in cases, and as notes. */
static int64_t find_shift(const struct today *it)
{
    size_t n = it->notes.n_own;
    int64_t *written;

    for (size_t i = 0; i < it->n_lines; i++)
        n += it->line[i].n_own;
    written = arena_array(it->page.arena, n + 1, sizeof *written);
    n = 0;
    for (size_t i = 0; i < it->notes.n_own; i++)
        written[n++] = it->notes.own[i].at;
    for (size_t i = 0; i < it->n_lines; i++)
        for (size_t j = 0; j < it->line[i].n_own; j++)
            written[n++] = it->line[i].own[j];
    return shift_before(written, n, clock_now(&it->work->clock));
}

static int count_news(const struct today_line *line, int64_t since)
{
    int n = 0;

    for (size_t i = 0; since != 0 && i < line->n_news; i++)
        n += line->news[i] > since;
    return n;
}

/* How much is new in each case; what, the case tells. */
static void put_since(struct today *it, struct doc_node *parent)
{
    const struct page *page = &it->page;
    int64_t since = find_shift(it);
    struct doc_node *table = NULL;

    for (size_t i = 0; i < it->n_lines; i++) {
        const struct today_line *line = &it->line[i];
        struct place place = page_place(ROOM_CASE, &line->case_id);
        int n = count_news(line, since);
        struct doc_node *row;

        if (n == 0)
            continue;
        if (table == NULL) {
            page_heading(page, parent,
                         page_words(page, T_TODAY_SINCE_SHIFT, page_when(page, since, it->date),
                                    NULL, NULL));
            table = doc_node_new(page->doc, parent, DOC_TABLE);
        }
        row = doc_node_new(page->doc, table, DOC_GROUP);
        put_name(it, row, line, &place);
        page_cell(page, row, DOC_PLAIN, page_count(page, T_TODAY_NEW_1, T_TODAY_NEW, (size_t)n),
                  NULL);
    }
}

static void put_drafts(struct today *it, struct doc_node *parent)
{
    const struct page *page = &it->page;
    struct place all = place_of(ROOM_DRAFTS);
    struct doc_node *table;

    if (it->n_drafts == 0)
        return;
    page_heading(page, parent, text(page->lang, T_DRAFTS));
    table = doc_node_new(page->doc, parent, DOC_TABLE);
    for (size_t i = 0; i < it->n_drafts && i < DRAFTS_SHOWN; i++) {
        struct place place = desk_place(&it->draft[i]);
        struct doc_node *row = doc_node_new(page->doc, table, DOC_GROUP);

        page_cell(page, row, DOC_PLAIN, draft_name(it, &it->draft[i]), &place);
        page_cell(page, row, DOC_DIM, page_when(page, it->draft[i].at, it->date), NULL);
    }
    if (it->n_drafts > DRAFTS_SHOWN)
        doc_link(page->doc, parent, text(page->lang, T_TODAY_ALL_DRAFTS), &all);
}

static void put_doors(struct today *it)
{
    const struct page *page = &it->page;
    struct doc_node *root = page->doc->root;
    struct place place = place_of(ROOM_FIND);

    page_heading(page, root, text(page->lang, T_TODAY_MORE));
    if (!it->note_is_next && work_may(it->work, ACTION_NOTE_WRITE, NULL)) {
        struct place note = place;

        page_extra(&note, "note");
        doc_link(page->doc, root, text(page->lang, T_TODAY_NOTE), &note);
    }
    if (work_may(it->work, ACTION_YOUTH_REGISTER, NULL)) {
        doc_link(page->doc, root, text(page->lang, T_TODAY_FIND), &place);
        place = place_of(ROOM_YOUTH_NEW);
        doc_link(page->doc, root, text(page->lang, T_TODAY_YOUTH_NEW), &place);
    }
    place = place_of(ROOM_LIMITS);
    doc_link(page->doc, root, text(page->lang, T_LIMITS_TITLE), &place);
}

/* Codes that nobody has tried for long may have been lost; in practice nobody was ever given any. */
static void put_codes(struct today *it)
{
    const struct page *page = &it->page;
    int64_t drilled = codes_drilled(it->work);
    struct date date = moment_date(drilled);

    if (it->work->practice || !work_may(it->work, ACTION_ACCESS_CHANGE, NULL) ||
        (drilled != 0 && date_to_days(it->date) - date_to_days(date) <= DRILL_DAYS))
        return;
    doc_gap(page->doc, page->doc->root);
    page_indented(page, page->doc->root, 0, DOC_DIM,
                  drilled == 0 ? text(page->lang, T_TODAY_CODES_NEVER)
                               : page_words(page, T_TODAY_CODES, page_date(page, date, it->date),
                                            NULL, NULL));
}

/* Whom the night shift would be told to ring, without a number. */
static void put_numbers(struct today *it)
{
    const struct page *page = &it->page;
    const struct entries *contacts = &it->work->method->contacts;
    const char *all = "";

    if (it->work->practice || !work_may(it->work, ACTION_SETTING_CHANGE, NULL))
        return;
    for (size_t i = 0; i < contacts->n; i++)
        if (settings_number(it->work, &contacts->item[i])[0] == '\0')
            add_words(page, &all, label_in(&contacts->item[i].title, page->lang));
    if (*all == '\0')
        return;
    doc_gap(page->doc, page->doc->root);
    page_indented(page, page->doc->root, 0, DOC_DIM,
                  page_words(page, T_TODAY_NUMBERS, all, NULL, NULL));
}

/* What waits to be read is what others wrote; one's own waits for them. */
static void count_notes(struct today *it)
{
    for (size_t i = 0; i < it->n_lines; i++) {
        const struct note_wait *wait = today_wait(&it->notes, &it->line[i].case_id);

        it->line[i].read = wait != NULL ? (int)wait->n : 0;
    }
}

/* What cannot wait stands first among the cases, whatever else is late. */
static void urgent_first(struct today *it)
{
    for (size_t i = 1; i < it->n_lines; i++) {
        const struct note_wait *wait = today_wait(&it->notes, &it->line[i].case_id);
        struct today_line line = it->line[i];

        if (wait != NULL && wait->urgent) {
            memmove(&it->line[1], &it->line[0], i * sizeof *it->line);
            it->line[0] = line;
        }
    }
}

struct doc *page_today(struct work *work, const char *note_keys, struct arena *arena,
                       struct err *err)
{
    struct today it = {.work = work, .date = work_today(work), .note_keys = note_keys};
    struct doc_node *columns, *left, *right;

    it.page = page_new(arena, work->lang, text(work->lang, T_HELP_TODAY_TITLE));
    if (!rhythm_today(work, arena, &it.line, &it.n_lines, err) ||
        !today_notes_load(&it.notes, &it.page, work, err) ||
        !desk_list(work, arena, &it.draft, &it.n_drafts, err))
        return NULL;
    count_notes(&it);
    urgent_first(&it);
    put_next(&it);
    if (it.n_lines + it.notes.n_own + it.n_drafts + it.notes.n_waits + it.notes.n_kept > 0) {
        doc_gap(it.page.doc, it.page.doc->root);
        columns = doc_node_new(it.page.doc, it.page.doc->root, DOC_COLUMNS);
        columns->least = WIDE;
        columns->fit = true;
        left = doc_node_new(it.page.doc, columns, DOC_GROUP);
        right = it.n_lines > 0 ? doc_node_new(it.page.doc, columns, DOC_GROUP) : left;
        today_put_late(&it.notes, left);
        today_put_to_you(&it.notes, left);
        put_cases(&it, left, false);
        put_cases(&it, left, true);
        put_signing(&it, right);
        put_drafts(&it, right);
        today_put_own(&it.notes, right);
        put_since(&it, right);
    }
    put_doors(&it);
    put_numbers(&it);
    put_codes(&it);
    return it.page.doc;
}
