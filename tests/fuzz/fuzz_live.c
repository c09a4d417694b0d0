/* fuzz_live.c - any answers to the forms that ship keep the rules of a form being filled in. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sis/form/live.h"
#include "sis/form/load.h"

static const struct date today = {2026, 11, 22};
#define NOW 1795343400

struct bytes {
    const uint8_t *p;
    size_t n;
};

static unsigned take(struct bytes *bytes)
{
    if (bytes->n == 0)
        return 0;
    bytes->n--;
    return *bytes->p++;
}

/* The method is read once; it outlives the run. */
static const struct method *shipped(void)
{
    static const struct method *method;
    if (method)
        return method;
    struct arena *arena = arena_new();
    struct problems problems;
    struct bundle bundle;
    problems_init(&problems, arena);
    if (!bundle_read("forms", arena, &bundle, &problems))
        abort();
    method = method_load(&bundle, arena, &problems);
    if (!method)
        abort();
    return method;
}

static void set_one(struct live *live, const struct item *item, struct bytes *bytes,
                    struct arena *arena)
{
    struct answer answer = {.id = item->id, .carried = take(bytes) % 8 == 0};
    struct err err;
    char typed[12];
    unsigned kind = take(bytes) % 6;
    if (kind == 0) {
        answer.nonanswer = (enum nonanswer)(take(bytes) % 5);
    } else if (kind < 4 && item->scale && item->scale->n_options > 0) {
        const char **code = arena_array(arena, 2, sizeof *code);
        size_t n = item->scale->n_options;
        for (size_t i = 0; i < 2; i++)
            code[i] = item->scale->option[take(bytes) % n].code;
        answer.value = value_codes(code, kind == 3 ? 2 : 1);
    } else if (kind == 4) {
        answer.value = value_number((double)take(bytes) - 100);
    } else {
        size_t n = take(bytes) % sizeof typed;
        for (size_t i = 0; i < n; i++)
            typed[i] = (char)take(bytes);
        typed[n] = '\0';
        enum lang lang = take(bytes) % 2 ? LANG_SV : LANG_EN;
        if (!item_parse(item, lang, typed, today, arena, &answer, &err) && err.code != ERR_INPUT)
            abort();
    }
    live_set(live, &answer);
}

/* What is told holds together: only what is shown is missing or leaves. */
static void judge(struct live *live, struct arena *arena)
{
    const struct form *form = live_form(live);
    const struct gap *gap = NULL;
    struct answers out;
    struct str words;
    size_t answered = 0;
    size_t all = 0;
    bool full = live_full(live);
    live_set_full(live, true);
    size_t n = live_gaps(live, &gap);
    for (size_t i = 0; i < n; i++)
        if (!live_shown(live, gap[i].item))
            abort();
    live_export(live, arena, &out);
    str_init(&words, 0);
    for (size_t i = 0; i < out.n; i++) {
        const struct item *item = form_item(shipped(), form, out.item[i].id);
        if (!item || !live_shown(live, item))
            abort();
        item_answer_words(item, &out.item[i], LANG_SV, &words);
        live_mistake(live, item, LANG_EN, &words);
    }
    live_progress(live, &answered, &all);
    if (answered > all)
        abort();
    str_release(&words);
    live_set_full(live, full);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bytes bytes = {data, size};
    const struct method *method = shipped();
    const struct form *form = &method->form[take(&bytes) % method->n_forms];
    struct arena *arena = arena_new();
    struct answers answers;
    answers_init(&answers, arena);
    struct live *live = live_new(method, form, &answers, NULL, today, NOW, take(&bytes) % 2 == 0);
    while (bytes.n > 0) {
        size_t at = (take(&bytes) << 8 | take(&bytes)) % form->n_items;
        set_one(live, &form->item[at], &bytes, arena);
        live_set_full(live, take(&bytes) % 2 == 0);
    }
    judge(live, arena);
    /* The same answers, all at once, show the same. */
    struct live *fresh = live_new(method, form, &answers, NULL, today, NOW, false);
    live_set_full(fresh, live_full(live));
    for (size_t i = 0; i < form->n_items; i++)
        if (live_shown(live, &form->item[i]) != live_shown(fresh, &form->item[i]))
            abort();
    live_free(fresh);
    live_free(live);
    arena_free(arena);
    return 0;
}
