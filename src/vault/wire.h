/*
 * wire.h - big-endian bytes out and in.
 *
 * A reader never passes its end: what is missing reads as zeros and sets `bad`, so that a run of
 * reads needs one check at its end.
 */
#ifndef SIS_SRC_VAULT_WIRE_H
#define SIS_SRC_VAULT_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sis/base/str.h"
#include "sis/domain/id.h"

void wire_be32(uint8_t out[4], uint32_t value);
void wire_be64(uint8_t out[8], uint64_t value);

void wire_u8(struct str *out, uint8_t value);
void wire_u32(struct str *out, uint32_t value);
void wire_u64(struct str *out, uint64_t value);
void wire_moment(struct str *out, int64_t moment);
/* Length u8 | bytes; text has at most 255. */
void wire_text(struct str *out, const char *text);

struct reader {
    const uint8_t *p;
    size_t n; /* bytes left */
    bool bad;
};

uint8_t read_u8(struct reader *reader);
uint32_t read_u32(struct reader *reader);
uint64_t read_u64(struct reader *reader);
int64_t read_moment(struct reader *reader);
struct id read_id(struct reader *reader);
void read_fixed(struct reader *reader, void *out, size_t n);
/* Borrowed, n bytes; NULL when they are not there. */
const uint8_t *read_borrow(struct reader *reader, size_t n);
/* A number of elements of at least `least` bytes each: more than can follow is bad and gives 0. */
size_t read_count(struct reader *reader, size_t least);
/* Nothing was missing and nothing is left. */
bool read_done(const struct reader *reader);

#endif
