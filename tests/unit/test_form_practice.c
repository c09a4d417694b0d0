/*
 * test_form_practice.c - the made-up youths: everything a step names exists, and a person could have
 * done it. Here the script meets the forms; that it can be replayed is tested with the casework.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sis/base/conf.h"
#include "sis/domain/identity.h"
#include "sis/domain/rights.h"
#include "sis/form/live.h"
#include "sis/form/load.h"

#define FOLDER "forms"

static const struct date today = {2026, 11, 22};

struct practice {
    struct arena *arena;
    const struct method *method;
    struct problems problems;
    const struct conf *accounts, *youths, *script;
};

static int load_practice(void **state)
{
    struct practice *practice = mem_new(sizeof(*practice));
    struct bundle bundle;
    struct arena *arena = practice->arena = arena_new();
    problems_init(&practice->problems, arena);
    if (bundle_read(FOLDER, arena, &bundle, &practice->problems))
        practice->method = method_load(&bundle, arena, &practice->problems);
    const struct conf *root = conf_read(FOLDER "/practice.cfg", arena, &practice->problems);
    const struct conf *group = root ? conf_find(root, "practice") : NULL;
    if (group) {
        practice->accounts = conf_list(group, "accounts", &practice->problems);
        practice->youths = conf_list(group, "youths", &practice->problems);
        practice->script = conf_list(group, "script", &practice->problems);
    }
    *state = practice;
    return practice->method && practice->accounts && practice->youths && practice->script ? 0 : -1;
}

static int drop_practice(void **state)
{
    struct practice *practice = *state;
    arena_free(practice->arena);
    mem_free(practice);
    return 0;
}

static const char *text_of(const struct conf *group, const char *name)
{
    const struct conf *member = conf_find(group, name);
    if (!member)
        return NULL;
    if (member->kind != CONF_TEXT)
        fail_msg("%s:%d %s is no text", group->file, group->line, name);
    return member->text;
}

static long day_of(const struct conf *group)
{
    const struct conf *day = conf_find(group, "day");
    if (!day || day->kind != CONF_INT)
        fail_msg("%s:%d has no day", group->file, group->line);
    return day->number;
}

/* The member of a list whose `name` is `value`; the number of them in *n. */
static const struct conf *pick(const struct conf *list, const char *name, const char *value,
                               size_t *n)
{
    const struct conf *found = NULL;
    *n = 0;
    for (size_t i = 0; i < list->n; i++)
        if (text_equal(text_of(&list->item[i], name), value)) {
            found = &list->item[i];
            (*n)++;
        }
    return found;
}

static const struct conf *account_of(const struct practice *practice, const struct conf *step,
                                     const char *setting)
{
    size_t n;
    const struct conf *account = pick(practice->accounts, "login", text_of(step, setting), &n);
    if (n != 1)
        fail_msg("line %d: %s is no account", step->line, setting);
    return account;
}

static enum role role_of(const struct conf *account)
{
    enum role role = ROLE_COUNT;
    if (!role_parse(text_of(account, "role"), &role))
        fail_msg("line %d: no such role", account->line);
    return role;
}

static void test_accounts_can_set_up_a_home(void **state)
{
    const struct practice *practice = *state;
    size_t of_role[ROLE_COUNT] = {0};
    for (size_t i = 0; i < practice->accounts->n; i++) {
        const struct conf *account = &practice->accounts->item[i];
        const char *words = text_of(account, "passphrase");
        size_t same, spaces = 0;
        of_role[role_of(account)]++;
        pick(practice->accounts, "login", text_of(account, "login"), &same);
        assert_int_equal(same, 1);
        for (const char *p = words; *p; p++)
            spaces += *p == ' ';
        assert_int_equal(spaces, 4);
    }
    for (int role = 0; role < ROLE_COUNT; role++)
        assert_true(of_role[role] >= 1);
}

static void test_youths_are_made_up(void **state)
{
    const struct practice *practice = *state;
    assert_int_equal(practice->youths->n, 12);
    for (size_t i = 0; i < practice->youths->n; i++) {
        const struct conf *youth = &practice->youths->item[i];
        const char *number = text_of(youth, "identity"), *name = text_of(youth, "name");
        struct identity identity;
        size_t same;
        pick(practice->youths, "number", text_of(youth, "number"), &same);
        assert_int_equal(same, 1);
        pick(practice->youths, "work_name", text_of(youth, "work_name"), &same);
        assert_int_equal(same, 1);
        assert_true(day_of(youth) <= 0);
        assert_true(rights_allow(role_of(account_of(practice, youth, "by")), ACTION_YOUTH_REGISTER,
                                 RELATION_NONE));
        assert_true((number == NULL) == (name == NULL));
        if (!number)
            continue;
        assert_int_equal(strncmp(name, "Övning ", strlen("Övning ")), 0);
        assert_true(identity_parse(number, today, &identity));
        assert_true(identity_is_test_number(&identity));
        assert_string_equal(identity.normal, number);
        pick(practice->youths, "identity", number, &same);
        assert_int_equal(same, 1);
    }
}

/* What each step takes; the first letter tells: ! must be there, ? may. */
static const struct {
    const char *name;
    const char *setting[6];
} doing[] = {
    {"case", {NULL}},
    {"assign", {"!who"}},
    {"note", {"!answers", "?lead", "?about"}},
    {"read", {NULL}},
    {"take", {NULL}},
    {"reply", {"!text"}},
    {"fill", {"!form", "!answers", "!sign", "?as", "?journal", "?warnings"}},
    {"row", {"!list", "!answers", "?sign", "?as", "?again"}},
    {"add", {"!record", "!text"}},
    {"strike", {"!record", "!reason"}},
    {"cosign", {"!record"}},
    {"leave", {NULL}},
};

static bool taken(const char *const *setting, const char *name)
{
    static const char *const every[] = {"day", "time", "by", "do", "youth"};
    for (size_t i = 0; i < ARRAY_LEN(every); i++)
        if (text_equal(every[i], name))
            return true;
    for (size_t i = 0; i < 6 && setting[i]; i++)
        if (text_equal(setting[i] + 1, name))
            return true;
    return false;
}

static void check_settings(const struct conf *step)
{
    const char *what = text_of(step, "do");
    size_t i = 0;
    while (i < ARRAY_LEN(doing) && !text_equal(doing[i].name, what))
        i++;
    if (i == ARRAY_LEN(doing))
        fail_msg("line %d: nobody can do %s", step->line, what);
    for (size_t k = 0; k < step->n; k++)
        if (!taken(doing[i].setting, step->item[k].name))
            fail_msg("line %d: %s takes no %s", step->line, what, step->item[k].name);
    for (size_t k = 0; k < 6 && doing[i].setting[k]; k++)
        if (doing[i].setting[k][0] == '!' && !conf_find(step, doing[i].setting[k] + 1))
            fail_msg("line %d: %s needs %s", step->line, what, doing[i].setting[k] + 1);
}

static int minute_of(const struct conf *step)
{
    const char *time = text_of(step, "time");
    int hour = 10, minute = 0;
    char rest;
    if (time && (sscanf(time, "%2d:%2d%c", &hour, &minute, &rest) != 2 || hour > 23 || minute > 59))
        fail_msg("line %d: no time %s", step->line, time);
    return hour * 60 + minute;
}

/* Whether a was done before b; of the same moment the one that stands first. */
static bool before(const struct conf *a, const struct conf *b)
{
    long day_a = day_of(a), day_b = day_of(b);
    int minute_a = minute_of(a), minute_b = minute_of(b);
    if (day_a != day_b)
        return day_a < day_b;
    return minute_a != minute_b ? minute_a < minute_b : a < b;
}

static void check_name(const struct practice *practice, const struct conf *step,
                       const char *setting)
{
    size_t n;
    const char *name = text_of(step, setting);
    if (!name)
        return;
    const struct conf *named = pick(practice->script, "as", name, &n);
    if (n != 1 || !before(named, step) ||
        !text_equal(text_of(named, "youth"), text_of(step, "youth")))
        fail_msg("line %d: %s is not made before, once, for the same youth", step->line, name);
}

static void test_every_step_can_be_taken(void **state)
{
    const struct practice *practice = *state;
    for (size_t i = 0; i < practice->script->n; i++) {
        const struct conf *step = &practice->script->item[i];
        const struct conf *youth;
        size_t n;
        check_settings(step);
        account_of(practice, step, "by");
        if (conf_find(step, "who"))
            account_of(practice, step, "who");
        youth = pick(practice->youths, "number", text_of(step, "youth"), &n);
        assert_int_equal(n, 1);
        if (day_of(step) > 0 || day_of(step) < day_of(youth))
            fail_msg("line %d: the youth is not here then", step->line);
        if (text_of(step, "as")) {
            pick(practice->script, "as", text_of(step, "as"), &n);
            assert_int_equal(n, 1);
        }
        check_name(practice, step, "again");
        check_name(practice, step, "record");
    }
}

/* A person has access when opening the file, or when assigned before. */
static bool has_access(const struct practice *practice, const struct conf *step)
{
    const char *youth = text_of(step, "youth"), *by = text_of(step, "by");
    for (size_t i = 0; i < practice->script->n; i++) {
        const struct conf *other = &practice->script->item[i];
        const char *what = text_of(other, "do");
        bool opens = text_equal(what, "case") && text_equal(text_of(other, "by"), by);
        bool given = text_equal(what, "assign") && text_equal(text_of(other, "who"), by);
        if ((opens || given) && text_equal(text_of(other, "youth"), youth) && before(other, step))
            return true;
    }
    return false;
}

static void test_nobody_writes_without_access(void **state)
{
    const struct practice *practice = *state;
    static const char *const inside[] = {"read", "take", "reply",  "fill",
                                         "row",  "add",  "strike", "cosign"};
    for (size_t i = 0; i < practice->script->n; i++) {
        const struct conf *step = &practice->script->item[i];
        for (size_t k = 0; k < ARRAY_LEN(inside); k++)
            if (text_equal(text_of(step, "do"), inside[k]) && !has_access(practice, step))
                fail_msg("line %d: %s has no access", step->line, text_of(step, "by"));
    }
}

/* Answers. */

static const struct form *form_of(const struct practice *practice, const struct conf *step)
{
    const char *what = text_of(step, "do");
    const char *id = text_equal(what, "note")  ? "u1"
                     : text_equal(what, "row") ? text_of(step, "list")
                                               : text_of(step, "form");
    const struct form *form = method_form(practice->method, id);
    if (!form)
        fail_msg("line %d: no form %s", step->line, id);
    return form;
}

static struct value codes_value(struct practice *practice, const struct item *item,
                                const struct conf *codes)
{
    const char **code = arena_array(practice->arena, codes->n, sizeof(*code));
    for (size_t i = 0; i < codes->n; i++) {
        code[i] = codes->item[i].text;
        if (!item->scale || !scale_option(item->scale, code[i]))
            fail_msg("line %d: %s has no option %s", codes->line, item->id, code[i]);
    }
    assert_true(item->type == ITEM_MANY || codes->n == 1);
    return value_codes(code, codes->n);
}

static struct value date_value(struct practice *practice, const struct item *item,
                               const struct conf *at)
{
    char text[DATE_TEXT];
    date_text(date_from_days(date_to_days(today) + day_of(at)), text);
    if (item->type == ITEM_DATE && !conf_find(at, "time"))
        return value_text(arena_strdup(practice->arena, text));
    if (item->type != ITEM_DATETIME || !conf_find(at, "time"))
        fail_msg("line %d: %s is a date without time, or a moment with one", at->line, item->id);
    minute_of(at);
    return value_text(arena_printf(practice->arena, "%sT%s:00Z", text, text_of(at, "time")));
}

static struct value text_value(struct practice *practice, const struct item *item,
                               const struct conf *at)
{
    struct label label = conf_label(at, "text", &practice->problems);
    if (item->type != ITEM_LINE && item->type != ITEM_TEXT)
        fail_msg("line %d: %s takes no text", at->line, item->id);
    return value_text(label.in[LANG_SV]);
}

static struct answer answer_of(struct practice *practice, const struct form *form,
                               const struct conf *at)
{
    struct answer answer = {.id = text_of(at, "id")};
    const struct item *item = form_item(practice->method, form, answer.id);
    const struct conf *codes = conf_find(at, "codes");
    if (!item)
        fail_msg("line %d: %s has no item %s", at->line, form->id, answer.id);
    if (codes)
        answer.value = codes_value(practice, item, codes);
    else if (conf_find(at, "day"))
        answer.value = date_value(practice, item, at);
    else if (conf_find(at, "text"))
        answer.value = text_value(practice, item, at);
    else if (conf_find(at, "number"))
        answer.value = value_number((double)conf_find(at, "number")->number);
    else if (!nonanswer_parse(text_of(at, "nonanswer"), &answer.nonanswer))
        fail_msg("line %d: %s has no answer", at->line, answer.id);
    return answer;
}

/* Rows of a list that the youth has when the form is signed. */
static size_t rows_before(const struct practice *practice, const struct conf *step,
                          const char *list)
{
    size_t n = 0;
    for (size_t i = 0; i < practice->script->n; i++) {
        const struct conf *other = &practice->script->item[i];
        n += text_equal(text_of(other, "do"), "row") && text_equal(text_of(other, "list"), list) &&
             text_equal(text_of(other, "youth"), text_of(step, "youth")) && before(other, step);
    }
    return n;
}

/* What the case knows when the step is taken: the day of discharge, and the last signed form of each
 * kind. */
struct known {
    struct fact_field field[2];
    struct record record[32];
    const struct record *latest[32];
    const struct conf *step[32];
    struct facts facts;
};

static const struct answers *answers_at(struct practice *practice, const struct conf *step)
{
    const struct form *form = form_of(practice, step);
    const struct conf *list = conf_find(step, "answers");
    struct answers *answers = arena_array(practice->arena, 1, sizeof *answers);
    answers_init(answers, practice->arena);
    for (size_t i = 0; i < list->n; i++) {
        struct answer answer = answer_of(practice, form, &list->item[i]);
        answers_set(answers, &answer);
    }
    return answers;
}

static void learn_form(struct practice *practice, const struct conf *step, struct known *known)
{
    const struct form *form = form_of(practice, step);
    size_t n = 0;
    while (n < known->facts.n_latest && !text_equal(known->record[n].form, form->id))
        n++;
    assert_true(n < ARRAY_LEN(known->record));
    if (n < known->facts.n_latest && before(step, known->step[n]))
        return;
    known->facts.n_latest = n == known->facts.n_latest ? n + 1 : known->facts.n_latest;
    known->record[n] = (struct record){.form = form->id, .answers = answers_at(practice, step)};
    known->latest[n] = &known->record[n];
    known->step[n] = step;
}

static void learn_case(struct practice *practice, const struct conf *step, struct known *known)
{
    const struct answers *answers = answers_at(practice, step);
    const struct answer *ground = answers_get(answers, "case.ground");
    const struct answer *discharge = answers_get(answers, "case.discharge");
    if (ground)
        known->field[0].value = ground->value;
    if (discharge)
        known->field[1].value = discharge->value;
}

static void learn(struct practice *practice, const struct conf *step, struct known *known)
{
    *known = (struct known){.field = {{"ground", value_empty()}, {"discharge", value_empty()}}};
    for (size_t i = 0; i < practice->script->n; i++) {
        const struct conf *other = &practice->script->item[i], *sign = conf_find(other, "sign");
        const char *what = text_of(other, "do");
        if (!text_equal(text_of(other, "youth"), text_of(step, "youth")) || !before(other, step))
            continue;
        if (text_equal(what, "row") && text_equal(text_of(other, "list"), "case"))
            learn_case(practice, other, known);
        if (text_equal(what, "note") || (text_equal(what, "fill") && sign && sign->flag))
            learn_form(practice, other, known);
    }
    known->facts.today = date_from_days(date_to_days(today) + day_of(step));
    known->facts.field = known->field;
    known->facts.n_fields = ARRAY_LEN(known->field);
    known->facts.latest = known->latest;
}

static void check_filled(struct practice *practice, const struct conf *step)
{
    const struct form *form = form_of(practice, step);
    const struct conf *list = conf_find(step, "answers"), *sign = conf_find(step, "sign");
    struct date day = date_from_days(date_to_days(today) + day_of(step));
    struct arena *arena = arena_new();
    struct answers answers;
    struct known known;
    const struct gap *gap;
    learn(practice, step, &known);
    answers_init(&answers, arena);
    struct live *live = live_new(practice->method, form, &answers, &known.facts, day,
                                 (int64_t)date_to_days(day) * 86400, true);
    for (size_t i = 0; i < list->n; i++) {
        struct answer answer = answer_of(practice, form, &list->item[i]);
        for (size_t k = 0; k < i; k++)
            if (text_equal(text_of(&list->item[k], "id"), answer.id))
                fail_msg("line %d: %s is answered twice", list->item[i].line, answer.id);
        live_set(live, &answer);
    }
    for (size_t i = 0; i < form->n_items; i++)
        if (form->item[i].type == ITEM_ROWS)
            live_set_rows(live, form->item[i].id, rows_before(practice, step, form->item[i].list));
    for (size_t i = 0; i < list->n; i++)
        if (!live_shown(live, form_item(practice->method, form, text_of(&list->item[i], "id"))))
            fail_msg("line %d: %s is not asked there", step->line, text_of(&list->item[i], "id"));
    bool unsigned_form = text_equal(text_of(step, "do"), "fill") && sign && !sign->flag;
    size_t gaps = live_gaps(live, &gap);
    if (gaps > 0 && !unsigned_form)
        fail_msg("line %d: %s keeps it from being signed", step->line, gap->item->id);
    assert_true(gaps > 0 || !unsigned_form);
    live_free(live);
    arena_free(arena);
}

static void test_what_is_filled_in_holds(void **state)
{
    struct practice *practice = *state;
    size_t filled = 0;
    for (size_t i = 0; i < practice->script->n; i++) {
        const struct conf *step = &practice->script->item[i];
        if (!conf_find(step, "answers"))
            continue;
        check_filled(practice, step);
        unsigned role = 1U << role_of(account_of(practice, step, "by"));
        assert_true(form_of(practice, step)->filled_by & role);
        filled++;
    }
    assert_true(filled > 100);
    assert_int_equal(practice->problems.n, 0);
}

/* The handover of Ängen is there to show its filter: something goes out, something is held back. */
static void test_the_handover_shows_its_filter(void **state)
{
    const struct practice *practice = *state;
    bool told = false, kept = true;
    for (size_t i = 0; i < practice->script->n; i++) {
        const struct conf *step = &practice->script->item[i];
        size_t n;
        if (!text_equal(text_of(step, "youth"), "24-040") ||
            !text_equal(text_of(step, "list"), "consent"))
            continue;
        const struct conf *answers = conf_find(step, "answers");
        const struct conf *to = conf_find(pick(answers, "id", "s1.10", &n), "codes");
        const struct conf *about = conf_find(pick(answers, "id", "s1.11", &n), "codes");
        if (!text_equal(to->item[0].text, "placing_board"))
            continue;
        for (size_t k = 0; k < about->n; k++) {
            told = told || text_equal(about->item[k].text, "plan");
            kept = kept && !text_equal(about->item[k].text, "health");
        }
    }
    assert_true(told);
    assert_true(kept);
}

int main(void)
{
    const struct CMUnitTest test[] = {
        cmocka_unit_test(test_accounts_can_set_up_a_home),
        cmocka_unit_test(test_youths_are_made_up),
        cmocka_unit_test(test_every_step_can_be_taken),
        cmocka_unit_test(test_nobody_writes_without_access),
        cmocka_unit_test(test_what_is_filled_in_holds),
        cmocka_unit_test(test_the_handover_shows_its_filter),
    };
    return cmocka_run_group_tests(test, load_practice, drop_practice);
}
