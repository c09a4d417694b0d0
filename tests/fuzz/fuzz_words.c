/*
 * fuzz_words.c - anything that a person may type as a day, and any note under the eyes of what the method
 * watches for: a day that was read is written and read again as the same, and hits lie in the text, in order.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sis/base/date.h"
#include "sis/base/mem.h"
#include "sis/form/load.h"
#include "sis/form/watch.h"

#define HITS 64

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static const struct date today = {2026, 11, 22};

static void must(bool holds)
{
    if (!holds)
        abort();
}

static bool same_day(struct date a, struct date b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

static void day(const char *text)
{
    /* Words leave out the year only where it is that of the day they are read on. */
    const struct date elsewhere = {1, 1, 1};
    struct date date, again;
    char written[DATE_TEXT];
    struct str words;

    str_init(&words, 0);
    if (date_parse_typed(text, today, &date) && date.year != elsewhere.year) {
        must(date_exists(date));
        date_text(date, written);
        must(date_parse(written, &again) && same_day(date, again));
        for (enum lang lang = LANG_SV; lang < LANG_COUNT; lang++) {
            str_clear(&words);
            date_words(&words, lang, date, elsewhere);
            must(words.n > 0);
            must(date_parse_typed(words.p, today, &again) && same_day(date, again));
        }
        if (date_is_whole(date))
            must(same_day(date_from_days(date_to_days(date)), date));
    }
    str_release(&words);
}

static void moment(const char *text)
{
    char written[MOMENT_TEXT];
    int64_t at, again;

    if (moment_parse(text, &at)) {
        moment_text(at, written);
        must(moment_parse(written, &again) && at == again);
    }
}

/* The method is read once; it outlives the run. */
static const struct watcher *shipped(void)
{
    static const struct watcher *watcher;
    struct problems problems;
    struct bundle bundle;
    struct arena *arena;
    const struct method *method;

    if (watcher)
        return watcher;
    arena = arena_new();
    problems_init(&problems, arena);
    must(bundle_read("forms", arena, &bundle, &problems));
    method = method_load(&bundle, arena, &problems);
    must(method != NULL);
    watcher = watcher_new(method, (struct date){2026, 11, 22});
    return watcher;
}

static void watched(const char *text, size_t n)
{
    struct watch_hit hit[HITS];
    size_t found = watcher_find(shipped(), text, n, hit, HITS);
    size_t end = 0;

    must(found <= HITS);
    for (size_t i = 0; i < found; i++) {
        must(hit[i].watch != NULL && hit[i].from >= end && hit[i].from < hit[i].to);
        end = hit[i].to;
    }
    must(end <= n);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    char *text = mem_new(n + 1);

    if (n > 0)
        memcpy(text, bytes, n);
    day(text);
    moment(text);
    watched(text, strlen(text));
    mem_free(text);
    return 0;
}
