/* case.c - an opened case: its rows in memory, found by record. */
#include "sis/casework/case.h"

#include <stdlib.h>
#include <string.h>

#include "case_inside.h"
#include "methods.h"
#include "note_inside.h"
#include "registry.h"
#include "signatures.h"
#include "sis/casework/cosign.h"
#include "sis/store/letterbox.h"

/* Later revision, or of equals the one written later. */
static bool is_newer(const struct record *a, const struct record *b)
{
    return a->revision != b->revision ? a->revision > b->revision : a > b;
}

/* The place of an id, or where it would stand. Ids are random. */
static struct slot *find_slot(const struct case_own *own, const struct id *id)
{
    uint32_t start;
    size_t at;

    memcpy(&start, id->byte, sizeof start);
    at = start & (own->n_slots - 1);
    while (own->slot[at].id != NULL && !id_equal(own->slot[at].id, id))
        at = (at + 1) & (own->n_slots - 1);
    return &own->slot[at];
}

/* One pass with a table over the record ids, so that a long case stays quick. */
static void find_newest(struct case_file *file)
{
    struct case_own *own = file->own;

    own->n_slots = 64;
    while (own->n_slots < 2 * file->n_records + 2)
        own->n_slots *= 2;
    mem_free(own->slot);
    own->slot = mem_array(own->n_slots, sizeof *own->slot);
    for (size_t i = 0; i < file->n_records; i++) {
        const struct id *id = &file->record[i].id;
        struct slot *slot = find_slot(own, id);

        if (slot->id == NULL || is_newer(&file->record[i], &file->record[slot->newest]))
            slot->newest = i;
        slot->id = id;
        own->newest[i] = (size_t)(slot - own->slot); /* for now */
    }
    for (size_t i = 0; i < file->n_records; i++)
        own->newest[i] = own->slot[own->newest[i]].newest;
}

static void find_cosigns(struct case_file *file)
{
    struct case_own *own = file->own;

    own->n_cosigns = 0;
    for (size_t i = 0; i < file->n_records; i++)
        if (file->record[i].seal == RECORD_OPEN && text_equal(file->record[i].form, FORM_COSIGN))
            own->cosign[own->n_cosigns++] = i;
}

static void take_rows(struct case_file *file)
{
    struct case_own *own = file->own;
    size_t n = own->rows.n;

    if (n > own->cap) {
        /* The array before stays: whoever holds a record of it reads what was true then. */
        own->cap = 2 * n;
        file->record = arena_array(file->arena, own->cap, sizeof *file->record);
        own->newest = arena_array(file->arena, own->cap, sizeof *own->newest);
        own->cosign = arena_array(file->arena, own->cap, sizeof *own->cosign);
    }
    for (size_t i = 0; i < n; i++)
        file->record[i] = own->rows.row[i]->record;
    file->n_records = n;
    file->n_broken = own->rows.n_broken;
    find_newest(file);
    find_cosigns(file);
    arena_free(own->facts_arena);
    own->facts_arena = NULL;
    own->facts = NULL;
}

/* Whoever writes the file could set a note aside to keep it from being read. */
static bool count_hidden(struct work *work, const struct case_file *file, size_t *n,
                         struct err *err)
{
    struct arena *arena = arena_new();
    struct letterbox_item *letter;
    size_t n_letters = 0;
    bool done =
        letterbox_list(work->home->db, RECIPIENT_CASE, &file->id, arena, &letter, &n_letters, err);

    *n = 0;
    for (size_t i = 0; done && i < n_letters; i++) {
        if (letter[i].aside) {
            done = letterbox_open(work->home->db, work->keys, &letter[i], arena, err);
            *n += done && note_is_sound(work, &letter[i]) &&
                  case_record(file, &letter[i].row.record.id) == NULL;
        }
    }
    arena_free(arena);
    return done;
}

static bool read_new(struct work *work, struct case_file *file, bool *changed, struct err *err)
{
    const struct access_view *view;
    size_t before = file->own->rows.n;
    size_t aside;
    size_t hidden;

    if (!work_refresh(work, err))
        return false;
    view = work_access(work, &file->id, err);
    if (view == NULL)
        return false;
    if (view->key == NULL)
        return err_set(err, ERR_DENIED, T_DENIED, NULL, NULL);
    if (!rows_load(work->home->db, view->key, &file->own->rows, err) ||
        !letterbox_count(work->home->db, RECIPIENT_CASE, &file->id, &file->n_waiting, &aside, err))
        return false;
    *changed = file->own->rows.n != before;
    if (*changed || before == 0)
        take_rows(file);
    if (aside > 0) {
        if (!count_hidden(work, file, &hidden, err))
            return false;
        file->n_waiting += hidden;
    }
    return true;
}

static struct case_file *find_open(struct work *work, const struct id *case_id)
{
    struct case_file *file = work->own->cases;

    while (file != NULL && !id_equal(&file->id, case_id))
        file = file->own->next;
    return file;
}

struct case_file *case_load(struct work *work, const struct id *case_id, struct err *err)
{
    struct case_file *file = mem_new(sizeof *file);
    bool changed;

    file->arena = arena_new();
    file->work = work;
    file->own = mem_new(sizeof *file->own);
    file->own->users = 1;
    file->id = *case_id;
    rows_init(&file->own->rows, file->arena);
    if (!read_new(work, file, &changed, err) ||
        !register_of_case(work, case_id, file->arena, &file->youth, err)) {
        case_free(file);
        return NULL;
    }
    return file;
}

void case_free(struct case_file *file)
{
    arena_free(file->own->facts_arena);
    mem_free(file->own->slot);
    mem_free(file->own);
    arena_free(file->arena);
    mem_free(file);
}

struct case_file *case_open(struct work *work, const struct id *case_id, struct err *err)
{
    struct case_file *file = find_open(work, case_id);
    struct turn turn;
    bool changed;

    if (file != NULL) {
        if (!read_new(work, file, &changed, err))
            return NULL;
        file->own->users++;
        return file;
    }
    /* What cannot be logged is not opened. */
    if (!turn_begin(&turn, work, ACTION_CASE_READ, "case.open", case_id, err))
        return NULL;
    turn.object = *case_id;
    if (!turn_commit(&turn, err)) {
        turn_end(&turn);
        return NULL;
    }
    file = case_load(work, case_id, err);
    if (file != NULL) {
        file->own->next = work->own->cases;
        work->own->cases = file;
    }
    return file;
}

void case_drop(struct work *work, struct case_file *file)
{
    struct case_file **link = &work->own->cases;

    while (*link != NULL && *link != file)
        link = &(*link)->own->next;
    if (*link != NULL)
        *link = file->own->next;
    case_free(file);
}

void case_close(struct case_file *file)
{
    if (file != NULL && --file->own->users == 0)
        case_drop(file->work, file);
}

bool case_refresh(struct work *work, struct case_file *file, bool *changed, struct err *err)
{
    return read_new(work, file, changed, err);
}

bool case_follow(struct work *work, struct case_file *file)
{
    struct err later = {0};
    bool changed;

    (void)!read_new(work, file, &changed, &later);
    return true;
}

const struct record *case_record(const struct case_file *file, const struct id *record)
{
    const struct slot *slot = file->n_records > 0 ? find_slot(file->own, record) : NULL;

    return slot != NULL && slot->id != NULL ? &file->record[slot->newest] : NULL;
}

const struct record *case_cosign(const struct case_file *file, size_t n)
{
    return n < file->own->n_cosigns ? &file->record[file->own->cosign[n]] : NULL;
}

const struct record *case_revision(const struct case_file *file, const struct id *record,
                                   int revision)
{
    for (size_t i = 0; i < file->n_records; i++)
        if (file->record[i].revision == revision && id_equal(&file->record[i].id, record))
            return &file->record[i];
    return NULL;
}

size_t case_records(const struct case_file *file, const char *form, struct arena *arena,
                    const struct record ***record)
{
    const struct record **list = arena_array(arena, file->n_records + 1, sizeof(*list));
    size_t n = 0;

    for (size_t i = file->n_records; i-- > 0;)
        if (file->own->newest[i] == i && file->record[i].seal == RECORD_OPEN &&
            (form == NULL || text_equal(file->record[i].form, form)))
            list[n++] = &file->record[i];
    *record = list;
    return n;
}

size_t case_children(const struct case_file *file, const struct id *parent, const char *form,
                     struct arena *arena, const struct record ***record)
{
    const struct record **list = arena_array(arena, file->n_records + 1, sizeof(*list));
    size_t n = 0;

    for (size_t i = 0; i < file->n_records; i++)
        if (file->own->newest[i] == i && file->record[i].seal == RECORD_OPEN &&
            id_equal(&file->record[i].parent, parent) &&
            (form == NULL || text_equal(file->record[i].form, form)))
            list[n++] = &file->record[i];
    *record = list;
    return n;
}

/* Where a record stands, also one that was asked for before the case was refreshed; n_records when it
 * is none of this case. */
static size_t place_of_record(const struct case_file *file, const struct record *record)
{
    uintptr_t from = (uintptr_t)file->record;
    size_t i = ((uintptr_t)record - from) / sizeof *record;

    if ((uintptr_t)record >= from && i < file->n_records && record == &file->record[i])
        return i;
    i = 0;
    while (i < file->n_records && !id_equal(&file->record[i].row, &record->row))
        i++;
    return i;
}

struct row *case_row(struct case_file *file, const struct record *record)
{
    size_t i = place_of_record(file, record);

    return i < file->n_records ? file->own->rows.row[i] : NULL;
}

const struct answers *case_answers(struct case_file *file, const struct record *record)
{
    size_t i = place_of_record(file, record);
    struct err err = {0};
    struct row *row;

    if (i == file->n_records)
        return NULL;
    row = file->own->rows.row[i];
    if (row->record.seal != RECORD_OPEN || !row_answers(row, file->arena, &err))
        return NULL;
    file->record[i].answers = row->record.answers;
    return row->record.answers;
}

/* A second signature stands in a record of its own, and is over the row that was signed first. */
static bool cosign_holds(struct work *work, struct case_file *file, const struct record *record)
{
    const struct answers *answers = case_answers(file, record);
    const struct row *first = NULL;
    struct id id;

    if (!cosign_row_id(answers, &id))
        return false;
    for (size_t i = 0; first == NULL && i < file->n_records; i++)
        first = id_equal(&file->record[i].row, &id) ? file->own->rows.row[i] : NULL;
    return cosign_right(work, record, answers, first);
}

/* What two signed stands with the first revision; later ones may tell what the receiver answered. */
static bool copy_holds(struct work *work, struct case_file *file, const struct record *record)
{
    const struct record *first = case_revision(file, &record->id, 1);

    return first != NULL && copy_right(work, first, case_answers(file, first)) &&
           copy_right(work, record, case_answers(file, record));
}

static bool second_holds(struct work *work, struct case_file *file, const struct record *record)
{
    if (text_equal(record->form, FORM_COPY))
        return copy_holds(work, file, record);
    return !text_equal(record->form, FORM_COSIGN) || record->state != RECORD_SIGNED ||
           cosign_holds(work, file, record);
}

bool case_verify(struct work *work, struct case_file *file, const struct record *record,
                 struct err *err)
{
    struct row *row = case_row(file, record);

    return (row != NULL && row->record.seal == RECORD_OPEN && signatures_right(work, row) &&
            second_holds(work, file, record)) ||
           err_set(err, ERR_CORRUPT, T_SIGNATURE_WRONG, NULL, NULL);
}

const struct method *case_method(struct work *work, const struct record *record)
{
    const struct method *method = work->method;

    /* Most were written under the method of today. */
    if (method == NULL || !text_equal(record->method_hash, method->hash))
        method = methods_by_hash(work, record->method_hash);
    return method != NULL ? method : work->method;
}
