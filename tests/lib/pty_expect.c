/* pty_expect.c - what is on the screen, and waiting for it. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#include <cmocka.h>

#include "pty_inside.h"
#include "sis/base/utf8.h"

static long long milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void put_row(struct term *term, int row, int cursor_col, struct str *out)
{
    VTermScreenCell cell;
    char bytes[4];
    size_t end = out->n;

    for (int col = 0; col<term->cols; col += cell.width> 1 ? cell.width : 1) {
        VTermPos pos = {.row = row, .col = col};
        vterm_screen_get_cell(term->screen, pos, &cell);
        if (col == cursor_col) {
            str_puts(out, "‸");
            end = out->n;
        }
        if (cell.chars[0] == 0 || cell.chars[0] == (uint32_t)-1) {
            str_putc(out, ' ');
            continue;
        }
        for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
            str_add(out, bytes, utf8_encode((int32_t)cell.chars[i], bytes));
        if (cell.chars[0] != ' ')
            end = out->n;
    }
    str_truncate(out, end);
}

static void put_screen(struct term *term, bool cursor, struct str *out)
{
    VTermPos at;
    size_t end = 0;

    str_clear(out);
    vterm_state_get_cursorpos(vterm_obtain_state(term->vterm), &at);
    for (int row = 0; row < term->rows; row++) {
        size_t start = out->n;
        put_row(term, row, cursor && term->cursor_shown && row == at.row ? at.col : -1, out);
        if (out->n > start)
            end = out->n + 1;
        str_putc(out, '\n');
    }
    str_truncate(out, end);
}

void term_screen(struct term *term, struct str *out)
{
    put_screen(term, true, out);
}

void term_cursor(struct term *term, int *row, int *col)
{
    VTermPos at;

    vterm_state_get_cursorpos(vterm_obtain_state(term->vterm), &at);
    *row = at.row;
    *col = at.col;
}

unsigned term_style(struct term *term, int row, int col)
{
    VTermPos pos = {.row = row, .col = col};
    VTermScreenCell cell;
    unsigned style = 0;

    vterm_screen_get_cell(term->screen, pos, &cell);
    style |= cell.attrs.bold ? TERM_BOLD : 0;
    style |= cell.attrs.underline ? TERM_UNDERLINE : 0;
    style |= cell.attrs.reverse ? TERM_REVERSE : 0;
    if (!VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) || !VTERM_COLOR_IS_DEFAULT_BG(&cell.bg))
        style |= TERM_COLOUR;
    return style;
}

const char *term_title(const struct term *term)
{
    return term->title;
}

pid_t term_pid(const struct term *term)
{
    return term->pid;
}

const char *term_home(const struct term *term)
{
    return term->home;
}

bool term_ended(const struct term *term)
{
    return term->ended;
}

const char *term_bytes(const struct term *term, size_t *n)
{
    *n = term->written.n;
    return term->written.p;
}

bool term_contains(struct term *term, const char *text)
{
    struct str screen;
    bool found;

    str_init(&screen, 0);
    put_screen(term, false, &screen);
    found = strstr(screen.p, text) != NULL;
    str_release(&screen);
    return found;
}

void term_fail(struct term *term, const char *what, const char *expected, const char *file,
               int line)
{
    struct str screen;

    str_init(&screen, 0);
    if (term->master >= 0)
        term_screen(term, &screen);
    fprintf(stderr, "# %s:%d: %s\n", file, line, what);
    if (expected)
        fprintf(stderr, "--- expected\n%s\n", expected);
    fprintf(stderr, "--- on the screen (%d x %d%s)\n%s---\n", term->rows, term->cols,
            term->ended ? ", the program has ended" : "", screen.p);
    str_release(&screen);
    kill(-term->pid, SIGKILL);
    _fail(file, line);
    abort();
}

/* Pumps until the test holds; false after the deadline, or when the program has ended and nothing
 * more comes. */
static bool wait_for(struct term *term, bool (*test)(struct term *term, void *arg), void *arg)
{
    long long end = milliseconds() + TERM_DEADLINE_MS;

    while (!test(term, arg)) {
        long long left = end - milliseconds();
        if (left <= 0)
            return false;
        /* A test may also look at files, which make no noise. */
        if (!term_pump(term, left < 20 ? (int)left : 20) && term->ended)
            return test(term, arg);
    }
    return true;
}

/* Blanks at the ends of lines and empty lines at the end do not count. */
static void trim(const char *text, struct str *out)
{
    size_t end = 0;

    str_clear(out);
    while (*text) {
        size_t n = strcspn(text, "\n"), kept = n;
        while (kept && text[kept - 1] == ' ')
            kept--;
        str_add(out, text, kept);
        if (kept)
            end = out->n + 1;
        str_putc(out, '\n');
        text += n + (text[n] == '\n');
    }
    str_truncate(out, end);
}

static bool shows(struct term *term, void *arg)
{
    const char *expected = arg;
    struct str screen;
    bool same;

    str_init(&screen, 0);
    put_screen(term, strstr(expected, "‸") != NULL, &screen);
    same = str_equal(&screen, expected);
    str_release(&screen);
    return same;
}

void term_expect_at(struct term *term, const char *screen, const char *file, int line)
{
    struct str expected;

    str_init(&expected, 0);
    trim(screen, &expected);
    if (!wait_for(term, shows, expected.p))
        term_fail(term, "another screen than expected", expected.p, file, line);
    str_release(&expected);
}

struct look {
    const char *text;
    bool there;
};

static bool looks_so(struct term *term, void *arg)
{
    const struct look *look = arg;

    return term_contains(term, look->text) == look->there;
}

void term_expect_text_at(struct term *term, const char *text, bool there, const char *file,
                         int line)
{
    struct look look = {text, there};

    if (!wait_for(term, looks_so, &look))
        term_fail(term, there ? "a text does not come" : "a text does not go", text, file, line);
}

void term_expect_that_at(struct term *term, const char *what,
                         bool (*test)(struct term *term, void *arg), void *arg, const char *file,
                         int line)
{
    if (!wait_for(term, test, arg))
        term_fail(term, what, NULL, file, line);
}

static bool has_stopped(struct term *term, void *arg)
{
    (void)arg;
    return term->stopped || term->ended;
}

void term_expect_stop_at(struct term *term, const char *file, int line)
{
    if (!wait_for(term, has_stopped, NULL) || !term->stopped)
        term_fail(term, "the program does not stop", NULL, file, line);
}

static bool has_ended(struct term *term, void *arg)
{
    (void)arg;
    return term->ended;
}

void term_expect_exit_at(struct term *term, int code, const char *file, int line)
{
    char what[64];
    int got;

    if (!wait_for(term, has_ended, NULL))
        term_fail(term, "the program does not end", NULL, file, line);
    got = WIFSIGNALED(term->status) ? 128 + WTERMSIG(term->status) : WEXITSTATUS(term->status);
    if (got != code) {
        snprintf(what, sizeof(what), "exit status %d, expected %d", got, code);
        term_fail(term, what, NULL, file, line);
    }
}

static bool brackets_pastes(struct term *term)
{
    size_t before = term->queue.n;
    bool on;

    vterm_keyboard_start_paste(term->vterm);
    on = term->queue.n > before;
    str_truncate(&term->queue, before);
    return on;
}

static bool looks_restored(struct term *term, void *arg)
{
    (void)arg;
    return !term->alternate && term->cursor_shown && !brackets_pastes(term);
}

void term_expect_restored_at(struct term *term, const char *file, int line)
{
    if (!wait_for(term, has_stopped, NULL))
        term_fail(term, "the program neither stops nor ends", NULL, file, line);
    if (!wait_for(term, looks_restored, NULL))
        term_fail(term,
                  term->alternate      ? "the alternate screen stays"
                  : term->cursor_shown ? "pastes are still in brackets"
                                       : "the cursor stays hidden",
                  NULL, file, line);
    if (!term->restored)
        term_fail(term, "the line settings are not those from before", NULL, file, line);
}
