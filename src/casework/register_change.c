/* register_change.c - a youth into the register, and what may be changed about one there. */
#include <stdio.h>
#include <string.h>

#include "registry.h"
#include "sis/base/utf8.h"
#include "sis/casework/access.h"
#include "sis/domain/identity.h"
#include "sis/vault/vault.h"

/* Neutral words of nature; a home has some thirty youths at a time. */
static const char *const work_names[] = {
    "Granen",  "Ängen",    "Vinden", "Sjön",   "Bäcken", "Stenen",  "Molnet", "Björken",
    "Viken",   "Skogen",   "Kullen", "Regnet", "Snön",   "Ljungen", "Heden",  "Strömmen",
    "Klippan", "Tallen",   "Lunden", "Forsen", "Dimman", "Rönnen",  "Udden",  "Åsen",
    "Dalen",   "Linden",   "Eken",   "Almen",  "Holmen", "Sanden",  "Mossen", "Isen",
    "Källan",  "Hassel",   "Enen",   "Sälgen", "Videt",  "Aspen",   "Bergen", "Fjärden",
    "Havet",   "Stranden", "Stigen", "Hagen",  "Parken", "Lönnen",  "Boken",  "Asken",
};

/* Brings the identity to its normal form; in practice only published test numbers pass. */
static bool check_identity(struct work *work, struct arena *arena, struct youth *youth,
                           struct err *err)
{
    struct identity identity;

    if (text_is_empty(youth->identity))
        return true;
    if (!identity_parse(youth->identity, work_today(work), &identity))
        return err_set(err, ERR_INPUT, T_IDENTITY_WRONG, NULL, NULL);
    if (work->practice && !identity_is_test_number(&identity))
        return err_set(err, ERR_INPUT, T_IDENTITY_PRACTICE, NULL, NULL);
    youth->identity = arena_strdup(arena, identity.normal);
    return true;
}

/* Two files on one youth would each hold half of what is known. One who has left may come back. */
static bool check_same_person(struct work *work, struct arena *arena, const struct youth *youth,
                              struct err *err)
{
    struct youth *list;
    size_t n;

    if (text_is_empty(youth->identity))
        return true;
    if (!registry_youths(work, arena, &list, &n, err))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!list[i].left && !id_equal(&list[i].id, &youth->id) &&
            text_equal(list[i].identity, youth->identity))
            return err_set(err, ERR_INPUT, T_YOUTH_IDENTITY_TAKEN, list[i].number,
                           list[i].work_name);
    return true;
}

/* The work name stands on every list: it may be no word of the name it is there to hide. */
static bool check_work_name(const struct youth *youth, struct err *err)
{
    struct str work_name;
    struct str name;
    bool shows = false;

    str_init(&work_name, 0);
    str_init(&name, 0);
    utf8_fold(&work_name, youth->work_name, strlen(youth->work_name));
    utf8_fold(&name, text_is_empty(youth->name) ? "" : youth->name,
              text_is_empty(youth->name) ? 0 : strlen(youth->name));
    for (const char *at = name.p + strspn(name.p, " -"); *at != '\0' && !shows;) {
        size_t n = strcspn(at, " -");

        shows = n == work_name.n && memcmp(at, work_name.p, n) == 0;
        at += n;
        at += strspn(at, " -");
    }
    str_release(&work_name);
    str_release(&name);
    return !shows || err_set(err, ERR_INPUT, T_YOUTH_NAME_SHOWS, youth->work_name, NULL);
}

static bool check_free(struct work *work, struct arena *arena, const struct youth *youth,
                       struct err *err)
{
    struct youth *list;
    size_t n;

    if (text_is_empty(youth->number) || text_is_empty(youth->work_name))
        return err_set(err, ERR_INPUT, T_YOUTH_NEEDS, NULL, NULL);
    if (!registry_youths(work, arena, &list, &n, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (id_equal(&list[i].id, &youth->id))
            continue;
        if (strcmp(list[i].number, youth->number) == 0)
            return err_set(err, ERR_INPUT, T_YOUTH_NUMBER_TAKEN, youth->number, list[i].work_name);
        if (!list[i].left && strcmp(list[i].work_name, youth->work_name) == 0)
            return err_set(err, ERR_INPUT, T_YOUTH_NAME_TAKEN, youth->work_name, list[i].number);
    }
    return true;
}

static bool write(struct work *work, struct youth *youth, const char *what, struct err *err)
{
    struct arena *arena = arena_new();
    struct youth now = {.number = ""};
    struct turn turn;
    bool done = false;

    if (turn_begin(&turn, work, ACTION_YOUTH_REGISTER, what, NULL, err)) {
        done = id_is_none(&youth->id) || register_get(work, &youth->id, arena, &now, err);
        if (done && !id_is_none(&youth->id)) {
            /* Whose file it is, and its number, nobody changes by the way. */
            youth->case_id = now.case_id;
            youth->number = now.number;
        }
        done = done && check_free(work, arena, youth, err) && check_work_name(youth, err) &&
               check_identity(work, arena, youth, err) &&
               check_same_person(work, arena, youth, err) &&
               registry_write_youth(&turn, youth, err);
        turn.object = youth->id;
        done = done && turn_commit(&turn, err);
        turn_end(&turn);
    }
    youth->identity = NULL; /* it lay in the arena */
    arena_free(arena);
    return done;
}

bool register_add(struct work *work, struct youth *youth, struct err *err)
{
    struct youth copy = *youth;

    memset(&copy.id, 0, sizeof copy.id);
    memset(&copy.case_id, 0, sizeof copy.case_id);
    if (!write(work, &copy, "youth.add", err))
        return false;
    youth->id = copy.id;
    youth->case_id = copy.case_id;
    return !rights_allow(work->role, ACTION_CASE_OPEN, RELATION_NONE) ||
           access_open_case(work, &youth->id, &youth->case_id, err);
}

bool register_change(struct work *work, const struct youth *youth, struct err *err)
{
    struct youth copy = *youth;

    if (id_is_none(&copy.id))
        return err_set(err, ERR_MISSING, T_YOUTH_UNKNOWN, NULL, NULL);
    return write(work, &copy, "youth.change", err);
}

static bool name_is_free(const struct youth *list, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (!list[i].left && strcmp(list[i].work_name, name) == 0)
            return false;
    return true;
}

bool register_suggest(struct work *work, struct arena *arena, const char **work_name,
                      const char **number, struct err *err)
{
    int year = work_today(work).year % 100;
    size_t start = random_below(ARRAY_LEN(work_names));
    int highest = 0;
    struct youth *list;
    size_t n;

    if (!registry_youths(work, arena, &list, &n, err))
        return false;
    *work_name = "";
    for (size_t i = 0; i < ARRAY_LEN(work_names) && (*work_name)[0] == '\0'; i++) {
        const char *name = work_names[(start + i) % ARRAY_LEN(work_names)];

        if (name_is_free(list, n, name))
            *work_name = name;
    }
    for (size_t i = 0; i < n; i++) {
        int of_year, running;

        if (sscanf(list[i].number, "%2d-%3d", &of_year, &running) == 2 && of_year == year &&
            running > highest)
            highest = running;
    }
    *number = arena_printf(arena, "%02d-%03d", year, highest + 1);
    return true;
}
