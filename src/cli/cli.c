/* cli.c - the global options, and the subcommands by name. */
#include "sis/cli/cli.h"

#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli_private.h"
#include "sis/app/config.h"
#include "sis/base/mem.h"
#include "sis/base/utf8.h"
#include "sis/vault/vault.h"

#define PROGRAM "sis-tui"

struct global {
    const char *name;
    bool takes_value; /* the field is a const char *, else a bool */
    size_t field;
    enum text_id help;
};

static const struct global globals[] = {
    {"--config", true, offsetof(struct cli, config), T_CLI_OPT_CONFIG},
    {"--database", true, offsetof(struct cli, database), T_CLI_OPT_DATABASE},
    {"--forms", true, offsetof(struct cli, forms), T_CLI_OPT_FORMS},
    {"--practice", false, offsetof(struct cli, practice), T_CLI_OPT_PRACTICE},
    {"--language", true, offsetof(struct cli, language), T_CLI_OPT_LANGUAGE},
    {"--keys", false, offsetof(struct cli, keys), T_CLI_OPT_KEYS},
    {"--version", false, offsetof(struct cli, version), T_CLI_OPT_VERSION},
    {"--help", false, offsetof(struct cli, help), T_CLI_OPT_HELP},
};

static const struct subcommand forms[] = {
    {"check", T_CLI_FORMS_CHECK, T_CLI_FORMS_CHECK_USE, cli_forms_check, NULL},
    {"eval", T_CLI_FORMS_EVAL, T_CLI_FORMS_EVAL_USE, cli_forms_eval, NULL},
    {"print", T_CLI_FORMS_PRINT, T_CLI_FORMS_PRINT_USE, cli_forms_print, NULL},
    {"try", T_CLI_FORMS_TRY, T_CLI_FORMS_TRY_USE, cli_forms_try, NULL},
    {"adopt", T_CLI_FORMS_ADOPT, T_CLI_FORMS_ADOPT_USE, cli_forms_adopt, NULL},
    {NULL, T_NONE, T_NONE, NULL, NULL},
};

static const struct subcommand account[] = {
    {"add", T_CLI_ACCOUNT_ADD, T_CLI_ACCOUNT_ADD_USE, cli_account_add, NULL},
    {"end", T_CLI_ACCOUNT_END, T_CLI_LOGIN_USE, cli_account_end, NULL},
    {"list", T_CLI_ACCOUNT_LIST, T_NONE, cli_account_list, NULL},
    {"passphrase", T_CLI_ACCOUNT_PASSPHRASE, T_NONE, cli_account_passphrase, NULL},
    {NULL, T_NONE, T_NONE, NULL, NULL},
};

static const struct subcommand access[] = {
    {"list", T_CLI_ACCESS_LIST, T_CLI_ACCESS_LIST_USE, cli_access_list, NULL},
    {"assign", T_CLI_ACCESS_ASSIGN, T_CLI_ACCESS_USE, cli_access_assign, NULL},
    {"remove", T_CLI_ACCESS_REMOVE, T_CLI_ACCESS_USE, cli_access_remove, NULL},
    {"deny", T_CLI_ACCESS_DENY, T_CLI_ACCESS_USE, cli_access_deny, NULL},
    {NULL, T_NONE, T_NONE, NULL, NULL},
};

static const struct subcommand contact[] = {
    {"list", T_CLI_CONTACT_LIST, T_NONE, cli_contact_list, NULL},
    {"set", T_CLI_CONTACT_SET, T_CLI_CONTACT_SET_USE, cli_contact_set, NULL},
    {NULL, T_NONE, T_NONE, NULL, NULL},
};

static const struct subcommand recovery[] = {
    {"lead", T_CLI_RECOVERY_LEAD, T_CLI_RECOVERY_LEAD_USE, cli_recovery_lead, NULL},
    {"end", T_CLI_RECOVERY_END, T_CLI_LOGIN_USE, cli_recovery_end, NULL},
    {"try", T_CLI_RECOVERY_TRY, T_NONE, cli_recovery_try, NULL},
    {"renew", T_CLI_RECOVERY_RENEW, T_NONE, cli_recovery_renew, NULL},
    {NULL, T_NONE, T_NONE, NULL, NULL},
};

static const struct subcommand subcommands[] = {
    {"init", T_CLI_INIT, T_CLI_INIT_USE, cli_init, NULL},
    {"forms", T_CLI_FORMS, T_NONE, NULL, forms},
    {"backup", T_CLI_BACKUP, T_CLI_BACKUP_USE, cli_backup, NULL},
    {"verify", T_CLI_VERIFY, T_CLI_VERIFY_USE, cli_verify, NULL},
    {"account", T_CLI_ACCOUNT, T_NONE, NULL, account},
    {"access", T_CLI_ACCESS, T_NONE, NULL, access},
    {"contact", T_CLI_CONTACT, T_NONE, NULL, contact},
    {"recovery", T_CLI_RECOVERY, T_NONE, NULL, recovery},
    {NULL, T_NONE, T_NONE, NULL, NULL},
};

static void show_row(const struct cli *cli, FILE *out, const char *group,
                     const struct subcommand *row)
{
    const char *use = text(cli->lang, row->use);
    fprintf(out, "  %s %s%s%s\n      %s\n", group, row->name, *use ? " " : "", use,
            text(cli->lang, row->help));
}

static void show_table(const struct cli *cli, FILE *out, const char *group,
                       const struct subcommand *table)
{
    for (size_t i = 0; table[i].name; i++) {
        if (!table[i].table) {
            show_row(cli, out, group, &table[i]);
            continue;
        }
        struct str name;
        str_init(&name, 0);
        str_printf(&name, "%s %s", group, table[i].name);
        show_table(cli, out, name.p, table[i].table);
        str_release(&name);
    }
}

static void list_globals(const struct cli *cli, FILE *out)
{
    for (size_t i = 0; i < ARRAY_LEN(globals); i++)
        fprintf(out, "  %-11s %s\n", globals[i].name, text(cli->lang, globals[i].help));
}

static void show_help(const struct cli *cli, FILE *out)
{
    fprintf(out, "%s: %s\n", PROGRAM, text(cli->lang, T_CLI_ABOUT));
    show_table(cli, out, PROGRAM, subcommands);
    fprintf(out, "%s\n", text(cli->lang, T_CLI_OPTIONS));
    list_globals(cli, out);
}

static int say_use(const struct cli *cli, const char *group, const struct subcommand *row)
{
    const char *use = text(cli->lang, row->use);
    struct str line;
    str_init(&line, 0);
    str_printf(&line, "%s %s%s%s", group, row->name, *use ? " " : "", use);
    cli_say(cli, T_CLI_WRONG_USE, line.p, NULL);
    str_release(&line);
    return CLI_USE;
}

/* Runs the row that argv[0] names. Without a word shows the table. */
static int dispatch(const struct cli *cli, const char *group, const struct subcommand *table,
                    int argc, char **argv);

static int dispatch_group(const struct cli *cli, const char *group, const struct subcommand *row,
                          int argc, char **argv)
{
    struct str name;
    str_init(&name, 0);
    str_printf(&name, "%s %s", group, row->name);
    int status = dispatch(cli, name.p, row->table, argc, argv);
    str_release(&name);
    return status;
}

static int dispatch(const struct cli *cli, const char *group, const struct subcommand *table,
                    int argc, char **argv)
{
    const struct subcommand *row = NULL;
    for (size_t i = 0; argc > 0 && table[i].name; i++)
        if (strcmp(argv[0], table[i].name) == 0)
            row = &table[i];
    if (row && row->table)
        return dispatch_group(cli, group, row, argc - 1, argv + 1);
    if (row && cli->help) {
        show_row(cli, stdout, group, row);
        return CLI_DONE;
    }
    if (row) {
        int status = row->run(cli, argc - 1, argv + 1);
        return status == CLI_SHOW_USE ? say_use(cli, group, row) : status;
    }
    if (argc > 0) {
        cli_say(cli, T_CLI_UNKNOWN_COMMAND, argv[0], PROGRAM " --help");
        return CLI_USE;
    }
    bool asked = cli->help;
    show_help(cli, asked ? stdout : stderr);
    return asked ? CLI_DONE : CLI_USE;
}

/* The row that word names, alone or with =value; *value is then what follows the sign. */
static const struct global *find_global(const char *word, const char **value)
{
    for (size_t i = 0; i < ARRAY_LEN(globals); i++) {
        size_t n = strlen(globals[i].name);
        if (strncmp(word, globals[i].name, n) != 0)
            continue;
        if (word[n] == '\0' || (word[n] == '=' && globals[i].takes_value)) {
            *value = word[n] == '=' ? word + n + 1 : NULL;
            return &globals[i];
        }
    }
    return NULL;
}

static void set_global(struct cli *cli, const struct global *global, const char *value)
{
    char *field = (char *)cli + global->field;
    if (global->takes_value)
        memcpy(field, &value, sizeof value);
    else
        memcpy(field, &(bool){true}, sizeof(bool));
}

/* Takes the global options out of argv and leaves the other words at its front; *argc becomes their
 * number. Behind "--" everything is left as it is. */
static bool read_globals(struct cli *cli, int *argc, char **argv)
{
    int kept = 0;
    bool words_only = false;
    for (int i = 0; i < *argc; i++) {
        const char *value = NULL;
        const struct global *global = words_only ? NULL : find_global(argv[i], &value);
        if (!words_only && strcmp(argv[i], "--") == 0) {
            words_only = true;
        } else if (global && global->takes_value && !value && i + 1 == *argc) {
            cli_say(cli, T_CLI_NO_VALUE, global->name, NULL);
            return false;
        } else if (global) {
            if (global->takes_value && !value)
                value = argv[++i];
            set_global(cli, global, value);
        } else if (!words_only && kept == 0 && argv[i][0] == '-') {
            cli_say(cli, T_CLI_UNKNOWN_OPTION, argv[i], PROGRAM " --help");
            return false;
        } else {
            argv[kept++] = argv[i];
        }
    }
    *argc = kept;
    return true;
}

/* Widths of characters are asked of libc, which knows them only in a UTF-8 locale. */
static void use_utf8(void)
{
    if (setlocale(LC_CTYPE, "") && strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
        return;
    setlocale(LC_CTYPE, "C.UTF-8");
}

/* read_globals moves words about; the lock executes the program with what main was given. */
static char **copy_words(int argc, char **argv)
{
    char **copy = mem_array((size_t)argc + 1, sizeof(*copy));

    for (int i = 0; i < argc; i++)
        copy[i] = argv[i];
    return copy;
}

/* What the settings say, also when something else in them is wrong: whoever needs them tells that. */
static enum lang configured_language(const struct cli *cli)
{
    struct arena *arena = arena_new();
    struct problems problems;
    struct config config;
    problems_init(&problems, arena);
    (void)!config_read(cli->config, arena, &config, &problems);
    enum lang lang = config.lang;
    arena_free(arena);
    return lang;
}

/* Wherever it stands, so that what is wrong with the words before it is said in it too. */
static void take_language(struct cli *cli, int argc, char **argv)
{
    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++) {
        const char *value = NULL;
        const struct global *global = find_global(argv[i], &value);
        if (global && global->field == offsetof(struct cli, language))
            lang_parse(value || i + 1 == argc ? value : argv[i + 1], &cli->lang);
    }
}

static int run(struct cli *cli, int argc, char **argv)
{
    take_language(cli, argc, argv);
    if (!read_globals(cli, &argc, argv))
        return CLI_USE;
    if (!cli->language) {
        cli->lang = configured_language(cli);
    } else if (!lang_parse(cli->language, &cli->lang)) {
        cli_say(cli, T_CLI_UNKNOWN_LANGUAGE, cli->language, NULL);
        return CLI_USE;
    }
    if (cli->version) {
        printf("%s %s\n", PROGRAM, SIS_VERSION);
        return CLI_DONE;
    }
    if (cli->keys)
        return cli_keys(cli);
    if (argc == 0 && !cli->help)
        return cli_run(cli, argc, argv);
    return dispatch(cli, PROGRAM, subcommands, argc, argv);
}

int cli_main(int argc, char **argv)
{
    struct cli cli = {.lang = LANG_SV};
    struct err err = {0};
    int status;

    if (!vault_harden(&err)) {
        cli_err(&cli, &err);
        return CLI_FAILED;
    }
    /* A file that may not grow is a full disk: to be told, not to die of. */
    signal(SIGXFSZ, SIG_IGN);
    lang_parse("auto", &cli.lang);
    use_utf8();
    cli.argv = copy_words(argc, argv);
    status = run(&cli, argc - (argc > 0), argv + 1);
    mem_free(cli.argv);
    /* Codes and phrases are shown once: that they did not arrive must be known. */
    if (!cli_written(&cli))
        status = CLI_FAILED;
    return status;
}
