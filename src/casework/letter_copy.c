/* letter_copy.c - giving out a letter: two people, a record in the case, then the file. */
#include "letter_copy.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "inside.h"
#include "sis/base/file.h"
#include "sis/casework/letter.h"
#include "sis/store/account_row.h"
#include "sis/vault/sign.h"
#include "sis/vault/vault.h"

#define CODE_SIGNS 6
#define ACTION_TEXT "letter.save"

void copy_mark(struct case_file *file, struct arena *arena, const char **number, const char **code)
{
    /* Signs that cannot be taken for each other when they are read out by telephone. */
    static const char sign[] = "ACDEFHJKMNPRTUVWXY34679";
    const struct record **copy;
    size_t n = case_records(file, FORM_COPY, arena, &copy);
    char *text = arena_alloc(arena, CODE_SIGNS + 1);

    for (int i = 0; i < CODE_SIGNS; i++) {
        text[i] = sign[random_below(sizeof sign - 1)];
    }
    *code = text;
    *number = arena_printf(arena, "%s K%zu", file->youth.number, n + 1);
}

/* The second person's ring: another account, not ended, that reads this case. */
static struct keyring *open_second(struct work *work, const struct id *case_id,
                                   const struct second_person *second, struct err *err)
{
    const struct account_entry *entry = home_login(work->own->roster.home, second->login);
    const struct access_view *access = work_access(work, case_id, err);
    struct arena *arena = arena_new();
    struct keyring *ring = NULL;
    struct account_row row;
    enum role role;

    if (access == NULL) {
        arena_free(arena);
        return NULL;
    }
    if (entry == NULL || !roster_role(&work->own->roster, &entry->account, &role) ||
        !account_row_find(work->home->db, second->login, arena, &row, err)) {
        err_set(err, ERR_PASSWORD, T_LOGIN_WRONG, NULL, NULL);
    } else if (id_equal(&entry->account, &work->account)) {
        err_set(err, ERR_DENIED, T_SECOND_SELF, NULL, NULL);
    } else if (!access_list_has(access->list, &entry->account) ||
               !rights_allow(role, ACTION_LETTER_SAVE, RELATION_ASSIGNED)) {
        err_set(err, ERR_DENIED, T_SECOND_MAY_NOT, second->login, NULL);
    } else {
        ring = account_open(&work->home->side, &row.id, row.bundle, row.n, second->passphrase, err);
        if (ring == NULL && err->code == ERR_PASSWORD) {
            err_set(err, ERR_PASSWORD, T_LOGIN_WRONG, NULL, NULL);
        }
    }
    arena_free(arena);
    return ring;
}

static void set_text(struct answers *answers, const char *id, const char *text)
{
    struct answer answer = {.id = id, .value = value_text(text)};

    answers_set(answers, &answer);
}

static void set_code(struct answers *answers, const char *id, const char *code)
{
    struct answer answer = {.id = id, .value = value_codes(&code, 1)};

    answers_set(answers, &answer);
}

/* What the case remembers of the copy: number, receiver, code, hash, both signatures. */
static void describe(const struct letter_out *letter, const struct two_persons *two,
                     const char *second, struct answers *answers)
{
    char hash[HASH_TEXT];
    struct str bytes;
    struct str hex;

    hash_text(&two->exact, hash);
    set_text(answers, "copy.number", letter->number);
    set_text(answers, "copy.code", letter->code);
    set_text(answers, "copy.letter", letter->letter->id);
    set_code(answers, "copy.state", "given");
    if (letter->receiver != NULL) {
        set_code(answers, "copy.receiver", letter->receiver->id);
    }
    set_text(answers, "copy.second", second);
    set_text(answers, "copy.hash", hash);
    str_init(&bytes, 0);
    str_init(&hex, 0);
    if (two_persons_encode(two, &bytes)) {
        for (size_t i = 0; i < bytes.n; i++) {
            str_printf(&hex, "%02x", (unsigned char)bytes.p[i]);
        }
        set_text(answers, "copy.signatures", hex.p);
    }
    str_release(&bytes);
    str_release(&hex);
}

/* "24-031-K3.txt": no name, no sensitive word. */
static const char *file_name(struct arena *arena, const char *folder, const char *number)
{
    char *name = arena_printf(arena, "%s.txt", number);

    for (char *p = name; *p != '\0'; p++) {
        if (*p == ' ' || *p == '/') {
            *p = '-';
        }
    }
    return file_join(arena, folder, name);
}

static bool give_out(struct turn *turn, const struct letter_out *letter,
                     const struct two_persons *two, const char *second, const void *bytes, size_t n,
                     const char *path, struct err *err)
{
    struct arena *arena = arena_new();
    struct record record = {
        .id = random_id(), .form = FORM_COPY, .state = RECORD_SIGNED, .revision = 1};
    struct answers answers;
    bool written = false;
    bool done;

    answers_init(&answers, arena);
    describe(letter, two, second, &answers);
    turn->object = record.id;
    done = turn_row(turn, &record, &answers, err);
    if (done && file_exists(path)) {
        done = err_set(err, ERR_CONFLICT, T_LETTER_FILE_EXISTS, path, NULL);
    }
    done = done && (written = file_write(path, bytes, n, 0600, err)) && turn_commit(turn, err);
    if (!done && written) {
        unlink(path);
    }
    arena_free(arena);
    return done;
}

bool letter_save(struct work *work, struct case_file *file, const struct letter_out *letter,
                 const void *bytes, size_t n, const struct second_person *second,
                 const char *folder, struct arena *arena, const char **path, struct err *err)
{
    struct two_persons two = {.object = file->id, .at = clock_now(&work->clock)};
    struct keyring *ring = NULL;
    struct turn turn;
    bool changed;
    bool done = false;

    if (!file_make_folder(folder, err) || !file_check_private(folder, err)) {
        return false;
    }
    *path = file_name(arena, folder, letter->number);
    if (turn_begin(&turn, work, ACTION_LETTER_SAVE, ACTION_TEXT, &file->id, err)) {
        ring = open_second(work, &file->id, second, err);
        snprintf(two.action, sizeof two.action, "%s", ACTION_TEXT);
        two.exact = hash_of(bytes, n);
        done = ring != NULL && two_persons_sign(&two, work->keys, ring, err) &&
               give_out(&turn, letter, &two, second->login, bytes, n, *path, err);
        turn_end(&turn);
    }
    keyring_free(ring);
    return done && case_refresh(work, file, &changed, err);
}
