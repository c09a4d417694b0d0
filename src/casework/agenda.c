/* agenda.c - the cases of a conference, and the marks as a draft. */
#include "sis/casework/agenda.h"

#include <stdlib.h>
#include <string.h>

#include "inside.h"
#include "sis/casework/desk.h"
#include "sis/casework/register.h"
#include "sis/store/statement_row.h"

#define MARKS "agenda"

static int by_number(const void *a, const void *b)
{
    const struct agenda_case *x = a;
    const struct agenda_case *y = b;

    return strcmp(x->number, y->number);
}

/* Whoever is not on a case's list does not learn that there is one. */
static bool may_read(struct work *work, const struct id *case_id)
{
    struct err why = {0};
    const struct access_view *access = work_access(work, case_id, &why);

    return access != NULL && access->key != NULL;
}

static bool find_cases(struct work *work, struct arena *arena, struct agenda *agenda,
                       struct err *err)
{
    struct statement_row *row;
    size_t n;

    if (!work_refresh(work, err) || !statement_row_cases(work->home->db, arena, &row, &n, err))
        return false;
    agenda->item = arena_array(arena, n + 1, sizeof *agenda->item);
    for (size_t i = 0; i < n; i++) {
        struct err why = {0};
        struct youth youth;

        if (may_read(work, &row[i].owner) &&
            register_of_case(work, &row[i].owner, arena, &youth, &why) && !youth.left) {
            agenda->item[agenda->n++] = (struct agenda_case){
                .case_id = row[i].owner, .number = youth.number, .work_name = youth.work_name};
        }
    }
    qsort(agenda->item, agenda->n, sizeof *agenda->item, by_number);
    return true;
}

static size_t find(const struct agenda *agenda, const struct id *case_id)
{
    for (size_t i = 0; i < agenda->n; i++)
        if (id_equal(&agenda->item[i].case_id, case_id))
            return i;
    return agenda->n;
}

/* A mark on a case that one may not read any more is passed over. */
static void take_marks(struct agenda *agenda, const struct draft *draft)
{
    const struct answer *marks = draft->answers != NULL ? answers_get(draft->answers, MARKS) : NULL;

    agenda->draft = draft->id;
    for (size_t i = 0; marks != NULL && i < marks->value.n; i++) {
        struct id id;
        size_t at = id_parse(marks->value.code[i], &id) ? find(agenda, &id) : agenda->n;

        if (at < agenda->n && !agenda->item[at].marked) {
            agenda->item[at].marked = true;
            agenda->n_marked++;
        }
    }
}

bool agenda_read(struct work *work, struct arena *arena, struct agenda *agenda, struct err *err)
{
    struct draft *draft;
    struct draft whole;
    size_t n;

    memset(agenda, 0, sizeof *agenda);
    if (!find_cases(work, arena, agenda, err) || !desk_list(work, arena, &draft, &n, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (draft[i].place.room == ROOM_CONFERENCE) {
            if (!desk_get(work, &draft[i].id, arena, &whole, err))
                return false;
            take_marks(agenda, &whole);
            return true;
        }
    }
    return true;
}

bool agenda_clear(struct work *work, struct agenda *agenda, struct err *err)
{
    if (!id_is_none(&agenda->draft) && !desk_drop(work, &agenda->draft, err))
        return false;
    agenda->draft = (struct id){{0}};
    agenda->n_marked = 0;
    for (size_t i = 0; i < agenda->n; i++)
        agenda->item[i].marked = false;
    return true;
}

static bool keep(struct work *work, struct agenda *agenda, struct err *err)
{
    struct arena *arena = arena_new();
    const char **code = arena_array(arena, agenda->n + 1, sizeof *code);
    struct draft draft = {.id = agenda->draft, .place = place_of(ROOM_CONFERENCE)};
    struct answer answer = {.id = MARKS};
    struct answers answers;
    size_t n = 0;
    bool done;

    for (size_t i = 0; i < agenda->n; i++) {
        if (agenda->item[i].marked) {
            char *hex = arena_alloc(arena, ID_TEXT);

            id_text(&agenda->item[i].case_id, hex);
            code[n++] = hex;
        }
    }
    answer.value = value_codes(code, n);
    answers_init(&answers, arena);
    answers_set(&answers, &answer);
    draft.answers = &answers;
    done = desk_keep(work, &draft, err);
    agenda->draft = draft.id;
    arena_free(arena);
    return done;
}

bool agenda_mark(struct work *work, struct agenda *agenda, size_t at, struct err *err)
{
    struct agenda_case *it = &agenda->item[at];

    if (it->marked && agenda->n_marked == 1)
        return agenda_clear(work, agenda, err);
    it->marked = !it->marked;
    if (!keep(work, agenda, err)) {
        it->marked = !it->marked;
        return false;
    }
    agenda->n_marked = it->marked ? agenda->n_marked + 1 : agenda->n_marked - 1;
    return true;
}

size_t agenda_step(const struct agenda *agenda, const struct id *case_id, int step)
{
    size_t at = case_id != NULL ? find(agenda, case_id) : agenda->n;
    size_t from = at < agenda->n ? at : step > 0 ? (size_t)-1 : agenda->n;

    for (size_t i = from + (size_t)step; i < agenda->n; i += (size_t)step)
        if (agenda->item[i].marked)
            return i;
    return agenda->n;
}
