/* test_screens_keys.c - the status line of every screen, where there is little room for it. */
#include <string.h>

#include "unit.h"

#include "canvas_dump.h"
#include "screens/parts.h"
#include "sis/base/utf8.h"

static const int widths[] = {60, 80, 120};

/* The status line of a screen on which these bits hold. */
static void draw_line(const struct screen_env *env, const char *screen, unsigned when, int cols,
                      struct str *out)
{
    struct canvas *canvas = canvas_new(2, cols);

    str_clear(out);
    frame_keys(canvas, env, screen, when);
    canvas_dump(canvas, false, out);
    canvas_free(canvas);
}

static bool holds(const struct screen_key *key, unsigned when)
{
    return key->when == 0 || (key->when & when) != 0;
}

/* Whether the line names the key of a command, as a word of its own. */
static bool names(const struct screen_env *env, const struct screen_keys *keys,
                  enum command command, const char *line)
{
    char name[KEY_WORDS_BYTES];
    size_t n;

    keymap_words(env->keymap, keys->context, command, env->lang, name);
    n = strlen(name);
    for (const char *at = strstr(line, name); n > 0 && at != NULL; at = strstr(at + 1, name))
        if (at > line && at[-1] == ' ' && (at[n] == ' ' || at[n] == '\n'))
            return true;
    return false;
}

/* The first key that holds, and those that lead back, to help and to the lock. */
static void check_line(const struct screen_env *env, const struct screen_keys *keys, unsigned when)
{
    struct str line;
    bool first = true;

    str_init(&line, 0);
    for (size_t w = 0; w < ARRAY_LEN(widths); w++) {
        draw_line(env, keys->screen, when, widths[w], &line);
        first = true;
        for (size_t i = 0; i < keys->n; i++) {
            enum command command = keys->key[i].command;

            if (!holds(&keys->key[i], when))
                continue;
            if ((first || command_stays(command)) && !names(env, keys, command, line.p)) {
                print_error("%s, %d columns, bits %x: %s is missing in\n%s", keys->screen,
                            widths[w], when, command_name(command), line.p);
                fail();
            }
            first = false;
        }
    }
    str_release(&line);
}

static void the_way_back_help_and_the_lock_are_in_every_line(void **state)
{
    struct keymap keymap;
    struct screen_env env = {.keymap = &keymap};
    size_t checked = 0;

    (void)state;
    keymap_init(&keymap, false);
    for (env.lang = LANG_SV; env.lang < LANG_COUNT; env.lang++) {
        for (enum room room = ROOM_NONE + 1; room < ROOM_COUNT; room++) {
            const struct screen_keys *keys = screen_keys_of(room_code(room));

            if (!text_equal(keys->screen, room_code(room)))
                continue;
            check_line(&env, keys, 0);
            check_line(&env, keys, ~0u);
            for (unsigned bit = 0; bit < 16; bit++)
                check_line(&env, keys, 1u << bit);
            checked++;
        }
    }
    assert_true(checked > 50);
}

/* Where one can go back, one can be told how; and from everywhere else than help itself. */
static void every_screen_tells_of_back_help_and_lock(void **state)
{
    (void)state;
    for (enum room room = ROOM_NONE + 1; room < ROOM_COUNT; room++) {
        const struct screen_keys *keys = screen_keys_of(room_code(room));
        unsigned seen = 0;

        for (size_t i = 0; i < keys->n; i++) {
            seen |= keys->key[i].command == COMMAND_BACK   ? 1u
                    : keys->key[i].command == COMMAND_HELP ? 2u
                    : keys->key[i].command == COMMAND_LOCK ? 4u
                                                           : 0;
        }
        if (!text_equal(keys->screen, room_code(room)))
            continue;
        assert_true(room == ROOM_LOGIN || room == ROOM_TODAY || (seen & 1u) != 0);
        assert_true(room == ROOM_HELP || room == ROOM_LIMITS || (seen & 2u) != 0);
        assert_true(room == ROOM_LOGIN || (seen & 4u) != 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_way_back_help_and_the_lock_are_in_every_line),
        cmocka_unit_test(every_screen_tells_of_back_help_and_lock),
    };

    utf8_locale();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
