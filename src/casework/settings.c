/* settings.c - what the home itself sets: its name and telephone numbers. */
#include "sis/casework/settings.h"

#include <string.h>

#include "home_settings.h"
#include "lists.h"

const char *settings_number(const struct work *work, const struct entry *contact)
{
    const struct home_settings *it = &work->own->settings;

    for (size_t i = 0; i < it->n; i++)
        if (strcmp(it->contact[i].id, contact->id) == 0)
            return it->contact[i].number;
    return contact->number != NULL ? contact->number : "";
}

const char *settings_home_name(const struct work *work)
{
    return work->own->settings.name;
}

/* Checks a telephone number: digits, spaces, + and -, at least two digits. "" is allowed: none. */
static bool settings_check_number(const char *number, struct err *err)
{
    size_t digits = 0;
    size_t n = strlen(number);

    for (size_t i = 0; i < n; i++)
        digits += number[i] >= '0' && number[i] <= '9';
    if (n > 0 && (digits < 2 || n > CONTACT_NUMBER_MAX || strspn(number, "0123456789 +-") != n))
        return err_set(err, ERR_INPUT, T_CONTACT_NUMBER, number, NULL);
    return true;
}

/* The settings with one number changed; contact and number are borrowed. */
static struct home_settings changed(const struct home_settings *now, const char *contact,
                                    const char *number, struct arena *arena)
{
    struct home_settings next = *now;
    struct contact_number *list = arena_array(arena, now->n + 1, sizeof *list);

    next.n = 0;
    next.contact = list;
    for (size_t i = 0; i < now->n; i++)
        if (strcmp(now->contact[i].id, contact) != 0)
            list[next.n++] = now->contact[i];
    if (number[0] != '\0') {
        list[next.n].id = contact;
        list[next.n++].number = number;
    }
    return next;
}

bool settings_set_number(struct work *work, const char *contact, const char *number,
                         struct err *err)
{
    struct arena *arena;
    struct home_settings next;
    struct home_statement statement;
    struct turn turn;
    bool done;

    if (entries_find(&work->method->contacts, contact) == NULL)
        return err_set(err, ERR_MISSING, T_CONTACT_UNKNOWN, contact, NULL);
    if (!settings_check_number(number, err) ||
        !turn_begin(&turn, work, ACTION_SETTING_CHANGE, "setting.change", NULL, err))
        return false;
    arena = arena_new();
    next = changed(&work->own->settings, contact, number, arena);
    statement = *work->own->roster.home;
    done = home_settings_put(work->home->db, &work->home->side, work->own->home_key, &next,
                             &statement.settings, err) &&
           lists_sign_home(work, &statement, err) && turn_commit(&turn, err);
    turn_end(&turn);
    arena_free(arena);
    return done;
}
