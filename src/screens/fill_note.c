/* fill_note.c - handing a note in: the right youth, the lead it is for or about, and who will read it. */
#include <stdio.h>
#include <string.h>

#include "screens/fill.h"
#include "sis/casework/notes.h"

#define READERS_IN_LINES 8

static const char *said(const struct fill *fill, const char *id)
{
    const struct answer *answer = answers_get(&fill->answers, id);
    return answer && answer->value.kind == VALUE_TEXT ? answer->value.text : NULL;
}

/* --- opening ---------------------------------------------------------------------------------- */

bool fill_is_note(const struct fill *fill)
{
    const struct place *place = &fill->place;
    return place->room == ROOM_FILL &&
           (!id_is_none(&place->youth) ||
            (strcmp(place->form, FORM_NOTE) == 0 && id_is_none(&place->case_id)));
}

static bool find_own(struct fill *fill, const struct id *note, bool by_record,
                     struct own_note *found, struct err *err)
{
    struct own_note *list;
    size_t n;
    if (!note_own(fill->work, fill->arena, &list, &n, err))
        return false;
    *found = (struct own_note){.id = {{0}}};
    for (size_t i = 0; i < n; i++)
        if (id_equal(by_record ? &list[i].record : &list[i].id, note))
            *found = list[i];
    return true;
}

/* Goes where the first one went; the person can choose anew. */
static bool begin_addition(struct fill *fill, const char *hex, const struct answers **answers,
                           struct err *err)
{
    struct answers *begun = arena_alloc(fill->arena, sizeof *begun);
    struct answer adds = {.id = NOTE_ADDS, .value = value_text(hex)};
    struct own_note first;
    struct id record;
    if (!id_parse(hex, &record) || !find_own(fill, &record, true, &first, err))
        return false;
    if (!first.route)
        return err_set(err, ERR_MISSING, T_NOTE_GONE, NULL, NULL);
    answers_copy(begun, fill->arena, first.route);
    answers_set(begun, &adds);
    *answers = begun;
    return true;
}

static void begin_unlisted(struct fill *fill, const char *whom, const struct answers **answers)
{
    struct answers *begun = arena_alloc(fill->arena, sizeof *begun);
    struct answer answer = {.id = NOTE_WHOM, .value = value_text(whom)};
    answers_init(begun, fill->arena);
    answers_set(begun, &answer);
    *answers = begun;
}

bool fill_open_note(struct fill *fill, const struct answers **answers, struct err *err)
{
    const struct place *place = &fill->place;
    const char *word =
        arena_strndup(fill->arena, place->extra, strcspn(place->extra, EXTRA_BETWEEN));
    size_t adds = strlen(PLACE_ADDS), whom = strlen(PLACE_WHOM);
    struct own_note own;
    fill->has_youth = !id_is_none(&place->youth);
    if (fill->has_youth && !register_get(fill->work, &place->youth, fill->arena, &fill->youth, err))
        return false;
    /* From wherever it was begun: one draft. */
    fill->place.case_id = fill->youth.case_id;
    fill->draft.record = place->record;
    if (!id_is_none(&place->record)) {
        if (!find_own(fill, &place->record, false, &own, err))
            return false;
        if (id_is_none(&own.id))
            return true; /* a draft */
        if (!own.answers)
            return err_set(err, ERR_DENIED,
                           own.state == NOTE_WAITING ? T_NOTE_TOO_OLD : T_NOTE_OPENED, NULL, NULL);
        fill->note = own.id;
        *answers = own.answers;
    } else if (strncmp(word, PLACE_ADDS, adds) == 0) {
        return begin_addition(fill, word + adds, answers, err);
    } else if (strncmp(word, PLACE_WHOM, whom) == 0) {
        begin_unlisted(fill, word + whom, answers);
    }
    return true;
}

/* --- choosing a lead -------------------------------------------------------------------------- */

/* Those who can be chosen; the one it is about cannot be the one to read it. */
static size_t leads(struct fill *fill, const char *but, struct note_person **lead)
{
    struct err err = {0};
    size_t n, kept = 0;
    char hex[ID_TEXT];
    if (!note_leads(fill->work, fill->arena, lead, &n, &err))
        return 0;
    for (size_t i = 0; i < n; i++) {
        id_text(&(*lead)[i].account, hex);
        if (!but || strcmp(hex, but) != 0)
            (*lead)[kept++] = (*lead)[i];
    }
    return kept;
}

static size_t leads_for(struct fill *fill, enum fill_mode mode, struct note_person **lead)
{
    bool past = mode == MODE_NOTE_LEAD && note_is_about_lead(&fill->answers);
    return leads(fill, past ? said(fill, NOTE_ABOUT) : NULL, lead);
}

static void choose_lead(struct fill *fill, enum fill_mode mode, const struct id *account)
{
    struct answer answer = {.id = mode == MODE_NOTE_LEAD ? NOTE_LEAD : NOTE_ABOUT};
    char hex[ID_TEXT];
    id_text(account, hex);
    answer.value = value_text(hex);
    answers_set(&fill->answers, &answer);
    fill->view.changes++; /* the draft shall hold it */
}

static bool is_chosen(struct fill *fill, enum fill_mode mode)
{
    const char *chosen = said(fill, mode == MODE_NOTE_LEAD ? NOTE_LEAD : NOTE_ABOUT);
    struct note_person *lead;
    size_t n = leads_for(fill, mode, &lead);
    char hex[ID_TEXT];
    for (size_t i = 0; chosen && i < n; i++) {
        id_text(&lead[i].account, hex);
        if (strcmp(hex, chosen) == 0)
            return true;
    }
    return false;
}

/* One who is alone needs no choosing. */
static bool settle(struct fill *fill, enum fill_mode mode)
{
    struct note_person *lead;
    if (is_chosen(fill, mode))
        return true;
    if (leads_for(fill, mode, &lead) != 1)
        return false;
    choose_lead(fill, mode, &lead[0].account);
    return true;
}

static void ask_lead(struct fill *fill, enum fill_mode mode, enum text_id title)
{
    struct note_person *lead;
    size_t n = leads_for(fill, mode, &lead);
    panel_begin(&fill->panel, text(fill_lang(fill), title));
    for (size_t i = 0; i < n; i++)
        panel_numbered(&fill->panel, i + 1, lead[i].name, CHOICE_LEADS + (int)i);
}

void fill_ask_note_lead(struct fill *fill)
{
    ask_lead(fill, MODE_NOTE_LEAD, T_FILL_WHICH_LEAD);
}

void fill_ask_note_about(struct fill *fill)
{
    ask_lead(fill, MODE_NOTE_ABOUT, T_FILL_WHICH_LEAD_ABOUT);
}

void fill_chosen_note_lead(struct fill *fill, int value, struct out *out)
{
    struct note_person *lead;
    size_t n = leads_for(fill, fill->mode, &lead);
    size_t i = (size_t)(value - CHOICE_LEADS);
    (void)out;
    if (i < n)
        choose_lead(fill, fill->mode, &lead[i].account);
    fill_hand_in(fill);
}

/* --- who will read it ------------------------------------------------------------------------- */

static void add_person(const struct fill *fill, const struct note_person *person, struct str *out)
{
    str_printf(out, "%s, %s", person->name, work_role_title(fill->work, person->role));
    if (id_equal(&person->account, &fill->work->account))
        str_printf(out, " (%s)", text(fill_lang(fill), T_FILL_READER_YOU));
}

static enum text_id read_by(const struct fill *fill, const struct note_readers *readers)
{
    if (readers->of_case)
        return T_FILL_READ_BY_CASE;
    if (note_is_for_one(&fill->answers))
        return T_FILL_READ_BY_ONE;
    if (note_is_about_lead(&fill->answers))
        return T_FILL_READ_BY_OTHERS;
    return fill->has_youth ? T_FILL_READ_BY_LEADS : T_FILL_READ_BY_LEADS_PLACE;
}

static void add_readers(const struct fill *fill, const struct note_readers *readers,
                        struct str *out)
{
    bool lines = readers->n <= READERS_IN_LINES;
    str_puts(out, text(fill_lang(fill), read_by(fill, readers)));
    for (size_t i = 0; i < readers->n; i++) {
        str_puts(out, lines ? "\n– " : i == 0 ? "\n" : "; ");
        add_person(fill, &readers->person[i], out);
    }
}

static bool may_be(const struct fill *fill, const char *id)
{
    const struct answer *answer = answers_get(&fill->answers, id);
    return answer &&
           (answer->nonanswer == NONANSWER_UNKNOWN || value_has_code(&answer->value, "yes"));
}

/* Handing in tells nobody of danger or self-harm, so the numbers stand here once more. */
static void add_calls(const struct fill *fill, struct str *out)
{
    if (!may_be(fill, "u1.09") && !may_be(fill, "u1.11"))
        return;
    str_printf(out, "\n\n%s\n", text(fill_lang(fill), T_FILL_ALERTS_NOBODY));
    form_view_calls(&fill->view, out);
}

static void ask_nobody(struct fill *fill)
{
    panel_begin(&fill->panel, text(fill_lang(fill), T_FILL_NOBODY_TITLE));
    str_puts(&fill->panel.words, text(fill_lang(fill), T_FILL_NOBODY_WORDS));
    fill_option(fill, T_KEY_NO, T_FILL_HAND_IN_NO, CHOICE_NO);
}

static void ask_title(struct fill *fill)
{
    struct str title, who;
    str_init(&title, 0);
    str_init(&who, 0);
    if (fill->has_youth)
        fill_youth_words(fill, &who);
    else
        str_puts(&who, fill_note_whom(fill));
    text_put(&title, fill_lang(fill), fill->has_youth ? T_FILL_RIGHT_YOUTH : T_FILL_RIGHT_WHOM,
             who.p, NULL);
    panel_begin(&fill->panel, title.p);
    str_release(&title);
    str_release(&who);
}

void fill_ask_hand_in(struct fill *fill)
{
    struct note_readers readers;
    struct note_person *lead;
    struct err err = {0};
    struct str *words = &fill->panel.words;
    bool known =
        note_readers(fill->work, &fill->place.youth, &fill->answers, fill->arena, &readers, &err);
    if (!known && err.text == T_NOTE_NOBODY) {
        ask_nobody(fill);
        return;
    }
    ask_title(fill);
    if (known)
        add_readers(fill, &readers, words);
    else
        err_text(&err, fill_lang(fill), words);
    add_calls(fill, words);
    if (known)
        fill_option(fill, T_KEY_YES, T_FILL_HAND_IN_YES, CHOICE_YES);
    fill_option(fill, T_KEY_NO, T_FILL_HAND_IN_NO, CHOICE_NO);
    if (note_is_for_one(&fill->answers) && leads_for(fill, MODE_NOTE_LEAD, &lead) > 1)
        fill_option(fill, T_KEY_LEAD, T_FILL_OTHER_LEAD, CHOICE_LEAD);
    if (note_is_about_lead(&fill->answers) && leads_for(fill, MODE_NOTE_ABOUT, &lead) > 1)
        fill_option(fill, T_KEY_ABOUT, T_FILL_OTHER_ABOUT, CHOICE_ABOUT);
}

void fill_hand_in(struct fill *fill)
{
    if (note_is_about_lead(&fill->answers) && !settle(fill, MODE_NOTE_ABOUT)) {
        struct note_person *lead;
        fill_ask(fill,
                 leads_for(fill, MODE_NOTE_ABOUT, &lead) > 0 ? MODE_NOTE_ABOUT : MODE_HAND_IN);
    } else if (note_is_for_one(&fill->answers) && !settle(fill, MODE_NOTE_LEAD)) {
        struct note_person *lead;
        fill_ask(fill, leads_for(fill, MODE_NOTE_LEAD, &lead) > 0 ? MODE_NOTE_LEAD : MODE_HAND_IN);
    } else {
        fill_ask(fill, MODE_HAND_IN);
    }
}

void fill_chosen_hand_in(struct fill *fill, int value, struct out *out)
{
    (void)out;
    if (value == CHOICE_LEAD || value == CHOICE_ABOUT) {
        fill_ask(fill, value == CHOICE_LEAD ? MODE_NOTE_LEAD : MODE_NOTE_ABOUT);
        return;
    }
    fill->mode = MODE_FORM;
    if (value == CHOICE_YES)
        fill_perform(fill, ACT_HAND_IN);
}
