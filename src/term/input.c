/* input.c - reads the keyboard's bytes, gives keys and whole pastes, leaves no copy behind. */
#include "sis/term/input.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "sis/base/mem.h"
#include "sis/base/utf8.h"
#include "term/input_inside.h"
#include "term/terminal_inside.h"

struct input {
    int fd;
    struct sequences sequences;
    char bytes[16384];
    size_t from, to; /* what is read and not yet used */
    int64_t came;    /* when the last bytes came */
    bool pasting, too_large;
    struct str raw;   /* of a paste, as it came */
    struct str clean; /* of the paste last given */
    size_t bad, refused;
    bool lost;
};

static int64_t milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct input *input_on(int fd, const struct sequences *sequences)
{
    struct input *input = mem_new(sizeof(*input));

    input->fd = fd;
    input->sequences = *sequences;
    str_init(&input->raw, PASTE_MAX + sizeof(input->bytes));
    str_init(&input->clean, 0);
    return input;
}

struct input *input_new(struct terminal *terminal)
{
    struct sequences sequences;

    (void)terminal; /* it is there, so terminfo is loaded */
    memset(&sequences, 0, sizeof(sequences));
    terminfo_sequences(&sequences);
    return input_on(TERMINAL_IN, &sequences);
}

void input_free(struct input *input)
{
    if (!input)
        return;
    str_release(&input->raw);
    str_release(&input->clean);
    mem_wipe_free(input, sizeof(*input));
}

int input_fd(const struct input *input)
{
    return input->fd;
}

bool input_lost(const struct input *input)
{
    return input->lost;
}

static size_t count_taken(size_t *count)
{
    size_t n = *count;

    *count = 0;
    return n;
}

size_t input_bad(struct input *input)
{
    return count_taken(&input->bad);
}

size_t input_refused(struct input *input)
{
    return count_taken(&input->refused);
}

/* Pasted text may be a whole conversation: nothing of it stays. */
static void forget(struct str *text)
{
    size_t max = text->max;

    if (text->cap == 0)
        return;
    str_release(text);
    str_init(text, max);
}

void input_drop(struct input *input)
{
    tcflush(input->fd, TCIFLUSH);
    explicit_bzero(input->bytes, sizeof(input->bytes));
    input->from = input->to = 0;
    input->pasting = input->too_large = false;
    forget(&input->raw);
    forget(&input->clean);
}

/* Reads what is there. False when nothing is. */
static bool fill(struct input *input)
{
    struct pollfd ready = {.fd = input->fd, .events = POLLIN};
    ssize_t n;

    explicit_bzero(input->bytes, input->from);
    memmove(input->bytes, input->bytes + input->from, input->to - input->from);
    explicit_bzero(input->bytes + input->to - input->from, input->from);
    input->to -= input->from;
    input->from = 0;
    if (input->lost || input->to == sizeof(input->bytes) || poll(&ready, 1, 0) <= 0)
        return false;
    n = read(input->fd, input->bytes + input->to, sizeof(input->bytes) - input->to);
    if (n <= 0) {
        input->lost = n == 0 || (errno != EINTR && errno != EAGAIN);
        return false;
    }
    input->to += (size_t)n;
    input->came = milliseconds();
    return true;
}

/* Where the end mark of a paste stands in raw, looking from `at` on; raw->n when it does not. */
static size_t paste_end(const struct str *raw, size_t at)
{
    const char *esc = raw->p + at;
    size_t mark = strlen(PASTE_END);

    while ((esc = memchr(esc, 27, raw->n - (size_t)(esc - raw->p))) != NULL) {
        size_t here = (size_t)(esc - raw->p);
        if (raw->n - here >= mark && memcmp(esc, PASTE_END, mark) == 0)
            return here;
        esc++;
    }
    return raw->n;
}

/* Line ends of every kind become \n, in place. */
static void join_newlines(struct str *text)
{
    size_t to = 0;

    for (size_t i = 0; i < text->n; i++) {
        if (text->p[i] == '\n' && i > 0 && text->p[i - 1] == '\r')
            continue;
        text->p[to++] = text->p[i];
    }
    for (size_t i = 0; i < to; i++)
        if (text->p[i] == '\r')
            text->p[i] = '\n';
    str_truncate(text, to);
}

static bool give_paste(struct input *input, struct event *event)
{
    size_t replaced = 0;
    bool given = false;

    input->pasting = false;
    if (input->too_large || input->raw.n > PASTE_MAX) {
        input->refused++;
    } else {
        join_newlines(&input->raw);
        utf8_clean(&input->clean, input->raw.p, input->raw.n, &replaced);
        input->bad += replaced;
        event->kind = EVENT_PASTE;
        event->text = input->clean.p;
        event->n = input->clean.n;
        given = true;
    }
    input->too_large = false;
    forget(&input->raw);
    return given;
}

/* Moves what was read to the paste. True when an event is given. */
static bool paste_more(struct input *input, struct event *event)
{
    struct str *raw = &input->raw;
    size_t mark = strlen(PASTE_END);
    size_t at = raw->n < mark ? 0 : raw->n - (mark - 1);
    size_t end, behind;

    str_add(raw, input->bytes + input->from, input->to - input->from);
    input->from = input->to;
    end = paste_end(raw, at);
    if (end < raw->n) {
        behind = raw->n - end - mark;
        input->from = input->to - behind;
        str_truncate(raw, end);
        return give_paste(input, event);
    }
    if (raw->n > PASTE_MAX) {
        input->too_large = true;
        str_splice(raw, 0, raw->n - (mark - 1), "", 0);
    }
    return false;
}

/* Whether what waits in the buffer is understood after a while even if nothing follows: the
 * beginning of a sequence is, half a character is not. */
static bool gets_late(const struct input *input)
{
    return input->from < input->to && (unsigned char)input->bytes[input->from] < 0x80;
}

int input_wait(const struct input *input)
{
    int64_t limit = input->pasting ? PASTE_GAP_MS : gets_late(input) ? ESCAPE_MS : -1;
    int64_t left;

    if (limit < 0)
        return -1;
    left = input->came + limit - milliseconds();
    return left > 0 ? (int)left : 0;
}

static bool give_key(struct input *input, struct event *event)
{
    bool late = false;
    struct key key;
    size_t used;

    for (;;) {
        enum decoded what = DECODED_MORE;
        if (input->from < input->to)
            what = decode(&input->sequences, input->bytes + input->from, input->to - input->from,
                          late, &key, &used);
        if (what == DECODED_MORE) {
            if (fill(input))
                continue;
            if (late || !gets_late(input) || input_wait(input) > 0)
                return false;
            late = true;
            continue;
        }
        late = false;
        input->from += used;
        if (what == DECODED_PASTE) {
            input->pasting = true;
            return false;
        }
        if (what == DECODED_NOTHING)
            continue;
        input->bad += what == DECODED_BAD;
        event->kind = EVENT_KEY;
        event->key = key;
        return true;
    }
}

bool input_next(struct input *input, struct event *event)
{
    memset(event, 0, sizeof(*event));
    forget(&input->clean);
    for (;;) {
        if (!input->pasting) {
            if (give_key(input, event))
                return true;
            if (!input->pasting)
                return false;
        }
        if (input->from == input->to && !fill(input)) {
            if (!input->lost && input_wait(input) > 0)
                return false;
            if (give_paste(input, event))
                return true;
            continue;
        }
        if (paste_more(input, event))
            return true;
    }
}
