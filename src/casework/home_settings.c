/* home_settings.c - the home's settings as the text that is sealed, and back. */
#include "home_settings.h"

#include <string.h>

#include "sis/base/conf.h"
#include "sis/store/setting.h"

static void write_text(struct str *out, const char *text)
{
    str_putc(out, '"');
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\')
            str_putc(out, '\\');
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
    if (!setting_load(work->home->db, work->keys, &it->hash, work->arena, &text, &n, &err))
        return;
    problems_init(&problems, work->arena);
    root = conf_parse(text, n, "settings", work->arena, &problems);
    if (root == NULL)
        return;
    it->name = conf_text(root, "home", "", &problems);
    list = conf_list(root, "contacts", &problems);
    if (list != NULL)
        read_contacts(list, work->arena, it, &problems);
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
