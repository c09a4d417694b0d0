/* utf8_map.h - what the files of utf8 share. */
#ifndef BASE_UTF8_MAP_H
#define BASE_UTF8_MAP_H

#include <stddef.h>
#include <stdint.h>

/* Bytes of plain ASCII at the start, NUL included. */
size_t utf8_ascii_run(const char *p, size_t n);
/* Valid UTF-8 decomposed with utf8proc's options; the caller frees *cps with mem_free. Returns the
 * number of code points. */
size_t utf8_decompose(const char *p, size_t n, int options, int32_t **cps);

#endif
