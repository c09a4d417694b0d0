/* practice.c - the practice home: setting up, then replaying the script day by day. */
#include "sis/casework/practice.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "inside.h"
#include "practice_script.h"
#include "sis/base/file.h"
#include "sis/casework/session.h"

static bool read_account(const struct conf *at, struct practice_account *account,
                         struct problems *problems)
{
    static const char *const known[] = {"login", "name", "role", "passphrase", NULL};
    const char *role = conf_text(at, "role", "", problems);

    conf_only(at, known, problems);
    account->login = conf_text(at, "login", NULL, problems);
    account->name = conf_text(at, "name", NULL, problems);
    account->passphrase = conf_text(at, "passphrase", NULL, problems);
    if (account->login == NULL || account->name == NULL || account->passphrase == NULL ||
        !role_parse(role, &account->role)) {
        problem_at(problems, at, T_PRACTICE_ACCOUNT, NULL, NULL);
        return false;
    }
    return true;
}

static const struct conf *read_script(const char *forms, struct arena *arena,
                                      struct problems *problems)
{
    const struct conf *root = conf_read(file_join(arena, forms, "practice.cfg"), arena, problems);
    const struct conf *practice = root != NULL ? conf_find(root, "practice") : NULL;

    if (root != NULL && practice == NULL)
        problem_at(problems, root, T_PRACTICE_NONE, NULL, NULL);
    return practice;
}

static bool read_accounts(const struct conf *practice, struct arena *arena,
                          struct practice_account **account, size_t *n, struct problems *problems)
{
    const struct conf *list = conf_list(practice, "accounts", problems);
    size_t before = problems->n;

    *n = list != NULL ? list->n : 0;
    *account = arena_array(arena, *n + 1, sizeof **account);
    for (size_t i = 0; i < *n; i++)
        (void)read_account(&list->item[i], &(*account)[i], problems);
    return problems->n == before;
}

bool practice_accounts(const char *forms, struct arena *arena, struct practice_account **account,
                       size_t *n, struct problems *problems)
{
    const struct conf *practice = read_script(forms, arena, problems);

    return practice != NULL && read_accounts(practice, arena, account, n, problems);
}

/* The numbers of practice: PTS keeps some for books and films, which ring nowhere. */
static struct contact_number *read_contacts(const struct conf *practice, struct arena *arena,
                                            size_t *n, struct problems *problems)
{
    static const char *const known[] = {"id", "number", NULL};
    const struct conf *list = conf_list(practice, "contacts", problems);
    struct contact_number *contact;

    *n = list != NULL ? list->n : 0;
    contact = arena_array(arena, *n + 1, sizeof *contact);
    for (size_t i = 0; i < *n; i++) {
        conf_only(&list->item[i], known, problems);
        contact[i].id = conf_text(&list->item[i], "id", "", problems);
        contact[i].number = conf_text(&list->item[i], "number", "", problems);
    }
    return contact;
}

static bool set_up(struct replay *it, struct err *err)
{
    struct setup_account *account = arena_array(it->arena, it->n_accounts, sizeof *account);
    struct label name = conf_label(it->practice, "home", it->problems);
    struct setup setup = {.home_name = label_in(&name, it->lang),
                          .account = account,
                          .n_accounts = it->n_accounts,
                          .forms = it->forms,
                          .cheap = true};
    struct setup_result result;

    for (size_t i = 0; i < it->n_accounts; i++) {
        account[i].login = it->account[i].login;
        account[i].name = it->account[i].name;
        account[i].role = it->account[i].role;
        account[i].passphrase = it->account[i].passphrase;
    }
    setup.contact = read_contacts(it->practice, it->arena, &setup.n_contacts, it->problems);
    if (!setup_home(&it->options, &setup, NULL, NULL, &result, it->problems, err))
        return false;
    setup_result_release(&result);
    return true;
}

static void end_sessions(struct replay *it)
{
    for (size_t i = 0; it->work != NULL && i < it->n_accounts; i++)
        session_end(it->work[i]);
}

static bool replay(struct replay *it, struct err *err)
{
    bool done;

    it->moment = it->now;
    it->options.clock = clock_fixed(&it->moment);
    it->moment = replay_first(it);
    if (!set_up(it, err))
        return false;
    it->home = home_open(&it->options, err);
    if (it->home == NULL)
        return false;
    it->work = arena_array(it->arena, it->n_accounts, sizeof(struct work *));
    it->home->quiet = true; /* thousands of syncs for steps that nobody took */
    done = replay_all(it, err);
    it->home->quiet = false;
    end_sessions(it);
    home_close(it->home);
    return done && it->problems->n == 0;
}

/* Replayed under a name of this process's own: who stops the program half way, or starts it twice, must
 * not find a home in which half of everything has happened. */
static bool replay_aside(struct replay *it, struct err *err)
{
    const char *name = it->options.database;
    char *head = home_head_path(&it->options);
    char *unfinished_head;
    bool done;

    it->options.database = arena_printf(it->arena, "%s.%ld", name, (long)getpid());
    unfinished_head = home_head_path(&it->options);
    db_remove(it->options.database);
    done = replay(it, err) && db_give_name(it->options.database, name, err);
    if (!done)
        db_remove(it->options.database);
    if (!done || rename(unfinished_head, head) != 0)
        unlink(unfinished_head);
    mem_free(unfinished_head);
    mem_free(head);
    return done;
}

bool practice_make(const struct home_options *options, const char *forms, enum lang lang,
                   struct problems *problems, struct err *err)
{
    struct replay it = {.options = *options, .forms = forms, .lang = lang, .problems = problems};
    struct arena *arena = arena_new();
    bool done = false;

    it.arena = arena;
    it.now = clock_now(&options->clock);
    it.practice = read_script(forms, arena, problems);
    if (file_exists(options->database))
        err_set(err, ERR_DENIED, T_STORE_EXISTS, options->database, NULL);
    else if (it.practice != NULL &&
             read_accounts(it.practice, arena, &it.account, &it.n_accounts, problems))
        done = replay_aside(&it, err);
    if (!done && err->code == ERR_NONE)
        err_set(err, ERR_FORM, T_PRACTICE_BROKEN, forms, NULL);
    arena_free(arena);
    return done;
}
