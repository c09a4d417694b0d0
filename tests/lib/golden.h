/*
 * golden.h - a text compared with the one that a person has looked at and accepted.
 */
#ifndef TESTS_GOLDEN_H
#define TESTS_GOLDEN_H

#include <stdbool.h>

struct canvas;

/* Compares with tests/golden/<name>.txt (name may hold folders); fails the cmocka test with both
 * printed when they differ. With GOLDEN_WRITE=1 in the environment it writes the file instead:
 * `make golden`, then the diff is the review. */
void golden_check(const char *name, const char *text);
/* The same for what a canvas shows; see canvas_dump. */
void golden_canvas(const char *name, const struct canvas *canvas, bool styles);

#endif
