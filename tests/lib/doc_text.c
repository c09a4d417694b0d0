/* doc_text.c - pages as text in tests. */
#include "doc_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "golden.h"
#include "sis/base/utf8.h"
#include "sis/document/write.h"

char *doc_text(const struct doc *doc, int cols)
{
    struct str out;
    char *text;

    str_init(&out, 0);
    assert_true(write_text(doc, cols, 0, NULL, &out));
    text = str_take(&out, NULL);
    str_release(&out);
    return text;
}

/* Ids are random, so only what they are of is told. */
static void put_link(struct str *out, const struct place *place)
{
    struct id id;

    str_printf(out, "> %s", room_code(place->room));
    str_puts(out, id_is_none(&place->case_id) ? "" : " case");
    str_puts(out, id_is_none(&place->youth) ? "" : " youth");
    str_puts(out, id_is_none(&place->record) ? "" : " record");
    if (place->form[0] != '\0')
        str_printf(out, " form=%s", place->form);
    if (place->item[0] != '\0')
        str_printf(out, " item=%s", place->item);
    if (place->extra[0] != '\0')
        str_printf(out, " extra=%s", id_parse(place->extra, &id) ? "id" : place->extra);
    str_putc(out, '\n');
}

void doc_golden(const char *name, const struct doc *doc)
{
    static const int width[] = {80, 120};

    for (size_t i = 0; i < ARRAY_LEN(width); i++) {
        char *text = doc_text(doc, width[i]);
        char path[160];
        struct str out;

        str_init(&out, 0);
        str_printf(&out, "= %s =\n%s", doc->title, text);
        if (doc->n_links > 0)
            str_puts(&out, "---\n");
        for (size_t j = 0; j < doc->n_links; j++)
            put_link(&out, &doc->link[j]);
        snprintf(path, sizeof path, "pages/%s.%s.%d", name, doc->lang == LANG_SV ? "sv" : "en",
                 width[i]);
        golden_check(path, out.p);
        str_release(&out);
        mem_free(text);
    }
}

static bool holds(const struct doc *doc, const char *words)
{
    /* Wide, so that no words are parted by the end of a line. */
    char *text = doc_text(doc, 4000);
    struct str page, wanted;
    bool found;

    str_init(&page, 0);
    str_init(&wanted, 0);
    utf8_fold(&page, doc->title, strlen(doc->title));
    str_putc(&page, '\n');
    utf8_fold(&page, text, strlen(text));
    utf8_fold(&wanted, words, strlen(words));
    found = strstr(page.p, wanted.p) != NULL;
    str_release(&page);
    str_release(&wanted);
    mem_free(text);
    return found;
}

void doc_lacks(const struct doc *doc, const char *word)
{
    if (holds(doc, word)) {
        char *text = doc_text(doc, 100);

        print_error("%s\n%s\n", doc->title, text);
        mem_free(text);
        fail_msg("the page says \"%s\"", word);
    }
}

void doc_holds(const struct doc *doc, const char *words)
{
    if (!holds(doc, words)) {
        char *text = doc_text(doc, 100);

        print_error("%s\n%s\n", doc->title, text);
        mem_free(text);
        fail_msg("the page does not say \"%s\"", words);
    }
}
