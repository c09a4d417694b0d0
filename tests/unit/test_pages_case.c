/* test_pages_case.c - today, overview, timeline, records and letters of the practice home. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "casework/inside.h"
#include "doc_text.h"
#include "practice_group.h"
#include "said.h"
#include "sis/casework/access.h"
#include "sis/casework/dates.h"
#include "sis/casework/desk.h"
#include "sis/casework/letter.h"
#include "sis/casework/notes.h"
#include "sis/casework/records.h"
#include "sis/casework/register.h"
#include "sis/casework/setup.h"
#include "sis/casework/warnings.h"
#include "sis/document/layout.h"
#include "sis/pages/pages.h"

static struct doc *today(struct work *work)
{
    struct err err = {0};
    struct doc *doc = page_today(work, "F6", arena, &err);

    assert_non_null(doc);
    return doc;
}

static const struct record *newest_of(struct case_file *file, const char *form,
                                      enum record_state state)
{
    const struct record **record;
    size_t n = case_records(file, form, arena, &record);

    for (size_t i = 0; i < n; i++)
        if (record[i]->state == state)
            return record[i];
    fail_msg("no such %s", form);
    return NULL;
}

static void today_says_what_waits(void **state)
{
    static const char *const login[] = {"noor", "kim", "eli", "lo"};

    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        for (size_t i = 0; i < ARRAY_LEN(login); i++) {
            char name[40] = "today-";

            strcat(name, login[i]);
            doc_golden(name, today(practice_home_login(&homes[lang], login[i])));
        }
    }
}

static void overview_says_the_next_step_and_why(void **state)
{
    static const char *const number[] = {"24-031", "24-009", "24-023"};

    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        struct work *work = practice_home_login(&homes[lang], "noor");

        for (size_t i = 0; i < ARRAY_LEN(number); i++) {
            struct case_file *file = practice_home_case(&homes[lang], number[i]);
            char name[40] = "overview-";

            strcat(name, number[i]);
            doc_golden(name, page_overview(work, file, NULL, arena));
            case_close(file);
        }
    }
}

/* Of a terminal of 80 columns and 24 rows, without margins, title and status line. */
#define FIRST_ROWS 21
#define FIRST_COLS 76

static size_t line_of(const struct doc *doc, size_t link)
{
    return layout_make(doc, FIRST_COLS, false, arena)->link_line[link];
}

/* The next step, and every warning that is shown, without scrolling. True when there was a warning. */
static bool check_first_screen(struct work *work, const struct youth *youth)
{
    struct err err = {0};
    struct case_file *file = case_open(work, &youth->case_id, &err);
    struct doc *doc;
    bool any = false;

    assert_non_null(file);
    doc = page_overview(work, file, NULL, arena);
    assert_true(line_of(doc, 0) < FIRST_ROWS);
    for (size_t i = 0; i < doc->n_links; i++) {
        if (doc->link[i].room == ROOM_WARNING) {
            any = true;
            if (line_of(doc, i) >= FIRST_ROWS) {
                fail_msg("%s: a warning stands on line %zu\n%s", youth->number, line_of(doc, i),
                         doc_text(doc, FIRST_COLS));
            }
        }
    }
    case_close(file);
    return any;
}

static void warnings_are_seen_without_scrolling(void **state)
{
    static const char *const login[] = {"noor", "kim", "eli"};
    size_t warned = 0;

    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        for (size_t i = 0; i < ARRAY_LEN(login); i++) {
            struct work *work = practice_home_login(&homes[lang], login[i]);
            struct youth *youth;
            struct err err = {0};
            size_t n;

            assert_true(register_list(work, arena, &youth, &n, &err));
            for (size_t j = 0; j < n; j++) {
                warned += work_may(work, ACTION_CASE_READ, &youth[j].case_id) &&
                          check_first_screen(work, &youth[j]);
            }
        }
    }
    assert_true(warned > 5);
}

static size_t links_to(const struct doc *doc, enum room room, const char *extra)
{
    size_t n = 0;

    for (size_t i = 0; i < doc->n_links; i++)
        n += doc->link[i].room == room && text_equal(doc->link[i].extra, extra);
    return n;
}

static void many_steps_are_one_link_away(void **state)
{
    struct work *work = practice_home_login(&homes[LANG_SV], "noor");
    struct case_file *file = practice_home_case(&homes[LANG_SV], "24-009");
    struct doc *few = page_overview(work, file, NULL, arena);
    struct doc *all = page_overview(work, file, OVERVIEW_ALL, arena);

    (void)state;
    doc_golden("overview-24-009-steps", all);
    assert_int_equal(links_to(few, ROOM_CASE, OVERVIEW_ALL), 1);
    doc_holds(few, "Visa alla ");
    assert_int_equal(links_to(all, ROOM_CASE, OVERVIEW_ALL), 0);
    doc_lacks(few, "Praktikplats");
    doc_holds(all, "Praktikplats");
    case_close(file);
}

static void timeline_is_newest_first(void **state)
{
    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        struct work *work = practice_home_login(&homes[lang], "noor");
        struct case_file *file = practice_home_case(&homes[lang], "24-031");

        doc_golden("timeline-24-031", page_timeline(work, file, NULL, NULL, arena));
        doc_golden("timeline-24-031-r1", page_timeline(work, file, "r1", NULL, arena));
        doc_golden("timeline-24-031-lists", page_timeline(work, file, NULL, "lists", arena));
        case_close(file);
    }
}

/* Nobody need read what they wrote themselves: it waits for the others. */
static void ones_own_note_waits_for_others(void **state)
{
    struct practice_home *at = &homes[LANG_SV];
    static const char *const login[] = {"noor", "kim"};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(login); i++) {
        struct work *work = practice_home_login(at, login[i]);
        struct case_file *file = practice_home_case(at, "24-031");
        struct doc *overview = page_overview(work, file, NULL, arena);
        struct doc *timeline = page_timeline(work, file, NULL, NULL, arena);

        if (i == 0) {
            doc_holds(overview, "Läs nu: en notering som väntar");
            doc_holds(timeline, "Läs en notering som väntar");
        } else {
            doc_lacks(overview, "Läs nu");
            doc_lacks(timeline, "Läs en notering");
            doc_holds(overview, "En notering av dig väntar på att någon läser den");
            doc_holds(timeline, "En notering av dig väntar på att någon läser den");
        }
        case_close(file);
    }
}

/* Every kind that is offered has as many lines as it says, and every record is of some kind. */
static void kinds_of_the_timeline_divide_it(void **state)
{
    struct work *work = practice_home_login(&homes[LANG_SV], "noor");
    struct case_file *file = practice_home_case(&homes[LANG_SV], "24-040");
    struct doc *all = page_timeline(work, file, NULL, NULL, arena);
    size_t choices = 0, waiting = file->n_waiting > 0, lines = 0, open = 0;
    struct warning_open *warning;

    (void)state;
    while (all->link[waiting + choices].room == ROOM_TIMELINE)
        choices++;
    assert_true(choices >= 4);
    for (size_t i = 1; i < choices; i++) {
        const struct place *choice = &all->link[waiting + i];
        struct doc *doc = page_timeline(work, file, NULL, choice->extra, arena);
        size_t n = doc->n_links - waiting - choices;
        const char *told = strrchr(all->root->child[2 * waiting]->run[2 * i].text, '\xA0');

        assert_int_equal(n, (size_t)atoi(told + 1));
        lines += strcmp(choice->extra, "signed") != 0 ? n : 0;
        open +=
            strcmp(choice->extra, "warnings") == 0 ? warnings_open(work, file, arena, &warning) : 0;
    }
    assert_int_equal(lines - open, all->n_links - waiting - choices);
    case_close(file);
}

static struct doc *compare(struct work *work, struct case_file *file, const char *form)
{
    struct place place = place_of(ROOM_COMPARE);

    place.case_id = file->id;
    strcpy(place.form, form);
    return page_compare(work, file, &place, arena);
}

static void two_fillings_show_what_changed(void **state)
{
    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        struct work *work = practice_home_login(&homes[lang], "noor");
        struct case_file *file = practice_home_case(&homes[lang], "24-040");
        struct doc *doc = compare(work, file, "r1");

        doc_golden("compare-r1", doc);
        case_close(file);
        file = practice_home_case(&homes[lang], "24-031");
        doc_golden("compare-too-few", compare(work, file, ""));
        case_close(file);
    }
}

/* Each date that can be chosen leads to that pair, the earlier one always as the earlier. */
static void other_days_can_be_compared(void **state)
{
    struct work *work = practice_home_login(&homes[LANG_SV], "noor");
    struct case_file *file = practice_home_case(&homes[LANG_SV], "24-040");
    struct doc *doc = compare(work, file, "r1");
    size_t n = 0;

    (void)state;
    for (size_t i = 0; i < doc->n_links; i++) {
        const struct place *link = &doc->link[i];
        const struct record *now, *then;
        struct doc *other;
        struct id id;

        if (link->room != ROOM_COMPARE || link->extra[0] == '\0')
            continue;
        assert_true(id_parse(link->extra, &id));
        now = case_record(file, &link->record);
        then = case_record(file, &id);
        assert_true(then->at < now->at);
        other = page_compare(work, file, link, arena);
        assert_true(id_equal(&other->link[other->n_links - 2].record, &then->id));
        assert_true(id_equal(&other->link[other->n_links - 1].record, &now->id));
        n++;
    }
    assert_int_equal(n, 2);
    case_close(file);
}

static void ratings_are_told_over_time(void **state)
{
    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        struct work *work = practice_home_login(&homes[lang], "noor");
        struct case_file *file = practice_home_case(&homes[lang], "24-040");

        doc_golden("series-r1", page_series(work, file, "r1", arena));
        doc_golden("series-m1", page_series(work, file, "m1", arena));
        case_close(file);
        file = practice_home_case(&homes[lang], "24-031");
        doc_golden("series-too-few", page_series(work, file, NULL, arena));
        case_close(file);
    }
}

static void records_tell_who_and_when(void **state)
{
    static const struct {
        const char *number, *form;
        enum record_state state;
    } shown[] = {{"24-031", "r1", RECORD_SIGNED}, {"24-031", "u1", RECORD_READY},
                 {"24-009", "x2", RECORD_READY},  {"24-012", "s1", RECORD_SIGNED},
                 {"24-040", "x2", RECORD_SIGNED}, {"24-040", "plan", RECORD_SIGNED}};

    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        struct work *work = practice_home_login(&homes[lang], "noor");

        for (size_t i = 0; i < ARRAY_LEN(shown); i++) {
            struct case_file *file = practice_home_case(&homes[lang], shown[i].number);
            const struct record *record = newest_of(file, shown[i].form, shown[i].state);
            char name[64] = "record-";

            strcat(name, shown[i].number);
            strcat(name, "-");
            strcat(name, shown[i].form);
            doc_golden(name, page_record(work, file, record, arena));
            case_close(file);
        }
    }
}

static void letter_and_what_is_held_back(void **state)
{
    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        struct work *work = practice_home_login(&homes[lang], "noor");
        struct case_file *file = practice_home_case(&homes[lang], "24-004");
        struct letter_out letter;
        struct err err = {0};

        assert_true(letter_build(work, file, "handover", "placing_board", arena, &letter, &err));
        letter.code = "ACDE34";
        doc_golden("letter", page_letter(work, &letter, arena));
        doc_golden("letter-withheld", page_letter_withheld(work, &letter, arena));
        assert_true(letter_build(work, file, "handover", "relative", arena, &letter, &err));
        letter.code = "ACDE34";
        doc_golden("letter-relative", page_letter(work, &letter, arena));
        case_close(file);
    }
}

/* One page for the home's leads, told by the newest safety form. */
static void safety_sheet_says_what_is_known_and_not(void **state)
{
    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        struct work *work = practice_home_login(&homes[lang], "noor");
        struct case_file *file = practice_home_case(&homes[lang], "24-012");
        struct letter_out letter;
        struct err err = {0};

        assert_true(letter_build(work, file, "safety_sheet", "", arena, &letter, &err));
        letter.code = "ACDE34";
        assert_int_equal(letter.n_withheld, 0);
        doc_golden("safety-sheet", page_letter(work, &letter, arena));
        case_close(file);
    }
}

/* The plan sheet keeps its rows to what its receiver may read; the youth's paper holds what the youth
 * has chosen, and nothing that tells whose it is. */
static void the_plan_on_paper(void **state)
{
    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        struct work *work = practice_home_login(&homes[lang], "noor");
        struct case_file *file = practice_home_case(&homes[lang], "24-016");
        struct letter_out letter;
        struct err err = {0};
        struct doc *doc;

        assert_true(letter_build(work, file, "plan_sheet", "placing_board", arena, &letter, &err));
        letter.code = "ACDE34";
        doc_golden("letter-plan", page_letter(work, &letter, arena));
        doc_golden("letter-plan-withheld", page_letter_withheld(work, &letter, arena));
        case_close(file);
        file = practice_home_case(&homes[lang], "24-040");
        assert_true(letter_build(work, file, "my_plan", "", arena, &letter, &err));
        doc = page_letter(work, &letter, arena);
        doc_golden("letter-youth", doc);
        doc_lacks(doc, letter.code);
        case_close(file);
    }
}

/* What is made up for practice, and what no page may show whatever the home: the word itself. */
static void check_neutral(const struct doc *doc, const struct youth *youth)
{
    static const char *const words[] = {"avhopp", "defector", "defection"};

    doc_lacks(doc, "övning ");
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        doc_lacks(doc, words[i]);
    if (youth->name != NULL)
        doc_lacks(doc, youth->name);
    if (youth->identity != NULL)
        doc_lacks(doc, youth->identity);
}

/* A place must say all that the next screen needs. */
static void check_links(const struct work *work, const struct doc *doc, struct case_file *file)
{
    for (size_t i = 0; i < doc->n_links; i++) {
        const struct place *place = &doc->link[i];

        assert_true(id_equal(&place->case_id, &file->id));
        if (place->room == ROOM_READ || place->room == ROOM_ADDENDUM)
            assert_non_null(case_record(file, &place->record));
        if (place->room == ROOM_FILL || place->room == ROOM_LIST)
            assert_non_null(method_form(work->method, place->form));
        if (place->room == ROOM_LETTER)
            assert_non_null(method_letter(work->method, place->form));
        if (!id_is_none(&place->record) && place->room == ROOM_FILL) {
            enum record_state state = case_record(file, &place->record)->state;
            bool row = method_form(work->method, place->form)->kind == FORM_ROW;

            assert_true(state == RECORD_READY || (row && state == RECORD_SIGNED));
        }
    }
}

static void check_case(struct work *work, const struct youth *youth)
{
    struct err err = {0};
    struct case_file *file = case_open(work, &youth->case_id, &err);
    const struct record **record;
    struct letter_out letter;
    struct doc *doc;
    size_t n;

    assert_non_null(file);
    n = case_records(file, NULL, arena, &record);
    doc = page_overview(work, file, NULL, arena);
    doc_holds(doc, "nästa steg");
    check_neutral(doc, youth);
    check_links(work, doc, file);
    doc = page_timeline(work, file, NULL, NULL, arena);
    assert_true(doc->n_links >= n + (file->n_waiting > 0));
    check_neutral(doc, youth);
    check_links(work, doc, file);
    for (size_t i = 0; i < n; i++) {
        doc = page_record(work, file, record[i], arena);
        check_neutral(doc, youth);
        check_links(work, doc, file);
        doc_lacks(doc, "underskriften stämmer inte");
    }
    if (letter_build(work, file, "handover", "placing_board", arena, &letter, &err)) {
        doc = page_letter(work, &letter, arena);
        doc_lacks(doc, youth->work_name);
        doc_holds(doc, letter.code);
        doc_holds(doc, "övning.");
        doc_lacks(page_letter_withheld(work, &letter, arena), youth->work_name);
    }
    case_close(file);
}

static void no_page_tells_who_it_is(void **state)
{
    struct work *work = practice_home_login(&homes[LANG_SV], "noor");
    struct youth *youth;
    struct err err = {0};
    size_t n, seen = 0;

    (void)state;
    assert_true(register_list(work, arena, &youth, &n, &err));
    for (size_t i = 0; i < n; i++) {
        check_neutral(today(work), &youth[i]);
        if (work_may(work, ACTION_CASE_READ, &youth[i].case_id)) {
            check_case(work, &youth[i]);
            seen++;
        }
    }
    assert_true(seen >= 5);
}

static void a_new_case_begins_with_something(void **state)
{
    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        struct work *work = practice_home_login(&homes[lang], "eli");
        struct youth youth = {.number = "24-777", .work_name = "Myren"};
        struct case_file *file;
        struct err err = {0};

        assert_true(register_add(work, &youth, &err));
        file = practice_home_case(&homes[lang], "24-777");
        doc_golden("overview-new", page_overview(work, file, NULL, arena));
        doc_golden("timeline-new", page_timeline(work, file, NULL, NULL, arena));
        case_close(file);
    }
}

static void somebody_new_on_the_ward_is_shown_a_way_in(void **state)
{
    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        struct work *work = practice_home_login(&homes[lang], "eli");
        struct err err = {0};
        char words[SETUP_PHRASE];

        assert_true(account_add(work, "ny", "Ny P", ROLE_WARD, PRACTICE_PHRASE, words, &err));
        work = practice_home_login(&homes[lang], "ny");
        doc_golden("today-new", today(work));
        doc_lacks(page_today(work, NULL, arena, &err), "F6");
    }
}

/* What the program noted by its id is read by its name. */
static void no_id_is_read(void **state)
{
    struct work *work = practice_home_login(&homes[LANG_SV], "noor");
    struct case_file *file = practice_home_case(&homes[LANG_SV], "24-012");
    const struct record **record;
    size_t n = case_records(file, FORM_ACKNOWLEDGE, arena, &record), named = 0;
    struct due_view *due;
    struct err err = {0};

    (void)state;
    assert_true(n > 3);
    for (size_t i = 0; i < n; i++) {
        const struct answer *about = answers_get(case_answers(file, record[i]), "ak.01");
        const struct doc *doc = page_record(work, file, record[i], arena);

        if (strlen(about->value.text) > 3)
            doc_lacks(doc, about->value.text);
        if (strcmp(about->value.text, "w5.u2") == 0) {
            doc_holds(doc, "Skydd behövs oavsett vad ungdomen vill.");
            named++;
        }
    }
    assert_true(named > 0);
    case_close(file);
    file = practice_home_case(&homes[LANG_SV], "24-009");
    assert_true(rhythm_due(work, file, arena, &due) > 0);
    assert_true(due_move(work, file, &due[0], date_from_days(date_to_days(work_today(work)) + 3),
                         "no_time", "", &err));
    assert_int_equal(case_records(file, FORM_MOVED, arena, &record), 1);
    doc_lacks(page_record(work, file, record[0], arena), due[0].due->id);
    doc_holds(page_record(work, file, record[0], arena), label_in(&due[0].form->title, LANG_SV));
    case_close(file);
}

static const struct place *first_link(const struct doc *doc, enum room room)
{
    for (size_t i = 0; i < doc->n_links; i++)
        if (doc->link[i].room == room)
            return &doc->link[i];
    fail_msg("no link to that room");
    return NULL;
}

/* What was begun is where one goes on, with the cursor where it was. */
static void drafts_lead_back(void **state)
{
    struct work *work = practice_home_login(&homes[LANG_SV], "kim");
    struct case_file *file = practice_home_case(&homes[LANG_SV], "24-023");
    struct draft draft = {.place = place_of(ROOM_FILL), .at = homes[LANG_SV].now};
    struct answers answers;
    struct err err = {0};
    struct doc *doc;

    (void)state;
    answers_init(&answers, arena);
    draft.place.case_id = file->id;
    strcpy(draft.place.form, "r1");
    draft.place.cursor = 17;
    draft.answers = &answers;
    assert_true(desk_keep(work, &draft, &err));
    doc = page_overview(work, file, NULL, arena);
    doc_holds(doc, "Kontakt och tillit, ditt utkast");
    assert_int_equal(first_link(doc, ROOM_FILL)->cursor, 17);
    doc = today(work);
    doc_holds(doc, "24-023 Tallen");
    doc_lacks(doc, "Kontakt och tillit");
    assert_true(desk_drop(work, &draft.id, &err));
    doc_lacks(page_overview(work, file, NULL, arena), "utkast");
    case_close(file);
}

static void a_struck_record_stays_with_its_reason(void **state)
{
    struct work *work = practice_home_login(&homes[LANG_SV], "noor");
    struct case_file *file = practice_home_case(&homes[LANG_SV], "24-040");
    const struct record *struck = newest_of(file, "consent", RECORD_STRUCK);

    (void)state;
    doc_golden("record-struck", page_record(work, file, struck, arena));
    case_close(file);
}

static void a_note_tells_who_read_it(void **state)
{
    struct work *work = practice_home_login(&homes[LANG_SV], "noor");
    struct case_file *file = practice_home_case(&homes[LANG_SV], "24-031");
    struct id note = newest_of(file, FORM_NOTE, RECORD_READY)->id;
    struct err err = {0};
    struct doc *doc;

    (void)state;
    assert_true(record_sign_read(work, file, &note, &err));
    doc = page_record(work, file, case_record(file, &note), arena);
    doc_holds(doc, "Skrivet av Kim L, personal");
    doc_holds(doc, "Läst av Noor A");
    case_close(file);
}

/* A note on somebody without a case is taken in when there is one, and keeps its writer. */
static void a_note_taken_in_keeps_its_writer(void **state)
{
    struct work *work = practice_home_login(&homes[LANG_SV], "eli");
    struct case_file *file;
    struct youth *youth;
    struct id case_id;
    struct err err = {0};
    struct doc *doc;
    size_t n;

    (void)state;
    assert_true(register_find(work, "24-042", arena, &youth, &n, &err));
    assert_int_equal(n, 1);
    assert_true(id_is_none(&youth[0].case_id));
    doc_holds(today(work), "Noteringar till chef");
    doc_holds(page_to_you(work, arena, &err), "24-042 Dimman");
    assert_true(access_open_case(work, &youth[0].id, &case_id, &err));
    file = case_open(work, &case_id, &err);
    assert_non_null(file);
    doc = page_record(work, file, newest_of(file, FORM_NOTE, RECORD_READY), arena);
    doc_holds(doc, "Skrivet av Kim L");
    doc_holds(doc, "Infört i ärendet av Eli S, chef");
    doc_lacks(today(work), "Noteringar till chef");
    case_close(file);
}

static void a_wrong_signature_is_said_first(void **state)
{
    static const struct home_statement nobody;
    struct work *work = practice_home_login(&homes[LANG_SV], "noor");
    struct case_file *file = practice_home_case(&homes[LANG_SV], "24-012");
    const struct record *record = newest_of(file, "s1", RECORD_SIGNED);
    const struct home_statement *all = work->own->roster.home;
    struct doc *doc;
    char *text;

    (void)state;
    /* As for bytes that no account of this home has signed. */
    work->own->roster.home = &nobody;
    doc = page_record(work, file, record, arena);
    work->own->roster.home = all;
    doc_holds(doc, "Underskriften stämmer inte.");
    text = doc_text(doc, 100);
    assert_true(strstr(text, "Underskriften") < strstr(text, "Signerat"));
    mem_free(text);
    case_close(file);
}

static void held_back_for_every_reason(void **state)
{
    struct work *work = practice_home_login(&homes[LANG_SV], "noor");
    const struct item *item = method_item(work->method, "x2.07", NULL);
    struct withheld withheld[CONSENT_NOT_SHARED + 1];
    struct letter_out letter = {.number = "24-031 K1", .withheld = withheld, .unsigned_answers = 6};

    (void)state;
    for (enum consent_why why = CONSENT_NONE; why <= CONSENT_NOT_SHARED; why++) {
        withheld[letter.n_withheld++] = (struct withheld){
            .item = item, .subject = why == CONSENT_NOT_SHARED ? NULL : "threat", .why = why};
    }
    doc_golden("withheld-all", page_letter_withheld(work, &letter, arena));
    letter.n_withheld = 0;
    letter.unsigned_answers = 0;
    doc_holds(page_letter_withheld(work, &letter, arena), "Inget hålls tillbaka.");
}

/* --- what the youth has answered --- */

/* Contact and trust once more, with other answers of the youth: saved, and not signed. */
static struct record_new begun(struct case_file *file, struct answers *answers)
{
    static const char *const low[] = {"1"};
    const struct record *last = facts_latest(case_facts(file->work, file), "r1");
    struct record_new form = {.record = record_begin(), .form = "r1", .answers = answers};
    struct err err = {0};

    assert_non_null(last);
    answers_copy(answers, arena, case_answers(file, last));
    answers_set(answers, &(struct answer){.id = "r1.25", .value = value_codes(low, 1)});
    answers_set(answers, &(struct answer){.id = "r1.28", .value = value_text("Kråkan flyger")});
    assert_true(record_save(file->work, file, &form, NULL, &err));
    form.based_on = 1;
    return form;
}

/* Two answers to one question must not lean on each other: not by way of reading, nor of comparing. */
static void what_the_youth_said_is_read_when_it_is_signed(void **state)
{
    (void)state;
    for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
        struct work *work = practice_home_login(&homes[lang], "noor");
        struct case_file *file = practice_home_case(&homes[lang], "24-031");
        struct place place = place_of(ROOM_COMPARE);
        struct answers answers;
        struct record_new form = begun(file, &answers);
        const struct record *record = case_record(file, &form.record);
        struct doc *doc = page_record(work, file, record, arena);
        struct err err = {0};

        assert_true(record_withholds(file, record));
        doc_golden("record-withheld", doc);
        doc_lacks(doc, "Kråkan flyger");
        doc_holds(doc, lang == LANG_SV ? "Ungdomen har svarat på" : "The youth has answered");
        place.case_id = file->id;
        snprintf(place.form, sizeof place.form, "r1");
        doc = page_compare(work, file, &place, arena);
        doc_lacks(doc, "Kråkan flyger");
        doc_lacks(doc, "Sluta säga snart");
        doc_holds(doc, lang == LANG_SV ? "jämförs när formuläret är signerat"
                                       : "is compared when the form is signed");
        said_all(work, file, &form, arena);
        assert_true(record_sign(work, file, &form, NULL, &err));
        record = case_record(file, &form.record);
        assert_false(record_withholds(file, record));
        doc_holds(page_record(work, file, record, arena), "Kråkan flyger");
        doc_holds(page_compare(work, file, &place, arena), "Kråkan flyger");
        /* Once read, it stays readable; what was never signed is not shown for being struck. */
        assert_true(record_strike(work, file, &form.record, "fel", &err));
        assert_false(record_withholds(file, case_record(file, &form.record)));
        form = begun(file, &answers);
        assert_true(record_strike(work, file, &form.record, "fel", &err));
        record = case_record(file, &form.record);
        assert_true(record_withholds(file, record));
        doc_lacks(page_record(work, file, record, arena), "Kråkan flyger");
        case_close(file);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, practice_begin, practice_end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(today_says_what_waits),
        TEST(overview_says_the_next_step_and_why),
        TEST(warnings_are_seen_without_scrolling),
        TEST(many_steps_are_one_link_away),
        TEST(timeline_is_newest_first),
        TEST(ones_own_note_waits_for_others),
        TEST(kinds_of_the_timeline_divide_it),
        TEST(two_fillings_show_what_changed),
        TEST(other_days_can_be_compared),
        TEST(ratings_are_told_over_time),
        TEST(records_tell_who_and_when),
        TEST(letter_and_what_is_held_back),
        TEST(safety_sheet_says_what_is_known_and_not),
        TEST(the_plan_on_paper),
        TEST(no_page_tells_who_it_is),
        TEST(drafts_lead_back),
        TEST(a_struck_record_stays_with_its_reason),
        TEST(a_note_tells_who_read_it),
        TEST(a_note_taken_in_keeps_its_writer),
        TEST(a_wrong_signature_is_said_first),
        TEST(held_back_for_every_reason),
        TEST(a_new_case_begins_with_something),
        TEST(somebody_new_on_the_ward_is_shown_a_way_in),
        /* These write, so they come last. */
        TEST(no_id_is_read),
        TEST(what_the_youth_said_is_read_when_it_is_signed),
    };

    return cmocka_run_group_tests_name("pages case", tests, practice_group, practice_group_end);
}
