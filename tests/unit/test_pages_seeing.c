/* test_pages_seeing.c - what changes over time in a case: ratings and their gaps, two fillings under two
 * methods, who carries the relation, who knows. */
#include "unit.h"

#include <math.h>
#include <string.h>

#include "doc_text.h"
#include "practice_group.h"
#include "said.h"
#include "sis/base/file.h"
#include "sis/casework/access.h"
#include "sis/casework/adoption.h"
#include "sis/casework/promises.h"
#include "sis/casework/records.h"
#include "sis/casework/register.h"
#include "sis/casework/warnings.h"
#include "sis/form/live.h"
#include "sis/pages/pages.h"

#define DAY ((int64_t)24 * 60 * 60)

/* --- a case that goes on --- */

static void must(bool done, const struct err *err)
{
    struct str words;

    if (done)
        return;
    str_init(&words, 0);
    err_text(err, LANG_EN, &words);
    fail_msg("%s %s", words.p, err->detail);
}

static struct answer code(const char *id, const char *code)
{
    const char **codes = arena_array(arena, 1, sizeof *codes);

    codes[0] = code;
    return (struct answer){.id = id, .value = value_codes(codes, 1)};
}

static struct answer words(const char *id, const char *words)
{
    return (struct answer){.id = id, .value = value_text(words)};
}

static struct answer none(const char *id, enum nonanswer nonanswer)
{
    return (struct answer){.id = id, .nonanswer = nonanswer};
}

/* A new case on which "noor" works; what the practice home holds may change. */
static struct case_file *new_case(struct practice_home *home, const char *number,
                                  const char *work_name)
{
    struct work *work = practice_home_login(home, "eli");
    struct youth youth = {.number = number, .work_name = work_name};
    struct err err = {0};

    must(register_add(work, &youth, &err), &err);
    must(access_assign(work, &youth.case_id, "noor", &err), &err);
    practice_home_login(home, "noor");
    return practice_home_case(home, number);
}

/* A form with these answers; what else it needs was not asked. */
static void fill(struct case_file *file, const char *form, const struct answer *answer, size_t n)
{
    struct work *work = file->work;
    struct record_new record = {.record = record_begin(), .form = form};
    struct answers answers;
    struct live *live;
    const struct gap *gap;
    struct err err = {0};

    answers_init(&answers, arena);
    live = live_new(work->method, method_form(work->method, form), &answers, case_facts(work, file),
                    work_today(work), homes[work->lang].now, true);
    for (size_t i = 0; i < n; i++)
        live_set(live, &answer[i]);
    while (live_gaps(live, &gap) > 0) {
        struct answer not_asked = none(gap->item->id, NONANSWER_NOT_ASKED);

        live_set(live, &not_asked);
    }
    live_free(live);
    record.answers = &answers;
    said_all(work, file, &record, arena);
    must(record_sign(work, file, &record, NULL, &err), &err);
}

static void add_row(struct case_file *file, const char *list, const struct answer *answer, size_t n)
{
    struct record_new record = {.record = record_begin(), .form = list};
    struct answers answers;
    struct err err = {0};

    answers_init(&answers, arena);
    for (size_t i = 0; i < n; i++)
        answers_set(&answers, &answer[i]);
    record.answers = &answers;
    must(record_save(file->work, file, &record, NULL, &err), &err);
}

/* --- ratings --- */

static const struct doc_node *chart_of(const struct doc_node *node, size_t *skip)
{
    if (node->kind == DOC_CHART)
        return (*skip)-- == 0 ? node : NULL;
    for (size_t i = 0; i < node->n_children; i++) {
        const struct doc_node *found = chart_of(node->child[i], skip);

        if (found != NULL)
            return found;
    }
    return NULL;
}

static const struct doc_node *chart(const struct doc *doc, size_t n)
{
    const struct doc_node *found = chart_of(doc->root, &n);

    assert_non_null(found);
    return found;
}

static void what_was_not_answered_is_a_gap(void **state)
{
    const struct answer first[] = {code("r1.03", "0"), code("r1.06", "3"), code("r1.25", "2"),
                                   code("r1.11.police.distrust", "2")};
    const struct answer second[] = {none("r1.03", NONANSWER_UNKNOWN), code("r1.06", "4"),
                                    none("r1.25", NONANSWER_DECLINED),
                                    code("r1.11.police.distrust", "1")};
    const struct answer third[] = {code("r1.03", "2"), code("r1.06", "5"), code("r1.25", "4"),
                                   code("r1.27", "4")};

    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        struct practice_home *home = &homes[lang];
        struct case_file *file = new_case(home, "24-801", "Viken");
        int64_t now = home->now;
        const struct doc_node *line;
        struct doc *doc;

        fill(file, "r1", first, ARRAY_LEN(first));
        home->now += 14 * DAY;
        fill(file, "r1", second, ARRAY_LEN(second));
        home->now += 14 * DAY;
        fill(file, "r1", third, ARRAY_LEN(third));
        doc = page_series(home->work, file, "r1", arena);
        doc_golden("series-gaps", doc);
        /* What was answered once makes no line. */
        doc_lacks(doc, lang == LANG_SV ? "trygg här" : "feel safe here");
        line = chart(doc, 0);
        assert_int_equal(line->n_values, 3);
        assert_true(line->value[0] == 0);
        assert_true(isnan(line->value[1]));
        assert_true(line->value[2] == 2);
        /* A pair: the youth's line, then the staff's. */
        assert_true(isnan(chart(doc, 1)->value[1]));
        assert_true(chart(doc, 1)->value[2] == 4);
        assert_true(chart(doc, 2)->value[1] == 4);
        home->now = now;
        case_close(file);
    }
}

/* The rulers of four talks; the youth did not want to answer one of them. */
static void rulers_tell_their_ends_and_every_step(void **state)
{
    static const char *const ready[] = {"2", "4", NULL, "5"};
    static const char *const staff[] = {"3", "3", "5", "6"};
    static const char *const hope[] = {"1", "2", "3", "2"};

    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        struct practice_home *home = &homes[lang];
        struct case_file *file = new_case(home, "24-802", "Udden");
        int64_t now = home->now;
        const struct doc_node *line;
        struct doc *doc;

        for (size_t i = 0; i < ARRAY_LEN(ready); i++) {
            const struct answer answer[] = {
                code("m1.01", "yes"), code("m1.05", hope[i]), code("m1.06", staff[i]),
                ready[i] != NULL ? code("m1.04", ready[i]) : none("m1.04", NONANSWER_DECLINED)};

            fill(file, "m1", answer, ARRAY_LEN(answer));
            home->now += 28 * DAY;
        }
        doc = page_series(home->work, file, "m1", arena);
        doc_golden("series-rulers", doc);
        line = chart(doc, 0);
        assert_int_equal(line->level, 2);
        assert_true(line->low == 0 && line->high == 10);
        assert_true(isnan(line->value[2]));
        assert_true(isnan(chart(doc, 1)->value[2]) == 0);
        home->now = now;
        case_close(file);
    }
}

/* --- two methods --- */

static size_t replace(struct str *text, size_t at, const char *from, const char *to)
{
    const char *found = strstr(text->p + at, from);
    size_t start;

    if (found == NULL)
        return text->n;
    start = (size_t)(found - text->p);
    str_splice(text, start, start + strlen(from), to, strlen(to));
    return start + strlen(to);
}

/* The forms in a folder of their own as a later version, with one text of one file another one. */
static const char *forms_with(struct practice_home *home, const char *name, const char *from,
                              const char *to)
{
    static const char *const folders[] = {"", "/letters"};
    char *folder = arena_strdup(arena, scratch_path(&home->scratch, "forms"));
    struct err err = {0};

    for (size_t f = 0; f < ARRAY_LEN(folders); f++) {
        char *source = arena_printf(arena, "forms%s", folders[f]);
        char *target = arena_printf(arena, "%s%s", folder, folders[f]);
        char **names;
        size_t n;

        must(file_make_folder(target, &err), &err);
        must(file_list(source, ".cfg", arena, &names, &n, &err), &err);
        for (size_t i = 0; i < n; i++) {
            struct str text;

            str_init(&text, 0);
            must(file_read(file_join(arena, source, names[i]), 1 << 20, &text, &err), &err);
            for (size_t at = 0; at < text.n;)
                at = replace(&text, at, "version = \"2026-11\"", "version = \"later\"");
            if (strcmp(names[i], name) == 0)
                assert_true(replace(&text, 0, from, to) < text.n);
            must(file_write(file_join(arena, target, names[i]), text.p, text.n, 0600, &err), &err);
            str_release(&text);
        }
    }
    return folder;
}

static void adopt(struct practice_home *home, const char *folder)
{
    struct work *work = practice_home_login(home, "eli");
    struct problems problems;
    struct err err = {0};

    problems_init(&problems, arena);
    if (!adoption_adopt(work, folder, &problems, &err))
        must(false, problems.n > 0 ? &problems.item[0] : &err);
}

static void each_answer_keeps_the_words_it_was_given_under(void **state)
{
    const struct answer first[] = {words("r1.01", "Kontaktperson, dag"), code("r1.24", "2"),
                                   code("r1.25", "2"), words("r1.28", "Sluta säga snart.")};
    const struct answer second[] = {words("r1.01", "Kontaktperson, dag"),
                                    none("r1.24", NONANSWER_DECLINED), code("r1.25", "5"),
                                    words("r1.28", "Börja säga när.\nSluta säga snart.")};
    struct practice_home *home = &homes[LANG_SV];
    struct case_file *file = new_case(home, "24-803", "Stranden");
    struct place place = place_of(ROOM_COMPARE);
    struct doc *doc;

    (void)state;
    place.case_id = file->id;
    strcpy(place.form, "r1");
    fill(file, "r1", first, ARRAY_LEN(first));
    case_close(file);
    adopt(home, forms_with(home, "method.cfg", "sv = \"stämmer inte så bra\"",
                           "sv = \"stämmer dåligt\""));
    practice_home_login(home, "noor");
    file = practice_home_case(home, "24-803");
    home->now += DAY;
    fill(file, "r1", second, ARRAY_LEN(second));
    doc = page_compare(home->work, file, &place, arena);
    doc_golden("compare-methods", doc);
    doc_holds(doc, "stämmer inte så bra");
    doc_lacks(doc, "stämmer dåligt");
    doc_holds(doc, "vill inte svara");
    doc_lacks(doc, "Kontaktperson, dag");
    home->now -= DAY;
    case_close(file);
}

/* A scale that had other ends is a gap, not a value that looks like one. */
static void another_scale_is_a_gap(void **state)
{
    const struct answer seen[] = {code("r1.03", "1")};
    const struct answer more[] = {code("r1.03", "2")};
    struct practice_home *home = &homes[LANG_EN];
    struct case_file *file = new_case(home, "24-804", "Holmen");
    struct doc *doc;

    (void)state;
    fill(file, "r1", seen, ARRAY_LEN(seen));
    case_close(file);
    adopt(home, forms_with(home, "method.cfg",
                           "{ code = \"2\"; label = { sv = \"tydligt\"; en = \"clear\"; }; }",
                           "{ code = \"2\"; label = { sv = \"tydligt\"; en = \"clear\"; }; },\n"
                           "{ code = \"3\"; label = { sv = \"hela tiden\"; en = \"always\"; }; }"));
    practice_home_login(home, "noor");
    file = practice_home_case(home, "24-804");
    home->now += DAY;
    fill(file, "r1", more, ARRAY_LEN(more));
    doc = page_series(home->work, file, "r1", arena);
    doc_holds(doc, "partly, unsure");
    assert_true(isnan(chart(doc, 0)->value[0]));
    assert_true(chart(doc, 0)->value[1] == 2);
    assert_true(chart(doc, 0)->high == 3);
    home->now -= DAY;
    case_close(file);
}

/* --- who carries the relation --- */

static void the_relation_tells_who_and_since_when(void **state)
{
    const struct answer first[] = {words("r1.01", "Kontaktperson, dag och kväll"),
                                   words("r1.01.deputy", "Kollega, natt och helg"),
                                   words("r1.15", "Ersättaren äter middag med oss på fredagar"),
                                   code("r1.11.police.distrust", "1"),
                                   code("r1.11.home.distrust", "0"),
                                   words("r1.12", "”De kom hem tre gånger.”")};
    const struct answer second[] = {words("r1.01", "Ny kontaktperson, dag"),
                                    words("r1.01.deputy", "Kollega, natt och helg"),
                                    words("r1.29", "Mormor"),
                                    words("r1.15", "Båda är med första veckan"),
                                    code("r1.11.police.distrust", "2"),
                                    code("r1.11.home.distrust", "0"),
                                    words("r1.13", "Ett brev öppnades av misstag.")};
    const struct answer leave[] = {code("ev.01", "leave"), words("ev.02", "2026-12-27T10:00:00Z"),
                                   words("ev.03", "2026-12-29T17:00:00Z"),
                                   words("ev.04", "avdelningschef"), code("ev.06", "planned")};
    const struct answer court[] = {code("ev.01", "court"), words("ev.02", "2027-01-04T08:00:00Z"),
                                   words("ev.04", "tingsrätten"),
                                   words("ev.05", "kontaktpersonen, och presenterar biträdet"),
                                   code("ev.06", "planned")};
    const struct answer past[] = {code("ev.01", "visit"), words("ev.02", "2026-11-04T08:00:00Z"),
                                  words("ev.04", "avdelningschef"), code("ev.06", "planned")};

    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        struct practice_home *home = &homes[lang];
        struct case_file *file = new_case(home, "24-805", "Skogen");

        doc_golden("relation-none", page_relation(home->work, file, arena));
        fill(file, "r1", first, ARRAY_LEN(first));
        home->now += 28 * DAY;
        fill(file, "r1", second, ARRAY_LEN(second));
        add_row(file, "event", past, ARRAY_LEN(past));
        add_row(file, "event", leave, ARRAY_LEN(leave));
        add_row(file, "event", court, ARRAY_LEN(court));
        doc_golden("relation", page_relation(home->work, file, arena));
        home->now -= 28 * DAY;
        case_close(file);
    }
}

/* --- who knows --- */

static void who_knows_is_told_in_full(void **state)
{
    const char *const what[] = {"doubts", "plan"};
    const struct answer older[] = {words("ex.01", "Äldre ungdom på avdelningen"),
                                   {.id = "ex.02", .value = value_codes(what, 2)},
                                   words("ex.03", "2026-11"),
                                   code("ex.04", "seen"),
                                   code("ex.05", "spread"),
                                   words("ex.06", "Pratar bara i enrum. Byter plats i matsalen "
                                                  "utan att det märks.")};
    const struct answer mother[] = {words("ex.01", "Mormor"), code("ex.02", "wants"),
                                    code("ex.04", "youth"), code("ex.05", "support"),
                                    words("ex.06", "Inget, det räcker som det är.")};
    const struct answer safety[] = {code("k1.08", "1")};
    const struct answer noticed[] = {code("u1.12", "yes")};

    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        struct practice_home *home = &homes[lang];
        struct case_file *file = new_case(home, "24-806", "Heden");

        doc_golden("who-nobody", page_who_knows(home->work, file, arena));
        add_row(file, "exposure", older, ARRAY_LEN(older));
        add_row(file, "exposure", mother, ARRAY_LEN(mother));
        add_row(file, "k1", safety, ARRAY_LEN(safety));
        add_row(file, "u1", noticed, ARRAY_LEN(noticed));
        doc_golden("who", page_who_knows(home->work, file, arena));
        case_close(file);
    }
}

/* --- one row over time --- */

static const struct record *only_row(struct case_file *file, const char *list)
{
    const struct record **row;
    size_t n = case_records(file, list, arena, &row);

    assert_int_equal(n, 1);
    return row[0];
}

/* Written, moved, not kept, struck: each with who did it and what it changed. */
static void a_row_tells_what_happened_to_it(void **state)
{
    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        struct practice_home *home = &homes[lang];
        struct case_file *file = new_case(home, "24-808", "Backen");
        const struct record *row;
        struct err err = {0};

        must(promise_add(home->work, file, "Fotboll på gården", (struct date){2026, 11, 24},
                         "kontaktperson", &err),
             &err);
        row = only_row(file, "promise");
        doc_golden("history-new", page_row_history(home->work, file, row, arena));
        home->now += 3 * DAY;
        must(promise_move(home->work, file, &row->id, (struct date){2026, 11, 27}, &err), &err);
        home->now += 3 * DAY;
        must(promise_close(home->work, file, &row->id, false, &err), &err);
        home->now += DAY;
        must(record_strike(home->work, file, &row->id, "Fel ungdom.", &err), &err);
        doc_golden("history", page_row_history(home->work, file, only_row(file, "promise"), arena));
        case_close(file);
    }
}

/* --- warnings among the rest --- */

static void a_warning_stands_in_the_timeline_until_it_is_dealt_with(void **state)
{
    const struct answer danger[] = {code("u1.09", "yes"),
                                    words("u1.03", "Sa: ”nu får det räcka”.")};

    (void)state;
    for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
        struct practice_home *home = &homes[lang];
        struct case_file *file = new_case(home, "24-807", "Bergen");
        struct warning_open *open;
        struct err err = {0};

        fill(file, "u1", danger, ARRAY_LEN(danger));
        assert_int_equal(warnings_open(home->work, file, arena, &open), 1);
        doc_golden("timeline-warning", page_timeline(home->work, file, NULL, "warnings", arena));
        must(warning_acknowledge(home->work, file, open[0].warning->id, &open[0].cause->id,
                                 "Ringde 112 och chefen.", "kontaktperson", "2026-11-22", &err),
             &err);
        doc_golden("timeline-dealt-with", page_timeline(home->work, file, NULL, "warnings", arena));
        case_close(file);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_not_answered_is_a_gap, practice_begin,
                                        practice_end),
        cmocka_unit_test_setup_teardown(rulers_tell_their_ends_and_every_step, practice_begin,
                                        practice_end),
        cmocka_unit_test_setup_teardown(the_relation_tells_who_and_since_when, practice_begin,
                                        practice_end),
        cmocka_unit_test_setup_teardown(who_knows_is_told_in_full, practice_begin, practice_end),
        cmocka_unit_test_setup_teardown(a_warning_stands_in_the_timeline_until_it_is_dealt_with,
                                        practice_begin, practice_end),
        cmocka_unit_test_setup_teardown(each_answer_keeps_the_words_it_was_given_under,
                                        practice_begin, practice_end),
        cmocka_unit_test_setup_teardown(another_scale_is_a_gap, practice_begin, practice_end),
        cmocka_unit_test_setup_teardown(a_row_tells_what_happened_to_it, practice_begin,
                                        practice_end),
    };

    return cmocka_run_group_tests_name("pages seeing", tests, practice_group, practice_group_end);
}
