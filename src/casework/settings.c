/* settings.c - what the home itself sets: its name and telephone numbers. */
#include "sis/casework/settings.h"

#include <string.h>

#include "home_settings.h"
#include "lists.h"
#include "sis/base/conf.h"
#include "sis/base/utf8.h"
#include "sis/store/setting.h"

static void write_text(struct str *out, const char *text)
{
    str_putc(out, '"');
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\') {
            str_putc(out, '\\');
        }
        str_putc(out, *text);
    }
    str_putc(out, '"');
}

void home_settings_write(const struct home_settings *it, struct str *out)
{
    str_puts(out, "home = ");
    write_text(out, it->name);
    str_puts(out, ";\ncontacts = (");
    for (size_t i = 0; i < it->n; i++) {
        str_puts(out, i > 0 ? ",\n  { id = " : "\n  { id = ");
        write_text(out, it->contact[i].id);
        str_puts(out, "; number = ");
        write_text(out, it->contact[i].number);
        str_puts(out, "; }");
    }
    str_puts(out, " );\n");
}

static void read_contacts(const struct conf *list, struct arena *arena, struct home_settings *it,
                          struct problems *problems)
{
    struct contact_number *contact = arena_array(arena, list->n + 1, sizeof *contact);

    for (size_t i = 0; i < list->n; i++) {
        contact[it->n].id = conf_text(&list->item[i], "id", "", problems);
        contact[it->n++].number = conf_text(&list->item[i], "number", "", problems);
    }
    it->contact = contact;
}

void home_settings_load(struct work *work)
{
    struct home_settings *it = &work->own->settings;
    struct problems problems;
    const struct conf *root;
    const struct conf *list;
    struct err err = {0};
    char *text;
    size_t n;

    memset(it, 0, sizeof *it);
    it->name = "";
    it->hash = work->own->roster.home->settings;
    if (!setting_load(work->home->db, work->keys, &it->hash, work->arena, &text, &n, &err)) {
        return;
    }
    problems_init(&problems, work->arena);
    root = conf_parse(text, n, "settings", work->arena, &problems);
    if (root == NULL) {
        return;
    }
    it->name = conf_text(root, "home", "", &problems);
    list = conf_list(root, "contacts", &problems);
    if (list != NULL) {
        read_contacts(list, work->arena, it, &problems);
    }
}

bool home_settings_put(struct db *db, const struct side *side, const struct vault_key *key,
                       const struct home_settings *it, struct hash *hash, struct err *err)
{
    struct str text;
    bool done;

    str_init(&text, 0);
    home_settings_write(it, &text);
    done = setting_put(db, side, key, text.p, text.n, hash, err);
    str_release(&text);
    return done;
}

const char *settings_number(const struct work *work, const struct entry *contact)
{
    const struct home_settings *it = &work->own->settings;

    for (size_t i = 0; i < it->n; i++) {
        if (strcmp(it->contact[i].id, contact->id) == 0) {
            return it->contact[i].number;
        }
    }
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

    for (size_t i = 0; i < n; i++) {
        digits += number[i] >= '0' && number[i] <= '9';
    }
    if (n > 0 && (digits < 2 || n > CONTACT_NUMBER_MAX || strspn(number, "0123456789 +-") != n)) {
        return err_set(err, ERR_INPUT, T_CONTACT_NUMBER, number, NULL);
    }
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
    for (size_t i = 0; i < now->n; i++) {
        if (strcmp(now->contact[i].id, contact) != 0) {
            list[next.n++] = now->contact[i];
        }
    }
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

    if (entries_find(&work->method->contacts, contact) == NULL) {
        return err_set(err, ERR_MISSING, T_CONTACT_UNKNOWN, contact, NULL);
    }
    if (!settings_check_number(number, err) ||
        !turn_begin(&turn, work, ACTION_SETTING_CHANGE, "setting.change", NULL, err)) {
        return false;
    }
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
