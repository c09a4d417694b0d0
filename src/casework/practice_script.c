/* practice_script.c - the steps of the practice script through the use cases that the screens use. */
#include "practice_script.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sis/casework/access.h"
#include "sis/casework/asks.h"
#include "sis/casework/cosign.h"
#include "sis/casework/notes.h"
#include "sis/casework/records.h"
#include "sis/casework/register.h"
#include "sis/casework/session.h"
#include "sis/form/live.h"

#define DAY_MIN (-3650)
#define DAY_MAX 3650

struct step {
    const struct conf *at;
    int64_t moment;
    bool is_youth;
};

/* A record that later steps name. */
struct named {
    const char *name;
    struct id case_id, record;
    struct named *next;
};

struct player {
    struct replay *replay;
    struct named *named;
    const struct step *step;
    struct work *work;
    struct youth youth;
    struct arena *arena; /* of one step */
};

static int64_t moment_of(const struct replay *it, const struct conf *at, int hour)
{
    struct date today = moment_date(it->now);
    const struct conf *day = conf_find(at, "day");
    const struct conf *time = conf_find(at, "time");
    long days = date_to_days(today) + (day != NULL ? day->number : 0);
    int minute = 0;
    int64_t moment;

    if (time != NULL && time->kind == CONF_TEXT)
        (void)sscanf(time->text, "%2d:%2d", &hour, &minute);
    moment = moment_at(date_from_days(days), hour, minute);
    return moment > it->now ? it->now : moment;
}

static int in_order(const void *a, const void *b)
{
    const struct step *x = a;
    const struct step *y = b;

    if (x->moment != y->moment)
        return x->moment < y->moment ? -1 : 1;
    if (x->is_youth != y->is_youth)
        return x->is_youth ? -1 : 1;
    return x->at->line - y->at->line;
}

static struct step *gather(const struct replay *it, size_t *n)
{
    const struct conf *youths = conf_list(it->practice, "youths", it->problems);
    const struct conf *script = conf_list(it->practice, "script", it->problems);
    size_t n_youths = youths != NULL ? youths->n : 0;
    size_t n_steps = script != NULL ? script->n : 0;
    struct step *step = arena_array(it->arena, n_youths + n_steps + 1, sizeof *step);

    for (size_t i = 0; i < n_youths; i++)
        step[i] = (struct step){&youths->item[i], moment_of(it, &youths->item[i], 8), true};
    for (size_t i = 0; i < n_steps; i++) {
        step[n_youths + i] =
            (struct step){&script->item[i], moment_of(it, &script->item[i], 10), false};
    }
    *n = n_youths + n_steps;
    qsort(step, *n, sizeof *step, in_order);
    return step;
}

int64_t replay_first(const struct replay *it)
{
    size_t n;
    struct step *step = gather(it, &n);

    return n > 0 ? step[0].moment - 3600 : it->now;
}

static bool say(struct player *it, const char *what, const struct err *err)
{
    struct str why;

    str_init(&why, 1024);
    if (err != NULL)
        err_text(err, it->replay->lang, &why);
    problem_at(it->replay->problems, it->step->at, T_PRACTICE_STEP, what, why.p);
    str_release(&why);
    return false;
}

/* The session of the person who does the step, logged in when first needed. */
static struct work *work_of(struct player *it, const char *login, struct err *err)
{
    struct replay *replay = it->replay;

    for (size_t i = 0; i < replay->n_accounts; i++) {
        if (text_equal(replay->account[i].login, login)) {
            if (replay->work[i] == NULL) {
                replay->work[i] = session_login(replay->home, login, replay->account[i].passphrase,
                                                replay->lang, err);
            }
            return replay->work[i];
        }
    }
    return NULL;
}

static const char *word(struct player *it, const char *name)
{
    return conf_text(it->step->at, name, NULL, it->replay->problems);
}

/* A text stands in both languages or in one for both. */
static const char *text_of(struct player *it, const struct conf *at, const char *name)
{
    const struct conf *text = conf_find(at, name);
    struct label label;

    if (text == NULL || text->kind == CONF_TEXT)
        return text != NULL ? text->text : NULL;
    label = conf_label(at, name, it->replay->problems);
    return label_in(&label, it->replay->lang);
}

static struct value read_value(struct player *it, const struct conf *at)
{
    const struct conf *codes = conf_find(at, "codes");
    const struct conf *number = conf_find(at, "number");
    const struct conf *day = conf_find(at, "day");
    const char **code;

    if (codes != NULL) {
        code = arena_array(it->arena, codes->n + 1, sizeof(*code));
        for (size_t i = 0; i < codes->n; i++)
            code[i] = codes->item[i].text;
        return value_codes(code, codes->n);
    }
    if (number != NULL)
        return value_number(number->real);
    if (day != NULL) {
        long days = date_to_days(moment_date(it->replay->now)) + day->number;
        char text[MOMENT_TEXT];

        if (conf_find(at, "time") != NULL)
            moment_text(moment_of(it->replay, at, 0), text);
        else
            date_text(date_from_days(days), text);
        return value_text(arena_strdup(it->arena, text));
    }
    return value_text(text_of(it, at, "text"));
}

static void read_answer(struct player *it, const struct conf *at, struct answer *answer)
{
    static const char *const known[] = {"id",  "text", "codes",     "number",
                                        "day", "time", "nonanswer", NULL};
    const char *nonanswer = conf_text(at, "nonanswer", NULL, it->replay->problems);

    conf_only(at, known, it->replay->problems);
    memset(answer, 0, sizeof *answer);
    answer->id = conf_text(at, "id", "", it->replay->problems);
    if (nonanswer != NULL) {
        if (!nonanswer_parse(nonanswer, &answer->nonanswer))
            problem_at(it->replay->problems, at, T_PRACTICE_STEP, "nonanswer", nonanswer);
        return;
    }
    answer->value = read_value(it, at);
}

/* Fills in as a person would: initial values first, then each answer; an id that the form lacks is a
 * mistake in the script. answers may hold what the screen proposes. */
static bool fill_in(struct player *it, const struct conf *at, const char *setting,
                    const struct form *form, const struct facts *facts, struct answers *answers)
{
    const struct conf *list = conf_list(at, setting, it->replay->problems);
    struct work *work = it->work;
    struct live *live;
    bool done = true;

    live = live_new(work->method, form, answers, facts, work_today(work), clock_now(&work->clock),
                    true);
    for (size_t i = 0; list != NULL && i < list->n; i++) {
        struct answer answer;

        read_answer(it, &list->item[i], &answer);
        if (form_item(work->method, form, answer.id) == NULL) {
            problem_at(it->replay->problems, &list->item[i], T_PRACTICE_STEP, form->id, answer.id);
            done = false;
        } else {
            live_set(live, &answer);
        }
    }
    live_free(live);
    return done;
}

static bool read_answers(struct player *it, const struct form *form, const struct facts *facts,
                         struct answers *answers)
{
    answers_init(answers, it->arena);
    return fill_in(it, it->step->at, "answers", form, facts, answers);
}

static void remember(struct player *it, const struct id *record)
{
    const char *name = word(it, "as");
    struct named *named;

    if (name != NULL) {
        named = arena_alloc(it->replay->arena, sizeof *named);
        named->name = name;
        named->case_id = it->youth.case_id;
        named->record = *record;
        named->next = it->named;
        it->named = named;
    }
}

static const struct named *recall(struct player *it, const char *setting)
{
    const char *name = word(it, setting);
    const struct named *named = it->named;

    while (named != NULL && !text_equal(named->name, name))
        named = named->next;
    return named;
}

static bool do_case(struct player *it, struct err *err)
{
    return !id_is_none(&it->youth.case_id) ||
           access_open_case(it->work, &it->youth.id, &it->youth.case_id, err);
}

static bool do_assign(struct player *it, struct err *err)
{
    return access_assign(it->work, &it->youth.case_id, word(it, "who"), err);
}

/* A lead whom the note is for, or about. */
static bool name_lead(struct player *it, const char *setting, const char *id,
                      struct answers *answers, struct err *err)
{
    const char *login = word(it, setting);
    struct answer answer = {.id = id};
    const struct work *lead;
    char hex[ID_TEXT];

    if (login == NULL)
        return true;
    lead = work_of(it, login, err);
    if (lead == NULL)
        return err_set(err, ERR_MISSING, T_ACCOUNT_UNKNOWN, login, NULL);
    id_text(&lead->account, hex);
    answer.value = value_text(hex);
    answers_set(answers, &answer);
    return true;
}

static bool do_note(struct player *it, struct err *err)
{
    const struct form *form = method_form(it->work->method, FORM_NOTE);
    static const struct id none = {{0}};
    struct answers answers;
    struct id id = none;

    return read_answers(it, form, NULL, &answers) &&
           name_lead(it, "lead", NOTE_LEAD, &answers, err) &&
           name_lead(it, "about", NOTE_ABOUT, &answers, err) &&
           note_hand_in(it->work, &it->youth.id, &id, &answers, &none, err);
}

/* What lies with the leads about this youth, read and put into the case. */
static bool do_take(struct player *it, struct err *err)
{
    struct lead_note *note;
    bool done;
    size_t n;

    done = note_for_leads(it->work, it->arena, &note, &n, err);
    for (size_t i = 0; done && i < n; i++) {
        if (id_equal(&note[i].youth, &it->youth.id)) {
            done = note_read_mine(it->work, &note[i].record, err) &&
                   note_place(it->work, &note[i].record, &it->youth.id, err);
        }
    }
    return done;
}

static bool do_leave(struct player *it, struct err *err)
{
    it->youth.left = true;
    return register_change(it->work, &it->youth, err);
}

static bool in_case_read(struct player *it, struct case_file *file, struct err *err)
{
    size_t opened, aside;

    return note_open_all(it->work, file, &opened, &aside, err);
}

/* What the script says was done about a warning; NULL. */
static const struct conf *dealt_with(struct player *it, const char *warning)
{
    const struct conf *list = conf_list(it->step->at, "warnings", it->replay->problems);

    for (size_t i = 0; list != NULL && i < list->n; i++)
        if (text_equal(conf_text(&list->item[i], "id", NULL, it->replay->problems), warning))
            return &list->item[i];
    return NULL;
}

/* One thing that signing asks, answered as a person would; false when the script has no answer. */
static bool say_ask(struct player *it, struct case_file *file, const struct live *live,
                    const struct sign_ask *ask, struct record_also *also)
{
    const char *warning = ask->warning != NULL ? ask->warning->warning->id : NULL;
    const struct conf *at = warning != NULL ? dealt_with(it, warning) : it->step->at;
    const char *setting = warning != NULL ? "answers" : "journal";
    struct answers *answers = arena_alloc(it->arena, sizeof *answers);

    if (at == NULL || conf_find(at, setting) == NULL)
        return false;
    answers_init(answers, it->arena);
    sign_ask_begin(it->work, file, live, ask, answers);
    if (warning != NULL)
        answers_set(answers, &(struct answer){.id = ACK_WARNING, .value = value_text(warning)});
    *also = (struct record_also){ask->form->id, answers};
    return fill_in(it, at, setting, ask->form, case_facts(it->work, file), answers);
}

/* All that the screen asks before signing. What the script says of a warning that the form does not set
 * off is a mistake: nobody would have been asked. */
static bool say_all(struct player *it, struct case_file *file, const struct form *form,
                    struct record_new *record, struct answers *answers, struct err *err)
{
    const struct conf *warnings = conf_list(it->step->at, "warnings", it->replay->problems);
    struct work *work = it->work;
    struct live *live = live_new(work->method, form, answers, case_facts(work, file),
                                 work_today(work), clock_now(&work->clock), false);
    struct sign_ask *ask;
    size_t n = sign_asks(work, file, &record->record, live, it->arena, &ask);
    struct record_also *also = arena_array(it->arena, n + 1, sizeof *also);
    size_t n_warnings = 0;

    for (size_t i = 0; i < n; i++) {
        if (say_ask(it, file, live, &ask[i], &also[record->n_also])) {
            record->n_also++;
            n_warnings += ask[i].warning != NULL;
        }
    }
    record->also = also;
    live_free(live);
    return warnings == NULL || warnings->n == n_warnings ||
           err_set(err, ERR_INPUT, T_PRACTICE_WARNINGS, NULL, NULL);
}

static bool save(struct player *it, struct case_file *file, const char *form_id, bool sign,
                 struct err *err)
{
    const struct form *form = method_form(it->work->method, form_id);
    const struct named *again = recall(it, "again");
    const struct record *before = again != NULL ? case_record(file, &again->record) : NULL;
    struct record_new record = {.form = form_id};
    struct answers answers;

    if (form == NULL)
        return err_set(err, ERR_INPUT, T_FORM_UNKNOWN, form_id != NULL ? form_id : "", NULL);
    record.record = before != NULL ? before->id : record_begin();
    record.based_on = before != NULL ? before->revision : 0;
    if (!read_answers(it, form, case_facts(it->work, file), &answers))
        return err_set(err, ERR_INPUT, T_FORM_UNKNOWN, form_id, NULL);
    record.answers = &answers;
    remember(it, &record.record);
    if (!sign)
        return record_save(it->work, file, &record, NULL, err);
    return say_all(it, file, form, &record, &answers, err) &&
           record_sign(it->work, file, &record, NULL, err);
}

static bool in_case_fill(struct player *it, struct case_file *file, struct err *err)
{
    return save(it, file, word(it, "form"),
                conf_flag(it->step->at, "sign", false, it->replay->problems), err);
}

static bool in_case_row(struct player *it, struct case_file *file, struct err *err)
{
    return save(it, file, word(it, "list"),
                conf_flag(it->step->at, "sign", false, it->replay->problems), err);
}

static bool in_case_add(struct player *it, struct case_file *file, struct err *err)
{
    const struct named *named = recall(it, "record");
    struct answer text = {.id = "ad.01", .value = value_text(text_of(it, it->step->at, "text"))};
    struct record_new record = {.record = record_begin(), .form = FORM_ADDENDUM};
    struct answers answers;

    if (named == NULL)
        return err_set(err, ERR_MISSING, T_RECORD_UNKNOWN, NULL, NULL);
    answers_init(&answers, it->arena);
    answers_set(&answers, &text);
    record.parent = named->record;
    record.answers = &answers;
    return record_sign(it->work, file, &record, NULL, err);
}

static bool in_case_strike(struct player *it, struct case_file *file, struct err *err)
{
    const struct named *named = recall(it, "record");

    if (named == NULL)
        return err_set(err, ERR_MISSING, T_RECORD_UNKNOWN, NULL, NULL);
    return record_strike(it->work, file, &named->record, text_of(it, it->step->at, "reason"), err);
}

/* To the author of the newest note. */
static bool in_case_reply(struct player *it, struct case_file *file, struct err *err)
{
    const struct record **record;

    return case_records(file, FORM_NOTE, it->arena, &record) > 0
               ? note_reply(it->work, file, &record[0]->id, text_of(it, it->step->at, "text"), err)
               : err_set(err, ERR_MISSING, T_RECORD_UNKNOWN, NULL, NULL);
}

/* The second person sees it the same way throughout. */
static bool in_case_cosign(struct player *it, struct case_file *file, struct err *err)
{
    const struct named *named = recall(it, "record");
    struct cosign_new second = {0};
    struct answers own;

    if (named == NULL)
        return err_set(err, ERR_MISSING, T_RECORD_UNKNOWN, NULL, NULL);
    answers_init(&own, it->arena);
    second.record = named->record;
    second.own = &own;
    return cosign(it->work, file, &second, NULL, err);
}

struct deed {
    const char *word;
    bool (*alone)(struct player *it, struct err *err);
    bool (*in_case)(struct player *it, struct case_file *file, struct err *err);
};

static const struct deed deeds[] = {
    {"case", do_case, NULL},    {"assign", do_assign, NULL},      {"note", do_note, NULL},
    {"leave", do_leave, NULL},  {"read", NULL, in_case_read},     {"fill", NULL, in_case_fill},
    {"take", do_take, NULL},    {"reply", NULL, in_case_reply},   {"row", NULL, in_case_row},
    {"add", NULL, in_case_add}, {"strike", NULL, in_case_strike}, {"cosign", NULL, in_case_cosign},
};

static bool find_youth(struct player *it, const char *number, struct err *err)
{
    struct youth *list;
    size_t n;

    if (number == NULL || !register_find(it->work, number, it->arena, &list, &n, err) || n != 1) {
        return err->code == ERR_NONE ? err_set(err, ERR_MISSING, T_YOUTH_UNKNOWN, NULL, NULL)
                                     : false;
    }
    it->youth = list[0];
    return true;
}

static bool do_step(struct player *it, const struct deed *deed, struct err *err)
{
    struct case_file *file;
    bool done;

    if (!find_youth(it, word(it, "youth"), err))
        return false;
    if (deed->alone != NULL)
        return deed->alone(it, err);
    file = case_open(it->work, &it->youth.case_id, err);
    if (file == NULL)
        return false;
    done = deed->in_case(it, file, err);
    case_close(file);
    return done;
}

static bool add_youth(struct player *it, struct err *err)
{
    struct youth youth = {
        .number = word(it, "number"),
        .work_name = word(it, "work_name"),
        .name = word(it, "name"),
        .identity = word(it, "identity"),
        .ward = word(it, "ward"),
        .room = word(it, "room"),
    };

    return register_add(it->work, &youth, err);
}

static const struct deed *find_deed(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(deeds); i++)
        if (text_equal(deeds[i].word, name))
            return &deeds[i];
    return NULL;
}

static bool play(struct player *it, struct err *err)
{
    const char *what = it->step->is_youth ? "youth" : word(it, "do");
    const struct deed *deed = it->step->is_youth ? NULL : find_deed(what);
    struct err why = {0};
    bool done;

    it->work = work_of(it, word(it, "by"), &why);
    if (it->work == NULL || (!it->step->is_youth && deed == NULL))
        return say(it, what != NULL ? what : "do", &why);
    done = it->step->is_youth ? add_youth(it, &why) : do_step(it, deed, &why);
    if (!done) {
        *err = why;
        return say(it, what, &why);
    }
    return true;
}

bool replay_all(struct replay *replay, struct err *err)
{
    struct player it = {.replay = replay};
    size_t n;
    struct step *step = gather(replay, &n);
    bool done = true;

    for (size_t i = 0; i < n; i++) {
        it.step = &step[i];
        replay->moment = step[i].moment;
        it.arena = arena_new();
        done = play(&it, err) && done;
        arena_free(it.arena);
    }
    return done;
}
