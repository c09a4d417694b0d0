/*
 * fuzz_row.c - any bytes as the text of a row, as its answers, as a draft and as two signatures: what a key
 * holder with own tools could seal. Reading ends well, and what was read is written again as it was read.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "casework/desk_text.h"
#include "sis/base/json.h"
#include "sis/vault/sign.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void write_answers(const struct answers *answers, struct str *out)
{
    struct json json;

    str_clear(out);
    json_start(&json, out, false);
    answers_write_json(answers, &json);
}

static void answers_again(const char *text, size_t n)
{
    struct arena *arena = arena_new();
    struct answers first, second;
    struct str one, two;
    struct err err = {0};

    str_init(&one, 0);
    str_init(&two, 0);
    answers_init(&first, arena);
    answers_init(&second, arena);
    if (json_read_answers(text, n, &first, &err)) {
        write_answers(&first, &one);
        must(json_read_answers(one.p, one.n, &second, &err));
        write_answers(&second, &two);
        must(str_equal(&one, two.p));
    }
    str_release(&one);
    str_release(&two);
    arena_free(arena);
}

static bool is_plain(const char *word)
{
    for (; word != NULL && *word != '\0'; word++)
        if ((unsigned char)*word < 0x20 || *word == 0x7f)
            return false;
    return true;
}

static void row(const char *text, size_t n)
{
    static const struct side side = {.home = {{1}}, .practice = true};
    const uint8_t nobody[VAULT_PUBLIC] = {9};
    struct arena *arena = arena_new();
    struct err err = {0};
    struct row row;

    if (row_read(text, n, arena, &row)) {
        must(row.content > text && row.content + row.content_n == text + n);
        must(row.json > row.content && row.json + row.json_n == text + n);
        must(row.n_signatures > 0 && row.record.form != NULL && row.record.by.role != NULL);
        must(is_plain(row.record.form) && is_plain(row.record.by.role) &&
             is_plain(row.record.by.name) && is_plain(row.record.method_hash));
        must(row.record.revision >= 0 && row.record.based_on >= 0);
        for (size_t i = 0; i < row.n_signatures; i++)
            must(!row_check(&side, &row, i, nobody));
        (void)row_hash(&side, &row);
        must(row_answers(&row, arena, &err) || row.record.seal == RECORD_BROKEN);
    }
    arena_free(arena);
}

static void draft(const char *text, size_t n)
{
    struct arena *arena = arena_new();
    struct desk_text it;

    if (desk_read(text, n, arena, &it)) {
        must(it.kind != NULL && strchr(it.kind, '\n') == NULL);
        must(it.draft.answers != NULL && it.draft.first_line != NULL);
    }
    arena_free(arena);
}

static void place_again(const char *text, size_t n)
{
    char *copy = mem_new(n + 1);
    struct place first, second;
    struct str out;

    memcpy(copy, text, n);
    str_init(&out, 0);
    if (place_read(copy, &first)) {
        place_write(&first, &out);
        must(place_read(out.p, &second) && place_equal(&first, &second));
    }
    str_release(&out);
    mem_free(copy);
}

static void two_signatures(const char *text, size_t n)
{
    struct two_persons it;
    struct str out;

    str_init(&out, 0);
    if (two_persons_decode(text, n, &it))
        must(two_persons_encode(&it, &out) && out.n == n && memcmp(out.p, text, n) == 0);
    str_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    const char *text = (const char *)bytes;

    if (n == 0)
        return 0;
    answers_again(text, n);
    row(text, n);
    draft(text, n);
    place_again(text, n);
    two_signatures(text, n);
    return 0;
}
