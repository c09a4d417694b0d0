/* letter_copy.c - giving out a letter: two people, a record in the case, then the file. */
#include "letter_copy.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "case_inside.h"
#include "signatures.h"
#include "sis/base/file.h"
#include "sis/casework/letter.h"
#include "sis/vault/sign.h"
#include "sis/vault/vault.h"

#define CODE_SIGNS 6

void copy_mark(struct case_file *file, struct arena *arena, const char **number, const char **code)
{
    /* Signs that cannot be taken for each other when they are read out by telephone. */
    static const char sign[] = "ACDEFHJKMNPRTUVWXY34679";
    const struct record **copy;
    size_t n = case_records(file, FORM_COPY, arena, &copy);
    char *text = arena_alloc(arena, CODE_SIGNS + 1);

    for (int i = 0; i < CODE_SIGNS; i++)
        text[i] = sign[random_below(sizeof sign - 1)];
    *code = text;
    *number = arena_printf(arena, "%s K%zu", file->youth.number, n + 1);
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
    struct str signatures;

    hash_text(&two->exact, hash);
    set_text(answers, "copy.number", letter->number);
    set_text(answers, "copy.code", letter->code);
    set_text(answers, "copy.letter", letter->letter->id);
    set_code(answers, "copy.state", "given");
    if (letter->receiver != NULL)
        set_code(answers, "copy.receiver", letter->receiver->id);
    set_text(answers, COPY_SECOND, second);
    set_text(answers, COPY_HASH, hash);
    str_init(&signatures, 0);
    done = two_persons_text(two, &signatures);
    set_text(answers, COPY_SIGNATURES, signatures.p);
    str_release(&signatures);
    return done;
}

/* "24-031-K3.txt": no name, no sensitive word. */
static const char *file_name(struct arena *arena, const char *folder, const char *number)
{
    char *name = arena_printf(arena, "%s.txt", number);

    for (char *p = name; *p != '\0'; p++)
        if (*p == ' ' || *p == '/')
            *p = '-';
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
    if (done && file_exists(path))
        done = err_set(err, ERR_CONFLICT, T_LETTER_FILE_EXISTS, path, NULL);
    done = done && (written = file_write(path, bytes, n, 0600, err)) && turn_commit(turn, err);
    if (!done && written)
        unlink(path);
    arena_free(arena);
    return done;
}

/* What the letter was built from must still be all there is: a consent may have been withdrawn, or have
 * run out at midnight. */
static bool is_current(struct work *work, struct case_file *file, const struct letter_out *letter,
                       struct err *err)
{
    bool changed;

    if (!case_refresh(work, file, &changed, err))
        return false;
    return (file->n_records == letter->revisions &&
            date_compare(letter->day, work_today(work)) == 0) ||
           err_set(err, ERR_CONFLICT, T_LETTER_OLD, NULL, NULL);
}

bool letter_save(struct work *work, struct case_file *file, const struct letter_out *letter,
                 const void *bytes, size_t n, const struct second_person *second,
                 const char *folder, struct arena *arena, const char **path, struct err *err)
{
    struct two_persons two = {.object = file->id, .at = clock_now(&work->clock)};
    char login[LOGIN_MAX + 1];
    const char *name = file_name(arena, folder, letter->number);
    struct author who;
    struct keyring *ring;
    struct turn turn;
    bool done = false;

    if (!work_may(work, ACTION_LETTER_SAVE, &file->id))
        return err_set(err, ERR_DENIED, T_DENIED, NULL, NULL);
    if (!file_make_folder(folder, err) || !file_check_private(folder, err))
        return false;
    session_login_name(second->login, login);
    ring = second_open(work, &file->id, ACTION_LETTER_SAVE, login, second->passphrase, err);
    if (ring != NULL && turn_begin(&turn, work, ACTION_LETTER_SAVE, COPY_ACTION, &file->id, err)) {
        snprintf(two.action, sizeof two.action, "%s", COPY_ACTION);
        two.exact = hash_of(bytes, n);
        done = second_may(work, &file->id, ACTION_LETTER_SAVE, login, &who, err) &&
               is_current(work, file, letter, err) &&
               two_persons_sign(&two, work->keys, ring, err) &&
               give_out(&turn, letter, &two, login, bytes, n, name, err);
        turn_end(&turn);
    }
    keyring_free(ring);
    if (done)
        *path = name;
    return done && case_follow(work, file);
}
