/* test_pages_today.c - the first page: what is new since the last shift, and what is in the calendar. */
#include "unit.h"

#include "casework/inside.h"
#include "doc_text.h"
#include "practice_group.h"
#include "sis/casework/records.h"
#include "sis/pages/pages.h"

#define HOUR ((int64_t)3600)

static struct doc *today(struct work *work)
{
    struct err err = {0};
    struct doc *doc = page_today(work, "F6", arena, &err);

    assert_non_null(doc);
    return doc;
}

/* A value that begins with "=" is a code. */
static void write_row(struct practice_home *home, const char *number, const char *list,
                      const char *const pair[][2], size_t n)
{
    struct case_file *file = practice_home_case(home, number);
    struct answers answers;
    struct record_new row = {.record = record_begin(), .form = list, .answers = &answers};
    struct err err = {0};

    answers_init(&answers, arena);
    for (size_t i = 0; i < n; i++) {
        const char *code = pair[i][1] + 1;
        struct answer answer = {.id = pair[i][0]};

        answer.value = pair[i][1][0] == '=' ? value_codes(&code, 1) : value_text(pair[i][1]);
        answers_set(&answers, &answer);
    }
    assert_true(record_save(home->work, file, &row, NULL, &err));
    case_close(file);
}

static void promise(struct practice_home *home, const char *day)
{
    const char *const row[][2] = {
        {"pr.01", "Ny madrass"}, {"pr.02", day}, {"pr.03", "personal"}, {"pr.04", "=open"}};

    write_row(home, "24-023", "promise", row, 4);
}

/* What others have written since, and that there are words from the shift before; which, the case
 * tells. */
static void what_is_new_since_the_last_shift(void **state)
{
    static const char *const passon[][2] = {{"po.01", "Ringer mamma 18."}, {"po.02", "2026-11-24"}};
    static const char *const journey[][2] = {
        {"ev.01", "=leave"}, {"ev.02", "2026-11-24T09:00:00Z"}, {"ev.06", "=planned"}};

    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        struct practice_home *home = &homes[lang];
        struct case_file *file;

        practice_home_login(home, "noor");
        promise(home, "2026-11-22");
        home->now += 10 * HOUR;
        practice_home_login(home, "kim");
        write_row(home, "24-023", "passon", passon, 2);
        write_row(home, "24-023", "event", journey, 3);
        home->now += 5 * HOUR;
        practice_home_login(home, "noor");
        doc_golden("today-shift", today(home->work));
        doc_lacks(today(home->work), "mamma");
        file = practice_home_case(home, "24-023");
        doc_golden("overview-shift", page_overview(home->work, file, NULL, arena));
        doc_holds(page_overview(home->work, file, NULL, arena), "Ringer mamma 18.");
        case_close(file);
    }
}

/* The next day: the journey is today, and what was promised has passed its day. */
static void the_day_after(void **state)
{
    struct practice_home *home = &homes[LANG_SV];
    struct doc *doc;

    (void)state;
    home->now += 20 * HOUR;
    practice_home_login(home, "noor");
    doc = today(home->work);
    doc_holds(doc, "resa ");
    doc_lacks(doc, "permission");
    doc_holds(doc, "passerat 1");
    doc_lacks(doc, "madrass");
    doc_holds(doc, "läs från förra passet");
    home->now += 30 * HOUR;
    practice_home_login(home, "noor");
    doc_lacks(today(home->work), "läs från förra passet");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_new_since_the_last_shift, practice_begin,
                                        practice_end),
        cmocka_unit_test_setup_teardown(the_day_after, practice_begin, practice_end),
    };

    return cmocka_run_group_tests_name("pages today", tests, practice_group, practice_group_end);
}
