/* slip.c - lines typed outside forms, as drafts. */
#include "screens/slip.h"

#include <string.h>

static bool write(const struct slip_field *field, size_t n, struct answers *answers)
{
    for (size_t i = 0; i < n; i++) {
        struct answer answer = {.id = field[i].id, .value = value_text(field[i].text)};

        answers_set(answers, &answer);
    }
    return answers->n > 0;
}

/* The place without the draft's own id: that is the draft's to know. */
static struct draft draft_of(const struct place *place, const struct id *id,
                             const struct answers *answers)
{
    struct draft draft = {.id = *id, .place = *place, .answers = answers};

    draft.place.item[0] = '\0';
    return draft;
}

bool slip_keep(struct work *work, const struct place *place, const struct slip_field *field,
               size_t n, struct id *id, struct err *err)
{
    struct arena *arena = arena_new();
    struct answers answers;
    bool done = true;

    answers_init(&answers, arena);
    if (write(field, n, &answers)) {
        struct draft draft = draft_of(place, id, &answers);

        done = desk_keep(work, &draft, err);
        *id = draft.id;
    } else {
        slip_drop(work, id);
    }
    arena_free(arena);
    return done;
}

bool slip_pack(struct work *work, const struct place *place, const struct slip_field *field,
               size_t n, const struct id *id, struct str *sealed, struct err *err)
{
    struct arena *arena = arena_new();
    struct answers answers;
    bool done = true;

    answers_init(&answers, arena);
    if (write(field, n, &answers)) {
        struct draft draft = draft_of(place, id, &answers);

        done = desk_pack(work, &draft, sealed, err);
    }
    arena_free(arena);
    return done;
}

void slip_find(struct work *work, const struct place *place, struct arena *arena,
               struct draft *draft)
{
    struct err err = {0};
    struct id id;

    memset(draft, 0, sizeof *draft);
    if (id_parse(place->item, &id) && !desk_get(work, &id, arena, draft, &err))
        memset(draft, 0, sizeof *draft);
}

static bool is_of(const struct draft *draft, const struct place *place)
{
    return draft->place.room == place->room && text_equal(draft->place.form, place->form) &&
           text_equal(draft->place.extra, place->extra) &&
           id_equal(&draft->place.case_id, &place->case_id) &&
           id_equal(&draft->place.record, &place->record);
}

const char *slip_text(const struct draft *draft, const char *field)
{
    const struct answer *answer =
        draft->answers != NULL ? answers_get(draft->answers, field) : NULL;

    return answer != NULL && answer->value.kind == VALUE_TEXT ? answer->value.text : "";
}

void slip_again(struct work *work, const struct place *place, const struct slip_field *same,
                struct arena *arena, struct draft *draft)
{
    struct draft *own = NULL;
    struct err err = {0};
    size_t n = 0;

    memset(draft, 0, sizeof *draft);
    if (!desk_list(work, arena, &own, &n, &err))
        return;
    for (size_t i = n; i-- > 0;)
        if (is_of(&own[i], place) &&
            (same == NULL || text_equal(slip_text(&own[i], same->id), same->text)))
            *draft = own[i];
}

void slip_drop(struct work *work, struct id *draft)
{
    struct err err = {0};

    /* A draft that stays behind can be thrown away by hand; it must not undo what was done. */
    if (!id_is_none(draft))
        (void)!desk_drop(work, draft, &err);
    memset(draft, 0, sizeof *draft);
}
