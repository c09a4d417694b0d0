/* test_ui_keymap.c - names of keys, the table of commands, and looking up a key in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "sis/base/mem.h"
#include "sis/ui/keymap.h"
#include "text_name.h"

static struct key parsed(const char *name)
{
    struct key key = {0};
    if (!key_parse(name, &key))
        fail_msg("%s is not understood", name);
    return key;
}

static void assert_name(struct key key, const char *name)
{
    char out[KEY_NAME_BYTES];
    key_spell(key, out);
    assert_string_equal(out, name);
}

static void names_read_back(void **state)
{
    static const char *const name[] = {
        "a",     "A",       "å",      "-",         "?",       "C-s",   "M-x",     "C-M-x",
        "Space", "C-Space", "Tab",    "S-Tab",     "C-S-Tab", "Enter", "S-Enter", "Esc",
        "F1",    "F9",      "F10",    "S-F12",     "C--",     "M--",   "C-Left",  "C-S-Right",
        "S-Up",  "PgUp",    "C-Home", "Backspace", "Delete"};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(name); i++)
        assert_name(parsed(name[i]), name[i]);
}

static void every_key_has_a_name_that_reads_back(void **state)
{
    (void)state;
    for (int code = 0; code < KEYCODE_COUNT; code++)
        for (unsigned mods = 0; mods < 8; mods++)
            for (int32_t cp = 0x20; cp < 0x17F; cp++) {
                struct key key = {.code = (enum key_code)code, .mods = mods}, back;
                char name[KEY_NAME_BYTES];
                if (key.code == KEYCODE_CHAR)
                    key.cp = cp;
                if (key.code == KEYCODE_CHAR && (key.mods & KEY_SHIFT || cp == 0x7f ||
                                                 ((mods & KEY_CTRL) && cp >= 'A' && cp <= 'Z')))
                    continue;
                key_spell(key, name);
                assert_true(key_parse(name, &back));
                assert_true(key_equal(key, back));
                if (key.code != KEYCODE_CHAR)
                    break;
            }
}

static void what_is_no_name_is_refused(void **state)
{
    static const char *const name[] = {"",      "F0",    "F13", "f2",   "C-",   "X-a",
                                       "ab",    "C-C-a", "S-a", "\x7f", "\t",   " ",
                                       "C-S-a", "tab",   "F1 ", "\xff", "å\xcc"};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(name); i++) {
        struct key key = parsed("F5");
        assert_false(key_parse(name[i], &key));
        assert_name(key, "F5");
    }
}

static void one_key_has_one_meaning(void **state)
{
    (void)state;
    struct key shifted = {.code = KEYCODE_TAB, .mods = KEY_SHIFT};
    assert_true(key_equal(shifted, parsed("S-Tab")));
    assert_name(shifted, "S-Tab");
    assert_name(parsed("C-S"), "C-s");
    struct key stray = {.code = KEYCODE_F1, .cp = 'x'};
    assert_true(key_equal(stray, parsed("F1")));
    assert_false(key_equal(parsed("a"), parsed("A")));
    assert_false(key_equal(parsed("a"), parsed("M-a")));
}

static void people_read_words(void **state)
{
    static const struct {
        const char *name, *sv, *en;
    } row[] = {
        {"F2", "F2", "F2"},
        {"C-s", "Ctrl-S", "Ctrl-S"},
        {"M-z", "Alt-Z", "Alt-Z"},
        {"S-Tab", "Skift-Tab", "Shift-Tab"},
        {"Space", "Mellanslag", "Space"},
        {"C-Space", "Ctrl-Mellanslag", "Ctrl-Space"},
        {"j", "j", "j"},
        {"Up", "Pil upp", "Up arrow"},
        {"C-M-S-Left", "Ctrl-Alt-Skift-Pil vänster", "Ctrl-Alt-Shift-Left arrow"},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(row); i++) {
        char out[KEY_WORDS_BYTES];
        key_words(parsed(row[i].name), LANG_SV, out);
        assert_string_equal(out, row[i].sv);
        key_words(parsed(row[i].name), LANG_EN, out);
        assert_string_equal(out, row[i].en);
    }
}

static void keys_that_terminals_mix_up_are_known(void **state)
{
    static const char *const never[] = {"C-i", "C-m", "C-j", "C-h", "C-[",
                                        "C-å", "C-1", "M-[", "M-O"};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(never); i++)
        assert_false(key_is_sent(parsed(never[i])));
    assert_true(key_is_sent(parsed("C-Space")));
    assert_true(key_is_sent(parsed("C-q")));
    assert_true(key_is_sent(parsed("M-z")));
}

static void assert_no_clash(const struct keymap *keymap)
{
    struct key key;
    for (int context = 0; context < CONTEXT_COUNT; context++)
        for (int c = COMMAND_NONE + 1; c < COMMAND_COUNT; c++)
            for (int i = 0; keymap_key(keymap, (enum context)context, (enum command)c, i, &key);
                 i++)
                assert_int_equal(keymap_find(keymap, (enum context)context, key), c);
}

static void no_two_commands_share_a_key_in_a_context(void **state)
{
    (void)state;
    struct keymap keymap;
    keymap_init(&keymap, false);
    assert_no_clash(&keymap);
    keymap_init(&keymap, true);
    assert_no_clash(&keymap);
}

static void every_command_has_keys_that_arrive_wherever_it_is_valid(void **state)
{
    (void)state;
    struct keymap keymap;
    keymap_init(&keymap, false);
    for (int c = COMMAND_NONE + 1; c < COMMAND_COUNT; c++) {
        struct key key;
        int contexts = 0;
        assert_in_range(keymap.n[c], 1, KEYS_PER_COMMAND);
        for (int i = 0; i < keymap.n[c]; i++)
            assert_true(key_is_sent(keymap.key[c][i]));
        for (int context = 0; context < CONTEXT_COUNT; context++)
            if (command_in((enum command)c, (enum context)context)) {
                contexts++;
                if (!keymap_key(&keymap, (enum context)context, (enum command)c, 0, &key))
                    fail_msg("%s has no key in context %d", command_name((enum command)c), context);
            }
        assert_true(contexts > 0);
        assert_int_equal(command_by_name(command_name((enum command)c)), c);
        assert_true(command_text((enum command)c) != T_NONE);
    }
    assert_int_equal(command_by_name("no.such"), COMMAND_NONE);
}

static void every_function_key_has_a_ctrl_twin(void **state)
{
    (void)state;
    struct keymap keymap;
    keymap_init(&keymap, false);
    for (int c = COMMAND_NONE + 1; c < COMMAND_COUNT; c++) {
        bool function = false, ctrl = false;
        for (int i = 0; i < keymap.n[c]; i++) {
            function |= keymap.key[c][i].code >= KEYCODE_F1;
            ctrl |= (keymap.key[c][i].mods & KEY_CTRL) != 0;
        }
        assert_true(!function || ctrl);
    }
}

static enum command found(const struct keymap *keymap, enum context context, const char *name)
{
    return keymap_find(keymap, context, parsed(name));
}

static void what_is_typed_is_text(void **state)
{
    static const char *const editing[] = {"Enter",  "Up",     "Down",   "Left",   "Right",
                                          "Home",   "End",    "PgUp",   "PgDn",   "Backspace",
                                          "Delete", "Insert", "S-Left", "C-Right"};
    (void)state;
    struct keymap keymap;
    keymap_init(&keymap, true);
    for (int32_t cp = ' '; cp < 0x2100; cp++) {
        struct key key = {.code = KEYCODE_CHAR, .cp = cp};
        assert_int_equal(keymap_find(&keymap, CONTEXT_TEXT, key), COMMAND_NONE);
        assert_int_equal(keymap_find(&keymap, CONTEXT_LOGIN, key), COMMAND_NONE);
        if (cp != '?')
            assert_int_equal(keymap_find(&keymap, CONTEXT_FORM, key), COMMAND_NONE);
    }
    for (size_t i = 0; i < ARRAY_LEN(editing); i++)
        assert_int_equal(found(&keymap, CONTEXT_TEXT, editing[i]), COMMAND_NONE);
    assert_int_equal(found(&keymap, CONTEXT_LOGIN, "Enter"), COMMAND_OPEN);
    assert_int_equal(found(&keymap, CONTEXT_LOGIN, "Home"), COMMAND_NONE);
}

static void keys_mean_what_the_design_says(void **state)
{
    (void)state;
    struct keymap keymap;
    keymap_init(&keymap, false);
    for (int context = 0; context < CONTEXT_COUNT; context++) {
        assert_int_equal(found(&keymap, (enum context)context, "F12"), COMMAND_LOCK);
        assert_int_equal(found(&keymap, (enum context)context, "C-l"), COMMAND_LOCK);
        assert_int_equal(found(&keymap, (enum context)context, "F1"), COMMAND_HELP);
        assert_int_equal(found(&keymap, (enum context)context, "Esc"), COMMAND_BACK);
        assert_int_equal(found(&keymap, (enum context)context, "C-q"), COMMAND_QUIT);
    }
    assert_int_equal(found(&keymap, CONTEXT_FORM, "?"), COMMAND_HELP);
    assert_int_equal(found(&keymap, CONTEXT_LIST, "F5"), COMMAND_FIND);
    assert_int_equal(found(&keymap, CONTEXT_TEXT, "F5"), COMMAND_TEXT_FIND);
    assert_int_equal(found(&keymap, CONTEXT_TEXT, "C-z"), COMMAND_UNDO);
    assert_int_equal(found(&keymap, CONTEXT_LIST, "C-z"), COMMAND_NONE);
    assert_int_equal(found(&keymap, CONTEXT_ASK, "j"), COMMAND_YES);
    assert_int_equal(found(&keymap, CONTEXT_LIST, "j"), COMMAND_NONE);
    assert_int_equal(found(&keymap, CONTEXT_LOGIN, "F6"), COMMAND_NONE);
    assert_int_equal(found(&keymap, CONTEXT_ASK, "F6"), COMMAND_NONE);
}

static void vim_letters_move_in_lists_only(void **state)
{
    (void)state;
    struct keymap keymap;
    keymap_init(&keymap, true);
    assert_int_equal(found(&keymap, CONTEXT_LIST, "j"), COMMAND_DOWN);
    assert_int_equal(found(&keymap, CONTEXT_LIST, "k"), COMMAND_UP);
    assert_int_equal(found(&keymap, CONTEXT_LIST, "h"), COMMAND_BACK);
    assert_int_equal(found(&keymap, CONTEXT_LIST, "l"), COMMAND_OPEN);
    assert_int_equal(found(&keymap, CONTEXT_ASK, "j"), COMMAND_YES);
    assert_int_equal(found(&keymap, CONTEXT_PLAIN, "j"), COMMAND_NONE);
}

static void the_shown_key_works_where_it_is_shown(void **state)
{
    static const struct {
        enum context context;
        enum command command;
        enum lang lang;
        const char *words;
    } row[] = {
        {CONTEXT_LIST, COMMAND_HELP, LANG_SV, "?"},
        {CONTEXT_TEXT, COMMAND_HELP, LANG_SV, "F1"},
        {CONTEXT_ASK, COMMAND_YES, LANG_SV, "j"},
        {CONTEXT_ASK, COMMAND_YES, LANG_EN, "y"},
        {CONTEXT_FORM, COMMAND_DONE, LANG_SV, "F2"},
        {CONTEXT_LOGIN, COMMAND_DONE, LANG_SV, ""},
        {CONTEXT_TEXT, COMMAND_PREVIOUS, LANG_EN, "Shift-Tab"},
    };
    (void)state;
    struct keymap keymap;
    keymap_init(&keymap, false);
    for (size_t i = 0; i < ARRAY_LEN(row); i++) {
        char out[KEY_WORDS_BYTES];
        keymap_words(&keymap, row[i].context, row[i].command, row[i].lang, out);
        assert_string_equal(out, row[i].words);
    }
}

/* Reads `keys = (...)` and applies it; err is the first problem, n their number. */
static size_t configure(struct keymap *keymap, const char *keys, struct err *err)
{
    struct arena *arena = arena_new();
    struct problems problems;
    problems_init(&problems, arena);
    const struct conf *root = conf_parse(keys, strlen(keys), "test.conf", arena, &problems);
    assert_non_null(root);
    keymap_configure(keymap, conf_find(root, "keys"), &problems);
    size_t n = problems.n;
    if (n > 0)
        *err = problems.item[0];
    arena_free(arena);
    return n;
}

static void a_home_can_choose_its_keys(void **state)
{
    (void)state;
    struct keymap keymap;
    struct err err;
    keymap_init(&keymap, false);
    assert_int_equal(configure(&keymap,
                               "keys = ( { do = \"lock\"; on = [ \"S-F11\", \"M-k\", \"z\" ]; },\n"
                               "         { do = \"form.done\"; on = [ \"F12\" ]; },\n"
                               "         { do = \"page.down\"; on = [ \"PgDn\", \"0\" ]; } );",
                               &err),
                     0);
    assert_int_equal(found(&keymap, CONTEXT_TEXT, "S-F11"), COMMAND_LOCK);
    assert_int_equal(found(&keymap, CONTEXT_LIST, "M-k"), COMMAND_LOCK);
    assert_int_equal(found(&keymap, CONTEXT_LIST, "z"), COMMAND_LOCK);
    assert_int_equal(found(&keymap, CONTEXT_TEXT, "z"), COMMAND_NONE);
    assert_int_equal(found(&keymap, CONTEXT_TEXT, "F12"), COMMAND_DONE);
    assert_int_equal(found(&keymap, CONTEXT_TEXT, "F2"), COMMAND_NONE);
    assert_no_clash(&keymap);
    assert_int_equal(configure(&keymap, "language = \"sv\";", &err), 0);
}

static void mistakes_in_keys_are_told_where_they_are(void **state)
{
    static const struct {
        const char *keys;
        enum text_id text;
        const char *value1, *value2;
        int line;
    } row[] = {
        {"keys = ( 7 );", T_ERR_KEYS_GROUP, "", "", 1},
        {"keys = ( { do = \"lock\"; } );", T_ERR_KEYS_GROUP, "", "", 1},
        {"keys = (\n{ do = \"lokc\"; on = [ \"F11\" ]; } );", T_ERR_KEYS_COMMAND, "lokc", "", 2},
        {"keys = ( { do = \"lock\";\non = [ \"F13\" ]; } );", T_ERR_KEYS_NAME, "F13", "", 2},
        {"keys = ( { do = \"lock\"; on = [ 12 ]; } );", T_ERR_KEYS_NAME, "", "", 1},
        {"keys = ( { do = \"lock\"; on = [ \"C-i\" ]; } );", T_ERR_KEYS_SENT, "C-i", "", 1},
        {"keys = ( { do = \"lock\"; on = [ \"F11\", \"C-k\", \"F8\", \"C-p\", \"M-l\" ]; } );",
         T_ERR_KEYS_MANY, "lock", "4", 1},
        {"keys = ( { do = \"lock\"; on = [ \"F2\" ]; } );", T_ERR_KEYS_TWICE, "F2", "form.done", 1},
        {"keys = ( { do = \"form.done\"; on = [ \"F12\" ]; } );", T_ERR_KEYS_TWICE, "F12", "lock",
         1},
        {"keys = ( { do = \"top\"; on = [ \"j\", \"Home\" ]; } );", T_ERR_KEYS_TWICE, "j",
         "answer.yes", 1},
        {"keys = ( { do = \"lock\"; on = [ ]; } );", T_ERR_KEYS_NONE, "lock", "", 1},
        {"keys = ( { do = \"lock\"; on = [ \"x\" ]; } );", T_ERR_KEYS_NONE, "lock", "", 1},
        {"keys = ( { do = \"text.undo\"; on = [ \"Delete\" ]; } );", T_ERR_KEYS_NONE, "text.undo",
         "", 1},
        {"keys = ( { do = \"page.down\"; on = [ \"n\" ]; } );", T_ERR_KEYS_NONE, "page.down", "",
         1},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(row); i++) {
        struct keymap keymap, before;
        struct err err = {0};
        keymap_init(&keymap, false);
        before = keymap;
        assert_true(configure(&keymap, row[i].keys, &err) >= 1);
        assert_string_equal(text_name(err.text), text_name(row[i].text));
        assert_string_equal(err.value[0], row[i].value1);
        assert_string_equal(err.value[1], row[i].value2);
        assert_int_equal(err.line, row[i].line);
        assert_memory_equal(&keymap, &before, sizeof keymap);
    }
}

static void vim_letters_count_in_a_clash(void **state)
{
    const char *keys = "keys = ( { do = \"note.new\"; on = [ \"F6\", \"j\" ]; } );";
    (void)state;
    struct keymap keymap;
    struct err err = {0};
    keymap_init(&keymap, false);
    assert_int_equal(configure(&keymap, keys, &err), 0);
    assert_int_equal(found(&keymap, CONTEXT_LIST, "j"), COMMAND_NOTE);
    assert_int_equal(found(&keymap, CONTEXT_FORM, "j"), COMMAND_NONE);
    keymap_init(&keymap, true);
    assert_int_equal(configure(&keymap, keys, &err), 1);
    assert_string_equal(err.value[1], "down");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_read_back),
        cmocka_unit_test(every_key_has_a_name_that_reads_back),
        cmocka_unit_test(what_is_no_name_is_refused),
        cmocka_unit_test(one_key_has_one_meaning),
        cmocka_unit_test(people_read_words),
        cmocka_unit_test(keys_that_terminals_mix_up_are_known),
        cmocka_unit_test(no_two_commands_share_a_key_in_a_context),
        cmocka_unit_test(every_command_has_keys_that_arrive_wherever_it_is_valid),
        cmocka_unit_test(every_function_key_has_a_ctrl_twin),
        cmocka_unit_test(what_is_typed_is_text),
        cmocka_unit_test(keys_mean_what_the_design_says),
        cmocka_unit_test(vim_letters_move_in_lists_only),
        cmocka_unit_test(the_shown_key_works_where_it_is_shown),
        cmocka_unit_test(a_home_can_choose_its_keys),
        cmocka_unit_test(mistakes_in_keys_are_told_where_they_are),
        cmocka_unit_test(vim_letters_count_in_a_clash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
