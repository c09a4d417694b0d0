/* fuzz_text.c - any bytes through cleaning, graphemes, showing, sorting and wrapping. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sis/base/mem.h"
#include "sis/base/utf8.h"
#include "sis/base/wrap.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    return utf8_locale() ? 0 : -1;
}

static void must(bool holds)
{
    if (!holds)
        abort();
}

/* Every boundary going forward is found again going back. */
static void walk(const char *p, size_t n)
{
    size_t at, next, count = 0;

    for (at = 0; at < n; at = next) {
        next = utf8_next(p, n, at);
        must(next > at && next <= n);
        must(utf8_prev(p, n, next) == at);
        count++;
    }
    must(utf8_count(p, n) == count);
}

static void wrap(const char *p, size_t n, int cols)
{
    struct wrap_line line;
    size_t from = 0;

    while (wrap_line(p, n, from, cols, &line)) {
        must(line.from == from && line.to >= from && line.next >= line.to && line.next <= n);
        must(line.width <= cols || line.to == utf8_next(p, n, from));
        if (line.next == from)
            break;
        from = line.next;
    }
    must(from == n);
}

static void convert(const char *p, size_t n)
{
    bool (*const conversions[])(struct str *, const char *, size_t) = {utf8_fold, utf8_show};
    struct str out;
    size_t i;

    for (i = 0; i < ARRAY_LEN(conversions); i++) {
        str_init(&out, 0);
        must(conversions[i](&out, p, n));
        must(utf8_valid(out.p, out.n));
        must(conversions[i] != utf8_show || utf8_is_plain(out.p, out.n));
        str_release(&out);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    int cols = n > 0 ? bytes[0] % 20 + 1 : 1;
    const char *p = (const char *)bytes;
    struct str clean, again;
    size_t replaced;

    str_init(&clean, 0);
    str_init(&again, 0);
    must(utf8_clean(&clean, p, n, NULL));
    must(utf8_valid(clean.p, clean.n) && strlen(clean.p) == clean.n);
    must(utf8_clean(&again, clean.p, clean.n, &replaced));
    must(replaced == 0 && str_equal(&again, clean.p));
    walk(p, n);
    wrap(p, n, cols);
    wrap(clean.p, clean.n, cols);
    convert(p, n);
    must(utf8_compare(clean.p, clean.p) == 0);
    must((utf8_compare(clean.p, "m") < 0) == (utf8_compare("m", clean.p) > 0));
    str_release(&again);
    str_release(&clean);
    return 0;
}
