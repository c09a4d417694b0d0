/* test_casework_home.c - setting up, the register, today, the method, and what lies open in the file. */
#define _GNU_SOURCE /* memmem */
#include "unit.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "casework/inside.h"
#include "casework_each.h"
#include "sis/base/file.h"
#include "sis/casework/access.h"
#include "sis/casework/adoption.h"
#include "sis/casework/desk.h"
#include "sis/casework/notes.h"
#include "sis/casework/practice.h"
#include "sis/casework/rhythm.h"
#include "sis/casework/setup.h"

static const struct id none;

/* ---- setting up ---- */

struct typist {
    char said[3][64]; /* what is typed first for each code, "" the right one */
    int asked;
    int give_up; /* after so many questions; 0: never */
};

static bool type(void *arg, const struct setup_result *result, int n, char *typed, size_t size)
{
    struct typist *it = arg;

    if (it->give_up != 0 && it->asked >= it->give_up)
        return false;
    snprintf(typed, size, "%s", it->said[n][0] != '\0' ? it->said[n] : result->code[n]);
    it->said[n][0] = '\0';
    it->asked++;
    return true;
}

static bool make(const char *name, const struct setup_account *account, size_t n, bool cheap,
                 const char *forms, struct typist *typist)
{
    struct home_options options = casework_options(&home);
    struct setup setup = {
        .home_name = "Nytt", .account = account, .n_accounts = n, .forms = forms, .cheap = cheap};
    struct setup_result result;
    struct problems problems;
    bool done;

    problems_init(&problems, home.arena);
    options.database = arena_strdup(home.arena, scratch_path(&home.scratch, name));
    done = setup_home(&options, &setup, typist != NULL ? type : NULL, typist, &result, &problems,
                      &home.err);
    if (done) {
        assert_true(strlen(result.code[0]) > 30);
        setup_result_release(&result);
    }
    return done;
}

static void setting_up(void **state)
{
    static const struct setup_account people[] = {{"ledare", "L", ROLE_LEAD, NULL},
                                                  {"granskare", "G", ROLE_REVIEWER, NULL},
                                                  {"system", "S", ROLE_ADMIN, NULL},
                                                  {"system", "S", ROLE_WARD, NULL}};
    struct typist typist = {.said = {"fel", "", "7K3QP"}};
    struct typist quitter = {.give_up = 2};

    (void)state;
    casework_refused(&home, make("a.db", people, 2, true, CASEWORK_METHOD, NULL), ERR_INPUT);
    casework_refused(&home, make("a.db", people, 4, true, CASEWORK_METHOD, NULL), ERR_INPUT);
    casework_refused(&home, make("a.db", people, 3, true, "tests/unit/data", NULL), ERR_FORM);
    casework_refused(&home, make("a.db", people, 3, false, CASEWORK_METHOD, NULL), ERR_INPUT);
    casework_refused(&home, make("a.db", people, 3, true, CASEWORK_METHOD, &quitter),
                     ERR_CANCELLED);
    assert_false(file_exists(scratch_path(&home.scratch, "a.db")));
    casework_refused(&home, make("home.db", people, 3, true, CASEWORK_METHOD, NULL), ERR_DENIED);
    assert_true(file_exists(home.database));
    casework_must(&home, make("a.db", people, 3, true, CASEWORK_METHOD, &typist));
    assert_int_equal(typist.asked, 5); /* every code came back right, after two mistakes */
    /* A head file that cannot be written leaves no home that nobody can witness. */
    assert_int_equal(mkdir(scratch_path(&home.scratch, "b.db.head"), 0700), 0);
    assert_false(make("b.db", people, 3, true, CASEWORK_METHOD, NULL));
    assert_false(file_exists(scratch_path(&home.scratch, "b.db")));
    err_clear(&home.err);
}

/* A file that is there already is never touched, least of all a real home's. */
static void practice_spares_what_is_there(void **state)
{
    struct home_options options = casework_options(&home);
    struct problems problems;

    (void)state;
    options.practice = true;
    problems_init(&problems, home.arena);
    casework_refused(&home, practice_make(&options, "forms", LANG_SV, &problems, &home.err),
                     ERR_DENIED);
    assert_true(file_exists(home.database));
    options.database = arena_strdup(home.arena, scratch_path(&home.scratch, "p.db"));
    casework_refused(&home, practice_make(&options, CASEWORK_METHOD, LANG_SV, &problems, &home.err),
                     ERR_FORM);
    assert_false(file_exists(options.database));
}

/* ---- the register ---- */

static size_t find(struct work *work, const char *words)
{
    struct youth *youth;
    size_t n;

    casework_must(&home, register_find(work, words, home.arena, &youth, &n, &home.err));
    return n;
}

static void finding(void **state)
{
    struct work *kim = casework_login(&home, "kim");
    struct youth youth = {.number = "24-001",
                          .work_name = "Ängen",
                          .name = "Åsa Övning",
                          .identity = "100203-2389",
                          .room = "9"};
    struct youth *list;
    size_t n;

    (void)state;
    casework_must(&home, register_add(kim, &youth, &home.err));
    casework_youth(&home, kim, "24-002", "Granen");
    assert_int_equal(find(kim, ""), 0);
    assert_int_equal(find(kim, "  "), 0);
    assert_int_equal(find(kim, "ängen"), 1);
    assert_int_equal(find(kim, "ÅSA"), 1);
    assert_int_equal(find(kim, "24-"), 2);
    assert_int_equal(find(kim, "24-001"), 1);
    assert_int_equal(find(kim, "4-001"), 0);
    assert_int_equal(find(kim, "001"), 1);
    assert_int_equal(find(kim, "2"), 2); /* 24-001 by its year, 24-002 by both */
    assert_int_equal(find(kim, " 1 "), 1);
    assert_int_equal(find(kim, "24001"), 1);
    assert_int_equal(find(kim, "24002"), 1);
    assert_int_equal(find(kim, "25001"), 0);
    assert_int_equal(find(kim, "20100203-2389"), 1);
    assert_int_equal(find(kim, "20100203"), 0); /* whole or not at all */
    assert_int_equal(find(kim, "9"), 0);        /* the room is never searched */
    assert_int_equal(find(kim, "%"), 0);
    casework_must(&home, register_list(kim, home.arena, &list, &n, &home.err));
    assert_string_equal(list[0].identity, "20100203-2389");
    youth.number = "24-001";
    youth.work_name = "Sjön";
    casework_refused(&home, register_add(kim, &youth, &home.err), ERR_INPUT);
    youth.number = "24-003";
    youth.work_name = "Ängen";
    casework_refused(&home, register_add(kim, &youth, &home.err), ERR_INPUT);
    youth.work_name = "åsa";
    casework_refused(&home, register_add(kim, &youth, &home.err), ERR_INPUT);
    youth.work_name = "Sjön";
    youth.identity = "20100203-2380";
    casework_refused(&home, register_add(kim, &youth, &home.err), ERR_INPUT);
    youth.identity = "20100203-2389"; /* Åsa's, who is here */
    assert_false(register_add(kim, &youth, &home.err));
    assert_int_equal(home.err.text, T_YOUTH_IDENTITY_TAKEN);
    assert_string_equal(home.err.value[0], "24-001");
    err_clear(&home.err);
    youth.identity = "20110106-2394";
    casework_must(&home, register_add(kim, &youth, &home.err));
    assert_int_equal(find(kim, "20100203-2389"), 1);
}

static void others_find_nobody(void **state)
{
    static const char *const login[] = {"mio", "lo"};
    struct youth youth = casework_youth(&home, eli, "24-001", "Granen");
    struct youth *list;
    const char *name, *number;
    size_t n;

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(login); i++) {
        struct work *work = casework_login(&home, login[i]);
        uint64_t before = casework_log(&home);
        struct err *err = &home.err;

        casework_refused(&home, register_list(work, home.arena, &list, &n, err), ERR_DENIED);
        casework_refused(&home, register_find(work, "24", home.arena, &list, &n, err), ERR_DENIED);
        casework_refused(&home, register_get(work, &youth.id, home.arena, &youth, err), ERR_DENIED);
        casework_refused(&home, register_of_case(work, &youth.case_id, home.arena, &youth, err),
                         ERR_DENIED);
        casework_refused(&home, register_suggest(work, home.arena, &name, &number, err),
                         ERR_DENIED);
        casework_refused(&home, register_add(work, &(struct youth){.number = "1"}, err),
                         ERR_DENIED);
        casework_refused(&home, register_change(work, &youth, err), ERR_DENIED);
        assert_int_equal(casework_log(&home), before);
    }
}

/* Nobody gives a youth another's file by the way, and what changed is seen by others. */
static void changing(void **state)
{
    struct work *kim = casework_login(&home, "kim");
    struct youth youth = casework_youth(&home, eli, "24-001", "Granen");
    struct youth other = casework_youth(&home, eli, "24-002", "Sjön");
    struct youth wrong = youth;
    struct youth now;

    (void)state;
    wrong.case_id = other.case_id;
    wrong.number = "24-009";
    wrong.room = "9";
    casework_must(&home, register_change(kim, &wrong, &home.err));
    casework_must(&home, register_of_case(eli, &youth.case_id, home.arena, &now, &home.err));
    assert_true(id_equal(&now.id, &youth.id));
    assert_string_equal(now.number, "24-001");
    assert_string_equal(now.room, "9");
    casework_must(&home, register_of_case(eli, &other.case_id, home.arena, &now, &home.err));
    assert_string_equal(now.number, "24-002");
    wrong.work_name = "Sjön";
    casework_refused(&home, register_change(kim, &wrong, &home.err), ERR_INPUT);
    wrong.id = random_id();
    casework_refused(&home, register_change(kim, &wrong, &home.err), ERR_MISSING);
    wrong.id = none;
    casework_refused(&home, register_change(kim, &wrong, &home.err), ERR_MISSING);
    now.left = true;
    casework_must(&home, register_change(kim, &now, &home.err));
    assert_int_equal(find(eli, "24-002"), 1); /* who has left is found, and not listed */
    casework_youth(&home, eli, "24-003", "Sjön");
}

/* ---- today ---- */

static void counts_of_today(void **state)
{
    static const char *const people[] = {"noor"};
    struct id case_id = casework_case(&home, eli, "24-001", people, 1);
    struct work *noor = casework_login(&home, "noor");
    struct today_line *line;
    struct case_file *file;
    uint64_t before;
    size_t n;

    (void)state;
    casework_case(&home, eli, "24-002", NULL, 0);
    before = casework_log(&home);
    casework_must(&home, rhythm_today(noor, home.arena, &line, &n, &home.err));
    assert_int_equal(casework_log(&home), before + 1);
    assert_int_equal(n, 1);
    assert_string_equal(line[0].number, "24-001");
    assert_true(id_equal(&line[0].case_id, &case_id));
    assert_int_equal(line[0].write, 1);
    assert_int_equal(line[0].late, 0);
    assert_int_equal(line[0].next.day, 25);
    home.now += 5 * 24 * 3600;
    casework_must(&home, rhythm_today(noor, home.arena, &line, &n, &home.err));
    assert_int_equal(casework_log(&home), before + 1); /* once in a session */
    assert_int_equal(line[0].late, 1);
    assert_int_equal(line[0].days_late, 2);
    assert_int_equal(line[0].n_own, 0);
    file = casework_open(&home, noor, &case_id);
    casework_record(&home, file, "t1", true,
                    casework_answers(&home, "t1.want", "skola", "t1.risk", "=no", NULL));
    case_close(file);
    casework_must(&home, rhythm_today(noor, home.arena, &line, &n, &home.err));
    assert_int_equal(line[0].write, 0);
    assert_int_equal(line[0].next.month, 12);
    assert_int_equal(line[0].n_own, 1);
    assert_int_equal(line[0].n_news, 0);
    casework_must(&home, rhythm_today(eli, home.arena, &line, &n, &home.err));
    assert_int_equal(n, 2);
    assert_string_equal(line[0].number, "24-002"); /* late ones first */
    assert_int_equal(line[1].n_own, 0);
    assert_int_equal(line[1].n_news, 1);
}

/* The calendar, what was passed on and promises, in words and counts that tell nothing. */
static void the_calendar_of_today(void **state)
{
    static const char *const people[] = {"noor"};
    struct id case_id = casework_case(&home, eli, "24-001", people, 1);
    struct work *noor = casework_login(&home, "noor");
    struct case_file *file = casework_open(&home, noor, &case_id);
    struct today_line *line;
    size_t n;

    (void)state;
    casework_record(&home, file, "event", false,
                    casework_answers(&home, "ev.01", "=leave", "ev.02", "2026-11-23T12:00:00Z",
                                     "ev.06", "=planned", NULL));
    casework_record(&home, file, "passon", false,
                    casework_answers(&home, "po.01", "ring", "po.02", "2026-11-22", NULL));
    casework_record(
        &home, file, "promise", false,
        casework_answers(&home, "pr.01", "x", "pr.02", "2026-11-20", "pr.04", "=open", NULL));
    casework_must(&home, rhythm_today(noor, home.arena, &line, &n, &home.err));
    assert_int_equal(line[0].event, COMING_JOURNEY);
    assert_int_equal(line[0].passed_on, 1);
    assert_int_equal(line[0].promises, 1);
    casework_record(&home, file, "event", false,
                    casework_answers(&home, "ev.01", "=court", "ev.02", "2026-11-22T18:00:00Z",
                                     "ev.06", "=planned", NULL));
    casework_must(&home, rhythm_today(noor, home.arena, &line, &n, &home.err));
    assert_int_equal(line[0].event, COMING_MEETING); /* the next one */
    home.now += (int64_t)3 * 24 * 3600;
    casework_must(&home, rhythm_today(noor, home.arena, &line, &n, &home.err));
    assert_int_equal(line[0].event, COMING_NOTHING);
    assert_int_equal(line[0].passed_on, 0);
    case_close(file);
}

static void the_shift_before_this_one(void **state)
{
    enum { HOUR = 3600 };
    int64_t now = home.now;
    int64_t one_shift[] = {now - 3 * HOUR, now - 5 * HOUR, now - HOUR};
    int64_t two[] = {now - HOUR, now - 20 * HOUR, now - 4 * HOUR, now - 22 * HOUR};
    int64_t long_ago[] = {now - 100 * HOUR};
    int64_t in_the_future[] = {now + HOUR, now - 20 * HOUR};

    (void)state;
    assert_int_equal(shift_before(NULL, 0, now), 0);
    assert_int_equal(shift_before(one_shift, 3, now), 0);
    assert_int_equal(shift_before(two, 4, now), now - 20 * HOUR);
    assert_int_equal(shift_before(long_ago, 1, now), now - 100 * HOUR);
    assert_int_equal(shift_before(in_the_future, 2, now), now - 20 * HOUR);
}

static void look_at_phases(struct case_file *file, struct phase_view **phase)
{
    struct due_view *due;
    size_t n = rhythm_due(eli, file, home.arena, &due);

    assert_int_equal(rhythm_phases(eli, file, due, n, home.arena, phase), 2);
}

static void phases(void **state)
{
    struct id case_id = casework_case(&home, eli, "24-001", NULL, 0);
    struct case_file *file = casework_open(&home, eli, &case_id);
    struct phase_view *phase;
    struct due_view *due;

    (void)state;
    look_at_phases(file, &phase);
    assert_int_equal(phase[1].state, PHASE_NONE);
    home.now += 5 * 24 * 3600;
    look_at_phases(file, &phase);
    assert_int_equal(phase[1].state, PHASE_LATE);
    assert_int_equal(phase[1].days_late, 2);
    assert_int_equal(rhythm_due(eli, file, home.arena, &due), 1);
    assert_string_equal(due[0].because, "3 days after 2026-11-22");
    casework_record(&home, file, "u1", false, casework_answers(&home, "u1.03", "x", NULL));
    look_at_phases(file, &phase);
    assert_int_equal(phase[0].state, PHASE_BEGUN);
    case_close(file);
}

/* One case whose list was altered must not take the others from the first screen. */
static void a_damaged_case_blocks_nothing(void **state)
{
    struct work *alva;
    struct today_line *line;
    struct note_wait *waiting;
    size_t n;

    (void)state;
    casework_case(&home, eli, "24-001", NULL, 0);
    casework_case(&home, eli, "24-002", NULL, 0);
    casework_alter(&home, "UPDATE statement SET body = zeroblob(length(body)) WHERE rowid = "
                          "(SELECT max(rowid) FROM statement WHERE kind = 4)");
    alva = casework_login(&home, "alva");
    casework_must(&home, rhythm_today(alva, home.arena, &line, &n, &home.err));
    assert_int_equal(n, 1);
    casework_must(&home, note_waiting(alva, home.arena, &waiting, &n, &home.err));
}

/* ---- the method ---- */

static const char *folder_with(const char *file, const char *from, const char *to)
{
    static const char *const names[] = {"method.cfg", "lists.cfg", "u1.cfg", "t1.cfg",
                                        "t2.cfg",     "j1.cfg",    "j2.cfg", "letters/out.cfg"};
    char *folder = arena_strdup(home.arena, scratch_path(&home.scratch, "forms"));

    (void)mkdir(folder, 0700);
    (void)mkdir(file_join(home.arena, folder, "letters"), 0700);
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        struct str text;
        const char *at;

        str_init(&text, 0);
        assert_true(
            file_read(file_join(home.arena, CASEWORK_METHOD, names[i]), 1 << 20, &text, &home.err));
        if (strcmp(names[i], file) == 0) {
            at = strstr(text.p, from);
            assert_non_null(at);
            str_splice(&text, (size_t)(at - text.p), (size_t)(at - text.p) + strlen(from), to,
                       strlen(to));
        }
        assert_true(
            file_write(file_join(home.arena, folder, names[i]), text.p, text.n, 0600, &home.err));
        str_release(&text);
    }
    return folder;
}

static bool adopt(struct work *work, const char *folder, struct problems *problems)
{
    problems_init(problems, home.arena);
    return adoption_adopt(work, folder, problems, &home.err);
}

#define PERHAPS "{ code = \"perhaps\"; label = { sv = \"kanske\"; en = \"perhaps\"; };"

static void adopting(void **state)
{
    static const char *const people[] = {"noor"};
    struct id case_id = casework_case(&home, eli, "24-001", people, 1);
    struct work *noor = casework_login(&home, "noor");
    struct problems problems;
    struct case_file *file;
    struct id id;
    const struct record *record;
    const struct item *item;
    uint64_t before;

    (void)state;
    file = casework_open(&home, noor, &case_id);
    id = casework_record(&home, file, "t1", true,
                         casework_answers(&home, "t1.want", "x", "t1.risk", "=perhaps", NULL));
    case_close(file);
    before = casework_log(&home);
    casework_refused(&home, adopt(noor, CASEWORK_METHOD, &problems), ERR_DENIED);
    casework_refused(
        &home,
        adopt(eli, folder_with("u1.cfg", "type = \"text\"", "type = \"nothing\""), &problems),
        ERR_FORM);
    assert_true(problems.n > 0);
    casework_refused(&home, adopt(eli, folder_with("method.cfg", PERHAPS " }", ""), &problems),
                     ERR_FORM);
    assert_true(problems.n > 0);
    assert_non_null(strstr(problems.item[0].file, ".cfg"));
    assert_true(problems.item[0].line > 0);
    casework_refused(&home, adopt(eli, "tests/unit/nothing", &problems), ERR_FORM);
    assert_int_equal(casework_log(&home), before);
    /* Retired is another thing than gone. */
    casework_must(&home,
                  adopt(eli, folder_with("method.cfg", PERHAPS " }", PERHAPS " retired = true; }"),
                        &problems));
    assert_int_equal(casework_log(&home), before + 1);
    casework_logout(&home, noor);
    noor = casework_login(&home, "noor");
    file = casework_open(&home, noor, &case_id);
    record = case_record(file, &id);
    assert_string_not_equal(record->method_hash, noor->method->hash);
    assert_ptr_not_equal(case_method(noor, record), noor->method);
    item = method_item(case_method(noor, record), "t1.risk", NULL);
    assert_false(scale_option(item->scale, "perhaps")->retired);
    item = method_item(noor->method, "t1.risk", NULL);
    assert_true(scale_option(item->scale, "perhaps")->retired);
    case_close(file);
}

/* Whoever can write to the method's files decides what letters tell. */
static void a_folder_of_others(void **state)
{
    static const struct setup_account people[] = {{"ledare", "L", ROLE_LEAD, NULL},
                                                  {"granskare", "G", ROLE_REVIEWER, NULL},
                                                  {"system", "S", ROLE_ADMIN, NULL}};
    const char *folder = folder_with("method.cfg", PERHAPS " }", PERHAPS " retired = true; }");
    struct typist typist = {.give_up = 1};
    struct problems problems;

    (void)state;
    assert_int_equal(chmod(file_join(home.arena, folder, "u1.cfg"), 0666), 0);
    casework_refused(&home, adopt(eli, folder, &problems), ERR_DENIED);
    casework_refused(&home, make("a.db", people, 3, false, folder, &typist), ERR_DENIED);
    assert_int_equal(typist.asked, 0);
    assert_int_equal(chmod(file_join(home.arena, folder, "u1.cfg"), 0600), 0);
    casework_must(&home, adopt(eli, folder, &problems));
}

/* ---- what lies open in the file ---- */

/* Names, answers, drafts, notes and letters: not one byte of them stands anywhere. */
static void nothing_leaks(void **state)
{
    static const char marker[] = CASEWORK_MARKER;
    struct id case_id = casework_case(&home, eli, "24-001", NULL, 0);
    struct case_file *file = casework_open(&home, eli, &case_id);
    struct work *bo = casework_login(&home, "bo");
    struct draft draft = {.place = place_of(ROOM_FILL)};
    struct id note = none;
    struct id struck;
    struct problems problems;
    struct youth youth;
    struct str sealed;

    (void)state;
    casework_must(&home, register_of_case(eli, &case_id, home.arena, &youth, &home.err));
    youth.ward = CASEWORK_MARKER;
    casework_must(&home, register_change(eli, &youth, &home.err));
    casework_record(&home, file, "t1", true,
                    casework_answers(&home, "t1.want", marker, "t1.risk", "=no", NULL));
    struck =
        casework_record(&home, file, "plan", false, casework_answers(&home, "p1.17", marker, NULL));
    casework_must(&home, record_strike(eli, file, &struck, marker, &home.err));
    draft.place.case_id = case_id;
    draft.answers = casework_answers(&home, "t1.want", marker, NULL);
    casework_must(&home, desk_keep(eli, &draft, &home.err));
    casework_must(&home,
                  note_hand_in(bo, &youth.id, &note, casework_answers(&home, "u1.03", marker, NULL),
                               &none, &home.err));
    assert_false(scratch_holds(&home.scratch, marker, sizeof marker - 1));
    casework_must(&home, access_remove(eli, &case_id, "alva", &home.err));
    casework_must(&home, account_end(eli, "kim", &home.err));
    casework_must(&home, adopt(eli, CASEWORK_METHOD, &problems));
    str_init(&sealed, 0);
    casework_must(&home, desk_pack(eli, &draft, &sealed, &home.err));
    assert_null(memmem(sealed.p, sealed.n, marker, sizeof marker - 1));
    str_release(&sealed);
    case_close(file);

    assert_false(scratch_holds(&home.scratch, marker, sizeof marker - 1));
    assert_false(scratch_holds(&home.scratch, CASEWORK_PHRASE, strlen(CASEWORK_PHRASE)));
    casework_logout(&home, bo);
    casework_logout(&home, eli);
    assert_false(scratch_holds(&home.scratch, marker, sizeof marker - 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(setting_up, casework_each, casework_each_end),
        cmocka_unit_test_setup_teardown(practice_spares_what_is_there, casework_each,
                                        casework_each_end),
        cmocka_unit_test_setup_teardown(finding, casework_each, casework_each_end),
        cmocka_unit_test_setup_teardown(others_find_nobody, casework_each, casework_each_end),
        cmocka_unit_test_setup_teardown(changing, casework_each, casework_each_end),
        cmocka_unit_test_setup_teardown(counts_of_today, casework_each, casework_each_end),
        cmocka_unit_test_setup_teardown(the_calendar_of_today, casework_each, casework_each_end),
        cmocka_unit_test_setup_teardown(the_shift_before_this_one, casework_each,
                                        casework_each_end),
        cmocka_unit_test_setup_teardown(phases, casework_each, casework_each_end),
        cmocka_unit_test_setup_teardown(a_damaged_case_blocks_nothing, casework_each,
                                        casework_each_end),
        cmocka_unit_test_setup_teardown(adopting, casework_each, casework_each_end),
        cmocka_unit_test_setup_teardown(a_folder_of_others, casework_each, casework_each_end),
        cmocka_unit_test_setup_teardown(nothing_leaks, casework_each, casework_each_end),
    };

    return cmocka_run_group_tests_name("casework_home", tests, casework_group, casework_group_end);
}
