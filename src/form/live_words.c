/* live_words.c - an answer as a person reads it. */
#include <string.h>

#include "form/live_private.h"
#include "sis/base/json.h"
#include "sis/base/utf8.h"

/* Spaces are kept as they were typed and say nothing. */
bool answer_is_blank(const struct answer *answer)
{
    return answer->value.kind == VALUE_TEXT && utf8_is_blank(answer->value.text);
}

enum text_id nonanswer_text(enum nonanswer nonanswer)
{
    static const enum text_id text[] = {
        [NONANSWER_NONE] = T_NONE,
        [NONANSWER_UNKNOWN] = T_NONANSWER_UNKNOWN,
        [NONANSWER_DECLINED] = T_NONANSWER_DECLINED,
        [NONANSWER_NOT_ASKED] = T_NONANSWER_NOT_ASKED,
        [NONANSWER_NOT_APPLICABLE] = T_NONANSWER_NOT_APPLICABLE,
    };
    return text[nonanswer];
}

enum text_id nonanswer_key(enum nonanswer nonanswer)
{
    if (nonanswer == NONANSWER_UNKNOWN)
        return T_KEY_UNKNOWN;
    return nonanswer == NONANSWER_DECLINED ? T_KEY_DECLINED : T_NONE;
}

static void add_code(const struct item *item, const char *code, enum lang lang, struct str *out)
{
    const struct option *option = item->scale ? scale_option(item->scale, code) : NULL;
    str_puts(out, option ? label_in(&option->label, lang) : code);
}

/* Swedish writes decimals with a comma. */
static void add_number(double number, enum lang lang, struct str *out)
{
    char digits[40];
    real_text(number, digits);
    char *point = strchr(digits, '.');
    if (point && lang == LANG_SV)
        *point = ',';
    str_puts(out, digits);
}

static void add_text(enum item_type type, const char *text, enum lang lang, struct str *out)
{
    /* No year is this one, so the year is always told. */
    const struct date never = {0, 0, 0};
    struct date date;
    int64_t moment = 0;
    if (type == ITEM_DATE && date_parse(text, &date)) {
        date_words(out, lang, date, never);
    } else if (type == ITEM_DATETIME && moment_parse(text, &moment)) {
        date_words(out, lang, moment_date(moment), never);
        str_putc(out, ' ');
        moment_clock(out, moment, false);
    } else {
        /* Where only one line is shown it must not be an empty one. */
        str_puts(out, text + strspn(text, " \t\r\n"));
    }
}

void item_answer_words(const struct item *item, const struct answer *answer, enum lang lang,
                       struct str *out)
{
    if (!answer)
        return;
    if (answer->nonanswer != NONANSWER_NONE) {
        str_puts(out, text(lang, nonanswer_text(answer->nonanswer)));
        return;
    }
    const struct value *value = &answer->value;
    switch (value->kind) {
    case VALUE_EMPTY: break;
    case VALUE_NUMBER: add_number(value->number, lang, out); break;
    case VALUE_TEXT: add_text(item->type, value->text, lang, out); break;
    case VALUE_CODES:
        for (size_t i = 0; i < value->n; i++) {
            if (i > 0)
                str_puts(out, ", ");
            add_code(item, value->code[i], lang, out);
        }
        break;
    }
}
