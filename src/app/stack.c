/* stack.c - opens, feeds and closes screens, and never closes one that could not keep its text. */
#include "sis/app/stack.h"

#include <stdio.h>
#include <string.h>

#include "sis/base/mem.h"

struct open_screen {
    const struct screen_ops *ops;
    void *state;
};

struct stack {
    const struct screen_env *env;
    const struct screen_ops *(*find)(enum room room);
    struct open_screen screen[STACK_DEPTH_MAX];
    size_t n;
};

struct stack *stack_new(const struct screen_env *env,
                        const struct screen_ops *(*find)(enum room room))
{
    struct stack *stack = mem_new(sizeof(*stack));

    stack->env = env;
    stack->find = find;
    return stack;
}

static void close_top(struct stack *stack)
{
    struct open_screen *top = &stack->screen[--stack->n];

    top->ops->close(top->state);
}

void stack_clear(struct stack *stack)
{
    while (stack->n)
        close_top(stack);
}

void stack_free(struct stack *stack)
{
    if (!stack)
        return;
    stack_clear(stack);
    mem_free(stack);
}

size_t stack_depth(const struct stack *stack)
{
    return stack->n;
}

const struct screen_ops *stack_top(const struct stack *stack)
{
    return stack->n ? stack->screen[stack->n - 1].ops : NULL;
}

static bool keep_one(struct open_screen *screen, struct err *err)
{
    return !screen->ops->keep || screen->ops->keep(screen->state, err);
}

bool stack_keep(struct stack *stack, struct err *err)
{
    struct err later;
    bool kept = true;

    for (size_t i = 0; i < stack->n; i++)
        kept = keep_one(&stack->screen[i], kept ? err : &later) && kept;
    return kept;
}

/* One after the other, each behind its length: big-endian, four bytes. */
static bool add_packed(struct str *all, const struct str *one)
{
    unsigned char length[STACK_PACK_HEAD];

    for (size_t i = 0; i < sizeof(length); i++)
        length[i] = (unsigned char)(one->n >> (8 * (sizeof(length) - 1 - i)));
    return str_add(all, length, sizeof(length)) && str_add(all, one->p, one->n);
}

bool stack_pack(struct stack *stack, struct str *sealed, struct err *err)
{
    struct err unkept;
    bool packed = true;

    for (size_t i = 0; i < stack->n; i++) {
        struct open_screen *screen = &stack->screen[i];
        struct str one;

        if (!screen->ops->pack || keep_one(screen, &unkept))
            continue;
        str_init(&one, 0);
        if (!screen->ops->pack(screen->state, &one, err))
            packed = false;
        else if (one.n && !add_packed(sealed, &one))
            packed = err_set(err, ERR_LIMIT, T_STORE_TOO_LARGE, NULL, NULL);
        str_release(&one);
    }
    return packed;
}

/* Opens the place at the end of the array without showing it to anyone. */
static bool open_place(struct stack *stack, const struct place *place, struct err *err)
{
    const struct screen_ops *ops = stack->find(place->room);
    void *state;

    if (!ops)
        return err_set(err, ERR_MISSING, T_APP_NO_SCREEN, NULL, NULL);
    if (stack->n == STACK_DEPTH_MAX)
        return err_set(err, ERR_LIMIT, T_APP_TOO_DEEP, NULL, NULL);
    state = ops->open(stack->env, place, err);
    if (!state)
        return false;
    stack->screen[stack->n++] = (struct open_screen){ops, state};
    return true;
}

bool stack_push(struct stack *stack, const struct place *place, struct err *err)
{
    struct err unkept;

    stack_keep(stack, &unkept);
    return open_place(stack, place, err);
}

bool stack_replace(struct stack *stack, const struct place *place, struct err *err)
{
    struct open_screen old;

    if (stack->n == 0)
        return open_place(stack, place, err);
    old = stack->screen[stack->n - 1];
    if (!keep_one(&old, err))
        return false;
    stack->n--;
    if (!open_place(stack, place, err)) {
        stack->screen[stack->n++] = old;
        return false;
    }
    old.ops->close(old.state);
    return true;
}

static void say(struct stack_said *said, const struct err *err, enum lang lang)
{
    struct str text;

    str_init(&text, 0);
    err_text(err, lang, &text);
    snprintf(said->message, sizeof(said->message), "%s", text.p);
    str_release(&text);
}

static bool says_something(const struct out *out)
{
    return out->handled || out->go || out->pop || out->command != COMMAND_NONE || out->message[0];
}

/* Keeps and closes the topmost and hands EVENT_ANSWER to the one below. */
static bool pop(struct stack *stack, const struct event *why, int answer, struct stack_said *said,
                struct err *err);

/* Does what a screen has said. */
static void apply(struct stack *stack, const struct event *event, const struct out *out,
                  struct stack_said *said)
{
    struct err err;
    bool done = true;

    said->handled = says_something(out);
    if (out->command != COMMAND_NONE)
        said->command = out->command;
    if (out->message[0])
        memcpy(said->message, out->message, sizeof(said->message));
    if (out->go && out->replace)
        done = stack_replace(stack, &out->place, &err);
    else if (out->go)
        done = stack_push(stack, &out->place, &err);
    else if (out->pop)
        done = pop(stack, event, out->answer, said, &err);
    if (!done)
        say(said, &err, stack->env->lang);
}

/* Gives the topmost screen one event; false when it made nothing of it. */
static bool offer(struct stack *stack, const struct event *event, struct stack_said *said)
{
    struct open_screen *top = &stack->screen[stack->n - 1];
    struct out out;

    memset(&out, 0, sizeof(out));
    top->ops->handle(top->state, event, &out);
    said->soon = said->soon || out.soon;
    said->room = out.room;
    if (!says_something(&out))
        return false;
    apply(stack, event, &out, said);
    return true;
}

static bool pop(struct stack *stack, const struct event *why, int answer, struct stack_said *said,
                struct err *err)
{
    struct event event = {.kind = EVENT_ANSWER,
                          .answer = answer,
                          .now = why->now,
                          .rows = why->rows,
                          .cols = why->cols};

    if (!keep_one(&stack->screen[stack->n - 1], err))
        return false;
    close_top(stack);
    if (stack->n)
        offer(stack, &event, said);
    return true;
}

bool stack_home(struct stack *stack, const struct event *why, struct stack_said *said,
                struct err *err)
{
    if (!stack_keep(stack, err))
        return false;
    while (stack->n > 2)
        close_top(stack);
    return stack->n < 2 || pop(stack, why, 0, said, err);
}

/* What the app does when the screen does not: for a screen that takes every key as text, too. */
static bool is_apps(enum command command)
{
    static const enum command apps[] = {COMMAND_BACK,    COMMAND_LOCK,     COMMAND_QUIT,
                                        COMMAND_SUSPEND, COMMAND_LANGUAGE, COMMAND_TODAY,
                                        COMMAND_HELP,    COMMAND_FIND,     COMMAND_NOTE};

    for (size_t i = 0; i < ARRAY_LEN(apps); i++)
        if (apps[i] == command)
            return true;
    return false;
}

void stack_event(struct stack *stack, const struct event *event, struct stack_said *said)
{
    struct event as_command = *event;
    enum command command = COMMAND_NONE;
    struct err err;

    memset(said, 0, sizeof(*said));
    if (stack->n == 0)
        return;
    if (event->kind == EVENT_KEY) {
        const struct open_screen *top = &stack->screen[stack->n - 1];
        command = keymap_find(stack->env->keymap, top->ops->context(top->state), event->key);
    }
    if (command != COMMAND_NONE) {
        as_command.kind = EVENT_COMMAND;
        as_command.command = (int)command;
        if (offer(stack, &as_command, said))
            return;
    }
    if (!is_apps(command) && offer(stack, event, said))
        return;
    if (command != COMMAND_BACK) {
        said->command = command;
    } else if (stack->n > 1) {
        said->handled = true;
        if (!pop(stack, event, 0, said, &err))
            say(said, &err, stack->env->lang);
    }
}

void stack_draw(const struct stack *stack, struct canvas *canvas)
{
    if (stack->n)
        stack->screen[stack->n - 1].ops->draw(stack->screen[stack->n - 1].state, canvas);
}

size_t stack_places(const struct stack *stack, struct place *place, size_t max)
{
    size_t n = stack->n < max ? stack->n : max;

    for (size_t i = 0; i < n; i++) {
        memset(&place[i], 0, sizeof(place[i]));
        stack->screen[i].ops->place(stack->screen[i].state, &place[i]);
    }
    return n;
}
