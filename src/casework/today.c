/* today.c - counts for the first screen: cases one is assigned to, without opening any. */
#include <stdlib.h>
#include <string.h>

#include "inside.h"
#include "methods.h"
#include "sis/casework/absence.h"
#include "sis/casework/cosign.h"
#include "sis/casework/journal.h"
#include "sis/casework/rhythm.h"
#include "sis/store/statement_row.h"

#define SOON_DAYS 7

static int late_first(const void *a, const void *b)
{
    const struct today_line *x = a;
    const struct today_line *y = b;

    if (x->missing != y->missing) {
        return x->missing ? -1 : 1;
    }
    if (x->late != y->late) {
        return y->late - x->late;
    }
    if (x->write + x->read != y->write + y->read) {
        return y->write + y->read - x->write - x->read;
    }
    return strcmp(x->number, y->number);
}

static void count(struct work *work, struct case_file *file, struct arena *arena,
                  struct today_line *line)
{
    struct due_view *due;
    struct absence absence;
    const struct record **record;
    size_t n = rhythm_due(work, file, arena, &due);
    size_t n_record;

    line->case_id = file->id;
    line->number = arena_strdup(arena, file->youth.number);
    line->work_name = arena_strdup(arena, file->youth.work_name);
    line->read = (int)file->n_waiting;
    line->missing = absence_now(work, file, arena, &absence);
    line->journal = (int)journal_waiting(file, arena, &record);
    n_record = cosign_waiting(work, file, arena, &record);
    for (size_t i = 0; i < n_record; i++) {
        line->sign += cosign_may(work, file, record[i]);
    }
    for (size_t i = 0; i < n && !line->missing; i++) {
        line->write += due[i].days_late >= -SOON_DAYS;
        line->late += due[i].days_late > 0;
        if (i == 0) {
            line->next = due[i].date;
        }
    }
}

/* Rows are opened for the counts, so the log says it, once in a session. */
static bool log_look(struct work *work, struct err *err)
{
    struct turn turn;
    bool done;

    if (work->own->looked) {
        return true;
    }
    if (!turn_begin_own(&turn, work, "today", err)) {
        return false;
    }
    done = turn_commit(&turn, err);
    turn_end(&turn);
    work->own->looked = done;
    return done;
}

/* A case that is damaged must not take the others from the screen: it is passed over here, and says
 * what is wrong when it is opened. */
static bool is_its_own_fault(const struct err *err)
{
    return err->code == ERR_CORRUPT || err->code == ERR_MISSING || err->code == ERR_DENIED;
}

bool rhythm_today(struct work *work, struct arena *arena, struct today_line **line, size_t *n,
                  struct err *err)
{
    struct statement_row *row;
    size_t n_rows;

    if (!log_look(work, err) || !work_refresh(work, err) ||
        !statement_row_cases(work->home->db, arena, &row, &n_rows, err)) {
        return false;
    }
    *line = arena_array(arena, n_rows + 1, sizeof **line);
    *n = 0;
    for (size_t i = 0; i < n_rows; i++) {
        struct err why = {0};
        struct case_file *file = NULL;
        const struct access_view *access = work_access(work, &row[i].owner, &why);

        if (access != NULL && access->key == NULL) {
            continue;
        }
        file = access != NULL ? case_load(work, &row[i].owner, &why) : NULL;
        if (file == NULL && !is_its_own_fault(&why)) {
            *err = why;
            return false;
        }
        if (file != NULL) {
            if (!file->youth.left) {
                count(work, file, arena, &(*line)[(*n)++]);
            }
            case_free(file);
        }
    }
    qsort(*line, *n, sizeof **line, late_first);
    return true;
}
