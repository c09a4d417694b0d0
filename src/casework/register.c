/* register.c - the youth register: rows under the home key, one record for each youth. */
#include "sis/casework/register.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "inside.h"
#include "registry.h"
#include "sis/base/utf8.h"
#include "sis/domain/identity.h"
#include "sis/vault/vault.h"

/* A youth's fields as answers of its record. */
struct field {
    const char *id;
    size_t offset;
};

static const struct field fields[] = {
    {"youth.number", offsetof(struct youth, number)},
    {"youth.work_name", offsetof(struct youth, work_name)},
    {"youth.name", offsetof(struct youth, name)},
    {"youth.identity", offsetof(struct youth, identity)},
    {"youth.ward", offsetof(struct youth, ward)},
    {"youth.room", offsetof(struct youth, room)},
};

/* The texts stay the record's. */
static void read_youth(const struct record *record, struct youth *youth)
{
    const struct answers *answers = record->answers;
    const struct answer *answer;

    memset(youth, 0, sizeof *youth);
    youth->id = record->id;
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        answer = answers_get(answers, fields[i].id);
        if (answer != NULL && answer->value.kind == VALUE_TEXT) {
            memcpy((char *)youth + fields[i].offset, &answer->value.text,
                   sizeof answer->value.text);
        }
    }
    answer = answers_get(answers, "youth.case");
    if (answer != NULL && answer->value.kind == VALUE_TEXT)
        (void)id_parse(answer->value.text, &youth->case_id);
    youth->left = answers_get(answers, "youth.left") != NULL;
    if (youth->number == NULL)
        youth->number = "";
    if (youth->work_name == NULL)
        youth->work_name = "";
}

static void copy_texts(struct youth *youth, struct arena *arena)
{
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        const char *text;

        memcpy(&text, (const char *)youth + fields[i].offset, sizeof text);
        text = arena_strdup(arena, text);
        memcpy((char *)youth + fields[i].offset, &text, sizeof text);
    }
}

static void set_text(struct answers *answers, const char *id, const char *text)
{
    struct answer answer = {.id = id, .value = value_text(text)};

    answers_set(answers, &answer);
}

bool registry_write_youth(struct turn *turn, struct youth *youth, struct err *err)
{
    struct arena *arena = arena_new();
    struct record record = {.form = FORM_YOUTH, .revision = 1};
    const struct row *latest = NULL;
    struct answers answers;
    char case_text[ID_TEXT];
    bool done;

    if (id_is_none(&youth->id))
        youth->id = random_id();
    else
        latest = rows_newest(&turn->work->own->registry, &youth->id);
    record.id = youth->id;
    if (latest != NULL) {
        record.revision = latest->record.revision + 1;
        record.based_on = latest->record.revision;
    }
    answers_init(&answers, arena);
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        const char *text;

        memcpy(&text, (const char *)youth + fields[i].offset, sizeof text);
        set_text(&answers, fields[i].id, text);
    }
    if (!id_is_none(&youth->case_id)) {
        id_text(&youth->case_id, case_text);
        set_text(&answers, "youth.case", case_text);
    }
    if (youth->left)
        set_text(&answers, "youth.left", "yes");
    done = turn_row(turn, &record, &answers, err);
    arena_free(arena);
    return done;
}

static int by_number(const void *a, const void *b)
{
    return strcmp(((const struct youth *)a)->number, ((const struct youth *)b)->number);
}

static bool is_youth(const struct row *row)
{
    return row->record.seal == RECORD_OPEN && text_equal(row->record.form, FORM_YOUTH);
}

bool registry_youths(struct work *work, struct arena *arena, struct youth **youth, size_t *n,
                     struct err *err)
{
    struct rows *registry = &work->own->registry;
    struct youth *list;

    if (!work_refresh(work, err) || !work_registry(work, err))
        return false;
    list = arena_array(arena, registry->n + 1, sizeof *list);
    *n = 0;
    for (size_t i = 0; i < registry->n; i++) {
        struct row *row = registry->row[i];

        if (is_youth(row) && rows_newest(registry, &row->record.id) == row &&
            row_answers(row, work->own->registry_arena, err))
            read_youth(&row->record, &list[(*n)++]);
    }
    *youth = list;
    return true;
}

/* To be given out: in order, with texts of their own. */
static void take_out(struct youth *youth, size_t n, struct arena *arena)
{
    qsort(youth, n, sizeof *youth, by_number);
    for (size_t i = 0; i < n; i++)
        copy_texts(&youth[i], arena);
}

bool register_list(struct work *work, struct arena *arena, struct youth **youth, size_t *n,
                   struct err *err)
{
    size_t kept = 0;

    if (!registry_youths(work, arena, youth, n, err))
        return false;
    for (size_t i = 0; i < *n; i++)
        if (!(*youth)[i].left)
            (*youth)[kept++] = (*youth)[i];
    *n = kept;
    take_out(*youth, kept, arena);
    return true;
}

static bool get_one(struct work *work, const struct id *youth_id, struct arena *arena,
                    struct youth *youth, struct err *err)
{
    const struct row *newest;
    struct row *row;

    if (!work_refresh(work, err) || !work_registry(work, err))
        return false;
    newest = rows_newest(&work->own->registry, youth_id);
    for (size_t i = 0; newest != NULL && i < work->own->registry.n; i++) {
        row = work->own->registry.row[i];
        if (row == newest && is_youth(row)) {
            if (!row_answers(row, work->own->registry_arena, err))
                return false;
            read_youth(&row->record, youth);
            copy_texts(youth, arena);
            return true;
        }
    }
    return err_set(err, ERR_MISSING, T_YOUTH_UNKNOWN, NULL, NULL);
}

int64_t registry_opened(struct work *work, const struct id *youth)
{
    struct rows *registry = &work->own->registry;
    struct err err = {0};

    for (size_t i = 0; i < registry->n; i++) {
        struct row *row = registry->row[i];

        if (row->record.seal == RECORD_OPEN && id_equal(&row->record.id, youth) &&
            row_answers(row, work->own->registry_arena, &err) &&
            answers_get(row->record.answers, "youth.case") != NULL)
            return row->record.at;
    }
    return 0;
}

bool register_get(struct work *work, const struct id *id, struct arena *arena, struct youth *youth,
                  struct err *err)
{
    return get_one(work, id, arena, youth, err);
}

/* A youth keeps their case, so any revision that names it will do. */
bool register_of_case(struct work *work, const struct id *case_id, struct arena *arena,
                      struct youth *youth, struct err *err)
{
    struct rows *registry = &work->own->registry;
    char text[ID_TEXT];

    if (!work_refresh(work, err) || !work_registry(work, err))
        return false;
    id_text(case_id, text);
    for (size_t i = registry->n; !id_is_none(case_id) && i-- > 0;) {
        struct row *row = registry->row[i];
        struct err broken = {0};
        const struct answer *answer;

        if (is_youth(row) && row_answers(row, work->own->registry_arena, &broken)) {
            answer = answers_get(row->record.answers, "youth.case");
            if (answer != NULL && text_equal(answer->value.text, text))
                return get_one(work, &row->record.id, arena, youth, err);
        }
    }
    return err_set(err, ERR_MISSING, T_YOUTH_UNKNOWN, NULL, NULL);
}

static bool holds(const char *text, const struct str *folded)
{
    struct str own;
    bool found;

    if (text_is_empty(text))
        return false;
    str_init(&own, 0);
    utf8_fold(&own, text, strlen(text));
    found = strstr(own.p, folded->p) != NULL;
    str_release(&own);
    return found;
}

static bool begins_with(const char *text, const struct str *folded)
{
    return strncmp(text, folded->p, folded->n) == 0;
}

/* A case number is said by its end among colleagues: "031" or "31" for 24-031; and typed in one as
 * "24031". */
static bool begins(const char *number, const struct str *folded)
{
    const char *dash = strchr(number, '-');
    const char *end = dash != NULL ? dash + 1 : number;
    size_t year = (size_t)(end - number) - (dash != NULL);

    return begins_with(number, folded) || begins_with(end, folded) ||
           begins_with(end + strspn(end, "0"), folded) ||
           (folded->n > year && strncmp(number, folded->p, year) == 0 &&
            strncmp(end, folded->p + year, folded->n - year) == 0);
}

static bool matches(const struct youth *youth, const struct str *folded,
                    const struct identity *identity)
{
    if (identity->kind != IDENTITY_NONE)
        return text_equal(youth->identity, identity->normal);
    return begins(youth->number, folded) || holds(youth->name, folded) ||
           holds(youth->work_name, folded);
}

bool register_find(struct work *work, const char *words, struct arena *arena, struct youth **youth,
                   size_t *n, struct err *err)
{
    struct identity identity = {0};
    struct str folded;
    size_t kept = 0;

    if (!registry_youths(work, arena, youth, n, err))
        return false;
    str_init(&folded, 1024);
    words += strspn(words, " ");
    utf8_fold(&folded, words, strlen(words));
    while (folded.n > 0 && folded.p[folded.n - 1] == ' ')
        str_truncate(&folded, folded.n - 1);
    (void)identity_parse(words, work_today(work), &identity);
    for (size_t i = 0; folded.n > 0 && i < *n; i++)
        if (matches(&(*youth)[i], &folded, &identity))
            (*youth)[kept++] = (*youth)[i];
    *n = kept;
    take_out(*youth, kept, arena);
    str_release(&folded);
    return true;
}

bool registry_write_staff(struct turn *turn, const struct id *account, const char *name,
                          struct err *err)
{
    struct arena *arena = arena_new();
    struct record record = {.id = *account, .form = FORM_STAFF, .revision = 1};
    struct answers answers;
    struct answer answer = {.id = "staff.name", .value = value_text(name)};
    bool done;

    answers_init(&answers, arena);
    answers_set(&answers, &answer);
    done = turn_row(turn, &record, &answers, err);
    arena_free(arena);
    return done;
}
