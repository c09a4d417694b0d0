/* test_base_file.c - files read and written whole, and who may touch them. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "sis/base/file.h"

/* A folder of its own for each test, and the arena its names live in. */
struct place {
    struct arena *arena;
    char *folder;
};

static int enter(void **state)
{
    const char *tmp = getenv("TMPDIR");
    struct place *place = mem_new(sizeof(*place));

    place->arena = arena_new();
    place->folder = arena_printf(place->arena, "%s/sis-file-XXXXXX", tmp ? tmp : "/tmp");
    *state = place;
    return mkdtemp(place->folder) ? 0 : -1;
}

static void remove_all(struct arena *arena, const char *folder)
{
    char **names;
    size_t i, n;

    if (chmod(folder, 0700) != 0 || !file_list(folder, "", arena, &names, &n, NULL))
        return;
    for (i = 0; i < n; i++) {
        char *path = file_join(arena, folder, names[i]);

        if (unlink(path) != 0)
            remove_all(arena, path);
    }
    rmdir(folder);
}

static int leave(void **state)
{
    struct place *place = *state;
    bool gone;

    remove_all(place->arena, place->folder);
    gone = !file_exists(place->folder);
    arena_free(place->arena);
    mem_free(place);
    return gone ? 0 : -1;
}

static char *at(void **state, const char *name)
{
    struct place *place = *state;

    return file_join(place->arena, place->folder, name);
}

static void assert_content(const char *path, const char *is)
{
    struct err err;
    struct str out;

    str_init(&out, 0);
    assert_true(file_read(path, 1000, &out, &err));
    assert_true(str_equal(&out, is));
    str_release(&out);
}

static size_t count_files(void **state)
{
    struct place *place = *state;
    char **names;
    size_t n;

    assert_true(file_list(place->folder, "", place->arena, &names, &n, NULL));
    return n;
}

static void written_is_read(void **state)
{
    char *path = at(state, "a.txt");
    struct stat status;
    struct err err;

    assert_true(file_write(path, "ett", 3, 0600, &err));
    assert_content(path, "ett");
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0600);
    assert_true(file_write(path, "två", 4, 0640, &err));
    assert_content(path, "två");
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0640);
    assert_true(file_write(path, NULL, 0, 0600, &err));
    assert_content(path, "");
    assert_int_equal(count_files(state), 1);
}

static void reading_refuses(void **state)
{
    char *path = at(state, "a.txt"), *fifo = at(state, "fifo");
    struct str out, small;
    struct err err;

    str_init(&out, 0);
    str_init(&small, 2);
    assert_true(file_write(path, "abcd", 4, 0600, NULL));
    assert_true(file_read(path, 4, &out, &err));
    assert_false(file_read(path, 3, &out, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    assert_string_equal(out.p, "");
    assert_false(file_read(path, 10, &small, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    assert_false(file_read(at(state, "none"), 10, &out, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_int_equal(err.reason, T_REASON_MISSING);
    assert_false(file_read(at(state, ""), 10, &out, &err));
    assert_int_equal(mkfifo(fifo, 0600), 0);
    assert_false(file_read(fifo, 10, &out, &err));
    assert_int_equal(err.text, T_ERR_FILE_KIND);
    /* Its size says nothing, as with all of /proc. */
    assert_true(file_read("/proc/self/status", 1 << 20, &out, &err));
    assert_true(out.n > 0);
    assert_false(file_read("/proc/self/status", 10, &out, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    str_release(&out);
    str_release(&small);
}

/* Writes n bytes with no more than `limit` allowed for a file; returns the error. */
static enum err_code write_under_limit(const char *path, size_t n, rlim_t limit)
{
    struct rlimit rlimit = {limit, limit};
    void *bytes = mem_new(n);
    int status = 0;
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0) {
        struct err err;

        signal(SIGXFSZ, SIG_IGN);
        if (setrlimit(RLIMIT_FSIZE, &rlimit) != 0)
            _exit(200);
        _exit(file_write(path, bytes, n, 0600, &err) ? 100 : (int)err.code);
    }
    mem_free(bytes);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return (enum err_code)WEXITSTATUS(status);
}

static void a_full_disk_leaves_the_old_file(void **state)
{
    char *path = at(state, "a.txt");

    assert_true(file_write(path, "old", 3, 0600, NULL));
    assert_int_equal(write_under_limit(path, 100000, 5000), ERR_IO);
    assert_content(path, "old");
    assert_int_equal(write_under_limit(path, 1, 0), ERR_IO);
    assert_content(path, "old");
    assert_int_equal(count_files(state), 1);
}

static void a_failing_rename_leaves_nothing(void **state)
{
    char *path = at(state, "folder");
    struct err err;

    assert_true(file_make_folder(path, &err));
    assert_true(file_make_folder(at(state, "folder/inner"), &err));
    assert_false(file_write(path, "x", 1, 0600, &err));
    assert_true(file_is_folder(path));
    assert_int_equal(count_files(state), 1);
    assert_false(file_write(at(state, "none/x"), "x", 1, 0600, &err));
    assert_int_equal(err.reason, T_REASON_MISSING);
}

static void folders_are_made(void **state)
{
    char *path = at(state, "a/b//c/");
    struct stat status;
    struct err err;

    assert_true(file_make_folder(path, &err));
    assert_true(file_make_folder(path, &err));
    assert_true(file_is_folder(path));
    assert_int_equal(stat(at(state, "a"), &status), 0);
    assert_int_equal(status.st_mode & 07777, 0700);
    assert_true(file_write(at(state, "file"), "", 0, 0600, NULL));
    assert_false(file_make_folder(at(state, "file"), &err));
    assert_false(file_make_folder(at(state, "file/x"), &err));
    assert_false(file_make_folder("", &err));
    /* Why the system refused, not what was found out about the name afterwards. */
    assert_int_equal(symlink("/none", at(state, "link")), 0);
    assert_false(file_make_folder(at(state, "link"), &err));
    assert_int_equal(err.reason, T_REASON_TAKEN);
    assert_false(file_is_folder(at(state, "file")));
    assert_true(file_exists(at(state, "file")));
    assert_false(file_exists(at(state, "no")));
}

static void private_files(void **state)
{
    struct place *place = *state;
    char *path = at(state, "a.txt"), *inner = at(state, "in"), *link = at(state, "in/link");
    struct err err;

    assert_true(file_write(path, "x", 1, 0644, NULL));
    assert_true(file_check_private(path, &err));
    assert_true(file_check_private(at(state, "new.db"), &err));
    assert_int_equal(chmod(path, 0664), 0);
    assert_false(file_check_private(path, &err));
    assert_int_equal(err.code, ERR_DENIED);
    assert_int_equal(err.text, T_ERR_FILE_OTHERS);
    assert_int_equal(chmod(path, 0602), 0);
    assert_false(file_check_private(path, &err));
    /* A link to it is no better than it, and neither is a link that leads nowhere. */
    assert_true(file_make_folder(inner, NULL));
    assert_int_equal(symlink(path, link), 0);
    assert_false(file_check_private(link, &err));
    assert_int_equal(unlink(link), 0);
    assert_int_equal(symlink("/none", link), 0);
    assert_false(file_check_private(link, &err));
    assert_int_equal(chmod(path, 0600), 0);
    assert_int_equal(chmod(place->folder, 0770), 0);
    assert_false(file_check_private(path, &err));
    assert_false(file_check_private(at(state, "new.db"), &err));
    assert_string_equal(err.value[0], place->folder);
    assert_int_equal(chmod(place->folder, 0700), 0);
    assert_false(file_check_private(at(state, "no/new.db"), &err));
    assert_true(file_check_private("/etc/passwd", &err));
}

/* Only root can give files away. */
static void private_files_of_others(void **state)
{
    char *path = at(state, "a.txt");
    struct err err;

    if (geteuid() != 0)
        skip();
    assert_true(file_write(path, "x", 1, 0600, NULL));
    assert_int_equal(chown(path, 12345, 12345), 0);
    assert_false(file_check_private(path, &err));
    assert_int_equal(err.text, T_ERR_FILE_OWNER);
}

static void names_are_listed_in_order(void **state)
{
    struct place *place = *state;
    static const char *const make[] = {"b.cfg", "a.cfg", "å.cfg", "c.txt", ".cfg", "d.cfg.bak"};
    static const char *const want[] = {".cfg", "a.cfg", "b.cfg", "å.cfg"};
    char **names;
    size_t i, n;
    struct err err;

    for (i = 0; i < ARRAY_LEN(make); i++)
        assert_true(file_write(at(state, make[i]), "", 0, 0600, NULL));
    assert_true(file_list(place->folder, ".cfg", place->arena, &names, &n, &err));
    assert_int_equal(n, ARRAY_LEN(want));
    for (i = 0; i < n; i++)
        assert_string_equal(names[i], want[i]);
    assert_false(file_list(at(state, "no"), "", place->arena, &names, &n, &err));
    for (i = 0; i < 250; i++)
        assert_true(
            file_write(at(state, arena_printf(place->arena, "%03zu.x", i)), "", 0, 0600, NULL));
    assert_true(file_list(place->folder, ".x", place->arena, &names, &n, &err));
    assert_int_equal(n, 250);
    assert_string_equal(names[249], "249.x");
}

static void names_are_joined(void **state)
{
    struct place *place = *state;

    assert_string_equal(file_join(place->arena, "a", "b"), "a/b");
    assert_string_equal(file_join(place->arena, "a/", "b"), "a/b");
    assert_string_equal(file_join(place->arena, "/", "b"), "/b");
}

static void a_local_disk_is_no_network(void **state)
{
    (void)state;
    assert_false(file_on_network("/proc/self"));
    assert_false(file_on_network("/proc/none"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(written_is_read, enter, leave),
        cmocka_unit_test_setup_teardown(reading_refuses, enter, leave),
        cmocka_unit_test_setup_teardown(a_full_disk_leaves_the_old_file, enter, leave),
        cmocka_unit_test_setup_teardown(a_failing_rename_leaves_nothing, enter, leave),
        cmocka_unit_test_setup_teardown(folders_are_made, enter, leave),
        cmocka_unit_test_setup_teardown(private_files, enter, leave),
        cmocka_unit_test_setup_teardown(private_files_of_others, enter, leave),
        cmocka_unit_test_setup_teardown(names_are_listed_in_order, enter, leave),
        cmocka_unit_test_setup_teardown(names_are_joined, enter, leave),
        cmocka_unit_test(a_local_disk_is_no_network),
    };

    return cmocka_run_group_tests_name("base file", tests, NULL, NULL);
}
