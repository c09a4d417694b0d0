/* practice_home.c - the practice home in a folder of its own. */
#include "practice_home.h"

#include "unit.h"

#include <string.h>

#include "sis/casework/practice.h"
#include "sis/casework/register.h"
#include "sis/casework/session.h"

static void fail_with(const struct err *err)
{
    struct str text;

    str_init(&text, 0);
    err_text(err, LANG_EN, &text);
    print_error("%s %s\n", text.p, err->detail);
    str_release(&text);
    fail();
}

static struct home_options options_of(struct practice_home *it)
{
    return (struct home_options){.database = scratch_path(&it->scratch, "practice.db"),
                                 .practice = true,
                                 .clock = clock_fixed(&it->now)};
}

void practice_home_make(struct practice_home *it, enum lang lang)
{
    struct arena *arena = arena_new();
    struct home_options options;
    struct problems problems;
    struct err err = {0};

    memset(it, 0, sizeof *it);
    it->lang = lang;
    moment_parse("2026-11-22T16:00:00Z", &it->now);
    scratch_make(&it->scratch);
    options = options_of(it);
    problems_init(&problems, arena);
    if (!practice_make(&options, "forms", lang, &problems, &err))
        fail_with(problems.n > 0 ? &problems.item[0] : &err);
    it->home = home_open(&options, &err);
    if (it->home == NULL)
        fail_with(&err);
    arena_free(arena);
}

struct work *practice_home_login(struct practice_home *it, const char *login)
{
    struct err err = {0};

    session_end(it->work);
    it->work = session_login(it->home, login, PRACTICE_PHRASE, it->lang, &err);
    if (it->work == NULL)
        fail_with(&err);
    return it->work;
}

struct case_file *practice_home_case(struct practice_home *it, const char *number)
{
    struct arena *arena = arena_new();
    struct case_file *file = NULL;
    struct youth *youth;
    struct err err = {0};
    size_t n;

    if (!register_find(it->work, number, arena, &youth, &n, &err))
        fail_with(&err);
    for (size_t i = 0; i < n; i++)
        if (text_equal(youth[i].number, number))
            file = case_open(it->work, &youth[i].case_id, &err);
    arena_free(arena);
    if (file == NULL) {
        print_error("case %s\n", number);
        fail_with(&err);
    }
    return file;
}

void practice_home_remove(struct practice_home *it)
{
    session_end(it->work);
    home_close(it->home);
    scratch_remove(&it->scratch);
    memset(it, 0, sizeof *it);
}
