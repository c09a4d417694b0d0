/* desk.c - drafts as text: a few lines of header, an empty line, the answers as JSON. */
#include "sis/casework/desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk_text.h"
#include "inside.h"
#include "sis/base/json.h"
#include "sis/store/draft.h"
#include "sis/vault/vault.h"

static void desk_write(const struct desk_text *it, struct str *out)
{
    char id[ID_TEXT];
    char at[MOMENT_TEXT];

    str_printf(out, "kind %s\nplace ", it->kind);
    place_write(&it->draft.place, out);
    id_text(&it->draft.youth, id);
    str_printf(out, "\nyouth %s\n", id);
    id_text(&it->draft.record, id);
    str_printf(out, "record %s\n", id);
    id_text(&it->letter, id);
    moment_text(it->draft.at, at);
    str_printf(out, "letter %s\nbased %d\nat %s\n\n", id, it->draft.based_on, at);
    if (it->draft.answers != NULL)
        (void)answers_to_json(it->draft.answers, out);
}

/* The value of the line `name ...` at *at, and moves behind it; NULL when it is another line. */
static char *take_line(char **at, const char *name)
{
    size_t n = strlen(name);
    char *value = *at + n + 1;
    char *end = strchr(*at, '\n');

    if (strncmp(*at, name, n) != 0 || (*at)[n] != ' ' || end == NULL)
        return NULL;
    *end = '\0';
    *at = end + 1;
    return value;
}

bool desk_read(const char *text, size_t n, struct arena *arena, struct desk_text *it)
{
    char *at = arena_strndup(arena, text, n);
    struct answers *answers = arena_alloc(arena, sizeof *answers);
    struct err err = {0};
    char *line;

    memset(it, 0, sizeof *it);
    if ((it->kind = take_line(&at, "kind")) == NULL || (line = take_line(&at, "place")) == NULL ||
        !place_read(line, &it->draft.place) || (line = take_line(&at, "youth")) == NULL ||
        !id_parse(line, &it->draft.youth) || (line = take_line(&at, "record")) == NULL ||
        !id_parse(line, &it->draft.record) || (line = take_line(&at, "letter")) == NULL ||
        !id_parse(line, &it->letter) || (line = take_line(&at, "based")) == NULL)
        return false;
    it->draft.based_on = (int)strtol(line, NULL, 10);
    if ((line = take_line(&at, "at")) == NULL || !moment_parse(line, &it->draft.at) ||
        *at++ != '\n')
        return false;
    answers_init(answers, arena);
    if (*at != '\0' && !json_read_answers(at, strlen(at), answers, &err))
        return false;
    it->draft.answers = answers;
    it->draft.first_line = "";
    for (size_t i = 0; i < answers->n; i++) {
        if (answers->item[i].value.kind == VALUE_TEXT) {
            it->draft.first_line = answers->item[i].value.text;
            break;
        }
    }
    return true;
}

/* A note that is being written is its author's alone: who shall read it has not been said yet. */
static const uint8_t *case_box(struct work *work, const struct draft *draft)
{
    const struct access_view *access;
    struct err err = {0};

    if (id_is_none(&draft->place.case_id) || !id_is_none(&draft->youth))
        return NULL;
    access = work_access(work, &draft->place.case_id, &err);
    return access != NULL ? access->list->key.box : NULL;
}

/* Sealed bytes, to the author and to the case of its place. */
static bool desk_seal(struct work *work, const struct desk_text *it, struct str *sealed,
                      struct err *err)
{
    struct str text;
    bool done;

    str_init(&text, 0);
    desk_write(it, &text);
    done = !text.over && draft_seal(work->keys, &it->draft.id, case_box(work, &it->draft), text.p,
                                    text.n, sealed, err);
    str_release(&text);
    return done;
}

/* Inside a transaction. id none: a new one. Sets draft.id and draft.at. */
static bool desk_put(struct work *work, struct desk_text *it, struct err *err)
{
    it->draft.at = clock_now(&work->clock);
    return desk_put_again(work, it, err);
}

bool desk_put_again(struct work *work, struct desk_text *it, struct err *err)
{
    struct str sealed;
    bool done = false;

    if (id_is_none(&it->draft.id))
        it->draft.id = random_id();
    str_init(&sealed, 0);
    if (desk_seal(work, it, &sealed, err))
        done = draft_keep(work->home->db, &work->account, &it->draft.id, sealed.p, sealed.n, err);
    str_release(&sealed);
    return done;
}

/* A draft is no event of the case: it is written without a line in the log, so that typing does not
 * fill it. */
static bool put_alone(struct work *work, struct desk_text *it, struct err *err)
{
    if (!db_begin(work->home->db, err))
        return false;
    if (!desk_put(work, it, err) || !db_commit(work->home->db, err)) {
        db_rollback(work->home->db);
        return false;
    }
    return true;
}

bool desk_keep(struct work *work, struct draft *draft, struct err *err)
{
    struct desk_text it = {.kind = DESK_DRAFT, .draft = *draft};

    if (!put_alone(work, &it, err))
        return false;
    draft->id = it.draft.id;
    draft->at = it.draft.at;
    return true;
}

bool desk_pack(struct work *work, const struct draft *draft, struct str *sealed, struct err *err)
{
    struct desk_text it = {.kind = DESK_DRAFT, .draft = *draft};
    struct str box;
    bool done;

    if (id_is_none(&it.draft.id))
        it.draft.id = random_id();
    it.draft.at = clock_now(&work->clock);
    str_init(&box, 0);
    done = desk_seal(work, &it, &box, err);
    str_clear(sealed);
    if (done && !(str_add(sealed, it.draft.id.byte, ID_BYTES) && str_add(sealed, box.p, box.n)))
        done = err_set(err, ERR_LIMIT, T_STORE_TOO_LARGE, NULL, NULL);
    str_release(&box);
    return done;
}

bool desk_unpack(struct work *work, const void *sealed, size_t n, struct id *id, struct err *err)
{
    const unsigned char *bytes = sealed;
    struct draft_row draft = {.seal = RECORD_BROKEN};
    struct arena *arena;
    bool done;

    if (n <= ID_BYTES)
        return err_set(err, ERR_CORRUPT, T_DRAFT_BROKEN, NULL, NULL);
    memcpy(id->byte, bytes, ID_BYTES);
    arena = arena_new();
    draft_open(work->keys, id, bytes + ID_BYTES, n - ID_BYTES, arena, &draft);
    arena_free(arena);
    if (draft.seal != RECORD_OPEN) {
        return draft.seal == RECORD_NO_KEY ? err_set(err, ERR_DENIED, T_DRAFT_OTHERS, NULL, NULL)
                                           : err_set(err, ERR_CORRUPT, T_DRAFT_BROKEN, NULL, NULL);
    }
    if (!db_begin(work->home->db, err))
        return false;
    done = draft_keep(work->home->db, &work->account, id, bytes + ID_BYTES, n - ID_BYTES, err) &&
           db_commit(work->home->db, err);
    if (!done)
        db_rollback(work->home->db);
    return done;
}

static int newest_first(const void *a, const void *b)
{
    const struct desk_text *x = a;
    const struct desk_text *y = b;

    return x->draft.at < y->draft.at ? 1 : x->draft.at > y->draft.at ? -1 : 0;
}

bool desk_load(struct work *work, const char *kind, struct arena *arena, struct desk_text **text,
               size_t *n, struct err *err)
{
    struct draft_row *row;
    size_t n_rows;

    if (!drafts_load(work->home->db, work->keys, arena, &row, &n_rows, err))
        return false;
    *text = arena_array(arena, n_rows + 1, sizeof **text);
    *n = 0;
    for (size_t i = 0; i < n_rows; i++) {
        struct desk_text *it = &(*text)[*n];

        if (row[i].seal == RECORD_OPEN && desk_read(row[i].text, row[i].n, arena, it) &&
            strcmp(it->kind, kind) == 0) {
            it->draft.id = row[i].id;
            (*n)++;
        }
    }
    qsort(*text, *n, sizeof **text, newest_first);
    return true;
}

bool desk_list(struct work *work, struct arena *arena, struct draft **draft, size_t *n,
               struct err *err)
{
    struct desk_text *text;

    if (!desk_load(work, DESK_DRAFT, arena, &text, n, err))
        return false;
    *draft = arena_array(arena, *n + 1, sizeof **draft);
    for (size_t i = 0; i < *n; i++)
        (*draft)[i] = text[i].draft;
    return true;
}

bool desk_get(struct work *work, const struct id *id, struct arena *arena, struct draft *draft,
              struct err *err)
{
    struct draft *list;
    size_t n;

    if (!desk_list(work, arena, &list, &n, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (id_equal(&list[i].id, id)) {
            *draft = list[i];
            return true;
        }
    }
    return err_set(err, ERR_MISSING, T_DRAFT_GONE, NULL, NULL);
}

struct place desk_place(const struct draft *draft)
{
    static const enum room by_draft[] = {ROOM_YOUTH_NEW, ROOM_READ,        ROOM_DUE,
                                         ROOM_WARNING,   ROOM_TO_YOU_READ, ROOM_PROMISE};
    struct place place = draft->place;

    for (size_t i = 0; i < ARRAY_LEN(by_draft); i++)
        if (place.room == by_draft[i])
            id_text(&draft->id, place.item);
    return place;
}

/* A begun record is found by its id; something new by what it is about. */
static bool is_about(const struct draft *draft, const struct place *place)
{
    if (!id_is_none(&place->record))
        return id_equal(&draft->record, &place->record);
    return draft->based_on == 0 && strcmp(draft->place.form, place->form) == 0 &&
           id_equal(&draft->place.case_id, &place->case_id) &&
           id_equal(&draft->youth, &place->youth);
}

bool desk_find(struct work *work, const struct place *place, struct arena *arena,
               struct draft *draft, bool *found, struct err *err)
{
    struct draft *list;
    size_t n;

    *found = false;
    if (!desk_list(work, arena, &list, &n, err))
        return false;
    for (size_t i = 0; i < n && !*found; i++) {
        if (is_about(&list[i], place)) {
            *draft = list[i];
            *found = true;
        }
    }
    return true;
}

bool desk_drop(struct work *work, const struct id *id, struct err *err)
{
    if (!db_begin(work->home->db, err))
        return false;
    if (!draft_remove(work->home->db, &work->account, id, err) || !db_commit(work->home->db, err)) {
        db_rollback(work->home->db);
        return false;
    }
    return true;
}

/* The open screens stand as texts among the answers, the lowest first. */
static void write_places(const struct place *place, size_t n, struct arena *arena,
                         struct answers *answers)
{
    answers_init(answers, arena);
    for (size_t i = 0; i < n; i++) {
        struct answer answer = {.id = arena_printf(arena, "place.%zu", i)};
        struct str text;

        str_init(&text, 0);
        place_write(&place[i], &text);
        answer.value = value_text(text.p);
        answers_set(answers, &answer);
        str_release(&text);
    }
}

bool desk_set_places(struct work *work, const struct place *place, size_t n, struct err *err)
{
    struct desk_text it = {.kind = DESK_PLACE};
    struct arena *arena = arena_new();
    struct answers answers;
    struct desk_text *old;
    size_t n_old;
    bool done = desk_load(work, DESK_PLACE, arena, &old, &n_old, err);

    if (done) {
        write_places(place, n, arena, &answers);
        it.draft.answers = &answers;
        if (n_old > 0)
            it.draft.id = old[0].draft.id;
        done = put_alone(work, &it, err);
    }
    arena_free(arena);
    return done;
}

bool desk_take_places(struct work *work, struct place *place, size_t max, size_t *n,
                      struct err *err)
{
    struct arena *arena = arena_new();
    struct desk_text *old;
    size_t n_old;
    bool done = desk_load(work, DESK_PLACE, arena, &old, &n_old, err);

    *n = 0;
    if (done && n_old > 0) {
        const struct answers *answers = old[0].draft.answers;

        for (size_t i = 0; i < answers->n && *n < max; i++)
            if (place_read(answers->item[i].value.text, &place[*n]))
                (*n)++;
        done = desk_drop(work, &old[0].draft.id, err);
    }
    arena_free(arena);
    return done;
}
