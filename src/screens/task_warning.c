/* task_warning.c - writing what was done about an open warning, by whom and when. */
#include "screens/task.h"
#include "sis/casework/warnings.h"
#include "sis/form/live.h"
#include "sis/pages/pages.h"

static const char *const fields[] = {ACK_WHAT, ACK_WHO, ACK_WHEN};

static struct doc *build(const struct task *task, struct arena *arena)
{
    return page_warning(task->env->work, task->file, task->place.extra, arena);
}

static const struct item *when_item(const struct task *task)
{
    return method_item(task->env->work->method, ACK_WHEN, NULL);
}

/* Now, as the person may go on writing it; "" where the method asks for no moment. */
static void now_words(const struct task *task, struct str *out)
{
    const struct item *item = when_item(task);
    char at[MOMENT_TEXT];
    struct answer now = {.id = ACK_WHEN};

    moment_text(clock_now(&task->env->work->clock), at);
    now.value = value_text(at);
    if (item != NULL)
        item_answer_words(item, &now, task->env->lang, out);
}

static void ask(struct task *task, const char *item)
{
    struct str now;

    (void)item;
    str_init(&now, 0);
    now_words(task, &now);
    question_open(&task->ask, 1, T_SCR_WARNING_ASK, "", false);
    question_add(&task->ask, T_SCR_WARNING_DONE, "", false);
    question_add(&task->ask, T_SCR_WARNING_WHO,
                 work_role_title(task->env->work, task->env->work->role), false);
    question_add(&task->ask, T_SCR_WARNING_WHEN, now.p, false);
    str_release(&now);
}

static bool read_when(struct task *task, struct arena *arena, const char **when, struct err *err)
{
    const struct item *item = when_item(task);
    struct answer answer = {.id = ACK_WHEN};

    if (item == NULL ||
        !item_parse(item, task->env->lang, question_typed(&task->ask, 2),
                    work_today(task->env->work), arena, &answer, err) ||
        answer.value.kind != VALUE_TEXT)
        return err_set(err, ERR_INPUT, T_SCR_WARNING_BAD_WHEN, NULL, NULL);
    *when = answer.value.text;
    return day_is_meant(&task->asked, task->env->work, FORM_ACKNOWLEDGE, ACK_WHEN, *when, err);
}

static struct id cause_of(const struct task *task, struct arena *arena)
{
    struct warning_open *open;
    size_t n = warnings_open(task->env->work, task->file, arena, &open);
    struct id none = {{0}};

    for (size_t i = 0; i < n; i++)
        if (text_equal(open[i].warning->id, task->place.extra) && open[i].cause != NULL)
            return open[i].cause->id;
    return none;
}

static bool answer(struct task *task, struct out *out, struct err *err)
{
    struct arena *arena = arena_new();
    struct id cause = cause_of(task, arena);
    const char *when = "";
    bool done = read_when(task, arena, &when, err) &&
                warning_acknowledge(task->env->work, task->file, task->place.extra, &cause,
                                    question_typed(&task->ask, 0), question_typed(&task->ask, 1),
                                    when, err);

    if (done) {
        out->pop = true;
        say_text(out, task->env->lang, T_SCR_WARNING_KEPT);
    }
    arena_free(arena);
    return done;
}

const struct task_kind task_warning = {"warning", fields, ARRAY_LEN(fields), build, ask, answer,
                                       NULL,      NULL};
