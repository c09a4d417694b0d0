/*
 * text_name.h - what a text is called in the catalogue, for messages and tables of tests.
 */
#ifndef TESTS_TEXT_NAME_H
#define TESTS_TEXT_NAME_H

#include "sis/base/text.h"

const char *text_name(enum text_id id); /* "ERR_FILE_OPEN" */

#endif
