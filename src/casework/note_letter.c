/* note_letter.c - one letter with a note in it: whether it may be one, what it says, how urgent it is. */
#include "note_inside.h"
#include "signatures.h"
#include "sis/casework/reading.h"

#define WHO_READS "u1.16"
#define ABOUT_A_LEAD "u1.20"
#define HOUR 3600

/* Danger, self-harm, threat. */
static const char *const urgent[] = {"u1.09", "u1.11", "u1.07"};

bool note_is_signed(struct work *work, const struct letterbox_item *letter)
{
    return letter->seal == RECORD_OPEN && letter->row.n_signatures == 1 &&
           signatures_right(work, &letter->row);
}

bool note_is_note(const struct letterbox_item *letter)
{
    const struct record *record = &letter->row.record;

    return text_equal(record->form, FORM_NOTE) && record->state == RECORD_READY &&
           record->revision == 1 && record->based_on == 0 && id_is_none(&record->cause);
}

bool note_is_sound(struct work *work, const struct letterbox_item *letter)
{
    return note_is_signed(work, letter) && note_is_note(letter) &&
           id_is_none(&letter->row.record.parent);
}

struct note_origin note_origin_of(const struct record *record)
{
    return (struct note_origin){.author = record->by.account,
                                .record = record->id,
                                .name = record->by.name,
                                .role = record->by.role};
}

const char *note_said(const struct answers *answers, const char *id)
{
    const struct answer *answer = answers != NULL ? answers_get(answers, id) : NULL;

    return answer != NULL && answer->value.kind == VALUE_TEXT ? answer->value.text : NULL;
}

bool note_said_id(const struct answers *answers, const char *id, struct id *out)
{
    const char *said = note_said(answers, id);

    return said != NULL && id_parse(said, out) && !id_is_none(out);
}

bool note_says(const struct answers *answers, const char *id, const char *code)
{
    const struct answer *answer = answers != NULL ? answers_get(answers, id) : NULL;

    return answer != NULL && value_has_code(&answer->value, code);
}

bool note_is_for_one(const struct answers *answers)
{
    return note_says(answers, WHO_READS, "lead");
}

bool note_is_about_lead(const struct answers *answers)
{
    return note_says(answers, ABOUT_A_LEAD, "yes");
}

bool note_is_chosen(const struct answers *answers)
{
    return note_is_for_one(answers) || note_is_about_lead(answers);
}

bool note_is_urgent(const struct answers *answers)
{
    for (size_t i = 0; answers != NULL && i < ARRAY_LEN(urgent); i++) {
        const struct answer *answer = answers_get(answers, urgent[i]);

        if (answer != NULL &&
            (answer->nonanswer == NONANSWER_UNKNOWN || value_has_code(&answer->value, "yes")))
            return true;
    }
    return false;
}

bool note_is_late(struct work *work, int64_t at, bool is_urgent)
{
    int64_t hours = is_urgent ? NOTE_LATE_URGENT_HOURS : NOTE_LATE_HOURS;

    return clock_now(&work->clock) - at >= hours * HOUR;
}

bool note_log_look(struct work *work, struct err *err)
{
    struct turn turn;
    bool done;

    if (work->own->looked_at_letters)
        return true;
    if (!turn_begin_own(&turn, work, "note.look", err))
        return false;
    done = turn_commit(&turn, err);
    turn_end(&turn);
    work->own->looked_at_letters = done;
    return done;
}
