/* today.c - counts for the first screen: cases one is assigned to, without opening any. */
#include <stdlib.h>
#include <string.h>

#include "inside.h"
#include "methods.h"
#include "registry.h"
#include "sis/casework/rhythm.h"

#define SOON_DAYS 7

static int late_first(const void *a, const void *b)
{
    const struct today_line *x = a;
    const struct today_line *y = b;

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
    size_t n = rhythm_due(work, file, arena, &due);

    line->case_id = file->id;
    line->number = arena_strdup(arena, file->youth.number);
    line->work_name = arena_strdup(arena, file->youth.work_name);
    line->read = (int)file->n_waiting;
    for (size_t i = 0; i < n; i++) {
        line->write += due[i].days_late >= -SOON_DAYS;
        line->late += due[i].days_late > 0;
        if (i == 0) {
            line->next = due[i].date;
        }
    }
}

bool rhythm_today(struct work *work, struct arena *arena, struct today_line **line, size_t *n,
                  struct err *err)
{
    struct id *case_id;
    size_t n_cases;

    if (!work_refresh(work, err) ||
        !access_cases_of(work, &work->account, arena, &case_id, &n_cases, err)) {
        return false;
    }
    *line = arena_array(arena, n_cases + 1, sizeof **line);
    *n = 0;
    for (size_t i = 0; i < n_cases; i++) {
        struct case_file *file = case_load(work, &case_id[i], err);

        if (file == NULL) {
            return false;
        }
        if (!file->youth.left) {
            count(work, file, arena, &(*line)[(*n)++]);
        }
        case_free(file);
    }
    qsort(*line, *n, sizeof **line, late_first);
    return true;
}
