/* letter.c - a letter for one receiver, from signed answers that may be told. */
#include "sis/casework/letter.h"

#include <string.h>

#include "inside.h"
#include "letter_copy.h"
#include "scope.h"
#include "sis/casework/reading.h"
#include "sis/form/live.h"
#include "sis/vault/vault.h"

#define RECEIVER_ITEM "x2.01"
#define ROW_SUBJECTS "subjects" /* the scale of the item in which a row names its own */

struct builder {
    struct work *work;
    struct case_file *file;
    struct arena *arena;
    struct letter_out *out;
    struct answers addressed; /* what texts go by before the case: whom this letter is for */
    size_t withheld_cap;
};

static const struct item *subjects_item(const struct form *form)
{
    for (size_t i = 0; form != NULL && i < form->n_items; i++) {
        const struct item *item = &form->item[i];

        if (item->type == ITEM_MANY && item->scale != NULL &&
            text_equal(item->scale->id, ROW_SUBJECTS))
            return item;
    }
    return NULL;
}

static void withhold(struct builder *it, const struct item *item, const char *subject,
                     enum consent_why why)
{
    struct letter_out *out = it->out;
    const struct form *form = NULL;

    for (size_t i = 0; i < out->n_withheld; i++)
        if (out->withheld[i].item == item && out->withheld[i].why == why &&
            text_equal(out->withheld[i].subject, subject))
            return;
    if (out->n_withheld == it->withheld_cap) {
        size_t cap = it->withheld_cap == 0 ? 16 : 2 * it->withheld_cap;

        out->withheld =
            arena_regrow(it->arena, out->withheld, out->n_withheld, cap, sizeof *out->withheld);
        it->withheld_cap = cap;
    }
    (void)method_item(it->work->method, item->id, &form);
    out->withheld[out->n_withheld++] =
        (struct withheld){.item = item,
                          .rows = subjects_item(form) == item ? form : NULL,
                          .subject = subject,
                          .why = why};
}

static bool may_tell(struct builder *it, const struct item *item, const char *subject)
{
    struct consent_answer answer;

    if (!it->out->letter->for_receiver)
        return true;
    answer = consent_ask(it->work, it->file, it->out->receiver->id, subject);
    if (!answer.allowed && item != NULL)
        withhold(it, item, subject, answer.why);
    return answer.allowed;
}

static const char *in_words(struct builder *it, const struct item *item,
                            const struct answers *answers)
{
    const struct answer *answer = answers_get(answers, item->id);
    struct str words;
    const char *text = NULL;

    if (answer == NULL)
        return NULL;
    str_init(&words, 0);
    item_answer_words(item, answer, it->work->lang, &words);
    if (words.n > 0)
        text = arena_strndup(it->arena, words.p, words.n);
    str_release(&words);
    return text;
}

static void add_line(struct builder *it, struct letter_block *block, const struct item *item,
                     const struct answers *answers)
{
    const char *text = in_words(it, item, answers);
    const struct item *now = method_item(it->work->method, item->id, NULL);

    /* In old words, but under the subjects of both times. */
    if (text == NULL || !may_tell(it, item, item->subject) ||
        (now != NULL && !may_tell(it, item, now->subject)))
        return;
    block->line = arena_regrow(it->arena, block->line, block->n_lines, block->n_lines + 1,
                               sizeof *block->line);
    block->line[block->n_lines++] = (struct letter_line){.item = item, .text = text};
}

/* A grid in a letter means all its cells. Answers are told in the words they were given under. */
static bool build_items(struct builder *it, struct letter_block *block, struct err *err)
{
    const struct facts *facts = case_facts(it->work, it->file);
    const struct record *record = facts_latest(facts, block->block->form);
    const struct answers *answers;
    const struct method *method;

    if (record == NULL)
        return true;
    if (!case_verify(it->work, it->file, record, err))
        return false;
    answers = case_answers(it->file, record);
    method = case_method(it->work, record);
    for (size_t i = 0; i < block->block->n_items; i++) {
        const struct form *form = NULL;
        const struct item *item = method_item(method, block->block->item[i], &form);

        if (item == NULL)
            continue;
        if (item->type != ITEM_GRID) {
            add_line(it, block, item, answers);
            continue;
        }
        for (size_t j = 0; j < form->n_items; j++)
            if (form->item[j].grid == item)
                add_line(it, block, &form->item[j], answers);
    }
    return true;
}

/* A row that names its own subjects is told only when every one of them may be; one that should name
 * them and does not, never. */
static bool row_may_be_told(struct builder *it, const char *list, const struct answers *answers)
{
    const struct item *item = subjects_item(method_form(it->work->method, list));
    const struct answer *subjects = item != NULL ? answers_get(answers, item->id) : NULL;

    if (item != NULL && (subjects == NULL || subjects->value.n == 0))
        return may_tell(it, item, NULL);
    for (size_t i = 0; subjects != NULL && i < subjects->value.n; i++)
        if (!may_tell(it, item, subjects->value.code[i]))
            return false;
    return true;
}

static bool add_row(struct builder *it, struct letter_block *block, const struct record *row,
                    struct err *err)
{
    const struct answers *answers = case_answers(it->file, row);
    struct letter_line line = {.n_cells = block->n_columns};
    const char **cell;
    struct case_scope scope;

    if (answers == NULL || !case_verify(it->work, it->file, row, err))
        return false;
    if (!row_may_be_told(it, block->block->list, answers))
        return true;
    case_scope_init(&scope, it->work, it->file, answers);
    if (block->block->where != NULL && !expr_true(block->block->where, &scope.scope, it->arena))
        return true;
    cell = arena_array(it->arena, block->n_columns + 1, sizeof(*cell));
    for (size_t i = 0; i < block->n_columns; i++) {
        const char *text = in_words(it, block->column[i], answers);

        cell[i] = text != NULL ? text : "";
    }
    line.cell = cell;
    block->line = arena_regrow(it->arena, block->line, block->n_lines, block->n_lines + 1,
                               sizeof *block->line);
    block->line[block->n_lines++] = line;
    return true;
}

/* Only columns that may be told, only rows that are signed. */
static bool build_list(struct builder *it, struct letter_block *block, struct err *err)
{
    const struct item **column =
        arena_array(it->arena, block->block->n_columns + 1, sizeof(*column));
    const struct record **row;
    size_t n = record_rows(it->file, block->block->list, NULL, it->arena, &row);

    for (size_t i = 0; n > 0 && i < block->block->n_columns; i++) {
        const struct item *item = method_item(it->work->method, block->block->column[i], NULL);

        if (item != NULL && may_tell(it, item, item->subject))
            column[block->n_columns++] = item;
    }
    block->column = column;
    for (size_t i = 0; block->n_columns > 0 && i < n; i++)
        if (row[i]->state != RECORD_SIGNED)
            it->out->unsigned_answers++;
        else if (!add_row(it, block, row[i], err))
            return false;
    return true;
}

static bool fill(struct builder *it, struct letter_block *block, const struct case_scope *scope,
                 struct err *err)
{
    struct str text;
    bool done;

    str_init(&text, 0);
    done = expr_fill(label_in(&block->block->text, it->work->lang), &scope->scope, it->arena, &text,
                     err);
    block->text = arena_strndup(it->arena, text.p, text.n);
    str_release(&text);
    return done;
}

static bool build_block(struct builder *it, const struct block *from, struct err *err)
{
    struct letter_block *block = &it->out->block[it->out->n_blocks];
    struct case_scope scope;

    case_scope_init(&scope, it->work, it->file, &it->addressed);
    if (from->show != NULL && !expr_true(from->show, &scope.scope, it->arena))
        return true;
    if (from->kind == BLOCK_TEXT && from->subject != NULL && !may_tell(it, NULL, from->subject))
        return true;
    block->block = from;
    if (!fill(it, block, &scope, err))
        return false;
    it->out->n_blocks++;
    if (from->kind == BLOCK_ITEMS)
        return build_items(it, block, err);
    return from->kind != BLOCK_LIST || build_list(it, block, err);
}

/* Answers begun after the last signing that the letter therefore leaves out. */
static int count_unsigned(struct builder *it)
{
    const struct record **record;
    size_t n = case_records(it->file, it->out->letter->form, it->arena, &record);
    int count = 0;

    for (size_t i = 0; i < n; i++) {
        const struct answers *answers =
            record[i]->state == RECORD_READY ? case_answers(it->file, record[i]) : NULL;

        count += answers != NULL ? (int)answers->n : 0;
    }
    return count;
}

/* Whom the form was filled in for, when that is somebody else. */
static const struct entry *made_for(struct builder *it)
{
    const struct letter_out *out = it->out;
    const struct facts *facts = case_facts(it->work, it->file);
    const struct record *record =
        out->letter->form != NULL ? facts_latest(facts, out->letter->form) : NULL;
    const struct answers *answers = record != NULL ? case_answers(it->file, record) : NULL;
    const struct answer *answer = answers != NULL ? answers_get(answers, RECEIVER_ITEM) : NULL;

    if (out->receiver == NULL || answer == NULL || answer->value.kind != VALUE_CODES ||
        answer->value.n == 0 || value_has_code(&answer->value, out->receiver->id))
        return NULL;
    return entries_find(&it->work->method->receivers, answer->value.code[0]);
}

/* A reservation stands in a letter because of who gets it, not of whom the form was filled in for. */
static void address(struct builder *it)
{
    struct answer to = {.id = RECEIVER_ITEM};

    answers_init(&it->addressed, it->arena);
    if (it->out->receiver != NULL) {
        to.value = value_codes(&it->out->receiver->id, 1);
        answers_set(&it->addressed, &to);
    }
}

size_t letter_receivers(struct work *work, struct case_file *file, const struct letter *letter,
                        struct arena *arena, const struct entry ***receiver)
{
    const struct entries *all = &work->method->receivers;
    const struct record *record = facts_latest(case_facts(work, file), letter->form);
    const struct answers *answers = record != NULL ? case_answers(file, record) : NULL;
    const struct answer *made_for = answers != NULL ? answers_get(answers, RECEIVER_ITEM) : NULL;
    const struct entry **list = arena_array(arena, all->n + 1, sizeof(*list));
    size_t n = 0;

    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < all->n; i++) {
            bool first = made_for != NULL && value_has_code(&made_for->value, all->item[i].id);

            if (first == (pass == 0) && entry_valid(&all->item[i], work_today(work)))
                list[n++] = &all->item[i];
        }
    }
    *receiver = list;
    return n;
}

bool letter_build(struct work *work, struct case_file *file, const char *letter_id,
                  const char *receiver, struct arena *arena, struct letter_out *out,
                  struct err *err)
{
    struct builder it = {.work = work, .file = file, .arena = arena, .out = out};
    const struct letter *letter = method_letter(work->method, letter_id);

    memset(out, 0, sizeof *out);
    if (letter == NULL)
        return err_set(err, ERR_MISSING, T_LETTER_UNKNOWN, letter_id, NULL);
    out->letter = letter;
    out->receiver = receiver != NULL ? entries_find(&work->method->receivers, receiver) : NULL;
    /* The row that cannot be read may be the one in which the youth took a consent back. */
    if (letter->for_receiver && file->n_broken > 0)
        return err_set(err, ERR_CORRUPT, T_LETTER_BROKEN, NULL, NULL);
    if (letter->for_receiver && out->receiver == NULL)
        return err_set(err, ERR_INPUT, T_LETTER_RECEIVER, NULL, NULL);
    if (letter->form != NULL && facts_latest(case_facts(work, file), letter->form) == NULL) {
        const struct form *form = method_form(work->method, letter->form);

        return err_set(err, ERR_INPUT, T_LETTER_UNSIGNED,
                       form != NULL ? label_in(&form->title, work->lang) : letter->form, NULL);
    }
    if (letter->form != NULL &&
        !case_verify(work, file, facts_latest(case_facts(work, file), letter->form), err))
        return false;
    out->revisions = file->n_records;
    out->day = work_today(work);
    out->made_for = made_for(&it);
    address(&it);
    copy_mark(file, arena, &out->number, &out->code);
    out->unsigned_answers = count_unsigned(&it);
    out->block = arena_array(arena, letter->n_blocks + 1, sizeof *out->block);
    for (size_t i = 0; i < letter->n_blocks; i++)
        if (!build_block(&it, &letter->block[i], err))
            return false;
    return true;
}
