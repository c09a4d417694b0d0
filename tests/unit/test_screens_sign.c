/* test_screens_sign.c - signing in a home: warnings are dealt with first, the journal is asked about, and a
 * second person signs what the first has signed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "unit.h"

#include "form_driver.h"
#include "said.h"
#include "sis/base/utf8.h"
#include "sis/casework/cosign.h"
#include "sis/casework/desk.h"
#include "sis/casework/journal.h"
#include "sis/casework/records.h"
#include "sis/casework/register.h"
#include "sis/casework/warnings.h"

#define CASE "24-009"

static struct practice_home home, english;
static struct form_driver it;
static struct arena *arena;

/* Every test starts with a form that is filled in, whole and not signed. */
static struct place prepared(struct practice_home *at)
{
    struct place place = place_of(ROOM_FILL);
    struct case_file *file = practice_home_case(at, CASE);
    const struct record *last = facts_latest(case_facts(at->work, file), "r1");
    static const char *const low[] = {"1"};
    static const char *const high[] = {"5"};
    struct answers answers;
    struct err err;
    assert_non_null(last);
    answers_copy(&answers, arena, case_answers(file, last));
    /* Staff and youth see it differently, which the method warns of. */
    answers_set(&answers, &(struct answer){.id = "r1.06", .value = value_codes(high, 1)});
    answers_set(&answers, &(struct answer){.id = "r1.25", .value = value_codes(low, 1)});
    struct record_new form = {.record = record_begin(), .form = "r1", .answers = &answers};
    assert_true(record_save(at->work, file, &form, NULL, &err));
    place.case_id = file->id;
    place.record = form.record;
    snprintf(place.form, sizeof place.form, "r1");
    case_close(file);
    return place;
}

static void open_at(struct practice_home *at, const struct place *place, int rows, int cols)
{
    form_driver_open(&it, at, place, rows, cols);
}

static int begin(void **state)
{
    (void)state;
    arena = arena_new();
    practice_home_login(&home, "noor");
    return 0;
}

static int finish(void **state)
{
    struct draft *draft;
    struct err err;
    size_t n;
    (void)state;
    form_driver_close(&it);
    assert_true(desk_list(home.work, arena, &draft, &n, &err));
    for (size_t i = 0; i < n; i++)
        assert_true(desk_drop(home.work, &draft[i].id, &err));
    arena_free(arena);
    return 0;
}

static const struct record *child_of(struct case_file *file, const struct id *record,
                                     const char *form)
{
    const struct record **child;
    bool changed;
    struct err err;
    assert_true(case_refresh(home.work, file, &changed, &err));
    assert_int_equal(case_children(file, record, form, arena, &child), 1);
    return child[0];
}

static const char *text_of(struct case_file *file, const struct record *record, const char *item)
{
    const struct answer *answer = answers_get(case_answers(file, record), item);
    return answer && answer->value.kind == VALUE_TEXT ? answer->value.text : "";
}

/* --- before signing --------------------------------------------------------------------------- */

static void warnings_and_the_journal_come_before_signing(void **state)
{
    struct place place = prepared(&home);
    struct case_file *file = practice_home_case(&home, CASE);
    (void)state;
    open_at(&home, &place, 24, 80);
    form_driver_press(&it, "F2");
    assert_shown(&it, "Varning 1 av 1");
    form_driver_press(&it, "F2");
    assert_non_null(strstr(it.message, "behöver ett svar"));
    form_driver_type(&it, "Vi har pratat om det på mötet.");
    form_driver_press(&it, "F2");
    assert_shown(&it, "Två meningar att kopiera till journalen");
    form_driver_press(&it, "t");
    assert_shown(&it, "Vilken text?");
    form_driver_press(&it, "F2");
    assert_shown(&it, "Signera Kontakt och tillit");
    assert_shown(&it, "Journalen: ska föras in.");
    assert_shown(&it, "Varningar som är hanterade: 1.");
    assert_shown(&it, "– Vi har pratat om det på mötet.");
    assert_shown(&it, "– Kontakt och tillit gjordes");
    form_driver_press(&it, "j");
    assert_false(form_driver_is_open(&it));
    assert_non_null(strstr(it.message, "Signerat"));

    const struct record *acknowledged = child_of(file, &place.record, FORM_ACKNOWLEDGE);
    assert_string_equal(text_of(file, acknowledged, "ak.01"), "w13");
    assert_string_equal(text_of(file, acknowledged, "ak.02"), "Vi har pratat om det på mötet.");
    assert_string_equal(text_of(file, acknowledged, "ak.03"), "utredare, psykolog");
    assert_int_equal(acknowledged->state, RECORD_SIGNED);
    const struct record *journal = child_of(file, &place.record, FORM_JOURNAL);
    assert_non_null(strstr(text_of(file, journal, JOURNAL_WORDS), "Kontakt och tillit gjordes"));
    assert_string_equal(text_of(file, journal, JOURNAL_AT), "");
    struct warning_open *open;
    size_t n = warnings_open(home.work, file, arena, &open);
    for (size_t i = 0; i < n; i++)
        assert_string_not_equal(open[i].warning->id, "w13");
    case_close(file);
}

/* What a colleague wrote while it was asked about sets off what nobody has been asked: it is asked now,
 * with what was said already, and the colleague's answer is on the screen. */
static void what_came_between_is_asked_about(void **state)
{
    static const char *const near[] = {"5"};
    static const char *const low[] = {"1"};
    struct place place = prepared(&home);
    struct case_file *file = practice_home_case(&home, CASE);
    struct answers answers;
    struct err err;
    struct record_new other = {
        .record = place.record, .form = "r1", .based_on = 1, .answers = &answers};
    (void)state;
    answers_copy(&answers, arena, case_answers(file, case_record(file, &place.record)));
    answers_set(&answers, &(struct answer){.id = "r1.25", .value = value_codes(near, 1)});
    assert_true(record_save(home.work, file, &other, NULL, &err));
    open_at(&home, &place, 24, 80);
    form_driver_press(&it, "F2");
    assert_shown(&it, "Två meningar att kopiera till journalen");
    form_driver_press(&it, "n Tab");
    form_driver_type(&it, "rör inget beslut");
    form_driver_press(&it, "F2");
    assert_shown(&it, "Signera Kontakt och tillit");
    other.based_on = 2;
    answers_set(&answers, &(struct answer){.id = "r1.25", .value = value_codes(low, 1)});
    assert_true(record_save(home.work, file, &other, NULL, &err));
    form_driver_press(&it, "j");
    assert_non_null(strstr(it.message, "en varning som ingen har hanterat"));
    assert_shown(&it, "Varning 1 av 1");
    form_driver_type(&it, "Vi frågar på torsdag.");
    form_driver_press(&it, "F2");
    assert_shown(&it, "Signera Kontakt och tillit");
    assert_shown(&it, "– rör inget beslut");
    form_driver_press(&it, "j");
    assert_false(form_driver_is_open(&it));
    const struct record *acknowledged = child_of(file, &place.record, FORM_ACKNOWLEDGE);
    assert_string_equal(text_of(file, acknowledged, "ak.02"), "Vi frågar på torsdag.");
    const struct record *record = case_record(file, &place.record);
    assert_int_equal(record->state, RECORD_SIGNED);
    assert_true(value_has_code(&answers_get(case_answers(file, record), "r1.25")->value, "1"));
    case_close(file);
}

/* All that was typed comes back: after Esc, from the draft, and behind the lock. */
static void nothing_typed_while_signing_is_lost(void **state)
{
    struct place place = prepared(&home);
    struct place locked;
    struct err err;
    (void)state;
    open_at(&home, &place, 24, 80);
    form_driver_press(&it, "F2");
    form_driver_type(&it, "Pratat");
    form_driver_press(&it, "F2");
    assert_shown(&it, "Två meningar");
    form_driver_press(&it, "n Tab");
    form_driver_type(&it, "rör inget beslut");
    form_driver_press(&it, "Esc");
    assert_shown(&it, "Pratat");
    form_driver_press(&it, "F2 F2");
    assert_shown(&it, "Signera Kontakt och tillit");
    form_driver_press(&it, "Esc");
    assert_shown(&it, "rör inget beslut");
    form_driver_press(&it, "F2");
    assert_true(stack_keep(it.stack, &err));
    locked = form_driver_place(&it);
    form_driver_close(&it);

    open_at(&home, &locked, 24, 80);
    assert_shown(&it, "Signera Kontakt och tillit");
    form_driver_press(&it, "Esc Esc");
    assert_shown(&it, "Pratat");
    form_driver_close(&it);

    open_at(&home, &place, 24, 80);
    assert_shown(&it, "Du har ett utkast här");
    form_driver_press(&it, "f F2");
    assert_shown(&it, "Pratat");
    form_driver_press(&it, "F2");
    assert_shown(&it, "rör inget beslut");
    form_driver_press(&it, "F2");
    assert_shown(&it, "Journalen: nej.");
    assert_shown(&it, "– rör inget beslut");
    form_driver_press(&it, "n");
    struct case_file *file = practice_home_case(&home, CASE);
    assert_null(
        answers_get(case_answers(file, case_record(file, &place.record)), "sign.w13.ak.02"));
    case_close(file);
}

/* What another form has set off, and this one has a part in, takes one line. */
static void a_warning_known_before_takes_one_line(void **state)
{
    struct case_file *file = practice_home_case(&home, "24-009");
    struct place place = place_of(ROOM_FILL);

    (void)state;
    place.case_id = file->id;
    snprintf(place.form, sizeof place.form, "b1");
    case_close(file);
    open_at(&home, &place, 24, 80);
    assert_shown(&it, "! Öppna punkter inför utskrivningen.");
    assert_shown(&it, "visar allt");
    assert_not_shown(&it, "┌──");
}

/* Half a sentence is no answer: only the step's own key says that a warning was dealt with. */
static void a_half_typed_warning_is_asked_again(void **state)
{
    struct place place = prepared(&home);
    struct place locked;
    struct err err;
    (void)state;
    open_at(&home, &place, 24, 80);
    form_driver_press(&it, "F2");
    form_driver_type(&it, "Vi har pra");
    form_driver_press(&it, "Esc");
    assert_shown(&it, "KONTAKT OCH TILLIT");
    assert_not_shown(&it, "Varning 1 av 1");
    form_driver_press(&it, "F2");
    assert_shown(&it, "Varning 1 av 1");
    assert_shown(&it, "Vi har pra");
    assert_true(stack_keep(it.stack, &err));
    locked = form_driver_place(&it);
    form_driver_close(&it);
    open_at(&home, &locked, 24, 80);
    assert_shown(&it, "Varning 1 av 1");
    assert_shown(&it, "Vi har pra");
    /* Dealt with, and then looked at again: it takes the key again. */
    form_driver_press(&it, "F2 Esc Esc F2");
    assert_shown(&it, "Varning 1 av 1");
}

/* What was written stands where it is signed, and one key goes back through it. */
static void what_was_written_is_seen_and_changed_before_signing(void **state)
{
    struct place place = prepared(&home);
    (void)state;
    open_at(&home, &place, 24, 80);
    form_driver_press(&it, "F2");
    form_driver_type(&it, "Vi har pratat");
    form_driver_press(&it, "F2 n");
    form_driver_type(&it, "rör inget beslut"); /* what the answer asks for in words comes next */
    form_driver_press(&it, "F2");
    assert_shown(&it, "– Vi har pratat");
    form_driver_press(&it, "t");
    assert_shown(&it, "Varning 1 av 1");
    form_driver_type(&it, " i dag");
    form_driver_press(&it, "F2");
    assert_shown(&it, "rör inget beslut");
    form_driver_press(&it, "F2");
    assert_shown(&it, "– Vi har pratat i dag");
    assert_shown(&it, "– rör inget beslut");
    form_driver_press(&it, "n");
    assert_shown(&it, "KONTAKT OCH TILLIT");
    form_driver_press(&it, "F2");
    assert_shown(&it, "Varning 1 av 1");
    assert_shown(&it, "Vi har pratat i dag");
    form_driver_press(&it, "F2");
    assert_shown(&it, "rör inget beslut");
    form_driver_press(&it, "F2");
    assert_shown(&it, "Signera Kontakt och tillit");
}

static void what_looks_unusual_is_said_and_signed(void **state)
{
    struct place place = prepared(&home);
    struct case_file *file;
    (void)state;
    open_at(&home, &place, 24, 80);
    form_driver_press(&it, "F3");
    assert_shown(&it, "Inget saknas.");
    assert_shown(&it, "Det här ser ovanligt ut. Stämmer det, behöver inget göras.");
    form_driver_press(&it, "Enter");
    struct place now = form_driver_place(&it);
    assert_string_equal(now.item, "r1.16.when");
    assert_shown(&it, "Det har redan varit. Stämmer det?");
    form_driver_press(&it, "F2");
    form_driver_type(&it, "Pratat");
    form_driver_press(&it, "F2 j Enter");
    assert_shown(&it, "Ser ovanligt ut:");
    assert_shown(&it, "Det har redan varit.");
    form_driver_press(&it, "j");
    assert_false(form_driver_is_open(&it));
    file = practice_home_case(&home, CASE);
    assert_int_equal(case_record(file, &place.record)->state, RECORD_SIGNED);
    case_close(file);
}

/* A word typed where one chooses marks at most a choice; the next field takes nothing of it. */
static void a_word_is_no_answer_to_the_journal(void **state)
{
    struct place place = prepared(&home);
    (void)state;
    open_at(&home, &place, 24, 80);
    form_driver_press(&it, "F2");
    form_driver_type(&it, "Pratat");
    form_driver_press(&it, "F2");
    form_driver_type(&it, "Unde");
    assert_non_null(strstr(it.message, "Här svarar man med j, t"));
    assert_not_shown(&it, "Varför inte?");
    form_driver_type(&it, "nej");
    assert_shown(&it, "Varför inte?");
    form_driver_press(&it, "F2");
    assert_non_null(strstr(it.message, "behöver ett svar"));
    assert_not_shown(&it, "Signera Kontakt");
    form_driver_type(&it, "skäl");
    form_driver_press(&it, "F2");
    assert_shown(&it, "– skäl");
}

/* What is seen at night is handed in whatever it warns of. */
static void nothing_keeps_a_note_waiting(void **state)
{
    static const char *const yes[] = {"yes"};
    struct place place = place_of(ROOM_FILL);
    struct case_file *file = practice_home_case(&home, CASE);
    struct answers answers;
    struct err err;
    (void)state;
    answers_init(&answers, arena);
    answers_set(&answers, &(struct answer){.id = "u1.09", .value = value_codes(yes, 1)});
    struct record_new note = {.record = record_begin(), .form = FORM_NOTE, .answers = &answers};
    assert_true(record_save(home.work, file, &note, NULL, &err));
    place.case_id = file->id;
    place.record = note.record;
    open_at(&home, &place, 24, 80);
    form_driver_press(&it, "F2");
    assert_shown(&it, "Signera Notering");
    case_close(file);
}

/* Whoever has written it in the journal already chooses that, and has said it with Enter. */
static void already_in_the_journal_asks_no_more(void **state)
{
    struct place place = prepared(&home);
    struct case_file *file = practice_home_case(&home, CASE);
    (void)state;
    open_at(&home, &place, 24, 80);
    form_driver_press(&it, "F2");
    form_driver_type(&it, "Pratat");
    form_driver_press(&it, "F2 j");
    assert_not_shown(&it, "Signera Kontakt och tillit");
    form_driver_press(&it, "Enter");
    assert_shown(&it, "Signera Kontakt och tillit");
    form_driver_press(&it, "j");
    assert_false(form_driver_is_open(&it));
    const struct record *journal = child_of(file, &place.record, FORM_JOURNAL);
    assert_true(value_has_code(&answers_get(case_answers(file, journal), JOURNAL_WHAT)->value,
                               JOURNAL_WRITTEN));
    assert_null(answers_get(case_answers(file, journal), JOURNAL_WORDS));
    case_close(file);
}

/* --- two people ------------------------------------------------------------------------------- */

/* Something that may be answered, so that the form has no gap there. */
static void fill_gap(struct answers *answers, const struct item *item)
{
    struct answer answer = {.id = item->id};
    switch (item->type) {
    case ITEM_ONE:
    case ITEM_MANY: answer.value = value_codes(&item->scale->option[0].code, 1); break;
    case ITEM_NUMBER: answer.value = value_number(1); break;
    case ITEM_DATE: answer.value = value_text("2026-12-20"); break;
    case ITEM_DATETIME: answer.value = value_text("2026-11-20T10:00:00Z"); break;
    case ITEM_LINE:
    case ITEM_TEXT:
    case ITEM_IDENTITY: answer.value = value_text("ord"); break;
    case ITEM_ROWS:
    case ITEM_GRID:
    case ITEM_FIXED: fail_msg("%s", item->id);
    }
    answers_set(answers, &answer);
}

/* Signed by noor, and waiting for somebody else. */
static struct place waiting(struct practice_home *at, const char *form)
{
    struct place place = place_of(ROOM_COSIGN);
    struct answers answers;
    const struct gap *gap;
    struct err err;
    practice_home_login(at, "noor");
    struct work *work = at->work;
    struct case_file *file = practice_home_case(at, CASE);
    answers_init(&answers, arena);
    struct live *live =
        live_new(work->method, method_form(work->method, form), &answers, case_facts(work, file),
                 work_today(work), clock_now(&work->clock), true);
    for (int turn = 0; turn < 500 && live_gaps(live, &gap) > 0; turn++) {
        fill_gap(&answers, gap[0].item);
        live_set(live, answers_get(&answers, gap[0].item->id));
    }
    live_free(live);
    struct record_new it_is = {.record = record_begin(), .form = form, .answers = &answers};
    said_all(work, file, &it_is, arena);
    assert_true(record_sign(work, file, &it_is, NULL, &err));
    place.case_id = file->id;
    place.record = it_is.record;
    case_close(file);
    return place;
}

static void a_second_person_says_otherwise_and_signs(void **state)
{
    struct place place = waiting(&home, "k1");
    struct place read = place;
    (void)state;
    struct place today = place_of(ROOM_TODAY), overview = place_of(ROOM_CASE);
    struct place timeline = place_of(ROOM_TIMELINE);
    read.room = ROOM_READ;
    practice_home_login(&home, "eli");
    /* It stands on the first page and first in the case. */
    open_at(&home, &today, 40, 120);
    assert_shown(&it, "signera 1");
    form_driver_close(&it);
    timeline.case_id = overview.case_id = place.case_id;
    open_at(&home, &timeline, 24, 80);
    assert_shown(&it, "en av två");
    form_driver_close(&it);
    open_at(&home, &overview, 60, 80);
    assert_shown(&it, "Signerat av Noor A, i dag 16:00. Väntar på en andra underskrift.");
    for (int i = 0; i < 20 && !form_driver_shows(&it, "› Läs och signera: Säkerhet"); i++)
        form_driver_press(&it, "Down");
    form_driver_press(&it, "Enter");
    assert_shown(&it, "Säkerhet, signerad av Noor A");
    form_driver_close(&it);
    open_at(&home, &read, 24, 80);
    assert_shown(&it, "Väntar på en andra underskrift. Med bara en räknas det till");
    form_driver_press(&it, "F2");
    assert_shown(&it, "Säkerhet, signerad av Noor A");
    form_driver_press(&it, "Enter");
    assert_shown(&it, "samma som Noor A");
    form_driver_press(&it, "3");
    assert_shown(&it, "tydligt behov");
    form_driver_press(&it, "Enter");
    form_driver_type(&it, "En syster har ringt");
    form_driver_press(&it, "Enter");
    /* The lock, or somebody at the door. */
    form_driver_press(&it, "Esc");
    assert_shown(&it, "Väntar på en andra underskrift");
    form_driver_press(&it, "F2");
    assert_shown(&it, "tydligt behov");
    form_driver_press(&it, "F2");
    assert_shown(&it, "Ni bedömer olika. Skriv varför, och jämka inte ihop svaren.");
    form_driver_press(&it, "Enter");
    assert_shown(&it, "Signera Säkerhet också?");
    form_driver_press(&it, "j");
    assert_non_null(strstr(it.message, "Ni bedömer olika"));
    form_driver_press(&it, "F2");
    form_driver_type(&it, "Jag har talat med systern");
    form_driver_press(&it, "Enter");
    assert_shown(&it, "Du: tydligt behov");
    assert_shown(&it, "Varför: Jag har talat med systern");
    form_driver_press(&it, "j");
    assert_non_null(strstr(it.message, "Två har signerat."));
    assert_shown(&it, "Läst och signerat av Eli S");
    assert_shown(&it, "TVÅ BEDÖMNINGAR");
    assert_shown(&it, "Varför: Jag har talat med systern");
    form_driver_close(&it);

    struct case_file *file = practice_home_case(&home, CASE);
    const struct record *second = child_of(file, &place.record, FORM_COSIGN);
    assert_true(value_has_code(&answers_get(case_answers(file, second), "k1.26")->value, "clear"));
    assert_string_equal(text_of(file, second, "k1.27.for"), "En syster har ringt");
    case_close(file);
    struct draft *draft;
    struct err err;
    size_t n;
    assert_true(desk_list(home.work, arena, &draft, &n, &err));
    assert_int_equal(n, 0);
}

/* What is begun beside the first one's answer, whether it is given or not. */
static void nothing_typed_beside_is_lost(void **state)
{
    struct place place = waiting(&home, "k1");
    struct err err = {0};
    (void)state;
    practice_home_login(&home, "eli");
    open_at(&home, &place, 24, 80);
    form_driver_press(&it, "Down Enter");
    form_driver_type(&it, "En halv");
    form_driver_press(&it, "Esc Down Enter");
    form_driver_type(&it, "Och en till");
    assert_true(stack_keep(it.stack, &err)); /* the program dies here */
    form_driver_close(&it);
    open_at(&home, &place, 24, 80);
    assert_not_shown(&it, "En halv");
    assert_shown(&it, "påbörjat");
    form_driver_press(&it, "Down Down Enter");
    assert_shown(&it, "Och en till");
    form_driver_press(&it, "Esc Up Enter");
    assert_shown(&it, "En halv");
    form_driver_type(&it, " mening");
    form_driver_press(&it, "Enter");
    assert_shown(&it, "En halv mening");
    /* What is only begun stops the signature. */
    form_driver_press(&it, "F2");
    assert_shown(&it, "bara påbörjat");
    assert_shown(&it, "Och en till");
    form_driver_press(&it, "Enter F2");
    assert_shown(&it, "Varför?");
}

static void a_colleague_signs_at_the_same_terminal(void **state)
{
    struct place place = waiting(&home, "u2");
    struct place overview = place_of(ROOM_CASE);
    (void)state;
    overview.case_id = place.case_id;
    open_at(&home, &overview, 60, 80);
    assert_shown(&it, "Be en kollega läsa och signera: Fördjupad bedömning");
    form_driver_close(&it);
    place.room = ROOM_READ;
    open_at(&home, &place, 24, 80);
    assert_shown(&it, "Väntar på en andra underskrift och räknas inte som klart innan dess.");
    /* The help of this record tells what F2 does here, and nothing else of it. */
    form_driver_press(&it, "?");
    assert_shown(&it, "F2     signera\n");
    assert_not_shown(&it, "signera som läst");
    assert_not_shown(&it, "infört i journalen");
    form_driver_press(&it, "Esc");
    /* Nothing is the second person's to fill in before they have logged in. */
    form_driver_press(&it, "F2");
    assert_shown(&it, "loggar in först");
    form_driver_type(&it, "noor");
    form_driver_press(&it, "Tab");
    form_driver_type(&it, PRACTICE_PHRASE);
    form_driver_press(&it, "Enter");
    assert_shown(&it, "en annan person än du");
    form_driver_press(&it, "Esc");
    assert_shown(&it, "Väntar på en andra underskrift");
    form_driver_press(&it, "F2");
    assert_shown(&it, "loggar in först");
    form_driver_type(&it, "eli");
    form_driver_press(&it, "Tab");
    form_driver_type(&it, PRACTICE_PHRASE);
    form_driver_press(&it, "Enter");
    assert_not_shown(&it, "loggar in först");
    form_driver_press(&it, "F2");
    assert_shown(&it, "Signera Fördjupad bedömning också?");
    form_driver_press(&it, "j");
    assert_shown(&it, "Läst och signerat av Eli S");
}

static void try_phrase(const char *phrase)
{
    form_driver_type(&it, phrase);
    form_driver_press(&it, "Enter");
}

static void a_wrong_passphrase_at_the_same_terminal_is_no_way_in(void **state)
{
    struct place place = waiting(&home, "u2");
    struct err err = {0};
    (void)state;
    open_at(&home, &place, 24, 80);
    form_driver_press(&it, "F2");
    form_driver_type(&it, "eli");
    form_driver_press(&it, "Tab");
    try_phrase("fel fras");
    assert_shown(&it, "stämmer inte");
    for (int i = 0; i < 4; i++)
        try_phrase("fel fras");
    assert_shown(&it, "Vänta");
    try_phrase(PRACTICE_PHRASE);
    assert_shown(&it, "loggar in först");
    assert_not_shown(&it, "•");
    form_driver_resize(&it, 16, 60);
    assert_shown(&it, "Vänta");
    form_driver_resize(&it, 24, 80);
    /* Behind the lock the second person begins anew: neither name nor phrase was kept. */
    form_driver_type(&it, "sol regn");
    assert_true(stack_keep(it.stack, &err));
    place = form_driver_place(&it);
    form_driver_close(&it);
    open_at(&home, &place, 24, 80);
    assert_shown(&it, "loggar in först");
    assert_not_shown(&it, "•");
    home.now += 60;
    form_driver_type(&it, "eli");
    form_driver_press(&it, "Tab");
    try_phrase(PRACTICE_PHRASE);
    assert_not_shown(&it, "loggar in först");
    form_driver_press(&it, "Esc");
    form_driver_close(&it);
}

static void the_journal_is_ticked_off(void **state)
{
    struct place place = prepared(&home);
    (void)state;
    open_at(&home, &place, 24, 80);
    form_driver_press(&it, "F2");
    form_driver_type(&it, "Pratat");
    form_driver_press(&it, "F2 t F2 j");
    form_driver_close(&it);
    struct place today = place_of(ROOM_TODAY), overview = place_of(ROOM_CASE);
    open_at(&home, &today, 40, 120);
    assert_shown(&it, "journal ");
    form_driver_close(&it);
    overview.case_id = place.case_id;
    open_at(&home, &overview, 60, 80);
    assert_shown(&it, "För in i journalen: Kontakt och tillit");
    form_driver_close(&it);
    place.room = ROOM_READ;
    open_at(&home, &place, 24, 80);
    assert_shown(&it, "SKA FÖRAS IN I JOURNALEN");
    form_driver_press(&it, "F2 j");
    assert_non_null(strstr(it.message, "infört i journalen"));
    assert_not_shown(&it, "SKA FÖRAS IN I JOURNALEN");
    form_driver_close(&it);
    /* From a list of what is to be done: asked at once, and back again. */
    place = prepared(&home);
    open_at(&home, &place, 24, 80);
    form_driver_press(&it, "F2");
    form_driver_type(&it, "Pratat");
    form_driver_press(&it, "F2 t F2 j");
    form_driver_close(&it);
    place.room = ROOM_READ;
    snprintf(place.form, sizeof place.form, FORM_JOURNAL);
    open_at(&home, &place, 24, 80);
    assert_shown(&it, "är texten införd i journalen?");
    form_driver_press(&it, "j");
    assert_false(form_driver_is_open(&it));
}

/* --- pictures --------------------------------------------------------------------------------- */

static void picture(struct practice_home *at, int rows, int cols)
{
    const char *lang = at == &english ? "en" : "sv";
    struct place place = prepared(at);
    open_at(at, &place, rows, cols);
    form_driver_press(&it, "F2");
    form_driver_golden(&it, arena_printf(arena, "sign/warning_%s_%dx%d", lang, cols, rows));
    form_driver_type(&it, at == &english ? "We have talked about it." : "Vi har pratat om det.");
    form_driver_press(&it, "F2");
    form_driver_golden(&it, arena_printf(arena, "sign/journal_%s_%dx%d", lang, cols, rows));
    form_driver_press(&it, "t");
    form_driver_golden(&it, arena_printf(arena, "sign/journal-text_%s_%dx%d", lang, cols, rows));
    form_driver_press(&it, "F2");
    form_driver_golden(&it, arena_printf(arena, "sign/sign_%s_%dx%d", lang, cols, rows));
    form_driver_close(&it);
}

static void two_people(struct practice_home *at, int rows, int cols)
{
    const char *lang = at == &english ? "en" : "sv";
    struct place place = waiting(at, "k1");
    practice_home_login(at, "eli");
    open_at(at, &place, rows, cols);
    form_driver_press(&it, "Enter");
    form_driver_golden(&it, arena_printf(arena, "sign/own_%s_%dx%d", lang, cols, rows));
    form_driver_press(&it, "3 Enter");
    form_driver_type(&it, at == &english ? "A sister has called" : "En syster har ringt");
    form_driver_press(&it, "Enter Up");
    form_driver_golden(&it, arena_printf(arena, "sign/second_%s_%dx%d", lang, cols, rows));
    form_driver_press(&it, "F2");
    form_driver_type(&it, at == &english ? "I have met her" : "Jag har träffat henne");
    form_driver_golden(&it, arena_printf(arena, "sign/why_%s_%dx%d", lang, cols, rows));
    form_driver_press(&it, "Enter");
    form_driver_golden(&it, arena_printf(arena, "sign/too_%s_%dx%d", lang, cols, rows));
    form_driver_press(&it, at == &english ? "y" : "j");
    assert_false(form_driver_is_open(&it));
    form_driver_close(&it);
    place.room = ROOM_READ;
    open_at(at, &place, rows, cols);
    form_driver_golden(&it, arena_printf(arena, "sign/read_%s_%dx%d", lang, cols, rows));
    form_driver_close(&it);
}

static void what_two_people_look_like(void **state)
{
    (void)state;
    two_people(&home, 24, 80);
    two_people(&home, 40, 120);
    two_people(&home, 16, 60);
    two_people(&english, 24, 80);
    two_people(&english, 40, 120);
    practice_home_login(&home, "noor");
}

static void what_signing_looks_like(void **state)
{
    (void)state;
    picture(&home, 24, 80);
    picture(&home, 40, 120);
    picture(&home, 16, 60);
    practice_home_login(&english, "noor");
    picture(&english, 24, 80);
    picture(&english, 40, 120);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(warnings_and_the_journal_come_before_signing, begin,
                                        finish),
        cmocka_unit_test_setup_teardown(what_came_between_is_asked_about, begin, finish),
        cmocka_unit_test_setup_teardown(nothing_typed_while_signing_is_lost, begin, finish),
        cmocka_unit_test_setup_teardown(a_warning_known_before_takes_one_line, begin, finish),
        cmocka_unit_test_setup_teardown(a_half_typed_warning_is_asked_again, begin, finish),
        cmocka_unit_test_setup_teardown(what_was_written_is_seen_and_changed_before_signing, begin,
                                        finish),
        cmocka_unit_test_setup_teardown(what_looks_unusual_is_said_and_signed, begin, finish),
        cmocka_unit_test_setup_teardown(a_word_is_no_answer_to_the_journal, begin, finish),
        cmocka_unit_test_setup_teardown(nothing_keeps_a_note_waiting, begin, finish),
        cmocka_unit_test_setup_teardown(already_in_the_journal_asks_no_more, begin, finish),
        cmocka_unit_test_setup_teardown(a_second_person_says_otherwise_and_signs, begin, finish),
        cmocka_unit_test_setup_teardown(nothing_typed_beside_is_lost, begin, finish),
        cmocka_unit_test_setup_teardown(a_colleague_signs_at_the_same_terminal, begin, finish),
        cmocka_unit_test_setup_teardown(the_journal_is_ticked_off, begin, finish),
        cmocka_unit_test_setup_teardown(what_signing_looks_like, begin, finish),
        cmocka_unit_test_setup_teardown(what_two_people_look_like, begin, finish),
        cmocka_unit_test_setup_teardown(a_wrong_passphrase_at_the_same_terminal_is_no_way_in, begin,
                                        finish),
    };
    setenv("TZ", "UTC", 1);
    tzset();
    if (!utf8_locale())
        return 1;
    practice_home_make(&home, LANG_SV);
    practice_home_make(&english, LANG_EN);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    practice_home_remove(&english);
    practice_home_remove(&home);
    return failed;
}
