/* consent.c - the consent and disclosure rows of a case, asked for one receiver and one subject. */
#include "sis/casework/consent.h"

#include <string.h>

#include "inside.h"
#include "sis/casework/reading.h"

/* Ids of the rows' items; forms/README.md lists them as known to the program. */
#define CONSENT_LIST "consent"
#define CONSENT_RECEIVER "s1.10"
#define CONSENT_SUBJECTS "s1.11"
#define CONSENT_ANSWER "s1.12"
#define CONSENT_FROM "s1.12.from"
#define CONSENT_UNTIL "s1.12.until"
#define CONSENT_WITHDRAWN_ON "s1.13"
#define DISCLOSURE_LIST "disclosure"
#define DISCLOSURE_RECEIVER "s1.18.to"
#define DISCLOSURE_SUBJECTS "s1.18.about"
#define DISCLOSURE_GROUND "s1.16"
#define GROUND_CONSENT "consent"
#define DISCLOSURE_WHEN "s1.18.when"

static bool has_code(const struct answers *answers, const char *id, const char *code)
{
    const struct answer *answer = answers_get(answers, id);

    return answer != NULL && value_has_code(&answer->value, code);
}

/* False when the row says nothing there or no date. */
static bool get_date(const struct answers *answers, const char *id, struct date *date)
{
    const struct answer *answer = answers_get(answers, id);

    return answer != NULL && answer->value.kind == VALUE_TEXT &&
           date_parse(answer->value.text, date);
}

static enum consent_why judge(const struct record *row, const struct answers *answers,
                              struct date today)
{
    struct date date;

    if (get_date(answers, CONSENT_WITHDRAWN_ON, &date))
        return CONSENT_WITHDRAWN;
    if (!has_code(answers, CONSENT_ANSWER, "yes"))
        return CONSENT_NO;
    if (row->state != RECORD_SIGNED)
        return CONSENT_UNSIGNED;
    /* Without an end nobody has said how long; the youth's yes is not for ever. */
    if (!get_date(answers, CONSENT_UNTIL, &date) || date_compare(date, today) < 0)
        return CONSENT_EXPIRED;
    if (get_date(answers, CONSENT_FROM, &date) && date_compare(date, today) > 0)
        return CONSENT_NO;
    return CONSENT_YES;
}

enum word { WORD_NONE, WORD_YES, WORD_NO };

/* What one revision says about this receiver and subject. */
static enum word word_of(const struct answers *answers, const char *receiver, const char *subject)
{
    struct date date;

    if (answers == NULL || !has_code(answers, CONSENT_RECEIVER, receiver) ||
        !has_code(answers, CONSENT_SUBJECTS, subject))
        return WORD_NONE;
    return has_code(answers, CONSENT_ANSWER, "yes") &&
                   !get_date(answers, CONSENT_WITHDRAWN_ON, &date)
               ? WORD_YES
               : WORD_NO;
}

/* Place of the revision since which the row says what it says now. Signing a yes again, or mending a
 * word in it, does not make it later than a no that came between. */
static size_t said_at(struct case_file *file, const struct record *row, const char *receiver,
                      const char *subject)
{
    enum word before = WORD_NONE;
    size_t at = 0;

    for (size_t i = 0; i < file->n_records; i++) {
        if (id_equal(&file->record[i].id, &row->id)) {
            enum word now = word_of(case_answers(file, &file->record[i]), receiver, subject);

            at = now != before ? i : at;
            before = now;
        }
    }
    return at;
}

/* The row that holds the youth's last word about this receiver and subject. */
static struct consent_answer ask_consent(struct work *work, struct case_file *file,
                                         const char *receiver, const char *subject,
                                         struct arena *arena)
{
    struct consent_answer found = {.why = CONSENT_NONE};
    const struct record **row;
    size_t n = record_rows(file, CONSENT_LIST, NULL, arena, &row);
    size_t last = 0;

    for (size_t i = 0; i < n; i++) {
        const struct answers *answers = case_answers(file, row[i]);
        size_t at;

        if (word_of(answers, receiver, subject) == WORD_NONE)
            continue;
        at = said_at(file, row[i], receiver, subject);
        if (found.row == NULL || at >= last) {
            found.why = judge(row[i], answers, work_today(work));
            found.row = row[i];
            last = at;
        }
    }
    found.allowed = found.why == CONSENT_YES;
    return found;
}

/* A decision without consent is for the one occasion that it names, under law in force that day. */
static bool is_in_force(struct work *work, const struct answers *answers)
{
    const struct entries *grounds = &work->method->grounds;
    struct date today = work_today(work);
    struct date when;

    if (!get_date(answers, DISCLOSURE_WHEN, &when) || date_compare(when, today) < 0)
        return false;
    for (size_t i = 0; i < grounds->n; i++) {
        const struct entry *ground = &grounds->item[i];

        if (has_code(answers, DISCLOSURE_GROUND, ground->id)) {
            return !text_equal(ground->id, GROUND_CONSENT) && entry_valid(ground, when) &&
                   entry_valid(ground, today);
        }
    }
    return false;
}

/* The signed decision to tell this; the last one in force, else the last one (*in_force false). */
static const struct record *find_ground(struct work *work, struct case_file *file,
                                        const char *receiver, const char *subject,
                                        struct arena *arena, bool *in_force)
{
    const struct record *found = NULL;
    const struct record **row;
    size_t n = record_rows(file, DISCLOSURE_LIST, NULL, arena, &row);

    *in_force = false;
    for (size_t i = 0; i < n; i++) {
        const struct answers *answers = case_answers(file, row[i]);

        if (answers != NULL && row[i]->state == RECORD_SIGNED &&
            has_code(answers, DISCLOSURE_RECEIVER, receiver) &&
            has_code(answers, DISCLOSURE_SUBJECTS, subject)) {
            bool now = is_in_force(work, answers);

            found = now || !*in_force ? row[i] : found;
            *in_force = *in_force || now;
        }
    }
    return found;
}

struct consent_answer consent_ask(struct work *work, struct case_file *file, const char *receiver,
                                  const char *subject)
{
    struct consent_answer answer = {.why = CONSENT_NOT_SHARED};
    struct arena *arena;
    const struct record *ground;
    struct err forged = {0};
    bool in_force;

    if (text_is_empty(subject))
        return answer;
    arena = arena_new();
    answer = ask_consent(work, file, receiver, subject, arena);
    if (!answer.allowed) {
        ground = find_ground(work, file, receiver, subject, arena, &in_force);
        if (ground != NULL && in_force)
            answer = (struct consent_answer){true, CONSENT_GROUND, ground};
        else if (ground != NULL && answer.why == CONSENT_NONE)
            answer = (struct consent_answer){false, CONSENT_GROUND_OVER, ground};
    }
    /* Whoever could alter the row without a signature would decide what leaves the home. */
    if (answer.allowed && !case_verify(work, file, answer.row, &forged)) {
        answer.allowed = false;
        answer.why = CONSENT_FORGED;
    }
    arena_free(arena);
    return answer;
}
