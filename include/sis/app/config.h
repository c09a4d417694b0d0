/*
 * config.h - the settings of this machine. sis-tui.conf.example is both the documentation and the
 * built-in default: its text is compiled in and read like any other configuration file.
 */
#ifndef SIS_APP_CONFIG_H
#define SIS_APP_CONFIG_H

#include "sis/base/conf.h"
#include "sis/domain/rights.h"
#include "sis/ui/keymap.h"

struct config {
    enum lang lang;
    const char *database;
    const char *practice_database;
    const char *forms;
    const char *head_folder; /* NULL: beside the database */
    const char *letters_folder;
    const char *title;
    int lock_after;      /* seconds */
    int room_lock_after; /* seconds */
    bool colour;
    struct label role[ROLE_COUNT];
    struct keymap keymap;
    const char *file; /* the file that was read, or NULL */
};

/* Reads the defaults and, over them, the file: `path`, else the first that exists of $SIS_TUI_CONF,
 * ~/.config/sis-tui.conf, /etc/sis-tui.conf. Texts live in the arena. False with every mistake in
 * problems; *config then holds the defaults where the file is wrong. */
bool config_read(const char *path, struct arena *arena, struct config *config,
                 struct problems *problems);

#endif
