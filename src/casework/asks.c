/* asks.c - what must be said before a form is signed, and whether it has been. */
#include "sis/casework/asks.h"

#include "inside.h"
#include "sign_inside.h"
#include "sis/casework/journal.h"
#include "sis/casework/records.h"

size_t sign_asks(struct work *work, struct case_file *file, const struct id *record,
                 const struct live *live, struct arena *arena, struct sign_ask **ask)
{
    const struct form *form = live_form(live);
    const struct form *acknowledge = method_form(work->method, FORM_ACKNOWLEDGE);
    const struct form *journal = method_form(work->method, FORM_JOURNAL);
    struct warning_open *warning;
    struct answers shown;
    size_t n_warnings;
    size_t n = 0;

    *ask = NULL;
    if (form->kind != FORM_FORM || text_equal(form->id, FORM_NOTE))
        return 0;
    live_export(live, arena, &shown);
    n_warnings = warnings_of(work, file, form, record, &shown, arena, &warning);
    *ask = arena_array(arena, n_warnings + 1, sizeof **ask);
    for (size_t i = 0; acknowledge != NULL && i < n_warnings; i++)
        (*ask)[n++] = (struct sign_ask){acknowledge, &warning[i]};
    if (journal != NULL)
        (*ask)[n++] = (struct sign_ask){journal, NULL};
    return n;
}

/* What was settled, as the form says it; false when it says nothing. */
static bool put_settled(struct work *work, const struct live *live, struct str *out)
{
    const char *words = label_in(&live_form(live)->journal, work->lang);
    struct arena *arena = arena_new();
    struct err err = {0};
    struct str filled;
    bool done;

    str_init(&filled, 0);
    done = !text_is_empty(words) && expr_fill(words, live_scope(live), arena, &filled, &err) &&
           filled.n > 0;
    if (done)
        str_add(out, filled.p, filled.n);
    str_release(&filled);
    arena_free(arena);
    return done;
}

void sign_ask_journal(struct work *work, const struct case_file *file, const struct live *live,
                      struct str *out)
{
    struct str day;

    str_init(&day, 0);
    date_words(&day, work->lang, work_today(work), (struct date){0});
    text_put(out, work->lang, T_JOURNAL_DONE, label_in(&live_form(live)->title, work->lang), day.p,
             work->name, NULL);
    str_puts(out, " ");
    if (!put_settled(work, live, out))
        text_put(out, work->lang, T_JOURNAL_WHERE, file->youth.number, NULL);
    str_release(&day);
}

static void put(struct answers *answers, const char *id, const char *words)
{
    answers_set(answers, &(struct answer){.id = id, .value = value_text(words)});
}

void sign_ask_begin(struct work *work, const struct case_file *file, const struct live *live,
                    const struct sign_ask *ask, struct answers *answers)
{
    struct str words;

    if (ask->warning != NULL) {
        put(answers, ACK_WHO, work_role_title(work, work->role));
        return;
    }
    str_init(&words, 0);
    sign_ask_journal(work, file, live, &words);
    put(answers, JOURNAL_WORDS, words.p);
    str_release(&words);
}

static const struct record_also *find_said(const struct sign_ask *ask, const struct record_new *it)
{
    for (size_t i = 0; i < it->n_also; i++) {
        const struct record_also *also = &it->also[i];
        const struct answer *about = answers_get(also->answers, ACK_WARNING);

        if (text_equal(also->form, ask->form->id) &&
            (ask->warning == NULL || (about != NULL && about->value.kind == VALUE_TEXT &&
                                      text_equal(about->value.text, ask->warning->warning->id))))
            return also;
    }
    return NULL;
}

bool sign_asks_met(struct work *work, struct case_file *file, const struct record_new *it,
                   const struct live *live, struct err *err)
{
    struct arena *arena = arena_new();
    struct sign_ask *ask;
    size_t n = sign_asks(work, file, &it->record, live, arena, &ask);
    struct answers whole;
    bool met = true;

    for (size_t i = 0; met && i < n; i++) {
        const struct record_also *said = find_said(&ask[i], it);

        if (said != NULL) {
            met = records_row_whole(work, file, ask[i].form, said->answers, arena, &whole, err);
        } else if (ask[i].warning != NULL) {
            met = err_set(err, ERR_INPUT, T_SIGN_WARNING, NULL, NULL);
            err_detail(err, "%s", ask[i].warning->warning->id);
        } else {
            met = err_set(err, ERR_INPUT, T_SIGN_JOURNAL, NULL, NULL);
        }
    }
    arena_free(arena);
    return met;
}
