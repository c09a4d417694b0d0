/* note_wait.c - what waits in the letterboxes, and for how long: letters opened in memory only. */
#include <stdlib.h>
#include <string.h>

#include "note_inside.h"
#include "sis/store/statement_row.h"

/* One that cannot be read waits too, until somebody sets it aside; one's own waits for others. */
static void look_into(struct work *work, struct letterbox_item *letter, struct arena *arena,
                      struct note_wait *wait)
{
    struct err err = {0};
    bool is_urgent;

    if (!letterbox_open(work->home->db, work->keys, letter, arena, &err) ||
        letter->seal != RECORD_OPEN || !row_answers(&letter->row, arena, &err)) {
        wait->n++;
        return;
    }
    if (id_equal(&letter->row.record.by.account, &work->account)) {
        wait->own++;
        return;
    }
    wait->n++;
    is_urgent = note_is_urgent(letter->row.record.answers);
    wait->urgent = wait->urgent || is_urgent;
    wait->late = wait->late || note_is_late(work, letter->row.record.at, is_urgent);
    if (wait->since == 0 || letter->row.record.at < wait->since)
        wait->since = letter->row.record.at;
}

static bool look_at_case(struct work *work, const struct id *case_id, struct arena *arena,
                         struct note_wait *wait, struct err *err)
{
    struct letterbox_item *letter;
    size_t n;

    if (!letterbox_list(work->home->db, RECIPIENT_CASE, case_id, arena, &letter, &n, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (letter[i].aside)
            continue;
        if (!note_log_look(work, err))
            return false;
        wait->case_id = *case_id;
        look_into(work, &letter[i], arena, wait);
    }
    return true;
}

bool note_waiting_here(struct work *work, const struct case_file *file, struct arena *arena,
                       struct note_wait *wait, struct err *err)
{
    *wait = (struct note_wait){.case_id = file->id};
    if (file->n_waiting > 0 && !look_at_case(work, &file->id, arena, wait, err))
        return false;
    wait->n = file->n_waiting - (wait->own < file->n_waiting ? wait->own : file->n_waiting);
    return true;
}

static bool look_at_leads(struct work *work, struct arena *arena, struct note_wait *wait,
                          struct err *err)
{
    struct lead_note *note;
    size_t n;

    if (!note_for_leads(work, arena, &note, &n, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (!note[i].is_new || id_equal(&note[i].by.account, &work->account))
            continue;
        wait->n++;
        wait->urgent = wait->urgent || note[i].urgent;
        wait->late = wait->late || note[i].late;
        if (wait->since == 0 || note[i].at < wait->since)
            wait->since = note[i].at;
    }
    return true;
}

static int first_to_read(const void *a, const void *b)
{
    const struct note_wait *x = a;
    const struct note_wait *y = b;

    if (x->urgent != y->urgent)
        return x->urgent ? -1 : 1;
    return x->since < y->since ? -1 : x->since > y->since;
}

bool note_waiting(struct work *work, struct arena *arena, struct note_wait **wait, size_t *n,
                  struct err *err)
{
    struct statement_row *row;
    size_t n_rows;

    if (!work_refresh(work, err) || !statement_row_cases(work->home->db, arena, &row, &n_rows, err))
        return false;
    *wait = arena_array(arena, n_rows + 1, sizeof **wait);
    *n = 0;
    for (size_t i = 0; i < n_rows; i++) {
        struct err damaged = {0};
        const struct access_view *access = work_access(work, &row[i].owner, &damaged);

        if (access == NULL || access->key == NULL)
            continue;
        if (!look_at_case(work, &row[i].owner, arena, &(*wait)[*n], err))
            return false;
        *n += (*wait)[*n].n > 0;
    }
    if (!look_at_leads(work, arena, &(*wait)[*n], err))
        return false;
    *n += (*wait)[*n].n > 0;
    qsort(*wait, *n, sizeof **wait, first_to_read);
    return true;
}
