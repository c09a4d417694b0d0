/* home.c - the open database before anybody has logged in. */
#include "sis/casework/home.h"

#include <string.h>

#include "inside.h"
#include "sis/base/file.h"
#include "sis/store/account_row.h"
#include "sis/store/statement_row.h"

#define HEAD_SUFFIX ".head"

/* Beside the database, or under its own name in another folder. */
char *home_head_path(const struct home_options *options)
{
    struct str path;
    char *taken;
    size_t n;

    str_init(&path, 4096);
    if (options->head_folder == NULL) {
        str_puts(&path, options->database);
    } else {
        const char *slash = strrchr(options->database, '/');

        str_printf(&path, "%s/%s", options->head_folder,
                   slash != NULL ? slash + 1 : options->database);
    }
    str_puts(&path, HEAD_SUFFIX);
    taken = str_take(&path, &n);
    str_release(&path);
    return taken;
}

/* A home around a database that is open already; takes it. */
static struct home *home_take(struct db *db, const struct side *side,
                              const struct home_options *options)
{
    struct home *home = mem_new(sizeof *home);

    home->db = db;
    home->side = *side;
    home->clock = options->clock;
    home->head_file = home_head_path(options);
    return home;
}

struct home *home_open(const struct home_options *options, struct err *err)
{
    struct side side = {.practice = options->practice};
    struct db *db;

    if (!vault_init(err))
        return NULL;
    db = db_open(options->database, options->practice ? DB_PRACTICE : 0, err);
    if (db == NULL)
        return NULL;
    if (!statement_row_home(db, &side.home, err)) {
        db_close(db);
        return NULL;
    }
    return home_take(db, &side, options);
}

void home_close(struct home *home)
{
    if (home == NULL)
        return;
    db_close(home->db);
    mem_free(home->head_file);
    mem_free(home);
}

bool login_is_reserved(const char *login)
{
    return login[0] == '.';
}

bool home_logins(struct home *home, struct arena *arena, const char *const **login, size_t *n,
                 struct err *err)
{
    struct account_row *row;
    const char **list;
    size_t n_rows;

    if (!account_row_list(home->db, arena, &row, &n_rows, err))
        return false;
    list = arena_array(arena, n_rows + 1, sizeof *list);
    *n = 0;
    for (size_t i = 0; i < n_rows; i++)
        if (!login_is_reserved(row[i].login))
            list[(*n)++] = row[i].login;
    *login = list;
    return true;
}
