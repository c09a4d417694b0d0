/* wire.c - big-endian bytes out and in. */
#include "vault/wire.h"

#include <assert.h>
#include <string.h>

void wire_be32(uint8_t out[4], uint32_t value)
{
    for (int i = 0; i < 4; i++)
        out[i] = (uint8_t)(value >> (24 - 8 * i));
}

void wire_be64(uint8_t out[8], uint64_t value)
{
    for (int i = 0; i < 8; i++)
        out[i] = (uint8_t)(value >> (56 - 8 * i));
}

void wire_u8(struct str *out, uint8_t value)
{
    str_add(out, &value, 1);
}

void wire_u32(struct str *out, uint32_t value)
{
    uint8_t bytes[4];

    wire_be32(bytes, value);
    str_add(out, bytes, sizeof(bytes));
}

void wire_u64(struct str *out, uint64_t value)
{
    uint8_t bytes[8];

    wire_be64(bytes, value);
    str_add(out, bytes, sizeof(bytes));
}

void wire_moment(struct str *out, int64_t moment)
{
    wire_u64(out, (uint64_t)moment);
}

void wire_text(struct str *out, const char *text)
{
    size_t n = strlen(text);

    assert(n <= UINT8_MAX);
    wire_u8(out, (uint8_t)n);
    str_add(out, text, n);
}

const uint8_t *read_borrow(struct reader *reader, size_t n)
{
    const uint8_t *at = reader->p;

    if (reader->bad || n > reader->n) {
        reader->bad = true;
        return NULL;
    }
    reader->p += n;
    reader->n -= n;
    return at;
}

void read_fixed(struct reader *reader, void *out, size_t n)
{
    const uint8_t *at = read_borrow(reader, n);

    if (at)
        memcpy(out, at, n);
    else
        memset(out, 0, n);
}

static uint64_t read_number(struct reader *reader, size_t width)
{
    const uint8_t *at = read_borrow(reader, width);
    uint64_t value = 0;

    for (size_t i = 0; at && i < width; i++)
        value = value << 8 | at[i];
    return value;
}

uint8_t read_u8(struct reader *reader)
{
    return (uint8_t)read_number(reader, 1);
}

uint32_t read_u32(struct reader *reader)
{
    return (uint32_t)read_number(reader, 4);
}

uint64_t read_u64(struct reader *reader)
{
    return read_number(reader, 8);
}

int64_t read_moment(struct reader *reader)
{
    return (int64_t)read_number(reader, 8);
}

struct id read_id(struct reader *reader)
{
    struct id id = {{0}};

    read_fixed(reader, id.byte, sizeof(id.byte));
    return id;
}

size_t read_count(struct reader *reader, size_t least)
{
    size_t n = read_u32(reader);

    if (reader->bad || n > reader->n / least) {
        reader->bad = true;
        return 0;
    }
    return n;
}

bool read_done(const struct reader *reader)
{
    return !reader->bad && reader->n == 0;
}
