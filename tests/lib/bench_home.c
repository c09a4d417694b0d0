/* bench_home.c - a home to measure on. */
#include "bench_home.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "casework/registry.h"
#include "sis/casework/setup.h"
#include "sis/form/live.h"

#define AT_ONCE 200 /* rows in one transaction while filling */
#define FORMS_MAX 64
#define SPAN \
    (500 * INT64_C(86400)) /* in which forms are signed: a stay of a year and some months */

void bench_must(bool done, const struct err *err)
{
    struct str words;

    if (done)
        return;
    str_init(&words, 0);
    err_text(err, LANG_EN, &words);
    fprintf(stderr, "bench: %s %s\n", words.p, err->detail);
    exit(1);
}

static struct home_options options_of(struct bench_home *it)
{
    return (struct home_options){.database = it->database, .clock = clock_fixed(&it->now)};
}

static void set_up(struct bench_home *it)
{
    static const struct setup_account people[] = {
        {BENCH_LOGIN, "Eli S", ROLE_LEAD, BENCH_PHRASE},
        {"alva", "Alva B", ROLE_LEAD, BENCH_PHRASE},
        {"mio", "Mio R", ROLE_REVIEWER, BENCH_PHRASE},
        {"lo", "Lo T", ROLE_ADMIN, BENCH_PHRASE},
    };
    struct home_options options = options_of(it);
    struct setup setup = {.home_name = "Mäthemmet",
                          .account = people,
                          .n_accounts = ARRAY_LEN(people),
                          .forms = "forms",
                          .cheap = true};
    struct setup_result result;
    struct problems problems;
    struct err err = {0};
    bool done;

    problems_init(&problems, it->arena);
    done = setup_home(&options, &setup, NULL, NULL, &result, &problems, &err);
    bench_must(done, problems.n > 0 ? &problems.item[0] : &err);
    setup_result_release(&result);
}

struct work *bench_home_login(struct bench_home *it, struct home **home)
{
    struct home_options options = options_of(it);
    struct err err = {0};
    struct work *work;

    *home = home_open(&options, &err);
    bench_must(*home != NULL, &err);
    work = session_login(*home, BENCH_LOGIN, BENCH_PHRASE, LANG_SV, &err);
    bench_must(work != NULL, &err);
    return work;
}

void bench_home_make(struct bench_home *it, const char *name)
{
    const char *build = getenv("B");
    int n;

    memset(it, 0, sizeof *it);
    moment_parse("2026-11-22T16:00:00Z", &it->now);
    n = snprintf(it->scratch.folder, sizeof it->scratch.folder, "%s/bench-%s",
                 build != NULL ? build : "build", name);
    if (n >= (int)sizeof it->scratch.folder) {
        fprintf(stderr, "bench: the build folder has too long a name\n");
        exit(1);
    }
    scratch_remove(&it->scratch);
    if (mkdir(it->scratch.folder, 0700) != 0) {
        perror(it->scratch.folder);
        exit(1);
    }
    snprintf(it->database, sizeof it->database, "%s", scratch_path(&it->scratch, "home.db"));
    it->arena = arena_new();
    set_up(it);
    it->work = bench_home_login(it, &it->home);
}

void bench_home_remove(struct bench_home *it)
{
    session_end(it->work);
    home_close(it->home);
    arena_free(it->arena);
    scratch_remove(&it->scratch);
}

/* --- the register --- */

void bench_home_youths(struct bench_home *it, size_t n)
{
    struct err err = {0};
    struct turn turn;

    for (size_t i = 0; i < n; i++) {
        const char *at = arena_printf(it->arena, "%04zu", i);
        struct youth youth = {.number = arena_printf(it->arena, "23-%s", at),
                              .work_name = arena_printf(it->arena, "Ängen %s", at),
                              .name = arena_printf(it->arena, "Övningsson, Åke-%s Örjan", at),
                              .ward = "Norra",
                              .room = "4"};

        if (i % AT_ONCE == 0)
            bench_must(turn_begin_own(&turn, it->work, "bench", &err), &err);
        bench_must(registry_write_youth(&turn, &youth, &err), &err);
        if (i % AT_ONCE == AT_ONCE - 1 || i == n - 1) {
            bench_must(turn_commit(&turn, &err), &err);
            turn_end(&turn);
        }
    }
}

struct id bench_home_case(struct bench_home *it, const char *number)
{
    struct youth youth = {.number = number,
                          .work_name = arena_printf(it->arena, "Granen %s", number),
                          .name = "Övning Karlsson",
                          .ward = "Norra",
                          .room = "4"};
    struct err err = {0};

    bench_must(register_add(it->work, &youth, &err), &err);
    return youth.case_id;
}

void bench_home_login_anew(struct bench_home *it)
{
    session_end(it->work);
    home_close(it->home);
    it->work = bench_home_login(it, &it->home);
}

/* --- forms --- */

/* An answer that a person could have given; the first that fits of an item's options. */
static void fill_item(struct bench_home *it, struct live *live, const struct item *item)
{
    static const char *const typed[] = {
        [ITEM_NUMBER] = "3",
        [ITEM_DATE] = "2026-11-20",
        [ITEM_DATETIME] = "2026-11-20 10:00",
        [ITEM_LINE] = "Samtal i dagrummet efter middagen",
        [ITEM_TEXT] =
            "Sa i korridoren: ”jag är skyldig dem”. Äldre ungdom stod bredvid och såg på. "
            "Ville inte berätta mer, men kom tillbaka efter middagen och frågade när vi "
            "kan prata igen.",
        [ITEM_FIXED] = NULL,
    };
    const char *words = item->type < ARRAY_LEN(typed) ? typed[item->type] : NULL;
    struct answer answer = {.id = item->id};
    struct err err = {0};

    for (size_t i = 0; words == NULL && item->scale != NULL && i < item->scale->n_options; i++)
        if (live_option_offered(live, item, &item->scale->option[i]))
            words = item->scale->option[i].code;
    if (words == NULL || item->compute != NULL || answers_get(live_answers(live), item->id) != NULL)
        return;
    if (item_parse(item, LANG_SV, words, work_today(it->work), it->arena, &answer, &err)) {
        answer.id = item->id;
        live_set(live, &answer);
    }
}

/* NULL when the form asks for more than plain answers. */
static const struct answers *fill(struct bench_home *it, const struct form *form)
{
    struct answers all, *out = arena_alloc(it->arena, sizeof *out);
    struct live *live;
    const struct gap *gap;
    bool whole;

    answers_init(&all, it->arena);
    live = live_new(it->work->method, form, &all, NULL, work_today(it->work), it->now, true);
    live_set_full(live, true);
    for (size_t i = 0; i < form->n_items; i++)
        if (live_shown(live, &form->item[i]))
            fill_item(it, live, &form->item[i]);
    whole = live_gaps(live, &gap) == 0;
    live_export(live, it->arena, out);
    live_free(live);
    return whole ? out : NULL;
}

static size_t fill_all(struct bench_home *it, const struct form **form,
                       const struct answers **answers)
{
    const struct method *method = it->work->method;
    size_t n = 0;

    for (size_t i = 0; i < method->n_forms && n < FORMS_MAX; i++) {
        if (method->form[i].kind != FORM_FORM || method->form[i].retired)
            continue;
        form[n] = &method->form[i];
        answers[n] = fill(it, form[n]);
        n += answers[n] != NULL;
    }
    if (n == 0) {
        fprintf(stderr, "bench: no form of the method can be filled in\n");
        exit(1);
    }
    return n;
}

const struct form *bench_home_form(struct bench_home *it, const struct answers **answers)
{
    const struct form *form[FORMS_MAX];
    const struct answers *of[FORMS_MAX];
    size_t n = fill_all(it, form, of), best = 0;

    for (size_t i = 1; i < n; i++)
        if (of[i]->n > of[best]->n)
            best = i;
    *answers = of[best];
    return form[best];
}

void bench_home_sign(struct bench_home *it, const struct id *case_id, size_t n_cases, size_t n)
{
    const struct form *form[FORMS_MAX];
    const struct answers *answers[FORMS_MAX];
    size_t n_forms = fill_all(it, form, answers);
    int64_t now = it->now;
    struct err err = {0};
    struct turn turn;

    for (size_t i = 0; i < n; i++) {
        size_t at = i / n_cases % n_forms;
        struct record record = {
            .id = record_begin(), .form = form[at]->id, .state = RECORD_SIGNED, .revision = 1};

        it->now = now - SPAN + SPAN * (int64_t)i / (int64_t)n;
        if (i % AT_ONCE == 0)
            bench_must(turn_begin_own(&turn, it->work, "bench", &err), &err);
        turn.case_id = case_id[i % n_cases];
        bench_must(turn_row(&turn, &record, answers[at], &err), &err);
        if (i % AT_ONCE == AT_ONCE - 1 || i == n - 1) {
            bench_must(turn_commit(&turn, &err), &err);
            turn_end(&turn);
        }
    }
    it->now = now;
}
