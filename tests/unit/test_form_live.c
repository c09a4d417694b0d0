/* test_form_live.c - the ten rules of a form being filled in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bundle.h"
#include "sis/form/live.h"

static const struct date today = {2026, 11, 22};
#define NOW 1795343400 /* 2026-11-22 10:30 UTC */

struct filling {
    struct test_bundle t;
    struct arena *arena;
    struct answers answers;
    struct live *live;
};

static void begin_form(struct filling *f, const char *form, const struct facts *facts, bool begin)
{
    f->arena = arena_new();
    answers_init(&f->answers, f->arena);
    f->live = live_new(f->t.method, method_form(f->t.method, form), &f->answers, facts, today, NOW,
                       begin);
}

static int open_a(void **state)
{
    struct filling *f = mem_new(sizeof *f);
    bundle_open(&f->t, BUNDLE_SMALL);
    bundle_load_clean(&f->t);
    begin_form(f, "a", NULL, false);
    *state = f;
    return 0;
}

static int close_form(void **state)
{
    struct filling *f = *state;
    live_free(f->live);
    arena_free(f->arena);
    bundle_close(&f->t);
    mem_free(f);
    return 0;
}

static const struct item *item_of(const struct filling *f, const char *id)
{
    const struct item *item = form_item(f->t.method, live_form(f->live), id);
    if (!item)
        fail_msg("no item %s", id);
    return item;
}

static void set_text(struct filling *f, const char *id, const char *text)
{
    live_set(f->live, &(struct answer){.id = id, .value = value_text(text)});
}

static void set_number(struct filling *f, const char *id, double number)
{
    live_set(f->live, &(struct answer){.id = id, .value = value_number(number)});
}

static void set_code(struct filling *f, const char *id, const char *code)
{
    live_set(f->live, &(struct answer){.id = id, .value = value_codes(&code, code ? 1 : 0)});
}

static bool shown(const struct filling *f, const char *id)
{
    return live_shown(f->live, item_of(f, id));
}

static const struct answer *answer(const struct filling *f, const char *id)
{
    return answers_get(live_answers(f->live), id);
}

/* Whether an item has a gap of that kind. */
static bool gap(const struct filling *f, const char *id, enum gap_kind kind)
{
    const struct gap *all = NULL;
    size_t n = live_gaps(f->live, &all);
    for (size_t i = 0; i < n; i++)
        if (strcmp(all[i].item->id, id) == 0 && all[i].kind == kind)
            return true;
    return false;
}

static void assert_mistake(const struct filling *f, const char *id, enum lang lang,
                           const char *expected)
{
    struct str out;
    str_init(&out, 0);
    assert_true(live_mistake(f->live, item_of(f, id), lang, &out));
    assert_string_equal(out.p, expected);
    str_release(&out);
}

/* --- relevance -------------------------------------------------------------------------------- */

static void what_is_shown_follows_the_answers(void **state)
{
    struct filling *f = *state;
    assert_false(shown(f, "a.called"));
    set_code(f, "a.danger", "yes");
    assert_true(shown(f, "a.called"));
    assert_false(shown(f, "a.called.other"));
    set_code(f, "a.called", "other");
    assert_true(shown(f, "a.called.other"));
    set_code(f, "a.danger", "no");
    assert_false(shown(f, "a.called"));
    assert_false(shown(f, "a.called.other"));
}

static void a_section_hides_all_it_holds(void **state)
{
    struct filling *f = *state;
    const struct section *second = item_of(f, "a.view")->section;
    assert_true(live_section_shown(f->live, second));
    assert_true(shown(f, "a.home.need"));
    set_code(f, "a.danger", "no");
    assert_false(live_section_shown(f->live, second));
    assert_false(shown(f, "a.view"));
    assert_false(shown(f, "a.needs"));
    assert_false(shown(f, "a.home.need"));
}

static void a_row_hides_its_cells(void **state)
{
    struct filling *f = *state;
    assert_false(shown(f, "a.safe.need"));
    set_code(f, "a.danger", "yes");
    assert_true(shown(f, "a.safe.need"));
    assert_false(shown(f, "a.safe.who"));
    set_code(f, "a.safe.need", "1");
    assert_true(shown(f, "a.safe.who"));
    assert_false(shown(f, "a.home.who"));
}

static void depth_passes_over_what_is_not_answered(void **state)
{
    struct filling *f = *state;
    assert_false(live_full(f->live));
    assert_false(shown(f, "a.moment"));
    live_set_full(f->live, true);
    assert_true(shown(f, "a.moment"));
    set_text(f, "a.moment", "2026-05-03T02:11:00Z");
    live_set_full(f->live, false);
    assert_true(shown(f, "a.moment"));
}

/* A short form can be signed; the whole form demands all that it asks. */
static void depth_demands_only_what_it_asks(void **state)
{
    struct filling f;
    (void)state;
    bundle_open(&f.t, BUNDLE_SMALL);
    bundle_replace(&f.t, "a.cfg", "depth = \"full\"", "depth = \"full\"; required = true");
    bundle_load_clean(&f.t);
    begin_form(&f, "a", NULL, false);
    assert_false(gap(&f, "a.moment", GAP_REQUIRED));
    live_set_full(f.live, true);
    assert_true(gap(&f, "a.moment", GAP_REQUIRED));
    set_text(&f, "a.moment", "2026-05-03T02:11:00Z");
    assert_false(gap(&f, "a.moment", GAP_REQUIRED));
    set_text(&f, "a.moment", "i morse");
    live_set_full(f.live, false);
    assert_true(gap(&f, "a.moment", GAP_VALUE));
    live_free(f.live);
    arena_free(f.arena);
    bundle_close(&f.t);
}

static void a_retired_item_is_never_shown(void **state)
{
    struct filling f;
    (void)state;
    bundle_open(&f.t, BUNDLE_SMALL);
    bundle_replace(&f.t, "a.cfg", "type = \"date\";", "type = \"date\"; retired = true;");
    bundle_replace(&f.t, "a.cfg", "{ id = \"a.home\";", "{ retired = true; id = \"a.home\";");
    bundle_load_clean(&f.t);
    begin_form(&f, "a", NULL, false);
    assert_false(shown(&f, "a.day"));
    assert_false(shown(&f, "a.home.need"));
    live_free(f.live);
    arena_free(f.arena);
    bundle_close(&f.t);
}

/* --- hidden answers --------------------------------------------------------------------------- */

static void a_hidden_answer_is_kept_and_not_used(void **state)
{
    struct filling *f = *state;
    struct answers out;
    set_code(f, "a.danger", "yes");
    set_code(f, "a.called", "other");
    set_text(f, "a.called.other", "granne");
    live_export(f->live, f->arena, &out);
    assert_non_null(answers_get(&out, "a.called.other"));
    set_code(f, "a.danger", "no");
    assert_non_null(answer(f, "a.called"));
    assert_non_null(answer(f, "a.called.other"));
    live_export(f->live, f->arena, &out);
    assert_null(answers_get(&out, "a.called"));
    assert_null(answers_get(&out, "a.called.other"));
    const struct scope *scope = live_scope(f->live);
    assert_null(scope->answer(scope->arg, "a.called"));
    set_code(f, "a.danger", "yes");
    assert_string_equal(answer(f, "a.called.other")->value.text, "granne");
    live_export(f->live, f->arena, &out);
    assert_non_null(answers_get(&out, "a.called.other"));
}

static void what_depth_hides_is_exported_when_answered(void **state)
{
    struct filling *f = *state;
    struct answers out;
    set_text(f, "a.moment", "2026-05-03T02:11:00Z");
    live_export(f->live, f->arena, &out);
    assert_non_null(answers_get(&out, "a.moment"));
}

/* --- computing and beginning ------------------------------------------------------------------ */

static void computed_answers_follow(void **state)
{
    struct filling *f = *state;
    set_number(f, "a.number", 4);
    assert_true(answer(f, "a.twice")->value.number == 8);
    set_number(f, "a.twice", 5);
    assert_true(answer(f, "a.twice")->value.number == 8);
    live_set(f->live, &(struct answer){.id = "a.number"});
    assert_null(answer(f, "a.twice"));
}

/* A chain that stands in the file from its last link to its first. */
static void computed_answers_follow_in_their_order(void **state)
{
    struct filling f;
    struct str items;
    (void)state;
    str_init(&items, 0);
    for (int i = 50; i > 0; i--) {
        str_printf(&items, "{ id = \"c%d\"; type = \"number\"; compute = \"", i);
        if (i > 1)
            str_printf(&items, "${c%d} + 1", i - 1);
        else
            str_puts(&items, "${a.number} + 1");
        str_puts(&items, "\"; label = { sv = \"c\"; en = \"c\"; }; },");
    }
    str_puts(&items, "{ id = \"a.danger\";");
    bundle_open(&f.t, BUNDLE_SMALL);
    bundle_replace(&f.t, "a.cfg", "{ id = \"a.danger\";", items.p);
    bundle_load_clean(&f.t);
    begin_form(&f, "a", NULL, false);
    set_number(&f, "a.number", 3);
    assert_true(answer(&f, "c50")->value.number == 53);
    set_number(&f, "a.number", 5);
    assert_true(answer(&f, "c50")->value.number == 55);
    live_free(f.live);
    arena_free(f.arena);
    bundle_close(&f.t);
    str_release(&items);
}

static void initial_answers_are_set_once(void **state)
{
    struct filling *f = *state;
    assert_null(answer(f, "a.day"));
    live_free(f->live);
    arena_free(f->arena);
    begin_form(f, "a", NULL, true);
    assert_string_equal(answer(f, "a.day")->value.text, "2026-11-22");
    set_text(f, "a.day", "");
    set_code(f, "a.danger", "yes");
    assert_null(answer(f, "a.day"));
}

static void an_initial_answer_replaces_nothing(void **state)
{
    struct filling *f = *state;
    set_text(f, "a.day", "2024");
    live_free(f->live);
    f->live =
        live_new(f->t.method, method_form(f->t.method, "a"), &f->answers, NULL, today, NOW, true);
    assert_string_equal(answer(f, "a.day")->value.text, "2024");
}

static void empty_equals_missing(void **state)
{
    struct filling *f = *state;
    set_text(f, "a.day", "2026-05");
    assert_non_null(answer(f, "a.day"));
    set_text(f, "a.day", "");
    assert_null(answer(f, "a.day"));
    assert_int_equal(live_answers(f->live)->n, 0);
}

static void what_is_no_item_is_not_set(void **state)
{
    struct filling *f = *state;
    set_text(f, "a.read", "x");
    set_text(f, "a.needs", "x");
    set_text(f, "step.what", "x");
    set_text(f, "nothing", "x");
    assert_int_equal(live_answers(f->live)->n, 0);
}

/* --- gaps and mistakes ------------------------------------------------------------------------ */

static void required_counts_only_when_shown(void **state)
{
    struct filling *f = *state;
    assert_true(gap(f, "a.danger", GAP_REQUIRED));
    assert_false(gap(f, "a.safe.need", GAP_REQUIRED));
    set_code(f, "a.danger", "yes");
    assert_false(gap(f, "a.danger", GAP_REQUIRED));
    assert_true(gap(f, "a.safe.need", GAP_REQUIRED));
    set_code(f, "a.danger", "no");
    assert_false(gap(f, "a.home.need", GAP_REQUIRED));
}

static void not_knowing_is_an_answer(void **state)
{
    struct filling *f = *state;
    live_set(f->live, &(struct answer){.id = "a.danger", .nonanswer = NONANSWER_UNKNOWN});
    live_set(f->live, &(struct answer){.id = "a.number", .nonanswer = NONANSWER_DECLINED});
    assert_false(gap(f, "a.danger", GAP_REQUIRED));
    assert_false(gap(f, "a.number", GAP_CHECK));
    assert_false(gap(f, "a.number", GAP_VALUE));
}

static void a_check_skips_what_is_empty(void **state)
{
    struct filling *f = *state;
    assert_false(gap(f, "a.number", GAP_CHECK));
    set_number(f, "a.number", 2.5);
    assert_true(gap(f, "a.number", GAP_CHECK));
    assert_mistake(f, "a.number", LANG_SV, "Heltal.");
    set_number(f, "a.number", 2);
    assert_false(gap(f, "a.number", GAP_CHECK));
    assert_false(live_mistake(f->live, item_of(f, "a.number"), LANG_SV, NULL));
}

static void limits_are_told_and_keep_the_number(void **state)
{
    struct filling *f = *state;
    set_number(f, "a.number", 1);
    assert_false(gap(f, "a.number", GAP_VALUE));
    set_number(f, "a.number", 0);
    assert_true(gap(f, "a.number", GAP_VALUE));
    assert_true(answer(f, "a.number")->value.number == 0);
    assert_mistake(f, "a.number", LANG_EN, "Write a number from 1 to 20.5.");
    set_number(f, "a.number", 21);
    assert_true(gap(f, "a.number", GAP_VALUE));
}

static void what_was_typed_wrongly_is_kept_as_typed(void **state)
{
    struct filling *f = *state;
    set_text(f, "a.number", "tolv");
    set_text(f, "a.day", "31 februari");
    set_text(f, "a.who", "123");
    assert_true(gap(f, "a.number", GAP_VALUE));
    assert_true(gap(f, "a.day", GAP_VALUE));
    assert_true(gap(f, "a.who", GAP_VALUE));
    assert_string_equal(answer(f, "a.number")->value.text, "tolv");
    assert_mistake(f, "a.number", LANG_SV,
                   "”tolv” är inget tal. Skriv bara siffror, till exempel 12 eller 3,5.");
    set_text(f, "a.day", "2026-02");
    assert_false(gap(f, "a.day", GAP_VALUE));
}

static void gaps_stand_in_the_order_of_the_form(void **state)
{
    struct filling *f = *state;
    const struct gap *all = NULL;
    set_number(f, "a.number", 0.5);
    set_code(f, "a.home.need", "7");
    live_set(f->live,
             &(struct answer){.id = "a.day", .value = value_text("2026-01-01"), .carried = true});
    size_t n = live_gaps(f->live, &all);
    size_t last = 0;
    assert_int_equal(n, 4);
    for (size_t i = 0; i < n; i++) {
        assert_true(all[i].item->index >= last);
        last = all[i].item->index;
    }
    assert_true(gap(f, "a.day", GAP_UNCONFIRMED));
}

static void an_option_that_no_longer_fits_is_struck(void **state)
{
    struct filling *f = *state;
    const struct item *called = item_of(f, "a.called");
    set_code(f, "a.danger", "yes");
    set_number(f, "a.number", 3);
    set_code(f, "a.called", "lead");
    assert_true(live_option_offered(f->live, called, scale_option(called->scale, "lead")));
    assert_false(gap(f, "a.called", GAP_STRUCK));
    set_number(f, "a.number", 2);
    assert_true(live_option_struck(f->live, called, "lead"));
    assert_true(gap(f, "a.called", GAP_STRUCK));
    assert_true(value_has_code(&answer(f, "a.called")->value, "lead"));
    assert_mistake(f, "a.called", LANG_EN,
                   "“manager” can no longer be chosen. Choose something else.");
}

static void retired_and_unknown_options_are_struck(void **state)
{
    struct filling *f = *state;
    const struct item *danger = item_of(f, "a.danger");
    assert_false(live_option_offered(f->live, danger, scale_option(danger->scale, "perhaps")));
    assert_true(live_option_struck(f->live, danger, "perhaps"));
    assert_true(live_option_struck(f->live, danger, "never-there"));
    assert_false(live_option_struck(f->live, danger, "yes"));
}

static void an_entry_out_of_its_days_is_struck(void **state)
{
    struct filling f;
    (void)state;
    bundle_open(&f.t, BUNDLE_SMALL);
    bundle_replace(&f.t, "a.cfg", "scale = \"yes_no\";", "scale = \"receivers\";");
    bundle_replace(&f.t, "a.cfg", "show = \"${a.danger} = 'yes'\";", "");
    bundle_replace(&f.t, "a.cfg", "show = \"${a.danger} != 'no'\";", "");
    bundle_replace(&f.t, "a.cfg", "show = \"${a.danger} = 'yes'\";", "");
    bundle_replace(&f.t, "letters/out.cfg", "show = \"${a.danger} = 'yes'\";", "");
    bundle_replace(&f.t, "method.cfg", "when = \"${a.danger} = 'yes'\";", "when = \"1\";");
    bundle_load_clean(&f.t);
    begin_form(&f, "a", NULL, false);
    const struct item *item = item_of(&f, "a.danger");
    assert_true(live_option_struck(f.live, item, "old_board"));
    assert_false(live_option_struck(f.live, item, "board"));
    live_free(f.live);
    arena_free(f.arena);
    bundle_close(&f.t);
}

static void progress_counts_what_can_be_answered(void **state)
{
    struct filling *f = *state;
    size_t answered = 0;
    size_t all = 0;
    size_t more = 0;
    live_progress(f->live, &answered, &all);
    assert_int_equal(answered, 0);
    set_code(f, "a.danger", "yes");
    live_set(f->live, &(struct answer){.id = "a.number", .nonanswer = NONANSWER_UNKNOWN});
    live_progress(f->live, &answered, &more);
    assert_int_equal(answered, 2);
    assert_int_equal(more, all + 2); /* a.called and a.safe.need */
    live_set_full(f->live, true);
    live_progress(f->live, &answered, &all);
    assert_int_equal(all, more + 1);
}

/* What the form begins with is no person's answer, and neither is what has not been confirmed. */
static void progress_counts_what_a_person_answered(void **state)
{
    struct filling *f = *state;
    size_t answered = 0;
    size_t all = 0;
    live_free(f->live);
    arena_free(f->arena);
    begin_form(f, "a", NULL, true);
    assert_non_null(answer(f, "a.day"));
    live_progress(f->live, &answered, &all);
    assert_int_equal(answered, 0);
    set_text(f, "a.day", "2026-11-20");
    live_progress(f->live, &answered, &all);
    assert_int_equal(answered, 1);
    live_set(f->live,
             &(struct answer){.id = "a.number", .value = value_number(3), .carried = true});
    live_progress(f->live, &answered, &all);
    assert_int_equal(answered, 1);
    set_number(f, "a.number", 3);
    live_set_rows(f->live, "a.plan", 4);
    live_progress(f->live, &answered, &all);
    assert_int_equal(answered, 2);
}

static void deeper_questions_are_counted(void **state)
{
    struct filling *f = *state;
    size_t before = live_deeper(f->live, false);
    assert_true(before > 0);
    assert_int_equal(live_deeper(f->live, true), 0);
    set_text(f, "a.moment", "2026-11-20T10:00:00Z");
    assert_int_equal(live_deeper(f->live, false), before - 1);
    assert_true(shown(f, "a.moment"));
}

static bool remark(const struct filling *f, const char *id, const char *words)
{
    struct str out;
    str_init(&out, 0);
    bool told = live_remark(f->live, item_of(f, id), LANG_EN, &out);
    assert_int_equal(told, strstr(out.p, words) != NULL && out.n > 0);
    str_release(&out);
    return told;
}

static void a_far_year_is_remarked_upon_and_is_no_gap(void **state)
{
    struct filling *f = *state;
    const struct gap *gap;
    size_t before = live_gaps(f->live, &gap);
    assert_false(remark(f, "a.day", "years"));
    set_text(f, "a.day", "2024-05");
    assert_false(remark(f, "a.day", "years"));
    set_text(f, "a.day", "2006");
    assert_true(remark(f, "a.day", "20 years ago"));
    set_text(f, "a.day", "2062-01-01");
    assert_true(remark(f, "a.day", "36 years from now"));
    set_text(f, "a.moment", "1926-11-20T10:00:00Z");
    assert_true(remark(f, "a.moment", "100 years ago"));
    assert_int_equal(live_gaps(f->live, &gap), before);
}

/* The small method with a setting more at a.day and a.moment. */
static void open_changed(struct filling *f, const char *day, const char *moment)
{
    bundle_open(&f->t, BUNDLE_SMALL);
    bundle_replace(&f->t, "a.cfg", "carry = true;", day);
    bundle_replace(&f->t, "a.cfg", "type = \"datetime\";", moment);
    bundle_load_clean(&f->t);
    begin_form(f, "a", NULL, false);
}

static void close_changed(struct filling *f)
{
    live_free(f->live);
    arena_free(f->arena);
    bundle_close(&f->t);
}

static void what_is_not_expected_is_remarked_upon_and_is_no_gap(void **state)
{
    struct filling f;
    const struct gap *gap;
    const struct item **item;
    size_t before;
    (void)state;
    open_changed(&f,
                 "expect = \"date(.) <= today() + 30\"; expect_text = { sv = \"Långt fram.\"; en = "
                 "\"Far ahead.\"; }; check = \". != '2026-12-24'\"; check_text = { sv = \"Nej.\"; "
                 "en = \"No.\"; };",
                 "type = \"datetime\";");
    before = live_gaps(f.live, &gap);
    set_text(&f, "a.day", "2026-12-22");
    assert_false(remark(&f, "a.day", "Far"));
    assert_int_equal(live_remarked(f.live, f.arena, &item), 0);
    set_text(&f, "a.day", "2026-12-23");
    assert_true(remark(&f, "a.day", "Far ahead."));
    assert_int_equal(live_gaps(f.live, &gap), before);
    assert_int_equal(live_remarked(f.live, f.arena, &item), 1);
    assert_string_equal(item[0]->id, "a.day");
    /* What is wrong is a gap, and said once. */
    set_text(&f, "a.day", "2026-12-24");
    assert_false(remark(&f, "a.day", "Far"));
    assert_int_equal(live_gaps(f.live, &gap), before + 1);
    set_text(&f, "a.day", "snart");
    assert_false(remark(&f, "a.day", "Far"));
    close_changed(&f);
}

static void a_day_on_the_other_side_of_today_is_remarked_upon(void **state)
{
    struct filling f;
    (void)state;
    open_changed(&f, "tense = \"future\";", "type = \"datetime\"; tense = \"past\";");
    set_text(&f, "a.day", "2026-11-22");
    assert_false(remark(&f, "a.day", "already"));
    set_text(&f, "a.day", "2026-11");
    assert_false(remark(&f, "a.day", "already"));
    set_text(&f, "a.day", "2026-11-21");
    assert_true(remark(&f, "a.day", "already"));
    set_text(&f, "a.day", "2026-10");
    assert_true(remark(&f, "a.day", "already"));
    set_text(&f, "a.moment", "2026-11-22T11:25:00Z"); /* written while the form is open */
    assert_false(remark(&f, "a.moment", "to come"));
    set_text(&f, "a.moment", "2026-11-22T23:40:00Z"); /* last night's clock after midnight */
    assert_true(remark(&f, "a.moment", "to come"));
    set_text(&f, "a.moment", "2026-11-21T23:40:00Z");
    assert_false(remark(&f, "a.moment", "to come"));
    close_changed(&f);
}

static void spaces_are_kept_and_are_no_answer(void **state)
{
    struct filling f;
    size_t answered, all;
    (void)state;
    bundle_open(&f.t, BUNDLE_SMALL);
    bundle_replace(&f.t, "a.cfg", "type = \"identity\";", "type = \"text\"; required = true;");
    bundle_load_clean(&f.t);
    begin_form(&f, "a", NULL, false);
    set_text(&f, "a.who", " \xC2\xA0\n\t\xE2\x80\x8B ");
    assert_true(gap(&f, "a.who", GAP_REQUIRED));
    assert_string_equal(answer(&f, "a.who")->value.text, " \xC2\xA0\n\t\xE2\x80\x8B ");
    live_progress(f.live, &answered, &all);
    assert_int_equal(answered, 0);
    set_text(&f, "a.who", " . ");
    assert_false(gap(&f, "a.who", GAP_REQUIRED));
    live_progress(f.live, &answered, &all);
    assert_int_equal(answered, 1);
    close_changed(&f);
}

static void judgements_and_threats_are_never_taken_over(void **state)
{
    struct filling *f = *state;
    struct item item = *item_of(f, "a.day");
    assert_true(live_may_carry(&item));
    item.subject = "threat";
    assert_false(live_may_carry(&item));
    item.subject = "plan";
    assert_true(live_may_carry(&item));
    item.judgement = true;
    assert_false(live_may_carry(&item));
    assert_false(live_may_carry(item_of(f, "a.number")));
}

/* --- rows and the case ------------------------------------------------------------------------ */

struct case_facts {
    struct facts facts;
    struct record record[4];
    const struct record *latest[1];
    const struct record *row[3];
    struct answers answers[4];
};

static void make_facts(struct case_facts *c, struct arena *arena)
{
    static const char *const forms[] = {"a", "step", "other", "step"};
    memset(c, 0, sizeof *c);
    for (size_t i = 0; i < 4; i++) {
        answers_init(&c->answers[i], arena);
        c->record[i] = (struct record){
            .form = forms[i], .state = RECORD_SIGNED, .answers = &c->answers[i], .at = NOW};
    }
    const char *yes = "yes";
    answers_set(&c->answers[0], &(struct answer){.id = "a.danger", .value = value_codes(&yes, 1)});
    answers_set(&c->answers[1], &(struct answer){.id = "step.hours", .value = value_number(2)});
    answers_set(&c->answers[3], &(struct answer){.id = "step.hours", .value = value_number(5)});
    c->latest[0] = &c->record[0];
    for (size_t i = 0; i < 3; i++)
        c->row[i] = &c->record[i + 1];
    c->facts = (struct facts){
        .today = today, .latest = c->latest, .n_latest = 1, .row = c->row, .n_rows = 3};
}

static double number_of(const struct filling *f, const char *expr_text)
{
    struct err err;
    struct result result;
    const struct expr *expr = expr_parse(expr_text, strlen(expr_text), f->arena, &err);
    assert_non_null(expr);
    assert_true(expr_eval(expr, live_scope(f->live), f->arena, &result, &err));
    return result.kind == RESULT_NUMBER ? result.number : -1;
}

static void rows_are_counted_and_summed(void **state)
{
    struct filling *f = *state;
    struct case_facts c;
    make_facts(&c, f->t.arena);
    live_free(f->live);
    arena_free(f->arena);
    begin_form(f, "a", &c.facts, false);
    assert_true(number_of(f, "count(${a.plan})") == 2);
    assert_true(number_of(f, "sum(${step.hours})") == 7);
    assert_true(number_of(f, "max(${step.hours})") == 5);
    assert_true(number_of(f, "sum(${step.hours}) + sum(${step.hours})") == 14);
    live_set_rows(f->live, "a.plan", 3);
    assert_true(number_of(f, "count(${a.plan})") == 3);
    live_set_rows(f->live, "a.plan", 0);
    assert_true(number_of(f, "count(${a.plan})") == 0);
    set_code(f, "a.danger", "no");
    live_set_rows(f->live, "a.plan", 3);
    assert_true(number_of(f, "count(${a.plan})") == 0);
}

static void required_rows_are_missing_until_there_is_one(void **state)
{
    struct filling f;
    (void)state;
    bundle_open(&f.t, BUNDLE_SMALL);
    bundle_replace(&f.t, "a.cfg", "list = \"step\";", "list = \"step\"; required = true;");
    bundle_load_clean(&f.t);
    begin_form(&f, "a", NULL, false);
    assert_true(gap(&f, "a.plan", GAP_REQUIRED));
    live_set_rows(f.live, "a.plan", 1);
    assert_false(gap(&f, "a.plan", GAP_REQUIRED));
    live_set_rows(f.live, "a.plan", 0);
    assert_true(gap(&f, "a.plan", GAP_REQUIRED));
    live_set(f.live, &(struct answer){.id = "a.plan", .nonanswer = NONANSWER_NOT_APPLICABLE});
    assert_false(gap(&f, "a.plan", GAP_REQUIRED));
    live_free(f.live);
    arena_free(f.arena);
    bundle_close(&f.t);
}

static void another_form_gives_its_last_signed_answer(void **state)
{
    struct filling *f = *state;
    struct case_facts c;
    make_facts(&c, f->t.arena);
    live_free(f->live);
    arena_free(f->arena);
    begin_form(f, "step", &c.facts, false);
    const struct scope *scope = live_scope(f->live);
    assert_non_null(scope->answer(scope->arg, "a.danger"));
    assert_null(scope->answer(scope->arg, "a.number"));
    assert_null(scope->answer(scope->arg, "step.hours"));
}

static void words_are_in_the_chosen_language(void **state)
{
    struct filling *f = *state;
    struct str out;
    const struct scope *scope = live_scope(f->live);
    set_code(f, "a.danger", "yes");
    str_init(&out, 0);
    scope->words(scope->arg, "a.danger", &out);
    assert_string_equal(out.p, "ja");
    live_set_language(f->live, LANG_EN);
    str_clear(&out);
    scope->words(scope->arg, "a.danger", &out);
    assert_string_equal(out.p, "yes");
    str_release(&out);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_a, close_form)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_shown_follows_the_answers),
        TEST(a_section_hides_all_it_holds),
        TEST(a_row_hides_its_cells),
        TEST(depth_passes_over_what_is_not_answered),
        TEST(depth_demands_only_what_it_asks),
        cmocka_unit_test(a_retired_item_is_never_shown),
        TEST(a_hidden_answer_is_kept_and_not_used),
        TEST(what_depth_hides_is_exported_when_answered),
        TEST(computed_answers_follow),
        cmocka_unit_test(computed_answers_follow_in_their_order),
        TEST(initial_answers_are_set_once),
        TEST(an_initial_answer_replaces_nothing),
        TEST(empty_equals_missing),
        TEST(what_is_no_item_is_not_set),
        TEST(required_counts_only_when_shown),
        TEST(not_knowing_is_an_answer),
        TEST(a_check_skips_what_is_empty),
        TEST(limits_are_told_and_keep_the_number),
        TEST(what_was_typed_wrongly_is_kept_as_typed),
        TEST(gaps_stand_in_the_order_of_the_form),
        TEST(an_option_that_no_longer_fits_is_struck),
        TEST(retired_and_unknown_options_are_struck),
        cmocka_unit_test(an_entry_out_of_its_days_is_struck),
        TEST(progress_counts_what_can_be_answered),
        TEST(progress_counts_what_a_person_answered),
        TEST(deeper_questions_are_counted),
        TEST(a_far_year_is_remarked_upon_and_is_no_gap),
        cmocka_unit_test(what_is_not_expected_is_remarked_upon_and_is_no_gap),
        cmocka_unit_test(a_day_on_the_other_side_of_today_is_remarked_upon),
        cmocka_unit_test(spaces_are_kept_and_are_no_answer),
        TEST(judgements_and_threats_are_never_taken_over),
        TEST(rows_are_counted_and_summed),
        cmocka_unit_test(required_rows_are_missing_until_there_is_one),
        TEST(another_form_gives_its_last_signed_answer),
        TEST(words_are_in_the_chosen_language),
    };
    return cmocka_run_group_tests_name("form live", tests, NULL, NULL);
}
