/* test_pages_events.c - the pages for a missing youth and the sheet of a case at a conference. */
#include "unit.h"

#include <string.h>

#include "casework/case_inside.h"
#include "casework/inside.h"
#include "casework/rows.h"
#include "doc_text.h"
#include "practice_group.h"
#include "sis/casework/absence.h"
#include "sis/casework/cosign.h"
#include "sis/pages/pages.h"

static struct err err;

struct said {
    const char *id, *code, *words[LANG_COUNT];
};

/* A signed form that holds only this; the whole of it is other tests' business. */
static struct id sign(struct work *work, struct case_file *file, const char *form,
                      const struct said *said, size_t n)
{
    struct record record = {
        .id = record_begin(), .form = form, .state = RECORD_SIGNED, .revision = 1};
    struct answers answers;
    struct turn turn;

    answers_init(&answers, arena);
    for (size_t i = 0; i < n; i++) {
        struct answer answer = {.id = said[i].id};

        answer.value = said[i].code != NULL ? value_codes(&said[i].code, 1)
                                            : value_text(said[i].words[work->lang]);
        answers_set(&answers, &answer);
    }
    assert_true(turn_begin(&turn, work, ACTION_CASE_WRITE, "record.sign", &file->id, &err));
    assert_true(turn_row(&turn, &record, &answers, &err) && turn_commit(&turn, &err));
    turn_end(&turn);
    case_follow(work, file);
    return record.id;
}

static void sign_safety(struct work *work, struct case_file *file)
{
    static const struct said said[] = {
        {.id = "k1.03", .code = "spoken"},
        {.id = "k1.05", .code = "former"},
        {.id = "k1.10", .code = "1"},
        {.id = "k1.19",
         .words = {"Stationen och parkeringen vid skolan, sena kvällar.",
                   "The station and the car park at the school, late evenings."}},
        {.id = "k1.23",
         .words = {"Går aldrig ensam ut. Vill inte byta rum.",
                   "Never goes out alone. Does not want to change rooms."}},
        {.id = "k1.26", .code = "clear"},
        {.id = "k1.27.for",
         .words = {"Två samtal från okänt nummer samma kväll. Vill inte gå till skolan.",
                   "Two calls from an unknown number the same evening. Does not want to go to "
                   "school."}},
        {.id = "k1.27.against",
         .words = {"Ingen på avdelningen kommer från samma håll.",
                   "Nobody on the ward comes from the same direction."}},
        {.id = "k1.27.unknown",
         .words = {"Vem som har numret till avdelningen.", "Who has the number of the ward."}},
    };

    sign(work, file, "k1", said, ARRAY_LEN(said));
}

static void sign_assessment(struct work *work, struct case_file *file)
{
    static const struct said said[] = {
        {.id = "u2.23", .words = {"”Jag är trött på det.”", "“I am tired of it.”"}},
        {.id = "u2.24", .code = "stated"},
        {.id = "u2.25.for",
         .words = {"Har sagt det till tre vuxna, vid olika tillfällen.",
                   "Has said it to three adults, at different times."}},
        {.id = "u2.25.against", .words = {"Skulden finns kvar.", "The debt is still there."}},
        {.id = "u2.25.unknown", .words = {"Vad familjen vet.", "What the family knows."}},
        {.id = "u2.26",
         .words = {"Läraren tror att det mest är trötthet.",
                   "The teacher believes that it is mostly tiredness."}},
    };

    static const struct second_person eli = {"eli", PRACTICE_PHRASE};
    static const char *const follow = "follow";
    struct answer view = {.id = "u2.24", .value = value_codes(&follow, 1)};
    struct cosign_new second = {.record = sign(work, file, "u2", said, ARRAY_LEN(said)),
                                .why = "–"};
    struct answers own;

    answers_init(&own, arena);
    answers_set(&own, &view);
    second.own = &own;
    assert_true(cosign(work, file, &second, &eli, &err));
}

static void the_sheet_repeats_what_people_wrote(void **state)
{
    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        struct work *work = practice_home_login(&homes[lang], "noor");
        struct case_file *file = practice_home_case(&homes[lang], "24-019");

        sign_safety(work, file);
        sign_assessment(work, file);
        doc_golden("sheet", page_sheet(work, file, arena));
        case_close(file);
    }
}

static void a_heading_with_nothing_below_says_so(void **state)
{
    struct work *work = practice_home_login(&homes[LANG_SV], "noor");
    struct case_file *file = practice_home_case(&homes[LANG_SV], "24-027");
    struct doc *doc = page_sheet(work, file, arena);

    (void)state;
    doc_holds(doc, "det vi inte vet");
    doc_holds(doc, "Ingen har skrivit något här.");
    case_close(file);
}

static struct id add_leave(struct work *work, struct case_file *file)
{
    static const char *const leave = "leave";
    static const char *const planned = "planned";
    char from[MOMENT_TEXT], to[MOMENT_TEXT];
    int64_t now = clock_now(&work->clock);
    struct id id = {{0}};
    struct answer answer[] = {{.id = "ev.01", .value = value_codes(&leave, 1)},
                              {.id = "ev.02"},
                              {.id = "ev.03"},
                              {.id = "ev.06", .value = value_codes(&planned, 1)}};

    moment_text(now - 86400, from);
    moment_text(now - 1200, to);
    answer[1].value = value_text(from);
    answer[2].value = value_text(to);
    assert_true(row_change(work, file, FORM_EVENT, NULL, &id, answer, ARRAY_LEN(answer), &err));
    return id;
}

static void tell_police(struct work *work, struct case_file *file, struct id record)
{
    static const char *const ground = "emergency";
    static const char *const told[] = {"Namn, kläder och vart ungdomen skulle.",
                                       "Name, clothes and where the youth was going."};
    char seen[MOMENT_TEXT];
    struct answer answer[] = {
        {.id = "ms.12"},
        {.id = "ms.13",
         .value = value_text(work->lang == LANG_SV ? "på stationen" : "at the station")},
        {.id = "ms.02",
         .value = value_text(work->lang == LANG_SV ? "Svart jacka." : "Black jacket.")},
        {.id = "ms.05", .value = value_text(told[work->lang])},
        {.id = "ms.06", .value = value_codes(&ground, 1)},
        {.id = "ms.07",
         .value = value_text(work->lang == LANG_SV ? "chef i beredskap" : "duty manager")}};

    moment_text(clock_now(&work->clock) - 1500, seen);
    answer[0].value = value_text(seen);
    assert_true(
        row_change(work, file, FORM_ABSENCE, NULL, &record, answer, ARRAY_LEN(answer), &err));
}

static void who_to_ring_stands_first(void **state)
{
    static const struct id none;

    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        struct work *work = practice_home_login(&homes[lang], "noor");
        struct case_file *file = practice_home_case(&homes[lang], "24-027");
        int64_t now = clock_now(&work->clock);
        struct id event, record;

        doc_golden("absence-none", page_absence(work, file, &none, arena));
        event = add_leave(work, file);
        sign_safety(work, file);
        doc_golden("absence-begin", page_absence(work, file, &event, arena));
        assert_true(absence_begin(work, file, &event, now - 900, &record, &err));
        assert_true(absence_call(work, file, &record, "emergency", now - 840, true, &err));
        assert_true(absence_call(work, file, &record, "duty_lead", now - 600, false, &err));
        tell_police(work, file, record);
        doc_golden("absence", page_absence(work, file, &none, arena));
        doc_holds(page_overview(work, file, NULL, arena),
                  lang == LANG_SV ? "saknas sedan i dag 15:45" : "missing since today 15:45");
        doc_holds(page_overview(work, file, NULL, arena),
                  lang == LANG_SV ? " – vilar" : " – waits");
        assert_true(absence_back(work, file, now, &err));
        doc_golden("absence-journal", page_absence_journal(work, file, arena));
        case_close(file);
    }
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, practice_begin, practice_end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_sheet_repeats_what_people_wrote),
        TEST(a_heading_with_nothing_below_says_so),
        TEST(who_to_ring_stands_first),
    };

    return cmocka_run_group_tests(tests, practice_group, practice_group_end);
}
