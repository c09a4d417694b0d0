/* config.c - settings: the built-in text first, the machine's file over it. */
#include "sis/app/config.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sis/base/file.h"

static const char default_text[] = {
#include "conf_default.h"
};

#define LOCK_MIN 30
#define LOCK_MAX 3600

/* Services and cron run without HOME. */
static const char *home_folder(void)
{
    const char *home = getenv("HOME");
    const struct passwd *person = text_is_empty(home) ? getpwuid(getuid()) : NULL;

    if (person != NULL)
        home = person->pw_dir;
    return text_is_empty(home) ? "/" : home;
}

/* A leading ~/ is the home folder; it never stays, since a folder called ~ would be made. */
static const char *expand(struct arena *arena, const char *path)
{
    return strncmp(path, "~/", 2) == 0 ? file_join(arena, home_folder(), path + 2) : path;
}

static const char *find_file(const char *path, struct arena *arena)
{
    const char *const place[] = {path, getenv("SIS_TUI_CONF"), "~/.config/sis-tui.conf",
                                 "/etc/sis-tui.conf"};

    for (size_t i = 0; i < ARRAY_LEN(place); i++) {
        const char *name;

        if (place[i] == NULL || place[i][0] == '\0')
            continue;
        name = expand(arena, place[i]);
        /* One that was named and does not exist is a mistake to report, not to pass over. */
        if (i < 2 || file_exists(name))
            return name;
    }
    return NULL;
}

static void read_roles(const struct conf *root, struct config *config, struct problems *problems)
{
    static const char *const known[] = {"ward", "caseworker", "lead", "reviewer", "admin", NULL};
    const struct conf *roles = conf_find(root, "roles");

    if (roles == NULL)
        return;
    if (roles->kind != CONF_GROUP) {
        problem_at(problems, roles, T_CONFIG_GROUP, "roles", NULL);
        return;
    }
    conf_only(roles, known, problems);
    for (int role = 0; role < ROLE_COUNT; role++) {
        struct label label = conf_label(roles, role_code((enum role)role), problems);

        if (label.in[LANG_SV] != NULL)
            config->role[role] = label;
    }
}

static void read_folder(const struct conf *root, const char *name, struct arena *arena,
                        const char **into, struct problems *problems)
{
    const char *path = conf_text(root, name, NULL, problems);

    if (path != NULL)
        *into = expand(arena, path);
}

/* Members that are absent leave *config as it is. */
static void apply(const struct conf *root, struct arena *arena, struct config *config,
                  struct problems *problems)
{
    static const char *const known[] = {
        "language", "database",   "practice_database", "forms",  "head_folder", "letters_folder",
        "title",    "lock_after", "room_lock_after",   "colour", "vim_letters", "roles",
        "keys",     NULL};
    const char *word = conf_text(root, "language", NULL, problems);
    const struct conf *keys = conf_list(root, "keys", problems);

    conf_only(root, known, problems);
    if (word != NULL && !lang_parse(word, &config->lang))
        problem_at(problems, conf_find(root, "language"), T_CONFIG_LANGUAGE, word, NULL);
    read_folder(root, "database", arena, &config->database, problems);
    read_folder(root, "practice_database", arena, &config->practice_database, problems);
    read_folder(root, "forms", arena, &config->forms, problems);
    read_folder(root, "head_folder", arena, &config->head_folder, problems);
    read_folder(root, "letters_folder", arena, &config->letters_folder, problems);
    config->title = conf_text(root, "title", config->title, problems);
    config->lock_after =
        (int)conf_number(root, "lock_after", config->lock_after, LOCK_MIN, LOCK_MAX, problems);
    config->room_lock_after = (int)conf_number(root, "room_lock_after", config->room_lock_after,
                                               LOCK_MIN, LOCK_MAX, problems);
    config->colour = conf_flag(root, "colour", config->colour, problems);
    read_roles(root, config, problems);
    if (conf_find(root, "vim_letters") != NULL)
        keymap_init(&config->keymap, conf_flag(root, "vim_letters", false, problems));
    if (keys != NULL)
        keymap_configure(&config->keymap, keys, problems);
}

bool config_read(const char *path, struct arena *arena, struct config *config,
                 struct problems *problems)
{
    size_t before = problems->n;
    const struct conf *root;
    struct err err = {0};

    memset(config, 0, sizeof *config);
    root = conf_parse(default_text, sizeof default_text, "sis-tui.conf.example", arena, problems);
    if (root != NULL)
        apply(root, arena, config, problems);
    config->file = find_file(path, arena);
    if (config->file != NULL) {
        if (file_exists(config->file) && !file_check_private(config->file, &err)) {
            problem_take(problems, &err);
            return false;
        }
        root = conf_read(config->file, arena, problems);
        if (root != NULL)
            apply(root, arena, config, problems);
    }
    if (text_is_empty(config->forms))
        config->forms = SIS_FORMS_DIR;
    if (text_is_empty(config->head_folder))
        config->head_folder = NULL;
    return problems->n == before;
}
