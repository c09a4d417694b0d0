/* loop.c - waits, hands on, keeps, draws. */
#include "sis/app/loop.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "app/notice.h"
#include "app/signals.h"
#include "sis/base/mem.h"
#include "sis/term/input.h"

#define DRAFT_MS 1000
/* How often a screen may look for news without being touched. */
#define NEWS_MS 30000
/* Where a screen asked for it. */
#define SOON_MS 1000
/* A flood of input must not keep signals and the screen waiting. */
#define EVENTS_PER_TURN 4096

struct loop {
    struct loop_setup setup;
    struct stack *stack;
    struct input *input;
    struct canvas *canvas;
    int signals, timer;
    int64_t now, touched; /* milliseconds; touched: the last key */
    int64_t draft_due;    /* 0: nothing to keep */
    int64_t news_due;
    int64_t timer_at; /* what the timer is set to */
    bool kept;
    struct err unkept; /* why not */
    bool signalled;    /* signals may have come */
    bool ended, dying;
    bool room; /* others look at the screen too */
    char message[256];
};

/* Until the lock; 0: never. */
static int idle_seconds(const struct loop *loop)
{
    int seconds = loop->setup.idle_seconds;

    return seconds && loop->room ? loop->setup.room_seconds : seconds;
}

/* Goes on while the machine sleeps: an open lid hours later must find the program locked. */
static int64_t clock_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_BOOTTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* --- keeping --- */

static bool keep(struct loop *loop)
{
    struct err later;

    loop->kept = stack_keep(loop->stack, &loop->unkept);
    if (loop->setup.hooks.keep &&
        !loop->setup.hooks.keep(loop->setup.hooks.arg, loop->kept ? &loop->unkept : &later))
        loop->kept = false;
    loop->draft_due = loop->kept ? 0 : loop->now + DRAFT_MS;
    return loop->kept;
}

static void touched(struct loop *loop)
{
    loop->touched = loop->now;
    loop->message[0] = '\0';
    if (!loop->draft_due)
        loop->draft_due = loop->now + DRAFT_MS;
}

/* Memory is gone. The screen first, since keeping may need more of it than there is. */
static void on_exhausted(void *arg)
{
    struct loop *loop = arg;

    if (loop->dying)
        return;
    loop->dying = true;
    terminal_rescue(loop->setup.terminal);
    keep(loop);
}

/* --- the lock and the stop --- */

/* The alarm is always a little later than the loop itself should be. */
static void set_alarm(const struct loop *loop)
{
    int64_t left = loop->touched + (int64_t)idle_seconds(loop) * 1000 - loop->now;

    if (idle_seconds(loop) == 0)
        alarm(0);
    else
        alarm((unsigned)(left > 0 ? (left + 999) / 1000 : 0) + LOCK_LATE_SECONDS);
}

static void lock(struct loop *loop, enum lock_reason reason)
{
    bool kept;

    alarm(LOCK_LATE_SECONDS);
    canvas_clear(loop->canvas);
    terminal_show(loop->setup.terminal, loop->canvas);
    kept = keep(loop);
    input_drop(loop->input);
    loop->message[0] = '\0';
    loop->setup.hooks.lock(loop->setup.hooks.arg, reason, kept ? NULL : &loop->unkept);
    loop->now = clock_ms();
    loop->touched = loop->now;
    set_alarm(loop);
}

static void quit(struct loop *loop)
{
    if (keep(loop))
        loop->ended = true;
    else
        notice_err(loop->message, loop->setup.env->lang, T_APP_UNKEPT_STAYS, &loop->unkept);
}

/* --- commands --- */

static void suspend(struct loop *loop);

/* Where a command leads from any screen. FIND with "note" finds the youth whom a note is about. */
static const struct {
    enum command command;
    enum room room;
    const char *extra;
    bool logged_in;
} places[] = {
    {COMMAND_HELP, ROOM_HELP, "", false},
    {COMMAND_FIND, ROOM_FIND, "", true},
    {COMMAND_NOTE, ROOM_FIND, "note", true},
};

static void go_to(struct loop *loop, enum command command)
{
    const struct screen_ops *top = stack_top(loop->stack);
    struct err err;

    for (size_t i = 0; i < ARRAY_LEN(places); i++) {
        struct place place;
        if (places[i].command != command || (places[i].logged_in && !loop->setup.env->work) ||
            top == loop->setup.screen_of(places[i].room))
            continue;
        place = place_of(places[i].room);
        snprintf(place.extra, sizeof(place.extra), "%s", places[i].extra);
        if (command == COMMAND_HELP)
            snprintf(place.form, sizeof(place.form), "%s", top->name);
        if (!stack_push(loop->stack, &place, &err))
            notice_err(loop->message, loop->setup.env->lang, T_NONE, &err);
    }
}

static void home(struct loop *loop, const struct event *why)
{
    struct stack_said said = {.command = COMMAND_NONE};
    struct err err;

    if (!stack_home(loop->stack, why, &said, &err))
        notice_err(loop->message, loop->setup.env->lang, T_NONE, &err);
    else if (said.message[0])
        memcpy(loop->message, said.message, sizeof(loop->message));
}

static void do_command(struct loop *loop, enum command command, const struct event *why)
{
    struct screen_env *env = loop->setup.env;

    if (command == COMMAND_LOCK)
        lock(loop, LOCK_KEY);
    else if (command == COMMAND_QUIT)
        quit(loop);
    else if (command == COMMAND_SUSPEND)
        suspend(loop);
    else if (command == COMMAND_LANGUAGE)
        env->lang = (enum lang)((env->lang + 1) % LANG_COUNT);
    else if (command == COMMAND_TODAY)
        home(loop, why);
    else
        go_to(loop, command);
}

/* --- events --- */

static void hand_on(struct loop *loop, struct event *event)
{
    struct stack_said said;

    event->now = loop->now;
    event->rows = loop->canvas->rows;
    event->cols = loop->canvas->cols;
    stack_event(loop->stack, event, &said);
    if (said.message[0])
        memcpy(loop->message, said.message, sizeof(loop->message));
    loop->room = said.room;
    if (said.soon)
        loop->news_due = loop->now + SOON_MS;
    if (said.command != COMMAND_NONE)
        do_command(loop, said.command, event);
    if (loop->setup.hooks.turned)
        loop->setup.hooks.turned(loop->setup.hooks.arg);
    if (stack_depth(loop->stack) == 0)
        loop->ended = true;
}

/* Whatever screen is open and whatever keys it takes; but a letter that locks in a list does not
 * lock while somebody writes. */
static bool is_lock_key(const struct keymap *keymap, struct key key)
{
    return keymap_find(keymap, CONTEXT_TEXT, key) == COMMAND_LOCK;
}

static void read_input(struct loop *loop)
{
    struct event event;
    size_t n;

    for (int i = 0; i < EVENTS_PER_TURN && !loop->ended && input_next(loop->input, &event); i++) {
        touched(loop);
        if (event.kind == EVENT_KEY && is_lock_key(loop->setup.env->keymap, event.key))
            lock(loop, LOCK_KEY);
        else
            hand_on(loop, &event);
    }
    if ((n = input_bad(loop->input)) > 0)
        notice_count(loop->message, loop->setup.env->lang, T_APP_BAD_BYTES_1, T_APP_BAD_BYTES, n);
    if (input_refused(loop->input) > 0)
        loop_message(loop, text(loop->setup.env->lang, T_APP_PASTE_REFUSED));
}

static void resized(struct loop *loop)
{
    struct event event = {.kind = EVENT_RESIZE};
    int rows, cols;

    terminal_resize(loop->setup.terminal);
    terminal_size(loop->setup.terminal, &rows, &cols);
    canvas_resize(loop->canvas, rows, cols);
    hand_on(loop, &event);
}

static bool is_end(int number)
{
    return number == SIGTERM || number == SIGHUP || number == SIGINT || number == SIGQUIT;
}

/* Whether one of the signals that have come ends the program; waits for them a little while. */
static bool must_end(const struct loop *loop, int ms)
{
    struct pollfd ready = {.fd = loop->signals, .events = POLLIN};
    unsigned char number;
    bool end = false;

    poll(&ready, 1, ms);
    while (read(loop->signals, &number, 1) == 1)
        end = end || is_end(number);
    return end;
}

static void suspend(struct loop *loop)
{
    lock(loop, LOCK_SUSPEND);
    alarm(0);
    terminal_leave(loop->setup.terminal);
    signals_stop();
    /* Woken in the background (bg, kill): the terminal is the shell's. */
    loop->ended = must_end(loop, 0);
    while (!loop->ended && !terminal_ours(loop->setup.terminal)) {
        signals_stop();
        loop->ended = must_end(loop, 100);
    }
    if (loop->ended)
        return;
    terminal_return(loop->setup.terminal);
    loop->now = clock_ms();
    loop->touched = loop->now;
    resized(loop);
}

static void signalled(struct loop *loop, int number)
{
    switch (number) {
    case SIGWINCH: resized(loop); break;
    case SIGUSR1: lock(loop, LOCK_SIGNAL); break;
    case SIGTSTP: suspend(loop); break;
    case SIGCONT:
        /* After a stop that nobody could see coming the terminal may be in any state. */
        terminal_return(loop->setup.terminal);
        resized(loop);
        break;
    default: loop->ended = loop->ended || is_end(number); break;
    }
}

static void read_signals(struct loop *loop)
{
    unsigned char numbers[64];
    ssize_t n;

    while ((n = read(loop->signals, numbers, sizeof(numbers))) > 0)
        for (ssize_t i = 0; i < n; i++)
            signalled(loop, numbers[i]);
}

static bool idle(const struct loop *loop)
{
    return idle_seconds(loop) && loop->now >= loop->touched + (int64_t)idle_seconds(loop) * 1000;
}

static void tick(struct loop *loop)
{
    struct event event = {.kind = EVENT_TICK};
    bool draft = loop->draft_due && loop->now >= loop->draft_due;

    if (!draft && loop->now < loop->news_due)
        return;
    if (draft)
        keep(loop);
    loop->news_due = loop->now + NEWS_MS;
    hand_on(loop, &event);
}

/* --- drawing --- */

static void draw(struct loop *loop)
{
    const struct screen_env *env = loop->setup.env;
    struct canvas *canvas = loop->canvas;
    int64_t left = loop->touched + (int64_t)idle_seconds(loop) * 1000 - loop->now;

    canvas_clear(canvas);
    if (canvas->rows < SCREEN_ROWS_MIN || canvas->cols < SCREEN_COLS_MIN)
        notice_too_small(canvas, env->lang);
    else
        stack_draw(loop->stack, canvas);
    if (idle_seconds(loop) && left <= NOTICE_LOCK_MS)
        notice_lock(canvas, env->lang, left);
    else if (loop->message[0])
        notice_line(canvas, loop->message);
    else if (!loop->kept)
        notice_unkept(canvas, env->lang, &loop->unkept);
    terminal_show(loop->setup.terminal, canvas);
}

/* --- waiting --- */

static int64_t sooner(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t next_moment(const struct loop *loop)
{
    int64_t next = loop->news_due;
    int wait = input_wait(loop->input);

    if (loop->draft_due)
        next = sooner(next, loop->draft_due);
    if (wait >= 0)
        next = sooner(next, loop->now + wait);
    if (idle_seconds(loop)) {
        int64_t end = loop->touched + (int64_t)idle_seconds(loop) * 1000;
        int64_t left = end - loop->now;
        if (left > NOTICE_LOCK_MS)
            end -= NOTICE_LOCK_MS;
        else if (left > 0)
            end -= (left - 1) / 1000 * 1000; /* when the shown second changes */
        next = sooner(next, end);
    }
    return next;
}

static void wait_for_something(struct loop *loop)
{
    struct pollfd fds[] = {{.fd = input_fd(loop->input), .events = POLLIN},
                           {.fd = loop->signals, .events = POLLIN},
                           {.fd = loop->timer, .events = POLLIN}};
    int64_t next = next_moment(loop);
    struct itimerspec at;

    if (next <= loop->now)
        next = loop->now + 1;
    if (next != loop->timer_at) {
        memset(&at, 0, sizeof(at));
        at.it_value.tv_sec = (time_t)(next / 1000);
        at.it_value.tv_nsec = (long)(next % 1000) * 1000000;
        timerfd_settime(loop->timer, TFD_TIMER_ABSTIME, &at, NULL);
        loop->timer_at = next;
    }
    loop->signalled = true;
    if (poll(fds, ARRAY_LEN(fds), -1) <= 0)
        return;
    loop->signalled = fds[1].revents != 0;
    if (fds[2].revents)
        loop->timer_at = 0;
    if (fds[0].revents & (POLLHUP | POLLERR | POLLNVAL) && !(fds[0].revents & POLLIN))
        loop->ended = true;
}

static void turn(struct loop *loop)
{
    wait_for_something(loop);
    loop->now = clock_ms();
    if (loop->signalled)
        read_signals(loop);
    if (loop->ended)
        return;
    if (idle(loop))
        lock(loop, LOCK_IDLE);
    read_input(loop);
    if (loop->ended || input_lost(loop->input)) {
        loop->ended = true;
        return;
    }
    tick(loop);
    draw(loop);
    if (idle_seconds(loop))
        set_alarm(loop);
}

bool loop_run(struct loop *loop, struct err *err)
{
    loop->now = clock_ms();
    loop->touched = loop->now;
    loop->news_due = loop->now + NEWS_MS;
    loop->ended = stack_depth(loop->stack) == 0;
    set_alarm(loop);
    if (!loop->ended)
        draw(loop);
    while (!loop->ended)
        turn(loop);
    alarm(0);
    if (keep(loop))
        return true;
    if (err)
        *err = loop->unkept;
    return false;
}

struct loop *loop_new(const struct loop_setup *setup, struct err *err)
{
    struct loop *loop = mem_new(sizeof(*loop));
    int rows, cols;

    loop->setup = *setup;
    loop->kept = true;
    loop->timer = timerfd_create(CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK);
    if (loop->timer < 0) {
        err_errno(err, T_ERR_APP_SYSTEM, NULL);
        mem_free(loop);
        return NULL;
    }
    loop->signals = signals_take(setup->terminal, &setup->hooks, err);
    if (loop->signals < 0) {
        close(loop->timer);
        mem_free(loop);
        return NULL;
    }
    terminal_size(setup->terminal, &rows, &cols);
    loop->canvas = canvas_new(rows, cols);
    loop->input = input_new(setup->terminal);
    loop->stack = stack_new(setup->env, setup->screen_of);
    mem_on_exhausted(on_exhausted, loop);
    return loop;
}

void loop_free(struct loop *loop)
{
    if (!loop)
        return;
    mem_on_exhausted(NULL, NULL);
    stack_free(loop->stack);
    loop_signals_back();
    close(loop->timer);
    input_free(loop->input);
    canvas_free(loop->canvas);
    mem_free(loop);
}

struct stack *loop_stack(struct loop *loop)
{
    return loop->stack;
}

void loop_idle(struct loop *loop, int seconds)
{
    loop->setup.idle_seconds = seconds;
}

void loop_message(struct loop *loop, const char *message)
{
    snprintf(loop->message, sizeof(loop->message), "%s", message);
}
