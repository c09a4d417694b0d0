/* test_form_merge.c - two revisions joined: nothing is overwritten. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sis/form/merge.h"

/* An answer set out of "a=1 b=x c=?": a text each, ? is unknown. */
static struct answers read_answers(struct arena *arena, const char *written)
{
    struct answers answers;
    char *words = arena_strdup(arena, written);
    char *rest = NULL;
    answers_init(&answers, arena);
    for (char *word = strtok_r(words, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        char *value = strchr(word, '=');
        *value++ = '\0';
        bool unknown = strcmp(value, "?") == 0;
        answers_set(&answers,
                    &(struct answer){.id = word,
                                     .value = unknown ? value_empty() : value_text(value),
                                     .nonanswer = unknown ? NONANSWER_UNKNOWN : NONANSWER_NONE});
    }
    return answers;
}

static const char *write_answers(struct arena *arena, const struct answers *answers)
{
    const char *all = "";
    for (size_t i = 0; i < answers->n; i++) {
        const struct answer *a = &answers->item[i];
        all = arena_printf(arena, "%s%s%s=%s", all, i > 0 ? " " : "", a->id,
                           a->nonanswer ? "?" : a->value.text);
    }
    return all;
}

struct join_case {
    const char *base, *mine, *theirs, *joined, *conflicts;
};

static void each_side_keeps_what_it_changed(void **state)
{
    static const struct join_case cases[] = {
        {"", "", "", "", ""},
        {"a=1", "a=1", "a=1", "a=1", ""},
        {"a=1", "a=2", "a=1", "a=2", ""},
        {"a=1", "a=1", "a=2", "a=2", ""},
        {"a=1", "a=2", "a=2", "a=2", ""},
        {"a=1", "a=2", "a=3", "a=2", "a"},
        {"a=1", "", "a=1", "", ""},
        {"a=1", "a=1", "", "", ""},
        {"a=1", "", "", "", ""},
        {"a=1", "", "a=2", "", "a"},
        {"a=1", "a=2", "", "a=2", "a"},
        {"", "a=1", "b=2", "a=1 b=2", ""},
        {"", "a=1", "a=2", "a=1", "a"},
        {"", "a=?", "a=2", "a=?", "a"},
        {"a=1", "a=?", "a=1", "a=?", ""},
        {"a=1 b=1 c=1", "a=2 b=1 c=2", "a=1 b=2 c=3", "a=2 b=2 c=2", "c"},
        {"x=1", "y=1 x=2", "x=1 z=3", "y=1 x=2 z=3", ""},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena *arena = arena_new();
        struct answers base = read_answers(arena, cases[i].base);
        struct answers mine = read_answers(arena, cases[i].mine);
        struct answers theirs = read_answers(arena, cases[i].theirs);
        struct merge merge;
        const char *conflicts = "";
        merge_answers(&base, &mine, &theirs, arena, &merge);
        assert_string_equal(write_answers(arena, &merge.joined), cases[i].joined);
        for (size_t k = 0; k < merge.n_conflicts; k++)
            conflicts = arena_printf(arena, "%s%s", conflicts, merge.conflict[k].id);
        assert_string_equal(conflicts, cases[i].conflicts);
        arena_free(arena);
    }
}

static void a_conflict_holds_all_three(void **state)
{
    struct arena *arena = arena_new();
    struct answers base = read_answers(arena, "a=1 b=1");
    struct answers mine = read_answers(arena, "a=2");
    struct answers theirs = read_answers(arena, "a=3 b=4");
    struct merge merge;
    (void)state;
    merge_answers(&base, &mine, &theirs, arena, &merge);
    assert_int_equal(merge.n_conflicts, 2);
    assert_string_equal(merge.conflict[0].base->value.text, "1");
    assert_string_equal(merge.conflict[0].mine->value.text, "2");
    assert_string_equal(merge.conflict[0].theirs->value.text, "3");
    assert_null(merge.conflict[1].mine);
    assert_string_equal(merge.conflict[1].theirs->value.text, "4");
    arena_free(arena);
}

/* Source and confirmation belong to the answer. */
static void a_changed_source_is_a_change(void **state)
{
    struct arena *arena = arena_new();
    struct answers base = read_answers(arena, "a=1");
    struct answers mine = read_answers(arena, "a=1");
    struct answers theirs = read_answers(arena, "a=1");
    struct merge merge;
    (void)state;
    answers_set(&mine, &(struct answer){.id = "a", .value = value_text("1"), .source = "talk"});
    merge_answers(&base, &mine, &theirs, arena, &merge);
    assert_int_equal(merge.n_conflicts, 0);
    assert_string_equal(answers_get(&merge.joined, "a")->source, "talk");
    answers_set(&theirs, &(struct answer){.id = "a", .value = value_text("1"), .source = "seen"});
    merge_answers(&base, &mine, &theirs, arena, &merge);
    assert_int_equal(merge.n_conflicts, 1);
    arena_free(arena);
}

/* Whatever two people do, each answer of either is in the result or in a conflict. */
static void nothing_typed_is_lost(void **state)
{
    unsigned seed = 1;
    (void)state;
    for (int round = 0; round < 2000; round++) {
        struct arena *arena = arena_new();
        struct answers side[3];
        for (size_t s = 0; s < 3; s++) {
            answers_init(&side[s], arena);
            for (int id = 0; id < 6; id++) {
                seed = seed * 1103515245U + 12345U;
                unsigned value = (seed >> 16) % 4;
                char name[2] = {(char)('a' + id), '\0'};
                char text[2] = {(char)('0' + (int)value), '\0'};
                if (value > 0)
                    answers_set(&side[s], &(struct answer){.id = name, .value = value_text(text)});
            }
        }
        struct merge merge;
        merge_answers(&side[0], &side[1], &side[2], arena, &merge);
        for (int id = 0; id < 6; id++) {
            char name[2] = {(char)('a' + id), '\0'};
            const struct answer *joined = answers_get(&merge.joined, name);
            bool conflict = false;
            for (size_t k = 0; k < merge.n_conflicts; k++)
                conflict |= strcmp(merge.conflict[k].id, name) == 0;
            for (size_t s = 1; s < 3; s++) {
                const struct answer *own = answers_get(&side[s], name);
                if (answer_equal(own, answers_get(&side[0], name)))
                    continue;
                assert_true(answer_equal(own, joined) || conflict);
            }
        }
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_side_keeps_what_it_changed),
        cmocka_unit_test(a_conflict_holds_all_three),
        cmocka_unit_test(a_changed_source_is_a_change),
        cmocka_unit_test(nothing_typed_is_lost),
    };
    return cmocka_run_group_tests_name("form merge", tests, NULL, NULL);
}
