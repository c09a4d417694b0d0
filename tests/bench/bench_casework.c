/* bench_casework.c - signing, opening a case, finding a youth: beside the database alone. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "bench_bare.h"
#include "casework/inside.h"
#include "said.h"
#include "sis/document/layout.h"
#include "sis/pages/pages.h"

#define WARM 5
#define SIGNS 200
#define SIGNED_BEFORE 100 /* in the case already */
#define OPENS 60
#define FORMS 500
#define FINDS 30
#define YOUTHS 2000
#define GROWTH_CASES 60
#define GROWTH_FORMS 2000
#define BARE "bare.db"

/* Milliseconds that something took. */
static double since(double start)
{
    return bench_now() - start;
}

static const struct vault_key *key_of_case(struct bench_home *it, const struct id *case_id)
{
    struct err err = {0};
    const struct access_view *view = work_access(it->work, case_id, &err);

    bench_must(view != NULL && view->key != NULL, &err);
    return view->key;
}

/* --- sign --- */

static void measure_sign(struct bench_home *it)
{
    static const char what[] = "sign a form, log row included";
    struct id case_id = bench_home_case(it, "26-001");
    const struct answers *answers;
    const struct form *form = bench_home_form(it, &answers);
    struct record_new first = {.record = record_begin(), .form = form->id, .answers = answers};
    double ours[SIGNS], bare[SIGNS];
    struct bare_writer writer;
    struct case_file *file;
    struct err err = {0};

    bench_home_sign(it, &case_id, 1, SIGNED_BEFORE);
    file = case_open(it->work, &case_id, &err);
    bench_must(file != NULL, &err);
    said_all(it->work, file, &first, it->arena);
    bench_must(record_sign(it->work, file, &first, NULL, &err), &err);
    bare_copy(it, BARE);
    bare_writer_init(&writer, bare_open(it, BARE), bare_newest(it, "row", first.n_also),
                     bare_newest(it, "audit", 0));
    writer.also_n = bare_newest(it, "row", 0);
    writer.n_also = first.n_also;
    for (size_t i = 0; i < WARM + SIGNS; i++) {
        struct record_new record = {.record = record_begin(), .form = form->id, .answers = answers};
        size_t at = i < WARM ? 0 : i - WARM;
        double start;

        said_all(it->work, file, &record, it->arena);
        start = bench_now();
        bench_must(record_sign(it->work, file, &record, NULL, &err), &err);
        ours[at] = since(start);
        start = bench_now();
        bare_write(&writer);
        bare[at] = since(start);
    }
    bench_row(what, "sis-tui", ours, SIGNS, "ms", NULL);
    bench_row(what, "bare SQLite, same rows, FULL", bare, SIGNS, "ms", "1.5");
    bare_writer_release(&writer);
    case_close(file);
}

/* --- open --- */

static void open_and_draw(struct bench_home *it, const struct id *case_id)
{
    struct err err = {0};
    struct arena *arena = arena_new();
    struct case_file *file = case_open(it->work, case_id, &err);

    bench_must(file != NULL, &err);
    (void)layout_make(page_overview(it->work, file, NULL, arena), 80, false, arena);
    case_close(file);
    arena_free(arena);
}

static void must_find(size_t found, size_t wanted)
{
    if (found < wanted) {
        fprintf(stderr, "bench: %zu found, not %zu\n", found, wanted);
        exit(1);
    }
}

static void measure_open(struct bench_home *it)
{
    static const char what[] = "open 500 forms, draw the overview";
    struct id case_id = bench_home_case(it, "26-002");
    double ours[OPENS], bare[OPENS], logged[OPENS];
    const struct vault_key *key;
    struct bare_writer writer;

    bench_home_sign(it, &case_id, 1, FORMS);
    open_and_draw(it, &case_id);
    bare_copy(it, BARE);
    bare_writer_init(&writer, bare_open(it, BARE), 0, bare_newest(it, "audit", 0));
    for (size_t i = 0; i < WARM + OPENS; i++) {
        size_t at = i < WARM ? 0 : i - WARM;
        double start = bench_now();

        open_and_draw(it, &case_id);
        ours[at] = since(start);
        key = key_of_case(it, &case_id);
        start = bench_now();
        must_find(bare_read(writer.file, key, NULL), FORMS);
        bare[at] = since(start);
        start = bench_now();
        bare_write(&writer);
        must_find(bare_read(writer.file, key, NULL), FORMS);
        logged[at] = since(start);
    }
    bench_row(what, "sis-tui", ours, OPENS, "ms", NULL);
    /* Opening is logged, durably, before anything is shown: the loop that does the same counts. */
    bench_row(what, "bare loop: read and unseal", bare, OPENS, "ms", NULL);
    bench_row(what, "bare loop, log row committed", logged, OPENS, "ms", "1.5");
    bare_writer_release(&writer);
}

/* --- find --- */

static void find(struct bench_home *it, const char *name)
{
    struct arena *arena = arena_new();
    struct err err = {0};
    struct youth *youth;
    size_t n;

    bench_must(register_find(it->work, name, arena, &youth, &n, &err), &err);
    must_find(n, 1);
    arena_free(arena);
}

static void measure_find(struct bench_home *it)
{
    static const char first[] = "find a name among 2000 after login";
    static const char again[] = "find a name among 2000, again";
    static const char who[] = "bare loop: unseal and compare";
    double ours[2][FINDS], bare[2][FINDS];
    sqlite3 *file;

    bench_home_youths(it, YOUTHS);
    bare_copy(it, BARE);
    file = bare_open(it, BARE);
    for (size_t i = 0; i < WARM + FINDS; i++) {
        size_t at = i < WARM ? 0 : i - WARM;

        for (int next = 0; next < 2; next++) {
            double start;

            if (!next)
                bench_home_login_anew(it);
            start = bench_now();
            find(it, "åke-1234");
            ours[next][at] = since(start);
            start = bench_now();
            must_find(bare_read(file, it->work->own->home_key, "Åke-1234"), 1);
            bare[next][at] = since(start);
        }
    }
    bench_row(first, "sis-tui", ours[0], FINDS, "ms", NULL);
    bench_row(first, who, bare[0], FINDS, "ms", "1.2");
    bench_row(again, "sis-tui", ours[1], FINDS, "ms", NULL);
    bench_row(again, who, bare[1], FINDS, "ms", "1.2");
    sqlite3_close(file);
}

/* --- growth --- */

static void open_often(struct bench_home *it, const struct id *case_id, double *samples)
{
    for (size_t i = 0; i < WARM + OPENS; i++) {
        double start = bench_now();

        open_and_draw(it, case_id);
        samples[i < WARM ? 0 : i - WARM] = since(start);
    }
}

/* The same case before and after; its rows lie scattered among those of all. */
static void measure_growth(struct bench_home *it)
{
    static const char what[] = "open one case as the home grows";
    struct id case_id[GROWTH_CASES];
    double before[OPENS], after[OPENS];

    for (size_t i = 0; i < GROWTH_CASES; i++)
        case_id[i] = bench_home_case(it, arena_printf(it->arena, "26-1%02zu", i));
    bench_home_sign(it, case_id, GROWTH_CASES, GROWTH_FORMS);
    open_often(it, &case_id[0], before);
    bench_home_sign(it, case_id + 1, GROWTH_CASES - 1, 9 * GROWTH_FORMS);
    open_often(it, &case_id[0], after);
    bench_row(what, "20 000 responses in the home", after, OPENS, "ms", NULL);
    bench_row(what, "2 000 responses", before, OPENS, "ms", "1.1");
}

static void measure_case(struct bench_home *it)
{
    measure_sign(it);
    measure_open(it);
}

/* With names as arguments only these, for looking at one with a profiler. */
int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*measure)(struct bench_home *);
    } parts[] = {{"case", measure_case}, {"find", measure_find}, {"growth", measure_growth}};
    struct bench_home it;

    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        int named = 1;

        while (named < argc && strcmp(argv[named], parts[i].name) != 0)
            named++;
        if (argc > 1 && named == argc)
            continue;
        bench_home_make(&it, parts[i].name);
        parts[i].measure(&it);
        bench_home_remove(&it);
    }
    return 0;
}
