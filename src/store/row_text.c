/* row_text.c - a row as signed text: written once, read back, never re-serialised. */
#include <assert.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "sis/base/date.h"
#include "sis/store/row.h"
#include "sis/vault/sign.h"

#define FIRST_LINE "sis-tui row 1\n"
#define SIGNATURE "signature "
#define WORD_LONGEST 4096

enum field_kind { FIELD_ID, FIELD_WORD, FIELD_STATE, FIELD_INT, FIELD_MOMENT, FIELD_AUDIT };

/* The lines of the header, in their order. */
static const struct field {
    const char *name;
    enum field_kind kind;
    size_t at;
} fields[] = {
    {"row ", FIELD_ID, offsetof(struct row, record.row)},
    {"record ", FIELD_ID, offsetof(struct row, record.id)},
    {"case ", FIELD_ID, offsetof(struct row, record.case_id)},
    {"parent ", FIELD_ID, offsetof(struct row, record.parent)},
    {"cause ", FIELD_ID, offsetof(struct row, record.cause)},
    {"form ", FIELD_WORD, offsetof(struct row, record.form)},
    {"state ", FIELD_STATE, offsetof(struct row, record.state)},
    {"revision ", FIELD_INT, offsetof(struct row, record.revision)},
    {"based ", FIELD_INT, offsetof(struct row, record.based_on)},
    {"at ", FIELD_MOMENT, offsetof(struct row, record.at)},
    {"audit ", FIELD_AUDIT, offsetof(struct row, audit)},
    {"account ", FIELD_ID, offsetof(struct row, record.by.account)},
    {"role ", FIELD_WORD, offsetof(struct row, record.by.role)},
    {"name ", FIELD_WORD, offsetof(struct row, record.by.name)},
    {"method ", FIELD_WORD, offsetof(struct row, record.method_hash)},
};

/* ---- signatures ---- */

static void put_hex(struct str *out, const uint8_t *p, size_t n)
{
    static const char digit[] = "0123456789abcdef";
    for (size_t i = 0; i < n; i++) {
        str_putc(out, digit[p[i] >> 4]);
        str_putc(out, digit[p[i] & 15]);
    }
}

/* Value of a digit plus one; 0: not a digit. Reading a case is mostly reading ids. */
static const uint8_t digits[256] = {
    ['0'] = 1, ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
    ['8'] = 9, ['9'] = 10, ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
};

static bool read_hex(const char *text, uint8_t *p, size_t n)
{
    bool good = true;
    for (size_t i = 0; i < n; i++) {
        unsigned high = digits[(uint8_t)text[2 * i]];
        unsigned low = digits[(uint8_t)text[2 * i + 1]];
        good = good && high != 0 && low != 0;
        p[i] = (uint8_t)((high - 1) << 4 | (low - 1));
    }
    return good;
}

static bool claim_hash(const struct side *side, const struct row *row, struct hash *hash)
{
    const struct record *record = &row->record;
    struct row_claim claim = {.row = record->row,
                              .record = record->id,
                              .case_id = record->case_id,
                              .author = record->by.account,
                              .role = record->by.role,
                              .at = record->at,
                              .form = record->form,
                              .audit = row->audit,
                              .content = row->content,
                              .n = row->content_n};
    if (record->method_hash != NULL && !hash_parse(record->method_hash, &claim.method))
        return false;
    *hash = row_claim_hash(side, &claim);
    return true;
}

bool row_check(const struct side *side, const struct row *row, size_t i,
               const uint8_t sign[VAULT_PUBLIC])
{
    struct hash hash;
    struct signature signature;
    if (row->record.seal != RECORD_OPEN || i >= row->n_signatures)
        return false;
    if (i == 0 && !id_equal(&row->signature[0].account, &row->record.by.account))
        return false;
    return read_hex(row->signature[i].hex, signature.byte, VAULT_SIGNATURE) &&
           claim_hash(side, row, &hash) && sign_check(&hash, &signature, sign);
}

bool row_cosign(const struct keyring *ring, const struct row *row, struct str *hex)
{
    struct hash hash;
    struct signature signature;
    if (row->record.seal != RECORD_OPEN || !claim_hash(keyring_side(ring), row, &hash))
        return false;
    sign_hash(ring, &hash, &signature);
    put_hex(hex, signature.byte, sizeof signature.byte);
    return !hex->over;
}

bool row_cosign_check(const struct side *side, const struct row *row, const char *hex,
                      const uint8_t sign[VAULT_PUBLIC])
{
    struct hash hash;
    struct signature signature;
    return row->record.seal == RECORD_OPEN && strlen(hex) == 2 * VAULT_SIGNATURE &&
           read_hex(hex, signature.byte, VAULT_SIGNATURE) && claim_hash(side, row, &hash) &&
           sign_check(&hash, &signature, sign);
}

struct hash row_hash(const struct side *side, const struct row *row)
{
    struct binder binder;
    binder_init(&binder, "sis-tui row hash 1", side);
    binder_id(&binder, &row->record.row);
    binder_bytes(&binder, row->text, row->text_n);
    return binder_end(&binder);
}

/* ---- writing ---- */

/* Control characters would end a line, or reach a terminal. */
static bool is_plain(const char *word)
{
    for (const char *p = word; p != NULL && *p != '\0'; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7f)
            return false;
    return word == NULL || strlen(word) <= WORD_LONGEST;
}

static void put_field(struct str *out, const struct field *field, const struct row *row)
{
    const void *at = (const char *)row + field->at;
    char text[ID_TEXT > MOMENT_TEXT ? ID_TEXT : MOMENT_TEXT];
    str_puts(out, field->name);
    switch (field->kind) {
    case FIELD_ID:
        id_text(at, text);
        str_puts(out, text);
        break;
    case FIELD_WORD:
        str_puts(out, *(const char *const *)at != NULL ? *(const char *const *)at : "");
        break;
    case FIELD_STATE: str_puts(out, record_state_code(*(const enum record_state *)at)); break;
    case FIELD_INT: str_printf(out, "%d", *(const int *)at); break;
    case FIELD_MOMENT:
        moment_text(*(const int64_t *)at, text);
        str_puts(out, text);
        break;
    case FIELD_AUDIT: str_printf(out, "%llu", (unsigned long long)*(const uint64_t *)at); break;
    }
    str_putc(out, '\n');
}

static bool check_new(const struct row_new *row, struct err *err)
{
    const struct record *record = &row->record;
    const char *const words[] = {record->form, record->by.role, record->by.name,
                                 record->method_hash};
    struct hash method;
    assert(row->signer[0] != NULL);
    assert(id_equal(keyring_account(row->signer[0]), &record->by.account));
    assert(!text_is_empty(record->form) && !text_is_empty(record->by.role));
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (!is_plain(words[i]))
            return err_set(err, ERR_INPUT, T_STORE_CONTROL, NULL, NULL);
    if (!text_is_empty(record->method_hash) && !hash_parse(record->method_hash, &method))
        return err_set(err, ERR_INPUT, T_STORE_CONTROL, NULL, NULL);
    if (row->json_n > ROW_ANSWERS_MAX)
        return err_set(err, ERR_LIMIT, T_STORE_TOO_LARGE, NULL, NULL);
    return true;
}

bool row_write(struct row_new *row, struct str *out, struct err *err)
{
    struct str content;
    struct hash hash;
    if (!check_new(row, err))
        return false;
    if (id_is_none(&row->record.row))
        row->record.row = random_id();
    struct row whole = {.record = row->record, .audit = row->audit};
    if (text_is_empty(whole.record.method_hash))
        whole.record.method_hash = NULL;

    str_init(&content, ROW_MAX);
    str_puts(&content, FIRST_LINE);
    for (size_t i = 0; i < ARRAY_LEN(fields); i++)
        put_field(&content, &fields[i], &whole);
    str_putc(&content, '\n');
    str_add(&content, row->json, row->json_n);

    whole.content = content.p;
    whole.content_n = content.n;
    claim_hash(keyring_side(row->signer[0]), &whole, &hash);
    str_clear(out);
    for (size_t i = 0; i < ROW_SIGNERS && row->signer[i] != NULL; i++) {
        char account[ID_TEXT];
        struct signature signature;
        sign_hash(row->signer[i], &hash, &signature);
        id_text(keyring_account(row->signer[i]), account);
        str_puts(out, SIGNATURE);
        str_puts(out, account);
        str_putc(out, ' ');
        put_hex(out, signature.byte, sizeof signature.byte);
        str_putc(out, '\n');
    }
    str_add(out, content.p, content.n);
    str_release(&content);
    return !out->over || err_set(err, ERR_LIMIT, T_STORE_TOO_LARGE, NULL, NULL);
}

/* ---- reading ---- */

struct reader {
    const char *p;
    const char *end;
    struct arena *arena;
};

static bool take(struct reader *in, const char *word)
{
    size_t n = strlen(word);
    if ((size_t)(in->end - in->p) < n || memcmp(in->p, word, n) != 0)
        return false;
    in->p += n;
    return true;
}

static bool take_id(struct reader *in, struct id *id)
{
    if (in->end - in->p < ID_TEXT - 1 || !read_hex(in->p, id->byte, ID_BYTES))
        return false;
    in->p += ID_TEXT - 1;
    return true;
}

/* Digits without a zero before them, at most `most`. */
static bool take_number(struct reader *in, uint64_t most, uint64_t *number)
{
    const char *first = in->p;
    uint64_t sum = 0;
    for (; in->p < in->end && *in->p >= '0' && *in->p <= '9'; in->p++) {
        uint64_t digit = (uint64_t)(*in->p - '0');
        if (sum > (most - digit) / 10)
            return false;
        sum = sum * 10 + digit;
    }
    *number = sum;
    return in->p > first && (*first != '0' || in->p == first + 1);
}

/* What stands before the line's end; NULL when the text ends first or it is too long. */
static char *take_word(struct reader *in)
{
    size_t left = (size_t)(in->end - in->p);
    const char *end = memchr(in->p, '\n', left < WORD_LONGEST + 1 ? left : WORD_LONGEST + 1);
    if (end == NULL)
        return NULL;
    char *word = arena_strndup(in->arena, in->p, (size_t)(end - in->p));
    if (strlen(word) != (size_t)(end - in->p))
        return NULL;
    in->p = end;
    return word;
}

static bool read_field(struct reader *in, const struct field *field, struct row *row)
{
    void *at = (char *)row + field->at;
    uint64_t number = 0;
    char *word = NULL;
    bool good = false;
    if (!take(in, field->name))
        return false;
    switch (field->kind) {
    case FIELD_ID: good = take_id(in, at); break;
    case FIELD_WORD:
        good = (word = take_word(in)) != NULL && is_plain(word);
        *(const char **)at = text_is_empty(word) ? NULL : word;
        break;
    case FIELD_STATE: good = (word = take_word(in)) != NULL && record_state_parse(word, at); break;
    case FIELD_INT:
        good = take_number(in, INT32_MAX, &number);
        *(int *)at = (int)number;
        break;
    case FIELD_MOMENT: good = (word = take_word(in)) != NULL && moment_parse(word, at); break;
    case FIELD_AUDIT: good = take_number(in, INT64_MAX, at); break;
    }
    return good && take(in, "\n");
}

static bool read_signatures(struct reader *in, struct row *row)
{
    struct row_signature *list = arena_array(in->arena, ROW_SIGNERS, sizeof *list);
    size_t n = 0;
    for (; n < ROW_SIGNERS && take(in, SIGNATURE); n++) {
        if (!take_id(in, &list[n].account) || !take(in, " ") ||
            in->end - in->p < 2 * VAULT_SIGNATURE)
            return false;
        list[n].hex = in->p;
        in->p += 2 * VAULT_SIGNATURE;
        if (!take(in, "\n"))
            return false;
    }
    row->signature = list;
    row->n_signatures = n;
    return n > 0;
}

bool row_read(const char *text, size_t n, struct arena *arena, struct row *row)
{
    struct reader in = {text, text + n, arena};
    struct row read = {.text = text, .text_n = n};
    if (!read_signatures(&in, &read))
        return false;
    read.content = in.p;
    read.content_n = (size_t)(in.end - in.p);
    if (!take(&in, FIRST_LINE))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(fields); i++)
        if (!read_field(&in, &fields[i], &read))
            return false;
    if (!take(&in, "\n") || read.record.form == NULL || read.record.by.role == NULL)
        return false;
    read.json = in.p;
    read.json_n = (size_t)(in.end - in.p);
    read.record.seal = RECORD_OPEN;
    *row = read;
    return true;
}
