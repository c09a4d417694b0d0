/* pty.c - starting the program, moving bytes both ways, ending it. */
#include "pty.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "pty_inside.h"
#include "sis/base/mem.h"
#include "sis/base/utf8.h"

#define ENV_MAX 64

static void set_variable(char *env[], const char *entry)
{
    size_t name = strcspn(entry, "=");
    size_t at = 0;

    while (env[at] && (strncmp(env[at], entry, name) != 0 || env[at][name] != '='))
        at++;
    if (entry[name] == '=') {
        if (at + 1 >= ENV_MAX)
            abort();
        mem_free(env[at]);
        env[at] = mem_strdup(entry);
    } else if (env[at]) {
        mem_free(env[at]);
        for (; env[at]; at++)
            env[at] = env[at + 1];
    }
}

static void build_environment(char *env[], const char *home, const char *const extra[])
{
    static const char *const fixed[] = {"TERM=xterm-256color", "TZ=UTC", "LC_ALL=C.UTF-8"};
    static const char *const inherited[] = {"PATH", "ASAN_OPTIONS", "LSAN_OPTIONS",
                                            "UBSAN_OPTIONS"};
    struct str entry;

    str_init(&entry, 0);
    for (size_t i = 0; i < ARRAY_LEN(fixed); i++)
        set_variable(env, fixed[i]);
    for (size_t i = 0; i < ARRAY_LEN(inherited); i++) {
        const char *value = getenv(inherited[i]);
        if (value) {
            str_clear(&entry);
            str_printf(&entry, "%s=%s", inherited[i], value);
            set_variable(env, entry.p);
        }
    }
    str_clear(&entry);
    str_printf(&entry, "HOME=%s", home);
    set_variable(env, entry.p);
    str_release(&entry);
    for (; extra && *extra; extra++)
        set_variable(env, *extra);
}

static void on_output(const char *bytes, size_t n, void *user)
{
    struct term *term = user;

    str_add(&term->queue, bytes, n);
}

static int on_property(VTermProp property, VTermValue *value, void *user)
{
    struct term *term = user;

    if (property == VTERM_PROP_CURSORVISIBLE)
        term->cursor_shown = value->boolean;
    else if (property == VTERM_PROP_ALTSCREEN)
        term->alternate = value->boolean;
    else if (property == VTERM_PROP_TITLE)
        snprintf(term->title, sizeof(term->title), "%s", value->string);
    return 1;
}

static void start_vterm(struct term *term)
{
    static const VTermScreenCallbacks callbacks = {.settermprop = on_property};

    term->vterm = vterm_new(term->rows, term->cols);
    vterm_set_utf8(term->vterm, 1);
    vterm_output_set_callback(term->vterm, on_output, term);
    term->screen = vterm_obtain_screen(term->vterm);
    term->cursor_shown = true;
    vterm_screen_set_callbacks(term->screen, &callbacks, term);
    vterm_screen_enable_altscreen(term->screen, 1);
    vterm_screen_reset(term->screen, 1);
}

static void set_size(struct term *term)
{
    struct winsize size;

    memset(&size, 0, sizeof(size));
    size.ws_row = (unsigned short)term->rows;
    size.ws_col = (unsigned short)term->cols;
    ioctl(term->master, TIOCSWINSZ, &size);
}

struct term *term_spawn(const char *const argv[], int rows, int cols, const char *const env[])
{
    struct term *term = mem_new(sizeof(*term));
    char *environment[ENV_MAX] = {NULL};
    struct report report;

    term->rows = rows;
    term->cols = cols;
    str_init(&term->written, (size_t)256 << 20);
    str_init(&term->queue, (size_t)64 << 20);
    snprintf(term->home, sizeof(term->home), "/tmp/sis-term-XXXXXX");
    if (!mkdtemp(term->home))
        abort();
    build_environment(environment, term->home, env);
    start_vterm(term);
    term->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (term->master < 0 || grantpt(term->master) != 0 || unlockpt(term->master) != 0)
        abort();
    set_size(term);
    fcntl(term->master, F_SETFL, O_NONBLOCK);
    term->keeper = keeper_start(term->master, argv, environment);
    for (size_t i = 0; environment[i]; i++)
        mem_free(environment[i]);
    if (read(term->keeper.reports, &report, sizeof(report)) != sizeof(report))
        abort();
    term->pid = report.pid;
    return term;
}

static int remove_entry(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
    (void)st;
    (void)flag;
    (void)ftw;
    return remove(path);
}

void term_close(struct term *term)
{
    if (!term)
        return;
    if (!term->ended)
        kill(-term->pid, SIGKILL);
    if (term->master >= 0)
        close(term->master);
    close(term->keeper.orders);
    close(term->keeper.reports);
    waitpid(term->keeper.pid, NULL, 0);
    nftw(term->home, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    vterm_free(term->vterm);
    str_release(&term->written);
    str_release(&term->queue);
    mem_free(term);
}

static bool take_output(struct term *term)
{
    char bytes[16384];
    ssize_t n = read(term->master, bytes, sizeof(bytes));

    if (n <= 0)
        return false;
    str_add(&term->written, bytes, (size_t)n);
    vterm_input_write(term->vterm, bytes, (size_t)n);
    return true;
}

static void push_queue(struct term *term)
{
    ssize_t n = write(term->master, term->queue.p, term->queue.n);

    if (n > 0)
        str_splice(&term->queue, 0, (size_t)n, "", 0);
}

static bool take_report(struct term *term)
{
    struct report report;

    if (read(term->keeper.reports, &report, sizeof(report)) != sizeof(report))
        return false;
    term->status = report.status;
    term->restored = report.restored;
    term->stopped = report.kind == REPORT_STOP;
    term->ended = report.kind == REPORT_END;
    return true;
}

bool term_pump(struct term *term, int ms)
{
    struct pollfd fds[2] = {{.fd = term->keeper.reports, .events = POLLIN},
                            {.fd = term->master, .events = POLLIN}};
    bool came = false;

    if (term->queue.n)
        fds[1].events |= POLLOUT;
    if (poll(fds, 2, ms) <= 0)
        return false;
    if (fds[1].revents & POLLOUT)
        push_queue(term);
    if (fds[1].revents & (POLLIN | POLLHUP))
        came = take_output(term);
    if (fds[0].revents)
        came = take_report(term) || came;
    return came;
}

void term_send_n(struct term *term, const char *bytes, size_t n)
{
    str_add(&term->queue, bytes, n);
    /* A full pty takes more only when the program reads, and the program may wait for us. */
    while (term->queue.n && !term->ended) {
        size_t before = term->queue.n;
        if (!term_pump(term, TERM_DEADLINE_MS) && term->queue.n == before)
            term_fail(term, "the program does not read what is sent", NULL, __FILE__, __LINE__);
    }
}

void term_send(struct term *term, const char *bytes)
{
    term_send_n(term, bytes, strlen(bytes));
}

static const struct {
    const char *name;
    VTermKey key;
} named[] = {
    {"Enter", VTERM_KEY_ENTER}, {"Tab", VTERM_KEY_TAB},      {"Backspace", VTERM_KEY_BACKSPACE},
    {"Esc", VTERM_KEY_ESCAPE},  {"Up", VTERM_KEY_UP},        {"Down", VTERM_KEY_DOWN},
    {"Left", VTERM_KEY_LEFT},   {"Right", VTERM_KEY_RIGHT},  {"Ins", VTERM_KEY_INS},
    {"Del", VTERM_KEY_DEL},     {"Home", VTERM_KEY_HOME},    {"End", VTERM_KEY_END},
    {"PgUp", VTERM_KEY_PAGEUP}, {"PgDn", VTERM_KEY_PAGEDOWN}};

void term_key(struct term *term, const char *name)
{
    unsigned mods = VTERM_MOD_NONE;
    int32_t cp;
    char *end;
    long number;

    for (; name[0] && name[1] == '-' && name[2]; name += 2)
        mods |= name[0] == 'C' ? VTERM_MOD_CTRL : name[0] == 'M' ? VTERM_MOD_ALT : VTERM_MOD_SHIFT;
    for (size_t i = 0; i < ARRAY_LEN(named); i++) {
        if (strcmp(name, named[i].name) == 0) {
            vterm_keyboard_key(term->vterm, named[i].key, (VTermModifier)mods);
            term_send_n(term, "", 0);
            return;
        }
    }
    number = name[0] == 'F' ? strtol(name + 1, &end, 10) : 0;
    if (number >= 1 && number <= 12) {
        vterm_keyboard_key(term->vterm, (VTermKey)VTERM_KEY_FUNCTION(number), (VTermModifier)mods);
    } else if (strcmp(name, "Space") == 0) {
        vterm_keyboard_unichar(term->vterm, ' ', (VTermModifier)mods);
    } else {
        utf8_decode(name, strlen(name), &cp);
        vterm_keyboard_unichar(term->vterm, (uint32_t)cp, (VTermModifier)mods);
    }
    term_send_n(term, "", 0);
}

void term_paste(struct term *term, const char *text, size_t n)
{
    vterm_keyboard_start_paste(term->vterm);
    term_send_n(term, text, n);
    vterm_keyboard_end_paste(term->vterm);
    term_send_n(term, "", 0);
}

void term_resize(struct term *term, int rows, int cols)
{
    term->rows = rows;
    term->cols = cols;
    vterm_set_size(term->vterm, rows, cols);
    set_size(term);
}

void term_signal(struct term *term, int number)
{
    kill(term->pid, number);
}

void term_hang_up(struct term *term)
{
    close(term->master);
    term->master = -1;
}

void term_continue(struct term *term)
{
    term->stopped = false;
    if (write(term->keeper.orders, "c", 1) != 1)
        abort();
}
