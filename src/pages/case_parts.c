/* case_parts.c - what pages of one case share. */
#include "case_parts.h"

#include "sis/casework/access.h"
#include "sis/form/live.h"

struct page page_of_case(struct work *work, const struct case_file *file, struct arena *arena)
{
    struct page page = {.arena = arena, .lang = work->lang};

    return page_new(arena, work->lang,
                    page_case_name(&page, file->youth.number, file->youth.work_name));
}

const char *page_author(const struct page *page, const struct work *work,
                        const struct author *author)
{
    enum role role;
    const char *title = author->role != NULL && role_parse(author->role, &role)
                            ? work_role_title(work, role)
                            : author->role;

    if (text_is_empty(author->name))
        return title != NULL ? title : "";
    return title != NULL ? arena_printf(page->arena, "%s, %s", author->name, title) : author->name;
}

const char *page_row_words(const struct page *page, struct work *work, struct case_file *file,
                           const struct record *row)
{
    const struct method *method = case_method(work, row);
    const struct form *form = method_form(method, row->form);
    const struct answers *answers = case_answers(file, row);
    const char *words;
    struct str out;

    if (form == NULL || answers == NULL)
        return NULL;
    str_init(&out, 0);
    row_words(method, form, answers, case_facts(work, file), page->lang, &out);
    words = arena_strndup(page->arena, out.p, out.n);
    str_release(&out);
    return words;
}

void page_put_people(const struct page *page, struct work *work, const struct case_file *file)
{
    struct access_person *person;
    struct err err = {0};
    struct str out;
    size_t n;

    if (!access_list(work, &file->id, page->arena, &person, &n, &err))
        return;
    str_init(&out, 0);
    for (size_t i = 0; i < n; i++) {
        if (person[i].relation == RELATION_ASSIGNED && !person[i].ended) {
            str_printf(&out, "%s%s (%s)", out.n > 0 ? ", " : "", person[i].name,
                       work_role_title(work, person[i].role));
        }
    }
    page_heading(page, page->doc->root, text(page->lang, T_CASE_PEOPLE));
    doc_paragraph(page->doc, page->doc->root, DOC_PLAIN, out.p);
    str_release(&out);
}
