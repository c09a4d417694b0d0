/* day.c - a day typed on a screen that is no form is remarked upon like one in a form. */
#include "screens/day.h"

#include <stdio.h>
#include <string.h>

#include "sis/form/live.h"

bool day_remark(struct work *work, const char *form, const char *item, const char *written,
                enum lang lang, struct str *out)
{
    const struct form *of = method_form(work->method, form);
    const struct item *asked = of != NULL ? form_item(work->method, of, item) : NULL;
    struct arena *arena;
    struct answers answers;
    struct live *live;
    bool strange;

    if (asked == NULL || (asked->type != ITEM_DATE && asked->type != ITEM_DATETIME))
        return false;
    arena = arena_new();
    answers_init(&answers, arena);
    live = live_new(work->method, of, &answers, NULL, work_today(work), clock_now(&work->clock),
                    false);
    live_set(live, &(struct answer){.id = item, .value = value_text(written)});
    strange = live_remark(live, asked, lang, out);
    live_free(live);
    arena_free(arena);
    return strange;
}

bool day_was_asked(struct day_asked *asked, const char *written)
{
    bool was = strcmp(asked->written, written) == 0;

    snprintf(asked->written, sizeof asked->written, "%s", written);
    return was;
}

bool day_is_meant(struct day_asked *asked, struct work *work, const char *form, const char *item,
                  const char *written, struct err *err)
{
    struct str words;
    bool meant;

    str_init(&words, 0);
    meant = !day_remark(work, form, item, written, work->lang, &words) ||
            day_was_asked(asked, written) ||
            err_set(err, ERR_INPUT, T_SCR_DAY_AGAIN, words.p, NULL);
    str_release(&words);
    return meant;
}
