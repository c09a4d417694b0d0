/* test_pages_case.c - today, overview, timeline, records and letters of the practice home. */
#include "unit.h"

#include <string.h>

#include "page_text.h"
#include "practice_home.h"
#include "sis/base/utf8.h"
#include "sis/casework/access.h"
#include "sis/casework/desk.h"
#include "sis/casework/letter.h"
#include "sis/casework/notes.h"
#include "sis/casework/records.h"
#include "sis/casework/register.h"
#include "sis/pages/pages.h"

static struct practice_home homes[LANG_COUNT];
static struct arena *arena;

static int make_homes(void **state)
{
    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        practice_home_make(&homes[lang], lang);
    }
    return 0;
}

static int remove_homes(void **state)
{
    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        practice_home_remove(&homes[lang]);
    }
    return 0;
}

static int begin(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

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

    for (size_t i = 0; i < n; i++) {
        if (record[i]->state == state) {
            return record[i];
        }
    }
    fail_msg("no such %s", form);
    return NULL;
}

static void today_says_what_waits(void **state)
{
    static const char *const login[] = {"noor", "kim", "lo"};

    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        for (size_t i = 0; i < ARRAY_LEN(login); i++) {
            char name[40] = "today-";

            strcat(name, login[i]);
            page_golden(name, today(practice_home_login(&homes[lang], login[i])));
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
            page_golden(name, page_overview(work, file, arena));
            case_close(file);
        }
    }
}

static void timeline_is_newest_first(void **state)
{
    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        struct work *work = practice_home_login(&homes[lang], "noor");
        struct case_file *file = practice_home_case(&homes[lang], "24-031");

        page_golden("timeline-24-031", page_timeline(work, file, NULL, arena));
        page_golden("timeline-24-031-r1", page_timeline(work, file, "r1", arena));
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
            page_golden(name, page_record(work, file, record, arena));
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
        page_golden("letter", page_letter(work, &letter, arena));
        page_golden("letter-withheld", page_letter_withheld(work, &letter, arena));
        assert_true(letter_build(work, file, "handover", "relative", arena, &letter, &err));
        letter.code = "ACDE34";
        page_golden("letter-relative", page_letter(work, &letter, arena));
        case_close(file);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(today_says_what_waits, begin, end),
        cmocka_unit_test_setup_teardown(overview_says_the_next_step_and_why, begin, end),
        cmocka_unit_test_setup_teardown(timeline_is_newest_first, begin, end),
        cmocka_unit_test_setup_teardown(records_tell_who_and_when, begin, end),
        cmocka_unit_test_setup_teardown(letter_and_what_is_held_back, begin, end),
    };

    if (!utf8_locale()) {
        return 1;
    }
    return cmocka_run_group_tests_name("pages case", tests, make_homes, remove_homes);
}
