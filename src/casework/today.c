/* today.c - counts for the first screen: cases one is assigned to, without opening any. */
#include <stdlib.h>
#include <string.h>

#include "case_inside.h"
#include "sis/casework/absence.h"
#include "sis/casework/cosign.h"
#include "sis/casework/dates.h"
#include "sis/casework/journal.h"
#include "sis/casework/promises.h"
#include "sis/casework/reading.h"
#include "sis/casework/rhythm.h"
#include "sis/store/statement_row.h"

#define SOON_DAYS 7
#define EVENT_KIND "ev.01"
#define EVENT_START "ev.02"
#define EVENT_STATE "ev.06"

static int to_do(const struct today_line *line)
{
    return line->write + line->call + line->meet + line->tell + line->read + line->promises;
}

static int late_first(const void *a, const void *b)
{
    const struct today_line *x = a;
    const struct today_line *y = b;

    if (x->missing != y->missing)
        return x->missing ? -1 : 1;
    if (x->days_late != y->days_late)
        return y->days_late - x->days_late;
    return to_do(x) != to_do(y) ? to_do(y) - to_do(x) : strcmp(x->number, y->number);
}

/* What this person's role does; the rest is somebody else's. */
static void count_dues(const struct work *work, const struct due_view *due, size_t n,
                       struct today_line *line)
{
    int *const verb[] = {[DUE_WRITE] = &line->write,
                         [DUE_CALL] = &line->call,
                         [DUE_MEET] = &line->meet,
                         [DUE_TELL] = &line->tell};

    for (size_t i = 0; i < n; i++) {
        if ((due[i].roles & (1u << work->role)) == 0)
            continue;
        *verb[due[i].due->verb] += due[i].days_over >= -SOON_DAYS;
        line->late += due[i].days_late > 0;
        line->days_late = due[i].days_late > line->days_late ? due[i].days_late : line->days_late;
        if (line->next.year == 0) {
            line->next = due[i].date;
            line->verb = due[i].due->verb;
            line->attempts = due[i].attempts;
            line->moved = due[i].moved != NULL;
        }
    }
}

static const struct value *value_of(struct case_file *file, const struct record *row,
                                    const char *item)
{
    const struct answers *answers = case_answers(file, row);
    const struct answer *answer = answers != NULL ? answers_get(answers, item) : NULL;

    return answer != NULL ? &answer->value : NULL;
}

/* The next one that is planned, while it is near. */
static void find_event(struct work *work, struct case_file *file, struct arena *arena,
                       struct today_line *line)
{
    long today = date_to_days(work_today(work));
    const struct record **row;
    size_t n = record_rows(file, FORM_EVENT, NULL, arena, &row);

    for (size_t i = 0; i < n; i++) {
        const struct value *start = value_of(file, row[i], EVENT_START);
        const struct value *kind = value_of(file, row[i], EVENT_KIND);
        const struct value *state = value_of(file, row[i], EVENT_STATE);
        int64_t at;
        long day;

        if (start == NULL || start->kind != VALUE_TEXT || state == NULL ||
            !value_has_code(state, "planned") || !moment_parse(start->text, &at))
            continue;
        day = date_to_days(moment_date(at)) - today;
        if (day < 0 || day > 1 || (line->event != COMING_NOTHING && at >= line->event_at))
            continue;
        line->event =
            kind != NULL && (value_has_code(kind, "visit") || value_has_code(kind, "court") ||
                             value_has_code(kind, "other"))
                ? COMING_MEETING
                : COMING_JOURNEY;
        line->event_at = at;
    }
}

/* Said while a form was signed: part of that. */
static bool is_said_along(const struct record *record)
{
    return !id_is_none(&record->cause) && id_equal(&record->cause, &record->parent);
}

/* When people wrote here; what was written first, not what was changed. */
static void find_news(struct work *work, const struct case_file *file, struct arena *arena,
                      struct today_line *line)
{
    int64_t from = clock_now(&work->clock) - (int64_t)NEWS_DAYS * 24 * 3600;
    int64_t *own = arena_array(arena, file->n_records + 1, sizeof *own);
    int64_t *news = arena_array(arena, file->n_records + 1, sizeof *news);

    for (size_t i = 0; i < file->n_records; i++) {
        const struct record *record = &file->record[i];

        if (record->at < from || is_said_along(record))
            continue;
        if (id_equal(&record->by.account, &work->account))
            own[line->n_own++] = record->at;
        else if (record->revision == 1)
            news[line->n_news++] = record->at;
    }
    line->own = own;
    line->news = news;
}

static int by_time(const void *a, const void *b)
{
    const int64_t *x = a;
    const int64_t *y = b;

    return (*x > *y) - (*x < *y);
}

int64_t shift_before(int64_t *written, size_t n, int64_t now)
{
    int64_t next = now;

    if (n == 0)
        return 0;
    qsort(written, n, sizeof *written, by_time);
    for (size_t i = n; i-- > 0; next = written[i])
        if (written[i] <= next && next - written[i] >= (int64_t)SHIFT_GAP_HOURS * 3600)
            return written[i];
    return 0;
}

static void count(struct work *work, struct case_file *file, struct arena *arena,
                  struct today_line *line)
{
    struct arena *scratch = file->arena; /* gone with the case, as soon as it is counted */
    struct due_view *due;
    struct absence absence;
    const struct record **record;
    size_t n = rhythm_due(work, file, scratch, &due);
    size_t n_record;

    *line = (struct today_line){.case_id = file->id};
    line->number = arena_strdup(arena, file->youth.number);
    line->work_name = arena_strdup(arena, file->youth.work_name);
    line->left = file->youth.left;
    line->read = (int)file->n_waiting;
    line->missing = absence_now(work, file, scratch, &absence);
    line->journal = (int)journal_waiting(file, scratch, &record);
    line->promises = (int)promise_passed(work, file, scratch);
    line->passed_on = (int)passed_on(work, file, scratch, &record);
    n_record = cosign_waiting(work, file, scratch, &record);
    for (size_t i = 0; i < n_record; i++)
        line->sign += cosign_may(work, file, record[i]);
    if (!line->missing) {
        line->write += (int)promise_untold(work, file, scratch);
        count_dues(work, due, n, line);
    }
    find_event(work, file, scratch, line);
    find_news(work, file, arena, line);
}

/* Rows are opened for the counts, so the log says it, once in a session. */
static bool log_look(struct work *work, struct err *err)
{
    struct turn turn;
    bool done;

    if (work->own->looked)
        return true;
    if (!turn_begin_own(&turn, work, "today", err))
        return false;
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
        !statement_row_cases(work->home->db, arena, &row, &n_rows, err))
        return false;
    *line = arena_array(arena, n_rows + 1, sizeof **line);
    *n = 0;
    for (size_t i = 0; i < n_rows; i++) {
        struct err why = {0};
        struct case_file *file = NULL;
        const struct access_view *access = work_access(work, &row[i].owner, &why);

        if (access != NULL && access->key == NULL)
            continue;
        file = access != NULL ? case_load(work, &row[i].owner, &why) : NULL;
        if (file == NULL && !is_its_own_fault(&why)) {
            *err = why;
            return false;
        }
        if (file != NULL) {
            count(work, file, arena, &(*line)[*n]);
            *n += !file->youth.left || to_do(&(*line)[*n]) > 0;
            case_free(file);
        }
    }
    qsort(*line, *n, sizeof **line, late_first);
    return true;
}
