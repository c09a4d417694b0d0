/* fuzz_keys.c - any bytes of a keyboard: decoding goes forward, and what it once has understood does
 * not change when more bytes come. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "term/decode.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void must(bool holds)
{
    if (!holds)
        abort();
}

struct reading {
    enum decoded what;
    struct key key;
    size_t used;
};

static struct reading read_one(const struct sequences *sequences, const char *p, size_t n)
{
    struct reading reading;

    memset(&reading, 0, sizeof(reading));
    reading.what = decode(sequences, p, n, false, &reading.key, &reading.used);
    must(reading.used <= n);
    must((reading.what == DECODED_MORE) == (reading.used == 0));
    if (reading.what != DECODED_KEY)
        memset(&reading.key, 0, sizeof(reading.key));
    return reading;
}

/* With the shortest beginning that is understood. */
static struct reading read_soon(const struct sequences *sequences, const char *p, size_t n)
{
    struct reading reading;

    for (size_t i = 1; i <= n; i++) {
        reading = read_one(sequences, p, i);
        if (reading.what != DECODED_MORE)
            break;
    }
    return reading;
}

static void read_all(const struct sequences *sequences, const char *p, size_t n)
{
    while (n) {
        struct reading whole = read_one(sequences, p, n);
        struct reading soon = read_soon(sequences, p, n);
        must(whole.what == soon.what && whole.used == soon.used &&
             whole.key.code == soon.key.code && whole.key.cp == soon.key.cp &&
             whole.key.mods == soon.key.mods);
        if (whole.what == DECODED_MORE) {
            whole.what = decode(sequences, p, n, true, &whole.key, &whole.used);
            must(whole.what != DECODED_MORE || (p[0] & 0x80));
            if (whole.what == DECODED_MORE)
                return;
            must(whole.used >= 1);
        }
        p += whole.used;
        n -= whole.used;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct sequences sequences = {.n = 0};
    char buffer[512];

    if (n > sizeof(buffer))
        return 0;
    memcpy(buffer, bytes, n);
    read_all(&sequences, buffer, n);
    sequences_add(&sequences, "\033OP", (struct key){.code = KEYCODE_F1});
    sequences_add(&sequences, "\033[[A", (struct key){.code = KEYCODE_F1});
    sequences_add(&sequences, "\033[25~", (struct key){.code = KEYCODE_F1, .mods = KEY_SHIFT});
    sequences_add(&sequences, "\033Oa", (struct key){.code = KEYCODE_UP, .mods = KEY_CTRL});
    read_all(&sequences, buffer, n);
    return 0;
}
