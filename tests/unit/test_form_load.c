/* test_form_load.c - what a method becomes in memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bundle.h"
#include "sis/base/file.h"
#include "sis/domain/rights.h"
#include "sis/form/expr.h"

static int open_small(void **state)
{
    struct test_bundle *t = mem_new(sizeof *t);
    bundle_open(t, BUNDLE_SMALL);
    bundle_load_clean(t);
    *state = t;
    return 0;
}

static int close_small(void **state)
{
    bundle_close(*state);
    mem_free(*state);
    return 0;
}

static const struct item *item_of(const struct test_bundle *t, const char *id)
{
    const struct item *item = method_item(t->method, id, NULL);
    if (!item)
        fail_msg("no item %s", id);
    return item;
}

static void a_folder_is_read_in_byte_order(void **state)
{
    const struct test_bundle *t = *state;
    static const char *const names[] = {"a.cfg", "letters/out.cfg", "lists.cfg", "method.cfg"};
    assert_int_equal(t->bundle.n, ARRAY_LEN(names));
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        assert_string_equal(t->bundle.file[i].name, names[i]);
}

static void a_folder_that_is_not_there_is_told(void **state)
{
    struct arena *arena = arena_new();
    struct problems problems;
    struct bundle bundle;
    (void)state;
    problems_init(&problems, arena);
    assert_false(bundle_read("tests/unit/data/no-such-folder", arena, &bundle, &problems));
    assert_int_equal(problems.n, 1);
    assert_null(method_load(&bundle, arena, &problems));
    arena_free(arena);
}

static void the_frame_is_there(void **state)
{
    const struct test_bundle *t = *state;
    const struct method *m = t->method;
    assert_string_equal(m->id, "small");
    assert_string_equal(m->title.in[LANG_EN], "Small");
    assert_int_equal(m->phases.n, 1);
    assert_int_equal(m->subjects.n, 2);
    assert_string_equal(entries_find(&m->contacts, "emergency")->number, "112");
    assert_int_equal(m->n_warnings, 1);
    assert_string_equal(m->warning[0].text[ROLE_WARD].in[LANG_EN], "Call 112.");
    assert_string_equal(m->warning[0].text[ROLE_LEAD].in[LANG_EN], "Call.");
    assert_string_equal(m->warning[0].contact[0], "emergency");
    assert_int_equal(m->n_dues, 1);
    assert_string_equal(m->due[0].form, "a");
    assert_int_equal(m->n_letters, 1);
    assert_int_equal(m->letter[0].n_blocks, 5);
    assert_true(m->letter[0].for_receiver);
    assert_string_equal(m->letter[0].block[3].column[1], "step.hours");
    assert_string_equal(m->hash, "");
}

static void entries_hold_on_their_days(void **state)
{
    const struct test_bundle *t = *state;
    const struct entry *osl = entries_find(&t->method->grounds, "osl");
    assert_false(entry_valid(osl, (struct date){2009, 6, 29}));
    assert_true(entry_valid(osl, (struct date){2009, 6, 30}));
    assert_true(entry_valid(osl, (struct date){2026, 12, 31}));
    assert_false(entry_valid(osl, (struct date){2027, 1, 1}));
    assert_true(entry_valid(entries_find(&t->method->receivers, "board"), (struct date){1, 1, 1}));
}

static void a_form_is_there_with_its_sections(void **state)
{
    const struct test_bundle *t = *state;
    const struct form *form = method_form(t->method, "a");
    assert_int_equal(form->kind, FORM_FORM);
    assert_string_equal(form->phase, "notice");
    assert_int_equal(form->minutes, 3);
    assert_int_equal(form->signatures, 2);
    assert_int_equal(form->one_signature_hours, 0);
    assert_string_equal(form->journal.in[LANG_EN], "Danger: ${a.danger}.");
    assert_int_equal(form->filled_by, 1U << ROLE_WARD | 1U << ROLE_LEAD);
    assert_int_equal(form->n_sections, 3);
    assert_string_equal(form->section[0].id, "header");
    assert_string_equal(form->section[1].part, "staff");
    size_t next = 0;
    for (size_t i = 0; i < form->n_sections; i++) {
        assert_int_equal(form->section[i].first, next);
        next += form->section[i].n;
    }
    assert_int_equal(next, form->n_items);
    for (size_t i = 0; i < form->n_items; i++) {
        assert_int_equal(form->item[i].index, i);
        assert_ptr_equal(method_item(t->method, form->item[i].id, NULL), &form->item[i]);
    }
    assert_int_equal(method_form(t->method, "step")->kind, FORM_ROW);
    assert_non_null(method_form(t->method, "step")->row_text);
}

static void the_header_gets_the_ids_of_its_form(void **state)
{
    const struct test_bundle *t = *state;
    const struct item *who = item_of(t, "a.h.who");
    assert_string_equal(expr_source(who->show), "${a.h.shift} = 'yes'");
    assert_string_equal(who->file, "method.cfg");
    assert_string_equal(who->section->id, "header");
    assert_null(method_item(t->method, "h.who", NULL));
}

static void a_grid_is_laid_out_in_cells(void **state)
{
    const struct test_bundle *t = *state;
    const struct item *grid = item_of(t, "a.needs");
    const struct item *cell = item_of(t, "a.home.who");
    assert_int_equal(grid->n_columns, 2);
    assert_int_equal(grid->n_over, 2);
    assert_string_equal(grid->column[1].id, "who");
    assert_ptr_equal(cell->grid, grid);
    assert_ptr_equal(cell->grid_row, &grid->over[0]);
    assert_string_equal(expr_source(cell->show), "${a.home.need} >= 1");
    assert_string_equal(cell->subject, "plan");
    assert_string_equal(item_of(t, "a.safe.who")->subject, "threat");
    assert_true(item_of(t, "a.safe.need")->required);
    assert_int_equal(cell->index, grid->index + 2);
}

/* A column's options may look at the other cells of their row. */
static void options_of_a_column_see_their_row(void **state)
{
    struct test_bundle t;
    (void)state;
    bundle_open(&t, BUNDLE_SMALL);
    bundle_replace(&t, "a.cfg", "{ id = \"who\"; type = \"line\";",
                   "{ id = \"who\"; type = \"one\"; other = true; options = ( { code = \"us\"; "
                   "label = { sv = \"vi\"; en = \"us\"; }; show = \"${need} > 0\"; } );");
    bundle_load_clean(&t);
    const struct scale *scale = item_of(&t, "a.safe.who")->scale;
    assert_string_equal(expr_source(scale->option[0].show), "${a.safe.need} > 0");
    assert_ptr_equal(item_of(&t, "a.safe.who.other")->grid_row,
                     item_of(&t, "a.safe.who")->grid_row);
    bundle_close(&t);
}

static void other_adds_an_option_and_a_line(void **state)
{
    const struct test_bundle *t = *state;
    const struct item *called = item_of(t, "a.called");
    const struct item *what = item_of(t, "a.called.other");
    const struct scale *scale = called->scale;
    assert_string_equal(scale->option[scale->n_options - 1].code, "other");
    assert_int_equal(what->type, ITEM_LINE);
    assert_int_equal(what->index, called->index + 1);
    assert_string_equal(what->subject, "threat");
    assert_string_equal(expr_source(what->show), "selected(${a.called}, 'other')");
}

static void entries_are_scales(void **state)
{
    const struct test_bundle *t = *state;
    const struct scale *receivers = method_scale(t->method, "receivers");
    assert_int_equal(receivers->n_options, 2);
    assert_string_equal(receivers->option[1].code, "old_board");
    assert_int_equal(receivers->option[1].to.year, 2025);
    assert_non_null(method_scale(t->method, "phases"));
    assert_non_null(method_scale(t->method, "subjects"));
    assert_non_null(method_scale(t->method, "sources"));
    assert_non_null(method_scale(t->method, "grounds"));
}

static const char *key(const struct scale *scale, const char *code, enum lang lang)
{
    return scale_option(scale, code)->key.in[lang];
}

static void every_option_has_a_key(void **state)
{
    const struct test_bundle *t = *state;
    const struct scale *yes_no = method_scale(t->method, "yes_no");
    const struct scale *need = method_scale(t->method, "need");
    const struct scale *view = item_of(t, "a.view")->scale;
    assert_string_equal(key(yes_no, "yes", LANG_SV), "j");
    assert_null(key(yes_no, "perhaps", LANG_SV));
    assert_string_equal(key(need, "0", LANG_SV), "0");
    assert_string_equal(key(need, "1", LANG_EN), "1");
    assert_string_equal(key(need, "10", LANG_EN), "3");
    assert_string_equal(key(view, "low", LANG_SV), "l");
    assert_string_equal(key(view, "high", LANG_SV), "2");
    assert_string_equal(key(item_of(t, "a.called")->scale, "other", LANG_SV), "3");
}

/* More options than digits: letters that mean nothing else in either language. */
static void keys_go_on_with_letters(void **state)
{
    struct test_bundle t;
    struct str options;
    (void)state;
    str_init(&options, 0);
    for (int i = 0; i < 30; i++)
        str_printf(&options, "{ code = \"c%d\"; label = { sv = \"x\"; en = \"x\"; }; },", i);
    bundle_open(&t, BUNDLE_SMALL);
    bundle_replace(&t, "a.cfg", "{ code = \"112\";", options.p);
    bundle_replace(&t, "a.cfg", " label = { sv = \"112\"; en = \"112\"; }; },", "");
    bundle_load_clean(&t);
    const struct scale *scale = item_of(&t, "a.called")->scale;
    assert_int_equal(scale->n_options, 32);
    assert_string_equal(scale->option[8].key.in[LANG_SV], "9");
    assert_string_equal(scale->option[9].key.in[LANG_SV], "a");
    for (size_t i = 0; i < scale->n_options; i++) {
        const char *own = scale->option[i].key.in[LANG_SV];
        assert_string_not_equal(own, text(LANG_SV, T_KEY_UNKNOWN));
        assert_string_not_equal(own, text(LANG_EN, T_KEY_UNKNOWN));
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(own, scale->option[k].key.in[LANG_SV]);
    }
    bundle_close(&t);
    str_release(&options);
}

/* --- files that are no method ----------------------------------------------------------------- */

static void a_method_without_its_frame_is_none(void **state)
{
    struct arena *arena = arena_new();
    struct problems problems;
    const struct bundle empty = {NULL, 0};
    (void)state;
    problems_init(&problems, arena);
    assert_null(method_load(&empty, arena, &problems));
    assert_int_equal(problems.n, 1);
    assert_int_equal(problems.item[0].text, T_FORM_NO_FRAME);
    arena_free(arena);
}

static void a_broken_file_alone_is_told(void **state)
{
    static const char *const files[] = {"method.cfg", "a.cfg", "lists.cfg"};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        struct test_bundle t;
        bundle_open(&t, BUNDLE_SMALL);
        bundle_put(&t, files[i], "form : {", 8);
        bundle_load(&t);
        assert_null(t.method);
        for (size_t k = 0; k < t.problems.n; k++)
            assert_string_equal(t.problems.item[k].file, files[i]);
        bundle_close(&t);
    }
}

static void practice_is_no_part_of_the_method(void **state)
{
    struct test_bundle t;
    (void)state;
    bundle_open(&t, BUNDLE_SMALL);
    struct bundle_file *file = arena_array(t.arena, t.bundle.n + 1, sizeof *file);
    memcpy(file, t.bundle.file, t.bundle.n * sizeof *file);
    file[t.bundle.n] = (struct bundle_file){"practice.cfg", "what ever", 9};
    t.bundle = (struct bundle){file, t.bundle.n + 1};
    bundle_load_clean(&t);
    bundle_close(&t);
}

static void a_grid_may_not_grow_without_end(void **state)
{
    struct test_bundle t;
    struct str rows;
    (void)state;
    str_init(&rows, 0);
    for (int i = 0; i < 2500; i++)
        str_printf(&rows, "{ id = \"r%d\"; label = { sv = \"x\"; en = \"x\"; }; },\n", i);
    bundle_open(&t, BUNDLE_SMALL);
    str_puts(&rows, "{ id = \"a.home\";");
    bundle_replace(&t, "a.cfg", "{ id = \"a.home\";", rows.p);
    bundle_load(&t);
    assert_null(t.method);
    char *told = bundle_problems(&t);
    assert_non_null(strstr(told, "a.cfg:1: The form a has more than 5,000 questions."));
    mem_free(told);
    bundle_close(&t);
    str_release(&rows);
}

/* --- the reference ---------------------------------------------------------------------------- */

/* The fenced blocks of forms/README.md, each beginning with its file's name, are one method. */
static size_t read_blocks(const char *text, struct arena *arena, struct bundle_file *file)
{
    static const char fence[] = "```cfg\n// ";
    size_t n = 0;
    for (const char *at = strstr(text, fence); at; at = strstr(at, fence)) {
        at += strlen(fence);
        const char *end = strstr(at, "\n```");
        size_t name = strcspn(at, "\n");
        if (!end)
            break;
        file[n].name = arena_strndup(arena, at, name);
        file[n].bytes = arena_strndup(arena, at + name, (size_t)(end - at) - name + 1);
        file[n].n = strlen(file[n].bytes);
        n++;
        at = end;
    }
    return n;
}

static void the_examples_of_the_reference_are_a_method(void **state)
{
    struct test_bundle t = {.arena = arena_new()};
    struct str text;
    struct err err;
    struct bundle_file file[32];
    (void)state;
    str_init(&text, 0);
    assert_true(file_read("forms/README.md", 1 << 20, &text, &err));
    t.bundle = (struct bundle){file, read_blocks(text.p, t.arena, file)};
    assert_true(t.bundle.n >= 5);
    bundle_load_clean(&t);
    assert_non_null(method_item(t.method, "u1.h.shift", NULL));
    assert_non_null(method_item(t.method, "b1.03.need", NULL));
    assert_non_null(method_letter(t.method, "handover"));
    str_release(&text);
    bundle_close(&t);
}

static void the_method_that_ships_is_clean(void **state)
{
    struct test_bundle t;
    (void)state;
    bundle_open(&t, "forms");
    bundle_load_clean(&t);
    bundle_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_folder_is_read_in_byte_order, open_small, close_small),
        cmocka_unit_test(a_folder_that_is_not_there_is_told),
        cmocka_unit_test_setup_teardown(the_frame_is_there, open_small, close_small),
        cmocka_unit_test_setup_teardown(entries_hold_on_their_days, open_small, close_small),
        cmocka_unit_test_setup_teardown(a_form_is_there_with_its_sections, open_small, close_small),
        cmocka_unit_test_setup_teardown(the_header_gets_the_ids_of_its_form, open_small,
                                        close_small),
        cmocka_unit_test_setup_teardown(a_grid_is_laid_out_in_cells, open_small, close_small),
        cmocka_unit_test(options_of_a_column_see_their_row),
        cmocka_unit_test_setup_teardown(other_adds_an_option_and_a_line, open_small, close_small),
        cmocka_unit_test_setup_teardown(entries_are_scales, open_small, close_small),
        cmocka_unit_test_setup_teardown(every_option_has_a_key, open_small, close_small),
        cmocka_unit_test(keys_go_on_with_letters),
        cmocka_unit_test(a_method_without_its_frame_is_none),
        cmocka_unit_test(a_broken_file_alone_is_told),
        cmocka_unit_test(practice_is_no_part_of_the_method),
        cmocka_unit_test(a_grid_may_not_grow_without_end),
        cmocka_unit_test(the_examples_of_the_reference_are_a_method),
        cmocka_unit_test(the_method_that_ships_is_clean),
    };
    return cmocka_run_group_tests_name("form load", tests, NULL, NULL);
}
