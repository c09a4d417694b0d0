/* absence.c - a youth who is missing: the steps, each saved at once, and whom to ring. */
#include "sis/casework/absence.h"

#include "rows.h"
#include "sis/casework/settings.h"

#define EVENT_BEGINS "ev.02"
#define EVENT_STATE "ev.06"
#define SINCE "ms.01"
#define BACK "ms.09"
#define CALL_WHOM "mc.01"
#define CALL_AT "mc.02"
#define CALL_ANSWERED "mc.03"
#define OTHER "other" /* the option of whoever is not on the list */

static bool is_open(struct case_file *file, const struct record *row)
{
    return row_text_of(file, row, BACK) == NULL;
}

bool absence_now(struct work *work, struct case_file *file, struct arena *arena,
                 struct absence *absence)
{
    const struct record **row;
    size_t n = record_rows(file, FORM_ABSENCE, NULL, arena, &row);

    (void)work;
    *absence = (struct absence){0};
    for (size_t i = n; i-- > 0 && absence->record == NULL;)
        if (is_open(file, row[i]))
            absence->record = row[i];
    if (absence->record == NULL)
        return false;
    if (!row_moment(file, absence->record, SINCE, &absence->since))
        absence->since = absence->record->at;
    if (!id_is_none(&absence->record->parent))
        absence->event = case_record(file, &absence->record->parent);
    absence->n_calls = case_children(file, &absence->record->id, FORM_CALL, arena, &absence->call);
    return true;
}

const struct record *absence_event(struct work *work, struct case_file *file, struct arena *arena)
{
    int64_t now = clock_now(&work->clock);
    const struct record *found = NULL;
    const struct record **row;
    int64_t newest = 0;
    size_t n = record_rows(file, FORM_EVENT, NULL, arena, &row);

    for (size_t i = 0; i < n; i++) {
        int64_t begins;

        if (row_has_code(file, row[i], EVENT_STATE, "planned") &&
            row_moment(file, row[i], EVENT_BEGINS, &begins) && begins <= now &&
            (found == NULL || begins > newest)) {
            found = row[i];
            newest = begins;
        }
    }
    return found;
}

static const struct record *last_call(struct case_file *file, const struct absence *absence,
                                      const char *code)
{
    const struct record *last = NULL;

    for (size_t i = 0; absence != NULL && i < absence->n_calls; i++)
        if (absence->call[i]->state != RECORD_STRUCK &&
            row_has_code(file, absence->call[i], CALL_WHOM, code))
            last = absence->call[i];
    return last;
}

size_t absence_ring(struct work *work, struct case_file *file, const struct absence *absence,
                    struct arena *arena, struct ring **ring)
{
    const struct item *whom = method_item(work->method, CALL_WHOM, NULL);
    const struct scale *scale = whom != NULL ? whom->scale : NULL;
    size_t n = 0;

    *ring = arena_array(arena, (scale != NULL ? scale->n_options : 0) + 1, sizeof **ring);
    for (size_t i = 0; scale != NULL && i < scale->n_options; i++) {
        const struct option *option = &scale->option[i];
        const struct entry *contact = entries_find(&work->method->contacts, option->code);

        if (option->retired || text_equal(option->code, OTHER))
            continue;
        (*ring)[n++] =
            (struct ring){.code = option->code,
                          .title = label_in(&option->label, work->lang),
                          .number = contact != NULL ? settings_number(work, contact) : "",
                          .last = last_call(file, absence, option->code)};
    }
    return n;
}

static bool mark_event(struct work *work, struct case_file *file, const struct id *event,
                       struct err *err)
{
    static const char *const missing = "missing";
    struct answer answer = {.id = EVENT_STATE, .value = value_codes(&missing, 1)};
    struct id id = *event;

    return row_change(work, file, FORM_EVENT, NULL, &id, &answer, 1, err);
}

bool absence_begin(struct work *work, struct case_file *file, const struct id *event, int64_t since,
                   struct id *record, struct err *err)
{
    struct arena *arena = arena_new();
    struct absence absence;
    char moment[MOMENT_TEXT];
    struct answer answer = {.id = SINCE};
    bool changed;
    bool done;

    if (!case_refresh(work, file, &changed, err)) {
        arena_free(arena);
        return false;
    }
    if (absence_now(work, file, arena, &absence)) {
        *record = absence.record->id;
        arena_free(arena);
        return true;
    }
    moment_text(since, moment);
    answer.value = value_text(moment);
    *record = (struct id){{0}};
    done = row_change(work, file, FORM_ABSENCE, id_is_none(event) ? NULL : event, record, &answer,
                      1, err) &&
           (id_is_none(event) || mark_event(work, file, event, err));
    arena_free(arena);
    return done;
}

bool absence_call(struct work *work, struct case_file *file, const struct id *record,
                  const char *code, int64_t at, bool answered, struct err *err)
{
    const char *const outcome = answered ? "answered" : "no_answer";
    struct id call = {{0}};
    char moment[MOMENT_TEXT];
    struct answer answer[] = {{.id = CALL_WHOM, .value = value_codes(&code, 1)},
                              {.id = CALL_AT},
                              {.id = CALL_ANSWERED, .value = value_codes(&outcome, 1)}};

    moment_text(at, moment);
    answer[1].value = value_text(moment);
    return row_change(work, file, FORM_CALL, record, &call, answer, ARRAY_LEN(answer), err);
}

bool absence_back(struct work *work, struct case_file *file, int64_t at, struct err *err)
{
    struct arena *arena = arena_new();
    const struct record **row;
    size_t n = record_rows(file, FORM_ABSENCE, NULL, arena, &row);
    char moment[MOMENT_TEXT];
    struct answer answer = {.id = BACK};
    bool done = true;

    moment_text(at, moment);
    answer.value = value_text(moment);
    for (size_t i = 0; done && i < n; i++) {
        struct id id = row[i]->id;

        if (is_open(file, row[i]))
            done = row_change(work, file, FORM_ABSENCE, NULL, &id, &answer, 1, err);
    }
    arena_free(arena);
    return done;
}
