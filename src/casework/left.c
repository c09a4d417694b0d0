/* left.c - what somebody had begun in a case when they lost it becomes part of the case. */
#include <string.h>

#include "desk_text.h"
#include "left.h"
#include "sis/casework/notes.h"
#include "sis/store/draft.h"

/* In the name of whoever changes the key, with who wrote it and when. It never replaces a record: the
 * draft may be older than what has been written there since. */
static bool take(struct turn *turn, const struct desk_text *it, const char *name,
                 struct arena *arena, struct err *err)
{
    struct record record = {
        .id = random_id(), .form = it->draft.place.form, .state = RECORD_READY, .revision = 1};
    struct answer by = {.id = NOTE_BY, .value = value_text(name)};
    struct answer at = {.id = NOTE_AT};
    struct answers answers;
    char text[MOMENT_TEXT];

    moment_text(it->draft.at, text);
    at.value = value_text(text);
    answers_copy(&answers, arena, it->draft.answers);
    answers_set(&answers, &by);
    answers_set(&answers, &at);
    return turn_row(turn, &record, &answers, err);
}

static bool is_of_case(const struct turn *turn, const struct desk_text *it)
{
    return strcmp(it->kind, DESK_DRAFT) == 0 &&
           id_equal(&it->draft.place.case_id, &turn->case_id) && it->draft.answers != NULL &&
           it->draft.answers->n > 0 &&
           method_form(turn->work->method, it->draft.place.form) != NULL;
}

bool desk_take_left(struct turn *turn, const struct access_view *access, const struct id *leaver,
                    struct err *err)
{
    struct work *work = turn->work;
    struct arena *arena = arena_new();
    const struct public_keys *keys = roster_keys(&work->own->roster, leaver);
    struct draft_row *draft;
    size_t n = 0;
    bool done = keys == NULL || drafts_left(work->home->db, &work->home->side, access->key, leaver,
                                            keys, arena, &draft, &n, err);

    for (size_t i = 0; done && i < n; i++) {
        struct desk_text it;

        if (draft[i].seal != RECORD_OPEN || !desk_read(draft[i].text, draft[i].n, arena, &it) ||
            !is_of_case(turn, &it))
            continue;
        done = take(turn, &it, work_person(work, leaver), arena, err) &&
               draft_remove(work->home->db, leaver, &draft[i].id, err);
    }
    arena_free(arena);
    return done;
}
