/* fuzz_edit.c - any run of editing: the text stays NFC, the cursor on a boundary, undo goes back. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sis/base/mem.h"
#include "sis/base/utf8.h"
#include "sis/ui/edit.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    return utf8_locale() ? 0 : 1;
}

static void check(bool holds)
{
    if (!holds)
        abort();
}

static bool is_boundary(const struct edit *edit, size_t at)
{
    size_t boundary = 0;
    while (boundary < at)
        boundary = utf8_next(edit_text(edit), edit_length(edit), boundary);
    return boundary == at;
}

static void check_sound(const struct edit *edit)
{
    struct str clean;
    size_t from, to;
    str_init(&clean, 0);
    check(utf8_clean(&clean, edit_text(edit), edit_length(edit), NULL));
    check(str_equal(&clean, edit_text(edit)));
    str_release(&clean);
    edit_selection(edit, &from, &to);
    check(to <= edit_length(edit) && is_boundary(edit, from) && is_boundary(edit, to));
}

static void find(struct edit *edit, const char *words, bool last)
{
    struct text_hit hit;
    size_t n = edit_length(edit);
    if (text_find(edit_text(edit), n, words, 0, n, last, &hit))
        edit_select(edit, hit.from, hit.to);
}

/* The first byte says what to do, the rest up to the next zero with which text. */
static void step(struct edit *edit, uint8_t what, const char *text, size_t n)
{
    enum edit_motion motion = (enum edit_motion)(what / 16 % (EDIT_BOTTOM + 1));
    switch (what % 12) {
    case 0: edit_paste(edit, text, n); break;
    case 1: edit_delete(edit, motion); break;
    case 2: edit_move(edit, motion, false); break;
    case 3: edit_move(edit, motion, true); break;
    case 4: edit_undo(edit); break;
    case 5: edit_redo(edit); break;
    case 6: edit_cut(edit); break;
    case 7: edit_put(edit); break;
    case 8: edit_move_to(edit, n * 7, what & 16); break;
    case 9: find(edit, text, what & 16); break;
    default: edit_insert(edit, text, n); break;
    }
    check_sound(edit);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct edit *edit = edit_new(n > 0 && bytes[0] & 1);
    for (size_t at = 0; at < n;) {
        const uint8_t *zero = memchr(bytes + at, 0, n - at);
        size_t end = zero ? (size_t)(zero - bytes) : n;
        char *text = mem_new(end - at + 1);
        memcpy(text, bytes + at, end - at);
        step(edit, bytes[at], text + (end > at), end > at ? end - at - 1 : 0);
        mem_free(text);
        at = end + 1;
    }
    while (edit_redo(edit))
        ;
    char *last = mem_strdup(edit_text(edit));
    while (edit_undo(edit))
        check_sound(edit);
    check(edit_length(edit) == 0);
    while (edit_redo(edit))
        ;
    check(strcmp(edit_text(edit), last) == 0);
    mem_free(last);
    edit_free(edit);
    return 0;
}
