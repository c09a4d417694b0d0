/* letter_copy.c - giving out a letter: two people, a record in the case, then the file. */
#include "letter_copy.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "inside.h"
#include "methods.h"
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

/* Another account, not ended, that reads this case and may give letters out. */
static bool second_may(struct work *work, const struct id *case_id, const char *login,
                       struct err *err)
{
    const struct account_entry *entry = home_login(work->own->roster.home, login);
    const struct access_view *access = work_access(work, case_id, err);
    enum role role;

    if (access == NULL) {
        return false;
    }
    if (entry == NULL || !roster_role(&work->own->roster, &entry->account, &role)) {
        return err_set(err, ERR_PASSWORD, T_LOGIN_WRONG, NULL, NULL);
    }
    if (id_equal(&entry->account, &work->account)) {
        return err_set(err, ERR_DENIED, T_SECOND_SELF, NULL, NULL);
    }
    return (access_list_has(access->list, &entry->account) &&
            rights_allow(role, ACTION_LETTER_SAVE, RELATION_ASSIGNED)) ||
           err_set(err, ERR_DENIED, T_SECOND_MAY_NOT, login, NULL);
}

/* The second person's ring. Argon2 takes its time, so this stands before the turn, which asks
 * second_may again. */
static struct keyring *open_second(struct work *work, const struct id *case_id, const char *login,
                                   const char *passphrase, struct err *err)
{
    struct arena *arena = arena_new();
    struct keyring *ring = NULL;
    struct account_row row;

    if (work_refresh(work, err) && second_may(work, case_id, login, err) &&
        account_row_find(work->home->db, login, arena, &row, err)) {
        ring = session_open_bundle(work->home, &row, passphrase, err);
        if (ring == NULL && err->code == ERR_PASSWORD) {
            session_failed(work->home, &row.id);
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
static bool describe(const struct letter_out *letter, const struct two_persons *two,
                     const char *second, struct answers *answers)
{
    bool done;
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
    done = two_persons_encode(two, &bytes);
    for (size_t i = 0; done && i < bytes.n; i++) {
        str_printf(&hex, "%02x", (unsigned char)bytes.p[i]);
    }
    set_text(answers, "copy.signatures", hex.p);
    str_release(&bytes);
    str_release(&hex);
    return done;
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
    turn->object = record.id;
    done = describe(letter, two, second, &answers)
               ? turn_row(turn, &record, &answers, err)
               : err_set(err, ERR_LIMIT, T_ROW_TOO_LARGE, NULL, NULL);
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

/* What the letter was built from must still be all there is: a consent may have been withdrawn. */
static bool is_current(struct work *work, struct case_file *file, const struct letter_out *letter,
                       struct err *err)
{
    bool changed;

    if (!case_refresh(work, file, &changed, err)) {
        return false;
    }
    return file->n_records == letter->revisions ||
           err_set(err, ERR_CONFLICT, T_LETTER_OLD, NULL, NULL);
}

bool letter_save(struct work *work, struct case_file *file, const struct letter_out *letter,
                 const void *bytes, size_t n, const struct second_person *second,
                 const char *folder, struct arena *arena, const char **path, struct err *err)
{
    struct two_persons two = {.object = file->id, .at = clock_now(&work->clock)};
    char login[LOGIN_MAX + 1];
    const char *name = file_name(arena, folder, letter->number);
    struct keyring *ring;
    struct turn turn;
    bool done = false;

    if (!work_may(work, ACTION_LETTER_SAVE, &file->id)) {
        return err_set(err, ERR_DENIED, T_DENIED, NULL, NULL);
    }
    if (!file_make_folder(folder, err) || !file_check_private(folder, err)) {
        return false;
    }
    session_login_name(second->login, login);
    ring = open_second(work, &file->id, login, second->passphrase, err);
    if (ring != NULL && turn_begin(&turn, work, ACTION_LETTER_SAVE, ACTION_TEXT, &file->id, err)) {
        snprintf(two.action, sizeof two.action, "%s", ACTION_TEXT);
        two.exact = hash_of(bytes, n);
        done = second_may(work, &file->id, login, err) && is_current(work, file, letter, err) &&
               two_persons_sign(&two, work->keys, ring, err) &&
               give_out(&turn, letter, &two, login, bytes, n, name, err);
        turn_end(&turn);
    }
    keyring_free(ring);
    if (done) {
        *path = name;
    }
    return done && case_follow(work, file);
}
