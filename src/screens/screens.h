/*
 * screens.h - the screens among themselves: their tables of operations.
 */
#ifndef SCREENS_SCREENS_H
#define SCREENS_SCREENS_H

#include "sis/screens/screen.h"

#endif
