/* warnings.c - which warnings stand open in a case, what set them off, and dealing with them. */
#include "sis/casework/warnings.h"

#include <stdlib.h>
#include <string.h>

#include "case_inside.h"
#include "scope.h"
#include "sis/base/utf8.h"
#include "sis/base/wrap.h"
#include "sis/casework/reading.h"
#include "sis/casework/settings.h"
#include "sis/vault/vault.h"

#define NOTE_DAYS 30 /* how far back notes are read for what nobody has dealt with */
#define CAUSES_MAX 16

/* --- the case with the answers of one form put in place of its own --- */

struct view {
    struct case_scope base;
    struct scope scope;
    const struct form *form;       /* whose answers are replaced; NULL: none */
    const struct answers *instead; /* NULL: as if it had never been filled in */
    bool alone;                    /* no form but that one */
};

static const struct answer *view_answer(void *arg, const char *id)
{
    struct view *view = arg;
    const struct form *form = NULL;

    if (view->form == NULL || method_item(view->base.work->method, id, &form) == NULL)
        return view->base.scope.answer(&view->base, id);
    if (form == view->form)
        return view->instead != NULL ? answers_get(view->instead, id) : NULL;
    return view->alone ? NULL : view->base.scope.answer(&view->base, id);
}

static const struct answer *view_row_answer(void *arg, const char *id, size_t n, bool *end)
{
    struct view *view = arg;

    return view->base.scope.row_answer(&view->base, id, n, end);
}

static bool view_filling(void *arg, const char *form, size_t n, struct past_filling *filling)
{
    struct view *view = arg;

    return view->base.scope.filling(&view->base, form, n, filling);
}

static const struct answers *view_filled(void *arg, const struct past_filling *filling)
{
    struct view *view = arg;

    return view->base.scope.filled(&view->base, filling);
}

static const struct facts no_facts;

static const struct answer *nothing(void *arg, const char *id)
{
    (void)arg;
    (void)id;
    return NULL;
}

static void view_init(struct view *view, struct work *work, struct case_file *file)
{
    memset(view, 0, sizeof *view);
    if (file != NULL) {
        case_scope_init(&view->base, work, file, NULL);
    } else {
        view->base.work = work;
        view->base.scope.answer = nothing;
        view->base.scope.facts = &no_facts;
        view->base.scope.today = work_today(work);
        view->base.scope.now = clock_now(&work->clock);
        view->base.scope.lang = work->lang;
    }
    view->scope = view->base.scope;
    view->scope.answer = view_answer;
    view->scope.row_answer = file != NULL ? view_row_answer : NULL;
    view->scope.filling = file != NULL ? view_filling : NULL;
    view->scope.filled = file != NULL ? view_filled : NULL;
    view->scope.words = NULL;
    view->scope.arg = view;
}

static bool holds(struct view *view, const struct warning *warning, const struct form *form,
                  const struct answers *instead, bool alone, struct arena *arena)
{
    view->form = form;
    view->instead = instead;
    view->alone = alone;
    return expr_true(warning->when, &view->scope, arena);
}

/* --- what a warning speaks of --- */

struct causes {
    const struct method *method;
    const struct form *form[CAUSES_MAX]; /* whose answers it asks for */
    size_t n;
    const struct form *timed[CAUSES_MAX]; /* whose age it asks for, and lists of the case */
    size_t n_timed;
};

static void add_cause(const struct form **list, size_t *n, const struct form *form)
{
    for (size_t i = 0; i < *n; i++)
        if (list[i] == form)
            return;
    if (form != NULL && *n < CAUSES_MAX)
        list[(*n)++] = form;
}

static void see_id(void *arg, const char *id)
{
    struct causes *it = arg;
    const struct form *form = NULL;

    if (method_item(it->method, id, &form) != NULL)
        add_cause(it->form, &it->n, form);
}

static void see_name(void *arg, const char *function, const char *name)
{
    struct causes *it = arg;

    add_cause(it->timed, &it->n_timed,
              method_form(it->method, strcmp(function, "case") == 0 ? "case" : name));
}

static struct causes causes_of(const struct method *method, const struct warning *warning)
{
    struct causes it = {.method = method};

    expr_ids(warning->when, see_id, &it);
    expr_names(warning->when, see_name, &it);
    return it;
}

static bool asks_for(const struct causes *causes, const struct form *form)
{
    for (size_t i = 0; i < causes->n; i++)
        if (causes->form[i] == form)
            return true;
    return false;
}

/* --- that it has been dealt with --- */

/* When it was first written: a later change of the row deals with nothing new. */
static int64_t written(const struct case_file *file, const struct record *row)
{
    const struct record *first = case_revision(file, &row->id, 1);

    return first != NULL ? first->at : row->at;
}

static bool is_about(struct case_file *file, const struct record *row,
                     const struct warning *warning)
{
    const struct answers *answers =
        text_equal(row->form, FORM_ACKNOWLEDGE) ? case_answers(file, row) : NULL;
    const struct answer *answer = answers != NULL ? answers_get(answers, ACK_WARNING) : NULL;

    return answer != NULL && answer->value.kind == VALUE_TEXT &&
           strcmp(answer->value.text, warning->id) == 0;
}

/* The last time it was dealt with; NULL. */
static const struct record *last_acknowledged(struct case_file *file, const struct facts *facts,
                                              const struct warning *warning)
{
    const struct record *last = NULL;

    for (size_t i = 0; i < facts->n_rows; i++)
        if (is_about(file, facts->row[i], warning) &&
            (last == NULL || written(file, facts->row[i]) >= written(file, last)))
            last = facts->row[i];
    return last;
}

/* Whether somebody dealt with it while this very record was written, before it was signed. */
static bool acknowledged_for(struct case_file *file, const struct facts *facts,
                             const struct warning *warning, const struct id *record)
{
    for (size_t i = 0; i < facts->n_rows; i++)
        if (id_equal(&facts->row[i]->parent, record) && is_about(file, facts->row[i], warning))
            return true;
    return false;
}

/* What is asked for by its age has been done anew since then: that it is late now is a new matter. */
static bool is_overtaken(const struct facts *facts, const struct causes *causes, int64_t at)
{
    for (size_t i = 0; i < causes->n_timed; i++) {
        const struct record *latest = facts_latest(facts, causes->timed[i]->id);

        if (latest != NULL && latest->at > at)
            return true;
    }
    return false;
}

static bool is_settled(struct case_file *file, const struct facts *facts,
                       const struct causes *causes, const struct warning_open *open)
{
    int64_t at;

    if (open->cause != NULL && acknowledged_for(file, facts, open->warning, &open->cause->id)) {
        at = open->cause->at;
    } else if (open->acknowledged != NULL) {
        at = written(file, open->acknowledged);
        if (open->cause != NULL && at < open->cause->at)
            return false;
    } else {
        return false;
    }
    if (open->acknowledged != NULL && written(file, open->acknowledged) > at)
        at = written(file, open->acknowledged);
    return !is_overtaken(facts, causes, at);
}

/* --- open warnings of a case --- */

static const struct record *newer(const struct record *a, const struct record *b)
{
    return a == NULL || (b != NULL && b->at > a->at) ? b : a;
}

/* The newest row of a list; NULL. */
static const struct record *latest_row(const struct facts *facts, const char *list)
{
    const struct record *row = NULL;

    for (size_t i = 0; i < facts->n_rows; i++)
        row = text_equal(facts->row[i]->form, list) ? newer(row, facts->row[i]) : row;
    return row;
}

static const struct record *latest_of(const struct facts *facts, const struct form *form)
{
    return form->kind == FORM_ROW ? latest_row(facts, form->id) : facts_latest(facts, form->id);
}

/* Of a warning that holds: the newest form that sets it off by itself, else the newest without which it
 * would not hold, else the newest that it speaks of. */
static const struct record *find_cause(struct view *view, struct case_file *file,
                                       const struct warning *warning, const struct causes *causes,
                                       struct arena *arena, bool *calendar)
{
    const struct facts *facts = view->scope.facts;
    const struct record *itself = NULL, *needed = NULL, *named = NULL;

    for (size_t i = 0; i < causes->n; i++) {
        const struct form *form = causes->form[i];
        const struct record *record = latest_of(facts, form);

        if (record == NULL)
            continue;
        named = newer(named, record);
        if (form->kind == FORM_ROW)
            continue;
        if (holds(view, warning, form, case_answers(file, record), true, arena))
            itself = newer(itself, record);
        if (!holds(view, warning, form, NULL, false, arena))
            needed = newer(needed, record);
    }
    for (size_t i = 0; named == NULL && i < causes->n_timed; i++)
        named = newer(named, latest_of(facts, causes->timed[i]));
    *calendar = itself == NULL && needed == NULL;
    return itself != NULL ? itself : needed != NULL ? needed : named;
}

/* The newest note that set the warning off and came after it was last dealt with; also one that nobody
 * has signed as read: what it tells does not wait for that. */
static const struct record *find_note(struct view *view, struct case_file *file,
                                      const struct warning *warning,
                                      const struct record *acknowledged, struct arena *arena)
{
    const struct form *form = method_form(view->base.work->method, FORM_NOTE);
    int64_t from = view->scope.now - (int64_t)NOTE_DAYS * 24 * 3600;
    const struct record **note;
    size_t n = case_records(file, FORM_NOTE, arena, &note);

    if (acknowledged != NULL && written(file, acknowledged) > from)
        from = written(file, acknowledged);
    for (size_t i = 0; i < n && note[i]->at > from; i++)
        if (note[i]->state != RECORD_STRUCK &&
            holds(view, warning, form, case_answers(file, note[i]), true, arena))
            return note[i];
    return NULL;
}

static struct date seen_on(struct case_file *file, const struct record *cause)
{
    struct author author;
    int64_t at;

    record_origin(file, cause, &author, &at);
    return moment_date(at);
}

static bool look(struct view *view, struct case_file *file, const struct warning *warning,
                 struct arena *arena, struct warning_open *open)
{
    struct work *work = view->base.work;
    const struct facts *facts = view->scope.facts;
    struct causes causes = causes_of(work->method, warning);
    bool now = holds(view, warning, NULL, NULL, false, arena);
    bool calendar = false;

    *open = (struct warning_open){.warning = warning,
                                  .text = label_in(&warning->text[work->role], work->lang)};
    open->acknowledged = last_acknowledged(file, facts, warning);
    if (now) {
        open->cause = find_cause(view, file, warning, &causes, arena, &calendar);
        now = !is_settled(file, facts, &causes, open);
    }
    if (!now && asks_for(&causes, method_form(work->method, FORM_NOTE))) {
        open->cause = find_note(view, file, warning, open->acknowledged, arena);
        calendar = false;
        now = open->cause != NULL && !is_settled(file, facts, &causes, open);
    }
    if (now && open->cause != NULL && !calendar)
        open->since = seen_on(file, open->cause);
    return now;
}

static int newest_first(const void *a, const void *b)
{
    const struct warning_open *x = a;
    const struct warning_open *y = b;
    int64_t at = x->cause != NULL ? x->cause->at : INT64_MAX;
    int64_t other = y->cause != NULL ? y->cause->at : INT64_MAX;

    return at != other ? (at < other) - (at > other)
                       : (x->warning > y->warning) - (x->warning < y->warning);
}

size_t warnings_open(struct work *work, struct case_file *file, struct arena *arena,
                     struct warning_open **open)
{
    const struct method *method = work->method;
    struct view view;
    size_t n = 0;

    view_init(&view, work, file);
    *open = arena_array(arena, method->n_warnings + 1, sizeof **open);
    for (size_t i = 0; i < method->n_warnings; i++)
        if (look(&view, file, &method->warning[i], arena, &(*open)[n]))
            n++;
    qsort(*open, n, sizeof **open, newest_first);
    return n;
}

/* --- what is being written --- */

size_t warnings_of(struct work *work, struct case_file *file, const struct form *form,
                   const struct id *record, const struct answers *answers, struct arena *arena,
                   struct warning_open **open)
{
    const struct method *method = work->method;
    struct view view;
    size_t n = 0;

    view_init(&view, work, file);
    *open = arena_array(arena, method->n_warnings + 1, sizeof **open);
    for (size_t i = 0; i < method->n_warnings; i++) {
        const struct warning *warning = &method->warning[i];
        struct causes causes = causes_of(method, warning);

        if (!asks_for(&causes, form) || !holds(&view, warning, form, answers, false, arena) ||
            /* It stood already, and these answers alone would not set it off. */
            (holds(&view, warning, form, NULL, false, arena) &&
             !holds(&view, warning, form, answers, true, arena)) ||
            (file != NULL && acknowledged_for(file, view.scope.facts, warning, record)))
            continue;
        (*open)[n++] = (struct warning_open){
            .warning = warning,
            .text = label_in(&warning->text[work->role], work->lang),
            .since = view.scope.today,
            .acknowledged =
                file != NULL ? last_acknowledged(file, view.scope.facts, warning) : NULL};
    }
    return n;
}

static bool is_warning(const struct method *method, const char *id)
{
    for (size_t i = 0; i < method->n_warnings; i++)
        if (text_equal(method->warning[i].id, id))
            return true;
    return false;
}

static void put(struct answers *answers, const char *id, const char *text)
{
    struct answer answer = {.id = id, .value = value_text(text)};

    answers_set(answers, &answer);
}

bool warning_acknowledge(struct work *work, struct case_file *file, const char *warning,
                         const struct id *cause, const char *action, const char *who,
                         const char *when, struct err *err)
{
    struct record record = {.id = random_id(),
                            .parent = *cause,
                            .form = FORM_ACKNOWLEDGE,
                            .state = RECORD_SIGNED,
                            .revision = 1};
    struct arena *arena;
    struct answers answers;
    struct turn turn;
    bool done;

    if (utf8_is_blank(action) || utf8_is_blank(who) || text_is_empty(when) ||
        !is_warning(work->method, warning))
        return err_set(err, ERR_INPUT, T_WARNING_NEEDS, NULL, NULL);
    if (!turn_begin(&turn, work, ACTION_CASE_WRITE, "warning.acknowledge", &file->id, err))
        return false;
    arena = arena_new();
    answers_init(&answers, arena);
    put(&answers, ACK_WARNING, warning);
    put(&answers, ACK_WHAT, action);
    put(&answers, ACK_WHO, who);
    put(&answers, ACK_WHEN, when);
    turn.object = record.id;
    done = turn_row(&turn, &record, &answers, err) && turn_commit(&turn, err);
    turn_end(&turn);
    arena_free(arena);
    return done && case_follow(work, file);
}

/* --- whom to ring --- */

/* "chef i beredskap 070-174 06 10"; false for one that the method does not have. */
static bool put_contact(const struct work *work, const struct method *method, const char *id,
                        enum lang lang, struct str *out)
{
    const struct entry *contact = entries_find(&method->contacts, id);
    const char *title = contact != NULL ? label_in(&contact->title, lang) : "";
    const char *number;

    if (contact == NULL)
        return false;
    if (out->n > 0)
        str_puts(out, ", ");
    str_puts(out, title);
    number = work != NULL ? settings_number(work, contact) : contact->number;
    if (!text_is_empty(number) && strcmp(number, title) != 0)
        str_printf(out, " %s", number);
    return true;
}

void warning_call_words(const struct work *work, const struct method *method,
                        const struct warning *warning, enum lang lang, struct str *out)
{
    struct str first, rest, words;
    size_t i = 0;

    str_init(&first, 0);
    str_init(&rest, 0);
    str_init(&words, 0);
    while (i < warning->n_contacts &&
           !put_contact(work, method, warning->contact[i++], lang, &first)) {
    }
    while (i < warning->n_contacts)
        (void)put_contact(work, method, warning->contact[i++], lang, &rest);
    if (first.n > 0)
        text_put(&words, lang, rest.n > 0 ? T_CALL_FIRST : T_CALL_ONE, first.p, NULL);
    if (rest.n > 0) {
        str_puts(&words, " ");
        text_put(&words, lang, T_CALL_THEN, rest.p, NULL);
    }
    wrap_hold_numbers(words.p, out);
    str_release(&words);
    str_release(&first);
    str_release(&rest);
}

bool warning_is_acute(const struct warning *warning)
{
    return warning->n_contacts > 0 && strcmp(warning->contact[0], "emergency") == 0;
}
