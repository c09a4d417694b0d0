/* task_due.c - moving what is due to another day, and attempts with one key each. */
#include <stdio.h>
#include <string.h>

#include "screens/task.h"
#include "sis/base/utf8.h"
#include "sis/casework/dates.h"
#include "sis/form/live.h"
#include "sis/pages/pages.h"

#define FAR_DAYS 60 /* a longer move is most often a slip of the finger */

enum { DAY, WORDS };

static const char *const fields[] = {[DAY] = "mv.02", [WORDS] = "mv.04"};

static bool find(const struct task *task, struct arena *arena, struct due_view *due)
{
    return rhythm_find(task->env->work, task->file, task->place.extra, &task->place.record, arena,
                       due);
}

static struct doc *build(const struct task *task, struct arena *arena)
{
    return page_due(task->env->work, task->file, task->place.extra, &task->place.record, arena);
}

static const struct option *option_of(const struct task *task, const char *item, const char *code)
{
    const struct item *asked = method_item(task->env->work->method, item, NULL);

    return asked != NULL && asked->scale != NULL ? scale_option(asked->scale, code) : NULL;
}

static void ask(struct task *task, const char *reason)
{
    const struct option *option = option_of(task, MOVED_WHY, reason);

    question_open(&task->ask, 1, T_SCR_MOVE_ASK,
                  option != NULL ? label_in(&option->label, task->env->lang) : "", false);
    question_add(&task->ask, T_SCR_MOVE_DAY, "", false);
    question_add(&task->ask, T_SCR_MOVE_WORDS, "", false);
}

static bool is_too_far(struct task *task, const struct due_view *due, struct date day,
                       const char *written, struct err *err)
{
    struct date today = work_today(task->env->work);
    long days = date_to_days(day) - date_to_days(today);
    char number[24];
    struct str words;

    if (days <= FAR_DAYS || date_to_days(day) - date_to_days(due->date) <= FAR_DAYS ||
        day_was_asked(&task->asked, written))
        return false;
    str_init(&words, 0);
    date_words(&words, task->env->lang, day, today);
    err_set(err, ERR_INPUT, T_SCR_MOVE_FAR, words.p, number_text(number, days));
    str_release(&words);
    return true;
}

/* The day that was typed; false and err, which is then about that line. */
static bool read_day(struct task *task, const struct due_view *due, struct date *day,
                     struct err *err)
{
    struct date today = work_today(task->env->work);
    char written[DATE_TEXT];
    bool good = false;

    if (!date_parse_typed(question_typed(&task->ask, DAY), today, day)) {
        err_set(err, ERR_INPUT, T_SCR_MOVE_BAD_DAY, NULL, NULL);
    } else {
        date_text(*day, written);
        good = !is_too_far(task, due, *day, written, err) &&
               day_is_meant(&task->asked, task->env->work, FORM_MOVED, fields[DAY], written, err);
    }
    task->wrong = good ? task->wrong : DAY;
    return good;
}

static bool answer(struct task *task, struct out *out, struct err *err)
{
    struct work *work = task->env->work;
    struct arena *arena = arena_new();
    struct due_view due;
    struct date day;
    bool done = false;

    if (!find(task, arena, &due)) {
        err_set(err, ERR_MISSING, T_DUE_DONE, NULL, NULL);
    } else if (read_day(task, &due, &day, err)) {
        done = due_move(work, task->file, &due, day, task->reason,
                        question_typed(&task->ask, WORDS), err);
    }
    if (done)
        say_text(out, task->env->lang, T_SCR_MOVED);
    arena_free(arena);
    return done;
}

static bool is_key(const struct task *task, const struct option *option, int32_t letter)
{
    const char *key = label_in(&option->key, task->env->lang);
    int32_t cp = 0;

    return utf8_decode(key, strlen(key), &cp) > 0 && cp == letter;
}

/* The option with that key in the language of the screen. */
static const struct option *option_at(const struct task *task, int32_t letter)
{
    const struct item *asked = method_item(task->env->work->method, ATTEMPT_OUTCOME, NULL);

    for (size_t i = 0; asked != NULL && asked->scale != NULL && i < asked->scale->n_options; i++) {
        const struct option *option = &asked->scale->option[i];

        if (!option->retired && is_key(task, option, letter))
            return option;
    }
    return NULL;
}

static void go_to_form(const struct task *task, const struct due_view *due, struct out *out)
{
    out->go = true;
    out->place = place_of(ROOM_FILL);
    out->place.case_id = task->file->id;
    snprintf(out->place.form, sizeof out->place.form, "%s", due->form->id);
}

/* Whoever was reached is asked at once. */
static void attempted(struct task *task, const struct due_view *due, const struct option *option,
                      struct out *out)
{
    struct str words;

    if (text_equal(option->code, ATTEMPT_REACHED) &&
        (due->form->filled_by & (1u << task->env->work->role)) != 0) {
        go_to_form(task, due, out);
        return;
    }
    str_init(&words, 0);
    text_put(&words, task->env->lang, T_SCR_ATTEMPT_KEPT, label_in(&option->label, task->env->lang),
             NULL);
    say(out, words.p);
    str_release(&words);
}

static bool attempt(struct task *task, const struct due_view *due, int32_t key, struct out *out,
                    struct err *err)
{
    const struct option *option = due->due->verb == DUE_CALL ? option_at(task, key) : NULL;

    if (option != NULL && due_attempt(task->env->work, task->file, due, option->code, err))
        attempted(task, due, option, out);
    return option != NULL;
}

/* What is done is due no more, so its page is left. */
static bool finish(struct task *task, const struct due_view *due, int32_t key, struct out *out,
                   struct err *err)
{
    const struct option *option = due_done_option(task->env->work, due);
    bool meant = option != NULL && is_key(task, option, key);
    struct str words;

    if (meant && due_done(task->env->work, task->file, due, err)) {
        str_init(&words, 0);
        text_put(&words, task->env->lang, T_SCR_DUE_DONE, label_in(&option->label, task->env->lang),
                 NULL);
        say(out, words.p);
        str_release(&words);
        out->pop = true;
    }
    return meant;
}

static bool letter(struct task *task, int32_t key, struct out *out)
{
    struct arena *arena = arena_new();
    struct err err = {0};
    struct due_view due;
    bool meant = find(task, arena, &due) &&
                 (attempt(task, &due, key, out, &err) || finish(task, &due, key, out, &err));

    if (meant && err.code != ERR_NONE)
        say_err(out, task->env->lang, &err);
    arena_free(arena);
    return meant;
}

static bool gone(const struct task *task)
{
    struct arena *arena = arena_new();
    struct due_view due;
    bool is_there = find(task, arena, &due);

    arena_free(arena);
    return !is_there;
}

const struct task_kind task_due = {"due", fields, ARRAY_LEN(fields), build, ask, answer,
                                   gone,  letter};
