/* fuzz_load.c - any bytes as method.cfg, beside forms that use it: a method or problems, no crash. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sis/form/load.h"

/* Names what the small method of tests/unit/data/small has, so that a seed of it loads whole. */
static const char form[] =
    "form : { id = \"a\"; version = \"1\"; phase = \"notice\"; header = true;"
    " title = { sv = \"A\"; en = \"A\"; }; filled_by = [ \"ward\" ];"
    " sections = ( { id = \"s\"; title = { sv = \"S\"; en = \"S\"; }; items = ("
    "  { id = \"a.danger\"; type = \"one\"; scale = \"yes_no\"; subject = \"threat\";"
    "    label = { sv = \"F\"; en = \"D\"; }; },"
    "  { id = \"a.who\"; type = \"many\"; scale = \"receivers\";"
    "    label = { sv = \"F\"; en = \"D\"; }; } ); } ); };";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct problems problems;
    struct bundle_file file[] = {
        {.name = "a.cfg", .bytes = form, .n = sizeof form - 1},
        {.name = "method.cfg", .bytes = (const char *)data, .n = size},
    };
    const struct bundle bundle = {file, ARRAY_LEN(file)};
    problems_init(&problems, arena);
    const struct method *method = method_load(&bundle, arena, &problems);
    if ((method == NULL) == (problems.n == 0))
        abort();
    for (size_t i = 0; method && i < method->n_places; i++)
        if (!method_item(method, method->place[i].id, NULL))
            abort();
    arena_free(arena);
    return 0;
}
