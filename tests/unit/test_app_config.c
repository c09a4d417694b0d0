/* test_app_config.c - where the settings' paths lead. */
#include "unit.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sis/app/config.h"

static const char *database_of(struct arena *arena)
{
    struct problems problems;
    struct config config;

    problems_init(&problems, arena);
    assert_true(config_read("sis-tui.conf.example", arena, &config, &problems));
    return config.database;
}

static void tilde_is_the_home_folder(void **state)
{
    struct arena *arena = arena_new();

    (void)state;
    setenv("HOME", "/somewhere", 1);
    assert_memory_equal(database_of(arena), "/somewhere/", strlen("/somewhere/"));
    arena_free(arena);
}

/* Started by a service, without HOME: a folder called ~ must never come to be. */
static void without_home_the_passwd_file_tells(void **state)
{
    struct arena *arena = arena_new();
    const struct passwd *person = getpwuid(getuid());
    const char *folder = person != NULL ? person->pw_dir : "/";

    (void)state;
    unsetenv("HOME");
    assert_memory_equal(database_of(arena), folder, strlen(folder));
    setenv("HOME", "", 1);
    assert_memory_equal(database_of(arena), folder, strlen(folder));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tilde_is_the_home_folder),
        cmocka_unit_test(without_home_the_passwd_file_tells),
    };

    return cmocka_run_group_tests_name("app_config", tests, NULL, NULL);
}
