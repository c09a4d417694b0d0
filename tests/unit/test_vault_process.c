/* test_vault_process.c - what hardening leaves of a process for others to look at. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sis/vault/vault.h"

/* In a child, since it cannot be undone. The status says which step failed. */
static int hardened_child(void)
{
    struct rlimit core;

    umask(0);
    if (!vault_harden(NULL))
        return 1;
    if (prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0)
        return 2;
    if (getrlimit(RLIMIT_CORE, &core) != 0 || core.rlim_cur != 0 || core.rlim_max != 0)
        return 3;
    if (umask(0) != 077)
        return 4;
    return 0;
}

static void test_hardening(void **state)
{
    int status;
    pid_t child = fork();

    (void)state;
    if (child == 0)
        _exit(hardened_child());
    assert_true(child > 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void test_comparing_and_wiping(void **state)
{
    char a[] = "abcdef";
    const char b[] = "abcdeg";

    (void)state;
    assert_true(vault_equal(a, b, 5));
    assert_false(vault_equal(a, b, 6));
    assert_true(vault_equal(a, b, 0));
    vault_wipe(a, sizeof(a));
    for (size_t i = 0; i < sizeof(a); i++)
        assert_int_equal(a[i], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hardening),
        cmocka_unit_test(test_comparing_and_wiping),
    };

    if (!vault_init(NULL))
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
