/* load.c - from the files of a folder to a checked method. */
#include "sis/form/load.h"

#include <string.h>

#include "form/load_private.h"
#include "sis/base/file.h"

#define PRACTICE_FILE "practice.cfg"
#define LETTERS "letters"

/* --- the folder ------------------------------------------------------------------------------- */

/* Reads the *.cfg of folder/sub into the bundle; sub may be "". */
static void read_folder(const char *folder, const char *sub, struct arena *arena,
                        struct bundle *bundle, struct problems *problems)
{
    const char *path = *sub ? file_join(arena, folder, sub) : folder;
    char **names = NULL;
    size_t n = 0;
    struct err err;
    if (!file_list(path, ".cfg", arena, &names, &n, &err)) {
        problem_take(problems, &err);
        return;
    }
    bundle->file =
        arena_regrow(arena, bundle->file, bundle->n, bundle->n + n, sizeof bundle->file[0]);
    for (size_t i = 0; i < n; i++) {
        const char *name = *sub ? file_join(arena, sub, names[i]) : names[i];
        if (strcmp(name, PRACTICE_FILE) == 0)
            continue;
        struct str bytes;
        str_init(&bytes, CONF_FILE_MAX);
        if (file_read(file_join(arena, path, names[i]), CONF_FILE_MAX, &bytes, &err)) {
            bundle->file[bundle->n++] = (struct bundle_file){
                .name = name, .bytes = arena_strndup(arena, bytes.p, bytes.n), .n = bytes.n};
        } else {
            problem_take(problems, &err);
        }
        str_release(&bytes);
    }
}

bool bundle_read(const char *folder, struct arena *arena, struct bundle *bundle,
                 struct problems *problems)
{
    size_t before = problems->n;
    *bundle = (struct bundle){NULL, 0};
    /* Every name below "letters/" sorts as one block among the others, so two sorted runs suffice. */
    struct bundle top = {NULL, 0};
    struct bundle letters = {NULL, 0};
    read_folder(folder, "", arena, &top, problems);
    if (file_is_folder(file_join(arena, folder, LETTERS)))
        read_folder(folder, LETTERS, arena, &letters, problems);
    bundle->file = arena_array(arena, top.n + letters.n, sizeof bundle->file[0]);
    size_t at = 0;
    while (at < top.n && strcmp(top.file[at].name, LETTERS "/") < 0)
        at++;
    for (size_t i = 0; i < at; i++)
        bundle->file[bundle->n++] = top.file[i];
    for (size_t i = 0; i < letters.n; i++)
        bundle->file[bundle->n++] = letters.file[i];
    for (size_t i = at; i < top.n; i++)
        bundle->file[bundle->n++] = top.file[i];
    return problems->n == before;
}

/* --- the method ------------------------------------------------------------------------------- */

static void load_frame(struct loader *loader, const struct conf *root)
{
    static const char *const outside[] = {"method", NULL};
    static const char *const known[] = {"id",       "version",   "title",   "phases",   "subjects",
                                        "sources",  "receivers", "grounds", "contacts", "scales",
                                        "warnings", "watch",     "rhythm",  "header",   NULL};
    conf_only(root, outside, loader->problems);
    const struct conf *group = load_need(loader, root, "method");
    if (!group)
        return;
    if (group->kind != CONF_GROUP) {
        problem_at(loader->problems, group, T_FORM_NO_GROUP, "method", NULL);
        loader->frame_broken = true;
        return;
    }
    struct method *method = loader->method;
    conf_only(group, known, loader->problems);
    method->id = load_id(loader, group, "id");
    method->version = load_text(loader, group, "version");
    method->title = load_label(loader, group, "title");
    load_entries(loader, group, "phases", &method->phases);
    load_entries(loader, group, "subjects", &method->subjects);
    load_entries(loader, group, "sources", &method->sources);
    load_entries(loader, group, "receivers", &method->receivers);
    load_entries(loader, group, "grounds", &method->grounds);
    load_entries(loader, group, "contacts", &method->contacts);
    load_scales(loader, group);
    load_warnings(loader, group);
    load_watches(loader, group);
    load_rhythm(loader, group);
    loader->header = load_groups(loader, group, "header", false);
}

/* How many forms and letters a file holds, at most. */
static void count_parts(const struct conf *root, size_t *forms, size_t *letters)
{
    const struct conf *many = conf_find(root, "forms");
    *forms += (conf_find(root, "form") ? 1 : 0) + (many ? many->n : 0);
    *letters += conf_find(root, "letter") != NULL;
}

static const struct conf *group_of(struct loader *loader, const struct conf *root, const char *name)
{
    const struct conf *group = conf_find(root, name);
    if (!group || group->kind == CONF_GROUP)
        return group;
    problem_at(loader->problems, group, T_FORM_NO_GROUP, name, NULL);
    loader->parts_broken = true;
    return NULL;
}

static void load_parts(struct loader *loader, const struct conf *root, struct form *form,
                       struct letter *letter)
{
    static const char *const known[] = {"form", "forms", "letter", NULL};
    struct method *method = loader->method;
    conf_only(root, known, loader->problems);
    if (root->n == 0)
        problem_at(loader->problems, root, T_FORM_EMPTY_FILE, NULL, NULL);
    const struct conf *group = group_of(loader, root, "form");
    if (group)
        load_form(loader, group, &form[method->n_forms++]);
    const struct conf *many = load_groups(loader, root, "forms", false);
    if (!many && conf_find(root, "forms"))
        loader->parts_broken = true;
    for (size_t i = 0; many && i < many->n; i++) {
        if (many->item[i].kind != CONF_GROUP)
            continue;
        load_form(loader, &many->item[i], &form[method->n_forms++]);
    }
    group = group_of(loader, root, "letter");
    if (group)
        load_letter(loader, group, &letter[method->n_letters++]);
}

void load_tidy(struct problems *problems)
{
    size_t kept = 0;
    problems_sort(problems);
    for (size_t i = 0; i < problems->n; i++) {
        const struct err *a = &problems->item[i];
        bool seen = false;
        for (size_t k = kept; k > 0 && !seen; k--) {
            const struct err *b = &problems->item[k - 1];
            if (a->line != b->line || strcmp(a->file, b->file) != 0)
                break;
            seen = a->text == b->text && strcmp(a->value[0], b->value[0]) == 0 &&
                   strcmp(a->value[1], b->value[1]) == 0;
        }
        if (!seen)
            problems->item[kept++] = *a;
    }
    problems->n = kept;
}

/* What a bundle holds, before it is judged. */
struct parts {
    const struct conf *frame;
    const struct conf *files; /* the roots of all others, as members */
    size_t n_files;
    size_t n_forms, n_letters; /* at most */
};

static void read_parts(struct loader *loader, const struct bundle *bundle, struct parts *parts)
{
    struct conf *root = arena_array(loader->scratch, bundle->n + 1, sizeof root[0]);
    bool has_frame = false;
    *parts = (struct parts){.files = root};
    for (size_t i = 0; i < bundle->n; i++) {
        const struct bundle_file *file = &bundle->file[i];
        if (strcmp(file->name, PRACTICE_FILE) == 0)
            continue;
        const struct conf *read = conf_parse_apart(
            file->bytes, file->n, file->name, loader->scratch, loader->arena, loader->problems);
        if (strcmp(file->name, LOAD_FRAME_FILE) == 0) {
            has_frame = true;
            parts->frame = read;
        } else if (!read) {
            loader->parts_broken = true;
        } else {
            root[parts->n_files++] = *read;
            count_parts(read, &parts->n_forms, &parts->n_letters);
        }
    }
    if (!has_frame)
        problem_add(loader->problems, LOAD_FRAME_FILE, 0, T_FORM_NO_FRAME, LOAD_FRAME_FILE, NULL);
    loader->frame_broken = !parts->frame || !conf_find(parts->frame, "method");
}

struct method *method_load(const struct bundle *bundle, struct arena *arena,
                           struct problems *problems)
{
    struct method *method = arena_alloc(arena, sizeof *method);
    struct loader loader = {
        .arena = arena, .scratch = arena_new(), .problems = problems, .method = method};
    struct parts parts;
    size_t before = problems->n;
    method->arena = arena;
    read_parts(&loader, bundle, &parts);
    if (parts.frame)
        load_frame(&loader, parts.frame);
    struct form *form = arena_array(arena, parts.n_forms + 1, sizeof form[0]);
    struct letter *letter = arena_array(arena, parts.n_letters + 1, sizeof letter[0]);
    method->form = form;
    method->letter = letter;
    for (size_t i = 0; i < parts.n_files; i++)
        load_parts(&loader, &parts.files[i], form, letter);
    check_method(&loader);
    load_tidy(problems);
    arena_free(loader.scratch);
    return problems->n == before ? method : NULL;
}
