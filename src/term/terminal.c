/* terminal.c - ncurses' output: start, show a canvas, leave in order. */
#include "sis/term/terminal.h"

#include <curses.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "sis/base/mem.h"
#include "sis/base/utf8.h"
#include "term/frame.h"
#include "term/terminal_inside.h"

/* Pastes come between marks. */
#define BRACKETS_ON "\033[?2004h"

struct terminal {
    SCREEN *screen;
    struct frame frame;    /* what ncurses writes to */
    struct termios before; /* the line as we found it */
    struct termios raw;    /* and as we need it */
    char enter[256];       /* our own bytes: bracketed paste, title */
    char leave[128];
    char rescue[512]; /* what a signal handler writes */
    size_t rescue_n;
    struct canvas *shown; /* what ncurses has got; NULL: nothing that we know of */
    cchar_t *line;        /* one row, as ncurses wants it */
    int line_cols;
    int cursor; /* as last set: 0 hidden, 1 shown, -1 unknown */
    bool left;  /* given back for a while */
};

/* Only red, and only for danger: it is readable on black and on white, and has an attribute too. */
enum { PAIR_NONE, PAIR_ALERT };

static const struct {
    attr_t attributes;
    short pair;
} looks[STYLE_COUNT] = {
    [STYLE_PLAIN] = {A_NORMAL, PAIR_NONE},   [STYLE_STRONG] = {A_BOLD, PAIR_NONE},
    [STYLE_DIM] = {A_DIM, PAIR_NONE},        [STYLE_TITLE] = {A_BOLD, PAIR_NONE},
    [STYLE_BAR] = {A_REVERSE, PAIR_NONE},    [STYLE_KEY] = {A_REVERSE | A_BOLD, PAIR_NONE},
    [STYLE_FOCUS] = {A_REVERSE, PAIR_NONE},  [STYLE_CHOSEN] = {A_BOLD, PAIR_NONE},
    [STYLE_LINK] = {A_UNDERLINE, PAIR_NONE}, [STYLE_ALERT] = {A_BOLD, PAIR_ALERT},
    [STYLE_WARN] = {A_BOLD, PAIR_NONE},      [STYLE_GOOD] = {A_NORMAL, PAIR_NONE},
    [STYLE_QUOTE] = {A_NORMAL, PAIR_NONE},   [STYLE_HINT] = {A_DIM, PAIR_NONE},
    [STYLE_MARK] = {A_REVERSE, PAIR_NONE},   [STYLE_STRUCK] = {A_DIM, PAIR_NONE},
};

/* The next show draws everything anew. */
static void forget_shown(struct terminal *terminal)
{
    canvas_free(terminal->shown);
    terminal->shown = NULL;
}

static void send_text(const char *bytes)
{
    frame_send_bytes(bytes, strlen(bytes));
}

/* The line's settings while the program runs: every byte comes and goes as it is. ncurses cannot set
 * them, since its file is no terminal. */
static struct termios raw_line(const struct termios *before)
{
    struct termios line = *before;

    line.c_iflag &= ~(tcflag_t)(BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON);
    line.c_oflag &= ~(tcflag_t)OPOST;
    line.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
    line.c_cc[VMIN] = 1;
    line.c_cc[VTIME] = 0;
    return line;
}

static void set_line(const struct termios *line)
{
    tcsetattr(TERMINAL_IN, TCSADRAIN, line);
}

/* Terminals that take xterm's title sequences say so, or name a status line of the same form. */
static bool has_title(void)
{
    return tigetflag("XT") > 0 || strncmp(terminfo_string("tsl"), "\033]", 2) == 0;
}

/* A capability without its padding ($<50>), which only old hardware needs. */
static void put_capability(struct str *out, const char *name)
{
    const char *bytes = terminfo_string(name);

    while (*bytes)
        if (bytes[0] == '$' && bytes[1] == '<' && strchr(bytes, '>'))
            bytes = strchr(bytes, '>') + 1;
        else
            str_putc(out, *bytes++);
}

static void compose(struct terminal *terminal, const char *title)
{
    bool titled = has_title();
    struct str out;

    snprintf(terminal->enter, sizeof(terminal->enter), "%s%s%s" BRACKETS_ON,
             titled ? "\033[22;2t\033]2;" : "", titled ? title : "", titled ? "\007" : "");
    snprintf(terminal->leave, sizeof(terminal->leave), "\033[?2004l%s", titled ? "\033[23;2t" : "");
    str_init(&out, sizeof(terminal->rescue));
    put_capability(&out, "sgr0");
    put_capability(&out, "clear");
    /* The cursor last: leaving a screen that was not yet entered restores one that was never saved. */
    put_capability(&out, "rmcup");
    put_capability(&out, "cnorm");
    str_puts(&out, terminal->leave);
    memcpy(terminal->rescue, out.p, out.n);
    terminal->rescue_n = out.n;
    str_release(&out);
}

/* Whether terminfo knows the terminal and it can show a screen. */
static bool terminal_known(void)
{
    int reason;
    bool known;

    if (setupterm(NULL, TERMINAL_OUT, &reason) != OK)
        return false;
    known = *terminfo_string("cup") && *terminfo_string("clear");
    del_curterm(cur_term);
    return known;
}

static void nothing(int number)
{
    (void)number;
}

/* ncurses takes over signals that nobody handles, and ignores SIGTSTP during every refresh, so that
 * some are lost. It leaves those alone that have a handler when it starts. */
static SCREEN *new_screen(FILE *frame)
{
    static const int leave[] = {SIGTSTP, SIGINT, SIGTERM, SIGWINCH};
    struct sigaction handled, before[ARRAY_LEN(leave)];
    sigset_t blocked, mask;
    SCREEN *screen;

    memset(&handled, 0, sizeof(handled));
    handled.sa_handler = nothing;
    sigemptyset(&blocked);
    for (size_t i = 0; i < ARRAY_LEN(leave); i++)
        sigaddset(&blocked, leave[i]);
    sigprocmask(SIG_BLOCK, &blocked, &mask);
    for (size_t i = 0; i < ARRAY_LEN(leave); i++)
        sigaction(leave[i], &handled, &before[i]);
    screen = newterm(NULL, frame, stdin);
    for (size_t i = 0; i < ARRAY_LEN(leave); i++)
        sigaction(leave[i], &before[i], NULL);
    sigprocmask(SIG_SETMASK, &mask, NULL);
    return screen;
}

static void window_size(int *rows, int *cols)
{
    struct winsize size;

    *rows = *cols = 0;
    if (ioctl(TERMINAL_OUT, TIOCGWINSZ, &size) == 0) {
        *rows = size.ws_row;
        *cols = size.ws_col;
    }
}

/* Without a size of its own the window keeps the one of its description. */
static void fit_size(void)
{
    int rows, cols;

    window_size(&rows, &cols);
    rows = rows > TERMINAL_ROWS_MAX ? TERMINAL_ROWS_MAX : rows;
    cols = cols > TERMINAL_COLS_MAX ? TERMINAL_COLS_MAX : cols;
    if (rows > 0 && cols > 0 && (rows != LINES || cols != COLS))
        resizeterm(rows, cols);
}

static void prepare_colors(bool no_color)
{
    const char *variable = getenv("NO_COLOR");

    if (no_color || (variable && variable[0]) || !has_colors())
        return;
    start_color();
    use_default_colors();
    init_pair(PAIR_ALERT, COLOR_RED, -1);
}

static void terminal_free(struct terminal *terminal)
{
    if (terminal->screen)
        delscreen(terminal->screen);
    frame_close(&terminal->frame);
    mem_wipe_free(terminal->line, (size_t)terminal->line_cols * sizeof(*terminal->line));
    mem_free(terminal);
}

bool terminal_is_plain(const char *name)
{
    static const char *const few[] = {"linux", "vt1", "vt2", "vt3", "vt4", "vt5", "ansi", "cons25"};

    for (size_t i = 0; name && i < ARRAY_LEN(few); i++)
        if (strncmp(name, few[i], strlen(few[i])) == 0)
            return true;
    return false;
}

struct terminal *terminal_open(const char *title, bool no_color, struct err *err)
{
    const char *name = getenv("TERM");
    struct terminal *terminal;

    if (!isatty(TERMINAL_IN) || !isatty(TERMINAL_OUT)) {
        err_set(err, ERR_IO, T_ERR_TERM_NONE, NULL, NULL);
        return NULL;
    }
    utf8_locale();
    terminal = mem_new(sizeof(*terminal));
    tcgetattr(TERMINAL_IN, &terminal->before);
    terminal->raw = raw_line(&terminal->before);
    /* The size is the window's, and 24 x 80 until we know it; LINES and COLUMNS in the environment
     * are often old. */
    use_env(FALSE);
    use_tioctl(TRUE);
    if (frame_open(&terminal->frame) && terminal_known())
        terminal->screen = new_screen(terminal->frame.file);
    if (!terminal->screen) {
        terminal_free(terminal);
        err_set(err, ERR_IO, T_ERR_TERM_UNKNOWN, name ? name : "", NULL);
        return NULL;
    }
    terminal->cursor = -1;
    /* What typed keys change must not stop half-way because more keys have come. */
    typeahead(-1);
    nonl();
    fit_size();
    prepare_colors(no_color);
    compose(terminal, title);
    set_line(&terminal->raw);
    send_text(terminal->enter);
    return terminal;
}

void terminal_close(struct terminal *terminal)
{
    if (!terminal)
        return;
    if (!terminal->left)
        terminal_leave(terminal);
    terminal_free(terminal);
}

void terminal_size(const struct terminal *terminal, int *rows, int *cols)
{
    (void)terminal;
    *rows = LINES;
    *cols = COLS;
}

void terminal_resize(struct terminal *terminal)
{
    fit_size();
    /* The terminal may have moved what stood there. */
    forget_shown(terminal);
    clearok(curscr, TRUE);
}

/* Draws one cell at line[n] and what follows; returns how many cells ncurses got. Each spacing
 * character gets a cell of its own, as ncurses wants it. Joiners and emoji selectors are left out:
 * with them some terminals draw fewer or more columns than everybody has counted. */
static int put_cell(cchar_t *line, int n, int room, const struct cell *cell)
{
    attr_t attributes = looks[cell->style].attributes;
    short pair = looks[cell->style].pair;
    wchar_t wide[CCHARW_MAX + 1];
    size_t length = strlen(cell->bytes), at = 0;
    int marks = 0, put = 0;

    while (at < length) {
        int32_t cp;
        at += utf8_decode(cell->bytes + at, length - at, &cp);
        if (cp == 0x200d || cp == 0xfe0f)
            continue;
        if (put == 0 || wcwidth((wchar_t)cp) > 0) {
            if (put == room)
                break;
            put++;
            marks = 0;
            wide[0] = wcwidth((wchar_t)cp) > 0 ? (wchar_t)cp : L'\ufffd';
        } else if (marks + 1 < CCHARW_MAX) {
            wide[++marks] = (wchar_t)cp;
        }
        wide[marks + 1] = L'\0';
        setcchar(&line[n + put - 1], wide, attributes, pair, NULL);
    }
    return put;
}

/* The cells from..to of a row. */
static void show_cells(struct terminal *terminal, const struct canvas *canvas, int row, int from,
                       int to, int cols)
{
    static const struct cell blank = {.bytes = " ", .width = 1};
    int n = 0;

    while (from > 0 && canvas_at(canvas, row, from)->width == 0)
        from--;
    for (int col = from; col < to; col++) {
        const struct cell *cell = canvas_at(canvas, row, col);
        if (cell->width > 0)
            n += put_cell(terminal->line, n, terminal->line_cols - n,
                          col + cell->width <= cols ? cell : &blank);
    }
    mvadd_wchnstr(row, from, terminal->line, n);
}

/* What ncurses has got already costs nothing: most of a screen, for most keys. */
static void show_changes(struct terminal *terminal, const struct canvas *canvas, int rows, int cols)
{
    struct canvas *shown = terminal->shown;
    size_t row_bytes = (size_t)canvas->cols * sizeof(*canvas->cell);
    if (!shown || shown->rows != canvas->rows || shown->cols != canvas->cols) {
        forget_shown(terminal);
        shown = terminal->shown = canvas_new(canvas->rows, canvas->cols);
        erase(); /* blank, as a new canvas is */
    }
    for (int row = 0; row < rows; row++) {
        const struct cell *cell = canvas_at(canvas, row, 0);
        struct cell *was = &shown->cell[(size_t)row * (size_t)canvas->cols];
        int from = 0, to = cols;
        if (memcmp(was, cell, row_bytes) == 0)
            continue;
        while (from < to && memcmp(&was[from], &cell[from], sizeof(*cell)) == 0)
            from++;
        while (to > from && memcmp(&was[to - 1], &cell[to - 1], sizeof(*cell)) == 0)
            to--;
        memcpy(was, cell, row_bytes);
        show_cells(terminal, canvas, row, from, to, cols);
    }
}

void terminal_show(struct terminal *terminal, const struct canvas *canvas)
{
    int rows = canvas->rows < LINES ? canvas->rows : LINES;
    int cols = canvas->cols < COLS ? canvas->cols : COLS;
    bool cursor = canvas->cursor_row >= 0 && canvas->cursor_row < rows && canvas->cursor_col >= 0 &&
                  canvas->cursor_col < cols;

    if (terminal->line_cols < cols) {
        mem_free(terminal->line);
        terminal->line = mem_array((size_t)cols, sizeof(*terminal->line));
        terminal->line_cols = cols;
    }
    show_changes(terminal, canvas, rows, cols);
    if (cursor != terminal->cursor) {
        curs_set(cursor);
        terminal->cursor = cursor;
    }
    move(cursor ? canvas->cursor_row : 0, cursor ? canvas->cursor_col : 0);
    refresh();
    frame_send(&terminal->frame);
}

void terminal_leave(struct terminal *terminal)
{
    forget_shown(terminal);
    erase();
    clearok(curscr, TRUE);
    refresh();
    endwin();
    frame_send(&terminal->frame);
    send_text(terminal->leave);
    set_line(&terminal->before);
    terminal->cursor = -1;
    terminal->left = true;
}

void terminal_return(struct terminal *terminal)
{
    /* Not left: somebody else has stopped us, and the shell may have set it otherwise. */
    set_line(&terminal->raw);
    send_text(terminal->left ? terminal->enter : BRACKETS_ON);
    terminal->left = false;
    terminal_resize(terminal);
}

bool terminal_ours(const struct terminal *terminal)
{
    pid_t group = tcgetpgrp(TERMINAL_IN);

    (void)terminal;
    return group == getpgrp() || group < 0; /* gone: reading will tell */
}

void terminal_rescue(const struct terminal *terminal)
{
    struct pollfd ready = {.fd = TERMINAL_OUT, .events = POLLOUT};

    if (!terminal || terminal->left)
        return;
    /* A terminal that takes nothing must not keep the program from its end. */
    if (poll(&ready, 1, 100) > 0 && ready.revents & POLLOUT)
        frame_send_bytes(terminal->rescue, terminal->rescue_n);
    tcsetattr(TERMINAL_IN, TCSANOW, &terminal->before);
}
