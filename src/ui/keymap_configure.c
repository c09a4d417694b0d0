/* keymap_configure.c - keys that a home or a person has chosen, and what is wrong with them. */
#include "sis/ui/keymap.h"

/* A keymap being changed; `source` remembers which entry changed a command, so that a mistake is
 * shown where it was made. */
struct change {
    struct keymap keymap;
    const struct conf *source[COMMAND_COUNT];
    struct problems *problems;
};

/* The keys of one entry in place of those that the command has. */
static void set_keys(struct change *change, enum command command, const struct conf *on)
{
    unsigned char n = 0;
    for (size_t i = 0; i < on->n; i++) {
        const struct conf *item = &on->item[i];
        const char *name = item->kind == CONF_TEXT ? item->text : "";
        struct key key;
        char most[24];
        if (!key_parse(name, &key)) {
            problem_at(change->problems, item, T_ERR_KEYS_NAME, name, NULL);
        } else if (!key_is_sent(key)) {
            problem_at(change->problems, item, T_ERR_KEYS_SENT, name, NULL);
        } else if (n == KEYS_PER_COMMAND) {
            problem_at(change->problems, item, T_ERR_KEYS_MANY, command_name(command),
                       number_text(most, KEYS_PER_COMMAND));
            break;
        } else {
            change->keymap.key[command][n++] = key;
        }
    }
    change->keymap.n[command] = n;
}

static void apply_entry(struct change *change, const struct conf *entry)
{
    static const char *const known[] = {"do", "on", NULL};
    if (entry->kind != CONF_GROUP) {
        problem_at(change->problems, entry, T_ERR_KEYS_GROUP, NULL, NULL);
        return;
    }
    conf_only(entry, known, change->problems);
    const char *name = conf_text(entry, "do", "", change->problems);
    const struct conf *on = conf_list(entry, "on", change->problems);
    enum command command = command_by_name(name);
    if (!on) {
        problem_at(change->problems, entry, T_ERR_KEYS_GROUP, NULL, NULL);
    } else if (command == COMMAND_NONE) {
        problem_at(change->problems, entry, T_ERR_KEYS_COMMAND, name, NULL);
    } else {
        set_keys(change, command, on);
        change->source[command] = entry;
    }
}

/* One problem for each key that an earlier command of the table has in the same context. */
static void check_clashes(const struct change *change, enum context context, enum command command)
{
    struct key key;
    for (int i = 0; keymap_key(&change->keymap, context, command, i, &key); i++) {
        enum command other = keymap_find(&change->keymap, context, key);
        const struct conf *entry = change->source[command];
        char name[KEY_NAME_BYTES];
        if (other == command)
            continue;
        if (!entry) {
            entry = change->source[other];
            other = command;
        }
        key_spell(key, name);
        problem_at(change->problems, entry, T_ERR_KEYS_TWICE, name, command_name(other));
    }
}

/* False when a problem was added. */
static bool check_command(const struct change *change, enum context context, enum command command)
{
    struct key key;
    size_t before = change->problems->n;
    if (!command_in(command, context))
        return true;
    if (!keymap_key(&change->keymap, context, command, 0, &key))
        problem_at(change->problems, change->source[command], T_ERR_KEYS_NONE,
                   command_name(command), NULL);
    check_clashes(change, context, command);
    return change->problems->n == before;
}

void keymap_configure(struct keymap *keymap, const struct conf *list, struct problems *problems)
{
    struct change change = {.keymap = *keymap, .problems = problems};
    size_t before = problems->n;
    for (size_t i = 0; list && i < list->n; i++)
        apply_entry(&change, &list->item[i]);
    for (int c = COMMAND_NONE + 1; c < COMMAND_COUNT && problems->n == before; c++)
        for (int context = 0; context < CONTEXT_COUNT; context++)
            if (!check_command(&change, (enum context)context, (enum command)c))
                break;
    if (problems->n == before)
        *keymap = change.keymap;
}
