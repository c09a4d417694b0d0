/* merge.c - joining two revisions that were made from the same one. */
#include "sis/form/merge.h"

struct joining {
    const struct answers *base, *mine, *theirs;
    struct arena *arena;
    struct merge *out;
    size_t cap;
};

static void add_conflict(struct joining *j, const struct conflict *conflict)
{
    struct merge *out = j->out;
    if (out->n_conflicts == j->cap) {
        j->cap = j->cap ? j->cap * 2 : 8;
        out->conflict =
            arena_regrow(j->arena, out->conflict, out->n_conflicts, j->cap, sizeof *out->conflict);
    }
    out->conflict[out->n_conflicts++] = *conflict;
}

static void join_one(struct joining *j, const char *id)
{
    const struct conflict c = {
        .id = id,
        .base = answers_get(j->base, id),
        .mine = answers_get(j->mine, id),
        .theirs = answers_get(j->theirs, id),
    };
    bool mine_changed = !answer_equal(c.base, c.mine);
    bool theirs_changed = !answer_equal(c.base, c.theirs);
    const struct answer *joined = mine_changed ? c.mine : c.theirs;

    if (mine_changed && theirs_changed && !answer_equal(c.mine, c.theirs))
        add_conflict(j, &c);
    if (joined)
        answers_set(&j->out->joined, joined);
}

void merge_answers(const struct answers *base, const struct answers *mine,
                   const struct answers *theirs, struct arena *arena, struct merge *out)
{
    struct joining j = {.base = base, .mine = mine, .theirs = theirs, .arena = arena, .out = out};

    *out = (struct merge){.conflict = NULL};
    answers_init(&out->joined, arena);
    for (size_t i = 0; i < mine->n; i++)
        join_one(&j, mine->item[i].id);
    for (size_t i = 0; i < theirs->n; i++)
        if (!answers_get(mine, theirs->item[i].id))
            join_one(&j, theirs->item[i].id);
}
