/* said.c - what signing a form asks, all of it answered. */
#include "said.h"

#include "sis/casework/asks.h"
#include "sis/casework/journal.h"

static void put(struct answers *answers, const char *id, struct value value)
{
    answers_set(answers, &(struct answer){.id = id, .value = value});
}

static const struct answers *answer(const struct sign_ask *ask, struct arena *arena)
{
    static const char *const written[] = {JOURNAL_WRITTEN};
    struct answers *answers = arena_alloc(arena, sizeof *answers);

    answers_init(answers, arena);
    if (ask->warning == NULL) {
        put(answers, JOURNAL_WHAT, value_codes(written, 1));
        return answers;
    }
    put(answers, ACK_WARNING, value_text(ask->warning->warning->id));
    put(answers, ACK_WHAT, value_text("Ringt. Det är ordnat."));
    put(answers, ACK_WHO, value_text("utredare"));
    put(answers, ACK_WHEN, value_text("2026-11-22T10:00:00Z"));
    return answers;
}

void said_all(struct work *work, struct case_file *file, struct record_new *record,
              struct arena *arena)
{
    const struct form *form = method_form(work->method, record->form);
    struct record_also *also;
    struct sign_ask *ask;
    struct answers copy;
    struct live *live;
    size_t n;

    if (form == NULL)
        return;
    answers_copy(&copy, arena, record->answers);
    live = live_new(work->method, form, &copy, case_facts(work, file), work_today(work),
                    clock_now(&work->clock), false);
    n = sign_asks(work, file, &record->record, live, arena, &ask);
    live_free(live);
    also = arena_array(arena, n + 1, sizeof *also);
    for (size_t i = 0; i < n; i++)
        also[i] = (struct record_also){ask[i].form->id, answer(&ask[i], arena)};
    record->also = also;
    record->n_also = n;
}
