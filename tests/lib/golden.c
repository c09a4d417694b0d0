/* golden.c - compares texts with tests/golden, or rewrites it. */
#include "golden.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "canvas_dump.h"
#include "sis/base/str.h"
#include "sis/ui/canvas.h"

#define FOLDER "tests/golden/"

static void path_of(struct str *path, const char *name)
{
    str_init(path, 0);
    str_printf(path, FOLDER "%s.txt", name);
}

static void make_folders(char *path)
{
    for (char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(path, 0777) != 0 && errno != EEXIST)
            fail_msg("golden: cannot make %s: %s", path, strerror(errno));
        *slash = '/';
    }
}

static void write_file(char *path, const char *text)
{
    make_folders(path);
    FILE *file = fopen(path, "w");
    if (!file || fputs(text, file) < 0 || fclose(file) != 0)
        fail_msg("golden: cannot write %s: %s", path, strerror(errno));
}

/* False when there is no such file. */
static bool read_file(const char *path, struct str *out)
{
    char bytes[4096];
    size_t n;
    FILE *file = fopen(path, "r");
    if (!file)
        return false;
    while ((n = fread(bytes, 1, sizeof bytes, file)) > 0)
        str_add(out, bytes, n);
    fclose(file);
    return true;
}

static int first_difference(const char *a, const char *b)
{
    int line = 1;
    for (; *a && *a == *b; a++, b++)
        line += *a == '\n';
    return line;
}

static void compare(const char *path, const char *text)
{
    struct str accepted;
    str_init(&accepted, 0);
    bool found = read_file(path, &accepted);
    bool same = found && strcmp(accepted.p, text) == 0;
    if (!found)
        print_error("golden: %s does not exist; `make golden` writes it\n", path);
    else if (!same)
        print_error("golden: %s differs from line %d\n--- accepted\n%s", path,
                    first_difference(accepted.p, text), accepted.p);
    if (!same)
        print_error("--- now\n%s---\n", text);
    str_release(&accepted);
    if (!same)
        fail();
}

void golden_check(const char *name, const char *text)
{
    const char *rewrite = getenv("GOLDEN_WRITE");
    struct str path;
    path_of(&path, name);
    if (rewrite && strcmp(rewrite, "1") == 0)
        write_file(path.p, text);
    else
        compare(path.p, text);
    str_release(&path);
}

void golden_canvas(const char *name, const struct canvas *canvas, bool styles)
{
    struct str text;
    str_init(&text, 0);
    canvas_dump(canvas, styles, &text);
    golden_check(name, text.p);
    str_release(&text);
}
