/*
 * cosign.c - the second signature: what somebody has signed, question by question, with room for answers
 * of one's own beside it; then the same text is signed once more.
 */
#include <stdio.h>
#include <string.h>

#include "screens/cosign.h"
#include "screens/screens.h"
#include "sis/casework/desk.h"

enum { ASK_OWN = 1, ASK_WHY, ASK_LOGIN };

enum { CHOICE_SAME = 0, CHOICE_OPTION = 1, CHOICE_NONANSWER = 100, CHOICE_YES = 200, CHOICE_NO };

/* --- open and close --------------------------------------------------------------------------- */

static bool can_judge(const struct cosign_screen *it, const struct item *item)
{
    return item->type != ITEM_ROWS && item->type != ITEM_GRID && item->type != ITEM_FIXED &&
           item->type != ITEM_IDENTITY && !item->compute && live_shown(it->live, item);
}

/* Judgements first, then what the first person answered; what stands around the form comes last. */
static int rank(const struct cosign_screen *it, const struct item *item)
{
    if (item->judgement)
        return 0;
    return answers_get(&it->first, item->id) && strcmp(item->section->id, "header") != 0 ? 1 : 2;
}

static void find_items(struct cosign_screen *it)
{
    it->item = arena_array(it->arena, it->form->n_items + 1, sizeof(*it->item));
    for (int at = 0; at <= 2; at++)
        for (size_t i = 0; i < it->form->n_items; i++)
            if (rank(it, &it->form->item[i]) == at && can_judge(it, &it->form->item[i]))
                it->item[it->n_items++] = &it->form->item[i];
}

/* Of a draft's answers: one's own, and those that are only begun. */
static void take_answers(struct cosign_screen *it, const struct answers *from)
{
    for (size_t i = 0; i < from->n; i++) {
        const struct answer *answer = &from->item[i];
        bool begun = strncmp(answer->id, COSIGN_TYPED, sizeof COSIGN_TYPED - 1) == 0;
        if (strcmp(answer->id, COSIGN_WHY) != 0)
            answers_set(begun ? &it->typed : &it->own, answer);
    }
}

static bool find_draft(struct cosign_screen *it, struct err *err)
{
    struct draft *draft;
    size_t n;
    if (!desk_list(it->env->work, it->arena, &draft, &n, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (draft[i].place.room != ROOM_COSIGN ||
            !id_equal(&draft[i].place.record, &it->place.record))
            continue;
        const struct answer *why = answers_get(draft[i].answers, COSIGN_WHY);
        it->draft = draft[i].id;
        it->why = why && why->value.kind == VALUE_TEXT ? why->value.text : "";
        take_answers(it, draft[i].answers);
        break;
    }
    return true;
}

static bool may_open(struct cosign_screen *it, struct err *err)
{
    struct work *work = it->env->work;
    it->record = case_record(it->file, &it->place.record);
    if (!it->record)
        return err_set(err, ERR_MISSING, T_RECORD_UNKNOWN, NULL, NULL);
    if (!cosign_wanted(work, it->file, it->record))
        return err_set(err, ERR_DENIED,
                       cosign_of(it->file, it->record) ? T_COSIGN_DONE : T_COSIGN_NOT_WANTED, NULL,
                       NULL);
    it->beside = id_equal(&it->record->by.account, &work->account);
    return it->beside || cosign_may(work, it->file, it->record) ||
           err_set(err, ERR_DENIED, T_COSIGN_ROLE, work->name, NULL);
}

static bool prepare(struct cosign_screen *it, struct err *err)
{
    struct work *work = it->env->work;
    it->file = case_open(work, &it->place.case_id, err);
    if (!it->file || !may_open(it, err))
        return false;
    const struct answers *answers = case_answers(it->file, it->record);
    it->method = case_method(work, it->record);
    it->form = method_form(it->method, it->record->form);
    if (!it->form || !answers)
        return err_set(err, ERR_CORRUPT, T_ROW_BROKEN, it->record->form, NULL);
    snprintf(it->place.form, sizeof it->place.form, "%s", it->form->id);
    answers_copy(&it->first, it->arena, answers);
    it->live = live_new(it->method, it->form, &it->first, case_facts(work, it->file),
                        work_today(work), clock_now(&work->clock), false);
    live_set_full(it->live, true);
    find_items(it);
    return find_draft(it, err);
}

static void close_cosign(void *state)
{
    struct cosign_screen *it = state;
    live_free(it->live);
    panel_release(&it->panel);
    question_release(&it->ask);
    question_release(&it->login);
    if (it->file)
        case_close(it->file);
    arena_free(it->arena);
    mem_free(it);
}

static void ask_login(struct cosign_screen *it)
{
    question_open(&it->login, ASK_LOGIN, T_SCR_COSIGN_SECOND, "", true);
    question_add(&it->login, T_SCR_NAME, "", false);
    question_add(&it->login, T_SCR_PHRASE, "", true);
    it->mode = MODE_LOGIN;
}

static void *open_cosign(const struct screen_env *env, const struct place *place, struct err *err)
{
    struct cosign_screen *it = mem_new(sizeof *it);
    it->env = env;
    it->place = *place;
    it->arena = arena_new();
    it->why = "";
    answers_init(&it->own, it->arena);
    answers_init(&it->typed, it->arena);
    panel_init(&it->panel);
    question_init(&it->ask);
    question_init(&it->login);
    if (!prepare(it, err)) {
        close_cosign(it);
        return NULL;
    }
    it->list.selected = place->row > 0 ? (size_t)place->row : 0;
    it->mode = MODE_LIST;
    if (it->beside)
        ask_login(it);
    return it;
}

/* --- one's own answers ------------------------------------------------------------------------ */

static void set_own(struct cosign_screen *it, const struct answer *answer)
{
    answers_set(&it->own, answer);
    it->unkept = true;
    it->mode = MODE_LIST;
    if (it->list.selected + 1 < it->n_items)
        it->list.selected++;
}

static void say_same(struct cosign_screen *it)
{
    answers_remove(&it->own, cosign_focused(it)->id);
    it->unkept = true;
    it->mode = MODE_LIST;
}

static void offer(struct cosign_screen *it, enum nonanswer nonanswer)
{
    enum lang lang = cosign_lang(it);
    panel_option(&it->panel, text(lang, nonanswer_key(nonanswer)),
                 text(lang, nonanswer_text(nonanswer)), CHOICE_NONANSWER + (int)nonanswer);
}

static void ask_choice(struct cosign_screen *it, const struct item *item)
{
    enum lang lang = cosign_lang(it);
    const struct scale *scale = item->scale;
    struct str words;
    str_init(&words, 0);
    cosign_label(it, item, &words);
    panel_begin(&it->panel, words.p);
    str_clear(&words);
    str_printf(&words, "%s: ", it->record->by.name);
    cosign_words(it, &it->first, item, &words);
    str_puts(&it->panel.words, words.p);
    str_clear(&words);
    text_put(&words, lang, T_SCR_COSIGN_SAME, it->record->by.name, NULL);
    panel_option(&it->panel, "=", words.p, CHOICE_SAME);
    str_release(&words);
    for (size_t i = 0; i < scale->n_options; i++)
        if (live_option_offered(it->live, item, &scale->option[i]))
            panel_option(&it->panel, label_in(&scale->option[i].key, lang),
                         label_in(&scale->option[i].label, lang), CHOICE_OPTION + (int)i);
    if (scale->offer_unknown)
        offer(it, NONANSWER_UNKNOWN);
    if (scale->offer_declined)
        offer(it, NONANSWER_DECLINED);
    it->mode = MODE_CHOICE;
}

static void ask_typed(struct cosign_screen *it, const struct item *item)
{
    const char *begun = cosign_begun(it, item);
    struct str label, words;
    str_init(&label, 0);
    str_init(&words, 0);
    cosign_label(it, item, &label);
    if (begun)
        str_puts(&words, begun);
    else
        cosign_words(it, &it->own, item, &words);
    question_open(&it->ask, ASK_OWN, T_SCR_COSIGN_OWN, label.p, false);
    question_add(&it->ask, T_SCR_COSIGN_YOURS, words.p, false);
    it->mode = MODE_ASK;
    str_release(&words);
    str_release(&label);
}

static void give_own(struct cosign_screen *it)
{
    const struct item *item = cosign_focused(it);
    if (!item)
        return;
    if (item->type == ITEM_ONE && item->scale->n_options + 3 <= PANEL_OPTIONS)
        ask_choice(it, item);
    else
        ask_typed(it, item);
}

static void choice_taken(struct cosign_screen *it, int value)
{
    const struct item *item = cosign_focused(it);
    struct answer answer = {.id = item->id};
    if (value == CHOICE_SAME) {
        say_same(it);
    } else if (value >= CHOICE_NONANSWER) {
        answer.nonanswer = (enum nonanswer)(value - CHOICE_NONANSWER);
        set_own(it, &answer);
    } else {
        answer.value = value_codes(&item->scale->option[value - CHOICE_OPTION].code, 1);
        set_own(it, &answer);
    }
}

static void own_typed(struct cosign_screen *it)
{
    const struct item *item = cosign_focused(it);
    struct arena *arena = arena_new();
    struct answer answer;
    struct err err = {0};
    char id[COSIGN_TYPED_BYTES];
    cosign_typed_id(item, id);
    if (!item_parse(item, cosign_lang(it), question_typed(&it->ask, 0), work_today(it->env->work),
                    arena, &answer, &err)) {
        question_problem(&it->ask, &err, cosign_lang(it));
    } else if (answer.value.kind == VALUE_TEXT &&
               !day_is_meant(&it->day, it->env->work, it->form->id, item->id, answer.value.text,
                             &err)) {
        question_problem(&it->ask, &err, cosign_lang(it));
    } else {
        answer.id = item->id;
        question_forget(&it->ask);
        answers_remove(&it->typed, id);
        set_own(it, &answer);
    }
    arena_free(arena);
}

/* --- signing ---------------------------------------------------------------------------------- */

static void ask_why(struct cosign_screen *it, bool far)
{
    question_open(&it->ask, ASK_WHY, far ? T_COSIGN_DIFFER : T_SCR_COSIGN_DIFFER, "", false);
    question_add(&it->ask, T_SCR_COSIGN_WHY, it->why, false);
    it->mode = MODE_ASK;
}

static void add_differences(const struct cosign_screen *it, struct str *out)
{
    struct arena *arena = arena_new();
    struct difference *difference;
    size_t n = cosign_found(it, arena, &difference);
    for (size_t i = 0; i < n; i++) {
        str_puts(out, i == 0 ? "\n\n– " : "\n– ");
        cosign_label(it, difference[i].item, out);
        str_printf(out, "\n  %s: ", it->record->by.name);
        cosign_words(it, &it->first, difference[i].item, out);
        str_printf(out, "\n  %s: ", cosign_second(it));
        cosign_words(it, &it->own, difference[i].item, out);
    }
    if (n > 0 && !text_is_empty(it->why)) {
        str_puts(out, "\n\n");
        text_put(out, cosign_lang(it), T_SIGNING_WHY, it->why, NULL);
    }
    arena_free(arena);
}

static void ask_to_sign(struct cosign_screen *it)
{
    enum lang lang = cosign_lang(it);
    struct str words;
    str_init(&words, 0);
    text_put(&words, lang, T_SCR_COSIGN_ASK, label_in(&it->form->title, lang), NULL);
    panel_begin(&it->panel, words.p);
    text_put(&it->panel.words, lang, T_SCR_COSIGN_WORDS, it->record->by.name, NULL);
    add_differences(it, &it->panel.words);
    panel_option(&it->panel, text(lang, T_KEY_YES), text(lang, T_SCR_COSIGN_SIGN), CHOICE_YES);
    panel_option(&it->panel, text(lang, T_KEY_NO), text(lang, T_FILL_SIGN_NO), CHOICE_NO);
    it->mode = MODE_CONFIRM;
    str_release(&words);
}

/* What was begun and never given would be gone with the signature. */
static bool goes_to_begun(struct cosign_screen *it)
{
    struct err err = {0};
    for (size_t i = 0; i < it->n_items; i++) {
        const char *begun = cosign_begun(it, it->item[i]);
        if (!begun || text_is_empty(begun))
            continue;
        it->list.selected = i;
        ask_typed(it, it->item[i]);
        err_set(&err, ERR_INPUT, T_SCR_COSIGN_BEGUN_LEFT, NULL, NULL);
        question_problem(&it->ask, &err, cosign_lang(it));
        return true;
    }
    return false;
}

/* Where the two differ, why is asked first. */
static void finish(struct cosign_screen *it)
{
    if (goes_to_begun(it))
        return;
    struct arena *arena = arena_new();
    struct difference *difference;
    bool far = false;
    size_t n = cosign_found(it, arena, &difference);
    for (size_t i = 0; i < n; i++)
        far |= difference[i].far;
    arena_free(arena);
    if (n > 0)
        ask_why(it, far);
    else
        ask_to_sign(it);
}

static struct second_person second_of(const struct cosign_screen *it)
{
    return (struct second_person){question_typed(&it->login, 0), question_typed(&it->login, 1)};
}

static bool sign(struct cosign_screen *it, struct out *out, struct err *err)
{
    struct second_person second = second_of(it);
    struct cosign_new sign = {
        .record = it->record->id, .own = &it->own, .why = it->why, .draft = it->draft};
    if (!cosign(it->env->work, it->file, &sign, it->beside ? &second : NULL, err))
        return false;
    it->done = true;
    out->pop = true;
    say_text(out, cosign_lang(it), T_SCR_COSIGN_SIGNED);
    return true;
}

static void logged_in(struct cosign_screen *it, enum question_said said, struct out *out)
{
    struct second_person second = second_of(it);
    struct err err = {0};
    if (said == ASK_NO)
        out->pop = true;
    else if (cosign_beside(it->env->work, it->file, it->record, &second, &err))
        it->mode = MODE_LIST;
    else
        question_problem(&it->login, &err, cosign_lang(it));
}

/* What stands in the question, whether it is given or not. */
static void take_typed(struct cosign_screen *it)
{
    const struct item *item = cosign_focused(it);
    const char *typed = question_typed(&it->ask, 0);
    char id[COSIGN_TYPED_BYTES];
    if (it->mode != MODE_ASK || !question_changed(&it->ask) || !item)
        return;
    cosign_typed_id(item, id);
    if (it->ask.about == ASK_WHY)
        it->why = arena_strdup(it->arena, typed);
    else
        answers_set(&it->typed, &(struct answer){.id = id, .value = value_text(typed)});
    question_kept(&it->ask);
    it->unkept = true;
}

static void asked(struct cosign_screen *it, enum question_said said)
{
    if (said == ASK_NO) {
        take_typed(it);
        question_forget(&it->ask);
        it->mode = MODE_LIST;
    } else if (it->ask.about == ASK_OWN) {
        own_typed(it);
    } else {
        it->why = arena_strdup(it->arena, question_typed(&it->ask, 0));
        it->unkept = true;
        question_close(&it->ask);
        ask_to_sign(it);
    }
}

static void confirmed(struct cosign_screen *it, int value, struct out *out)
{
    struct err err = {0};
    it->mode = MODE_LIST;
    if (value == CHOICE_YES && !sign(it, out, &err))
        say_err(out, cosign_lang(it), &err);
}

/* --- events ----------------------------------------------------------------------------------- */

static enum context context_of(const void *state)
{
    const struct cosign_screen *it = state;
    switch (it->mode) {
    case MODE_CHOICE:
    case MODE_CONFIRM: return CONTEXT_PLAIN;
    case MODE_ASK: return question_context(&it->ask);
    case MODE_LOGIN: return question_context(&it->login);
    case MODE_LIST: break;
    }
    return CONTEXT_LIST;
}

static void handle_panel(struct cosign_screen *it, const struct event *event, struct out *out)
{
    if (event->kind == EVENT_COMMAND && event->command == COMMAND_BACK) {
        it->mode = MODE_LIST;
        out->handled = true;
        return;
    }
    int value = panel_handle(&it->panel, event, &out->handled);
    if (value == PANEL_NONE)
        return;
    if (it->mode == MODE_CHOICE)
        choice_taken(it, value);
    else
        confirmed(it, value, out);
}

static void handle_list(struct cosign_screen *it, const struct event *event, struct out *out)
{
    struct list_source source = cosign_source(it);
    if (event->kind != EVENT_COMMAND)
        return;
    switch (event->command) {
    case COMMAND_OPEN:
        give_own(it);
        out->handled = true;
        break;
    case COMMAND_DONE:
        finish(it);
        out->handled = true;
        break;
    default:
        out->handled =
            list_handle(&it->list, &source, cosign_rows(it, event->rows, event->cols), event);
        break;
    }
}

static void handle(void *state, const struct event *event, struct out *out)
{
    struct cosign_screen *it = state;
    if (it->mode == MODE_LOGIN) {
        enum question_said said = question_handle(&it->login, event, out);
        if (said != ASK_NOTHING)
            logged_in(it, said, out);
    } else if (it->mode == MODE_ASK) {
        enum question_said said = question_handle(&it->ask, event, out);
        if (said != ASK_NOTHING)
            asked(it, said);
    } else if (it->mode == MODE_LIST) {
        handle_list(it, event, out);
    } else {
        handle_panel(it, event, out);
    }
}

/* --- what was typed --------------------------------------------------------------------------- */

/* Own answers, what is begun, and why they differ; the draft lives as long as the arena. */
static struct draft draft_of(struct cosign_screen *it, struct arena *arena)
{
    struct answers *answers = arena_alloc(arena, sizeof *answers);
    answers_copy(answers, arena, &it->own);
    for (size_t i = 0; i < it->typed.n; i++)
        answers_set(answers, &it->typed.item[i]);
    answers_set(answers, &(struct answer){.id = COSIGN_WHY, .value = value_text(it->why)});
    struct draft draft = {.id = it->draft, .place = it->place, .answers = answers};
    draft.place.row = (int)it->list.selected;
    return draft;
}

static bool keep(void *state, struct err *err)
{
    struct cosign_screen *it = state;
    take_typed(it);
    if (it->done || !it->unkept)
        return true;
    struct arena *arena = arena_new();
    struct draft draft = draft_of(it, arena);
    bool kept = desk_keep(it->env->work, &draft, err);
    if (kept) {
        it->draft = draft.id;
        it->unkept = false;
    }
    arena_free(arena);
    return kept;
}

static bool pack(void *state, struct str *sealed, struct err *err)
{
    struct cosign_screen *it = state;
    struct arena *arena = arena_new();
    struct draft draft = draft_of(it, arena);
    bool packed = desk_pack(it->env->work, &draft, sealed, err);
    arena_free(arena);
    return packed;
}

static void place(const void *state, struct place *out)
{
    const struct cosign_screen *it = state;
    *out = it->place;
    out->row = (int)it->list.selected;
}

const struct screen_ops screen_cosign = {"cosign",    open_cosign, close_cosign, context_of, handle,
                                         cosign_draw, place,       keep,         pack};
