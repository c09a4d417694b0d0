/* adoption.c - the home's method: read from a folder, compared, kept, named in the home statement. */
#include "sis/casework/adoption.h"

#include <string.h>

#include "adoption_inside.h"
#include "inside.h"
#include "lists.h"
#include "methods.h"
#include "sis/base/file.h"
#include "sis/store/method_file.h"

struct method_file *adoption_files(const struct bundle *bundle, struct arena *arena)
{
    struct method_file *file = arena_array(arena, bundle->n + 1, sizeof *file);

    for (size_t i = 0; i < bundle->n; i++) {
        file[i].name = bundle->file[i].name;
        file[i].bytes = bundle->file[i].bytes;
        file[i].n = bundle->file[i].n;
    }
    return file;
}

struct method *adoption_load(const char *folder, const struct bundle *bundle, struct arena *arena,
                             struct problems *problems)
{
    struct method *method = method_load(bundle, arena, problems);
    struct hash hash;
    struct err err = {0};

    if (method == NULL)
        return NULL;
    if (!method_bundle_hash(adoption_files(bundle, arena), bundle->n, &hash, &err)) {
        problem_add(problems, folder, 0, err.text, err.value[0], err.value[1]);
        return NULL;
    }
    hash_text(&hash, method->hash);
    return method;
}

struct method *adoption_read(const char *folder, struct arena *arena, struct problems *problems)
{
    struct bundle bundle = {0};

    return bundle_read(folder, arena, &bundle, problems)
               ? adoption_load(folder, &bundle, arena, problems)
               : NULL;
}

/* Against every bundle ever adopted: what was answered under the oldest must still be told. */
static bool compare_all(struct work *work, const struct method *next, struct arena *arena,
                        struct problems *problems, struct err *err)
{
    struct hash *hash;
    size_t n;

    if (!method_bundle_list(work->home->db, arena, &hash, &n, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        const struct method *old = methods_find(work, &hash[i], err);

        if (old == NULL)
            return false;
        if (strcmp(old->hash, next->hash) != 0)
            method_compare(old, next, problems);
    }
    return true;
}

static bool keep(struct work *work, const struct bundle *bundle, struct arena *arena,
                 struct err *err)
{
    struct home_statement next;
    struct turn turn;
    bool done;

    if (!turn_begin(&turn, work, ACTION_METHOD_ADOPT, "method.adopt", NULL, err))
        return false;
    next = *work->own->roster.home;
    done = method_bundle_add(work->home->db, adoption_files(bundle, arena), bundle->n, &next.method,
                             err) &&
           lists_sign_home(work, &next, err) && turn_commit(&turn, err);
    turn_end(&turn);
    return done;
}

bool adoption_is_private(const char *folder, const struct bundle *bundle, struct err *err)
{
    struct arena *arena = arena_new();
    bool ours = true;

    for (size_t i = 0; ours && i < bundle->n; i++)
        ours = file_check_private(file_join(arena, folder, bundle->file[i].name), err);
    arena_free(arena);
    return ours;
}

bool adoption_check_folder(const char *folder, struct err *err)
{
    struct arena *arena = arena_new();
    struct bundle bundle = {0};
    struct problems unread;
    bool ours;

    problems_init(&unread, arena);
    (void)!bundle_read(folder, arena, &bundle, &unread);
    ours = adoption_is_private(folder, &bundle, err);
    arena_free(arena);
    return ours;
}

bool adoption_adopt(struct work *work, const char *folder, struct problems *problems,
                    struct err *err)
{
    struct arena *arena;
    struct bundle bundle = {0};
    struct method *method;
    bool whole;
    bool done = false;

    if (!work_may(work, ACTION_METHOD_ADOPT, NULL))
        return err_set(err, ERR_DENIED, T_DENIED, NULL, NULL);
    arena = arena_new();
    whole = bundle_read(folder, arena, &bundle, problems);
    if (work->practice || adoption_is_private(folder, &bundle, err)) {
        method = whole ? adoption_load(folder, &bundle, arena, problems) : NULL;
        if (method == NULL)
            err_set(err, ERR_FORM, T_METHOD_BROKEN, folder, NULL);
        else if (compare_all(work, method, arena, problems, err))
            done = problems->n == 0 ? keep(work, &bundle, arena, err)
                                    : err_set(err, ERR_FORM, T_METHOD_BROKEN, folder, NULL);
    }
    arena_free(arena);
    return done;
}
