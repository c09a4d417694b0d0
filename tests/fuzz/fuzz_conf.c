/* fuzz_conf.c - any bytes as a configuration file. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sis/base/conf.h"
#include "sis/base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void check(const struct conf *conf)
{
    size_t i;

    must(conf->line >= 1 && conf->file);
    must(conf->kind != CONF_TEXT || utf8_valid(conf->text, strlen(conf->text)));
    for (i = 0; i < conf->n; i++)
        check(&conf->item[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena *arena = arena_new();
    struct problems problems;
    const struct conf *root;
    size_t i;

    problems_init(&problems, arena);
    root = conf_parse((const char *)bytes, n, "fuzz", arena, &problems);
    must(root || problems.n > 0);
    if (root)
        check(root);
    problems_sort(&problems);
    for (i = 0; i < problems.n; i++) {
        struct str out;

        str_init(&out, 0);
        err_text(&problems.item[i], LANG_SV, &out);
        must(problems.item[i].line >= 1 && utf8_valid(out.p, out.n));
        /* What libconfig refuses, the check before it has to tell better; only an array of numbers
         * with and without L it leaves to libconfig. */
        must(problems.item[i].text != T_CONF_SYNTAX || memchr(bytes, 'L', n));
        str_release(&out);
    }
    arena_free(arena);
    return 0;
}
